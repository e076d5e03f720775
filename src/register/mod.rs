//! Registers: facts that rules hold a text against. Each is a file of `data/`, in a form
//! that people read and git compares; the build packs it, so that a run reads only the rows
//! that it asks for.
//!
//! | file | what it does |
//! |---|---|
//! | `abbreviation` | abbreviations and what they stand for |
//! | `hash` | the number by which a key is looked up, shared with the build |
//! | `key` | the key under which a row is found, shared with the build |
//! | `office` | ministries, departments and organisations, before and since 2025 |
//! | `packed` | a packed register: its rows by their keys |
//! | `paper` | legal papers: issue, effect, end, amendments |
//! | `unit` | provinces, districts and communes, before and since 2025 |
//! | `spelling` | words of two syllables, usual misspellings, right doublings, loan words |

mod abbreviation;
mod hash;
mod key;
mod office;
mod packed;
mod paper;
mod spelling;
mod unit;

pub use abbreviation::{
    AbbreviationUse, KnownAbbreviation, find_abbreviation, list_abbreviations,
};
pub use hash::hash_key;
pub use key::make_key;
pub use office::{Office, find_office, has_office_beginning, make_office_key};
pub use packed::{PackedRow, PackedTable};
pub use paper::{KnownDay, KnownPaper, find_law_name, find_laws, find_papers};
pub use spelling::{
    Compound, CompoundStanding, Misspelling, RightDoubling, find_compounds,
    find_compounds_by_second, find_misspellings, find_other_compounds,
    find_right_doublings, is_compound, is_loan_word, list_compounds,
};
pub use unit::{
    Commune, FormerCommune, Province, find_communes, find_districts,
    find_former_communes, find_province, find_province_named,
};

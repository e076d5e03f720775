//! Registers: facts that rules hold a text against. Each is a file of `data/`, in a form
//! that people read and git compares; the build packs it, so that a run reads only the rows
//! that it asks for.
//!
//! | file | what it does |
//! |---|---|
//! | `abbreviation` | abbreviations and what they stand for |
//! | `key` | the key under which a row is found, shared with the build |
//! | `office` | ministries, departments and organisations, before and since 2025 |
//! | `packed` | a packed register: its rows by their keys |
//! | `spelling` | words of two syllables, usual misspellings, right doublings, loan words |

mod abbreviation;
mod key;
mod office;
mod packed;
mod spelling;

pub use abbreviation::{
    AbbreviationUse, KnownAbbreviation, find_abbreviation, list_abbreviations,
};
pub use key::make_key;
pub use office::{Office, find_office, has_office_beginning, make_office_key};
pub use packed::{PackedRow, PackedTable};
pub use spelling::{
    Compound, CompoundStanding, Misspelling, RightDoubling, find_compounds,
    find_misspellings, find_right_doublings, is_loan_word, list_compounds,
};

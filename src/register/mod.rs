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
//! | `unit` | provinces, districts and communes, before and since 2025 |

mod abbreviation;
mod key;
mod office;
mod packed;
mod unit;

pub use abbreviation::{
    AbbreviationUse, KnownAbbreviation, find_abbreviation, list_abbreviations,
};
pub use key::make_key;
pub use office::{Office, find_office, has_office_beginning, make_office_key};
pub use packed::{PackedRow, PackedTable};
pub use unit::{
    Commune, FormerCommune, Province, find_communes, find_districts,
    find_former_communes, find_province, find_province_named,
};

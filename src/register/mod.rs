//! Registers: facts that rules hold a text against. Each is a file of `data/`, in a form
//! that people read and git compares; the build packs it, so that a run reads only the rows
//! that it asks for.
//!
//! | file | what it does |
//! |---|---|
//! | `key` | the key under which a row is found, shared with the build |
//! | `packed` | a packed register: its rows by their keys |
//! | `paper` | legal papers: issue, effect, end, amendments |

mod key;
mod packed;
mod paper;

pub use key::make_key;
pub use packed::{PackedRow, PackedTable};
pub use paper::{KnownDay, KnownPaper, find_law_name, find_laws, find_papers};

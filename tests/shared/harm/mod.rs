//! Real files, harmed: what a slip of the hand, a broken disk or ill will may make of them.
//! The same seed gives the same harm.
//!
//! | file | what it does |
//! |---|---|
//! | `random` | numbers from a seed |
//! | `text` | texts: bytes, lines, words |
//! | `node` | forms: parts of the tree, moved, doubled, of another type, too long or too deep |
//! | `book` | workbooks: parts of a zip, records, the sectors of an old file |
//! | `xlsb` | a small workbook in binary records, which no library writes |

pub(crate) mod book;
pub(crate) mod node;
pub(crate) mod random;
pub(crate) mod text;
pub(crate) mod xlsb;

pub(crate) use book::harm_book;
pub(crate) use node::harm_form;
pub(crate) use random::Random;
pub(crate) use text::harm_text;

//! `huong`: pages upright or turned.

use crate::yaml::Node;

use super::reader::FormReader;
use super::shape::Choice;

/// The words under `huong`.
pub(super) static TURNS: &[Choice] = &[
    Choice::new("doc", "Trang dọc."),
    Choice::new("ngang", "Trang ngang, cho bảng rộng."),
];

/// How the pages of a table or of an appendix are turned (`huong`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// `doc`.
    Portrait,
    /// `ngang`, for wide tables.
    Landscape,
}

pub(super) fn read_orientation(r: &mut FormReader<'_>, node: &Node) -> Option<Turn> {
    let word = r.choice(node, TURNS)?;
    Some(if word == 0 { Turn::Portrait } else { Turn::Landscape })
}

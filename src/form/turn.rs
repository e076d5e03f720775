//! `huong`: how a page lies.

use crate::yaml::Node;

use super::reader::FormReader;
use super::shape::Choice;

/// The words under `huong`.
pub(super) static TURNS: &[Choice] = &[
    Choice::new("doc", "Trang dọc."),
    Choice::new("ngang", "Trang ngang, cho bảng rộng."),
];

/// How pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Portrait.
    Portrait,
    /// Landscape.
    Landscape,
}

pub(super) fn read_orientation(r: &mut FormReader<'_>, node: &Node) -> Option<Turn> {
    let word = r.choice(node, TURNS)?;
    Some(if word == 0 { Turn::Portrait } else { Turn::Landscape })
}

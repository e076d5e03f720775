//! `huong`: how a page lies.

use crate::yaml::Node;

use super::reader::Reader;
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

pub(super) fn turn(r: &mut Reader<'_>, node: &Node) -> Option<Turn> {
    let word = r.choice(node, TURNS)?;
    Some(if word == 0 { Turn::Portrait } else { Turn::Landscape })
}

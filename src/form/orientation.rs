//! `huong`: pages upright or turned.

use crate::yaml::YamlNode;

use super::reader::FormReader;
use super::shape::Keyword;

/// The words under `huong`.
pub(super) static ORIENTATIONS: &[Keyword] = &[
    Keyword::new("doc", "Trang dọc."),
    Keyword::new("ngang", "Trang ngang, cho bảng rộng."),
];

/// How the pages of a table or of an appendix are turned (`huong`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageOrientation {
    /// `doc`.
    Portrait,
    /// `ngang`, for wide tables.
    Landscape,
}

pub(super) fn read_orientation(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<PageOrientation> {
    let word = r.choice(node, ORIENTATIONS)?;
    Some(if word == 0 { PageOrientation::Portrait } else { PageOrientation::Landscape })
}

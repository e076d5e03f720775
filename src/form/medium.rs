//! `ban`: what the paper is issued on.

use crate::yaml::YamlNode;

use super::reader::FormReader;
use super::shape::Keyword;

/// The words under `ban`.
pub(super) static COPIES: &[Keyword] = &[
    Keyword::new("giay", "Bản giấy. Đây là mặc định."),
    Keyword::new(
        "dien_tu",
        "Bản điện tử: dòng “(Kèm theo …)” của phụ lục để trống số, ngày.",
    ),
];

/// What the paper is issued on (`ban`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Medium {
    /// `giay`: signed and stamped on paper.
    #[default]
    Paper,
    /// Electronic: number and date of the appendices' line stay blank.
    Electronic,
}

pub(super) fn read_medium(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Medium> {
    let index = r.choice(node, COPIES)?;
    Some(if index == 1 { Medium::Electronic } else { Medium::Paper })
}

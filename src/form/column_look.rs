//! How the cells of a column are set: side, width, merged cells, what prints in place of 0.

use crate::yaml::YamlNode;

use super::blank::{self, ZeroStyle};
use super::fields::Fields;
use super::reader::FormReader;
use super::shape::Keyword;
use super::value;

/// The words under `can`.
pub(super) static ALIGNS: &[Keyword] = &[
    Keyword::new("trai", "Căn trái."),
    Keyword::new("giua", "Căn giữa."),
    Keyword::new("phai", "Căn phải."),
];

/// How the cells of a column are set, as far as the form says.
#[derive(Debug, Clone, Copy, Default)]
pub struct ColumnLook {
    /// On which side, where it is not by the type of the column.
    pub align: Option<CellAlign>,
    /// Share of the width, in parts; zero for as wide as its content.
    pub share: u32,
    /// Whether equal cells one below the other are one cell.
    pub merges: bool,
    /// How its figures print that are nought, where it is not as in the table.
    pub zero: Option<ZeroStyle>,
}

/// How the cells of a column are set, where the form says (`can`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellAlign {
    /// `trai`.
    Left,
    /// `giua`.
    Center,
    /// `phai`.
    Right,
}

/// The keys of a column that say how it is set; `hidden` where it is not printed.
pub(super) fn read_column_look(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    hidden: bool,
) -> ColumnLook {
    let zero = r.optional(f, "so_khong", blank::read_zero_style);
    let merges = r.optional(f, "gop", FormReader::yes_no).unwrap_or(false);
    if hidden && merges {
        r.report_idle_key(f, "gop", "cột in ra, không có `an: co`");
    }
    let align = r.optional(f, "can", read_align);
    let share = r.optional(f, "rong", read_share).unwrap_or(0);
    ColumnLook { align, share, merges, zero }
}

/// `can`: on which side the text of a column stands.
pub(super) fn read_align(r: &mut FormReader<'_>, node: &YamlNode) -> Option<CellAlign> {
    const SET: [CellAlign; 3] = [CellAlign::Left, CellAlign::Center, CellAlign::Right];
    r.choice(node, ALIGNS).map(|index| SET[index])
}

/// `rong`: the share of a column in the width of its table.
pub(super) fn read_share(r: &mut FormReader<'_>, node: &YamlNode) -> Option<u32> {
    value::read_count(r, node).and_then(|share| u32::try_from(share).ok())
}

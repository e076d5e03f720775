//! `hang_trong`, `so_khong`, `hang_so_cot`: what a table prints where it has nothing: rows to
//! write in by hand, another sign in place of 0; and numbers of the columns.

use crate::yaml::{YamlNode, YamlValue};

use super::fields::Fields;
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::value;

/// The keys of `hang_trong`.
pub(super) static BLANK_ROWS: Shape = Shape {
    name: "hang_trong",
    doc: "Các hàng để trống cho người nhận ghi tay, đứng sau các hàng số liệu và trên hàng tổng.",
    keys: &[
        KeySpec::required("so_hang", KeyKind::Number(COUNT_WORDS), "Số hàng để trống."),
        KeySpec::optional(
            "cao",
            KeyKind::Number(HEIGHT_WORDS),
            "Chiều cao của mỗi hàng, tính bằng mm. Mặc định: 8.",
        ),
    ],
};

/// The words under `so_khong`.
pub(super) static ZEROS: &[Keyword] = &[
    Keyword::new("so", "In số 0. Đây là mặc định."),
    Keyword::new("gach", "In dấu gạch ngang: -"),
    Keyword::new("trong", "Để trống ô."),
];

/// What a number of blank rows must be, as the reference and the messages say it.
pub(super) const COUNT_WORDS: &str = "số nguyên từ 1 đến 500";

const HEIGHT_WORDS: &str = "số nguyên từ 5 đến 100, tính bằng mm";

/// A height in which a hand can write, in millimetres.
const USUAL_HEIGHT: u32 = 8;

/// What a table prints beside its figures and words, as far as the form says.
#[derive(Debug, Clone, Copy, Default)]
pub struct TableLook {
    /// Rows to write in by hand, below those of the data.
    pub blank: Option<BlankRows>,
    /// Whether a row under the header numbers the columns.
    pub column_numbers: bool,
    /// How its figures print that are nought, where given.
    pub zero: Option<ZeroStyle>,
}

/// Rows of a table to write in by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlankRows {
    /// How many they are, from 1.
    pub count: usize,
    /// Height of each in millimetres.
    pub height: u32,
}

/// How a figure that is nought prints in its cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ZeroStyle {
    /// `so`: as a figure.
    #[default]
    Figure,
    /// `gach`: as a dash.
    Dash,
    /// `trong`: the cell is blank.
    Blank,
}

pub(super) fn read_table_look(r: &mut FormReader<'_>, f: &Fields<'_>) -> TableLook {
    let zero = r.optional(f, "so_khong", read_zero_style);
    let column_numbers = r.optional(f, "hang_so_cot", FormReader::yes_no);
    let blank = r.optional(f, "hang_trong", read_blank_rows);
    TableLook { blank, column_numbers: column_numbers.unwrap_or_default(), zero }
}

/// Blank rows: their number, or a mapping that gives their height too.
fn read_blank_rows(r: &mut FormReader<'_>, node: &YamlNode) -> Option<BlankRows> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let count = read_row_count(r, node)?;
        return Some(BlankRows { count, height: USUAL_HEIGHT });
    }
    let f = r.fields(node, &BLANK_ROWS)?;
    let count = r.required(&f, "so_hang", read_row_count);
    let height = r.optional(&f, "cao", |r, n| {
        value::read_bounded_count(r, n, 5..=100, HEIGHT_WORDS)
    });
    Some(BlankRows { count: count?, height: height.unwrap_or(USUAL_HEIGHT) })
}

fn read_row_count(r: &mut FormReader<'_>, node: &YamlNode) -> Option<usize> {
    let count = value::read_bounded_count(r, node, 1..=500, COUNT_WORDS)?;
    usize::try_from(count).ok()
}

pub(super) fn read_zero_style(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<ZeroStyle> {
    const ALL: [ZeroStyle; 3] = [ZeroStyle::Figure, ZeroStyle::Dash, ZeroStyle::Blank];
    r.choice(node, ZEROS).map(|index| ALL[index])
}

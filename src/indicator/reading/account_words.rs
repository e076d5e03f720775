//! The account of a reading in words: why rows were passed over, and in what way cells
//! were read.

use crate::sheet::Sheet;

use super::account::{PassReason, ReadingNote};
use crate::form::ColumnId;

/// What programs and people call something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingWord {
    /// In English, with hyphens; it never changes.
    pub id: &'static str,
    /// In Vietnamese.
    pub words: &'static str,
}

impl PassReason {
    /// Why rows are none of the table.
    #[must_use]
    pub fn word(self) -> ReadingWord {
        let (id, words) = match self {
            Self::ColumnNumbers => ("column-numbers", "số thứ tự cột"),
            Self::RepeatedNames => ("repeated-names", "tên các cột nhắc lại"),
            Self::Foot => ("foot", "chân bảng"),
            Self::OtherTable => ("other-table", "bảng khác"),
            Self::BehindEnd => ("behind-end", "ở sau `het_o_dong`"),
            Self::Hidden => ("hidden", "đang ẩn, biểu ghi `hang_an: bo`"),
            Self::GroupSum => ("group-sum", "số cộng của nhóm"),
            Self::GroupTitle => ("group-title", "tên nhóm, không có số"),
            Self::Part => ("part", "đã tính trong hàng trên"),
            Self::Beside => ("beside", "không có gì ở các cột của bảng"),
            Self::RepeatedTotal => ("repeated-total", "hàng tổng nhắc lại"),
            Self::ByForm => ("by-form", "biểu ghi `bo_hang`"),
            Self::Nameless => ("nameless", "không có tên hàng, không có số"),
        };
        ReadingWord { id, words }
    }
}

impl ReadingNote {
    /// What programs call it.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Dashes { .. } => "dashes",
            Self::Brackets { .. } => "brackets",
            Self::MergedFigure { .. } => "merged-figure",
            Self::Marks { .. } => "marks",
            Self::Commas { .. } => "commas",
            Self::TypedThousands { .. } => "typed-thousands",
            Self::Divided { .. } => "divided",
        }
    }

    /// The column of the table that it is about.
    #[must_use]
    pub fn column(&self) -> ColumnId {
        match self {
            Self::Dashes { column, .. }
            | Self::Brackets { column, .. }
            | Self::MergedFigure { column, .. }
            | Self::Marks { column, .. }
            | Self::Commas { column, .. }
            | Self::TypedThousands { column, .. }
            | Self::Divided { column, .. } => *column,
        }
    }

    /// How the cells were read, the column left out.
    #[must_use]
    pub fn words(&self, sheet: &Sheet) -> String {
        match self {
            Self::Dashes { cells, .. } => format!("{cells} ô gạch ngang tính là 0"),
            Self::Brackets { cells, .. } => {
                format!("{cells} ô có số trong ngoặc đơn tính là số âm")
            }
            Self::Marks { cells, .. } => {
                format!("{cells} ô có dấu hoặc chữ đi kèm con số, chỉ lấy con số")
            }
            Self::Commas { cells, .. } => {
                format!("{cells} ô có dấu phẩy ngăn hàng nghìn")
            }
            Self::TypedThousands { cells, .. } => {
                format!("{cells} ô có số thập phân đọc là hàng nghìn: 1,205 là 1.205")
            }
            Self::Divided { cells, power, shown, .. } => {
                let side = if *shown {
                    "lấy số như hiện, đủ cả phần lẻ mà bảng tính làm tròn"
                } else {
                    "lấy số như lưu trong tệp"
                };
                let divisor = match power {
                    3 => "nghìn",
                    6 => "triệu",
                    _ => "tỷ",
                };
                format!("{cells} ô hiện số đã chia cho {divisor}, {side}")
            }
            Self::MergedFigure { rows, .. } => {
                let (first, last) = (sheet.line(*rows.start()), sheet.line(*rows.end()));
                format!("ô gộp ở dòng {first}–{last} chỉ tính một lần, ở dòng {first}")
            }
        }
    }
}

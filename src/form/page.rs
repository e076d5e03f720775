//! `trinh_bay`: page set-up and house style, within the decree's ranges.

use rust_decimal::Decimal;

use crate::citation::DateWords;
use crate::source::Span;
use crate::yaml::YamlNode;

use super::numbering::{self, EMPHASIS_WORDS, Numbering, TitleEmphasis};
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::value;

/// The keys of `trinh_bay`.
pub(super) static PAGE: Shape = Shape {
    name: "trinh_bay",
    doc: "Cách trình bày. Không ghi gì thì theo mặc định, đúng Nghị định số 30/2020/NĐ-CP.",
    keys: &[
        KeySpec::optional("le", KeyKind::Map(&MARGINS), "Lề trang, tính bằng mm."),
        KeySpec::optional(
            "co_chu",
            KeyKind::Number("13; 13,5 hoặc 14"),
            "Cỡ chữ của nội dung. Mặc định 14.",
        ),
        KeySpec::optional(
            "gian_dong",
            KeyKind::Number("từ 1 đến 1,5"),
            "Cách dòng, tính bằng số dòng đơn. Mặc định 1.",
        ),
        KeySpec::optional(
            "cach_doan",
            KeyKind::Number("từ 6 pt"),
            "Khoảng cách giữa các đoạn, tính bằng pt. Mặc định 6.",
        ),
        KeySpec::optional(
            "thut_dong",
            KeyKind::Number("10 hoặc 12,7"),
            "Lùi đầu dòng của đoạn, tính bằng mm. Mặc định 10.",
        ),
        KeySpec::optional(
            "vien_dan",
            KeyKind::Choice(DATE_STYLES),
            "Cách ghi ngày khi viện dẫn văn bản.",
        ),
        KeySpec::optional(
            "cap",
            KeyKind::List(&KeyKind::Plain),
            "Kiểu đánh số của các cấp, từ lớn đến nhỏ. Mặc định: [\"I.\", \"1.\", \"a)\", \"-\", \"+\"]. Dùng được: \"Phần I\", \"I.\", \"1.\", \"1.1.\", \"1.1.1.\", \"(1)\", \"(1).\", \"a)\", \"-\", \"+\", \"*\", khong.",
        ),
        KeySpec::optional(
            "chu_cap",
            KeyKind::List(&KeyKind::Choice(EMPHASIS_WORDS)),
            "Kiểu chữ tiêu đề của các cấp, từ lớn đến nhỏ.",
        ),
    ],
};

/// The keys of `le`.
pub(super) static MARGINS: Shape = Shape {
    name: "le",
    doc: "Lề trang, tính bằng mm.",
    keys: &[
        KeySpec::optional(
            "tren",
            KeyKind::Number("20 đến 25 mm"),
            "Lề trên. Mặc định 20.",
        ),
        KeySpec::optional(
            "duoi",
            KeyKind::Number("20 đến 25 mm"),
            "Lề dưới. Mặc định 20.",
        ),
        KeySpec::optional(
            "trai",
            KeyKind::Number("30 đến 35 mm"),
            "Lề trái. Mặc định 30.",
        ),
        KeySpec::optional(
            "phai",
            KeyKind::Number("15 đến 20 mm"),
            "Lề phải. Mặc định 20.",
        ),
    ],
};

/// The words under `vien_dan`.
pub(super) static DATE_STYLES: &[Keyword] = &[
    Keyword::new("day_du", "ngày 20 tháng 4 năm 2023. Đây là mặc định."),
    Keyword::new("ngan", "ngày 20/4/2023."),
];

/// How dates are written where a legal paper is cited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DateStyle {
    /// `ngày 20 tháng 4 năm 2023`.
    #[default]
    Long,
    /// `ngày 20/4/2023`.
    Short,
}

impl DateStyle {
    /// How dates of cited papers are written.
    #[must_use]
    pub fn words(self) -> DateWords {
        match self {
            Self::Long => DateWords::Long,
            Self::Short => DateWords::Short,
        }
    }
}

/// A measure as typed; `None` where the form leaves it out.
pub type MeasureEntry = Option<Spanned<Decimal>>;

/// The page as the form asks for it (`trinh_bay`): what it leaves out keeps its default.
#[derive(Debug, Clone, Default)]
pub struct PageSetup {
    /// Top margin in mm.
    pub top: MeasureEntry,
    /// Bottom margin in mm.
    pub bottom: MeasureEntry,
    /// Left margin in mm.
    pub left: MeasureEntry,
    /// Right margin in mm.
    pub right: MeasureEntry,
    /// Size of the text in points.
    pub size: MeasureEntry,
    /// Line spacing in single lines.
    pub line: MeasureEntry,
    /// Space between paragraphs in points.
    pub gap: MeasureEntry,
    /// First-line indent in mm.
    pub indent: MeasureEntry,
    /// How dates are written where papers are cited.
    pub dates: DateStyle,
    /// Numbering of the levels, where given.
    pub levels: Vec<Numbering>,
    /// How the titles of the levels are set, where given.
    pub emphases: Vec<TitleEmphasis>,
    /// Where `cap` stands, for what a rule finds in `levels`.
    pub levels_span: Option<Span>,
}

pub(super) fn read_page_setup(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<PageSetup> {
    let f = r.fields(node, &PAGE)?;
    let mut res = PageSetup {
        size: r.optional(&f, "co_chu", value::read_measure),
        line: r.optional(&f, "gian_dong", value::read_measure),
        gap: r.optional(&f, "cach_doan", value::read_measure),
        indent: r.optional(&f, "thut_dong", value::read_measure),
        ..PageSetup::default()
    };
    if let Some(index) = r.optional(&f, "vien_dan", |r, n| r.choice(n, DATE_STYLES)) {
        res.dates = [DateStyle::Long, DateStyle::Short][index];
    }
    let levels = r.optional(&f, "cap", |r, n| r.list(n, numbering::read_numbering));
    res.levels = levels.unwrap_or_default();
    res.levels_span = f.get("cap").map(|e| e.value.span);
    let emphases = r.optional(&f, "chu_cap", |r, n| r.list(n, numbering::read_emphasis));
    res.emphases = emphases.unwrap_or_default();
    r.optional(&f, "le", |r, n| read_margins(r, n, &mut res));
    Some(res)
}

fn read_margins(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    page: &mut PageSetup,
) -> Option<()> {
    let f = r.fields(node, &MARGINS)?;
    page.top = r.optional(&f, "tren", value::read_measure);
    page.bottom = r.optional(&f, "duoi", value::read_measure);
    page.left = r.optional(&f, "trai", value::read_measure);
    page.right = r.optional(&f, "phai", value::read_measure);
    Some(())
}

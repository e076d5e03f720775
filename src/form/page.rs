//! `trinh_bay`: page set-up and house style, within the decree's ranges.

use rust_decimal::Decimal;

use crate::citation::DateWords;
use crate::source::Span;
use crate::yaml::Node;

use super::numbering::{self, LOOK_WORDS, Numbering, TitleLook};
use super::reader::FormReader;
use super::shape::{Choice, Key, Kind, Shape};
use super::spanned::At;
use super::value;

/// The keys of `trinh_bay`.
pub(super) static PAGE: Shape = Shape {
    name: "trinh_bay",
    doc: "Cách trình bày. Không ghi gì thì theo mặc định, đúng Nghị định 30/2020/NĐ-CP.",
    keys: &[
        Key::optional("le", Kind::Map(&MARGINS), "Lề trang, tính bằng mm."),
        Key::optional(
            "co_chu",
            Kind::Number("13; 13,5 hoặc 14"),
            "Cỡ chữ của nội dung. Mặc định 14.",
        ),
        Key::optional(
            "gian_dong",
            Kind::Number("từ 1 đến 1,5"),
            "Cách dòng, tính bằng số dòng đơn. Mặc định 1.",
        ),
        Key::optional(
            "cach_doan",
            Kind::Number("từ 6 pt"),
            "Khoảng cách giữa các đoạn, tính bằng pt. Mặc định 6.",
        ),
        Key::optional(
            "thut_dong",
            Kind::Number("10 hoặc 12,7"),
            "Lùi đầu dòng của đoạn, tính bằng mm. Mặc định 10.",
        ),
        Key::optional(
            "vien_dan",
            Kind::Choice(DATE_STYLES),
            "Cách ghi ngày khi viện dẫn văn bản.",
        ),
        Key::optional(
            "cap",
            Kind::List(&Kind::Plain),
            "Kiểu đánh số của các cấp, từ lớn đến nhỏ. Mặc định: [\"I.\", \"1.\", \"a)\", \"-\", \"+\"]. Dùng được: \"Phần I\", \"I.\", \"1.\", \"1.1.\", \"a)\", \"-\", \"+\", \"*\", khong.",
        ),
        Key::optional(
            "chu_cap",
            Kind::List(&Kind::Choice(LOOK_WORDS)),
            "Kiểu chữ tiêu đề của các cấp, từ lớn đến nhỏ.",
        ),
    ],
};

/// The keys of `le`.
pub(super) static MARGINS: Shape = Shape {
    name: "le",
    doc: "Lề trang, tính bằng mm.",
    keys: &[
        Key::optional("tren", Kind::Number("20 đến 25 mm"), "Lề trên. Mặc định 20."),
        Key::optional("duoi", Kind::Number("20 đến 25 mm"), "Lề dưới. Mặc định 20."),
        Key::optional("trai", Kind::Number("30 đến 35 mm"), "Lề trái. Mặc định 30."),
        Key::optional("phai", Kind::Number("15 đến 20 mm"), "Lề phải. Mặc định 20."),
    ],
};

/// The words under `vien_dan`.
pub(super) static DATE_STYLES: &[Choice] = &[
    Choice::new("day_du", "ngày 20 tháng 4 năm 2023. Đây là mặc định."),
    Choice::new("ngan", "ngày 20/4/2023."),
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

/// A measure as given.
pub type Measure = Option<At<Decimal>>;

/// Page set-up as given.
#[derive(Debug, Clone, Default)]
pub struct PageSetup {
    /// Top margin in mm.
    pub top: Measure,
    /// Bottom margin in mm.
    pub bottom: Measure,
    /// Left margin in mm.
    pub left: Measure,
    /// Right margin in mm.
    pub right: Measure,
    /// Size of the text in points.
    pub size: Measure,
    /// Line spacing in single lines.
    pub line: Measure,
    /// Space between paragraphs in points.
    pub gap: Measure,
    /// First-line indent in mm.
    pub indent: Measure,
    /// How dates are written where papers are cited.
    pub dates: DateStyle,
    /// Numbering of the levels, where given.
    pub levels: Vec<Numbering>,
    /// Look of the titles of the levels, where given.
    pub looks: Vec<TitleLook>,
    /// Where `cap` stands, for what a rule finds in `levels`.
    pub levels_span: Option<Span>,
}

pub(super) fn read_page_setup(r: &mut FormReader<'_>, node: &Node) -> Option<PageSetup> {
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
    let looks = r.optional(&f, "chu_cap", |r, n| r.list(n, numbering::read_emphasis));
    res.looks = looks.unwrap_or_default();
    r.optional(&f, "le", |r, n| read_margins(r, n, &mut res));
    Some(res)
}

fn read_margins(r: &mut FormReader<'_>, node: &Node, page: &mut PageSetup) -> Option<()> {
    let f = r.fields(node, &MARGINS)?;
    page.top = r.optional(&f, "tren", value::read_measure);
    page.bottom = r.optional(&f, "duoi", value::read_measure);
    page.left = r.optional(&f, "trai", value::read_measure);
    page.right = r.optional(&f, "phai", value::read_measure);
    Some(())
}

//! `tong` of a table: the total row, and what stands below it: amounts added by percent, the
//! last total and how it is rounded, its words, and where the money comes from.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::Plain;
use crate::quantity::Percent;
use crate::source::Span;
use crate::yaml::YamlNode;

use super::fields::Fields;
use super::funding::{self, FundingSource, SOURCE, SOURCES, ShareBase};
use super::reader::FormReader;
use super::rows::{self, TypedCell};
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::value;

/// The keys of a row of `cong_them`.
pub(super) static ADDED: Shape = Shape {
    name: "cong_them",
    doc: "Một khoản cộng thêm dưới hàng tổng, tính theo phần trăm: thuế giá trị gia tăng, dự phòng, chi phí quản lý. Lời văn đọc bằng {{ mã_bảng.mã_khoản.mã_cột }}.",
    keys: &[
        KeySpec::required("ma", KeyKind::Id, "Mã của khoản, ví dụ: vat."),
        KeySpec::required("nhan", KeyKind::Plain, "Tên khoản, ví dụ: Thuế GTGT 8%."),
        KeySpec::required(
            "phan_tram",
            KeyKind::Number("phần trăm, ví dụ 8%"),
            "Phần trăm, ví dụ: 8%.",
        ),
        KeySpec::optional("tren", KeyKind::Choice(BASES), "Phần trăm của số nào."),
    ],
};

/// The words under `tren`.
pub(super) static BASES: &[Keyword] = &[
    Keyword::new("cong", "Của hàng tổng. Đây là mặc định."),
    Keyword::new("luy_ke", "Của hàng tổng cùng các khoản cộng thêm đứng trên."),
];

/// The words under `lam_tron` of a total.
pub(super) static ROUNDING_UNITS: &[Keyword] = &[
    Keyword::new("nghin_dong", "Đến nghìn đồng."),
    Keyword::new("chuc_nghin_dong", "Đến chục nghìn đồng."),
    Keyword::new("tram_nghin_dong", "Đến trăm nghìn đồng."),
    Keyword::new("trieu_dong", "Đến triệu đồng."),
];

/// The keys of `tong` of a table.
pub(super) static TOTAL: Shape = Shape {
    name: "tong",
    doc: "Hàng tổng: cột số và cột tiền cộng lại; cột tỷ lệ tính lại từ các số tổng. Dưới hàng tổng có thể có các khoản cộng thêm, tổng cuối, nguồn kinh phí và số tiền bằng chữ.",
    keys: &[
        KeySpec::optional(
            "nhan",
            KeyKind::Plain,
            "Tên hàng. Mặc định: Tổng cộng; khi bên dưới còn tổng cuối thì là Cộng.",
        ),
        KeySpec::optional(
            "vi_tri",
            KeyKind::Choice(PLACES),
            "Hàng tổng đứng trên hay dưới các hàng.",
        ),
        KeySpec::optional(
            "gia_tri",
            KeyKind::ById(&KeyKind::Plain),
            "Ô của hàng tổng biết trước, theo mã cột. Ô nào máy cũng tính được thì được so với số ấy.",
        ),
        KeySpec::optional(
            "cong_them",
            KeyKind::List(&KeyKind::Map(&ADDED)),
            "Các khoản cộng thêm theo phần trăm, mỗi khoản một hàng dưới hàng tổng; sau đó là hàng tổng cuối.",
        ),
        KeySpec::optional(
            "nhan_cuoi",
            KeyKind::Plain,
            "Tên hàng tổng cuối, khi có `cong_them` hoặc `lam_tron`. Mặc định: Tổng cộng; khi ấy hàng tổng ở trên tên là Cộng.",
        ),
        KeySpec::optional(
            "lam_tron",
            KeyKind::Choice(ROUNDING_UNITS),
            "Làm tròn tổng cuối; số lẻ từ một nửa trở lên thì tăng. Dưới bảng có ghi chú đã làm tròn.",
        ),
        KeySpec::optional(
            "cot_tien",
            KeyKind::Id,
            "Mã cột số tiền mà `bang_chu` và `nguon` nói đến, khi bảng có nhiều cột tiền.",
        ),
        KeySpec::optional(
            "bang_chu",
            KeyKind::YesNo,
            "`co` thì in tổng cuối bằng chữ ở hàng cuối bảng.",
        ),
        KeySpec::optional(
            "nguon",
            KeyKind::Either(&[
                KeyKind::List(&KeyKind::Map(&SOURCE)),
                KeyKind::Map(&SOURCES),
            ]),
            "Các nguồn của tổng cuối, in dưới hàng tổng cuối; mỗi nguồn một số tiền hoặc một phần trăm, cộng lại phải bằng tổng cuối.",
        ),
    ],
};

/// The keys of `tong` that describe what stands below the sum.
const FOOT_KEYS: [&str; 6] =
    ["cong_them", "nhan_cuoi", "lam_tron", "cot_tien", "bang_chu", "nguon"];

/// The words under `vi_tri`.
pub(super) static PLACES: &[Keyword] = &[
    Keyword::new("duoi", "Dưới các hàng. Đây là mặc định."),
    Keyword::new("tren", "Trên các hàng."),
];

/// The total row: its name, its place, the cells that are not computed, and what stands
/// below it.
#[derive(Debug, Clone)]
pub struct TotalRow {
    /// Its name, where the form gives one.
    pub label: Option<Plain>,
    /// Whether it stands above the rows.
    pub first: bool,
    /// Cells given by hand, by id of the column.
    pub given: Vec<(Spanned<String>, TypedCell)>,
    /// What stands below it.
    pub foot: SumFoot,
    /// The group of keys under `tong`.
    pub span: Span,
}

/// What stands below the sum of a table.
#[derive(Debug, Clone, Default)]
pub struct SumFoot {
    /// Amounts added to the sum, from the top down.
    pub added: Vec<AddedAmount>,
    /// Name of the last total, where the form gives one.
    pub last_label: Option<Plain>,
    /// To what the last total is rounded.
    pub rounding: Option<RoundingUnit>,
    /// Id of the column of amounts that words and sources are of, where the form says.
    pub column: Option<Spanned<String>>,
    /// Where the form asks for the last total in words.
    pub words: Option<Span>,
    /// Where the money comes from.
    pub sources: Vec<FundingSource>,
}

/// An amount that is added to the sum of a table: a percent of it.
#[derive(Debug, Clone)]
pub struct AddedAmount {
    /// The id by which texts and formulas read it.
    pub id: Spanned<String>,
    /// Its name.
    pub label: Plain,
    /// How much of its base it is.
    pub percent: Spanned<Percent>,
    /// What it is a percent of.
    pub base: AddedBase,
}

/// What an added amount is a percent of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddedBase {
    /// Of the sum of the rows.
    Sum,
    /// Of the sum and all amounts added above.
    SoFar,
}

/// To what a total is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundingUnit {
    /// To a thousand đồng.
    Thousand,
    /// To ten thousand đồng.
    TenThousand,
    /// To a hundred thousand đồng.
    HundredThousand,
    /// To a million đồng.
    Million,
}

impl RoundingUnit {
    const ALL: [Self; 4] =
        [Self::Thousand, Self::TenThousand, Self::HundredThousand, Self::Million];

    /// Its power of ten, in đồng.
    #[must_use]
    pub fn power(self) -> i32 {
        match self {
            Self::Thousand => 3,
            Self::TenThousand => 4,
            Self::HundredThousand => 5,
            Self::Million => 6,
        }
    }

    /// What a paper calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Thousand => "nghìn đồng",
            Self::TenThousand => "chục nghìn đồng",
            Self::HundredThousand => "trăm nghìn đồng",
            Self::Million => "triệu đồng",
        }
    }
}

/// What a total is called of which the form gives no name.
pub const TOTAL_NAME: &str = "Tổng cộng";

impl TotalRow {
    /// What it is called where the form gives no name: another one where the last total
    /// stands below it.
    #[must_use]
    pub fn usual_name(&self) -> &'static str {
        if self.foot.has_last() { "Cộng" } else { TOTAL_NAME }
    }
}

impl SumFoot {
    /// Whether a total stands below the sum: with what is added, or rounded.
    #[must_use]
    pub fn has_last(&self) -> bool {
        !self.added.is_empty() || self.rounding.is_some()
    }
}

pub(super) fn read_total_row(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<TotalRow> {
    let f = r.fields(node, &TOTAL)?;
    let label = r.optional(&f, "nhan", FormReader::plain);
    let place = r.optional(&f, "vi_tri", |r, n| r.choice(n, PLACES));
    let given = r.optional(&f, "gia_tri", |r, n| r.by_id(n, rows::read_typed_cell));
    let given = given.unwrap_or_default();
    let first = place == Some(1);
    let mut foot = read_foot(r, &f);
    if first {
        // What is added to a sum stands below it, and this one stands above all rows.
        for key in FOOT_KEYS {
            r.report_idle_key(&f, key, "hàng tổng ở dưới các hàng: bỏ `vi_tri: tren`");
        }
        foot = SumFoot::default();
    }
    Some(TotalRow { label, first, given, foot, span: f.span })
}

/// The foot of a total, read from the keys of `tong`.
fn read_foot(r: &mut FormReader<'_>, f: &Fields<'_>) -> SumFoot {
    let added = r.optional(f, "cong_them", |r, n| r.list(n, read_added));
    let added = added.unwrap_or_default();
    check_ids(r, &added);
    let last_label = r.optional(f, "nhan_cuoi", FormReader::plain);
    let rounding = r.optional(f, "lam_tron", |r, n| r.choice(n, ROUNDING_UNITS));
    let column = r.optional(f, "cot_tien", FormReader::id);
    let in_words = r.optional(f, "bang_chu", FormReader::yes_no).unwrap_or(false);
    let base = ShareBase::Known;
    let sources = r.optional(f, "nguon", |r, n| funding::read_sources(r, n, &base));
    let asks_last = f.get("cong_them").is_some() || f.get("lam_tron").is_some();
    if !asks_last {
        r.report_idle_key(f, "nhan_cuoi", "`cong_them` hoặc `lam_tron`");
    }
    if f.get("bang_chu").is_none() && f.get("nguon").is_none() {
        r.report_idle_key(f, "cot_tien", "`bang_chu: co` hoặc `nguon`");
    }
    SumFoot {
        added,
        last_label,
        rounding: rounding.map(|index| RoundingUnit::ALL[index]),
        column,
        words: f.get("bang_chu").filter(|_| in_words).map(|entry| entry.key_span),
        sources: sources.unwrap_or_default(),
    }
}

fn read_added(r: &mut FormReader<'_>, node: &YamlNode) -> Option<AddedAmount> {
    const ALL: [AddedBase; 2] = [AddedBase::Sum, AddedBase::SoFar];
    let f = r.fields(node, &ADDED)?;
    let id = r.required(&f, "ma", FormReader::id);
    let label = r.required(&f, "nhan", FormReader::plain);
    let percent = r.required(&f, "phan_tram", read_percent);
    let base = r.optional(&f, "tren", |r, n| r.choice(n, BASES));
    let id = id.filter(|id| r.is_row_id(id));
    Some(AddedAmount {
        id: id?,
        label: label?,
        percent: percent?,
        base: base.map_or(AddedBase::Sum, |index| ALL[index]),
    })
}

/// A percent with its sign: `8` alone may be meant as an amount.
fn read_percent(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<Percent>> {
    let text = r.typed_text(node)?;
    let wanted = "một phần trăm, ví dụ 8% hoặc 2,5%";
    let percent = value::read_percent(r, &text, node.span, wanted)?;
    if !text.ends_with('%') {
        let message = format!("“{text}” không có dấu phần trăm");
        let finding = Diagnostic::error(&code::form::NOT_A_NUMBER, node.span, message);
        r.error(finding.label(format!("cần {wanted}")).suggest(&format!("{text}%")));
        return None;
    }
    let value = value::require_share(r, percent, node.span, "khoản cộng thêm")?;
    Some(Spanned { value, span: node.span })
}

/// No two added amounts are called by one id.
fn check_ids(r: &mut FormReader<'_>, added: &[AddedAmount]) {
    for (index, amount) in added.iter().enumerate() {
        let id = &amount.id;
        let name = id.value.to_lowercase();
        let mut above = added[..index].iter().map(|other| &other.id);
        let Some(first) = above.find(|id| id.value.to_lowercase() == name) else {
            continue;
        };
        let message = format!("hai khoản cộng thêm cùng mang mã `{}`", id.value);
        r.error(
            Diagnostic::error(&code::form::DUPLICATE_ID, id.span, message)
                .label("lần thứ hai")
                .related(first.span, "lần thứ nhất"),
        );
    }
}

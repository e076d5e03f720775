//! `chi_tieu`: named figures of the plan.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language::{Reading, fold, read_decimal};
use crate::prose::Plain;
use crate::quantity::{Count, Money, NumberError, Pending, Percent, Quantity};
use crate::source::Span;
use crate::yaml::YamlNode;

use super::fields::Fields;
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;
use super::value::{self, Formula};
use super::year_target::{self, DIRECTIONS, Direction, WHOLES, WholePeriod, YearTargets};

const FIGURE: KeyKind = KeyKind::Number("con số theo đơn vị, hoặc công thức");

/// The keys of an indicator.
pub(super) static INDICATOR: Shape = Shape {
    name: "chi_tieu",
    doc: "Một con số có tên; trong lời văn đọc bằng {{ chi_tieu.mã }}. Ghi `gia_tri`; hoặc ghi `dau` và `muc_tieu`, khi ấy đọc được cả {{ chi_tieu.mã.dau }}, {{ chi_tieu.mã.giam }}, {{ chi_tieu.mã.tang }}; hoặc ghi chỉ tiêu từng năm ở `nam`.",
    keys: &[
        KeySpec::required("ten", KeyKind::Plain, "Tên chỉ tiêu."),
        KeySpec::optional(
            "gia_tri",
            FIGURE,
            "Giá trị: một con số, hoặc một công thức, ví dụ: ngheo.tong.giam.",
        ),
        KeySpec::optional(
            "dau",
            KeyKind::Either(&[FIGURE, KeyKind::Map(&BASELINE)]),
            "Giá trị đầu kỳ, để tính mức tăng, giảm; biết là của năm nào thì ghi `{ nam: 2025, gia_tri: \"8,5%\" }`.",
        ),
        KeySpec::optional("muc_tieu", FIGURE, "Giá trị phải đạt cuối kỳ."),
        KeySpec::optional(
            "nam",
            KeyKind::ById(&FIGURE),
            "Chỉ tiêu từng năm, mỗi năm một dòng: `2026: 7%`; lời văn đọc bằng {{ chi_tieu.mã[\"2026\"] }}. Mục tiêu là của năm cuối.",
        ),
        KeySpec::optional(
            "chieu",
            KeyKind::Choice(DIRECTIONS),
            "Chỉ tiêu phải tăng hay phải giảm; năm nào ngược chiều thì máy báo.",
        ),
        KeySpec::optional(
            "ca_giai_doan",
            KeyKind::Choice(WHOLES),
            "Số của cả giai đoạn là gì.",
        ),
        KeySpec::optional(
            "don_vi",
            KeyKind::Plain,
            "Đơn vị: hộ, người, lớp …; `%` là phần trăm; `đồng` là số tiền.",
        ),
    ],
};

/// The keys of a value at the start.
pub(super) static BASELINE: Shape = Shape {
    name: "dau",
    doc: "Giá trị đầu kỳ, và năm của nó.",
    keys: &[
        KeySpec::required(
            "nam",
            KeyKind::Number("năm, bốn chữ số"),
            "Năm của giá trị đầu kỳ.",
        ),
        KeySpec::required("gia_tri", FIGURE, "Giá trị đầu kỳ."),
    ],
};

/// A figure that the plan calls by an id: one value, or one at the start and one to be
/// reached.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its name, as messages and lists of changes call it.
    pub name: Plain,
    /// What kind of figure it is, by its unit.
    pub kind: FigureKind,
    /// Its value; where there is none, it is the target.
    pub value: Option<Pending<IndicatorValue>>,
    /// Its value at the start.
    pub start: Option<Baseline>,
    /// Its value to be reached, where the form says it by itself.
    pub target: Option<Pending<IndicatorValue>>,
    /// Its values year by year.
    pub years: Option<YearTargets>,
    /// Which way it is to go.
    pub direction: Option<Spanned<Direction>>,
    /// Its unit, where the figure itself does not print one.
    pub unit: Option<String>,
}

/// The value of an indicator at the start of the plan.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// The value.
    pub value: Pending<IndicatorValue>,
    /// Its year, where the form says it: one before all years of the indicator.
    pub year: Option<Spanned<i32>>,
}

/// What kind of figure an indicator is, which its unit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// A number of things; its unit is a word, or none.
    Number,
    /// A rate: its unit is `%`.
    Percent,
    /// An amount of money: its unit is `đồng`.
    Money,
}

impl Indicator {
    /// All figures that the form gives of it.
    pub fn values(&self) -> impl Iterator<Item = &Pending<IndicatorValue>> {
        let start = self.start.iter().map(|start| &start.value);
        let years = self.years.iter().flat_map(YearTargets::iter);
        let years = years.map(|(_, target)| &target.value);
        self.value.iter().chain(start).chain(&self.target).chain(years)
    }
}

/// Where one figure of an indicator comes from.
#[derive(Debug, Clone)]
pub enum IndicatorValue {
    /// Typed in the form.
    Given(Spanned<Quantity>),
    /// Computed from tables and other indicators.
    Formula(Formula),
}

/// The named figures, by their ids.
pub(super) fn read_indicators(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<(Spanned<String>, Indicator)>> {
    r.by_id(node, read_indicator)
}

fn read_indicator(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Indicator> {
    let f = r.fields(node, &INDICATOR)?;
    let name = r.required(&f, "ten", FormReader::plain);
    let name = name.map(|plain| r.substitute(plain));
    let unit = r.optional(&f, "don_vi", FormReader::literal);
    let kind = match unit.as_deref() {
        Some(unit) if is_percent_unit(unit) => FigureKind::Percent,
        Some(unit) if fold(unit) == "dong" => FigureKind::Money,
        _ => FigureKind::Number,
    };
    let value = read_figure_under(r, &f, "gia_tri", kind);
    let start = r.optional(&f, "dau", |r, n| read_baseline(r, n, kind));
    let target = read_figure_under(r, &f, "muc_tieu", kind);
    let whole = r.optional(&f, "ca_giai_doan", year_target::read_whole_period);
    let years = r.optional(&f, "nam", |r, n| {
        year_target::read_year_targets(r, n, kind, whole.unwrap_or(WholePeriod::Last))
    });
    let direction = r.optional(&f, "chieu", year_target::read_direction);
    let is_told = report_unfit_keys(r, &f);
    // One figure that cannot be read makes the indicator unreadable: what reads it must
    // not take another of its figures in its place.
    let is_read = [
        ("gia_tri", value.is_some()),
        ("dau", start.is_some()),
        ("muc_tieu", target.is_some()),
        ("nam", years.is_some()),
    ];
    if is_told || is_read.iter().any(|(key, read)| f.get(key).is_some() && !read) {
        return None;
    }
    if start.as_ref().is_some_and(|start| report_late_start(r, start, years.as_ref())) {
        return None;
    }
    let unit = unit.filter(|_| kind == FigureKind::Number);
    Some(Indicator { name: name?, kind, value, start, target, years, direction, unit })
}

/// Whether figures of a unit are rates: `%`, or that in words.
#[must_use]
pub fn is_percent_unit(unit: &str) -> bool {
    matches!(fold(unit.trim()).as_str(), "%" | "phan tram")
}

/// Notes the keys of an indicator that leave it without a figure, exclude each other or do
/// nothing. Whether the indicator has no figure for that, or more than one.
fn report_unfit_keys(r: &mut FormReader<'_>, f: &Fields<'_>) -> bool {
    let has_key = |key: &str| f.get(key).is_some();
    if !["gia_tri", "muc_tieu", "nam"].into_iter().any(has_key) {
        let key = if has_key("dau") { "muc_tieu" } else { "gia_tri" };
        report_missing_value(r, f.span, key);
        return true;
    }
    if !has_key("nam") {
        r.report_idle_key(f, "ca_giai_doan", "`nam`: chỉ tiêu từng năm");
        if !(has_key("dau") && has_key("muc_tieu")) {
            r.report_idle_key(f, "chieu", "`nam`, hoặc `dau` và `muc_tieu`, để so sánh");
        }
    }
    match (f.get("gia_tri"), f.get("nam")) {
        (Some(value), Some(years)) => {
            report_two_values(r, value.key_span, years.key_span);
            true
        }
        _ => false,
    }
}

fn report_two_values(r: &mut FormReader<'_>, value: Span, years: Span) {
    let message = "chỉ tiêu có `nam` thì không ghi `gia_tri`";
    r.error(
        Diagnostic::error(&code::form::TWO_VALUES, value, message)
            .label("không rõ đây là giá trị của năm nào")
            .related(years, "chỉ tiêu từng năm")
            .hint("giá trị đã đạt trước kỳ thì ghi ở `dau`; giá trị phải đạt của một năm thì ghi ở năm ấy, dưới `nam`"),
    );
}

/// Notes a value at the start that is of a year of the plan or after it.
fn report_late_start(
    r: &mut FormReader<'_>,
    start: &Baseline,
    years: Option<&YearTargets>,
) -> bool {
    let first = years.and_then(|years| years.iter().next());
    let (Some(year), Some((first, target))) = (&start.year, first) else { return false };
    if year.value < first {
        return false;
    }
    let message = format!(
        "giá trị đầu kỳ là của năm {}, không trước năm đầu của chỉ tiêu ({first})",
        year.value
    );
    r.error(
        Diagnostic::error(&code::form::LATE_BASELINE, year.span, message)
            .label(format!("cần một năm trước {first}"))
            .related(target.span, "năm đầu của chỉ tiêu")
            .hint("số đã đạt của năm trước kỳ kế hoạch ghi ở `dau`, số phải đạt của các năm trong kỳ ghi ở `nam`"),
    );
    true
}

/// A value at the start: a figure, or one with its year.
fn read_baseline(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    kind: FigureKind,
) -> Option<Baseline> {
    if node.scalar().is_some() {
        let value = r.pending(node, |r, n| read_indicator_value(r, n, kind))?;
        return Some(Baseline { value, year: None });
    }
    let f = r.fields(node, &BASELINE)?;
    let year = r.required(&f, "nam", value::read_year);
    let value = read_figure_under(r, &f, "gia_tri", kind);
    Some(Baseline { value: value?, year: Some(year?) })
}

fn read_figure_under(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    key: &str,
    kind: FigureKind,
) -> Option<Pending<IndicatorValue>> {
    r.optional(f, key, |r, n| r.pending(n, |r, n| read_indicator_value(r, n, kind)))
}

fn report_missing_value(r: &mut FormReader<'_>, span: Span, key: &str) {
    let span = r.source.first_line(span);
    let message = format!("nhóm `chi_tieu` thiếu khóa `{key}`");
    r.error(
        Diagnostic::error(&code::form::MISSING_KEY, span, message)
            .label(format!("cần thêm `{key}:`"))
            .hint(
                "ghi `gia_tri`; hoặc ghi `dau` và `muc_tieu` để máy tính mức tăng, giảm",
            ),
    );
}

/// A figure begins with a digit or a sign; what begins otherwise is a formula.
pub(super) fn read_indicator_value(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    kind: FigureKind,
) -> Option<IndicatorValue> {
    let text = r.typed_text(node)?;
    let typed =
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '\u{2212}'));
    if let Some(finding) = report_bound(&text, node.span) {
        r.error(finding);
        return None;
    }
    if typed && !value::has_operator(&text) {
        return read_quantity(r, node, kind)
            .map(|value| IndicatorValue::Given(Spanned { value, span: node.span }));
    }
    value::read_formula(r, node).map(IndicatorValue::Formula)
}

/// Words and signs that make of a figure a bound, folded.
const BOUNDS: &[&str] = &[
    "tren",
    "duoi",
    "hon",
    "gan",
    "khoang",
    "tu",
    "dat",
    "it nhat",
    "toi thieu",
    "toi da",
    "khong qua",
    "khong duoi",
    "≥",
    "≤",
    ">",
    "<",
    "=",
    ">=",
    "<=",
    "~",
];

/// A figure with a word or a sign before it, `trên 95%`, and two of them that would give
/// less than nothing as a difference, `7% - 8%`: neither is one figure.
fn report_bound(text: &str, span: Span) -> Option<Diagnostic> {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' ');
    let (word, figure) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
    // `tu2026.tong.h` is a name.
    let is_name = word.ends_with(char::is_alphanumeric);
    let word = word.trim();
    if !is_name && BOUNDS.contains(&fold(word).as_str()) {
        let message = format!("trước con số có “{word}”, ở đây chỉ ghi con số");
        let finding = Diagnostic::error(&code::form::NOT_A_NUMBER, span, message)
            .label(format!("cần {figure}"));
        return Some(
            finding.hint(format!("“{word}” viết trong lời văn, trước {{{{ … }}}}")),
        );
    }
    let (low, high) = text.split_once(" - ")?;
    let read = |side: &str| match read_decimal(side.trim().trim_end_matches('%')) {
        Reading::Exact(value) => Some(value),
        _ => None,
    };
    let is_range = low.chars().chain(high.chars()).all(is_figure)
        && read(low).zip(read(high)).is_some_and(|(low, high)| low < high);
    let (low, high) = (low.trim(), high.trim());
    is_range.then(|| {
        Diagnostic::error(
            &code::form::NOT_A_NUMBER,
            span,
            format!("“{text}” là một khoảng, không phải một con số"),
        )
        .label("cần một con số")
        .hint(format!(
            "ghi mức phải đạt, {low} hoặc {high}; khoảng thì viết trong lời văn"
        ))
    })
}

/// A figure of a kind; a number is whole, or has decimals where it is written with a
/// comma.
fn read_quantity(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    kind: FigureKind,
) -> Option<Quantity> {
    let text = r.typed_text(node)?;
    let read = match kind {
        FigureKind::Percent => Percent::read(&text).map(Quantity::from),
        FigureKind::Money => Money::read(&text).map(Quantity::from),
        FigureKind::Number if text.contains(',') => match read_decimal(&text) {
            Reading::Exact(value) => Ok(Quantity::from(value)),
            _ => Err(NumberError::NotANumber),
        },
        FigureKind::Number => Count::read(&text).map(Quantity::from),
    };
    match read {
        Ok(quantity) => Some(quantity),
        Err(error) => {
            let wanted = "một số; số thập phân viết dấu phẩy: 3,5";
            r.error(value::describe_number_error(&text, node.span, error, wanted));
            None
        }
    }
}

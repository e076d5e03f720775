//! Figures in running text, with their kind and place: `63 hộ`, `4,08 %`,
//! `5 triệu đồng`.
//!
//! What has digits and counts nothing is left out: dates, years, numbers of papers,
//! clauses, levels, typed numbers of headings, ranges, prices (`đồng/hộ`), and what is
//! inside `{{ … }}`.

use std::ops::Range;

use crate::language::{Reading, SoughtWord, read_count, read_decimal};
use crate::quantity::{Money, MoneyScale, Number};

use super::split::{
    find_digit, find_values, has_digit_end, has_digit_start, is_in_value,
};

/// A figure typed in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypedFigure {
    /// First byte in the text.
    pub(crate) start: usize,
    /// Byte after the last; a sign of percent or an amount's unit is part of it.
    pub(crate) end: usize,
    /// What it says: a rate as a ratio, an amount in đồng.
    pub(crate) value: Number,
    /// The power of ten of its last digit: 0 for `63`, −4 for `3,30%`, 6 for `5 triệu`.
    pub(crate) power: i32,
    pub(crate) kind: MeasureKind,
    /// The scale of an amount; đồng for all else.
    pub(crate) scale: MoneyScale,
    pub(crate) bound: FigureBound,
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum MeasureKind {
    /// A number of things, mostly whole: `63 hộ`.
    Count,
    /// A rate: `4,08 %`.
    Percent,
    /// A difference of rates: `1,5 điểm phần trăm`.
    Points,
    /// An amount: `5 triệu đồng`.
    Money,
}

/// Whether a figure stands for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FigureBound {
    /// It stands for itself: `63 hộ`.
    Exact,
    /// At least so much is meant: `ít nhất 80%`, `17 hộ trở lên`.
    Least,
    /// A threshold or an estimate: `trên 25%`, `khoảng 60 hộ`.
    Rough,
}

/// Words before a number that make it a name and no figure.
const NAMED_BY_NUMBER: &[&str] = &[
    "số",
    "năm",
    "tháng",
    "ngày",
    "quý",
    "tuần",
    "giờ",
    "khoản",
    "điều",
    "điểm",
    "mục",
    "phần",
    "chương",
    "lục",
    "án",
    "thứ",
    "cấp",
    "khóa",
    "khoá",
    "lớp",
    "loại",
    "tổ",
    "phố",
    "thôn",
    "xóm",
    "bản",
    "ấp",
    "khu",
    "tập",
    "trang",
    "bảng",
    "biểu",
    "mẫu",
    "đợt",
    "đoạn",
    "kỳ",
    "lần",
    "vòng",
    "nhóm",
    "hạng",
    "bước",
    "đội",
    "độ",
    "phòng",
    "lộ",
    "luật",
    "định",
    "quyết",
    "thông tư",
    "nq",
    "qđ",
    "tt",
    "nđ",
    "ct",
    "kh",
    "cv",
    "kl",
    "tb",
    "hd",
    "bc",
    "ttr",
    "tcvn",
    "qcvn",
    "iso",
    "covid",
];

/// Pairs of words of which the second alone would name: `giải quyết 12 hồ sơ`.
const NO_NAMES: &[(&str, &str)] = &[
    ("giải", "quyết"),
    ("nông", "thôn"),
    ("ổn", "định"),
    ("xác", "định"),
    ("thẩm", "định"),
    ("giám", "định"),
    ("kiểm", "định"),
    ("thí", "điểm"),
    ("cung", "cấp"),
    ("trợ", "cấp"),
    ("cơ", "bản"),
];

/// Words before a figure that make it a threshold or an estimate.
const ROUGH: &[&str] = &["trên", "dưới", "hơn", "quá", "gần", "khoảng", "chừng", "đa"];

/// Words after `đồng` that make it another word: `63 đồng chí`.
const NO_MONEY: &[&str] = &["chí", "bào", "đội", "đều", "thời", "loạt", "bộ", "nghiệp"];

/// The figures of a text.
pub(crate) fn find_figures(text: &str) -> Vec<TypedFigure> {
    let mut found: Vec<TypedFigure> = Vec::new();
    // Most texts have none, and nothing else is asked of them.
    if find_digit(text, 0).is_none() {
        return found;
    }
    let values = find_values(text);
    let limits = LimitWords::new(text);
    let mut end = 0;
    while let Some(start) = find_digit(text, end) {
        end = start + measure_token(&text[start..]);
        if is_in_value(&values, start) {
            continue;
        }
        if let Some(typed) = read_figure(text, start..end, &limits) {
            end = typed.end;
            found.push(typed);
        }
    }
    found
}

/// Length of digits, with a dot or a comma only between digits.
fn measure_token(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while is_digit_at(bytes, end)
        || matches!(bytes.get(end), Some(b'.' | b',')) && is_digit_at(bytes, end + 1)
    {
        end += 1;
    }
    end
}

fn is_digit_at(bytes: &[u8], index: usize) -> bool {
    bytes.get(index).is_some_and(u8::is_ascii_digit)
}

/// The figure that digits are with the unit after them; `None` where they are a name, a
/// date, a price or part of a word.
fn read_figure(
    text: &str,
    digits: Range<usize>,
    limits: &LimitWords,
) -> Option<TypedFigure> {
    let Range { start, end } = digits;
    if is_name(text, start..end) {
        return None;
    }
    let token = &text[start..end];
    let after = text[end..].trim_start();
    let UnitWord { kind, scale, length } = read_unit(after)?;
    // A rate and an amount have their unit: `các khoản 5 triệu đồng`.
    if kind == MeasureKind::Count && is_named_by_number(text[..start].trim_end(), token) {
        return None;
    }
    let close = if length == 0 { end } else { text.len() - after.len() + length };
    if text[close..].starts_with('/') {
        return None;
    }
    let (value, power) = match kind {
        MeasureKind::Count => read_count_of_things(token)?,
        MeasureKind::Money => read_money(&text[start..close], token, scale)?,
        MeasureKind::Percent | MeasureKind::Points => {
            let Reading::Exact(rate) = read_decimal(token) else { return None };
            let power = -2 - i32::try_from(rate.scale()).ok()?;
            (Number::from(rate).times_pow10(-2), power)
        }
    };
    let bound = classify_bound(&text[..start], limits, close);
    Some(TypedFigure { start, end: close, value, power, kind, scale, bound })
}

/// Whether digits are part of a name, a date, a range or a word.
///
/// All that real plans were seen to have: what stands right before (`NQ72`, `2021-2025`,
/// `7:30`, `khoản 2`), right after (`5/2023`, `2a`, `3 - 5`), and on both sides (`(1)`,
/// `1.` at the start). Each case alone decides.
fn is_name(text: &str, digits: Range<usize>) -> bool {
    let before = &text[..digits.start];
    let after = &text[digits.end..];
    let token = &text[digits];
    has_name_end(before)
        || has_name_start(after)
        || is_list_number(before, token, after)
        || is_year(token)
}

/// Whether what stands before digits makes them part of a word, a range or a time.
fn has_name_end(before: &str) -> bool {
    let spaced = before.trim_end();
    before
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '_') || is_dash(c))
        || spaced.ends_with(is_dash)
            && has_digit_end(spaced.trim_end_matches(is_dash).trim_end())
        || before.strip_suffix(':').is_some_and(has_digit_end)
}

/// Whether what stands after digits makes them part of a word, a range or a time.
fn has_name_start(after: &str) -> bool {
    let range_end = after.trim_start().strip_prefix(is_dash).map(str::trim_start);
    after.starts_with(['/', '_'])
        || after.strip_prefix(':').is_some_and(has_digit_start)
        || range_end.is_some_and(has_digit_start)
        || is_glued_word(after)
}

/// Whether a word is written to digits that is no slip of a space: `35hộ` is one, `2a` and
/// `7h30` are no figures.
fn is_glued_word(after: &str) -> bool {
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_unit = matches!(word, "" | "đ" | "VNĐ" | "VND");
    !is_unit && (word.chars().count() < 2 || !word.chars().all(char::is_lowercase))
}

/// `(1)`, and `1.`, `1)`, `1/` at the start.
fn is_list_number(before: &str, token: &str, after: &str) -> bool {
    before.ends_with('(') && after.starts_with(')') && token.len() < 3
        || before.trim().is_empty() && after.starts_with(['.', ')', '/'])
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '−')
}

/// Whether the words before a number say that it is one: `khoản 2`, `NQ 72`; but
/// `tổng số 63 hộ`, `giải quyết 305.712 hồ sơ`, `nông thôn 44 hộ`.
fn is_named_by_number(before: &str, token: &str) -> bool {
    let mut words = before.rsplit(' ');
    let last = words.next().unwrap_or_default().to_lowercase();
    let last = last.trim_start_matches(['(', '“', '"']);
    let previous = words.next().map(str::to_lowercase);
    if last == "số" {
        return previous.is_none_or(|word| word != "tổng");
    }
    let previous = previous.unwrap_or_default();
    let previous = previous.trim_start_matches(['(', '“', '"']);
    let is_other_word = NO_NAMES.contains(&(previous, last));
    let is_grouped = token.contains('.') && read_count_of_things(token).is_some();
    NAMED_BY_NUMBER.contains(&last) && !is_other_word && !is_grouped
}

/// Whether a word is a year.
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// The unit after a figure.
struct UnitWord {
    kind: MeasureKind,
    scale: MoneyScale,
    /// Its bytes; 0 for a count, whose unit is no part of it.
    length: usize,
}

/// The unit that a text begins with; `None` where a number is said to be in thousands or
/// millions of something that is no money.
fn read_unit(text: &str) -> Option<UnitWord> {
    for (unit, kind) in [
        ("%", MeasureKind::Percent),
        ("phần trăm", MeasureKind::Percent),
        ("điểm phần trăm", MeasureKind::Points),
        ("điểm %", MeasureKind::Points),
    ] {
        if text.starts_with(unit) {
            return Some(UnitWord { kind, scale: MoneyScale::Dong, length: unit.len() });
        }
    }
    let first = take_word(text);
    let scale = match first.to_lowercase().as_str() {
        "nghìn" | "ngàn" => MoneyScale::Thousand,
        "triệu" => MoneyScale::Million,
        "tỷ" | "tỉ" => MoneyScale::Billion,
        _ => MoneyScale::Dong,
    };
    let currency = match scale {
        MoneyScale::Dong => text,
        _ => text[first.len()..].trim_start(),
    };
    let word = take_word(currency);
    let is_money = match word.to_lowercase().as_str() {
        "đ" | "vnđ" | "vnd" => true,
        "đồng" => !NO_MONEY.contains(&take_word(currency[word.len()..].trim_start())),
        _ => false,
    };
    match (is_money, scale) {
        (true, _) => Some(UnitWord {
            kind: MeasureKind::Money,
            scale,
            length: text.len() - currency.len() + word.len(),
        }),
        (false, MoneyScale::Dong) => {
            Some(UnitWord { kind: MeasureKind::Count, scale, length: 0 })
        }
        (false, _) => None,
    }
}

/// The letters with which a text begins.
fn take_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

/// A number of things. `1,545` is a decimal in Vietnam and thousands elsewhere: which of
/// the two was meant cannot be told.
fn read_count_of_things(token: &str) -> Option<(Number, i32)> {
    if let Reading::Exact(whole) = read_count(token) {
        return Some((Number::from(whole), 0));
    }
    let Reading::Exact(value) = read_decimal(token) else { return None };
    let places = i32::try_from(value.scale()).ok()?;
    (places != 3).then(|| (Number::from(value), -places))
}

/// An amount, and the power of ten of its last digit.
fn read_money(text: &str, token: &str, scale: MoneyScale) -> Option<(Number, i32)> {
    let amount = Money::read(text).ok()?;
    let places = match read_count(token) {
        Reading::Exact(_) => 0,
        _ => token.rsplit([',', '.']).next().map_or(0, str::len),
    };
    let power = scale.power() - i32::try_from(places).ok()?;
    Some((Number::from(amount.dong()), power))
}

/// Where a text says after a figure that it is a limit, found once for all its figures.
struct LimitWords {
    /// Signs that end what is said of a figure.
    ends: Vec<usize>,
    /// `trở lên`.
    least: Vec<usize>,
    /// `trở xuống`.
    most: Vec<usize>,
}

impl LimitWords {
    const LEAST: SoughtWord = SoughtWord::exactly("trở lên");
    const MOST: SoughtWord = SoughtWord::exactly("trở xuống");

    fn new(text: &str) -> Self {
        let bytes = text.bytes().enumerate();
        let signs = bytes.filter(|(_, byte)| matches!(byte, b',' | b';' | b'.' | b')'));
        Self {
            ends: signs.map(|(place, _)| place).collect(),
            least: Self::LEAST.find_in(text).collect(),
            most: Self::MOST.find_in(text).collect(),
        }
    }

    /// Whether one of these places comes behind a figure, before what ends its clause.
    fn follows(&self, close: usize, places: &[usize]) -> bool {
        let end = find_next(&self.ends, close);
        find_next(places, close).is_some_and(|place| end.is_none_or(|end| place < end))
    }
}

/// The first of the places from one on.
fn find_next(places: &[usize], from: usize) -> Option<usize> {
    places.get(places.partition_point(|place| *place < from)).copied()
}

/// Whether a figure that ends at `close` stands for itself, from the words before it in
/// its clause and from those after it.
fn classify_bound(before: &str, limits: &LimitWords, close: usize) -> FigureBound {
    let before = take_end(before.trim_end());
    let before = before.rsplit([',', ';', '(']).next().unwrap_or_default();
    let before = before.to_lowercase();
    let last = before.rsplit(' ').next().unwrap_or_default();
    if ["ít nhất", "tối thiểu"].iter().any(|word| before.ends_with(word))
        || limits.follows(close, &limits.least)
    {
        return FigureBound::Least;
    }
    if ROUGH.contains(&last) || limits.follows(close, &limits.most) {
        return FigureBound::Rough;
    }
    FigureBound::Exact
}

/// The end of a text, longer than any word that is looked for in it.
fn take_end(text: &str) -> &str {
    const LONGEST: usize = 32;
    let start = text.char_indices().rev().nth(LONGEST).map_or(0, |(start, _)| start);
    &text[start..]
}

#[cfg(test)]
mod tests;

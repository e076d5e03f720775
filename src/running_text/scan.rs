//! Figures in running text, with their kind and place: `63 hộ`, `4,08 %`,
//! `5 triệu đồng`; and the sentences, clauses and words in which they stand.
//!
//! What has digits and counts nothing is left out: dates, years, numbers of papers,
//! clauses, levels, typed numbers of headings, ranges, prices (`đồng/hộ`), and what is
//! inside `{{ … }}`.

use std::ops::Range;

use crate::formula::find_closing_braces;
use crate::language::{Reading, fold, read_count, read_decimal};
use crate::quantity::{Money, MoneyScale, Number};

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
    /// What it measures.
    pub(crate) kind: MeasureKind,
    /// The scale of an amount.
    pub(crate) scale: MoneyScale,
    /// Whether it stands for itself.
    pub(crate) bound: FigureBound,
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MeasureKind {
    /// A number of things.
    Count,
    /// A rate.
    Percent,
    /// A difference of rates.
    Points,
    /// An amount.
    Money,
}

/// Whether a figure stands for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FigureBound {
    /// It does.
    Exact,
    /// At least so much is meant: `ít nhất 80%`, `17 hộ trở lên`.
    Least,
    /// A threshold or an estimate: `trên 25%`, `khoảng 60 hộ`.
    Rough,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoldedWord {
    /// Without case and marks.
    pub(crate) folded: String,
    /// First byte in the text.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
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

/// Words before a figure that make it a threshold or an estimate.
const ROUGH: &[&str] = &["trên", "dưới", "hơn", "quá", "gần", "khoảng", "chừng", "đa"];

/// Words after `đồng` that make it another word: `63 đồng chí`.
const NO_MONEY: &[&str] = &["chí", "bào", "đội", "đều", "thời", "loạt", "bộ", "nghiệp"];

/// The figures of a text.
pub(crate) fn find_figures(text: &str) -> Vec<TypedFigure> {
    let values = find_values(text);
    let mut res: Vec<TypedFigure> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let end = start + measure_token(&text[start..]);
        at = end;
        if values.iter().any(|value| value.contains(&start)) {
            continue;
        }
        if let Some(typed) = read_figure(text, start, end) {
            at = typed.end;
            res.push(typed);
        }
    }
    res
}

/// Digits, with a dot or a comma only between digits.
fn measure_token(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1) {
        end += 1;
    }
    end
}

fn read_figure(text: &str, start: usize, end: usize) -> Option<TypedFigure> {
    if is_name(text, start, end) {
        return None;
    }
    let token = &text[start..end];
    let rest = &text[end..];
    let after = rest.trim_start();
    let gap = rest.len() - after.len();
    let (kind, scale, unit) = read_unit(after)?;
    let close = if unit == 0 { end } else { end + gap + unit };
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
    let bound = classify_bound(text, start, close);
    Some(TypedFigure { start, end: close, value, power, kind, scale, bound })
}

/// Whether digits are part of a name, a date, a range or a word.
fn is_name(text: &str, start: usize, end: usize) -> bool {
    let (before, token, after) = (&text[..start], &text[start..end], &text[end..]);
    let ends = |c: char| c.is_alphanumeric() || matches!(c, '/' | '_');
    let dash = |c: char| matches!(c, '-' | '–' | '−');
    let number = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let near = before.trim_end();
    let joined = before.ends_with(dash)
        || near.ends_with(dash) && number(near.trim_end_matches(dash).trim_end())
        || before.strip_suffix(':').is_some_and(number);
    if before.ends_with(ends) || joined {
        return true;
    }
    let range = after.trim_start().strip_prefix(dash).map(str::trim_start);
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    // `35hộ` is a slip of the space, `2a` and `7h30` are no figures.
    let glued = !word.is_empty()
        && word != "đ"
        && (word.chars().count() < 2 || !word.chars().all(char::is_lowercase));
    let listed = before.ends_with('(') && after.starts_with(')') && token.len() < 3
        || before.trim().is_empty() && after.starts_with(['.', ')', '/']);
    after.starts_with(['/', '_'])
        || after.starts_with(':') && after[1..].starts_with(|c: char| c.is_ascii_digit())
        || range.is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
        || word != "VNĐ" && word != "VND" && glued
        || listed
        || is_year(token)
        || is_named_by_number(near)
}

/// Whether the words before a number say that it is one: `khoản 2`, `NQ 72`; but
/// `tổng số 63 hộ`.
fn is_named_by_number(before: &str) -> bool {
    let mut words = before.rsplit(' ');
    let last = words.next().unwrap_or_default().to_lowercase();
    let last = last.trim_start_matches(['(', '“', '"']);
    if last == "số" {
        return words.next().is_none_or(|word| word.to_lowercase() != "tổng");
    }
    NAMED_BY_NUMBER.contains(&last)
}

/// Whether a word is a year.
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && is_digits(word)
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Kind and length of the unit that a text begins with; `None` where a number is said to
/// be in thousands or millions of something that is no money.
fn read_unit(text: &str) -> Option<(MeasureKind, MoneyScale, usize)> {
    for (unit, kind) in [
        ("%", MeasureKind::Percent),
        ("phần trăm", MeasureKind::Percent),
        ("điểm phần trăm", MeasureKind::Points),
        ("điểm %", MeasureKind::Points),
    ] {
        if text.starts_with(unit) {
            return Some((kind, MoneyScale::Dong, unit.len()));
        }
    }
    let word = |text: &str| text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let first = word(text);
    let scale = match text[..first].to_lowercase().as_str() {
        "nghìn" | "ngàn" => MoneyScale::Thousand,
        "triệu" => MoneyScale::Million,
        "tỷ" | "tỉ" => MoneyScale::Billion,
        _ => MoneyScale::Dong,
    };
    let skip = if scale == MoneyScale::Dong {
        0
    } else {
        first + text[first..].len() - text[first..].trim_start().len()
    };
    let rest = &text[skip..];
    let length = word(rest);
    let after = rest[length..].trim_start();
    let money = match rest[..length].to_lowercase().as_str() {
        "đ" | "vnđ" | "vnd" => true,
        "đồng" => !NO_MONEY.contains(&&after[..word(after)]),
        _ => false,
    };
    match (money, scale) {
        (true, _) => Some((MeasureKind::Money, scale, skip + length)),
        (false, MoneyScale::Dong) => Some((MeasureKind::Count, scale, 0)),
        (false, _) => None,
    }
}

/// A number of things. `1,545` is a decimal in Vietnam and thousands elsewhere: whoever
/// typed it meant one of the two.
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

fn classify_bound(text: &str, start: usize, end: usize) -> FigureBound {
    let before = text[..start].trim_end();
    let before = before.rsplit([',', ';', '(']).next().unwrap_or_default().to_lowercase();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let rest = &text[end..];
    let after = &rest[..rest.find([',', ';', '.', ')']).unwrap_or(rest.len())];
    if ["ít nhất", "tối thiểu"].iter().any(|word| before.ends_with(word))
        || after.contains("trở lên")
    {
        return FigureBound::Least;
    }
    if ROUGH.contains(&last) || after.contains("trở xuống") {
        return FigureBound::Rough;
    }
    FigureBound::Exact
}

/// The clauses of a text: what commas, stops, colons, brackets and dashes leave whole.
pub(crate) fn split_clauses(text: &str) -> Vec<Range<usize>> {
    split_at_signs(text, |c| matches!(c, ',' | ';' | '.' | ':' | '—' | '(' | ')' | '\n'))
}

/// The sentences of a text.
pub(crate) fn split_sentences(text: &str) -> Vec<Range<usize>> {
    split_at_signs(text, |c| matches!(c, ';' | '.' | '\n'))
}

/// The parts between signs; a sign between digits or inside `{{ … }}` parts nothing.
fn split_at_signs(text: &str, ends: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let values = find_values(text);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut res = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(ends) {
        let after = at + sign.len();
        let in_number =
            digit(text[..at].chars().next_back()) && digit(text[after..].chars().next());
        if in_number || values.iter().any(|value| value.contains(&at)) {
            continue;
        }
        res.push(start..at);
        start = after;
    }
    res.push(start..text.len());
    res
}

/// The places of `{{ … }}`.
pub(crate) fn find_values(text: &str) -> Vec<Range<usize>> {
    let mut res: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("{{").map(|at| from + at) {
        let length = find_closing_braces(&text[at + 2..]);
        from = length.map_or(text.len(), |length| at + length + 4);
        res.push(at..from);
    }
    res
}

/// The words of a part of a text; `{{ … }}` is none.
pub(crate) fn split_words(text: &str, part: Range<usize>) -> Vec<FoldedWord> {
    let values = find_values(text);
    let mut res = Vec::new();
    let mut at = part.start;
    for word in text[part].split(|c: char| !c.is_alphanumeric()) {
        let start = at;
        // What parts two words is one character.
        let end = start + word.len();
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
        if !word.is_empty() && !values.iter().any(|value| value.contains(&start)) {
            res.push(FoldedWord { folded: fold(word), start, end });
        }
    }
    res
}

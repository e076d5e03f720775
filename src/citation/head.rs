//! The number of a cited paper, with its word or without, and the gap where there is none.

use std::ops::Range;

use super::PaperNumber;
use super::kind::match_words;
use super::scan::{FoundNumber, measure_number, read_date};

/// A number, its word, or the gap where it should stand.
#[derive(Debug, Default)]
pub(super) struct NumberHead {
    pub(super) word: Option<Range<usize>>,
    pub(super) number: Option<FoundNumber>,
    pub(super) gap: Option<Range<usize>>,
    /// Where what there is of it ends.
    pub(super) end: usize,
}

impl NumberHead {
    pub(super) fn is_whole(&self) -> bool {
        self.number.as_ref().is_some_and(|found| found.number.has_symbol())
    }
}

/// The number behind the word `số`: `số 12/KH-UBND`, `số: 02`, `số … /QĐ-UBND`.
pub(super) fn read_number(text: &str, from: usize) -> Option<NumberHead> {
    let start = skip_blanks(text, from);
    let end = match_words(text, start, "số")?;
    let word = Some(start..end);
    let after = skip_blanks(text, end);
    let after = if text[after..].starts_with(':') { after + 1 } else { after };
    let first = skip_blanks(text, after);
    let length = measure_number(&text[first..]);
    let length = if length > 0 { length } else { measure_part(&text[first..]) };
    let length = if length > 0 { length } else { measure_misread(&text[first..]) };
    if length > 0 {
        let number = Some(make_found_number(text, first, first + length));
        return Some(NumberHead { word, number, gap: None, end: first + length });
    }
    let gap_end = measure_gap(text, after)?;
    Some(NumberHead { word, number: None, gap: Some(end..gap_end), end: gap_end })
}

/// The number right behind a type: `Quyết định 1883/QĐ-UBND`, `Nghị định 81/2021`.
pub(super) fn read_number_without_word(text: &str, from: usize) -> Option<NumberHead> {
    let start = skip_blanks(text, from);
    if start == from {
        return None;
    }
    let whole = measure_number(&text[start..]);
    let length = if whole > 0 { whole } else { measure_part(&text[start..]) };
    let number = (length > 0).then(|| make_found_number(text, start, start + length))?;
    let is_cited = whole > 0 || is_number_end(&text[start + length..]);
    let end = start + length;
    is_cited.then_some(NumberHead { word: None, number: Some(number), gap: None, end })
}

/// Words between a type and its number: `Kế hoạch phối hợp số …`.
pub(super) fn skip_attribute(text: &str, end: usize) -> usize {
    const ATTRIBUTES: [&str; 7] = [
        "phối hợp",
        "hành động",
        "liên tịch",
        "liên ngành",
        "kết luận",
        "hỏa tốc",
        "khẩn",
    ];
    let start = skip_blanks(text, end);
    let ends = ATTRIBUTES.iter().filter_map(|words| match_words(text, start, words));
    ends.max().unwrap_or(end)
}

/// Where a word ends; a figure goes on over the signs of dates and numbers, so that no
/// number is found within another.
pub(super) fn skip_word(text: &str, start: usize) -> usize {
    let word = &text[start..];
    let is_figure = word.starts_with(|c: char| c.is_ascii_digit());
    let is_part = |c: char| {
        c.is_alphanumeric() || is_figure && matches!(c, '/' | '-' | '–' | '.' | ',')
    };
    start + word.find(|c| !is_part(c)).unwrap_or(word.len())
}

pub(super) fn make_found_number(text: &str, start: usize, end: usize) -> FoundNumber {
    FoundNumber { start, end, number: PaperNumber::as_typed(&text[start..end]) }
}

/// Behind the blanks at a place.
pub(super) fn skip_blanks(text: &str, place: usize) -> usize {
    text.len() - text[place..].trim_start_matches([' ', '\u{a0}', '\t']).len()
}

/// The length of a number without symbol: `02`, `12a`, `81/2021`, `1234/`.
fn measure_part(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=5).contains(&digits) {
        return 0;
    }
    let rest = &text[digits..];
    let year = rest
        .strip_prefix('/')
        .map_or(0, |year| year.bytes().take_while(u8::is_ascii_digit).count());
    let length = if year == 4 { digits + 5 } else { digits };
    // `số 1234/ ngày`
    if rest.starts_with("/ ") {
        return digits + 1;
    }
    let rest = &text[length..];
    let is_joined = rest
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '%'))
        || rest.starts_with(['.', ',', '-', '–'])
            && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if is_joined { 0 } else { length }
}

/// The length of a number that begins with the letter O for a zero: `O7/2021/NĐ-CP`.
fn measure_misread(text: &str) -> usize {
    match text.strip_prefix(['O', 'o']).map(measure_number) {
        None | Some(0) => 0,
        Some(length) => length + 1,
    }
}

/// Whether a number without its word and symbol ends there: `Nghị quyết 72 của`, and not
/// `Kế hoạch 5 năm`.
fn is_number_end(after: &str) -> bool {
    const NEXT: [&str; 14] = [
        "ngày",
        "của",
        "về",
        "quy định",
        "và",
        "tại",
        "đến",
        "cho",
        "trong",
        "để",
        "là",
        "đã",
        "được",
        "với",
    ];
    let start = skip_blanks(after, 0);
    let rest = &after[start..];
    rest.is_empty()
        || rest.starts_with([';', ',', '.', ')', ':', '”'])
        || NEXT.iter().any(|word| match_words(after, start, word).is_some())
}

/// Where a gap behind `số` ends that something of the citation follows: dots, blanks, and
/// the symbol that is there already.
fn measure_gap(text: &str, after: usize) -> Option<usize> {
    let rest = &text[after..];
    let filled = rest.trim_start_matches([' ', '\u{a0}', '.', '…', '_']);
    let place = text.len() - filled.len();
    if let Some(symbol) = filled.strip_prefix(['/', '-'])
        && symbol.starts_with(char::is_uppercase)
    {
        let length =
            symbol.find(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '&')));
        return Some(place + 1 + length.unwrap_or(symbol.len()));
    }
    let date = match_words(text, place, "ngày").map(|end| skip_blanks(text, end));
    date.is_some_and(|date| read_date(text, date).is_some()).then_some(after)
}

/// Where `năm 2026` or `tháng 3 năm 2026` ends.
pub(super) fn measure_year_words(text: &str, start: usize) -> Option<usize> {
    let mut place = start;
    if let Some(end) = match_words(text, place, "tháng") {
        let month = skip_blanks(text, end);
        let digits = text[month..].bytes().take_while(u8::is_ascii_digit).count();
        place = skip_blanks(text, month + digits);
        if !(1..=2).contains(&digits) {
            return None;
        }
    }
    let year = skip_blanks(text, match_words(text, place, "năm")?);
    let digits = text[year..].bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4).then_some(year + 4)
}

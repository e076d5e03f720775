//! Numbers and dates of papers in running text.

use chrono::NaiveDate;

use crate::language::SoughtWord;

use super::PaperNumber;
use super::letters::{AGENCIES, KINDS, is_agency, is_kind};

/// A number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNumber {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The number as it is written there, right or wrong.
    pub number: PaperNumber,
}

/// A date found in a text, as its three figures; it may be impossible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDate {
    /// First byte in the text: of the day.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Day as written.
    pub day: u32,
    /// Month as written.
    pub month: u32,
    /// Year as written.
    pub year: i32,
}

impl FoundDate {
    /// The day, where there is such a one.
    #[must_use]
    pub fn to_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day)
    }
}

/// Numbers of papers that follow the word `số`.
#[must_use]
pub fn find_numbers(text: &str) -> Vec<FoundNumber> {
    const WORD: &str = "số ";
    const SOUGHT: SoughtWord = SoughtWord::new(WORD, "Số ");
    let mut res = Vec::new();
    for place in SOUGHT.find_in(text) {
        let start = place + WORD.len();
        let end = start + measure_number(&text[start..]);
        if end > start {
            let number = PaperNumber::as_typed(&text[start..end]);
            res.push(FoundNumber { start, end, number });
        }
    }
    res
}

/// Length of a number at the start of a text; zero where there is none.
///
/// Groups of letters and figures, with `/` or a dash between two of them. People type
/// spaces around a dash; then it also stands between words, so that more is asked of what
/// follows it, as where a dot or a low line stands for the dash (`5/TTr.SNV`). Whether the number has the right form is not asked: a wrong one is to be
/// found too.
pub(super) fn measure_number(text: &str) -> usize {
    let mut end = measure_group(text);
    if end == 0 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    end += measure_loose_kind(&text[end..]);
    let mut separated = false;
    loop {
        let unread = &text[end..];
        let gap = unread.len() - unread.trim_start_matches(' ').len();
        let Some(sign) = unread[gap..].chars().next() else { break };
        let is_wrong_sign = matches!(sign, '.' | '_');
        if !(is_wrong_sign || matches!(sign, '/' | '\\' | '-' | '–' | '—')) {
            break;
        }
        let after = &unread[gap + sign.len_utf8()..];
        // `61//2015/NĐ-CP`
        let double = if after.starts_with(sign) { sign.len_utf8() } else { 0 };
        let after = &after[double..];
        let blank = after.len() - after.trim_start_matches(' ').len();
        let next = &after[blank..];
        let len = measure_group(next);
        let spaced = gap + blank > 0;
        // With spaces around it, a dash joins only groups of capitals: `91/KH – UBND`,
        // never `số 5 - Ủy ban`.
        let capitals = &next[..len] == "TTg"
            || next[..len].chars().all(|c| c.is_uppercase() || c == '&');
        let starts = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || !spaced && is_in_small_letters(&next[..len]);
        // `30 -CT/TU`: what goes on with a slash is a symbol.
        let is_party =
            sign == '-' && next[len..].starts_with('/') && !next[..len].is_empty();
        let is_year = sign == '/' && !separated && is_year_of_number(next);
        if len == 0
            || !starts
            || (is_wrong_sign && (spaced || !separated || len < 2 || !capitals))
            || (spaced
                && !is_year
                && (len < 2 || !capitals || !separated && sign != '/' && !is_party))
        {
            break;
        }
        separated = true;
        end += gap + sign.len_utf8() + double + blank + len;
    }
    let has_letters = text[..end].chars().any(char::is_alphabetic);
    if separated && has_letters { end } else { 0 }
}

/// Whether the year of a number stands at the start of a text, with its symbol behind it:
/// `2021/NĐ-CP` of `07 /2021/NĐ-CP`.
fn is_year_of_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let symbol = text[digits..].trim_start_matches(' ').strip_prefix(['/', '-']);
    digits == 4
        && symbol.is_some_and(|symbol| {
            symbol.trim_start_matches(' ').starts_with(char::is_uppercase)
        })
}

/// The length of a type behind a number that has a blank for its slash: `05 KH/UBND`, where
/// an agency follows. Zero where there is none.
fn measure_loose_kind(text: &str) -> usize {
    let kind = text.trim_start_matches(' ');
    let length = measure_group(kind);
    let agency = kind[length..].strip_prefix(['/', '-']).unwrap_or_default();
    let agency = &agency[..measure_group(agency)];
    let is_symbol = KINDS.contains(&&kind[..length])
        && (AGENCIES.contains(&agency) || matches!(agency, "TU" | "HU" | "ĐU" | "TW"));
    let blanks = text.len() - kind.len();
    if blanks > 0 && is_symbol { blanks + length } else { 0 }
}

/// Whether a group is letters that are known, in small ones: `QĐ-ttg`, `kh-ubnd`.
fn is_in_small_letters(group: &str) -> bool {
    group.chars().count() > 1
        && group.starts_with(char::is_lowercase)
        && !group.contains(char::is_uppercase)
        && (is_kind(group) || is_agency(group))
}

/// Dates after the word `ngày`: `ngày 20/4/2023`, `ngày 20 tháng 4 năm 2023`.
#[must_use]
pub fn find_dates(text: &str) -> Vec<FoundDate> {
    const WORD: &str = "ngày ";
    const SOUGHT: SoughtWord = SoughtWord::new(WORD, "Ngày ");
    let words = SOUGHT.find_in(text);
    words.filter_map(|place| read_date(text, place + WORD.len())).collect()
}

/// Length of the letters and figures at the start of a text.
fn measure_group(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || c == '&')).unwrap_or(text.len())
}

/// The date that begins at a place of a text: `20/4/2023`, `20 tháng 4 năm 2023`.
#[must_use]
pub fn read_date(text: &str, start: usize) -> Option<FoundDate> {
    let (day, after) = read_figures(&text[start..], 2)?;
    let (month, after) = read_figures(strip_separator(after, "tháng")?, 2)?;
    let (year, after) = read_figures(strip_separator(after, "năm")?, 4)?;
    let end = text.len() - after.len();
    let year = i32::try_from(year).ok().filter(|y| *y >= 1000)?;
    Some(FoundDate { start, end, day, month, year })
}

/// What stands after `/` or after a word between spaces.
fn strip_separator<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    if let Some(after) = text.strip_prefix(['/', '-', '.']) {
        return Some(after);
    }
    Some(text.trim_start().strip_prefix(word)?.trim_start())
}

fn read_figures(text: &str, most: usize) -> Option<(u32, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 || len > most {
        return None;
    }
    Some((text[..len].parse().ok()?, &text[len..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_with_their_faults() {
        let text = "Kế hoạch số 91/KH – UBND ngày 20/4/2023; số 5 - Ủy ban; số 77-NQ/TU, số 89/NQ/ĐU; Tổ số 3; số 5/TTr.SNV, số 12/KH_UBND và số 05/CĐ – TTg, theo số 12/KH-UBND.Ủy ban; số 5.UBND; số 5 KH/UBND, số 7/kh-ubnd; số 5/ca; số 8\\KH-UBND";
        let found: Vec<_> = find_numbers(text)
            .into_iter()
            .map(|n| text[n.start..n.end].to_owned())
            .collect();
        assert_eq!(
            found,
            [
                "91/KH – UBND",
                "77-NQ/TU",
                "89/NQ/ĐU",
                "5/TTr.SNV",
                "12/KH_UBND",
                "05/CĐ – TTg",
                "12/KH-UBND",
                "5 KH/UBND",
                "7/kh-ubnd",
                "8\\KH-UBND"
            ]
        );
    }

    #[test]
    fn dates_are_found_though_impossible() {
        let text = "ngày 0/12/2020 và ngày 29 tháng 12 năm 2024, ngày 5 tháng này";
        let found: Vec<_> =
            find_dates(text).into_iter().map(|d| (d.day, d.month, d.year)).collect();
        assert_eq!(found, [(0, 12, 2020), (29, 12, 2024)]);
    }
}

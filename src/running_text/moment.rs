//! The times that a text names with their year: `20/7/2026`, `ngày 20 tháng 7 năm 2026`,
//! `tháng 7/2026`, `quý III năm 2026`.

use std::ops::Range;

use crate::language::to_lower;
use crate::quantity::Moment;

use super::year::{WrittenYear, find_years};

/// A day, a month or a quarter in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenMoment {
    /// Its place in the text: of `20/7/2026`, `tháng 7/2026`.
    pub(crate) place: Range<usize>,
    /// The time that it is.
    pub(crate) moment: Moment,
}

/// The times of a text that are written with their year; what the calendar lacks is none.
/// Every one ends with a year, so these are looked for, and what stands before each is read.
pub(crate) fn find_moments(text: &str) -> Vec<WrittenMoment> {
    find_years(text).into_iter().filter_map(|year| read_moment(text, year)).collect()
}

/// The time that ends with a year.
fn read_moment(text: &str, year: WrittenYear) -> Option<WrittenMoment> {
    let Range { start, end } = year.range();
    if is_longer(&text[end..]) {
        return None;
    }
    let (first, month_or_quarter) = split_last(strip_year_sign(&text[..start])?)?;
    let head = first.trim_end();
    let lower = take_last_letters(head);
    if lower.ends_with("quý") {
        let moment = Moment::read_quarter(month_or_quarter).ok()?;
        let Moment::Quarter { quarter, .. } = moment else { return None };
        let moment = Moment::Quarter { quarter, year: Some(year.value) };
        return Some(place_moment(head.len() - "quý".len(), end, moment));
    }
    let month = read_figures(month_or_quarter)?;
    let is_worded = lower.ends_with("tháng");
    let before = if is_worded { &head[..head.len() - "tháng".len()] } else { first };
    let sign = text[..start].chars().next_back().filter(|_| !is_worded);
    if let Some((day, from)) = read_day_before(before, sign) {
        let text = format!("{day}/{month}/{}", year.value);
        return Some(place_moment(from, end, Moment::read(&text).ok()?));
    }
    // `3-2026`, `số 05/2026`: no month is meant, or none for certain.
    let is_month = is_worded || text[..start].ends_with('/') && !lower.ends_with("số");
    let from = if is_worded { before.len() } else { first.len() };
    let is_apart = is_worded || !first.ends_with(['/', '-', '.', ',']);
    let month = Moment::read(&format!("{month}/{}", year.value)).ok();
    month.filter(|_| is_month && is_apart).map(|moment| place_moment(from, end, moment))
}

/// Whether a year is a part of something longer: `2022/QĐ-UBND`, `2025-2026`.
fn is_longer(after: &str) -> bool {
    let next = after.strip_prefix(['/', '.']).unwrap_or(after);
    let range = after.strip_prefix(['-', '–']).unwrap_or_default();
    let length = range.bytes().take_while(u8::is_ascii_digit).count();
    next.starts_with(char::is_alphanumeric)
        || length == 4
        || range.starts_with(char::is_alphabetic)
}

fn place_moment(start: usize, end: usize, moment: Moment) -> WrittenMoment {
    WrittenMoment { place: start..end, moment }
}

/// What stands before a year without the sign or the word between: `tháng 7/`, `tháng 7 năm `.
fn strip_year_sign(before: &str) -> Option<&str> {
    if let Some(rest) = before.strip_suffix(['/', '-', '.']) {
        return Some(rest);
    }
    let rest = before.strip_suffix(' ').map_or(before, str::trim_end);
    let is_year = take_last_letters(rest).ends_with("năm");
    is_year.then(|| rest[..rest.len() - "năm".len()].trim_end())
}

/// What stands before the last word of letters or figures, and that word.
fn split_last(text: &str) -> Option<(&str, &str)> {
    let start =
        text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V'));
    let word = &text[start.len()..];
    (!word.is_empty() && !start.ends_with(char::is_alphabetic)).then_some((start, word))
}

/// A number of one or two figures.
fn read_figures(word: &str) -> Option<u32> {
    let is_short = (1..=2).contains(&word.len());
    word.parse().ok().filter(|_| is_short && word.bytes().all(|b| b.is_ascii_digit()))
}

/// The day before a month, and where it begins: `20/` with the sign that stands before the
/// year too, or `20 ` before `tháng`.
fn read_day_before(before: &str, sign: Option<char>) -> Option<(u32, usize)> {
    let rest = match sign {
        None => before.trim_end(),
        Some(sign) => before.strip_suffix(sign)?,
    };
    let head = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_apart = !head
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ','));
    let day = read_figures(&rest[head.len()..])?;
    is_apart.then_some((day, head.len()))
}

/// The last letters of a text, in small letters.
fn take_last_letters(text: &str) -> String {
    let start = text.char_indices().rev().nth(5).map_or(0, |(start, _)| start);
    to_lower(&text[start..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    fn show(text: &str) -> Vec<String> {
        let found = find_moments(text).into_iter();
        found
            .map(|found| format!("{}={}", &text[found.place], found.moment.to_text()))
            .collect()
    }

    #[test]
    fn times_are_found_in_every_usual_form() {
        for (text, found) in [
            ("trước ngày 20/7/2026.", "20/7/2026=ngày 20/7/2026"),
            ("ngày 05 tháng 07 năm 2026", "05 tháng 07 năm 2026=ngày 05/7/2026"),
            ("NGÀY 5 THÁNG 7 NĂM 2026", "5 THÁNG 7 NĂM 2026=ngày 05/7/2026"),
            ("ngày 30 tháng 6/2026;", "30 tháng 6/2026=ngày 30/6/2026"),
            ("xong trong tháng 5/2026", "tháng 5/2026=tháng 5/2026"),
            ("Tháng 10 năm 2026", "Tháng 10 năm 2026=tháng 10/2026"),
            ("quý II năm 2026", "quý II năm 2026=quý II/2026"),
            ("Quý 3/2026", "Quý 3/2026=quý III/2026"),
            ("trước 15-8-2026", "15-8-2026=ngày 15/8/2026"),
            ("trước 6/2026", "6/2026=tháng 6/2026"),
        ] {
            assert_eq!(show(text), [found], "{text}");
        }
    }

    #[test]
    fn what_is_no_time_or_none_of_the_calendar_is_left_out() {
        for text in [
            "năm 2026",
            "Nghị quyết 12/2022/NQ-HĐND",
            "số 05/2026",
            "giai đoạn 2021-2025",
            "năm học 2025 - 2026",
            "ngày 31/6/2026",
            "tháng 13/2026",
            "quý V/2026",
            "mật độ 1.5/2026",
            "IV/2026",
        ] {
            assert_eq!(show(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_times_at_their_places(
            text in any::<String>(),
            near in "(ngày|tháng|Tháng|năm|NĂM|quý|Quý|số|I|IV|20|7|2026|[-/–.,;:() ]){1,14}",
        ) {
            for text in [text, near] {
                for found in find_moments(&text) {
                    prop_assert!(text.get(found.place.clone()).is_some(), "{found:?}");
                }
            }
        }
    }
}

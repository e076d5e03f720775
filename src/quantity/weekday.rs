//! The days of the week by their names: `thứ Hai`, `Chủ nhật`.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::language::normalize_spaces;

/// The days from Monday, with the words and the figures by which people call them.
const NAMES: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["thứ hai", "thứ 2"]),
    (Weekday::Tue, &["thứ ba", "thứ 3"]),
    (Weekday::Wed, &["thứ tư", "thứ 4"]),
    (Weekday::Thu, &["thứ năm", "thứ 5"]),
    (Weekday::Fri, &["thứ sáu", "thứ 6"]),
    (Weekday::Sat, &["thứ bảy", "thứ bẩy", "thứ 7"]),
    (Weekday::Sun, &["chủ nhật", "chúa nhật"]),
];

/// The name of a day of the week at the start of a line: `Thứ Hai`, `Chủ nhật`.
#[must_use]
pub fn name_weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Thứ Hai",
        Weekday::Tue => "Thứ Ba",
        Weekday::Wed => "Thứ Tư",
        Weekday::Thu => "Thứ Năm",
        Weekday::Fri => "Thứ Sáu",
        Weekday::Sat => "Thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

/// The day of the week of a date, named within a sentence: `thứ Hai`, `Chủ nhật`.
#[must_use]
pub fn name_weekday_of(date: NaiveDate) -> String {
    let name = name_weekday(date.weekday());
    name.strip_prefix('T').map_or_else(|| name.to_owned(), |rest| format!("t{rest}"))
}

/// The day of the week that a text names at its start, and how many bytes of it do. The
/// name ends with its word: `thứ tư` is none in `thứ tương`.
#[must_use]
pub fn read_weekday(text: &str) -> Option<(Weekday, usize)> {
    NAMES.into_iter().find_map(|(day, names)| {
        let length = names.iter().find_map(|name| match_start(text, name))?;
        Some((day, length))
    })
}

/// A date with its day of the week typed before it, `Thứ Sáu, ngày 10/4/2026`, as the two.
#[must_use]
pub fn split_weekday(text: &str) -> Option<(Weekday, String)> {
    let text = normalize_spaces(text);
    let (day, length) = read_weekday(&text)?;
    Some((day, text[length..].trim_start_matches([',', ' ']).to_owned()))
}

/// How many bytes of a text are a name, in whatever letters; zero is never.
fn match_start(text: &str, name: &str) -> Option<usize> {
    let mut typed = text.char_indices();
    for expected in name.chars() {
        let (_, found) = typed.next()?;
        let is_same = found.to_lowercase().eq([expected])
            // Some type two spaces, or one that does not break.
            || expected == ' ' && found.is_whitespace();
        if !is_same {
            return None;
        }
    }
    let rest = typed.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_week_is_read_in_words_and_figures() {
        for (text, day) in [
            ("thứ Sáu, ngày 10/4/2026", Weekday::Fri),
            ("Thứ 6 ngày 10/4/2026", Weekday::Fri),
            ("THỨ HAI", Weekday::Mon),
            ("Chủ nhật", Weekday::Sun),
            ("chủ Nhật (12/4)", Weekday::Sun),
        ] {
            assert_eq!(read_weekday(text).map(|found| found.0), Some(day), "{text}");
        }
        for text in ["thứ tương", "thứ 25", "thứ nhất", "thứ 8", "thứ", ""]
        {
            assert_eq!(read_weekday(text), None, "{text}");
        }
    }

    #[test]
    fn the_name_of_a_date_reads_back() {
        for number in 0..14 {
            let date = NaiveDate::from_num_days_from_ce_opt(740_000 + number).unwrap();
            let name = name_weekday_of(date);
            assert_eq!(read_weekday(&name), Some((date.weekday(), name.len())));
        }
        let split = split_weekday("Thứ Sáu,  10/4/2026");
        assert_eq!(split, Some((Weekday::Fri, "10/4/2026".to_owned())));
    }
}

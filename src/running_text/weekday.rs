//! Where a text names a day of the week beside a date: `thứ Sáu, ngày 10/4/2026`.

use std::ops::Range;

use chrono::Weekday;

use crate::citation::{FoundDate, find_dates, read_date};
use crate::language::{SoughtWord, is_letter_or_figure};
use crate::quantity::read_weekday;

use super::split::find_digit;

/// A day of the week with the date that it stands beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenWeekday {
    /// The two in the text.
    pub(crate) place: Range<usize>,
    /// The day of the week as named.
    pub(crate) weekday: Weekday,
    /// Day as written.
    pub(crate) day: u32,
    /// Month as written.
    pub(crate) month: u32,
    /// Year, where it is written.
    pub(crate) year: Option<i32>,
    /// Whether it may be the second of points that are counted in words: it has small
    /// letters and begins what is said, `Thứ hai, ngày 11/4/2026 họp`.
    pub(crate) may_count: bool,
}

/// Words before `thứ Năm` after which it is a day of the week.
const BEFORE_DAY: &[&str] = &[
    "sáng", "trưa", "chiều", "tối", "đêm", "hôm", "vào", "từ", "đến", "hết", "là", "và",
    "hoặc", "các", "mỗi", "trước", "sau", "lúc", "giờ", "phút", "tức",
];

/// Words before `thứ Năm` after which it counts, or is the name of a place: `kỳ họp thứ Năm`,
/// `lần thứ Hai`, `thị trấn Thứ Ba`.
const BEFORE_NAME: &[&str] = &[
    "họp",
    "kỳ",
    "lần",
    "khóa",
    "khoá",
    "phiên",
    "nghị",
    "hội",
    "đợt",
    "vòng",
    "bước",
    "lớp",
    "quý",
    "tháng",
    "năm",
    "tuần",
    "tập",
    "đề",
    "đoạn",
    "ương",
    "buổi",
    "hạng",
    "loại",
    "nhóm",
    "tổ",
    "số",
    "nhất",
    "người",
    "nội",
    "vị",
    "trí",
    "cấp",
    "tầng",
    "môn",
    "tiết",
    "trấn",
    "xã",
    "phường",
    "huyện",
    "chợ",
    "ấp",
    "khóm",
    "thôn",
    "bản",
    "kênh",
    "kinh",
    "rạch",
    "sông",
    "cầu",
    "vàm",
    "ngã",
];

/// The days of the week in a text that stand beside their date.
///
/// One of several days in a row is left out, since its date may be that of another:
/// `thứ Ba, thứ Năm, ngày 09/4/2026`; so is a date of the moon.
pub(crate) fn find_weekdays(text: &str) -> Vec<WrittenWeekday> {
    let mut found = Vec::new();
    // A date has figures, and most texts have none.
    if find_digit(text, 0).is_none() {
        return found;
    }
    let mut before: Option<usize> = None;
    for start in find_names(text) {
        let Some((weekday, length)) = read_weekday(&text[start..]) else { continue };
        let end = start + length;
        let in_row = before.is_some_and(|end| is_joint(&text[end..start]));
        before = Some(end);
        if in_row || !is_day_name(text, start..end) {
            continue;
        }
        let date = read_date_after(text, end);
        let Some(date) = date.or_else(|| find_date_before(text, start..end)) else {
            continue;
        };
        let DateBeside { place: of_date, day, month, year } = date;
        let may_count = of_date.start >= end && has_count_before(text, start..end);
        let place = start.min(of_date.start)..end.max(of_date.end);
        if !is_lunar(&text[place.end..]) {
            found.push(WrittenWeekday { place, weekday, day, month, year, may_count });
        }
    }
    take_years_of_ranges(text, &mut found);
    found
}

/// Whether a text counts its points in words.
pub(crate) fn is_counted(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("thứ nhất") || text.contains("một là,")
}

/// Whether what follows a date says that it is one of the moon.
fn is_lunar(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '(', ',']).to_lowercase();
    after.starts_with("âm lịch") || after.starts_with("al)")
}

/// Gives the first date of a range, where it has no year, that of the last:
/// `từ thứ Hai, 06/4 đến thứ Sáu, 10/4/2026`.
fn take_years_of_ranges(text: &str, found: &mut [WrittenWeekday]) {
    for index in 1..found.len() {
        let [first, last] = [&found[index - 1], &found[index]];
        let between = text.get(first.place.end..last.place.start).unwrap_or_default();
        let is_range = matches!(between.trim(), "đến" | "đến hết" | "-" | "–");
        if is_range && first.year.is_none() && first.month <= last.month {
            found[index - 1].year = last.year;
        }
    }
}

/// Where a word begins that a name of a day may begin with.
fn find_names(text: &str) -> Vec<usize> {
    const WORDS: [SoughtWord; 3] = [
        SoughtWord::new("thứ", "THỨ"),
        SoughtWord::new("chủ", "CHỦ"),
        SoughtWord::new("chúa", "CHÚA"),
    ];
    let starts = WORDS.iter().flat_map(|word| word.find_in(text));
    let starts = starts.filter(|start| !text[..*start].ends_with(is_letter_or_figure));
    let mut found: Vec<_> = starts.collect();
    found.sort_unstable();
    found
}

/// Whether what stands between two days of the week joins them.
fn is_joint(between: &str) -> bool {
    let words = between.trim_matches([' ', ',', ';', '/', '&', '-', '–', '—']);
    matches!(
        words.to_lowercase().as_str(),
        "" | "và" | "hoặc" | "đến" | "đến hết" | "hay"
    )
}

/// Whether a name is that of a day, and no ordinal number: `kỳ họp thứ Năm`, `ngày thứ hai`.
/// A day of the week has a capital letter; where another word makes it one, it may have none.
fn is_day_name(text: &str, name: Range<usize>) -> bool {
    let written = &text[name.clone()];
    if written.to_lowercase().starts_with("ch") {
        return true;
    }
    let before = text[..name.start].trim_end();
    let is_capital = is_capitalized(written);
    let near = before.char_indices().rev().nth(24).map_or(0, |(start, _)| start);
    if is_counted(if is_capital { &before[near..] } else { before }) {
        return false;
    }
    if !before.ends_with(char::is_alphanumeric) {
        return true;
    }
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let word = word.to_lowercase();
    match word.as_str() {
        "ngày" => is_capital,
        word => BEFORE_DAY.contains(&word) || is_capital && !BEFORE_NAME.contains(&word),
    }
}

/// Whether the number in a name has a capital: `thứ Hai`. `HAI` in a title of capitals says
/// nothing.
fn is_capitalized(name: &str) -> bool {
    let number = name.rsplit(char::is_whitespace).next().unwrap_or_default();
    number.starts_with(char::is_uppercase)
        && number.chars().skip(1).all(char::is_lowercase)
}

/// Whether a name with small letters begins what is said.
fn has_count_before(text: &str, name: Range<usize>) -> bool {
    let before = text[..name.start].trim_end();
    !before.ends_with(char::is_alphanumeric) && !is_capitalized(&text[name])
}

/// A date before or after a day of the week, as written.
struct DateBeside {
    place: Range<usize>,
    day: u32,
    month: u32,
    year: Option<i32>,
}

impl From<FoundDate> for DateBeside {
    fn from(date: FoundDate) -> Self {
        let FoundDate { start, end, day, month, year } = date;
        Self { place: start..end, day, month, year: Some(year) }
    }
}

/// The date that follows a day of the week, with a comma, a bracket, a dash or `ngày`
/// between them or nothing.
fn read_date_after(text: &str, end: usize) -> Option<DateBeside> {
    let mut rest = text[end..].trim_start();
    rest = rest.strip_prefix([',', '(', '-', '–', ':']).unwrap_or(rest).trim_start();
    for word in ["ngày ", "Ngày ", "NGÀY "] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    let start = text.len() - rest.len();
    if let Some(date) = read_date(text, start) {
        return Some(date.into());
    }
    let (day, after) = split_number(rest)?;
    let after = match after.strip_prefix('/') {
        Some(after) => after,
        None => after.strip_prefix(" tháng ")?,
    };
    let (month, after) = split_number(after)?;
    // A year follows that is no year, or a second date: what is meant is not known.
    let joined = after.strip_prefix(['/', '-', '–', '.']).unwrap_or_default();
    let is_open = joined.trim_start().starts_with(|c: char| c.is_ascii_digit())
        || after.trim_start().starts_with(['-', '–', '/'])
        || after.trim_start().starts_with("năm");
    (!is_open && !after.starts_with(char::is_alphanumeric)).then(|| DateBeside {
        place: start..text.len() - after.len(),
        day,
        month,
        year: None,
    })
}

/// A number of one or two digits, and what follows it.
fn split_number(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok()?;
    (1..=2).contains(&length).then(|| (number, &text[length..]))
}

/// Words that may stand between a date and its day of the week: `(chiều thứ Sáu)`.
const BETWEEN: &[&str] = &["sáng", "trưa", "chiều", "tối", "tức", "là", "nhằm"];

/// The date before a day of the week that stands in brackets behind it, or ends what is
/// said: `ngày 10/4/2026 (thứ Sáu)`.
fn find_date_before(text: &str, name: Range<usize>) -> Option<DateBeside> {
    let before = text[..name.start].trim_end();
    let between = BETWEEN.iter().find_map(|word| before.strip_suffix(word));
    let before = between.map_or(before, str::trim_end);
    let opened =
        before.strip_suffix('(').or_else(|| before.strip_suffix(','))?.trim_end();
    let after = text[name.end..].trim_start();
    let is_end = after.is_empty() || after.starts_with([')', '.', ';']);
    let dates = if is_end { find_dates(opened) } else { Vec::new() };
    dates.into_iter().find(|date| date.end == opened.len()).map(DateBeside::from)
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::*;

    fn show(text: &str) -> Vec<String> {
        let found = find_weekdays(text).into_iter();
        let found = found.map(|found| {
            let year = found.year.map(|year| format!("/{year}")).unwrap_or_default();
            format!("{} {}/{}{year}", found.weekday, found.day, found.month)
        });
        found.collect()
    }

    #[test]
    fn a_day_of_the_week_is_found_with_its_date() {
        for (text, found) in [
            ("họp vào thứ Sáu, ngày 10/4/2026.", "Fri 10/4/2026"),
            ("Thứ 6 ngày 10 tháng 4 năm 2026", "Fri 10/4/2026"),
            ("khai mạc (thứ Bảy, 12/7)", "Sat 12/7"),
            ("sáng thứ Hai 05/01/2026", "Mon 5/1/2026"),
            ("CHỦ NHẬT, NGÀY 12/4/2026", "Sun 12/4/2026"),
            ("8 giờ ngày 10/4/2026 (thứ Sáu);", "Fri 10/4/2026"),
            ("ngày 10/4/2026, thứ Sáu.", "Fri 10/4/2026"),
            ("Khai mạc Thứ Năm (09/4/2026)", "Thu 9/4/2026"),
            ("thứ Sáu, ngày 10 tháng 4, tại xã", "Fri 10/4"),
            ("Vào ngày thứ Sáu, 10/4/2026", "Fri 10/4/2026"),
            ("Thứ Sáu: 10/4/2026", "Fri 10/4/2026"),
            ("Thứ hai, ngày 11/4/2026 họp", "Mon 11/4/2026"),
            ("Ngày 10/4/2026 (chiều thứ Sáu): họp", "Fri 10/4/2026"),
        ] {
            assert_eq!(show(text), [found], "{text}");
        }
        let week = "từ thứ Hai, ngày 06/4/2026 đến thứ Sáu, ngày 10/4/2026";
        assert_eq!(show(week), ["Mon 6/4/2026", "Fri 10/4/2026"]);
        for week in [
            "từ thứ Hai, 06/4 đến hết thứ Sáu, 10/4/2026",
            "thứ Hai (06/4) - thứ Sáu (10/4/2026)",
        ] {
            assert_eq!(show(week).last().unwrap(), "Fri 10/4/2026", "{week}");
        }
        let week = "từ thứ Hai, 06/4 đến thứ Sáu, 10/4/2026";
        assert_eq!(show(week), ["Mon 6/4/2026", "Fri 10/4/2026"]);
    }

    proptest! {
        #[test]
        fn any_days_and_dates_have_a_place_in_their_text(
            text in "(thứ Sáu|Thứ hai|Chủ nhật|ngày|tháng|năm|đến|âm lịch|10|4|2026|[-/–.,;:() ]){1,14}",
        ) {
            for found in find_weekdays(&text) {
                prop_assert!(text.get(found.place.clone()).is_some(), "{found:?}");
            }
        }
    }

    #[test]
    fn what_counts_or_is_one_of_several_is_no_day_beside_its_date() {
        for text in [
            "Nghị quyết của kỳ họp thứ Năm, ngày 10/12/2026",
            "Đại hội lần thứ hai, ngày 12/7/2026",
            "phiên họp thứ 6, ngày 10/4/2026",
            "lần thứ nhất và thứ hai, ngày 10/4/2026",
            "thứ Ba, thứ Năm, ngày 09/4/2026",
            "từ thứ Hai đến thứ Sáu, ngày 11/4/2026",
            "thứ Hai - thứ Sáu, 06/4/2026",
            "thứ Sáu, 10/4 - 12/4/2026",
            "thứ Sáu, 10/4–12/4/2026",
            "thứ Sáu, 10/4–hết ngày 12",
            "thứ Sáu, ngày 10, 11/4/2026",
            "thứ Hai hằng tuần",
            "đợt thứ 2, 3/2026",
            "người thứ ba, ngày 10/4/2026",
            "UBND thị trấn Thứ Ba, ngày 10/4/2026",
            "Ngày thứ hai, 11/4/2026: thi đấu",
            "Ngày thứ 2 (11/4/2026): tham quan",
            "NGÀY THỨ HAI (11/4/2026)",
            "CHUYẾN KIỂM TRA THỨ HAI, NGÀY 11/4/2026",
            "Một là, ngày 10/4/2026 mở lớp; thứ hai, ngày 11/4/2026 tổng kết",
            "Thứ nhất, ngày 10/4/2026 họp tại hội trường xã. Thứ hai, ngày 11/4/2026 thi",
            "thứ Hai, ngày 10/3/2026 (âm lịch)",
            "thứ Hai, ngày 23/12 âm lịch",
        ] {
            assert_eq!(show(text), [""; 0], "{text}");
        }
        for (text, may_count) in
            [("Thứ hai, ngày 11/4/2026 họp", true), ("Thứ Hai, 11/4/2026", false)]
        {
            assert_eq!(find_weekdays(text)[0].may_count, may_count, "{text}");
        }
    }
}

//! Figures of a workbook that stand for days and hours: 45108 is 01/7/2023.

use chrono::{Days, NaiveDate};

use super::{DataCell, exact};
use crate::quantity::Number;

/// What a figure with the format of a date counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// Days since the first of the calendar; the fraction is the time of day.
    Day,
    /// Time that has passed, beyond a day too: `[h]:mm`.
    Elapsed,
}

/// The first day of the calendar that a workbook counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Calendar {
    /// 1 is the first of January 1900, and there was a 29 February in that year.
    #[default]
    From1900,
    /// 0 is the first of January 1904, as on old Macs.
    From1904,
}

const SECONDS: i128 = 24 * 60 * 60;

/// The last day that Excel knows, 31 December 9999, from 1900.
const LAST_DAY: i128 = 2_958_465;

/// The last number of a day before 29 February 1900.
const BEFORE_LEAP: i128 = 59;

/// Days from the one calendar to the other.
const BETWEEN: i128 = 1462;

/// The day of a figure; a time alone is text. What can be no day stays a figure.
pub(super) fn to_moment_cell(
    number: Number,
    moment: Moment,
    calendar: Calendar,
) -> DataCell {
    let seconds = number.checked_mul(&Number::from(SECONDS)).rounded(0).to_i128();
    let Some(seconds) = seconds.filter(|seconds| *seconds >= 0) else {
        return DataCell::Number(number);
    };
    let (mut day, second) = (seconds / SECONDS, seconds % SECONDS);
    if moment == Moment::Elapsed {
        return DataCell::Text(show_time(seconds));
    }
    if day == 0 {
        return DataCell::Text(show_time(second));
    }
    if calendar == Calendar::From1904 {
        day += BETWEEN;
    }
    match find_day(day) {
        Some(date) => DataCell::Date(date),
        None => DataCell::Number(number),
    }
}

fn find_day(day: i128) -> Option<NaiveDate> {
    if day > LAST_DAY {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let day = if day > BEFORE_LEAP { day } else { day + 1 };
    first.checked_add_days(Days::new(u64::try_from(day).ok()?))
}

fn show_time(seconds: i128) -> String {
    let (minutes, second) = (seconds / 60, seconds % 60);
    format!("{:02}:{:02}:{second:02}", minutes / 60, minutes % 60)
}

/// The cell of a figure as a workbook stores it, by its format.
pub(super) fn to_number_cell(
    stored: &str,
    moment: Option<Moment>,
    calendar: Calendar,
) -> DataCell {
    match (exact::from_text(stored), moment) {
        (Some(number), Some(moment)) => to_moment_cell(number, moment, calendar),
        (Some(number), None) => DataCell::Number(number),
        (None, _) => DataCell::text(stored),
    }
}

/// The day of `2023-07-01` or `2023-07-01T08:00:00`; else the text as it stands.
pub(super) fn read_iso_date(text: &str) -> DataCell {
    let day = text.trim().get(..10).and_then(|day| day.parse().ok());
    day.map_or_else(|| DataCell::text(text), DataCell::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(stored: &str) -> DataCell {
        to_number_cell(stored, Some(Moment::Day), Calendar::From1900)
    }

    fn date(year: i32, month: u32, day: u32) -> DataCell {
        DataCell::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn a_figure_is_the_day_that_excel_shows() {
        assert_eq!(day("45108"), date(2023, 7, 1));
        assert_eq!(day("45108.999"), date(2023, 7, 1));
        assert_eq!(day("45107.99999999999"), date(2023, 7, 1));
        assert_eq!([day("1"), day("59")], [date(1900, 1, 1), date(1900, 2, 28)]);
        assert_eq!([day("61"), day("2958465")], [date(1900, 3, 1), date(9999, 12, 31)]);
        let mac = to_number_cell("43646", Some(Moment::Day), Calendar::From1904);
        assert_eq!(mac, date(2023, 7, 1));
    }

    #[test]
    fn hours_are_text_and_what_is_no_day_stays_a_figure() {
        assert_eq!(day("0.336805555555555"), DataCell::Text("08:05:00".to_owned()));
        let passed = to_number_cell("1.25", Some(Moment::Elapsed), Calendar::From1900);
        assert_eq!(passed, DataCell::Text("30:00:00".to_owned()));
        for figure in ["-3", "45000000", "1e300"] {
            assert!(matches!(day(figure), DataCell::Number(_)), "{figure}");
        }
        assert_eq!(day("nay"), DataCell::Text("nay".to_owned()));
    }
}

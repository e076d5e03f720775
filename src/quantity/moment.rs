//! A time of the calendar: a day, a month, a quarter or a year; one reader for all of them.

use chrono::{Datelike, NaiveDate};

use crate::language::{from_roman, normalize_spaces, to_roman};
use crate::quantity::day::{build_date, find_last_of_month, format_month};
use crate::quantity::{DateError, Day};

/// A time of the calendar. Months are 1 to 12, quarters 1 to 4; a year that is not
/// written is the plan's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A day of the calendar.
    Day(NaiveDate),
    /// From the first to the last day of a month.
    Month {
        /// The month, 1 to 12.
        month: u32,
        /// The year where it is written; else the plan's.
        year: Option<i32>,
    },
    /// From the first to the last day of a quarter.
    Quarter {
        /// The quarter, 1 to 4.
        quarter: u32,
        /// The year where it is written; else the plan's.
        year: Option<i32>,
    },
    /// From 1 January to 31 December.
    Year(i32),
}

impl Moment {
    /// Reads `2023-05-20`, `20/5/2023`, `ngày 20 tháng 5 năm 2023`, `2023-05`,
    /// `05/2023`, `tháng 5/2023`, `tháng 5`, `quý III/2023`, `quý 3`, `2023`, `năm 2023`.
    pub fn read(text: &str) -> Result<Self, DateError> {
        let text = normalize_spaces(&text.to_lowercase());
        // The long form is the short one with words for its slashes.
        let text = text.replace(" năm ", "/");
        if let Some(quarter) = text.strip_prefix("quý ") {
            return Self::read_quarter(quarter);
        }
        if let Some(month) = text.strip_prefix("tháng ") {
            return read_month(month);
        }
        if let Some(year) = text.strip_prefix("năm ") {
            return parse_year(year).map(Self::Year).ok_or(DateError::NotADate);
        }
        match text.strip_prefix("ngày ") {
            Some(day) => read_day(&day.replace(" tháng ", "/")),
            None => read_bare(&text),
        }
    }

    /// Reads a quarter: `3/2023`, `III/2023`, `3`, `III`, with or without `quý`.
    pub fn read_quarter(text: &str) -> Result<Self, DateError> {
        let text = normalize_spaces(&text.to_uppercase());
        let text = text.strip_prefix("QUÝ ").unwrap_or(&text).replace(" NĂM ", "/");
        let (name, year) = split_year(&text)?;
        let roman = from_roman(name).and_then(|n| u32::try_from(n).ok());
        let quarter =
            roman.or_else(|| parse_digits(name, 1..=2)).ok_or(DateError::NotADate)?;
        match quarter {
            1..=4 => Ok(Self::Quarter { quarter, year }),
            _ => Err(DateError::ImpossibleQuarter { quarter }),
        }
    }

    /// The official wording: `ngày 20/7/2023`, `tháng 7/2023`, `quý III/2023`,
    /// `năm 2023`.
    pub fn to_text(self) -> String {
        let year = self.written_year().map(|year| format!("/{year}")).unwrap_or_default();
        match self {
            Self::Day(date) => format!("ngày {}", Day(date).short()),
            Self::Month { month, .. } => format!("tháng {}{year}", format_month(month)),
            Self::Quarter { quarter, .. } => {
                format!("quý {}{year}", to_roman(quarter as usize))
            }
            Self::Year(year) => format!("năm {year}"),
        }
    }

    /// The year as written, if it is.
    pub fn written_year(self) -> Option<i32> {
        match self {
            Self::Day(date) => Some(date.year()),
            Self::Month { year, .. } | Self::Quarter { year, .. } => year,
            Self::Year(year) => Some(year),
        }
    }

    /// The first day, in the plan's year where none is written. `None` only for months,
    /// quarters and years outside their range.
    pub fn start(self, plan_year: i32) -> Option<NaiveDate> {
        let year = self.written_year().unwrap_or(plan_year);
        match self {
            Self::Day(date) => Some(date),
            Self::Month { month, .. } => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Quarter { quarter, .. } => {
                NaiveDate::from_ymd_opt(year, quarter.checked_mul(3)?.checked_sub(2)?, 1)
            }
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
        }
    }

    /// The last day, in the plan's year where none is written.
    pub fn end(self, plan_year: i32) -> Option<NaiveDate> {
        let year = self.written_year().unwrap_or(plan_year);
        match self {
            Self::Day(date) => Some(date),
            Self::Month { month, .. } => find_last_of_month(month, year),
            Self::Quarter { quarter, .. } => {
                find_last_of_month(quarter.checked_mul(3)?, year)
            }
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
        }
    }
}

/// `20/5/2023`.
fn read_day(text: &str) -> Result<Moment, DateError> {
    let parts: Vec<&str> = text.split('/').collect();
    let [day, month, year_text] = parts[..] else { return Err(DateError::NotADate) };
    build_day(day, month, year_text)
}

/// `5/2023` or `5`, after `tháng`.
fn read_month(text: &str) -> Result<Moment, DateError> {
    let (month, year) = split_year(text)?;
    build_month(month, year)
}

/// A date in figures alone. A text with both signs is none: of one sign there must be no
/// part but the whole text.
fn read_bare(text: &str) -> Result<Moment, DateError> {
    let by_hyphen: Vec<_> = text.split('-').collect();
    let by_slash: Vec<_> = text.split('/').collect();
    match (&by_hyphen[..], &by_slash[..]) {
        ([y, m, d], [_]) => build_day(d, m, y),
        ([y, m], [_]) | ([_], [m, y]) => {
            build_month(m, Some(parse_year(y).ok_or(DateError::NotADate)?))
        }
        ([_], [d, m, y]) => build_day(d, m, y),
        _ => parse_year(text).map(Moment::Year).ok_or(DateError::NotADate),
    }
}

fn build_day(day: &str, month: &str, year_text: &str) -> Result<Moment, DateError> {
    match (parse_digits(day, 1..=2), parse_digits(month, 1..=2), parse_year(year_text)) {
        (Some(day), Some(month), Some(year)) => {
            build_date(day, month, year).map(Moment::Day)
        }
        _ => Err(DateError::NotADate),
    }
}

fn build_month(text: &str, year: Option<i32>) -> Result<Moment, DateError> {
    match parse_digits(text, 1..=2).ok_or(DateError::NotADate)? {
        month @ 1..=12 => Ok(Moment::Month { month, year }),
        month => Err(DateError::ImpossibleMonth { month }),
    }
}

/// `5/2023` → `5` and 2023; `5` → `5` and no year.
fn split_year(text: &str) -> Result<(&str, Option<i32>), DateError> {
    match text.split_once('/') {
        None => Ok((text, None)),
        Some((name, year)) => match parse_year(year) {
            Some(year) => Ok((name, Some(year))),
            None => Err(DateError::NotADate),
        },
    }
}

/// A year is four digits, the first not 0.
fn parse_year(text: &str) -> Option<i32> {
    parse_digits(text, 4..=4)
        .filter(|year| *year >= 1000)
        .and_then(|n| i32::try_from(n).ok())
}

fn parse_digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn months_quarters_and_years_are_read_in_every_usual_form() {
        let month = Moment::Month { month: 5, year: Some(2023) };
        for text in ["2023-05", "05/2023", "5/2023", "tháng 5/2023", "Tháng 05 năm 2023"]
        {
            assert_eq!(Moment::read(text), Ok(month), "{text}");
        }
        let quarter = Moment::Quarter { quarter: 3, year: Some(2023) };
        for text in ["3/2023", "III/2023", "quý III/2023", "Quý 3 năm 2023", "iii/2023"]
        {
            assert_eq!(Moment::read_quarter(text), Ok(quarter), "{text}");
        }
        assert_eq!(Moment::read("quý iii/2023"), Ok(quarter));
        assert_eq!(Moment::read("năm 2023"), Ok(Moment::Year(2023)));
        assert_eq!(Moment::read("2023"), Ok(Moment::Year(2023)));
        assert_eq!(Moment::read("tháng 7"), Ok(Moment::Month { month: 7, year: None }));
        let open = Moment::Quarter { quarter: 4, year: None };
        assert_eq!(Moment::read("quý IV"), Ok(open));
    }

    #[test]
    fn impossible_months_and_quarters_are_named() {
        assert_eq!(
            Moment::read("13/2023"),
            Err(DateError::ImpossibleMonth { month: 13 })
        );
        assert_eq!(Moment::read("2023-00"), Err(DateError::ImpossibleMonth { month: 0 }));
        let quarter = Err(DateError::ImpossibleQuarter { quarter: 5 });
        assert_eq!(Moment::read("quý V/2023"), quarter);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in
            ["", "5", "tháng", "tháng năm", "quý", "quý 3/23", "0203", "12345", "5/2023/"]
        {
            assert_eq!(Moment::read(text), Err(DateError::NotADate), "{text}");
        }
    }

    #[test]
    fn each_moment_knows_its_first_and_last_day() {
        let days = |text: &str| {
            let moment = Moment::read(text).unwrap();
            let show = |day: Option<NaiveDate>| Day(day.unwrap()).short();
            (show(moment.start(2024)), show(moment.end(2024)))
        };
        let is = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(days("tháng 2"), is("01/02/2024", "29/02/2024"));
        assert_eq!(days("tháng 2/2023"), is("01/02/2023", "28/02/2023"));
        assert_eq!(days("quý III"), is("01/7/2024", "30/9/2024"));
        assert_eq!(days("2025"), is("01/01/2025", "31/12/2025"));
    }

    proptest! {
        #[test]
        fn a_moment_reads_back(n in 0_u32..12, year in 1900_i32..2100, open in any::<bool>()) {
            let written = (!open).then_some(year);
            let month = Moment::Month { month: n + 1, year: written };
            let quarter = Moment::Quarter { quarter: n % 4 + 1, year: written };
            for moment in [month, quarter, Moment::Year(year)] {
                prop_assert_eq!(Moment::read(&moment.to_text()), Ok(moment));
                prop_assert!(moment.start(2023) < moment.end(2023));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(
            text in any::<String>(),
            near in "(ngày |tháng |quý |năm )?[0-9IVX/-]{0,12}( năm [0-9]{0,5})?",
        ) {
            for text in [text, near] {
                if let Ok(moment) = Moment::read(&text) {
                    prop_assert_eq!(Moment::read(&moment.to_text()), Ok(moment));
                }
                if let Ok(moment) = Moment::read_quarter(&text) {
                    prop_assert!(moment.end(2023).is_some());
                }
            }
        }
    }
}

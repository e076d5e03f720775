//! Calendar days, in the two forms in which an official paper writes them.

use std::fmt::{self, Display, Formatter};

use chrono::{Datelike, NaiveDate};

use crate::quantity::{DateError, Moment};

/// A day of the calendar. Days 1 to 9 and months 1 and 2 print with a zero before them,
/// months 3 to 9 do not, as the decree has it against later additions to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(
    /// The day in the Gregorian calendar.
    pub NaiveDate,
);

impl Day {
    /// Reads `2023-05-20`, `20/5/2023`, `20/05/2023`, `ngày 20 tháng 5 năm 2023`.
    pub fn read(text: &str) -> Result<Self, DateError> {
        match Moment::read(text)? {
            Moment::Day(date) => Ok(Self(date)),
            Moment::Month { .. } | Moment::Quarter { .. } | Moment::Year(_) => {
                Err(DateError::NotADate)
            }
        }
    }

    /// `20/4/2023`, `05/01/2026`.
    pub fn short(self) -> String {
        format!("{:02}/{}/{}", self.0.day(), format_month(self.0.month()), self.0.year())
    }

    /// `ngày 20 tháng 4 năm 2023`.
    pub fn long(self) -> String {
        let (day, month) = (self.0.day(), format_month(self.0.month()));
        format!("ngày {day:02} tháng {month} năm {}", self.0.year())
    }
}

impl Display for Day {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&self.short())
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

/// The number of a month as it prints: `01`, `02`, `3` to `12`.
pub(super) fn format_month(month: u32) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

/// The date of these numbers, or why there is none.
pub(super) fn build_date(
    day: u32,
    month: u32,
    year: i32,
) -> Result<NaiveDate, DateError> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::Impossible {
        day,
        month,
        year,
    })
}

/// The last day of a month that exists.
pub(super) fn find_last_of_month(month: u32, year: i32) -> Option<NaiveDate> {
    (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert_eq, proptest};

    use super::*;

    fn day(day: u32, month: u32, year: i32) -> Day {
        Day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn days_and_the_first_two_months_are_padded() {
        assert_eq!(day(20, 4, 2023).short(), "20/4/2023");
        assert_eq!(day(5, 1, 2026).short(), "05/01/2026");
        assert_eq!(day(3, 12, 2025).long(), "ngày 03 tháng 12 năm 2025");
        assert_eq!(day(1, 2, 2024).long(), "ngày 01 tháng 02 năm 2024");
    }

    #[test]
    fn a_day_is_read_in_every_usual_form() {
        for text in [
            "2023-05-20",
            "20/5/2023",
            "20/05/2023",
            " 20/5/2023 ",
            "ngày 20/5/2023",
            "Ngày 20 tháng 5 năm 2023",
        ] {
            assert_eq!(Day::read(text), Ok(day(20, 5, 2023)), "{text}");
        }
    }

    #[test]
    fn a_day_that_the_calendar_lacks_is_named() {
        for (text, day, month, year) in [
            ("0/12/2020", 0, 12, 2020),
            ("31/4/2023", 31, 4, 2023),
            ("29/02/2023", 29, 2, 2023),
            ("2023-13-01", 1, 13, 2023),
        ] {
            assert_eq!(Day::read(text), Err(DateError::Impossible { day, month, year }));
        }
        assert_eq!(Day::read("29/02/2024"), Ok(Day(build_date(29, 2, 2024).unwrap())));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "5/2023", "2023", "20/5/23", "20-5-2023", "20/5", "hôm qua", "1/2/3/4"]
        {
            assert_eq!(Day::read(text), Err(DateError::NotADate), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_day_reads_back_in_both_forms(number in 693_596_i32..767_010) {
            // 1/1/1900 to 31/12/2100.
            let day = Day(NaiveDate::from_num_days_from_ce_opt(number).unwrap());
            prop_assert_eq!(Day::read(&day.short()), Ok(day));
            prop_assert_eq!(Day::read(&day.long()), Ok(day));
            prop_assert_eq!(Day::read(&day.0.to_string()), Ok(day));
        }
    }
}

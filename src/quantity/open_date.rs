//! The date of a paper, of which the day, the month or all may not be known yet.

use chrono::NaiveDate;

use crate::quantity::day::format_month;
use crate::quantity::{DateError, Day, Moment};

/// A date as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenDate {
    /// Known to the day.
    Day(NaiveDate),
    /// Known to the month; the day prints as a blank.
    Month {
        /// The year, always written.
        year: i32,
        /// The month, 1 to 12.
        month: u32,
    },
    /// Known to the year; day and month print as blanks.
    Year(i32),
    /// Nothing is known. Never read from text: the form says it in its own way.
    Unknown,
}

impl OpenDate {
    /// Reads `2023-05-20`, `20/5/2023`, `20/05/2023`, `2023-05`, `05/2023`,
    /// `tháng 5/2023`, `2023`, and the long forms of them.
    pub fn read(text: &str) -> Result<Self, DateError> {
        match Moment::read(text)? {
            Moment::Day(date) => Ok(Self::Day(date)),
            Moment::Month { month, year: Some(year) } => Ok(Self::Month { year, month }),
            Moment::Year(year) => Ok(Self::Year(year)),
            Moment::Month { year: None, .. } | Moment::Quarter { .. } => {
                Err(DateError::NotADate)
            }
        }
    }

    /// The date line, `blank` for each part that is not known:
    /// `ngày … tháng 5 năm 2023` with `…` as the blank.
    pub fn long(self, blank: &str) -> String {
        match self {
            Self::Day(date) => Day(date).long(),
            Self::Month { year, month } => {
                format!("ngày {blank} tháng {} năm {year}", format_month(month))
            }
            Self::Year(year) => format!("ngày {blank} tháng {blank} năm {year}"),
            Self::Unknown => format!("ngày {blank} tháng {blank} năm {blank}"),
        }
    }

    /// The short form, `blank` for each part that is not known: `…/5/2023`.
    pub fn short(self, blank: &str) -> String {
        match self {
            Self::Day(date) => Day(date).short(),
            Self::Month { year, month } => {
                format!("{blank}/{}/{year}", format_month(month))
            }
            Self::Year(year) => format!("{blank}/{blank}/{year}"),
            Self::Unknown => format!("{blank}/{blank}/{blank}"),
        }
    }

    /// The year, if known.
    pub fn year(self) -> Option<i32> {
        self.moment().and_then(Moment::written_year)
    }

    /// The earliest day that it can be; `None` when nothing is known.
    pub fn earliest(self) -> Option<NaiveDate> {
        self.moment().and_then(|moment| moment.start(0))
    }

    /// The latest day that it can be; `None` when nothing is known.
    pub fn latest(self) -> Option<NaiveDate> {
        self.moment().and_then(|moment| moment.end(0))
    }

    /// What is known, as a moment whose year is written.
    fn moment(self) -> Option<Moment> {
        match self {
            Self::Day(date) => Some(Moment::Day(date)),
            Self::Month { year, month } => {
                Some(Moment::Month { month, year: Some(year) })
            }
            Self::Year(year) => Some(Moment::Year(year)),
            Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    const MAY: OpenDate = OpenDate::Month { year: 2023, month: 5 };

    #[test]
    fn a_date_is_read_as_far_as_it_is_written() {
        let day = OpenDate::Day(NaiveDate::from_ymd_opt(2023, 5, 20).unwrap());
        for (text, date) in [
            ("2023-05-20", day),
            ("20/5/2023", day),
            ("20/05/2023", day),
            ("2023-05", MAY),
            ("05/2023", MAY),
            ("tháng 5/2023", MAY),
            ("2023", OpenDate::Year(2023)),
        ] {
            assert_eq!(OpenDate::read(text), Ok(date), "{text}");
        }
    }

    #[test]
    fn a_month_without_a_year_and_a_quarter_are_no_dates() {
        for text in ["tháng 5", "quý II/2023", "chua_co", ""] {
            assert_eq!(OpenDate::read(text), Err(DateError::NotADate), "{text}");
        }
    }

    #[test]
    fn open_parts_are_left_blank() {
        assert_eq!(MAY.long("…"), "ngày … tháng 5 năm 2023");
        assert_eq!(OpenDate::Year(2023).long("…"), "ngày … tháng … năm 2023");
        assert_eq!(OpenDate::Unknown.long("…"), "ngày … tháng … năm …");
        assert_eq!(MAY.short("…"), "…/5/2023");
    }

    #[test]
    fn an_open_date_lies_between_two_days() {
        let show = |date: Option<NaiveDate>| date.map(|date| Day(date).short());
        assert_eq!(show(MAY.earliest()).as_deref(), Some("01/5/2023"));
        assert_eq!(show(MAY.latest()).as_deref(), Some("31/5/2023"));
        assert_eq!(
            (OpenDate::Unknown.earliest(), OpenDate::Unknown.year()),
            (None, None)
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>(), near in "[0-9/-]{0,10}") {
            for text in [text, near] {
                if let Ok(date) = OpenDate::read(&text) {
                    prop_assert!(date.earliest() <= date.latest());
                    prop_assert_eq!(date.earliest().is_some(), date.year().is_some());
                }
            }
        }
    }
}

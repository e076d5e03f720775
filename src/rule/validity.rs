//! The days between which a rule holds.

use chrono::NaiveDate;

use crate::quantity::Day;
use crate::running_text::PlanDates;

/// The days on which a rule holds, the first and the last with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl Validity {
    /// What holds at any time: arithmetic, the calendar, spelling.
    pub const ALWAYS: Self = Self { first: None, last: None };

    /// What Nghị định số 30/2020/NĐ-CP lays down, in force since the day of its issue
    /// (Điều 37).
    pub const DECREE_30: Self = Self::since(2020, 3, 5);

    /// From a day on.
    ///
    /// # Panics
    ///
    /// At compile time, where the day is not in the calendar.
    #[must_use]
    pub const fn since(year: i32, month: u32, day: u32) -> Self {
        let first = NaiveDate::from_ymd_opt(year, month, day);
        assert!(first.is_some(), "a day that is not in the calendar");
        Self { first, last: None }
    }

    /// Whether it holds on every day that a plan can be of.
    #[must_use]
    pub fn covers(self, dates: PlanDates) -> bool {
        self.first.is_none_or(|first| first <= dates.earliest)
            && self.last.is_none_or(|last| dates.latest <= last)
    }

    /// In words for users, `từ ngày 05/3/2020`; `None` where it holds at any time.
    #[must_use]
    pub fn describe(self) -> Option<String> {
        let first = self.first.map(|day| format!("từ ngày {}", Day(day).short()));
        let last = self.last.map(|day| format!("đến ngày {}", Day(day).short()));
        let words: Vec<_> = first.into_iter().chain(last).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_may_be_of_an_earlier_day_is_not_judged() {
        let day = |month, day| NaiveDate::from_ymd_opt(2020, month, day).unwrap();
        let dates = |earliest, latest| PlanDates { earliest, latest };
        assert!(Validity::DECREE_30.covers(dates(day(3, 5), day(3, 5))));
        assert!(!Validity::DECREE_30.covers(dates(day(3, 1), day(3, 31))));
        assert!(Validity::ALWAYS.covers(dates(day(1, 1), day(12, 31))));
        assert_eq!(Validity::DECREE_30.describe().unwrap(), "từ ngày 05/3/2020");
        assert_eq!(Validity::ALWAYS.describe(), None);
    }
}

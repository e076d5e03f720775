//! The quantities of a plan as types: counts, percents, money, days and times.
//!
//! Every figure is exact: whole numbers or [`Decimal`], never a float. Text becomes a
//! quantity by the one grammar of [`language`](crate::language), and a quantity becomes
//! text in the official wording; sentences for users are composed above this module, from
//! the small error enums here.
//!
//! | file | what it does |
//! |---|---|
//! | `count` | `Count`, whole numbers of things |
//! | `percent` | `Percent`, with its decimal places as written |
//! | `money` | `Money`, whole đồng |
//! | `money_unit` | the units in which money is counted, in all spellings |
//! | `number` | `Number`, the exact number that formulas compute with |
//! | `figure` | `Figure`, a computed value and how it prints |
//! | `shown` | `Shown`, whatever a text or a table shows in one place |
//! | `error` | `NumberError`, `DateError` |
//! | `day` | `Day` and its two official forms; reading of calendar days |
//! | `open_date` | `OpenDate`, a date of which a part may be unknown |
//! | `moment` | `Moment`, a day, month, quarter or year |
//! | `pending` | `Pending`, a value that may not be known yet |
//! | `plan_time` | `PlanTime`, when a task is done |
//! | `time_words` | such a time in the words of clerks |
//! | `clock` | `ClockTime`, `ClockSpan`, `DayPart`: hours of a timetable |
//! | `weekday` | days of the week by their names |

mod clock;
mod count;
mod day;
mod error;
mod figure;
mod moment;
mod money;
mod money_unit;
mod number;
mod open_date;
mod pending;
mod percent;
mod plan_time;
mod shown;
mod time_words;
mod weekday;

use std::fmt::{self, Display, Formatter};

use rust_decimal::Decimal;

pub use clock::{ClockError, ClockSpan, ClockStyle, ClockTime, DayPart};
pub use count::Count;
pub use day::Day;
pub use error::{DateError, NumberError};
pub use figure::{Figure, MoneyScale, Style, count_needed_places};
pub use moment::Moment;
pub use money::Money;
pub use money_unit::{
    MoneyUnit, find_marked_unit, is_time, read_money_unit, read_placed_unit,
};
pub use number::Number;
pub use open_date::OpenDate;
pub use pending::Pending;
pub use percent::Percent;
pub use plan_time::{PlanTime, Recurrence};
pub use shown::{BLANK, Shown};
pub use time_words::is_official_wording;
pub use weekday::{name_weekday, name_weekday_of, read_weekday, split_weekday};

use crate::language::{format_exact, spell_number};

/// A figure with its kind, which says how it prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Prints bare, the sentence has its unit: `1.545`.
    Count(Count),
    /// Prints with the decimal places it has: `4,08`.
    Decimal(Decimal),
    /// Prints with its sign: `3,30%`.
    Percent(Percent),
    /// Prints with `đồng`: `5.000.000 đồng`.
    Money(Money),
}

impl Quantity {
    /// The figure without its kind; money in đồng, `3,30%` as 3.30.
    pub fn value(&self) -> Decimal {
        match self {
            Self::Count(count) => Decimal::from(count.0),
            Self::Decimal(value) => *value,
            Self::Percent(percent) => percent.0,
            Self::Money(money) => money.value(),
        }
    }

    /// In words, for the kinds that are whole numbers: `năm triệu đồng`.
    pub fn in_words(&self) -> Option<String> {
        match self {
            Self::Count(count) => Some(spell_number(i128::from(count.0))),
            Self::Money(money) => Some(money.in_words()),
            Self::Decimal(_) | Self::Percent(_) => None,
        }
    }
}

impl Display for Quantity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Decimal(value) => f.pad(&format_exact(value)),
            Self::Percent(percent) => percent.fmt(f),
            Self::Money(money) => money.fmt(f),
        }
    }
}

impl From<Count> for Quantity {
    fn from(count: Count) -> Self {
        Self::Count(count)
    }
}

impl From<Decimal> for Quantity {
    fn from(value: Decimal) -> Self {
        Self::Decimal(value)
    }
}

impl From<Percent> for Quantity {
    fn from(percent: Percent) -> Self {
        Self::Percent(percent)
    }
}

impl From<Money> for Quantity {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_prints_in_its_own_way() {
        let cases: [(Quantity, &str); 4] = [
            (Count(1545).into(), "1.545"),
            (Decimal::new(408, 2).into(), "4,08"),
            (Percent(Decimal::new(330, 2)).into(), "3,30%"),
            (Money::from_dong(5_000_000).into(), "5.000.000 đồng"),
        ];
        for (quantity, text) in cases {
            assert_eq!(quantity.to_string(), text);
        }
    }

    #[test]
    fn only_whole_numbers_have_words() {
        assert_eq!(Quantity::from(Count(63)).in_words().as_deref(), Some("sáu mươi ba"));
        let money = Quantity::from(Money::from_dong(5_000_000));
        assert_eq!(money.in_words().as_deref(), Some("năm triệu đồng"));
        assert_eq!(Quantity::from(Decimal::ONE).in_words(), None);
    }

    #[test]
    fn the_value_is_the_figure_alone() {
        assert_eq!(
            Quantity::from(Percent(Decimal::new(330, 2))).value(),
            Decimal::new(33, 1)
        );
        assert_eq!(Quantity::from(Money::from_dong(26)).value(), Decimal::from(26));
    }
}

//! Why a text is no quantity or no date; enough for the caller that writes the message.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use rust_decimal::Decimal;

/// Why a text is not the quantity that was asked for.
///
/// Its `Display` is for developers; messages for users are made where the field is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// No figure, or words and units that are not understood.
    NotANumber,
    /// `1.250` where decimals are allowed: both readings, to be offered.
    TwoReadings {
        /// The dot read as a sign of thousands.
        thousands: Decimal,
        /// The dot read as a decimal sign.
        decimal: Decimal,
    },
    /// A number, with a part of a whole where only wholes are allowed: `4,5` hộ,
    /// half a đồng.
    Fraction,
    /// A number beyond what the quantity can hold.
    TooLarge,
}

impl Display for NumberError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber => f.write_str("not a number"),
            Self::TwoReadings { thousands, decimal } => {
                write!(f, "either {thousands} or {decimal}")
            }
            Self::Fraction => f.write_str("not a whole number"),
            Self::TooLarge => f.write_str("number too large"),
        }
    }
}

impl Error for NumberError {}

/// Why a text is not a date or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Written as a day, which the calendar does not have: `31/4/2023`, `0/12/2020`.
    Impossible {
        /// Day of the month as written.
        day: u32,
        /// Month as written.
        month: u32,
        /// Year as written.
        year: i32,
    },
    /// Written as a month, of a number that is none: `13/2023`.
    ImpossibleMonth {
        /// Month as written.
        month: u32,
    },
    /// Written as a quarter, of a number that is none: `quý V`.
    ImpossibleQuarter {
        /// Quarter as written.
        quarter: u32,
    },
    /// Written as no date is.
    NotADate,
}

impl Display for DateError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Impossible { day, month, year } => {
                write!(f, "no such day: {day}/{month}/{year}")
            }
            Self::ImpossibleMonth { month } => write!(f, "no such month: {month}"),
            Self::ImpossibleQuarter { quarter } => {
                write!(f, "no such quarter: {quarter}")
            }
            Self::NotADate => f.write_str("not a date"),
        }
    }
}

impl Error for DateError {}

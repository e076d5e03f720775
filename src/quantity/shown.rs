//! What a text or a table shows in one place, whatever it is.

use std::fmt::{self, Display, Formatter};

use chrono::NaiveDate;

use crate::quantity::{Day, Figure};

/// A dotted blank within a sentence.
pub const BLANK: &str = "…………";

/// A value as the paper shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A figure; its style says how it prints.
    Figure(Figure),
    /// A day, which prints in figures: `03/5/2024`.
    Date(NaiveDate),
    /// Words, which print as they are.
    Text(String),
    /// Not known yet: prints as a dotted blank.
    Pending,
}

impl Shown {
    /// Its figure, if it is one that is known.
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Date(_) | Self::Text(_) | Self::Pending => None,
        }
    }
}

impl Display for Shown {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(figure) => figure.fmt(f),
            Self::Date(date) => Day(*date).fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::Pending => f.write_str(BLANK),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Count, Quantity};

    #[test]
    fn each_value_shows_in_its_own_way() {
        let day = NaiveDate::from_ymd_opt(2024, 5, 3).unwrap();
        let figure = Figure::from(Quantity::from(Count(1545)));
        let cases = [
            (Shown::Figure(figure), "1.545"),
            (Shown::Date(day), "03/5/2024"),
            (Shown::Text("Mai Hà".to_owned()), "Mai Hà"),
            (Shown::Pending, BLANK),
        ];
        for (shown, text) in cases {
            assert_eq!(shown.to_string(), text);
        }
    }
}

//! What a formula gives, and how two values compare.

use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter};

use chrono::NaiveDate;

use super::expr::CompareOp;
use crate::language::is_same_name;
use crate::quantity::{Day, Number};

/// What a formula or a cell gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number; a rate is a ratio.
    Number(Number),
    /// A text, compared as names are.
    Text(String),
    /// A day; two of them compare, none is computed with.
    Date(NaiveDate),
    /// Not known yet (`chua_co`): whatever is computed from it is pending too.
    Pending,
}

/// Why two values do not compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unlike {
    /// They are of two kinds.
    Kinds,
    /// Texts have no order here.
    NoOrder,
}

impl Value {
    /// Whether `self op other` holds; `None` where one of them is pending.
    pub(super) fn compare(
        &self,
        op: CompareOp,
        other: &Self,
    ) -> Result<Option<bool>, Unlike> {
        let order = match (self, other) {
            (Self::Pending, _) | (_, Self::Pending) => return Ok(None),
            (Self::Number(left), Self::Number(right)) => left.cmp(right),
            (Self::Date(left), Self::Date(right)) => left.cmp(right),
            (Self::Text(_), Self::Text(_)) if op.is_order() => {
                return Err(Unlike::NoOrder);
            }
            (Self::Text(left), Self::Text(right)) => {
                if is_same_name(left, right) {
                    Ordering::Equal
                } else {
                    Ordering::Less
                }
            }
            _ => return Err(Unlike::Kinds),
        };
        Ok(Some(match op {
            CompareOp::Equal => order.is_eq(),
            CompareOp::Unequal => order.is_ne(),
            CompareOp::Less => order.is_lt(),
            CompareOp::LessOrEqual => order.is_le(),
            CompareOp::Greater => order.is_gt(),
            CompareOp::GreaterOrEqual => order.is_ge(),
        }))
    }

    /// `số`, `chữ`, `ngày`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "số",
            Self::Text(_) => "chữ",
            Self::Date(_) => "ngày",
            Self::Pending => "số liệu chưa có",
        }
    }
}

/// For messages: `1.545`, `“Mai Hà”`, `31/12/2023`. A number with more than six decimal
/// places is shown rounded, after `≈`.
impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        const MOST_PLACES: u32 = 6;
        match self {
            Self::Number(number) if number.rounded(MOST_PLACES) != *number => {
                write!(f, "≈ {}", number.text(MOST_PLACES))
            }
            Self::Number(number) => match number.exact_text() {
                Some(text) => f.write_str(&text),
                None => f.write_str(&number.text(MOST_PLACES)),
            },
            Self::Text(text) => write!(f, "“{text}”"),
            Self::Date(date) => Day(*date).fmt(f),
            Self::Pending => f.write_str("chưa có"),
        }
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

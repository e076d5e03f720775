//! How a value of a text prints: bare, with its unit, in words, in another scale.

use std::cmp::Ordering;

use super::error::FormulaError;
use super::filter::{Filter, FilterKind};
use crate::language::spell_number;
use crate::quantity::{Day, MoneyScale, Number, Shown, Style};

/// A value as it is to print, and what some filters ask of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printable {
    /// The figure, date or text, with the style in which it prints.
    pub shown: Shown,
    /// Its unit, where it has one that the figure itself does not print.
    pub unit: Option<String>,
    /// Which way it counts, where it is a change of an indicator.
    pub change: Option<ChangeDirection>,
}

/// Which way a change counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeDirection {
    /// A value above zero is a growth.
    Rise,
    /// A value above zero is a fall.
    Drop,
}

impl From<Shown> for Printable {
    /// A value without a unit that is no change.
    fn from(shown: Shown) -> Self {
        Self { shown, unit: None, change: None }
    }
}

impl From<String> for Printable {
    fn from(text: String) -> Self {
        Self::from(Shown::Text(text))
    }
}

impl Filter {
    /// The value as this filter prints it. What is not known yet stays a blank.
    ///
    /// # Errors
    ///
    /// With the error, placed at the filter, of a value that cannot print so.
    pub fn apply(&self, value: Printable) -> Result<Printable, FormulaError> {
        if value.shown == Shown::Pending {
            return Ok(match (self.kind, &value.unit) {
                (FilterKind::WithUnit, Some(unit)) => {
                    format!("{} {unit}", value.shown).into()
                }
                _ => value,
            });
        }
        let printed = match self.kind {
            FilterKind::TwoDigits => print_two_digits(&value),
            FilterKind::InWords => print_in_words(&value),
            FilterKind::WithUnit => print_with_unit(&value),
            FilterKind::Places(places) => print_with_places(value, places),
            FilterKind::Change => print_change(&value),
            FilterKind::Scale(scale) => print_in_scale(value, scale),
            FilterKind::LongDate => print_long_date(&value),
        };
        printed.map_err(|error| FormulaError { range: self.range.clone(), ..error })
    }
}

fn make_error(message: impl Into<String>) -> FormulaError {
    FormulaError::new(0..0, message)
}

/// The whole number of a value as it prints.
fn to_whole_number(value: &Printable) -> Result<i128, FormulaError> {
    let number = value.shown.figure().and_then(|figure| match figure.style {
        Style::Number { .. } | Style::Year | Style::Money { .. } => {
            figure.shown().to_i128()
        }
        Style::Percent { .. } | Style::Points { .. } => None,
    });
    number.ok_or_else(|| make_error(format!("“{}” không phải là số nguyên", value.shown)))
}

/// At least two digits.
fn print_two_digits(value: &Printable) -> Result<Printable, FormulaError> {
    let number = to_whole_number(value)?;
    Ok(match number {
        0..10 => format!("0{number}"),
        _ => value.shown.to_string(),
    }
    .into())
}

fn print_in_words(value: &Printable) -> Result<Printable, FormulaError> {
    let in_words = value.shown.figure().and_then(|figure| figure.in_words());
    Ok(match in_words {
        Some(words) => words,
        None => spell_number(to_whole_number(value)?),
    }
    .into())
}

fn print_with_unit(value: &Printable) -> Result<Printable, FormulaError> {
    let shown = &value.shown;
    let bare = match shown {
        Shown::Figure(figure) => {
            matches!(figure.style, Style::Number { .. } | Style::Year)
        }
        Shown::Date(_) | Shown::Pending => false,
        Shown::Text(_) => {
            return Err(make_error("phép `co_don_vi` chỉ dùng sau một chỉ tiêu"));
        }
    };
    match &value.unit {
        Some(unit) => Ok(format!("{shown} {unit}").into()),
        None if bare => Err(make_error(format!("số {shown} không có đơn vị"))
            .hint("ghi đơn vị ngay sau số trong câu")),
        None => Ok(shown.to_string().into()),
    }
}

fn print_with_places(value: Printable, places: u32) -> Result<Printable, FormulaError> {
    match value.shown {
        Shown::Figure(figure) if figure.style != Style::Year => {
            Ok(Printable { shown: Shown::Figure(figure.with_places(places)), ..value })
        }
        _ => Err(explain_no_figure("so_le")),
    }
}

/// `giảm 0,78 điểm phần trăm`, `tăng 5 hộ`, `không đổi`.
fn print_change(value: &Printable) -> Result<Printable, FormulaError> {
    let figure = value.shown.figure().ok_or_else(|| explain_no_figure("thay_doi"))?;
    let Some(change) = value.change else {
        return Err(make_error(
            "phép `thay_doi` chỉ dùng sau mức tăng, giảm của một chỉ tiêu",
        )
        .hint("ví dụ: {{ chi_tieu.ty_le.giam | thay_doi }}"));
    };
    let grows = match (figure.shown().cmp(&Number::ZERO), change) {
        (Ordering::Equal, _) => return Ok("không đổi".to_owned().into()),
        (Ordering::Greater, ChangeDirection::Rise)
        | (Ordering::Less, ChangeDirection::Drop) => true,
        (Ordering::Less, ChangeDirection::Rise)
        | (Ordering::Greater, ChangeDirection::Drop) => false,
    };
    let word = if grows { "tăng" } else { "giảm" };
    let amount = figure.changed_by(figure.value.abs());
    let unit = value.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    Ok(format!("{word} {amount}{unit}").into())
}

/// An amount in another scale.
fn print_in_scale(
    value: Printable,
    scale: MoneyScale,
) -> Result<Printable, FormulaError> {
    match value.shown {
        Shown::Figure(mut figure) if matches!(figure.style, Style::Money { .. }) => {
            let places = if scale == MoneyScale::Dong { Some(0) } else { None };
            figure.style = Style::Money { scale, places };
            Ok(Printable { shown: Shown::Figure(figure), ..value })
        }
        Shown::Figure(_) => Err(make_error("phép `theo` chỉ dùng sau một số tiền")),
        _ => Err(explain_no_figure("theo")),
    }
}

fn print_long_date(value: &Printable) -> Result<Printable, FormulaError> {
    match &value.shown {
        Shown::Date(date) => Ok(Day(*date).long().into()),
        other => Err(make_error(format!("“{other}” không phải là một ngày"))),
    }
}

fn explain_no_figure(filter: &str) -> FormulaError {
    make_error(format!("phép `{filter}` chỉ dùng sau một con số"))
}

//! A cell by the type of its column: one grammar for the form, CSV and sheets, and a
//! message for each way in which a cell can fail.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::form::{CellKind, DigitGrouping, DividedFigure, PercentScale};
use crate::formula::Value;
use crate::language::{Notation, Reading, read_count, read_decimal};
use crate::quantity::{
    DateError, Money, MoneyScale, Number, NumberError, OpenDate, Percent,
};
use crate::sheet::NumberFormat;

use super::cell_question;
use super::figure_style::{self, FigureStyle, SheetFractions};
use super::figure_text;
use super::raw_cell::{CellContent, CellDiagnostic, RawCell};

/// What is known of a column while its cells are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnType {
    /// What the cells of the column hold.
    pub(super) kind: CellKind,
    /// Whether its numbers may have decimals, so that `1.250` has two readings.
    pub(super) fractional: bool,
    /// How a file writes percents, where the form says.
    pub(super) percent: Option<PercentScale>,
    /// In what amounts without a unit are counted.
    pub(super) scale: MoneyScale,
    /// How its figures are written.
    pub(super) style: FigureStyle,
}

/// Reads a cell; `None` for an empty one.
///
/// The type of the column and the kind of the cell must agree; only words take everything.
/// Of merged cells each has the words of the first, and a figure counts once.
///
/// # Errors
///
/// The finding at the cell.
pub(super) fn read_cell(
    raw: RawCell<'_>,
    column: ColumnType,
) -> Result<Option<Value>, Box<CellDiagnostic>> {
    let value = match raw.content() {
        CellContent::Empty => return Ok(None),
        CellContent::Covered if column.kind == CellKind::Text => {
            Value::Text(crate::language::normalize_spaces(&raw.text()))
        }
        CellContent::Covered => return Ok(None),
        CellContent::Pending => Value::Pending,
        // Whatever the column holds.
        CellContent::Error(error) => {
            return Err(cell_question::report_sheet_error(raw, error));
        }
        CellContent::Uncomputed => return Err(cell_question::report_uncomputed(raw)),
        CellContent::Text(text) if column.kind == CellKind::Text => {
            Value::Text(crate::language::normalize_spaces(&raw.words(text)))
        }
        CellContent::Number(_) | CellContent::Date(_)
            if column.kind == CellKind::Text =>
        {
            Value::Text(raw.text().into_owned())
        }
        // A month prints as the sheet shows it, without a day that nobody meant.
        CellContent::Date(_)
            if column.kind == CellKind::Date && *raw.format() == NumberFormat::Month =>
        {
            Value::Text(raw.text().into_owned())
        }
        CellContent::Date(date) if column.kind == CellKind::Date => Value::Date(date),
        // Never a figure, though a sheet keeps dates as numbers.
        CellContent::Date(_) => {
            return Err(cell_question::report_wrong_type(
                raw,
                "một số",
                &format!("“{}” là ngày tháng", raw.text()),
            ));
        }
        CellContent::Number(_) if column.kind == CellKind::Date => {
            let message = format!("“{}” là một con số", raw.text());
            return Err(cell_question::report_wrong_type(
                raw,
                "ngày tháng, ví dụ 20/5/2023",
                &message,
            ));
        }
        CellContent::Number(number) => {
            Value::Number(convert_sheet_number(raw, number, column)?)
        }
        CellContent::Text(text) => parse_text(raw, text, column)?,
    };
    Ok(Some(value))
}

/// A number of a sheet, which is exact already, as the sheet shows it.
fn convert_sheet_number(
    raw: RawCell<'_>,
    number: &Number,
    column: ColumnType,
) -> Result<Number, Box<CellDiagnostic>> {
    // Nought is nought, however it is shown.
    if number.is_zero() {
        return Ok(number.clone());
    }
    let number = match (column.kind, raw.format()) {
        (CellKind::Percent, NumberFormat::Percent { .. }) => return Ok(number.clone()),
        (CellKind::Percent, NumberFormat::LiteralPercent { .. }) => {
            return Ok(number.times_pow10(-2));
        }
        (_, NumberFormat::Percent { .. } | NumberFormat::LiteralPercent { .. }) => {
            return Err(cell_question::report_percent_in_numbers(raw));
        }
        (CellKind::Percent, _) => Cow::Borrowed(number),
        _ if raw.shown_power() > 0 => match column.style.divided {
            None => return Err(cell_question::report_divided(raw, number)),
            Some(DividedFigure::Stored) => Cow::Borrowed(number),
            Some(DividedFigure::Shown) => {
                Cow::Owned(number.times_pow10(-raw.shown_power()))
            }
        },
        _ => Cow::Borrowed(number),
    };
    match (column.kind, column.percent) {
        (CellKind::Percent, Some(PercentScale::Percent)) => Ok(number.times_pow10(-2)),
        (CellKind::Percent, Some(PercentScale::Ratio)) => Ok(number.into_owned()),
        (CellKind::Percent, None) => Err(cell_question::report_no_scale(raw, &number)),
        (CellKind::Money, _) => convert_amount(raw, &number, column),
        (CellKind::Number, _) if is_small_whole(&number, column.style.small) => {
            Err(cell_question::report_small_whole(raw, &number))
        }
        (CellKind::Number, _) if !number.is_whole() => {
            convert_fraction(raw, &number, column.style)
        }
        _ => Ok(number.into_owned()),
    }
}

/// A fraction of a workbook in a column of numbers.
fn convert_fraction(
    raw: RawCell<'_>,
    number: &Number,
    style: FigureStyle,
) -> Result<Number, Box<CellDiagnostic>> {
    let is_odd = style.asks_fractions
        && raw.shown_power() == 0
        && !figure_style::is_shown_with_fraction(raw);
    let is_thousand = number.times_pow10(3).is_whole() && number.abs() >= Number::ONE;
    match style.fractions {
        _ if is_odd && !is_thousand => {
            Err(cell_question::report_counted_fraction(raw, &raw.text()))
        }
        SheetFractions::AsStored if is_odd => {
            Err(cell_question::report_counted_fraction(raw, &raw.text()))
        }
        SheetFractions::AsStored => Ok(number.clone()),
        SheetFractions::Thousands => Ok(number.times_pow10(3)),
        SheetFractions::Asked => {
            Err(cell_question::report_typed_thousand(raw, number, style.has_dots))
        }
    }
}

/// Whether a whole number is so small in its column that it may be thousands.
fn is_small_whole(number: &Number, small: i64) -> bool {
    number.is_whole() && number.abs() < Number::from(small)
}

/// An amount of the column's scale in whole đồng.
fn convert_amount(
    raw: RawCell<'_>,
    number: &Number,
    column: ColumnType,
) -> Result<Number, Box<CellDiagnostic>> {
    let dong = number.times_pow10(column.scale.power());
    if !dong.is_whole() {
        let message = format!("số tiền “{}” lẻ dưới một đồng", raw.text());
        let wanted = "một số tiền tròn đồng";
        return Err(cell_question::report_wrong_type(raw, wanted, &message));
    }
    if !dong.is_negative() {
        return Ok(dong);
    }
    // In brackets, or shown so, an amount is below nought on purpose.
    let is_accounting =
        matches!(raw.format(), NumberFormat::Number { accounting: true, .. });
    let is_bracketed = figure_text::find_bracketed(&raw.text()).is_some();
    if !(column.style.is_difference || is_accounting || is_bracketed) {
        let message = format!("số tiền “{}” là số âm", raw.text());
        let wanted = "một số tiền không âm";
        return Err(cell_question::report_wrong_type(raw, wanted, &message));
    }
    Ok(dong)
}

/// A text by the type of its column.
fn parse_text(
    raw: RawCell<'_>,
    text: &str,
    column: ColumnType,
) -> Result<Value, Box<CellDiagnostic>> {
    Ok(match column.kind {
        // Taken by `read_cell` already.
        CellKind::Text => Value::Text(text.to_owned()),
        CellKind::Date => parse_date(raw, text)?,
        CellKind::Number | CellKind::Decimal | CellKind::Percent | CellKind::Money => {
            Value::Number(parse_figure(raw, text, column)?)
        }
    })
}

fn parse_date(raw: RawCell<'_>, text: &str) -> Result<Value, Box<CellDiagnostic>> {
    let (wanted, message) = match OpenDate::read(text) {
        Ok(OpenDate::Day(day)) => return Ok(Value::Date(day)),
        // A date of which a part is known prints as far as it is known.
        Ok(open) => return Ok(Value::Text(open.short("…"))),
        Err(DateError::Impossible { day, month, year }) => (
            "ngày tháng có trong lịch",
            format!("không có ngày {day} tháng {month} năm {year}"),
        ),
        Err(_) => {
            ("ngày tháng, ví dụ 20/5/2023", format!("“{text}” không phải là ngày tháng"))
        }
    };
    Err(cell_question::report_wrong_type(raw, wanted, &message))
}

/// A text as a figure: without what stands around it, and with the signs of Vietnam.
fn parse_figure(
    raw: RawCell<'_>,
    text: &str,
    column: ColumnType,
) -> Result<Number, Box<CellDiagnostic>> {
    let style = column.style;
    let figure = strip_marks(raw, text, column)?;
    let bracketed = style.brackets.find_figure(figure);
    let figure = bracketed.unwrap_or(figure);
    if style.asks_commas
        && matches!(Notation::read(figure), Some(Notation::OneComma | Notation::English))
    {
        return Err(cell_question::report_commas(raw, figure));
    }
    let figure = figure_text::normalize_signs(figure, style.grouping);
    let number = match column.kind {
        CellKind::Percent => parse_rate(raw, &figure, column.percent)?,
        CellKind::Money => parse_money(raw, &figure, column)?,
        _ => parse_number(raw, text, &figure, column)?,
    };
    Ok(if bracketed.is_some() { number.neg() } else { number })
}

/// The figure of a text without the marks beside it, and without what it counts.
fn strip_marks<'a>(
    raw: RawCell<'_>,
    text: &'a str,
    column: ColumnType,
) -> Result<&'a str, Box<CellDiagnostic>> {
    // Most cells are bare figures.
    if figure_text::is_figure_core(text) {
        return Ok(text);
    }
    if figure_text::is_pending_words(text) {
        return Err(cell_question::report_pending_words(raw, text));
    }
    let counted = match column.kind {
        CellKind::Number => figure_text::find_counted(text),
        _ => None,
    };
    match figure_text::find_marked(text).or(counted) {
        Some(marked) if !column.style.takes_marks => {
            Err(cell_question::report_mark(raw, text, marked))
        }
        Some(marked) => Ok(marked),
        None => Ok(text),
    }
}

/// A figure as a number; `text` is the whole cell.
fn parse_number(
    raw: RawCell<'_>,
    text: &str,
    figure: &str,
    column: ColumnType,
) -> Result<Number, Box<CellDiagnostic>> {
    let style = column.style;
    let fractional = column.fractional || column.kind == CellKind::Decimal;
    let value = if fractional { parse_decimal(figure) } else { parse_count(figure) };
    let wanted = "một số, ví dụ 1.545 hoặc 4,08";
    let value = value
        .map_err(|error| cell_question::report_unreadable(raw, text, error, wanted))?;
    let number = Number::from(&value);
    // Where the form says that its commas part fractions, one is meant.
    let is_odd = style.asks_fractions && style.grouping != Some(DigitGrouping::Dot);
    if is_odd && !number.is_whole() && !raw.is_typed() {
        return Err(cell_question::report_counted_fraction(raw, text));
    }
    Ok(number)
}

/// A text as a rate. `3,3` without a sign is a percent in the form; in a file the form says
/// how its rates are written.
fn parse_rate(
    raw: RawCell<'_>,
    text: &str,
    scale: Option<PercentScale>,
) -> Result<Number, Box<CellDiagnostic>> {
    let wanted = "một tỷ lệ phần trăm, ví dụ 3,30%";
    let percent = Percent::read(text)
        .map_err(|error| cell_question::report_unreadable(raw, text, error, wanted))?;
    let number = Number::from(&percent.0);
    if text.ends_with('%') || raw.is_typed() {
        return Ok(number.times_pow10(-2));
    }
    match scale {
        Some(PercentScale::Percent) => Ok(number.times_pow10(-2)),
        Some(PercentScale::Ratio) => Ok(number),
        None if number.is_zero() => Ok(number),
        None => Err(cell_question::report_no_scale(raw, &number)),
    }
}

/// A text as an amount: with its own unit, else in the unit of the column.
fn parse_money(
    raw: RawCell<'_>,
    text: &str,
    column: ColumnType,
) -> Result<Number, Box<CellDiagnostic>> {
    let wanted = "một số tiền, ví dụ 5.000.000 đồng";
    let has_unit = text.contains(char::is_alphabetic);
    if !has_unit && column.scale != MoneyScale::Dong {
        let value = match parse_count(text) {
            Ok(value) if !column.fractional => Ok(value),
            _ => parse_decimal(text),
        };
        let value = value.map_err(|error| {
            cell_question::report_unreadable(raw, text, error, wanted)
        })?;
        return convert_amount(raw, &Number::from(&value), column);
    }
    let money = Money::read(text)
        .map_err(|error| cell_question::report_unreadable(raw, text, error, wanted))?;
    let in_dong = ColumnType { scale: MoneyScale::Dong, ..column };
    convert_amount(raw, &Number::from(money.dong()), in_dong)
}

/// A whole number: a dot before three digits is thousands.
pub(super) fn parse_count(text: &str) -> Result<Decimal, NumberError> {
    if let Reading::Exact(value) = read_count(text) {
        return Ok(value);
    }
    match read_decimal(text) {
        Reading::Exact(_) => Err(NumberError::Fraction),
        _ => Err(NumberError::NotANumber),
    }
}

/// A number that may have decimals: `1.250` has two readings.
pub(super) fn parse_decimal(text: &str) -> Result<Decimal, NumberError> {
    match read_decimal(text) {
        Reading::Exact(value) => Ok(value),
        Reading::TwoReadings { thousands, decimal } => {
            Err(NumberError::TwoReadings { thousands, decimal })
        }
        Reading::NotANumber => Err(NumberError::NotANumber),
    }
}

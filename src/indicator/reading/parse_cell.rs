//! A cell by the type of its column: one grammar for the form, CSV and sheets, and a
//! message for each way in which a cell can fail.

use rust_decimal::Decimal;

use crate::code;
use crate::form::{CellKind, PercentScale};
use crate::formula::Value;
use crate::language::{Reading, format_exact, read_count, read_decimal};
use crate::quantity::{
    DateError, Money, MoneyScale, Number, NumberError, OpenDate, Percent,
};

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
}

/// Reads a cell; `None` for an empty one.
///
/// The type of the column and the kind of the cell must agree; only words take everything.
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
        CellContent::Pending => Value::Pending,
        // Whatever the column holds.
        CellContent::Error(error) => {
            let message = format!("công thức trong tệp báo lỗi {error}");
            let mut finding = raw.error(&code::indicator::SHEET_ERROR, &message);
            finding
                .diagnostic
                .hints
                .push("mở tệp, sửa công thức của ô này, lưu lại".to_owned());
            return Err(Box::new(finding));
        }
        CellContent::Text(text) if column.kind == CellKind::Text => {
            Value::Text(crate::language::normalize_spaces(&raw.words(text)))
        }
        CellContent::Number(_) | CellContent::Date(_)
            if column.kind == CellKind::Text =>
        {
            Value::Text(raw.text().into_owned())
        }
        CellContent::Date(date) if column.kind == CellKind::Date => Value::Date(date),
        // Never a figure, though a sheet keeps dates as numbers.
        CellContent::Date(_) => {
            return Err(report_wrong_type(
                raw,
                "một số",
                &format!("“{}” là ngày tháng", raw.text()),
            ));
        }
        CellContent::Number(_) if column.kind == CellKind::Date => {
            let message = format!("“{}” là một con số", raw.text());
            return Err(report_wrong_type(raw, "ngày tháng, ví dụ 20/5/2023", &message));
        }
        CellContent::Number(number) => {
            Value::Number(convert_sheet_number(raw, number, column)?)
        }
        CellContent::Text(text) => parse_text(raw, text, column)?,
    };
    Ok(Some(value))
}

/// A number of a sheet, which is exact already.
fn convert_sheet_number(
    raw: RawCell<'_>,
    number: &Number,
    column: ColumnType,
) -> Result<Number, Box<CellDiagnostic>> {
    match (column.kind, column.percent) {
        (CellKind::Percent, Some(PercentScale::Percent)) => Ok(number.times_pow10(-2)),
        (CellKind::Percent, Some(PercentScale::Ratio)) => Ok(number.clone()),
        (CellKind::Percent, None) => Err(report_no_scale(raw, number)),
        (CellKind::Money, _) => convert_amount(raw, number, column.scale),
        _ => Ok(number.clone()),
    }
}

/// `3,3` without a sign is one percent or another: the form says which.
fn report_no_scale(raw: RawCell<'_>, number: &Number) -> Box<CellDiagnostic> {
    let as_is = format_percent(number);
    let as_ratio = format_percent(&number.times_pow10(2));
    let text = raw.text();
    let message = format!("“{text}” trong cột phần trăm đọc được hai cách");
    let mut finding = raw.error(&code::indicator::PERCENT_SCALE, &message);
    finding.diagnostic.label = format!("là {as_is} hay là {as_ratio}?");
    finding.diagnostic.hints.push(format!(
        "ghi ở cột này trong biểu: `tep_ghi: phan_tram` nếu là {as_is}, `tep_ghi: ti_so` nếu là {as_ratio}"
    ));
    Box::new(finding)
}

fn format_percent(number: &Number) -> String {
    format!("{}%", number.exact_text().unwrap_or_else(|| number.text(4)))
}

/// An amount of a scale in whole đồng.
fn convert_amount(
    raw: RawCell<'_>,
    number: &Number,
    scale: MoneyScale,
) -> Result<Number, Box<CellDiagnostic>> {
    let power = scale.power();
    let dong = number.times_pow10(power);
    if !dong.is_whole() {
        let message = format!("số tiền “{}” lẻ dưới một đồng", raw.text());
        return Err(report_wrong_type(raw, "một số tiền tròn đồng", &message));
    }
    if dong.is_negative() {
        let message = format!("số tiền “{}” là số âm", raw.text());
        return Err(report_wrong_type(raw, "một số tiền không âm", &message));
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
        CellKind::Number | CellKind::Decimal => {
            let fractional = column.fractional || column.kind == CellKind::Decimal;
            let value = if fractional { parse_decimal(text) } else { parse_count(text) };
            let wanted = "một số, ví dụ 1.545 hoặc 4,08";
            let value =
                value.map_err(|error| report_unreadable(raw, text, error, wanted))?;
            Value::Number(Number::from(&value))
        }
        CellKind::Percent => Value::Number(parse_rate(raw, text, column.percent)?),
        CellKind::Money => Value::Number(parse_money(raw, text, column)?),
        CellKind::Date => match OpenDate::read(text) {
            Ok(OpenDate::Day(day)) => Value::Date(day),
            // A date of which a part is known prints as far as it is known.
            Ok(open) => Value::Text(open.short("…")),
            Err(DateError::Impossible { day, month, year }) => {
                let message = format!("không có ngày {day} tháng {month} năm {year}");
                return Err(report_wrong_type(raw, "ngày tháng có trong lịch", &message));
            }
            Err(_) => {
                let message = format!("“{text}” không phải là ngày tháng");
                return Err(report_wrong_type(
                    raw,
                    "ngày tháng, ví dụ 20/5/2023",
                    &message,
                ));
            }
        },
    })
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
        .map_err(|error| report_unreadable(raw, text, error, wanted))?;
    let number = Number::from(&percent.0);
    if text.ends_with('%') || raw.is_typed() {
        return Ok(number.times_pow10(-2));
    }
    match scale {
        Some(PercentScale::Percent) => Ok(number.times_pow10(-2)),
        Some(PercentScale::Ratio) => Ok(number),
        None => Err(report_no_scale(raw, &number)),
    }
}

/// A text as an amount: with its own unit, else in the unit of the table.
fn parse_money(
    raw: RawCell<'_>,
    text: &str,
    column: ColumnType,
) -> Result<Number, Box<CellDiagnostic>> {
    let wanted = "một số tiền, ví dụ 5.000.000 đồng";
    let has_unit = text.contains(char::is_alphabetic);
    let scale = column.scale;
    if !has_unit && scale != MoneyScale::Dong {
        let value = match parse_count(text) {
            Ok(value) if !column.fractional => Ok(value),
            _ => parse_decimal(text),
        };
        let value = value.map_err(|error| report_unreadable(raw, text, error, wanted))?;
        return convert_amount(raw, &Number::from(&value), scale);
    }
    let money =
        Money::read(text).map_err(|error| report_unreadable(raw, text, error, wanted))?;
    convert_amount(raw, &Number::from(money.dong()), MoneyScale::Dong)
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

/// A cell that does not hold what its column holds.
fn report_wrong_type(raw: RawCell<'_>, wanted: &str, why: &str) -> Box<CellDiagnostic> {
    let is_date = wanted.starts_with("ngày");
    let code = if is_date { &code::form::NOT_A_DATE } else { &code::form::NOT_A_NUMBER };
    let mut finding = raw.error(code, why);
    finding.diagnostic.label = format!("cần {wanted}");
    Box::new(finding)
}

/// A text that is no number of its column, with the advice that its error asks for.
///
/// `1,545` among whole numbers is most likely a thousand typed as in English, so that is
/// asked. `1.250` among decimals has two readings, and both are offered.
fn report_unreadable(
    raw: RawCell<'_>,
    text: &str,
    error: NumberError,
    wanted: &str,
) -> Box<CellDiagnostic> {
    if error == NumberError::Fraction && super::cell_kind::is_thousands_elsewhere(text) {
        let message = format!("“{text}” có phần lẻ, các ô khác trong cột là số nguyên");
        let mut finding = raw.error(&code::form::NOT_A_NUMBER, &message);
        let with_dot = text.trim().replace(',', ".");
        finding.diagnostic.label = format!("có phải là {with_dot}?");
        finding.diagnostic.hints.push(
            "dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ: 1.545 và 4,08".to_owned(),
        );
        return Box::new(finding);
    }
    // Of all other errors only two readings have an advice of their own.
    let NumberError::TwoReadings { thousands, decimal } = error else {
        let why = match error {
            NumberError::Fraction => {
                format!("“{text}” có phần lẻ, các ô khác trong cột là số nguyên")
            }
            NumberError::TooLarge => format!("số “{text}” quá lớn"),
            _ => format!("“{text}” không phải là số"),
        };
        return report_wrong_type(raw, wanted, &why);
    };
    let whole = thousands.normalize();
    let part = format_exact(&decimal);
    let message = format!("số “{text}” đọc được hai cách, vì trong cột có số lẻ");
    let mut finding = raw.error(&code::form::TWO_READINGS, &message);
    finding.diagnostic.label = format!("là {whole} hay là {part}?");
    finding
        .diagnostic
        .hints
        .push(format!("nếu là số nguyên, ghi {whole}; nếu là số thập phân, ghi {part}"));
    Box::new(finding)
}

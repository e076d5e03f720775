//! A cell by the type of its column: one grammar for the form, CSV and sheets, and a
//! message for each way in which a cell can fail.

use rust_decimal::Decimal;

use crate::form::{CellKind, PercentScale};
use crate::formula::Value;
use crate::language::{Reading, exact, read_count, read_decimal};
use crate::quantity::{Day, Money, Number, NumberError, Percent, Scale};

use super::raw::{Finding, Raw, Saying};

/// What is known of a column while its cells are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    /// The type of the column.
    pub(super) kind: CellKind,
    /// Whether its numbers may have decimals, so that `1.250` has two readings.
    pub(super) fractional: bool,
    /// How a file writes percents, where the form says.
    pub(super) percent: Option<PercentScale>,
    /// In what amounts without a unit are counted.
    pub(super) scale: Scale,
}

/// Reads a cell; `None` for an empty one.
pub(super) fn read(raw: Raw<'_>, of: Type) -> Result<Option<Value>, Box<Finding>> {
    let saying = raw.saying();
    let value = match saying {
        Saying::Empty => return Ok(None),
        Saying::Open => Value::Open,
        Saying::Error(error) => {
            let message = format!("ô này báo lỗi {error} của bảng tính");
            let mut finding = raw.error("sheet-error", &message);
            finding.diagnostic.hints.push("sửa công thức trong tệp, lưu lại rồi làm lại".to_owned());
            return Err(Box::new(finding));
        }
        Saying::Text(text) if of.kind == CellKind::Text => {
            Value::Text(crate::language::collapse(&text))
        }
        Saying::Number(_) | Saying::Date(_) if of.kind == CellKind::Text => {
            Value::Text(raw.text().into_owned())
        }
        Saying::Date(date) if of.kind == CellKind::Date => Value::Date(date),
        Saying::Date(_) => return Err(wrong(raw, "một số", "đây là một ngày")),
        Saying::Number(_) if of.kind == CellKind::Date => {
            return Err(wrong(raw, "ngày tháng, ví dụ 20/5/2023", "đây là một số"));
        }
        Saying::Number(number) => Value::Number(sheet_number(raw, number, of)?),
        Saying::Text(text) => typed(raw, text.trim(), of)?,
    };
    Ok(Some(value))
}

/// A number of a sheet, which is exact already.
fn sheet_number(raw: Raw<'_>, number: &Number, of: Type) -> Result<Number, Box<Finding>> {
    match (of.kind, of.percent) {
        (CellKind::Percent, Some(PercentScale::Percent)) => Ok(number.times_pow10(-2)),
        (CellKind::Percent, Some(PercentScale::Ratio)) => Ok(number.clone()),
        (CellKind::Percent, None) => Err(no_scale(raw, number)),
        (CellKind::Money, _) => amount(raw, number, of.scale),
        _ => Ok(number.clone()),
    }
}

/// `3,3` without a sign is one percent or another: the form says which.
fn no_scale(raw: Raw<'_>, number: &Number) -> Box<Finding> {
    let percent = |n: &Number| {
        format!("{}%", n.exact_text().unwrap_or_else(|| n.text(4)))
    };
    let (as_is, as_ratio) = (percent(number), percent(&number.times_pow10(2)));
    let text = raw.text();
    let message = format!("“{text}” trong cột phần trăm đọc được hai cách");
    let mut finding = raw.error("percent-scale", &message);
    finding.diagnostic.label = format!("là {as_is} hay là {as_ratio}?");
    finding.diagnostic.hints.push(format!(
        "ghi ở cột này trong biểu: `tep_ghi: phan_tram` nếu là {as_is}, `tep_ghi: ti_so` nếu là {as_ratio}"
    ));
    Box::new(finding)
}

/// So many of a scale in whole đồng.
fn amount(raw: Raw<'_>, number: &Number, scale: Scale) -> Result<Number, Box<Finding>> {
    let power = i32::try_from(scale.power()).unwrap_or(0);
    let dong = number.times_pow10(power);
    if !dong.is_whole() {
        return Err(wrong(raw, "một số tiền tròn đồng", "số này lẻ dưới một đồng"));
    }
    if dong.is_negative() {
        return Err(wrong(raw, "một số tiền không âm", "số này là số âm"));
    }
    Ok(dong)
}

/// A text by the type of its column.
fn typed(raw: Raw<'_>, text: &str, of: Type) -> Result<Value, Box<Finding>> {
    Ok(match of.kind {
        CellKind::Text => Value::Text(text.to_owned()),
        CellKind::Number | CellKind::Decimal => {
            let fractional = of.fractional || of.kind == CellKind::Decimal;
            let value = if fractional { decimal(text) } else { count(text) };
            let wanted = "một số, ví dụ 1.545 hoặc 4,08";
            let value = value.map_err(|error| fault(raw, text, error, wanted))?;
            Value::Number(Number::from(&value))
        }
        CellKind::Percent => Value::Number(rate(raw, text, of.percent)?),
        CellKind::Money => Value::Number(money(raw, text, of.scale)?),
        CellKind::Date => match Day::read(text) {
            Ok(day) => Value::Date(day.0),
            Err(_) => {
                let message = format!("“{text}” không phải là ngày tháng");
                return Err(wrong(raw, "ngày tháng, ví dụ 20/5/2023", &message));
            }
        },
    })
}

fn rate(raw: Raw<'_>, text: &str, scale: Option<PercentScale>) -> Result<Number, Box<Finding>> {
    let wanted = "một tỷ lệ phần trăm, ví dụ 3,30%";
    let percent = Percent::read(text).map_err(|error| fault(raw, text, error, wanted))?;
    let number = Number::from(&percent.0);
    // With its sign, or in the form, it is what it says.
    if text.ends_with('%') || raw.is_typed() {
        return Ok(number.times_pow10(-2));
    }
    match scale {
        Some(PercentScale::Percent) => Ok(number.times_pow10(-2)),
        Some(PercentScale::Ratio) => Ok(number),
        None => Err(no_scale(raw, &number)),
    }
}

fn money(raw: Raw<'_>, text: &str, scale: Scale) -> Result<Number, Box<Finding>> {
    let wanted = "một số tiền, ví dụ 5.000.000 đồng";
    let bare = !text.contains(char::is_alphabetic);
    if bare && scale != Scale::Dong {
        let value = count(text).or_else(|_| decimal(text));
        let value = value.map_err(|error| fault(raw, text, error, wanted))?;
        return amount(raw, &Number::from(&value), scale);
    }
    let money = Money::read(text).map_err(|error| fault(raw, text, error, wanted))?;
    amount(raw, &Number::from(money.dong()), Scale::Dong)
}

/// A whole number: a dot before three digits is thousands.
pub(super) fn count(text: &str) -> Result<Decimal, NumberError> {
    match (read_count(text), read_decimal(text)) {
        (Reading::Exact(value), _) => Ok(value),
        (_, Reading::Exact(_)) => Err(NumberError::Fraction),
        _ => Err(NumberError::NotANumber),
    }
}

/// A number that may have decimals: `1.250` has two readings.
pub(super) fn decimal(text: &str) -> Result<Decimal, NumberError> {
    match read_decimal(text) {
        Reading::Exact(value) => Ok(value),
        Reading::TwoReadings { thousands, decimal } => {
            Err(NumberError::TwoReadings { thousands, decimal })
        }
        Reading::NotANumber => Err(NumberError::NotANumber),
    }
}

fn wrong(raw: Raw<'_>, wanted: &str, why: &str) -> Box<Finding> {
    let date = wanted.starts_with("ngày");
    let code = if date { "not-a-date" } else { "not-a-number" };
    let mut finding = raw.error(code, why);
    finding.diagnostic.label = format!("cần {wanted}");
    Box::new(finding)
}

fn fault(raw: Raw<'_>, text: &str, error: NumberError, wanted: &str) -> Box<Finding> {
    let NumberError::TwoReadings { thousands, decimal } = error else {
        let why = match error {
            NumberError::Fraction => format!("“{text}” có phần lẻ, các ô khác trong cột là số nguyên"),
            NumberError::TooLarge => format!("số “{text}” quá lớn"),
            _ => format!("“{text}” không phải là số"),
        };
        return wrong(raw, wanted, &why);
    };
    let (whole, part) = (thousands.normalize(), exact(&decimal));
    let message = format!("số “{text}” đọc được hai cách, vì trong cột có số lẻ");
    let mut finding = raw.error("two-readings", &message);
    finding.diagnostic.label = format!("là {whole} hay là {part}?");
    finding.diagnostic.hints.push(format!(
        "nếu là số nguyên, ghi {whole}; nếu là số thập phân, ghi {part}"
    ));
    Box::new(finding)
}

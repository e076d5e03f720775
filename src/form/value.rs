//! Figures and dates of a form: the scalar's own text, read by one grammar, with a
//! message for each way in which it can fail.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language::{Reading, format_exact, read_decimal};
use crate::prose::PENDING;
use crate::quantity::{Count, DateError, Money, NumberError, OpenDate, Percent};
use crate::source::Span;
use crate::yaml::{ScalarPlaces, YamlNode};

use super::VERSION;
use super::reader::FormReader;
use super::spanned::Spanned;

/// A formula as written; what it says is read where its names are known.
#[derive(Debug, Clone)]
pub struct Formula {
    /// The words of the formula, as YAML gives them.
    pub text: String,
    /// Where each byte of the text stands in the file, for findings inside it.
    pub places: ScalarPlaces,
    /// The scalar in the form.
    pub span: Span,
}

/// A formula as text: nothing of it is parsed until its names are known.
pub(super) fn read_formula(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Formula> {
    let scalar = r.filled_scalar(node)?;
    let places =
        ScalarPlaces::new(&scalar.text, scalar.style, r.source.text(), node.span);
    Some(Formula { text: scalar.text.clone(), places, span: node.span })
}

/// Whether a text has a sign of a formula: `100 - a.tong.h` begins with a figure and is none.
pub(super) fn has_operator(text: &str) -> bool {
    [" + ", " - ", "*", "/", "("].iter().any(|sign| text.contains(sign))
}

/// A whole number of a range, which `words` name.
pub(super) fn read_bounded_count(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    range: RangeInclusive<u32>,
    words: &str,
) -> Option<u32> {
    let count = read_count(r, node)?;
    let count = u32::try_from(count).ok().filter(|count| range.contains(count));
    if count.is_none() {
        r.report_wrong_type(node, words);
    }
    count
}

/// A whole number, dots between its thousands or not.
pub(super) fn read_count(r: &mut FormReader<'_>, node: &YamlNode) -> Option<i64> {
    let text = r.typed_text(node)?;
    match Count::read(&text) {
        Ok(count) => Some(count.0),
        Err(error) => {
            r.error(describe_number_error(
                &text,
                node.span,
                error,
                "một số nguyên, ví dụ 1.545",
            ));
            None
        }
    }
}

/// An amount of money, which is not negative.
pub(super) fn read_money(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Spanned<Money>> {
    let text = r.typed_text(node)?;
    match Money::read(&text) {
        Ok(value) if value.dong() < 0 => {
            let message = format!("số tiền “{text}” là số âm");
            r.error(
                Diagnostic::error(&code::form::NOT_A_NUMBER, node.span, message)
                    .label("kinh phí không thể âm"),
            );
            None
        }
        Ok(value) => Some(Spanned { value, span: node.span }),
        Err(error) => {
            let wanted = "một số tiền, ví dụ 5.000.000 đồng hoặc 2,5 tỷ đồng";
            let finding = describe_number_error(&text, node.span, error, wanted);
            // Words after the figure are the usual reason.
            let advice =
                "có lời văn kèm số tiền thì ghi số tiền ở `so_tien`, lời văn ở `doan`";
            r.error(match error {
                NumberError::NotANumber => finding.hint(advice),
                _ => finding,
            });
            None
        }
    }
}

/// A percent; `wanted` is what a message asks for.
pub(super) fn read_percent(
    r: &mut FormReader<'_>,
    text: &str,
    span: Span,
    wanted: &str,
) -> Option<Percent> {
    match Percent::read(text) {
        Ok(percent) => Some(percent),
        Err(error) => {
            r.error(describe_number_error(text, span, error, wanted));
            None
        }
    }
}

/// A percent that is from nothing to all; `subject` is what it is of.
pub(super) fn require_share(
    r: &mut FormReader<'_>,
    percent: Percent,
    span: Span,
    subject: &str,
) -> Option<Percent> {
    let is_share = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent.0);
    if !is_share {
        let message = format!("{subject} không thể là {percent}");
        r.error(
            Diagnostic::error(&code::form::NOT_A_NUMBER, span, message)
                .label("cần từ 0% đến 100%"),
        );
    }
    is_share.then_some(percent)
}

/// A number that may have decimals.
pub(super) fn read_measure(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Spanned<Decimal>> {
    let text = r.typed_text(node)?;
    match read_decimal(&text) {
        Reading::Exact(value) => Some(Spanned { value, span: node.span }),
        Reading::TwoReadings { thousands, decimal } => {
            let error = NumberError::TwoReadings { thousands, decimal };
            r.error(describe_number_error(&text, node.span, error, ""));
            None
        }
        Reading::NotANumber => {
            let error = NumberError::NotANumber;
            r.error(describe_number_error(&text, node.span, error, "một số, ví dụ 12,7"));
            None
        }
    }
}

/// The fault of a figure that cannot be read.
pub(super) fn describe_number_error(
    text: &str,
    span: Span,
    error: NumberError,
    wanted: &str,
) -> Diagnostic {
    match error {
        NumberError::TwoReadings { thousands, decimal } => {
            let part = format_exact(&decimal);
            let plain = thousands.normalize();
            Diagnostic::error(
                &code::form::TWO_READINGS,
                span,
                format!("số “{text}” đọc được hai cách"),
            )
            .label(format!("là {plain} hay là {part}?"))
            .hint(format!(
                "nếu là số nguyên, ghi {plain}; nếu là số thập phân, ghi {part}"
            ))
        }
        NumberError::Fraction => Diagnostic::error(
            &code::form::NOT_A_NUMBER,
            span,
            format!("“{text}” có phần lẻ"),
        )
        .label("cần số nguyên"),
        NumberError::TooLarge => Diagnostic::error(
            &code::form::NOT_A_NUMBER,
            span,
            format!("số “{text}” quá lớn"),
        ),
        NumberError::NotANumber => Diagnostic::error(
            &code::form::NOT_A_NUMBER,
            span,
            format!("“{text}” không phải là số"),
        )
        .label(format!("cần {wanted}")),
    }
}

/// A date, whole or in part, or `chua_co`.
pub(super) fn read_date(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Spanned<OpenDate>> {
    let text = r.typed_text(node)?;
    if text == PENDING {
        return Some(Spanned { value: OpenDate::Unknown, span: node.span });
    }
    match OpenDate::read(&text) {
        Ok(value) => Some(Spanned { value, span: node.span }),
        Err(error) => {
            r.error(describe_date_error(&text, node.span, error));
            None
        }
    }
}

/// The fault of a date that cannot be read.
pub(super) fn describe_date_error(
    text: &str,
    span: Span,
    error: DateError,
) -> Diagnostic {
    let message = match error {
        DateError::Impossible { day, month, year } => {
            let message = format!("không có ngày {day} tháng {month} năm {year}");
            return Diagnostic::error(&code::rule::IMPOSSIBLE_DATE, span, message)
                .label("ngày này không có trong lịch");
        }
        DateError::ImpossibleMonth { month } => format!("không có tháng {month}"),
        DateError::ImpossibleQuarter { quarter } => format!("không có quý {quarter}"),
        DateError::NotADate => format!("“{text}” không phải là ngày tháng"),
    };
    let code = match error {
        DateError::NotADate => &code::form::NOT_A_DATE,
        _ => &code::rule::IMPOSSIBLE_DATE,
    };
    Diagnostic::error(code, span, message)
        .label("cần ngày tháng")
        .hint("ghi 2023-05-20 hoặc 20/5/2023; mới biết tháng thì ghi 2023-05; chưa biết thì ghi chua_co")
}

/// The version of the form.
pub(super) fn check_version(r: &mut FormReader<'_>, node: &YamlNode) -> Option<()> {
    let number = read_count(r, node)?;
    if number != VERSION {
        let message =
            format!("biểu phiên bản {number}, chương trình này đọc phiên bản {VERSION}");
        r.error(
            Diagnostic::error(&code::form::FORM_VERSION, node.span, message)
                .hint("dùng bản kehoach mới hơn, hoặc ghi `kehoach: 1`"),
        );
    }
    Some(())
}

/// A year of four digits.
pub(super) fn read_year(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<i32>> {
    let text = r.typed_text(node)?;
    let year = parse_year(&text);
    if year.is_none() {
        r.report_wrong_type(node, "một năm bốn chữ số, ví dụ 2026");
    }
    year.map(|value| Spanned { value, span: node.span })
}

/// A year of four digits; `None` for any other text.
pub(super) fn parse_year(text: &str) -> Option<i32> {
    let text = text.trim();
    let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| four && (1945..=2999).contains(year))
}

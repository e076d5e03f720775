//! Figures and days inside a formula, by the one grammar of figures.
//!
//! A comma between two digits is a decimal sign; one that parts the values of a function
//! has a space after it. So a figure is all the digits, dots and commas that stand
//! together.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::error::{FormulaError, shorten_quote};
use super::lex::{Lexer, TokenKind, is_name_part};
use crate::language::{Reading, format_exact, read_decimal};
use crate::quantity::Number;

impl Lexer<'_> {
    /// Reads the figure or the day that begins here.
    pub(super) fn lex_figure(&mut self) {
        let start = self.offset;
        if let Some(length) = measure_date(self.unread()) {
            self.offset += length;
            return self.lex_date(start);
        }
        self.offset += measure_figure(self.unread());
        let end = self.offset;
        self.skip(is_name_part);
        let written = &self.text[start..end];
        if self.offset > end {
            let error = explain_glued(&self.text[start..self.offset], written);
            self.errors.push(FormulaError { range: start..self.offset, ..error });
            return self.push(TokenKind::Unknown, start);
        }
        let value = match read_decimal(written) {
            Reading::Exact(value) => value,
            wrong => {
                self.errors.push(FormulaError {
                    range: start..end,
                    ..explain_unreadable(written, wrong)
                });
                self.skip_percent_sign();
                return self.push(TokenKind::Unknown, start);
            }
        };
        let number = Number::from(&value);
        let number = if self.skip_percent_sign() {
            number.div(&Number::HUNDRED).unwrap_or(number)
        } else {
            number
        };
        self.push(TokenKind::Number(number), start);
    }

    /// Goes over a sign of percent, if there is one.
    fn skip_percent_sign(&mut self) -> bool {
        let unread = self.unread();
        let Some(after) = unread.trim_start().strip_prefix('%') else { return false };
        self.offset += unread.len() - after.len();
        true
    }

    fn lex_date(&mut self, start: usize) {
        let written = &self.text[start..self.offset];
        let mut parts = [0_u32; 3];
        for (part, digits) in parts.iter_mut().zip(written.split('/')) {
            *part = digits.parse().unwrap_or(0);
        }
        let [day, month, year] = parts;
        let year = i32::try_from(year).unwrap_or(0);
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => self.push(TokenKind::Date(date), start),
            None => {
                let message = format!("không có ngày {day} tháng {month} năm {year}");
                let error = FormulaError::new(start..self.offset, message)
                    .hint("nếu là phép chia, ghi dấu cách hai bên dấu `/`");
                self.errors.push(error);
                self.push(TokenKind::Unknown, start);
            }
        }
    }
}

/// Length of the digits, dots and commas that stand together; a dot or a comma belongs
/// to them only before a digit.
fn measure_figure(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while let [first, after @ ..] = &bytes[end..] {
        let joins =
            matches!(first, b'.' | b',') && after.first().is_some_and(u8::is_ascii_digit);
        if !first.is_ascii_digit() && !joins {
            break;
        }
        end += 1;
    }
    end
}

/// Length of `31/12/2023`, if that stands here.
fn measure_date(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '/').unwrap_or(text.len());
    let mut lengths = text[..end].split('/').map(str::len);
    let (day, month, year) = (lengths.next()?, lengths.next()?, lengths.next()?);
    let right = (1..=2).contains(&day) && (1..=2).contains(&month) && year == 4;
    let alone = lengths.next().is_none()
        && !text[end..].starts_with(|c: char| is_name_part(c) || c == '.' || c == ',');
    (right && alone).then_some(end)
}

/// The error of a figure with letters at its end.
fn explain_glued(written: &str, figure: &str) -> FormulaError {
    let letters = &written[figure.len()..];
    let (number, name) =
        (shorten_quote(figure), shorten_quote(letters.trim_matches('_')));
    let message =
        format!("`{}` không phải là số, cũng không phải là mã", shorten_quote(written));
    let error = FormulaError::new(0..0, message).label("mã bắt đầu bằng chữ cái");
    if letters.starts_with('_') {
        error.hint(format!("đổi mã, ví dụ: `{name}_{number}`"))
    } else {
        error.hint(format!("nếu là phép nhân, ghi `{number} * {name}`"))
    }
}

/// The error of a figure that cannot be read, by what makes it so: two readings, no zero
/// before the comma, too many digits, several commas; else how figures are written.
fn explain_unreadable(written: &str, reading: Reading) -> FormulaError {
    if let Reading::TwoReadings { thousands, decimal } = reading {
        let (plain, part) = (thousands.normalize(), format_exact(&decimal));
        return FormulaError::new(0..0, format!("số `{written}` đọc được hai cách"))
            .label(format!("là {plain} hay là {part}?"))
            .hint(format!(
                "nếu là số nguyên, ghi {plain}; nếu là số thập phân, ghi {part}"
            ));
    }
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    let error =
        FormulaError::new(0..0, format!("`{}` không phải là số", shorten_quote(written)));
    if let Some(fraction) = written.strip_prefix(['.', ',']) {
        return error
            .label("trước phần thập phân thiếu số 0")
            .hint(format!("ghi `0,{fraction}`"));
    }
    if digits > Decimal::MAX.to_string().len() - 1 {
        return FormulaError::new(0..0, "số dài quá, máy không giữ đúng được")
            .label("cần không quá 28 chữ số");
    }
    if written.matches(',').count() > 1 {
        let groups = written.split([',', '.']).skip(1).all(|group| group.len() == 3);
        return error.hint(if groups {
            format!("ngăn hàng nghìn bằng dấu chấm: `{}`", written.replace(',', "."))
        } else {
            format!(
                "dấu phẩy ngăn hai giá trị cần dấu cách theo sau: `{}`",
                written.replace(',', ", ")
            )
        });
    }
    error.hint(
        "dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân: `1.250.000`, `4,08`",
    )
}

//! Calls of functions: `tong(dau)`, `lam_tron(x, 2)`, `neu(ho = 0, 0, giam / ho)`.

use std::ops::Range;

use super::cursor::{ParsedPart, Parser};
use super::error::FormulaError;
use super::expr::{Conditional, Expr, ExprKind, Ref};
use super::function::{Aggregate, FUNCTIONS, ForeignFunction, Function, find_foreign};
use super::lex::TokenKind;
use crate::language::find_nearest;

/// Most decimal places that a formula can round to.
const MAX_PLACES: i128 = 12;

impl Parser<'_> {
    /// A name with a bracket after it.
    pub(super) fn parse_call(&mut self) -> ParsedPart {
        if let Some(function) = self.peek_pointer() {
            let pointer = self.parse_pointer(function)?;
            self.report_computed_pointer(&pointer);
            return None;
        }
        let name = self.take().range;
        let function = self.find_function(&name);
        let (parts, end) = self.parse_brackets();
        let end = end?;
        let function = function?;
        let range = name.start..end;
        if parts.len() != function.arity() {
            // After an error in a part, the count may be wrong because of it.
            if parts.iter().all(Option::is_some) {
                self.report_wrong_count(function, &range, &parts);
            }
            return None;
        }
        let kind = match function {
            Function::Aggregate(aggregate) => self.build_aggregate(aggregate, parts),
            Function::Round => self.build_round(parts),
            Function::If => self.build_if(parts),
        }?;
        Some(Expr { kind, range })
    }

    /// The parts between the brackets that open here, and where these end.
    pub(super) fn parse_brackets(&mut self) -> (Vec<ParsedPart>, Option<usize>) {
        let open = self.take().range;
        let mut parts = Vec::new();
        if *self.kind() != TokenKind::Close {
            parts.push(self.parse_inside());
        }
        while *self.kind() == TokenKind::Separator {
            self.take();
            parts.push(self.parse_inside());
        }
        (parts, self.expect_close(&open))
    }

    /// The function of this name; one that spreadsheets have is reported, and what stands in
    /// its brackets read as if it were rightly named.
    fn find_function(&mut self, range: &Range<usize>) -> Option<Function> {
        let written = self.text[range.clone()].to_owned();
        if let Some(function) = Function::named(&written) {
            return Some(function);
        }
        let error = FormulaError::new(
            range.clone(),
            format!("không có hàm `{}`", self.quote(range)),
        );
        let (error, meant) = match find_foreign(&written) {
            Some(ForeignFunction::Same(function)) => (
                error.label(format!("ở đây gọi là `{}`", function.name())),
                Some(function),
            ),
            Some(ForeignFunction::Advice(advice)) => (error.hint(advice), None),
            None => match find_nearest(&written, FUNCTIONS.iter().map(|(name, _)| *name))
            {
                Some(near) => {
                    (error.label(format!("có phải là `{near}`?")), Function::named(near))
                }
                None => (error.hint(self.suggest_instead(range)), None),
            },
        };
        self.report(error);
        meant
    }

    /// What there is instead of an unknown function; `a (b + c)` is meant otherwise.
    fn suggest_instead(&self, name: &Range<usize>) -> String {
        if self.range().start > name.end {
            return format!("nếu là phép nhân, ghi `{} * (…)`", self.quote(name));
        }
        let names: Vec<_> =
            FUNCTIONS.iter().map(|(name, _)| format!("`{name}`")).collect();
        format!("các hàm có sẵn: {}", names.join(", "))
    }

    fn report_wrong_count(
        &mut self,
        function: Function,
        range: &Range<usize>,
        parts: &[ParsedPart],
    ) {
        let name = function.name();
        let arity = function.arity();
        let written = &self.text[range.clone()];
        let hint = if matches!(function, Function::Aggregate(_)) && parts.len() > 1 {
            let columns = self.join_columns(parts).unwrap_or_else(|| "a + b".to_owned());
            match function {
                Function::Aggregate(Aggregate::Sum) => {
                    format!("cộng các cột của một hàng bằng dấu `+`: `{columns}`")
                }
                _ => function.description().to_owned(),
            }
        } else if has_decimal_comma(written) {
            "dấu phẩy giữa hai chữ số là dấu thập phân; dấu phẩy ngăn hai giá trị cần dấu cách theo sau"
                .to_owned()
        } else {
            function.description().to_owned()
        };
        let message = match parts.len() {
            count if count > 0 && matches!(function, Function::Aggregate(_)) => {
                format!("`{name}` chỉ nhận một cột, nhưng trong ngoặc có {count}")
            }
            0 => format!("trong ngoặc của `{name}` chưa có gì"),
            count => {
                format!("`{name}` cần {arity} giá trị trong ngoặc, nhưng có {count}")
            }
        };
        self.report(FormulaError::new(range.clone(), message).hint(hint));
    }

    /// `a + b` for the parts `a` and `b`.
    fn join_columns(&self, parts: &[ParsedPart]) -> Option<String> {
        let written: Option<Vec<_>> = parts
            .iter()
            .map(|part| part.as_ref().map(|expr| self.quote(&expr.range)))
            .collect();
        Some(written?.join(" + "))
    }

    fn build_aggregate(
        &mut self,
        function: Aggregate,
        parts: Vec<ParsedPart>,
    ) -> Option<ExprKind<Ref>> {
        let part = parts.into_iter().next()??;
        if let ExprKind::Ref(column) = part.kind {
            return Some(ExprKind::Aggregate(function, column));
        }
        let written = self.quote(&part.range);
        let error = FormulaError::new(part.range, format!("`{written}` không phải là một cột"))
            .label(format!("`{}` cần mã của một cột", function.name()))
            .hint("đặt phép tính này vào một cột riêng (có thể ẩn bằng `an: co`), rồi gọi cột ấy");
        self.report(error);
        None
    }

    fn build_round(&mut self, parts: Vec<ParsedPart>) -> Option<ExprKind<Ref>> {
        let mut parts = parts.into_iter();
        let value = self.require_number(parts.next()?);
        let places = parts.next()??;
        let number = match &places.kind {
            ExprKind::Number(number) => number.to_i128(),
            _ => None,
        };
        let number = number.filter(|n| (0..=MAX_PLACES).contains(n));
        let Some(places) = number.and_then(|n| u32::try_from(n).ok()) else {
            let written = self.quote(&places.range);
            let message = format!("`{written}` không phải là số chữ số thập phân");
            let label = format!("cần một số từ 0 đến {MAX_PLACES}");
            self.report(FormulaError::new(places.range, message).label(label));
            return None;
        };
        Some(ExprKind::Round(Box::new(value?), places))
    }

    fn build_if(&mut self, parts: Vec<ParsedPart>) -> Option<ExprKind<Ref>> {
        let mut parts = parts.into_iter();
        let condition = self.require_condition(parts.next()?);
        let then = self.require_value(parts.next()?);
        let otherwise = self.require_value(parts.next()?);
        let choice =
            Conditional { condition: condition?, then: then?, otherwise: otherwise? };
        Some(ExprKind::If(Box::new(choice)))
    }
}

/// Whether `1,2` stands somewhere.
fn has_decimal_comma(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && w[1] == b',' && w[2].is_ascii_digit())
}

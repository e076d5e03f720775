//! What is missing between, before and after the signs of a formula.

use super::cursor::Parser;
use super::error::FormulaError;
use super::function::Function;
use super::lex::TokenKind;

impl Parser<'_> {
    /// Two values side by side.
    pub(super) fn report_missing_sign(&mut self) {
        let Some(before) = self.previous().cloned() else { return };
        let range = self.range();
        if before.kind == TokenKind::Unknown || *self.kind() == TokenKind::Unknown {
            return;
        }
        let (left, right) = (self.quote(&before.range), self.quote(&range));
        // `dau x 2`: reported at the `x`, nothing is to be said after it.
        if is_letter_x(&before.kind, &left) {
            return;
        }
        if is_letter_x(self.kind(), &right) && self.kind_after().begins_value() {
            let message = format!("phép nhân không viết là `{right}`");
            return self.report(FormulaError::new(range, message).label("ghi `*`"));
        }
        let error = FormulaError::new(
            before.range.start..range.end,
            format!("giữa `{left}` và `{right}` thiếu phép tính"),
        );
        let error = match (&before.kind, self.kind()) {
            (TokenKind::Name, TokenKind::Name) if Function::named(&left).is_some() => {
                error.hint(format!("sau tên hàm cần ngoặc: `{left}({right})`"))
            }
            (TokenKind::Name, TokenKind::Name) => {
                error.hint(format!("nếu là một mã thì viết liền: `{left}_{right}`"))
            }
            (TokenKind::Number(_), TokenKind::Name) => error.hint(format!(
                "ghi số bằng chữ số, không kèm đơn vị; nếu là phép nhân, ghi `{left} * {right}`"
            )),
            (TokenKind::Number(_), TokenKind::Number(_)) => {
                error.hint("nếu là một số thì viết liền, không có dấu cách")
            }
            _ => error.label("cần `+`, `-`, `*`, `/` hoặc một dấu so sánh"),
        };
        self.report(error);
    }

    /// Where a value or a condition should stand, none does.
    pub(super) fn report_missing_part(&mut self) {
        let before = self.previous().cloned();
        let range = self.range();
        let kind = self.kind();
        let Some(before) = before else {
            if kind.joins() || *kind == TokenKind::Pipe {
                self.report_missing_left();
            }
            return;
        };
        let error = match &before.kind {
            TokenKind::And | TokenKind::Or | TokenKind::Not => {
                let sign = self.quote(&before.range);
                FormulaError::new(before.range, format!("sau `{sign}` thiếu một so sánh"))
                    .hint("mỗi so sánh ghi đủ hai vế, ví dụ: `giam <= dau`")
            }
            sign if sign.joins() => {
                let sign = self.quote(&before.range);
                FormulaError::new(
                    before.range,
                    format!("sau dấu `{sign}` thiếu một giá trị"),
                )
            }
            _ if kind.joins() => return self.report_missing_left(),
            TokenKind::Open if *kind == TokenKind::Close => {
                FormulaError::new(before.range.start..range.end, "trong ngoặc chưa có gì")
            }
            TokenKind::Open if *kind == TokenKind::End => return,
            TokenKind::Open => {
                let sign = self.quote(&range);
                FormulaError::new(range, format!("trước dấu `{sign}` thiếu một giá trị"))
            }
            _ => {
                let sign = self.quote(&before.range);
                FormulaError::new(
                    before.range,
                    format!("sau dấu `{sign}` thiếu một giá trị"),
                )
            }
        };
        self.report(error);
    }

    /// `.ho` or `[thon]` after what is no name.
    pub(super) fn report_loose_step(&mut self) {
        let first = self.take();
        let mut end = first.range.end;
        if first.kind == TokenKind::OpenRow {
            while !matches!(self.kind(), TokenKind::End | TokenKind::CloseRow) {
                self.take();
            }
            end = self.take().range.end;
        } else if *self.kind() == TokenKind::Name {
            end = self.take().range.end;
        }
        let range = first.range.start..end;
        let message = format!("trước `{}` thiếu một mã", self.quote(&range));
        let error = FormulaError::new(range, message).label("phải đứng liền sau một mã");
        self.report(error.hint("ví dụ: `dan_so[thon].ho`"));
    }

    /// `* a`
    fn report_missing_left(&mut self) {
        let range = self.range();
        let sign = self.quote(&range);
        let error = match self.kind() {
            TokenKind::And | TokenKind::Or => {
                FormulaError::new(range, format!("trước `{sign}` thiếu một so sánh"))
            }
            _ => {
                FormulaError::new(range, format!("trước dấu `{sign}` thiếu một giá trị"))
            }
        };
        self.report(error);
    }
}

/// Whether a token is the letter `x`, which people write for a multiplication.
fn is_letter_x(kind: &TokenKind, text: &str) -> bool {
    *kind == TokenKind::Name && text.eq_ignore_ascii_case("x")
}

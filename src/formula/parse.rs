//! Signs → tree, with the precedence of school.
//!
//! A part that could not be read is `None`, after its error was noted; everything around
//! it is still read, so that all errors are reported at once.

use super::cursor::{ParsedPart, Parser};
use super::error::FormulaError;
use super::expr::{ArithmeticOp, CompareOp, Expr, ExprKind, Operands, Ref};
use super::lex::{FormulaPlacement, TokenKind};

/// Reads a formula: what gives a value.
pub fn parse_formula(text: &str) -> Result<Expr<Ref>, Vec<FormulaError>> {
    parse_with(text, |parser, part| parser.require_whole_value(part))
}

/// Reads a condition: what is true or false, two sides compared.
pub fn parse_condition(text: &str) -> Result<Expr<Ref>, Vec<FormulaError>> {
    parse_with(text, |parser, part| parser.require_condition(part))
}

fn parse_with(
    text: &str,
    require: impl FnOnce(&mut Parser<'_>, ParsedPart) -> ParsedPart,
) -> Result<Expr<Ref>, Vec<FormulaError>> {
    let mut parser = Parser::new(text, FormulaPlacement::Field)?;
    let part = parser.parse_whole();
    let part = require(&mut parser, part);
    parser.finish(part)
}

impl Parser<'_> {
    /// The whole text. An `=` at its beginning, as spreadsheets have it, is an error and no
    /// more: what follows it is read.
    fn parse_whole(&mut self) -> ParsedPart {
        if *self.kind() == TokenKind::End {
            if !self.has_errors() {
                let hint = "ví dụ: `dau - giam`";
                self.report(
                    FormulaError::new(0..self.text.len(), "công thức chưa có gì")
                        .hint(hint),
                );
            }
            return None;
        }
        if *self.kind() == TokenKind::Compare(CompareOp::Equal) {
            let range = self.take().range;
            let error = FormulaError::new(range, "công thức không mở đầu bằng dấu `=`");
            self.report(error.label("bỏ dấu `=` ở đầu"));
            if *self.kind() == TokenKind::End {
                return None;
            }
        }
        let part = self.parse_inside();
        if *self.kind() == TokenKind::End {
            return part;
        }
        self.report_loose_end();
        None
    }

    /// A separator or a closing bracket that belongs to nothing before it.
    pub(super) fn report_loose_end(&mut self) {
        match self.kind() {
            TokenKind::Separator => {
                let message = format!(
                    "dấu `{}` này không ở trong ngoặc của hàm nào",
                    self.quote(&self.range())
                );
                self.report(FormulaError::new(self.range(), message).hint(
                    "số thập phân viết liền, không có dấu cách: `2,5`; mỗi điều kiện ghi thành một mục riêng",
                ));
            }
            _ => {
                let message = format!("thừa dấu `{}`", self.quote(&self.range()));
                self.report(
                    FormulaError::new(self.range(), message)
                        .label("chưa có dấu mở tương ứng"),
                );
            }
        }
    }

    /// What stands between two brackets or separators, up to and without the closing
    /// one. Values side by side without a sign between them are an error.
    pub(super) fn parse_inside(&mut self) -> ParsedPart {
        let part = self.deeper(Self::parse_or);
        self.parse_rest(part)
    }

    /// What stands after a part, up to where a bracket, a value or all of it ends: there
    /// should be nothing.
    pub(super) fn parse_rest(&mut self, part: ParsedPart) -> ParsedPart {
        let mut part = part;
        loop {
            match self.kind().clone() {
                TokenKind::End
                | TokenKind::Close
                | TokenKind::CloseRow
                | TokenKind::Separator
                | TokenKind::Pipe => return part,
                _ if self.placement == FormulaPlacement::Text
                    && self.skip_foreign_part() => {}
                kind if kind.begins_value() => {
                    self.report_missing_sign();
                    self.deeper(Self::parse_or);
                }
                kind if kind.joins() => {
                    // Only after a part that was given up.
                    self.take();
                    self.deeper(Self::parse_or);
                }
                _ => {
                    self.report_loose_step();
                    if self.kind().begins_value() {
                        self.deeper(Self::parse_or);
                    }
                }
            }
            part = None;
        }
    }

    /// A value or a condition.
    pub(super) fn parse_or(&mut self) -> ParsedPart {
        let mut left = self.parse_and();
        while *self.kind() == TokenKind::Or {
            self.take();
            let right = self.parse_and();
            left = self.build_logical(left, right, ExprKind::Or);
        }
        left
    }

    fn parse_and(&mut self) -> ParsedPart {
        let mut left = self.parse_not();
        while *self.kind() == TokenKind::And {
            self.take();
            let right = self.parse_not();
            left = self.build_logical(left, right, ExprKind::And);
        }
        left
    }

    fn build_logical(
        &mut self,
        left: ParsedPart,
        right: ParsedPart,
        kind: impl FnOnce(Box<Operands<Ref>>) -> ExprKind<Ref>,
    ) -> ParsedPart {
        let (left, right) = (self.require_condition(left), self.require_condition(right));
        join_operands(left, right, kind)
    }

    fn parse_not(&mut self) -> ParsedPart {
        if *self.kind() != TokenKind::Not {
            return self.parse_comparison();
        }
        let start = self.take().range.start;
        let part = self.deeper(Self::parse_not);
        let part = self.require_condition(part)?;
        let range = start..part.range.end;
        Some(Expr { kind: ExprKind::Not(Box::new(part)), range })
    }

    /// `a <= b`. All signs in a row are read before anything is said of them, so that
    /// `a < b < c` is one error, and not one for each sign.
    fn parse_comparison(&mut self) -> ParsedPart {
        let first = self.parse_sum();
        let mut links = Vec::new();
        while let TokenKind::Compare(comparison) = *self.kind() {
            let sign = self.take().range;
            links.push((comparison, sign, self.parse_sum()));
        }
        if links.len() > 1 {
            let links = links.into_iter().map(|(op, _, part)| (op, part)).collect();
            return self.report_chained(first, links);
        }
        let Some((comparison, sign, second)) = links.pop() else { return first };
        let (left, right) = (self.require_value(first), self.require_value(second));
        let (left, right) = (left?, right?);
        let has_text =
            [&left, &right].iter().any(|side| matches!(side.kind, ExprKind::Text(_)));
        if comparison.is_order() && has_text {
            let message =
                format!("chữ không so sánh được bằng dấu `{}`", comparison.sign());
            self.report(
                FormulaError::new(sign, message).label("chữ chỉ so bằng `=` hoặc `<>`"),
            );
            return None;
        }
        join_operands(Some(left), Some(right), |sides| {
            ExprKind::Compare(comparison, sides)
        })
    }

    fn parse_sum(&mut self) -> ParsedPart {
        let mut left = self.parse_product();
        while let TokenKind::Arithmetic(
            op @ (ArithmeticOp::Add | ArithmeticOp::Subtract),
        ) = *self.kind()
        {
            self.take();
            let right = self.parse_product();
            left = self.build_binary(op, left, right);
        }
        left
    }

    fn parse_product(&mut self) -> ParsedPart {
        let mut left = self.parse_signed();
        loop {
            match *self.kind() {
                TokenKind::Arithmetic(
                    op @ (ArithmeticOp::Multiply | ArithmeticOp::Divide),
                ) => {
                    self.take();
                    let right = self.parse_signed();
                    left = self.build_binary(op, left, right);
                }
                TokenKind::Strange => {
                    self.take();
                    self.parse_signed();
                    left = None;
                }
                _ => return left,
            }
        }
    }

    /// Two values and the operation between them; a division by a zero that is written out
    /// is found here, any other when the formula is evaluated.
    fn build_binary(
        &mut self,
        op: ArithmeticOp,
        left: ParsedPart,
        right: ParsedPart,
    ) -> ParsedPart {
        let (left, right) = (self.require_number(left), self.require_number(right));
        if let (ArithmeticOp::Divide, Some(divisor)) = (op, &right)
            && matches!(&divisor.kind, ExprKind::Number(n) if n.is_zero())
        {
            self.report(FormulaError::new(
                divisor.range.clone(),
                "không chia được cho 0",
            ));
            return None;
        }
        join_operands(left, right, |sides| ExprKind::Binary(op, sides))
    }

    pub(super) fn parse_signed(&mut self) -> ParsedPart {
        if *self.kind() != TokenKind::Arithmetic(ArithmeticOp::Subtract) {
            return self.parse_atom();
        }
        let start = self.take().range.start;
        let part = self.deeper(Self::parse_signed);
        let part = self.require_number(part)?;
        let range = start..part.range.end;
        Some(Expr { kind: ExprKind::Negate(Box::new(part)), range })
    }
}

/// The place from the one side to the other, with what joins them.
fn join_operands(
    left: ParsedPart,
    right: ParsedPart,
    kind: impl FnOnce(Box<Operands<Ref>>) -> ExprKind<Ref>,
) -> ParsedPart {
    let (left, right) = (left?, right?);
    let range = left.range.start..right.range.end;
    Some(Expr { kind: kind(Box::new(Operands { left, right })), range })
}

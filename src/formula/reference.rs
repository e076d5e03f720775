//! Names and what follows them: `dau`, `dan_so[thon].ho`, `dan_so["Mai Hà"].ho`; and the
//! other smallest parts of a formula.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::cursor::{ParsedPart, Parser};
use super::error::FormulaError;
use super::expr::{Expr, ExprKind, Ident, Ref, RefStep, RowSelector};
use super::lex::{FormulaPlacement, TokenKind};

impl Parser<'_> {
    /// A figure, a text, a name, a call or what stands in brackets.
    pub(super) fn parse_atom(&mut self) -> ParsedPart {
        let range = self.range();
        let kind = match self.kind().clone() {
            TokenKind::Number(number) => ExprKind::Number(number),
            TokenKind::Text(text) => ExprKind::Text(text),
            TokenKind::Date(date) => ExprKind::Date(date),
            TokenKind::Name if *self.kind_after() == TokenKind::Open => {
                return self.parse_call();
            }
            TokenKind::Name => return self.parse_reference(),
            TokenKind::Open => return self.parse_bracketed(),
            TokenKind::Unknown => {
                self.take();
                return None;
            }
            TokenKind::OpenRow if self.placement == FormulaPlacement::Text => {
                self.report_list();
                return None;
            }
            TokenKind::Not => {
                let message =
                    format!("`{}` không đứng trong phép tính", self.quote(&range));
                self.report(
                    FormulaError::new(range, message).label("chỉ đứng trước một so sánh"),
                );
                self.take();
                self.deeper(Self::parse_signed);
                return None;
            }
            _ => {
                self.report_missing_part();
                return None;
            }
        };
        self.take();
        Some(Expr { kind, range })
    }

    fn parse_bracketed(&mut self) -> ParsedPart {
        let open = self.take().range;
        let mut part = self.parse_inside();
        if *self.kind() == TokenKind::Separator {
            let sign = self.quote(&self.range());
            let message = format!("dấu `{sign}` này không ở trong ngoặc của hàm nào");
            let error = FormulaError::new(self.range(), message);
            self.report(error.hint("số thập phân viết liền, không có dấu cách: `2,5`"));
        }
        while *self.kind() == TokenKind::Separator {
            self.take();
            self.parse_inside();
            part = None;
        }
        let end = self.expect_close(&open)?;
        Some(Expr { range: open.start..end, ..part? })
    }

    /// The end of the bracket that closes the one at `open`.
    pub(super) fn expect_close(&mut self, open: &Range<usize>) -> Option<usize> {
        if *self.kind() == TokenKind::Close {
            return Some(self.take().range.end);
        }
        if *self.kind() == TokenKind::Pipe {
            let message = "dấu `|` chỉ đứng ở cuối, ngoài mọi ngoặc";
            self.report(
                FormulaError::new(self.range(), message).label("đưa phần này ra cuối"),
            );
            self.stop();
            return None;
        }
        let error =
            FormulaError::new(open.clone(), "dấu `(` này chưa có dấu `)` đóng lại");
        self.report(error.label("mở ở đây"));
        None
    }

    /// A name with its steps. After a step that could not be read the others are still
    /// read, so that the place of the whole is right and their errors are reported too.
    fn parse_reference(&mut self) -> ParsedPart {
        let head = self.parse_ident();
        let mut range = head.range.clone();
        let mut steps = Some(Vec::new());
        loop {
            let step = match self.kind() {
                TokenKind::Dot => self.parse_member(),
                TokenKind::OpenRow => self.parse_row(),
                _ => break,
            };
            match (step, &mut steps) {
                (Some(step), Some(steps)) => steps.push(step),
                _ => steps = None,
            }
            range.end = self.previous().map_or(range.end, |last| last.range.end);
        }
        if self.placement == FormulaPlacement::Text
            && steps.as_ref().is_none_or(|s| !s.is_empty())
        {
            self.refuse_method()?;
        }
        let reference = Ref { head, steps: steps?, range: range.clone() };
        Some(Expr { kind: ExprKind::Ref(reference), range })
    }

    /// The name that stands here.
    fn parse_ident(&mut self) -> Ident {
        let range = self.take().range;
        let written = &self.text[range.clone()];
        let name = if written.is_ascii() {
            written.to_ascii_lowercase()
        } else {
            written.to_lowercase().nfc().collect()
        };
        Ident { name, range }
    }

    /// `.ho`. After a dot `va`, `hoac` and `khong` are names like any other.
    fn parse_member(&mut self) -> Option<RefStep> {
        let dot = self.take().range;
        match self.kind() {
            TokenKind::Name | TokenKind::And | TokenKind::Or | TokenKind::Not => {
                Some(RefStep::Member(self.parse_ident()))
            }
            TokenKind::Unknown => {
                self.take();
                None
            }
            TokenKind::Number(_) | TokenKind::Text(_) => {
                let range = self.take().range;
                let written = self.quote(&range);
                let message = format!("sau dấu chấm cần một mã, nhưng có `{written}`");
                let row = written.replace('"', "");
                let error =
                    FormulaError::new(range, message).label("mã bắt đầu bằng chữ cái");
                self.report(error.hint(format!("nếu là tên hàng, ghi `[\"{row}\"]`")));
                None
            }
            _ => {
                let error = FormulaError::new(dot, "sau dấu chấm thiếu một mã");
                self.report(error.hint("ví dụ: `dan_so.tong.ho`"));
                None
            }
        }
    }

    fn parse_row(&mut self) -> Option<RefStep> {
        let open = self.take().range;
        let key = self.range();
        let closed = *self.kind_after() == TokenKind::CloseRow;
        let found = match self.kind().clone() {
            TokenKind::Text(text) if closed => {
                Some(RowSelector::Text { text, range: key })
            }
            TokenKind::Name if closed => {
                let ident = self.parse_ident();
                self.take();
                return Some(RefStep::Row(RowSelector::Column(ident)));
            }
            _ => None,
        };
        if found.is_some() {
            self.take();
            self.take();
            return found.map(RefStep::Row);
        }
        self.report_wrong_row(open);
        None
    }

    /// What stands in `[…]` and is no key, up to its end.
    fn report_wrong_row(&mut self, open: Range<usize>) {
        let mut silent = false;
        while !matches!(self.kind(), TokenKind::CloseRow | TokenKind::End) {
            silent |= self.take().kind == TokenKind::Unknown;
        }
        let end = self.range();
        let inside = self.quote(&(open.end..end.start));
        let error = if self.take().kind == TokenKind::End {
            FormulaError::new(open, "dấu `[` này chưa có dấu `]` đóng lại")
                .label("mở ở đây")
        } else if inside.is_empty() {
            FormulaError::new(open.start..end.end, "trong dấu `[ ]` chưa có tên hàng")
                .hint("ghi mã của cột chứa tên hàng, hoặc tên hàng trong dấu nháy kép: `[thon]`, `[\"Mai Hà\"]`")
        } else {
            FormulaError::new(
                open.end..end.start,
                format!("`{inside}` không phải là tên một hàng"),
            )
            .label("cần mã của một cột, hoặc tên hàng trong dấu nháy kép")
            .hint(format!("nếu là tên hàng, ghi `[\"{}\"]`", inside.replace('"', "")))
        };
        if !silent {
            self.report(error);
        }
    }
}

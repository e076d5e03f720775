//! What templates have and texts do not: conditions between values, methods, lists. Each
//! is reported by its name, and what stands around it is read on.

use std::ops::Range;

use super::cursor::Parser;
use super::error::FormulaError;
use super::lex::TokenKind;

/// The message for `a if b else c`.
const TERNARY: &str = "không có phép `… if … else …`";

impl Parser<'_> {
    /// Takes a word or a call that only a template has, after a value, and reports it. Whether
    /// there was one.
    pub(super) fn skip_foreign_part(&mut self) -> bool {
        if *self.kind() == TokenKind::Dot
            && *self.kind_after() == TokenKind::Name
            && self.previous().is_some_and(|b| !matches!(b.kind, TokenKind::Unknown))
        {
            return self.refuse_loose_method();
        }
        let before = self.previous().filter(|before| before.kind == TokenKind::Name);
        let denies =
            before.is_some_and(|before| &self.text[before.range.clone()] == "not");
        if denies && self.kind().begins_value() {
            let range = before.map_or(0..0, |before| before.range.clone());
            self.report(explain_foreign_word(range, "không", "not", "khong"));
            self.deeper(Self::parse_or);
            return true;
        }
        if *self.kind() != TokenKind::Name {
            return false;
        }
        let range = self.range();
        let error = match &self.text[range.clone()] {
            "if" => Some(explain_ternary(range)),
            "else" => {
                let reported = self.has_reported(TERNARY);
                (!reported).then(|| explain_ternary(range))
            }
            "and" => Some(explain_foreign_word(range, "và", "and", "va")),
            "or" => Some(explain_foreign_word(range, "hoặc", "or", "hoac")),
            written @ ("in" | "is" | "not") => {
                let message = format!("không có phép `{written}`");
                let hint =
                    "so sánh bằng `=`, `<>`, `<`, `<=`, `>`, `>=`, ở phần đầu của `neu`";
                Some(FormulaError::new(range, message).hint(hint))
            }
            _ => return false,
        };
        if let Some(error) = error {
            self.report(error);
        }
        self.take();
        if *self.kind() == TokenKind::OpenRow {
            // The list that is looked through needs no error besides.
            self.skip_list();
        } else if self.kind().begins_value() {
            self.deeper(Self::parse_or);
        }
        true
    }

    /// `.upper()` after the name of a value; `None` after it was reported.
    pub(super) fn refuse_method(&mut self) -> Option<()> {
        if *self.kind() != TokenKind::Open {
            return Some(());
        }
        let name = self.previous().map_or(0..0, |before| before.range.clone());
        let (_, end) = self.parse_brackets();
        let range = name.start..end.unwrap_or(name.end);
        let message =
            format!("không gọi được `{}(…)` sau một giá trị", self.quote(&name));
        let error = FormulaError::new(range, message).label("bỏ chỗ này");
        self.report(
            error.hint(
                "cách in ghi sau dấu `|`, ví dụ: `{{ chi_tieu.giam | hai_chu_so }}`",
            ),
        );
        while matches!(self.kind(), TokenKind::Dot | TokenKind::Name | TokenKind::Open) {
            match self.kind() {
                TokenKind::Open => drop(self.parse_brackets()),
                _ => drop(self.take()),
            }
        }
        None
    }

    /// `.upper()` after what is no name; without brackets it is no method.
    fn refuse_loose_method(&mut self) -> bool {
        let is_call = self.kind_at(2) == &TokenKind::Open;
        if is_call {
            self.take();
            self.take();
            let _ = self.refuse_method();
        }
        is_call
    }

    /// `[1, 2]` where a value should stand.
    pub(super) fn report_list(&mut self) {
        let range = self.skip_list();
        let message =
            format!("`{}` là một danh sách, không in ra được", self.quote(&range));
        let error = FormulaError::new(range, message);
        self.report(error.hint("mỗi giá trị trong một cặp `{{ … }}` của nó"));
    }

    /// Goes over a list to its end.
    fn skip_list(&mut self) -> Range<usize> {
        let start = self.range().start;
        let mut depth = 0_usize;
        let mut end = self.range().end;
        loop {
            match self.kind() {
                TokenKind::End => break,
                TokenKind::OpenRow => depth += 1,
                TokenKind::CloseRow => depth -= 1,
                _ => {}
            }
            end = self.take().range.end;
            if depth == 0 {
                break;
            }
        }
        start..end
    }
}

fn explain_ternary(range: Range<usize>) -> FormulaError {
    FormulaError::new(range, TERNARY)
        .hint("chọn một trong hai giá trị: `neu(ho = 0, 0, giam / ho)`")
}

/// A word of another language, with the one that is used here.
fn explain_foreign_word(
    range: Range<usize>,
    what: &str,
    written: &str,
    right: &str,
) -> FormulaError {
    FormulaError::new(range, format!("“{what}” không viết là `{written}`"))
        .label(format!("ghi `{right}`"))
}

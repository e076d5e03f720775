//! What templates have and texts do not: conditions between values, methods, lists. Each
//! is told by its name, and what stands around it is read on.

use std::ops::Range;

use super::fault::FormulaError;
use super::lex::TokenKind;
use super::parse::Parser;

/// What is said of `a if b else c`.
const TERNARY: &str = "không có phép `… if … else …`";

impl Parser<'_> {
    /// Takes a word or a call that only a template has, after a value; tells it. Whether
    /// there was one.
    pub(super) fn skip_foreign_part(&mut self) -> bool {
        if *self.kind() == TokenKind::Dot
            && *self.kind_after() == TokenKind::Name
            && self.before().is_some_and(|b| !matches!(b.kind, TokenKind::Unknown))
        {
            return self.report_loose_method();
        }
        let before = self.before().filter(|before| before.kind == TokenKind::Name);
        let denies = before.is_some_and(|before| &self.text[before.at.clone()] == "not");
        if denies && self.kind().begins_value() {
            let at = before.map_or(0..0, |before| before.at.clone());
            self.fault(report_foreign_word(at, "không", "not", "khong"));
            self.deeper(Self::parse_or);
            return true;
        }
        if *self.kind() != TokenKind::Name {
            return false;
        }
        let at = self.at();
        let fault = match &self.text[at.clone()] {
            "if" => Some(report_ternary(at)),
            "else" => {
                let told = self.has_reported(TERNARY);
                (!told).then(|| report_ternary(at))
            }
            "and" => Some(report_foreign_word(at, "và", "and", "va")),
            "or" => Some(report_foreign_word(at, "hoặc", "or", "hoac")),
            written @ ("in" | "is" | "not") => {
                let message = format!("không có phép `{written}`");
                let hint =
                    "so sánh bằng `=`, `<>`, `<`, `<=`, `>`, `>=`, ở phần đầu của `neu`";
                Some(FormulaError::new(at, message).hint(hint))
            }
            _ => return false,
        };
        if let Some(fault) = fault {
            self.fault(fault);
        }
        self.take();
        if *self.kind() == TokenKind::OpenRow {
            // The list that is looked through needs no fault of its own.
            self.skip_list();
        } else if self.kind().begins_value() {
            self.deeper(Self::parse_or);
        }
        true
    }

    /// `.upper()` after the name of a value; `None` after it was told.
    pub(super) fn report_method(&mut self) -> Option<()> {
        if *self.kind() != TokenKind::Open {
            return Some(());
        }
        let name = self.before().map_or(0..0, |before| before.at.clone());
        let (_, end) = self.parse_brackets();
        let at = name.start..end.unwrap_or(name.end);
        let message =
            format!("không gọi được `{}(…)` sau một giá trị", self.quote(&name));
        let fault = FormulaError::new(at, message).label("bỏ chỗ này");
        self.fault(
            fault.hint(
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
    fn report_loose_method(&mut self) -> bool {
        let is_call = self.kind_at(2) == &TokenKind::Open;
        if is_call {
            self.take();
            self.take();
            let _ = self.report_method();
        }
        is_call
    }

    /// `[1, 2]` where a value should stand.
    pub(super) fn report_list(&mut self) {
        let at = self.skip_list();
        let message = format!("`{}` là một danh sách, không in ra được", self.quote(&at));
        let fault = FormulaError::new(at, message);
        self.fault(fault.hint("mỗi giá trị trong một cặp `{{ … }}` của nó"));
    }

    /// Goes over a list to its end.
    fn skip_list(&mut self) -> Range<usize> {
        let start = self.at().start;
        let mut depth = 0_usize;
        let mut end = self.at().end;
        loop {
            match self.kind() {
                TokenKind::End => break,
                TokenKind::OpenRow => depth += 1,
                TokenKind::CloseRow => depth -= 1,
                _ => {}
            }
            end = self.take().at.end;
            if depth == 0 {
                break;
            }
        }
        start..end
    }
}

fn report_ternary(at: Range<usize>) -> FormulaError {
    FormulaError::new(at, TERNARY)
        .hint("chọn một trong hai giá trị: `neu(ho = 0, 0, giam / ho)`")
}

/// A word of another language, with the one that is used here.
fn report_foreign_word(
    at: Range<usize>,
    what: &str,
    written: &str,
    right: &str,
) -> FormulaError {
    FormulaError::new(at, format!("“{what}” không viết là `{written}`"))
        .label(format!("ghi `{right}`"))
}

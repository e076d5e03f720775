//! What templates have and texts do not: conditions between values, methods, lists. Each
//! is told by its name, and what stands around it is read on.

use std::ops::Range;

use super::fault::Fault;
use super::lex::Kind;
use super::parse::Parser;

/// What is said of `a if b else c`.
const TERNARY: &str = "không có phép `… if … else …`";

impl Parser<'_> {
    /// Takes a word or a call that only a template has, after a value; tells it. Whether
    /// there was one.
    pub(super) fn foreign_part(&mut self) -> bool {
        if *self.kind() == Kind::Dot
            && *self.kind_after() == Kind::Name
            && self.before().is_some_and(|b| !matches!(b.kind, Kind::Unknown))
        {
            return self.loose_method();
        }
        let before = self.before().filter(|before| before.kind == Kind::Name);
        let denies = before.is_some_and(|before| &self.text[before.at.clone()] == "not");
        if denies && self.kind().begins_value() {
            let at = before.map_or(0..0, |before| before.at.clone());
            self.fault(word(at, "không", "not", "khong"));
            self.deeper(Self::either);
            return true;
        }
        if *self.kind() != Kind::Name {
            return false;
        }
        let at = self.at();
        let fault = match &self.text[at.clone()] {
            "if" => Some(ternary(at)),
            "else" => {
                let told = self.has_told(TERNARY);
                (!told).then(|| ternary(at))
            }
            "and" => Some(word(at, "và", "and", "va")),
            "or" => Some(word(at, "hoặc", "or", "hoac")),
            written @ ("in" | "is" | "not") => {
                let message = format!("không có phép `{written}`");
                let hint =
                    "so sánh bằng `=`, `<>`, `<`, `<=`, `>`, `>=`, ở phần đầu của `neu`";
                Some(Fault::new(at, message).hint(hint))
            }
            _ => return false,
        };
        if let Some(fault) = fault {
            self.fault(fault);
        }
        self.take();
        if *self.kind() == Kind::OpenRow {
            // The list that is looked through needs no fault of its own.
            self.skip_list();
        } else if self.kind().begins_value() {
            self.deeper(Self::either);
        }
        true
    }

    /// `.upper()` after the name of a value; `None` after it was told.
    pub(super) fn method(&mut self) -> Option<()> {
        if *self.kind() != Kind::Open {
            return Some(());
        }
        let name = self.before().map_or(0..0, |before| before.at.clone());
        let (_, end) = self.brackets();
        let at = name.start..end.unwrap_or(name.end);
        let message =
            format!("không gọi được `{}(…)` sau một giá trị", self.quote(&name));
        let fault = Fault::new(at, message).label("bỏ chỗ này");
        self.fault(
            fault.hint(
                "cách in ghi sau dấu `|`, ví dụ: `{{ chi_tieu.giam | hai_chu_so }}`",
            ),
        );
        while matches!(self.kind(), Kind::Dot | Kind::Name | Kind::Open) {
            match self.kind() {
                Kind::Open => drop(self.brackets()),
                _ => drop(self.take()),
            }
        }
        None
    }

    /// `.upper()` after what is no name; without brackets it is no method.
    fn loose_method(&mut self) -> bool {
        let is_call = self.kind_at(2) == &Kind::Open;
        if is_call {
            self.take();
            self.take();
            let _ = self.method();
        }
        is_call
    }

    /// `[1, 2]` where a value should stand.
    pub(super) fn list(&mut self) {
        let at = self.skip_list();
        let message = format!("`{}` là một danh sách, không in ra được", self.quote(&at));
        let fault = Fault::new(at, message);
        self.fault(fault.hint("mỗi giá trị trong một cặp `{{ … }}` của nó"));
    }

    /// Goes over a list to its end.
    fn skip_list(&mut self) -> Range<usize> {
        let start = self.at().start;
        let mut depth = 0_usize;
        let mut end = self.at().end;
        loop {
            match self.kind() {
                Kind::End => break,
                Kind::OpenRow => depth += 1,
                Kind::CloseRow => depth -= 1,
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

fn ternary(at: Range<usize>) -> Fault {
    Fault::new(at, TERNARY)
        .hint("chọn một trong hai giá trị: `neu(ho = 0, 0, giam / ho)`")
}

/// A word of another language, with the one that is used here.
fn word(at: Range<usize>, what: &str, written: &str, right: &str) -> Fault {
    Fault::new(at, format!("“{what}” không viết là `{written}`"))
        .label(format!("ghi `{right}`"))
}

//! Signs that no formula has: each is reported with what to write instead, and leaves
//! behind the kind of token that its writer meant.

use super::error::{FormulaError, shorten_quote};
use super::lex::{FormulaPlacement, Lexer, TokenKind, is_name_part, match_plain_sign};

impl Lexer<'_> {
    /// A sign that has another form here.
    pub(super) fn report_instead(&mut self, kind: TokenKind, length: usize, right: &str) {
        let start = self.offset;
        self.offset += length;
        let wrong = &self.text[start..self.offset];
        let what = match &kind {
            TokenKind::Arithmetic(operation) => operation.vietnamese().to_owned(),
            TokenKind::Compare(comparison) => {
                format!("phép so sánh “{}”", comparison.vietnamese())
            }
            _ => format!("“{}”", if right == "va" { "và" } else { "hoặc" }),
        };
        let message = format!("{what} không viết là `{wrong}`");
        self.errors.push(
            FormulaError::new(start..self.offset, message)
                .label(format!("ghi `{right}`")),
        );
        self.push(kind, start);
    }

    /// An operation that formulas do not have.
    pub(super) fn report_no_such(&mut self, kind: TokenKind, length: usize) {
        let start = self.offset;
        self.offset += length;
        let (message, hint) = match &self.text[start..self.offset] {
            "^" | "**" => ("không có phép lũy thừa", "nhân nhiều lần: `a * a`"),
            "&" if self.placement == FormulaPlacement::Field => (
                "không nối chữ được",
                "chữ in ra ghi ở nhãn của cột; “và” giữa hai so sánh ghi là `va`",
            ),
            "&" | "~" => (
                "không nối chữ được",
                "chữ viết ra ngoài; mỗi giá trị trong một cặp `{{ … }}` của nó",
            ),
            _ => (
                "dấu `|` không dùng trong công thức",
                "cách in số theo `kieu` của cột; làm tròn bằng `lam_tron(x, 2)`",
            ),
        };
        self.errors.push(FormulaError::new(start..self.offset, message).hint(hint));
        self.push(kind, start);
    }

    /// A sign without a meaning here; what stands around it is right.
    pub(super) fn report_needless(&mut self, c: char) {
        let (start, end) = (self.offset, self.offset + c.len_utf8());
        self.offset = end;
        let error = match c {
            '%' => FormulaError::new(start..end, "dấu `%` chỉ viết ngay sau một con số")
                .label("bỏ dấu này")
                .hint("cột kiểu `phan_tram` tự nhân 100 và ghi dấu % khi in"),
            _ => FormulaError::new(
                start..end,
                format!("dấu `{c}` không dùng {}", self.name_placement()),
            )
            .label("bỏ dấu này")
            .hint("cột cùng hàng gọi theo mã: `dau`"),
        };
        self.errors.push(error);
    }

    /// `{"a": 1}` within a text.
    pub(super) fn report_braced(&mut self) {
        let start = self.offset;
        let end = self.unread().find('}').map_or(self.text.len(), |len| start + len + 1);
        self.offset = end;
        let written = shorten_quote(&self.text[start..end]);
        let message =
            format!("giữa `{{{{` và `}}}}` không ghi thêm ngoặc nhọn: `{written}`");
        self.errors.push(FormulaError::new(start..end, message).label("bỏ chỗ này"));
        self.push(TokenKind::Unknown, start);
    }

    /// Characters that mean nothing; those side by side are one error.
    pub(super) fn report_stray(&mut self) {
        let start = self.offset;
        self.skip(is_stray);
        if self.offset == start {
            self.offset += self.peek().map_or(0, char::len_utf8);
        }
        let written = &self.text[start..self.offset];
        let braces = written.contains(['{', '}']);
        let message = if braces {
            match self.placement {
                FormulaPlacement::Field => {
                    "trong công thức không ghi ngoặc nhọn".to_owned()
                }
                FormulaPlacement::Text => {
                    "giữa `{{` và `}}` không ghi thêm ngoặc nhọn".to_owned()
                }
            }
        } else {
            format!(
                "ký tự “{}” không dùng được {}",
                shorten_quote(written),
                self.name_placement()
            )
        };
        if !braces || self.errors.iter().all(|error| error.message != message) {
            self.errors
                .push(FormulaError::new(start..self.offset, message).label("bỏ chỗ này"));
        }
        self.push(TokenKind::Unknown, start);
    }

    /// A statement of a template, `{% if … %}`, or its end alone: it stands for nothing.
    pub(super) fn report_statement(&mut self) {
        let start = self.offset;
        let end = match self.unread().strip_prefix("{%") {
            Some(after) => {
                after.find("%}").map_or(self.text.len(), |len| start + len + 4)
            }
            None => start + 2,
        };
        self.offset = end;
        let written = shorten_quote(&self.text[start..end]);
        let message = format!("`{written}` không dùng giữa `{{{{` và `}}}}`");
        self.errors.push(
            FormulaError::new(start..self.offset, message)
                .label("bỏ chỗ này")
                .hint("lời văn không có lệnh; chọn một trong hai giá trị: `neu(ho = 0, 0, giam / ho)`"),
        );
    }

    /// How a message names where the formula stands.
    fn name_placement(&self) -> &'static str {
        match self.placement {
            FormulaPlacement::Field => "trong công thức",
            FormulaPlacement::Text => "giữa `{{` và `}}`",
        }
    }
}

/// Whether a character can begin nothing that a formula knows, right or wrong.
fn is_stray(c: char) -> bool {
    !is_name_part(c)
        && !c.is_whitespace()
        && !"\"“'‘$&|^:%@!".contains(c)
        && match_plain_sign(c).is_none()
}

//! Text → signs, names and figures.
//!
//! What cannot stand in a formula is told here, and leaves behind the kind of sign that
//! its writer meant, so that the parser has nothing more to say about it.

use std::iter::from_fn;
use std::ops::Range;

use chrono::NaiveDate;
use unicode_normalization::char::is_combining_mark;

use super::expr::{ArithmeticOp, CompareOp};
use super::fault::{FormulaError, is_cell_address, shorten_quote};
use super::quote::{find_closing_quote, measure_quoted};
use crate::quantity::Number;

/// One sign, name or figure.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) at: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Number(Number),
    Text(String),
    Date(NaiveDate),
    Name,
    Arithmetic(ArithmeticOp),
    /// Something that joins two values, and has been told as a fault.
    Strange,
    /// Something that stands for a value, and has been told as a fault.
    Unknown,
    Compare(CompareOp),
    And,
    Or,
    Not,
    Open,
    Close,
    OpenRow,
    CloseRow,
    Dot,
    Separator,
    /// What stands after it says how the value prints: only within a text.
    Pipe,
    /// After the last one; always there.
    End,
}

impl TokenKind {
    /// Whether a value or a condition can begin with it.
    pub(super) fn begins_value(&self) -> bool {
        matches!(
            self,
            Self::Number(_)
                | Self::Text(_)
                | Self::Date(_)
                | Self::Name
                | Self::Unknown
                | Self::Not
                | Self::Open
        )
    }

    /// Whether it wants a value on both sides.
    pub(super) fn joins(&self) -> bool {
        matches!(
            self,
            Self::Arithmetic(_) | Self::Strange | Self::Compare(_) | Self::And | Self::Or
        )
    }
}

/// Where a formula stands, which says what may be in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormulaPlacement {
    /// In a field of its own: `cong_thuc`, `kiem_tra`, a figure of an indicator.
    Field,
    /// In a text, between `{{` and `}}`: it prints.
    Text,
}

/// All tokens, the last one [`TokenKind::End`], and what could not be one.
pub(super) fn lex_tokens(
    text: &str,
    setting: FormulaPlacement,
) -> (Vec<Token>, Vec<FormulaError>) {
    let mut lexer =
        Lexer { text, setting, at: 0, tokens: Vec::new(), faults: Vec::new() };
    while let Some(c) = lexer.peek() {
        lexer.lex_token(c);
    }
    lexer.push(TokenKind::End, text.len());
    (lexer.tokens, lexer.faults)
}

/// Whether a name can go on with this character. Marks are letters too, in a text that
/// is not composed.
pub(super) fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

/// Where the reading of a text stands.
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    pub(super) setting: FormulaPlacement,
    pub(super) at: usize,
    tokens: Vec<Token>,
    pub(super) faults: Vec<FormulaError>,
}

impl Lexer<'_> {
    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes on over all characters that fit.
    pub(super) fn skip(&mut self, fits: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(fits).len();
    }

    /// Ends a token that began at `start`.
    pub(super) fn push(&mut self, kind: TokenKind, start: usize) {
        self.tokens.push(Token { kind, at: start..self.at });
    }

    fn lex_token(&mut self, c: char) {
        match c {
            _ if c.is_whitespace() => self.skip(char::is_whitespace),
            '0'..='9' => self.lex_figure(),
            '.' | ',' if self.is_bare_fraction() => self.lex_figure(),
            '"' | '\'' | '“' | '‘' => self.lex_quoted(c),
            _ if c.is_alphabetic() || matches!(c, '_' | '$') => self.lex_name(),
            _ => self.lex_sign(c),
        }
    }

    /// Whether `.5` stands here where a value is wanted.
    fn is_bare_fraction(&self) -> bool {
        let digit = self.rest()[1..].starts_with(|c: char| c.is_ascii_digit());
        let wanted = self.tokens.last().is_none_or(|last| {
            last.kind.joins()
                || last.kind == TokenKind::Open
                || last.kind == TokenKind::Separator
        });
        digit && wanted
    }

    fn lex_sign(&mut self, c: char) {
        use CompareOp::{Equal, GreaterOrEqual, LessOrEqual, Unequal};
        let pair: String = self.rest().chars().take(2).collect();
        let start = self.at;
        let (kind, length) = match (pair.as_str(), c) {
            ("<>", _) => (TokenKind::Compare(Unequal), 2),
            ("<=", _) => (TokenKind::Compare(LessOrEqual), 2),
            (">=", _) => (TokenKind::Compare(GreaterOrEqual), 2),
            ("==", _) => return self.report_instead(TokenKind::Compare(Equal), 2, "="),
            ("!=", _) => {
                return self.report_instead(TokenKind::Compare(Unequal), 2, "<>");
            }
            ("=<", _) => {
                return self.report_instead(TokenKind::Compare(LessOrEqual), 2, "<=");
            }
            ("=>", _) => {
                return self.report_instead(TokenKind::Compare(GreaterOrEqual), 2, ">=");
            }
            ("&&", _) => return self.report_instead(TokenKind::And, 2, "va"),
            ("||", _) => return self.report_instead(TokenKind::Or, 2, "hoac"),
            ("**", _) => return self.report_no_such(TokenKind::Strange, 2),
            (_, ':') => {
                return self.report_instead(
                    TokenKind::Arithmetic(ArithmeticOp::Divide),
                    1,
                    "/",
                );
            }
            (_, '|') if self.setting == FormulaPlacement::Text => (TokenKind::Pipe, 1),
            ("%}" | "{%", _) if self.setting == FormulaPlacement::Text => {
                return self.report_statement();
            }
            (_, '{') if self.setting == FormulaPlacement::Text => {
                return self.report_braced();
            }
            (_, '~') if self.setting == FormulaPlacement::Text => {
                return self.report_no_such(TokenKind::Strange, 1);
            }
            (_, '^' | '&' | '|') => return self.report_no_such(TokenKind::Strange, 1),
            (_, '@' | '%') => return self.report_needless(c),
            _ => match match_plain_sign(c) {
                Some(kind) => (kind, c.len_utf8()),
                None => return self.report_stray(),
            },
        };
        self.at += length;
        self.push(kind, start);
    }

    /// A sign that has another form here.
    fn report_instead(&mut self, kind: TokenKind, length: usize, right: &str) {
        let start = self.at;
        self.at += length;
        let wrong = &self.text[start..self.at];
        let what = match &kind {
            TokenKind::Arithmetic(operation) => operation.vietnamese().to_owned(),
            TokenKind::Compare(comparison) => {
                format!("phép so sánh “{}”", comparison.vietnamese())
            }
            _ => format!("“{}”", if right == "va" { "và" } else { "hoặc" }),
        };
        let message = format!("{what} không viết là `{wrong}`");
        self.faults.push(
            FormulaError::new(start..self.at, message).label(format!("ghi `{right}`")),
        );
        self.push(kind, start);
    }

    /// An operation that formulas do not have.
    fn report_no_such(&mut self, kind: TokenKind, length: usize) {
        let start = self.at;
        self.at += length;
        let (message, hint) = match &self.text[start..self.at] {
            "^" | "**" => ("không có phép lũy thừa", "nhân nhiều lần: `a * a`"),
            "&" if self.setting == FormulaPlacement::Field => (
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
        self.faults.push(FormulaError::new(start..self.at, message).hint(hint));
        self.push(kind, start);
    }

    /// A sign that says nothing here; what stands around it is right.
    fn report_needless(&mut self, c: char) {
        let (start, end) = (self.at, self.at + c.len_utf8());
        self.at = end;
        let fault = match c {
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
        self.faults.push(fault);
    }

    /// `{"a": 1}` within a text.
    fn report_braced(&mut self) {
        let start = self.at;
        let end = self.rest().find('}').map_or(self.text.len(), |len| start + len + 1);
        self.at = end;
        let written = shorten_quote(&self.text[start..end]);
        let message =
            format!("giữa `{{{{` và `}}}}` không ghi thêm ngoặc nhọn: `{written}`");
        self.faults.push(FormulaError::new(start..end, message).label("bỏ chỗ này"));
        self.push(TokenKind::Unknown, start);
    }

    /// Characters that mean nothing; those side by side are one fault.
    fn report_stray(&mut self) {
        let start = self.at;
        self.skip(is_stray);
        if self.at == start {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        let written = &self.text[start..self.at];
        let braces = written.contains(['{', '}']);
        let message = if braces {
            match self.setting {
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
        if !braces || self.faults.iter().all(|fault| fault.message != message) {
            self.faults
                .push(FormulaError::new(start..self.at, message).label("bỏ chỗ này"));
        }
        self.push(TokenKind::Unknown, start);
    }

    /// A statement of a template, `{% if … %}`, or its end alone: it stands for nothing.
    fn report_statement(&mut self) {
        let start = self.at;
        let end = match self.rest().strip_prefix("{%") {
            Some(after) => {
                after.find("%}").map_or(self.text.len(), |len| start + len + 4)
            }
            None => start + 2,
        };
        self.at = end;
        let written = shorten_quote(&self.text[start..end]);
        let message = format!("`{written}` không dùng giữa `{{{{` và `}}}}`");
        self.faults.push(
            FormulaError::new(start..self.at, message)
                .label("bỏ chỗ này")
                .hint("lời văn không có lệnh; chọn một trong hai giá trị: `neu(ho = 0, 0, giam / ho)`"),
        );
    }

    /// How a message names where the formula stands.
    fn name_placement(&self) -> &'static str {
        match self.setting {
            FormulaPlacement::Field => "trong công thức",
            FormulaPlacement::Text => "giữa `{{` và `}}`",
        }
    }

    fn lex_name(&mut self) {
        let start = self.at;
        let address = measure_cell_address(self.rest());
        if address > 0 {
            self.at += address;
            let written = &self.text[start..self.at];
            self.faults.push(FormulaError::cell_address(written, start..self.at));
            return self.push(TokenKind::Unknown, start);
        }
        if self.peek() == Some('$') {
            return self.report_needless('$');
        }
        self.skip(is_name_part);
        let kind = match self.text[start..self.at].to_lowercase().as_str() {
            "va" | "và" => TokenKind::And,
            "hoac" | "hoặc" => TokenKind::Or,
            "khong" | "không" => TokenKind::Not,
            _ => TokenKind::Name,
        };
        self.push(kind, start);
    }

    fn lex_quoted(&mut self, open: char) {
        let start = self.at;
        let body = start + open.len_utf8();
        let found = measure_quoted(&self.text[body..], open);
        let end = found.map_or(self.text.len(), |length| body + length);
        self.at = end + self.text[end..].chars().next().map_or(0, char::len_utf8);
        if found.is_none() {
            let fault = FormulaError::new(start..body, "đoạn chữ chưa có dấu nháy đóng");
            let close = find_closing_quote(open);
            self.faults.push(fault.label(format!("cần dấu {close} ở cuối đoạn chữ")));
            return self.push(TokenKind::Unknown, start);
        }
        self.push(TokenKind::Text(self.text[body..end].to_owned()), start);
    }
}

/// Whether a character can begin nothing that a formula knows, right or wrong.
fn is_stray(c: char) -> bool {
    !is_name_part(c)
        && !c.is_whitespace()
        && !"\"“'‘$&|^:%@!".contains(c)
        && match_plain_sign(c).is_none()
}

/// Signs of one character that are right as they are.
fn match_plain_sign(c: char) -> Option<TokenKind> {
    Some(match c {
        '+' => TokenKind::Arithmetic(ArithmeticOp::Add),
        '-' | '\u{2212}' | '\u{2013}' => TokenKind::Arithmetic(ArithmeticOp::Subtract),
        '*' | '×' => TokenKind::Arithmetic(ArithmeticOp::Multiply),
        '/' | '÷' => TokenKind::Arithmetic(ArithmeticOp::Divide),
        '=' => TokenKind::Compare(CompareOp::Equal),
        '≠' => TokenKind::Compare(CompareOp::Unequal),
        '<' => TokenKind::Compare(CompareOp::Less),
        '≤' => TokenKind::Compare(CompareOp::LessOrEqual),
        '>' => TokenKind::Compare(CompareOp::Greater),
        '≥' => TokenKind::Compare(CompareOp::GreaterOrEqual),
        '(' => TokenKind::Open,
        ')' => TokenKind::Close,
        '[' => TokenKind::OpenRow,
        ']' => TokenKind::CloseRow,
        '.' => TokenKind::Dot,
        ',' | ';' => TokenKind::Separator,
        _ => return None,
    })
}

/// Length of an address of cells that nothing else could be: with `$`, or a range. `B7`
/// alone may be the id of a column.
fn measure_cell_address(text: &str) -> usize {
    let mut seen_colon = false;
    let mut chars = text.char_indices();
    let fits = from_fn(|| {
        let (at, c) = chars.next()?;
        let colon = c == ':' && !seen_colon;
        seen_colon |= colon;
        (colon || is_name_part(c) || c == '$').then_some(at + c.len_utf8())
    });
    let length = fits.last().unwrap_or(0);
    let written = &text[..length];
    let sure = written.contains(['$', ':']) && is_cell_address(written);
    if sure { length } else { 0 }
}

//! Text → signs, names and figures.
//!
//! What cannot stand in a formula is reported here, and leaves behind the kind of sign that
//! its writer meant, so that the parser has nothing more to say about it.

use std::iter::from_fn;
use std::ops::Range;

use chrono::NaiveDate;
use unicode_normalization::char::is_combining_mark;

use super::error::{FormulaError, is_cell_address, shorten_quote};
use super::expr::{ArithmeticOp, CompareOp};
use super::quote::{find_closing_quote, measure_quoted};
use crate::quantity::Number;

/// One sign, name or figure.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Number(Number),
    Text(String),
    Date(NaiveDate),
    Name,
    Arithmetic(ArithmeticOp),
    /// Something that joins two values, and has been reported as an error.
    Strange,
    /// Something that stands for a value, and has been reported as an error.
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
    /// `|`, after which a filter says how the value prints: only within a text.
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

/// Where a formula stands, which decides what may be in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormulaPlacement {
    /// In a field for formulas: `cong_thuc`, `kiem_tra`, a figure of an indicator.
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
        Lexer { text, setting, offset: 0, tokens: Vec::new(), errors: Vec::new() };
    while let Some(c) = lexer.peek() {
        lexer.lex_token(c);
    }
    lexer.push(TokenKind::End, text.len());
    (lexer.tokens, lexer.errors)
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
    pub(super) offset: usize,
    tokens: Vec<Token>,
    pub(super) errors: Vec<FormulaError>,
}

impl Lexer<'_> {
    pub(super) fn unread(&self) -> &str {
        &self.text[self.offset..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.unread().chars().next()
    }

    /// Goes on over all characters that fit.
    pub(super) fn skip(&mut self, fits: impl Fn(char) -> bool) {
        let unread = self.unread();
        self.offset += unread.len() - unread.trim_start_matches(fits).len();
    }

    /// Ends a token that began at `start`.
    pub(super) fn push(&mut self, kind: TokenKind, start: usize) {
        self.tokens.push(Token { kind, range: start..self.offset });
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
        let digit = self.unread()[1..].starts_with(|c: char| c.is_ascii_digit());
        let wanted = self.tokens.last().is_none_or(|last| {
            last.kind.joins()
                || last.kind == TokenKind::Open
                || last.kind == TokenKind::Separator
        });
        digit && wanted
    }

    fn lex_sign(&mut self, c: char) {
        use CompareOp::{Equal, GreaterOrEqual, LessOrEqual, Unequal};
        let pair: String = self.unread().chars().take(2).collect();
        let start = self.offset;
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
        self.offset += length;
        self.push(kind, start);
    }

    /// A sign that has another form here.
    fn report_instead(&mut self, kind: TokenKind, length: usize, right: &str) {
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
    fn report_no_such(&mut self, kind: TokenKind, length: usize) {
        let start = self.offset;
        self.offset += length;
        let (message, hint) = match &self.text[start..self.offset] {
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
        self.errors.push(FormulaError::new(start..self.offset, message).hint(hint));
        self.push(kind, start);
    }

    /// A sign without a meaning here; what stands around it is right.
    fn report_needless(&mut self, c: char) {
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
    fn report_braced(&mut self) {
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
    fn report_stray(&mut self) {
        let start = self.offset;
        self.skip(is_stray);
        if self.offset == start {
            self.offset += self.peek().map_or(0, char::len_utf8);
        }
        let written = &self.text[start..self.offset];
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
        if !braces || self.errors.iter().all(|error| error.message != message) {
            self.errors
                .push(FormulaError::new(start..self.offset, message).label("bỏ chỗ này"));
        }
        self.push(TokenKind::Unknown, start);
    }

    /// A statement of a template, `{% if … %}`, or its end alone: it stands for nothing.
    fn report_statement(&mut self) {
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
        match self.setting {
            FormulaPlacement::Field => "trong công thức",
            FormulaPlacement::Text => "giữa `{{` và `}}`",
        }
    }

    fn lex_name(&mut self) {
        let start = self.offset;
        let address = measure_cell_address(self.unread());
        if address > 0 {
            self.offset += address;
            let written = &self.text[start..self.offset];
            self.errors.push(FormulaError::cell_address(written, start..self.offset));
            return self.push(TokenKind::Unknown, start);
        }
        if self.peek() == Some('$') {
            return self.report_needless('$');
        }
        self.skip(is_name_part);
        let kind = match self.text[start..self.offset].to_lowercase().as_str() {
            "va" | "và" => TokenKind::And,
            "hoac" | "hoặc" => TokenKind::Or,
            "khong" | "không" => TokenKind::Not,
            _ => TokenKind::Name,
        };
        self.push(kind, start);
    }

    fn lex_quoted(&mut self, open: char) {
        let start = self.offset;
        let body = start + open.len_utf8();
        let found = measure_quoted(&self.text[body..], open);
        let end = found.map_or(self.text.len(), |length| body + length);
        self.offset = end + self.text[end..].chars().next().map_or(0, char::len_utf8);
        if found.is_none() {
            let error = FormulaError::new(start..body, "đoạn chữ chưa có dấu nháy đóng");
            let close = find_closing_quote(open);
            self.errors.push(error.label(format!("cần dấu {close} ở cuối đoạn chữ")));
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
        let (start, c) = chars.next()?;
        let colon = c == ':' && !seen_colon;
        seen_colon |= colon;
        (colon || is_name_part(c) || c == '$').then_some(start + c.len_utf8())
    });
    let length = fits.last().unwrap_or(0);
    let written = &text[..length];
    let sure = written.contains(['$', ':']) && is_cell_address(written);
    if sure { length } else { 0 }
}

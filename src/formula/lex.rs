//! Text → signs, names and figures.
//!
//! What cannot stand in a formula is reported here, and leaves behind the kind of sign that
//! its writer meant, so that the parser has nothing more to say about it.

use std::iter::from_fn;
use std::ops::Range;

use chrono::NaiveDate;
use unicode_normalization::char::is_combining_mark;

use super::error::{FormulaError, is_cell_address};
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
    placement: FormulaPlacement,
) -> (Vec<Token>, Vec<FormulaError>) {
    let mut lexer =
        Lexer { text, placement, offset: 0, tokens: Vec::new(), errors: Vec::new() };
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
    pub(super) placement: FormulaPlacement,
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

    /// Reads a sign. Pairs come before single signs, since `<` begins `<=`; what only a text
    /// knows comes before what no formula knows, since `{` is another error in each.
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
            (_, '|') if self.placement == FormulaPlacement::Text => (TokenKind::Pipe, 1),
            ("%}" | "{%", _) if self.placement == FormulaPlacement::Text => {
                return self.report_statement();
            }
            (_, '{') if self.placement == FormulaPlacement::Text => {
                return self.report_braced();
            }
            (_, '~') if self.placement == FormulaPlacement::Text => {
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

/// Signs of one character that are right as they are.
pub(super) fn match_plain_sign(c: char) -> Option<TokenKind> {
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

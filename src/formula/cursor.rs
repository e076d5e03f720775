//! The tokens of a formula as the parser takes them, and the errors noted on the way.

use std::ops::Range;

use super::error::{FormulaError, shorten_quote};
use super::expr::{Expr, Ref};
use super::lex::{FormulaPlacement, Token, TokenKind, lex_tokens};

/// Longest formula, in bytes.
const MAX_LENGTH: usize = 4_000;

/// Most signs, names and figures of a formula.
const MAX_TOKENS: usize = 400;

/// How deep brackets, and signs before a value, can stand inside each other.
const MAX_DEPTH: usize = 40;

/// A part of a formula; `None` after its error was noted.
pub(super) type ParsedPart = Option<Expr<Ref>>;

/// Reads the tokens of a formula one after the other. The grammar is spread over the files
/// that have `impl Parser`.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) placement: FormulaPlacement,
    /// The last one is always [`TokenKind::End`].
    tokens: Vec<Token>,
    /// Index of the token that is to be read.
    next: usize,
    /// How many brackets and signs before a value are open, at most [`MAX_DEPTH`].
    depth: usize,
    /// Whether errors are noted no more, since what is left has no meaning.
    stopped: bool,
    errors: Vec<FormulaError>,
}

impl<'t> Parser<'t> {
    /// A parser of a text that is not too long.
    pub(super) fn new(
        text: &'t str,
        placement: FormulaPlacement,
    ) -> Result<Self, Vec<FormulaError>> {
        if text.len() > MAX_LENGTH {
            return Err(vec![explain_too_long(text, placement)]);
        }
        let (tokens, errors) = lex_tokens(text, placement);
        if tokens.len() > MAX_TOKENS {
            return Err(vec![explain_too_long(text, placement)]);
        }
        Ok(Self { text, placement, tokens, next: 0, depth: 0, stopped: false, errors })
    }

    /// What was read, if nothing was reported; else all errors, in order of the text.
    pub(super) fn finish<T>(self, read: Option<T>) -> Result<T, Vec<FormulaError>> {
        let mut errors = self.errors;
        match read {
            Some(read) if errors.is_empty() => Ok(read),
            _ => {
                if errors.is_empty() {
                    let all = 0..self.text.len();
                    errors.push(FormulaError::new(all, "công thức viết chưa đúng"));
                }
                errors.sort_by_key(|error| (error.range.start, error.range.end));
                errors.dedup();
                Err(errors)
            }
        }
    }

    /// Reads nothing more, after an error that leaves the rest without meaning.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
        self.next = self.tokens.len() - 1;
    }
}

impl Parser<'_> {
    pub(super) fn kind(&self) -> &TokenKind {
        &self.tokens[self.next].kind
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.tokens[self.next].range.clone()
    }

    /// The token after this one.
    pub(super) fn kind_after(&self) -> &TokenKind {
        self.kind_at(1)
    }

    /// The token that stands so many after this one.
    pub(super) fn kind_at(&self, ahead: usize) -> &TokenKind {
        &self.tokens[(self.next + ahead).min(self.tokens.len() - 1)].kind
    }

    pub(super) fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Whether an error with this message is noted already.
    pub(super) fn has_reported(&self, message: &str) -> bool {
        self.errors.iter().any(|error| error.message == message)
    }

    /// The token before this one.
    pub(super) fn previous(&self) -> Option<&Token> {
        self.tokens[..self.next].last()
    }

    /// Takes a token; the last one is never passed.
    pub(super) fn take(&mut self) -> Token {
        let token = self.tokens[self.next].clone();
        self.next = (self.next + 1).min(self.tokens.len() - 1);
        token
    }

    pub(super) fn quote(&self, range: &Range<usize>) -> String {
        shorten_quote(&self.text[range.clone()])
    }

    pub(super) fn report(&mut self, error: FormulaError) {
        if !self.stopped {
            self.errors.push(error);
        }
    }

    /// Reads `part` one level deeper; past the limit nothing more is read.
    pub(super) fn deeper(
        &mut self,
        part: impl FnOnce(&mut Self) -> ParsedPart,
    ) -> ParsedPart {
        if self.depth == MAX_DEPTH {
            self.report(explain_too_deep(self.range(), self.placement));
            self.stop();
            return None;
        }
        self.depth += 1;
        let read = part(self);
        self.depth -= 1;
        read
    }
}

fn explain_too_long(text: &str, placement: FormulaPlacement) -> FormulaError {
    match placement {
        FormulaPlacement::Field => FormulaError::new(0..text.len(), "công thức dài quá")
            .hint("tách thành nhiều cột; cột không cần in thì đặt `an: co`"),
        FormulaPlacement::Text => {
            FormulaError::new(0..text.len(), "phép tính này dài quá")
                .hint("đặt phép tính vào một chỉ tiêu rồi đọc chỉ tiêu ấy")
        }
    }
}

fn explain_too_deep(range: Range<usize>, placement: FormulaPlacement) -> FormulaError {
    match placement {
        FormulaPlacement::Field => {
            FormulaError::new(range, "công thức lồng nhau quá sâu")
                .hint("tách thành nhiều cột; cột không cần in thì đặt `an: co`")
        }
        FormulaPlacement::Text => {
            FormulaError::new(range, "phép tính này lồng nhau quá sâu")
                .hint("đặt phép tính vào một chỉ tiêu rồi đọc chỉ tiêu ấy")
        }
    }
}

//! One line of a field, read into its parts.

use std::sync::Arc;

use super::{ProsePiece, TextStyle};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::formula::{Expression, find_closing_braces};
use crate::yaml::ScalarPlaces;

/// Marks of a line that are searched to the end of it in vain.
const MAX_SEARCHED: usize = 100;

/// A reader of one line.
struct InlineReader<'a> {
    text: &'a str,
    /// Byte of the line in the scalar's text.
    base: usize,
    places: &'a ScalarPlaces,
    found: &'a mut Vec<Diagnostic>,
    /// Byte in the line.
    offset: usize,
    pieces: Vec<ProsePiece>,
    /// Text read so far, not yet a piece, and where it began.
    unflushed: String,
    unflushed_start: usize,
    style: TextStyle,
    /// Marks that are not closed, as far as they were searched for.
    unclosed: usize,
}

/// Reads a line of a plain field: only `{{ … }}` means something.
pub(super) fn read_plain_line(
    text: &str,
    base: usize,
    places: &ScalarPlaces,
    found: &mut Vec<Diagnostic>,
) -> Vec<ProsePiece> {
    let mut reader = InlineReader::new(text, base, places, found);
    while let Some(c) = reader.peek() {
        if reader.unread().starts_with("\\{{") {
            reader.take_literal("{{", 3);
        } else if reader.unread().starts_with("{{") {
            reader.read_value();
        } else {
            reader.take_char(c);
        }
    }
    reader.finish()
}

/// Reads a line of a prose field.
pub(super) fn read_prose_line(
    text: &str,
    base: usize,
    places: &ScalarPlaces,
    found: &mut Vec<Diagnostic>,
) -> Vec<ProsePiece> {
    let mut reader = InlineReader::new(text, base, places, found);
    while let Some(c) = reader.peek() {
        let next = reader.unread()[c.len_utf8()..].chars().next();
        match c {
            '\\' if next.is_some_and(|n| n.is_ascii_punctuation()) => {
                let literal = next.map(String::from).unwrap_or_default();
                reader.take_literal(&literal, 2);
            }
            '{' if next == Some('{') => reader.read_value(),
            '[' if next == Some('^') => reader.read_note(),
            '*' => reader.read_star(),
            _ => reader.take_char(c),
        }
    }
    reader.finish()
}

impl<'a> InlineReader<'a> {
    fn new(
        text: &'a str,
        base: usize,
        places: &'a ScalarPlaces,
        found: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            text,
            base,
            places,
            found,
            offset: 0,
            pieces: Vec::new(),
            unflushed: String::new(),
            unflushed_start: 0,
            style: TextStyle::default(),
            unclosed: 0,
        }
    }

    fn unread(&self) -> &'a str {
        &self.text[self.offset..]
    }

    fn peek(&self) -> Option<char> {
        self.unread().chars().next()
    }

    fn span(&self, start: usize, end: usize) -> crate::source::Span {
        self.places.span(self.base + start, self.base + end)
    }

    /// Takes a character as it stands; white space of any length is one space.
    fn take_char(&mut self, c: char) {
        if self.unflushed.is_empty() {
            self.unflushed_start = self.offset;
        }
        let blank = c.is_whitespace();
        if !(blank && self.unflushed.ends_with(' ')) {
            self.unflushed.push(if blank { ' ' } else { c });
        }
        self.offset += c.len_utf8();
    }

    /// Takes `width` bytes as the text `literal`.
    fn take_literal(&mut self, literal: &str, width: usize) {
        if self.unflushed.is_empty() {
            self.unflushed_start = self.offset;
        }
        self.unflushed.push_str(literal);
        self.offset += width;
    }

    fn flush(&mut self) {
        if self.unflushed.is_empty() {
            return;
        }
        let span = self.span(self.unflushed_start, self.offset);
        let text = std::mem::take(&mut self.unflushed);
        self.pieces.push(ProsePiece::Text { text, style: self.style, span });
    }

    /// `{{ … }}`. A `}}` within quotes does not close it. What is between the braces is
    /// read here, once: its tree stays in the piece, with the place of every part.
    fn read_value(&mut self) {
        self.flush();
        let start = self.offset;
        let Some(len) = find_closing_braces(&self.unread()[2..]) else {
            let span = self.span(start, start + 2);
            self.found.push(
                Diagnostic::error(
                    &code::prose::VALUE_UNCLOSED,
                    span,
                    "`{{` mở ở đây không có `}}` đóng",
                )
                .label("cần `}}` trên cùng dòng")
                .hint("nếu là chữ của văn bản, viết `\\{{`"),
            );
            self.offset = self.text.len();
            return;
        };
        let inside = &self.unread()[2..2 + len];
        let text = inside.trim();
        let from = self.base + start + 2 + (inside.len() - inside.trim_start().len());
        self.offset += len + 4;
        let span = self.span(start, self.offset);
        let places = self.places.part(from, from + text.len());
        let expression = Expression::read(text, places);
        for error in expression.errors() {
            let mut finding = expression.to_diagnostic(error.clone());
            // That there is nothing is reported at the braces.
            if text.is_empty() {
                finding.span = Some(span);
            }
            self.found.push(finding);
        }
        let expression = Arc::new(expression);
        self.pieces.push(ProsePiece::Value { expression, style: self.style, span });
    }

    /// `[^id]`.
    fn read_note(&mut self) {
        let id: String = self.unread()[2..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        if id.is_empty() || !self.unread()[2 + id.len()..].starts_with(']') {
            self.take_char('[');
            return;
        }
        self.flush();
        let start = self.offset;
        self.offset += id.len() + 3;
        let span = self.span(start, self.offset);
        self.pieces.push(ProsePiece::Note { id, span });
    }

    /// `*` and `**`. One that stands between spaces is a star.
    fn read_star(&mut self) {
        let double = self.unread().starts_with("**");
        let width = if double { 2 } else { 1 };
        let open = if double { self.style.bold } else { self.style.italic };
        // What closes stands right behind a letter, what opens right before one.
        let neighbour = if open {
            self.text[..self.offset].chars().next_back()
        } else {
            self.unread()[width..].chars().next()
        };
        if neighbour.is_none_or(char::is_whitespace) {
            self.take_char('*');
            return;
        }
        if !open && !self.is_closed_later(double, width) {
            self.unclosed += 1;
            let sign = if double { "**" } else { "*" };
            let span = self.span(self.offset, self.offset + width);
            let message =
                format!("dấu `{sign}` mở ở đây không có dấu đóng trên cùng dòng");
            self.found.push(
                Diagnostic::error(&code::prose::MARK_UNCLOSED, span, message)
                    .label(format!("cần thêm một dấu `{sign}` ở cuối đoạn chữ"))
                    .hint(format!(
                        "nếu là dấu sao của văn bản, viết `{}`",
                        sign.replace('*', "\\*")
                    )),
            );
            self.take_literal(sign, width);
            return;
        }
        self.flush();
        self.offset += width;
        if double {
            self.style.bold = !open;
        } else {
            self.style.italic = !open;
        }
    }

    /// Whether a mark that opens here is closed later on the line.
    fn is_closed_later(&self, double: bool, width: usize) -> bool {
        // Each search goes to the end of the line, and the text is at fault already.
        if self.unclosed >= MAX_SEARCHED {
            return false;
        }
        let mut following = self.unread()[width..].chars().peekable();
        let mut before = ' ';
        while let Some(c) = following.next() {
            if c == '\\' {
                following.next();
            } else if c == '*' && !before.is_whitespace() {
                let pair = following.peek() == Some(&'*');
                if pair {
                    following.next();
                }
                if pair == double {
                    return true;
                }
            }
            before = c;
        }
        false
    }

    fn finish(mut self) -> Vec<ProsePiece> {
        self.flush();
        self.pieces
    }
}

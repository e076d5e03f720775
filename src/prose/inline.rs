//! One line of a field, read into its parts.

use std::sync::Arc;

use super::mark::{MarkDoubt, StarUse, resolve_marks};
use super::token::Token;
use super::{ProsePiece, TextStyle};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::formula::Expression;
use crate::source::Span;
use crate::yaml::ScalarPlaces;

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
}

/// Reads a line of a plain field: only `{{ … }}` means something.
pub(super) fn read_plain_line(
    text: &str,
    base: usize,
    places: &ScalarPlaces,
    found: &mut Vec<Diagnostic>,
) -> Vec<ProsePiece> {
    let mut reader = InlineReader::new(text, base, places, found);
    reader.take_letters();
    while let Some(token) = Token::read_plain(reader.unread()) {
        reader.take(token);
        reader.take_letters();
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
    let mut marks =
        if text.contains('*') { resolve_marks(text) } else { Vec::new() }.into_iter();
    reader.take_letters();
    while let Some(token) = Token::read(reader.unread()) {
        match token {
            Token::Stars(width) => {
                reader.take_stars(width, marks.next().unwrap_or_default());
            }
            token => reader.take(token),
        }
        reader.take_letters();
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
        }
    }

    fn unread(&self) -> &'a str {
        &self.text[self.offset..]
    }

    /// Takes what is no mark.
    fn take(&mut self, token: Token<'a>) {
        match token {
            Token::Char(c) => self.take_char(c),
            Token::Escape(sign) => self.take_literal(sign, 1 + sign.len()),
            Token::Value(Some(inside)) => self.take_value(inside),
            Token::Value(None) => self.skip_unclosed_value(),
            Token::Note(id) => self.take_note(id),
            Token::Stars(width) => self.take_stars(width, StarUse::default()),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.places.span(self.base + start, self.base + end)
    }

    /// Takes all that is certain to stand for itself at once: most of a line.
    fn take_letters(&mut self) {
        let text = &self.text[self.offset..];
        let length = measure_letters(text.as_bytes(), self.unflushed.ends_with(' '));
        if length > 0 {
            self.take_literal(&text[..length], length);
        }
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

    /// `{{` that nothing closes: it is told, and the rest of the line goes with it.
    fn skip_unclosed_value(&mut self) {
        self.flush();
        let span = self.span(self.offset, self.offset + 2);
        let message = "`{{` mở ở đây không có `}}` đóng";
        self.found.push(
            Diagnostic::error(&code::prose::VALUE_UNCLOSED, span, message)
                .label("cần `}}` trên cùng dòng")
                .hint("nếu là chữ của văn bản, viết `\\{{`"),
        );
        self.offset = self.text.len();
    }

    /// `{{ … }}`. A `}}` within quotes does not close it. What is between the braces is
    /// read here, once: its tree stays in the piece, with the place of every part.
    fn take_value(&mut self, inside: &'a str) {
        self.flush();
        let start = self.offset;
        let text = inside.trim();
        let from = self.base + start + 2 + (inside.len() - inside.trim_start().len());
        self.offset += inside.len() + 4;
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
    fn take_note(&mut self, id: &str) {
        self.flush();
        let start = self.offset;
        self.offset += id.len() + 3;
        let span = self.span(start, self.offset);
        self.pieces.push(ProsePiece::Note { id: id.to_owned(), span });
    }

    /// A run of stars: those that are marks change the style, the others print.
    fn take_stars(&mut self, width: usize, star_use: StarUse) {
        let StarUse { italic, bold, doubt } = star_use;
        if let Some(doubt) = doubt {
            let span = self.span(self.offset, self.offset + width);
            self.found.push(describe_doubt(doubt, span));
        }
        let used = usize::from(italic) + 2 * usize::from(bold);
        if used > 0 {
            self.flush();
            self.style.italic ^= italic;
            self.style.bold ^= bold;
        }
        self.offset += used;
        let literal = &self.text[self.offset..self.offset + width - used];
        if !literal.is_empty() {
            self.take_literal(literal, literal.len());
        }
    }

    fn finish(mut self) -> Vec<ProsePiece> {
        self.flush();
        self.pieces
    }
}

/// How many bytes at the start of a line are letters, figures and signs that stand for
/// themselves, single blanks among them. It ends before a byte with which a sign of the
/// markup, a second blank or a blank beyond ASCII may begin.
fn measure_letters(bytes: &[u8], is_after_blank: bool) -> usize {
    let mut is_after_blank = is_after_blank;
    let is_end = |byte: &u8| {
        let is_blank = *byte == b' ';
        let is_second = is_blank && is_after_blank;
        is_after_blank = is_blank;
        // U+0085 and U+00A0 begin with C2, U+1680 with E1 9A, those from U+2000 on with E2,
        // U+3000 with E3. Of what begins with E1, the letters of Vietnamese go on otherwise.
        is_second
            || matches!(byte, b'\\' | b'{' | b'[' | b'*' | ..b' ' | 0xC2 | 0xE2 | 0xE3)
            || *byte == 0x9A
    };
    let length = bytes.iter().position(is_end).unwrap_or(bytes.len());
    // Not within a letter.
    let is_within = |length: usize| bytes.get(length).is_some_and(|b| b & 0xC0 == 0x80);
    (0..=length).rev().find(|length| !is_within(*length)).unwrap_or(0)
}

/// The fault of a run of stars that cannot be read in one way.
fn describe_doubt(doubt: MarkDoubt, span: Span) -> Diagnostic {
    match doubt {
        MarkDoubt::Unclosed(sign) => {
            let message =
                format!("dấu `{sign}` mở ở đây không có dấu đóng trên cùng dòng");
            Diagnostic::error(&code::prose::MARK_UNCLOSED, span, message)
                .label(format!("cần thêm một dấu `{sign}` ở cuối đoạn chữ"))
                .hint(format!(
                    "nếu là dấu sao của văn bản, viết `{}`",
                    sign.replace('*', "\\*")
                ))
        }
        MarkDoubt::TwoReadings => {
            let message = "dấu `*` ở đây đọc được hai cách";
            Diagnostic::error(&code::prose::MARK_TWO_READINGS, span, message)
                .label("là dấu của chữ nghiêng, chữ đậm, hay là dấu sao?")
                .hint("nếu là dấu sao của văn bản, viết `\\*` thay cho `*`")
                .hint("nếu là chữ nghiêng, chữ đậm: mỗi dấu mở một dấu đóng, sát chữ đầu và chữ cuối, trước dấu mở có dấu cách")
        }
    }
}

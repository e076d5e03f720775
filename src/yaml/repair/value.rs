//! Walks through values: text without quotes, in quotes and after `|`.

use super::character::{is_blank, is_hash_like, is_strange_blank};
use super::finding::Role;
use super::quote::{find_curled_close, find_curled_text, find_straight_close, is_end};
use super::state::{BlockText, Line, LineScanner};
use crate::source::Span;

impl<'a> LineScanner<'a> {
    /// What stands after a colon or a dash; text goes on in lines from `least` on.
    pub(super) fn scan_value(
        &mut self,
        line: &Line<'a>,
        byte: usize,
        least: usize,
        role: Role,
    ) {
        let rest = line.after(byte);
        let value = rest.trim_start_matches(is_blank);
        let start = line.text.len() - value.len();
        let is_structure =
            value.is_empty() || value.starts_with(['[', '{', '"', '\'', '|', '>', '#']);
        if is_structure || rest.starts_with(is_strange_blank) {
            self.note_blanks(line, byte, start, role);
        }
        match value.chars().next() {
            None | Some('#') => {}
            Some('"' | '\'') => self.scan_quoted(line, start),
            Some('|' | '>') => self.scan_block_header(line, start, least),
            Some('[' | '{') if value.starts_with("{{") => {}
            Some('[' | '{') => self.scan_brackets(line, start),
            Some(sign) if self.opens_brackets(sign, value) => {
                self.scan_brackets(line, start);
            }
            Some(_) => {
                if self.scan_curled(line, start, false).is_none() {
                    self.plain = Some(least);
                    self.scan_comment(line, start);
                }
            }
        }
    }

    /// `|` with its signs, after which only a comment may stand.
    fn scan_block_header(&mut self, line: &Line<'a>, byte: usize, least: usize) {
        let after = line.after(byte + 1);
        let rest = after
            .trim_start_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
        if !is_end(rest, false) {
            return;
        }
        self.block = Some(BlockText { least, column: None });
        self.scan_after(line, line.text.len() - rest.len());
    }

    /// A text that a straight quote opens; the byte after it where it is closed here.
    pub(super) fn find_quoted_end(
        &mut self,
        line: &Line<'_>,
        byte: usize,
    ) -> Option<usize> {
        let rest = line.after(byte);
        let in_brackets = !self.brackets.is_empty();
        let straight = find_straight_close(rest);
        let is_closed = straight.is_some_and(|end| is_end(&rest[end..], in_brackets));
        let curled = if is_closed { None } else { find_curled_close(rest, in_brackets) };
        if let Some(close) = curled {
            let sign = rest[close..].chars().next()?;
            let text = if rest.starts_with('"') { "\"" } else { "'" };
            self.replace(line, byte + close, sign, Role::ClosingQuote, text);
            return Some(byte + close + sign.len_utf8());
        }
        if straight.is_none() {
            self.quote = rest.chars().next();
        }
        straight.map(|end| byte + end)
    }

    fn scan_quoted(&mut self, line: &Line<'a>, byte: usize) {
        if let Some(end) = self.find_quoted_end(line, byte) {
            self.scan_after(line, end);
        }
    }

    /// The rest of a text in quotes that began on a line above.
    pub(super) fn scan_quoted_rest(&mut self, line: &Line<'a>, quote: char) {
        let quoted = format!("{quote}{}", line.text);
        match find_straight_close(&quoted) {
            Some(end) if self.brackets.is_empty() => self.scan_after(line, end - 1),
            Some(end) => self.scan_brackets(line, end - 1),
            None => self.quote = Some(quote),
        }
    }

    /// What stands after something that is closed: blanks, and a comment.
    pub(super) fn scan_after(&mut self, line: &Line<'_>, byte: usize) {
        let rest = line.after(byte);
        let next = rest.trim_start_matches(is_blank);
        if next.is_empty() || next.starts_with('#') {
            self.note_blanks(line, byte, line.text.len() - next.len(), Role::AfterValue);
        }
    }

    /// A text without quotes: whether a comment was meant to end it.
    pub(super) fn scan_comment(&mut self, line: &Line<'_>, byte: usize) {
        let rest = line.after(byte);
        for (offset, sign) in rest.char_indices() {
            let before = rest[..offset].trim_end_matches(is_blank);
            let after = &rest[offset + sign.len_utf8()..];
            if before.len() == offset || !(sign == '#' || is_hash_like(sign)) {
                continue;
            }
            if sign == '#' && rest[..offset].ends_with([' ', '\t']) {
                return;
            }
            if after.is_empty() || after.starts_with(is_blank) {
                self.note_blanks(
                    line,
                    byte + before.len(),
                    byte + offset,
                    Role::BeforeComment,
                );
                if sign != '#' {
                    self.replace(line, byte + offset, sign, Role::Hash, "#");
                }
                return;
            }
        }
    }

    /// A text whose curled quotes were meant as quotes; the byte after it, if it is one.
    pub(super) fn scan_curled(
        &mut self,
        line: &Line<'_>,
        byte: usize,
        in_brackets: bool,
    ) -> Option<usize> {
        let rest = line.after(byte);
        let open = rest.chars().next()?;
        let text = find_curled_text(rest, in_brackets)?;
        let close = rest[text.close..].chars().next()?;
        let end = byte + text.end;
        if text.close + close.len_utf8() == text.end {
            self.replace(line, byte, open, Role::Quote, "\"");
            self.edit(line, byte + text.close, end, "\"");
            let inner = Span::new(byte + open.len_utf8(), byte + text.close);
            self.soften(inner.shifted(line.start));
        } else {
            // The pair within the text stays; quotes go around the whole.
            self.note(line, byte, open, Role::Quote);
            self.wrap(Span::new(byte, end).shifted(line.start));
        }
        Some(end)
    }
}

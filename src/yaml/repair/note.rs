//! What is found on the walk: characters that are told, and what the parser reads in
//! their place.

use super::character::is_strange_blank;
use super::finding::{Lookalike, Role};
use super::rewrite::Edit;
use super::state::{Line, LineScanner};
use crate::source::Span;

impl LineScanner<'_> {
    /// Straight quotes around a text that has none.
    pub(super) fn wrap(&mut self, text: Span) {
        for offset in [text.start, text.end] {
            self.scanned.edits.push(Edit { span: Span::new(offset, offset), text: "\"" });
        }
        self.soften(text);
    }

    /// What would end a text in straight quotes is read as what does not.
    pub(super) fn soften(&mut self, text: Span) {
        for (offset, sign) in self.source.slice(text).char_indices() {
            let text_for_sign = match sign {
                '"' => "'",
                '\\' => "/",
                _ => continue,
            };
            let span = Span::new(text.start + offset, text.start + offset + 1);
            self.scanned.edits.push(Edit { span, text: text_for_sign });
        }
    }

    /// Every blank of a stretch that YAML reads as a letter.
    pub(super) fn note_blanks(
        &mut self,
        line: &Line<'_>,
        start: usize,
        end: usize,
        role: Role,
    ) {
        let Some(blanks) = line.text.get(start..end) else { return };
        for (offset, sign) in blanks.char_indices().filter(|(_, c)| is_strange_blank(*c))
        {
            self.replace(line, start + offset, sign, role, " ");
        }
    }

    /// A character that is told, with what the parser reads in its place.
    pub(super) fn replace(
        &mut self,
        line: &Line<'_>,
        byte: usize,
        sign: char,
        role: Role,
        text: &'static str,
    ) {
        self.note(line, byte, sign, role);
        self.edit(line, byte, byte + sign.len_utf8(), text);
    }

    pub(super) fn note(
        &mut self,
        line: &Line<'_>,
        byte: usize,
        character: char,
        role: Role,
    ) {
        let start = line.start + byte;
        let span = Span::new(start, start + character.len_utf8());
        self.scanned.lookalikes.push(Lookalike { span, character, role });
    }

    pub(super) fn edit(
        &mut self,
        line: &Line<'_>,
        start: usize,
        end: usize,
        text: &'static str,
    ) {
        let span = Span::new(start, end).shifted(line.start);
        self.scanned.edits.push(Edit { span, text });
    }
}

//! A text with some of its characters replaced, and the way back to the places of the
//! file.

use crate::source::Span;

/// What takes the place of a few bytes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edit {
    /// The bytes; none where something is put between two characters.
    pub(super) span: Span,
    /// What the parser reads in their place.
    pub(super) text: &'static str,
}

/// A text as the parser reads it.
pub(in super::super) struct Rewritten {
    text: String,
    pieces: Vec<Piece>,
}

/// From here on the text is that of the file, or stands in the place of something.
struct Piece {
    /// Where it begins in the text.
    new: usize,
    /// Where it begins in the file.
    old: usize,
    replaced: bool,
}

impl Rewritten {
    /// The file with its edits, which may come in any order; of two in one place the
    /// first counts.
    pub(super) fn new(file: &str, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let mut text = String::with_capacity(file.len());
        let mut pieces = vec![Piece { new: 0, old: 0, replaced: false }];
        let mut done = 0;
        for edit in edits {
            let Some(kept) = file.get(done..edit.span.start) else { continue };
            text.push_str(kept);
            pieces.push(Piece { new: text.len(), old: edit.span.start, replaced: true });
            text.push_str(edit.text);
            done = edit.span.end;
            pieces.push(Piece { new: text.len(), old: done, replaced: false });
        }
        text.push_str(&file[done..]);
        Self { text, pieces }
    }

    /// The text that the parser reads.
    pub(in super::super) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the file of a place in the text.
    pub(in super::super) fn locate(&self, span: Span) -> Span {
        let start = self.locate_byte(span.start);
        Span::new(start, self.locate_byte(span.end).max(start))
    }

    fn locate_byte(&self, byte: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.new <= byte);
        let piece = &self.pieces[after.max(1) - 1];
        let inside = byte - piece.new;
        match self.pieces.get(after) {
            // Within what was put in, no byte of the file is meant more than its end.
            Some(next) if piece.replaced && inside > 0 => next.old,
            _ => piece.old + inside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_leads_back_to_the_file() {
        let file = "a：b，c";
        let colon = Span::new(1, 4);
        let comma = Span::new(5, 8);
        let edits =
            vec![Edit { span: comma, text: ", " }, Edit { span: colon, text: ": " }];
        let rewritten = Rewritten::new(file, edits);
        assert_eq!(rewritten.text(), "a: b, c");
        for letter in ["a", "b", "c"] {
            let start = rewritten.text().find(letter).unwrap();
            let place = rewritten.locate(Span::new(start, start + 1));
            assert_eq!(&file[place.range()], letter);
        }
        assert_eq!(rewritten.locate(Span::new(1, 3)), colon);
        assert_eq!(rewritten.locate(Span::new(2, 3)), Span::new(4, 4));
        assert_eq!(rewritten.locate(Span::new(0, 7)), Span::new(0, file.len()));
    }

    #[test]
    fn what_is_put_between_moves_nothing() {
        let edits = [0, 3].map(|byte| Edit { span: Span::new(byte, byte), text: "\"" });
        let rewritten = Rewritten::new("abc d", edits.to_vec());
        assert_eq!(rewritten.text(), "\"abc\" d");
        assert_eq!(rewritten.locate(Span::new(1, 4)), Span::new(0, 3));
        assert_eq!(rewritten.locate(Span::new(6, 7)), Span::new(4, 5));
    }
}

//! A paragraph as one text, whatever bold and italic it has, with the way back to the
//! file.

use std::ops::Range;

use crate::formula::Expression;
use crate::prose::ProsePiece;
use crate::source::{Source, Span};

/// A paragraph or a line of a field.
///
/// `{{ … }}` stands in it as itself, so that no rule takes what is before and after it
/// for one phrase; notes leave nothing behind.
#[derive(Debug, Clone)]
pub struct TextLine<'a> {
    /// The text; `{{ … }}` stands in it as typed.
    pub text: String,
    /// The field in which it stands.
    pub span: Span,
    /// Where each run of text begins in `text`, the run, and its place.
    runs: Vec<(usize, &'a str, Span)>,
    /// Where each `{{ … }}` begins in `text`, and what it is.
    values: Vec<(usize, &'a Expression)>,
}

impl<'a> TextLine<'a> {
    /// The parts of a paragraph as one text.
    #[must_use]
    pub fn from_pieces(pieces: &'a [ProsePiece], span: Span) -> Self {
        let mut line =
            Self { text: String::new(), span, runs: Vec::new(), values: Vec::new() };
        for piece in pieces {
            match piece {
                ProsePiece::Text { text, span, .. } => {
                    line.runs.push((line.text.len(), text, *span));
                    line.text.push_str(text);
                }
                ProsePiece::Value { expression, .. } => {
                    line.values.push((line.text.len(), expression));
                    line.text.push_str("{{");
                    line.text.push_str(expression.text());
                    line.text.push_str("}}");
                }
                // What is filled in parts the words on its sides.
                ProsePiece::Leader { .. } | ProsePiece::CheckBox { .. } => {
                    line.text.push('…');
                }
                ProsePiece::Note { .. } | ProsePiece::Pending => {}
            }
        }
        line
    }

    /// The expressions that begin in a part of the text.
    pub fn values(&self, part: &Range<usize>) -> impl Iterator<Item = &'a Expression> {
        self.values
            .iter()
            .filter(|(start, _)| part.contains(start))
            .map(|(_, expression)| *expression)
    }

    /// Where each `{{ … }}` stands in the text, and what it is.
    pub(super) fn placed_values(
        &self,
    ) -> impl Iterator<Item = (Range<usize>, &'a Expression)> {
        self.values.iter().map(|(start, expression)| {
            // Two braces on either side.
            (*start..start + expression.text().len() + 4, *expression)
        })
    }

    /// The place in the file of the whole line, from its first run of text to its last.
    #[must_use]
    pub fn place_all(&self, sourced: &impl Sourced) -> Span {
        match &self.runs[..] {
            [(_, _, first), .., (_, _, last)] => Span::new(first.start, last.end),
            _ => self.place(sourced, 0, self.text.len()),
        }
    }

    /// The place in the file of a part of the text; the whole field where that is
    /// in more than one run.
    #[must_use]
    pub fn place(&self, sourced: &impl Sourced, start: usize, end: usize) -> Span {
        let run = self.runs.iter().rev().find(|(run_start, ..)| *run_start <= start);
        match run {
            Some((run_start, text, span)) if end <= run_start + text.len() => {
                place_in_run(
                    sourced.source(),
                    text,
                    *span,
                    start - run_start..end - run_start,
                )
            }
            _ => self.span,
        }
    }
}

/// What a place is looked for in.
pub trait Sourced {
    /// The file, or the joined files of a unit of a set.
    fn source(&self) -> &Source;
}

/// The place in the file of a part of a run's text.
///
/// Folding, escapes and white space make the two differ, so the part is searched in the
/// file as often as it stands before in the text; where it is not found, the whole run is
/// the place.
pub(super) fn place_in_run(
    source: &Source,
    text: &str,
    span: Span,
    part: Range<usize>,
) -> Span {
    let raw = source.slice(span);
    let Range { start, end } = part;
    // Most texts stand in the file as they are read; a search for each of many places
    // would take the square of their number.
    if raw.get(..end) == Some(&text[..end]) {
        return Span::new(span.start + start, span.start + end);
    }
    let needle = &text[start..end];
    let before = text[..start].matches(needle).count();
    match raw.match_indices(needle).nth(before) {
        Some((offset, _)) => {
            let start = span.start + offset;
            Span::new(start, start + needle.len())
        }
        None => span,
    }
}

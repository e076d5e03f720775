//! A paragraph as one text, whatever bold and italic it has, with the way back to the
//! file.

use std::ops::Range;

use crate::formula::Expression;
use crate::prose::ProsePiece;
use crate::source::Span;

use super::Context;

/// A paragraph or a line of a field.
///
/// `{{ … }}` stands in it as itself, so that no rule takes what is before and after it
/// for one phrase; notes leave nothing behind.
#[derive(Debug, Clone)]
pub struct TextLine<'a> {
    /// The text.
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
        let mut res =
            Self { text: String::new(), span, runs: Vec::new(), values: Vec::new() };
        for piece in pieces {
            match piece {
                ProsePiece::Text { text, span, .. } => {
                    res.runs.push((res.text.len(), text, *span));
                    res.text.push_str(text);
                }
                ProsePiece::Value { expression, .. } => {
                    res.values.push((res.text.len(), expression));
                    res.text.push_str("{{");
                    res.text.push_str(expression.text());
                    res.text.push_str("}}");
                }
                ProsePiece::Note { .. } | ProsePiece::Pending => {}
            }
        }
        res
    }

    /// The expressions that begin in a part of the text.
    pub fn values(&self, part: &Range<usize>) -> impl Iterator<Item = &'a Expression> {
        let within = self.values.iter().filter(|(at, _)| part.contains(at));
        within.map(|(_, expression)| *expression)
    }

    /// The place in the file of a part of the text; the whole field where it lies in
    /// more than one run.
    #[must_use]
    pub fn place(&self, context: &Context<'_>, start: usize, end: usize) -> Span {
        let run = self.runs.iter().rev().find(|(at, ..)| *at <= start);
        match run {
            Some((at, text, span)) if end <= at + text.len() => {
                context.place(text, *span, start - at, end - at)
            }
            _ => self.span,
        }
    }
}

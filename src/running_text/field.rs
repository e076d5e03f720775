//! The running text of a field, line by line.

use crate::form::Role;
use crate::prose::Marker;
use crate::source::Span;

use super::{Context, TextLine};

/// A field of running text.
#[derive(Debug, Clone)]
pub struct FieldText<'a> {
    /// The field in the form.
    pub span: Span,
    /// Its paragraphs and items, in order.
    pub lines: Vec<FieldLine<'a>>,
}

/// A paragraph or an item of a field.
#[derive(Debug, Clone)]
pub struct FieldLine<'a> {
    /// What stands before it.
    pub marker: Marker,
    /// What it says, without its marker.
    pub line: TextLine<'a>,
}

impl FieldLine<'_> {
    /// The line of the file on which it begins, from 1.
    #[must_use]
    pub fn number(&self, context: &Context<'_>) -> usize {
        let first = self.line.text.chars().next().map_or(0, char::len_utf8);
        context.source.line_number(self.line.place(context, 0, first).start)
    }
}

/// The fields of running text of a form.
pub(crate) fn collect_fields<'a>(context: &Context<'a>) -> Vec<FieldText<'a>> {
    let mut fields: Vec<FieldText<'a>> = Vec::new();
    for text in context.texts.iter().filter(|text| text.role == Role::Body) {
        let line = FieldLine {
            marker: text.marker,
            line: TextLine::from_pieces(text.pieces, text.span),
        };
        match fields.last_mut() {
            Some(field) if field.span == text.span => field.lines.push(line),
            _ => fields.push(FieldText { span: text.span, lines: vec![line] }),
        }
    }
    fields
}

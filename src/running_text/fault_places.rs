//! The places of one fault that stands often in a paper: the first is marked, the lines of
//! the others are listed.

use crate::diagnostic::list_more_lines;
use crate::source::Span;

use super::{Context, TextLine};

/// Where a fault stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct FaultPlaces {
    places: Vec<Span>,
    /// The address of the text of the last line of which a part was added.
    last_text: Option<usize>,
}

impl FaultPlaces {
    /// Adds a part of a line, the first of each line: one line is listed once.
    pub(crate) fn push(
        &mut self,
        context: &Context<'_>,
        line: &TextLine<'_>,
        part: &std::ops::Range<usize>,
    ) {
        let text = Some(line.text.as_ptr().addr());
        if self.last_text != text {
            self.last_text = text;
            self.push_place(line.place(context, part.start, part.end));
        }
    }

    /// Adds a place of the file.
    pub(crate) fn push_place(&mut self, place: Span) {
        self.places.push(place);
    }

    /// The first of them in the file.
    pub(crate) fn first(&self) -> Option<Span> {
        self.places.iter().copied().min_by_key(|place| place.start)
    }

    /// The lines of the others, as they follow a label.
    pub(crate) fn list_more(&self, context: &Context<'_>) -> String {
        let Some(first) = self.first() else { return String::new() };
        let first = context.source.line_number(first.start);
        let mut lines: Vec<_> = self
            .places
            .iter()
            .map(|place| context.source.line_number(place.start))
            .filter(|line| *line != first)
            .collect();
        lines.sort_unstable();
        lines.dedup();
        list_more_lines(&lines)
    }
}

//! Words that stand side by side in a line: what they say, and where they stand.

use std::ops::{Range, RangeInclusive};

use crate::diagnostic::list_more_lines;
use crate::source::Span;

use super::Context;

/// Words that stand side by side, by the numbers of their places.
pub(crate) type WordRun = RangeInclusive<usize>;

impl Context<'_> {
    /// The text of words that stand side by side, and their place in it.
    pub(crate) fn run_text(&self, run: &WordRun) -> (&str, Range<usize>) {
        let places = &self.vocabulary().places;
        let (first, last) = (places[*run.start()], places[*run.end()]);
        (&self.lines[first.line].1.text, first.start..last.end)
    }

    /// Words that stand side by side, as they are typed.
    pub(crate) fn run_words(&self, run: &WordRun) -> &str {
        let (text, range) = self.run_text(run);
        &text[range]
    }

    /// The place in the file of words that stand side by side.
    pub(crate) fn place_run(&self, run: &WordRun) -> Span {
        let places = &self.vocabulary().places;
        let find = |nth: usize| {
            let place = places[nth];
            self.lines[place.line].1.place(self, place.start, place.end)
        };
        // Blanks between them may be more in the file than in the text.
        find(*run.start()).with(find(*run.end()))
    }

    /// Whether the dictionary of the office has words that stand side by side.
    pub(crate) fn is_listed(&self, run: &WordRun) -> bool {
        let (text, range) = self.run_text(run);
        self.dictionary.covers(text, &range)
    }

    /// The lines of the file that have the fault of the first of these runs again, for the
    /// end of a label.
    pub(crate) fn list_lines_of_runs(&self, runs: &[WordRun]) -> String {
        let places = &self.vocabulary().places;
        let mut last = None;
        // Of each text the first: one with thousands is not searched for each.
        let firsts = runs.iter().filter(|run| {
            let line = places[*run.start()].line;
            last.replace(line) != Some(line)
        });
        let mut lines: Vec<_> = firsts
            .map(|run| self.source.line_number(self.place_run(run).start))
            .collect();
        lines.dedup();
        list_more_lines(lines.get(1..).unwrap_or_default())
    }
}

//! What a rule looks at.

use crate::form::{Budget, Form, Part, Role, Section, Task, TaskItem, Text, texts};
use crate::prose::Piece;
use crate::source::{Source, Span};

use super::line::Line;

/// A form and its texts.
#[derive(Debug)]
pub struct Context<'a> {
    /// The form.
    pub form: &'a Form,
    /// The file.
    pub source: &'a Source,
    /// Every text of the form.
    pub texts: Vec<Text<'a>>,
}

impl<'a> Context<'a> {
    /// A look at a form.
    #[must_use]
    pub fn new(form: &'a Form, source: &'a Source) -> Self {
        Self { form, source, texts: texts(form) }
    }

    /// Every run of text with its place, `{{ … }}` apart.
    pub fn runs(&self) -> impl Iterator<Item = (&'a str, Span)> {
        self.texts.iter().flat_map(|t| t.pieces).filter_map(|piece| match piece {
            Piece::Text { text, span, .. } => Some((text.as_str(), *span)),
            Piece::Value { .. } | Piece::Note { .. } | Piece::Open => None,
        })
    }

    /// Every paragraph and line with its role, as one text.
    pub fn lines(&self) -> impl Iterator<Item = (Role, Line<'a>)> {
        self.texts.iter().map(|t| (t.role, Line::of(t.pieces, t.span)))
    }

    /// Every task of the form, in order.
    #[must_use]
    pub fn tasks(&self) -> Vec<&'a Task> {
        let mut res = Vec::new();
        for part in self.parts() {
            if let Part::Tasks(tasks) = part {
                collect_tasks(&tasks.items, &mut res);
            }
        }
        res
    }

    /// Every budget of the form: of sections and of tasks.
    #[must_use]
    pub fn budgets(&self) -> Vec<&'a Budget> {
        let of_parts = self.parts().into_iter().filter_map(|part| match part {
            Part::Budget(budget) => Some(budget),
            _ => None,
        });
        of_parts
            .chain(self.tasks().into_iter().filter_map(|t| t.budget.as_ref()))
            .collect()
    }

    /// Every part of every section and appendix.
    #[must_use]
    pub fn parts(&self) -> Vec<&'a Part> {
        let form = self.form;
        let mut res = Vec::new();
        form.sections.iter().for_each(|s| collect_parts(&s.parts, &mut res));
        form.appendices.iter().for_each(|a| collect_parts(&a.parts, &mut res));
        res
    }

    /// The place in the file of a part of a run's text.
    ///
    /// Folding, escapes and white space lie between the two, so the part is looked for
    /// in the file, as often as it stands before in the text; where it is not found,
    /// the whole run is the place.
    #[must_use]
    pub fn place(&self, text: &str, span: Span, start: usize, end: usize) -> Span {
        let needle = &text[start..end];
        let nth = text[..start].matches(needle).count();
        let raw = self.source.slice(span);
        let found = raw.match_indices(needle).nth(nth);
        found.map_or(span, |(at, _)| {
            Span::new(span.start + at, span.start + at + needle.len())
        })
    }

    /// The day on which the paper is signed, where it is known whole.
    #[must_use]
    pub fn date(&self) -> Option<chrono::NaiveDate> {
        match self.form.head.as_ref()?.date.value {
            crate::quantity::OpenDate::Day(day) => Some(day),
            _ => None,
        }
    }
}

/// The first words of a text, for a message.
pub(super) fn brief(text: &str) -> String {
    const MOST: usize = 10;
    let words: Vec<_> = text.split_whitespace().collect();
    if words.len() <= MOST {
        return words.join(" ");
    }
    format!("{} …", words[..MOST].join(" "))
}

fn collect_parts<'f>(parts: &'f [Part], found: &mut Vec<&'f Part>) {
    for part in parts {
        found.push(part);
        if let Part::Sections(sections) = part {
            sections.iter().for_each(|s: &Section| collect_parts(&s.parts, found));
        }
    }
}

fn collect_tasks<'f>(items: &'f [TaskItem], found: &mut Vec<&'f Task>) {
    for item in items {
        match item {
            TaskItem::Group(group) => collect_tasks(&group.items, found),
            TaskItem::Task(task) => found.push(task),
        }
    }
}

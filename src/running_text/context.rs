//! What a rule looks at.

use crate::form::{Budget, Form, Role, SectionPart, Text, collect_texts};
use crate::indicator::Figures;
use crate::prose::ProsePiece;
use crate::source::{Source, Span};

use super::line::TextLine;

/// A form and its texts.
#[derive(Debug)]
pub struct Context<'a> {
    /// The form.
    pub form: &'a Form,
    /// Its figures, computed.
    pub figures: &'a Figures,
    /// The file.
    pub source: &'a Source,
    /// Every text of the form.
    pub texts: Vec<Text<'a>>,
}

impl<'a> Context<'a> {
    /// A look at a form.
    #[must_use]
    pub fn new(form: &'a Form, figures: &'a Figures, source: &'a Source) -> Self {
        Self { form, figures, source, texts: collect_texts(form) }
    }

    /// Every run of text with its place, `{{ … }}` apart.
    pub fn runs(&self) -> impl Iterator<Item = (&'a str, Span)> {
        self.texts.iter().flat_map(|t| t.pieces).filter_map(|piece| match piece {
            ProsePiece::Text { text, span, .. } => Some((text.as_str(), *span)),
            ProsePiece::Value { .. } | ProsePiece::Note { .. } | ProsePiece::Pending => {
                None
            }
        })
    }

    /// Every paragraph and line with its role, as one text.
    pub fn lines(&self) -> impl Iterator<Item = (Role, TextLine<'a>)> {
        self.texts.iter().map(|t| (t.role, TextLine::from_pieces(t.pieces, t.span)))
    }

    /// Every budget of the form: of sections and of tasks.
    #[must_use]
    pub fn budgets(&self) -> Vec<&'a Budget> {
        let of_parts = self.form.parts().into_iter().filter_map(|part| match part {
            SectionPart::Budget(budget) => Some(budget),
            _ => None,
        });
        of_parts
            .chain(self.form.tasks().into_iter().filter_map(|t| t.budget.as_ref()))
            .collect()
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
pub(crate) fn shorten_text(text: &str) -> String {
    const MOST: usize = 10;
    let words: Vec<_> = text.split_whitespace().collect();
    if words.len() <= MOST {
        return words.join(" ");
    }
    format!("{} …", words[..MOST].join(" "))
}

//! What a check may ask: the form, its figures, its texts and their places.

use std::cell::OnceCell;

use chrono::NaiveDate;

use crate::form::{Budget, Form, Role, SectionPart, Text, collect_texts};
use crate::indicator::{FigureId, Figures, PrintedExpression};
use crate::prose::ProsePiece;
use crate::quantity::OpenDate;
use crate::source::{Source, Span};

use super::abbreviation::FormAbbreviations;
use super::dictionary::Dictionary;
use super::issuer::Issuer;
use super::line::TextLine;
use super::vocabulary::Vocabulary;

/// A form and all that is read from it: what every rule and every integrity check is given.
///
/// | ask | for |
/// |---|---|
/// | [`form`](Self::form) | keys and values as read, each with its place |
/// | [`figures`](Self::figures) | tables and indicators computed, with conditions that fail and figures that differ |
/// | [`lines`](Self::lines) | every paragraph as one text with its role: what words say |
/// | [`runs`](Self::runs) | every piece of plain text as typed: single letters and signs |
/// | [`texts`](Self::texts) | every text by its pieces: notes, `{{ … }}`, bold and italic |
/// | [`citations`](Self::citations) | the papers that texts cite, and those registered |
/// | [`register_answers`](Self::register_answers) | what the register of legal papers says of them |
/// | [`figures_read`](Self::figures_read) | the figures that `{{ … }}` read in texts |
/// | [`vocabulary`](Self::vocabulary) | the words of all lines: each once, and where each stands |
/// | [`budgets`](Self::budgets) | the money of sections and of tasks |
/// | [`date`](Self::date) | the day of signing, where it is known whole |
/// | [`dates`](Self::dates) | the days that the plan can be of |
/// | [`dictionary`](Self::dictionary) | words of the office that no rule on spelling judges |
/// | `abbreviations` | short forms, with where the paper explains them |
/// | [`place`](Self::place) | where a part of a run stands in the file |
/// | [`source`](Self::source) | the file itself: its lines |
///
/// The lines of one field with their markers are collected by `field`. What stands in a line is found by `running_text`: sentences, clauses and words (`split`),
/// figures (`scan`), the figures of the plan with their names (`named`), appendices
/// (`mention`), days of the week (`weekday`), years (`year`); and by `citation`: numbers and
/// dates of papers.
#[derive(Debug)]
pub struct Context<'a> {
    /// The form, as it could be read; faults of it have findings already.
    pub form: &'a Form,
    /// Its figures, computed; what could not be computed is pending.
    pub figures: &'a Figures,
    /// The file, or the joined files of a unit of a set.
    pub source: &'a Source,
    /// Every text of the form.
    pub texts: Vec<Text<'a>>,
    /// The words of the office.
    pub dictionary: &'a Dictionary,
    /// The texts as lines: every rule looks at them, so they are put together once.
    pub(super) lines: Vec<(Role, TextLine<'a>)>,
    /// Their words, once a rule asks for them.
    vocabulary: OnceCell<Vocabulary>,
}

/// The days that a plan can be of, by what its form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanDates {
    /// The first of them.
    pub earliest: NaiveDate,
    /// The last of them, which is the first where the day is known.
    pub latest: NaiveDate,
}

impl<'a> Context<'a> {
    /// A look at a form.
    #[must_use]
    pub fn new(
        form: &'a Form,
        figures: &'a Figures,
        source: &'a Source,
        dictionary: &'a Dictionary,
    ) -> Self {
        let texts = collect_texts(form);
        let lines = texts
            .iter()
            .map(|text| (text.role, TextLine::from_pieces(text.pieces, text.span)))
            .collect();
        Self {
            form,
            figures,
            source,
            texts,
            dictionary,
            lines,
            vocabulary: OnceCell::new(),
        }
    }

    /// Every run of text with its place, `{{ … }}` apart.
    pub fn runs(&self) -> impl Iterator<Item = (&'a str, Span)> {
        self.texts.iter().flat_map(|t| t.pieces).filter_map(|piece| match piece {
            ProsePiece::Text { text, span, .. } => Some((text.as_str(), *span)),
            ProsePiece::Value { .. }
            | ProsePiece::Note { .. }
            | ProsePiece::Pending
            | ProsePiece::Leader { .. }
            | ProsePiece::CheckBox { .. } => None,
        })
    }

    /// Every paragraph and line with its role, as one text; the nth is that of the nth of
    /// [`texts`](Self::texts).
    pub fn lines(&self) -> impl Iterator<Item = (Role, &TextLine<'a>)> {
        self.lines.iter().map(|(role, line)| (*role, line))
    }

    /// The words of all lines.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary
            .get_or_init(|| Vocabulary::new(self.lines.iter().map(|(_, line)| line)))
    }

    /// Every figure that a text reads, with the place of the `{{ … }}` that reads it.
    #[must_use]
    pub fn figures_read(&self) -> Vec<(FigureId, Span)> {
        let names = self.figures.names(self.form);
        let mut res = Vec::new();
        for piece in self.texts.iter().flat_map(|text| text.pieces) {
            let ProsePiece::Value { expression, span, .. } = piece else { continue };
            let figures = self.figures.figure_ids(&names, expression);
            res.extend(figures.into_iter().map(|figure| (figure, *span)));
        }
        res
    }

    /// Every budget of the form: of sections and of tasks.
    #[must_use]
    pub fn budgets(&self) -> Vec<&'a Budget> {
        let mut budgets = Vec::new();
        for part in self.form.parts() {
            if let SectionPart::Budget(budget) = part {
                budgets.push(budget);
            }
        }
        budgets.extend(self.form.tasks().into_iter().filter_map(|t| t.budget.as_ref()));
        budgets
    }

    /// The place in the file of a part of a run's text.
    ///
    /// Folding, escapes and white space make the two differ, so the part is searched in
    /// the file as often as it stands before in the text; where it is not found, the whole
    /// run is the place.
    #[must_use]
    pub fn place(&self, text: &str, span: Span, start: usize, end: usize) -> Span {
        let raw = self.source.slice(span);
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

    /// The day on which the paper is signed, where it is known whole.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        match self.form.date()?.value {
            OpenDate::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The days that the plan can be of: a month or a year that is all that is known counts
    /// from its first to its last day. Of a plan whose date is left open, the last of June
    /// of its year, since a plan for a year is mostly issued at its beginning. `None` where
    /// the form has neither.
    #[must_use]
    pub fn dates(&self) -> Option<PlanDates> {
        let date = self.form.date().map(|date| date.value);
        if let Some((earliest, latest)) =
            date.and_then(|date| Some((date.earliest()?, date.latest()?)))
        {
            return Some(PlanDates { earliest, latest });
        }
        let year = self.form.year.as_ref()?.value;
        let summer = NaiveDate::from_ymd_opt(year, 6, 30)?;
        Some(PlanDates { earliest: summer, latest: summer })
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

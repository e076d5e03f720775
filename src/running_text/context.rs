//! What a check may ask: the form, its figures, its texts and their places.

use std::cell::OnceCell;
use std::ops::Range;

use chrono::NaiveDate;

use crate::form::{Budget, Form, Role, SectionPart, Text, collect_texts};
use crate::indicator::{FigureId, Figures, PrintedExpression};
use crate::prose::ProsePiece;
use crate::quantity::OpenDate;
use crate::source::{Source, Span};

use super::abbreviation::FormAbbreviations;
use super::body::{LineBodies, find_bodies};
use super::cited::{CitedGroup, CitedPaper, collect_citations, group_citations};
use super::dictionary::Dictionary;
use super::folded::TypedLine;
use super::issuer::Issuer;
use super::known::{KnownCitation, PlacedCitation, RegisterAnswers, look_up_citations};
use super::line::{Sourced, TextLine, place_in_run};
use super::quantity::{PrintedValue, QuantityLine};
use super::scan::{TypedFigure, find_figures};
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
/// | [`cited_groups`](Self::cited_groups) | those of one paper together |
/// | [`figures_read`](Self::figures_read) | the figures that `{{ … }}` read in texts |
/// | `typed_lines` | the lines in which figures are typed, with their words |
/// | `quantity_lines` | the lines that say figures, with what each figure counts |
/// | `bodies` | the units and offices that each line names |
/// | `issuer` | the unit and the province of the agency that issues the plan |
/// | `vocabulary` | the words of all lines: each once, and where each stands |
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
    found: FoundOnce,
}

/// What several rules ask for and is found but once, when the first of them asks.
#[derive(Debug, Default)]
struct FoundOnce {
    /// The words of all lines.
    vocabulary: OnceCell<Vocabulary>,
    /// The figures typed in lines.
    figures: OnceCell<Vec<LineFigures>>,
    /// The lines in which figures are typed, with their words.
    typed_lines: OnceCell<Vec<TypedLine>>,
    /// The lines that say figures.
    quantity_lines: OnceCell<Vec<QuantityLine>>,
    /// The papers that texts cite.
    citations: OnceCell<Vec<CitedPaper>>,
    /// Those of one paper together.
    cited_groups: OnceCell<Vec<CitedGroup>>,
    /// What the register has of them.
    register_answers: OnceCell<RegisterAnswers>,
    /// The units and offices that each line names.
    bodies: OnceCell<Vec<LineBodies>>,
    /// The unit of the agency.
    issuer: OnceCell<Option<Issuer>>,
    /// The abbreviations of the form, with their names.
    abbreviations: OnceCell<FormAbbreviations>,
}

/// The figures of a line in which some are typed.
#[derive(Debug)]
struct LineFigures {
    /// Which of the lines of the form it is.
    index: usize,
    figures: Vec<TypedFigure>,
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
        let found = FoundOnce::default();
        Self { form, figures, source, texts, dictionary, lines, found }
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

    /// The paragraphs and titles in which figures are typed, in order, with their words.
    pub(crate) fn typed_lines(
        &self,
    ) -> impl Iterator<Item = (&TextLine<'a>, &TypedLine)> {
        let typed = self.found.typed_lines.get_or_init(|| {
            let lines = self.lines_with_figures().iter();
            lines.map(|line| TypedLine::new(line.index, line.figures.clone())).collect()
        });
        typed.iter().map(|typed| (self.line(typed.index), typed))
    }

    /// The paragraphs and titles in which figures are typed, in order.
    fn lines_with_figures(&self) -> &[LineFigures] {
        self.found.figures.get_or_init(|| {
            let lines = self.lines.iter().enumerate();
            lines
                .filter(|(_, (role, _))| matches!(role, Role::Body | Role::Title))
                .map(|(index, (_, line))| LineFigures {
                    index,
                    figures: find_figures(&line.text),
                })
                .filter(|line| !line.figures.is_empty())
                .collect()
        })
    }

    /// The paragraphs, titles and cells of whole clauses that say figures, in order, with
    /// what `{{ … }}` print.
    pub(crate) fn quantity_lines(&self) -> &[QuantityLine] {
        self.found.quantity_lines.get_or_init(|| {
            let lines = self.lines.iter().enumerate();
            lines
                .filter(|(_, (role, line))| QuantityLine::may_be(*role, &line.text))
                .filter_map(|(index, (role, line))| {
                    let values = self.print_values(line);
                    let is_paragraph = matches!(role, Role::Body | Role::Title);
                    if !is_paragraph || !values.is_empty() {
                        return QuantityLine::read(index, *role, &line.text, &values);
                    }
                    let typed = self.lines_with_figures();
                    let place = typed.binary_search_by_key(&index, |line| line.index);
                    let figures = typed[place.ok()?].figures.clone();
                    Some(QuantityLine::new(index, *role, &line.text, figures))
                })
                .collect()
        })
    }

    /// The place in the file of a part of a line that says figures.
    pub(crate) fn place_quantity(
        &self,
        line: &QuantityLine,
        part: &Range<usize>,
    ) -> Span {
        let typed = line.find_typed(part);
        self.lines[line.index].1.place(self, typed.start, typed.end)
    }

    /// What the `{{ … }}` of a line print, as far as that is text.
    fn print_values(&self, line: &TextLine<'_>) -> Vec<PrintedValue> {
        let mut values = line.placed_values().peekable();
        if values.peek().is_none() {
            return Vec::new();
        }
        let names = self.figures.names(self.form);
        values
            .filter_map(|(typed, expression)| {
                match self.figures.printed(&names, expression) {
                    Ok(PrintedExpression::Text(text)) => {
                        Some(PrintedValue { typed, text })
                    }
                    _ => None,
                }
            })
            .collect()
    }

    /// The nth of the [`lines`](Self::lines).
    pub(crate) fn line(&self, index: usize) -> &TextLine<'a> {
        &self.lines[index].1
    }

    /// Every paper that a text cites, in their order, then those of the register of the
    /// form. Read once, for all rules.
    #[must_use]
    pub fn citations(&self) -> &[CitedPaper] {
        self.found.citations.get_or_init(|| collect_citations(self))
    }

    /// What the register of legal papers says of the citations. Looked up once, for all
    /// rules.
    #[must_use]
    pub fn register_answers(&self) -> &RegisterAnswers {
        self.found.register_answers.get_or_init(|| {
            let citations = self.citations().iter().map(|cited| PlacedCitation {
                citation: &cited.citation,
                text: cited.text(self),
            });
            look_up_citations(citations)
        })
    }

    /// The citation of a paper that the register has.
    #[must_use]
    pub fn cited(&self, known: &KnownCitation) -> &CitedPaper {
        &self.citations()[known.index]
    }

    /// Every line that is no specimen, with its role and the units and offices it names.
    pub(crate) fn bodies(
        &self,
    ) -> impl Iterator<Item = (Role, &TextLine<'a>, &LineBodies)> {
        let bodies = self.found.bodies.get_or_init(|| {
            let texts = self.lines.iter().map(|(role, line)| match role {
                Role::Specimen => LineBodies::default(),
                _ => find_bodies(&line.text),
            });
            texts.collect()
        });
        let lines = self.lines.iter().zip(bodies);
        lines.map(|((role, line), bodies)| (*role, line, bodies))
    }

    /// The unit of the agency that issues the plan, where its name tells.
    pub(crate) fn issuer(&self) -> Option<&Issuer> {
        let read = || Issuer::read(self.form, self.dates()?.latest);
        self.found.issuer.get_or_init(read).as_ref()
    }

    /// The papers that are cited with their numbers, each with its citations.
    #[must_use]
    pub fn cited_groups(&self) -> &[CitedGroup] {
        self.found.cited_groups.get_or_init(|| group_citations(self))
    }

    /// The abbreviations of the form, looked for once.
    pub(crate) fn abbreviations(&self) -> &FormAbbreviations {
        self.found.abbreviations.get_or_init(|| {
            FormAbbreviations::new(self.lines().map(|(role, line)| (role, &*line.text)))
        })
    }

    /// The words of all lines.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        self.found
            .vocabulary
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
    #[must_use]
    pub fn place(&self, text: &str, span: Span, start: usize, end: usize) -> Span {
        place_in_run(self.source, text, span, start..end)
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

impl Sourced for Context<'_> {
    fn source(&self) -> &Source {
        self.source
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

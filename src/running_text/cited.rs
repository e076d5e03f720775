//! The papers that a form cites: in its texts, and those of its register; and which
//! citations are of one paper.

use std::collections::HashMap;
use std::ops::Range;

use chrono::Datelike;

use crate::citation::{
    Citation, FoundDate, FoundNumber, LegalPaper, PaperKind, WrittenKind,
    compare_issuers, find_citations, is_other_issuer,
};
use crate::form::{Basis, RegisteredPaper, Role};
use crate::formula::Destination;
use crate::prose::ProsePiece;
use crate::quantity::{Day, OpenDate};
use crate::register::make_key;
use crate::source::Span;

use super::Context;

/// A paper that the form cites, and where.
#[derive(Debug)]
pub struct CitedPaper {
    /// What the citation says; its places are those of [`text`](Self::text).
    pub citation: Citation,
    /// What the text is for in which it stands.
    pub role: Role,
    /// In which part of the form it stands.
    pub standing: CitationStanding,
    /// Whether it is within the subject of another one: `Nghị định số … sửa đổi, bổ sung một
    /// số điều của Nghị định số …`.
    pub is_nested: bool,
    origin: CitationOrigin,
}

/// In which part of a form a citation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationStanding {
    /// Among the legal bases, as a text of its own or by the id of a registered paper.
    Basis,
    /// In the sentence that opens the paper.
    Opening,
    /// In a footnote.
    Note,
    /// In `van_ban_lien_quan`, and not among the bases.
    Registered,
    /// Anywhere else.
    Body,
}

/// Where the text of a citation comes from.
#[derive(Debug)]
enum CitationOrigin {
    /// The nth line of the context.
    Line(usize),
    /// The nth registered paper; its citation in words is put together here.
    Registered { index: usize, text: String },
}

impl CitedPaper {
    /// The text in which it stands.
    #[must_use]
    pub fn text<'t>(&'t self, context: &'t Context<'_>) -> &'t str {
        match &self.origin {
            CitationOrigin::Line(index) => &context.line(*index).text,
            CitationOrigin::Registered { text, .. } => text,
        }
    }

    /// The words of a part of it.
    #[must_use]
    pub fn words<'t>(&'t self, context: &'t Context<'_>, part: &Range<usize>) -> &'t str {
        &self.text(context)[part.clone()]
    }

    /// The name of its issuer, where it names one.
    #[must_use]
    pub fn issuer<'t>(&'t self, context: &'t Context<'_>) -> Option<&'t str> {
        self.citation.issuer.as_ref().map(|issuer| self.words(context, issuer))
    }

    /// Whether it is of one whom the decree does not bind: a company, an institute.
    #[must_use]
    pub fn is_of_other(&self, context: &Context<'_>) -> bool {
        self.issuer(context).is_some_and(is_other_issuer)
    }

    /// Its date as written: `ngày 09/7/2015`.
    #[must_use]
    pub fn date_words(&self, context: &Context<'_>) -> Option<String> {
        let date = self.citation.date?;
        Some(format!("ngày {}", self.words(context, &(date.start..date.end))))
    }

    /// The year that stands in place of its date: 2026 of `tháng 3 năm 2026`.
    #[must_use]
    pub fn stated_year(&self, context: &Context<'_>) -> Option<i32> {
        let words = self.words(context, self.citation.year_words.as_ref()?);
        let figures = words.rsplit(|c: char| !c.is_ascii_digit()).next()?;
        figures.parse().ok()
    }

    /// What it is called when it is cited again: `Nghị định số 61/2015/NĐ-CP`; a law by its
    /// name.
    #[must_use]
    pub fn short_name(&self, context: &Context<'_>) -> String {
        let Citation { kind, name, number, .. } = &self.citation;
        let kind = kind.as_ref().map(|written| written.kind.name);
        let kind = kind.or_else(|| self.citation.stated_kind().map(|kind| kind.name));
        let mut words = kind.unwrap_or("văn bản").to_owned();
        if let Some(name) = name {
            words.push(' ');
            words.push_str(self.words(context, name));
        } else if let Some(number) = number {
            words.push_str(" số ");
            words.push_str(number.number.text());
        }
        words
    }

    /// Whether it stands among the bases or in the sentence that opens the paper.
    #[must_use]
    pub fn is_ground(&self) -> bool {
        matches!(self.standing, CitationStanding::Basis | CitationStanding::Opening)
    }

    /// Whether it stands in running text: no title, no line of recipients, no form that
    /// others fill in.
    #[must_use]
    pub fn is_in_body(&self) -> bool {
        matches!(self.role, Role::Body | Role::Other) && !self.is_registered()
    }

    /// The place in the file of its date.
    #[must_use]
    pub fn place_date(&self, context: &Context<'_>) -> Span {
        let date = self.citation.date.map(|date| date.start..date.end);
        self.place(context, date.as_ref().unwrap_or(&self.citation.range))
    }

    /// The place in the file of a part of it.
    #[must_use]
    pub fn place(&self, context: &Context<'_>, part: &Range<usize>) -> Span {
        match &self.origin {
            CitationOrigin::Line(index) => {
                context.line(*index).place(context, part.start, part.end)
            }
            CitationOrigin::Registered { index, .. } => {
                let paper = &context.form.papers[*index].1;
                self.place_registered(paper, part)
            }
        }
    }

    /// Its place by what names it: the number, or what there is of it.
    #[must_use]
    pub fn place_name(&self, context: &Context<'_>) -> Span {
        let number = self.citation.number.as_ref().map(|found| found.start..found.end);
        self.place(context, number.as_ref().unwrap_or(&self.citation.range))
    }

    /// Whether it is of the register of the form.
    #[must_use]
    pub fn is_registered(&self) -> bool {
        matches!(self.origin, CitationOrigin::Registered { .. })
    }

    /// Whether a part of its text is left open for the time being, so that what is missing
    /// is known to be.
    #[must_use]
    pub fn is_open(&self, context: &Context<'_>) -> bool {
        match self.origin {
            CitationOrigin::Line(index) => context.texts[index]
                .pieces
                .iter()
                .any(|piece| matches!(piece, ProsePiece::Pending)),
            CitationOrigin::Registered { .. } => false,
        }
    }

    fn place_registered(&self, paper: &RegisteredPaper, part: &Range<usize>) -> Span {
        let is_in = |start: usize, end: usize| start <= part.start && part.end <= end;
        let Citation { number, date, .. } = &self.citation;
        let number = number.as_ref().filter(|found| is_in(found.start, found.end));
        let date = date.filter(|found| is_in(found.start, found.end));
        let number = number.and(paper.number.as_ref()).map(|number| number.span);
        let date = date.and(paper.date.as_ref()).map(|date| date.span);
        number.or(date).unwrap_or(paper.span)
    }
}

/// All papers that a form cites: those of its texts in their order, then those registered.
pub(super) fn collect_citations(context: &Context<'_>) -> Vec<CitedPaper> {
    let mut found = Vec::new();
    for (index, (role, line)) in context.lines().enumerate() {
        let citations = find_citations(&line.text);
        if citations.is_empty() {
            continue;
        }
        let standing = find_standing(context, line.span);
        let mut subject_end = 0;
        for citation in citations {
            let is_nested = citation.range.start < subject_end;
            let subject = citation.subject.as_ref().map_or(0, |subject| subject.end);
            subject_end = subject_end.max(subject);
            let origin = CitationOrigin::Line(index);
            found.push(CitedPaper { citation, role, standing, is_nested, origin });
        }
    }
    let grounds = collect_ground_ids(context);
    let papers = context.form.papers.iter().enumerate();
    found.extend(papers.map(|(index, (id, paper))| {
        let (citation, text) = compose_registered(paper);
        let standing = if grounds.contains(&id.value.as_str()) {
            CitationStanding::Basis
        } else {
            CitationStanding::Registered
        };
        let origin = CitationOrigin::Registered { index, text };
        let is_nested = false;
        CitedPaper { citation, role: Role::Other, standing, is_nested, origin }
    }));
    found
}

fn find_standing(context: &Context<'_>, span: Span) -> CitationStanding {
    if let Some(bases) = &context.form.bases {
        if bases.opening.as_ref().is_some_and(|opening| opening.span == span) {
            return CitationStanding::Opening;
        }
        let mut items = bases.groups.iter().flat_map(|group| &group.items);
        if items.any(|item| matches!(item, Basis::Text(text) if text.span == span)) {
            return CitationStanding::Basis;
        }
    }
    if context.form.notes.iter().any(|(_, note)| note.span == span) {
        return CitationStanding::Note;
    }
    CitationStanding::Body
}

/// The ids of registered papers among the bases, and of those that texts there and in the
/// opening cite.
fn collect_ground_ids<'f>(context: &Context<'f>) -> Vec<&'f str> {
    let Some(bases) = &context.form.bases else { return Vec::new() };
    let mut ids = Vec::new();
    let mut pieces: Vec<&ProsePiece> = Vec::new();
    for item in bases.groups.iter().flat_map(|group| &group.items) {
        match item {
            Basis::Registered(id) => ids.push(id.value.as_str()),
            Basis::Text(text) => pieces.extend(text.lines.iter().flatten()),
        }
    }
    let opening = bases.opening.iter().flat_map(|opening| &opening.paras);
    pieces.extend(opening.flat_map(|para| &para.pieces));
    for piece in pieces {
        let ProsePiece::Value { expression, .. } = piece else { continue };
        let paper = expression.pointer().filter(|p| p.to == Destination::Paper);
        ids.extend(paper.map(|pointer| pointer.id.as_str()));
    }
    ids
}

/// A registered paper as a citation, and its words.
fn compose_registered(paper: &RegisteredPaper) -> (Citation, String) {
    let LegalPaper { kind, number, name, date, agency, subject } = &paper.citation;
    let mut text = kind.clone();
    let kind = PaperKind::match_at(&text, 0).filter(|(_, end)| *end == text.len());
    let kind = kind.map(|(kind, end)| WrittenKind { kind, range: 0..end });
    let name = name.as_ref().map(|name| append_words(&mut text, " ", name));
    let number = number.as_ref().map(|number| {
        let place = append_words(&mut text, " số ", number.text());
        FoundNumber { start: place.start, end: place.end, number: number.clone() }
    });
    let date = match date {
        OpenDate::Day(day) => {
            let place = append_words(&mut text, " ngày ", &Day(*day).short());
            let (start, end) = (place.start, place.end);
            let (month, year) = (day.month(), day.year());
            Some(FoundDate { start, end, day: day.day(), month, year })
        }
        OpenDate::Month { .. } | OpenDate::Year(_) | OpenDate::Unknown => None,
    };
    let issuer = agency.as_ref().map(|agency| append_words(&mut text, " của ", agency));
    let end = text.len();
    let subject = subject.as_ref().map(|words| append_words(&mut text, " ", words));
    let citation = Citation {
        range: 0..end,
        kind,
        name,
        number_word: None,
        number,
        gap: None,
        date,
        year_words: None,
        issuer,
        subject,
    };
    (citation, text)
}

/// Adds words behind others; the place of the words.
fn append_words(text: &mut String, between: &str, words: &str) -> Range<usize> {
    text.push_str(between);
    let start = text.len();
    text.push_str(words);
    start..text.len()
}

/// Citations of one paper: they have its number, and issuers that may be one; of a law, its
/// name, which later laws may have too.
#[derive(Debug)]
pub struct CitedGroup {
    /// What their numbers have in common, however they are typed.
    pub key: String,
    /// Their places in [`Context::citations`], in order.
    pub members: Vec<usize>,
}

impl CitedGroup {
    /// Its citations, in order.
    pub fn citations<'c>(
        &'c self,
        context: &'c Context<'_>,
    ) -> impl Iterator<Item = &'c CitedPaper> {
        self.members.iter().map(|index| &context.citations()[*index])
    }
}

/// The papers that are cited with their numbers, in the order of their first citations.
pub(super) fn group_citations(context: &Context<'_>) -> Vec<CitedGroup> {
    let mut groups: Vec<CitedGroup> = Vec::new();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    // Of each group the issuer that is named first, which stands for all.
    let mut issuers: Vec<Option<&str>> = Vec::new();
    for (index, cited) in context.citations().iter().enumerate() {
        let Some(key) = compose_key(context, cited) else { continue };
        let places = by_key.entry(key.clone()).or_default();
        let issuer = cited.issuer(context);
        let place = places.iter().find(|place| is_maybe_one(issuer, issuers[**place]));
        if let Some(place) = place {
            groups[*place].members.push(index);
            issuers[*place] = issuers[*place].or(issuer);
        } else {
            issuers.push(issuer);
            places.push(groups.len());
            groups.push(CitedGroup { key, members: vec![index] });
        }
    }
    groups
}

/// What the citations of one paper have in common: its number, or the name of a law that is
/// cited without.
fn compose_key(context: &Context<'_>, cited: &CitedPaper) -> Option<String> {
    if let Some(number) = cited.citation.symbol_number() {
        return Some(number.key());
    }
    let name = cited.citation.name.as_ref().filter(|_| cited.citation.is_law())?;
    let kind = &cited.citation.kind.as_ref()?.range;
    Some(make_key(&cited.text(context)[kind.start..name.end]))
}

/// Whether the issuers of two citations of one number may be one.
fn is_maybe_one(name: Option<&str>, other: Option<&str>) -> bool {
    let names = name.zip(other);
    names.is_none_or(|(name, other)| compare_issuers(name, other) != Some(false))
}

//! The cited papers that the register of legal papers has, and how many it has not.

use std::collections::HashSet;

use chrono::Datelike;

use crate::citation::{Citation, PaperKind, PaperNumber};
use crate::register::{KnownPaper, find_laws, find_papers, make_key};

use super::cited::CitedPaper;
use super::{Context, find_years};

/// A citation of a paper that the register has.
#[derive(Debug)]
pub struct KnownCitation {
    /// Its place among the citations of the form.
    index: usize,
    /// The paper, by its row.
    pub paper: KnownPaper,
    /// Whether it was found by its number, and not by the name of a law.
    pub by_number: bool,
}

/// What the register says of the citations of a form.
#[derive(Debug)]
pub struct RegisterAnswers {
    /// The citations whose paper it has, in their order.
    pub known: Vec<KnownCitation>,
    /// How many papers it has not; that says nothing of them.
    pub unlisted: usize,
}

impl KnownCitation {
    /// The citation.
    #[must_use]
    pub fn cited<'c>(&self, context: &'c Context<'_>) -> &'c CitedPaper {
        &context.citations()[self.index]
    }

    /// The words before it in its sentence, and those behind it.
    #[must_use]
    pub fn surroundings<'c>(&self, context: &'c Context<'_>) -> (&'c str, &'c str) {
        let cited = self.cited(context);
        let text = cited.text(context);
        let (before, after) = text.split_at(cited.citation.range.end);
        let before = &before[..cited.citation.range.start];
        let start = before.rfind([';', '\n']).map_or(0, |place| place + 1);
        let start = before.rfind(". ").map_or(start, |place| start.max(place + 2));
        let end = after.find([';', '\n']).unwrap_or(after.len());
        let end = after.find(". ").map_or(end, |place| end.min(place));
        (&before[start..], &after[..end])
    }

    /// Whether it stands in the name of another paper: `sửa đổi, bổ sung một số điều của
    /// Nghị định số …`.
    #[must_use]
    pub fn is_in_name(&self, context: &Context<'_>) -> bool {
        let cited = self.cited(context);
        let start = cited.citation.range.start;
        let earlier = context.citations()[..self.index].iter().rev();
        let text = cited.text(context);
        // Citations of one text follow each other.
        let mut earlier =
            earlier.take_while(|other| std::ptr::eq(other.text(context), text));
        earlier.any(|other| {
            let subject = other.citation.subject.as_ref();
            subject.is_some_and(|subject| {
                let before = text[..start].trim_end();
                subject.contains(&start) && !is_list_end(before)
            })
        })
    }
}

/// Whether what follows is one more of a list, and not of what stands before.
fn is_list_end(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    before.ends_with([',', ';', '.', '(', ':']) || matches!(word, "và" | "hoặc" | "với")
}

/// What a look into the register gives.
enum Lookup {
    Known {
        paper: KnownPaper,
        by_number: bool,
    },
    Unlisted(String),
    /// It has the number or the name, and which paper is meant cannot be told; or the
    /// citation has too little to look for.
    Open,
}

/// Looks up every paper that a form cites.
pub(super) fn look_up_citations(context: &Context<'_>) -> RegisterAnswers {
    let mut known = Vec::new();
    let mut unlisted = HashSet::new();
    for (index, cited) in context.citations().iter().enumerate() {
        match look_up(&cited.citation, cited.text(context)) {
            Lookup::Known { paper, by_number } => {
                known.push(KnownCitation { index, paper, by_number });
            }
            Lookup::Unlisted(key) => {
                unlisted.insert(key);
            }
            Lookup::Open => {}
        }
    }
    RegisterAnswers { known, unlisted: unlisted.len() }
}

fn look_up(citation: &Citation, text: &str) -> Lookup {
    if let Some(number) = citation.symbol_number() {
        return look_up_number(citation, number);
    }
    match (&citation.kind, &citation.name) {
        (Some((kind, kind_place)), Some(name)) if kind.is_law => {
            let words = &text[kind_place.start..name.end];
            look_up_law(citation, text, words)
        }
        _ => Lookup::Open,
    }
}

fn look_up_number(citation: &Citation, number: &PaperNumber) -> Lookup {
    let all = find_papers(number.text());
    if all.is_empty() {
        return Lookup::Unlisted(make_key(number.text()));
    }
    let kind = citation.kind.as_ref().map(|(kind, _)| *kind);
    let mut papers = all.into_iter().filter(|paper| has_kind(*paper, kind));
    let Some(first) = papers.next() else { return Lookup::Open };
    let others: Vec<_> = papers.collect();
    let day = citation.day();
    let same_day = [first]
        .iter()
        .chain(&others)
        .copied()
        .find(|paper| day.is_some() && paper.date() == day);
    match same_day {
        Some(paper) => Lookup::Known { paper, by_number: true },
        None if first.has_year() && others.is_empty() => {
            Lookup::Known { paper: first, by_number: true }
        }
        // Numbers without a year start anew each year: this is another paper.
        None if day.is_some() => Lookup::Unlisted(make_key(number.text())),
        None => Lookup::Open,
    }
}

/// Whether a paper is of the type that a citation names; one without a type, or with one
/// that says nothing (`Văn bản`), may be of any.
fn has_kind(paper: KnownPaper, kind: Option<&PaperKind>) -> bool {
    kind.is_none_or(|kind| {
        kind.name == paper.kind() || (kind.codes.is_empty() && !kind.is_law)
    })
}

/// A law by its name and date, or by its name and the year alone.
fn look_up_law(citation: &Citation, text: &str, name: &str) -> Lookup {
    let laws = find_laws(name);
    let day = citation.day();
    if laws.is_empty() {
        return day.map_or(Lookup::Open, |_| Lookup::Unlisted(make_key(name)));
    }
    let is_of_day = |law: &&KnownPaper| day.is_some() && law.date() == day;
    if let Some(law) = laws.iter().find(is_of_day) {
        return Lookup::Known { paper: *law, by_number: false };
    }
    let words = citation.year_words.as_ref().map(|place| &text[place.clone()]);
    let year = words.and_then(|words| find_years(words).pop()).map(|year| year.value);
    let year = day.map(|day| day.year()).or(year);
    let mut of_year =
        laws.iter().filter(|law| year.is_some() && law.date().map(|d| d.year()) == year);
    match (of_year.next(), of_year.next()) {
        (Some(law), None) => Lookup::Known { paper: *law, by_number: false },
        _ => Lookup::Open,
    }
}

//! The cited papers that the register of legal papers has, and how many it has not.

use std::collections::HashSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::citation::{Citation, PaperKind, PaperNumber};
use crate::register::{KnownPaper, find_law_name, find_laws, find_papers, make_key};

/// A citation of a paper that the register has.
#[derive(Debug)]
pub struct KnownCitation {
    /// Its place among the citations of the form.
    pub index: usize,
    /// The paper, by its row.
    pub paper: KnownPaper,
    /// Whether it was found by its number, and not by the name of a law.
    pub by_number: bool,
    /// Whether it stands in the name of another paper: `sửa đổi, bổ sung một số điều của
    /// Nghị định số …`.
    pub is_in_name: bool,
}

impl KnownCitation {
    /// Whether the paper is another law of that name if the date of the citation is right.
    #[must_use]
    pub fn is_doubtful(&self, citation: &Citation) -> bool {
        let day = citation.day();
        !self.by_number && day.is_some() && day != self.paper.date()
    }

    /// Whether the register is sure of the date of the paper that is meant: another one is
    /// wrong.
    #[must_use]
    pub fn has_sure_date(&self) -> bool {
        self.by_number && self.paper.is_sure() && self.paper.has_year()
    }
}

/// What the register says of the citations of a form.
#[derive(Debug)]
pub struct RegisterAnswers {
    /// The citations whose paper it has, in their order.
    pub known: Vec<KnownCitation>,
    /// How many papers it has not; that says nothing of them.
    pub unlisted: usize,
}

impl RegisterAnswers {
    /// The citations of whose dates the register is sure, by their places.
    #[must_use]
    pub fn list_sure_dates(&self) -> HashSet<usize> {
        let sure = self.known.iter().filter(|known| known.has_sure_date());
        sure.map(|known| known.index).collect()
    }
}

/// A citation with the text in which it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedCitation<'c> {
    pub(super) citation: &'c Citation,
    pub(super) text: &'c str,
}

/// The words before a part of a text in its sentence, and those behind it.
pub(crate) fn split_around<'t>(text: &'t str, part: &Range<usize>) -> [&'t str; 2] {
    let (before, after) = (&text[..part.start], &text[part.end..]);
    let start = before.rfind([';', '\n']).map_or(0, |place| place + 1);
    let start = before.rfind(". ").map_or(start, |place| start.max(place + 2));
    let end = after.find([';', '\n']).unwrap_or(after.len());
    let end = after.find(". ").map_or(end, |place| end.min(place));
    [&before[start..], &after[..end]]
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

/// Looks up every paper that a form cites; those of one text follow each other.
pub(super) fn look_up_citations<'c>(
    citations: impl Iterator<Item = PlacedCitation<'c>>,
) -> RegisterAnswers {
    let mut known = Vec::new();
    let mut unlisted = HashSet::new();
    let mut text = "";
    // The subjects of the citations before it in its text.
    let mut subjects: Vec<&Range<usize>> = Vec::new();
    for (index, placed) in citations.enumerate() {
        let citation = placed.citation;
        if !std::ptr::eq(placed.text, text) {
            text = placed.text;
            subjects.clear();
        }
        let start = citation.range.start;
        let is_in_name = subjects.iter().any(|subject| subject.contains(&start))
            && !is_list_end(text[..start].trim_end());
        subjects.extend(&citation.subject);
        match look_up(citation, text) {
            Lookup::Known { paper, by_number } => {
                known.push(KnownCitation { index, paper, by_number, is_in_name });
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
        (Some(written), Some(name)) if written.kind.is_law => {
            let words = &text[written.range.start..name.end];
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
    let kind = citation.kind.as_ref().map(|written| written.kind);
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

/// The one law that was issued on the same day of another year: the year is a slip.
fn look_up_other_year(laws: &[KnownPaper], day: Option<NaiveDate>) -> Lookup {
    let split_day = |day: NaiveDate| (day.month(), day.day());
    let mut of_day = laws
        .iter()
        .filter(|law| day.is_some() && law.date().map(split_day) == day.map(split_day));
    match (of_day.next(), of_day.next()) {
        (Some(law), None) => Lookup::Known { paper: *law, by_number: false },
        _ => Lookup::Open,
    }
}

/// A law by its name and date, or by its name and the year alone. Where more words follow
/// its name (`Luật Đất đai về thu hồi đất`) the day has to be that of the law, since it may be
/// another one.
fn look_up_law(citation: &Citation, text: &str, words: &str) -> Lookup {
    let Some(name) = find_law_name(words) else {
        return citation
            .day()
            .map_or(Lookup::Open, |_| Lookup::Unlisted(make_key(words)));
    };
    let laws = find_laws(name);
    let day = citation.day();
    let is_of_day = |law: &&KnownPaper| day.is_some() && law.date() == day;
    if let Some(law) = laws.iter().find(is_of_day) {
        return Lookup::Known { paper: *law, by_number: false };
    }
    if name.len() < words.trim_end().len() {
        return Lookup::Open;
    }
    let year_words = citation.year_words.as_ref().map(|place| &text[place.clone()]);
    // `năm 2013`, `tháng 6 năm 2013`
    let year = year_words.and_then(|words| words.rsplit(' ').next()?.parse().ok());
    let year = day.map(|day| day.year()).or(year);
    let mut of_year =
        laws.iter().filter(|law| year.is_some() && law.date().map(|d| d.year()) == year);
    match (of_year.next(), of_year.next()) {
        (Some(law), None) => Lookup::Known { paper: *law, by_number: false },
        (None, _) => look_up_other_year(&laws, day),
        _ => Lookup::Open,
    }
}

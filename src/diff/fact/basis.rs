//! Legal bases: by the id of the register or the number of the paper, else by their
//! words.

use crate::citation::{self, DateWords};
use crate::document::Role;
use crate::form::{Basis, BasisStyle, Join};
use crate::plan::Draft;

use super::super::change::{Change, Detail, Kind, Topic};
use super::super::order::longest_rising;
use super::super::tree::Tree;
use super::super::words;
use super::{Facts, change};

/// A basis: what it is known by, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cited {
    key: Option<String>,
    text: String,
    /// The words before it: `Căn cứ`.
    lead: String,
}

impl Facts<'_> {
    pub(super) fn bases(&mut self) {
        let lacks = |draft: &Draft| draft.bases().is_none();
        let one_lacks = lacks(self.old.draft()) != lacks(self.new.draft());
        if self.is_partly_unread() && one_lacks {
            return;
        }
        let (old, new) = (cited(self.old.draft()), cited(self.new.draft()));
        let at = self.basis_place();
        let mut pairs = pairs(&old, &new);
        let moved = out_of_order(&pairs);
        let (gone, come) = free(&pairs, old.len(), new.len());
        // One for one in one place is a paper put in place of another.
        let replaced = gone.len() == come.len() && gone.len() <= 3;
        if replaced {
            for (a, b) in gone.iter().zip(&come) {
                if alike(&old[*a].text, &new[*b].text) {
                    pairs.push((*a, *b));
                    continue;
                }
                let mut change = change(Topic::Basis, Kind::Replaced, "", at);
                let (old, new) = (old[*a].text.clone(), new[*b].text.clone());
                change.details.push(Detail::value("", Some(old), Some(new)));
                self.changes.push(change);
            }
        } else {
            let gone = gone.iter().map(|a| (Kind::Dropped, old[*a].text.clone()));
            let come = come.iter().map(|b| (Kind::Added, new[*b].text.clone()));
            let all: Vec<Change> = gone
                .chain(come)
                .map(|(kind, text)| change(Topic::Basis, kind, text, at))
                .collect();
            self.changes.extend(all);
        }
        for (a, b) in pairs {
            let mut res = change(Topic::Basis, Kind::Changed, short(&new[b].text), at);
            if old[a].text != new[b].text {
                let runs = words::text_runs(&old[a].text, &new[b].text);
                res.details.push(Detail::words(runs));
            }
            let leads = (old[a].lead.clone(), new[b].lead.clone());
            res.details.extend(super::differs("lời dẫn", Some(leads.0), Some(leads.1)));
            if moved.contains(&a) {
                res.kind = Kind::Moved;
            }
            self.edit(res);
        }
        self.basis_style(at);
        self.opening(at);
        self.register(&old, &new, at);
    }

    /// Where the bases stand.
    fn basis_place(&self) -> usize {
        let is_basis =
            |at: &usize| matches!(self.theirs.role(*at), Role::Basis | Role::Opening);
        let first = (2..self.theirs.len()).find(is_basis);
        first.map_or(1, |at| self.at_new(at))
    }

    /// How the bases stand on paper.
    fn basis_style(&mut self, at: usize) {
        let style = |draft: &Draft| {
            let bases = draft.bases()?;
            let groups =
                bases.groups.iter().filter(|group| !group.items.is_empty()).count();
            Some(match &bases.style {
                BasisStyle::List => "danh sách".to_owned(),
                BasisStyle::Section(_) => "một mục riêng".to_owned(),
                BasisStyle::Running(join) => {
                    let sign = match join {
                        Join::Stop => "dấu chấm",
                        Join::Comma => "dấu phẩy",
                        Join::NewParagraph => "xuống dòng",
                    };
                    format!("{groups} đoạn văn, nối câu mở đầu bằng {sign}")
                }
            })
        };
        let (a, b) = (self.old.draft(), self.new.draft());
        if a.bases().is_none() || b.bases().is_none() {
            return;
        }
        let mut change = change(Topic::Basis, Kind::Changed, "Cách trình bày căn cứ", at);
        change.details.extend(super::differs("", style(a), style(b)));
        self.edit(change);
    }

    /// The opening sentence, where it is one paragraph with the bases; else it is a
    /// paragraph like others.
    fn opening(&mut self, at: usize) {
        if !self.is_running() {
            return;
        }
        let printed = |tree: &Tree<'_>| -> Vec<String> {
            let opening = (2..tree.len()).filter(|at| tree.role(*at) == Role::Opening);
            opening.map(|at| tree.text(at)).collect()
        };
        if printed(self.ours) == printed(self.theirs) {
            return;
        }
        let text = |draft: &Draft| {
            let opening = draft.bases().and_then(|bases| bases.opening.as_ref());
            opening.map(crate::prose::Prose::words).unwrap_or_default()
        };
        let (old, new) = (text(self.old.draft()), text(self.new.draft()));
        if old != new {
            let mut change = change(Topic::Wording, Kind::Changed, "Câu mở đầu", at);
            change.details.push(Detail::words(words::text_runs(&old, &new)));
            self.changes.push(change);
        }
    }

    /// Whether the bases of one version at least are one paragraph with the opening.
    pub(super) fn is_running(&self) -> bool {
        let running = |draft: &Draft| {
            draft.bases().is_some_and(|b| matches!(b.style, BasisStyle::Running(_)))
        };
        running(self.old.draft()) || running(self.new.draft())
    }

    /// Papers of the register that are no bases.
    fn register(&mut self, old: &[Cited], new: &[Cited], at: usize) {
        let (ours, theirs) = (self.old.draft(), self.new.draft());
        for (id, paper) in theirs.papers() {
            let is = |c: &Cited| c.key.as_ref() == Some(&id.value);
            if old.iter().any(is) && new.iter().any(is) {
                continue;
            }
            let before = ours.papers().iter().find(|(other, _)| other.value == id.value);
            let Some((_, before)) = before else { continue };
            let cite = |draft: &Draft, paper: &crate::form::Paper| {
                paper.citation.full(dates(draft))
            };
            let (from, to) = (cite(ours, before), cite(theirs, paper));
            if from != to {
                let what = format!("Văn bản viện dẫn `{}`", id.value);
                let mut change = change(Topic::Basis, Kind::Changed, what, at);
                change.details.push(Detail::words(words::text_runs(&from, &to)));
                self.changes.push(change);
            }
        }
    }
}

fn dates(draft: &Draft) -> DateWords {
    draft.form().page.dates.words()
}

fn cited(draft: &Draft) -> Vec<Cited> {
    let Some(bases) = draft.bases() else { return Vec::new() };
    let one = |basis: &Basis, lead: &str| match basis {
        Basis::Registered(id) => {
            let paper = draft.papers().iter().find(|(of, _)| of.value == id.value);
            let text =
                paper.map_or(id.value.clone(), |(_, p)| p.citation.full(dates(draft)));
            Cited { key: Some(id.value.clone()), text, lead: lead.to_owned() }
        }
        Basis::Text(plain) => {
            let text = crate::language::collapse(&plain.words());
            let text = text.trim_end_matches([';', '.', ',', ' ']).to_owned();
            let number = citation::numbers(&text).into_iter().next();
            Cited {
                key: number.map(|found| found.number.text().to_owned()),
                text,
                lead: lead.to_owned(),
            }
        }
    };
    let mut res = Vec::new();
    for group in &bases.groups {
        let lead = group.lead.as_ref().map_or_else(|| "Căn cứ".to_owned(), |l| l.words());
        res.extend(group.items.iter().map(|basis| one(basis, &lead)));
    }
    res
}

/// Bases that are one: with the same words, or known by the same thing.
fn pairs(old: &[Cited], new: &[Cited]) -> Vec<(usize, usize)> {
    let mut res: Vec<(usize, usize)> = Vec::new();
    let same: [fn(&Cited, &Cited) -> bool; 2] =
        [|a, b| a.text == b.text, |a, b| a.key.is_some() && a.key == b.key];
    for is_one in same {
        for (a, ours) in old.iter().enumerate() {
            if res.iter().any(|(taken, _)| *taken == a) {
                continue;
            }
            let found = new.iter().enumerate().find(|(b, theirs)| {
                is_one(ours, theirs) && res.iter().all(|(_, taken)| taken != b)
            });
            res.extend(found.map(|(b, _)| (a, b)));
        }
    }
    res.sort_unstable();
    res
}

/// The old indices of pairs that stand elsewhere among the others.
fn out_of_order(pairs: &[(usize, usize)]) -> Vec<usize> {
    let places: Vec<usize> = pairs.iter().map(|(_, b)| *b).collect();
    let stay = longest_rising(&places);
    let moved = (0..pairs.len()).filter(|i| stay.binary_search(i).is_err());
    moved.map(|i| pairs[i].0).collect()
}

/// What has no partner on either side.
fn free(pairs: &[(usize, usize)], old: usize, new: usize) -> (Vec<usize>, Vec<usize>) {
    (
        (0..old).filter(|a| pairs.iter().all(|(taken, _)| taken != a)).collect(),
        (0..new).filter(|b| pairs.iter().all(|(_, taken)| taken != b)).collect(),
    )
}

/// A basis by its type and number, or by its first words.
fn short(text: &str) -> String {
    const MOST: usize = 8;
    let named = text.split_once(" ngày ").map(|(name, _)| name.to_owned());
    named.unwrap_or_else(|| words::first(text, MOST))
}

/// Whether two bases are one that was reworded: most words are the same.
fn alike(old: &str, new: &str) -> bool {
    let (a, b): (Vec<_>, Vec<_>) =
        (old.split_whitespace().collect(), new.split_whitespace().collect());
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared * 10 >= 8 * a.len().max(b.len())
}

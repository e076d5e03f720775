//! Legal bases: by the id of the register or the number of the paper, else by their
//! words.

use crate::citation::{self, DateWords};
use crate::document::BlockRole;
use crate::form::{Bases, Basis, BasisJoin, BasisStyle, RegisteredPaper};
use crate::plan::Draft;
use crate::prose::Prose;

use super::super::change::{ChangeKind, Detail, Topic};
use super::super::pair::{Matching, Pair, Pairing};
use super::super::side::Side;
use super::super::words;
use super::{ChangeCollector, build_change};

/// A basis: what it is known by, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CitedBasis {
    key: Option<String>,
    text: String,
    /// The words before it: `Căn cứ`.
    lead: String,
}

/// Up to so many bases, as many removed as added, are papers put in place of others.
const MOST_REPLACED: usize = 3;

impl ChangeCollector<'_> {
    /// Bases that are one, that were replaced, and that one version alone has; then how they
    /// stand on paper.
    ///
    /// Where as many were removed as added, and few, they are taken one for one in their
    /// order: a paper put in place of another, or, where most words are the same, one that
    /// was reworded. More than that is reported as removed and added.
    pub(super) fn collect_bases(&mut self) {
        let is_lacking = self.old.draft().bases().is_none();
        // The bases of one version could not be read at all, which is reported apart.
        if self.is_partly_unread() && is_lacking != self.new.draft().bases().is_none() {
            return;
        }
        let old = list_cited(self.old.draft());
        let new = list_cited(self.new.draft());
        let order = self.find_basis_place();
        let mut matching = match_bases(&old, &new);
        let staying = matching.staying();
        // Before replaced papers are made pairs: these have not moved.
        let mut moved = matching.pairs.clone();
        moved.retain(|pair| !staying.contains(pair));
        let count = matching.removed.len();
        if count == matching.added.len() && count <= MOST_REPLACED {
            self.collect_replaced_bases(&old, &new, &mut matching, order);
        } else {
            self.collect_one_sided_bases(&old, &new, &matching, order);
        }
        for pair in matching.pairs {
            let (old, new) = (&old[pair.old], &new[pair.new]);
            let mut res = build_change(
                Topic::Basis,
                ChangeKind::Changed,
                shorten_citation(&new.text),
                order,
            );
            if old.text != new.text {
                res.details
                    .push(Detail::words(words::compare_texts(&old.text, &new.text)));
            }
            let old_lead = Some(old.lead.clone());
            let new_lead = Some(new.lead.clone());
            res.details.extend(super::describe_difference("lời dẫn", old_lead, new_lead));
            if moved.contains(&pair) {
                res.kind = ChangeKind::Moved;
            }
            self.push_edit(res);
        }
        self.collect_basis_style(order);
        self.collect_opening(order);
        self.collect_register(&old, &new, order);
    }

    /// Papers that stand in place of others; one that was only reworded is a pair after
    /// all.
    fn collect_replaced_bases(
        &mut self,
        old: &[CitedBasis],
        new: &[CitedBasis],
        matching: &mut Matching,
        order: usize,
    ) {
        for (&removed, &added) in matching.removed.iter().zip(&matching.added) {
            if is_basis_reworded(&old[removed].text, &new[added].text) {
                matching.pairs.push(Pair { old: removed, new: added });
                continue;
            }
            let mut change = build_change(Topic::Basis, ChangeKind::Replaced, "", order);
            let (old, new) = (old[removed].text.clone(), new[added].text.clone());
            change.details.push(Detail::value("", Some(old), Some(new)));
            self.changes.push(change);
        }
    }

    /// Papers that one version alone cites.
    fn collect_one_sided_bases(
        &mut self,
        old: &[CitedBasis],
        new: &[CitedBasis],
        matching: &Matching,
        order: usize,
    ) {
        for removed in &matching.removed {
            let text = old[*removed].text.clone();
            self.changes.push(build_change(
                Topic::Basis,
                ChangeKind::Removed,
                text,
                order,
            ));
        }
        for added in &matching.added {
            let text = new[*added].text.clone();
            self.changes.push(build_change(Topic::Basis, ChangeKind::Added, text, order));
        }
    }

    /// Where the bases stand.
    fn find_basis_place(&self) -> usize {
        let first = (2..self.new.tree.len()).find(|node| {
            matches!(self.new.tree.role(*node), BlockRole::Basis | BlockRole::Opening)
        });
        first.map_or(1, |node| self.new.places[node])
    }

    /// How the bases stand on paper.
    fn collect_basis_style(&mut self, order: usize) {
        let (Some(old), Some(new)) = (self.old.draft().bases(), self.new.draft().bases())
        else {
            return;
        };
        let mut change = build_change(
            Topic::Basis,
            ChangeKind::Changed,
            "Cách trình bày căn cứ",
            order,
        );
        change.details.extend(super::describe_difference(
            "",
            Some(describe_basis_style(old)),
            Some(describe_basis_style(new)),
        ));
        self.push_edit(change);
    }

    /// The opening sentence, where it is one paragraph with the bases; else it is a
    /// paragraph like others.
    fn collect_opening(&mut self, order: usize) {
        if !self.has_running_bases()
            || list_printed_opening(self.old) == list_printed_opening(self.new)
        {
            return;
        }
        let (old, new) = (get_typed_opening(self.old), get_typed_opening(self.new));
        if old != new {
            let mut change =
                build_change(Topic::Wording, ChangeKind::Changed, "Câu mở đầu", order);
            change.details.push(Detail::words(words::compare_texts(&old, &new)));
            self.changes.push(change);
        }
    }

    /// Whether the bases of one version at least are one paragraph with the opening.
    pub(super) fn has_running_bases(&self) -> bool {
        [self.old, self.new].iter().any(|side| {
            let bases = side.draft().bases();
            bases.is_some_and(|bases| matches!(bases.style, BasisStyle::Running(_)))
        })
    }

    /// Papers of the register that are no bases.
    fn collect_register(
        &mut self,
        old_cited: &[CitedBasis],
        new_cited: &[CitedBasis],
        order: usize,
    ) {
        let (old_draft, new_draft) = (self.old.draft(), self.new.draft());
        for (id, new) in new_draft.papers() {
            if is_cited(&id.value, old_cited) && is_cited(&id.value, new_cited) {
                continue;
            }
            let old = old_draft.papers().iter().find(|(old, _)| old.value == id.value);
            let Some((_, old)) = old else { continue };
            let (old, new) =
                (format_citation(old_draft, old), format_citation(new_draft, new));
            if old != new {
                let what = format!("Văn bản viện dẫn `{}`", id.value);
                let mut change =
                    build_change(Topic::Basis, ChangeKind::Changed, what, order);
                change.details.push(Detail::words(words::compare_texts(&old, &new)));
                self.changes.push(change);
            }
        }
    }
}

/// Whether a paper of the register is among some bases.
fn is_cited(id: &str, bases: &[CitedBasis]) -> bool {
    bases.iter().any(|cited| cited.key.as_deref() == Some(id))
}

/// How bases stand on paper, in words.
fn describe_basis_style(bases: &Bases) -> String {
    let groups = bases.groups.iter().filter(|group| !group.items.is_empty()).count();
    match &bases.style {
        BasisStyle::List => "danh sách".to_owned(),
        BasisStyle::Section(_) => "một mục riêng".to_owned(),
        BasisStyle::Running(join) => {
            let sign = match join {
                BasisJoin::Stop => "dấu chấm",
                BasisJoin::Comma => "dấu phẩy",
                BasisJoin::StopAndParagraph => "dấu chấm rồi xuống dòng",
                BasisJoin::NewParagraph => "xuống dòng",
            };
            format!("{groups} đoạn văn, nối câu mở đầu bằng {sign}")
        }
    }
}

/// The paragraphs of the opening as they print.
fn list_printed_opening(side: &Side<'_>) -> Vec<String> {
    let nodes = 2..side.tree.len();
    let opening = nodes.filter(|node| side.tree.role(*node) == BlockRole::Opening);
    opening.map(|node| side.tree.text(node)).collect()
}

/// The words of the opening as the form says them.
fn get_typed_opening(side: &Side<'_>) -> String {
    let opening = side.draft().bases().and_then(|bases| bases.opening.as_ref());
    opening.map(Prose::collect_words).unwrap_or_default()
}

fn format_citation(draft: &Draft, paper: &RegisteredPaper) -> String {
    paper.citation.full(get_date_words(draft))
}

fn get_date_words(draft: &Draft) -> DateWords {
    draft.form().page.dates.words()
}

/// The bases of a version, in order.
fn list_cited(draft: &Draft) -> Vec<CitedBasis> {
    let Some(bases) = draft.bases() else { return Vec::new() };
    let mut res = Vec::new();
    for group in &bases.groups {
        let lead = group.lead.as_ref();
        let lead = lead.map_or_else(|| "Căn cứ".to_owned(), |lead| lead.collect_words());
        res.extend(group.items.iter().map(|basis| describe_basis(draft, basis, &lead)));
    }
    res
}

fn describe_basis(draft: &Draft, basis: &Basis, lead: &str) -> CitedBasis {
    let lead = lead.to_owned();
    match basis {
        Basis::Registered(id) => {
            let mut papers = draft.papers().iter();
            let paper = papers.find(|(registered, _)| registered.value == id.value);
            let text = paper
                .map_or(id.value.clone(), |(_, paper)| format_citation(draft, paper));
            CitedBasis { key: Some(id.value.clone()), text, lead }
        }
        Basis::Text(plain) => {
            let text = crate::language::normalize_spaces(&plain.collect_words());
            let text = text.trim_end_matches([';', '.', ',', ' ']).to_owned();
            let number = citation::find_numbers(&text).into_iter().next();
            let key = number.map(|found| found.number.text().to_owned());
            CitedBasis { key, text, lead }
        }
    }
}

/// Bases that are one: with the same words, or known by the same thing.
fn match_bases(old: &[CitedBasis], new: &[CitedBasis]) -> Matching {
    let mut res = Pairing::new(old.len(), new.len());
    res.pair_by_key(|basis| Some(&old[basis].text), |basis| Some(&new[basis].text));
    res.pair_by_key(|basis| old[basis].key.as_ref(), |basis| new[basis].key.as_ref());
    res.matching()
}

/// A basis by its type and number, or by its first words.
fn shorten_citation(text: &str) -> String {
    const MOST: usize = 8;
    let named = text.split_once(" ngày ").map(|(name, _)| name.to_owned());
    named.unwrap_or_else(|| words::cut_to_words(text, MOST))
}

/// Whether two bases are one that was reworded: most words are the same.
fn is_basis_reworded(old: &str, new: &str) -> bool {
    let old: Vec<_> = old.split_whitespace().collect();
    let new: Vec<_> = new.split_whitespace().collect();
    let shared = old.iter().filter(|word| new.contains(word)).count();
    shared * 10 >= 8 * old.len().max(new.len())
}

//! Legal bases: by the id of the register or the number of the paper, else by their
//! words.

use crate::citation::{self, DateWords};
use crate::document::BlockRole;
use crate::form::{Bases, Basis, BasisJoin, BasisStyle, RegisteredPaper, Spanned};
use crate::plan::Draft;
use crate::prose::Prose;

use super::super::change::{ChangeKind, Detail, Topic};
use super::super::pair::{Matching, Pair, Pairing};
use super::super::side::Side;
use super::super::words;
use super::id::describe_new_id;
use super::{ChangeCollector, build_change};

/// A basis: what it is known by, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CitedBasis {
    key: Option<String>,
    text: String,
    /// The words before it: `Căn cứ`.
    lead: String,
}

/// How much two papers must be alike, in percent of their words, for one to stand in place of
/// the other.
const ALIKE: usize = 50;

impl ChangeCollector<'_> {
    /// Bases that are one, that were replaced, and that one version alone has; then how they
    /// stand on paper.
    ///
    /// Of those that one version alone has, a paper stands in place of another that is of its
    /// type and of its subject, wherever both stand; or, where most words are the same, it
    /// was reworded. So does the one that is left on both sides in one place. All others
    /// were removed and added.
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
        self.collect_replaced_bases(&old, &new, &mut matching, order);
        self.collect_one_sided_bases(&old, &new, &matching, order);
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
        let mut replaced = pair_alike(old, new, matching);
        take_pairs(matching, &replaced);
        if let ([removed], [added]) = (&matching.removed[..], &matching.added[..])
            && is_same_gap(matching, &replaced, *removed, *added)
        {
            replaced.push(Pair { old: *removed, new: *added });
            take_pairs(matching, &replaced);
        }
        replaced.sort();
        for pair in replaced {
            if is_basis_reworded(&old[pair.old].text, &new[pair.new].text) {
                matching.pairs.push(pair);
                continue;
            }
            let mut change = build_change(Topic::Basis, ChangeKind::Replaced, "", order);
            let (old, new) = (old[pair.old].text.clone(), new[pair.new].text.clone());
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
            let Some((_, old)) = old else {
                self.collect_paper_id(id, new, order);
                continue;
            };
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

impl ChangeCollector<'_> {
    /// A paper of the register that has another id than before, and is cited as it was.
    fn collect_paper_id(
        &mut self,
        id: &Spanned<String>,
        paper: &RegisteredPaper,
        order: usize,
    ) {
        let (old, new) = (self.old.draft(), self.new.draft());
        let citation = format_citation(new, paper);
        let has = |draft: &Draft, id: &str| {
            draft.papers().iter().any(|(other, _)| other.value == id)
        };
        let mut before = old.papers().iter().filter(|(other, known)| {
            !has(new, &other.value) && format_citation(old, known) == citation
        });
        let Some((before, _)) = before.next() else { return };
        let what = shorten_citation(&citation);
        let mut change = build_change(Topic::Basis, ChangeKind::Changed, what, order);
        change.details.extend(describe_new_id(Some(&before.value), Some(&id.value)));
        self.changes.push(change);
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

/// The papers that one version alone has, each with the one of the other version that is of
/// its type and the most like it; of those that are equally like, the nearest.
fn pair_alike(old: &[CitedBasis], new: &[CitedBasis], matching: &Matching) -> Vec<Pair> {
    let mut found = Vec::new();
    for &removed in &matching.removed {
        for &added in &matching.added {
            let likeness = weigh_likeness(&old[removed].text, &new[added].text);
            if likeness >= ALIKE {
                let texts = [&old[removed].text, &new[added].text];
                // Of two that are about the same that of the same issuer.
                let whole = share_words(texts[0], texts[1]);
                found.push((likeness, whole, Pair { old: removed, new: added }));
            }
        }
    }
    found.sort_by_key(|(likeness, whole, pair)| {
        (std::cmp::Reverse((*likeness, *whole)), pair.old.abs_diff(pair.new), *pair)
    });
    let mut res: Vec<Pair> = Vec::new();
    for (.., pair) in found {
        if res.iter().all(|taken| taken.old != pair.old && taken.new != pair.new) {
            res.push(pair);
        }
    }
    res
}

/// Takes pairs out of what one version alone has.
fn take_pairs(matching: &mut Matching, pairs: &[Pair]) {
    matching.removed.retain(|removed| pairs.iter().all(|pair| pair.old != *removed));
    matching.added.retain(|added| pairs.iter().all(|pair| pair.new != *added));
}

/// Whether what one version alone has stands in one place on both sides: behind the same
/// basis, and before the same.
fn is_same_gap(matching: &Matching, replaced: &[Pair], old: usize, new: usize) -> bool {
    let mut both: Vec<_> = matching.pairs.iter().chain(replaced).collect();
    both.sort();
    both.iter().all(|pair| (pair.old < old) == (pair.new < new))
}

/// How much the subjects of two papers are alike, in percent of their words, without numbers
/// and dates. Papers of two types are not alike.
fn weigh_likeness(old: &str, new: &str) -> usize {
    let [(old_kind, old), (new_kind, new)] = [old, new].map(find_subject);
    if old_kind != new_kind {
        return 0;
    }
    share_words(old, new)
}

/// How many of their words two texts share, in percent, without those with digits.
fn share_words(old: &str, new: &str) -> usize {
    let [old, mut new] = [old, new].map(list_plain_words);
    let both = old.len() + new.len();
    let mut shared: usize = 0;
    for word in old {
        if let Some(index) = new.iter().position(|other| *other == word) {
            new.swap_remove(index);
            shared += 1;
        }
    }
    (200 * shared).checked_div(both).unwrap_or(0)
}

/// The type of a paper, and what it is about: its subject, of a law its name. Of a text that
/// cites no paper all of it.
fn find_subject(text: &str) -> (Option<&'static str>, &str) {
    let Some(cited) = citation::find_citations(text).into_iter().next() else {
        return (None, text);
    };
    let kind = cited.stated_kind().map(|kind| kind.name);
    let range = cited.subject.or(cited.name).filter(|range| !range.is_empty());
    (kind, range.and_then(|range| text.get(range)).unwrap_or(text))
}

/// The words of a text without digits, in small letters.
fn list_plain_words(text: &str) -> Vec<String> {
    let words = text
        .split_whitespace()
        .filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// A basis by its type and number, or by its first words.
fn shorten_citation(text: &str) -> String {
    const MOST: usize = 8;
    let named = text.split_once(" ngày ").map(|(name, _)| name.to_owned());
    named.unwrap_or_else(|| words::cut_to_words(text, MOST))
}

/// Whether two bases are one that was reworded: most words are the same, and it is not a
/// paper of another number and another date.
fn is_basis_reworded(old: &str, new: &str) -> bool {
    if is_another_paper(old, new) {
        return false;
    }
    let old: Vec<_> = old.split_whitespace().collect();
    let new: Vec<_> = new.split_whitespace().collect();
    let shared = old.iter().filter(|word| new.contains(word)).count();
    shared * 10 >= 8 * old.len().max(new.len())
}

/// Whether two citations are of papers with other numbers and other dates.
fn is_another_paper(old: &str, new: &str) -> bool {
    let [old, new] =
        [old, new].map(|text| citation::find_citations(text).into_iter().next());
    let (Some(old), Some(new)) = (old, new) else { return false };
    let numbers = old.number.zip(new.number);
    let has_other_number =
        numbers.is_some_and(|(old, new)| old.number.text() != new.number.text());
    has_other_number && old.date.is_some() && old.date != new.date
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cite(text: &str) -> CitedBasis {
        CitedBasis { key: None, text: text.to_owned(), lead: "Căn cứ".to_owned() }
    }

    #[test]
    fn papers_are_replaced_by_what_is_like_them_and_not_by_their_order() {
        let old = [
            "Nghị quyết số 10/NQ-HĐND ngày 01/02/2024 của Hội đồng nhân dân xã về kinh tế - xã hội",
            "Quyết định số 11/QĐ-UBND ngày 02/02/2024 của Ủy ban nhân dân tỉnh về giao dự toán ngân sách",
            "Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015",
        ];
        let new = [
            "Quyết định số 31/QĐ-UBND ngày 03/02/2025 của Ủy ban nhân dân tỉnh về giao dự toán ngân sách",
            "Nghị quyết số 30/NQ-HĐND ngày 01/02/2025 của Hội đồng nhân dân xã về kinh tế - xã hội",
            "Thông tư số 5/2025/TT-BTC về ngân sách nhà nước",
        ];
        let (old, new) = (old.map(cite), new.map(cite));
        let matching =
            Matching { pairs: vec![], removed: vec![0, 1, 2], added: vec![0, 1, 2] };
        let mut found = pair_alike(&old, &new, &matching);
        found.sort();
        assert_eq!(found, [Pair { old: 0, new: 1 }, Pair { old: 1, new: 0 }]);
    }
}

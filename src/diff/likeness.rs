//! How like two parts of two papers are, and which are worth a look.

use std::collections::HashMap;

use super::tree::PaperTree;

/// How much two parts have in common: twice what they share over what both have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likeness {
    shared: usize,
    both: usize,
}

/// Two parts that may be one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) likeness: Likeness,
}

/// What so many parts share tells none of them from the others.
const COMMON: usize = 24;

/// Sets so small are compared part by part.
const SMALL: usize = 400;

/// Candidates of one part that are looked at, those that share the most rare features
/// first.
const MOST: usize = 12;

impl Likeness {
    pub(super) fn between(
        old_tree: &PaperTree<'_>,
        old: usize,
        new_tree: &PaperTree<'_>,
        new: usize,
    ) -> Self {
        let (old, new) = (&old_tree.nodes[old].features, &new_tree.nodes[new].features);
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while i < old.len() && j < new.len() {
            match old[i].cmp(&new[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        Self { shared, both: old.len() + new.len() }
    }

    /// In percent; two empty parts are not alike.
    pub(super) fn percent(self) -> u32 {
        let percent = (200 * self.shared).checked_div(self.both).unwrap_or(0);
        u32::try_from(percent).unwrap_or(100)
    }
}

/// Which of some parts of the old paper may be which of some of the new one.
pub(super) fn find_candidates(
    old_tree: &PaperTree<'_>,
    old_nodes: &[usize],
    new_tree: &PaperTree<'_>,
    new_nodes: &[usize],
) -> Vec<Candidate> {
    let look = |old: usize, new: usize| Candidate {
        old,
        new,
        likeness: Likeness::between(old_tree, old, new_tree, new),
    };
    if old_nodes.len() * new_nodes.len() <= SMALL {
        return old_nodes
            .iter()
            .flat_map(|old| new_nodes.iter().map(move |new| look(*old, *new)))
            .collect();
    }
    let mut having: HashMap<u32, Vec<usize>> = HashMap::new();
    for &new in new_nodes {
        for feature in list_distinct(&new_tree.nodes[new].features) {
            having.entry(feature).or_default().push(new);
        }
    }
    let mut res = Vec::new();
    for &old in old_nodes {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for feature in list_distinct(&old_tree.nodes[old].features) {
            let rare = having.get(&feature).filter(|nodes| nodes.len() <= COMMON);
            for new in rare.into_iter().flatten() {
                *shared.entry(*new).or_default() += 1;
            }
        }
        let mut best: Vec<(usize, usize)> = Vec::with_capacity(shared.len());
        best.extend(shared);
        best.sort_unstable_by_key(|(new, count)| (std::cmp::Reverse(*count), *new));
        res.extend(best.iter().take(MOST).map(|(new, _)| look(old, *new)));
    }
    res
}

/// Sorted features, each once.
fn list_distinct(features: &[u32]) -> impl Iterator<Item = u32> {
    let is_first = |index: &usize| *index == 0 || features[index - 1] != features[*index];
    (0..features.len()).filter(is_first).map(|index| features[index])
}

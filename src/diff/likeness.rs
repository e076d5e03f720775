//! How much two parts of two papers have in common, and which pairs are worth a look.

use std::collections::HashMap;

use super::tree::PaperTree;

/// How much two parts have in common: twice the features they share over the features of
/// both (the coefficient of Dice).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likeness {
    shared: usize,
    /// Of the old part and of the new one together, the shared ones counted twice.
    both: usize,
}

/// Two parts that may be one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) likeness: Likeness,
}

/// A feature that more parts than this share does not help to find one of them.
const COMMON: usize = 24;

/// Up to so many pairs are all compared.
const SMALL: usize = 400;

/// Candidates of one part that are looked at, those that share the most rare features
/// first.
const MOST: usize = 12;

impl Candidate {
    fn new(
        old_tree: &PaperTree<'_>,
        old: usize,
        new_tree: &PaperTree<'_>,
        new: usize,
    ) -> Self {
        Self { old, new, likeness: Likeness::between(old_tree, old, new_tree, new) }
    }
}

impl Likeness {
    /// Of two nodes. Features are sorted, so that one walk over both lists counts what
    /// they share, each as often as both have it.
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
///
/// Few parts are compared each with each. For many, the features of the new parts are
/// indexed, features that more than [`COMMON`] parts have are passed over, and each old
/// part is compared with the [`MOST`] new ones with which it shares the most of the rest.
/// So the work grows with the number of parts and not with its square; a pair that has
/// common words alone in common is not found.
pub(super) fn find_candidates(
    old_tree: &PaperTree<'_>,
    old_nodes: &[usize],
    new_tree: &PaperTree<'_>,
    new_nodes: &[usize],
) -> Vec<Candidate> {
    let mut res = Vec::new();
    // Few: each with each, which finds even parts that share common words alone.
    if old_nodes.len() * new_nodes.len() <= SMALL {
        for &old in old_nodes {
            let candidates =
                new_nodes.iter().map(|new| Candidate::new(old_tree, old, new_tree, *new));
            res.extend(candidates);
        }
        return res;
    }
    let mut having: HashMap<u32, Vec<usize>> = HashMap::new();
    for &new in new_nodes {
        for feature in list_distinct(&new_tree.nodes[new].features) {
            having.entry(feature).or_default().push(new);
        }
    }
    for &old in old_nodes {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for feature in list_distinct(&old_tree.nodes[old].features) {
            // What is common says nothing of which part it is, and costs the most.
            let rare = having.get(&feature).filter(|nodes| nodes.len() <= COMMON);
            for new in rare.into_iter().flatten() {
                *shared.entry(*new).or_default() += 1;
            }
        }
        let mut best: Vec<(usize, usize)> = Vec::with_capacity(shared.len());
        best.extend(shared);
        // Equal counts by the order of the paper: a map has no order of its own.
        best.sort_unstable_by_key(|(new, count)| (std::cmp::Reverse(*count), *new));
        let best = best.iter().take(MOST);
        res.extend(best.map(|(new, _)| Candidate::new(old_tree, old, new_tree, *new)));
    }
    res
}

/// Sorted features, each once.
fn list_distinct(features: &[u32]) -> impl Iterator<Item = u32> {
    features.chunk_by(|first, second| first == second).map(|same| same[0])
}

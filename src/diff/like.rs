//! How like two parts of two papers are, and which are worth a look.

use std::collections::HashMap;

use super::tree::Tree;

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
    pub(super) fn of(old: &Tree<'_>, at: usize, new: &Tree<'_>, other: usize) -> Self {
        let (a, b) = (&old.nodes[at].features, &new.nodes[other].features);
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        Self { shared, both: a.len() + b.len() }
    }

    /// In percent; two empty parts are not alike.
    pub(super) fn percent(self) -> u32 {
        let percent = (200 * self.shared).checked_div(self.both).unwrap_or(0);
        u32::try_from(percent).unwrap_or(100)
    }
}

/// Which of some parts of the old paper may be which of some of the new one.
pub(super) fn candidates(
    old: &Tree<'_>,
    ours: &[usize],
    new: &Tree<'_>,
    theirs: &[usize],
) -> Vec<Candidate> {
    let look = |&at: &usize, &other: &usize| Candidate {
        old: at,
        new: other,
        likeness: Likeness::of(old, at, new, other),
    };
    if ours.len() * theirs.len() <= SMALL {
        return ours
            .iter()
            .flat_map(|at| theirs.iter().map(move |o| look(at, o)))
            .collect();
    }
    let mut having: HashMap<u32, Vec<usize>> = HashMap::new();
    for &other in theirs {
        let features = &new.nodes[other].features;
        for (i, feature) in features.iter().enumerate() {
            if i == 0 || features[i - 1] != *feature {
                having.entry(*feature).or_default().push(other);
            }
        }
    }
    let mut res = Vec::new();
    for at in ours {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let features = &old.nodes[*at].features;
        for (i, feature) in features.iter().enumerate() {
            let first = i == 0 || features[i - 1] != *feature;
            let Some(others) = having.get(feature).filter(|o| first && o.len() <= COMMON)
            else {
                continue;
            };
            for other in others {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let mut best: Vec<(usize, usize)> = Vec::with_capacity(shared.len());
        best.extend(shared);
        best.sort_unstable_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
        res.extend(best.iter().take(MOST).map(|(other, _)| look(at, other)));
    }
    res
}

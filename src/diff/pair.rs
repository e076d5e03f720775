//! Which part of the old paper is which of the new one.
//!
//! What has an id is found by it; then what is the same; then, below what is found, what
//! stands in the same order; last, what is like. Every step looks at candidates that
//! share something rare, so that the work grows with the paper and not with its square.

use std::collections::{BTreeMap, HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::Role;

use super::like::{Candidate, Likeness, candidates};
use super::tree::{BODY, PAPER, Tree, kind};

/// Pairs of nodes: each in at most one.
#[derive(Debug)]
pub(super) struct Pairs {
    /// For each old node its new one.
    pub(super) new: Vec<Option<usize>>,
    /// For each new node its old one.
    pub(super) old: Vec<Option<usize>>,
}

/// Words from which on a paragraph is known by its text alone, wherever it stands.
const TELLING: usize = 8;

/// Likeness from which on two parts under one title are taken for one part, and two that
/// stand apart.
const NEAR: u32 = 42;
const FAR: u32 = 62;

/// Pairs the nodes of two trees.
pub(super) fn pair(old: &Tree<'_>, new: &Tree<'_>) -> Pairs {
    let pairs = Pairs { new: vec![None; old.len()], old: vec![None; new.len()] };
    let mut pairing = Pairing { old, new, pairs };
    pairing.join(PAPER, PAPER);
    pairing.join(BODY, BODY);
    pairing.by_id();
    pairing.identical();
    pairing.downward();
    pairing.moved();
    pairing.downward();
    pairing.pairs
}

struct Pairing<'t, 'd> {
    old: &'t Tree<'d>,
    new: &'t Tree<'d>,
    pairs: Pairs,
}

impl Pairing<'_, '_> {
    fn join(&mut self, old: usize, new: usize) {
        self.pairs.new[old] = Some(new);
        self.pairs.old[new] = Some(old);
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        self.pairs.new[old].is_none() && self.pairs.old[new].is_none()
    }

    /// What has an id that each version has once.
    fn by_id(&mut self) {
        let (old, new) = (ids(self.old), ids(self.new));
        for (id, at) in old {
            if let (Some(at), Some(Some(other))) = (at, new.get(&id))
                && self.is_free(at, *other)
            {
                self.join(at, *other);
            }
        }
    }

    /// What says the same in both versions and nowhere else in them, with all below it.
    fn identical(&mut self) {
        let (old, new) =
            (self.telling(self.old, Side::Old), self.telling(self.new, Side::New));
        let mut found: Vec<_> = old
            .into_iter()
            .filter_map(|(whole, at)| Some((at?, (*new.get(&whole)?)?)))
            .collect();
        found.sort_unstable();
        for (at, other) in found {
            self.join_all(at, other);
        }
    }

    /// Free nodes by the hash of all that they say; `None` where several say it.
    fn telling(&self, tree: &Tree<'_>, side: Side) -> HashMap<u64, Option<usize>> {
        let mut res: HashMap<u64, Option<usize>> = HashMap::new();
        for (at, node) in tree.nodes.iter().enumerate().skip(BODY + 1) {
            let free = match side {
                Side::Old => self.pairs.new[at].is_none(),
                Side::New => self.pairs.old[at].is_none(),
            };
            let in_place = matches!(tree.role(at), Role::Field(_) | Role::Made);
            if free && node.weight >= TELLING && !in_place {
                res.entry(node.whole).and_modify(|at| *at = None).or_insert(Some(at));
            }
        }
        res
    }

    /// Pairs two nodes that say the same, and all below them.
    fn join_all(&mut self, old: usize, new: usize) {
        let (below, other) = (&self.old.nodes[old], &self.new.nodes[new]);
        if kind(below.item) != kind(other.item) || below.end - old != other.end - new {
            return;
        }
        for (at, other) in (old..below.end).zip(new..other.end) {
            if self.is_free(at, other) {
                self.join(at, other);
            }
        }
    }

    /// Pairs what stands below pairs, from the top.
    fn downward(&mut self) {
        for at in 0..self.old.len() {
            if let Some(other) = self.pairs.new[at] {
                self.children(at, other);
            }
        }
    }

    fn children(&mut self, old: usize, new: usize) {
        let (ours, theirs) =
            (&self.old.nodes[old].children, &self.new.nodes[new].children);
        if ours.is_empty() || theirs.is_empty() {
            return;
        }
        self.in_order(ours, theirs, |tree, at| tree.nodes[at].whole);
        self.in_order(ours, theirs, |tree, at| tree.nodes[at].own);
        self.fields(ours, theirs);
        let gaps = self.gaps(ours, theirs);
        self.alike(ours, theirs, NEAR, |p, at, other| {
            let same_gap = gaps.old.get(&at) == gaps.new.get(&other);
            let retitled =
                p.old.is_heading(at) && p.old.role(at) == p.new.role(other) && same_gap;
            if same_gap { if retitled { 15 } else { 10 } } else { 0 }
        });
        self.alone(&gaps);
    }

    /// Pairs free children with one hash, in their order.
    fn in_order(
        &mut self,
        ours: &[usize],
        theirs: &[usize],
        hash: impl Fn(&Tree<'_>, usize) -> u64,
    ) {
        let free_old = |p: &Self, at: &usize| p.pairs.new[*at].is_none();
        let free_new = |p: &Self, at: &usize| p.pairs.old[*at].is_none();
        let old: Vec<usize> =
            ours.iter().copied().filter(|at| free_old(self, at)).collect();
        let new: Vec<usize> =
            theirs.iter().copied().filter(|at| free_new(self, at)).collect();
        let (old_keys, new_keys): (Vec<u64>, Vec<u64>) = (
            old.iter().map(|at| hash(self.old, *at)).collect(),
            new.iter().map(|at| hash(self.new, *at)).collect(),
        );
        for (a, b) in common(&old_keys, &new_keys) {
            let (at, other) = (old[a], new[b]);
            if self.old.nodes[at].whole == self.new.nodes[other].whole {
                self.join_all(at, other);
            } else if kind(self.old.nodes[at].item) == kind(self.new.nodes[other].item) {
                self.join(at, other);
            }
        }
    }

    /// The parts of a task are known by what they are.
    fn fields(&mut self, ours: &[usize], theirs: &[usize]) {
        let mut by_role: BTreeMap<Role, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for &at in ours.iter().filter(|at| self.pairs.new[**at].is_none()) {
            by_role.entry(self.old.role(at)).or_default().0.push(at);
        }
        for &at in theirs.iter().filter(|at| self.pairs.old[**at].is_none()) {
            by_role.entry(self.new.role(at)).or_default().1.push(at);
        }
        for (role, (old, new)) in by_role {
            if matches!(role, Role::Field(_)) && old.len() == 1 && new.len() == 1 {
                self.join(old[0], new[0]);
            }
        }
    }

    /// Between which of the paired children a free one stands.
    fn gaps(&self, ours: &[usize], theirs: &[usize]) -> Gaps {
        let mut gaps = Gaps::default();
        let mut before = None;
        for &at in ours {
            match self.pairs.new[at] {
                Some(other) if theirs.binary_search(&other).is_ok() => {
                    before = Some(other);
                }
                Some(_) => {}
                None => {
                    gaps.old.insert(at, before);
                }
            }
        }
        before = None;
        for &at in theirs {
            match self.pairs.old[at] {
                Some(other) if ours.binary_search(&other).is_ok() => before = Some(at),
                Some(_) => {}
                None => {
                    gaps.new.insert(at, before);
                }
            }
        }
        gaps
    }

    /// A title, or a table, that is the only free one in its place on both sides is the
    /// same part retitled, if it is like at all.
    fn alone(&mut self, gaps: &Gaps) {
        // Old and new nodes by the gap in which they stand and their kind.
        type Free = (Vec<usize>, Vec<usize>);
        let mut places: BTreeMap<(Option<usize>, u8), Free> = BTreeMap::new();
        for (at, gap) in &gaps.old {
            if self.pairs.new[*at].is_none() {
                let of = (*gap, kind(self.old.nodes[*at].item));
                places.entry(of).or_default().0.push(*at);
            }
        }
        for (at, gap) in &gaps.new {
            if self.pairs.old[*at].is_none() {
                let of = (*gap, kind(self.new.nodes[*at].item));
                places.entry(of).or_default().1.push(*at);
            }
        }
        for (old, new) in places.into_values() {
            if let ([at], [other]) = (&old[..], &new[..]) {
                let likeness = Likeness::of(self.old, *at, self.new, *other);
                if likeness.percent() >= 25 && self.may_be(*at, *other) {
                    self.join(*at, *other);
                }
            }
        }
    }

    /// Whether two nodes can be one part at all: what has an id is not what has another.
    fn may_be(&self, old: usize, new: usize) -> bool {
        let id = |tree: &Tree<'_>, at| tree.origin(at).and_then(|o| o.id.clone());
        let same_kind = kind(self.old.nodes[old].item) == kind(self.new.nodes[new].item);
        let (ours, theirs) = (id(self.old, old), id(self.new, new));
        let role = (self.old.role(old), self.new.role(new));
        let roles = role.0 == role.1
            || !matches!(role.0, Role::Field(_) | Role::Made | Role::Basis)
                && !matches!(role.1, Role::Field(_) | Role::Made | Role::Basis);
        same_kind && roles && (ours.is_none() || theirs.is_none())
    }

    /// Pairs free nodes that are like, the likest first.
    fn alike(
        &mut self,
        ours: &[usize],
        theirs: &[usize],
        least: u32,
        more: impl Fn(&Self, usize, usize) -> u32,
    ) {
        let free: Vec<_> =
            ours.iter().copied().filter(|at| self.pairs.new[*at].is_none()).collect();
        let others: Vec<_> =
            theirs.iter().copied().filter(|at| self.pairs.old[*at].is_none()).collect();
        let mut found: Vec<(u32, Candidate)> =
            candidates(self.old, &free, self.new, &others)
                .into_iter()
                .filter(|c| self.may_be(c.old, c.new))
                .map(|c| (c.likeness.percent() + more(self, c.old, c.new), c))
                .filter(|(percent, _)| *percent >= least)
                .collect();
        found.sort_by_key(|(percent, c)| {
            (std::cmp::Reverse(*percent), c.old.abs_diff(c.new), c.old, c.new)
        });
        for (_, Candidate { old, new, .. }) in found {
            if self.is_free(old, new) {
                self.join(old, new);
            }
        }
    }

    /// Pairs what has gone elsewhere.
    fn moved(&mut self) {
        let far = |tree: &Tree<'_>, at: &usize| {
            let heading = tree.is_heading(*at);
            let words = matches!(
                tree.role(*at),
                Role::Words
                    | Role::Section
                    | Role::Objective
                    | Role::Unit
                    | Role::Group
                    | Role::Task
                    | Role::Table
                    | Role::Appendix
            );
            words && (heading || tree.nodes[*at].weight >= TELLING)
        };
        let ours: Vec<_> =
            (BODY + 1..self.old.len()).filter(|at| far(self.old, at)).collect();
        let theirs: Vec<_> =
            (BODY + 1..self.new.len()).filter(|at| far(self.new, at)).collect();
        self.alike(&ours, &theirs, FAR, |_, _, _| 0);
    }
}

#[derive(Debug, Clone, Copy)]
enum Side {
    Old,
    New,
}

/// For each free child the new node of the pair before it.
#[derive(Debug, Default)]
struct Gaps {
    old: BTreeMap<usize, Option<usize>>,
    new: BTreeMap<usize, Option<usize>>,
}

/// Nodes by what kind of part they are and their id; `None` where an id is not alone.
fn ids(tree: &Tree<'_>) -> BTreeMap<(u8, String), Option<usize>> {
    let mut res = BTreeMap::new();
    for at in BODY + 1..tree.len() {
        let Some(id) = tree.origin(at).and_then(|o| o.id.clone()) else { continue };
        let class = match tree.role(at) {
            Role::Basis => 10,
            // A table of the form may be printed more than once.
            _ => kind(tree.nodes[at].item),
        };
        res.entry((class, id)).and_modify(|at| *at = None).or_insert(Some(at));
    }
    res
}

/// Pairs of indices of a longest common subsequence.
pub(super) fn common(old: &[u64], new: &[u64]) -> Vec<(usize, usize)> {
    // What only one side has would cost the most and give nothing.
    let all = |keys: &[u64]| -> HashSet<u64> { keys.iter().copied().collect() };
    let (in_old, in_new) = (all(old), all(new));
    let kept = |keys: &[u64], of: &HashSet<u64>| -> (Vec<usize>, Vec<u64>) {
        keys.iter()
            .enumerate()
            .filter(|(_, key)| of.contains(key))
            .map(|(i, k)| (i, *k))
            .unzip()
    };
    let (old_at, old_keys) = kept(old, &in_new);
    let (new_at, new_keys) = kept(new, &in_old);
    let mut res = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &old_keys, &new_keys) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            res.extend((0..len).map(|i| (old_at[old_index + i], new_at[new_index + i])));
        }
    }
    res
}

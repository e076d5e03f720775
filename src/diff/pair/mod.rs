//! Which part of the old paper is which of the new one.
//!
//! Of two papers here, of two tables in `table`, of tables on paper in `printed`, each told
//! as a `matching`.
//!
//! What has an id is found by it; then what is the same; then, below what is found, what
//! stands in the same order; last, what is like. Every step looks at candidates that
//! share something rare, so that the work grows with the paper and not with its square.

use std::collections::{BTreeMap, HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::Role;

mod matching;
mod printed;
mod table;

use super::like::{Candidate, Likeness, candidates};
use super::tree::{BODY, PAPER, Tree, kind};

pub(super) use matching::{Matching, Pair, Pairing};
pub(super) use printed::{ColumnMatch, PrintedMatch};
pub(super) use table::{TableMatch, Tables, TypedOrder};

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
    let mut pairing = NodePairing { old, new, pairs };
    pairing.join(PAPER, PAPER);
    pairing.join(BODY, BODY);
    pairing.by_id();
    pairing.identical();
    pairing.downward();
    pairing.moved();
    pairing.downward();
    pairing.pairs
}

struct NodePairing<'t, 'd> {
    old: &'t Tree<'d>,
    new: &'t Tree<'d>,
    pairs: Pairs,
}

impl NodePairing<'_, '_> {
    fn join(&mut self, old: usize, new: usize) {
        self.pairs.new[old] = Some(new);
        self.pairs.old[new] = Some(old);
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        self.pairs.new[old].is_none() && self.pairs.old[new].is_none()
    }

    /// What has an id that each version has once.
    fn by_id(&mut self) {
        let new = ids(self.new);
        for (id, old_node) in ids(self.old) {
            if let (Some(old_node), Some(Some(new_node))) = (old_node, new.get(&id))
                && self.is_free(old_node, *new_node)
            {
                self.join(old_node, *new_node);
            }
        }
    }

    /// What says the same in both versions and nowhere else in them, with all below it.
    fn identical(&mut self) {
        let old = telling(self.old, &self.pairs.new);
        let new = telling(self.new, &self.pairs.old);
        let mut found: Vec<_> = old
            .into_iter()
            .filter_map(|(whole, old_node)| Some((old_node?, (*new.get(&whole)?)?)))
            .collect();
        found.sort_unstable();
        for (old_node, new_node) in found {
            self.join_all(old_node, new_node);
        }
    }

    /// Pairs two nodes that say the same, and all below them.
    fn join_all(&mut self, old: usize, new: usize) {
        let (old_top, new_top) = (&self.old.nodes[old], &self.new.nodes[new]);
        let same_size = old_top.end - old == new_top.end - new;
        if kind(old_top.item) != kind(new_top.item) || !same_size {
            return;
        }
        for (old_node, new_node) in (old..old_top.end).zip(new..new_top.end) {
            if self.is_free(old_node, new_node) {
                self.join(old_node, new_node);
            }
        }
    }

    /// Pairs what stands below pairs, from the top.
    fn downward(&mut self) {
        for old in 0..self.old.len() {
            if let Some(new) = self.pairs.new[old] {
                self.children(old, new);
            }
        }
    }

    fn children(&mut self, old: usize, new: usize) {
        let nodes = Nodes {
            old: &self.old.nodes[old].children,
            new: &self.new.nodes[new].children,
        };
        if nodes.old.is_empty() || nodes.new.is_empty() {
            return;
        }
        self.in_order(nodes, |tree, node| tree.nodes[node].whole);
        self.in_order(nodes, |tree, node| tree.nodes[node].own);
        self.fields(nodes);
        let gaps = self.gaps(nodes);
        self.alike(nodes, NEAR, |p, old, new| {
            let same_gap = gaps.old.get(&old) == gaps.new.get(&new);
            let retitled =
                p.old.is_heading(old) && p.old.role(old) == p.new.role(new) && same_gap;
            if same_gap { if retitled { 15 } else { 10 } } else { 0 }
        });
        self.alone(&gaps);
    }

    /// Pairs free children with one hash, in their order.
    fn in_order(&mut self, nodes: Nodes<'_>, hash: impl Fn(&Tree<'_>, usize) -> u64) {
        let (old, new) = (self.free_old(nodes.old), self.free_new(nodes.new));
        let old_keys: Vec<u64> = old.iter().map(|node| hash(self.old, *node)).collect();
        let new_keys: Vec<u64> = new.iter().map(|node| hash(self.new, *node)).collect();
        for (old_index, new_index) in common(&old_keys, &new_keys) {
            let (old_node, new_node) = (old[old_index], new[new_index]);
            let (old_top, new_top) =
                (&self.old.nodes[old_node], &self.new.nodes[new_node]);
            if old_top.whole == new_top.whole {
                self.join_all(old_node, new_node);
            } else if kind(old_top.item) == kind(new_top.item) {
                self.join(old_node, new_node);
            }
        }
    }

    fn free_old(&self, nodes: &[usize]) -> Vec<usize> {
        nodes.iter().copied().filter(|node| self.pairs.new[*node].is_none()).collect()
    }

    fn free_new(&self, nodes: &[usize]) -> Vec<usize> {
        nodes.iter().copied().filter(|node| self.pairs.old[*node].is_none()).collect()
    }

    /// The parts of a task are known by what they are.
    fn fields(&mut self, nodes: Nodes<'_>) {
        let mut by_role: BTreeMap<Role, Free> = BTreeMap::new();
        for node in self.free_old(nodes.old) {
            by_role.entry(self.old.role(node)).or_default().old.push(node);
        }
        for node in self.free_new(nodes.new) {
            by_role.entry(self.new.role(node)).or_default().new.push(node);
        }
        for (role, free) in by_role {
            if let (Role::Field(_), [old], [new]) = (role, &free.old[..], &free.new[..]) {
                self.join(*old, *new);
            }
        }
    }

    /// Between which of the paired children a free one stands.
    fn gaps(&self, nodes: Nodes<'_>) -> Gaps {
        let mut gaps = Gaps::default();
        let mut before = None;
        for &old in nodes.old {
            match self.pairs.new[old] {
                Some(new) if nodes.new.binary_search(&new).is_ok() => before = Some(new),
                Some(_) => {}
                None => {
                    gaps.old.insert(old, before);
                }
            }
        }
        before = None;
        for &new in nodes.new {
            match self.pairs.old[new] {
                Some(old) if nodes.old.binary_search(&old).is_ok() => before = Some(new),
                Some(_) => {}
                None => {
                    gaps.new.insert(new, before);
                }
            }
        }
        gaps
    }

    /// A title, or a table, that is the only free one in its place on both sides is the
    /// same part retitled, if it is like at all.
    fn alone(&mut self, gaps: &Gaps) {
        // By the gap in which they stand and their kind.
        let mut places: BTreeMap<(Option<usize>, u8), Free> = BTreeMap::new();
        for (node, gap) in &gaps.old {
            if self.pairs.new[*node].is_none() {
                let place = (*gap, kind(self.old.nodes[*node].item));
                places.entry(place).or_default().old.push(*node);
            }
        }
        for (node, gap) in &gaps.new {
            if self.pairs.old[*node].is_none() {
                let place = (*gap, kind(self.new.nodes[*node].item));
                places.entry(place).or_default().new.push(*node);
            }
        }
        for free in places.into_values() {
            if let ([old], [new]) = (&free.old[..], &free.new[..]) {
                let likeness = Likeness::of(self.old, *old, self.new, *new);
                if likeness.percent() >= 25 && self.may_be(*old, *new) {
                    self.join(*old, *new);
                }
            }
        }
    }

    /// Whether two nodes can be one part at all: what has an id is not what has another.
    fn may_be(&self, old: usize, new: usize) -> bool {
        let has_id = |tree: &Tree<'_>, node| {
            tree.origin(node).is_some_and(|origin| origin.id.is_some())
        };
        let in_place = |role| matches!(role, Role::Field(_) | Role::Made | Role::Basis);
        let same_kind = kind(self.old.nodes[old].item) == kind(self.new.nodes[new].item);
        let (old_role, new_role) = (self.old.role(old), self.new.role(new));
        let roles = old_role == new_role || !in_place(old_role) && !in_place(new_role);
        same_kind && roles && !(has_id(self.old, old) && has_id(self.new, new))
    }

    /// Pairs free nodes that are like, the likest first.
    fn alike(
        &mut self,
        nodes: Nodes<'_>,
        least: u32,
        more: impl Fn(&Self, usize, usize) -> u32,
    ) {
        let (old_free, new_free) = (self.free_old(nodes.old), self.free_new(nodes.new));
        let mut found: Vec<(u32, Candidate)> =
            candidates(self.old, &old_free, self.new, &new_free)
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
        let old: Vec<_> =
            (BODY + 1..self.old.len()).filter(|node| may_go(self.old, *node)).collect();
        let new: Vec<_> =
            (BODY + 1..self.new.len()).filter(|node| may_go(self.new, *node)).collect();
        self.alike(Nodes { old: &old, new: &new }, FAR, |_, _, _| 0);
    }
}

/// Nodes of both trees among which pairs are looked for.
#[derive(Debug, Clone, Copy)]
struct Nodes<'a> {
    old: &'a [usize],
    new: &'a [usize],
}

/// Free nodes of both trees that have something in common.
#[derive(Debug, Default)]
struct Free {
    old: Vec<usize>,
    new: Vec<usize>,
}

/// Whether a part is looked for all over the other paper.
fn may_go(tree: &Tree<'_>, node: usize) -> bool {
    let has_place_of_its_own = matches!(
        tree.role(node),
        Role::Words
            | Role::Section
            | Role::Objective
            | Role::Unit
            | Role::Group
            | Role::Task
            | Role::Table
            | Role::Appendix
    );
    has_place_of_its_own && (tree.is_heading(node) || tree.nodes[node].weight >= TELLING)
}

/// Free nodes by the hash of all that they say; `None` where several say it. `pairs` has
/// the partner of each node.
fn telling(tree: &Tree<'_>, pairs: &[Option<usize>]) -> HashMap<u64, Option<usize>> {
    let mut res: HashMap<u64, Option<usize>> = HashMap::new();
    for (node, found) in tree.nodes.iter().enumerate().skip(BODY + 1) {
        let in_place = matches!(tree.role(node), Role::Field(_) | Role::Made);
        if pairs[node].is_none() && found.weight >= TELLING && !in_place {
            res.entry(found.whole).and_modify(|node| *node = None).or_insert(Some(node));
        }
    }
    res
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
    for node in BODY + 1..tree.len() {
        let Some(id) = tree.origin(node).and_then(|o| o.id.clone()) else { continue };
        let class = match tree.role(node) {
            Role::Basis => 10,
            // A table of the form may be printed more than once.
            _ => kind(tree.nodes[node].item),
        };
        res.entry((class, id)).and_modify(|node| *node = None).or_insert(Some(node));
    }
    res
}

/// Pairs of indices of a longest common subsequence.
pub(super) fn common(old: &[u64], new: &[u64]) -> Vec<(usize, usize)> {
    // What only one side has would cost the most and give nothing.
    let (old, new) = (shared(old, new), shared(new, old));
    let keys = |shared: &[(usize, u64)]| -> Vec<u64> {
        shared.iter().map(|(_, key)| *key).collect()
    };
    let mut res = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &keys(&old), &keys(&new)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            let both = old[old_index..][..len].iter().zip(&new[new_index..][..len]);
            res.extend(both.map(|((old, _), (new, _))| (*old, *new)));
        }
    }
    res
}

/// The keys that the other list has too, with their places.
fn shared(keys: &[u64], other: &[u64]) -> Vec<(usize, u64)> {
    let other: HashSet<u64> = other.iter().copied().collect();
    keys.iter().copied().enumerate().filter(|(_, key)| other.contains(key)).collect()
}

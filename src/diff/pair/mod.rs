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

use super::likeness::{Candidate, Likeness, find_candidates};
use super::tree::{BODY, PAPER, PaperTree, classify_item};

pub(super) use matching::{Matching, Pair, Pairing};
pub(super) use printed::{ColumnMatch, PrintedMatch};
pub(super) use table::{TableMatch, TableMatches, TypedOrder};

/// Pairs of nodes: each in at most one.
#[derive(Debug)]
pub(super) struct NodePairs {
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
pub(super) fn pair_nodes(old: &PaperTree<'_>, new: &PaperTree<'_>) -> NodePairs {
    let pairs = NodePairs { new: vec![None; old.len()], old: vec![None; new.len()] };
    let mut pairing = NodePairing { old, new, pairs };
    pairing.join(PAPER, PAPER);
    pairing.join(BODY, BODY);
    pairing.pair_by_id();
    pairing.pair_identical();
    pairing.pair_downward();
    pairing.pair_moved();
    pairing.pair_downward();
    pairing.pairs
}

struct NodePairing<'t, 'd> {
    old: &'t PaperTree<'d>,
    new: &'t PaperTree<'d>,
    pairs: NodePairs,
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
    fn pair_by_id(&mut self) {
        let new = index_ids(self.new);
        for (id, old_node) in index_ids(self.old) {
            if let (Some(old_node), Some(Some(new_node))) = (old_node, new.get(&id))
                && self.is_free(old_node, *new_node)
            {
                self.join(old_node, *new_node);
            }
        }
    }

    /// What says the same in both versions and nowhere else in them, with all below it.
    fn pair_identical(&mut self) {
        let old = index_telling_nodes(self.old, &self.pairs.new);
        let new = index_telling_nodes(self.new, &self.pairs.old);
        let mut found: Vec<_> = old
            .into_iter()
            .filter_map(|(whole, old_node)| Some((old_node?, (*new.get(&whole)?)?)))
            .collect();
        found.sort_unstable();
        for (old_node, new_node) in found {
            self.join_subtrees(old_node, new_node);
        }
    }

    /// Pairs two nodes that say the same, and all below them.
    fn join_subtrees(&mut self, old: usize, new: usize) {
        let (old_top, new_top) = (&self.old.nodes[old], &self.new.nodes[new]);
        let same_size = old_top.end - old == new_top.end - new;
        if classify_item(old_top.item) != classify_item(new_top.item) || !same_size {
            return;
        }
        for (old_node, new_node) in (old..old_top.end).zip(new..new_top.end) {
            if self.is_free(old_node, new_node) {
                self.join(old_node, new_node);
            }
        }
    }

    /// Pairs what stands below pairs, from the top.
    fn pair_downward(&mut self) {
        for old in 0..self.old.len() {
            if let Some(new) = self.pairs.new[old] {
                self.pair_children(old, new);
            }
        }
    }

    fn pair_children(&mut self, old: usize, new: usize) {
        let nodes = NodeLists {
            old: &self.old.nodes[old].children,
            new: &self.new.nodes[new].children,
        };
        if nodes.old.is_empty() || nodes.new.is_empty() {
            return;
        }
        self.pair_in_order(nodes, |tree, node| tree.nodes[node].subtree_hash);
        self.pair_in_order(nodes, |tree, node| tree.nodes[node].own_hash);
        self.pair_fields(nodes);
        let gaps = self.find_gaps(nodes);
        self.pair_alike(nodes, NEAR, |p, old, new| {
            let same_gap = gaps.old.get(&old) == gaps.new.get(&new);
            let retitled =
                p.old.is_heading(old) && p.old.role(old) == p.new.role(new) && same_gap;
            if same_gap { if retitled { 15 } else { 10 } } else { 0 }
        });
        self.pair_alone(&gaps);
    }

    /// Pairs free children with one hash, in their order.
    fn pair_in_order(
        &mut self,
        nodes: NodeLists<'_>,
        hash: impl Fn(&PaperTree<'_>, usize) -> u64,
    ) {
        let (old, new) = (self.free_old(nodes.old), self.free_new(nodes.new));
        let old_keys: Vec<u64> = old.iter().map(|node| hash(self.old, *node)).collect();
        let new_keys: Vec<u64> = new.iter().map(|node| hash(self.new, *node)).collect();
        for (old_index, new_index) in find_common_subsequence(&old_keys, &new_keys) {
            let (old_node, new_node) = (old[old_index], new[new_index]);
            let (old_top, new_top) =
                (&self.old.nodes[old_node], &self.new.nodes[new_node]);
            if old_top.subtree_hash == new_top.subtree_hash {
                self.join_subtrees(old_node, new_node);
            } else if classify_item(old_top.item) == classify_item(new_top.item) {
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
    fn pair_fields(&mut self, nodes: NodeLists<'_>) {
        let mut by_role: BTreeMap<Role, FreeNodes> = BTreeMap::new();
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
    fn find_gaps(&self, nodes: NodeLists<'_>) -> NodeGaps {
        let mut gaps = NodeGaps::default();
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
    fn pair_alone(&mut self, gaps: &NodeGaps) {
        // By the gap in which they stand and their kind.
        let mut places: BTreeMap<(Option<usize>, u8), FreeNodes> = BTreeMap::new();
        for (node, gap) in &gaps.old {
            if self.pairs.new[*node].is_none() {
                let place = (*gap, classify_item(self.old.nodes[*node].item));
                places.entry(place).or_default().old.push(*node);
            }
        }
        for (node, gap) in &gaps.new {
            if self.pairs.old[*node].is_none() {
                let place = (*gap, classify_item(self.new.nodes[*node].item));
                places.entry(place).or_default().new.push(*node);
            }
        }
        for free in places.into_values() {
            if let ([old], [new]) = (&free.old[..], &free.new[..]) {
                let likeness = Likeness::between(self.old, *old, self.new, *new);
                if likeness.percent() >= 25 && self.may_be_one(*old, *new) {
                    self.join(*old, *new);
                }
            }
        }
    }

    /// Whether two nodes can be one part at all: what has an id is not what has another.
    fn may_be_one(&self, old: usize, new: usize) -> bool {
        let has_id = |tree: &PaperTree<'_>, node| {
            tree.get_origin(node).is_some_and(|origin| origin.id.is_some())
        };
        let in_place = |role| matches!(role, Role::Field(_) | Role::Made | Role::Basis);
        let same_kind = classify_item(self.old.nodes[old].item)
            == classify_item(self.new.nodes[new].item);
        let (old_role, new_role) = (self.old.role(old), self.new.role(new));
        let roles = old_role == new_role || !in_place(old_role) && !in_place(new_role);
        same_kind && roles && !(has_id(self.old, old) && has_id(self.new, new))
    }

    /// Pairs free nodes that are like, the likest first.
    fn pair_alike(
        &mut self,
        nodes: NodeLists<'_>,
        least: u32,
        more: impl Fn(&Self, usize, usize) -> u32,
    ) {
        let (old_free, new_free) = (self.free_old(nodes.old), self.free_new(nodes.new));
        let mut found: Vec<(u32, Candidate)> =
            find_candidates(self.old, &old_free, self.new, &new_free)
                .into_iter()
                .filter(|c| self.may_be_one(c.old, c.new))
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
    fn pair_moved(&mut self) {
        let old: Vec<_> = (BODY + 1..self.old.len())
            .filter(|node| is_relocatable(self.old, *node))
            .collect();
        let new: Vec<_> = (BODY + 1..self.new.len())
            .filter(|node| is_relocatable(self.new, *node))
            .collect();
        self.pair_alike(NodeLists { old: &old, new: &new }, FAR, |_, _, _| 0);
    }
}

/// Nodes of both trees among which pairs are looked for.
#[derive(Debug, Clone, Copy)]
struct NodeLists<'a> {
    old: &'a [usize],
    new: &'a [usize],
}

/// Free nodes of both trees that have something in common.
#[derive(Debug, Default)]
struct FreeNodes {
    old: Vec<usize>,
    new: Vec<usize>,
}

/// Whether a part is looked for all over the other paper.
fn is_relocatable(tree: &PaperTree<'_>, node: usize) -> bool {
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
fn index_telling_nodes(
    tree: &PaperTree<'_>,
    pairs: &[Option<usize>],
) -> HashMap<u64, Option<usize>> {
    let mut res: HashMap<u64, Option<usize>> = HashMap::new();
    for (node, found) in tree.nodes.iter().enumerate().skip(BODY + 1) {
        let in_place = matches!(tree.role(node), Role::Field(_) | Role::Made);
        if pairs[node].is_none() && found.weight >= TELLING && !in_place {
            res.entry(found.subtree_hash)
                .and_modify(|node| *node = None)
                .or_insert(Some(node));
        }
    }
    res
}

/// For each free child the new node of the pair before it.
#[derive(Debug, Default)]
struct NodeGaps {
    old: BTreeMap<usize, Option<usize>>,
    new: BTreeMap<usize, Option<usize>>,
}

/// Nodes by what kind of part they are and their id; `None` where an id is not alone.
fn index_ids(tree: &PaperTree<'_>) -> BTreeMap<(u8, String), Option<usize>> {
    let mut res = BTreeMap::new();
    for node in BODY + 1..tree.len() {
        let Some(id) = tree.get_origin(node).and_then(|o| o.id.clone()) else { continue };
        let class = match tree.role(node) {
            Role::Basis => 10,
            // A table of the form may be printed more than once.
            _ => classify_item(tree.nodes[node].item),
        };
        res.entry((class, id)).and_modify(|node| *node = None).or_insert(Some(node));
    }
    res
}

/// Pairs of indices of a longest common subsequence.
pub(super) fn find_common_subsequence(old: &[u64], new: &[u64]) -> Vec<(usize, usize)> {
    // What only one side has would cost the most and give nothing.
    let (old, new) = (keep_shared_keys(old, new), keep_shared_keys(new, old));
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
fn keep_shared_keys(keys: &[u64], other: &[u64]) -> Vec<(usize, u64)> {
    let other: HashSet<u64> = other.iter().copied().collect();
    keys.iter().copied().enumerate().filter(|(_, key)| other.contains(key)).collect()
}

//! Which node of the old tree is which of the new one.
//!
//! In five steps; every step pairs only what is still free, so that a sure sign is never
//! overruled by a weaker one. What has an id is found by it; then what says the same and
//! nowhere else; then, below what is found, what stands in the same order and what is
//! like; then what is like anywhere else; last, what is below that. Every step looks at
//! candidates that share something rare, so that the work grows with the paper and not
//! with its square.

use std::collections::{BTreeMap, HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::BlockRole;

use super::super::likeness::{Candidate, Likeness, find_candidates};
use super::super::tree::{BODY, PAPER, PaperTree, classify_item};
use super::matching::Pair;

/// Pairs of nodes: each in at most one.
#[derive(Debug)]
pub(in crate::diff) struct NodePairs {
    /// For each old node its new one.
    pub(in crate::diff) new: Vec<Option<usize>>,
    /// For each new node its old one.
    pub(in crate::diff) old: Vec<Option<usize>>,
}

/// A paragraph of so many words is known by its text alone, wherever it stands.
const TELLING: usize = 8;

/// Two parts under one title that are so much alike, in percent, are taken for one part.
const NEAR: u32 = 42;

/// The same for two parts that stand under different titles.
const FAR: u32 = 62;

/// The same for a title or a table that alone is left in its place on both sides.
const ALONE: u32 = 25;

/// The same for two parts that have two ids.
const SAME: u32 = 85;

/// Percent that standing between the same neighbours adds to the likeness of two parts.
const SAME_GAP: u32 = 10;

/// The same for two titles of one role, of which one may have been rewritten.
const SAME_GAP_TITLE: u32 = 15;

/// Pairs the nodes of two trees.
pub(in crate::diff) fn pair_nodes(old: &PaperTree<'_>, new: &PaperTree<'_>) -> NodePairs {
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

/// The pairs of two trees while they are made.
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
            .filter_map(|(hash, old_node)| Some((old_node?, (*new.get(&hash)?)?)))
            .collect();
        // A map has no order, and a pair that is made bars others.
        found.sort_unstable();
        for (old_node, new_node) in found {
            self.join_subtrees(old_node, new_node);
        }
    }

    /// Pairs two nodes that say the same, and all below them. The hashes are the same;
    /// kind and size are looked at all the same, since hashes may meet by chance.
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

    /// Pairs the children of two nodes that are one.
    ///
    /// First by the hash of all that is below them, so that whole subtrees that are the same
    /// are done with; then by the hash of their own text; then the parts of a task by what
    /// they are. What is left is compared by likeness, where standing between the same
    /// neighbours counts in favour. Last, what is alone in its gap on both sides.
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
        self.pair_alike(nodes, NEAR, |pairing, old, new| {
            if gaps.old.get(&old) != gaps.new.get(&new) {
                return 0;
            }
            let is_title = pairing.old.is_heading(old)
                && pairing.old.role(old) == pairing.new.role(new);
            if is_title { SAME_GAP_TITLE } else { SAME_GAP }
        });
        self.pair_alone(&gaps);
    }

    /// Pairs free children with one hash, in their order.
    fn pair_in_order(
        &mut self,
        nodes: NodeLists<'_>,
        hash: impl Fn(&PaperTree<'_>, usize) -> u64,
    ) {
        let old = self.free_old(nodes.old);
        let new = self.free_new(nodes.new);
        let old_keys: Vec<u64> = old.iter().map(|node| hash(self.old, *node)).collect();
        let new_keys: Vec<u64> = new.iter().map(|node| hash(self.new, *node)).collect();
        for pair in find_common_subsequence(&old_keys, &new_keys) {
            let (old_node, new_node) = (old[pair.old], new[pair.new]);
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
        let mut by_role: BTreeMap<BlockRole, FreeNodes> = BTreeMap::new();
        for node in self.free_old(nodes.old) {
            by_role.entry(self.old.role(node)).or_default().old.push(node);
        }
        for node in self.free_new(nodes.new) {
            by_role.entry(self.new.role(node)).or_default().new.push(node);
        }
        for (role, free) in by_role {
            if let (BlockRole::Field(_), [old], [new]) =
                (role, &free.old[..], &free.new[..])
            {
                self.join(*old, *new);
            }
        }
    }

    /// Between which of the paired children a free one stands. On both sides a gap is named
    /// by the new node of the pair that it follows, so that gaps of both can be compared;
    /// children whose partner is elsewhere bound no gap.
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
                if likeness.percent() >= ALONE && self.may_be_one(*old, *new) {
                    self.join(*old, *new);
                }
            }
        }
    }

    /// Whether two nodes can be one part at all: what has an id is not what has another, but
    /// where it says the same.
    fn may_be_one(&self, old: usize, new: usize) -> bool {
        let is_same_kind = classify_item(self.old.nodes[old].item)
            == classify_item(self.new.nodes[new].item);
        let old_role = self.old.role(old);
        let new_role = self.new.role(new);
        let do_roles_fit =
            old_role == new_role || !is_bound(old_role) && !is_bound(new_role);
        let have_both_ids = has_node_id(self.old, old) && has_node_id(self.new, new);
        // Under another id it is the same part only where nearly all of it is the same.
        is_same_kind
            && do_roles_fit
            && (!have_both_ids
                || Likeness::between(self.old, old, self.new, new).percent() >= SAME)
    }

    /// Pairs free nodes that are like, the likest first; of those that are equally like,
    /// the pair that is the nearest by place, then the first. `more` adds to the likeness
    /// of two nodes, in percent.
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
                .filter(|candidate| self.may_be_one(candidate.old, candidate.new))
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

    /// Pairs what stands under another title now, by likeness alone: the papers are searched
    /// as wholes, so that only parts with enough words to be known by are looked at.
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

/// Whether a node is of a part that has an id.
fn has_node_id(tree: &PaperTree<'_>, node: usize) -> bool {
    tree.origin(node).is_some_and(|origin| origin.id.is_some())
}

/// Whether a node of this role is only ever one of the same role: a part of a task, what
/// the engine makes, a legal basis, a table of tasks.
fn is_bound(role: BlockRole) -> bool {
    matches!(
        role,
        BlockRole::Field(_)
            | BlockRole::Generated
            | BlockRole::Basis
            | BlockRole::TaskTable
    )
}

/// Whether a part is looked for all over the other paper.
fn is_relocatable(tree: &PaperTree<'_>, node: usize) -> bool {
    let has_place_of_its_own = matches!(
        tree.role(node),
        BlockRole::Words
            | BlockRole::Section
            | BlockRole::Objective
            | BlockRole::Unit
            | BlockRole::Group
            | BlockRole::Task
            | BlockRole::Table
            | BlockRole::TaskTable
            | BlockRole::Appendix
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
        let in_place =
            matches!(tree.role(node), BlockRole::Field(_) | BlockRole::Generated);
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
        let Some(id) = tree.origin(node).and_then(|o| o.id.clone()) else { continue };
        let class = match tree.role(node) {
            BlockRole::Basis => 10,
            // A table of the form may be printed more than once.
            _ => classify_item(tree.nodes[node].item),
        };
        res.entry((class, id)).and_modify(|node| *node = None).or_insert(Some(node));
    }
    res
}

/// Pairs of indices of a longest common subsequence.
pub(in crate::diff) fn find_common_subsequence(old: &[u64], new: &[u64]) -> Vec<Pair> {
    // What only one side has would cost the most and give nothing.
    let (old_places, old_keys) = keep_shared_keys(old, new);
    let (new_places, new_keys) = keep_shared_keys(new, old);
    let mut res = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &old_keys, &new_keys) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            let places = old_places[old_index..][..len]
                .iter()
                .zip(&new_places[new_index..][..len]);
            res.extend(places.map(|(old, new)| Pair { old: *old, new: *new }));
        }
    }
    res
}

/// The places of the keys that the other list has too, and these keys.
fn keep_shared_keys(keys: &[u64], other: &[u64]) -> (Vec<usize>, Vec<u64>) {
    let other: HashSet<u64> = other.iter().copied().collect();
    let shared = keys.iter().copied().enumerate().filter(|(_, key)| other.contains(key));
    shared.unzip()
}

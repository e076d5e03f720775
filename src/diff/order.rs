//! Both papers in one order: the new one's, with what only the old one has where it
//! stood. Read without what is new, it is the old paper in its order; without what is
//! old, the new one.

use super::pair::{NodePairs, find_longest_rising};
use super::tree::{PAPER, PaperTree};

/// One node in the common order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MergeStep {
    /// In both, in this place.
    Both { old: usize, new: usize },
    /// In the old paper alone.
    Removed(usize),
    /// In the new paper alone.
    Added(usize),
    /// Here in the old paper, elsewhere in the new one.
    MovedFrom { old: usize, new: usize },
    /// Here in the new paper, elsewhere in the old one.
    MovedTo { old: usize, new: usize },
}

/// The common order of two papers: without the paper itself, the body first.
pub(super) fn order_nodes(
    old: &PaperTree<'_>,
    new: &PaperTree<'_>,
    pairs: &NodePairs,
) -> Vec<MergeStep> {
    let mut order = MergeOrder { old, new, pairs, steps: Vec::new() };
    order.push_children(PAPER, PAPER);
    order.steps
}

/// For each old node whether it has moved: its part is another one now, or it stands
/// elsewhere among those that have stayed.
///
/// Two passes: the first compares the parents of each pair, the second looks at the
/// children that two parents share and lets the longest run of them that is in one order
/// stay. The others have moved, so that as few as possible are reported.
pub(super) fn find_moved(
    old: &PaperTree<'_>,
    new: &PaperTree<'_>,
    pairs: &NodePairs,
) -> Vec<bool> {
    let mut res = vec![false; old.len()];
    for (old_node, node) in old.nodes.iter().enumerate().skip(1) {
        if let Some(new_node) = pairs.new[old_node] {
            res[old_node] = pairs.new[node.parent] != Some(new.nodes[new_node].parent);
        }
    }
    for (old_node, node) in old.nodes.iter().enumerate() {
        let Some(new_node) = pairs.new[old_node] else { continue };
        let staying = find_staying(&node.children, new_node, new, pairs);
        for child in &node.children {
            let with_parent =
                pairs.new[*child].is_some_and(|c| new.nodes[c].parent == new_node);
            res[*child] |= with_parent && staying.binary_search(child).is_err();
        }
    }
    res
}

/// Where the nodes of each paper stand in the common order, from 1.
#[derive(Debug)]
pub(super) struct NodePlaces {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

/// Where the nodes of each paper stand among the steps of both.
pub(super) fn locate_nodes(steps: &[MergeStep], pairs: &NodePairs) -> NodePlaces {
    let (old, new) = (vec![0; pairs.new.len()], vec![0; pairs.old.len()]);
    let mut res = NodePlaces { old, new };
    for (index, step) in steps.iter().enumerate() {
        match *step {
            MergeStep::Both { old, new } => {
                res.old[old] = index + 1;
                res.new[new] = index + 1;
            }
            MergeStep::Removed(old) | MergeStep::MovedFrom { old, .. } => {
                res.old[old] = index + 1;
            }
            MergeStep::Added(new) | MergeStep::MovedTo { new, .. } => {
                res.new[new] = index + 1;
            }
        }
    }
    res
}

/// The common order while it is made.
struct MergeOrder<'t, 'd> {
    old: &'t PaperTree<'d>,
    new: &'t PaperTree<'d>,
    pairs: &'t NodePairs,
    steps: Vec<MergeStep>,
}

impl MergeOrder<'_, '_> {
    /// The children of a pair of nodes, with all below them.
    ///
    /// The children that stay split both lists into gaps. An old child that does not stay
    /// is pushed as it is met; before an old child that stays, all new children up to its
    /// partner are pushed. So in each gap what was removed comes before what was added, and
    /// both lists are read once.
    fn push_children(&mut self, old: usize, new: usize) {
        let old_children = &self.old.nodes[old].children;
        let staying = find_staying(old_children, new, self.new, self.pairs);
        let mut new_children = self.new.nodes[new].children.iter();
        for &old_child in old_children {
            if staying.binary_search(&old_child).is_err() {
                self.push_removed(old_child);
                continue;
            }
            // New children before the partner of this one were not here.
            let partner = self.pairs.new[old_child];
            for &new_child in new_children.by_ref() {
                if Some(new_child) == partner {
                    self.steps.push(MergeStep::Both { old: old_child, new: new_child });
                    self.push_children(old_child, new_child);
                    break;
                }
                self.push_added(new_child);
            }
        }
        for &new_child in new_children {
            self.push_added(new_child);
        }
    }

    /// An old node that is not here any more, with all below it.
    fn push_removed(&mut self, node: usize) {
        for old in node..self.old.nodes[node].end {
            self.steps.push(match self.pairs.new[old] {
                Some(new) => MergeStep::MovedFrom { old, new },
                None => MergeStep::Removed(old),
            });
        }
    }

    /// A new node that was not here before, with all below it.
    fn push_added(&mut self, node: usize) {
        for new in node..self.new.nodes[node].end {
            self.steps.push(match self.pairs.old[new] {
                Some(old) => MergeStep::MovedTo { old, new },
                None => MergeStep::Added(new),
            });
        }
    }
}

/// The children that stay in place below their parent's partner: the most that can. In
/// the order of the old paper, which is that of their indices.
fn find_staying(
    old_children: &[usize],
    parent: usize,
    new: &PaperTree<'_>,
    pairs: &NodePairs,
) -> Vec<usize> {
    let mut with_parent = Vec::new();
    let mut partners = Vec::new();
    for &old_child in old_children {
        if let Some(new_child) = pairs.new[old_child]
            && new.nodes[new_child].parent == parent
        {
            with_parent.push(old_child);
            partners.push(new_child);
        }
    }
    find_longest_rising(&partners).into_iter().map(|i| with_parent[i]).collect()
}

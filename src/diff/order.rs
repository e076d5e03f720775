//! Both papers in one order: the new one's, with what only the old one has where it
//! stood. Read without what is new, it is the old paper in its order; without what is
//! old, the new one.

use super::pair::Pairs;
use super::tree::{PAPER, Tree};

/// One node in the common order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// In both, in this place.
    Both { old: usize, new: usize },
    /// In the old paper alone.
    Deleted(usize),
    /// In the new paper alone.
    Added(usize),
    /// Here in the old paper, elsewhere in the new one.
    MovedFrom { old: usize, new: usize },
    /// Here in the new paper, elsewhere in the old one.
    MovedTo { old: usize, new: usize },
}

/// The common order of two papers: without the paper itself, the body first.
pub(super) fn order(old: &Tree<'_>, new: &Tree<'_>, pairs: &Pairs) -> Vec<Step> {
    let mut order = Order { old, new, pairs, steps: Vec::new() };
    order.children(PAPER, PAPER);
    order.steps
}

/// For each old node whether it has moved: its part is another one now, or it stands
/// elsewhere among those that have stayed.
pub(super) fn moved(old: &Tree<'_>, new: &Tree<'_>, pairs: &Pairs) -> Vec<bool> {
    let mut res = vec![false; old.len()];
    for (old_node, node) in old.nodes.iter().enumerate().skip(1) {
        if let Some(new_node) = pairs.new[old_node] {
            res[old_node] = pairs.new[node.parent] != Some(new.nodes[new_node].parent);
        }
    }
    for (old_node, node) in old.nodes.iter().enumerate() {
        let Some(new_node) = pairs.new[old_node] else { continue };
        let staying = staying(&node.children, new_node, new, pairs);
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
pub(super) struct Places {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

/// Where the nodes of each paper stand among the steps of both.
pub(super) fn places(steps: &[Step], pairs: &Pairs) -> Places {
    let (old, new) = (vec![0; pairs.new.len()], vec![0; pairs.old.len()]);
    let mut res = Places { old, new };
    for (index, step) in steps.iter().enumerate() {
        match *step {
            Step::Both { old, new } => {
                res.old[old] = index + 1;
                res.new[new] = index + 1;
            }
            Step::Deleted(old) | Step::MovedFrom { old, .. } => res.old[old] = index + 1,
            Step::Added(new) | Step::MovedTo { new, .. } => res.new[new] = index + 1,
        }
    }
    res
}

struct Order<'t, 'd> {
    old: &'t Tree<'d>,
    new: &'t Tree<'d>,
    pairs: &'t Pairs,
    steps: Vec<Step>,
}

impl Order<'_, '_> {
    fn children(&mut self, old: usize, new: usize) {
        let old_children = &self.old.nodes[old].children;
        let staying = staying(old_children, new, self.new, self.pairs);
        let mut new_children = self.new.nodes[new].children.iter();
        for &old_child in old_children {
            if staying.binary_search(&old_child).is_err() {
                self.removed(old_child);
                continue;
            }
            let partner = self.pairs.new[old_child];
            for &new_child in new_children.by_ref() {
                if Some(new_child) == partner {
                    self.steps.push(Step::Both { old: old_child, new: new_child });
                    self.children(old_child, new_child);
                    break;
                }
                self.added(new_child);
            }
        }
        for &new_child in new_children {
            self.added(new_child);
        }
    }

    /// An old node that is not here any more, with all below it.
    fn removed(&mut self, node: usize) {
        for old in node..self.old.nodes[node].end {
            self.steps.push(match self.pairs.new[old] {
                Some(new) => Step::MovedFrom { old, new },
                None => Step::Deleted(old),
            });
        }
    }

    /// A new node that was not here before, with all below it.
    fn added(&mut self, node: usize) {
        for new in node..self.new.nodes[node].end {
            self.steps.push(match self.pairs.old[new] {
                Some(old) => Step::MovedTo { old, new },
                None => Step::Added(new),
            });
        }
    }
}

/// The children that stay in place below their parent's partner: the most that can. In
/// the order of the old paper, which is that of their indices.
fn staying(
    old_children: &[usize],
    parent: usize,
    new: &Tree<'_>,
    pairs: &Pairs,
) -> Vec<usize> {
    let is_below = |new_child: &usize| new.nodes[*new_child].parent == parent;
    let partner = |old_child: &usize| pairs.new[*old_child].filter(is_below);
    let with_parent: Vec<usize> =
        old_children.iter().copied().filter(|child| partner(child).is_some()).collect();
    let places: Vec<usize> = with_parent.iter().filter_map(partner).collect();
    longest_rising(&places).into_iter().map(|i| with_parent[i]).collect()
}

/// Indices of a longest rising subsequence of distinct numbers.
pub(super) fn longest_rising<N: Ord>(numbers: &[N]) -> Vec<usize> {
    // The index of the smallest end of a rising sequence of each length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (i, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before[i] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut res = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(i) = next {
        res.push(i);
        next = before[i];
    }
    res.reverse();
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_move() {
        assert_eq!(longest_rising(&[3, 1, 2, 5, 4]), [1, 2, 4]);
        assert_eq!(longest_rising(&[2, 3, 4, 1]), [0, 1, 2]);
        assert_eq!(longest_rising::<u8>(&[]), [0; 0]);
    }
}

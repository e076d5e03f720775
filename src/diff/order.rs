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
    for (at, node) in old.nodes.iter().enumerate().skip(1) {
        if let Some(other) = pairs.new[at] {
            res[at] = pairs.new[node.parent] != Some(new.nodes[other].parent);
        }
    }
    for (at, node) in old.nodes.iter().enumerate() {
        let Some(other) = pairs.new[at] else { continue };
        let staying = staying(&node.children, other, new, pairs);
        for child in &node.children {
            let with_parent =
                pairs.new[*child].is_some_and(|c| new.nodes[c].parent == other);
            res[*child] |= with_parent && staying.binary_search(child).is_err();
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
        let (ours, theirs) =
            (&self.old.nodes[old].children, &self.new.nodes[new].children);
        let staying = staying(ours, new, self.new, self.pairs);
        let mut theirs = theirs.iter();
        for &at in ours {
            if staying.binary_search(&at).is_err() {
                self.gone(at);
                continue;
            }
            let partner = self.pairs.new[at];
            for &other in theirs.by_ref() {
                if Some(other) == partner {
                    self.steps.push(Step::Both { old: at, new: other });
                    self.children(at, other);
                    break;
                }
                self.come(other);
            }
        }
        for &other in theirs {
            self.come(other);
        }
    }

    /// An old node that is not here any more, with all below it.
    fn gone(&mut self, at: usize) {
        for old in at..self.old.nodes[at].end {
            self.steps.push(match self.pairs.new[old] {
                Some(new) => Step::MovedFrom { old, new },
                None => Step::Deleted(old),
            });
        }
    }

    /// A new node that was not here before, with all below it.
    fn come(&mut self, at: usize) {
        for new in at..self.new.nodes[at].end {
            self.steps.push(match self.pairs.old[new] {
                Some(old) => Step::MovedTo { old, new },
                None => Step::Added(new),
            });
        }
    }
}

/// The children that stay in place below their parent's partner: the most that can. In
/// the order of the old paper, which is that of their indices.
fn staying(ours: &[usize], parent: usize, new: &Tree<'_>, pairs: &Pairs) -> Vec<usize> {
    let with_parent: Vec<(usize, usize)> = ours
        .iter()
        .filter_map(|at| Some((*at, pairs.new[*at]?)))
        .filter(|(_, other)| new.nodes[*other].parent == parent)
        .collect();
    let places: Vec<usize> = with_parent.iter().map(|(_, other)| *other).collect();
    longest_rising(&places).into_iter().map(|i| with_parent[i].0).collect()
}

/// Indices of a longest rising subsequence of distinct numbers.
pub(super) fn longest_rising(numbers: &[usize]) -> Vec<usize> {
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
    let mut at = ends.last().copied();
    while let Some(i) = at {
        res.push(i);
        at = before[i];
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
        assert_eq!(longest_rising(&[]), [0; 0]);
    }
}

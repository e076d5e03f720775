//! Two lists and which of their things are one.

use std::collections::HashMap;
use std::hash::Hash;

/// A thing of the old version and the one of the new version that it is, by their places
/// in their lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::diff) struct Pair<I = usize> {
    pub(in crate::diff) old: I,
    pub(in crate::diff) new: I,
}

/// Which things of two lists are one: each is in one pair, or of one version alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::diff) struct Matching<I = usize> {
    /// In the order of the old list.
    pub(in crate::diff) pairs: Vec<Pair<I>>,
    /// What the old list alone has, in its order.
    pub(in crate::diff) removed: Vec<I>,
    /// What the new list alone has, in its order.
    pub(in crate::diff) added: Vec<I>,
}

impl Matching {
    /// The same with numbers of another type: of tables, columns, rows.
    pub(super) fn map_indices<I>(self, to_index: impl Fn(usize) -> I) -> Matching<I> {
        let pairs = self.pairs.into_iter();
        Matching {
            pairs: pairs
                .map(|pair| Pair { old: to_index(pair.old), new: to_index(pair.new) })
                .collect(),
            removed: self.removed.into_iter().map(&to_index).collect(),
            added: self.added.into_iter().map(&to_index).collect(),
        }
    }
}

impl<I: Copy + Ord> Matching<I> {
    /// The new thing that an old one is.
    pub(in crate::diff) fn new_of(&self, old: I) -> Option<I> {
        let found = self.pairs.binary_search_by_key(&old, |pair| pair.old).ok()?;
        Some(self.pairs[found].new)
    }

    /// The pairs that stand in one order on both sides, the most that can; the others have
    /// been put elsewhere.
    pub(in crate::diff) fn staying(&self) -> Vec<Pair<I>> {
        let places: Vec<I> = self.pairs.iter().map(|pair| pair.new).collect();
        find_longest_rising(&places).into_iter().map(|index| self.pairs[index]).collect()
    }
}

/// A matching while it is made: both directions are kept, so that a thing is free if it has
/// no partner.
#[derive(Debug)]
pub(in crate::diff) struct Pairing {
    /// For each old thing its new one.
    new: Vec<Option<usize>>,
    /// For each new thing its old one.
    old: Vec<Option<usize>>,
}

/// What is free on both sides between two pairs that stay in place.
#[derive(Debug, Default)]
pub(super) struct UnpairedGap {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

impl Pairing {
    /// Of so many old and so many new things, none of them paired.
    pub(in crate::diff) fn new(old: usize, new: usize) -> Self {
        Self { new: vec![None; old], old: vec![None; new] }
    }

    pub(in crate::diff) fn join(&mut self, old: usize, new: usize) {
        self.new[old] = Some(new);
        self.old[new] = Some(old);
    }

    pub(super) fn is_free(&self, old: usize, new: usize) -> bool {
        self.new[old].is_none() && self.old[new].is_none()
    }

    pub(in crate::diff) fn free_old(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|old| self.new[*old].is_none()).collect()
    }

    pub(in crate::diff) fn free_new(&self) -> Vec<usize> {
        (0..self.old.len()).filter(|new| self.old[*new].is_none()).collect()
    }

    /// Pairs what is free and has one key, in order where several have it. What has no key
    /// stays free. The new things of a key are stacked from the last to the first, so that
    /// each old one takes the first of them that is left.
    pub(in crate::diff) fn pair_by_key<K: Eq + Hash>(
        &mut self,
        old_key: impl Fn(usize) -> Option<K>,
        new_key: impl Fn(usize) -> Option<K>,
    ) {
        let mut having: HashMap<K, Vec<usize>> = HashMap::new();
        for new in self.free_new().into_iter().rev() {
            if let Some(key) = new_key(new) {
                having.entry(key).or_default().push(new);
            }
        }
        for old in self.free_old() {
            let Some(key) = old_key(old) else { continue };
            if let Some(new) = having.get_mut(&key).and_then(Vec::pop) {
                self.join(old, new);
            }
        }
    }

    /// What is free between one pair that stays in place and the next, and after the last.
    /// Pairs that have been put elsewhere bound no gap, and are in none.
    pub(super) fn gaps(&self) -> Vec<UnpairedGap> {
        let mut staying = self.matching().staying();
        staying.push(Pair { old: self.new.len(), new: self.old.len() });
        let mut res = Vec::with_capacity(staying.len());
        let (mut old_from, mut new_from) = (0, 0);
        for pair in staying {
            let old = (old_from..pair.old).filter(|old| self.new[*old].is_none());
            let new = (new_from..pair.new).filter(|new| self.old[*new].is_none());
            res.push(UnpairedGap { old: old.collect(), new: new.collect() });
            (old_from, new_from) = (pair.old + 1, pair.new + 1);
        }
        res
    }

    /// Pairs by their order what is free between the same two pairs, where there are as many
    /// on both sides.
    pub(in crate::diff) fn pair_in_gaps(&mut self) {
        for gap in self.gaps().iter().filter(|gap| gap.old.len() == gap.new.len()) {
            for (old, new) in gap.old.iter().zip(&gap.new) {
                self.join(*old, *new);
            }
        }
    }

    pub(in crate::diff) fn matching(&self) -> Matching {
        let partners = self.new.iter().enumerate();
        let pairs = partners.filter_map(|(old, new)| Some(Pair { old, new: (*new)? }));
        Matching {
            pairs: pairs.collect(),
            removed: self.free_old(),
            added: self.free_new(),
        }
    }
}

/// Indices of a longest rising subsequence of distinct numbers.
///
/// Patience sorting: for each length the smallest number that ends a rising sequence of
/// that length is kept. These ends rise themselves, so that a binary search finds the
/// longest sequence that a number can lengthen, and all of it takes n log n steps. Each
/// number keeps the one before it in its sequence; the result is read backwards from the
/// end of the longest.
pub(in crate::diff) fn find_longest_rising<N: Ord>(numbers: &[N]) -> Vec<usize> {
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
        assert_eq!(find_longest_rising(&[3, 1, 2, 5, 4]), [1, 2, 4]);
        assert_eq!(find_longest_rising(&[2, 3, 4, 1]), [0, 1, 2]);
        assert_eq!(find_longest_rising::<u8>(&[]), [0; 0]);
    }

    fn pairing(old: &[&str], new: &[&str]) -> Pairing {
        let mut res = Pairing::new(old.len(), new.len());
        res.pair_by_key(|index| Some(old[index]), |index| Some(new[index]));
        res
    }

    #[test]
    fn what_has_one_key_is_paired_in_order() {
        let found = pairing(&["a", "b", "a", "c"], &["a", "x", "c", "a"]).matching();
        let pairs = [(0, 0), (2, 3), (3, 2)].map(|(old, new)| Pair { old, new });
        assert_eq!(found.pairs, pairs);
        assert_eq!((found.removed, found.added), (vec![1], vec![1]));
    }

    #[test]
    fn what_has_been_put_elsewhere_does_not_stay() {
        let found = pairing(&["a", "b", "c"], &["b", "c", "a"]).matching();
        let staying = [(1, 0), (2, 1)].map(|(old, new)| Pair { old, new });
        assert_eq!(found.staying(), staying);
        assert_eq!(found.new_of(0), Some(2));
    }

    #[test]
    fn gaps_lie_between_what_stays() {
        let gaps = pairing(&["a", "x", "b", "y"], &["z", "a", "b", "u", "v"]).gaps();
        let found: Vec<_> = gaps.into_iter().map(|gap| (gap.old, gap.new)).collect();
        let wanted = [(vec![], vec![0]), (vec![1], vec![]), (vec![3], vec![3, 4])];
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_has_no_key_stays_free() {
        let mut found = Pairing::new(1, 1);
        found.pair_by_key(|_| None::<u8>, |_| None);
        assert_eq!(found.matching().pairs, []);
    }
}

//! Hashes of words: a step for eight bytes, where the one of the library takes a hundred
//! for a word. Each table has a seed of its own, so that no text can be made of words that
//! all fall together.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Makes the hashes of one table of words.
#[derive(Debug, Clone)]
pub(crate) struct WordHashes {
    seed: u64,
}

/// The hash of a word, as far as it is read.
#[derive(Debug)]
pub(crate) struct WordHash {
    state: u64,
}

impl Default for WordHashes {
    fn default() -> Self {
        Self { seed: RandomState::new().hash_one(0_u8) }
    }
}

impl BuildHasher for WordHashes {
    type Hasher = WordHash;

    fn build_hasher(&self) -> WordHash {
        WordHash { state: self.seed }
    }
}

impl WordHash {
    /// Multiplies into twice as many bits and folds them: every bit has a say in every
    /// other.
    fn mix(&mut self, bits: u64) {
        const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
        let product = u128::from(self.state ^ bits) * u128::from(FACTOR);
        let [low, high] = [product & u128::from(u64::MAX), product >> 64];
        self.state = u64::try_from(low ^ high).unwrap_or_default();
    }
}

impl Hasher for WordHash {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let bits = part.iter().rev().fold(0, |bits, b| bits << 8 | u64::from(*b));
            self.mix(bits);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_have_hashes_that_differ() {
        let hashes = WordHashes::default();
        let words = ["a", "b", "ab", "ba", "abcdefgh", "abcdefghi", "abcdefgh\0", ""];
        let mut all: Vec<_> = words.iter().map(|word| hashes.hash_one(word)).collect();
        assert_eq!(all[0], hashes.hash_one("a"));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), words.len());
    }
}

//! The number by which a key is looked up. The build, which places the keys, has this file
//! too.

/// A number for a key, the same in every build.
#[must_use]
pub fn hash_key(key: &str) -> u32 {
    hash_parts(&[key])
}

/// Bits of a slot that say which row a key begins at; those above are of its hash.
pub(crate) const ROW_BITS: u32 = 20;

/// What stands in the slot of a key with this hash, whose first row has this number, counted
/// from 1. A slot that is free has 0.
#[must_use]
pub(crate) const fn make_slot(hash: u32, row: u32) -> u32 {
    hash >> ROW_BITS << ROW_BITS | row
}

/// The number for the key that these texts are together.
pub(crate) fn hash_parts(parts: &[&str]) -> u32 {
    let mut hash: u32 = 0x811C_9DC5;
    for part in parts {
        for byte in part.bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    // The lowest bits choose the place: those above have a say in them too.
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_key_is_known() {
        assert_eq!(hash_key(""), 0x811C_9DC5 ^ (0x811C_9DC5 >> 15));
        assert_ne!(hash_key("hòa"), hash_key("hóa"));
        assert_eq!(hash_parts(&["ke", " ", "hoach"]), hash_key("ke hoach"));
    }
}

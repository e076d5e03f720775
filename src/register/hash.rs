//! The number by which a key is looked up. The build, which places the keys, has this file
//! too.

/// A number for a key, the same in every build.
#[must_use]
pub fn hash_key(key: &str) -> u32 {
    hash_parts(&[key])
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

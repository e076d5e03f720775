//! A packed register: numbers and texts. The numbers have 32 bits, the lowest byte first:
//! how many rows; how many fields a row has; how many slots there are; for each slot, in
//! which keys are looked up, 0 or one more than the first row of a key, with some bits of
//! its hash above; for each field of each row, in the order of the keys, where its text
//! begins among the texts and how long it is. The first field of a row is its key.

use super::hash::{ROW_BITS, hash_parts, make_slot};

/// A register as the build has packed it.
#[derive(Debug, Clone, Copy)]
pub struct PackedTable {
    numbers: &'static [u8],
    texts: &'static str,
}

/// The register of this name, as the build has packed it.
macro_rules! include_register {
    ($name:literal) => {
        $crate::register::PackedTable::new(
            include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin")),
            include_str!(concat!(env!("OUT_DIR"), "/", $name, ".txt")),
        )
    };
}

pub(super) use include_register;

/// A row of a register.
#[derive(Debug, Clone, Copy)]
pub struct PackedRow {
    table: PackedTable,
    index: usize,
}

/// Bytes of a number.
const WIDTH: usize = 4;

/// Numbers before the slots.
const HEAD: usize = 3;

impl PackedTable {
    /// The register that the build has packed into these numbers and texts.
    #[must_use]
    pub const fn new(numbers: &'static [u8], texts: &'static str) -> Self {
        Self { numbers, texts }
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(self) -> usize {
        self.number(0)
    }

    /// Whether it has no row.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The rows under a key, in the order of the file.
    pub fn find(self, key: &str) -> impl Iterator<Item = PackedRow> {
        self.find_joined([key])
    }

    /// The rows under the key that these texts are together.
    pub fn find_joined<const COUNT: usize>(
        self,
        parts: [&str; COUNT],
    ) -> impl Iterator<Item = PackedRow> + Clone {
        let first = self.find_first(&parts).unwrap_or(self.len());
        (first..self.len())
            .map(move |index| PackedRow { table: self, index })
            .take_while(move |row| is_joined(row.key(), &parts))
    }

    /// The first row under the key that these texts are together.
    fn find_first(self, parts: &[&str]) -> Option<usize> {
        let slots = self.number(2);
        // There are as many as a power of two, if any.
        let mask = slots.checked_sub(1)?;
        let hash = hash_parts(parts);
        for step in 0..slots {
            let place = (hash as usize).wrapping_add(step) & mask;
            let slot = u32::try_from(self.number(HEAD + place)).unwrap_or_default();
            let row = (slot & ((1 << ROW_BITS) - 1)).checked_sub(1)? as usize;
            // Nearly all other keys have other bits.
            let is_maybe = make_slot(slot, 0) == make_slot(hash, 0);
            if is_maybe && is_joined(self.text(row, 0), parts) {
                return Some(row);
            }
        }
        None
    }

    /// Whether a row has a key that begins so.
    #[must_use]
    pub fn has_beginning(self, beginning: &str) -> bool {
        let first = self.count_before(|other| other < beginning);
        first < self.len() && self.text(first, 0).starts_with(beginning)
    }

    /// All rows, by their keys.
    pub fn rows(self) -> impl Iterator<Item = PackedRow> {
        (0..self.len()).map(move |index| PackedRow { table: self, index })
    }

    /// How many rows at the beginning have keys that pass; all those that do come first.
    fn count_before(self, passes: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if passes(self.text(middle, 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn text(self, row: usize, field: usize) -> &'static str {
        let fields = self.number(1);
        let place = HEAD + self.number(2) + 2 * (row * fields + field);
        let start = self.number(place);
        let end = start + self.number(place + 1);
        // The build writes whole texts; a register that it has not written has none.
        self.texts.get(start..end).unwrap_or_default()
    }

    /// The nth number.
    fn number(self, nth: usize) -> usize {
        let bytes = self.numbers.get(WIDTH * nth..WIDTH * (nth + 1));
        let number = bytes.and_then(|bytes| bytes.try_into().ok());
        number.map_or(0, |number| u32::from_le_bytes(number) as usize)
    }
}

/// Whether a key is what some texts are together.
fn is_joined(key: &str, parts: &[&str]) -> bool {
    // Nearly all keys that are not the one differ in their length.
    let mut rest = key.as_bytes();
    if rest.len() != parts.iter().map(|part| part.len()).sum::<usize>() {
        return false;
    }
    for part in parts {
        match rest.strip_prefix(part.as_bytes()) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

impl PackedRow {
    /// The key under which it is found.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.table.text(self.index, 0)
    }

    /// A field by its place in the row, from 1 as they follow the key; empty where nothing
    /// is known.
    #[must_use]
    pub fn field(self, place: usize) -> &'static str {
        debug_assert!(place < self.table.number(1), "a field that the register lacks");
        self.table.text(self.index, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two fields, keys `a`, `b`, `b`, in four slots.
    fn make_table() -> PackedTable {
        let mut slots = [0; 4];
        for (key, row) in [("a", 1), ("b", 2)] {
            let hash = hash_parts(&[key]);
            let mut place = hash as usize % 4;
            while slots[place] != 0 {
                place = (place + 1) % 4;
            }
            slots[place] = make_slot(hash, row);
        }
        let texts = [[0, 1, 2, 1], [1, 1, 3, 1], [1, 1, 4, 1]];
        let numbers = [3, 2, 4].into_iter().chain(slots).chain(texts.concat());
        let bytes: Vec<u8> = numbers.flat_map(u32::to_le_bytes).collect();
        PackedTable::new(bytes.leak(), "abxyz")
    }

    #[test]
    fn rows_are_found_by_their_keys() {
        let table = make_table();
        let find =
            |key: &str| table.find(key).map(|row| row.field(1)).collect::<Vec<_>>();
        assert_eq!(find("a"), ["x"]);
        assert_eq!(find("b"), ["y", "z"]);
        assert!(find("").is_empty() && find("c").is_empty() && find("ba").is_empty());
        assert_eq!(table.find_joined(["", "b", ""]).count(), 2);
        assert_eq!(table.find_joined(["b", "b"]).count(), 0);
        assert!(table.has_beginning("b") && !table.has_beginning("ba"));
        assert_eq!(table.rows().count(), 3);
        assert!(PackedTable::new(&[], "").is_empty());
    }
}

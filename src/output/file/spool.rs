//! Texts kept on the disk for a while, so that many need no memory.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Mutex, PoisonError};

/// A file without a name in the folder of the system for such: it is gone when the
/// program is, however that ends.
#[derive(Debug)]
pub struct Spool {
    /// The file, and how much is in it.
    file: Option<Mutex<(File, u64)>>,
    /// Bytes that it takes at most.
    most: u64,
}

/// Where a text is in a [`Spool`].
#[derive(Debug, Clone, Copy)]
pub struct SpoolEntry {
    start: u64,
    length: usize,
}

impl Spool {
    /// A spool that takes so many bytes; where no file can be had it takes none.
    #[must_use]
    pub fn new(most: u64) -> Self {
        let file = tempfile::tempfile().ok().map(|file| Mutex::new((file, 0)));
        Self { file, most }
    }

    /// Whether there is room for one more text, as far as can be said beforehand.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.file.as_ref().is_some_and(|file| {
            let (_, end) = *file.lock().unwrap_or_else(PoisonError::into_inner);
            end < self.most
        })
    }

    /// Adds a text; `None` where there is no room for it.
    #[must_use]
    pub fn store(&self, text: &str) -> Option<SpoolEntry> {
        let mut held = self.file.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, end) = &mut *held;
        let start = *end;
        let length = text.len();
        let next = start.checked_add(u64::try_from(length).ok()?)?;
        if next > self.most {
            return None;
        }
        file.seek(SeekFrom::Start(start)).ok()?;
        file.write_all(text.as_bytes()).ok()?;
        *end = next;
        Some(SpoolEntry { start, length })
    }

    /// The text of an entry; `None` where it cannot be read back.
    #[must_use]
    pub fn get(&self, entry: SpoolEntry) -> Option<String> {
        let mut held = self.file.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        held.0.seek(SeekFrom::Start(entry.start)).ok()?;
        let mut bytes = vec![0; entry.length];
        held.0.read_exact(&mut bytes).ok()?;
        drop(held);
        String::from_utf8(bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_in_any_order_until_it_is_full() {
        let spool = Spool::new(12);
        let (first, second) = (spool.store("một").unwrap(), spool.store("hai").unwrap());
        assert!(spool.store("bốn nữa").is_none());
        assert_eq!(spool.get(second).unwrap(), "hai");
        assert_eq!(spool.get(first).unwrap(), "một");
    }
}

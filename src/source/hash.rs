//! Hashes of what is read: whether a file, or all that a paper comes from, is what it was.

use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::read::{open_file, to_read_error};
use super::{NamedPath, ReadError};

/// Bytes of a file that are in memory at once while it is hashed.
const BLOCK: usize = 256 * 1024;

/// SHA-256 of bytes, in hexadecimal.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> String {
    format_hex(Sha256::new_with_prefix(bytes))
}

/// SHA-256 of named parts, in hexadecimal. Each is preceded by its length, so that no two
/// different lists of parts are the same bytes.
#[must_use]
pub fn hash_parts<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in parts {
        for part in [name.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    format_hex(hash)
}

/// SHA-256 of a file, in hexadecimal, whatever its size.
///
/// # Errors
///
/// When the file is not there or cannot be read to its end.
pub fn hash_file(path: &Path) -> Result<String, ReadError> {
    let mut file = open_file(path)?;
    let mut hash = Sha256::new();
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(format_hex(hash)),
            Ok(count) => hash.update(&block[..count]),
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return Err(to_read_error(err)),
        }
    }
}

/// SHA-256 of a file that a form of the disk names.
///
/// # Errors
///
/// As [`hash_file`].
pub fn hash_named(named: &NamedPath) -> Result<String, ReadError> {
    hash_file(named.real())
}

/// The running program as a file: the one that was started, even where another has taken
/// its place since.
///
/// # Errors
///
/// When the system does not say.
pub fn locate_program() -> io::Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() {
        return Ok(running.to_owned());
    }
    std::env::current_exe()
}

fn format_hex(hash: Sha256) -> String {
    let mut res = String::with_capacity(64);
    for byte in hash.finalize() {
        write!(res, "{byte:02x}").expect("a string takes whatever is written");
    }
    res
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_file_has_the_hash_of_its_bytes() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash_bytes(b"abc"), abc);
        let folder = tempfile::tempdir().unwrap();
        let bytes = vec![7; 2 * BLOCK + 1];
        let path = folder.path().join("a");
        File::create(&path).unwrap().write_all(&bytes).unwrap();
        assert_eq!(hash_file(&path).unwrap(), hash_bytes(&bytes));
        let missing = hash_file(&folder.path().join("b"));
        assert!(matches!(missing, Err(ReadError::Missing)), "{missing:?}");
    }

    #[test]
    fn parts_are_told_apart_by_name_and_length() {
        let lists: [&[(&str, &str)]; 7] = [
            &[],
            &[("", "")],
            &[("a", "b")],
            &[("b", "a")],
            &[("ab", "")],
            &[("a", ""), ("b", "")],
            &[("a", "b"), ("", "")],
        ];
        let all = lists.map(|parts| {
            hash_parts(parts.iter().map(|(name, text)| (*name, text.as_bytes())))
        });
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }

    #[test]
    fn the_running_program_can_be_hashed() {
        let running = locate_program().unwrap();
        let hash = hash_file(&running).unwrap();
        assert_eq!(hash, hash_file(&std::env::current_exe().unwrap()).unwrap());
    }
}

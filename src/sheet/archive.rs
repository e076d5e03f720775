//! The zip of a workbook, and how much of it is unpacked.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::{Damage, Excess, MAX_UNPACKED, SheetError};

/// How often a part is read at most: for whether it holds anything, and for its cells.
const READINGS: u64 = 2;

/// Bytes of a part that is read into memory as it is.
const BEGINNING: u64 = 4 * 1024 * 1024;

/// Characters of what a library says of a file that are kept: it may quote the file.
const MAX_DETAIL: usize = 200;

/// A workbook in memory.
pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// The names of its parts as they are looked up where case and slashes differ.
    names: HashMap<String, String>,
    /// Bytes that may still be unpacked. Several sheets that lead to one part would have
    /// it unpacked for each of them.
    left: u64,
}

/// The bytes of a part as they are unpacked.
pub(super) struct PartBytes<'a> {
    file: ZipFile<'a, Cursor<Vec<u8>>>,
    left: &'a mut u64,
}

impl Read for PartBytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        let taken = u64::try_from(read).unwrap_or(u64::MAX);
        let left = self.left.checked_sub(taken);
        *self.left = left.ok_or(std::io::ErrorKind::QuotaExceeded)?;
        Ok(read)
    }
}

/// Whether the bytes are a zip, as those of a workbook are.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Opens a workbook whose parts together unpack to no more than the limit. The sizes are
/// those that its directory declares; the reader of a part fails when it finds more.
pub(super) fn open_archive(bytes: Vec<u8>) -> Result<Archive, SheetError> {
    let mut zip =
        ZipArchive::new(Cursor::new(bytes)).map_err(|err| to_broken_error(&err))?;
    if zip.has_duplicate_names() {
        return Err(SheetError::Broken(Damage::TwinParts));
    }
    let mut unpacked = 0_u64;
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).map_err(|err| to_broken_error(&err))?;
        unpacked = unpacked.saturating_add(part.size());
    }
    if unpacked > MAX_UNPACKED {
        return Err(Excess::Unpacked(unpacked).into());
    }
    let names = zip.file_names().filter_map(Result::ok);
    // Of two names that differ in case only, the first is kept.
    let mut folded = HashMap::new();
    for name in names {
        folded.entry(fold_part_name(&name)).or_insert_with(|| name.into_owned());
    }
    Ok(Archive { zip, names: folded, left: unpacked * READINGS })
}

fn fold_part_name(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

impl Archive {
    /// Whether a part has just this name.
    pub(super) fn has_part(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The name of a part as the archive has it; some programs differ in case.
    pub(super) fn find_part(&self, path: &str) -> Option<String> {
        if self.has_part(path) {
            return Some(path.to_owned());
        }
        self.names.get(&fold_part_name(path)).cloned()
    }

    /// The bytes of a part.
    pub(super) fn open_part(&mut self, name: &str) -> Result<PartBytes<'_>, SheetError> {
        let file = self.zip.by_name(name).map_err(|err| to_broken_error(&err))?;
        Ok(PartBytes { file, left: &mut self.left })
    }

    /// The first bytes of a part, none where it is not there.
    pub(super) fn read_beginning(&mut self, name: &str) -> Result<Vec<u8>, SheetError> {
        let mut bytes = Vec::new();
        if self.has_part(name) {
            let mut part = self.open_part(name)?.take(BEGINNING);
            part.read_to_end(&mut bytes).map_err(|err| to_read_error(&err))?;
        }
        Ok(bytes)
    }
}

/// What a library says of a file that it cannot read, as far as it is kept.
pub(super) fn to_broken_error(err: &impl ToString) -> SheetError {
    let detail = err.to_string();
    let detail = match detail.char_indices().nth(MAX_DETAIL) {
        Some((end, _)) => format!("{} …", &detail[..end]),
        None => detail,
    };
    SheetError::Broken(Damage::Reader(detail))
}

/// Why the bytes of a part are not given.
pub(super) fn to_read_error(err: &std::io::Error) -> SheetError {
    match err.kind() {
        std::io::ErrorKind::QuotaExceeded => SheetError::Broken(Damage::SharedPart),
        std::io::ErrorKind::FileTooLarge => SheetError::LongCell(None),
        _ => to_broken_error(err),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn of_a_part_that_is_read_as_it_is_only_the_beginning_is_kept() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a/B.xml", SimpleFileOptions::default()).unwrap();
        zip.write_all(&vec![b'a'; 5 * 1024 * 1024]).unwrap();
        let mut archive = open_archive(zip.finish().unwrap().into_inner()).unwrap();
        let part = archive.find_part("A/b.xml").unwrap();
        let bytes = archive.read_beginning(&part).unwrap();
        assert_eq!(u64::try_from(bytes.len()).unwrap(), BEGINNING);
        assert!(archive.read_beginning("b.xml").unwrap().is_empty());
    }
}

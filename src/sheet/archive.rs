//! The zip of a workbook, and how large it unpacks.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Damage, Excess, MAX_UNPACKED, SheetError};

/// A workbook in memory.
pub(super) type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// Whether the bytes are a zip, as those of a workbook are.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Opens a workbook whose parts together unpack to no more than the limit. The sizes are
/// those that its directory declares; the reader of a part fails when it finds more.
pub(super) fn open_archive(bytes: Vec<u8>) -> Result<Archive, SheetError> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|err| to_broken_error(&err))?;
    if archive.has_duplicate_names() {
        return Err(SheetError::Broken(Damage::TwinParts));
    }
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|err| to_broken_error(&err))?;
        unpacked = unpacked.saturating_add(part.size());
    }
    if unpacked > MAX_UNPACKED {
        return Err(Excess::Unpacked(unpacked).into());
    }
    Ok(archive)
}

/// The text of a part, if it is there.
pub(super) fn read_part(
    archive: &mut Archive,
    name: &str,
) -> Result<Option<String>, SheetError> {
    if archive.index_for_name(name).is_none() {
        return Ok(None);
    }
    let mut text = String::new();
    let mut file = archive.by_name(name).map_err(|err| to_broken_error(&err))?;
    file.read_to_string(&mut text).map_err(|err| to_broken_error(&err))?;
    Ok(Some(text))
}

/// What a reader says of a file that it cannot read.
pub(super) fn to_broken_error(err: &impl ToString) -> SheetError {
    SheetError::Broken(Damage::Reader(err.to_string()))
}

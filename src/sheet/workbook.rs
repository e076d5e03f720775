//! What kind of workbook a file is. Its ending says little: reporting systems export text
//! as `.xls`, and people rename files. Its bytes say it.

use std::path::Path;

use super::{Disguise, Sheet, SheetError, archive, ods, xlsx};

/// How the container of old Office begins, that of `.xls` and of encrypted workbooks.
const CONTAINER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Bytes of a file that are looked at for whether it is text.
const BEGINNING: usize = 512;

/// Reads the chosen sheet of a workbook.
pub(super) fn read_workbook(
    path: &Path,
    bytes: Vec<u8>,
    wanted: Option<&str>,
) -> Result<Sheet, SheetError> {
    if bytes.is_empty() {
        return Err(SheetError::Empty(None));
    }
    if bytes.starts_with(CONTAINER) {
        return Err(detect_old(&bytes));
    }
    if !archive::is_workbook(&bytes) && is_text(&bytes) {
        return Err(SheetError::Disguised(Disguise::Text));
    }
    let archive = archive::open_archive(bytes)?;
    if archive.index_for_name("content.xml").is_some()
        || archive.index_for_name("encrypted-package").is_some()
    {
        return ods::read_ods(path, archive, wanted);
    }
    xlsx::read_xlsx(path, archive, wanted)
}

/// What is in the container of old Office.
fn detect_old(bytes: &[u8]) -> SheetError {
    // Streams are named in UTF-16.
    let name: Vec<u8> = b"EncryptedPackage".iter().flat_map(|&b| [b, 0]).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        return SheetError::Encrypted;
    }
    SheetError::Disguised(Disguise::OldExcel)
}

fn is_text(bytes: &[u8]) -> bool {
    let start = bytes.get(..BEGINNING).unwrap_or(bytes);
    !start.iter().any(|&b| b < b' ' && !matches!(b, b'\t' | b'\r' | b'\n'))
}

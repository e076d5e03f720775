//! What kind of workbook a file is. Its ending says little: reporting systems export text
//! as `.xls`, and people rename files. Its bytes say it.

use std::path::Path;

use super::{Disguise, Sheet, SheetError, archive, ods, xls, xlsb, xlsx};

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
    if bytes.starts_with(xls::CONTAINER) {
        return match xls::read_xls(path, &bytes, wanted) {
            // A container cut off still names its streams.
            Err(SheetError::Broken(_)) if is_encrypted(&bytes) => {
                Err(SheetError::Encrypted)
            }
            sheet => sheet,
        };
    }
    if !archive::is_workbook(&bytes) && is_text(&bytes) {
        return Err(SheetError::Disguised(Disguise::Text));
    }
    let archive = archive::open_archive(bytes)?;
    if archive.has_part("content.xml") || archive.has_part("encrypted-package") {
        return ods::read_ods(path, archive, wanted);
    }
    if archive.has_part(xlsb::WORKBOOK) {
        return xlsb::read_xlsb(path, archive, wanted);
    }
    xlsx::read_xlsx(path, archive, wanted)
}

/// Whether a stream has the name of one that is encrypted, which is written in UTF-16.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = b"EncryptedPackage".iter().flat_map(|&b| [b, 0]).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn is_text(bytes: &[u8]) -> bool {
    let start = bytes.get(..BEGINNING).unwrap_or(bytes);
    !start.iter().any(|&b| b < b' ' && !matches!(b, b'\t' | b'\r' | b'\n'))
}

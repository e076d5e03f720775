//! Reads a row of the ledger.

use super::{
    COLUMNS, MAX_NUMBER, normalize_cell, normalize_key, normalize_ledger_name,
    strip_guard,
};

/// Years that a ledger may name.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// A row that takes a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LedgerEntry {
    pub(super) year: i32,
    pub(super) agency: String,
    pub(super) number: u32,
    /// Key of its unit; none where the paper is outside the set.
    pub(super) key: Option<String>,
    pub(super) name: String,
}

/// A year, and the name of an agency as names are compared. Two offices may share it.
pub(super) type AgencyYear = (i32, String);

impl LedgerEntry {
    pub(super) fn agency_year(&self) -> AgencyYear {
        (self.year, normalize_ledger_name(&self.agency))
    }

    /// Its year and the key of its unit, as keys are compared; none outside the set.
    pub(super) fn unit_year(&self) -> Option<(i32, String)> {
        Some((self.year, normalize_key(self.key.as_deref()?)))
    }
}

/// What is wrong with a row, without its place.
pub(super) struct RowFault {
    pub(super) message: String,
    /// Advice on how to correct it.
    pub(super) hint: String,
}

impl RowFault {
    fn new(message: String, hint: &str) -> Self {
        Self { message, hint: hint.to_owned() }
    }
}

/// What a row says; `None` where it takes no number: a row without number and key is
/// blank, or a note of a clerk. A number without a key is of a paper outside the set.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn read_ledger_row(
    cells: &[String],
    columns: [usize; COLUMNS.len()],
    line: usize,
) -> Result<Option<LedgerEntry>, RowFault> {
    let [year, agency, number, key, name] = columns.map(|column| {
        cells
            .get(column)
            .map(|cell| strip_guard(&normalize_cell(cell)).to_owned())
            .unwrap_or_default()
    });
    // A clerk may have added notes below; a row for a unit without its number is a slip.
    if number.is_empty() {
        if key.is_empty() {
            return Ok(None);
        }
        let message = format!("dòng {line}: đơn vị “{key}” chưa có số");
        let hint = "ghi số đã cấp, hoặc xóa cả dòng để máy cấp số";
        return Err(RowFault::new(message, hint));
    }
    let Some(number) = read_paper_number(&number) else {
        let message = format!("dòng {line}: “{number}” không phải là số văn bản");
        return Err(RowFault::new(message, "chỉ ghi chữ số, ví dụ 15"));
    };
    let Some(year) = year.parse().ok().filter(|year| YEARS.contains(year)) else {
        let message = format!("dòng {line}: “{year}” không phải là năm");
        return Err(RowFault::new(message, "ghi năm đủ bốn chữ số, ví dụ 2026"));
    };
    if agency.is_empty() {
        let message = format!("dòng {line}: số {number} chưa ghi cơ quan ban hành");
        return Err(RowFault::new(message, "ghi tên cơ quan như ở các dòng khác"));
    }
    let key = Some(key).filter(|key| !key.is_empty());
    Ok(Some(LedgerEntry { year, agency, number, key, name }))
}

/// `15`, `015` and `15/KH-UBND` are 15. `15/01/2026` is none: a date that Excel has made of
/// what was typed.
fn read_paper_number(text: &str) -> Option<u32> {
    let (digits, symbol) = text.split_once('/').unwrap_or((text, "KH"));
    let digits = digits.trim();
    if !symbol.contains(char::is_alphabetic) {
        return None;
    }
    // A sign is no digit.
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && (1..=MAX_NUMBER).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_typed_as_on_the_paper() {
        for (text, number) in [
            ("15", Some(15)),
            ("05", Some(5)),
            ("15/KH-UBND", Some(15)),
            ("15/2026/KH-UBND", Some(15)),
            ("15/01/2026", None),
            ("15/1", None),
            ("0", None),
            ("+5", None),
            ("15a", None),
            ("1,5", None),
            ("99999999999", None),
            ("/KH", None),
        ] {
            assert_eq!(read_paper_number(text), number, "{text}");
        }
    }
}

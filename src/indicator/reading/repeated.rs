//! Findings that many cells of a column share are told once, with the cells.

use crate::code::{self, Code};
use crate::source::Span;

use super::raw_cell::{CellDiagnostic, RawCell};

/// Findings of one column after which further ones are only counted.
const MOST_FINDINGS: usize = 10;

/// Cells that are named beside the first.
const MOST_CELLS: usize = 4;

/// What is told once for a column: questions, which one key answers, and what one remedy
/// ends.
static ONCE: [&Code; 8] = [
    &code::form::TWO_READINGS,
    &code::indicator::AMBIGUOUS_MARK,
    &code::indicator::AMBIGUOUS_SCALE,
    &code::indicator::AMBIGUOUS_THOUSANDS,
    &code::indicator::FORMULA_NOT_COMPUTED,
    &code::indicator::PENDING_WORDS,
    &code::indicator::PERCENT_SCALE,
    &code::indicator::SHEET_ERROR,
];

/// What keeps only the row of its cell from being read. In a table of units that is one
/// unit; what is else told once there concerns the column, and so all units.
static OF_ITS_ROW: [&Code; 3] = [
    &code::indicator::FORMULA_NOT_COMPUTED,
    &code::indicator::PENDING_WORDS,
    &code::indicator::SHEET_ERROR,
];

/// A finding, and the cell that it is about.
pub(super) struct CellFinding<'a> {
    pub(super) raw: RawCell<'a>,
    pub(super) finding: CellDiagnostic,
}

/// The findings of a column, as they are told.
pub(super) fn fold_findings(
    findings: Vec<CellFinding<'_>>,
    found: &mut Vec<CellDiagnostic>,
) {
    let mut kept = fold_repeated(findings, &[]);
    keep_first_findings(&mut kept);
    found.extend(kept.into_iter().map(|kept| kept.finding));
}

/// The findings of a column of the table of units. Each row becomes a paper: what concerns
/// the row is told for each, what concerns the column once for all, at the column in the
/// form.
pub(super) fn fold_unit_findings(
    findings: Vec<CellFinding<'_>>,
    column: Span,
    found: &mut Vec<CellDiagnostic>,
) {
    for CellFinding { raw, finding } in fold_repeated(findings, &OF_ITS_ROW) {
        let code = finding.diagnostic.code;
        let is_of_column = ONCE.contains(&code) && !OF_ITS_ROW.contains(&code);
        found.push(match raw {
            RawCell::FromSheet(sheet, row, filed) if is_of_column => {
                let mut diagnostic = finding.diagnostic;
                // A message about a workbook begins with the cell.
                diagnostic.message = match diagnostic.span {
                    Some(_) => {
                        let address = sheet.address(row, filed);
                        format!("{} {address}: {}", sheet.file_name(), diagnostic.message)
                    }
                    None => format!("{} {}", sheet.file_name(), diagnostic.message),
                };
                diagnostic.span = Some(column);
                CellDiagnostic::in_form(diagnostic)
            }
            _ => finding,
        });
    }
}

/// Findings with one for each code that is told once, at the first cell; the message names
/// the others.
fn fold_repeated<'a>(
    findings: Vec<CellFinding<'a>>,
    excepted: &[&Code],
) -> Vec<CellFinding<'a>> {
    let mut kept: Vec<CellFinding<'a>> = Vec::new();
    // The first of each code that is told once, and the cells of the others.
    let mut repeated: Vec<(usize, Vec<RawCell<'a>>)> = Vec::new();
    for found in findings {
        let code = found.finding.diagnostic.code;
        if !ONCE.contains(&code) || excepted.contains(&code) {
            kept.push(found);
            continue;
        }
        let mut firsts = repeated.iter_mut();
        match firsts.find(|(first, _)| kept[*first].finding.diagnostic.code == code) {
            Some((_, cells)) => cells.push(found.raw),
            None => {
                repeated.push((kept.len(), Vec::new()));
                kept.push(found);
            }
        }
    }
    repeated.retain(|(_, cells)| !cells.is_empty());
    for (index, cells) in repeated {
        let message = &mut kept[index].finding.diagnostic.message;
        *message += &format!("; {} cũng vậy", list_cells(&cells));
    }
    kept
}

/// Cells as a message names them: the first of them, and how many more there are.
fn list_cells(cells: &[RawCell<'_>]) -> String {
    let places: Vec<_> = cells.iter().filter_map(|raw| raw.address()).collect();
    let Some((first, others)) = places.split_first() else {
        return format!("còn {} ô nữa trong cột này", cells.len());
    };
    // All stand in one column of the file.
    let mut text = match (first.is_line, others.is_empty()) {
        (true, _) => format!("dòng {}", first.place),
        (false, true) => format!("ô {}", first.place),
        (false, false) => format!("các ô {}", first.place),
    };
    for place in others.iter().take(MOST_CELLS - 1) {
        text += &format!(", {}", place.place);
    }
    match others.len().saturating_sub(MOST_CELLS - 1) {
        0 => text,
        more => text + &format!(" … và {more} ô nữa"),
    }
}

/// The first findings of a column. Further ones are only counted: a column of another type
/// than its cells would fill pages.
fn keep_first_findings(findings: &mut Vec<CellFinding<'_>>) {
    let more = findings.len().saturating_sub(MOST_FINDINGS);
    if more > 0 {
        findings.truncate(MOST_FINDINGS);
        if let Some(last) = findings.last_mut() {
            last.finding.diagnostic.message +=
                &format!("; còn {more} ô nữa trong cột này cũng như vậy");
        }
    }
}

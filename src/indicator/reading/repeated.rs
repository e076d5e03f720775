//! Findings that many cells of a column share are told once, with the cells.

use crate::code::{self, Code};
use crate::diagnostic::shorten_quoted;
use crate::source::Span;

use super::raw_cell::{CellDiagnostic, RawCell};

/// Findings of one column after which further ones are only counted.
const MOST_FINDINGS: usize = 10;

/// Cells that are named beside the first.
const MOST_CELLS: usize = 4;

/// Characters of the text of a cell that are shown.
const MOST_QUOTED: usize = 20;

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
static OF_ITS_ROW: [&Code; 5] = [
    &code::form::NOT_A_DATE,
    &code::form::NOT_A_NUMBER,
    &code::indicator::FORMULA_NOT_COMPUTED,
    &code::indicator::PENDING_WORDS,
    &code::indicator::SHEET_ERROR,
];

/// What may be wrong with cell after cell of a file, and is mended in each: told once for
/// those with which the same is wrong, each with its text.
static SLIPS: [&Code; 2] = [&code::form::NOT_A_DATE, &code::form::NOT_A_NUMBER];

/// A finding, and the cell that it is about.
pub(super) struct CellFinding<'a> {
    pub(super) raw: RawCell<'a>,
    pub(super) finding: CellDiagnostic,
}

impl CellFinding<'_> {
    /// Whether it is about a cell of a file that is mended by itself.
    fn is_slip(&self) -> bool {
        SLIPS.contains(&self.finding.diagnostic.code) && !self.raw.is_typed()
    }

    /// Whether another one says the same of its cell.
    fn is_repeated_by(&self, other: &Self) -> bool {
        let (here, there) = (&self.finding.diagnostic, &other.finding.diagnostic);
        here.code == there.code
            && self.is_slip() == other.is_slip()
            && (!self.is_slip()
                || omit_quoted(&here.message) == omit_quoted(&there.message))
    }
}

/// A message without the first text that it quotes, and without the cell before it.
fn omit_quoted(message: &str) -> &str {
    message.split_once('”').map_or(message, |(_, rest)| rest)
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
                        let message = diagnostic.message.as_str();
                        format!("{} {address}: {message}", sheet.file_name())
                    }
                    None => {
                        format!("{} {}", sheet.file_name(), diagnostic.message.as_str())
                    }
                }
                .into();
                diagnostic.span = Some(column);
                CellDiagnostic::in_form(diagnostic)
            }
            _ => finding,
        });
    }
}

/// Findings with one for each code that is told once, and one for cells of a file with
/// which the same is wrong, at the first cell; the message names the others.
fn fold_repeated<'a>(
    findings: Vec<CellFinding<'a>>,
    excepted: &[&Code],
) -> Vec<CellFinding<'a>> {
    let mut kept: Vec<CellFinding<'a>> = Vec::new();
    // The first of each code that is told once, and the cells of the others.
    let mut repeated: Vec<(usize, Vec<RawCell<'a>>)> = Vec::new();
    for found in findings {
        let code = found.finding.diagnostic.code;
        let is_once = ONCE.contains(&code) || found.is_slip();
        if !is_once || excepted.contains(&code) {
            kept.push(found);
            continue;
        }
        let mut firsts = repeated.iter_mut();
        match firsts.find(|(first, _)| kept[*first].is_repeated_by(&found)) {
            Some((_, cells)) => cells.push(found.raw),
            None => {
                repeated.push((kept.len(), Vec::new()));
                kept.push(found);
            }
        }
    }
    repeated.retain(|(_, cells)| !cells.is_empty());
    for (index, cells) in repeated {
        let list = list_cells(&cells, kept[index].is_slip());
        kept[index].finding.diagnostic.message += &format!("; {list} cũng vậy");
    }
    kept
}

/// Cells as a message names them: the first of them, with their texts where these differ,
/// and how many more there are.
fn list_cells(cells: &[RawCell<'_>], with_texts: bool) -> String {
    let mut places = Vec::new();
    let mut is_line = false;
    for raw in cells.iter().take(MOST_CELLS) {
        let Some(address) = raw.address() else { continue };
        is_line = address.is_line;
        places.push(match with_texts {
            true => format!(
                "{} “{}”",
                address.place,
                shorten_quoted(&raw.text(), MOST_QUOTED)
            ),
            false => address.place,
        });
    }
    if places.is_empty() {
        return format!("còn {} ô nữa trong cột này", cells.len());
    }
    // All stand in one column of the file.
    let kind = match (is_line, cells.len()) {
        (true, _) => "dòng",
        (false, 1) => "ô",
        (false, _) => "các ô",
    };
    let text = format!("{kind} {}", places.join(", "));
    match cells.len().saturating_sub(MOST_CELLS) {
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

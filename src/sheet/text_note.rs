//! What the letters of a file have to tell: look-alikes, and text in an old code. Of a CSV
//! its text knows it; the cells of a workbook are cleaned here, when all of them are known.

use std::collections::{BTreeMap, BTreeSet};

use super::{DataCell, Sheet, show_address, to_letters};
use crate::diagnostic::{
    Diagnostic, LetterNotes, TextKind, join_places, report_old_encoding,
    report_text_notes, suggest_conversion,
};
use crate::language::{
    OldText, clean, clean_noting, find_old_text, has_old_signs, is_clean,
};

/// What cleaning the cells of a workbook has found.
#[derive(Debug, Default)]
pub(super) struct CellNotes {
    /// Letters that were read as others.
    letters: LetterNotes,
    /// Columns with text in an old code: the index of a line is that of its row.
    old: BTreeMap<usize, OldText>,
}

/// Cells of a workbook whose text has something to tell, as they stood.
type RawCells = BTreeMap<(usize, usize), String>;

/// Cleans the cells that were left as they stood (see [`DataCell::text`]).
pub(super) fn clean_cells(rows: &mut [Vec<DataCell>]) -> CellNotes {
    let mut raw = RawCells::new();
    for (row, cells) in rows.iter_mut().enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            let DataCell::Text(text) = cell else { continue };
            if is_clean(text) {
                continue;
            }
            let meant = clean(text);
            let before = std::mem::replace(cell, DataCell::clean_text(meant));
            if let DataCell::Text(before) = before {
                raw.insert((row, column), before);
            }
        }
    }
    if raw.is_empty() {
        return CellNotes::default();
    }
    let old = find_old_columns(rows, &raw);
    let letters = note_letters(&raw, &old);
    CellNotes { letters, old }
}

/// The letters that were read as others, without those of text in an old code.
fn note_letters(raw: &RawCells, old: &BTreeMap<usize, OldText>) -> LetterNotes {
    let mut letters = LetterNotes::default();
    for ((row, column), text) in raw {
        if old.get(column).is_some_and(|old| has_line(old, *row)) {
            continue;
        }
        let place = format!("{}{}", to_letters(*column), row + 1);
        for letter in clean_noting(text).letters {
            letters.add(letter.from, letter.to, &place, None);
        }
    }
    letters
}

/// The columns with text in an old code. All cells of a column are judged together, for a
/// name of one word tells little.
fn find_old_columns(rows: &[Vec<DataCell>], raw: &RawCells) -> BTreeMap<usize, OldText> {
    let suspect: BTreeSet<usize> = raw
        .iter()
        .filter(|(_, text)| has_old_signs(text))
        .map(|((_, column), _)| *column)
        .collect();
    suspect
        .into_iter()
        .filter_map(|column| {
            let texts = rows.iter().enumerate().map(|(row, cells)| {
                match (raw.get(&(row, column)), cells.get(column)) {
                    (Some(text), _) | (None, Some(DataCell::Text(text))) => text.as_str(),
                    _ => "",
                }
            });
            Some((column, find_old_text(texts)?))
        })
        .collect()
}

fn has_line(old: &OldText, index: usize) -> bool {
    old.lines.binary_search_by_key(&index, |line| line.index).is_ok()
}

impl Sheet {
    /// What the letters of the file have to tell, the same for every part of its rows.
    #[must_use]
    pub fn report_text(&self) -> Vec<Diagnostic> {
        if let Some(source) = self.source() {
            return report_text_notes(source, TextKind::Data);
        }
        let notes = &self.file.text_notes;
        let mut res = notes.letters.report("ô");
        res.extend(
            notes.old.iter().filter_map(|(column, old)| report_old_column(*column, old)),
        );
        res
    }

    /// Whether a row of the sheet has text in a code from before Unicode. Of a part of a
    /// file, only its own rows count.
    #[must_use]
    pub fn has_old_text(&self) -> bool {
        (0..self.rows()).filter_map(|row| self.in_file(row)).any(|row| {
            match &self.file.written {
                Some(written) => {
                    let spans = written.places.get(row).map_or(&[][..], Vec::as_slice);
                    let start = spans.first().map_or(0, |span| span.start);
                    written.source.is_old_at(start)
                }
                None => self.file.text_notes.old.values().any(|old| has_line(old, row)),
            }
        })
    }
}

/// The error of a column in an old code: its first cell, and which others.
fn report_old_column(column: usize, old: &OldText) -> Option<Diagnostic> {
    let (first, more) = old.lines.split_first()?;
    let mut finding = report_old_encoding(first.encoding, None, &first.text);
    let message = finding.message.as_str();
    finding.message = format!("{}: {message}", show_address(first.index, column)).into();
    if !more.is_empty() {
        let letters = to_letters(column);
        let shown: Vec<_> =
            more.iter().map(|line| format!("{letters}{}", line.index + 1)).collect();
        let places = join_places(shown.iter().map(String::as_str));
        finding = finding.hint(format!(
            "còn {} ô nữa của cột {letters} cũng vậy: {places}",
            more.len()
        ));
    }
    Some(suggest_conversion(finding, old))
}

//! How the tables of a form were read from their files, as a person counts rows.

use std::ops::RangeInclusive;

use crate::diagnostic::{
    FileReading, LineRange, NamedLine, NotedReading, PassedLines, TotalAgreement,
    TotalReading, shorten_quoted,
};
use crate::form::{Form, TableId};
use crate::formula::Value;
use crate::sheet::Sheet;

use super::Figures;
use super::reading::{GivenTotal, NamedRow, ReadingAccount, ReadingWord};
use super::table::{ComputedTable, RowPlace};

/// Characters of a row that are kept of it.
const MOST_KEPT: usize = 200;

/// Rows of which no stage of the reading has said why it passed them over.
const UNREAD: ReadingWord = ReadingWord { id: "unread", words: "không lấy" };

impl Figures {
    /// How the tables of the form were read, of those that have a file that could be read.
    #[must_use]
    pub fn file_readings(&self, form: &Form) -> Vec<FileReading> {
        let ids = form.own_tables().map(|(id, _)| id);
        ids.filter_map(|id| self.file_reading(form, id)).collect()
    }

    /// How a table was read; `None` where its rows come from no file, or could not be read.
    #[must_use]
    pub fn file_reading(&self, form: &Form, id: TableId) -> Option<FileReading> {
        let table = self.tables.get(id)?;
        let sheet = table.sheet.as_deref().filter(|_| !table.broken)?;
        let account = &table.account;
        let total = account.total.as_ref();
        // Of the total row it is said where it is named.
        let (mut hidden, mut hides_total) = (account.hidden.clone(), false);
        hidden.retain(|row| {
            let is_total = total.is_some_and(|total| total.row == *row);
            hides_total |= is_total;
            !is_total
        });
        let notes = account.notes.iter().map(|note| NotedReading {
            id: note.id(),
            column: table.columns[note.column()].labels.join(" / "),
            words: note.words(sheet),
        });
        Some(FileReading {
            file: sheet.name().to_owned(),
            sheet: sheet.title().map(str::to_owned),
            table: form.tables[id].id.as_ref().map(|name| name.value.clone()),
            taken: account.taken,
            header: account.header.as_ref().map(|rows| number_rows(sheet, rows)),
            total: total.map(|total| TotalReading {
                line: sheet.line(total.row),
                name: shorten_quoted(&total.name, MOST_KEPT),
                hidden: hides_total,
                agreement: self.judge_total(id, total),
            }),
            uncounted: account
                .uncounted
                .iter()
                .map(|row| name_line(sheet, row))
                .collect(),
            passed: list_passed(table, sheet),
            hidden: join_rows(&hidden)
                .iter()
                .map(|rows| number_rows(sheet, rows))
                .collect(),
            scales: account.scales.clone(),
            notes: notes.collect(),
        })
    }

    /// What came of comparing a given total row with the computed one.
    fn judge_total(&self, id: TableId, given: &GivenTotal) -> TotalAgreement {
        let table = &self.tables[id];
        let differing: Vec<String> = self
            .disagreements
            .iter()
            .filter(|found| found.table == id && found.place == RowPlace::Total)
            .map(|found| table.columns[found.column].labels.join(" / "))
            .collect();
        if !differing.is_empty() {
            TotalAgreement::Differs(differing)
        } else if table.account.unsettled {
            TotalAgreement::Unsettled
        } else if has_compared_total(table, given) {
            TotalAgreement::Equal
        } else {
            TotalAgreement::Uncompared
        }
    }
}

/// How a list of tasks was read from its file; `total` is what is said of its total row.
pub(super) fn describe_task_reading(
    sheet: &Sheet,
    account: &ReadingAccount,
    total: Option<TotalReading>,
) -> FileReading {
    let passed = account.passed.iter();
    let passed = passed.map(|p| pass_lines(sheet, &p.rows, p.reason.word(), &p.text));
    let hidden = join_rows(&account.hidden);
    FileReading {
        file: sheet.name().to_owned(),
        sheet: sheet.title().map(str::to_owned),
        table: None,
        taken: account.taken,
        header: account.header.as_ref().map(|rows| number_rows(sheet, rows)),
        total,
        uncounted: Vec::new(),
        passed: passed.collect(),
        hidden: hidden.iter().map(|rows| number_rows(sheet, rows)).collect(),
        scales: account.scales.clone(),
        notes: Vec::new(),
    }
}

/// Whether some cell of the given total row is a number that can be computed as well.
fn has_compared_total(table: &ComputedTable, given: &GivenTotal) -> bool {
    given.figures.iter().any(|column| {
        table.is_computed(RowPlace::Total, *column)
            && matches!(table.computed(RowPlace::Total, *column), Some(Value::Number(_)))
    })
}

fn name_line(sheet: &Sheet, row: &NamedRow) -> NamedLine {
    NamedLine { line: sheet.line(row.row), name: shorten_quoted(&row.name, MOST_KEPT) }
}

/// Rows below the names that are no rows of the table, in their order: those of the
/// account, and any others that are filled.
fn list_passed(table: &ComputedTable, sheet: &Sheet) -> Vec<PassedLines> {
    let account = &table.account;
    let mut res = Vec::new();
    for passed in &account.passed {
        res.push(pass_lines(sheet, &passed.rows, passed.reason.word(), &passed.text));
    }
    let unread = find_unread_rows(table, sheet);
    for rows in join_rows(&unread) {
        res.push(pass_lines(sheet, &rows, UNREAD, &read_row_text(sheet, *rows.start())));
    }
    res.sort_by_key(|passed| passed.lines);
    res
}

fn pass_lines(
    sheet: &Sheet,
    rows: &RangeInclusive<usize>,
    word: ReadingWord,
    text: &str,
) -> PassedLines {
    PassedLines {
        lines: number_rows(sheet, rows),
        reason: word.id,
        words: word.words,
        text: shorten_quoted(text, MOST_KEPT),
    }
}

/// The filled rows below the names of which the account says nothing.
fn find_unread_rows(table: &ComputedTable, sheet: &Sheet) -> Vec<usize> {
    let account = &table.account;
    let first = account.header.as_ref().map_or(0, |rows| rows.end() + 1);
    let mut is_known = vec![false; sheet.rows()];
    let passed = account.passed.iter().flat_map(|passed| passed.rows.clone());
    let total = account.total.iter().map(|total| total.row);
    for row in table.origins.iter().copied().chain(total).chain(passed) {
        if let Some(known) = is_known.get_mut(row) {
            *known = true;
        }
    }
    (first..sheet.rows()).filter(|row| !is_known[*row] && !sheet.is_blank(*row)).collect()
}

/// What stands in a row, blanks left out.
pub(super) fn read_row_text(sheet: &Sheet, row: usize) -> String {
    let cells = (0..sheet.width()).map(|column| sheet.text(row, column));
    let cells: Vec<_> = cells.filter(|text| !text.trim().is_empty()).collect();
    cells.join(" | ")
}

/// Rows in their order as ranges of rows without a gap.
fn join_rows(rows: &[usize]) -> Vec<RangeInclusive<usize>> {
    let mut res: Vec<RangeInclusive<usize>> = Vec::new();
    for row in rows {
        match res.last_mut() {
            Some(last) if last.end() + 1 == *row => *last = *last.start()..=*row,
            _ => res.push(*row..=*row),
        }
    }
    res
}

fn number_rows(sheet: &Sheet, rows: &RangeInclusive<usize>) -> LineRange {
    LineRange { first: sheet.line(*rows.start()), last: sheet.line(*rows.end()) }
}

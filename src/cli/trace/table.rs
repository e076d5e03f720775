//! The whole account of a table: what each of its columns is in the file, and which row of
//! the file became which row of the table, is its total, or was passed over and why.

use crate::diagnostic::{FileReading, PassedLines};
use crate::form::{CellKind, ColumnId, Form, RowId, Rows, TableId};
use crate::indicator::{ComputedTable, Figures};
use crate::quantity::{MoneyScale, Style};
use crate::sheet::Sheet;
use crate::source::Source;

/// Rows that are shown of a long table, where not all are asked for: from its head, and
/// from its end.
const SHOWN: [usize; 2] = [60, 40];

/// The account of a table.
pub(super) struct TableAccount {
    /// Id of the table, where it has one.
    pub(super) id: Option<String>,
    /// The form as findings name it.
    pub(super) form: String,
    /// How its file was read; `None` where the form has its rows.
    pub(super) reading: Option<FileReading>,
    /// How many rows it has.
    pub(super) taken: usize,
    /// Its columns, in the order of the form.
    pub(super) columns: Vec<ColumnAccount>,
    /// The rows in the order of the file, or of the form.
    pub(super) rows: Vec<RowAccount>,
    /// How many rows are not shown between the head and the end.
    pub(super) left_out: usize,
    /// Where in `rows` those would stand.
    pub(super) cut: usize,
}

/// A column of a table.
pub(super) struct ColumnAccount {
    /// Its id, where it has one.
    pub(super) id: Option<String>,
    /// Its names in the header.
    pub(super) label: String,
    /// Where it is read from: `cột B`; `None` where the file does not have it.
    pub(super) place: Option<String>,
    /// What the file calls it, where that is something else.
    pub(super) in_file: Option<String>,
    /// What its cells hold.
    pub(super) kind: CellKind,
    /// In what its money is counted.
    pub(super) scale: Option<MoneyScale>,
    /// Whether it is computed.
    pub(super) is_computed: bool,
    /// Whether it names the rows.
    pub(super) is_key: bool,
}

/// What became of a row of the file, or of several that have one reason.
pub(super) enum RowAccount {
    /// It is a row of the table.
    Taken(TakenRow),
    /// It is the total row.
    Total {
        /// Where it stands.
        line: usize,
        /// What names it.
        name: String,
        /// Whether the file hides it.
        is_hidden: bool,
        /// What came of comparing it.
        verdict: String,
    },
    /// It is none of the table.
    Passed(PassedLines),
}

/// A row of the table.
pub(super) struct TakenRow {
    /// Where it stands, from 1.
    pub(super) line: usize,
    /// Its place among the rows as read, from 1.
    pub(super) number: usize,
    /// Its name; empty where no column names the rows.
    pub(super) name: String,
    /// Whether the file hides it.
    pub(super) is_hidden: bool,
    /// Whether it prints as it is, and no sum counts it.
    pub(super) is_uncounted: bool,
}

impl RowAccount {
    /// The first row of the file that it is about.
    fn line(&self) -> usize {
        match self {
            Self::Taken(row) => row.line,
            Self::Total { line, .. } => *line,
            Self::Passed(passed) => passed.lines.first,
        }
    }
}

impl TableAccount {
    /// The account of a table, with all its rows or the first and the last of them.
    pub(super) fn new(
        source: &Source,
        form: &Form,
        figures: &Figures,
        table: TableId,
        has_all: bool,
    ) -> Self {
        let computed = figures.table(table);
        let reading = figures.file_reading(form, table);
        let mut rows = list_taken(source, form, computed, table, reading.as_ref());
        rows.extend(reading.iter().flat_map(list_others));
        rows.sort_by_key(RowAccount::line);
        let [head, end] = SHOWN;
        let shown = head + end;
        // A row that is left out takes a line to say so.
        let left_out =
            if has_all || rows.len() <= shown + 1 { 0 } else { rows.len() - shown };
        let cut = if left_out == 0 { rows.len() } else { head };
        rows.drain(cut..cut + left_out);
        Self {
            id: form.tables[table].id.as_ref().map(|id| id.value.clone()),
            form: source.name().to_owned(),
            reading,
            taken: computed.len(),
            columns: computed
                .columns()
                .ids()
                .map(|c| describe_column(computed, c))
                .collect(),
            rows,
            left_out,
            cut,
        }
    }
}

/// The rows of the table, each with its place in the file or in the form.
fn list_taken(
    source: &Source,
    form: &Form,
    computed: &ComputedTable,
    table: TableId,
    reading: Option<&FileReading>,
) -> Vec<RowAccount> {
    let hidden = reading.map_or(&[][..], |reading| &reading.hidden);
    let uncounted = reading.map_or(&[][..], |reading| &reading.uncounted);
    let mut res = Vec::new();
    for index in 0..computed.len() {
        let row = RowId::new(index);
        let Some(origin) = computed.origin(row) else { continue };
        let line = match (computed.sheet(), &form.tables[table].rows) {
            (Some(sheet), _) => sheet.line(origin),
            (None, Rows::Typed(rows)) => {
                rows.get(origin).map_or(0, |typed| source.position(typed.span.start).line)
            }
            (None, Rows::File(_) | Rows::Ready(_)) => continue,
        };
        let is_hidden = is_in_ranges(hidden, line);
        let name = computed.name(row).to_owned();
        res.push(RowAccount::Taken(TakenRow {
            line,
            number: index + 1,
            name,
            is_hidden,
            is_uncounted: uncounted.iter().any(|row| row.line == line),
        }));
    }
    res
}

/// Whether some range has a row; the ranges are in order.
fn is_in_ranges(ranges: &[crate::diagnostic::LineRange], line: usize) -> bool {
    let index = ranges.partition_point(|range| range.last < line);
    ranges.get(index).is_some_and(|range| range.first <= line)
}

/// The rows of the file that are no rows of the table.
fn list_others(reading: &FileReading) -> Vec<RowAccount> {
    let mut res: Vec<_> =
        reading.passed.iter().cloned().map(RowAccount::Passed).collect();
    res.extend(reading.total.as_ref().map(|total| RowAccount::Total {
        line: total.line,
        name: total.name.clone(),
        is_hidden: total.hidden,
        verdict: total.verdict(),
    }));
    res
}

fn describe_column(table: &ComputedTable, column: ColumnId) -> ColumnAccount {
    let computed = &table.columns()[column];
    let sheet = table.sheet();
    let filed = table.filed_column(column);
    let label = computed.labels.join(" / ");
    ColumnAccount {
        id: computed.id.clone(),
        label: label.clone(),
        place: sheet.zip(filed).map(|(sheet, filed)| sheet.column_name(filed)),
        in_file: sheet.zip(filed).and_then(|(sheet, filed)| {
            let name = read_header(table, sheet, filed);
            (!name.is_empty() && name != label).then_some(name)
        }),
        kind: computed.kind,
        scale: match computed.style {
            Some(Style::Money { scale, .. }) => Some(scale),
            _ => None,
        },
        is_computed: table.formula(column).is_some(),
        is_key: table.key() == Some(column),
    }
}

/// What the file calls a column: `Hộ nghèo / Số hộ`; of merged names only what stands in
/// the column itself.
fn read_header(table: &ComputedTable, sheet: &Sheet, column: usize) -> String {
    let rows = table.account().header.clone();
    let names = rows.into_iter().flatten().map(|row| sheet.text(row, column));
    let names: Vec<_> = names.filter(|name| !name.trim().is_empty()).collect();
    names.join(" / ")
}

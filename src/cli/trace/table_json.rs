//! The account of a table, for other programs. The structs here are the format: they
//! change only with the version of the traces of numbers.

use serde::Serialize;

use crate::diagnostic::{NotedReading, identify_scale};
use crate::form::CellKind;
use crate::language;

use super::json::VERSION;
use super::table::{ColumnAccount, RowAccount, TableAccount};

#[derive(Serialize)]
struct TableJson<'a> {
    version: u32,
    /// The form.
    file: &'a str,
    table: Option<&'a str>,
    /// None where the form has the rows.
    data: Option<&'a str>,
    sheet: Option<&'a str>,
    /// How many rows the table has.
    count: usize,
    columns: Vec<ColumnJson<'a>>,
    rows: Vec<RowJson<'a>>,
    /// How many rows are not listed, after the first of them.
    left_out: usize,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct ColumnJson<'a> {
    id: Option<&'a str>,
    label: &'a str,
    /// Where it stands in the file: `cột B`.
    place: Option<&'a str>,
    /// What the file calls it, where that is not `label`.
    in_file: Option<&'a str>,
    /// The word under `kieu`: `chu`, `so`, `thap_phan`, `phan_tram`, `tien`, `ngay`.
    kind: &'static str,
    /// In what its money is counted: `trieu-dong`.
    scale: Option<&'static str>,
    computed: bool,
    key: bool,
}

/// `what` is `row`, `total` or why the rows were passed over, as in the data of `check`.
#[derive(Serialize)]
struct RowJson<'a> {
    /// The first row of the file, or line of the form, and the last.
    lines: [usize; 2],
    what: &'a str,
    /// The place among the rows of the table, from 1.
    number: Option<usize>,
    text: &'a str,
    hidden: bool,
}

pub(super) fn format_table_json(account: &TableAccount) -> String {
    let reading = account.reading.as_ref();
    let notes = reading.iter().flat_map(|reading| &reading.notes);
    let root = TableJson {
        version: VERSION,
        file: &account.form,
        table: account.id.as_deref(),
        data: reading.map(|reading| reading.file.as_str()),
        sheet: reading.and_then(|reading| reading.sheet.as_deref()),
        count: account.taken,
        columns: account.columns.iter().map(convert_column).collect(),
        rows: account.rows.iter().map(convert_row).collect(),
        left_out: account.left_out,
        notes: notes.map(NotedReading::clause).collect(),
    };
    let text = serde_json::to_string_pretty(&root);
    language::escape_json(&text.expect("strings and numbers always become JSON")) + "\n"
}

fn convert_column(column: &ColumnAccount) -> ColumnJson<'_> {
    let ColumnAccount { id, label, place, in_file, kind, scale, is_computed, is_key } =
        column;
    ColumnJson {
        id: id.as_deref(),
        label,
        place: place.as_deref(),
        in_file: in_file.as_deref(),
        kind: identify_kind(*kind),
        scale: scale.map(identify_scale),
        computed: *is_computed,
        key: *is_key,
    }
}

fn identify_kind(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Text => "chu",
        CellKind::Number => "so",
        CellKind::Decimal => "thap_phan",
        CellKind::Percent => "phan_tram",
        CellKind::Money => "tien",
        CellKind::Date => "ngay",
    }
}

fn convert_row(row: &RowAccount) -> RowJson<'_> {
    match row {
        RowAccount::Taken(row) => RowJson {
            lines: [row.line, row.line],
            what: "row",
            number: Some(row.number),
            text: &row.name,
            hidden: row.is_hidden,
        },
        RowAccount::Total { line, name, is_hidden, .. } => RowJson {
            lines: [*line, *line],
            what: "total",
            number: None,
            text: name,
            hidden: *is_hidden,
        },
        RowAccount::Passed(passed) => RowJson {
            lines: [passed.lines.first, passed.lines.last],
            what: passed.reason,
            number: None,
            text: &passed.text,
            hidden: passed.reason == "hidden",
        },
    }
}

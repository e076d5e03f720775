//! Of which row of a table a clause speaks, and what the table has there.

use std::collections::{BTreeSet, HashMap};

use crate::form::{RowId, TableId};
use crate::indicator::RowPlace;
use crate::language;
use crate::rule::Context;
use crate::running_text::{NamedFigure, NamedFigureOrigin, TypedFigure, is_written_as};

use super::ExpectedFigure;
use super::clause::Clause;

/// What row a clause is about.
pub(super) enum NamedRow {
    /// None: it is about all.
    None,
    /// This one of the figure's own table.
    One(RowId),
    /// Several, one of another table, or one that only the rest of the line names: which
    /// of them the figure is of cannot be told.
    Unclear,
}

/// The rows of a table that a line names, with their plain names.
pub(super) type RowsOfLine = Vec<(RowId, String)>;

/// The row of a table that the clause is about. A row named elsewhere in the line
/// leaves it unclear.
pub(super) fn find_row(
    context: &Context<'_>,
    named: &NamedFigure,
    clause: &Clause<'_>,
) -> NamedRow {
    let mut found = NamedRow::None;
    let rows_of_line =
        clause.line.rows.get_or_init(|| list_rows_of_line(context, clause));
    if rows_of_line.is_empty() {
        return found;
    }
    let spans = CapitalSpans::new(clause.text());
    for (table_id, _) in context.form.own_tables() {
        let Some(in_line) = rows_of_line.get(&table_id) else { continue };
        let table = context.figures.table(table_id);
        let is_of_figure = matches!(named.origin, NamedFigureOrigin::Total { table, .. } if table == table_id);
        match choose_named_rows(in_line, &spans)[..] {
            [row] if is_of_figure && table.row(table.name(row)) == Some(row) => {
                found = NamedRow::One(row);
            }
            _ => return NamedRow::Unclear,
        }
    }
    found
}

/// By table, the rows that a whole line names; a table of which it names none is left out.
/// Whoever names a row in a clause names it in the line.
fn list_rows_of_line(
    context: &Context<'_>,
    clause: &Clause<'_>,
) -> HashMap<TableId, RowsOfLine> {
    let spans = CapitalSpans::new(&clause.line.line.text);
    let mut found = HashMap::new();
    for (table_id, _) in context.form.own_tables() {
        let table = context.figures.table(table_id);
        let names = table.rows().map(|row| (row, to_plain_name(table.name(row))));
        let rows: RowsOfLine = names.filter(|(_, name)| spans.name(name)).collect();
        if !rows.is_empty() {
            found.insert(table_id, rows);
        }
    }
    found
}

/// Of the rows whose names stand in a text, those that no longer name has around it:
/// `Mai Hà`, `Mai Hà Đông`.
fn choose_named_rows(rows: &[(RowId, String)], spans: &CapitalSpans) -> Vec<RowId> {
    let spoken = rows.iter().filter(|(_, name)| spans.name(name));
    let spoken: Vec<_> = spoken.map(|(row, name)| (*row, format!(" {name} "))).collect();
    let names: BTreeSet<&str> = spoken.iter().map(|(_, name)| name.as_str()).collect();
    spoken
        .iter()
        .filter(|(_, name)| {
            !names.iter().any(|other| other != name && other.contains(name.as_str()))
        })
        .map(|(row, _)| *row)
        .collect()
}

/// What a text names with the capital that a name has.
struct CapitalSpans {
    /// Runs of at most eight words, as plain names.
    spans: BTreeSet<String>,
    /// How those whose tone mark may move are written either way.
    keys: BTreeSet<String>,
}

impl CapitalSpans {
    fn new(text: &str) -> Self {
        let spans = list_capital_spans(text);
        let movable = spans.iter().filter(|span| language::has_movable_tone(span));
        let keys = movable.map(|span| language::to_name_key(span)).collect();
        Self { spans, keys }
    }

    /// Whether the text has this plain name. Only one whose tone mark may move has another
    /// spelling.
    fn name(&self, name: &str) -> bool {
        self.spans.contains(name)
            || !self.keys.is_empty()
                && language::has_movable_tone(name)
                && self.keys.contains(&language::to_name_key(name))
    }
}

/// Every run of at most eight words of a text that begins with a capital, as a plain name.
fn list_capital_spans(text: &str) -> BTreeSet<String> {
    const LONGEST: usize = 8;
    let words = split_row_name(text);
    let mut spans = BTreeSet::new();
    for length in 1..=LONGEST.min(words.len()) {
        for run in words.windows(length) {
            if run[0].starts_with(char::is_uppercase) {
                spans.insert(run.join(" ").to_lowercase());
            }
        }
    }
    spans
}

/// A name in small letters, without signs.
fn to_plain_name(name: &str) -> String {
    split_row_name(name).join(" ").to_lowercase()
}

fn split_row_name(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The figure of a row, how a text reads it, and what it is.
pub(super) fn read_row_figure(
    context: &Context<'_>,
    named: &NamedFigure,
    row: RowId,
) -> Option<ExpectedFigure> {
    let NamedFigureOrigin::Total { table: table_id, column } = named.origin else {
        return None;
    };
    let id = &context.form.tables[table_id].id.as_ref()?.value;
    let table = context.figures.table(table_id);
    let column_name = table.columns()[column].id.as_ref()?;
    // No text can read a row whose name has a quote in it.
    let name = Some(table.name(row)).filter(|name| !name.contains('"'))?;
    Some(ExpectedFigure {
        figure: table.figure(RowPlace::Row(row), column)?,
        reference: format!("{id}[\"{name}\"].{column_name}"),
        description: format!("cột “{}” ở hàng “{name}”", named.title),
    })
}

/// Whether a typed figure is that of some row or group: the title or the sentence before
/// may well say of which.
pub(super) fn is_of_a_part(
    context: &Context<'_>,
    figures: &[&NamedFigure],
    typed: &TypedFigure,
) -> bool {
    figures.iter().any(|named| {
        let NamedFigureOrigin::Total { table, column } = named.origin else {
            return false;
        };
        let table = context.figures.table(table);
        let groups = (0..table.groups().len()).map(RowPlace::Group);
        table.rows().map(RowPlace::Row).chain(groups).any(|place| {
            table
                .figure(place, column)
                .is_some_and(|figure| is_written_as(&figure.value, typed))
        })
    })
}

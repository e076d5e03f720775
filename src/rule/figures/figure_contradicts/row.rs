//! Of which row of a table a clause speaks, and what the table has there.

use std::collections::BTreeSet;

use crate::form::RowId;
use crate::indicator::{ComputedTable, RowPlace};
use crate::quantity::Figure;

use crate::rule::Context;
use crate::running_text::named::{FigureOrigin, NamedFigure, is_written_as};
use crate::running_text::scan::TypedFigure;

/// What row a clause is about.
pub(super) enum Row {
    /// None: it is about all.
    None,
    /// This one.
    One(RowId),
    /// It cannot be told.
    Unclear,
}

/// The row of a table that the clause is about. A row named elsewhere in the line
/// leaves it unclear.
pub(super) fn find_row(
    context: &Context<'_>,
    named: &NamedFigure,
    clause: &str,
    line: &str,
) -> Row {
    let mut res = Row::None;
    for (index, _) in context.form.own_tables() {
        let table = context.figures.table(index);
        let own =
            matches!(named.origin, FigureOrigin::Total { table, .. } if table == index);
        let here = list_named_rows(table, clause);
        let one = matches!(here[..], [_]) && own;
        match here[..] {
            [row] if one && table.row(table.name(row)) == Some(row) => {
                res = Row::One(row);
            }
            [] if list_named_rows(table, line).is_empty() => {}
            _ => return Row::Unclear,
        }
    }
    res
}

/// The rows whose names stand in a text, with the capital that a name has;
/// of a name with others around it (`Mai Hà`, `Mai Hà Đông`) the longest.
fn list_named_rows(table: &ComputedTable, text: &str) -> Vec<RowId> {
    let letters = |c: char| !c.is_alphanumeric();
    let words: Vec<_> = text.split(letters).filter(|w| !w.is_empty()).collect();
    let longest = 8.min(words.len());
    let mut spans = BTreeSet::new();
    for length in 1..=longest {
        let starts =
            words.windows(length).filter(|w| w[0].starts_with(char::is_uppercase));
        spans.extend(starts.map(|w| w.join(" ").to_lowercase()));
    }
    if spans.is_empty() {
        return Vec::new();
    }
    let key = |name: &str| {
        let words = name.split(letters).filter(|w| !w.is_empty());
        words.collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let said = |row: &RowId| spans.contains(&key(table.name(*row)));
    let found: Vec<_> = table.rows().filter(said).collect();
    let name = |row: &RowId| format!(" {} ", key(table.name(*row)));
    let within = |row: &RowId| {
        found
            .iter()
            .any(|other| name(other) != name(row) && name(other).contains(&name(row)))
    };
    found.iter().copied().filter(|row| !within(row)).collect()
}

/// The figure of a row, how a text reads it, and what it is.
pub(super) fn read_row_figure(
    context: &Context<'_>,
    named: &NamedFigure,
    row: RowId,
) -> Option<(Figure, String, String)> {
    let FigureOrigin::Total { table, column } = named.origin else { return None };
    let id = &context.form.tables[table].id.as_ref()?.value;
    let table = context.figures.table(table);
    let own = table.columns()[column].id.as_ref()?;
    // No text can read a row whose name has a quote in it.
    let name = Some(table.name(row)).filter(|name| !name.contains('"'))?;
    let figure = table.figure(RowPlace::Row(row), column)?;
    let what = format!("cột “{}” ở hàng “{name}”", named.title);
    Some((figure, format!("{id}[\"{name}\"].{own}"), what))
}

/// Whether a typed figure is that of some row or group: the title or the sentence before
/// may well say of which.
pub(super) fn is_of_a_part(
    context: &Context<'_>,
    figures: &[&NamedFigure],
    typed: &TypedFigure,
) -> bool {
    figures.iter().any(|named| {
        let FigureOrigin::Total { table, column } = named.origin else { return false };
        let table = context.figures.table(table);
        let rows = table.rows().map(RowPlace::Row);
        let mut places = rows.chain((0..table.groups().len()).map(RowPlace::Group));
        places.any(|at| {
            table.figure(at, column).is_some_and(|f| is_written_as(&f.value, typed))
        })
    })
}

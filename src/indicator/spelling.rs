//! Rows of one name that is not spelled the same in each: what differs, in words.

use crate::form::{RowId, Rows, TableSpec};
use crate::language;
use crate::source::Span;

use super::table::ComputedTable;

/// Rows named beside the two whose names are compared.
const MOST_OTHERS: usize = 3;

impl ComputedTable {
    /// How the names of some rows differ that are one name: `“Hoà An” (ho.csv dòng 2) và
    /// “Hòa An” (ho.csv dòng 5) chỉ khác chỗ đặt dấu huyền: “oà” và “òa”`, and which other
    /// rows have it. `None` where all are spelled the same.
    #[must_use]
    pub fn describe_spellings(&self, rows: &[RowId]) -> Option<String> {
        let first = *rows.first()?;
        let other = *rows.iter().find(|row| self.name(**row) != self.name(first))?;
        let words =
            language::describe_name_difference(self.name(first), self.name(other))?;
        let others = rows.iter().filter(|row| ![first, other].contains(row));
        let others: Vec<_> = others.map(|row| self.describe_named_row(*row)).collect();
        let [first, other] = [first, other].map(|row| self.describe_named_row(row));
        let mut res = format!("{first} và {other} {words}");
        if !others.is_empty() {
            let shown = &others[..others.len().min(MOST_OTHERS)];
            let more = if shown.len() < others.len() { ", …" } else { "" };
            res += &format!("; còn {}{more}", shown.join(", "));
        }
        Some(res)
    }

    /// Where the name of a row is typed in the form; `None` for one of a file.
    #[must_use]
    pub fn locate_name(&self, spec: &TableSpec, row: RowId) -> Option<Span> {
        let Rows::Typed(rows) = &spec.rows else { return None };
        let typed = rows.get(self.typed_row(row)?)?;
        let cell = self.key.and_then(|key| spec.typed_cell(typed, key));
        Some(cell.map_or(typed.span, |cell| cell.span))
    }

    /// The name of a row, and where it stands in its file.
    fn describe_named_row(&self, row: RowId) -> String {
        let address = self.key.and_then(|key| self.address(row, key));
        match address {
            Some((file, cell)) => format!("“{}” ({file}, {cell})", self.name(row)),
            None => format!("“{}”", self.name(row)),
        }
    }
}

//! All tables of a form: those of `bang`, and those that stand where they are printed. A
//! part that prints a table holds its place here.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::yaml::{YamlNode, YamlValue};

use super::id::{ByTable, TableId};
use super::reader::FormReader;
use super::spanned::Spanned;
use super::table::{TableSpec, read_table};
use super::timetable::read_timetable;

/// The tables so far, in the order of the form; those that a set gives come first.
pub(super) struct TableCollector {
    tables: ByTable<TableSpec>,
}

impl TableCollector {
    /// A form's tables after those that its set gives.
    pub(super) fn after(given: ByTable<TableSpec>) -> Self {
        Self { tables: given }
    }

    /// The tables in their order.
    pub(super) fn into_all(self) -> ByTable<TableSpec> {
        self.tables
    }

    /// Reads `bang` of the form: tables by id.
    pub(super) fn read(&mut self, r: &mut FormReader<'_>, node: &YamlNode) -> Option<()> {
        let YamlValue::Mapping { entries, .. } = &node.value else {
            if node.value != YamlValue::Broken {
                r.report_wrong_type(node, "các mã bảng, mỗi mã một nhóm khóa");
            }
            return None;
        };
        for entry in entries {
            let id = Spanned { value: entry.key.clone(), span: entry.key_span };
            let fits = r.is_table_id(&id);
            match read_table(r, &entry.value, Some(id.clone())).filter(|_| fits) {
                Some(table) => {
                    self.tables.push(table);
                }
                None => r.unreadable_ids.push(id.value),
            }
        }
        Some(())
    }

    /// A table where it is printed: one of the form's by its id, or one that stands there.
    pub(super) fn read_printed(
        &mut self,
        r: &mut FormReader<'_>,
        node: &YamlNode,
    ) -> Option<Spanned<TableId>> {
        if matches!(node.value, YamlValue::Mapping { .. }) {
            let table = read_table(r, node, None)?;
            return Some(Spanned { value: self.tables.push(table), span: node.span });
        }
        let id = r.id(node)?;
        let known = self.tables.position(|table| {
            table.id.as_ref().is_some_and(|name| name.value == id.value)
        });
        if known.is_none() && !r.unreadable_ids.contains(&id.value) {
            r.error(self.describe_unknown(&id));
        }
        known.map(|value| Spanned { value, span: id.span })
    }

    /// A timetable where it is printed, as the table that it is on paper.
    pub(super) fn read_timetable(
        &mut self,
        r: &mut FormReader<'_>,
        node: &YamlNode,
    ) -> Option<Spanned<TableId>> {
        let table = read_timetable(r, node)?;
        Some(Spanned { value: self.tables.push(table), span: node.span })
    }

    fn describe_unknown(&self, id: &Spanned<String>) -> Diagnostic {
        let message = format!("không có bảng nào mang mã `{}`", id.value);
        let finding = Diagnostic::error(&code::form::UNKNOWN_TABLE, id.span, message);
        let ids = self.tables.iter().filter_map(|table| table.id.as_ref());
        match language::find_nearest(&id.value, ids.map(|id| id.value.as_str())) {
            Some(nearest) => finding.suggest(nearest),
            None => {
                finding.hint(format!("thêm bảng `{}:` vào `bang` của biểu", id.value))
            }
        }
    }
}

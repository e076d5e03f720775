//! The rows of the table of units as units: key, name, and what is wrong with each row.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::build::data_file::{self, FormData};
use crate::check::{self, TableBreach};
use crate::code;
use crate::diagnostic::{Diagnostic, Report};
use crate::form::{Form, RowId, Set, Spanned};
use crate::indicator::{ComputedTable, Figures, FileFinding, RowFinding, RowPlace};
use crate::language;
use crate::source::Source;

use super::ready_tables;
use super::set::Unit;

/// How the codes of questions begin.
const QUESTION: &str = "ambiguous-";

/// What was found in the rows of the table of units.
#[derive(Default)]
pub(super) struct RowReports {
    by_row: BTreeMap<RowId, Vec<Report>>,
    /// What is wrong in sums and may follow from a row: those that the file gives
    /// otherwise than they are computed, and checks that do not hold in a row either.
    sums: Vec<Diagnostic>,
}

impl RowReports {
    /// Adds what was found in the file of the table; what is in no row of a unit goes to
    /// `reports`.
    pub(super) fn add_file_findings(
        &mut self,
        data: &FormData,
        found: Vec<FileFinding>,
        figures: &Figures,
        reports: &mut Vec<Report>,
    ) {
        let table = ready_tables::select_units_table(figures);
        for found in found {
            let row = table.row_of_origin(found.row);
            // What is asked of the table is no matter of the unit in whose row it is asked:
            // no unit can be trusted before it is answered.
            let is_question = found.finding.code.id.starts_with(QUESTION);
            let in_file =
                data_file::report_data_findings(data, vec![(found.table, found.finding)]);
            match row {
                Some(row) if !is_question => {
                    self.by_row.entry(row).or_default().extend(in_file);
                }
                _ => reports.extend(in_file),
            }
        }
    }

    /// Adds what formulas of the table find in single rows.
    pub(super) fn add_formula_findings(
        &mut self,
        found: Vec<RowFinding>,
        source: &Source,
    ) {
        for RowFinding { table: _, row, finding } in found {
            let report = Report::new(source.clone(), vec![finding], 0);
            self.by_row.entry(row).or_default().extend(report.split());
        }
    }

    /// Adds what breaks a rule in the table; a check of no row goes to `found`.
    pub(super) fn add_rule_findings(
        &mut self,
        form: &Form,
        figures: &Figures,
        source: &Source,
        found: &mut Vec<Diagnostic>,
    ) {
        let breaches = check::find_breaches_by_place(form, figures);
        let in_rows = breaches.iter().filter(|b| matches!(b.place, RowPlace::Row(_)));
        let broken: BTreeSet<_> = in_rows.filter_map(|breach| breach.check).collect();
        for TableBreach { place, check, finding } in breaches {
            let may_follow = check.is_none_or(|check| broken.contains(&check));
            match place {
                RowPlace::Row(row) => {
                    let report = Report::new(source.clone(), vec![finding], 0);
                    self.by_row.entry(row).or_default().extend(report.split());
                }
                RowPlace::Group(_) | RowPlace::Total | RowPlace::Foot(_)
                    if may_follow =>
                {
                    self.sums.push(finding);
                }
                RowPlace::Group(_) | RowPlace::Total | RowPlace::Foot(_) => {
                    found.push(finding);
                }
            }
        }
    }

    /// Takes the sums that differ. Where a row is at fault they follow from it, as far as
    /// can be known: papers that print them wait, and they are looked at again when the
    /// row is right.
    pub(super) fn take_sums(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.sums)
    }
}

/// The units of a set, in the order of their table. Findings of the set are placed in
/// `source`.
///
/// Every row becomes a unit, so that the report shows it; one that is at fault takes its
/// findings with it.
pub(super) fn list_units(
    set: &Set,
    figures: &Figures,
    mut rows: RowReports,
    found: &mut Vec<Diagnostic>,
    source: &Source,
) -> Vec<Unit> {
    let table = ready_tables::select_units_table(figures);
    let name_column = set.name_column.as_ref().and_then(|id| {
        let column = set.units.column(&id.value);
        if column.is_none() {
            found.push(report_unknown_unit_column(set, id));
        }
        column
    });
    if let Some(id) = &set.headline
        && set.units.column(&id.value).is_none()
    {
        found.push(report_unknown_unit_column(set, id));
    }
    // The table reports a key of two rows once, as an error of the set, which would stop
    // the run. Here each of these rows has it as a fault of its own, and the others run.
    found.retain(|finding| *finding.code != code::indicator::ROW_TWICE);
    let cells = KeyCells::from_table(table);
    let mut res = Vec::new();
    for row in table.rows() {
        let key = table.name(row).to_owned();
        let text = name_column.and_then(|c| table.text(RowPlace::Row(row), c));
        let name = text.filter(|name| !name.is_empty()).unwrap_or_else(|| key.clone());
        let mut faults = rows.by_row.remove(&row).unwrap_or_default();
        if has_twin(table, row) {
            let finding = report_twins(set, &key, cells.cells(&key));
            faults.extend(Report::new(source.clone(), vec![finding], 0).split());
        }
        res.push(Unit { key, name, row, faults });
    }
    res
}

/// Whether another row has the key of a row.
fn has_twin(table: &ComputedTable, row: RowId) -> bool {
    table.alike_rows(table.name(row)).len() > 1
}

/// Where keys stand that several rows have, and how they differ, by the key as names are
/// looked up. They are looked up once for all, or each would be compared with every row.
struct KeyCells(HashMap<String, String>);

impl KeyCells {
    fn from_table(table: &ComputedTable) -> Self {
        let mut res = HashMap::new();
        for rows in table.repeated_rows() {
            let addresses = rows.iter().filter_map(|row| {
                let (_, cell) = table.address(*row, table.key()?)?;
                Some(cell)
            });
            let cells = addresses.collect::<Vec<_>>().join("; ");
            let spellings = table.describe_spellings(rows).unwrap_or_default();
            let parts: Vec<_> =
                [cells, spellings].into_iter().filter(|part| !part.is_empty()).collect();
            res.insert(language::to_name_key(table.name(rows[0])), parts.join(": "));
        }
        Self(res)
    }

    /// The cells with a key, and how it is spelled in them; empty where it stands in the
    /// set itself, always the same.
    fn cells(&self, key: &str) -> &str {
        self.0.get(&language::to_name_key(key)).map_or("", String::as_str)
    }
}

fn report_twins(set: &Set, key: &str, cells: &str) -> Diagnostic {
    let span = set.units.key.as_ref().map_or(set.units.span, |key| key.span);
    let message = match cells {
        "" => format!("bảng đơn vị có nhiều hàng cùng khóa “{key}”"),
        cells => format!("bảng đơn vị có nhiều hàng cùng khóa “{key}”: {cells}"),
    };
    Diagnostic::error(&code::indicator::ROW_TWICE, span, message)
        .label("cột này phải phân biệt được các đơn vị")
        .hint("sửa khóa trong bảng đơn vị; hai đơn vị cùng tên thì dùng mã đơn vị hành chính làm khóa")
}

fn report_unknown_unit_column(set: &Set, id: &Spanned<String>) -> Diagnostic {
    let message = format!("bảng đơn vị không có cột nào mang mã `{}`", id.value);
    let finding = Diagnostic::error(&code::form::UNKNOWN_COLUMN, id.span, message);
    let ids = set.units.columns.iter().filter_map(|c| c.id.as_ref());
    match language::find_nearest(&id.value, ids.map(|id| id.value.as_str())) {
        Some(nearest) => finding.label(format!("có phải là `{nearest}`?")),
        None => finding.label("cần mã của một cột"),
    }
}

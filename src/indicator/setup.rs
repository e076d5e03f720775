//! From the tables as written to what can be computed: rows ingested, formulas read, the
//! totals decided, rows grouped.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{
    ByColumn, ByRow, ByTable, CellKind, ColumnId, ColumnSpec, ColumnTotal, Form, Formula,
    RowId, TableId, TableSpec,
};
use crate::formula::Value;
use crate::language;
use crate::quantity::MoneyScale;
use crate::sheet::Sheet;

use super::computation::Computation;
use super::reading::{self, LoadedTable};
use super::resolve::FormulaKind;
use super::table::{ComputedColumn, ComputedTable, RowGroup, TotalKind};
use super::text_sums::SumTexts;
use super::{foot, totals, unit_mix};

/// All tables of a form, with nothing computed but the first: those a set has computed.
pub(super) fn prepare_computation<'f>(
    form: &'f Form,
    sheets: &ByTable<Option<Arc<Sheet>>>,
    ready: &[ComputedTable],
) -> Computation<'f> {
    let mut loads = ByTable::with_capacity(form.tables.len());
    let mut tables = ByTable::with_capacity(form.tables.len());
    let mut found = Vec::new();
    for table in ready.iter().take(form.set_inputs.tables) {
        loads.push(LoadedTable::ready(table.columns.len()));
        tables.push(table.clone());
    }
    // Every table is ingested before any formula is read: a formula may name a column of a
    // later table.
    let sums = SumTexts::new(form);
    for (id, spec) in form.own_tables() {
        let sheet = sheets.get(id).cloned().flatten();
        let mut loaded =
            reading::load_table(spec, sheet.as_deref(), sums.has_sum_of(spec));
        found.push((id, std::mem::take(&mut loaded.found)));
        tables.push(build_table(spec, &mut loaded, sheet));
        loads.push(loaded);
    }
    let mut computation = Computation::new(form, tables, loads);
    for (table, findings) in found {
        findings.into_iter().for_each(|finding| computation.note(table, finding));
    }
    computation.conditions.extend((0..form.set_inputs.tables).map(|_| Vec::new()));
    // The formulas; from them what adds up, which decides the totals; the columns that are
    // read, in which an empty cell will be a finding; the groups, by typed cells alone.
    for (id, _) in form.own_tables() {
        read_formulas(&mut computation, id);
        unit_mix::check_added_units(&mut computation, id);
        unit_mix::check_column_units(&mut computation, id);
        totals::decide_totals(&mut computation, id);
        foot::prepare_foot(&mut computation, id);
        record_reads(&mut computation, id);
        group_rows(&mut computation, id);
        check_row_names(&mut computation, id);
    }
    computation
}

/// A table with its columns and the names of its rows, and without any cell. What was
/// ingested moves into it, but the cells, which stay with the computation until they are
/// compared.
fn build_table(
    spec: &TableSpec,
    loaded: &mut LoadedTable,
    sheet: Option<Arc<Sheet>>,
) -> ComputedTable {
    let unit_is_percent =
        spec.unit.as_ref().is_some_and(|u| u.collect_words().contains('%'));
    let columns: ByColumn<_> = spec
        .columns
        .ids()
        .zip(reading::collect_labels(spec))
        .map(|(id, labels)| {
            let kind = loaded.kinds[id].unwrap_or(CellKind::Number);
            let column = build_column(&spec.columns[id], kind, labels, unit_is_percent);
            let scale = loaded.scales[id];
            ComputedColumn { scale: scale.printed, counted: scale.counted, ..column }
        })
        .collect();
    let names: ByRow<_> = loaded.origins.ids().map(|row| name_row(loaded, row)).collect();
    ComputedTable {
        cells: ByColumn::filled(ByRow::new(), columns.len()),
        totals: ByColumn::filled(None, columns.len()),
        columns,
        by_name: names.enumerate().map(|(row, name)| (name, row)).collect(),
        names,
        origins: std::mem::take(&mut loaded.origins),
        key: loaded.key,
        total_origin: loaded.total_origin,
        uncounted: std::mem::take(&mut loaded.uncounted),
        broken: loaded.broken,
        unnamed: spec.key.is_some() && loaded.key.is_none(),
        sheet,
        filed: std::mem::take(&mut loaded.filed),
        account: std::mem::take(&mut loaded.account),
        covered: std::mem::take(&mut loaded.covered),
        ..ComputedTable::default()
    }
}

/// A column without its formula and its total. The sign of a percent prints in its cells
/// where neither the table's unit nor a name in the header has it already.
fn build_column(
    spec: &ColumnSpec,
    kind: CellKind,
    labels: Vec<String>,
    unit_is_percent: bool,
) -> ComputedColumn {
    let has_sign_above = unit_is_percent || labels.iter().any(|l| l.contains('%'));
    ComputedColumn {
        id: spec.id.as_ref().map(|id| id.value.clone()),
        labels,
        kind,
        style: None,
        sign: spec.sign.unwrap_or(!has_sign_above),
        counts_unlike: false,
        scale: MoneyScale::Dong,
        counted: None,
        formula: None,
        sum: TotalKind::None,
    }
}

/// The name of a row: its cell in the key column, else its number.
fn name_row(loaded: &LoadedTable, row: RowId) -> String {
    let cells = loaded.key.and_then(|key| loaded.typed[key].as_ref());
    match cells.and_then(|cells| cells[row].as_ref()) {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Pending) | None => (row.index() + 1).to_string(),
        Some(value) => value.to_string(),
    }
}

/// Reads the formulas of a table: of its columns, and of totals that have one. What the
/// other totals are is decided where it is known of all columns whether they add up.
fn read_formulas(computation: &mut Computation<'_>, table: TableId) {
    let spec = &computation.form.tables[table];
    for (id, column) in spec.columns.enumerate() {
        let expr = column.formula.as_ref().and_then(|formula| {
            computation.read(formula, Some(table), FormulaKind::Value)
        });
        // Only where the form says that it is a percent: a rate that is found out later is
        // recognized by not being multiplied.
        if let (Some(formula), Some(expr)) = (&column.formula, &expr)
            && column.kind == Some(CellKind::Percent)
            && expr.is_times_hundred()
        {
            computation.in_form.push(report_times_hundred(formula));
        }
        let sum = match &column.total {
            ColumnTotal::Formula(formula) => computation
                .read(formula, Some(table), FormulaKind::Value)
                .map_or(TotalKind::None, TotalKind::Other),
            ColumnTotal::Sum => {
                totals::choose_sum(computation.tables[table].columns[id].kind)
            }
            ColumnTotal::None | ColumnTotal::Auto => TotalKind::None,
        };
        let computed = &mut computation.tables[table].columns[id];
        computed.formula = expr;
        computed.sum = sum;
    }
}

/// A percent that its formula multiplies by 100, which printing does already.
fn report_times_hundred(formula: &Formula) -> Diagnostic {
    let message = "cột phần trăm tự nhân 100; công thức này nhân 100 lần nữa";
    Diagnostic::new(
        &code::indicator::PERCENT_TIMES_100,
        Severity::Warning,
        Some(formula.span),
        message,
    )
    .label("bỏ phần nhân 100")
}

/// Reads the conditions of a table, and notes which columns its formulas and conditions
/// read, of this table and of others.
fn record_reads(computation: &mut Computation<'_>, table: TableId) {
    let spec = &computation.form.tables[table];
    // A total that is the sum of its rows is no reading: `reconcile` looks at those.
    let mut found = Vec::new();
    for column in &computation.tables[table].columns {
        let other = match &column.sum {
            TotalKind::Other(expr) => Some(expr),
            TotalKind::None | TotalKind::Open(_) | TotalKind::Rows | TotalKind::Own => {
                None
            }
        };
        for expr in column.formula.iter().chain(other) {
            found.extend(expr.refs().filter_map(|(target, _)| target.column_in(table)));
        }
    }
    let mut conditions = Vec::with_capacity(spec.checks.len());
    for check in &spec.checks {
        let expr = computation.read(check, Some(table), FormulaKind::Truth);
        let refs = expr.iter().flat_map(|e| e.refs());
        found.extend(refs.filter_map(|(target, _)| target.column_in(table)));
        conditions.push(expr);
    }
    computation.conditions.push(conditions);
    computation.read_columns.extend(found);
}

/// Groups the rows by their value in the grouping column. Groups stand in the order of
/// their first rows; rows of one group need not follow each other.
fn group_rows(computation: &mut Computation<'_>, table: TableId) {
    let Some(column) = find_grouping_column(computation, table) else { return };
    let mut groups: Vec<RowGroup> = Vec::new();
    // By the spelling, and by the key of the name.
    let mut positions: HashMap<String, usize> = HashMap::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut above = None;
    let columns = computation.tables[table].columns.len();
    let cells = computation.loaded[table].typed[column].as_ref();
    for row in computation.tables[table].rows() {
        let name = match cells.and_then(|cells| cells[row].as_ref()) {
            Some(Value::Text(text)) => Cow::Borrowed(text.as_str()),
            Some(Value::Pending) => Cow::Borrowed("……"),
            Some(value) => Cow::Owned(value.to_string()),
            // An empty cell under a name belongs to it, as in a merged column.
            None => above.take().unwrap_or_default(),
        };
        let group = match positions.get(name.as_ref()) {
            Some(group) => *group,
            None => {
                // One name in two spellings is one group, called as it is spelled first.
                let group = *by_key.entry(make_group_key(&name)).or_insert(groups.len());
                positions.insert(name.to_string(), group);
                group
            }
        };
        if group == groups.len() {
            let name = name.to_string();
            let sums = ByColumn::filled(None, columns);
            groups.push(RowGroup { name, rows: Vec::new(), sums });
        }
        groups[group].rows.push(row);
        above = Some(name);
    }
    let computed = &mut computation.tables[table];
    computed.by_group = groups.iter().map(|group| &group.name).zip(0..).collect();
    computed.groups = groups;
}

/// The key of the name of a group; a name of signs alone is its own.
fn make_group_key(name: &str) -> String {
    let key = language::to_name_key(name);
    if key.is_empty() { name.to_owned() } else { key }
}

/// The column by which the form groups the rows of a table. One that does not exist or
/// is computed is a finding: groups must be known before anything is computed.
fn find_grouping_column(
    computation: &mut Computation<'_>,
    table: TableId,
) -> Option<ColumnId> {
    let spec = &computation.form.tables[table];
    let grouping = spec.grouping.as_ref()?;
    let Some(column) = spec.column(&grouping.by.value) else {
        computation.in_form.push(reading::report_unknown_column_id(spec, &grouping.by));
        computation.tables[table].unnamed = true;
        return None;
    };
    if spec.columns[column].formula.is_some() {
        let message =
            format!("cột `{}` có công thức, không dùng để nhóm được", grouping.by.value);
        let diagnostic =
            Diagnostic::error(&code::form::UNKNOWN_COLUMN, grouping.by.span, message)
                .label("cần một cột ghi sẵn");
        computation.in_form.push(diagnostic);
        return None;
    }
    Some(column)
}

/// Where the form says which column names a row, two rows of one name are a finding.
fn check_row_names(computation: &mut Computation<'_>, table: TableId) {
    let spec = &computation.form.tables[table];
    let Some(key) = &spec.key else { return };
    let computed = &computation.tables[table];
    for rows in computed.repeated_rows() {
        let name = computed.name(rows[0]);
        let spellings = computed.describe_spellings(rows);
        let is_hard_to_see = spellings.is_some();
        let mut finding =
            reading::report_repeated_name(name, key.span, rows.len(), spellings);
        if is_hard_to_see {
            let places = rows.iter().filter_map(|row| computed.locate_name(spec, *row));
            finding = places.fold(finding, |f, place| f.related(place, "tên này"));
        }
        computation.in_form.push(finding);
    }
}

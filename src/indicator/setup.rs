//! From the tables as written to what can be computed: rows loaded, formulas read, the
//! kind of each total settled, rows grouped.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Formula;
use crate::form::{
    ByColumn, ByRow, ByTable, CellKind, ColumnId, ColumnTotal, Form, Header, RowId,
    Table as Written, TableId,
};
use crate::formula::Value;
use crate::sheet::Sheet;

use super::additivity::{self, Additivity};
use super::cell_kind;
use super::computation::Computation;
use super::ingest::{self, LoadedTable};
use super::resolve::FormulaKind;
use super::table::{Column, Group, Table, TotalKind};

/// All tables of a form, nothing computed.
/// The first are ready: a set has computed them.
pub(super) fn prepare_computation<'f>(
    form: &'f Form,
    sheets: &ByTable<Option<Arc<Sheet>>>,
    ready: &[Table],
) -> Computation<'f> {
    let mut loads = ByTable::with_capacity(form.tables.len());
    let mut tables = ByTable::with_capacity(form.tables.len());
    let mut found = Vec::new();
    for table in ready.iter().take(form.shared.tables) {
        loads.push(LoadedTable::ready(table.columns.len()));
        tables.push(table.clone());
    }
    for (id, written) in form.own_tables() {
        let sheet = sheets.get(id).cloned().flatten();
        let mut loaded = ingest::load_table(written, sheet.as_deref());
        found.extend(std::mem::take(&mut loaded.found).into_iter().map(|f| (id, f)));
        tables.push(build_table(written, &mut loaded, sheet));
        loads.push(loaded);
    }
    let mut work = Computation::new(form, tables, loads);
    found.into_iter().for_each(|(table, finding)| work.note(table, finding));
    work.conditions.extend((0..form.shared.tables).map(|_| Vec::new()));
    for (id, _) in form.own_tables() {
        read_formulas(&mut work, id);
        decide_totals(&mut work, id);
        record_reads(&mut work, id);
        group_rows(&mut work, id);
        check_row_names(&mut work, id);
    }
    work
}

fn build_table(
    written: &Written,
    loaded: &mut LoadedTable,
    sheet: Option<Arc<Sheet>>,
) -> Table {
    let mut labels = ByColumn::filled(Vec::new(), written.columns.len());
    written.header.iter().for_each(|h| collect_labels(h, &[], written, &mut labels));
    let unit = written.unit.as_ref().is_some_and(|u| u.words().contains('%'));
    let column = |(id, labels): (ColumnId, Vec<String>)| {
        let of = &written.columns[id];
        let named = unit || labels.iter().any(|l| l.contains('%'));
        Column {
            id: of.id.as_ref().map(|id| id.value.clone()),
            labels,
            kind: loaded.kinds[id].unwrap_or(CellKind::Number),
            style: None,
            sign: of.sign.unwrap_or(!named),
            formula: None,
            sum: TotalKind::None,
        }
    };
    let ids = written.columns.ids();
    let columns: ByColumn<_> = ids.zip(labels).map(column).collect();
    let names: ByRow<_> = loaded.origins.ids().map(|row| name_row(loaded, row)).collect();
    Table {
        cells: ByColumn::filled(ByRow::new(), columns.len()),
        totals: ByColumn::filled(None, columns.len()),
        columns,
        by_name: ingest::index_names(&names),
        names,
        origins: std::mem::take(&mut loaded.origins),
        key: loaded.key,
        total_origin: loaded.total_origin,
        broken: loaded.broken,
        unnamed: written.key.is_some() && loaded.key.is_none(),
        sheet,
        filed: std::mem::take(&mut loaded.filed),
        ..Table::default()
    }
}

/// The name of a row: its cell in the key column, else its number.
fn name_row(loaded: &LoadedTable, row: RowId) -> String {
    let cells = loaded.key.and_then(|key| loaded.typed[key].as_ref());
    match cells.and_then(|cells| cells[row].as_ref()) {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Open) | None => (row.index() + 1).to_string(),
        Some(value) => value.to_string(),
    }
}

fn collect_labels(
    header: &Header,
    above: &[String],
    written: &Written,
    labels: &mut ByColumn<Vec<String>>,
) {
    let with = |label: &crate::prose::Plain| {
        let mut all = above.to_vec();
        all.push(crate::language::collapse(&label.words()));
        all
    };
    match header {
        Header::Column(column) => labels[*column] = with(&written.columns[*column].label),
        Header::Group { label, children } => {
            let above = with(label);
            children.iter().for_each(|h| collect_labels(h, &above, written, labels));
        }
    }
}

/// Reads the formulas of a table and settles what the total of each column is.
fn read_formulas(work: &mut Computation<'_>, table: TableId) {
    let written = &work.form.tables[table];
    for (id, column) in written.columns.enumerate() {
        let read = |f: &Formula| work.read(f, Some(table), FormulaKind::Value);
        let expr = column.formula.as_ref().and_then(read);
        if let (Some(formula), Some(expr)) = (&column.formula, &expr)
            && column.kind == Some(CellKind::Percent)
            && expr.is_times_hundred()
        {
            let message = "cột phần trăm tự nhân 100; công thức này nhân 100 lần nữa";
            let diagnostic = Diagnostic::new(
                "percent-times-100",
                Severity::Warning,
                Some(formula.span),
                message,
            )
            .label("bỏ phần nhân 100");
            work.in_form.push(diagnostic);
        }
        let sum = match &column.total {
            ColumnTotal::None => TotalKind::None,
            ColumnTotal::Formula(formula) => {
                let expr = work.read(formula, Some(table), FormulaKind::Value);
                expr.map_or(TotalKind::None, TotalKind::Other)
            }
            // Settled where the nature of all columns is known.
            ColumnTotal::Auto => TotalKind::None,
        };
        let of = &mut work.tables[table].columns[id];
        of.formula = expr;
        of.sum = sum;
    }
}

/// Settles what is a rate, and what the total of each column is where the form does not
/// say. A column may read one that comes after it, so that several looks may be needed.
fn decide_totals(work: &mut Computation<'_>, table: TableId) {
    let written = &work.form.tables[table];
    let of = &mut work.tables[table];
    let mut natures: ByColumn<_> =
        of.columns.iter().map(|c| classify_kind(c.kind)).collect();
    for _ in 0..of.columns.len() {
        let before = natures.clone();
        for at in of.columns.ids() {
            let Some(expr) = &of.columns[at].formula else { continue };
            natures[at] = match expr.divides_by_ref() {
                true => Additivity::Ratio,
                false => additivity::classify_formula(expr, &natures),
            };
            let column = &written.columns[at];
            let says = cell_kind::is_rate_label(&column.label.words())
                && !expr.is_times_hundred();
            let rates = |c: ColumnId| of.columns[c].kind == CellKind::Percent;
            if column.kind.is_none() && (says || additivity::is_of_rates(expr, &rates)) {
                of.columns[at].kind = CellKind::Percent;
                natures[at] = Additivity::Ratio;
            }
        }
        if natures == before {
            break;
        }
    }
    for (at, column) in written.columns.enumerate() {
        if matches!(column.total, ColumnTotal::Auto) {
            let of = &mut of.columns[at];
            of.sum = choose_total(of.kind, column.formula.is_some(), natures[at]);
        }
    }
}

fn classify_kind(kind: CellKind) -> Additivity {
    match kind {
        CellKind::Percent => Additivity::Ratio,
        CellKind::Number | CellKind::Decimal | CellKind::Money => Additivity::Additive,
        CellKind::Text | CellKind::Date => Additivity::Constant,
    }
}

/// Counts and amounts add up; a rate is the rate of the totals, and one that is given has
/// no total.
fn choose_total(kind: CellKind, computed: bool, nature: Additivity) -> TotalKind {
    match (kind, nature) {
        (CellKind::Text | CellKind::Date, _) => TotalKind::None,
        (CellKind::Percent, _) | (_, Additivity::Ratio) if computed => TotalKind::Own,
        (CellKind::Percent, _) | (_, Additivity::Ratio) => TotalKind::None,
        (CellKind::Number | CellKind::Decimal | CellKind::Money, _) => TotalKind::Rows,
    }
}

/// Reads the conditions of a table, and notes which columns its formulas and conditions
/// read, of this table and of others.
fn record_reads(work: &mut Computation<'_>, table: TableId) {
    let written = &work.form.tables[table];
    let mut found = Vec::new();
    for column in &work.tables[table].columns {
        let other = match &column.sum {
            TotalKind::Other(expr) => Some(expr),
            TotalKind::None | TotalKind::Rows | TotalKind::Own => None,
        };
        for expr in column.formula.iter().chain(other) {
            found.extend(expr.refs().filter_map(|(target, _)| target.column_in(table)));
        }
    }
    let mut conditions = Vec::with_capacity(written.checks.len());
    for check in &written.checks {
        let expr = work.read(check, Some(table), FormulaKind::Truth);
        let refs = expr.iter().flat_map(|e| e.refs());
        found.extend(refs.filter_map(|(target, _)| target.column_in(table)));
        conditions.push(expr);
    }
    work.conditions.push(conditions);
    work.read_columns.extend(found);
}

/// The rows by the value of the grouping column, groups in the order of the rows.
fn group_rows(work: &mut Computation<'_>, table: TableId) {
    let written = &work.form.tables[table];
    let Some(grouping) = &written.grouping else { return };
    let Some(by) = written.column(&grouping.by.value) else {
        work.in_form.push(ingest::report_unknown_column(written, &grouping.by));
        work.tables[table].unnamed = true;
        return;
    };
    if written.columns[by].formula.is_some() {
        let message =
            format!("cột `{}` có công thức, không dùng để nhóm được", grouping.by.value);
        let diagnostic = Diagnostic::error("unknown-column", grouping.by.span, message)
            .label("cần một cột ghi sẵn");
        work.in_form.push(diagnostic);
        return;
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut above = None;
    let columns = work.tables[table].columns.len();
    let cells = work.loaded[table].typed[by].as_ref();
    for row in work.tables[table].rows() {
        let name = match cells.and_then(|cells| cells[row].as_ref()) {
            Some(Value::Text(text)) => Cow::Borrowed(text.as_str()),
            Some(Value::Open) => Cow::Borrowed("……"),
            Some(value) => Cow::Owned(value.to_string()),
            // An empty cell under a name belongs to it, as in a merged column.
            None => above.take().unwrap_or_default(),
        };
        match places.get(name.as_ref()) {
            Some(place) => groups[*place].rows.push(row),
            None => {
                places.insert(name.to_string(), groups.len());
                let name = name.to_string();
                let sums = ByColumn::filled(None, columns);
                groups.push(Group { name, rows: vec![row], sums });
            }
        }
        above = Some(name);
    }
    let of = &mut work.tables[table];
    let named = |(at, group): (usize, &Group)| (group.name.to_lowercase(), at);
    of.by_group = groups.iter().enumerate().map(named).collect();
    of.groups = groups;
}

/// Where the form says which column names a row, two rows of one name are a fault.
fn check_row_names(work: &mut Computation<'_>, table: TableId) {
    let Some(key) = &work.form.tables[table].key else { return };
    let of = &work.tables[table];
    let mut twice: Vec<_> = of.by_name.values().filter(|rows| rows.len() > 1).collect();
    twice.sort();
    let found: Vec<_> = twice
        .into_iter()
        .map(|rows| ingest::report_repeated_name(of.name(rows[0]), key.span, rows.len()))
        .collect();
    work.in_form.extend(found);
}

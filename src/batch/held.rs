//! What no paper may print yet: totals of the set, and what is computed from them, in which
//! the cell of a unit at fault is missing. A paper that reads one waits until the cell is
//! there.
//!
//! A cell that says `chua_co` holds nothing up: dots are what its office means to print.

use std::collections::{BTreeMap, BTreeSet};

use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::{ColumnId, ColumnTotal, Formula, RowId, Spanned, UNIT};
use crate::formula::{
    Ref, RefContext, RefStep, RowSelector, Value, parse_condition, parse_formula,
};
use crate::indicator::{ComputedTable, RowPlace};
use crate::language;
use crate::prose;
use crate::source::{Source, Span};
use crate::yaml::{YamlNode, YamlValue};

use super::cross_unit::name_column;
use super::set::{OpenSet, Unit};

/// Most units that a message names.
const MOST_NAMED: usize = 3;

/// The key under which a part of a form names a table to print.
const TABLE: &str = "bang";

/// The figures of the table of units that wait for the cells of units at fault.
#[derive(Debug, Default)]
pub(super) struct HeldFigures {
    /// Columns whose totals are held, each with the units that hold it.
    totals: BTreeMap<ColumnId, BTreeSet<usize>>,
    /// Columns with formulas that read held totals: their cells are held where they are
    /// pending.
    cells: BTreeMap<ColumnId, BTreeSet<usize>>,
    /// Conditions of the master that read held figures, by the place of their value.
    conditions: BTreeMap<Span, BTreeSet<usize>>,
}

/// A figure of the table of units that a form reads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum UnitFigure {
    /// A total over all units, by the id of its column.
    Total(String),
    /// A cell of the unit itself, by the id of its column.
    Cell(String),
    /// The table, printed whole.
    Table,
    /// A condition under `khi`, by the place of its value.
    Condition,
}

/// What a formula of the table reads of a column.
struct ColumnRead {
    column: ColumnId,
    /// Whether it reads more than the cell of its own row.
    is_of_all: bool,
}

/// Why a paper waits.
struct HeldRead {
    figure: Spanned<UnitFigure>,
    /// Indices of the units whose cells are missing.
    units: BTreeSet<usize>,
}

impl HeldFigures {
    /// What is held in a set, by the units at fault.
    pub(super) fn from_set(set: &OpenSet) -> Self {
        let table = set.units_table();
        let mut res = Self::default();
        let missing = find_missing_cells(set);
        res.hold_given_sums(set);
        if missing.is_empty() {
            return res;
        }
        let reads: Vec<_> = set
            .units_spec
            .columns
            .iter()
            .map(|column| list_reads(set, column.formula.as_ref()))
            .collect();
        // What is held holds what is computed from it, however long the way; each round
        // adds a column or is the last.
        loop {
            let before = res.cells.len();
            for (column, reads) in table.columns().ids().zip(&reads) {
                let units = res.collect_holders(reads, &missing);
                if !units.is_empty() {
                    res.cells.insert(column, units);
                }
            }
            if res.cells.len() == before {
                break;
            }
        }
        res.hold_totals(set, &missing);
        for condition in &set.conditions {
            let reads = list_reads(set, Some(&condition.formula));
            let units = res.collect_holders(&reads, &missing);
            if !units.is_empty() {
                res.conditions.insert(condition.span, units);
            }
        }
        res
    }

    /// Adds the totals that the file gives otherwise than they are computed, while a unit
    /// is at fault.
    fn hold_given_sums(&mut self, set: &OpenSet) {
        let units = set.units.iter().enumerate();
        let at_fault: BTreeSet<_> = units
            .filter(|(_, unit)| unit.is_at_fault())
            .map(|(index, _)| index)
            .collect();
        if at_fault.is_empty() {
            return;
        }
        for differs in set.figures.disagreements() {
            if differs.place == RowPlace::Total {
                self.totals.insert(differs.column, at_fault.clone());
            }
        }
    }

    /// Adds the totals that are held.
    fn hold_totals(
        &mut self,
        set: &OpenSet,
        missing: &BTreeMap<ColumnId, BTreeSet<usize>>,
    ) {
        let table = set.units_table();
        for (column, spec) in table.columns().ids().zip(set.units_spec.columns.iter()) {
            let mut units = missing.get(&column).cloned().unwrap_or_default();
            units.extend(self.cells.get(&column).into_iter().flatten());
            if let ColumnTotal::Formula(formula) = &spec.total {
                for read in list_reads(set, Some(formula)) {
                    units.extend(missing.get(&read.column).into_iter().flatten());
                    units.extend(self.cells.get(&read.column).into_iter().flatten());
                }
            }
            let is_known = matches!(
                table.value(RowPlace::Total, column),
                Some(Value::Number(_) | Value::Text(_) | Value::Date(_))
            );
            // Rows of one key are counted twice: their total is known and wrong.
            units.retain(|unit| !is_known || set.is_twin(&set.units[*unit]));
            if !units.is_empty() {
                self.totals.entry(column).or_default().extend(units);
            }
        }
    }

    /// The units that hold what a formula reads of other rows than its own.
    fn collect_holders(
        &self,
        reads: &[ColumnRead],
        missing: &BTreeMap<ColumnId, BTreeSet<usize>>,
    ) -> BTreeSet<usize> {
        let mut res = BTreeSet::new();
        for read in reads {
            res.extend(self.cells.get(&read.column).into_iter().flatten());
            if read.is_of_all {
                res.extend(missing.get(&read.column).into_iter().flatten());
            }
        }
        res
    }

    fn is_empty(&self) -> bool {
        self.totals.is_empty() && self.cells.is_empty() && self.conditions.is_empty()
    }

    /// The report on a unit whose paper reads what is held: one finding for each figure, at
    /// the place in its form that reads it first. None where the paper need not wait.
    pub(super) fn report_wait(&self, set: &OpenSet, unit: &Unit) -> Vec<Report> {
        if self.is_empty() {
            return Vec::new();
        }
        let Ok(form) = set.unit_form(unit) else { return Vec::new() };
        let source = form.sources.joined;
        let mut figures = Vec::new();
        collect_figures(&source, &form.root, &mut figures);
        let mut findings = Vec::new();
        let mut seen = BTreeSet::new();
        for figure in figures {
            if !seen.insert(figure.value.clone()) {
                continue;
            }
            let units = self.find_holders(set, unit, &figure.value);
            if !units.is_empty() {
                findings.push(report_held(set, &HeldRead { figure, units }));
            }
        }
        // Which items of the form the unit has is not known either.
        for (span, units) in &self.conditions {
            let figure = Spanned { value: UnitFigure::Condition, span: *span };
            findings.push(report_held(set, &HeldRead { figure, units: units.clone() }));
        }
        if findings.is_empty() {
            return Vec::new();
        }
        let mut reports = Report::new(source, findings, 0).split();
        reports.retain(|report| !report.findings.is_empty());
        reports
    }

    /// The units that hold a figure which the form of a unit reads.
    fn find_holders(
        &self,
        set: &OpenSet,
        unit: &Unit,
        figure: &UnitFigure,
    ) -> BTreeSet<usize> {
        let table = set.units_table();
        let mut res = BTreeSet::new();
        match figure {
            UnitFigure::Total(id) => {
                let column = table.column(id);
                res.extend(
                    column.and_then(|c| self.totals.get(&c)).into_iter().flatten(),
                );
            }
            UnitFigure::Cell(id) => {
                let column = table.column(id).filter(|c| is_pending(table, unit.row, *c));
                res.extend(column.and_then(|c| self.cells.get(&c)).into_iter().flatten());
            }
            UnitFigure::Table => {
                let cells = self.cells.iter().filter(|(column, _)| {
                    is_printed(set, **column) && is_pending(table, unit.row, **column)
                });
                res.extend(cells.flat_map(|(_, units)| units));
            }
            UnitFigure::Condition => {}
        }
        res
    }
}

/// The cells that are missing by a fault: for each column the units, by their indices.
fn find_missing_cells(set: &OpenSet) -> BTreeMap<ColumnId, BTreeSet<usize>> {
    let table = set.units_table();
    let mut res: BTreeMap<ColumnId, BTreeSet<usize>> = BTreeMap::new();
    for (index, unit) in set.units.iter().enumerate() {
        if !unit.is_at_fault() {
            continue;
        }
        for column in table.columns().ids() {
            if is_pending(table, unit.row, column) || set.is_twin(unit) {
                res.entry(column).or_default().insert(index);
            }
        }
    }
    res
}

fn is_pending(table: &ComputedTable, row: RowId, column: ColumnId) -> bool {
    matches!(table.value(RowPlace::Row(row), column), Some(Value::Pending))
}

fn is_printed(set: &OpenSet, column: ColumnId) -> bool {
    !set.units_spec.columns[column].hidden
}

/// What a formula or condition of the table of units reads.
fn list_reads(set: &OpenSet, formula: Option<&Formula>) -> Vec<ColumnRead> {
    let Some(formula) = formula else { return Vec::new() };
    let table = set.units_table();
    let mut res = Vec::new();
    let parsed = [parse_formula(&formula.text), parse_condition(&formula.text)];
    for (reference, context) in parsed.iter().flatten().flat_map(|expr| expr.refs()) {
        // `tong.giam` and `don_vi.tong.giam` name the column last, `giam` first.
        let column = list_names(reference).rev().find_map(|name| table.column(name));
        let is_of_all = context != RefContext::Cell || !reference.steps.is_empty();
        res.extend(column.map(|column| ColumnRead { column, is_of_all }));
    }
    res
}

/// The names in a reference, in their order.
fn list_names(reference: &Ref) -> impl DoubleEndedIterator<Item = &str> {
    let members = reference.steps.iter().filter_map(|step| match step {
        RefStep::Member(member) => Some(member.name.as_str()),
        RefStep::Row(_) => None,
    });
    std::iter::once(reference.head.name.as_str()).chain(members)
}

/// The figures of the table of units that a tree reads, in the order of the file.
fn collect_figures(
    source: &Source,
    node: &YamlNode,
    figures: &mut Vec<Spanned<UnitFigure>>,
) {
    match &node.value {
        YamlValue::Scalar(scalar) => {
            let expressions = prose::find_expressions(&scalar.text);
            let parsed = [parse_formula(&scalar.text), parse_condition(&scalar.text)];
            let formulas = parsed.iter().flatten().flat_map(|expr| expr.refs());
            let references = expressions.iter().flat_map(|e| e.refs());
            for reference in references.chain(formulas.map(|(reference, _)| reference)) {
                if let Some(value) = identify_figure(reference) {
                    let span = locate_reference(source, node.span, reference);
                    figures.push(Spanned { value, span });
                }
            }
        }
        YamlValue::Sequence { items, .. } => {
            items.iter().for_each(|item| collect_figures(source, item, figures));
        }
        YamlValue::Mapping { entries, .. } => {
            for entry in entries {
                let span = entry.value.span;
                let named = entry.value.scalar().map(|scalar| scalar.text.trim());
                if entry.name == TABLE && named == Some(UNIT) {
                    figures.push(Spanned { value: UnitFigure::Table, span });
                }
                collect_figures(source, &entry.value, figures);
            }
        }
        YamlValue::Empty | YamlValue::Broken => {}
    }
}

/// Where a reference stands in a value; all of the value where it is written with blanks.
fn locate_reference(source: &Source, value: Span, reference: &Ref) -> Span {
    let written = list_names(reference).collect::<Vec<_>>().join(".");
    source.slice(value).find(&written).map_or(value, |start| {
        Span::new(value.start + start, value.start + start + written.len())
    })
}

/// The figure of the table of units that a reference of a form reads.
fn identify_figure(reference: &Ref) -> Option<UnitFigure> {
    if reference.head.name != UNIT {
        return None;
    }
    let last = list_names(reference).next_back().unwrap_or_default().to_owned();
    let is_total = match reference.steps.first()? {
        RefStep::Member(member) => member.name == "tong" && reference.steps.len() > 1,
        RefStep::Row(RowSelector::Text { text, .. }) => {
            language::normalize_spaces(text) == "tong"
        }
        RefStep::Row(RowSelector::Column(_)) => false,
    };
    Some(if is_total { UnitFigure::Total(last) } else { UnitFigure::Cell(last) })
}

/// The finding of a figure that waits, at the place that reads it.
fn report_held(set: &OpenSet, held: &HeldRead) -> Diagnostic {
    let table = set.units_table();
    let named = |id: &str| {
        table.column(id).map_or_else(|| id.to_owned(), |column| name_column(set, column))
    };
    let what = match &held.figure.value {
        UnitFigure::Total(id) => format!("số tổng “{}” của cả bộ", named(id)),
        UnitFigure::Cell(id) => format!("số “{}”, tính từ số tổng của cả bộ,", named(id)),
        UnitFigure::Table => "bảng đơn vị in ở đây".to_owned(),
        UnitFigure::Condition => "điều kiện này, tính từ số tổng của cả bộ,".to_owned(),
    };
    let holders = name_holders(set, &held.units);
    let message = format!("{what} chưa tính được, vì hàng của {holders} có lỗi");
    let span = Some(held.figure.span);
    Diagnostic::new(&code::batch::WAITS_FOR_UNITS, Severity::Warning, span, message)
        .label("văn bản đọc số này phải chờ")
        .hint("sửa các hàng ấy trong bảng đơn vị rồi chạy lại; máy làm tiếp các văn bản đang chờ")
}

/// The units that hold a figure, by name: some, and how many more.
fn name_holders(set: &OpenSet, units: &BTreeSet<usize>) -> String {
    let names: Vec<_> = units
        .iter()
        .take(MOST_NAMED)
        .map(|unit| set.units[*unit].name.as_str())
        .collect();
    let more = match units.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" và {more} đơn vị nữa"),
    };
    format!("{}{more}", names.join(", "))
}

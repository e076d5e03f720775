//! What no paper may print yet: totals of the set, and what is computed from them, in which
//! the cell of a unit at fault is missing or wrong. A paper that reads one waits until the
//! cell is right.
//!
//! A cell that says `chua_co` holds nothing up: dots are what its office means to print.

use std::collections::{BTreeMap, BTreeSet};

use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::{ColumnId, ColumnTotal, Spanned, UNIT};
use crate::formula::{Ref, RefStep, RowSelector, Value, parse_condition, parse_formula};
use crate::indicator::RowPlace;
use crate::language;
use crate::prose;
use crate::source::{Source, Span};
use crate::yaml::{YamlNode, YamlValue};

use super::bad_cells::{
    ColumnRead, UnitsByColumn, find_missing_cells, find_wrong_cells, is_pending,
    list_names, list_reads,
};
use super::cross_unit::name_column;
use super::set::{OpenSet, Unit};

/// Most units that a message names.
const MOST_NAMED: usize = 3;

/// The key under which a part of a form names a table to print.
const TABLE: &str = "bang";

/// The figures of the table of units that wait for the cells of units at fault.
#[derive(Debug, Default)]
pub(super) struct HeldFigures {
    /// What waits for cells that are missing: it is held where it is not known.
    missing: HeldColumns,
    /// What waits for cells that are wrong: it is known, and wrong as they are.
    wrong: HeldColumns,
    /// Conditions of the master that read held figures, by the place of their value.
    conditions: BTreeMap<Span, BTreeSet<usize>>,
}

/// Columns of the table of units that wait, each with the units that hold it.
#[derive(Debug, Default)]
struct HeldColumns {
    /// Those whose totals are held.
    totals: UnitsByColumn,
    /// Those with formulas that read held totals.
    cells: UnitsByColumn,
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

/// Why a paper waits.
struct HeldRead {
    figure: Spanned<UnitFigure>,
    /// Indices of the units whose cells are missing.
    units: BTreeSet<usize>,
}

impl HeldColumns {
    /// What these cells hold.
    fn from_cells(set: &OpenSet, bad: &UnitsByColumn) -> Self {
        let mut res = Self::default();
        if bad.is_empty() {
            return res;
        }
        let columns = set.units_spec.columns.iter();
        let reads: Vec<_> =
            columns.map(|column| list_reads(set, column.formula.as_ref())).collect();
        // What is held holds what is computed from it, however long the way; each round
        // adds a column or is the last.
        loop {
            let before = res.cells.len();
            for (column, reads) in set.units_table().columns().ids().zip(&reads) {
                let units = res.collect_holders(reads, bad);
                if !units.is_empty() {
                    res.cells.insert(column, units);
                }
            }
            if res.cells.len() == before {
                break;
            }
        }
        res.hold_totals(set, bad);
        res
    }

    /// Adds the totals that are held.
    fn hold_totals(&mut self, set: &OpenSet, bad: &UnitsByColumn) {
        let table = set.units_table();
        for (column, spec) in table.columns().ids().zip(set.units_spec.columns.iter()) {
            let mut units = bad.get(&column).cloned().unwrap_or_default();
            units.extend(self.cells.get(&column).into_iter().flatten());
            if let ColumnTotal::Formula(formula) = &spec.total {
                for read in list_reads(set, Some(formula)) {
                    units.extend(bad.get(&read.column).into_iter().flatten());
                    units.extend(self.cells.get(&read.column).into_iter().flatten());
                }
            }
            if !units.is_empty() {
                self.totals.entry(column).or_default().extend(units);
            }
        }
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

    /// The units that hold what a formula reads of other rows than its own.
    fn collect_holders(
        &self,
        reads: &[ColumnRead],
        bad: &UnitsByColumn,
    ) -> BTreeSet<usize> {
        let mut res = BTreeSet::new();
        for read in reads {
            res.extend(self.cells.get(&read.column).into_iter().flatten());
            if read.is_of_all {
                res.extend(bad.get(&read.column).into_iter().flatten());
            }
        }
        res
    }

    fn is_empty(&self) -> bool {
        self.totals.is_empty() && self.cells.is_empty()
    }
}

impl HeldFigures {
    /// What is held in a set, by the units at fault.
    pub(super) fn from_set(set: &OpenSet) -> Self {
        let missing_cells = find_missing_cells(set);
        let wrong_cells = find_wrong_cells(set);
        let mut missing = HeldColumns::from_cells(set, &missing_cells);
        let mut wrong = HeldColumns::from_cells(set, &wrong_cells);
        missing.totals.retain(|column, _| !is_total_known(set, *column));
        wrong.hold_given_sums(set);
        let mut conditions = BTreeMap::new();
        for condition in &set.conditions {
            let reads = list_reads(set, Some(&condition.formula));
            let mut units = missing.collect_holders(&reads, &missing_cells);
            units.append(&mut wrong.collect_holders(&reads, &wrong_cells));
            if !units.is_empty() {
                conditions.insert(condition.span, units);
            }
        }
        Self { missing, wrong, conditions }
    }

    fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.wrong.is_empty() && self.conditions.is_empty()
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
        let is_open = |column: ColumnId| is_pending(table, unit.row, column);
        let held = [&self.missing, &self.wrong].into_iter();
        match figure {
            UnitFigure::Total(id) => {
                let Some(column) = table.column(id) else { return res };
                res.extend(held.filter_map(|h| h.totals.get(&column)).flatten());
            }
            UnitFigure::Cell(id) => {
                let Some(column) = table.column(id) else { return res };
                let missing = self.missing.cells.get(&column).filter(|_| is_open(column));
                res.extend(missing.into_iter().flatten());
                res.extend(self.wrong.cells.get(&column).into_iter().flatten());
            }
            UnitFigure::Table => {
                let missing = self.missing.cells.iter().filter(|(c, _)| is_open(**c));
                let cells = missing.chain(&self.wrong.cells);
                let printed = cells.filter(|(column, _)| is_printed(set, **column));
                res.extend(printed.flat_map(|(_, units)| units));
            }
            UnitFigure::Condition => {}
        }
        res
    }
}

fn is_total_known(set: &OpenSet, column: ColumnId) -> bool {
    matches!(
        set.units_table().value(RowPlace::Total, column),
        Some(Value::Number(_) | Value::Text(_) | Value::Date(_))
    )
}

fn is_printed(set: &OpenSet, column: ColumnId) -> bool {
    !set.units_spec.columns[column].hidden
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

/// The units that hold a figure, by name: some, and how many more. A row that
/// stands twice is one unit here.
fn name_holders(set: &OpenSet, units: &BTreeSet<usize>) -> String {
    let mut seen = BTreeSet::new();
    let units = units.iter().map(|unit| &set.units[*unit]);
    let units: Vec<_> =
        units.filter(|unit| seen.insert((&unit.key, &unit.name))).collect();
    let names: Vec<_> =
        units.iter().take(MOST_NAMED).map(|unit| unit.name.as_str()).collect();
    let more = match units.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" và {more} đơn vị nữa"),
    };
    format!("{}{more}", names.join(", "))
}

//! The figures of all units in one table, what must hold over them, and the office's own
//! plan, which reads them.

use std::collections::BTreeMap;

use crate::build::{Engine, Examined, MemberForm, unreadable};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::{
    ByTable, Form, Formula, Outside, Shared, Table, TableColumn, TableId, UNITS,
};
use crate::formula::Value;
use crate::indicator::{self, Asserted, Figures, Holding, Place};
use crate::quantity::Number;
use crate::source;
use crate::yaml;

use super::record::{State, UnitRecord};
use super::report::{Check, Gap, Indicator, Measure, Outcome, guard};
use super::set::{OpenSet, beside};

/// The table of the figures read out of the plans, which comes after that of the units.
const PLANS: TableId = TableId::new(1);

/// Name of the file of the merged table.
pub(super) const TABLE: &str = "tong-hop.csv";

/// The key of the office's own paper in the manifest; no unit has an empty one.
pub(super) const OFFICE: &str = "";

/// What the units come to.
pub(super) struct Rollup {
    /// What must hold over the whole set.
    pub(super) checks: Vec<Check>,
    /// What was found.
    pub(super) reports: Vec<Report>,
    /// The office's own plan, with the name of its paper.
    pub(super) office: Option<(Examined, String)>,
    /// The merged table, for Excel.
    pub(super) table: String,
    /// The headline indicator.
    pub(super) indicator: Option<Indicator>,
}

/// Rolls up the figures of all units.
pub(super) fn rollup(engine: &Engine, set: &OpenSet, units: &[UnitRecord]) -> Rollup {
    let assertions = set.set.assertions.clone();
    let with_office = set.set.office.is_some();
    let table = set.set.rollup_table(rows(set, units));
    let shared = Shared {
        tables: 1,
        assertions: if with_office { Vec::new() } else { assertions.clone() },
        ..Shared::default()
    };
    let tables = vec![set.units_written.clone(), table.clone()];
    let form = Form::of_tables(tables.into(), shared, set.set.span);
    let ready = [set.figures.table(UNITS).clone()];
    let computed = indicator::compute(&form, &ByTable::new(), &ready);
    let own = set.base.alone(0);
    let mut found = computed.form;
    // Two rows of one key are told with the table of units.
    found.retain(|finding| finding.code != "row-twice");
    let mut reports = Vec::new();
    let mut asserted = computed.figures.assertions().to_vec();
    let office = match office(engine, set, &computed.figures, table, &assertions) {
        None => None,
        Some(Ok((examined, paper))) => {
            asserted = examined.figures.assertions().to_vec();
            Some((examined, paper))
        }
        Some(Err(report)) => {
            reports.push(*report);
            None
        }
    };
    let checks = checks(&assertions, &asserted, &mut found);
    reports.extend(Report::new(own, found, 0).split());
    reports.retain(|report| !report.findings.is_empty());
    let table = merged(&form.tables, &computed.figures);
    Rollup { checks, reports, office, table, indicator: headline(set) }
}

/// The findings of a form of the set, by file, without what stands in the set itself and
/// is told with it.
pub(super) fn reports(examined: &Examined) -> Vec<Report> {
    let mut res = examined.report.clone().split();
    res.extend(examined.data.iter().cloned());
    res.retain(|report| !report.findings.is_empty());
    res
}

/// The rows of `tong_hop`: key, name and figures. What a unit lacks is open.
fn rows(set: &OpenSet, units: &[UnitRecord]) -> Vec<Vec<Option<Value>>> {
    let row = |unit: &UnitRecord| {
        let figure = |at: usize| {
            let text = unit.figures.get(at).cloned().flatten();
            let sound = matches!(unit.state, State::Built | State::Kept);
            let number =
                text.filter(|_| sound).and_then(|text| Number::from_ratio(&text));
            Some(number.map_or(Value::Open, Value::Number))
        };
        let words = [&unit.key, &unit.name].map(|text| Some(Value::Text(text.clone())));
        words.into_iter().chain((0..set.set.rollup.len()).map(figure)).collect()
    };
    units.iter().map(row).collect()
}

/// The office's own plan, in which the tables of the set stand ready.
fn office(
    engine: &Engine,
    set: &OpenSet,
    figures: &Figures,
    table: Table,
    assertions: &[Formula],
) -> Option<Result<(Examined, String), Box<Report>>> {
    let at = set.set.office.as_ref()?;
    let path = beside(&set.path, &at.value);
    let own = match source::read(&path) {
        Ok(own) => own,
        Err(error) => return Some(Err(Box::new(unreadable(&path, error)))),
    };
    let (root, mut found) = yaml::parse(&own);
    let source = set.base.alone(0).with(&own);
    let start = source.parts()[1].start();
    found = found.into_iter().map(|d| d.shifted(start)).collect();
    let Some(root) = root else {
        let report = Report::new(source, found, 0);
        return Some(Err(Box::new(report.split().pop()?)));
    };
    let shared =
        Shared { tables: 2, assertions: assertions.to_vec(), ..Shared::default() };
    let tables = vec![set.units_written.clone(), table];
    let outside = Outside { tables: tables.into(), shared, ..Outside::default() };
    let ready = [figures.table(UNITS).clone(), figures.table(PLANS).clone()];
    let root = root.shifted(start);
    let member =
        MemberForm { source, root: &root, outside: &outside, ready: &ready, found };
    let examined = engine.examine_member(member, &set.cache);
    Some(Ok((examined, set.office_paper()?)))
}

/// The reconciliation, with a finding for each thing that does not hold.
fn checks(
    assertions: &[Formula],
    asserted: &[Asserted],
    found: &mut Vec<Diagnostic>,
) -> Vec<Check> {
    let mut res = Vec::new();
    for (at, assertion) in assertions.iter().enumerate() {
        let known = asserted.get(at);
        let holding = known.map_or(Holding::Unknown, |known| known.holding);
        let [left, right] = known.map(|known| known.sides.clone()).unwrap_or_default();
        let gaps = known.map_or_else(Vec::new, |known| {
            if holding == Holding::Yes { Vec::new() } else { gaps(known) }
        });
        if let Some(known) = known.filter(|_| holding == Holding::No) {
            found.push(mismatch(assertion, known, &gaps));
        }
        let outcome = match holding {
            Holding::Yes => Outcome::Holds,
            Holding::No => Outcome::Fails,
            Holding::Unknown => Outcome::Open,
        };
        let text = assertion.text.trim().to_owned();
        res.push(Check { text, outcome, left, right, gaps });
    }
    res
}

fn mismatch(assertion: &Formula, known: &Asserted, gaps: &[Gap]) -> Diagnostic {
    const MOST: usize = 5;
    let message = format!("cả bộ không khớp: {}", known.said);
    let finding =
        Diagnostic::new("set-mismatch", Severity::Error, Some(assertion.span), message)
            .label("điều này không đúng");
    let named = gaps
        .iter()
        .take(MOST)
        .map(|gap| format!("{} ({} và {})", gap.unit, gap.left, gap.right));
    let named: Vec<_> = named.collect();
    match (named.is_empty(), gaps.len().saturating_sub(MOST)) {
        (true, _) => finding.hint("xem lại số của từng đơn vị trong tong-hop.csv"),
        (false, 0) => finding.hint(format!("các đơn vị lệch: {}", named.join(", "))),
        (false, more) => {
            let named = named.join(", ");
            finding.hint(format!("các đơn vị lệch: {named} và {more} đơn vị nữa"))
        }
    }
}

fn gaps(known: &Asserted) -> Vec<Gap> {
    let text = |side: &Option<Number>| {
        side.as_ref()
            .map_or("chưa có".to_owned(), |n| Value::Number(n.clone()).to_string())
    };
    let gap = |gap: &indicator::Gap| {
        let [left, right] = &gap.sides;
        let difference = match (left, right) {
            (Some(left), Some(right)) => Value::Number(left - right).to_string(),
            _ => String::new(),
        };
        Gap { unit: gap.unit.clone(), left: text(left), right: text(right), difference }
    };
    known.gaps.iter().map(gap).collect()
}

/// The table of units and the figures read out of their plans, side by side, with totals.
fn merged(written: &ByTable<Table>, figures: &Figures) -> String {
    let mut res = "\u{feff}".to_owned();
    let (units, plans) = (figures.table(UNITS), figures.table(PLANS));
    // Key and name of the unit stand among its own columns.
    let of_plans = plans.columns().ids().skip(2);
    let columns: Vec<_> = (units.columns().ids())
        .map(|column| TableColumn { table: UNITS, column })
        .chain(of_plans.map(|column| TableColumn { table: PLANS, column }))
        .collect();
    let mut line = |cells: Vec<String>| {
        let cells: Vec<_> = cells.iter().map(|cell| super::ledger::field(cell)).collect();
        res.push_str(&cells.join(";"));
        res.push_str("\r\n");
    };
    let guarded = |text: String| format!("{}{text}", guard(&text));
    let label = |place: &TableColumn| {
        let words = written[place.table].columns[place.column].label.words();
        let from = if place.table == PLANS {
            " (theo kế hoạch của đơn vị)"
        } else {
            ""
        };
        guarded(crate::language::collapse(&words) + from)
    };
    line(columns.iter().map(label).collect());
    let cell = |of_table: &TableColumn, place: Place| {
        let (table, column) = (figures.table(of_table.table), of_table.column);
        let text = table.text(place, column).unwrap_or_else(|| "chưa có".to_owned());
        // A figure below nought is none.
        let is_text = matches!(table.value(place, column), Some(Value::Text(_)));
        if is_text { guarded(text) } else { text }
    };
    for row in units.rows() {
        line(columns.iter().map(|column| cell(column, Place::Row(row))).collect());
    }
    let total = |nth: usize, column: &TableColumn| match nth {
        0 => "Tổng".to_owned(),
        _ => cell(column, Place::Total),
    };
    line(columns.iter().enumerate().map(|(at, place)| total(at, place)).collect());
    res
}

/// The headline indicator of every unit.
fn headline(set: &OpenSet) -> Option<Indicator> {
    let at = set.set.headline.as_ref()?;
    let column = set.set.units.column(&at.value)?;
    let table = set.figures.table(UNITS);
    let values = set.units.iter().filter_map(|unit| {
        let place = Place::Row(unit.row);
        let Value::Number(value) = table.value(place, column)? else { return None };
        let text = table.text(place, column)?;
        Some((unit.key.clone(), Measure { text, value: value.clone() }))
    });
    let values: BTreeMap<_, _> = values.collect();
    let label = crate::language::collapse(&set.set.units.columns[column].label.words());
    Some(Indicator { label, unit: String::new(), values })
}

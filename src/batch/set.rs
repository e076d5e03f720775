//! A set opened: what all its units share. The set file and the master form are read
//! once, the table of units is computed once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::{DataCache, data, unreadable};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::{
    self, ByRow, Form, Outside, RowId, SWITCH, Set, Shared, Table, UNIT, UNITS,
};
use crate::indicator::{self, Figures, Place};
use crate::language;
use crate::plan;
use crate::rule;
use crate::source::{self, Source, Span, sha256};
use crate::yaml::{self, Node, Value};

use super::inputs::{Data, Hashes};

pub(super) use crate::indicator::Totals;

/// A unit of a set.
#[derive(Debug, Clone)]
pub struct Unit {
    /// What tells it from all others: its cell in the key column.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its row in the table of units.
    pub row: RowId,
    /// What is wrong with its row, one report a file.
    pub faults: Vec<Report>,
}

/// A condition under `khi` of the master.
#[derive(Debug)]
pub(super) struct Switch {
    /// The value of `khi`.
    pub(super) span: Span,
    /// For each row whether it is met.
    pub(super) met: ByRow<bool>,
}

/// What all units of a set share.
pub struct OpenSet {
    /// The set as written.
    pub set: Set,
    /// Where the set stands.
    pub path: PathBuf,
    /// The units, in the order of the table.
    pub units: Vec<Unit>,
    /// The texts of the set and of the master.
    pub(super) base: Source,
    /// The tree of the master, with places in `base`.
    pub(super) master: Node,
    /// The tables of the set, computed: that of the units.
    pub(super) figures: Arc<Figures>,
    pub(super) switches: Vec<Switch>,
    /// The table of units as a form of a unit has it.
    pub(super) units_written: Table,
    /// The overrides, by key of the unit.
    pub(super) overrides: BTreeMap<String, PathBuf>,
    /// Hash of the text of the master.
    pub(super) master_hash: String,
    /// The files of data that the master names.
    pub(super) data: Data,
    pub(super) hashes: Hashes,
    /// Whether the master, or what the set asks of plans, reads the totals of all units.
    totals: bool,
    /// Files of data, each read once.
    pub(super) cache: DataCache,
}

/// What opening a set gives: the set where it can be run, and what was found.
pub struct Opened {
    /// The set; `None` where no unit of it can be looked at.
    pub set: Option<OpenSet>,
    /// What was found in the set, in its master and in the table of units, but what
    /// concerns one unit alone.
    pub reports: Vec<Report>,
}

/// Opens a set.
#[must_use]
pub fn open(path: &Path) -> Opened {
    let own = match source::read(path) {
        Ok(own) => own,
        Err(error) => return closed(vec![unreadable(path, error)]),
    };
    let (root, mut found) = yaml::parse(&own);
    let Some(root) = root else { return closed(Report::new(own, found, 0).split()) };
    let (set, of_set) = form::read_set(&own, &root);
    found.extend(of_set);
    let Some(set) = set else { return closed(Report::new(own, found, 0).split()) };
    let master_path = beside(path, &set.master.value);
    let master = match source::read(&master_path) {
        Ok(master) => master,
        Err(source::ReadError::Missing) => {
            found.push(no_master(&set));
            return closed(Report::new(own, found, 0).split());
        }
        Err(error) => {
            let mut reports = Report::new(own, found, 0).split();
            reports.push(unreadable(&master_path, error));
            return closed(reports);
        }
    };
    let (tree, of_master) = yaml::parse(&master);
    let base = own.with(&master);
    let start = base.parts()[1].start();
    found.extend(of_master.into_iter().map(|d| d.shifted(start)));
    match tree {
        Some(tree) => compute(path, set, base, tree.shifted(start), found),
        None => closed(Report::new(base, found, 0).split()),
    }
}

fn closed(reports: Vec<Report>) -> Opened {
    Opened { set: None, reports }
}

/// A file that the set, or a form of it, names: from the folder of that file.
pub(super) fn beside(set: &Path, name: &str) -> PathBuf {
    // A set written on Windows names its files with backslashes.
    folder(set).join(name.replace('\\', "/"))
}

/// The folder of a set.
pub(super) fn folder(set: &Path) -> &Path {
    set.parent().unwrap_or_else(|| Path::new(""))
}

fn no_master(set: &Set) -> Diagnostic {
    let message = format!("không có biểu mẫu {}", set.master.value);
    Diagnostic::error("missing-file", set.master.span, message)
        .label("cần tệp này, tính từ thư mục của bộ")
}

/// The office's own plan must be there before the papers of all units are made.
fn no_office(path: &Path, at: &form::At<String>) -> Option<Diagnostic> {
    let missing =
        matches!(source::read(&beside(path, &at.value)), Err(source::ReadError::Missing));
    missing.then(|| {
        let message = format!("không có biểu của kế hoạch chung {}", at.value);
        Diagnostic::error("missing-file", at.span, message)
            .label("cần tệp này, tính từ thư mục của bộ")
            .hint("không làm kế hoạch chung thì xóa dòng này")
    })
}

/// Computes the table of units.
fn compute(
    path: &Path,
    set: Set,
    base: Source,
    master: Node,
    mut found: Vec<Diagnostic>,
) -> Opened {
    let mut conditions = Vec::new();
    collect_switches(&base, &master, &mut conditions, &mut found);
    let (spans, switches): (Vec<_>, Vec<_>) = conditions.into_iter().unzip();
    let shared = Shared { switches, ..Shared::default() };
    let form = Form::of_tables(vec![set.units.clone()].into(), shared, set.span);
    let cache = DataCache::default();
    let mut data = data::read(&form, &base, &cache);
    found.append(&mut data.found);
    let computed = indicator::compute(&form, &data.sheets, &[]);
    found.extend(computed.form);
    let figures = Arc::new(computed.figures);
    found.extend(set.office.as_ref().and_then(|at| no_office(path, at)));
    let broken =
        found.iter().any(|d| d.severity == Severity::Error && d.code != "row-twice");
    let mut reports = std::mem::take(&mut data.reports);
    let unusable = broken || reports.iter().any(Report::has_errors);
    if unusable {
        let in_files = computed.files.into_iter().map(|f| (f.table, f.finding)).collect();
        reports.extend(data::reports(&data, in_files));
        return closed([Report::new(base, found, 0).split(), reports].concat());
    }
    let mut rows: BTreeMap<RowId, Vec<Report>> = BTreeMap::new();
    let table = figures.table(UNITS);
    for found in computed.files {
        let row = table.row_of_origin(found.row);
        let told = data::reports(&data, vec![(found.table, found.finding)]);
        match row {
            Some(row) => rows.entry(row).or_default().extend(told),
            None => reports.extend(told),
        }
    }
    for (place, finding) in rule::of_units(&form, &figures) {
        match place {
            Place::Row(row) => {
                let told = Report::new(base.clone(), vec![finding], 0).split();
                rows.entry(row).or_default().extend(told);
            }
            Place::Group(_) | Place::Total => found.push(finding),
        }
    }
    let units = units(&set, &figures, &mut rows, &mut found, &base);
    let overrides = overrides(path, &set, &units, &mut found);
    let units_written = ready(&set.units);
    let switches = spans.into_iter().zip(figures.switches());
    let switches =
        switches.map(|(span, met)| Switch { span, met: met.clone() }).collect();
    reports.splice(0..0, Report::new(base.clone(), found, 0).split());
    reports.retain(|report| !report.findings.is_empty());
    let path = path.to_owned();
    let mut set = OpenSet {
        master_hash: sha256(base.parts()[1].text().as_bytes()),
        data: Data::default(),
        hashes: Hashes::default(),
        totals: reads_totals(base.parts()[1].text())
            || set.rollup.iter().any(|probe| reads_totals(&probe.from.text)),
        cache,
        set,
        path,
        units,
        base,
        master,
        figures,
        switches,
        units_written,
        overrides,
    };
    set.find_data();
    Opened { set: Some(set), reports }
}

/// The table as a form has it that only reads it: what must hold in it is looked at once,
/// for the set.
pub(super) fn ready(table: &Table) -> Table {
    Table { checks: Vec::new(), ..table.clone() }
}

/// Every `khi` of the master, in the order of the file.
fn collect_switches(
    base: &Source,
    node: &Node,
    conditions: &mut Vec<(Span, form::Formula)>,
    found: &mut Vec<Diagnostic>,
) {
    match &node.value {
        Value::Sequence { items, .. } => {
            for item in items {
                if let Value::Mapping { entries, .. } = &item.value {
                    let switch = entries.iter().find(|entry| entry.name == SWITCH);
                    if let Some(entry) = switch {
                        let (formula, of_formula) = form::formula(base, &entry.value);
                        found.extend(of_formula);
                        conditions.extend(formula.map(|f| (entry.value.span, f)));
                    }
                }
                collect_switches(base, item, conditions, found);
            }
        }
        Value::Mapping { entries, .. } => {
            for entry in entries.iter().filter(|entry| entry.name != SWITCH) {
                collect_switches(base, &entry.value, conditions, found);
            }
        }
        Value::Empty | Value::Scalar(_) | Value::Broken => {}
    }
}

fn units(
    set: &Set,
    figures: &Figures,
    rows: &mut BTreeMap<RowId, Vec<Report>>,
    found: &mut Vec<Diagnostic>,
    base: &Source,
) -> Vec<Unit> {
    let table = figures.table(UNITS);
    let name_column = set.name_column.as_ref().and_then(|at| {
        let column = set.units.column(&at.value);
        if column.is_none() {
            found.push(no_column(set, at));
        }
        column
    });
    if let Some(at) = &set.headline
        && set.units.column(&at.value).is_none()
    {
        found.push(no_column(set, at));
    }
    // Two rows of one key are told where the key column is named; neither is a unit.
    found.retain(|finding| finding.code != "row-twice");
    let unit = |row: RowId| {
        let key = table.name(row).to_owned();
        let text = name_column.and_then(|c| table.text(Place::Row(row), c));
        let name = text.filter(|name| !name.is_empty()).unwrap_or_else(|| key.clone());
        let mut faults = rows.remove(&row).unwrap_or_default();
        if table.row(&key).is_none() {
            let finding = twice(set, table, row);
            faults.extend(Report::new(base.clone(), vec![finding], 0).split());
        }
        Unit { key, name, row, faults }
    };
    table.rows().map(unit).collect()
}

fn twice(set: &Set, table: &indicator::Table, row: RowId) -> Diagnostic {
    let span = set.units.key.as_ref().map_or(set.units.span, |key| key.span);
    let key = table.name(row);
    let same = |other: &RowId| table.name(*other).to_lowercase() == key.to_lowercase();
    let place = |row: RowId| Some(table.address(row, table.key()?)?.1);
    let places: Vec<_> = table.rows().filter(same).filter_map(place).collect();
    let message = match places.is_empty() {
        true => format!("bảng đơn vị có nhiều hàng cùng khóa “{key}”"),
        false => {
            format!("bảng đơn vị có nhiều hàng cùng khóa “{key}”: {}", places.join("; "))
        }
    };
    Diagnostic::error("row-twice", span, message)
        .label("cột này phải phân biệt được các đơn vị")
        .hint("sửa khóa trong bảng đơn vị; hai đơn vị cùng tên thì dùng mã đơn vị hành chính làm khóa")
}

fn no_column(set: &Set, at: &form::At<String>) -> Diagnostic {
    let message = format!("bảng đơn vị không có cột nào mang mã `{}`", at.value);
    let finding = Diagnostic::error("unknown-column", at.span, message);
    let ids = set.units.columns.iter().filter_map(|c| c.id.as_ref());
    match language::nearest(&at.value, ids.map(|id| id.value.as_str())) {
        Some(near) => finding.label(format!("có phải là `{near}`?")),
        None => finding.label("cần mã của một cột"),
    }
}

/// The files of the folder of overrides, by key of their units; one that belongs to no
/// unit is named.
fn overrides(
    path: &Path,
    set: &Set,
    units: &[Unit],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, PathBuf> {
    let Some(at) = &set.overrides else { return BTreeMap::new() };
    let folder = beside(path, &at.value);
    if !source::is_dir(&folder) {
        let message = format!("không có thư mục {}", at.value);
        let finding = Diagnostic::error("missing-file", at.span, message)
            .label("cần một thư mục cạnh bộ")
            .hint("không đơn vị nào có phần riêng thì xóa dòng này");
        found.push(finding);
        return BTreeMap::new();
    }
    let mut res = BTreeMap::new();
    for name in source::list_beside(&folder) {
        let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"))
        else {
            continue;
        };
        let stem = language::clean(stem);
        match units.iter().find(|unit| unit.key == stem) {
            Some(unit) => {
                let twin = res.insert(unit.key.clone(), folder.join(&name));
                let twin = twin.as_deref().and_then(Path::file_name);
                found.extend(twin.map(|twin| two_overrides(at, twin, &name, unit)));
            }
            None => found.push(stray_override(at, &name, &stem, units)),
        }
    }
    res
}

/// `a.yaml` and `a.yml`: which of them is meant cannot be told.
fn two_overrides(
    at: &form::At<String>,
    first: &std::ffi::OsStr,
    second: &str,
    unit: &Unit,
) -> Diagnostic {
    let (folder, first) = (&at.value, first.to_string_lossy());
    let message = format!(
        "đơn vị {} có hai tệp riêng: {folder}/{first} và {folder}/{second}",
        unit.name
    );
    Diagnostic::error("duplicate-id", at.span, message)
        .label("mỗi đơn vị chỉ một tệp riêng")
        .hint("gộp hai tệp làm một, hoặc xóa tệp không dùng")
}

fn stray_override(
    at: &form::At<String>,
    name: &str,
    stem: &str,
    units: &[Unit],
) -> Diagnostic {
    let message = format!("tệp riêng {}/{name} không phải của đơn vị nào", at.value);
    let finding =
        Diagnostic::new("stray-override", Severity::Warning, Some(at.span), message);
    match language::nearest(stem, units.iter().map(|u| u.key.as_str())) {
        Some(near) => finding.label(format!("có phải là {near}.yaml?")),
        None => finding.label("tên tệp phải là khóa của một đơn vị"),
    }
}

impl OpenSet {
    /// The row of a unit, as a table of its own.
    pub(super) fn row_of(&self, unit: &Unit, totals: Totals) -> indicator::Table {
        self.figures.table(UNITS).row_alone(unit.row, totals)
    }

    /// Whether another row has the key of a unit.
    pub(super) fn is_twin(&self, unit: &Unit) -> bool {
        self.figures.table(UNITS).row(&unit.key).is_none()
    }

    /// The title of the set: the trích yếu of the master as it stands there, on one line.
    pub(super) fn title(&self) -> String {
        let entry = |node: &'_ Node, name: &str| match &node.value {
            Value::Mapping { entries, .. } => {
                entries.iter().find(|e| e.name == name).map(|e| e.value.clone())
            }
            _ => None,
        };
        let subject = entry(&self.master, "van_ban").and_then(|n| entry(&n, "trich_yeu"));
        let text = subject.as_ref().and_then(Node::scalar).map(|s| s.text.clone());
        language::collapse(&without_values(&text.unwrap_or_default()))
    }

    /// Whether the form of a unit reads the totals of all units: in the master, in its
    /// override, or by what the set asks of it. Where it does not, the totals are not
    /// there to be read: a change of another unit is none of its own.
    pub(super) fn reads_totals(&self, own: &str) -> bool {
        self.totals || reads_totals(own)
    }

    /// What a unit's form has from the set.
    pub(super) fn outside(&self, unit: &Unit, text: &str) -> (Outside, indicator::Table) {
        let totals = if self.reads_totals(text) { Totals::Kept } else { Totals::Left };
        let row = self.row_of(unit, totals);
        let probes = self.set.rollup.iter().map(|probe| probe.from.clone()).collect();
        let shared = Shared {
            tables: 1,
            unit: Some(unit.key.clone()),
            probes,
            ..Shared::default()
        };
        let scope = Some(plan::unit_scope(&self.units_written, row.clone()));
        let mut written = self.units_written.clone();
        if totals == Totals::Left {
            // A row of totals without totals says nothing.
            written.total = None;
        }
        let tables = vec![written];
        (Outside { tables: tables.into(), shared, scope, number: None }, row)
    }
}

/// A text with three dots where each unit has words of its own.
fn without_values(text: &str) -> String {
    let mut res = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        res += before;
        res.push('…');
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    res + rest
}

/// Whether a text reads the totals of all units.
fn reads_totals(text: &str) -> bool {
    let bare: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'')).collect();
    let totals = [format!("{UNIT}.tong"), format!("{UNIT}[tong")];
    // `don_vi.tong_2023` is a column.
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let reads = |needle: &String| {
        bare.match_indices(needle.as_str())
            .any(|(at, _)| ends(&bare[at + needle.len()..]))
    };
    totals.iter().any(reads)
}

//! Opening a set: the set file and its master are read, the table of units is computed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::{DataCache, data_file, report_unreadable_file};
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity, TextKind, report_text_notes};
use crate::form::{self, CONDITION, Form, Set, SetInputs, TableSpec};
use crate::indicator::{self, Computed};
use crate::source::{self, Files, Source, Span, hash_bytes};
use crate::yaml::{self, YamlNode, YamlValue};

use super::data_files::{DataFiles, FileHashes};
use super::merged::MergedReports;
use super::named_files::{MasterFault, check_named_files, read_master};
use super::overrides::find_overrides;
use super::reading::{has_total_in_formula, has_total_in_tree};
use super::record::SavedReading;
use super::rollup_kind;
use super::set::{EvaluatedCondition, OpenSet, Unit};
use super::sources::SetSources;
use super::unit_rows::{self, RowReports};

/// A set that can be run, and what was found in it.
pub struct OpenResult {
    /// The set, with its table of units computed.
    pub set: OpenSet,
    /// What was found in the set, in its master and in the table of units, but what
    /// concerns one unit alone. None of it is an error.
    pub reports: Vec<Report>,
}

/// The files of a set, read and parsed.
struct SetFiles {
    path: PathBuf,
    /// Where it and all that it names are read from.
    store: Arc<dyn Files>,
    set: Set,
    sources: SetSources,
    /// The tree of the master, with places in both texts joined.
    master: YamlNode,
    /// What was found in both.
    found: Vec<Diagnostic>,
}

/// The table of units as it comes from its file, computed.
struct UnitsTable {
    form: Form,
    data: data_file::FormData,
    cache: DataCache,
    computed: Computed,
}

/// Opens a set of a store: reads its file and its master, and computes the table of units.
///
/// # Errors
///
/// What keeps it from being run.
pub fn open_set(store: &Arc<dyn Files>, path: &Path) -> Result<OpenResult, Vec<Report>> {
    let opened = compose_set(read_set_files(store, path)?)?;
    if !opened.reports.iter().any(Report::has_errors) {
        return Ok(opened);
    }
    // The set is not run, so that nobody else tells what is wrong with its units.
    let OpenResult { set, reports } = opened;
    let mut found = MergedReports::default();
    found.add_set_reports(&reports);
    for (index, unit) in set.units.iter().enumerate() {
        found.add_unit_reports(index, &unit.faults);
    }
    Err(found.reports(&set.names()))
}

/// Reads the files of a set: the set file, and the master that it names. A fault stops
/// the reading only where what comes next cannot be found or parsed; all others are
/// collected and reported together.
fn read_set_files(store: &Arc<dyn Files>, path: &Path) -> Result<SetFiles, Vec<Report>> {
    let set_file = source::read_from_store(&**store, path)
        .map_err(|error| vec![report_unreadable_file(path, error)])?;
    let (root, mut found) = yaml::parse(&set_file);
    found.extend(report_text_notes(&set_file, TextKind::Form));
    let Some(root) = root else { return Err(Report::new(set_file, found, 0).split()) };
    let (set, findings) = form::read_set(&set_file, &root);
    found.extend(findings);
    let Some(set) = set else { return Err(Report::new(set_file, found, 0).split()) };
    let master = match read_master(&**store, path, &set.master) {
        Ok(master) => master,
        Err(fault) => {
            let mut elsewhere = Vec::new();
            match fault {
                MasterFault::InSet(finding) => found.push(*finding),
                MasterFault::InMaster(report) => elsewhere.push(*report),
            }
            let reports = Report::new(set_file, found, 0).split();
            return Err([reports, elsewhere].concat());
        }
    };
    let (tree, mut findings) = yaml::parse(&master);
    findings.extend(report_text_notes(&master, TextKind::Form));
    // The master was parsed alone: its places are shifted to where it begins in both
    // texts joined.
    let sources = SetSources::new(set_file, &master);
    let start = sources.master.start();
    found.extend(findings.into_iter().map(|d| d.shifted(start)));
    let Some(tree) = tree else {
        return Err(Report::new(sources.joined, found, 0).split());
    };
    let master = tree.shifted(start);
    let mut set = set;
    rollup_kind::infer_kinds(&mut set.rollup, &master);
    let (path, store) = (path.to_owned(), Arc::clone(store));
    Ok(SetFiles { path, store, set, sources, master, found })
}

/// Computes the table of units, and makes the set. All findings of set, master, table and
/// data files are collected first, so that a set that cannot be run shows them together.
fn compose_set(mut files: SetFiles) -> Result<OpenResult, Vec<Report>> {
    let mut conditions = Vec::new();
    let joined = &files.sources.joined;
    collect_conditions(joined, &files.master, &mut conditions, &mut files.found);
    let formulas = conditions.iter().map(|condition| condition.formula.clone()).collect();
    let mut table = compute_units_table(&files, formulas);
    files.found.append(&mut table.data.findings);
    files.found.append(&mut table.computed.form);
    let named = check_named_files(&*files.store, &files.path, &files.set);
    files.found.extend(named);
    let attached = refuse_numbers_of_attached(&files.set, &files.master);
    files.found.extend(attached);
    if is_unusable(&files, &table) {
        return Err(collect_refusal(files, table));
    }
    Ok(build_open_set(files, &conditions, table))
}

/// A paper that is attached to a decision has no number of its own that a set could give.
fn refuse_numbers_of_attached(set: &Set, master: &YamlNode) -> Option<Diagnostic> {
    let numbering = set.numbering.as_ref()?;
    let YamlValue::Mapping { entries, .. } = &master.value else { return None };
    // The place of `kem_theo` is in another file, which a finding on this one cannot name.
    entries.iter().find(|entry| entry.name == "kem_theo")?;
    let message = "bộ cấp số (`danh_so`) cho văn bản kèm theo văn bản khác";
    Some(
        Diagnostic::error(&code::form::ATTACHED_KEY, numbering.span, message)
            .label("biểu mẫu có `kem_theo`: văn bản không có số của mình")
            .hint("xóa `danh_so`; số của quyết định ghi ở `so` của `kem_theo`"),
    )
}

/// Makes the set, once its table of units can be used: its units, their overrides, and
/// the conditions that each unit meets.
fn build_open_set(
    mut files: SetFiles,
    conditions: &[WrittenCondition],
    table: UnitsTable,
) -> OpenResult {
    let UnitsTable { form, mut data, cache, computed } = table;
    // Findings are sorted by whom they concern: those of one row become faults of its
    // unit, which keep that unit alone from being built; all others are of the set.
    let mut reports = std::mem::take(&mut data.reports);
    let mut rows = RowReports::default();
    rows.add_file_findings(&data, computed.files, &computed.figures, &mut reports);
    let joined = &files.sources.joined;
    rows.add_formula_findings(computed.rows, joined);
    rows.add_rule_findings(&form, &computed.figures, joined, &mut files.found);
    let figures = Arc::new(computed.figures);
    let readings = SavedReading::from_readings(&figures.file_readings(&form));
    let sums = rows.take_sums();
    let units =
        unit_rows::list_units(&files.set, &figures, rows, &mut files.found, joined);
    if !units.iter().any(Unit::is_at_fault) {
        files.found.extend(sums);
    }
    let SetFiles { path, store, set, sources, master, mut found } = files;
    let overrides = find_overrides(&path, &set, &units, &*store, &mut found);
    let conditions = pair_conditions(conditions, &figures);
    let text = sources.master.text();
    let set = OpenSet {
        master_hash: hash_bytes(text.as_bytes()),
        data: DataFiles::default(),
        hashes: FileHashes::default(),
        master_reads_totals: has_total_in_tree(&master)
            || set.rollup.iter().any(|query| has_total_in_formula(&query.from.text)),
        units_spec: strip_checks(&set.units),
        set,
        path,
        units,
        sources,
        master,
        figures,
        readings,
        conditions,
        overrides,
        cache,
    };
    // The pattern of file names and the master's data files read values of units, so they
    // need the set itself.
    found.extend(set.name_faults());
    reports.splice(0..0, Report::new(set.sources.joined.clone(), found, 0).split());
    reports.retain(|report| !report.findings.is_empty());
    let data = set.data_files();
    OpenResult { set: OpenSet { data, ..set }, reports }
}

/// The conditions with the units that meet each.
fn pair_conditions(
    written: &[WrittenCondition],
    figures: &indicator::Figures,
) -> Vec<EvaluatedCondition> {
    let pairs = written.iter().zip(figures.conditions_met());
    pairs
        .map(|(condition, met)| EvaluatedCondition {
            span: condition.span,
            formula: condition.formula.clone(),
            met: met.clone(),
        })
        .collect()
}

/// Computes the table of units, and which units meet each condition.
fn compute_units_table(files: &SetFiles, conditions: Vec<form::Formula>) -> UnitsTable {
    let Set { units, span, .. } = &files.set;
    let shared = SetInputs { conditions, ..SetInputs::default() };
    let form = Form::from_tables(vec![units.clone()].into(), shared, *span);
    let cache = DataCache::with_store(Arc::clone(&files.store));
    let data = data_file::read_data_files(&form, &files.sources.joined, &cache);
    let computed = indicator::compute_figures(&form, &data.sheets, &[]);
    UnitsTable { form, data, cache, computed }
}

/// Whether no unit can be examined. A key that two rows share concerns these rows alone.
fn is_unusable(files: &SetFiles, table: &UnitsTable) -> bool {
    let mut errors =
        files.found.iter().filter(|finding| finding.severity == Severity::Error);
    errors.any(|error| *error.code != code::indicator::ROW_TWICE)
        || table.data.reports.iter().any(Report::has_errors)
}

/// All that was found in a set that cannot be run.
fn collect_refusal(mut files: SetFiles, table: UnitsTable) -> Vec<Report> {
    let UnitsTable { mut data, computed, .. } = table;
    files.found.extend(computed.rows.into_iter().map(|found| found.finding));
    let in_files = computed.files.into_iter().map(|f| (f.table, f.finding)).collect();
    let mut in_data = std::mem::take(&mut data.reports);
    let in_cells = data_file::report_data_findings(&data, in_files);
    data_file::add_reports(&mut in_data, in_cells);
    let joined = files.sources.joined;
    [Report::new(joined, files.found, 0).split(), in_data].concat()
}

/// The table of units as the forms of units have it: its `kiem_tra` are evaluated once, for
/// the set.
fn strip_checks(table: &TableSpec) -> TableSpec {
    TableSpec { checks: Vec::new(), ..table.clone() }
}

/// A condition as it is written under `khi`.
struct WrittenCondition {
    span: Span,
    formula: form::Formula,
}

/// Collects every `khi` of the master, in the order of the file.
///
/// They are formulas over the table of units, so they must be known before that table is
/// computed, which is before any form is read: hence a walk over the bare tree. Only an
/// item of a list can have a condition; a `khi` elsewhere is left for the reader of the
/// form, which refuses it.
fn collect_conditions(
    source: &Source,
    node: &YamlNode,
    conditions: &mut Vec<WrittenCondition>,
    found: &mut Vec<Diagnostic>,
) {
    match &node.value {
        YamlValue::Sequence { items, .. } => {
            for item in items {
                if let YamlValue::Mapping { entries, .. } = &item.value {
                    let entry = entries.iter().find(|entry| entry.name == CONDITION);
                    if let Some(entry) = entry {
                        let (formula, findings) =
                            form::read_condition(source, &entry.value);
                        found.extend(findings);
                        let span = entry.value.span;
                        conditions.extend(
                            formula.map(|formula| WrittenCondition { span, formula }),
                        );
                    }
                }
                collect_conditions(source, item, conditions, found);
            }
        }
        YamlValue::Mapping { entries, .. } => {
            for entry in entries.iter().filter(|entry| entry.name != CONDITION) {
                collect_conditions(source, &entry.value, conditions, found);
            }
        }
        YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => {}
    }
}

//! A set opened: what all its units share. The set file and the master form are read
//! once, the table of units is computed once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::DataCache;
use crate::diagnostic::Report;
use crate::form::{
    self, ByRow, DocumentKind, Formula, RowId, Set, SetContext, SetInputs, TableSpec,
    UnitValues,
};
use crate::indicator::{self, Figures, UnitRow, UnitTotals};
use crate::source::{self, NamedPath, PathKind, ReadError, Span, WrittenPath};
use crate::yaml::{self, YamlNode};

use super::data_files::{DataFiles, FileHashes};
use super::reading::has_total_in_yaml;
use super::ready_tables::{self, ReadyTables};
use super::record::SavedReading;
use super::sources::SetSources;
use super::title::{compose_title, find_entry_value};

/// A unit of a set.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its cell in the key column. Two rows may share it by mistake; neither has a paper
    /// then.
    pub key: String,
    /// Its cell in the name column, as it prints; the key where it has none.
    pub name: String,
    /// Its row in the table of units.
    pub row: RowId,
    /// What is wrong with its row, one report a file. With an error it has no paper.
    pub faults: Vec<Report>,
}

impl Unit {
    /// Whether its row has an error.
    pub(super) fn is_at_fault(&self) -> bool {
        self.faults.iter().any(Report::has_errors)
    }
}

/// A condition under `khi` of the master, evaluated for every unit.
#[derive(Debug)]
pub(super) struct EvaluatedCondition {
    /// Place of the value of `khi`, by which the condition is found in the tree.
    pub(super) span: Span,
    /// What is written there.
    pub(super) formula: Formula,
    /// For each row whether it is met.
    pub(super) met: ByRow<bool>,
}

impl EvaluatedCondition {
    /// Whether the unit of a row meets it; so does one of which it is not known.
    pub(super) fn is_met(&self, row: RowId) -> bool {
        self.met.get(row).copied().unwrap_or(true)
    }
}

/// What all units of a set share.
pub struct OpenSet {
    /// The set file, as it was read.
    pub set: Set,
    /// Path of the set file.
    pub path: PathBuf,
    /// The units, in the order of the table.
    pub units: Vec<Unit>,
    /// The texts of the set and of the master.
    pub(super) sources: SetSources,
    /// The tree of the master, with places in the joined text.
    pub(super) master: YamlNode,
    /// The table of units, computed.
    pub(super) figures: Arc<Figures>,
    /// How the file of the table of units was read, where it has one.
    pub(super) readings: Vec<SavedReading>,
    /// The conditions of the master.
    pub(super) conditions: Vec<EvaluatedCondition>,
    /// The table of units as a form of a unit has it.
    pub(super) units_spec: TableSpec,
    /// The overrides, by key of the unit.
    pub(super) overrides: BTreeMap<String, NamedPath>,
    /// Hash of the text of the master.
    pub(super) master_hash: String,
    /// The files of data that the master names.
    pub(super) data: DataFiles,
    /// Hashes of files of data.
    pub(super) hashes: FileHashes,
    /// Whether the master, or what the set asks of plans, reads the totals of all units.
    pub(super) master_reads_totals: bool,
    /// Files of data, each read once for all units.
    pub(super) cache: DataCache,
}

impl OpenSet {
    /// A file that the set names, or that a form of it names in `file`.
    pub(super) fn locate(&self, file: &Path, name: &str) -> Result<NamedPath, ReadError> {
        let (form, kind) = (self.path.as_path(), PathKind::File);
        self.cache.files().locate(WrittenPath { form, file, name, kind })
    }

    /// The table of units, computed.
    pub(super) fn units_table(&self) -> &indicator::ComputedTable {
        ready_tables::select_units_table(&self.figures)
    }

    /// The row of a unit, as a table of one row.
    pub(super) fn unit_row(
        &self,
        unit: &Unit,
        totals: UnitTotals,
    ) -> indicator::ComputedTable {
        self.units_table().single_row(unit.row, totals)
    }

    /// Whether another row has the key of a unit.
    pub(super) fn is_twin(&self, unit: &Unit) -> bool {
        self.units_table().alike_rows(&unit.key).len() > 1
    }

    /// The names of all units, in their order.
    pub(super) fn names(&self) -> Vec<&str> {
        self.units.iter().map(|unit| unit.name.as_str()).collect()
    }

    /// The type of the papers of units, as the master says it.
    pub(super) fn master_kind(&self) -> &'static DocumentKind {
        read_kind(&self.master)
    }

    /// The type of the office's own paper. A form that cannot be read is told elsewhere.
    pub(super) fn office_kind(&self) -> &'static DocumentKind {
        let office = self.set.office.as_ref();
        let path = office.and_then(|name| self.locate(&self.path, &name.value).ok());
        let source = path.and_then(|path| source::read_named(&path).ok());
        let root = source.and_then(|source| yaml::parse(&source).0);
        root.as_ref().map_or(form::find_document_kind(None), read_kind)
    }

    /// The year that the master is about, where it says one.
    pub(super) fn year(&self) -> Option<u16> {
        find_entry_value(&self.master, "nam")?.scalar()?.text.trim().parse().ok()
    }

    /// The title of the set: the trích yếu of the master with the year of the plan.
    pub(super) fn title(&self) -> String {
        compose_title(&self.master)
    }

    /// Whether the form of a unit reads the totals of all units: in the master, in its
    /// override, or by what the set asks of it. Where it does not, the totals are not
    /// there to be read: a change in another unit then leaves this one's paper current.
    pub(super) fn reads_totals(&self, override_text: &str) -> bool {
        self.master_reads_totals || has_total_in_yaml(override_text)
    }

    /// What a unit's form gets from the set, and the computed tables in it. `override_text`
    /// is empty where the unit has no override.
    pub(super) fn set_context(
        &self,
        unit: &Unit,
        override_text: &str,
    ) -> (SetContext, Vec<indicator::ComputedTable>) {
        let totals = match self.reads_totals(override_text) {
            true => UnitTotals::Kept,
            false => UnitTotals::Left,
        };
        let row = self.unit_row(unit, totals);
        let queries = self.set.rollup.iter();
        let values = UnitRow::new(&self.units_spec, row.clone());
        let unit_values = UnitValues::new(move |expression| values.printed(expression));
        let mut written = self.units_spec.clone();
        if totals == UnitTotals::Left {
            // A row of totals without totals says nothing.
            written.total = None;
        }
        let ReadyTables { written, computed } = ReadyTables::with_units(written, row);
        let inputs = SetInputs {
            tables: computed.len(),
            unit: Some(unit.key.clone()),
            rollup_queries: queries.map(|query| query.from.clone()).collect(),
            ..SetInputs::default()
        };
        let unit_values = Some(unit_values);
        (SetContext { tables: written, inputs, unit_values, number: None }, computed)
    }
}

/// The type of paper that the tree of a form says.
fn read_kind(root: &YamlNode) -> &'static DocumentKind {
    let word = find_entry_value(root, "loai").and_then(YamlNode::scalar);
    form::find_document_kind(word.map(|word| word.text.as_str()))
}

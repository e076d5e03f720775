//! The report on a run: one page for the browser, a workbook and a CSV for Excel, JSON for
//! programs.
//!
//! A pure function: the same run gives the same bytes. No clock, no disk. The table is
//! computed once, as a [`RunSummary`]; a format says only how a row and a cell look.
//!
//! | file | what it does |
//! |---|---|
//! | `summary` | counts, the order of every column, bars: a [`RunReport`] → a [`RunSummary`] |
//! | `words` | states, counts and places in Vietnamese |
//! | `link` | the name of a file → a relative address that cannot be anything else |
//! | `view` | what the template of the page is given |
//! | `html` | the page: one file, no network |
//! | `book` | the workbook: units, findings unit by unit, how data files were read |
//! | `csv` | the table of units as CSV |
//! | `json` | all of it, versioned |

mod book;
mod csv;
mod html;
mod json;
mod link;
mod summary;
mod view;
mod words;

use std::collections::BTreeMap;

use super::{SavedDiagnostic, UnitRecord};
use crate::quantity::Figure;

pub use book::build_book;
pub(in crate::batch) use csv::choose_guard;
pub use csv::render_csv;
pub use html::render_html;
pub use json::{VERSION as JSON_VERSION, render_json};
pub use summary::{Bar, RunSummary, SeverityCounts, StateCounts, SummaryRow};

/// Name of the page in the folder of the output.
pub const HTML: &str = "bao-cao.html";

/// Name of the workbook.
pub const XLSX: &str = "bao-cao.xlsx";

/// Name of the table as CSV.
pub const CSV: &str = "bao-cao.csv";

/// Name of the report for programs.
pub const JSON: &str = "bao-cao.json";

/// What the report says of a run.
#[derive(Debug, Clone, Copy, Default)]
pub struct RunReport<'a> {
    /// The set as findings name it: `data/thua-thien-hue-2024/bo-ke-hoach.yaml`.
    pub set: &'a str,
    /// Trích yếu of the master, with dots for the values of units.
    pub title: &'a str,
    /// What part of the set the run was asked for, where it was not the whole: `3/16`.
    pub part: Option<&'a str>,
    /// Every unit of the set, in the order of its table.
    pub units: &'a [UnitRecord],
    /// Findings of the set itself and of the master, each once.
    pub shared: &'a [SharedDiagnostic],
    /// The lines of `doi_chieu`, in the order of the set.
    pub checks: &'a [Check],
    /// The figure of which every unit has a bar.
    pub indicator: Option<&'a HeadlineIndicator>,
    /// The office's own paper, where the set has one.
    pub common: Option<&'a UnitRecord>,
    /// Other files that the run wrote beside the report.
    pub companions: &'a [Companion],
    /// Names of files of earlier runs that no unit of the set has any more.
    pub leftovers: &'a [String],
    /// How data files were read.
    pub readings: Option<&'a SetReadings>,
}

/// How the data files of a set were read, each table of them once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetReadings {
    /// The tables of files: those with something odd, and the first of the others.
    pub tables: Vec<TableReadings>,
    /// How many tables are not listed.
    pub left_out: usize,
}

/// How one table was read from one file, by all that read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReadings {
    /// The file, as findings name it.
    pub file: String,
    /// Id of the table; empty where it has none.
    pub table: String,
    /// How many forms read it.
    pub readers: usize,
    /// The fewest rows that a form takes.
    pub least: usize,
    /// The most rows that a form takes.
    pub most: usize,
    /// The rows that all of them take together.
    pub rows: usize,
    /// Whether something was read that a clerk may not expect.
    pub is_odd: bool,
    /// What is to be said of the reading.
    pub notes: Vec<UnitClause>,
}

/// What is to be said of a reading, and of whose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitClause {
    /// `dòng 7 đang ẩn, vẫn tính`.
    pub text: String,
    /// Keys of the units; none where the set itself or its office reads the file.
    pub units: Vec<String>,
}

/// A finding of the set itself, or one that several units share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedDiagnostic {
    /// The finding, with its place resolved.
    pub diagnostic: SavedDiagnostic,
    /// Keys of the units in which it was met, in the order of the table; none where it
    /// concerns the set itself.
    pub units: Vec<String>,
}

/// What came of one line of `doi_chieu`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckOutcome {
    /// The sides agree.
    Holds,
    /// The sides differ.
    Fails,
    /// A side could not be computed: some unit has errors, or was not part of the run.
    Open,
}

/// One line of `doi_chieu`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// As written: `tong(don_vi.giam) = 1595`.
    pub text: String,
    /// What came of it.
    pub outcome: CheckOutcome,
    /// The left side, as it prints; empty where it is open.
    pub left: String,
    /// The right side, as it prints; empty where it is open.
    pub right: String,
    /// Where it does not hold and both sides are sums over units: the units that differ.
    pub gaps: Vec<CheckGap>,
}

/// A unit in which the sides of a check differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckGap {
    /// Key of the unit.
    pub unit: String,
    /// The left side, as it prints.
    pub left: String,
    /// The right side, as it prints.
    pub right: String,
    /// Left less right, as it prints; empty where a side is open.
    pub difference: String,
}

/// A figure that every unit has, by which they are seen side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadlineIndicator {
    /// Head of its column: `Số hộ giảm`.
    pub label: String,
    /// What it is counted in, empty where the set does not say it: `hộ`, `%`.
    pub unit: String,
    /// The figure of each unit, by its key; a unit without one has no bar.
    pub values: BTreeMap<String, HeadlineFigure>,
}

impl HeadlineIndicator {
    /// The head of its column: `Số hộ giảm (hộ)`.
    fn head(&self) -> String {
        match self.unit.as_str() {
            "" => self.label.clone(),
            unit => format!("{} ({unit})", self.label),
        }
    }
}

/// The headline figure of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadlineFigure {
    /// As it prints: `1.595`, `3,30%`.
    pub text: String,
    /// Its exact value, a ratio where it is a rate, and how it prints.
    pub figure: Figure,
}

/// A file beside the report, to which the page links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// What it is: `Bảng tổng hợp của các đơn vị`.
    pub label: String,
    /// Its name in the folder of the output.
    pub file: String,
}

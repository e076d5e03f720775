//! What is known of a unit after a run: plain data, kept in the manifest and shown by the
//! report. [`UnitRecord::new`] makes each record, of what the stages of a run give it.

use serde::{Deserialize, Serialize};

use crate::code;
use crate::diagnostic::{Diagnostic, FileReading, Report, Severity};

/// What became of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitState {
    /// Its papers were made in this run.
    Built,
    /// Its papers are those of an earlier run, and nothing that they come from has changed.
    Kept,
    /// Its form has errors; no paper is made.
    Faulty,
    /// Its form has no errors, but a paper could not be made or written.
    Failed,
    /// Its form has no errors, but reads a figure of the whole set in which the cell of a
    /// unit at fault is missing; no paper is made.
    Waiting,
    /// The run was not asked for it, and no paper of an earlier run is what it would make.
    Skipped,
}

/// A finding with its place resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedDiagnostic {
    /// The file, as findings name it.
    pub file: String,
    /// Line, from 1; 0 where it concerns the file as a whole.
    pub line: usize,
    /// Column, from 1, in characters; 0 where it concerns the file as a whole.
    pub column: usize,
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// Its code, as in `kehoach explain`.
    pub code: String,
    /// One sentence without full stop.
    pub message: String,
    /// Advice, each a sentence without full stop.
    pub hints: Vec<String>,
}

/// How a table was read from its file, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedReading {
    /// The file, as findings name it.
    pub file: String,
    /// Id of the table; empty where it has none.
    pub table: String,
    /// How many rows of the file are rows of the table.
    pub rows: usize,
    /// What else is to be said, each a clause.
    pub clauses: Vec<String>,
    /// Whether something was read that a clerk may not expect.
    pub is_odd: bool,
    /// Whether a clause names rows of the file, which may move.
    pub names_rows: bool,
}

/// A file that was written for a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name in the folder of the output: `a-luoi.pdf`.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A unit after a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRecord {
    /// Its cell in the key column, which no other unit has.
    pub key: String,
    /// Its name. Two units may share one.
    pub name: String,
    /// Name of its paper, without extension.
    pub paper: String,
    /// Number of its paper, where the set gives numbers.
    pub number: Option<u32>,
    /// What became of it in the run.
    pub state: UnitState,
    /// What its papers come from: two SHA-256 in hexadecimal, with a dot between, of the
    /// content and of its places in files of data.
    pub inputs: String,
    /// The files of its papers.
    pub files: Vec<FileRecord>,
    /// Number of pages; 0 where no pages were laid out.
    pub pages: usize,
    /// What was found, in the order of its files.
    pub findings: Vec<SavedDiagnostic>,
    /// How many findings its form suppresses. Manifests know it as `silenced`.
    #[serde(rename = "silenced")]
    pub suppressed: usize,
    /// The figures that the set reads out of its plan (`tong_hop`), in the order of the
    /// set: exact fractions; none where one is pending or could not be computed.
    #[serde(default)]
    pub figures: Vec<Option<String>>,
    /// How its data files were read, table by table.
    #[serde(default)]
    pub readings: Vec<SavedReading>,
}

/// The paper of a unit, or the office's own, before it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PaperId {
    /// Key of the unit.
    pub(super) key: String,
    /// Name of the unit.
    pub(super) name: String,
    /// Name of the paper, without extension.
    pub(super) paper: String,
    /// Number of the paper, where the set gives numbers.
    pub(super) number: Option<u32>,
    /// Hash of all that the paper comes from.
    pub(super) inputs: String,
}

/// What examining a form gives. The default stands for one that was not examined.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Examination {
    /// What was found.
    pub(super) findings: Vec<SavedDiagnostic>,
    /// How many findings the form suppresses.
    pub(super) suppressed: usize,
    /// The figures that the set reads out of the plan.
    pub(super) figures: Vec<Option<String>>,
    /// How data files were read.
    pub(super) readings: Vec<SavedReading>,
}

/// What was written of a paper. The default stands for one that was not made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PaperFiles {
    /// Its files, in all formats.
    pub(super) files: Vec<FileRecord>,
    /// Number of pages; 0 where no pages were laid out.
    pub(super) pages: usize,
}

impl UnitRecord {
    /// The record of a paper, from what the stages of a run give.
    pub(super) fn new(
        id: &PaperId,
        state: UnitState,
        examination: Examination,
        written: PaperFiles,
    ) -> Self {
        let PaperId { key, name, paper, number, inputs } = id.clone();
        let Examination { findings, suppressed, figures, readings } = examination;
        let PaperFiles { files, pages } = written;
        Self {
            key,
            name,
            paper,
            number,
            state,
            inputs,
            files,
            pages,
            findings,
            suppressed,
            figures,
            readings,
        }
    }

    /// The record of a unit whose papers are current. Its name is no part of its inputs,
    /// and may have changed since.
    pub(super) fn as_kept(&self, name: &str) -> Self {
        Self { name: name.to_owned(), state: UnitState::Kept, ..self.clone() }
    }
}

impl UnitState {
    /// Whether the papers are there, and made from what the unit is now.
    pub(super) fn is_done(self) -> bool {
        matches!(self, Self::Built | Self::Kept)
    }

    /// Whether the run was asked for the papers and they could not be made.
    pub(super) fn is_at_fault(self) -> bool {
        matches!(self, Self::Faulty | Self::Failed | Self::Waiting)
    }
}

impl SavedReading {
    /// How tables were read, as a record has it.
    #[must_use]
    pub fn from_readings(readings: &[FileReading]) -> Vec<Self> {
        readings.iter().map(Self::from_reading).collect()
    }

    fn from_reading(reading: &FileReading) -> Self {
        Self {
            file: reading.file.clone(),
            table: reading.table.clone().unwrap_or_default(),
            rows: reading.taken,
            // The first clause counts the rows.
            clauses: reading.clauses().into_iter().skip(1).collect(),
            is_odd: reading.is_odd(),
            names_rows: reading.names_rows(),
        }
    }
}

impl SavedDiagnostic {
    /// All findings of some reports.
    #[must_use]
    pub fn from_reports(reports: &[Report]) -> Vec<Self> {
        let mut res = Vec::new();
        for report in reports {
            let rest = report.rest();
            let findings = report.findings.iter().chain(&rest);
            res.extend(findings.map(|finding| Self::from_diagnostic(report, finding)));
        }
        res
    }

    /// What the report says of dots on a paper: whoever signs it should know of them. It is
    /// nobody's fault, so the run itself does not tell of every paper.
    pub(super) fn of_blanks(paper: &str, blanks: usize) -> Self {
        let message =
            format!("văn bản in dấu chấm ở {blanks} chỗ, vì số hoặc chữ ở đó chưa có");
        let finding =
            Diagnostic::new(&code::batch::OPEN_FIGURES, Severity::Hint, None, message)
                .hint("có số thì ghi thay cho `chua_co` rồi chạy lại");
        Self::from_diagnostic(&Report::without_text(paper, Vec::new()), &finding)
    }

    fn from_diagnostic(report: &Report, finding: &Diagnostic) -> Self {
        let place = report.source.as_ref().zip(finding.span);
        let place = place.map(|(source, span)| source.position(span.start));
        Self {
            file: report.name.clone(),
            line: place.map_or(0, |p| p.line),
            column: place.map_or(0, |p| p.column),
            severity: finding.severity.id().to_owned(),
            code: finding.code.id.to_owned(),
            message: finding.message.as_str().to_owned(),
            hints: finding.hints.iter().map(|hint| hint.as_str().to_owned()).collect(),
        }
    }

    /// Whether its severity is `error`.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error.id()
    }
}

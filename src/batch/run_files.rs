//! The files that speak of a whole run: the report in its formats, the merged table, and
//! all papers in one for the printer.

use std::path::PathBuf;

use crate::build::explain_write_error;
use crate::diagnostic::{Diagnostic, Report};
use crate::output::WriteError;
use crate::source;

use super::manifest::Manifest;
use super::options::Options;
use super::record::{UnitRecord, UnitState};
use super::report::{self, Companion, RunReport, RunSummary};
use super::{print, rollup};

/// The files of a run that are no papers.
pub(super) struct RunFiles {
    /// Those that were written, for the user to open.
    pub(super) written: Vec<PathBuf>,
    /// Why others were not. The papers are made: that one of these cannot be written
    /// undoes none.
    pub(super) unwritten: Vec<Report>,
    /// Those that the report links to.
    pub(super) companions: Vec<Companion>,
    /// What the user should know of them: sentences without full stop.
    pub(super) notes: Vec<String>,
    /// Whether the print file was asked for and lacks a paper.
    pub(super) is_print_lacking: bool,
}

impl RunFiles {
    /// Nothing written as yet; the report will link to the merged table.
    pub(super) fn new() -> Self {
        let table = Companion {
            label: "Bảng tổng hợp của các đơn vị".to_owned(),
            file: rollup::TABLE.to_owned(),
        };
        Self {
            written: Vec::new(),
            unwritten: Vec::new(),
            companions: vec![table],
            notes: Vec::new(),
            is_print_lacking: false,
        }
    }

    /// Keeps the finding of a record that could not be written.
    pub(super) fn check_written(
        &mut self,
        options: &Options,
        written: Result<(), WriteError>,
    ) {
        self.unwritten.extend(written.err().map(|error| options.unwritten(&error)));
    }

    /// Joins all papers for the printer, if that is asked for; `units` are those that may
    /// have been made.
    pub(super) fn print(
        &mut self,
        manifest: &Manifest,
        options: &Options,
        office: Option<&UnitRecord>,
        units: &[UnitRecord],
    ) {
        if !options.print {
            self.notes.extend(note_old_print(options, units));
            return;
        }
        let records: Vec<_> = office.into_iter().chain(units).collect();
        match print::join_papers(manifest, options, &records) {
            Err(error) => self.add_unwritten(print::PRINT, explain_write_error(&error)),
            Ok(printed) => {
                self.notes.push(printed.note);
                self.is_print_lacking = printed.is_lacking;
                if printed.written {
                    self.written.push(options.output.join(print::PRINT));
                    self.companions.push(Companion {
                        label: "Mọi văn bản trong một tệp, để in".to_owned(),
                        file: print::PRINT.to_owned(),
                    });
                }
            }
        }
    }

    /// Writes the report and the merged table.
    pub(super) fn write(
        &mut self,
        manifest: &Manifest,
        options: &Options,
        report: RunReport<'_>,
        table: String,
    ) {
        let summary = RunSummary::new(report);
        let files = [
            (report::HTML, report::render_html(&summary)),
            (report::CSV, report::render_csv(&summary)),
            (report::JSON, report::render_json(&summary)),
            (rollup::TABLE, table),
        ];
        for (name, text) in files {
            match manifest.write(name, text.as_bytes()) {
                Ok(_) => self.written.push(options.output.join(name)),
                Err(error) => self.add_unwritten(name, explain_write_error(&error)),
            }
        }
    }

    fn add_unwritten(&mut self, name: &str, finding: Diagnostic) {
        self.unwritten.push(Report::without_source(name, finding));
    }
}

/// That the papers for the printer are those of an earlier run.
fn note_old_print(options: &Options, units: &[UnitRecord]) -> Option<String> {
    let made = units.iter().any(|unit| unit.state == UnitState::Built);
    let is_old = made && source::is_present(&options.output.join(print::PRINT));
    is_old.then(|| {
        format!(
            "{} là của một lần chạy trước, chưa có các văn bản vừa làm; chạy lại với --print để gộp lại",
            print::PRINT
        )
    })
}

//! The files that speak of a whole run: the report and the merged table in their formats,
//! and all papers in one for the printer.

use std::path::PathBuf;

use crate::build::explain_write_error;
use crate::diagnostic::{Diagnostic, Report};
use crate::output::{Book, RenderedBook, WriteError};
use crate::source;

use super::manifest::Manifest;
use super::merged_table::{self, MergedTable};
use super::options::Options;
use super::print;
use super::record::{UnitRecord, UnitState};
use super::report::{self, Companion, RunReport, RunSummary};

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

/// The papers that are joined for the printer.
#[derive(Debug, Clone, Copy)]
pub(super) struct PrintedSet<'a> {
    /// What the papers are about.
    pub(super) title: &'a str,
    /// The office's own paper.
    pub(super) office: Option<&'a UnitRecord>,
    /// Units whose papers may have been made.
    pub(super) units: &'a [UnitRecord],
}

impl RunFiles {
    /// Nothing written as yet; the report will link to the merged table.
    pub(super) fn new() -> Self {
        let tables = [
            ("Bảng tổng hợp của các đơn vị", merged_table::XLSX),
            ("cũng bảng ấy, dạng CSV", merged_table::CSV),
        ];
        let companions = tables.map(|(label, file)| Companion {
            label: label.to_owned(),
            file: file.to_owned(),
        });
        Self {
            written: Vec::new(),
            unwritten: Vec::new(),
            companions: companions.into(),
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

    /// Joins all papers for the printer, if that is asked for.
    pub(super) fn print(
        &mut self,
        manifest: &Manifest,
        options: &Options,
        set: PrintedSet<'_>,
    ) {
        let PrintedSet { title, office, units } = set;
        if !options.print {
            self.notes.extend(note_old_print(options, units));
            return;
        }
        let records: Vec<_> = office.into_iter().chain(units).collect();
        match print::join_papers(manifest, options, title, &records) {
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

    /// Writes the report and the merged table, each in all its formats.
    pub(super) fn write(
        &mut self,
        manifest: &Manifest,
        options: &Options,
        report: RunReport<'_>,
        table: &MergedTable,
    ) {
        let summary = RunSummary::new(report);
        let report = report::build_book(&summary);
        let html = report::render_html(&summary);
        self.write_file(manifest, options, report::HTML, html.as_bytes());
        self.write_book(manifest, options, report::XLSX, &report);
        let csv = report::render_csv(&summary);
        self.write_file(manifest, options, report::CSV, csv.as_bytes());
        let json = report::render_json(&summary);
        self.write_file(manifest, options, report::JSON, json.as_bytes());
        self.write_book(manifest, options, merged_table::XLSX, &table.book);
        self.write_file(manifest, options, merged_table::CSV, table.csv.as_bytes());
    }

    /// Writes a workbook, and notes what it could not hold.
    fn write_book(
        &mut self,
        manifest: &Manifest,
        options: &Options,
        name: &str,
        book: &Book,
    ) {
        match book.render() {
            Ok(rendered) => {
                self.notes.extend(note_long_figures(name, &rendered));
                self.notes.extend(note_cut_sheets(name, &rendered));
                self.write_file(manifest, options, name, &rendered.bytes);
            }
            Err(error) => {
                let error = WriteError::from_io(&options.output, error);
                self.add_unwritten(name, explain_write_error(&error));
            }
        }
    }

    fn write_file(
        &mut self,
        manifest: &Manifest,
        options: &Options,
        name: &str,
        bytes: &[u8],
    ) {
        match manifest.write(name, bytes) {
            Ok(_) => self.written.push(options.output.join(name)),
            Err(error) => self.add_unwritten(name, explain_write_error(&error)),
        }
    }

    fn add_unwritten(&mut self, name: &str, finding: Diagnostic) {
        self.unwritten.push(Report::without_source(name, finding));
    }
}

/// That figures of a workbook are text, since Excel would change their last digits.
fn note_long_figures(name: &str, book: &RenderedBook) -> Option<String> {
    // Cells named in the note; the sheet has them all.
    const MOST: usize = 5;
    let first = book.long_figures.first()?;
    let cells = book.long_figures.iter().take(MOST).map(|cell| cell.address.as_str());
    let cells = cells.collect::<Vec<_>>().join(", ");
    let more = match book.long_figures.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" và {more} ô nữa"),
    };
    Some(format!(
        "{name}, trang “{}”, ô {cells}{more}: số có hơn 15 chữ số được ghi thành chữ, vì Excel chỉ giữ 15 chữ số",
        first.sheet
    ))
}

/// That a sheet of a workbook lacks rows, since Excel opens no more.
fn note_cut_sheets(name: &str, book: &RenderedBook) -> Vec<String> {
    let cut = book.cut.iter().map(|cut| {
        format!(
            "{name}, trang “{}” thiếu {} hàng cuối, vì Excel không mở được nhiều hơn; xem đủ ở tệp CSV hoặc JSON",
            cut.sheet, cut.rows
        )
    });
    cut.collect()
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

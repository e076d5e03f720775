//! All papers as one PDF for the printer, none of which shares a sheet with another.
//!
//! One paper is read at a time, and written out before the next is read: memory does not
//! grow with the set. The file is no PDF/A and has no tags; the papers themselves do. So its
//! title says that it is for the printer.
//!
//! | file | what it does |
//! |---|---|
//! | `joiner` | papers one after the other: pages, blank pages, outline |
//! | `pdf_writer` | objects of a PDF as they come, with the table of their places at the end |

mod joiner;
mod pdf_writer;

use std::io;

use crate::output::WriteError;
use crate::source;

use super::manifest::Manifest;
use super::options::Options;
use super::record::{UnitRecord, UnitState};

/// Name of the print file in the folder of the output.
pub(super) const PRINT: &str = "tat-ca.pdf";

/// Papers named in a note; more are counted.
const MOST_NAMED: usize = 5;

/// What came of joining the papers.
pub(super) struct PrintFile {
    /// Whether there is a file: where no paper is, there is none.
    pub(super) written: bool,
    /// Whether a paper is not in it that the run was asked for.
    pub(super) is_lacking: bool,
    /// What it holds and which papers it lacks: a sentence without full stop.
    pub(super) note: String,
}

/// Joins the papers of some records, in their order, under the title of their set. A paper that is missing or cannot be
/// read as a PDF is left out and named in the note. Papers that are missing are missed
/// only by a run of the whole set.
pub(super) fn join_papers(
    manifest: &Manifest,
    options: &Options,
    title: &str,
    records: &[&UnitRecord],
) -> Result<PrintFile, WriteError> {
    let folder = options.output.as_path();
    let is_whole = options.selection.is_whole();
    let mut papers: Vec<_> =
        records.iter().map(|record| (*record, find_pdf(record))).collect();
    if papers.iter().all(|(_, pdf)| pdf.is_none()) {
        let note = format!("không có văn bản PDF nào để gộp vào {PRINT}");
        let has_papers = records.iter().any(|record| record.state.is_done());
        return Ok(PrintFile { written: false, is_lacking: has_papers, note });
    }
    papers.retain(|(record, _)| is_whole || record.state != UnitState::Skipped);
    let mut missing = Vec::new();
    let mut joined = 0;
    let mut pages = 0;
    manifest.stream(PRINT, &mut |to: &mut dyn io::Write| {
        // Papers are read back from the folder: some are of earlier runs.
        let mut join = joiner::PaperJoiner::begin(to)?;
        for (record, pdf) in &papers {
            let bytes = pdf.and_then(|name| source::read_state(&folder.join(name)).ok());
            let added = match bytes {
                Some(bytes) => join.add(&record.name, &bytes)?,
                None => false,
            };
            if added {
                joined += 1;
            } else {
                missing.push(record.name.as_str());
            }
        }
        pages = join.end(&format!("{title} (bản gộp, chỉ để in)"))?;
        Ok(())
    })?;
    let mut note = format!("{PRINT}: {joined} văn bản, {pages} trang kể cả trang trắng");
    if !missing.is_empty() {
        let named = missing.iter().take(MOST_NAMED).copied().collect::<Vec<_>>();
        let more = match missing.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" và {more} văn bản khác"),
        };
        note += &format!("; thiếu {}: {}{more}", missing.len(), named.join(", "));
    }
    Ok(PrintFile { written: true, is_lacking: !missing.is_empty(), note })
}

/// The name of the PDF of a paper, where it is there and current.
fn find_pdf(record: &UnitRecord) -> Option<&str> {
    let names = record.files.iter().map(|file| file.name.as_str());
    names.filter(|_| record.state.is_done()).find(|name| name.ends_with(".pdf"))
}

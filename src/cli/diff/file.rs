//! What a redline becomes in the folder of the output: a PDF, or a page for a browser.

use std::io;

use crate::build::{
    PaperFault, Timings, WhichPages, explain_write_error, make_portable_name,
};
use crate::diff::{Changes, report as reports};
use crate::output;
use crate::redline::Redline;

use super::super::args::{DiffFormat, ReportFormat};
use super::super::{ExitStatus, Streams, report, show_path};
use super::Comparer;

/// A plan of which both versions were compared.
pub(super) struct PlanRedline<'a> {
    pub(super) changes: &'a Changes,
    pub(super) redline: &'a Redline,
}

impl Comparer<'_> {
    /// Writes the file of a plan, and prints where it is.
    pub(super) fn write_redline(
        &self,
        plan: &PlanRedline<'_>,
        name: &str,
        streams: &mut Streams<'_>,
    ) -> io::Result<ExitStatus> {
        let suffix = if self.args.to == DiffFormat::Html { "html" } else { "pdf" };
        let file = format!("{}-so-sanh.{suffix}", make_portable_name(name));
        let written = self.make_redline(plan).and_then(|bytes| {
            output::write_in_folder(&self.args.output, &file, &bytes)
                .map_err(|error| Box::new(explain_write_error(&error)).into())
        });
        match written {
            Ok(path) => {
                writeln!(streams.out, "{}", show_path(&path))?;
                Ok(ExitStatus::Success)
            }
            Err(fault) => {
                let reports = [fault.report(name)];
                report::print_reports(&reports, ReportFormat::Human, streams)?;
                Ok(ExitStatus::UsageError)
            }
        }
    }

    /// The bytes of the file of a plan.
    fn make_redline(&self, plan: &PlanRedline<'_>) -> Result<Vec<u8>, PaperFault> {
        let PlanRedline { changes, redline } = plan;
        let which =
            if self.args.changed { WhichPages::ChangedOnly } else { WhichPages::All };
        let mut timings = Timings::default();
        if self.args.to == DiffFormat::Html {
            let pages = self.engine.redline_pictures(redline, which, &mut timings)?;
            return Ok(reports::format_changes_as_page(changes, &pages).into_bytes());
        }
        self.engine.redline(redline, which, &mut timings)
    }
}

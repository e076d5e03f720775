//! One unit of a run: looked at, and made.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::build::{Engine, Examined, Prepared, PreparedWords, Timings};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::formula::Value;
use crate::output::{Format, Slot, Spool};
use crate::source::Source;
use crate::template::TypstSource;

use super::pool::Typesetter;
use super::record::FileRecord;
use super::rollup;
use super::set::{OpenSet, Unit};

/// What looking at a unit gives.
pub(super) struct Checked {
    pub(super) reports: Vec<Report>,
    pub(super) silenced: usize,
    pub(super) figures: Vec<Option<String>>,
    /// Its paper as far as it goes without pages.
    pub(super) ahead: Option<Ahead>,
}

/// Most bytes of papers put by between checking and making, in a file of the system's
/// folder for such: some two thousand papers. Units beyond are looked at twice.
const PUT_BY: u64 = 128 << 20;

/// Where papers are put by.
pub(super) fn put_by() -> Spool {
    Spool::new(PUT_BY)
}

/// A paper that is put by, so that its unit need not be looked at again when all are
/// checked.
#[derive(Debug)]
pub(super) struct Ahead {
    /// All but its source.
    words: PreparedWords,
    source: Slot,
}

impl Ahead {
    /// Puts the paper of a unit by: of one without a text of its own, where only pages
    /// are wanted.
    fn of(
        engine: &Engine,
        examined: &Examined,
        formats: &[Format],
        spool: &Spool,
    ) -> Option<Self> {
        let plan = examined.plan.as_ref()?;
        let alone = examined.report.source.as_ref()?.parts().len() == 2;
        if !alone || !spool.has_room() || !formats.iter().all(|f| f.has_pages()) {
            return None;
        }
        let timings = &mut Timings::default();
        let Prepared { typst, words } =
            engine.prepare_paper(plan, formats, timings).ok()?;
        let source = spool.put(&typst?.main)?;
        Some(Self { words, source })
    }

    /// The paper; `None` where it cannot be had back.
    pub(super) fn paper(&self, engine: &Engine, spool: &Spool) -> Option<Prepared> {
        let main = spool.get(self.source)?;
        let library = engine.templates().texts()[1].1.to_owned();
        let (typst, words) = (TypstSource { main, library }, self.words.clone());
        Some(Prepared { typst: Some(typst), words })
    }
}

impl Checked {
    /// A unit that could not be looked at.
    pub(super) fn failed(report: Report) -> Self {
        Self { reports: vec![report], silenced: 0, figures: Vec::new(), ahead: None }
    }
}

/// Does work for one paper; a panic in it is a finding of that paper, and the end of no
/// other.
pub(super) fn sheltered<R>(paper: &str, work: impl FnOnce() -> R) -> Result<R, Report> {
    // Whoever calls drops what the work was changing.
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
        let message = "chương trình bị vấp ở văn bản này; đây là lỗi của chương trình, không phải của biểu";
        let finding = Diagnostic::new("internal", Severity::Error, None, message)
            .hint("báo cho người viết chương trình, kèm tệp biểu và dòng dưới đây")
            .hint(said.unwrap_or("panic").to_owned());
        Report::unreadable(paper, finding)
    })
}

pub(super) fn checked(
    set: &OpenSet,
    engine: &Engine,
    unit: &Unit,
    number: Option<u32>,
    (formats, spool): (&[Format], &Spool),
) -> Checked {
    let mut reports = unit.faults.clone();
    let examined = match set.examine(engine, unit, number) {
        Ok(examined) => examined,
        Err(report) => {
            reports.push(report);
            let figures = Vec::new();
            return Checked { reports, silenced: 0, figures, ahead: None };
        }
    };
    let figures = examined.figures.probes().iter().map(|value| match value {
        Some(Value::Number(number)) => Some(number.ratio()),
        _ => None,
    });
    let figures = figures.collect();
    let silenced = examined.report.silenced;
    // What the row lacks is told already.
    if !reports.iter().any(Report::has_errors) {
        reports.extend(rollup::reports(&examined));
    }
    let sound = !reports.iter().any(Report::has_errors);
    let ahead = if sound { Ahead::of(engine, &examined, formats, spool) } else { None };
    Checked { reports, silenced, figures, ahead }
}

/// A paper that was made.
pub(super) struct Made {
    pub(super) files: Vec<FileRecord>,
    pub(super) pages: usize,
    pub(super) reports: Vec<Report>,
}

impl Made {
    /// Nothing, and why.
    pub(super) fn failed(reports: Vec<Report>) -> Self {
        Self { files: Vec::new(), pages: 0, reports }
    }
}

/// Writes a file; where it is held open, what was put beside it instead.
pub(super) type Write<'w> = dyn Fn(&str, &[u8]) -> Result<FileRecord, (Option<FileRecord>, Box<Diagnostic>)>
    + Sync
    + 'w;

/// Makes a paper from what stands before its pages; `source` is the form.
pub(super) fn made(
    engine: &Engine,
    (source, prepared): (&Source, Result<Prepared, Box<Diagnostic>>),
    typesetter: &mut Typesetter<'_>,
    (paper, formats): (&str, &[Format]),
    write: &Write<'_>,
) -> Made {
    let mut res = Made { files: Vec::new(), pages: 0, reports: Vec::new() };
    let timings = &mut Timings::default();
    let fail = |res: &mut Made, finding: Diagnostic| {
        res.reports.push(Report::unreadable(paper, finding));
    };
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(finding) => {
            fail(&mut res, *finding);
            return res;
        }
    };
    let paged = prepared.typst.as_ref().filter(|_| formats.iter().any(|f| f.has_pages()));
    let laid_out = match paged {
        Some(typst) => {
            let page = &prepared.words.page;
            match typesetter.typeset_again(typst, page, formats, timings) {
                Ok(laid_out) => Some(laid_out),
                Err(unset) => {
                    fail(&mut res, *unset.diagnostic());
                    return res;
                }
            }
        }
        None => None,
    };
    res.pages = laid_out.as_ref().map_or(0, |laid_out| laid_out.pages);
    let produced = engine.finish(source, &prepared, formats, laid_out);
    res.reports.extend(Report::new(source.clone(), produced.findings, 0).split());
    res.reports.retain(|report| !report.findings.is_empty());
    for product in produced.products {
        match write(&format!("{paper}{}", product.suffix), &product.bytes) {
            Ok(file) => res.files.push(file),
            Err((kept, finding)) => {
                res.files.extend(kept);
                fail(&mut res, *finding);
            }
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_finding_of_its_paper() {
        assert_eq!(sheltered("a", || 1).ok(), Some(1));
        let report = sheltered("a", || panic!("at {}", 5)).map(|(): ()| ()).unwrap_err();
        assert_eq!((report.name.as_str(), report.findings[0].code), ("a", "internal"));
        let said = format!("{:?}", report.findings[0]);
        assert!(said.contains("at 5"), "{said}");
    }
}

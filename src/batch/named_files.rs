//! The files that a set names: its master, the form of the office's own plan, its ledger.

use std::path::Path;

use crate::build::{explain_outside, report_unreadable_file};
use crate::code;
use crate::diagnostic::{Diagnostic, Report};
use crate::form::{Set, Spanned};
use crate::source::{
    self, Files, NamedPath, PathKind, ReadError, Source, Span, WrittenPath,
};

use super::shared_ledger::locate_ledger;

/// Why there is no master.
pub(super) enum MasterFault {
    /// Its name in the set is wrong.
    InSet(Box<Diagnostic>),
    /// The file cannot be read.
    InMaster(Box<Report>),
}

/// A file that the set at a path names.
pub(super) fn locate_in_set(
    store: &dyn Files,
    set: &Path,
    name: &str,
) -> Result<NamedPath, ReadError> {
    store.locate(WrittenPath { form: set, file: set, name, kind: PathKind::File })
}

/// Reads the master that a set names.
pub(super) fn read_master(
    store: &dyn Files,
    set: &Path,
    named: &Spanned<String>,
) -> Result<Source, MasterFault> {
    let path = locate_in_set(store, set, &named.value)
        .map_err(|error| explain_master(named, Path::new(&named.value), error))?;
    source::read_named(&path).map_err(|error| explain_master(named, path.path(), error))
}

fn explain_master(named: &Spanned<String>, path: &Path, error: ReadError) -> MasterFault {
    match error {
        ReadError::Missing => {
            let message = format!("không có biểu mẫu {}", named.value);
            MasterFault::InSet(Box::new(report_missing(named.span, message)))
        }
        ReadError::Outside(outside) => {
            MasterFault::InSet(Box::new(explain_outside(&outside, Some(named.span))))
        }
        error => MasterFault::InMaster(Box::new(report_unreadable_file(path, error))),
    }
}

/// What is wrong with the names of files that are only read later: the form of the office's
/// own plan after all units are checked, the ledger when papers are numbered.
pub(super) fn check_named_files(
    store: &dyn Files,
    path: &Path,
    set: &Set,
) -> Vec<Diagnostic> {
    let office = set.office.as_ref();
    let office = office.and_then(|office| check_office(store, path, office));
    let ledger = set.numbering.as_ref().and_then(|numbering| {
        let span = numbering.ledger.as_ref().map_or(numbering.span, |named| named.span);
        match locate_ledger(store, path, set)? {
            Err(ReadError::Outside(outside)) => {
                Some(explain_outside(&outside, Some(span)))
            }
            // What else is wrong with it is told by who reads it.
            Ok(_) | Err(_) => None,
        }
    });
    office.into_iter().chain(ledger).collect()
}

fn check_office(
    store: &dyn Files,
    path: &Path,
    office: &Spanned<String>,
) -> Option<Diagnostic> {
    let read = locate_in_set(store, path, &office.value)
        .and_then(|path| source::read_named(&path));
    match read {
        Err(ReadError::Missing) => {
            let message = format!("không có biểu của kế hoạch chung {}", office.value);
            let finding = report_missing(office.span, message);
            Some(finding.hint("không làm kế hoạch chung thì xóa dòng này"))
        }
        Err(ReadError::Outside(outside)) => {
            Some(explain_outside(&outside, Some(office.span)))
        }
        Ok(_) | Err(_) => None,
    }
}

fn report_missing(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&code::file::MISSING_FILE, span, message)
        .label("cần tệp này, tính từ thư mục của bộ")
}

//! The numbers of the papers of a set, from its ledger.

use std::path::Path;
use std::time::Duration;

use crate::build::{explain_write_error, report_unreadable_file};
use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::output::{self, Lock, LockMode, MarkedFolder, Storage, WriteError};
use crate::source::{self, NamedPath};

use super::issuer::IssuedPapers;
use super::ledger::Ledger;
use super::options::Options;
use super::set::OpenSet;
use super::shared_ledger::locate_ledger;

/// How often a ledger that another run holds is tried again, and after what time: that
/// run releases it when its forms are examined, before it makes a paper.
const TRIES: u32 = 600;
const PAUSE: Duration = Duration::from_millis(100);

/// The number of each paper, and the ledger that has to be written before any bears it.
pub(super) struct IssuedNumbers {
    /// By index of the unit; none where its form does not say who issues it.
    numbers: Vec<Option<u32>>,
    ledger: Ledger,
    path: NamedPath,
    storage: &'static dyn Storage,
    /// From before the ledger is read until it is written: no other run gives numbers
    /// out of it. None where it is written, or its folder takes no lock.
    locked: Option<LockedLedger>,
}

/// A ledger that no other run writes meanwhile.
struct LockedLedger {
    folder: MarkedFolder,
    /// Its name there.
    name: String,
    /// Given back when it is dropped.
    _lock: Lock,
}

impl IssuedNumbers {
    /// The number of the paper of a unit.
    pub(super) fn number(&self, unit: usize) -> Option<u32> {
        self.numbers.get(unit).copied().flatten()
    }

    /// Writes the ledger, where it has new numbers, and lets other runs have it. All its
    /// numbers are on the disk for good when this is done, also those that a run gave
    /// which was killed.
    ///
    /// # Errors
    ///
    /// When it cannot be written: none of its new numbers may be on a paper.
    pub(super) fn write(&mut self) -> Result<(), Vec<Report>> {
        let text = self.ledger.text();
        let written = match self.locked.take() {
            _ if !self.ledger.is_changed() => {
                output::confirm_file(self.storage, self.path.real())
            }
            Some(LockedLedger { folder, name, _lock }) => {
                folder.save(&name, text.as_bytes()).map(|_| ())
            }
            None => output::save_file(self.storage, self.path.real(), text.as_bytes())
                .map(|_| ()),
        };
        written.map_err(|error| vec![report_unwritten_ledger(self.path.path(), &error)])
    }
}

/// The folder of a ledger, and its name there.
fn split_path(path: &Path) -> (&Path, String) {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (folder.unwrap_or(Path::new(".")), name.into_owned())
}

/// What the name of a ledger begins with while it is being written.
fn compose_mark(name: &str) -> String {
    format!(".{name}.")
}

/// Locks a ledger, and removes what a killed run left half-written of it. None where its
/// folder takes no lock: nothing can be written there either, which is reported when there
/// is something to write.
fn lock_ledger(
    storage: &'static dyn Storage,
    path: &NamedPath,
) -> Result<Option<LockedLedger>, Vec<Report>> {
    let (folder, name) = split_path(path.real());
    let mark = compose_mark(&name);
    let lock_path = folder.join(format!("{mark}khoa"));
    for _ in 0..TRIES {
        match output::lock_file(&lock_path, LockMode::Exclusive) {
            Ok(Some(lock)) => {
                let folder = MarkedFolder::open(storage, folder, &mark);
                return Ok(Some(LockedLedger { folder, name, _lock: lock }));
            }
            Ok(None) => std::thread::sleep(PAUSE),
            Err(_) => return Ok(None),
        }
    }
    let shown = source::show_path(path.path());
    let message = "một lần chạy khác đang lấy số ở sổ này";
    let finding =
        Diagnostic::new(&code::batch::BATCH_RUNNING, Severity::Error, None, message)
            .hint("chờ lần chạy ấy xem xét xong các biểu rồi chạy lại");
    Err(vec![Report::without_source(&shown, finding)])
}

/// The finding of a ledger that could not be written; its place is not chosen by `-o`.
fn report_unwritten_ledger(path: &Path, error: &WriteError) -> Report {
    let shown = source::show_path(path);
    let untouched = "chưa văn bản nào được làm; sổ cũ còn nguyên";
    let finding = match error {
        WriteError::CannotWrite { error, .. }
        | WriteError::CannotCreate { error, .. } => {
            let message = "không ghi được sổ số văn bản";
            Diagnostic::new(&code::output::CANNOT_WRITE, Severity::Error, None, message)
                .hint(format!("xem tài khoản có quyền ghi vào thư mục của sổ không (máy báo: {error})"))
                .hint(untouched)
        }
        WriteError::DiskFull { error, .. } => {
            let message = "đĩa đầy: không còn chỗ để ghi sổ số văn bản";
            Diagnostic::new(&code::output::DISK_FULL, Severity::Error, None, message)
                .hint(format!(
                    "xóa bớt tệp không dùng rồi chạy lại lệnh (máy báo: {error})"
                ))
                .hint(untouched)
        }
        WriteError::InUse { .. } => explain_write_error(error),
    };
    Report::without_source(&shown, finding)
}

/// Numbers the papers of all units, whatever is selected; `None` where the set gives no
/// numbers.
///
/// The ledger is locked before it is read and until it is written, so that two runs never
/// choose the same number. Only the head of each form is read for it, since a number may
/// be printed anywhere in the form and must be known before the whole is read.
///
/// # Errors
///
/// What is wrong with the ledger: nothing is numbered then.
pub(super) fn number_papers(
    set: &OpenSet,
    options: &Options,
) -> Result<Option<IssuedNumbers>, Vec<Report>> {
    let Some(numbering) = &set.set.numbering else { return Ok(None) };
    let Some(path) = locate_ledger(set.cache.files(), &set.path, &set.set) else {
        return Ok(None);
    };
    let path = path.map_err(|error| vec![report_unreadable_file(&set.path, error)])?;
    let storage = options.storage;
    let locked = lock_ledger(storage, &path)?;
    let mut ledger = Ledger::open_named(&path).map_err(|report| vec![*report])?;
    let issued = IssuedPapers::collect(set, options.jobs);
    let papers = issued.requests(set);
    let others: Vec<_> =
        issued.others.iter().map(|unit| set.units[*unit].key.as_str()).collect();
    let question = issued.ask_series(set, &ledger.find_numbered(&papers));
    let numbers = ledger.assign(numbering.from.value, &papers, &others);
    let numbers = match (question, numbers) {
        (None, Ok(numbers)) => numbers,
        // All that is wrong at once; a ledger that was changed here is not written.
        (question, numbers) => {
            let faults = numbers.err().map(|report| *report);
            return Err(question.into_iter().chain(faults).collect());
        }
    };
    let mut by_unit = vec![None; set.units.len()];
    for (paper, number) in issued.papers.iter().zip(numbers) {
        by_unit[paper.unit] = Some(number);
    }
    // Without a new number there is nothing to write, and other runs need not wait.
    let locked = locked.filter(|_| ledger.is_changed());
    Ok(Some(IssuedNumbers { numbers: by_unit, ledger, path, storage, locked }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::named_files::locate_in_set;
    use crate::output::SystemStorage;
    use crate::source::Disk;

    #[test]
    fn a_ledger_is_had_by_one_run_at_a_time_and_cleaned_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let set = folder.path().join("bo-ke-hoach.yaml");
        let path = locate_in_set(&Disk::default(), &set, "so.csv").unwrap();
        let left = output::write_in_folder(folder.path(), ".so.csv.x.tam", b"").unwrap();
        let first = lock_ledger(&SystemStorage, &path).unwrap();
        assert!(first.is_some() && !source::is_present(&left));
        std::thread::scope(|scope| {
            let second =
                scope.spawn(|| lock_ledger(&SystemStorage, &path).unwrap().is_some());
            std::thread::sleep(PAUSE);
            assert!(!second.is_finished(), "it waits");
            drop(first);
            assert!(second.join().unwrap());
        });
    }

    #[test]
    fn a_ledger_that_cannot_be_written_is_told_as_such() {
        let error = std::io::ErrorKind::PermissionDenied.into();
        let error = WriteError::from_io(Path::new("bo"), error);
        let report = report_unwritten_ledger(Path::new("bo/so.csv"), &error);
        assert_eq!(report.name, "bo/so.csv");
        let finding = &report.findings[0];
        assert_eq!(finding.code.id, "cannot-write");
        let hints = finding.hints.join("; ");
        assert!(!hints.is_empty() && !hints.contains("`-o`"), "{hints}");
    }
}

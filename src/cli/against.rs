//! `check --against`: another version of each form that is checked.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::build::{Engine, Examined, Input, Timings, find_inputs_in};
use crate::diagnostic::Report;
use crate::diff;

use super::diff::extract_version;
use super::side::{self, ComparedPath};

/// The other version of what is checked.
pub(super) struct Against {
    /// What the user calls it.
    name: String,
    /// Each path of the command line with its other side; `None` where that has nothing
    /// of the name.
    sides: Vec<(PathBuf, Option<Other>)>,
}

/// The other side of a path.
struct Other {
    side: ComparedPath,
    forms: Vec<Input>,
}

/// What a comparison of a form has found.
pub(super) enum Compared {
    /// Findings are in the report.
    Fine,
    /// The other version does not have the form.
    Absent,
    /// The other version has a form that cannot be read.
    Unreadable(Vec<Report>),
}

impl Against {
    /// The other version of some paths: of a file or folder where there is one of that
    /// name, else of a revision of git. Its forms may read what those of the paths may:
    /// the folders in `allowed` too.
    ///
    /// # Errors
    ///
    /// A report where it is neither.
    pub(super) fn new(
        word: &OsString,
        paths: &[PathBuf],
        allowed: &[PathBuf],
    ) -> Result<Self, Box<Report>> {
        let current = Path::new("");
        let mut sides = Vec::with_capacity(paths.len());
        for path in paths {
            let side = side::find_counterpart(word, paths, path, current)?;
            let other = side.map(|side| {
                let side = side.with_allowed(allowed);
                // A folder without forms has none to compare.
                let forms =
                    find_inputs_in(&*side.files, std::slice::from_ref(&side.path));
                Other { forms: forms.unwrap_or_default(), side }
            });
            sides.push((path.clone(), other));
        }
        Ok(Self { name: side::show_word(OsStr::new(word)), sides })
    }

    /// What the user calls it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Adds to the report of a form what has moved without a note.
    pub(super) fn compare(
        &self,
        engine: &Engine,
        input: &Input,
        examined: &mut Examined,
    ) -> Compared {
        let Some((side, old)) = self.other(input) else { return Compared::Absent };
        let draft = examined.draft.clone();
        let source = examined.report.source.clone();
        let (Some(draft), Some(source)) = (draft, source) else {
            // That it cannot be read is reported already.
            return Compared::Fine;
        };
        let old = engine.examine_in(&side.files, &old.path, &mut Timings::default());
        let old = match extract_version(old, &self.name) {
            Ok(old) => old,
            Err(faults) => return Compared::Unreadable(faults),
        };
        let new = diff::PlanVersion::new("", source.clone(), draft, &[]);
        let shifts = diff::compare_versions(&old, &new).watched;
        let found = diff::report_unexplained(&old, &new, &shifts, &self.name);
        let report = &mut examined.report;
        let mut all = std::mem::take(&mut report.findings);
        all.extend(found);
        let (left_out, unlisted) = (*report.left_out, report.unlisted);
        *report = Report::new(source, all, report.suppressed);
        report.unlisted = unlisted;
        report.left_out.add(left_out);
        Compared::Fine
    }

    /// The form of the other version that stands in the place of one.
    fn other(&self, input: &Input) -> Option<(&ComparedPath, &Input)> {
        let (path, other) =
            self.sides.iter().find(|(path, _)| input.path.starts_with(path))?;
        let Other { side, forms } = other.as_ref()?;
        let place = input.path.strip_prefix(path).ok();
        let found = forms
            .iter()
            .find(|form| form.path.strip_prefix(&side.path).ok() == place)
            .or_else(|| match &forms[..] {
                // A folder may stand for the one form in it.
                [form] if input.path == *path || is_folder_of(path, input) => Some(form),
                _ => None,
            });
        found.map(|form| (side, form))
    }
}

/// Whether a form is the one of a folder that was named in its place.
fn is_folder_of(folder: &Path, input: &Input) -> bool {
    input.path.parent() == Some(folder)
}

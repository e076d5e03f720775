//! Which forms a command line names, and what their papers are called.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::source::{self, Disk, Files};

/// Name of a form in its folder.
pub const FORM_NAME: &str = "ke-hoach.yaml";

/// A form and the name of its paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The file of the form.
    pub path: PathBuf,
    /// Name of the paper without extension.
    pub name: String,
}

/// The forms of some paths. A folder stands for its own form, or for all forms below
/// it.
///
/// # Errors
///
/// A report for each path that names no form, and for each paper that two forms would
/// make.
pub fn find_inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Vec<Report>> {
    find_inputs_in(&Disk::default(), paths)
}

/// The forms of some paths of a store.
///
/// # Errors
///
/// As [`find_inputs`].
pub fn find_inputs_in(
    files: &dyn Files,
    paths: &[PathBuf],
) -> Result<Vec<Input>, Vec<Report>> {
    let mut res: Vec<Input> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut by_name: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut faults = Vec::new();
    for path in paths {
        let found = find_forms(files, path);
        if found.is_empty() {
            faults.push(report_no_form(files, path));
        }
        for form in found {
            if seen.contains(&form) {
                continue;
            }
            let name = name_paper(files, &form);
            // Windows takes `A.pdf` and `a.pdf` for one file.
            let lower = name.to_lowercase();
            if let Some(twin) = by_name.get(&lower) {
                let twin = files.shown(twin);
                faults.push(report_same_output(&files.shown(&form), &twin, &name));
                continue;
            }
            seen.insert(form.clone());
            by_name.insert(lower, form.clone());
            res.push(Input { path: form, name });
        }
    }
    if faults.is_empty() { Ok(res) } else { Err(faults) }
}

/// All these forms of a store, each with a paper of its own name: where two would have
/// one, it is that of the whole way to the form.
#[must_use]
pub fn name_inputs_in(files: &dyn Files, base: &Path, forms: &[PathBuf]) -> Vec<Input> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for form in forms {
        *counts.entry(name_paper(files, form).to_lowercase()).or_default() += 1;
    }
    let mut taken = BTreeSet::new();
    let inputs = forms.iter().map(|form| {
        let short = name_paper(files, form);
        let is_alone = counts.get(&short.to_lowercase()) == Some(&1);
        let name = if is_alone { short } else { name_whole_way(base, form) };
        let others = (2..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.clone()).chain(others);
        let free = names.find(|name| taken.insert(name.to_lowercase()));
        Input { path: form.clone(), name: free.unwrap_or(name) }
    });
    inputs.collect()
}

/// The folders from `base` to a form as one name: `huyen-xa`.
fn name_whole_way(base: &Path, form: &Path) -> String {
    let below = form.strip_prefix(base).unwrap_or(form);
    let folders = below.parent().unwrap_or(below).components();
    let folders: Vec<_> =
        folders.map(|folder| folder.as_os_str().to_string_lossy().into_owned()).collect();
    make_portable_name(&folders.join("-"))
}

fn find_forms(files: &dyn Files, path: &Path) -> Vec<PathBuf> {
    if !files.is_dir(path) {
        return vec![path.to_owned()];
    }
    let form = path.join(FORM_NAME);
    if files.exists(&form) {
        return vec![form];
    }
    let below = files.list_files(path).into_iter();
    below.filter(|path| path.file_name().is_some_and(|name| name == FORM_NAME)).collect()
}

/// The name of a form's folder, or of the form itself where it is not called
/// [`FORM_NAME`].
fn name_paper(files: &dyn Files, form: &Path) -> String {
    let name = if form.file_name().is_some_and(|name| name != FORM_NAME) {
        form.file_stem().map(OsStr::to_owned)
    } else {
        let folder = form
            .parent()
            .filter(|folder| folder.file_name().is_some())
            .map(Path::to_owned);
        let folder = folder.or_else(|| files.absolute_parent(form));
        folder.and_then(|folder| folder.file_name().map(OsStr::to_owned))
    };
    let name = name.map(|name| name.to_string_lossy().into_owned());
    make_portable_name(&name.unwrap_or_else(|| "ke-hoach".to_owned()))
}

/// A name that every system takes: Windows keeps some for itself.
pub(crate) fn make_portable_name(name: &str) -> String {
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let clean: String = name
        .chars()
        .map(|c| if "<>:\"/\\|?*".contains(c) || c.is_control() { '-' } else { c })
        .collect();
    let clean = clean.trim_end_matches(['.', ' ']);
    let stem = clean.split('.').next().unwrap_or_default().to_ascii_lowercase();
    if RESERVED.contains(&stem.as_str()) || is_port(&stem) || stem.is_empty() {
        return format!("ke-hoach-{clean}");
    }
    clean.to_owned()
}

/// Whether Windows takes a name for a port: `com1` to `lpt9`.
fn is_port(stem: &str) -> bool {
    stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")).is_some_and(|number| {
        number.len() == 1 && number != "0" && number.parse::<u8>().is_ok()
    })
}

fn report_no_form(files: &dyn Files, path: &Path) -> Report {
    let shown = files.shown(path);
    let name = source::show_path(&shown);
    let message = format!("thư mục này không có biểu nào tên là {FORM_NAME}");
    let finding = Diagnostic::new(&code::file::NO_FORM, Severity::Error, None, message);
    // Notepad adds `.txt` to a name, and shows it without.
    let misnamed = files.list_files(path).into_iter().find_map(|file| {
        let file = file.file_name()?.to_string_lossy().into_owned();
        file.starts_with("ke-hoach.").then_some(file)
    });
    let is_set = files.exists(&path.join(crate::form::SET_NAME));
    let finding = match misnamed {
        _ if is_set => finding
            .hint(format!("thư mục này là một bộ kế hoạch; chạy: kehoach batch {name}")),
        Some(misnamed) => {
            finding.hint(format!("có tệp {misnamed}: đổi tên thành {FORM_NAME}"))
        }
        // No form is made in another store than the disk.
        None if shown != path => finding.hint("ghi thẳng đường dẫn của tệp biểu"),
        None => finding
            .hint(format!("lập biểu mẫu bằng lệnh: kehoach new {name}"))
            .hint("hoặc ghi thẳng tên tệp biểu sau lệnh"),
    };
    Report::without_source(&name, finding)
}

fn report_same_output(form: &Path, twin: &Path, name: &str) -> Report {
    let message = format!(
        "hai biểu cùng làm ra một văn bản tên là {name}: {} và {}",
        source::show_path(twin),
        source::show_path(form)
    );
    let finding =
        Diagnostic::new(&code::output::SAME_OUTPUT, Severity::Error, None, message)
            .hint("đổi tên một trong hai thư mục, hoặc làm từng biểu với `-o` khác nhau");
    Report::without_source(&source::show_path(form), finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_called_after_its_folder_or_its_form() {
        assert_eq!(
            name_paper(&Disk::default(), Path::new("data/cam-luong-2023/ke-hoach.yaml")),
            "cam-luong-2023"
        );
        assert_eq!(name_paper(&Disk::default(), Path::new("thu.yaml")), "thu");
    }

    #[test]
    fn names_that_windows_keeps_are_not_used() {
        assert_eq!(make_portable_name("con"), "ke-hoach-con");
        assert_eq!(make_portable_name("Com1.2024"), "ke-hoach-Com1.2024");
        assert_eq!(make_portable_name("a:b?"), "a-b-");
        assert_eq!(make_portable_name("company"), "company");
    }
}

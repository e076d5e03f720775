//! The overrides of a set: a folder with a file for each unit whose form differs from the
//! master.

use std::collections::BTreeMap;
use std::path::Path;

use crate::build::explain_outside;
use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Set, Spanned};
use crate::language::{self, NameMap};
use crate::source::{self, Files, NamedPath, PathKind, ReadError, WrittenPath};

use super::set::Unit;

/// Files of no unit for which the key that was meant is searched for, among all keys.
/// Where there are more, the folder is of another set, or other keys are used.
const MOST_ADVISED: usize = 50;

/// The files of the folder of overrides, by key of their units. A file that belongs to no
/// unit, and a second one of a unit, is reported.
pub(super) fn find_overrides(
    path: &Path,
    set: &Set,
    units: &[Unit],
    files: &dyn Files,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, NamedPath> {
    let Some(named) = &set.overrides else { return BTreeMap::new() };
    let folder = match locate_folder(path, named, files) {
        Ok(folder) => folder,
        Err(finding) => {
            found.push(*finding);
            return BTreeMap::new();
        }
    };
    // Two rows may share a key by mistake; then neither has a paper, and either will do.
    let keys: NameMap<usize> = units.iter().map(|unit| &unit.key).zip(0..).collect();
    let mut res = BTreeMap::new();
    let mut orphans = 0;
    for (name, file) in folder.files_in_it() {
        let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"))
        else {
            continue;
        };
        let stem = language::clean(stem);
        match keys.find(&stem).first().map(|unit| &units[*unit]) {
            Some(unit) => {
                let other = res.insert(unit.key.clone(), file);
                let other = other.as_ref().and_then(|other| other.path().file_name());
                found.extend(
                    other.map(|other| report_two_overrides(named, other, &name, unit)),
                );
            }
            None => {
                orphans += 1;
                let among = if orphans > MOST_ADVISED { &[] } else { units };
                found.push(report_orphan_override(named, &name, &stem, among));
            }
        }
    }
    res
}

/// The folder of overrides that a set names, or what is wrong with it.
fn locate_folder(
    path: &Path,
    named: &Spanned<String>,
    files: &dyn Files,
) -> Result<NamedPath, Box<Diagnostic>> {
    let name = named.value.as_str();
    let written = WrittenPath { form: path, file: path, name, kind: PathKind::Folder };
    match files.locate(written) {
        Ok(folder) if source::is_dir(folder.real()) => Ok(folder),
        Err(ReadError::Outside(outside)) => {
            Err(Box::new(explain_outside(&outside, Some(named.span))))
        }
        Ok(_) | Err(_) => {
            let message = format!("không có thư mục {name}");
            let finding =
                Diagnostic::error(&code::file::MISSING_FILE, named.span, message)
                    .label("cần một thư mục cạnh bộ")
                    .hint("không đơn vị nào có phần riêng thì xóa dòng này");
            Err(Box::new(finding))
        }
    }
}

/// The finding of a unit with `a.yaml` and `a.yml`: it is not clear which is meant.
fn report_two_overrides(
    folder: &Spanned<String>,
    first: &std::ffi::OsStr,
    second: &str,
    unit: &Unit,
) -> Diagnostic {
    let first = first.to_string_lossy();
    let name = &folder.value;
    let mut message = format!(
        "đơn vị {} có hai tệp riêng: {name}/{first} và {name}/{second}",
        unit.name
    );
    if let Some(words) = describe_stems(&first, second) {
        message += &format!(", {words}");
    }
    Diagnostic::error(&code::form::DUPLICATE_ID, folder.span, message)
        .label("mỗi đơn vị chỉ một tệp riêng")
        .hint("gộp hai tệp làm một, hoặc xóa tệp không dùng")
}

/// How the names of two files differ but for their endings, where that is hard to see.
fn describe_stems(first: &str, second: &str) -> Option<String> {
    let [first, second] =
        [first, second].map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    language::describe_name_difference(first, second)
}

fn report_orphan_override(
    folder: &Spanned<String>,
    name: &str,
    stem: &str,
    units: &[Unit],
) -> Diagnostic {
    let message = format!("tệp riêng {}/{name} không phải của đơn vị nào", folder.value);
    let finding = Diagnostic::new(
        &code::batch::STRAY_OVERRIDE,
        Severity::Warning,
        Some(folder.span),
        message,
    );
    match language::find_nearest(stem, units.iter().map(|u| u.key.as_str())) {
        Some(nearest) => {
            let words = language::describe_name_difference(stem, nearest);
            let words = words.map_or(String::new(), |words| format!(" ({words})"));
            finding.label(format!("có phải là {nearest}.yaml?{words}"))
        }
        None => finding.label("tên tệp phải là khóa của một đơn vị"),
    }
}

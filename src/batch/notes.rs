//! What the user should know of earlier runs and of papers that wait: sentences without
//! full stop.

use std::collections::BTreeSet;

use crate::code::batch::OPEN_FIGURES;
use crate::source;

use super::check::CheckedUnit;
use super::plan::{OFFICE, RunPlan};
use super::record::{UnitRecord, UnitState};

/// Stale papers named in notes; more are counted.
const MOST_STALE: usize = 100;

/// Units named in a note; more are counted.
const MOST_NAMED: usize = 5;

/// Papers of earlier runs that are still there though their units are at fault or wait, by the
/// names of their files. They are looked for before a paper is made: a new one may take the
/// name of an old one. Rows of one key share what an earlier run left, named once. Papers
/// of units that the run was not asked for are no concern of it.
pub(super) fn find_outdated(run: &RunPlan<'_>, checked: &[CheckedUnit]) -> Vec<String> {
    let mut res = Vec::new();
    let mut keys = BTreeSet::new();
    for (unit, checked) in run.units.iter().zip(checked) {
        let CheckedUnit::Settled(record) = checked else { continue };
        let is_left = matches!(record.state, UnitState::Faulty | UnitState::Waiting);
        if is_left && keys.insert(&unit.id.key) {
            res.append(&mut find_last_files(run, &unit.id.key));
        }
    }
    res
}

/// The files of the office's own paper of an earlier run, where this run of the whole set
/// has come to no other.
pub(super) fn find_outdated_office(
    run: &RunPlan<'_>,
    office: &UnitRecord,
) -> Vec<String> {
    let is_left = matches!(office.state, UnitState::Faulty | UnitState::Skipped);
    match is_left && run.options.selection.is_whole() {
        true => find_last_files(run, OFFICE),
        false => Vec::new(),
    }
}

/// The files of the last run that did a paper, by its key, as far as they are still there.
fn find_last_files(run: &RunPlan<'_>, key: &str) -> Vec<String> {
    let mut files = run.store.last_files(key);
    files.retain(|name| {
        !name.contains("-typ/") && source::is_present(&run.options.output.join(name))
    });
    files
}

/// The notes of papers that are outdated, one each.
pub(super) fn note_outdated(outdated: &[String]) -> Vec<String> {
    let named = outdated.iter().take(MOST_STALE).map(|name| {
        format!("văn bản của lần chạy trước còn trong thư mục, chưa có sửa đổi: {name}")
    });
    let mut res: Vec<_> = named.collect();
    let more = outdated.len().saturating_sub(MOST_STALE);
    if more > 0 {
        res.push(format!(
            "còn {more} văn bản nữa của lần chạy trước, chưa có sửa đổi; đơn vị nào có lỗi thì xem bao-cao.html"
        ));
    }
    res
}

/// The note of papers with dots, which the report names one by one.
pub(super) fn note_blanks(units: &[UnitRecord]) -> Option<String> {
    let has_blanks = |unit: &&UnitRecord| {
        unit.state.is_done() && unit.findings.iter().any(|f| f.code == OPEN_FIGURES.id)
    };
    let count = units.iter().filter(has_blanks).count();
    (count > 0).then(|| {
        format!("{count} văn bản còn chỗ in dấu chấm, vì số hoặc chữ chưa có (`chua_co`); báo cáo nêu từng văn bản")
    })
}

/// The note of the office's own paper, where it waits in a run of the whole set: a run of
/// a part does not say what others are to do. What does not reconcile is told in any run.
pub(super) fn note_office(
    office: &UnitRecord,
    units: &[UnitRecord],
    is_whole: bool,
) -> Option<String> {
    if office.state != UnitState::Skipped {
        return None;
    }
    let lacking: Vec<_> = units.iter().filter(|unit| !unit.state.is_done()).collect();
    let why = match lacking.len() {
        0 => "số liệu cả bộ chưa khớp".to_owned(),
        _ if !is_whole => return None,
        count => format!("còn {count} đơn vị chưa xong: {}", name_units(&lacking)),
    };
    Some(format!("{}: chưa làm, vì {why}", office.paper))
}

/// The first of some units by name, and how many more there are.
fn name_units(units: &[&UnitRecord]) -> String {
    let named = units.iter().take(MOST_NAMED).map(|unit| unit.name.as_str());
    let named = named.collect::<Vec<_>>().join(", ");
    match units.len().saturating_sub(MOST_NAMED) {
        0 => named,
        more => format!("{named} và {more} đơn vị nữa"),
    }
}

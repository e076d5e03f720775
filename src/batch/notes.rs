//! What the user should know of earlier runs and of papers that wait: sentences without
//! full stop.

use std::collections::BTreeSet;

use crate::code::batch::OPEN_FIGURES;
use crate::source;

use super::check::CheckedUnit;
use super::plan::RunPlan;
use super::record::{UnitRecord, UnitState};

/// Papers of earlier runs that are still there though their units are at fault or were left
/// out, by the names of their files. They are looked for before a paper is made: a new one
/// may take the name of an old one. Rows of one key share what an earlier run left, named
/// once.
pub(super) fn find_outdated(run: &RunPlan<'_>, checked: &[CheckedUnit]) -> Vec<String> {
    let mut res = Vec::new();
    let mut keys = BTreeSet::new();
    for (unit, checked) in run.units.iter().zip(checked) {
        let CheckedUnit::Settled(record) = checked else { continue };
        let is_left = matches!(
            record.state,
            UnitState::Faulty | UnitState::Waiting | UnitState::Skipped
        );
        if !is_left || !keys.insert(&unit.id.key) {
            continue;
        }
        let mut files = run.store.last_files(&unit.id.key);
        files.retain(|name| {
            !name.contains("-typ/") && source::is_present(&run.options.output.join(name))
        });
        res.append(&mut files);
    }
    res
}

/// The note of papers that are outdated.
pub(super) fn note_outdated(outdated: &[String]) -> Option<String> {
    let named = outdated.join(", ");
    (!outdated.is_empty()).then(|| {
        format!("văn bản của lần chạy trước còn trong thư mục, chưa có sửa đổi: {named}")
    })
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

/// The note of the office's own paper, where it waits.
pub(super) fn note_office(office: &UnitRecord, units: &[UnitRecord]) -> Option<String> {
    if office.state != UnitState::Skipped {
        return None;
    }
    let why = match units.iter().filter(|unit| !unit.state.is_done()).count() {
        0 => "số liệu cả bộ chưa khớp".to_owned(),
        count => format!("còn {count} đơn vị chưa xong"),
    };
    Some(format!("{}: chưa làm, vì {why}", office.paper))
}

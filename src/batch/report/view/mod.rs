//! What the template of the page is given: every word and every figure final.
//!
//! | file | what it does |
//! |---|---|
//! | `data` | how data files were read |
//! | `paper` | a paper, its findings and its files |
//! | `row` | a row of the table of units |
//! | `filter` | by what units can be filtered |

mod data;
mod filter;
mod paper;
mod row;

use std::collections::HashMap;

use serde::Serialize;

use super::{
    CSV, Check, CheckGap, CheckOutcome, Companion, JSON, RunSummary, SharedDiagnostic,
    XLSX, words,
};
use crate::batch::UnitState;
use data::{DataView, show_readings};
use filter::{FilterChoice, list_choices, list_states};
use paper::{FileLink, FindingView, PaperView, show_finding, show_paper};
use row::{RowView, show_row};

/// How many units a shared finding names before it counts them.
const NAMED: usize = 6;

/// Columns that every table of units has.
const COLUMNS: usize = 7;

/// Most gaps of a check that are shown without a click.
const OPEN_GAPS: usize = 12;

/// All that the template of the page is given, as `v`. Names of fields are the template's
/// and stay.
#[derive(Debug, Serialize)]
pub(super) struct ReportView {
    title: String,
    set: String,
    part: String,
    verdicts: Vec<Verdict>,
    tiles: Vec<Tile>,
    found: String,
    silenced: String,
    checks: Vec<CheckView>,
    shared: Vec<SharedView>,
    common: Option<PaperView>,
    has_numbers: bool,
    columns: usize,
    indicator: String,
    states: Vec<FilterChoice>,
    severities: Vec<FilterChoice>,
    codes: Vec<FilterChoice>,
    data: Option<DataView>,
    rows: Vec<RowView>,
    total: String,
    companions: Vec<FileLink>,
    leftovers: Vec<String>,
}

/// A sentence on the whole, and whether all is well: `holds`, `fails`, or `open` where
/// nothing is wrong and something not yet done.
#[derive(Debug, Serialize)]
struct Verdict {
    id: &'static str,
    mark: &'static str,
    text: String,
}

impl Verdict {
    fn new(outcome: CheckOutcome, text: String) -> Self {
        let id = words::identify_outcome(outcome);
        Self { id, mark: words::mark_outcome(outcome), text }
    }
}

/// A count at the head of the page: of all units, of one state, of pages.
#[derive(Debug, Serialize)]
struct Tile {
    id: String,
    label: String,
    count: String,
}

impl Tile {
    fn new(id: &str, label: &str, count: usize) -> Self {
        let count = words::format_count(count);
        Self { id: id.to_owned(), label: label.to_owned(), count }
    }
}

#[derive(Debug, Serialize)]
struct CheckView {
    text: String,
    id: &'static str,
    mark: &'static str,
    outcome: &'static str,
    left: String,
    right: String,
    gaps: Vec<GapView>,
    gap_count: String,
    /// Whether the gaps are few enough to be shown without a click.
    few: bool,
}

#[derive(Debug, Serialize)]
struct GapView {
    name: String,
    left: String,
    right: String,
    difference: String,
}

#[derive(Debug, Serialize)]
struct SharedView {
    finding: FindingView,
    units: String,
}

impl ReportView {
    pub(super) fn new(summary: &RunSummary<'_>) -> Self {
        let run = &summary.run;
        let rows: Vec<_> = summary.rows.iter().map(show_row).collect();
        let (severities, codes) = list_choices(&summary.rows);
        let has_numbers = run.units.iter().any(|u| u.number.is_some());
        let names = run.units.iter().map(|u| (u.key.as_str(), u.name.as_str())).collect();
        Self {
            title: run.title.to_owned(),
            set: run.set.to_owned(),
            part: run.part.unwrap_or_default().to_owned(),
            verdicts: list_verdicts(summary),
            tiles: list_tiles(summary),
            found: words::describe_severities(summary.found),
            silenced: match summary.suppressed {
                0 => String::new(),
                n => format!("{} chỗ được bỏ qua, có nêu lý do", words::format_count(n)),
            },
            checks: run.checks.iter().map(|c| show_check(c, &names)).collect(),
            shared: run.shared.iter().map(|s| show_shared(s, &names)).collect(),
            common: run.common.map(show_paper),
            has_numbers,
            // The columns for numbers and for the headline figure are there only where the
            // set has them.
            columns: COLUMNS
                + usize::from(has_numbers)
                + usize::from(run.indicator.is_some()),
            indicator: run.indicator.map_or_else(String::new, |i| i.head()),
            states: list_states(summary),
            severities,
            codes,
            data: run.readings.and_then(|readings| show_readings(readings, &names)),
            rows,
            total: words::format_count(summary.counts.total),
            companions: link_companions(run.companions),
            leftovers: run.leftovers.to_vec(),
        }
    }
}

fn list_verdicts(summary: &RunSummary<'_>) -> Vec<Verdict> {
    let mut res = vec![judge_papers(summary)];
    if let Some(fine) = summary.reconciles {
        let checks = words::format_count(summary.run.checks.len());
        res.push(if fine {
            let text = format!("Số liệu khớp ở cả {checks} phép đối chiếu");
            Verdict::new(CheckOutcome::Holds, text)
        } else {
            let held = words::format_count(summary.held());
            let text =
                format!("Số liệu chưa khớp: {held} trên {checks} phép đối chiếu khớp");
            Verdict::new(CheckOutcome::Fails, text)
        });
    }
    res
}

/// How many units have their papers, and what became of the others.
fn judge_papers(summary: &RunSummary<'_>) -> Verdict {
    let counts = &summary.counts;
    let there = counts.built + counts.kept;
    let total = words::format_count(counts.total);
    if counts.total == 0 {
        return Verdict::new(CheckOutcome::Open, "Bộ chưa có đơn vị nào".to_owned());
    }
    if there == counts.total {
        return Verdict::new(
            CheckOutcome::Holds,
            format!("Đủ văn bản của {total} đơn vị"),
        );
    }
    let mut lacking = Vec::new();
    let without =
        [UnitState::Faulty, UnitState::Failed, UnitState::Waiting, UnitState::Skipped];
    for state in without {
        let count = counts.of_state(state);
        if count > 0 {
            let word = words::name_state(state).to_lowercase();
            lacking.push(format!("{} đơn vị {word}", words::format_count(count)));
        }
    }
    let made = words::format_count(there);
    let lacking = lacking.join(", ");
    let is_wrong = counts.faulty + counts.failed > 0;
    let outcome = if is_wrong { CheckOutcome::Fails } else { CheckOutcome::Open };
    Verdict::new(outcome, format!("Có văn bản của {made} trên {total} đơn vị; {lacking}"))
}

fn list_tiles(summary: &RunSummary<'_>) -> Vec<Tile> {
    let mut res = vec![Tile::new("total", "Tổng số đơn vị", summary.counts.total)];
    for state in words::STATES {
        let count = summary.counts.of_state(state);
        // Only a run on a part leaves units undone, and few have papers that wait:
        // elsewhere the words would puzzle.
        if count > 0 || !matches!(state, UnitState::Waiting | UnitState::Skipped) {
            let id = words::identify_state(state);
            res.push(Tile::new(id, words::name_state(state), count));
        }
    }
    res.push(Tile::new("pages", "Tổng số trang", summary.pages));
    res
}

/// The links to the files beside the page: those of the run, and the report's other
/// formats after them.
fn link_companions(companions: &[Companion]) -> Vec<FileLink> {
    let mut res = Vec::new();
    for companion in companions {
        res.push(FileLink::new(companion.label.clone(), &companion.file));
    }
    res.push(FileLink::new("Bảng các đơn vị, mở bằng Excel".to_owned(), XLSX));
    res.push(FileLink::new("cũng bảng ấy, dạng CSV".to_owned(), CSV));
    res.push(FileLink::new("Dữ liệu cho chương trình khác".to_owned(), JSON));
    res
}

fn show_check(check: &Check, names: &HashMap<&str, &str>) -> CheckView {
    CheckView {
        text: check.text.clone(),
        id: words::identify_outcome(check.outcome),
        mark: words::mark_outcome(check.outcome),
        outcome: words::name_outcome(check.outcome),
        left: check.left.clone(),
        right: check.right.clone(),
        gaps: check.gaps.iter().map(|gap| show_gap(gap, names)).collect(),
        gap_count: words::format_count(check.gaps.len()),
        few: check.gaps.len() <= OPEN_GAPS,
    }
}

fn show_gap(gap: &CheckGap, names: &HashMap<&str, &str>) -> GapView {
    GapView {
        name: name_unit_with_key(&gap.unit, names),
        left: gap.left.clone(),
        right: gap.right.clone(),
        difference: gap.difference.clone(),
    }
}

fn show_shared(shared: &SharedDiagnostic, names: &HashMap<&str, &str>) -> SharedView {
    let units = match list_units(&shared.units, names) {
        units if units.is_empty() => units,
        units => format!("Gặp ở {units}"),
    };
    SharedView { finding: show_finding(&shared.diagnostic), units }
}

/// `2 đơn vị: Hương Trà (huong-tra), Hương Thủy (huong-thuy)`; empty for none.
fn list_units(keys: &[String], names: &HashMap<&str, &str>) -> String {
    let n = keys.len();
    let first = keys.iter().take(NAMED).map(|key| name_unit_with_key(key, names));
    let first = first.collect::<Vec<_>>().join(", ");
    match n {
        0 => String::new(),
        n if n == names.len() && n > 1 => "mọi đơn vị".to_owned(),
        n if n > NAMED => {
            let more = words::format_count(n - NAMED);
            format!("{} đơn vị: {first} và {more} đơn vị khác", words::format_count(n))
        }
        n => format!("{} đơn vị: {first}", words::format_count(n)),
    }
}

/// The name of a unit with its key, for names may be shared.
fn name_unit_with_key(key: &str, names: &HashMap<&str, &str>) -> String {
    match names.get(key) {
        Some(name) if *name != key => format!("{name} ({key})"),
        _ => key.to_owned(),
    }
}

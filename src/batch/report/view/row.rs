//! A row of the table of units.

use serde::Serialize;

use super::super::{SummaryRow, words};
use super::filter::collect_marks;
use super::paper::{PaperView, format_paper_number, show_paper};
use crate::batch::UnitState;
use crate::language::fold;

#[derive(Debug, Serialize)]
pub(super) struct RowView {
    paper: PaperView,
    ordinal: String,
    key: String,
    shared: String,
    measure: String,
    bar: Option<BarView>,
    /// The places by which columns are sorted, with commas; empty where there is none.
    places: String,
    /// What the search box looks through.
    text: String,
    /// Severities and codes of its findings, by which rows are filtered.
    marks: String,
}

#[derive(Debug, Serialize)]
struct BarView {
    start: u32,
    width: u32,
    class: &'static str,
}

pub(super) fn show_row(row: &SummaryRow<'_>) -> RowView {
    let unit = row.unit;
    let shared = match words::describe_severities(row.shared) {
        found if found.is_empty() => found,
        found => format!("{found} chung"),
    };
    RowView {
        paper: show_paper(unit),
        ordinal: words::format_count(row.ordinal),
        key: unit.key.clone(),
        shared,
        measure: row.measure.map_or_else(String::new, |m| m.text.clone()),
        bar: row.bar.map(|b| BarView {
            start: b.start,
            width: b.width,
            class: if b.negative { "am" } else { "duong" },
        }),
        places: join_places(row),
        text: fold(&format!("{} {} {}", unit.name, unit.key, format_paper_number(unit))),
        marks: collect_marks(row).into_iter().collect::<Vec<_>>().join(" "),
    }
}

/// The places by which the script of the page sorts, in the order of its columns.
fn join_places(row: &SummaryRow<'_>) -> String {
    let unit = row.unit;
    // Units that need work come first.
    let state = match unit.state {
        UnitState::Failed => 0,
        UnitState::Faulty => 1,
        UnitState::Waiting => 2,
        UnitState::Skipped => 3,
        UnitState::Built => 4,
        UnitState::Kept => 5,
    };
    let places = [
        Some(row.ordinal),
        Some(row.name_rank),
        Some(row.key_rank),
        unit.number.and_then(|n| usize::try_from(n).ok()),
        Some(state),
        Some(row.found_rank),
        Some(unit.pages),
        row.measure_rank,
    ];
    places.map(|place| place.map_or_else(String::new, |p| p.to_string())).join(",")
}

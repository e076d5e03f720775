//! Which computed figures follow from which typed ones.

use std::collections::{BTreeSet, HashMap};

use crate::form::TableId;
use crate::indicator::{BudgetPick, FigureId, RowPlace};

use super::super::change::{Change, ChangeCause, Detail};
use super::super::version::PlanVersion;

/// The edits behind each sum of the tasks' money.
pub(super) type MoneyEdits = HashMap<FigureId, BTreeSet<usize>>;

/// The figures that differ, by what they are in the new version: typed ones with the reasons
/// that they are for others, computed ones with their changes.
#[derive(Debug, Default)]
pub(super) struct FigureChanges {
    /// Typed ones, with how they are named as a reason.
    typed: HashMap<FigureId, usize>,
    /// What names the reasons.
    reasons: Vec<String>,
    /// The typed figure of each reason; `None` for rows and formulas.
    figure_ids: Vec<Option<FigureId>>,
    /// Rows that were added and removed, by table.
    rows: HashMap<TableId, Vec<usize>>,
    /// What sums had in the old version and have no more, by the sum.
    lost: HashMap<FigureId, Vec<usize>>,
    /// Computed ones, with the changes that report them.
    following: Vec<(FigureId, Change)>,
    /// All that may need a reason, with what it was and is.
    watched: Vec<(FigureId, Detail)>,
}

impl FigureChanges {
    /// Notes a typed figure that is different.
    pub(super) fn add_typed(&mut self, figure_id: FigureId, reason: String) {
        self.typed.insert(figure_id.clone(), self.reasons.len());
        self.reasons.push(reason);
        self.figure_ids.push(Some(figure_id));
    }

    /// Notes of the typed figure that was noted last that these sums have it no more, which
    /// the new version does not say.
    pub(super) fn mark_lost(&mut self, sums: impl Iterator<Item = FigureId>) {
        let Some(edit) = self.reasons.len().checked_sub(1) else { return };
        sums.for_each(|sum| self.lost.entry(sum).or_default().push(edit));
    }

    /// Notes that a row below the sum of a table is made otherwise: a reason for its figures.
    pub(super) fn add_foot_row(
        &mut self,
        cells: impl Iterator<Item = FigureId>,
        reason: String,
    ) {
        let edit = self.reasons.len();
        self.typed.extend(cells.map(|cell| (cell, edit)));
        self.reasons.push(reason);
        self.figure_ids.push(None);
    }

    /// Notes a figure that is another, for the caller that asks for reasons.
    pub(super) fn watch(&mut self, figure_id: &FigureId, detail: &Detail) {
        self.watched.push((figure_id.clone(), detail.clone()));
    }

    /// All figures that were watched, in the order of the form.
    pub(super) fn watched(&self) -> impl Iterator<Item = &(FigureId, Detail)> {
        self.watched.iter()
    }

    /// The names by which a note may explain each edit; `None` for one without.
    pub(super) fn edit_names(&self, new: &PlanVersion) -> Vec<Option<String>> {
        let mut res = vec![None; self.reasons.len()];
        for (name, figure_id) in res.iter_mut().zip(&self.figure_ids) {
            let Some(figure_id) = figure_id else { continue };
            *name = match figure_id {
                FigureId::Indicator { index, .. } => {
                    let (id, _) = &new.draft().indicators()[*index];
                    Some(format!("chi_tieu.{}", id.value))
                }
                FigureId::Budget(BudgetPick::Task(id)) => Some(id.clone()),
                _ => None,
            };
        }
        res
    }

    /// The edits of tasks' money, by the ids of the tasks.
    pub(super) fn task_edits(&self) -> HashMap<Option<String>, usize> {
        let edits = self.typed.iter();
        edits
            .filter_map(|(figure_id, edit)| match figure_id {
                FigureId::Budget(BudgetPick::Task(id)) => Some((Some(id.clone()), *edit)),
                _ => None,
            })
            .collect()
    }

    /// For each figure that is watched whether it is typed, and the edits that it follows
    /// from; `money` has those of the sums of money.
    pub(super) fn origins(
        &self,
        new: &PlanVersion,
        money: &MoneyEdits,
    ) -> Vec<WatchedOrigin> {
        let mut search = ReasonSearch { changes: self, new, known: money.clone() };
        let mut res = Vec::with_capacity(self.watched.len());
        for (figure_id, _) in &self.watched {
            let typed = self.typed.contains_key(figure_id);
            res.push(WatchedOrigin { typed, edits: search.find_reasons(figure_id) });
        }
        res
    }

    /// Notes a row that was added or removed, or a formula that is another: all sums of its
    /// table may depend on it.
    pub(super) fn add_row(&mut self, table: TableId, reason: String) {
        self.rows.entry(table).or_default().push(self.reasons.len());
        self.reasons.push(reason);
        self.figure_ids.push(None);
    }

    /// Notes a figure that is computed, and has moved.
    pub(super) fn add_following(&mut self, figure_id: FigureId, change: Change) {
        self.following.push((figure_id, change));
    }

    /// The changes that follow, each with its reasons.
    pub(super) fn explain_following(self, new: &PlanVersion) -> Vec<Change> {
        let mut search = ReasonSearch { changes: &self, new, known: HashMap::new() };
        let mut res = Vec::with_capacity(self.following.len());
        for (figure_id, change) in &self.following {
            let found = search.find_reasons(figure_id);
            let reasons = found.iter().map(|i| self.reasons[*i].clone()).collect();
            res.push(Change { cause: ChangeCause::Follows(reasons), ..change.clone() });
        }
        res
    }
}

/// What a watched figure follows from.
pub(super) struct WatchedOrigin {
    /// Whether it is typed in the form.
    pub(super) typed: bool,
    /// The edits that it follows from.
    pub(super) edits: BTreeSet<usize>,
}

/// A change as others name it as their reason: `Hộ nghèo: 51 → 49`.
pub(super) fn format_reason(name: &str, detail: &Detail) -> String {
    let old = detail.old.as_deref().unwrap_or("(trống)");
    let new = detail.new.as_deref().unwrap_or("(trống)");
    format!("{name}: {old} → {new}")
}

/// A walk from figures down to the edits that they follow from.
struct ReasonSearch<'a> {
    changes: &'a FigureChanges,
    new: &'a PlanVersion,
    /// What is known already; nothing while a figure is being looked at, so that a circle
    /// ends.
    known: HashMap<FigureId, BTreeSet<usize>>,
}

impl ReasonSearch<'_> {
    /// The edits that a figure follows from: its own, if it is typed; those of the rows of its
    /// table, if it is a sum over them; and those of all figures that it reads.
    ///
    /// Each figure is walked once and its edits are kept.
    fn find_reasons(&mut self, figure_id: &FigureId) -> BTreeSet<usize> {
        if let Some(known) = self.known.get(figure_id) {
            return known.clone();
        }
        // A walk that comes back here finds nothing more, and ends.
        self.known.insert(figure_id.clone(), BTreeSet::new());
        let mut res: BTreeSet<usize> =
            self.changes.typed.get(figure_id).into_iter().copied().collect();
        let row_edits = match figure_id {
            FigureId::Cell {
                table, place: RowPlace::Total | RowPlace::Group(_), ..
            }
            | FigureId::Column { table, .. } => self.changes.rows.get(table),
            _ => None,
        };
        res.extend(row_edits.into_iter().flatten());
        res.extend(self.changes.lost.get(figure_id).into_iter().flatten());
        let draft = self.new.draft();
        for read in draft.figures().reads(draft.form(), figure_id) {
            res.extend(self.find_reasons(&read));
        }
        self.known.insert(figure_id.clone(), res.clone());
        res
    }
}

//! Which task of the old paper is which of the new one, whether they stand under titles or
//! in tables.

use std::collections::{HashMap, HashSet};

use crate::document::Table;

use super::super::printed_task::{self, PrintedTask, TaskSpot};
use super::super::side::Side;
use super::matching::{Matching, Pair, Pairing};
use super::node::NodePairs;
use super::printed::PrintedMatch;

/// A task of both versions, by its index among the printed tasks of each.
#[derive(Debug, Clone, Copy)]
pub(in crate::diff) struct PairedTask {
    pub(in crate::diff) indices: Pair,
    /// Whether a task of a table stands elsewhere now; a title that has moved is told with
    /// the nodes.
    pub(in crate::diff) moved: bool,
}

/// Which tasks are one.
#[derive(Debug)]
pub(in crate::diff) struct TaskPairs {
    /// In the order of the new paper.
    pub(in crate::diff) pairs: Vec<PairedTask>,
    /// Those that the old version alone has.
    pub(in crate::diff) removed: Vec<usize>,
    /// Those that the new version alone has.
    pub(in crate::diff) added: Vec<usize>,
}

impl TaskPairs {
    /// Titles by their nodes, rows by the tables that hold them; then, from one table to
    /// another or to a title, what has one id, or one title.
    pub(in crate::diff) fn new(
        old: &Side<'_>,
        new: &Side<'_>,
        nodes: &NodePairs,
    ) -> Self {
        let (old_tasks, new_tasks) = (old.printed_tasks(), new.printed_tasks());
        let old_by_spot = index_spots(old_tasks);
        let new_by_spot = index_spots(new_tasks);
        let mut pairing = Pairing::new(old_tasks.len(), new_tasks.len());
        let mut staying: HashSet<usize> = HashSet::new();
        for spots in list_spot_pairs(old, new, nodes) {
            if let (Some(old_index), Some(new_index)) =
                (old_by_spot.get(&spots.old), new_by_spot.get(&spots.new))
            {
                pairing.join(*old_index, *new_index);
                staying.extend(spots.stays.then_some(*new_index));
            }
        }
        for key in [get_id, get_title] {
            for (old_is_row, new_is_row) in ELSEWHERE {
                pairing.pair_by_key(
                    |i| {
                        key(&old_tasks[i]).filter(|_| is_row(&old_tasks[i]) == old_is_row)
                    },
                    |i| {
                        key(&new_tasks[i]).filter(|_| is_row(&new_tasks[i]) == new_is_row)
                    },
                );
            }
        }
        let matching = pairing.matching();
        let mut pairs: Vec<_> = matching
            .pairs
            .into_iter()
            .map(|indices| PairedTask { indices, moved: !staying.contains(&indices.new) })
            .collect();
        pairs.sort_by_key(|pair| pair.indices.new);
        Self { pairs, removed: matching.removed, added: matching.added }
    }
}

/// Two places that are one in both papers.
struct SpotPair {
    old: TaskSpot,
    new: TaskSpot,
    /// Whether a row has kept its place among the others.
    stays: bool,
}

/// The titles and the rows of tables that are one, by the pairs of nodes.
fn list_spot_pairs(old: &Side<'_>, new: &Side<'_>, nodes: &NodePairs) -> Vec<SpotPair> {
    let mut res = Vec::new();
    for new_node in 0..new.tree.len() {
        let Some(old_node) = nodes.old[new_node] else { continue };
        let (Some(old_table), Some(new_table)) =
            (old.tree.table(old_node), new.tree.table(new_node))
        else {
            let (old, new) = (TaskSpot::Title(old_node), TaskSpot::Title(new_node));
            res.push(SpotPair { old, new, stays: true });
            continue;
        };
        let rows = PrintedMatch::from_engine_tables(old_table, new_table).rows;
        let staying = rows.staying().into_iter();
        let staying =
            staying.filter(|pair| !is_crossed(old_table, new_table, &rows, *pair));
        let staying: HashSet<usize> = staying.map(|pair| pair.new).collect();
        for Pair { old: old_row, new: new_row } in rows.pairs {
            let old = TaskSpot::Row { table: old_node, row: old_row };
            let new = TaskSpot::Row { table: new_node, row: new_row };
            res.push(SpotPair { old, new, stays: staying.contains(&new_row) });
        }
    }
    res
}

/// Whether a row is in another group now, though it may stand between the same rows. What is
/// in a group that one version alone has follows from that group.
fn is_crossed(old: &Table, new: &Table, rows: &Matching, row: Pair) -> bool {
    let old_group = printed_task::find_group(old, row.old);
    let new_group = printed_task::find_group(new, row.new);
    let is_removed = old_group.is_some_and(|g| rows.removed.binary_search(&g).is_ok());
    let is_added = new_group.is_some_and(|g| rows.added.binary_search(&g).is_ok());
    let moved_to = old_group.and_then(|group| rows.new_of(group));
    !is_removed && !is_added && moved_to != new_group
}

/// Where a task that its table has not paired may have been, and may be now: as a row or
/// under a title. Two titles are paired with the nodes alone.
const ELSEWHERE: [(bool, bool); 3] = [(true, true), (true, false), (false, true)];

fn is_row(printed: &PrintedTask<'_>) -> bool {
    matches!(printed.spot, TaskSpot::Row { .. })
}

fn index_spots(tasks: &[PrintedTask<'_>]) -> HashMap<TaskSpot, usize> {
    tasks.iter().enumerate().map(|(index, printed)| (printed.spot, index)).collect()
}

/// The id of a task.
fn get_id(printed: &PrintedTask<'_>) -> Option<String> {
    printed.task.id.as_ref().map(|id| id.value.clone())
}

/// The title of a task without an id.
fn get_title(printed: &PrintedTask<'_>) -> Option<String> {
    let has_id = printed.task.id.is_some();
    (!has_id).then(|| printed.task.title.collect_words())
}

//! What changed between two versions of a plan.
//!
//! Compared is the meaning: papers as numbered trees, tables by rows and columns, figures
//! as numbers; not lines of the form and not pages. A form with faults is compared as far
//! as it can be read, and what cannot is named.
//!
//! Throughout, `old` and `new` are the two versions; what one of them lacks is `removed`
//! or `added`.
//!
//! | file | what it does |
//! |---|---|
//! | `version` | a form as it could be read → one version to compare |
//! | `tree` | a paper → a tree with hashes and features |
//! | `pair` | two trees → which part is which; two tables → which column and row |
//! | `likeness` | how much two parts have in common, and which are worth a look |
//! | `order` | pairs → both papers in one order |
//! | `printed_task` | the tasks of a paper, under titles and in tables |
//! | `task_line` | what a task says of one of its parts, line by line |
//! | `side` | a version with its tree, and what is looked up in both |
//! | `header` | a header → its cells with the columns that they cover |
//! | `renamed_column` | columns with another id, and formulas that only follow them |
//! | `words` | two texts → runs, word by word |
//! | `renumbering` | marks in such runs that are no change for a reader |
//! | `merge` | all of it → a [`Redline`] |
//! | `fact` | all of it → [`Changes`], in the plan's own terms |
//! | `fallback` | what the redline marks and no change reports |
//! | `change` | the changes as plain data |
//! | `watched` | targets, totals and deadlines that have moved, as plain data |
//! | `unexplained` | those without a reason → findings |
//! | [`report`] | the changes as text, Markdown, JSON, a page |

mod change;
mod fact;
mod fallback;
mod header;
mod likeness;
mod merge;
mod order;
mod pair;
mod printed_task;
mod renamed_column;
mod renumbering;
pub mod report;
mod side;
mod task_line;
mod tree;
mod unexplained;
mod version;
mod watched;
mod words;

use crate::redline::Redline;

pub use change::{Change, ChangeCause, ChangeKind, Changes, Detail, LeftOut, Topic};
pub use unexplained::report_unexplained;
pub use version::{PlanVersion, UnreadableItem};
pub use watched::{WatchedChange, WatchedChanges};

use fact::CollectedChanges;
use order::MergeStep;
use pair::{NodePairs, Pair, PrintedMatch, TableMatches, TaskPairs, TaskSplits};
use side::Side;
use tree::{PaperTree, TreeItem, Vocabulary};

/// What two versions have and have not in common.
#[derive(Debug)]
pub struct PlanComparison {
    /// What has changed, in the plan's own terms.
    pub changes: Changes,
    /// Both papers in one, with marks.
    pub redline: Redline,
    /// Targets, totals and deadlines that have moved.
    pub watched: WatchedChanges,
}

/// Two versions with everything paired that is in them.
struct MatchedVersions<'a> {
    old: Side<'a>,
    new: Side<'a>,
    nodes: NodePairs,
    /// Both papers in one order.
    steps: Vec<MergeStep>,
    /// For each old node whether it has moved.
    moved: Vec<bool>,
    tables: TableMatches,
    tasks: TaskPairs,
    /// Which tasks were split, and which were joined.
    splits: TaskSplits,
}

impl MatchedVersions<'_> {
    /// How the papers call the parts in which their blocks stand, in the common order.
    fn list_block_places(&self) -> Vec<String> {
        let steps = self.steps.iter().filter_map(|step| {
            let (side, node) = match *step {
                MergeStep::Both { new, .. }
                | MergeStep::MovedTo { new, .. }
                | MergeStep::Added(new) => (&self.new, new),
                MergeStep::MovedFrom { old, .. } | MergeStep::Removed(old) => {
                    (&self.old, old)
                }
            };
            let is_block = matches!(side.tree.nodes[node].item, TreeItem::Block(_));
            is_block.then(|| side.place(node))
        });
        steps.collect()
    }

    /// Which columns and rows of two tables on paper are one; `None` where a node is no
    /// table.
    fn printed_match(&self, old: usize, new: usize) -> Option<PrintedMatch> {
        let (old_table, new_table) =
            (self.old.tree.table(old)?, self.new.tree.table(new)?);
        let form_tables = self.old.table_of(old).zip(self.new.table_of(new));
        let table_match =
            form_tables.and_then(|(old, new)| self.tables.match_of(Pair { old, new }));
        Some(match table_match {
            Some(table_match) => table_match.to_printed(old_table, new_table),
            None => PrintedMatch::from_engine_tables(old_table, new_table),
        })
    }
}

/// Compares two versions.
///
/// Both papers are made trees and paired, nodes first and then tables; all that follows
/// reads these pairs and makes none of its own. Where no change was found though both
/// versions could be read, what the redline marks is reported, so that papers that differ
/// are never called the same.
#[must_use]
pub fn compare_versions(old: &PlanVersion, new: &PlanVersion) -> PlanComparison {
    let mut vocabulary = Vocabulary::default();
    let old_tree = PaperTree::new(old.document(), &mut vocabulary);
    let new_tree = PaperTree::new(new.document(), &mut vocabulary);
    let nodes = pair::pair_nodes(&old_tree, &new_tree);
    let steps = order::order_nodes(&old_tree, &new_tree, &nodes);
    let moved = order::find_moved(&old_tree, &new_tree, &nodes);
    let places = order::locate_nodes(&steps, &nodes);
    let old_side = Side::new(old, &old_tree, places.old);
    let new_side = Side::new(new, &new_tree, places.new);
    let tables = TableMatches::new(&old_side, &new_side, &nodes);
    let tasks = TaskPairs::new(&old_side, &new_side, &nodes);
    let splits = TaskSplits::new(&old_side, &new_side, &nodes, &tasks);
    let matched = MatchedVersions {
        old: old_side,
        new: new_side,
        nodes,
        steps,
        moved,
        tables,
        tasks,
        splits,
    };
    let redline = merge::build_redline(&matched);
    let unreadable = [old.unreadable(), new.unreadable()].concat();
    let CollectedChanges { mut changes, watched } = fact::collect_changes(&matched);
    if changes.is_empty() && unreadable.is_empty() {
        changes = fallback::find_unreported(&redline, matched.list_block_places());
    }
    let (old, new) = (old.name().to_owned(), new.name().to_owned());
    PlanComparison {
        changes: Changes { old, new, changes, unreadable, left_out: None },
        redline,
        watched,
    }
}

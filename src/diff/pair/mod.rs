//! Which part of the old paper is which of the new one. Pairs are made here alone; the list
//! of changes and the redline read them.
//!
//! | file | what it does |
//! |---|---|
//! | `matching` | two lists and which of their things are one |
//! | `node` | two trees → which node is which |
//! | `table` | two tables of the forms → which column and row is which |
//! | `printed` | the same for tables as they print |
//! | `task` | two papers → which task is which |
//! | `split` | which task of one version is several of the other |

mod matching;
mod node;
mod printed;
mod split;
mod table;
mod task;

pub(super) use matching::{Matching, Pair, Pairing, find_longest_rising};
pub(super) use node::{NodePairs, find_common_subsequence, pair_nodes};
pub(super) use printed::{PrintedColumn, PrintedMatch, list_all_columns};
pub(super) use split::{TaskSplit, TaskSplits};
pub(super) use table::{TableMatch, TableMatches, TypedOrder};
pub(super) use task::TaskPairs;

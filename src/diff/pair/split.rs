//! Which task of one version is several of the other: found where the evidence is strong
//! alone, since what is told of it must never be a guess.

use crate::form::TaskField;
use crate::quantity::{Money, Pending};

use super::super::printed_task::{PrintedTask, TaskSpot};
use super::super::side::Side;
use super::super::task_line::list_line_texts;
use super::node::NodePairs;
use super::task::TaskPairs;

/// A task of one version that is several of the other: by their indices among the printed
/// tasks of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::diff) struct TaskSplit {
    /// The task that is whole.
    pub(in crate::diff) whole: usize,
    /// The part that the whole is paired with; `None` where all parts are of their version
    /// alone.
    pub(in crate::diff) kept: Option<usize>,
    /// The parts that their version alone has, in its order.
    pub(in crate::diff) parts: Vec<usize>,
}

/// Tasks that were split, and tasks that were joined.
#[derive(Debug, Default)]
pub(in crate::diff) struct TaskSplits {
    /// The whole is of the old version.
    pub(in crate::diff) split: Vec<TaskSplit>,
    /// The whole is of the new version.
    pub(in crate::diff) joined: Vec<TaskSplit>,
}

/// Lines that share so many of their words, in percent, are one.
const SAME_LINE: usize = 70;

/// Words that two lines share at least: fewer are the same by chance.
const FEWEST_WORDS: usize = 3;

impl TaskSplits {
    pub(in crate::diff) fn new(
        old: &Side<'_>,
        new: &Side<'_>,
        nodes: &NodePairs,
        tasks: &TaskPairs,
    ) -> Self {
        let mut pairs: Vec<_> = tasks.pairs.iter().map(|pair| pair.indices).collect();
        let split = SplitSearch {
            whole: old,
            parts: new,
            partners: &nodes.new,
            kept: pairs.iter().map(|pair| (pair.old, pair.new)).collect(),
            alone: &tasks.removed,
            free: &tasks.added,
        };
        let split = split.find_splits();
        // What a split has taken is not looked at again.
        pairs.retain(|pair| split.iter().all(|found| found.kept != Some(pair.new)));
        let joined = SplitSearch {
            whole: new,
            parts: old,
            partners: &nodes.old,
            kept: pairs.iter().map(|pair| (pair.new, pair.old)).collect(),
            alone: &tasks.added,
            free: &tasks.removed,
        };
        let mut joined = joined.find_splits();
        joined.retain(|found| !split.iter().any(|other| is_entangled(other, found)));
        Self { split, joined }
    }

    /// Whether a task of the new version, or of the old one, is told as a part of a split or
    /// as what was joined.
    pub(in crate::diff) fn has(&self, index: usize, is_new: bool) -> bool {
        let (of_parts, of_whole) = if is_new {
            (&self.split, &self.joined)
        } else {
            (&self.joined, &self.split)
        };
        of_parts.iter().any(|found| found.parts.contains(&index))
            || of_whole.iter().any(|found| found.kept.is_none() && found.whole == index)
    }
}

/// Whether a split and a join have a task of one version in common.
fn is_entangled(split: &TaskSplit, joined: &TaskSplit) -> bool {
    joined.parts.contains(&split.whole) || split.parts.contains(&joined.whole)
}

/// A search for the tasks of one side that are several of the other.
struct SplitSearch<'a, 'd> {
    whole: &'a Side<'d>,
    parts: &'a Side<'d>,
    /// For each node of the side of the whole its partner.
    partners: &'a [Option<usize>],
    /// The tasks of both sides: that of the side of the whole first.
    kept: Vec<(usize, usize)>,
    /// The tasks that the side of the whole alone has.
    alone: &'a [usize],
    /// The tasks that the side of the parts alone has.
    free: &'a [usize],
}

/// What a task says that tells whether it is a part of another.
struct TaskText {
    lines: Vec<String>,
    /// Its title and its lines, in words.
    words: Vec<String>,
    money: Option<Money>,
    /// The title or the table around it.
    around: usize,
}

impl SplitSearch<'_, '_> {
    fn find_splits(&self) -> Vec<TaskSplit> {
        if self.free.is_empty() {
            return Vec::new();
        }
        let free: Vec<_> = self
            .free
            .iter()
            .map(|index| (*index, read_task(self.parts, *index)))
            .collect();
        let wholes = self.kept.iter().map(|(whole, kept)| (*whole, Some(*kept)));
        let wholes = wholes.chain(self.alone.iter().map(|whole| (*whole, None)));
        let mut res: Vec<TaskSplit> = Vec::new();
        for (whole, kept) in wholes {
            let found = self.find_parts(whole, kept, &free);
            let fewest = if kept.is_some() { 1 } else { 2 };
            if found.len() >= fewest {
                res.push(TaskSplit { whole, kept, parts: found });
            }
        }
        // A part that two tasks may have given is a guess.
        let taken: Vec<usize> =
            res.iter().flat_map(|split| split.parts.clone()).collect();
        res.retain(|split| {
            let mut parts = split.parts.iter();
            parts.all(|part| taken.iter().filter(|other| *other == part).count() == 1)
        });
        res
    }

    /// The tasks beside one that have taken over lines that it has lost, or just the money.
    fn find_parts(
        &self,
        whole: usize,
        kept: Option<usize>,
        free: &[(usize, TaskText)],
    ) -> Vec<usize> {
        let before = read_task(self.whole, whole);
        let after = kept.map(|kept| read_task(self.parts, kept));
        let kept_lines = after.as_ref().map_or(&[][..], |task| task.lines.as_slice());
        let lost: Vec<&String> = before
            .lines
            .iter()
            .filter(|line| !kept_lines.iter().any(|kept| is_same_line(line, kept)))
            .collect();
        let beside = free
            .iter()
            .filter(|(_, part)| self.partners[before.around] == Some(part.around));
        let parts = beside.filter(|(_, part)| {
            has_taken_lines(&lost, part) && !has_money_of_its_own(&before, &after, part)
                || after
                    .as_ref()
                    .is_some_and(|after| has_taken_money(&before, after, part))
        });
        parts.map(|(index, _)| *index).collect()
    }
}

/// Whether most lines of a task are lines that another has lost.
fn has_taken_lines(lost: &[&String], part: &TaskText) -> bool {
    let taken =
        part.lines.iter().filter(|line| lost.iter().any(|lost| is_same_line(lost, line)));
    let taken = taken.count();
    taken * 2 > part.lines.len()
}

/// Whether a task has money of which another, which has lost lines to it, has lost none: then
/// it is a task of its own.
fn has_money_of_its_own(
    before: &TaskText,
    after: &Option<TaskText>,
    part: &TaskText,
) -> bool {
    let is_kept = after.as_ref().is_some_and(|after| after.money == before.money);
    is_kept && before.money.is_some() && part.money.is_some()
}

/// Whether the money that a task has lost is just that of another, which speaks of the same
/// things.
fn has_taken_money(before: &TaskText, after: &TaskText, part: &TaskText) -> bool {
    let (Some(before_money), Some(after_money), Some(money)) =
        (before.money, after.money, part.money)
    else {
        return false;
    };
    let shared = part.words.iter().filter(|word| before.words.contains(word)).count();
    after_money + money == before_money
        && !part.words.is_empty()
        && shared * 3 >= part.words.len() * 2
}

/// Whether two lines are one: with the same words, or nearly. A line of a word or two says
/// too little to know it by.
fn is_same_line(line: &str, other: &str) -> bool {
    let (words, mut others) = (split_words(line), split_words(other));
    let both = words.len() + others.len();
    let mut shared: usize = 0;
    for word in words {
        if let Some(index) = others.iter().position(|other| *other == word) {
            others.swap_remove(index);
            shared += 1;
        }
    }
    shared >= FEWEST_WORDS && 200 * shared >= SAME_LINE * both
}

/// The words of a text in small letters, without the signs around them.
fn split_words(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

fn read_task(side: &Side<'_>, index: usize) -> TaskText {
    let PrintedTask { spot, task } = side.printed_tasks()[index];
    let lines = list_line_texts(side, spot, TaskField::Activities);
    let mut words = split_words(&side.task_title(spot));
    words.extend(lines.iter().flat_map(|line| split_words(line)));
    let amount = task
        .budget
        .as_ref()
        .and_then(|budget| side.draft().figures().resolve_budget(budget).amount);
    let around = match spot {
        TaskSpot::Title(node) => side.tree.nodes[node].parent,
        TaskSpot::Row { table, .. } => table,
    };
    let money = amount.and_then(|amount| match amount {
        Pending::Known(money) => Some(money),
        Pending::Unknown => None,
    });
    TaskText { lines, words, money, around }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_one_that_say_nearly_the_same() {
        let pairs = [
            ("Rà soát hộ nghèo.", "rà soát hộ nghèo", true),
            ("Rà soát hộ nghèo", "Rà soát hộ nghèo hai lần", true),
            ("Báo cáo", "Báo cáo", false),
            ("Rà soát hộ nghèo", "Rà soát nhà ở của người dân trên địa bàn xã", false),
        ];
        for (line, other, same) in pairs {
            assert_eq!(is_same_line(line, other), same, "{line} / {other}");
        }
    }
}

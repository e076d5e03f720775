//! What is done in a task, line by line: what is told of a line is told of its task, since a
//! line is no task of its own.

use crate::document::BlockRole;
use crate::form::TaskField;
use crate::language::lower_first;
use crate::redline::Runs;

use super::super::change::Detail;
use super::super::pair::find_longest_rising;
use super::super::printed_task::TaskSpot;
use super::super::renumbering;
use super::super::side::{self, Side};
use super::super::task_line::{TaskLine, TaskLines, list_task_lines};
use super::super::words;
use super::task::TaskPair;
use super::{ChangeCollector, describe_difference};

/// What is to be done in a task, as a label of its changes.
pub(super) const ACTIVITIES: &str = "nội dung";

/// Words by which a line is named that stands elsewhere now.
const NAMED: usize = 8;

/// What differs in the lines of a task.
#[derive(Default)]
pub(super) struct LineDifferences {
    /// What somebody has edited.
    pub(super) edited: Vec<Detail>,
    /// What both forms say alike, and prints otherwise.
    pub(super) following: Vec<Detail>,
}

impl ChangeCollector<'_> {
    /// What differs in what is done under the titles of a task that both versions have under
    /// one; a row of a table has it in a cell.
    pub(super) fn compare_activities(&self, task: TaskPair<'_>) -> LineDifferences {
        let (TaskSpot::Title(old), TaskSpot::Title(new)) = (task.old.spot, task.new.spot)
        else {
            return LineDifferences::default();
        };
        let old = list_task_lines(self.old, old, TaskField::Activities);
        let new = list_task_lines(self.new, new, TaskField::Activities);
        let mut res = LineDifferences::default();
        if !old.label.is_empty() && !new.label.is_empty() && old.label != new.label {
            let runs = words::compare_texts(&old.label, &new.label);
            let is_alike = !self.is_reworded(task, TaskField::Activities);
            let label = Detail { label: "nhãn".to_owned(), ..Detail::words(runs) };
            res.push(label, is_alike);
        }
        self.compare_paired_lines(&old, &new, &mut res);
        self.compare_single_lines(&old, &new, &mut res);
        self.compare_line_order(&old, &new, &mut res);
        res
    }

    /// Whether a part of a task begins behind its label or below it, where both versions have
    /// it under the title of the task.
    pub(super) fn compare_run_in(
        &self,
        task: TaskPair<'_>,
        field: TaskField,
    ) -> Option<Detail> {
        let (TaskSpot::Title(old), TaskSpot::Title(new)) = (task.old.spot, task.new.spot)
        else {
            return None;
        };
        let old = list_task_lines(self.old, old, field);
        let new = list_task_lines(self.new, new, field);
        if old.lines.is_empty() || new.lines.is_empty() {
            return None;
        }
        let label = lower_first(field.default_column());
        describe_run_in(&label, old.is_run_in(), new.is_run_in())
    }

    /// The order in which the parts of a task stand that both versions have under its title.
    pub(super) fn compare_part_order(&self, task: TaskPair<'_>) -> Option<Detail> {
        let mut old = list_printed_fields(self.old, task.old.spot);
        let mut new = list_printed_fields(self.new, task.new.spot);
        old.retain(|field| new.contains(field));
        new.retain(|field| old.contains(field));
        let [old, new] = [old, new].map(|fields| {
            let names = fields.into_iter().map(|f| lower_first(f.default_column()));
            names.collect::<Vec<_>>().join(", ")
        });
        describe_difference("thứ tự các phần", Some(old), Some(new))
    }

    /// Lines that both versions have.
    fn compare_paired_lines(
        &self,
        old: &TaskLines,
        new: &TaskLines,
        res: &mut LineDifferences,
    ) {
        for new_line in &new.lines {
            let Some(old_line) = self.find_old_line(old, new_line) else { continue };
            let mut runs = words::compare_inlines(&old_line.content, &new_line.content);
            let is_alike = self.is_line_alike(old_line, new_line);
            if is_alike {
                renumbering::hide_reference_changes(&mut runs);
                if self.is_partly_unread() {
                    renumbering::hide_blank_changes(&mut runs);
                }
            }
            if words::has_change(&runs) {
                res.push(label_runs(runs), is_alike);
            }
        }
    }

    /// Lines that one version alone has. A text that both have, behind the label in one and
    /// below it in the other, is one line.
    fn compare_single_lines(
        &self,
        old: &TaskLines,
        new: &TaskLines,
        res: &mut LineDifferences,
    ) {
        let removed = old.lines.iter().filter(|line| {
            !new.lines.iter().any(|new| self.nodes.old[new.node] == Some(line.node))
        });
        let mut removed: Vec<_> = removed.map(TaskLine::text).collect();
        let added =
            new.lines.iter().filter(|line| self.find_old_line(old, line).is_none());
        let mut added: Vec<_> = added.map(TaskLine::text).collect();
        removed.retain(|text| {
            let same = added.iter().position(|other| other == text);
            same.map(|index| added.remove(index)).is_none()
        });
        for text in removed {
            res.edited.extend(describe_difference(ACTIVITIES, Some(text), None));
        }
        for text in added {
            res.edited.extend(describe_difference(ACTIVITIES, None, Some(text)));
        }
    }

    /// Lines that stand elsewhere among those of their task; where nothing else differs,
    /// whether they begin behind the label.
    fn compare_line_order(
        &self,
        old: &TaskLines,
        new: &TaskLines,
        res: &mut LineDifferences,
    ) {
        let places: Vec<_> = new
            .lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| {
                let old_node = self.nodes.old[line.node]?;
                let place = old.lines.iter().position(|line| line.node == old_node)?;
                Some((index, place))
            })
            .collect();
        let old_places: Vec<_> = places.iter().map(|(_, place)| *place).collect();
        let staying = find_longest_rising(&old_places);
        for (index, (new_place, old_place)) in places.iter().enumerate() {
            if staying.binary_search(&index).is_ok() {
                continue;
            }
            let text = words::cut_to_words(&new.lines[*new_place].text(), NAMED);
            let label = format!("vị trí của “{text}”");
            let old_place = Some(format!("ý thứ {}", old_place + 1));
            let new_place = Some(format!("ý thứ {}", new_place + 1));
            res.edited.extend(describe_difference(&label, old_place, new_place));
        }
        let is_same = res.edited.is_empty() && res.following.is_empty();
        let has_both = !old.lines.is_empty() && !new.lines.is_empty();
        if is_same && has_both {
            res.edited.extend(describe_run_in(
                ACTIVITIES,
                old.is_run_in(),
                new.is_run_in(),
            ));
        }
    }

    /// The old line that a new one is.
    fn find_old_line<'l>(
        &self,
        old: &'l TaskLines,
        new: &TaskLine,
    ) -> Option<&'l TaskLine> {
        let node = self.nodes.old[new.node]?;
        old.lines.iter().find(|line| line.node == node)
    }

    /// Whether both forms say a line in the same words. Of the first one its text counts, and
    /// not its label.
    fn is_line_alike(&self, old: &TaskLine, new: &TaskLine) -> bool {
        if !old.is_first && !new.is_first {
            return side::is_effect(self.old, old.node, self.new, new.node);
        }
        let [old, new] = [(self.old, old), (self.new, new)].map(|(side, line)| {
            let span = side.tree.origin(line.node).map(|origin| origin.span);
            span.map(|span| side.version.written(span)).filter(|text| !text.is_empty())
        });
        old.is_some() && old == new
    }
}

impl LineDifferences {
    fn push(&mut self, detail: Detail, follows: bool) {
        let list = if follows { &mut self.following } else { &mut self.edited };
        list.push(detail);
    }
}

/// Whether a text begins behind its title or label, or below it; `None` where that is the
/// same.
pub(super) fn describe_run_in(label: &str, old: bool, new: bool) -> Option<Detail> {
    let [old, new] = [old, new].map(|is_run_in| {
        let words = if is_run_in { "viết liền" } else { "xuống dòng" };
        Some(words.to_owned())
    });
    describe_difference(&format!("cách ghi {label}"), old, new)
}

/// The parts of a task below its title, each once; none for a row of a table.
fn list_printed_fields(side: &Side<'_>, spot: TaskSpot) -> Vec<TaskField> {
    let TaskSpot::Title(title) = spot else { return Vec::new() };
    let mut res = Vec::new();
    for node in &side.tree.nodes[title].children {
        if let BlockRole::Field(field) = side.tree.role(*node)
            && !res.contains(&field)
        {
            res.push(field);
        }
    }
    res
}

/// Words of both versions as what is done.
fn label_runs(runs: Runs) -> Detail {
    Detail { label: ACTIVITIES.to_owned(), ..Detail::words(runs) }
}

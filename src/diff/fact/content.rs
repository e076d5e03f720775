//! What is in a task, a section or an appendix that one version alone has: a reader must be
//! able to judge it without the paper beside him.

use crate::document::{BlockRole, Table};
use crate::form::{Task, TaskField};
use crate::language::lower_first;
use crate::quantity::Pending;
use crate::redline::TextMark;

use super::super::change::{ChangeKind, Detail};
use super::super::printed_task::{PrintedTask, TaskSpot};
use super::super::side::Side;
use super::super::task_line::list_line_texts;
use super::super::words;
use super::budget::{self, SideBudget};
use super::task::{format_time, name_lead, name_units};
use super::{ChangeCollector, build_one_sided_value, figure};

/// Lines that are shown; more are counted.
const MOST_LINES: usize = 10;

/// A line of what a part says, with the name of what it is.
struct ContentLine {
    label: String,
    text: String,
}

impl ChangeCollector<'_> {
    /// What a task that only one version has says of itself: first when it is due, who leads
    /// it and what it costs, then all the rest.
    pub(super) fn describe_one_sided_task(
        &self,
        side: &Side<'_>,
        printed: PrintedTask<'_>,
        kind: ChangeKind,
    ) -> Vec<Detail> {
        let task = printed.task;
        let amount =
            task.budget.as_ref().and_then(|b| budget::get_amount(side.draft(), b));
        let mut time = format_time(task);
        let time_words = list_line_texts(side, printed.spot, TaskField::Time).join("; ");
        // Words that hold the time are told in its place.
        let is_in_words = time
            .as_ref()
            .is_some_and(|time| time_words.to_lowercase().contains(&time.to_lowercase()));
        if is_in_words {
            time = Some(lower_first(&time_words));
        }
        let lead = name_lead(task);
        let values = [
            build_one_sided_value("thời gian", kind, time.clone())
                .map(Detail::into_deadline),
            build_one_sided_value("chủ trì", kind, lead),
            figure::build_one_sided_figure("kinh phí", kind, amount.as_ref()),
        ];
        let mut res: Vec<_> = values.into_iter().flatten().collect();
        let budget = SideBudget { side, budget: task.budget.as_ref() };
        res.extend(budget.shares().into_iter().filter_map(|share| {
            figure::build_one_sided_figure(&share.name, kind, Some(&share.amount))
        }));
        let units = [
            ("thực hiện", name_units(task, |known| &known.executors)),
            ("phối hợp", name_units(task, |known| &known.partners)),
        ];
        for (label, names) in units {
            let names = Some(names.join("; ")).filter(|names| !names.is_empty());
            res.extend(build_one_sided_value(label, kind, names));
        }
        let lines = TaskField::ALL
            .into_iter()
            .filter(|field| is_told_in_words(task, *field, time.is_some(), is_in_words))
            .flat_map(|field| list_field_lines(side, printed.spot, field))
            .collect();
        res.extend(shorten_lines(lines, kind));
        res
    }

    /// What stands in a section or an appendix that one version alone has: what runs on
    /// after its title, and all below it, but for what stands elsewhere in the other version
    /// and for what tasks say, which is told with them.
    pub(super) fn list_contents(
        &self,
        side: &Side<'_>,
        node: usize,
        kind: ChangeKind,
    ) -> Vec<Detail> {
        let partners = match kind {
            ChangeKind::Added => &self.nodes.old,
            _ => &self.nodes.new,
        };
        let tree = side.tree;
        let title = tree.title(node);
        let text = tree.text(node);
        let run_in = text.strip_prefix(&title).map_or("", str::trim).to_owned();
        let below = node + 1..tree.nodes[node].end;
        let below = below
            .filter(|node| partners[*node].is_none())
            .filter(|node| !matches!(tree.role(*node), BlockRole::Field(_)));
        let texts = below.map(|node| match tree.table(node) {
            Some(table) => describe_table(table),
            None => tree.text(node),
        });
        let run_in = Some(run_in).filter(|_| tree.is_heading(node));
        let texts = run_in.into_iter().chain(texts).filter(|text| !text.is_empty());
        let lines = texts.map(|text| ContentLine { label: String::new(), text });
        shorten_lines(lines.collect(), kind)
    }
}

/// A table by its title and its size.
fn describe_table(table: &Table) -> String {
    let caption = table.caption.as_deref().unwrap_or_default();
    let size = format!("({} cột, {} hàng)", table.columns.len(), table.rows.len());
    ["[bảng]", caption, &size]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a part of a task has words that its values do not have.
fn is_told_in_words(
    task: &Task,
    field: TaskField,
    has_time: bool,
    has_time_words: bool,
) -> bool {
    let assignment = task.assignment.as_ref().and_then(Pending::known);
    match field {
        TaskField::Activities
        | TaskField::Manner
        | TaskField::Place
        | TaskField::Output
        | TaskField::Note => true,
        TaskField::Time => {
            let time = task.time.as_ref().and_then(Pending::known);
            !has_time_words && (!has_time || time.is_some_and(|time| time.text.is_some()))
        }
        TaskField::Budget => {
            task.budget.as_ref().is_some_and(|budget| budget.text.is_some())
        }
        TaskField::Assignment => assignment.is_some_and(|known| known.text.is_some()),
        TaskField::Lead | TaskField::Executors | TaskField::Partners => false,
    }
}

/// The lines of a part of a task, each with what the part is called.
fn list_field_lines(
    side: &Side<'_>,
    spot: TaskSpot,
    field: TaskField,
) -> Vec<ContentLine> {
    let label = match field {
        TaskField::Time => "thời gian".to_owned(),
        _ => lower_first(field.default_column()),
    };
    let texts = list_line_texts(side, spot, field).into_iter();
    texts.map(|text| ContentLine { label: label.clone(), text }).collect()
}

/// The first lines, and how many there are besides.
fn shorten_lines(lines: Vec<ContentLine>, kind: ChangeKind) -> Vec<Detail> {
    let more = lines.len().saturating_sub(MOST_LINES);
    let shown = lines.into_iter().take(MOST_LINES);
    let mut res: Vec<_> = shown
        .filter_map(|line| build_one_sided_value(&line.label, kind, Some(line.text)))
        .collect();
    if more > 0 {
        let words = words::mark_text(&format!("… và {more} dòng nữa"), TextMark::Kept);
        res.push(Detail::words(words));
    }
    res
}

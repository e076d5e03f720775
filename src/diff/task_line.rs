//! What a task says of one of its parts, line by line.

use crate::document::{Block, BlockRole, Inline};
use crate::form::{ColumnField, TaskField};

use super::printed_task::{self, TaskSpot};
use super::side::Side;
use super::tree::{TreeItem, render_plain};
use super::words;

/// A line of a task, without the label that the first one has.
pub(super) struct TaskLine {
    pub(super) node: usize,
    pub(super) content: Vec<Inline>,
    /// Whether the label stands before it.
    pub(super) is_first: bool,
}

/// The lines of a part of a task, and its label.
pub(super) struct TaskLines {
    pub(super) label: String,
    pub(super) lines: Vec<TaskLine>,
}

impl TaskLines {
    /// Whether the text begins behind the label, and not below it.
    pub(super) fn is_run_in(&self) -> bool {
        self.lines.first().is_some_and(|line| line.is_first)
    }
}

impl TaskLine {
    /// What it says, without the sign at its end, which goes by what comes after.
    pub(super) fn text(&self) -> String {
        trim_end_sign(&render_plain(&self.content)).to_owned()
    }
}

/// The lines of a part of a task, without the label and without the sign at their end.
pub(super) fn list_line_texts(
    side: &Side<'_>,
    spot: TaskSpot,
    field: TaskField,
) -> Vec<String> {
    let texts: Vec<_> = match spot {
        TaskSpot::Title(title) => {
            list_task_lines(side, title, field).lines.iter().map(TaskLine::text).collect()
        }
        TaskSpot::Row { table, row } => list_cell_lines(side, table, row, field),
    };
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

/// The lines of the cell that a row has for a part of a task, without the signs before them.
fn list_cell_lines(
    side: &Side<'_>,
    table: usize,
    row: usize,
    field: TaskField,
) -> Vec<String> {
    let Some(table) = side.tree.table(table) else { return Vec::new() };
    let column = ColumnField::Part(field);
    let cell = table.rows.get(row).and_then(|r| printed_task::get_cell(table, r, column));
    let content = cell.map_or(&[][..], |cell| cell.content.as_slice());
    let lines = content.split(|inline| matches!(inline, Inline::Break));
    lines
        .map(|line| {
            let text = render_plain(line);
            trim_end_sign(text.trim_start_matches(['-', '+', ' '])).to_owned()
        })
        .collect()
}

/// A line without the sign at its end, which goes by what comes after.
fn trim_end_sign(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ';', ','])
}

/// The lines of a part of a task below its title. The first paragraph has the label, with or
/// without text behind it.
pub(super) fn list_task_lines(
    side: &Side<'_>,
    title: usize,
    field: TaskField,
) -> TaskLines {
    let mut res = TaskLines { label: String::new(), lines: Vec::new() };
    let children = side.tree.nodes[title].children.iter();
    let of_field =
        children.filter(|node| side.tree.role(**node) == BlockRole::Field(field));
    for (index, node) in of_field.enumerate() {
        let TreeItem::Block(Block::Paragraph(paragraph)) = side.tree.nodes[*node].item
        else {
            continue;
        };
        let mut content = words::strip_notes(&paragraph.content);
        let is_first = index == 0;
        if is_first {
            res.label = take_label(&mut content);
            if content.is_empty() {
                continue;
            }
        }
        res.lines.push(TaskLine { node: *node, content, is_first });
    }
    res
}

/// Takes the label from the beginning of a paragraph: what stands there up to the first
/// colon.
fn take_label(content: &mut Vec<Inline>) -> String {
    let mut label = String::new();
    while let Some(Inline::Text { text, .. }) = content.first_mut() {
        let Some((before, after)) = text.split_once(':') else {
            label.push_str(text);
            content.remove(0);
            continue;
        };
        label.push_str(before);
        let after = after.trim_start().to_owned();
        if after.is_empty() {
            content.remove(0);
        } else {
            *text = after;
        }
        break;
    }
    // What is left of a blank between label and text is no text.
    if let Some(Inline::Text { text, .. }) = content.first_mut() {
        let after = text.trim_start().to_owned();
        if after.is_empty() {
            content.remove(0);
        } else {
            *text = after;
        }
    }
    label
}

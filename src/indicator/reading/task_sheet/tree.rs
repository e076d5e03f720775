//! The tasks of a list, in the groups whose names stand above them or in a column.

use crate::code;
use crate::form::SheetField;
use crate::language::normalize_spaces;
use crate::quantity::Number;
use crate::yaml::YamlNode;

use super::super::raw_cell::RawCell;
use super::amounts::report_difference;
use super::nodes::{NodeWriter, is_ditto, to_group};
use super::roles::{GroupLevel, RowRole, report_nameless};

/// A group to which tasks are still added.
struct OpenGroup {
    /// `None` for one that a column names.
    level: Option<GroupLevel>,
    /// Where its name stands.
    place: NamePlace,
    name: String,
    title: YamlNode,
    items: Vec<YamlNode>,
    sum: Number,
}

/// Where the name of a group stands.
#[derive(Clone, Copy)]
struct NamePlace {
    row: usize,
    column: usize,
}

/// Builds the tree of a list, row by row.
pub(super) struct TaskTree<'w, 'a> {
    writer: &'w mut NodeWriter<'a>,
    root: Vec<YamlNode>,
    open: Vec<OpenGroup>,
    /// Names of groups of a column that are closed.
    closed: Vec<String>,
    sum: Number,
    /// How many tasks there are.
    pub(super) tasks: usize,
}

impl<'w, 'a> TaskTree<'w, 'a> {
    pub(super) fn new(writer: &'w mut NodeWriter<'a>) -> Self {
        Self {
            writer,
            root: Vec::new(),
            open: Vec::new(),
            closed: Vec::new(),
            sum: Number::ZERO,
            tasks: 0,
        }
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: usize, role: RowRole) {
        match role {
            RowRole::Task(level) => self.add_task(row, level),
            RowRole::Group(level) => self.open_group(row, level),
            RowRole::Part => {
                let sum = self.open.last().map(|group| group.sum.clone());
                self.compare(row, &sum.unwrap_or_else(|| self.sum.clone()));
            }
            RowRole::Total | RowRole::Unclear => {}
        }
    }

    /// The sum of all tasks.
    pub(super) fn sum(&self) -> &Number {
        &self.sum
    }

    /// All tasks and groups.
    pub(super) fn finish(mut self) -> Vec<YamlNode> {
        while !self.open.is_empty() {
            self.close_group();
        }
        self.root
    }

    fn add_task(&mut self, row: usize, level: Option<GroupLevel>) {
        if let Some(level) = level {
            self.end_groups(level);
        }
        self.enter_named_group(row);
        let found = self.writer.found.len();
        let Some(task) = self.writer.write_task(row) else {
            let title = self.writer.columns.cell(SheetField::Title, row);
            if self.writer.found.len() == found {
                self.writer.found.extend(title.map(report_nameless));
            }
            return;
        };
        self.tasks += 1;
        if let Some(amount) = self.writer.amounts.get(row) {
            self.sum = self.sum.checked_add(amount);
            for group in &mut self.open {
                group.sum = group.sum.checked_add(amount);
            }
        }
        self.push(task);
    }

    fn push(&mut self, node: YamlNode) {
        match self.open.last_mut() {
            Some(group) => group.items.push(node),
            None => self.root.push(node),
        }
    }

    /// Opens a group: one of the same kind ends before it, one of another kind holds it.
    fn open_group(&mut self, row: usize, level: GroupLevel) {
        self.close_named_group();
        // Groups with a number hold none that has a Roman numeral, a letter or a bare name.
        let is_number = |level| matches!(level, Some(GroupLevel::Number(_)));
        if !is_number(Some(level)) {
            while self.open.last().is_some_and(|group| is_number(group.level)) {
                self.close_group();
            }
        }
        self.end_groups(level);
        let (column, name) = self.writer.columns.find_group_name(row);
        self.push_group(Some(level), NamePlace { row, column }, name);
    }

    /// Ends the group of a level, and those within it.
    fn end_groups(&mut self, level: GroupLevel) {
        if !self.open.iter().any(|group| group.level == Some(level)) {
            return;
        }
        while let Some(last) = self.open.last().map(|group| group.level) {
            self.close_group();
            if last == Some(level) {
                break;
            }
        }
    }

    fn push_group(&mut self, level: Option<GroupLevel>, place: NamePlace, name: String) {
        let title = self.writer.write_group_title(place.row, place.column, &name);
        let (items, sum) = (Vec::new(), Number::ZERO);
        self.open.push(OpenGroup { level, place, name, title, items, sum });
    }

    /// Ends the last group. One without tasks is a fault of the file.
    fn close_group(&mut self) {
        let Some(group) = self.open.pop() else { return };
        let NamePlace { row, column } = group.place;
        if group.level.is_some() {
            self.compare(row, &group.sum);
        }
        if group.items.is_empty() {
            let raw = RawCell::FromSheet(self.writer.columns.sheet, row, column);
            let message = format!("nhóm “{}” không có nhiệm vụ nào", group.name);
            let mut finding = raw.error(&code::task_sheet::TASK_ROW, &message);
            finding.diagnostic.set_label("dưới tên nhóm này chưa có gì".to_owned());
            finding.diagnostic.push_hint("ghi thêm nhiệm vụ dưới tên nhóm, hoặc xóa hàng này; nếu hàng này là một nhiệm vụ thì đánh số như các nhiệm vụ khác");
            self.writer.found.push(finding);
            return;
        }
        self.push(to_group(group.title, group.items));
    }

    /// Goes to the group that a column names for a row.
    fn enter_named_group(&mut self, row: usize) {
        let columns = self.writer.columns;
        let Some(raw) = columns.cell(SheetField::Group, row) else { return };
        let name = normalize_spaces(&raw.text());
        if name.is_empty() {
            let question = "ô tên nhóm để trống: nhiệm vụ này thuộc nhóm ở hàng trên, hay không thuộc nhóm nào?";
            self.ask(
                raw,
                question,
                "ghi tên nhóm ở hàng này, hoặc gộp ô này với các ô cùng nhóm ở trên",
            );
            return;
        }
        let last = self.open.last().filter(|group| group.level.is_none());
        if last.is_some_and(|group| group.name == name || is_ditto(&name)) {
            return;
        }
        self.close_named_group();
        if self.closed.contains(&name) {
            let question = format!(
                "nhóm “{name}” đã có ở trên, cách nhóm khác: các nhiệm vụ có đưa về một nhóm không?"
            );
            self.ask(
                raw,
                &question,
                "xếp các hàng cùng nhóm liền nhau trong tệp, hoặc đặt tên nhóm khác",
            );
            return;
        }
        let RawCell::FromSheet(_, row, column) = raw else { return };
        self.push_group(None, NamePlace { row, column }, name);
    }

    fn close_named_group(&mut self) {
        let named = self.open.last().filter(|group| group.level.is_none());
        if let Some(group) = named {
            self.closed.push(group.name.clone());
            self.close_group();
        }
    }

    fn ask(&mut self, raw: RawCell<'_>, question: &str, hint: &str) {
        let mut finding = raw.error(&code::task_sheet::AMBIGUOUS_TASK_ROW, question);
        finding.diagnostic.set_label("chưa rõ thuộc nhóm nào".to_owned());
        finding.diagnostic.push_hint(hint.to_owned());
        self.writer.found.push(finding);
    }

    /// Compares the amount in a row, if there is one, with what its tasks add up to.
    fn compare(&mut self, row: usize, sum: &Number) {
        let amounts = self.writer.amounts;
        let columns = self.writer.columns;
        let cell = columns.cell(SheetField::Budget, row);
        let Some((raw, given)) = cell.zip(amounts.get(row)) else { return };
        if !amounts.has_faults && given != sum {
            let (_, name) = columns.find_group_name(row);
            self.writer.found.push(report_difference(raw, &name, given, sum));
        }
    }
}

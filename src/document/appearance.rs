//! Where the paper shows a figure: the cells of its table, and every `{{ … }}` that reads
//! it, each with how its part of the paper is called.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::form::{
    self, Budget, ColumnId, Form, Section, SectionPart, SumPlace, TableId, TargetItem,
    Task, TaskField, TaskSummary, collect_texts,
};
use crate::indicator::{
    BudgetPick, FigureId, Figures, IndicatorPart, PrintedExpression, RowPlace,
};
use crate::plan::Plan;
use crate::prose::{Plain, ProsePiece};
use crate::quantity::{BLANK, Pending, Shown};
use crate::source::Span;

use super::compose::compose_with_places;
use super::composer::ComposedPlace;
use super::printed_table::print_cell;
use super::target_table::is_shown_in;
use super::task_table::show_task_sum;

/// A place of the paper that shows a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// What kind of place it is.
    pub shown: ShownBy,
    /// Where the form has it.
    pub span: Span,
    /// How its part of the paper is called: `điểm b khoản 1 Mục I`, `Phụ lục II`. Where
    /// no paper could be made, the nearest title.
    pub label: String,
    /// What is printed there; `None` where no paper could be made.
    pub text: Option<String>,
}

/// What shows a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownBy {
    /// A cell of this table of the form, where the form has the table printed.
    Cell(TableId),
    /// The table of money that is made from the tasks.
    Tasks,
    /// The line of money of a task.
    Task,
    /// A row of a table of tasks.
    TaskTable,
    /// The money of a section.
    Section,
    /// A table that is made from the indicators.
    Targets,
    /// A `{{ … }}` that reads it: what is between the braces.
    Value(String),
}

/// Every place of the paper that shows a figure, in the order of the form. `plan` is what
/// the form became, where it has no errors.
#[must_use]
pub fn find_appearances(
    form: &Form,
    figures: &Arc<Figures>,
    plan: Option<&Plan>,
    subject: &FigureId,
) -> Vec<Appearance> {
    let mut search = AppearanceSearch {
        form,
        figures,
        titles: collect_titles(form),
        places: plan.map(|plan| compose_with_places(plan).1),
        found: Vec::new(),
    };
    match subject {
        FigureId::Cell { table, place, column } => search.cell(*table, *place, *column),
        FigureId::Budget(pick) => search.money(pick),
        FigureId::Indicator { index, part } => search.target(*index, *part),
        // Named by no reference.
        FigureId::Amount(_) => {}
        FigureId::Column { .. } | FigureId::Year => {}
    }
    search.budgets(subject);
    search.values(subject);
    search.found.sort_by_key(|place| place.span);
    search.found
}

struct AppearanceSearch<'a> {
    form: &'a Form,
    figures: &'a Arc<Figures>,
    /// The parts that have a title, each with it.
    titles: Vec<(Span, String)>,
    /// What stands where in the paper; `None` where none could be made.
    places: Option<Vec<ComposedPlace>>,
    found: Vec<Appearance>,
}

impl AppearanceSearch<'_> {
    /// The parts that print the table of a cell.
    fn cell(&mut self, table: TableId, place: RowPlace, column: ColumnId) {
        let form = self.form;
        if !is_printed(&form.tables[table], place, column) {
            return;
        }
        let spec = &form.tables[table];
        let text = print_cell(spec, self.figures.table(table), place, column);
        let text = text.unwrap_or_else(|| "……".to_owned());
        for part in form.parts() {
            if let SectionPart::Table(printed) = part
                && printed.value == table
            {
                self.add(&ShownBy::Cell(table), printed.span, Some(&text));
            }
        }
    }

    /// The tables made from indicators that show a figure of one.
    fn target(&mut self, index: usize, part: IndicatorPart) {
        let form = self.form;
        let (id, indicator) = &form.indicators[index];
        for section_part in form.parts() {
            let SectionPart::FromTargets(table) = section_part else { continue };
            let mut ids = table.items.iter().flat_map(TargetItem::ids);
            if ids.any(|shown| shown.value == id.value)
                && is_shown_in(table, indicator, part)
            {
                self.add(&ShownBy::Targets, table.span, None);
            }
        }
    }

    /// The parts that print an amount of the tasks.
    fn money(&mut self, pick: &BudgetPick) {
        let form = self.form;
        let Some(amount) = self.figures.money(pick) else { return };
        let text = match &amount {
            // The table says its unit above itself.
            Shown::Figure(figure) => figure.bare(),
            Shown::Date(_) | Shown::Text(_) | Shown::Pending => amount.to_string(),
        };
        for part in form.parts() {
            if let SectionPart::FromTasks(summary) = part
                && summary.value == TaskSummary::Budget
            {
                self.add(&ShownBy::Tasks, summary.span, Some(&text));
            }
        }
        match pick {
            BudgetPick::Task(id) => self.task_money(id, &amount),
            BudgetPick::Total => self.task_total(),
            BudgetPick::Source(_) => {}
        }
    }

    /// The total of a table of tasks, where it holds all the money of the plan.
    fn task_total(&mut self) {
        let form = self.form;
        let has_amount = |task: &&Task| TaskSummary::Budget.shows(task);
        let count = form.tasks().into_iter().filter(has_amount).count();
        for part in form.parts() {
            let SectionPart::Tasks(tasks) = part else { continue };
            let Some(table) = tasks.layout.table() else { continue };
            let list = tasks.list();
            let holds_all = list.iter().copied().filter(has_amount).count() == count;
            if let Some(total) = table.total.as_ref().filter(|_| holds_all)
                && table.shows(&list, TaskField::Budget)
            {
                let text = show_task_sum(self.figures, &list, table);
                self.add(&ShownBy::TaskTable, total.span, Some(&text));
            }
        }
    }

    /// The line or the row of a task that has its amount.
    fn task_money(&mut self, id: &str, amount: &Shown) {
        let form = self.form;
        for part in form.parts() {
            let SectionPart::Tasks(tasks) = part else { continue };
            let list = tasks.list();
            let mut known =
                list.iter().filter_map(|task| Some((task, task.id.as_ref()?)));
            let Some((task, _)) = known.find(|(_, known)| known.value == id) else {
                continue;
            };
            let (shown, text) = match tasks.layout.table() {
                None => (ShownBy::Task, amount.to_string()),
                Some(table) if table.shows(&list, TaskField::Budget) => {
                    (ShownBy::TaskTable, show_task_sum(self.figures, &[task], table))
                }
                Some(_) => continue,
            };
            self.add(&shown, task.span, Some(&text));
            return;
        }
    }

    /// The money of sections and of tasks whose formula reads the figure.
    fn budgets(&mut self, subject: &FigureId) {
        let form = self.form;
        let reads = |budget: &Budget| {
            let read = self.figures.budget_reads(form, budget);
            read.iter().any(|figure| figure.is_same(subject, form))
        };
        let sections = form.parts().into_iter().filter_map(|part| match part {
            SectionPart::Budget(budget) if reads(budget) => {
                Some((ShownBy::Section, budget.span, budget))
            }
            _ => None,
        });
        let tasks = form.tasks().into_iter().filter_map(|task| {
            let budget = task.budget.as_ref().filter(|budget| reads(budget))?;
            Some((ShownBy::Task, task.span, budget))
        });
        let found: Vec<_> = sections.chain(tasks).collect();
        for (shown, span, budget) in found {
            let amount = self.figures.resolve_budget(budget).amount;
            let text = amount.map(|amount| match amount {
                Pending::Known(money) => money.to_string(),
                Pending::Unknown => BLANK.to_owned(),
            });
            self.add(&shown, span, text.as_deref());
        }
    }

    /// Every `{{ … }}` that reads the figure.
    fn values(&mut self, subject: &FigureId) {
        let names = self.figures.names(self.form);
        let mut seen = BTreeSet::new();
        for piece in collect_texts(self.form).iter().flat_map(|text| text.pieces) {
            let ProsePiece::Value { expression, span, .. } = piece else { continue };
            let read = self.figures.figure_ids(&names, expression);
            let form = self.form;
            let is_read = read.iter().any(|figure| figure.is_same(subject, form));
            if is_read && seen.insert(*span) {
                let text = match self.figures.printed(&names, expression) {
                    Ok(PrintedExpression::Text(text)) => Some(text),
                    Ok(PrintedExpression::Pending) => Some(BLANK.to_owned()),
                    Ok(PrintedExpression::Pointer { .. }) | Err(_) => None,
                };
                let shown = ShownBy::Value(expression.text().to_owned());
                self.add(&shown, *span, text.as_deref());
            }
        }
    }

    /// Adds a place as often as the paper has it.
    fn add(&mut self, shown: &ShownBy, span: Span, text: Option<&str>) {
        // Without a paper there is one place at most, and only the form to name it by.
        let Some(places) = &self.places else {
            self.found.push(Appearance {
                shown: shown.clone(),
                span,
                label: self.nearest_title(span),
                text: text.map(str::to_owned),
            });
            return;
        };
        for place in places.iter().filter(|place| place.span == span) {
            let label = if place.label.is_empty() {
                "phần nội dung".to_owned()
            } else {
                place.label.clone()
            };
            let printed = Some(place.text.as_str()).filter(|text| !text.is_empty());
            self.found.push(Appearance {
                shown: shown.clone(),
                span,
                label,
                text: printed.or(text).map(str::to_owned),
            });
        }
    }

    /// The title of the smallest part that holds a place.
    fn nearest_title(&self, span: Span) -> String {
        self.titles
            .iter()
            .filter(|(part, _)| part.holds(span))
            .min_by_key(|(part, _)| part.end - part.start)
            .map_or_else(String::new, |(_, title)| title.clone())
    }
}

/// Whether a table prints a cell.
fn is_printed(table: &form::TableSpec, place: RowPlace, column: ColumnId) -> bool {
    let grouping = table.grouping.as_ref();
    let group_column = grouping.and_then(|grouping| table.column(&grouping.by.value));
    let has_row = match place {
        RowPlace::Row(_) => true,
        RowPlace::Group(_) => {
            grouping.is_some_and(|grouping| grouping.sums != SumPlace::Nowhere)
        }
        RowPlace::Total | RowPlace::Foot(_) => table.total.is_some(),
    };
    has_row && !table.columns[column].hidden && group_column != Some(column)
}

/// The parts of the form that have a title, each with it.
fn collect_titles(form: &Form) -> Vec<(Span, String)> {
    let mut res = Vec::new();
    for section in &form.sections {
        collect_section_titles(section, &mut res);
    }
    for appendix in &form.appendices {
        let name = appendix.title.as_ref().map(Plain::collect_words).unwrap_or_default();
        res.push((appendix.span, format!("phụ lục “{name}”")));
        for part in &appendix.parts {
            collect_part_titles(part, &mut res);
        }
    }
    res
}

fn collect_section_titles(section: &Section, res: &mut Vec<(Span, String)>) {
    if let Some(title) = &section.title {
        res.push((section.span, format!("mục “{}”", title.text.collect_words())));
    }
    for part in &section.parts {
        collect_part_titles(part, res);
    }
}

fn collect_part_titles(part: &SectionPart, res: &mut Vec<(Span, String)>) {
    if let SectionPart::Sections(sections) = part {
        for section in sections {
            collect_section_titles(section, res);
        }
    }
}

//! Where the paper shows a figure: the cells of its table, and every `{{ … }}` that reads
//! it, each with how its part of the paper is called.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::form::{
    ColumnId, Form, Part, Section, SumPlace, Summary, Table as Written, TableId, texts,
};
use crate::indicator::{BudgetPick, Figures, Place, Printed, Subject};
use crate::plan::Plan;
use crate::prose::{Piece, Plain};
use crate::quantity::{BLANK, Shown};
use crate::source::Span;

use super::compose::compose_with_places;
use super::composer::ComposedPlace;

/// A place of the paper that shows a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// What shows it.
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
    /// A cell of this table of the form.
    Cell(TableId),
    /// A table made from the tasks.
    Tasks,
    /// The line of the task's own money.
    Task,
    /// `{{ … }}`: what is between the braces.
    Value(String),
}

/// Every place of the paper that shows a figure, in the order of the form. `plan` is what the form became, where it has no errors.
#[must_use]
pub fn appearances(
    form: &Form,
    figures: &Arc<Figures>,
    plan: Option<&Plan>,
    subject: &Subject,
) -> Vec<Appearance> {
    let mut search = AppearanceSearch {
        form,
        figures,
        titles: collect_titles(form),
        noted: plan.map(|plan| compose_with_places(plan).1),
        found: Vec::new(),
    };
    match subject {
        Subject::Cell { table, place, column } => search.cell(*table, *place, *column),
        Subject::Budget(pick) => search.money(pick),
        Subject::Column { .. } | Subject::Indicator { .. } | Subject::Year => {}
    }
    search.values(subject);
    search.found.sort_by_key(|place| place.span);
    search.found
}

struct AppearanceSearch<'a> {
    form: &'a Form,
    figures: &'a Arc<Figures>,
    titles: Vec<(Span, String)>,
    noted: Option<Vec<ComposedPlace>>,
    found: Vec<Appearance>,
}

impl AppearanceSearch<'_> {
    /// The parts that print the table of a cell.
    fn cell(&mut self, table: TableId, place: Place, column: ColumnId) {
        let form = self.form;
        if !is_printed(&form.tables[table], place, column) {
            return;
        }
        let text = self.figures.table(table).text(place, column);
        let text = text.unwrap_or_else(|| "……".to_owned());
        for part in form.parts() {
            if let Part::Table(at) = part
                && at.value == table
            {
                self.add(&ShownBy::Cell(table), at.span, Some(&text));
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
            if let Part::FromTasks(at) = part
                && at.value == Summary::Budget
            {
                self.add(&ShownBy::Tasks, at.span, Some(&text));
            }
        }
        let BudgetPick::Task(id) = pick else { return };
        let of_id =
            |t: &&&crate::form::Task| t.id.as_ref().is_some_and(|at| at.value == *id);
        if let Some(task) = form.tasks().iter().find(of_id) {
            self.add(&ShownBy::Task, task.span, Some(&amount.to_string()));
        }
    }

    /// Every `{{ … }}` that reads the figure.
    fn values(&mut self, subject: &Subject) {
        let names = self.figures.names(self.form);
        let mut seen = BTreeSet::new();
        for piece in texts(self.form).iter().flat_map(|t| t.pieces) {
            let Piece::Value { expression, span, .. } = piece else { continue };
            let read = self.figures.subjects(&names, expression);
            if read.contains(subject) && seen.insert(*span) {
                let text = match self.figures.printed(&names, expression) {
                    Ok(Printed::Text(text)) => Some(text),
                    Ok(Printed::Pending) => Some(BLANK.to_owned()),
                    Ok(Printed::Pointer { .. }) | Err(_) => None,
                };
                let shown = ShownBy::Value(expression.text().to_owned());
                self.add(&shown, *span, text.as_deref());
            }
        }
    }

    /// Adds a place as often as the paper has it.
    fn add(&mut self, shown: &ShownBy, span: Span, text: Option<&str>) {
        let Some(noted) = &self.noted else {
            let label = self.nearest(span);
            let (shown, text) = (shown.clone(), text.map(str::to_owned));
            self.found.push(Appearance { shown, span, label, text });
            return;
        };
        for noted in noted.iter().filter(|n| n.span == span) {
            let text = Some(&*noted.text).filter(|t| !t.is_empty()).or(text);
            let label = match noted.label.as_str() {
                "" => "phần nội dung".to_owned(),
                label => label.to_owned(),
            };
            let (shown, text) = (shown.clone(), text.map(str::to_owned));
            self.found.push(Appearance { shown, span, label, text });
        }
    }

    /// The title of the smallest part that holds a place.
    fn nearest(&self, span: Span) -> String {
        let holds = self.titles.iter().filter(|(of, _)| of.holds(span));
        let smallest = holds.min_by_key(|(of, _)| of.end - of.start);
        smallest.map_or_else(String::new, |(_, title)| title.clone())
    }
}

/// Whether a table prints a cell.
fn is_printed(written: &Written, place: Place, column: ColumnId) -> bool {
    let by = written.grouping.as_ref().and_then(|g| written.column(&g.by.value));
    let sums = written.grouping.as_ref().map(|g| g.sums);
    let row = match place {
        Place::Row(_) => true,
        Place::Group(_) => sums.is_some_and(|sums| sums != SumPlace::Nowhere),
        Place::Total => written.total.is_some(),
    };
    row && !written.columns[column].hidden && by != Some(column)
}

/// The parts of the form that have a title, each with it.
fn collect_titles(form: &Form) -> Vec<(Span, String)> {
    let mut res = Vec::new();
    form.sections.iter().for_each(|s| collect_section_titles(s, &mut res));
    for appendix in &form.appendices {
        let name = appendix.title.as_ref().map(Plain::words).unwrap_or_default();
        res.push((appendix.span, format!("phụ lục “{name}”")));
        appendix.parts.iter().for_each(|p| collect_part_titles(p, &mut res));
    }
    res
}

fn collect_section_titles(section: &Section, res: &mut Vec<(Span, String)>) {
    if let Some(title) = &section.title {
        res.push((section.span, format!("mục “{}”", title.text.words())));
    }
    section.parts.iter().for_each(|p| collect_part_titles(p, res));
}

fn collect_part_titles(part: &Part, res: &mut Vec<(Span, String)>) {
    if let Part::Sections(sections) = part {
        sections.iter().for_each(|s| collect_section_titles(s, res));
    }
}

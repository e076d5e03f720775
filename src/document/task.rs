//! Tasks: titles, and under each its labelled parts in the order of the paper.

use crate::form::{
    Assignment, Budget, LabelledText, Numbering, Task, TaskField, TaskItem, TaskLabels,
    TaskLayout, TaskTime, Tasks, TitleEmphasis,
};
use crate::indicator::BudgetAmounts;
use crate::language::{capitalize_first, lower_first};
use crate::prose::{Marker, Plain, Prose, TextStyle};
use crate::quantity::{BLANK, Pending};
use crate::source::Span;

use super::composer::{Composer, HeadingInput, TitleJoin};
use super::level::NumberingLevel;
use super::origin::{BlockRole, Origin, cover_pieces};
use super::text::{append_inlines, append_text};
use super::{Block, HeadingStyle, Inline, Paragraph};

/// The label of a part of a task, as it is set.
struct FieldLabel {
    text: String,
    emphasis: TitleEmphasis,
    /// Where the form says it; empty for the usual one.
    span: Span,
}

/// A labelled part of a task, ready to be set.
pub(super) struct LabelledField {
    /// The label that the task gives it, in place of that of all tasks.
    label: Option<Plain>,
    /// Whether the text stands on the line of the label, where the form says.
    run_in: Option<bool>,
    pub(super) text: FieldWords,
}

/// What stands after a label.
pub(super) enum FieldWords {
    /// The author's words.
    Written(Prose),
    /// A sentence that the engine makes of what the form gives.
    Composed(String),
}

impl Composer<'_> {
    pub(super) fn tasks(&mut self, tasks: &Tasks, level: &mut NumberingLevel) {
        match &tasks.layout {
            TaskLayout::Labelled(labels) => self.task_items(&tasks.items, labels, level),
            TaskLayout::Table(table) => {
                let part = level.name.clone();
                self.task_table(tasks, table, &part);
            }
        }
    }

    fn task_items(
        &mut self,
        items: &[TaskItem],
        shared: &TaskLabels,
        level: &mut NumberingLevel,
    ) {
        for item in items {
            match item {
                TaskItem::Group(group) => {
                    let id = group.id.as_ref();
                    let heading = HeadingInput {
                        text: self.inlines(&group.title.joined()),
                        style: None,
                        join: TitleJoin::OwnLine,
                        below: self.numbering_below(level, group.numbering),
                        origin: Origin::with_id(BlockRole::Group, id, group.title.span),
                    };
                    self.heading(level, heading, |c, child| {
                        c.task_items(&group.items, shared, child);
                    });
                }
                TaskItem::Task(task) => self.task(task, shared, level),
            }
        }
    }

    fn task(&mut self, task: &Task, shared: &TaskLabels, level: &mut NumberingLevel) {
        let heading = HeadingInput {
            text: self.inlines(&task.title.joined()),
            style: task.emphasis.map(HeadingStyle::from),
            join: TitleJoin::OwnLine,
            below: task.marker.unwrap_or(shared.marker),
            origin: Origin::with_id(BlockRole::Task, task.id.as_ref(), task.span)
                .typed_at([task.title.span]),
        };
        self.heading(level, heading, |c, labels| {
            c.note_part(task.span);
            c.fields(task, shared, labels);
        });
    }

    /// The labelled parts of a task, at their level. A label is that of the task, else that of
    /// all tasks, else the usual one. Fields that are not given take no number.
    fn fields(&mut self, task: &Task, shared: &TaskLabels, labels: &mut NumberingLevel) {
        let emphasis = shared.emphasis.unwrap_or(match labels.style {
            Numbering::Dash | Numbering::Plus | Numbering::None => TitleEmphasis::Plain,
            _ => TitleEmphasis::Bold,
        });
        for field in shared.order() {
            let Some(part) = self.labelled_field(task, field) else { continue };
            let common = shared.labels.iter().find(|(labelled, _)| *labelled == field);
            let typed = part.label.as_ref().or(common.map(|(_, label)| label));
            let text = match typed {
                Some(label) => self.string(label),
                None => field.default_label().to_owned(),
            };
            let label = FieldLabel {
                text: text.trim_end_matches([':', ' ']).to_owned(),
                emphasis,
                span: typed.map(|label| label.span).unwrap_or_default(),
            };
            let number = labels.next(true);
            self.in_part(&labels.part_name(&number), |c| {
                c.as_role(BlockRole::Field(field), |c| {
                    c.push_field(&number.number, &label, part);
                });
            });
        }
    }

    /// A field of a task; `None` where it is not given or not known yet.
    fn labelled_field(&mut self, task: &Task, field: TaskField) -> Option<LabelledField> {
        let assignment = task.assignment.as_ref().and_then(Pending::known);
        match field {
            TaskField::Activities
            | TaskField::Manner
            | TaskField::Place
            | TaskField::Output
            | TaskField::Note => {
                task.text(field).and_then(Pending::known).map(label_text)
            }
            TaskField::Time => {
                task.time.as_ref().and_then(Pending::known).and_then(label_time)
            }
            TaskField::Budget => self.money(task.budget.as_ref()?),
            TaskField::Assignment => Some(self.assignment(assignment?)),
            TaskField::Lead => self.unit_field(assignment?.lead.as_slice()),
            TaskField::Executors => self.unit_field(&assignment?.executors),
            TaskField::Partners => self.unit_field(&assignment?.partners),
        }
    }

    /// `Phòng Kinh tế; Công an xã.`
    fn unit_field(&mut self, units: &[Plain]) -> Option<LabelledField> {
        let names: Vec<_> = units.iter().map(|unit| self.string(unit)).collect();
        let text = FieldWords::Composed(format!("{}.", names.join("; ")));
        (!names.is_empty()).then_some(LabelledField { label: None, run_in: None, text })
    }

    /// A label and its text: on one line where the text begins with a plain paragraph and
    /// the form does not forbid it. Otherwise the label is a paragraph that stays with
    /// what follows.
    fn push_field(&mut self, marker: &str, label: &FieldLabel, part: LabelledField) {
        let style = TextStyle {
            bold: matches!(
                label.emphasis,
                TitleEmphasis::Bold | TitleEmphasis::BoldItalic
            ),
            italic: matches!(
                label.emphasis,
                TitleEmphasis::Italic | TitleEmphasis::BoldItalic
            ),
        };
        let mut content = Vec::new();
        append_text(&mut content, &format!("{}:", label.text), style);
        let starts_plain = match &part.text {
            FieldWords::Composed(_) => true,
            FieldWords::Written(prose) => {
                prose.paras.first().is_some_and(|para| para.marker == Marker::None)
            }
        };
        let run_in = starts_plain && part.run_in.unwrap_or(true);
        let mut below = Vec::new();
        let mut span = Span::default();
        let mut typed = vec![label.span];
        match part.text {
            FieldWords::Composed(words) if run_in => {
                // Made of values that have no place of their own in it.
                typed.clear();
                let sentence = format!(" {}", begin_sentence(&words));
                append_text(&mut content, &sentence, TextStyle::default());
            }
            FieldWords::Composed(words) => {
                below.push(self.plain_block(vec![Inline::plain(begin_sentence(&words))]));
            }
            FieldWords::Written(prose) => {
                let mut paras = prose.paras.iter();
                if run_in && let Some(first) = paras.next() {
                    span = cover_pieces(&first.pieces);
                    typed.push(span);
                    append_text(&mut content, " ", TextStyle::default());
                    let text = self.inlines(&first.pieces);
                    append_inlines(&mut content, text);
                }
                below = self.collect_blocks(|c| paras.for_each(|para| c.para(para)));
            }
        }
        let keep = !run_in;
        let origin = self.origin(span).typed_at(typed);
        let marker = marker.to_owned();
        self.push(Block::Paragraph(Paragraph { marker, content, keep, origin }));
        self.blocks.append(&mut below);
    }

    fn plain_block(&self, content: Vec<Inline>) -> Block {
        let origin = self.origin(Span::default());
        Block::Paragraph(Paragraph {
            marker: String::new(),
            content,
            keep: false,
            origin,
        })
    }

    /// `5.000.000 đồng (năm triệu đồng).`
    fn money(&mut self, budget: &Budget) -> Option<LabelledField> {
        let amounts = self.plan.figures().resolve_budget(budget);
        let text = match (&budget.text, amounts.amount) {
            (Some(text), _) => FieldWords::Written(text.clone()),
            (None, Some(Pending::Known(money))) => {
                let words = if budget.in_words {
                    format!("{money} ({})", money.in_words())
                } else {
                    money.to_string()
                };
                FieldWords::Composed(words + &self.sources(budget, &amounts) + ".")
            }
            (None, Some(Pending::Unknown)) if !budget.sources.is_empty() => {
                FieldWords::Composed(format!(
                    "{BLANK}{}.",
                    self.sources(budget, &amounts)
                ))
            }
            (None, Some(Pending::Unknown) | None) => return None,
        };
        Some(LabelledField { label: budget.label.clone(), run_in: budget.run_in, text })
    }

    /// `, trong đó: ngân sách xã 3.000.000 đồng; …`
    fn sources(&mut self, budget: &Budget, amounts: &BudgetAmounts) -> String {
        let mut parts = Vec::with_capacity(budget.sources.len());
        for (source, amount) in budget.sources.iter().zip(&amounts.sources) {
            let name = lower_first(&self.source_name(&source.name));
            parts.push(match amount {
                Pending::Known(money) => format!("{name} {money}"),
                Pending::Unknown => format!("{name} {BLANK}"),
            });
        }
        if parts.is_empty() {
            String::new()
        } else {
            format!(", trong đó: {}", parts.join("; "))
        }
    }

    /// `Công chức chính sách chủ trì, phối hợp với A, B và C.`
    pub(super) fn assignment(&mut self, assignment: &Assignment) -> LabelledField {
        let text = match &assignment.text {
            Some(text) => FieldWords::Written(text.clone()),
            None => FieldWords::Composed(self.assignment_sentence(assignment)),
        };
        LabelledField { label: assignment.label.clone(), run_in: assignment.run_in, text }
    }

    /// Who leads, with whom, and who does it; who only does it does so with those that help.
    fn assignment_sentence(&mut self, assignment: &Assignment) -> String {
        let partners = join_units(&self.unit_words(&assignment.partners));
        let partners = partners.map(|names| format!(", phối hợp với {names}"));
        let partners = partners.unwrap_or_default();
        let lead = assignment.lead.as_ref().map(|lead| self.string(lead));
        let executors = join_units(&self.unit_words(&assignment.executors));
        match (lead, executors) {
            (Some(lead), None) if partners.is_empty() => {
                format!("{lead} chủ trì thực hiện.")
            }
            (Some(lead), None) => format!("{lead} chủ trì{partners}."),
            (Some(lead), Some(names)) => {
                format!("{lead} chủ trì{partners}; {names} thực hiện.")
            }
            (None, Some(names)) => format!("{names} thực hiện{partners}."),
            (None, None) => String::new(),
        }
    }

    /// Units as they stand within a sentence.
    fn unit_words(&mut self, units: &[Plain]) -> Vec<String> {
        units.iter().map(|unit| to_sentence_form(&self.string(unit))).collect()
    }
}

/// `A, B và C`; `None` for no unit.
fn join_units(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [only] => Some(only.clone()),
        [others @ .., last] => Some(format!("{} và {last}", others.join(", "))),
    }
}

/// Words at the beginning of a sentence. A blank has no capital to give.
fn begin_sentence(words: &str) -> String {
    if words.starts_with('…') { words.to_owned() } else { capitalize_first(words) }
}

fn label_text(text: &LabelledText) -> LabelledField {
    LabelledField {
        label: text.label.clone(),
        run_in: text.run_in,
        text: FieldWords::Written(text.text.clone()),
    }
}

fn label_time(time: &TaskTime) -> Option<LabelledField> {
    let text = match (&time.text, &time.time) {
        (Some(text), _) => FieldWords::Written(text.clone()),
        (None, Some(time)) => FieldWords::Composed(time.value.to_text() + "."),
        (None, None) => return None,
    };
    Some(LabelledField { label: time.label.clone(), run_in: time.run_in, text })
}

/// A unit within a sentence: `Các thôn` gets a small letter, `Phòng Kinh tế` is a name.
fn to_sentence_form(unit: &str) -> String {
    const COMMON: [&str; 5] = ["Các", "Những", "Mọi", "Một", "Toàn"];
    let first = unit.split(' ').next().unwrap_or_default();
    if COMMON.contains(&first) { lower_first(unit) } else { unit.to_owned() }
}

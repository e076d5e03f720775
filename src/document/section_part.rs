//! The typed parts of a section: objectives, assignments by unit, money, tables.

use crate::form::{Budget, Objective, Objectives, SourceName, UnitAssignment};
use crate::language;
use crate::prose::TextStyle;
use crate::quantity::Pending;

use super::composer::{Composer, HeadingInput, TitleJoin};
use super::level::NumberingLevel;
use super::origin::{BlockRole, Origin};
use super::text::{add_text, append_text, to_text};
use super::{Block, Inline};

impl Composer<'_> {
    pub(super) fn objectives(
        &mut self,
        objectives: &Objectives,
        level: &mut NumberingLevel,
    ) {
        for item in &objectives.items {
            self.objective(item, level);
        }
    }

    fn objective(&mut self, item: &Objective, level: &mut NumberingLevel) {
        let text = match &item.label {
            Some(label) => self.inlines(&label.joined()),
            None => vec![Inline::plain(item.scope.title())],
        };
        let span = item.label.as_ref().map(|label| label.span).unwrap_or_default();
        let heading = HeadingInput {
            text,
            style: None,
            join: if item.run_in { TitleJoin::RunIn } else { TitleJoin::OwnLine },
            below: self.numbering_below(level, None),
            origin: Origin::new(BlockRole::Objective, span),
        };
        self.heading(level, heading, |c, _| c.objective_text(item));
    }

    fn objective_text(&mut self, item: &Objective) {
        // A list of more than one prints as items, unless its texts are items already.
        let is_list = item.text.len() > 1;
        for (index, prose) in item.text.iter().enumerate() {
            if index == 0 && item.run_in {
                self.run_on_prose(prose);
                continue;
            }
            let from = self.blocks.len();
            self.prose(prose);
            if let Some(Block::Paragraph(first)) = self.blocks.get_mut(from)
                && is_list
                && first.marker.is_empty()
            {
                first.marker = "-".to_owned();
            }
        }
    }

    pub(super) fn units(&mut self, units: &[UnitAssignment], level: &mut NumberingLevel) {
        for unit in units {
            self.unit(unit, level);
        }
    }

    /// The name of a unit as a title, `Đề nghị Ủy ban Mặt trận Tổ quốc xã`, and under it
    /// what it is to do.
    fn unit(&mut self, unit: &UnitAssignment, level: &mut NumberingLevel) {
        let mut title = Vec::new();
        if let Some(lead) = &unit.lead {
            let lead = self.string(lead);
            append_text(&mut title, &(lead + " "), TextStyle::default());
        }
        let name = to_text(&self.inlines(&unit.name.joined()));
        append_text(&mut title, &name, TextStyle::default());
        let name_span = unit.name.span;
        let lead_span = unit.lead.as_ref().map(|lead| lead.span);
        let span = lead_span.unwrap_or(name_span).with(name_span);
        let heading = HeadingInput {
            text: title,
            style: None,
            join: if unit.run_in { TitleJoin::RunIn } else { TitleJoin::OwnLine },
            below: self.numbering_below(level, None),
            origin: Origin::with_id(BlockRole::Unit, unit.id.as_ref(), span)
                .typed_at(lead_span.into_iter().chain([name_span])),
        };
        self.heading(level, heading, |c, _| {
            if unit.run_in {
                c.run_on_prose(&unit.text);
            } else {
                c.prose(&unit.text);
            }
        });
    }

    /// `Tổng kinh phí: 368.000.000 đồng (Bằng chữ: …).`, its sources, its words.
    pub(super) fn budget(&mut self, budget: &Budget) {
        self.as_role(BlockRole::Money, |c| c.amounts(budget));
        if let Some(words) = &budget.text {
            self.prose(words);
        }
    }

    /// The total with its words, if there is one, and below it a line for each source. What
    /// is not known yet is a dotted blank; `;` and `.` stand as in any list.
    fn amounts(&mut self, budget: &Budget) {
        let amounts = self.plan.figures().resolve_budget(budget);
        if let Some(amount) = &amounts.amount {
            let label = budget.label.as_ref();
            let label = label
                .map_or_else(|| "Tổng kinh phí".to_owned(), |label| self.string(label));
            let label = label.trim_end_matches(':');
            let mut content = vec![Inline::plain(format!("{label}: "))];
            match amount {
                Pending::Known(money) => {
                    add_text(&mut content, &format_total(*money, budget.in_words));
                }
                Pending::Unknown => content.push(Inline::Dots),
            }
            let end = if budget.sources.is_empty() { "." } else { ", trong đó:" };
            add_text(&mut content, end);
            self.paragraph(String::new(), content, budget.span);
        }
        let count = budget.sources.len();
        for ((number, source), amount) in (1..).zip(&budget.sources).zip(&amounts.sources)
        {
            let end = if number == count { '.' } else { ';' };
            let name = self.source_name(&source.name);
            let mut line = vec![Inline::plain(format!("{name}: "))];
            match amount {
                Pending::Known(money) => add_text(&mut line, &format!("{money}{end}")),
                Pending::Unknown => line.extend([Inline::Dots, Inline::plain(end)]),
            }
            self.paragraph("-".to_owned(), line, source.span);
        }
    }

    /// The name of a source of money, the usual ones after what the issuer is.
    pub(super) fn source_name(&mut self, name: &SourceName) -> String {
        match name {
            SourceName::Custom(name) => self.string(name),
            SourceName::Usual(kind) => {
                kind.value.name(Some(self.plan.agency())).to_owned()
            }
        }
    }
}

/// An amount as a total: `26.000.000 đồng (Bằng chữ: Hai mươi sáu triệu đồng)`.
fn format_total(money: crate::quantity::Money, in_words: bool) -> String {
    if !in_words {
        return money.to_string();
    }
    let words = language::capitalize_first(&money.in_words());
    format!("{money} (Bằng chữ: {words})")
}

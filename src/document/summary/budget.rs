//! `kinh_phi`: what the tasks cost, by source, in all and in words.

use crate::form::{Budget, SourceKind, TOTAL_NAME, Task, TaskSummary};
use crate::indicator::Figures;
use crate::language::{fold, group_digits};
use crate::prose::{Prose, TextStyle};
use crate::quantity::{Money, Pending};
use crate::source::Span;

use super::super::composer::Composer;
use super::super::text::{append_text, set_italic, spell_total, to_inlines};
use super::super::{Align, Cell, Column, HeaderCell, Inline, Row, RowRole};
use super::{
    SummaryEntry, SummaryTable, align_columns, format_task_count, make_header_cell,
    make_header_row, number_entries,
};

/// More columns of sources would leave no room for the tasks.
const MOST_SOURCES: usize = 4;

/// How the table shows where money comes from.
enum SourceDisplay {
    /// Not at all: no task names a source.
    None,
    /// A column for each of these: all sources have usual names, and few.
    Columns(Vec<SourceKind>),
    /// A column of words: a source has a name of the author's own, or there are too many.
    Words,
}

impl SourceDisplay {
    /// What the tasks ask for.
    fn from_tasks(tasks: &[&Task]) -> Self {
        let budgets = tasks.iter().filter_map(|task| task.budget.as_ref());
        let sources: Vec<_> = budgets.flat_map(|budget| &budget.sources).collect();
        if sources.is_empty() {
            return Self::None;
        }
        let usual: Option<Vec<_>> =
            sources.iter().map(|source| source.name.usual_kind()).collect();
        let Some(usual) = usual else { return Self::Words };
        let kinds: Vec<_> = SourceKind::ALL
            .into_iter()
            .map(|(kind, _)| kind)
            .filter(|kind| usual.contains(kind))
            .collect();
        if kinds.len() > MOST_SOURCES { Self::Words } else { Self::Columns(kinds) }
    }

    /// The columns of the table.
    fn document_columns(&self) -> Vec<Column> {
        let sources = match self {
            Self::None => Vec::new(),
            Self::Columns(kinds) => vec![Align::Right; kinds.len()],
            Self::Words => vec![Align::Left],
        };
        align_columns(sources.into_iter().chain([Align::Right]))
    }
}

impl Composer<'_> {
    /// Adds the table of the tasks that give an amount, the total in words below it, and a
    /// note on what neither holds. A group has the sums of its tasks.
    pub(super) fn budget_table(&mut self, origin: Span) {
        let plan = self.plan;
        let entries =
            SummaryEntry::all(plan.tasks(), &|task| TaskSummary::Budget.shows(task));
        let tasks: Vec<_> = entries.iter().flat_map(SummaryEntry::tasks).collect();
        let sources = SourceDisplay::from_tasks(&tasks);
        let mut rows = Vec::new();
        for (number, entry) in number_entries(&entries) {
            let title = self.entry_title(entry);
            let mut cells = vec![Cell::single(to_inlines(&number)), Cell::single(title)];
            cells.extend(self.money_cells(entry, &sources));
            let (role, named) = match entry {
                SummaryEntry::Group(..) => (RowRole::Group, Some(1)),
                SummaryEntry::Task(_) => (RowRole::Plain, None),
            };
            rows.push(Row { role, named, cells, key: entry.key(), place: None });
        }
        let mut cells = vec![Cell::wide(to_inlines(TOTAL_NAME), 2)];
        let figures = plan.figures();
        cells.extend(make_sum_cells(figures, &tasks, &sources));
        rows.push(Row {
            role: RowRole::Total,
            named: None,
            cells,
            key: String::new(),
            place: None,
        });
        let table = SummaryTable {
            unit: Some("Đơn vị tính: đồng".to_owned()),
            header: self.money_header(&sources),
            columns: sources.document_columns(),
            rows,
            notes: Vec::new(),
        };
        self.push_summary_table(table, origin);
        self.total_in_words(sum_whole_amounts(figures, &tasks));
        self.left_out(&tasks, &sources);
    }

    /// The header: of two rows where several sources share the name `Nguồn kinh phí`.
    fn money_header(&mut self, sources: &SourceDisplay) -> Vec<Vec<HeaderCell>> {
        let issuer = self.plan.agency();
        let kinds = match sources {
            SourceDisplay::None => {
                return vec![make_header_row(["TT", "Nhiệm vụ", "Số tiền"])];
            }
            SourceDisplay::Words => {
                let labels = ["TT", "Nhiệm vụ", "Nguồn kinh phí", "Số tiền"];
                return vec![make_header_row(labels)];
            }
            SourceDisplay::Columns(kinds) => kinds,
        };
        let names: Vec<_> = kinds.iter().map(|kind| kind.name(Some(issuer))).collect();
        if let [name] = names[..] {
            return vec![make_header_row(["TT", "Nhiệm vụ", name, "Số tiền"])];
        }
        let width = u32::try_from(names.len()).unwrap_or(1);
        let above = vec![
            make_header_cell("TT", 1, 2),
            make_header_cell("Nhiệm vụ", 1, 2),
            make_header_cell("Nguồn kinh phí", width, 1),
            make_header_cell("Số tiền", 1, 2),
        ];
        vec![above, make_header_row(names)]
    }

    fn money_cells(
        &mut self,
        entry: &SummaryEntry<'_>,
        sources: &SourceDisplay,
    ) -> Vec<Cell> {
        let mut cells = make_sum_cells(self.plan.figures(), &entry.tasks(), sources);
        if let (SourceDisplay::Words, SummaryEntry::Task(task), Some(first)) =
            (sources, entry, cells.first_mut())
        {
            first.content = self.named_sources(task);
        }
        cells
    }

    /// `Ngân sách xã: 2.000.000; Xã hội hóa: 1.000.000`; of one source its name alone.
    fn named_sources(&mut self, task: &Task) -> Vec<Inline> {
        let Some(budget) = &task.budget else { return Vec::new() };
        let amounts = self.plan.figures().resolve_budget(budget);
        let sources = &budget.sources[..];
        if let [one] = sources {
            return to_inlines(&self.source_name(&one.name));
        }
        let mut res = Vec::new();
        for (source, amount) in sources.iter().zip(&amounts.sources) {
            let before = if res.is_empty() { "" } else { "; " };
            let name = self.source_name(&source.name);
            append_text(&mut res, &format!("{before}{name}: "), TextStyle::default());
            match amount {
                Pending::Known(money) => {
                    append_text(
                        &mut res,
                        &group_digits(money.dong()),
                        TextStyle::default(),
                    );
                }
                Pending::Unknown => res.push(Inline::Dots),
            }
        }
        res
    }

    /// `(Bằng chữ: Hai mươi sáu triệu đồng)`
    fn total_in_words(&mut self, total: AmountSum) {
        let content = spell_total(total.unwrap_or(Pending::Unknown));
        self.paragraph(String::new(), content, Span::default());
    }

    /// A note on what the total leaves out, tasks that name only a source, and on what the
    /// columns of sources leave out, amounts without any. Tasks of which the form says that
    /// they cost nothing are not missing.
    fn left_out(&mut self, shown: &[&Task], sources: &SourceDisplay) {
        let plan = self.plan;
        let hidden =
            SummaryEntry::all(plan.tasks(), &|task| !TaskSummary::Budget.shows(task));
        let hidden: Vec<_> = hidden.iter().flat_map(SummaryEntry::tasks).collect();
        let mut notes = Vec::new();
        notes.extend(explain_without_amount(&hidden, plan.kind().name));
        let unsourced = shown
            .iter()
            .filter_map(|task| task.budget.as_ref())
            .filter(|budget| budget.sources.is_empty())
            .count();
        if unsourced > 0 && matches!(sources, SourceDisplay::Columns(_)) {
            let tasks = format_task_count(unsourced);
            notes.push(format!("Có {tasks} chưa phân theo nguồn kinh phí."));
        }
        if !notes.is_empty() {
            let mut content =
                vec![Inline::plain(format!("Ghi chú: {}", notes.join(" ")))];
            set_italic(&mut content);
            self.paragraph(String::new(), content, Span::default());
        }
    }
}

/// What a total leaves out: the tasks that name only a source, in words.
pub(in crate::document) fn explain_without_amount(
    tasks: &[&Task],
    kind: &str,
) -> Option<String> {
    let without_amount = tasks
        .iter()
        .filter(|task| !TaskSummary::Budget.shows(task))
        .filter_map(|task| task.budget.as_ref()?.text.as_ref())
        .filter(|text| !is_free(text))
        .count();
    (without_amount > 0).then(|| {
        let tasks = format_task_count(without_amount);
        format!(
            "Tổng trên chưa gồm kinh phí của {tasks} mà {kind} chỉ nêu nguồn, chưa nêu số tiền."
        )
    })
}

/// Whether words on money say that none is needed.
fn is_free(text: &Prose) -> bool {
    const BEGINNINGS: [&str; 5] = [
        "khong su dung",
        "khong phat sinh",
        "khong can",
        "khong bo tri",
        "khong co kinh phi",
    ];
    let words = fold(&text.collect_words());
    let words = words.trim().trim_end_matches('.');
    matches!(words, "khong" | "khong co")
        || BEGINNINGS.iter().any(|beginning| words.starts_with(beginning))
}

/// A sum of amounts: `None` where there is none to add, unknown where one is unknown.
pub(in crate::document) type AmountSum = Option<Pending<Money>>;

fn sum_amounts(tasks: &[&Task], amount: impl Fn(&Budget) -> AmountSum) -> AmountSum {
    let amounts = tasks.iter().filter_map(|task| amount(task.budget.as_ref()?));
    amounts.reduce(|sum, amount| sum.zip(amount).map(|(sum, amount)| sum + amount))
}

/// What tasks cost together.
pub(in crate::document) fn sum_whole_amounts(
    figures: &Figures,
    tasks: &[&Task],
) -> AmountSum {
    sum_amounts(tasks, |budget| figures.resolve_budget(budget).amount)
}

/// What a budget takes from a usual source.
fn read_source_amount(figures: &Figures, budget: &Budget, kind: SourceKind) -> AmountSum {
    let mut sources = budget.sources.iter();
    let place = sources.position(|source| source.name.usual_kind() == Some(kind))?;
    figures.resolve_budget(budget).sources.get(place).copied()
}

/// The cells of money of a row: by source, and in all.
fn make_sum_cells(
    figures: &Figures,
    tasks: &[&Task],
    sources: &SourceDisplay,
) -> Vec<Cell> {
    let mut res: Vec<_> = match sources {
        SourceDisplay::None => Vec::new(),
        SourceDisplay::Columns(kinds) => kinds
            .iter()
            .map(|kind| {
                sum_amounts(tasks, |budget| read_source_amount(figures, budget, *kind))
            })
            .map(show_sum)
            .collect(),
        SourceDisplay::Words => vec![Cell::single(Vec::new())],
    };
    res.push(show_sum(sum_whole_amounts(figures, tasks)));
    res
}

fn show_sum(sum: AmountSum) -> Cell {
    Cell::single(match sum {
        Some(Pending::Known(money)) => to_inlines(&group_digits(money.dong())),
        Some(Pending::Unknown) => vec![Inline::Dots],
        None => Vec::new(),
    })
}

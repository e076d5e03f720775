//! `kinh_phi`: what the tasks cost, by source, in all and in words.

use crate::form::{Budget, FundingSource, SourceKind, Summary, Task};
use crate::language::{capitalise_first, fold, grouped};
use crate::prose::{Prose, Style};
use crate::quantity::{Money, Pending};
use crate::source::Span;

use super::super::composer::Composer;
use super::super::text::{make_text, push_text, set_italic};
use super::super::{Align, Cell, HeaderCell, Inline, Row, RowRole};
use super::{
    SummaryEntry, SummaryTable, align_columns, count_tasks, make_cell, make_header_cell,
    make_header_row, number_entries, to_inlines,
};

/// More columns of sources would leave no room for the tasks.
const MOST_SOURCES: usize = 4;

/// How the table shows where money comes from.
enum SourceDisplay {
    /// No task says it.
    None,
    /// A column for each of these.
    Columns(Vec<SourceKind>),
    /// In words.
    Words,
}

impl Composer<'_> {
    pub(super) fn budget_table(&mut self, origin: Span) {
        let plan = self.plan;
        let entries =
            SummaryEntry::all(plan.tasks(), &|task| Summary::Budget.shows(task));
        let tasks: Vec<_> = entries.iter().flat_map(SummaryEntry::tasks).collect();
        let sources = choose_source_display(&tasks);
        let mut rows = Vec::new();
        for (number, entry) in number_entries(&entries) {
            let title = self.entry_title(entry);
            let mut cells = vec![make_cell(to_inlines(&number)), make_cell(title)];
            cells.extend(self.money_cells(entry, &sources));
            let (role, named) = match entry {
                SummaryEntry::Group(..) => (RowRole::Group, Some(1)),
                SummaryEntry::Task(_) => (RowRole::Plain, None),
            };
            rows.push(Row { role, named, cells, key: entry.key(), place: None });
        }
        let mut cells = vec![Cell { content: to_inlines("Tổng cộng"), columns: 2 }];
        cells.extend(make_sum_cells(&tasks, &sources));
        rows.push(Row {
            role: RowRole::Total,
            named: None,
            cells,
            key: String::new(),
            place: None,
        });
        let header = self.money_header(&sources);
        let middle = match &sources {
            SourceDisplay::None => Vec::new(),
            SourceDisplay::Columns(kinds) => vec![Align::Right; kinds.len()],
            SourceDisplay::Words => vec![Align::Left],
        };
        let first = [Align::Center, Align::Left].into_iter();
        let columns = align_columns(first.chain(middle).chain([Align::Right]));
        let unit = Some("Đơn vị tính: đồng".to_owned());
        let notes = Vec::new();
        self.push_summary_table(
            SummaryTable { unit, header, columns, rows, notes },
            origin,
        );
        self.in_words(sum_amounts(&tasks, get_amount));
        self.left_out(&tasks, &sources);
    }

    fn money_header(&mut self, sources: &SourceDisplay) -> Vec<Vec<HeaderCell>> {
        let issuer = self.plan.agency();
        let kinds = match sources {
            SourceDisplay::None => {
                return vec![make_header_row(["TT", "Nhiệm vụ", "Số tiền"])];
            }
            SourceDisplay::Words => {
                return vec![make_header_row([
                    "TT",
                    "Nhiệm vụ",
                    "Nguồn kinh phí",
                    "Số tiền",
                ])];
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
        let mut cells = make_sum_cells(&entry.tasks(), sources);
        if let (SourceDisplay::Words, SummaryEntry::Task(task), Some(first)) =
            (sources, entry, cells.first_mut())
        {
            first.content = self.named_sources(task);
        }
        cells
    }

    /// `Ngân sách xã: 2.000.000; Xã hội hóa: 1.000.000`; of one source its name alone.
    fn named_sources(&mut self, task: &Task) -> Vec<Inline> {
        let sources = task.budget.as_ref().map_or(&[][..], |b| &b.sources);
        if let [one] = sources {
            return to_inlines(&self.source_name(&one.name));
        }
        let mut res = Vec::new();
        for source in sources {
            let before = if res.is_empty() { "" } else { "; " };
            let name = self.source_name(&source.name);
            push_text(&mut res, &format!("{before}{name}: "), Style::default());
            match &source.amount {
                Pending::Known(money) => {
                    push_text(&mut res, &grouped(money.dong()), Style::default());
                }
                Pending::Unknown => res.push(Inline::Dots),
            }
        }
        res
    }

    /// `(Bằng chữ: Hai mươi sáu triệu đồng)`
    fn in_words(&mut self, total: AmountSum) {
        let mut content = vec![make_text("(Bằng chữ: ")];
        match total {
            Some(Pending::Known(money)) => {
                push_text(
                    &mut content,
                    &capitalise_first(&money.in_words()),
                    Style::default(),
                );
                push_text(&mut content, ")", Style::default());
            }
            Some(Pending::Unknown) | None => {
                content.extend([Inline::Dots, make_text(")")])
            }
        }
        set_italic(&mut content);
        self.paragraph(String::new(), content, Span::default());
    }

    /// What the total does not hold, and what its columns do not.
    fn left_out(&mut self, shown: &[&Task], sources: &SourceDisplay) {
        let plan = self.plan;
        let all = SummaryEntry::all(plan.tasks(), &|task| !Summary::Budget.shows(task));
        let text_of = |task: &Task| task.budget.as_ref().and_then(|b| b.text.clone());
        let left = all.iter().flat_map(SummaryEntry::tasks).filter_map(text_of);
        let left = left.filter(|text| !is_free(text)).count();
        let mut notes = Vec::new();
        if left > 0 {
            let left = count_tasks(left);
            let kind = plan.kind().name;
            notes.push(format!(
                "Tổng trên chưa gồm kinh phí của {left} mà {kind} chỉ nêu nguồn, chưa nêu số tiền."
            ));
        }
        let unsourced = shown
            .iter()
            .filter(|task| task.budget.as_ref().is_some_and(|b| b.sources.is_empty()));
        let unsourced = unsourced.count();
        if unsourced > 0 && matches!(sources, SourceDisplay::Columns(_)) {
            let unsourced = count_tasks(unsourced);
            notes.push(format!("Có {unsourced} chưa phân theo nguồn kinh phí."));
        }
        if !notes.is_empty() {
            let mut content = vec![make_text(format!("Ghi chú: {}", notes.join(" ")))];
            set_italic(&mut content);
            self.paragraph(String::new(), content, Span::default());
        }
    }
}

/// Whether words on money say that none is needed.
fn is_free(text: &Prose) -> bool {
    const SAID: [&str; 5] = [
        "khong su dung",
        "khong phat sinh",
        "khong can",
        "khong bo tri",
        "khong co kinh phi",
    ];
    let words = fold(&text.words());
    let words = words.trim().trim_end_matches('.');
    matches!(words, "khong" | "khong co") || SAID.iter().any(|s| words.starts_with(s))
}

/// A sum of amounts; `None` of none.
type AmountSum = Option<Pending<Money>>;

fn sum_amounts(tasks: &[&Task], of: impl Fn(&Budget) -> AmountSum) -> AmountSum {
    let amounts = tasks.iter().filter_map(|task| of(task.budget.as_ref()?));
    amounts.reduce(|sum, amount| sum.zip(amount).map(|(sum, amount)| sum + amount))
}

fn get_amount(budget: &Budget) -> AmountSum {
    budget.amount.as_ref().map(|amount| amount.as_ref().map(|at| at.value))
}

/// The cells of money of a row: by source, and in all.
fn make_sum_cells(tasks: &[&Task], sources: &SourceDisplay) -> Vec<Cell> {
    let of_kind = |kind: SourceKind| {
        sum_amounts(tasks, |budget| {
            let of_kind = |s: &&FundingSource| s.name.usual() == Some(kind);
            budget.sources.iter().find(of_kind).map(|s| s.amount)
        })
    };
    let mut res = match sources {
        SourceDisplay::None => Vec::new(),
        SourceDisplay::Columns(kinds) => {
            kinds.iter().map(|kind| of_kind(*kind)).map(show_sum).collect()
        }
        SourceDisplay::Words => vec![make_cell(Vec::new())],
    };
    res.push(show_sum(sum_amounts(tasks, get_amount)));
    res
}

fn show_sum(sum: AmountSum) -> Cell {
    make_cell(match sum {
        Some(Pending::Known(money)) => to_inlines(&grouped(money.dong())),
        Some(Pending::Unknown) => vec![Inline::Dots],
        None => Vec::new(),
    })
}

fn choose_source_display(tasks: &[&Task]) -> SourceDisplay {
    let budgets = tasks.iter().filter_map(|task| task.budget.as_ref());
    let all: Vec<_> = budgets.flat_map(|budget| &budget.sources).collect();
    if all.is_empty() {
        return SourceDisplay::None;
    }
    let usual: Option<Vec<_>> = all.iter().map(|source| source.name.usual()).collect();
    let Some(usual) = usual else { return SourceDisplay::Words };
    let kinds = SourceKind::ALL.into_iter().map(|(kind, _)| kind);
    let kinds: Vec<_> = kinds.filter(|kind| usual.contains(kind)).collect();
    if kinds.len() > MOST_SOURCES {
        SourceDisplay::Words
    } else {
        SourceDisplay::Columns(kinds)
    }
}

//! `kinh_phi`: what the tasks cost, by source, in all and in words.

use crate::form::{Budget, FundingSource, SourceKind, Summary, Task};
use crate::language::{capitalise_first, fold, grouped};
use crate::prose::{Prose, Style};
use crate::quantity::{Money, Pending};
use crate::source::Span;

use super::super::composer::Composer;
use super::super::text::{italic, push, text};
use super::super::{Align, Cell, HeaderCell, Inline, Row, RowRole};
use super::{Entry, Made, cell, count, head, header, numbered, set, words};

/// More columns of sources would leave no room for the tasks.
const MOST_SOURCES: usize = 4;

/// How the table shows where money comes from.
enum Sources {
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
        let entries = Entry::all(plan.tasks(), &|task| Summary::Budget.shows(task));
        let tasks: Vec<_> = entries.iter().flat_map(Entry::tasks).collect();
        let sources = sources(&tasks);
        let mut rows = Vec::new();
        for (number, entry) in numbered(&entries) {
            let title = self.title_of(entry);
            let mut cells = vec![cell(words(&number)), cell(title)];
            cells.extend(self.money_cells(entry, &sources));
            let (role, named) = match entry {
                Entry::Group(..) => (RowRole::Group, Some(1)),
                Entry::Task(_) => (RowRole::Plain, None),
            };
            rows.push(Row { role, named, cells, key: entry.key(), place: None });
        }
        let mut cells = vec![Cell { content: words("Tổng cộng"), columns: 2 }];
        cells.extend(sums(&tasks, &sources));
        rows.push(Row {
            role: RowRole::Total,
            named: None,
            cells,
            key: String::new(),
            place: None,
        });
        let header = self.money_header(&sources);
        let middle = match &sources {
            Sources::None => Vec::new(),
            Sources::Columns(kinds) => vec![Align::Right; kinds.len()],
            Sources::Words => vec![Align::Left],
        };
        let first = [Align::Center, Align::Left].into_iter();
        let columns = set(first.chain(middle).chain([Align::Right]));
        let unit = Some("Đơn vị tính: đồng".to_owned());
        let notes = Vec::new();
        self.made_table(Made { unit, header, columns, rows, notes }, origin);
        self.in_words(sum(&tasks, amount));
        self.left_out(&tasks, &sources);
    }

    fn money_header(&mut self, sources: &Sources) -> Vec<Vec<HeaderCell>> {
        let issuer = self.plan.agency();
        let kinds = match sources {
            Sources::None => return vec![header(["TT", "Nhiệm vụ", "Số tiền"])],
            Sources::Words => {
                return vec![header(["TT", "Nhiệm vụ", "Nguồn kinh phí", "Số tiền"])];
            }
            Sources::Columns(kinds) => kinds,
        };
        let names: Vec<_> = kinds.iter().map(|kind| kind.name(Some(issuer))).collect();
        if let [name] = names[..] {
            return vec![header(["TT", "Nhiệm vụ", name, "Số tiền"])];
        }
        let width = u32::try_from(names.len()).unwrap_or(1);
        let above = vec![
            head("TT", 1, 2),
            head("Nhiệm vụ", 1, 2),
            head("Nguồn kinh phí", width, 1),
            head("Số tiền", 1, 2),
        ];
        vec![above, header(names)]
    }

    fn money_cells(&mut self, entry: &Entry<'_>, sources: &Sources) -> Vec<Cell> {
        let mut cells = sums(&entry.tasks(), sources);
        if let (Sources::Words, Entry::Task(task), Some(first)) =
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
            return words(&self.source_name(&one.name));
        }
        let mut res = Vec::new();
        for source in sources {
            let before = if res.is_empty() { "" } else { "; " };
            let name = self.source_name(&source.name);
            push(&mut res, &format!("{before}{name}: "), Style::default());
            match &source.amount {
                Pending::Known(money) => {
                    push(&mut res, &grouped(money.dong()), Style::default());
                }
                Pending::Unknown => res.push(Inline::Dots),
            }
        }
        res
    }

    /// `(Bằng chữ: Hai mươi sáu triệu đồng)`
    fn in_words(&mut self, total: Sum) {
        let mut content = vec![text("(Bằng chữ: ")];
        match total {
            Some(Pending::Known(money)) => {
                push(
                    &mut content,
                    &capitalise_first(&money.in_words()),
                    Style::default(),
                );
                push(&mut content, ")", Style::default());
            }
            Some(Pending::Unknown) | None => content.extend([Inline::Dots, text(")")]),
        }
        italic(&mut content);
        self.paragraph(String::new(), content, Span::default());
    }

    /// What the total does not hold, and what its columns do not.
    fn left_out(&mut self, shown: &[&Task], sources: &Sources) {
        let plan = self.plan;
        let all = Entry::all(plan.tasks(), &|task| !Summary::Budget.shows(task));
        let text_of = |task: &Task| task.budget.as_ref().and_then(|b| b.text.clone());
        let left = all.iter().flat_map(Entry::tasks).filter_map(text_of);
        let left = left.filter(|text| !costs_nothing(text)).count();
        let mut notes = Vec::new();
        if left > 0 {
            let left = count(left);
            let kind = plan.kind().name;
            notes.push(format!(
                "Tổng trên chưa gồm kinh phí của {left} mà {kind} chỉ nêu nguồn, chưa nêu số tiền."
            ));
        }
        let unsourced = shown
            .iter()
            .filter(|task| task.budget.as_ref().is_some_and(|b| b.sources.is_empty()));
        let unsourced = unsourced.count();
        if unsourced > 0 && matches!(sources, Sources::Columns(_)) {
            let unsourced = count(unsourced);
            notes.push(format!("Có {unsourced} chưa phân theo nguồn kinh phí."));
        }
        if !notes.is_empty() {
            let mut content = vec![text(format!("Ghi chú: {}", notes.join(" ")))];
            italic(&mut content);
            self.paragraph(String::new(), content, Span::default());
        }
    }
}

/// Whether words on money say that none is needed.
fn costs_nothing(text: &Prose) -> bool {
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
type Sum = Option<Pending<Money>>;

fn sum(tasks: &[&Task], of: impl Fn(&Budget) -> Sum) -> Sum {
    let amounts = tasks.iter().filter_map(|task| of(task.budget.as_ref()?));
    amounts.reduce(|sum, amount| sum.zip(amount).map(|(sum, amount)| sum + amount))
}

fn amount(budget: &Budget) -> Sum {
    budget.amount.as_ref().map(|amount| amount.as_ref().map(|at| at.value))
}

/// The cells of money of a row: by source, and in all.
fn sums(tasks: &[&Task], sources: &Sources) -> Vec<Cell> {
    let of_kind = |kind: SourceKind| {
        sum(tasks, |budget| {
            let of_kind = |s: &&FundingSource| s.name.usual() == Some(kind);
            budget.sources.iter().find(of_kind).map(|s| s.amount)
        })
    };
    let mut res = match sources {
        Sources::None => Vec::new(),
        Sources::Columns(kinds) => {
            kinds.iter().map(|kind| of_kind(*kind)).map(shown).collect()
        }
        Sources::Words => vec![cell(Vec::new())],
    };
    res.push(shown(sum(tasks, amount)));
    res
}

fn shown(sum: Sum) -> Cell {
    cell(match sum {
        Some(Pending::Known(money)) => words(&grouped(money.dong())),
        Some(Pending::Unknown) => vec![Inline::Dots],
        None => Vec::new(),
    })
}

fn sources(tasks: &[&Task]) -> Sources {
    let budgets = tasks.iter().filter_map(|task| task.budget.as_ref());
    let all: Vec<_> = budgets.flat_map(|budget| &budget.sources).collect();
    if all.is_empty() {
        return Sources::None;
    }
    let usual: Option<Vec<_>> = all.iter().map(|source| source.name.usual()).collect();
    let Some(usual) = usual else { return Sources::Words };
    let kinds = SourceKind::ALL.into_iter().map(|(kind, _)| kind);
    let kinds: Vec<_> = kinds.filter(|kind| usual.contains(kind)).collect();
    if kinds.len() > MOST_SOURCES { Sources::Words } else { Sources::Columns(kinds) }
}

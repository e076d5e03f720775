//! The condition that answers a question on rows: one that these rows meet and no others,
//! as it can be pasted into the form.

use crate::form::{ByColumn, CellKind, ColumnId};
use crate::formula::{ExprKind, Value, parse_condition};
use crate::language;

use super::LoadedTable;
use super::parse_cell;
use super::row_condition::{decide_column, find_rows_by_text, read_words};
use super::row_question::NamedRows;

/// Rows that a condition names one by one, unless a cell is common to them.
const MOST_ROWS: usize = 20;

/// Rows beyond which a cell that is common to them is looked for first.
const MOST_NAMED: usize = 5;

/// The id of a column that has none, in an answer.
const NEW_KEY: &str = "ten";

/// The id of a column in which rows are marked.
const MARKS: &str = "danh_dau";

/// The signs that a text of a condition can stand between.
const QUOTES: [[char; 2]; 4] = [['"', '"'], ['\'', '\''], ['“', '”'], ['‘', '’']];

/// How a question on rows is answered.
#[derive(Debug)]
pub(super) struct RowAnswer {
    /// The condition, as a value of YAML.
    pub(super) condition: String,
    /// What is to be done before, where a column has no id or no condition separates the
    /// rows from others.
    pub(super) first: Option<String>,
}

/// The condition that these rows meet and no others.
pub(super) fn write_answer(
    named: NamedRows<'_, '_>,
    loaded: &LoadedTable,
    wanted: &[usize],
) -> RowAnswer {
    let answering = Answering { named, loaded, wanted, ids: name_columns(named) };
    let Some(condition) = answering.find_condition() else {
        return answering.mark_rows();
    };
    let first = answering.name_first(&condition);
    RowAnswer { condition: quote_for_yaml(&condition), first }
}

/// An answer as it is looked for.
struct Answering<'q, 'a> {
    named: NamedRows<'q, 'a>,
    loaded: &'q LoadedTable,
    wanted: &'q [usize],
    /// The id of each column, or one that it could have.
    ids: ByColumn<String>,
}

impl Answering<'_, '_> {
    fn find_condition(&self) -> Option<String> {
        if self.wanted.len() > MOST_NAMED
            && let Some(shared) = self.find_shared_cell()
        {
            return Some(shared);
        }
        if self.wanted.len() > MOST_ROWS {
            return None;
        }
        let mut parts: Vec<String> = Vec::new();
        for row in self.wanted {
            let part = self.describe_row(*row)?;
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        let condition = parts.join(" hoac ");
        (self.find_rows(&condition)? == self.wanted).then_some(condition)
    }

    /// A condition that a row meets, and of the others only those that are asked about:
    /// its name, else its name with another cell, else another cell alone.
    fn describe_row(&self, row: usize) -> Option<String> {
        let key = self.named.key;
        let name = self.compare_cell(key, row);
        let others: Vec<_> = self
            .list_columns()
            .into_iter()
            .filter(|column| *column != key)
            .filter_map(|column| self.compare_cell(column, row))
            .collect();
        let both = others
            .iter()
            .filter_map(|other| name.as_ref().map(|name| format!("{name} va {other}")));
        let candidates: Vec<_> =
            name.iter().cloned().chain(both).chain(others.iter().cloned()).collect();
        candidates.into_iter().find(|candidate| {
            self.find_rows(candidate).is_some_and(|rows| {
                rows.binary_search(&row).is_ok()
                    && rows.iter().all(|row| self.wanted.binary_search(row).is_ok())
            })
        })
    }

    /// The columns that a condition can read, those of figures first; those without an id
    /// at the end.
    fn list_columns(&self) -> Vec<ColumnId> {
        let columns = &self.named.table.columns;
        let mut res: Vec<_> =
            columns.ids().filter(|column| columns[*column].formula.is_none()).collect();
        res.sort_by_key(|column| {
            let is_words = matches!(
                self.loaded.kinds[*column],
                None | Some(CellKind::Text | CellKind::Date)
            );
            (columns[*column].id.is_none(), is_words)
        });
        res
    }

    /// `thon = "Hạ"`, `ho = 240`; `None` for an empty cell and one that cannot be read.
    fn compare_cell(&self, column: ColumnId, row: usize) -> Option<String> {
        let raw = self.named.rows[row].cells.get(column)?;
        let kind = self.loaded.kinds[column]?;
        let id = &self.ids[column];
        if matches!(kind, CellKind::Text | CellKind::Date) {
            let words = quote_text(&read_words(raw))?;
            return Some(format!("{id} = {words}"));
        }
        let NamedRows { table, rows, .. } = self.named;
        let column_type = decide_column(table, column, rows, self.loaded);
        let Some(Value::Number(number)) = parse_cell::read_cell(raw, column_type).ok()?
        else {
            return None;
        };
        let figure = match kind {
            CellKind::Percent => number.times_pow10(2).exact_text()? + "%",
            _ => number.exact_text()?,
        };
        Some(format!("{id} = {}", figure.replace('.', "")))
    }

    /// A cell that these rows have in common, and no others: an empty number, mostly.
    fn find_shared_cell(&self) -> Option<String> {
        let NamedRows { table, key, rows, .. } = self.named;
        for column in self.list_columns() {
            if column == key || table.columns[column].id.is_none() {
                continue;
            }
            let first = rows[self.wanted[0]].cells.get(column)?;
            let words = read_words(first);
            let quoted = if words.is_empty() {
                Some("\"\"".to_owned())
            } else {
                quote_text(&words)
            };
            let condition = format!("{} = {}", self.ids[column], quoted?);
            if self.find_rows(&condition).is_some_and(|met| met == self.wanted) {
                return Some(condition);
            }
        }
        None
    }

    fn find_rows(&self, condition: &str) -> Option<Vec<usize>> {
        let NamedRows { table, rows, .. } = self.named;
        find_rows_by_text(condition, &self.ids, table, rows, self.loaded)
    }

    /// Which columns take an id first, so that the condition can name them.
    fn name_first(&self, condition: &str) -> Option<String> {
        let expr = parse_condition(condition).ok()?;
        let columns = &self.named.table.columns;
        let mut steps = Vec::new();
        for column in columns.ids().filter(|column| columns[*column].id.is_none()) {
            let id = &self.ids[column];
            let mut refs = expr.refs();
            if refs.any(|(reference, _)| reference.head.name == *id) {
                steps.push(format!("`ma: {id}` cho cột “{}”", self.label(column)));
            }
        }
        (!steps.is_empty()).then(|| format!("trước hết thêm {}", steps.join(", ")))
    }

    /// The answer where no condition on what is there separates the rows.
    fn mark_rows(&self) -> RowAnswer {
        let rows = match self.wanted {
            [_] => "hàng ấy",
            _ => "các hàng ấy",
        };
        let first = format!(
            "không ô nào phân biệt được {rows} với hàng khác: trước hết thêm vào số liệu cột “Đánh dấu”, ghi x ở {rows}, và khai ở `cot`: `{{ ma: {MARKS}, nhan: Đánh dấu, an: co }}`"
        );
        RowAnswer { condition: format!("{MARKS} = \"x\""), first: Some(first) }
    }

    fn label(&self, column: ColumnId) -> String {
        let label = self.named.table.columns[column].label.collect_words();
        language::normalize_spaces(&label)
    }
}

/// The id of each column, or one that it could have.
fn name_columns(named: NamedRows<'_, '_>) -> ByColumn<String> {
    let columns = &named.table.columns;
    let mut taken: Vec<String> = columns
        .iter()
        .filter_map(|column| column.id.as_ref().map(|id| id.value.clone()))
        .collect();
    let mut res = ByColumn::new();
    for column in columns.ids() {
        res.push(match &columns[column].id {
            Some(id) => id.value.clone(),
            None => {
                let stem = if column == named.key { NEW_KEY } else { "cot" };
                let id = choose_free_id(stem, &taken);
                taken.push(id.clone());
                id
            }
        });
    }
    res
}

fn choose_free_id(stem: &str, taken: &[String]) -> String {
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    let mut ids = std::iter::once(stem.to_owned()).chain(numbered);
    ids.find(|id| !taken.contains(id)).unwrap_or_default()
}

/// A text between signs that it does not hold; `None` for an empty one, and where it holds
/// all of them.
fn quote_text(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let quoted = QUOTES.iter().map(|[open, close]| format!("{open}{text}{close}"));
    quoted.into_iter().find(|quoted| is_read_as(quoted, text))
}

/// Whether a condition reads a text in quotes as this text.
fn is_read_as(quoted: &str, text: &str) -> bool {
    let Ok(expr) = parse_condition(&format!("a = {quoted}")) else { return false };
    let ExprKind::Compare(_, sides) = expr.kind else { return false };
    matches!(sides.right.kind, ExprKind::Text(read) if read == text)
}

/// A condition as a value of YAML: between signs only where it would be read as something
/// else without.
fn quote_for_yaml(condition: &str) -> String {
    if condition.contains(": ") || condition.contains(" #") {
        format!("'{}'", condition.replace('\'', "''"))
    } else {
        condition.to_owned()
    }
}

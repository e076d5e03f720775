//! A list of tasks in a data file: which rows are tasks, which name groups, and each as
//! the value of a form that it stands for. What comes out is read like tasks that are
//! typed, so nothing behind knows of the file.
//!
//! | file | what it does |
//! |---|---|
//! | `headings` | the usual names of the columns, where the form names none |
//! | `roles` | what each row is: a task, the name of a group, a sum |
//! | `levels` | which numbered rows stand within which |
//! | `amounts` | the amounts, read as those of a table |
//! | `nodes` | a row as the value of a form |
//! | `tree` | the tasks in their groups |

mod amounts;
mod headings;
mod levels;
mod nodes;
mod roles;
#[cfg(test)]
mod tests;
mod tree;

use crate::diagnostic::{Diagnostic, FileReading, TotalAgreement, TotalReading};
use crate::form::{ByColumn, SheetField, Spanned, TaskFile};
use crate::language::normalize_spaces;
use crate::quantity::Number;
use crate::sheet::Sheet;
use crate::source::Source;
use crate::yaml::YamlNode;

use super::account::{PassReason, PassedRows};
use super::raw_cell::{CellDiagnostic, RawCell};
use super::row_mark::find_mark;
use super::row_shape::find_order_column;
use super::row_signs::{Numeral, classify_numeral, split_prefix};
use super::total_name::{NameKind, classify_name};
use super::{LoadedTable, header, sheet_rows};
use crate::indicator::file_reading;
use amounts::{AmountColumn, Amounts, report_difference};
use nodes::NodeWriter;
use roles::{RowRole, decide_roles};
use tree::TaskTree;

/// Letters that a name outside the column of titles has more than: `XVIII` is a number.
const LEAST_LETTERS: usize = 4;

/// The tasks of a data file.
#[derive(Debug)]
pub struct TaskRows {
    /// Tasks and groups as values of a form; their places are those of `text`.
    pub items: Vec<YamlNode>,
    /// The text of the file as a source.
    pub text: Source,
    /// How the file was read.
    pub reading: FileReading,
    /// Findings in the form.
    pub in_form: Vec<Diagnostic>,
    /// Findings in the file; those of a workbook name the cell and have no place.
    pub in_file: Vec<Diagnostic>,
}

/// Where the columns of a list stand in its sheet.
pub(super) struct SheetColumns<'a> {
    sheet: &'a Sheet,
    /// The column with the order numbers, where there is one.
    order: Option<usize>,
    columns: Vec<(SheetField, usize)>,
}

impl<'a> SheetColumns<'a> {
    /// Where a column stands; `None` for one that the file does not have.
    fn index(&self, column: SheetField) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.find_map(|(known, index)| (*known == column).then_some(*index))
    }

    /// The cell of a column in a row; `None` for a column that the file does not have.
    fn cell(&self, column: SheetField, row: usize) -> Option<RawCell<'a>> {
        Some(RawCell::FromSheet(self.sheet, row, self.index(column)?))
    }

    /// What a row says of its task beside what names it: filled cells, and those merged
    /// with one above that is.
    fn list_facts(&self, row: usize) -> impl Iterator<Item = (SheetField, RawCell<'a>)> {
        let names = [SheetField::Title, SheetField::Id, SheetField::Group];
        let columns = self.columns.iter().map(|(column, _)| *column);
        let facts = columns.filter(move |column| !names.contains(column));
        facts.filter_map(move |column| {
            let raw = self.cell(column, row)?;
            (!raw.text().trim().is_empty()).then_some((column, raw))
        })
    }

    /// Whether it has columns that say more of a task than its name.
    fn has_more_than_names(&self) -> bool {
        self.columns.iter().any(|(column, _)| {
            !matches!(column, SheetField::Title | SheetField::Id | SheetField::Group)
        })
    }

    /// The columns in which the name of a row may stand: that of titles, and those that
    /// say nothing of a task, for a name that is merged over the row stands in its first
    /// cell.
    fn name_columns(&self) -> impl Iterator<Item = usize> {
        let others = (0..self.sheet.width())
            .filter(|column| self.columns.iter().all(|(_, known)| known != column));
        self.index(SheetField::Title).into_iter().chain(others)
    }

    /// The column in which the name of a row stands, and the name; the column of titles
    /// where there is none.
    fn find_name(&self, row: usize) -> (usize, String) {
        let mut columns = self.name_columns().peekable();
        let title = columns.peek().copied().unwrap_or(0);
        let cells = columns.map(|c| (c, normalize_spaces(&self.sheet.text(row, c))));
        let mut named = cells.filter(|(column, text)| {
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            letters > LEAST_LETTERS || *column == title && !text.is_empty()
        });
        named.next().unwrap_or((title, String::new()))
    }

    /// The column in which the name of a group stands, and the name without its number.
    fn find_group_name(&self, row: usize) -> (usize, String) {
        let (column, name) = self.find_name(row);
        (column, strip_number(&name).to_owned())
    }
}

/// A name without the number or mark that is typed before it: `I. Vùng thấp`, `1.2. Họp`,
/// `- Họp`. A name that only begins with a figure keeps it: `2026 - 2030`.
fn strip_number(name: &str) -> &str {
    const MOST_DIGITS: usize = 3;
    let name = name.trim();
    let prefix = split_prefix(name);
    let is_number = match classify_numeral(prefix, 0) {
        Numeral::Roman(_) | Numeral::Letter(_) => true,
        Numeral::Digits => prefix.len() <= MOST_DIGITS,
        Numeral::Empty | Numeral::Other => false,
    };
    let mark = if is_number { prefix } else { find_mark(name) };
    let rest = name[mark.len()..].trim_start_matches(['.', ')', '/', '-', '–', ':', ' ']);
    let is_mark = !mark.is_empty() && rest.starts_with(|c: char| !c.is_ascii_digit());
    if is_mark { rest } else { name }
}

/// Reads the tasks of a data file.
///
/// # Errors
///
/// The findings in the form where it cannot be told which column is which.
pub fn read_task_rows(
    file: &TaskFile,
    sheet: &Sheet,
) -> Result<TaskRows, Vec<Diagnostic>> {
    let mut in_form = Vec::new();
    let labels = match &file.columns[..] {
        [] => {
            let usual = headings::find_usual_columns(file, sheet)?;
            in_form = usual.found;
            usual.columns
        }
        columns => columns.to_vec(),
    };
    let table = file.table(&labels);
    let matched = header::match_columns(&table, &file.file, sheet)
        .map_err(|found| found.into_iter().map(explain_columns).collect::<Vec<_>>())?;
    let mut loaded = LoadedTable::default();
    let raw =
        sheet_rows::gather_sheet_rows(&table, &file.file, sheet, &matched, &mut loaded);
    let mut found = std::mem::take(&mut loaded.found);
    let columns = place_columns(sheet, &labels, &matched.columns, &loaded);
    let mut rows: Vec<_> = raw.rows.iter().map(|row| row.origin).collect();
    take_wide_names(&columns, &mut loaded, &mut rows);
    take_foot_total(&columns, &mut loaded, &mut rows);
    let roles = decide_roles(&columns, &rows, &mut found);
    let column = find_amount_column(file, &labels, &columns, &loaded);
    let amounts = column.map(|column| column.read(&rows, &mut found));
    let mut amounts = amounts.unwrap_or_default();
    // Of a row that is asked about it is not known what it adds.
    amounts.has_faults |= roles.contains(&RowRole::Unclear);
    let mut writer = NodeWriter::new(&columns, &amounts);
    let mut tree = TaskTree::new(&mut writer);
    for (row, role) in rows.iter().zip(&roles) {
        tree.add(*row, *role);
    }
    let (sum, tasks) = (tree.sum().clone(), tree.tasks);
    let items = tree.finish();
    let (text, more) = writer.finish();
    found.extend(more);
    let totals = Totals { columns: &columns, amounts: &amounts, sum: &sum };
    let total = totals.compare(&rows, &roles, &mut found);
    if tasks == 0 && found.is_empty() {
        found.push(sheet_rows::report_no_data_rows(&file.file, sheet));
    }
    loaded.account.taken = tasks;
    loaded.account.scales.clone_from(&amounts.scales);
    let reading = file_reading::describe_task_reading(sheet, &loaded.account, total);
    let (more, in_file) = separate_found(found);
    in_form.extend(more);
    Ok(TaskRows { items, text, reading, in_form, in_file })
}

/// The findings in the form, and those in the file.
fn separate_found(found: Vec<CellDiagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let (form, file): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|found| found.filed.is_none());
    let form = form.into_iter().map(|found| found.diagnostic).collect();
    (form, file.into_iter().map(|found| found.diagnostic).collect())
}

/// What is said of columns that are not found: the form of a list names them elsewhere
/// than that of a table.
fn explain_columns(mut finding: Diagnostic) -> Diagnostic {
    finding.hints.retain(|hint| !hint.as_str().contains("trong_tep"));
    finding.hint("ghi ở `cot_du_lieu` tên cột đúng như trong tệp, hoặc chữ của cột, ví dụ: `tieu_de: cột B`")
}

fn place_columns<'a>(
    sheet: &'a Sheet,
    labels: &[(SheetField, Spanned<String>)],
    filed: &ByColumn<Option<usize>>,
    loaded: &LoadedTable,
) -> SheetColumns<'a> {
    let order = find_order_column(sheet, &loaded.names);
    let columns = labels.iter().zip(filed.iter());
    let columns = columns.filter_map(|((says, _), column)| Some((*says, (*column)?)));
    let columns: Vec<_> = columns.collect();
    let order = order.filter(|order| columns.iter().all(|(_, column)| column != order));
    SheetColumns { sheet, order, columns }
}

/// Takes the names of groups that stand before the columns of the list, as those do that
/// are merged over the whole row.
fn take_wide_names(
    columns: &SheetColumns<'_>,
    loaded: &mut LoadedTable,
    rows: &mut Vec<usize>,
) {
    let account = &mut loaded.account;
    let passed = std::mem::take(&mut account.passed);
    for part in passed {
        if part.reason != PassReason::Beside {
            account.passed.push(part);
            continue;
        }
        for row in part.rows {
            let (_, name) = columns.find_group_name(row);
            if name.is_empty() {
                account.pass(row, name, PassReason::Beside);
            } else {
                rows.push(row);
            }
        }
    }
    rows.sort_unstable();
    account.passed.sort_by_key(|passed| *passed.rows.start());
}

/// Takes the total of the list where it is the first row of the foot, as below an empty
/// row.
fn take_foot_total(
    columns: &SheetColumns<'_>,
    loaded: &mut LoadedTable,
    rows: &mut Vec<usize>,
) {
    let passed = &mut loaded.account.passed;
    let Some(index) = passed.iter().position(|part| part.reason == PassReason::Foot)
    else {
        return;
    };
    let (first, last) = (*passed[index].rows.start(), *passed[index].rows.end());
    let mut facts = columns.list_facts(first).map(|(column, _)| column).peekable();
    let has_amount = facts.peek().is_some() && facts.all(|c| c == SheetField::Budget);
    let (_, name) = columns.find_group_name(first);
    if !has_amount || classify_name(&name) != NameKind::Total {
        return;
    }
    rows.push(first);
    let foot = passed.remove(index);
    if first < last {
        let (_, text) = columns.find_name(first + 1);
        let part = PassedRows { rows: first + 1..=last, text, reason: foot.reason };
        passed.insert(index, part);
    }
}

/// The column with the amounts, where the list has one.
fn find_amount_column<'a>(
    file: &'a TaskFile,
    labels: &'a [(SheetField, Spanned<String>)],
    columns: &SheetColumns<'a>,
    loaded: &LoadedTable,
) -> Option<AmountColumn<'a>> {
    let (_, label) = labels.iter().find(|(says, _)| *says == SheetField::Budget)?;
    let column = columns.index(SheetField::Budget)?;
    let names = loaded.names.clone();
    Some(AmountColumn { file, label, sheet: columns.sheet, column, names })
}

/// The total rows of a list, and what its tasks add up to.
struct Totals<'a> {
    columns: &'a SheetColumns<'a>,
    amounts: &'a Amounts,
    sum: &'a Number,
}

impl Totals<'_> {
    /// Compares each total row; what is said of the last goes into the account.
    fn compare(
        &self,
        rows: &[usize],
        roles: &[RowRole],
        found: &mut Vec<CellDiagnostic>,
    ) -> Option<TotalReading> {
        let mut res = None;
        let totals = rows.iter().zip(roles).filter(|(_, role)| **role == RowRole::Total);
        for (row, _) in totals {
            let (_, name) = self.columns.find_group_name(*row);
            let cell = self.columns.cell(SheetField::Budget, *row);
            let mut agreement = TotalAgreement::Uncompared;
            if let Some((raw, given)) = cell.zip(self.amounts.get(*row)) {
                agreement = match given == self.sum {
                    _ if self.amounts.has_faults => TotalAgreement::Unsettled,
                    true => TotalAgreement::Equal,
                    false => TotalAgreement::Differs(vec!["kinh phí".to_owned()]),
                };
                if matches!(agreement, TotalAgreement::Differs(_)) {
                    found.push(report_difference(raw, &name, given, self.sum));
                }
            }
            let sheet = self.columns.sheet;
            let hidden = sheet.is_hidden(*row);
            let line = sheet.line(*row);
            res = Some(TotalReading { line, name, hidden, agreement });
        }
        res
    }
}

//! What each row of a list of tasks is: a task, the name of a group, a sum.

use crate::code;
use crate::form::SheetField;
use crate::sheet::Sheet;

use super::super::raw_cell::{CellContent, CellDiagnostic, RawCell};
use super::super::row_mark::OutlineMark;
use super::super::row_signs::{Numeral, classify_numeral, split_prefix};
use super::super::total_name::{NameKind, classify_name};
use super::SheetColumns;
use super::levels::NumberLevels;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowRole {
    /// A task, and where its number says it: groups of this level end before it.
    Task(Option<GroupLevel>),
    /// The name of a group of tasks.
    Group(GroupLevel),
    /// The sum of all tasks.
    Total,
    /// The sum of the tasks of a group.
    Part,
    /// What it is cannot be told, which has a finding.
    Unclear,
}

/// By what the name of a group is known: groups of another kind stand within it, or
/// around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroupLevel {
    Roman,
    Letter,
    /// A number, below which others stand or begin anew; so many of such groups hold it.
    Number(usize),
    /// No number at all.
    Bare,
}

/// A row before it has a role.
struct SeenRow<'a> {
    row: usize,
    name: String,
    numeral: Numeral,
    mark: OutlineMark,
    /// The number cell, or what stands before the name.
    order: String,
    title: RawCell<'a>,
    /// The first cell beside title and number that has something of a task.
    first_filled: Option<RawCell<'a>>,
    /// Whether there is an amount, and nothing else beside the name.
    has_amount_only: bool,
    is_set_off: bool,
}

/// The roles of the rows, and what was found of them.
pub(super) fn decide_roles(
    columns: &SheetColumns<'_>,
    rows: &[usize],
    found: &mut Vec<CellDiagnostic>,
) -> Vec<RowRole> {
    let mut seen = Vec::with_capacity(rows.len());
    let mut last_letter = 0;
    for row in rows {
        let row = read_row(columns, *row, last_letter);
        if let Numeral::Letter(letter) = row.numeral {
            last_letter = letter;
        }
        seen.push(row);
    }
    let numbered = seen.iter().filter(|row| row.numeral == Numeral::Digits).count();
    let facts = ListFacts {
        is_numbered: numbered * 3 >= seen.len() && numbered > 0,
        has_more_columns: columns.has_more_than_names(),
        is_bold_rare: seen.iter().filter(|row| row.is_set_off).count() * 2 <= seen.len(),
    };
    let mut levels = NumberLevels::default();
    let mut res = Vec::with_capacity(seen.len());
    for (index, row) in seen.iter().enumerate() {
        let role = decide_role(facts, row, seen.get(index + 1), found);
        res.push(place_role(role, row, &mut levels));
    }
    res
}

/// The role of a row with its level among those that are numbered.
fn place_role(role: RowRole, row: &SeenRow<'_>, levels: &mut NumberLevels) -> RowRole {
    match role {
        RowRole::Group(GroupLevel::Number(_)) => {
            let level = levels.enter(&row.mark, true);
            levels.begin(&row.mark);
            RowRole::Group(GroupLevel::Number(level))
        }
        RowRole::Group(_) => {
            levels.end();
            role
        }
        RowRole::Task(_) => {
            let level = match row.numeral {
                Numeral::Roman(_) => Some(GroupLevel::Roman),
                Numeral::Letter(_) => Some(GroupLevel::Letter),
                _ if row.mark.is_there() => {
                    Some(GroupLevel::Number(levels.enter(&row.mark, false)))
                }
                _ => None,
            };
            if matches!(level, Some(GroupLevel::Roman | GroupLevel::Letter)) {
                levels.end();
            }
            RowRole::Task(level)
        }
        RowRole::Total | RowRole::Part | RowRole::Unclear => role,
    }
}

/// What holds of the list as a whole.
#[derive(Clone, Copy)]
struct ListFacts {
    /// Whether many rows have a number.
    is_numbered: bool,
    /// Whether it has columns beside those of names.
    has_more_columns: bool,
    /// Whether few rows stand out, so that standing out says something.
    is_bold_rare: bool,
}

impl ListFacts {
    /// Whether a row stands out among the others.
    fn stands_out(self, row: &SeenRow<'_>) -> bool {
        row.is_set_off && self.is_bold_rare
    }
}

impl SeenRow<'_> {
    /// Whether it is a name and an amount without a number, in a list that has numbers.
    fn is_bare_amount(&self, facts: ListFacts) -> bool {
        let has_number = self.numeral != Numeral::Empty || self.mark.is_there();
        facts.is_numbered && !has_number && self.has_amount_only
    }
}

fn read_row<'a>(
    columns: &SheetColumns<'a>,
    row: usize,
    last_letter: usize,
) -> SeenRow<'a> {
    let sheet = columns.sheet;
    let title =
        columns.cell(SheetField::Title, row).unwrap_or(RawCell::FromSheet(sheet, row, 0));
    let order = columns.order.map(|column| sheet.text(row, column).trim().to_owned());
    let mut order = order.unwrap_or_default();
    let mut numeral = classify_numeral(&order, last_letter);
    let (_, name) = columns.find_name(row);
    // A name that stands in the column of numbers is none.
    if name == order && numeral == Numeral::Other {
        (order, numeral) = (String::new(), Numeral::Empty);
    }
    if numeral == Numeral::Empty {
        let prefix = split_prefix(&name);
        numeral = classify_numeral(prefix, last_letter);
        // A dash in the column of numbers is no numeral, and a mark.
        if !prefix.is_empty() {
            order = prefix.to_owned();
        }
    }
    let mark = OutlineMark::read(&order, &name, numeral);
    let mut filled = columns.list_facts(row);
    let first_filled = filled.next().map(|(_, raw)| raw);
    let amount = columns.cell(SheetField::Budget, row).filter(|raw| !raw.is_empty());
    let has_amount_only =
        amount.is_some() && columns.list_facts(row).all(|(c, _)| c == SheetField::Budget);
    let is_set_off = is_set_off(sheet, row, title);
    SeenRow {
        row,
        name,
        numeral,
        mark,
        order,
        title,
        first_filled,
        has_amount_only,
        is_set_off,
    }
}

/// Whether the name of a row is bold, or merged over other columns.
fn is_set_off(sheet: &Sheet, row: usize, title: RawCell<'_>) -> bool {
    let RawCell::FromSheet(_, _, column) = title else { return false };
    let is_wide = sheet
        .merged(row, column)
        .is_some_and(|area| area.columns.end() - area.columns.start() > 1);
    is_wide || sheet.is_bold(row, column)
}

fn decide_role(
    facts: ListFacts,
    row: &SeenRow<'_>,
    next: Option<&SeenRow<'_>>,
    found: &mut Vec<CellDiagnostic>,
) -> RowRole {
    let is_lone = row.first_filled.is_none();
    match classify_name(&row.name) {
        NameKind::Total if is_lone || row.has_amount_only => return RowRole::Total,
        NameKind::Part if row.has_amount_only => return RowRole::Part,
        _ => {}
    }
    if matches!(row.title.content(), CellContent::Covered) {
        found.push(report_question(row, row.title, "ô này gộp với hàng trên: là cùng một nhiệm vụ, hay là hai nhiệm vụ cùng tên?"));
        return RowRole::Unclear;
    }
    if row.name.is_empty() {
        let raw = row.first_filled.unwrap_or(row.title);
        found.push(report_nameless(raw));
        return RowRole::Unclear;
    }
    if is_part_of_above(facts, row) {
        found.push(report_part(row));
        return RowRole::Unclear;
    }
    let level = match row.numeral {
        Numeral::Roman(_) => Some(GroupLevel::Roman),
        Numeral::Letter(_) => Some(GroupLevel::Letter),
        Numeral::Digits | Numeral::Other if has_group_below(row, next) => {
            Some(GroupLevel::Number(0))
        }
        Numeral::Digits | Numeral::Other | Numeral::Empty => None,
    };
    match (level, is_lone || row.has_amount_only) {
        (Some(level), true) => RowRole::Group(level),
        (Some(_), false) if has_rows_below(row, next) => {
            let raw = row.first_filled.unwrap_or(row.title);
            found.push(report_question(row, raw, "hàng này có tên như tên nhóm mà có cả phân công, thời gian: là tên nhóm, hay là một nhiệm vụ?"));
            RowRole::Unclear
        }
        (Some(_), false) => RowRole::Task(None),
        (None, true) if is_lone && facts.has_more_columns => {
            decide_lone_role(facts, row, found)
        }
        (None, true) if row.is_bare_amount(facts) => RowRole::Group(GroupLevel::Bare),
        (None, _) => RowRole::Task(None),
    }
}

/// Whether a row may only say where a part of the money above comes from: `Trong đó: ngân
/// sách xã`, or a name and an amount without a number in a list that has numbers.
fn is_part_of_above(facts: ListFacts, row: &SeenRow<'_>) -> bool {
    let is_said = row.name.to_lowercase().starts_with("trong đó");
    is_said || row.is_bare_amount(facts) && !facts.stands_out(row)
}

/// A row with nothing but its name, in a list that has more columns.
fn decide_lone_role(
    facts: ListFacts,
    row: &SeenRow<'_>,
    found: &mut Vec<CellDiagnostic>,
) -> RowRole {
    if row.numeral != Numeral::Empty || row.mark.is_inner() {
        return RowRole::Task(None);
    }
    if facts.is_numbered || facts.stands_out(row) {
        return RowRole::Group(GroupLevel::Bare);
    }
    found.push(report_question(
        row,
        row.title,
        "hàng này chỉ có tên: là tên nhóm, hay là một nhiệm vụ chưa ghi ai làm, khi nào?",
    ));
    RowRole::Unclear
}

/// Whether the row below stands under the number of this one: `1.1` under `1`, or `1`
/// again.
fn has_group_below(row: &SeenRow<'_>, next: Option<&SeenRow<'_>>) -> bool {
    let Some(next) = next else { return false };
    let starts_anew = row.first_filled.is_none()
        && next.numeral == Numeral::Digits
        && next.order.trim_matches(['(', ')', '.']) == "1";
    next.mark.is_below(&row.mark) || starts_anew
}

/// Whether rows with numbers follow a row with a Roman numeral or a letter.
fn has_rows_below(row: &SeenRow<'_>, next: Option<&SeenRow<'_>>) -> bool {
    next.is_some_and(|next| {
        let is_deeper = row.mark.is_above() && !next.mark.is_above();
        is_deeper && next.numeral == Numeral::Digits || next.mark.is_below(&row.mark)
    })
}

/// A row that may be a part of the money of the row above.
fn report_part(row: &SeenRow<'_>) -> CellDiagnostic {
    let question = "hàng này là một phần của hàng trên, hay là một nhiệm vụ?";
    let mut finding = begin_question(row, row.title, question);
    finding.diagnostic.push_hint("là một phần của hàng trên thì xóa hàng này, cần thì ghi vào ô ghi chú của hàng trên; là nhiệm vụ thì đánh số và ghi ai làm, khi nào");
    finding
}

/// A question on a row, at one of its cells.
fn report_question(
    row: &SeenRow<'_>,
    raw: RawCell<'_>,
    question: &str,
) -> CellDiagnostic {
    let mut finding = begin_question(row, raw, question);
    finding.diagnostic.push_hint("tên nhóm thì chỉ ghi tên, với I, II hoặc A, B ở cột số thứ tự; nhiệm vụ thì ghi đủ trên một hàng, không gộp ô tên với hàng trên");
    finding
}

fn begin_question(row: &SeenRow<'_>, raw: RawCell<'_>, question: &str) -> CellDiagnostic {
    let mut finding = raw.error(&code::task_sheet::AMBIGUOUS_TASK_ROW, question);
    finding.filed = Some(row.row);
    finding.diagnostic.set_label("hàng này chưa rõ là gì".to_owned());
    finding
}

pub(super) fn report_nameless(raw: RawCell<'_>) -> CellDiagnostic {
    let message =
        "hàng này có phân công, thời gian hoặc kinh phí mà không có tên nhiệm vụ";
    let mut finding = raw.error(&code::task_sheet::TASK_ROW, message);
    finding.diagnostic.set_label("cần tên nhiệm vụ ở hàng này".to_owned());
    finding.diagnostic.push_hint("ghi tên nhiệm vụ; nếu là phần viết tiếp của hàng trên thì ghi liền vào ô của hàng trên (Alt+Enter để xuống dòng trong ô)");
    finding
}

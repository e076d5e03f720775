//! Amounts in a list of tasks: read as those of a table, in the unit that the names of the
//! columns say. Words in their place are words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::code;
use crate::form::{ByColumn, CellKind, Spanned, TaskFile};
use crate::formula::Value;
use crate::quantity::{MoneyScale, Number};
use crate::sheet::Sheet;

use super::super::raw_cell::{CellContent, CellDiagnostic, RawCell, RawCells, RawRow};
use super::super::{LoadedTable, find_scales, typed_columns};

/// The amounts of a list, in đồng.
#[derive(Debug, Default)]
pub(super) struct Amounts {
    by_row: BTreeMap<usize, Number>,
    /// In what they are counted in the file.
    pub(super) scales: Vec<MoneyScale>,
    /// Whether some could not be read, so that no sum can be compared.
    pub(super) has_faults: bool,
}

impl Amounts {
    /// The amount in a row; `None` where it has none, or words.
    pub(super) fn get(&self, row: usize) -> Option<&Number> {
        self.by_row.get(&row)
    }
}

/// The column with the amounts, and what it is called.
pub(super) struct AmountColumn<'a> {
    pub(super) file: &'a TaskFile,
    pub(super) label: &'a Spanned<String>,
    pub(super) sheet: &'a Sheet,
    pub(super) column: usize,
    /// The rows with the names of the columns.
    pub(super) names: Range<usize>,
}

impl AmountColumn<'_> {
    /// Reads the amounts of these rows.
    pub(super) fn read(
        &self,
        rows: &[usize],
        found: &mut Vec<CellDiagnostic>,
    ) -> Amounts {
        let table = self.file.amounts(self.label);
        let mut filed = ByColumn::new();
        filed.push(Some(self.column));
        let columns = Rc::new(filed.clone());
        let mut raws = Vec::new();
        for row in rows {
            if is_amount(RawCell::FromSheet(self.sheet, *row, self.column)) {
                let cells = RawCells::FromSheet(self.sheet, *row, Rc::clone(&columns));
                raws.push(RawRow { origin: *row, cells });
            }
        }
        let mut kinds = ByColumn::new();
        kinds.push(Some(CellKind::Money));
        let names = self.names.clone();
        let mut loaded = LoadedTable { names, filed, kinds, ..LoadedTable::default() };
        find_scales(&table, Some(self.sheet), &raws, &mut loaded);
        typed_columns::read_columns(&table, &raws, None, &mut loaded);
        let mut res = Amounts {
            by_row: BTreeMap::new(),
            scales: if raws.is_empty() { Vec::new() } else { loaded.account.scales },
            has_faults: !loaded.found.is_empty(),
        };
        let mut small = Vec::new();
        let values = loaded.typed.iter().flatten().flat_map(|column| column.iter());
        for (raw, value) in raws.iter().zip(values) {
            match value {
                Some(Value::Number(number)) => {
                    if is_too_small(number) {
                        small.push(raw.origin);
                    }
                    res.by_row.insert(raw.origin, number.clone());
                }
                Some(Value::Pending) => res.has_faults = true,
                _ => {}
            }
        }
        found.extend(loaded.found.into_iter().map(explain_amount));
        if let Some(row) = small.first() {
            let cell = RawCell::FromSheet(self.sheet, *row, self.column);
            found.push(report_small(cell, &res.by_row[row], small.len() - 1));
            res.has_faults = true;
        }
        res
    }
}

/// Whether an amount is one that no task costs: then its unit is another than đồng.
fn is_too_small(number: &Number) -> bool {
    const LEAST: i128 = 1000;
    number.to_i128().is_some_and(|dong| 0 < dong && dong < LEAST)
}

/// The first of such amounts, and how many others there are.
fn report_small(raw: RawCell<'_>, number: &Number, others: usize) -> CellDiagnostic {
    let mut message =
        format!("kinh phí {}: chưa rõ số này tính theo đơn vị nào", format_dong(number));
    if others > 0 {
        message.push_str(&format!("; {others} ô khác cũng vậy"));
    }
    let mut finding = raw.error(&code::indicator::AMBIGUOUS_UNIT, &message);
    finding.diagnostic.set_label("ít hơn 1.000 đồng".to_owned());
    finding.diagnostic.push_hint("ghi đơn vị ở tên cột trong tệp, ví dụ: Kinh phí (triệu đồng); hoặc ghi đủ số tiền bằng đồng");
    finding
}

/// What is said of an amount that cannot be read: a list of tasks has no column in the
/// form at which more could be said of it.
fn explain_amount(mut finding: CellDiagnostic) -> CellDiagnostic {
    let hints = &mut finding.diagnostic.hints;
    hints.retain(|hint| !hint.as_str().contains('`'));
    if hints.is_empty() {
        finding.diagnostic.push_hint("sửa ô trong tệp, ví dụ: 5, 5,5 hoặc 5 triệu đồng; đơn vị ghi ở tên cột, ví dụ: Kinh phí (triệu đồng); là lời văn thì mở đầu bằng chữ, ví dụ: Khoảng 5 - 7 triệu đồng");
    }
    finding
}

/// Whether a cell is meant as an amount: what begins with a digit, and no words.
pub(super) fn is_amount(raw: RawCell<'_>) -> bool {
    match raw.content() {
        CellContent::Number(_)
        | CellContent::Date(_)
        | CellContent::Error(_)
        | CellContent::Uncomputed => true,
        CellContent::Text(text) => {
            let text = text.trim_start_matches(['(', '-', '+', ' ']);
            text.starts_with(|c: char| c.is_ascii_digit())
        }
        CellContent::Empty | CellContent::Pending | CellContent::Covered => false,
    }
}

/// An amount as a form has it: `12.000.000 đồng`.
pub(super) fn format_dong(number: &Number) -> String {
    format!("{} đồng", number.text(0))
}

/// A sum in the file is another than that of the tasks.
pub(super) fn report_difference(
    raw: RawCell<'_>,
    name: &str,
    given: &Number,
    sum: &Number,
) -> CellDiagnostic {
    let [given, sum] = [given, sum].map(format_dong);
    let message = format!("hàng “{name}” ghi {given}, các nhiệm vụ cộng lại là {sum}");
    let mut finding = raw.error(&code::task_sheet::TASK_TOTAL, &message);
    finding.diagnostic.set_label(format!("cộng được {sum}"));
    finding
        .diagnostic
        .push_hint("sửa số tiền của nhiệm vụ ghi sai, hoặc sửa số cộng này");
    finding
}

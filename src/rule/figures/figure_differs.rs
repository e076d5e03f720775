//! `figure-differs`: what is given and can be computed is what is computed: a figure, and
//! a word or a date of a computed column.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Form, Rows, TableId, TableSpec};
use crate::formula::Value;
use crate::indicator::{Disagreement, Figures, RowPlace};
use crate::quantity::{BLANK, Day, Figure, Style};
use crate::source::Span;

use crate::rule::{Context, Rule};

pub(crate) static RULE: Rule = Rule {
    code: &Code {
        id: "figure-differs",
        summary: "số ghi sẵn phải bằng số tính được",
        explanation: "Cột có `cong_thuc` mà vẫn ghi sẵn số (hay chữ, ngày), hàng tổng ghi sẵn trong số liệu hay ở `gia_tri`: máy tính lại và so, theo số chữ số lẻ đã ghi. Bỏ số ghi sẵn để máy tự tính, hoặc sửa số liệu gốc. Số tổng cộng dựa trên số liệu không in trong bảng thì ghi ở cột: `tong: khong`, rồi cho số ở `gia_tri` của `tong`.",
    },
    severity: Severity::Error,
    clause: None,
    wrong: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Đầu năm }\n      - { ma: giam, nhan: Giảm }\n      - { ma: cuoi, nhan: Cuối năm, cong_thuc: dau - giam }\n    hang:\n      - [Mai Hà, 5, 3, 3]\n",
    right: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Đầu năm }\n      - { ma: giam, nhan: Giảm }\n      - { ma: cuoi, nhan: Cuối năm, cong_thuc: dau - giam }\n    hang:\n      - [Mai Hà, 5, 3, 2]\nnoi_dung:\n  - tieu_de: Thực trạng\n    bang: ngheo\n",
    check,
};

/// Differing figures of one table that are told one by one.
const MOST: usize = 20;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let disagreements = context.figures.disagreements();
    let mut all: BTreeMap<TableId, usize> = BTreeMap::new();
    for differs in disagreements {
        *all.entry(differs.table).or_default() += 1;
    }
    let mut told: BTreeMap<TableId, usize> = BTreeMap::new();
    for differs in disagreements {
        let told = told.entry(differs.table).or_default();
        *told += 1;
        if *told > MOST {
            continue;
        }
        let mut finding =
            describe_disagreement(rule, context.form, context.figures, differs);
        let more = all[&differs.table] - *told;
        if *told == MOST && more > 0 {
            let said = format!("còn {more} ô nữa trong bảng này cũng khác số tính được");
            finding = finding.hint(said);
        }
        found.push(finding);
    }
}

/// The finding of one cell.
pub(crate) fn describe_disagreement(
    rule: &Rule,
    form: &Form,
    figures: &Figures,
    differs: &Disagreement,
) -> Diagnostic {
    let table = figures.table(differs.table);
    let column = &table.columns()[differs.column];
    let row = table.place_name(differs.place);
    let given = match (&differs.given, column.style) {
        (Value::Number(value), Some(style)) => {
            let figure = Figure { value: value.clone(), style };
            // A figure typed with more places than are shown is told as it is.
            if figure.shown() == *value {
                figure.bare()
            } else {
                show_all_places(&figure)
            }
        }
        (given, style) => show_value(given, style),
    };
    let computed = show_value(&differs.computed, column.style);
    let name = column.labels.join(" / ");
    let address = match differs.place {
        RowPlace::Row(row) => table.address(row, differs.column),
        RowPlace::Group(_) | RowPlace::Total => None,
    };
    let address = address.map(|(file, cell)| format!(" (tệp {file}, {cell})"));
    let message = format!(
        "{row}, cột “{name}”{}: ghi {given}, tính ra {computed}",
        address.unwrap_or_default()
    );
    let written = &form.tables[differs.table];
    let label = format!("cần {computed}, nếu các số khác đã đúng");
    rule.finding(find_place(written, table, differs), message)
        .label(label)
        .hint("bỏ số ghi sẵn để máy tự tính, hoặc sửa các số mà nó được tính từ đó")
}

/// A cell as a message has it.
fn show_value(value: &Value, style: Option<Style>) -> String {
    match (value, style) {
        (Value::Number(value), Some(style)) => {
            Figure { value: value.clone(), style }.bare()
        }
        (Value::Number(value), None) => value.text(0),
        (Value::Text(text), _) => format!("“{text}”"),
        (Value::Date(date), _) => Day(*date).short(),
        (Value::Pending, _) => BLANK.to_owned(),
    }
}

/// The figure with all the decimal places that it was typed with.
fn show_all_places(figure: &Figure) -> String {
    let places = (0..=8).find(|p| figure.clone().with_places(*p).shown() == figure.value);
    places.map_or_else(|| figure.bare(), |p| figure.clone().with_places(p).bare())
}

/// The cell in the form; where it stands in a file, the column.
fn find_place(
    written: &TableSpec,
    table: &crate::indicator::ComputedTable,
    differs: &Disagreement,
) -> Span {
    let column = &written.columns[differs.column];
    let own = column.id.as_ref().map_or(column.label.span, |id| id.span);
    let given = || {
        let total = written.total.as_ref()?;
        let id = column.id.as_ref()?;
        total.given.iter().find(|(at, _)| at.value == id.value).map(|(_, cell)| cell.span)
    };
    let Rows::Typed(rows) = &written.rows else { return given().unwrap_or(own) };
    let row = match differs.place {
        RowPlace::Row(row) => table.typed_row(row).and_then(|index| rows.get(index)),
        RowPlace::Total if given().is_some() => return given().unwrap_or(own),
        // The total row is the one that is no row of the table.
        RowPlace::Total => {
            let used: Vec<_> =
                table.rows().filter_map(|row| table.typed_row(row)).collect();
            let unused = |index: &usize| !used.contains(index);
            (0..rows.len()).find(unused).and_then(|index| rows.get(index))
        }
        RowPlace::Group(_) => None,
    };
    let Some(row) = row else { return own };
    written.typed_cell(row, differs.column).map_or(row.span, |cell| cell.span)
}

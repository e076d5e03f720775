//! Tables made from indicators: each row is an indicator of the form, each column has
//! something to show.

use std::collections::HashMap;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{
    Form, Indicator, SectionPart, Spanned, TargetField, TargetItem, TargetTable,
    WholePeriod,
};
use crate::formula::FormulaError;

pub(super) fn check_target_tables(form: &Form, found: &mut Vec<Diagnostic>) {
    for part in form.parts() {
        let SectionPart::FromTargets(table) = part else { continue };
        let rows = find_rows(form, table, found);
        // Of a table that lacks a row it is not known what its columns have.
        if let Some(rows) = rows {
            check_columns(table, &rows, found);
        }
    }
}

/// The indicators of the rows; `None` where one is not there, which is noted unless it has
/// findings of its own.
fn find_rows<'f>(
    form: &'f Form,
    table: &TargetTable,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<&'f Indicator>> {
    let mut seen: HashMap<&str, &Spanned<String>> = HashMap::new();
    let mut rows = Vec::new();
    let mut is_whole = true;
    for id in table.items.iter().flat_map(TargetItem::ids) {
        let first = *seen.entry(&id.value).or_insert(id);
        if !std::ptr::eq(first, id) {
            let message = format!("bảng có hai dòng của chỉ tiêu `{}`", id.value);
            found.push(
                Diagnostic::error(&code::form::DUPLICATE_ID, id.span, message)
                    .label("lần thứ hai; xóa một trong hai")
                    .related(first.span, "lần thứ nhất"),
            );
        }
        match form.indicators.iter().find(|(known, _)| known.value == id.value) {
            Some((_, indicator)) => rows.push(indicator),
            None => {
                is_whole = false;
                if !form.unreadable_ids.contains(&id.value) {
                    found.push(report_unknown_indicator(form, id));
                }
            }
        }
    }
    is_whole.then_some(rows)
}

fn report_unknown_indicator(form: &Form, id: &Spanned<String>) -> Diagnostic {
    let known = form.indicators.iter().map(|(id, _)| id.value.as_str());
    let error =
        FormulaError::unknown_name(&id.value, 0..id.value.len(), "chỉ tiêu", known);
    error.into_diagnostic(&code::formula::UNKNOWN_NAME, id.span)
}

/// A column that the form asks for and of which no row has anything.
fn check_columns(table: &TargetTable, rows: &[&Indicator], found: &mut Vec<Diagnostic>) {
    for column in table.columns.iter().flatten() {
        if rows.iter().any(|row| has_field(row, column.field)) {
            continue;
        }
        let (what, hint) = match column.field {
            TargetField::Name | TargetField::Unit => continue,
            TargetField::Start => (
                "giá trị đầu kỳ".to_owned(),
                "ghi `dau` ở các chỉ tiêu, hoặc xóa cột này",
            ),
            TargetField::Years => (
                "số của từng năm".to_owned(),
                "ghi `nam` ở các chỉ tiêu, mỗi năm một dòng: `2026: 7%`; hoặc xóa cột này",
            ),
            TargetField::Year(year) => (
                format!("số của năm {year}"),
                "ghi năm ấy ở `nam` của các chỉ tiêu, hoặc xóa cột này",
            ),
            TargetField::Goal => (
                "giá trị phải đạt".to_owned(),
                "ghi `nam` hoặc `muc_tieu` ở các chỉ tiêu, hoặc xóa cột này",
            ),
            TargetField::Whole => (
                "số của cả giai đoạn".to_owned(),
                "ghi `dau` ở các chỉ tiêu để tính mức tăng, giảm; các năm cộng lại được thì ghi `ca_giai_doan: tong`; hoặc xóa cột này",
            ),
        };
        let message = format!("không chỉ tiêu nào của bảng có {what}");
        found.push(
            Diagnostic::error(
                &code::integrity::NOTHING_TO_SUMMARISE,
                column.span,
                message,
            )
            .label("cột này sẽ trống")
            .hint(hint),
        );
    }
}

fn has_field(row: &Indicator, field: TargetField) -> bool {
    let years = row.years.as_ref();
    let has_goal = years.is_some() || row.target.is_some();
    match field {
        TargetField::Name | TargetField::Unit => true,
        TargetField::Start => row.start.is_some(),
        TargetField::Years => years.is_some(),
        TargetField::Year(year) => years.is_some_and(|years| years.get(year).is_some()),
        TargetField::Goal => has_goal || row.value.is_some(),
        TargetField::Whole => {
            years.is_some_and(|years| years.whole == WholePeriod::Sum)
                || row.start.is_some() && has_goal
        }
    }
}

//! Faults of formulas at their place in the formula, told once for all rows that have
//! them.

use crate::diagnostic::Diagnostic;
use crate::form::Formula;
use crate::formula::{Cause, EvalFault, Fault};
use crate::language;

use super::env::{Known, Missing};
use super::name::BudgetPick;
use super::raw::Finding;
use super::table::Place;

/// The faults of one formula over its rows.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(EvalFault<Missing>, Place, usize)>);

impl Faults {
    /// A fault in a row. What differs from an earlier one only by its row is counted.
    pub(super) fn add(&mut self, fault: EvalFault<Missing>, place: Place) {
        let same = |other: &EvalFault<Missing>| {
            other.at == fault.at && code(&other.cause) == code(&fault.cause)
        };
        match self.0.iter_mut().find(|(other, ..)| same(other)) {
            Some((.., more)) => *more += 1,
            None => self.0.push((fault, place, 0)),
        }
    }

    /// The findings.
    pub(super) fn tell(
        self,
        work: Known<'_>,
        table: usize,
        formula: &Formula,
    ) -> Vec<Finding> {
        let told = |(fault, place, more): (EvalFault<Missing>, Place, usize)| {
            let code = code(&fault.cause);
            let mut told = fault.told(&formula.text, |m| missing(work, m));
            // What is wrong with a whole column is so in every row.
            let whole = matches!(
                fault.cause,
                Cause::NotANumberInColumn(_) | Cause::EmptyColumn(_)
            );
            let row = row_name(work, table, place).filter(|_| !whole);
            if let Some(row) = row.filter(|row| !told.message.contains(row.as_str())) {
                told.message = format!("{row}: {}", told.message);
            }
            if more > 0 && !whole {
                told.message += &format!("; còn {more} hàng nữa cũng như vậy");
            }
            at_formula(code, formula, told)
        };
        self.0.into_iter().map(told).collect()
    }
}

/// How a message names a row.
pub(super) fn row_name(work: Known<'_>, table: usize, place: Place) -> Option<String> {
    work.tables.get(table).map(|table| table.place_name(place))
}

fn code(cause: &Cause<Missing>) -> &'static str {
    match cause {
        Cause::DivisionByZero => "division-by-zero",
        Cause::Missing(Missing::NoRow { .. }) => "unknown-row",
        Cause::Missing(Missing::NoMoney(_)) => "unknown-name",
        Cause::Missing(Missing::Empty { .. } | Missing::NoTotal) => "empty-cell",
        Cause::NotANumber(_)
        | Cause::NotANumberInColumn(_)
        | Cause::Unlike(_)
        | Cause::NoOrder => "formula-type",
        Cause::TooLarge => "number-too-long",
        Cause::EmptyColumn(_) => "empty-cell",
    }
}

pub(super) fn missing(work: Known<'_>, missing: &Missing) -> Fault {
    let nowhere = 0..0;
    match missing {
        Missing::Empty { table, place, column } => {
            let of = &work.tables[*table].columns[*column];
            let column_name = of.id.clone().unwrap_or_else(|| of.labels.join(" / "));
            let row = row_name(work, *table, *place).unwrap_or_default();
            let address = match place {
                Place::Row(row) => work.tables[*table].address(*row, *column),
                Place::Group(_) | Place::Total => None,
            };
            let address = address.map(|(file, cell)| format!(" (tệp {file}, {cell})"));
            let address = address.unwrap_or_default();
            Fault::new(nowhere, format!("ô `{column_name}` của {row}{address} để trống"))
                .label("cần số của ô này để tính")
                .hint("ghi 0 nếu không có; ghi chua_co nếu chưa biết")
        }
        Missing::NoTotal => Fault::new(nowhere, "cột này không có số tổng"),
        Missing::NoRow { table, name } => no_row(work, *table, name),
        Missing::NoMoney(name) => no_money(name),
    }
}

/// Money of which no task says anything.
pub(super) fn no_money(name: &str) -> Fault {
    if name == BudgetPick::Total.to_string() {
        return Fault::new(0..0, "chưa nhiệm vụ nào ghi số tiền ở `kinh_phi`")
            .label("chưa có gì để cộng");
    }
    let message = format!(
        "không có nhiệm vụ hay nguồn kinh phí nào là “{name}”, hoặc chưa ghi số tiền"
    );
    Fault::new(0..0, message)
        .hint("một nhiệm vụ gọi theo `ma` của nó: `kinh_phi[\"mã nhiệm vụ\"]`; một nguồn gọi theo tên: `kinh_phi.nguon[\"tên nguồn\"]`")
}

fn no_row(work: Known<'_>, index: usize, name: &str) -> Fault {
    let id = work.form.tables[index].id.as_ref().map_or("", |id| id.value.as_str());
    row_fault(&work.tables[index], id, name)
}

/// A name that no row, or more than one row, of a table has.
pub(super) fn row_fault(table: &super::table::Table, id: &str, name: &str) -> Fault {
    let twice = table.by_name.get(&language::collapse(name).to_lowercase());
    if let Some(rows) = twice.filter(|rows| rows.len() > 1) {
        let message = format!("bảng `{id}` có {} hàng cùng tên “{name}”", rows.len());
        return Fault::new(0..0, message)
            .label("chưa rõ lấy hàng nào")
            .hint("thêm phần phân biệt vào tên hàng, hoặc chọn cột khác ở `khoa`");
    }
    let fault = Fault::new(0..0, format!("bảng `{id}` không có hàng “{name}”"));
    let near = language::nearest(name, table.names.iter().map(String::as_str));
    match near {
        Some(near) => fault.label(format!("có phải là “{near}”?")),
        None => fault.label("không có hàng này"),
    }
}

/// A fault at its place in a formula.
pub(super) fn at_formula(code: &'static str, formula: &Formula, fault: Fault) -> Finding {
    let span = formula.places.of(fault.at.start, fault.at.end);
    let mut diagnostic = Diagnostic::error(code, span, fault.message).label(fault.label);
    diagnostic.hints.extend(fault.hint);
    Finding { filed: None, diagnostic }
}

//! Errors of formulas at their place in the formula, reported once for all rows that have
//! them.

use crate::code::{self, Code};
use crate::diagnostic::Diagnostic;
use crate::form::{CellKind, Form, Formula, TableId, UNIT};
use crate::formula::{EvalCause, EvalError, FormulaError};
use crate::language;

use super::RowFinding;
use super::computation::Computation;
use super::eval_context::KnownFigures;
use super::missing_value::MissingValue;
use super::names::BudgetPick;
use super::nature::{HOW_TO_CLOSE, RateKind};
use super::resolve::locate_error;
use super::table::{ComputedColumn, ComputedTable, RowPlace, TablePlace, TotalKind};

/// The errors of one formula over its rows.
#[derive(Debug, Default)]
pub(super) struct FormulaErrors {
    counted: Vec<CountedError>,
    /// Whether each row is a unit of a set, whose errors are its own.
    has_unit_rows: bool,
}

/// An error where it was met first.
#[derive(Debug)]
struct CountedError {
    error: EvalError<MissingValue>,
    /// Where in a table; `None` for a formula that stands in none.
    place: Option<TablePlace>,
    /// How many more rows have it.
    more: usize,
}

impl FormulaErrors {
    /// No errors yet of a formula in the rows of a table.
    pub(super) fn in_table(form: &Form, table: TableId) -> Self {
        let id = form.tables[table].id.as_ref();
        let has_unit_rows = id.is_some_and(|id| id.value == UNIT);
        Self { counted: Vec::new(), has_unit_rows }
    }

    /// Adds an error in a row. One that differs from an earlier one only by its row is
    /// counted.
    pub(super) fn add(
        &mut self,
        error: EvalError<MissingValue>,
        place: Option<TablePlace>,
    ) {
        let code = choose_code(&error.cause);
        if self.has_unit_rows && is_of_data(&error.cause) {
            self.counted.push(CountedError { error, place, more: 0 });
            return;
        }
        let same = self.counted.iter_mut().find(|counted| {
            counted.error.range == error.range
                && choose_code(&counted.error.cause) == code
        });
        match same {
            Some(counted) => counted.more += 1,
            None => self.counted.push(CountedError { error, place, more: 0 }),
        }
    }

    /// Adds them to what was found in the form.
    pub(super) fn report(self, computation: &mut Computation<'_>, formula: &Formula) {
        for counted in self.counted {
            let place = counted
                .place
                .filter(|_| self.has_unit_rows && is_of_data(&counted.error.cause));
            let finding = counted.finding(computation, formula);
            match place {
                Some(TablePlace { table, place: RowPlace::Row(row) }) => {
                    computation.in_rows.push(RowFinding { table, row, finding });
                }
                _ => computation.in_form.push(finding),
            }
        }
    }
}

impl CountedError {
    fn finding(self, computation: &Computation<'_>, formula: &Formula) -> Diagnostic {
        let code = choose_code(&self.error.cause);
        let mut error = self
            .error
            .describe(&formula.text, |m| explain_missing(computation.known(), m));
        // What is wrong with a whole column is so in every row.
        let is_of_row = !matches!(
            self.error.cause,
            EvalCause::NotANumberInColumn(_) | EvalCause::EmptyColumn(_)
        );
        if is_of_row && let Some(place) = self.place {
            let row = name_row_place(computation.known(), place);
            if !error.message.contains(row.as_str()) {
                error.message = format!("{row}: {}", error.message);
            }
        }
        if is_of_row && self.more > 0 {
            error.message += &format!("; còn {} hàng nữa cũng như vậy", self.more);
        }
        locate_error(code, formula, error)
    }
}

/// Reports the only error of a formula that has one value.
pub(super) fn report_error(
    computation: &mut Computation<'_>,
    formula: &Formula,
    error: EvalError<MissingValue>,
    place: Option<TablePlace>,
) {
    let mut errors = FormulaErrors::default();
    errors.add(error, place);
    errors.report(computation, formula);
}

/// How a message names a row.
pub(super) fn name_row_place(known: KnownFigures<'_>, place: TablePlace) -> String {
    known.tables[place.table].place_name(place.place)
}

/// Whether an error comes of what stands in the row, and another row may be without it.
fn is_of_data(cause: &EvalCause<MissingValue>) -> bool {
    matches!(
        cause,
        EvalCause::DivisionByZero
            | EvalCause::TooLarge
            | EvalCause::Missing(
                MissingValue::Empty { place: RowPlace::Row(_), .. }
                    | MissingValue::NoRow { .. }
            )
    )
}

/// The code under which an error is reported.
fn choose_code(cause: &EvalCause<MissingValue>) -> &'static Code {
    match cause {
        EvalCause::DivisionByZero => &code::formula::DIVISION_BY_ZERO,
        EvalCause::Missing(MissingValue::OpenTotal { .. }) => {
            &code::indicator::OPEN_TOTAL
        }
        EvalCause::Missing(MissingValue::NoRow { .. }) => &code::formula::UNKNOWN_ROW,
        EvalCause::Missing(MissingValue::NoMoney(_)) => &code::formula::UNKNOWN_NAME,
        EvalCause::Missing(MissingValue::Empty { .. } | MissingValue::NoTotal) => {
            &code::indicator::EMPTY_CELL
        }
        EvalCause::NotANumber(_)
        | EvalCause::NotANumberInColumn(_)
        | EvalCause::Unlike(_)
        | EvalCause::NoOrder => &code::formula::FORMULA_TYPE,
        EvalCause::TooLarge => &code::formula::NUMBER_TOO_LONG,
        EvalCause::EmptyColumn(_) => &code::indicator::EMPTY_CELL,
    }
}

/// The error of a reference without a value; where it stands in the formula is not known
/// here.
pub(super) fn explain_missing(
    known: KnownFigures<'_>,
    missing: &MissingValue,
) -> FormulaError {
    // The caller puts the error where the reference stands.
    let nowhere = 0..0;
    match missing {
        MissingValue::Empty { table, place, column } => {
            let column_name = known.tables[*table].columns[*column].name();
            let row = name_row_place(known, TablePlace { table: *table, place: *place });
            let address = match place {
                RowPlace::Row(row) => known.tables[*table].address(*row, *column),
                RowPlace::Group(_) | RowPlace::Total | RowPlace::Foot(_) => None,
            };
            let address = match address {
                Some((file, cell)) => format!(" (tệp {file}, {cell})"),
                None => String::new(),
            };
            FormulaError::new(
                nowhere,
                format!("ô `{column_name}` của {row}{address} để trống"),
            )
            .label("cần số của ô này để tính")
            .hint("ghi 0 nếu không có; ghi chua_co nếu chưa biết")
        }
        MissingValue::NoTotal => FormulaError::new(nowhere, "cột này không có số tổng"),
        MissingValue::OpenTotal { table, column } => {
            explain_open_total(&known.tables[*table].columns[*column])
        }
        MissingValue::NoRow { table, name } => explain_no_row(known, *table, name),
        MissingValue::NoMoney(name) => explain_no_money(name),
    }
}

/// The total of a column whose cells do not add up.
pub(super) fn explain_open_total(column: &ComputedColumn) -> FormulaError {
    let why = match (&column.sum, column.kind) {
        (TotalKind::Open(kind), _) => kind.words(),
        (_, CellKind::Percent) => RateKind::Measure.words(),
        (_, CellKind::Text | CellKind::Date) => {
            let message = format!("cột `{}` là chữ, không có số tổng", column.name());
            return FormulaError::new(0..0, message)
                .label("ô này để trống")
                .hint("cột ấy là số để tính thì ghi ở cột: `kieu: so`");
        }
        (TotalKind::None, _) => {
            let message = format!("cột `{}` ghi `tong: khong`", column.name());
            return FormulaError::new(0..0, message)
                .label("ô này để trống, không có gì để đọc")
                .hint("cần số tổng thì ghi ở cột: `tong: co`");
        }
        _ => "số không cộng được",
    };
    let message = format!(
        "cột `{}` là {why}, không cộng lại được nên chưa có số tổng",
        column.name()
    );
    FormulaError::new(0..0, message).label("tổng còn để ngỏ").hint(HOW_TO_CLOSE)
}

/// Money of which no task says anything.
pub(super) fn explain_no_money(name: &str) -> FormulaError {
    if name == BudgetPick::Total.to_string() {
        return FormulaError::new(0..0, "chưa nhiệm vụ nào ghi số tiền ở `kinh_phi`")
            .label("chưa có gì để cộng");
    }
    let message = format!(
        "không có nhiệm vụ hay nguồn kinh phí nào là “{name}”, hoặc chưa ghi số tiền"
    );
    FormulaError::new(0..0, message)
        .hint("một nhiệm vụ gọi theo `ma` của nó: `kinh_phi[\"mã nhiệm vụ\"]`; một nguồn gọi theo tên: `kinh_phi.nguon[\"tên nguồn\"]`")
}

fn explain_no_row(known: KnownFigures<'_>, table: TableId, name: &str) -> FormulaError {
    let id = known.form.tables[table].id.as_ref().map_or("", |id| id.value.as_str());
    explain_unknown_row(&known.tables[table], id, name)
}

/// A name that no row, or more than one row, of a table has.
pub(super) fn explain_unknown_row(
    table: &ComputedTable,
    id: &str,
    name: &str,
) -> FormulaError {
    let rows = table.by_name.find(name);
    if rows.len() > 1 {
        let mut message = format!("bảng `{id}` có {} hàng cùng tên “{name}”", rows.len());
        if let Some(words) = table.describe_spellings(rows) {
            message += &format!(": {words}");
        }
        return FormulaError::new(0..0, message)
            .label("chưa rõ lấy hàng nào")
            .hint("thêm phần phân biệt vào tên hàng, hoặc chọn cột khác ở `khoa`");
    }
    let error = FormulaError::new(0..0, format!("bảng `{id}` không có hàng “{name}”"));
    match language::find_nearest(name, table.names.iter().map(String::as_str)) {
        Some(nearest) => error.label(language::suggest_name(name, nearest)),
        None => error.label("không có hàng này"),
    }
}

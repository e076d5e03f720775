//! What stands below the sum of a table: amounts added by percent, the last total, its
//! sources.
//!
//! An added amount is rounded half-up to the last digit that its column prints, so that what
//! is shown adds up to what is shown.

use std::collections::BTreeSet;

use crate::code;
use crate::diagnostic::{Diagnostic, list_names};
use crate::form::{
    AddedBase, Agency, ByColumn, CellKind, ColumnId, SourceName, SumFoot, TOTAL_NAME,
    TableId,
};
use crate::formula::{ArithmeticOp, Expr, ExprKind, Value, evaluate};
use crate::quantity::{Money, Number, Pending};
use crate::source::Span;

use super::amount::{self, Whole};
use super::budget;
use super::computation::Computation;
use super::eval_context::EvalContext;
use super::foot_row::{FootPart, FootRow};
use super::money_unit::to_counted;
use super::names::ResolvedRef;
use super::presentation;
use super::reading;
use super::table::{ComputedTable, RowPlace, TablePlace, TotalKind};

/// Makes the rows below the sum of a table, without any figure, and finds the column that
/// its words and sources are of.
pub(super) fn prepare_foot(computation: &mut Computation<'_>, table: TableId) {
    let spec = &computation.form.tables[table];
    let Some(total) = &spec.total else { return };
    let foot = &total.foot;
    let columns = computation.tables[table].columns.len();
    let parts = list_parts(foot).into_iter();
    let agency = computation.form.agency.as_ref();
    computation.tables[table].foot = parts
        .map(|part| FootRow {
            key: make_key(foot, part),
            name: name_part(foot, part, agency),
            part,
            values: ByColumn::filled(None, columns),
        })
        .collect();
    if computation.tables[table].foot.is_empty() || computation.tables[table].is_broken()
    {
        return;
    }
    let amounts = list_amount_columns(computation, table);
    if !amounts.is_empty() && foot.has_last() {
        let found = report_bare_amounts(computation, table);
        computation.in_form.extend(found);
    }
    if let Some(span) = find_need(foot) {
        let found = choose_amount_column(computation, table, span, &amounts);
        computation.tables[table].amounts = found;
    } else if amounts.is_empty() {
        let message = "bảng không có cột tiền nào có số tổng để cộng thêm hay làm tròn";
        computation.in_form.push(report_no_amounts(total.span, message));
    }
}

/// Columns of amounts that the form types as numbers: below the sum they would stay empty.
fn report_bare_amounts(computation: &Computation<'_>, table: TableId) -> Vec<Diagnostic> {
    let spec = &computation.form.tables[table];
    let units = computation.units(Some(table));
    let columns = computation.tables[table].columns.enumerate();
    let bare = columns.filter(|(id, column)| {
        let is_number = matches!(column.kind, CellKind::Number | CellKind::Decimal);
        let is_summed = matches!(column.sum, TotalKind::Rows | TotalKind::Own);
        let is_amount = column.formula.as_ref().is_some_and(|e| units.is_amount(e))
            || column.labels.iter().any(|label| is_money_label(label));
        is_number && is_summed && is_amount && !spec.columns[*id].hidden
    });
    let findings = bare.map(|(id, column)| {
        let name = column.labels.join(" / ");
        let message = format!(
            "cột “{name}” là số tiền mà ghi như số thường: dưới hàng tổng không có số của cột này"
        );
        let span = spec.columns[id].label.span;
        Diagnostic::error(&code::indicator::NO_AMOUNT_COLUMN, span, message)
            .label("cần một cột tiền")
            .hint("ghi ở cột này: `kieu: tien`; không cần số tổng thì ghi `tong: khong`")
    });
    findings.collect()
}

/// Whether the name of a column says a unit of money: `Kinh phí (triệu đồng)`.
fn is_money_label(label: &str) -> bool {
    reading::find_in_label(label).is_some_and(|(unit, _)| to_counted(unit).is_some())
}

/// The rows below a sum, from the top down. Those that are added come first, then the last
/// total: references count on it.
fn list_parts(foot: &SumFoot) -> Vec<FootPart> {
    let mut res: Vec<_> = (0..foot.added.len()).map(FootPart::Added).collect();
    res.extend(foot.has_last().then_some(FootPart::Last));
    if !foot.sources.is_empty() {
        res.push(FootPart::SourcesHead);
        res.extend((0..foot.sources.len()).map(FootPart::Source));
    }
    res.extend(foot.words.map(|_| FootPart::Words));
    res
}

/// How messages and lists of changes call a row.
fn name_part(foot: &SumFoot, part: FootPart, agency: Option<&Agency>) -> String {
    match part {
        FootPart::Added(index) => foot.added[index].label.collect_words(),
        FootPart::Last => {
            let label = foot.last_label.as_ref();
            label.map_or_else(|| TOTAL_NAME.to_owned(), |label| label.collect_words())
        }
        FootPart::SourcesHead => "Trong đó".to_owned(),
        FootPart::Source(index) => match &foot.sources[index].name {
            SourceName::Custom(name) => name.collect_words(),
            SourceName::Usual(kind) => kind.value.name(agency).to_owned(),
        },
        FootPart::Words => "Bằng chữ".to_owned(),
    }
}

/// What tells a row from the others.
fn make_key(foot: &SumFoot, part: FootPart) -> String {
    match part {
        FootPart::Added(index) => format!("cong_them {}", foot.added[index].id.value),
        FootPart::Last => "cuoi".to_owned(),
        FootPart::SourcesHead => "nguon".to_owned(),
        FootPart::Source(index) => format!("nguon {}", foot.sources[index].name.to_key()),
        FootPart::Words => "bang_chu".to_owned(),
    }
}

/// Where the form asks for what needs one column of amounts.
fn find_need(foot: &SumFoot) -> Option<Span> {
    let sources = foot.sources.first().map(|source| source.span);
    let column = foot.column.as_ref().map(|id| id.span);
    let need = foot.words.or(sources);
    need.map(|need| column.unwrap_or(need))
}

/// The columns of amounts that are added up.
fn list_amount_columns(computation: &Computation<'_>, table: TableId) -> Vec<ColumnId> {
    let spec = &computation.form.tables[table];
    let computed = &computation.tables[table];
    let is_summed = |id: &ColumnId| match computed.columns[*id].sum {
        TotalKind::Rows | TotalKind::Own | TotalKind::Other(_) => true,
        TotalKind::None | TotalKind::Open(_) => {
            computation.loaded[table].typed_totals[*id].is_some()
        }
    };
    let printed = computed.columns.ids().filter(|id| !spec.columns[*id].hidden);
    printed.filter(|id| computed.is_money(*id)).filter(is_summed).collect()
}

/// The column that words and sources are of: the one that the form names, else the only one.
fn choose_amount_column(
    computation: &mut Computation<'_>,
    table: TableId,
    span: Span,
    amounts: &[ColumnId],
) -> Option<ColumnId> {
    let spec = &computation.form.tables[table];
    let named = spec.total.as_ref().and_then(|total| total.foot.column.as_ref());
    if let Some(id) = named {
        let Some(column) = spec.column(&id.value) else {
            computation.in_form.push(reading::report_unknown_column_id(spec, id));
            return None;
        };
        if amounts.contains(&column) {
            return Some(column);
        }
        let message = format!("cột `{}` không phải cột tiền có số tổng", id.value);
        computation.in_form.push(report_no_amounts(id.span, message));
        return None;
    }
    if let [only] = amounts {
        return Some(*only);
    }
    let finding = if amounts.is_empty() {
        report_no_amounts(span, "bảng không có cột tiền nào có số tổng")
    } else {
        let columns = &computation.tables[table].columns;
        let names = amounts.iter().map(|id| format!("`{}`", columns[*id].name()));
        let names = list_names(&names.collect::<Vec<_>>());
        let message = format!("bảng có {} cột tiền: {names}", amounts.len());
        Diagnostic::error(&code::indicator::NO_AMOUNT_COLUMN, span, message)
            .label("chưa rõ là số tiền của cột nào")
            .hint("ghi mã của cột ở `tong`: `cot_tien: thanh_tien`")
    };
    computation.in_form.push(finding);
    None
}

/// What stands below a sum has no column of amounts.
fn report_no_amounts(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(&code::indicator::NO_AMOUNT_COLUMN, span, message)
        .label("cần một cột tiền")
        .hint("ghi ở cột số tiền: `kieu: tien`")
}

/// The figures of a column below the sum.
pub(super) fn compute_foot(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
) {
    let Some(total) = &computation.form.tables[table].total else { return };
    let foot = &total.foot;
    let computed = &computation.tables[table];
    if computed.foot.is_empty() || !computed.is_money(column) {
        return;
    }
    // Nothing is a percent of a total that is left blank.
    if computed.computed(RowPlace::Total, column).is_none() {
        return;
    }
    let unit = find_shown_unit(computation, table, column);
    for index in 0..computation.tables[table].foot.len() {
        let value = match computation.tables[table].foot[index].part {
            FootPart::Added(added) => {
                let added = &foot.added[added];
                let computed = &computation.tables[table];
                let base = computed.sum_above(index, column, added.base);
                let percent = Number::from(&added.percent.value.0).times_pow10(-2);
                let by_column = compute_by_formula(computation, table, column, index);
                by_column.or_else(|| Some(take_part(&base, &percent, &unit)))
            }
            FootPart::Last => {
                let computed = &computation.tables[table];
                let exact = compute_by_formula(computation, table, column, index)
                    .unwrap_or_else(|| {
                        computed.sum_above(index, column, AddedBase::SoFar)
                    });
                Some(round_last(computation, table, column, foot, exact))
            }
            FootPart::SourcesHead | FootPart::Source(_) | FootPart::Words => continue,
        };
        computation.tables[table].foot[index].values[column] = value;
    }
}

/// The columns of a table whose figures below the sum the formula of one reads.
pub(super) fn list_columns_read(
    table: &ComputedTable,
    column: ColumnId,
) -> BTreeSet<ColumnId> {
    let formula =
        table.columns[column].formula.as_ref().filter(|_| !table.foot.is_empty());
    formula.into_iter().flat_map(list_own_columns).collect()
}

fn list_own_columns(expr: &Expr<ResolvedRef>) -> Vec<ColumnId> {
    let refs = expr.refs().filter_map(|(target, _)| match target {
        ResolvedRef::OwnColumn(column) => Some(*column),
        _ => None,
    });
    refs.collect()
}

/// What the formula of a column gives in a row below the sum; `None` where it says nothing
/// there.
fn compute_by_formula(
    computation: &Computation<'_>,
    table: TableId,
    column: ColumnId,
    index: usize,
) -> Option<Value> {
    let expr = computation.tables[table].foot_formula(index, column)?;
    let position = TablePlace { table, place: RowPlace::Foot(index) };
    let context = EvalContext::in_table(computation.known(), position);
    evaluate(expr, &context).ok()
}

/// Whether a formula adds up columns, or so many times them, and nothing else: what it gives
/// of parts adds up to what it gives of the whole. `nam_sau - 2000000` does not.
fn is_proportional(expr: &Expr<ResolvedRef>) -> bool {
    match &expr.kind {
        ExprKind::Ref(_) => true,
        ExprKind::Negate(part) => is_proportional(part),
        ExprKind::Binary(op, sides) => {
            let (left, right) = (&sides.left, &sides.right);
            let [is_left_bare, is_right_bare] =
                [left, right].map(|side| side.refs().next().is_none());
            match op {
                ArithmeticOp::Add | ArithmeticOp::Subtract => {
                    is_proportional(left) && is_proportional(right)
                }
                ArithmeticOp::Multiply => {
                    (is_left_bare && is_proportional(right))
                        || (is_right_bare && is_proportional(left))
                }
                ArithmeticOp::Divide => is_right_bare && is_proportional(left),
            }
        }
        _ => false,
    }
}

/// A part of an amount, half-up to the unit that is shown.
fn take_part(base: &Value, share: &Number, unit: &Number) -> Value {
    match base {
        Value::Number(base) => Value::Number(round_to(&base.checked_mul(share), unit)),
        Value::Text(_) | Value::Date(_) | Value::Pending => Value::Pending,
    }
}

/// A number half-up to the nearest multiple of a unit.
fn round_to(number: &Number, unit: &Number) -> Number {
    number.div(unit).map_or_else(|| number.clone(), |n| n.rounded(0).checked_mul(unit))
}

/// The last total, rounded where the form asks for it; that it was is noted.
fn round_last(
    computation: &mut Computation<'_>,
    table: TableId,
    column: ColumnId,
    foot: &SumFoot,
    exact: Value,
) -> Value {
    let (Some(rounding), Value::Number(number)) = (foot.rounding, &exact) else {
        return exact;
    };
    let rounded = round_to(number, &Number::ONE.times_pow10(rounding.power()));
    let is_printed = !computation.form.tables[table].columns[column].hidden;
    if rounded != *number && is_printed {
        computation.tables[table].rounded_to = Some(rounding);
    }
    Value::Number(rounded)
}

/// The smallest difference that a column of money shows; a đồng where it shows less.
fn find_shown_unit(
    computation: &Computation<'_>,
    table: TableId,
    column: ColumnId,
) -> Number {
    let computed = &computation.tables[table];
    let spec = &computation.form.tables[table];
    let typed = computation.loaded[table].places.get(column).copied().unwrap_or(0);
    let style = presentation::choose_column_style(computed, spec, column, typed);
    let shown = style.and_then(presentation::get_smallest_unit);
    shown.filter(|shown| *shown > Number::ONE).unwrap_or(Number::ONE)
}

/// What each source gives to the last total.
pub(super) fn compute_sources(computation: &mut Computation<'_>, table: TableId) {
    let computed = &computation.tables[table];
    let Some(total) = &computation.form.tables[table].total else { return };
    let Some(column) = computed.amounts else { return };
    let foot = &total.foot;
    let unit = find_shown_unit(computation, table, column);
    let amount = computed.last_amount(column);
    let whole = Whole { amount, unit: unit.to_i128().unwrap_or(1) };
    let given =
        amount::resolve_sources(&foot.sources, &whole, &computation.amount_values);
    for row in &mut computation.tables[table].foot {
        let FootPart::Source(index) = row.part else { continue };
        row.values[column] = Some(budget::to_value(given[index]));
    }
}

impl ComputedTable {
    /// The rows below its sum, from the top down.
    #[must_use]
    pub fn foot(&self) -> &[FootRow] {
        &self.foot
    }

    /// Whether the cells of a column are money: their values are in đồng, whatever prints.
    pub(super) fn is_money(&self, column: ColumnId) -> bool {
        self.columns[column].kind == CellKind::Money
    }

    /// The formula of a column where it says what stands in a row below the sum: it reads
    /// nothing but columns that have a figure there, in proportion. The column of all years
    /// is the sum of theirs, whatever their rounding; one that reads a quantity or a price
    /// says nothing there.
    pub(super) fn foot_formula(
        &self,
        row: usize,
        column: ColumnId,
    ) -> Option<&Expr<ResolvedRef>> {
        let expr = self.columns[column].formula.as_ref()?;
        let values = &self.foot[row].values;
        let reads_figures = expr.refs().all(|(target, _)| match target {
            ResolvedRef::OwnColumn(read) => values[*read].is_some(),
            _ => false,
        });
        (reads_figures && is_proportional(expr)).then_some(expr)
    }

    /// The rows that an added amount is a percent of, or that the last total adds up.
    pub(super) fn list_above(&self, row: usize, base: AddedBase) -> Vec<RowPlace> {
        let above = self.foot[..row].iter().enumerate();
        let added = above.filter(|(_, row)| matches!(row.part, FootPart::Added(_)));
        let added = added.map(|(row, _)| RowPlace::Foot(row));
        match base {
            AddedBase::Sum => vec![RowPlace::Total],
            AddedBase::SoFar => [RowPlace::Total].into_iter().chain(added).collect(),
        }
    }

    /// What stands in those rows together; pending where one of them is.
    fn sum_above(&self, row: usize, column: ColumnId, base: AddedBase) -> Value {
        let mut res = Number::ZERO;
        for place in self.list_above(row, base) {
            let value = self.computed(place, column);
            let Some(Value::Number(number)) = value else { return Value::Pending };
            res = res.checked_add(number);
        }
        Value::Number(res)
    }

    /// Where the last total of a column stands: below the sum, or the sum itself.
    #[must_use]
    pub fn last_place(&self) -> RowPlace {
        let last = self.foot.iter().position(|row| row.part == FootPart::Last);
        last.map_or(RowPlace::Total, RowPlace::Foot)
    }

    /// The last total of a column of money, to the đồng; pending where it is not known.
    fn last_amount(&self, column: ColumnId) -> Pending<Money> {
        to_money(self.computed(self.last_place(), column))
    }

    /// The last total as it prints, which the words below the table say.
    #[must_use]
    pub fn printed_amount(&self) -> Pending<Money> {
        let figure = self.amounts.and_then(|column| {
            let shown = self.figure(self.last_place(), column)?.shown();
            amount::round_to_dong(&shown)
        });
        figure.into()
    }

    /// The last total and what its sources give to it, in đồng; `None` where no sources are
    /// named.
    #[must_use]
    pub fn funded_amount(&self) -> Option<(Pending<Money>, Vec<Pending<Money>>)> {
        let column = self.amounts?;
        let sources =
            self.foot.iter().filter(|row| matches!(row.part, FootPart::Source(_)));
        let sources: Vec<_> =
            sources.map(|row| to_money(row.values[column].as_ref())).collect();
        (!sources.is_empty()).then(|| (self.last_amount(column), sources))
    }
}

/// A figure as an amount, to the đồng; pending where it is not known.
fn to_money(value: Option<&Value>) -> Pending<Money> {
    match value {
        Some(Value::Number(number)) => amount::round_to_dong(number).into(),
        _ => Pending::Unknown,
    }
}

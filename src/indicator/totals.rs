//! What the total of each column is where the form does not say: a sum, the rate of the
//! totals, nothing, or open, since its cells do not add up and nothing says what to do.

use crate::code;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::form::{ByColumn, CellKind, ColumnId, ColumnTotal, TableId};
use crate::formula::{ArithmeticOp, Expr, ExprKind, Value};
use crate::language;

use super::additivity::{self, Additivity};
use super::computation::Computation;
use super::names::ResolvedRef;
use super::nature::{self, HOW_TO_CLOSE, PricedTable, RateKind};
use super::reading;
use super::table::{ComputedTable, TotalKind};

/// Decides which columns are rates, and what the total of each column is where the form
/// does not say.
pub(super) fn decide_totals(computation: &mut Computation<'_>, table: TableId) {
    let rates = find_rates(computation, table);
    let additivity_of = classify_columns(computation, table, &rates);
    let spec = &computation.form.tables[table];
    let columns = &mut computation.tables[table].columns;
    for (id, column) in spec.columns.enumerate() {
        // How many decimals the form asks for, it asks for in every row.
        columns[id].counts_unlike =
            rates[id] == Some(RateKind::Quantity) && column.places.is_none();
        if !matches!(column.total, ColumnTotal::Auto) {
            continue;
        }
        let kind = columns[id].kind;
        let sum = choose_total(kind, column.formula.is_some(), additivity_of[id]);
        columns[id].sum = match (sum, rates[id]) {
            // A rate that a formula computes is computed from the totals too.
            (TotalKind::Rows | TotalKind::None, Some(rate)) if is_summed(kind) => {
                TotalKind::Open(rate)
            }
            (sum, _) => sum,
        };
    }
    open_totals_of_open(computation, table);
    hint_open_totals(computation, table);
}

/// Whether each column adds up, by its formula where it has one.
///
/// A column may read one that comes after it, so one pass in the order of the columns is
/// not enough: passes are repeated until nothing changes. A column is right one pass after
/// all that it reads, so as many passes as columns suffice; columns that read each other
/// in a circle, which is a finding elsewhere, end there too.
fn classify_columns(
    computation: &mut Computation<'_>,
    table: TableId,
    rates: &ByColumn<Option<RateKind>>,
) -> ByColumn<Additivity> {
    let spec = &computation.form.tables[table];
    let computed = &mut computation.tables[table];
    let mut res: ByColumn<_> = computed
        .columns
        .ids()
        .map(|id| match (classify_kind(computed.columns[id].kind), rates[id]) {
            // How many of a thing is no rate, and times its price it is an amount.
            (Additivity::Additive, Some(kind)) if kind != RateKind::Quantity => {
                Additivity::Ratio
            }
            (additivity, _) => additivity,
        })
        .collect();
    for _ in 0..computed.columns.len() {
        let before = res.clone();
        for id in computed.columns.ids() {
            let Some(expr) = &computed.columns[id].formula else { continue };
            // What is divided by a column is a rate, whatever else is in the formula.
            res[id] = match expr.divides_by_ref() {
                true => Additivity::Ratio,
                false => additivity::classify_formula(expr, &res),
            };
            let column = &spec.columns[id];
            if column.kind.is_none()
                && is_rate_column(computed, &column.label.collect_words(), expr)
            {
                computed.columns[id].kind = CellKind::Percent;
                res[id] = Additivity::Ratio;
            }
        }
        if res == before {
            break;
        }
    }
    res
}

/// What each column is by its names and by the columns beside it, where its cells do not
/// add up.
fn find_rates(
    computation: &Computation<'_>,
    table: TableId,
) -> ByColumn<Option<RateKind>> {
    let computed = &computation.tables[table];
    let priced = describe_prices(computation, table);
    let factors = list_factors_of_three(computed);
    computed
        .columns
        .enumerate()
        .map(|(id, column)| {
            let label = column.labels.last()?;
            // A column of the type of numbers whose name says percent is one of rates.
            let by_name = nature::find_rate_kind(&column.labels)
                .or_else(|| nature::find_priced_kind(label, priced));
            by_name.or(factors.contains(&id).then_some(RateKind::Quantity))
        })
        .collect()
}

/// The columns of numbers that an amount is made of beside a price and another number: so
/// many days of one thing and of another do not add up.
fn list_factors_of_three(table: &ComputedTable) -> Vec<ColumnId> {
    let products = table.columns.iter().filter_map(|c| list_factors(c.formula.as_ref()?));
    let priced = products.filter(|factors| {
        factors.len() >= 3
            && factors.iter().any(|id| table.columns[*id].kind == CellKind::Money)
    });
    let numbers = priced.flatten().filter(|id| {
        matches!(table.columns[*id].kind, CellKind::Number | CellKind::Decimal)
    });
    numbers.collect()
}

/// The columns that a formula multiplies, if it does nothing else.
fn list_factors(expr: &Expr<ResolvedRef>) -> Option<Vec<ColumnId>> {
    match &expr.kind {
        ExprKind::Ref(ResolvedRef::OwnColumn(column)) => Some(vec![*column]),
        ExprKind::Binary(ArithmeticOp::Multiply, sides) => {
            let mut res = list_factors(&sides.left)?;
            res.extend(list_factors(&sides.right)?);
            Some(res)
        }
        _ => None,
    }
}

/// Whether a table has prices and amounts, and whether all its rows count one thing.
fn describe_prices(computation: &Computation<'_>, table: TableId) -> PricedTable {
    let computed = &computation.tables[table];
    let labels = || computed.columns.iter().filter_map(|column| column.labels.last());
    let has_amount = labels().any(|label| nature::is_amount_label(label))
        || computed.columns.iter().any(|c| c.formula.as_ref().is_some_and(is_product));
    let has_price = labels().any(|label| nature::is_price_label(label));
    let unit_column = computed.columns.ids().find(|id| {
        let column = &computed.columns[*id];
        column.kind == CellKind::Text
            && column.labels.last().is_some_and(|label| nature::is_unit_label(label))
    });
    let cells = unit_column.and_then(|id| computation.loaded[table].typed[id].as_ref());
    let mut units: Vec<_> = cells
        .into_iter()
        .flat_map(|cells| cells.iter())
        .map(|cell| match cell {
            Some(Value::Text(text)) => language::to_name_key(text),
            Some(_) | None => String::new(),
        })
        .collect();
    units.sort();
    units.dedup();
    PricedTable { has_price, has_amount, is_of_one_unit: units.len() == 1 }
}

/// Whether a formula is one column times another, or times several.
fn is_product(expr: &Expr<ResolvedRef>) -> bool {
    list_factors(expr).is_some_and(|factors| factors.len() > 1)
}

/// What is computed from the totals is open where one of those is.
fn open_totals_of_open(computation: &mut Computation<'_>, table: TableId) {
    for _ in 0..computation.tables[table].columns.len() {
        let mut opened = Vec::new();
        for id in computation.tables[table].columns.ids() {
            let column = &computation.tables[table].columns[id];
            let (TotalKind::Own, Some(expr)) = (&column.sum, &column.formula) else {
                continue;
            };
            let reads_open = expr.refs().any(|(target, _)| match target {
                ResolvedRef::OwnColumn(read) => is_open(computation, table, *read),
                _ => false,
            });
            if reads_open {
                opened.push(id);
            }
        }
        if opened.is_empty() {
            return;
        }
        for id in opened {
            computation.tables[table].columns[id].sum =
                TotalKind::Open(RateKind::FromOpen);
        }
    }
}

/// Whether nothing says what the total of a column is: neither the form nor a total row.
fn is_open(computation: &Computation<'_>, table: TableId, column: ColumnId) -> bool {
    matches!(computation.tables[table].columns[column].sum, TotalKind::Open(_))
        && computation.loaded[table].typed_totals[column].is_none()
}

/// Says once for a table which totals are open, where it shows totals.
fn hint_open_totals(computation: &mut Computation<'_>, table: TableId) {
    let spec = &computation.form.tables[table];
    let computed = &computation.tables[table];
    if (spec.total.is_none() && spec.grouping.is_none()) || computed.is_broken() {
        return;
    }
    let open: Vec<_> = computed
        .columns
        .ids()
        .filter(|id| !spec.columns[*id].hidden && is_open(computation, table, *id))
        .collect();
    let Some(first) = open.first() else { return };
    let TotalKind::Open(kind) = computed.columns[*first].sum else { return };
    let names: Vec<_> = open
        .iter()
        .map(|id| format!("“{}”", computed.columns[*id].labels.join(" / ")))
        .collect();
    let message = format!(
        "hàng tổng để trống ở cột {}: các ô không cộng lại được",
        diagnostic::list_names(&names)
    );
    let span = spec.columns[*first].label.span;
    let finding = Diagnostic::new(
        &code::indicator::OPEN_TOTAL,
        Severity::Hint,
        Some(span),
        message,
    )
    .label(format!("là {}", kind.words()))
    .hint(HOW_TO_CLOSE);
    computation.in_form.push(finding);
}

/// Whether a computed column of which the form gives no type is one of rates: its label
/// says so, or it is nothing but rates added or taken from each other.
fn is_rate_column(table: &ComputedTable, label: &str, expr: &Expr<ResolvedRef>) -> bool {
    reading::is_rate_label(label) && !expr.is_times_hundred()
        || additivity::is_of_rates(expr, &|column| {
            table.columns[column].kind == CellKind::Percent
        })
}

/// Whether typed cells of a type add up.
fn classify_kind(kind: CellKind) -> Additivity {
    match kind {
        CellKind::Percent => Additivity::Ratio,
        CellKind::Number | CellKind::Decimal | CellKind::Money => Additivity::Additive,
        CellKind::Text | CellKind::Date => Additivity::Constant,
    }
}

/// Whether cells of a type are added up where nothing speaks against it.
fn is_summed(kind: CellKind) -> bool {
    matches!(kind, CellKind::Number | CellKind::Decimal | CellKind::Money)
}

/// The total that the form asks for with `tong: co`.
pub(super) fn choose_sum(kind: CellKind) -> TotalKind {
    match kind {
        CellKind::Text | CellKind::Date => TotalKind::None,
        CellKind::Number | CellKind::Decimal | CellKind::Percent | CellKind::Money => {
            TotalKind::Rows
        }
    }
}

/// Counts and amounts add up; a rate is the rate of the totals, and one that is given has
/// no total.
fn choose_total(kind: CellKind, computed: bool, additivity: Additivity) -> TotalKind {
    match (kind, additivity) {
        (CellKind::Text | CellKind::Date, _) => TotalKind::None,
        (CellKind::Percent, _) | (_, Additivity::Ratio) if computed => TotalKind::Own,
        (CellKind::Percent, _) | (_, Additivity::Ratio) => TotalKind::None,
        (CellKind::Number | CellKind::Decimal | CellKind::Money, _) => TotalKind::Rows,
    }
}

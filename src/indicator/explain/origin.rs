//! Where typed and read figures stand, and what figures are called.

use crate::form::{
    Amount, ColumnId, Form, Formula, FundingSource, Portion, Rows, SourceName, TableId,
    TableSpec, Task,
};
use crate::formula::Value;
use crate::quantity::{BLANK, Figure, Money, Number, Pending, Style};
use crate::sheet::DataCell;
use crate::source::Span;

use super::super::Figures;
use super::super::answer::get_table_id;
use super::super::foot_row::FootPart;
use super::super::names::BudgetPick;
use super::super::table::{ComputedTable, RowPlace};
use super::{Derivation, Explanation, FigureId, GivenCell, ValueOrigin};

/// A figure as `{{ … }}` reads it.
pub(super) fn name_figure_id(
    figures: &Figures,
    form: &Form,
    figure: &FigureId,
) -> String {
    match figure {
        FigureId::Cell { table: table_id, place, column } => {
            let id = get_table_id(form, *table_id);
            let table = &figures.tables[*table_id];
            let row = match place {
                RowPlace::Row(row) => format!("[\"{}\"]", table.name(*row)),
                RowPlace::Group(group) => {
                    format!(".nhom[\"{}\"]", table.groups[*group].name)
                }
                RowPlace::Total => ".tong".to_owned(),
                RowPlace::Foot(row) => {
                    name_foot_row(&form.tables[*table_id], table, *row)
                }
            };
            format!("{id}{row}.{}", table.columns[*column].name())
        }
        FigureId::Column { table, column, function } => {
            let id = get_table_id(form, *table);
            let column = figures.tables[*table].columns[*column].name();
            format!("{}({id}.{column})", function.name())
        }
        FigureId::Indicator { index, part } => {
            let id = &form.indicators[*index].0.value;
            format!("chi_tieu.{id}{}", part.suffix())
        }
        FigureId::Budget(BudgetPick::Total) => "kinh_phi.tong".to_owned(),
        FigureId::Budget(BudgetPick::Task(id)) => format!("kinh_phi[\"{id}\"]"),
        FigureId::Budget(BudgetPick::Source(name)) => {
            format!("kinh_phi.nguon[\"{name}\"]")
        }
        FigureId::Amount(_) => "so_tien".to_owned(),
        FigureId::Year => "nam".to_owned(),
    }
}

/// How a formula reads a row below the sum of a table; the paper's name of one that none
/// reads.
fn name_foot_row(spec: &TableSpec, table: &ComputedTable, row: usize) -> String {
    let part = table.foot[row].part;
    let added = spec.total.as_ref().map(|total| &total.foot.added);
    match (part, added) {
        (FootPart::Added(index), Some(added)) => format!(".{}", added[index].id.value),
        (FootPart::Last, _) => ".cuoi".to_owned(),
        _ => format!("[\"{}\"]", table.foot[row].name),
    }
}

/// Where a cell of a table stands, if something stands there.
pub(super) fn find_cell_origin(
    figures: &Figures,
    form: &Form,
    table: TableId,
    place: RowPlace,
    column: ColumnId,
) -> Option<ValueOrigin> {
    let computed = &figures.tables[table];
    let spec = &form.tables[table];
    let row = match place {
        RowPlace::Row(row) => *computed.origins.get(row)?,
        RowPlace::Group(_) => return None,
        RowPlace::Foot(row) => {
            return find_source_amount(computed, spec, row).map(ValueOrigin::Form);
        }
        RowPlace::Total => match locate_given_total(spec, column) {
            Some(span) => return Some(ValueOrigin::Form(span)),
            None => computed.total_origin?,
        },
    };
    match &spec.rows {
        Rows::Typed(_) => find_form_cell(spec, row, column).map(ValueOrigin::Form),
        Rows::File(_) => find_sheet_cell(computed, row, column),
        // What a set has made comes from its plans, which are no part of this form.
        Rows::Ready(_) => None,
    }
}

/// Where the amount of a source is typed.
fn find_source_amount(
    table: &ComputedTable,
    spec: &TableSpec,
    row: usize,
) -> Option<Span> {
    let FootPart::Source(index) = table.foot.get(row)?.part else { return None };
    let source = spec.total.as_ref()?.foot.sources.get(index)?;
    match &source.portion {
        Portion::Amount(Pending::Known(Amount::Given(money))) => Some(money.span),
        Portion::Amount(_) | Portion::Share(_) => None,
    }
}

/// The cell of the total row that stands in the table's own `tong`.
fn locate_given_total(spec: &TableSpec, column: ColumnId) -> Option<Span> {
    let id = spec.columns[column].id.as_ref()?;
    let given = &spec.total.as_ref()?.given;
    given.iter().find(|(column, _)| column.value == id.value).map(|(_, cell)| cell.span)
}

/// The cell of a row of the form, where something stands in it.
fn find_form_cell(spec: &TableSpec, row: usize, column: ColumnId) -> Option<Span> {
    let Rows::Typed(rows) = &spec.rows else { return None };
    let cell = spec.typed_cell(rows.get(row)?, column)?;
    Some(cell.span).filter(|_| !cell.text.is_empty())
}

/// The cell of a row of a file.
fn find_sheet_cell(
    table: &ComputedTable,
    row: usize,
    column: ColumnId,
) -> Option<ValueOrigin> {
    let sheet = table.sheet.as_ref()?;
    let filed = (*table.filed.get(column)?)?;
    if *sheet.cell(row, filed) == DataCell::Empty {
        return None;
    }
    Some(ValueOrigin::File {
        file: sheet.file_name().to_owned(),
        sheet: sheet.title().map(str::to_owned),
        cell: sheet.address(row, filed),
    })
}

/// A figure as given, where it is a computed one too.
pub(super) fn find_given_cell(
    figures: &Figures,
    form: &Form,
    figure: &FigureId,
) -> Option<GivenCell> {
    let FigureId::Cell { table, place, column } = figure else { return None };
    let computed = &figures.tables[*table];
    // Group sums and what stands below the sum are given nowhere.
    let may_be_both = matches!(place, RowPlace::Row(_) | RowPlace::Total)
        && computed.is_computed(*place, *column);
    if !may_be_both {
        return None;
    }
    let origin = find_cell_origin(figures, form, *table, *place, *column)?;
    let differs = computed.printed_override.get(&(*place, *column)).cloned();
    Some(GivenCell { origin, differs })
}

/// An amount of which a sum of money is made.
pub(super) struct AmountPart<'f> {
    /// What it is, typed where the form says it.
    pub(super) explanation: Explanation,
    /// How it is computed, where it is.
    pub(super) formula: Option<&'f Formula>,
}

/// The amounts of which a sum of the tasks' money is made.
pub(super) fn list_amounts<'f>(
    figures: &Figures,
    form: &'f Form,
    pick: &BudgetPick,
) -> Vec<AmountPart<'f>> {
    let mut res = Vec::new();
    for task in form.tasks() {
        let Some(budget) = &task.budget else { continue };
        let amounts = figures.resolve_budget(budget);
        let id = task.id.as_ref().map(|id| id.value.as_str());
        // A sum over a source takes the parts of the budgets, any other one the whole.
        match pick {
            BudgetPick::Task(wanted) if id != Some(wanted.as_str()) => {}
            BudgetPick::Total | BudgetPick::Task(_) => {
                let (Some(amount), Some(money)) = (&budget.amount, amounts.amount) else {
                    continue;
                };
                let known = amount.known();
                let span = known.map_or(budget.span, |amount| amount.span());
                let formula = known.and_then(|amount| amount.formula());
                let explanation = explain_amount(task, money.into_known(), span);
                res.push(AmountPart { explanation, formula });
            }
            BudgetPick::Source(wanted) => {
                let wanted = figures.budgets.source(wanted);
                for (source, money) in budget.sources.iter().zip(&amounts.sources) {
                    if find_source_key(figures, source) == wanted {
                        let money = money.into_known();
                        let explanation = explain_amount(task, money, source.span);
                        let formula = source.portion.formula();
                        res.push(AmountPart { explanation, formula });
                    }
                }
            }
        }
    }
    res
}

/// The key of a source among the sums.
fn find_source_key(figures: &Figures, source: &FundingSource) -> String {
    match &source.name {
        SourceName::Custom(name) => figures.budgets.source(&name.collect_words()),
        SourceName::Usual(kind) => figures.budgets.source(kind.value.key()),
    }
}

/// An amount as a leaf of the tree. A task without an id is named by its title.
fn explain_amount(task: &Task, money: Option<Money>, span: Span) -> Explanation {
    let style = Style::DONG;
    let value = money.map(|money| Number::from(money.dong()));
    let shown = value.clone().map(|value| Figure { value, style }.to_string());
    let (pick, name) = match &task.id {
        Some(id) => (id.value.clone(), format!("kinh_phi[\"{}\"]", id.value)),
        None => (String::new(), format!("“{}”", task.title.collect_words())),
    };
    Explanation {
        figure: FigureId::Budget(BudgetPick::Task(pick)),
        name,
        value: Some(value.map_or(Value::Pending, Value::Number)),
        style: Some(style),
        shown: Some(shown.unwrap_or_else(|| BLANK.to_owned())),
        derivation: Derivation::Typed(ValueOrigin::Form(span)),
        given: None,
    }
}

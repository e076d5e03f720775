//! `{{ … }}` of a text: what it stands for in the form, and what it prints.

use std::sync::Arc;

use crate::form::{Agency, FigureKind, Form, RowId, Shared, Table as Written};
use crate::formula::{
    Aggregate, Cause, Change, CitationForm, Env as _, EvalFault, Expr, ExprKind,
    Expression, Fault, Filter, Pointer, Printable, Ref, Tree, Use, Value, Way, eval,
};
use crate::language;
use crate::quantity::{Figure, Number, Shown, Style, needed_places};

use super::Figures;
use super::eval_context::{AggregateCache, EvalContext};
use super::explain::Subject;
use super::fault::explain_missing;
use super::missing_value::MissingValue;
use super::names::{Names, Part, RowName, Target, Words};
use super::table::{Place, Table};

/// Longest text that an expression prints, in bytes.
const MAX_PRINTED: usize = 20_000;

/// What the value of an expression is, its names found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A figure or a cell, as it stands.
    Read(Target),
    /// Words of the form, which nothing is computed from.
    Words(Words),
    /// A formula over figures and cells.
    Computed(Expr<Target>),
}

/// What an expression prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed<'e> {
    /// The text that stands on the paper.
    Text(String),
    /// A dotted blank: the value is not known yet.
    Pending,
    /// Another part of the paper, whose number is only known when it is composed.
    Pointer {
        /// The part that it points to.
        pointer: &'e Pointer,
        /// How a paper is cited.
        form: CitationForm,
    },
}

impl Names<'_> {
    /// What the value of an expression stands for; `None` for a pointer.
    ///
    /// # Errors
    ///
    /// A fault at each part that names nothing, or that is only printed where something is
    /// computed. Empty where what it names has findings of its own.
    pub fn meaning(
        &self,
        expression: &Expression,
    ) -> Result<Option<Meaning>, Vec<Fault>> {
        let text = expression.text();
        let value = match expression.tree() {
            Some(Tree::Value { value, .. }) => value,
            Some(Tree::Pointer { .. }) => return Ok(None),
            None => return Err(Vec::new()),
        };
        if let ExprKind::Ref(reference) = &value.kind {
            return self.alone(text, reference).map(Some).map_err(Vec::from_iter);
        }
        let mut faults = Vec::new();
        let found = value.resolve(&mut |reference, wanted| match self
            .computable(text, reference, wanted)
        {
            Ok(target) => Some(target),
            Err(fault) => {
                faults.extend(fault);
                None
            }
        });
        found.map(|expr| Some(Meaning::Computed(expr))).ok_or(faults)
    }

    /// A reference that is the whole expression: it may be one of words.
    fn alone(&self, text: &str, reference: &Ref) -> Result<Meaning, Option<Fault>> {
        match self.find_words(text, reference)? {
            Some(words) => Ok(Meaning::Words(words)),
            None => self.find_in_text(text, reference, Use::Cell).map(Meaning::Read),
        }
    }

    /// A reference from which something is computed.
    fn computable(
        &self,
        text: &str,
        reference: &Ref,
        wanted: Use,
    ) -> Result<Target, Option<Fault>> {
        if self.find_words(text, reference)?.is_none() {
            return self.find_in_text(text, reference, wanted);
        }
        let written = text.get(reference.at.clone()).unwrap_or_default();
        let message =
            format!("`{written}` chỉ để in ra, không tính toán hay so sánh được");
        let fault = Fault::new(reference.at.clone(), message);
        Err(Some(fault.label("phải đứng một mình trong `{{ … }}`")))
    }

    /// Words of the form as they print.
    fn words(&self, words: Words) -> String {
        let form = self.form();
        let agency = form.agency.as_ref();
        match words {
            Words::AgencyName => collapse_name(agency),
            Words::AgencyShortName => {
                match agency.and_then(|agency| agency.short.as_ref()) {
                    Some(short) => short.words(),
                    None => language::short_name(&collapse_name(agency)),
                }
            }
            Words::AgencyPlace => agency.map(|a| a.place.words()).unwrap_or_default(),
            Words::IndicatorName(index) => form.indicators[index].1.name.words(),
            Words::IndicatorUnit(index) => {
                form.indicators[index].1.unit.clone().unwrap_or_default()
            }
        }
    }
}

impl Figures {
    /// What an expression prints. `names` are those of the form from which all was
    /// computed.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, each at its place in the expression; nothing
    /// where what it names has findings of its own, or where it could not be read.
    pub fn printed<'e>(
        &self,
        names: &Names<'_>,
        expression: &'e Expression,
    ) -> Result<Printed<'e>, Vec<Fault>> {
        let filters = match expression.tree() {
            Some(Tree::Pointer { pointer, form }) => {
                return Ok(Printed::Pointer { pointer, form: *form });
            }
            Some(Tree::Value { filters, .. }) => filters,
            None => return Err(Vec::new()),
        };
        let Some(meaning) = names.meaning(expression)? else { return Err(Vec::new()) };
        let value = match &meaning {
            Meaning::Words(words) => Shown::Text(names.words(*words)).into(),
            Meaning::Read(target) => self.read(names, target, expression)?,
            Meaning::Computed(expr) => {
                self.computed(names, expr, expression, filters)?.into()
            }
        };
        let value = filters
            .iter()
            .try_fold(value, |value, filter| filter.apply(value))
            .map_err(|fault| vec![fault])?;
        if value.shown == Shown::Pending {
            return Ok(Printed::Pending);
        }
        let text = value.shown.to_string();
        if text.len() > MAX_PRINTED {
            let message = "giá trị này dài quá, không in trong lời văn được";
            return Err(vec![Fault::new(0..expression.text().len(), message)]);
        }
        Ok(Printed::Text(language::clean(&text)))
    }

    /// The figures that an expression reads, each once, in the order of its text.
    #[must_use]
    pub fn subjects(&self, names: &Names<'_>, expression: &Expression) -> Vec<Subject> {
        match names.meaning(expression) {
            Ok(Some(Meaning::Read(target))) => {
                self.subject(&target).into_iter().collect()
            }
            Ok(Some(Meaning::Computed(expr))) => self.expr_reads(&expr, None),
            Ok(Some(Meaning::Words(_)) | None) | Err(_) => Vec::new(),
        }
    }

    /// A figure or a cell as it stands.
    fn read(
        &self,
        names: &Names<'_>,
        target: &Target,
        expression: &Expression,
    ) -> Result<Printable, Vec<Fault>> {
        if self.is_lost(target) {
            return Err(Vec::new());
        }
        let form = names.form();
        let shown = self.answer(form, target).map_err(|fault| {
            let place = expression.refs().first().map_or(0..0, |r| r.at.clone());
            vec![Fault { at: place, ..fault }]
        })?;
        let Target::Indicator { index, part } = target else { return Ok(shown.into()) };
        let change = match part {
            Part::Rise => Some(Change::Rise),
            Part::Drop => Some(Change::Drop),
            Part::Value | Part::Start | Part::Goal => None,
        };
        Ok(Printable { shown, unit: form.indicators[*index].1.unit.clone(), change })
    }

    /// Whether the table of a reference could not be read.
    fn is_lost(&self, target: &Target) -> bool {
        target.table().is_some_and(|table| self.tables[table].is_broken())
    }

    /// The value of something computed, as an indicator of the same formula prints it.
    fn computed(
        &self,
        names: &Names<'_>,
        expr: &Expr<Target>,
        expression: &Expression,
        filters: &[Filter],
    ) -> Result<Shown, Vec<Fault>> {
        if expr.refs().any(|(target, _)| self.is_lost(target)) {
            return Err(Vec::new());
        }
        if filters.is_empty()
            && let Some(text) = as_typed(expr, expression.text())
        {
            return Ok(Shown::Text(text));
        }
        let cache = AggregateCache::default();
        let known = self.known(names.form(), &cache);
        let context = EvalContext::alone(known);
        let value = eval(expr, &context)
            .map_err(|fault| explain_faults(expr, expression, &context, fault))?;
        Ok(match value {
            Value::Number(value) => {
                if is_endless(expr, &value) && !filters.iter().any(is_places_filter) {
                    return Err(vec![explain_endless(expr, expression)]);
                }
                let style = match expr.kind {
                    // What a filter is put to stays as exact as it is typed.
                    ExprKind::Number(_) => {
                        Style::Number { places: needed_places(&value) }
                    }
                    _ => self.styles().computed(FigureKind::Number, Some(expr), &value),
                };
                Shown::Figure(Figure { value, style })
            }
            Value::Date(date) => Shown::Date(date),
            Value::Text(text) => Shown::Text(text),
            Value::Open => Shown::Pending,
        })
    }
}

/// Everything that is wrong with an expression without a value. Evaluation ends at the
/// first cell that is not there, so the others are looked for.
fn explain_faults(
    expr: &Expr<Target>,
    expression: &Expression,
    context: &EvalContext<'_>,
    first: EvalFault<MissingValue>,
) -> Vec<Fault> {
    let mut all = find_missing_cells(expr, context);
    all.push(first);
    let mut res: Vec<Fault> = Vec::with_capacity(all.len());
    for fault in all {
        let fault = fault.told(expression.text(), |m| explain_missing(context.known, m));
        if !res.contains(&fault) {
            res.push(fault);
        }
    }
    res
}

/// The name of the agency in one line; empty where the form has none.
fn collapse_name(agency: Option<&Agency>) -> String {
    let name = agency.map(|agency| agency.name.words());
    language::collapse(&name.unwrap_or_default())
}

/// A figure of the text itself, as it is typed, with or without a sign before it.
fn as_typed(expr: &Expr<Target>, text: &str) -> Option<String> {
    match &expr.kind {
        ExprKind::Number(_) => Some(format_typed_figure(text.get(expr.at.clone())?)),
        ExprKind::Negate(part) => match &part.kind {
            ExprKind::Number(number) if !number.is_zero() => {
                Some(format!("-{}", format_typed_figure(text.get(part.at.clone())?)))
            }
            _ => None,
        },
        _ => None,
    }
}

/// A figure without brackets around it; a decimal point is a comma on paper.
fn format_typed_figure(text: &str) -> String {
    let typed = text.trim_matches(|c: char| matches!(c, '(' | ')') || c.is_whitespace());
    let is_point = match typed.split_once('.') {
        Some((_, decimals)) => {
            let digits = decimals.bytes().filter(u8::is_ascii_digit).count();
            !decimals.contains(['.', ',']) && digits != 3
        }
        None => false,
    };
    if is_point { typed.replace('.', ",") } else { typed.to_owned() }
}

/// The cells that a formula reads and that are not there. Of `neu` only one value is
/// wanted, so that what the other lacks is no fault.
fn find_missing_cells(
    expr: &Expr<Target>,
    context: &EvalContext<'_>,
) -> Vec<EvalFault<MissingValue>> {
    let mut res = Vec::new();
    for (target, wanted, range) in expr.reads() {
        if let (Use::Cell, Err(cause)) = (wanted, context.value(target))
            && !expr.chooses()
        {
            res.push(EvalFault { at: range, cause: Cause::Missing(cause) });
        }
    }
    res
}

fn is_places_filter(filter: &Filter) -> bool {
    matches!(filter.way, Way::Places(_))
}

/// Whether the decimals of something computed never end. A cell that was only chosen
/// prints as its column does.
fn is_endless(expr: &Expr<Target>, value: &Number) -> bool {
    let chosen = matches!(
        expr.kind,
        ExprKind::Aggregate(Aggregate::Greatest | Aggregate::Least, _)
    );
    !chosen && value.exact_text().is_none()
}

/// A value whose decimals never end, printed without saying how many are wanted.
fn explain_endless(expr: &Expr<Target>, expression: &Expression) -> Fault {
    const MOST: usize = 40;
    let written = expression.text().get(expr.at.clone()).unwrap_or_default();
    let named = match written.chars().count() {
        ..=MOST => format!("`{written}`"),
        _ => "phép tính này".to_owned(),
    };
    Fault::new(expr.at.clone(), format!("{named} cho ra số lẻ không bao giờ hết"))
        .label("cần nói rõ mấy chữ số lẻ")
        .hint("ghi thêm ở cuối: `| so_le(2)`")
}

/// The row of a unit, for what must be settled before the form of the unit is read.
#[derive(Debug)]
pub struct UnitRow {
    form: Form,
    figures: Figures,
}

impl UnitRow {
    /// The row `row` of the table `written`.
    #[must_use]
    pub fn new(written: &Written, row: Table) -> Self {
        let unit = (!row.is_empty()).then(|| row.name(RowId::new(0)).to_owned());
        let shared = Shared { tables: 1, unit, ..Shared::default() };
        let form = Form::of_tables(vec![written.clone()].into(), shared, written.span);
        let mut figures = Figures::of_tables(vec![row]);
        figures.names = Some(Arc::clone(Names::new(&form).index()));
        Self { form, figures }
    }

    /// Whether an expression reads a total of all units.
    #[must_use]
    pub fn reads_total(&self, expression: &Expression) -> bool {
        self.reads(expression).iter().any(|target| matches!(target, Target::Total { .. }))
    }

    /// Whether an expression reads an empty cell of the row.
    #[must_use]
    pub fn is_empty(&self, expression: &Expression) -> bool {
        self.reads(expression).iter().any(|target| match target {
            Target::Cell { table, row: RowName::Literal(name), column } => {
                let table = &self.figures.tables[*table];
                let row = table.row(name);
                row.is_some_and(|row| table.shown(Place::Row(row), *column).is_none())
            }
            _ => false,
        })
    }

    /// What an expression reads; nothing where a name in it is unknown.
    fn reads(&self, expression: &Expression) -> Vec<Target> {
        match self.figures.names(&self.form).meaning(expression) {
            Ok(Some(Meaning::Read(target))) => vec![target],
            Ok(Some(Meaning::Computed(expr))) => {
                expr.refs().map(|(target, _)| target.clone()).collect()
            }
            Ok(Some(Meaning::Words(_)) | None) | Err(_) => Vec::new(),
        }
    }

    /// What an expression prints that reads nothing but the row.
    ///
    /// # Errors
    ///
    /// As [`Figures::printed`]; a pointer points to nothing as yet.
    pub fn printed(&self, expression: &Expression) -> Result<Shown, Vec<Fault>> {
        let names = self.figures.names(&self.form);
        match self.figures.printed(&names, expression)? {
            Printed::Text(text) => Ok(Shown::Text(text)),
            Printed::Pending => Ok(Shown::Pending),
            Printed::Pointer { .. } => Err(Vec::new()),
        }
    }
}

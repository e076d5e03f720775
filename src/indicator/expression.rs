//! `{{ … }}` of a text: what it stands for in the form, and what it prints.

use crate::form::Agency;
use crate::formula::{
    Aggregate, ChangeDirection, CitationForm, Env as _, EvalCause, EvalError, Expr,
    ExprKind, Expression, ExpressionTree, Filter, FilterKind, FormulaError, Pointer,
    Printable, Ref, RefContext, Value, evaluate,
};
use crate::language;
use crate::quantity::{Figure, MoneyScale, Number, Shown, Style, count_needed_places};

use super::Figures;
use super::eval_context::{AggregateCache, EvalContext};
use super::explain::FigureId;
use super::formula_error::explain_missing;
use super::formula_style::SaidFigure;
use super::missing_value::MissingValue;
use super::names::{FormNames, FormWords, IndicatorPart, ResolvedRef};
use super::unit_mix;

/// Longest text that an expression prints, in bytes.
const MAX_PRINTED: usize = 20_000;

/// What the value of an expression is, its names found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A figure or a cell, as it stands.
    Read(ResolvedRef),
    /// Words of the form, which nothing is computed from.
    Words(FormWords),
    /// A formula over figures and cells.
    Computed(Expr<ResolvedRef>),
}

/// What an expression prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintedExpression<'e> {
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

impl FormNames<'_> {
    /// What the value of an expression stands for; `None` for a pointer.
    ///
    /// # Errors
    ///
    /// An error at each part that names nothing, or that is only printed where something is
    /// computed. Empty where what it names has findings of its own.
    pub fn meaning(
        &self,
        expression: &Expression,
    ) -> Result<Option<Meaning>, Vec<FormulaError>> {
        let text = expression.text();
        let value = match expression.tree() {
            Some(ExpressionTree::Value { value, .. }) => value,
            Some(ExpressionTree::Pointer { .. }) => return Ok(None),
            None => return Err(Vec::new()),
        };
        // Words can only stand alone, so that a lone reference is looked at first.
        if let ExprKind::Ref(reference) = &value.kind {
            return self.alone(text, reference).map(Some).map_err(Vec::from_iter);
        }
        let mut errors = Vec::new();
        let found = value.resolve(&mut |reference, wanted| match self
            .computable(text, reference, wanted)
        {
            Ok(target) => Some(target),
            Err(error) => {
                errors.extend(error);
                None
            }
        });
        found.map(|expr| Some(Meaning::Computed(expr))).ok_or(errors)
    }

    /// A reference that is the whole expression: it may be one of words.
    fn alone(
        &self,
        text: &str,
        reference: &Ref,
    ) -> Result<Meaning, Option<FormulaError>> {
        match self.find_words(text, reference)? {
            Some(words) => Ok(Meaning::Words(words)),
            None => {
                self.find_in_text(text, reference, RefContext::Cell).map(Meaning::Read)
            }
        }
    }

    /// A reference from which something is computed.
    fn computable(
        &self,
        text: &str,
        reference: &Ref,
        wanted: RefContext,
    ) -> Result<ResolvedRef, Option<FormulaError>> {
        if self.find_words(text, reference)?.is_none() {
            return self.find_in_text(text, reference, wanted);
        }
        let name = text.get(reference.range.clone()).unwrap_or_default();
        let message = format!("`{name}` chỉ để in ra, không tính toán hay so sánh được");
        let error = FormulaError::new(reference.range.clone(), message);
        Err(Some(error.label("phải đứng một mình trong `{{ … }}`")))
    }

    /// Words of the form as they print.
    fn words(&self, words: FormWords) -> String {
        let form = self.form();
        let agency = form.agency.as_ref();
        match words {
            FormWords::AgencyName => join_name_lines(agency),
            FormWords::AgencyShortName => {
                match agency.and_then(|agency| agency.short.as_ref()) {
                    Some(short) => short.collect_words(),
                    None => language::shorten_agency_name(&join_name_lines(agency)),
                }
            }
            FormWords::AgencyPlace => {
                agency.map(|a| a.place.collect_words()).unwrap_or_default()
            }
            FormWords::IndicatorName(index) => {
                form.indicators[index].1.name.collect_words()
            }
            FormWords::IndicatorUnit(index) => {
                form.indicators[index].1.unit.clone().unwrap_or_default()
            }
            FormWords::Period => {
                form.period.map(|period| period.to_text()).unwrap_or_default()
            }
            FormWords::PeriodStart => {
                form.period.map(|period| period.first().to_string()).unwrap_or_default()
            }
            FormWords::PeriodEnd => {
                form.period.map(|period| period.last().to_string()).unwrap_or_default()
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
        names: &FormNames<'_>,
        expression: &'e Expression,
    ) -> Result<PrintedExpression<'e>, Vec<FormulaError>> {
        let filters = match expression.tree() {
            Some(ExpressionTree::Pointer { pointer, form }) => {
                return Ok(PrintedExpression::Pointer { pointer, form: *form });
            }
            Some(ExpressionTree::Value { filters, .. }) => filters,
            None => return Err(Vec::new()),
        };
        let Some(meaning) = names.meaning(expression)? else { return Err(Vec::new()) };
        let value = self.evaluate_meaning(names, &meaning, expression)?;
        // Filters work on what is shown and not on its text: `| so_le(2)` changes a style.
        let value = filters
            .iter()
            .try_fold(value, |value, filter| filter.apply(value))
            .map_err(|error| vec![error])?;
        if value.shown == Shown::Pending {
            return Ok(PrintedExpression::Pending);
        }
        let text = value.shown.to_string();
        if text.len() > MAX_PRINTED {
            let message = "giá trị này dài quá, không in trong lời văn được";
            return Err(vec![FormulaError::new(0..expression.text().len(), message)]);
        }
        Ok(PrintedExpression::Text(language::clean(&text)))
    }

    /// The value of an expression before its filters.
    ///
    /// # Errors
    ///
    /// As [`printed`](Self::printed).
    pub(super) fn evaluate_meaning(
        &self,
        names: &FormNames<'_>,
        meaning: &Meaning,
        expression: &Expression,
    ) -> Result<Printable, Vec<FormulaError>> {
        let filters = match expression.tree() {
            Some(ExpressionTree::Value { filters, .. }) => filters.as_slice(),
            Some(ExpressionTree::Pointer { .. }) | None => &[],
        };
        Ok(match meaning {
            Meaning::Words(words) => match names.words(*words) {
                // Words that wait are a blank, as a figure that waits is; a unit or a period
                // that the form has not leaves nothing.
                text if text.is_empty() && words.can_wait() => Shown::Pending.into(),
                text => Shown::Text(text).into(),
            },
            Meaning::Read(target) => self.read(names, target, expression)?,
            Meaning::Computed(expr) => {
                self.computed(names, expr, expression, filters)?.into()
            }
        })
    }

    /// The figures that an expression reads, each once, in the order of its text.
    #[must_use]
    pub fn figure_ids(
        &self,
        names: &FormNames<'_>,
        expression: &Expression,
    ) -> Vec<FigureId> {
        match names.meaning(expression) {
            Ok(Some(Meaning::Read(target))) => {
                self.figure_id(&target).into_iter().collect()
            }
            Ok(Some(Meaning::Computed(expr))) => self.expr_reads(&expr, None),
            Ok(Some(Meaning::Words(_)) | None) | Err(_) => Vec::new(),
        }
    }

    /// A figure or a cell as it stands.
    fn read(
        &self,
        names: &FormNames<'_>,
        target: &ResolvedRef,
        expression: &Expression,
    ) -> Result<Printable, Vec<FormulaError>> {
        if self.is_lost(target) {
            return Err(Vec::new());
        }
        let form = names.form();
        let shown = self.answer(form, target).map_err(|error| {
            let place = expression.refs().first().map_or(0..0, |r| r.range.clone());
            vec![FormulaError { range: place, ..error }]
        })?;
        // Filters that word a figure ask for its unit, and whether it is a change.
        let ResolvedRef::Indicator { index, part } = target else {
            return Ok(shown.into());
        };
        let change = match part {
            IndicatorPart::Rise | IndicatorPart::YearRise(_) => {
                Some(ChangeDirection::Rise)
            }
            IndicatorPart::Drop | IndicatorPart::YearDrop(_) => {
                Some(ChangeDirection::Drop)
            }
            IndicatorPart::Value
            | IndicatorPart::Start
            | IndicatorPart::Goal
            | IndicatorPart::Year(_)
            | IndicatorPart::Sum => None,
        };
        // An amount prints the unit itself.
        let is_money =
            matches!(shown.figure(), Some(f) if matches!(f.style, Style::Money { .. }));
        let unit = form.indicators[*index].1.unit.clone();
        let is_scale = |unit: &String| MoneyScale::from_unit(unit).is_some();
        let unit = unit.filter(|unit| !(is_money && is_scale(unit)));
        Ok(Printable { shown, unit, change })
    }

    /// Whether the table of a reference could not be read.
    fn is_lost(&self, target: &ResolvedRef) -> bool {
        target.table().is_some_and(|table| self.tables[table].is_broken())
    }

    /// The value of something computed, as an indicator of the same formula prints it.
    fn computed(
        &self,
        names: &FormNames<'_>,
        expr: &Expr<ResolvedRef>,
        expression: &Expression,
        filters: &[Filter],
    ) -> Result<Shown, Vec<FormulaError>> {
        if expr.refs().any(|(target, _)| self.is_lost(target)) {
            return Err(Vec::new());
        }
        if filters.is_empty()
            && let Some(text) = as_typed(expr, expression.text())
        {
            return Ok(Shown::Text(text));
        }
        let units = self.units(names.form());
        if let Some(clash) = units.find_clash(expr) {
            return Err(vec![unit_mix::explain_clash(&clash, expression.text())]);
        }
        let cache = AggregateCache::default();
        let known = self.known(names.form(), &cache);
        let context = EvalContext::alone(known);
        let value = evaluate(expr, &context)
            .map_err(|error| explain_errors(expr, expression, &context, error))?;
        Ok(match value {
            Value::Number(value) => {
                // An amount prints to the đồng.
                let is_bare = is_endless(expr, &value) && !units.is_amount(expr);
                if is_bare && !filters.iter().any(is_places_filter) {
                    return Err(vec![explain_endless(expr, expression)]);
                }
                let style = match expr.kind {
                    // What a filter is put to stays as exact as it is typed.
                    ExprKind::Number(_) => {
                        Style::Number { places: count_needed_places(&value) }
                    }
                    _ => {
                        let styles = self.styles(names.form());
                        styles.computed(SaidFigure::NOTHING, Some(expr), &value)
                    }
                };
                Shown::Figure(Figure { value, style })
            }
            Value::Date(date) => Shown::Date(date),
            Value::Text(text) => Shown::Text(text),
            Value::Pending => Shown::Pending,
        })
    }
}

/// Everything that is wrong with an expression without a value. Evaluation ends at the
/// first cell that is not there, so the others are looked for.
fn explain_errors(
    expr: &Expr<ResolvedRef>,
    expression: &Expression,
    context: &EvalContext<'_>,
    first: EvalError<MissingValue>,
) -> Vec<FormulaError> {
    let mut all = find_missing_cells(expr, context);
    all.push(first);
    let mut res: Vec<FormulaError> = Vec::with_capacity(all.len());
    for error in all {
        let error =
            error.describe(expression.text(), |m| explain_missing(context.known, m));
        if !res.contains(&error) {
            res.push(error);
        }
    }
    res
}

/// The name of the agency in one line; empty where the form has none.
fn join_name_lines(agency: Option<&Agency>) -> String {
    let name = agency.map(|agency| agency.name.collect_words());
    language::normalize_spaces(&name.unwrap_or_default())
}

/// A figure of the text itself, as it is typed, with or without a sign before it.
fn as_typed(expr: &Expr<ResolvedRef>, text: &str) -> Option<String> {
    match &expr.kind {
        ExprKind::Number(_) => Some(format_typed_figure(text.get(expr.range.clone())?)),
        ExprKind::Negate(part) => match &part.kind {
            ExprKind::Number(number) if !number.is_zero() => {
                Some(format!("-{}", format_typed_figure(text.get(part.range.clone())?)))
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
/// wanted, so that what the other lacks is no error.
fn find_missing_cells(
    expr: &Expr<ResolvedRef>,
    context: &EvalContext<'_>,
) -> Vec<EvalError<MissingValue>> {
    let mut res = Vec::new();
    for (target, wanted, range) in expr.reads() {
        if let (RefContext::Cell, Err(cause)) = (wanted, context.value(target))
            && !expr.chooses()
        {
            res.push(EvalError { range, cause: EvalCause::Missing(cause) });
        }
    }
    res
}

fn is_places_filter(filter: &Filter) -> bool {
    matches!(filter.kind, FilterKind::Places(_))
}

/// Whether the decimals of something computed never end. A cell that was only chosen
/// prints as its column does.
fn is_endless(expr: &Expr<ResolvedRef>, value: &Number) -> bool {
    let chosen = matches!(
        expr.kind,
        ExprKind::Aggregate(Aggregate::Greatest | Aggregate::Least, _)
    );
    !chosen && value.exact_text().is_none()
}

/// A value whose decimals never end, printed without saying how many are wanted.
fn explain_endless(expr: &Expr<ResolvedRef>, expression: &Expression) -> FormulaError {
    const MOST: usize = 40;
    let text = expression.text().get(expr.range.clone()).unwrap_or_default();
    let named = match text.chars().count() {
        ..=MOST => format!("`{text}`"),
        _ => "phép tính này".to_owned(),
    };
    FormulaError::new(
        expr.range.clone(),
        format!("{named} cho ra số thập phân không bao giờ hết"),
    )
    .label("cần nói rõ mấy chữ số lẻ")
    .hint("ghi thêm ở cuối: `| so_le(2)`")
}

//! Where a number comes from, for other programs. The structs here are the format: they
//! change only with [`VERSION`].

use serde::Serialize;

use crate::document::{Appearance, ShownBy};
use crate::formula::Value;
use crate::indicator::{Derivation, Explanation, ValueOrigin, format_exactly};
use crate::language;
use crate::source::Span;

use super::Trace;
use super::text::{explain_rounding, list_operands};

/// Version of the format. A field may be added within a version; none is renamed,
/// dropped or given another meaning.
pub(super) const VERSION: u32 = 1;

#[derive(Serialize)]
struct TraceJson {
    version: u32,
    file: String,
    what: String,
    number: NumberJson,
    places: Vec<AppearanceJson>,
}

/// A number of the tree.
#[derive(Serialize)]
struct NumberJson {
    name: String,
    /// As it prints in a sentence; null for an empty cell.
    shown: Option<String>,
    /// All its decimal places, or the first nine and `…`; null where it is no number.
    exact: Option<String>,
    /// How it is rounded, in words; null where it is not.
    rounding: Option<String>,
    /// `typed`, `formula`, `rows`, `told` (earlier in the tree) or `none`.
    from: &'static str,
    /// Where it is typed; where it is given, if it is computed as well.
    origin: Option<OriginJson>,
    /// Whether the given number is the computed one; null where none is given.
    agrees: Option<bool>,
    formula: Option<FormulaJson>,
    /// Of how many rows or amounts it is made; `inputs` has the first of them.
    rows: Option<usize>,
    inputs: Vec<NumberJson>,
}

#[derive(Serialize)]
struct FormulaJson {
    text: String,
    with_numbers: String,
    place: Option<PlaceJson>,
}

/// A place in the form, or a cell of a data file.
#[derive(Serialize)]
#[serde(untagged)]
enum OriginJson {
    Form { file: String, line: usize, column: usize },
    Data { file: String, sheet: Option<String>, cell: String },
}

#[derive(Serialize)]
struct AppearanceJson {
    /// `cell`, `tasks`, `task` or `value`.
    kind: &'static str,
    /// What stands between the braces; null for a cell.
    expression: Option<String>,
    part: String,
    text: Option<String>,
    place: PlaceJson,
}

/// Line and column in the form, from 1, columns in characters.
#[derive(Serialize)]
struct PlaceJson {
    line: usize,
    column: usize,
}

pub(super) fn format_trace_json(trace: &Trace<'_>) -> String {
    let root = TraceJson {
        version: VERSION,
        file: trace.source.name().to_owned(),
        what: trace.describe(&trace.number.figure),
        number: convert_number(trace, &trace.number),
        places: trace.places.iter().map(|p| convert_appearance(trace, p)).collect(),
    };
    let text = serde_json::to_string_pretty(&root);
    language::escape_json(&text.expect("strings and numbers always become JSON")) + "\n"
}

/// A number with those that it is computed from, each with theirs: the tree is as deep as
/// that of [`Explanation`], which does not repeat a number that it has shown.
fn convert_number(trace: &Trace<'_>, number: &Explanation) -> NumberJson {
    let exact = match &number.value {
        Some(Value::Number(value)) => Some(format_exactly(value)),
        _ => None,
    };
    let given = number.given.as_ref();
    // These words are part of the format, and stay when a variant is renamed.
    let (from, typed) = match &number.derivation {
        Derivation::Typed(origin) => ("typed", Some(origin)),
        Derivation::Formula(_) => ("formula", None),
        Derivation::Rows(_) => ("rows", None),
        Derivation::Repeated => ("told", None),
        Derivation::Nowhere => ("none", None),
    };
    let formula = match &number.derivation {
        Derivation::Formula(worked) => Some(FormulaJson {
            text: worked.formula.clone(),
            with_numbers: worked.numbers.clone(),
            place: worked.span.map(|span| convert_span(trace, span)),
        }),
        _ => None,
    };
    let rows = match &number.derivation {
        Derivation::Rows(parts) => Some(parts.count),
        _ => None,
    };
    NumberJson {
        name: number.name.clone(),
        shown: number.shown.clone(),
        exact,
        rounding: explain_rounding(number),
        from,
        origin: typed.or(given.map(|g| &g.origin)).map(|o| convert_origin(trace, o)),
        agrees: given.map(|given| given.differs.is_none()),
        formula,
        rows,
        inputs: list_operands(number)
            .iter()
            .map(|input| convert_number(trace, input))
            .collect(),
    }
}

fn convert_origin(trace: &Trace<'_>, origin: &ValueOrigin) -> OriginJson {
    match origin {
        ValueOrigin::Form(span) => {
            let file = trace.source.part_at(span.start).name().to_owned();
            if let Some(cell) = trace.source.cell_address(span.start) {
                return OriginJson::Data { file, sheet: None, cell: cell.to_owned() };
            }
            let PlaceJson { line, column } = convert_span(trace, *span);
            OriginJson::Form { file, line, column }
        }
        ValueOrigin::File { file, sheet, cell } => OriginJson::Data {
            file: file.clone(),
            sheet: sheet.clone(),
            cell: cell.clone(),
        },
    }
}

fn convert_appearance(trace: &Trace<'_>, appearance: &Appearance) -> AppearanceJson {
    let (kind, expression) = match &appearance.shown {
        ShownBy::Cell(_) => ("cell", None),
        ShownBy::Tasks => ("tasks", None),
        ShownBy::Task | ShownBy::TaskTable => ("task", None),
        ShownBy::Section => ("section", None),
        ShownBy::Targets => ("targets", None),
        ShownBy::Value(expr) => ("value", Some(expr.clone())),
    };
    AppearanceJson {
        kind,
        expression,
        part: appearance.label.clone(),
        text: appearance.text.clone(),
        place: convert_span(trace, appearance.span),
    }
}

fn convert_span(trace: &Trace<'_>, span: Span) -> PlaceJson {
    let position = trace.source.position(span.start);
    PlaceJson { line: position.line, column: position.column }
}

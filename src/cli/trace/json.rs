//! Where a number comes from, for other programs. The structs here are the format: they
//! change only with [`VERSION`].

use serde::Serialize;

use crate::document::ShownBy;
use crate::formula::Value;
use crate::indicator::{Explanation, How, Origin, exactly};
use crate::source::Span;

use super::Trace;
use super::text::{parts_of, rounded};

/// Version of the format. A field may be added within a version; none is renamed,
/// dropped or given another meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Root {
    version: u32,
    file: String,
    what: String,
    number: Number,
    places: Vec<Shows>,
}

/// A number of the tree.
#[derive(Serialize)]
struct Number {
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
    origin: Option<From>,
    /// Whether the given number is the computed one; null where none is given.
    agrees: Option<bool>,
    formula: Option<Formula>,
    /// Of how many rows or amounts it is made; `inputs` has the first of them.
    rows: Option<usize>,
    inputs: Vec<Number>,
}

#[derive(Serialize)]
struct Formula {
    text: String,
    with_numbers: String,
    place: Option<Place>,
}

/// A place in the form, or a cell of a data file.
#[derive(Serialize)]
#[serde(untagged)]
enum From {
    Form { file: String, line: usize, column: usize },
    Data { file: String, sheet: Option<String>, cell: String },
}

#[derive(Serialize)]
struct Shows {
    /// `cell`, `tasks`, `task` or `value`.
    kind: &'static str,
    /// What stands between the braces; null for a cell.
    expression: Option<String>,
    part: String,
    text: Option<String>,
    place: Place,
}

/// Line and column in the form, from 1, columns in characters.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

pub(super) fn json(trace: &Trace<'_>) -> String {
    let root = Root {
        version: VERSION,
        file: trace.source.name().to_owned(),
        what: trace.what(&trace.number.subject),
        number: number(trace, &trace.number),
        places: trace.places.iter().map(|p| shows(trace, p)).collect(),
    };
    let text = serde_json::to_string_pretty(&root);
    text.expect("strings and numbers always become JSON") + "\n"
}

fn number(trace: &Trace<'_>, of: &Explanation) -> Number {
    let exact = match &of.value {
        Some(Value::Number(value)) => Some(exactly(value)),
        _ => None,
    };
    let given = of.given.as_ref();
    let (from, typed) = match &of.how {
        How::Typed(origin) => ("typed", Some(origin)),
        How::Formula(_) => ("formula", None),
        How::Rows(_) => ("rows", None),
        How::Told => ("told", None),
        How::Nowhere => ("none", None),
    };
    let formula = match &of.how {
        How::Formula(worked) => Some(Formula {
            text: worked.formula.clone(),
            with_numbers: worked.numbers.clone(),
            place: worked.span.map(|span| place(trace, span)),
        }),
        _ => None,
    };
    let rows = match &of.how {
        How::Rows(parts) => Some(parts.count),
        _ => None,
    };
    Number {
        name: of.name.clone(),
        shown: of.shown.clone(),
        exact,
        rounding: rounded(of),
        from,
        origin: typed.or(given.map(|g| &g.origin)).map(|o| origin(trace, o)),
        agrees: given.map(|given| given.differs.is_none()),
        formula,
        rows,
        inputs: parts_of(of).iter().map(|input| number(trace, input)).collect(),
    }
}

fn origin(trace: &Trace<'_>, origin: &Origin) -> From {
    match origin {
        Origin::Form(span) => {
            let Place { line, column } = place(trace, *span);
            From::Form { file: trace.source.name().to_owned(), line, column }
        }
        Origin::File { file, sheet, cell } => {
            let (file, sheet, cell) = (file.clone(), sheet.clone(), cell.clone());
            From::Data { file, sheet, cell }
        }
    }
}

fn shows(trace: &Trace<'_>, of: &crate::document::Appearance) -> Shows {
    let (kind, expression) = match &of.shown {
        ShownBy::Cell(_) => ("cell", None),
        ShownBy::Tasks => ("tasks", None),
        ShownBy::Task => ("task", None),
        ShownBy::Value(expr) => ("value", Some(expr.clone())),
    };
    let (part, text) = (of.label.clone(), of.text.clone());
    Shows { kind, expression, part, text, place: place(trace, of.span) }
}

fn place(trace: &Trace<'_>, span: Span) -> Place {
    let at = trace.source.position(span.start);
    Place { line: at.line, column: at.column }
}

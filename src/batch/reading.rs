//! What the texts and formulas of a set read, before any form of it is.

use std::path::Path;

use crate::form::UNIT;
use crate::formula::{Key, Ref, Step, condition, formula};
use crate::language;
use crate::prose::{self, Piece, Plain};
use crate::source::Source;
use crate::yaml::{self, Node, Value};

/// A text with three dots where each unit has words of its own.
pub(super) fn replace_values(text: &Plain) -> String {
    let mut res = String::new();
    for piece in &text.joined() {
        match piece {
            Piece::Text { text, .. } => res += text,
            Piece::Value { .. } | Piece::Open => res.push('…'),
            Piece::Note { .. } => {}
        }
    }
    res
}

/// Whether a file of YAML reads the totals of all units.
pub(super) fn has_total_in_yaml(text: &str) -> bool {
    // Nearly every unit has no file of its own.
    if text.is_empty() {
        return false;
    }
    let (tree, _) = yaml::parse(&Source::new(Path::new(""), text));
    tree.is_some_and(|tree| has_total_in_tree(&tree))
}

/// Whether some text or formula of a tree reads the totals of all units.
pub(super) fn has_total_in_tree(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(scalar) => {
            let expressions = prose::expressions(&scalar.text);
            let mut refs = expressions.iter().flat_map(|expression| expression.refs());
            refs.any(is_total_ref) || has_total_in_formula(&scalar.text)
        }
        Value::Sequence { items, .. } => items.iter().any(has_total_in_tree),
        Value::Mapping { entries, .. } => {
            entries.iter().any(|entry| has_total_in_tree(&entry.value))
        }
        Value::Empty | Value::Broken => false,
    }
}

/// Whether a text that is a formula or a condition reads the totals of all units.
pub(super) fn has_total_in_formula(text: &str) -> bool {
    let read = [formula(text), condition(text)];
    let mut exprs = read.iter().flatten();
    exprs.any(|expr| expr.refs().any(|(reference, _)| is_total_ref(reference)))
}

/// `don_vi.tong.giam`; `don_vi.tong_2023` is a column.
fn is_total_ref(reference: &Ref) -> bool {
    let total = match reference.steps.first() {
        Some(Step::Member(member)) => member.name == "tong",
        Some(Step::Row(Key::Text { text, .. })) => language::collapse(text) == "tong",
        Some(Step::Row(Key::Column(_))) | None => false,
    };
    reference.head.name == UNIT && total
}

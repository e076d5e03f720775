//! Which texts and formulas of a set read the totals of all units. It must be known before
//! any form is read: a form that does not read them does not get them.

use std::path::Path;

use crate::form::UNIT;
use crate::formula::{Ref, RefStep, RowSelector, parse_condition, parse_formula};
use crate::language;
use crate::prose;
use crate::source::Source;
use crate::yaml::{self, YamlNode, YamlValue};

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
pub(super) fn has_total_in_tree(node: &YamlNode) -> bool {
    match &node.value {
        YamlValue::Scalar(scalar) => {
            let expressions = prose::find_expressions(&scalar.text);
            let mut refs = expressions.iter().flat_map(|expression| expression.refs());
            refs.any(is_total_ref) || has_total_in_formula(&scalar.text)
        }
        YamlValue::Sequence { items, .. } => items.iter().any(has_total_in_tree),
        YamlValue::Mapping { entries, .. } => {
            entries.iter().any(|entry| has_total_in_tree(&entry.value))
        }
        YamlValue::Empty | YamlValue::Broken => false,
    }
}

/// Whether a text that is a formula or a condition reads the totals of all units.
pub(super) fn has_total_in_formula(text: &str) -> bool {
    let read = [parse_formula(text), parse_condition(text)];
    let mut exprs = read.iter().flatten();
    exprs.any(|expr| expr.refs().any(|(reference, _)| is_total_ref(reference)))
}

/// Whether a reference is to a total of all units: `don_vi.tong.giam`. `don_vi.tong_2023`
/// is a column.
fn is_total_ref(reference: &Ref) -> bool {
    let is_total = match reference.steps.first() {
        Some(RefStep::Member(member)) => member.name == "tong",
        Some(RefStep::Row(RowSelector::Text { text, .. })) => {
            language::normalize_spaces(text) == "tong"
        }
        Some(RefStep::Row(RowSelector::Column(_))) | None => false,
    };
    reference.head.name == UNIT && is_total
}

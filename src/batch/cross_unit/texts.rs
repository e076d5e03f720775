//! The texts of a tree. Those of one list, and those under one key of the items of a list,
//! belong together: recipients, rows of a table, agencies with their tasks.

use std::collections::BTreeMap;

use crate::form::CONDITION;
use crate::source::Span;
use crate::yaml::{Scalar, YamlEntry, YamlNode, YamlValue};

/// Keys whose values compute and do not say.
const COMPUTED: [&str; 4] = ["cong_thuc", "kiem_tra", "khi", "gia_tri"];

/// A text and where it stands.
#[derive(Debug, Clone)]
pub(super) struct FormText<'a> {
    pub(super) scalar: &'a Scalar,
    pub(super) span: Span,
    /// The conditions (`khi`) under which it is printed, by their places.
    pub(super) conditions: Vec<Span>,
}

/// Texts that belong together.
pub(super) type TextGroup<'a> = Vec<FormText<'a>>;

/// All texts of a tree.
pub(super) fn collect_groups(node: &YamlNode) -> Vec<TextGroup<'_>> {
    let mut res = Vec::new();
    walk_node(node, &[], &mut res);
    res
}

/// Collects the groups below a node.
///
/// A list makes one group of its texts, and one for each key of its mappings: the names
/// of all recipients are a group, and so are the cells of one column. Whatever is nested
/// deeper starts new groups, since it belongs to one item alone. A text outside of lists
/// is a group by itself.
fn walk_node<'a>(
    node: &'a YamlNode,
    outer_conditions: &[Span],
    res: &mut Vec<TextGroup<'a>>,
) {
    match &node.value {
        YamlValue::Scalar(scalar) => {
            res.push(vec![make_text(scalar, node.span, outer_conditions)]);
        }
        YamlValue::Sequence { items, .. } => {
            let mut by_key: BTreeMap<&str, TextGroup<'a>> = BTreeMap::new();
            for item in items {
                let YamlValue::Mapping { entries, .. } = &item.value else {
                    let group = by_key.entry("").or_default();
                    append_texts(item, outer_conditions, group, res);
                    continue;
                };
                let conditions = append_condition(entries, outer_conditions);
                for entry in filter_texts(entries) {
                    let group = by_key.entry(&entry.name).or_default();
                    append_texts(&entry.value, &conditions, group, res);
                }
            }
            // Nested groups are in `res` already; the list's own come after them.
            res.extend(by_key.into_values());
        }
        YamlValue::Mapping { entries, .. } => {
            let conditions = append_condition(entries, outer_conditions);
            filter_texts(entries)
                .for_each(|entry| walk_node(&entry.value, &conditions, res));
        }
        YamlValue::Empty | YamlValue::Broken => {}
    }
}

/// Puts a text, or the texts of a list of texts, into a group; what has texts of its own
/// has groups of its own.
fn append_texts<'a>(
    node: &'a YamlNode,
    conditions: &[Span],
    group: &mut TextGroup<'a>,
    res: &mut Vec<TextGroup<'a>>,
) {
    match &node.value {
        YamlValue::Scalar(scalar) => group.push(make_text(scalar, node.span, conditions)),
        YamlValue::Sequence { items, .. } if !has_mapping(items) => {
            items.iter().for_each(|item| append_texts(item, conditions, group, res));
        }
        _ => walk_node(node, conditions, res),
    }
}

fn has_mapping(items: &[YamlNode]) -> bool {
    items.iter().any(|item| matches!(item.value, YamlValue::Mapping { .. }))
}

fn make_text<'a>(scalar: &'a Scalar, span: Span, conditions: &[Span]) -> FormText<'a> {
    FormText { scalar, span, conditions: conditions.to_vec() }
}

fn filter_texts(entries: &[YamlEntry]) -> impl Iterator<Item = &YamlEntry> {
    entries.iter().filter(|entry| !COMPUTED.contains(&entry.name.as_str()))
}

/// The conditions, with that of a mapping.
fn append_condition(entries: &[YamlEntry], outer_conditions: &[Span]) -> Vec<Span> {
    let added = entries.iter().filter(|entry| entry.name == CONDITION);
    outer_conditions.iter().copied().chain(added.map(|entry| entry.value.span)).collect()
}

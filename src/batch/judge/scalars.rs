//! The texts of a tree. Those of one list, and those under one key of the items of a list,
//! belong together: recipients, rows of a table, agencies with their tasks.

use std::collections::BTreeMap;

use crate::form::SWITCH;
use crate::source::Span;
use crate::yaml::{Entry, Node, Scalar, Value};

/// Keys whose values compute and do not say.
const COMPUTED: [&str; 4] = ["cong_thuc", "kiem_tra", "khi", "gia_tri"];

/// A text and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Said<'a> {
    pub(super) scalar: &'a Scalar,
    pub(super) span: Span,
    /// The conditions under which it is said, by their places.
    pub(super) switches: Vec<Span>,
}

/// Texts that belong together.
pub(super) type Group<'a> = Vec<Said<'a>>;

/// All texts of a tree.
pub(super) fn groups(node: &Node) -> Vec<Group<'_>> {
    let mut res = Vec::new();
    walk(node, &[], &mut res);
    res
}

fn walk<'a>(node: &'a Node, switches: &[Span], res: &mut Vec<Group<'a>>) {
    match &node.value {
        Value::Scalar(scalar) => res.push(vec![said(scalar, node.span, switches)]),
        Value::Sequence { items, .. } => {
            let mut alike: BTreeMap<&str, Group<'a>> = BTreeMap::new();
            for item in items {
                let Value::Mapping { entries, .. } = &item.value else {
                    flat(item, switches, alike.entry("").or_default(), res);
                    continue;
                };
                let own = switched(entries, switches);
                for entry in texts(entries) {
                    let group = alike.entry(&entry.name).or_default();
                    flat(&entry.value, &own, group, res);
                }
            }
            res.extend(alike.into_values());
        }
        Value::Mapping { entries, .. } => {
            let own = switched(entries, switches);
            texts(entries).for_each(|entry| walk(&entry.value, &own, res));
        }
        Value::Empty | Value::Broken => {}
    }
}

/// Puts a text, or the texts of a list of texts, into a group; what has texts of its own
/// has groups of its own.
fn flat<'a>(
    node: &'a Node,
    switches: &[Span],
    group: &mut Group<'a>,
    res: &mut Vec<Group<'a>>,
) {
    let is_mapping = |item: &Node| matches!(item.value, Value::Mapping { .. });
    match &node.value {
        Value::Scalar(scalar) => group.push(said(scalar, node.span, switches)),
        Value::Sequence { items, .. } if !items.iter().any(is_mapping) => {
            items.iter().for_each(|item| flat(item, switches, group, res));
        }
        _ => walk(node, switches, res),
    }
}

fn said<'a>(scalar: &'a Scalar, span: Span, switches: &[Span]) -> Said<'a> {
    Said { scalar, span, switches: switches.to_vec() }
}

fn texts(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(|entry| !COMPUTED.contains(&entry.name.as_str()))
}

/// The conditions, with that of a mapping.
fn switched(entries: &[Entry], switches: &[Span]) -> Vec<Span> {
    let own = entries.iter().filter(|entry| entry.name == SWITCH);
    switches.iter().copied().chain(own.map(|entry| entry.value.span)).collect()
}

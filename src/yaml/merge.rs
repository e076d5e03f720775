//! One tree over another: the form of a unit from the master's and what is the unit's
//! own.
//!
//! Maps merge by key. A list merges by `ma` where all of its items above are maps with
//! `ma`; any other list, and any text, is replaced. `bo: true` in a map takes the entry or
//! the item out, and with the last one the key under which it stood. Every node keeps the
//! place of the file that said it, a merged one that of the master.
//!
//! | file | what it does |
//! |---|---|
//! | `finding` | what cannot be merged, in the words of a clerk |

mod finding;

use std::collections::HashSet;
use std::ops::ControlFlow;

use finding::{
    report_duplicate_id, report_missing_id, report_no_entry, report_no_item,
    report_nothing_here, report_undecided, report_whole_form,
};

use super::{YamlEntry, YamlNode, YamlValue};
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::source::Span;

/// The key by which items of a list are distinguished.
const ID: &str = "ma";

/// The key that takes out what it stands in.
const REMOVE: &str = "bo";

/// The key whose value is a list in meaning, even where a map stands alone.
const SUPPRESSION: &str = "bo_qua";

/// A tree with another laid over it; what cannot be done is noted.
#[must_use]
pub fn merge_trees(
    master: &YamlNode,
    mut overlay: YamlNode,
    found: &mut Vec<Diagnostic>,
) -> YamlNode {
    if let Some(removal) = RemovalMark::find(&overlay) {
        found.push(report_whole_form(removal.span));
    }
    drop_mark(&mut overlay);
    let merged = TreeMerge { found }.merge_value(master, overlay);
    let nothing = YamlValue::Mapping { entries: Vec::new(), flow: false };
    merged.unwrap_or(YamlNode { span: master.span, value: nothing })
}

struct TreeMerge<'a> {
    found: &'a mut Vec<Diagnostic>,
}

impl TreeMerge<'_> {
    /// A value over another; `None` where it is taken out.
    ///
    /// Lists come first: what merges by `ma` is not asked for a `bo` as a whole, since the
    /// `bo` in it concerns its items. Then `bo` itself; then maps by key; anything else is
    /// replaced.
    fn merge_value(&mut self, master: &YamlNode, overlay: YamlNode) -> Option<YamlNode> {
        let overlay = match self.merge_without_removal(master, overlay) {
            ControlFlow::Break(merged) => return merged,
            ControlFlow::Continue(overlay) => overlay,
        };
        let overlay = self.check_removal(overlay, |span, id| {
            let id = id.filter(|id| find_id(master).is_some_and(|known| known != *id))?;
            Some(report_no_item(id, span, [master]))
        });
        let overlay = match overlay {
            Overlay::Stays(overlay) => overlay,
            Overlay::Removed => return None,
            Overlay::Refused => return Some(master.clone()),
        };
        match (&master.value, overlay) {
            (
                YamlValue::Mapping { entries, .. },
                YamlNode { value: YamlValue::Mapping { entries: overlay, .. }, .. },
            ) => self.merge_map(master, entries, overlay),
            (_, overlay) => self.add_value(overlay).or_else(|| Some(master.clone())),
        }
    }

    /// Lists by `ma`, and what changes nothing; anything else is given back.
    fn merge_without_removal(
        &mut self,
        master: &YamlNode,
        overlay: YamlNode,
    ) -> ControlFlow<Option<YamlNode>, YamlNode> {
        let merged = match (&master.value, &overlay.value) {
            (_, YamlValue::Empty | YamlValue::Broken) => Some(master.clone()),
            (YamlValue::Sequence { items, .. }, YamlValue::Mapping { .. })
                if has_id(&overlay) =>
            {
                self.merge_list(master, items, vec![overlay])
            }
            (YamlValue::Sequence { items, .. }, YamlValue::Sequence { .. })
                if is_by_id(&overlay) =>
            {
                self.merge_list(master, items, into_items(overlay))
            }
            (YamlValue::Mapping { .. }, YamlValue::Sequence { .. })
                if has_id(master) && is_by_id(&overlay) =>
            {
                self.merge_list(master, std::slice::from_ref(master), into_items(overlay))
            }
            (
                YamlValue::Sequence { items: below, .. },
                YamlValue::Sequence { items, .. },
            ) if below.iter().any(has_id) && items.iter().any(has_id) => {
                // Some are to be merged, and some are not: that replaces nothing.
                for item in items.iter().filter(|item| !has_id(item)) {
                    self.found.push(report_missing_id(item));
                }
                Some(master.clone())
            }
            (YamlValue::Scalar(old), YamlValue::Scalar(new)) if old.text == new.text => {
                Some(master.clone())
            }
            _ => return ControlFlow::Continue(overlay),
        };
        ControlFlow::Break(merged)
    }

    /// What `bo` says of a value: `refuse` gives the finding, at its place and for the
    /// `ma` beside it, where there is nothing to take out.
    fn check_removal(
        &mut self,
        mut overlay: YamlNode,
        refuse: impl FnOnce(Span, Option<&str>) -> Option<Diagnostic>,
    ) -> Overlay {
        let Some(RemovalMark { span, beside }) = RemovalMark::find(&overlay) else {
            drop_mark(&mut overlay);
            return Overlay::Stays(overlay);
        };
        if let Some(key) = beside {
            self.found.push(report_undecided(&key, span));
            drop_mark(&mut overlay);
            return Overlay::Stays(overlay);
        }
        match refuse(span, find_id(&overlay)) {
            Some(finding) => {
                self.found.push(finding);
                Overlay::Refused
            }
            None => Overlay::Removed,
        }
    }

    /// Entries over those of a map: those of the master in their order, then the new ones.
    /// A map all of whose entries are taken out goes too.
    fn merge_map(
        &mut self,
        master: &YamlNode,
        below: &[YamlEntry],
        above: Vec<YamlEntry>,
    ) -> Option<YamlNode> {
        let mut above: Vec<_> = above.into_iter().map(Some).collect();
        let mut entries = Vec::with_capacity(below.len() + above.len());
        for old in below {
            let same = above
                .iter_mut()
                .find(|entry| entry.as_ref().is_some_and(|entry| entry.name == old.name));
            match same.and_then(Option::take) {
                Some(new) => entries.extend(self.merge_entry(old, new)),
                None => entries.push(old.clone()),
            }
        }
        for YamlEntry { key, name, key_span, value } in above.into_iter().flatten() {
            let names = below.iter().map(|entry| entry.name.as_str());
            let overlay = self.check_removal(value, |_, _| {
                Some(report_no_entry(&key, key_span, names))
            });
            if let Overlay::Stays(value) = overlay
                && let Some(value) = self.add_value(value)
            {
                entries.push(YamlEntry { key, name, key_span, value });
            }
        }
        if entries.is_empty() && !below.is_empty() {
            return None;
        }
        let flow = matches!(master.value, YamlValue::Mapping { flow: true, .. });
        Some(YamlNode { span: master.span, value: YamlValue::Mapping { entries, flow } })
    }

    /// An entry that both say.
    fn merge_entry(&mut self, old: &YamlEntry, new: YamlEntry) -> Option<YamlEntry> {
        let two_suppressions = old.name == SUPPRESSION
            && has_id(&old.value)
            && has_id(&new.value)
            && find_id(&old.value) != find_id(&new.value);
        let value = if two_suppressions {
            let items = std::slice::from_ref(&old.value);
            self.merge_list(&old.value, items, vec![new.value])?
        } else {
            self.merge_value(&old.value, new.value)?
        };
        // The key stands beside its value.
        if value.span == old.value.span {
            return Some(YamlEntry { value, ..old.clone() });
        }
        Some(YamlEntry { key: new.key, name: new.name, key_span: new.key_span, value })
    }

    /// Items over a list, by their `ma`. An item whose `ma` is new goes to the end; the
    /// order of the master stays.
    fn merge_list(
        &mut self,
        master: &YamlNode,
        below: &[YamlNode],
        above: Vec<YamlNode>,
    ) -> Option<YamlNode> {
        let mut items: Vec<Option<YamlNode>> = below.iter().cloned().map(Some).collect();
        let mut seen = HashSet::new();
        for overlay in above {
            let Some(id) = find_id(&overlay).map(str::to_owned) else { continue };
            if !seen.insert(id.clone()) {
                self.found.push(report_duplicate_id(&id, locate_id(&overlay)));
                continue;
            }
            let same = items
                .iter_mut()
                .find(|item| item.as_ref().and_then(find_id) == Some(id.as_str()));
            if let Some(item) = same {
                *item = item.take().and_then(|old| self.merge_value(&old, overlay));
                continue;
            }
            let overlay = self
                .check_removal(overlay, |span, _| Some(report_no_item(&id, span, below)));
            if let Overlay::Stays(overlay) = overlay {
                items.extend(self.add_value(overlay).map(Some));
            }
        }
        let items: Vec<_> = items.into_iter().flatten().collect();
        if items.is_empty() && !below.is_empty() {
            return None;
        }
        let flow = matches!(master.value, YamlValue::Sequence { flow: true, .. });
        Some(YamlNode { span: master.span, value: YamlValue::Sequence { items, flow } })
    }

    /// A value of which the master has nothing; `None` where nothing is left of it.
    fn add_value(&mut self, node: YamlNode) -> Option<YamlNode> {
        let node =
            match self.check_removal(node, |span, _| Some(report_nothing_here(span))) {
                Overlay::Stays(node) => node,
                Overlay::Removed | Overlay::Refused => return None,
            };
        let span = node.span;
        let (value, emptied) = match node.value {
            YamlValue::Mapping { entries, flow } => {
                let had = entries.len();
                let entries: Vec<_> = entries
                    .into_iter()
                    .filter_map(|entry| {
                        let value = self.add_value(entry.value)?;
                        Some(YamlEntry { value, ..entry })
                    })
                    .collect();
                let emptied = entries.is_empty() && had > 0;
                (YamlValue::Mapping { entries, flow }, emptied)
            }
            YamlValue::Sequence { items, flow } => {
                let had = items.len();
                let items: Vec<_> =
                    items.into_iter().filter_map(|item| self.add_value(item)).collect();
                let emptied = items.is_empty() && had > 0;
                (YamlValue::Sequence { items, flow }, emptied)
            }
            value => (value, false),
        };
        (!emptied).then_some(YamlNode { span, value })
    }
}

/// What a value of the file above does, once its `bo` is looked at.
enum Overlay {
    /// A value to be merged, its `bo` dropped.
    Stays(YamlNode),
    /// The value of the master under it is to be taken out.
    Removed,
    /// `bo` where there is nothing to take out; a finding says so.
    Refused,
}

/// A `bo: true` that was found in a map.
struct RemovalMark {
    /// Where it stands.
    span: Span,
    /// Another key beside it that says something.
    beside: Option<String>,
}

impl RemovalMark {
    fn find(node: &YamlNode) -> Option<Self> {
        let entries = get_entries(node);
        let mark = entries.iter().find(|entry| read_mark(entry) == Some(true))?;
        let span = Span::new(mark.key_span.start, mark.value.span.end);
        let beside = entries.iter().find(|e| e.name != REMOVE && e.name != ID);
        Some(Self { span, beside: beside.map(|entry| entry.key.clone()) })
    }
}

/// What an entry `bo` says, if it is one.
fn read_mark(entry: &YamlEntry) -> Option<bool> {
    let text = entry.value.scalar().filter(|_| entry.name == REMOVE)?;
    match language::to_key(&text.text).as_str() {
        "true" | "co" | "yes" => Some(true),
        "false" | "khong" | "no" => Some(false),
        _ => None,
    }
}

fn drop_mark(node: &mut YamlNode) {
    if let YamlValue::Mapping { entries, .. } = &mut node.value {
        entries.retain(|entry| read_mark(entry).is_none());
    }
}

fn get_entries(node: &YamlNode) -> &[YamlEntry] {
    match &node.value {
        YamlValue::Mapping { entries, .. } => entries,
        _ => &[],
    }
}

fn into_items(node: YamlNode) -> Vec<YamlNode> {
    match node.value {
        YamlValue::Sequence { items, .. } => items,
        _ => Vec::new(),
    }
}

/// The `ma` of a map.
fn find_id(node: &YamlNode) -> Option<&str> {
    let entry = get_entries(node).iter().find(|entry| entry.name == ID)?;
    let text = entry.value.scalar()?.text.trim();
    (!text.is_empty()).then_some(text)
}

fn locate_id(node: &YamlNode) -> Span {
    let entry = get_entries(node).iter().find(|entry| entry.name == ID);
    entry.map_or(node.span, |entry| entry.value.span)
}

fn has_id(node: &YamlNode) -> bool {
    find_id(node).is_some()
}

/// Whether all items that could be read are maps with `ma`, and there are some.
fn is_by_id(node: &YamlNode) -> bool {
    let YamlValue::Sequence { items, .. } = &node.value else { return false };
    items.iter().any(has_id)
        && items.iter().all(|item| has_id(item) || item.value == YamlValue::Broken)
}

#[cfg(test)]
mod tests;

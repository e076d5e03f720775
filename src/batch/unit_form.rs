//! The form of one unit: the master, with the override of the unit laid over it, and without
//! the items whose conditions the unit does not meet.

use crate::build::{Engine, Examined, MemberForm, report_unreadable_file};
use crate::code;
use crate::diagnostic::{Diagnostic, Report, TextKind, report_text_notes};
use crate::form::{self, CONDITION, Spanned};
use crate::source::{self, Source};
use crate::yaml::{self, YamlEntry, YamlNode, YamlValue};

use super::set::{OpenSet, Unit};
use super::sources::SetSources;

/// The form of a unit, put together.
pub(super) struct UnitForm {
    /// The texts that it is put together from.
    pub(super) sources: SetSources,
    /// Its tree.
    pub(super) root: YamlNode,
    /// What was found while it was put together.
    pub(super) found: Vec<Diagnostic>,
}

impl OpenSet {
    /// Puts together the form of a unit: the override is laid over the master, and then the
    /// conditions are applied to the result.
    ///
    /// # Errors
    ///
    /// A report on an override that cannot be read.
    pub(super) fn unit_form(&self, unit: &Unit) -> Result<UnitForm, Report> {
        let mut found = Vec::new();
        let Some(override_) = self.read_override(unit)? else {
            let root = self.apply_conditions(&self.master, unit);
            return Ok(UnitForm { sources: self.sources.clone(), root, found });
        };
        let (tree, mut findings) = yaml::parse(&override_);
        findings.extend(report_text_notes(&override_, TextKind::Form));
        let (sources, start) = self.sources.with_override(&override_);
        found.extend(findings.into_iter().map(|d| d.shifted(start)));
        let root = match tree {
            Some(tree) => {
                let mut tree = tree.shifted(start);
                refuse_conditions(&mut tree, &mut found);
                yaml::merge_trees(&self.master, tree, &mut found)
            }
            None => self.master.clone(),
        };
        Ok(UnitForm { root: self.apply_conditions(&root, unit), sources, found })
    }

    /// Whether a unit has an override.
    pub(super) fn has_override(&self, unit: &Unit) -> bool {
        self.overrides.contains_key(&unit.key)
    }

    /// The text of the override of a unit, if it has one.
    pub(super) fn read_override(&self, unit: &Unit) -> Result<Option<Source>, Report> {
        let Some(path) = self.overrides.get(&unit.key) else { return Ok(None) };
        let read = source::read_named(path).map(Some);
        read.map_err(|error| report_unreadable_file(path.path(), error))
    }

    /// Examines the form of a unit, whose paper has this number.
    pub(super) fn examine(
        &self,
        engine: &Engine,
        unit: &Unit,
        number: Option<u32>,
    ) -> Result<Examined, Report> {
        let form = self.unit_form(unit)?;
        let (mut context, tables) = self.set_context(unit, form.sources.override_text());
        let span = self.set.numbering.as_ref().map(|numbering| numbering.from.span);
        context.number = number
            .zip(span)
            .map(|(number, span)| Spanned { value: number.to_string(), span });
        let member = MemberForm {
            source: form.sources.joined,
            root: &form.root,
            set_context: &context,
            computed_tables: &tables,
            findings: form.found,
        };
        Ok(engine.examine_member(member, &self.cache))
    }

    /// A tree without the items whose `khi` the unit does not meet, and without the `khi`
    /// of the others.
    fn apply_conditions(&self, node: &YamlNode, unit: &Unit) -> YamlNode {
        let value = match &node.value {
            // Only items of lists have conditions, so only they can be left out.
            YamlValue::Sequence { items, flow } => YamlValue::Sequence {
                items: items
                    .iter()
                    .filter(|item| self.is_kept(item, unit))
                    .map(|item| self.apply_conditions(item, unit))
                    .collect(),
                flow: *flow,
            },
            YamlValue::Mapping { entries, flow } => YamlValue::Mapping {
                entries: entries
                    .iter()
                    .filter(|entry| !self.is_condition(entry))
                    .map(|entry| YamlEntry {
                        value: self.apply_conditions(&entry.value, unit),
                        ..entry.clone()
                    })
                    .collect(),
                flow: *flow,
            },
            value => value.clone(),
        };
        YamlNode { span: node.span, value }
    }

    fn is_kept(&self, item: &YamlNode, unit: &Unit) -> bool {
        let YamlValue::Mapping { entries, .. } = &item.value else { return true };
        let entry = entries.iter().find(|entry| self.is_condition(entry));
        let condition = entry.and_then(|entry| {
            self.conditions.iter().find(|condition| condition.span == entry.value.span)
        });
        condition.is_none_or(|condition| condition.is_met(unit.row))
    }

    /// Whether an entry is one of the conditions of the set. A `khi` that is none, because
    /// it is no formula or not in an item of a list, stays and is reported when the form is
    /// read.
    fn is_condition(&self, entry: &YamlEntry) -> bool {
        entry.name == CONDITION
            && self.conditions.iter().any(|condition| condition.span == entry.value.span)
    }
}

/// The findings of a form, by file. A file without findings has no report.
pub(super) fn split_reports(examined: &Examined) -> Vec<Report> {
    let mut res = examined.report.clone().split();
    res.extend(examined.data_reports.iter().cloned());
    res.retain(|report| !report.findings.is_empty());
    res
}

/// Conditions belong to the master; an override knows its unit. They are reported here,
/// and taken out so that they are not reported again.
fn refuse_conditions(node: &mut YamlNode, found: &mut Vec<Diagnostic>) {
    match &mut node.value {
        YamlValue::Sequence { items, .. } => {
            items.iter_mut().for_each(|item| refuse_conditions(item, found));
        }
        YamlValue::Mapping { entries, .. } => {
            for entry in &mut *entries {
                if entry.name == CONDITION {
                    let message = format!("`{}` không dùng trong tệp riêng", entry.key);
                    found.push(
                        Diagnostic::error(
                            &code::form::ONLY_IN_SET,
                            entry.key_span,
                            message,
                        )
                        .label("tệp này chỉ nói về một đơn vị")
                        .hint(format!(
                            "muốn bỏ một mục của biểu mẫu thì ghi `{}: true`",
                            form::DROP
                        )),
                    );
                }
                refuse_conditions(&mut entry.value, found);
            }
            entries.retain(|entry| entry.name != CONDITION);
        }
        YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => {}
    }
}

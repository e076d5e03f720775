//! Named figures.

use std::collections::{HashMap, HashSet};

use crate::form::{At, Figure as Written, Indicator};
use crate::indicator::{Part, Subject};
use crate::quantity::Pending;

use super::super::change::{Cause, Change, Detail, Kind, Topic};
use super::cause::Moved;
use super::{Facts, change, differs, figure};

/// The figures of an indicator that the form gives, and what they are called.
const PARTS: [(Part, &str); 3] =
    [(Part::Start, "đầu kỳ"), (Part::Goal, "mục tiêu"), (Part::Value, "")];

impl Facts<'_> {
    /// Compares all indicators; `moved` takes in the figures that have moved.
    pub(super) fn indicators(&mut self, moved: &mut Moved) {
        let (old, new) = (self.old.draft(), self.new.draft());
        let pairs = pairs(old.indicators(), new.indicators());
        for (index, (_, indicator)) in new.indicators().iter().enumerate() {
            if let Some(before) = pairs[index] {
                self.indicator(before, index, moved);
                continue;
            }
            let mut change = self.whole(Kind::Added, indicator);
            let value = new.figures().indicator(index, Part::Value);
            change.details.extend(figure::differs("", None, value.as_ref()));
            self.changes.push(change);
        }
        let kept: HashSet<usize> = pairs.into_iter().flatten().collect();
        for (index, (_, indicator)) in old.indicators().iter().enumerate() {
            if !kept.contains(&index) {
                let mut change = self.whole(Kind::Dropped, indicator);
                let value = old.figures().indicator(index, Part::Value);
                change.details.extend(figure::differs("", value.as_ref(), None));
                self.changes.push(change);
            }
        }
    }

    fn whole(&self, kind: Kind, indicator: &Indicator) -> Change {
        change(Topic::Indicator, kind, indicator.name.words(), self.figures_at())
    }

    fn indicator(&mut self, before: usize, index: usize, moved: &mut Moved) {
        let (from, to) = (self.old.draft().figures(), self.new.draft().figures());
        let (old_id, old) = &self.old.draft().indicators()[before];
        let (id, new) = &self.new.draft().indicators()[index];
        let name = new.name.words();
        let mut edits = Vec::new();
        edits.extend(differs("mã", Some(old_id.value.clone()), Some(id.value.clone())));
        edits.extend(differs("tên", Some(old.name.words()), Some(name.clone())));
        edits.extend(differs("đơn vị", old.unit.clone(), new.unit.clone()));
        for (part, label) in PARTS {
            if part == Part::Value && new.value.is_none() && old.value.is_none() {
                // The goal is the value.
                continue;
            }
            let (a, b) = (from.indicator(before, part), to.indicator(index, part));
            let (was, is) = (written(old, part), written(new, part));
            let rewritten = formula(was) != formula(is);
            if rewritten {
                let detail = differs(
                    &joined(label, "công thức"),
                    formula(was).map(str::to_owned),
                    formula(is).map(str::to_owned),
                );
                edits.extend(detail);
            }
            let Some(detail) = figure::differs(label, a.as_ref(), b.as_ref()) else {
                continue;
            };
            let subject = Subject::Indicator { index, part };
            moved.watch(&subject, &detail);
            if formula(is).is_some() && !rewritten {
                moved.follow(subject, self.following(&name, detail));
            } else {
                moved.typed(subject, told(&name, &detail));
                edits.push(detail);
            }
        }
        let mut change = change(Topic::Indicator, Kind::Changed, name, self.figures_at());
        change.details = edits;
        self.edit(change);
    }

    fn following(&self, name: &str, detail: Detail) -> Change {
        let mut res = change(Topic::Indicator, Kind::Changed, name, self.figures_at());
        res.cause = Cause::Follows(Vec::new());
        res.details.push(detail);
        res
    }

    /// Named figures stand before all parts of the paper.
    fn figures_at(&self) -> usize {
        1
    }
}

/// Indicators that are one: by id, else by name. For each new one its old one.
fn pairs(
    old: &[(At<String>, Indicator)],
    new: &[(At<String>, Indicator)],
) -> Vec<Option<usize>> {
    let mut by_id: HashMap<&str, usize> =
        old.iter().enumerate().map(|(i, (id, _))| (id.value.as_str(), i)).collect();
    let mut res: Vec<_> =
        new.iter().map(|(id, _)| by_id.remove(id.value.as_str())).collect();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for (i, (id, indicator)) in old.iter().enumerate().rev() {
        if by_id.contains_key(id.value.as_str()) {
            by_name.insert(indicator.name.words(), i);
        }
    }
    for (found, (_, indicator)) in res.iter_mut().zip(new) {
        *found = found.or_else(|| by_name.remove(&indicator.name.words()));
    }
    res
}

fn joined(label: &str, more: &str) -> String {
    if label.is_empty() { more.to_owned() } else { format!("{label}, {more}") }
}

/// A change as others name it as their reason: `Hộ nghèo: 51 → 49`.
pub(super) fn told(name: &str, detail: &Detail) -> String {
    let shown =
        |text: &Option<String>| text.clone().unwrap_or_else(|| "(trống)".to_owned());
    format!("{name}: {} → {}", shown(&detail.old), shown(&detail.new))
}

fn written(indicator: &Indicator, part: Part) -> Option<&Pending<Written>> {
    match part {
        Part::Start => indicator.start.as_ref(),
        Part::Goal => indicator.target.as_ref(),
        _ => indicator.value.as_ref().or(indicator.target.as_ref()),
    }
}

fn formula(written: Option<&Pending<Written>>) -> Option<&str> {
    match written {
        Some(Pending::Known(Written::Formula(formula))) => Some(formula.text.as_str()),
        _ => None,
    }
}

//! Named figures.

use std::collections::BTreeSet;

use crate::document;
use crate::form::{Indicator, IndicatorValue, Spanned, WholePeriod};
use crate::indicator::{FigureId, IndicatorPart};
use crate::plan::Draft;
use crate::quantity::Pending;

use super::super::change::{Change, ChangeCause, ChangeKind, Detail, Topic};
use super::super::pair::{Matching, Pair, Pairing};
use super::super::renamed_column::ColumnRenames;
use super::cause::{FigureChanges, format_reason};
use super::{ChangeCollector, build_change, describe_difference, figure};

/// Named figures stand before all parts of the paper.
const ORDER: usize = 1;

impl ChangeCollector<'_> {
    /// Compares all indicators; `figure_changes` takes in the figures that have changed.
    pub(super) fn collect_indicators(&mut self, figure_changes: &mut FigureChanges) {
        let (old, new) = (self.old.draft(), self.new.draft());
        let matching = match_indicators(old.indicators(), new.indicators());
        let mut by_new: Vec<Option<Pair>> = vec![None; new.indicators().len()];
        matching.pairs.iter().for_each(|pair| by_new[pair.new] = Some(*pair));
        for (index, pair) in by_new.into_iter().enumerate() {
            match pair {
                Some(pair) => self.collect_indicator(pair, figure_changes),
                None => self.changes.push(build_one_sided_indicator(
                    new,
                    index,
                    ChangeKind::Added,
                )),
            }
        }
        for index in matching.removed {
            self.changes.push(build_one_sided_indicator(old, index, ChangeKind::Removed));
        }
    }

    /// An indicator of both versions: its id, name and unit, then its figures. A figure
    /// whose formula is the same follows from others; one that was typed, or whose formula
    /// was rewritten, is an edit and a reason for what reads it.
    fn collect_indicator(&mut self, pair: Pair, figure_changes: &mut FigureChanges) {
        let (old_id, old) = &self.old.draft().indicators()[pair.old];
        let (new_id, new) = &self.new.draft().indicators()[pair.new];
        let name = print_name(self.new.draft(), new);
        let mut edits = Vec::new();
        edits.extend(describe_difference(
            "mã",
            Some(old_id.value.clone()),
            Some(new_id.value.clone()),
        ));
        edits.extend(self.list_word_edits(old, new));
        for (part, label) in list_parts(old, new) {
            let label = label.as_str();
            let (old_formula, new_formula) =
                (find_formula(old, part), find_formula(new, part));
            let rewritten = old_formula != new_formula
                && !self.is_formula_following(old_formula, new_formula);
            if rewritten {
                let formulas =
                    [old_formula, new_formula].map(|text| text.map(str::to_owned));
                let [old_formula, new_formula] = formulas;
                let label = join_label(label, "công thức");
                edits.extend(describe_difference(&label, old_formula, new_formula));
            }
            let Some(detail) = self.compare_indicator_figure(pair, part, label) else {
                continue;
            };
            let figure_id = FigureId::Indicator { index: pair.new, part };
            figure_changes.watch(&figure_id, &detail);
            if new_formula.is_some() && !rewritten {
                figure_changes
                    .add_following(figure_id, build_following_change(&name, detail));
            } else {
                figure_changes.add_typed(figure_id, format_reason(&name, &detail));
                edits.push(detail);
            }
        }
        let mut change = build_change(Topic::Indicator, ChangeKind::Changed, name, ORDER);
        change.details = edits;
        self.push_edit(change);
    }

    /// Whether a formula says the same, and only calls columns of tables by their new ids.
    fn is_formula_following(&self, old: Option<&str>, new: Option<&str>) -> bool {
        let Some((old, new)) = old.zip(new) else { return false };
        let (old_tables, new_tables) = (&self.old.form().tables, &self.new.form().tables);
        self.tables.matching.pairs.iter().any(|pair| {
            let matched = self.tables.match_of(*pair);
            let columns = matched.into_iter().flat_map(|found| &found.columns.pairs);
            let columns = columns.map(|pair| [pair.old, pair.new]);
            let (old_table, new_table) = (&old_tables[pair.old], &new_tables[pair.new]);
            ColumnRenames::new(old_table, new_table, columns)
                .is_followed_elsewhere(old, new)
        })
    }

    /// How one figure of an indicator differs.
    fn compare_indicator_figure(
        &self,
        pair: Pair,
        part: IndicatorPart,
        label: &str,
    ) -> Option<Detail> {
        let old = self.old.draft().figures().indicator(pair.old, part);
        let new = self.new.draft().figures().indicator(pair.new, part);
        figure::compare_figures(label, old.as_ref(), new.as_ref())
    }

    /// What differs of an indicator beside its figures. A name that both forms type alike may
    /// print otherwise because of the values in it, which are told where they are typed.
    fn list_word_edits(&self, old: &Indicator, new: &Indicator) -> Vec<Detail> {
        let is_typed_alike = self.old.version.written(old.name.span)
            == self.new.version.written(new.name.span);
        let old_name =
            Some(print_name(self.old.draft(), old)).filter(|_| !is_typed_alike);
        let new_name =
            Some(print_name(self.new.draft(), new)).filter(|_| !is_typed_alike);
        let differences = [
            describe_difference("tên", old_name, new_name),
            describe_difference("đơn vị", old.unit.clone(), new.unit.clone()),
            describe_difference(
                "năm của giá trị đầu kỳ",
                format_start_year(old),
                format_start_year(new),
            ),
            // One that goes by years in one version alone has these to tell.
            describe_difference(
                "số của cả giai đoạn",
                format_whole(old).filter(|_| new.years.is_some()),
                format_whole(new).filter(|_| old.years.is_some()),
            ),
        ];
        differences.into_iter().flatten().collect()
    }
}

/// The name of an indicator, as it would print.
pub(super) fn print_name(draft: &Draft, indicator: &Indicator) -> String {
    document::print_plain(draft, &indicator.name)
}

/// An indicator that one version alone has.
fn build_one_sided_indicator(draft: &Draft, index: usize, kind: ChangeKind) -> Change {
    let (_, indicator) = &draft.indicators()[index];
    let mut res =
        build_change(Topic::Indicator, kind, print_name(draft, indicator), ORDER);
    let value = draft.figures().indicator(index, IndicatorPart::Value);
    res.details.extend(figure::build_one_sided_figure("", kind, value.as_ref()));
    res
}

fn build_following_change(name: &str, detail: Detail) -> Change {
    let mut res = build_change(Topic::Indicator, ChangeKind::Changed, name, ORDER);
    res.cause = ChangeCause::Follows(Vec::new());
    res.details.push(detail);
    res
}

/// Indicators that are one: by id, else by name.
fn match_indicators(
    old: &[(Spanned<String>, Indicator)],
    new: &[(Spanned<String>, Indicator)],
) -> Matching {
    let mut res = Pairing::new(old.len(), new.len());
    res.pair_by_key(|index| Some(&old[index].0.value), |index| Some(&new[index].0.value));
    res.pair_by_key(
        |index| Some(old[index].1.name.collect_words()),
        |index| Some(new[index].1.name.collect_words()),
    );
    res.matching()
}

fn join_label(label: &str, more: &str) -> String {
    if label.is_empty() { more.to_owned() } else { format!("{label}, {more}") }
}

/// The figures of an indicator that one version gives at least, and what they are called.
/// The goal is the value where there is no other, and that of the last year where the form
/// does not say it by itself.
fn list_parts(old: &Indicator, new: &Indicator) -> Vec<(IndicatorPart, String)> {
    let both = [old, new];
    let mut res = vec![(IndicatorPart::Start, "đầu kỳ".to_owned())];
    let years = both.into_iter().flat_map(|i| &i.years).flat_map(|years| years.years());
    let years: BTreeSet<_> = years.collect();
    res.extend(
        years.into_iter().map(|year| (IndicatorPart::Year(year), format!("năm {year}"))),
    );
    if both.into_iter().any(|indicator| indicator.target.is_some()) {
        res.push((IndicatorPart::Goal, "mục tiêu".to_owned()));
    }
    if both.into_iter().any(|indicator| indicator.value.is_some()) {
        res.push((IndicatorPart::Value, String::new()));
    }
    res
}

fn format_start_year(indicator: &Indicator) -> Option<String> {
    let year = indicator.start.as_ref()?.year.as_ref()?;
    Some(year.value.to_string())
}

/// What its years come to, of an indicator that goes by years.
fn format_whole(indicator: &Indicator) -> Option<String> {
    let whole = match indicator.years.as_ref()?.whole {
        WholePeriod::Last => "mức tăng, giảm",
        WholePeriod::Sum => "các năm cộng lại",
    };
    Some(whole.to_owned())
}

/// The formula of one figure of an indicator, where it has one.
fn find_formula(indicator: &Indicator, part: IndicatorPart) -> Option<&str> {
    let written = match part {
        IndicatorPart::Start => indicator.start.as_ref().map(|start| &start.value),
        IndicatorPart::Goal => indicator.target.as_ref(),
        IndicatorPart::Year(year) => {
            indicator.years.as_ref()?.get(year).map(|target| &target.value)
        }
        _ => indicator.value.as_ref().or(indicator.target.as_ref()),
    };
    match written {
        Some(Pending::Known(IndicatorValue::Formula(formula))) => {
            Some(formula.text.as_str())
        }
        _ => None,
    }
}

//! The type of a figure of `tong_hop` of which the set says none: that of the indicator
//! which it reads, where that is a rate.

use crate::form::{self, CellKind, RollupQuery};
use crate::formula::{ExprKind, RefStep, parse_formula};
use crate::yaml::YamlNode;

use super::title::find_entry_value;

/// Makes columns of percents of figures that read an indicator in percent.
pub(super) fn infer_kinds(queries: &mut [RollupQuery], master: &YamlNode) {
    for query in queries.iter_mut().filter(|query| !query.has_kind) {
        let id = find_indicator_id(&query.from.text);
        if id.is_some_and(|id| is_rate(master, &id)) {
            query.column.kind = Some(CellKind::Percent);
        }
    }
}

/// The id of the indicator of which a formula reads one figure and nothing else.
fn find_indicator_id(formula: &str) -> Option<String> {
    let ExprKind::Ref(reference) = parse_formula(formula).ok()?.kind else { return None };
    let is_indicator = reference.head.name == "chi_tieu";
    match reference.steps.into_iter().next() {
        Some(RefStep::Member(id)) if is_indicator => Some(id.name),
        _ => None,
    }
}

/// Whether the form of the units gives an indicator in percent.
fn is_rate(master: &YamlNode, id: &str) -> bool {
    let indicator =
        find_entry_value(master, "chi_tieu").and_then(|all| find_entry_value(all, id));
    let unit = indicator.and_then(|indicator| find_entry_value(indicator, "don_vi"));
    unit.and_then(YamlNode::scalar).is_some_and(|unit| form::is_percent_unit(&unit.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_figure_of_an_indicator_has_its_id() {
        for (formula, id) in [
            ("chi_tieu.ngheo", Some("ngheo")),
            ("chi_tieu.ho_ngheo.giam", Some("ho_ngheo")),
            ("chi_tieu.ngheo[\"2027\"].giam ", Some("ngheo")),
            ("chi_tieu.ngheo * 100", None),
            ("ngheo.tong.cuoi", None),
        ] {
            assert_eq!(find_indicator_id(formula).as_deref(), id, "{formula}");
        }
    }
}

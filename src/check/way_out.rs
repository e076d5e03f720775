//! How a finding of a rule is silenced where it stands, told with it.

use crate::diagnostic::Diagnostic;
use crate::form::{KeyPlaces, NearKey};
use crate::rule::list_rules;

/// Tells of each breach that a reason may excuse how it is silenced. A rule says itself
/// whether there is such a reason; without one nothing is told.
pub(super) fn offer_ways_out(keys: &KeyPlaces, breaches: &mut [Diagnostic]) {
    let rules = list_rules();
    for breach in breaches {
        let rule = rules.iter().find(|rule| rule.code == breach.code);
        let Some(excuse) = rule.and_then(|rule| rule.excuse) else { continue };
        let Some(key) = breach.span.and_then(|span| keys.find_nearest(span)) else {
            continue;
        };
        let place = match key {
            NearKey::Group(name) => format!("trong nhóm `{name}`"),
            NearKey::Beside(name) => format!("cạnh khóa `{name}`"),
        };
        let id = breach.code.id;
        breach.set_way_out(format!(
            "{excuse} thì thêm `bo_qua: {{ ma: {id}, ly_do: … }}` {place}"
        ));
    }
}

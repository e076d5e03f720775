//! Two figures: by how much the second is more or less than the first.

use crate::quantity::{Figure, Money, Number, Shown, Style};

use super::super::change::{ChangeKind, Detail};

/// A figure that was one and is another now; `None` where it is the same to the last
/// decimal place.
pub(super) fn compare_figures(
    label: &str,
    old: Option<&Shown>,
    new: Option<&Shown>,
) -> Option<Detail> {
    if old == new {
        return None;
    }
    let mut res =
        Detail::value(label, old.map(ToString::to_string), new.map(ToString::to_string));
    // A difference in decimal places that do not print is none.
    if res.old == res.new {
        return None;
    }
    if let (Some(Shown::Figure(old)), Some(Shown::Figure(new))) = (old, new) {
        res.by = format_difference(old, new);
    }
    let mut values = [old, new].into_iter().flatten();
    res.figure = values.any(|value| matches!(value, Shown::Figure(_) | Shown::Pending));
    Some(res)
}

/// Whether two figures say the same in other styles: `202` and `202,0`, `0,65` of a number
/// and `0,65%` of a rate in columns that are called so, `5` of millions and of billions.
pub(super) fn is_same_value(old: Option<&Shown>, new: Option<&Shown>) -> bool {
    let (Some(Shown::Figure(old)), Some(Shown::Figure(new))) = (old, new) else {
        return false;
    };
    let is_same_value = old.style.compares_with(new.style) && old.value == new.value;
    is_same_value || old.style != new.style && old.bare() == new.bare()
}

/// A figure that one version alone has.
pub(super) fn build_one_sided_figure(
    label: &str,
    kind: ChangeKind,
    figure: Option<&Shown>,
) -> Option<Detail> {
    match kind {
        ChangeKind::Added => compare_figures(label, None, figure),
        ChangeKind::Removed
        | ChangeKind::Replaced
        | ChangeKind::Changed
        | ChangeKind::Moved
        | ChangeKind::Renamed
        | ChangeKind::Reordered
        | ChangeKind::Split
        | ChangeKind::Joined => compare_figures(label, figure, None),
    }
}

/// `+1`, `−2`, `+0,07 điểm phần trăm`, `+1.800.000 đồng; +20%`: between the figures as
/// they print, so that a reader who reckons finds the same. Nothing between a number and a
/// rate or an amount: a column whose type is another now has not risen or fallen.
pub(super) fn format_difference(old: &Figure, new: &Figure) -> Option<String> {
    if !old.style.compares_with(new.style) {
        return None;
    }
    let (old_shown, new_shown) = (old.shown(), new.shown());
    let change = new_shown - old_shown.clone();
    if change.is_zero() {
        return None;
    }
    let sign = if change.is_negative() { '−' } else { '+' };
    let size = new.changed_by(change.abs()).with_places_of(old).to_string();
    let mut res = format!("{sign}{size}");
    if matches!(new.style, Style::Money { .. })
        && let Some(share) = change.abs().div(&old_shown.abs())
    {
        let share = Figure { value: share, style: Style::Percent { places: 1 } };
        let share = share.to_string().replace(",0%", "%");
        // `+0%` would say that nothing differs.
        if share != "0%" {
            res.push_str(&format!("; {sign}{share}"));
        }
    }
    Some(res)
}

/// An amount in đồng as a figure.
pub(super) fn build_money_figure(amount: Money) -> Shown {
    Shown::Figure(Figure { value: Number::from(amount.dong()), style: Style::DONG })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::MoneyScale;

    fn figure(value: Number, style: Style) -> Figure {
        Figure { value, style }
    }

    #[test]
    fn what_differs_is_told_between_figures_of_one_kind_alone() {
        let number = Style::Number { places: 2 };
        let percent = Style::Percent { places: 2 };
        let hundredth = |n: i64| Number::from(n).div(&Number::HUNDRED).unwrap();
        let old = figure(hundredth(65), number);
        assert_eq!(
            format_difference(&old, &figure(hundredth(66), number)).as_deref(),
            Some("+0,01")
        );
        // `0,65` becomes `0,65%`.
        assert_eq!(format_difference(&old, &figure(hundredth(65), percent)), None);
        assert_eq!(format_difference(&figure(hundredth(65), percent), &old), None);
        assert_eq!(format_difference(&old, &figure(Number::from(65), Style::DONG)), None);
        let amounts =
            [30_000_000, 29_999_868].map(|dong| figure(Number::from(dong), Style::DONG));
        assert_eq!(
            format_difference(&amounts[0], &amounts[1]).as_deref(),
            Some("−132 đồng")
        );
        let years = [2023, 2024].map(|year| figure(Number::from(year), Style::Year));
        assert_eq!(format_difference(&years[0], &years[1]).as_deref(), Some("+1"));
    }

    #[test]
    fn a_figure_says_the_same_in_another_style() {
        let number =
            |value: i64, places| figure(Number::from(value), Style::Number { places });
        let money = |dong: i64, scale| {
            figure(Number::from(dong), Style::Money { scale, places: None })
        };
        let rate = figure(Number::from(65).times_pow10(-4), Style::Percent { places: 2 });
        let pairs = [
            (number(202, 0), number(202, 1), true),
            (number(202, 0), number(203, 1), false),
            (number(202, 0), number(203, 0), false),
            (
                figure(Number::from(65).times_pow10(-2), Style::Number { places: 2 }),
                rate,
                true,
            ),
            (
                money(5_000_000, MoneyScale::Million),
                money(5_000_000_000, MoneyScale::Billion),
                true,
            ),
            (
                money(5_000_000, MoneyScale::Million),
                money(6_000_000, MoneyScale::Million),
                false,
            ),
        ];
        for (old, new, same) in pairs {
            let [old, new] = [old, new].map(Shown::Figure);
            assert_eq!(is_same_value(Some(&old), Some(&new)), same, "{old} {new}");
        }
    }
}

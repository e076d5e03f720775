//! Two figures: by how much the second is more or less than the first.

use crate::indicator::Answer;
use crate::quantity::{Figure, Number, Style};

use super::super::change::Detail;

/// A figure that was one and is another now; `None` where it is the same to the last
/// decimal place.
pub(super) fn differs(
    label: &str,
    old: Option<&Answer>,
    new: Option<&Answer>,
) -> Option<Detail> {
    if old == new {
        return None;
    }
    let text = |answer: Option<&Answer>| answer.map(ToString::to_string);
    let mut res = Detail::value(label, text(old), text(new));
    res.figure = true;
    if let (Some(Answer::Figure(old)), Some(Answer::Figure(new))) = (old, new) {
        res.by = by(old, new);
        // Prints the same: another unit of money, or more decimal places within.
        if old.value == new.value && res.old == res.new {
            return None;
        }
    }
    let is_figure = |answer| matches!(answer, Some(&Answer::Figure(_) | &Answer::Open));
    res.figure = is_figure(old) || is_figure(new);
    Some(res)
}

/// `+1`, `−2; −3,9%`, `+0,06 điểm phần trăm`. A share is told of amounts and of large
/// counts; of small ones it would say nothing.
pub(super) fn by(old: &Figure, new: &Figure) -> Option<String> {
    let change = new.value.clone() - old.value.clone();
    if change.is_zero() {
        return None;
    }
    let sign = if change.is_negative() { '−' } else { '+' };
    let size = new.changed_by(change.abs()).with_places_of(old).to_string();
    let mut res = format!("{sign}{size}");
    if matches!(new.style, Style::Money { .. })
        && let Some(share) = change.abs().div(&old.value.abs())
    {
        let share = Figure { value: share, style: Style::Percent { places: 1 } };
        res.push_str(&format!("; {sign}{}", share.to_string().replace(",0%", "%")));
    }
    Some(res)
}

/// An amount in đồng as a figure.
pub(super) fn money(amount: crate::quantity::Money) -> Answer {
    let style = Style::Money { scale: crate::quantity::Scale::Dong, places: Some(0) };
    Answer::Figure(Figure { value: Number::from(amount.dong()), style })
}

//! A change between the start and the end of a year, told without `từ`.

use std::ops::Range;

use crate::running_text::{Quantity, QuantityLine};

use super::{Direction, VERBS, describe_gap, has_each, is_within, list_between};

/// Words before the figures of the start and of the end of a year.
const STARTS: [&str; 3] = ["đầu năm", "đầu kỳ", "đầu nhiệm kỳ"];
const ENDS: [&str; 3] = ["cuối năm", "cuối kỳ", "cuối nhiệm kỳ"];

/// Words of a sentence that says what has come in between.
const OTHERS: [&str; 4] = ["phát sinh", "mới", "tái", "thoát"];

/// A change between the start and the end of a year that is not their difference: `Đầu năm
/// có 63 hộ, cuối năm còn 51 hộ, giảm 15 hộ`. All three figures of the sentence are told.
pub(super) fn find_wrong_balance<'l>(
    line: &'l QuantityLine,
    sentence: &Range<usize>,
) -> Option<(&'l Quantity, String)> {
    let text = &line.text;
    let all = list_between(line, sentence);
    let [start, end, amount] = all[..] else { return None };
    let before = text[sentence.start..start.figure.start].to_lowercase();
    let between = text[start.figure.end..end.figure.start].to_lowercase();
    let lead = text[end.figure.end..amount.figure.start].trim_end();
    let (_, verb) = VERBS.iter().find(|(word, _)| lead.ends_with(word))?;
    let is_told = STARTS.iter().any(|words| before.contains(words))
        && ENDS.iter().any(|words| between.contains(words))
        && start.is_alike(end)
        && end.is_alike(amount)
        && all.iter().all(|one| one.is_exact())
        && !OTHERS.iter().any(|word| text[sentence.clone()].contains(word))
        && !has_each(&text[end.figure.end..sentence.end]);
    let gap = end.figure.value.checked_sub(&start.figure.value);
    let powers = all.iter().map(|one| one.figure.power);
    let slack = powers.max().unwrap_or(0);
    let way = if gap.is_negative() { Direction::Fall } else { Direction::Rise };
    let is_right = way == *verb && is_within(&gap.abs(), &amount.figure.value, slack);
    (is_told && !is_right).then(|| {
        let [from, to, typed] = [start, end, amount].map(|one| line.quote(one));
        let difference = describe_gap(&gap.abs(), start, amount, false);
        let message = format!(
            "từ {from} đến {to} là {} {difference}, mà câu ghi {} {typed}",
            way.verb(),
            verb.verb()
        );
        (amount, message)
    })
}

//! Whether parts make their whole, as far as that can be told.

use std::ops::Range;

use crate::quantity::Number;
use crate::running_text::{MeasureKind, QuantityLine, TypedFigure, split_at_stops};

use super::breakdown::{Breakdown, PlacedQuantity};
use super::lead::{LeadKind, find_words};

/// Parts that do not make their whole.
#[derive(Debug)]
pub(super) struct Mismatch<'l> {
    /// The parts; one alone is larger than the whole.
    pub(super) parts: Vec<PlacedQuantity<'l>>,
    /// The whole; `None` where it is 100%.
    pub(super) whole: Option<PlacedQuantity<'l>>,
    /// What the parts come to.
    pub(super) sum: Number,
}

/// Words right before a figure that make it no part: a change, a limit, a share of each.
const NO_PART: &[&str] = &[
    "giảm", "tăng", "thêm", "từ", "xuống", "lên", "còn", "đến", "hơn", "vượt", "mỗi",
    "với", "đạt", "quân", "thiếu", "thừa", "x", "×", "nhân", "của", "tại", "trên", "cho",
];

/// Words behind a lead that say that figures are no parts.
const NO_BREAKDOWN: &[&str] =
    &["mỗi", "bình quân", "lượt", "so với", "lũy kế", "luỹ kế", "tối đa", "trở lên"];

/// Words of sources of money: where all parts are such, they are all there are.
const SOURCES: &[&str] = &[
    "ngân sách",
    "nguồn",
    "vốn",
    "nstw",
    "nsđp",
    "nsnn",
    "ns ",
    "xã hội hóa",
    "xã hội hoá",
    "đối ứng",
    "huy động",
    "đóng góp",
    "vận động",
    "trung ương",
    "địa phương",
];

/// Words that open a part which says no figure.
const OPEN_PARTS: &[&str] = &["các ", "một số ", "những ", "và các ", "khác", "…", "..."];

/// Pairs of words of which one is in each of two parts that are all there is.
const OPPOSITES: &[(&str, &str)] = &[
    ("nam", "nữ"),
    ("trong", "ngoài"),
    ("thành thị", "nông thôn"),
    ("cũ", "mới"),
    ("nghèo", "cận nghèo"),
    ("công lập", "ngoài công lập"),
];

/// What is wrong with the parts of a breakdown; `None` where they may well be right.
pub(super) fn judge_breakdown<'l>(breakdown: &Breakdown<'l>) -> Option<Mismatch<'l>> {
    let Breakdown { wholes, parts, .. } = breakdown;
    let whole = choose_total(breakdown)?;
    let is_told = wholes.iter().chain(parts).all(|one| one.quantity.is_exact())
        && matches!(whole.quantity.figure.kind, MeasureKind::Count | MeasureKind::Money)
        && parts.iter().all(is_part)
        && !has_one_of(breakdown.scope, NO_BREAKDOWN)
        && !has_one_of(breakdown.before, NO_BREAKDOWN);
    if let Some(mismatch) = find_opposites(breakdown) {
        return Some(mismatch);
    }
    if !is_told || has_sum(wholes, parts) {
        return None;
    }
    if let Some(larger) = find_larger(breakdown) {
        return Some(larger);
    }
    if parts.len() < 2 || parts.iter().any(|part| get_value(part) == get_value(&whole)) {
        return None;
    }
    let sum = sum_values(parts.iter().map(get_value));
    is_wrong_sum(breakdown, whole, &sum).then(|| Mismatch {
        parts: parts.clone(),
        whole: Some(whole),
        sum,
    })
}

/// The whole: the last figure before the lead, or of another sentence the largest one.
fn choose_total<'l>(breakdown: &Breakdown<'l>) -> Option<PlacedQuantity<'l>> {
    let wholes = breakdown.wholes.iter();
    match breakdown.is_near {
        true => wholes.last().copied(),
        false => wholes.max_by_key(|whole| get_value(whole)).copied(),
    }
}

/// Shares of a structure that do not make 100%: `cơ cấu: nông nghiệp 30%, …`.
pub(super) fn judge_shares(line: &QuantityLine) -> Option<Mismatch<'_>> {
    let text = &line.text;
    let lead = find_words(text, "cơ cấu").next()?;
    let sentences = split_at_stops(text);
    let sentence = sentences.iter().find(|sentence| sentence.end >= lead.end)?;
    let scope = lead.end..sentence.end;
    let words = &text[scope.clone()];
    if has_one_of(words, NO_BREAKDOWN) || has_one_of(words, &["từ", "giảm", "tăng"])
    {
        return None;
    }
    let parts = list_shares(line, &scope);
    let first = parts.first()?;
    let sum = sum_values(parts.iter().map(get_value));
    let gap = sum.checked_sub(&Number::ONE).abs();
    let is_near = gap.times_pow10(1) <= Number::ONE;
    let is_told = parts.len() > 1 && parts.iter().all(|part| part.quantity.is_exact());
    let is_wrong = gap > measure_slack(first, &parts) && is_near && is_told;
    is_wrong.then_some(Mismatch { parts, whole: None, sum })
}

/// Parts that stand before their whole: `48 hộ nghèo và 16 hộ cận nghèo, tổng cộng 64 hộ`.
pub(super) fn judge_total(line: &QuantityLine) -> Option<Mismatch<'_>> {
    const MOST_WORDS: usize = 4;
    let text = &line.text;
    let lead = find_words(text, "tổng cộng").next()?;
    let sentences = split_at_stops(text);
    let sentence = sentences.iter().find(|sentence| sentence.end >= lead.end)?;
    let all = line.quantities.iter().map(|quantity| PlacedQuantity { line, quantity });
    let all: Vec<_> =
        all.filter(|one| sentence.contains(&one.quantity.figure.start)).collect();
    let whole = *all.iter().find(|one| one.quantity.figure.start >= lead.end)?;
    let between = &text[lead.end..whole.quantity.figure.start];
    let before = &text[sentence.start..lead.start];
    let mut parts = all;
    parts.retain(|part| {
        part.quantity.figure.end <= lead.start && part.quantity.is_alike(whole.quantity)
    });
    let sum = sum_values(parts.iter().map(get_value));
    let gap = sum.checked_sub(get_value(&whole)).abs();
    let is_told = parts.len() > 1
        && between.split_whitespace().count() <= MOST_WORDS
        && !has_one_of(before, NO_BREAKDOWN)
        && !has_one_of(before, &["trong đó", "gồm", "tổng số"])
        && !before.contains('(')
        && parts.iter().chain([&whole]).all(|one| one.quantity.is_exact())
        && parts.iter().all(is_part);
    let is_near = gap.times_pow10(1) <= get_value(&whole).checked_mul(&Number::from(3));
    let is_wrong = is_told && is_near && gap > measure_slack(&whole, &parts);
    is_wrong.then_some(Mismatch { parts, whole: Some(whole), sum })
}

fn list_shares<'l>(
    line: &'l QuantityLine,
    scope: &Range<usize>,
) -> Vec<PlacedQuantity<'l>> {
    let inside = line.quantities.iter().filter(|quantity| {
        scope.contains(&quantity.figure.start)
            && quantity.figure.kind == MeasureKind::Percent
    });
    inside.map(|quantity| PlacedQuantity { line, quantity }).collect()
}

/// The sum of values.
pub(super) fn sum_values<'v>(values: impl Iterator<Item = &'v Number>) -> Number {
    values.fold(Number::ZERO, |sum, value| sum.checked_add(value))
}

fn get_value<'l>(placed: &PlacedQuantity<'l>) -> &'l Number {
    &placed.quantity.figure.value
}

/// Whether what stands right before a figure lets it be a part.
pub(super) fn is_part(part: &PlacedQuantity<'_>) -> bool {
    let before = part.line.text[..part.quantity.figure.start].trim_end();
    let last = before.rsplit([' ', '(', '\u{A0}']).next().unwrap_or_default();
    !NO_PART.contains(&last.to_lowercase().as_str())
}

/// Whether words in small letters stand in a text, in any letters.
fn has_one_of(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|words| {
        text.match_indices(words).any(|(place, _)| {
            !text[..place].ends_with(char::is_alphanumeric)
                && !text[place + words.len()..].starts_with(char::is_alphanumeric)
        })
    })
}

/// Whether the first parts come to one of the figures before: the others are then parts in
/// another view.
fn has_sum(wholes: &[PlacedQuantity<'_>], parts: &[PlacedQuantity<'_>]) -> bool {
    let mut sum = Number::ZERO;
    parts.iter().enumerate().any(|(nth, part)| {
        sum = sum.checked_add(get_value(part));
        nth > 0 && wholes.iter().any(|whole| *get_value(whole) == sum)
    })
}

/// A part that is larger than anything before it in its sentence.
fn find_larger<'l>(breakdown: &Breakdown<'l>) -> Option<Mismatch<'l>> {
    let Breakdown { wholes, parts, .. } = breakdown;
    if !breakdown.is_near || breakdown.lead == LeadKind::Bracket {
        return None;
    }
    let largest = wholes.iter().max_by_key(|whole| get_value(whole))?;
    let part = parts.iter().find(|part| get_value(part) > get_value(largest))?;
    // A value with another unit behind it than its own is told as that.
    let is_scaled = largest.quantity.figure.scale != part.quantity.figure.scale;
    let is_read = [largest, part].iter().any(|one| one.line.is_read(one.quantity));
    // `1 545 hộ`: only the end of the number is read.
    let before = largest.line.text[..largest.quantity.figure.start].trim_end();
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if is_scaled && is_read {
        return None;
    }
    let sum = get_value(part).clone();
    Some(Mismatch { parts: vec![*part], whole: Some(*largest), sum })
}

/// Whether a sum that is not the whole is a slip, by what the text says of the parts.
fn is_wrong_sum(
    breakdown: &Breakdown<'_>,
    whole: PlacedQuantity<'_>,
    sum: &Number,
) -> bool {
    let total = get_value(&whole);
    let gap = sum.checked_sub(total);
    if gap.abs() <= measure_slack(&whole, &breakdown.parts) {
        return false;
    }
    let is_over = !gap.is_negative();
    let share = gap.abs().div(total).unwrap_or(Number::ZERO);
    let is_all = is_exhaustive(breakdown);
    if is_over {
        // Groups that overlap come to more by chance; places and classes do not overlap.
        let most = match (is_all, has_parallel_labels(breakdown)) {
            (true, _) => 50,
            (false, true) => 15,
            (false, false) => 3,
        };
        return share.times_pow10(2) <= Number::from(most) || breakdown.has_twin;
    }
    let is_open =
        !breakdown.is_list && (breakdown.has_others || has_open_part(breakdown.scope));
    match is_all {
        true => !is_open,
        false => {
            breakdown.has_twin
                || !is_open
                    && *total >= Number::from(20)
                    && share.times_pow10(2) <= Number::from(3)
        }
    }
}

/// Words before the name of a place or a class, of which nothing belongs to two.
const APART: &[&str] = &[
    "thôn",
    "xóm",
    "xã",
    "phường",
    "bản",
    "ấp",
    "tổ",
    "khối",
    "khu",
    "lớp",
    "đợt",
    "quý",
    "tháng",
    "huyện",
    "cụm",
];

/// Whether each part is named by one of these words.
fn has_parallel_labels(breakdown: &Breakdown<'_>) -> bool {
    let lower = breakdown.scope.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphabetic());
    let count = |label: &str| words().filter(|word| *word == label).count();
    APART.iter().any(|label| count(label) >= breakdown.parts.len())
}

/// Whether the text says that the parts are all there is.
fn is_exhaustive(breakdown: &Breakdown<'_>) -> bool {
    let lower = breakdown.scope.to_lowercase();
    let is_money = breakdown
        .parts
        .iter()
        .all(|part| part.quantity.figure.kind == MeasureKind::Money);
    let sources = SOURCES.iter().map(|words| lower.matches(words).count()).sum::<usize>();
    breakdown.lead == LeadKind::All
        || lower.contains("còn lại")
        || is_money && (breakdown.is_list || sources >= breakdown.parts.len())
}

/// Whether a part is named without its figure.
fn has_open_part(scope: &str) -> bool {
    let mut segments = scope.split([',', ';']).flat_map(|part| part.split(" và "));
    segments.any(|segment| {
        let segment = segment.trim_start();
        !segment.contains(|c: char| c.is_ascii_digit())
            && (segment.trim_end().ends_with("khác")
                || OPEN_PARTS.iter().any(|words| segment.starts_with(words)))
    })
}

/// How far a sum may be off because figures are rounded: half a unit of the last digit of
/// each, where decimals are written, or many millions in whole ones.
fn measure_slack(whole: &PlacedQuantity<'_>, parts: &[PlacedQuantity<'_>]) -> Number {
    let all = || parts.iter().chain([whole]).map(|one| &one.quantity.figure);
    let scale = match whole.quantity.figure.kind {
        MeasureKind::Percent | MeasureKind::Points => -2,
        MeasureKind::Count => 0,
        MeasureKind::Money => all().map(|f| f.scale.power()).min().unwrap_or(0),
    };
    let has_decimals = all().any(|figure| figure.power < scale);
    let thousand = Number::ONE.times_pow10(scale + 3);
    let is_rounded = scale > 0 && *get_value(whole) >= thousand;
    if !has_decimals && !is_rounded {
        return Number::ZERO;
    }
    let half = |figure: &TypedFigure| Number::from(5).times_pow10(figure.power - 1);
    let is_part = parts.iter().any(|part| std::ptr::eq(part.quantity, whole.quantity));
    let figures = all().take(parts.len() + usize::from(!is_part));
    figures.fold(Number::ZERO, |sum, figure| sum.checked_add(&half(figure)))
}

/// Two parts of which one has what the other has not, and that do not make the whole.
fn find_opposites<'l>(breakdown: &Breakdown<'l>) -> Option<Mismatch<'l>> {
    let Breakdown { wholes, all_parts, .. } = breakdown;
    let labels = list_labels(all_parts);
    for nth in 1..all_parts.len() {
        let pair = [all_parts[nth - 1], all_parts[nth]];
        let [one, other] = [&labels[nth - 1], &labels[nth]];
        let is_told = pair.iter().chain(wholes).all(|one| one.quantity.is_exact())
            && pair.iter().all(is_part);
        if !is_told || !is_opposite(one, other) {
            continue;
        }
        let whole = choose_whole(wholes, one)?;
        let sum = sum_values(pair.iter().map(get_value));
        if wholes.iter().any(|whole| *get_value(whole) == sum)
            || pair.iter().any(|part| get_value(part) == get_value(&whole))
        {
            continue;
        }
        return Some(Mismatch { parts: pair.to_vec(), whole: Some(whole), sum });
    }
    None
}

/// The whole of which a label speaks: the only one, or the only one whose words it has.
fn choose_whole<'l>(
    wholes: &[PlacedQuantity<'l>],
    label: &str,
) -> Option<PlacedQuantity<'l>> {
    if let [whole] = wholes {
        return Some(*whole);
    }
    let mut named = wholes.iter().filter(|whole| {
        let text = &whole.line.text[whole.quantity.figure.end..];
        let words = text.split([',', ';', '.', ':', '(']).next().unwrap_or_default();
        let words = words.trim().to_lowercase();
        words.contains(' ') && label.contains(&words)
    });
    named.next().filter(|_| named.next().is_none()).copied()
}

/// What each part is said to be, in small letters: before its figure where words stand
/// there, else behind it.
fn list_labels(parts: &[PlacedQuantity<'_>]) -> Vec<String> {
    let mut labels = Vec::new();
    let mut start = None;
    for (nth, part) in parts.iter().enumerate() {
        let text = &part.line.text;
        let figure = &part.quantity.figure;
        let from = start.unwrap_or_else(|| find_label_start(text, figure.start));
        let before = trim_label(&text[from.min(figure.start)..figure.start]);
        let after_unit = (figure.end + 1 + part.quantity.unit.len()).min(text.len());
        let after_unit =
            (figure.end..=after_unit).rev().find(|p| text.is_char_boundary(*p));
        let after_unit = after_unit.unwrap_or(figure.end);
        let end =
            parts.get(nth + 1).map_or(text.len(), |next| next.quantity.figure.start);
        let after = text[after_unit..end.max(after_unit)]
            .split([',', ';', '.', '(', ':'])
            .next()
            .unwrap_or_default();
        let is_before = before.split(' ').count() > 2;
        labels.push(if is_before { before } else { trim_label(after) });
        start = Some(after_unit);
    }
    labels
}

/// Where the words before the first part begin: at the last sign or lead before it.
fn find_label_start(text: &str, end: usize) -> usize {
    let signs = text[..end].rfind([',', ';', '.', ':', '(']).map(|place| place + 1);
    let lead = text[..end].rfind("rong đó").map(|place| place + "rong đó".len());
    signs.max(lead).unwrap_or(0)
}

/// A label without signs and joining words.
fn trim_label(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words = text.split_whitespace();
    let mut words: Vec<_> =
        words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    while words.last().is_some_and(|word| matches!(*word, "là" | "có" | "và" | "")) {
        words.pop();
    }
    let skipped =
        words.iter().take_while(|word| matches!(**word, "có" | "và" | "")).count();
    // `có khả năng` begins with a word that says something where more words follow.
    let skipped = if words.len() > skipped + 3 { skipped.min(1) } else { skipped };
    words[skipped.min(words.len())..].join(" ")
}

/// Whether one label says what the other denies, or its opposite.
fn is_opposite(one: &str, other: &str) -> bool {
    if one == other || one.is_empty() || other.is_empty() {
        return false;
    }
    let is_denied = ["không", "chưa"].iter().any(|no| {
        let [one, other] = [one, other].map(|label| remove_word(label, no));
        one == other
    });
    is_denied
        || remove_word(one, "chưa") == remove_word(other, "đã")
        || remove_word(one, "đã") == remove_word(other, "chưa")
        || OPPOSITES.iter().any(|(this, that)| {
            let is_pair = |one: &str, other: &str| {
                one == *this && other == *that
                    || one.contains(' ') && replace_word(one, this, that) == other
            };
            is_pair(one, other) || is_pair(other, one)
        })
}

/// A label without a word that denies, and without the `có` that stands for it.
fn remove_word(label: &str, word: &str) -> String {
    let words = label.split(' ').filter(|other| *other != word && *other != "có");
    words.collect::<Vec<_>>().join(" ")
}

/// A label with a word in place of another; as it is where it has not that word.
fn replace_word(label: &str, from: &str, to: &str) -> String {
    let spaced = format!(" {label} ");
    spaced.replacen(&format!(" {from} "), &format!(" {to} "), 1).trim().to_owned()
}

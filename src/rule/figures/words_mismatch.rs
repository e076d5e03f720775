//! `words-mismatch`: an amount or a count in words says what the figures say.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::{Reading, read_count, read_number_words, spell_number};
use crate::quantity::Money;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "words-mismatch",
        summary: "số viết bằng chữ phải khớp với số viết bằng số",
        explanation: "Số tiền hay số đếm viết bằng số rồi viết bằng chữ trong ngoặc, “5.000.000 đồng (năm triệu đồng)”, “03 (ba) bản”, thì hai cách phải nói cùng một số. Sửa cách sai; số tiền thì có thể ghi vào `so_tien` để máy tự viết phần chữ.",
    },
    severity: Severity::Error,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Kinh phí\n    doan: Tổng kinh phí là 5.000.000 đồng (sáu triệu đồng).\n",
    right: "noi_dung:\n  - tieu_de: Kinh phí\n    doan: Tổng kinh phí là 5.000.000 đồng (năm triệu đồng).\n",
    check,
};

/// Every bracket that is an amount in words is held against the amount right before it.
/// A bracket that says anything else, or that follows no amount, says nothing wrong.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (_, line) in context.lines() {
        for (open, _) in line.text.match_indices('(') {
            let inside = take_start(&line.text[open + 1..]);
            let Some(close) = inside.find(')') else { continue };
            let (before, after) = (&line.text[..open], &line.text[open + close + 2..]);
            let Some(mismatch) = compare_amounts(before, &inside[..close])
                .or_else(|| compare_counts(before, &inside[..close], after))
                .or_else(|| compare_reversed(before, &inside[..close], after))
            else {
                continue;
            };
            let place = line.place(context, open + 1, open + 1 + close);
            found.push(
                rule.finding(place, mismatch.message)
                    .label(format!("cần “{}”, nếu con số đã đúng", mismatch.wanted))
                    .hint("sửa con số hoặc phần chữ cho khớp nhau"),
            );
        }
    }
}

/// Figures and words that do not say the same.
struct Mismatch {
    message: String,
    /// The words that the figures ask for.
    wanted: String,
}

/// An amount of money before a bracket and one in it.
fn compare_amounts(before: &str, inside: &str) -> Option<Mismatch> {
    let words = read_amount_in_words(inside)?;
    let figures = read_amount_in_figures(before)?;
    (figures != words).then(|| Mismatch {
        message: format!("số tiền bằng số là {figures}, nhưng bằng chữ là {words}"),
        wanted: figures.in_words(),
    })
}

/// A count before a bracket and words of a number in it: `03 (ba) bản`, `10 ngày (mười
/// ngày)`. Words that say more than the number and what it counts are no such words.
fn compare_counts(before: &str, inside: &str, after: &str) -> Option<Mismatch> {
    let count = read_count_before(before)?;
    let words = read_count_in_words(inside)?;
    let unit = words.unit.trim();
    let is_of_count = unit.is_empty()
        || count.unit.is_empty() && after.trim().is_empty()
        || !count.unit.is_empty() && unit.starts_with(&count.unit)
        || count.unit.is_empty() && after.trim_start().to_lowercase().starts_with(unit);
    // `năm` is a unit as well: `3 (năm)`.
    let is_unit = inside.trim().eq_ignore_ascii_case("năm")
        && !after.trim_start().starts_with(char::is_alphabetic);
    let is_wrong = is_of_count && !is_unit && words.value != count.value;
    is_wrong.then(|| {
        let spelt = [count.value, words.value].map(spell_number);
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        Mismatch {
            message: format!(
                "bằng số là {}, nhưng bằng chữ là {}",
                count.typed, words.typed
            ),
            wanted: format!("{}{unit}", spelt[0]),
        }
    })
}

/// Words before a bracket and the figures in it: `ba (03) bản`.
fn compare_reversed(before: &str, inside: &str, after: &str) -> Option<Mismatch> {
    const MOST: usize = 8;
    let is_number = inside.len() > 1 && inside.bytes().all(|b| b.is_ascii_digit());
    let counts =
        after.strip_prefix(' ').is_some_and(|a| a.starts_with(char::is_lowercase));
    if !is_number || !counts {
        return None;
    }
    let Reading::Exact(value) = read_count(inside) else { return None };
    let value = i128::try_from(value).ok()?;
    let words: Vec<&str> = before.split_whitespace().rev().take(MOST).collect();
    let (typed, spelt) = (1..=words.len()).rev().find_map(|count| {
        let mut typed: Vec<_> = words[..count].to_vec();
        typed.reverse();
        let typed = typed.join(" ");
        let value = read_number_words(&typed)?;
        Some((typed, value))
    })?;
    // `trong năm (12)` is no five.
    let is_wrong = spelt != value && typed.to_lowercase() != "năm";
    is_wrong.then(|| Mismatch {
        message: format!("bằng chữ là {typed}, nhưng bằng số là {inside}"),
        wanted: format!("{spelt:02}"),
    })
}

/// A number with what it counts.
struct WrittenCount {
    value: i128,
    /// The number as typed.
    typed: String,
    /// The words behind it, in small letters.
    unit: String,
}

/// The most words of what a number counts.
const MOST_UNIT_WORDS: usize = 3;

/// The count that ends a text, with up to a few words behind it: `03`, `10 ngày`.
fn read_count_before(text: &str) -> Option<WrittenCount> {
    let words: Vec<&str> =
        text.split_whitespace().rev().take(MOST_UNIT_WORDS + 1).collect();
    let place =
        words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let typed = words[place];
    let Reading::Exact(value) = read_count(typed) else { return None };
    let unit: Vec<_> = words[..place].iter().rev().copied().collect();
    let unit = unit.join(" ").to_lowercase();
    let is_plain = unit.chars().all(|c| c.is_alphabetic() || c == ' ');
    let value = i128::try_from(value).ok().filter(|_| is_plain)?;
    Some(WrittenCount { value, typed: typed.to_owned(), unit })
}

/// The number in words with which a text begins, the longest that there is.
fn read_count_in_words(text: &str) -> Option<WrittenCount> {
    const MOST: usize = 24;
    let lower = text.trim().to_lowercase();
    let rest = lower.strip_prefix("bằng chữ").unwrap_or(&lower);
    let rest = rest.trim_start_matches([':', ' ']).trim_end_matches(['.', ';', ' ']);
    let words: Vec<&str> = rest.split_whitespace().take(MOST).collect();
    (1..=words.len()).rev().find_map(|count| {
        let typed = words[..count].join(" ");
        let value = read_number_words(&typed)?;
        let unit = words[count..].join(" ");
        let is_short = words.len() - count <= MOST_UNIT_WORDS
            && unit.chars().all(|c| c.is_alphabetic() || c == ' ');
        is_short.then_some(WrittenCount { value, typed, unit })
    })
}

/// The start of a text, longer than any amount in words.
fn take_start(text: &str) -> &str {
    const LONGEST: usize = 600;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    &text[..end]
}

/// The amount that a bracket says; `None` where it says something else.
fn read_amount_in_words(text: &str) -> Option<Money> {
    let lower = text.trim().to_lowercase();
    let lower = lower.strip_prefix("viết ").unwrap_or(&lower);
    let rest = lower.strip_prefix("bằng chữ").unwrap_or(lower);
    let words = rest.trim_start_matches([':', ' ']);
    Money::read_words(words.trim_end_matches(['.', '/', ' ', ';']))
}

/// The amount that ends a text: `5.000.000 đồng`, `5 triệu đồng`.
fn read_amount_in_figures(text: &str) -> Option<Money> {
    let mut words: Vec<&str> = text.split_whitespace().rev().take(4).collect();
    let figure =
        words.iter().position(|w| w.starts_with(|c: char| c.is_ascii_digit()))?;
    words.truncate(figure + 1);
    words.reverse();
    Money::read(&words.join(" ")).ok()
}

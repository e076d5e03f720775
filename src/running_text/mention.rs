//! Where a text speaks of an appendix: `Phụ lục II`, `(Phụ lục … đính kèm)`.

use std::collections::BTreeSet;

use crate::citation::{Number, numbers as numbers_in};
use crate::formula::Destination;
use crate::language;
use crate::prose::Piece;

use super::Context;

const WORD: &str = "Phụ lục";

/// What makes a mention an announcement of something that goes with the paper.
const ANNOUNCING: [&str; 5] =
    ["kèm theo", "đính kèm", "gửi kèm", "chi tiết tại", "chi tiết theo"];

/// Kinds of papers that have appendices of their own.
const OTHER_PAPERS: [&str; 12] = [
    "Nghị định",
    "Nghị quyết",
    "Quyết định",
    "Thông tư",
    "Luật",
    "Chỉ thị",
    "Công văn",
    "Văn bản",
    "Hướng dẫn",
    "Quy chế",
    "Kế hoạch số",
    "Báo cáo số",
];

/// What stands between two numbers of appendices.
const JOINS: [&str; 8] =
    [", ", " và ", " đến ", " - ", "-", ", Phụ lục ", " và Phụ lục ", " đến Phụ lục "];

/// A place that speaks of appendices.
#[derive(Debug)]
pub(crate) struct Mention {
    /// First byte in the text.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// Which it names.
    pub(crate) named: Named,
    /// Whether the sentence says that it goes with a paper.
    pub(crate) announced: bool,
    /// Whether the paper is another one.
    pub(crate) of_other_paper: bool,
}

/// How an appendix is named.
#[derive(Debug)]
pub(crate) enum Named {
    /// By numbers.
    Numbers(Vec<usize>),
    /// By words, maybe none.
    Words(String),
}

/// The ids that stand in `phu_luc("…")` anywhere in the form.
pub(crate) fn expressions(context: &Context<'_>) -> BTreeSet<String> {
    let mut res = BTreeSet::new();
    for piece in context.texts.iter().flat_map(|t| t.pieces) {
        let Piece::Value { expression, .. } = piece else { continue };
        let appendix = expression.pointer().filter(|p| p.to == Destination::Appendix);
        res.extend(appendix.map(|pointer| pointer.id.clone()));
    }
    res
}

/// The mentions in a text, with the capital that a name has.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    text.match_indices(WORD).map(|(at, _)| mention(text, at)).collect()
}

fn mention(text: &str, start: usize) -> Mention {
    let after = start + WORD.len();
    let (from, to) = sentence(text, start);
    let before = &text[from..start];
    let numbers = numbers(&text[after..to]);
    let rest_at = after + numbers.as_ref().map_or(0, |(_, len)| *len);
    let rest = &text[rest_at..to];
    let says = |part: &str| ANNOUNCING.iter().any(|a| part.to_lowercase().contains(a));
    let announced = says(rest) || says(last_words(before));
    // A sentence that cites a paper may well mean the appendix of that paper.
    let of_other_paper = cites(before)
        || cites(rest)
        || rest.starts_with(" của ")
        || OTHER_PAPERS.iter().any(|p| rest.contains(p));
    let end = if numbers.is_some() { rest_at } else { after };
    let named = match numbers {
        Some((numbers, _)) => Named::Numbers(numbers),
        None => Named::Words(described(rest)),
    };
    Mention { start, end, named, announced, of_other_paper }
}

/// Whether a text has the number of a paper.
fn cites(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '.'));
    let mut long = words.filter(|w| w.contains('/') && w.contains('-'));
    long.any(|w| Number::as_typed(w).fault().is_none()) || !numbers_in(text).is_empty()
}

/// The sentence or the bracket around a place.
fn sentence(text: &str, at: usize) -> (usize, usize) {
    let ends = |part: &str| part.match_indices([';', ')']).map(|(i, _)| i).next();
    let stop = text[at..].find(". ");
    let end = [stop, ends(&text[at..])].into_iter().flatten().min();
    let begin =
        [text[..at].rfind(". ").map(|i| i + 2), text[..at].rfind(';').map(|i| i + 1)];
    (begin.into_iter().flatten().max().unwrap_or(0), end.map_or(text.len(), |e| at + e))
}

/// The two words before a place: `Đính kèm`, `kèm theo`, `chi tiết tại`.
fn last_words(text: &str) -> &str {
    let trimmed = text.trim_end();
    let start = trimmed.rmatch_indices([' ', '(']).nth(2).map_or(0, |(i, _)| i);
    &trimmed[start..]
}

/// The words between the mention and what announces it.
fn described(rest: &str) -> String {
    let lower = rest.to_lowercase();
    let cut = ANNOUNCING.iter().filter_map(|a| lower.find(a)).min();
    // Lower case may be of another length; then the whole rest is the description.
    let words = cut.and_then(|cut| rest.get(..cut)).unwrap_or(rest);
    language::collapse(words.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Numbers right after the word: ` I`, ` số 02`, ` I, II và IV`, ` I đến IV`; with how
/// many bytes they take.
fn numbers(text: &str) -> Option<(Vec<usize>, usize)> {
    let lead = if text.starts_with(" số ") {
        " số ".len()
    } else {
        text.strip_prefix(' ').map(|_| 1)?
    };
    let (first, len) = number(&text[lead..])?;
    let mut res = vec![first];
    let mut at = lead + len;
    loop {
        let rest = &text[at..];
        let next = JOINS.iter().find_map(|join| {
            let (n, len) = number(rest.strip_prefix(join)?)?;
            Some((*join, n, join.len() + len))
        });
        let Some((join, n, len)) = next else { break };
        let through = join.contains("đến") || join.contains('-');
        match res.last() {
            Some(&from) if through && from < n && n - from < 50 => {
                res.extend(from + 1..=n);
            }
            _ => res.push(n),
        }
        at += len;
    }
    Some((res, at))
}

fn number(text: &str) -> Option<(usize, usize)> {
    let len = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = &text[..len];
    let roman = || {
        word.bytes().all(|b| b"IVXL".contains(&b)).then(|| language::roman_value(word))
    };
    let arabic = || word.parse().ok().filter(|_| len <= 2);
    let value = arabic().or_else(|| roman().flatten()).filter(|n| *n > 0)?;
    Some((value, len))
}

//! Where a text speaks of an appendix: `Phụ lục II`, `(chi tiết phụ lục 1)`, `(Phụ lục …
//! đính kèm)`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::citation::{PaperNumber, find_numbers};
use crate::formula::Destination;
use crate::language::{self, SoughtWord};
use crate::prose::ProsePiece;

use super::Context;

/// What makes a mention an announcement of something that goes with the paper.
const ANNOUNCING: [&str; 8] = [
    "kèm theo",
    "đính kèm",
    "gửi kèm",
    "chi tiết tại",
    "chi tiết theo",
    "chi tiết như",
    "chi tiết ở",
    "chi tiết trong",
];

/// Kinds of papers that have appendices of their own.
const OTHER_PAPERS: [&str; 15] = [
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
    "Chương trình số",
    "Phương án số",
    "Đề án số",
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
    /// How it names the appendix.
    pub(crate) named: AppendixName,
    /// Whether the sentence says that it goes with a paper.
    pub(crate) announced: bool,
    /// Whether the paper is another one.
    pub(crate) of_other_paper: bool,
}

/// How an appendix is named.
#[derive(Debug)]
pub(crate) enum AppendixName {
    /// By one number or several: `Phụ lục I, II và IV`.
    Numbers(Vec<usize>),
    /// By words of its title, maybe none: `Phụ lục chỉ tiêu kèm theo`.
    Words(String),
}

/// The ids that stand in `phu_luc("…")` anywhere in the form.
pub(crate) fn collect_appendix_pointers(context: &Context<'_>) -> BTreeSet<String> {
    let mut res = BTreeSet::new();
    for piece in context.texts.iter().flat_map(|t| t.pieces) {
        let ProsePiece::Value { expression, .. } = piece else { continue };
        let appendix = expression.pointer().filter(|p| p.to == Destination::Appendix);
        res.extend(appendix.map(|pointer| pointer.id.clone()));
    }
    res
}

/// The mentions in a text, in whatever letters. In small letters and without a number the
/// word may be of any paper; then it counts only where it points to something that goes with
/// this one.
pub(crate) fn find_mentions(text: &str) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for word in find_words(text) {
        // `Phụ lục I và Phụ lục II` is one mention of two.
        if mentions.last().is_some_and(|last| word.start < last.end) {
            continue;
        }
        let is_name = text[word.start..].starts_with('P');
        let mention = read_mention(text, &word);
        let is_numbered = matches!(mention.named, AppendixName::Numbers(_));
        if is_name || is_numbered || is_pointing(text, &word) {
            mentions.push(mention);
        }
    }
    mentions
}

/// Where `phụ lục` stands as words of their own.
fn find_words(text: &str) -> Vec<Range<usize>> {
    const FIRST: SoughtWord = SoughtWord::new("phụ", "PHỤ");
    let words = FIRST.find_in(text).filter_map(|start| {
        let rest = text[start + 5..].trim_start_matches([' ', '\u{a0}']);
        let second = rest.get(..5).filter(|word| word.to_lowercase() == "lục")?;
        let is_apart = rest.len() + 5 < text.len() - start;
        let after = &rest[second.len()..];
        let end = text.len() - after.len();
        let is_whole = !text[..start].ends_with(char::is_alphanumeric)
            && !after.starts_with(char::is_alphabetic);
        (is_apart && is_whole).then_some(start..end)
    });
    words.collect()
}

/// Whether words in small letters point to an appendix: `(theo phụ lục đính kèm)`, `chi tiết
/// tại phụ lục kèm theo`. What only says that a paper has one does not: `báo cáo có phụ lục
/// kèm theo`.
fn is_pointing(text: &str, word: &Range<usize>) -> bool {
    const LEADS: [&str; 6] = ["theo", "tại", "tiết", "xem", "ở", "như"];
    const NEAREST: usize = 60;
    let before = &text[..word.start];
    let near = before.char_indices().rev().nth(NEAREST).map_or(0, |(start, _)| start);
    let before = &before[near..];
    let after = &text[word.end..];
    let bracket = before.rfind('(').filter(|place| !before[*place..].contains(')'));
    if bracket.is_some()
        && let Some(end) = after.find(')')
    {
        return is_announcing(&after[..end]);
    }
    let before = before.trim_end();
    let before = before.strip_suffix(" các").unwrap_or(before);
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let next = after.trim_start();
    // `Chi tiết như phụ lục`
    let lead = before[..before.len() - last.len()].trim_end().to_lowercase();
    let is_detail = lead.ends_with("chi tiết") && !next.starts_with("của ");
    let is_led = LEADS.contains(&last.to_lowercase().as_str());
    let is_enclosed =
        ["kèm theo", "đính kèm", "gửi kèm"].iter().any(|word| next.starts_with(word));
    is_led && (is_detail || is_enclosed)
}

/// The mention whose word stands at a place, read with the sentence around it.
fn read_mention(text: &str, word: &Range<usize>) -> Mention {
    let Range { start, end: after } = *word;
    let Range { start: from, end: to } = find_sentence(text, start);
    let before = &text[from..start];
    let numbers = read_numbers(&text[after..to]);
    let numbers_end = after + numbers.as_ref().map_or(0, |(_, len)| *len);
    let after_numbers = &text[numbers_end..to];
    let announced =
        is_announcing(after_numbers) || is_announcing(take_last_words(before));
    // A sentence that cites a paper may well mean the appendix of that paper.
    let of_other_paper = has_paper_number(before)
        || has_paper_number(after_numbers)
        || after_numbers.starts_with(" của ") && !is_of_this_paper(after_numbers)
        || OTHER_PAPERS.iter().any(|p| after_numbers.contains(p));
    let end = if numbers.is_some() { numbers_end } else { after };
    let named = match numbers {
        Some((numbers, _)) => AppendixName::Numbers(numbers),
        None => AppendixName::Words(describe_appendix(after_numbers)),
    };
    Mention { start, end, named, announced, of_other_paper }
}

/// Whether words behind an appendix say that it is of this paper: ` của Kế hoạch này`.
fn is_of_this_paper(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().take(4).collect();
    words.get(3).is_some_and(|word| word.starts_with("này"))
}

/// Whether a text cites a paper, by its number or by its kind with a capital.
pub(super) fn is_citing_paper(text: &str) -> bool {
    has_paper_number(text) || OTHER_PAPERS.iter().any(|paper| text.contains(paper))
}

/// Whether a text cites a paper behind its first word: `Hướng dẫn thực hiện …` is what is to
/// be done, and no paper.
pub(super) fn is_citing_within(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.find(' ').map_or("", |end| &text[end..]);
    has_paper_number(text)
        || OTHER_PAPERS.iter().any(|paper| rest.contains(paper))
        || text.starts_with("Luật ")
}

/// Whether a text has the number of a paper.
fn has_paper_number(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '.'));
    let mut long = words.filter(|w| w.contains('/') && w.contains('-'));
    long.any(|w| PaperNumber::as_typed(w).error().is_none())
        || !find_numbers(text).is_empty()
}

/// The sentence or the bracket around a place; of a text without stops, what is near.
fn find_sentence(text: &str, place: usize) -> Range<usize> {
    const LONGEST: usize = 2_000;
    let (before, after) = text.split_at(place);
    let nearest = before.char_indices().rev().nth(LONGEST).map_or(0, |(start, _)| start);
    let farthest = after.char_indices().nth(LONGEST).map_or(after.len(), |(end, _)| end);
    let (before, after) = (&before[nearest..], &after[..farthest]);
    let starts = [before.rfind(". ").map(|i| i + 2), before.rfind(';').map(|i| i + 1)];
    let ends = [after.find(". "), after.find([';', ')'])];
    let start = starts.into_iter().flatten().max().unwrap_or(0);
    let end = ends.into_iter().flatten().min().unwrap_or(after.len());
    nearest + start..place + end
}

/// Whether words say that something goes with the paper.
fn is_announcing(words: &str) -> bool {
    let words = words.to_lowercase();
    ANNOUNCING.iter().any(|announcing| words.contains(announcing))
}

/// The two words before a place: `Đính kèm`, `kèm theo`, `chi tiết tại`.
fn take_last_words(text: &str) -> &str {
    let trimmed = text.trim_end();
    let start = trimmed.rmatch_indices([' ', '(']).nth(2).map_or(0, |(i, _)| i);
    &trimmed[start..]
}

/// The words between the mention and what announces it.
fn describe_appendix(text: &str) -> String {
    let lower = text.to_lowercase();
    let cut = ANNOUNCING.iter().filter_map(|a| lower.find(a)).min();
    // Lower case may be of another length; then all of the text is the description.
    let words = cut.and_then(|cut| text.get(..cut)).unwrap_or(text);
    language::normalize_spaces(words.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Numbers right after the word: ` I`, ` số 02`, ` I, II và IV`, ` I đến IV`; with how
/// many bytes they take. A figure may follow without a blank: `phụ lục1`.
fn read_numbers(text: &str) -> Option<(Vec<usize>, usize)> {
    const BLANKS: [char; 3] = [' ', '\u{a0}', ':'];
    let rest = text.trim_start_matches(BLANKS);
    let named = ["số", "Số", "SỐ"].iter().find_map(|word| rest.strip_prefix(word));
    let rest = named.map_or(rest, |rest| rest.trim_start_matches(BLANKS));
    let lead = text.len() - rest.len();
    let (first, len) = read_number(&text[lead..])?;
    let mut res = vec![first];
    let mut end = lead + len;
    loop {
        let rest = &text[end..];
        let next = JOINS.iter().find_map(|join| {
            let (n, len) = read_number(rest.strip_prefix(join)?)?;
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
        end += len;
    }
    Some((res, end))
}

fn read_number(text: &str) -> Option<(usize, usize)> {
    let len = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let word = &text[..len];
    let value = if word.bytes().all(|b| b"IVXL".contains(&b)) {
        language::from_roman(word)
    } else {
        word.parse().ok().filter(|_| len <= 2)
    };
    Some((value.filter(|number| *number > 0)?, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each mention of a text names, and whether it is announced as of this paper.
    fn list_names(text: &str) -> Vec<(String, bool)> {
        let describe = |mention: Mention| {
            let name = match mention.named {
                AppendixName::Numbers(numbers) => format!("{numbers:?}"),
                AppendixName::Words(words) => words,
            };
            (name, mention.announced && !mention.of_other_paper)
        };
        find_mentions(text).into_iter().map(describe).collect()
    }

    #[test]
    fn numbers_of_appendices_are_read_with_lists_and_ranges() {
        for (text, numbers) in [
            ("Phụ lục I", "[1]"),
            ("Phụ lục số 02", "[2]"),
            ("Phụ lục I, II và IV", "[1, 2, 4]"),
            ("Phụ lục I đến IV", "[1, 2, 3, 4]"),
            ("Phụ lục 2-4", "[2, 3, 4]"),
            ("Phụ lục I và Phụ lục III", "[1, 3]"),
        ] {
            assert_eq!(list_names(text)[0].0, numbers, "{text}");
        }
    }

    #[test]
    fn a_mention_is_announced_within_its_sentence_or_bracket() {
        for (text, announced) in [
            ("(Chi tiết tại Phụ lục I)", true),
            ("Phụ lục chỉ tiêu kèm theo", true),
            ("Xem Phụ lục I. Kế hoạch đính kèm", false),
            ("Phụ lục I kèm theo Nghị định này", false),
            ("Phụ lục II của xã đính kèm", false),
        ] {
            assert_eq!(list_names(text)[0].1, announced, "{text}");
        }
        assert_eq!(list_names("Phụ lục chỉ tiêu kèm theo")[0].0, "chỉ tiêu");
    }
}

//! The names of units in a text. A text is read once, whatever the number of units.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::language;

/// Names of fewer words mean other things in texts too often.
const FEWEST_WORDS: usize = 2;

/// Words before a name that are no part of it, however they are written.
const KINDS: [&str; 14] = [
    "xã",
    "phường",
    "trấn",
    "huyện",
    "quận",
    "phố",
    "tỉnh",
    "khu",
    "thôn",
    "bản",
    "ấp",
    "trường",
    "viện",
    "sở",
];

/// The names of all units.
#[derive(Default)]
pub(super) struct UnitNames {
    /// Index of the unit, by the words of its name; none where several units share it.
    known: HashMap<String, Option<usize>>,
    /// How many words the longest name has, by the first word of names.
    first: HashMap<String, usize>,
    /// The letters that first words begin with: most words of a text begin no name.
    letters: HashSet<char>,
}

/// A unit's name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameHit {
    /// Index of the unit that is called so.
    pub(super) unit: usize,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
}

/// A word of a text.
struct TextWord<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    /// What is between it and the word before.
    gap: WordGap,
}

/// What is between two words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WordGap {
    /// Spaces, also unbreakable ones.
    Space,
    /// A line end or a hyphen: a name may go on behind it.
    Loose,
    /// Anything else, such as a comma: no name goes on behind it.
    Apart,
}

impl UnitNames {
    /// The names of units, in their order.
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut res = Self::default();
        for (unit, name) in names.enumerate() {
            let words = split_into_words(name);
            if words.len() < FEWEST_WORDS {
                continue;
            }
            res.letters.extend(find_first_letter(words[0].text));
            let longest = res.first.entry(lower_first_word(&words[0])).or_default();
            *longest = words.len().max(*longest);
            let owner = res.known.entry(join_words(&words)).or_insert(Some(unit));
            if *owner != Some(unit) {
                *owner = None;
            }
        }
        res
    }

    /// The names in a text, of two that begin at one word the longer. One that is part of
    /// a longer name, known or not, is none.
    ///
    /// One pass from left to right: at each word the longest known name is taken, and
    /// what it covers is passed over, also where it does not count. So the time grows
    /// with the text and with the longest name, and not with the number of units.
    pub(super) fn find(&self, text: &str) -> Vec<NameHit> {
        let words = split_into_words(text);
        let mut res = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let Some(name) = self.longest_name(&words[start..]) else {
                start += 1;
                continue;
            };
            let end = start + name.words;
            let is_part_of_longer =
                is_continued(words.get(end)) || is_begun_before(&words, start);
            if let Some(unit) = name.unit.filter(|_| !is_part_of_longer) {
                let range = words[start].start..words[end - 1].end;
                res.push(NameHit { unit, range });
            }
            start = end;
        }
        res
    }

    /// The longest name with which some words begin.
    fn longest_name(&self, words: &[TextWord<'_>]) -> Option<KnownName> {
        if !self.letters.contains(&find_first_letter(words[0].text)?) {
            return None;
        }
        let mut name = lower_first_word(&words[0]);
        let longest = *self.first.get(&name)?;
        let mut res = None;
        for (index, word) in words.iter().enumerate().take(longest).skip(1) {
            if word.gap == WordGap::Apart {
                break;
            }
            name.push(' ');
            name.push_str(&normalize_word(word.text));
            if let Some(unit) = self.known.get(&name) {
                res = Some(KnownName { unit: *unit, words: index + 1 });
            }
        }
        res
    }
}

/// A name of units, found at the beginning of some words.
struct KnownName {
    /// Index of the unit; none where several units share the name.
    unit: Option<usize>,
    /// How many words it has.
    words: usize,
}

/// Whether a name goes on with a word.
fn is_continued(next: Option<&TextWord<'_>>) -> bool {
    next.is_some_and(|word| word.gap == WordGap::Space && is_capitalized(word.text))
}

/// Whether a name begins before the word at which it was found: `Nguyễn Nam Đông`. The
/// word before must be a capitalized word itself, neither a kind of place (`xã Nam Đông`)
/// nor an abbreviation (`UBND Nam Đông`).
fn is_begun_before(words: &[TextWord<'_>], start: usize) -> bool {
    let Some(before) = start.checked_sub(1).map(|before| &words[before]) else {
        return false;
    };
    let word = &words[start];
    word.gap == WordGap::Space
        && is_capitalized(word.text)
        && is_capitalized(before.text)
        && !KINDS.contains(&before.text.to_lowercase().as_str())
        && before.text.chars().nth(1).is_some_and(char::is_lowercase)
}

fn is_capitalized(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The first letter of a word, small and without marks.
fn find_first_letter(word: &str) -> Option<char> {
    let letter = word.chars().find(|c| c.is_alphanumeric())?;
    language::fold(letter.encode_utf8(&mut [0; 4])).chars().next()
}

fn join_words(words: &[TextWord<'_>]) -> String {
    let mut res = lower_first_word(&words[0]);
    for word in &words[1..] {
        res.push(' ');
        res.push_str(&normalize_word(word.text));
    }
    res
}

/// The first word of a name, which is small within a sentence.
fn lower_first_word(word: &TextWord<'_>) -> String {
    normalize_word(&language::lower_first(word.text))
}

/// A word as names are looked up, which knows no case, and which of its letters are
/// capitals: `Nam` is neither `nam` nor `NAM`.
fn normalize_word(word: &str) -> String {
    let mut res = language::to_name_key(word);
    let mut letters = word.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
    if letters.next().is_some_and(char::is_uppercase) {
        res.push('^');
        // `M'Gar` is `M'gar`.
        let mut others = letters.peekable();
        if others.peek().is_some() && others.all(char::is_uppercase) {
            res.push('^');
        }
    }
    res
}

/// The words of a text, without what `{{ … }}` and `["…"]` hold: these read a value, and
/// are not printed.
///
/// What is between the last word and the next decides: if it opens such brackets and
/// does not close them, everything up to their end is passed over, and the words after it
/// stand apart from those before.
fn split_into_words(text: &str) -> Vec<TextWord<'_>> {
    let mut res = Vec::new();
    let mut end = 0;
    while let Some(skip) = text[end..].find(is_word_char) {
        let start = end + skip;
        if let Some(closed) = find_expression_end(text, end, start) {
            end = closed;
            continue;
        }
        let gap = classify_gap(&text[end..start]);
        end = find_word_end(text, start);
        res.push(TextWord { text: &text[start..end], start, end, gap });
    }
    res
}

/// Where a word ends. A name of the highlands may have a blank behind its apostrophe, as
/// in `B' Lao`, and is one word.
fn find_word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let end = find_letters_end(rest);
    let mut letters = rest[..end].chars();
    let is_syllable = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| !c.is_alphanumeric())
        && letters.next().is_none();
    let behind = rest[end..].strip_prefix(' ').filter(|_| is_syllable);
    let behind = behind.filter(|behind| behind.starts_with(char::is_uppercase));
    match behind {
        Some(behind) => start + end + 1 + find_letters_end(behind),
        None => start + end,
    }
}

/// Where the letters end with which a text begins. What is typed for an apostrophe and is a
/// quotation mark too is one of them between two letters.
fn find_letters_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((place, c)) = letters.next() {
        let is_between = matches!(c, '‘' | '`' | '′' | '‛')
            && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !is_word_char(c) && !is_between {
            return place;
        }
    }
    text.len()
}

/// Where an expression ends that opens between two places and is not closed there; the
/// end of the text where it is never closed.
fn find_expression_end(text: &str, from: usize, to: usize) -> Option<usize> {
    let between = &text[from..to];
    for (open, close) in [("{{", "}}"), ("[\"", "\"]")] {
        let opened = between.rfind(open);
        if opened.is_some_and(|opened| !between[opened..].contains(close)) {
            return Some(text[to..].find(close).map_or(text.len(), |skip| to + skip));
        }
    }
    None
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\'' | '’' | '´')
        || ('\u{300}'..='\u{36f}').contains(&c)
}

fn classify_gap(between: &str) -> WordGap {
    let bare = between.trim_matches([' ', '\u{a0}', '\n']);
    match bare {
        "" if !between.contains('\n') => WordGap::Space,
        "" | "-" | "–" if !between.contains("\n\n") => WordGap::Loose,
        _ => WordGap::Apart,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [&str; 8] = [
        "Huyện Nam Đông",
        "Huyện A Lưới",
        "Thành phố Huế",
        "Xã Tân Lập",
        "Xã Tân Lập Thượng",
        "Xã Hòa Bình",
        "Xã Hòa Bình",
        "Huế",
    ];

    fn found(text: &str) -> Vec<(usize, &str)> {
        let names = UnitNames::new(UNITS.into_iter());
        names.find(text).into_iter().map(|hit| (hit.unit, &text[hit.range])).collect()
    }

    #[test]
    fn a_name_is_found_as_it_stands_in_a_sentence() {
        assert_eq!(found("Tại huyện Nam Đông, có"), [(0, "huyện Nam Đông")]);
        assert_eq!(found("Huyện A\nLưới"), [(1, "Huyện A\nLưới")]);
        assert_eq!(
            found("thành phố Huế và xã Tân Lập"),
            [(2, "thành phố Huế"), (3, "xã Tân Lập")]
        );
        assert_eq!(found("huyện Nam Đo\u{302}ng"), [(0, "huyện Nam Đo\u{302}ng")]);
    }

    #[test]
    fn part_of_a_longer_name_is_no_name() {
        assert_eq!(found("xã Tân Lập Thượng"), [(4, "xã Tân Lập Thượng")]);
        assert_eq!(found("xã Tân Lập Hạ"), []);
        let short = UnitNames::new(["Nam Đông", "Tân Lập"].into_iter());
        assert_eq!(short.find("ông Nguyễn Nam Đông"), []);
        assert_eq!(short.find("ở Huyện Nam Đông").len(), 1);
        assert_eq!(short.find("UBND Nam Đông").len(), 1);
    }

    #[test]
    fn what_only_looks_like_a_name_is_none() {
        assert_eq!(found("huyện Nam, Đông và Tây"), []);
        assert_eq!(found("huyện nam đông"), []);
        assert_eq!(found("Huyện. Nam Đông"), []);
        // One word, and a name that two units share.
        assert_eq!(found("ở Huế, xã Hòa Bình"), []);
    }

    #[test]
    fn what_is_read_is_not_said() {
        assert_eq!(found("giảm {{ don_vi[\"Huyện Nam Đông\"].giam }} hộ"), []);
        assert_eq!(found("{{ a }} huyện A Lưới {{ b }}"), [(1, "huyện A Lưới")]);
        assert_eq!(found("a[\"Huyện A Lưới\"].b + 1"), []);
    }

    #[test]
    fn a_hyphen_in_a_name_may_have_spaces_or_not() {
        let names = UnitNames::new(["Tỉnh Bà Rịa - Vũng Tàu", "Xã Cư M'gar"].into_iter());
        assert_eq!(names.find("tỉnh Bà Rịa-Vũng Tàu, xã Cư M’gar").len(), 2);
    }

    #[test]
    fn a_name_is_found_in_any_spelling() {
        let names = ["Xã Hoà An", "Xã B' Lao", "Xã Cư M’gar", "Xã Quý Lộc"];
        let names = UnitNames::new(names.into_iter());
        for text in [
            "ở xã Hòa An",
            "xã B’Lao",
            "xã B’ Lao",
            "Xã Cư M´gar",
            "xã Qúy Lộc",
            "xã Cư M'Gar",
            "xã Cư M‘gar",
            "Xã Cư M`gar",
        ] {
            assert_eq!(names.find(text).len(), 1, "{text}");
        }
        for text in ["xã Hóa An", "xã hòa an", "xã HÒA AN", "xã Quy Lộc"] {
            assert_eq!(names.find(text), [], "{text}");
        }
    }
}

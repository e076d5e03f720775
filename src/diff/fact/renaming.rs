//! One name in place of another throughout a paper. An office, a unit or a term that changes
//! in many passages is one act of who edits: one change, with how many passages there are
//! and where.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use crate::language::is_letter_or_figure;
use crate::redline::{Inline, MarkedRun};

use super::super::change::{Change, ChangeKind, Detail, Topic};
use super::super::side::Side;
use super::build_change;

/// So many passages make one change. Fewer are read as fast one by one.
const LEAST: usize = 3;

/// Names that are tried, those first that explain the most: each is held against all texts.
const MOST_TRIED: usize = 64;

/// Words before those that differ that may belong to the name.
const MOST_BEFORE: usize = 3;

/// Both versions of one text of a change.
struct TextPair {
    old: String,
    new: String,
    /// Both in small letters.
    lower: [String; 2],
}

impl TextPair {
    fn new(old: String, new: String) -> Self {
        let lower = [old.to_lowercase(), new.to_lowercase()];
        Self { old, new, lower }
    }
}

/// Words in place of others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Renaming {
    /// Whether the word behind them is taken as a part of the term: `thôn trưởng`.
    is_longer: bool,
    /// Those of the old version, in small letters.
    old: String,
    /// Those of the new version.
    new: String,
}

/// Puts together edits that put one name in place of another and do nothing else. A name
/// that the new version still has somewhere was not renamed: there each edit stands alone.
pub(super) fn join_renamings(changes: Vec<Change>, new: &Side<'_>) -> Vec<Change> {
    let texts: Vec<Option<Vec<TextPair>>> =
        changes.iter().map(list_edited_texts).collect();
    let mut owners: Vec<Option<usize>> = vec![None; changes.len()];
    let mut joined = Vec::new();
    let mut new_texts: Option<Vec<String>> = None;
    for renaming in list_candidates(&texts) {
        let is_member = |texts: &Option<Vec<TextPair>>| {
            texts
                .as_ref()
                .is_some_and(|texts| texts.iter().all(|text| renaming.explains(text)))
        };
        let members: Vec<usize> = (0..changes.len())
            .filter(|index| owners[*index].is_none() && is_member(&texts[*index]))
            .collect();
        let pairs =
            || members.iter().filter_map(|index| texts[*index].as_ref()).flatten();
        if pairs().count() < LEAST {
            continue;
        }
        let new_texts = new_texts.get_or_insert_with(|| {
            (0..new.tree.len()).map(|node| new.tree.text(node).to_lowercase()).collect()
        });
        if renaming.is_left_in(new_texts) {
            continue;
        }
        members.iter().for_each(|index| owners[*index] = Some(joined.len()));
        let first = members.first().map_or(0, |index| changes[*index].order);
        let members = members.iter().map(|index| &changes[*index]);
        joined.push(renaming.describe(&pairs().collect::<Vec<_>>(), members, first));
    }
    let rest = changes.into_iter().zip(owners);
    let rest = rest.filter(|(_, owner)| owner.is_none()).map(|(change, _)| change);
    rest.chain(joined).collect()
}

/// The texts of an edit, where it has nothing but texts that both versions have.
fn list_edited_texts(change: &Change) -> Option<Vec<TextPair>> {
    if change.follows() || change.kind != ChangeKind::Changed || change.details.is_empty()
    {
        return None;
    }
    change.details.iter().map(read_texts).collect()
}

fn read_texts(detail: &Detail) -> Option<TextPair> {
    if detail.is_weighty() {
        return None;
    }
    if detail.words.is_empty() {
        return Some(TextPair::new(detail.old.clone()?, detail.new.clone()?));
    }
    let (mut old, mut new) = (String::new(), String::new());
    for MarkedRun { mark, inline } in &detail.words {
        let text = match inline {
            Inline::Text { text, .. } => text.as_str(),
            // A note or a blank to be filled in is no part of a name.
            _ => "\u{1f}",
        };
        if mark.is_old() {
            old.push_str(text);
        }
        if mark.is_new() {
            new.push_str(text);
        }
    }
    Some(TextPair::new(old, new))
}

/// What may have been renamed, that which explains the most texts first; of two that explain
/// as many the longer one, which is the whole name. Terms with the word behind them come
/// last, for what is left elsewhere without it.
fn list_candidates(texts: &[Option<Vec<TextPair>>]) -> Vec<Renaming> {
    let mut counts: HashMap<Renaming, usize> = HashMap::new();
    for renaming in texts.iter().flatten().flatten().flat_map(Renaming::list) {
        *counts.entry(renaming).or_default() += 1;
    }
    let mut res: Vec<_> =
        counts.into_iter().filter(|(_, count)| *count >= LEAST).collect();
    // What is equal in both by its words: a map has no order of its own.
    res.sort_by_cached_key(|(renaming, count)| {
        let length = renaming.old.len();
        let names = [renaming.old.clone(), renaming.new.clone()];
        (renaming.is_longer, Reverse((*count, length)), names)
    });
    res.into_iter().map(|(renaming, _)| renaming).take(MOST_TRIED).collect()
}

impl Renaming {
    /// What stands between the words that both versions of a text begin and end with, alone
    /// and with the words before it that begin with a capital, `Sở` of `Sở Nội vụ`; each also
    /// with the word behind it.
    fn list(text: &TextPair) -> Vec<Self> {
        let (old_words, new_words) = (find_words(&text.old), find_words(&text.new));
        let is_same = |(one, other): &(&Range<usize>, &Range<usize>)| {
            text.old[(*one).clone()] == text.new[(*other).clone()]
        };
        let before = old_words.iter().zip(&new_words).take_while(is_same).count();
        let (old_rest, new_rest) = (&old_words[before..], &new_words[before..]);
        let pairs = old_rest.iter().rev().zip(new_rest.iter().rev());
        let after = pairs.take_while(is_same).count();
        let (old_end, new_end) = (old_words.len() - after, new_words.len() - after);
        if old_end == before || new_end == before {
            return Vec::new();
        }
        let names = old_words[..before].iter().rev().take(MOST_BEFORE);
        let names = names
            .take_while(|word| text.old[(*word).clone()].starts_with(char::is_uppercase));
        let most_before = names.count();
        let most_after = usize::from(after > 0);
        let parts = (0..=most_before)
            .flat_map(|before| (0..=most_after).map(move |after| (before, after)));
        parts
            .map(|(more_before, more_after)| {
                let take = |text: &str, words: &[Range<usize>], end: usize| {
                    let start = words[before - more_before].start;
                    text[start..words[end + more_after - 1].end].to_lowercase()
                };
                Self {
                    is_longer: more_after > 0,
                    old: take(&text.old, &old_words, old_end),
                    new: take(&text.new, &new_words, new_end),
                }
            })
            .filter(Self::is_name)
            .collect()
    }

    /// Whether both are names or terms: figures are read where they stand.
    fn is_name(&self) -> bool {
        [&self.old, &self.new].iter().all(|text| {
            text.contains(char::is_alphabetic)
                && !text.contains(|c: char| c.is_numeric() || matches!(c, '\u{1f}' | '…'))
        })
    }

    /// Whether a text differs in this alone, wherever the name stands in it.
    fn explains(&self, text: &TextPair) -> bool {
        let [old, new] = &text.lower;
        let places = find_whole(old, &self.old);
        if places.is_empty() {
            return false;
        }
        let mut renamed = String::with_capacity(old.len());
        let mut from = 0;
        for place in places {
            renamed += &old[from..place.start];
            renamed += &self.new;
            from = place.end;
        }
        renamed += &old[from..];
        renamed == *new
    }

    /// Whether texts of the new version, in small letters, still have the old name, and not
    /// as a part of the new one.
    fn is_left_in(&self, texts: &[String]) -> bool {
        texts.iter().any(|text| {
            let renamed = find_whole(text, &self.new);
            let mut left = find_whole(text, &self.old).into_iter();
            left.any(|place| {
                let mut around = renamed.iter();
                !around.any(|new| new.start <= place.start && place.end <= new.end)
            })
        })
    }

    /// One change for all texts in which one name stands for the other.
    fn describe<'c>(
        &self,
        texts: &[&TextPair],
        members: impl Iterator<Item = &'c Change>,
        order: usize,
    ) -> Change {
        let mut res = build_change(Topic::Naming, ChangeKind::Renamed, "", order);
        let [old, new] = self.spell(texts);
        res.details.push(Detail::value("", Some(old), Some(new)));
        let places = Some(list_places(members));
        res.details.push(Detail::value(format!("{} chỗ", texts.len()), None, places));
        res
    }

    /// Both names as the first text has them.
    fn spell(&self, texts: &[&TextPair]) -> [String; 2] {
        let spell = |text: Option<&str>, name: &str| {
            let found = text.and_then(|text| Some(&text[find_name(text, name)?]));
            found.unwrap_or(name).to_owned()
        };
        let first = texts.first();
        [
            spell(first.map(|text| text.old.as_str()), &self.old),
            spell(first.map(|text| text.new.as_str()), &self.new),
        ]
    }
}

/// Where a name stands first in a text, in any capitals. Letters of another length in small
/// ones are in no name of an office.
fn find_name(text: &str, name: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    let place = find_whole(&lower, name).into_iter().next()?;
    let found = text.get(place.clone()).filter(|found| found.to_lowercase() == name);
    found.map(|_| place)
}

/// The places of changes, each with how many of them it has.
fn list_places<'c>(members: impl Iterator<Item = &'c Change>) -> String {
    let mut places: Vec<(String, usize)> = Vec::new();
    for member in members {
        let place = match member.place.as_str() {
            "" => member.topic.vietnamese().to_lowercase(),
            place => place.to_owned(),
        };
        match places.last_mut().filter(|(last, _)| *last == place) {
            Some((_, count)) => *count += member.details.len(),
            None => places.push((place, member.details.len())),
        }
    }
    let places = places.into_iter().map(|(place, count)| match count {
        1 => place,
        count => format!("{place} ({count} chỗ)"),
    });
    places.collect::<Vec<_>>().join("; ")
}

/// The words of a text, without the signs around them.
fn find_words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (place, c) in text.char_indices() {
        // A note that stands for itself is no word, and parts words.
        if !is_letter_or_figure(c) && c != '\u{1f}' {
            continue;
        }
        let end = place + c.len_utf8();
        match words.last_mut().filter(|word| word.end == place && c != '\u{1f}') {
            Some(word) => word.end = end,
            None => words.push(place..end),
        }
    }
    words
}

/// Where words stand in a text that no letter or figure goes on with.
fn find_whole(text: &str, words: &str) -> Vec<Range<usize>> {
    let places = text.match_indices(words);
    places
        .map(|(start, found)| start..start + found.len())
        .filter(|place| {
            !text[..place.start].ends_with(is_letter_or_figure)
                && !text[place.end..].starts_with(is_letter_or_figure)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(old: &str, new: &str) -> TextPair {
        TextPair::new(old.to_owned(), new.to_owned())
    }

    fn make_renaming(old: &str, new: &str) -> Renaming {
        let (old, new) = (old.to_owned(), new.to_owned());
        Renaming { is_longer: false, old, new }
    }

    #[test]
    fn a_term_may_be_known_by_the_word_behind_it() {
        let found = Renaming::list(&pair("của thôn trưởng.", "của xóm trưởng."));
        let found: Vec<_> =
            found.iter().map(|found| (&*found.old, found.is_longer)).collect();
        assert_eq!(found, [("thôn", false), ("thôn trưởng", true)]);
    }

    #[test]
    fn what_differs_between_two_texts_is_a_name_or_nothing() {
        let name = "Lao động - Thương binh và Xã hội";
        let texts = [
            format!("phối hợp với Sở {name} thực hiện."),
            "phối hợp với Sở Nội vụ thực hiện.".to_owned(),
        ];
        for (old, new, expected) in [
            (
                &*texts[0],
                &*texts[1],
                &[
                    ("lao động - thương binh và xã hội", "nội vụ"),
                    ("sở lao động - thương binh và xã hội", "sở nội vụ"),
                ][..],
            ),
            ("của các thôn", "của các xóm", &[("thôn", "xóm")]),
            ("giảm 5 hộ", "giảm 6 hộ", &[]),
            ("trước tháng 7 năm 2024", "trước tháng 8 năm 2025", &[]),
            ("các thôn", "các thôn", &[]),
            ("các thôn", "các", &[]),
            ("", "các", &[]),
        ] {
            let found = Renaming::list(&pair(old, new));
            let found = found.iter().filter(|found| !found.is_longer);
            let found: Vec<_> = found.map(|found| (&*found.old, &*found.new)).collect();
            assert_eq!(found, expected, "{old} / {new}");
        }
    }

    #[test]
    fn a_text_in_which_something_else_differs_is_not_explained() {
        let renaming = make_renaming("thôn", "xóm");
        for (old, new, expected) in [
            ("Các thôn, TRƯỞNG THÔN", "Các xóm, TRƯỞNG XÓM", true),
            ("Các thôn và thôn Ba", "Các xóm và thôn Ba", false),
            ("Các thôn", "Các xóm ngay", false),
            ("nông thônmới", "nông xómmới", false),
            ("Các xã", "Các xã", false),
        ] {
            assert_eq!(renaming.explains(&pair(old, new)), expected, "{old} / {new}");
        }
    }

    #[test]
    fn a_name_that_stands_in_the_new_one_alone_is_left_nowhere() {
        let renaming = make_renaming("sở y tế", "sở y tế tỉnh");
        for (text, expected) in [
            ("giao sở y tế tỉnh chủ trì", false),
            ("giao sở y tế tỉnh và sở y tế", true),
            ("giao sở y tế", true),
            ("", false),
        ] {
            assert_eq!(renaming.is_left_in(&[text.to_owned()]), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_spelled_as_the_first_text_has_it() {
        let texts = [
            pair("Giao Sở Lao động chủ trì", "Giao Sở Nội vụ chủ trì"),
            pair("SỞ LAO ĐỘNG", "SỞ NỘI VỤ"),
        ];
        let renaming = make_renaming("sở lao động", "sở nội vụ");
        assert!(texts.iter().all(|text| renaming.explains(text)));
        let all: Vec<_> = texts.iter().collect();
        assert_eq!(renaming.spell(&all), ["Sở Lao động", "Sở Nội vụ"]);
        assert_eq!(renaming.spell(&all[1..]), ["SỞ LAO ĐỘNG", "SỞ NỘI VỤ"]);
        // `İ` has more bytes in small letters.
        assert_eq!(find_name("İ Sở Lao động", "sở lao động"), None);
    }
}

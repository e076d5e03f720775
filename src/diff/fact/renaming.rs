//! One name in place of another throughout a paper. An office or a kind of unit that changes
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
const MOST_BEFORE: usize = 8;

/// Both versions of one text of a change.
struct TextPair {
    old: String,
    new: String,
    /// Both in small letters.
    lower: [String; 2],
    /// Whether it is who does a task, as a value.
    is_unit: bool,
}

impl TextPair {
    fn new(old: String, new: String) -> Self {
        let lower = [old.to_lowercase(), new.to_lowercase()];
        Self { old, new, lower, is_unit: false }
    }
}

/// Words for kinds of units, which are changed throughout where a unit is of another kind.
const UNITS: [&str; 20] = [
    "thôn",
    "xóm",
    "ấp",
    "bản",
    "buôn",
    "làng",
    "sóc",
    "khóm",
    "khối",
    "khu phố",
    "tổ dân phố",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
    "huyện",
    "quận",
    "thị xã",
    "thành phố",
    "tỉnh",
];

/// What details call who does a task.
const UNIT_LABELS: [&str; 3] = ["chủ trì", "thực hiện", "phối hợp"];

/// Words in place of others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Renaming {
    /// Whether the word behind them is taken as a part of the name: `Sở Y tế tỉnh`.
    is_longer: bool,
    /// Those of the old version, in small letters.
    old: String,
    /// Those of the new version.
    new: String,
}

/// Puts together edits that put one name in place of another and do nothing else. A name
/// that the new version still has somewhere was not renamed, nor was one for which the other
/// stands that the old version had already; and where nothing but who does the tasks is
/// another, they were given to others. There each edit stands alone.
pub(super) fn join_renamings(
    changes: Vec<Change>,
    old: &Side<'_>,
    new: &Side<'_>,
) -> Vec<Change> {
    let texts: Vec<Option<Vec<TextPair>>> =
        changes.iter().map(list_edited_texts).collect();
    let mut owners: Vec<Option<usize>> = vec![None; changes.len()];
    let mut joined = Vec::new();
    let mut both_texts: Option<[Vec<String>; 2]> = None;
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
        if pairs().count() < LEAST || pairs().all(|text| text.is_unit) {
            continue;
        }
        let [old_texts, new_texts] =
            both_texts.get_or_insert_with(|| [old, new].map(list_lower_texts));
        let is_known =
            old_texts.iter().any(|text| !find_whole(text, &renaming.new).is_empty());
        if is_known || renaming.is_left_in(new_texts) {
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

/// The texts of a paper, in small letters.
fn list_lower_texts(side: &Side<'_>) -> Vec<String> {
    (0..side.tree.len()).map(|node| side.tree.text(node).to_lowercase()).collect()
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
        let pair = TextPair::new(detail.old.clone()?, detail.new.clone()?);
        let is_unit = UNIT_LABELS.contains(&detail.label.as_str());
        return Some(TextPair { is_unit, ..pair });
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
/// as many the longer one, which is the whole name. Names with the word behind them come
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
        if old_end == before && new_end == before {
            return Vec::new();
        }
        // How many words before it make a longer name with it: as far as no sign parts them.
        let near = (1..=before.min(MOST_BEFORE)).take_while(|more| {
            let word = &old_words[before - more];
            let next = old_words.get(before - more + 1);
            next.is_none_or(|next| !text.old[word.end..next.start].contains(is_stop))
        });
        let names = near.filter(|more| {
            text.old[old_words[before - more].start..].starts_with(char::is_uppercase)
        });
        let names: Vec<usize> = [0].into_iter().chain(names).collect();
        let most_after = usize::from(after > 0);
        let parts = names
            .into_iter()
            .flat_map(|before| (0..=most_after).map(move |after| (before, after)));
        let has_words = |(more_before, more_after): &(usize, usize)| {
            old_end + more_after > before - more_before
                && new_end + more_after > before - more_before
        };
        let parts = parts.filter(has_words);
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
            .filter(|renaming| renaming.is_name(text))
            .collect()
    }

    /// Whether both are names, or words for a kind of unit. Figures are read where they
    /// stand, and so is what other words change.
    fn is_name(&self, text: &TextPair) -> bool {
        let is_read_alone = |name: &String| {
            name.contains(|c: char| c.is_numeric() || matches!(c, '\u{1f}' | '…'))
        };
        if [&self.old, &self.new].into_iter().any(is_read_alone) {
            return false;
        }
        let are_units =
            [&self.old, &self.new].iter().all(|name| UNITS.contains(&&***name));
        are_units
            || has_capitals(&text.old, &self.old) && has_capitals(&text.new, &self.new)
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

    /// Both names as the first text has them that is not all in capitals.
    fn spell(&self, texts: &[&TextPair]) -> [String; 2] {
        let spell = |text: &str, name: &str| {
            find_name(text, name)
                .map_or_else(|| name.to_owned(), |place| text[place].to_owned())
        };
        let spelled = texts
            .iter()
            .map(|text| [spell(&text.old, &self.old), spell(&text.new, &self.new)]);
        let is_mixed = |names: &[String; 2]| {
            names.iter().all(|name| name.contains(char::is_lowercase))
        };
        let mut all: Vec<_> = spelled.collect();
        let first = all.iter().position(is_mixed).unwrap_or(0);
        if all.is_empty() {
            [self.old.clone(), self.new.clone()]
        } else {
            all.swap_remove(first)
        }
    }
}

/// Whether a name has two words with capitals in a text, as that of an office has: `Sở Nội
/// vụ`. With one alone any words begin a text.
fn has_capitals(text: &str, name: &str) -> bool {
    let Some(place) = find_name(text, name) else { return false };
    let name = &text[place];
    let words = find_words(name).into_iter();
    words.filter(|word| name[word.start..].starts_with(char::is_uppercase)).count() > 1
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

/// Whether a sign parts a name from the words before it.
fn is_stop(c: char) -> bool {
    matches!(c, ',' | ';' | '.' | ':' | '(' | ')' | '“' | '\u{1f}')
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
mod tests;

//! On which page of a redline a change is to be seen: the one page that has its words. A
//! change whose words are on none or on several, or are too few to tell, is on no known
//! page.

use super::super::change::{Change, ChangeKind, Detail, Topic};
use crate::redline::{Inline, MarkedRun, TextMark};
use crate::typeset::PagePicture;

/// Letters on either side of a changed word that are looked for with it.
const AROUND: usize = 16;

/// Letters that words must have to be told from others alone.
const ENOUGH: usize = 5;

/// A page with a change, and its text without blanks, in small letters.
struct MarkedPage {
    number: usize,
    text: String,
}

/// The number of the page of each change.
pub(super) fn locate_changes(
    changes: &[Change],
    pages: &[PagePicture],
) -> Vec<Option<usize>> {
    let marked = pages.iter().filter(|page| page.is_changed);
    let marked: Vec<_> = marked
        .map(|page| MarkedPage { number: page.number, text: normalize_text(&page.text) })
        .collect();
    changes.iter().map(|change| locate_change(change, &marked)).collect()
}

/// What has moved is to be seen in both places, and the first of its pages will do.
fn locate_change(change: &Change, pages: &[MarkedPage]) -> Option<usize> {
    list_keys(change).iter().find_map(|key| {
        let has_all =
            |page: &&MarkedPage| key.iter().all(|part| page.text.contains(part.as_str()));
        let mut found = pages.iter().filter(has_all);
        let first = found.next()?;
        let is_known = change.kind == ChangeKind::Moved || found.next().is_none();
        is_known.then_some(first.number)
    })
}

/// By what a change is found, the surest first: each is texts that must all be on a page.
fn list_keys(change: &Change) -> Vec<Vec<String>> {
    let mut res = Vec::new();
    for detail in &change.details {
        if detail.words.is_empty() {
            res.extend(list_value_keys(change, detail));
        } else {
            res.extend(list_word_keys(&detail.words));
        }
    }
    // The title of a part whose words have changed says nothing of where these are, and
    // the name of a target stands on no page of itself.
    if change.kind != ChangeKind::Changed && change.topic != Topic::Indicator {
        res.push(vec![normalize_text(&change.what)]);
    }
    res.retain(|key| {
        key.iter().map(|part| part.chars().count()).sum::<usize>() >= ENOUGH
    });
    res
}

/// A value with the name of what has it: a row of a table, else what the change is about.
fn list_value_keys(change: &Change, detail: &Detail) -> Vec<Vec<String>> {
    let row = detail.label.split(" · ").next().unwrap_or_default();
    let names = [row, change.what.as_str()].map(normalize_text);
    let values = [&detail.new, &detail.old].into_iter().flatten();
    let values: Vec<_> = values.map(|value| normalize_text(value)).collect();
    let names = names.iter().filter(|name| !name.is_empty());
    names
        .flat_map(|name| values.iter().map(|value| vec![name.clone(), value.clone()]))
        .collect()
}

/// Changed words with those around them; then changed words alone.
fn list_word_keys(runs: &[MarkedRun]) -> Vec<Vec<String>> {
    let runs: Vec<(bool, String)> = runs
        .iter()
        .filter(|run| run.mark != TextMark::Renumbered)
        .map(|run| {
            let is_changed = matches!(run.mark, TextMark::Removed | TextMark::Added);
            (is_changed, normalize_text(&get_text(&run.inline)))
        })
        .collect();
    let mut around = Vec::new();
    let mut alone = Vec::new();
    let mut index = 0;
    while index < runs.len() {
        let length = runs[index..].iter().take_while(|(changed, _)| *changed).count();
        if length > 0 {
            let words: String = runs[index..index + length]
                .iter()
                .map(|(_, text)| text.as_str())
                .collect();
            let before = index.checked_sub(1).map_or("", |before| &runs[before].1);
            let after = runs.get(index + length).map_or("", |(_, text)| text);
            around.push(vec![format!(
                "{}{words}{}",
                take_last(before, AROUND),
                take_first(after, AROUND)
            )]);
            alone.push(vec![words]);
        }
        index += length.max(1);
    }
    around.extend(alone);
    around
}

fn take_first(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

fn take_last(text: &str, count: usize) -> String {
    let skipped = text.chars().count().saturating_sub(count);
    text.chars().skip(skipped).collect()
}

fn get_text(inline: &Inline) -> String {
    match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Note { .. }
        | Inline::Gap { .. }
        | Inline::Dots
        | Inline::Leader { .. }
        | Inline::CheckBox { .. }
        | Inline::Break => String::new(),
    }
}

/// Without blanks, since a line may end anywhere, and in small letters, since a title may
/// be in capitals.
fn normalize_text(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

//! One change as one line, and its details as lines, for terminal and Markdown alike.

use crate::document::show_check_box;
use crate::redline::{Inline, MarkedRun, TextMark};

use super::super::change::{Change, ChangeKind, Detail, Topic};
use super::super::words::{compare_texts, cut_to_words};

/// How a format writes text, and what was removed and added in it.
pub(super) trait Pen {
    /// Text as it is.
    fn plain(&self, text: &str) -> String;
    /// Text of the old version alone.
    fn removed(&self, text: &str) -> String;
    /// Text of the new version alone.
    fn added(&self, text: &str) -> String;
    /// A value that was one and is another now: the arrow says which is which.
    fn change(&self, old: &str, new: &str) -> String;
}

/// Details that a line shows, or more where they are weighty; the others are counted.
const MOST_DETAILS: usize = 3;

/// Words of a long value that a line shows.
const SHOWN: usize = 18;

/// Words on either side of a change that a line shows.
const AROUND: usize = 4;

/// A change in one line: `Hộ nghèo: 51 → 49 (−2)`.
pub(super) fn format_line(change: &Change, pen: &dyn Pen) -> String {
    let mut what = pen.plain(&change.what);
    if what.is_empty() {
        what = pen.plain(&change.place);
    }
    let shown: Vec<Detail> = choose_details(change).into_iter().cloned().collect();
    let more = change.details.len() - shown.len();
    let mut details: Vec<_> = list_labelled_once(&shown)
        .map(|detail| format_detail(&detail, change.kind, pen, true))
        .collect();
    let is_whole = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed)
        && change.topic != Topic::Table;
    if more > 0 && is_whole {
        // What a part says is counted by its lines, and not by what differs in it.
        details.push("…".to_owned());
    } else if more > 0 {
        details.push(format!("và {more} điểm nữa"));
    }
    details.retain(|text| !text.is_empty());
    match (what.is_empty(), details.is_empty()) {
        (_, true) => what,
        (true, false) => details.join("; "),
        (false, false) => format!("{what}: {}", details.join("; ")),
    }
}

/// Details one after another, of which several that have one label say it once.
pub(super) fn list_labelled_once(details: &[Detail]) -> impl Iterator<Item = Detail> {
    let before = std::iter::once("").chain(details.iter().map(|d| d.label.as_str()));
    details.iter().zip(before).map(|(detail, before)| {
        let mut detail = detail.clone();
        if detail.label == before {
            detail.label.clear();
        }
        detail
    })
}

/// The details that a line shows, in their order: figures and deadlines rather than others
/// where not all have room; all of them, but for the cells of a table, which may be any
/// number.
fn choose_details(change: &Change) -> Vec<&Detail> {
    let mut chosen: Vec<usize> = (0..change.details.len()).collect();
    // What was put in the place of what stands first, and is always told.
    let is_act = |index: usize| index == 0 && change.kind == ChangeKind::Replaced;
    chosen.sort_by_key(|index| !is_act(*index) && !change.details[*index].is_weighty());
    let weighty = change.details.iter().filter(|detail| detail.is_weighty()).count();
    chosen.truncate(match change.topic {
        Topic::Table => MOST_DETAILS,
        _ => weighty.max(MOST_DETAILS),
    });
    chosen.sort_unstable();
    chosen.into_iter().map(|index| &change.details[index]).collect()
}

/// A difference: `thời gian: tháng 7 → tháng 8`. `short` shows of words only what is
/// around the changes.
pub(super) fn format_detail(
    detail: &Detail,
    kind: ChangeKind,
    pen: &dyn Pen,
    short: bool,
) -> String {
    let label = pen.plain(&detail.label);
    let text = if detail.words.is_empty() {
        format_values(detail, kind, pen, short)
    } else {
        format_words(&detail.words, pen, short)
    };
    if label.is_empty() { text } else { format!("{label}: {text}") }
}

fn format_values(
    detail: &Detail,
    kind: ChangeKind,
    pen: &dyn Pen,
    short: bool,
) -> String {
    // A figure is never behind an ellipsis.
    let short = short && !detail.figure;
    let old = detail.old.as_deref().map(|text| cut_if(short, text));
    let new = detail.new.as_deref().map(|text| cut_if(short, text));
    let mut res = match (&old, &new) {
        (Some(_), Some(new)) if detail.old == detail.new => {
            format!("{}, không đổi", pen.plain(new))
        }
        // Cut off they look the same: what differs is shown instead.
        (Some(old), Some(new)) if old == new => {
            let [old, new] = [&detail.old, &detail.new]
                .map(|text| text.as_deref().unwrap_or_default());
            format_words(&compare_texts(old, new), pen, short)
        }
        (Some(old), Some(new)) => pen.change(old, new),
        // The line says already that all of it was added or removed, or that these are the
        // places of a name.
        (Some(value), None) | (None, Some(value))
            if matches!(
                kind,
                ChangeKind::Added | ChangeKind::Removed | ChangeKind::Renamed
            ) =>
        {
            pen.plain(value)
        }
        (Some(old), None) => format!("bỏ {}", pen.removed(old)),
        (None, Some(new)) => format!("thêm {}", pen.added(new)),
        (None, None) => String::new(),
    };
    let remarks: Vec<_> = [&detail.by, &detail.remark]
        .into_iter()
        .flatten()
        .map(|r| pen.plain(r))
        .collect();
    if !remarks.is_empty() {
        res.push_str(&format!(" ({})", remarks.join("; ")));
    }
    res
}

/// A value, cut to its first words where it is to be `short`.
fn cut_if(short: bool, text: &str) -> String {
    if short { cut_to_words(text, SHOWN) } else { text.to_owned() }
}

/// Words of both versions in one text.
pub(super) fn format_words(runs: &[MarkedRun], pen: &dyn Pen, short: bool) -> String {
    let mut res = String::new();
    let count = runs.len();
    for (i, run) in runs.iter().enumerate() {
        let text = render_run(run);
        res.push_str(&match run.mark {
            TextMark::Removed => pen.removed(&text),
            TextMark::Added => pen.added(&text),
            // The old number of a part that has another now says nothing here.
            TextMark::Renumbered => String::new(),
            TextMark::Kept | TextMark::Number if short => {
                pen.plain(&shorten_context(&text, i == 0, i + 1 == count))
            }
            TextMark::Kept | TextMark::Number => pen.plain(&text),
        });
    }
    res.trim().to_owned()
}

fn render_run(run: &MarkedRun) -> String {
    match &run.inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Note { content, .. } => {
            let text: String = content.iter().map(render_run).collect();
            if text.is_empty() {
                " [chú thích]".to_owned()
            } else {
                format!(" [chú thích: {text}]")
            }
        }
        Inline::Gap { .. } | Inline::Dots => "……".to_owned(),
        Inline::Leader { dots, .. } => dots.clone(),
        Inline::CheckBox { ticked } => show_check_box(*ticked).to_owned(),
        Inline::Break => " ".to_owned(),
    }
}

/// The words next to a change, on the sides where there is one.
fn shorten_context(text: &str, first: bool, last: bool) -> String {
    if first && last {
        // A remark: there is no change beside which it stands.
        return cut_to_words(text, SHOWN);
    }
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let left = if first { 0 } else { AROUND };
    let right = if last { 0 } else { AROUND };
    if words.len() <= left + right + 1 {
        return text.to_owned();
    }
    let head = words[..left].concat();
    let tail = words[words.len() - right..].concat();
    match (first, last) {
        (true, _) => format!("… {tail}"),
        (_, true) => format!("{head}…"),
        _ => format!("{head}… {tail}"),
    }
}

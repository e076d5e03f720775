//! Changes for other programs, version 1. Fields are added in later versions of the
//! program, never renamed or taken away.

use serde::Serialize;

use super::super::change::{Change, ChangeCause, Changes, Detail, LeftOut};
use crate::document::show_check_box;
use crate::language;
use crate::redline::{Inline, MarkedRun, TextMark};

#[derive(Serialize)]
struct JsonChanges<'a> {
    version: u32,
    old: &'a str,
    new: &'a str,
    same: bool,
    edits: usize,
    following: usize,
    changes: Vec<JsonChange<'a>>,
    not_compared: Vec<JsonUnreadable<'a>>,
    left_out: Option<JsonLeftOut>,
}

/// What differs and is not among the changes; there where only figures were asked for.
#[derive(Serialize)]
struct JsonLeftOut {
    edits: usize,
    following: usize,
    details: usize,
    with_digits: usize,
}

#[derive(Serialize)]
struct JsonChange<'a> {
    topic: &'static str,
    kind: &'static str,
    cause: &'static str,
    because: &'a [String],
    place: &'a str,
    what: &'a str,
    details: Vec<JsonDetail<'a>>,
}

#[derive(Serialize)]
struct JsonDetail<'a> {
    label: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    by: Option<&'a str>,
    remark: Option<&'a str>,
    figure: bool,
    words: Vec<JsonRun>,
}

#[derive(Serialize)]
struct JsonRun {
    mark: &'static str,
    text: String,
}

#[derive(Serialize)]
struct JsonUnreadable<'a> {
    version: &'a str,
    place: &'a str,
    message: &'a str,
}

/// The comparisons of a run as JSON: a list, one for each plan.
#[must_use]
pub fn format_changes_as_json(all: &[Changes]) -> String {
    let all: Vec<_> = all.iter().map(build_json_changes).collect();
    let text = serde_json::to_string_pretty(&all)
        .expect("texts and numbers are always written as JSON");
    language::escape_json(&text) + "\n"
}

fn build_json_changes(changes: &Changes) -> JsonChanges<'_> {
    let following = changes.changes.iter().filter(|c| c.follows()).count();
    let unreadable = changes.unreadable.iter().map(|item| JsonUnreadable {
        version: &item.version,
        place: &item.place,
        message: &item.message,
    });
    JsonChanges {
        version: 1,
        old: &changes.old,
        new: &changes.new,
        same: changes.is_same(),
        edits: changes.changes.len() - following,
        following,
        changes: changes.changes.iter().map(build_json_change).collect(),
        not_compared: unreadable.collect(),
        left_out: changes.left_out.map(build_json_left_out),
    }
}

fn build_json_left_out(left_out: LeftOut) -> JsonLeftOut {
    let LeftOut { edits, following, details, with_digits } = left_out;
    JsonLeftOut { edits, following, details, with_digits }
}

fn build_json_change(change: &Change) -> JsonChange<'_> {
    let (cause, because) = match &change.cause {
        ChangeCause::Edit => ("edit", &[][..]),
        ChangeCause::Follows(reasons) => ("follows", reasons.as_slice()),
    };
    JsonChange {
        topic: change.topic.code(),
        kind: change.kind.code(),
        cause,
        because,
        place: &change.place,
        what: &change.what,
        details: change.details.iter().map(build_json_detail).collect(),
    }
}

fn build_json_detail(detail: &Detail) -> JsonDetail<'_> {
    JsonDetail {
        label: &detail.label,
        old: detail.old.as_deref(),
        new: detail.new.as_deref(),
        by: detail.by.as_deref(),
        remark: detail.remark.as_deref(),
        figure: detail.figure,
        words: detail.words.iter().map(build_json_run).collect(),
    }
}

fn build_json_run(run: &MarkedRun) -> JsonRun {
    let mark = match run.mark {
        TextMark::Kept => "kept",
        TextMark::Removed => "deleted",
        TextMark::Added => "added",
        TextMark::Renumbered => "old_number",
        TextMark::Number => "new_number",
    };
    JsonRun { mark, text: get_inline_text(&run.inline) }
}

fn get_inline_text(inline: &Inline) -> String {
    match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Note { content, .. } => {
            content.iter().map(|run| get_inline_text(&run.inline)).collect()
        }
        Inline::Gap { .. } | Inline::Dots => "……".to_owned(),
        Inline::Leader { dots, .. } => dots.clone(),
        Inline::CheckBox { ticked } => show_check_box(*ticked).to_owned(),
        Inline::Break => " ".to_owned(),
    }
}

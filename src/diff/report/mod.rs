//! Changes for people and for programs: one file a format. What comes first, and what a
//! line says, is decided here once.
//!
//! | file | what it does |
//! |---|---|
//! | `text` | changes → text for a terminal |
//! | `markdown` | changes → a comment of a merge request |
//! | `json` | changes → JSON for other programs, versioned |
//! | `page` | changes and pages of a redline → a page for a browser |
//! | `locate` | on which page of a redline a change is to be seen |
//! | `line` | one change → one line, one detail → one line |

mod json;
mod line;
mod locate;
mod markdown;
mod page;
mod text;

pub use json::format_changes_as_json;
pub use markdown::{format_changes_as_markdown, format_heading_as_markdown};
pub use page::format_changes_as_page;
pub use text::{format_changes_as_text, format_heading_as_text};

use super::change::{Change, ChangeKind, Changes, LeftOut, Topic};

/// Edits of one topic that a summary names; more are counted.
const NAMED: usize = 6;

/// What follows that a summary names.
const NAMED_FOLLOWING: usize = 4;

/// What a summary says.
struct ChangeSummary<'c> {
    edits: Vec<TopicEdits<'c>>,
    /// Figures that follow from them, those that say the most, each as a change with one
    /// detail: sums first.
    following: Vec<Change>,
    /// How many figures follow besides.
    more_figures: usize,
    /// How many places in the text follow.
    more_words: usize,
}

/// The edits of one topic.
struct TopicEdits<'c> {
    topic: Topic,
    /// Those that are named, the weighty ones first: all of these, and of the others as
    /// many as make [`NAMED`].
    named: Vec<&'c Change>,
    /// How many there are besides.
    more: usize,
}

impl ChangeSummary<'_> {
    /// Whether anything follows from the edits.
    fn has_following(&self) -> bool {
        !self.following.is_empty() || self.more_figures + self.more_words > 0
    }
}

/// What comes first in a report: edits by topic, then the figures that follow from them
/// and say the most. A change that moves several figures counts as several.
fn build_summary(changes: &Changes) -> ChangeSummary<'_> {
    let (following, edits): (Vec<_>, Vec<_>) =
        changes.changes.iter().partition(|change| change.follows());
    let (figures, words): (Vec<&Change>, Vec<&Change>) =
        following.into_iter().partition(|change| change.details.iter().any(|d| d.figure));
    let mut figures: Vec<Change> = figures.into_iter().flat_map(split_details).collect();
    figures.sort_by_key(rank_figure);
    let more_figures = figures.len().saturating_sub(NAMED_FOLLOWING);
    figures.truncate(NAMED_FOLLOWING);
    ChangeSummary {
        edits: group_by_topic(&edits),
        following: figures,
        more_figures,
        more_words: words.len(),
    }
}

/// Edits by topic: those with money, targets, deadlines first, each in the order of a
/// summary; topics without any are left out.
fn group_by_topic<'c>(edits: &[&'c Change]) -> Vec<TopicEdits<'c>> {
    let mut res = Vec::new();
    for (topic, ..) in Topic::ALL {
        let mut named: Vec<&Change> =
            edits.iter().copied().filter(|change| change.topic == topic).collect();
        named.sort_by_key(|change| rank_edit(change));
        let weighty = named.iter().filter(|change| change.is_weighty()).count();
        let count = named.len().min(weighty.max(NAMED));
        let more = named.len() - count;
        named.truncate(count);
        if !named.is_empty() {
            res.push(TopicEdits { topic, named, more });
        }
    }
    res.sort_by_key(|group| !group.named.iter().any(|change| change.is_weighty()));
    res
}

/// Where an edit stands among those of its topic: weighty ones first, then words in which
/// a figure may be another, then other words, then what has only moved.
fn rank_edit(change: &Change) -> u32 {
    let has_moved = matches!(change.kind, ChangeKind::Moved | ChangeKind::Reordered);
    match (change.is_weighty(), has_moved) {
        (true, false) => 0,
        (true, true) => 1,
        (false, false) if change.may_hold_figure() => 2,
        (false, false) => 3,
        (false, true) => 4,
    }
}

/// A change as several, each with one of its details.
fn split_details(change: &Change) -> impl Iterator<Item = Change> {
    change
        .details
        .iter()
        .map(|detail| Change { details: vec![detail.clone()], ..change.clone() })
}

/// How much a computed figure says: the sums of money, named figures, totals, the rest.
fn rank_figure(change: &Change) -> u32 {
    let label = change.details.first().map_or("", |detail| detail.label.as_str());
    match change.topic {
        Topic::Money => 0,
        Topic::Indicator => 1,
        Topic::Table if label.starts_with("tổng") => 2,
        Topic::Table if label.starts_with("nhóm") => 3,
        _ => 4,
    }
}

/// `2 thay đổi, kéo theo 9 chỗ khác`: figures and places in the text are counted one by
/// one. What was not compared, and what is left out, is never called the same.
fn describe_counts(changes: &Changes) -> String {
    let edits = changes.changes.iter().filter(|c| !c.follows()).count();
    let following = changes.changes.iter().filter(|c| c.follows());
    let following: usize = following.map(|c| c.details.len().max(1)).sum();
    let left_out = changes.left_out.filter(|left_out| !left_out.is_empty());
    let is_read = changes.unreadable.is_empty();
    let counts = match (edits, following) {
        (0, 0) => describe_no_change(left_out, is_read).to_owned(),
        (edits, 0) => format!("{edits} thay đổi"),
        (0, following) => format!("{following} chỗ đổi theo số liệu, cách đánh số"),
        (edits, following) => format!("{edits} thay đổi, kéo theo {following} chỗ khác"),
    };
    let scope = match (edits + following, is_read) {
        (0, _) | (_, true) => "",
        (_, false) => " ở những chỗ đọc được",
    };
    let rest = left_out.map(describe_left_out).unwrap_or_default();
    format!("{counts}{scope}{rest}")
}

/// That nothing that is told has changed.
fn describe_no_change(left_out: Option<LeftOut>, is_read: bool) -> &'static str {
    match (left_out, is_read) {
        (None, true) => "hai phiên bản như nhau",
        (None, false) => "những chỗ đọc được của hai phiên bản như nhau",
        // A figure in words, or of a part that is new or gone, may have changed after all.
        (Some(LeftOut { with_digits: 1.., .. }), true) => {
            "không có chỉ tiêu, ô của bảng, số tiền nào đổi ở phần hai bản cùng có"
        }
        (Some(LeftOut { with_digits: 1.., .. }), false) => {
            "không có chỉ tiêu, ô của bảng, số tiền nào đổi ở phần đọc được mà hai bản cùng có"
        }
        (Some(_), true) => "không có con số nào đổi",
        (Some(_), false) => "không có con số nào đổi ở những chỗ đọc được",
    }
}

/// `; 1 thay đổi khác không in ra (bỏ --figures để xem)`.
fn describe_left_out(left_out: LeftOut) -> String {
    let LeftOut { edits, following, details, with_digits } = left_out;
    let kinds = [
        (edits, "thay đổi khác"),
        (details, "chi tiết khác của các thay đổi nêu dưới đây"),
        (following, "chỗ đổi theo"),
    ];
    let counts: Vec<_> = kinds
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    let digits = match with_digits {
        0 => String::new(),
        count => format!(", trong đó {count} chỗ có thể có số"),
    };
    let counts = counts.join(", ");
    format!("; {counts} không in ra{digits} (bỏ `--figures` để xem)")
}

//! Changes for people and for programs: one file a format. What comes first, and what a
//! line says, is decided here once.
//!
//! | file | what it does |
//! |---|---|
//! | `text` | changes → text for a terminal |
//! | `markdown` | changes → a comment of a merge request |
//! | `json` | changes → JSON for other programs, versioned |
//! | `line` | one change → one line, one detail → one line |

mod json;
mod line;
mod markdown;
mod text;

pub use json::format_changes_as_json;
pub use markdown::format_changes_as_markdown;
pub use text::format_changes_as_text;

use super::change::{Change, Changes, Topic};

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
    /// Those that are named, up to [`NAMED`].
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

/// Edits by topic, in the order of a summary; topics without any are left out.
fn group_by_topic<'c>(edits: &[&'c Change]) -> Vec<TopicEdits<'c>> {
    let mut res = Vec::new();
    for (topic, ..) in Topic::ALL {
        let mut named: Vec<&Change> =
            edits.iter().copied().filter(|change| change.topic == topic).collect();
        let more = named.len().saturating_sub(NAMED);
        named.truncate(NAMED);
        if !named.is_empty() {
            res.push(TopicEdits { topic, named, more });
        }
    }
    res
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
/// one.
fn describe_counts(changes: &Changes) -> String {
    let edits = changes.changes.iter().filter(|c| !c.follows()).count();
    let following = changes.changes.iter().filter(|c| c.follows());
    let following: usize = following.map(|c| c.details.len().max(1)).sum();
    match (edits, following) {
        (0, 0) if !changes.unreadable.is_empty() => {
            "những chỗ đọc được của hai phiên bản như nhau".to_owned()
        }
        (0, 0) => "hai phiên bản như nhau".to_owned(),
        (edits, 0) => format!("{edits} thay đổi"),
        (0, following) => format!("{following} chỗ đổi theo số liệu, cách đánh số"),
        (edits, following) => format!("{edits} thay đổi, kéo theo {following} chỗ khác"),
    }
}

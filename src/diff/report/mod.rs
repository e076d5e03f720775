//! Changes for people and for programs: one file a format. What comes first, and what a
//! line says, is settled here once.
//!
//! | file | makes |
//! |---|---|
//! | `text` | the terminal |
//! | `markdown` | a comment of a merge request |
//! | `json` | other programs, versioned |
//! | `line` | one change as one line |

mod json;
mod line;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::change::{Change, Changes, Detail, Topic};

/// Edits of one topic that a summary names; more are counted.
const NAMED: usize = 6;

/// What follows that a summary names.
const NAMED_FOLLOWING: usize = 4;

/// What a summary says.
struct ChangeSummary<'c> {
    /// Edits by topic: those named, and how many more there are.
    edits: Vec<(Topic, Vec<&'c Change>, usize)>,
    /// Figures that follow from them, those that say the most, each as a change with one
    /// detail: sums first.
    following: Vec<Change>,
    /// How many figures follow besides.
    more_figures: usize,
    /// How many places in the text follow.
    more_words: usize,
}

impl ChangeSummary<'_> {
    /// Whether anything follows from the edits.
    fn has_following(&self) -> bool {
        !self.following.is_empty() || self.more_figures + self.more_words > 0
    }
}

fn build_summary(changes: &Changes) -> ChangeSummary<'_> {
    let (following, edits): (Vec<_>, Vec<_>) =
        changes.changes.iter().partition(|change| change.follows());
    let of_topic = |(topic, ..): &(Topic, &str, &str)| {
        let all: Vec<&Change> =
            edits.iter().copied().filter(|change| change.topic == *topic).collect();
        let named: Vec<_> = all.iter().copied().take(NAMED).collect();
        let more = all.len() - named.len();
        (!named.is_empty()).then_some((*topic, named, more))
    };
    let (figures, words): (Vec<&Change>, Vec<&Change>) =
        following.into_iter().partition(|change| change.details.iter().any(|d| d.figure));
    let alone = |change: &Change, detail: &Detail| Change {
        details: vec![detail.clone()],
        ..change.clone()
    };
    let mut figures: Vec<Change> = figures
        .into_iter()
        .flat_map(|change| change.details.iter().map(move |d| alone(change, d)))
        .collect();
    figures.sort_by_key(rank_figure);
    let more_figures = figures.len().saturating_sub(NAMED_FOLLOWING);
    figures.truncate(NAMED_FOLLOWING);
    let edits = Topic::ALL.iter().filter_map(of_topic).collect();
    ChangeSummary { edits, following: figures, more_figures, more_words: words.len() }
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
        (0, 0) if !changes.unread.is_empty() => {
            "những chỗ đọc được của hai phiên bản như nhau".to_owned()
        }
        (0, 0) => "hai phiên bản như nhau".to_owned(),
        (edits, 0) => format!("{edits} thay đổi"),
        (0, following) => format!("{following} chỗ đổi theo số liệu, cách đánh số"),
        (edits, following) => format!("{edits} thay đổi, kéo theo {following} chỗ khác"),
    }
}

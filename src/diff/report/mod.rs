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

use super::change::{Change, Changes, Topic};

/// Edits of one topic that a summary names; more are counted.
const NAMED: usize = 6;

/// What follows that a summary names.
const NAMED_FOLLOWING: usize = 4;

/// What a summary says.
struct Summary<'c> {
    /// Edits by topic: those named, and how many more there are.
    edits: Vec<(Topic, Vec<&'c Change>, usize)>,
    /// How many edits there are.
    count: usize,
    /// What follows from them that says the most: sums first.
    following: Vec<&'c Change>,
    /// How many figures and how many places in the text follow besides.
    more: (usize, usize),
}

fn summary(changes: &Changes) -> Summary<'_> {
    let (following, edits): (Vec<_>, Vec<_>) =
        changes.changes.iter().partition(|change| change.follows());
    let of_topic = |(topic, ..): &(Topic, &str, &str)| {
        let all: Vec<&Change> =
            edits.iter().copied().filter(|change| change.topic == *topic).collect();
        let named: Vec<_> = all.iter().copied().take(NAMED).collect();
        let more = all.len() - named.len();
        (!named.is_empty()).then_some((*topic, named, more))
    };
    let mut figures: Vec<&Change> =
        following.iter().copied().filter(|change| rank(change) < WORDS).collect();
    figures.sort_by_key(|change| rank(change));
    let named: Vec<_> = figures.iter().copied().take(NAMED_FOLLOWING).collect();
    let told: usize = named.iter().map(|change| change.details.len().min(1)).sum();
    let all: usize = figures.iter().map(|change| change.details.len()).sum();
    let more = (all - told, following.len() - figures.len());
    let count = edits.len();
    let edits = Topic::ALL.iter().filter_map(of_topic).collect();
    Summary { edits, count, following: named, more }
}

/// The rank of what is no figure.
const WORDS: u32 = 4;

/// How much a computed change says: the sums of money, named figures, totals, the rest.
fn rank(change: &Change) -> u32 {
    let total = |label: &str| label.starts_with("tổng") || label.starts_with("nhóm");
    match change.topic {
        Topic::Money => 0,
        Topic::Indicator => 1,
        Topic::Table if change.details.iter().any(|d| total(&d.label)) => 2,
        Topic::Table => 3,
        _ => WORDS,
    }
}

/// `2 chỗ sửa, 9 chỗ đổi theo`.
fn counted(changes: &Changes) -> String {
    let following: usize = changes.changes.iter().filter(|c| c.follows()).count();
    let edits = changes.changes.len() - following;
    match (edits, following) {
        (0, 0) => "hai phiên bản như nhau".to_owned(),
        (edits, 0) => format!("{edits} thay đổi"),
        (0, following) => format!("{following} chỗ đổi theo số liệu, cách đánh số"),
        (edits, following) => format!("{edits} thay đổi, kéo theo {following} chỗ khác"),
    }
}

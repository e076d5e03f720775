//! Lists of lines.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::redline::{Line, Mark};

use super::super::words;

/// A line of one version.
pub(super) fn whole(text: &str, mark: Mark) -> Line {
    Line { mark, runs: words::whole_text(text, mark) }
}

/// A line that each version may have.
pub(super) fn one(old: Option<&str>, new: Option<&str>) -> Line {
    match (old, new) {
        (None, None) => Line::default(),
        (Some(old), None) => whole(old, Mark::Deleted),
        (None, Some(new)) => whole(new, Mark::Added),
        (Some(old), Some(new)) => {
            Line { mark: Mark::Kept, runs: words::text_runs(old, new) }
        }
    }
}

/// Lines of both versions: those that say the same are kept, and of the others those that
/// stand in one place and are like are changed within.
pub(in super::super) fn lines(old: &[String], new: &[String]) -> Vec<Line> {
    let bare = |line: &String| line.trim_end_matches([';', '.']).to_owned();
    let keys = |lines: &[String]| lines.iter().map(bare).collect::<Vec<_>>();
    let mut res = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new)) {
        let (ours, theirs) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => {
                let pairs = ours.iter().zip(theirs);
                res.extend(pairs.map(|(a, b)| one(Some(a), Some(b))));
            }
            _ if ours.len() == theirs.len() && ours.iter().zip(theirs).all(alike) => {
                let pairs = ours.iter().zip(theirs);
                res.extend(pairs.map(|(a, b)| one(Some(a), Some(b))));
            }
            _ => {
                res.extend(ours.iter().map(|line| whole(line, Mark::Deleted)));
                res.extend(theirs.iter().map(|line| whole(line, Mark::Added)));
            }
        }
    }
    res
}

/// Whether two lines have a word of three in common.
fn alike((old, new): (&String, &String)) -> bool {
    let ours: Vec<_> = old.split_whitespace().collect();
    let theirs: Vec<_> = new.split_whitespace().collect();
    let shared = ours.iter().filter(|word| theirs.contains(word)).count();
    shared * 6 >= ours.len() + theirs.len()
}

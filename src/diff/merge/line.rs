//! Lists of lines: letterhead, title, recipients, signature.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::redline::{MarkedLine, TextMark};

use super::super::words;

/// A line of one version.
pub(super) fn mark_line(text: &str, mark: TextMark) -> MarkedLine {
    MarkedLine { mark, runs: words::mark_text(text, mark) }
}

/// A line that each version may have.
pub(super) fn merge_line(old: Option<&str>, new: Option<&str>) -> MarkedLine {
    match (old, new) {
        (None, None) => MarkedLine::default(),
        (Some(old), None) => mark_line(old, TextMark::Removed),
        (None, Some(new)) => mark_line(new, TextMark::Added),
        (Some(old), Some(new)) => {
            MarkedLine { mark: TextMark::Kept, runs: words::compare_texts(old, new) }
        }
    }
}

/// Lines of both versions: those that say the same are kept, and of the others those that
/// stand in one place and are like are changed within.
pub(super) fn merge_lines(old: &[String], new: &[String]) -> Vec<MarkedLine> {
    let old_keys = strip_final_signs(old);
    let new_keys = strip_final_signs(new);
    let mut res = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        let is_kept = matches!(op, DiffOp::Equal { .. })
            || old.len() == new.len()
                && old.iter().zip(new).all(|(old, new)| is_line_alike(old, new));
        if is_kept {
            res.extend(
                old.iter().zip(new).map(|(old, new)| merge_line(Some(old), Some(new))),
            );
        } else {
            res.extend(old.iter().map(|line| mark_line(line, TextMark::Removed)));
            res.extend(new.iter().map(|line| mark_line(line, TextMark::Added)));
        }
    }
    res
}

/// Lines without the sign at their end, which the engine sets by what comes after.
fn strip_final_signs(lines: &[String]) -> Vec<&str> {
    lines.iter().map(|line| line.trim_end_matches([';', '.'])).collect()
}

/// Whether two lines have at least a third of their words in common.
fn is_line_alike(old: &str, new: &str) -> bool {
    let old: Vec<_> = old.split_whitespace().collect();
    let new: Vec<_> = new.split_whitespace().collect();
    let shared = old.iter().filter(|word| new.contains(word)).count();
    shared * 6 >= old.len() + new.len()
}

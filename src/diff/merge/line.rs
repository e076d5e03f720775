//! Lists of lines: letterhead, title, recipients, signature.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::form::Recipient;
use crate::redline::{MarkedLine, TextMark};
use crate::source::Span;

use super::super::renumbering;
use super::super::side::Side;
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

/// The recipients of both versions. Where the form says of one what it said, other numbers
/// of parts in it are the engine's.
pub(in crate::diff) fn merge_recipients(
    old: &Side<'_>,
    new: &Side<'_>,
) -> Vec<MarkedLine> {
    let mut res = merge_lines(
        &old.version.document().closing.recipients,
        &new.version.document().closing.recipients,
    );
    let (mut old_index, mut new_index) = (0, 0);
    for line in &mut res {
        let (has_old, has_new) = (line.mark.is_old(), line.mark.is_new());
        let old_text = find_typed_recipient(old, old_index).filter(|_| has_old);
        if has_new
            && old_text.is_some()
            && old_text == find_typed_recipient(new, new_index)
        {
            renumbering::hide_reference_changes(&mut line.runs);
        }
        old_index += usize::from(has_old);
        new_index += usize::from(has_new);
    }
    res
}

/// What the form says of a recipient; `None` for one that the engine adds.
fn find_typed_recipient<'a>(side: &Side<'a>, index: usize) -> Option<&'a str> {
    let recipients = side.draft().recipients().known()?;
    let (Recipient::Name(name) | Recipient::Filed(name)) = recipients.items.get(index)?;
    Some(side.version.written(name.span)).filter(|_| name.span != Span::default())
}

/// Whether two lines have at least a third of their words in common.
fn is_line_alike(old: &str, new: &str) -> bool {
    let old: Vec<_> = old.split_whitespace().collect();
    let new: Vec<_> = new.split_whitespace().collect();
    let shared = old.iter().filter(|word| new.contains(word)).count();
    shared * 6 >= old.len() + new.len()
}

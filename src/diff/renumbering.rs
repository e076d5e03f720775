//! Changes that are none for a reader: numbers of parts, the stop at the end, values that
//! could not be had. Their marks become those of renumbering.

use crate::redline::{self, MarkedRun, TextMark};

/// The stop at the end of a text is the engine's, `;` within a list and `./.` at the end
/// of all: where only it differs, a reader need not look at it.
pub(super) fn hide_final_stop(runs: &mut [MarkedRun]) {
    for run in runs.iter_mut().rev().take_while(|run| is_stop(run)) {
        run.mark = hide_change(run.mark);
    }
}

/// Whether a run is nothing but signs that end a text.
fn is_stop(run: &MarkedRun) -> bool {
    match &run.inline {
        redline::Inline::Text { text, .. } => {
            text.chars().all(|c| matches!(c, '.' | ';' | '/'))
        }
        _ => false,
    }
}

/// Turns marks on the numbers of parts that the text names, `Mục 5 Phần II`, into those
/// of renumbering.
///
/// A number is one of a part if the last word before it in the same version names a kind of
/// part. Runs of both versions are mixed, so that the last word is remembered for each
/// version apart; a kept run is in both. A number itself is passed over, so that a list of
/// numbers goes on, and so is a marked blank.
pub(super) fn hide_reference_changes(runs: &mut [MarkedRun]) {
    const NAMES: [&str; 5] = ["Mục", "Phần", "khoản", "điểm", "lục"];
    // Of the old version and of the new one.
    let mut is_named = [false, false];
    for run in runs {
        let redline::Inline::Text { text, .. } = &run.inline else { continue };
        let has_run = [run.mark.is_old(), run.mark.is_new()];
        let after_name = (0..2).any(|version| has_run[version] && is_named[version]);
        if run.mark.is_change() && after_name && is_part_number(text) {
            run.mark = hide_change(run.mark);
        } else if !text.trim().is_empty() || run.mark == TextMark::Kept {
            let last = text.split_whitespace().last();
            let names_part = last.is_some_and(|word| NAMES.contains(&word));
            for version in 0..2 {
                if has_run[version] {
                    is_named[version] = names_part;
                }
            }
        }
    }
}

/// Turns marks on values that are blank in one version into those of renumbering: there
/// the value could not be had. Neighbouring changed runs are one group, since what stands
/// in place of a blank is marked beside it.
pub(super) fn hide_blank_changes(runs: &mut [MarkedRun]) {
    let mut start = 0;
    while start < runs.len() {
        let end =
            start + runs[start..].iter().take_while(|run| run.mark.is_change()).count();
        if runs[start..end].iter().any(is_blank_run) {
            for run in &mut runs[start..end] {
                run.mark = hide_change(run.mark);
            }
        }
        start = end.max(start + 1);
    }
}

/// Whether a run is a value that could not be had.
fn is_blank_run(run: &MarkedRun) -> bool {
    match &run.inline {
        redline::Inline::Text { text, .. } => text.contains('…') || text.contains("{{"),
        redline::Inline::Dots => true,
        redline::Inline::Note { .. }
        | redline::Inline::Gap { .. }
        | redline::Inline::Leader { .. }
        | redline::Inline::CheckBox { .. }
        | redline::Inline::Break => false,
    }
}

/// Whether a text is the number of a part: `5`, `II`, `4.1`, `đ`.
fn is_part_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && (text.chars().all(|c| c.is_ascii_digit() || c == '.' || "IVXLC".contains(c))
            || text.chars().count() == 1)
}

/// The mark of renumbering in place of one that a reader is to look at.
fn hide_change(mark: TextMark) -> TextMark {
    match mark {
        TextMark::Removed => TextMark::Renumbered,
        TextMark::Added => TextMark::Number,
        TextMark::Kept | TextMark::Renumbered | TextMark::Number => mark,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::{compare_texts, has_change};
    use super::*;

    #[test]
    fn a_number_of_a_part_alone_is_no_change() {
        let mut runs =
            compare_texts("nêu tại Mục 5 Phần II này", "nêu tại Mục 6 Phần III này");
        hide_reference_changes(&mut runs);
        assert!(!has_change(&runs), "{runs:?}");
        let mut runs = compare_texts("giảm 5 hộ", "giảm 6 hộ");
        hide_reference_changes(&mut runs);
        assert!(has_change(&runs));
    }
}

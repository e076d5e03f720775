//! Two texts word by word. A word is what stands between blanks, without the signs
//! around it: no syllable, code, date or figure is ever cut.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::Inline;
use crate::redline::{self, Mark, Run, Runs};

/// What two tokens, the smallest parts of texts, must share to be one: letters, not looks;
/// a note is a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum TokenKey<'t> {
    Text(&'t str),
    Note,
    Gap(u32),
    Dots,
}

/// A piece of the comparison: so many tokens kept, or dropped and put in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TokenSegment {
    kept: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Texts that share less than this, in percent of their words, are shown one after the
/// other and not mixed.
const LEAST_SHARED: usize = 25;

/// Compares two texts: with all that is old in it, the runs are the old text, with all
/// that is new, the new one.
pub(super) fn compare_inlines(old: &[Inline], new: &[Inline]) -> Runs {
    let (old, new) = (split_into_tokens(old), split_into_tokens(new));
    let mut pieces = align_tokens(&old, &new);
    clean_segments(&mut pieces, &old, &new);
    let mut res = Runs::new();
    for piece in &pieces {
        let (old, new) = (&old[piece.old.clone()], &new[piece.new.clone()]);
        if piece.kept {
            old.iter()
                .zip(new)
                .for_each(|(old, new)| push_run(&mut res, merge_inline(old, new)));
        } else {
            old.iter()
                .for_each(|token| push_run(&mut res, mark_inline(token, Mark::Deleted)));
            new.iter()
                .for_each(|token| push_run(&mut res, mark_inline(token, Mark::Added)));
        }
    }
    hide_final_stop(&mut res);
    res
}

/// A text that one version has.
pub(super) fn mark_inlines(text: &[Inline], mark: Mark) -> Runs {
    let mut res = Runs::new();
    text.iter().for_each(|inline| push_run(&mut res, mark_inline(inline, mark)));
    res
}

/// A text of one version, plain.
pub(super) fn mark_text(text: &str, mark: Mark) -> Runs {
    if text.is_empty() {
        return Runs::new();
    }
    mark_inlines(&[build_upright(text)], mark)
}

/// Compares two plain texts.
pub(super) fn compare_texts(old: &str, new: &str) -> Runs {
    let one =
        |text: &str| if text.is_empty() { Vec::new() } else { vec![build_upright(text)] };
    compare_inlines(&one(old), &one(new))
}

/// A number and the one that it has become: no change for a reader.
pub(super) fn mark_renumbered(old: &str, new: &str) -> Runs {
    if old == new {
        return mark_text(new, Mark::Kept);
    }
    let mut res = mark_text(old, Mark::Renumbered);
    res.extend(mark_text(new, Mark::Number));
    res
}

/// Plain upright text.
pub(super) fn build_upright(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), bold: false, italic: false }
}

/// The first words of a text, on one line.
pub(super) fn cut_to_words(text: &str, most: usize) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    if words.len() <= most {
        return words.join(" ");
    }
    format!("{} …", words[..most].join(" "))
}

/// A text cut into blanks, words and signs, each in its look.
fn split_into_tokens(inlines: &[Inline]) -> Vec<Inline> {
    let mut res = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, bold, italic } => {
                let token = |text: &str| Inline::Text {
                    text: text.to_owned(),
                    bold: *bold,
                    italic: *italic,
                };
                res.extend(split_words(text).into_iter().map(token));
            }
            other => res.push(other.clone()),
        }
    }
    res
}

/// A text as blanks, words and the signs around them.
fn split_words(text: &str) -> Vec<&str> {
    let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '%' | '+' | '-');
    let mut res = Vec::new();
    for word in text.split_inclusive(' ') {
        let (word, blank) = match word.strip_suffix(' ') {
            Some(word) => (word, true),
            None => (word, false),
        };
        let body = word.trim_start_matches(is_sign);
        let (before, body) = word.split_at(word.len() - body.len());
        let (body, after) = body.split_at(body.trim_end_matches(is_sign).len());
        res.extend(split_letters(before));
        if !body.is_empty() {
            res.push(body);
        }
        res.extend(split_letters(after));
        if blank {
            res.push(" ");
        }
    }
    res
}

/// Each letter of a text.
fn split_letters(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().map(|(start, c)| &text[start..start + c.len_utf8()])
}

fn build_token_key(token: &Inline) -> TokenKey<'_> {
    match token {
        Inline::Text { text, .. } => TokenKey::Text(text),
        Inline::Note { .. } => TokenKey::Note,
        Inline::Gap { digits } => TokenKey::Gap(*digits),
        Inline::Dots => TokenKey::Dots,
    }
}

fn align_tokens(old: &[Inline], new: &[Inline]) -> Vec<TokenSegment> {
    fn keys(tokens: &[Inline]) -> Vec<TokenKey<'_>> {
        tokens.iter().map(build_token_key).collect()
    }
    let (old_keys, new_keys) = (keys(old), keys(new));
    let mut res: Vec<TokenSegment> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        let kept = matches!(op, DiffOp::Equal { .. });
        append_segment(
            &mut res,
            TokenSegment { kept, old: op.old_range(), new: op.new_range() },
        );
    }
    res
}

/// Adds a piece, joined to one of its kind before it.
fn append_segment(pieces: &mut Vec<TokenSegment>, piece: TokenSegment) {
    match pieces.last_mut() {
        Some(last) if last.kept == piece.kept => {
            last.old.end = piece.old.end;
            last.new.end = piece.new.end;
        }
        _ => pieces.push(piece),
    }
}

/// Takes in what is kept by chance between two changes: blanks, signs, a lone word
/// between longer ones. Texts with little in common are not mixed at all.
fn clean_segments(pieces: &mut Vec<TokenSegment>, old: &[Inline], new: &[Inline]) {
    let is_word = |token: &&Inline| match token {
        Inline::Text { text, .. } => text.chars().any(char::is_alphanumeric),
        Inline::Note { .. } | Inline::Gap { .. } | Inline::Dots => true,
    };
    let words = |tokens: &[Inline]| tokens.iter().filter(is_word).count();
    let kept: usize =
        pieces.iter().filter(|p| p.kept).map(|p| words(&new[p.new.clone()])).sum();
    let both = words(old) + words(new);
    if both > 8 && kept * 200 < LEAST_SHARED * both {
        *pieces =
            vec![TokenSegment { kept: false, old: 0..old.len(), new: 0..new.len() }];
        return;
    }
    let mut res: Vec<TokenSegment> = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let between = piece.kept && i > 0 && i + 1 < pieces.len();
        let inside = words(&new[piece.new.clone()]);
        let size =
            |p: &TokenSegment| words(&old[p.old.clone()]).max(words(&new[p.new.clone()]));
        let swallowed = between
            && (inside == 0 && size(&pieces[i - 1]) > 0 && size(&pieces[i + 1]) > 0
                || inside == 1 && size(&pieces[i - 1]) > 2 && size(&pieces[i + 1]) > 2);
        append_segment(
            &mut res,
            TokenSegment { kept: piece.kept && !swallowed, ..piece.clone() },
        );
    }
    *pieces = res;
}

fn mark_inline(inline: &Inline, mark: Mark) -> Run {
    let inline = match inline {
        Inline::Text { text, bold, italic } => {
            redline::Inline::Text { text: text.clone(), bold: *bold, italic: *italic }
        }
        Inline::Note { number, content } => {
            let number = |has: bool| has.then_some(*number);
            let content = mark_inlines(content, mark);
            let (old, new) = (number(mark.is_old()), number(mark.is_new()));
            redline::Inline::Note { old, new, content }
        }
        Inline::Gap { digits } => redline::Inline::Gap { digits: *digits },
        Inline::Dots => redline::Inline::Dots,
    };
    Run { mark, inline }
}

fn merge_inline(old: &Inline, new: &Inline) -> Run {
    match (old, new) {
        (
            Inline::Note { number: old_number, content: old },
            Inline::Note { number: new_number, content: new },
        ) => {
            let content = compare_inlines(old, new);
            let (old, new) = (Some(*old_number), Some(*new_number));
            Run { mark: Mark::Kept, inline: redline::Inline::Note { old, new, content } }
        }
        (_, new) => mark_inline(new, Mark::Kept),
    }
}

/// Adds a run, joined to one of its mark and look before it.
fn push_run(runs: &mut Runs, run: Run) {
    if let (
        Some(Run { mark, inline: redline::Inline::Text { text, bold, italic } }),
        redline::Inline::Text { text: more, bold: more_bold, italic: more_italic },
    ) = (runs.last_mut(), &run.inline)
        && *mark == run.mark
        && (*bold, *italic) == (*more_bold, *more_italic)
    {
        text.push_str(more);
        return;
    }
    runs.push(run);
}

/// The stop at the end of a text is the engine's, `;` within a list and `./.` at the end
/// of all: where only it differs, nobody need look at it.
fn hide_final_stop(runs: &mut Runs) {
    let is_stop = |run: &Run| match &run.inline {
        redline::Inline::Text { text, .. } => {
            text.chars().all(|c| matches!(c, '.' | ';' | '/'))
        }
        _ => false,
    };
    for run in runs.iter_mut().rev().take_while(|run| is_stop(run)) {
        run.mark = match run.mark {
            Mark::Deleted => Mark::Renumbered,
            Mark::Added => Mark::Number,
            other => other,
        };
    }
}

/// The text of a run, of whichever version.
pub(super) fn get_run_text(run: &Run) -> &str {
    match &run.inline {
        redline::Inline::Text { text, .. } => text,
        redline::Inline::Note { .. }
        | redline::Inline::Gap { .. }
        | redline::Inline::Dots => "",
    }
}

/// Whether there is something in the runs for a reader to look at.
pub(super) fn has_change(runs: &[Run]) -> bool {
    runs.iter().any(|run| {
        run.mark.is_change()
            || match &run.inline {
                redline::Inline::Note { content, .. } => has_change(content),
                _ => false,
            }
    })
}

/// Turns marks on the numbers of parts that the text names, `Mục 5 Phần II`, into those
/// of renumbering.
pub(super) fn hide_reference_changes(runs: &mut [Run]) {
    const NAMES: [&str; 5] = ["Mục", "Phần", "khoản", "điểm", "lục"];
    let mut named = [false, false];
    for run in runs {
        let redline::Inline::Text { text, .. } = &run.inline else { continue };
        let has = [run.mark.is_old(), run.mark.is_new()];
        let after_name = (0..2).any(|side| has[side] && named[side]);
        let last = text.split_whitespace().last();
        if run.mark.is_change() && after_name && is_number(text) {
            run.mark = if has[0] { Mark::Renumbered } else { Mark::Number };
        } else if !text.trim().is_empty() || run.mark == Mark::Kept {
            let names = last.is_some_and(|word| NAMES.contains(&word));
            for side in 0..2 {
                if has[side] {
                    named[side] = names;
                }
            }
        }
    }
}

/// Turns marks on values that are blank in one version into those of renumbering: there
/// the value could not be had.
pub(super) fn hide_blank_changes(runs: &mut [Run]) {
    let is_blank = |run: &Run| match &run.inline {
        redline::Inline::Text { text, .. } => text.contains('…') || text.contains("{{"),
        redline::Inline::Dots => true,
        redline::Inline::Note { .. } | redline::Inline::Gap { .. } => false,
    };
    let mut start = 0;
    while start < runs.len() {
        let end =
            start + runs[start..].iter().take_while(|run| run.mark.is_change()).count();
        if runs[start..end].iter().any(is_blank) {
            for run in &mut runs[start..end] {
                run.mark = match run.mark {
                    Mark::Deleted => Mark::Renumbered,
                    Mark::Added => Mark::Number,
                    other => other,
                };
            }
        }
        start = end.max(start + 1);
    }
}

/// `5`, `II`, `4.1`, `đ`.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && (text.chars().all(|c| c.is_ascii_digit() || c == '.' || "IVXLC".contains(c))
            || text.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-old-]{+new+}` as it is read.
    pub(crate) fn shown(runs: &[Run]) -> String {
        let mut res = String::new();
        for run in runs {
            let redline::Inline::Text { text, .. } = &run.inline else { continue };
            res += &match run.mark {
                Mark::Kept => text.clone(),
                Mark::Deleted => format!("[-{text}-]"),
                Mark::Added => format!("{{+{text}+}}"),
                Mark::Renumbered => format!("<-{text}->"),
                Mark::Number => format!("<+{text}+>"),
            };
        }
        res
    }

    #[test]
    fn no_word_is_ever_cut() {
        let cases = [
            ("giảm 17 hộ nghèo", "giảm 19 hộ nghèo", "giảm [-17-]{+19+} hộ nghèo"),
            ("hộ nghèo", "hộ cận nghèo", "hộ {+cận +}nghèo"),
            ("số 68/KH-UBND.", "số 69/KH-UBND.", "số [-68/KH-UBND-]{+69/KH-UBND+}."),
            ("tháng 7, năm", "tháng 8, năm", "tháng [-7-]{+8+}, năm"),
            ("các thôn.", "các thôn./.", "các thôn.<+/.+>"),
            ("(1.545 hộ)", "(1.546 hộ)", "([-1.545-]{+1.546+} hộ)"),
            ("", "mới", "{+mới+}"),
        ];
        for (old, new, expected) in cases {
            assert_eq!(shown(&compare_texts(old, new)), expected, "{old} / {new}");
        }
    }

    #[test]
    fn texts_with_little_in_common_are_not_mixed() {
        let old = "Tổ chức hội nghị truyền thông về giảm nghèo bền vững ở các thôn";
        let new = "Rà soát danh sách hộ gia đình chính sách về nhà ở của xã";
        assert_eq!(shown(&compare_texts(old, new)), format!("[-{old}-]{{+{new}+}}"));
    }

    #[test]
    fn a_number_of_a_part_alone_is_no_change() {
        let mut runs =
            compare_texts("nêu tại Mục 5 Phần II này", "nêu tại Mục 6 Phần III này");
        hide_reference_changes(&mut runs);
        assert!(!has_change(&runs), "{}", shown(&runs));
        let mut runs = compare_texts("giảm 5 hộ", "giảm 6 hộ");
        hide_reference_changes(&mut runs);
        assert!(has_change(&runs));
    }
}

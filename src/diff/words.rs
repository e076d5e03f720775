//! Two texts word by word. A word is what stands between blanks, without the signs
//! around it: no syllable, code, date or figure is ever cut.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::Inline;
use crate::redline::{self, MarkedRun, Runs, TextMark};

use super::renumbering;

/// What two tokens, the smallest parts of texts, must share to be one: letters, not
/// emphasis; a note is any note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum TokenKey<'t> {
    Text(&'t str),
    Note,
    Gap(u32),
    Dots,
    Leader(&'t str),
    CheckBox(bool),
    Break,
}

/// A stretch of the alignment: tokens that both texts have, or old ones that were removed
/// with the new ones that were added in their place.
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
///
/// Both are cut into tokens, aligned by a longest common subsequence of them, and the
/// alignment is cleaned of what is kept by chance. Within a segment that is not kept all old
/// tokens come before all new ones.
pub(super) fn compare_inlines(old: &[Inline], new: &[Inline]) -> Runs {
    let (old, new) = (split_into_tokens(old), split_into_tokens(new));
    let mut segments = align_tokens(&old, &new);
    clean_segments(&mut segments, &old, &new);
    let mut res = Runs::new();
    for segment in &segments {
        let (old, new) = (&old[segment.old.clone()], &new[segment.new.clone()]);
        if segment.kept {
            for (old, new) in old.iter().zip(new) {
                push_run(&mut res, merge_inline(old, new));
            }
            continue;
        }
        for token in old {
            push_run(&mut res, mark_inline(token, TextMark::Removed));
        }
        for token in new {
            push_run(&mut res, mark_inline(token, TextMark::Added));
        }
    }
    renumbering::hide_final_stop(&mut res);
    res
}

/// A text that one version has.
pub(super) fn mark_inlines(text: &[Inline], mark: TextMark) -> Runs {
    let mut res = Runs::new();
    text.iter().for_each(|inline| push_run(&mut res, mark_inline(inline, mark)));
    res
}

/// A text of one version, plain.
pub(super) fn mark_text(text: &str, mark: TextMark) -> Runs {
    if text.is_empty() {
        return Runs::new();
    }
    mark_inlines(&[build_upright(text)], mark)
}

/// Compares two plain texts.
pub(super) fn compare_texts(old: &str, new: &str) -> Runs {
    compare_inlines(&build_upright_list(old), &build_upright_list(new))
}

/// A number and the one that it has become: no change for a reader.
pub(super) fn mark_renumbered(old: &str, new: &str) -> Runs {
    if old == new {
        return mark_text(new, TextMark::Kept);
    }
    let mut res = mark_text(old, TextMark::Renumbered);
    res.extend(mark_text(new, TextMark::Number));
    res
}

/// A text that is neither bold nor italic.
pub(super) fn build_upright(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), bold: false, italic: false }
}

/// Such a text as a list of inlines: none for an empty one.
fn build_upright_list(text: &str) -> Vec<Inline> {
    if text.is_empty() { Vec::new() } else { vec![build_upright(text)] }
}

/// A text with its footnotes as marks: what they say is compared by itself.
pub(super) fn strip_notes(inlines: &[Inline]) -> Vec<Inline> {
    let mut res = inlines.to_vec();
    for inline in &mut res {
        if let Inline::Note { content, .. } = inline {
            content.clear();
        }
    }
    res
}

/// The first words of a text, on one line.
pub(super) fn cut_to_words(text: &str, most: usize) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    if words.len() <= most {
        return words.join(" ");
    }
    format!("{} …", words[..most].join(" "))
}

/// A text cut into blanks, words and signs, each with its emphasis.
fn split_into_tokens(inlines: &[Inline]) -> Vec<Inline> {
    let mut res = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, bold, italic } => {
                let words = split_text(text).into_iter();
                res.extend(words.map(|word| Inline::Text {
                    text: word.to_owned(),
                    bold: *bold,
                    italic: *italic,
                }));
            }
            other => res.push(other.clone()),
        }
    }
    res
}

/// A text as blanks, words and the signs around them: `(1.545 hộ)` is `(`, `1.545`, a
/// blank, `hộ`, `)`. Signs within a word stay in it, so that no date, figure or code is cut.
fn split_text(text: &str) -> Vec<&str> {
    let mut res = Vec::new();
    for word in text.split_inclusive(' ') {
        let (word, blank) = match word.strip_suffix(' ') {
            Some(word) => (word, true),
            None => (word, false),
        };
        let body = word.trim_start_matches(is_outer_sign);
        let (before, body) = word.split_at(word.len() - body.len());
        let (body, after) = body.split_at(body.trim_end_matches(is_outer_sign).len());
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

/// Whether a sign around a word is no part of it: `%`, `+` and `-` are.
fn is_outer_sign(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '%' | '+' | '-')
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
        Inline::Leader { dots, .. } => TokenKey::Leader(dots),
        Inline::CheckBox { ticked } => TokenKey::CheckBox(*ticked),
        Inline::Break => TokenKey::Break,
    }
}

fn align_tokens(old: &[Inline], new: &[Inline]) -> Vec<TokenSegment> {
    let old_keys: Vec<_> = old.iter().map(build_token_key).collect();
    let new_keys: Vec<_> = new.iter().map(build_token_key).collect();
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

/// Adds a segment, joined to one of its kind before it.
fn append_segment(segments: &mut Vec<TokenSegment>, segment: TokenSegment) {
    match segments.last_mut() {
        Some(last) if last.kept == segment.kept => {
            last.old.end = segment.old.end;
            last.new.end = segment.new.end;
        }
        _ => segments.push(segment),
    }
}

/// Takes in what is kept by chance between two changes: blanks, signs, a lone word
/// between longer ones. Texts with little in common are not mixed at all.
///
/// A kept segment between two others is given up where it has no word and both neighbours
/// have one, or where it has one word and both neighbours have three and more. It then joins
/// them, so that a reader sees one phrase in place of another, and not a word here and there.
fn clean_segments(segments: &mut Vec<TokenSegment>, old: &[Inline], new: &[Inline]) {
    let kept = segments.iter().filter(|segment| segment.kept);
    let kept: usize = kept.map(|segment| count_words(&new[segment.new.clone()])).sum();
    let both = count_words(old) + count_words(new);
    // Kept words stand in both texts: twice their number over that of both, in percent.
    if both > 8 && kept * 200 < LEAST_SHARED * both {
        *segments =
            vec![TokenSegment { kept: false, old: 0..old.len(), new: 0..new.len() }];
        return;
    }
    let mut res: Vec<TokenSegment> = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        let is_between = segment.kept && index > 0 && index + 1 < segments.len();
        let is_chance = is_between && {
            let inside = count_words(&new[segment.new.clone()]);
            let before = segments[index - 1].count_words(old, new);
            let after = segments[index + 1].count_words(old, new);
            inside == 0 && before > 0 && after > 0
                || inside == 1 && before > 2 && after > 2
        };
        append_segment(
            &mut res,
            TokenSegment { kept: segment.kept && !is_chance, ..segment.clone() },
        );
    }
    *segments = res;
}

impl TokenSegment {
    /// The words of the version that has more of them here.
    fn count_words(&self, old: &[Inline], new: &[Inline]) -> usize {
        count_words(&old[self.old.clone()]).max(count_words(&new[self.new.clone()]))
    }
}

/// How many tokens are words; a note or a blank to fill in counts as one.
fn count_words(tokens: &[Inline]) -> usize {
    let words = tokens.iter().filter(|token| match token {
        Inline::Text { text, .. } => text.chars().any(char::is_alphanumeric),
        Inline::Note { .. }
        | Inline::Gap { .. }
        | Inline::Dots
        | Inline::Leader { .. }
        | Inline::CheckBox { .. } => true,
        Inline::Break => false,
    });
    words.count()
}

/// A token that one version has, or both alike.
fn mark_inline(inline: &Inline, mark: TextMark) -> MarkedRun {
    let inline = match inline {
        Inline::Text { text, bold, italic } => {
            redline::Inline::Text { text: text.clone(), bold: *bold, italic: *italic }
        }
        Inline::Note { number, content } => redline::Inline::Note {
            old: mark.is_old().then_some(*number),
            new: mark.is_new().then_some(*number),
            content: mark_inlines(content, mark),
        },
        Inline::Gap { digits } => redline::Inline::Gap { digits: *digits },
        Inline::Dots => redline::Inline::Dots,
        Inline::Leader { dots, digits, share } => {
            redline::Inline::Leader { dots: dots.clone(), digits: *digits, share: *share }
        }
        Inline::CheckBox { ticked } => redline::Inline::CheckBox { ticked: *ticked },
        Inline::Break => redline::Inline::Break,
    };
    MarkedRun { mark, inline }
}

/// A token that both texts have, with the emphasis of the new one. Of a note what it says
/// is compared.
fn merge_inline(old: &Inline, new: &Inline) -> MarkedRun {
    match (old, new) {
        (
            Inline::Note { number: old_number, content: old },
            Inline::Note { number: new_number, content: new },
        ) => {
            let inline = redline::Inline::Note {
                old: Some(*old_number),
                new: Some(*new_number),
                content: compare_inlines(old, new),
            };
            MarkedRun { mark: TextMark::Kept, inline }
        }
        (_, new) => mark_inline(new, TextMark::Kept),
    }
}

/// Adds a run, joined to one of its mark and emphasis before it.
fn push_run(runs: &mut Runs, run: MarkedRun) {
    if let (
        Some(MarkedRun { mark, inline: redline::Inline::Text { text, bold, italic } }),
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

/// The text of a run, of whichever version.
pub(super) fn get_run_text(run: &MarkedRun) -> &str {
    match &run.inline {
        redline::Inline::Text { text, .. } => text,
        _ => "",
    }
}

/// Whether there is something in the runs for a reader to look at.
pub(super) fn has_change(runs: &[MarkedRun]) -> bool {
    runs.iter().any(|run| {
        run.mark.is_change()
            || match &run.inline {
                redline::Inline::Note { content, .. } => has_change(content),
                _ => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-old-]{+new+}` as it is read.
    pub(crate) fn shown(runs: &[MarkedRun]) -> String {
        let mut res = String::new();
        for run in runs {
            let redline::Inline::Text { text, .. } = &run.inline else { continue };
            res += &match run.mark {
                TextMark::Kept => text.clone(),
                TextMark::Removed => format!("[-{text}-]"),
                TextMark::Added => format!("{{+{text}+}}"),
                TextMark::Renumbered => format!("<-{text}->"),
                TextMark::Number => format!("<+{text}+>"),
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
}

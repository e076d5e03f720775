//! The lines of a specimen, a form that others fill in: running text in which typed dots
//! are a dotted line and `[ ]` is a box to tick. Nowhere else is a text read so.

use super::{PENDING, ProsePiece, TextStyle, inline, split_lines};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::yaml::{Scalar, ScalarPlaces};

/// How many dots a sign is worth where rooms are shared: `…` is three.
#[must_use]
pub fn weigh_dots(dots: &str) -> u32 {
    dots.chars().map(|c| if c == '…' { 3 } else { 1 }).sum()
}

/// Reads the lines of a specimen: each line of the field is one of the paper.
#[must_use]
pub fn read_specimen_lines(
    scalar: &Scalar,
    span: Span,
    source: &Source,
    found: &mut Vec<Diagnostic>,
) -> Vec<Vec<ProsePiece>> {
    if scalar.text.trim() == PENDING {
        return vec![vec![ProsePiece::Pending]];
    }
    let places = ScalarPlaces::new(&scalar.text, scalar.style, source.text(), span);
    let mut lines = Vec::new();
    for (start, text) in split_lines(&scalar.text) {
        let pieces = inline::read_prose_line(text, start, &places, found);
        let mut line = Vec::new();
        for piece in pieces {
            match piece {
                ProsePiece::Text { text, style, span } => {
                    split_text(&text, style, span, source, &mut line);
                }
                other => line.push(other),
            }
        }
        lines.push(line);
    }
    lines
}

/// What a sign at the start of a text is, with its length in bytes.
enum Sign {
    Dots(usize),
    Box { ticked: bool },
}

/// The length of every sign for a box: `[ ]`, `[x]`.
const BOX_LENGTH: usize = 3;

/// Cuts a text at its dotted lines and boxes.
fn split_text(
    text: &str,
    style: TextStyle,
    span: Span,
    source: &Source,
    line: &mut Vec<ProsePiece>,
) {
    // Where the text stands in the file as it is read, each part has its own place.
    let is_as_typed = source.slice(span) == text;
    let mut push = |start: usize, end: usize, sign: Option<&Sign>| {
        if start == end {
            return;
        }
        let text = text[start..end].to_owned();
        let span = match is_as_typed {
            true => Span::new(span.start + start, span.start + end),
            false => span,
        };
        line.push(match sign {
            None => ProsePiece::Text { text, style, span },
            Some(Sign::Dots(_)) => ProsePiece::Leader { dots: text, span },
            Some(Sign::Box { ticked }) => ProsePiece::CheckBox { ticked: *ticked, span },
        });
    };
    let (mut start, mut offset) = (0, 0);
    while let Some(c) = text[offset..].chars().next() {
        let Some(sign) = read_sign(text, offset) else {
            offset += match is_dot(c) {
                // Dots that are none of a line are passed over together.
                true => measure_dots(&text[offset..]),
                false => c.len_utf8(),
            };
            continue;
        };
        let end = offset
            + match sign {
                Sign::Dots(length) => length,
                Sign::Box { .. } => BOX_LENGTH,
            };
        push(start, offset, None);
        push(offset, end, Some(&sign));
        (start, offset) = (end, end);
    }
    push(start, text.len(), None);
}

/// The sign that begins at a place of a text, if one does.
fn read_sign(text: &str, offset: usize) -> Option<Sign> {
    let (before, rest) = text.split_at(offset);
    match rest.get(..BOX_LENGTH) {
        Some("[ ]") => return Some(Sign::Box { ticked: false }),
        Some("[x]" | "[X]") => return Some(Sign::Box { ticked: true }),
        _ => {}
    }
    let length = measure_dots(rest);
    let dots = &rest[..length];
    let is_line = dots.contains('…') || length > 2;
    (is_line && !is_ellipsis(before, dots)).then_some(Sign::Dots(length))
}

/// Words behind which few digits are written.
const DATE_WORDS: [&str; 5] = ["ngày", "tháng", "năm", "giờ", "phút"];

/// Whether few digits are to be written behind a text: `ngày`, `năm 20`.
#[must_use]
pub fn is_before_digits(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let word = last.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    DATE_WORDS.contains(&word.as_str()) || text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether dots are those of a sentence that breaks off. Such stand behind a comma, behind
/// `v.v`, or right behind the last word of a list: `cống, kênh, trạm bơm…`. In `thôn…, xã…`
/// each has its own dots, and nothing is listed before them.
fn is_ellipsis(before: &str, dots: &str) -> bool {
    let words = before.trim_end();
    if weigh_dots(dots) <= 4 && (words.ends_with(',') || words.ends_with("v.v")) {
        return true;
    }
    let is_behind_word = before.ends_with(char::is_alphanumeric);
    if weigh_dots(dots) > 3 || !is_behind_word || is_before_digits(before) {
        return false;
    }
    let last_dots = before.rfind("...").max(before.rfind('…')).unwrap_or(0);
    let listed = before[last_dots..].trim_start_matches(|c: char| !c.is_alphanumeric());
    listed.contains(',')
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '…')
}

/// How many bytes of a text are dots, from its start.
fn measure_dots(text: &str) -> usize {
    text.find(|c| !is_dot(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::{prop, prop_assert_eq, proptest};

    use super::*;
    use crate::yaml::ScalarStyle;

    /// The lines of a text, dotted lines in `‹ ›`.
    fn read(text: &str) -> Vec<Vec<ProsePiece>> {
        let source = Source::new(Path::new(""), text);
        let scalar = Scalar { text: text.to_owned(), style: ScalarStyle::Literal };
        read_specimen_lines(&scalar, Span::new(0, text.len()), &source, &mut Vec::new())
    }

    fn show(piece: &ProsePiece) -> String {
        match piece {
            ProsePiece::Text { text, .. } => text.clone(),
            ProsePiece::Leader { dots, .. } => format!("‹{dots}›"),
            ProsePiece::CheckBox { ticked, .. } => format!("□{}", u8::from(*ticked)),
            other => format!("{other:?}"),
        }
    }

    fn shown(text: &str) -> String {
        let lines: Vec<String> =
            read(text).iter().map(|line| line.iter().map(show).collect()).collect();
        lines.join("\n")
    }

    #[test]
    fn typed_dots_are_a_line_to_fill_in() {
        let text = "Họ và tên: …………… Nam [ ] Nữ [x]\nngày … tháng ... năm 20..";
        let expected = "Họ và tên: ‹……………› Nam □0 Nữ □1\nngày ‹…› tháng ‹...› năm 20..";
        assert_eq!(shown(text), expected);
        assert_eq!(
            shown("Sinh ngày:.... tháng... năm....…"),
            "Sinh ngày:‹....› tháng‹...› năm‹....…›"
        );
    }

    #[test]
    fn dots_of_a_sentence_are_no_line() {
        for text in
            ["cấp điện, nước, ... và khác", "sách, vở,…", "cháo, phở v.v...", "Hết./."]
        {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn each_part_has_its_own_place() {
        let text = "Tên: …… [ ]";
        let line = read(text).remove(0);
        let ProsePiece::Leader { span, .. } = &line[1] else { panic!("{line:?}") };
        assert_eq!(&text[span.start..span.end], "……");
    }

    proptest! {
        #[test]
        fn any_text_of_a_line_comes_out(
            words in prop::collection::vec("[a-zđĐạ0-9(),;:/-]{1,6}|…{1,4}|[.]{1,7}|\\[ \\]|\\[x\\]", 1..12)
        ) {
            let text = words.join(" ");
            let back: String = read(&text).iter().flatten().map(|piece| match piece {
                ProsePiece::Text { text, .. } => text.clone(),
                ProsePiece::Leader { dots, .. } => dots.clone(),
                ProsePiece::CheckBox { ticked: false, .. } => "[ ]".to_owned(),
                ProsePiece::CheckBox { ticked: true, .. } => "[x]".to_owned(),
                other => panic!("{other:?}"),
            }).collect();
            prop_assert_eq!(back, text);
        }
    }
}

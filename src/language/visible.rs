//! Signs that a terminal or a log would obey or hide, made visible: what a form, a data
//! file or a file name holds is shown as it is and does nothing.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::byte_set::ByteSet;

/// A text as it is shown, and where its bytes have gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownText {
    /// The text as shown.
    pub text: String,
    /// Behind each sign that is shown as another: the byte of the text as it was, and that
    /// of the text as shown.
    shifts: Vec<(usize, usize)>,
}

impl ShownText {
    /// The byte of the text as shown that stands for a byte of the text as it was, which
    /// begins a character.
    #[must_use]
    pub fn place(&self, offset: usize) -> usize {
        let nth = self.shifts.partition_point(|(was, _)| *was <= offset);
        let (was, shown) = nth.checked_sub(1).map_or((0, 0), |nth| self.shifts[nth]);
        shown + (offset - was)
    }
}

/// Whether a character is not seen and does something, or may: control characters, line
/// ends of any kind, marks of direction, characters without width, tags.
#[must_use]
#[inline]
pub fn is_hidden(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\0'..='\u{9F}' | '\u{AD}' => true,
        '\u{A0}'..='\u{33F}' => false,
        '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        c => matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF),
    }
}

/// A value, a name or a sentence as it stands within a line: every hidden sign is seen,
/// line ends and tabs too. `␛`, `␊`, `<U+009B>`.
#[must_use]
pub fn show_hidden(text: &str) -> Cow<'_, str> {
    show_if_needed(text, is_hidden)
}

/// The same of a text that has lines and tabs of its own.
#[must_use]
pub fn show_hidden_in_lines(text: &str) -> Cow<'_, str> {
    show_if_needed(text, is_hidden_in_lines)
}

/// Lines of a file as they are shown, with the places in them.
#[must_use]
pub fn show_lines(text: &str) -> ShownText {
    show_signs(text, is_hidden_in_lines)
}

/// A text of JSON, in which what is hidden is escaped: who reads it gets the same values.
/// Line ends that stand in it are those between its parts.
#[must_use]
pub fn escape_json(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for (offset, c) in text.char_indices() {
        if c != '\n' && (is_hidden(c) || is_log_command(text, offset)) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(res, "\\u{unit:04x}");
            }
        } else {
            res.push(c);
        }
    }
    res
}

/// One hidden sign, made visible: controls by their pictures, which are as wide as a
/// letter, others by their number.
pub fn push_visible(to: &mut String, c: char) {
    match c {
        '\0'..='\u{1F}' => to.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7F}' => to.push('\u{2421}'),
        _ => {
            let _ = write!(to, "<U+{:04X}>", u32::from(c));
        }
    }
}

/// Whether the `#` at a byte begins what logs of build machines take for a command
/// wherever it stands: `##[…]`, `##vso[…]`.
#[must_use]
pub fn is_log_command(text: &str, offset: usize) -> bool {
    let Some(rest) = text[offset..].strip_prefix("##") else { return false };
    rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[')
}

/// The bytes with which a hidden sign or a command may begin.
static MAYBE_HIDDEN: ByteSet = ByteSet::new(
    b"\0\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0B\x0C\r\x0E\x0F\x10\x11\x12\x13\x14\
      \x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F#\x7F\xC2\xCD\xD8\xE1\xE2\xE3\xEF\xF0\
      \xF1\xF2\xF3\xF4",
);

/// Where a text has a sign that is hidden, or a command: each with the character there.
fn find_hidden(
    text: &str,
    hidden: impl Fn(char) -> bool,
) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    MAYBE_HIDDEN.places(text).filter_map(move |place| {
        // Most letters of Vietnamese with two marks: a walk over texts meets them all the
        // time.
        let is_vietnamese =
            bytes[place] == 0xE1 && matches!(bytes.get(place + 1), Some(0xBA | 0xBB));
        if is_vietnamese {
            return None;
        }
        let c = text[place..].chars().next()?;
        let is_shown = c == '#' && is_log_command(text, place) || hidden(c);
        is_shown.then_some((place, c))
    })
}

fn is_hidden_in_lines(c: char) -> bool {
    is_hidden(c) && !matches!(c, '\n' | '\t')
}

/// A text as shown; itself where it has nothing to hide.
fn show_if_needed(text: &str, hidden: impl Fn(char) -> bool + Copy) -> Cow<'_, str> {
    if find_hidden(text, hidden).next().is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(show_signs(text, hidden).text)
}

fn show_signs(text: &str, hidden: impl Fn(char) -> bool) -> ShownText {
    let mut res = ShownText::default();
    res.text.reserve(text.len());
    // Where the part begins that is shown as it is.
    let mut from = 0;
    for (offset, c) in find_hidden(text, hidden) {
        res.text.push_str(&text[from..offset]);
        from = offset + c.len_utf8();
        if c == '#' {
            // A blank parts the two signs, and no log takes them for a command.
            res.text.push_str("# ");
        } else {
            push_visible(&mut res.text, c);
        }
        res.shifts.push((offset + c.len_utf8(), res.text.len()));
    }
    res.text.push_str(&text[from..]);
    res
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_seen() {
        for (text, shown) in [
            ("89/\u{1b}]0;own\u{7}NQ", "89/␛]0;own␇NQ"),
            ("a\n::error::b\r\tc", "a␊::error::b␍␉c"),
            ("\u{9b}31m\u{85}\u{7f}", "<U+009B>31m<U+0085>␡"),
            ("a\u{202e}b\u{2066}\u{61c}\u{200b}", "a<U+202E>b<U+2066><U+061C><U+200B>"),
            ("\u{e0041}\u{feff}\u{2028}", "<U+E0041><U+FEFF><U+2028>"),
            ("a ##[group]b ##vso[x]", "a # #[group]b # #vso[x]"),
        ] {
            assert_eq!(show_hidden(text), shown);
        }
    }

    #[test]
    fn vietnamese_and_signs_of_offices_stay_as_they_are() {
        let text = "Kế hoạch “số 89/KH-UBND” – 3,30 % ± 0,5 m² ## 1 #[x] … 🙂\u{a0}½";
        assert!(matches!(show_hidden(text), Cow::Borrowed(_)));
        assert_eq!(show_hidden(text), text);
        assert_eq!(show_hidden_in_lines("một\n\thai\n"), "một\n\thai\n");
    }

    #[test]
    fn every_hidden_sign_begins_with_a_byte_that_is_looked_at() {
        for c in ('\0'..=char::MAX).filter(|c| is_hidden(*c)) {
            let text = c.to_string();
            assert_eq!(find_hidden(&text, is_hidden).next(), Some((0, c)), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_shown_and_each_place_is_found_again(text in any::<String>()) {
            let shown = show_hidden(&text);
            prop_assert!(!shown.chars().any(is_hidden), "{shown:?}");
            let lines = show_lines(&text);
            prop_assert!(!lines.text.chars().any(is_hidden_in_lines), "{lines:?}");
            for (at, _) in text.char_indices() {
                let before = show_signs(&text[..at], is_hidden_in_lines).text.len();
                // A command that is cut in two is none, and has no blank in it.
                prop_assert!(lines.place(at) >= before);
                prop_assert!(lines.text.is_char_boundary(lines.place(at)));
            }
            prop_assert_eq!(lines.place(text.len()), lines.text.len());
        }

        #[test]
        fn json_gives_the_same_value_back(text in any::<String>(), extra in "[\u{7f}-\u{a0}\u{2028}-\u{202e}#\\[a\n]{0,9}") {
            let value = text + &extra;
            let json = escape_json(&serde_json::to_string(&value).unwrap());
            prop_assert!(!json.chars().any(is_hidden), "{json:?}");
            prop_assert!(!json.contains("##["));
            let read: String = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(read, value);
        }
    }
}

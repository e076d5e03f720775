//! The words of a finding. What a form, a data file or a path gave them is short enough to
//! be read, and does nothing to where it is printed.

use std::borrow::{Borrow, Cow};
use std::fmt::{self, Display, Formatter};
use std::ops::{AddAssign, Deref};

use unicode_normalization::char::is_combining_mark;

use crate::language;

/// Letters between quotes that are kept whole.
const MOST_QUOTED: usize = 300;

/// Letters that are kept of more.
const KEPT_QUOTED: usize = 120;

/// Letters of a sentence that are kept whole.
const MOST_LETTERS: usize = 3_000;

/// Letters that are kept of more.
const KEPT_LETTERS: usize = 2_000;

/// Names that a sentence lists; more are counted.
const MOST_NAMES: usize = 30;

/// A message, a label or a hint: one line. It holds what was said, for programs, and
/// prints with every hidden sign made visible. What it quotes is cut where it is long.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageText(String);

impl MessageText {
    /// What was said, as it is: for formats that escape what they hold.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The words on one line, every hidden sign visible.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        language::show_hidden(&self.0)
    }
}

impl Display for MessageText {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

impl Deref for MessageText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for MessageText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AddAssign<&str> for MessageText {
    fn add_assign(&mut self, more: &str) {
        self.0 += more;
    }
}

impl PartialEq<str> for MessageText {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for MessageText {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl From<String> for MessageText {
    fn from(text: String) -> Self {
        // Bytes are as many as letters, or more.
        if text.len() <= MOST_QUOTED { Self(text) } else { Self(cut_sentence(&text)) }
    }
}

impl From<&str> for MessageText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<MessageText> for String {
    fn from(text: MessageText) -> Self {
        text.0
    }
}

/// Names as a sentence lists them: some, and how many there are besides.
///
/// `a`, `b` … và 970 tên khác
#[must_use]
pub fn list_names(names: &[impl AsRef<str>]) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    let named: Vec<_> = names.iter().take(MOST_NAMES).map(AsRef::as_ref).collect();
    let named = named.join(", ");
    if more == 0 { named } else { format!("{named} … và {more} tên khác") }
}

/// The lines of a file of which the same is true, as they follow a label: some, and how
/// many there are besides. Nothing where there are none.
///
/// `; dòng 4, 7 cũng vậy`
#[must_use]
pub fn list_more_lines(lines: &[usize]) -> String {
    const MOST_LINES: usize = 8;
    if lines.is_empty() {
        return String::new();
    }
    let listed: Vec<_> = lines.iter().take(MOST_LINES).map(usize::to_string).collect();
    let more = match lines.len().saturating_sub(MOST_LINES) {
        0 => String::new(),
        more => format!(" và {more} dòng nữa"),
    };
    format!("; dòng {}{more} cũng vậy", listed.join(", "))
}

/// A sentence with what it quotes cut, and itself where it is still long.
fn cut_sentence(text: &str) -> String {
    let mut res = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(['`', '“']) {
        let (quote, close) =
            if rest[open..].starts_with('`') { ('`', '`') } else { ('“', '”') };
        let start = open + quote.len_utf8();
        let inside_end = rest[start..].find(close).map_or(rest.len(), |end| start + end);
        let end = (inside_end + close.len_utf8()).min(rest.len());
        res += &rest[..start];
        res += &shorten_text(&rest[start..inside_end], MOST_QUOTED, KEPT_QUOTED);
        res += &rest[inside_end..end];
        rest = &rest[end..];
    }
    res += rest;
    shorten_text(&res, MOST_LETTERS, KEPT_LETTERS).into_owned()
}

/// A text of more than `most` letters as its first ones and their number: `aaa… (30.000 ký
/// tự)`. No letter is parted from its marks.
fn shorten_text(text: &str, most: usize, kept: usize) -> Cow<'_, str> {
    if text.char_indices().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let ends = text.char_indices().skip(kept);
    let end = ends.skip_while(|(_, c)| is_joined(*c)).map(|(end, _)| end).next();
    let Some(end) = end else { return Cow::Borrowed(text) };
    let count = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
    let count = language::group_digits(count);
    Cow::Owned(format!("{}… ({count} ký tự)", text[..end].trim_end()))
}

/// Whether a character belongs to the letter before it.
fn is_joined(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    #[test]
    fn a_long_name_is_cut_and_what_is_said_of_it_stays() {
        let name = "ữ".repeat(30_000);
        let text = MessageText::from(format!("không có cột `{name}` ở “{name}” và `b`"));
        let cut = format!("{}… (30.000 ký tự)", "ữ".repeat(KEPT_QUOTED));
        assert_eq!(text, format!("không có cột `{cut}` ở “{cut}” và `b`").as_str());
        let short = format!("cột `{}`", "ữ".repeat(MOST_QUOTED));
        assert_eq!(MessageText::from(short.clone()), short.as_str());
    }

    #[test]
    fn a_name_that_closes_its_own_quotes_is_cut_all_the_same() {
        let text = MessageText::from(format!("tên `a`{}` sai", "b".repeat(9_000)));
        assert!(text.chars().count() < MOST_LETTERS, "{text}");
        let text = MessageText::from("b".repeat(9_000));
        assert!(text.ends_with("b… (9.000 ký tự)"), "{text}");
        // A letter of many marks is one letter, however long.
        let marks = format!("`{}`", "a\u{323}\u{302}\u{301}\u{31b}".repeat(80));
        let cut = MessageText::from(marks);
        assert!(cut.contains("a\u{323}\u{302}\u{301}\u{31b}… (400 ký tự)"), "{cut}");
    }

    #[test]
    fn of_many_names_some_are_listed_and_the_others_counted() {
        let names: Vec<_> = (0..1_000).map(|nth| format!("`c{nth}`")).collect();
        let listed = list_names(&names);
        assert!(listed.starts_with("`c0`, `c1`, "), "{listed}");
        assert!(listed.ends_with("`c29` … và 970 tên khác"), "{listed}");
        assert_eq!(list_names(&names[..2]), "`c0`, `c1`");
    }

    proptest! {
        #[test]
        fn a_sentence_prints_on_one_line_and_is_never_long(
            text in any::<String>(),
            signs in "[`“”a\u{301}\u{1b}\n]{0,40}",
            times in 1..900_usize,
        ) {
            let text = MessageText::from(format!("{text}{}", signs.repeat(times)));
            prop_assert!(!text.to_string().chars().any(language::is_hidden));
            prop_assert!(text.chars().count() <= MOST_LETTERS + 20);
        }
    }
}

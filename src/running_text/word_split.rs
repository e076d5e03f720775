//! A line as words, in one walk over its letters: what stands between blanks and signs, but
//! for numbers, codes and names with hyphens.

use std::ops::Range;

use crate::language::is_letter;

use super::split::{find_values, is_in_value};

/// A word of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SplitWord {
    /// First byte in the line.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    /// Whether blanks alone part it from the word before.
    pub(super) follows: bool,
}

/// What a character is to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharKind {
    Letter,
    /// A mark that could not be joined with its letter.
    Mark,
    /// `GD&ĐT` is one word.
    Ampersand,
    /// What makes a number or a code of the piece in which it stands.
    Figure,
    /// What makes a code or a name of it between letters.
    Joint,
    Blank,
    Other,
}

/// A piece between blanks, as far as it is read.
#[derive(Debug, Default)]
struct Piece {
    /// First byte in the line.
    start: usize,
    /// How many words there are before it.
    words_before: usize,
    /// Where the word begins that is being read.
    word: Option<usize>,
    /// Whether the piece before ends with a word.
    follows_word: bool,
    has_letter: bool,
    /// Whether a letter stands in it, marks apart: signs before it join nothing.
    has_core: bool,
    /// Whether a joint stands behind a letter.
    has_joint: bool,
    is_code: bool,
}

/// Puts the words of a text behind those that are there.
pub(super) fn split_line(text: &str, words: &mut Vec<SplitWord>) {
    let values = find_values(text);
    let bytes = text.as_bytes();
    let mut piece = Piece { words_before: words.len(), ..Piece::default() };
    for (place, c) in text.char_indices() {
        match classify(c) {
            CharKind::Blank => {
                let follows_word = piece.end(place, &values, words);
                piece = Piece {
                    start: place + c.len_utf8(),
                    words_before: words.len(),
                    follows_word,
                    ..Piece::default()
                };
            }
            kind => {
                piece.read(kind, place, words);
                let is_brace = matches!(c, '{' | '}');
                piece.is_code |= is_brace && bytes.get(place + 1) == bytes.get(place);
            }
        }
    }
    piece.end(text.len(), &values, words);
}

impl Piece {
    fn read(&mut self, kind: CharKind, place: usize, words: &mut Vec<SplitWord>) {
        match kind {
            CharKind::Letter | CharKind::Mark | CharKind::Ampersand => {
                self.word.get_or_insert(place);
            }
            _ => self.end_word(place, words),
        }
        match kind {
            CharKind::Letter => {
                self.is_code |= self.has_joint;
                (self.has_letter, self.has_core) = (true, true);
            }
            CharKind::Mark => self.has_letter = true,
            CharKind::Figure => self.is_code = true,
            CharKind::Joint => self.has_joint |= self.has_core,
            CharKind::Ampersand | CharKind::Blank | CharKind::Other => {}
        }
    }

    fn end_word(&mut self, end: usize, words: &mut Vec<SplitWord>) {
        if let Some(start) = self.word.take() {
            let follows = self.follows_word && start == self.start;
            words.push(SplitWord { start, end, follows });
        }
    }

    /// Ends the piece, and takes out the words of one that is a number, a code or a value;
    /// whether a word that follows in the line follows a word.
    fn end(
        &mut self,
        end: usize,
        values: &[Range<usize>],
        words: &mut Vec<SplitWord>,
    ) -> bool {
        if self.start == end {
            return self.follows_word;
        }
        let ends_with_word = self.word.is_some();
        self.end_word(end, words);
        if !self.has_letter || self.is_code || is_in_value(values, self.start) {
            words.truncate(self.words_before);
            return false;
        }
        ends_with_word
    }
}

fn classify(c: char) -> CharKind {
    match c {
        'a'..='z' | 'A'..='Z' => CharKind::Letter,
        ' ' | '\t'..='\r' => CharKind::Blank,
        '0'..='9' => CharKind::Figure,
        '&' => CharKind::Ampersand,
        '-' | '–' | '—' | '/' | '\\' | '\'' | '’' | '@' | '_' | '+' | '=' | '%' => {
            CharKind::Joint
        }
        '\0'..='\x7F' => CharKind::Other,
        'À'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' if is_letter(c) => CharKind::Letter,
        c if c.is_whitespace() => CharKind::Blank,
        c if c.is_numeric() => CharKind::Figure,
        c if is_letter(c) => CharKind::Letter,
        '\u{300}'..='\u{36F}' => CharKind::Mark,
        _ => CharKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    fn list(text: &str) -> Vec<SplitWord> {
        let mut words = Vec::new();
        split_line(text, &mut words);
        words
    }

    /// The words of a text; a stroke stands before one that something parts from the last.
    fn split(text: &str) -> String {
        let mut res = String::new();
        for word in list(text) {
            res.push_str(if word.follows { " " } else { "|" });
            res.push_str(&text[word.start..word.end]);
        }
        res
    }

    #[test]
    fn words_follow_each_other_where_blanks_alone_part_them() {
        for (text, expected) in [
            ("Thực  hiện các dự án", "|Thực hiện các dự án"),
            ("đào tạo, tập huấn (nếu có)", "|đào tạo|tập huấn|nếu có"),
            ("đào tạo.tập huấn", "|đào tạo|tập huấn"),
            ("-Thực hiện; 30/2020/NĐ-CP quy định", "|Thực hiện|quy định"),
            ("Phòng GD&DDT huyện", "|Phòng GD&DDT huyện"),
            ("Cư M’gar có {{ so }} hộ", "|Cư|có|hộ"),
            ("{{ bang.a }} hộ", "|hộ"),
            ("a{b} c}} d", "|a|b|d"),
            ("kinh tế-xã hội 2024", "|kinh|hội"),
            ("-a b- % c\u{300}\u{A0}d² (e) Ⅳ", "|a b|c\u{300}|e"),
            ("", ""),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_words_in_order(text in any::<String>()) {
            let mut before = 0;
            for SplitWord { start, end, .. } in list(&text) {
                prop_assert!(before <= start && start < end);
                prop_assert!(text.get(start..end).is_some());
                before = end;
            }
        }
    }
}

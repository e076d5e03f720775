//! Text as typed becomes text as meant: one Unicode form, no invisible characters, the
//! letter that is meant where another looks like it.

use super::look_alike::{LetterRepair, RepairedText, repair_text};
use super::old_text::{OldText, find_old_text};

/// A text as meant, and what of it was typed otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CleanText {
    /// The text.
    pub text: String,
    /// Letters and hyphens that were read as those that they look like, in their order;
    /// none of lines in an old code.
    pub letters: Vec<LetterRepair>,
    /// Its lines in a code from before Unicode, which stay as they are.
    pub old: Option<OldText>,
}

/// Composes to NFC, drops zero-width characters, marks of direction and soft hyphens, turns
/// CRLF and CR into LF, and look-alikes into what they look like.
///
/// A phone or a Mac types `ế` as three characters; a web page hides U+200B in a word; old
/// keyboards have `Ð` for `Đ`. All print right and cannot be found again, so every text is
/// cleaned when it is read.
pub fn clean(text: &str) -> String {
    // Nearly every text is clean already, and looking costs a fraction of composing.
    if is_sound(text) { text.to_owned() } else { repair(text).text }
}

/// Cleans a text, and notes what there is to be told of it.
#[must_use]
pub fn clean_noting(text: &str) -> CleanText {
    if is_clean(text) {
        return CleanText { text: text.to_owned(), ..CleanText::default() };
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let old = find_old_text(text.split('\n'));
    let RepairedText { text: cleaned, mut letters } = match is_sound(&text) {
        true => RepairedText { text: text.clone(), letters: Vec::new() },
        false => repair(&text),
    };
    if let Some(old) = &old {
        // `é` of TCVN3 is `Ð`: that such a line is in an old code says all.
        let line_starts: Vec<usize> = std::iter::once(0)
            .chain(cleaned.match_indices('\n').map(|(end, _)| end + 1))
            .collect();
        letters.retain(|letter| {
            let line = line_starts.partition_point(|start| *start <= letter.at) - 1;
            old.lines.binary_search_by_key(&line, |old| old.index).is_err()
        });
    }
    CleanText { text: cleaned, letters, old }
}

/// Whether cleaning leaves a text as it is, and has nothing to tell of it.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|c| {
        let is_clean = match c {
            ' '..='~' | '\n' => true,
            '\u{A1}'..='ÿ' => is_plainly_clean(before, c) && !is_old_sign(before, c),
            _ => is_plainly_clean(before, c),
        };
        before = c;
        is_clean
    })
}

/// Whether cleaning leaves a text as it is.
fn is_sound(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|c| {
        let is_sound = is_plainly_clean(before, c);
        before = c;
        is_sound
    })
}

/// Whether a text has a sign that words of a code from before Unicode have, and those of
/// Vietnamese not. Which texts are in one, [`find_old_text`] judges.
#[must_use]
pub fn has_old_signs(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let is_old = is_old_sign(before, c);
        before = c;
        is_old
    })
}

fn repair(text: &str) -> RepairedText {
    // Invisible characters go first: one between a letter and its mark would keep the
    // two from composing.
    let text = text.replace("\r\n", "\n");
    let visible: Vec<char> =
        text.chars().filter(|c| !is_invisible(*c)).map(replace_break).collect();
    repair_text(&visible)
}

/// Turns every run of white space, no-break spaces and line ends included, into one
/// space, and trims both ends.
pub fn normalize_spaces(text: &str) -> String {
    if has_single_spaces(text) {
        return text.to_owned();
    }
    let mut res = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !res.is_empty() {
            res.push(' ');
        }
        res.push_str(word);
    }
    res
}

/// Whether a text has single spaces already, as nearly every one.
fn has_single_spaces(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        if c.is_whitespace() && (c != ' ' || before == ' ') {
            return false;
        }
        before = c;
    }
    before != ' ' || text.is_empty()
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FE0F}'
            | '\u{FEFF}'
    )
}

/// Whether a character is clean behind another: what Vietnamese is written with.
/// Letters below the combining marks, and those of Latin Extended Additional, compose
/// with nothing before them; dashes, quotes and dots of U+2012 to U+2027 neither.
fn is_plainly_clean(before: char, c: char) -> bool {
    match c {
        '\t' | '\n' | ' '..='~' => true,
        '\u{B}'..='\r' | '\u{1E}' | '\u{1F}' => false,
        '\0'..'\u{300}' => !matches!(c, '\u{AD}' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' | 'Ƣ' | 'ƣ'),
        // A dash behind a capital may be the hyphen of a document's symbol.
        '\u{2013}' => !before.is_uppercase(),
        '\u{1E00}'..='\u{1EFF}' | '\u{2012}'..='\u{2027}' => true,
        _ => false,
    }
}

/// Whether a character behind another is a sign of an old code rather than a letter of
/// Vietnamese or a sign such as `m²`, `°C`, `« »`.
fn is_old_sign(before: char, c: char) -> bool {
    match c {
        '°' | '±' | '²' | '³' | '´' | 'º' => false,
        '\u{A1}'..='¿' | '×' | '÷' => {
            before.is_ascii_alphabetic() || matches!(before, '\u{A1}'..='ÿ')
        }
        'Â' | 'â' | 'Õ' | 'õ' if matches!(before, 'O' | 'U' | 'Y' | 'o' | 'u' | 'y') =>
        {
            // `xuân` and `Chuân` are words, `oâ`, `uõ` and `yõ` are none.
            !(matches!(c, 'Â' | 'â') && matches!(before, 'U' | 'u'))
        }
        // VNI has marks behind `a` and `e`; TCVN3 has capitals behind small letters.
        'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' => {
            before.is_ascii_lowercase() || matches!(before, 'A' | 'E' | '\u{A1}'..='¿')
        }
        'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý' => {
            matches!(before, 'a' | 'e' | '\u{A1}'..='¿')
        }
        'Ä'..='ÿ' => true,
        _ => false,
    }
}

/// Line ends of other systems, and those of Word within a paragraph or at the end of a
/// page, which part no lines of a form.
fn replace_break(c: char) -> char {
    match c {
        '\r' => '\n',
        '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    #[test]
    fn decomposed_text_is_composed() {
        assert_eq!(clean("Ke\u{302}\u{301} hoa\u{323}ch"), "Kế hoạch");
    }

    #[test]
    fn an_invisible_character_does_not_keep_a_mark_from_its_letter() {
        assert_eq!(clean("Ke\u{200B}\u{302}\u{301}"), "Kế");
        assert_eq!(clean("\u{FEFF}xã\u{AD} \u{200D}A\u{2060}"), "xã A");
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(clean("a\r\nb\rc\nd\r\r\ne"), "a\nb\nc\nd\n\ne");
    }

    #[test]
    fn white_space_collapses_and_is_trimmed() {
        assert_eq!(normalize_spaces(" \u{A0}một \n\t hai\u{A0}\u{A0}ba "), "một hai ba");
        assert_eq!(normalize_spaces(" \n "), "");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert!(!once.contains('\r') && !once.chars().any(is_invisible));
            prop_assert!(clean_noting(&text).text == once);
        }

        #[test]
        fn collapsed_text_has_the_same_words(text in any::<String>()) {
            let flat = normalize_spaces(&text);
            prop_assert!(!flat.contains("  "));
            prop_assert!(text.split_whitespace().eq(flat.split(' ').filter(|w| !w.is_empty())));
        }
    }
}

//! Text as typed becomes text as meant: one Unicode form, no invisible characters.

use unicode_normalization::UnicodeNormalization;

/// Composes to NFC, drops zero-width characters, marks of direction and soft hyphens, and turns CRLF and CR
/// into LF.
///
/// A phone or a Mac types `ế` as three characters; a web page hides U+200B in a word.
/// Both print right and cannot be found again, so every text is cleaned when it is read.
pub fn clean(text: &str) -> String {
    // Nearly every text is clean already, and looking costs a fraction of composing.
    if text.chars().all(is_plainly_clean) {
        return text.to_owned();
    }
    // Invisible characters go first: one between a letter and its mark would keep the
    // two from composing.
    let visible = text.replace("\r\n", "\n");
    visible.chars().filter(|c| !is_invisible(*c)).map(replace_cr).nfc().collect()
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
            | '\u{00AD}'
    )
}

/// Whether a character is clean wherever it stands: what Vietnamese is written with.
/// Letters below the combining marks, and those of Latin Extended Additional, compose
/// with nothing before them; dashes, quotes and dots of U+2010 to U+2027 neither.
fn is_plainly_clean(c: char) -> bool {
    match c {
        '\r' | '\u{AD}' => false,
        '\0'..'\u{300}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2027}' => true,
        _ => false,
    }
}

fn replace_cr(c: char) -> char {
    if c == '\r' { '\n' } else { c }
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
        }

        #[test]
        fn collapsed_text_has_the_same_words(text in any::<String>()) {
            let flat = normalize_spaces(&text);
            prop_assert!(!flat.contains("  "));
            prop_assert!(text.split_whitespace().eq(flat.split(' ').filter(|w| !w.is_empty())));
        }
    }
}

//! What a character is: letters, figures and capitals, answered at once for those of
//! Vietnamese. The tables of Unicode, which know all others, take a hundred steps for a
//! letter with marks, and every rule asks of every letter of a plan.

/// Whether a character is a letter, as `char::is_alphabetic` has it.
#[must_use]
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\x7F' => false,
        '×' | '÷' => false,
        'À'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => true,
        // Dashes, quotation marks, dots.
        '\u{2000}'..='\u{206F}' => false,
        c => c.is_alphabetic(),
    }
}

/// Whether a character is a letter or a figure, as `char::is_alphanumeric` has it.
#[must_use]
#[inline]
pub fn is_letter_or_figure(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        'À'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{206F}' => {
            is_letter(c)
        }
        c => c.is_alphanumeric(),
    }
}

/// A character in lower case; `None` for what only the tables of Unicode can tell.
#[inline]
pub(crate) fn lower_letter(c: char) -> Option<char> {
    let lower = match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        'à'..='ö' | 'ø'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => c,
        // Dashes, quotation marks, dots.
        '\u{2010}'..='\u{2026}' => c,
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(c) + 0x20)?,
        // Capitals and small letters by turns.
        'Ạ'..='ỹ' => char::from_u32(u32::from(c) | 1)?,
        'Ă' => 'ă',
        'Đ' => 'đ',
        'Ĩ' => 'ĩ',
        'Ũ' => 'ũ',
        'Ơ' => 'ơ',
        'Ư' => 'ư',
        _ => return None,
    };
    Some(lower)
}

/// A text in lower case, as `str::to_lowercase` has it.
pub(crate) fn to_lower(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        match lower_letter(c) {
            Some(lower) => res.push(lower),
            None => return text.to_lowercase(),
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_the_tables_of_unicode_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_figure(c), c.is_alphanumeric(), "{c:?}");
            if let Some(lower) = lower_letter(c) {
                assert!(c.to_lowercase().eq([lower]), "{c:?}");
            }
        }
    }

    #[test]
    fn a_text_is_lowered_whatever_is_in_it() {
        for text in ["ĐẢNG ỦY Xã Quỳnh Đôi – 2024", "ΑΣ İZMİR ﬃ", ""] {
            assert_eq!(to_lower(text), text.to_lowercase());
        }
    }
}

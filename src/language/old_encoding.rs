//! The two codes in which Vietnam wrote before Unicode, as their bytes look in the letters
//! of Western Europe: TCVN3 (fonts `.VnTime`, also called ABC) and VNI (`VNI-Times`).

use unicode_normalization::UnicodeNormalization;

/// A code of letters from before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldEncoding {
    /// TCVN 5712:1993, third table: one sign for each letter, none for capitals with tones.
    Tcvn3,
    /// VNI for Windows: a letter, and behind it a sign for all its marks.
    Vni,
}

impl OldEncoding {
    /// The name as an office knows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }

    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Tcvn3 => Self::Vni,
            Self::Vni => Self::Tcvn3,
        }
    }

    /// Whether a character that is not ASCII can be part of a word in this code.
    pub(super) fn has_sign(self, c: char) -> bool {
        match self {
            Self::Tcvn3 => read_tcvn3(c).is_some(),
            Self::Vni => ('\u{C0}'..='\u{FF}').contains(&c) && c.is_alphabetic(),
        }
    }

    /// A word of ASCII letters and signs of this code, read. `None` where no such word is
    /// written in it.
    pub(super) fn decode(self, word: &str) -> Option<String> {
        match self {
            Self::Tcvn3 => decode_tcvn3(word),
            Self::Vni => decode_vni(word),
        }
    }
}

/// The signs of TCVN3 from U+00A1 on, each with its letter; a blank has none.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

/// The letter of a sign.
fn read_tcvn3(c: char) -> Option<char> {
    // A Greek letter looks like the sign of micro, and some programs write one for the other.
    let sign = if c == 'μ' { '\u{B5}' } else { c };
    let place = u32::from(sign).checked_sub(0xA1)?;
    let letter = TCVN3.chars().nth(usize::try_from(place).ok()?)?;
    (letter != ' ').then_some(letter)
}

fn decode_tcvn3(word: &str) -> Option<String> {
    let letters =
        word.chars().map(|c| if c.is_ascii() { Some(c) } else { read_tcvn3(c) });
    letters.collect()
}

/// Signs of VNI that stand behind a letter: on which letters, and the marks that they are.
const VNI_MARKS: &[(char, &str, &str)] = &[
    ('ù', "aeouyơư", "\u{301}"),
    ('ø', "aeouyơư", "\u{300}"),
    ('û', "aeouyơư", "\u{309}"),
    ('õ', "aeouyơư", "\u{303}"),
    ('ï', "aeouyơư", "\u{323}"),
    ('â', "aeo", "\u{302}"),
    ('á', "aeo", "\u{302}\u{301}"),
    ('à', "aeo", "\u{302}\u{300}"),
    ('å', "aeo", "\u{302}\u{309}"),
    ('ã', "aeo", "\u{302}\u{303}"),
    ('ä', "aeo", "\u{302}\u{323}"),
    ('ê', "a", "\u{306}"),
    ('é', "a", "\u{306}\u{301}"),
    ('è', "a", "\u{306}\u{300}"),
    ('ú', "a", "\u{306}\u{309}"),
    ('ü', "a", "\u{306}\u{303}"),
    ('ë', "a", "\u{306}\u{323}"),
];

/// Signs of VNI that are letters of their own.
const VNI_LETTERS: &[(char, char)] = &[
    ('ñ', 'đ'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
];

fn decode_vni(word: &str) -> Option<String> {
    let mut res = String::new();
    let mut before = ' ';
    for c in word.chars() {
        let small = lower_char(c);
        if c.is_ascii() {
            before = c;
            res.push(c);
        } else if let Some((_, letter)) = VNI_LETTERS.iter().find(|row| row.0 == small) {
            before = if c == small { *letter } else { capitalize_char(*letter) };
            res.push(before);
        } else {
            let (_, bases, marks) = VNI_MARKS.iter().find(|row| row.0 == small)?;
            // Behind a small letter its sign is small as well.
            if !bases.contains(lower_char(before)) || c != small && before.is_lowercase()
            {
                return None;
            }
            res.push_str(marks);
            // A letter has one sign only.
            before = ' ';
        }
    }
    Some(res.nfc().collect())
}

/// The small letter of a letter of these codes, each of which has just one.
fn lower_char(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn capitalize_char(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_old_codes_are_read() {
        for (encoding, word, read) in [
            (OldEncoding::Tcvn3, "C«ng", "Công"),
            (OldEncoding::Tcvn3, "®\u{AD}îc", "được"),
            (OldEncoding::Tcvn3, "nghÌo", "nghèo"),
            (OldEncoding::Tcvn3, "§¶ng", "Đảng"),
            (OldEncoding::Tcvn3, "nÐt", "nét"),
            (OldEncoding::Tcvn3, "xµ", "xà"),
            (OldEncoding::Tcvn3, "xμ", "xà"),
            (OldEncoding::Tcvn3, "kþ", "kỵ"),
            (OldEncoding::Vni, "Coâng", "Công"),
            (OldEncoding::Vni, "ngheøo", "nghèo"),
            (OldEncoding::Vni, "ñöôïc", "được"),
            (OldEncoding::Vni, "Ñaø", "Đà"),
            (OldEncoding::Vni, "NAÜNG", "NẴNG"),
            (OldEncoding::Vni, "kyõ", "kỹ"),
            (OldEncoding::Vni, "thò", "thị"),
        ] {
            assert_eq!(encoding.decode(word).as_deref(), Some(read), "{word}");
        }
    }

    #[test]
    fn a_word_that_no_old_code_writes_so_is_not_read() {
        for (encoding, word) in [
            (OldEncoding::Vni, "café"),
            (OldEncoding::Vni, "São"),
            (OldEncoding::Vni, "für"),
            (OldEncoding::Vni, "aùù"),
            (OldEncoding::Vni, "ThuÕ"),
            (OldEncoding::Tcvn3, "là"),
            (OldEncoding::Tcvn3, "năm"),
            (OldEncoding::Tcvn3, "m²"),
        ] {
            assert_eq!(encoding.decode(word), None, "{word}");
        }
    }
}

//! Words in codes from before Unicode: whether one speaks for a code, and for how much it
//! counts.

use unicode_normalization::UnicodeNormalization;

use super::old_encoding::OldEncoding;
use super::syllable::is_syllable;

/// Longest word that is looked at, in bytes: `nghiêng` in VNI is ten.
const LONGEST_WORD: usize = 24;

/// Whether a word has characters beyond ASCII, and all of them are signs of Western Europe:
/// a word of Unicode with `ế` or `đ` is in no old code.
pub(super) fn has_signs(word: &str) -> bool {
    !word.is_ascii() && word.chars().all(is_western)
}

/// Whether a character is one of Western Europe, as all signs of the old codes are.
pub(super) fn is_western(c: char) -> bool {
    c <= '\u{FF}' || c == 'μ'
}

/// Formulas and units that would be words in TCVN3.
const FORMULAS: [&str; 8] = ["n·m", "t·m", "x·y", "m·n", "n×m", "µm", "μm", "£m"];

/// Whether a word is a syllable in a code and none as it stands.
pub(super) fn is_speaking(word: &str, encoding: OldEncoding) -> bool {
    has_signs(word)
        && word.len() <= LONGEST_WORD
        && word.contains(|c: char| c.is_ascii_alphabetic())
        && has_plain_capitals(word)
        && encoding.decode(word).is_some_and(|read| is_syllable(&read))
        && !is_typed_syllable(word)
        && !FORMULAS.contains(&word.to_lowercase().as_str())
}

/// Whether a word has letters of Western Europe and reads as nothing in either code.
pub(super) fn is_silent(word: &str, encoding: OldEncoding) -> bool {
    // `Q§`, `H§ND`: no other language has this sign in a word.
    has_signs(word)
        && !word.contains('§')
        && !is_typed_syllable(word)
        && !encoding.decode(word).is_some_and(|read| is_syllable(&read))
        && !is_speaking(word, encoding.other())
}

/// Whether a word is a syllable as people type it: `bòn`, `Bòn`, `BÒN`, and not `bÒn`,
/// which is `bền` in TCVN3; or one whose tone was forgotten, as in `môt`, that would be
/// `mụt`.
fn is_typed_syllable(word: &str) -> bool {
    if has_capital_sign_behind_small(word) {
        return false;
    }
    let is_toneless =
        || !word.nfd().any(|c| matches!(c, '\u{300}' | '\u{301}' | '\u{303}'));
    let has_forgotten = || {
        let open = word.to_lowercase();
        let endings = [("ch", "nh"), ("c", "ng"), ("t", "n"), ("p", "m")];
        let ending = endings.iter().find(|ending| open.ends_with(ending.0));
        ending.is_some_and(|(stop, nasal)| {
            is_syllable(&[open.trim_end_matches(stop), nasal].concat())
        })
    };
    is_syllable(word) || is_toneless() && has_forgotten()
}

/// Whether the capitals of a word are such as people type: none behind a small letter.
fn has_plain_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(char::is_ascii_alphabetic);
    letters.by_ref().find(char::is_ascii_lowercase);
    letters.all(|c| c.is_ascii_lowercase())
}

/// Whether a capital that is a sign stands behind a small letter: `nghÌo`, `phÝ`.
fn has_capital_sign_behind_small(word: &str) -> bool {
    let behind = word.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    behind.contains(|c: char| !c.is_ascii() && c.is_uppercase())
}

/// Whether a word that speaks for a code can be nothing else: a sign that is no letter
/// stands within it, as in `c«ng`, or signs as no other language has them.
pub(super) fn is_unmistakable(word: &str, encoding: OldEncoding) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let is_odd = match encoding {
        OldEncoding::Tcvn3 => has_tcvn3_signs(word, &letters),
        OldEncoding::Vni => {
            // No other language has many words with `ñ` first.
            letters.len() > 2 && matches!(letters.first(), Some('ñ' | 'Ñ'))
                || letters.windows(2).any(|two| is_vni_pair([two[0], two[1]]))
        }
    };
    is_odd || letters.iter().filter(|c| !c.is_ascii()).count() >= 3
}

/// Signs that stand between two letters in formulas do not count: `n×m`, `N·m`.
fn has_tcvn3_signs(word: &str, letters: &[char]) -> bool {
    let has_sign_within = letters.windows(3).any(|three| {
        matches!(three[1], '\u{A1}'..='\u{AC}' | '®' | '¶' | '¸'..='¾' if three[1] != 'º')
            && three[0].is_ascii_alphabetic()
    });
    // `®Ých`, `vµ`: no trade mark stands before a letter, and no unit ends with micro.
    let has_sign_at_end = letters.first() == Some(&'®')
        || letters.windows(2).any(|two| two[0].is_ascii_alphabetic() && two[1] == 'µ');
    // Between two letters of a syllable a soft hyphen is `ư`: `tr|íc`.
    let is_hyphened = |three: &[char]| three[1] == '\u{AD}' && !three[2].is_ascii();
    let has_horn =
        letters.windows(3).any(is_hyphened) && !is_syllable(&word.replace('\u{AD}', ""));
    // `TËp`: letters that Vietnamese has not, as capitals among small ones.
    let is_foreign =
        |c: &char| matches!(c, 'Ä'..='Ç' | 'Ë' | 'Î'..='Ñ' | 'Ö'..='Ü' | 'Þ');
    let has_foreign = letters.iter().skip(1).any(is_foreign)
        && letters.last().is_some_and(char::is_ascii_lowercase);
    has_sign_within
        || has_sign_at_end
        || has_horn
        || has_foreign
        || has_capital_sign_behind_small(word)
}

/// Whether a letter and its sign stand together in VNI, and in words of other languages
/// that would be syllables hardly ever: `eâ`, `aø`, `öù`; `oï` stands in `Loïc`.
fn is_vni_pair(pair: [char; 2]) -> bool {
    let [base, sign] = pair.map(|c| c.to_lowercase().next().unwrap_or(c));
    match sign {
        // `oâ` alone is a slip too: what Telex makes of `oaa`.
        'â' => matches!(base, 'a' | 'e'),
        'å' | 'ä' => matches!(base, 'a' | 'e' | 'o'),
        'à' => base == 'e',
        'ø' | 'û' | 'õ' => matches!(base, 'a' | 'e' | 'o' | 'u' | 'y' | 'ô' | 'ö'),
        'ù' => matches!(base, 'a' | 'e' | 'u' | 'y' | 'ô' | 'ö'),
        'ï' => matches!(base, 'ô' | 'ö'),
        _ => false,
    }
}

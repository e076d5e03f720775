//! The places of a text where a blank is missing or too many: one walk over its bytes, which
//! stops at signs, blanks and figures only.

use std::ops::Range;

use crate::language::{ByteSet, is_syllable};
use crate::register::find_abbreviation;
use crate::running_text::{
    find_values, is_capitalized, is_in_value, take_token, take_word_after,
    take_word_before,
};

/// What is wrong at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpacingFault {
    /// `nghèo ,`
    BeforeSign,
    /// `( xã`
    AfterOpening,
    /// `xã,thôn`
    AfterSign,
    /// `xã(gồm`
    AtBracket,
    /// `8giờ`, `tháng5`
    NumberAndWord,
    /// `2019 -2020`
    Dash,
    /// `20 /4/2023`
    Slash,
    /// `*Giải pháp`
    LineStart,
    /// `xã,.`
    SignTwice,
    /// `24/24, giờ`
    CommaBeforeUnit,
    /// `chứcVăn`
    BetweenWords,
}

/// A place that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpacingSpot {
    pub(super) fault: SpacingFault,
    /// What is marked.
    pub(super) part: Range<usize>,
}

/// The places of a text that are wrong, in order.
pub(super) fn find_faults(text: &str) -> Vec<SpacingSpot> {
    let values = find_values(text);
    let mut spots = Vec::new();
    spots.extend(judge_start(text));
    let bytes = text.as_bytes();
    for place in JUDGED.places(text) {
        let spot = match bytes[place] {
            b' ' if !is_doubtful_blank(bytes, place) => None,
            b' ' => judge_blank(text, place),
            b',' | b';' | b':' | b'.' => judge_sign(text, place),
            b'(' | b')' => judge_bracket(text, place),
            b'0'..=b'9' => judge_figure(text, place),
            b'-' => judge_dash(text, place..place + 1),
            b'/' => judge_slash(text, place),
            b'A'..=b'Z' | 0xC4 => judge_capital(text, place),
            // The first byte of dashes and of quotation marks.
            0xE2 => judge_long_sign(text, place),
            _ => None,
        };
        if let Some(spot) = spot
            && !is_in_value(&values, place)
        {
            spots.push(spot);
        }
    }
    spots
}

/// The bytes at which something may be wrong.
static JUDGED: ByteSet =
    ByteSet::new(b" ,;:.()-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ\xC4\xE2");

/// Whether a blank stands before a sign or behind one that opens, as far as bytes tell:
/// nearly all part two words.
fn is_doubtful_blank(bytes: &[u8], place: usize) -> bool {
    let before = place.checked_sub(1).map(|before| bytes[before]);
    let is_behind = matches!(before, Some(b'(' | b'[' | LAST_OF_QUOTE));
    let next = bytes.get(place + 1);
    is_behind
        || matches!(
            next,
            Some(b',' | b';' | b':' | b'.' | b'!' | b'?' | b')' | b']' | 0xE2)
        )
}

/// The last byte of `“`.
const LAST_OF_QUOTE: u8 = 0x9C;

fn is_letter(byte: Option<u8>) -> bool {
    byte.is_some_and(|b| b.is_ascii_alphabetic() || b >= 0x80)
}

fn take_byte_before(text: &str, place: usize) -> Option<u8> {
    place.checked_sub(1).map(|before| text.as_bytes()[before])
}

fn take_byte_after(text: &str, place: usize) -> Option<u8> {
    text.as_bytes().get(place).copied()
}

fn take_char_before(text: &str, place: usize) -> Option<char> {
    text[..place].chars().next_back()
}

fn take_char_after(text: &str, place: usize) -> Option<char> {
    text[place..].chars().next()
}

/// A place with the letters and figures around it, for the mark.
fn make_spot(text: &str, fault: SpacingFault, part: Range<usize>) -> SpacingSpot {
    const LONGEST: usize = 8;
    let before = text[..part.start].chars().rev().take(LONGEST);
    let before = before.take_while(|c| c.is_alphanumeric()).map(char::len_utf8);
    let after = text[part.end..].chars().take(LONGEST);
    let after = after.take_while(|c| c.is_alphanumeric()).map(char::len_utf8);
    let part = part.start - before.sum::<usize>()..part.end + after.sum::<usize>();
    SpacingSpot { fault, part }
}

/// `*Giải pháp`, `-Rà soát` at the start of a line.
fn judge_start(text: &str) -> Option<SpacingSpot> {
    let sign = text.chars().next()?;
    let is_sign = matches!(sign, '*' | '-' | '+' | '–' | '—' | '•' | '·');
    let after = sign.len_utf8();
    let next = take_char_after(text, after)?;
    (is_sign && next.is_alphabetic() && !text[after..].contains(sign))
        .then(|| make_spot(text, SpacingFault::LineStart, 0..after))
}

/// A blank before a sign, or behind what opens.
fn judge_blank(text: &str, place: usize) -> Option<SpacingSpot> {
    let after = place + 1;
    let before = take_char_before(text, place)?;
    let next = take_char_after(text, after)?;
    let is_opening = match before {
        '(' | '[' => true,
        // Behind a word it is a closing one of the wrong shape.
        '“' => !text[..place - before.len_utf8()].ends_with(char::is_alphanumeric),
        _ => false,
    };
    if is_opening {
        let is_blank_to_fill = matches!(next, '…' | '.' | '_' | ')' | ']' | '”' | ' ');
        return (!is_blank_to_fill).then(|| {
            let start = place - before.len_utf8();
            make_spot(text, SpacingFault::AfterOpening, start..after)
        });
    }
    let end = after + next.len_utf8();
    let behind = text[end..].chars().next();
    let is_fault = match next {
        ',' | ';' => {
            before.is_alphanumeric() || behind.is_none_or(|c| !c.is_ascii_digit())
        }
        // A ratio, and a path or an ending such as `.csv`.
        ':' => behind.is_none_or(char::is_whitespace) && !is_ratio(before, &text[end..]),
        // An ending such as `.csv` has small letters.
        '.' => behind.is_none_or(|c| {
            c.is_whitespace()
                || c.is_uppercase() && before.is_lowercase()
                || c.is_ascii_digit() && before.is_ascii_digit()
        }),
        '!' | '?' => behind.is_none_or(char::is_whitespace),
        ')' | ']' => true,
        '”' => behind.is_none_or(|c| !c.is_alphanumeric()),
        _ => return None,
    };
    (is_fault && !matches!(before, '…' | '.' | '_' | ' ' | '/' | '-' | '☐'))
        .then(|| make_spot(text, SpacingFault::BeforeSign, place..end))
}

/// Whether figures stand on both sides of a colon: `1 : 500`.
fn is_ratio(before: char, after: &str) -> bool {
    before.is_ascii_digit()
        && after.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// A sign without a blank behind it, or with another one.
fn judge_sign(text: &str, place: usize) -> Option<SpacingSpot> {
    let after = place + 1;
    let (before, next) = (take_byte_before(text, place)?, take_byte_after(text, after)?);
    let sign = text.as_bytes()[place];
    if sign == b'.' && text[..place].ends_with("..") {
        return judge_dots(text, place - 2..after);
    }
    if is_sign_twice(text, place) {
        return Some(make_spot(text, SpacingFault::SignTwice, place..after + 1));
    }
    if sign == b',' && next == b' ' {
        return judge_comma_before_unit(text, place);
    }
    if !is_letter(Some(next)) || !take_char_after(text, after)?.is_alphabetic() {
        return None;
    }
    let is_after_word =
        before.is_ascii_alphanumeric() || before >= 0x80 || matches!(before, b')' | b'%');
    let is_fault = match sign {
        b',' | b';' => is_after_word,
        b':' => {
            is_after_word && !before.is_ascii_digit() && is_small_word(text, place, after)
        }
        _ => is_glued_stop(text, place),
    };
    (is_fault && !is_address(take_token(text, place)))
        .then(|| make_spot(text, SpacingFault::AfterSign, place..after))
}

/// Words beside dots that are to be filled in: `ngày…tháng…năm`.
const FILLED_IN: [&str; 7] = ["ngày", "tháng", "năm", "giờ", "phút", "số", "là"];

/// `cống, rãnh...đảm bảo`: no blank behind dots.
fn judge_dots(text: &str, dots: Range<usize>) -> Option<SpacingSpot> {
    let before = text[..dots.start].trim_end_matches(',');
    let (word, next) =
        (take_word_before(before, before.len()), take_word_after(text, dots.end));
    let is_fault = word.chars().count() > 1
        && next.chars().count() > 1
        && ![word, next]
            .iter()
            .any(|word| FILLED_IN.contains(&word.to_lowercase().as_str()))
        && !is_address(take_token(text, dots.start));
    is_fault.then(|| make_spot(text, SpacingFault::AfterSign, dots))
}

/// Whether words of letters stand on both sides of a colon, not `C:Users`.
fn is_small_word(text: &str, place: usize, after: usize) -> bool {
    take_word_before(text, place).chars().count() > 1
        && take_word_after(text, after).chars().count() > 1
}

/// Whether a token is the address of a page, of a mailbox or a path.
fn is_address(token: &str) -> bool {
    token.contains(['@', '\\'])
        || token.contains("//")
        || token.contains("www.")
        || token.contains("urn:")
}

/// Short forms that are written with a stop and may stand close to what follows.
const SHORT_FORMS: [&str; 16] = [
    "tp", "tx", "tt", "tr", "ts", "ths", "gs", "pgs", "bs", "ks", "cn", "st", "dr", "mr",
    "ms", "vv",
];

/// Whether a stop parts two sentences without a blank: `của xã.Ủy ban`.
fn is_glued_stop(text: &str, place: usize) -> bool {
    let before = take_word_before(text, place);
    let after = take_word_after(text, place + 1);
    let is_small = before.chars().all(char::is_lowercase) && before.chars().count() > 1;
    let mut next = after.chars();
    is_small
        && next.next().is_some_and(char::is_uppercase)
        && next.next().is_some_and(char::is_lowercase)
        && !SHORT_FORMS.contains(&before)
}

/// `,,`, `;.`, `..` behind a word.
fn is_sign_twice(text: &str, place: usize) -> bool {
    let bytes = text.as_bytes();
    let (sign, next) = (bytes[place], bytes[place + 1]);
    let before = take_byte_before(text, place);
    let is_after_word = is_letter(before)
        || before.is_some_and(|b| b.is_ascii_digit() || matches!(b, b')' | b'%'));
    let is_alone = !matches!(take_byte_after(text, place + 2), Some(b'.' | b',' | b';'))
        && !text[..place].ends_with('…');
    let is_pair = match sign {
        b',' | b';' => matches!(next, b',' | b';' | b'.' | b':'),
        b':' => {
            matches!(next, b',' | b';' | b':')
                || next == b'.' && take_byte_after(text, place + 2) != Some(b'.')
        }
        _ => {
            next == b'.'
                // `(4)..`, a number of a blank to be filled in.
                && !is_numbered_blank(&text[..place])
                && !matches!(take_word_before(text, place), "v" | "vv")
                // Dots that are to be filled in.
                && take_byte_after(text, place + 2).is_none_or(|b| b == b' ')
        }
    };
    is_after_word && is_alone && is_pair
}

/// Whether a text ends with a figure or a letter in brackets: `(4)`, `(a)`.
fn is_numbered_blank(before: &str) -> bool {
    let inside = before.strip_suffix(')').and_then(|text| text.rsplit('(').next());
    before.ends_with(')') && inside.is_some_and(|inside| inside.len() <= 2)
}

/// `24/24, giờ`.
fn judge_comma_before_unit(text: &str, place: usize) -> Option<SpacingSpot> {
    let start = text[..place]
        .rfind(|c: char| !(c.is_ascii_digit() || c == '/'))
        .map_or(0, |last| last + text[last..].chars().next().map_or(0, char::len_utf8));
    let is_day = text[start..place].ends_with("/24");
    let unit = take_word_after(text, place + 2);
    (is_day && matches!(unit, "giờ" | "h" | "tiếng"))
        .then(|| make_spot(text, SpacingFault::CommaBeforeUnit, place..place + 2))
}

/// A bracket that stands close to a word outside it.
fn judge_bracket(text: &str, place: usize) -> Option<SpacingSpot> {
    let after = place + 1;
    if text.as_bytes()[place] == b'(' {
        let word = take_word_before(text, place);
        let inside = &text.as_bytes()[after..];
        let is_fault = word.chars().count() > 1
            && word.chars().all(char::is_lowercase)
            && inside.len() > 3
            && !inside[..4].contains(&b')')
            && take_char_after(text, after).is_some_and(char::is_alphanumeric);
        return is_fault.then(|| make_spot(text, SpacingFault::AtBracket, place..after));
    }
    let near = &text.as_bytes()[place.saturating_sub(3)..place];
    let is_fault = !near.contains(&b'(')
        && take_char_after(text, after).is_some_and(char::is_alphabetic)
        && !is_address(take_token(text, place));
    is_fault.then(|| make_spot(text, SpacingFault::AtBracket, place..after))
}

/// Words before which a number is not written close: `tháng5`.
const NUMBERED: [&str; 15] = [
    "ngày", "tháng", "năm", "quý", "khoản", "điều", "thôn", "xóm", "khối", "số", "tổ",
    "mục", "chương", "lớp", "giờ",
];

/// `8giờ`, `tháng5`.
fn judge_figure(text: &str, place: usize) -> Option<SpacingSpot> {
    let after = place + 1;
    if is_letter(take_byte_before(text, place)) {
        let word = take_word_before(text, place);
        // `CO2`, `xã A1` and the like are no words before a number.
        let is_fault =
            !word.is_ascii() && NUMBERED.contains(&word.to_lowercase().as_str());
        return is_fault
            .then(|| make_spot(text, SpacingFault::NumberAndWord, place..after));
    }
    if !is_letter(take_byte_after(text, after)) {
        return None;
    }
    let word = take_word_after(text, after);
    // `m³`, `5đ`, `12a`, `2025QĐ` are symbols.
    let is_word = word.chars().count() > 1
        && word.chars().all(char::is_lowercase)
        && word.chars().any(is_vietnamese);
    (is_word && word != "µm")
        .then(|| make_spot(text, SpacingFault::NumberAndWord, place..after))
}

/// Whether a letter is one that only Vietnamese words have.
fn is_vietnamese(c: char) -> bool {
    matches!(c, 'à'..='ý' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' | 'ạ'..='ỹ')
}

/// A dash with a blank on one side only.
fn judge_dash(text: &str, dash: Range<usize>) -> Option<SpacingSpot> {
    let (before, after) = (&text[..dash.start], &text[dash.end..]);
    let (left, right) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
    let has_left = left.len() < before.len();
    let has_right = right.len() < after.len();
    if has_left == has_right {
        return None;
    }
    let (last, first) = (left.chars().next_back()?, right.chars().next()?);
    let is_between_words = (last.is_alphanumeric() || matches!(last, ')' | '”' | '%'))
        && (first.is_alphanumeric() || first == '“');
    // `từ -5 độ`, a number below zero.
    let is_below_zero = has_left && first.is_ascii_digit() && !last.is_ascii_digit();
    let token_start = left.rfind(' ').map_or(0, |blank| blank + 1);
    let token = &left[token_start..];
    // `I- Mục tiêu`, `1- Rà soát`: a counter.
    let is_counter = has_right && token_start == 0 && token.chars().count() <= 4;
    // The number of a paper is judged by another rule.
    let next = right.split(' ').next().unwrap_or_default();
    let has_figure = token.contains(|c: char| c.is_ascii_digit());
    let is_number = has_figure && (token.contains('/') || next.contains('/'));
    (is_between_words && !is_below_zero && !is_counter && !is_number).then(|| {
        let part = left.len()..text.len() - right.len();
        make_spot(text, SpacingFault::Dash, part)
    })
}

/// `chứcVăn`: two syllables without a blank, the second with a capital.
fn judge_capital(text: &str, place: usize) -> Option<SpacingSpot> {
    // `đ` and `ă` begin with the byte of `Đ`, and stand within words.
    if !is_letter(take_byte_before(text, place))
        || !text[place..].starts_with(char::is_uppercase)
    {
        return None;
    }
    let (before, after) = (take_word_before(text, place), take_word_after(text, place));
    if let Some(seam) = find_abbreviation_seam(before, after) {
        let seam = place + seam;
        return Some(make_spot(text, SpacingFault::BetweenWords, seam..seam));
    }
    let is_fault = before.contains(|c: char| !c.is_ascii())
        && before.ends_with(char::is_lowercase)
        && !before.chars().skip(1).any(char::is_uppercase)
        && is_syllable(before)
        && is_capitalized(after)
        && is_syllable(after);
    // `giảI` is one word with a capital too many.
    (is_fault && !is_syllable(&format!("{before}{}", after.to_lowercase())))
        .then(|| make_spot(text, SpacingFault::BetweenWords, place..place))
}

/// Where the word begins behind a usual abbreviation without a blank, in what follows its
/// last but one letters: `UBNDxã`.
fn find_abbreviation_seam(before: &str, after: &str) -> Option<usize> {
    let last = after.chars().next()?.len_utf8();
    let (letter, word) = after.split_at(last);
    let is_joined = before.chars().count() >= 2
        && before.chars().all(char::is_uppercase)
        && word.chars().all(char::is_lowercase)
        && word.contains(|c: char| !c.is_ascii())
        && is_syllable(word);
    (is_joined && find_abbreviation(&format!("{before}{letter}")).is_some())
        .then_some(last)
}

/// `20 /4/2023`, `tháng 5/ 2024`.
fn judge_slash(text: &str, place: usize) -> Option<SpacingSpot> {
    let (before, after) = (&text[..place], &text[place + 1..]);
    let (left, right) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
    let has_blank = (left.len() < before.len()) != (right.len() < after.len());
    let is_between_figures = left.ends_with(|c: char| c.is_ascii_digit())
        && right.starts_with(|c: char| c.is_ascii_digit());
    (has_blank && is_between_figures).then(|| {
        make_spot(text, SpacingFault::Slash, left.len()..text.len() - right.len())
    })
}

/// Long dashes and quotation marks.
fn judge_long_sign(text: &str, place: usize) -> Option<SpacingSpot> {
    let sign = take_char_after(text, place)?;
    let after = place + sign.len_utf8();
    match sign {
        '–' | '—' => judge_dash(text, place..after),
        '…' => judge_dots(text, place..after),
        // A mark of the wrong shape is told by another rule.
        '“' if take_char_before(text, place)?.is_alphabetic()
            && take_char_after(text, after).is_some_and(char::is_alphanumeric) =>
        {
            Some(make_spot(text, SpacingFault::AtBracket, place..after))
        }
        '”' if take_char_after(text, after)?.is_alphabetic()
            && take_char_before(text, place).is_some_and(|c| c != ' ' && c != '(') =>
        {
            Some(make_spot(text, SpacingFault::AtBracket, place..after))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;

//! The abbreviations of a form: where they stand, and where the paper says what they mean.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::form::Role;
use crate::language::{self, ByteSet, is_letter_or_figure};

use super::split::{find_values, is_in_value};
use super::written_word::list_words;

/// A place in a line of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinePlace {
    /// The line among those of the form.
    pub(crate) index: usize,
    /// The part of it.
    pub(crate) part: Range<usize>,
}

/// A place that says what an abbreviation means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AbbreviationMeaning {
    /// The abbreviation.
    pub(crate) place: LinePlace,
    /// The words in full, where they are found beside it.
    pub(crate) name: Option<String>,
}

/// An abbreviation with all its places.
#[derive(Debug, Clone, Default)]
pub(crate) struct FormAbbreviation {
    /// Where it stands in running text and titles, in order.
    pub(crate) places: Vec<LinePlace>,
    /// Where the paper says what it means.
    pub(crate) meanings: Vec<AbbreviationMeaning>,
}

/// The abbreviations of a form, as they are written.
#[derive(Debug, Clone, Default)]
pub(crate) struct FormAbbreviations {
    by_short: BTreeMap<String, FormAbbreviation>,
}

impl FormAbbreviations {
    /// Of the lines of a form.
    pub(crate) fn new<'t>(lines: impl Iterator<Item = (Role, &'t str)>) -> Self {
        let mut res = Self::default();
        for (index, (role, line)) in lines.enumerate() {
            if matches!(role, Role::Body | Role::Title | Role::Other | Role::Subject) {
                res.read_line(line, index, role);
            }
        }
        res
    }

    fn read_line(&mut self, text: &str, index: usize, role: Role) {
        let parts = find_abbreviations(text);
        for part in parts {
            let short = &text[part.clone()];
            let meaning = find_meaning(text, &part);
            let place = LinePlace { index, part };
            if !self.by_short.contains_key(short) {
                self.by_short.insert(short.to_owned(), FormAbbreviation::default());
            }
            let Some(known) = self.by_short.get_mut(short) else { continue };
            if let Some(name) = meaning {
                let place = place.clone();
                known.meanings.push(AbbreviationMeaning { place, name });
            }
            // Cells and captions have little room.
            if matches!(role, Role::Body | Role::Title) {
                known.places.push(place);
            }
        }
    }

    /// An abbreviation with its places.
    pub(crate) fn find(&self, short: &str) -> Option<&FormAbbreviation> {
        self.by_short.get(short)
    }

    /// Each abbreviation with its places, by the alphabet.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &FormAbbreviation)> {
        self.by_short.iter().map(|(short, known)| (short.as_str(), known))
    }
}

/// Where abbreviations stand in a text: two capitals at the least, none of a phrase in
/// capitals, of a number of a paper or of an address.
fn find_abbreviations(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some(start) = find_capital(text, from) {
        let end = measure_abbreviation(text, start);
        if is_abbreviation(text, &(start..end)) {
            parts.push(start..end);
        }
        let rest = &text[end..];
        let word = rest.find(|c| !is_letter_or_figure(c)).unwrap_or(rest.len());
        from = (end + word).max(start + 1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    if !parts.is_empty() {
        let values = find_values(text);
        parts.retain(|part| {
            !is_in_value(&values, part.start) && !is_in_capitals(text, part)
        });
    }
    parts
}

/// The first bytes of capitals, some of which are those of small letters as well.
static CAPITALS: ByteSet = ByteSet::new(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\xC3\xC4\xC5\xC6");

/// The next place where a word with two capitals may begin.
fn find_capital(text: &str, from: usize) -> Option<usize> {
    let mut places = CAPITALS.places(&text[from..]).map(|place| from + place);
    places.find(|place| {
        text[*place..].starts_with(|c| !is_small_letter(c) && char::is_uppercase(c))
            && !text[..*place].ends_with(is_letter_or_figure)
    })
}

/// Whether a letter is one of the small letters that stand in most words.
fn is_small_letter(c: char) -> bool {
    matches!(c, 'à'..='ý' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư')
}

/// The end of capitals, figures, `&` and hyphens that begin at a place.
fn measure_abbreviation(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = text[start..].chars().peekable();
    while let Some(c) = letters.next() {
        let is_part = c.is_uppercase()
            || c.is_ascii_digit()
            || matches!(c, '&' | '-') && letters.peek().is_some_and(|c| c.is_uppercase());
        if !is_part {
            break;
        }
        end += c.len_utf8();
    }
    end
}

fn is_abbreviation(text: &str, part: &Range<usize>) -> bool {
    let short = &text[part.clone()];
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    // Nearly all are the first letters of words.
    if !(2..=14).contains(&capitals) {
        return false;
    }
    let before = text[..part.start].chars().next_back();
    let mut after = text[part.end..].chars();
    let next = after.next();
    let is_open_before = before.is_none_or(|c| {
        !matches!(c, '/' | '&' | '-' | '–' | '.' | '@' | '_' | ':' | '\'' | '’')
    }) || before == Some('.') && text[..part.start].ends_with(". ");
    let is_open_after = match next {
        Some('/' | '@' | '_' | '&' | '\'' | '’') => false,
        Some('.' | '-' | '–') => !after.next().is_some_and(is_letter_or_figure),
        Some(c) => !is_letter_or_figure(c),
        None => true,
    };
    let is_roman = short.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    let has_tone = short.chars().any(is_toned);
    is_open_before
        && is_open_after
        && !is_roman
        && !has_tone
        && !language::is_syllable(short)
        && !is_behind_number(&text[..part.start])
}

/// Whether a number of a paper with blanks at its dash stands before a place: `91/KH – `.
fn is_behind_number(before: &str) -> bool {
    let Some(number) = before.trim_end().strip_suffix(['-', '–']) else { return false };
    let number = number.trim_end();
    let number = number.rsplit(' ').next().unwrap_or_default();
    number.contains('/') && number.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a capital has a tone mark, as letters of words have and those of abbreviations
/// not.
fn is_toned(c: char) -> bool {
    matches!(c, 'À'..='Ã' | 'È' | 'É' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' | 'Ĩ' | 'Ũ')
        && !matches!(c, 'Â' | 'Ô')
        || matches!(c, 'Ạ'..='Ỹ')
}

/// Whether an abbreviation stands in a phrase in capitals.
fn is_in_capitals(text: &str, part: &Range<usize>) -> bool {
    let is_phrase = |word: &str| {
        word.chars().count() > 1
            && !word.contains(char::is_lowercase)
            && (word.chars().any(is_toned) || language::is_syllable(word))
    };
    let before = text[..part.start].trim_end();
    let before = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let after = text[part.end..].trim_start();
    let after = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    is_phrase(before) || is_phrase(after)
}

/// What a place says of the meaning of the abbreviation that stands there: nothing, that it
/// is explained, or the words in full.
#[expect(clippy::option_option, reason = "explained by words that are not found")]
fn find_meaning(text: &str, part: &Range<usize>) -> Option<Option<String>> {
    let short = &text[part.clone()];
    let (before, after) = (&text[..part.start], &text[part.end..]);
    let lead = before.trim_end_matches(['“', '"', ' ']);
    if let Some(inside) = after.strip_prefix(" (") {
        let inside = &inside[..inside.find(')').unwrap_or(inside.len())];
        if match_initials(inside, short).is_some_and(|name| name.start == 0) {
            return Some(Some(inside.to_owned()));
        }
    }
    // `GHS là tên viết tắt của Hệ thống …`
    let predicate = after.strip_prefix(" là ").unwrap_or_default();
    if ["tên viết tắt", "chữ viết tắt", "từ viết tắt", "viết tắt"]
        .iter()
        .any(|words| predicate.starts_with(words))
    {
        return Some(None);
    }
    let opening = before.rfind('(').filter(|open| !before[*open..].contains(')'));
    let is_closed = after.trim_start_matches(['”', '"']).starts_with([')', ';', ',']);
    let words = opening.map_or("", |open| before[open + 1..].trim());
    let says_so =
        lead.ends_with("tắt là") || lead.ends_with("tắt:") || lead.ends_with("tắt");
    let is_bare = opening.is_some() && words.trim_matches(['“', '"']).is_empty();
    let name_end = opening.unwrap_or(before.len());
    let name_text = before[..name_end].trim_end();
    // `Bộ Giáo dục và Đào tạo (Bộ GD&ĐT)`.
    let is_named = || {
        let letters = list_letters(short);
        let name = list_words(name_text);
        words.split(' ').count() <= 3
            && match_backward(name_text, &name, &letters, 0).is_some()
    };
    let is_bracketed = is_closed && opening.is_some() && (is_bare || is_named());
    if !(says_so || is_bracketed) {
        return None;
    }
    Some(match_initials(name_text, short).map(|name| name_text[name].to_owned()))
}

/// Words that an abbreviation passes over.
const PASSED_OVER: [&str; 8] = ["và", "của", "các", "cho", "về", "với", "trong", "để"];

/// The last words of a text whose first letters are those of an abbreviation.
fn match_initials(text: &str, short: &str) -> Option<Range<usize>> {
    let letters = list_letters(short);
    let words = list_words(text);
    let end = words.last()?.end;
    let exact = match_backward(text, &words, &letters, 0);
    let start = exact.or_else(|| match_backward(text, &words, &letters, 1))?;
    Some(start..end)
}

/// The letters of an abbreviation, as first letters of words are compared.
fn list_letters(short: &str) -> Vec<char> {
    short.chars().filter(|c| c.is_alphabetic()).map(to_initial).collect()
}

/// Where words begin whose first letters are these; so many words that are none of
/// [`PASSED_OVER`] may be passed over as well.
fn match_backward(
    text: &str,
    words: &[Range<usize>],
    letters: &[char],
    mut spare: usize,
) -> Option<usize> {
    let mut words = words.iter().rev();
    let mut start = None;
    for letter in letters.iter().rev() {
        loop {
            let word = words.next()?;
            let written = &text[word.clone()];
            if written.chars().next().map(to_initial) == Some(*letter) {
                start = Some(word.start);
                break;
            }
            start?;
            if !PASSED_OVER.contains(&written) {
                spare = spare.checked_sub(1)?;
            }
        }
    }
    start
}

/// The first letter of a word as an abbreviation has it: `Ă` and `Â` are `a`, `Đ` is none
/// of `D`.
fn to_initial(c: char) -> char {
    match c.to_lowercase().next().unwrap_or(c) {
        'à'..='ã' | 'ă' | 'ạ'..='ặ' => 'a',
        'è'..='ê' | 'ẹ'..='ệ' => 'e',
        'ì' | 'í' | 'ĩ' | 'ỉ'..='ị' => 'i',
        'ò'..='õ' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ù' | 'ú' | 'ũ' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ỳ'..='ỹ' => 'y',
        c => c,
    }
}

/// A text by the first letters of its words, to be asked for many abbreviations.
#[derive(Debug)]
pub(crate) struct InitialText<'t> {
    text: &'t str,
    words: Vec<Range<usize>>,
    initials: Vec<char>,
}

impl<'t> InitialText<'t> {
    /// Of a text.
    pub(crate) fn new(text: &'t str) -> Self {
        let words = list_words(text);
        let initials = words
            .iter()
            .map(|word| text[word.clone()].chars().next().map_or(' ', to_initial))
            .collect();
        Self { text, words, initials }
    }

    /// The first words whose letters are those of an abbreviation.
    pub(crate) fn find(&self, short: &str) -> Option<&'t str> {
        let letters = list_letters(short);
        let last = letters.last()?;
        let ends = self.initials.iter().enumerate().filter(|(_, c)| *c == last);
        for (index, _) in ends {
            let reach = index.saturating_sub(letters.len() + 3);
            let words = &self.words[reach..=index];
            let Some(start) = match_backward(self.text, words, &letters, 0) else {
                continue;
            };
            let name = &self.text[start..self.words[index].end];
            // A phrase goes over no sign but commas and hyphens.
            if !name.contains(['.', ';', ':', '(', ')', '“', '”', '{']) {
                return Some(name);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    fn list_shorts(text: &str) -> Vec<&str> {
        find_abbreviations(text).into_iter().map(|part| &text[part]).collect()
    }

    #[test]
    fn abbreviations_are_told_from_numbers_and_words_in_capitals() {
        for (text, shorts) in [
            ("quản lý VLNCN, PCCN tại Sở GD&ĐT", vec!["VLNCN", "PCCN", "GD&ĐT"]),
            ("số 91/KH-UBND, 77-NQ/TU, TTg, 02/2021/TT-BTC", vec![]),
            ("MỤC TIÊU, KHÔNG được; phần II, mục IV.", vec![]),
            ("HUẤN LUYỆN AN TOÀN VLNCN", vec![]),
            ("LĐ-TB&XH và (PCCC)", vec!["LĐ-TB&XH", "PCCC"]),
            ("NC.Châu, COVID-19, {{ vb(\"KCN\") }}", vec![]),
            ("số 1040/UBND – LĐTĐ", vec![]),
        ] {
            assert_eq!(list_shorts(text), shorts, "{text}");
        }
    }

    #[test]
    fn meanings_are_read_beside_their_abbreviations() {
        let meaning = |text: &str| {
            let part = find_abbreviations(text).pop().unwrap();
            find_meaning(text, &part)
        };
        let name = |words: &str| Some(Some(words.to_owned()));
        assert_eq!(
            meaning("phòng cháy, chữa cháy (PCCC)"),
            name("phòng cháy, chữa cháy")
        );
        assert_eq!(
            meaning("Ban Chỉ đạo (sau đây viết tắt là BCĐ) họp"),
            name("Ban Chỉ đạo")
        );
        assert_eq!(meaning("BCĐ (Ban Chỉ đạo) họp"), name("Ban Chỉ đạo"));
        assert_eq!(meaning("Thành lập tổ (viết tắt là TCT)"), Some(None));
        assert_eq!(
            meaning("Bộ Giáo dục và Đào tạo (Bộ GD&ĐT)"),
            name("Giáo dục và Đào tạo")
        );
        assert_eq!(meaning("QLTR là tên viết tắt của Đội Quản lý"), Some(None));
        assert_eq!(meaning("theo PCCC (nếu có)"), None);
        assert_eq!(meaning("các trường (cả THCS)"), None);
    }

    #[test]
    fn the_words_for_an_abbreviation_are_found_in_a_text() {
        let text = "quản lý vật liệu nổ công nghiệp tại kho, phòng cháy và chữa cháy.";
        let initials = InitialText::new(text);
        let find = |short: &str| initials.find(short);
        assert_eq!(find("VLNCN"), Some("vật liệu nổ công nghiệp"));
        assert_eq!(find("PCCC"), Some("phòng cháy và chữa cháy"));
        assert_eq!(find("KTX"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([ ,.()&/A-ZĐƯa-zđ0-9“”-]|viết tắt là |\\{\\{|\\}\\}){0,40}", odd in any::<String>()) {
            for text in [text.clone() + &odd, odd + &text] {
                for part in find_abbreviations(&text) {
                    let _ = find_meaning(&text, &part);
                    let _ = InitialText::new(&text).find(&text[part.clone()]);
                    prop_assert!(text.get(part).is_some());
                }
            }
        }
    }
}

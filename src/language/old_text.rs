//! Text in a code from before Unicode, found in a text by its words.
//!
//! `C«ng t¸c` and `Coâng taùc` are letters and signs that other languages and formulas use
//! as well. So a word speaks for a code only where it reads as a Vietnamese syllable in it
//! and is none as it stands, and a text is told only where several of its words agree, or
//! one that can be nothing else: in French, German or `10 µm × 5 m²` no two of them do.

use std::collections::BTreeSet;
use std::ops::Range;

use super::clean::has_old_signs;
use super::old_encoding::OldEncoding;
use super::syllable::is_syllable;

/// Lines of a text that are in a code from before Unicode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldText {
    /// The code.
    pub encoding: OldEncoding,
    /// Its lines, in their order.
    pub lines: Vec<OldLine>,
}

/// A line in a code from before Unicode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldLine {
    /// Which of the lines, from 0.
    pub index: usize,
    /// The line in Unicode.
    pub text: String,
}

/// Different words that one line must have to be told.
const WORDS_OF_LINE: usize = 2;

/// Different words that a text must have where they stand in different lines.
const WORDS_OF_TEXT: usize = 3;

/// Longest word that is looked at, in bytes: `nghiêng` in VNI is ten.
const LONGEST_WORD: usize = 24;

/// What the words of a text say of one code.
#[derive(Default)]
struct Evidence {
    /// The words that speak for the code, each once.
    words: BTreeSet<String>,
    /// How many words speak for it, and how many have its signs and do not.
    speaking: usize,
    silent: usize,
    /// Whether one line or one word is enough.
    is_sure: bool,
}

/// The lines of a text that are in a code from before Unicode; `None` where none is for
/// certain. They must not be cleaned yet, for `ư` of TCVN3 is a soft hyphen.
#[must_use]
pub fn find_old_text<'a>(
    lines: impl Iterator<Item = &'a str> + Clone,
) -> Option<OldText> {
    // Nearly every text is judged by the few lines that could be in an old code.
    let suspect = lines.clone().filter(|line| has_old_signs(line));
    let all = [OldEncoding::Tcvn3, OldEncoding::Vni];
    let weighed = all.map(|encoding| {
        let evidence = weigh_lines(suspect.clone(), encoding);
        // One word tells little, and its neighbours may have no such sign.
        let is_doubtful = evidence.speaking > 0 && !evidence.is_enough();
        match is_doubtful {
            true => (encoding, weigh_lines(lines.clone(), encoding)),
            false => (encoding, evidence),
        }
    });
    let (encoding, _) = weighed
        .into_iter()
        .filter(|(_, evidence)| evidence.is_enough())
        // The last of equal ones is taken.
        .rev()
        .max_by_key(|(_, evidence)| evidence.speaking)?;
    let old = lines.enumerate().filter(|(_, line)| is_old_line(line, encoding));
    let lines = old
        .map(|(index, line)| OldLine { index, text: convert_line(line, encoding) })
        .collect();
    Some(OldText { encoding, lines })
}

/// Whether any word of a line speaks for a code.
fn is_old_line(line: &str, encoding: OldEncoding) -> bool {
    let mut words = find_words(line, encoding).into_iter();
    words.any(|word| is_speaking(&line[word], encoding))
}

impl Evidence {
    fn is_enough(&self) -> bool {
        let is_told = self.is_sure || self.words.len() >= WORDS_OF_TEXT;
        is_told && self.speaking > self.silent
    }
}

fn weigh_lines<'a>(
    lines: impl Iterator<Item = &'a str>,
    encoding: OldEncoding,
) -> Evidence {
    let mut res = Evidence::default();
    for line in lines {
        let mut words = BTreeSet::new();
        for range in find_words(line, encoding) {
            let word = &line[range];
            if is_speaking(word, encoding) {
                res.speaking += 1;
                res.is_sure |= is_unmistakable(word);
                words.insert(word.to_lowercase());
            } else if has_signs(word) && !is_syllable(word) {
                res.silent += 1;
            }
        }
        res.is_sure |= words.len() >= WORDS_OF_LINE;
        res.words.append(&mut words);
    }
    res
}

/// The words of a line: letters of any language, marks behind them, and signs of the code,
/// without the quotation marks `« »` around them.
fn find_words(line: &str, encoding: OldEncoding) -> Vec<Range<usize>> {
    let mut res: Vec<Range<usize>> = Vec::new();
    for (start, c) in line.char_indices() {
        let is_mark = ('\u{300}'..='\u{36F}').contains(&c);
        if !(c.is_alphabetic() || is_mark || encoding.has_sign(c)) {
            continue;
        }
        let end = start + c.len_utf8();
        match res.last_mut() {
            Some(word) if word.end == start => word.end = end,
            _ => res.push(start..end),
        }
    }
    // No syllable ends with `ằ`, so what looks like it there is a quotation mark, and so
    // is the other one then.
    let has_quotes = res.iter().any(|word| line[word.clone()].ends_with('»'));
    if has_quotes {
        for word in &mut res {
            let inner = line[word.clone()].trim_end_matches('»');
            word.end = word.start + inner.len();
            word.start = word.end - inner.trim_start_matches('«').len();
        }
        res.retain(|word| !word.is_empty());
    }
    res
}

/// Whether a word has characters beyond ASCII, and all of them are signs of Western Europe:
/// a word of Unicode with `ế` or `đ` is in no old code.
fn has_signs(word: &str) -> bool {
    !word.is_ascii() && word.chars().all(is_western)
}

fn is_western(c: char) -> bool {
    c <= '\u{FF}' || c == 'μ'
}

/// Whether a word is a syllable in a code and none as it stands.
fn is_speaking(word: &str, encoding: OldEncoding) -> bool {
    has_signs(word)
        && word.len() <= LONGEST_WORD
        && word.contains(|c: char| c.is_ascii_alphabetic())
        && has_plain_capitals(word)
        && encoding.decode(word).is_some_and(|read| is_syllable(&read))
        && !is_syllable(word)
}

/// Whether the capitals of a word are such as people type: none behind a small letter.
fn has_plain_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(char::is_ascii_alphabetic);
    letters.by_ref().find(char::is_ascii_lowercase);
    letters.all(|c| c.is_ascii_lowercase())
}

/// Whether a word can be nothing else: a sign that is no letter stands within it, as in
/// `c«ng`, or it has three signs of letters, as `ñöôïc`. Signs that stand between two
/// letters in formulas do not count: `n×m`, `N·m`.
fn is_unmistakable(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let has_sign_within = letters.windows(3).any(|three| {
        matches!(three[1], '\u{A1}'..='\u{AC}' | '®' | '¶' | '¸'..='¾' if three[1] != 'º')
            && three[0].is_ascii_alphabetic()
    });
    has_sign_within || letters.iter().filter(|c| !c.is_ascii()).count() >= 3
}

/// A line with its words in Unicode. Where it has words of Unicode too, only those are
/// converted that speak for the code.
fn convert_line(line: &str, encoding: OldEncoding) -> String {
    let words = find_words(line, encoding);
    let is_mixed = line.chars().any(|c| !is_western(c) && c.is_alphabetic());
    let mut res = String::with_capacity(line.len());
    let mut end = 0;
    for (index, range) in words.iter().enumerate() {
        res.push_str(&line[end..range.start]);
        end = range.end;
        let word = &line[range.clone()];
        let is_old = if is_mixed {
            is_speaking(word, encoding)
        } else {
            has_signs(word) && !is_lone_sign(word, encoding)
        };
        match encoding.decode(word).filter(|_| is_old) {
            // In TCVN3 capitals with tones are small ones in a font of capitals.
            Some(read)
                if encoding == OldEncoding::Tcvn3
                    && is_in_capitals(line, &words, index) =>
            {
                res.push_str(&read.to_uppercase());
            }
            Some(read) => res.push_str(&read),
            None => res.push_str(word),
        }
    }
    res.push_str(&line[end..]);
    res
}

/// Whether a sign that stands alone is what it looks like, and no letter.
fn is_lone_sign(word: &str, encoding: OldEncoding) -> bool {
    let mut signs = word.chars();
    let sign = signs.next().filter(|c| !c.is_alphabetic() || *c == 'µ');
    let Some(sign) = sign.filter(|_| signs.next().is_none()) else { return false };
    match sign {
        '·' | '×' | '÷' => true,
        // `đ` of `đ/c` and `1.000đ`.
        '®' | '§' => false,
        _ => !encoding.decode(word).is_some_and(|read| is_syllable(&read)),
    }
}

/// How the letters of ASCII in a word are set.
#[derive(PartialEq, Eq)]
enum WordCase {
    /// All of them, at least two, are capitals.
    Capitals,
    Small,
    /// Too few to tell.
    Unclear,
}

fn classify_case(word: &str) -> WordCase {
    let letters = word.chars().filter(char::is_ascii_alphabetic);
    let capitals = letters.clone().filter(char::is_ascii_uppercase).count();
    match letters.count() {
        count if count > capitals => WordCase::Small,
        0 | 1 => WordCase::Unclear,
        _ => WordCase::Capitals,
    }
}

/// Whether a word stands in a text in capitals. Where its own letters do not tell, `Hµ` and
/// `ý`, the syllables around it do.
fn is_in_capitals(line: &str, words: &[Range<usize>], index: usize) -> bool {
    let case = classify_case(&line[words[index].clone()]);
    if case != WordCase::Unclear {
        return case == WordCase::Capitals;
    }
    let before = words[..index].iter().rev();
    let after = words[index + 1..].iter();
    let mut around = [find_clear_case(line, before), find_clear_case(line, after)]
        .into_iter()
        .flatten()
        .peekable();
    around.peek().is_some() && around.all(|case| case == WordCase::Capitals)
}

/// The case of the first of these words that tells one; abbreviations do not.
fn find_clear_case<'a>(
    line: &str,
    words: impl Iterator<Item = &'a Range<usize>>,
) -> Option<WordCase> {
    let words = words.map(|range| &line[range.clone()]);
    words
        .filter(|word| !word.is_ascii() || is_syllable(word))
        .map(classify_case)
        .find(|case| *case != WordCase::Unclear)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(OldEncoding, String)> {
        let found = find_old_text(text.split('\n'))?;
        let lines: Vec<_> = found.lines.into_iter().map(|line| line.text).collect();
        Some((found.encoding, lines.join("\n")))
    }

    #[test]
    fn text_in_old_codes_is_found_and_read() {
        for (text, encoding, expected) in [
            (
                "doan: C«ng t¸c gi¶m nghÌo; ®\u{AD}a møc sèng lªn",
                OldEncoding::Tcvn3,
                "doan: Công tác giảm nghèo; đưa mức sống lên",
            ),
            ("Hßa B×nh", OldEncoding::Tcvn3, "Hòa Bình"),
            ("T©n An", OldEncoding::Tcvn3, "Tân An"),
            ("céng hßa x· héi", OldEncoding::Tcvn3, "cộng hòa xã hội"),
            (
                "ñy ban nh©n d©n x· Hµ Giang",
                OldEncoding::Tcvn3,
                "ủy ban nhân dân xã Hà Giang",
            ),
            ("CéNG HßA X· HéI", OldEncoding::Tcvn3, "CỘNG HÒA XÃ HỘI"),
            ("ý KIÕN UBND x· Hµ Néi", OldEncoding::Tcvn3, "Ý KIẾN UBND xã Hà Nội"),
            (
                "Thực hiện «c«ng t¸c» năm 2026",
                OldEncoding::Tcvn3,
                "Thực hiện «công tác» năm 2026",
            ),
            ("Coâng taùc giaûm ngheøo", OldEncoding::Vni, "Công tác giảm nghèo"),
            ("COÂNG TAÙC GIAÛM NGHEØO", OldEncoding::Vni, "CÔNG TÁC GIẢM NGHÈO"),
            ("được ñöôïc", OldEncoding::Vni, "được được"),
            ("Vâ\nTæ\nn\u{AD}íc", OldEncoding::Tcvn3, "Võ\nTổ\nnước"),
        ] {
            assert_eq!(read(text), Some((encoding, expected.to_owned())), "{text}");
        }
    }

    #[test]
    fn other_languages_signs_and_unicode_are_left_alone() {
        for text in [
            "Kế hoạch giảm nghèo bền vững của Ủy ban nhân dân xã Hà Nội",
            "Le café est où? Là-bas, près de l'hôtel «Noël», à côté du château; déjà vu, Loïc",
            "Fußgänger dürfen über die Straße; Köln, Düsseldorf, größte Höhe",
            "El señor Núñez nació en España el año pasado; ¿qué más? ¡olé!",
            "São Paulo, coração, João, Ação; på svenska, åäö, smörgåsbord",
            "10 µm × 5 m² = 50 °C ± ½; n×m, N·m, kW·h, £m, 5 µg, Word®, §5, ©2024, «A»",
            "a÷b, x¹, x², m³, 37º, ª, ¼ km, ¾ lít, 3¶",
            "Điều 5 §2, khoản «a», giấy phép ® số 12",
            "Vò",
            "né, hé, tôi; bé tí; lá là",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

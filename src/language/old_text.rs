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
use super::old_word::{has_signs, is_silent, is_speaking, is_unmistakable, is_western};
use super::syllable::is_syllable;

/// Lines of a text that are in a code from before Unicode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldText {
    /// The code of most of it.
    pub encoding: OldEncoding,
    /// Its lines, in their order.
    pub lines: Vec<OldLine>,
}

/// A line in a code from before Unicode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldLine {
    /// Which of the lines, from 0.
    pub index: usize,
    /// Its code: a file may have lines in each.
    pub encoding: OldEncoding,
    /// The line in Unicode.
    pub text: String,
}

/// Different words that one line must have to be told.
const WORDS_OF_LINE: usize = 2;

/// Different words that a text must have where they stand in different lines.
const WORDS_OF_TEXT: usize = 3;

/// What the words of a text say of one code.
#[derive(Default)]
struct Evidence {
    /// The words that speak for the code, each once.
    words: BTreeSet<String>,
    /// Those beside them that have its signs and do not. Words of other lines say nothing:
    /// a plan may hold both an old paragraph and names such as `Krông`.
    silent: BTreeSet<String>,
    /// Such words of all other lines.
    silent_elsewhere: BTreeSet<String>,
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
    let enough: Vec<(OldEncoding, usize)> = all
        .into_iter()
        .filter_map(|encoding| {
            let mut evidence = weigh_lines(suspect.clone(), encoding);
            if !evidence.words.is_empty() && !evidence.is_enough() {
                // One word tells little, and its neighbours may have no such sign.
                evidence = weigh_lines(lines.clone(), encoding);
            }
            evidence.is_enough().then_some((encoding, evidence.words.len()))
        })
        .collect();
    // Of equal ones the last is taken: what VNI reads is hardly ever anything else.
    let (encoding, _) = *enough.iter().max_by_key(|(_, words)| *words)?;
    let lines = lines.enumerate().filter_map(|(index, line)| {
        let encoding = choose_encoding(line, &enough, encoding)?;
        Some(OldLine { index, encoding, text: convert_line(line, encoding) })
    });
    Some(OldText { encoding, lines: lines.collect() })
}

/// The code of a line, of those that the text is told to be in: the one for which most of
/// its words speak, in doubt that of most lines.
fn choose_encoding(
    line: &str,
    enough: &[(OldEncoding, usize)],
    main: OldEncoding,
) -> Option<OldEncoding> {
    let count = |encoding: OldEncoding| {
        let words = find_words(line, encoding).into_iter();
        words.filter(|word| is_speaking(&line[word.clone()], encoding)).count()
    };
    enough
        .iter()
        .map(|(encoding, _)| (*encoding, count(*encoding)))
        .filter(|(_, words)| *words > 0)
        .max_by_key(|(encoding, words)| (*words, *encoding == main))
        .map(|(encoding, _)| encoding)
}

impl Evidence {
    fn is_enough(&self) -> bool {
        // Three typing errors of a long text may look like three words of the code.
        let is_told = self.is_sure
            || self.words.len() >= WORDS_OF_TEXT
                && self.words.len() > self.silent_elsewhere.len();
        is_told && self.words.len() > self.silent.len()
    }
}

fn weigh_lines<'a>(
    lines: impl Iterator<Item = &'a str>,
    encoding: OldEncoding,
) -> Evidence {
    let mut res = Evidence::default();
    for line in lines {
        let mut words = BTreeSet::new();
        let mut silent = BTreeSet::new();
        for range in find_words(line, encoding) {
            let word = &line[range];
            if is_speaking(word, encoding) {
                let is_sure =
                    is_unmistakable(word, encoding) || is_slip_elsewhere(word, encoding);
                // One or two letters may be a slip among words of Unicode, signs are none.
                let is_slip = word.chars().filter(|c| !c.is_ascii()).count() < 3
                    && !word.contains(is_old_symbol)
                    && !line.chars().all(is_old_sign);
                res.is_sure |= is_sure && !is_slip;
                words.insert(word.to_lowercase());
            } else if is_silent(word, encoding) {
                silent.insert(word.to_lowercase());
            }
        }
        if words.is_empty() {
            res.silent_elsewhere.extend(silent);
            continue;
        }
        res.is_sure |= words.len() >= WORDS_OF_LINE;
        res.words.extend(words);
        res.silent.extend(silent);
    }
    res
}

/// Whether a word of VNI could be a slip of Telex among words of Unicode: `toaan` gives
/// `toân`. In a line that has none of these letters it is none: `Thi coâng`.
fn is_slip_elsewhere(word: &str, encoding: OldEncoding) -> bool {
    let word = word.to_lowercase();
    let behind = word.split_once("oâ").map(|(_, behind)| behind);
    encoding == OldEncoding::Vni
        && behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_alphabetic()))
}

/// Whether a character is a sign of Latin-1 that is no letter: `«`, `¸`, a soft hyphen.
fn is_old_symbol(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{BF}')
}

/// Whether a character is one of those that text of an old font is made of.
fn is_old_sign(c: char) -> bool {
    is_western(c) || !c.is_alphabetic()
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
            is_speaking(word, encoding) || is_dong(line, range)
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

/// Whether a sign is the `đ` of `đ/c` or `1.000đ`.
fn is_dong(line: &str, range: &Range<usize>) -> bool {
    let is_amount = line[..range.start].ends_with(|c: char| c.is_ascii_digit());
    &line[range.clone()] == "®" && (is_amount || line[range.end..].starts_with('/'))
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

/// Signs between parts of a line that are set each in its own way.
const BOUNDS: [char; 9] = [':', ';', '|', '\t', '"', '[', ']', '{', '}'];

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
    // A key, another cell and what stands in brackets tell nothing of it.
    let word = &words[index];
    let start = line[..word.start].rfind(BOUNDS).unwrap_or(0);
    let end = line[word.end..].find(BOUNDS).map_or(line.len(), |end| word.end + end);
    let before = words[..index].iter().rev().take_while(|word| word.start >= start);
    let after = words[index + 1..].iter().take_while(|word| word.start < end);
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
            // One word that can be nothing else.
            ("Kinh phÝ", OldEncoding::Tcvn3, "Kinh phí"),
            ("bÒn v÷ng", OldEncoding::Tcvn3, "bền vững"),
            ("T©n LËp", OldEncoding::Tcvn3, "Tân Lập"),
            ("Tr\u{AD}êng", OldEncoding::Tcvn3, "Trường"),
            ("khu ®« thÞ; ngµy", OldEncoding::Tcvn3, "khu đô thị; ngày"),
            ("theo Q§ cña H§ND vµ UBND", OldEncoding::Tcvn3, "theo QĐ của HĐND và UBND"),
            ("quan ThuÕ", OldEncoding::Tcvn3, "quan Thuế"),
            ("Ñôn vò, ñình", OldEncoding::Vni, "Đơn vị, đình"),
            ("Uûy ban, Chieàu", OldEncoding::Vni, "Ủy ban, Chiều"),
            ("Yeân Sôn", OldEncoding::Vni, "Yên Sơn"),
            ("Phaùt thanh, ngaøy", OldEncoding::Vni, "Phát thanh, ngày"),
            ("tröïc", OldEncoding::Vni, "trực"),
            ("Thi coâng", OldEncoding::Vni, "Thi công"),
            ("thoâng tin coâng coäng", OldEncoding::Vni, "thông tin công cộng"),
            // The key is in small letters, the title is not.
            ("tieu_de: KÕ HO¹CH", OldEncoding::Tcvn3, "tieu_de: KẾ HOẠCH"),
            (
                "Điều 1. ®/c NguyÔn V¨n §øc hỗ trợ 1.000®",
                OldEncoding::Tcvn3,
                "Điều 1. đ/c Nguyễn Văn Đức hỗ trợ 1.000đ",
            ),
            (
                "xã Krông Năng, Krông Bông, Krông Nô, Hrê\nC«ng t¸c",
                OldEncoding::Tcvn3,
                "Công tác",
            ),
        ] {
            assert_eq!(read(text), Some((encoding, expected.to_owned())), "{text}");
        }
    }

    #[test]
    fn lines_of_one_text_may_be_in_either_code() {
        let text = "Dßng thø hai lµ m· cò\nDòng thứ ba\nDoøng thöù tö laø chöõ khaùc";
        let found = find_old_text(text.split('\n')).unwrap();
        let lines = found.lines.iter().map(|l| (l.index, l.encoding, l.text.as_str()));
        let expected = [
            (0, OldEncoding::Tcvn3, "Dòng thứ hai là mã cũ"),
            (2, OldEncoding::Vni, "Dòng thứ tư là chữ khác"),
        ];
        assert_eq!(lines.collect::<Vec<_>>(), expected);
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
            "a÷b, x¹, x², m³, 37º, ª, ¼ km, ¾ lít, 3¶; 10 N·m và 5 t·m, x·y + m·n",
            "Ông Loïc",
            // Tones that were forgotten.
            "môt cuôc tôt\nbôt côt gôc\nlôc, môc, côc, thât, hoat",
            "Ông Seán; tư tưởng, xuân, Chuân, HOÀ BÌNH, hoàn, hòan, tòan",
            "Điều 5 §2, khoản «a», giấy phép ® số 12",
            "Vò",
            "né, hé, tôi; bé tí; lá là",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

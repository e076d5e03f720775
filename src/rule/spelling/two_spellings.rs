//! `two-spellings`: one word is written in one way throughout a paper.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, list_names};
use crate::form::Role;
use crate::language::{ByteSet, SoughtWord, is_letter, is_letter_or_figure};
use crate::register::make_key;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    FaultPlaces, TextLine, find_values, is_capitalized, is_in_value, take_word_after,
    take_word_before,
};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "two-spellings",
        summary: "một từ viết một cách trong cả văn bản: hòa hoặc hoà, tỷ lệ hoặc tỉ lệ",
        explanation: "Dấu thanh của oa, oe, uy đặt ở chữ trước (hòa, Đảng ủy) hay chữ sau (hoà, Đảng uỷ), i hay y (tỉ lệ, tỷ lệ), hằng năm hay hàng năm đều được: không quy định nào bắt buộc văn bản hành chính. Nhưng một văn bản thì viết một cách: hai cách lẫn nhau thì tìm chữ không đủ, và người đọc tưởng là hai tên khác nhau. Máy cảnh báo khi cùng một từ có hai cách đặt dấu thanh, gợi ý khi các từ khác nhau theo hai cách. Chọn cách dùng nhiều hơn và sửa các chỗ còn lại. Tên riêng phải giữ nguyên thì ghi vào `tu-dien.yaml`.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("tên riêng phải giữ cách viết ấy"),
    wrong: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: |\n      Báo cáo Đảng uỷ xã trước ngày 20 hằng tháng.\n      Đảng ủy xã chỉ đạo các chi bộ.\n",
    right: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: |\n      Báo cáo Đảng ủy xã trước ngày 20 hằng tháng.\n      Đảng ủy xã chỉ đạo các chi bộ.\n",
    check,
};

/// Where the tone mark of an open `oa`, `oe`, `uy` stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ToneStyle {
    /// On the first vowel: `hòa`.
    Older,
    /// On the second: `hoà`.
    Newer,
}

/// Where a word stands.
enum WordSpot {
    /// In a line of the form, by its number.
    Line { index: usize, part: Range<usize> },
    /// In a paper of the register of the form.
    Paper(Span),
}

/// A word with such a rhyme.
struct TonedWord {
    spot: WordSpot,
    shown: String,
    style: ToneStyle,
    /// The same for both spellings.
    key: String,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines: Vec<_> = context.lines().collect();
    let words = collect_toned_words(context, &lines);
    found.extend(describe_tones(rule, context, &words));
    let letters = list_rare_letters(&lines);
    if letters.contains(&'ằ') {
        found.extend(describe_hang(rule, context, &lines));
    }
    found.extend(describe_vowels(rule, context, &lines, &letters));
}

/// The lines of which words are compared.
fn list_read<'l, 'a>(
    lines: &'l [(Role, &'a TextLine<'a>)],
) -> impl Iterator<Item = (usize, &'a str)> + use<'l, 'a> {
    let lines = lines.iter().enumerate();
    lines
        .filter(|(_, (role, _))| !matches!(role, Role::Specimen | Role::Signature))
        .map(|(index, (_, line))| (index, line.text.as_str()))
}

fn collect_toned_words(
    context: &Context<'_>,
    lines: &[(Role, &TextLine<'_>)],
) -> Vec<TonedWord> {
    let mut words = Vec::new();
    for (index, text) in list_read(lines) {
        let values = find_values(text);
        let is_cell = lines[index].0 == Role::Other;
        for (end, style) in find_open_rhymes(text) {
            let word = take_word_before(text, end);
            let part = end - word.len()..end;
            if is_in_value(&values, part.start)
                || context.dictionary.covers(text, &part)
                || is_name(text, &part)
                || is_cell && is_capitalized(word)
            {
                continue;
            }
            let (shown, key) = (word.to_owned(), make_key(word));
            let spot = WordSpot::Line { index, part };
            words.push(TonedWord { spot, shown, style, key });
        }
    }
    for (_, paper) in &context.form.papers {
        let citation = &paper.citation;
        for text in [&citation.agency, &citation.subject].into_iter().flatten() {
            words.extend(collect_paper_words(context, paper.span, text));
        }
    }
    words
}

/// The words of what the register of the form says of a paper, which citations print.
fn collect_paper_words(context: &Context<'_>, span: Span, text: &str) -> Vec<TonedWord> {
    let raw = context.source.slice(span);
    let mut words = Vec::new();
    for (end, style) in find_open_rhymes(text) {
        let word = take_word_before(text, end);
        let part = end - word.len()..end;
        // Folded text stands in the file as it is, word by word.
        let Some(start) = raw.find(word).map(|start| span.start + start) else {
            continue;
        };
        if !context.dictionary.covers(text, &part) && !is_name(text, &part) {
            let spot = WordSpot::Paper(Span::new(start, start + word.len()));
            let (shown, key) = (word.to_owned(), make_key(word));
            words.push(TonedWord { spot, shown, style, key });
        }
    }
    words
}

/// The bytes with which the second vowel of an open rhyme begins.
static SECOND_VOWELS: ByteSet = ByteSet::new(b"aeyAEY\xC3\xE1");

/// Where syllables with an open `oa`, `oe`, `uy` and a tone mark end, and where they have
/// it.
fn find_open_rhymes(text: &str) -> Vec<(usize, ToneStyle)> {
    let bytes = text.as_bytes();
    let mut res = Vec::new();
    for place in SECOND_VOWELS.places(text) {
        let Some(before) = place.checked_sub(1).map(|before| bytes[before]) else {
            continue;
        };
        let found = match bytes[place] {
            0xC3 | 0xE1 if matches!(before, b'o' | b'u' | b'O' | b'U') => {
                read_newer(text, place)
            }
            b'a' | b'e' | b'y' | b'A' | b'E' | b'Y' if before >= 0x80 => {
                read_older(text, place)
            }
            _ => continue,
        };
        let is_open = |end: usize| !text[end..].starts_with(is_letter_or_figure);
        res.extend(found.filter(|(end, _)| is_open(*end)));
    }
    res
}

/// `oà`, `uỷ` whose second letter begins at a place.
fn read_newer(text: &str, place: usize) -> Option<(usize, ToneStyle)> {
    let vowel = text[place..].chars().next()?;
    let mut before = text[..place].chars().rev();
    let is_o = matches!(before.next()?, 'o' | 'O');
    let is_rhyme = match is_o {
        true => is_one_of(vowel, "àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ"),
        false => is_one_of(vowel, "ỳýỷỹỵỲÝỶỸỴ"),
    };
    let is_after_q = matches!(before.next(), Some('q' | 'Q'));
    (is_rhyme && !is_after_q).then(|| (place + vowel.len_utf8(), ToneStyle::Newer))
}

/// `òa`, `ủy` whose second letter stands at a place.
fn read_older(text: &str, place: usize) -> Option<(usize, ToneStyle)> {
    let is_y = matches!(text.as_bytes()[place], b'y' | b'Y');
    let mut before = text[..place].chars().rev();
    let vowel = before.next()?;
    let is_rhyme = match is_y {
        true => is_one_of(vowel, "ùúủũụÙÚỦŨỤ"),
        false => is_one_of(vowel, "òóỏõọÒÓỎÕỌ"),
    };
    let is_after_q = matches!(before.next(), Some('q' | 'Q'));
    (is_rhyme && !is_after_q).then_some((place + 1, ToneStyle::Older))
}

/// Whether a letter is one of a few. A search for it would take longer.
fn is_one_of(letter: char, letters: &str) -> bool {
    letters.chars().any(|c| c == letter)
}

/// Whether a word is part of a name of a person or a place, which keeps its own spelling: it
/// has a capital as the word beside it has.
fn is_name(text: &str, part: &Range<usize>) -> bool {
    let before = text[..part.start].strip_suffix(' ');
    let after = text[part.end..].strip_prefix(' ');
    is_capitalized(&text[part.clone()])
        && (before
            .is_some_and(|before| is_capitalized(take_word_before(before, before.len())))
            || after.is_some_and(|after| is_capitalized(take_word_after(after, 0))))
}

/// The place of a word in the file.
fn locate(context: &Context<'_>, word: &TonedWord) -> Span {
    match &word.spot {
        WordSpot::Line { index, part } => {
            context.line(*index).place(context, part.start, part.end)
        }
        WordSpot::Paper(span) => *span,
    }
}

/// One finding for the tone marks of a paper: a warning where one word has both styles, a
/// hint where different words have.
fn describe_tones(
    rule: &Rule,
    context: &Context<'_>,
    words: &[TonedWord],
) -> Option<Diagnostic> {
    let older = words.iter().filter(|word| word.style == ToneStyle::Older).count();
    let rarer =
        if older * 2 >= words.len() { ToneStyle::Newer } else { ToneStyle::Older };
    let odd: Vec<_> = words.iter().filter(|word| word.style == rarer).collect();
    let usual = words.iter().find(|word| word.style != rarer)?;
    let twins: BTreeMap<&str, &TonedWord> = words
        .iter()
        .rev()
        .filter(|word| word.style != rarer)
        .map(|word| (word.key.as_str(), word))
        .collect();
    let hint = format!(
        "viết một cách trong cả văn bản (dấu đặt ở chữ {}: {} chỗ, ở chữ {}: {} chỗ)",
        name_vowel(rarer),
        odd.len(),
        name_vowel(usual.style),
        words.len() - odd.len()
    );
    let both: Vec<_> = odd
        .iter()
        .filter(|word| twins.contains_key(word.key.as_str()))
        .copied()
        .collect();
    let mut finding = match both.first() {
        Some(word) => describe_twins(rule, context, &both, twins.get(word.key.as_str())?),
        None => describe_mixed(rule, context, odd.first()?, usual),
    };
    finding.push_hint(hint);
    Some(finding)
}

/// Different words by two styles.
fn describe_mixed(
    rule: &Rule,
    context: &Context<'_>,
    odd: &TonedWord,
    usual: &TonedWord,
) -> Diagnostic {
    let message = format!(
        "dấu thanh đặt theo hai cách trong một văn bản: `{}`, `{}`",
        odd.shown, usual.shown
    );
    let mut finding = rule
        .finding(locate(context, odd), message)
        .label("đặt theo cách ít dùng hơn trong văn bản này")
        .related(locate(context, usual), "chỗ này đặt theo cách kia");
    finding.severity = Severity::Hint;
    finding
}

/// Words of the rarer style that stand in the other as well; `twin` is the first of them
/// so.
fn describe_twins(
    rule: &Rule,
    context: &Context<'_>,
    both: &[&TonedWord],
    twin: &TonedWord,
) -> Diagnostic {
    let mut places = FaultPlaces::default();
    let mut last = None;
    for word in both {
        // Of a line the first: it is listed once.
        let WordSpot::Line { index, .. } = word.spot else {
            places.push_place(locate(context, word));
            continue;
        };
        if last.replace(index) != Some(index) {
            places.push_place(locate(context, word));
        }
    }
    let mut names: Vec<_> = both.iter().map(|word| format!("`{}`", word.shown)).collect();
    names.sort();
    names.dedup();
    let others = match names.len() {
        1 => String::new(),
        _ => format!(" (các từ viết hai cách: {})", list_names(&names)),
    };
    let word = both[0];
    let message =
        format!("một từ viết hai cách: `{}` và `{}`{others}", word.shown, twin.shown);
    rule.finding(locate(context, word), message)
        .label(format!("chỗ khác viết `{}`{}", twin.shown, places.list_more(context)))
        .related(locate(context, twin), "viết cách kia")
}

fn name_vowel(style: ToneStyle) -> &'static str {
    match style {
        ToneStyle::Older => "trước (hòa, ủy)",
        ToneStyle::Newer => "sau (hoà, uỷ)",
    }
}

/// A word as it begins within a sentence and at its start.
#[derive(Clone, Copy)]
struct SpelledWord {
    word: &'static str,
    sought: SoughtWord,
}

impl SpelledWord {
    const fn new(word: &'static str, at_start: &'static str) -> Self {
        Self { word, sought: SoughtWord::new(word, at_start) }
    }

    /// Where it stands first, whole, before a word that is wanted.
    fn find_before(
        self,
        lines: &[(Role, &TextLine<'_>)],
        is_wanted: impl Fn(&str) -> bool,
    ) -> Option<(usize, usize)> {
        list_read(lines).find_map(|(index, text)| {
            let place = self.sought.find_in(text).find(|start| {
                let end = start + self.word.len();
                take_word_before(text, *start).is_empty()
                    && take_word_after(text, end).is_empty()
                    && is_wanted(&text[end..])
            });
            Some((index, place?))
        })
    }

    /// Where it stands first, whole.
    fn find_in(self, lines: &[(Role, &TextLine<'_>)]) -> Option<(usize, usize)> {
        self.find_before(lines, |_| true)
    }
}

/// What is hung on `hằng` and `hàng`, both in use.
const PERIODS: [&str; 5] = ["năm", "tháng", "quý", "tuần", "ngày"];

/// Both spellings.
const HANG: SpelledWord = SpelledWord::new("hằng", "Hằng");
const OTHER_HANG: SpelledWord = SpelledWord::new("hàng", "Hàng");

/// `hằng năm` beside `hàng năm`.
fn describe_hang(
    rule: &Rule,
    context: &Context<'_>,
    lines: &[(Role, &TextLine<'_>)],
) -> Option<Diagnostic> {
    let is_period = |after: &str| {
        let word = after.strip_prefix(' ').map(|after| take_word_after(after, 0));
        word.is_some_and(|word| PERIODS.contains(&word))
    };
    let (index, start) = HANG.find_before(lines, is_period)?;
    let (other_index, other_start) = OTHER_HANG.find_before(lines, is_period)?;
    let place = |index: usize, start: usize, length: usize| {
        lines[index].1.place(context, start, start + length)
    };
    let mut finding = rule
        .finding(
            place(index, start, "hằng".len()),
            "một từ viết hai cách: `hằng` và `hàng` (năm, tháng, quý, tuần, ngày)",
        )
        .label("chỗ khác viết `hàng`")
        .related(place(other_index, other_start, "hàng".len()), "viết cách kia")
        .hint("cả hai cách đều được; viết một cách trong cả văn bản");
    finding.severity = Severity::Hint;
    Some(finding)
}

/// Words of two syllables whose `i` and `y` are both in use.
const VOWELS: [[SpelledWord; 2]; 14] = [
    [SpelledWord::new("tỉ lệ", "Tỉ lệ"), SpelledWord::new("tỷ lệ", "Tỷ lệ")],
    [SpelledWord::new("tỉ đồng", "Tỉ đồng"), SpelledWord::new("tỷ đồng", "Tỷ đồng")],
    [SpelledWord::new("kĩ thuật", "Kĩ thuật"), SpelledWord::new("kỹ thuật", "Kỹ thuật")],
    [SpelledWord::new("kĩ năng", "Kĩ năng"), SpelledWord::new("kỹ năng", "Kỹ năng")],
    [SpelledWord::new("quản lí", "Quản lí"), SpelledWord::new("quản lý", "Quản lý")],
    [SpelledWord::new("xử lí", "Xử lí"), SpelledWord::new("xử lý", "Xử lý")],
    [SpelledWord::new("pháp lí", "Pháp lí"), SpelledWord::new("pháp lý", "Pháp lý")],
    [SpelledWord::new("định kì", "Định kì"), SpelledWord::new("định kỳ", "Định kỳ")],
    [SpelledWord::new("bác sĩ", "Bác sĩ"), SpelledWord::new("bác sỹ", "Bác sỹ")],
    [SpelledWord::new("công ti", "Công ti"), SpelledWord::new("công ty", "Công ty")],
    [SpelledWord::new("qui định", "Qui định"), SpelledWord::new("quy định", "Quy định")],
    [
        SpelledWord::new("qui hoạch", "Qui hoạch"),
        SpelledWord::new("quy hoạch", "Quy hoạch"),
    ],
    [SpelledWord::new("qui chế", "Qui chế"), SpelledWord::new("quy chế", "Quy chế")],
    [
        SpelledWord::new("qui trình", "Qui trình"),
        SpelledWord::new("quy trình", "Quy trình"),
    ],
];

/// `tỉ lệ` beside `tỷ lệ`; `letters` are those that [`list_rare_letters`] has found.
fn describe_vowels(
    rule: &Rule,
    context: &Context<'_>,
    lines: &[(Role, &TextLine<'_>)],
    letters: &[char],
) -> Vec<Diagnostic> {
    let mut res = Vec::new();
    for [rare_word, usual_word] in VOWELS {
        let (rare, usual) = (rare_word.word, usual_word.word);
        if !rare.contains(letters) && !usual.contains(letters) {
            continue;
        }
        // What is usual in official text is `y`, but for `bác sĩ`; either may be meant.
        let Some(first) = rare_word.find_in(lines) else { continue };
        let Some(second) = usual_word.find_in(lines) else { continue };
        let place = |spot: (usize, usize), word: &str| {
            lines[spot.0].1.place(context, spot.1, spot.1 + word.len())
        };
        let mut finding = rule
            .finding(
                place(first, rare),
                format!("một từ viết hai cách: `{rare}` và `{usual}`"),
            )
            .label(format!("chỗ khác viết `{usual}`"))
            .related(place(second, usual), "viết cách kia")
            .hint("cả hai cách đều được; viết một cách trong cả văn bản");
        finding.severity = Severity::Hint;
        res.push(finding);
    }
    res
}

/// The letters of a paper that end a syllable which is written in two ways: of `hằng`, `tỉ`,
/// `kĩ`, `lí`, `kì`, `sỹ`, `công ti`, `qui`, each once, in one walk over the bytes of all lines.
fn list_rare_letters(lines: &[(Role, &TextLine<'_>)]) -> Vec<char> {
    let mut letters = Vec::new();
    for (_, text) in list_read(lines) {
        for place in RARE_BYTES.places(text) {
            let rare = find_rare_letter(text, place);
            letters.extend(rare.filter(|letter| !letters.contains(letter)));
        }
    }
    letters
}

/// The first bytes of these letters.
static RARE_BYTES: ByteSet = ByteSet::new(b"i\xC3\xC4\xE1");

/// The letter that begins at a place, where it ends such a syllable or, in `hằng`, may.
fn find_rare_letter(text: &str, place: usize) -> Option<char> {
    let (before, rest) = text.as_bytes().split_at(place);
    let letter = match rest {
        [b'i', ..] if before.ends_with(b"u") || before.ends_with(b"t") => 'i',
        [0xC3, 0xAC, ..] => 'ì',
        [0xC3, 0xAD, ..] => 'í',
        [0xC4, 0xA9, ..] => 'ĩ',
        [0xE1, 0xBA, 0xB1, ..] => 'ằ',
        [0xE1, 0xBB, 0x89, ..] => 'ỉ',
        [0xE1, 0xBB, 0xB9, ..] => 'ỹ',
        _ => return None,
    };
    let befores: &[&str] = match letter {
        'i' => &["qu", "Qu", "ông t"],
        'ì' => &["k"],
        'í' => &["l"],
        'ĩ' => &["k", "K"],
        'ằ' => &["h", "H"],
        'ỉ' => &["t", "T"],
        _ => &["s"],
    };
    let is_rare = befores.iter().any(|part| before.ends_with(part.as_bytes()));
    let after = &text[place + letter.len_utf8()..];
    (is_rare && (letter == 'ằ' || !after.starts_with(is_letter))).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::capitalize_first;

    #[test]
    fn a_word_at_the_start_of_a_sentence_is_the_word_with_a_capital() {
        let words = VOWELS.as_flattened().iter().chain([&HANG, &OTHER_HANG]);
        for word in words {
            let text = capitalize_first(word.word);
            assert!(word.sought.is_in(&text), "{text}");
        }
    }
}

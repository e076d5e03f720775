//! What reading a text has found in its letters, as findings: look-alikes and old codes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagnostic, Severity};
use crate::code::{self, Code};
use crate::language::{OldEncoding, OldLine, OldText, group_digits};
use crate::source::{NotUtf8, Source, SourcePart, Span};

/// Places that a message names at most.
const NAMED_PLACES: usize = 8;

/// Lines of an old code that are shown with what they read as.
const SHOWN_LINES: usize = 5;

/// Longest text that a message quotes, in characters.
const LONGEST_QUOTE: usize = 160;

/// Characters that are told together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum LetterKind {
    /// `Ð` for `Đ`.
    Eth,
    /// `Ƣ` for `Ư`.
    Oi,
    Russian,
    Greek,
    Hyphen,
}

impl LetterKind {
    fn from_char(c: char) -> Self {
        match c {
            'Ƣ' | 'ƣ' => Self::Oi,
            '\u{370}'..='\u{3FF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Russian,
            'À'..='\u{2AF}' => Self::Eth,
            _ => Self::Hyphen,
        }
    }

    fn code(self) -> &'static Code {
        match self {
            Self::Hyphen => &code::text::ODD_HYPHEN,
            _ => &code::text::LOOK_ALIKE_LETTER,
        }
    }

    /// What the characters are called.
    fn name(self) -> &'static str {
        match self {
            Self::Eth | Self::Oi => "chữ",
            Self::Russian => "chữ Nga",
            Self::Greek => "chữ Hy Lạp",
            Self::Hyphen => "gạch nối của Word",
        }
    }
}

/// What kind of file a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A form: what stands in a comment is printed nowhere, and nothing is told of it.
    Form,
    /// A CSV.
    Data,
}

/// The findings of a text that was just read: a hint for each kind of letters that were read
/// as others, and an error where it is in an old code.
#[must_use]
pub fn report_text_notes(source: &Source, kind: TextKind) -> Vec<Diagnostic> {
    let mut res = Vec::new();
    for part in source.parts() {
        let found = report_part(part, kind).into_iter();
        res.extend(found.map(|finding| finding.shifted(part.start())));
    }
    res
}

fn report_part(part: &SourcePart, kind: TextKind) -> Vec<Diagnostic> {
    let mut noted = LetterNotes::default();
    let mut memory = LineMemory::default();
    for letter in part.letters() {
        let line = part.line_number(letter.at);
        if !memory.is_comment(part, kind, line) {
            let span = Some(find_char(part, letter.at));
            noted.add(letter.from, letter.to, &line.to_string(), span);
        }
    }
    let mut res = noted.report("dòng");
    if let Some(OldText { encoding, lines }) = part.old_text() {
        let lines = lines.iter().filter(|line| !is_comment(part, kind, line.index + 1));
        let lines = lines.cloned().collect();
        res.extend(report_old_lines(part, &OldText { encoding: *encoding, lines }));
    }
    res
}

/// The line that was asked for last, in which many letters may stand.
#[derive(Debug, Default)]
struct LineMemory {
    line: usize,
    is_comment: bool,
}

impl LineMemory {
    fn is_comment(&mut self, part: &SourcePart, kind: TextKind, line: usize) -> bool {
        if self.line != line {
            *self = Self { line, is_comment: is_comment(part, kind, line) };
        }
        self.is_comment
    }
}

/// Whether a line is a comment of a form; `line` from 1.
fn is_comment(part: &SourcePart, kind: TextKind, line: usize) -> bool {
    let text = part.text().get(part.line(line).range()).unwrap_or_default();
    kind == TextKind::Form && text.trim_start().starts_with('#')
}

fn find_char(part: &SourcePart, offset: usize) -> Span {
    let c = part.text().get(offset..).and_then(|text| text.chars().next());
    Span::new(offset, offset + c.map_or(0, char::len_utf8))
}

/// Characters that were read as others, as they are found: how many of each kind, and where
/// the first of them stand. However many they are, it stays small.
#[derive(Debug, Default)]
pub struct LetterNotes(BTreeMap<LetterKind, KindNotes>);

/// What is known of the characters of one kind.
#[derive(Debug)]
struct KindNotes {
    count: usize,
    /// What the first was read as, and where it stands in a text.
    first: char,
    span: Option<Span>,
    /// Each character, and what it was read as.
    pairs: BTreeMap<char, char>,
    /// Their lines or cells, each once; no more than show that there are more.
    places: Vec<String>,
}

impl LetterNotes {
    /// Notes a character. `place` is its line or its cell, as a message names it after
    /// `dòng` or `ô`; `span` is where it stands in a text.
    pub fn add(&mut self, from: char, to: char, place: &str, span: Option<Span>) {
        let notes = self.0.entry(LetterKind::from_char(from)).or_insert_with(|| {
            let (pairs, places) = (BTreeMap::new(), Vec::new());
            KindNotes { count: 0, first: to, span, pairs, places }
        });
        notes.count += 1;
        notes.pairs.insert(from, to);
        let is_known = notes.places.last().is_some_and(|last| last == place);
        if notes.places.len() <= NAMED_PLACES && !is_known {
            notes.places.push(place.to_owned());
        }
    }

    /// A hint for each kind; `place_word` says what their places are.
    #[must_use]
    pub fn report(&self, place_word: &str) -> Vec<Diagnostic> {
        self.0.iter().map(|(kind, notes)| notes.report(*kind, place_word)).collect()
    }
}

impl KindNotes {
    fn report(&self, kind: LetterKind, place_word: &str) -> Diagnostic {
        let shown: Vec<_> = self.pairs.keys().map(|from| show_char(*from)).collect();
        let mut meant: Vec<_> = self.pairs.values().map(|to| format!("“{to}”")).collect();
        meant.dedup();
        let (shown, meant) = (shown.join(", "), meant.join(", "));
        let places = join_places(self.places.iter().map(String::as_str));
        let count = u64::try_from(self.count).unwrap_or(u64::MAX);
        let (count, name) = (group_digits(count), kind.name());
        let message =
            format!("{count} {name} {shown} ở {place_word} {places} được đọc là {meant}");
        let finding = Diagnostic::new(kind.code(), Severity::Hint, self.span, message);
        finding.label(format!("đọc là “{}”", self.first)).hint(format!(
            "nên thay trong tệp: tìm {shown}, thay bằng {meant}; để vậy thì tìm kiếm không thấy"
        ))
    }
}

/// A character with its number; one that is not seen is its number alone.
fn show_char(c: char) -> String {
    let number = format!("U+{:04X}", u32::from(c));
    match c {
        '\u{AD}' | '\u{1E}' | '\u{1F}' => number,
        c => format!("“{c}” ({number})"),
    }
}

/// The first of some places, and that there are more.
#[must_use]
pub fn join_places<'a>(mut places: impl Iterator<Item = &'a str>) -> String {
    let named: Vec<&str> = places.by_ref().take(NAMED_PLACES).collect();
    let more = if places.next().is_some() { ", …" } else { "" };
    format!("{}{more}", named.join(", "))
}

/// The error of the lines that are in an old code: the first with all that can be said, the
/// next ones with what they read as.
fn report_old_lines(part: &SourcePart, old: &OldText) -> Option<Diagnostic> {
    let (first, more) = old.lines.split_first()?;
    let text = &first.text[count_key_bytes(&first.text)..];
    let mut finding =
        report_old_encoding(first.encoding, Some(mark_old_line(part, first)), text);
    let shown = more.len().min(SHOWN_LINES - 1);
    for line in &more[..shown] {
        let text = &line.text[count_key_bytes(&line.text)..];
        let code = match line.encoding == first.encoding {
            true => String::new(),
            false => format!("chữ {}, ", line.encoding.name()),
        };
        let label = format!("{code}đọc là {}", quote_text(text));
        finding = finding.related(mark_old_line(part, line), label);
    }
    let rest: Vec<_> =
        more[shown..].iter().map(|line| (line.index + 1).to_string()).collect();
    if !rest.is_empty() {
        let places = join_places(rest.iter().map(String::as_str));
        finding = finding.hint(format!("còn {} dòng nữa cũng vậy: {places}", rest.len()));
    }
    Some(suggest_conversion(finding, old))
}

/// The error of a file that is no UTF-8, for its bytes are text in an old code.
#[must_use]
pub fn report_old_bytes(not_utf8: &NotUtf8) -> Option<Diagnostic> {
    let old = not_utf8.old.as_ref()?;
    let (first, more) = old.lines.split_first()?;
    let span = not_utf8.source.line(first.index + 1);
    let text = &first.text[count_key_bytes(&first.text)..];
    let mut finding = report_old_encoding(first.encoding, Some(span), text);
    if !more.is_empty() {
        finding = finding.hint(format!("còn {} dòng nữa cũng vậy", more.len()));
    }
    Some(suggest_conversion(finding, old).hint("chuyển xong thì lưu tệp bằng mã UTF-8"))
}

/// The error of a text in an old code, which reads as `text`.
#[must_use]
pub fn report_old_encoding(
    encoding: OldEncoding,
    span: Option<Span>,
    text: &str,
) -> Diagnostic {
    let name = encoding.name();
    let message =
        format!("chữ gõ bằng mã {name}, không phải Unicode; đọc là {}", quote_text(text));
    Diagnostic::new(&code::text::OLD_ENCODING, Severity::Error, span, message)
        .label(format!("chữ {name}"))
}

/// A finding with how its text is converted.
#[must_use]
pub fn suggest_conversion(finding: Diagnostic, old: &OldText) -> Diagnostic {
    let codes: BTreeSet<&str> =
        old.lines.iter().map(|line| line.encoding.name()).collect();
    let codes = codes.into_iter().collect::<Vec<_>>().join(" hoặc ");
    finding.hint(format!(
        "chuyển sang Unicode bằng công cụ chuyển mã của UniKey (Ctrl+Shift+F6): mã nguồn {codes}, mã đích Unicode; hoặc gõ lại như trên"
    ))
}

/// A text in quotation marks, shortened where it is long.
fn quote_text(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("“{} …”", text[..end].trim_end()),
        None => format!("“{text}”"),
    }
}

/// What of a line in an old code is marked: all but its key and blanks.
fn mark_old_line(part: &SourcePart, line: &OldLine) -> Span {
    let span = part.line(line.index + 1);
    let text = part.text().get(span.range()).unwrap_or_default();
    let key = count_key_bytes(text);
    let value = text[key..].trim();
    let start = span.start + key + (text[key..].len() - text[key..].trim_start().len());
    Span::new(start, start + value.len())
}

/// How many bytes of a line of a form are before its value: blanks, dashes and the key.
fn count_key_bytes(line: &str) -> usize {
    let value = line.trim_start_matches([' ', '-']);
    let indent = line.len() - value.len();
    let key = value.find(": ").filter(|end| value[..*end].bytes().all(is_key_byte));
    indent + key.map_or(0, |end| end + 2)
}

fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{Report, format_as_lines};
    use super::*;

    fn report(text: &str) -> String {
        let source = Source::new(Path::new("a.yaml"), text);
        let found = report_text_notes(&source, TextKind::Form);
        format_as_lines(&[Report::new(source, found, 0)])
    }

    #[test]
    fn a_clean_text_has_nothing_to_tell() {
        assert_eq!(report("doan: Ủy ban nhân dân xã — 5 m², «a», Ω\n"), "");
        assert_eq!(report("# c«ng t¸c, Ðồng\ndoan: Ủy ban\n"), "");
    }

    #[test]
    fn letters_of_one_kind_are_one_hint() {
        let text = "Ðồng\nÐồng ðồng\nTrа, Nộі\nNĐ\u{2011}CP";
        let told = report(text);
        assert_eq!(told.lines().count(), 3, "{told}");
        assert!(told.contains("3 chữ “Ð” (U+00D0), “ð” (U+00F0) ở dòng 1, 2"), "{told}");
        assert!(told.contains("2 chữ Nga"), "{told}");
    }

    #[test]
    fn a_file_in_an_old_code_is_one_error_however_long() {
        let told = report(&"  - tieu_de: Tæ chøc thùc hiÖn\n".repeat(200));
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.contains("đọc là “Tổ chức thực hiện”"), "{told}");
        let source = Source::new(Path::new("a.yaml"), &"Tæ chøc\n".repeat(9));
        let [finding] = &report_text_notes(&source, TextKind::Form)[..] else {
            panic!("{told}")
        };
        assert_eq!(finding.related.len(), SHOWN_LINES - 1);
        assert_eq!(finding.hints[0], "còn 4 dòng nữa cũng vậy: 6, 7, 8, 9");
    }
}

//! Escapes in double quotes that take letters out of a text: `"D:\nam"` is two lines for
//! YAML.
//!
//! Nobody who types a path or a word means an escape, and a program that writes a form means
//! each of them. So one is refused where it cannot be meant:
//!
//! - it stands for a line end that no hand types: `\N`, `\f`;
//! - it stands for a blank, a line end or a sign, and a word in small letters goes on behind
//!   it: `\nam`, `\tong hop`, `\bao`; a line end before a capital, a figure, `- ` or `a)` is
//!   one;
//! - a drive stands before one of the text: `D:\`.
//!
//! A character by its number (`\u1EE6`), a quotation mark, a slash, a backslash and a line
//! end behind a backslash are what they are. What is no escape at all stops the parser.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// An escape of a text in double quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Escape {
    /// Byte of its backslash in the text as it stands in the file.
    start: usize,
    /// The character behind the backslash.
    sign: char,
    kind: EscapeKind,
}

/// What an escape stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EscapeKind {
    /// The sign itself, nothing, or a character by its number.
    Meant,
    /// A blank, a line end or a sign, in the words of a message.
    Blank(&'static str),
    /// A line end that no hand types.
    Control,
    /// Nothing: YAML knows no such escape.
    Unknown,
}

impl Escape {
    /// The byte after the sign.
    fn end(self) -> usize {
        self.start + 1 + self.sign.len_utf8()
    }
}

/// The first escape of a text that takes a letter away, as a fault; `span` is the text with
/// its quotes, `raw` what stands there.
pub(super) fn report_lost_letters(raw: &str, span: Span) -> Option<Diagnostic> {
    if !raw.contains('\\') {
        return None;
    }
    let escapes = list_escapes(raw);
    let has_drive = escapes.iter().any(|escape| {
        escape.kind != EscapeKind::Meant && has_drive_end(&raw[..escape.start])
    });
    let mut lost = escapes.into_iter().filter(|escape| match escape.kind {
        EscapeKind::Control => true,
        EscapeKind::Blank(_) => has_drive || is_word(skip_blanks(&raw[escape.end()..])),
        EscapeKind::Meant | EscapeKind::Unknown => false,
    });
    let first = lost.next()?;
    let mut others: Vec<String> = Vec::new();
    for escape in lost.filter(|escape| escape.sign != first.sign) {
        let name = format!("`\\{}`", escape.sign);
        if !others.contains(&name) {
            others.push(name);
        }
    }
    let place = Span::new(span.start + first.start, span.start + first.end());
    let mut label = format!("không in ra `\\{}`", first.sign);
    if !others.is_empty() {
        label = format!("{label}; {} ở sau cũng vậy", others.join(", "));
    }
    Some(describe_escape(first, place).label(label))
}

/// What `\b` and its like stand for.
const CONTROL: &str = "một ký tự điều khiển";

/// How a backslash stays what it is.
const KEEP: &str = "giữ nguyên chữ: thay dấu nháy kép bằng dấu nháy đơn, hoặc viết đoạn chữ sau dấu `|` ở dòng dưới, lùi vào hai dấu cách";

fn describe_escape(escape: Escape, place: Span) -> Diagnostic {
    let meaning = match escape.kind {
        EscapeKind::Blank(meaning) => meaning,
        EscapeKind::Control | EscapeKind::Meant | EscapeKind::Unknown => CONTROL,
    };
    let message = format!("trong dấu nháy kép, `\\{}` là {meaning}", escape.sign);
    let finding = Diagnostic::error(&code::yaml::YAML_ESCAPE, place, message).hint(KEEP);
    match escape.sign {
        'n' => finding.hint(
            "muốn xuống dòng: viết sau dấu `|` ở dòng dưới, mỗi dòng của biểu một dòng",
        ),
        _ => finding,
    }
}

/// A backslash in double quotes before what YAML knows no escape for, or a number that is no
/// character. `stop` is where the parser stopped: the quote that opens the text, or the
/// escape itself.
pub(super) fn report_unknown_escape(source: &Source, stop: usize) -> Diagnostic {
    let (before, after) = source.text().split_at(stop);
    let escapes = list_escapes(after);
    let unknown = escapes.iter().find(|escape| escape.kind == EscapeKind::Unknown);
    let start = match unknown.or(escapes.first()) {
        Some(escape) => stop + escape.start,
        None => before.rfind('\\').unwrap_or(stop),
    };
    let length = source.text()[start..].chars().next().map_or(0, char::len_utf8);
    let message = "trong dấu nháy kép, dấu `\\` có nghĩa riêng của YAML";
    let place = Span::new(start, start + length);
    Diagnostic::error(&code::yaml::YAML_ESCAPE, place, message)
        .label("YAML không hiểu ký tự sau dấu này")
        .hint(KEEP)
}

/// The escapes of a text as it stands in the file.
fn list_escapes(raw: &str) -> Vec<Escape> {
    let mut escapes = Vec::new();
    let mut offset = 0;
    while let Some(found) = raw[offset..].find('\\') {
        let start = offset + found;
        let Some(sign) = raw[start + 1..].chars().next() else { break };
        let after = &raw[start + 1 + sign.len_utf8()..];
        let escape = Escape { start, sign, kind: classify_sign(sign, after) };
        let pair = if sign == 'u' { measure_pair(after) } else { None };
        offset = escape.end() + pair.unwrap_or(0);
        escapes.push(escape);
    }
    escapes
}

/// What the escape of a sign stands for; `after` follows the sign.
fn classify_sign(sign: char, after: &str) -> EscapeKind {
    let digits = match sign {
        '"' | '\\' | '/' | '\n' => return EscapeKind::Meant,
        'n' => return EscapeKind::Blank("dấu xuống dòng"),
        't' | '\t' => return EscapeKind::Blank("dấu cách rộng (Tab)"),
        'r' => return EscapeKind::Blank("dấu về đầu dòng"),
        ' ' | '_' => return EscapeKind::Blank("dấu cách"),
        // Alone it is told where the faces are looked at: no paper can hold it.
        '0' | 'a' | 'b' | 'e' => return EscapeKind::Blank(CONTROL),
        'v' | 'f' | 'N' | 'L' | 'P' => {
            return EscapeKind::Control;
        }
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return EscapeKind::Unknown,
    };
    // What no paper can hold is told where the faces are looked at.
    match read_digits(after, digits) {
        Some(HIGH_FIRST..=LOW_LAST) if measure_pair(after).is_none() => {
            EscapeKind::Unknown
        }
        Some(0..=LAST_CHARACTER) => EscapeKind::Meant,
        _ => EscapeKind::Unknown,
    }
}

/// Half of a character beyond the first 65,536, as other formats than YAML write one; the
/// first halves, and the second.
const HIGH_FIRST: u32 = 0xD800;
const LOW_FIRST: u32 = 0xDC00;
const LOW_LAST: u32 = 0xDFFF;
const LAST_CHARACTER: u32 = 0x10_FFFF;

fn read_digits(text: &str, count: usize) -> Option<u32> {
    u32::from_str_radix(text.get(..count)?, 16).ok()
}

/// The length of the digits of a first half and of the second half behind it; `None` where
/// no such pair stands there.
fn measure_pair(after: &str) -> Option<usize> {
    let high = read_digits(after, 4)?;
    let low = read_digits(after.get(4..)?.strip_prefix("\\u")?, 4)?;
    let is_pair =
        (HIGH_FIRST..LOW_FIRST).contains(&high) && (LOW_FIRST..=LOW_LAST).contains(&low);
    is_pair.then_some(10)
}

/// Whether a text ends with a drive: one letter and a colon.
fn has_drive_end(text: &str) -> bool {
    let Some(before) = text.strip_suffix(':') else { return false };
    let mut letters = before.chars().rev();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && !letters.next().is_some_and(char::is_alphanumeric)
}

/// What follows the blanks at the start of a text, those that are escapes among them.
fn skip_blanks(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\n']);
    match text.strip_prefix('\\') {
        Some(after) if after.starts_with(['n', 't', 'r', '_']) => {
            // `\n\nam` ends in a word as `\nam` does.
            skip_blanks(&after[1..])
        }
        _ => text,
    }
}

/// Whether a text begins with a word in small letters that is no `a)` or `b.`.
fn is_word(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_lowercase)
        && !letters.next().is_some_and(|c| matches!(c, ')' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_told(text: &str) -> Option<(String, String)> {
        let raw = format!("\"{text}\"");
        let finding = report_lost_letters(&raw, Span::new(0, raw.len()))?;
        let place = finding.span.map(|span| raw[span.range()].to_owned());
        Some((place.unwrap_or_default(), finding.label.to_string()))
    }

    #[test]
    fn a_path_or_a_word_that_loses_a_letter_is_told_at_its_first_place() {
        for (text, place, label) in [
            (
                r"Lưu tại D:\nam 2026\tong hop.",
                r"\n",
                r"không in ra `\n`; `\t` ở sau cũng vậy",
            ),
            (r"D:\nam\nay", r"\n", r"không in ra `\n`"),
            (r"D:\2026\x", "", ""),
            (r"D:\Nam", r"\N", r"không in ra `\N`"),
            (r"tài liệu\bao cao", r"\b", r"không in ra `\b`"),
            (r"và\ hoặc", r"\ ", r"không in ra `\ `"),
            (r"D:\n2026", r"\n", r"không in ra `\n`"),
        ] {
            let wanted =
                (!place.is_empty()).then(|| (place.to_owned(), label.to_owned()));
            assert_eq!(find_told(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_a_program_writes_is_meant() {
        for text in [
            r"Trưởng ban\nPhó Chủ tịch",
            r"Gồm:\n- hộ nghèo;\n- hộ cận nghèo",
            r"\u1EE6y ban nh\xE2n d\xE2n",
            r"a\\b D:\\nam 2026\\tong hop",
            r"nói \u0022\u0022 và \u00ab",
            r"Một;\r\nb) hai\n\n1. Ba\n",
            r"1.\tBước một",
        ] {
            assert_eq!(find_told(text), None, "{text}");
        }
    }
}

//! The traps of YAML, in the words of the person who stepped in one.

use granit_parser::ErrorKind;

use super::indent::explain_indent;
use super::{escape, indent};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// What helps against most traps.
const QUOTE: &str = "đặt cả đoạn chữ trong dấu nháy kép, hoặc viết sau dấu `|` ở dòng dưới, lùi vào hai dấu cách";

/// Where and why the parser stopped.
pub(super) struct ParseStop {
    /// Byte in the file.
    pub(super) offset: usize,
    /// What the parser says of it: too general for a message, so that the text of the line
    /// decides.
    pub(super) kind: ErrorKind,
}

impl ParseStop {
    /// Whether the parser stopped at where a line stands, and not at what it says.
    pub(super) fn is_of_indent(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::InvalidIndentation
                | ErrorKind::ExpectedBlockMappingKey
                | ErrorKind::ExpectedBlockSequenceEntry
                | ErrorKind::BlockSequenceEntryNotAllowed
                | ErrorKind::MappingKeyNotAllowed
                | ErrorKind::SimpleKeyExpected
                | ErrorKind::InvalidSimpleKey
                | ErrorKind::MappingValueNotAllowed
        )
    }
}

/// What stopped the parser, and which bytes to mask so that it can go on.
pub(super) struct Trap {
    pub(super) diagnostic: Diagnostic,
    pub(super) mask: Option<Span>,
}

/// Every line indented with tabs.
pub(super) fn find_tab_indents(source: &Source) -> Vec<Diagnostic> {
    let mut res = Vec::new();
    for number in 1..=source.line_count() {
        let line = source.line(number);
        let text = source.slice(line);
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        let Some(tab) = text[..indent].find('\t').filter(|_| indent < text.len()) else {
            continue;
        };
        let span = Span::new(line.start + tab, line.start + indent);
        res.push(
            Diagnostic::error(&code::yaml::YAML_TAB, span, "dòng này lùi vào bằng phím Tab")
                .label("cần dấu cách")
                .hint("xóa các dấu Tab ở đầu dòng, gõ dấu cách thay vào; mỗi cấp lùi vào hai dấu cách"),
        );
    }
    res
}

/// The text with the lines indented with tabs empty, byte for byte, so that the others can
/// be read: an empty line parts nothing, in a block as little as between keys.
pub(super) fn mask_tab_lines(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_start_matches([' ', '\t']);
        let indent = &line[..line.len() - body.len()];
        if body.trim_end_matches('\n').is_empty() || !indent.contains('\t') {
            res.push_str(line);
        } else {
            res.extend(std::iter::repeat_n('\n', line.len()));
        }
    }
    res
}

/// The text with a span made harmless, byte for byte.
pub(super) fn mask_span(text: &str, span: Span) -> String {
    let mut res = String::with_capacity(text.len());
    res.push_str(&text[..span.start]);
    res.extend(text[span.range()].bytes().map(|b| if b == b'\n' { '\n' } else { 'x' }));
    res.push_str(&text[span.end..]);
    res
}

/// What stopped the parser, seen from the line on which it stands.
///
/// The parser stops where it can go on no longer, which is often lines below the mistake:
/// an open quote or bracket swallows what follows. So the value to blame is, in this order,
/// an earlier one whose quote is still open, one whose bracket is, that of the line, and
/// the line itself. That value is also what is masked.
pub(super) fn classify_stop(source: &Source, stop: &ParseStop) -> Trap {
    let mut number = source.position(stop.offset).line;
    // The parser often notices at the start of the next line with text.
    while number > 1 && find_value(source, number).is_none() {
        number -= 1;
    }
    let open = find_open_quote(source, stop).or_else(|| find_open_bracket(source, stop));
    let deep = match open {
        Some(_) => None,
        None => indent::find_deep_start(source, stop),
    };
    let value = open
        .or_else(|| find_value(source, number))
        .unwrap_or_else(|| source.line(number));
    let text = source.slice(value);
    let first = Span::new(
        value.start,
        value.start + text.chars().next().map_or(0, char::len_utf8),
    );
    let diagnostic = explain_value(source, stop, value, first).unwrap_or_else(|| {
        let line = source.line(source.position(stop.offset).line);
        let start = stop.offset.min(line.end);
        let end = start + source.slice(Span::new(start, line.end)).trim_end().len();
        Diagnostic::error(&code::yaml::YAML_SYNTAX, Span::new(start, end), "từ chỗ này biểu không đọc được")
            .hint("xem lại dòng này và dòng ngay trên: dấu hai chấm sau khóa, số dấu cách lùi đầu dòng, dấu nháy và dấu ngoặc có đủ đôi không")
    });
    let mask = (!text.is_empty()).then_some(value);
    match deep {
        Some(deep) => Trap { diagnostic: deep.diagnostic, mask: deep.mask.or(mask) },
        None => Trap { diagnostic, mask },
    }
}

/// A value on an earlier line whose quote is still open where the parser stopped.
fn find_open_quote(source: &Source, stop: &ParseStop) -> Option<Span> {
    let last = source.position(stop.offset).line;
    let quoted =
        (1..last).rev().filter_map(|n| find_value(source, n)).find_map(|value| {
            let quote =
                source.slice(value).chars().next().filter(|c| matches!(c, '"' | '\''))?;
            Some((value, quote))
        });
    let (value, quote) = quoted?;
    let since = source.slice(Span::new(value.start + 1, stop.offset));
    (!since.contains(quote)).then_some(value)
}

/// A value on an earlier line whose bracket is still open where the parser stopped.
fn find_open_bracket(source: &Source, stop: &ParseStop) -> Option<Span> {
    let last = source.position(stop.offset).line;
    let value = (1..last)
        .rev()
        .filter_map(|number| find_value(source, number))
        .find(|value| source.slice(*value).starts_with(['[', '{']))?;
    let since = source.slice(Span::new(value.start, stop.offset.max(value.end)));
    (!since.starts_with("{{") && !is_closed(since)).then_some(value)
}

/// Whether the bracket that a text begins with is closed in it, whatever stands behind.
fn is_closed(text: &str) -> bool {
    let mut open = 0_usize;
    for sign in text.chars() {
        match sign {
            '[' | '{' => open += 1,
            ']' | '}' if open <= 1 => return true,
            ']' | '}' => open -= 1,
            _ => {}
        }
    }
    false
}

/// What is wrong with a value, by the sign that it begins with (`first`).
fn explain_value(
    source: &Source,
    stop: &ParseStop,
    value: Span,
    first: Span,
) -> Option<Diagnostic> {
    let text = source.slice(value);
    match &stop.kind {
        ErrorKind::RecursionLimitExceeded => {
            let message = "các dấu ngoặc hoặc các cấp lồng nhau quá sâu";
            return Some(Diagnostic::error(&code::yaml::YAML_TOO_DEEP, first, message));
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape => {
            return Some(escape::report_unknown_escape(source, stop.offset));
        }
        _ => {}
    }
    if text.starts_with("{{") {
        return Some(report_braces(value.start));
    }
    // `|` and nothing after it is right; what is wrong is where the line stands.
    let header = text.strip_prefix(['|', '>']).is_some_and(|indicators| {
        indicators.chars().all(|c| matches!(c, '+' | '-' | ' ' | '1'..='9'))
    });
    if header {
        return explain_indent(source, stop);
    }
    match text.chars().next() {
        Some('"') | Some('\'') => Some(explain_quotes(source, value)),
        Some('[') | Some('{') => {
            let message = "dấu ngoặc mở ở đây không có dấu đóng đúng chỗ";
            let hint =
                "đóng ngoặc cho đủ đôi, hoặc viết mỗi mục một dòng, mở đầu bằng `- `";
            Some(Diagnostic::error(&code::yaml::YAML_BRACKET, first, message).hint(hint))
        }
        Some(c @ ('%' | '@' | '`' | '*' | '&' | '!' | ',' | ']' | '}' | '|' | '>')) => {
            let message = format!("đoạn chữ mở đầu bằng dấu `{c}` mà không có dấu nháy");
            Some(report_unquoted(first, message))
        }
        Some('?') if text.starts_with("? ") => {
            let message = "đoạn chữ mở đầu bằng dấu `?` mà không có dấu nháy";
            Some(report_unquoted(first, message))
        }
        Some('-') if text.starts_with("- ") => {
            Some(report_unquoted(first, "ngay sau khóa có dấu gạch đầu dòng"))
        }
        _ => explain_colon(source, value).or_else(|| explain_indent(source, stop)),
    }
}

/// A text that begins with a quote and goes on after the quote is closed, or that is
/// never closed.
fn explain_quotes(source: &Source, value: Span) -> Diagnostic {
    let text = source.slice(value);
    let quote = text.chars().next().unwrap_or('"');
    let close = text[1..].find(quote).map(|i| i + 1);
    match close {
        Some(close) if close + 1 < text.trim_end().len() => {
            let after = Span::new(value.start + close + 1, value.end);
            Diagnostic::error(&code::yaml::YAML_QUOTE, after, "sau dấu nháy đóng còn có chữ")
                .label("phần này nằm ngoài dấu nháy")
                .hint("đoạn chữ có dấu nháy bên trong thì viết sau dấu `|` ở dòng dưới, lùi vào hai dấu cách; hoặc dùng dấu nháy cong “ ”")
        }
        _ => {
            let span = Span::new(value.start, value.start + 1);
            Diagnostic::error(
                &code::yaml::YAML_QUOTE,
                span,
                "dấu nháy mở ở đây không được đóng",
            )
            .label("cần dấu nháy đóng")
            .hint(QUOTE)
        }
    }
}

/// A second colon in a text without quotes: before a space, or at the end.
fn explain_colon(source: &Source, value: Span) -> Option<Diagnostic> {
    let text = source.slice(value);
    let colon = match text.find(": ") {
        Some(colon) => colon,
        None if text.ends_with(':') && has_key(source, value) => text.len() - 1,
        None => return None,
    };
    let span = Span::new(value.start + colon, value.start + colon + 1);
    let message = "trong đoạn chữ có dấu hai chấm mà không có dấu nháy";
    Some(
        Diagnostic::error(&code::yaml::YAML_COLON, span, message)
            .label("máy hiểu đây là một khóa nữa")
            .hint(QUOTE),
    )
}

/// Whether a key stands before a value on its line.
fn has_key(source: &Source, value: Span) -> bool {
    let line = source.line(source.position(value.start).line);
    source.slice(Span::new(line.start, value.start)).trim_end().ends_with(':')
}

/// The value on a line: what stands after `key: ` or after `- `.
fn find_value(source: &Source, number: usize) -> Option<Span> {
    let line = source.line(number);
    let text = source.slice(line);
    let body = text.trim_start();
    if body.is_empty() || body.starts_with('#') {
        return None;
    }
    let mut start = text.len() - body.len();
    while text[start..].starts_with("- ") {
        start += 2;
        start += text[start..].len() - text[start..].trim_start().len();
    }
    let key = text[start..].find(": ").filter(|&n| is_key(&text[start..start + n]));
    if let Some(n) = key {
        start += n + 2;
        start += text[start..].len() - text[start..].trim_start().len();
    }
    let end = text.trim_end().len();
    (start < end).then(|| Span::new(line.start + start, line.start + end))
}

/// Whether a text may be a key.
pub(super) fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_- .".contains(c))
}

/// `{{` at the start of a text without quotes.
pub(super) fn report_braces(start: usize) -> Diagnostic {
    let message = "đoạn chữ mở đầu bằng `{{` mà không có dấu nháy";
    report_unquoted(Span::new(start, start + 2), message)
}

/// `{{` in brackets, in a text without quotes.
pub(super) fn report_braces_in_brackets(place: Span) -> Diagnostic {
    let message = "trong ngoặc, đoạn chữ có `{{` mà không có dấu nháy";
    Diagnostic::error(&code::yaml::YAML_UNQUOTED, place, message)
        .label("đoạn này cần dấu nháy")
        .hint("đặt cả đoạn chữ trong dấu nháy kép, hoặc viết mỗi khóa, mỗi mục một dòng, không dùng ngoặc")
}

/// A text that needs quotes for the sign that it begins with.
fn report_unquoted(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(&code::yaml::YAML_UNQUOTED, span, message)
        .label("cần dấu nháy")
        .hint(QUOTE)
}

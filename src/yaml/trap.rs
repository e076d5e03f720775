//! The traps of YAML, told in the words of the person who stepped in one.

use granit_parser::ErrorKind;

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};

const QUOTE: &str = "đặt cả đoạn chữ trong dấu nháy kép, hoặc viết sau dấu `|` ở dòng dưới, lùi vào hai dấu cách";

/// Where and why the parser stopped.
pub(super) struct Fault {
    /// Byte in the file.
    pub(super) at: usize,
    /// Why.
    pub(super) kind: ErrorKind,
}

/// What stopped the parser, and which bytes to mask so that it can go on.
pub(super) struct Trap {
    pub(super) diagnostic: Diagnostic,
    pub(super) mask: Option<Span>,
}

/// Every line indented with tabs.
pub(super) fn indentation(source: &Source) -> Vec<Diagnostic> {
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

/// The text with the lines indented with tabs as comments, byte for byte, so that the
/// others can be read.
pub(super) fn without_tabs(text: &str) -> String {
    let quiet = |line: &str| {
        let body = line.trim_start_matches([' ', '\t']);
        let indent = &line[..line.len() - body.len()];
        if body.is_empty() || !indent.contains('\t') {
            return line.to_owned();
        }
        format!("#{}", &line[1..])
    };
    text.split('\n').map(quiet).collect::<Vec<_>>().join("\n")
}

/// The text with a span made harmless, byte for byte.
pub(super) fn mask(text: &str, span: Span) -> String {
    let mut res = String::with_capacity(text.len());
    res.push_str(&text[..span.start]);
    res.extend(text[span.range()].bytes().map(|b| if b == b'\n' { '\n' } else { 'x' }));
    res.push_str(&text[span.end..]);
    res
}

/// What a fault is, told from the line on which it stands.
pub(super) fn classify(source: &Source, fault: &Fault) -> Trap {
    let mut number = source.position(fault.at).line;
    // The parser often notices at the start of the next line with text.
    while number > 1 && value_of(source, number).is_none() {
        number -= 1;
    }
    let value = open_quote(source, fault)
        .or_else(|| open_bracket(source, fault))
        .or_else(|| value_of(source, number))
        .unwrap_or_else(|| source.line(number));
    let text = source.slice(value);
    let first = Span::new(
        value.start,
        value.start + text.chars().next().map_or(0, char::len_utf8),
    );
    let diagnostic = known(source, fault, value, first).unwrap_or_else(|| {
        let line = source.line(source.position(fault.at).line);
        let at = fault.at.min(line.end);
        let end = at + source.slice(Span::new(at, line.end)).trim_end().len();
        Diagnostic::error(&code::yaml::YAML_SYNTAX, Span::new(at, end), "từ chỗ này biểu không đọc được")
            .hint("xem lại dòng này và dòng ngay trên: dấu hai chấm sau khóa, số dấu cách lùi đầu dòng, dấu nháy và dấu ngoặc có đủ đôi không")
    });
    Trap { diagnostic, mask: (!text.is_empty()).then_some(value) }
}

/// A value on an earlier line whose quote is still open where the parser stopped.
fn open_quote(source: &Source, fault: &Fault) -> Option<Span> {
    let last = source.position(fault.at).line;
    let quoted = (1..last).rev().filter_map(|n| value_of(source, n)).find_map(|value| {
        let quote =
            source.slice(value).chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some((value, quote))
    });
    let (value, quote) = quoted?;
    let since = source.slice(Span::new(value.start + 1, fault.at));
    (!since.contains(quote)).then_some(value)
}

/// A value on an earlier line whose bracket is still open where the parser stopped.
fn open_bracket(source: &Source, fault: &Fault) -> Option<Span> {
    let last = source.position(fault.at).line;
    let bracketed = |value: &Span| source.slice(*value).starts_with(['[', '{']);
    let value = (1..last).rev().filter_map(|n| value_of(source, n)).find(bracketed)?;
    let since = source.slice(Span::new(value.start, fault.at.max(value.end)));
    let count = |signs: [char; 2]| since.matches(signs).count();
    (!since.starts_with("{{") && count(['[', '{']) > count([']', '}'])).then_some(value)
}

fn known(source: &Source, fault: &Fault, value: Span, first: Span) -> Option<Diagnostic> {
    let text = source.slice(value);
    let quoted = |message: String| {
        Some(
            Diagnostic::error(&code::yaml::YAML_UNQUOTED, first, message)
                .label("cần dấu nháy")
                .hint(QUOTE),
        )
    };
    match &fault.kind {
        ErrorKind::RecursionLimitExceeded => {
            let message = "các dấu ngoặc hoặc các cấp lồng nhau quá sâu";
            return Some(Diagnostic::error(&code::yaml::YAML_TOO_DEEP, first, message));
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape
        | ErrorKind::InvalidLowSurrogateHexEscape => return Some(escape(source, value)),
        _ => {}
    }
    if text.starts_with("{{") {
        return Some(braces(value.start));
    }
    // `|` and nothing after it is right; what is wrong is where the line stands.
    let header = text.strip_prefix(['|', '>']).is_some_and(|rest| {
        rest.chars().all(|c| matches!(c, '+' | '-' | ' ' | '1'..='9'))
    });
    if header {
        return indent(source, fault);
    }
    match text.chars().next() {
        Some('"') | Some('\'') => Some(quotes(source, value)),
        Some('[') | Some('{') => {
            let message = "dấu ngoặc mở ở đây không có dấu đóng đúng chỗ";
            let hint =
                "đóng ngoặc cho đủ đôi, hoặc viết mỗi mục một dòng, mở đầu bằng `- `";
            Some(Diagnostic::error(&code::yaml::YAML_BRACKET, first, message).hint(hint))
        }
        Some(c @ ('%' | '@' | '`' | '*' | '&' | '!' | ',' | ']' | '}' | '|' | '>')) => {
            quoted(format!("đoạn chữ mở đầu bằng dấu `{c}` mà không có dấu nháy"))
        }
        Some('?') if text.starts_with("? ") => {
            quoted("đoạn chữ mở đầu bằng dấu `?` mà không có dấu nháy".to_owned())
        }
        Some('-') if text.starts_with("- ") => {
            quoted("ngay sau khóa có dấu gạch đầu dòng".to_owned())
        }
        _ => colon(source, value).or_else(|| indent(source, fault)),
    }
}

/// A text that begins with a quote and goes on after the quote is closed, or that is
/// never closed.
fn quotes(source: &Source, value: Span) -> Diagnostic {
    let text = source.slice(value);
    let quote = text.chars().next().unwrap_or('"');
    let close = text[1..].find(quote).map(|i| i + 1);
    match close {
        Some(at) if at + 1 < text.trim_end().len() => {
            let rest = Span::new(value.start + at + 1, value.end);
            Diagnostic::error(&code::yaml::YAML_QUOTE, rest, "sau dấu nháy đóng còn có chữ")
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

/// A backslash in double quotes, which YAML reads for itself.
fn escape(source: &Source, value: Span) -> Diagnostic {
    let at = source.slice(value).find('\\').map_or(value.start, |at| value.start + at);
    let message = "trong dấu nháy kép, dấu `\\` có nghĩa riêng của YAML";
    Diagnostic::error(&code::yaml::YAML_QUOTE, Span::new(at, at + 1), message)
        .label("YAML không hiểu ký tự sau dấu này")
        .hint("viết đoạn chữ sau dấu `|` ở dòng dưới, hoặc đặt trong dấu nháy đơn")
}

/// A second colon in a text without quotes: before a space, or at the end.
fn colon(source: &Source, value: Span) -> Option<Diagnostic> {
    let text = source.slice(value);
    let at = match text.find(": ") {
        Some(at) => at,
        None if text.ends_with(':') && has_key(source, value) => text.len() - 1,
        None => return None,
    };
    let span = Span::new(value.start + at, value.start + at + 1);
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

fn indent(source: &Source, fault: &Fault) -> Option<Diagnostic> {
    let wrong = matches!(
        fault.kind,
        ErrorKind::InvalidIndentation
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::MappingKeyNotAllowed
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::MappingValueNotAllowed
    );
    if !wrong {
        return None;
    }
    let line = source.line(source.position(fault.at).line);
    let text = source.slice(line);
    let start = line.start + text.len() - text.trim_start().len();
    Some(misplaced(text.trim(), start))
}

/// A line that stands where a key should and is none, or does not stand there.
fn misplaced(text: &str, start: usize) -> Diagnostic {
    let span = Span::new(start, start + text.len());
    match text.split_once(':') {
        None => {
            let message = "dòng này lùi vào như một khóa mà không có dấu hai chấm";
            Diagnostic::error(&code::yaml::YAML_INDENT, span, message)
                .label("không phải là khóa")
                .hint("nếu là một mục của danh sách: thêm `- ` ở đầu; nếu là khóa: thêm dấu hai chấm và một dấu cách; nếu là phần sau của đoạn chữ ở trên: lùi vào sâu hơn khóa của đoạn ấy")
        }
        Some((key, rest)) if is_key(key) && rest.starts_with(|c| c != ' ') => {
            let span = Span::new(start + key.len(), start + key.len() + 1);
            Diagnostic::error(
                &code::yaml::YAML_COLON,
                span,
                "sau dấu hai chấm thiếu dấu cách",
            )
            .label("cần một dấu cách ở sau")
        }
        Some(_) => {
            let message = "dòng này lùi vào không khớp với các dòng trên";
            Diagnostic::error(&code::yaml::YAML_INDENT, span, message)
                .label("cần thẳng hàng với khóa cùng cấp")
                .hint("các khóa cùng cấp phải thẳng hàng; sau khóa có dấu hai chấm và một dấu cách")
                .hint("nếu là phần sau của đoạn chữ ở trên: đoạn có dấu hai chấm phải đặt trong dấu nháy kép, hoặc viết sau dấu `|`")
        }
    }
}

/// The value on a line: what stands after `key: ` or after `- `.
fn value_of(source: &Source, number: usize) -> Option<Span> {
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

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_- .".contains(c))
}

/// `---` within the file.
pub(super) fn second_document(span: Span) -> Diagnostic {
    Diagnostic::error(
        &code::yaml::YAML_SECOND_DOCUMENT,
        span,
        "biểu có hai phần ngăn bởi dấu `---`",
    )
    .hint("mỗi tệp là một biểu: xóa dòng `---`, hoặc tách thành hai tệp")
}

/// ` #` that touches the next letter.
pub(super) fn cut_by_comment(span: Span) -> Diagnostic {
    let message = "từ dấu `#` trở đi bị coi là ghi chú và không in ra";
    Diagnostic::new(&code::yaml::YAML_COMMENT_CUT, Severity::Warning, Some(span), message)
        .label("phần này bị cắt")
        .hint("nếu là chữ của văn bản: đặt cả đoạn trong dấu nháy kép; nếu là ghi chú: gõ một dấu cách sau dấu `#`")
}

/// `*x` where a value is expected.
pub(super) fn alias(source: &Source, span: Span) -> Diagnostic {
    let name = source.slice(span);
    let message = format!("`{name}`: biểu không dùng bí danh của YAML");
    Diagnostic::error(&code::yaml::YAML_ALIAS, span, message).hint(
        "chữ nghiêng ở đầu đoạn: đặt cả đoạn trong dấu nháy kép, hoặc viết sau dấu `|`",
    )
}

/// `&x` or `!x` before a value.
pub(super) fn anchor_or_tag(source: &Source, span: Span, tagged: bool) -> Diagnostic {
    let sign = if tagged { '!' } else { '&' };
    // The properties stand before the value, on its line.
    let line = source.line(source.position(span.start).line);
    let before = source.text()[..span.start].rfind(sign);
    let start = before.filter(|&at| at >= line.start).unwrap_or(span.start);
    let message = format!("biểu không dùng dấu `{sign}` của YAML ở đầu một giá trị");
    Diagnostic::error(
        &code::yaml::YAML_ANCHOR,
        Span::new(start, span.end.max(start)),
        message,
    )
    .hint("đặt cả đoạn trong dấu nháy kép nếu đó là chữ của văn bản")
}

/// A key that is a mapping or a list: nearly always `{{ x }}` without quotes.
pub(super) fn key_is_not_text(source: &Source, span: Span) -> Diagnostic {
    let before = source.text()[..span.start].chars().next_back();
    if before == Some('{') || source.slice(span).starts_with('{') {
        return braces(span.start.saturating_sub(usize::from(before == Some('{'))));
    }
    Diagnostic::error(&code::yaml::YAML_SYNTAX, span, "khóa phải là chữ")
}

/// `{{` at the start of a text without quotes.
fn braces(start: usize) -> Diagnostic {
    let message = "đoạn chữ mở đầu bằng `{{` mà không có dấu nháy";
    Diagnostic::error(&code::yaml::YAML_UNQUOTED, Span::new(start, start + 2), message)
        .label("cần dấu nháy")
        .hint(QUOTE)
}

/// The same key twice in one mapping.
pub(super) fn duplicate_key(key: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        &code::yaml::DUPLICATE_KEY,
        span,
        format!("khóa `{key}` có hai lần"),
    )
    .label("lần thứ hai")
    .related(first, "lần thứ nhất")
    .hint("gộp hai chỗ làm một, hoặc xóa một chỗ")
}

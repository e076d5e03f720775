//! Lines that do not stand where the lines above want them.

use super::trap::{ParseStop, is_key};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// A first line that stands deeper than one that follows it, below the same line.
pub(super) struct DeepStart {
    pub(super) diagnostic: Diagnostic,
    /// The blanks that are too many, where taking them as letters mends the text.
    pub(super) mask: Option<Span>,
}

/// What stands below a line.
#[derive(Clone, Copy)]
enum Below {
    /// The text of a block.
    Text,
    /// The items of a list.
    Items,
    /// The keys of a group.
    Keys,
}

/// A line of the file by its columns.
struct IndentedLine<'a> {
    number: usize,
    /// Byte at which the line begins.
    start: usize,
    /// Blanks before its first sign.
    indent: usize,
    /// Column of its key, behind the dashes of items; of the last dash where a text
    /// or nothing follows it.
    key: usize,
    text: &'a str,
}

impl<'a> IndentedLine<'a> {
    fn read(source: &'a Source, number: usize) -> Self {
        let line = source.line(number);
        let whole = source.slice(line);
        let body = whole.trim_start_matches(' ');
        let indent = whole.len() - body.len();
        let (mut text, mut key) = (body, indent);
        while let Some(item) = text.strip_prefix("- ") {
            text = item.trim_start_matches(' ');
            if text.is_empty() || text.starts_with(['|', '>']) {
                break;
            }
            key = whole.len() - text.len();
        }
        Self { number, start: line.start, indent, key, text: body.trim_end() }
    }

    /// What stands on it.
    fn span(&self) -> Span {
        let start = self.start + self.indent;
        Span::new(start, start + self.text.len())
    }

    /// Whether nothing is to be read of it.
    fn is_idle(&self) -> bool {
        self.text.is_empty() || self.text.starts_with('#')
    }

    /// What its end announces; `None` where its value stands on it, or where a number says
    /// how deep the text stands.
    fn announces(&self, first: &Self) -> Option<Below> {
        let end = self.text.split(" #").next().unwrap_or_default().trim_end();
        let last = end.rsplit(' ').next().unwrap_or_default();
        let is_block = last.strip_prefix(['|', '>']).is_some_and(|indicators| {
            indicators.chars().all(|sign| matches!(sign, '+' | '-'))
        });
        if is_block && (end == last || end.contains(": ") || end.starts_with("- ")) {
            return Some(Below::Text);
        }
        if !end.ends_with(':') {
            return None;
        }
        Some(if first.text.starts_with("- ") { Below::Items } else { Below::Keys })
    }
}

/// The first line below a key, where it stands deeper than the line of the stop below the
/// same key, and not where it should: two blanks behind the key.
pub(super) fn find_deep_start(source: &Source, stop: &ParseStop) -> Option<DeepStart> {
    let number = source.position(stop.offset).line;
    let stopped = (1..=number)
        .rev()
        .map(|number| IndentedLine::read(source, number))
        .find(|line| !line.is_idle())?;
    find_deep_blank(source, &stopped).or_else(|| {
        stop.is_of_indent().then(|| find_deep_line(source, &stopped)).flatten()
    })
}

/// A line of blanks at the start of a block that is longer than the indent of its text.
fn find_deep_blank(source: &Source, stopped: &IndentedLine<'_>) -> Option<DeepStart> {
    let mut longest: Option<IndentedLine<'_>> = None;
    for number in (1..stopped.number).rev() {
        let line = IndentedLine::read(source, number);
        if line.text.is_empty() {
            longest = match longest {
                Some(longest) if longest.indent >= line.indent => Some(longest),
                _ => Some(line),
            };
            continue;
        }
        let blank = longest.filter(|blank| blank.indent > stopped.indent)?;
        let is_block = matches!(line.announces(stopped), Some(Below::Text));
        let is_below = is_block && line.key < stopped.indent;
        return is_below.then(|| describe_deep_blank(&blank, stopped));
    }
    None
}

fn describe_deep_blank(
    blank: &IndentedLine<'_>,
    stopped: &IndentedLine<'_>,
) -> DeepStart {
    let excess = Span::new(blank.start + stopped.indent, blank.start + blank.indent);
    let message = "dòng trống ở đầu đoạn chữ có nhiều dấu cách hơn dòng sau";
    let diagnostic = Diagnostic::error(&code::yaml::YAML_INDENT, excess, message)
        .label(format!("thừa {} dấu cách", excess.end - excess.start))
        .hint(format!("xóa dòng trống này (dòng {})", blank.number));
    DeepStart { diagnostic, mask: Some(excess) }
}

fn find_deep_line(source: &Source, stopped: &IndentedLine<'_>) -> Option<DeepStart> {
    let mut first = None;
    for number in (1..stopped.number).rev() {
        let line = IndentedLine::read(source, number);
        if line.is_idle() {
            continue;
        }
        if line.indent > stopped.indent {
            first = Some(line);
            continue;
        }
        if line.key > stopped.indent && line.indent + 2 == stopped.indent {
            return Some(describe_deep_item(&line, stopped));
        }
        let first = first?;
        let is_between = line.key < stopped.indent;
        let below = line.announces(&first).filter(|_| is_between)?;
        let is_misplaced = first.indent != line.key + 2;
        return is_misplaced.then(|| describe_deep_start(below, &first, stopped));
    }
    None
}

/// The first key of an item that stands too far behind its dash.
fn describe_deep_item(line: &IndentedLine<'_>, stopped: &IndentedLine<'_>) -> DeepStart {
    let excess = line.key - stopped.indent;
    let start = line.start + line.key;
    let span = Span::new(start, line.start + line.indent + line.text.len());
    let message = "khóa đầu của mục đứng xa dấu gạch, sâu hơn khóa sau";
    let diagnostic = Diagnostic::error(&code::yaml::YAML_INDENT, span, message)
        .label(format!("thừa {excess} dấu cách sau dấu gạch"))
        .related(stopped.span(), "khóa này lùi vào ít hơn")
        .hint("sau dấu gạch chỉ để một dấu cách");
    DeepStart { diagnostic, mask: None }
}

fn describe_deep_start(
    below: Below,
    first: &IndentedLine<'_>,
    stopped: &IndentedLine<'_>,
) -> DeepStart {
    let message = match below {
        Below::Text => "dòng đầu của đoạn chữ lùi vào sâu hơn dòng sau",
        Below::Items => "mục đầu của danh sách lùi vào sâu hơn mục sau",
        Below::Keys => "khóa đầu của nhóm lùi vào sâu hơn khóa sau",
    };
    let excess = first.indent - stopped.indent;
    let start = first.start + first.indent;
    let diagnostic = Diagnostic::error(&code::yaml::YAML_INDENT, first.span(), message)
        .label(format!("thừa {excess} dấu cách ở đầu dòng"))
        .related(stopped.span(), "dòng này lùi vào ít hơn")
        .hint(format!(
            "xóa {excess} dấu cách ở đầu dòng {} cho thẳng hàng với dòng {}",
            first.number, stopped.number
        ));
    let mask = match below {
        Below::Text => Some(Span::new(start - excess, start)),
        Below::Items | Below::Keys => None,
    };
    DeepStart { diagnostic, mask }
}

/// A line that stands where a key should and is none, or does not stand there.
pub(super) fn explain_indent(source: &Source, stop: &ParseStop) -> Option<Diagnostic> {
    if !stop.is_of_indent() {
        return None;
    }
    let line = source.line(source.position(stop.offset).line);
    let text = source.slice(line);
    let start = line.start + text.len() - text.trim_start().len();
    Some(explain_misplaced(text.trim(), start))
}

fn explain_misplaced(text: &str, start: usize) -> Diagnostic {
    let span = Span::new(start, start + text.len());
    match text.split_once(':') {
        None => {
            let message = "dòng này lùi vào như một khóa mà không có dấu hai chấm";
            Diagnostic::error(&code::yaml::YAML_INDENT, span, message)
                .label("không phải là khóa")
                .hint("nếu là một mục của danh sách: thêm `- ` ở đầu; nếu là khóa: thêm dấu hai chấm và một dấu cách; nếu là phần sau của đoạn chữ ở trên: lùi vào sâu hơn khóa của đoạn ấy")
        }
        Some((key, value)) if is_key(key) && value.starts_with(|c| c != ' ') => {
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

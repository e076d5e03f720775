//! What YAML can do and a form must not, in the words of the person who wrote it.

use super::trap::report_braces;
use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::git::{CONFLICT_HINT, CONFLICT_LABEL, find_conflicts};
use crate::source::{Source, Span};

/// Every place where a merge left both versions.
pub(super) fn report_conflicts(source: &Source) -> Vec<Diagnostic> {
    let conflicts = find_conflicts(source).into_iter();
    conflicts
        .map(|conflict| {
            let code = &code::file::CONFLICT_MARKER;
            Diagnostic::error(code, conflict.span, conflict.message)
                .label(CONFLICT_LABEL)
                .hint(CONFLICT_HINT)
        })
        .collect()
}

/// `---` within the file.
pub(super) fn report_second_document(span: Span) -> Diagnostic {
    Diagnostic::error(
        &code::yaml::YAML_SECOND_DOCUMENT,
        span,
        "biểu có hai phần ngăn bởi dấu `---`",
    )
    .hint("mỗi tệp là một biểu: xóa dòng `---`, hoặc tách thành hai tệp")
}

/// ` #` that touches the next letter.
pub(super) fn report_comment_cut(span: Span) -> Diagnostic {
    let message = "từ dấu `#` trở đi bị coi là ghi chú và không in ra";
    Diagnostic::new(&code::yaml::YAML_COMMENT_CUT, Severity::Warning, Some(span), message)
        .label("phần này bị cắt")
        .hint("nếu là chữ của văn bản: đặt cả đoạn trong dấu nháy kép; nếu là ghi chú: gõ một dấu cách sau dấu `#`")
}

/// `*x` where a value is expected.
pub(super) fn report_alias(source: &Source, span: Span) -> Diagnostic {
    let name = source.slice(span);
    let message = format!("`{name}`: biểu không dùng bí danh của YAML");
    Diagnostic::error(&code::yaml::YAML_ALIAS, span, message).hint(
        "chữ nghiêng ở đầu đoạn: đặt cả đoạn trong dấu nháy kép, hoặc viết sau dấu `|`",
    )
}

/// `&x` or `!x` before a value.
pub(super) fn report_anchor_or_tag(
    source: &Source,
    span: Span,
    tagged: bool,
) -> Diagnostic {
    let sign = if tagged { '!' } else { '&' };
    // The properties stand before the value, on its line.
    let line = source.line(source.position(span.start).line);
    let before = source.text()[..span.start].rfind(sign);
    let start = before.filter(|&sign| sign >= line.start).unwrap_or(span.start);
    let message = format!("biểu không dùng dấu `{sign}` của YAML ở đầu một giá trị");
    Diagnostic::error(
        &code::yaml::YAML_ANCHOR,
        Span::new(start, span.end.max(start)),
        message,
    )
    .hint("đặt cả đoạn trong dấu nháy kép nếu đó là chữ của văn bản")
}

/// A key that is a mapping or a list: nearly always `{{ x }}` without quotes.
pub(super) fn report_key_not_text(source: &Source, span: Span) -> Diagnostic {
    let before = source.text()[..span.start].chars().next_back();
    if before == Some('{') || source.slice(span).starts_with('{') {
        return report_braces(
            span.start.saturating_sub(usize::from(before == Some('{'))),
        );
    }
    Diagnostic::error(&code::yaml::YAML_SYNTAX, span, "khóa phải là chữ")
}

/// The same key twice in one mapping.
pub(super) fn report_duplicate_key(key: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        &code::yaml::DUPLICATE_KEY,
        span,
        format!("khóa `{key}` có hai lần"),
    )
    .label("lần thứ hai")
    .related(first, "lần thứ nhất")
    .hint("gộp hai chỗ làm một, hoặc xóa một chỗ")
}

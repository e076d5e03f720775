//! What was repaired, in the words of the person who typed it.

use std::collections::BTreeSet;

use super::character::name_character;
use crate::code;
use crate::diagnostic::{Diagnostic, list_more_lines};
use crate::source::{Source, Span};

/// What a character stands for, or where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A blank at the start of a line.
    Indent,
    /// A blank between the dash and the item.
    AfterDash,
    /// A blank before the colon of a key.
    BeforeColon,
    /// A blank between the colon and the value.
    AfterColon,
    /// A blank before `#`.
    BeforeComment,
    /// A blank after a value that is closed.
    AfterValue,
    /// A blank before an item in brackets.
    BeforeItem,
    /// The colon of a key.
    Colon,
    /// The comma between items.
    Comma,
    /// The dash before an item.
    Dash,
    /// The sign of a comment.
    Hash,
    /// A bracket of a list or a group.
    Bracket(char),
    /// The quote that opens a text.
    Quote,
    /// The quote that closes what a straight one opens.
    ClosingQuote,
}

/// A character that stands where YAML has one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lookalike {
    pub(super) span: Span,
    pub(super) character: char,
    pub(super) role: Role,
}

/// One finding for each kind: a text from a web page has such a blank in every line.
pub(super) fn report_lookalikes(source: &Source, found: &[Lookalike]) -> Vec<Diagnostic> {
    let mut kinds: Vec<Vec<Lookalike>> = Vec::new();
    for lookalike in found {
        let same = kinds.iter_mut().find(|kind| {
            kind[0].role == lookalike.role && kind[0].character == lookalike.character
        });
        match same {
            Some(kind) => kind.push(*lookalike),
            None => kinds.push(vec![*lookalike]),
        }
    }
    kinds.iter().map(|kind| report_kind(source, kind)).collect()
}

fn report_kind(source: &Source, kind: &[Lookalike]) -> Diagnostic {
    let Lookalike { mut span, character, role } = kind[0];
    // A run of the same blanks is marked as one.
    for next in kind {
        let between = source.slice(Span::new(span.end, next.span.start));
        if next.span.start >= span.end && between.chars().all(|c| c == ' ') {
            span.end = next.span.end;
        }
    }
    let first = source.position(span.start).line;
    let lines: BTreeSet<usize> =
        kind.iter().map(|next| source.position(next.span.start).line).collect();
    let others: Vec<usize> = lines.into_iter().filter(|line| *line != first).collect();
    let message = describe_role(role, &name_character(character));
    let label = format!("{}{}", describe_need(role), list_more_lines(&others));
    Diagnostic::error(&code::yaml::YAML_LOOKALIKE, span, message)
        .label(label)
        .hint(suggest_remedy(role))
}

fn describe_role(role: Role, name: &str) -> String {
    let place = match role {
        Role::Indent => "đầu dòng này có",
        Role::AfterDash => "sau gạch đầu dòng là",
        Role::BeforeColon => "trước dấu hai chấm của khóa là",
        Role::AfterColon => "sau dấu hai chấm của khóa là",
        Role::BeforeComment => "trước dấu `#` là",
        Role::AfterValue => "sau phần đã đóng còn có",
        Role::BeforeItem => "trong ngoặc, trước phần này là",
        Role::Colon => {
            return format!("sau khóa là {name}, không phải dấu hai chấm thường");
        }
        Role::Comma => {
            return format!(
                "ngăn các mục trong ngoặc là {name}, không phải dấu phẩy thường"
            );
        }
        Role::Dash => return format!("mở đầu mục là {name}, không phải dấu gạch `-`"),
        Role::Hash => return format!("mở đầu ghi chú là {name}, không phải dấu `#`"),
        Role::Bracket(sign) => {
            return format!("ở đây là {name}, không phải dấu `{sign}`");
        }
        Role::Quote => {
            return format!("{name} là chữ của văn bản, không phải dấu nháy của biểu");
        }
        Role::ClosingQuote => {
            return format!("đoạn chữ mở bằng dấu nháy thẳng mà đóng bằng {name}");
        }
    };
    format!("{place} {name}, không phải dấu cách thường")
}

fn describe_need(role: Role) -> String {
    match role {
        Role::Colon => "cần dấu `:` và một dấu cách".to_owned(),
        Role::Comma => "cần dấu `,` và một dấu cách".to_owned(),
        Role::Dash => "cần dấu `-` và một dấu cách".to_owned(),
        Role::Hash => "cần dấu `#`".to_owned(),
        Role::Bracket(sign) => format!("cần dấu `{sign}`"),
        Role::Quote | Role::ClosingQuote => "cần dấu nháy thẳng `\"`".to_owned(),
        _ => "cần dấu cách thường".to_owned(),
    }
}

fn suggest_remedy(role: Role) -> &'static str {
    match role {
        Role::Indent => {
            "xóa các dấu ấy ở đầu dòng, gõ lại bằng phím cách; mỗi cấp lùi vào hai dấu cách"
        }
        Role::BeforeComment => {
            "nếu phần sau là ghi chú: gõ lại dấu cách trước `#` bằng phím cách; nếu là chữ của văn bản: đặt cả đoạn trong dấu nháy kép thẳng"
        }
        Role::Colon => "xóa dấu ấy, gõ `:` và một dấu cách bằng bàn phím tiếng Việt",
        Role::Comma => {
            "gõ `,` giữa các mục; nếu là chữ của văn bản: đặt cả mục trong dấu nháy kép thẳng"
        }
        Role::Dash => {
            "mỗi mục của danh sách mở đầu bằng `- `; nếu là chữ của văn bản: viết đoạn sau dấu `|`, lùi vào hai dấu cách"
        }
        Role::Hash => {
            "nếu là ghi chú: gõ `#`; nếu là chữ của văn bản: đặt cả đoạn trong dấu nháy kép thẳng"
        }
        Role::Bracket(_) => {
            "gõ lại dấu ngoặc bằng bàn phím tiếng Việt; nếu là chữ của văn bản: đặt cả đoạn trong dấu nháy kép thẳng"
        }
        Role::Quote => {
            "đặt cả đoạn trong dấu nháy kép thẳng `\"`; nháy cong ở trong thì vẫn in ra; số, ngày tháng, `chua_co` thì bỏ hẳn dấu nháy"
        }
        Role::ClosingQuote => "gõ lại dấu nháy đóng cho giống dấu nháy mở",
        _ => "xóa dấu ấy, gõ lại bằng phím cách",
    }
}

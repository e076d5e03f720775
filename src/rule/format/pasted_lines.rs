//! `pasted-lines`: a sentence that is pasted with the line ends of its page is one paragraph.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, list_more_lines};
use crate::prose::Marker;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{FieldLine, collect_fields};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "pasted-lines",
        summary: "một câu không ngắt thành nhiều dòng",
        explanation: "Trong đoạn văn, mỗi dòng của biểu in thành một đoạn. Chữ chép từ tệp PDF mang theo chỗ xuống dòng của trang cũ, nên một câu in ra thành nhiều đoạn, mỗi đoạn lùi đầu dòng. Máy nhận ra dòng chưa hết câu mà dòng sau viết tiếp bằng chữ thường. Nối các dòng thành một dòng; hoặc thay dấu `|` bằng dấu `>`: máy nối các dòng liền nhau, cách một dòng trống là sang đoạn mới.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("mỗi dòng đúng là một đoạn"),
    wrong: "noi_dung:\n  - tieu_de: Mục đích\n    doan: |\n      Cụ thể hóa các nhiệm vụ, giải pháp của Chương trình mục tiêu quốc gia giảm\n      nghèo bền vững trên địa bàn xã.\n",
    right: "noi_dung:\n  - tieu_de: Mục đích\n    doan: >\n      Cụ thể hóa các nhiệm vụ, giải pháp của Chương trình mục tiêu quốc gia giảm\n      nghèo bền vững trên địa bàn xã.\n",
    check,
};

/// Letters of a line that may be cut by the edge of a page: shorter ones are set by hand.
const SHORTEST: usize = 30;

/// The same where the line ends with a comma, as items of a list do.
const SHORTEST_AT_COMMA: usize = 60;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for field in collect_fields(context) {
        // The lines of a note are printed as one.
        if context.form.notes.iter().any(|(_, note)| note.span == field.span) {
            continue;
        }
        let cut: Vec<&FieldLine<'_>> = field
            .lines
            .windows(2)
            .filter(|pair| is_continued(&pair[0], &pair[1]))
            .map(|pair| &pair[1])
            .collect();
        let Some(first) = cut.first() else { continue };
        let place = first.line.place_all(context);
        let others: Vec<_> = cut[1..].iter().map(|next| next.number(context)).collect();
        let label = format!("nối vào dòng trên{}", list_more_lines(&others));
        let finding = rule
            .finding(place, "câu ở dòng trên chưa hết mà xuống dòng, in thành hai đoạn")
            .label(label)
            .hint("nối các dòng của một câu thành một dòng");
        let has_items = field.lines.iter().any(|line| line.marker != Marker::None);
        found.push(match has_items {
            true => finding,
            false => finding.hint("hoặc thay dấu `|` bằng dấu `>`: máy nối các dòng liền nhau, cách một dòng trống là sang đoạn mới"),
        });
    }
}

/// Whether a sentence of one line goes on in the next: it has no end there, and the next
/// begins with a small letter that is no `a)`.
fn is_continued(line: &FieldLine<'_>, next: &FieldLine<'_>) -> bool {
    let text = line.line.text.trim_end();
    let mut letters = next.line.text.chars();
    let is_small = letters.next().is_some_and(char::is_lowercase);
    let is_counter = letters.next().is_some_and(|c| matches!(c, ')' | '.' | '/'));
    let shortest = match text.chars().next_back() {
        Some(',') => SHORTEST_AT_COMMA,
        Some(c) if c.is_alphanumeric() => SHORTEST,
        _ => return false,
    };
    next.marker == Marker::None
        && is_small
        && !is_counter
        && text.chars().count() >= shortest
}

//! `end-mark-inside`: the mark `./.` ends the paper, and stands nowhere before.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::TextLine;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "end-mark-inside",
        summary: "dấu ./. chỉ đứng ở cuối văn bản, cuối phụ lục",
        explanation: "Dấu ./. cho biết văn bản kết thúc ở đó. Máy tự in dấu ấy sau chữ cuối cùng của nội dung và của mỗi phụ lục; dấu gõ ở giữa, thường còn lại khi chép từ văn bản khác, thì in ra đúng chỗ gõ, người đọc tưởng văn bản hết. Số tiền bằng chữ ghi “đồng chẵn./.” thì máy không xét.",
    },
    severity: Severity::Warning,
    clause: Some("Mẫu 1.4 Phụ lục III Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("dấu ấy thuộc về câu văn"),
    wrong: "noi_dung:\n  - tieu_de: Mục đích\n    doan: Giảm nghèo bền vững./.\n  - tieu_de: Tổ chức thực hiện\n    doan: Các thôn triển khai thực hiện.\n",
    right: "noi_dung:\n  - tieu_de: Mục đích\n    doan: Giảm nghèo bền vững.\n  - tieu_de: Tổ chức thực hiện\n    doan: Các thôn triển khai thực hiện./.\n",
    check,
};

const MARK: &str = "./.";

/// A mark inside a text, and the line in which it stands.
struct InnerMark<'c, 'a> {
    line: &'c TextLine<'a>,
    start: usize,
}

/// All marks of a paper are one fault.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let marks = list_marks(context);
    let [first, others @ ..] = &marks[..] else { return };
    let end = first.start + MARK.len();
    let place = first.line.place(context, first.start, end);
    let mut finding = rule
        .finding(place, "dấu ./. đứng ở giữa văn bản")
        .label("chưa phải chữ cuối cùng")
        .hint("thay bằng dấu chấm; máy tự in ./. ở cuối");
    if !others.is_empty() {
        finding.push_hint(format!("còn {} chỗ nữa như vậy", others.len()));
    }
    found.push(finding);
}

/// The marks that something of the same body follows.
fn list_marks<'c, 'a>(context: &'c Context<'a>) -> Vec<InnerMark<'c, 'a>> {
    let lines: Vec<_> = context.lines().collect();
    let mut marks = Vec::new();
    for (index, (role, line)) in lines.iter().enumerate() {
        if *role != Role::Body || !line.text.contains(MARK) {
            continue;
        }
        let Some(body) = find_body(context, line.span) else { continue };
        let is_followed = lines[index + 1..].iter().any(|(role, next)| {
            matches!(role, Role::Body | Role::Title)
                && find_body(context, next.span) == Some(body)
        });
        for (start, _) in line.text.match_indices(MARK) {
            let after = &line.text[start + MARK.len()..];
            let is_last = after.trim().is_empty();
            if (is_followed || !is_last) && !is_of_other_text(&line.text[..start], after)
            {
                marks.push(InnerMark { line, start });
            }
        }
    }
    marks
}

/// Whether a mark ends an amount in words, a text in brackets or quotation marks, or the
/// pledge of a letter that others write.
fn is_of_other_text(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    after.trim_start().starts_with([')', '”', '"', '»', ']', '/', '.'])
        || ["chẵn", "đồng"].iter().any(|word| before.ends_with(word))
        || ["cam đoan", "cam kết", "cảm ơn"].iter().any(|words| before.contains(words))
}

/// In which body a text stands: 0 is the paper itself, the nth appendix is n. `None` for
/// notes and what stands at the head and the foot.
fn find_body(context: &Context<'_>, span: Span) -> Option<usize> {
    let form = context.form;
    let is_of_paper = form.sections.iter().any(|section| section.span.holds(span))
        || form.closing.iter().any(|prose| prose.span == span);
    if is_of_paper {
        return Some(0);
    }
    let appendix = form.appendices.iter().position(|a| a.span.holds(span));
    appendix.map(|index| index + 1)
}

//! `typed-list`: bullets and numbers of Word at the start of lines of running text.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, list_more_lines};
use crate::language;
use crate::prose::Marker;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{FieldLine, collect_fields};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "typed-list",
        summary: "đầu dòng viết bằng `- ` và `+ `, số thứ tự để máy đánh",
        explanation: "Dấu đầu dòng của Word (•, ·, o, –) và số gõ tay (1., a)) ở đầu dòng của đoạn văn in ra như chữ thường: máy không biết đó là danh sách, không lùi dòng cho thẳng và không đánh số lại khi thêm bớt. Gạch đầu dòng viết `- `, gạch bậc dưới viết `+ `. Các đoạn có số thứ tự viết thành danh sách `doan_danh_so`, mục có tiêu đề viết thành `muc`: máy tự đánh số. Cố ý gõ số trong đoạn văn thì ghi `bo_qua`.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("số, dấu ấy thuộc về câu văn"),
    wrong: "noi_dung:\n  - tieu_de: Yêu cầu\n    doan: |\n      • Rà soát hộ nghèo đúng quy trình;\n      • Công khai danh sách.\n",
    right: "noi_dung:\n  - tieu_de: Yêu cầu\n    doan: |\n      - Rà soát hộ nghèo đúng quy trình;\n      - Công khai danh sách.\n",
    check,
};

/// What stands at the start of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListSign {
    /// A sign that Word sets before an item.
    Bullet,
    /// `*`, which offices set before a small heading as well.
    Star,
    /// A number or a letter, by its count and the form in which it is written.
    Counter { count: usize, form: CounterForm },
}

/// How a counter is written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct CounterForm {
    is_letter: bool,
    /// The sign behind it; for `(1)` the bracket before it.
    sign: char,
}

/// A line that begins with such a sign.
struct SignedLine<'f, 'a> {
    line: &'f FieldLine<'a>,
    /// Its place among the lines of the field.
    index: usize,
    sign: ListSign,
    /// Bytes of the sign in the text.
    len: usize,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for field in collect_fields(context) {
        let signed: Vec<_> = (0..field.lines.len())
            .filter_map(|index| read_sign(&field.lines, index))
            .collect();
        let certain = signed.iter().find(|line| is_certain(context, line));
        let row = signed.windows(2).find(|pair| is_row(&pair[0], &pair[1]));
        let (first, severity) = match (certain, row) {
            (Some(line), _) => (line, Severity::Warning),
            (None, Some(pair)) => (&pair[0], Severity::Hint),
            (None, None) => continue,
        };
        let mut finding = describe(rule, context, first, &signed);
        finding.severity = severity;
        found.push(finding);
    }
}

fn describe(
    rule: &Rule,
    context: &Context<'_>,
    first: &SignedLine<'_, '_>,
    signed: &[SignedLine<'_, '_>],
) -> Diagnostic {
    let place = first.line.line.place(context, 0, first.len);
    let start = context.source.line_number(place.start);
    let others: Vec<_> = signed
        .iter()
        .map(|next| next.line.number(context))
        .filter(|line| *line != start)
        .collect();
    let lines = list_more_lines(&others);
    let sign = &first.line.line.text[..first.len];
    let message = format!("dòng mở đầu bằng “{sign}” gõ sẵn, in ra như chữ thường");
    let finding = rule.finding(place, message);
    let dashes = "gạch đầu dòng: viết `- ` ở đầu dòng, bậc dưới viết `+ `";
    let numbers = "có số thứ tự: viết mỗi đoạn một mục của `doan_danh_so` (có tiêu đề thì `muc`), bỏ số gõ sẵn, máy tự đánh số";
    let has_counter =
        signed.iter().any(|line| matches!(line.sign, ListSign::Counter { .. }));
    let has_dash =
        signed.iter().any(|line| !matches!(line.sign, ListSign::Counter { .. }));
    let label = match first.sign {
        ListSign::Bullet | ListSign::Star => {
            format!("cần dấu `-` và một dấu cách{lines}")
        }
        ListSign::Counter { .. } => format!("máy không đánh số lại{lines}"),
    };
    let mut finding = finding.label(label);
    if has_dash {
        finding.push_hint(dashes);
    }
    if has_counter {
        finding.push_hint(numbers);
    }
    finding
}

/// Whether a sign comes from Word beyond doubt: none that an office types, or with the
/// tabulator that Word sets behind it.
fn is_certain(context: &Context<'_>, signed: &SignedLine<'_, '_>) -> bool {
    let place = signed.line.line.place(context, 0, signed.len);
    let rest = context.source.text().get(place.end..).unwrap_or_default();
    signed.sign == ListSign::Bullet || rest.starts_with('\t')
}

/// Whether two lines make a list: a counter is the next after another, or stars stand in
/// lines that follow each other.
fn is_row(line: &SignedLine<'_, '_>, next: &SignedLine<'_, '_>) -> bool {
    match (line.sign, next.sign) {
        (
            ListSign::Counter { count, form },
            ListSign::Counter { count: next, form: next_form },
        ) => next == count + 1 && form == next_form,
        (ListSign::Star, ListSign::Star) => next.index == line.index + 1,
        _ => false,
    }
}

/// The sign of one of the lines of a field.
fn read_sign<'f, 'a>(
    lines: &'f [FieldLine<'a>],
    index: usize,
) -> Option<SignedLine<'f, 'a>> {
    let line = lines.get(index)?;
    if line.marker != Marker::None {
        return None;
    }
    let text = &line.line.text;
    let end = text.find(' ')?;
    let sign = match &text[..end] {
        "*" => ListSign::Star,
        head if head.chars().count() == 1 && head.chars().all(is_list_sign) => {
            ListSign::Bullet
        }
        head => read_counter(head)?,
    };
    Some(SignedLine { line, index, sign, len: end })
}

/// Whether Word sets this sign before an item. Signs of its own fonts have no shape here,
/// which is told already.
fn is_list_sign(sign: char) -> bool {
    language::is_bullet(sign)
        || matches!(sign, '►' | '▶' | '→' | '✓' | '✔' | '♦' | '◆' | '❖' | '–' | '—' | 'o')
}

/// `1.`, `1)`, `(1)`, `a)`, `a.`, `(a)`.
fn read_counter(head: &str) -> Option<ListSign> {
    let (counter, sign) = match head.strip_prefix('(') {
        Some(inside) => (inside.strip_suffix(')')?, '('),
        None => {
            let sign = head.chars().next_back().filter(|c| matches!(c, '.' | ')'))?;
            (&head[..head.len() - 1], sign)
        }
    };
    let digits = counter.len() <= 2 && counter.bytes().all(|b| b.is_ascii_digit());
    let (count, is_letter) = match counter.parse::<usize>() {
        Ok(count) if digits => (count, false),
        _ => (language::from_diem(counter)?, true),
    };
    Some(ListSign::Counter { count, form: CounterForm { is_letter, sign } })
}

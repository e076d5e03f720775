//! `filing-line`: the recipients end with where the paper is filed.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Recipient;
use crate::language;
use crate::rule::{Context, Rule, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "filing-line",
        summary: "nơi nhận kết thúc bằng một dòng lưu: Lưu: VT, đơn vị soạn thảo",
        explanation: "Dòng cuối của nơi nhận gồm chữ “Lưu”, dấu hai chấm, chữ viết tắt “VT” (văn thư cơ quan), rồi chữ viết tắt tên đơn vị soạn thảo. Ghi bằng khóa `luu`, ví dụ `luu: VT, VHXH`, ở cuối danh sách; máy tự in chữ “Lưu” và các dấu.",
    },
    severity: Severity::Error,
    clause: Some("điểm d khoản 9 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "noi_nhan:\n  - Các thôn\n",
    right: "noi_nhan:\n  - Các thôn\n  - luu: VT, VHXH\n",
    check,
};

/// One walk over the recipients in their order: the first filing line is judged by its
/// place and its words, every other one as a second, and none at all at the end. A line
/// that is typed as a recipient counts as a filing line, so that it is reported once.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(recipients) = context.form.known_recipients() else { return };
    let items = &recipients.items;
    let mut filed = None;
    for (i, item) in items.iter().enumerate() {
        match item {
            Recipient::Name(name) if is_filing(&name.collect_words()) => {
                found.push(
                    rule.finding(name.span, "dòng lưu gõ như một nơi nhận")
                        .label("cần khóa `luu`")
                        .hint("viết `- luu: VT, …`, không đặt trong ngoặc kép"),
                );
                filed = Some(name.span);
            }
            Recipient::Name(_) | Recipient::Label(_) => {}
            Recipient::Filed(place) => {
                if let Some(first) = filed {
                    found.push(describe_second(rule, place.span, first));
                    continue;
                }
                filed = Some(place.span);
                // Those who get it in another way may have a group of their own below.
                let mut group = items[i + 1..]
                    .iter()
                    .take_while(|item| !matches!(item, Recipient::Label(_)));
                let last = group.all(|item| matches!(item, Recipient::Filed(_)));
                let with_office =
                    place.is_pending() || has_office(&place.collect_words());
                found.extend(check_filing(rule, place.span, last, with_office));
            }
        }
    }
    if filed.is_none() {
        // Where the missing line would stand: after the last recipient.
        let place = match items.last() {
            Some(last) => last.text().span,
            None => recipients.span,
        };
        found.push(
            rule.finding(place, "nơi nhận không có dòng lưu ở cuối")
                .label("sau dòng này cần `- luu: VT, …`")
                .hint("thêm `- luu: VT, …` vào cuối danh sách `noi_nhan`"),
        );
    }
}

fn describe_second(rule: &Rule, place: Span, first: Span) -> Diagnostic {
    rule.finding(place, "nơi nhận có hai dòng lưu")
        .label("chỉ giữ một dòng lưu")
        .related(first, "dòng thứ nhất")
        .hint("gộp vào một dòng, ví dụ: `luu: VT, VHXH`")
}

/// What is wrong with the filing line: that it is not the last, or names no registry.
fn check_filing(
    rule: &Rule,
    place: Span,
    last: bool,
    with_office: bool,
) -> Option<Diagnostic> {
    if !last {
        let finding = rule.finding(place, "dòng lưu không đứng cuối phần nơi nhận");
        return Some(
            finding
                .label("cần đứng cuối danh sách")
                .hint("chuyển dòng này xuống cuối `noi_nhan`"),
        );
    }
    (!with_office).then(|| {
        rule.finding(place, "dòng lưu không có văn thư cơ quan (VT)")
            .label("cần bắt đầu bằng VT")
            .hint("viết `luu: VT, …`, sau VT là chữ viết tắt đơn vị soạn thảo")
    })
}

fn is_filing(text: &str) -> bool {
    let text = language::to_key(text.trim_start_matches(['-', ' ']));
    text.starts_with("luu:") || text.starts_with("luu_:") || text.starts_with("luu_vt")
}

/// Whether the registry of the agency is among the places.
fn has_office(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "VT" | "VTLT" | "Vt" | "vt"))
        || language::fold(text).contains("van thu")
}

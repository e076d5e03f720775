//! `recipient-form`: a plan is addressed to none of its recipients; what stands over some of
//! them is a label.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Recipient;
use crate::language;
use crate::rule::{Context, Rule};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "recipient-form",
        summary: "nơi nhận của kế hoạch không có “Kính gửi”, “Như trên”; tiêu đề nhóm ghi bằng `nhan`",
        explanation: "Phần “Kính gửi” chỉ có ở công văn, tờ trình, báo cáo gửi cấp trên; kế hoạch không có phần ấy, nên cũng không có “Như trên” ở nơi nhận. Ghi thẳng tên từng nơi nhận. Tiêu đề của một nhóm nơi nhận, như “Bản điện tử:”, “Bản giấy:”, không phải là một nơi nhận: ghi `- nhan: Bản điện tử`, dưới đó là các nơi nhận của nhóm.",
    },
    severity: Severity::Error,
    clause: Some("khoản 9 Mục II Phần I Phụ lục I Nghị định 30/2020/NĐ-CP"),
    excuse: None,
    wrong: "noi_nhan:\n  - Như trên\n  - luu: VT, VHXH\n",
    right: "noi_nhan:\n  - Các thôn\n  - luu: VT, VHXH\n",
    check,
};

/// Beginnings, folded, with the words as they are written.
const WRONG: [(&str, &str); 3] = [
    ("kinh gui", "Kính gửi"),
    ("nhu tren", "Như trên"),
    ("nhu kinh gui", "Như kính gửi"),
];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(recipients) = context.form.known_recipients() else { return };
    found.extend(check_labels(rule, &recipients.items));
    // A report to a superior is the one paper of this model that is addressed.
    if context.form.kind.abbreviation == "BC" {
        return;
    }
    for recipient in &recipients.items {
        let Recipient::Name(name) = recipient else { continue };
        let text = language::fold(name.collect_words().trim_start_matches(['-', ' ']));
        let Some((_, words)) = WRONG.iter().find(|(start, _)| text.starts_with(start))
        else {
            continue;
        };
        let kind = context.form.kind.name.to_lowercase();
        found.push(
            rule.finding(name.span, format!("nơi nhận của {kind} không ghi “{words}”"))
                .label("cần tên của nơi nhận")
                .hint("ghi thẳng tên cơ quan, đơn vị, người nhận"),
        );
    }
}

/// Labels that are typed as recipients, and those with no recipient below them.
fn check_labels(rule: &Rule, items: &[Recipient]) -> Vec<Diagnostic> {
    let mut res = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match item {
            Recipient::Name(name) => {
                let words = name.collect_words();
                let Some(label) = words.trim_end().strip_suffix(':') else { continue };
                let label = label.trim_start_matches(['-', ' ']).trim_end();
                let message = format!("“{label}:” gõ như một nơi nhận");
                res.push(
                    rule.finding(name.span, message)
                        .label("tiêu đề của một nhóm cần khóa `nhan`")
                        .hint(format!("viết `- nhan: {label}`")),
                );
            }
            Recipient::Label(label) => {
                let next = items.get(index + 1);
                if !matches!(next, Some(Recipient::Name(_) | Recipient::Filed(_))) {
                    let message = "dưới tiêu đề này không có nơi nhận nào";
                    res.push(
                        rule.finding(label.span, message)
                            .label("cần ít nhất một nơi nhận bên dưới")
                            .hint("ghi các nơi nhận của nhóm ngay dưới dòng này"),
                    );
                }
            }
            Recipient::Filed(_) => {}
        }
    }
    res
}

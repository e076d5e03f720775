//! `recipient-form`: a plan is addressed to none of its recipients.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Recipient;
use crate::language;
use crate::quantity::Pending;
use crate::rule::{Context, Rule};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "recipient-form",
        summary: "nơi nhận của kế hoạch không có “Kính gửi”, “Như trên”",
        explanation: "Phần “Kính gửi” chỉ có ở công văn, tờ trình, báo cáo gửi cấp trên; kế hoạch không có phần ấy, nên cũng không có “Như trên” ở nơi nhận. Ghi thẳng tên từng nơi nhận.",
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
    // A report to a superior is the one paper of this model that is addressed.
    if context.form.kind.abbreviation == "BC" {
        return;
    }
    let known = context.form.recipients.as_ref().and_then(Pending::known);
    for recipient in known.into_iter().flat_map(|r| &r.items) {
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

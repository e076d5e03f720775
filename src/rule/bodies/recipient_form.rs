//! `recipient-form`: a plan is addressed to none of its recipients, a report to a superior
//! is; what stands over some of the recipients is a label.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{DocumentKind, Recipient};
use crate::language;
use crate::prose::Plain;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "recipient-form",
        summary: "chỉ báo cáo gửi cấp trên có “Kính gửi”, “Như trên”; tiêu đề nhóm nơi nhận ghi bằng `nhan`",
        explanation: "Phần “Kính gửi” chỉ có ở công văn, tờ trình, báo cáo gửi cấp trên; kế hoạch, chương trình, phương án, đề án không có phần ấy, nên cũng không có “Như trên” ở nơi nhận: ghi thẳng tên từng nơi nhận. Báo cáo thì cơ quan cấp trên ghi ở `kinh_gui` của `van_ban`, máy tự in chữ “Kính gửi”; có khóa ấy mới ghi “Như trên” ở nơi nhận. Tiêu đề của một nhóm nơi nhận, như “Bản điện tử:”, “Bản giấy:”, không phải là một nơi nhận: ghi `- nhan: Bản điện tử`, dưới đó là các nơi nhận của nhóm.",
    },
    severity: Severity::Error,
    clause: Some("khoản 9 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "noi_nhan:\n  - Như trên\n  - luu: VT, VHXH\n",
    right: "noi_nhan:\n  - Các thôn\n  - luu: VT, VHXH\n",
    check,
};

/// The beginning of a line that says who is addressed, folded.
const ADDRESSING: &str = "kinh gui";

/// Beginnings of a line that means those who are addressed, folded, with the words as they
/// are written.
const AS_ABOVE: [(&str, &str); 2] =
    [("nhu tren", "Như trên"), ("nhu kinh gui", "Như kính gửi")];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let kind = context.form.kind;
    let registration = context.form.registration();
    let addressees =
        registration.map_or(&[][..], |registration| &registration.addressees);
    found.extend(check_addressees(rule, kind, addressees));
    let Some(recipients) = context.form.known_recipients() else { return };
    found.extend(check_labels(rule, &recipients.items));
    for recipient in &recipients.items {
        let Recipient::Name(name) = recipient else { continue };
        let text = fold_start(name);
        let is_above = |(start, _): &&(&str, &str)| text.starts_with(*start);
        let words = match AS_ABOVE.iter().find(is_above) {
            Some(_) if kind.is_addressed && !addressees.is_empty() => continue,
            Some((_, words)) => words,
            None if text.starts_with(ADDRESSING) => "Kính gửi",
            None => continue,
        };
        let message = format!("nơi nhận của {} không ghi “{words}”", kind.lower_name());
        let finding = rule
            .finding(name.span, message)
            .label("cần tên của nơi nhận")
            .hint("ghi thẳng tên cơ quan, đơn vị, người nhận");
        found.push(match kind.is_addressed {
            true => finding
                .hint("cơ quan cấp trên nhận báo cáo ghi ở `kinh_gui` của `van_ban`"),
            false => finding,
        });
    }
}

/// Those to whom a paper is addressed that is addressed to nobody, and the label typed again.
fn check_addressees(
    rule: &Rule,
    kind: &DocumentKind,
    addressees: &[Plain],
) -> Vec<Diagnostic> {
    let mut res = Vec::new();
    if let [first, ..] = addressees
        && !kind.is_addressed
    {
        let message = format!("{} không có phần “Kính gửi”", kind.lower_name());
        res.push(
            rule.finding(first.span, message)
                .label("chỉ báo cáo gửi cấp trên có phần này")
                .hint("bỏ `kinh_gui`, ghi nơi này ở `noi_nhan`"),
        );
    }
    for name in addressees.iter().filter(|name| fold_start(name).starts_with(ADDRESSING))
    {
        res.push(
            rule.finding(name.span, "máy tự in chữ “Kính gửi” trước tên này")
                .label("cần tên của nơi nhận")
                .hint("bỏ chữ “Kính gửi:”, chỉ ghi tên cơ quan"),
        );
    }
    res
}

/// The words of a name as they are compared, without a hyphen before them.
fn fold_start(name: &Plain) -> String {
    language::fold(name.collect_words().trim_start_matches(['-', ' ']))
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

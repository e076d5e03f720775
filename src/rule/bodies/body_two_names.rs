//! `body-two-names`: one body has one name in a paper.

use std::collections::HashMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::register::{Office, make_key};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{OfficeMention, TextLine, is_cited};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "body-two-names",
        summary: "một cơ quan chỉ có một tên trong cả kế hoạch",
        explanation: "Một cơ quan mà chỗ này ghi “Phòng Văn hóa - Xã hội”, chỗ kia ghi “Phòng Văn hóa và Xã hội”, hoặc cùng một tỉnh vừa có “Sở Văn hóa và Thể thao” vừa có “Sở Văn hóa, Thể thao và Du lịch”, thì người đọc không biết là một hay hai cơ quan. Ghi một tên, đúng như quyết định thành lập. Tên viết tắt thông dụng không bị nhắc; tên trong văn bản được viện dẫn cũng không.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("đó là hai cơ quan khác nhau"),
    wrong: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: |\n      Sở Văn hóa và Thể thao hướng dẫn các xóm.\n      Báo cáo gửi Sở Văn hóa, Thể thao và Du lịch trước ngày 20/12/2023.\n",
    right: "noi_dung:\n  - tieu_de: Tổ chức thực hiện\n    doan: |\n      Sở Văn hóa và Thể thao hướng dẫn các xóm.\n      Báo cáo gửi Sở Văn hóa và Thể thao trước ngày 20/12/2023.\n",
    check,
};

/// A name where it stands first.
struct FirstName {
    /// As it is written.
    name: String,
    /// The same, in which signs and tones count alike.
    key: String,
    place: Span,
    has_finding: bool,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&'static str, FirstName> = HashMap::new();
    for (_, line, bodies) in context.bodies() {
        for mention in &bodies.offices {
            let Some(group) = choose_group(&mention.office) else { continue };
            if mention.is_listed {
                continue;
            }
            let name = &line.text[mention.range.clone()];
            let key = make_name_key(name);
            let is_settled = first
                .get(group)
                .is_some_and(|before| before.key == key || before.has_finding);
            // Asked last, since it takes longer than all else.
            if is_settled || is_of_other_paper(line, mention) {
                continue;
            }
            let place = line.place(context, mention.range.start, mention.range.end);
            let Some(before) = first.get_mut(group) else {
                let name = name.to_owned();
                first.insert(group, FirstName { name, key, place, has_finding: false });
                continue;
            };
            before.has_finding = true;
            let message =
                format!("một cơ quan có hai tên: “{}” và “{name}”", before.name);
            found.push(
                rule.finding(place, message)
                    .label("ở trên ghi khác")
                    .related(before.place, format!("ở đây ghi “{}”", before.name))
                    .hint("dùng một tên trong cả văn bản, đúng như quyết định thành lập"),
            );
        }
    }
}

/// Under which names of one body are one: offices of which there is one alone, or the
/// office itself. Abbreviations are no names.
fn choose_group(office: &Office) -> Option<&'static str> {
    match (office.is_short, office.group) {
        (true, _) => None,
        (false, "") => Some(office.name),
        (false, group) => Some(group),
    }
}

fn is_of_other_paper(line: &TextLine<'_>, mention: &OfficeMention) -> bool {
    is_cited(&line.text, &mention.range, chrono::NaiveDate::MAX)
}

/// A name in small letters, with one kind of tone and dash and no blanks beside a dash or a
/// comma: capitals are for `body-capitals`, signs for rules on spelling.
pub(super) fn make_name_key(name: &str) -> String {
    let key = make_key(name).replace(" - ", "-").replace("- ", "-").replace(" -", "-");
    key.replace(" ,", ",").replace(", ", ",")
}

//! `typed-reference`: a part of the paper is called by its id, so that its number is right.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::find_typed_references;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "typed-reference",
        summary: "viện dẫn một mục của chính kế hoạch thì gọi bằng mã, không gõ số",
        explanation: "Số của các mục do máy đánh, nên thêm, bớt, chuyển một mục thì số gõ trong lời văn (“tại mục 5, phần II”, “nêu tại mục V”) không còn đúng mà không ai thấy. Đặt `ma` cho mục ấy và viết {{ muc(\"mã\") }}: máy ghi số đúng, và báo khi mục không còn.",
    },
    severity: Severity::Hint,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("đây là mục của văn bản khác"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Tuyên truyền về giảm nghèo.\n  - tieu_de: Tổ chức thực hiện\n    doan: Các thôn thực hiện nhiệm vụ nêu tại mục I.\n",
    right: "noi_dung:\n  - ma: nhiem-vu\n    tieu_de: Nhiệm vụ\n    doan: Tuyên truyền về giảm nghèo.\n  - tieu_de: Tổ chức thực hiện\n    doan: Các thôn thực hiện nhiệm vụ nêu tại {{ muc(\"nhiem-vu\") }}.\n",
    check,
};

/// One finding, at the first: whoever mends it looks for the others.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines = context
        .lines()
        .filter(|(role, _)| matches!(role, Role::Body | Role::Recipient | Role::Other));
    let mut places = lines.flat_map(|(_, line)| {
        let places = find_typed_references(&line.text).into_iter();
        places.map(move |place| (line, place))
    });
    let Some((line, place)) = places.next() else { return };
    let others = match places.count() {
        0 => String::new(),
        more => format!("; còn {more} chỗ nữa như vậy"),
    };
    let message = format!("“{}” là số gõ tay{others}", &line.text[place.clone()]);
    found.push(
        rule.finding(line.place(context, place.start, place.end), message)
            .label("số của mục do máy đánh, có thể đổi")
            .hint("đặt `ma` cho mục ấy, rồi viết {{ muc(\"mã\") }} ở đây"),
    );
}

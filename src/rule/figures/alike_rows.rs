//! `alike-rows`: where rows are called by name, no two of them have one name in two
//! spellings.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::integrity::collect_row_look_ups;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "alike-rows",
        summary: "hai hàng của bảng có tên chỉ khác cách gõ",
        explanation: "Hai tên chỉ khác chỗ đặt dấu thanh (“Hoà An” và “Hòa An”), dấu nháy, dấu cách hay dấu gạch được coi là một tên, trừ khi chúng cùng đứng trong một bảng: lúc ấy công thức và chỗ `{{ … }}` lấy đúng hàng viết như đã gõ. Thường đó là một nơi bị ghi hai lần, và số của nơi ấy bị cộng hai lần: xóa một hàng. Nếu là hai nơi thì thêm phần phân biệt vào tên, vì người đọc không thấy chỗ khác.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("hai hàng đúng là hai nơi khác nhau"),
    wrong: "bang:\n  ho:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: so_ho, nhan: Số hộ }\n    hang:\n      - [Hoà An, 187]\n      - [Hòa An, 205]\nnoi_dung:\n  - tieu_de: Thực trạng\n    doan: Thôn Hoà An có {{ ho[\"Hoà An\"].so_ho }} hộ.\n    bang: ho\n",
    right: "bang:\n  ho:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: so_ho, nhan: Số hộ }\n    hang:\n      - [Hoà An 1, 187]\n      - [Hòa An 2, 205]\nnoi_dung:\n  - tieu_de: Thực trạng\n    doan: Thôn Hoà An 1 có {{ ho[\"Hòa An 1\"].so_ho }} hộ.\n    bang: ho\n",
    check,
};

/// Pairs of rows of one table that are reported one by one.
const MOST: usize = 10;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let looked_up = collect_row_look_ups(context);
    for (id, spec) in context.form.own_tables() {
        let Some(name) = &spec.id else { continue };
        let table = context.figures.table(id);
        // With a key column these rows are an error of the table.
        let is_asked = spec.key.is_none() && !table.is_broken();
        if !is_asked || !looked_up.contains(&name.value.to_lowercase()) {
            continue;
        }
        let repeated = table.repeated_rows().into_iter();
        let alike = repeated
            // One that no spelling tells from the others is an error where it is asked for.
            .filter(|rows| rows.iter().any(|row| table.row(table.name(*row)).is_some()))
            .filter_map(|rows| Some((rows, table.describe_spellings(rows)?)));
        for (rows, words) in alike.take(MOST) {
            let message = format!("bảng `{}`: {words}", name.value);
            let [span, other] = [rows.first(), rows.last()]
                .map(|row| row.and_then(|row| table.locate_name(spec, *row)));
            let finding = rule
                .finding(span.unwrap_or(name.span), message)
                .label("một tên viết hai cách")
                .hint("một nơi ghi hai lần thì xóa một hàng; hai nơi thì thêm phần phân biệt vào tên");
            found.push(match other {
                Some(other) => finding.related(other, "hàng kia"),
                None => finding,
            });
        }
    }
}

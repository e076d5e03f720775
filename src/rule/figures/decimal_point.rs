//! `decimal-point`: the decimal sign of a figure is a comma.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{NumberToken, is_measure, list_number_tokens};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "decimal-point",
        summary: "phần thập phân ngăn bằng dấu phẩy",
        explanation: "Trong tiếng Việt, dấu phẩy ngăn phần thập phân (4,50 m; 3,5%), dấu chấm ngăn hàng nghìn (1.545). Viết 4.50 m bên cạnh 9,8 ha thì người đọc không biết dấu chấm có nghĩa gì. Thay dấu chấm bằng dấu phẩy. Số lấy từ bảng bằng {{ … }} tự in đúng.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("con số này chép nguyên văn, hoặc là một ký hiệu"),
    wrong: "noi_dung:\n  - tieu_de: Thực trạng\n    doan: Mực nước cao 4.50 m, hồ rộng 9,8 ha.\n",
    right: "noi_dung:\n  - tieu_de: Thực trạng\n    doan: Mực nước cao 4,50 m, hồ rộng 9,8 ha.\n",
    check,
};

/// Places that a finding points at besides the first.
const MOST_RELATED: usize = 10;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines = context
        .lines()
        .filter(|(role, _)| matches!(role, Role::Body | Role::Title | Role::Other));
    let places: Vec<_> = lines
        .flat_map(|(_, line)| {
            let tokens = list_number_tokens(&line.text).into_iter();
            let odd = tokens.filter(|token| is_decimal_with_point(&line.text, token));
            odd.map(move |token| (line, token.place))
        })
        .collect();
    let mut spans =
        places.iter().map(|(line, place)| line.place(context, place.start, place.end));
    let (Some((line, place)), Some(span)) = (places.first(), spans.next()) else {
        return;
    };
    let typed = &line.text[place.clone()];
    let mut finding = rule
        .finding(span, format!("“{typed}” ngăn phần thập phân bằng dấu chấm"))
        .label(format!("viết {}", typed.replace('.', ",")))
        .hint("dấu phẩy ngăn phần thập phân, dấu chấm ngăn hàng nghìn");
    for other in spans.take(MOST_RELATED) {
        finding = finding.related(other, "cũng vậy");
    }
    if places.len() > 1 {
        finding = finding.hint(format!("còn {} số nữa viết như vậy", places.len() - 1));
    }
    found.push(finding);
}

/// Whether a token can only be a figure with decimals: one or two digits behind a point, or
/// a zero before it; and a unit behind it or a sign before it.
fn is_decimal_with_point(text: &str, token: &NumberToken) -> bool {
    let typed = &text[token.place.clone()];
    let Some((whole, decimals)) = typed.split_once('.') else { return false };
    let is_decimal = !decimals.contains(['.', ','])
        && !whole.contains(',')
        && (decimals.len() < 3 || whole == "0");
    if !is_decimal || token.is_name {
        return false;
    }
    let before = text[..token.place.start].trim_end();
    let after = &text[token.place.end..];
    let is_signed = before.ends_with(['+', '<', '>', '≥', '≤', '±'])
        || after.trim_start().starts_with('±');
    let is_opening = before.trim().is_empty();
    is_signed || !is_opening && is_measure(after)
}

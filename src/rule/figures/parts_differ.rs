//! `parts-differ`: the parts that a sentence names make the whole that it names.
//!
//! | file | what it does |
//! |---|---|
//! | `breakdown` | where a text takes a figure apart: the whole, the words that lead, the parts |
//! | `judge` | whether the parts make the whole, as far as that can be told |
//! | `lead` | the words after which parts stand |

mod breakdown;
mod judge;
mod lead;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};
use crate::source::Span;

use breakdown::{PlacedQuantity, list_breakdowns};
use judge::{Mismatch, judge_breakdown, judge_shares, judge_total};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "parts-differ",
        summary: "các phần nêu trong câu cộng lại phải bằng tổng",
        explanation: "Một câu nêu một tổng rồi nêu các phần của nó: “63 hộ nghèo, gồm 48 hộ không có khả năng lao động và 15 hộ có khả năng lao động”. Các phần cộng lại phải đúng bằng tổng, và không phần nào lớn hơn tổng; cơ cấu tính bằng phần trăm phải đủ 100%. Máy chỉ báo khi câu cho biết các phần là tất cả (gồm, chia ra, còn lại; có và không có; các nguồn vốn), hoặc khi tổng chỉ lệch chút ít. Xem lại từng số rồi sửa số sai. Lấy số từ bảng bằng {{ … }} thì các chỗ không thể khác nhau.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some(
        "các phần này trùng nhau, không phải là tất cả, hoặc chưa rõ số nào sai",
    ),
    wrong: "noi_dung:\n  - tieu_de: Thực trạng\n    doan: Xã có 63 hộ nghèo, gồm 48 hộ không có khả năng lao động và 16 hộ có khả năng lao động.\n",
    right: "noi_dung:\n  - tieu_de: Thực trạng\n    doan: Xã có 63 hộ nghèo, gồm 48 hộ không có khả năng lao động và 15 hộ có khả năng lao động.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines = context.quantity_lines();
    for (nth, line) in lines.iter().enumerate() {
        if !line.is_prose() {
            continue;
        }
        for breakdown in list_breakdowns(context, &lines[..nth], &lines[nth..]) {
            let mismatch = judge_breakdown(&breakdown);
            found.extend(
                mismatch.map(|mismatch| describe_mismatch(rule, context, &mismatch)),
            );
        }
        let shares = judge_shares(line).into_iter().chain(judge_total(line));
        found.extend(shares.map(|mismatch| describe_mismatch(rule, context, &mismatch)));
    }
}

fn describe_mismatch(
    rule: &Rule,
    context: &Context<'_>,
    mismatch: &Mismatch<'_>,
) -> Diagnostic {
    let Mismatch { parts, whole, sum } = mismatch;
    let named = name_parts(parts);
    let message = match (whole, &parts[..]) {
        (Some(whole), [part]) => {
            format!("phần ({}) lớn hơn tổng ({})", part.quote(), whole.quote())
        }
        (Some(whole), [first, ..]) => {
            // `70 nam` and `51 nữ` are 121 of what the whole counts.
            let is_alike = first.quantity.is_alike(whole.quantity);
            let counted = if is_alike { first } else { whole };
            format!(
                "{named} cộng lại là {}, mà tổng ghi {}",
                counted.quantity.describe(sum),
                whole.quote()
            )
        }
        (None, [first, ..]) => format!(
            "{named} cộng lại là {}, không đủ hoặc quá 100%",
            first.quantity.describe(sum)
        ),
        (_, []) => named,
    };
    // What is typed can be mended at its place.
    let typed = parts.iter().position(|part| !part.line.is_read(part.quantity));
    let Some(first) = parts.get(typed.unwrap_or(0)) else {
        return rule.finding(Span::new(0, 0), message);
    };
    let others = parts.iter().filter(|part| !std::ptr::eq(*part, first));
    let label = match whole {
        Some(_) if parts.len() == 1 => "lớn hơn tổng",
        Some(_) => "các phần không bằng tổng",
        None => "các phần không đủ 100%",
    };
    let mut finding = rule.finding(first.place(context), message).label(label).hint(
        "xem lại tổng và từng phần, sửa số sai; một đối tượng có thể thuộc nhiều nhóm thì viết rõ điều ấy",
    );
    if let Some(whole) = whole {
        finding = finding.related(whole.place(context), "tổng");
    }
    for other in others.take(MOST_RELATED) {
        finding = finding.related(other.place(context), "một phần");
    }
    finding
}

/// Parts that a finding points at besides the first.
const MOST_RELATED: usize = 5;

/// The parts in words: `48 hộ và 16 hộ`.
fn name_parts(parts: &[PlacedQuantity<'_>]) -> String {
    const MOST: usize = 4;
    let mut words: Vec<_> = parts.iter().take(MOST).map(|part| part.quote()).collect();
    if parts.len() > MOST {
        return format!("{} và {} phần nữa", words.join(", "), parts.len() - MOST);
    }
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} và {last}", words.join(", ")) }
}

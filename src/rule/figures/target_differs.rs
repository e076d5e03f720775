//! `target-differs`: a target and the total of a column of its name are one figure.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Indicator, IndicatorValue};
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{NamedFigure, NamedFigureOrigin, list_named_figures};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "target-differs",
        summary: "chỉ tiêu gõ tay phải bằng số tổng của cột cùng tên",
        explanation: "Một chỉ tiêu trong `chi_tieu` mang đúng tên một cột của bảng mà con số khác số tổng của cột ấy. Một trong hai chỗ sai. Sửa số sai; hoặc ghi `gia_tri` bằng công thức đọc từ bảng, ví dụ `ngheo.tong.giam`, thì hai chỗ không thể khác nhau.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("chỉ tiêu này không phải là số tổng của cột ấy"),
    wrong: "chi_tieu:\n  giam: { ten: Số hộ nghèo giảm trong năm, gia_tri: 13, don_vi: hộ }\nbang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: giam, nhan: Số hộ nghèo giảm trong năm }\n    hang:\n      - [Mai Hà, 5]\n      - [Hồ Sơn, 7]\nnoi_dung:\n  - tieu_de: Mục tiêu\n    doan: Phấn đấu giảm {{ chi_tieu.giam }} hộ nghèo.\n    bang: ngheo\n",
    right: "chi_tieu:\n  giam: { ten: Số hộ nghèo giảm trong năm, gia_tri: ngheo.tong.giam, don_vi: hộ }\nbang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: giam, nhan: Số hộ nghèo giảm trong năm }\n    hang:\n      - [Mai Hà, 5]\n      - [Hồ Sơn, 7]\nnoi_dung:\n  - tieu_de: Mục tiêu\n    doan: Phấn đấu giảm {{ chi_tieu.giam }} hộ nghèo.\n    bang: ngheo\n",
    check,
};

/// Names with fewer words that say something are of many things.
const LEAST_TELLING: usize = 2;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let indicators = &context.form.indicators;
    if indicators.is_empty() || context.form.own_tables().next().is_none() {
        return;
    }
    let named = list_named_figures(context);
    for (index, (_, indicator)) in indicators.iter().enumerate() {
        let parts: Vec<_> =
            named.iter().filter(|named| is_part_of(named, index)).collect();
        let Some(span) = locate_typed(indicator) else { continue };
        let Some(first) = parts.first() else { continue };
        if first.telling().count() < LEAST_TELLING {
            continue;
        }
        let totals = named.iter().filter(|total| {
            matches!(total.origin, NamedFigureOrigin::Total { .. })
                && total.name == first.name
                && total.kind == first.kind
        });
        for total in totals {
            let is_same =
                parts.iter().any(|part| part.figure.shown() == total.figure.shown());
            if is_same {
                continue;
            }
            let target = parts.last().unwrap_or(first);
            let message = format!(
                "chỉ tiêu “{}” ghi {}, mà số tổng của cột cùng tên là {}",
                first.title, target.figure, total.figure
            );
            found.push(
                rule.finding(span, message)
                    .label(format!("ghi {}, nếu bảng đã đúng", total.reference))
                    .hint("sửa chỉ tiêu, hoặc sửa số liệu của bảng"),
            );
        }
    }
}

/// Whether a named figure is of an indicator.
fn is_part_of(named: &NamedFigure, wanted: usize) -> bool {
    matches!(named.origin, NamedFigureOrigin::Indicator { index, .. } if index == wanted)
}

/// Where the figure of an indicator is typed; `None` where it is computed, open, or goes by
/// years.
fn locate_typed(indicator: &Indicator) -> Option<Span> {
    if indicator.years.is_some() {
        return None;
    }
    let value = indicator.value.as_ref().or(indicator.target.as_ref())?;
    match value {
        Pending::Known(IndicatorValue::Given(given)) => Some(given.span),
        _ => None,
    }
}

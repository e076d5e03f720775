//! `place-name`: the place before the date is a name and nothing else.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "place-name",
        summary: "địa danh chỉ là tên nơi đặt trụ sở; máy tự in dấu phẩy và ngày tháng",
        explanation: "Ở đầu văn bản máy in địa danh, dấu phẩy rồi ngày tháng năm: “Kim Liên, ngày 05 tháng 01 năm 2026”. Địa danh gõ kèm dấu phẩy, ngày, tỉnh thì in ra thừa. Đơn vị mang tên bằng số thì ghi cả tên loại, viết hoa: Phường 5, Quận 1.",
    },
    severity: Severity::Error,
    clause: Some("khoản 4 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "co_quan: { ten: Ủy ban nhân dân xã Kim Liên, dia_danh: \"Kim Liên,\" }\n",
    right: "co_quan: { ten: Ủy ban nhân dân xã Kim Liên, dia_danh: Kim Liên }\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(agency) = &context.form.agency else { return };
    let place = language::normalize_spaces(&agency.place.collect_words());
    if place.is_empty() || agency.place.is_pending() {
        return;
    }
    let span = agency.place.span;
    if place.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("địa danh chỉ có số “{place}”, thiếu tên loại đơn vị");
        found.push(
            rule.finding(span, message)
                .label(format!("cần `Phường {place}`"))
                .hint("đơn vị mang tên bằng số ghi cả tên loại, viết hoa chữ đầu"),
        );
        return;
    }
    let Some((name, more)) = split_place(&place) else { return };
    let (message, label) = match more.trim_matches([',', '.', ';', ':', ' ']) {
        "" => {
            (format!("địa danh “{place}” có dấu ở cuối"), "máy tự in dấu phẩy".to_owned())
        }
        words if language::fold(words).starts_with("ngay") => (
            format!("địa danh gõ kèm ngày tháng: “{place}”"),
            "máy tự in ngày từ `ngay`".to_owned(),
        ),
        words => {
            (format!("địa danh có thêm “{words}”"), "chỉ ghi nơi đặt trụ sở".to_owned())
        }
    };
    found.push(rule.finding(span, message).label(label).hint(format!("viết `{name}`")));
}

/// The name of a place, and the sign behind it with what follows.
fn split_place(place: &str) -> Option<(&str, &str)> {
    let lower = place.find([',', ';', ':']).or_else(|| {
        // `TP. Vinh` has its stop inside.
        place.ends_with('.').then(|| place.len() - 1)
    })?;
    Some((place[..lower].trim_end(), &place[lower..]))
}

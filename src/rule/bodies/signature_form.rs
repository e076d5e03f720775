//! `signature-form`: authority and post of the signer.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Behalf, Signature, Signatures};
use crate::language;
use crate::prose::Plain;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "signature-form",
        summary: "quyền hạn ký ghi bằng khóa riêng; cấp phó ký thì phải ký thay cấp trưởng",
        explanation: "Các chữ TM., KT., TL., TUQ., Q. do máy in từ các khóa `thay_mat`, `ky_thay`, `thua_lenh`, `thua_uy_quyen`, `quyen`; không gõ vào chức vụ. Cấp phó ký thì phải ký thay cấp trưởng: `ky_thay: Chủ tịch` và `chuc_vu: Phó Chủ tịch`, in thành KT. CHỦ TỊCH, dòng dưới PHÓ CHỦ TỊCH.",
    },
    severity: Severity::Error,
    clause: Some("điểm b khoản 7 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "ky:\n  thay_mat: co\n  chuc_vu: Phó Chủ tịch\n  ho_ten: Trần Thị Bình\n",
    right: "ky:\n  thay_mat: co\n  ky_thay: Chủ tịch\n  chuc_vu: Phó Chủ tịch\n  ho_ten: Trần Thị Bình\n",
    check,
};

/// Signs as they are typed, in capitals and without marks, and the keys that print them.
const SIGNS: [(&str, &str, &str); 5] = [
    ("TM", "TM.", "thay_mat"),
    ("KT", "KT.", "ky_thay"),
    ("TL", "TL.", "thua_lenh"),
    ("TUQ", "TUQ.", "thua_uy_quyen"),
    ("Q", "Q.", "quyen"),
];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let signatures = context.form.known_signatures();
    for signature in signatures.into_iter().flat_map(Signatures::iter) {
        check_signature(rule, signature, found);
    }
}

fn check_signature(rule: &Rule, signature: &Signature, found: &mut Vec<Diagnostic>) {
    let before = found.len();
    for post in list_posts(signature) {
        found.extend(check_typed_sign(rule, post));
    }
    let heads = [
        ("ky_thay", &signature.in_place),
        ("thua_lenh", &signature.by_order),
        ("thua_uy_quyen", &signature.by_authority),
    ];
    for (key, post) in heads {
        found.extend(post.as_ref().and_then(|p| check_post_answer(rule, key, p)));
    }
    if found.len() == before {
        found.extend(
            check_acting_deputy(rule, signature)
                .or_else(|| check_deputy(rule, signature)),
        );
    }
}

fn list_posts(signature: &Signature) -> impl Iterator<Item = &Plain> {
    let behalf = match &signature.behalf {
        Some(Behalf::Named(name)) => Some(name),
        Some(Behalf::Agency) | None => None,
    };
    let heads = [&signature.by_order, &signature.by_authority, &signature.in_place];
    behalf.into_iter().chain(heads.into_iter().flatten()).chain([&signature.post])
}

/// `KT. Chủ tịch`, `K/T Chủ tịch`, `Quyền Chủ tịch` in a post.
fn check_typed_sign(rule: &Rule, post: &Plain) -> Option<Diagnostic> {
    let words = post.collect_words();
    let sign = words.trim_start().split([' ', '\u{a0}']).next().unwrap_or_default();
    // `T/M` is all there is before the blank; `KT.CHỦ` has its dot inside.
    let head =
        if sign.contains('/') { sign } else { sign.split('.').next().unwrap_or(sign) };
    let typed = match sign {
        "Quyền" => "Q".to_owned(),
        _ => head.replace(['.', '/'], ""),
    };
    let (_, right, key) = SIGNS.iter().find(|(s, ..)| *s == typed)?;
    let message = format!("“{sign}” gõ trong chức vụ, thay vì ghi bằng khóa riêng");
    let hint = match *key {
        "quyen" => "xóa chữ ấy và ghi `quyen: co`".to_owned(),
        "thay_mat" => "xóa chữ ấy và ghi `thay_mat: co`".to_owned(),
        key => format!("xóa chữ ấy và ghi `{key}:` với chức vụ cấp trưởng"),
    };
    let finding = rule.finding(post.span, message);
    Some(finding.label(format!("`{key}` in ra {right}")).hint(hint))
}

/// `ky_thay: co`: the key takes a post.
fn check_post_answer(rule: &Rule, key: &str, post: &Plain) -> Option<Diagnostic> {
    let word = language::to_key(&post.collect_words());
    matches!(word.as_str(), "co" | "khong" | "true" | "false").then(|| {
        rule.finding(
            post.span,
            format!("`{key}` cần một chức vụ, không phải có hay không"),
        )
        .label("cần chức vụ cấp trưởng, ví dụ Chủ tịch")
        .hint(format!("ghi `{key}: Chủ tịch`, hoặc xóa khóa này"))
    })
}

/// A deputy who signs in the head's place is not the acting head as well.
fn check_acting_deputy(rule: &Rule, signature: &Signature) -> Option<Diagnostic> {
    let head = signature.in_place.as_ref().filter(|_| signature.acting)?;
    Some(
        rule.finding(head.span, "vừa ghi `ky_thay`, vừa ghi `quyen: co`")
            .label("ký thay cấp trưởng thì không ký với tư cách quyền cấp trưởng")
            .hint("cấp phó ký thay thì xóa `quyen`; người được giao quyền cấp trưởng ký thì xóa `ky_thay` và ghi chức vụ cấp trưởng vào `chuc_vu`"),
    )
}

/// A deputy signs in place of the head and says so; one who signs so is a deputy. A
/// signer by order or by authority signs for another reason.
fn check_deputy(rule: &Rule, signature: &Signature) -> Option<Diagnostic> {
    let post = &signature.post;
    let name = language::normalize_spaces(&post.collect_words());
    let lower = name.to_lowercase();
    let is_deputy =
        lower.split(' ').any(|w| w == "phó") || lower.starts_with("thứ trưởng");
    if let Some(head) = &signature.in_place {
        let head_name = language::normalize_spaces(&head.collect_words());
        let right = is_deputy && !language::is_same_name(&name, &head_name);
        return (!right && !name.is_empty()).then(|| {
            rule.finding(
                post.span,
                format!("ký thay {head_name}, nhưng người ký là {name}"),
            )
            .label("cần chức vụ cấp phó")
            .related(head.span, "chức vụ cấp trưởng")
            .hint("ghi `chuc_vu: Phó …`; cấp trưởng tự ký thì xóa `ky_thay`")
        });
    }
    let by_other = signature.by_order.is_some() || signature.by_authority.is_some();
    (lower.starts_with("phó ") && !by_other).then(|| {
        let head = name_head(&name);
        rule.finding(post.span, format!("{name} ký mà không ghi ký thay cấp trưởng"))
            .label(format!("ở trên cần KT. {}", language::to_capitals(&head)))
            .hint(format!("thêm `ky_thay: {head}` vào nhóm `ky`"))
    })
}

/// `Phó Chủ tịch` → `Chủ tịch`.
fn name_head(deputy: &str) -> String {
    let rest = deputy.split_once(' ').map_or(deputy, |(_, rest)| rest);
    language::capitalize_first(rest)
}

//! `signer-name`: the signer's name stands alone, as names are written.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Agency, Signature};
use crate::language;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "signer-name",
        summary: "trước họ tên người ký không ghi học hàm, học vị, danh hiệu, Ông, Bà",
        explanation: "Trước họ tên của người ký không ghi học hàm, học vị và các danh hiệu khác; đơn vị giáo dục, y tế, khoa học và lực lượng vũ trang theo quy định riêng của ngành. Họ tên viết chữ thường, viết hoa chữ cái đầu mỗi tiếng: Nguyễn Văn An.",
    },
    severity: Severity::Error,
    clause: Some("điểm c khoản 7 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("ngành có quy định riêng, hoặc họ tên đúng là như vậy"),
    wrong: "ky:\n  thay_mat: co\n  chuc_vu: Chủ tịch\n  ho_ten: ThS. Nguyễn Văn An\n",
    right: "ky:\n  thay_mat: co\n  chuc_vu: Chủ tịch\n  ho_ten: Nguyễn Văn An\n",
    check,
};

/// Academic and professional titles, abbreviated.
const ABBREVIATED: [&str; 22] = [
    "GS", "PGS", "TS", "TSKH", "ThS", "Ths", "THS", "BS", "BSCKI", "BSCKII", "BSCK1",
    "BSCK2", "DS", "CN", "KS", "KTS", "LS", "NGƯT", "NGND", "CKI", "CKII", "NCS",
];

/// The same in words, folded.
const WRITTEN: [&str; 11] = [
    "giao su",
    "pho giao su",
    "tien si",
    "tien sy",
    "thac si",
    "thac sy",
    "bac si",
    "bac sy",
    "ky su",
    "cu nhan",
    "luat su",
];

/// Words of address, folded.
const ADDRESS: [&str; 3] = ["ba", "dong chi", "d/c"];

/// Family names after which `Ông` is a word of address: it is a family name as well.
const FAMILIES: [&str; 24] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi",
    "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Trương", "Trịnh", "Đoàn", "Lương", "Mai",
    "Cao", "Hà",
];

/// Agencies whose sector may rule otherwise, folded.
const SECTORS: [&str; 9] = [
    "truong ",
    "benh vien",
    "tram y te",
    "trung tam y te",
    "hoc vien",
    "vien ",
    "dai hoc",
    "cong an",
    "quan su",
];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(signatures) = context.form.known_signatures() else { return };
    let agency = context.form.agency.as_ref();
    let mut agencies = agency.into_iter().flat_map(Agency::names);
    for signature in signatures.iter() {
        // Of a joint paper, each agency has its signer.
        let has_own_rules = agencies.next().is_some_and(|name| {
            let name = language::fold(&name.collect_words());
            SECTORS.iter().any(|sector| name.starts_with(sector))
        });
        found.extend(check_signer(rule, context, signature, has_own_rules));
    }
}

fn check_signer(
    rule: &Rule,
    context: &Context<'_>,
    signature: &Signature,
    has_own_rules: bool,
) -> Option<Diagnostic> {
    let name = language::normalize_spaces(&signature.name.collect_words());
    if name.is_empty() || signature.name.is_pending() {
        return None;
    }
    let title = if has_own_rules { None } else { find_academic_title(&name) }
        .or_else(|| find_form_of_address(&name));
    let Some(title) = title else { return check_letter_case(rule, signature, &name) };
    let place = context.place(&name, signature.name.span, 0, title.len());
    Some(
        rule.finding(place, format!("trước họ tên người ký có “{title}”"))
            .label("cần họ tên, không kèm danh xưng")
            .hint(format!("bỏ “{title}”, chỉ ghi họ tên")),
    )
}

/// `PGS.TS.`, `ThS`, `Tiến sĩ` at the start of a name.
fn find_academic_title(name: &str) -> Option<&str> {
    let mut end = 0;
    for word in name.split_inclusive([' ', '.', ',']) {
        let bare = word.trim_end_matches([' ', '.', ',']);
        if !bare.is_empty() && !ABBREVIATED.contains(&bare) {
            break;
        }
        end += word.len();
    }
    if end > 0 && end < name.len() {
        return Some(name[..end].trim_end());
    }
    match_title(name, &WRITTEN)
}

fn find_form_of_address(name: &str) -> Option<&str> {
    let family = name.split(' ').nth(1).unwrap_or_default();
    if name.starts_with("Ông ") && FAMILIES.contains(&family) {
        return Some("Ông");
    }
    match_title(name, &ADDRESS)
}

/// The words at the start of a name that these say, folded.
fn match_title<'n>(name: &'n str, words: &[&str]) -> Option<&'n str> {
    words.iter().find_map(|words| {
        let count = words.split(' ').count();
        let end = name.match_indices(' ').nth(count - 1)?.0;
        // Marks tell `Bà` from the family name `Bá`.
        let is_title = language::fold(&name[..end]).trim_end_matches('.') == *words
            && (*words != "ba" || name.starts_with("Bà "));
        is_title.then_some(&name[..end])
    })
}

/// A name all in capitals, or with a part in small letters. Short names such as `LÊ A`
/// are all capitals too, and so is one of initials: one part has to be a word.
fn check_letter_case(
    rule: &Rule,
    signature: &Signature,
    name: &str,
) -> Option<Diagnostic> {
    let has_word =
        name.split(' ').any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let capitals = has_word && !name.chars().any(char::is_lowercase);
    let small = name.split(' ').find(|w| w.starts_with(char::is_lowercase));
    let message = match (capitals, small) {
        (true, _) => format!("họ tên người ký viết toàn chữ hoa: {name}"),
        (false, Some(word)) => {
            format!("họ tên người ký có tiếng không viết hoa: “{word}”")
        }
        (false, None) => return None,
    };
    let mut finding = rule.finding(signature.name.span, message);
    finding.severity = Severity::Warning;
    Some(
        finding
            .label("cần viết hoa chữ cái đầu mỗi tiếng")
            .hint("viết như Nguyễn Văn An"),
    )
}

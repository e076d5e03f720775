//! `paper-kind-capital`: the type of a certain paper has a capital: `Nghị định số …`.

use std::ops::Range;

use crate::citation::WrittenKind;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language;
use crate::register::find_law_name;
use crate::rule::{Context, Rule, Validity};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "paper-kind-capital",
        summary: "tên loại của một văn bản cụ thể viết hoa chữ đầu: Nghị định số …",
        explanation: "Nói đến một văn bản cụ thể thì tên loại viết hoa chữ cái đầu: Nghị định số 30/2020/NĐ-CP, Kế hoạch số 12/KH-UBND, Luật Đất đai, Kế hoạch này. Nói chung chung thì viết thường: các nghị định của Chính phủ. Máy xét chỗ tên loại có số, ký hiệu đi liền, và tên luật. Sửa chữ đầu thành chữ hoa.",
    },
    severity: Severity::Warning,
    clause: Some("khoản 6 Mục V Phụ lục II Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("lời trích nguyên văn viết như vậy"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Thực hiện nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.\n",
    check,
};

/// Types that say nothing of the paper and are written small as well.
const GENERAL: [&str; 7] =
    ["Văn bản", "Giấy phép", "Hợp đồng", "Thư", "Biên bản", "Lệnh", "Văn bản hợp nhất"];

/// Whether a part of a text begins with a law that the register has; `pháp luật Lao động`
/// and `kỷ luật Công an nhân dân` are none.
fn is_law(text: &str, part: Range<usize>) -> bool {
    let word = text[..part.start].trim_end().rsplit(' ').next().unwrap_or_default();
    let is_of_word = ["pháp", "kỷ", "kỉ", "điều", "dự", "đạo", "quy"]
        .contains(&word.to_lowercase().as_str());
    !is_of_word && find_law_name(&text[part]).is_some()
}

/// All of a paper are one fault.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut small = Vec::new();
    for cited in context.citations() {
        let citation = &cited.citation;
        let Some(WrittenKind { kind, range: place }) = &citation.kind else { continue };
        let words = cited.words(context, place);
        let is_certain = match &citation.name {
            Some(name) => is_law(cited.text(context), place.start..name.end),
            None => citation.symbol_number().is_some(),
        };
        if words.starts_with(char::is_lowercase)
            && is_certain
            && !GENERAL.contains(&kind.name)
            && !cited.is_registered()
        {
            small.push((cited, place, words));
        }
    }
    let [(cited, place, words), others @ ..] = &small[..] else { return };
    let right = language::capitalize_first(words);
    let message = format!("tên loại “{words}” của một văn bản cụ thể không viết hoa");
    let mut finding = rule
        .finding(cited.place(context, place), message)
        .label(format!("cần `{right}`"))
        .hint("viết hoa chữ cái đầu của tên loại");
    if !others.is_empty() {
        finding.push_hint(format!("còn {} chỗ nữa như vậy", others.len()));
    }
    found.push(finding);
}

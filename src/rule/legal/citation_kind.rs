//! `citation-kind`: the type of a cited paper is that of its symbol.

use crate::citation::{PaperKind, WrittenKind};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::CitedPaper;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-kind",
        summary: "tên loại văn bản viện dẫn khớp với ký hiệu: Quyết định là QĐ, Kế hoạch là KH",
        explanation: "Ký hiệu bắt đầu bằng chữ viết tắt của tên loại: NĐ là nghị định, QĐ là quyết định, KH là kế hoạch, TT là thông tư, NQ là nghị quyết, TTr là tờ trình. Tên loại ghi trước số mà khác ký hiệu thì một trong hai đã gõ sai, người đọc không tra được văn bản. Đối chiếu bản gốc.",
    },
    severity: Severity::Warning,
    clause: Some("Mục I Phụ lục III Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::ALWAYS,
    excuse: Some("bản gốc ghi đúng như vậy"),
    wrong: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Quyết định số 12/KH-UBND ngày 05/01/2023 của Ủy ban nhân dân tỉnh về công tác giảm nghèo.\n",
    right: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2023 của Ủy ban nhân dân tỉnh về công tác giảm nghèo.\n",
    check,
};

/// Types whose symbols say nothing against another: those of papers that another type of
/// paper issues (`Quy chế … số 12/QĐ-UBND`), and agreements.
const UNBOUND: [&str; 16] = [
    "Văn bản",
    "Văn bản hợp nhất",
    "Quy định",
    "Quy chế",
    "Phương án",
    "Đề án",
    "Biên bản",
    "Lệnh",
    "Giấy mời",
    "Giấy phép",
    "Hợp đồng",
    "Phiếu chuyển",
    "Phiếu trình",
    "Thông tri",
    "Thư",
    "Thông cáo",
];

/// Letters that stand for no agency too, so that a letter with them is a paper of that type:
/// `CT` may be a tax office, `TTr` an inspectorate.
const SURE_IN_LETTERS: [&str; 6] = ["NQ", "NĐ", "QĐ", "KH", "BC", "TB"];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let papers = context.citations().iter();
    found.extend(papers.filter_map(|paper| check_paper(rule, context, paper)));
}

fn check_paper(
    rule: &Rule,
    context: &Context<'_>,
    paper: &CitedPaper,
) -> Option<Diagnostic> {
    let WrittenKind { kind, range: place } = paper.citation.kind.as_ref()?;
    let number = paper.citation.symbol_number()?;
    let name = paper.short_name(context);
    let message = if let Some(by_symbol) = number.symbol_kind() {
        // `327-CT` is a number of before 1998, with the letters of an agency.
        let code = by_symbol.codes.first().filter(|code| {
            number.text().contains('/') && is_against(kind, code, number.is_of_state())
        })?;
        let symbol_name = by_symbol.name.to_lowercase();
        format!("{name} mang ký hiệu {code} của {symbol_name}")
    } else if number.is_of_assembly() && !is_issued_by_assembly(kind) {
        format!("{name} mang ký hiệu của luật, nghị quyết của Quốc hội")
    } else {
        return None;
    };
    let finding = rule.finding(paper.place(context, place), message);
    Some(
        finding
            .label("tên loại hay ký hiệu sai?")
            .hint("đối chiếu bản gốc rồi sửa tên loại hoặc số, ký hiệu"),
    )
}

/// Whether letters are of another type.
///
/// A letter has the letters of its agency first, which may be those of a type too; behind a
/// type that is known stands an agency that is (`is_of_state`).
fn is_against(kind: &PaperKind, code: &str, is_of_state: bool) -> bool {
    let is_other = !kind.codes.contains(&code);
    let is_letter = kind.name == "Công văn";
    is_other
        && !UNBOUND.contains(&kind.name)
        && !(kind.name == "Chương trình" && code == "QĐ")
        && (!is_letter || is_of_state || SURE_IN_LETTERS.contains(&code))
}

/// Whether the National Assembly and its standing committee issue papers of a type.
fn is_issued_by_assembly(kind: &PaperKind) -> bool {
    kind.is_law || kind.name == "Nghị quyết" || UNBOUND.contains(&kind.name)
}

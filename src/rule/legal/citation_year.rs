//! `citation-year`: the year in a number is that in which the paper was issued.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::CitedPaper;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-year",
        summary: "năm trong số văn bản là năm ban hành văn bản ấy",
        explanation: "Số của luật, nghị định, thông tư và văn bản quy phạm pháp luật khác có năm ban hành: 61/2015/NĐ-CP ban hành năm 2015. Ngày viện dẫn ghi năm khác thì số hoặc ngày đã gõ sai. Văn bản có ngày chắc chắn trong danh mục của máy thì quy tắc `register-date` nêu ngày đúng. Đối chiếu bản gốc rồi sửa chỗ sai.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("bản gốc ghi đúng như vậy"),
    wrong: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Quyết định số 53/2021/QĐ-UBND ngày 28/12/2022 của Ủy ban nhân dân tỉnh Nghệ An quy định mức hỗ trợ hộ nghèo.\n",
    right: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Quyết định số 53/2021/QĐ-UBND ngày 28/12/2021 của Ủy ban nhân dân tỉnh Nghệ An quy định mức hỗ trợ hộ nghèo.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // Where the register is sure of the date, `register-date` tells the right one.
    let sure = context.register_answers().list_sure_dates();
    let papers = context.citations().iter().enumerate();
    let papers = papers.filter(|(index, _)| !sure.contains(index));
    found.extend(papers.filter_map(|(_, paper)| check_paper(rule, context, paper)));
}

fn check_paper(
    rule: &Rule,
    context: &Context<'_>,
    paper: &CitedPaper,
) -> Option<Diagnostic> {
    // Letters of companies have numbers of their own making.
    let number = paper.citation.symbol_number().filter(|number| number.error().is_none());
    let number = number?;
    let year = number.year().filter(|_| !paper.is_of_other(context))?;
    let (written, place) = match (paper.citation.date, &paper.citation.year_words) {
        (Some(date), _) => (date.year, paper.place_date(context)),
        (None, words) => {
            (paper.stated_year(context)?, paper.place(context, words.as_ref()?))
        }
    };
    if written == year {
        return None;
    }
    let message = format!(
        "số {} mang năm {year} mà ngày ban hành ghi năm {written}",
        number.text(),
    );
    let finding = rule.finding(place, message);
    Some(
        finding
            .label(format!("năm {year} hay năm {written}?"))
            .hint("đối chiếu bản gốc rồi sửa số hoặc ngày; năm trong số là năm ban hành"),
    )
}

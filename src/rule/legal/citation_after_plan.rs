//! `citation-after-plan`: a plan cites no paper that was not there yet.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use crate::citation::PaperNumber;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::CitedPaper;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-after-plan",
        summary: "văn bản được viện dẫn phải ban hành trước kế hoạch",
        explanation: "Kế hoạch chỉ dẫn được văn bản đã có khi ban hành. Ngày của văn bản sau ngày của kế hoạch thì một trong hai ngày đã gõ sai, thường là sai năm. Kế hoạch mới biết tháng hoặc năm thì tính đến ngày cuối của tháng, năm ấy; chưa biết ngày thì tính là ngày 30 tháng 6 của năm kế hoạch. Văn bản làm căn cứ do quy tắc `basis-after-plan` xét.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("văn bản ấy sẽ ban hành sau, đã biết trước số và ngày"),
    wrong: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Hỗ trợ hộ nghèo theo Nghị quyết số 14/NQ-HĐND ngày 29/12/2023 của Hội đồng nhân dân xã Kim Liên về nhiệm vụ năm 2023.\n",
    right: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Hỗ trợ hộ nghèo theo Nghị quyết số 14/NQ-HĐND ngày 29/12/2022 của Hội đồng nhân dân xã Kim Liên về nhiệm vụ năm 2023.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(dates) = context.dates() else { return };
    let papers = context.citations().iter().filter(|paper| !paper.is_ground());
    let later = papers.filter(|paper| is_later(context, paper, dates.latest));
    let mut names = HashSet::new();
    for paper in later {
        if names.insert(paper.short_name(context)) {
            found.push(describe_paper(rule, context, paper));
        }
    }
}

/// Whether a paper is of a day, or where none is written of a year, behind another day.
fn is_later(context: &Context<'_>, paper: &CitedPaper, latest: NaiveDate) -> bool {
    let citation = &paper.citation;
    if citation.date.is_some() {
        return citation.day().is_some_and(|day| day > latest);
    }
    let number = citation.symbol_number().filter(|number| number.error().is_none());
    let year = match citation.year_words {
        Some(_) => number.and_then(|_| paper.stated_year(context)),
        None => number.and_then(PaperNumber::year),
    };
    !paper.is_of_other(context) && year.is_some_and(|year| year > latest.year())
}

fn describe_paper(rule: &Rule, context: &Context<'_>, paper: &CitedPaper) -> Diagnostic {
    let kind = context.form.kind.lower_name();
    let name = paper.short_name(context);
    let (place, message, label) = match paper.date_words(context) {
        Some(date) => (
            paper.place_date(context),
            format!("{name} {date} ban hành sau {kind} này"),
            format!("cần một ngày trước ngày của {kind}"),
        ),
        None => (
            paper.place_name(context),
            format!("{name} mang năm sau năm của {kind} này"),
            format!("cần một văn bản ban hành trước {kind}"),
        ),
    };
    let mut finding = rule
        .finding(place, message)
        .label(label)
        .hint(format!("đối chiếu bản gốc; nếu đúng, xem lại ngày của {kind}"));
    if let Some(issue) = context.form.date() {
        finding = finding.related(issue.span, format!("ngày của {kind}"));
    }
    finding
}

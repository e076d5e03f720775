//! `citation-two-issuers`: a paper has one issuer, wherever it is cited.

use std::collections::{HashMap, HashSet};

use crate::citation::{IssuingBody, compare_issuers};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::CitedPaper;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-two-issuers",
        summary: "một văn bản viện dẫn nhiều lần thì ghi cùng một cơ quan ban hành",
        explanation: "Cùng số, ký hiệu và cùng ngày mà hai chỗ ghi hai cơ quan (UBND tỉnh và UBND huyện) thì một chỗ đã gõ sai. Ghi tắt tên (UBND tỉnh, Ủy ban nhân dân tỉnh Lào Cai) không phải là hai cơ quan. Đối chiếu bản gốc rồi sửa chỗ sai.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("đó là hai văn bản khác nhau"),
    wrong: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND tỉnh Nghệ An về giảm nghèo.\n      Hỗ trợ hộ nghèo theo Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND huyện Nam Đàn về giảm nghèo.\n",
    right: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND tỉnh Nghệ An về giảm nghèo.\n      Hỗ trợ hộ nghèo theo Kế hoạch số 12/KH-UBND.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // The first citation of each number and day that names its issuer.
    let mut first_named: HashMap<_, &CitedPaper> = HashMap::new();
    let mut names = HashSet::new();
    for paper in context.citations() {
        let number = paper.citation.symbol_number();
        let Some((number, day)) = number.zip(paper.citation.day()) else { continue };
        let name = paper.issuer(context).filter(|name| is_of_symbol(paper, name));
        let Some(name) = name else { continue };
        let key = (number.key(), day);
        let Some(first) = first_named.get(&key) else {
            first_named.insert(key, paper);
            continue;
        };
        let first_name = first.issuer(context).unwrap_or_default();
        if compare_issuers(first_name, name) == Some(false) && names.insert(key) {
            found.extend(describe_conflict(rule, context, first, paper));
        }
    }
}

fn describe_conflict(
    rule: &Rule,
    context: &Context<'_>,
    first: &CitedPaper,
    paper: &CitedPaper,
) -> Option<Diagnostic> {
    let place = paper.citation.issuer.as_ref()?;
    let first_place = first.citation.issuer.as_ref()?;
    let message = format!(
        "{} {} ghi của {}, chỗ khác ghi của {}",
        paper.short_name(context),
        paper.date_words(context)?,
        paper.words(context, place),
        first.words(context, first_place),
    );
    let finding = rule.finding(paper.place(context, place), message);
    Some(
        finding
            .label("cơ quan nào đúng?")
            .related(first.place(context, first_place), "chỗ ghi cơ quan khác")
            .hint("đối chiếu bản gốc rồi sửa chỗ sai"),
    )
}

/// Whether its issuer is not against its symbol, of which another rule tells.
fn is_of_symbol(paper: &CitedPaper, name: &str) -> bool {
    let bodies = paper.citation.symbol_number().map(|number| number.list_bodies());
    let named = IssuingBody::from_name(name);
    let (Some(bodies), Some(named)) = (bodies, named) else { return true };
    bodies.is_empty() || bodies.iter().any(|body| body.agrees_with(&named))
}

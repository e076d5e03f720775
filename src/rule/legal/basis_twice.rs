//! `basis-twice`: a paper stands among the legal bases once.

use std::collections::HashMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Basis;
use crate::language::{take_last_letters, to_lower};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{CitationStanding, CitedPaper};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "basis-twice",
        summary: "mỗi văn bản làm căn cứ ghi một lần",
        explanation: "Một văn bản ghi hai lần trong phần căn cứ thì thừa một dòng, thường do chép từ kế hoạch khác. Bỏ một dòng. Văn bản nhắc đến trong trích yếu của văn bản khác (sửa đổi, bổ sung một số điều của …) hoặc ở câu ban hành kế hoạch (ban hành Kế hoạch triển khai thực hiện …) không bị tính.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("hai dòng là hai văn bản khác nhau"),
    wrong: "can_cu:\n  van_ban:\n    - Nghị quyết số 14/NQ-HĐND ngày 29/12/2022 của Hội đồng nhân dân xã Kim Liên về nhiệm vụ năm 2023\n    - Nghị quyết số 14/NQ-HĐND ngày 29/12/2022 của Hội đồng nhân dân xã Kim Liên về nhiệm vụ năm 2023\n",
    right: "can_cu:\n  van_ban:\n    - Nghị quyết số 14/NQ-HĐND ngày 29/12/2022 của Hội đồng nhân dân xã Kim Liên về nhiệm vụ năm 2023\n    - Nghị quyết số 15/NQ-HĐND ngày 29/12/2022 của Hội đồng nhân dân xã Kim Liên về dự toán ngân sách năm 2023\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    check_ids(rule, context, found);
    let mut known: HashMap<String, &CitedPaper> = HashMap::new();
    let papers = context.citations().iter();
    for paper in papers.filter(|paper| is_basis(context, paper)) {
        let Some(key) = compose_key(context, paper) else { continue };
        let first = known.get(&key).copied();
        let Some(first) = first.or_else(|| find_same_law(context, &known, paper)) else {
            known.insert(key, paper);
            continue;
        };
        let name = paper.short_name(context);
        let finding = rule
            .finding(paper.place_name(context), format!("{name} làm căn cứ hai lần"))
            .label("đã có ở trên")
            .related(first.place_name(context), "lần thứ nhất")
            .hint("bỏ một trong hai chỗ");
        found.push(finding);
    }
}

/// Whether a citation is a basis of its own. In the sentence that opens the paper those of
/// its first part are; what the plan carries out, or is issued with, may be named again.
fn is_basis(context: &Context<'_>, paper: &CitedPaper) -> bool {
    const DEEDS: [&str; 4] = ["ban hành", "xây dựng", "kèm theo", "lập kế hoạch"];
    /// So many letters before a citation say what it is.
    const NEAREST: usize = 1_000;
    let before = &paper.text(context)[..paper.citation.range.start];
    let before = take_last_letters(before, NEAREST);
    let clause = to_lower(before.rsplit(';').next().unwrap_or(before));
    match paper.standing {
        CitationStanding::Basis => {
            !paper.is_nested && !clause.trim_end().ends_with(" của")
        }
        CitationStanding::Opening => {
            !paper.is_nested && !DEEDS.iter().any(|words| clause.contains(words))
        }
        _ => false,
    }
}

/// Ids of registered papers that are listed twice.
fn check_ids(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut known = HashMap::new();
    let bases = context.form.bases.iter().flat_map(|bases| &bases.groups);
    for item in bases.flat_map(|group| &group.items) {
        let Basis::Registered(id) = item else { continue };
        if let Some(first) = known.insert(id.value.as_str(), id.span) {
            let message = format!("`{}` làm căn cứ hai lần", id.value);
            let finding = rule.finding(id.span, message).label("đã có ở trên");
            found.push(finding.related(first, "lần thứ nhất").hint("bỏ một dòng"));
        }
    }
}

/// The same law above, where one of the two names its year in place of its day, or nothing:
/// `Luật Đất đai năm 2024`, `Luật Đất đai ngày 18/01/2024`.
fn find_same_law<'c>(
    context: &Context<'_>,
    known: &HashMap<String, &'c CitedPaper>,
    paper: &CitedPaper,
) -> Option<&'c CitedPaper> {
    let name = fold_law_name(context, paper)?;
    let year = find_year(context, paper);
    let others = known.values().copied().filter(|other| {
        let has_one_day =
            other.citation.day().is_none() || paper.citation.day().is_none();
        let other_year = find_year(context, other);
        has_one_day
            && year.zip(other_year).is_none_or(|(one, other)| one == other)
            && fold_law_name(context, other).as_ref() == Some(&name)
    });
    others.min_by_key(|other| other.place_name(context).start)
}

/// The name of a law in small letters.
fn fold_law_name(context: &Context<'_>, paper: &CitedPaper) -> Option<String> {
    let name = paper.citation.name.as_ref().filter(|_| paper.citation.is_law())?;
    Some(paper.words(context, name).to_lowercase())
}

/// The year of a law, by its day or the words in its place.
fn find_year(context: &Context<'_>, paper: &CitedPaper) -> Option<i32> {
    let day = paper.citation.date.map(|date| date.year);
    day.or_else(|| paper.stated_year(context))
}

/// What two citations of one paper have in common: number, day and the level of the issuer;
/// of a law its name and its day. Without a day a number of a year is enough.
fn compose_key(context: &Context<'_>, paper: &CitedPaper) -> Option<String> {
    let day = paper.citation.day().map(|day| day.to_string());
    if paper.citation.is_law() {
        let name = paper.citation.name.as_ref()?;
        let name = paper.words(context, name).to_lowercase();
        return Some(format!("luật {name} {}", day.unwrap_or_default()));
    }
    let number = paper.citation.symbol_number()?;
    if number.year().is_none() && day.is_none() {
        return None;
    }
    let issuer = paper.issuer(context).map(shorten_issuer).unwrap_or_default();
    Some(format!("{} {} {issuer}", number.key(), day.unwrap_or_default()))
}

/// The level of an issuer: `tỉnh`, `huyện`, `xã`, where the name says it.
fn shorten_issuer(name: &str) -> &'static str {
    const LEVELS: [&str; 5] = [" tỉnh", " huyện", " xã", " phường", " thành phố"];
    let lower = name.to_lowercase();
    LEVELS.into_iter().find(|level| lower.contains(level)).unwrap_or_default()
}

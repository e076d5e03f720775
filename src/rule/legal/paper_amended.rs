//! `paper-amended`: what the register says of a cited paper besides its date and its end:
//! that it is amended, that a part of it no longer holds, that it has another issuer or
//! another subject. Advice, never more.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, list_names};
use crate::language::{self, take_first_letters};
use crate::quantity::Moment;
use crate::register::{KnownPaper, find_papers};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{CitationStanding, KnownCitation};

use super::paper_not_in_force::describe_number;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "paper-amended",
        summary: "văn bản được viện dẫn đã được sửa đổi, hoặc có cơ quan, trích yếu khác",
        explanation: "Theo danh mục văn bản của máy, văn bản này đã được văn bản khác sửa đổi, bổ sung trước ngày của kế hoạch, hoặc đã hết hiệu lực một phần, hoặc cơ quan ban hành, trích yếu ghi ở đây khác hẳn danh mục. Đó không phải là lỗi chắc chắn: danh mục không ghi đủ các lần sửa đổi, trích yếu thường được rút ngắn. Xem lại bản gốc; phần được dẫn đã sửa thì dẫn thêm văn bản sửa đổi.",
    },
    severity: Severity::Hint,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("phần được dẫn không bị sửa đổi"),
    wrong: "can_cu:\n  van_ban:\n    - Nghị định số 146/2018/NĐ-CP ngày 17 tháng 10 năm 2018 của Chính phủ quy định chi tiết và hướng dẫn biện pháp thi hành một số điều của Luật Bảo hiểm y tế\nvan_ban:\n  so: 5\n  ngay: 2024-05-20\n  trich_yeu: Triển khai bảo hiểm y tế năm 2024\nnam: 2024\n",
    right: "can_cu:\n  van_ban:\n    - Nghị định số 146/2018/NĐ-CP ngày 17 tháng 10 năm 2018 của Chính phủ quy định chi tiết và hướng dẫn biện pháp thi hành một số điều của Luật Bảo hiểm y tế; Nghị định số 75/2023/NĐ-CP ngày 19 tháng 10 năm 2023 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 146/2018/NĐ-CP\nvan_ban:\n  so: 5\n  ngay: 2024-05-20\n  trich_yeu: Triển khai bảo hiểm y tế năm 2024\nnam: 2024\n",
    check,
};

/// A paper is told of once for each thing, at its first place.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(dates) = context.dates() else { return };
    let day = dates.earliest;
    let known = &context.register_answers().known;
    let numbers: HashSet<_> = known.iter().map(|known| known.paper.number()).collect();
    let mut judged = HashSet::new();
    for known in known {
        let paper = known.paper;
        let has_ended = paper.until().is_some_and(|until| until.day <= day);
        if !has_ended && is_relied_on(known, context) && judged.insert(paper.number()) {
            found.extend(check_amendments(rule, context, known, &numbers, day));
            found.extend(check_part(rule, context, known, day));
        }
    }
    let mut titled = HashSet::new();
    for known in known {
        let finding = check_issuer(rule, context, known)
            .or_else(|| check_subject(rule, context, known));
        if finding.is_some() && titled.insert(known.paper.number()) {
            found.extend(finding);
        }
    }
}

/// Whether a plan relies on a paper: it is a basis, or is cited with its issuer; not one that
/// a sentence names in passing, or the name of another paper.
fn is_relied_on(known: &KnownCitation, context: &Context<'_>) -> bool {
    let cited = context.cited(known);
    let is_named_whole = cited.citation.issuer.is_some();
    let is_basis =
        matches!(cited.standing, CitationStanding::Basis | CitationStanding::Opening);
    (is_basis || is_named_whole)
        && !known.is_in_name
        && !known.is_doubtful(&cited.citation)
}

/// That it is amended by papers that the plan does not cite.
fn check_amendments(
    rule: &Rule,
    context: &Context<'_>,
    known: &KnownCitation,
    cited: &HashSet<&str>,
    day: NaiveDate,
) -> Option<Diagnostic> {
    let (amended, silent): (Vec<_>, Vec<_>) =
        known.paper.amended_by().partition(|number| !cited.contains(number));
    let names: Vec<_> = amended
        .into_iter()
        .filter(|number| is_issued(number, day) && is_told_by_title(number, known.paper))
        .map(describe_number)
        .collect();
    // Whoever cites one of the amendments knows of them.
    if names.is_empty() || !silent.is_empty() {
        return None;
    }
    let name = known.paper.describe();
    let place = context.cited(known).place_name(context);
    let message = format!("{name} đã được sửa đổi, bổ sung");
    Some(
        rule.finding(place, message)
            .label(format!("sửa đổi bởi {}", list_names(&names)))
            .hint("phần được dẫn đã sửa thì dẫn thêm văn bản sửa đổi"),
    )
}

/// Whether the title of an amending paper names the law that it amends. Laws on planning, on
/// taxes and the like have changed dozens of others in passing; none of these is cited for
/// that, and nobody would send a plan back.
fn is_told_by_title(number: &str, amended: KnownPaper) -> bool {
    !amended.is_law()
        || find_papers(number).iter().any(|paper| {
            language::fold(paper.subject()).contains(&language::fold(amended.subject()))
        })
}

/// Whether a paper was there on a day, as far as the register or its number says.
fn is_issued(number: &str, day: NaiveDate) -> bool {
    if let [paper] = find_papers(number)[..]
        && let Some(date) = paper.date()
    {
        return date <= day;
    }
    let year = number.split('/').nth(1).and_then(|year| year.parse::<i32>().ok());
    year.is_some_and(|year| (1945..day.year()).contains(&year))
}

/// That a part of it no longer holds.
fn check_part(
    rule: &Rule,
    context: &Context<'_>,
    known: &KnownCitation,
    day: NaiveDate,
) -> Option<Diagnostic> {
    let ended = known.paper.partly_until().filter(|ended| *ended <= day)?;
    let newer: Vec<_> = known.paper.replaced_by().map(describe_number).collect();
    let name = known.paper.describe();
    let words = Moment::Day(ended).to_text();
    let place = context.cited(known).place_name(context);
    let message = format!("một phần của {name} hết hiệu lực từ {words}");
    let finding = rule.finding(place, message).label("có thể không còn hiệu lực");
    Some(match newer.is_empty() {
        true => finding.hint("xem phần được dẫn còn hiệu lực không"),
        false => finding.hint(format!(
            "xem phần được dẫn còn hiệu lực không, hay phải dẫn {}",
            newer.join(", ")
        )),
    })
}

/// The bodies of the Party that issue papers of its centre, folded, by words of their names.
const CENTRE: [(&str, &[&str]); 3] = [
    ("Bộ Chính trị", &["bo chinh tri"]),
    ("Ban Bí thư", &["ban bi thu"]),
    (
        "Ban Chấp hành Trung ương Đảng",
        &["ban chap hanh trung uong", "trung uong dang", "hoi nghi trung uong"],
    ),
];

/// That another body of the Party has issued it; of other papers the symbol says whose
/// they are.
fn check_issuer(
    rule: &Rule,
    context: &Context<'_>,
    known: &KnownCitation,
) -> Option<Diagnostic> {
    let paper = known.paper;
    let cited = context.cited(known);
    let place = cited.citation.issuer.as_ref().filter(|_| paper.is_of_centre())?;
    let written = find_body(cited.words(context, place))?;
    let issuer = find_body(paper.issuer()).filter(|issuer| *issuer != written)?;
    let message = format!("{} là của {issuer}, không phải {written}", paper.describe());
    Some(
        rule.finding(cited.place(context, place), message)
            .label(format!("theo danh mục là {issuer}"))
            .hint("đối chiếu cơ quan ban hành với bản gốc"),
    )
}

fn find_body(name: &str) -> Option<&'static str> {
    let folded = language::fold(name);
    let mut bodies = CENTRE.iter();
    bodies
        .find(|(_, words)| words.iter().any(|words| folded.contains(words)))
        .map(|(body, _)| *body)
}

/// Words with which the subject of a paper begins, and not the rest of a sentence.
const OPENINGS: [&str; 9] = [
    "về ",
    "quy định ",
    "ban hành ",
    "phê duyệt ",
    "hướng dẫn ",
    "sửa đổi",
    "công bố ",
    "thành lập ",
    "bãi bỏ ",
];

/// That its subject has next to no word of that in the register.
fn check_subject(
    rule: &Rule,
    context: &Context<'_>,
    known: &KnownCitation,
) -> Option<Diagnostic> {
    /// So few words may be any.
    const FEWEST: usize = 5;
    /// A subject ends within so many letters, or what follows is not said of the paper.
    const LONGEST: usize = 1_000;
    let is_certain = known.by_number && known.paper.has_year() && known.paper.is_sure();
    if !is_certain || known.is_in_name {
        return None;
    }
    let cited = context.cited(known);
    let place = cited.citation.subject.as_ref()?;
    let words = take_first_letters(cited.words(context, place), LONGEST);
    let before = &cited.text(context)[..cited.citation.range.start];
    let lower = language::to_lower(words);
    if !OPENINGS.iter().any(|opening| lower.starts_with(opening)) || has_provision(before)
    {
        return None;
    }
    let written = list_content_words(words);
    let listed = list_content_words(known.paper.subject());
    let fewest = written.len().min(listed.len());
    let shared = written.intersection(&listed).count();
    if fewest < FEWEST || shared * 5 > fewest {
        return None;
    }
    let name = known.paper.describe();
    let subject = known.paper.subject();
    Some(
        rule.finding(
            cited.place(context, place),
            format!("trích yếu ghi ở đây khác trích yếu của {name}"),
        )
        .label("văn bản này nói về việc khác")
        .hint(format!("theo danh mục, văn bản ấy {subject}"))
        .hint("xem lại số, hoặc sửa trích yếu theo bản gốc"),
    )
}

/// Whether a provision of the paper stands before it, of which is spoken then: `khoản 2 Điều
/// 13 Nghị định số … quy định mọi trường hợp …`.
fn has_provision(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().take(3);
    words.any(|word| {
        matches!(word.to_lowercase().as_str(), "điều" | "khoản" | "điểm" | "chương")
    })
}

/// The words of a subject that say what it is about, folded.
fn list_content_words(text: &str) -> HashSet<String> {
    const COMMON: [&str; 40] = [
        "ve", "viec", "quy", "dinh", "cua", "va", "cac", "mot", "so", "dieu", "huong",
        "dan", "thi", "hanh", "thuc", "hien", "chi", "tiet", "ban", "phe", "duyet",
        "sua", "doi", "bo", "sung", "luat", "nghi", "thong", "tu", "quyet", "chinh",
        "phu", "tren", "dia", "nam", "giai", "doan", "cong", "tac", "doi",
    ];
    let folded = language::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() > 1 && !COMMON.contains(word))
        .map(str::to_owned)
        .collect()
}

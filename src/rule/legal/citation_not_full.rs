//! `citation-not-full`: the first citation of a paper is full.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{CitationStanding, CitedGroup, CitedPaper};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-not-full",
        summary: "viện dẫn lần đầu ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành và trích yếu",
        explanation: "Lần đầu viện dẫn một văn bản phải ghi đủ tên loại, số, ký hiệu, thời gian ban hành, tên cơ quan ban hành và trích yếu; các lần sau chỉ ghi tên loại và số, ký hiệu. Căn cứ là Luật, Pháp lệnh thì ghi tên và ngày. Trong phần căn cứ máy cảnh báo từng văn bản; chỗ khác máy chỉ gợi ý, gộp vào một thông báo. Khai văn bản ở `van_ban_lien_quan` rồi dẫn bằng `{{ vb(\"…\") }}` thì máy tự ghi đủ lần đầu, ngắn các lần sau.",
    },
    severity: Severity::Warning,
    clause: Some("điểm a, b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("văn bản ấy không có phần còn thiếu"),
    wrong: "can_cu:\n  van_ban:\n    - Quyết định số 53/2016/QĐ-UBND ngày 28/12/2016\n",
    right: "can_cu:\n  van_ban:\n    - Quyết định số 53/2016/QĐ-UBND ngày 28/12/2016 của Ủy ban nhân dân tỉnh Nghệ An về việc ban hành Quy chế làm việc\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut elsewhere = Vec::new();
    for group in context.cited_groups() {
        let Some(first) = find_first(context, group) else { continue };
        let missing = list_missing(context, first);
        if missing.is_empty() {
            continue;
        }
        if first.standing == CitationStanding::Basis {
            found.push(describe_basis(rule, context, first, &missing));
        } else {
            elsewhere.push(first);
        }
    }
    let papers = context.citations().iter();
    let laws = papers.filter(|paper| is_undated_basis(context, paper));
    found.extend(laws.map(|law| describe_basis(rule, context, law, &["ngày ban hành"])));
    found.extend(hint_elsewhere(rule, context, &elsewhere));
}

/// The first citation of a paper, where it should be full: no registered paper, which the
/// program cites, and none that stands in the subject of another paper alone.
fn find_first<'c>(
    context: &'c Context<'_>,
    group: &'c CitedGroup,
) -> Option<&'c CitedPaper> {
    if group.citations(context).any(CitedPaper::is_registered) {
        return None;
    }
    let mut papers = group.citations(context);
    // Names of bodies (`Đoàn kiểm tra theo Quyết định số …`) are short; a cell is a text.
    let first = papers.find(|paper| {
        let is_name = paper.role == Role::Other && paper.citation.date.is_none();
        paper.is_in_body() && !is_name && !paper.is_nested
    })?;
    if !is_judged(context, first) {
        return None;
    }
    // The note of a word is read with the word: a full citation in it is the first.
    let mut notes = group.citations(context);
    let has_full_note = notes.any(|paper| {
        paper.standing == CitationStanding::Note
            && list_missing(context, paper).is_empty()
    });
    (!has_full_note).then_some(first)
}

/// Whether a citation is one of a paper whose number is known to be of the State or the
/// Party, and points at the paper and not at a part of it.
fn is_judged(context: &Context<'_>, paper: &CitedPaper) -> bool {
    const PARTS: [&str; 7] = ["điều", "khoản", "điểm", "mục", "chương", "phụ", "lục"];
    let number = paper.citation.symbol_number();
    let is_known = number.is_some_and(|number| number.is_of_state() || number.is_party());
    let before = &paper.text(context)[..paper.citation.range.start];
    let mut words = before.split([' ', ';', '.', ',']).rev().take(8);
    let is_of_part = words.any(|word| PARTS.contains(&word.to_lowercase().as_str()));
    is_known
        && paper.citation.kind.is_some()
        && !paper.is_of_other(context)
        && (paper.standing == CitationStanding::Basis || !is_of_part)
}

/// A law among the bases without its date; not one in the subject of another paper
/// (`hướng dẫn thi hành một số điều của Luật …`).
fn is_undated_basis(context: &Context<'_>, paper: &CitedPaper) -> bool {
    let citation = &paper.citation;
    let before = paper.text(context)[..citation.range.start].trim_end();
    let is_dated = citation.date.is_some() || citation.year_words.is_some();
    paper.standing == CitationStanding::Basis
        && citation.is_law()
        && citation.name.is_some()
        && !paper.is_nested
        && !before.ends_with(" của")
        && !is_dated
        && !paper.is_registered()
}

/// What a citation lacks. What is shared with a citation behind it is there.
fn list_missing(context: &Context<'_>, paper: &CitedPaper) -> Vec<&'static str> {
    let citation = &paper.citation;
    let text = paper.text(context);
    let after = text[citation.range.end..].trim_start();
    // A value that a form computes may be any of the parts.
    let words: String = after.chars().take(20).collect();
    if paper.citation.is_law() || words.contains("{{") || paper.is_open(context) {
        return Vec::new();
    }
    let is_joined = after.starts_with("và ") || after.starts_with("và số");
    // `Quy chế tuyển sinh ban hành kèm theo Văn bản hợp nhất số …`: what it is about is said.
    let before = text[..citation.range.start].trim_end().to_lowercase();
    let is_named_before = before.ends_with("kèm theo");
    let mut missing = Vec::new();
    if citation.date.is_none() {
        missing.push("ngày ban hành");
    }
    if citation.issuer.is_none() && !is_joined && !has_issuer_before(context, paper) {
        missing.push("cơ quan ban hành");
    }
    if citation.subject.is_none() && !is_joined && !is_named_before {
        missing.push("trích yếu");
    }
    missing
}

/// Whether the issuer is named before: `đề nghị của Sở Xây dựng tại Tờ trình số …`,
/// `các nghị quyết của Hội đồng nhân dân tỉnh: …`, or both between whom a paper is.
fn has_issuer_before(context: &Context<'_>, paper: &CitedPaper) -> bool {
    let text = paper.text(context);
    let before = text[..paper.citation.range.start].trim_end();
    let subject = paper.citation.subject.as_ref();
    let is_between =
        subject.is_some_and(|s| paper.words(context, s).starts_with("giữa "));
    let clause = before.rsplit([';', '.']).next().unwrap_or_default();
    let is_led =
        ["tại", ":", "ban hành", "phê duyệt"].iter().any(|words| before.ends_with(words));
    is_between || is_led && (clause.contains("của ") || has_agency(clause))
}

/// Whether a clause names an agency that issues papers.
fn has_agency(clause: &str) -> bool {
    const AGENCIES: [&str; 9] = [
        "ubnd",
        "hđnd",
        "ban nhân dân",
        "hội đồng nhân dân",
        "thủ tướng",
        "chính phủ",
        "quốc hội",
        "tỉnh ủy",
        "đảng ủy",
    ];
    let lower = clause.to_lowercase().replace("uỷ", "ủy");
    let has_department = clause.split(' ').any(|word| matches!(word, "Bộ" | "Sở"));
    has_department || AGENCIES.iter().any(|words| lower.contains(words))
}

fn describe_basis(
    rule: &Rule,
    context: &Context<'_>,
    paper: &CitedPaper,
    missing: &[&str],
) -> Diagnostic {
    let missing = missing.join(", ");
    let message = format!("căn cứ {} thiếu {missing}", paper.short_name(context));
    let finding = rule.finding(paper.place(context, &paper.citation.range), message);
    finding
        .label(format!("thiếu {missing}"))
        .hint("ghi đủ như bản gốc, hoặc khai ở `van_ban_lien_quan` rồi ghi mã ở đây")
}

/// One hint for all that the text cites without all its parts.
fn hint_elsewhere(
    rule: &Rule,
    context: &Context<'_>,
    papers: &[&CitedPaper],
) -> Option<Diagnostic> {
    let [first, others @ ..] = papers else { return None };
    let missing = list_missing(context, first).join(", ");
    let name = first.short_name(context);
    let message = format!("{name} dẫn lần đầu mà thiếu {missing}");
    let label = match others.len() {
        0 => format!("thiếu {missing}"),
        more => format!("thiếu {missing}; còn {more} văn bản nữa dẫn chưa đủ"),
    };
    let place = first.place(context, &first.citation.range);
    let mut finding = rule.finding(place, message).label(label);
    finding.severity = Severity::Hint;
    for other in others.iter().take(5) {
        let missing = list_missing(context, other).join(", ");
        finding = finding.related(other.place_name(context), format!("thiếu {missing}"));
    }
    Some(finding.hint("lần đầu ghi đủ, các lần sau chỉ ghi tên loại và số, ký hiệu"))
}

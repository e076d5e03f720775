//! `paper-not-in-force`: a plan relies on papers that hold on its date.

use chrono::{Datelike, NaiveDate};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::quantity::Moment;
use crate::register::{KnownDay, KnownPaper, find_papers};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    CitationStanding, KnownCitation, PlanDates, find_years, split_around,
};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "paper-not-in-force",
        summary: "văn bản được viện dẫn phải đang có hiệu lực vào ngày của kế hoạch",
        explanation: "Kế hoạch dựa vào văn bản đã hết hiệu lực, hoặc chưa có hiệu lực, thì phần dựa vào nó không thực hiện được. Máy tra ngày có hiệu lực, ngày hết hiệu lực trong danh mục văn bản của trung ương; kế hoạch mới biết tháng, năm thì chỉ nêu khi sai với mọi ngày của tháng, năm ấy. Ngày hiệu lực chưa chắc thì máy chỉ gợi ý; ngày hết hiệu lực chưa biết thì máy không nói gì, không có nghĩa là văn bản còn hiệu lực. Câu nói về việc trước đây (tổng kết, giai đoạn đã qua, văn bản được thay thế) và kế hoạch triển khai chính văn bản chưa có hiệu lực thì máy không xét. Viện dẫn văn bản thay thế; dẫn vì điều khoản chuyển tiếp thì ghi `bo_qua`.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("văn bản còn được áp dụng theo điều khoản chuyển tiếp"),
    wrong: "nam: 2026\nvan_ban:\n  so: 5\n  ngay: 2026-05-20\n  trich_yeu: Triển khai công tác cán bộ năm 2026\ncan_cu:\n  van_ban:\n    - Luật Cán bộ, công chức ngày 13 tháng 11 năm 2008\n",
    right: "nam: 2026\nvan_ban:\n  so: 5\n  ngay: 2026-05-20\n  trich_yeu: Triển khai công tác cán bộ năm 2026\ncan_cu:\n  van_ban:\n    - Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025\n",
    check,
};

/// Words before a citation that tell of the past, or of its end; in small letters.
const PAST_BEFORE: [&str; 9] = [
    "trước đây",
    "thay thế",
    "thay cho",
    "bãi bỏ",
    "chuyển tiếp",
    "tổng kết",
    "sơ kết",
    "kết quả thực hiện",
    "đã thực hiện",
];

/// Words behind one that say the same.
const PAST_AFTER: [&str; 6] = [
    "hết hiệu lực",
    "trước đây",
    "được thay thế",
    "bị thay thế",
    "không còn hiệu lực",
    "bãi bỏ",
];

/// Words around one that is brought into effect.
const COMING: [&str; 10] = [
    "có hiệu lực",
    "thi hành",
    "tuyên truyền",
    "phổ biến",
    "tập huấn",
    "quán triệt",
    "dự thảo",
    "kể từ",
    "chuẩn bị",
    "sắp tới",
];

/// What the register says of a paper on the days of the plan.
enum State {
    Ended(KnownDay),
    NotYet(KnownDay),
}

/// A paper is told of once, at its first place.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(dates) = context.dates() else { return };
    let mut numbers: Vec<&str> = Vec::new();
    for known in &context.register_answers().known {
        let number = known.paper.number();
        if numbers.contains(&number) {
            continue;
        }
        let Some(state) = find_state(known, dates) else { continue };
        if known.is_doubtful(&context.cited(known).citation) {
            continue;
        }
        let is_apart = match state {
            State::Ended(_) => is_of_past(known, context, dates),
            State::NotYet(_) => is_coming(known, context),
        };
        if is_apart || known.is_in_name {
            continue;
        }
        numbers.push(number);
        found.push(describe_state(rule, context, known, &state));
    }
}

fn find_state(known: &KnownCitation, dates: PlanDates) -> Option<State> {
    let until = known.paper.until().filter(|until| until.day <= dates.earliest);
    if let Some(until) = until {
        return Some(State::Ended(until));
    }
    let is_issued = |day: NaiveDate| known.paper.date().is_some_and(|date| date <= day);
    let since = known.paper.since().filter(|since| since.day > dates.latest);
    // One that is issued later than the plan has a finding of its own.
    since.filter(|_| is_issued(dates.earliest)).map(State::NotYet)
}

/// Whether the sentence tells of what was, as plans do when they say what has been done.
fn is_of_past(known: &KnownCitation, context: &Context<'_>, dates: PlanDates) -> bool {
    let cited = context.cited(known);
    let [before, after] = split_around(cited.text(context), &cited.citation.range);
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    if context.cited(known).standing == CitationStanding::Basis {
        return before.contains("thay thế");
    }
    let names_period = before.contains("giai đoạn")
        || before.trim_start().starts_with("năm ")
        || after.contains("giai đoạn");
    let years = find_years(&before).into_iter().chain(find_years(&after));
    let is_over = |year: i32| year < dates.earliest.year();
    PAST_BEFORE.iter().any(|words| before.contains(words))
        || PAST_AFTER.iter().any(|words| after.contains(words))
        || names_period && years.map(|year| year.value).max().is_some_and(is_over)
}

/// Whether the plan, or the sentence, brings the paper into effect.
fn is_coming(known: &KnownCitation, context: &Context<'_>) -> bool {
    let cited = context.cited(known);
    let [before, after] = split_around(cited.text(context), &cited.citation.range);
    let subject = context.form.head.as_ref().map(|head| head.subject.collect_words());
    let subject = subject.unwrap_or_default().to_lowercase();
    let paper = known.paper;
    let is_subject = subject.contains(&paper.kind().to_lowercase())
        || subject.contains(&paper.number().to_lowercase());
    let around = [before.to_lowercase(), after.to_lowercase()];
    is_subject
        || COMING.iter().any(|words| around.iter().any(|text| text.contains(words)))
}

fn describe_state(
    rule: &Rule,
    context: &Context<'_>,
    known: &KnownCitation,
    state: &State,
) -> Diagnostic {
    let name = known.paper.describe();
    let kind = context.form.kind.lower_name();
    let place = context.cited(known).place_name(context);
    let (mut finding, day) = match state {
        State::Ended(until) => {
            let day = Moment::Day(until.day).to_text();
            let message = format!("{name} hết hiệu lực từ {day}, trước {kind} này");
            let finding = rule.finding(place, message);
            (describe_end(finding, known.paper), until)
        }
        State::NotYet(since) => {
            let day = Moment::Day(since.day).to_text();
            let message = format!("{name} có hiệu lực từ {day}, sau ngày của {kind} này");
            let finding = rule
                .finding(place, message)
                .label("chưa có hiệu lực")
                .hint("dẫn văn bản đang có hiệu lực, hoặc nêu rõ áp dụng từ ngày ấy");
            (finding, since)
        }
    };
    if !day.is_sure {
        finding.severity = Severity::Hint;
        finding
            .push_hint("ngày hiệu lực trong danh mục của máy chưa chắc, cần đối chiếu");
    }
    finding
}

fn describe_end(finding: Diagnostic, paper: KnownPaper) -> Diagnostic {
    let newer: Vec<_> = paper.replaced_by().map(describe_number).collect();
    if newer.is_empty() {
        return finding
            .label("đã hết hiệu lực")
            .hint("tìm văn bản đang có hiệu lực về việc này mà dẫn");
    }
    let newer = newer.join(", ");
    finding
        .label(format!("nay là {newer}"))
        .hint(format!("dẫn {newer}, sau khi đối chiếu điều khoản"))
}

/// A paper by its number, with its type where the register has it.
pub(super) fn describe_number(number: &str) -> String {
    match find_papers(number)[..] {
        [paper] => paper.describe(),
        _ => format!("văn bản số {number}"),
    }
}

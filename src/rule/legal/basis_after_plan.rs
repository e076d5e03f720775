//! `basis-after-plan`: a plan is founded on papers that were there before it.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use crate::citation::{self, Citation, find_citations};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Basis;
use crate::formula::Destination;
use crate::prose::ProsePiece;
use crate::quantity::{Moment, OpenDate};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::TextLine;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "basis-after-plan",
        summary: "văn bản làm căn cứ phải ban hành trước kế hoạch",
        explanation: "Căn cứ là văn bản đã có khi ban hành kế hoạch, nên ngày của nó không thể sau ngày của kế hoạch. Kế hoạch mới biết tháng hoặc năm thì tính đến ngày cuối của tháng, năm ấy; chưa biết ngày thì máy chỉ cảnh báo khi căn cứ ban hành sau ngày 30 tháng 6 của năm kế hoạch: kế hoạch năm thường ban hành đầu năm. Đối chiếu ngày của văn bản với bản gốc.",
    },
    severity: Severity::Error,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "can_cu:\n  van_ban: [ nq-14 ]\nvan_ban_lien_quan:\n  nq-14:\n    loai: Nghị quyết\n    so: 14/NQ-HĐND\n    ngay: 2023-12-29\n    co_quan: Hội đồng nhân dân xã Kim Liên\n",
    right: "can_cu:\n  van_ban: [ nq-14 ]\nvan_ban_lien_quan:\n  nq-14:\n    loai: Nghị quyết\n    so: 14/NQ-HĐND\n    ngay: 2022-12-29\n    co_quan: Hội đồng nhân dân xã Kim Liên\n",
    check,
};

/// A dated paper that the plan is founded on.
struct DatedBasis {
    /// The earliest day that it can be of.
    day: NaiveDate,
    /// Its date in words.
    words: String,
    /// Where the date stands.
    place: Span,
}

/// An error where the basis is later than any day that the plan can be of; a warning where
/// the plan has no date yet and the basis is of the second half of its year, since a plan
/// for a year is mostly issued at its beginning.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(issue), Some(year)) = (context.form.date(), &context.form.year) else {
        return;
    };
    let date = issue.value;
    let is_undated = date == OpenDate::Unknown;
    let kind = context.form.kind.lower_name();
    let summer = NaiveDate::from_ymd_opt(year.value, 6, 30);
    for basis in list_bases(context) {
        if date.latest().is_some_and(|latest| latest < basis.day) {
            let message = format!("căn cứ {} ban hành sau {kind}", basis.words);
            found.push(
                rule.finding(basis.place, message)
                    .label(format!("cần một ngày trước ngày của {kind}"))
                    .related(issue.span, format!("ngày của {kind}"))
                    .hint("đối chiếu ngày của văn bản với bản gốc"),
            );
        } else if is_undated && summer.is_some_and(|summer| summer < basis.day) {
            let message = format!(
                "căn cứ {} có lẽ ban hành sau {kind} năm {}",
                basis.words, year.value
            );
            let mut finding = rule
                .finding(basis.place, message)
                .label(format!("có phải là năm {}?", basis.day.year() - 1))
                .related(issue.span, format!("ngày của {kind} còn để ngỏ"))
                .hint(format!(
                    "đối chiếu bản gốc; nếu đúng, ghi ngày của {kind} vào `ngay`"
                ));
            finding.severity = Severity::Warning;
            found.push(finding);
        }
    }
}

/// All bases with a date, each paper of the register once: those cited by their id in a
/// basis or in the opening, and those written out in words, whose date is read from the
/// text.
fn list_bases(context: &Context<'_>) -> Vec<DatedBasis> {
    let Some(bases) = &context.form.bases else { return Vec::new() };
    let mut ids: HashSet<String> = HashSet::new();
    let mut res = Vec::new();
    for item in bases.groups.iter().flat_map(|g| &g.items) {
        match item {
            Basis::Registered(id) => ids.extend([id.value.clone()]),
            Basis::Text(text) => {
                for pieces in &text.lines {
                    collect_cited(pieces, &mut ids);
                    collect_typed(
                        context,
                        &TextLine::from_pieces(pieces, text.span),
                        true,
                        &mut res,
                    );
                }
            }
        }
    }
    if let Some(opening) = &bases.opening {
        for para in &opening.paras {
            collect_cited(&para.pieces, &mut ids);
            collect_typed(
                context,
                &TextLine::from_pieces(&para.pieces, opening.span),
                false,
                &mut res,
            );
        }
    }
    let papers = context.form.papers.iter().filter(|(id, _)| ids.contains(&id.value));
    res.extend(papers.filter_map(|(_, paper)| {
        let date = paper.date?;
        let words = paper.citation.short() + &describe_date(date.value);
        Some(DatedBasis { day: date.value.earliest()?, words, place: date.span })
    }));
    res
}

fn describe_date(date: OpenDate) -> String {
    let moment = match date {
        OpenDate::Day(day) => Moment::Day(day),
        OpenDate::Month { year, month } => Moment::Month { month, year: Some(year) },
        OpenDate::Year(year) => Moment::Year(year),
        OpenDate::Unknown => return String::new(),
    };
    format!(" {}", moment.to_text())
}

/// Papers cited by `{{ vb("…") }}`.
fn collect_cited(pieces: &[ProsePiece], ids: &mut HashSet<String>) {
    for piece in pieces {
        let ProsePiece::Value { expression, .. } = piece else { continue };
        let paper = expression.pointer().filter(|p| p.to == Destination::Paper);
        ids.extend(paper.map(|pointer| pointer.id.clone()));
    }
}

/// Papers written out with their dates, or with the year of their numbers alone. Of a line
/// that is one basis and cites nothing with a date (`whole`), its first date.
fn collect_typed(
    context: &Context<'_>,
    line: &TextLine<'_>,
    whole: bool,
    found: &mut Vec<DatedBasis>,
) {
    let citations = find_citations(&line.text);
    let is_dated = citations.iter().any(|citation| citation.date.is_some());
    found.extend(
        citations.iter().filter_map(|citation| read_typed(context, line, citation)),
    );
    if whole
        && !is_dated
        && citations.iter().all(|citation| citation.number.is_none())
        && let Some(date) = citation::find_dates(&line.text).first()
    {
        let words = format!("ngày {}", &line.text[date.start..date.end]);
        let place = line.place(context, date.start, date.end);
        found.extend(date.to_day().map(|day| DatedBasis { day, words, place }));
    }
}

/// A paper of a text, with the first day that it can be of.
fn read_typed(
    context: &Context<'_>,
    line: &TextLine<'_>,
    citation: &Citation,
) -> Option<DatedBasis> {
    let kind = citation.stated_kind().map_or("văn bản", |kind| kind.name);
    let name = match (&citation.name, &citation.number) {
        (Some(name), _) => format!("{kind} {}", &line.text[name.clone()]),
        (None, Some(found)) => format!("{kind} số {}", found.number.text()),
        (None, None) => kind.to_owned(),
    };
    if let Some(date) = citation.date {
        let words = format!("{name} ngày {}", &line.text[date.start..date.end]);
        let place = line.place(context, date.start, date.end);
        return Some(DatedBasis { day: date.to_day()?, words, place });
    }
    let number = citation.number.as_ref()?;
    let year = number.number.year().filter(|_| number.number.error().is_none())?;
    let day = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let place = line.place(context, number.start, number.end);
    Some(DatedBasis { day, words: name, place })
}

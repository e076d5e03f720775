//! `report-date`: who collects reports sends his own after the others have sent theirs.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{ReportDay, ReportDue, find_reports};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "report-date",
        summary: "thời hạn báo cáo của các đơn vị phải trước thời hạn của nơi tổng hợp",
        explanation: "Nơi tổng hợp báo cáo của các đơn vị rồi mới báo cáo lên, nên hạn của các đơn vị phải trước hạn của nơi tổng hợp, khi cùng một nơi nhận, hoặc nơi nhận của các đơn vị chính là nơi tổng hợp, và cùng một kỳ (tháng, quý, 6 tháng, năm). Hạn của các đơn vị sau hạn ấy là gõ nhầm một trong hai. Cùng một kỳ, cùng một câu giao việc nhắc lại ở hai chỗ mà hai hạn khác nhau cũng vậy.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("hai báo cáo này là của hai việc khác nhau"),
    wrong: "noi_dung:\n  - tieu_de: Chế độ báo cáo\n    doan: |\n      - Các thôn báo cáo Ủy ban nhân dân xã kết quả thực hiện trước ngày 15/12/2023.\n      - Công chức văn hóa tổng hợp, báo cáo Ủy ban nhân dân xã trước ngày 10/12/2023.\n",
    right: "noi_dung:\n  - tieu_de: Chế độ báo cáo\n    doan: |\n      - Các thôn báo cáo Ủy ban nhân dân xã kết quả thực hiện trước ngày 05/12/2023.\n      - Công chức văn hóa tổng hợp, báo cáo Ủy ban nhân dân xã trước ngày 10/12/2023.\n",
    check,
};

/// A report with its place in the file and how its line begins.
struct PlacedReport {
    report: ReportDue,
    span: Span,
    /// What is written there.
    written: String,
    /// The first words of the line: the same work said again begins alike.
    beginning: String,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let reports = list_reports(context);
    for (index, late) in reports.iter().enumerate() {
        let others = reports.iter().enumerate().filter(|(other, _)| *other != index);
        let others = others.map(|(other, placed)| (other < index, placed));
        let early = others.into_iter().find(|(is_before, other)| {
            let is_late = is_sent_too_late(&late.report, &other.report);
            is_handed_on(&late.report, &other.report) && is_late
                || is_alike(&late.report, &other.report)
                    && (is_late || *is_before && is_said_again(late, other))
        });
        let Some((_, other)) = early else { continue };
        let is_late = is_sent_too_late(&late.report, &other.report);
        let message = if is_late {
            format!(
                "báo cáo trước ngày {}, nhưng nơi tổng hợp đã báo cáo trước ngày {}",
                late.written, other.written
            )
        } else {
            format!(
                "báo cáo trước ngày {}, nhưng chỗ khác ghi trước ngày {}",
                late.written, other.written
            )
        };
        let label =
            if is_late { "sau khi đã tổng hợp" } else { "hạn nào đúng?" };
        found.push(
            rule.finding(late.span, message)
                .label(label)
                .related(other.span, "hạn ở chỗ kia")
                .hint("xem lại hai thời hạn, sửa một"),
        );
    }
}

fn list_reports(context: &Context<'_>) -> Vec<PlacedReport> {
    const FIRST: usize = 4;
    let mut found = Vec::new();
    for (_, line) in context.lines().filter(|(role, _)| *role == Role::Body) {
        for report in find_reports(&line.text) {
            let place = &report.place;
            let words = line.text.split_whitespace().take(FIRST);
            found.push(PlacedReport {
                span: line.place(context, place.start, place.end),
                written: line.text[place.clone()].to_owned(),
                beginning: words.collect::<Vec<_>>().join(" ").to_lowercase(),
                report,
            });
        }
    }
    found
}

/// Whether two reports are of one time, to one receiver, and their days compare.
fn is_alike(one: &ReportDue, other: &ReportDue) -> bool {
    is_of_one_time(one, other)
        && !one.receiver.is_empty()
        && one.receiver == other.receiver
}

/// Whether who receives the report of a unit puts those together and sends his own on.
fn is_handed_on(unit: &ReportDue, summary: &ReportDue) -> bool {
    // Half a year apart they are of two times, whatever the text says.
    let is_near = match (unit.day, summary.day) {
        (ReportDay::OfYear(one, _), ReportDay::OfYear(other, _)) => {
            one.abs_diff(other) <= 1
        }
        _ => true,
    };
    is_of_one_time(unit, summary)
        && is_near
        && !unit.receiver.is_empty()
        && unit.receiver == summary.sender
        && unit.receiver != summary.receiver
}

/// Whether two reports are of one time, and their days compare.
fn is_of_one_time(one: &ReportDue, other: &ReportDue) -> bool {
    let both_monthly = matches!(one.day, ReportDay::OfMonth(_))
        == matches!(other.day, ReportDay::OfMonth(_));
    one.period == other.period && both_monthly
}

/// Whether the report of a unit comes after the one that is put together from those.
fn is_sent_too_late(unit: &ReportDue, summary: &ReportDue) -> bool {
    !unit.is_summary && summary.is_summary && unit.day > summary.day
}

/// Whether two lines that begin alike say two days.
fn is_said_again(one: &PlacedReport, other: &PlacedReport) -> bool {
    one.beginning == other.beginning && one.report.day != other.report.day
}

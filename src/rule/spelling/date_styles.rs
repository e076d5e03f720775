//! `date-styles`: the dates of a paper are written in one way.

use crate::citation::find_dates;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{FaultPlaces, find_values, is_in_value, take_token};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "date-styles",
        summary: "ngày tháng viết một cách: ngày 19/12/2023 hoặc ngày 19 tháng 12 năm 2023",
        explanation: "Ngày viết bằng dấu gạch chéo (19/12/2023) hay bằng chữ (19 tháng 12 năm 2023) đều được, nhưng một văn bản thì viết một cách, không xen ngày viết bằng gạch ngang, dấu chấm (19-12-2023). Máy cảnh báo khi ngày của các văn bản được dẫn viết hai cách, gợi ý khi hai cách ở những chỗ khác. Sửa các ngày viết theo cách ít dùng hơn.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("ngày ấy chép nguyên văn"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      Thực hiện Kế hoạch số 12/KH-UBND ngày 19/3/2023 của Ủy ban nhân dân huyện Nam Đàn về giảm nghèo và Nghị quyết số 14/NQ-HĐND ngày 29 tháng 3 năm 2023 của Hội đồng nhân dân xã về phát triển kinh tế.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      Thực hiện Kế hoạch số 12/KH-UBND ngày 19/3/2023 của Ủy ban nhân dân huyện Nam Đàn về giảm nghèo và Nghị quyết số 14/NQ-HĐND ngày 29/3/2023 của Hội đồng nhân dân xã về phát triển kinh tế.\n",
    check,
};

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateStyle {
    /// `19/12/2023`
    Signs,
    /// `19-12-2023`, `19.12.2023`
    Dashes,
    /// `19 tháng 12 năm 2023`
    Words,
}

/// A date as it is written.
struct WrittenDate {
    /// Its line among those of the form.
    index: usize,
    start: usize,
    end: usize,
    style: DateStyle,
    /// Whether it is the date of a paper that is cited.
    cited: bool,
}

impl DateStyle {
    /// What is said of dates in this style beside those in the one to keep.
    fn describe_odd(self) -> &'static str {
        match self {
            Self::Dashes => "không viết bằng dấu này",
            Self::Signs | Self::Words => "cách ít dùng hơn",
        }
    }
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines: Vec<_> = context.lines().collect();
    let mut dates = Vec::new();
    for (index, (role, line)) in lines.iter().enumerate() {
        if matches!(role, Role::Body | Role::Title | Role::Other) {
            collect_dates(&line.text, index, &mut dates);
        }
    }
    let cited = |style| dates.iter().any(|date| date.cited && date.style == style);
    let is_of_citations = cited(DateStyle::Signs) && cited(DateStyle::Words);
    let compared: Vec<_> =
        dates.iter().filter(|date| date.cited || !is_of_citations).collect();
    let count = |style| compared.iter().filter(|date| date.style == style).count();
    // However many have dashes, another style is the one to keep.
    let has_more_words = count(DateStyle::Words) > count(DateStyle::Signs);
    let most = if has_more_words { DateStyle::Words } else { DateStyle::Signs };
    let Some(odd) = compared.iter().find(|date| date.style != most) else { return };
    let Some(usual) = compared.iter().find(|date| date.style == most) else { return };
    let mut places = FaultPlaces::default();
    for date in compared.iter().filter(|date| date.style != most) {
        places.push(context, lines[date.index].1, &(date.start..date.end));
    }
    let show = |date: &WrittenDate| &lines[date.index].1.text[date.start..date.end];
    let place =
        |date: &WrittenDate| lines[date.index].1.place(context, date.start, date.end);
    let wanted = match usual.style {
        DateStyle::Signs | DateStyle::Dashes => "viết như `19/12/2023` ở mọi chỗ",
        DateStyle::Words => "viết như `19 tháng 12 năm 2023` ở mọi chỗ",
    };
    let mut finding = rule
        .finding(
            place(odd),
            format!(
                "ngày tháng viết hai cách trong một văn bản: `{}` và `{}`",
                show(odd),
                show(usual)
            ),
        )
        .label(format!("{}{}", odd.style.describe_odd(), places.list_more(context)))
        .related(place(usual), "chỗ này viết cách kia")
        .hint(wanted);
    if !is_of_citations {
        finding.severity = Severity::Hint;
    }
    found.push(finding);
}

fn collect_dates(text: &str, index: usize, dates: &mut Vec<WrittenDate>) {
    if !text.contains("gày ") {
        return;
    }
    let values = find_values(text);
    for date in find_dates(text) {
        let (start, end) = (date.start, date.end);
        if is_in_value(&values, start) {
            continue;
        }
        let typed = &text[start..end];
        let style = match typed.contains("năm") {
            true => DateStyle::Words,
            false if typed.contains(['-', '.']) => DateStyle::Dashes,
            false => DateStyle::Signs,
        };
        let cited = is_cited(text, start);
        dates.push(WrittenDate { index, start, end, style, cited });
    }
}

/// Whether the number of a paper stands before a date: `số 12/KH-UBND ngày `.
fn is_cited(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end().trim_end_matches("ngày").trim_end();
    let token = take_token(before, before.len());
    token.contains('/') && token.contains('-')
}

//! `target-unmeasured`: a target has its figure, and what it is measured from.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Scope, Section, SectionPart};
use crate::language::to_lower;
use crate::prose::Prose;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    FigureBound, MeasureKind, TextLine, find_figures, shorten_text,
};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "target-unmeasured",
        summary: "mục tiêu cụ thể cần có con số, và so với lúc nào",
        explanation: "Mục tiêu cụ thể “giảm tỷ lệ hộ nghèo” mà không nêu giảm bao nhiêu, hoặc “giảm 15%” mà không nói so với năm nào, từ mức nào, thì cuối năm không đánh giá được. Nêu con số phải đạt và mức đầu kỳ: “giảm tỷ lệ hộ nghèo từ 5,2% xuống 3,5%”, “tăng 10% so với năm 2025”.",
    },
    severity: Severity::Hint,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("mục tiêu này không đo bằng con số"),
    wrong: "noi_dung:\n  - tieu_de: Mục tiêu\n    muc_tieu:\n      cu_the:\n        - Phấn đấu giảm tỷ lệ hộ nghèo trên địa bàn xã.\n",
    right: "noi_dung:\n  - tieu_de: Mục tiêu\n    muc_tieu:\n      cu_the:\n        - Phấn đấu giảm tỷ lệ hộ nghèo trên địa bàn xã từ 5,20% xuống còn 3,50%.\n",
    check,
};

/// Words for which way a target goes.
const WAYS: [&str; 6] = ["giảm ", "tăng ", "nâng ", "hạ ", "tăng thêm ", "giảm thêm "];

/// What is counted, by words right behind these.
const COUNTED: [&str; 9] = [
    "tỷ lệ",
    "tỉ lệ",
    "số hộ",
    "số lượng",
    "số vụ",
    "số người",
    "thu nhập",
    "năng suất",
    "diện tích",
];

/// Words for how something changes that say no figure.
const HOW: [&str; 5] = ["mạnh ", "nhanh ", "dần ", "cao ", "sâu "];

/// Words that say from where a change is measured, or that it is one a year.
const BASES: [&str; 16] = [
    "so với",
    "từ ",
    "xuống",
    "lên",
    "còn",
    "mỗi năm",
    "bình quân",
    "hằng năm",
    "hàng năm",
    "/năm",
    "trở lên",
    "năm trước",
    "cùng kỳ",
    "đạt ",
    "ít nhất",
    "tối thiểu",
];

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut targets = Vec::new();
    for part in context.form.parts() {
        match part {
            SectionPart::Objectives(objectives) => {
                let items = objectives.items.iter();
                let specific = items.filter(|item| item.scope == Scope::Specific);
                targets.extend(specific.flat_map(|objective| &objective.text));
            }
            SectionPart::Sections(sections) => collect_targets(sections, &mut targets),
            _ => {}
        }
    }
    collect_targets(&context.form.sections, &mut targets);
    for prose in targets {
        for para in &prose.paras {
            let line = TextLine::from_pieces(&para.pieces, prose.span);
            found.extend(judge_target(rule, context, &line));
        }
    }
}

/// The texts of sections that have targets by their titles.
fn collect_targets<'f>(sections: &'f [Section], found: &mut Vec<&'f Prose>) {
    for section in sections {
        let title = section.title.as_ref().map(|title| title.text.collect_words());
        let title = title.unwrap_or_default().to_lowercase();
        if !(title.contains("mục tiêu cụ thể") || title.starts_with("chỉ tiêu"))
        {
            continue;
        }
        for part in &section.parts {
            if let SectionPart::Prose(prose) = part {
                found.push(prose);
            }
        }
    }
}

fn judge_target(
    rule: &Rule,
    context: &Context<'_>,
    line: &TextLine<'_>,
) -> Option<Diagnostic> {
    let text = &line.text;
    let lower = to_lower(text);
    if lower.len() != text.len() || text.contains("{{") {
        return None;
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        let start = find_counted(&lower)?;
        let message = format!("mục tiêu “{}” không có con số", shorten_text(text.trim()));
        let end =
            start + lower[start..].find([',', ';', '.']).unwrap_or(text.len() - start);
        return Some(
            rule.finding(line.place(context, start, end), message)
                .label("bao nhiêu?")
                .hint("nêu con số phải đạt và mức đầu kỳ"),
        );
    }
    let figure = find_figures(text).into_iter().find(|figure| {
        let before = &lower[..figure.start];
        figure.kind == MeasureKind::Percent
            && figure.bound == FigureBound::Exact
            && ["giảm ", "tăng "].iter().any(|way| before.ends_with(way))
    })?;
    if BASES.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let written = &text[figure.start..figure.end];
    Some(
        rule.finding(
            line.place(context, figure.start, figure.end),
            format!("mục tiêu nêu {written} mà không nói so với lúc nào, mức nào"),
        )
        .label("so với lúc nào?")
        .hint("thêm mức đầu kỳ, ví dụ: so với năm trước; từ 5,2% xuống 3,5%"),
    )
}

/// Where a text in small letters says which way something goes that is counted.
fn find_counted(lower: &str) -> Option<usize> {
    WAYS.iter().find_map(|way| {
        lower.match_indices(way).find_map(|(start, word)| {
            let is_whole = !lower[..start].ends_with(char::is_alphanumeric);
            let next = &lower[start + word.len()..];
            // `giảm mạnh tỷ lệ`: how much is not said by that.
            let next = HOW.iter().find_map(|how| next.strip_prefix(how)).unwrap_or(next);
            let is_counted = COUNTED.iter().any(|word| next.starts_with(word));
            (is_whole && is_counted).then_some(start)
        })
    })
}

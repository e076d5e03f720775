//! `citation-incomplete`: a cited paper has its number with its symbol, and the word “số” before it.

use std::collections::HashSet;

use crate::citation::{
    Citation, Issuer, PaperNumber, WrittenKind, classify_issuer, find_issuer_before,
};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::{take_last_letters, to_lower};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::CitedPaper;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-incomplete",
        summary: "văn bản viện dẫn có đủ chữ “số”, số và ký hiệu: Nghị quyết số 72/2022/NQ-HĐND",
        explanation: "Chỉ ghi số mà không có ký hiệu (Văn bản số 02, Nghị quyết 72), hoặc bỏ trống số, thì người đọc không tra được văn bản. Thiếu chữ “số” trước số thì máy chỉ gợi ý. Tên gọi quen (Nghị quyết 57, Chỉ thị 11) và văn bản của công ty, hội thì máy cũng chỉ gợi ý; tên đã quy ước trong văn bản (gọi tắt là Chỉ thị 11) thì dùng được. Máy không xét tên chương trình, đề án (Chương trình 135).",
    },
    severity: Severity::Warning,
    clause: Some("điểm b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::ALWAYS,
    excuse: Some("bản gốc không có số, ký hiệu"),
    wrong: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Hỗ trợ hộ nghèo theo Nghị quyết số 72 của Hội đồng nhân dân tỉnh.\n",
    right: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Hỗ trợ hộ nghèo theo Nghị quyết số 72/2022/NQ-HĐND ngày 15/7/2022 của Hội đồng nhân dân tỉnh về chính sách giảm nghèo.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut names = HashSet::new();
    let mut without_word = Vec::new();
    let mut holes = Holes::default();
    for paper in context.citations().iter().filter(|paper| paper.is_in_body()) {
        if !is_judged(context, paper)
            || paper.citation.is_law()
            || paper.is_of_other(context)
        {
            continue;
        }
        let name = paper.short_name(context);
        if is_definition(context, paper) {
            names.insert(name);
        } else if paper.citation.symbol_number().is_some() {
            if paper.citation.number_word.is_none() && !names.contains(&name) {
                without_word.push(paper);
            }
        } else if paper.citation.number.is_some() {
            found.extend(
                names.insert(name).then(|| describe_part(rule, context, paper)).flatten(),
            );
        } else {
            holes.push(describe_gap(rule, context, paper), found);
        }
    }
    holes.hint_at_others(found);
    found.extend(hint_at_word(rule, context, &without_word));
}

/// Holes of one kind and date, which are told once, with how many more there are.
#[derive(Default)]
struct Holes {
    /// The place of each finding among those found, and how many more holes are like it.
    places: Vec<(usize, usize)>,
}

impl Holes {
    /// Keeps the finding of a hole, or counts it where one like it is found already.
    fn push(&mut self, finding: Option<Diagnostic>, found: &mut Vec<Diagnostic>) {
        let Some(finding) = finding else { return };
        let is_same = |index: usize| found[index].message.as_str() == &*finding.message;
        match self.places.iter_mut().find(|(index, _)| is_same(*index)) {
            Some((_, more)) => *more += 1,
            None => {
                self.places.push((found.len(), 0));
                found.push(finding);
            }
        }
    }

    /// Says at each finding how many more holes are like it.
    fn hint_at_others(&self, found: &mut [Diagnostic]) {
        for (index, more) in self.places.iter().filter(|(_, more)| *more > 0) {
            found[*index].push_hint(format!("còn {more} chỗ nữa thiếu như vậy"));
        }
    }
}

/// Whether the type of a citation is one whose papers have numbers. The name of a common
/// thing is one where a number, a date and an agency of the State stand behind it: `Thông
/// báo số 12 ngày 12/3/2026 của UBND tỉnh`; minutes and contracts may have figures alone.
fn is_judged(context: &Context<'_>, paper: &CitedPaper) -> bool {
    const OTHERS: [&str; 6] =
        ["Biên bản", "Hợp đồng", "Giấy phép", "Giấy mời", "Phiếu chuyển", "Phiếu trình"];
    let citation = &paper.citation;
    let Some(written) = &citation.kind else { return false };
    if !written.kind.is_common {
        return true;
    }
    let issuer = paper.issuer(context).and_then(classify_issuer);
    citation.number_word.is_some()
        && citation.number.is_some()
        && citation.date.is_some()
        && issuer == Some(Issuer::State)
        && !OTHERS.contains(&written.kind.name)
}

/// Whether the text says here what it calls a paper: `(gọi tắt là Chỉ thị 11)`. From there on
/// it may.
fn is_definition(context: &Context<'_>, paper: &CitedPaper) -> bool {
    const WORDS: [&str; 4] = ["tắt là", "gọi là", "gọi chung là", "viết là"];
    const LONGEST: usize = 12;
    let before = &paper.text(context)[..paper.citation.range.start];
    let before = before.trim_end_matches([' ', '\u{a0}', '“', '"', ':']);
    let before = to_lower(take_last_letters(before, LONGEST));
    WORDS.iter().any(|words| before.ends_with(words))
}

/// A number without its symbol: `Văn bản số 02`, `Nghị quyết 72`, `Nghị định 81/2021`.
fn describe_part(
    rule: &Rule,
    context: &Context<'_>,
    paper: &CitedPaper,
) -> Option<Diagnostic> {
    let number = paper.citation.number.as_ref()?.number.text();
    let name = paper.short_name(context);
    let whole = find_whole(context, paper);
    let message = format!("{name} không có ký hiệu");
    let finding = rule.finding(paper.place_name(context), message);
    let Some(whole) = whole else {
        let mut finding = finding
            .label("thiếu ký hiệu")
            .hint(format!("ghi đủ số, ký hiệu của văn bản số {number} như bản gốc"));
        if is_usual_name(paper)
            || is_common_thing(context, paper)
            || has_other_before(context, paper)
        {
            finding.severity = Severity::Hint;
        }
        return Some(finding);
    };
    let whole_name = whole.short_name(context);
    let mut finding = finding
        .label("tên gọi tắt")
        .related(whole.place_name(context), "chỗ dẫn đủ số, ký hiệu")
        .hint(format!("ghi {whole_name}"));
    finding.severity = Severity::Hint;
    Some(finding)
}

/// Whether it is what everybody calls a paper: `Nghị quyết 57`.
fn is_usual_name(paper: &CitedPaper) -> bool {
    let citation = &paper.citation;
    citation.number_word.is_none() && citation.date.is_none()
}

/// Whether the type stands in small letters before figures alone, which may number a common
/// thing: `kế hoạch số 5 của tổ`.
fn is_common_thing(context: &Context<'_>, paper: &CitedPaper) -> bool {
    let Citation { kind, number, date, .. } = &paper.citation;
    let is_small = kind.as_ref().is_some_and(|kind| {
        paper.words(context, &kind.range).starts_with(char::is_lowercase)
    });
    let is_figure =
        number.as_ref().is_some_and(|number| !number.number.text().contains('/'));
    is_small && is_figure && date.is_none()
}

/// Whether the paper is of one before it whom no rule on numbers binds: `Công ty A tại Văn
/// bản số 02`.
fn has_other_before(context: &Context<'_>, paper: &CitedPaper) -> bool {
    let before = &paper.text(context)[..paper.citation.range.start];
    find_issuer_before(before) == Some(Issuer::Other)
}

/// The citation of the same paper with its symbol: of the same type, with the same figures.
fn find_whole<'c>(
    context: &'c Context<'_>,
    paper: &CitedPaper,
) -> Option<&'c CitedPaper> {
    let kind = paper.citation.stated_kind()?;
    let part = paper.citation.number.as_ref()?.number.key();
    let mut groups = context.cited_groups().iter().filter(|group| {
        let rest = group.key.strip_prefix(part.as_str());
        rest.is_some_and(|rest| rest.starts_with('/'))
    });
    groups.find_map(|group| {
        let mut papers = group.citations(context);
        papers.find(|other| other.citation.stated_kind() == Some(kind))
    })
}

/// No number at all, where the date is known. What is left open to be filled in later has
/// its date open too.
fn describe_gap(
    rule: &Rule,
    context: &Context<'_>,
    paper: &CitedPaper,
) -> Option<Diagnostic> {
    let citation = &paper.citation;
    let is_open = citation.gap.is_none()
        || paper.is_open(context)
        || citation.date.is_none() && citation.number_word.is_some();
    if is_open {
        return None;
    }
    let WrittenKind { kind, range: place } = citation.kind.as_ref()?;
    let when = match (&citation.year_words, citation.date) {
        (Some(words), _) => paper.words(context, words).to_owned(),
        (None, _) => paper.date_words(context)?,
    };
    let message = format!("{} {when} không có số, ký hiệu", kind.name);
    let finding = rule.finding(paper.place(context, place), message);
    Some(finding.label("thiếu số, ký hiệu").hint("ghi số, ký hiệu như bản gốc"))
}

/// `Quyết định 1883/QĐ-UBND`: one hint for all.
fn hint_at_word(
    rule: &Rule,
    context: &Context<'_>,
    papers: &[&CitedPaper],
) -> Option<Diagnostic> {
    let [first, others @ ..] = papers else { return None };
    let typed = &first.citation.number.as_ref()?.number;
    let number = typed.text();
    let message = format!("thiếu chữ “số” trước {number}");
    let label = match others.len() {
        0 => "thiếu chữ “số”".to_owned(),
        more => format!("thiếu chữ “số”; còn {more} chỗ nữa"),
    };
    let mut finding = rule.finding(first.place_name(context), message).label(label);
    finding.severity = Severity::Hint;
    for other in others.iter().take(5) {
        finding = finding.related(other.place_name(context), "cũng thiếu");
    }
    // A number that is wrong itself is not to be typed again.
    let mended = typed.error().and_then(|_| typed.mended());
    let right = mended.as_ref().map_or(number, PaperNumber::text);
    Some(finding.hint(format!("ghi “số {right}”")))
}

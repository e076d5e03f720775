//! `citation-two-dates`: a paper has one date, wherever it is cited.

use chrono::Datelike;

use crate::citation::{Citation, FoundDate, IssuingBody, PaperNumber};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::register::{find_laws, find_papers};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{CitedGroup, CitedPaper};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "citation-two-dates",
        summary: "một văn bản viện dẫn nhiều lần thì ghi cùng một ngày ban hành",
        explanation: "Một văn bản chỉ có một ngày ban hành. Cùng số, ký hiệu mà hai chỗ ghi hai ngày thì một chỗ đã gõ sai. Số không có năm (90/QĐ-TTg) được đánh lại từ đầu mỗi năm, nên máy chỉ báo khi hai ngày cùng năm, hoặc chỉ khác nhau ở năm; luật dẫn bằng tên thì chỉ báo khi hai ngày khác nhau ở một chỗ: ngày, tháng hoặc năm; một số của hai năm kể liền nhau, đủ ngày và cơ quan, là hai văn bản. Văn bản có ngày chắc chắn trong danh mục của máy thì quy tắc `register-date` nêu ngày đúng. Đối chiếu bản gốc rồi sửa chỗ sai.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("đó là hai văn bản khác nhau"),
    wrong: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình.\n      Hỗ trợ hộ nghèo theo Quyết định số 90/QĐ-TTg ngày 18/01/2023.\n",
    right: "noi_dung:\n  - tieu_de: Nội dung\n    doan: |\n      Thực hiện Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình.\n      Hỗ trợ hộ nghèo theo Quyết định số 90/QĐ-TTg.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // Where the register is sure of the date, `register-date` tells the right one.
    let sure = context.register_answers().list_sure_dates();
    let groups = context.cited_groups().iter();
    let groups = groups.filter(|group| !group.members.iter().any(|m| sure.contains(m)));
    found.extend(groups.filter_map(|group| check_group(rule, context, group)));
}

fn check_group(
    rule: &Rule,
    context: &Context<'_>,
    group: &CitedGroup,
) -> Option<Diagnostic> {
    let dated: Vec<_> =
        group.citations(context).filter(|paper| paper.citation.date.is_some()).collect();
    let first = *dated.first()?;
    let other = *dated.iter().find(|paper| is_conflict(context, first, paper))?;
    let (odd, usual) = order_by_doubt(&dated, first, other);
    let odd_date = odd.date_words(context)?;
    let usual_date = usual.date_words(context)?;
    let name = odd.short_name(context);
    let message = format!("{name} ghi {odd_date}, chỗ khác ghi {usual_date}");
    let more = count_alike(&dated, odd) - 1;
    let label = match more {
        0 => "ngày nào đúng?".to_owned(),
        more => format!("ngày nào đúng? còn {more} chỗ ghi như thế này"),
    };
    let finding = rule.finding(odd.place_date(context), message).label(label);
    Some(
        finding
            .related(usual.place_date(context), "chỗ ghi ngày khác")
            .hint("đối chiếu bản gốc rồi sửa chỗ sai"),
    )
}

/// Whether two citations have dates that cannot both be right.
fn is_conflict(context: &Context<'_>, first: &CitedPaper, other: &CitedPaper) -> bool {
    let days = first.citation.day().zip(other.citation.day());
    let Some((day, other_day)) = days else { return false };
    let number = first.citation.symbol_number();
    if day == other_day || number.is_some_and(|number| number.year().is_some()) {
        return day != other_day;
    }
    if number.is_some() && is_of_two_papers(context, first, other) {
        return false;
    }
    // Two laws have had one name, and one day of two years (`Luật Giáo dục`).
    if is_law_of(context, first) && is_law_of(context, other) {
        return false;
    }
    let is_same_year = day.year() == other_day.year();
    let equal_parts = u32::from(is_same_year)
        + u32::from(day.month() == other_day.month())
        + u32::from(day.day() == other_day.day());
    // Councils and committees of all levels have the same letters: without their names two
    // dates tell of two papers, unless one looks like a slip of the other.
    let is_told = number.is_some_and(is_unique)
        || first.issuer(context).is_some() && other.issuer(context).is_some();
    equal_parts == 2 || is_same_year && is_told
}

/// Whether two citations of a number that starts anew each year are of two papers: the
/// register has both, or one sentence lists both in full, each of its year
/// (`Nghị quyết số 01/NQ-CP ngày 05/01/2024 …, Nghị quyết số 01/NQ-CP ngày 08/01/2025 …`).
fn is_of_two_papers(
    context: &Context<'_>,
    first: &CitedPaper,
    other: &CitedPaper,
) -> bool {
    let both = [first, other];
    let is_listed = |paper: &CitedPaper| {
        let known =
            paper.citation.symbol_number().map(|number| find_papers(number.text()));
        known.is_some_and(|papers| {
            papers.iter().any(|known| known.date() == paper.citation.day())
        })
    };
    let text = first.text(context);
    let before = text.get(..other.citation.range.start).unwrap_or_default().trim_end();
    let is_next = std::ptr::eq(text, other.text(context))
        && (before.ends_with([',', ';']) || before.ends_with(" và"));
    let years = both.map(|paper| paper.citation.date.map(|date| date.year));
    let is_full = both.iter().all(|paper| paper.citation.issuer.is_some());
    both.into_iter().all(is_listed) || is_next && is_full && years[0] != years[1]
}

/// Whether a law that is cited by its name is in the register with its day.
fn is_law_of(context: &Context<'_>, paper: &CitedPaper) -> bool {
    let Citation { kind, name, .. } = &paper.citation;
    let (Some(kind), Some(name)) = (kind, name) else { return false };
    let laws = find_laws(paper.words(context, &(kind.range.start..name.end)));
    let day = paper.citation.day();
    laws.iter().any(|law| law.date() == day)
}

/// Whether one agency alone has the letters of a number.
fn is_unique(number: &PaperNumber) -> bool {
    number.list_bodies().iter().any(|body| {
        !matches!(
            body,
            IssuingBody::Council
                | IssuingBody::Committee
                | IssuingBody::PartyLocal
                | IssuingBody::Department(_)
        )
    })
}

/// Of two citations with two dates the one that is rather wrong, then the other: the date
/// of another year than the number has, else the one that is written less often, else the
/// later one in the text.
fn order_by_doubt<'c>(
    dated: &[&'c CitedPaper],
    first: &'c CitedPaper,
    other: &'c CitedPaper,
) -> (&'c CitedPaper, &'c CitedPaper) {
    if rank_trust(dated, first) < rank_trust(dated, other) {
        (first, other)
    } else {
        (other, first)
    }
}

/// What speaks for a date: the year of the number, how often it is written, the register of
/// the form.
fn rank_trust(dated: &[&CitedPaper], paper: &CitedPaper) -> (bool, usize, bool) {
    let year = paper.citation.symbol_number().and_then(PaperNumber::year);
    let written = paper.citation.date.map(|date| date.year);
    let is_of_year = year.is_none() || year == written;
    (is_of_year, count_alike(dated, paper), paper.is_registered())
}

/// How many citations have the date of one of them.
fn count_alike(dated: &[&CitedPaper], paper: &CitedPaper) -> usize {
    let date = paper.citation.date.map(split_date);
    dated.iter().filter(|other| other.citation.date.map(split_date) == date).count()
}

fn split_date(date: FoundDate) -> (u32, u32, i32) {
    (date.day, date.month, date.year)
}

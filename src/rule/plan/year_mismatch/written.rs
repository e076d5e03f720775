//! Years in titles and sentences that are those of another plan: a title for what is to be
//! done, the sentence that announces or closes the paper, what is aimed at, a month that
//! heads a line of a timetable.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::Datelike;

use crate::diagnostic::Diagnostic;
use crate::form::Role;
use crate::language::to_lower;
use crate::rule::{Context, Rule};
use crate::running_text::{
    TextLine, find_moments, find_years, is_past, list_subject_years,
};
use crate::source::Span;

/// Words of a title for what is to be done.
const TO_COME: [&str; 13] = [
    "mục tiêu",
    "nhiệm vụ",
    "chỉ tiêu",
    "giải pháp",
    "kinh phí",
    "dự toán",
    "thời gian",
    "lịch ",
    "kế hoạch",
    "nội dung",
    "tổ chức",
    "công bố",
    "tuyển sinh",
];

/// Words of a title for what has been, or for what is of several years.
const HAS_BEEN: [&str; 17] = [
    "đánh giá",
    "thực trạng",
    "tình hình",
    "tổng kết",
    "sơ kết",
    "so với",
    "tồn tại",
    "hạn chế",
    "quyết toán",
    "năm trước",
    "thống kê",
    "số liệu",
    "chuyển tiếp",
    "chuyển sang",
    "còn lại",
    "chưa",
    "giai đoạn",
];

/// A year that a text names as `năm 2026` or `năm học 2026 - 2027`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct YearWords {
    first: i32,
    /// The second year of a school year.
    last: Option<i32>,
    /// First byte of the years in the text.
    start: usize,
    /// Byte after the last.
    end: usize,
}

impl YearWords {
    fn name(self) -> String {
        match self.last {
            Some(last) => format!("năm học {} - {last}", self.first),
            None => format!("năm {}", self.first),
        }
    }
}

/// The years that a plan may speak of as its years.
struct OwnYears {
    years: BTreeSet<i32>,
    /// The school year that the summary names.
    school: Option<[i32; 2]>,
    span: Span,
}

impl OwnYears {
    fn new(context: &Context<'_>) -> Option<Self> {
        let year = context.form.year.as_ref()?;
        let mut years: BTreeSet<_> = context.form.plan_years()?.collect();
        years.insert(year.value);
        years.extend(list_subject_years(context));
        years.extend(context.date().map(|date| date.year()));
        let mut subject = context.lines().filter(|(role, _)| *role == Role::Subject);
        let school = subject.find_map(|(_, line)| {
            let words = find_year_words(&line.text).into_iter();
            words.filter_map(|words| Some([words.first, words.last?])).next()
        });
        Some(Self { years, school, span: year.span })
    }

    /// Whether a year, or a school year, is that of an earlier plan.
    fn is_earlier(&self, words: YearWords) -> bool {
        match (words.last, self.school) {
            (Some(last), Some(school)) => {
                [words.first, last] != school && words.first < school[0]
            }
            // A school year has half of the year before.
            (Some(last), None) => self.years.first().is_some_and(|first| last < *first),
            (None, _) => self.years.first().is_some_and(|first| words.first < *first),
        }
    }

    fn is_other(&self, words: YearWords) -> bool {
        match (words.last, self.school) {
            (Some(last), Some(school)) => [words.first, last] != school,
            (Some(last), None) => self.years.first().is_some_and(|first| last < *first),
            (None, _) => !self.years.contains(&words.first),
        }
    }
}

/// Tells of years in titles and sentences.
pub(super) fn check_written_years(
    rule: &Rule,
    context: &Context<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(years) = OwnYears::new(context) else { return };
    let kind = context.form.kind.lower_name();
    let mut heads = Vec::new();
    let mut title = TitleTime::Open;
    for (role, line) in context.lines() {
        if role == Role::Title {
            // Under a title on what has been others may stand that do not say so.
            title = match (classify_title(&line.text), title) {
                (TitleTime::Open, TitleTime::Past) => TitleTime::Past,
                (time, _) => time,
            };
        }
        let place = match role {
            Role::Title => find_in_title(&years, &line.text),
            Role::Body => find_in_sentence(&years, &line.text, &kind),
            Role::Subject
            | Role::Recipient
            | Role::Signature
            | Role::Specimen
            | Role::Other => None,
        };
        if let Some(words) = place {
            found.push(describe_year(rule, context, line, words, &years));
        } else if matches!(role, Role::Title | Role::Body) {
            heads.extend(read_head_month(line, title));
        }
    }
    let is_timetable = heads.iter().any(|head| years.years.contains(&head.year));
    let first = years.years.first().copied().unwrap_or_default();
    let earlier = heads.iter().filter(|head| {
        let is_lone = head.is_apart && head.time == TitleTime::ToCome;
        let is_near = first - head.year <= FURTHEST;
        head.year < first
            && (head.is_apart && is_timetable || is_near && (is_lone || head.is_to_come))
    });
    found.extend(earlier.map(|head| describe_head(rule, context, head, &years)));
}

/// Of what time a title speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TitleTime {
    /// Of what has been.
    Past,
    /// Of what is to be done.
    ToCome,
    /// It does not say.
    Open,
}

fn classify_title(text: &str) -> TitleTime {
    let lower = to_lower(text);
    let published = lower.replace("công bố kết quả", "công bố");
    let has_been = is_past(&lower)
        || published.contains("kết quả")
        || HAS_BEEN.iter().any(|word| lower.contains(word))
        || text.contains('/');
    match TO_COME.iter().any(|word| lower.contains(word)) {
        _ if has_been => TitleTime::Past,
        true => TitleTime::ToCome,
        false => TitleTime::Open,
    }
}

/// Years with the words that make them the time of something.
fn find_year_words(text: &str) -> Vec<YearWords> {
    let mut found: Vec<YearWords> = Vec::new();
    for year in find_years(text) {
        let Range { start, end } = year.range();
        if found.last().is_some_and(|words| start < words.end) {
            continue;
        }
        let near = text[..start].char_indices().rev().nth(20).map_or(0, |(near, _)| near);
        let before = to_lower(text[near..start].trim_end());
        if before.ends_with("năm học") {
            let after = text[end..].trim_start_matches([' ', '-', '–', '—', '\u{a0}']);
            let next = find_years(after).first().copied().filter(|next| next.start == 0);
            let last = next.filter(|next| next.value == year.value + 1);
            let end = last.map_or(end, |_| text.len() - after.len() + 4);
            let last = last.map(|next| next.value);
            found.extend(last.map(|last| YearWords {
                first: year.value,
                last: Some(last),
                start,
                end,
            }));
        } else if let Some(lead) = before.strip_suffix("năm")
            && is_year_alone(lead, &text[end..])
        {
            found.push(YearWords { first: year.value, last: None, start, end });
        }
    }
    found
}

/// Whether `năm 2026` stands by itself: no part of a date, no end of a range.
fn is_year_alone(lead: &str, after: &str) -> bool {
    const DASHES: [char; 4] = ['-', '–', '—', '/'];
    let last = lead.split_whitespace().next_back().unwrap_or_default();
    !last.ends_with(|c: char| c.is_ascii_digit())
        && !matches!(last, "đến" | "từ" | "trước" | "sau" | "i" | "ii" | "iii" | "iv")
        && !after.trim_start().starts_with(DASHES)
        && !after.starts_with(char::is_alphanumeric)
}

/// A year of an earlier plan in a title for what is to be done.
fn find_in_title(years: &OwnYears, text: &str) -> Option<YearWords> {
    let words = find_year_words(text);
    let first = *words.first()?;
    let is_alone = words.iter().all(|words| years.is_earlier(*words));
    (is_alone && classify_title(text) == TitleTime::ToCome).then_some(first)
}

/// A year of another plan in the sentence that announces or closes the paper, or says what
/// is aimed at.
fn find_in_sentence(years: &OwnYears, text: &str, kind: &str) -> Option<YearWords> {
    let words = find_year_words(text);
    if words.is_empty() {
        return None;
    }
    let lower = to_lower(text);
    if lower.len() != text.len() {
        return None;
    }
    if let Some(part) = find_own_name(&lower, kind) {
        let mut named = words.iter().filter(|words| part.contains(&words.start));
        let is_alone = named.clone().all(|words| years.is_other(*words));
        let is_range = lower[part.clone()].contains("giai đoạn");
        return named.next().copied().filter(|_| is_alone && !is_range);
    }
    let aimed = lower.find("phấn đấu")?;
    let end = lower[aimed..].find([';', '.']).map_or(text.len(), |end| aimed + end);
    let mut named = words.iter().filter(|words| (aimed..end).contains(&words.start));
    let is_alone = named.clone().all(|words| years.is_earlier(*words));
    let has_other = find_years(&text[aimed..end]).len() > 1 || is_past(&lower[..end]);
    named.next().copied().filter(|_| is_alone && !has_other)
}

/// The part of a text in small letters that says the name of the paper itself: `Trên đây là
/// Kế hoạch … năm 2026`, `ban hành Kế hoạch … năm 2026 như sau`.
fn find_own_name(lower: &str, kind: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 40;
    let start = lower.find("trên đây là ").filter(|start| {
        let named = lower[*start..].find(kind);
        named.is_some_and(|named| named <= LONGEST)
    });
    if let Some(start) = start {
        let end = lower[start..].find(['.', ';', ',']).map_or(lower.len(), |e| start + e);
        return Some(start..end);
    }
    let end = ["như sau", "sau đây", "sau:"].iter().filter_map(|word| lower.rfind(word));
    let end = end.max()?;
    let starts = ["ban hành", "xây dựng", "lập"].iter().filter_map(|verb| {
        let words = format!("{verb} {kind} ");
        lower[..end].rfind(&words).map(|start| start + words.len())
    });
    starts
        .max()
        .map(|start| start..end)
        .filter(|part| !lower[part.clone()].contains("ngày"))
}

/// A month with its year at the head of a line: `Tháng 10 năm 2026: …`.
struct HeadMonth<'a> {
    line: &'a TextLine<'a>,
    place: Range<usize>,
    year: i32,
    /// Whether nothing but its work stands behind it.
    is_apart: bool,
    /// Whether it begins a sentence on what is to be done, under a title that says so.
    is_to_come: bool,
    /// Of what time the title speaks under which it stands.
    time: TitleTime,
}

/// How many years before a plan a year lies that was typed by mistake: a figure of it, or
/// that of an earlier plan. What lies before is history.
const FURTHEST: i32 = 10;

/// Words of a sentence that tells what has been, whatever its verb.
const OF_RESULTS: [&str; 11] = [
    "kết quả",
    "được",
    " có ",
    "xảy ra",
    "là ",
    "bắt đầu",
    "chính thức",
    "thành lập",
    "ra đời",
    "phê duyệt",
    "diễn ra",
];

fn read_head_month<'a>(
    line: &'a TextLine<'a>,
    title: TitleTime,
) -> Option<HeadMonth<'a>> {
    let text = line.text.as_str();
    if !text.starts_with(['T', 't']) {
        return None;
    }
    let lead = ["Trong ", "trong "].iter().find(|word| text.starts_with(**word));
    let start = lead.map_or(0, |word| word.len());
    let moment =
        find_moments(text).into_iter().next().filter(|m| m.place.start == start)?;
    let year = moment.moment.written_year()?;
    let after = text[moment.place.end..].trim_start();
    let lower = to_lower(after);
    let is_told = is_past(&lower);
    let is_apart = after.is_empty() || after.starts_with([':', '-', '–', '.', ')']);
    let is_to_come = title == TitleTime::ToCome
        && after.starts_with(',')
        && !OF_RESULTS.iter().any(|word| lower.contains(word));
    Some(HeadMonth {
        line,
        place: moment.place,
        year,
        is_apart: is_apart && lead.is_none() && !is_told,
        is_to_come: is_to_come && !is_told,
        time: title,
    })
}

fn describe_year(
    rule: &Rule,
    context: &Context<'_>,
    line: &TextLine<'_>,
    words: YearWords,
    years: &OwnYears,
) -> Diagnostic {
    let kind = context.form.kind.lower_name();
    let plan = match (words.last, years.school) {
        (Some(_), Some([first, last])) => format!("năm học {first} - {last}"),
        _ => context
            .form
            .year
            .as_ref()
            .map_or(String::new(), |y| format!("năm {}", y.value)),
    };
    let message = format!("chỗ này ghi {}, nhưng {kind} là của {plan}", words.name());
    rule.finding(line.place(context, words.start, words.end), message)
        .label(format!("có phải là {plan}?"))
        .related(years.span, format!("năm của {kind}"))
        .hint("chép từ kế hoạch năm trước thì sửa năm, hoặc viết `năm {{ nam }}` để máy tự điền")
}

fn describe_head(
    rule: &Rule,
    context: &Context<'_>,
    head: &HeadMonth<'_>,
    years: &OwnYears,
) -> Diagnostic {
    let kind = context.form.kind.lower_name();
    let plan = years.years.first().copied().unwrap_or_default();
    let message = format!(
        "mốc “{}” ở ngoài thời gian của {kind}",
        &head.line.text[head.place.clone()]
    );
    let place = head.line.place(context, head.place.start, head.place.end);
    rule.finding(place, message)
        .label(format!("có phải là năm {plan}?"))
        .related(years.span, format!("năm của {kind}"))
        .hint("xem lại năm của mốc này")
}

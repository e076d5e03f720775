//! In what setting a text names a body: as the issuer or in the title of a paper, in a
//! sentence about the past, or as of today.

use std::ops::Range;

use chrono::NaiveDate;

use crate::citation::find_dates;
use crate::form::{Form, Section, SectionPart};
use crate::language::to_lower;
use crate::source::Span;

use super::year::find_years;

/// Types of papers that are cited by a number, as they are written in citations.
const NUMBERED: [&str; 22] = [
    "Quyết định",
    "Nghị quyết",
    "Nghị định",
    "Thông tư",
    "Chỉ thị",
    "Kế hoạch",
    "Công văn",
    "Văn bản",
    "Công điện",
    "Chương trình",
    "Đề án",
    "Phương án",
    "Tờ trình",
    "Báo cáo",
    "Hướng dẫn",
    "Thông báo",
    "Kết luận",
    "Quy định",
    "Quy chế",
    "Điều lệ",
    "Hợp đồng",
    "Lệnh",
];

/// Types of papers that are cited by a name.
const NAMED: [&str; 4] = ["Luật ", "Bộ luật ", "Pháp lệnh ", "Hiến pháp"];

/// What is said of a body that has a task: then it is not a part of the citation before it.
const DUTIES: [&str; 14] = [
    "chủ trì",
    "phối hợp",
    "chịu trách nhiệm",
    "có trách nhiệm",
    "tham mưu",
    "tổng hợp",
    "hướng dẫn",
    "triển khai",
    "tổ chức",
    "theo dõi",
    "rà soát",
    "báo cáo",
    "xây dựng",
    "bố trí",
];

/// What is said of a body in a sentence about what it was or became.
const CHANGES: [&str; 22] = [
    "sáp nhập",
    "hợp nhất",
    "giải thể",
    "chia tách",
    "kết thúc hoạt động",
    "chấm dứt hoạt động",
    "không tổ chức cấp huyện",
    "không còn cấp huyện",
    "trước đây",
    "trước ngày 01/7/2025",
    "trước ngày 1/7/2025",
    "sắp xếp đơn vị hành chính",
    "đổi tên",
    "tiền thân",
    "cơ quan không còn",
    "chuyển về",
    "sinh tại",
    "sinh ra tại",
    "quê ở",
    "quê quán",
    "nguyên quán",
    "không còn tồn tại",
];

/// What makes the rest of a paragraph one about the past, without its first letter.
const BEFORE_MERGER: [&str; 4] =
    ["rước sáp nhập", "rước hợp nhất", "rước khi sáp nhập", "rước khi hợp nhất"];

/// What stands behind the name of a body that was.
const FORMER: [&str; 8] =
    ["cũ", "(cũ", "(trước", "trước đây", "trước sáp nhập", "(nay", ", nay", "nay là"];

/// The sentence around a part of a text; of a text without stops, what is near.
pub(crate) fn find_sentence_around(text: &str, part: &Range<usize>) -> Range<usize> {
    /// In bytes.
    const LONGEST: usize = 4_000;
    let bytes = text.as_bytes();
    let find_letter =
        |place: usize| (place..).find(|place| text.is_char_boundary(*place));
    let nearest = find_letter(part.start.saturating_sub(LONGEST)).unwrap_or(0);
    let farthest = (part.end + LONGEST).min(text.len());
    let farthest = find_letter(farthest).unwrap_or(text.len());
    let start = (nearest + 1..=part.start)
        .rev()
        .find(|start| matches!(&bytes[..*start], [.., b'\n'] | [.., b';' | b'.', b' ']));
    let mut ends = part.end..farthest;
    let end =
        ends.find(|end| matches!(&bytes[*end..], [b';' | b'\n', ..] | [b'.', b' ', ..]));
    start.unwrap_or(nearest)..end.unwrap_or(farthest)
}

/// Whether a body is named as a part of the citation or the title of a paper of before a
/// day: its issuer, its subject, or who issued it.
pub(crate) fn is_cited(text: &str, part: &Range<usize>, until: NaiveDate) -> bool {
    let sentence = find_sentence_around(text, part);
    let before = &text[sentence.start..part.start];
    let after = &text[part.end..sentence.end];
    if text[..part.start].rfind('“') > text[..part.start].rfind('”') {
        return true;
    }
    if let Some(paper) = find_last_paper(before)
        && !has_duty(before, after)
    {
        return is_before(&before[paper..], until);
    }
    let passive = ["ban hành", "phê duyệt", "quy định", "công bố", "tại", "hướng dẫn"];
    let after = after.trim_start();
    passive.iter().any(|word| after.starts_with(word))
        && find_last_paper(after).is_some_and(|paper| is_before(&after[paper..], until))
}

/// Whether the words around a body say that it does something now: `, Sở A chủ trì`.
fn has_duty(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let after = after.trim_start();
    let is_apart = before.ends_with([',', ':', '-'])
        || ["giao", "đề nghị", "yêu cầu", "Giao", "Đề nghị"]
            .iter()
            .any(|word| before.ends_with(word));
    is_apart && DUTIES.iter().any(|duty| after.starts_with(duty))
}

/// Where the last paper of a text begins that is cited by number or by name. Of a type that
/// is named several times the last has to have a number.
fn find_last_paper(text: &str) -> Option<usize> {
    const NEAR: usize = 40;
    let mut is_seen = [false; NUMBERED.len()];
    let places = text.as_bytes().iter().enumerate().rev();
    // All begin with a capital.
    let mut places = places.filter(|(_, byte)| matches!(byte, b'A'..=b'Z' | 0xC4));
    let last = places.find(|(place, _)| {
        let rest = &text.as_bytes()[*place..];
        let kind = NUMBERED.iter().position(|kind| has_beginning(rest, kind));
        let kind = kind.filter(|kind| !std::mem::replace(&mut is_seen[*kind], true));
        let is_numbered = kind.is_some_and(|kind| {
            let after = &text[place + NUMBERED[kind].len()..];
            after.chars().take(NEAR).any(|c| c.is_ascii_digit())
        });
        is_numbered || NAMED.iter().any(|name| has_beginning(rest, name))
    });
    last.map(|(place, _)| place)
}

/// Whether a text begins with some words. Most differ in the first byte already.
fn has_beginning(text: &[u8], words: &str) -> bool {
    text[0] == words.as_bytes()[0] && text.starts_with(words.as_bytes())
}

/// Whether a citation has no date, or one before a day.
fn is_before(citation: &str, until: NaiveDate) -> bool {
    let date = find_dates(citation).first().copied();
    let date =
        date.and_then(|date| NaiveDate::from_ymd_opt(date.year, date.month, date.day));
    date.is_none_or(|date| date < until)
}

/// Whether what is said of a body is of the past, as its sentence says it, for a plan of a
/// year.
pub(crate) fn is_of_past(text: &str, part: &Range<usize>, year: i32) -> bool {
    let sentence = find_sentence_around(text, part);
    let words = to_lower(&text[sentence.clone()]);
    let after = text[part.end..].trim_start();
    if FORMER.iter().any(|word| after.starts_with(word))
        || CHANGES.iter().any(|change| words.contains(change))
        || is_later_named(&text[part.end..sentence.end])
        || is_source(&text[sentence.start..part.start])
        || BEFORE_MERGER.iter().any(|words| text[..part.start].contains(words))
    {
        return true;
    }
    let clause = text[sentence.start..part.start].rfind([',', '(', ':']);
    let clause = &text[sentence.start + clause.unwrap_or(0)..part.start];
    clause.contains(" đã ") || has_past_years_alone(&text[sentence], year)
}

/// Whether what stands soon behind a body says what it is now: `xã A, huyện B nay là xã C`.
fn is_later_named(after: &str) -> bool {
    const NEAR: usize = 90;
    let near = after.char_indices().nth(NEAR).map_or(after, |(end, _)| &after[..end]);
    ["nay là", "nay thuộc", "(nay"].iter().any(|words| near.contains(words))
}

/// Whether a body is named as that from which something was taken: `tiếp nhận từ Sở A`.
fn is_source(before: &str) -> bool {
    let mut last = before.split_whitespace().rev().take(4);
    last.any(|word| matches!(word, "từ" | "nguyên"))
}

/// Whether a text has years, and all are before that of the plan. The years of papers that
/// it cites say nothing.
pub(crate) fn has_past_years_alone(text: &str, year: i32) -> bool {
    let has_paper = find_last_paper(text).is_some();
    let mut years = find_years(text);
    years.retain(|found| {
        let range = found.range();
        let is_in_date = text[..range.start].ends_with('/');
        !(is_in_date && has_paper || text[range.end..].starts_with('/'))
    });
    !years.is_empty() && years.iter().all(|found| found.value < year)
}

/// Words of titles over what was.
const LOOKS_BACK: [&str; 7] = [
    "kết quả",
    "đánh giá",
    "tình hình",
    "thực trạng",
    "hiện trạng",
    "phân tích",
    "khái quát",
];

/// The sections of a form that tell of years before that of the plan, by their titles.
pub(crate) fn list_past_sections(form: &Form, year: i32) -> Vec<Span> {
    let mut found = Vec::new();
    let appendices = form.appendices.iter().flat_map(|appendix| &appendix.parts);
    let nested = appendices.filter_map(|part| match part {
        SectionPart::Sections(sections) => Some(sections),
        _ => None,
    });
    form.sections.iter().chain(nested.flatten()).for_each(|section| {
        collect_past(section, year, &mut found);
    });
    found
}

fn collect_past(section: &Section, year: i32, found: &mut Vec<Span>) {
    let title = section.title.as_ref().map(|title| title.text.collect_words());
    let title = title.unwrap_or_default();
    let lower = title.to_lowercase();
    if has_past_years_alone(&title, year)
        && LOOKS_BACK.iter().any(|word| lower.contains(word))
    {
        found.push(section.span);
        return;
    }
    for part in &section.parts {
        let SectionPart::Sections(sections) = part else { continue };
        sections.iter().for_each(|section| collect_past(section, year, found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Sở A";

    fn place(text: &str) -> Range<usize> {
        let start = text.find(BODY).unwrap();
        start..start + BODY.len()
    }

    #[test]
    fn issuers_and_titles_of_older_papers_are_cited() {
        let until = NaiveDate::from_ymd_opt(2025, 7, 1).unwrap();
        for text in [
            "Thực hiện Quyết định số 12/QĐ-STN ngày 05/01/2024 của Sở A về đất đai",
            "được Sở A ban hành tại Quyết định số 105/QĐ-BNN ngày 05/12/2002",
            "phong trào “Cùng Sở A giữ sạch bờ biển”",
            "theo Luật Đất đai, quy định về Sở A",
        ] {
            assert!(is_cited(text, &place(text), until), "{text}");
        }
        for text in [
            "Thực hiện Quyết định số 12/QĐ-STN ngày 05/01/2026 của Sở A về đất đai",
            "Thực hiện Quyết định số 12/QĐ-TTg ngày 05/01/2024, Sở A chủ trì rà soát",
            "theo Luật Đất đai; Sở A hướng dẫn",
            "Sở A chủ trì thực hiện Quyết định số 12/QĐ-TTg ngày 05/01/2024",
            "Báo cáo Sở A trước ngày 20/12",
        ] {
            assert!(!is_cited(text, &place(text), until), "{text}");
        }
    }

    #[test]
    fn the_past_is_told_by_words_and_by_years() {
        for text in [
            "Sở A (cũ) còn 12 hồ sơ",
            "Năm 2024, Sở A cấp 12 giấy phép",
            "tiếp nhận hồ sơ từ Sở A",
            "việc đã giao Sở A",
        ] {
            assert!(is_of_past(text, &place(text), 2026), "{text}");
        }
        for text in ["Sở A chủ trì trong năm 2026", "Năm 2024 đạt khá. Sở A chủ trì"]
        {
            assert!(!is_of_past(text, &place(text), 2026), "{text}");
        }
    }
}

//! What follows the number of a cited paper: its date, its issuer, its subject.

use std::ops::Range;

use crate::language::take_first_letters;

use super::head::{measure_year_words, skip_blanks};
use super::kind::{PaperKind, match_words};
use super::scan::{FoundDate, read_date};

/// What follows the number of a cited paper.
#[derive(Debug, Default)]
pub(super) struct CitationTail {
    pub(super) date: Option<FoundDate>,
    pub(super) year_words: Option<Range<usize>>,
    pub(super) issuer: Option<Range<usize>>,
    pub(super) subject: Option<Range<usize>>,
    /// Where the last of number, date and issuer ends.
    pub(super) end: usize,
}

/// Words that end the name of an issuer: what the paper does begins, or another paper.
const ENDS: [&str; 46] = [
    "về",
    "v/v",
    "quy định",
    "ban hành",
    "phê duyệt",
    "sửa đổi",
    "bổ sung",
    "hướng dẫn",
    "triển khai",
    "thực hiện",
    "bãi bỏ",
    "công bố",
    "kiện toàn",
    "thành lập",
    "thông qua",
    "điều chỉnh",
    "chấp thuận",
    "phân cấp",
    "phân công",
    "tăng cường",
    "tiếp tục",
    "đẩy mạnh",
    "khẩn trương",
    "gửi",
    "đã",
    "được",
    "tại",
    "trên",
    "theo",
    "đối với",
    "để",
    "là",
    "trong",
    "từ",
    "với",
    "nêu",
    "có",
    "ngày",
    "số",
    "năm",
    "khóa",
    "khoá",
    "nhằm",
    "cho",
    "như",
    "khi",
];

/// Words that end it in small letters alone: they are in names too (`Ban Tổ chức`).
const SMALL_ENDS: [&str; 8] = [
    "tổ chức",
    "giao",
    "kết luận",
    "chủ trương",
    "đề nghị",
    "yêu cầu",
    "xử lý",
    "cung cấp",
];

/// The longest name of an issuer, in words.
const MOST_WORDS: usize = 22;

/// Reads on from the end of a number.
pub(super) fn read_tail(text: &str, end: usize) -> CitationTail {
    let mut tail = CitationTail { end, ..CitationTail::default() };
    // Date and issuer, in either order.
    for _ in 0..2 {
        if !tail.has_date() {
            tail.take_date(text);
        }
        if tail.issuer.is_none() {
            tail.take_issuer(text);
        }
    }
    tail.subject = measure_subject(text, tail.end);
    tail
}

impl CitationTail {
    fn has_date(&self) -> bool {
        self.date.is_some() || self.year_words.is_some()
    }

    fn take_date(&mut self, text: &str) {
        const LEADS: [&str; 4] = ["ngày", "ban hành ngày", "ký ngày", "ký ban hành ngày"];
        let mut place = skip_blanks(text, self.end);
        let is_in_brackets = text[place..].starts_with('(');
        if text[place..].starts_with([',', '(']) {
            place = skip_blanks(text, place + 1);
        }
        let leads = LEADS.iter().filter_map(|lead| match_words(text, place, lead));
        // `30/2020/NĐ-CP (05/3/2020)`
        let bare = is_in_brackets.then_some(place);
        let bare = bare.filter(|place| read_date(text, *place).is_some());
        let Some(after) = leads.max().or(bare) else {
            if let Some(end) = measure_year_words(text, place) {
                self.year_words = Some(place..end);
                self.end = end;
            }
            return;
        };
        let start = skip_blanks(text, after);
        if let Some(date) = read_date(text, start) {
            self.date = Some(date);
            let is_closed = is_in_brackets && text[date.end..].starts_with(')');
            self.end = date.end + usize::from(is_closed);
        } else if let Some(end) = measure_open_date(text, start) {
            self.year_words = Some(place..end);
            self.end = end;
        }
    }

    fn take_issuer(&mut self, text: &str) {
        let mut place = skip_blanks(text, self.end);
        if text[place..].starts_with(',') {
            place = skip_blanks(text, place + 1);
        }
        let Some(after) = match_words(text, place, "của") else { return };
        let start = skip_blanks(text, after);
        let end = measure_issuer(text, start);
        if end > start {
            self.issuer = Some(start..end);
            self.end = end;
        }
    }
}

/// The end of a date of which a part is left open: `ngày … tháng 3 năm 2024`.
fn measure_open_date(text: &str, start: usize) -> Option<usize> {
    let open = text[start..].trim_start_matches([' ', '.', '…', '_', '/']);
    let place = text.len() - open.len();
    if place == start && !open.starts_with("tháng") {
        return None;
    }
    // `ngày   /4/2026`
    let month = open.bytes().take_while(u8::is_ascii_digit).count();
    let year = open[month..].strip_prefix('/').unwrap_or_default();
    let is_year = year.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let end = ((1..=2).contains(&month) && is_year).then_some(place + month + 5);
    end.or_else(|| measure_year_words(text, place))
}

/// Where the name of an issuer ends.
fn measure_issuer(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut place = start;
    for _ in 0..MOST_WORDS {
        let word = &text[place..];
        let length = word.find(|c: char| !is_name_sign(c)).unwrap_or(word.len());
        if length == 0 || is_issuer_end(text, place) {
            break;
        }
        end = place + length;
        let blanks = skip_blanks(text, end);
        // `Bộ Lao động - Thương binh và Xã hội`, `Bộ Văn hóa, Thể thao và Du lịch`
        place = match text[blanks..].chars().next() {
            Some(sign @ ('-' | '–')) => skip_blanks(text, blanks + sign.len_utf8()),
            Some(',') if is_name_list(text, start, blanks + 1) => {
                skip_blanks(text, blanks + 1)
            }
            _ => blanks,
        };
    }
    end
}

fn is_name_sign(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '&' | '/' | '-')
}

/// Whether a comma stands within the one name that has it.
fn is_name_list(text: &str, start: usize, after: usize) -> bool {
    text[start..after].trim_end_matches(',').to_lowercase().ends_with("văn hóa")
        && match_words(text, skip_blanks(text, after), "Thể thao").is_some()
}

fn is_issuer_end(text: &str, place: usize) -> bool {
    let word = &text[place..];
    if ENDS.iter().any(|words| match_words(text, place, words).is_some()) {
        return true;
    }
    if word.starts_with(char::is_lowercase)
        && SMALL_ENDS.iter().any(|words| match_words(text, place, words).is_some())
    {
        return true;
    }
    // `của Chính phủ và Nghị quyết số …`; `Bộ Kế hoạch và Đầu tư` goes on.
    let next = match_words(text, place, "và").map(|end| skip_blanks(text, end));
    is_citation_start(text, place)
        || next.is_some_and(|next| {
            is_citation_start(text, next)
                || !text[next..].starts_with(char::is_uppercase)
                    && !SMALL_PARTS.iter().any(|w| match_words(text, next, w).is_some())
        })
}

/// What stands in small letters behind `và` in names of agencies: `Sở Giáo dục và đào tạo`.
const SMALL_PARTS: [&str; 10] = [
    "đào tạo",
    "môi trường",
    "phát triển",
    "xã hội",
    "công nghệ",
    "truyền thông",
    "du lịch",
    "đầu tư",
    "thương binh",
    "thể thao",
];

/// Whether another citation begins: a type with its number, a law with its name.
fn is_citation_start(text: &str, place: usize) -> bool {
    let Some((kind, end)) = PaperKind::match_at(text, place) else { return false };
    let next = skip_blanks(text, end);
    let after = &text[next..];
    match_words(text, next, "số").is_some()
        || after.starts_with(|c: char| c.is_ascii_digit())
        || kind.is_law && after.starts_with(char::is_uppercase)
}

/// The subject: what follows, up to the end of what is said of this paper.
fn measure_subject(text: &str, end: usize) -> Option<Range<usize>> {
    const OTHERS: [&str; 5] = ["và", "của", "hoặc", "số", "đến"];
    /// In letters; a list without stops is not read to its end for each paper in it.
    const LONGEST: usize = 2_000;
    let mut start = skip_blanks(text, end);
    if text[start..].starts_with([',', ':', '-']) {
        start = skip_blanks(text, start + 1);
    }
    let rest = &text[start..];
    let is_said = rest
        .starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '(' | '{'));
    let is_other = OTHERS.iter().any(|word| match_words(text, start, word).is_some());
    if !is_said || is_other || is_citation_start(text, start) {
        return None;
    }
    let rest = take_first_letters(rest, LONGEST);
    let mut stops = rest.match_indices([';', '.', '\n']);
    // `20.000 hộ`, `TP.Huế`: a stop within a word ends nothing.
    let stop = stops.find(|(place, sign)| {
        *sign != "." || !rest[place + 1..].starts_with(char::is_alphanumeric)
    });
    let length = stop.map_or(rest.len(), |(place, _)| place);
    Some(start..start + rest[..length].trim_end().len())
}

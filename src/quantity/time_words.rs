//! Times as clerks write them: `Xong trong quý II/2026`, `Tháng 3-5/2026`, `Trước ngày
//! 15/12 hàng năm`. What is read is the time alone; the words print as they stand.
//!
//! A text has one time or none that is read: what names two (`Quý I: họp; quý II: báo
//! cáo`), or a day in no year, is no time here, and whoever asks says so.

use crate::language::{normalize_spaces, to_key};
use crate::quantity::{DateError, Moment, PlanTime, Recurrence};

/// What may stand before a time and changes nothing of it.
const LEADS: &[&str] = &[
    "xong",
    "trong",
    "vào",
    "khoảng",
    "dự kiến",
    "chậm nhất",
    "muộn nhất",
    "là",
    "đến",
    "hết",
    "đầu",
    "giữa",
    "cuối",
    "thời gian",
    "định kỳ",
    "trong suốt",
    "trong cả",
    "cả",
    "toàn bộ",
    "trước mắt",
    "ngay",
    "từ nay",
];

/// With which words a clause begins that says what is done by then: `Hoàn thành đầu tư,
/// lắp đặt xong trước ngày 01/01/2030`.
const DEEDS: &[&str] = &[
    "hoàn thành",
    "hoàn thiện",
    "thực hiện",
    "tổ chức",
    "triển khai",
    "báo cáo",
    "ban hành",
    "trình",
    "kết thúc",
    "gửi",
    "nộp",
    "xây dựng",
    "xong",
    "dự kiến",
    "tổng kết",
    "sơ kết",
    "phê duyệt",
    "công bố",
];

/// Words after which a time is not the time of the task.
const OTHERS: &[&str] =
    &["theo", "sau", "không", "chưa", "khi", "kể", "ngoài", "giai", "của", "bằng", "cho"];

/// Words that belong to a time themselves: what has one has a time that was not read.
const CALENDAR: &[&str] = &[
    "ngày",
    "tuần",
    "tháng",
    "quý",
    "năm",
    "hàng",
    "hằng",
    "trước",
    "từ",
    "mỗi",
    "thường xuyên",
    "định kỳ",
];

/// Words of a deed before a time at most: more is a sentence.
const MOST_WORDS: usize = 14;

impl PlanTime {
    /// Reads a time in the words of clerks; what [`PlanTime::read`] knows is read by it.
    ///
    /// # Errors
    ///
    /// As [`PlanTime::read`]; [`DateError::NotADate`] where the words name no time, or
    /// more than one.
    pub fn read_words(text: &str) -> Result<Self, DateError> {
        let text = trim_words(text);
        match read_clause(&text) {
            Err(DateError::NotADate) => read_after_deed(&text),
            read => read,
        }
    }

    /// Whether words name several times, each of them by itself and in full: `Quý I/2026;
    /// quý III/2026`, `Tháng 6/2026 (lần 1), tháng 11/2026 (lần 2)`.
    #[must_use]
    pub fn is_list(text: &str) -> bool {
        let text = drop_brackets(&trim_words(text));
        let text = text.replace(" và ", ";").replace(", ", ";");
        let mut parts = text.split(';').map(str::trim);
        text.contains(';') && parts.all(|part| Self::read_words(part).is_ok())
    }

    /// Whether words say anything of the calendar that may be meant as a time: figures, or
    /// `ngày`, `quý`, `hàng năm`. What only begins at a time (`Từ tháng 3/2026`) has no end
    /// to be meant.
    #[must_use]
    pub fn is_spoken_of(text: &str) -> bool {
        let text = trim_words(text);
        let start = text.strip_prefix("từ ").map(|start| {
            let start = start.strip_suffix(" trở đi").unwrap_or(start);
            Moment::read(start)
        });
        if matches!(start, Some(Ok(_))) {
            return false;
        }
        text.contains(|c: char| c.is_ascii_digit()) || has_word(&text, CALENDAR)
    }
}

/// Small letters, single spaces, one kind of dash, no stop at the end, and nothing in
/// brackets behind the time that has no time of its own.
fn trim_words(text: &str) -> String {
    let text = normalize_spaces(&text.to_lowercase()).replace(['–', '—'], "-");
    let text = text.replace('÷', "-").replace(" & ", " và ");
    let text = text.replace(" / ", "/").replace("hằng ", "hàng ");
    let text = text.trim_end_matches(['.', ',', ';']).trim_end();
    if let Some((before, inside)) = text.strip_suffix(')').and_then(|t| t.split_once('('))
        && !inside.contains(|c: char| c.is_ascii_digit())
        && !has_word(inside, CALENDAR)
    {
        return before.trim_end().to_owned();
    }
    text.to_owned()
}

/// A text without what it has in brackets.
fn drop_brackets(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => res.push(c),
            _ => {}
        }
    }
    normalize_spaces(&res).replace(" ,", ",")
}

/// Whether some word or words stand in a text, whole.
fn has_word(text: &str, words: &[&str]) -> bool {
    let spaced: String =
        text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let padded = format!(" {} ", normalize_spaces(&spaced));
    words.iter().any(|word| padded.contains(&format!(" {word} ")))
}

/// A text that is a time from its first word on.
fn read_clause(text: &str) -> Result<PlanTime, DateError> {
    match PlanTime::read(text) {
        Err(DateError::NotADate) => {}
        read => return read,
    }
    if let Some(recurrence) = read_recurrence(text) {
        return Ok(PlanTime::Recurring(recurrence));
    }
    if matches!(text, "cả năm" | "trong năm" | "trong cả năm" | "năm kế hoạch")
    {
        let month = |month| Moment::Month { month, year: None };
        return Ok(PlanTime::Range(month(1), month(12)));
    }
    if let Some(range) = read_part_of_year(text) {
        return Ok(range);
    }
    if let Some(rest) = strip_lead(text) {
        return read_clause(rest);
    }
    if let Some(rest) = text.strip_prefix("trước ") {
        let rest =
            ["khi hết ", "khi kết thúc "].iter().find_map(|w| rest.strip_prefix(w));
        return rest.map_or(Err(DateError::NotADate), |rest| {
            Moment::read(rest).map(PlanTime::At)
        });
    }
    read_span(text)
}

/// `6 tháng đầu năm`, `6 tháng cuối năm 2026`: the first or the last months of a year.
fn read_part_of_year(text: &str) -> Option<PlanTime> {
    const PARTS: [([&str; 3], u32); 3] =
        [(["3", "03", "ba"], 3), (["6", "06", "sáu"], 6), (["9", "09", "chín"], 9)];
    let (count, rest) = text.split_once(" tháng ")?;
    let (_, count) = PARTS.iter().find(|(words, _)| words.contains(&count))?;
    let (is_first, year) = match rest.strip_prefix("đầu năm") {
        Some(year) => (true, year),
        None => (false, rest.strip_prefix("cuối năm")?),
    };
    let year = match year.strip_prefix([' ', '/']) {
        Some(year) => Some(Moment::read(&format!("năm {year}")).ok()?.written_year()?),
        None if year.is_empty() => None,
        None => return None,
    };
    let (from, to) = if is_first { (1, *count) } else { (13 - count, 12) };
    let month = |month| Moment::Month { month, year };
    Some(PlanTime::Range(month(from), month(to)))
}

/// What follows one of the words that may stand before a time.
fn strip_lead(text: &str) -> Option<&str> {
    let rest = LEADS.iter().filter_map(|lead| text.strip_prefix(lead));
    let rest = rest.filter(|rest| rest.starts_with([' ', ',', ':']));
    let rest = rest.map(|rest| rest.trim_start_matches([' ', ',', ':']));
    rest.min_by_key(|rest| rest.len()).filter(|rest| !rest.is_empty())
}

/// The words before a time that say what is done by then.
fn read_after_deed(text: &str) -> Result<PlanTime, DateError> {
    if !DEEDS.iter().any(|deed| has_start(text, deed)) {
        return Err(DateError::NotADate);
    }
    let starts = text.match_indices(' ').map(|(space, _)| space);
    for space in starts.take(MOST_WORDS) {
        let (deed, rest) = (&text[..space], text[space + 1..].trim_start());
        let is_deed = !deed.contains(|c: char| c.is_ascii_digit())
            && !has_word(deed, OTHERS)
            && !has_word(deed, CALENDAR);
        if !is_deed {
            break;
        }
        match read_clause(rest) {
            Err(DateError::NotADate) => {}
            read => return read,
        }
    }
    Err(DateError::NotADate)
}

fn has_start(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ',']))
}

/// `Thường xuyên, liên tục`; `hàng quý, 6 tháng và năm`; `trước ngày 15/12 hàng năm`.
fn read_recurrence(text: &str) -> Option<Recurrence> {
    const STARTS: [(&str, Recurrence); 10] = [
        ("hàng ngày", Recurrence::Regular),
        ("hàng tuần", Recurrence::Weekly),
        ("hàng tháng", Recurrence::Monthly),
        ("hàng quý", Recurrence::Quarterly),
        ("hàng năm", Recurrence::Yearly),
        ("mỗi tháng", Recurrence::Monthly),
        ("mỗi quý", Recurrence::Quarterly),
        ("mỗi năm", Recurrence::Yearly),
        ("thường xuyên", Recurrence::Regular),
        ("liên tục", Recurrence::Regular),
    ];
    for (start, recurrence) in STARTS {
        if text == start {
            return Some(recurrence);
        }
        if let Some(rest) = text.strip_prefix(start)
            && rest.starts_with([' ', ',', '(', ';'])
        {
            return is_detail(rest).then_some(recurrence);
        }
        // A day of the year or of the month, over and over: what it is, stands before.
        let before =
            text.strip_suffix(start).map(|rest| rest.trim_end_matches([' ', ',']));
        if let Some(before) = before.filter(|_| recurrence != Recurrence::Regular) {
            return is_detail(before).then_some(recurrence);
        }
    }
    None
}

/// Whether words behind or before `hàng năm` only say when in it, or that something is
/// done besides: no year, so that they name no other time.
fn is_detail(text: &str) -> bool {
    let digits = text.split(|c: char| !c.is_ascii_digit());
    digits.into_iter().all(|digits| digits.len() <= 2) && !has_word(text, &["sau", "từ"])
}

/// `quý I - quý III/2026`, `tháng 3, 6 và 9/2026`, `giai đoạn 2026-2030`: from the first
/// of the times named to the last.
fn read_span(text: &str) -> Result<PlanTime, DateError> {
    let text = text.strip_prefix("giai đoạn ").unwrap_or(text);
    let text = text.strip_prefix("từ ").unwrap_or(text);
    let (kind, list) = split_kind(text);
    let parts = split_list(list);
    let (Some(first), Some(last), true) = (parts.first(), parts.last(), parts.len() > 1)
    else {
        return Err(DateError::NotADate);
    };
    let to = Moment::read(&add_kind(kind, last))?;
    // `15-20/3/2026`: what stands before a whole day is one.
    let kind = if matches!(to, Moment::Day(_)) { "ngày" } else { kind };
    let mut before = Vec::new();
    for part in &parts[..parts.len() - 1] {
        before.push(Moment::read(&fill_part(&add_kind(kind, part), &to))?);
    }
    let from = before[0];
    let year = to.written_year().or(from.written_year()).unwrap_or(2000);
    let ends: Vec<_> =
        before.iter().chain([&to]).map(|moment| moment.end(year)).collect();
    let is_forward = ends.windows(2).all(|pair| pair[0] < pair[1]);
    let is_one_kind = std::mem::discriminant(&from) == std::mem::discriminant(&to);
    match is_forward && is_one_kind && !first.is_empty() {
        true => Ok(PlanTime::Range(from, to)),
        false => Err(DateError::NotADate),
    }
}

/// `ngày`, `tháng`, `quý`, `năm` before a list, and the list.
fn split_kind(text: &str) -> (&'static str, &str) {
    for kind in ["ngày", "tháng", "quý", "năm"] {
        if let Some(rest) = text.strip_prefix(kind).and_then(|r| r.strip_prefix(' ')) {
            return (kind, rest);
        }
    }
    ("", text)
}

fn split_list(list: &str) -> Vec<String> {
    let list = list.replace(" đến hết ", "\n").replace(" đến ", "\n");
    let list = list.replace(" và ", "\n").replace([',', '-'], "\n");
    list.split('\n').map(|part| part.trim().to_owned()).collect()
}

/// A part of a list with the kind that stands once before the list.
fn add_kind(kind: &str, part: &str) -> String {
    match split_kind(part) {
        ("", _) if !kind.is_empty() => format!("{kind} {part}"),
        _ => part.to_owned(),
    }
}

/// A time of a list with what only the last has: the month and year of a day, the year of
/// a month or a quarter.
fn fill_part(part: &str, last: &Moment) -> String {
    let slashes = part.matches('/').count();
    let last = last.to_text();
    let tail: Vec<&str> = last.split('/').collect();
    match (split_kind(part).0, slashes, &tail[..]) {
        ("ngày", 0, [_, month, year]) => format!("{part}/{month}/{year}"),
        ("ngày", 1, [_, _, year]) | ("tháng" | "quý", 0, [_, year]) => {
            format!("{part}/{year}")
        }
        _ => part.to_owned(),
    }
}

/// Whether a time prints as the words that it was read from, but for capitals: then the
/// words say no more than the time. Other words for it are others (`hằng tháng`), unless
/// they are typed without the signs of Vietnamese.
#[must_use]
pub fn is_official_wording(text: &str, time: PlanTime) -> bool {
    let (text, official) = (normalize_spaces(&text.to_lowercase()), time.to_text());
    text == official || text.is_ascii() && to_key(&text) == to_key(&official)
}

#[cfg(test)]
mod tests;

//! Until when a text has reports sent: `tổng hợp, báo cáo UBND xã trước ngày 15/6`.

use std::ops::Range;

use crate::language::{fold, normalize_spaces};

/// A report that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportDue {
    /// Where its day stands in the text.
    pub(crate) place: Range<usize>,
    /// How often it is sent, or of what it is.
    pub(crate) period: ReportPeriod,
    /// The day until which it is sent.
    pub(crate) day: ReportDay,
    /// Who receives it, as names are compared; empty where the text does not say.
    pub(crate) receiver: String,
    /// Who sends it, as names are compared; empty where the sentence does not begin so.
    pub(crate) sender: String,
    /// Whether it is put together from those of others.
    pub(crate) is_summary: bool,
}

/// Of what time a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportPeriod {
    Month,
    Quarter,
    HalfYear,
    NineMonths,
    Year,
    /// The text does not say.
    Once,
}

/// The day of a report: of each month, or of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ReportDay {
    /// `ngày 20 hằng tháng`, `ngày 20 của tháng cuối quý`.
    OfMonth(u32),
    /// Month and day: `ngày 15/6`.
    OfYear(u32, u32),
}

/// Words for a report that is put together from others.
const SUMMARY: [&str; 2] = ["tổng hợp", "tham mưu"];

/// The reports that a text has sent until a day. All of them stand in one sentence with the
/// word for a report.
pub(crate) fn find_reports(text: &str) -> Vec<ReportDue> {
    const LEADS: [&str; 3] = ["trước ngày ", "chậm nhất ngày ", "chậm nhất là ngày "];
    // Most texts have no report sent, and are not put into small letters.
    if !(text.contains("áo cáo") && text.contains("ngày ")) {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (start, end) in split_sentences(&lower) {
        let sentence = &lower[start..end];
        let Some(word) = sentence.find("báo cáo") else { continue };
        let mut from = word;
        while let Some((lead, length)) = LEADS
            .iter()
            .filter_map(|lead| Some((sentence[from..].find(lead)? + from, lead.len())))
            .min()
        {
            let day = lead + length;
            let read = read_day(&sentence[day..]);
            if let Some((report_day, taken)) = read {
                let words = &sentence[from..lead];
                let after = &sentence[day + taken..];
                found.push(ReportDue {
                    place: start + day..start + day + taken,
                    period: classify_period(words, after),
                    day: report_day,
                    receiver: find_receiver(&sentence[word..lead]),
                    sender: find_receiver(&sentence[..word]),
                    is_summary: SUMMARY
                        .iter()
                        .any(|word| sentence[..lead].contains(word)),
                });
            }
            from = day;
        }
    }
    found
}

/// First byte of each sentence and the byte after its last.
fn split_sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (place, sign) in text.match_indices([';', '.']) {
        let after = place + sign.len();
        if sign == ";" || text[after..].starts_with(' ') {
            found.push((start, place));
            start = after;
        }
    }
    found.push((start, text.len()));
    found
}

/// The day at the start of a text, and how many bytes it takes: `15/6`, `15 tháng 6`, `20
/// hằng tháng`, `20 của tháng cuối quý`.
fn read_day(text: &str) -> Option<(ReportDay, usize)> {
    let (day, after) = read_number(text, 31)?;
    let length = text.len() - after.len();
    let month = after.strip_prefix('/').or_else(|| after.strip_prefix(" tháng "));
    if let Some((month, rest)) = month.and_then(|month| read_number(month, 12)) {
        let year = rest
            .strip_prefix('/')
            .map_or(0, |year| year.bytes().take_while(u8::is_ascii_digit).count());
        let rest = if year == 4 { &rest[1 + year..] } else { rest };
        return Some((ReportDay::OfYear(month, day), text.len() - rest.len()));
    }
    let each = after.trim_start();
    let is_each = ["hằng tháng", "hàng tháng", "mỗi tháng", "của tháng", "tháng cuối"]
        .iter()
        .any(|word| each.starts_with(word));
    // `ngày 05 của tháng sau` comes after any day of this one.
    let words = each.split([',', ';', '(', '.']).next().unwrap_or_default();
    let is_next = ["tháng sau", "quý sau", "tiếp theo", "kế tiếp", "liền kề"]
        .iter()
        .any(|word| words.contains(word));
    (is_each && !is_next).then_some((ReportDay::OfMonth(day), length))
}

fn read_number(text: &str, most: u32) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..length)?.parse().ok()?;
    ((1..=2).contains(&length) && (1..=most).contains(&number))
        .then(|| (number, &text[length..]))
}

/// Of what a report is, by the words before its day and behind it.
fn classify_period(before: &str, after: &str) -> ReportPeriod {
    let near: String = after.chars().take(30).collect();
    let near = near.split([',', ';', '(']).next().unwrap_or_default();
    let words = format!("{before} | {near}");
    let rows = [
        (ReportPeriod::NineMonths, &["9 tháng", "09 tháng", "chín tháng"][..]),
        (ReportPeriod::HalfYear, &["6 tháng", "06 tháng", "sáu tháng"]),
        (ReportPeriod::Quarter, &["quý"]),
        (
            ReportPeriod::Month,
            &["hằng tháng", "hàng tháng", "mỗi tháng", "báo cáo tháng"],
        ),
        (ReportPeriod::Year, &["báo cáo năm", "cả năm", "hằng năm", "hàng năm"]),
    ];
    let of_before =
        rows.iter().find(|(_, names)| names.iter().any(|n| before.contains(n)));
    let of_after = rows.iter().find(|(_, names)| names.iter().any(|n| near.contains(n)));
    let found = of_before.or(of_after).map(|(period, _)| *period);
    // `định kỳ quý, 6 tháng, năm` is of several.
    let count = rows.iter().filter(|(_, names)| names.iter().any(|n| words.contains(n)));
    match count.count() {
        0 | 1 => found.unwrap_or(ReportPeriod::Once),
        _ if of_before.is_none() => found.unwrap_or(ReportPeriod::Once),
        _ => ReportPeriod::Once,
    }
}

/// Who receives a report, folded, from the words between its word and its day.
fn find_receiver(words: &str) -> String {
    const BEGINNINGS: [&str; 11] = [
        "ủy ban nhân dân",
        "uỷ ban nhân dân",
        "ubnd",
        "ban chỉ đạo",
        "hội đồng nhân dân",
        "hđnd",
        "phòng ",
        "sở ",
        "bộ ",
        "văn phòng",
        "công chức ",
    ];
    let start = BEGINNINGS.iter().filter_map(|word| words.find(word)).min();
    let Some(start) = start else { return String::new() };
    let rest = &words[start..];
    let ends = [
        ",",
        "(",
        ":",
        " kết quả",
        " trước",
        " chậm",
        " qua ",
        " thông qua",
        " để ",
        " và ",
        " theo ",
        " tình hình",
        " về ",
        " xem xét",
        " định kỳ",
        " hằng ",
        " hàng ",
        " 6 ",
        " sáu ",
        " năm ",
        " quý ",
        " tổng hợp",
        " tham mưu",
        " chịu trách nhiệm",
        " có trách nhiệm",
    ];
    let end = ends.iter().filter_map(|word| rest.find(word)).min().unwrap_or(rest.len());
    normalize_spaces(&fold(&rest[..end])).replace("uy ban nhan dan", "ubnd")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    fn show(text: &str) -> Vec<String> {
        let found = find_reports(text).into_iter();
        found
            .map(|report| {
                let ReportDue { place, period, day: _, receiver, sender: _, is_summary } =
                    report;
                format!("{} {period:?} {receiver} {is_summary}", &text[place])
            })
            .collect()
    }

    #[test]
    fn reports_are_found_with_day_period_and_receiver() {
        for (text, found) in [
            (
                "Các thôn báo cáo Ủy ban nhân dân xã kết quả trước ngày 15/6/2026.",
                &["15/6/2026 Once ubnd xa false"][..],
            ),
            (
                "Tổng hợp, báo cáo UBND xã kết quả sáu tháng trước ngày 15/6, cả năm trước ngày 10/12.",
                &["15/6 HalfYear ubnd xa true", "10/12 Year ubnd xa true"],
            ),
            (
                "Báo cáo Phòng Kinh tế trước ngày 25 hằng tháng.",
                &["25 Month phong kinh te false"],
            ),
            (
                "Gửi báo cáo về UBND huyện chậm nhất ngày 30 tháng 11.",
                &["30 tháng 11 Once ubnd huyen false"],
            ),
            ("Nộp hồ sơ trước ngày 15/6.", &[]),
        ] {
            assert_eq!(show(text), found, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_reports_at_their_places(
            text in any::<String>(),
            near in "(báo cáo |trước ngày |UBND xã |15/6|20 hằng tháng|quý |[;., ]){1,14}",
        ) {
            for text in [text, near] {
                for report in find_reports(&text) {
                    prop_assert!(text.get(report.place.clone()).is_some(), "{report:?}");
                }
            }
        }
    }
}

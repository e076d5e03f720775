//! The times by which a text says that something is to be done: `hoàn thành trước ngày
//! 30/4/2026`, `Thời gian: từ ngày 12/5/2026 đến ngày 15/5/2026`.

use crate::language::{take_first_letters, to_lower};
use crate::quantity::Moment;

use super::moment::{WrittenMoment, find_moments};

/// What stands right before a time by which something must be done.
const BEFORE_DUE: &[&str] = &[
    "chậm nhất",
    "chậm nhất là",
    "chậm nhất đến",
    "chậm nhất vào",
    "chậm nhất trước",
    "chậm nhất trong",
    "chậm nhất đến hết",
    "muộn nhất",
    "muộn nhất là",
    "muộn nhất đến",
    "muộn nhất vào",
    "hạn cuối",
    "hạn chót",
    "thời hạn",
    "thời hạn đến",
];

/// Words that say of `trước ngày …` that something must be done until then.
const TO_DO: &[&str] = &[
    "hoàn thành",
    "xong",
    "gửi",
    "báo cáo",
    "nộp",
    "trình",
    "tổng hợp",
    "tham mưu",
    "triển khai",
    "tổ chức",
    "thực hiện",
    "đăng ký",
    "cập nhật",
    "công bố",
    "kiểm tra",
    "rà soát",
    "xây dựng kế hoạch",
    "ban hành kế hoạch",
    "đánh giá",
    "bàn giao",
    "giải ngân",
    "khai mạc",
];

/// Words that stand between what is done and its time: `hoàn thành trong tháng 5/2026`.
const JOINS: &[&str] = &["trong", "vào", "đến", "hết", "đến hết", "trong khoảng"];

/// Words that say of such a time that something is done until then.
const ENDING: &[&str] = &[
    "hoàn thành",
    "xong",
    "kết thúc",
    "khai mạc",
    "gửi",
    "nộp",
    "trình",
    "bắt đầu",
    "tổ chức",
];

/// Words that say the same at the head of a clause that ends with its time: `triển khai từ
/// tháng 3/2026 đến tháng 12/2026`.
const BEGINNING: &[&str] = &["thực hiện", "triển khai", "tiến hành", "khai giảng"];

/// Words by which a time is one of what has been.
const PAST: &[&str] = &[
    "đã ",
    "được ban hành",
    "được phê duyệt",
    "được cấp",
    "được giao",
    "được công nhận",
    "được tổ chức",
    "được thành lập",
    "hiệu lực",
    "sinh trước",
    "sinh từ",
    "sinh ngày",
    "sinh đến",
    "phát sinh",
    "tính đến",
    "kể từ",
    "so với",
    "cư trú",
    "tồn đọng",
    "xây dựng trước",
    "ký trước",
    "ký kết",
    "thành lập trước",
    "quy định trước",
    "vừa qua",
    "thời gian qua",
    "số liệu",
    "kết quả năm",
];

/// What a text before a colon says when its times are those in which something is done.
const LABELS: &[&str] = &["thời gian", "thời hạn", "tiến độ", "lịch "];

/// Words behind a time that go on with what has it: `các công trình hoàn thành trước ngày
/// 31/12/2025 được quyết toán`.
const OF_THINGS: &[&str] = &[
    "được",
    "thì",
    "tiếp tục",
    "không",
    "nhưng",
    "mà",
    "là",
    "đạt",
    "còn",
    "cho thấy",
    "vẫn",
    "chưa",
    "có",
    "sẽ",
    "phải",
    "bị",
    "quy định",
    "theo quy định cũ",
];

/// Words with which a clause begins that says for whom something holds.
const OF_CASES: &[&str] = &["đối với", "trường hợp", "những", "nếu"];

/// Things that another verb is done to.
const THINGS: &[&str] = &[
    "công trình",
    "dự án",
    "hạng mục",
    "gói thầu",
    "hồ sơ",
    "đơn",
    "hộ",
    "nhà",
    "văn bản",
    "hợp đồng",
    "trường hợp",
];

/// What is done to things that have been handed over, sent or listed.
const SETTLED: &[&str] = &[
    "quyết toán",
    "thanh toán",
    "giải quyết",
    "xử lý",
    "xem xét",
    "rà soát",
    "kiểm tra",
    "chi trả",
    "hỗ trợ",
    "nghiệm thu",
];

/// Words by which things are still to be handed over.
const ASKED: &[&str] =
    &["yêu cầu", "đề nghị", "đôn đốc", "phải", "để", "bảo đảm", "đảm bảo", "phấn đấu"];

/// The times of a text by which something is to be done. Of a range only its end is one; a
/// time of which the text says that it is past is none.
pub(crate) fn find_deadlines(text: &str) -> Vec<WrittenMoment> {
    let mut moments = find_moments(text);
    moments.retain(|moment| is_due(text, moment));
    moments
}

/// Whether a time is the date of a paper that stands before it: `số 15/KH-UBND ngày …`.
pub(crate) fn is_date_of_paper(before: &str) -> bool {
    let lead = before.trim_end();
    let lead = lead.strip_suffix("ngày").unwrap_or(lead).trim_end().trim_end_matches(',');
    let last = lead.split_whitespace().next_back().unwrap_or_default();
    last.contains('/') && last.contains(char::is_alphabetic)
}

/// Whether words speak of what has been.
pub(crate) fn is_past(lower: &str) -> bool {
    PAST.iter().any(|word| lower.contains(word))
}

fn is_due(text: &str, moment: &WrittenMoment) -> bool {
    /// So many letters behind a day say what it is.
    const FARTHEST: usize = 400;
    let after = text[moment.place.end..].trim_start();
    let after = to_lower(take_first_letters(after, FARTHEST));
    let is_range = ["đến", "tới", "-", "–"].iter().any(|join| after.starts_with(join));
    let is_old = after.starts_with("trở về trước") || after.starts_with("trở lại");
    let before = &text[..moment.place.start];
    let sentence = find_sentence_start(before);
    let lower = to_lower(&before[sentence..]);
    if is_range || is_old || is_date_of_paper(before) || is_past(&lower) {
        return false;
    }
    let lead = lower.trim_end();
    let lead = lead.strip_suffix("ngày").unwrap_or(lead).trim_end();
    let lead = strip_clock(lead);
    let is_day = matches!(moment.moment, Moment::Day(_));
    if is_day && is_head(before, &after) {
        return true;
    }
    if is_labelled(&lower) || BEFORE_DUE.iter().any(|words| has_end(lead, words)) {
        return true;
    }
    if is_of_things(lead, &after) {
        return false;
    }
    if has_end(lead, "trước") {
        return TO_DO.iter().any(|word| has_verb(&lower, word));
    }
    let clause = take_clause(lead);
    let opening = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    // `Thực hiện trong quý I năm 2025 được 5 mô hình` tells of what has been.
    let is_whole = after.is_empty() || after.starts_with(['.', ';', ',', ')']);
    JOINS.iter().any(|join| has_end(lead, join))
        && (ENDING.iter().any(|word| has_verb(clause, word))
            || is_whole && BEGINNING.iter().any(|word| opening.starts_with(word)))
}

/// The clause that a text ends with.
fn take_clause(lead: &str) -> &str {
    lead.rsplit([',', '(', ':']).next().unwrap_or_default().trim_start()
}

/// Whether a time says which things are meant, and not until when something is done. `after`
/// is what stands behind it, in small letters.
fn is_of_things(lead: &str, after: &str) -> bool {
    let is_subject = OF_THINGS.iter().any(|word| {
        let rest = after.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    // `Hoàn thành trước ngày 30/6/2026 không để tồn đọng`.
    let is_subject = is_subject && !after.starts_with("không để");
    let clause = take_clause(lead);
    let is_case = after.starts_with(',')
        && !is_one_of_times(after)
        && OF_CASES.iter().any(|word| clause.starts_with(word));
    is_subject || is_case || is_named_by_verb(clause)
}

/// Whether the sentence goes on with another time until which something is done: `đối với cấp
/// xã trước ngày 15/5/2026, cấp tỉnh trước ngày 30/5/2026`.
fn is_one_of_times(after: &str) -> bool {
    let sentence = after.split(['.', ';']).next().unwrap_or_default();
    let mut next = sentence.match_indices("trước ngày").map(|(place, _)| place);
    next.next().is_some_and(|place| {
        let clause = take_clause(&sentence[..place]);
        OF_CASES.iter().all(|word| !clause.starts_with(word))
    })
}

/// Whether the last verb of a clause says which things another verb is done to: `quyết toán
/// các công trình bàn giao trước`.
fn is_named_by_verb(clause: &str) -> bool {
    const VERBS: [&str; 5] = ["bàn giao", "nộp", "gửi", "đăng ký", "trình"];
    let clause = clause.strip_suffix("trước").unwrap_or(clause).trim_end();
    let Some(things) = VERBS.iter().find_map(|verb| clause.strip_suffix(verb)) else {
        return false;
    };
    let things = things.trim_end();
    let head = THINGS.iter().find_map(|thing| things.strip_suffix(thing));
    head.is_some_and(|head| {
        let head = head.trim_end();
        let is_asked = ASKED.iter().any(|word| head.contains(word));
        !is_asked && SETTLED.iter().any(|word| head.contains(word))
    })
}

/// Whether a text says that something is done; `công trình` is no `trình`.
fn has_verb(text: &str, verb: &str) -> bool {
    const NOUNS: [&str; 7] = ["chương", "công", "quá", "giáo", "lộ", "quy", "hành"];
    text.match_indices(verb).any(|(start, _)| {
        let before = text[..start].trim_end();
        verb != "trình" || !NOUNS.iter().any(|noun| has_end(before, noun))
    })
}

/// A text without the hour at its end: `trước 17 giờ 00`, `trước 17h30`.
fn strip_clock(lead: &str) -> &str {
    const LONGEST: usize = 4;
    let mut rest = lead;
    for _ in 0..LONGEST {
        let start = rest.rfind(' ').map_or(0, |space| space + 1);
        let word = rest[start..].trim_end_matches(['’', '\'', ',', 'p']);
        let is_hour = word.split_once('h').is_some_and(|(hour, minute)| {
            let all = [hour, minute];
            !hour.is_empty()
                && all.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        });
        let is_number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        if is_hour {
            return rest[..start].trim_end();
        }
        if !(is_number || matches!(word, "giờ" | "phút")) {
            return rest;
        }
        rest = rest[..start].trim_end();
    }
    rest
}

/// Whether a day stands at the head of a line of a programme: `Sáng ngày 12/5/2026: khai
/// mạc`. `before` is all that stands before it.
fn is_head(before: &str, after: &str) -> bool {
    const WORDS: [&str; 13] = [
        "từ", "ngày", "đến", "hết", "sáng", "chiều", "tối", "vào", "lúc", "trong", "các",
        "giờ", "đúng",
    ];
    const LONGEST: usize = 60;
    after.starts_with(':')
        && before.len() <= LONGEST
        && to_lower(before)
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .all(|word| WORDS.contains(&word))
}

/// Where the sentence begins that goes on at the end of a text; of a long one, what is near.
fn find_sentence_start(before: &str) -> usize {
    const LONGEST: usize = 200;
    let near = before.char_indices().rev().nth(LONGEST).map_or(0, |(start, _)| start);
    let starts = [before.rfind(". ").map(|i| i + 2), before.rfind(';').map(|i| i + 1)];
    starts.into_iter().flatten().max().unwrap_or(0).max(near)
}

/// Whether a text in small letters is behind a label of times: `thời gian thực hiện: từ …`.
fn is_labelled(lower: &str) -> bool {
    const LONGEST: usize = 12;
    let Some((label, _)) = lower.split_once(':') else { return false };
    label.split_whitespace().count() <= LONGEST
        && LABELS.iter().any(|word| label.contains(word))
}

/// Whether a text ends with these words, and not within one.
fn has_end(text: &str, words: &str) -> bool {
    let before = text.strip_suffix(words);
    before.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    fn show(text: &str) -> Vec<&str> {
        find_deadlines(text).into_iter().map(|found| &text[found.place]).collect()
    }

    #[test]
    fn what_is_to_be_done_until_a_time_has_a_deadline() {
        for (text, found) in [
            ("Báo cáo UBND xã trước ngày 15/12/2026.", "15/12/2026"),
            ("Hoàn thành trong quý II năm 2026", "quý II năm 2026"),
            ("cải tạo (hoàn thành trước 30/4/2026)", "30/4/2026"),
            ("Công bố kết quả: Chậm nhất ngày 04/8/2026", "04/8/2026"),
            ("Sáng ngày 12/5/2026: khai mạc", "12/5/2026"),
            ("Thời gian thực hiện: tháng 5 năm 2026", "tháng 5 năm 2026"),
            ("Thời gian: từ ngày 12/5/2026 đến ngày 15/5/2026", "15/5/2026"),
            ("Nộp xong trước 17h00 ngày 05/3/2026", "05/3/2026"),
            ("nộp trước 16 giờ 30 phút ngày 05/3/2026", "05/3/2026"),
            ("Triển khai từ tháng 3/2026 đến tháng 12/2026.", "tháng 12/2026"),
            (
                "Yêu cầu các thôn gửi hồ sơ trước ngày 05/3/2026, không để chậm",
                "05/3/2026",
            ),
            ("Đôn đốc xử lý hồ sơ nộp trước ngày 05/3/2026", "05/3/2026"),
            ("Lịch nhận hồ sơ: Từ 20/7/2026 đến hết ngày 25/7/2026", "25/7/2026"),
        ] {
            assert_eq!(show(text), [found], "{text}");
        }
    }

    #[test]
    fn what_has_been_or_cites_a_paper_has_none() {
        for text in [
            "Kế hoạch số 12/KH-UBND ngày 15/12/2025 của UBND xã",
            "Công trình đã hoàn thành trước ngày 30/4/2025",
            "Người sinh trước ngày 01/01/2020 đăng ký",
            "Nhà xây dựng trước tháng 7/2014",
            "Quyết định có hiệu lực trước ngày 01/7/2025",
            "Hộ nghèo tính đến ngày 31/12/2025",
            "Thẻ được cấp trước ngày 01/6/2025 gửi đổi",
            "Hồ sơ nộp từ ngày 01/6/2025 trở về trước",
            "Từ tháng 02/2026 đến tháng 01/2027",
            "Thực hiện trong quý I năm 2025 được 5 mô hình",
            "Công trình thi công từ tháng 3/2024 đến tháng 12/2025",
            "Thời gian: theo Quyết định số 15/QĐ-UBND ngày 03/4/2025 của UBND tỉnh",
            "Công trình hoàn thành trước ngày 31/12/2025 được quyết toán",
            "Khối lượng hoàn thành đến ngày 31/12/2025 là 20 km",
            "Hồ sơ nộp trước ngày 01/7/2025 thì giải quyết theo quy định cũ",
            "Quyết toán các công trình bàn giao trước ngày 31/12/2025",
            "Đối với hộ đăng ký nhà trước ngày 01/3/2025, chi trả theo mức cũ",
        ] {
            assert_eq!(show(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_deadlines_at_their_places(
            text in any::<String>(),
            near in "(trước |ngày |Hoàn thành |thời gian: |đã |tháng 7/2026|20/7/2026|đến |[-–.,;:() ]){1,14}",
        ) {
            for text in [text, near] {
                for found in find_deadlines(&text) {
                    prop_assert!(text.get(found.place.clone()).is_some(), "{found:?}");
                }
            }
        }
    }
}

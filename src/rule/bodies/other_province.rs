//! `other-province`: the province, district or commune that a plan speaks of as its own is
//! that of its issuer: none is left from a plan that was copied.

use std::ops::Range;

use chrono::NaiveDate;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::to_lower;
use crate::register::{find_districts, find_former_communes, find_province, make_key};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    Issuer, TextLine, UnitMention, UnitWord, find_sentence_around, has_word_end,
    is_cited, is_known_unit, is_of_past,
};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "other-province",
        summary: "tỉnh, huyện, xã được nói tới như của mình phải là của nơi ban hành",
        explanation: "Tên tỉnh, huyện, xã khác còn lại trong kế hoạch thường là do chép từ kế hoạch của nơi khác: “trên địa bàn tỉnh Hà Tĩnh” trong kế hoạch của một xã ở Nghệ An. Sửa thành tên nơi ban hành. Chỗ nói về phối hợp, học tập, giáp ranh, hỗ trợ nơi khác không bị nhắc; nơi ban hành ở tỉnh nào thì lấy từ tên cơ quan, cơ quan chủ quản và danh mục đơn vị hành chính.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("kế hoạch có nói tới nơi khác"),
    wrong: "co_quan:\n  ten: Ủy ban nhân dân xã Cẩm Lương\n  dia_danh: Cẩm Lương\nnoi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Rà soát hộ nghèo trên địa bàn xã Sơn Trung.\n",
    right: "co_quan:\n  ten: Ủy ban nhân dân xã Cẩm Lương\n  dia_danh: Cẩm Lương\nnoi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Rà soát hộ nghèo trên địa bàn xã Cẩm Lương.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(issuer) = context.issuer() else { return };
    let Some(day) = context.dates().map(|dates| dates.latest) else { return };
    let mut named: Vec<(String, usize, usize)> = Vec::new();
    let mut excused: Vec<String> = Vec::new();
    for (_, line, bodies) in context.bodies() {
        for unit in bodies.units.iter().filter(|unit| unit.name.is_some()) {
            if is_elsewhere(&line.text, unit) {
                excused.push(unit.key.clone());
            }
        }
    }
    for (_, line, bodies) in context.bodies() {
        for (index, unit) in bodies.units.iter().enumerate() {
            if unit.name.is_none()
                || excused.contains(&unit.key)
                || is_in_list(&line.text, &bodies.units, index)
                || has_ended(unit, day)
                || !is_other(issuer, line, unit)
            {
                continue;
            }
            if let Some((_, _, more)) =
                named.iter_mut().find(|(key, _, _)| *key == unit.key)
            {
                *more += 1;
                continue;
            }
            named.push((unit.key.clone(), found.len(), 0));
            found.push(describe(rule, context, issuer, line, &unit.range));
        }
    }
    for (_, index, more) in named.into_iter().filter(|(_, _, more)| *more > 0) {
        found[index].push_hint(format!("còn {more} chỗ nữa ghi như vậy"));
    }
}

fn describe(
    rule: &Rule,
    context: &Context<'_>,
    issuer: &Issuer,
    line: &TextLine<'_>,
    range: &Range<usize>,
) -> Diagnostic {
    let place = line.place(context, range.start, range.end);
    let name = &line.text[range.clone()];
    let message =
        format!("nói tới {name} như nơi ban hành, mà đây là văn bản của {}", issuer.name);
    let home = match issuer.province {
        Some(province) if issuer.word.is_of_commune() => {
            format!("{}, {province}", issuer.name)
        }
        _ => issuer.name.clone(),
    };
    rule.finding(place, message)
        .label(format!("nơi ban hành là {home}"))
        .hint("sửa tên nơi này nếu còn lại từ một kế hoạch khác")
}

/// Whether a unit stands in a list of its level, of which the issuer would be one alone:
/// `UBND thành phố Hà Nội, thành phố Hồ Chí Minh`.
fn is_in_list(text: &str, units: &[UnitMention], index: usize) -> bool {
    let level = |unit: &UnitMention| match unit.word {
        word if word.is_of_commune() => 0,
        word if word.is_of_district() => 1,
        _ if find_province(&unit.key).is_some() => 2,
        _ => 1,
    };
    let is_beside = |one: &UnitMention, other: &UnitMention| {
        let between = text.get(one.range.end..other.range.start).unwrap_or_default();
        one.name.is_some()
            && other.name.is_some()
            && level(one) == level(other)
            && matches!(between, ", " | "," | " và " | ", và " | "; " | " - " | " – ")
    };
    let pair = |first: usize| {
        let (one, other) = (units.get(first), units.get(first + 1));
        one.zip(other).is_some_and(|(one, other)| is_beside(one, other))
    };
    pair(index) || index.checked_sub(1).is_some_and(pair)
}

/// Whether a unit is no more on a day: then `body-abolished` tells.
fn has_ended(unit: &UnitMention, day: NaiveDate) -> bool {
    let first = NaiveDate::from_ymd_opt(2025, 7, 1);
    match find_province(&unit.key) {
        Some(province) => province.ended.is_some_and(|ended| ended <= day),
        None if unit.word.is_of_commune() && unit.word != UnitWord::Township => false,
        None => first.is_some_and(|first| day >= first),
    }
}

/// Whether a unit that is spoken of as the own one is another.
fn is_other(issuer: &Issuer, line: &TextLine<'_>, unit: &UnitMention) -> bool {
    let text = &line.text;
    let before = text[..unit.range.start].trim_end();
    let cited = is_cited(text, &unit.range, NaiveDate::MAX);
    let is_superior = has_word_end(before, &ISSUERS);
    if !is_superior
        && (cited || !has_word_end(before, &AREAS) || has_word_end(before, &OTHER_BODIES))
    {
        return false;
    }
    if is_of_past(text, &unit.range, i32::MIN) {
        return false;
    }
    match unit.word {
        UnitWord::Province | UnitWord::City if find_province(&unit.key).is_some() => {
            is_other_province(issuer, unit)
        }
        word if word.is_of_district() || word == UnitWord::City => {
            is_other_district(issuer, unit)
        }
        word if word.is_of_commune() => {
            let is_meant = match is_superior {
                true => has_beginning(&text[unit.range.end..], &VOICE),
                false => has_word_end(before, &OWN_AREAS),
            };
            is_meant && !cited && is_other_commune(issuer, unit)
        }
        _ => false,
    }
}

fn is_other_province(issuer: &Issuer, unit: &UnitMention) -> bool {
    let province = find_province(&unit.key).map(|province| province.now);
    issuer.province.is_some() && province.is_some() && province != issuer.province
}

/// Of a commune or a district, a district that is not its own. A city may have become
/// another.
fn is_other_district(issuer: &Issuer, unit: &UnitMention) -> bool {
    let is_known = find_districts(&unit.key).next().is_some();
    let is_below = issuer.word.is_of_commune() || issuer.word.is_of_district();
    is_known
        && is_below
        && issuer.is_collective
        && !issuer.districts.is_empty()
        && !issuer.districts.contains(&unit.key)
}

/// Of a commune, another that is known and has not become a part of it.
fn is_other_commune(issuer: &Issuer, unit: &UnitMention) -> bool {
    let name = make_key(&issuer.name);
    let has_joined = |key: &str, whole: &str| {
        find_former_communes(key)
            .any(|commune| commune.now.split('|').any(|now| make_key(now) == whole))
    };
    issuer.word.is_of_commune()
        && issuer.is_collective
        && unit.key != issuer.key
        && !has_same_name(&unit.key, &name)
        && !has_joined(&unit.key, &name)
        && !has_joined(&issuer.key, &unit.key)
        && is_known_unit(&unit.key)
}

/// Whether two units differ by their word alone: `xã Thắng`, `thị trấn Thắng`.
fn has_same_name(one: &str, other: &str) -> bool {
    const WORDS: [&str; 4] = ["xã ", "phường ", "thị trấn ", "đặc khu "];
    let bare = |key: &str| -> String {
        let word = WORDS.iter().find_map(|word| key.strip_prefix(word));
        word.unwrap_or(key).to_owned()
    };
    bare(one) == bare(other)
}

/// Bodies that stand right before the name of the own unit, in citations too.
const ISSUERS: [&str; 8] = [
    "UBND",
    "HĐND",
    "Ủy ban nhân dân",
    "Uỷ ban nhân dân",
    "Hội đồng nhân dân",
    "Đảng ủy",
    "Đảng uỷ",
    "Đảng bộ",
];

/// Words that stand right before the name of the own unit in its own sentences.
const AREAS: [&str; 10] = [
    "Trên địa bàn",
    "Nhân dân",
    "nhân dân",
    "trên địa bàn",
    "toàn",
    "Toàn",
    "Trạm Y tế",
    "Công an",
    "Mặt trận Tổ quốc",
    "Việt Nam",
];

/// Those of them that stand before the name of a commune alone when it is the own one.
const OWN_AREAS: [&str; 6] =
    ["trên địa bàn", "Trên địa bàn", "toàn", "Toàn", "Nhân dân", "nhân dân"];

/// What a plan says of its issuer: `UBND xã A ban hành Kế hoạch`.
const VOICE: [&str; 10] = [
    "ban hành",
    "xây dựng",
    "yêu cầu",
    "tổ chức triển khai",
    "đề nghị",
    "giao ",
    "phân công",
    "chỉ đạo",
    "thành lập",
    "kiện toàn",
];

fn has_beginning(text: &str, words: &[&str]) -> bool {
    words.iter().any(|words| text.trim_start().starts_with(words))
}

/// Words of a sentence that speaks of another place, as it should.
const ELSEWHERE: [&str; 23] = [
    "phối hợp với",
    "giáp ranh",
    "giáp với",
    "liền kề",
    "lân cận",
    "học tập",
    "kinh nghiệm",
    "liên kết",
    "hợp tác",
    "tham quan",
    "ký kết",
    "trao đổi",
    "kết nghĩa",
    "giúp đỡ",
    "ủng hộ",
    "bị thiệt hại",
    "khắc phục hậu quả",
    "đoàn công tác",
    "quy hoạch vùng",
    "liên vùng",
    "tuyến đường",
    "đồng bào",
    "ranh giới",
];

/// Words right before a place that is given something, in small letters.
const GIVING: [&str; 8] = [
    "hỗ trợ",
    "hỗ trợ nhân dân",
    "giúp nhân dân",
    "thăm nhân dân",
    "thăm hỏi nhân dân",
    "tặng nhân dân",
    "quà nhân dân",
    "quà cho nhân dân",
];

/// Bodies that end with a word of `AREAS` and stand before the name of any place.
const OTHER_BODIES: [&str; 4] =
    ["án nhân dân", "sát nhân dân", "an nhân dân", "đội nhân dân"];

/// Whether a unit stands in a sentence that speaks of other places.
fn is_elsewhere(text: &str, unit: &UnitMention) -> bool {
    let sentence = find_sentence_around(text, &unit.range);
    let words = to_lower(&text[sentence]);
    let is_paper = is_cited(text, &unit.range, NaiveDate::MAX);
    let before = text[..unit.range.start].trim_end().to_lowercase();
    !is_paper
        && (ELSEWHERE.iter().any(|word| words.contains(word))
            || has_word_end(&before, &GIVING))
}

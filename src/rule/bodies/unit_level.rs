//! `unit-level`: a body that a plan means as its own has the word of its unit: no
//! `Ban Chỉ đạo … thị trấn` in a plan of a commune.

use chrono::NaiveDate;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::register::find_province;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    Issuer, UnitMention, UnitWord, get_two_level_day, has_word_end, is_body_of_level,
    is_cited, is_of_past,
};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "unit-level",
        summary: "cơ quan của chính nơi ban hành được gọi đúng loại đơn vị: xã, phường, thị trấn",
        explanation: "Kế hoạch của một xã mà viết “Ban Chỉ đạo giảm nghèo thị trấn”, “toàn phường” thường là do chép từ kế hoạch của nơi khác, hay của nơi ấy trước khi đổi loại đơn vị. Sửa theo loại đơn vị của nơi ban hành. “Các xã, thị trấn” trong kế hoạch của cấp trên, tên riêng như “thị trấn Thắng”, văn bản được viện dẫn không bị nhắc.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("nói về cơ quan của nơi khác"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Ban Chỉ đạo giảm nghèo thị trấn phân công thành viên phụ trách từng xóm.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Ban Chỉ đạo giảm nghèo xã phân công thành viên phụ trách từng xóm.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(issuer) = context.issuer() else { return };
    let Some(day) = context.dates().map(|dates| dates.earliest) else { return };
    let mut first: Option<Diagnostic> = None;
    let mut more = 0;
    for (_, line, bodies) in context.bodies() {
        for (index, unit) in bodies.units.iter().enumerate() {
            let text = &line.text;
            let is_alone = unit.name.is_none() && !is_in_list(text, unit);
            let others = &bodies.units[..index];
            if !is_alone
                || !is_other_level(issuer, unit, day, text, others)
                || is_cited(text, &unit.range, NaiveDate::MAX)
                || is_of_past(text, &unit.range, i32::MIN)
                || is_told_as_ended(day, text, unit, others)
            {
                continue;
            }
            if first.is_some() {
                more += 1;
                continue;
            }
            let (word, home) = (unit.word.word(), issuer.word.word());
            let place = line.place(context, unit.range.start, unit.range.end);
            let message = format!("ghi “{word}” trong văn bản của {}", issuer.name);
            first = Some(
                rule.finding(place, message)
                    .label(format!("nơi ban hành là {home}"))
                    .hint(format!("sửa thành “{home}” nếu nói về nơi ban hành")),
            );
        }
    }
    if let Some(finding) = first {
        found.push(match more {
            0 => finding,
            more => finding.hint(format!("còn {more} chỗ nữa cần xem lại như vậy")),
        });
    }
}

/// Whether the level of the word is no more, and `body-abolished` tells it.
fn is_told_as_ended(
    day: NaiveDate,
    text: &str,
    unit: &UnitMention,
    others: &[UnitMention],
) -> bool {
    let is_ended = unit.word.is_of_district() || unit.word == UnitWord::Township;
    is_ended
        && get_two_level_day().is_some_and(|since| day >= since)
        && is_body_of_level(text, unit, others.last())
}

/// Whether a word stands in a list of units or in the plural: `xã, thị trấn`, `cấp xã`.
fn is_in_list(text: &str, unit: &UnitMention) -> bool {
    let before = text[..unit.range.start].trim_end();
    let after = &text[unit.range.end..];
    let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let is_plural = matches!(
        last.to_lowercase().trim_start_matches(['(', '“']),
        "các"
            | "cấp"
            | "từng"
            | "mỗi"
            | "những"
            | "nhiều"
            | "liên"
            | "một"
            | "số"
            | "và"
            | "hoặc"
            | "hai"
            | "ba"
            | "thuộc"
            | "làng"
            | "khác"
            | "tại"
            | "-"
            | "–"
    ) || last
        .ends_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | '/'));
    let next = after.trim_start();
    let units =
        ["xã", "phường", "thị trấn", "huyện", "tỉnh", "quận", "thị xã", "thành phố"];
    let joined = next.strip_prefix([',', '/']).map(str::trim_start);
    let joined = joined
        .or_else(|| next.strip_prefix("và "))
        .or_else(|| next.strip_prefix("hoặc "));
    let goes_on = joined.is_some_and(|next| {
        let next = next.strip_prefix("các ").unwrap_or(next);
        units.iter().any(|word| next.starts_with(word))
    });
    // A name that is not known, or that is left open.
    let is_named = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && after.starts_with(' ')
        || next.starts_with(['…', '{', '.']) && next.starts_with(['…', '{'])
        || next.starts_with("khác")
        || next.starts_with("nơi");
    is_plural || goes_on || is_named
}

/// Whether the word is of another kind than that of the issuer where its own is meant.
fn is_other_level(
    issuer: &Issuer,
    unit: &UnitMention,
    day: NaiveDate,
    text: &str,
    others: &[UnitMention],
) -> bool {
    let (home, other) = (issuer.word, unit.word);
    if home == other || !issuer.is_collective {
        return false;
    }
    let before = &text[..unit.range.start];
    if home.is_of_commune() {
        if other.is_of_commune() {
            // `ngân sách xã` is the budget of a ward too, by the laws on budgets.
            let is_budget = other == UnitWord::Commune
                && BUDGETS.iter().any(|words| before.trim_end().ends_with(words));
            return !is_budget
                && (is_headed(before) || is_own_body(before, others, &OWN_BODIES));
        }
        return is_own_body(before, others, &OWN_OFFICES);
    }
    let is_new = get_two_level_day().is_some_and(|since| day >= since);
    let is_provincial = issuer.province.is_some_and(|province| province == issuer.name)
        && find_province(&issuer.key)
            .is_none_or(|city| city.since.is_none_or(|since| day >= since));
    match (home, other) {
        (UnitWord::City, UnitWord::Province) => is_provincial && is_headed(before),
        (UnitWord::Province, UnitWord::City) => is_new && is_headed(before),
        (one, other) if one.is_of_district() && other.is_of_district() => {
            is_headed(before)
        }
        _ => false,
    }
}

/// The budget as those speak of it who manage it: `quản lý ngân sách`, `dự toán ngân sách`.
const BUDGETS: [&str; 3] = ["lý ngân sách", "toán ngân sách", "chi ngân sách"];

/// What stands right before the word of the own unit.
const HEADS: [&str; 33] = [
    "BCĐ",
    "Nhân dân",
    "nhân dân",
    "lãnh đạo",
    "Lãnh đạo",
    "Đoàn thanh niên",
    "địa bàn",
    "nhân dân trong",
    "Nhân dân trong",
    "đoàn thể",
    "ban ngành",
    "ban, ngành",
    "Ngân sách",
    "ngân sách",
    "toàn",
    "Toàn",
    "UBND",
    "HĐND",
    "Ủy ban nhân dân",
    "Uỷ ban nhân dân",
    "Hội đồng nhân dân",
    "Đảng ủy",
    "Đảng uỷ",
    "Công an",
    "Trạm Y tế",
    "Trạm y tế",
    "Công chức",
    "Thường trực",
    "Hội Phụ nữ",
    "Mặt trận Tổ quốc",
    "Mặt trận Tổ quốc Việt Nam",
    "MTTQ",
    "Đoàn Thanh niên",
];

fn is_headed(before: &str) -> bool {
    has_word_end(before.trim_end(), &HEADS)
}

/// Bodies of a commune, of which the unit stands behind their field.
const OWN_BODIES: [&str; 17] = [
    "Ban Chỉ đạo",
    "Ban chỉ đạo",
    "Ban Vận động",
    "Ban vận động",
    "Ban Chỉ huy",
    "Ban chỉ huy",
    "Bộ phận",
    "Công chức",
    "công chức",
    "Cán bộ",
    "cán bộ",
    "Đài truyền thanh",
    "Đài Truyền thanh",
    "Hội Phụ nữ",
    "Hội Nông dân",
    "Hội Liên hiệp",
    "Hội Cựu chiến binh",
];

/// Offices that communes alone have.
const OWN_OFFICES: [&str; 2] = ["Bộ phận", "Công chức"];

/// Whether a body of these begins within some words before, with no sign that ends its name
/// and no other unit between.
fn is_own_body(before: &str, others: &[UnitMention], bodies: &[&str]) -> bool {
    const MOST: usize = 10;
    let Some(start) = bodies.iter().filter_map(|body| before.rfind(body)).max() else {
        return false;
    };
    let phrase = &before[start..];
    // `Cán bộ trẻ tăng cường về xã` go to another unit.
    phrase.split_whitespace().count() <= MOST
        && !phrase.trim_end().ends_with(" về")
        && !phrase.contains([';', ':', '.', '(', ')', '“', '”'])
        && !phrase.contains(", ")
        && !["các", "cho", "với", "của", "tại", "từ", "cấp", "đến", "báo cáo", "và các"]
            .iter()
            .any(|word| phrase.split_whitespace().any(|other| other == *word))
        && !others.iter().any(|unit| unit.range.start >= start)
}

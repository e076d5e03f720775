//! Units of which a text speaks by their word alone, of a level that may be no more:
//! `UBND các huyện`, `Phòng Nội vụ huyện`.

use chrono::NaiveDate;

use super::body::UnitMention;

/// The day from which there are two levels of local government.
pub(crate) fn get_two_level_day() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2025, 7, 1)
}

/// What stands before the word of a level where it means a body of it or its area.
const OF_LEVEL: [&str; 25] = [
    "cấp",
    "Cấp",
    "Toàn",
    "lãnh đạo",
    "Lãnh đạo",
    "UBND",
    "UBND các",
    "UBND cấp",
    "nhân dân",
    "nhân dân các",
    "nhân dân cấp",
    "HĐND",
    "HĐND các",
    "HĐND cấp",
    "Công an",
    "Công an các",
    "các",
    "Các",
    "địa bàn",
    "địa bàn các",
    "toàn",
    "MTTQ",
    "Mặt trận Tổ quốc",
    "Việt Nam",
    "UBMTTQ",
];

/// What stands behind the word of a level where it means none: `huyện nghèo`.
const NOT_OF_LEVEL: [&str; 8] =
    ["nghèo", "nông thôn mới", "đảo", "điểm", "lỵ", "lộ", "đội", "biên giới"];

/// Whether a word without a name means a body of its level: `UBND các huyện`, `xã, phường,
/// thị trấn`, `Huyện ủy`.
pub(crate) fn is_body_of_level(
    text: &str,
    unit: &UnitMention,
    before: Option<&UnitMention>,
) -> bool {
    let after = text[unit.range.end..].trim_start();
    if NOT_OF_LEVEL.iter().any(|word| after.starts_with(word)) {
        return false;
    }
    let is_party = ["ủy", "uỷ", "đoàn"].iter().any(|word| after.starts_with(word));
    if is_party && text[unit.range.end..].starts_with(' ') {
        return true;
    }
    let leading = text[..unit.range.start].trim_end();
    let is_headed = OF_LEVEL.iter().any(|words| {
        leading.strip_suffix(words).is_some_and(|before| {
            before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric())
        })
    });
    // The title of a law of before: `dân chủ ở xã, phường, thị trấn`.
    let is_title = text[..unit.range.start].contains("dân chủ ở");
    let is_listed = before.is_some_and(|before| {
        before.name.is_none()
            && matches!(
                &text[before.range.end..unit.range.start],
                ", " | "," | " và " | "/" | " hoặc " | ", các " | " và các "
            )
    });
    (is_headed || is_listed || is_behind_body(leading)) && !is_title
}

/// Bodies that units of every level have, as their names begin.
const OF_UNITS: [&str; 12] = [
    "Ban Chỉ đạo",
    "Ban chỉ đạo",
    "BCĐ",
    "Ban Chỉ huy",
    "Ban chỉ huy",
    "Thanh tra",
    "Kho bạc Nhà nước",
    "Bảo hiểm xã hội",
    "Liên đoàn Lao động",
    "Đoàn Thanh niên",
    "Phòng ",
    "Hội ",
];

/// Words that stand in no name of a body.
const NO_NAME: [&str; 14] = [
    "của", "cho", "với", "từng", "tại", "về", "ở", "theo", "đến", "trong", "giao", "từ",
    "một", "mỗi",
];

/// Whether the name of a body ends right here: `Ban Chỉ đạo giảm nghèo`, `Phòng Nội vụ`.
fn is_behind_body(leading: &str) -> bool {
    const MOST: usize = 9;
    let signs = |c: char| matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '“' | '”');
    let phrase = leading.rsplit(signs).next().unwrap_or(leading);
    let starts = OF_UNITS.iter().filter_map(|head| {
        let start = phrase.rfind(head)?;
        let field = &phrase[start + head.len()..];
        let is_name = !head.ends_with(' ') || field.starts_with(char::is_uppercase);
        is_name.then_some(start)
    });
    let Some(start) = starts.max() else { return false };
    let words: Vec<&str> = phrase[start..].split_whitespace().take(MOST + 1).collect();
    words.len() <= MOST && !words.iter().any(|word| NO_NAME.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::body::find_bodies;
    use super::*;

    fn is_body(text: &str) -> bool {
        let units = find_bodies(text).units;
        let before = units.len().checked_sub(2).map(|index| &units[index]);
        is_body_of_level(text, units.last().unwrap(), before)
    }

    #[test]
    fn a_word_of_a_level_means_a_body_behind_the_name_of_one() {
        for text in [
            "UBND các huyện",
            "xã, phường, thị trấn",
            "Huyện ủy chỉ đạo",
            "Phòng Nội vụ huyện",
            "Ban Chỉ đạo giảm nghèo bền vững huyện",
            "Hội Nông dân huyện",
            "cấp xã, cấp huyện",
        ] {
            assert!(is_body(text), "{text}");
        }
        for text in [
            "các huyện nghèo",
            "đường huyện",
            "Ban Chỉ đạo phân công thành viên về huyện",
            "thực hiện dân chủ ở xã, phường, thị trấn",
            "hội nghị huyện",
        ] {
            assert!(!is_body(text), "{text}");
        }
    }
}

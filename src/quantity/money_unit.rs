//! The units in which offices count money, in all their spellings: `triệu đồng`, `tr.đ`,
//! `ĐVT: 1.000đ`, `đồng/người/tháng`; and those that look like one and are none.

use super::MoneyScale;
use crate::language::{fold, normalize_spaces};

/// What a text says of money, where it is the name of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyUnit {
    /// A unit that is known.
    Known {
        /// In what the amount is counted.
        scale: MoneyScale,
        /// Whether it is for each of something that is no time: `đồng/người/tháng`.
        is_rate: bool,
    },
    /// It looks like a unit of money and is none that is known: `trăm triệu`, `USD`.
    Unknown,
}

/// Words before a unit that say that it is one, longest first.
const MARKS: [&str; 8] =
    ["đơn vị tính", "đơn vị", "đv tính", "đvt", "đ.v.t", "don vi tinh", "don vi", "dvt"];

/// What makes a unit of money out of a word for a scale, longest first.
const CURRENCIES: [&str; 10] =
    ["đồngviệtnam", "dongvietnam", "đồngvn", "đồng", "dong", "vnđ", "vnd", "đ", "d", "₫"];

/// The words for a scale before `đồng`, or alone.
const SCALES: [(MoneyScale, &[&str]); 3] = [
    (
        MoneyScale::Thousand,
        &["nghìn", "ngàn", "nghin", "ngan", "ng", "k", "1000", "10^3", "10³"],
    ),
    (MoneyScale::Million, &["triệu", "trieu", "tr", "1000000", "10^6", "10⁶"]),
    (MoneyScale::Billion, &["tỷ", "tỉ", "ty", "ti", "1000000000", "10^9", "10⁹"]),
];

/// Those of them that say money without `đồng` too.
const LONE_SCALES: [&str; 8] =
    ["nghìn", "ngàn", "triệu", "tỷ", "tỉ", "nghin", "ngan", "trieu"];

/// Words of which a name of money is made, known or not.
const VOCABULARY: [&str; 24] = [
    "trăm", "chục", "vạn", "nghìn", "ngàn", "triệu", "tr", "tỷ", "tỉ", "đồng", "đ",
    "vnđ", "vnd", "usd", "đô", "la", "mỹ", "đôla", "euro", "eur", "kíp", "cny", "jpy",
    "$",
];

/// Those of them of which one must be there.
const MONEY_WORDS: [&str; 17] = [
    "nghìn", "ngàn", "triệu", "tr", "tỷ", "tỉ", "đồng", "đ", "vnđ", "vnd", "usd", "đô",
    "đôla", "euro", "eur", "kíp", "$",
];

/// Words of money of other countries, which nothing else has.
const FOREIGN: [&str; 14] = [
    "usd", "eur", "euro", "gbp", "jpy", "cny", "ndt", "krw", "thb", "lak", "đôla", "$",
    "€", "£",
];

/// Words, without their marks, that make an amount of the `đồng` behind them.
const BEFORE_DONG: [&str; 13] = [
    "muoi", "chuc", "tram", "van", "nghin", "ngan", "ng", "trieu", "tr", "ty", "ti", "t",
    "n",
];

/// Words, without their marks, that make another word of `đồng` before them.
const AFTER_DONG: [&str; 8] = ["bao", "chi", "hanh", "thoi", "y", "bo", "thap", "nghiep"];

/// Words after `/` that are a time: an amount for a year adds up.
const TIMES: [&str; 9] =
    ["năm", "tháng", "quý", "ngày", "ngày đêm", "kỳ", "vụ", "giai đoạn", "đợt"];

/// The unit of money that a text is the name of; `None` where it is none.
#[must_use]
pub fn read_money_unit(text: &str) -> Option<MoneyUnit> {
    let text = trim_marks(&normalize_spaces(text).to_lowercase()).to_owned();
    let (unit, per) = match text.split_once('/') {
        Some((unit, per)) => (unit, Some(per)),
        None => (text.as_str(), None),
    };
    // `đ/c` is a comrade.
    if per.is_some_and(|per| per.trim() == "c") {
        return None;
    }
    let is_rate = per.is_some_and(|per| per.split('/').any(|part| !is_time(part)));
    match read_scale(unit) {
        Some(scale) => Some(MoneyUnit::Known { scale, is_rate }),
        None => is_money_name(unit).then_some(MoneyUnit::Unknown),
    }
}

/// The unit of money that a text is the name of, where units stand: one word of money there
/// makes it one, known or not.
#[must_use]
pub fn read_placed_unit(text: &str) -> Option<MoneyUnit> {
    let unit = read_money_unit(text);
    unit.or_else(|| has_money_word(text).then_some(MoneyUnit::Unknown))
}

/// Whether some word of a text is one of money: `triêu đồng`, `T.đồng`, `€`.
fn has_money_word(text: &str) -> bool {
    let lower = normalize_spaces(text).to_lowercase();
    let is_foreign = |word: &str| FOREIGN.contains(&word);
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && !"$€£".contains(c));
    if lower.contains(['$', '€', '£']) || words.any(is_foreign) {
        return true;
    }
    let folded = fold(&lower);
    let words: Vec<_> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let is_other =
        |index: usize| words.get(index).is_some_and(|after| AFTER_DONG.contains(after));
    let is_amount = words.windows(2).enumerate().any(|(index, pair)| {
        pair[1] == "dong" && BEFORE_DONG.contains(&pair[0]) && !is_other(index + 2)
    });
    // `đồng (làm tròn)`, `nđ`, `trđ các loại`
    let is_first = lower.starts_with("đồng (")
        || matches!(lower.as_str(), "nđ" | "n.đ" | "tđồng" | "nđồng")
        || lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "vnđ" | "vnd" | "trđ" | "ngđ" | "trđồng"));
    is_amount || is_first
}

/// The part of a text behind `ĐVT:`, `Đơn vị tính:`, where it has such a mark.
#[must_use]
pub fn find_marked_unit(text: &str) -> Option<String> {
    let lower = normalize_spaces(text).to_lowercase();
    let (start, mark) = MARKS
        .iter()
        .filter_map(|mark| Some((find_word(&lower, mark)?, *mark)))
        .min_by_key(|(start, mark)| (*start, usize::MAX - mark.len()))?;
    let after = lower[start + mark.len()..].trim_start();
    // `Đơn vị` alone begins many names; the sign behind it makes a mark of it.
    let has_sign = after.starts_with(':');
    if !has_sign && matches!(mark, "đơn vị" | "don vi") {
        return None;
    }
    let end = after.find([')', ']']).unwrap_or(after.len());
    let unit = after[..end].trim_matches([':', '.', ';', ',', ' ', '-']);
    (!unit.is_empty()).then(|| unit.to_owned())
}

/// Whether a part after `/` is a time, with or without a number.
pub fn is_time(part: &str) -> bool {
    let part = part.trim_matches(|c: char| c.is_ascii_digit() || " .,);".contains(c));
    TIMES.iter().any(|time| *time == part || fold(time) == part)
}

/// Where a word begins in a text, with no letter before or behind it.
fn find_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(start, _)| start).find(|start| {
        let before = text[..*start].chars().next_back();
        let after = text[start + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric)
            && !after.is_some_and(char::is_alphanumeric)
    })
}

/// A unit without brackets around it, the mark before it and the signs at its ends.
fn trim_marks(text: &str) -> &str {
    const SIGNS: [char; 12] =
        ['(', ')', '[', ']', '.', ',', ';', ':', ' ', '"', '-', '*'];
    let text = text.trim_matches(SIGNS);
    let marked = MARKS.iter().find_map(|mark| {
        let after = text.strip_prefix(mark)?;
        after.starts_with(|c: char| !c.is_alphanumeric()).then_some(after)
    });
    marked.unwrap_or(text).trim_matches(SIGNS)
}

/// The scale of a unit that is known.
fn read_scale(unit: &str) -> Option<MoneyScale> {
    let compact: String =
        unit.chars().filter(|c| !matches!(c, ' ' | '.' | ',' | '\u{a0}')).collect();
    // `x 1.000 đồng`
    let compact = match compact.strip_prefix('x') {
        Some(times) if times.starts_with(|c: char| c.is_ascii_digit()) => times,
        _ => compact.as_str(),
    };
    if LONE_SCALES.contains(&compact) {
        return find_scale(compact);
    }
    let scale = CURRENCIES.iter().find_map(|word| compact.strip_suffix(word))?;
    match scale {
        // A `d` alone is more often something else.
        "" if compact == "d" => None,
        "" | "1" => Some(MoneyScale::Dong),
        scale => find_scale(scale),
    }
}

fn find_scale(word: &str) -> Option<MoneyScale> {
    SCALES.iter().find(|(_, words)| words.contains(&word)).map(|(scale, _)| *scale)
}

/// Whether a text is made of nothing but words of money and figures.
fn is_money_name(unit: &str) -> bool {
    let words: Vec<_> = unit
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | ','))
        .filter(|word| !word.is_empty())
        .collect();
    let are_known = words.iter().all(|word| {
        VOCABULARY.contains(word) || word.bytes().all(|b| b.is_ascii_digit())
    });
    let is_thousands =
        matches!(words.concat().as_str(), "1000" | "1000000" | "1000000000");
    are_known && (is_thousands || words.iter().any(|word| MONEY_WORDS.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(text: &str) -> Option<MoneyScale> {
        match read_money_unit(text)? {
            MoneyUnit::Known { scale, .. } => Some(scale),
            MoneyUnit::Unknown => None,
        }
    }

    #[test]
    fn every_spelling_of_offices_is_read() {
        let cases = [
            (
                MoneyScale::Dong,
                "đồng|Đồng|đ|VNĐ|vnd|đồng.|(đồng)|ĐVT: đồng|dong|Đồng Việt Nam|đồng VN",
            ),
            (
                MoneyScale::Thousand,
                "nghìn đồng|ngàn đồng|Nghìn đ|1.000đ|1000 đ|1.000 đồng|1,000 đ|nghìn|\
                 1.000đ.|x 1.000 đồng|x1000đ|ng.đ|NGHÌN ĐỒNG|nghin dong|Ngàn đ.|\
                 ĐVT: 1.000 đồng|1000 VNĐ|10^3 đồng|Đơn vị tính: nghìn đồng",
            ),
            (
                MoneyScale::Million,
                "triệu đồng|tr.đ|trđ|tr đồng|tr. đồng|triệu đ|1.000.000 đ|Triệu|TR.Đ|\
                 Triệu đồng.|Đơn vị: triệu đồng|(ĐVT: tr.đ)|Đơn vị tính - triệu đồng|\
                 10⁶ đồng|trieu dong|triệu VNĐ|ĐVT tr.đồng",
            ),
            (MoneyScale::Billion, "tỷ đồng|tỉ đồng|tỷ đ|Tỷ|tỉ|ty dong|tỷ VNĐ|TỶ ĐỒNG"),
        ];
        for (wanted, texts) in cases {
            for text in texts.split('|') {
                assert_eq!(scale(text), Some(wanted), "{text}");
            }
        }
    }

    #[test]
    fn an_amount_for_each_of_something_is_a_rate_but_not_one_for_a_time() {
        for (text, wanted) in [
            ("đồng/người/tháng", true),
            ("triệu đồng/ha", true),
            ("tr.đ/hộ/năm", true),
            ("triệu đồng/năm", false),
            ("đồng/tháng", false),
            ("triệu đồng", false),
        ] {
            let Some(MoneyUnit::Known { is_rate, .. }) = read_money_unit(text) else {
                panic!("{text}")
            };
            assert_eq!(is_rate, wanted, "{text}");
        }
    }

    #[test]
    fn what_looks_like_money_and_is_not_known_is_told_from_what_is_none() {
        for text in [
            "chục triệu đồng",
            "trăm triệu",
            "USD",
            "nghìn tỷ đồng",
            "10 triệu đồng",
            "1.000",
            "đô la Mỹ",
            "nghìn USD",
            "tr",
        ] {
            assert_eq!(read_money_unit(text), Some(MoneyUnit::Unknown), "{text}");
        }
        for text in [
            "hộ",
            "ha",
            "người",
            "%",
            "đồng chí",
            "đ/c",
            "d",
            "đồng bào",
            "Đông",
            "tỷ lệ",
            "nghìn hộ",
            "triệu con",
            "",
            "UBND xã",
            "tấn/ha",
            "100",
            "trang",
            "động",
        ] {
            assert_eq!(read_money_unit(text), None, "{text}");
        }
    }

    #[test]
    fn where_units_stand_one_word_of_money_makes_one() {
        for text in [
            "triệu đồng (làm tròn)",
            "mười triệu đồng",
            "triêu đồng",
            "triệu dồng",
            "T.đồng",
            "nđ",
            "€",
            "1.000 €",
            "đồng (giá 2010)",
        ] {
            assert_eq!(read_placed_unit(text), Some(MoneyUnit::Unknown), "{text}");
        }
        for text in [
            "hỗ trợ đồng bào",
            "đồng chí",
            "nghìn hộ",
            "triệu con",
            "hợp đồng",
            "tỷ lệ",
            "nghìn đồng bào",
            "Đồng Tháp",
            "hđnd",
            "1 + 2",
            "NĐ 57",
        ] {
            assert_eq!(read_placed_unit(text), None, "{text}");
        }
        let dong = MoneyUnit::Known { scale: MoneyScale::Dong, is_rate: false };
        assert_eq!(read_placed_unit("₫"), Some(dong));
    }

    #[test]
    fn a_unit_stands_behind_its_mark() {
        for (text, wanted) in [
            ("Dự toán (Đơn vị tính: triệu đồng)", Some("triệu đồng")),
            ("ĐVT: 1.000đ", Some("1.000đ")),
            ("Biểu 2. Đơn vị: nghìn đồng.", Some("nghìn đồng")),
            ("Đơn vị tính triệu đồng", Some("triệu đồng")),
            ("Đơn vị UBND xã Mai Hà", None),
            ("Kinh phí năm 2026", None),
        ] {
            assert_eq!(find_marked_unit(text).as_deref(), wanted, "{text}");
        }
    }
}

//! Who numbers a paper: whether the decree binds its issuer, as far as the symbol of the
//! paper or the words beside it say.
//!
//! Agencies of the State number their papers as Nghị định số 30/2020/NĐ-CP has it. Companies,
//! institutes, schools, associations and foreign bodies write letters of their own making
//! (`05/2026/VLN/CV-LV`), which are cited as they stand. A name that is in no row here, or
//! a symbol of letters that are not known, says nothing of either.

use super::PaperNumber;
use super::letters::{is_agency, is_kind};
use crate::language::{normalize_spaces, to_lower};

/// Whether the issuer of a paper is bound by the numbers of the decree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// An agency of the State.
    State,
    /// A company, an institute, a school, an association, a person.
    Other,
}

/// Words with which the name of an issuer begins, in small letters. The longest counts:
/// `ngân hàng nhà nước` before `ngân hàng`.
const BEGINNINGS: [(Issuer, &[&str]); 2] = [
    (
        Issuer::State,
        &[
            "chính phủ",
            "thủ tướng",
            "quốc hội",
            "ủy ban thường vụ quốc hội",
            "chủ tịch nước",
            "văn phòng chính phủ",
            "văn phòng quốc hội",
            "văn phòng chủ tịch nước",
            "văn phòng ủy ban nhân dân",
            "văn phòng ubnd",
            "văn phòng hội đồng nhân dân",
            "văn phòng hđnd",
            "văn phòng đoàn đại biểu quốc hội",
            "đoàn đại biểu quốc hội",
            "ủy ban nhân dân",
            "ubnd",
            "ủy ban dân tộc",
            "hội đồng nhân dân",
            "thường trực hội đồng nhân dân",
            "hđnd",
            "thường trực hđnd",
            "bộ",
            "liên bộ",
            "sở",
            "liên sở",
            "phòng",
            "cục",
            "tổng cục",
            "chi cục",
            "thanh tra",
            "kho bạc nhà nước",
            "kiểm toán nhà nước",
            "ngân hàng nhà nước",
            "tòa án",
            "viện kiểm sát",
            "công an",
        ],
    ),
    (
        Issuer::Other,
        &[
            "công ty",
            "cty",
            "tổng công ty",
            "tập đoàn",
            "doanh nghiệp",
            "xí nghiệp",
            "nhà máy",
            "hợp tác xã",
            "htx",
            "liên danh",
            "nhà thầu",
            "chủ đầu tư",
            "chi nhánh",
            "ngân hàng",
            "quỹ",
            "viện",
            "học viện",
            "trường",
            "đại học",
            "bệnh viện",
            "phòng khám",
            "trung tâm",
            "đài",
            "báo",
            "tạp chí",
            "nhà xuất bản",
            "ban quản lý dự án",
            "hội",
            "hiệp hội",
            "liên hiệp",
            "liên minh",
            "liên đoàn",
            "câu lạc bộ",
            "giáo hội",
            "mặt trận",
            "ủy ban mặt trận",
            "ubmttq",
            "đoàn thanh niên",
            "công đoàn",
            "tổng liên đoàn",
            "phòng thương mại",
            "phòng công chứng",
            "văn phòng công chứng",
            "văn phòng luật sư",
            "văn phòng đại diện",
            "đại sứ quán",
            "tổng lãnh sự quán",
            "tổ chức",
            "ông",
            "bà",
        ],
    ),
];

/// Names that begin like those of the State and are not of it, or of nobody known.
pub(super) const NEITHER: [&str; 6] =
    ["bộ chính trị", "bộ phận", "bộ tư lệnh", "bộ chỉ huy", "hội đồng", "hội nghị"];

/// Titles before the name of an agency: `Giám đốc Sở Nội vụ`.
pub(super) const TITLES: [&str; 9] = [
    "bộ trưởng",
    "tổng giám đốc",
    "phó giám đốc",
    "giám đốc",
    "phó chủ tịch",
    "chủ tịch",
    "hiệu trưởng",
    "chánh",
    "lãnh đạo",
];

/// The issuer that a name tells of.
#[must_use]
pub fn classify_issuer(name: &str) -> Option<Issuer> {
    let lower = to_lower(&normalize_spaces(name));
    let lower = normalize_tones(&lower);
    let mut name = lower.as_str();
    while name != "chủ tịch nước" && !has_beginning(name, "chủ tịch nước") {
        let Some(title) = TITLES.iter().find(|title| has_beginning(name, title)) else {
            break;
        };
        name = name[title.len()..].trim_start();
    }
    if NEITHER.iter().any(|word| has_beginning(name, word))
        && !has_beginning(name, "hội đồng nhân dân")
    {
        return None;
    }
    BEGINNINGS
        .iter()
        .flat_map(|(issuer, words)| words.iter().map(move |word| (*issuer, *word)))
        .filter(|(_, word)| has_beginning(name, word))
        .max_by_key(|(_, word)| word.len())
        .map(|(issuer, _)| issuer)
}

/// The issuer that is named behind a number, after its date: `… của Công ty A`.
#[must_use]
pub fn find_issuer_after(text: &str) -> Option<Issuer> {
    let (between, name) = text.split_once("của ")?;
    let is_date = |word: &str| {
        matches!(word, "" | "ngày" | "tháng" | "năm")
            || word.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.'))
    };
    let mut words = between.split([' ', ',']);
    if words.all(is_date) { classify_issuer(name) } else { None }
}

/// The issuer that is named before a number, in the same clause: `của Trung tâm A: tại văn
/// bản số …`, `Công ty A có Văn bản số …`.
#[must_use]
pub fn find_issuer_before(text: &str) -> Option<Issuer> {
    /// Farther off nobody is meant.
    const FARTHEST: usize = 1_000;
    let near = text.char_indices().rev().nth(FARTHEST).map_or(0, |(start, _)| start);
    let text = &text[near..];
    let clause = text.rsplit([';', '(', '“']).next().unwrap_or(text);
    let clause = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    let named = clause.rsplit_once("của ").and_then(|(_, name)| classify_issuer(name));
    named.or_else(|| classify_issuer(clause))
}

impl PaperNumber {
    /// Whether its letters are those of an agency of the State: an agency that is known,
    /// alone as in a letter (`1040/UBND-LĐTĐ`) or behind a type that is (`91/KH/UBND`).
    #[must_use]
    pub fn is_of_state(&self) -> bool {
        match self.list_groups()[..] {
            [] => false,
            [first, ref others @ ..] => {
                is_agency(first) || is_kind(first) && others.iter().any(|g| is_agency(g))
            }
        }
    }

    /// Whether its symbol is one agency and nothing else: `73-CP`, `125/HĐND`.
    #[must_use]
    pub fn is_without_kind(&self) -> bool {
        matches!(self.list_groups()[..], [group] if is_agency(group))
    }

    /// Whether it begins with a type of paper that is known: `12/QĐ – THCS`.
    #[must_use]
    pub fn has_known_kind(&self) -> bool {
        self.list_groups().first().is_some_and(|group| is_kind(group))
    }

    /// The groups of letters of its symbol.
    pub(super) fn list_groups(&self) -> Vec<&str> {
        let signs = ['/', '\\', '-', '–', '—', '−', '_', '.', ' '];
        let groups = self.text().split(signs);
        // `2014TT` lacks its slash.
        let letters = groups.map(|g| g.trim_start_matches(|c: char| c.is_ascii_digit()));
        letters.filter(|group| group.starts_with(char::is_alphabetic)).collect()
    }
}

/// Whether a name begins with a whole word or several.
pub(super) fn has_beginning(name: &str, words: &str) -> bool {
    name.strip_prefix(words)
        .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

/// The tone on the first vowel where it stands on the second: `uỷ` and `toà` as they are
/// in the rows here.
pub(super) fn normalize_tones(text: &str) -> String {
    text.replace("uỷ", "ủy").replace("toà", "tòa")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_who_is_bound() {
        for name in [
            "Ủy ban nhân dân xã Kim Liên",
            "Uỷ ban nhân dân tỉnh Hà Tĩnh",
            "UBND Thành phố về khắc phục úng ngập",
            "Giám đốc Sở Công Thương tỉnh Lào Cai",
            "Chủ tịch UBND tỉnh",
            "Chủ tịch nước",
            "Bộ Tài chính",
            "Ngân hàng Nhà nước Việt Nam",
            "Hội đồng nhân dân tỉnh",
            "Viện kiểm sát nhân dân tối cao",
            "Phòng Giáo dục và Đào tạo",
        ] {
            assert_eq!(classify_issuer(name), Some(Issuer::State), "{name}");
        }
        for name in [
            "Công ty Cổ phần Việt Long",
            "Tổng Giám đốc Công ty Thoát nước",
            "Trung tâm dự báo khí tượng thủy văn Quốc gia",
            "Viện Quy hoạch thủy lợi",
            "Ngân hàng Nông nghiệp và Phát triển nông thôn",
            "Hội Nông dân xã",
            "Hiệu trưởng Trường Tiểu học Kim Liên",
            "Ủy ban Mặt trận Tổ quốc xã",
            "Phòng Thương mại và Công nghiệp Việt Nam",
        ] {
            assert_eq!(classify_issuer(name), Some(Issuer::Other), "{name}");
        }
        for name in ["JICA", "Bộ Chính trị", "Hội đồng thi đua", "Sởi", "Bộc lộ", ""]
        {
            assert_eq!(classify_issuer(name), None, "{name}");
        }
    }

    #[test]
    fn the_name_beside_a_number_is_found_behind_its_date_and_before_it() {
        for text in [
            " ngày 15/01/2026 của Công ty A",
            ", ngày 15 tháng 01 năm 2026 của Viện A",
            " của Đài A",
        ] {
            assert_eq!(find_issuer_after(text), Some(Issuer::Other), "{text}");
        }
        assert_eq!(find_issuer_after(" và đề nghị của Công ty A"), None);
        for text in [
            "Bản tin (từ tháng 02/2026) của Trung tâm dự báo Quốc gia: tại văn bản ",
            "Thực hiện việc giao; Công ty A có Văn bản ",
            "Thực hiện dự án “Công ty A có Văn bản ",
        ] {
            assert_eq!(find_issuer_before(text), Some(Issuer::Other), "{text}");
        }
    }

    #[test]
    fn letters_tell_of_the_state_where_type_and_agency_are_known() {
        for text in [
            "91/KH – UBND",
            "91/KH/UBND",
            "1040 /UBND-LĐTĐ",
            "91KH-UBND",
            "91/kh-ubnd",
            "91/KH.UBND",
            "12/TTr\\SNV",
            "38/QĐ–BGD&ĐT",
            "01/12011/TT-BNV",
            "72/2025/QH15/L",
        ] {
            assert!(PaperNumber::as_typed(text).is_of_state(), "{text}");
        }
        for text in [
            "05/2026/VLN/CV-LV",
            "01/KH1N-01/17h00/DBQG-DBKH",
            "11/2026CV-YVG",
            "01-GCN-MT",
            "33/GĐN",
            "305/QLTC",
            "69/KHHT",
            "12/QĐ/THCS",
            "01/HĐKT/2024",
        ] {
            assert!(!PaperNumber::as_typed(text).is_of_state(), "{text}");
        }
    }
}

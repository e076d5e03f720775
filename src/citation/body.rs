//! Which agency has issued a paper, by its symbol and by its name: what one says of the
//! other.

use super::Issuer;
use super::PaperNumber;
use super::issuer::{NEITHER, TITLES, classify_issuer, has_beginning, normalize_tones};
use super::letters::FIELDS;
use crate::language::{normalize_spaces, to_lower};

/// An agency, as far as a symbol or a name tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssuingBody {
    /// `CP`: Chính phủ.
    Government,
    /// `TTg`: Thủ tướng Chính phủ.
    PrimeMinister,
    /// `VPCP`: Văn phòng Chính phủ.
    GovernmentOffice,
    /// `QH15`: Quốc hội.
    NationalAssembly,
    /// `UBTVQH15`: Ủy ban Thường vụ Quốc hội.
    StandingCommittee,
    /// `CTN`: Chủ tịch nước.
    President,
    /// `HĐND`: Hội đồng nhân dân of any level.
    Council,
    /// `UBND`: Ủy ban nhân dân of any level, or its head.
    Committee,
    /// `NHNN`, `TTCP`: another agency of the centre, by its letters.
    Central(&'static str),
    /// `BTC`: a ministry, by its letters.
    Ministry(String),
    /// `SXD`: a department of a province, by its letters.
    Department(String),
    /// `TW` in a number of the Party.
    PartyCentral,
    /// `TU`, `HU`, `ĐU` in a number of the Party.
    PartyLocal,
}

/// Names of agencies by their first words, in small letters; of two that begin alike the
/// longer first.
const NAMES: [(&str, IssuingBody); 37] = [
    ("chính phủ", IssuingBody::Government),
    ("thủ tướng", IssuingBody::PrimeMinister),
    ("văn phòng chính phủ", IssuingBody::GovernmentOffice),
    ("quốc hội", IssuingBody::NationalAssembly),
    ("ủy ban thường vụ quốc hội", IssuingBody::StandingCommittee),
    ("ubtvqh", IssuingBody::StandingCommittee),
    ("chủ tịch nước", IssuingBody::President),
    ("thanh tra chính phủ", IssuingBody::Central("TTCP")),
    ("tổng thanh tra", IssuingBody::Central("TTCP")),
    ("ngân hàng nhà nước", IssuingBody::Central("NHNN")),
    ("thống đốc ngân hàng nhà nước", IssuingBody::Central("NHNN")),
    ("ủy ban dân tộc", IssuingBody::Central("UBDT")),
    ("kiểm toán nhà nước", IssuingBody::Central("KTNN")),
    ("tòa án nhân dân tối cao", IssuingBody::Central("TANDTC")),
    ("viện kiểm sát nhân dân tối cao", IssuingBody::Central("VKSNDTC")),
    ("hội đồng nhân dân", IssuingBody::Council),
    ("hđnd", IssuingBody::Council),
    ("thường trực hội đồng nhân dân", IssuingBody::Council),
    ("thường trực hđnd", IssuingBody::Council),
    ("ủy ban nhân dân", IssuingBody::Committee),
    ("ubnd", IssuingBody::Committee),
    ("bộ chính trị", IssuingBody::PartyCentral),
    ("ban bí thư", IssuingBody::PartyCentral),
    ("ban chấp hành trung ương", IssuingBody::PartyCentral),
    ("bch trung ương", IssuingBody::PartyCentral),
    ("ban chấp hành đảng bộ", IssuingBody::PartyLocal),
    ("ban thường vụ", IssuingBody::PartyLocal),
    ("btv", IssuingBody::PartyLocal),
    ("bch", IssuingBody::PartyLocal),
    ("tỉnh ủy", IssuingBody::PartyLocal),
    ("thành ủy", IssuingBody::PartyLocal),
    ("huyện ủy", IssuingBody::PartyLocal),
    ("quận ủy", IssuingBody::PartyLocal),
    ("thị ủy", IssuingBody::PartyLocal),
    ("đảng ủy", IssuingBody::PartyLocal),
    ("thường trực tỉnh ủy", IssuingBody::PartyLocal),
    ("thường trực đảng ủy", IssuingBody::PartyLocal),
];

/// Committees of the Party by their letters, with the words for them in names.
const COMMITTEES: [(&str, &[&str]); 3] =
    [("TU", &["tỉnh ủy", "thành ủy"]), ("HU", &["huyện ủy"]), ("ĐU", &["đảng ủy"])];

/// Committees that have letters of their own.
const OTHER_COMMITTEES: [&str; 2] = ["thị ủy", "quận ủy"];

/// Levels of government behind the name of a council or a committee.
const LEVELS: [&str; 10] = [
    "tỉnh",
    "thành phố",
    "tp",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
];

impl IssuingBody {
    /// The agency that a name tells of, or whose head it names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = normalize_name(name);
        let lower = normalize_tones(&to_lower(&name));
        let known = NAMES.iter().rev().find(|(words, _)| has_beginning(&lower, words));
        if let Some((_, body)) = known {
            return Some(body.clone());
        }
        if NEITHER.iter().any(|words| has_beginning(&lower, words)) {
            return None;
        }
        let letters = collect_initials(&name);
        match lower.split(' ').next()? {
            "bộ" if letters.chars().count() > 1 => Some(Self::Ministry(letters)),
            "sở" if letters.chars().count() > 1 => Some(Self::Department(letters)),
            _ => None,
        }
    }

    /// Whether two tell of one agency, as far as they can tell: letters of one may be
    /// fewer (`BNN` of Bộ Nông nghiệp và Phát triển nông thôn), and letters of the office
    /// of the Government tell what the prime minister has said.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ministry(letters), Self::Ministry(others))
            | (Self::Department(letters), Self::Department(others)) => {
                letters.starts_with(others.as_str())
                    || others.starts_with(letters.as_str())
            }
            (Self::GovernmentOffice, Self::PrimeMinister | Self::Government)
            | (Self::PrimeMinister | Self::Government, Self::GovernmentOffice) => true,
            _ => self == other,
        }
    }
}

impl IssuingBody {
    /// Its name, where the letters alone tell it.
    #[must_use]
    pub fn usual_name(&self) -> Option<&'static str> {
        Some(match self {
            Self::Government => "Chính phủ",
            Self::PrimeMinister => "Thủ tướng Chính phủ",
            Self::GovernmentOffice => "Văn phòng Chính phủ",
            Self::NationalAssembly => "Quốc hội",
            Self::StandingCommittee => "Ủy ban Thường vụ Quốc hội",
            Self::President => "Chủ tịch nước",
            Self::Council => "Hội đồng nhân dân",
            Self::Committee => "Ủy ban nhân dân",
            Self::Central("TTCP") => "Thanh tra Chính phủ",
            Self::Central("NHNN") => "Ngân hàng Nhà nước",
            Self::Central("UBDT") => "Ủy ban Dân tộc",
            Self::Central("KTNN") => "Kiểm toán Nhà nước",
            Self::Central(_)
            | Self::Ministry(_)
            | Self::Department(_)
            | Self::PartyCentral
            | Self::PartyLocal => return None,
        })
    }
}

impl PaperNumber {
    /// Whether it is of the National Assembly or its standing committee, without a type:
    /// `61/2024/QH15`.
    #[must_use]
    pub fn is_of_assembly(&self) -> bool {
        let groups = self.list_groups();
        let bodies = self.list_bodies();
        groups.len() == 1
            && matches!(
                bodies[..],
                [IssuingBody::NationalAssembly | IssuingBody::StandingCommittee]
            )
    }

    /// The agencies that its symbol names behind the type, those that are known.
    #[must_use]
    pub fn list_bodies(&self) -> Vec<IssuingBody> {
        let groups = self.list_groups();
        let is_party = self.is_party();
        groups.iter().filter_map(|group| read_group(group, is_party)).collect()
    }
}

/// Whether the name of a committee of the Party is of another level than a number of the
/// Party has: `12-NQ/TU` of a Huyện ủy.
#[must_use]
pub fn is_other_committee(number: &PaperNumber, name: &str) -> bool {
    let Some((_, letters)) = number.text().rsplit_once('/') else { return false };
    let words = COMMITTEES.iter().find(|(known, _)| *known == letters);
    let Some((_, words)) = words.filter(|_| number.is_party()) else { return false };
    let lower = normalize_tones(&to_lower(&normalize_spaces(name)));
    let known = COMMITTEES.iter().flat_map(|(_, words)| words.iter());
    let mut others = known.chain(&OTHER_COMMITTEES);
    !words.iter().any(|word| lower.contains(word))
        && others.any(|word| lower.contains(word))
}

/// The agency of a group of a symbol.
fn read_group(group: &str, is_party: bool) -> Option<IssuingBody> {
    let letters = group.replace('&', "");
    let without_term = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    Some(match without_term {
        "TW" if is_party => IssuingBody::PartyCentral,
        "TU" | "HU" | "ĐU" if is_party => IssuingBody::PartyLocal,
        _ if is_party => return None,
        "CP" => IssuingBody::Government,
        "TTg" => IssuingBody::PrimeMinister,
        "VPCP" => IssuingBody::GovernmentOffice,
        "QH" => IssuingBody::NationalAssembly,
        "UBTVQH" => IssuingBody::StandingCommittee,
        "CTN" => IssuingBody::President,
        "HĐND" => IssuingBody::Council,
        "UBND" => IssuingBody::Committee,
        "TTCP" => IssuingBody::Central("TTCP"),
        "NHNN" => IssuingBody::Central("NHNN"),
        "UBDT" => IssuingBody::Central("UBDT"),
        "KTNN" => IssuingBody::Central("KTNN"),
        "TANDTC" => IssuingBody::Central("TANDTC"),
        "VKSNDTC" => IssuingBody::Central("VKSNDTC"),
        _ => {
            let field = letters.get(1..).filter(|field| FIELDS.contains(field))?;
            match letters.strip_suffix(field)? {
                "B" => IssuingBody::Ministry(letters),
                "S" => IssuingBody::Department(letters),
                _ => return None,
            }
        }
    })
}

/// A name without titles before it, in single blanks.
fn normalize_name(name: &str) -> String {
    let mut name = normalize_spaces(name);
    loop {
        let lower = normalize_tones(&to_lower(&name));
        if has_beginning(&lower, "chủ tịch nước") || lower.len() != name.len() {
            return name;
        }
        let Some(title) = TITLES.iter().find(|title| has_beginning(&lower, title)) else {
            return name;
        };
        name = name[title.len()..].trim_start().to_owned();
    }
}

/// The letters that a symbol has for a name: `BGDĐT` of `Bộ Giáo dục và Đào tạo`, and of
/// `Bộ GD&ĐT`.
fn collect_initials(name: &str) -> String {
    let mut letters = String::new();
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        if matches!(word, "tỉnh" | "thành" | "TP") {
            break;
        }
        let is_short = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        if is_short {
            letters.push_str(word);
        } else if word != "và" {
            letters.extend(word.chars().next().iter().flat_map(|c| c.to_uppercase()));
        }
    }
    letters
}

/// Whether two names are of one issuer; `None` where that cannot be told.
///
/// A name may leave out its place (`UBND tỉnh` beside `UBND tỉnh Lào Cai`), and a head
/// stands for the agency.
#[must_use]
pub fn compare_issuers(name: &str, other: &str) -> Option<bool> {
    if name == other {
        return Some(true);
    }
    let folded = shorten_name(name);
    let other_folded = shorten_name(other);
    if folded.starts_with(&other_folded) || other_folded.starts_with(&folded) {
        return Some(true);
    }
    let body = IssuingBody::from_name(name)?;
    let other_body = IssuingBody::from_name(other)?;
    if !body.agrees_with(&other_body) {
        let is_party = |body: &IssuingBody| {
            matches!(body, IssuingBody::PartyCentral | IssuingBody::PartyLocal)
        };
        return (!is_party(&body) || !is_party(&other_body)).then_some(false);
    }
    if !matches!(body, IssuingBody::Council | IssuingBody::Committee) {
        return None;
    }
    let (level, place) = split_level(&folded)?;
    let (other_level, other_place) = split_level(&other_folded)?;
    let is_same_place =
        place.is_empty() || other_place.is_empty() || place == other_place;
    Some(level == other_level && is_same_place)
}

/// A name in small letters with its usual abbreviations, for comparison.
fn shorten_name(name: &str) -> String {
    let lower = normalize_tones(&to_lower(&normalize_name(name)));
    let short = lower.replace("ủy ban nhân dân", "ubnd");
    let short = short.replace("hội đồng nhân dân", "hđnd").replace("thường trực ", "");
    short.replace("tp.", "thành phố ").replace("  ", " ")
}

/// The level of government behind `ubnd` or `hđnd`, and the name of the place.
fn split_level(name: &str) -> Option<(&'static str, &str)> {
    let (_, place) = name.split_once(' ')?;
    let level = LEVELS.iter().find(|level| has_beginning(place, level))?;
    Some((level, place[level.len()..].trim_start()))
}

/// Whether who has issued a paper is not bound by the numbers of the decree.
#[must_use]
pub fn is_other_issuer(name: &str) -> bool {
    classify_issuer(name) == Some(Issuer::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a symbol and a name agree; `None` where one of them tells nothing.
    fn agree(number: &str, name: &str) -> Option<bool> {
        let bodies = PaperNumber::as_typed(number).list_bodies();
        let named = IssuingBody::from_name(name)?;
        (!bodies.is_empty()).then(|| bodies.iter().any(|body| body.agrees_with(&named)))
    }

    #[test]
    fn a_symbol_tells_its_issuer() {
        for (number, name) in [
            ("61/2015/NĐ-CP", "Chính phủ"),
            ("90/QĐ-TTg", "Thủ tướng Chính phủ"),
            ("5990/VPCP-KSTT", "Văn phòng Chính phủ"),
            ("202/2025/QH15", "Quốc hội"),
            ("35/2023/UBTVQH15", "Ủy ban Thường vụ Quốc hội"),
            ("20/2023/NQ-HĐND", "HĐND tỉnh"),
            ("1597/QĐ-UBND", "Chủ tịch Uỷ ban nhân dân tỉnh"),
            ("190/2014/TT-BTC", "Bộ Tài chính"),
            ("01/2024/TT-BGD&ĐT", "Bộ trưởng Bộ GD&ĐT"),
            ("01/2020/TT-BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"),
            ("7308/KH-BNN-TCLN", "Bộ Nông nghiệp và Phát triển nông thôn"),
            ("02/2022/TT-BLĐTBXH", "Bộ Lao động - Thương binh và Xã hội"),
            ("2128/TB-SCT", "Sở Công Thương Yên Bái"),
            ("1050/QĐ-SCT", "Giám đốc Sở Công Thương tỉnh Lào Cai"),
            ("42/2013/TTLT-BGDĐT-BLĐTBXH-BTC", "Bộ Tài chính"),
            ("77-NQ/TU", "Ban Chấp hành Đảng bộ Thành phố"),
            ("57-NQ/TW", "Bộ Chính trị"),
        ] {
            assert_eq!(agree(number, name), Some(true), "{number} {name}");
        }
        for (number, name) in [
            ("61/2015/NĐ-CP", "Thủ tướng Chính phủ"),
            ("90/QĐ-TTg", "Chính phủ"),
            ("202/2025/QH15", "Ủy ban Thường vụ Quốc hội"),
            ("20/2023/NQ-HĐND", "UBND tỉnh"),
            ("190/2014/TT-BTC", "Bộ Tư pháp"),
            ("191/TTr-SXD", "Sở Tài chính"),
            ("191/TTr-SXD", "UBND tỉnh"),
            ("77-NQ/TU", "Bộ Chính trị"),
            ("12/2022/TT-NHNN", "Bộ Tài chính"),
            ("12/2022/TT-TTCP", "Thủ tướng Chính phủ"),
            ("90/QĐ-TTg", "Thanh tra Chính phủ"),
        ] {
            assert_eq!(agree(number, name), Some(false), "{number} {name}");
        }
        for (number, name) in [
            ("05/2026/VLN/CV-LV", "Công ty A"),
            ("1105/KH-ĐKT", "Đoàn kiểm tra"),
            ("73/QĐ-TTr", "Thanh tra tỉnh"),
            ("12/KH-BTC", "Ban Tổ chức"),
            ("12/QĐ-BCH", "Bộ Chỉ huy quân sự tỉnh"),
            ("12/KH-UBND", "Bộ phận một cửa"),
        ] {
            assert_eq!(agree(number, name), None, "{number} {name}");
        }
    }

    #[test]
    fn two_names_are_of_one_issuer_or_of_two() {
        for (name, other, same) in [
            ("UBND tỉnh", "Ủy ban nhân dân tỉnh Lào Cai", Some(true)),
            ("Chủ tịch UBND tỉnh", "UBND tỉnh", Some(true)),
            ("Giám đốc Sở Công Thương", "Sở Công Thương tỉnh Lào Cai", Some(true)),
            ("UBND huyện Phú Vang", "UBND tỉnh", Some(false)),
            ("UBND tỉnh Lào Cai", "UBND tỉnh Yên Bái", Some(false)),
            ("HĐND tỉnh", "UBND tỉnh", Some(false)),
            ("Bộ Tài chính", "Bộ Tư pháp", Some(false)),
            ("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", None),
            ("Công ty A", "UBND tỉnh", None),
            ("Đoàn kiểm tra", "Tổ công tác", None),
        ] {
            assert_eq!(compare_issuers(name, other), same, "{name} / {other}");
        }
    }
}

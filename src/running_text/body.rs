//! Units of administration and offices that a text names.

use std::ops::Range;

use crate::register::{
    Office, find_communes, find_districts, find_former_communes, find_province, make_key,
};

use super::body_office::is_office_head;
use super::written_word::list_words;

/// The word for a kind of unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum UnitWord {
    /// `tỉnh`.
    Province,
    /// `thành phố`, of the level of a province or of a district.
    City,
    /// `huyện`.
    District,
    /// `quận`.
    UrbanDistrict,
    /// `thị xã`.
    Town,
    /// `xã`.
    Commune,
    /// `phường`.
    Ward,
    /// `thị trấn`.
    Township,
    /// `đặc khu`.
    SpecialZone,
}

impl UnitWord {
    /// As it is written within a sentence.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::City => "thành phố",
            Self::District => "huyện",
            Self::UrbanDistrict => "quận",
            Self::Town => "thị xã",
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::Township => "thị trấn",
            Self::SpecialZone => "đặc khu",
        }
    }

    /// Whether it is one of districts and of nothing else.
    pub(crate) fn is_of_district(self) -> bool {
        matches!(self, Self::District | Self::UrbanDistrict | Self::Town)
    }

    /// Whether it is one of communes.
    pub(crate) fn is_of_commune(self) -> bool {
        matches!(self, Self::Commune | Self::Ward | Self::Township | Self::SpecialZone)
    }
}

/// A unit that a text names, or speaks of by its word alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnitMention {
    /// Its word.
    pub(crate) word: UnitWord,
    /// The place of the word, with the name where there is one. Of one in a list behind the
    /// word in the plural, that of its name.
    pub(crate) range: Range<usize>,
    /// The name, without the word.
    pub(crate) name: Option<Range<usize>>,
    /// What registers know it by: `xã kim liên`.
    pub(crate) key: String,
}

/// An office that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OfficeMention {
    /// The place of its name.
    pub(crate) range: Range<usize>,
    /// The office.
    pub(crate) office: Office,
    /// Whether it is named without its first word, which stands before a list: `các Sở: Tài
    /// chính, Y tế`.
    pub(crate) is_listed: bool,
}

/// The beginning of the name of a body, as far as two words behind its kind: `Đoàn Kiểm
/// tra`, `Trung tâm Quản lý hạ`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FunctionMention {
    /// Its place.
    pub(crate) range: Range<usize>,
    /// Whether the word of its function has a capital.
    pub(crate) has_capital: bool,
}

/// What a line names.
#[derive(Debug, Default)]
pub(crate) struct LineBodies {
    /// Bodies that no register has, by the beginning of their names.
    pub(crate) functions: Vec<FunctionMention>,
    /// Units, in their order.
    pub(crate) units: Vec<UnitMention>,
    /// Offices, in their order.
    pub(crate) offices: Vec<OfficeMention>,
}

/// How many words the name of a unit or an office has at most.
pub(super) const MOST_WORDS: usize = 12;

/// Words that stand behind the word of a unit and are no name of one: `Huyện ủy`.
const NO_NAMES: [&str; 10] =
    ["Ủy", "Uỷ", "Đoàn", "Đội", "Hội", "UBND", "HĐND", "Công", "Sở", "Phòng"];

/// The units and offices of a text.
pub(crate) fn find_bodies(text: &str) -> LineBodies {
    let words = list_words(text);
    let scan = BodyScan { text, words: &words };
    let mut found = LineBodies::default();
    let mut index = 0;
    while index < words.len() {
        let word = &text[words[index].clone()];
        if !is_maybe_head(word.as_bytes()) {
            index += 1;
            continue;
        }
        if let Some((unit, count)) = scan.read_unit_word(index) {
            index = scan.push_units(unit, index, count, &mut found.units);
            continue;
        }
        if let Some(next) = scan.push_listed_offices(index, &mut found.offices) {
            index = next;
            continue;
        }
        if (is_office_head(word) || scan.is_small_office_head(index))
            && let Some((mention, count)) = scan.read_office(String::new(), index)
        {
            found.offices.push(mention);
            index += count;
            continue;
        }
        found.functions.extend(scan.read_function(index));
        index += 1;
    }
    found
}

/// Whether a word may be one with which a unit or a body begins, by its first bytes: a
/// capital, or the first of `tỉnh`, `thị`, `huyện`, `hội`, `quận`, `phường`, `xã`, `sở`,
/// `bộ`, `mặt`, `ủy`, `đặc`. Every word of a plan is asked, and most are none.
fn is_maybe_head(word: &[u8]) -> bool {
    let second = word.get(1).copied().unwrap_or_default();
    match word[0] {
        b'A'..=b'Z' | 0x80.. => true,
        b't' => matches!(second, b'h' | 0xE1),
        b'h' => matches!(second, b'u' | 0xE1),
        b'p' => second == b'h',
        b'q' => second == b'u',
        b'u' | b's' | b'b' | b'm' => second == 0xE1,
        b'x' => second == 0xC3,
        _ => false,
    }
}

/// A text by its words.
pub(super) struct BodyScan<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t [Range<usize>],
}

impl BodyScan<'_> {
    /// The word at a place, or none.
    pub(super) fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |range| &self.text[range.clone()])
    }

    /// What stands between a word and the one before it.
    pub(super) fn gap(&self, index: usize) -> &str {
        match (
            index.checked_sub(1).and_then(|i| self.words.get(i)),
            self.words.get(index),
        ) {
            (Some(before), Some(word)) => &self.text[before.end..word.start],
            _ => "",
        }
    }

    /// The word of a unit that begins at a word, and how many words it takes.
    pub(super) fn read_unit_word(&self, index: usize) -> Option<(UnitWord, usize)> {
        let next = || match self.gap(index + 1) {
            " " => self.word(index + 1),
            _ => "",
        };
        let found = match self.word(index) {
            "tỉnh" | "Tỉnh" | "TỈNH" => (UnitWord::Province, 1),
            "huyện" | "Huyện" | "HUYỆN" => (UnitWord::District, 1),
            "quận" | "Quận" | "QUẬN" => (UnitWord::UrbanDistrict, 1),
            "phường" | "Phường" | "PHƯỜNG" => (UnitWord::Ward, 1),
            "xã" | "Xã" | "XÃ" if self.is_commune(index) => (UnitWord::Commune, 1),
            "TP" | "Tp" => (UnitWord::City, 1),
            "TX" => (UnitWord::Town, 1),
            "thị" | "Thị" | "THỊ" => match next() {
                "xã" | "XÃ" => (UnitWord::Town, 2),
                "trấn" | "TRẤN" => (UnitWord::Township, 2),
                _ => return None,
            },
            "thành" | "Thành" | "THÀNH" if matches!(next(), "phố" | "PHỐ") => {
                (UnitWord::City, 2)
            }
            "đặc" | "Đặc" | "ĐẶC" if matches!(next(), "khu" | "KHU") => {
                (UnitWord::SpecialZone, 2)
            }
            _ => return None,
        };
        Some(found)
    }

    /// Whether the word `xã` is one of a unit: not in `xã hội`, `hợp tác xã`.
    fn is_commune(&self, index: usize) -> bool {
        let joined = self.gap(index) == " "
            && index > 0
            && matches!(
                self.word(index - 1),
                "tác" | "Tác" | "TÁC" | "Hợp" | "hợp" | "làng"
            );
        let next = match self.gap(index + 1) {
            " " => self.word(index + 1),
            _ => "",
        };
        !joined
            && !matches!(
                next,
                "hội" | "Hội" | "HỘI" | "viên" | "VIÊN" | "luận" | "giao" | "tắc"
            )
    }

    /// Pushes the unit whose word begins at a word, and those that follow in a list behind a
    /// word in the plural. Where to go on.
    fn push_units(
        &self,
        word: UnitWord,
        index: usize,
        count: usize,
        found: &mut Vec<UnitMention>,
    ) -> usize {
        let start = self.words[index].start;
        let mut next = index + count;
        let name = self.read_name_beside(word, next);
        let end = name.as_ref().map_or(self.words[next - 1].end, |name| name.range.end);
        let key = name.as_ref().map_or(String::new(), |name| name.key.clone());
        next += name.as_ref().map_or(0, |name| name.count);
        let is_named = name.is_some();
        let name = name.map(|name| name.range);
        found.push(UnitMention { word, range: start..end, name, key });
        while is_named && self.is_in_plural(index) {
            // `các quận Hà Đông, Nam Từ Liêm và Bắc Từ Liêm`
            let skipped = match self.gap(next) {
                ", " | "," => 0,
                " " if self.word(next) == "và" => 1,
                _ => break,
            };
            let Some(name) = self.read_name_known(word, next + skipped) else { break };
            next += skipped + name.count;
            let UnitName { range, key, .. } = name;
            found.push(UnitMention {
                word,
                range: range.clone(),
                name: Some(range),
                key,
            });
        }
        next
    }

    /// Whether a word stands in the plural: `các sở`.
    pub(super) fn is_in_plural(&self, index: usize) -> bool {
        index > 0
            && self.gap(index) == " "
            && matches!(
                self.word(index - 1),
                "các" | "Các" | "CÁC" | "hai" | "ba" | "những"
            )
    }

    /// The name right behind the word of a unit; behind `TP` a stop may stand.
    fn read_name_beside(&self, word: UnitWord, index: usize) -> Option<UnitName> {
        let is_beside = match self.gap(index) {
            " " => true,
            ". " | "." => matches!(self.word(index - 1), "TP" | "Tp" | "TX"),
            _ => false,
        };
        if is_beside { self.read_name(word, index) } else { None }
    }

    fn read_name_known(&self, word: UnitWord, index: usize) -> Option<UnitName> {
        self.read_name(word, index).filter(|name| name.is_known)
    }

    /// The name of a unit that begins at a word: words with capitals, joined by blanks and
    /// hyphens, to the end of the run or to a hyphen behind which the register does not go.
    fn read_name(&self, word: UnitWord, index: usize) -> Option<UnitName> {
        let first = self.word(index);
        let begins = first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        if !begins || NO_NAMES.contains(&first) {
            return None;
        }
        // A figure is the name of a ward or an urban district alone.
        let is_number = first.starts_with(|c: char| c.is_ascii_digit());
        if is_number && !matches!(word, UnitWord::Ward | UnitWord::UrbanDistrict) {
            return None;
        }
        let mut count = 1;
        let mut parts = vec![];
        while count < MOST_WORDS {
            let gap = self.gap(index + count);
            let next = self.word(index + count);
            // Behind a figure the name of another unit may begin: `Phường 5 Quận 1`.
            let is_unit = is_number && self.read_unit_word(index + count).is_some();
            let goes_on = match gap {
                " " if next == "trường" => self.word(index + count - 1) == "Nông",
                " " | "-" | " - " | " – " => {
                    next.starts_with(char::is_uppercase) && !is_unit
                }
                "'" | "’" => next.starts_with(char::is_alphabetic),
                _ => false,
            };
            if !goes_on {
                break;
            }
            if gap.contains(['-', '–']) {
                parts.push(count);
            }
            count += 1;
        }
        let whole = self.name_of(word, index, count);
        if whole.is_known {
            return Some(whole);
        }
        // In capitals all words are alike: the name is what the register has.
        if self.is_in_capitals(index) && self.is_in_capitals(index.checked_sub(1)?) {
            let cut = (1..count).rev().map(|count| self.name_of(word, index, count));
            return cut.into_iter().find(|name| name.is_known);
        }
        // `phường Hà Đông - Hà Nội`
        let cut = parts.into_iter().rev().map(|count| self.name_of(word, index, count));
        Some(cut.into_iter().find(|name| name.is_known).unwrap_or(whole))
    }

    /// Whether a word has no small letter.
    fn is_in_capitals(&self, index: usize) -> bool {
        !self.word(index).contains(char::is_lowercase)
    }

    fn name_of(&self, word: UnitWord, index: usize, count: usize) -> UnitName {
        let range = self.words[index].start..self.words[index + count - 1].end;
        let key = make_key(&format!("{} {}", word.word(), &self.text[range.clone()]));
        let is_known = is_known_unit(&key);
        UnitName { range, count, key, is_known }
    }
}

/// The name of a unit, without its word.
struct UnitName {
    range: Range<usize>,
    count: usize,
    key: String,
    is_known: bool,
}

/// Whether a register has a unit.
pub(crate) fn is_known_unit(key: &str) -> bool {
    find_province(key).is_some()
        || find_districts(key).next().is_some()
        || find_communes(key).next().is_some()
        || find_former_communes(key).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{prop_assert, proptest};

    fn list_units(text: &str) -> Vec<(&str, Option<&str>)> {
        let units = find_bodies(text).units.into_iter();
        units.map(|unit| (&text[unit.range], unit.name.map(|name| &text[name]))).collect()
    }

    #[test]
    fn units_are_found_with_their_names() {
        for (text, expected) in [
            ("tại xã Kim Liên, huyện Nam Đàn.", &["xã Kim Liên", "huyện Nam Đàn"][..]),
            ("quận Bắc Từ Liêm (đã duyệt)", &["quận Bắc Từ Liêm"]),
            ("TP. Hồ Chí Minh", &["TP. Hồ Chí Minh"]),
            (
                "các quận Hà Đông, Bắc Từ Liêm và Sở Y tế",
                &["quận Hà Đông", "Bắc Từ Liêm"],
            ),
            ("tỉnh Bà Rịa - Vũng Tàu", &["tỉnh Bà Rịa - Vũng Tàu"]),
            ("huyện Cư M’gar", &["huyện Cư M’gar"]),
            ("phường 5, Quận 1", &["phường 5", "Quận 1"]),
            ("Huyện ủy và thị trấn", &["Huyện", "thị trấn"]),
            ("kinh tế - xã hội, hợp tác xã Bình Minh", &[]),
            ("03 xã, 05 phường", &["xã", "phường"]),
            ("UBND TỈNH YÊN BÁI NĂM 2024", &["TỈNH YÊN BÁI"]),
            ("KINH TẾ - XÃ HỘI HUYỆN NGHÈO", &["HUYỆN"]),
        ] {
            let found: Vec<_> =
                list_units(text).into_iter().map(|(unit, _)| unit).collect();
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(list_units("Huyện ủy"), [("Huyện", None)]);
    }

    proptest! {
        #[test]
        fn any_text_has_its_bodies_within_it(
            text in "(Sở |các Sở: |Bộ |xã |TỈNH |thị |trấn |TP\\.|Lao động|Hà |’|, |và |[A-ZĐà-ỹ0-9 .-]{0,3}|\\PC){0,12}"
        ) {
            let found = find_bodies(&text);
            for unit in found.units {
                prop_assert!(text.get(unit.range).is_some());
            }
            for office in found.offices {
                prop_assert!(text.get(office.range).is_some());
            }
        }
    }
}

//! Types of papers as citations name them, and the letters that symbols have for them
//! (Phụ lục III, Mục I; for the Party its own list; for legal documents the law on them).

use std::ops::Range;

/// A type of paper that is cited: `Nghị định`, with `NĐ` in its symbols.
#[derive(Debug, PartialEq, Eq)]
pub struct PaperKind {
    /// Its name, as it begins a citation.
    pub name: &'static str,
    /// What its symbols begin with; empty where that says nothing (`Công văn`, `Văn bản`).
    pub codes: &'static [&'static str],
    /// Whether it is cited by its name and date, without number (`Luật`, `Pháp lệnh`).
    pub is_law: bool,
    /// Whether its name is a common word too, so that only a number or the date behind it
    /// makes it a citation: `kế hoạch`, `chương trình 135`.
    pub is_common: bool,
}

/// A type of paper as a citation writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenKind {
    /// Which type it is.
    pub kind: &'static PaperKind,
    /// Where its words stand.
    pub range: Range<usize>,
}

const fn make_kind(name: &'static str, codes: &'static [&'static str]) -> PaperKind {
    PaperKind { name, codes, is_law: false, is_common: false }
}

const fn make_common(name: &'static str, codes: &'static [&'static str]) -> PaperKind {
    PaperKind { name, codes, is_law: false, is_common: true }
}

const fn make_law(name: &'static str) -> PaperKind {
    PaperKind { name, codes: &[], is_law: true, is_common: false }
}

/// All types by their first letters; of two that begin alike the longer first.
static KINDS: [&[PaperKind]; 13] = [
    &[
        make_kind("Nghị quyết liên tịch", &["NQLT"]),
        make_kind("Nghị quyết", &["NQ", "NQLT"]),
        make_kind("Nghị định", &["NĐ"]),
    ],
    &[
        make_kind("Quyết định", &["QĐ"]),
        make_common("Quy định", &["QyĐ", "QĐ", "QĐi"]),
        make_common("Quy chế", &["QC"]),
    ],
    &[
        make_kind("Kế hoạch", &["KH"]),
        make_common("Kết luận thanh tra", &["KLTTr", "KL", "TB"]),
        make_common("Kết luận", &["KL", "TB"]),
    ],
    &[
        make_kind("Thông tư liên tịch", &["TTLT", "TT", "TTLB"]),
        make_kind("Thông tư liên bộ", &["TTLB", "TTLT", "TT"]),
        make_kind("Thông tư", &["TT", "TTLT"]),
        make_common("Thông báo", &["TB", "KL"]),
        make_kind("Tờ trình", &["TTr"]),
        make_common("Thông tri", &["TT", "TTr"]),
        make_common("Thư", &[]),
        make_common("Thông cáo", &["TC"]),
    ],
    &[
        make_kind("Chỉ thị", &["CT"]),
        make_common("Chương trình", &["CTr", "CT"]),
        make_kind("Công văn", &[]),
        make_kind("Công điện", &["CĐ"]),
    ],
    &[make_kind("Văn bản hợp nhất", &["VBHN"]), make_kind("Văn bản", &[])],
    &[make_law("Luật"), make_common("Lệnh", &["L"])],
    &[
        make_law("Bộ luật"),
        make_common("Báo cáo", &["BC"]),
        make_common("Biên bản", &["BB"]),
    ],
    &[
        make_law("Pháp lệnh"),
        make_common("Phương án", &["PA"]),
        make_common("Phiếu chuyển", &["PC"]),
        make_common("Phiếu trình", &["PTr"]),
    ],
    &[make_common("Hướng dẫn", &["HD"]), make_common("Hợp đồng", &["HĐ"])],
    &[make_common("Đề án", &["ĐA"])],
    &[make_common("Sắc lệnh", &["SL"])],
    &[make_common("Giấy mời", &["GM"]), make_common("Giấy phép", &[])],
];

impl PaperKind {
    /// The type whose name begins at a place of a text, in any case, and where that ends.
    #[must_use]
    pub fn match_at(text: &str, start: usize) -> Option<(&'static Self, usize)> {
        let words = text.as_bytes().get(start..)?;
        let group = KINDS.iter().find(|kinds| kinds[0].has_first(words))?;
        let candidates = group.iter().filter(|kind| kind.has_beginning(words));
        let mut ends = candidates.map(|kind| (kind, match_words(text, start, kind.name)));
        ends.find_map(|(kind, end)| Some((kind, end?)))
    }

    /// Every type.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        KINDS.iter().flat_map(|kinds| kinds.iter())
    }

    /// The type that a symbol begins with, where one alone has these letters.
    #[must_use]
    pub fn from_code(code: &str) -> Option<&'static Self> {
        Self::all().find(|kind| kind.codes.first() == Some(&code))
    }

    /// Whether its first byte is that of a text but for the case. Every word of a paper is
    /// asked, so letters are looked at only where bytes are right; letters with marks have
    /// the same first byte in either case.
    fn has_first(&self, text: &[u8]) -> bool {
        text.first()
            .is_some_and(|byte| self.name.as_bytes()[0].eq_ignore_ascii_case(byte))
    }

    /// Whether its first bytes may be those of a text: as far as its second letter begins,
    /// or its third where the first two have no marks.
    fn has_beginning(&self, text: &[u8]) -> bool {
        let [first, second, third, ..] = self.name.as_bytes() else { return true };
        let [_, next, after, ..] = text else { return false };
        !first.is_ascii()
            || second.eq_ignore_ascii_case(next)
                && (!second.is_ascii() || third.eq_ignore_ascii_case(after))
    }
}

/// Where words end that begin at a place of a text, in any case; several blanks between
/// them are as one.
pub(super) fn match_words(text: &str, start: usize, words: &str) -> Option<usize> {
    // Nearly all differ in the first byte; letters with marks have the same one in either
    // case.
    let first = words.as_bytes().first()?;
    if !text.as_bytes().get(start)?.eq_ignore_ascii_case(first) {
        return None;
    }
    let mut rest = text[start..].chars();
    for wanted in words.chars() {
        let found = rest.next()?;
        if wanted == ' ' {
            if !matches!(found, ' ' | '\u{a0}') {
                return None;
            }
            let after = rest.as_str();
            rest = after.trim_start_matches([' ', '\u{a0}']).chars();
        } else if found != wanted && !is_in_other_case(found, wanted) {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(text.len() - rest.len())
}

/// Whether two different letters are one in two cases. Asked at nearly every word, so what
/// is surely not is told first.
fn is_in_other_case(found: char, wanted: char) -> bool {
    if found.is_ascii() || wanted.is_ascii() {
        return found.eq_ignore_ascii_case(&wanted);
    }
    !(found.is_lowercase() && wanted.is_lowercase())
        && found.to_lowercase().eq(wanted.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_type_is_the_one_that_is_named() {
        for (text, name) in [
            ("Nghị quyết liên tịch số", "Nghị quyết liên tịch"),
            ("nghị quyết số", "Nghị quyết"),
            ("THÔNG TƯ số", "Thông tư"),
            ("thông  tư liên tịch", "Thông tư liên tịch"),
            ("Đề án 06", "Đề án"),
            ("Bộ luật Lao động", "Bộ luật"),
        ] {
            let found = PaperKind::match_at(text, 0);
            assert_eq!(found.map(|(kind, _)| kind.name), Some(name), "{text}");
        }
        for text in ["Nghị viện", "luậtsư", "Quyết", "", "đề ánh"] {
            assert_eq!(PaperKind::match_at(text, 0), None, "{text}");
        }
        assert_eq!(PaperKind::from_code("NĐ").map(|kind| kind.name), Some("Nghị định"));
        assert_eq!(PaperKind::from_code("UBND"), None);
    }

    #[test]
    fn of_two_types_that_begin_alike_the_longer_comes_first() {
        let letters = KINDS.map(|kinds| kinds[0].name.chars().next());
        for (kinds, letter) in KINDS.iter().zip(letters) {
            for (place, kind) in kinds.iter().enumerate() {
                assert_eq!(kind.name.chars().next(), letter);
                let mut longer = kinds[place + 1..].iter();
                assert!(!longer.any(|other| other.name.starts_with(kind.name)));
            }
        }
        let of_one = |letter| letters.iter().filter(|other| **other == letter).count();
        assert!(letters.iter().all(|letter| of_one(*letter) == 1));
    }
}

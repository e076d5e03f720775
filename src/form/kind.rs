//! Types of paper that share one model (Phụ lục III, Mẫu 1.4). A type is a row.

use super::shape::{Choice, choice};

/// A type of paper.
#[derive(Debug, PartialEq, Eq)]
pub struct DocumentKind {
    /// Name in a sentence: `Kế hoạch`.
    pub name: &'static str,
    /// Abbreviation in the symbol (Phụ lục III, Mục I): `KH`.
    pub abbreviation: &'static str,
}

/// All types, in the order of [`KIND_WORDS`].
pub static KINDS: &[DocumentKind] = &[
    DocumentKind { name: "Kế hoạch", abbreviation: "KH" },
    DocumentKind { name: "Chương trình", abbreviation: "CTr" },
    DocumentKind { name: "Phương án", abbreviation: "PA" },
    DocumentKind { name: "Đề án", abbreviation: "ĐA" },
    DocumentKind { name: "Báo cáo", abbreviation: "BC" },
];

/// The words under `loai`.
pub(super) static KIND_WORDS: &[Choice] = &[
    choice("ke_hoach", "Kế hoạch (KH). Không ghi gì thì là kế hoạch."),
    choice("chuong_trinh", "Chương trình (CTr)."),
    choice("phuong_an", "Phương án (PA)."),
    choice("de_an", "Đề án (ĐA)."),
    choice("bao_cao", "Báo cáo (BC)."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_type() {
        assert_eq!(KINDS.len(), KIND_WORDS.len());
        for (kind, word) in KINDS.iter().zip(KIND_WORDS) {
            assert_eq!(crate::language::key(kind.name), word.word);
        }
    }
}

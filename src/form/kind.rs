//! Types of paper that share one model (Phụ lục III, Mẫu 1.4). A type is a row.

use crate::language;

use super::shape::Keyword;

/// A type of paper: what differs between a plan, a programme, a report.
#[derive(Debug, PartialEq, Eq)]
pub struct DocumentKind {
    /// Name in a sentence: `Kế hoạch`.
    pub name: &'static str,
    /// Abbreviation in the symbol (Phụ lục III, Mục I): `KH`.
    pub abbreviation: &'static str,
    /// Whether one for a superior says to whom it goes, in `Kính gửi` (Phụ lục I, Phần I,
    /// II.9.b): a report does.
    pub is_addressed: bool,
    /// The word under `loai`.
    pub word: Keyword,
}

impl DocumentKind {
    /// The name within a sentence that speaks of the type: `kế hoạch`.
    #[must_use]
    pub fn lower_name(&self) -> String {
        language::lower_first(self.name)
    }
}

/// The type that `loai` names; that of a form which names none, or none that is known.
#[must_use]
pub fn find_document_kind(word: Option<&str>) -> &'static DocumentKind {
    let key = word.map(language::to_key);
    let named = key.and_then(|key| KINDS.iter().find(|kind| kind.word.word == key));
    named.unwrap_or(&KINDS[0])
}

/// All types of paper. The first is that of a form which names none.
pub static KINDS: &[DocumentKind] = ROWS;

const ROWS: &[DocumentKind] = &[
    DocumentKind {
        name: "Kế hoạch",
        abbreviation: "KH",
        is_addressed: false,
        word: Keyword::new("ke_hoach", "Kế hoạch (KH). Không ghi gì thì là kế hoạch."),
    },
    DocumentKind {
        name: "Chương trình",
        abbreviation: "CTr",
        is_addressed: false,
        word: Keyword::new("chuong_trinh", "Chương trình (CTr)."),
    },
    DocumentKind {
        name: "Phương án",
        abbreviation: "PA",
        is_addressed: false,
        word: Keyword::new("phuong_an", "Phương án (PA)."),
    },
    DocumentKind {
        name: "Đề án",
        abbreviation: "ĐA",
        is_addressed: false,
        word: Keyword::new("de_an", "Đề án (ĐA)."),
    },
    DocumentKind {
        name: "Báo cáo",
        abbreviation: "BC",
        is_addressed: true,
        word: Keyword::new("bao_cao", "Báo cáo (BC)."),
    },
];

/// The words under `loai`, of all rows.
pub(super) static KIND_WORDS: &[Keyword] = &{
    let mut words = [const { Keyword::new("", "") }; ROWS.len()];
    let mut row = 0;
    while row < ROWS.len() {
        words[row] = Keyword::new(ROWS[row].word.word, ROWS[row].word.doc);
        row += 1;
    }
    words
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_a_type_is_its_name_as_a_key() {
        for kind in KINDS {
            assert_eq!(language::to_key(kind.name), kind.word.word);
        }
    }
}

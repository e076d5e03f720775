//! Abbreviations of official papers and what they stand for (`data/chinh-ta/viet-tat.csv`).

use super::packed::include_register;
use super::{PackedRow, PackedTable, make_key};

static TABLE: PackedTable = include_register!("viet-tat");

/// An abbreviation that is known.
#[derive(Debug, Clone, Copy)]
pub struct KnownAbbreviation {
    row: PackedRow,
}

/// How well an abbreviation is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbbreviationUse {
    /// Nobody asks what it means: in every paper, a symbol, an international name.
    Common,
    /// Usual among offices; a careful paper spells it out once.
    Familiar,
}

impl KnownAbbreviation {
    /// As it is written.
    #[must_use]
    pub fn short(self) -> &'static str {
        self.row.field(1)
    }

    /// The words in full, several where it has several meanings; none of a name.
    pub fn meanings(self) -> impl Iterator<Item = &'static str> {
        self.row.field(2).split("; ").filter(|words| !words.is_empty())
    }

    /// How well it is known.
    #[must_use]
    pub fn usage(self) -> AbbreviationUse {
        match self.row.field(3) {
            "quen" => AbbreviationUse::Familiar,
            _ => AbbreviationUse::Common,
        }
    }
}

/// What is known of an abbreviation.
#[must_use]
pub fn find_abbreviation(short: &str) -> Option<KnownAbbreviation> {
    let key = make_key(short);
    let row = TABLE.find(&key).next();
    row.map(|row| KnownAbbreviation { row })
}

/// All abbreviations that are known.
pub fn list_abbreviations() -> impl Iterator<Item = KnownAbbreviation> {
    TABLE.rows().map(|row| KnownAbbreviation { row })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_found_with_their_meanings() {
        let known = find_abbreviation("KCN").unwrap();
        assert_eq!(known.usage(), AbbreviationUse::Familiar);
        assert_eq!(known.meanings().collect::<Vec<_>>(), ["khu công nghiệp"]);
        assert_eq!(find_abbreviation("UBND").unwrap().usage(), AbbreviationUse::Common);
        assert_eq!(find_abbreviation("BCH").unwrap().meanings().count(), 2);
        assert!(find_abbreviation("VLNCN").is_none());
        assert!(list_abbreviations().any(|known| known.short() == "GD&ĐT"));
    }
}

//! Offices: ministries, departments of provinces, offices of districts and communes, and
//! organisations whose names papers write; which are no more, and since when.

use chrono::NaiveDate;

use super::packed::include_register;
use super::{PackedTable, make_key};

static OFFICES: PackedTable = include_register!("co-quan");

/// An office, by one way of writing its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Office {
    /// Its name as it is written: `Sở Tài nguyên và Môi trường`.
    pub name: &'static str,
    /// Whether the way of writing is an abbreviation.
    pub is_short: bool,
    /// The day from which it is no more.
    pub ended: Option<NaiveDate>,
    /// The day from which it is no more anywhere.
    pub ended_everywhere: Option<NaiveDate>,
    /// Which office does its work now; empty where there are several or none.
    pub now: &'static str,
    /// A word for offices of which one agency has one at most; empty for others.
    pub group: &'static str,
    /// The paper that ended it.
    pub source: &'static str,
}

/// A part of the key under which offices are found: a word in small letters. `và` is none,
/// since people write `&` or nothing for it.
#[must_use]
pub fn make_office_key(word: &str) -> String {
    let key = make_key(word);
    if key == "và" { String::new() } else { key }
}

/// Whether the name of an office begins with a key, words joined.
#[must_use]
pub fn has_office_beginning(key: &str) -> bool {
    OFFICES.has_beginning(key)
}

/// The office of a key, words joined.
#[must_use]
pub fn find_office(key: &str) -> Option<Office> {
    OFFICES.find(key).next().map(|row| Office {
        name: row.field(1),
        is_short: !row.field(2).is_empty(),
        ended: row.field(3).parse().ok(),
        ended_everywhere: row.field(4).parse().ok(),
        now: row.field(5),
        group: row.field(6),
        source: row.field(7),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(name: &str) -> Option<Office> {
        let words = name.split(|c: char| !c.is_alphanumeric());
        find_office(&words.map(make_office_key).collect::<String>())
    }

    #[test]
    fn an_office_is_found_however_it_is_written() {
        let name = "Sở Lao động - Thương binh và Xã hội";
        for text in [name, "Sở LĐ-TB&XH", "Sở LĐTBXH", "sở Lao động - TBXH"] {
            assert_eq!(find(text).unwrap().name, name, "{text}");
        }
        assert!(find("Bộ Tài chính").unwrap().ended.is_none());
        assert_eq!(find("Bộ Kế hoạch và Đầu tư").unwrap().now, "Bộ Tài chính");
        assert_eq!(find("Sở Mây"), None);
    }

    #[test]
    fn every_row_is_found_under_its_key() {
        let first = OFFICES.rows().next().map(|row| row.key().to_owned()).unwrap();
        assert!(find_office(&first).is_some() && has_office_beginning(&first[..1]));
        for row in OFFICES.rows().filter(|row| row.field(2).is_empty()) {
            assert_eq!(find(row.field(1)).unwrap().name, row.field(1));
        }
    }
}

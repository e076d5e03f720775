//! Units of administration: provinces, districts and communes, before 1 July 2025 and
//! since. A name is asked for with its word, by [`make_key`](super::make_key):
//! `xã kim liên`.

use chrono::NaiveDate;

use super::packed::include_register;
use super::{PackedRow, PackedTable};

static PROVINCES: PackedTable = include_register!("tinh");
static DISTRICTS: PackedTable = include_register!("huyen");
static FORMER: PackedTable = include_register!("xa-cu");
static COMMUNES: PackedTable = include_register!("xa");

/// A province or a city of that level, of today or of before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province {
    /// Name with its word: `Tỉnh Yên Bái`.
    pub name: &'static str,
    /// The day from which it is no more.
    pub ended: Option<NaiveDate>,
    /// What it is a part of today, or is itself: `tỉnh Lào Cai`.
    pub now: &'static str,
    /// The day from which a city has been of this level, where it was a city of a province
    /// before.
    pub since: Option<NaiveDate>,
}

/// A commune as it was until 30 June 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormerCommune {
    /// Its district, with the word: `Huyện Nam Đàn`.
    pub district: &'static str,
    /// Its province, without the word.
    pub province: &'static str,
    /// What it became, one name or several with `|` between; empty where not known.
    pub now: &'static str,
}

/// A commune of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commune {
    /// Its province, without the word.
    pub province: &'static str,
    /// Its first day, where that is later than 1 July 2025.
    pub since: Option<NaiveDate>,
    /// The day from which it is no more.
    pub ended: Option<NaiveDate>,
    /// What it has become then.
    pub now: &'static str,
}

impl Commune {
    /// Whether it is there on a day from 1 July 2025 on.
    #[must_use]
    pub fn is_there(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day)
            && self.ended.is_none_or(|ended| day < ended)
    }
}

/// The province of a key.
#[must_use]
pub fn find_province(key: &str) -> Option<Province> {
    PROVINCES.find(key).next().map(|row| Province {
        name: row.field(1),
        ended: read_day(row, 2),
        now: row.field(3),
        since: read_day(row, 4),
    })
}

/// The province whose name without the word is this.
#[must_use]
pub fn find_province_named(name: &str) -> Option<Province> {
    let name = super::make_key(name);
    find_province(&format!("tỉnh {name}"))
        .or_else(|| find_province(&format!("thành phố {name}")))
}

/// The provinces, without their word, in which a district of this key was.
pub fn find_districts(key: &str) -> impl Iterator<Item = &'static str> {
    DISTRICTS.find(key).map(|row| row.field(1))
}

/// The communes of a key as they were until 30 June 2025.
pub fn find_former_communes(key: &str) -> impl Iterator<Item = FormerCommune> {
    FORMER.find(key).map(|row| FormerCommune {
        district: row.field(1),
        province: row.field(2),
        now: row.field(3),
    })
}

/// The communes of a key since then.
pub fn find_communes(key: &str) -> impl Iterator<Item = Commune> {
    COMMUNES.find(key).map(|row| Commune {
        province: row.field(1),
        since: read_day(row, 2),
        ended: read_day(row, 3),
        now: row.field(4),
    })
}

fn read_day(row: PackedRow, place: usize) -> Option<NaiveDate> {
    row.field(place).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_before_and_since() {
        let old: Vec<_> = find_former_communes("xã sơn trung").collect();
        assert!(old.iter().any(|c| c.province == "Hà Tĩnh" && c.now == "xã Hương Sơn"));
        assert!(find_communes("phường bãi cháy").any(|c| c.province == "Quảng Ninh"));
        assert_eq!(find_districts("quận bắc từ liêm").collect::<Vec<_>>(), ["Hà Nội"]);
        assert_eq!(find_province_named("Yên Bái").unwrap().now, "tỉnh Lào Cai");
        assert!(find_province("tỉnh lào cai").unwrap().ended.is_none());
        assert_eq!(find_province("tỉnh a"), None);
    }

    #[test]
    fn a_commune_that_has_become_a_ward_is_there_until_then() {
        let day = |text: &str| text.parse().unwrap();
        let find = |key| find_communes(key).find(|c| c.province == "Đồng Nai").unwrap();
        let (old, new) = (find("xã long thành"), find("phường long thành"));
        for (text, first) in [("2026-04-29", true), ("2026-04-30", false)] {
            assert_eq!(old.is_there(day(text)), first, "{text}");
            assert_eq!(new.is_there(day(text)), !first, "{text}");
        }
        assert_eq!(old.now, "phường Long Thành");
    }
}

//! The legal papers of `data/van-ban`: when each was issued, by whom and about what, from
//! when and how long it holds, and what has changed or replaced it. What may be concluded
//! from which row stands in the README there; what may not, no function here gives.

use chrono::{Datelike, Days, NaiveDate};

use super::packed::include_register;
use super::{PackedRow, PackedTable, make_key};
use crate::quantity::Moment;

/// Papers by their numbers, laws apart.
static PAPERS: PackedTable = include_register!("van-ban");

/// Laws, codes and ordinances by their names.
static LAWS: PackedTable = include_register!("luat");

/// A paper that may take effect later than so many days after its issue: its day of effect
/// may be that of an amendment.
const LONGEST_WAIT: u64 = 400;

/// A paper of the register.
#[derive(Debug, Clone, Copy)]
pub struct KnownPaper {
    row: PackedRow,
}

/// The places of the fields behind the key, as `build.rs` packs them.
#[derive(Debug, Clone, Copy)]
enum Field {
    Kind = 1,
    Number,
    Date,
    Issuer,
    Subject,
    Since,
    Until,
    PartlyUntil,
    ReplacedBy,
    AmendedBy,
    Trust,
    Note,
}

/// A day on which something is known to begin or to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownDay {
    /// The day.
    pub day: NaiveDate,
    /// Whether a paper may be judged by it; else it is advice.
    pub is_sure: bool,
}

/// The papers that bear a number: mostly one; several where numbers start anew each year,
/// or where two types of papers share them. Letters in any case; the zero before one figure
/// and the sign `&` may be there or not.
#[must_use]
pub fn find_papers(number: &str) -> Vec<KnownPaper> {
    let key = normalize_number(number);
    let mut papers: Vec<_> = PAPERS.find(&key).map(|row| KnownPaper { row }).collect();
    if key.contains("qh") {
        // Laws are found by their names; for one that is cited by its number, which has
        // nothing but ASCII, all are looked through.
        let laws = LAWS.rows().map(|row| KnownPaper { row });
        papers.extend(laws.filter(|law| law.number().eq_ignore_ascii_case(&key)));
    }
    papers
}

/// The laws, codes and ordinances of a name, with its first word: `Luật Đất đai`. Several
/// where a later one has the same name.
#[must_use]
pub fn find_laws(name: &str) -> Vec<KnownPaper> {
    LAWS.find(&make_key(name)).map(|row| KnownPaper { row }).collect()
}

/// The longest beginning of some words that is the name of a law: `Luật Đất đai` of `luật Đất
/// đai về thu hồi đất`.
#[must_use]
pub fn find_law_name(words: &str) -> Option<&str> {
    let mut name = words.trim_end();
    while find_laws(name).is_empty() {
        let end = name.rfind(' ')?;
        name = name[..end].trim_end_matches([' ', ',', '-']);
    }
    Some(name)
}

/// A number as the register writes it, folded.
fn normalize_number(number: &str) -> String {
    let key = make_key(number).replace(['&', ' '], "");
    let key = key.replacen("/ttlt/", "/ttlt-", 1).replacen("/nqlt/", "/nqlt-", 1);
    match key.as_bytes() {
        [b'1'..=b'9', b'/' | b'-', ..] => format!("0{key}"),
        _ => key,
    }
}

impl KnownPaper {
    /// `Nghị định`, `Luật`.
    #[must_use]
    pub fn kind(self) -> &'static str {
        self.get(Field::Kind)
    }

    /// Whether it is a law, a code or an ordinance, which has a name of its own.
    #[must_use]
    pub fn is_law(self) -> bool {
        matches!(self.kind(), "Luật" | "Bộ luật" | "Pháp lệnh")
    }

    /// Number and symbol; those of a law too, which citations leave out.
    #[must_use]
    pub fn number(self) -> &'static str {
        self.get(Field::Number)
    }

    /// Who has issued it; of papers of several, all or none.
    #[must_use]
    pub fn issuer(self) -> &'static str {
        self.get(Field::Issuer)
    }

    /// Its subject, which may be cut; of a law, its name.
    #[must_use]
    pub fn subject(self) -> &'static str {
        self.get(Field::Subject)
    }

    /// The day of its issue.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        self.day(Field::Date)
    }

    /// Whether two sources, or the official text, say number and date.
    #[must_use]
    pub fn is_sure(self) -> bool {
        self.get(Field::Trust) == "2"
    }

    /// Whether its number has the year: then no other paper of its type bears it.
    #[must_use]
    pub fn has_year(self) -> bool {
        let mut groups = self.number().split('/').skip(1);
        let is_year = |group: &str| {
            group.len() == 4 && group.bytes().all(|byte| byte.is_ascii_digit())
        };
        groups.next().is_some_and(is_year)
    }

    /// Whether a body of the centre of the Party has issued it.
    #[must_use]
    pub fn is_of_centre(self) -> bool {
        self.number().ends_with("/TW")
    }

    /// The day from which it holds.
    #[must_use]
    pub fn since(self) -> Option<KnownDay> {
        let day = self.day(Field::Since)?;
        let latest = self.date()?.checked_add_days(Days::new(LONGEST_WAIT))?;
        let is_sure = self.is_sure() && !self.is_noted() && day <= latest;
        Some(KnownDay { day, is_sure })
    }

    /// The day from which it no longer holds.
    #[must_use]
    pub fn until(self) -> Option<KnownDay> {
        let day = self.day(Field::Until)?;
        Some(KnownDay { day, is_sure: self.is_sure() && !self.is_noted() })
    }

    /// The day from which a part of it no longer holds.
    #[must_use]
    pub fn partly_until(self) -> Option<NaiveDate> {
        self.day(Field::PartlyUntil)
    }

    /// The numbers of the papers that have replaced it.
    pub fn replaced_by(self) -> impl Iterator<Item = &'static str> {
        list_numbers(self.get(Field::ReplacedBy))
    }

    /// The numbers of papers that have amended it; not all of them.
    pub fn amended_by(self) -> impl Iterator<Item = &'static str> {
        list_numbers(self.get(Field::AmendedBy))
    }

    /// How it is called in a message: a law by name and year, or by its day where another of
    /// that name is of that year; `Nghị định số 30/2020/NĐ-CP`.
    #[must_use]
    pub fn describe(self) -> String {
        match self.date() {
            Some(date) if self.is_law() && !self.subject().is_empty() => {
                let laws = find_laws(self.subject()).into_iter();
                let days =
                    laws.filter_map(Self::date).filter(|day| day.year() == date.year());
                let is_alone = days.count() < 2;
                let when =
                    if is_alone { Moment::Year(date.year()) } else { Moment::Day(date) };
                format!("{} {}", self.subject(), when.to_text())
            }
            _ => format!("{} số {}", self.kind(), self.number()),
        }
    }

    /// Whether something is noted of its days.
    fn is_noted(self) -> bool {
        !self.get(Field::Note).is_empty()
    }

    fn day(self, field: Field) -> Option<NaiveDate> {
        self.get(field).parse().ok()
    }

    fn get(self, field: Field) -> &'static str {
        self.row.field(field as usize)
    }
}

/// Numbers between commas.
fn list_numbers(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(',').filter(|number| !number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(number: &str) -> KnownPaper {
        let papers = find_papers(number);
        assert_eq!(papers.len(), 1, "{number}");
        papers[0]
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_paper_is_found_by_its_number_however_it_is_typed() {
        for number in ["30/2020/NĐ-CP", "30/2020/nđ–cp", "30/2020/NĐ - CP"] {
            let paper = find(number);
            assert_eq!(paper.date(), Some(day(2020, 3, 5)));
            assert_eq!(paper.describe(), "Nghị định số 30/2020/NĐ-CP");
            assert!(paper.is_sure() && paper.has_year());
        }
        assert_eq!(find("4/2023/NĐ-CP").date(), Some(day(2023, 2, 13)));
        assert_eq!(find("27/2015/TTLT/BKHCN-BTC").kind(), "Thông tư liên tịch");
        assert!(find_papers("1/2020/KH-UBND").is_empty() && find_papers("").is_empty());
    }

    #[test]
    fn a_number_without_a_year_is_of_several_papers() {
        let papers = find_papers("71/NQ-CP");
        assert!(papers.len() == 2 && !papers[0].has_year());
    }

    #[test]
    fn a_law_is_found_by_its_name_and_by_its_number() {
        assert_eq!(find_laws("Luật  Đầu tư công").len(), 3);
        let law = find("58/2024/QH15");
        assert_eq!(law.describe(), "Luật Đầu tư công năm 2024");
        assert!(find_laws("Luật Tưởng tượng").is_empty());
        assert_eq!(find_law_name("luật Đất đai về giá"), Some("luật Đất đai"));
        for words in ["Luật Tưởng tượng về giá", "", " ", "Luật"] {
            assert_eq!(find_law_name(words), None, "{words}");
        }
    }

    #[test]
    fn an_end_with_a_note_and_a_late_effect_are_advice() {
        assert!(!find("61/2015/NĐ-CP").until().unwrap().is_sure);
        let local = find("65/2025/QH15").until().unwrap();
        assert_eq!((local.day, local.is_sure), (day(2025, 6, 16), true));
        // The law on public employees of 2010 holds from 2012.
        assert!(!find("58/2010/QH12").since().unwrap().is_sure);
        let replacing: Vec<_> = find("65/2025/QH15").replaced_by().collect();
        assert_eq!(replacing, ["72/2025/QH15"]);
        let names =
            ["65/2025/QH15", "72/2025/QH15"].map(|number| find(number).describe());
        let days = ["19/02/2025", "16/6/2025"];
        assert_eq!(
            names,
            days.map(|day| format!("Luật Tổ chức chính quyền địa phương ngày {day}"))
        );
    }

    #[test]
    fn every_row_can_be_read() {
        for row in PAPERS.rows().chain(LAWS.rows()) {
            let paper = KnownPaper { row };
            assert!(!paper.kind().is_empty() && !paper.number().is_empty());
            assert!(matches!(paper.get(Field::Trust), "1" | "2"));
            for field in [Field::Date, Field::Since, Field::Until, Field::PartlyUntil] {
                let text = paper.get(field);
                assert!(text.is_empty() || paper.day(field).is_some(), "{text}");
            }
            if let (Some(date), Some(until)) = (paper.date(), paper.until()) {
                assert!(date < until.day, "{}", paper.number());
            }
        }
    }
}

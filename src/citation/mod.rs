//! Legal papers: how they are cited (Phụ lục I, Phần I, II.6.a-b), and the numbers and
//! dates of papers found in running text.
//!
//! | file | what it does |
//! |---|---|
//! | `body` | which agency has issued a paper, by its symbol and by its name |
//! | `cite` | papers as a running text cites them, with all their parts |
//! | `expected` | what a number should be by what stands beside it |
//! | `head` | the number of a cited paper, with its word or without |
//! | `hole` | citations without a number |
//! | `issuer` | who numbers a paper: whether the decree binds its issuer |
//! | `kind` | types of papers, and the letters that symbols have for them |
//! | `law_name` | names of laws, by which they are cited |
//! | `letters` | letters that symbols have for types and agencies |
//! | `number` | number and symbol of a paper: its right form, and how a wrong one is mended |
//! | `scan` | numbers and dates in running text |
//! | `symbol` | what a number says by its parts: the type, the year, one paper or two |
//! | `tail` | what follows the number of a cited paper |

mod body;
mod cite;
mod expected;
mod head;
mod hole;
mod issuer;
mod kind;
mod law_name;
mod letters;
mod number;
mod scan;
mod symbol;
mod tail;

use crate::quantity::{Day, Moment, OpenDate};

pub use body::{IssuingBody, compare_issuers, is_other_committee, is_other_issuer};
pub use cite::{Citation, find_citations};
pub use issuer::{Issuer, classify_issuer, find_issuer_after, find_issuer_before};
pub use kind::{PaperKind, WrittenKind};
pub use number::{PaperNumber, PaperNumberError};
pub use scan::{FoundDate, FoundNumber, find_dates, find_numbers, read_date};

/// A legal paper as a plan cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalPaper {
    /// `Kế hoạch`, `Nghị định`, `Luật`.
    pub kind: String,
    /// Number and symbol; a law has none.
    pub number: Option<PaperNumber>,
    /// Name of a law or ordinance.
    pub name: Option<String>,
    /// Date of issue.
    pub date: OpenDate,
    /// The agency that has issued it, as a citation names it.
    pub agency: Option<String>,
    /// Summary, as it is printed.
    pub subject: Option<String>,
}

/// How a date stands in a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateWords {
    /// `ngày 20 tháng 4 năm 2023`.
    Long,
    /// `ngày 20/4/2023`.
    Short,
}

impl LegalPaper {
    /// As it is cited first: type, number, date, agency, summary; a law with its name
    /// and date alone.
    #[must_use]
    pub fn full(&self, dates: DateWords) -> String {
        let mut res = self.short();
        if let Some(date) = self.date_words(dates) {
            res.push(' ');
            res.push_str(&date);
        }
        if let Some(agency) = &self.agency {
            res.push_str(" của ");
            res.push_str(agency);
        }
        if let Some(subject) = &self.subject {
            res.push(' ');
            res.push_str(subject);
        }
        res
    }

    /// As it is cited again: type and number; a law with its name.
    #[must_use]
    pub fn short(&self) -> String {
        let mut res = self.kind.clone();
        if let Some(name) = &self.name {
            res.push(' ');
            res.push_str(name);
        }
        if let Some(number) = &self.number {
            res.push_str(" số ");
            res.push_str(number.text());
        }
        res
    }

    fn date_words(&self, dates: DateWords) -> Option<String> {
        let words = match (self.date, dates) {
            (OpenDate::Unknown, _) => return None,
            (OpenDate::Day(day), DateWords::Long) => Day(day).long(),
            (OpenDate::Day(day), DateWords::Short) => Moment::Day(day).to_text(),
            (OpenDate::Month { year, month }, _) => {
                Moment::Month { month, year: Some(year) }.to_text()
            }
            (OpenDate::Year(year), _) => Moment::Year(year).to_text(),
        };
        Some(words)
    }
}

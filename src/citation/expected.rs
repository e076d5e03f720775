//! What the number of a paper should be by the type, the issuer and the date beside it.

use super::PaperNumber;
use super::body::IssuingBody;
use super::kind::PaperKind;
use super::letters::{is_agency, is_kind};

impl PaperNumber {
    /// The number with the letters of the agency that is named beside it, where those that
    /// it has are of none that is known and differ by a letter or two: `90/QĐ-TT` of the
    /// prime minister, `45/KH-UBNDT` of a committee.
    #[must_use]
    pub fn respelt_for(&self, issuer: &IssuingBody) -> Option<Self> {
        let letters = match issuer {
            IssuingBody::Government => "CP",
            IssuingBody::PrimeMinister => "TTg",
            IssuingBody::Council => "HĐND",
            IssuingBody::Committee => "UBND",
            _ => return None,
        };
        let (number, symbol) = self.text().rsplit_once('/')?;
        let (kind, body) = symbol.split_once('-')?;
        let is_slip = is_kind(kind) && !is_agency(body) && is_nearly(body, letters);
        is_slip.then(|| Self::as_typed(&format!("{number}/{kind}-{letters}")))
    }

    /// The number with its type before its agency, where they stand the other way round:
    /// `45/KH-UBND` of `45/UBND-KH`, which is a letter unless it is cited as a plan.
    #[must_use]
    pub fn reordered_for(&self, kind: &PaperKind) -> Option<Self> {
        let (number, symbol) = self.text().rsplit_once('/')?;
        let (body, code) = symbol.split_once('-')?;
        let is_swapped = is_agency(body) && kind.codes.contains(&code);
        is_swapped.then(|| Self::as_typed(&format!("{number}/{code}-{body}")))
    }

    /// The number with the year of its paper, where it is of a type whose papers all have
    /// it since 1998: `30/2020/NĐ-CP` of `30/NĐ-CP`, `36/2018/TT-BTC` of `36/TT-BTC`.
    #[must_use]
    pub fn with_year(&self, year: i32) -> Option<Self> {
        let (number, symbol) = self.text().split_once('/')?;
        let kind =
            symbol.split('-').next().filter(|kind| matches!(*kind, "NĐ" | "TT"))?;
        let bodies = self.list_bodies();
        let is_known =
            matches!(bodies[..], [IssuingBody::Government | IssuingBody::Ministry(_)]);
        let has_year = year >= 1998 && is_known && self.error().is_none();
        has_year.then(|| {
            let body = &symbol[kind.len()..];
            Self::as_typed(&format!("{number}/{year}/{kind}{body}"))
        })
    }
}

/// Whether letters are those of an agency with one of them wrong or left out, or with one
/// or two behind them.
fn is_nearly(written: &str, letters: &str) -> bool {
    let (count, right) = (written.chars().count(), letters.chars().count());
    if count > right {
        // `HĐNDK7` tells the term of a council.
        let is_term = written.contains(|c: char| c.is_ascii_digit());
        return right > 2
            && count <= right + 2
            && written.starts_with(letters)
            && !is_term;
    }
    if count < right {
        return right > 2 && count + 1 == right && letters.starts_with(written);
    }
    let wrong = written.chars().zip(letters.chars()).filter(|(one, other)| one != other);
    right > 3 && wrong.count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(number: Option<PaperNumber>) -> Option<String> {
        number.map(|number| number.text().to_owned())
    }

    #[test]
    fn letters_that_are_nearly_those_of_the_issuer_are_its() {
        use IssuingBody::{Committee, Council, PrimeMinister};
        for (text, body, expected) in [
            ("90/QĐ-TT", PrimeMinister, Some("90/QĐ-TTg")),
            ("90/QĐ-TTgCP", PrimeMinister, Some("90/QĐ-TTg")),
            ("20/2023/NQ-HĐNN", Council, Some("20/2023/NQ-HĐND")),
            ("20/2010/NQ-HĐNDK7", Council, None),
            ("45/KH-UBNDT", Committee, Some("45/KH-UBND")),
            ("45/KH-UBN", Committee, Some("45/KH-UBND")),
            ("45/QĐ-UB", Committee, None),
            ("45/QĐ-CT", Committee, None),
            ("45/QĐ-CTUBND", Committee, None),
            ("45/KH-UBND", Committee, None),
            ("45/KH-HĐND", Committee, None),
            ("45/UBND-VX", Committee, None),
        ] {
            let number = PaperNumber::as_typed(text);
            assert_eq!(show(number.respelt_for(&body)).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_year_and_the_order_of_a_number_are_told_by_what_stands_beside_it() {
        for (text, year, expected) in [
            ("30/NĐ-CP", 2020, Some("30/2020/NĐ-CP")),
            ("36/TT-BTC", 2018, Some("36/2018/TT-BTC")),
            ("36/TT-BTC", 1996, None),
            ("30/2020/NĐ-CP", 2020, None),
            ("36/QĐ-BTC", 2018, None),
            ("12-TT/TU", 2018, None),
        ] {
            let number = PaperNumber::as_typed(text);
            assert_eq!(show(number.with_year(year)).as_deref(), expected, "{text}");
        }
        let plan = PaperKind::from_code("KH").unwrap();
        for (text, expected) in
            [("45/UBND-KH", Some("45/KH-UBND")), ("45/UBND-NQ", None), ("45", None)]
        {
            let number = PaperNumber::as_typed(text);
            assert_eq!(show(number.reordered_for(plan)).as_deref(), expected, "{text}");
        }
    }
}

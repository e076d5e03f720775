//! Number and symbol of a paper: `91/KH-UBND`, `61/2015/NĐ-CP`, `77-NQ/TU`.

use super::letters::is_party_body;
use super::symbol::{compose_anew, repair_figures, split_symbol};

/// Number and symbol as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperNumber(String);

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperNumberError {
    /// There are spaces in it: `91 /KH-UBND`.
    Spaced,
    /// A long dash stands where a hyphen belongs: `91/KH – UBND`.
    LongDash,
    /// Its parts do not make a number of any kind: `89/NQ/ĐU`.
    Shape,
    /// Its letters are those of no type or agency, but nearly of one: `866/QĐ-Tg`.
    Letters,
}

impl PaperNumber {
    /// The number as it is typed.
    #[must_use]
    pub fn as_typed(text: &str) -> Self {
        Self(text.trim().to_owned())
    }

    /// As it is printed, with `/` and `-` where the author has typed them.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What is wrong with it (Phụ lục I, Phần I, II.3: `/` between number and symbol,
    /// `-` between the groups of the symbol, no spaces; papers of the Party:
    /// `77-NQ/TU`).
    #[must_use]
    pub fn error(&self) -> Option<PaperNumberError> {
        if self.0.contains(['–', '—', '−']) {
            return Some(PaperNumberError::LongDash);
        }
        if self.0.chars().any(char::is_whitespace) {
            return Some(PaperNumberError::Spaced);
        }
        if !is_well_formed(&self.0)
            || is_state_as_party(&self.0)
            || is_party_as_state(&self.0)
        {
            return Some(PaperNumberError::Shape);
        }
        self.respelt().map(|_| PaperNumberError::Letters)
    }

    /// The number in the form that it should have, where that is clear.
    #[must_use]
    pub fn mended(&self) -> Option<Self> {
        let tight: String = self
            .0
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| if matches!(c, '–' | '—' | '−') { '-' } else { c })
            .collect();
        let tight = repair_figures(&tight.replace("//", "/").replace("--", "-"));
        if let Some((left, body)) = tight.split_once('/')
            && is_state_as_party(&tight)
        {
            return Some(Self(format!("{}-{body}", left.replacen('-', "/", 1))));
        }
        if is_party_as_state(&tight) {
            let (number, symbol) = tight.split_once('/')?;
            return Some(Self(format!("{number}-{}", symbol.replacen('-', "/", 1))));
        }
        if is_well_formed(&tight) {
            let tight = Self(tight);
            return Some(tight.respelt().unwrap_or(tight));
        }
        let rebuilt = compose_anew(&tight).map(Self);
        let rebuilt = rebuilt.map(|number| number.respelt().unwrap_or(number));
        if let Some(rebuilt) = rebuilt.filter(|number| is_well_formed(&number.0)) {
            return Some(rebuilt);
        }
        // `89/NQ/ĐU` is a paper of the Party written with the slash of the State,
        // `91/KH/UBND` one of the State with a slash too many.
        let parts: Vec<_> = tight.split('/').collect();
        let mended = match parts[..] {
            [number, kind, body] if is_party_body(body) => {
                format!("{number}-{kind}/{body}")
            }
            [number, kind, body] => format!("{number}/{kind}-{body}"),
            _ => return None,
        };
        is_well_formed(&mended).then_some(Self(mended))
    }

    /// Whether it has the form of a paper of the Party: `77-NQ/TU`.
    #[must_use]
    pub fn is_party(&self) -> bool {
        is_party(&self.0)
    }
}

fn is_well_formed(text: &str) -> bool {
    is_state(text) || is_party(text)
}

/// `91/KH-UBND`, `1040/UBND-LĐTĐ`, `61/2015/NĐ-CP`, `72/2025/QH15`.
///
/// Joint papers were numbered with a slash behind their type (`27/2015/TTLT/BKHCN-BTC`)
/// until there were no more of them; resolutions of the standing committee of the National
/// Assembly without a type (`575/UBTVQH12`).
fn is_state(text: &str) -> bool {
    let joined = text.replacen("/TTLT/", "/TTLT-", 1).replacen("/NQLT/", "/NQLT-", 1);
    let mut parts = joined.split('/');
    let (Some(number), Some(second)) = (parts.next(), parts.next()) else { return false };
    let (symbol, year) = match parts.next() {
        Some(symbol) => (symbol, Some(second)),
        None => (second, None),
    };
    let mut groups = symbol.split('-');
    is_number(number)
        && parts.next().is_none()
        && year.is_none_or(is_year)
        && groups.all(is_group)
        && (symbol.contains('-')
            || year.is_some() && !is_run_together(symbol)
            || symbol.starts_with("UBTVQH"))
}

/// `NĐCP`, `TT.BNV`: type and agency without their hyphen.
fn is_run_together(symbol: &str) -> bool {
    symbol.contains('.') || split_symbol(symbol).is_some()
}

/// `77-NQ/TU`, `08-CTr/TU`.
fn is_party(text: &str) -> bool {
    let Some((left, body)) = text.split_once('/') else { return false };
    let Some((number, kind)) = left.split_once('-') else { return false };
    is_number(number) && is_group(kind) && body.split('-').all(is_group)
}

/// `38-CT/TTg`: a paper of the State in the form of the Party.
fn is_state_as_party(text: &str) -> bool {
    let body = text.split_once('/').map(|(_, body)| body);
    is_party(text) && matches!(body, Some("CP" | "TTg" | "HĐND" | "UBND"))
}

/// `11/NQ-TU`: a paper of the Party in the form of the State.
fn is_party_as_state(text: &str) -> bool {
    let Some((_, symbol)) = text.split_once('/') else { return false };
    let groups: Vec<_> = symbol.split('-').collect();
    is_state(text)
        && matches!(groups[..], [kind, "TU" | "ĐU" | "HU" | "TW"] if is_group(kind))
}

fn is_year(text: &str) -> bool {
    let is_written = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    is_written && text.parse().is_ok_and(|year: u32| (1945..2100).contains(&year))
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !digits.is_empty()
        && text.len() - digits.len() <= 1
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// A group of a symbol: `KH`, `UBND`, `QĐ`, `TTg`, `QyĐ`, `QH15`, `LĐTB&XH`.
fn is_group(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '&' | '.'))
        && text.chars().filter(|c| c.is_lowercase()).count() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_use_are_right() {
        for text in [
            "91/KH-UBND",
            "1040/UBND-LĐTĐ",
            "61/2015/NĐ-CP",
            "02/2021/QĐ-TTg",
            "77-NQ/TU",
            "148/NQ-HĐND",
            "42/2013/TTLT-BGDĐT-BLĐTBXH-BTC",
            "72/2025/QH15",
            "08-CTr/TU",
            "15/TTr-VHXH",
            "89-NQ/ĐU",
            "12a/KH-UBND",
            "522B/NQ-UBTVQH13",
            "27/2015/TTLT/BKHCN-BTC",
            "525/2012/NQLT/UBTVQH13-ĐCTUBTWMTTQVN",
            "575/UBTVQH12",
        ] {
            assert_eq!(PaperNumber::as_typed(text).error(), None, "{text}");
        }
    }

    #[test]
    fn malformed_numbers_are_told_and_mended() {
        for (text, error, mended) in [
            ("91/KH – UBND", PaperNumberError::LongDash, "91/KH-UBND"),
            ("91 /KH-UBND", PaperNumberError::Spaced, "91/KH-UBND"),
            ("89/NQ/ĐU", PaperNumberError::Shape, "89-NQ/ĐU"),
            ("91/KH/UBND", PaperNumberError::Shape, "91/KH-UBND"),
            ("38-CT/TTg", PaperNumberError::Shape, "38/CT-TTg"),
            ("11/NQ-TU", PaperNumberError::Shape, "11-NQ/TU"),
            ("1626/QĐTTg", PaperNumberError::Shape, "1626/QĐ-TTg"),
            ("866/QĐ-Tg", PaperNumberError::Letters, "866/QĐ-TTg"),
            ("866/QĐ-TTG", PaperNumberError::Letters, "866/QĐ-TTg"),
            ("20/2023/NQ-HDND", PaperNumberError::Letters, "20/2023/NQ-HĐND"),
            ("12/QD-UBND", PaperNumberError::Letters, "12/QĐ-UBND"),
            ("5/TTR-UBND", PaperNumberError::Letters, "5/TTr-UBND"),
            ("61/2015/ND-CP", PaperNumberError::Letters, "61/2015/NĐ-CP"),
            ("91/KH-UBNĐ", PaperNumberError::Letters, "91/KH-UBND"),
            ("91/KH-UBDN", PaperNumberError::Letters, "91/KH-UBND"),
            ("20/2023/NQ-HNĐD", PaperNumberError::Letters, "20/2023/NQ-HĐND"),
            ("91/kh-ubnd", PaperNumberError::Shape, "91/KH-UBND"),
            ("2872/qđ-sct", PaperNumberError::Shape, "2872/QĐ-SCT"),
            ("05 KH/UBND", PaperNumberError::Spaced, "05/KH-UBND"),
            ("41 NQ/TU", PaperNumberError::Spaced, "41-NQ/TU"),
            ("05\\KH-UBND", PaperNumberError::Shape, "05/KH-UBND"),
            ("866QĐ-TTg", PaperNumberError::Shape, "866/QĐ-TTg"),
            ("866/QĐ.TTg", PaperNumberError::Shape, "866/QĐ-TTg"),
            ("102/UBND.VX", PaperNumberError::Shape, "102/UBND-VX"),
            ("61/2015/NĐ/CP", PaperNumberError::Shape, "61/2015/NĐ-CP"),
            ("61/2015/NĐCP", PaperNumberError::Shape, "61/2015/NĐ-CP"),
            ("61-2015/NĐ-CP", PaperNumberError::Shape, "61/2015/NĐ-CP"),
            ("61/2015-NĐ-CP", PaperNumberError::Shape, "61/2015/NĐ-CP"),
            ("61/2015NĐ-CP", PaperNumberError::Shape, "61/2015/NĐ-CP"),
            ("01/2011/TT.BNV", PaperNumberError::Shape, "01/2011/TT-BNV"),
            ("41-NQ-ĐU", PaperNumberError::Shape, "41-NQ/ĐU"),
        ] {
            let number = PaperNumber::as_typed(text);
            assert_eq!(number.error(), Some(error));
            assert_eq!(number.mended().unwrap().text(), mended);
        }
        for text in
            ["01/12011/TT-BNV", "61/0215/NĐ-CP", "61/15/NĐ-CP", "12", "61/2015", "/", ""]
        {
            let number = PaperNumber::as_typed(text);
            assert_eq!(number.error(), Some(PaperNumberError::Shape), "{text}");
            assert_eq!(number.mended(), None, "{text}");
        }
    }
}

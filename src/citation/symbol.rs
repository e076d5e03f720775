//! What a number says by its parts: the type of the paper, the year, whether two numbers
//! are of one paper.

use super::PaperNumber;
use super::kind::PaperKind;
use super::letters::{AGENCIES, KINDS, is_agency, is_kind, is_party_body};

impl PaperNumber {
    /// Whether there is more than figures in it: `90/QĐ-TTg`, never `02` or `81/2021`.
    #[must_use]
    pub fn has_symbol(&self) -> bool {
        self.text().contains(['/', '-', '–', '—']) && !self.list_groups().is_empty()
    }

    /// The type of paper that its symbol begins with.
    #[must_use]
    pub fn symbol_kind(&self) -> Option<&'static PaperKind> {
        PaperKind::from_code(self.list_groups().first()?)
    }

    /// The year between its slashes: 2015 of `61/2015/NĐ-CP`.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        let year = self.text().split('/').nth(1)?;
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let year = year.parse().ok().filter(|_| is_year)?;
        (1945..2100).contains(&year).then_some(year)
    }

    /// The number with the letters that it should have, where those it has are nearly of a
    /// type and an agency that are known: in another case (`TTG`), without their marks
    /// (`HDND`), `Tg`. `None` where nothing is wrong or nothing is known.
    pub(super) fn respelt(&self) -> Option<Self> {
        let (number, symbol) = self.text().rsplit_once('/')?;
        if self.is_party() {
            return self.respelt_party();
        }
        let mut groups = symbol.split('-');
        let (kind, body) = (groups.next()?, groups.next()?);
        // Longer symbols are of agencies that have letters of their own.
        if groups.next().is_some() {
            return None;
        }
        let known_kind = find_letters(kind, &KINDS);
        let known_body = match (kind, body) {
            (_, "Tg") => Some("TTg"),
            // Decrees are of the Government, and were of councils of ministers.
            ("NĐ", _) if body.chars().count() < 3 => Some("CP"),
            _ => find_letters(body, &AGENCIES),
        };
        let (known_kind, known_body) = (known_kind?, known_body?);
        let is_same = known_kind == kind && known_body == body;
        let res = format!("{number}/{known_kind}-{known_body}");
        (!is_same).then(|| Self::as_typed(&res))
    }

    /// The number of a paper of the Party with the letters of its type as they should be:
    /// `08-CTr/TU` of `08-CTR/TU`.
    fn respelt_party(&self) -> Option<Self> {
        let (left, body) = self.text().split_once('/')?;
        let (number, kind) = left.split_once('-')?;
        let known = find_letters(kind, &KINDS).filter(|known| *known != kind)?;
        Some(Self::as_typed(&format!("{number}-{known}/{body}")))
    }

    /// What is the same of two numbers of one paper, however they are typed: figures
    /// without zeros before them, letters in capitals, no signs.
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = String::with_capacity(self.text().len());
        for part in self.text().split(|c: char| !c.is_alphanumeric()) {
            if part.is_empty() {
                continue;
            }
            if !key.is_empty() {
                key.push('/');
            }
            let part = part.trim_start_matches('0');
            key.extend(part.chars().flat_map(char::to_uppercase));
        }
        key
    }
}

/// The letters of a list that a group has, or nearly has: in another case, with a mark too
/// few or too many (`HDND`, `UBNĐ`), two of them in each other's place (`UBDN`).
fn find_letters(group: &str, known: &[&'static str]) -> Option<&'static str> {
    let exact = known.iter().find(|letters| **letters == group);
    let capitals = group.to_uppercase();
    let other_case = || known.iter().find(|letters| letters.to_uppercase() == capitals);
    let bare = drop_marks(&capitals);
    let without_marks =
        || known.iter().find(|letters| bare.len() > 1 && drop_marks(letters) == bare);
    let swapped = || {
        let often = known.iter().filter(|letters| matches!(**letters, "UBND" | "HĐND"));
        let sorted = sort_letters(&bare);
        often.into_iter().find(|letters| sort_letters(&drop_marks(letters)) == sorted)
    };
    let found = exact.or_else(other_case).or_else(without_marks).or_else(swapped);
    found.copied()
}

fn drop_marks(letters: &str) -> String {
    letters.replace('Đ', "D")
}

fn sort_letters(letters: &str) -> Vec<char> {
    let mut sorted: Vec<_> = letters.chars().collect();
    sorted.sort_unstable();
    sorted
}

/// A number with figures in place of letters that look like them: `07/2021/NĐ-CP` of
/// `O7/2O21/NĐ-CP`.
pub(super) fn repair_figures(number: &str) -> String {
    let mend = |part: &str| {
        let is_of_figures = part.bytes().any(|byte| byte.is_ascii_digit())
            && part.chars().all(|c| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l'));
        if is_of_figures {
            part.replace(['O', 'o'], "0").replace('l', "1")
        } else {
            part.to_owned()
        }
    };
    let parts: Vec<_> = number.split('/').map(mend).collect();
    parts.join("/")
}

/// A number put together anew from its parts, whatever signs stand between them: `05KH/UBND`,
/// `866/QĐ.TTg`, `61-2015/NĐ-CP`, `41-NQ-ĐU`. `None` where its first letters are of no type
/// and no agency that is known.
pub(super) fn compose_anew(tight: &str) -> Option<String> {
    let in_capitals = tight.to_uppercase();
    let is_small = !tight.contains(char::is_uppercase);
    let tight = if is_small { in_capitals.as_str() } else { tight };
    let mut parts = tight.split(['/', '-', '.', '_', '\\']);
    let (number, mut groups) = split_figures(parts.next()?);
    let mut year = None;
    for part in parts {
        let is_first = groups.is_empty() && year.is_none();
        let (figures, letters) = split_figures(part);
        if is_first && figures.len() == 4 {
            year = Some(figures);
            groups.extend(letters);
        } else {
            groups.push(part);
        }
    }
    let first = *groups.first()?;
    let joined = match groups[..] {
        [group] => split_symbol(group)?,
        _ => groups.join("-"),
    };
    if !(is_kind(first) || is_agency(first) || groups.len() == 1) {
        return None;
    }
    Some(match (year, &groups[..]) {
        (None, [kind, body]) if is_party_body(body) => format!("{number}-{kind}/{body}"),
        (None, _) => format!("{number}/{joined}"),
        (Some(year), _) => format!("{number}/{year}/{joined}"),
    })
}

/// The figures with which a part begins, with a letter that belongs to them (`12a`), and the
/// letters of a symbol that has run into them.
fn split_figures(part: &str) -> (&str, Vec<&str>) {
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    let (figures, letters) = part.split_at(digits);
    match letters.chars().count() {
        0 | 1 => (part, Vec::new()),
        _ => (figures, vec![letters]),
    }
}

/// A symbol whose type and agency stand without a hyphen: `QĐTTg` as `QĐ-TTg`.
pub(super) fn split_symbol(symbol: &str) -> Option<String> {
    let kinds = KINDS.iter().filter(|kind| kind.chars().count() > 1);
    kinds
        .filter_map(|kind| Some((kind, symbol.strip_prefix(kind)?)))
        .find(|(_, body)| AGENCIES.contains(body))
        .map(|(kind, body)| format!("{kind}-{body}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_its_year_and_its_type() {
        for (text, year, kind) in [
            ("61/2015/NĐ-CP", Some(2015), Some("Nghị định")),
            ("90/QĐ-TTg", None, Some("Quyết định")),
            ("77-NQ/TU", None, Some("Nghị quyết")),
            ("61/2024/QH15", Some(2024), None),
            ("01/12011/TT-BNV", None, Some("Thông tư")),
            ("1040/UBND-LĐTĐ", None, None),
            ("73-CP", None, None),
        ] {
            let number = PaperNumber::as_typed(text);
            assert!(number.has_symbol(), "{text}");
            assert_eq!(number.year(), year, "{text}");
            assert_eq!(number.symbol_kind().map(|kind| kind.name), kind, "{text}");
        }
        for text in ["02", "81/2021", "12a", ""] {
            assert!(!PaperNumber::as_typed(text).has_symbol(), "{text}");
        }
    }

    #[test]
    fn one_number_typed_in_two_ways_is_one() {
        let key = |text| PaperNumber::as_typed(text).key();
        assert_eq!(key("05/KH – UBND"), key("5/kh-ubnd"));
        assert_ne!(key("5/KH-UBND"), key("5/KH-HĐND"));
        assert_ne!(key("5/2023/NQ-HĐND"), key("5/NQ-HĐND"));
    }
}

//! The numbers of a text as they are typed, whatever they count: what rules ask that look
//! at how a number is written.

use std::ops::Range;

use super::split::{find_values, is_in_value};

/// A number as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NumberToken {
    /// Its digits with the dots and commas between them.
    pub(crate) place: Range<usize>,
    /// Whether it is part of a date, a number of a paper, a range or a word.
    pub(crate) is_name: bool,
}

/// Units behind a number that measure or count.
const MEASURES: &[&str] = &[
    "m", "m2", "m3", "m²", "m³", "km", "km2", "km²", "ha", "cm", "mm", "kg", "g", "tấn",
    "tạ", "lít", "MW", "kW", "kWh", "kV", "kVA", "GB", "tỷ", "tỉ", "triệu", "nghìn",
    "ngàn", "đồng", "đ", "lần", "điểm", "độ", "phần", "người", "hộ", "USD", "m3/s",
    "m³/s",
];

/// The numbers of a text, in order; those inside `{{ … }}` are none.
pub(crate) fn list_number_tokens(text: &str) -> Vec<NumberToken> {
    let bytes = text.as_bytes();
    if !bytes.iter().any(u8::is_ascii_digit) {
        return Vec::new();
    }
    let values = find_values(text);
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(skipped) = bytes[next..].iter().position(u8::is_ascii_digit) {
        let start = next + skipped;
        let end = start + measure_token(&bytes[start..]);
        next = end;
        if !is_in_value(&values, start) {
            let is_name = is_name(&text[..start], &text[end..]);
            found.push(NumberToken { place: start..end, is_name });
        }
    }
    found
}

/// Whether a text begins with a unit that measures.
pub(crate) fn is_measure(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{A0}']);
    let end = after
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '²' | '³' | '/'))
        .unwrap_or(after.len());
    let word = &after[..end];
    after.starts_with('%')
        || MEASURES.contains(&word)
        || word.split_once('/').is_some_and(|(unit, _)| MEASURES.contains(&unit))
}

/// Length of digits, with a dot or a comma only between digits.
fn measure_token(bytes: &[u8]) -> usize {
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let joins = matches!(byte, b'.' | b',')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !joins {
            break;
        }
        end += 1;
    }
    end
}

/// Whether what stands on either side makes a number part of something.
fn is_name(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '/' | '_' | '-' | '–' | ':' | '.' | ',')
    }) || after.starts_with(['/', '_', '-', '–', ':'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    #[test]
    fn numbers_are_read_with_their_signs_and_names_told_apart() {
        let text = "cos +4.50m, 90/QĐ, 1.545 hộ, 2021-2025, {{ a.b2 }} và 3,5%.";
        let found: Vec<_> = list_number_tokens(text)
            .into_iter()
            .map(|token| (&text[token.place], token.is_name))
            .collect();
        assert_eq!(
            found,
            [
                ("4.50", false),
                ("90", true),
                ("1.545", false),
                ("2021", true),
                ("2025", true),
                ("3,5", false),
            ]
        );
    }

    #[test]
    fn a_unit_behind_a_number_measures() {
        for after in ["m, ", " ha)", "%", " m3/s.", "m³/h", " tỷ đồng", "\u{A0}km"]
        {
            assert!(is_measure(after), "{after}");
        }
        for after in ["", " (9,8ha)", " Lưu vực", ", m", " mười"] {
            assert!(!is_measure(after), "{after}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_numbers_or_none(
            odd in any::<String>(),
            text in "((m|ha|%|\\{\\{|\\}\\}|ế|²|/|-| |,|\\.|[0-9]{1,4}){1,3}){0,12}",
        ) {
            for text in [odd, text] {
                for token in list_number_tokens(&text) {
                    let typed = &text[token.place.clone()];
                    prop_assert!(typed.starts_with(|c: char| c.is_ascii_digit()));
                    prop_assert!(typed.ends_with(|c: char| c.is_ascii_digit()));
                    is_measure(&text[token.place.end..]);
                }
            }
        }
    }
}

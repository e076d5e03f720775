//! How a figure is written: which sign groups its digits, as far as one figure can say.
//! Files come from programs set to English, and from yearbooks that group with blanks.

use std::borrow::Cow;

/// How a figure is written, without its sign and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `1545`: nothing groups its digits.
    Plain,
    /// `1.250`: a thousand in Vietnam, a little more than one in English.
    OneDot,
    /// `1.250.000` and `1.250,5`: Vietnam writes so, and nobody else.
    Vietnamese,
    /// `12,5`, `0,125`: the comma is a decimal sign, for no thousand is written so.
    DecimalComma,
    /// `1,250`: a thousand in English, a little more than one in Vietnam.
    OneComma,
    /// `1,250,000` and `1,250.5`: English writes so, and Vietnam never.
    English,
    /// `4.08`, `0.125`: the dot is a decimal sign, for no thousand is written so.
    DecimalDot,
}

impl Notation {
    /// How a text is written, if it is one figure: digits with dots and commas between
    /// them. What stands around the digits (a sign, a unit, `%`) is not looked at.
    pub fn read(text: &str) -> Option<Self> {
        if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::Plain);
        }
        let joined = join_blank_groups(text);
        let core = joined.trim_matches(|c: char| !c.is_ascii_digit());
        let is_figure = |c: u8| c.is_ascii_digit() || c == b'.' || c == b',';
        if core.is_empty() || !core.bytes().all(is_figure) {
            return None;
        }
        let [dots, commas] = ['.', ','].map(|sign| core.matches(sign).count());
        match (dots, commas) {
            (0, 0) => Some(Self::Plain),
            (1, 0) if is_grouped(core, '.') => Some(Self::OneDot),
            (1, 0) => Some(Self::DecimalDot),
            (0, 1) if is_grouped(core, ',') => Some(Self::OneComma),
            (0, 1) => Some(Self::DecimalComma),
            (_, 0) => is_grouped(core, '.').then_some(Self::Vietnamese),
            (0, _) => is_grouped(core, ',').then_some(Self::English),
            _ => read_both_signs(core),
        }
    }
}

/// A figure with dots and commas: the sign that comes last, once, is the decimal one.
fn read_both_signs(core: &str) -> Option<Notation> {
    let last = core.rfind(['.', ','])?;
    let (integer, fraction) = (&core[..last], &core[last + 1..]);
    match &core[last..=last] {
        "," if is_grouped(integer, '.') => Some(Notation::Vietnamese),
        "." if is_grouped(integer, ',') => Some(Notation::English),
        _ => None,
    }
    .filter(|_| !fraction.is_empty())
}

/// Whether a sign parts digits into groups of three, the first of one to three digits and
/// no nought before it.
fn is_grouped(text: &str, sign: char) -> bool {
    let Some((first, groups)) = text.split_once(sign) else { return false };
    matches!(first.len(), 1..=3)
        && !first.starts_with('0')
        && first.bytes().all(|b| b.is_ascii_digit())
        && groups
            .split(sign)
            .all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

/// A figure whose digits are grouped by blanks of any width, `1 205`, with its groups
/// joined; any other text as it is. What comes before is a sign, what comes after a
/// decimal comma, a `%` or words.
pub fn join_blank_groups(text: &str) -> Cow<'_, str> {
    // Nearly every figure is of signs that are no blanks.
    if text.bytes().all(|b| b.is_ascii_graphic()) || !text.contains(is_blank) {
        return Cow::Borrowed(text);
    }
    let Some(start) = text.find(|c: char| c.is_ascii_digit()) else {
        return Cow::Borrowed(text);
    };
    let (before, figure) = text.split_at(start);
    let mut joined = String::from(before);
    let mut left = figure;
    let mut groups = 0;
    loop {
        let end = left.find(|c: char| !c.is_ascii_digit()).unwrap_or(left.len());
        let fits = match groups {
            0 => matches!(end, 1..=3) && !left.starts_with('0'),
            _ => end == 3,
        };
        if !fits {
            return Cow::Borrowed(text);
        }
        groups += 1;
        joined += &left[..end];
        left = &left[end..];
        let mut characters = left.chars();
        let has_group = characters.next().is_some_and(is_blank)
            && characters.next().is_some_and(|c| c.is_ascii_digit());
        if !has_group {
            break;
        }
        left = left.trim_start_matches(is_blank);
    }
    let after = left.strip_prefix(',').unwrap_or(left);
    let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let ends_well = !before.contains(char::is_alphanumeric)
        && (left.starts_with(',') || after.len() == left.len())
        && !after.contains(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    if groups < 2 || !ends_well {
        return Cow::Borrowed(text);
    }
    joined += left;
    Cow::Owned(joined)
}

/// A figure as English writes it with the signs of Vietnam: `1,250.5` → `1250,5`.
pub fn translate_english(text: &str) -> String {
    text.replace(',', "").replace('.', ",")
}

/// A blank between digits: of any width, but no end of a line.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert_eq, proptest};

    use super::*;
    use crate::language::{Reading, group_digits, read_count};

    #[test]
    fn a_figure_says_how_it_is_written() {
        use Notation::{
            DecimalComma, DecimalDot, English, OneComma, OneDot, Plain, Vietnamese,
        };
        for (text, notation) in [
            ("1545", Plain),
            ("1 545", Plain),
            ("1.545", OneDot),
            ("-1.545 đồng", OneDot),
            ("1.250.000", Vietnamese),
            ("1.250,5", Vietnamese),
            ("12,5", DecimalComma),
            ("0,125", DecimalComma),
            ("1250,500", DecimalComma),
            ("1,250", OneComma),
            ("(1,250)", OneComma),
            ("3,048,000,000", English),
            ("1,250.5", English),
            ("4.08", DecimalDot),
            ("0.125", DecimalDot),
        ] {
            assert_eq!(Notation::read(text), Some(notation), "{text}");
        }
        for text in ["", "hộ", "1,2,3", "1.2.3", "12/5", "205 (1)", "1.250.5,0", "1e5"]
        {
            assert_eq!(Notation::read(text), None, "{text}");
        }
    }

    #[test]
    fn groups_parted_by_blanks_are_joined() {
        for (text, joined) in [
            ("1 205", "1205"),
            ("1\u{A0}205", "1205"),
            ("12\u{2009}345\u{202F}678", "12345678"),
            ("-1 205,5", "-1205,5"),
            ("1 205 hộ", "1205 hộ"),
            ("(9 000 000)", "(9000000)"),
        ] {
            assert_eq!(join_blank_groups(text), joined, "{text}");
        }
    }

    #[test]
    fn what_is_no_group_stays_apart() {
        for text in [
            "205 (1)",
            "2 lớp",
            "20 5 2023",
            "0905 123 456",
            "1 20",
            "1205 300",
            "1 205 30",
            "1 205.5",
            "1 205,300,000",
            "xóm 1 205",
            "205\n300",
            "1  2",
            "5 000 triệu 200",
        ] {
            assert_eq!(join_blank_groups(text), text, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_grouped_by_blanks_reads_as_without(n in any::<i64>()) {
            let dots = group_digits(n);
            for blank in [" ", "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}"] {
                let text = dots.replace('.', blank);
                let read = read_count(&join_blank_groups(&text));
                prop_assert_eq!(read, Reading::Exact(n.into()));
            }
        }

        #[test]
        fn any_text_has_a_notation_or_none(text in any::<String>(), near in "[-0-9., ]{0,20}") {
            for text in [text, near] {
                let joined = join_blank_groups(&text).into_owned();
                prop_assert_eq!(join_blank_groups(&joined).into_owned(), joined.clone());
                Notation::read(&text);
            }
        }
    }
}

//! Where a row stands by its number or mark: `3`, `3.1`, `a)`, `-`, `+`.

use super::row_signs::Numeral;

/// Where a row stands among those that are numbered: the greater, the further inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OutlineMark {
    rank: u8,
    /// `3`, `3.1`, as far as it is a number.
    number: String,
}

/// Of Roman numerals and capitals, whose groups are looked for by themselves.
const ABOVE: u8 = 0;

/// Of numbers, and of rows without any mark. A number with one dot is one further inside.
const NUMBER: u8 = 10;

const LETTER: u8 = 20;

const DASH: u8 = 30;

const PLUS: u8 = 40;

impl OutlineMark {
    /// The mark of a row, by its number cell and its name.
    pub(super) fn read(order: &str, name: &str, numeral: Numeral) -> Self {
        if matches!(numeral, Numeral::Roman(_) | Numeral::Letter(_)) {
            return Self { rank: ABOVE, number: String::new() };
        }
        let none = Self { rank: NUMBER, number: String::new() };
        let by_order = read_mark(order.trim());
        let by_name = read_mark(split_mark(name.trim()));
        match (by_order, by_name) {
            (Some(order), Some(name)) if name.rank > LETTER => {
                if order.rank > name.rank {
                    order
                } else {
                    name
                }
            }
            (Some(mark), _) | (None, Some(mark)) => mark,
            (None, None) => none,
        }
    }

    /// Whether it may stand under a number, or under a row without any mark.
    pub(super) fn is_inner(&self) -> bool {
        self.rank > NUMBER
    }

    /// Whether there is any number or mark.
    pub(super) fn is_there(&self) -> bool {
        self.rank != NUMBER || !self.number.is_empty()
    }

    /// The number, where it is one without dots.
    pub(super) fn whole_number(&self) -> Option<usize> {
        if self.rank == NUMBER { self.number.parse().ok() } else { None }
    }

    /// Whether it is a Roman numeral or a capital.
    pub(super) fn is_above(&self) -> bool {
        self.rank == ABOVE
    }

    /// Whether a row with this mark stands under one with that.
    pub(super) fn is_below(&self, above: &Self) -> bool {
        let is_deeper = self.rank > above.rank;
        // `3.1` stands under `3` alone.
        let is_dotted = self.rank > NUMBER && self.rank < LETTER && above.rank >= NUMBER;
        let is_continued = self
            .number
            .strip_prefix(&above.number)
            .is_some_and(|rest| !above.number.is_empty() && rest.starts_with('.'));
        is_deeper && (!is_dotted || is_continued)
    }
}

/// What a text counts as: `3`, `3.1.`, `a)`, `-`.
fn read_mark(text: &str) -> Option<OutlineMark> {
    let text = text.trim_matches(['(', ')', '.', '/', ' ']).replace(',', ".");
    let mut chars = text.chars();
    let rank = match (chars.next()?, chars.next()) {
        ('-' | '–' | '—' | '•' | '*', None) => DASH,
        ('+', None) => PLUS,
        // An `x` marks a row, and is the letter of none.
        ('x', None) => return None,
        (letter, None) if letter.is_ascii_lowercase() || letter == 'đ' => LETTER,
        _ => {
            const MOST_DOTS: usize = 5;
            let mut parts = text.split('.');
            let dots = text.matches('.').count();
            let is_number = parts.all(|part| {
                matches!(part.len(), 1..=3) && part.bytes().all(|b| b.is_ascii_digit())
            });
            if !is_number || dots > MOST_DOTS {
                return None;
            }
            NUMBER + u8::try_from(dots).unwrap_or(0)
        }
    };
    let number = if rank < LETTER { text } else { String::new() };
    Some(OutlineMark { rank, number })
}

/// The mark before a name, where it counts as one: `1.1.`, `a)`, `-`.
pub(super) fn find_mark(name: &str) -> &str {
    let mark = split_mark(name);
    if read_mark(mark).is_some() { mark } else { "" }
}

/// The mark before a name: `1.1. Lương`, `a) Vốn`, `- Hạ`, `+ Biên chế`.
fn split_mark(name: &str) -> &str {
    let mut chars = name.chars();
    let first = chars.next().unwrap_or_default();
    if matches!(first, '-' | '–' | '—' | '•' | '*' | '+') {
        let is_words = chars.as_str().trim_start().starts_with(char::is_alphabetic);
        return if is_words { &name[..first.len_utf8()] } else { "" };
    }
    match name.split_once(' ') {
        Some((mark, _)) if mark.ends_with(['.', ')', '/']) => mark,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(order: &str, name: &str) -> OutlineMark {
        OutlineMark::read(order, name, Numeral::Other)
    }

    #[test]
    fn marks_stand_in_the_number_cell_or_before_the_name() {
        for (order, name, rank) in [
            ("3", "Chi", NUMBER),
            ("", "Chi", NUMBER),
            ("3.1", "Chi", NUMBER + 1),
            ("3,1", "Chi", NUMBER + 1),
            ("", "3.1.2. Chi", NUMBER + 2),
            ("a", "Chi", LETTER),
            ("", "b) Chi", LETTER),
            ("-", "Chi", DASH),
            ("", "- Chi", DASH),
            ("2", "-Hạ", DASH),
            ("", "+ Chi", PLUS),
            ("", "-5", NUMBER),
            ("", "Thôn 3 - Mai", NUMBER),
        ] {
            assert_eq!(read(order, name).rank, rank, "{order}|{name}");
        }
    }

    #[test]
    fn a_dotted_number_stands_under_its_own() {
        assert!(read("3.1", "").is_below(&read("3", "")));
        assert!(!read("3.1", "").is_below(&read("2", "")));
        assert!(!read("3.1", "").is_below(&read("", "Chi")));
        assert!(read("-", "").is_below(&read("2", "")));
    }
}

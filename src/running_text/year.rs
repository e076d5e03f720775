//! The years that a text names.

use std::ops::Range;

use crate::form::Role;

use super::Context;
use super::split::find_digit;

/// A year in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WrittenYear {
    /// The year itself.
    pub(crate) value: i32,
    /// Where its four digits begin.
    pub(crate) start: usize,
}

impl WrittenYear {
    /// Its place in the text.
    pub(crate) fn range(self) -> Range<usize> {
        self.start..self.start + 4
    }

    /// Whether it is a part of the number of a paper: `12/2022/QĐ-UBND`.
    fn is_in_number(self, text: &str) -> bool {
        let Range { start, end } = self.range();
        text[..start].ends_with('/') && text[end..].starts_with('/')
    }
}

/// The figures of four digits in a text that may be years.
pub(crate) fn find_years(text: &str) -> Vec<WrittenYear> {
    let mut res = Vec::new();
    let mut end = 0;
    while let Some(start) = find_digit(text, end) {
        let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        end = start + length;
        let year = text[start..end].parse().ok();
        let year = year.filter(|year| length == 4 && (1945..2100).contains(year));
        res.extend(year.map(|value| WrittenYear { value, start }));
    }
    res
}

/// The years that the summary names.
pub(crate) fn list_subject_years(context: &Context<'_>) -> Vec<i32> {
    let subject = context.lines().filter(|(role, _)| *role == Role::Subject);
    subject.flat_map(|(_, line)| list_years(&line.text)).collect()
}

/// The years that a text names, but for those in numbers of papers.
fn list_years(text: &str) -> Vec<i32> {
    let years = find_years(text).into_iter();
    years.filter(|year| !year.is_in_number(text)).map(|year| year.value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_named_but_for_those_in_numbers_of_papers() {
        let text = "Nghị quyết 12/2022/NQ-HĐND, năm học 2026 - 2027, 20300 hộ, 1789";
        assert_eq!(list_years(text), [2026, 2027]);
        let found: Vec<_> = find_years(text).iter().map(|year| year.value).collect();
        assert_eq!(found, [2022, 2026, 2027]);
        for year in find_years(text) {
            assert_eq!(text[year.range()], year.value.to_string());
        }
    }
}

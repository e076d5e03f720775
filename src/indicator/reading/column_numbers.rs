//! Rows that number the columns of an official table: `1 2 3`, `A B 1 2`, `(1) (2)`,
//! `3=2/1`. They stand below the names, and again where a page begins.

use std::borrow::Cow;

use crate::sheet::{DataCell, Sheet};

use super::foot_words::find_foot_mark;
use super::total_name::is_total_name;

/// What a cell of such a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnMark {
    /// `A`, from 0.
    Letter(u32),
    /// `3`, `(3)`, `3=2/1`.
    Number(u32),
}

/// Looks for rows that number the columns, from the names downwards.
#[derive(Debug, Default)]
pub(super) struct NumberRows {
    /// The text of the first one, by which later ones are known.
    first: Vec<String>,
    /// Whether a row of data was seen.
    is_below_data: bool,
}

impl NumberRows {
    /// Whether a row only numbers the columns. Rows are asked about from the top.
    pub(super) fn is_next(&mut self, sheet: &Sheet, row: usize) -> bool {
        if self.is_below_data && !self.may_be_again(sheet, row) {
            return false;
        }
        let texts = collect_texts(sheet, row);
        if texts.is_empty() {
            return false;
        }
        let is_one = if self.is_below_data {
            texts == self.first
                || is_counting_up(&texts) && texts.iter().all(|t| is_marked(t))
        } else {
            is_counting_up(&texts)
                && !is_followed_by_next(sheet, row, &texts)
                && (texts.len() > 2
                    || texts.iter().all(|t| is_marked(t))
                    || is_followed_by_data(sheet, row))
                || is_lettered(sheet, row, &texts)
        };
        if is_one && self.first.is_empty() {
            self.first = texts.iter().map(|text| text.to_string()).collect();
        }
        self.is_below_data |= !is_one;
        is_one
    }

    /// Whether a row below data may number the columns again, by the first of its cells.
    fn may_be_again(&self, sheet: &Sheet, row: usize) -> bool {
        let mut columns = 0..sheet.width();
        let first = columns.find(|column| *sheet.cell(row, *column) != DataCell::Empty);
        first.is_some_and(|column| match sheet.cell(row, column) {
            DataCell::Number(_) if self.first.is_empty() => false,
            _ => {
                let text = sheet.text(row, column);
                is_marked(&text) || self.first.first().is_some_and(|first| *first == text)
            }
        })
    }
}

/// What stands in a row, blanks left out. Rows of data end it early.
fn collect_texts(sheet: &Sheet, row: usize) -> Vec<Cow<'_, str>> {
    const LONGEST: usize = 40;
    let mut res = Vec::new();
    for column in 0..sheet.width() {
        let text = sheet.text(row, column);
        if text.len() > LONGEST {
            return Vec::new();
        }
        if !text.trim().is_empty() {
            res.push(text);
        }
    }
    res
}

/// Whether texts count up through the columns: letters first, then numbers without a gap.
/// Numbers that Excel has made of `(1)`, `(2)` are -1, -2.
fn is_counting_up(texts: &[Cow<'_, str>]) -> bool {
    let are_negative = texts.iter().all(|text| text.starts_with(['-', '\u{2212}']));
    let mut marks = Vec::with_capacity(texts.len());
    for text in texts {
        let text =
            if are_negative { text.trim_start_matches(['-', '\u{2212}']) } else { text };
        let Some(mark) = parse_mark(text) else { return false };
        marks.push(mark);
    }
    let is_bracketed = texts.iter().all(|text| is_marked(text));
    let numbers = marks.iter().filter(|mark| matches!(mark, ColumnMark::Number(_)));
    // Columns that are hidden or taken out leave gaps where the marks are unmistakable.
    let step = if is_bracketed { u32::MAX } else { 1 };
    marks.len() >= 2
        && numbers.count() >= 1
        && matches!(marks[0], ColumnMark::Letter(0) | ColumnMark::Number(0 | 1))
        && marks.windows(2).all(|pair| match pair {
            [ColumnMark::Letter(a), ColumnMark::Letter(b)] => a + 1 == *b,
            // `A | 5` may be a village.
            [ColumnMark::Letter(letter), ColumnMark::Number(number)] => {
                *number == 1 || *number == letter + 2 || is_bracketed
            }
            [ColumnMark::Number(a), ColumnMark::Number(b)] => a < b && b - a <= step,
            _ => false,
        })
}

/// Whether a row calls the columns by letters or Roman numerals alone, over figures:
/// `A B C D`, `I II`.
fn is_lettered(sheet: &Sheet, row: usize, texts: &[Cow<'_, str>]) -> bool {
    const ROMAN: [&str; 10] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    const LETTERS: [&str; 10] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
    let is_series = [ROMAN, LETTERS].iter().any(|marks| {
        texts.len() <= marks.len()
            && texts.iter().zip(marks).all(|(text, mark)| text.trim() == *mark)
    });
    if texts.len() < 2 || !is_series {
        return false;
    }
    let below = (row + 1..sheet.rows()).find(|row| !sheet.is_blank(*row));
    below.is_some_and(|below| {
        let first = (0..sheet.width()).find(|c| !sheet.text(row, *c).trim().is_empty());
        let mut over = (first.map_or(0, |first| first + 1)..sheet.width())
            .filter(|column| !sheet.text(row, *column).trim().is_empty());
        over.any(|c| {
            sheet.text(below, c).trim().starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// Whether the row below goes on counting in its first cell: then these are rows called
/// 1, 2, 3 or A, B, C, and this is the first of them.
fn is_followed_by_next(sheet: &Sheet, row: usize, texts: &[Cow<'_, str>]) -> bool {
    let next = match texts[0].as_ref() {
        "1" => "2",
        "A" => "B",
        "a" => "b",
        _ => return false,
    };
    let below = (row + 1..sheet.rows()).find(|row| !sheet.is_blank(*row));
    below.is_some_and(|row| {
        let texts = collect_texts(sheet, row);
        texts.first().is_some_and(|text| text == next)
    })
}

/// Whether a row with a figure stands below that is no total. `A | 1` alone is a village.
fn is_followed_by_data(sheet: &Sheet, row: usize) -> bool {
    (row + 1..sheet.rows()).any(|row| {
        let texts = (0..sheet.width()).map(|column| sheet.text(row, column));
        let texts: Vec<_> = texts.filter(|text| !text.trim().is_empty()).collect();
        let figures = texts.iter().skip(1);
        figures.into_iter().any(|text| text.starts_with(|c: char| c.is_ascii_digit()))
            && !texts
                .iter()
                .any(|text| is_total_name(text, None) || find_foot_mark(text).is_some())
    })
}

/// Whether a text is no number that could be data: `(3)`, `3=2/1`.
fn is_marked(text: &str) -> bool {
    text.contains('=') || text.trim().starts_with(['(', '['])
}

/// `(3)`, as official tables number their columns.
pub(super) fn is_column_number(text: &str) -> bool {
    let inside = text.trim().strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inside.is_some_and(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()))
}

/// `A`, `3`, `(3)`, `3=2/1`, `(5)=(3)+(4)`.
fn parse_mark(text: &str) -> Option<ColumnMark> {
    let text = text.trim();
    let (mark, formula) = match text.split_once('=') {
        Some((mark, formula)) => (mark.trim(), Some(formula)),
        None => (text, None),
    };
    if formula.is_some_and(|formula| !is_mark_formula(formula)) {
        return None;
    }
    let inside = mark
        .strip_prefix('(')
        .and_then(|m| m.strip_suffix(')'))
        .or_else(|| mark.strip_prefix('[').and_then(|m| m.strip_suffix(']')))
        .unwrap_or(mark)
        .trim();
    let mut chars = inside.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() => {
            Some(ColumnMark::Letter(u32::from(letter.to_ascii_uppercase()) - 65))
        }
        _ if (1..=3).contains(&inside.len())
            && inside.bytes().all(|b| b.is_ascii_digit()) =>
        {
            inside.parse().ok().map(ColumnMark::Number)
        }
        _ => None,
    }
}

/// Figures, brackets and signs: `2/1`, `(3)+(4)`, `(5/3)*100%`.
fn is_mark_formula(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || c == ' '
                || matches!(c, '(' | ')' | '[' | ']' | '+' | '-' | '–' | '*' | '/')
                || matches!(c, 'x' | 'X' | '×' | ':' | '%' | ',' | '.' | '=' | '÷')
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{self, SheetChoice};

    fn count_number_rows(text: &str) -> Vec<usize> {
        let path = std::path::Path::new("a.csv");
        let sheet =
            sheet::read(path, text.as_bytes().to_vec(), SheetChoice::default()).unwrap();
        let mut rows = NumberRows::default();
        (1..sheet.rows()).filter(|row| rows.is_next(&sheet, *row)).collect()
    }

    #[test]
    fn a_row_that_counts_through_the_columns_is_known() {
        for row in [
            "A;B;1;2",
            "1;2;3;4",
            "(1);(2);(3);(4)",
            "(1);(2);3=2/1;(4)",
            "a;b;c;1",
            "1;2;3=2/1;4",
            "(1);(2);(5)=(3)+(4);(7)",
            "-1;-2;-3;-4",
            "A;B;1;",
            "1;2;;",
            "0;1;2;3",
            "(A);(B);(1);(2)",
            "1;2;3=1+2;4=(3/2)*100%",
            "A;B;C;D",
            "I;II;III;IV",
        ] {
            let text = format!("TT;Thôn;Hộ;Nghèo\n{row}\n1;Thượng;187;6\n2;Hạ;240;5\n");
            assert_eq!(count_number_rows(&text), [1], "{row}");
        }
    }

    #[test]
    fn rows_of_data_are_none() {
        for rows in [
            "1;187;6;4\n2;19;7;5",
            "1;2;3;4\n2;5;8;9",
            "1;3;4;5\n1;2;3;9",
            "Xóm;1;2;3\nA;1;2;3",
            "1;Thượng;2;3\n2;Hạ;3;4",
            ";(9);;\n1;2;5;6",
            "1;;;\n1;Thượng;2;3",
            "B;C;1;2\n1;A;2;4",
            "A;1;2;3\nB;5;6;7",
            "A;B;C;D\nE;F;G;H",
            "A;5;;\nThượng;6;;",
        ] {
            let text = format!("TT;Xóm;Hộ;Nghèo\n{rows}\n3;9;9;9\n");
            assert_eq!(count_number_rows(&text), [0; 0], "{rows}");
        }
    }

    #[test]
    fn a_page_begins_with_the_numbers_again() {
        let text = "Thôn;Hộ\n1;2\nThượng;187\n1;2\nHạ;240\n(1);(2)\nTrung;9\n";
        assert_eq!(count_number_rows(text), [1, 3, 5]);
        for rows in ["A;1\n", "A;1\nTổng cộng;1\n", "A;1\n\nNgười lập;\n", "A;1\nB;2\n"]
        {
            assert_eq!(count_number_rows(&format!("Thôn;Hộ\n{rows}")), [0; 0], "{rows}");
        }
        assert_eq!(count_number_rows("Thôn;Hộ\nA;1\nThượng;187\n"), [1]);
        // A village called 3 in the midst of the data has figures.
        assert_eq!(count_number_rows("Thôn;Hộ\nThượng;187\n1;2\nHạ;240\n"), [0; 0]);
    }
}

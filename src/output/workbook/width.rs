//! How wide columns are, in characters, and how many lines rows have, from the texts in
//! them. A file has to say it: programs show it without measuring anything.

/// Narrowest column.
const LEAST: usize = 6;

/// Widest column: what is longer goes on in the next line, or is cut off to the eye.
const MOST: usize = 48;

/// Room beside a text, also for the button of the filter.
const ROOM: usize = 2;

/// Lines over which a head is spread.
const HEAD_LINES: usize = 3;

/// Lines of the highest row: Excel has none above 409 points.
const MOST_LINES: usize = 25;

/// The widths of the columns of a sheet, as its cells come in.
pub(super) struct ColumnWidths {
    widths: Vec<usize>,
}

impl ColumnWidths {
    pub(super) fn new<'h>(heads: impl Iterator<Item = &'h str>) -> Self {
        Self { widths: heads.map(measure_head).collect() }
    }

    /// Makes room for the text of a cell.
    pub(super) fn add(&mut self, column: usize, text: &str) {
        if let Some(width) = self.widths.get_mut(column) {
            *width = (*width).max(measure_text(text));
        }
    }

    /// Each width, in characters.
    pub(super) fn list(&self) -> impl Iterator<Item = usize> {
        self.widths.iter().map(|width| (width + ROOM).clamp(LEAST, MOST))
    }
}

/// How many lines heads take in columns of these widths. Bold letters are wider, so a
/// character is left free.
pub(super) fn count_head_lines<'h>(
    heads: impl Iterator<Item = &'h str>,
    widths: impl Iterator<Item = usize>,
) -> usize {
    let lines = heads.zip(widths).map(|(head, width)| count_lines(head, width - 1));
    lines.max().unwrap_or(1).clamp(1, MOST_LINES)
}

/// How many lines a text takes that goes on in the next line of its cell. Only a column of
/// the greatest width has such a text: every other is as wide as its longest text.
pub(super) fn count_text_lines(text: &str) -> usize {
    let lines = text.lines().map(|line| match line.chars().count() + ROOM <= MOST {
        true => 1,
        false => count_lines(line, MOST - ROOM),
    });
    lines.sum::<usize>().clamp(1, MOST_LINES)
}

/// How many lines a text takes that is broken between words; a longer word is broken
/// anywhere.
fn count_lines(text: &str, width: usize) -> usize {
    let (mut lines, mut filled) = (1, 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if filled > 0 && filled + 1 + length > width {
            lines += 1;
            filled = 0;
        }
        filled += length + usize::from(filled > 0);
        lines += (filled.max(1) - 1) / width;
        filled = (filled.max(1) - 1) % width + 1;
    }
    lines
}

/// A head breaks between words, over a few lines.
fn measure_head(head: &str) -> usize {
    let words = head.split_whitespace().map(|word| word.chars().count());
    let longest = words.max().unwrap_or(0);
    longest.max(head.chars().count().div_ceil(HEAD_LINES))
}

/// The longest line of a text.
fn measure_text(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_texts_within_bounds() {
        let mut widths =
            ColumnWidths::new(["TT", "Tổng số hộ nghèo năm 2023", ""].into_iter());
        widths.add(0, "1");
        widths.add(1, "7.540");
        widths.add(2, &"dài ".repeat(100));
        assert_eq!(widths.list().collect::<Vec<_>>(), [6, 11, 48]);
        widths.add(1, "một dòng\nhai dòng dài hơn");
        assert_eq!(widths.list().nth(1), Some(18));
    }

    #[test]
    fn a_row_has_room_for_all_lines_of_its_texts() {
        assert_eq!(count_lines("một hai ba", 10), 1);
        assert_eq!(count_lines("một hai ba", 9), 2);
        assert_eq!(count_lines("một hai ba", 3), 3);
        assert_eq!(count_lines("abcdefgh", 3), 3);
        assert_eq!(count_lines("", 3), 1);
        assert_eq!(count_text_lines(&"a".repeat(46)), 1);
        assert_eq!(count_text_lines("một\nhai"), 2);
        assert_eq!(count_text_lines(&"dài dòng ".repeat(11)), 3);
        assert_eq!(count_text_lines(&"dài dòng ".repeat(1_000)), MOST_LINES);
        let heads = ["Vốn (triệu đồng)", "Mã"];
        assert_eq!(count_head_lines(heads.into_iter(), [9, 6].into_iter()), 3);
    }
}

//! Parts of a text that are near a place, so that a long one is not gone through for each.

/// So many letters at the beginning of a text, or all of it.
#[must_use]
pub(crate) fn take_first_letters(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(end, _)| end);
    &text[..end]
}

/// So many letters at the end of a text, or all of it.
#[must_use]
pub(crate) fn take_last_letters(text: &str, count: usize) -> &str {
    let mut starts = text.char_indices().rev().map(|(start, _)| start);
    let start = count.checked_sub(1).map_or(Some(text.len()), |last| starts.nth(last));
    &text[start.unwrap_or(0)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_letters_are_taken_or_all_there_are() {
        let text = "Ủy ban";
        for (count, first, last) in [
            (0, "", ""),
            (1, "Ủ", "n"),
            (3, "Ủy ", "ban"),
            (6, text, text),
            (9, text, text),
        ] {
            assert_eq!(take_first_letters(text, count), first);
            assert_eq!(take_last_letters(text, count), last);
        }
    }
}

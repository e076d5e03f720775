//! Where a text in quotes ends, and with it what stands between `{{` and `}}`.

/// The quote that closes another.
pub(super) fn find_closing_quote(open: char) -> char {
    match open {
        '“' => '”',
        '‘' => '’',
        straight => straight,
    }
}

/// Length of a text in quotes, without the quotes: up to what closes `open`. A word
/// processor may have closed `"` by `”`, but not where that closes a `“` of the text:
/// `"Thôn “A”"`.
pub(super) fn measure_quoted(body: &str, open: char) -> Option<usize> {
    let close = find_closing_quote(open);
    let mut inner = 0_usize;
    for (offset, c) in body.char_indices() {
        match c {
            _ if c == close => return Some(offset),
            '“' => inner += 1,
            '”' if inner > 0 => inner -= 1,
            '”' if open == '"' => return Some(offset),
            _ => {}
        }
    }
    None
}

/// Length of what stands after `{{`, up to its `}}`. One within quotes does not close it.
pub fn find_closing_braces(text: &str) -> Option<usize> {
    let mut offset = 0;
    while let Some(c) = text[offset..].chars().next() {
        let unread = &text[offset..];
        if unread.starts_with("}}") {
            return Some(offset);
        }
        offset += c.len_utf8();
        if matches!(c, '"' | '\'' | '“' | '‘') {
            let body = &text[offset..];
            let Some(length) = measure_quoted(body, c) else {
                // A quote that is never closed is an error of the expression, reported there.
                return text.find("}}");
            };
            offset += length + body[length..].chars().next().map_or(0, char::len_utf8);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_quotes_ends_at_its_own_quote() {
        for (text, inside) in [
            ("\"Mai Hà\"].ho", Some("Mai Hà")),
            ("\"Mai Hà”].ho", Some("Mai Hà")),
            ("“Mai Hà”].ho", Some("Mai Hà")),
            ("\"Thôn “A”\"].ho", Some("Thôn “A”")),
            ("\"“A” và “B”\"", Some("“A” và “B”")),
            ("\"Thôn “A\"].ho", Some("Thôn “A")),
            ("'Thôn “A”'].ho", Some("Thôn “A”")),
            ("\"đạt”, “chưa đạt”", Some("đạt")),
            ("\"A\\\"", Some("A\\")),
            ("\"Mai Hà].ho", None),
        ] {
            let open = text.chars().next().unwrap();
            let body = &text[open.len_utf8()..];
            assert_eq!(
                measure_quoted(body, open).map(|len| &body[..len]),
                inside,
                "{text}"
            );
        }
    }

    #[test]
    fn braces_within_quotes_close_nothing() {
        for (text, inside) in [
            ("nam }} và", Some("nam ")),
            ("vb(\"a}}b\") }}", Some("vb(\"a}}b\") ")),
            ("ngheo[\"Thôn “}}”\"].ho }}", Some("ngheo[\"Thôn “}}”\"].ho ")),
            ("ngheo[\"A\\\"].ho }} \"b\" }}", Some("ngheo[\"A\\\"].ho ")),
            ("n[“Ka'Đô”].ho }} Ka'Đô, {{ nam }}", Some("n[“Ka'Đô”].ho ")),
            ("\"a }} b", Some("\"a ")),
            ("vb(\"a}}\" b", None),
            ("nam", None),
        ] {
            assert_eq!(
                find_closing_braces(text).map(|len| &text[..len]),
                inside,
                "{text}"
            );
        }
    }
}

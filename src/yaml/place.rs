//! From a place in a scalar's text back to its place in the file: indentation,
//! folding, quotes and escapes stand between the two.

use super::ScalarStyle;
use crate::source::Span;

/// Where each part of a scalar's text stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScalarPlaces {
    span: Span,
    map: PlaceMap,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum PlaceMap {
    /// Each line of the text stands in the file as it is, after its indentation: where
    /// it begins in the text and in the file. So it is with nearly every field.
    Lines(Vec<(usize, usize)>),
    /// Byte of the file for each byte of the text, and one for its end.
    Bytes(Vec<usize>),
}

impl ScalarPlaces {
    /// Aligns a scalar's text with the bytes of the file that it was read from.
    #[must_use]
    pub fn new(text: &str, style: ScalarStyle, file: &str, span: Span) -> Self {
        let raw = file.get(span.range()).unwrap_or_default();
        let start = find_content_start(raw, style);
        let map = match map_by_lines(text, &raw[start..], span.start + start) {
            Some(lines) => PlaceMap::Lines(lines),
            None => PlaceMap::Bytes(map_by_bytes(text, raw, start, style, span)),
        };
        Self { span, map }
    }

    /// The place of a part of the text.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        match &self.map {
            PlaceMap::Lines(lines) => {
                let first = find_line(lines, start);
                let last = find_line(lines, end.saturating_sub(1).max(start));
                Span::new(
                    (first.1 + start - first.0).min(self.span.end),
                    (last.1 + end - last.0).min(self.span.end),
                )
            }
            PlaceMap::Bytes(map) => self.of_bytes(map, start, end),
        }
    }

    /// The places of a part of one line of the text.
    #[must_use]
    pub fn part(&self, start: usize, end: usize) -> Self {
        let map = match &self.map {
            PlaceMap::Lines(_) => PlaceMap::Lines(vec![(0, self.span(start, end).start)]),
            PlaceMap::Bytes(map) => {
                let last = map.len().saturating_sub(1);
                PlaceMap::Bytes(map[start.min(last)..=end.min(last)].to_vec())
            }
        };
        Self { span: self.span, map }
    }

    fn of_bytes(&self, map: &[usize], start: usize, end: usize) -> Span {
        let first = map.get(start).copied().unwrap_or(self.span.end);
        let last = if end > start {
            map.get(end - 1).copied().unwrap_or(self.span.end)
        } else {
            first
        };
        // The last character may be wider than a byte; the next mapped byte that is
        // greater ends it.
        let after = map[end.min(map.len() - 1)..].iter().find(|&&b| b > last);
        let end = match after {
            Some(&b) if end > start => b.min(last + 4).max(last),
            _ => last,
        };
        Span::new(first, end.max(first))
    }
}

/// The line on which a byte of the text stands: where it begins in the text and in the
/// file.
fn find_line(lines: &[(usize, usize)], byte: usize) -> (usize, usize) {
    lines[lines.partition_point(|line| line.0 <= byte).max(1) - 1]
}

/// The beginnings of the lines, where every line stands in the file as it is.
fn map_by_lines(text: &str, raw: &str, base: usize) -> Option<Vec<(usize, usize)>> {
    let mut res = Vec::new();
    let mut in_text = 0;
    let mut in_file = base;
    let mut rows = raw.split('\n');
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let Some(row) = rows.next() else {
            // The last line end of a block stands after its place.
            return (line.is_empty() && lines.peek().is_none()).then_some(res);
        };
        let row_text = row.strip_suffix(line)?;
        if !row_text.trim().is_empty() {
            return None;
        }
        res.push((in_text, in_file + row_text.len()));
        in_text += line.len() + 1;
        in_file += row.len() + 1;
    }
    Some(res)
}

/// The place of each byte, found by walking through text and file together: what the file
/// has more (indentation, folded line ends, escapes) is stepped over.
fn map_by_bytes(
    text: &str,
    raw: &str,
    start: usize,
    style: ScalarStyle,
    span: Span,
) -> Vec<usize> {
    let quoted = style == ScalarStyle::Quoted;
    let raw = RawScalar { text: raw, quoted, escapes: quoted && raw.starts_with('"') };
    let mut offset = start;
    let mut map = Vec::with_capacity(text.len() + 1);
    for c in text.chars() {
        offset = raw.step_to(offset, c);
        map.extend(std::iter::repeat_n(span.start + offset, c.len_utf8()));
        offset += match raw.text[offset..].chars().next() {
            Some(r) if r == c => r.len_utf8(),
            _ => raw.escape_length(offset),
        };
    }
    map.push((span.start + offset).min(span.end));
    map
}

/// Where the text begins: after the quote, after the line of `|` where the place of the
/// block begins with it.
fn find_content_start(raw: &str, style: ScalarStyle) -> usize {
    match style {
        ScalarStyle::Plain | ScalarStyle::Cell => 0,
        // A quote of another kind may stand in the file than the one that was read.
        ScalarStyle::Quoted => raw.chars().next().map_or(0, char::len_utf8),
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let (header, _) = raw.split_once('\n').unwrap_or((raw, ""));
            let sign = header.split([' ', '#']).next().unwrap_or_default();
            let is_header = sign.strip_prefix(['|', '>']).is_some_and(|indicators| {
                indicators.bytes().all(|b| matches!(b, b'+' | b'-' | b'0'..=b'9'))
            });
            if is_header { (header.len() + 1).min(raw.len()) } else { 0 }
        }
    }
}

/// A scalar as it stands in the file.
struct RawScalar<'r> {
    text: &'r str,
    quoted: bool,
    /// Whether it stands in double quotes, where a backslash begins an escape.
    escapes: bool,
}

impl RawScalar<'_> {
    /// Length of the escape at `offset` that stands for another character: `\t`, `\u00A0`. A
    /// quote, a slash and a backslash stand for themselves; a line end for nothing.
    fn escape_length(&self, offset: usize) -> usize {
        let unread = &self.text[offset..];
        let Some(sign) = unread.strip_prefix('\\').and_then(|after| after.chars().next())
        else {
            return 0;
        };
        let digits = match sign {
            _ if !self.escapes => return 0,
            '"' | '/' | '\\' | '\n' | '\r' => return 0,
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let letter = 1 + sign.len_utf8();
        let end = letter + digits;
        if end <= unread.len() && unread.is_char_boundary(end) { end } else { letter }
    }

    /// The place at or after `offset` where `c` stands. White space and escapes between are
    /// passed over; where nothing fits, the place does not move.
    fn step_to(&self, offset: usize, c: char) -> usize {
        let unread = &self.text[offset..];
        if c.is_whitespace() {
            let blank = unread.char_indices().find(|&(i, r)| {
                r == c || r.is_whitespace() || self.escape_length(offset + i) > 0
            });
            return match blank {
                Some((i, _)) if unread[..i].trim().is_empty() => offset + i,
                _ => offset,
            };
        }
        for (i, r) in unread.char_indices() {
            if r == c || self.escape_length(offset + i) > 0 {
                return offset + i;
            }
            let escape = self.quoted && (r == '\\' || r == '\'');
            if !(r.is_whitespace() || escape) {
                return offset;
            }
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_a_block_is_found_in_the_file() {
        let file = "doan: |\n  Một hai\n\n  ba {{ x }} bốn\n";
        let span = Span::new(6, file.len());
        let text = "Một hai\n\nba {{ x }} bốn\n";
        let places = ScalarPlaces::new(text, ScalarStyle::Literal, file, span);
        for word in ["Một", "hai", "{{ x }}", "bốn"] {
            let start = text.find(word).unwrap();
            let found = places.span(start, start + word.len());
            assert_eq!(&file[found.range()], word);
        }
    }

    #[test]
    fn the_first_line_of_a_block_is_found_where_the_place_begins_with_it() {
        let file = "doan: |\n  Một hai\n  ba\n";
        let start = file.find("Một").unwrap();
        let span = Span::new(start, file.len() - 1);
        let places = ScalarPlaces::new("Một hai\nba\n", ScalarStyle::Literal, file, span);
        assert_eq!(&file[places.span(0, "Một hai".len()).range()], "Một hai");
    }

    #[test]
    fn a_part_of_a_line_has_the_places_that_it_has_in_the_whole() {
        let block = ("doan: |\n  Một hai\n\n  ba {{ x }} bốn\n", 6, ScalarStyle::Literal);
        let quoted = ("a: \"x \\\"y {{ x }}\\\" z\"\n", 3, ScalarStyle::Quoted);
        for ((file, start, style), text) in
            [(block, "Một hai\n\nba {{ x }} bốn\n"), (quoted, "x \"y {{ x }}\" z")]
        {
            let places =
                ScalarPlaces::new(text, style, file, Span::new(start, file.len()));
            let start = text.find("{{ x").unwrap() + 3;
            let found = places.part(start, start + 1).span(0, 1);
            assert_eq!(found, places.span(start, start + 1));
            assert_eq!(&file[found.range()], "x");
        }
    }

    #[test]
    fn an_escape_is_one_character() {
        let file = r#"a: "x\ty \u00A0{{ z }}""#;
        let text = "x\ty \u{A0}{{ z }}";
        let places =
            ScalarPlaces::new(text, ScalarStyle::Quoted, file, Span::new(3, file.len()));
        for word in ["x", "y", "{{", "z", "}}"] {
            let start = text.find(word).unwrap();
            let found = places.span(start, start + word.len());
            assert_eq!(&file[found.range()], word);
        }
    }

    #[test]
    fn quotes_and_folds_are_passed_over() {
        let file = "a: \"x \\\"y\\\" z\"\n";
        let text = "x \"y\" z";
        let places = ScalarPlaces::new(text, ScalarStyle::Quoted, file, Span::new(3, 14));
        let start = text.find('z').unwrap();
        assert_eq!(&file[places.span(start, start + 1).range()], "z");
    }
}

//! The text of a cell of a data file: it prints as it stands, and nothing in it is a mark,
//! but for the dash of an item and `chua_co`.

use super::{Marker, PENDING, Para, Plain, Prose, ProsePiece, split_lines, split_marker};
use crate::language::normalize_spaces;
use crate::source::{Source, Span};
use crate::yaml::Scalar;

/// A cell as a plain field of one line.
pub(super) fn read_plain_cell(scalar: &Scalar, span: Span, source: &Source) -> Plain {
    let text = normalize_spaces(&scalar.text);
    let piece = match text == PENDING {
        true => ProsePiece::Pending,
        false => ProsePiece::plain(&text, locate_line(&text, span.start, span, source)),
    };
    Plain { lines: vec![vec![piece]], span }
}

/// A cell as running text: each of its lines is a paragraph.
pub(super) fn read_prose_cell(scalar: &Scalar, span: Span, source: &Source) -> Prose {
    let mut paras = Vec::new();
    let mut start = span.start;
    for (_, line) in split_lines(&scalar.text) {
        let (marker, body) = split_marker(line);
        let body = normalize_spaces(body);
        if body == PENDING {
            paras.push(Para { marker: Marker::None, pieces: vec![ProsePiece::Pending] });
            continue;
        }
        let place = locate_line(&body, start, span, source);
        start = place.end.min(span.end).max(start);
        paras.push(Para { marker, pieces: vec![ProsePiece::plain(&body, place)] });
    }
    Prose { paras, span }
}

/// Where a line stands in its cell, from a byte on; the whole cell where it is written
/// there in another way, as with quotes in a CSV.
fn locate_line(line: &str, start: usize, cell: Span, source: &Source) -> Span {
    let written = source.slice(Span::new(start, cell.end));
    match written.find(line) {
        Some(found) => Span::new(start + found, start + found + line.len()),
        None => cell,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::yaml::ScalarStyle;

    fn read(text: &str) -> (Prose, Plain) {
        let source = Source::new(Path::new("a.csv"), text);
        let scalar = Scalar { text: text.to_owned(), style: ScalarStyle::Cell };
        let span = Span::new(0, text.len());
        let mut found = Vec::new();
        let prose = super::super::read_prose(&scalar, span, &source, &mut found);
        let plain = super::super::read_plain(&scalar, span, &source, &mut found);
        assert!(found.is_empty());
        (prose, plain)
    }

    #[test]
    fn a_cell_prints_as_it_stands_and_has_no_marks() {
        let text = "Việc **A** {{ nam }} [^x] \\n";
        let (prose, plain) = read(text);
        assert_eq!(prose.collect_words(), text);
        assert_eq!(plain.collect_words(), text);
        assert_eq!(plain.lines[0][0].span(), Some(Span::new(0, text.len())));
    }

    #[test]
    fn lines_of_a_cell_are_paragraphs_and_its_dashes_items() {
        let (prose, plain) = read("- Một\n-  Hai  ba\n\nBốn - năm");
        let markers: Vec<_> = prose.paras.iter().map(|para| para.marker).collect();
        assert_eq!(markers, [Marker::Dash, Marker::Dash, Marker::None]);
        assert_eq!(prose.collect_words(), "Một\nHai ba\nBốn - năm");
        assert_eq!(plain.collect_words(), "- Một - Hai ba Bốn - năm");
        assert_eq!(prose.paras[0].pieces[0].span(), Some(Span::new(2, 2 + "Một".len())));
    }

    #[test]
    fn what_is_not_known_yet_is_so_in_a_cell_too() {
        let (prose, plain) = read("chua_co");
        assert!(plain.is_pending());
        assert_eq!(prose.paras[0].pieces, [ProsePiece::Pending]);
    }
}

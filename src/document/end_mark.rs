//! The end mark `./.` (Mẫu 1.4 and 2.1 of Phụ lục III). Words of the plan end with it; a
//! specimen has none of its own, whatever it ends with: who fills it in goes on.

use super::text::{add_text, strip_end_signs};
use super::{Block, Inline, Specimen};

/// Ends a body with `./.` in place of its last stop. One already typed is taken in. A
/// body that ends in a table is left without: no model shows a place for it.
pub(super) fn set_end_mark(body: &mut [Block]) {
    let content = match body.last_mut() {
        Some(Block::Paragraph(paragraph)) => &mut paragraph.content,
        Some(Block::Heading(heading)) => match &mut heading.run_in {
            Some(content) => content,
            None => return,
        },
        Some(Block::Specimen(Specimen::Line(line))) => &mut line.content,
        Some(Block::Table(_) | Block::Specimen(_)) | None => return,
    };
    strip_typed_mark(content);
    strip_end_signs(content, &['.', ';', ',', ':']);
    match content.last() {
        Some(Inline::Text { .. }) => add_text(content, "./."),
        Some(_) => content.push(Inline::plain("./.")),
        None => {}
    }
}

/// Takes `./.` and its misspellings, such as `. /.`, off the end.
fn strip_typed_mark(content: &mut Vec<Inline>) {
    super::text::trim_end(content);
    if let Some(Inline::Text { text, .. }) = content.last_mut() {
        let end = text.trim_end_matches(['.', '/', ' ']);
        // The slash at the end of an address stays: a mark has a stop after its slash.
        if text[end.len()..].trim_end().ends_with("/.") {
            text.truncate(end.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Origin, Paragraph};
    use super::*;

    /// The last paragraph of a paper that ends in these words, marked.
    fn mark_end(typed: &str) -> Vec<Inline> {
        let paragraph = Paragraph {
            marker: String::new(),
            content: vec![Inline::plain(typed)],
            keep: false,
            origin: Origin::default(),
        };
        let mut body = [Block::Paragraph(paragraph)];
        set_end_mark(&mut body);
        let [Block::Paragraph(paragraph)] = body else { panic!("a paragraph") };
        paragraph.content
    }

    #[test]
    fn the_slash_of_an_address_stays() {
        let marked = mark_end("Xem https://a.vn/");
        assert_eq!(marked, [Inline::plain("Xem https://a.vn/./.")]);
    }

    #[test]
    fn one_mark_stands_at_the_end_whatever_was_typed() {
        for typed in ["Hết", "Hết.", "Hết./.", "Hết. /.", "Hết;", "Hết/."] {
            assert_eq!(mark_end(typed), [Inline::plain("Hết./.")], "{typed}");
        }
    }
}

//! Specimens: forms that others fill in, part by part.

use crate::form::{self, LinePlace, SpecimenItem, SpecimenText};
use crate::prose::{is_before_digits, weigh_dots};

use super::composer::Composer;
use super::level::NumberingLevel;
use super::origin::{BlockRole, Origin, cover_pieces};
use super::text::{append_inlines, capitalize_text};
use super::{
    Block, Inline, Specimen, SpecimenFrame, SpecimenHead, SpecimenLine, SpecimenNames,
    SpecimenSignature, SpecimenSignatures,
};

/// Dots of no more than this weight, `.....`, are a short blank within a line.
const SHORT: u32 = 5;

/// The least widths in digits of a blank: of one that has a width of its own, for two
/// digits by hand, and of one that shares the room of its line.
const LEAST_OWN: u32 = 4;
const LEAST_SHARED: u32 = 8;

impl Composer<'_> {
    /// The parts of a specimen, in the order of the form.
    pub(super) fn specimen(
        &mut self,
        items: &[SpecimenItem],
        level: &mut NumberingLevel,
    ) {
        for item in items {
            match item {
                SpecimenItem::State(span) => {
                    let origin = self.origin(*span);
                    self.specimen_head(None, origin);
                }
                SpecimenItem::Head(head) => {
                    let spans = head.texts().map(|text| text.span);
                    let origin = Origin::new(BlockRole::Words, head.span).typed_at(spans);
                    let origin = self.with_place(origin);
                    let names = self.specimen_names(head);
                    self.specimen_head(Some(names), origin);
                }
                SpecimenItem::Lines(place, text) => self.specimen_lines(*place, text),
                SpecimenItem::Frame(frame) => self.specimen_frame(frame),
                SpecimenItem::Signatures(blocks) => self.specimen_signatures(blocks),
                SpecimenItem::Part(part) => self.part(part, level),
            }
        }
    }

    /// State name and motto. A sheet that is not the first of its appendix begins a page;
    /// titles right over it are part of it.
    fn specimen_head(&mut self, names: Option<SpecimenNames>, origin: Origin) {
        let begins_page = !self.blocks.iter().all(is_title);
        let head = SpecimenHead { begins_page, names, origin };
        self.push(Block::Specimen(Specimen::Head(head)));
    }

    fn specimen_names(&mut self, head: &form::SpecimenHead) -> SpecimenNames {
        let form::SpecimenHead { parent, agency, number, place_date, span: _ } = head;
        SpecimenNames {
            parent: self.capital_lines(parent.as_ref()),
            agency: self.capital_lines(Some(agency)),
            number: self.joined_text(number.as_ref()),
            place_date: self.joined_text(place_date.as_ref()),
        }
    }

    fn specimen_lines(&mut self, place: LinePlace, text: &SpecimenText) {
        let count = text.lines.len();
        for (number, pieces) in (1..).zip(&text.lines) {
            let mut content = self.inlines(pieces);
            if place == LinePlace::Left {
                share_room(&mut content);
            }
            let origin = self.origin(cover_pieces(pieces));
            let (first, last) = (number == 1, number == count);
            let line = SpecimenLine { place, content, first, last, keep: false, origin };
            self.push(Block::Specimen(Specimen::Line(line)));
        }
    }

    fn specimen_frame(&mut self, frame: &form::SpecimenFrame) {
        let form::SpecimenFrame { text, width, height, span } = frame;
        let origin = Origin::new(BlockRole::Words, *span)
            .typed_at(text.iter().map(|text| text.span));
        let frame = SpecimenFrame {
            lines: self.text_lines(text.as_ref()),
            width: *width,
            height: *height,
            origin: self.with_place(origin),
        };
        self.push(Block::Specimen(Specimen::Frame(frame)));
    }

    fn specimen_signatures(&mut self, signatures: &[form::SpecimenSignature]) {
        let all = signatures.iter().map(|signature| signature.span);
        let whole = all.reduce(crate::source::Span::with).unwrap_or_default();
        let texts = signatures.iter().flat_map(form::SpecimenSignature::texts);
        let origin =
            Origin::new(BlockRole::Words, whole).typed_at(texts.map(|text| text.span));
        let blocks = signatures.iter().map(|s| self.specimen_signature(s)).collect();
        let origin = self.with_place(origin);
        keep_last_words(&mut self.blocks);
        let signatures = SpecimenSignatures { blocks, keep: false, origin };
        self.push(Block::Specimen(Specimen::Signatures(signatures)));
    }

    /// A place for a signature. A name that is not known yet is no blank: the signer's name
    /// is written there anyway.
    fn specimen_signature(
        &mut self,
        signature: &form::SpecimenSignature,
    ) -> SpecimenSignature {
        let form::SpecimenSignature { place_date, post, note, name, span: _ } = signature;
        let mut name = self.joined_text(name.as_ref());
        name.retain(|inline| *inline != Inline::Dots);
        SpecimenSignature {
            place_date: self.joined_text(place_date.as_ref()),
            post: self.text_lines(Some(post)),
            note: self.text_lines(note.as_ref()),
            name,
        }
    }

    fn text_lines(&mut self, text: Option<&SpecimenText>) -> Vec<Vec<Inline>> {
        let lines = text.into_iter().flat_map(|text| &text.lines);
        lines.map(|pieces| self.inlines(pieces)).collect()
    }

    fn capital_lines(&mut self, text: Option<&SpecimenText>) -> Vec<Vec<Inline>> {
        let mut lines = self.text_lines(text);
        lines.iter_mut().for_each(|line| capitalize_text(line));
        lines
    }

    /// The lines of a field as one.
    fn joined_text(&mut self, text: Option<&SpecimenText>) -> Vec<Inline> {
        let mut res = Vec::new();
        for line in self.text_lines(text) {
            if !res.is_empty() {
                append_inlines(&mut res, vec![Inline::plain(" ")]);
            }
            append_inlines(&mut res, line);
        }
        res
    }
}

/// Whether a block is a title on lines of its own.
fn is_title(block: &Block) -> bool {
    matches!(block, Block::Heading(heading) if heading.run_in.is_none())
}

/// Keeps the words before a signature on its page; a date is no such words, nor is another
/// signature: they stand with those before them.
fn keep_last_words(blocks: &mut [Block]) {
    for block in blocks.iter_mut().rev() {
        match block {
            Block::Paragraph(paragraph) => {
                paragraph.keep = true;
                return;
            }
            Block::Specimen(Specimen::Line(line)) => {
                line.keep = true;
                if line.place != LinePlace::Right {
                    return;
                }
            }
            Block::Specimen(Specimen::Signatures(signatures)) => signatures.keep = true,
            Block::Heading(_) | Block::Table(_) | Block::Specimen(_) => return,
        }
    }
}

/// A dotted line as wide as what is written in it needs.
pub(super) fn make_leader(dots: &str) -> Inline {
    // A dot is half as wide as a digit.
    let digits = (weigh_dots(dots) / 2).max(LEAST_OWN);
    Inline::Leader { dots: dots.to_owned(), digits, share: 0 }
}

/// Gives the dotted lines of a line from the left margin the room that the line has left,
/// in proportion to their dots. Short ones within a line and those for parts of a date keep
/// the width of their own.
fn share_room(line: &mut [Inline]) {
    for index in 0..line.len() {
        let (before, rest) = line.split_at_mut(index);
        let [Inline::Leader { dots, digits, share }, after @ ..] = rest else { continue };
        let weight = weigh_dots(dots);
        let is_shared = match before.last() {
            None => is_end(after) || weight > SHORT,
            Some(Inline::Text { text, .. }) if is_before_digits(text) => false,
            Some(_) => is_end(after) || weight > SHORT,
        };
        if is_shared {
            (*digits, *share) = (LEAST_SHARED, weight);
        }
    }
}

/// Whether nothing is said behind a dotted line.
fn is_end(after: &[Inline]) -> bool {
    after.iter().all(|inline| match inline {
        Inline::Text { text, .. } => !text.contains(char::is_alphanumeric),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How wide each dotted line of a line is: its digits, or `*` and its share.
    fn rooms(parts: &[&str]) -> Vec<String> {
        let mut line: Vec<_> = parts
            .iter()
            .map(|part| match part.starts_with(['.', '…']) {
                true => make_leader(part),
                false => Inline::plain(*part),
            })
            .collect();
        share_room(&mut line);
        let leaders = line.iter().filter_map(|inline| match inline {
            Inline::Leader { digits, share: 0, .. } => Some(digits.to_string()),
            Inline::Leader { share, .. } => Some(format!("*{share}")),
            _ => None,
        });
        leaders.collect()
    }

    #[test]
    fn lines_to_fill_in_share_the_room_in_proportion_to_their_dots() {
        let parts = ["Họ và tên bố: ", "..........", " Nghề nghiệp ", "……"];
        assert_eq!(rooms(&parts), ["*10", "*6"]);
        assert_eq!(rooms(&["…"]), ["*3"]);
        assert_eq!(rooms(&["Email: ", "…", ";"]), ["*3"]);
    }

    #[test]
    fn parts_of_a_date_and_short_dots_within_a_line_keep_a_width_of_their_own() {
        let parts = ["Ngày ", "…", " tháng ", "……", " năm 20", "..."];
        assert_eq!(rooms(&parts), ["4", "4", "4"]);
        assert_eq!(rooms(&["Lớp ", "...", " trường ", "…………"]), ["4", "*12"]);
    }
}

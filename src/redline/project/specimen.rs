//! The parts of a specimen as one side has them.

use crate::document::{self, Inline, Origin};

use super::super::{
    MarkedLine, Specimen, SpecimenFrame, SpecimenHead, SpecimenLine, SpecimenNames,
    SpecimenSignature, SpecimenSignatures,
};
use super::Projection;

impl Projection {
    pub(super) fn specimen(self, specimen: &Specimen) -> document::Specimen {
        match specimen {
            Specimen::Head(head) => document::Specimen::Head(self.specimen_head(head)),
            Specimen::Line(SpecimenLine { place, content, first, last, keep }) => {
                document::Specimen::Line(document::SpecimenLine {
                    place: *place,
                    content: self.inlines(content),
                    first: *first,
                    last: *last,
                    keep: *keep,
                    origin: Origin::default(),
                })
            }
            Specimen::Frame(SpecimenFrame { lines, width, height }) => {
                document::Specimen::Frame(document::SpecimenFrame {
                    lines: self.inline_lines(lines),
                    width: *width,
                    height: *height,
                    origin: Origin::default(),
                })
            }
            Specimen::Signatures(SpecimenSignatures { blocks, keep }) => {
                let kept = blocks.iter().filter(|block| self.has(block.mark));
                document::Specimen::Signatures(document::SpecimenSignatures {
                    blocks: kept.map(|block| self.specimen_signature(block)).collect(),
                    keep: *keep,
                    origin: Origin::default(),
                })
            }
        }
    }

    fn specimen_head(self, head: &SpecimenHead) -> document::SpecimenHead {
        let SpecimenHead { begins_page, names } = head;
        let names = names.as_ref().map(|names| self.specimen_names(names));
        document::SpecimenHead {
            begins_page: *begins_page,
            // A version without names has none of the agency's lines.
            names: names.filter(|names| !names.agency.is_empty()),
            origin: Origin::default(),
        }
    }

    fn specimen_names(self, names: &SpecimenNames) -> document::SpecimenNames {
        let SpecimenNames { parent, agency, number, place_date } = names;
        document::SpecimenNames {
            parent: self.inline_lines(parent),
            agency: self.inline_lines(agency),
            number: self.inlines(number),
            place_date: self.inlines(place_date),
        }
    }

    fn specimen_signature(
        self,
        signature: &SpecimenSignature,
    ) -> document::SpecimenSignature {
        let SpecimenSignature { mark: _, place_date, post, note, name } = signature;
        document::SpecimenSignature {
            place_date: self.inlines(place_date),
            post: self.inline_lines(post),
            note: self.inline_lines(note),
            name: self.inlines(name),
        }
    }

    /// The lines that the side has.
    fn inline_lines(self, lines: &[MarkedLine]) -> Vec<Vec<Inline>> {
        let kept = lines.iter().filter(|line| self.has(line.mark));
        kept.map(|line| self.inlines(&line.runs))
            .filter(|line| !line.is_empty())
            .collect()
    }
}

//! The parts of a specimen with their marks.

use serde::Serialize;

use crate::form::LinePlace;

use super::{MarkedLine, Runs, TextMark};

/// A part of a specimen, as [`document::Specimen`](crate::document::Specimen).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Specimen {
    /// State name and motto.
    Head(SpecimenHead),
    /// One line.
    Line(SpecimenLine),
    /// A frame for a photo.
    Frame(SpecimenFrame),
    /// Places for signatures, side by side.
    Signatures(SpecimenSignatures),
}

/// State name and motto over a specimen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenHead {
    /// Whether it stands on a page of its own in the version that is shown.
    pub begins_page: bool,
    /// What stands beside them in either version.
    pub names: Option<SpecimenNames>,
}

/// The names in the head of a specimen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenNames {
    /// The agency above, by lines.
    pub parent: Vec<MarkedLine>,
    /// The agency that uses the specimen, by lines; a version without names has none.
    pub agency: Vec<MarkedLine>,
    /// Number and symbol.
    pub number: Runs,
    /// Place and date.
    pub place_date: Runs,
}

/// One line of a specimen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenLine {
    /// Where it stands: in both versions in one place.
    pub place: LinePlace,
    /// What stands in it.
    pub content: Runs,
    /// Whether it is the first line of its entry in the version that is shown.
    pub first: bool,
    /// Whether it is the last one.
    pub last: bool,
    /// Whether it must stand on one page with the next block.
    pub keep: bool,
}

/// A frame for a photo, in the size of the version that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenFrame {
    /// What stands in it, by lines.
    pub lines: Vec<MarkedLine>,
    /// Its width in tenths of a millimetre.
    pub width: u32,
    /// Its height in tenths of a millimetre.
    pub height: u32,
}

/// Places for signatures, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenSignatures {
    /// Those of both versions, from left to right.
    pub blocks: Vec<SpecimenSignature>,
    /// Whether they must stand on one page with the next block.
    pub keep: bool,
}

/// A place for a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenSignature {
    /// Who has it: kept, removed or added.
    pub mark: TextMark,
    /// Place and date over it.
    pub place_date: Runs,
    /// Who signs, by lines.
    pub post: Vec<MarkedLine>,
    /// What the signer is told, by lines.
    pub note: Vec<MarkedLine>,
    /// The name under it.
    pub name: Runs,
}

impl Specimen {
    /// Its runs in the order of the paper.
    pub fn runs(&self) -> Vec<&Runs> {
        fn list_runs(lines: &[MarkedLine]) -> impl Iterator<Item = &Runs> {
            lines.iter().map(|line| &line.runs)
        }
        match self {
            Self::Head(SpecimenHead { names, begins_page: _ }) => match names {
                None => Vec::new(),
                Some(SpecimenNames { parent, agency, number, place_date }) => {
                    let lines = list_runs(parent).chain(list_runs(agency));
                    lines.chain([number, place_date]).collect()
                }
            },
            Self::Line(line) => {
                let SpecimenLine { place: _, content, first: _, last: _, keep: _ } = line;
                vec![content]
            }
            Self::Frame(SpecimenFrame { lines, width: _, height: _ }) => {
                list_runs(lines).collect()
            }
            Self::Signatures(SpecimenSignatures { blocks, keep: _ }) => {
                let mut res = Vec::new();
                for SpecimenSignature { mark: _, place_date, post, note, name } in blocks
                {
                    res.push(place_date);
                    res.extend(list_runs(post).chain(list_runs(note)));
                    res.push(name);
                }
                res
            }
        }
    }
}

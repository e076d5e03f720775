//! The parts of a specimen: a form that others fill in, as it stands on paper. Its running
//! texts and tables are blocks as everywhere.

use serde::Serialize;

use crate::form::LinePlace;

use super::{Inline, Origin};

/// A part of a specimen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Specimen {
    /// State name and motto, perhaps with the names of an agency beside them.
    Head(SpecimenHead),
    /// One line.
    Line(SpecimenLine),
    /// A frame for a photo. The lines that follow stand beside it as far as it reaches.
    Frame(SpecimenFrame),
    /// Places for signatures, side by side.
    Signatures(SpecimenSignatures),
}

/// State name and motto over a specimen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenHead {
    /// Whether it begins a page, with the titles right over it, as all but the first sheet
    /// of an appendix do.
    pub begins_page: bool,
    /// What stands beside them; without it they stand alone in the middle.
    pub names: Option<SpecimenNames>,
    /// What of the form it comes from: not on paper.
    #[serde(skip)]
    pub origin: Origin,
}

/// The names in the head of a specimen, with its number and its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenNames {
    /// The agency above in capitals, by lines; empty if none.
    pub parent: Vec<Vec<Inline>>,
    /// The agency that uses the specimen, in capitals, by lines.
    pub agency: Vec<Vec<Inline>>,
    /// Number and symbol; empty if none.
    pub number: Vec<Inline>,
    /// Place and date; empty if none.
    pub place_date: Vec<Inline>,
}

/// One line of a specimen; it wraps where it is longer than the page is wide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenLine {
    /// Where it stands.
    pub place: LinePlace,
    /// What stands in it.
    pub content: Vec<Inline>,
    /// Whether it is the first line of its entry in the form; others stand close to the one
    /// above.
    pub first: bool,
    /// Whether it is the last one.
    pub last: bool,
    /// Whether it must stand on one page with the next block: the last before a signature.
    pub keep: bool,
    /// What of the form it comes from: not on paper.
    #[serde(skip)]
    pub origin: Origin,
}

/// A frame for a photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenFrame {
    /// What stands in it, by lines.
    pub lines: Vec<Vec<Inline>>,
    /// Its width in tenths of a millimetre.
    pub width: u32,
    /// Its height in tenths of a millimetre.
    pub height: u32,
    /// What of the form it comes from: not on paper.
    #[serde(skip)]
    pub origin: Origin,
}

/// Places for signatures, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenSignatures {
    /// From left to right: one to three.
    pub blocks: Vec<SpecimenSignature>,
    /// Whether they must stand on one page with the next block, other signatures.
    pub keep: bool,
    /// What of the form they come from: not on paper.
    #[serde(skip)]
    pub origin: Origin,
}

/// A place for a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecimenSignature {
    /// Place and date over it; empty if none.
    pub place_date: Vec<Inline>,
    /// Who signs, by lines.
    pub post: Vec<Vec<Inline>>,
    /// What the signer is told, by lines.
    pub note: Vec<Vec<Inline>>,
    /// The name under it; empty if none.
    pub name: Vec<Inline>,
}

impl Specimen {
    /// What of the form it comes from.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Head(SpecimenHead { origin, .. })
            | Self::Line(SpecimenLine { origin, .. })
            | Self::Frame(SpecimenFrame { origin, .. })
            | Self::Signatures(SpecimenSignatures { origin, .. }) => origin,
        }
    }

    /// Its texts by lines, in the order of the paper; state name and motto are none.
    #[must_use]
    pub fn texts(&self) -> Vec<&[Inline]> {
        let mut res: Vec<&[Inline]> = Vec::new();
        match self {
            Self::Head(SpecimenHead { names, begins_page: _, origin: _ }) => {
                if let Some(names) = names {
                    let SpecimenNames { parent, agency, number, place_date } = names;
                    res.extend(parent.iter().chain(agency).map(Vec::as_slice));
                    res.extend([number.as_slice(), place_date]);
                }
            }
            Self::Line(line) => {
                let SpecimenLine {
                    place: _,
                    content,
                    first: _,
                    last: _,
                    keep: _,
                    origin: _,
                } = line;
                res.push(content);
            }
            Self::Frame(SpecimenFrame { lines, width: _, height: _, origin: _ }) => {
                res.extend(lines.iter().map(Vec::as_slice));
            }
            Self::Signatures(SpecimenSignatures { blocks, keep: _, origin: _ }) => {
                for SpecimenSignature { place_date, post, note, name } in blocks {
                    res.push(place_date);
                    res.extend(post.iter().chain(note).map(Vec::as_slice));
                    res.push(name);
                }
            }
        }
        res.retain(|text| !text.is_empty());
        res
    }
}

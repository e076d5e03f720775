//! Two versions of a paper in one: the new one, with what was removed, added and moved
//! marked in place.
//!
//! It is made of the parts of a [`Document`](crate::document::Document), each with its
//! marks. Accepting all marks gives the new paper's text and rejecting all the old one's:
//! [`Redline::accepted`], [`Redline::rejected`]. Nothing is in it that neither has.
//!
//! The types here mirror those of `document` part by part and keep their names.
//!
//! | file | what it does |
//! |---|---|
//! | `project` | a redline → the paper of the old version, of the new one, or of both |
//! | `specimen` | the parts of forms that others fill in |
//! | `touched` | a redline → which parts that are no blocks have a change in them |
//! | `fields` | a redline as templates are given it |

mod fields;
mod project;
mod specimen;
mod touched;

use serde::Serialize;

pub use specimen::{
    Specimen, SpecimenFrame, SpecimenHead, SpecimenLine, SpecimenNames,
    SpecimenSignature, SpecimenSignatures,
};
pub use touched::Touched;

use crate::document::{Align, HeadingStyle, Meta, Orientation, Page, RowRole};

/// A paper with marks. What templates are given of it, `fields` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Redline {
    /// What the old version is called, at the foot of each page.
    pub old: String,
    /// What the new version is called.
    pub new: String,
    /// What the new version says about itself.
    pub meta: Meta,
    /// Page set-up of the new version.
    pub page: Page,
    /// The head of page 1.
    pub letterhead: Letterhead,
    /// Number, date and signature, or the decision that the paper is attached to.
    pub standing: PaperStanding,
    /// Urgency, secrecy, circulation.
    pub marks: Marks,
    /// Type of the paper and its summary.
    pub title: Title,
    /// What stands between the title and the signature, in the common order of both.
    pub body: Vec<Block>,
    /// The contact line at the foot of page 1.
    pub contact: MarkedLine,
    /// Appendices, old and new.
    pub appendices: Vec<Appendix>,
}

/// What a version has of a piece of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextMark {
    /// Both versions have it.
    #[default]
    Kept,
    /// The old version has it, the new one does not. Templates know it as `deleted`.
    #[serde(rename = "deleted")]
    Removed,
    /// The new version has it, the old one did not.
    Added,
    /// Only in the old version, and no change for the reader: the number of a part that
    /// has another now because of what stands before it, a `;` that is a `.` now.
    Renumbered,
    /// What stands in its place in the new version.
    Number,
}

impl TextMark {
    /// Whether the old version has it.
    #[must_use]
    pub fn is_old(self) -> bool {
        matches!(self, Self::Kept | Self::Removed | Self::Renumbered)
    }

    /// Whether the new version has it.
    #[must_use]
    pub fn is_new(self) -> bool {
        matches!(self, Self::Kept | Self::Added | Self::Number)
    }

    /// Whether a reader is to look at it.
    #[must_use]
    pub fn is_change(self) -> bool {
        matches!(self, Self::Removed | Self::Added)
    }
}

/// A piece of text that has one mark throughout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MarkedRun {
    /// Which version has it.
    pub mark: TextMark,
    /// The piece itself; its fields stand beside `mark` in what templates are given.
    #[serde(flatten)]
    pub inline: Inline,
}

/// Text of both versions, in the common order of their words.
pub type Runs = Vec<MarkedRun>;

/// A piece of a paragraph, as [`document::Inline`](crate::document::Inline).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "inline", rename_all = "snake_case")]
pub enum Inline {
    /// Text in one style: in a kept run that of the new version.
    Text {
        /// What it says, in NFC.
        text: String,
        /// Whether it is bold in the version that is shown.
        bold: bool,
        /// Whether it is italic there.
        italic: bool,
    },
    /// A footnote, where its number stands in the text.
    Note {
        /// Its number in the old version; `None` where it has none there.
        old: Option<u32>,
        /// Its number in the new version.
        new: Option<u32>,
        /// Its text, with marks of its own where both versions have the note.
        content: Runs,
    },
    /// A blank that is filled in by hand.
    Gap {
        /// How wide it is, in digits.
        digits: u32,
    },
    /// A dotted blank, for what is not known yet.
    Dots,
    /// A dotted line to be filled in by hand.
    Leader {
        /// The dots as typed.
        dots: String,
        /// Its least width, in digits of the text.
        digits: u32,
        /// Its share in the room that its line has left.
        share: u32,
    },
    /// A box to be ticked.
    #[serde(rename = "check_box")]
    CheckBox {
        /// Whether it is ticked already.
        ticked: bool,
    },
    /// The end of a line within a cell.
    Break,
}

/// One line of a list of lines, or a whole entry of a list: `mark` is of all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MarkedLine {
    /// Who has the line. A kept one has marks within.
    pub mark: TextMark,
    /// What stands in it; empty for no line at all.
    pub runs: Runs,
}

/// The head of page 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The parent agency, by lines.
    pub parent: Vec<MarkedLine>,
    /// The issuing agency, by lines.
    pub agency: Vec<MarkedLine>,
    /// Those that issue a joint paper with it.
    pub joint: Vec<JointNames>,
}

/// The names of one more agency that issues a joint paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct JointNames {
    /// The parent agency, by lines.
    pub parent: Vec<MarkedLine>,
    /// The agency itself, by lines.
    pub agency: Vec<MarkedLine>,
}

/// How both versions come into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperStanding {
    /// Both by themselves; marks are within.
    Issued(Issuance),
    /// Both with a decision; marks are within.
    Attached(Runs),
    /// The old one by itself, all of which is removed, the new one with a decision.
    Attaching {
        /// What the old version had.
        old: Issuance,
        /// The line of the new one.
        new: Runs,
    },
    /// The old one with a decision, the new one by itself.
    Issuing {
        /// The line of the old version.
        old: Runs,
        /// What the new one has.
        new: Issuance,
    },
}

impl PaperStanding {
    /// What stands there of a paper issued by itself, whichever version it is of.
    #[must_use]
    pub fn issuance(&self) -> Option<&Issuance> {
        match self {
            Self::Issued(issuance)
            | Self::Attaching { old: issuance, .. }
            | Self::Issuing { new: issuance, .. } => Some(issuance),
            Self::Attached(_) => None,
        }
    }

    /// The line with the decision, whichever version has it.
    #[must_use]
    pub fn source(&self) -> Option<&Runs> {
        match self {
            Self::Attached(source)
            | Self::Attaching { new: source, .. }
            | Self::Issuing { old: source, .. } => Some(source),
            Self::Issued(_) => None,
        }
    }
}

/// What a paper has that is issued by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issuance {
    /// Number and symbol of the paper: `Số: 68/KH-UBND`.
    pub number: Runs,
    /// Place and date: `Sơn Trung, ngày 5 tháng 3 năm 2024`.
    pub place_date: Runs,
    /// Those to whom a report is addressed.
    pub addressees: Vec<MarkedLine>,
    /// Recipients and signatures.
    pub closing: Closing,
}

/// Urgency, secrecy, circulation: each none, one or, where it differs, two lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Marks {
    /// The mark of urgency, `HỎA TỐC`.
    pub urgency: Vec<MarkedLine>,
    /// The mark of secrecy, `MẬT`.
    pub secrecy: Vec<MarkedLine>,
    /// The mark of circulation, `LƯU HÀNH NỘI BỘ`.
    pub circulation: Vec<MarkedLine>,
}

/// Type of the paper and its summary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Title {
    /// The type of paper, `KẾ HOẠCH`.
    pub kind: Runs,
    /// The summary, by the lines that the author has set.
    pub subject: Vec<MarkedLine>,
}

/// Recipients and signatures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    /// Recipients, and labels over groups of them.
    pub recipients: Vec<RecipientLine>,
    /// The drafter's sign and the number of copies; no runs for none.
    pub drafter: MarkedLine,
    /// The signatures of both versions, from left to right.
    pub signatures: Vec<SignatureBlock>,
}

/// A line of the recipients.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecipientLine {
    /// Whether it is a label over those below it, and has no hyphen.
    pub label: bool,
    /// What stands in it.
    #[serde(flatten)]
    pub line: MarkedLine,
}

/// Who signs, and by which right.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SignatureBlock {
    /// Who has it. A kept one has marks within.
    pub mark: TextMark,
    /// Authority and post, by lines.
    pub authority: Vec<MarkedLine>,
    /// Name of the signer; no runs where it is open.
    pub signer: MarkedLine,
}

/// A part of the body or of an appendix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// Which version has it in this place.
    pub mark: BlockMark,
    /// Where it was moved to, or from, as the paper calls the place: `Mục 2 Phần III`.
    /// Where a part has moved with all below it, its first block alone says so. It is a
    /// remark, not text of either version.
    pub remark: Option<String>,
    /// Whether there is something in it for a reader to look at: then a bar stands
    /// beside it.
    pub changed: bool,
    /// The block itself.
    pub part: BlockContent,
}

/// Which version has a block, a row or an appendix in this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockMark {
    /// Both versions, in this place; marks are within.
    Kept,
    /// The old version alone; all its runs are removed. Templates know it as `deleted`.
    #[serde(rename = "deleted")]
    Removed,
    /// The new version alone; all its runs are added.
    Added,
    /// The old version in this place, the new one elsewhere. Its runs are kept: it is
    /// the block as it stood.
    MovedFrom,
    /// The new version in this place, the old one elsewhere. What was changed on the way
    /// is marked within.
    MovedTo,
}

impl BlockMark {
    /// Whether the old version has it here.
    #[must_use]
    pub fn is_old(self) -> bool {
        matches!(self, Self::Kept | Self::Removed | Self::MovedFrom)
    }

    /// Whether the new version has it here.
    #[must_use]
    pub fn is_new(self) -> bool {
        matches!(self, Self::Kept | Self::Added | Self::MovedTo)
    }
}

/// The content of a block, as [`document::Block`](crate::document::Block).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum BlockContent {
    /// A title, with the text that runs on after it.
    Heading(Heading),
    /// A paragraph of prose, a legal basis, an item of a list.
    Paragraph(Paragraph),
    /// A table with its caption and notes.
    Table(Table),
    /// A part of a form that others fill in.
    Specimen(Specimen),
}

/// A title, numbered or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Level in the structure of the PDF, from 1.
    pub level: u8,
    /// With what emphasis the version that is shown sets it.
    pub look: HeadingStyle,
    /// With what emphasis the old version does: the number of a `Phần` has a line of its own.
    #[serde(skip)]
    pub old_look: HeadingStyle,
    /// Its number, `II.`; where the part is only renumbered, both numbers.
    pub number: Runs,
    /// What it says, without the number.
    pub title: Runs,
    /// The text that runs on after it, where it does in the version that is shown.
    pub run_in: Option<Runs>,
}

/// A paragraph, with the number or sign before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// What stands before the text.
    pub marker: Runs,
    /// What stands in it.
    pub content: Runs,
    /// Whether it must stand on one page with the next block.
    pub keep: bool,
}

/// A table: the columns and rows of both versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// The caption above it; no runs for none.
    pub caption: MarkedLine,
    /// `Đơn vị tính: đồng`.
    pub unit: MarkedLine,
    /// Rows of the header.
    pub header: Vec<Vec<HeaderCell>>,
    /// The number under the header over each column, `(1)`; nothing where neither version
    /// has a row of them.
    pub column_numbers: Vec<Runs>,
    /// The columns of both, those of the old version alone where they stood.
    pub columns: Vec<Column>,
    /// The rows of both, in the common order.
    pub rows: Vec<Row>,
    /// Height of the rows to write in, in tenths of a millimetre; zero where there are
    /// none.
    pub blank_height: u32,
    /// Notes under the table.
    pub notes: Vec<MarkedLine>,
    /// Orientation of its page in the new version, where the author sets it.
    #[serde(rename = "turn")]
    pub orientation: Option<Orientation>,
}

/// A cell of the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeaderCell {
    /// The name over its columns.
    pub label: Runs,
    /// The first of the columns that it covers, from 0.
    pub at: u32,
    /// How many columns it covers, those of both versions counted, from 1.
    pub columns: u32,
    /// How many rows of the header it covers, from 1.
    pub rows: u32,
}

/// A column of both tables, or of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Who has it: kept, removed or added.
    pub mark: TextMark,
    /// How its cells are set.
    pub align: Align,
    /// Share of the width, in parts; zero for as wide as its content.
    pub share: u32,
    /// Whether its cells name their rows.
    pub names: bool,
}

/// A row of both tables, or of one; one that was moved is there twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Who has it in this place; the runs within say it as well.
    pub mark: BlockMark,
    /// What it is among the rows.
    pub role: RowRole,
    /// Index of the cell with the name, in the row of a group that has one.
    #[serde(skip)]
    pub named: Option<usize>,
    /// Its cells, from left to right; together they cover all columns of both versions.
    /// In a row of one version a column of the other alone has an empty cell.
    pub cells: Vec<Cell>,
}

/// A cell of a row; it may cover columns of both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What stands in it.
    pub content: Runs,
    /// How many columns it covers, from 1.
    pub columns: u32,
    /// In which versions it is one with the cell above it. On the pages of the redline it
    /// is where it is in both, and no mark parts them.
    #[serde(skip)]
    pub goes_on: GoesOn,
}

/// In which versions a cell is one with the cell above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GoesOn {
    /// In the old version.
    pub old: bool,
    /// In the new version.
    pub new: bool,
}

/// An appendix of both versions, or of one; one that was moved is there twice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Appendix {
    /// Who has it in this place. All blocks of a removed or added one are so too.
    pub mark: BlockMark,
    /// The label that it has in the other version, where it was moved.
    pub remark: Option<String>,
    /// The line with its number, `Phụ lục II`.
    pub label: Runs,
    /// Title in capitals, by the lines that the author has set.
    pub title: Vec<MarkedLine>,
    /// `(Kèm theo Kế hoạch số …)`.
    pub source: Runs,
    /// Orientation of its pages, where the author sets it.
    #[serde(rename = "turn")]
    pub orientation: Option<Orientation>,
    /// What stands in it.
    pub body: Vec<Block>,
}

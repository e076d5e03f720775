//! The numbered document tree: what stands on paper, in order, all text final,
//! before any markup.
//!
//! Every output (PDF, text, and later Word, HTML and the comparison of two
//! versions) reads this one tree, so that they agree on numbers, references and
//! words. Only page numbers come later, from the typesetter. Templates read the fields by
//! name: one that is renamed here keeps its old name there.
//!
//! | file | what it does |
//! |---|---|
//! | `compose` | the order of the parts; the two passes, numbers first, then words |
//! | `composer` | what is known while the tree is made, and where in it the words stand |
//! | `list` | which paragraphs are items of one list |
//! | `level` | a level of numbering: the next number, and how a part is called |
//! | `head` | letterhead, title, metadata, marks |
//! | `standing` | number and date, or the decision that the paper is attached to |
//! | `closing` | recipients and signatures |
//! | `fields` | what templates are given of it |
//! | `basis` | legal bases: a list, a running opening, or a section |
//! | `section_part` | objectives, assignments by unit, money |
//! | `task` | tasks and their labelled parts |
//! | `task_table` | tasks as the rows of a table |
//! | `specimen` | parts of forms that others fill in: heads, lines, frames, signatures |
//! | `specimen_part` | sets these parts; how wide dotted lines are |
//! | `target_table` | tables that are made from the indicators |
//! | `target_figure` | the figures of such a table, and where their unit stands |
//! | `table` | tables of the form: header, rows, notes |
//! | `grid` | what a table is: header, columns, rows, cells |
//! | `merged_cells` | cells that are one with the cell above, and order numbers |
//! | `printed_table` | what of a table is printed: columns, rows of sums and of groups |
//! | `summary` | tables made from the tasks |
//! | `text` | pieces of a field as final text; inlines joined, trimmed, capitalized |
//! | `end_mark` | the mark `./.` behind the last words |
//! | `from_form` | words of the form that the paper has too |
//! | `origin` | what of the form a block comes from |
//! | `appearance` | where the paper shows a figure |

mod appearance;
mod basis;
mod closing;
mod compose;
mod composer;
mod end_mark;
mod fields;
mod from_form;
mod grid;
mod head;
mod level;
mod list;
mod merged_cells;
mod origin;
mod printed_table;
mod section_part;
mod specimen;
mod specimen_part;
mod standing;
mod summary;
mod table;
mod target_figure;
mod target_table;
mod task;
mod task_table;
mod text;

use serde::{Deserialize, Serialize};

pub use appearance::{Appearance, ShownBy, find_appearances};
pub use compose::{compose, compose_draft, print_plain};
pub(crate) use fields::{AgencyFields, IssuedFields, LetterheadFields, TitleFields};
pub use grid::{
    Align, Cell, Column, HeaderCell, ID_KEY, ORDER_COLUMN, Orientation, Row, RowRole,
    Table, format_column_number,
};
pub use list::{ListBegin, ListPlace, PaperLists};
pub use merged_cells::{CellDepth, CellDepths};
pub use origin::{BlockRole, Origin};
pub use specimen::{
    Specimen, SpecimenFrame, SpecimenHead, SpecimenLine, SpecimenNames,
    SpecimenSignature, SpecimenSignatures,
};
pub use text::show_check_box;

/// One paper, as it stands on its pages. What templates are given of it, `fields` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The metadata of the PDF.
    pub meta: Meta,
    /// Margins, size of the text and distances, the same on all pages.
    pub page: Page,
    /// The head of page 1: agency, state name and motto.
    pub letterhead: Letterhead,
    /// Number, date and signature, or the decision that the paper is attached to.
    pub standing: PaperStanding,
    /// Urgency, secrecy, circulation, as far as the form gives them.
    pub marks: Marks,
    /// Type of the paper and its summary.
    pub title: Title,
    /// The body, from the legal bases to the closing sentence.
    pub body: Vec<Block>,
    /// The contact line at the foot of page 1 (Phụ lục I, Phần I, III.4), if any.
    pub contact: Option<String>,
    /// Appendices, each with page numbers of its own.
    pub appendices: Vec<Appendix>,
}

/// The metadata of the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// Type and summary in one line.
    pub title: String,
    /// Name of the issuing agency, as the form writes it.
    pub author: String,
    /// Day of the metadata: year, month, day. Where the form leaves it open, the
    /// first day of what is known. Nothing of it shows on the page.
    pub date: (i32, u32, u32),
}

/// Page set-up (Phụ lục I, Phần I, I and II.6.e).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Upper margin in tenths of a millimetre.
    pub top: u32,
    /// Lower margin in tenths of a millimetre.
    pub bottom: u32,
    /// Left margin in tenths of a millimetre; the decree asks for the widest here.
    pub left: u32,
    /// Right margin in tenths of a millimetre.
    pub right: u32,
    /// Size of the text in half points.
    pub size: u32,
    /// Line spacing in hundredths of a single line.
    pub line: u32,
    /// Space between paragraphs in tenths of a point.
    pub gap: u32,
    /// First-line indent in tenths of a millimetre.
    pub indent: u32,
}

/// The head of page 1 (Phụ lục I, Phần I, II.1 and II.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Name of the parent agency in capitals, by lines; empty if none.
    pub parent: Vec<String>,
    /// Name of the issuing agency in capitals. More than one entry where lines
    /// are fixed; each may still be broken where it is too long.
    pub agency: Vec<String>,
    /// Those that issue a joint paper with it, below it.
    pub joint: Vec<JointNames>,
}

/// The names of one more agency that issues a joint paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JointNames {
    /// Name of its parent agency; empty where that stands above already, or if none.
    pub parent: Vec<String>,
    /// Its own name.
    pub agency: Vec<String>,
}

/// How the paper comes into force, and what it has by that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperStanding {
    /// By itself.
    Issued(Issuance),
    /// With a decision: `(Kèm theo Quyết định số … ngày … của …)`, below the summary.
    Attached(Vec<Inline>),
}

/// What a paper has that is issued by itself (Phụ lục I, Phần I, II.3, II.4, II.7, II.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuance {
    /// Number and symbol: `Số: 05/KH-UBND`, with a gap where the number is open.
    pub number: Vec<Inline>,
    /// Place and date, with gaps where the date is open.
    pub place_date: Vec<Inline>,
    /// Those to whom a report is addressed, below the summary (II.9.d): one without a sign,
    /// several with `;` after each and `.` after the last.
    pub addressees: Vec<String>,
    /// Recipients and signatures.
    pub closing: Closing,
}

/// Marks of Phụ lục I, Phần I, III.2, in capitals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Marks {
    /// How fast it must be delivered: `HỎA TỐC`, `THƯỢNG KHẨN`, `KHẨN`.
    pub urgency: Option<String>,
    /// Its grade of secrecy: `TUYỆT MẬT`, `TỐI MẬT`, `MẬT`.
    pub secrecy: Option<String>,
    /// Who may have it: `LƯU HÀNH NỘI BỘ` and the like.
    pub circulation: Option<String>,
}

/// Type of the paper and its summary (trích yếu).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Title {
    /// Name of the type in capitals: `KẾ HOẠCH`.
    pub kind: String,
    /// The summary. More than one entry where the author has set the lines.
    pub subject: Vec<String>,
}

/// A part of the body or of an appendix.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// The title of a section, a task, a unit or an objective, perhaps with text that
    /// runs on after it.
    Heading(Heading),
    /// Words of the author or of the engine, with a marker or without.
    Paragraph(Paragraph),
    /// A table of the form, or one made from the tasks.
    Table(Table),
    /// A part of a form that others fill in.
    Specimen(Specimen),
}

/// A numbered title, on a line of its own or run into its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Level in the structure of the PDF, from 1, without gaps.
    pub level: u8,
    /// Its weight and slant, and whether it is centred.
    pub look: HeadingStyle,
    /// `I.`, `4.1.`, `a)`, `Phần I`; empty for none.
    pub number: String,
    /// The title; in capitals already where the look asks for them.
    pub title: Vec<Inline>,
    /// The text that runs on after the title, where the title is run in. The
    /// colon between them stands in `title`.
    pub run_in: Option<Vec<Inline>>,
    /// What of the form it comes from: not on paper.
    #[serde(skip)]
    pub origin: Origin,
}

/// How a title looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadingStyle {
    /// `Phần I`, and its title in capitals on a line below, both centred and bold.
    Part,
    /// Bold from the left margin, as the decree sets sections; the capitals of a section
    /// `I.` are in the text already.
    Bold,
    /// Bold and italic, where the author asks for it.
    BoldItalic,
    /// Italic, where the author asks for it.
    Italic,
    /// Upright and of the weight of the text, as titles that are items of a list.
    Plain,
}

/// A paragraph: one text from its marker to its last stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// `-`, `+`, `1.`, `a)` before the text; empty for none.
    pub marker: String,
    /// Its text after the marker.
    pub content: Vec<Inline>,
    /// Whether it must stand on one page with the next block: a label or an
    /// announcing line.
    pub keep: bool,
    /// What of the form it comes from: not on paper.
    #[serde(skip)]
    pub origin: Origin,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "inline", rename_all = "snake_case")]
pub enum Inline {
    /// Text in one style.
    Text {
        /// The text: NFC, without line ends.
        text: String,
        /// Whether it is bold.
        bold: bool,
        /// Whether it is italic.
        italic: bool,
    },
    /// A footnote, at the place of its sign.
    Note {
        /// Its number in the paper, from 1; appendices go on counting.
        number: u32,
        /// What stands at the foot of the page.
        content: Vec<Inline>,
    },
    /// A blank that is filled in by hand, as wide as so many digits of the text.
    Gap {
        /// Width, in digits of the text.
        digits: u32,
    },
    /// A dotted blank for words that are not known yet.
    Dots,
    /// A dotted line to be filled in by hand. Only a specimen has one.
    Leader {
        /// The dots as typed.
        dots: String,
        /// Its least width, in digits of the text.
        digits: u32,
        /// Its share in the room that its line has left; zero for none.
        share: u32,
    },
    /// A box to be ticked. Only a specimen has one.
    #[serde(rename = "check_box")]
    CheckBox {
        /// Whether it is ticked already.
        ticked: bool,
    },
    /// The end of a line within a cell, between two others: what follows is a paragraph of
    /// its own.
    Break,
}

/// Recipients and signatures (Phụ lục I, Phần I, II.7 and II.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Recipients, and labels over groups of them.
    pub recipients: Vec<RecipientLine>,
    /// The drafter's sign and the number of copies: `PL.(300)`.
    pub drafter: Option<String>,
    /// The signatures from left to right: one, or those of a joint paper.
    pub signatures: Vec<SignatureBlock>,
}

/// A line of the recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecipientLine {
    /// What those below it have in common, with its colon: `Bản điện tử:`.
    Label(String),
    /// A recipient without hyphen, with its `;` or `.`.
    Name(String),
}

impl RecipientLine {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Label(text) | Self::Name(text)) = self;
        text
    }
}

/// Who signs, and by which right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureBlock {
    /// Authority and post in capitals, by lines.
    pub authority: Vec<String>,
    /// Name of the signer; `None` where it is open.
    pub signer: Option<String>,
}

/// An appendix (Phụ lục I, Phần I, III.1).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Appendix {
    /// `Phụ lục`, or `Phụ lục II` where there are more than one.
    pub label: String,
    /// Title in capitals; more than one entry where the author has set the lines.
    pub title: Vec<String>,
    /// Which paper it belongs to: `(Kèm theo Kế hoạch số …)`.
    pub source: Vec<Inline>,
    /// Orientation of its pages, where the author sets it.
    #[serde(rename = "turn")]
    pub orientation: Option<Orientation>,
    /// What stands under its head.
    pub body: Vec<Block>,
    /// What of the form it comes from: not on paper.
    #[serde(skip)]
    pub origin: Origin,
}

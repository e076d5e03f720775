//! Why a file gives no table; `finding` has the words.

use crate::git::Conflict;
use crate::source::{NotUtf8, Source, Span};

/// Why a file gives no table.
#[derive(Debug)]
pub enum SheetError {
    /// The file's ending is none of those read.
    Format(String),
    /// A workbook of Excel 95 or before, under whatever ending.
    OldExcel,
    /// The ending says one format, the bytes another.
    Disguised(Disguise),
    /// It opens with a password only.
    Encrypted,
    /// Its parts cannot be read.
    Broken(Damage),
    /// A sheet was chosen by name in a CSV, which has none.
    NoSheets,
    /// No sheet has this name.
    UnknownSheet {
        /// As written in the form.
        wanted: String,
        /// The name that was most likely meant.
        nearest: Option<String>,
        /// The visible sheets, in order.
        names: Vec<String>,
    },
    /// The name fits these sheets equally well.
    AmbiguousSheet {
        /// As written in the form.
        wanted: String,
        /// The sheets that it fits.
        names: Vec<String>,
    },
    /// None was chosen, and these visible sheets hold data.
    SeveralSheets(Vec<String>),
    /// It is beyond a limit.
    TooLarge(Excess),
    /// A cell is longer than any that Excel lets type, and where it stands if that is
    /// known.
    LongCell(Option<String>),
    /// A CSV in another code.
    NotUtf8(NotUtf8),
    /// A merge left both versions in a CSV.
    Conflict {
        /// The CSV as it was decoded, which the places are in.
        source: Box<Source>,
        /// The places, at least one.
        conflicts: Vec<Conflict>,
    },
    /// A quote of a CSV is never closed.
    OpenQuote {
        /// The CSV as it was decoded, which the places are in.
        source: Box<Source>,
        /// Byte of the quote.
        open: usize,
    },
    /// After the closing quote of a field stands something else than the next field.
    TextAfterQuote {
        /// The CSV as it was decoded, which the places are in.
        source: Box<Source>,
        /// Byte of the opening quote.
        open: usize,
        /// Byte of the closing one.
        close: usize,
    },
    /// A row of a CSV has more or fewer fields than its header.
    Fields {
        /// The CSV as it was decoded, which the places are in.
        source: Box<Source>,
        /// The first row that differs from the header.
        row: CountedRow,
        /// The row of the column names.
        header: CountedRow,
    },
    /// Nothing is filled in, in this sheet of the workbook or in the whole file.
    Empty(Option<String>),
}

/// A row of a CSV with its number of fields.
#[derive(Debug, Clone, Copy)]
pub struct CountedRow {
    /// From its first field to its last, in the text of the CSV.
    pub span: Span,
    /// How many fields it has.
    pub fields: usize,
}

/// What a file is that its ending does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disguise {
    /// A workbook under the ending of a CSV.
    Workbook,
    /// Text or a web page, which many systems export as `.xls` or `.xlsx`.
    Text,
}

/// What keeps the parts of a workbook from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// What a library says of a zip or of XML that it cannot read.
    Reader(String),
    /// A cell stands where no sheet has one.
    Address,
    /// A cell is of a kind that there is not.
    CellType,
    /// Blocks of the file do not follow each other to an end.
    Chain,
    /// It ends within a part.
    CutOff,
    /// Parts stand within parts without end.
    Depth,
    /// It declares a language of its own.
    DocumentType,
    /// A sign stands for no character.
    Entity,
    /// It has more formats than a workbook can have.
    Formats,
    /// It has more merged cells than a sheet can have.
    MergedCells,
    /// A sheet has a name and nothing else.
    MissingSheet,
    /// A cell points to a text that is not there.
    MissingText,
    /// A name is longer than any can be.
    NameLength,
    /// There is no workbook in it.
    NoWorkbook,
    /// A piece claims to be longer than any can be.
    RecordLength,
    /// Its parts lead to more parts than any workbook has.
    Relations,
    /// Several sheets lead to one part.
    SharedPart,
    /// A cell names no format of the file.
    Style,
    /// It claims more texts than any sheet has cells.
    Texts,
    /// Two of its parts have one name.
    TwinParts,
}

/// What a table has too much of, and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// Rows, at least this many.
    Rows(usize),
    /// Columns, at least this many.
    Columns(usize),
    /// Cells, in all rows together.
    Cells,
    /// Text, in all cells together.
    Text,
    /// Sheets, hidden ones included, at least this many.
    Sheets(usize),
    /// Bytes when unpacked.
    Unpacked(u64),
}

impl From<Excess> for SheetError {
    fn from(excess: Excess) -> Self {
        Self::TooLarge(excess)
    }
}

impl SheetError {
    /// The CSV that the places of the finding are in.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        match self {
            Self::NotUtf8(NotUtf8 { source, .. })
            | Self::Conflict { source, .. }
            | Self::OpenQuote { source, .. }
            | Self::TextAfterQuote { source, .. }
            | Self::Fields { source, .. } => Some(source),
            Self::Format(_)
            | Self::OldExcel
            | Self::Disguised(_)
            | Self::Encrypted
            | Self::Broken(_)
            | Self::NoSheets
            | Self::UnknownSheet { .. }
            | Self::AmbiguousSheet { .. }
            | Self::SeveralSheets(_)
            | Self::TooLarge(_)
            | Self::LongCell(_)
            | Self::Empty(_) => None,
        }
    }
}

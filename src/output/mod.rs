//! What a document becomes: PDF, pictures, text, Typst source; tables as workbooks; and
//! how files are written.
//!
//! | file | what it does |
//! |---|---|
//! | `plain_text` | the paper as plain text |
//! | `workbook` | tables as a workbook of Excel |
//! | `file` | files that are whole or not there, locks, a journal, a spool |

mod file;
mod plain_text;
mod workbook;

use serde::{Deserialize, Serialize};

use crate::document::Document;

#[cfg(test)]
pub(crate) use file::{DiskStep, PowerCut, RecordedStorage};
pub use file::{
    FileWriter, Fill, Journal, Lock, LockMode, MarkedFolder, Spool, SpoolEntry, Storage,
    SystemStorage, UnfinishedFile, WriteError, confirm_file, is_within_folder, lock_file,
    make_folder, remove_in_folder, save_file, write_file, write_in_folder,
};
pub use plain_text::render_text;
pub use workbook::{
    Book, BookCell, BookColumn, BookSheet, CellPlace, CutSheet, RenderedBook,
    TextOverflow,
};

/// A form of the paper that can be asked for. What it is, [`Format::row`] says: a format
/// does not compile without its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// The paper as an office keeps it: PDF/A-2a with PDF/UA-1.
    Pdf,
    /// A picture of each page, to look at without a viewer of PDF.
    Png,
    /// Its words alone, for reading, searching and git.
    Text,
    /// The source that Typst is given, with the library and the fonts that it needs.
    Typst,
}

/// What a format is called and made from.
#[derive(Debug, Clone, Copy)]
pub struct FormatRow {
    /// The word under `--to`.
    pub word: &'static str,
    /// What it is made from.
    pub made_from: MadeFrom,
}

/// What a format is made from.
#[derive(Debug, Clone, Copy)]
pub enum MadeFrom {
    /// The document, by a function of this room; Typst is not needed.
    Document {
        /// What the name of the file ends in.
        suffix: &'static str,
        /// The function that makes the text.
        write: fn(&Document) -> String,
    },
    /// The source that Typst is given.
    Source,
    /// The pages that Typst has set.
    Pages,
}

impl Format {
    /// All formats, in the order in which they are made.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Png, Self::Text, Self::Typst];

    /// What the format is called and made from.
    #[must_use]
    pub const fn row(self) -> FormatRow {
        use MadeFrom::{Document, Pages, Source};
        match self {
            Self::Pdf => FormatRow { word: "pdf", made_from: Pages },
            Self::Png => FormatRow { word: "png", made_from: Pages },
            Self::Text => FormatRow {
                word: "txt",
                made_from: Document { suffix: ".txt", write: render_text },
            },
            Self::Typst => FormatRow { word: "typ", made_from: Source },
        }
    }

    /// The word under `--to`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.row().word
    }

    /// Whether the paper must be laid out for it.
    #[must_use]
    pub const fn has_pages(self) -> bool {
        matches!(self.row().made_from, MadeFrom::Pages)
    }

    /// Whether the source for Typst must be made for it.
    #[must_use]
    pub const fn needs_typst(self) -> bool {
        !matches!(self.row().made_from, MadeFrom::Document { .. })
    }

    /// The format of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// The words of all formats: `pdf, png, txt, typ`.
    #[must_use]
    pub fn words() -> String {
        Self::ALL.map(Self::word).join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_a_word_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::from_word(format.word()), Some(format));
        }
    }

    #[test]
    fn every_format_stands_in_the_list() {
        let unknown = serde_json::from_str::<Format>("\"\"").unwrap_err().to_string();
        // The message names the unknown one, which is empty, and all that are known.
        let known = unknown.split('`').skip(3).step_by(2).count();
        assert_eq!(known, Format::ALL.len(), "{unknown}");
    }
}

//! What a document becomes: PDF, pictures, text, Typst source; and how files are
//! written.

mod file;
mod text;

use serde::{Deserialize, Serialize};

pub use file::{
    Fill, Hold, Journal, Lock, WriteError, lock, make_folder, remove_in, stays_within,
    stream_marked, sweep, write, write_in, write_marked,
};
pub use file::{Slot, Spool};
pub use text::text;

/// A form of the paper that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// PDF/A-2a with PDF/UA-1.
    Pdf,
    /// A picture of each page.
    Png,
    /// Plain text.
    Text,
    /// The Typst source and all it needs.
    Typst,
}

impl Format {
    /// All, with the word under `--to`.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Pdf, "pdf"),
        (Self::Png, "png"),
        (Self::Text, "txt"),
        (Self::Typst, "typ"),
    ];

    /// Whether the paper must be laid out for it.
    #[must_use]
    pub fn has_pages(self) -> bool {
        matches!(self, Self::Pdf | Self::Png)
    }

    /// The format of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, w)| *w == word).map(|(format, _)| *format)
    }
}

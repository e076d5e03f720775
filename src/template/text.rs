//! The texts of templates: part of the program, or from a folder of an office.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::source::{self, ReadError};

/// A template, or a library of the layout.
#[derive(Debug, Clone)]
pub(super) struct TemplateText {
    /// The name of its file.
    pub(super) name: &'static str,
    pub(super) text: Cow<'static, str>,
    /// Where it was read from; `None` for one that is part of the program.
    pub(super) path: Option<PathBuf>,
}

/// A file of a folder of templates that cannot be read.
#[derive(Debug)]
pub struct UnreadableTemplate {
    /// The file.
    pub path: PathBuf,
    /// Why it cannot be read.
    pub error: ReadError,
}

/// Where the texts of templates come from.
pub(super) struct TemplateReader<'a> {
    /// The folder of an office.
    pub(super) dir: Option<&'a Path>,
    /// The files of it that could not be read.
    pub(super) faults: Vec<UnreadableTemplate>,
}

impl TemplateReader<'_> {
    /// The text of a name: from the folder where it has one, else the embedded one.
    pub(super) fn read(
        &mut self,
        name: &'static str,
        embedded: &'static str,
    ) -> TemplateText {
        let path = self.dir.map(|dir| dir.join(name));
        let read = path.map(|path| (read_text(&path), path));
        match read {
            Some((Ok(text), path)) => {
                return TemplateText { name, text: Cow::Owned(text), path: Some(path) };
            }
            Some((Err(ReadError::Missing), _)) | None => {}
            Some((Err(error), path)) => {
                self.faults.push(UnreadableTemplate { path, error });
            }
        }
        TemplateText { name, text: Cow::Borrowed(embedded), path: None }
    }
}

fn read_text(path: &Path) -> Result<String, ReadError> {
    let bytes = source::read_bytes(path)?;
    String::from_utf8(bytes).map_err(|error| {
        let decoded = source::decode(path, error.into_bytes());
        decoded.map_or_else(ReadError::NotUtf8, |_| ReadError::Missing)
    })
}

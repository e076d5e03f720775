//! The world that Typst sees: two files, four faces, no clock, no disk, no network.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use crate::template::{LIBRARY, TypstSource};

/// Fonts, and their index.
pub(super) struct FontSet {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    library: LazyHash<Library>,
}

impl FontSet {
    pub(super) fn new<'a>(files: impl Iterator<Item = &'a [u8]>) -> Self {
        let fonts: Vec<Font> =
            files.flat_map(|data| Font::iter(Bytes::new(data.to_vec()))).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { fonts, book, library: LazyHash::new(Library::default()) }
    }
}

/// One paper and what it may read.
pub(super) struct Paper<'a> {
    main: Source,
    library: Source,
    fonts: &'a FontSet,
}

/// Every paper has the same two paths: Typst never gives an id of a file back.
fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the two paths are plain names");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl<'a> Paper<'a> {
    pub(super) fn new(source: &TypstSource, fonts: &'a FontSet) -> Self {
        let main = Source::new(id("main.typ"), source.main.clone());
        let library = Source::new(id(LIBRARY), source.library.clone());
        Self { main, library, fonts }
    }
}

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.fonts.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.library]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

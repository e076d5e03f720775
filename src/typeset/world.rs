//! The world that Typst sees: two files, four faces, no clock, no disk, no network.

use std::sync::{Mutex, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot, parse};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt as _, World};

use super::list_tag;
use crate::template::{LIBRARY, TypstSource};

/// Fonts, and their index.
pub(super) struct FontSet {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    library: LazyHash<Library>,
    /// The library of the layout, parsed: it is the same for all papers of a run.
    layout: Mutex<Option<Source>>,
}

impl FontSet {
    pub(super) fn new(files: impl Iterator<Item = Vec<u8>>) -> Self {
        let fonts: Vec<Font> =
            files.flat_map(|data| Font::iter(Bytes::new(data))).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self {
            fonts,
            book,
            library: LazyHash::new(make_library()),
            layout: Mutex::default(),
        }
    }

    fn layout(&self, text: &str) -> Source {
        // A thread that failed while holding it has left a whole source or none.
        let mut kept = self.layout.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some(source) if source.text() == text => source.clone(),
            _ => {
                let parsed = Source::new(make_file_id(LIBRARY), text.to_owned());
                kept.insert(parsed).clone()
            }
        }
    }
}

/// Typst with the tags of tables that it does not offer to all yet, and those of lists.
fn make_library() -> Library {
    let features: Features = [Feature::A11yExtras].into_iter().collect();
    let builder = Library::builder().with_inputs(list_tag::make_inputs());
    builder.with_features(features).build()
}

/// One paper and what it may read.
pub(super) struct PaperWorld<'a> {
    main: Source,
    library: Source,
    fonts: &'a FontSet,
}

/// Every paper has the same two paths: Typst never gives an id of a file back.
fn make_file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the two paths are plain names");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl<'a> PaperWorld<'a> {
    /// A paper whose parts do not know where they stand in the source. What is memoised
    /// of a part has its span in it, and a span is a number in the whole file: with one
    /// word more anywhere, nothing of the paper before would be found again.
    pub(super) fn new(source: &TypstSource, fonts: &'a FontSet) -> Self {
        let id = make_file_id("main.typ");
        let text = source.main.clone();
        let mut root = parse(&text);
        root.synthesize(Source::new(id, String::new()).root().span());
        Self::from_parts(Source::with_root(id, text, root), source, fonts)
    }

    /// A paper whose faults are reported with their lines.
    pub(super) fn with_places(source: &TypstSource, fonts: &'a FontSet) -> Self {
        let main = Source::new(make_file_id("main.typ"), source.main.clone());
        Self::from_parts(main, source, fonts)
    }

    /// The library of the layout.
    pub(super) fn layout_library(&self) -> &Source {
        &self.library
    }

    fn from_parts(main: Source, source: &TypstSource, fonts: &'a FontSet) -> Self {
        Self { main, library: fonts.layout(&source.library), fonts }
    }
}

impl World for PaperWorld<'_> {
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

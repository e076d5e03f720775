//! Which pages carry a change: the marks that a redline has in its pages.

use std::collections::BTreeSet;

use typst::foundations::{Packed, Value};
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem};

/// Label of the marks. `doi-chieu.typ` sets them: `from` and `to` around a block that has
/// a change in it, `here` at a change.
const LABEL: &str = "thay-doi";

/// The pages, from 1, that have a change on them.
pub(super) fn find_changed_pages<'a>(
    frames: impl Iterator<Item = &'a Frame>,
) -> Vec<usize> {
    let mut found = ChangedPages::default();
    for (index, frame) in frames.enumerate() {
        found.page = index + 1;
        if found.open {
            found.pages.insert(found.page);
        }
        found.walk(frame);
    }
    found.pages.into_iter().collect()
}

#[derive(Default)]
struct ChangedPages {
    pages: BTreeSet<usize>,
    /// The page at work.
    page: usize,
    /// Whether a block with a change has begun and not ended.
    open: bool,
}

impl ChangedPages {
    fn walk(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.walk(&group.frame),
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(mark) = content.to_packed::<MetadataElem>() {
                        self.read_mark(mark);
                    }
                }
                _ => {}
            }
        }
    }

    fn read_mark(&mut self, mark: &Packed<MetadataElem>) {
        if mark.label().is_none_or(|label| label.resolve().as_str() != LABEL) {
            return;
        }
        let Value::Str(what) = &mark.value else { return };
        match what.as_str() {
            "from" => self.open = true,
            "to" => self.open = false,
            "here" => {}
            _ => return,
        }
        // A block ends on the page of its last line.
        self.pages.insert(self.page);
    }
}

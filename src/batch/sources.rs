//! The texts that a form of a set is put together from, joined, each by its name.

use crate::source::{Source, SourcePart};

/// Set, master and, in the form of a unit that has one, override. Places of trees and of
/// findings count through all of them.
#[derive(Debug, Clone)]
pub(super) struct SetSources {
    /// The text of the set file alone.
    pub(super) set: Source,
    /// The master, and where it begins.
    pub(super) master: SourcePart,
    /// The override of the unit, and where it begins.
    pub(super) override_: Option<SourcePart>,
    /// All of them, one after the other.
    pub(super) joined: Source,
}

/// Texts with one more after them.
pub(super) struct JoinedSource {
    /// All texts, one after the other.
    pub(super) source: Source,
    /// The one that came last, and where it begins.
    pub(super) last: SourcePart,
}

/// Joins a text to others, after them.
pub(super) fn join_sources(first: &Source, last: &Source) -> JoinedSource {
    let source = first.with(last);
    let last = source.part_at(source.text().len()).clone();
    JoinedSource { source, last }
}

impl SetSources {
    /// What all units of a set share.
    pub(super) fn new(set: Source, master: &Source) -> Self {
        let JoinedSource { source: joined, last: master } = join_sources(&set, master);
        Self { set, master, override_: None, joined }
    }

    /// What the form of a unit with an override is put together from, and where the
    /// override begins.
    pub(super) fn with_override(&self, text: &Source) -> (Self, usize) {
        let JoinedSource { source: joined, last } = join_sources(&self.joined, text);
        let start = last.start();
        let (set, master) = (self.set.clone(), self.master.clone());
        (Self { set, master, override_: Some(last), joined }, start)
    }

    /// The text of the override; empty where there is none.
    pub(super) fn override_text(&self) -> &str {
        self.override_.as_ref().map_or("", SourcePart::text)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn each_text_is_known_by_its_name_also_an_empty_one() {
        let file = |name: &str, text: &str| Source::new(Path::new(name), text);
        let (set, master) = (file("bo.yaml", "a: 1\n"), file("mau.yaml", ""));
        let shared = SetSources::new(set.clone(), &master);
        assert_eq!(shared.set, set);
        assert_eq!((shared.master.name(), shared.master.start()), ("mau.yaml", 5));
        assert_eq!((shared.override_text(), shared.override_.is_none()), ("", true));
        for text in ["", "b: 2\n"] {
            let (own, start) = shared.with_override(&file("rieng/x.yaml", text));
            let part = own.override_.as_ref().unwrap();
            assert_eq!((part.name(), part.text()), ("rieng/x.yaml", text));
            assert_eq!(start, part.start());
            assert_eq!((own.override_text(), own.joined.name()), (text, "rieng/x.yaml"));
            assert_eq!((own.set, own.master.name()), (set.clone(), "mau.yaml"));
        }
    }
}

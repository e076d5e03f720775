//! The words of the name of a column, as phrases are sought in them.

use std::borrow::Cow;
use std::ops::Range;

use crate::language::{fold, normalize_spaces};

/// A name in small letters, signs apart, with a space at both ends.
pub(super) struct NameWords {
    text: String,
    /// Whether it is typed without marks.
    pub(super) is_plain: bool,
}

impl NameWords {
    pub(super) fn new(label: &str) -> Self {
        let mut text = String::with_capacity(label.len() + 2);
        for c in label.to_lowercase().chars() {
            match c {
                '/' => text.push_str(" / "),
                '%' | '‰' | '²' | '³' => text.push(c),
                _ if c.is_alphanumeric() => text.push(c),
                _ => text.push(' '),
            }
        }
        let text = format!(" {} ", normalize_spaces(&text));
        // A lone sign has no marks that could be left out.
        let has_letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        Self { is_plain: has_letters && text.is_ascii(), text }
    }

    /// A phrase as this name would have it.
    fn adapt<'p>(&self, phrase: &'p str) -> Cow<'p, str> {
        if self.is_plain { Cow::Owned(fold(phrase)) } else { Cow::Borrowed(phrase) }
    }

    /// Where a phrase stands first, whole.
    fn find(&self, phrase: &str) -> Option<Range<usize>> {
        let phrase = self.adapt(phrase);
        let places = self.text.match_indices(&*phrase);
        let mut places = places.map(|(start, found)| start..start + found.len());
        places.find(|place| {
            self.text[..place.start].ends_with(' ')
                && self.text[place.end..].starts_with(' ')
        })
    }

    pub(super) fn has(&self, phrase: &str) -> bool {
        self.find(phrase).is_some()
    }

    pub(super) fn begins(&self, phrase: &str) -> bool {
        let after = self.text[1..].strip_prefix(&*self.adapt(phrase));
        after.is_some_and(|after| after.starts_with(' '))
    }

    pub(super) fn ends(&self, phrase: &str) -> bool {
        let before = self.text[..self.text.len() - 1].strip_suffix(&*self.adapt(phrase));
        before.is_some_and(|before| before.ends_with(' '))
    }

    pub(super) fn is(&self, phrase: &str) -> bool {
        self.text.get(1..self.text.len() - 1) == Some(&*self.adapt(phrase))
    }

    pub(super) fn begins_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.begins(phrase))
    }

    /// What stands before a phrase.
    pub(super) fn before(&self, phrase: &str) -> Option<Self> {
        let text = self.text[..self.find(phrase)?.start].to_owned();
        Some(Self { text, is_plain: self.is_plain })
    }

    /// What stands behind a phrase.
    pub(super) fn after(&self, phrase: &str) -> Option<Self> {
        let text = self.text[self.find(phrase)?.end..].to_owned();
        Some(Self { text, is_plain: self.is_plain })
    }

    pub(super) fn ends_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.ends(phrase))
    }
}

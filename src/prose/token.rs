//! One line of a field as a row of tokens: what is an escape, a value, a note, a mark.

use crate::formula::find_closing_braces;

/// The smallest part of a line that means something by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A character that prints as it stands.
    Char(char),
    /// A backslash before a sign that would mean something, with the sign.
    Escape(&'static str),
    /// `{{ … }}`, with what is between the braces; `None` where nothing closes it on the
    /// line.
    Value(Option<&'a str>),
    /// `[^id]`, with the id.
    Note(&'a str),
    /// So many stars that stand side by side.
    Stars(usize),
}

/// What a backslash can stand before; before anything else it prints as it stands.
const ESCAPED: [&str; 3] = ["{{", "*", "["];

impl<'a> Token<'a> {
    /// The token that a text of a prose field begins with; `None` for an empty text.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let first = text.chars().next()?;
        let token = match first {
            '\\' => {
                let sign = ESCAPED.iter().find(|sign| text[1..].starts_with(**sign));
                sign.map(|sign| Self::Escape(sign))
            }
            '{' => Self::read_value(text),
            '[' => read_note_id(text).map(Self::Note),
            '*' => Some(Self::Stars(text.len() - text.trim_start_matches('*').len())),
            _ => None,
        };
        Some(token.unwrap_or(Self::Char(first)))
    }

    /// The same in a plain field, where only braces mean something.
    pub(super) fn read_plain(text: &'a str) -> Option<Self> {
        let first = text.chars().next()?;
        if text.starts_with("\\{{") {
            return Some(Self::Escape(ESCAPED[0]));
        }
        Some(Self::read_value(text).unwrap_or(Self::Char(first)))
    }

    fn read_value(text: &'a str) -> Option<Self> {
        let inside = text.strip_prefix("{{")?;
        Some(Self::Value(find_closing_braces(inside).map(|len| &inside[..len])))
    }

    /// How many bytes it takes in the line; all of the rest for a value that is not closed.
    pub(super) fn width(&self, text: &str) -> usize {
        match self {
            Self::Char(c) => c.len_utf8(),
            Self::Escape(sign) => 1 + sign.len(),
            Self::Value(Some(inside)) => inside.len() + 4,
            Self::Value(None) => text.len(),
            Self::Note(id) => id.len() + 3,
            Self::Stars(count) => *count,
        }
    }
}

/// The id of a note that a text begins with.
fn read_note_id(text: &str) -> Option<&str> {
    let inside = text.strip_prefix("[^")?;
    let id = inside
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
        .next()
        .filter(|id| !id.is_empty())?;
    inside[id.len()..].starts_with(']').then_some(id)
}

//! What can be put right before the parser sees it, since its meaning is certain:
//! characters that look like YAML's own and stand where only those can stand, and a bare
//! `{{ … }}` in brackets. Each is told, once for its kind, and all else is still read.
//!
//! In running text such characters are letters, and nothing is said of them.
//!
//! | file | what it does |
//! |---|---|
//! | `state` | where the walk stands, and what it has found |
//! | `line` | walks through the file line by line: what is structure, and what is text |
//! | `key` | the key at the start of a line or of an item |
//! | `value` | walks through values: text without quotes, in quotes and after `|` |
//! | `flow` | walks through lists and groups in brackets |
//! | `quote` | walks through quotes, straight and curled |
//! | `character` | the characters, with their names |
//! | `rewrite` | the text as the parser reads it, and the way back to the file |
//! | `note` | a character that is told, and what the parser reads in its place |
//! | `finding` | what was repaired, in words |

mod character;
mod finding;
mod flow;
mod key;
mod line;
mod note;
mod quote;
mod rewrite;
mod state;
mod value;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

pub(super) use rewrite::Rewritten;

/// A file as it was meant.
pub(super) struct Repaired {
    /// The text for the parser.
    pub(super) text: Rewritten,
    /// Where text stands that is to be read as nothing, in the file.
    pub(super) unreadable: Vec<Span>,
    /// What was put right.
    pub(super) found: Vec<Diagnostic>,
}

/// The file as it was meant; `None` where nothing is to be put right, as nearly always.
pub(super) fn repair_text(source: &Source) -> Option<Repaired> {
    // Without a letter beyond Latin, a backtick or braces nothing can be found.
    let text = source.text();
    let is_plain = !text.contains(|c: char| c == '`' || is_suspect(c));
    if is_plain && !text.contains("{{") {
        return None;
    }
    let mut scanner = state::LineScanner::new(source);
    scanner.scan();
    let state::Scanned { edits, lookalikes, unreadable, mut found } = scanner.finish();
    if edits.is_empty() && lookalikes.is_empty() && found.is_empty() {
        return None;
    }
    found.extend(finding::report_lookalikes(source, &lookalikes));
    Some(Repaired { text: Rewritten::new(text, edits), unreadable, found })
}

fn is_suspect(c: char) -> bool {
    // Nearly all are letters of Vietnamese, figures and blanks.
    if c.is_ascii_alphanumeric() || matches!(c, ' ' | 'À'..='ɏ' | 'Ḁ'..='ỿ') {
        return false;
    }
    character::is_strange_blank(c)
        || character::is_colon_like(c)
        || character::is_comma_like(c)
        || character::is_dash_like(c)
        || character::is_hash_like(c)
        || character::find_bracket(c).is_some()
        || !character::list_closing_quotes(c).is_empty()
}

#[cfg(test)]
mod tests;

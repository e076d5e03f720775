//! What is wrong with a formula, in the words of its reader.

use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::language::{find_nearest, fold};
use crate::source::Span;

/// What is wrong, where in the text of the formula, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaError {
    /// Bytes of the formula's text.
    pub range: Range<usize>,
    /// One sentence in Vietnamese without full stop, clear by itself.
    pub message: String,
    /// What was expected, under the mark.
    pub label: String,
    /// What the writer can do.
    pub hint: Option<String>,
}

impl FormulaError {
    /// An error at a place, with nothing expected and no advice yet.
    pub fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), label: String::new(), hint: None }
    }

    /// With what was expected, under the mark.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The error as a finding at a place of the form.
    pub fn into_diagnostic(self, code: &'static Code, span: Span) -> Diagnostic {
        let finding = Diagnostic::error(code, span, self.message).label(self.label);
        match self.hint {
            Some(hint) => finding.hint(hint),
            None => finding,
        }
    }

    /// A name that stands for nothing. `thing` is what was looked for (`cột`), `text`
    /// the whole formula, `known` the names that could have been meant.
    ///
    /// The likeliest mistake comes first: an id with a hyphen, which reads as a subtraction;
    /// a slip of the finger; the address of a cell, from a spreadsheet. Else all names that
    /// there are.
    pub fn unknown_name<'k>(
        text: &str,
        range: Range<usize>,
        thing: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Self {
        let written = text.get(range.clone()).unwrap_or_default();
        let known: Vec<_> = known.into_iter().collect();
        if let Some((span, id)) = find_hyphenated(text, &range, &known) {
            return Self::new(
                span,
                format!("mã `{id}` có dấu gạch nối, máy hiểu là phép trừ"),
            )
            .label("là một mã hay một phép trừ?")
            .hint(format!(
                "đổi mã thành `{}`; nếu là phép trừ, ghi dấu cách hai bên dấu `-`",
                id.replace('-', "_")
            ));
        }
        let near = find_nearest(written, known.iter().copied());
        if near.is_none() && is_cell_address(written) {
            return Self::cell_address(written, range);
        }
        let error = Self::new(
            range,
            format!("không có {thing} nào mang mã `{}`", shorten_quote(written)),
        );
        match near {
            Some(near) => error.label(format!("có phải là `{near}`?")),
            None if known.is_empty() => error.hint(format!("chưa có {thing} nào có mã")),
            None => error.hint(format!("các mã dùng được: {}", list_ids(&known))),
        }
    }

    /// `B7`, `$B$7` or `A1:A9`.
    pub(super) fn cell_address(written: &str, range: Range<usize>) -> Self {
        let error = Self::new(range, format!("`{written}` là địa chỉ ô của bảng tính"));
        let error = error.label("cần mã của một cột");
        if written.contains(':') {
            error.hint("công thức gọi cột theo mã, không theo ô: cả cột `dau` cộng lại là `tong(dau)`")
        } else {
            error.hint("công thức gọi cột theo mã, không theo ô: ô của cột `dau` cùng hàng là `dau`")
        }
    }
}

/// Whether a text is the address of a cell or of cells: `B7`, `$B$7`, `A1:A9`.
pub(super) fn is_cell_address(text: &str) -> bool {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    is_one_cell(first) && is_one_cell(last)
}

fn is_one_cell(text: &str) -> bool {
    let text = text.strip_prefix('$').unwrap_or(text);
    let row = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = text.len() - row.len();
    let row = row.strip_prefix('$').unwrap_or(row);
    (1..=3).contains(&letters)
        && (1..=7).contains(&row.len())
        && row.bytes().all(|b| b.is_ascii_digit())
}

/// A text short enough to be quoted.
pub(super) fn shorten_quote(text: &str) -> String {
    let mut chars = text.trim().char_indices();
    match chars.nth(40) {
        None => text.trim().to_owned(),
        Some((end, _)) => format!("{}…", &text.trim()[..end]),
    }
}

fn list_ids(names: &[&str]) -> String {
    const MOST: usize = 12;
    let shown: Vec<_> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    format!("{}{}", shown.join(", "), if names.len() > MOST { ", …" } else { "" })
}

/// The known id with a hyphen of which the name at this place is a part, and its place.
fn find_hyphenated<'k>(
    text: &str,
    range: &Range<usize>,
    known: &[&'k str],
) -> Option<(Range<usize>, &'k str)> {
    let before = text.get(..range.start)?;
    let after = text.get(range.end..)?;
    let start = before.trim_end_matches(is_id_part).len();
    let end = range.end + (after.len() - after.trim_start_matches(is_id_part).len());
    let folded = fold(&text[start..end]);
    let id = known.iter().find(|id| id.contains('-') && fold(id) == folded)?;
    Some((start..end, id))
}

/// Whether an id with hyphens, which people try, goes on with this character.
fn is_id_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

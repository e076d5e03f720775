//! Text as Typst markup, and as a Typst string.

use crate::fit::{CellPiece, KeepTogether, break_cell_text};
use crate::language::{TextPiece, split_pieces};

/// Text as markup that prints just this text: a backslash before every ASCII
/// punctuation mark, `~` where a line must not break at a space, and a box around what
/// must not break at all.
#[must_use]
pub fn to_markup(text: &str) -> String {
    let mut res = String::with_capacity(text.len() * 2);
    for piece in split_pieces(text) {
        match piece {
            TextPiece::Text(text) => escape_into(text, &mut res),
            TextPiece::Tie => res.push('~'),
            TextPiece::NoBreak(text) => {
                res.push_str("#box[");
                escape_into(text, &mut res);
                res.push(']');
            }
        }
    }
    res
}

/// Text as markup, with a tie for a space at its start or end where a blank for a hand
/// to fill stands there.
#[must_use]
pub fn escape_beside_blanks(text: &str, after_blank: bool, before_blank: bool) -> String {
    let mut body = text;
    let mut start = "";
    let mut end = "";
    if after_blank && let Some(stripped) = body.strip_prefix(' ') {
        body = stripped;
        start = "~";
    }
    if before_blank && let Some(stripped) = body.strip_suffix(' ') {
        body = stripped;
        end = "~";
    }
    format!("{start}{}{end}", to_markup(body))
}

/// Text of a cell of a table as markup: as [`escape_beside_blanks`], but broken where its
/// column is so narrow that it must be.
#[must_use]
pub fn escape_cell_text(
    text: &str,
    keep: KeepTogether,
    after_blank: bool,
    before_blank: bool,
) -> String {
    let mut res = String::with_capacity(text.len() * 2);
    let pieces = break_cell_text(text, keep);
    let last = pieces.len().saturating_sub(1);
    for (index, piece) in pieces.into_iter().enumerate() {
        let by_blank = (index == 0 && after_blank) || (index == last && before_blank);
        match piece {
            CellPiece::Word(text) => escape_into(text, &mut res),
            CellPiece::Unbroken(text) => {
                res.push_str("#box[");
                escape_into(text, &mut res);
                res.push(']');
            }
            CellPiece::Breakable(text) => escape_breakable(text, &mut res),
            CellPiece::Space if !by_blank => res.push(' '),
            CellPiece::Space | CellPiece::Tie => res.push('~'),
        }
    }
    res
}

/// Text that may break between any two characters: a box around each, since a line may break
/// between boxes.
fn escape_breakable(text: &str, res: &mut String) {
    let mut open = false;
    for c in text.chars() {
        // A mark above or below a letter stays with it.
        if !('\u{300}'..='\u{36f}').contains(&c) {
            res.push_str(if open { "]#box[" } else { "#box[" });
            open = true;
        }
        if c.is_ascii_punctuation() {
            res.push('\\');
        }
        res.push(c);
    }
    if open {
        res.push(']');
    }
}

/// Adds text as markup, without any tie.
fn escape_into(text: &str, res: &mut String) {
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            res.push('\\');
        }
        res.push(c);
    }
}

/// Text as a string literal.
#[must_use]
pub fn quote_literal(text: &str) -> String {
    let mut res = String::with_capacity(text.len() + 2);
    res.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                res.push('\\');
                res.push(c);
            }
            '\n' => res.push_str("\\n"),
            c => res.push(c),
        }
    }
    res.push('"');
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_boxed_and_spaces_tied() {
        let res = to_markup("Kế hoạch số 68/KH-UBND ngày 01/02/2024");
        assert_eq!(res, r"Kế hoạch số~#box[68\/KH\-UBND] ngày~#box[01\/02\/2024]");
    }

    #[test]
    fn a_string_ends_where_it_should() {
        assert_eq!(quote_literal(r#"a "b" \"#), r#""a \"b\" \\""#);
    }
}

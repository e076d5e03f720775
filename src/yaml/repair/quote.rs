//! Quotes: where a straight one is closed, and curled ones that were meant as such.

use super::character::{is_blank, list_closing_quotes};

/// A text that begins with a curled quote and cannot be read without straight ones;
/// bytes are counted from that quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CurledText {
    /// Where the quote that closes it begins.
    pub(super) close: usize,
    /// Where the text ends, in which more may stand behind that quote.
    pub(super) end: usize,
}

/// Where the straight quote that a text begins with is closed: behind it, if it is.
pub(super) fn find_straight_close(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut escaped = false;
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((offset, c)) = letters.next() {
        if escaped {
            escaped = false;
        } else if c == '\\' && quote == '"' {
            escaped = true;
        } else if c == quote {
            let is_doubled =
                quote == '\'' && letters.peek().is_some_and(|next| next.1 == c);
            if !is_doubled {
                return Some(offset + c.len_utf8());
            }
            letters.next();
        }
    }
    None
}

/// The curled quote that closes what a straight one opens, by its first byte: it has no
/// partner within, and what it closes ends there.
pub(super) fn find_curled_close(text: &str, in_brackets: bool) -> Option<usize> {
    let (opening, closing) = match text.chars().next()? {
        '"' => (['“', '„'], ['”', '＂']),
        _ => (['‘', '‚'], ['’', '＇']),
    };
    let mut open = 0_usize;
    for (offset, c) in text.char_indices().skip(1) {
        if opening.contains(&c) {
            open += 1;
        } else if closing.contains(&c) && open > 0 {
            open -= 1;
        } else if closing.contains(&c)
            && is_end(&text[offset + c.len_utf8()..], in_brackets)
        {
            return Some(offset);
        }
    }
    None
}

/// Whether a value ends here: at the end of its line, before a comment, or at a sign of
/// the brackets in which it stands.
pub(super) fn is_end(after: &str, in_brackets: bool) -> bool {
    let next = after.trim_start_matches(is_blank);
    next.is_empty()
        || (next.len() < after.len() && next.starts_with('#'))
        || (in_brackets && next.starts_with([',', ']', '}']))
        || (in_brackets && next.starts_with(": "))
}

/// The text that begins here, if its curled quote was meant as one of YAML's: something
/// stands in it that only quotes keep from being read as structure.
pub(super) fn find_curled_text(text: &str, in_brackets: bool) -> Option<CurledText> {
    let open = text.chars().next()?;
    let closing = list_closing_quotes(open);
    if closing.is_empty() {
        return None;
    }
    let written = text.trim_end_matches(is_blank);
    let start = open.len_utf8();
    let mut found = None;
    for (offset, c) in written.char_indices().filter(|(offset, _)| *offset >= start) {
        if !closing.contains(&c) {
            continue;
        }
        let end = offset + c.len_utf8();
        if is_end(&written[end..], in_brackets) {
            // Behind it the value ends: so it is the one that closes.
            found = Some(CurledText { close: offset, end });
            break;
        }
        // An apostrophe closes nothing, and another pair may follow.
        let is_pair = !in_brackets && open != '‘' && open != '’' && found.is_none();
        if is_pair {
            found = Some(CurledText { close: offset, end: written.len() });
        }
    }
    let found = found?;
    let inner = &written[start..found.close];
    let is_cut = inner.contains(": ") || inner.contains(" #") || inner.ends_with(':');
    let is_split = in_brackets && inner.contains([',', '[', ']', '{', '}']);
    let is_value = is_typed_value(inner);
    (is_cut || is_split || is_value || open == '`').then_some(found)
}

/// Whether a text is a number, a day or a word of the form, which nobody quotes in print.
fn is_typed_value(text: &str) -> bool {
    let is_figure = text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || "-/.,".contains(c));
    let is_word = text.contains('_')
        && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    is_figure || is_word || matches!(text, "co" | "khong")
}

//! Text as Typst markup, and as a Typst string.

use crate::fit::{CellPiece, KeepTogether, break_cell_text};
use crate::language::{PlacedSeam, Seam, TextPiece, find_seams, split_pieces};

/// Text as markup that prints just this text: a backslash before every ASCII
/// punctuation mark, `~` where a line must not break at a space, and a box around what
/// must not break at all.
#[must_use]
pub fn to_markup(text: &str) -> String {
    let mut res = String::with_capacity(text.len() * 2);
    for piece in split_pieces(text) {
        escape_piece(piece, &mut res);
    }
    res
}

/// A piece of a title.
#[derive(Debug, Clone, Copy)]
pub enum TitlePart<'a> {
    /// A text.
    Text(&'a str),
    /// A text that has come where what is before it has gone: a space stands before it,
    /// though none is in the texts.
    Apart(&'a str),
    /// A blank for a hand to fill: no line ends beside it.
    Blank,
    /// Anything else without letters.
    Other,
}

/// How a title comes to its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleLines {
    /// The library measures its words and breaks it: before a space there is a call of
    /// `seam`, which tells how badly the title is broken there.
    Measured,
    /// The typesetter breaks it as it does any text: where it should not, there is a tie.
    Flowing,
}

/// The pieces of a title, each as markup of its own, which of a blank is none: as
/// [`escape_beside_blanks`], and with what keeps its words whole.
#[must_use]
pub fn escape_title(parts: &[TitlePart<'_>], lines: TitleLines) -> Vec<String> {
    let mut title = String::new();
    let mut starts = Vec::with_capacity(parts.len());
    for part in parts {
        let has_space = title.is_empty() || title.ends_with(' ');
        if matches!(part, TitlePart::Apart(text) if !has_space && !text.starts_with(' '))
        {
            title.push(' ');
        }
        starts.push(title.len());
        title.push_str(part.stand_in());
    }
    let spaces = TitleSpaces::find(&title, lines);
    let is_blank = |index: Option<usize>| {
        index.and_then(|index| parts.get(index)).is_some_and(|part| part.is_blank())
    };
    let escape = |(index, part): (usize, &TitlePart<'_>)| match part {
        TitlePart::Text(text) | TitlePart::Apart(text) => {
            let mut start = starts[index];
            let mut body = *text;
            let mut res = String::with_capacity(text.len() * 3);
            if is_blank(index.checked_sub(1))
                && let Some(stripped) = body.strip_prefix(' ')
            {
                (body, start) = (stripped, start + 1);
                res.push('~');
            }
            let stripped = body.strip_suffix(' ').filter(|_| is_blank(Some(index + 1)));
            escape_with_seams(stripped.unwrap_or(body), start, &spaces, &mut res);
            if stripped.is_some() {
                res.push('~');
            }
            res
        }
        TitlePart::Blank | TitlePart::Other => String::new(),
    };
    parts.iter().enumerate().map(escape).collect()
}

impl TitlePart<'_> {
    /// What the piece is to who looks for seams.
    fn stand_in(&self) -> &str {
        match self {
            Self::Text(text) | Self::Apart(text) => text,
            Self::Blank => "…",
            Self::Other => "",
        }
    }

    fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }
}

/// The most letters that ties may hold together in a title, so that a line can hold them.
const LONGEST_TIED: usize = 36;

/// What becomes of the spaces of a title.
enum TitleSpaces {
    /// There is a call of `seam` before those of these places.
    Weighed(Vec<PlacedSeam>),
    /// Those at these places are ties.
    Tied(Vec<usize>),
}

impl TitleSpaces {
    fn find(title: &str, lines: TitleLines) -> Self {
        let seams = find_seams(title);
        match lines {
            TitleLines::Measured => Self::Weighed(seams),
            TitleLines::Flowing => Self::Tied(choose_ties(title, &seams)),
        }
    }

    /// Adds the space at a place.
    fn push(&self, place: usize, res: &mut String) {
        match self {
            Self::Weighed(seams) => {
                let found = seams.binary_search_by_key(&place, |seam| seam.place);
                if let Ok(index) = found {
                    res.push_str("#seam(");
                    res.push_str(weigh_seam(seams[index].seam));
                    res.push(')');
                }
                res.push(' ');
            }
            Self::Tied(places) => {
                res.push(if places.binary_search(&place).is_ok() { '~' } else { ' ' });
            }
        }
    }
}

/// The spaces at which a title should not be broken, as far as a line can hold what is
/// between two others.
fn choose_ties(title: &str, seams: &[PlacedSeam]) -> Vec<usize> {
    let mut ties = Vec::new();
    let mut start = 0;
    for (place, _) in title.match_indices(' ') {
        let after = &title[place + 1..];
        let end = place + 1 + after.find(' ').unwrap_or(after.len());
        let found = seams.binary_search_by_key(&place, |seam| seam.place);
        let is_bound = found.is_ok_and(|index| seams[index].seam >= Seam::Bound);
        if is_bound && title[start..end].chars().count() <= LONGEST_TIED {
            ties.push(place);
        } else {
            start = place + 1;
        }
    }
    ties
}

/// Adds a text that begins at `start` of what the places of `spaces` count in.
fn escape_with_seams(text: &str, start: usize, spaces: &TitleSpaces, res: &mut String) {
    let mut place = start;
    for piece in split_pieces(text) {
        if let TextPiece::Text(text) = piece {
            for (index, part) in text.split(' ').enumerate() {
                if index > 0 {
                    spaces.push(place, res);
                    place += 1;
                }
                escape_into(part, res);
                place += part.len();
            }
        } else {
            escape_piece(piece, res);
            place += piece.as_str().len();
        }
    }
}

/// Adds a piece of a text, as it stands in running text.
fn escape_piece(piece: TextPiece<'_>, res: &mut String) {
    match piece {
        TextPiece::Text(text) => escape_into(text, res),
        TextPiece::Tie => res.push('~'),
        TextPiece::NoBreak(text) => {
            res.push_str("#box[");
            escape_into(text, res);
            res.push(']');
        }
    }
}

/// How badly a title is broken at a seam. The library of the layout weighs it against how
/// unlike the lines are in width, of which a hundred is the width of a line.
fn weigh_seam(seam: Seam) -> &'static str {
    match seam {
        Seam::Phrase => "0",
        Seam::Plain => "10",
        Seam::Loose => "25",
        Seam::Bound => "40",
        Seam::Name => "60",
        Seam::Compound => "100",
    }
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
        if by_blank && piece == CellPiece::Space {
            res.push('~');
        } else {
            escape_cell_piece(piece, &mut res);
        }
    }
    res
}

/// Text of a cell of the header of a table: as [`escape_cell_text`], with seams as in a
/// title.
#[must_use]
pub fn escape_header_text(text: &str, keep: KeepTogether) -> String {
    let spaces = TitleSpaces::find(text, TitleLines::Measured);
    let mut res = String::with_capacity(text.len() * 3);
    let mut place = 0;
    for piece in break_cell_text(text, keep) {
        match piece {
            CellPiece::Word(word)
            | CellPiece::Unbroken(word)
            | CellPiece::Breakable(word) => {
                // Spaces may be fewer in the pieces than in the text, no letter is.
                place += text[place..].find(word).unwrap_or(0) + word.len();
            }
            CellPiece::Space => {
                spaces.push(place, &mut res);
                continue;
            }
            CellPiece::Tie => {}
        }
        escape_cell_piece(piece, &mut res);
    }
    res
}

fn escape_cell_piece(piece: CellPiece<'_>, res: &mut String) {
    match piece {
        CellPiece::Word(text) => escape_into(text, res),
        CellPiece::Unbroken(text) => {
            res.push_str("#box[");
            escape_into(text, res);
            res.push(']');
        }
        CellPiece::Breakable(text) => escape_breakable(text, res),
        CellPiece::Space => res.push(' '),
        CellPiece::Tie => res.push('~'),
    }
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
    fn a_title_has_its_seams_before_its_spaces() {
        let escape = |parts: &[TitlePart<'_>]| escape_title(parts, TitleLines::Measured);
        let whole = escape(&[TitlePart::Text("Giảm nghèo của xã A - B")]);
        assert_eq!(
            whole,
            [r"Giảm#seam(100) nghèo#seam(0) của#seam(40) xã#seam(40) A~\-#seam(100) B"]
        );
        let parts =
            [TitlePart::Text("Giảm "), TitlePart::Text("nghèo"), TitlePart::Apart("cũ")];
        assert_eq!(escape(&parts), ["Giảm#seam(100) ", "nghèo", "cũ"]);
    }

    #[test]
    fn the_words_of_a_title_that_flows_are_tied() {
        let parts = [TitlePart::Text("Giảm nghèo của xã bền vững")];
        assert_eq!(
            escape_title(&parts, TitleLines::Flowing),
            ["Giảm~nghèo của~xã~bền~vững"]
        );
    }

    #[test]
    fn no_more_is_tied_than_a_line_holds() {
        let text = "1 ".repeat(60) + "hộ";
        let [tied] = &escape_title(&[TitlePart::Text(&text)], TitleLines::Flowing)[..]
        else {
            panic!("one text gives one markup");
        };
        assert!(tied.split(' ').count() > 2, "{tied}");
        assert!(tied.split(' ').all(|part| part.len() <= LONGEST_TIED), "{tied}");
    }

    #[test]
    fn no_seam_stands_beside_a_blank() {
        let parts =
            [TitlePart::Text("số "), TitlePart::Blank, TitlePart::Text(" của xã A")];
        assert_eq!(
            escape_title(&parts, TitleLines::Measured),
            ["số~", "", "~của#seam(40) xã#seam(100) A"]
        );
    }

    #[test]
    fn a_string_ends_where_it_should() {
        assert_eq!(quote_literal(r#"a "b" \"#), r#""a \"b\" \\""#);
    }
}

//! Which stars of a line are marks, and which are stars.
//!
//! One star makes italics, two make bold, three both; four and more are always stars. A run
//! of stars is a mark by what stands at its two sides.
//!
//! | run | opens | closes |
//! |---|---|---|
//! | `*`, `***` | where a word begins: at the start of the line, after a blank, after a bracket or a quotation mark that opens | where a word ends: after anything but a blank or an opening sign, and not with a letter or figure at both sides |
//! | `**` | there, and within a word (`**Đ**iều`), but not between two figures | there, and within a word, but not between two figures |
//!
//! What opens has a letter, a figure, a value, an opening sign or a sign such as `+` right
//! behind it. So these print as they are typed: `Hộ nghèo (*)`, `20*40 m`, `5*`, `a * b`,
//! `"*"`, `tệp *.doc`.
//!
//! A mark that opens needs one that closes, on the same line. Two readings remain where
//!
//! - what could open stands while the same mark is open already: `*a *b*`;
//! - what could close stands behind a pair that is closed: `*a* b*`;
//! - a star opens right behind a sign that ends a word, and is closed: `số liệu:*ước tính*`;
//! - three stars close one mark, and two are none.
//!
//! Then the first such place of the line is told. A star behind a backslash is a star.

use super::token::Token;

/// What a run of stars does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct StarUse {
    /// Whether italics begin or end here.
    pub(super) italic: bool,
    /// Whether bold begins or ends here.
    pub(super) bold: bool,
    /// Why it may be meant otherwise.
    pub(super) doubt: Option<MarkDoubt>,
}

/// Why a run of stars cannot be read in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkDoubt {
    /// It opens, and nothing closes it: `*` or `**`.
    Unclosed(&'static str),
    /// It may be a mark, and may be a star.
    TwoReadings,
}

/// What stands beside a run of stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A blank, or an end of the line.
    Blank,
    /// A bracket or a quotation mark that opens.
    Opening,
    /// One that closes, a note, or, behind the run, a stop.
    Closing,
    Letter,
    Figure,
    /// A star behind a backslash, which can begin a word and end one.
    Escaped,
    Sign,
}

/// A run of stars with its sides.
struct StarRun {
    width: usize,
    before: Side,
    after: Side,
}

/// How far a run can open or close one of the two styles.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Reach {
    opens: bool,
    closes: bool,
    /// Whether it would open but for the sign that it follows.
    nearly_opens: bool,
}

/// What each run of stars of a line does, in their order.
pub(super) fn resolve_marks(line: &str) -> Vec<StarUse> {
    let runs = find_runs(line);
    let mut uses = vec![StarUse::default(); runs.len()];
    for index in pair_marks(&runs, &mut uses, "*") {
        uses[index].italic = true;
    }
    for index in pair_marks(&runs, &mut uses, "**") {
        uses[index].bold = true;
    }
    for (run, star_use) in runs.iter().zip(&mut uses) {
        let is_torn = run.width == 3 && star_use.italic != star_use.bold;
        if is_torn && star_use.doubt.is_none() {
            star_use.doubt = Some(MarkDoubt::TwoReadings);
        }
    }
    keep_first_doubt(&mut uses);
    uses
}

/// Of the places with two readings, the first is told: the others follow from it.
fn keep_first_doubt(uses: &mut [StarUse]) {
    let mut is_told = false;
    for star_use in uses {
        if star_use.doubt == Some(MarkDoubt::TwoReadings)
            && std::mem::replace(&mut is_told, true)
        {
            star_use.doubt = None;
        }
    }
}

/// The runs that begin or end one style, whose sign is `*` or `**`; notes the doubts.
fn pair_marks(runs: &[StarRun], uses: &mut [StarUse], sign: &'static str) -> Vec<usize> {
    let reaches: Vec<_> = runs.iter().map(|run| run.find_reach(sign.len())).collect();
    let last_closing = reaches.iter().rposition(|reach| reach.closes);
    let mut marks = Vec::new();
    let (mut is_open, mut has_pair) = (false, false);
    for (index, reach) in reaches.iter().enumerate() {
        let is_closed_later = last_closing.is_some_and(|last| last > index);
        let doubt = if is_open && reach.closes {
            (is_open, has_pair) = (false, true);
            marks.push(index);
            None
        } else if is_open {
            reach.opens.then_some(MarkDoubt::TwoReadings)
        } else if reach.opens && is_closed_later {
            is_open = true;
            marks.push(index);
            None
        } else if reach.opens {
            Some(MarkDoubt::Unclosed(sign))
        } else {
            let is_left_over = reach.closes && has_pair;
            let is_near = reach.nearly_opens && is_closed_later;
            (is_left_over || is_near).then_some(MarkDoubt::TwoReadings)
        };
        uses[index].doubt = uses[index].doubt.or(doubt);
    }
    marks
}

fn find_runs(line: &str) -> Vec<StarRun> {
    let mut tokens = Vec::new();
    let mut unread = line;
    while let Some(token) = Token::read(unread) {
        unread = &unread[token.width(unread)..];
        tokens.push(token);
    }
    let mut runs = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if let Token::Stars(width) = *token {
            let before = find_side_before(&tokens[..index]);
            let after = find_side_after(&tokens[index + 1..]);
            runs.push(StarRun { width, before, after });
        }
    }
    runs
}

/// The side that the last of some tokens makes for what follows them.
fn find_side_before(tokens: &[Token<'_>]) -> Side {
    match tokens {
        // A straight quotation mark opens where a word begins.
        [before @ .., Token::Char('"' | '\'')] => match find_side_before(before) {
            Side::Blank | Side::Opening => Side::Opening,
            _ => Side::Closing,
        },
        // A mark beside a quotation mark is as good as nothing.
        [before @ .., Token::Stars(_)] => find_side_before(before),
        [.., token] => find_side(*token),
        [] => Side::Blank,
    }
}

/// The side that the first of some tokens makes for what stands before them.
fn find_side_after(tokens: &[Token<'_>]) -> Side {
    match tokens {
        [Token::Char('"' | '\''), after @ ..] => match find_side_after(after) {
            Side::Blank | Side::Closing => Side::Closing,
            _ => Side::Opening,
        },
        [Token::Stars(_), after @ ..] => find_side_after(after),
        // A stop belongs to the word before it.
        [Token::Char('.' | ',' | ';' | ':' | '!' | '?' | '/'), ..] => Side::Closing,
        [token, ..] => find_side(*token),
        [] => Side::Blank,
    }
}

fn find_side(token: Token<'_>) -> Side {
    match token {
        Token::Char(c) if c.is_whitespace() => Side::Blank,
        Token::Char('(' | '[' | '{' | '“' | '‘' | '„' | '‚' | '«' | '‹')
        | Token::Escape("[" | "{{") => Side::Opening,
        Token::Char(')' | ']' | '}' | '”' | '’' | '»' | '›') | Token::Note(_) => {
            Side::Closing
        }
        Token::Char(c) if c.is_numeric() => Side::Figure,
        Token::Char(c) if c.is_alphabetic() => Side::Letter,
        Token::Value(_) => Side::Letter,
        Token::Escape(_) => Side::Escaped,
        Token::Char(_) | Token::Stars(_) => Side::Sign,
    }
}

impl StarRun {
    /// What it can do as a mark of so many stars.
    fn find_reach(&self, width: usize) -> Reach {
        let is_mark = self.width == width || self.width == 3;
        let is_word = |side| matches!(side, Side::Letter | Side::Figure);
        let has_start =
            matches!(self.before, Side::Blank | Side::Opening | Side::Escaped);
        let has_word_behind = !matches!(self.after, Side::Blank | Side::Closing);
        let has_end = !matches!(self.before, Side::Blank | Side::Opening);
        let is_between_figures =
            self.before == Side::Figure && self.after == Side::Figure;
        let is_within = is_word(self.before) && is_word(self.after);
        let is_possible_within =
            if self.width == 2 { !is_between_figures } else { !is_within };
        Reach {
            opens: is_mark
                && has_word_behind
                && (has_start || self.width == 2 && is_possible_within),
            closes: is_mark && has_end && is_possible_within,
            nearly_opens: is_mark && has_word_behind && !has_start && !is_within,
        }
    }
}

//! Walks through a file line by line: what is structure, and what is text.

use super::character::{is_blank, is_dash_like, is_hash_like, is_strange_blank};
use super::finding::{Lookalike, Role};
use super::flow::Level;
use super::key::{Expected, FoundKey, find_key, is_key_text};
use super::quote::{find_curled_close, find_curled_text, find_straight_close, is_end};
use super::rewrite::Edit;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// What was found.
#[derive(Default)]
pub(super) struct Scanned {
    /// What the parser reads in place of what is written.
    pub(super) edits: Vec<Edit>,
    /// Characters that look like others.
    pub(super) lookalikes: Vec<Lookalike>,
    /// Text that is read as nothing.
    pub(super) unreadable: Vec<Span>,
    /// Other findings.
    pub(super) found: Vec<Diagnostic>,
}

/// A line of the file.
pub(super) struct Line<'a> {
    /// Its first byte in the file.
    pub(super) start: usize,
    /// Without its line end.
    pub(super) text: &'a str,
    number: usize,
    /// How many plain spaces it begins with.
    spaces: usize,
    /// How many blanks of any kind it begins with.
    width: usize,
    /// Its first byte that is no blank.
    body: usize,
}

impl<'a> Line<'a> {
    fn new(source: &'a Source, number: usize) -> Self {
        let span = source.line(number);
        let text = source.slice(span);
        let body = text.len() - text.trim_start_matches(is_blank).len();
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let width = text[..body].chars().count();
        Self { start: span.start, text, number, spaces, width, body }
    }

    fn is_empty(&self) -> bool {
        self.body == self.text.len()
    }

    /// The text from a byte on.
    pub(super) fn after(&self, byte: usize) -> &'a str {
        self.text.get(byte..).unwrap_or_default()
    }
}

/// Lines below, among which an item with a true dash is looked for.
const MOST_ITEMS: usize = 64;

/// A text after `|` or `>`.
struct BlockText {
    /// Its lines begin in this column at least.
    least: usize,
    /// The column of its first line.
    column: Option<usize>,
}

/// The blanks behind a dash.
struct DashGap {
    /// The byte behind them.
    end: usize,
    /// How many columns they take.
    width: usize,
}

/// Where the reading stands.
pub(super) struct LineScanner<'a> {
    pub(super) source: &'a Source,
    pub(super) scanned: Scanned,
    block: Option<BlockText>,
    /// The straight quote of a text that goes on in the next line.
    pub(super) quote: Option<char>,
    /// The brackets that are open, the outermost first.
    pub(super) brackets: Vec<Level>,
    /// A text without quotes goes on in lines that begin in this column or behind.
    plain: Option<usize>,
    /// The columns of the dashes that are open.
    lists: Vec<usize>,
    /// Up to this byte of the file all is read already.
    pub(super) read_up_to: usize,
    /// The columns of the keys that are open.
    columns: Vec<usize>,
}

impl<'a> LineScanner<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self {
            source,
            scanned: Scanned::default(),
            block: None,
            quote: None,
            brackets: Vec::new(),
            plain: None,
            lists: Vec::new(),
            read_up_to: 0,
            columns: Vec::new(),
        }
    }

    pub(super) fn scan(&mut self) {
        for number in 1..=self.source.line_count() {
            let line = Line::new(self.source, number);
            self.scan_line(&line);
        }
    }

    pub(super) fn finish(self) -> Scanned {
        self.scanned
    }

    fn scan_line(&mut self, line: &Line<'a>) {
        if let Some(quote) = self.quote.take() {
            return self.scan_quoted_rest(line, quote);
        }
        if self.scan_block_line(line) {
            return;
        }
        if !self.brackets.is_empty() {
            return self.scan_brackets(line, 0);
        }
        let goes_on = self.plain.is_some_and(|least| line.width >= least);
        if line.is_empty() || !goes_on {
            self.note_blanks(line, 0, line.body, Role::Indent);
        } else {
            let is_short = self.plain.is_some_and(|least| line.spaces < least);
            if is_short || line.after(line.body).starts_with('#') {
                self.note_blanks(line, 0, line.body, Role::Indent);
            }
            return self.scan_comment(line, line.body);
        }
        if !line.is_empty() {
            self.plain = None;
            self.scan_structure(line);
        }
    }

    /// A line of a text after `|`; whether it is one.
    fn scan_block_line(&mut self, line: &Line<'_>) -> bool {
        let Some(block) = &mut self.block else { return false };
        let needed = block.column.unwrap_or(block.least);
        if line.is_empty() || line.width >= block.least {
            let is_short = line.spaces < needed;
            if !line.is_empty() {
                let column = if is_short { line.width } else { line.spaces };
                block.column.get_or_insert(column);
            }
            if is_short {
                self.note_blanks(line, 0, line.body, Role::Indent);
            }
            return true;
        }
        self.block = None;
        false
    }

    /// A line that begins with a dash, a key or a value.
    fn scan_structure(&mut self, line: &Line<'a>) {
        let mut byte = line.body;
        let mut column = line.width;
        let mut least = None;
        self.columns.retain(|open| *open <= column);
        self.lists.retain(|open| *open <= column);
        while let Some(gap) = self.scan_dash(line, byte) {
            least = Some(column + 1);
            self.lists.push(column);
            column += 1 + gap.width;
            self.columns.retain(|open| *open < column);
            self.lists.retain(|open| *open < column);
            byte = gap.end;
        }
        let rest = line.after(byte);
        if rest.is_empty() || rest.starts_with('#') {
            return;
        }
        if let Some(sign) = rest.chars().next().filter(|c| is_hash_like(*c)) {
            return self.replace(line, byte, sign, Role::Hash, "#");
        }
        let is_mark = ["---", "...", "%"].iter().any(|mark| line.text.starts_with(mark));
        let must_be_key =
            least.is_none() && (column == 0 || self.columns.last() == Some(&column));
        let expected = if must_be_key || self.has_sibling(line.number, column) {
            Expected::Key
        } else {
            Expected::KeyOrText
        };
        if let Some(key) = find_key(rest, expected) {
            self.note_key(line, byte, key);
            if self.columns.last() != Some(&column) {
                self.columns.push(column);
            }
            return self.scan_value(line, byte + key.end(), column + 1, Role::AfterColon);
        }
        if must_be_key || is_mark {
            // What is wrong here is told by the parser; it begins no text.
            return;
        }
        let above = self.columns.last().filter(|open| **open < column);
        let least = least.or_else(|| above.map(|open| open + 1));
        self.scan_value(line, byte, least.unwrap_or_default(), Role::AfterDash);
    }

    /// A dash before an item, or what stands for one at the start of a line; the blanks
    /// behind it.
    fn scan_dash(&mut self, line: &Line<'_>, byte: usize) -> Option<DashGap> {
        let rest = line.after(byte);
        let dash = rest.chars().next()?;
        let start = byte + dash.len_utf8();
        let after = line.after(start);
        let is_dash = dash == '-' || (byte == line.body && is_dash_like(dash));
        if !is_dash || !(after.is_empty() || after.starts_with(is_blank)) {
            return None;
        }
        if dash != '-' {
            if !self.stands_in_list(line, byte + dash.len_utf8()) {
                // Text that was meant as a list, or text: nobody can tell, so that it is
                // told and read as neither.
                self.note(line, byte, dash, Role::Dash);
                let place =
                    Span::new(line.start + byte, line.start + byte + dash.len_utf8());
                self.scanned.unreadable.push(place);
                return None;
            }
            self.replace(line, byte, dash, Role::Dash, "-");
        }
        Some(self.scan_dash_gap(line, start))
    }

    /// The blanks behind a dash. A strange one between true blanks and a key has been
    /// taken for the first letter of the key: where the next line is in the column of the
    /// true ones, it is left out.
    fn scan_dash_gap(&mut self, line: &Line<'_>, start: usize) -> DashGap {
        let after = line.after(start);
        let item = after.trim_start_matches(is_blank);
        let end = line.text.len() - item.len();
        let blanks = &line.text[start..end];
        let width = blanks.chars().count();
        let is_structure = item.starts_with(['[', '{', '"', '\'', '|', '>', '-', '#'])
            || find_key(item, Expected::KeyOrText).is_some();
        if !is_structure && !after.starts_with(is_strange_blank) {
            return DashGap { end, width };
        }
        let plain = blanks.trim_start_matches(' ').chars().count();
        let column = line.text[..start].chars().count() + width - plain;
        let is_left_out = after.starts_with(' ')
            && blanks.trim_start_matches(' ').chars().all(is_strange_blank)
            && self.find_next_line(line.number).is_some_and(|next| next.width == column);
        if !is_left_out {
            self.note_blanks(line, start, end, Role::AfterDash);
            return DashGap { end, width };
        }
        for (at, sign) in blanks.char_indices().filter(|(_, c)| is_strange_blank(*c)) {
            self.replace(line, start + at, sign, Role::AfterDash, "");
        }
        DashGap { end, width: width - plain }
    }

    /// The next line with text, if it is near.
    fn find_next_line(&self, number: usize) -> Option<Line<'a>> {
        let below = number + 1..=self.source.line_count().min(number + 4);
        below.map(|number| Line::new(self.source, number)).find(|line| !line.is_empty())
    }

    /// Whether what looks like a dash begins an item for certain: a key follows it, or
    /// items with true dashes stand in its column.
    fn stands_in_list(&self, line: &Line<'_>, byte: usize) -> bool {
        let item = line.after(byte).trim_start_matches(is_blank);
        let has_key = find_key(item, Expected::Key)
            .is_some_and(|key| is_key_text(&item[..key.text_end], Expected::Key));
        let below_its_key = self.columns.last() == Some(&line.width);
        if has_key || below_its_key || self.lists.contains(&line.width) {
            return true;
        }
        let below = (line.number + 1..=self.source.line_count()).take(MOST_ITEMS);
        below
            .map(|number| Line::new(self.source, number))
            .take_while(|below| below.is_empty() || below.width >= line.width)
            .any(|below| {
                below.width == line.width && below.after(below.body).starts_with("- ")
            })
    }

    /// Whether a key stands in the same column on the next line with text: what stands
    /// here is then a key too.
    fn has_sibling(&self, number: usize, column: usize) -> bool {
        let Some(line) = self.find_next_line(number) else { return false };
        let body = line.after(line.body);
        let key = find_key(body, Expected::Key);
        line.width == column
            && key.is_some_and(|key| is_key_text(&body[..key.text_end], Expected::Key))
    }

    /// What is wrong with the colon of a key, and with the blanks around it.
    pub(super) fn note_key(&mut self, line: &Line<'_>, byte: usize, key: FoundKey) {
        self.note_blanks(line, byte + key.text_end, byte + key.colon, Role::BeforeColon);
        if key.sign != ':' {
            let is_followed = line.after(byte + key.end()).starts_with(' ');
            let text = if is_followed { ":" } else { ": " };
            self.replace(line, byte + key.colon, key.sign, Role::Colon, text);
        }
    }

    /// What stands after a colon or a dash; text goes on in lines from `least` on.
    fn scan_value(&mut self, line: &Line<'a>, byte: usize, least: usize, role: Role) {
        let rest = line.after(byte);
        let value = rest.trim_start_matches(is_blank);
        let start = line.text.len() - value.len();
        let is_structure =
            value.is_empty() || value.starts_with(['[', '{', '"', '\'', '|', '>', '#']);
        if is_structure || rest.starts_with(is_strange_blank) {
            self.note_blanks(line, byte, start, role);
        }
        match value.chars().next() {
            None | Some('#') => {}
            Some('"' | '\'') => self.scan_quoted(line, start),
            Some('|' | '>') => self.scan_block_header(line, start, least),
            Some('[' | '{') if value.starts_with("{{") => {}
            Some('[' | '{') => self.scan_brackets(line, start),
            Some(sign) if self.opens_brackets(sign, value) => {
                self.scan_brackets(line, start)
            }
            Some(_) => {
                if self.scan_curled(line, start, false).is_none() {
                    self.plain = Some(least);
                    self.scan_comment(line, start);
                }
            }
        }
    }

    /// `|` with its signs, after which only a comment may stand.
    fn scan_block_header(&mut self, line: &Line<'a>, byte: usize, least: usize) {
        let after = line.after(byte + 1);
        let rest = after
            .trim_start_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
        if !is_end(rest, false) {
            return;
        }
        self.block = Some(BlockText { least, column: None });
        self.scan_after(line, line.text.len() - rest.len());
    }

    /// A text that a straight quote opens; the byte after it where it is closed here.
    pub(super) fn find_quoted_end(
        &mut self,
        line: &Line<'_>,
        byte: usize,
    ) -> Option<usize> {
        let rest = line.after(byte);
        let in_brackets = !self.brackets.is_empty();
        let straight = find_straight_close(rest);
        let is_closed = straight.is_some_and(|end| is_end(&rest[end..], in_brackets));
        let curled = if is_closed { None } else { find_curled_close(rest, in_brackets) };
        if let Some(close) = curled {
            let sign = rest[close..].chars().next()?;
            let text = if rest.starts_with('"') { "\"" } else { "'" };
            self.replace(line, byte + close, sign, Role::ClosingQuote, text);
            return Some(byte + close + sign.len_utf8());
        }
        if straight.is_none() {
            self.quote = rest.chars().next();
        }
        straight.map(|end| byte + end)
    }

    fn scan_quoted(&mut self, line: &Line<'a>, byte: usize) {
        if let Some(end) = self.find_quoted_end(line, byte) {
            self.scan_after(line, end);
        }
    }

    /// The rest of a text in quotes that began on a line above.
    fn scan_quoted_rest(&mut self, line: &Line<'a>, quote: char) {
        let quoted = format!("{quote}{}", line.text);
        match find_straight_close(&quoted) {
            Some(end) if self.brackets.is_empty() => self.scan_after(line, end - 1),
            Some(end) => self.scan_brackets(line, end - 1),
            None => self.quote = Some(quote),
        }
    }

    /// What stands after something that is closed: blanks, and a comment.
    pub(super) fn scan_after(&mut self, line: &Line<'_>, byte: usize) {
        let rest = line.after(byte);
        let next = rest.trim_start_matches(is_blank);
        if next.is_empty() || next.starts_with('#') {
            self.note_blanks(line, byte, line.text.len() - next.len(), Role::AfterValue);
        }
    }

    /// A text without quotes: whether a comment was meant to end it.
    fn scan_comment(&mut self, line: &Line<'_>, byte: usize) {
        let rest = line.after(byte);
        for (at, sign) in rest.char_indices() {
            let before = rest[..at].trim_end_matches(is_blank);
            let after = &rest[at + sign.len_utf8()..];
            if before.len() == at || !(sign == '#' || is_hash_like(sign)) {
                continue;
            }
            if sign == '#' && rest[..at].ends_with([' ', '\t']) {
                return;
            }
            if after.is_empty() || after.starts_with(is_blank) {
                self.note_blanks(
                    line,
                    byte + before.len(),
                    byte + at,
                    Role::BeforeComment,
                );
                if sign != '#' {
                    self.replace(line, byte + at, sign, Role::Hash, "#");
                }
                return;
            }
        }
    }

    /// A text whose curled quotes were meant as quotes; the byte after it, if it is one.
    pub(super) fn scan_curled(
        &mut self,
        line: &Line<'_>,
        byte: usize,
        in_brackets: bool,
    ) -> Option<usize> {
        let rest = line.after(byte);
        let open = rest.chars().next()?;
        let text = find_curled_text(rest, in_brackets)?;
        let close = rest[text.close..].chars().next()?;
        let end = byte + text.end;
        if text.close + close.len_utf8() == text.end {
            self.replace(line, byte, open, Role::Quote, "\"");
            self.edit(line, byte + text.close, end, "\"");
            let inner = Span::new(byte + open.len_utf8(), byte + text.close);
            self.soften(inner.shifted(line.start));
        } else {
            // The pair within the text stays; quotes go around the whole.
            self.note(line, byte, open, Role::Quote);
            self.wrap(Span::new(byte, end).shifted(line.start));
        }
        Some(end)
    }

    /// Straight quotes around a text that has none.
    pub(super) fn wrap(&mut self, text: Span) {
        for at in [text.start, text.end] {
            self.scanned.edits.push(Edit { span: Span::new(at, at), text: "\"" });
        }
        self.soften(text);
    }

    /// What would end a text in straight quotes is read as what does not.
    fn soften(&mut self, text: Span) {
        for (at, sign) in self.source.slice(text).char_indices() {
            let text_for_sign = match sign {
                '"' => "'",
                '\\' => "/",
                _ => continue,
            };
            let span = Span::new(text.start + at, text.start + at + 1);
            self.scanned.edits.push(Edit { span, text: text_for_sign });
        }
    }

    /// Every blank of a stretch that YAML reads as a letter.
    pub(super) fn note_blanks(
        &mut self,
        line: &Line<'_>,
        start: usize,
        end: usize,
        role: Role,
    ) {
        let Some(blanks) = line.text.get(start..end) else { return };
        for (at, sign) in blanks.char_indices().filter(|(_, c)| is_strange_blank(*c)) {
            self.replace(line, start + at, sign, role, " ");
        }
    }

    /// A character that is told, with what the parser reads in its place.
    pub(super) fn replace(
        &mut self,
        line: &Line<'_>,
        byte: usize,
        sign: char,
        role: Role,
        text: &'static str,
    ) {
        self.note(line, byte, sign, role);
        self.edit(line, byte, byte + sign.len_utf8(), text);
    }

    fn note(&mut self, line: &Line<'_>, byte: usize, character: char, role: Role) {
        let start = line.start + byte;
        let span = Span::new(start, start + character.len_utf8());
        self.scanned.lookalikes.push(Lookalike { span, character, role });
    }

    pub(super) fn edit(
        &mut self,
        line: &Line<'_>,
        start: usize,
        end: usize,
        text: &'static str,
    ) {
        let span = Span::new(start, end).shifted(line.start);
        self.scanned.edits.push(Edit { span, text });
    }
}

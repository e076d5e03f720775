//! Walks through a file line by line: what is structure, and what is text.

use super::character::{is_blank, is_dash_like, is_hash_like, is_strange_blank};
use super::finding::Role;
use super::key::{Expected, FoundKey, find_key, is_key_text};
use super::state::{Line, LineScanner};
use crate::source::Span;

/// Lines below, among which an item with a true dash is looked for.
const MOST_ITEMS: usize = 64;

/// The blanks behind a dash.
struct DashGap {
    /// The byte behind them.
    end: usize,
    /// How many columns they take.
    width: usize,
}

impl<'a> LineScanner<'a> {
    pub(super) fn scan(&mut self) {
        for number in 1..=self.source.line_count() {
            let line = Line::new(self.source, number);
            self.scan_line(&line);
        }
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
        for (offset, sign) in blanks.char_indices().filter(|(_, c)| is_strange_blank(*c))
        {
            self.replace(line, start + offset, sign, Role::AfterDash, "");
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
}

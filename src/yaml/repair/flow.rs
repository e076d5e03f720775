//! Walks through lists and groups in brackets.

use super::super::trap;
use super::character::{
    find_bracket, is_blank, is_colon_like, is_comma_like, is_strange_blank,
};
use super::finding::Role;
use super::key::{Expected, find_key, is_key_text};
use super::state::{ItemState, Level, Line, LineScanner};
use crate::source::Span;

impl<'a> LineScanner<'a> {
    /// Whether a wide bracket opens a list or a group: it begins the value, which ends
    /// with one or goes on in the next line.
    pub(super) fn opens_brackets(&self, sign: char, value: &str) -> bool {
        let Some(bracket @ ('[' | '{')) = find_bracket(sign) else { return false };
        let close = if bracket == '[' { ']' } else { '}' };
        let inner = &value[sign.len_utf8()..];
        let last = value.trim_end_matches(is_blank).chars().next_back();
        let is_closed =
            last.is_some_and(|c| c == close || find_bracket(c) == Some(close));
        !inner.starts_with(sign) && (inner.trim().is_empty() || is_closed)
    }

    /// A line in brackets, from a byte on, and what stands after the last of them.
    pub(super) fn scan_brackets(&mut self, line: &Line<'a>, start: usize) {
        let read = self.read_up_to.saturating_sub(line.start);
        let mut byte = start.max(read.min(line.text.len()));
        while let Some(sign) = line.after(byte).chars().next() {
            match self.brackets.last().copied() {
                None if byte == start => byte = self.open_bracket(line, byte, sign),
                None => return self.scan_after(line, byte),
                Some(level) => byte = self.scan_sign(line, byte, sign, level),
            }
        }
    }

    /// One sign in brackets; the byte after what it begins.
    fn scan_sign(
        &mut self,
        line: &Line<'a>,
        byte: usize,
        sign: char,
        level: Level,
    ) -> usize {
        let rest = line.after(byte);
        if is_blank(sign) {
            return self.scan_gap(line, byte, level);
        }
        if rest.starts_with("{{") {
            return self.scan_braces(line, byte, level);
        }
        match sign {
            '"' | '\'' if level.is_before_text() => {
                self.begin_text(line, byte);
                let end = self.find_quoted_end(line, byte);
                return end.unwrap_or(line.text.len());
            }
            '[' | '{' => return self.open_bracket(line, byte, sign),
            ']' | '}' => {
                self.brackets.pop();
                return byte + 1;
            }
            ',' => {
                self.set_item(ItemState::Start);
                return byte + 1;
            }
            ':' if matches!(level.item, ItemState::First(_))
                && is_end_of_key(line, byte) =>
            {
                self.set_item(ItemState::ValueStart);
                return byte + 1;
            }
            _ => {}
        }
        if let Some(bracket) = find_bracket(sign) {
            return self.scan_wide_bracket(line, byte, sign, bracket);
        }
        if is_comma_like(sign)
            && level.in_text == 0
            && is_separator(level, line, byte, sign)
        {
            self.replace(line, byte, sign, Role::Comma, ", ");
            self.set_item(ItemState::Start);
            return byte + sign.len_utf8();
        }
        if level.is_before_text() {
            return self.scan_first_letter(line, byte, sign, level);
        }
        byte + sign.len_utf8()
    }

    /// The first letter of an item or of its value: a key, a text in curled quotes, or
    /// just text.
    fn scan_first_letter(
        &mut self,
        line: &Line<'a>,
        byte: usize,
        sign: char,
        level: Level,
    ) -> usize {
        let rest = line.after(byte);
        if level.item == ItemState::Start {
            let stop = rest.find([',', '[', ']', '{', '}']).unwrap_or(rest.len());
            let part = &rest[..stop];
            let key = find_key(part, level.expected());
            let is_colon = |c: char| c == ':' || is_colon_like(c);
            if let Some(key) = key.filter(|key| part[key.colon..].starts_with(is_colon)) {
                self.note_key(line, byte, key);
                self.set_item(ItemState::ValueStart);
                return byte + key.end();
            }
        }
        self.begin_text(line, byte);
        let end = self.scan_curled(line, byte, true);
        end.unwrap_or(byte + sign.len_utf8())
    }

    /// Blanks in brackets, and a comment behind them.
    fn scan_gap(&mut self, line: &Line<'a>, byte: usize, level: Level) -> usize {
        let rest = line.after(byte);
        let next = rest.trim_start_matches(is_blank);
        let end = line.text.len() - next.len();
        let is_comment = next.starts_with('#');
        if is_comment && rest[..end - byte].ends_with([' ', '\t']) {
            return line.text.len();
        }
        if is_comment && is_end_of_sign(&next[1..]) {
            self.note_blanks(line, byte, end, Role::BeforeComment);
            return line.text.len();
        }
        let is_structure = next.starts_with(['[', '{', '"', '\'']);
        let is_key = level.item == ItemState::Start && level.open == '{';
        let is_first =
            level.item == ItemState::ValueStart && rest.starts_with(is_strange_blank);
        if self.is_behind_closed(level) {
            self.note_blanks(line, byte, end, Role::AfterValue);
        } else if byte == 0 && level.is_before_text() {
            self.note_blanks(line, byte, end, Role::Indent);
        } else if is_first {
            self.note_blanks(line, byte, end, Role::AfterColon);
        } else if (is_structure && level.is_before_text()) || is_key {
            self.note_blanks(line, byte, end, Role::BeforeItem);
        }
        end
    }

    /// Whether the part that stands before is closed: a text in quotes, or brackets.
    fn is_behind_closed(&self, level: Level) -> bool {
        let (ItemState::First(start) | ItemState::Value(start)) = level.item else {
            return false;
        };
        let part = self.source.text().get(start..).unwrap_or_default();
        part.chars().next().is_some_and(|c| {
            matches!(c, '"' | '\'' | '[' | '{') || find_bracket(c).is_some()
        }) && !part.starts_with("{{")
    }

    fn open_bracket(&mut self, line: &Line<'a>, byte: usize, sign: char) -> usize {
        self.begin_text(line, byte);
        let open = find_bracket(sign).unwrap_or(sign);
        if open != sign {
            let text = if open == '[' { "[" } else { "{" };
            self.replace(line, byte, sign, Role::Bracket(open), text);
        }
        self.brackets.push(Level { open, item: ItemState::Start, in_text: 0 });
        byte + sign.len_utf8()
    }

    /// A wide bracket: one of YAML's where an item begins or a bracket waits for it, else
    /// a letter.
    fn scan_wide_bracket(
        &mut self,
        line: &Line<'a>,
        byte: usize,
        sign: char,
        bracket: char,
    ) -> usize {
        let after = byte + sign.len_utf8();
        let Some(level) = self.brackets.last_mut() else { return after };
        let opens = matches!(bracket, '[' | '{');
        if opens && level.is_before_text() {
            return self.open_bracket(line, byte, sign);
        }
        if opens {
            level.in_text += 1;
            return after;
        }
        if level.in_text > 0 {
            level.in_text -= 1;
            return after;
        }
        let is_pair = matches!((level.open, bracket), ('[', ']') | ('{', '}'));
        if is_pair {
            let text = if bracket == ']' { "]" } else { "}" };
            self.replace(line, byte, sign, Role::Bracket(bracket), text);
            self.brackets.pop();
        }
        after
    }

    /// A bare `{{ … }}`: the item in which it stands is read as if it had its quotes.
    fn scan_braces(&mut self, line: &Line<'a>, byte: usize, level: Level) -> usize {
        let start = match level.item {
            ItemState::First(start) | ItemState::Value(start) => start,
            ItemState::Start | ItemState::ValueStart => line.start + byte,
        };
        let braces = line.start + byte;
        let unread = self.source.text().get(braces..).unwrap_or_default();
        let end = braces + find_item_end(unread, level.open);
        self.begin_text(line, byte);
        let place = Span::new(braces, braces + 2);
        self.scanned.found.push(trap::report_braces_in_brackets(place));
        self.wrap(Span::new(start, end));
        self.read_up_to = end;
        end.saturating_sub(line.start).min(line.text.len())
    }

    fn set_item(&mut self, item: ItemState) {
        if let Some(level) = self.brackets.last_mut() {
            level.item = item;
            level.in_text = 0;
        }
    }

    /// Notes that the text of an item or of its value has begun.
    fn begin_text(&mut self, line: &Line<'_>, byte: usize) {
        let start = line.start + byte;
        if let Some(level) = self.brackets.last_mut() {
            level.item = match level.item {
                ItemState::Start => ItemState::First(start),
                ItemState::ValueStart => ItemState::Value(start),
                item => item,
            };
        }
    }
}

/// Whether the colon at a byte ends a key: a blank follows, or the key is in quotes.
fn is_end_of_key(line: &Line<'_>, byte: usize) -> bool {
    let after = line.after(byte + 1);
    let quoted = line.text.get(..byte).is_some_and(|text| text.ends_with(['"', '\'']));
    quoted || is_end_of_sign(after) || after.starts_with([',', ']', '}'])
}

fn is_end_of_sign(after: &str) -> bool {
    after.is_empty() || after.starts_with(is_blank)
}

/// Whether a wide comma stands between items: in a list always, in a group where a key
/// follows.
fn is_separator(level: Level, line: &Line<'_>, byte: usize, sign: char) -> bool {
    let next = line.after(byte + sign.len_utf8()).trim_start_matches(is_blank);
    level.open == '['
        || find_key(next, Expected::Key)
            .is_some_and(|key| is_key_text(&next[..key.text_end], Expected::Key))
}

/// Where an item ends that has a `{{ … }}` in it: at a bracket that closes, or at a comma.
/// In a group a comma ends it only before a key. It goes on in the next line, unless that
/// begins something of its own.
fn find_item_end(text: &str, open: char) -> usize {
    let mut byte = 0;
    while let Some(sign) = text[byte..].chars().next() {
        let rest = &text[byte..];
        let after = &rest[sign.len_utf8()..];
        if let Some(braces) = rest.strip_prefix("{{") {
            let inner = braces.split('\n').next().unwrap_or_default();
            byte += 2 + inner.find("}}").map_or(0, |close| close + 2);
            continue;
        }
        let is_last = match sign {
            ']' | '}' => true,
            ',' => open == '[' || is_before_key(after),
            '\n' => is_before_part(after),
            _ => false,
        };
        if is_last {
            break;
        }
        byte += sign.len_utf8();
    }
    text[..byte].trim_end().len()
}

/// Whether a key follows in a group, on this line or the next, or nothing at all.
fn is_before_key(text: &str) -> bool {
    let line = text.trim_start().split('\n').next().unwrap_or_default();
    line.is_empty()
        || line.starts_with(['}', ']', '#'])
        || find_key(line, Expected::Key)
            .is_some_and(|key| is_key_text(&line[..key.text_end], Expected::Key))
}

/// Whether a line begins something of its own.
fn is_before_part(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or_default().trim_start_matches(is_blank);
    line.starts_with("- ") || is_before_key(line)
}

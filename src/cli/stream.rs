//! The streams of the program. Whatever is printed goes through here, so that nothing that
//! a form, a data file or a file name holds is obeyed by a terminal or by the log of a build
//! machine: signs that are not seen are made visible, and no line looks like a command.
//!
//! A line end inside a value would be one of ours here. So values are made visible where
//! they enter a line (`language::show_hidden`, `diagnostic::MessageText`); this is the last
//! guard, for what was forgotten there.

use std::fmt;
use std::io::{self, Write};

use crate::diagnostic::Paint;
use crate::language;

/// Goes to the beginning of the line of a terminal and empties it.
const CLEAR_LINE: &str = "\r\u{1b}[2K";

/// A stream to a terminal, a file or a pipe. Lines go out when they are whole, the last one
/// with [`Self::flush`].
pub(crate) struct GuardedStream<'a> {
    to: &'a mut dyn Write,
    /// The line that is not whole yet.
    line: Vec<u8>,
}

/// What a line may hold beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineKind {
    /// Nothing.
    Text,
    /// Colours of our own.
    Painted,
    /// It is a command for GitHub.
    Command,
}

impl<'a> GuardedStream<'a> {
    pub(crate) fn new(to: &'a mut dyn Write) -> Self {
        Self { to, line: Vec::new() }
    }

    /// What `write!` and `writeln!` call, without a trait to be named.
    pub(crate) fn write_fmt(&mut self, text: fmt::Arguments<'_>) -> io::Result<()> {
        Write::write_fmt(self, text)
    }

    /// Whole lines that may have colours, where there are any.
    pub(crate) fn write_painted(&mut self, text: &str, paint: Paint) -> io::Result<()> {
        match paint {
            Paint::Plain => self.write_all(text.as_bytes()),
            Paint::Colour => self.write_lines(text, LineKind::Painted),
        }
    }

    /// Whole lines that are commands for GitHub.
    pub(crate) fn write_commands(&mut self, text: &str) -> io::Result<()> {
        self.write_lines(text, LineKind::Command)
    }

    /// Puts a text in the place of the line of a terminal.
    pub(crate) fn replace_line(&mut self, text: &str) -> io::Result<()> {
        self.end_line()?;
        let text = language::show_hidden(text);
        self.to.write_all(format!("{CLEAR_LINE}{text}").as_bytes())?;
        self.to.flush()
    }

    fn write_lines(&mut self, text: &str, kind: LineKind) -> io::Result<()> {
        self.end_line()?;
        let mut shown = String::with_capacity(text.len());
        for line in text.lines() {
            push_line(&mut shown, line.as_bytes(), kind);
            shown.push('\n');
        }
        self.to.write_all(shown.as_bytes())
    }

    /// Sends what there is of a line.
    fn end_line(&mut self) -> io::Result<()> {
        let mut shown = String::new();
        push_line(&mut shown, &std::mem::take(&mut self.line), LineKind::Text);
        self.to.write_all(shown.as_bytes())
    }
}

impl Write for GuardedStream<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut shown = String::new();
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part.strip_suffix(b"\n").unwrap_or(part));
            if part.ends_with(b"\n") {
                push_line(&mut shown, &std::mem::take(&mut self.line), LineKind::Text);
                shown.push('\n');
            }
        }
        self.to.write_all(shown.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.end_line()?;
        self.to.flush()
    }
}

/// Adds a line as it goes out: in UTF-8, no sign hidden, and no command that is not ours.
/// The line end of Windows is one of ours.
fn push_line(to: &mut String, line: &[u8], kind: LineKind) {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let start = to.len();
    for chunk in line.utf8_chunks() {
        match kind {
            LineKind::Painted => push_painted(to, chunk.valid()),
            LineKind::Text | LineKind::Command => {
                to.push_str(&language::show_hidden_in_lines(chunk.valid()));
            }
        }
        for byte in chunk.invalid() {
            to.push_str(&format!("<{byte:02X}>"));
        }
    }
    let blanks = to[start..].len() - to[start..].trim_start().len();
    if kind != LineKind::Command && to[start + blanks..].starts_with("::") {
        // ` ::: tệp` of a finding is no command: none has a colon before its name.
        if !to[start + blanks..].starts_with("::: ") {
            to.insert(start + blanks + 1, ' ');
        }
    }
}

/// Adds a text with its colours: `ESC [ … m` and nothing else that begins with ESC.
fn push_painted(to: &mut String, text: &str) {
    let mut parts = text.split('\u{1b}');
    to.push_str(&language::show_hidden_in_lines(parts.next().unwrap_or_default()));
    for part in parts {
        match split_colour(part) {
            Some((colour, rest)) => {
                to.push('\u{1b}');
                to.push_str(colour);
                to.push_str(&language::show_hidden_in_lines(rest));
            }
            None => {
                language::push_visible(to, '\u{1b}');
                to.push_str(&language::show_hidden_in_lines(part));
            }
        }
    }
}

/// What stands behind an ESC as a colour and the text after it.
fn split_colour(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('[')?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    let rest = rest.strip_prefix('m')?;
    Some(text.split_at(text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    /// What comes out of a text that is written in pieces.
    fn pass(pieces: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut stream = GuardedStream::new(&mut out);
        for piece in pieces {
            stream.write_all(piece).unwrap();
        }
        stream.flush().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_a_terminal_would_obey_goes_out_as_signs() {
        assert_eq!(
            pass(&["a\u{1b}[31mb\r\nc\rd\u{9b}\t".as_bytes()]),
            "a␛[31mb\nc␍d<U+009B>\t"
        );
        assert_eq!(pass(&[b"X\xe3 \x9b[2J", b" \n"]), "X<E3> <9B>[2J \n");
        // A letter may come in two pieces.
        assert_eq!(pass(&[b"\xe1\xbb", b"\xaf\n"]), "ữ\n");
    }

    #[test]
    fn no_line_is_a_command_of_a_log_unless_it_is_meant_as_one() {
        assert_eq!(
            pass(&[b"::error::a\n  :", b":add-mask::b\nc ::x"]),
            ": :error::a\n  : :add-mask::b\nc ::x"
        );
        assert_eq!(
            pass(&[b" ::: a.yaml:1:2\n##[group]a ##vso[x]\n"]),
            " ::: a.yaml:1:2\n# #[group]a # #vso[x]\n"
        );
        let mut out = Vec::new();
        let mut stream = GuardedStream::new(&mut out);
        stream.write_commands("::error file=a::b\u{1b}\n").unwrap();
        assert_eq!(out, "::error file=a::b␛\n".as_bytes());
    }

    #[test]
    fn colours_of_our_own_go_out_and_no_other_escape() {
        let mut out = Vec::new();
        let mut stream = GuardedStream::new(&mut out);
        let text = "\u{1b}[1;31mlỗi\u{1b}[0m \u{1b}]0;own\u{7} \u{1b}[2J\n";
        stream.write_painted(text, Paint::Colour).unwrap();
        stream.write_painted("\u{1b}[0m\n", Paint::Plain).unwrap();
        stream.replace_line("kiểm tra\r\u{1b}").unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "\u{1b}[1;31mlỗi\u{1b}[0m ␛]0;own␇ ␛[2J\n␛[0m\n\r\u{1b}[2Kkiểm tra␍␛"
        );
    }

    proptest! {
        #[test]
        fn no_bytes_at_all_go_out_hidden(bytes in vec(any::<u8>(), 0..80), at in 0..80_usize) {
            let (first, second) = bytes.split_at(at.min(bytes.len()));
            let shown = pass(&[first, second]);
            prop_assert!(!shown.chars().any(|c| language::is_hidden(c) && !matches!(c, '\n' | '\t')));
            prop_assert_eq!(&shown, &pass(&[&bytes]));
        }

        #[test]
        fn vietnamese_goes_out_as_it_is(text in "([a-zữĐ .,–“”:#\\[\t]|[a-z]\n){0,60}") {
            let meant = text.lines().all(|line| !line.trim_start().starts_with("::"));
            if meant && !text.contains("##") {
                prop_assert_eq!(pass(&[text.as_bytes()]), text);
            }
        }
    }
}

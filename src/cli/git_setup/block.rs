//! The lines of this program in `.gitattributes`. All other bytes stay as they are.

/// The line before ours.
pub(super) const START: &str = "# kehoach: bắt đầu";

/// The line after ours.
pub(super) const END: &str = "# kehoach: kết thúc";

/// What makes git compare plans by their words. The pattern has no `/`, so that it means
/// the forms of all folders.
pub(super) const LINE: &str = "ke-hoach.yaml diff=kehoach";

/// The text of a file around our lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AttributesBlock<'a> {
    before: &'a [u8],
    /// Our lines, with all their line ends; `None` where there are none.
    lines: Option<&'a [u8]>,
    after: &'a [u8],
}

/// Our lines begin at this line, counted from 1, and do not end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    pub(super) line: usize,
}

impl<'a> AttributesBlock<'a> {
    /// Splits a file at the first line that opens our part, and the first after it that
    /// closes it. Space around the two is of no matter, and neither are the lines between:
    /// an older version may have written others.
    pub(super) fn find(text: &'a [u8]) -> Result<Self, Unclosed> {
        let mut start = None;
        let mut end = 0;
        for (number, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let words = line.trim_ascii();
            if start.is_none() && words == START.as_bytes() {
                start = Some((end, number + 1));
            }
            end += line.len();
            if let Some((start, _)) = start.filter(|_| words == END.as_bytes()) {
                return Ok(Self {
                    before: &text[..start],
                    lines: Some(&text[start..end]),
                    after: &text[end..],
                });
            }
        }
        match start {
            Some((_, line)) => Err(Unclosed { line }),
            None => Ok(Self { before: text, lines: None, after: &[] }),
        }
    }

    /// The text with our lines: where they stand already, or at its end.
    pub(super) fn put(&self) -> Vec<u8> {
        let line_end = if self.before.windows(2).any(|pair| pair == b"\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let new: String =
            [START, LINE, END].map(|line| format!("{line}{line_end}")).concat();
        // Lines that say the same are not written anew.
        let kept = self
            .lines
            .filter(|old| split_filled_lines(old).eq(split_filled_lines(new.as_bytes())));
        let is_cut_off = self.lines.is_none()
            && !self.before.is_empty()
            && !self.before.ends_with(b"\n");
        let gap = if is_cut_off { line_end } else { "" };
        let lines = kept.unwrap_or(new.as_bytes());
        [self.before, gap.as_bytes(), lines, self.after].concat()
    }

    /// The text without our lines.
    pub(super) fn removed(&self) -> Vec<u8> {
        [self.before, self.after].concat()
    }
}

/// The lines of a text that are not blank, without the space around them.
fn split_filled_lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(text: &str) -> String {
        String::from_utf8(AttributesBlock::find(text.as_bytes()).unwrap().put()).unwrap()
    }

    fn removed(text: &str) -> String {
        String::from_utf8(AttributesBlock::find(text.as_bytes()).unwrap().removed())
            .unwrap()
    }

    #[test]
    fn all_other_lines_stay_and_twice_is_once() {
        for text in ["", "*.csv text\n", "a\r\nb\r\n", "\n\n# ghi chú\n", "\u{feff}a\n"]
        {
            let with = put(text);
            assert!(with.starts_with(text), "{with}");
            assert!(with.contains(LINE));
            assert_eq!(put(&with), with);
            assert_eq!(removed(&with), text);
            let more = format!("{with}b\n");
            assert_eq!(put(&more), more);
            assert_eq!(removed(&more), format!("{text}b\n"));
        }
        assert_eq!(removed("a\n"), "a\n");
    }

    #[test]
    fn line_ends_are_those_of_the_file() {
        assert!(!put("a\r\n").replace("\r\n", "").contains('\n'));
        assert!(!put("a\n").contains('\r'));
        let open = put("a");
        assert!(open.starts_with("a\n# kehoach"), "{open}");
    }

    #[test]
    fn older_lines_are_replaced_where_they_stand() {
        let old = format!("a\n{START}\n*.yaml diff=kehoach\n{END}\nb\n");
        assert_eq!(put(&old), format!("a\n{START}\n{LINE}\n{END}\nb\n"));
    }

    #[test]
    fn lines_that_do_not_end_are_told() {
        let found = AttributesBlock::find(
            b"a\n# kehoach: b\xe1\xba\xaft \xc4\x91\xe1\xba\xa7u\nb\n",
        );
        assert_eq!(found, Err(Unclosed { line: 2 }));
    }
}

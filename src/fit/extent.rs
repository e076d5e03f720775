//! How wide the content of a cell is: on one line, and at its widest piece.

use crate::document::Inline;
use crate::font::{EM, Faces, FontStyle};

use super::piece::{CellWord, KeepTogether, WordJoint, count_chars, cut_into_words};

/// Width of a dotted blank in a cell: two ellipses.
const DOTS: u32 = 2 * EM;

/// Widths in parts of [`EM`], whatever the font size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ContentWidth {
    /// All of it on one line.
    pub(super) line: u32,
    /// The widest piece where all that is tied stays together.
    pub(super) tied: u32,
    /// The widest piece where only short chains and codes stay together.
    pub(super) some: u32,
    /// The widest word, number or date, which is never broken without need.
    pub(super) word: u32,
}

/// A part of a cell between two places where a line may break.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct UnbrokenRun {
    pub(super) width: u32,
    /// Width of the space after it.
    pub(super) space: u32,
    /// Characters of the longest chain in it.
    pub(super) chain: u32,
    /// Characters of the longest code in it that could be cut.
    pub(super) code: u32,
    /// Characters of the longest piece in it that stays whole.
    pub(super) word: u32,
}

impl ContentWidth {
    /// Of a cell with line ends in it the widest of its lines in every way.
    pub(super) fn measure(content: &[Inline], bold: bool, faces: &Faces) -> Self {
        let lines = split_lines(content);
        lines.fold(Self::default(), |widest, line| {
            widest.max(Self::measure_line(line, bold, faces))
        })
    }

    fn measure_line(content: &[Inline], bold: bool, faces: &Faces) -> Self {
        let tied = cut_into_runs(content, bold, KeepTogether::ALL, faces);
        let line = tied.iter().map(|run| run.width + run.space).sum();
        if let [only] = tied[..]
            && only.chain == 0
        {
            // A figure: nothing in it ever breaks.
            return Self { line, tied: line, some: line, word: line };
        }
        Self {
            line,
            tied: find_widest(&tied),
            some: find_widest(&cut_into_runs(content, bold, KeepTogether::SOME, faces)),
            word: find_widest(&cut_into_runs(content, bold, KeepTogether::WORDS, faces)),
        }
    }

    /// The wider of two in every way.
    pub(super) fn max(self, other: Self) -> Self {
        Self {
            line: self.line.max(other.line),
            tied: self.tied.max(other.tied),
            some: self.some.max(other.some),
            word: self.word.max(other.word),
        }
    }
}

fn find_widest(runs: &[UnbrokenRun]) -> u32 {
    runs.iter().map(|run| run.width).max().unwrap_or(0)
}

/// The lines of a cell that its writer has set.
pub(super) fn split_lines(content: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    content.split(|inline| *inline == Inline::Break)
}

/// A line of a cell cut where it may break.
pub(super) fn cut_into_runs(
    content: &[Inline],
    bold: bool,
    keep: KeepTogether,
    faces: &Faces,
) -> Vec<UnbrokenRun> {
    let mut line = RunBuilder { keep, faces, done: Vec::new(), goes_on: false };
    let mut after_gap = false;
    for (index, inline) in content.iter().enumerate() {
        match inline {
            Inline::Text { text, bold: is_bold, italic } => {
                let style = FontStyle { bold: bold || *is_bold, italic: *italic };
                // A blank to be filled in by hand stays with the words beside it.
                if text.starts_with(' ') && !after_gap {
                    line.space(faces.width(" ", style));
                }
                let before_gap =
                    matches!(content.get(index + 1), Some(Inline::Gap { .. }));
                line.text(text, style, before_gap);
            }
            Inline::Note { number, .. } => {
                line.solid(
                    faces.width(&number.to_string(), FontStyle::default()) * 2 / 3,
                );
            }
            Inline::Gap { digits } => line.solid(digits * EM / 2 + EM / 4),
            Inline::Dots => line.solid(DOTS),
            // No cell has one.
            Inline::Leader { digits, .. } => line.solid(digits * EM / 2),
            Inline::CheckBox { .. } => line.solid(EM),
            // What is cut here is one line.
            Inline::Break => line.space(0),
        }
        after_gap = matches!(inline, Inline::Gap { .. });
    }
    line.done
}

/// The runs of one cell as they are found, from left to right.
struct RunBuilder<'a> {
    keep: KeepTogether,
    faces: &'a Faces,
    done: Vec<UnbrokenRun>,
    /// Whether the last run goes on.
    goes_on: bool,
}

impl RunBuilder<'_> {
    fn text(&mut self, text: &str, style: FontStyle, before_gap: bool) {
        let words = cut_into_words(text);
        let space = self.faces.width(" ", style);
        let last = words.len().saturating_sub(1);
        for (index, word) in words.iter().enumerate() {
            for (part_index, part) in word.parts(self.keep).into_iter().enumerate() {
                if part_index > 0 {
                    self.goes_on = false;
                }
                // A code that is cut already may still have hyphens.
                let code =
                    if word.is_code() { word.chars().min(count_chars(part)) } else { 0 };
                let run = self.run();
                run.chain = run.chain.max(word.chain);
                run.code = run.code.max(code);
                run.word = run.word.max(count_chars(part));
                self.solid(self.faces.width(part, style));
            }
            let tied = before_gap && index == last && word.after == WordJoint::Space;
            self.join(word, space, tied);
        }
    }

    /// Goes on after a word: within the run, or with a new one where the line may break.
    fn join(&mut self, word: &CellWord<'_>, space: u32, tied: bool) {
        let ends = word.ends_line(self.keep) && !tied;
        if !ends && word.after.has_space() {
            self.solid(space);
        } else if ends {
            self.space(if word.after.has_space() { space } else { 0 });
        }
    }

    /// Ends the run, with a space of this width after it.
    fn space(&mut self, width: u32) {
        if let Some(last) = self.done.last_mut() {
            last.space = width;
        }
        self.goes_on = false;
    }

    /// Makes the run wider by something in which no line breaks.
    fn solid(&mut self, width: u32) {
        self.run().width += width;
    }

    /// The run that goes on, or a new one.
    fn run(&mut self) -> &mut UnbrokenRun {
        if !self.goes_on {
            self.done.push(UnbrokenRun::default());
            self.goes_on = true;
        }
        self.done.last_mut().expect("one was pushed where none went on")
    }
}

/// How many lines runs take in a width: as the typesetter fills them, line by line.
pub(super) fn count_lines(runs: &[UnbrokenRun], width: u32) -> u32 {
    let mut res = 1;
    let mut taken = 0;
    for run in runs {
        if taken > 0 && taken + run.width > width {
            res += 1;
            taken = 0;
        }
        // What is wider than the line is cut, and takes more than one.
        let cut = run.width.saturating_sub(1) / width.max(1);
        res += cut;
        taken += run.width - cut * width + run.space;
    }
    res
}

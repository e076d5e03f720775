//! How wide the content of a cell is: on one line, and at its widest piece.

use crate::document::Inline;
use crate::font::EM;
use crate::font::Faces;
use crate::font::Style;

use super::piece::CellWord;
use super::piece::Hold;
use super::piece::WordJoint;
use super::piece::count_chars;
use super::piece::cut_into_words;

/// Width of a dotted blank in a cell: two ellipses.
const DOTS: u32 = 2 * EM;

/// Widths in parts of [`EM`], whatever the size of the letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ContentWidth {
    /// On one line.
    pub(super) line: u32,
    /// The widest piece where all that is tied holds.
    pub(super) tied: u32,
    /// The widest piece where only short chains and codes hold.
    pub(super) some: u32,
    /// The widest word.
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
    pub(super) fn measure(content: &[Inline], bold: bool, faces: &Faces) -> Self {
        let widest = |hold| {
            cut_into_runs(content, bold, hold, faces)
                .iter()
                .map(|run| run.width)
                .max()
                .unwrap_or(0)
        };
        let whole = cut_into_runs(content, bold, Hold::ALL, faces);
        let line = whole.iter().map(|run| run.width + run.space).sum();
        if let [only] = whole[..]
            && only.chain == 0
        {
            // A figure: nothing in it ever breaks.
            return Self { line, tied: line, some: line, word: line };
        }
        let all = whole.iter().map(|run| run.width).max().unwrap_or(0);
        Self { line, tied: all, some: widest(Hold::SOME), word: widest(Hold::WORDS) }
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

/// The runs of a cell's content.
pub(super) fn cut_into_runs(
    content: &[Inline],
    bold: bool,
    hold: Hold,
    faces: &Faces,
) -> Vec<UnbrokenRun> {
    let mut line = RunBuilder { hold, faces, done: Vec::new(), goes_on: false };
    for (at, inline) in content.iter().enumerate() {
        let is_gap = |at: Option<usize>| {
            at.and_then(|at| content.get(at))
                .is_some_and(|i| matches!(i, Inline::Gap { .. }))
        };
        match inline {
            Inline::Text { text, bold: own, italic } => {
                let style = Style { bold: bold || *own, italic: *italic };
                if text.starts_with(' ') && !is_gap(at.checked_sub(1)) {
                    line.space(faces.width(" ", style));
                }
                line.text(text, style, is_gap(Some(at + 1)));
            }
            Inline::Note { number, .. } => {
                line.solid(faces.width(&number.to_string(), Style::default()) * 2 / 3);
            }
            Inline::Gap { digits } => line.solid(digits * EM / 2 + EM / 4),
            Inline::Dots => line.solid(DOTS),
        }
    }
    line.done
}

struct RunBuilder<'a> {
    hold: Hold,
    faces: &'a Faces,
    done: Vec<UnbrokenRun>,
    /// Whether the last run goes on.
    goes_on: bool,
}

impl RunBuilder<'_> {
    fn text(&mut self, text: &str, style: Style, before_gap: bool) {
        let words = cut_into_words(text);
        let space = self.faces.width(" ", style);
        let last = words.len().saturating_sub(1);
        for (at, word) in words.iter().enumerate() {
            for (i, part) in word.parts(self.hold).into_iter().enumerate() {
                if i > 0 {
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
            let tied = before_gap && at == last && word.after == WordJoint::Space;
            self.join(word, space, tied);
        }
    }

    fn join(&mut self, word: &CellWord<'_>, space: u32, tied: bool) {
        let ends = word.ends_line(self.hold) && !tied;
        if !ends && word.after.has_space() {
            self.solid(space);
        } else if ends {
            let wide = if word.after.has_space() { space } else { 0 };
            self.space(wide);
        }
    }

    /// Ends the run.
    fn space(&mut self, width: u32) {
        if let Some(last) = self.done.last_mut() {
            last.space = width;
        }
        self.goes_on = false;
    }

    fn solid(&mut self, width: u32) {
        self.run().width += width;
    }

    fn run(&mut self) -> &mut UnbrokenRun {
        if !self.goes_on {
            self.done.push(UnbrokenRun::default());
            self.goes_on = true;
        }
        self.done.last_mut().expect("one was pushed where none was open")
    }
}

/// How many lines runs take in a width: as the typesetter fills them, line by line.
pub(super) fn count_lines(runs: &[UnbrokenRun], width: u32) -> u32 {
    let (mut res, mut taken) = (1, 0);
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

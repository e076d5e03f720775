//! A line with the words of its clauses and sentences folded once, however many figures
//! stand in it.

use std::collections::HashSet;
use std::ops::Range;

use super::scan::{TypedFigure, find_figures, is_year};
use super::split::{
    FoldedWord, find_values, split_at_clauses, split_at_sentences, split_words,
};

/// A clause or a sentence, its words folded.
#[derive(Debug)]
pub(crate) struct FoldedPart {
    /// Its place in the line, in bytes.
    pub(crate) range: Range<usize>,
    /// Its words in order; `{{ … }}` is none.
    pub(crate) words: Vec<FoldedWord>,
    /// The first letter of each word.
    pub(crate) initials: String,
    /// Every word, to be asked for.
    known: HashSet<String>,
}

impl FoldedPart {
    /// The part of a line with these words.
    fn new(range: Range<usize>, words: Vec<FoldedWord>) -> Self {
        let initials = words.iter().filter_map(|word| word.folded.chars().next());
        Self {
            initials: initials.collect(),
            known: words.iter().map(|word| word.folded.clone()).collect(),
            range,
            words,
        }
    }

    /// Whether a folded word stands in it.
    pub(crate) fn says(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// The years that stand in it, in no order.
    pub(crate) fn years(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str).filter(|word| is_year(word))
    }

    /// The words that end before a place of the line.
    pub(crate) fn words_before(&self, place: usize) -> &[FoldedWord] {
        &self.words[..self.words.partition_point(|word| word.end <= place)]
    }

    /// The words that begin behind a place of the line.
    pub(crate) fn words_after(&self, place: usize) -> &[FoldedWord] {
        &self.words[self.words.partition_point(|word| word.start < place)..]
    }
}

/// A line in which figures are typed, with its words.
#[derive(Debug)]
pub(crate) struct TypedLine {
    /// Which of the lines of the form it is.
    pub(super) index: usize,
    /// Its figures in order, one at least.
    pub(crate) figures: Vec<TypedFigure>,
    /// Its words.
    pub(crate) folded: FoldedLine,
}

impl TypedLine {
    /// The line with this number; `None` where no figure is typed in it.
    pub(super) fn read(index: usize, text: &str) -> Option<Self> {
        let figures = find_figures(text);
        let folded = (!figures.is_empty()).then(|| FoldedLine::new(text))?;
        Some(Self { index, figures, folded })
    }
}

/// A line by its clauses and by its sentences.
#[derive(Debug)]
pub(crate) struct FoldedLine {
    clauses: Vec<FoldedPart>,
    sentences: Vec<FoldedPart>,
}

impl FoldedLine {
    /// Of the text of a line.
    pub(crate) fn new(text: &str) -> Self {
        let values = find_values(text);
        let words = split_words(text, 0..text.len(), &values);
        Self {
            clauses: fold_parts(split_at_clauses(text, &values), &words),
            sentences: fold_parts(split_at_sentences(text, &values), &words),
        }
    }

    /// Its clauses in order.
    pub(crate) fn clauses(&self) -> &[FoldedPart] {
        &self.clauses
    }

    /// The clause in which a place of the line lies.
    pub(crate) fn clause_at(&self, place: usize) -> &FoldedPart {
        find_part(&self.clauses, place)
    }

    /// The sentence in which a place of the line lies.
    pub(crate) fn sentence_at(&self, place: usize) -> &FoldedPart {
        find_part(&self.sentences, place)
    }
}

/// Parts of a line with those of its words that lie in each.
fn fold_parts(parts: Vec<Range<usize>>, words: &[FoldedWord]) -> Vec<FoldedPart> {
    let words_of = |part: &Range<usize>| {
        let first = words.partition_point(|word| word.start < part.start);
        let next = words.partition_point(|word| word.start < part.end);
        words[first..next].to_vec()
    };
    parts
        .into_iter()
        .map(|part| {
            let words = words_of(&part);
            FoldedPart::new(part, words)
        })
        .collect()
}

/// The last part that begins at or before a place. The first one begins with the line.
fn find_part(parts: &[FoldedPart], place: usize) -> &FoldedPart {
    let after = parts.partition_point(|part| part.range.start <= place);
    &parts[after.saturating_sub(1)]
}

//! A line with the words of its clauses and sentences folded once, however many figures
//! stand in it.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::scan::{TypedFigure, is_year};
use super::split::{
    FoldedWord, find_values, split_at_clauses, split_at_sentences, split_words,
};

/// A clause or a sentence, its words folded.
#[derive(Debug)]
pub(crate) struct FoldedPart {
    /// Its place in the line, in bytes.
    pub(crate) range: Range<usize>,
    /// The words of the whole line.
    line: Rc<[FoldedWord]>,
    /// Which of them are its own.
    own: Range<usize>,
    /// Its words in the order of the alphabet, by their places; found when one is asked for.
    sorted: OnceCell<Vec<usize>>,
}

impl FoldedPart {
    /// The part of a line with these words.
    fn new(range: Range<usize>, line: &Rc<[FoldedWord]>) -> Self {
        let first = line.partition_point(|word| word.start < range.start);
        let next = line.partition_point(|word| word.start < range.end);
        let line = Rc::clone(line);
        Self { range, line, own: first..next, sorted: OnceCell::new() }
    }

    /// Its words in order; `{{ … }}` is none.
    pub(crate) fn words(&self) -> &[FoldedWord] {
        &self.line[self.own.clone()]
    }

    /// Whether a folded word stands in it.
    pub(crate) fn says(&self, word: &str) -> bool {
        let words = self.words();
        let sorted = self.sorted.get_or_init(|| {
            let mut places: Vec<_> = (0..words.len()).collect();
            places.sort_unstable_by_key(|place| &words[*place].folded);
            places
        });
        sorted.binary_search_by(|place| words[*place].folded.as_str().cmp(word)).is_ok()
    }

    /// Whether the first letters of words that follow each other are these.
    pub(crate) fn has_initials(&self, letters: &str) -> bool {
        let initials = self.words().iter().filter_map(|word| word.folded.chars().next());
        initials.collect::<String>().contains(letters)
    }

    /// The years that stand in it.
    pub(crate) fn years(&self) -> impl Iterator<Item = &str> {
        self.words().iter().map(|word| word.folded.as_str()).filter(|word| is_year(word))
    }

    /// The words that end before a place of the line.
    pub(crate) fn words_before(&self, place: usize) -> &[FoldedWord] {
        let words = self.words();
        &words[..words.partition_point(|word| word.end <= place)]
    }

    /// The words that begin behind a place of the line.
    pub(crate) fn words_after(&self, place: usize) -> &[FoldedWord] {
        let words = self.words();
        &words[words.partition_point(|word| word.start < place)..]
    }
}

/// A line in which figures are typed, with its words.
#[derive(Debug)]
pub(crate) struct TypedLine {
    /// Which of the lines of the form it is.
    pub(super) index: usize,
    /// Its figures in order, one at least.
    pub(crate) figures: Vec<TypedFigure>,
    /// Its words; most lines are never asked for them.
    folded: OnceCell<FoldedLine>,
}

impl TypedLine {
    /// The line with this number and these figures.
    pub(super) fn new(index: usize, figures: Vec<TypedFigure>) -> Self {
        Self { index, figures, folded: OnceCell::new() }
    }

    /// Its words; `text` is that of the line.
    pub(crate) fn folded(&self, text: &str) -> &FoldedLine {
        self.folded.get_or_init(|| FoldedLine::new(text))
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
        let words = split_words(text, 0..text.len(), &values).into();
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
fn fold_parts(parts: Vec<Range<usize>>, words: &Rc<[FoldedWord]>) -> Vec<FoldedPart> {
    parts.into_iter().map(|part| FoldedPart::new(part, words)).collect()
}

/// The last part that begins at or before a place. The first one begins with the line.
fn find_part(parts: &[FoldedPart], place: usize) -> &FoldedPart {
    let after = parts.partition_point(|part| part.range.start <= place);
    &parts[after.saturating_sub(1)]
}

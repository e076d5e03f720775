//! A line with the words of its clauses and sentences folded once, however many figures
//! stand in it.

use std::collections::HashSet;
use std::ops::Range;

use super::scan::is_year;
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
    fn new(text: &str, range: Range<usize>, values: &[Range<usize>]) -> Self {
        let words = split_words(text, range.clone(), values);
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
        Self {
            clauses: fold_parts(text, split_at_clauses(text, &values), &values),
            sentences: fold_parts(text, split_at_sentences(text, &values), &values),
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

fn fold_parts(
    text: &str,
    parts: Vec<Range<usize>>,
    values: &[Range<usize>],
) -> Vec<FoldedPart> {
    parts.into_iter().map(|part| FoldedPart::new(text, part, values)).collect()
}

/// The last part that begins at or before a place. The first one begins with the line.
fn find_part(parts: &[FoldedPart], place: usize) -> &FoldedPart {
    let after = parts.partition_point(|part| part.range.start <= place);
    &parts[after.saturating_sub(1)]
}

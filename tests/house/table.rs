//! The house in figures: what its limits are held against, and a table for the reader.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::measure::{Declarations, Named, PublicItems, find_shared};
use super::source::SourceFile;

/// Locals that are no nouns: what is bound is not said.
pub(super) const WORDLESS_LOCALS: [&str; 5] = ["of", "at", "own", "told", "said"];

/// More locals of that kind, for the table.
const PREPOSITIONS: [&str; 14] = [
    "of", "at", "own", "by", "over", "within", "here", "told", "said", "whole", "rest",
    "gone", "come", "near",
];

/// Part of a whole, in hundredths; 0 of nothing.
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// For a thousand lines.
pub(super) fn per_thousand(count: usize, lines: usize) -> f64 {
    percent(count, lines) * 10.0
}

/// The types of `redline` that mirror a type of `document` on purpose.
pub(super) fn is_mirror(named: &Named, types: &[Named]) -> bool {
    let mirrored = |other: &Named| other.room == "document" && other.name == named.name;
    named.room == "redline" && types.iter().any(mirrored)
}

/// Types whose name another type of the crate has, the mirrors of `redline` apart.
pub(super) fn find_shared_types(declarations: &Declarations) -> Vec<&Named> {
    let types = &declarations.types;
    let apart = types.iter().filter(|named| !is_mirror(named, types));
    find_shared(apart).into_values().flatten().collect()
}

/// Whether a name is one word.
pub(super) fn is_one_word(named: &Named) -> bool {
    let name = &named.name;
    !name.contains('_') && name.chars().skip(1).all(|c| !c.is_uppercase())
}

/// Counts of lines by what stands in them.
#[derive(Debug, Default)]
struct LineCounts {
    written: usize,
    docs: usize,
    comments: usize,
}

impl LineCounts {
    fn of_files(files: &[SourceFile]) -> Self {
        let mut counts = Self::default();
        for line in files.iter().flat_map(|file| &file.lines) {
            let line = line.trim_start();
            counts.written += usize::from(!line.is_empty());
            if line.starts_with("///") || line.starts_with("//!") {
                counts.docs += 1;
            } else if line.starts_with("//") {
                counts.comments += 1;
            }
        }
        counts
    }
}

/// How many lines the sources have.
pub(super) fn count_lines(files: &[SourceFile]) -> usize {
    files.iter().map(|file| file.lines.len()).sum()
}

/// Median, nine tenths, 99 hundredths and the greatest of some lengths.
fn describe_lengths(mut lengths: Vec<usize>) -> String {
    lengths.sort_unstable();
    let part = |hundredths: usize| lengths[(lengths.len() - 1) * hundredths / 100];
    format!("{} / {} / {} / {}", part(50), part(90), part(99), part(100))
}

/// The table of figures, in Markdown.
pub(super) fn render_table(files: &[SourceFile], found: &Declarations) -> String {
    let lines = count_lines(files);
    let functions = &found.functions;
    let lengths: Vec<_> = functions.iter().filter_map(|f| f.lines).collect();
    let long = lengths.iter().filter(|n| **n > 50).count();
    let of_twenty: Vec<_> =
        functions.iter().filter(|f| f.lines.is_some_and(|n| n >= 20)).collect();
    let bare = of_twenty.iter().filter(|f| !f.has_comment).count();
    let many = functions.iter().filter(|f| f.parameters >= 5).count();
    let tuples = functions.iter().filter(|f| f.takes_a_tuple_apart).count();
    let bools = functions.iter().filter(|f| f.takes_a_bool).count();
    let free: Vec<_> = found.free_functions().collect();
    let one_word = free.iter().filter(|f| is_one_word(f)).count();
    let shared: usize = find_shared(free.iter().copied()).values().map(Vec::len).sum();
    let types = &found.types;
    let prepositions: BTreeSet<_> = PREPOSITIONS.into();
    let locals = found.locals.iter();
    let wordless = locals.filter(|l| prepositions.contains(l.name.as_str())).count();
    let counts = LineCounts::of_files(files);
    let items = PublicItems::of_files(files);
    let mut table = String::from("| measure | figure |\n|---|---|\n");
    let mut row = |measure: &str, figure: String| {
        writeln!(table, "| {measure} | {figure} |").unwrap();
    };
    row("lines, files", format!("{lines} / {}", files.len()));
    row(
        "lines a file: median / p90 / p99 / max",
        describe_lengths(files.iter().map(|file| file.lines.len()).collect()),
    );
    row("lines a function: median / p90 / p99 / max", describe_lengths(lengths));
    row(
        "functions over 50 lines",
        format!("{:.1} % ({long})", percent(long, functions.len())),
    );
    row(
        "docs / comments, share of written lines",
        format!(
            "{:.1} % / {:.1} %",
            percent(counts.docs, counts.written),
            percent(counts.comments, counts.written)
        ),
    );
    row(
        "functions of 20 lines and more without a comment",
        format!("{:.0} %", percent(bare, of_twenty.len())),
    );
    row(
        "functions with five parameters and more",
        format!("{:.1} %", percent(many, functions.len())),
    );
    row("functions that take a tuple apart", tuples.to_string());
    row("functions with a `bool`", format!("{:.1} %", percent(bools, functions.len())));
    row("types", types.len().to_string());
    row(
        "types whose name another has, mirrors of `redline` apart",
        format!("{:.1} %", percent(find_shared_types(found).len(), types.len())),
    );
    row(
        "types of one word",
        format!(
            "{:.0} %",
            percent(types.iter().filter(|t| is_one_word(t)).count(), types.len())
        ),
    );
    row("free functions of one word", format!("{:.1} %", percent(one_word, free.len())));
    row(
        "free functions whose name another has",
        format!("{:.1} %", percent(shared, free.len())),
    );
    row(
        "named closures a thousand lines",
        format!(
            "{:.2} ({})",
            per_thousand(found.closures.len(), lines),
            found.closures.len()
        ),
    );
    row(
        "locals that are prepositions",
        format!("{:.1} %", percent(wordless, found.locals.len())),
    );
    row(
        "public / restricted items a file",
        format!(
            "{:.1} / {:.1}",
            items.public as f64 / files.len() as f64,
            items.restricted as f64 / files.len() as f64
        ),
    );
    table
}

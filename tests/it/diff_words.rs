//! A typed word that differs is told as an edit, whatever else differs: never as what only
//! follows from another edit, and never not at all.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use kehoach::build::Timings;
use kehoach::diagnostic::Paint;
use kehoach::diff::{self, Change, ChangeKind, Changes, Detail, PlanVersion};
use kehoach::form::collect_texts;
use kehoach::output;
use kehoach::prose::ProsePiece;
use kehoach::redline::{Inline, MarkedRun, TextMark};
use kehoach::source::{Source, Span};

use crate::driver::{Form, PLANS, data_form, engine, root};

/// The word that is put in place of another: no plan has it.
const WORD: &str = "Zabeta";

/// The word that is put in place of one of another text.
const OTHER: &str = "Zanobi";

/// A section that is put in before all others, by its lines.
const SECTION: [&str; 2] = ["- tieu_de: Mở đầu", "  doan: Một đoạn mới."];

/// A form in which every text is edited, one at a time.
struct Subject {
    form: Form,
    old: PlanVersion,
    /// The words that are edited: one of each text.
    words: Vec<Span>,
}

/// What else differs between the two versions.
#[derive(Debug, Clone, Copy)]
enum Besides {
    Nothing,
    /// A section is put in before all others, so that everything is renumbered; the plan
    /// is of another year, and so is every deadline; every amount of money is another.
    Much,
    /// A word of another text is another one, whichever it is.
    Word(Span),
    /// The word is another one in all texts that begin with it, as a name that is changed
    /// throughout.
    Everywhere,
}

fn version(path: &Path, text: &str) -> PlanVersion {
    let source = Source::new(path, text);
    let examined = engine().examine_source(source, &mut Timings::default());
    let draft = examined.draft.clone().unwrap();
    let source = examined.report.source.clone().unwrap();
    PlanVersion::new("bản", source, draft, &examined.reports())
}

/// The plans of `data/` and the forms that show every part of a paper.
fn subjects() -> Vec<Subject> {
    let files = kehoach::source::list_files(&root().join("tests/forms"));
    let forms = files.iter().filter(|path| path.extension().is_some_and(|e| e == "yaml"));
    let forms = forms.map(|path| Form::read(path));
    PLANS.map(data_form).into_iter().chain(forms).map(subject).collect()
}

fn subject(form: Form) -> Subject {
    let old = version(&form.path, &form.text);
    let words: Vec<Span> = collect_texts(old.draft().form())
        .iter()
        .filter_map(|text| text.pieces.iter().find_map(|piece| word(&form.text, piece)))
        .collect();
    Subject { form, old, words }
}

/// The first word of a piece: letters alone, two at least.
fn word(form: &str, piece: &ProsePiece) -> Option<Span> {
    let ProsePiece::Text { span, .. } = piece else { return None };
    let mut start = span.start;
    // What stands in a data file is behind the form, and is not typed in it.
    let typed = form.get(span.range())?;
    for part in typed.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        if word.chars().count() > 1 && word.chars().all(char::is_alphabetic) {
            return Some(Span::new(start, start + word.len()));
        }
        start += part.len();
    }
    None
}

/// The form with a word in place of another, and with what else differs.
fn edited(subject: &Subject, word: Span, besides: Besides) -> PlanVersion {
    let Subject { form, words, .. } = subject;
    let mut edits = vec![(word, WORD)];
    match besides {
        Besides::Word(other) => edits.push((other, OTHER)),
        Besides::Everywhere => {
            let typed = &form.text[word.range()];
            let others = words.iter().filter(|other| **other != word);
            let same = others.filter(|other| &form.text[other.range()] == typed);
            edits.extend(same.map(|other| (*other, WORD)));
        }
        Besides::Nothing | Besides::Much => {}
    }
    // From the last to the first, so that none moves another.
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = form.text.clone();
    for (span, word) in edits {
        text.replace_range(span.range(), word);
    }
    if let Besides::Much = besides {
        text =
            with_a_section(&text).split_inclusive('\n').map(with_other_values).collect();
    }
    version(&form.path, &text)
}

fn with_a_section(text: &str) -> String {
    let Some((before, after)) = text.split_once("\nnoi_dung:\n") else {
        return text.to_owned();
    };
    let indent = &after[..after.find('-').unwrap()];
    let section: String =
        SECTION.iter().map(|line| format!("{indent}{line}\n")).collect();
    format!("{before}\nnoi_dung:\n{section}{after}")
}

/// A line of a form with other years and other amounts.
fn with_other_values(line: &str) -> String {
    let is_time = line.starts_with("nam: ") || line.contains("thoi_gian: ");
    let mut res = String::new();
    for c in line.chars() {
        let of_year = is_time && res.ends_with("202");
        let next = match c.to_digit(10) {
            Some(digit) if of_year || line.contains("đồng") => {
                (digit % 9 + 1).to_string()
            }
            _ => c.to_string(),
        };
        res.push_str(&next);
    }
    res
}

/// Whether an edit says that the word is new, or was there; or that its line is not read.
fn is_told(changes: &Changes, mark: TextMark, line: usize) -> bool {
    // The section that is put in may stand before it.
    let lines = [line, line + SECTION.len()].map(|line| format!(":{line}"));
    let is_there = |place: &str| lines.iter().any(|line| place.ends_with(line));
    changes.unreadable.iter().any(|unread| is_there(&unread.place))
        || changes.changes.iter().any(|change| !change.follows() && says(change, mark))
}

fn says(change: &Change, mark: TextMark) -> bool {
    let is_whole = !matches!(change.kind, ChangeKind::Changed | ChangeKind::Moved);
    is_whole && has(&change.what) || change.details.iter().any(|d| detail_says(d, mark))
}

fn detail_says(detail: &Detail, mark: TextMark) -> bool {
    let (value, other) = match mark {
        TextMark::Added => (&detail.new, &detail.old),
        _ => (&detail.old, &detail.new),
    };
    // What is called so has a value in one version alone: `Ngân sách xã: thêm 2 đồng`.
    let is_called_so = value.is_some() && other.is_none() && has(&detail.label);
    is_called_so
        || value.as_deref().is_some_and(has)
        || detail.words.iter().any(|run| run.mark == mark && run_has(run))
}

fn run_has(run: &MarkedRun) -> bool {
    matches!(&run.inline, Inline::Text { text, .. } if has(text))
}

fn has(text: &str) -> bool {
    text.to_lowercase().contains(&WORD.to_lowercase())
}

/// Whether a part of a redline marks the word, which is then for its readers to look at.
fn is_marked(part: &serde_json::Value, mark: &str) -> bool {
    match part {
        serde_json::Value::Object(fields) => {
            let is_run = fields.get("mark").is_some_and(|of_run| of_run == mark)
                && fields.get("text").and_then(|text| text.as_str()).is_some_and(has);
            is_run || fields.values().any(|field| is_marked(field, mark))
        }
        serde_json::Value::Array(items) => items.iter().any(|item| is_marked(item, mark)),
        _ => false,
    }
}

/// A text that is edited.
#[derive(Clone, Copy)]
struct Edit<'a> {
    subject: &'a Subject,
    word: Span,
    besides: Besides,
}

impl Edit<'_> {
    /// What is wrong with what is said of it, both ways round.
    fn faults(self) -> Vec<String> {
        let Self { subject: subject @ Subject { form, old, .. }, word, besides } = self;
        let new = edited(subject, word, besides);
        let is_printed = has(&output::render_text(new.document()));
        let there = diff::compare_versions(old, &new);
        let back = diff::compare_versions(&new, old);
        let line = form.text[..word.start].lines().count();
        let text = form.text.lines().nth(line - 1).unwrap();
        let mut res = Vec::new();
        for (found, mark, name) in
            [(there, TextMark::Added, "added"), (back, TextMark::Removed, "deleted")]
        {
            let redline = serde_json::to_value(&found.redline).unwrap();
            let place = format!("{}:{line}: {besides:?} {name}", form.path.display());
            if is_printed && !is_marked(&redline, name) {
                res.push(format!("{place}, not marked: {text}"));
            }
            if !is_told(&found.changes, mark, line) {
                let report = diff::report::format_changes_as_text(
                    &found.changes,
                    Paint::Plain,
                    100,
                );
                res.push(format!("{place}, not told: {text}\n{report}"));
            }
        }
        res
    }
}

/// Every text of every form, edited while much else differs; and some of them, spread over
/// the forms, while nothing else does, while another text of the form is edited, and together
/// with all texts that begin alike.
fn edits(subjects: &[Subject]) -> Vec<Edit<'_>> {
    const SOME: usize = 4;
    let words = subjects
        .iter()
        .flat_map(|subject| subject.words.iter().map(move |word| (subject, *word)));
    let mut res = Vec::new();
    for (index, (subject, word)) in words.enumerate() {
        res.push(Edit { subject, word, besides: Besides::Much });
        // A step that has nothing in common with the number of texts of any form.
        let other = subject.words[index * 7_919 % subject.words.len()];
        let besides = match index % SOME {
            0 => Besides::Nothing,
            1 => Besides::Everywhere,
            _ if other != word => Besides::Word(other),
            _ => continue,
        };
        res.push(Edit { subject, word, besides });
    }
    res
}

#[test]
fn a_typed_word_that_differs_is_told_as_an_edit_whatever_else_differs() {
    let subjects = subjects();
    let all = edits(&subjects);
    assert!(all.len() > 1_000, "{} edits only", all.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut res = Vec::new();
        while let Some(edit) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            res.extend(edit.faults());
        }
        res
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let found: Vec<String> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(found.is_empty(), "{} of {}:\n{}", found.len(), all.len(), found.join("\n"));
}

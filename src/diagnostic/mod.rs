//! Findings: what is wrong, where, and what to do about it, as plain data. What finds
//! something never prints it; there is a file here for each output format.
//!
//! | file | what it does |
//! |---|---|
//! | `split` | the report of joined files as one report for each |
//! | `human` | findings for people: the line, a mark under the place, advice |
//! | `short` | one line a finding |
//! | `json` | findings for other programs, the format of which is its structs |
//! | `github` | workflow commands of GitHub |
//! | `panic` | faults of the program itself, kept for who catches them |
//! | `left_out` | findings beyond those that anybody reads |
//! | `message_text` | the words of a finding: cut where they are long, one line as shown |
//! | `snippet` | the lines around the places of a finding, as they are shown |
//! | `text_note` | what reading a text has found in its letters |
//! | `reading` | how a data file was read, as plain data |
//! | `reading_words` | how data files were read, a line each |

mod github;
mod human;
mod json;
mod left_out;
mod message_text;
mod panic;
mod reading;
mod reading_words;
mod short;
mod snippet;
mod split;
mod text_note;

use crate::code::Code;
use crate::language;
use crate::source::{Position, Source, Span};

pub use github::format_for_github;
pub use human::{Paint, format_for_people};
pub use json::{VERSION as JSON_VERSION, format_as_json, identify_scale};
pub use left_out::{LeftOut, MOST_FINDINGS};
pub use message_text::{MessageText, list_more_lines, list_names};
pub use panic::{PanicPrint, catch_panic, keep_panics};
pub use reading::{
    FileReading, LineRange, NamedLine, NotedReading, PassedLines, TotalAgreement,
    TotalReading,
};
pub use reading_words::{describe_passed, format_readings, shorten_quoted};
pub use short::format_as_lines;
pub use text_note::{
    LetterNotes, TextKind, join_places, report_old_bytes, report_old_encoding,
    report_text_notes, suggest_conversion,
};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// No paper is made.
    Error,
    /// A paper is made; an office that receives it would send it back.
    Warning,
    /// A paper is made, and nothing in it is wrong for certain.
    Hint,
}

impl Severity {
    /// The word in a message.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Error => "lỗi",
            Self::Warning => "cảnh báo",
            Self::Hint => "gợi ý",
        }
    }

    /// The word in machine formats.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// A second place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where: in the file of the finding, or in `source`.
    pub span: Span,
    /// What stands there, in a few words.
    pub label: MessageText,
    /// The file, where it is another than that of the finding.
    pub source: Option<Source>,
}

impl Related {
    /// Whether it stands in a workbook, which has no lines to show.
    fn is_cell(&self) -> bool {
        self.source.as_ref().is_some_and(Source::has_cells)
    }

    /// `tệp:dòng:cột: nội dung`, where it stands in another file than the finding.
    fn elsewhere(&self) -> Option<String> {
        let source = self.source.as_ref()?;
        let Position { line, column } = source.position(self.span.start);
        let name = language::show_hidden(source.name());
        let label = self.label.shown();
        let label = if label.is_empty() { "chỗ liên quan" } else { &label };
        if let Some(address) = source.cell_address(self.span.start) {
            return Some(format!("{name}: {address}: {label}"));
        }
        Some(format!("{name}:{line}:{column}: {label}"))
    }
}

/// One finding in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is, with its explanation.
    pub code: &'static Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where; `None` where it concerns the file as a whole.
    pub span: Option<Span>,
    /// One sentence in Vietnamese without full stop, clear by itself.
    pub message: MessageText,
    /// What was expected, under the mark.
    pub label: MessageText,
    /// Other places that belong to it, as the first of two equal ids.
    pub related: Vec<Related>,
    /// What the writer can do.
    pub hints: Vec<MessageText>,
    /// How it is silenced in the form, where there may be a reason to. Empty where there
    /// is none; people read it once for each code.
    pub way_out: MessageText,
    /// Clause of the norm.
    pub clause: Option<&'static str>,
    /// Group of the rule that judges what was read: `so-lieu`. `None` where no rule did: it
    /// could not be read, or leads nowhere.
    pub group: Option<&'static str>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, Some(span), message)
    }

    /// A finding of any kind.
    pub fn new(
        code: &'static Code,
        severity: Severity,
        span: Option<Span>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            span,
            message: message.into().into(),
            label: MessageText::default(),
            related: Vec::new(),
            hints: Vec::new(),
            way_out: MessageText::default(),
            clause: None,
            group: None,
        }
    }

    /// With what was expected, under the mark.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.set_label(label);
        self
    }

    /// With the word that was probably meant, under the mark.
    #[must_use]
    pub fn suggest(self, near: &str) -> Self {
        self.label(format!("có phải là `{near}`?"))
    }

    /// With advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.push_hint(hint);
        self
    }

    /// Sets what was expected, under the mark.
    pub fn set_label(&mut self, label: impl Into<String>) {
        self.label = label.into().into();
    }

    /// Adds advice behind the others.
    pub fn push_hint(&mut self, hint: impl Into<String>) {
        self.hints.push(hint.into().into());
    }

    /// Sets how it is silenced.
    pub fn set_way_out(&mut self, way_out: impl Into<String>) {
        self.way_out = way_out.into().into();
    }

    /// All advice, with how it is silenced.
    fn advice(&self) -> impl Iterator<Item = &MessageText> {
        let way_out = Some(&self.way_out).filter(|text| !text.is_empty());
        self.hints.iter().chain(way_out)
    }

    /// With a second place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Related { span, label: label.into().into(), source: None });
        self
    }

    /// The same finding of a text that stands `offset` bytes into another.
    #[must_use]
    pub fn shifted(mut self, offset: usize) -> Self {
        self.span = self.span.map(|span| span.shifted(offset));
        for related in self.related.iter_mut().filter(|r| r.source.is_none()) {
            related.span = related.span.shifted(offset);
        }
        self
    }

    /// The places in other files, a line each.
    fn elsewhere(&self) -> impl Iterator<Item = String> {
        self.related.iter().filter_map(Related::elsewhere)
    }
}

/// All findings of one file, or of several joined until [`Report::split`] parts them.
/// Without a text where the file could not be read.
#[derive(Debug, Clone)]
pub struct Report {
    /// The file as findings name it.
    pub name: String,
    /// Its text, where it could be read.
    pub source: Option<Source>,
    /// The findings, in the order of the file.
    pub findings: Vec<Diagnostic>,
    /// How many findings the form suppresses, with a reason for each.
    pub suppressed: usize,
    /// How many papers the form cites that the register of legal papers does not have:
    /// nothing is wrong with them, and nothing could be looked up.
    pub unlisted: usize,
    /// Findings that are counted and no more, since there were too many.
    pub left_out: Box<LeftOut>,
    /// How the data files of a form were read, table by table; empty for any other file.
    pub readings: Box<[FileReading]>,
}

impl Report {
    /// A report on a file that could be read.
    #[must_use]
    pub fn new(source: Source, mut findings: Vec<Diagnostic>, suppressed: usize) -> Self {
        findings.sort_by_key(|d| (d.span, d.severity));
        findings.dedup();
        let left_out = Box::new(LeftOut::cut(&mut findings));
        Self {
            name: source.name().to_owned(),
            source: Some(source),
            findings,
            suppressed,
            unlisted: 0,
            left_out,
            readings: Box::default(),
        }
    }

    /// A report of one finding that stands in no text: of a path, a command or a program.
    #[must_use]
    pub fn without_source(name: &str, finding: Diagnostic) -> Self {
        Self::without_text(name, vec![finding])
    }

    /// A report on a file that has no text: a workbook.
    #[must_use]
    pub fn without_text(name: &str, mut findings: Vec<Diagnostic>) -> Self {
        let left_out = Box::new(LeftOut::cut(&mut findings));
        Self {
            name: name.to_owned(),
            source: None,
            findings,
            suppressed: 0,
            unlisted: 0,
            left_out,
            readings: Box::default(),
        }
    }

    /// Number of findings of one severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let found = self.findings.iter().filter(|d| d.severity == severity).count();
        found + self.left_out.count(severity)
    }

    /// What says how many findings are left out, behind the others; none where all are
    /// there.
    #[must_use]
    pub fn rest(&self) -> Option<Diagnostic> {
        self.left_out.describe()
    }

    /// Whether no paper can be made.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Line and column of a finding; the first line where it concerns the file.
    fn position(&self, finding: &Diagnostic) -> (usize, usize) {
        match (&self.source, finding.span) {
            (Some(source), Some(span)) => {
                let position = source.position(span.start);
                (position.line, position.column)
            }
            _ => (1, 1),
        }
    }
}

#[cfg(test)]
mod tests;

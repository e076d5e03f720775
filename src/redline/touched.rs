//! Which parts of a paper that are no blocks have a change in them.

use serde::Serialize;

use super::{Appendix, BlockMark, Line, Mark, Redline, Run};

/// The parts beside which a bar stands, though they are no blocks and do not say so
/// themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// The head of page 1.
    pub letterhead: bool,
    /// Urgency and secrecy.
    pub marks: bool,
    /// Type of the paper and its summary.
    pub title: bool,
    /// Recipients and signature.
    pub closing: bool,
    /// The title of each appendix.
    pub appendices: Vec<bool>,
}

impl Redline {
    /// Which parts have a change in them, blocks apart.
    #[must_use]
    pub fn touched(&self) -> Touched {
        let (head, marks) = (&self.letterhead, &self.marks);
        let (title, closing) = (&self.title, &self.closing);
        Touched {
            letterhead: lines(&head.parent)
                || lines(&head.agency)
                || runs(&head.number)
                || runs(&head.place_date),
            marks: lines(&marks.urgency) || lines(&marks.secrecy),
            title: runs(&title.kind) || lines(&title.subject),
            closing: lines(&closing.recipients)
                || line(&closing.drafter)
                || lines(&closing.authority)
                || line(&closing.signer),
            appendices: self.appendices.iter().map(appendix).collect(),
        }
    }
}

fn appendix(appendix: &Appendix) -> bool {
    let moved = appendix.mark != BlockMark::Kept || appendix.remark.is_some();
    moved || runs(&appendix.label) || lines(&appendix.title) || runs(&appendix.source)
}

fn lines(of: &[Line]) -> bool {
    of.iter().any(line)
}

/// A line that is empty is none, whoever has it.
fn line(line: &Line) -> bool {
    let marked = line.mark != Mark::Kept && !line.runs.is_empty();
    marked || runs(&line.runs)
}

fn runs(of: &[Run]) -> bool {
    of.iter().any(|run| run.mark.is_change())
}

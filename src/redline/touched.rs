//! Which parts of a paper that are no blocks have a change in them.

use serde::Serialize;

use super::{
    Appendix, BlockMark, Closing, Issuance, JointNames, Letterhead, MarkedLine,
    MarkedRun, Marks, Redline, SignatureBlock, TextMark, Title,
};

/// The parts beside which a bar stands, though they are no blocks and do not say so
/// themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// The head of page 1.
    pub letterhead: bool,
    /// Urgency and secrecy. (The circulation stands in the margin and has no bar.)
    pub marks: bool,
    /// Type of the paper, its summary, and to whom it is addressed.
    pub title: bool,
    /// Recipients and signature.
    pub closing: bool,
    /// The title of each appendix.
    pub appendices: Vec<bool>,
}

impl Redline {
    /// Which parts have a change in them, blocks apart. Every part is taken apart by name,
    /// so that a new one cannot be forgotten.
    #[must_use]
    pub fn touched(&self) -> Touched {
        let Self {
            // Names of the versions and page set-up: no text of the paper.
            old: _,
            new: _,
            meta: _,
            page: _,
            letterhead: Letterhead { parent, agency, joint },
            standing,
            // The circulation is a frame in the top margin, where no bar can stand.
            marks: Marks { urgency, secrecy, circulation: _ },
            title: Title { kind, subject },
            // Blocks say themselves whether they are changed.
            body: _,
            // It floats at the foot of the page, below its own rule, where no bar can stand.
            contact: _,
            appendices,
        } = self;
        let issuance = standing.issuance();
        let has_changed_source =
            standing.source().is_some_and(|runs| has_changed_run(runs));
        Touched {
            letterhead: has_changed_line(parent)
                || has_changed_line(agency)
                || joint.iter().any(is_agency_changed)
                || issuance.is_some_and(has_changed_head),
            marks: has_changed_line(urgency) || has_changed_line(secrecy),
            title: has_changed_run(kind)
                || has_changed_line(subject)
                || has_changed_source
                || issuance
                    .is_some_and(|issuance| has_changed_line(&issuance.addressees)),
            closing: issuance
                .is_some_and(|issuance| is_closing_changed(&issuance.closing)),
            appendices: appendices.iter().map(is_appendix_changed).collect(),
        }
    }
}

/// Whether the title of an appendix has a change in it. The orientation of its pages is no
/// text, and its blocks say themselves whether they are changed.
fn is_appendix_changed(appendix: &Appendix) -> bool {
    let Appendix { mark, remark, label, title, source, orientation: _, body: _ } =
        appendix;
    let is_moved = *mark != BlockMark::Kept || remark.is_some();
    is_moved
        || has_changed_run(label)
        || has_changed_line(title)
        || has_changed_run(source)
}

fn is_agency_changed(names: &JointNames) -> bool {
    let JointNames { parent, agency } = names;
    has_changed_line(parent) || has_changed_line(agency)
}

/// Whether number or date have a change.
fn has_changed_head(issuance: &Issuance) -> bool {
    // Those to whom it is addressed stand below the title.
    let Issuance { number, place_date, addressees: _, closing: _ } = issuance;
    has_changed_run(number) || has_changed_run(place_date)
}

fn is_closing_changed(closing: &Closing) -> bool {
    let Closing { recipients, drafter, signatures } = closing;
    let mut lines = recipients.iter().map(|recipient| &recipient.line);
    let is_signature_changed = |block: &SignatureBlock| {
        let SignatureBlock { mark, authority, signer } = block;
        mark.is_change() || has_changed_line(authority) || is_line_changed(signer)
    };
    lines.any(is_line_changed)
        || is_line_changed(drafter)
        || signatures.iter().any(is_signature_changed)
}

fn has_changed_line(lines: &[MarkedLine]) -> bool {
    lines.iter().any(is_line_changed)
}

/// Whether a line is marked, or something in it. An empty line is no line, whatever its
/// mark.
fn is_line_changed(line: &MarkedLine) -> bool {
    let is_marked = line.mark != TextMark::Kept && !line.runs.is_empty();
    is_marked || has_changed_run(&line.runs)
}

fn has_changed_run(runs: &[MarkedRun]) -> bool {
    runs.iter().any(|run| run.mark.is_change())
}

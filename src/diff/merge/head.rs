//! All of a paper but its blocks: letterhead, marks, title, recipients, signature. Every
//! part is taken apart by name, so that a new one cannot be forgotten.

use crate::document::{self, Document};
use crate::redline::{Closing, Letterhead, MarkedLine, Marks, Redline, Title};

use super::super::side::Side;
use super::super::words;
use super::line::{self, merge_lines, merge_recipients};

/// The redline of two papers without its blocks.
pub(super) fn merge_heads(old: &Side<'_>, new: &Side<'_>) -> Redline {
    let Document {
        meta,
        page,
        letterhead: new_letterhead,
        marks: new_marks,
        title: new_title,
        body: _,
        closing: new_closing,
        contact: new_contact,
        appendices: _,
    } = new.version.document();
    let old_paper = old.version.document();
    Redline {
        old: old.version.name().to_owned(),
        new: new.version.name().to_owned(),
        meta: meta.clone(),
        page: page.clone(),
        letterhead: merge_letterheads(&old_paper.letterhead, new_letterhead),
        marks: merge_marks(&old_paper.marks, new_marks),
        title: merge_titles(&old_paper.title, new_title),
        body: Vec::new(),
        closing: merge_closings(
            &old_paper.closing,
            new_closing,
            merge_recipients(old, new),
        ),
        contact: merge_optional_lines(&old_paper.contact, new_contact),
        appendices: Vec::new(),
    }
}

fn merge_letterheads(
    old: &document::Letterhead,
    new: &document::Letterhead,
) -> Letterhead {
    let document::Letterhead { parent, agency, number, place_date } = new;
    Letterhead {
        parent: merge_lines(&old.parent, parent),
        agency: merge_lines(&old.agency, agency),
        number: words::compare_inlines(&old.number, number),
        place_date: words::compare_inlines(&old.place_date, place_date),
    }
}

fn merge_marks(old: &document::Marks, new: &document::Marks) -> Marks {
    let document::Marks { urgency, secrecy, circulation } = new;
    Marks {
        urgency: merge_single_lines(&old.urgency, urgency),
        secrecy: merge_single_lines(&old.secrecy, secrecy),
        circulation: merge_single_lines(&old.circulation, circulation),
    }
}

fn merge_titles(old: &document::Title, new: &document::Title) -> Title {
    let document::Title { kind, subject } = new;
    Title {
        kind: words::compare_texts(&old.kind, kind),
        subject: merge_lines(&old.subject, subject),
    }
}

/// `recipients` are merged by what the form says of them.
fn merge_closings(
    old: &document::Closing,
    new: &document::Closing,
    recipients: Vec<MarkedLine>,
) -> Closing {
    let document::Closing { recipients: _, drafter, authority, signer } = new;
    Closing {
        recipients,
        drafter: merge_optional_lines(&old.drafter, drafter),
        authority: merge_lines(&old.authority, authority),
        signer: merge_optional_lines(&old.signer, signer),
    }
}

/// A line that each version may have.
fn merge_optional_lines(old: &Option<String>, new: &Option<String>) -> MarkedLine {
    line::merge_line(old.as_deref(), new.as_deref())
}

/// None, one or, where they differ, two lines.
fn merge_single_lines(old: &Option<String>, new: &Option<String>) -> Vec<MarkedLine> {
    merge_lines(old.as_slice(), new.as_slice())
}

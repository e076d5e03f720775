//! All of a paper but its blocks: letterhead, marks, title, recipients, signature. Every
//! part is taken apart by name, so that a new one cannot be forgotten.

use crate::document::{self, Document};
use crate::redline::{Closing, Letterhead, Line, Marks, Redline, Title};

use super::super::side::Side;
use super::super::words;
use super::line::{self, lines, recipients};

/// The redline of two papers without its blocks.
pub(super) fn head(old: &Side<'_>, new: &Side<'_>) -> Redline {
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
        letterhead: letterhead(&old_paper.letterhead, new_letterhead),
        marks: marks(&old_paper.marks, new_marks),
        title: title(&old_paper.title, new_title),
        body: Vec::new(),
        closing: closing(&old_paper.closing, new_closing, recipients(old, new)),
        contact: optional(&old_paper.contact, new_contact),
        appendices: Vec::new(),
    }
}

fn letterhead(old: &document::Letterhead, new: &document::Letterhead) -> Letterhead {
    let document::Letterhead { parent, agency, number, place_date } = new;
    Letterhead {
        parent: lines(&old.parent, parent),
        agency: lines(&old.agency, agency),
        number: words::runs(&old.number, number),
        place_date: words::runs(&old.place_date, place_date),
    }
}

fn marks(old: &document::Marks, new: &document::Marks) -> Marks {
    let document::Marks { urgency, secrecy, circulation } = new;
    Marks {
        urgency: at_most_one(&old.urgency, urgency),
        secrecy: at_most_one(&old.secrecy, secrecy),
        circulation: at_most_one(&old.circulation, circulation),
    }
}

fn title(old: &document::Title, new: &document::Title) -> Title {
    let document::Title { kind, subject } = new;
    Title {
        kind: words::text_runs(&old.kind, kind),
        subject: lines(&old.subject, subject),
    }
}

/// `recipients` are merged by what the form says of them.
fn closing(
    old: &document::Closing,
    new: &document::Closing,
    recipients: Vec<Line>,
) -> Closing {
    let document::Closing { recipients: _, drafter, authority, signer } = new;
    Closing {
        recipients,
        drafter: optional(&old.drafter, drafter),
        authority: lines(&old.authority, authority),
        signer: optional(&old.signer, signer),
    }
}

/// A line that each version may have.
fn optional(old: &Option<String>, new: &Option<String>) -> Line {
    line::one(old.as_deref(), new.as_deref())
}

/// None, one or, where they differ, two lines.
fn at_most_one(old: &Option<String>, new: &Option<String>) -> Vec<Line> {
    lines(old.as_slice(), new.as_slice())
}

//! Letterhead, marks and title of a paper. Every part is taken apart by name, so that a new
//! one cannot be forgotten.

use crate::document::{self, Document};
use crate::redline::{JointNames, Letterhead, MarkedLine, Marks, Redline, Title};

use super::super::side::Side;
use super::super::words;
use super::line::{self, merge_lines};
use super::standing::merge_standings;

/// The redline of two papers without its blocks.
pub(super) fn merge_heads(old: &Side<'_>, new: &Side<'_>) -> Redline {
    let Document {
        meta,
        page,
        letterhead: new_letterhead,
        marks: new_marks,
        title: new_title,
        // With the recipients as the form says them.
        standing: _,
        body: _,
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
        standing: merge_standings(old, new),
        marks: merge_marks(&old_paper.marks, new_marks),
        title: merge_titles(&old_paper.title, new_title),
        body: Vec::new(),
        contact: merge_optional_lines(&old_paper.contact, new_contact),
        appendices: Vec::new(),
    }
}

fn merge_letterheads(
    old: &document::Letterhead,
    new: &document::Letterhead,
) -> Letterhead {
    let document::Letterhead { parent, agency, joint } = new;
    Letterhead {
        parent: merge_lines(&old.parent, parent),
        agency: merge_lines(&old.agency, agency),
        joint: merge_joint_names(&old.joint, joint),
    }
}

/// The other agencies of joint papers, by their order.
fn merge_joint_names(
    old: &[document::JointNames],
    new: &[document::JointNames],
) -> Vec<JointNames> {
    let count = old.len().max(new.len());
    let mut res = Vec::with_capacity(count);
    for index in 0..count {
        let (old, new) = (old.get(index), new.get(index));
        let [old_parent, new_parent] =
            [old, new].map(|names| names.map_or(&[][..], |names| &names.parent));
        let [old_agency, new_agency] =
            [old, new].map(|names| names.map_or(&[][..], |names| &names.agency));
        res.push(JointNames {
            parent: merge_lines(old_parent, new_parent),
            agency: merge_lines(old_agency, new_agency),
        });
    }
    res
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

/// A line that each version may have.
fn merge_optional_lines(old: &Option<String>, new: &Option<String>) -> MarkedLine {
    line::merge_line(old.as_deref(), new.as_deref())
}

/// None, one or, where they differ, two lines.
fn merge_single_lines(old: &Option<String>, new: &Option<String>) -> Vec<MarkedLine> {
    merge_lines(old.as_slice(), new.as_slice())
}

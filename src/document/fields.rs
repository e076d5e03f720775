//! A paper as templates are given it. They read fields by name, and templates of an office
//! may be older than what a paper has now: what an older one would leave out stands under a
//! new name, and the old one is missing then, which is a fault of the template and no wrong
//! paper.
//!
//! | a paper | has | lacks |
//! |---|---|---|
//! | attached to a decision | `source` | `closing`, and of the letterhead `number`, `place_date` |
//! | of several agencies | `letterhead.agencies` | `letterhead.agency` |
//! | with several signatures | `closing.signatures` | `closing.authority`, `closing.signer` |
//! | with labels among its recipients | `closing.recipient_lines` | `closing.recipients` |

use serde::{Serialize, Serializer};

use super::{
    Appendix, Block, Closing, Document, Inline, Issuance, JointNames, Letterhead, Marks,
    Meta, Page, PaperStanding, RecipientLine, SignatureBlock, Title,
};

#[derive(Serialize)]
struct DocumentFields<'d> {
    meta: &'d Meta,
    page: &'d Page,
    letterhead: LetterheadFields<'d>,
    marks: &'d Marks,
    title: &'d Title,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'d [Inline]>,
    body: &'d [Block],
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<ClosingFields<'d>>,
    contact: &'d Option<String>,
    appendices: &'d [Appendix],
}

#[derive(Serialize)]
struct LetterheadFields<'d> {
    parent: &'d [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<&'d [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agencies: Option<Vec<AgencyFields<'d>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'d [Inline]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place_date: Option<&'d [Inline]>,
}

/// An agency of a joint paper; the parent of the first is that of the letterhead.
#[derive(Serialize)]
struct AgencyFields<'d> {
    parent: &'d [String],
    agency: &'d [String],
}

#[derive(Serialize)]
struct ClosingFields<'d> {
    #[serde(skip_serializing_if = "Option::is_none")]
    recipients: Option<Vec<&'d str>>,
    recipient_lines: Vec<RecipientFields<'d>>,
    drafter: &'d Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'d [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signer: Option<&'d Option<String>>,
    signatures: &'d [SignatureBlock],
}

#[derive(Serialize)]
struct RecipientFields<'d> {
    label: bool,
    text: &'d str,
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            meta,
            page,
            letterhead,
            standing,
            marks,
            title,
            body,
            contact,
            appendices,
        } = self;
        let (issuance, source) = match standing {
            PaperStanding::Issued(issuance) => (Some(issuance), None),
            PaperStanding::Attached(source) => (None, Some(&source[..])),
        };
        let fields = DocumentFields {
            meta,
            page,
            letterhead: LetterheadFields::new(letterhead, issuance),
            marks,
            title,
            source,
            body,
            closing: issuance.map(|issuance| ClosingFields::new(&issuance.closing)),
            contact,
            appendices,
        };
        fields.serialize(serializer)
    }
}

impl<'d> LetterheadFields<'d> {
    fn new(letterhead: &'d Letterhead, issuance: Option<&'d Issuance>) -> Self {
        let Letterhead { parent, agency, joint } = letterhead;
        let first = AgencyFields { parent, agency };
        let others = joint
            .iter()
            .map(|JointNames { parent, agency }| AgencyFields { parent, agency });
        let is_joint = !joint.is_empty();
        Self {
            parent,
            agency: (!is_joint).then_some(agency),
            agencies: is_joint.then(|| std::iter::once(first).chain(others).collect()),
            number: issuance.map(|issuance| &issuance.number[..]),
            place_date: issuance.map(|issuance| &issuance.place_date[..]),
        }
    }
}

impl<'d> ClosingFields<'d> {
    fn new(closing: &'d Closing) -> Self {
        let Closing { recipients, drafter, signatures } = closing;
        let is_label = |line: &RecipientLine| matches!(line, RecipientLine::Label(_));
        let lines = recipients
            .iter()
            .map(|line| RecipientFields { label: is_label(line), text: line.text() });
        let has_labels = recipients.iter().any(is_label);
        let texts = recipients.iter().map(RecipientLine::text);
        let only = match &signatures[..] {
            [only] => Some(only),
            _ => None,
        };
        Self {
            recipients: (!has_labels).then(|| texts.collect()),
            recipient_lines: lines.collect(),
            drafter,
            authority: only.map(|only| &only.authority[..]),
            signer: only.map(|only| &only.signer),
            signatures,
        }
    }
}

//! A paper as templates are given it. They read fields by name, and templates of an office
//! may be older than what a paper has now: what an older one would leave out stands under a
//! new name, and the old one is missing then, which is a fault of the template and no wrong
//! paper.
//!
//! | a paper | has | lacks |
//! |---|---|---|
//! | attached to a decision | `source` | `closing`, and of the letterhead `number`, `place_date` |
//! | addressed to a superior | `title.addressed` | `title.subject` |
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
    letterhead: LetterheadFields<'d, String, [Inline]>,
    marks: &'d Marks,
    title: TitleFields<'d, String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'d [Inline]>,
    body: &'d [Block],
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<ClosingFields<'d>>,
    contact: &'d Option<String>,
    appendices: &'d [Appendix],
}

/// The head of page 1 of a paper or of a redline: its lines, and the pieces of its texts.
#[derive(Serialize)]
pub(crate) struct LetterheadFields<'d, Line, Text: ?Sized> {
    parent: &'d [Line],
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<&'d [Line]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agencies: Option<Vec<AgencyFields<'d, Line>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'d Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place_date: Option<&'d Text>,
}

/// The title of a paper or of a redline: its type, its lines, and to whom it is addressed.
#[derive(Serialize)]
pub(crate) struct TitleFields<'d, Text: ?Sized, Line> {
    kind: &'d Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'d [Line]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    addressed: Option<AddressedFields<'d, Line>>,
}

/// The summary of an addressed paper, and those to whom it goes.
#[derive(Serialize)]
struct AddressedFields<'d, Line> {
    subject: &'d [Line],
    addressees: &'d [Line],
}

/// An agency with the one above it.
#[derive(Serialize)]
pub(crate) struct AgencyFields<'d, Line> {
    pub(crate) parent: &'d [Line],
    pub(crate) agency: &'d [Line],
}

/// Number and date of a paper that is issued by itself.
pub(crate) struct IssuedFields<'d, Text: ?Sized> {
    pub(crate) number: &'d Text,
    pub(crate) place_date: &'d Text,
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
            letterhead: describe_letterhead(letterhead, issuance),
            marks,
            title: describe_title(title, issuance),
            source,
            body,
            closing: issuance.map(|issuance| ClosingFields::new(&issuance.closing)),
            contact,
            appendices,
        };
        fields.serialize(serializer)
    }
}

impl<'d, Line, Text: ?Sized> LetterheadFields<'d, Line, Text> {
    /// The agency in charge and those that issue the paper with it.
    pub(crate) fn new(
        first: AgencyFields<'d, Line>,
        others: Vec<AgencyFields<'d, Line>>,
        issued: Option<IssuedFields<'d, Text>>,
    ) -> Self {
        let (parent, agency) = (first.parent, first.agency);
        let is_joint = !others.is_empty();
        Self {
            parent,
            agency: (!is_joint).then_some(agency),
            agencies: is_joint.then(|| std::iter::once(first).chain(others).collect()),
            number: issued.as_ref().map(|issued| issued.number),
            place_date: issued.as_ref().map(|issued| issued.place_date),
        }
    }
}

impl<'d, Text: ?Sized, Line> TitleFields<'d, Text, Line> {
    pub(crate) fn new(
        kind: &'d Text,
        subject: &'d [Line],
        addressees: &'d [Line],
    ) -> Self {
        let is_addressed = !addressees.is_empty();
        Self {
            kind,
            subject: (!is_addressed).then_some(subject),
            addressed: is_addressed.then_some(AddressedFields { subject, addressees }),
        }
    }
}

/// The title of a paper.
fn describe_title<'d>(
    title: &'d Title,
    issuance: Option<&'d Issuance>,
) -> TitleFields<'d, String, String> {
    let Title { kind, subject } = title;
    let addressees = issuance.map_or(&[][..], |issuance| &issuance.addressees);
    TitleFields::new(kind, subject, addressees)
}

/// The letterhead of a paper.
fn describe_letterhead<'d>(
    letterhead: &'d Letterhead,
    issuance: Option<&'d Issuance>,
) -> LetterheadFields<'d, String, [Inline]> {
    let Letterhead { parent, agency, joint } = letterhead;
    let others =
        joint.iter().map(|JointNames { parent, agency }| AgencyFields { parent, agency });
    let issued =
        issuance.map(|Issuance { number, place_date, addressees: _, closing: _ }| {
            IssuedFields { number: &number[..], place_date: &place_date[..] }
        });
    LetterheadFields::new(AgencyFields { parent, agency }, others.collect(), issued)
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

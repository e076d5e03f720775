//! A redline as templates are given it: names as in a paper, and what an older template would
//! leave out stands under a new one (`document`, `fields`).

use serde::{Serialize, Serializer};

use crate::document::{
    AgencyFields, IssuedFields, LetterheadFields, Meta, Page, TitleFields,
};

use super::{
    Appendix, Block, Closing, Issuance, JointNames, Letterhead, MarkedLine, Marks,
    RecipientLine, Redline, Runs, SignatureBlock, Title,
};

#[derive(Serialize)]
struct RedlineFields<'r> {
    old: &'r str,
    new: &'r str,
    meta: &'r Meta,
    page: &'r Page,
    letterhead: LetterheadFields<'r, MarkedLine, Runs>,
    marks: &'r Marks,
    title: TitleFields<'r, Runs, MarkedLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r Runs>,
    body: &'r [Block],
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<ClosingFields<'r>>,
    contact: &'r MarkedLine,
    appendices: &'r [Appendix],
}

#[derive(Serialize)]
struct ClosingFields<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    recipients: Option<&'r [RecipientLine]>,
    recipient_lines: &'r [RecipientLine],
    drafter: &'r MarkedLine,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'r [MarkedLine]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signer: Option<&'r MarkedLine>,
    signatures: &'r [SignatureBlock],
}

impl Serialize for Redline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            old,
            new,
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
        let issuance = standing.issuance();
        let fields = RedlineFields {
            old,
            new,
            meta,
            page,
            letterhead: describe_letterhead(letterhead, issuance),
            marks,
            title: describe_title(title, issuance),
            source: standing.source(),
            body,
            closing: issuance.map(|issuance| ClosingFields::new(&issuance.closing)),
            contact,
            appendices,
        };
        fields.serialize(serializer)
    }
}

/// The title of a redline.
fn describe_title<'r>(
    title: &'r Title,
    issuance: Option<&'r Issuance>,
) -> TitleFields<'r, Runs, MarkedLine> {
    let Title { kind, subject } = title;
    let addressees = issuance.map_or(&[][..], |issuance| &issuance.addressees);
    TitleFields::new(kind, subject, addressees)
}

/// The letterhead of a redline.
fn describe_letterhead<'r>(
    letterhead: &'r Letterhead,
    issuance: Option<&'r Issuance>,
) -> LetterheadFields<'r, MarkedLine, Runs> {
    let Letterhead { parent, agency, joint } = letterhead;
    let others =
        joint.iter().map(|JointNames { parent, agency }| AgencyFields { parent, agency });
    let issued =
        issuance.map(|Issuance { number, place_date, addressees: _, closing: _ }| {
            IssuedFields { number, place_date }
        });
    LetterheadFields::new(AgencyFields { parent, agency }, others.collect(), issued)
}

impl<'r> ClosingFields<'r> {
    fn new(closing: &'r Closing) -> Self {
        let Closing { recipients, drafter, signatures } = closing;
        let only = match &signatures[..] {
            [only] => Some(only),
            _ => None,
        };
        Self {
            recipients: (!recipients.iter().any(|line| line.label))
                .then_some(&recipients[..]),
            recipient_lines: recipients,
            drafter,
            authority: only.map(|only| &only.authority[..]),
            signer: only.map(|only| &only.signer),
            signatures,
        }
    }
}

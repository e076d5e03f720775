//! What both versions have by their standing: number, date, recipients and signatures, or
//! the line with the decision. One that was issued by itself and is attached now has all of
//! that removed, and the line added.

use crate::document::{self, PaperStanding};
use crate::form::Standing;
use crate::redline;
use crate::redline::{
    Closing, Issuance, MarkedLine, RecipientLine, SignatureBlock, TextMark,
};
use crate::source::Span;

use super::super::renumbering;
use super::super::side::Side;
use super::super::words;
use super::line::{mark_line, merge_line, merge_lines};

/// The standing of both versions.
pub(super) fn merge_standings(old: &Side<'_>, new: &Side<'_>) -> redline::PaperStanding {
    let papers = [old, new].map(|side| &side.version.document().standing);
    match papers {
        [PaperStanding::Issued(old_issue), PaperStanding::Issued(new_issue)] => {
            let document::Issuance { number, place_date, addressees, closing } =
                new_issue;
            redline::PaperStanding::Issued(Issuance {
                number: words::compare_inlines(&old_issue.number, number),
                place_date: words::compare_inlines(&old_issue.place_date, place_date),
                addressees: merge_lines(&old_issue.addressees, addressees),
                closing: merge_closings(
                    &old_issue.closing,
                    closing,
                    merge_recipients(old, new),
                ),
            })
        }
        [PaperStanding::Attached(old_line), PaperStanding::Attached(new_line)] => {
            redline::PaperStanding::Attached(words::compare_inlines(old_line, new_line))
        }
        [PaperStanding::Issued(issuance), PaperStanding::Attached(line)] => {
            redline::PaperStanding::Attaching {
                old: mark_issuance(issuance, TextMark::Removed),
                new: words::mark_inlines(line, TextMark::Added),
            }
        }
        [PaperStanding::Attached(line), PaperStanding::Issued(issuance)] => {
            redline::PaperStanding::Issuing {
                old: words::mark_inlines(line, TextMark::Removed),
                new: mark_issuance(issuance, TextMark::Added),
            }
        }
    }
}

/// What one version alone has.
fn mark_issuance(issuance: &document::Issuance, mark: TextMark) -> Issuance {
    let document::Issuance { number, place_date, addressees, closing } = issuance;
    let document::Closing { recipients, drafter, signatures } = closing;
    let drafter = drafter.as_ref().map(|text| mark_line(text, mark));
    Issuance {
        number: words::mark_inlines(number, mark),
        place_date: words::mark_inlines(place_date, mark),
        addressees: addressees.iter().map(|text| mark_line(text, mark)).collect(),
        closing: Closing {
            recipients: recipients
                .iter()
                .map(|line| to_recipient_line(mark_line(line.text(), mark)))
                .collect(),
            drafter: drafter.unwrap_or_default(),
            signatures: signatures
                .iter()
                .map(|block| mark_signature(block, mark))
                .collect(),
        },
    }
}

fn mark_signature(block: &document::SignatureBlock, mark: TextMark) -> SignatureBlock {
    let document::SignatureBlock { authority, signer } = block;
    let signer = signer.as_ref().map(|text| mark_line(text, mark));
    SignatureBlock {
        mark,
        authority: authority.iter().map(|text| mark_line(text, mark)).collect(),
        signer: signer.unwrap_or_default(),
    }
}

/// `recipients` are merged by what the form says of them.
fn merge_closings(
    old: &document::Closing,
    new: &document::Closing,
    recipients: Vec<RecipientLine>,
) -> Closing {
    let document::Closing { recipients: _, drafter, signatures } = new;
    Closing {
        recipients,
        drafter: merge_line(old.drafter.as_deref(), drafter.as_deref()),
        signatures: merge_signatures(&old.signatures, signatures),
    }
}

/// Signatures pair from the right, where that of the agency in charge stands.
fn merge_signatures(
    old: &[document::SignatureBlock],
    new: &[document::SignatureBlock],
) -> Vec<SignatureBlock> {
    let shared = old.len().min(new.len());
    let (old_alone, old_shared) = old.split_at(old.len() - shared);
    let (new_alone, new_shared) = new.split_at(new.len() - shared);
    let removed = old_alone.iter().map(|block| mark_signature(block, TextMark::Removed));
    let added = new_alone.iter().map(|block| mark_signature(block, TextMark::Added));
    let both = old_shared.iter().zip(new_shared).map(|(old, new)| {
        let document::SignatureBlock { authority, signer } = new;
        SignatureBlock {
            mark: TextMark::Kept,
            authority: merge_lines(&old.authority, authority),
            signer: merge_line(old.signer.as_deref(), signer.as_deref()),
        }
    });
    removed.chain(added).chain(both).collect()
}

/// The recipients of both versions; an attached one has none. Where the form says of one
/// what it said, other numbers of parts in it are the engine's.
pub(in crate::diff) fn merge_recipients(
    old: &Side<'_>,
    new: &Side<'_>,
) -> Vec<RecipientLine> {
    let mut res = merge_lines(&list_recipient_texts(old), &list_recipient_texts(new));
    let (mut old_index, mut new_index) = (0, 0);
    for line in &mut res {
        let (has_old, has_new) = (line.mark.is_old(), line.mark.is_new());
        let old_text = find_typed_recipient(old, old_index).filter(|_| has_old);
        if has_new
            && old_text.is_some()
            && old_text == find_typed_recipient(new, new_index)
        {
            renumbering::hide_reference_changes(&mut line.runs);
        }
        old_index += usize::from(has_old);
        new_index += usize::from(has_new);
    }
    res.into_iter().map(to_recipient_line).collect()
}

fn list_recipient_texts(side: &Side<'_>) -> Vec<String> {
    match &side.version.document().standing {
        PaperStanding::Issued(issuance) => {
            let recipients = issuance.closing.recipients.iter();
            recipients.map(|line| line.text().to_owned()).collect()
        }
        PaperStanding::Attached(_) => Vec::new(),
    }
}

/// A label ends with its colon, a recipient with `;` or `.`: a document has no others.
fn to_recipient_line(line: MarkedLine) -> RecipientLine {
    let last = line.runs.iter().rev().find(|run| run.mark.is_new());
    let last = last.or(line.runs.last()).map(|run| &run.inline);
    let label = match last {
        Some(redline::Inline::Text { text, .. }) => text.ends_with(':'),
        Some(
            redline::Inline::Note { .. }
            | redline::Inline::Gap { .. }
            | redline::Inline::Dots
            | redline::Inline::Leader { .. }
            | redline::Inline::CheckBox { .. }
            | redline::Inline::Break,
        )
        | None => false,
    };
    RecipientLine { label, line }
}

/// What the form says of a recipient; `None` for one that the engine adds.
fn find_typed_recipient<'a>(side: &Side<'a>, index: usize) -> Option<&'a str> {
    let Standing::Issued(issued) = &side.form().standing else { return None };
    let recipients = issued.recipients.as_ref()?.known()?;
    let text = recipients.items.get(index)?.text();
    Some(side.version.written(text.span)).filter(|_| text.span != Span::default())
}

//! Foot of the paper: recipients and signatures.

use crate::form::{Behalf, Recipient, Recipients, Signature};
use crate::language;
use crate::plan::IssuedDraft;
use crate::prose::Plain;
use crate::quantity::Pending;

use super::composer::Composer;
use super::{Closing, RecipientLine, SignatureBlock};

/// A blank for words, as a plain string.
const DOTS: &str = "……………………";

impl Composer<'_> {
    pub(super) fn closing(&mut self, draft: &IssuedDraft) -> Closing {
        let registration = &draft.registration;
        let drafter = registration.drafter.as_ref().map(|sign| {
            let sign = language::to_capitals(&self.string(sign));
            let count = registration.copies;
            count.map_or_else(|| sign.clone(), |count| format!("{sign}.({count})"))
        });
        let mut signatures = self.signatures(draft);
        // The agency in charge signs on the right, as joint papers are signed.
        signatures.reverse();
        let recipients = match &draft.recipients {
            Pending::Known(recipients) => self.recipients(recipients),
            Pending::Unknown => vec![RecipientLine::Name(format!("{DOTS}."))],
        };
        Closing { recipients, drafter, signatures }
    }

    /// Recipients with `;` after each and `.` after the last; a label with its colon.
    fn recipients(&mut self, recipients: &Recipients) -> Vec<RecipientLine> {
        let count = recipients.items.len();
        let mut res = Vec::with_capacity(count);
        for (number, recipient) in (1..).zip(&recipients.items) {
            let text = self.string(recipient.text());
            let text = match recipient {
                Recipient::Name(_) | Recipient::Label(_) => text,
                Recipient::Filed(_) => format!("Lưu: {text}"),
            };
            // A name with a colon behind it would read as a label.
            let text =
                text.trim_start_matches("- ").trim_end_matches([';', '.', ':', ' ']);
            res.push(match recipient {
                Recipient::Label(_) => RecipientLine::Label(format!("{text}:")),
                Recipient::Name(_) | Recipient::Filed(_) => {
                    // The filing line ends its group, too.
                    let is_group_end = matches!(recipient, Recipient::Filed(_))
                        && matches!(
                            recipients.items.get(number),
                            Some(Recipient::Label(_))
                        );
                    let sign = if number == count || is_group_end { '.' } else { ';' };
                    RecipientLine::Name(format!("{text}{sign}"))
                }
            });
        }
        res
    }

    /// The signatures in the order of the form. Where it is not known who signs, the names
    /// of the agencies say on whose behalf.
    fn signatures(&mut self, draft: &IssuedDraft) -> Vec<SignatureBlock> {
        let plan = self.plan;
        let agencies: Vec<_> =
            plan.agency().names().map(|name| self.string(name)).collect();
        let mut res = Vec::new();
        match &draft.signatures {
            Pending::Known(signatures) => {
                for (index, signature) in signatures.iter().enumerate() {
                    // Each agency has its signer; those beyond sign for the first.
                    let agency = agencies.get(index).or(agencies.first());
                    let authority =
                        self.authority(signature, agency.map_or("", String::as_str));
                    let signer = self.signer(signature);
                    res.push(SignatureBlock { authority, signer });
                }
            }
            Pending::Unknown => res.extend(agencies.iter().map(|agency| {
                let authority = describe_unknown_authority(agency);
                SignatureBlock { authority, signer: None }
            })),
        }
        res
    }

    /// Authority and post, by lines (Phụ lục I, Phần I, II.7.b): on whose behalf (`TM.`), by
    /// whose order or in whose place, then the post of the signer. Lines of the author stay.
    fn authority(&mut self, signature: &Signature, agency: &str) -> Vec<String> {
        let mut res = Vec::new();
        match &signature.behalf {
            Some(Behalf::Agency) => {
                let collective = language::split_collective(agency).0.unwrap_or(agency);
                res.push(format!("TM. {collective}"));
            }
            Some(Behalf::Named(name)) => res.extend(self.signed_lines("TM. ", name)),
            None => {}
        }
        let others = [
            ("TL. ", &signature.by_order),
            ("TUQ. ", &signature.by_authority),
            ("KT. ", &signature.in_place),
        ];
        for (sign, post) in others {
            if let Some(post) = post {
                res.extend(self.signed_lines(sign, post));
            }
        }
        let sign = if signature.acting { "Q. " } else { "" };
        res.extend(self.signed_lines(sign, &signature.post));
        res.iter().map(|line| language::to_capitals(line)).collect()
    }

    /// The lines of a post with a sign before the first.
    fn signed_lines(&mut self, sign: &str, post: &Plain) -> Vec<String> {
        let mut lines = self.lines(post);
        if let Some(first) = lines.first_mut() {
            first.insert_str(0, sign);
        }
        lines
    }

    fn signer(&mut self, signature: &Signature) -> Option<String> {
        let is_unknown = Plain::is_pending(&signature.name);
        (!is_unknown).then(|| self.string(&signature.name))
    }
}

/// Who signs is not known; on whose behalf, the agency's name says.
fn describe_unknown_authority(agency: &str) -> Vec<String> {
    let mut res = Vec::new();
    if let Some(collective) = language::split_collective(agency).0 {
        res.push(format!("TM. {}", language::to_capitals(collective)));
    }
    res.push(DOTS.to_owned());
    res
}

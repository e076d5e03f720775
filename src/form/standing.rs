//! How a paper comes into force: by itself, or with a decision that it is attached to. What
//! the one has the other has no place for, so no one can ask for it there.

use crate::quantity::{OpenDate, Pending};

use super::Form;
use super::attachment::Attachment;
use super::closing::{self, Recipients};
use super::fields::Fields;
use super::head::Registration;
use super::reader::FormReader;
use super::shape::IssueMode;
use super::signature::{self, Signatures};
use super::spanned::Spanned;

/// How the paper of a form comes into force.
#[expect(clippy::large_enum_variant, reason = "there is one of a form")]
#[derive(Debug, Clone)]
pub enum Standing {
    /// By itself.
    Issued(IssuedKeys),
    /// With a decision (`kem_theo`); `None` where that could not be read.
    Attached(Option<Attachment>),
}

/// What only a paper that is issued by itself has; `None` for what could not be read.
#[derive(Debug, Clone, Default)]
pub struct IssuedKeys {
    /// Number, date and drafter.
    pub registration: Option<Registration>,
    /// Who gets the paper.
    pub recipients: Option<Pending<Recipients>>,
    /// Who signs it, and by which right.
    pub signatures: Option<Pending<Signatures>>,
}

impl Form {
    /// What the form says of a paper that is issued by itself.
    #[must_use]
    pub fn issued(&self) -> Option<&IssuedKeys> {
        match &self.standing {
            Standing::Issued(issued) => Some(issued),
            Standing::Attached(_) => None,
        }
    }

    /// Number, symbol and date of a paper that has them, as far as they could be read.
    #[must_use]
    pub fn registration(&self) -> Option<&Registration> {
        self.issued()?.registration.as_ref()
    }

    /// Who gets the paper, where that is known.
    #[must_use]
    pub fn known_recipients(&self) -> Option<&Recipients> {
        self.issued()?.recipients.as_ref()?.known()
    }

    /// Who signs the paper, where that is known.
    #[must_use]
    pub fn known_signatures(&self) -> Option<&Signatures> {
        self.issued()?.signatures.as_ref()?.known()
    }

    /// The decision that the paper is attached to.
    #[must_use]
    pub fn attachment(&self) -> Option<&Attachment> {
        match &self.standing {
            Standing::Issued(_) => None,
            Standing::Attached(attachment) => attachment.as_ref(),
        }
    }

    /// The day from which the paper holds: its own, or that of the decision.
    #[must_use]
    pub fn date(&self) -> Option<Spanned<OpenDate>> {
        match &self.standing {
            Standing::Issued(issued) => issued.registration.as_ref().map(|r| r.date),
            Standing::Attached(attachment) => attachment.as_ref().map(|a| a.date),
        }
    }
}

/// What the paper has by its standing. `noi_nhan` and `ky` of an attached one are refused as
/// keys already, and are not read.
pub(super) fn read_standing(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    registration: Option<Registration>,
    attachment: Option<Attachment>,
) -> Standing {
    match r.mode {
        IssueMode::Attached => Standing::Attached(attachment),
        IssueMode::Issued => Standing::Issued(IssuedKeys {
            registration,
            recipients: r.required(f, "noi_nhan", closing::read_recipients),
            signatures: r.required(f, "ky", signature::read_signatures),
        }),
    }
}

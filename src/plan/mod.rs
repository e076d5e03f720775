//! The plan: a [`Draft`] is a form with its figures and names, ready to be set, whatever
//! is wrong with it; a [`Plan`] is one that [`crate::check::check`] has found right.
//! In the form of a plan everything needed is there, every reference points to something
//! and every `{{ … }}` has a value.
//!
//! | file | what it does |
//! |---|---|
//! | `draft` | a form with its figures, ready to be set, whatever is wrong with it |
//! | `page` | measures in the units of a document, and the ranges of the decree |
//! | `register` | what references can point to, and how papers are cited |

mod draft;
mod page;
mod register;

use std::ops::Deref;
use std::sync::Arc;

use crate::form::Numbering;

pub use draft::{Draft, DraftStanding, IssuedDraft};
pub use page::{PAGE_RANGES, PageDimensions, PageRange};
pub use register::{Labels, Register};

/// A plan that can be put on paper: a draft without errors, and read as one.
#[derive(Debug, Clone)]
pub struct Plan(Arc<Draft>);

/// Numbering of the levels where the form names none (Phụ lục I, Phần I, II.6.d).
pub(crate) const LEVELS: [Numbering; 5] = [
    Numbering::Roman,
    Numbering::Arabic,
    Numbering::Letter,
    Numbering::Dash,
    Numbering::Plus,
];

impl Plan {
    /// Only `check::check` calls this, and only for a form without errors. `None` where
    /// something needed is missing all the same.
    pub(crate) fn new(draft: &Arc<Draft>) -> Option<Self> {
        draft.is_whole().then(|| Self(Arc::clone(draft)))
    }
}

impl Deref for Plan {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::form_with;
    use crate::form::{self, ByTable};
    use crate::formula::Expression;
    use crate::indicator::compute_figures;
    use crate::quantity::Pending;
    use crate::source::{Source, Span};
    use crate::yaml::{ScalarPlaces, ScalarStyle};

    /// The draft of a form, whatever is wrong with it.
    pub(super) fn draft_of(text: &str) -> Arc<Draft> {
        let source = Source::new(Path::new("a.yaml"), text);
        let form = form::read(&source).0.unwrap();
        let figures = Arc::new(compute_figures(&form, &ByTable::new(), &[]).figures);
        Arc::new(Draft::new(form, figures))
    }

    /// The base form without the lines from one top-level key to the next.
    pub(super) fn form_without(key: &str) -> String {
        let mut keep = true;
        let mut res = String::new();
        for line in form_with("").lines() {
            if !line.starts_with([' ', '-']) {
                keep = !line.starts_with(key);
            }
            if keep {
                res += line;
                res.push('\n');
            }
        }
        res
    }

    /// An expression as it stands between braces.
    pub(super) fn expression(text: &str) -> Expression {
        Expression::read(
            text,
            ScalarPlaces::new(text, ScalarStyle::Plain, text, Span::new(0, text.len())),
        )
    }

    #[test]
    fn only_a_draft_that_lacks_nothing_becomes_a_plan() {
        assert!(Plan::new(&draft_of(&form_with(""))).is_some());
        for key in ["nam", "co_quan", "van_ban", "noi_nhan", "ky"] {
            assert!(Plan::new(&draft_of(&form_without(key))).is_none(), "{key}");
        }
    }

    #[test]
    fn what_is_pending_stops_no_plan() {
        let draft = draft_of(&form_with("noi_nhan: chua_co\nky: chua_co\n"));
        let DraftStanding::Issued(issued) = draft.standing() else { panic!("attached") };
        assert!(matches!(issued.signatures, Pending::Unknown));
        assert!(Plan::new(&draft).is_some());
    }

    #[test]
    fn a_plan_shows_the_draft_that_it_was_made_of() {
        let draft = draft_of(&form_with(""));
        let plan = Plan::new(&draft).unwrap();
        assert!(std::ptr::eq(&*plan, &*draft));
    }
}

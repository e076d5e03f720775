//! The plan: a [`Draft`] is a form with its figures and names, ready to be set, whatever
//! is wrong with it; a [`Plan`] is one that [`crate::rule::check`] has found right.
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
#[cfg(test)]
mod tests;

use std::ops::Deref;
use std::sync::Arc;

use crate::form::Numbering;

pub use draft::Draft;
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

//! What the pointers of a plan can point to, and how papers are cited.

use std::collections::{BTreeMap, BTreeSet};

use crate::citation::{DateWords, LegalPaper};
use crate::form::Form;
use crate::formula::{CitationForm, Destination, FormulaError, Pointer};
use crate::language;

/// How a section or an appendix is called: `Mục 5 Phần II`, `Phụ lục II`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// Of sections, by id.
    pub sections: BTreeMap<String, String>,
    /// Of appendices, by id.
    pub appendices: BTreeMap<String, String>,
}

/// The ids of a form that pointers name.
#[derive(Debug, Clone)]
pub struct Register {
    sections: BTreeSet<String>,
    appendices: BTreeSet<String>,
    papers: BTreeMap<String, LegalPaper>,
    dates: DateWords,
}

impl Register {
    /// The ids of a form.
    #[must_use]
    pub fn from_form(form: &Form) -> Self {
        let mut sections = Vec::new();
        form.section_ids(&mut sections);
        let appendices = form.appendices.iter().filter_map(|a| a.id.as_ref());
        let papers = form.papers.iter();
        Self {
            sections: sections.into_iter().map(|id| id.value.clone()).collect(),
            appendices: appendices.map(|id| id.value.clone()).collect(),
            papers: papers
                .map(|(id, p)| (id.value.clone(), p.citation.clone()))
                .collect(),
            dates: form.page.dates.words(),
        }
    }

    /// Looks whether a pointer points to something.
    ///
    /// # Errors
    ///
    /// The fault, at the id, of one that does not.
    pub fn check_pointer(&self, pointer: &Pointer) -> Result<(), FormulaError> {
        let ids: Vec<&str> = match pointer.to {
            Destination::Section => self.sections.iter().map(String::as_str).collect(),
            Destination::Appendix => self.appendices.iter().map(String::as_str).collect(),
            Destination::Paper => self.papers().collect(),
        };
        if ids.contains(&pointer.id.as_str()) {
            return Ok(());
        }
        let thing = pointer.to.vietnamese();
        let id = &pointer.id;
        let message = format!("không có {thing} nào mang mã `{id}`");
        let fault = FormulaError::new(pointer.id_range.clone(), message);
        Err(match language::find_nearest(id, ids.iter().copied()) {
            Some(near) => fault.label(format!("có phải là `{near}`?")),
            None if ids.is_empty() => {
                fault.hint(format!("biểu chưa đặt mã cho {thing} nào"))
            }
            None => fault.hint(format!("các mã đã đặt: {}", ids.join(", "))),
        })
    }

    /// A paper as it is cited; `first` where it has not been before. `None` where there is
    /// no such paper.
    #[must_use]
    pub fn citation(&self, id: &str, form: CitationForm, first: bool) -> Option<String> {
        let paper = self.papers.get(id)?;
        let full = match form {
            CitationForm::Auto => first,
            CitationForm::Full => true,
            CitationForm::Short => false,
        };
        // A law is cited in the text by type and name alone (II.6.b); its date stands only
        // among the legal bases, which ask for the full form.
        let law = paper.number.is_none() && paper.name.is_some();
        let full = full && !(law && form == CitationForm::Auto);
        Some(if full { paper.full(self.dates) } else { paper.short() })
    }

    /// Whether the register of legal papers has this id.
    #[must_use]
    pub fn has_paper(&self, id: &str) -> bool {
        self.papers.contains_key(id)
    }

    /// Ids of the register of legal papers.
    pub fn papers(&self) -> impl Iterator<Item = &str> {
        self.papers.keys().map(String::as_str)
    }
}

//! The checked plan. It can be made only by [`crate::rule::check`]: whoever holds one
//! holds a form in which everything needed is there, every reference points to
//! something and every `{{ … }}` has a value.

mod page;
mod register;
mod values;

use std::sync::Arc;

use crate::form::{
    Agency, Appendix, At, Bases, Copy, DocumentKind, Form, Head, Indicator, Numbering,
    Open, Paper, Part, Recipients, Section, Signature, Table, TaskItem, TitleLook, parts,
};
use crate::indicator::Figures;
use crate::prose::{Prose, References, Scope};

pub use page::{PAGE_RANGES, Page, PageRange};
pub use register::{Labels, Register};
pub use values::unit_scope;

/// A plan that can be put on paper.
#[derive(Debug, Clone)]
pub struct Plan {
    kind: &'static DocumentKind,
    year: i32,
    copy: Copy,
    agency: Agency,
    head: Head,
    page: Page,
    looks: Vec<TitleLook>,
    levels: Vec<Numbering>,
    bases: Option<Bases>,
    papers: Vec<(At<String>, Paper)>,
    indicators: Vec<(At<String>, Indicator)>,
    tables: Vec<Table>,
    figures: Arc<Figures>,
    sections: Vec<Section>,
    closing: Option<Prose>,
    notes: Vec<(At<String>, Prose)>,
    appendices: Vec<Appendix>,
    recipients: Open<Recipients>,
    signature: Open<Signature>,
    register: Register,
}

/// Numbering of the levels where the form names none (Phụ lục I, Phần I, II.6.d).
pub(crate) const LEVELS: [Numbering; 5] = [
    Numbering::Roman,
    Numbering::Arabic,
    Numbering::Letter,
    Numbering::Dash,
    Numbering::Plus,
];

impl Plan {
    /// Only `rule::check` calls this, and only for a form without errors. `None` where
    /// something needed is missing all the same.
    pub(crate) fn new(form: Form, figures: Arc<Figures>) -> Option<Self> {
        let register = Register::of(&form, &figures);
        let levels = form.page.levels.clone();
        Some(Self {
            kind: form.kind,
            year: form.year?.value,
            copy: form.copy,
            agency: form.agency?,
            head: form.head?,
            page: Page::of(&form.page),
            looks: form.page.looks,
            levels: if levels.is_empty() { LEVELS.to_vec() } else { levels },
            bases: form.bases,
            papers: form.papers,
            indicators: form.indicators,
            tables: form.tables,
            figures,
            sections: form.sections,
            closing: form.closing,
            notes: form.notes,
            appendices: form.appendices,
            recipients: form.recipients?,
            signature: form.signature?,
            register,
        })
    }

    /// Type of paper.
    #[must_use]
    pub fn kind(&self) -> &'static DocumentKind {
        self.kind
    }

    /// Year of the plan.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.year
    }

    /// Paper or electronic.
    #[must_use]
    pub fn copy(&self) -> Copy {
        self.copy
    }

    /// Issuing agency.
    #[must_use]
    pub fn agency(&self) -> &Agency {
        &self.agency
    }

    /// Number, date, summary, marks.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Page set-up.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Numbering of a level, from nought; `None` below the levels that are set.
    #[must_use]
    pub fn level(&self, depth: usize) -> Option<Numbering> {
        self.levels.get(depth).copied()
    }

    /// Look of the titles of a level, where the form sets it.
    #[must_use]
    pub fn look(&self, depth: usize) -> Option<TitleLook> {
        self.looks.get(depth).copied()
    }

    /// Legal bases.
    #[must_use]
    pub fn bases(&self) -> Option<&Bases> {
        self.bases.as_ref()
    }

    /// The register of legal papers.
    #[must_use]
    pub fn papers(&self) -> &[(At<String>, Paper)] {
        &self.papers
    }

    /// Named figures.
    #[must_use]
    pub fn indicators(&self) -> &[(At<String>, Indicator)] {
        &self.indicators
    }

    /// A table as written, by its index; [`Figures::table`] has its figures.
    #[must_use]
    pub fn table(&self, index: usize) -> &Table {
        &self.tables[index]
    }

    /// All figures.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The body.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The closing sentence.
    #[must_use]
    pub fn closing(&self) -> Option<&Prose> {
        self.closing.as_ref()
    }

    /// The text of a footnote.
    #[must_use]
    pub fn note(&self, id: &str) -> Option<&Prose> {
        self.notes.iter().find(|(at, _)| at.value == id).map(|(_, note)| note)
    }

    /// Appendices.
    #[must_use]
    pub fn appendices(&self) -> &[Appendix] {
        &self.appendices
    }

    /// The tasks and groups of tasks of all sections and appendices, in order.
    #[must_use]
    pub fn tasks(&self) -> Vec<&TaskItem> {
        let mut res = Vec::new();
        for part in parts(&self.sections, &self.appendices) {
            if let Part::Tasks(tasks) = part {
                res.extend(&tasks.items);
            }
        }
        res
    }

    /// Recipients.
    #[must_use]
    pub fn recipients(&self) -> &Open<Recipients> {
        &self.recipients
    }

    /// Signature.
    #[must_use]
    pub fn signature(&self) -> &Open<Signature> {
        &self.signature
    }

    /// The values that `{{ … }}` reads, with references as labelled; `None` while the
    /// parts are only being numbered.
    #[must_use]
    pub fn scope(&self, labels: Option<Labels>) -> Scope {
        let references: Arc<dyn References> = match labels {
            Some(labels) => Arc::new(self.register.labelled(labels)),
            None => self.register.unlabelled(),
        };
        self.register.scope(&references)
    }
}

//! A form with its figures and names, ready to be set, also where it has faults: what is
//! missing is blank. Comparisons and plain text read it; only a [`Plan`](super::Plan)
//! becomes a paper.

use std::sync::Arc;

use crate::form::{
    Agency, Appendix, Bases, DocumentKind, Form, Head, Indicator, Medium, Numbering,
    Recipients, RegisteredPaper, Section, SectionPart, Signature, Spanned, TableId,
    TableSpec, TaskItem, TitleEmphasis, collect_all_parts,
};
use crate::formula::{Expression, FormulaError};
use crate::indicator::{Figures, PrintedExpression};
use crate::prose::Prose;
use crate::quantity::Pending;

use super::{LEVELS, PageDimensions, Register};

/// A form as it can be set.
#[derive(Debug, Clone)]
pub struct Draft {
    form: Form,
    year: i32,
    agency: Agency,
    head: Head,
    recipients: Pending<Recipients>,
    signature: Pending<Signature>,
    page: PageDimensions,
    figures: Arc<Figures>,
    register: Register,
}

impl Draft {
    /// The draft of a form. What it must have and lacks is blank.
    #[must_use]
    pub fn new(form: Form, figures: Arc<Figures>) -> Self {
        let register = Register::from_form(&form);
        let agency = form.agency.clone();
        let head = form.head.clone();
        Self {
            year: form.year.map_or(0, |year| year.value),
            agency: agency.unwrap_or_else(|| Agency::blank(form.span)),
            head: head.unwrap_or_else(|| Head::blank(form.span)),
            recipients: form.recipients.clone().unwrap_or(Pending::Unknown),
            signature: form.signature.clone().unwrap_or(Pending::Unknown),
            page: PageDimensions::from_setup(&form.page),
            figures,
            register,
            form,
        }
    }

    /// Whether nothing is missing that a paper must have.
    pub(super) fn is_whole(&self) -> bool {
        let form = &self.form;
        form.year.is_some()
            && form.agency.is_some()
            && form.head.is_some()
            && form.recipients.is_some()
            && form.signature.is_some()
    }

    /// The form as written.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Type of paper.
    #[must_use]
    pub fn kind(&self) -> &'static DocumentKind {
        self.form.kind
    }

    /// Year of the plan; zero where the form gives none.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.year
    }

    /// Paper or electronic.
    #[must_use]
    pub fn medium(&self) -> Medium {
        self.form.medium
    }

    /// Who issues the paper; blank where the form does not say.
    #[must_use]
    pub fn agency(&self) -> &Agency {
        &self.agency
    }

    /// Number, date, subject and marks; blank where the form has none.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Margins and sizes in the units of a document, defaults filled in.
    #[must_use]
    pub fn page(&self) -> &PageDimensions {
        &self.page
    }

    /// Numbering of a level, from zero; `None` below the levels that are set.
    #[must_use]
    pub fn level(&self, depth: usize) -> Option<Numbering> {
        if self.form.page.levels.is_empty() {
            return LEVELS.get(depth).copied();
        }
        self.form.page.levels.get(depth).copied()
    }

    /// Look of the titles of a level, where the form sets it.
    #[must_use]
    pub fn title_emphasis(&self, depth: usize) -> Option<TitleEmphasis> {
        self.form.page.emphases.get(depth).copied()
    }

    /// The legal bases, with the opening sentence.
    #[must_use]
    pub fn bases(&self) -> Option<&Bases> {
        self.form.bases.as_ref()
    }

    /// The register of legal papers.
    #[must_use]
    pub fn papers(&self) -> &[(Spanned<String>, RegisteredPaper)] {
        &self.form.papers
    }

    /// Named figures as written; [`Draft::figures`] has their values.
    #[must_use]
    pub fn indicators(&self) -> &[(Spanned<String>, Indicator)] {
        &self.form.indicators
    }

    /// A table as written, by its number; [`Figures::table`] has its figures.
    #[must_use]
    pub fn table(&self, table: TableId) -> &TableSpec {
        &self.form.tables[table]
    }

    /// The values of all tables and named figures.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The body, in the order of the form.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.form.sections
    }

    /// The closing sentence, where the form has one.
    #[must_use]
    pub fn closing(&self) -> Option<&Prose> {
        self.form.closing.as_ref()
    }

    /// The text of a footnote; `None` where no note has this id.
    #[must_use]
    pub fn note(&self, id: &str) -> Option<&Prose> {
        self.form.notes.iter().find(|(at, _)| at.value == id).map(|(_, note)| note)
    }

    /// The appendices, in the order of the form.
    #[must_use]
    pub fn appendices(&self) -> &[Appendix] {
        &self.form.appendices
    }

    /// The tasks and groups of tasks of all sections and appendices, in order.
    #[must_use]
    pub fn tasks(&self) -> Vec<&TaskItem> {
        let mut res = Vec::new();
        for part in collect_all_parts(&self.form.sections, &self.form.appendices) {
            if let SectionPart::Tasks(tasks) = part {
                res.extend(&tasks.items);
            }
        }
        res
    }

    /// Who gets the paper; pending where the form does not say.
    #[must_use]
    pub fn recipients(&self) -> &Pending<Recipients> {
        &self.recipients
    }

    /// Who signs the paper; pending where the form does not say.
    #[must_use]
    pub fn signature(&self) -> &Pending<Signature> {
        &self.signature
    }

    /// What the pointers of texts can point to.
    #[must_use]
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// What an expression prints, by the figures of this form.
    ///
    /// # Errors
    ///
    /// As [`Figures::printed`].
    pub fn printed<'e>(
        &self,
        expression: &'e Expression,
    ) -> Result<PrintedExpression<'e>, Vec<FormulaError>> {
        self.figures.printed(&self.figures.names(&self.form), expression)
    }
}

//! A form with its figures and names, ready to be set, also where it has faults: what is
//! missing is blank. Comparisons and plain text read it; only a [`Plan`](super::Plan)
//! becomes a paper.

use std::sync::Arc;

use crate::form::{
    Agency, Appendix, Attachment, Bases, DocumentKind, Form, Head, Indicator, IssuedKeys,
    Medium, Numbering, Recipients, RegisteredPaper, Registration, Section, SectionPart,
    Signatures, Spanned, Standing, TableId, TableSpec, TaskItem, TaskSummary, Tasks,
    TitleEmphasis, collect_all_parts,
};
use crate::formula::{Expression, FormulaError};
use crate::indicator::{Figures, PrintedExpression};
use crate::prose::Prose;
use crate::quantity::{OpenDate, Pending};
use crate::source::Span;

use super::{LEVELS, PageDimensions, Register};

/// A form as it can be set.
#[derive(Debug, Clone)]
pub struct Draft {
    form: Form,
    year: i32,
    agency: Agency,
    head: Head,
    standing: DraftStanding,
    page: PageDimensions,
    figures: Arc<Figures>,
    register: Register,
}

/// How the paper of a draft comes into force.
#[expect(clippy::large_enum_variant, reason = "there is one of a draft")]
#[derive(Debug, Clone)]
pub enum DraftStanding {
    /// By itself.
    Issued(IssuedDraft),
    /// With a decision.
    Attached(Attachment),
}

/// What only a paper that is issued by itself has.
#[derive(Debug, Clone)]
pub struct IssuedDraft {
    /// Number, date and drafter; blank where the form has none.
    pub registration: Registration,
    /// Who gets the paper; pending where the form does not say.
    pub recipients: Pending<Recipients>,
    /// Who signs the paper; pending where the form does not say.
    pub signatures: Pending<Signatures>,
}

impl DraftStanding {
    /// That of a form; `span` is the whole form.
    fn from_form(standing: &Standing, span: Span) -> Self {
        match standing {
            Standing::Issued(IssuedKeys { registration, recipients, signatures }) => {
                let registration = registration.clone();
                Self::Issued(IssuedDraft {
                    registration: registration
                        .unwrap_or_else(|| Registration::blank(span)),
                    recipients: recipients.clone().unwrap_or(Pending::Unknown),
                    signatures: signatures.clone().unwrap_or(Pending::Unknown),
                })
            }
            Standing::Attached(attachment) => {
                let attachment = attachment.clone();
                Self::Attached(attachment.unwrap_or_else(|| Attachment::blank(span)))
            }
        }
    }
}

/// Whether a form says all that a paper of its standing must have.
fn is_standing_whole(standing: &Standing) -> bool {
    match standing {
        Standing::Issued(IssuedKeys { registration, recipients, signatures }) => {
            registration.is_some() && recipients.is_some() && signatures.is_some()
        }
        Standing::Attached(attachment) => attachment.is_some(),
    }
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
            standing: DraftStanding::from_form(&form.standing, form.span),
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
            && is_standing_whole(&form.standing)
    }

    /// The form that the draft was made of.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The type of paper; a plan where the form names none.
    #[must_use]
    pub fn kind(&self) -> &'static DocumentKind {
        self.form.kind
    }

    /// Year of the plan; zero where the form gives none.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.year
    }

    /// What the paper is issued on.
    #[must_use]
    pub fn medium(&self) -> Medium {
        self.form.medium
    }

    /// Who issues the paper; blank where the form does not say.
    #[must_use]
    pub fn agency(&self) -> &Agency {
        &self.agency
    }

    /// Subject and marks; blank where the form has none.
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

    /// Emphasis of the titles of a level, where the form sets it.
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
        self.form.notes.iter().find(|(name, _)| name.value == id).map(|(_, note)| note)
    }

    /// The appendices, in the order of the form.
    #[must_use]
    pub fn appendices(&self) -> &[Appendix] {
        &self.form.appendices
    }

    /// The tasks and groups of tasks of all sections and appendices, in order.
    #[must_use]
    pub fn tasks(&self) -> Vec<&TaskItem> {
        self.task_lists().flat_map(|tasks| &tasks.items).collect()
    }

    /// Those of them that a table made from the tasks has.
    #[must_use]
    pub fn tasks_of(&self, summary: TaskSummary) -> Vec<&TaskItem> {
        let lists = self.task_lists().filter(|tasks| summary.lists(tasks));
        lists.flat_map(|tasks| &tasks.items).collect()
    }

    fn task_lists(&self) -> impl Iterator<Item = &Tasks> {
        let parts = collect_all_parts(&self.form.sections, &self.form.appendices);
        parts.into_iter().filter_map(|part| match part {
            SectionPart::Tasks(tasks) => Some(tasks),
            _ => None,
        })
    }

    /// Issued by itself, or attached to a decision.
    #[must_use]
    pub fn standing(&self) -> &DraftStanding {
        &self.standing
    }

    /// The day from which the paper holds: its own, or that of the decision.
    #[must_use]
    pub fn date(&self) -> OpenDate {
        match &self.standing {
            DraftStanding::Issued(issued) => issued.registration.date.value,
            DraftStanding::Attached(attachment) => attachment.date.value,
        }
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

#[cfg(test)]
mod tests {
    use super::super::tests::{draft_of, expression, form_without};
    use super::*;
    use crate::base::form_with;

    /// What a draft has that is issued by itself.
    fn issued(draft: &Draft) -> &IssuedDraft {
        match draft.standing() {
            DraftStanding::Issued(issued) => issued,
            DraftStanding::Attached(_) => panic!("attached to a decision"),
        }
    }

    /// What an expression of a form prints; a pointer as the id that it names.
    fn printed(draft: &Draft, text: &str) -> String {
        match draft.printed(&expression(text)) {
            Ok(PrintedExpression::Text(text)) => text,
            Ok(PrintedExpression::Pending) => "(chưa có)".to_owned(),
            Ok(PrintedExpression::Pointer { pointer, .. }) => format!("→ {}", pointer.id),
            Err(faults) => format!("{} lỗi", faults.len()),
        }
    }

    #[test]
    fn a_whole_form_shows_all_that_it_says() {
        let draft = draft_of(&form_with(""));
        assert_eq!(draft.year(), 2023);
        assert_eq!(draft.agency().name.collect_words(), "Ủy ban nhân dân xã Kim Liên");
        assert_eq!(issued(&draft).registration.number.known().unwrap().value, "5");
        assert_eq!(draft.sections().len(), 1);
        assert!(issued(&draft).recipients.known().is_some());
        assert!(issued(&draft).signatures.known().is_some());
        assert!(draft.is_whole());
    }

    #[test]
    fn what_a_form_lacks_is_blank_in_its_draft() {
        let draft = draft_of("kehoach: 1\nnoi_dung: [{ tieu_de: A, doan: B }]\n");
        assert!(!draft.is_whole());
        assert_eq!(draft.year(), 0);
        assert_eq!(draft.agency().name.collect_words(), "");
        assert_eq!(draft.agency().parent.as_ref().map(|p| p.collect_words()), None);
        assert_eq!(draft.head().subject.collect_words(), "");
        assert!(matches!(issued(&draft).registration.number, Pending::Unknown));
        assert_eq!(draft.date(), OpenDate::Unknown);
        assert!(matches!(issued(&draft).recipients, Pending::Unknown));
        assert!(matches!(issued(&draft).signatures, Pending::Unknown));
        // What it does say is there.
        assert_eq!(draft.sections()[0].title.as_ref().unwrap().text.collect_words(), "A");
    }

    #[test]
    fn a_form_that_lacks_one_part_keeps_the_others() {
        for key in ["nam", "co_quan", "van_ban", "noi_nhan", "ky"] {
            let draft = draft_of(&form_without(key));
            assert!(!draft.is_whole(), "{key}");
            assert_eq!(draft.year() == 0, key == "nam");
            assert_eq!(draft.agency().name.collect_words().is_empty(), key == "co_quan");
            assert_eq!(draft.head().subject.collect_words().is_empty(), key == "van_ban");
            assert_eq!(issued(&draft).recipients.known().is_none(), key == "noi_nhan");
            assert_eq!(issued(&draft).signatures.known().is_none(), key == "ky");
        }
    }

    #[test]
    fn an_attached_form_asks_for_its_decision_and_for_no_signature() {
        let text = "kem_theo: { so: 12/QĐ-UBND, ngay: 2023-05-20 }\n";
        let whole = form_without("noi_nhan").replace("  so: 5\n  ngay: 2023-05-20\n", "");
        let whole = whole.split("ky:").next().unwrap().to_owned() + text;
        assert!(draft_of(&whole).is_whole());
        let draft = draft_of(&whole.replace("so: 12/QĐ-UBND, ", ""));
        assert!(matches!(draft.standing(), DraftStanding::Attached(_)));
        assert!(!draft.is_whole());
    }

    const VALUES: &str = "\
chi_tieu:
  giam: { ten: Hộ nghèo giảm, gia_tri: 1250, don_vi: hộ }
  mo: { ten: Chưa biết, gia_tri: chua_co }
  ty_le: { ten: Tỷ lệ, gia_tri: \"3,5\", don_vi: \"%\" }
noi_dung:
  - { ma: muc-dich, tieu_de: A, doan: B }
";

    #[test]
    fn values_in_texts_are_those_of_the_form() {
        let draft = draft_of(&form_with(VALUES));
        assert_eq!(printed(&draft, "nam"), "2023");
        assert_eq!(printed(&draft, "nam - 1"), "2022");
        assert_eq!(printed(&draft, "chi_tieu.giam"), "1.250");
        assert_eq!(printed(&draft, "chi_tieu.ty_le"), "3,5%");
        assert_eq!(printed(&draft, "co_quan.ten"), "Ủy ban nhân dân xã Kim Liên");
        assert_eq!(printed(&draft, "muc(\"muc-dich\")"), "→ muc-dich");
    }

    #[test]
    fn a_value_that_is_not_known_yet_is_no_fault_and_one_that_is_nothing_is() {
        let draft = draft_of(&form_with(VALUES));
        assert_eq!(printed(&draft, "chi_tieu.mo"), "(chưa có)");
        assert_eq!(printed(&draft, "chi_tieu.khong_co"), "1 lỗi");
        // What cannot be parsed was reported where it was read, and has no fault here.
        assert_eq!(printed(&draft, "chi_tieu.giam +"), "0 lỗi");
    }

    #[test]
    fn levels_are_the_usual_ones_where_the_form_sets_none() {
        let draft = draft_of(&form_with(""));
        let levels: Vec<_> = (0..6).map(|depth| draft.level(depth)).collect();
        assert_eq!(levels[..2], [Some(Numbering::Roman), Some(Numbering::Arabic)]);
        assert_eq!(levels[4..], [Some(Numbering::Plus), None]);
        let draft = draft_of(&form_with("trinh_bay: { cap: [\"1.\", \"a)\"] }\n"));
        let levels: Vec<_> = (0..3).map(|depth| draft.level(depth)).collect();
        assert_eq!(levels, [Some(Numbering::Arabic), Some(Numbering::Letter), None]);
    }
}

//! What the pointers of a plan can point to, and how papers are cited.

use std::collections::{BTreeMap, BTreeSet};

use crate::citation::{DateWords, LegalPaper};
use crate::diagnostic;
use crate::form::Form;
use crate::formula::{CitationForm, Destination, FormulaError, Pointer};
use crate::language;

/// How a section or an appendix is called: `Mục 5 Phần II`, `Phụ lục II`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// What sections are called, by their ids.
    pub sections: BTreeMap<String, String>,
    /// What appendices are called, by their ids.
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
        let is_known = match pointer.to {
            Destination::Section => self.sections.contains(&pointer.id),
            Destination::Appendix => self.appendices.contains(&pointer.id),
            Destination::Paper => self.papers.contains_key(&pointer.id),
        };
        if is_known {
            return Ok(());
        }
        let ids: Vec<&str> = match pointer.to {
            Destination::Section => self.sections.iter().map(String::as_str).collect(),
            Destination::Appendix => self.appendices.iter().map(String::as_str).collect(),
            Destination::Paper => self.papers().collect(),
        };
        let thing = pointer.to.vietnamese();
        let id = &pointer.id;
        let message = format!("không có {thing} nào mang mã `{id}`");
        let fault = FormulaError::new(pointer.id_range.clone(), message);
        Err(match language::find_nearest(id, ids.iter().copied()) {
            Some(nearest) => fault.label(format!("có phải là `{nearest}`?")),
            None if ids.is_empty() => {
                fault.hint(format!("biểu chưa đặt mã cho {thing} nào"))
            }
            None => {
                fault.hint(format!("các mã đã đặt: {}", diagnostic::list_names(&ids)))
            }
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

#[cfg(test)]
mod tests {
    use super::super::Draft;
    use super::super::tests::{draft_of, expression};
    use super::*;
    use crate::base::form_with;
    use crate::formula::ExpressionTree;
    use crate::quantity::BLANK;

    const REGISTER: &str = "\
van_ban_lien_quan:
  nd-07:
    loai: Nghị định
    so: 07/2021/NĐ-CP
    ngay: 2021-01-27
    co_quan: Chính phủ
    trich_yeu: quy định chuẩn nghèo
  luat-bhyt: { loai: Luật, ten: Bảo hiểm y tế, ngay: 2008-11-14 }
noi_dung:
  - { ma: muc-dich, tieu_de: A, doan: B }
phu_luc:
  - { ma: bang-1, tieu_de: A, doan: B }
";

    /// The fault of a pointer, with its advice; `None` where it points to something.
    fn pointer_fault(draft: &Draft, text: &str) -> Option<String> {
        let expression = expression(text);
        let Some(ExpressionTree::Pointer { pointer, .. }) = expression.tree() else {
            panic!("{text}")
        };
        let fault = draft.register().check_pointer(pointer).err()?;
        Some(format!("{fault:?}"))
    }

    #[test]
    fn pointers_find_sections_appendices_and_papers_by_their_ids() {
        let draft = draft_of(&form_with(REGISTER));
        for text in ["muc(\"muc-dich\")", "phu_luc(\"bang-1\")", "vb(\"nd-07\")"] {
            assert_eq!(pointer_fault(&draft, text), None, "{text}");
        }
        let nearest = pointer_fault(&draft, "muc(\"muc-dic\")").unwrap();
        assert!(nearest.contains("có phải là `muc-dich`?"), "{nearest}");
        let far = pointer_fault(&draft, "vb(\"thong-tu-99\")").unwrap();
        assert!(far.contains("các mã đã đặt: luat-bhyt, nd-07"), "{far}");
        // An id of one kind is none of another.
        assert!(pointer_fault(&draft, "phu_luc(\"muc-dich\")").is_some());
        let bare = draft_of(&form_with(""));
        let none = pointer_fault(&bare, "phu_luc(\"bang-1\")").unwrap();
        assert!(none.contains("biểu chưa đặt mã cho"), "{none}");
    }

    /// What a paper is called cannot be left out; what else is not known can.
    #[test]
    fn a_paper_of_a_kind_that_is_not_known_is_cited_with_a_blank() {
        let register = REGISTER.replace("loai: Nghị định", "loai: chua_co");
        let draft = draft_of(&form_with(&register));
        for form in [CitationForm::Full, CitationForm::Short] {
            let cited = draft.register().citation("nd-07", form, true).unwrap();
            assert!(cited.starts_with(&format!("{BLANK} số 07/2021/NĐ-CP")), "{cited}");
        }
    }

    #[test]
    fn a_paper_is_cited_in_full_once_and_a_law_by_its_name_alone() {
        let draft = draft_of(&form_with(REGISTER));
        let register = draft.register();
        let cite = |id, form, first| register.citation(id, form, first);
        let full = cite("nd-07", CitationForm::Auto, true).unwrap();
        assert!(full.contains("ngày 27 tháng 01 năm 2021"), "{full}");
        let short = cite("nd-07", CitationForm::Auto, false).unwrap();
        assert!(!short.contains("ngày") && short.contains("07/2021/NĐ-CP"), "{short}");
        assert_eq!(cite("nd-07", CitationForm::Full, false), Some(full));
        assert_eq!(cite("nd-07", CitationForm::Short, true), Some(short));
        assert_eq!(
            cite("luat-bhyt", CitationForm::Auto, true),
            cite("luat-bhyt", CitationForm::Auto, false)
        );
        assert_ne!(
            cite("luat-bhyt", CitationForm::Full, true),
            cite("luat-bhyt", CitationForm::Auto, true)
        );
        assert_eq!(cite("khong-co", CitationForm::Auto, true), None);
    }
}

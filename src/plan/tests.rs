//! What a draft shows of forms that are whole and that are not, and what a plan asks for.

use std::path::Path;
use std::sync::Arc;

use super::{Draft, Plan};
use crate::base::form_with;
use crate::check;
use crate::font::Faces;
use crate::form::{self, ByTable, Numbering};
use crate::formula::{CitationForm, Expression, ExpressionTree};
use crate::indicator::{PrintedExpression, compute_figures};
use crate::quantity::{OpenDate, Pending};
use crate::source::{Source, Span};
use crate::yaml::{ScalarPlaces, ScalarStyle};

/// The draft of a form, whatever is wrong with it.
fn draft_of(text: &str) -> Arc<Draft> {
    let source = Source::new(Path::new("a.yaml"), text);
    let form = form::read(&source).0.unwrap();
    let figures = Arc::new(compute_figures(&form, &ByTable::new(), &[]).figures);
    Arc::new(Draft::new(form, figures))
}

/// The plan that checking makes of a form, and whether it found errors.
fn checked(text: &str) -> check::Checked {
    let source = Source::new(Path::new("a.yaml"), text);
    let (form, found) = form::read(&source);
    let figures =
        form.as_ref().map(|form| compute_figures(form, &ByTable::new(), &[]).figures);
    let figures = Arc::new(figures.unwrap_or_default());
    check::check(form, &figures, &source, &Faces::embedded(), found)
}

/// An expression as it stands between braces.
fn expression(text: &str) -> Expression {
    Expression::read(
        text,
        ScalarPlaces::new(text, ScalarStyle::Plain, text, Span::new(0, text.len())),
    )
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

/// The base form without the lines from one top-level key to the next.
fn form_without(key: &str) -> String {
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

#[test]
fn a_whole_form_shows_all_that_it_says() {
    let draft = draft_of(&form_with(""));
    assert_eq!(draft.year(), 2023);
    assert_eq!(draft.agency().name.collect_words(), "Ủy ban nhân dân xã Kim Liên");
    assert_eq!(draft.head().number.known().unwrap().value, "5");
    assert_eq!(draft.sections().len(), 1);
    assert!(draft.recipients().known().is_some());
    assert!(draft.signature().known().is_some());
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
    assert!(matches!(draft.head().number, Pending::Unknown));
    assert_eq!(draft.head().date.value, OpenDate::Unknown);
    assert!(matches!(draft.recipients(), Pending::Unknown));
    assert!(matches!(draft.signature(), Pending::Unknown));
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
        assert_eq!(draft.recipients().known().is_none(), key == "noi_nhan");
        assert_eq!(draft.signature().known().is_none(), key == "ky");
    }
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
    assert!(matches!(draft.signature(), Pending::Unknown));
    assert!(Plan::new(&draft).is_some());
}

#[test]
fn a_form_with_an_error_has_a_draft_and_no_plan() {
    let right = checked(&form_with(""));
    assert!(right.plan.is_some(), "{:?}", right.findings);
    // Nothing that a paper needs is missing here, and a value is wrong all the same.
    for keys in [
        "noi_dung: [{ tieu_de: A, doan: \"{{ chi_tieu.khong_co }}\" }]\n",
        "noi_dung: [{ tieu_de: A, doan: \"{{ muc('khong_co') }}\" }]\n",
    ] {
        let wrong = checked(&form_with(keys));
        let draft = wrong.draft.unwrap();
        assert!(draft.is_whole(), "{keys}");
        assert!(wrong.plan.is_none(), "{keys}");
    }
    let lacking = checked(&form_without("ky"));
    assert!(lacking.plan.is_none() && lacking.draft.is_some());
}

#[test]
fn a_plan_shows_the_draft_that_it_was_made_of() {
    let draft = draft_of(&form_with(""));
    let plan = Plan::new(&draft).unwrap();
    assert!(std::ptr::eq(&*plan, &*draft));
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

#[test]
fn measures_are_those_of_the_form_and_else_the_usual_ones() {
    let page = draft_of(&form_with("")).page().clone();
    assert_eq!(page.margins, [200, 200, 300, 200]);
    assert_eq!((page.size, page.line, page.gap, page.indent), (28, 100, 60, 100));
    let keys = "trinh_bay: { co_chu: \"13,5\", thut_dong: \"12,7\", le: { trai: 35 } }\n";
    let page = draft_of(&form_with(keys)).page().clone();
    assert_eq!(page.margins, [200, 200, 350, 200]);
    assert_eq!((page.size, page.indent), (27, 127));
}

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
    let near = pointer_fault(&draft, "muc(\"muc-dic\")").unwrap();
    assert!(near.contains("có phải là `muc-dich`?"), "{near}");
    let far = pointer_fault(&draft, "vb(\"thong-tu-99\")").unwrap();
    assert!(far.contains("các mã đã đặt: luat-bhyt, nd-07"), "{far}");
    // An id of one kind is none of another.
    assert!(pointer_fault(&draft, "phu_luc(\"muc-dich\")").is_some());
    let bare = draft_of(&form_with(""));
    let none = pointer_fault(&bare, "phu_luc(\"bang-1\")").unwrap();
    assert!(none.contains("biểu chưa đặt mã cho"), "{none}");
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

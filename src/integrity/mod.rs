//! What makes a plan possible at all: every reference points to something, every
//! `{{ … }}` has a value, every id is one, every character has a shape. None of it can
//! be suppressed.
//!
//! | file | what it does |
//! |---|---|
//! | `added_label` | names of added amounts that say another percent |
//! | `length` | words, titles and names that are too long for a paper |
//! | `merged_cell` | merged cells where each must stand alone |
//! | `table` | what tables bring into a paper, and tables that nothing needs |
//! | `target_table` | tables made from indicators that lack a row or have an empty column |
//! | `unit` | units behind `{{ … }}` that the value prints itself, or that are not its own |

mod added_label;
mod length;
mod merged_cell;
mod table;
mod target_table;
mod unit;

use std::collections::{HashMap, HashSet};

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::font::Faces;
use crate::form::{
    Basis, Form, Indicator, RegisteredPaper, SectionPart, Spanned, TaskColumns,
    TaskField, TaskSummary,
};
use crate::formula::CitationForm;
use crate::indicator::PrintedExpression;
use crate::language;
use crate::plan::Register;
use crate::prose::ProsePiece;
use crate::quantity::BLANK;
use crate::running_text::Context;
use crate::source::Span;

use length::PrintedValues;
pub(crate) use table::{collect_row_look_ups, find_unused_tables};

/// Looks at everything that a plan stands on: what is asked for by name, what must be
/// unique, what must have something to show, and whether the fonts have every character.
/// None of these depends on another, and their findings are sorted by place later.
pub(crate) fn validate(
    context: &Context<'_>,
    faces: &Faces,
    found: &mut Vec<Diagnostic>,
) {
    let register = Register::from_form(context.form);
    let values = check_expressions(context, &register, found);
    unit::check_units(context, found);
    check_notes(context, found);
    check_bases(context.form, &register, found);
    check_ids(context.form, found);
    check_task_totals(context.form, found);
    check_summaries(context.form, found);
    target_table::check_target_tables(context.form, found);
    added_label::check_added_labels(context, found);
    check_characters(context, faces, found);
    table::check_data_characters(context, faces, found);
    merged_cell::check_merged_cells(context, found);
    length::check_lengths(context, &values, found);
}

/// Every `{{ … }}` prints something: what each prints. One that could not be read has a
/// finding where it was read.
fn check_expressions(
    context: &Context<'_>,
    register: &Register,
    found: &mut Vec<Diagnostic>,
) -> PrintedValues {
    let names = context.figures.names(context.form);
    let mut values = PrintedValues::new();
    // A task that is asked for may stand in a file that could not be read.
    let has_unread_tasks = context.form.has_unread_tasks();
    for piece in context.texts.iter().flat_map(|t| t.pieces) {
        let ProsePiece::Value { expression, span, .. } = piece else { continue };
        let printed = match context.figures.printed(&names, expression) {
            Ok(PrintedExpression::Text(text)) => Ok(Some(text)),
            Ok(PrintedExpression::Pending) => Ok(Some(BLANK.to_owned())),
            // What could not be read has findings where it was read.
            Ok(PrintedExpression::Pointer { pointer, .. })
                if names.is_broken(&pointer.id) =>
            {
                Ok(None)
            }
            Ok(PrintedExpression::Pointer { pointer, .. })
                if has_unread_tasks && register.check_pointer(pointer).is_err() =>
            {
                Ok(None)
            }
            // Whether a paper is cited in full is known where it is composed; the number
            // of a part is short.
            Ok(PrintedExpression::Pointer { pointer, .. }) => register
                .check_pointer(pointer)
                .map(|()| register.citation(&pointer.id, CitationForm::Full, true))
                .map_err(|fault| vec![fault]),
            Err(_) if has_unread_tasks && expression.reads("kinh_phi") => Ok(None),
            Err(faults) => Err(faults),
        };
        match printed {
            Ok(text) => values.extend(text.map(|text| (*span, text))),
            Err(faults) => found
                .extend(faults.into_iter().map(|fault| expression.to_diagnostic(fault))),
        }
    }
    values
}

/// Every `[^…]` names a note, and every note is asked for.
fn check_notes(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let notes = &context.form.notes;
    let mut asked: HashSet<&str> = HashSet::new();
    let known: HashSet<&str> = notes.iter().map(|(id, _)| id.value.as_str()).collect();
    let places: HashSet<Span> = notes.iter().map(|(_, note)| note.span).collect();
    for text in &context.texts {
        for piece in text.pieces {
            let ProsePiece::Note { id, span } = piece else { continue };
            asked.insert(id);
            if context.form.unreadable_ids.contains(id) {
                continue;
            }
            if !known.contains(id.as_str()) {
                let ids = notes.iter().map(|(known, _)| known.value.as_str());
                found.push(describe_unknown_note(id, *span, ids));
            } else if places.contains(&text.span) {
                let message = "trong chú thích không đặt thêm chú thích";
                let code = &code::integrity::NOTE_IN_NOTE;
                found.push(Diagnostic::error(code, *span, message));
            }
        }
    }
    for (id, _) in notes.iter().filter(|(id, _)| !asked.contains(id.value.as_str())) {
        let message = format!("chú thích `{}` không được dùng ở đâu", id.value);
        let hint =
            format!("đặt [^{}] vào chỗ cần chú thích, hoặc xóa chú thích này", id.value);
        let code = &code::integrity::UNUSED_NOTE;
        found.push(
            Diagnostic::new(code, Severity::Warning, Some(id.span), message).hint(hint),
        );
    }
}

fn describe_unknown_note<'a>(
    id: &str,
    span: Span,
    ids: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("không có chú thích nào mang mã `{id}`");
    let finding = Diagnostic::error(&code::integrity::UNKNOWN_NOTE, span, message);
    match language::find_nearest(id, ids) {
        Some(near) => finding.suggest(near),
        None => finding.hint(format!("thêm `{id}: …` vào `chu_thich`")),
    }
}

/// Every registered basis is a paper of `van_ban_lien_quan`.
fn check_bases(form: &Form, register: &Register, found: &mut Vec<Diagnostic>) {
    let groups = form.bases.iter().flat_map(|b| &b.groups);
    for item in groups.flat_map(|g| &g.items) {
        let Basis::Registered(id) = item else { continue };
        // What could not be read has a finding where it was read.
        if register.has_paper(&id.value) || form.unreadable_ids.contains(&id.value) {
            continue;
        }
        let message =
            format!("`van_ban_lien_quan` không có văn bản nào mang mã `{}`", id.value);
        let finding =
            Diagnostic::error(&code::integrity::UNKNOWN_PAPER, id.span, message);
        found.push(match language::find_nearest(&id.value, register.papers()) {
            Some(near) => finding.suggest(near),
            None => finding.hint(format!("thêm `{}:` vào `van_ban_lien_quan`", id.value)),
        });
    }
}

/// Ids that stand twice, and ids that cannot stand in an expression.
fn check_ids(form: &Form, found: &mut Vec<Diagnostic>) {
    let mut sections = Vec::new();
    form.section_ids(&mut sections);
    report_duplicates(&sections, "chỗ", found);
    let appendices: Vec<_> =
        form.appendices.iter().filter_map(|a| a.id.as_ref()).collect();
    report_duplicates(&appendices, "phụ lục", found);
    for (id, _) in &form.indicators {
        let is_name = id.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && id.value.starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_name {
            let message =
                format!("mã chỉ tiêu “{}” không dùng được trong lời văn", id.value);
            found.push(
                Diagnostic::error(&code::form::BAD_ID, id.span, message)
                    .label("cần chữ không dấu, chữ số và dấu `_`"),
            );
        }
    }
}

/// Of ids that must differ, each that stands again; `what` is what they are of.
fn report_duplicates(ids: &[&Spanned<String>], what: &str, found: &mut Vec<Diagnostic>) {
    let mut firsts: HashMap<&str, &Spanned<String>> = HashMap::new();
    for id in ids {
        let first = *firsts.entry(&id.value).or_insert(id);
        if !std::ptr::eq(first, *id) {
            let message = format!("hai {what} cùng mang mã `{}`", id.value);
            found.push(
                Diagnostic::error(&code::form::DUPLICATE_ID, id.span, message)
                    .label("lần thứ hai")
                    .related(first.span, "lần thứ nhất"),
            );
        }
    }
}

/// A table made from the tasks has tasks to be made from.
fn check_summaries(form: &Form, found: &mut Vec<Diagnostic>) {
    let tasks = form.tasks();
    for part in form.parts() {
        let SectionPart::FromTasks(summary) = part else { continue };
        let is_listed = form.parts().into_iter().any(|part| match part {
            SectionPart::Tasks(tasks) => {
                let mut list = tasks.list().into_iter();
                summary.value.lists(tasks) && list.any(|task| summary.value.shows(task))
            }
            _ => false,
        });
        if is_listed {
            continue;
        }
        let (message, hint) = match summary.value {
            _ if tasks.is_empty() => (
                "chưa có nhiệm vụ nào để lập bảng này",
                "ghi các nhiệm vụ ở `nhiem_vu` của một mục; máy lập bảng từ đó",
            ),
            TaskSummary::Budget => (
                "không nhiệm vụ nào có số tiền để tổng hợp kinh phí",
                "ghi số tiền ở `kinh_phi` của các nhiệm vụ; chưa biết số tiền thì ghi `chua_co`",
            ),
            TaskSummary::Assignments => (
                "mọi nhiệm vụ đã in trong bảng nhiệm vụ, có đủ phân công",
                "xóa `tu_nhiem_vu: phan_cong`: bảng nhiệm vụ đã nói hết",
            ),
            TaskSummary::Deadlines => (
                "không nhiệm vụ nào có thời hạn để lập bảng tiến độ",
                "ghi `thoi_gian: 2023-07`, `thoi_gian: quý III/2023` …; thời gian chỉ có lời văn thì máy không xếp được",
            ),
        };
        found.push(
            Diagnostic::error(
                &code::integrity::NOTHING_TO_SUMMARISE,
                summary.span,
                message,
            )
            .label("bảng này sẽ trống")
            .hint(hint),
        );
    }
}

/// A total row of a table of tasks has amounts to add.
fn check_task_totals(form: &Form, found: &mut Vec<Diagnostic>) {
    for part in form.parts() {
        let SectionPart::Tasks(tasks) = part else { continue };
        let list = tasks.list();
        // Where chosen columns lack that of money, the reader has told it.
        let table = tasks.layout.table().filter(|table| match &table.columns {
            TaskColumns::Chosen(columns) => {
                columns.iter().any(|column| column.shows(TaskField::Budget))
            }
            TaskColumns::Usual => true,
        });
        let total = table.and_then(|table| table.total.as_ref());
        let has_amount = list.iter().any(|task| TaskSummary::Budget.shows(task));
        let Some(total) = total.filter(|_| !has_amount) else { continue };
        let message = "không nhiệm vụ nào có số tiền để cộng ở hàng tổng";
        let code = &code::integrity::NOTHING_TO_SUMMARISE;
        found.push(
            Diagnostic::error(code, total.span, message)
                .label("hàng tổng sẽ trống")
                .hint("ghi số tiền ở `kinh_phi` của các nhiệm vụ, hoặc bỏ `tong`"),
        );
    }
}

/// Characters without a shape would come out as boxes, and some keep the paper from
/// being written at all.
fn check_characters(context: &Context<'_>, faces: &Faces, found: &mut Vec<Diagnostic>) {
    let papers =
        context.form.papers.iter().flat_map(|(_, paper)| list_paper_texts(paper));
    let indicators = context.form.indicators.iter();
    let units = indicators.filter_map(|(id, indicator)| find_unit(id, indicator));
    let runs: Vec<_> = context.runs().chain(papers).chain(units).collect();
    // One look for the whole form: nearly every form lacks nothing.
    let all: String = runs.iter().map(|(text, _)| *text).collect();
    if faces.lacking(&all).is_empty() {
        return;
    }
    for (text, span) in runs {
        if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
            continue;
        }
        for c in faces.lacking(text) {
            let start = text.find(c).unwrap_or(0);
            let place = context.place(text, span, start, start + c.len_utf8());
            found.push(describe_missing_glyph(c, place, faces, ""));
        }
    }
}

/// A character without a shape; `address` says where it stands, if not in the form.
fn describe_missing_glyph(
    c: char,
    place: Span,
    faces: &Faces,
    address: &str,
) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    let shown = if is_visible(c) { format!("“{c}” ({code})") } else { code };
    let message = format!("{address}phông chữ {} không có ký tự {shown}", faces.family());
    let finding = Diagnostic::error(&code::integrity::MISSING_GLYPH, place, message)
        .label("ký tự này không in được");
    finding.hint(if is_visible(c) {
        "thay bằng chữ hoặc ký tự khác"
    } else if is_private(c) {
        "đây là dấu của phông Symbol hay Wingdings trong Word, thường là dấu đầu dòng; xóa đi, hoặc gõ dấu khác"
    } else {
        "đây là ký tự điều khiển, không nhìn thấy; xóa đi"
    })
}

/// Whether what a character looks like is only known to the font that it was typed with.
fn is_private(c: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&c)
}

fn is_visible(c: char) -> bool {
    !c.is_control() && !is_private(c) && !matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

/// The number that the paper bears, or that of the decision with which it is issued.
fn find_own_number(form: &Form) -> Option<&Spanned<String>> {
    let number = form.registration().map(|registration| &registration.number);
    number.or(form.attachment().map(|attachment| &attachment.number))?.known()
}

/// The texts of a citation; only of its number is it known where it stands.
fn list_paper_texts(paper: &RegisteredPaper) -> impl Iterator<Item = (&str, Span)> {
    let citation = &paper.citation;
    let optional = [&citation.name, &citation.agency, &citation.subject];
    let texts = optional.into_iter().flatten().chain([&citation.kind]);
    let number = paper.number.iter().map(|n| (n.value.as_str(), n.span));
    texts.map(|text| (text.as_str(), paper.span)).chain(number)
}

fn find_unit<'f>(
    id: &Spanned<String>,
    indicator: &'f Indicator,
) -> Option<(&'f str, Span)> {
    Some((indicator.unit.as_deref()?, id.span))
}

#[cfg(test)]
mod tests;

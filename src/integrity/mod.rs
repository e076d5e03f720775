//! What makes a plan possible at all: every reference points to something, every
//! `{{ … }}` has a value, every id is one, every character has a shape. None of it can
//! be suppressed.
//!
//! | file | what it does |
//! |---|---|
//! | `table` | what tables bring into a paper, and tables that nothing needs |

mod table;

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::font::Faces;
use crate::form::{At, Basis, Form, Indicator, Paper, Part, Summary};
use crate::indicator::Printed;
use crate::language;
use crate::plan::Register;
use crate::prose::Piece;
use crate::source::Span;

use crate::running_text::Context;

pub(crate) use table::find_unused_tables;

/// Looks at everything that a plan stands on.
pub(crate) fn validate(
    context: &Context<'_>,
    faces: &Faces,
    found: &mut Vec<Diagnostic>,
) {
    let register = Register::of(context.form);
    expressions(context, &register, found);
    notes(context, found);
    bases(context.form, &register, found);
    ids(context.form, found);
    summaries(context.form, found);
    characters(context, faces, found);
    table::characters(context, faces, found);
}

/// Every `{{ … }}` prints something. One that could not be read is told where it was.
fn expressions(context: &Context<'_>, register: &Register, found: &mut Vec<Diagnostic>) {
    let names = context.figures.names(context.form);
    for piece in context.texts.iter().flat_map(|t| t.pieces) {
        let Piece::Value { expression, .. } = piece else { continue };
        let faults = match context.figures.printed(&names, expression) {
            Ok(Printed::Text(_) | Printed::Pending) => Vec::new(),
            // What could not be read has findings of its own.
            Ok(Printed::Pointer { pointer, .. }) if names.is_broken(&pointer.id) => {
                Vec::new()
            }
            Ok(Printed::Pointer { pointer, .. }) => {
                register.check_pointer(pointer).err().into_iter().collect()
            }
            Err(faults) => faults,
        };
        found.extend(faults.into_iter().map(|fault| expression.finding(fault)));
    }
}

fn notes(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let notes = &context.form.notes;
    let mut asked: Vec<&str> = Vec::new();
    for text in &context.texts {
        for piece in text.pieces {
            let Piece::Note { id, span } = piece else { continue };
            asked.push(id);
            let inside = notes.iter().find(|(_, note)| note.span == text.span);
            if context.form.broken.contains(id) {
                continue;
            }
            if !notes.iter().any(|(at, _)| at.value == *id) {
                found.push(no_note(
                    id,
                    *span,
                    notes.iter().map(|(at, _)| at.value.as_str()),
                ));
            } else if inside.is_some() {
                let message = "trong chú thích không đặt thêm chú thích";
                found.push(Diagnostic::error(
                    &code::integrity::NOTE_IN_NOTE,
                    *span,
                    message,
                ));
            }
        }
    }
    for (at, _) in notes.iter().filter(|(at, _)| !asked.contains(&at.value.as_str())) {
        let message = format!("chú thích `{}` không được dùng ở đâu", at.value);
        found.push(
            Diagnostic::new(
                &code::integrity::UNUSED_NOTE,
                Severity::Warning,
                Some(at.span),
                message,
            )
            .hint(format!(
                "đặt [^{}] vào chỗ cần chú thích, hoặc xóa chú thích này",
                at.value
            )),
        );
    }
}

fn no_note<'a>(id: &str, span: Span, ids: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!("không có chú thích nào mang mã `{id}`");
    let finding = Diagnostic::error(&code::integrity::UNKNOWN_NOTE, span, message);
    match language::nearest(id, ids) {
        Some(near) => finding.label(format!("có phải là `{near}`?")),
        None => finding.hint(format!("thêm `{id}: …` vào `chu_thich`")),
    }
}

fn bases(form: &Form, register: &Register, found: &mut Vec<Diagnostic>) {
    let groups = form.bases.iter().flat_map(|b| &b.groups);
    for item in groups.flat_map(|g| &g.items) {
        let Basis::Registered(id) = item else { continue };
        // What could not be read has its own finding.
        if register.has_paper(&id.value) || form.broken.contains(&id.value) {
            continue;
        }
        let message =
            format!("`van_ban_lien_quan` không có văn bản nào mang mã `{}`", id.value);
        let finding =
            Diagnostic::error(&code::integrity::UNKNOWN_PAPER, id.span, message);
        found.push(match language::nearest(&id.value, register.papers()) {
            Some(near) => finding.label(format!("có phải là `{near}`?")),
            None => finding.hint(format!("thêm `{}:` vào `van_ban_lien_quan`", id.value)),
        });
    }
}

/// Ids that stand twice, and ids that cannot stand in an expression.
fn ids(form: &Form, found: &mut Vec<Diagnostic>) {
    let mut sections = Vec::new();
    form.section_ids(&mut sections);
    twice(&sections, "chỗ", found);
    let appendices: Vec<_> =
        form.appendices.iter().filter_map(|a| a.id.as_ref()).collect();
    twice(&appendices, "phụ lục", found);
    for (id, _) in &form.indicators {
        let fits = id.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && id.value.starts_with(|c: char| c.is_ascii_alphabetic());
        if !fits {
            let message =
                format!("mã chỉ tiêu “{}” không dùng được trong lời văn", id.value);
            found.push(
                Diagnostic::error(&code::form::BAD_ID, id.span, message)
                    .label("cần chữ không dấu, chữ số và dấu `_`"),
            );
        }
    }
}

fn twice(ids: &[&At<String>], what: &str, found: &mut Vec<Diagnostic>) {
    for (i, id) in ids.iter().enumerate() {
        if let Some(first) = ids[..i].iter().find(|first| first.value == id.value) {
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
fn summaries(form: &Form, found: &mut Vec<Diagnostic>) {
    let tasks = form.tasks();
    for part in form.parts() {
        let Part::FromTasks(at) = part else { continue };
        if tasks.iter().any(|task| at.value.shows(task)) {
            continue;
        }
        let (message, hint) = match at.value {
            _ if tasks.is_empty() => (
                "chưa có nhiệm vụ nào để lập bảng này",
                "ghi các nhiệm vụ ở `nhiem_vu` của một mục; máy lập bảng từ đó",
            ),
            Summary::Budget => (
                "không nhiệm vụ nào có số tiền để tổng hợp kinh phí",
                "ghi số tiền ở `kinh_phi` của các nhiệm vụ; chưa biết số tiền thì ghi `chua_co`",
            ),
            Summary::Assignments | Summary::Deadlines => (
                "không nhiệm vụ nào có thời hạn để lập bảng tiến độ",
                "ghi `thoi_gian: 2023-07`, `thoi_gian: quý III/2023` …; thời gian chỉ có lời văn thì máy không xếp được",
            ),
        };
        found.push(
            Diagnostic::error(&code::integrity::NOTHING_TO_SUMMARISE, at.span, message)
                .label("bảng này sẽ trống")
                .hint(hint),
        );
    }
}

/// Characters without a shape would come out as boxes, and some keep the paper from
/// being written at all.
fn characters(context: &Context<'_>, faces: &Faces, found: &mut Vec<Diagnostic>) {
    let papers = context.form.papers.iter().flat_map(|(_, paper)| of_paper(paper));
    let indicators = context.form.indicators.iter();
    let units = indicators.filter_map(|(id, indicator)| of_indicator(id, indicator));
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
            let at = text.find(c).unwrap_or(0);
            let place = context.place(text, span, at, at + c.len_utf8());
            found.push(no_shape(c, place, faces, ""));
        }
    }
}

/// A character without a shape; `at` says where it stands, if not in the form.
fn no_shape(c: char, place: Span, faces: &Faces, at: &str) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    let shown = if is_visible(c) { format!("“{c}” ({code})") } else { code };
    let message = format!("{at}phông chữ {} không có ký tự {shown}", faces.family());
    let finding = Diagnostic::error(&code::integrity::MISSING_GLYPH, place, message)
        .label("ký tự này không in được");
    finding.hint(if is_visible(c) {
        "thay bằng chữ hoặc ký tự khác"
    } else {
        "đây là ký tự điều khiển, không nhìn thấy; xóa đi"
    })
}

fn is_visible(c: char) -> bool {
    !c.is_control() && !matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

/// The texts of a citation; only of its number is it known where it stands.
fn of_paper(paper: &Paper) -> impl Iterator<Item = (&str, Span)> {
    let citation = &paper.citation;
    let optional = [&citation.name, &citation.agency, &citation.subject];
    let texts = optional.into_iter().flatten().chain([&citation.kind]);
    let number = paper.number.iter().map(|n| (n.value.as_str(), n.span));
    texts.map(|text| (text.as_str(), paper.span)).chain(number)
}

fn of_indicator<'f>(
    id: &At<String>,
    indicator: &'f Indicator,
) -> Option<(&'f str, Span)> {
    Some((indicator.unit.as_deref()?, id.span))
}

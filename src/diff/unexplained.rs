//! The guard: targets, totals and deadlines that have moved without a note saying why.
//!
//! What somebody typed needs a note of its own. What is computed needs none where every
//! edit that it follows from is explained: by a note on the edit itself, or by a note on
//! something else that follows from the same edit. So one note is enough for all figures
//! that one edit has moved, and one finding is given for them.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::form::ChangeNote;
use crate::language;

use super::change::{Detail, Kind};
use super::version::Version;
use super::watched::{Shift, Shifts};

/// What has moved without a note, and notes on nothing that has. `against` is what the
/// user calls the old version.
#[must_use]
pub fn unexplained(
    old: &Version,
    new: &Version,
    shifts: &Shifts,
    against: &str,
) -> Vec<Diagnostic> {
    let notes = &new.draft().form().change_notes;
    let old_notes = &old.draft().form().change_notes;
    // A note that the old version has explains an earlier change.
    let is_new = |note: &&ChangeNote| {
        let is_old = |old: &ChangeNote| {
            (&old.about.value, &old.reason) == (&note.about.value, &note.reason)
        };
        !old_notes.iter().any(is_old)
    };
    let (fresh, stale): (Vec<_>, Vec<_>) = notes.iter().partition(is_new);
    let guard = ChangeNotes { shifts, against, fresh, stale };
    let mut res = guard.report_lacking();
    res.extend(guard.report_unused());
    res
}

struct ChangeNotes<'a> {
    shifts: &'a Shifts,
    against: &'a str,
    /// The notes that count.
    fresh: Vec<&'a ChangeNote>,
    /// Those that the old version has too.
    stale: Vec<&'a ChangeNote>,
}

/// The edits that notes explain, and those that asked notes would.
#[derive(Default)]
struct ExplainedEdits {
    edits: BTreeSet<usize>,
}

impl ExplainedEdits {
    /// Takes in what a note on a name explains.
    fn add_note(&mut self, name: &str, shifts: &Shifts) {
        let edits = shifts.edits.iter().enumerate();
        let named = edits.filter(|(_, named)| named.as_deref() == Some(name));
        self.edits.extend(named.map(|(index, _)| index));
        let about = shifts.all.iter().filter(|s| s.name.as_deref() == Some(name));
        self.edits.extend(about.flat_map(|shift| &shift.edits));
    }

    fn covers(&self, shift: &Shift) -> bool {
        !shift.typed && !shift.edits.is_empty() && shift.edits.is_subset(&self.edits)
    }
}

impl ChangeNotes<'_> {
    /// A finding for each note that is lacking.
    fn report_lacking(&self) -> Vec<Diagnostic> {
        let noted: HashSet<&str> =
            self.fresh.iter().map(|note| note.about.value.as_str()).collect();
        let mut explained = ExplainedEdits::default();
        noted.iter().for_each(|name| explained.add_note(name, self.shifts));
        let is_noted = |s: &&Shift| s.name.as_deref().is_some_and(|n| noted.contains(n));
        let lacking = self.shifts.all.iter().filter(|shift| !is_noted(shift));
        let lacking: Vec<_> = lacking.filter(|shift| !explained.covers(shift)).collect();
        // What an asked note would explain is told with it, once.
        let mut asked: Vec<(&Shift, Vec<&str>)> = Vec::new();
        for shift in lacking {
            if !explained.covers(shift) {
                explained.edits.extend(&shift.edits);
                if let Some(name) = &shift.name {
                    explained.add_note(name, self.shifts);
                }
                asked.push((shift, Vec::new()));
                continue;
            }
            let is_cause = |(other, _): &&mut (&Shift, _)| {
                has_shared_edit(other, shift, self.shifts)
            };
            let other = asked.iter_mut().find(is_cause);
            if let (Some((_, with)), Some(name)) = (other, &shift.name) {
                with.push(name);
            }
        }
        asked.iter().map(|(shift, with)| self.build_lacking(shift, with)).collect()
    }

    fn build_lacking(&self, shift: &Shift, with: &[&str]) -> Diagnostic {
        let (code, error) = ("moved-without-note", Severity::Error);
        let mut res =
            Diagnostic::new(code, error, shift.span, self.describe_shift(shift))
                .label("cần nêu lý do ở `thay_doi`");
        let Some(name) = &shift.name else {
            return res.hint(format!(
                "chỗ này chưa có `ma`: thêm `ma` trước, rồi nêu lý do: thay_doi: [{}]",
                format_note_item("mã vừa thêm")
            ));
        };
        res = res.hint(if self.fresh.len() + self.stale.len() == 0 {
            format!("thêm vào cuối biểu: thay_doi: [{}]", format_note_item(name))
        } else {
            format!("thêm một mục vào `thay_doi`: - {}", format_note_item(name))
        });
        if !with.is_empty() {
            let with: Vec<_> = with.iter().map(|name| format!("`{name}`")).collect();
            res = res.hint(format!(
                "nêu một lần là đủ cho các số cùng đổi theo: {}",
                with.join(", ")
            ));
        }
        if let Some(note) = self.stale.iter().find(|note| note.about.value == *name) {
            let label = format!("lý do này {} đã có, là của lần đổi trước", self.against);
            res = res.related(note.about.span, label);
        }
        res
    }

    /// What has happened to it, in one sentence.
    fn describe_shift(&self, shift: &Shift) -> String {
        let (what, against) = (&shift.what, self.against);
        if shift.kind == Kind::Dropped {
            let had: Vec<_> = shift.details.iter().map(format_old_value).collect();
            let had = if had.is_empty() {
                String::new()
            } else {
                format!(" ({})", had.join("; "))
            };
            return format!("{what} có ở {against}{had}, nay không còn, chưa nêu lý do");
        }
        let several = shift.details.len() > 1;
        let one = |detail: &Detail| {
            let label = match detail.label.as_str() {
                _ if !several => "",
                "" => "giá trị ",
                label => &format!("{label} "),
            };
            let by = detail.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
            format!(
                "{label}đổi từ {} thành {}{by}",
                show_value(&detail.old),
                show_value(&detail.new)
            )
        };
        let moves: Vec<_> = shift.details.iter().map(one).collect();
        let colon = if several { ":" } else { "" };
        format!("{what}{colon} {} so với {against}, chưa nêu lý do", moves.join("; "))
    }

    /// Notes that explain nothing.
    fn report_unused(&self) -> Vec<Diagnostic> {
        let edits = self.shifts.edits.iter().filter_map(Option::as_deref);
        let moved = self.shifts.all.iter().filter_map(|shift| shift.name.as_deref());
        let known: Vec<&str> = moved.chain(edits).collect();
        let hint = |note: &ChangeNote, message: String| {
            let (code, span) = ("change-note-unused", Some(note.about.span));
            Diagnostic::new(code, Severity::Hint, span, message)
        };
        let idle = self.fresh.iter().filter(|n| !known.contains(&n.about.value.as_str()));
        let mut res: Vec<_> = idle
            .map(|note| {
                let (name, against) = (&note.about.value, self.against);
                let message = format!("so với {against} thì `{name}` không có gì đổi");
                match language::nearest(name, known.iter().copied()) {
                    Some(near) => {
                        hint(note, message).label(format!("có phải là `{near}`?"))
                    }
                    None => hint(note, message).hint("sửa lại `ma`, hoặc xóa mục này"),
                }
            })
            .collect();
        res.extend(self.stale.iter().map(|note| {
            let (name, against) = (&note.about.value, self.against);
            let message = format!(
                "lý do về `{name}` đã có ở {against}, không giải thích lần đổi này"
            );
            hint(note, message)
                .hint("xóa mục này; nếu lần này lại đổi, thay bằng lý do mới")
        }));
        res
    }
}

/// Whether a note on one thing explains some edit that another follows from.
fn has_shared_edit(one: &Shift, other: &Shift, shifts: &Shifts) -> bool {
    let named = |edit: &usize| {
        let name = shifts.edits.get(*edit).and_then(Option::as_deref);
        name.is_some() && name == one.name.as_deref()
    };
    other.edits.iter().any(|edit| one.edits.contains(edit) || named(edit))
}

/// An item of `thay_doi` as it is to be written.
fn format_note_item(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | ' ');
    let name = match name {
        name if name.chars().all(is_plain) => name.to_owned(),
        name if name.contains('"') => format!("'{}'", name.replace('\'', "''")),
        name => format!("\"{name}\""),
    };
    format!("{{ ma: {name}, ly_do: … }}")
}

/// What something had that is gone.
fn format_old_value(detail: &Detail) -> String {
    let old = show_value(&detail.old);
    if detail.label.is_empty() { old } else { format!("{} {old}", detail.label) }
}

/// A value in a sentence.
fn show_value(text: &Option<String>) -> String {
    match text {
        None => "không có".to_owned(),
        Some(text) if text.chars().all(|c| matches!(c, '.' | '…')) => {
            "chưa có".to_owned()
        }
        Some(text) => language::collapse(text),
    }
}

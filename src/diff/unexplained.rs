//! Targets, totals and deadlines that have moved without a note saying why.
//!
//! What is typed needs a note on it. What is computed needs none where every
//! edit that it follows from is explained: by a note on the edit itself, or by a note on
//! something else that follows from the same edit. So one note is enough for all figures
//! that one edit has moved, and one finding is given for them.

use std::collections::{BTreeSet, HashSet};

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::ChangeNote;
use crate::language;

use super::change::{ChangeKind, Detail};
use super::version::PlanVersion;
use super::watched::{WatchedChange, WatchedChanges};

/// What has moved without a note, and notes on nothing that has. `against` is what the
/// user calls the old version.
#[must_use]
pub fn report_unexplained(
    old: &PlanVersion,
    new: &PlanVersion,
    watched: &WatchedChanges,
    against: &str,
) -> Vec<Diagnostic> {
    let notes = &new.draft().form().change_notes;
    let old_notes = &old.draft().form().change_notes;
    // A note that the old version has explains an earlier change.
    let (stale, fresh) = notes.iter().partition(|note| is_among(note, old_notes));
    let notes = ChangeNotes { watched, against, fresh, stale };
    let mut res = notes.report_lacking();
    res.extend(notes.report_unused());
    res
}

/// Whether some notes have one with the same words about the same thing.
fn is_among(note: &ChangeNote, others: &[ChangeNote]) -> bool {
    others.iter().any(|other| {
        (&other.about.value, &other.reason) == (&note.about.value, &note.reason)
    })
}

/// The notes of the new version beside what has moved.
struct ChangeNotes<'a> {
    watched: &'a WatchedChanges,
    against: &'a str,
    /// The notes that count.
    fresh: Vec<&'a ChangeNote>,
    /// Those that the old version has too.
    stale: Vec<&'a ChangeNote>,
}

/// A watched change for which a note is asked, with the names of others that the same note
/// would explain.
struct AskedNote<'a> {
    change: &'a WatchedChange,
    also_explains: Vec<&'a str>,
}

/// The edits that notes explain, and those that asked notes would.
#[derive(Default)]
struct ExplainedEdits {
    edits: BTreeSet<usize>,
}

impl ExplainedEdits {
    /// Takes in what a note on a name explains.
    fn add_note(&mut self, name: &str, watched: &WatchedChanges) {
        let edits = watched.edits.iter().enumerate();
        let named = edits.filter(|(_, named)| named.as_deref() == Some(name));
        self.edits.extend(named.map(|(index, _)| index));
        let about = watched.all.iter().filter(|s| s.name.as_deref() == Some(name));
        self.edits.extend(about.flat_map(|change| &change.edits));
    }

    fn covers(&self, change: &WatchedChange) -> bool {
        !change.typed && !change.edits.is_empty() && change.edits.is_subset(&self.edits)
    }
}

impl ChangeNotes<'_> {
    /// A finding for each note that is lacking.
    ///
    /// Watched changes come in the order in which reasons are asked for, what was typed
    /// first. For each that no note explains yet a note is asked, and counted at once as if
    /// it were there; so a later change that follows from the same edits is explained by
    /// it, and is named in the hint of the finding instead of having one.
    fn report_lacking(&self) -> Vec<Diagnostic> {
        let noted: HashSet<&str> =
            self.fresh.iter().map(|note| note.about.value.as_str()).collect();
        let mut explained = ExplainedEdits::default();
        noted.iter().for_each(|name| explained.add_note(name, self.watched));
        let lacking: Vec<_> = self
            .watched
            .all
            .iter()
            .filter(|change| !change.name.as_deref().is_some_and(|n| noted.contains(n)))
            .filter(|change| !explained.covers(change))
            .collect();
        let mut asked: Vec<AskedNote<'_>> = Vec::new();
        for change in lacking {
            if !explained.covers(change) {
                // The note that is asked counts as if it were there.
                explained.edits.extend(&change.edits);
                if let Some(name) = &change.name {
                    explained.add_note(name, self.watched);
                }
                asked.push(AskedNote { change, also_explains: Vec::new() });
                continue;
            }
            // A note that was asked before explains this one: its finding names it.
            let explaining = asked
                .iter_mut()
                .find(|note| has_shared_edit(note.change, change, self.watched));
            if let (Some(note), Some(name)) = (explaining, &change.name) {
                note.also_explains.push(name);
            }
        }
        asked.iter().map(|note| self.build_lacking(note)).collect()
    }

    fn build_lacking(&self, note: &AskedNote<'_>) -> Diagnostic {
        let AskedNote { change, also_explains } = note;
        let (code, error) = (&code::diff::MOVED_WITHOUT_NOTE, Severity::Error);
        let mut res =
            Diagnostic::new(code, error, change.span, self.describe_change(change))
                .label("cần nêu lý do ở `thay_doi`");
        // Without an id no note can name it.
        let Some(name) = &change.name else {
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
        if !also_explains.is_empty() {
            let names: Vec<_> =
                also_explains.iter().map(|name| format!("`{name}`")).collect();
            res = res.hint(format!(
                "nêu một lần là đủ cho các số cùng đổi theo: {}",
                names.join(", ")
            ));
        }
        // A reason for an earlier change may look as if it were enough.
        if let Some(note) = self.stale.iter().find(|note| note.about.value == *name) {
            let label = format!("lý do này {} đã có, là của lần đổi trước", self.against);
            res = res.related(note.about.span, label);
        }
        res
    }

    /// What has happened to it, in one sentence.
    fn describe_change(&self, change: &WatchedChange) -> String {
        let (what, against) = (&change.what, self.against);
        if change.kind == ChangeKind::Removed {
            let values: Vec<_> = change.details.iter().map(format_old_value).collect();
            let values = if values.is_empty() {
                String::new()
            } else {
                format!(" ({})", values.join("; "))
            };
            return format!(
                "{what} có ở {against}{values}, nay không còn, chưa nêu lý do"
            );
        }
        let several = change.details.len() > 1;
        let details = change.details.iter();
        let moves: Vec<_> = details.map(|detail| format_move(detail, several)).collect();
        let colon = if several { ":" } else { "" };
        format!("{what}{colon} {} so với {against}, chưa nêu lý do", moves.join("; "))
    }

    /// Notes that explain nothing.
    fn report_unused(&self) -> Vec<Diagnostic> {
        let edits = self.watched.edits.iter().filter_map(Option::as_deref);
        let moved = self.watched.all.iter().filter_map(|change| change.name.as_deref());
        let known: Vec<&str> = moved.chain(edits).collect();
        let against = self.against;
        let mut res = Vec::new();
        for note in &self.fresh {
            let name = note.about.value.as_str();
            if known.contains(&name) {
                continue;
            }
            let message = format!("so với {against} thì `{name}` không có gì đổi");
            let finding = build_unused(note, message);
            res.push(match language::find_nearest(name, known.iter().copied()) {
                Some(near) => finding.label(format!("có phải là `{near}`?")),
                None => finding.hint("sửa lại `ma`, hoặc xóa mục này"),
            });
        }
        for note in &self.stale {
            let name = &note.about.value;
            let message = format!(
                "lý do về `{name}` đã có ở {against}, không giải thích lần đổi này"
            );
            res.push(
                build_unused(note, message)
                    .hint("xóa mục này; nếu lần này lại đổi, thay bằng lý do mới"),
            );
        }
        res
    }
}

/// The finding of a note that explains nothing.
fn build_unused(note: &ChangeNote, message: String) -> Diagnostic {
    let (code, span) = (&code::diff::CHANGE_NOTE_UNUSED, Some(note.about.span));
    Diagnostic::new(code, Severity::Hint, span, message)
}

/// From what to what a value has moved; with its label where there are `several`.
fn format_move(detail: &Detail, several: bool) -> String {
    let label = match detail.label.as_str() {
        _ if !several => "",
        "" => "giá trị ",
        label => &format!("{label} "),
    };
    let by = detail.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
    let old = spell_value(&detail.old);
    let new = spell_value(&detail.new);
    format!("{label}đổi từ {old} thành {new}{by}")
}

/// Whether a note on one thing explains some edit that another follows from.
fn has_shared_edit(
    noted: &WatchedChange,
    other: &WatchedChange,
    watched: &WatchedChanges,
) -> bool {
    other.edits.iter().any(|edit| {
        let name = watched.edits.get(*edit).and_then(Option::as_deref);
        let is_named = name.is_some() && name == noted.name.as_deref();
        is_named || noted.edits.contains(edit)
    })
}

/// An item of `thay_doi` as it is to be written, in quotes where YAML needs them.
fn format_note_item(name: &str) -> String {
    let is_plain =
        name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | ' '));
    let name = match name {
        name if is_plain => name.to_owned(),
        name if name.contains('"') => format!("'{}'", name.replace('\'', "''")),
        name => format!("\"{name}\""),
    };
    format!("{{ ma: {name}, ly_do: … }}")
}

/// What something had that was removed.
fn format_old_value(detail: &Detail) -> String {
    let old = spell_value(&detail.old);
    if detail.label.is_empty() { old } else { format!("{} {old}", detail.label) }
}

/// A value in a sentence.
fn spell_value(text: &Option<String>) -> String {
    match text {
        None => "không có".to_owned(),
        Some(text) if text.chars().all(|c| matches!(c, '.' | '…')) => {
            "chưa có".to_owned()
        }
        Some(text) => language::normalize_spaces(text),
    }
}

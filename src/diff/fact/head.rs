//! Head and foot of the paper: agency, number, date, summary, recipients, signature.

use crate::document::{Closing, Document, Letterhead, Marks, Title};
use crate::form::Form;
use crate::prose::Plain;
use crate::redline::{Inline, MarkedLine, TextMark};

use super::super::change::{Change, ChangeCause, ChangeKind, Detail, Topic};
use super::super::merge;
use super::super::side::Side;
use super::super::tree::render_plain;
use super::super::words;
use super::{ChangeCollector, build_change, describe_difference};

impl ChangeCollector<'_> {
    pub(super) fn collect_head(&mut self) {
        for (old, new) in
            list_head_fields(self.old).into_iter().zip(list_head_fields(self.new))
        {
            // What a version lacks altogether is named as not read, and is no change.
            if !old.made_of.is_in(self.old.form()) || !new.made_of.is_in(self.new.form())
            {
                continue;
            }
            let Some(detail) = describe_difference("", old.text, new.text) else {
                continue;
            };
            let mut change = build_change(Topic::Head, ChangeKind::Changed, new.name, 0);
            if old.typed.is_some() && old.typed == new.typed {
                change.cause = ChangeCause::Follows(Vec::new());
            }
            change.details.push(compare_long_values(detail));
            self.changes.push(change);
        }
    }

    /// Recipients, line by line, and the parts of the signature. What a version lacks
    /// altogether could not be read, and is no change.
    pub(super) fn collect_closing(&mut self) {
        let order = self.end_place();
        let (old_form, new_form) = (self.old.form(), self.new.form());
        if old_form.recipients.is_some() && new_form.recipients.is_some() {
            let recipients = merge::merge_recipients(self.old, self.new);
            let found =
                recipients.iter().filter_map(|line| describe_recipient(line, order));
            self.changes.extend(found);
        }
        if old_form.signature.is_none()
            || new_form.signature.is_none()
            || old_form.agency.is_none() != new_form.agency.is_none()
        {
            return;
        }
        let old = &self.old.version.document().closing;
        // Recipients are reported line by line, above.
        let Closing { recipients: _, drafter, authority, signer } =
            &self.new.version.document().closing;
        let old_authority = Some(old.authority.join(" / "));
        let new_authority = Some(authority.join(" / "));
        let fields = [
            ("Người soạn, số bản", old.drafter.clone(), drafter.clone()),
            ("Quyền hạn, chức vụ", old_authority, new_authority),
            ("Người ký", old.signer.clone(), signer.clone()),
        ];
        for (what, old, new) in fields {
            let mut change =
                build_change(Topic::Signature, ChangeKind::Changed, what, order + 1);
            change.details.extend(describe_difference("", old, new));
            self.push_edit(change);
        }
    }
}

/// A field of the head of one version.
struct HeadField {
    name: &'static str,
    made_of: FieldSource,
    text: Option<String>,
    /// What the form says, where it says just this; `None` for what is made of several
    /// parts.
    typed: Option<String>,
}

impl HeadField {
    fn new(name: &'static str, made_of: FieldSource, text: Option<String>) -> Self {
        Self { name, made_of, text, typed: None }
    }

    /// The same for a field whose text the form says; empty where it says nothing.
    fn typed_as(self, text: &str) -> Self {
        Self { typed: Some(text.to_owned()).filter(|text| !text.is_empty()), ..self }
    }
}

/// From what of the form a field of the head is made.
#[derive(Debug, Clone, Copy)]
enum FieldSource {
    Year,
    Agency,
    Head,
    Both,
}

impl FieldSource {
    /// Whether a form has it.
    fn is_in(self, form: &Form) -> bool {
        let (agency, head) = (form.agency.is_some(), form.head.is_some());
        match self {
            Self::Year => form.year.is_some(),
            Self::Agency => agency,
            Self::Head => head,
            Self::Both => agency && head,
        }
    }
}

/// The fields of the head, in the order in which they are reported. Every part of a paper is
/// taken apart by name, so that a new one cannot be forgotten.
fn list_head_fields(side: &Side<'_>) -> Vec<HeadField> {
    let Document {
        // Made of the fields below; its pages are compared with the layout.
        meta: _,
        page: _,
        letterhead: Letterhead { parent, agency, number, place_date },
        marks: Marks { urgency, secrecy, circulation },
        title: Title { kind, subject },
        // Blocks, recipients and signature are compared elsewhere.
        body: _,
        closing: _,
        contact,
        appendices: _,
    } = side.version.document();
    let draft = side.draft();
    let short = draft.agency().short.as_ref();
    vec![
        HeadField::new(
            "Năm của kế hoạch",
            FieldSource::Year,
            Some(draft.year().to_string()),
        ),
        HeadField::new("Loại văn bản", FieldSource::Year, Some(kind.clone())),
        HeadField::new("Cơ quan chủ quản", FieldSource::Agency, Some(parent.join(" "))),
        HeadField::new("Cơ quan ban hành", FieldSource::Agency, Some(agency.join(" ")))
            .typed_as(side.version.written(draft.agency().name.span)),
        // It prints where the text names it.
        HeadField::new(
            "Tên viết tắt của cơ quan",
            FieldSource::Agency,
            short.map(Plain::collect_words),
        ),
        HeadField::new("Số, ký hiệu", FieldSource::Both, Some(render_plain(number))),
        HeadField::new(
            "Địa danh và thời gian",
            FieldSource::Both,
            Some(render_plain(place_date)),
        ),
        HeadField::new("Trích yếu", FieldSource::Head, Some(subject.join(" ")))
            .typed_as(side.version.written(draft.head().subject.span)),
        HeadField::new("Độ khẩn", FieldSource::Head, urgency.clone()),
        HeadField::new("Độ mật", FieldSource::Head, secrecy.clone()),
        HeadField::new("Phạm vi lưu hành", FieldSource::Head, circulation.clone()),
        HeadField::new("Liên hệ", FieldSource::Head, contact.clone()),
    ]
}

/// A recipient that differs; `None` for one that is the same.
fn describe_recipient(line: &MarkedLine, order: usize) -> Option<Change> {
    let (kind, what) = match line.mark {
        TextMark::Removed => {
            (ChangeKind::Removed, extract_line_text(line, TextMark::is_old))
        }
        TextMark::Added => (ChangeKind::Added, extract_line_text(line, TextMark::is_new)),
        _ if words::has_change(&line.runs) => {
            (ChangeKind::Changed, extract_line_text(line, TextMark::is_new))
        }
        _ => return None,
    };
    let mut res = build_change(Topic::Recipient, kind, what, order);
    if kind == ChangeKind::Changed {
        res.details.push(Detail::words(line.runs.clone()));
    }
    Some(res)
}

/// A line as one version has it, without the sign at its end.
fn extract_line_text(line: &MarkedLine, keeps: fn(TextMark) -> bool) -> String {
    let runs = line.runs.iter().filter(|run| keeps(run.mark));
    let text: String = runs
        .map(|run| match &run.inline {
            Inline::Text { text, .. } => text.as_str(),
            _ => "",
        })
        .collect();
    text.trim_end_matches([';', '.']).to_owned()
}

/// Long values are read word by word: cut off, they may look the same.
fn compare_long_values(detail: Detail) -> Detail {
    match (&detail.old, &detail.new) {
        (Some(old), Some(new)) if is_long(old) && is_long(new) => {
            Detail { words: words::compare_texts(old, new), ..detail }
        }
        _ => detail,
    }
}

/// Whether a value is too long to be read at once.
fn is_long(text: &str) -> bool {
    const LONG: usize = 12;
    text.split_whitespace().count() > LONG
}

//! Head and foot of the paper: agency, number, date, summary, recipients, signature.

use std::borrow::Cow;

use crate::document::{
    Closing, Document, Issuance, JointNames, Letterhead, Marks, PaperStanding, Title,
};
use crate::form::{Form, Standing};
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

    /// Recipients, line by line, and the parts of the signatures. What a version lacks
    /// altogether could not be read, and is no change; an attached one has none of them.
    pub(super) fn collect_closing(&mut self) {
        let order = self.end_place();
        let (old_form, new_form) = (self.old.form(), self.new.form());
        if has_recipients(old_form) && has_recipients(new_form) {
            let recipients = merge::merge_recipients(self.old, self.new);
            let found = recipients
                .iter()
                .filter_map(|recipient| describe_recipient(&recipient.line, order));
            self.changes.extend(found);
        }
        if !has_signatures(old_form)
            || !has_signatures(new_form)
            || old_form.agency.is_none() != new_form.agency.is_none()
        {
            return;
        }
        let fields = list_closing_fields(self.old).into_iter();
        for (old, new) in fields.zip(list_closing_fields(self.new)) {
            let mut change =
                build_change(Topic::Signature, ChangeKind::Changed, new.name, order + 1);
            change.details.extend(describe_difference("", old.text, new.text));
            self.push_edit(change);
        }
    }
}

fn has_recipients(form: &Form) -> bool {
    form.issued().is_none_or(|issued| issued.recipients.is_some())
}

fn has_signatures(form: &Form) -> bool {
    form.issued().is_none_or(|issued| issued.signatures.is_some())
}

/// A field of the foot of one version.
struct ClosingField {
    name: &'static str,
    text: Option<String>,
}

/// The fields of the foot but the recipients, which are reported line by line. Of several
/// signatures that of the agency in charge comes first.
fn list_closing_fields(side: &Side<'_>) -> [ClosingField; 3] {
    let (drafter, authority, signer) = match &side.version.document().standing {
        PaperStanding::Issued(Issuance {
            number: _,
            place_date: _,
            addressees: _,
            closing,
        }) => {
            let Closing { recipients: _, drafter, signatures } = closing;
            let blocks = signatures.iter().rev();
            let authorities: Vec<_> =
                blocks.clone().map(|block| block.authority.join(" / ")).collect();
            let signers: Vec<_> =
                blocks.filter_map(|block| block.signer.as_deref()).collect();
            let signers = (!signers.is_empty()).then(|| signers.join("; "));
            (drafter.clone(), Some(authorities.join("; ")), signers)
        }
        PaperStanding::Attached(_) => (None, None, None),
    };
    [
        ClosingField { name: "Người soạn, số bản", text: drafter },
        ClosingField { name: "Quyền hạn, chức vụ", text: authority },
        ClosingField { name: "Người ký", text: signer },
    ]
}

/// A field of the head of one version.
struct HeadField {
    name: Cow<'static, str>,
    made_of: FieldSource,
    text: Option<String>,
    /// What the form says, where it says just this; `None` for what is made of several
    /// parts.
    typed: Option<String>,
}

impl HeadField {
    fn new(
        name: impl Into<Cow<'static, str>>,
        made_of: FieldSource,
        text: Option<String>,
    ) -> Self {
        Self { name: name.into(), made_of, text, typed: None }
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
    Period,
    Agency,
    Head,
    /// Agency and what the paper has by its standing.
    Standing,
    /// The agency of an attached paper, which prints no place.
    UnprintedPlace,
}

impl FieldSource {
    /// Whether a form has it.
    fn is_in(self, form: &Form) -> bool {
        let (agency, head) = (form.agency.is_some(), form.head.is_some());
        match self {
            Self::Year => form.year.is_some(),
            Self::Period => !form.unreadable_ids.iter().any(|id| id == "giai_doan"),
            Self::Agency => agency,
            Self::Head => head,
            Self::UnprintedPlace => {
                agency && matches!(form.standing, Standing::Attached(_))
            }
            Self::Standing => {
                agency
                    && match &form.standing {
                        Standing::Issued(issued) => issued.registration.is_some(),
                        Standing::Attached(attachment) => attachment.is_some(),
                    }
            }
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
        letterhead,
        standing,
        marks: Marks { urgency, secrecy, circulation },
        title: Title { kind, subject },
        // Blocks are compared elsewhere.
        body: _,
        contact,
        appendices: _,
    } = side.version.document();
    let draft = side.draft();
    let [year, period] = list_year_fields(draft);
    let [number, place_date, source, addressees] = list_standing_fields(standing);
    let addressees = addressees.typed_as(&join_typed_addressees(side));
    let [parent, agency, short, joint] = list_agency_fields(side, letterhead);
    vec![
        year,
        period,
        HeadField::new("Loại văn bản", FieldSource::Year, Some(kind.clone())),
        parent,
        agency,
        short,
        joint,
        number,
        place_date,
        source,
        HeadField::new(
            "Địa danh",
            FieldSource::UnprintedPlace,
            Some(draft.agency().place.collect_words()),
        ),
        HeadField::new("Trích yếu", FieldSource::Head, Some(subject.join(" ")))
            .typed_as(side.version.written(draft.head().subject.span)),
        addressees,
        HeadField::new("Độ khẩn", FieldSource::Head, urgency.clone()),
        HeadField::new("Độ mật", FieldSource::Head, secrecy.clone()),
        HeadField::new("Phạm vi lưu hành", FieldSource::Head, circulation.clone()),
        HeadField::new("Liên hệ", FieldSource::Head, contact.clone()),
    ]
}

/// The year of the plan, and its years where it is for several: they print where the text
/// reads them.
fn list_year_fields(draft: &crate::plan::Draft) -> [HeadField; 2] {
    let year = Some(draft.year().to_string());
    let kind = draft.kind().lower_name();
    let period = draft.form().period.map(|period| period.to_text());
    [
        HeadField::new(format!("Năm của {kind}"), FieldSource::Year, year),
        HeadField::new(format!("Giai đoạn của {kind}"), FieldSource::Period, period),
    ]
}

/// The agencies that issue a paper.
fn list_agency_fields(side: &Side<'_>, letterhead: &Letterhead) -> [HeadField; 4] {
    let Letterhead { parent, agency, joint } = letterhead;
    let written = side.draft().agency();
    let joint: Vec<_> = joint.iter().map(join_names).collect();
    let joint = (!joint.is_empty()).then(|| joint.join("; "));
    [
        HeadField::new("Cơ quan chủ quản", FieldSource::Agency, Some(parent.join(" "))),
        HeadField::new("Cơ quan ban hành", FieldSource::Agency, Some(agency.join(" ")))
            .typed_as(side.version.written(written.name.span)),
        // It prints where the text names it.
        HeadField::new(
            "Tên viết tắt của cơ quan",
            FieldSource::Agency,
            written.short.as_ref().map(Plain::collect_words),
        ),
        HeadField::new("Cơ quan cùng ban hành", FieldSource::Agency, joint),
    ]
}

/// What a paper has at its head by its standing; its foot is compared elsewhere.
fn list_standing_fields(standing: &PaperStanding) -> [HeadField; 4] {
    let (number, place_date, source, addressees) = match standing {
        PaperStanding::Issued(Issuance {
            number,
            place_date,
            addressees,
            closing: _,
        }) => {
            let (number, place_date) = (render_plain(number), render_plain(place_date));
            (Some(number), Some(place_date), None, join_addressees(addressees))
        }
        PaperStanding::Attached(source) => (None, None, Some(render_plain(source)), None),
    };
    [
        HeadField::new("Số, ký hiệu", FieldSource::Standing, number),
        HeadField::new("Địa danh và thời gian", FieldSource::Standing, place_date),
        HeadField::new("Văn bản ban hành kèm theo", FieldSource::Standing, source),
        HeadField::new("Kính gửi", FieldSource::Standing, addressees),
    ]
}

/// Those to whom a report is addressed, without the sign at the end of the list.
fn join_addressees(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(" ").trim_end_matches('.').to_owned())
}

/// The same as the form says it.
fn join_typed_addressees(side: &Side<'_>) -> String {
    let registration = side.form().registration();
    let names = registration.map_or(&[][..], |registration| &registration.addressees);
    let names: Vec<_> =
        names.iter().map(|name| side.version.written(name.span)).collect();
    names.join("; ")
}

/// An agency of a joint paper with its parent, without the sign before the next one.
fn join_names(names: &JointNames) -> String {
    let JointNames { parent, agency } = names;
    let joined = [parent.as_slice(), agency.as_slice()].concat().join(" ");
    joined.trim_end_matches(" -").to_owned()
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
    text.trim_end_matches([';', '.', ':']).to_owned()
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

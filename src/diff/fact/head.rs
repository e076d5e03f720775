//! Head and foot of the paper, and how its pages look.

use crate::document::Page;
use crate::form::{Copy, Form, Recipient};
use crate::plan::Draft;
use crate::source::Span;

use super::super::change::{Change, Detail, Kind, Topic};
use super::super::merge;
use super::super::order::Step;
use super::super::tree::plain;
use super::super::version::Version;
use super::super::words;
use super::{Facts, change, differs};
use crate::redline::{Line, Mark};

impl Facts<'_> {
    pub(super) fn head(&mut self) {
        let (old, new) = (self.old.draft().form(), self.new.draft().form());
        let both = |has: fn(&Form) -> bool| has(old) && has(new);
        // What a version lacks altogether is named as not read, and is no change.
        let agency = both(|form| form.agency.is_some());
        let head = both(|form| form.head.is_some());
        let year = both(|form| form.year.is_some());
        for field in FIELDS {
            let known = match field.from {
                From::Year => year,
                From::Agency => agency,
                From::Head => head,
                From::Both => agency && head,
            };
            let of = |version: &Version| (field.text)(version);
            let detail = known.then(|| differs("", of(self.old), of(self.new))).flatten();
            let Some(detail) = detail else { continue };
            let mut change = change(Topic::Head, Kind::Changed, field.name, 0);
            let span = |version: &Version| (field.span)(version.draft());
            change.cause = self.cause(span(self.old), span(self.new));
            change.details.push(read_together(detail));
            self.changes.push(change);
        }
    }

    /// Recipients and signature.
    pub(super) fn closing(&mut self) {
        let (old, new) = (&self.old.document().closing, &self.new.document().closing);
        let at = self.at_end();
        let (a, b) = (self.old.draft().form(), self.new.draft().form());
        if a.recipients.is_some() && b.recipients.is_some() {
            let recipients = self.recipients();
            self.changes.extend(recipients.iter().filter_map(|line| recipient(line, at)));
        }
        if a.signature.is_none()
            || b.signature.is_none()
            || a.agency.is_none() != b.agency.is_none()
        {
            return;
        }
        let drafter = differs("", old.drafter.clone(), new.drafter.clone());
        let authority = Some(old.authority.join(" / "));
        let authority = differs("", authority, Some(new.authority.join(" / ")));
        let signer = differs("", old.signer.clone(), new.signer.clone());
        let fields = [
            ("Người soạn, số bản", drafter),
            ("Quyền hạn, chức vụ", authority),
            ("Người ký", signer),
        ];
        for (what, detail) in fields {
            let mut change = change(Topic::Signature, Kind::Changed, what, at + 1);
            change.details.extend(detail);
            self.edit(change);
        }
    }

    /// The recipients of both versions. Where the form says of one what it said, other
    /// numbers of parts in it are the engine's.
    pub(in super::super) fn recipients(&self) -> Vec<Line> {
        let (old, new) = (&self.old.document().closing, &self.new.document().closing);
        let mut res = merge::lines(&old.recipients, &new.recipients);
        let (mut a, mut b) = (0, 0);
        for line in &mut res {
            let (has_old, has_new) = (line.mark.is_old(), line.mark.is_new());
            let spans = (recipient_span(self.old, a), recipient_span(self.new, b));
            if has_old
                && has_new
                && let (Some(from), Some(to)) = spans
                && self.says_the_same(from, to)
            {
                words::quiet_references(&mut line.runs);
            }
            a += usize::from(has_old);
            b += usize::from(has_new);
        }
        res
    }

    /// How the pages look, and what else of the form a reviewer must know of.
    pub(super) fn layout(&mut self) {
        let at = self.at_end() + 2;
        let mut change = change(Topic::Layout, Kind::Changed, "Trình bày trang", at);
        let (old, new) = (&self.old.document().page, &self.new.document().page);
        change.details = page(old, new);
        let copy = |version: &Version| {
            let paper = version.draft().copy() == Copy::Paper;
            Some(if paper { "bản giấy" } else { "bản điện tử" }.to_owned())
        };
        change.details.extend(differs("dạng bản", copy(self.old), copy(self.new)));
        change.details.extend(self.numbering());
        self.edit(change);
        let silenced = |version: &Version| {
            let silences = version.draft().form().silences.iter();
            let mut codes: Vec<_> = silences.map(|s| format!("`{}`", s.code)).collect();
            codes.sort();
            Some(codes.join(", "))
        };
        let what = "Quy tắc được bỏ qua (`bo_qua`)";
        let mut change = super::change(Topic::Layout, Kind::Changed, what, at);
        change.details.extend(differs("", silenced(self.old), silenced(self.new)));
        self.edit(change);
    }

    /// Kinds of numbers and signs that stand for others, each once: `I.` → `1.`, `-` → `+`.
    fn numbering(&self) -> Vec<Detail> {
        let mut seen: Vec<(String, String)> = Vec::new();
        for step in self.steps {
            let Step::Both { old, new } = *step else { continue };
            let (a, b) = (self.ours.marker(old), self.theirs.marker(new));
            let kinds = (marker_kind(a), marker_kind(b));
            if kinds.0 != kinds.1 && !seen.contains(&(kinds.0.clone(), kinds.1.clone())) {
                seen.push(kinds);
            }
        }
        let one = |(a, b): (String, String)| differs("dấu, số đầu mục", Some(a), Some(b));
        seen.into_iter().filter_map(one).collect()
    }
}

/// Where the form says a recipient.
fn recipient_span(version: &Version, index: usize) -> Option<Span> {
    match version.draft().recipients().known()?.items.get(index)? {
        Recipient::Name(name) | Recipient::Filed(name) => Some(name.span),
    }
}

/// A field of the head: from what of the form it is made, and what it says.
struct Field {
    name: &'static str,
    from: From,
    text: fn(&Version) -> Option<String>,
    /// Where the form says just this; empty where it is made of several parts.
    span: fn(&Draft) -> Span,
}

/// From what of the form a field of the head is made.
#[derive(Debug, Clone, Copy)]
enum From {
    Year,
    Agency,
    Head,
    Both,
}

const FIELDS: [Field; 11] = [
    field("Năm của kế hoạch", From::Year, |v| Some(v.draft().year().to_string())),
    field("Loại văn bản", From::Year, |v| Some(v.document().title.kind.clone())),
    field("Cơ quan chủ quản", From::Agency, |v| {
        Some(v.document().letterhead.parent.join(" "))
    }),
    Field {
        span: |draft| draft.agency().name.span,
        ..field("Cơ quan ban hành", From::Agency, |v| {
            Some(v.document().letterhead.agency.join(" "))
        })
    },
    field("Số, ký hiệu", From::Both, |v| {
        Some(plain(&v.document().letterhead.number))
    }),
    field("Địa danh và thời gian", From::Both, |v| {
        Some(plain(&v.document().letterhead.place_date))
    }),
    Field {
        span: |draft| draft.head().subject.span,
        ..field("Trích yếu", From::Head, |v| {
            Some(v.document().title.subject.join(" "))
        })
    },
    field("Độ khẩn", From::Head, |v| v.document().marks.urgency.clone()),
    field("Độ mật", From::Head, |v| v.document().marks.secrecy.clone()),
    field("Phạm vi lưu hành", From::Head, |v| v.document().marks.circulation.clone()),
    field("Liên hệ", From::Head, |v| v.document().contact.clone()),
];

const fn field(
    name: &'static str,
    from: From,
    text: fn(&Version) -> Option<String>,
) -> Field {
    Field { name, from, text, span: |_| Span { start: 0, end: 0 } }
}

fn recipient(line: &Line, at: usize) -> Option<Change> {
    let text = |keeps: fn(Mark) -> bool| -> String {
        let runs = line.runs.iter().filter(|run| keeps(run.mark));
        let text: String = runs
            .map(|run| match &run.inline {
                crate::redline::Inline::Text { text, .. } => text.as_str(),
                _ => "",
            })
            .collect();
        text.trim_end_matches([';', '.']).to_owned()
    };
    let (kind, what) = match line.mark {
        Mark::Deleted => (Kind::Dropped, text(Mark::is_old)),
        Mark::Added => (Kind::Added, text(Mark::is_new)),
        _ if words::is_change(&line.runs) => (Kind::Changed, text(Mark::is_new)),
        _ => return None,
    };
    let mut res = change(Topic::Recipient, kind, what, at);
    if kind == Kind::Changed {
        res.details.push(Detail::words(line.runs.clone()));
    }
    Some(res)
}

/// A number or a sign as the first of its kind: `I.`, `1.`, `a)`, `1.1.`, `-`.
fn marker_kind(marker: &str) -> String {
    let part = |part: &str| -> &str {
        let is = |of: fn(char) -> bool| !part.is_empty() && part.chars().all(of);
        if is(|c| c.is_ascii_digit()) {
            "1"
        } else if is(|c| "IVXLC".contains(c)) {
            "I"
        } else if is(char::is_lowercase) {
            "a"
        } else {
            ""
        }
    };
    let Some(end) = marker.chars().last().filter(|c| matches!(c, '.' | ')')) else {
        return marker.split(' ').next().unwrap_or_default().to_owned();
    };
    let body: Vec<_> = marker.trim_end_matches(['.', ')']).split('.').map(part).collect();
    format!("{}{end}", body.join("."))
}

/// Long values are read word by word: cut off, they may look the same.
fn read_together(detail: Detail) -> Detail {
    const LONG: usize = 12;
    let is_long = |text: &Option<String>| {
        text.as_ref().is_some_and(|text| text.split_whitespace().count() > LONG)
    };
    match (&detail.old, &detail.new) {
        (Some(old), Some(new)) if is_long(&detail.old) && is_long(&detail.new) => {
            Detail { words: words::text_runs(old, new), ..detail }
        }
        _ => detail,
    }
}

/// The measures of two page set-ups that differ.
fn page(old: &Page, new: &Page) -> Vec<Detail> {
    type Measure = (&'static str, fn(&Page) -> u32, u32, &'static str);
    const MEASURES: [Measure; 8] = [
        ("lề trên", |p| p.top, 10, "mm"),
        ("lề dưới", |p| p.bottom, 10, "mm"),
        ("lề trái", |p| p.left, 10, "mm"),
        ("lề phải", |p| p.right, 10, "mm"),
        ("cỡ chữ", |p| p.size, 2, "pt"),
        ("cách dòng", |p| p.line, 100, "dòng"),
        ("khoảng cách đoạn", |p| p.gap, 10, "pt"),
        ("lùi đầu dòng", |p| p.indent, 10, "mm"),
    ];
    let shown = |value: u32, parts: u32, unit: &str| {
        let (whole, rest) = (value / parts, value % parts * 100 / parts);
        let text = format!("{whole},{rest:02}");
        Some(format!("{} {unit}", text.trim_end_matches('0').trim_end_matches(',')))
    };
    let detail = |(label, of, parts, unit): &Measure| {
        differs(label, shown(of(old), *parts, unit), shown(of(new), *parts, unit))
    };
    MEASURES.iter().filter_map(detail).collect()
}

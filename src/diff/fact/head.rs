//! Head and foot of the paper, and how its pages look.

use crate::document::Page;
use crate::form::Recipient;
use crate::source::Span;

use super::super::change::{Change, Detail, Kind, Topic};
use super::super::merge;
use super::super::tree::plain;
use super::super::version::Version;
use super::super::words;
use super::{Facts, change, differs};
use crate::redline::{Line, Mark};

impl Facts<'_> {
    pub(super) fn head(&mut self) {
        let (old, new) = (self.old.document(), self.new.document());
        let (a, b) = (self.old.draft(), self.new.draft());
        let year = |year: i32| (year != 0).then(|| year.to_string());
        let joined = |lines: &[String]| Some(lines.join(" "));
        let none = (Span::default(), Span::default());
        let agency = (a.agency().name.span, b.agency().name.span);
        let subject = (a.head().subject.span, b.head().subject.span);
        let fields = [
            ("Năm của kế hoạch", year(a.year()), year(b.year()), none),
            (
                "Loại văn bản",
                Some(old.title.kind.clone()),
                Some(new.title.kind.clone()),
                none,
            ),
            (
                "Cơ quan chủ quản",
                joined(&old.letterhead.parent),
                joined(&new.letterhead.parent),
                none,
            ),
            (
                "Cơ quan ban hành",
                joined(&old.letterhead.agency),
                joined(&new.letterhead.agency),
                agency,
            ),
            (
                "Số, ký hiệu",
                Some(plain(&old.letterhead.number)),
                Some(plain(&new.letterhead.number)),
                none,
            ),
            (
                "Địa danh và thời gian",
                Some(plain(&old.letterhead.place_date)),
                Some(plain(&new.letterhead.place_date)),
                none,
            ),
            (
                "Trích yếu",
                joined(&old.title.subject),
                joined(&new.title.subject),
                subject,
            ),
            ("Độ khẩn", old.marks.urgency.clone(), new.marks.urgency.clone(), none),
            ("Độ mật", old.marks.secrecy.clone(), new.marks.secrecy.clone(), none),
            (
                "Phạm vi lưu hành",
                old.marks.circulation.clone(),
                new.marks.circulation.clone(),
                none,
            ),
            ("Liên hệ", old.contact.clone(), new.contact.clone(), none),
        ];
        for (what, old, new, (from, to)) in fields {
            let Some(detail) = differs("", old, new) else { continue };
            let mut change = change(Topic::Head, Kind::Changed, what, 0);
            change.cause = self.cause(from, to);
            change.details.push(detail);
            self.changes.push(change);
        }
    }

    /// Recipients and signature.
    pub(super) fn closing(&mut self) {
        let (old, new) = (&self.old.document().closing, &self.new.document().closing);
        let at = self.at_end();
        let recipients = self.recipients();
        self.changes.extend(recipients.iter().filter_map(|line| recipient(line, at)));
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

    pub(super) fn layout(&mut self) {
        let mut change =
            change(Topic::Layout, Kind::Changed, "Trình bày trang", self.at_end() + 2);
        let (old, new) = (&self.old.document().page, &self.new.document().page);
        change.details = page(old, new);
        self.edit(change);
    }
}

/// Where the form says a recipient.
fn recipient_span(version: &Version, index: usize) -> Option<Span> {
    match version.draft().recipients().known()?.items.get(index)? {
        Recipient::Name(name) | Recipient::Filed(name) => Some(name.span),
    }
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

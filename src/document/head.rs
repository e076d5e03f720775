//! Head and foot of the paper: letterhead, title, metadata, recipients, signature.

use chrono::Datelike as _;

use crate::form::{Behalf, Copy, Recipient, Signature};
use crate::language;
use crate::prose::Plain;
use crate::quantity::{Day, Moment, OpenDate, Pending};

use super::composer::Composer;
use super::text::make_text;
use super::{Closing, Inline, Letterhead, Marks, Meta, Page, Title};

/// Width of a blank for a number and for a day, in digits.
const NUMBER_GAP: u32 = 6;
const DAY_GAP: u32 = 4;
const YEAR_GAP: u32 = 6;

/// A blank for words.
const DOTS: &str = "……………………";

impl Composer<'_> {
    pub(super) fn letterhead(&mut self) -> Letterhead {
        let agency = self.plan.agency();
        let parent = agency.parent.as_ref();
        let mut number = vec![make_text("Số: ")];
        number.extend(self.number_and_symbol());
        let mut place_date = vec![make_text(self.string(&agency.place) + ", ")];
        place_date.extend(format_date_line(self.plan.head().date.value));
        Letterhead {
            parent: parent.map(|p| self.name_lines(p)).unwrap_or_default(),
            agency: self.name_lines(&agency.name),
            number,
            place_date,
        }
    }

    /// An agency's name by lines: the author's own, else broken after the type.
    fn name_lines(&mut self, name: &Plain) -> Vec<String> {
        let lines = self.lines(name);
        let [name] = &lines[..] else {
            return lines.iter().map(|l| language::upper(l)).collect();
        };
        let (kind, rest) = language::collective(name);
        let lines = match kind {
            Some(kind) if !rest.is_empty() => vec![kind.to_owned(), rest.to_owned()],
            _ => vec![name.clone()],
        };
        lines.iter().map(|l| language::upper(l)).collect()
    }

    /// `05/KH-UBND`, with a gap where the number is open.
    fn number_and_symbol(&mut self) -> Vec<Inline> {
        let symbol = self.symbol();
        match &self.plan.head().number {
            Pending::Known(number) => {
                let digits = number.value.trim_start_matches('0');
                vec![make_text(format!("{digits:0>2}/{symbol}"))]
            }
            Pending::Unknown => {
                vec![Inline::Gap { digits: NUMBER_GAP }, make_text(format!("/{symbol}"))]
            }
        }
    }

    fn symbol(&mut self) -> String {
        if let Some(symbol) = &self.plan.head().symbol {
            return self.string(symbol);
        }
        let name = self.string(&self.plan.agency().name);
        // A form whose agency has no abbreviation known here gives the symbol itself.
        let body = language::collective_abbreviation(&name).unwrap_or_default();
        format!("{}-{body}", self.plan.kind().abbreviation)
    }

    pub(super) fn title(&mut self) -> Title {
        let kind = language::upper(self.plan.kind().name);
        Title { kind, subject: self.lines(&self.plan.head().subject) }
    }

    pub(super) fn meta(&mut self) -> Meta {
        let subject = self.string(&self.plan.head().subject);
        let title =
            format!("{} {}", self.plan.kind().name, language::lower_first(&subject));
        let author = self.string(&self.plan.agency().name);
        let day = self.plan.head().date.value.earliest();
        let date =
            day.map_or((self.plan.year(), 1, 1), |d| (d.year(), d.month(), d.day()));
        Meta { title, author, date }
    }

    pub(super) fn page(&self) -> Page {
        let page = self.plan.page();
        let [top, bottom, left, right] = page.margins;
        let (size, line, gap, indent) = (page.size, page.line, page.gap, page.indent);
        Page { top, bottom, left, right, size, line, gap, indent }
    }

    pub(super) fn marks(&mut self) -> Marks {
        let head = self.plan.head();
        let circulation = head.circulation.as_ref();
        Marks {
            urgency: head.urgency.map(str::to_owned),
            secrecy: head.secrecy.map(str::to_owned),
            circulation: circulation.map(|c| language::upper(&self.string(c))),
        }
    }

    pub(super) fn contact(&mut self) -> Option<String> {
        self.plan.head().contact.as_ref().map(|contact| self.string(contact))
    }

    /// `(Kèm theo Kế hoạch số … ngày … của …)`. An electronic paper leaves number and
    /// date blank (Phụ lục I, Phần I, III.1.c).
    pub(super) fn source_line(&mut self) -> Vec<Inline> {
        let electronic = self.plan.copy() == Copy::Electronic;
        let mut res = vec![make_text(format!("(Kèm theo {} số ", self.plan.kind().name))];
        if electronic {
            let symbol = self.symbol();
            res.extend([
                Inline::Gap { digits: NUMBER_GAP },
                make_text(format!("/{symbol}")),
            ]);
        } else {
            res.extend(self.number_and_symbol());
        }
        let date = self.plan.head().date.value;
        res.push(make_text(" "));
        res.extend(format_date_line(if electronic { OpenDate::Unknown } else { date }));
        let agency = self.string(&self.plan.agency().name);
        res.push(make_text(format!(" của {agency})")));
        let mut joined = Vec::new();
        super::text::append_inlines(&mut joined, res);
        joined
    }

    pub(super) fn closing(&mut self) -> Closing {
        let head = self.plan.head();
        let drafter = head.drafter.as_ref().map(|sign| {
            let sign = language::upper(&self.string(sign));
            head.copies.map_or_else(|| sign.clone(), |n| format!("{sign}.({n})"))
        });
        let (authority, signer) = match self.plan.signature() {
            Pending::Known(signature) => {
                (self.authority(signature), self.signer(signature))
            }
            Pending::Unknown => (self.open_authority(), None),
        };
        Closing { recipients: self.recipients(), drafter, authority, signer }
    }

    /// Recipients with `;` after each and `.` after the last.
    fn recipients(&mut self) -> Vec<String> {
        let Pending::Known(recipients) = self.plan.recipients() else {
            return vec![format!("{DOTS}.")];
        };
        let count = recipients.items.len();
        let mut res = Vec::with_capacity(count);
        for (i, recipient) in recipients.items.iter().enumerate() {
            let name = match recipient {
                Recipient::Name(name) => self.string(name),
                Recipient::Filed(place) => format!("Lưu: {}", self.string(place)),
            };
            let name = name.trim_start_matches("- ").trim_end_matches([';', '.', ' ']);
            res.push(format!("{name}{}", if i + 1 == count { '.' } else { ';' }));
        }
        res
    }

    /// Authority and post, by lines (Phụ lục I, Phần I, II.7.b).
    fn authority(&mut self, signature: &Signature) -> Vec<String> {
        let mut res = Vec::new();
        match &signature.behalf {
            Some(Behalf::Agency) => {
                let name = self.string(&self.plan.agency().name);
                res.push(format!(
                    "TM. {}",
                    language::collective(&name).0.unwrap_or(&name)
                ));
            }
            Some(Behalf::Named(name)) => res.push(format!("TM. {}", self.string(name))),
            None => {}
        }
        let others = [
            ("TL.", &signature.by_order),
            ("TUQ.", &signature.by_authority),
            ("KT.", &signature.in_place),
        ];
        for (sign, post) in others {
            if let Some(post) = post {
                res.push(format!("{sign} {}", self.string(post)));
            }
        }
        let post = self.string(&signature.post);
        res.push(if signature.acting { format!("Q. {post}") } else { post });
        res.iter().map(|line| language::upper(line)).collect()
    }

    /// Who signs is not known; on whose behalf, the agency's name says.
    fn open_authority(&mut self) -> Vec<String> {
        let name = self.string(&self.plan.agency().name);
        let behalf =
            language::collective(&name).0.map(|c| format!("TM. {}", language::upper(c)));
        behalf.into_iter().chain([DOTS.to_owned()]).collect()
    }

    fn signer(&mut self, signature: &Signature) -> Option<String> {
        let open = Plain::is_open(&signature.name);
        (!open).then(|| self.string(&signature.name))
    }
}

/// `ngày 05 tháng 01 năm 2026`, with a gap for each part that is open.
fn format_date_line(date: OpenDate) -> Vec<Inline> {
    let gap = |digits| Inline::Gap { digits };
    match date {
        OpenDate::Day(day) => vec![make_text(Day(day).long())],
        OpenDate::Month { year, month } => {
            let month = Moment::Month { month, year: None }.to_text();
            vec![
                make_text("ngày "),
                gap(DAY_GAP),
                make_text(format!(" {month} năm {year}")),
            ]
        }
        OpenDate::Year(year) => vec![
            make_text("ngày "),
            gap(DAY_GAP),
            make_text(" tháng "),
            gap(DAY_GAP),
            make_text(format!(" năm {year}")),
        ],
        OpenDate::Unknown => vec![
            make_text("ngày "),
            gap(DAY_GAP),
            make_text(" tháng "),
            gap(DAY_GAP),
            make_text(" năm "),
            gap(YEAR_GAP),
        ],
    }
}

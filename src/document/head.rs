//! Head and foot of the paper: letterhead, title, metadata, recipients, signature.

use chrono::Datelike as _;

use crate::form::{Behalf, Medium, Recipient, Signature};
use crate::language;
use crate::prose::Plain;
use crate::quantity::{Day, Moment, OpenDate, Pending};

use super::composer::Composer;
use super::{Closing, Inline, Letterhead, Marks, Meta, Page, Title};

/// Blanks for a number, a day or month, and a year, to be filled in by hand.
const NUMBER_BLANK: Inline = Inline::Gap { digits: 6 };
const DAY_BLANK: Inline = Inline::Gap { digits: 4 };
const YEAR_BLANK: Inline = Inline::Gap { digits: 6 };

/// A blank for words, as a plain string.
const DOTS: &str = "……………………";

impl Composer<'_> {
    pub(super) fn letterhead(&mut self) -> Letterhead {
        let agency = self.plan.agency();
        let parent = agency.parent.as_ref();
        let mut number = vec![Inline::plain("Số: ")];
        number.extend(self.number_and_symbol());
        let mut place_date = vec![Inline::plain(self.string(&agency.place) + ", ")];
        place_date.extend(format_date_line(self.plan.head().date.value));
        Letterhead {
            parent: parent.map(|name| self.name_lines(name)).unwrap_or_default(),
            agency: self.name_lines(&agency.name),
            number,
            place_date,
        }
    }

    /// An agency's name by lines: those of the author, else broken after the type.
    fn name_lines(&mut self, name: &Plain) -> Vec<String> {
        let lines = self.lines(name);
        let [name] = &lines[..] else {
            return lines.iter().map(|line| language::to_capitals(line)).collect();
        };
        let (kind, place) = language::split_collective(name);
        let lines = match kind {
            Some(kind) if !place.is_empty() => vec![kind.to_owned(), place.to_owned()],
            _ => vec![name.clone()],
        };
        lines.iter().map(|line| language::to_capitals(line)).collect()
    }

    /// `05/KH-UBND`, with a blank where the number is not known yet.
    fn number_and_symbol(&mut self) -> Vec<Inline> {
        let symbol = self.symbol();
        match &self.plan.head().number {
            Pending::Known(number) => {
                let digits = number.value.trim_start_matches('0');
                vec![Inline::plain(format!("{digits:0>2}/{symbol}"))]
            }
            Pending::Unknown => {
                vec![NUMBER_BLANK, Inline::plain(format!("/{symbol}"))]
            }
        }
    }

    fn symbol(&mut self) -> String {
        if let Some(symbol) = &self.plan.head().symbol {
            return self.string(symbol);
        }
        let name = self.string(&self.plan.agency().name);
        // A form whose agency has no abbreviation known here gives the symbol itself.
        let body = language::find_collective_abbreviation(&name).unwrap_or_default();
        format!("{}-{body}", self.plan.kind().abbreviation)
    }

    pub(super) fn title(&mut self) -> Title {
        let kind = language::to_capitals(self.plan.kind().name);
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
        Page {
            top,
            bottom,
            left,
            right,
            size: page.size,
            line: page.line,
            gap: page.gap,
            indent: page.indent,
        }
    }

    pub(super) fn marks(&mut self) -> Marks {
        let head = self.plan.head();
        Marks {
            urgency: head.urgency.map(str::to_owned),
            secrecy: head.secrecy.map(str::to_owned),
            circulation: head
                .circulation
                .as_ref()
                .map(|circulation| language::to_capitals(&self.string(circulation))),
        }
    }

    pub(super) fn contact(&mut self) -> Option<String> {
        self.plan.head().contact.as_ref().map(|contact| self.string(contact))
    }

    /// `(Kèm theo Kế hoạch số … ngày … của …)`. An electronic paper leaves number and
    /// date blank (Phụ lục I, Phần I, III.1.c).
    pub(super) fn source_line(&mut self) -> Vec<Inline> {
        let electronic = self.plan.medium() == Medium::Electronic;
        let mut res =
            vec![Inline::plain(format!("(Kèm theo {} số ", self.plan.kind().name))];
        if electronic {
            let symbol = self.symbol();
            res.extend([NUMBER_BLANK, Inline::plain(format!("/{symbol}"))]);
        } else {
            res.extend(self.number_and_symbol());
        }
        let date = self.plan.head().date.value;
        res.push(Inline::plain(" "));
        res.extend(format_date_line(if electronic { OpenDate::Unknown } else { date }));
        let agency = self.string(&self.plan.agency().name);
        res.push(Inline::plain(format!(" của {agency})")));
        let mut joined = Vec::new();
        super::text::append_inlines(&mut joined, res);
        joined
    }

    pub(super) fn closing(&mut self) -> Closing {
        let head = self.plan.head();
        let drafter = head.drafter.as_ref().map(|sign| {
            let sign = language::to_capitals(&self.string(sign));
            head.copies.map_or_else(|| sign.clone(), |count| format!("{sign}.({count})"))
        });
        let (authority, signer) = match self.plan.signature() {
            Pending::Known(signature) => {
                (self.authority(signature), self.signer(signature))
            }
            Pending::Unknown => (self.unknown_authority(), None),
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
        for (number, recipient) in (1..).zip(&recipients.items) {
            let name = match recipient {
                Recipient::Name(name) => self.string(name),
                Recipient::Filed(place) => format!("Lưu: {}", self.string(place)),
            };
            let name = name.trim_start_matches("- ").trim_end_matches([';', '.', ' ']);
            res.push(format!("{name}{}", if number == count { '.' } else { ';' }));
        }
        res
    }

    /// Authority and post, by lines (Phụ lục I, Phần I, II.7.b): on whose behalf (`TM.`), by
    /// whose order or in whose place, then the post of the signer.
    fn authority(&mut self, signature: &Signature) -> Vec<String> {
        let mut res = Vec::new();
        match &signature.behalf {
            Some(Behalf::Agency) => {
                let name = self.string(&self.plan.agency().name);
                let collective = language::split_collective(&name).0.unwrap_or(&name);
                res.push(format!("TM. {collective}"));
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
        res.iter().map(|line| language::to_capitals(line)).collect()
    }

    /// Who signs is not known; on whose behalf, the agency's name says.
    fn unknown_authority(&mut self) -> Vec<String> {
        let name = self.string(&self.plan.agency().name);
        let mut res = Vec::new();
        if let Some(collective) = language::split_collective(&name).0 {
            res.push(format!("TM. {}", language::to_capitals(collective)));
        }
        res.push(DOTS.to_owned());
        res
    }

    fn signer(&mut self, signature: &Signature) -> Option<String> {
        let is_unknown = Plain::is_pending(&signature.name);
        (!is_unknown).then(|| self.string(&signature.name))
    }
}

/// `ngày 05 tháng 01 năm 2026`, with a blank for each part that is not known yet.
fn format_date_line(date: OpenDate) -> Vec<Inline> {
    match date {
        OpenDate::Day(day) => vec![Inline::plain(Day(day).long())],
        OpenDate::Month { year, month } => {
            let month = Moment::Month { month, year: None }.to_text();
            vec![
                Inline::plain("ngày "),
                DAY_BLANK,
                Inline::plain(format!(" {month} năm {year}")),
            ]
        }
        OpenDate::Year(year) => vec![
            Inline::plain("ngày "),
            DAY_BLANK,
            Inline::plain(" tháng "),
            DAY_BLANK,
            Inline::plain(format!(" năm {year}")),
        ],
        OpenDate::Unknown => vec![
            Inline::plain("ngày "),
            DAY_BLANK,
            Inline::plain(" tháng "),
            DAY_BLANK,
            Inline::plain(" năm "),
            YEAR_BLANK,
        ],
    }
}

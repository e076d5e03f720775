//! What a paper has by its standing: number, date and signature where it is issued by
//! itself, the line with its decision where it is attached to one.

use crate::form::{Attachment, Medium, Registration};
use crate::language;
use crate::plan::{DraftStanding, IssuedDraft};
use crate::quantity::{Day, Moment, OpenDate, Pending};

use super::composer::Composer;
use super::{Inline, Issuance, PaperStanding};

/// Blanks for a number, a day or month, and a year, to be filled in by hand.
const NUMBER_BLANK: Inline = Inline::Gap { digits: 6 };
const DAY_BLANK: Inline = Inline::Gap { digits: 4 };
const YEAR_BLANK: Inline = Inline::Gap { digits: 6 };

/// What stands at the head of the paper by its standing; what stands at its foot comes when
/// all else is set.
pub(super) enum StandingHead<'p> {
    Issued { number: Vec<Inline>, place_date: Vec<Inline>, draft: &'p IssuedDraft },
    Attached(Vec<Inline>),
}

impl<'p> Composer<'p> {
    pub(super) fn standing_head(&mut self) -> StandingHead<'p> {
        let plan = self.plan;
        match plan.standing() {
            DraftStanding::Issued(draft) => {
                let registration = &draft.registration;
                let mut number = vec![Inline::plain("Số: ")];
                number.extend(self.number_and_symbol(registration));
                let place = self.string(&plan.agency().place);
                let mut place_date = vec![Inline::plain(place + ", ")];
                place_date.extend(format_date_line(registration.date.value));
                StandingHead::Issued { number, place_date, draft }
            }
            DraftStanding::Attached(attachment) => {
                let lead = match &attachment.lead {
                    Some(lead) => self.string(lead),
                    None => {
                        let kind = self.attaching_kind(attachment);
                        Attachment::usual_lead(&kind).to_owned()
                    }
                };
                StandingHead::Attached(self.attachment_line(&lead, attachment))
            }
        }
    }

    pub(super) fn standing(&mut self, head: StandingHead<'_>) -> PaperStanding {
        match head {
            StandingHead::Issued { number, place_date, draft } => {
                let addressees = self.addressees(&draft.registration);
                let closing = self.closing(draft);
                PaperStanding::Issued(Issuance {
                    number,
                    place_date,
                    addressees,
                    closing,
                })
            }
            StandingHead::Attached(source) => PaperStanding::Attached(source),
        }
    }

    /// Those to whom a report is addressed. One stands on the line of `Kính gửi`; several
    /// are a list of their own.
    fn addressees(&mut self, registration: &Registration) -> Vec<String> {
        let count = registration.addressees.len();
        let mut res = Vec::with_capacity(count);
        for (number, name) in (1..).zip(&registration.addressees) {
            let text = self.string(name);
            let text = text.trim_start_matches("- ").trim_end_matches([';', '.', ' ']);
            let sign = match count {
                1 => "",
                _ if number == count => ".",
                _ => ";",
            };
            res.push(format!("{text}{sign}"));
        }
        res
    }

    /// The line of an appendix: `(Kèm theo Kế hoạch số … ngày … của …)`. The decree asks for
    /// number and date of the paper that it goes with (Phụ lục I, Phần I, III.1.c): an
    /// attached one has none, and its decision is named.
    pub(super) fn source_line(&mut self) -> Vec<Inline> {
        let plan = self.plan;
        match plan.standing() {
            DraftStanding::Issued(draft) => self.own_line(&draft.registration),
            DraftStanding::Attached(attachment) => {
                self.attachment_line("Kèm theo", attachment)
            }
        }
    }

    fn is_electronic(&self) -> bool {
        self.plan.medium() == Medium::Electronic
    }

    /// An electronic paper leaves number and date blank (Phụ lục I, Phần I, III.1.c).
    fn own_line(&mut self, registration: &Registration) -> Vec<Inline> {
        let number = if self.is_electronic() {
            let symbol = self.symbol(registration);
            vec![NUMBER_BLANK, Inline::plain(format!("/{symbol}"))]
        } else {
            self.number_and_symbol(registration)
        };
        let agency = self.agency_words();
        let start = format!("(Kèm theo {} số ", self.plan.kind().name);
        self.join_source(start, number, registration.date.value, &agency)
    }

    fn attachment_line(&mut self, lead: &str, attachment: &Attachment) -> Vec<Inline> {
        let kind = self.attaching_kind(attachment);
        let agency = match &attachment.agency {
            Some(agency) => self.string(agency),
            None => self.agency_words(),
        };
        let number = self.attachment_number(attachment, &kind, &agency);
        let start = format!("({lead} {kind} số ");
        self.join_source(start, number, attachment.date.value, &agency)
    }

    fn attaching_kind(&mut self, attachment: &Attachment) -> String {
        match &attachment.kind {
            Some(kind) => self.string(kind),
            None => Attachment::usual_kind().to_owned(),
        }
    }

    /// `2280/QĐ-UBND`, with a blank where the number is not known yet or the paper is an
    /// electronic one.
    fn attachment_number(
        &mut self,
        attachment: &Attachment,
        kind: &str,
        agency: &str,
    ) -> Vec<Inline> {
        match &attachment.number {
            Pending::Known(number) if self.is_electronic() => {
                let symbol =
                    number.value.trim_start_matches(|c: char| c.is_ascii_digit());
                vec![NUMBER_BLANK, Inline::plain(symbol)]
            }
            Pending::Known(number) => vec![Inline::plain(number.value.as_str())],
            Pending::Unknown => {
                let symbol = match &attachment.symbol {
                    Some(symbol) => Some(self.string(symbol)),
                    None => Attachment::usual_symbol(kind, agency),
                };
                let symbol = symbol.unwrap_or_default();
                vec![NUMBER_BLANK, Inline::plain(format!("/{symbol}"))]
            }
        }
    }

    fn join_source(
        &self,
        start: String,
        number: Vec<Inline>,
        date: OpenDate,
        agency: &str,
    ) -> Vec<Inline> {
        let date = if self.is_electronic() { OpenDate::Unknown } else { date };
        let mut res = vec![Inline::plain(start)];
        res.extend(number);
        res.push(Inline::plain(" "));
        res.extend(format_date_line(date));
        res.push(Inline::plain(format!(" của {agency})")));
        let mut joined = Vec::new();
        super::text::append_inlines(&mut joined, res);
        joined
    }

    /// `05/KH-UBND`, with a blank where the number is not known yet.
    fn number_and_symbol(&mut self, registration: &Registration) -> Vec<Inline> {
        let symbol = self.symbol(registration);
        match &registration.number {
            Pending::Known(number) => {
                let digits = number.value.trim_start_matches('0');
                vec![Inline::plain(format!("{digits:0>2}/{symbol}"))]
            }
            Pending::Unknown => {
                vec![NUMBER_BLANK, Inline::plain(format!("/{symbol}"))]
            }
        }
    }

    fn symbol(&mut self, registration: &Registration) -> String {
        if let Some(symbol) = &registration.symbol {
            return self.string(symbol);
        }
        let name = self.string(&self.plan.agency().name);
        // A form whose agency has no abbreviation known here gives the symbol itself.
        let body = language::find_collective_abbreviation(&name).unwrap_or_default();
        format!("{}-{body}", self.plan.kind().abbreviation)
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

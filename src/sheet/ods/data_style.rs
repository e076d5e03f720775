//! A number format of `LibreOffice`: a style with a part for each thing that it shows.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::super::format_code::SizeBound;
use super::super::style::check_code;
use super::super::xml::{XmlPart, break_off, get_name};
use super::super::{Damage, NumberFormat, SheetError};

/// Most cases of a format. One of Excel has three.
const MAX_CASES: usize = 64;

/// A number format.
#[derive(Debug)]
pub(super) struct DataStyle {
    kind: StyleKind,
    /// The figure that it shows; a section for nought may have none.
    figure: Option<FigureStyle>,
    /// Shown in a way that no table is read in: as a fraction, with a power of ten.
    special: bool,
    /// The text around the figure.
    text: String,
    /// Styles for figures that meet a condition, `value()>=0`.
    cases: Vec<StyleCase>,
    /// Whether it shows a month, and a year, and what is neither.
    month: bool,
    year: bool,
    day: bool,
}

/// What a format is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StyleKind {
    Number,
    Percent,
    Date,
    Text,
}

/// How a figure is written.
#[derive(Debug)]
struct FigureStyle {
    places: Option<u8>,
    grouped: bool,
    thousands: u8,
    least_digits: u8,
}

/// The style for figures that meet a condition.
#[derive(Debug)]
struct StyleCase {
    condition: String,
    style: String,
}

impl DataStyle {
    /// The format that begins with an element of this name, if it is one.
    pub(super) fn from_kind(name: &str) -> Option<Self> {
        let kind = match name {
            "number:number-style" | "number:currency-style" => StyleKind::Number,
            "number:percentage-style" => StyleKind::Percent,
            "number:date-style" | "number:time-style" => StyleKind::Date,
            "number:text-style" => StyleKind::Text,
            _ => return None,
        };
        let (text, cases) = (String::new(), Vec::new());
        let [month, year, day] = [false; 3];
        Some(Self { kind, figure: None, special: false, text, cases, month, year, day })
    }

    /// Reads the format that has just begun, to its end.
    pub(super) fn read(&mut self, xml: &mut XmlPart<'_>) -> Result<(), SheetError> {
        let inside = xml.depth();
        while xml.depth() >= inside {
            check_code(&self.text)?;
            let Event::Start(start) = xml.next_event()? else { continue };
            match start.name().as_ref() {
                "number:number" => self.figure = Some(FigureStyle::from_start(&start)?),
                "number:month" => self.month = true,
                "number:year" => self.year = true,
                "number:day" | "number:day-of-week" | "number:hours"
                | "number:minutes" | "number:seconds" => self.day = true,
                "number:scientific-number" | "number:fraction" => self.special = true,
                "number:text" | "number:currency-symbol" => {
                    xml.read_text(&mut self.text)?;
                }
                "style:map" => {
                    let condition = get_name(&start, "style:condition")?;
                    let style = get_name(&start, "style:apply-style-name")?;
                    if let (Some(condition), Some(style)) = (condition, style) {
                        if self.cases.len() == MAX_CASES {
                            return Err(break_off(Damage::Formats));
                        }
                        self.cases.push(StyleCase { condition, style });
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What it is, with the styles that it sends to.
    pub(super) fn format(&self, styles: &BTreeMap<String, Self>) -> NumberFormat {
        let mut format = self.find_main(styles).format_alone();
        let size = self.find_divided_from(styles);
        if let NumberFormat::Number { accounting, thousands, divided_from, .. } =
            &mut format
        {
            *divided_from = size;
            let cases = self.cases.iter().filter_map(|case| styles.get(&case.style));
            let most = cases.filter_map(|case| case.figure.as_ref());
            let most = most.map(|figure| figure.thousands).max();
            *thousands = most.map_or(*thousands, |most| most.max(*thousands));
            *accounting = self.shows_dash(styles);
        }
        format
    }

    /// From what size on it divides a figure: by a case, or where none fits.
    fn find_divided_from(&self, styles: &BTreeMap<String, Self>) -> u64 {
        let mut left = 0;
        for case in &self.cases {
            let condition = case.condition.trim().trim_start_matches("value()");
            let Some(bound) = SizeBound::read(condition) else { continue };
            let figure = styles.get(&case.style).and_then(|style| style.figure.as_ref());
            let divides = figure.is_some_and(|figure| figure.thousands > 0);
            match (divides, bound.is_upper) {
                (true, true) => return 0,
                (true, false) => return bound.size,
                (false, true) => left = bound.size,
                (false, false) => {}
            }
        }
        left
    }

    /// What it shows beside a figure that it does not divide.
    pub(super) fn unit(&self, styles: &BTreeMap<String, Self>) -> Option<Box<str>> {
        let main = self.find_main(styles);
        let words = main.text.trim();
        let is_figure = main.kind == StyleKind::Number
            && main.figure.as_ref().is_some_and(|figure| figure.thousands == 0);
        let is_unit = words.contains(char::is_alphabetic) || words == "₫";
        (is_figure && is_unit).then(|| words.into())
    }

    /// The style of figures above nought. A format of several sections is written as the
    /// last one, with a case for each of the others: the first is for those.
    fn find_main<'a>(&'a self, styles: &'a BTreeMap<String, Self>) -> &'a Self {
        let first = self.cases.first().and_then(|case| styles.get(&case.style));
        let is_text = self.kind == StyleKind::Text;
        match first {
            Some(first) if self.figure.is_none() || is_text => first,
            _ => self,
        }
    }

    fn format_alone(&self) -> NumberFormat {
        let Some(figure) = &self.figure else {
            return match self.kind {
                StyleKind::Date if self.month && self.year && !self.day => {
                    NumberFormat::Month
                }
                StyleKind::Date => NumberFormat::Date,
                StyleKind::Text => NumberFormat::Text,
                StyleKind::Number | StyleKind::Percent => NumberFormat::General,
            };
        };
        let places = figure.places.unwrap_or(0);
        match self.kind {
            StyleKind::Date => NumberFormat::Date,
            StyleKind::Percent => NumberFormat::Percent { places },
            StyleKind::Text | StyleKind::Number if self.special => NumberFormat::General,
            StyleKind::Text | StyleKind::Number if self.text.contains('%') => {
                NumberFormat::LiteralPercent { places }
            }
            StyleKind::Text | StyleKind::Number if figure.is_plain() => {
                NumberFormat::General
            }
            StyleKind::Text | StyleKind::Number => NumberFormat::Number {
                places,
                grouped: figure.grouped,
                thousands: figure.thousands,
                divided_from: 0,
                least_digits: figure.least_digits,
                accounting: false,
            },
        }
    }

    /// Whether nought is shown as a dash, by a case of its own or where no case fits.
    fn shows_dash(&self, styles: &BTreeMap<String, Self>) -> bool {
        let nought = self.cases.iter().find(|case| {
            let condition: String = case.condition.split_whitespace().collect();
            condition == "value()=0"
        });
        let style = match nought {
            Some(case) => styles.get(&case.style),
            None => Some(self).filter(|_| !self.cases.is_empty()),
        };
        style.is_some_and(|style| {
            style.figure.is_none() && style.text.contains(['-', '–', '—', '−'])
        })
    }
}

impl FigureStyle {
    fn from_start(start: &BytesStart<'_>) -> Result<Self, SheetError> {
        let factor = get_name(start, "number:display-factor")?;
        let grouped = get_name(start, "number:grouping")?;
        Ok(Self {
            places: read_digits(start, "number:decimal-places")?,
            grouped: grouped.as_deref() == Some("true"),
            thousands: factor.map_or(0, |factor| count_thousands(&factor)),
            least_digits: read_digits(start, "number:min-integer-digits")?.unwrap_or(0),
        })
    }

    /// Whether it is written as the program thinks best.
    fn is_plain(&self) -> bool {
        let one = self.least_digits <= 1;
        self.places.is_none() && !self.grouped && self.thousands == 0 && one
    }
}

/// How many digits an attribute asks for, if it is there and makes sense.
fn read_digits(start: &BytesStart<'_>, name: &str) -> Result<Option<u8>, SheetError> {
    let written = get_name(start, name)?;
    Ok(written.and_then(|written| written.trim().parse().ok()))
}

/// How often 1000 is in a factor: twice in `1000000`.
fn count_thousands(factor: &str) -> u8 {
    let whole = factor.split('.').next().unwrap_or_default().trim();
    let noughts = whole.bytes().rev().take_while(|b| *b == b'0').count();
    u8::try_from(noughts / 3).unwrap_or(u8::MAX)
}

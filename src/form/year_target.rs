//! `chi_tieu.<mã>.nam`: the figures of an indicator year by year.

use std::collections::BTreeMap;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::quantity::Pending;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::fields::SUPPRESSIONS;
use super::indicator::{FigureKind, IndicatorValue, read_indicator_value};
use super::reader::FormReader;
use super::shape::Keyword;
use super::spanned::Spanned;
use super::value;

/// The words under `chieu`.
pub(super) static DIRECTIONS: &[Keyword] = &[
    Keyword::new("tang", "Năm sau không được thấp hơn năm trước."),
    Keyword::new("giam", "Năm sau không được cao hơn năm trước."),
];

/// The words under `ca_giai_doan`.
pub(super) static WHOLES: &[Keyword] = &[
    Keyword::new("thay_doi", "Mức tăng, giảm từ đầu kỳ đến năm cuối. Đây là mặc định."),
    Keyword::new(
        "tong",
        "Các năm cộng lại, ví dụ số nhà xây từng năm: {{ chi_tieu.mã.tong }}.",
    ),
];

/// Which way an indicator is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `tang`: no year is lower than the one before.
    Up,
    /// `giam`: no year is higher than the one before.
    Down,
}

/// What the years of an indicator come to in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WholePeriod {
    /// What it has come to in the last year: rates, numbers of what there is.
    Last,
    /// The years added up: what is done anew each year.
    Sum,
}

/// The figures of an indicator by year: one at least, each year once, in their order.
#[derive(Debug, Clone)]
pub struct YearTargets {
    years: BTreeMap<i32, YearTarget>,
    last: i32,
    /// What they come to in all.
    pub whole: WholePeriod,
}

/// The figure of one year.
#[derive(Debug, Clone)]
pub struct YearTarget {
    /// Typed, computed, or not known yet.
    pub value: Pending<IndicatorValue>,
    /// Where the form names the year.
    pub span: Span,
}

impl YearTargets {
    /// The last of its years.
    #[must_use]
    pub fn last(&self) -> i32 {
        self.last
    }

    /// Its years in order.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = i32> {
        self.years.keys().copied()
    }

    /// The years in order, each with its figure.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (i32, &YearTarget)> {
        self.years.iter().map(|(year, target)| (*year, target))
    }

    /// The figure of a year.
    #[must_use]
    pub fn get(&self, year: i32) -> Option<&YearTarget> {
        self.years.get(&year)
    }

    /// The year before another one of them; `None` before the first.
    #[must_use]
    pub fn before(&self, year: i32) -> Option<i32> {
        self.years.range(..year).next_back().map(|(year, _)| *year)
    }
}

pub(super) fn read_direction(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Spanned<Direction>> {
    const ALL: [Direction; 2] = [Direction::Up, Direction::Down];
    let value = ALL[r.choice(node, DIRECTIONS)?];
    Some(Spanned { value, span: node.span })
}

pub(super) fn read_whole_period(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<WholePeriod> {
    const ALL: [WholePeriod; 2] = [WholePeriod::Last, WholePeriod::Sum];
    r.choice(node, WHOLES).map(|index| ALL[index])
}

/// The figures by year. One that cannot be read makes all unreadable: what reads the series
/// must not take a shorter one in its place.
pub(super) fn read_year_targets(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    kind: FigureKind,
    whole: WholePeriod,
) -> Option<YearTargets> {
    const WANTED: &str = "các năm, mỗi năm một con số: `2026: 7%`";
    let YamlValue::Mapping { entries, flow } = &node.value else {
        if node.value != YamlValue::Broken {
            r.report_wrong_type(node, WANTED);
        }
        return None;
    };
    let mut years = BTreeMap::new();
    let mut is_whole = true;
    for entry in entries.iter().filter(|entry| entry.name != SUPPRESSIONS) {
        let year = value::parse_year(&entry.key);
        let is_empty = entry.value.value == YamlValue::Empty;
        let target = match year {
            None if *flow && is_empty => {
                r.report_split_value(entry);
                None
            }
            None => {
                report_no_year(r, &entry.key, entry.key_span);
                None
            }
            Some(_) if is_empty => {
                r.report_empty(entry);
                None
            }
            Some(_) => r.pending(&entry.value, |r, n| read_indicator_value(r, n, kind)),
        };
        match year.zip(target) {
            Some((year, value)) => {
                let span = entry.key_span;
                years.entry(year).or_insert(YearTarget { value, span });
            }
            None => is_whole = false,
        }
    }
    let last = years.keys().next_back().copied().filter(|_| is_whole);
    if is_whole && last.is_none() {
        r.report_wrong_type(node, WANTED);
    }
    Some(YearTargets { years, last: last?, whole })
}

fn report_no_year(r: &mut FormReader<'_>, key: &str, span: Span) {
    let message = format!("`{key}` không phải là một năm");
    r.error(
        Diagnostic::error(&code::form::WRONG_TYPE, span, message)
            .label("cần một năm bốn chữ số, ví dụ 2026")
            .hint("dưới `nam` ghi mỗi năm một dòng: `2026: 7%`"),
    );
}

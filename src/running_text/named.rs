//! The figures of a plan that a text can read by name: totals of tables, indicators, the
//! money of the tasks; each with the words that speak of it.

use std::collections::BTreeSet;

use crate::form::{
    ColumnId, FigureKind, Indicator, TableId, TableSpec, WholePeriod, YearTargets,
};
use crate::indicator::{BudgetPick, IndicatorPart, RowPlace, YearStep};
use crate::language::{fold, normalize_spaces};
use crate::quantity::{Figure, Number, Shown, Style};

use super::Context;
use super::scan::{MeasureKind, TypedFigure, is_year};

/// A figure that has a name.
#[derive(Debug)]
pub(crate) struct NamedFigure {
    /// How a text reads it: `ngheo.tong.dau`.
    pub(crate) reference: String,
    pub(crate) figure: Figure,
    pub(crate) kind: MeasureKind,
    /// Its name as it is written.
    pub(crate) title: String,
    /// The words of its name, folded.
    pub(crate) name: Vec<String>,
    /// Other words that may follow its number: of the unit, the caption, the header.
    pub(crate) around: BTreeSet<String>,
    pub(crate) origin: NamedFigureOrigin,
    /// The year that it is of, where its indicator goes by years.
    pub(crate) year: Option<String>,
    /// The last of the years that it is of, where it is of all years of its indicator.
    pub(crate) until: Option<String>,
}

/// Where a named figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedFigureOrigin {
    /// The total of a column.
    Total { table: TableId, column: ColumnId },
    /// A part of an indicator.
    Indicator {
        /// Its index in the form.
        index: usize,
        part: IndicatorPart,
    },
    /// The money of the tasks.
    Budget,
}

/// Labels that say how a column counts, not what, folded.
const COUNTING: &[&str] = &[
    "ts",
    "tong so",
    "tong",
    "so luong",
    "so ho",
    "so nguoi",
    "ty le",
    "ti le",
    "sl",
    "tl",
    "ho",
    "nguoi",
    "khau",
    "so tien",
    "thanh tien",
    "",
];

/// Words that say nothing of what is counted, folded.
const EMPTY: &[&str] = &[
    "so", "tong", "ts", "ty", "ti", "le", "nam", "cuoi", "dau", "trong", "cua", "va",
    "cac", "theo", "la", "co", "toan", "xa", "phuong", "huyen", "tinh", "tren", "dia",
    "ban", "den", "do", "duoc", "tu", "voi", "cho", "o", "tai", "dong", "chi", "tieu",
];

impl NamedFigure {
    /// The words of its name that say what is counted.
    pub(crate) fn telling(&self) -> impl Iterator<Item = &str> {
        self.name.iter().map(String::as_str).filter(|word| is_telling(word))
    }

    /// The words that speak of it: of its name, or where that tells nothing (`Tỷ lệ năm
    /// 2024`) of its table.
    pub(crate) fn speaking(&self) -> Vec<&str> {
        let name: Vec<_> = self.telling().collect();
        if !name.is_empty() {
            return name;
        }
        self.around.iter().map(String::as_str).filter(|word| is_telling(word)).collect()
    }

    /// The years of its name, or the one that it is of, or up to which it is.
    pub(crate) fn years(&self) -> impl Iterator<Item = &str> {
        let of_name = self.name.iter().map(String::as_str).filter(|w| is_year(w));
        of_name.chain(self.year.as_deref()).chain(self.until.as_deref())
    }

    /// Whether a typed figure is this one, as far as it is written out.
    pub(crate) fn is(&self, typed: &TypedFigure) -> bool {
        is_written_as(&self.figure.value, typed) || self.figure.shown() == typed.value
    }

    /// How a text reads it so that it prints as typed.
    pub(crate) fn written_as(&self, typed: &TypedFigure) -> String {
        let reference = &self.reference;
        match self.figure.style {
            Style::Percent { places } | Style::Points { places }
                if -typed.power != i32::try_from(places + 2).unwrap_or(0) =>
            {
                format!("{{{{ {reference} | so_le({}) }}}}", -typed.power - 2)
            }
            Style::Money { scale, .. } if scale != typed.scale => {
                format!("{{{{ {reference} | theo(\"{}\") }}}}", typed.scale.name())
            }
            _ => format!("{{{{ {reference} }}}}"),
        }
    }
}

fn is_telling(word: &str) -> bool {
    !EMPTY.contains(&word) && !word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a typed figure is this value, as far as it is written out.
pub(crate) fn is_written_as(value: &Number, typed: &TypedFigure) -> bool {
    value.times_pow10(-typed.power).rounded(0) == typed.value.times_pow10(-typed.power)
}

/// The words of a label, folded.
pub(crate) fn fold_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(fold).collect()
}

fn classify_style(style: Style) -> MeasureKind {
    match style {
        Style::Number { .. } | Style::Year => MeasureKind::Count,
        Style::Percent { .. } => MeasureKind::Percent,
        Style::Points { .. } => MeasureKind::Points,
        Style::Money { .. } => MeasureKind::Money,
    }
}

/// All named figures of a plan, the indicators first.
pub(crate) fn list_named_figures(context: &Context<'_>) -> Vec<NamedFigure> {
    let mut res = Vec::new();
    for index in 0..context.form.indicators.len() {
        add_indicator(context, index, &mut res);
    }
    for (index, table) in context.form.own_tables() {
        add_totals(context, index, table, &mut res);
    }
    if let Some(Shown::Figure(figure)) = context.figures.money(&BudgetPick::Total) {
        let title = "Tổng kinh phí".to_owned();
        res.push(NamedFigure {
            reference: "kinh_phi.tong".to_owned(),
            kind: classify_style(figure.style),
            figure,
            name: fold_words(&title),
            title,
            around: BTreeSet::new(),
            origin: NamedFigureOrigin::Budget,
            year: None,
            until: None,
        });
    }
    res
}

/// The parts of an indicator that have a figure.
fn add_indicator(context: &Context<'_>, index: usize, found: &mut Vec<NamedFigure>) {
    let (id, indicator) = &context.form.indicators[index];
    let title = indicator.name.collect_words();
    let mut around: BTreeSet<_> =
        indicator.unit.iter().flat_map(|unit| fold_words(unit)).collect();
    if indicator.kind == FigureKind::Number && around.is_empty() {
        around.extend(fold_words(&title));
    }
    for part in list_named_parts(indicator) {
        let Some(Shown::Figure(figure)) = context.figures.indicator(index, part) else {
            continue;
        };
        let start = indicator.start.as_ref().and_then(|start| start.year.as_ref());
        let start = start.filter(|_| part == IndicatorPart::Start);
        let year = part.year().or(start.map(|year| year.value));
        found.push(NamedFigure {
            reference: format!("chi_tieu.{}{}", id.value, part.suffix()),
            kind: classify_style(figure.style),
            figure,
            title: title.clone(),
            name: fold_words(&title),
            around: around.clone(),
            origin: NamedFigureOrigin::Indicator { index, part },
            year: year.filter(|_| indicator.years.is_some()).map(|y| y.to_string()),
            until: find_end(indicator, part).map(|year| year.to_string()),
        });
    }
}

/// The last year of a figure that is of all years of its indicator.
fn find_end(indicator: &Indicator, part: IndicatorPart) -> Option<i32> {
    let is_of_all =
        matches!(part, IndicatorPart::Sum | IndicatorPart::Drop | IndicatorPart::Rise);
    indicator.years.as_ref().filter(|_| is_of_all).map(YearTargets::last)
}

/// The figures of an indicator that a text may say. Without a value of its own, an
/// indicator is its target; one that goes by years is called by these.
fn list_named_parts(indicator: &Indicator) -> Vec<IndicatorPart> {
    let Some(years) = &indicator.years else {
        let value = indicator.value.is_some().then_some(IndicatorPart::Value);
        let named = IndicatorPart::NAMED.iter().map(|(part, _)| *part);
        return value.into_iter().chain(named).collect();
    };
    let mut res = vec![IndicatorPart::Start];
    match years.whole {
        WholePeriod::Sum => res.push(IndicatorPart::Sum),
        WholePeriod::Last => res.extend([IndicatorPart::Drop, IndicatorPart::Rise]),
    }
    for year in years.years() {
        let step = YearStep { year, before: years.before(year) };
        res.extend([
            IndicatorPart::Year(year),
            IndicatorPart::YearDrop(step),
            IndicatorPart::YearRise(step),
        ]);
    }
    res
}

/// The totals of the columns of a table that have an id.
fn add_totals(
    context: &Context<'_>,
    table_id: TableId,
    written: &TableSpec,
    found: &mut Vec<NamedFigure>,
) {
    let Some(id) = &written.id else { return };
    let table = context.figures.table(table_id);
    let plains =
        written.caption.iter().chain(&written.unit).map(|plain| plain.collect_words());
    let labels = table.columns().iter().flat_map(|c| c.labels.iter().cloned());
    let around: BTreeSet<_> =
        plains.chain(labels).flat_map(|text| fold_words(&text)).collect();
    for (column_id, column) in table.columns().enumerate() {
        // What a text calls the total is the last one, where something is added to the sum.
        let has_last = table.value(table.last_place(), column_id).is_some();
        let place = if has_last { table.last_place() } else { RowPlace::Total };
        let Some(figure) = table.figure(place, column_id) else { continue };
        let Some(column_name) = &column.id else { continue };
        let title = join_labels(&column.labels);
        found.push(NamedFigure {
            reference: match place {
                RowPlace::Foot(_) => format!("{}.cuoi.{column_name}", id.value),
                _ => format!("{}.tong.{column_name}", id.value),
            },
            kind: classify_style(figure.style),
            figure,
            name: split_name(&title),
            title,
            around: around.clone(),
            origin: NamedFigureOrigin::Total { table: table_id, column: column_id },
            year: None,
            until: None,
        });
    }
}

/// The name of a column: its labels, those that only say how it counts left out.
fn join_labels(labels: &[String]) -> String {
    let labels_of_things = labels.iter().filter(|label| !is_counting(label));
    let kept: Vec<_> = labels_of_things.map(String::as_str).collect();
    if kept.is_empty() { labels.join(" ") } else { kept.join(" ") }
}

/// Whether a label says how a column counts, not what.
fn is_counting(label: &str) -> bool {
    let bare = fold(&label.replace(['%', '(', ')', '.'], " "));
    COUNTING.contains(&normalize_spaces(&bare).as_str())
}

/// The words of a column's name; what stands in brackets is a remark.
fn split_name(title: &str) -> Vec<String> {
    let bare = title.split('(').enumerate().map(|(index, part)| match index {
        0 => part,
        _ => part.split_once(')').map_or("", |(_, rest)| rest),
    });
    fold_words(&bare.collect::<Vec<_>>().join(" "))
}

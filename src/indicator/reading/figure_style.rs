//! How the figures of a column are written: by what the form says, else by all its cells
//! together. What neither can decide is asked.

use crate::form::{CellKind, ColumnSpec, DigitGrouping, DividedFigure};
use crate::language::Notation;
use crate::quantity::Number;
use crate::sheet::NumberFormat;

use super::figure_text;
use super::label_words;
use super::raw_cell::{CellContent, RawCell};

/// How many times smaller a figure is than most that is not one of them.
const FAR: i64 = 20;

/// How the figures of a column are written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FigureStyle {
    /// What groups their digits, where the form says it or the cells are sure.
    pub(super) grouping: Option<DigitGrouping>,
    /// Whether `1,250` is asked.
    pub(super) asks_commas: bool,
    /// What a fraction of a workbook is.
    pub(super) fractions: SheetFractions,
    /// Whole numbers below this may be thousands as typed too: 2 of `2.000`.
    pub(super) small: i64,
    /// Which figure is meant where the workbook shows one divided.
    pub(super) divided: Option<DividedFigure>,
    /// Whether a figure with a mark is taken without it: the form says what the column is.
    pub(super) takes_marks: bool,
    /// Whether figures may be below nought: the label is that of a difference.
    pub(super) is_difference: bool,
    /// Which figures in brackets are below nought.
    pub(super) brackets: Brackets,
    /// Whether a fraction of a file is told: the label is that of counts, which have none.
    pub(super) asks_fractions: bool,
    /// Whether figures with dots stand as texts in the column: `1.205`.
    pub(super) has_dots: bool,
}

/// Which figures in brackets are below nought, as accountants write them: `(9.000.000)`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Brackets {
    /// None: nothing that is counted is below nought.
    #[default]
    None,
    /// Those that cannot be the number of a note, `(1)`.
    Long,
    /// All: the column is one of differences, or holds other figures below nought.
    All,
}

impl Brackets {
    /// What stands in the brackets of a figure that is below nought.
    pub(super) fn find_figure(self, text: &str) -> Option<&str> {
        let inside = figure_text::find_bracketed(text)?;
        let is_taken = match self {
            Self::None => false,
            Self::Long => !figure_text::is_note_mark(inside),
            Self::All => true,
        };
        is_taken.then_some(inside)
    }
}

/// What a number of a workbook with a fraction is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum SheetFractions {
    /// What it says.
    #[default]
    AsStored,
    /// `1.205` may have been typed for a thousand in a program set to English.
    Asked,
    /// It was: 1,205 stands for 1.205.
    Thousands,
}

/// How often the figures of a column are written in which way.
#[derive(Debug, Default)]
struct NotationCounts {
    plain: usize,
    one_dot: usize,
    vietnamese: usize,
    decimal_comma: usize,
    one_comma: usize,
    english: usize,
    decimal_dot: usize,
    /// Whether some stand in the form.
    typed: bool,
}

impl NotationCounts {
    /// Whether commas surely group the digits.
    fn are_english(&self) -> bool {
        let others = self.vietnamese + self.decimal_comma + self.one_dot;
        self.english > 0 && others == 0
    }
}

/// Whether a fraction is told: half a household is none.
fn is_fraction_odd(column: &ColumnSpec, kind: CellKind, label: &str) -> bool {
    kind == CellKind::Number
        && column.places.is_none_or(|places| places == 0)
        && label_words::is_count_label(label)
        && !label_words::is_difference_label(label)
}

/// How the figures of a column are written.
pub(super) fn decide_style<'a>(
    column: &ColumnSpec,
    kind: CellKind,
    cells: impl Iterator<Item = RawCell<'a>> + Clone,
) -> FigureStyle {
    if matches!(kind, CellKind::Text | CellKind::Date) {
        return FigureStyle::default();
    }
    let label = column.label.collect_words();
    let counts = count_notations(cells.clone());
    let grouping = match column.grouping {
        None if counts.are_english() => Some(DigitGrouping::Comma),
        grouping => grouping,
    };
    let are_thousands =
        kind == CellKind::Number && has_typed_thousands(&label, cells.clone());
    let fractions = match (are_thousands, column.grouping) {
        (true, Some(DigitGrouping::Dot)) => SheetFractions::Thousands,
        (true, None) => SheetFractions::Asked,
        _ => SheetFractions::AsStored,
    };
    FigureStyle {
        grouping,
        asks_commas: grouping.is_none()
            && is_comma_unclear(column, kind, &label, &counts),
        fractions,
        small: match fractions {
            // Of a column of numbers by the form they are what they say.
            SheetFractions::Thousands if column.kind.is_none() => {
                measure_small(cells.clone())
            }
            SheetFractions::Thousands
            | SheetFractions::AsStored
            | SheetFractions::Asked => 0,
        },
        divided: column.divided,
        takes_marks: column.kind.is_some() && !counts.typed,
        is_difference: label_words::is_difference_label(&label),
        brackets: decide_brackets(&label, cells),
        asks_fractions: is_fraction_odd(column, kind, &label),
        has_dots: counts.one_dot > 0,
    }
}

/// Which figures in brackets are below nought, by the label of a column and its cells.
pub(super) fn decide_brackets<'a>(
    label: &str,
    mut cells: impl Iterator<Item = RawCell<'a>>,
) -> Brackets {
    if label_words::is_difference_label(label) || cells.any(is_below_nought) {
        Brackets::All
    } else if label_words::is_count_label(label) {
        Brackets::None
    } else {
        Brackets::Long
    }
}

/// Whether a cell is surely a figure below nought, or shown in the way of accountants.
fn is_below_nought(raw: RawCell<'_>) -> bool {
    match raw.content() {
        CellContent::Number(number) => {
            let is_accounting =
                matches!(raw.format(), NumberFormat::Number { accounting: true, .. });
            is_accounting || number.is_negative()
        }
        CellContent::Text(text) => {
            text.starts_with(['-', '\u{2212}']) && figure_text::is_figure(text)
        }
        _ => false,
    }
}

fn count_notations<'a>(cells: impl Iterator<Item = RawCell<'a>>) -> NotationCounts {
    let mut res = NotationCounts::default();
    for raw in cells {
        res.typed |= raw.is_typed();
        let notation = match raw.content() {
            CellContent::Text(text) => Notation::read(text),
            CellContent::Number(_) => Some(Notation::Plain),
            _ => None,
        };
        match notation {
            None => {}
            Some(Notation::Plain) => res.plain += 1,
            Some(Notation::OneDot) => res.one_dot += 1,
            Some(Notation::Vietnamese) => res.vietnamese += 1,
            Some(Notation::DecimalComma) => res.decimal_comma += 1,
            Some(Notation::OneComma) => res.one_comma += 1,
            Some(Notation::English) => res.english += 1,
            Some(Notation::DecimalDot) => res.decimal_dot += 1,
        }
    }
    res
}

/// Whether `1,250` is asked: nothing says what its comma is.
///
/// One such cell among whole numbers, or beside `1.250`, is a slip, which is told as one.
/// In the form a comma is the decimal sign, as the guide says, where it may be one.
fn is_comma_unclear(
    column: &ColumnSpec,
    kind: CellKind,
    label: &str,
    counts: &NotationCounts,
) -> bool {
    const THREE: u32 = 3;
    if counts.english > 0 {
        return true;
    }
    let may_group = matches!(kind, CellKind::Number | CellKind::Money)
        && column.places.is_none_or(|places| places < THREE)
        && !label_words::is_quotient_label(label)
        && (!counts.typed || label_words::is_count_label(label));
    // A half household beside it says nothing of the comma of `1,250`.
    let has_decimals = counts.decimal_comma > 0 && !label_words::is_count_label(label);
    let is_unsure = counts.vietnamese == 0 && counts.one_dot == 0 && !has_decimals;
    let is_slip = counts.one_comma == 1
        && counts.plain > 0
        && counts.decimal_dot + counts.decimal_comma == 0;
    counts.one_comma > 0 && may_group && is_unsure && !is_slip
}

/// Whether the fractions of a workbook may be thousands typed as `1.205` in a program set
/// to English, which keeps 1,205 (and 2,31 of `2.310`).
///
/// Of what is counted none has a fraction. Elsewhere the whole numbers tell: the fractions
/// are far below them, and would be among them as thousands.
fn has_typed_thousands<'a>(
    label: &str,
    cells: impl Iterator<Item = RawCell<'a>> + Clone,
) -> bool {
    const SMALLEST: i64 = 100;
    let is_count = label_words::is_count_label(label);
    // Nearly all columns are of whole numbers.
    if !cells.clone().any(is_fraction) {
        return false;
    }
    let mut fractions = Vec::new();
    let mut wholes = Vec::new();
    for raw in cells {
        match raw.content() {
            CellContent::Number(number) if number.is_whole() => wholes.push(number.abs()),
            CellContent::Number(number) if is_possible_thousand(raw, number) => {
                fractions.push(number.abs());
            }
            // What is counted has no fraction: one that is no thousand is told by itself.
            CellContent::Number(_) if !is_count || is_shown_with_fraction(raw) => {
                return false;
            }
            CellContent::Text(text)
                if !is_count && Notation::read(text) == Some(Notation::DecimalComma) =>
            {
                return false;
            }
            _ => {}
        }
    }
    if fractions.is_empty() || label_words::is_measure_label(label) {
        return false;
    }
    if is_count {
        return true;
    }
    wholes.sort();
    let Some(median) = wholes.get(wholes.len() / 2) else { return false };
    let far = Number::from(FAR);
    wholes.len() >= fractions.len()
        && *median >= Number::from(SMALLEST)
        && fractions.iter().all(|fraction| fraction.checked_mul(&far) < *median)
}

/// Whether a cell is a number of a workbook with a fraction.
pub(super) fn is_fraction(raw: RawCell<'_>) -> bool {
    matches!(raw.content(), CellContent::Number(number) if !number.is_whole())
}

/// Whether a fraction may be a thousand as typed: one to three digits before and behind
/// the sign, and shown as a program shows what it was given.
fn is_possible_thousand(raw: RawCell<'_>, number: &Number) -> bool {
    let size = number.abs();
    !is_shown_with_fraction(raw)
        && raw.shown_power() == 0
        && size >= Number::ONE
        && size < Number::from(1000_i64)
        && number.times_pow10(3).is_whole()
}

/// Whether a workbook shows a cell with decimals, or as a rate.
pub(super) fn is_shown_with_fraction(raw: RawCell<'_>) -> bool {
    matches!(
        raw.format(),
        NumberFormat::Number { places: 1.., .. }
            | NumberFormat::Percent { .. }
            | NumberFormat::LiteralPercent { .. }
    )
}

/// Below what a whole number is far from most of a column whose fractions are thousands.
fn measure_small<'a>(cells: impl Iterator<Item = RawCell<'a>>) -> i64 {
    const LARGEST: i64 = 1000;
    let mut sizes = Vec::new();
    for raw in cells {
        if let CellContent::Number(number) = raw.content() {
            let size = number.abs();
            sizes.push(if size.is_whole() { size } else { size.times_pow10(3) });
        }
    }
    sizes.sort();
    let median = sizes.get(sizes.len() / 2).and_then(Number::to_i128);
    let small = median.and_then(|m| i64::try_from(m / i128::from(FAR)).ok());
    small.unwrap_or(0).min(LARGEST)
}

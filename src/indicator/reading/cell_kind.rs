//! What the cells of a column are: their type, where the form gives none, and the
//! decimals that they are written with.

use std::borrow::Cow;

use crate::form::{ByColumn, CellKind, ColumnId, ColumnSpec, DividedFigure, TableSpec};
use crate::language::{self, Reading, read_count, read_decimal};
use crate::quantity::Number;
use crate::sheet::NumberFormat;

use super::column_vote::guess_kind;
use super::figure_style::{FigureStyle, SheetFractions};
use super::figure_text;
use super::raw_cell::{CellContent, RawCell, RawRow};

/// Cells of other units by which the type of a column is known: each unit looks at them.
const MOST_LOOKED_AT: usize = 100;

/// Decimal places of what could be a thousand of another language: `1,545`.
const THOUSANDS: u32 = 3;

/// Digits of a whole number that is surely one.
const PLAIN_DIGITS: usize = 15;

/// The type of each column: as the form says, else by what stands in it. `None` for a
/// computed column of which the form says nothing.
pub(super) fn infer_kinds(
    table: &TableSpec,
    rows: &[RawRow<'_>],
) -> ByColumn<Option<CellKind>> {
    // A second row of names, a signature: a row without any figure says nothing of types.
    let mut figured: Vec<&RawRow<'_>> =
        rows.iter().filter(|row| row.cells.iter().any(has_figure)).collect();
    if figured.is_empty() {
        figured = rows.iter().collect();
    }
    let mut res = ByColumn::new();
    for (id, column) in table.columns.enumerate() {
        res.push(match column.kind {
            Some(kind) => Some(kind),
            None if column.formula.is_some() => None,
            None if is_key_or_group(table, column) => Some(CellKind::Text),
            None => Some(infer_kind(table, id, &figured)),
        });
    }
    name_rows_by_first(table, &mut res);
    res
}

/// Whether the paper shows sums of the table's columns.
pub(super) fn is_summed(table: &TableSpec) -> bool {
    table.total.is_some() || table.grouping.is_some()
}

/// Whether the form says that a column names the rows, or their groups.
fn is_key_or_group(table: &TableSpec, column: &ColumnSpec) -> bool {
    let Some(id) = &column.id else { return false };
    table.key.as_ref().is_some_and(|key| key.value == id.value)
        || table.grouping.as_ref().is_some_and(|g| g.by.value == id.value)
}

/// The type of a column by its cells; its label makes percents of numbers, or words.
fn infer_kind(table: &TableSpec, id: ColumnId, rows: &[&RawRow<'_>]) -> CellKind {
    let cells = rows.iter().filter_map(|row| row.cells.get(id));
    let label = table.columns[id].label.collect_words();
    let is_summed = is_summed(table);
    let kind = match guess_kind(&label, is_summed, cells.clone()) {
        CellKind::Text => guess_by_all_units(&label, is_summed, cells.clone()),
        kind => kind,
    };
    match kind {
        CellKind::Number if is_rate_label(&label) => CellKind::Percent,
        CellKind::Number if is_label_column(&label, cells) => CellKind::Text,
        kind => kind,
    }
}

/// The type of a column in which a unit has no figure: where other units have figures in the
/// file, its cells are empty or wrong, and no words.
fn guess_by_all_units<'a>(
    label: &str,
    is_summed: bool,
    mut cells: impl Iterator<Item = RawCell<'a>> + Clone,
) -> CellKind {
    if cells.clone().any(has_figure) {
        return CellKind::Text;
    }
    let place = cells.find_map(|raw| match raw {
        RawCell::FromSheet(sheet, _, column) => Some((sheet, column)),
        RawCell::FromForm(_) => None,
    });
    let Some((sheet, column)) = place else { return CellKind::Text };
    let whole = sheet.to_whole();
    let filled = sheet
        .rows_of_others()
        .map(|row| RawCell::FromSheet(&whole, row, column))
        .filter(|raw| !raw.is_empty())
        .take(MOST_LOOKED_AT);
    guess_kind(label, is_summed, filled)
}

/// Where no column has words, the first one names the rows: `Xóm` 1, 2, 3.
fn name_rows_by_first(table: &TableSpec, kinds: &mut ByColumn<Option<CellKind>>) {
    let has_words = kinds.iter().any(|kind| *kind == Some(CellKind::Text));
    if has_words || table.key.is_some() || kinds.len() < 2 {
        return;
    }
    let may_name = table
        .columns
        .iter()
        .next()
        .is_some_and(|c| c.kind.is_none() && c.formula.is_none() && !c.hidden);
    if may_name && let Some(first @ Some(CellKind::Number)) = kinds.iter_mut().next() {
        *first = Some(CellKind::Text);
    }
}

/// Whether a column is by its label one of order numbers, which name no row.
#[must_use]
pub fn is_order_label(label: &str) -> bool {
    matches!(language::fold(label).trim(), "t" | "tt" | "stt" | "so tt" | "so thu tu")
}

/// Whether whole numbers are no counts: order numbers, years.
fn is_label_column<'a>(
    label: &str,
    mut cells: impl Iterator<Item = RawCell<'a>>,
) -> bool {
    if is_order_label(label) {
        return true;
    }
    language::fold(label).split(' ').next() == Some("nam")
        && cells.all(|raw| {
            let text = raw.text();
            let text = text.trim();
            text.is_empty() || (text.len() == 4 && ("1900".."2100").contains(&text))
        })
}

/// Whether a column's name says that its numbers are percents.
pub(in crate::indicator) fn is_rate_label(label: &str) -> bool {
    let folded = language::fold(label);
    // `Số xã có tỷ lệ trên 10%` counts.
    let has_sign = label.split_once('%').is_some_and(|(before, _)| {
        !before.trim_end().ends_with(|c: char| c.is_ascii_digit())
    });
    has_sign || ["ty le", "ti le", "phan tram"].iter().any(|w| folded.starts_with(w))
}

/// Whether a cell holds a figure.
pub(super) fn has_figure(raw: RawCell<'_>) -> bool {
    match raw.content() {
        CellContent::Number(_) => true,
        CellContent::Text(text) => classify_text(text) != CellKind::Text,
        CellContent::Empty
        | CellContent::Pending
        | CellContent::Date(_)
        | CellContent::Error(_)
        | CellContent::Uncomputed
        | CellContent::Covered => false,
    }
}

/// The type of a text by itself.
pub(super) fn classify_text(text: &str) -> CellKind {
    // `0905…` is a code; `05` is how officials write a small number.
    if text.len() > 2 && text.starts_with('0') && !text.contains([',', '.', '%']) {
        return CellKind::Text;
    }
    if (1..=PLAIN_DIGITS).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
    {
        return CellKind::Number;
    }
    match text.strip_suffix('%') {
        Some(rate) if figure_text::is_figure(rate.trim_end()) => CellKind::Percent,
        _ if figure_text::is_figure(text) => CellKind::Number,
        _ => CellKind::Text,
    }
}

/// The decimals that cells are written with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Decimals {
    /// Whether some are surely there, so that `1.250` has two readings.
    pub(super) fractional: bool,
    /// The most decimal places that one is written with.
    pub(super) places: u32,
}

/// The decimals of cells of one type.
///
/// `1,545` may be a thousand with the sign of another language. One cell cannot say; the
/// column can: where another cell surely has decimals, or more cells look like it than are
/// whole, it is a number with three decimals. Else the column is one of whole numbers, in
/// which `1,545` will be refused with the right advice.
pub(super) fn measure_decimals<'a>(
    kind: CellKind,
    is_ratio: bool,
    style: FigureStyle,
    cells: impl Iterator<Item = RawCell<'a>>,
) -> Decimals {
    if matches!(kind, CellKind::Text | CellKind::Date) {
        return Decimals::default();
    }
    let mut sure_places = None;
    let mut thousands = 0;
    let mut whole = 0;
    for raw in cells {
        match raw.content() {
            CellContent::Empty
            | CellContent::Pending
            | CellContent::Uncomputed
            | CellContent::Covered => {}
            CellContent::Number(number) => {
                match measure_sheet_places(raw, number, is_ratio, kind, style) {
                    Some(places) => sure_places = sure_places.max(Some(places)),
                    None => whole += 1,
                }
            }
            CellContent::Text(text) if text.bytes().all(|b| b.is_ascii_digit()) => {
                whole += 1;
            }
            CellContent::Text(text) => {
                let unified = figure_text::normalize_signs(text, style.grouping);
                match count_written_places(&unified) {
                    Some(_) if style.asks_commas && is_thousands_elsewhere(text) => {}
                    // Where the form says what its comma is it is nothing else.
                    Some(_)
                        if is_thousands_elsewhere(&unified)
                            && style.grouping.is_none() =>
                    {
                        thousands += 1;
                    }
                    Some(places) => {
                        // `0,0330` as a ratio is 3,30 %; `3,30%` is what it says.
                        let less = if is_ratio && !text.ends_with('%') { 2 } else { 0 };
                        sure_places = sure_places.max(Some(places.saturating_sub(less)));
                    }
                    None => whole += 1,
                }
            }
            CellContent::Date(_) | CellContent::Error(_) => whole += 1,
        }
    }
    let fractional = sure_places.is_some() || thousands > whole;
    let sure_places = sure_places.unwrap_or(0);
    let are_decimals = thousands > 0 && (fractional || kind != CellKind::Number);
    let places = if are_decimals { sure_places.max(THOUSANDS) } else { sure_places };
    Decimals { fractional, places }
}

/// The decimal places of a number of a sheet as it will be read; `None` for a whole one.
fn measure_sheet_places(
    raw: RawCell<'_>,
    number: &Number,
    is_ratio: bool,
    kind: CellKind,
    style: FigureStyle,
) -> Option<u32> {
    let power = raw.shown_power();
    let number = match style.divided {
        Some(DividedFigure::Shown) if power > 0 => Cow::Owned(number.times_pow10(-power)),
        _ => Cow::Borrowed(number),
    };
    // What is asked, or is thousands, has no decimals either way.
    if number.is_whole() || style.fractions != SheetFractions::AsStored {
        return None;
    }
    let is_shown_rate = matches!(raw.format(), NumberFormat::Percent { .. });
    let is_rate = is_ratio || kind == CellKind::Percent && is_shown_rate;
    Some(count_sheet_places(raw, &number, is_rate))
}

/// How many decimal places a text is surely written with.
fn count_written_places(text: &str) -> Option<u32> {
    if !text.contains([',', '.']) {
        return None;
    }
    let text = text.trim().trim_end_matches('%').trim_end();
    match (read_count(text), read_decimal(text)) {
        (Reading::NotANumber, Reading::Exact(value)) => Some(value.scale()),
        _ => None,
    }
}

/// The decimal places of a number of a sheet. One with more than anybody types is the
/// result of a formula: it has those with which the sheet shows it, else the usual ones.
fn count_sheet_places(raw: RawCell<'_>, number: &Number, is_rate: bool) -> u32 {
    const MOST_TYPED: usize = 6;
    const USUAL: u32 = 2;
    let shown = if is_rate { number.times_pow10(2) } else { number.clone() };
    let text = shown.exact_text().unwrap_or_default();
    let shown_places = match raw.format() {
        NumberFormat::Number { places: places @ 1.., thousands: 0, .. }
        | NumberFormat::Percent { places: places @ 1.. }
        | NumberFormat::LiteralPercent { places: places @ 1.. } => u32::from(*places),
        _ => USUAL,
    };
    match text.split_once(',') {
        Some((_, fraction)) if fraction.len() > MOST_TYPED => shown_places.min(6),
        Some((_, fraction)) => u32::try_from(fraction.len()).unwrap_or(USUAL),
        None => 0,
    }
}

/// `1,545`: in English a thousand, here a number with three decimals.
pub(super) fn is_thousands_elsewhere(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(['-', '\u{2212}']);
    let Some((before, after)) = digits.split_once(',') else { return false };
    matches!(before.len(), 1..=3)
        && after.len() == 3
        && before.bytes().chain(after.bytes()).all(|b| b.is_ascii_digit())
}

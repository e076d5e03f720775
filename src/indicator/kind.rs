//! What the cells of a column are: their type, where the form gives none, and the
//! decimals that they are written with.

use crate::form::{At, CellKind, Column, Table as Written};
use crate::language::{self, Reading, read_count, read_decimal};

use super::load::Row;
use super::raw::{Raw, Saying};

/// Decimal places of what could be a thousand of another language: `1,545`.
const THOUSANDS: u32 = 3;

/// Digits of a whole number that is surely one.
const PLAIN_DIGITS: usize = 15;

/// The type of each column: as the form says, else by what stands in it.
pub(super) fn kinds(table: &Written, rows: &[Row<'_>]) -> Vec<Option<CellKind>> {
    let named = |id: &Option<At<String>>, wanted: Option<&str>| {
        id.as_ref().is_some_and(|id| Some(id.value.as_str()) == wanted)
    };
    let key = table.key.as_ref().map(|k| k.value.as_str());
    let by = table.grouping.as_ref().map(|g| g.by.value.as_str());
    let of = |(index, column): (usize, &Column)| match column.kind {
        Some(kind) => Some(kind),
        None if column.formula.is_some() => None,
        None if named(&column.id, key) || named(&column.id, by) => Some(CellKind::Text),
        None => {
            let kind = guess(rows.iter().filter_map(|(_, cells)| cells.at(index)));
            let rates = kind == CellKind::Number && says_rate(&column.label.words());
            Some(if rates { CellKind::Percent } else { kind })
        }
    };
    table.columns.iter().enumerate().map(of).collect()
}

/// The type that the cells of a column have in common.
fn guess<'a>(cells: impl Iterator<Item = Raw<'a>>) -> CellKind {
    let mut kind = None;
    for raw in cells {
        let own = match raw.saying() {
            Saying::Empty | Saying::Open | Saying::Error(_) => continue,
            Saying::Number(_) => CellKind::Number,
            Saying::Date(_) => CellKind::Date,
            Saying::Text(text) => of_text(text),
        };
        if own == CellKind::Text || *kind.get_or_insert(own) != own {
            return CellKind::Text;
        }
    }
    kind.unwrap_or(CellKind::Text)
}

/// Whether a column's name says that its numbers are percents.
fn says_rate(label: &str) -> bool {
    let folded = language::fold(label);
    label.contains('%')
        || ["ty le", "ti le", "phan tram"].iter().any(|w| folded.contains(w))
}

/// The type of a text by itself.
pub(super) fn of_text(text: &str) -> CellKind {
    // `0905…` and `05` are codes, not numbers.
    if text.len() > 1 && text.starts_with('0') && !text.contains([',', '.']) {
        return CellKind::Text;
    }
    if (1..=PLAIN_DIGITS).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
    {
        return CellKind::Number;
    }
    let number = |text: &str| {
        read_count(text) != Reading::NotANumber
            || read_decimal(text) != Reading::NotANumber
    };
    match text.strip_suffix('%') {
        Some(rate) if number(rate.trim_end()) => CellKind::Percent,
        _ if number(text) => CellKind::Number,
        _ => CellKind::Text,
    }
}

/// The decimals that cells are written with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Decimals {
    /// Whether some are surely there, so that `1.250` has two readings.
    pub(super) fractional: bool,
    /// How many places at most.
    pub(super) places: u32,
}

/// The decimals of cells of one type. `1,545` among whole numbers is taken for a thousand
/// with the sign of another language, and refused as no whole number.
pub(super) fn decimals<'a>(
    kind: CellKind,
    cells: impl Iterator<Item = Raw<'a>>,
) -> Decimals {
    if matches!(kind, CellKind::Text | CellKind::Date) {
        return Decimals::default();
    }
    let (mut sure, mut thousands, mut whole) = (0, 0, 0);
    let mut is_sure = false;
    for raw in cells {
        let (places, text) = match raw.saying() {
            Saying::Empty | Saying::Open => continue,
            Saying::Number(number) if !number.is_whole() => {
                (Some(number.exact_text().map_or(0, |text| after_comma(&text))), None)
            }
            Saying::Text(text) => (written_places(text), Some(text)),
            Saying::Number(_) | Saying::Date(_) | Saying::Error(_) => (None, None),
        };
        match (places, text) {
            (None, _) => whole += 1,
            (Some(_), Some(text)) if is_thousands_elsewhere(text) => thousands += 1,
            (Some(places), _) => {
                is_sure = true;
                sure = sure.max(places);
            }
        }
    }
    let fractional = is_sure || thousands > whole;
    let taken = thousands > 0 && (fractional || kind != CellKind::Number);
    Decimals { fractional, places: if taken { sure.max(THOUSANDS) } else { sure } }
}

/// How many decimal places a text is surely written with.
fn written_places(text: &str) -> Option<u32> {
    if !text.contains([',', '.']) {
        return None;
    }
    let text = text.trim().trim_end_matches('%').trim_end();
    match (read_count(text), read_decimal(text)) {
        (Reading::NotANumber, Reading::Exact(value)) => Some(value.scale()),
        _ => None,
    }
}

fn after_comma(text: &str) -> u32 {
    let fraction = text.split_once(',').map_or("", |(_, fraction)| fraction);
    u32::try_from(fraction.len()).unwrap_or(0)
}

/// `1,545`: in English a thousand, here a number with three decimals.
pub(super) fn is_thousands_elsewhere(text: &str) -> bool {
    let Some((before, after)) = text.trim().split_once(',') else { return false };
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    digits(before) && before.len() <= 3 && digits(after) && after.len() == 3
}

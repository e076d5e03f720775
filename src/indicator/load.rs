//! From rows as written to typed columns.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{CellKind, Rows, Table as Written};
use crate::formula::Value;
use crate::language::{self, Reading, read_count, read_decimal};
use crate::quantity::Scale;
use crate::sheet::Sheet;

use super::header;
use super::raw::{Finding, Raw, Saying};
use super::read::{self, Type};

/// Findings of one column after which the rest is only counted.
const MOST_FAULTS: usize = 10;

/// A table as read, nothing computed.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    /// Row of the form or of the sheet, for each row.
    pub(super) origins: Vec<usize>,
    /// Column of the sheet for each column, where the rows come from one.
    pub(super) filed: Vec<Option<usize>>,
    /// What is given, by column and row; `None` for a column that gives nothing.
    pub(super) given: Vec<Option<Vec<Option<Value>>>>,
    /// Cells of the total row that are given, by column.
    pub(super) totals: Vec<Option<Value>>,
    /// Type of each column; `None` for a computed one of which the form says nothing.
    pub(super) kinds: Vec<Option<CellKind>>,
    /// The most decimal places typed in each column.
    pub(super) places: Vec<u32>,
    /// The column that names a row.
    pub(super) key: Option<usize>,
    /// What was found.
    pub(super) found: Vec<Finding>,
}

/// Rows of cells as they come: of each row, its cell for each column of the table.
struct Grid<'a> {
    rows: Vec<(usize, Vec<Option<Raw<'a>>>)>,
    filed: Vec<Option<usize>>,
}

/// Names of total rows in use, without marks.
const TOTALS: [&str; 12] = [
    "tong cong", "tong so", "tong", "cong", "toan tinh", "toan xa", "toan huyen",
    "toan phuong", "toan thanh pho", "toan thi xa", "toan quan", "tong toan tinh",
];

/// Reads the rows of a table.
pub(super) fn load(table: &Written, sheet: Option<&Sheet>) -> Loaded {
    let mut res = Loaded::default();
    let grid = match (&table.rows, sheet) {
        (Rows::Typed(_), _) => typed(table, &mut res.found),
        (Rows::File(file), Some(sheet)) => match header::find(table, file, sheet) {
            Ok(found) => filed(sheet, &found),
            Err(faults) => {
                let of_form = |diagnostic| Finding { filed: false, diagnostic };
                res.found.extend(faults.into_iter().map(of_form));
                Grid { rows: Vec::new(), filed: Vec::new() }
            }
        },
        (Rows::File(_), None) => Grid { rows: Vec::new(), filed: Vec::new() },
    };
    res.filed = grid.filed;
    res.kinds = kinds(table, &grid.rows);
    res.key = key(table, &res.kinds, &mut res.found);
    let (total, rows) = split(table, res.key, grid.rows, &mut res.found);
    res.origins = rows.iter().map(|(origin, _)| *origin).collect();
    columns(table, &rows, total.as_deref(), &mut res);
    given_totals(table, &mut res);
    res
}

/// The rows of the form.
fn typed<'a>(table: &'a Written, found: &mut Vec<Finding>) -> Grid<'a> {
    let Rows::Typed(written) = &table.rows else {
        return Grid { rows: Vec::new(), filed: Vec::new() };
    };
    let inputs: Vec<_> =
        (0..table.columns.len()).filter(|c| table.columns[*c].formula.is_none()).collect();
    let all: Vec<_> = (0..table.columns.len()).collect();
    let mut rows = Vec::with_capacity(written.len());
    for (index, row) in written.iter().enumerate() {
        let columns = match row.cells.len() {
            n if n == inputs.len() => &inputs,
            n if n == all.len() => &all,
            n => {
                let diagnostic = row_length(n, inputs.len(), all.len(), row.span);
                found.push(Finding { filed: false, diagnostic });
                continue;
            }
        };
        let mut cells = vec![None; all.len()];
        for (column, cell) in columns.iter().zip(&row.cells) {
            cells[*column] = Some(Raw::Typed(cell));
        }
        rows.push((index, cells));
    }
    Grid { rows, filed: vec![None; all.len()] }
}

fn row_length(has: usize, inputs: usize, all: usize, span: crate::source::Span) -> Diagnostic {
    let message = if inputs == all {
        format!("hàng này có {has} ô, bảng có {all} cột")
    } else {
        format!("hàng này có {has} ô, bảng có {inputs} cột không có công thức")
    };
    Diagnostic::error("row-length", span, message)
        .label(format!("cần {inputs} ô"))
        .hint("ô để trống ghi \"\"; ô có dấu phẩy thì đặt trong dấu nháy kép")
}

/// The rows of a sheet below the names of its columns. Empty rows, rows that only number
/// the columns and what stands below the table (a date, a signature) are no rows.
fn filed<'a>(sheet: &'a Sheet, found: &header::Found) -> Grid<'a> {
    let mut rows = Vec::new();
    for row in found.row + 1..sheet.rows() {
        let raw = |c: &Option<usize>| c.map(|c| Raw::Filed(sheet, row, c));
        let cells: Vec<_> = found.columns.iter().map(raw).collect();
        let filled = || cells.iter().flatten().filter(|raw| !raw.is_empty());
        if filled().next().is_none() || filled().all(|raw| is_column_number(&raw.text())) {
            continue;
        }
        rows.push((row, cells));
    }
    Grid { rows, filed: found.columns.clone() }
}

/// `(3)`, as official tables number their columns.
fn is_column_number(text: &str) -> bool {
    let inside = text.trim().strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inside.is_some_and(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()))
}

type Row<'a> = (usize, Vec<Option<Raw<'a>>>);

/// The type of each column: as the form says, else by what stands in it.
fn kinds(table: &Written, rows: &[Row<'_>]) -> Vec<Option<CellKind>> {
    let named = |id: &Option<crate::form::At<String>>, wanted: Option<&str>| {
        id.as_ref().is_some_and(|id| Some(id.value.as_str()) == wanted)
    };
    let key = table.key.as_ref().map(|k| k.value.as_str());
    let by = table.grouping.as_ref().map(|g| g.by.value.as_str());
    let of = |(index, column): (usize, &crate::form::Column)| match column.kind {
        Some(kind) => Some(kind),
        None if column.formula.is_some() => None,
        None if named(&column.id, key) || named(&column.id, by) => Some(CellKind::Text),
        None => Some(guess(rows.iter().filter_map(|(_, cells)| cells[index]))),
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
            Saying::Text(text) => of_text(text.trim()),
        };
        if *kind.get_or_insert(own) != own {
            return CellKind::Text;
        }
    }
    kind.unwrap_or(CellKind::Text)
}

fn of_text(text: &str) -> CellKind {
    // `0905…` and `05` are codes, not numbers.
    if text.len() > 1 && text.starts_with('0') && !text.contains([',', '.']) {
        return CellKind::Text;
    }
    let number = |text: &str| {
        read_count(text) != Reading::NotANumber || read_decimal(text) != Reading::NotANumber
    };
    match text.strip_suffix('%') {
        Some(rate) if number(rate.trim_end()) => CellKind::Percent,
        _ if number(text) => CellKind::Number,
        _ => CellKind::Text,
    }
}

/// The column that names a row.
fn key(table: &Written, kinds: &[Option<CellKind>], found: &mut Vec<Finding>) -> Option<usize> {
    let Some(id) = &table.key else {
        let by = table.grouping.as_ref().and_then(|g| table.column(&g.by.value));
        let text = |c: &usize| kinds[*c] == Some(CellKind::Text) && Some(*c) != by;
        return (0..kinds.len()).find(text);
    };
    let column = table.column(&id.value);
    if column.is_none() {
        found.push(no_column(table, id));
    }
    column
}

/// A finding on an id that names no column of the table.
pub(super) fn no_column(table: &Written, id: &crate::form::At<String>) -> Finding {
    let message = format!("bảng không có cột nào mang mã `{}`", id.value);
    let finding = Diagnostic::error("unknown-column", id.span, message);
    let ids: Vec<_> = table.columns.iter().filter_map(|c| c.id.as_ref()).collect();
    let near = language::nearest(&id.value, ids.iter().map(|id| id.value.as_str()));
    let diagnostic = match near {
        Some(near) => finding.label(format!("có phải là `{near}`?")),
        None => {
            let names: Vec<_> = ids.iter().map(|id| format!("`{}`", id.value)).collect();
            finding.hint(format!("các cột có mã: {}", names.join(", ")))
        }
    };
    Finding { filed: false, diagnostic }
}

type Cells<'a> = Vec<Option<Raw<'a>>>;

/// Takes the total row out, and rows that are none.
fn split<'a>(
    table: &Written,
    key: Option<usize>,
    rows: Vec<Row<'a>>,
    found: &mut Vec<Finding>,
) -> (Option<Cells<'a>>, Vec<Row<'a>>) {
    let Some(key) = key else { return (None, rows) };
    let label = table.total.as_ref().and_then(|t| t.label.as_ref());
    let label = label.map(|l| language::fold(&l.words()));
    let is_total = |name: &str| {
        let name = language::fold(name.trim());
        let name = name.trim_end_matches([':', '.', ' ']);
        Some(name) == label.as_deref() || TOTALS.contains(&name)
    };
    let (mut total, mut kept): (Option<Cells<'a>>, Vec<Row<'a>>) = (None, Vec::new());
    for (origin, cells) in rows {
        let Some(named) = cells[key].filter(|raw| !raw.is_empty()) else {
            let typed = cells.iter().flatten().any(|raw| raw.is_typed());
            let figures = cells.iter().flatten().any(|raw| has_figure(*raw));
            if typed {
                kept.push((origin, cells));
            } else if figures {
                found.extend(cells.iter().flatten().find(|raw| has_figure(**raw)).map(|raw| {
                    raw.error("row-without-name", "hàng này có số liệu mà không có tên hàng")
                }));
            }
            continue;
        };
        if is_total(&named.text()) {
            total.get_or_insert(cells);
        } else {
            kept.push((origin, cells));
        }
    }
    (total, kept)
}

fn has_figure(raw: Raw<'_>) -> bool {
    match raw.saying() {
        Saying::Number(_) => true,
        Saying::Text(text) => of_text(text.trim()) != CellKind::Text,
        _ => false,
    }
}

/// Reads the cells, column by column.
fn columns(table: &Written, rows: &[Row<'_>], total: Option<&[Option<Raw<'_>>]>, res: &mut Loaded) {
    let scale = table.unit.as_ref().and_then(|u| Scale::of_unit(&u.words()));
    for (index, column) in table.columns.iter().enumerate() {
        let raws = || rows.iter().map(|(_, cells)| cells[index]);
        let all = || raws().flatten().chain(total.and_then(|t| t[index]));
        let of = Type {
            kind: res.kinds[index].unwrap_or(CellKind::Number),
            fractional: all().any(is_fractional),
            percent: column.scale,
            scale: scale.unwrap_or(Scale::Dong),
        };
        res.places.push(all().map(places).max().unwrap_or(0));
        let mut faults = Vec::new();
        let mut read = |raw: Option<Raw<'_>>| match raw.map(|raw| read::read(raw, of)) {
            None => None,
            Some(Ok(value)) => value,
            Some(Err(fault)) => {
                faults.push(*fault);
                // What could not be read is named, and counts as open from here on.
                Some(Value::Open)
            }
        };
        let given = raws().any(|raw| raw.is_some()).then(|| raws().map(&mut read).collect());
        let total = read(total.and_then(|t| t[index]));
        res.given.push(given);
        let words = of.kind == CellKind::Text;
        res.totals.push(total.filter(|_| !words));
        keep_first(faults, &mut res.found);
    }
}

/// The first faults of a column; the rest is only counted, a wrong type would fill pages.
fn keep_first(mut faults: Vec<Finding>, found: &mut Vec<Finding>) {
    let rest = faults.len().saturating_sub(MOST_FAULTS);
    if rest > 0 {
        faults.truncate(MOST_FAULTS);
        if let Some(last) = faults.last_mut() {
            last.diagnostic.hints.push(format!("còn {rest} ô nữa trong cột này cũng như vậy"));
        }
    }
    found.append(&mut faults);
}

/// Whether a cell can only be a number with decimals.
fn is_fractional(raw: Raw<'_>) -> bool {
    let Saying::Text(text) = raw.saying() else {
        return matches!(raw.saying(), Saying::Number(number) if !number.is_whole());
    };
    let text = text.trim().trim_end_matches('%').trim_end();
    read_count(text) == Reading::NotANumber && matches!(read_decimal(text), Reading::Exact(_))
}

/// The decimal places that a cell is typed with.
fn places(raw: Raw<'_>) -> u32 {
    let shown = raw.text();
    let text = shown.trim().trim_end_matches('%').trim_end();
    match read_decimal(text) {
        Reading::Exact(value) if is_fractional(raw) => value.scale(),
        _ => 0,
    }
}

/// The cells of the total row that the form gives by hand.
fn given_totals(table: &Written, res: &mut Loaded) {
    let scale = table.unit.as_ref().and_then(|u| Scale::of_unit(&u.words()));
    for (id, cell) in table.total.iter().flat_map(|t| &t.given) {
        let Some(index) = table.column(&id.value) else {
            res.found.push(no_column(table, id));
            continue;
        };
        let raw = Raw::Typed(cell);
        let of = Type {
            kind: res.kinds[index].unwrap_or(CellKind::Number),
            fractional: res.places[index] > 0 || is_fractional(raw),
            percent: None,
            scale: scale.unwrap_or(Scale::Dong),
        };
        res.places[index] = res.places[index].max(places(raw));
        match read::read(raw, of) {
            Ok(value) => res.totals[index] = value,
            Err(fault) => {
                res.totals[index] = Some(Value::Open);
                res.found.push(*fault);
            }
        }
    }
}

/// The rows of each name.
pub(super) fn by_name(names: &[String]) -> BTreeMap<String, Vec<usize>> {
    let mut res: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (row, name) in names.iter().enumerate() {
        res.entry(language::collapse(name).to_lowercase()).or_default().push(row);
    }
    res
}

/// A name that two rows share, where rows are asked for by name.
pub(super) fn twice(name: &str, span: crate::source::Span, rows: usize) -> Diagnostic {
    let message = format!("bảng có {rows} hàng cùng tên “{name}”");
    Diagnostic::new("row-twice", Severity::Error, Some(span), message)
        .hint("thêm phần phân biệt vào tên (ví dụ tên huyện), hoặc chọn cột khác ở `khoa`")
}

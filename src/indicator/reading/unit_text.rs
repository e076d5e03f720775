//! Units of money in names of columns, in titles, and in the cells of a file that hold
//! nothing but units.

use crate::language::{list_brackets, normalize_spaces};
use crate::quantity::{MoneyUnit, find_marked_unit, read_money_unit, read_placed_unit};
use crate::sheet::{DataCell, Sheet};

/// Characters of a cell that is a unit and no more.
const LONGEST_UNIT: usize = 40;

/// Units that stand beside those of money in a row of units.
const OTHER_UNITS: &[&str] = &[
    "hộ",
    "người",
    "khẩu",
    "nhân khẩu",
    "lao động",
    "lượt",
    "lượt người",
    "ha",
    "m2",
    "m²",
    "km",
    "km2",
    "tấn",
    "tạ",
    "kg",
    "con",
    "cây",
    "cái",
    "thôn",
    "xã",
    "công trình",
    "mô hình",
    "nhà",
    "căn",
    "học sinh",
    "lớp",
    "%",
    "‰",
    "x",
    "-",
    "–",
];

/// The unit in the name of a column: in brackets, behind a mark or a comma, or alone.
pub(in crate::indicator) fn find_in_label(label: &str) -> Option<(MoneyUnit, String)> {
    let mut found = Vec::new();
    if let Some(marked) = find_marked_unit(label) {
        found.extend(find_in_list(&marked));
    }
    for inside in list_brackets(label) {
        // `(44 triệu đồng/hộ)` is an amount.
        let is_amount = inside.starts_with(|c: char| c.is_ascii_digit());
        let unit = find_in_list(inside);
        found.extend(unit.filter(|(unit, _)| !is_amount || *unit != MoneyUnit::Unknown));
    }
    if found.is_empty() {
        let ends = [", ", " - ", " – ", ": "];
        let tails = ends.iter().filter_map(|end| label.rsplit_once(end)).map(|(_, t)| t);
        let tails = tails.chain([label]);
        let units =
            tails.filter_map(|tail| Some((read_money_unit(tail)?, trim_text(tail))));
        found.extend(units.filter(|(unit, _)| *unit != MoneyUnit::Unknown));
    }
    pick_unit(found)
}

/// The unit in a title: behind a mark, or in brackets.
pub(super) fn find_in_title(title: &str) -> Option<(MoneyUnit, String)> {
    let mut found: Vec<_> =
        find_marked_unit(title).iter().filter_map(|unit| find_in_list(unit)).collect();
    let known = list_brackets(title).into_iter().filter_map(find_in_list);
    found.extend(known.filter(|(unit, _)| *unit != MoneyUnit::Unknown));
    pick_unit(found)
}

/// The unit of money in a list of units: `hộ, triệu đồng`.
pub(super) fn find_in_list(units: &str) -> Option<(MoneyUnit, String)> {
    if let Some(unit) = read_money_unit(units) {
        return Some((unit, trim_text(units)));
    }
    let parts = || units.split([';', ',']).flat_map(|part| part.split(" và "));
    let known =
        parts().filter_map(|part| Some((read_money_unit(part)?, trim_text(part))));
    pick_unit(known.collect()).or_else(|| {
        let mut parts = parts().map(|part| (read_placed_unit(part), part));
        parts.find_map(|(unit, part)| Some((unit?, trim_text(part))))
    })
}

/// The one unit of several; those that differ are none that is known.
fn pick_unit(found: Vec<(MoneyUnit, String)>) -> Option<(MoneyUnit, String)> {
    let mut scales: Vec<_> = found
        .iter()
        .filter_map(|(unit, _)| match unit {
            MoneyUnit::Known { scale, .. } => Some(*scale),
            MoneyUnit::Unknown => None,
        })
        .collect();
    scales.dedup();
    if scales.len() > 1 {
        let texts: Vec<_> = found.iter().map(|(_, text)| text.as_str()).collect();
        return Some((MoneyUnit::Unknown, texts.join(", ")));
    }
    let known = found.iter().position(|(unit, _)| *unit != MoneyUnit::Unknown);
    found.into_iter().nth(known.unwrap_or(0))
}

fn trim_text(text: &str) -> String {
    let text = normalize_spaces(text);
    let text = text.trim_matches([':', ';', ',', ' ']);
    match text.contains('(') && text.contains(')') && !text.starts_with('(') {
        true => text.to_owned(),
        false => text.trim_matches(['(', ')', ':', ';', ',', ' ']).to_owned(),
    }
}

/// Whether a row below the names of the columns has nothing but their units, of which one
/// is of money: `(triệu đồng)` under `Kinh phí`.
pub(super) fn is_unit_row(sheet: &Sheet, row: usize) -> bool {
    let mut has_money = false;
    for column in 0..sheet.width() {
        match sheet.cell(row, column) {
            DataCell::Empty => continue,
            DataCell::Text(_) => {}
            _ => return false,
        }
        let text = normalize_spaces(&sheet.text(row, column)).to_lowercase();
        let unit = text.trim_matches(['(', ')', ' ', ':', '.']);
        if text.chars().count() > LONGEST_UNIT {
            return false;
        }
        let money = find_in_list(&text);
        let is_money = money.is_some() && text.chars().any(char::is_alphabetic);
        // `Đơn vị tính` in the column of names says that a row is one of units.
        let is_mark = ["", "đvt", "đơn vị tính", "đơn vị", "đv tính"].contains(&unit);
        if !is_money && !is_mark && !OTHER_UNITS.contains(&unit) {
            return false;
        }
        has_money |= is_money;
    }
    has_money
}

/// The unit of a cell that begins with a mark: `ĐVT: triệu đồng`, which is of no column.
pub(super) fn find_in_marked_cell(text: &str) -> Option<(MoneyUnit, String)> {
    let lower = normalize_spaces(text).to_lowercase();
    let bare = lower.trim_start_matches(['(', '[', '*', ' ']);
    let is_marked = ["đơn vị", "đv", "đ.v.t", "don vi", "dvt"];
    let is_marked = is_marked.iter().any(|mark| bare.starts_with(mark));
    find_in_list(&find_marked_unit(text).filter(|_| is_marked)?)
}

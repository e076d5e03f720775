//! Units of money that a workbook shows by the formats of its cells: `17 triệu`, which is
//! 17 in the file.

use crate::quantity::{MoneyUnit, read_money_unit};
use crate::sheet::{DataCell, Sheet};

/// A unit that the format of a cell shows.
pub(super) struct FormatUnit {
    pub(super) unit: MoneyUnit,
    pub(super) text: String,
    pub(super) row: usize,
}

/// The units that the cells of a column show, from a row on: the first of each kind.
pub(super) fn find_format_units(
    sheet: &Sheet,
    first: usize,
    column: usize,
) -> Vec<FormatUnit> {
    let mut res: Vec<FormatUnit> = Vec::new();
    if !sheet.has_format_units() {
        return res;
    }
    for row in first..sheet.rows() {
        // Nought is nought in every unit.
        let DataCell::Number(number) = sheet.cell(row, column) else { continue };
        let text = sheet.format_unit(row, column).filter(|_| !number.is_zero());
        let Some(text) = text.filter(|text| res.iter().all(|known| known.text != *text))
        else {
            continue;
        };
        if let Some(unit) = read_format_unit(text)
            && res.iter().all(|known| known.unit != unit)
        {
            res.push(FormatUnit { unit, text: text.to_owned(), row });
        }
    }
    res
}

/// The unit of money of a format; what stands beside a figure there is short: `tr`.
fn read_format_unit(text: &str) -> Option<MoneyUnit> {
    let text = text.replace('₫', "đ");
    match read_money_unit(&text)? {
        MoneyUnit::Unknown => {
            read_money_unit(&format!("{text}đ")).or(Some(MoneyUnit::Unknown))
        }
        unit @ MoneyUnit::Known { .. } => Some(unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::MoneyScale;

    #[test]
    fn what_a_format_shows_is_read_as_an_office_means_it() {
        for (text, wanted) in [
            ("đ", MoneyScale::Dong),
            ("₫", MoneyScale::Dong),
            ("VND", MoneyScale::Dong),
            ("triệu", MoneyScale::Million),
            ("tr", MoneyScale::Million),
            ("tỷ đồng", MoneyScale::Billion),
        ] {
            let unit = read_format_unit(text);
            assert!(
                matches!(unit, Some(MoneyUnit::Known { scale, .. }) if scale == wanted),
                "{text}: {unit:?}"
            );
        }
        assert_eq!(read_format_unit("USD"), Some(MoneyUnit::Unknown));
        for text in ["người", "m2", "hộ", "kg", "con"] {
            assert_eq!(read_format_unit(text), None, "{text}");
        }
    }
}

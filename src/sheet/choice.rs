//! Which sheet of a workbook is meant.

use super::{Excess, MAX_SHEETS, SheetError};
use crate::language::{clean, find_nearest, to_key, to_name_key};

/// Sheets of any kind that a workbook lists at most.
const MAX_LISTED: usize = 10_000;

/// A sheet as its workbook lists it.
#[derive(Debug)]
pub(super) struct ListedSheet {
    /// As the workbook has it.
    pub(super) name: String,
    /// Whether a person sees it.
    pub(super) visible: bool,
}

/// The index of the sheet with the name `wanted`. A name without case and spaces, and
/// then one without marks, is taken where it fits one sheet only. Hidden sheets can be
/// chosen, but only by their exact name.
pub(super) fn find_sheet(
    wanted: &str,
    sheets: &[ListedSheet],
) -> Result<usize, SheetError> {
    if let Some(exact) =
        sheets.iter().position(|s| show_name(&s.name) == show_name(wanted))
    {
        return Ok(exact);
    }
    for strip in [strip_case, to_name_key, strip_marks] {
        let wanted_stripped = strip(wanted);
        let found: Vec<_> = (0..sheets.len())
            .filter(|&i| sheets[i].visible && strip(&sheets[i].name) == wanted_stripped)
            .collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            _ => {
                let names = found.iter().map(|&i| show_name(&sheets[i].name)).collect();
                return Err(SheetError::AmbiguousSheet {
                    wanted: wanted.to_owned(),
                    names,
                });
            }
        }
    }
    let names: Vec<_> =
        sheets.iter().filter(|s| s.visible).map(|s| show_name(&s.name)).collect();
    let nearest =
        find_nearest(wanted, names.iter().map(String::as_str)).map(str::to_owned);
    Err(SheetError::UnknownSheet { wanted: wanted.to_owned(), nearest, names })
}

/// The index of the only visible sheet for which `filled` says that it holds something.
pub(super) fn find_only_filled(
    sheets: &[ListedSheet],
    mut filled: impl FnMut(usize) -> Result<bool, SheetError>,
) -> Result<usize, SheetError> {
    let mut found = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        if sheet.visible && filled(index)? {
            found.push(index);
        }
    }
    match found.as_slice() {
        [] => Err(SheetError::Empty(None)),
        [one] => Ok(*one),
        _ => {
            let names = found.iter().map(|&i| show_name(&sheets[i].name)).collect();
            Err(SheetError::SeveralSheets(names))
        }
    }
}

/// Refuses more sheets than the limit.
pub(super) fn check_count(
    sheets: Vec<ListedSheet>,
) -> Result<Vec<ListedSheet>, SheetError> {
    if sheets.len() > MAX_SHEETS {
        return Err(Excess::Sheets(sheets.len()).into());
    }
    Ok(sheets)
}

/// Refuses to keep so many sheets. Charts and macros count too, as long as they are not
/// told from sheets.
pub(super) fn check_room(listed: usize) -> Result<(), SheetError> {
    if listed >= MAX_LISTED {
        return Err(Excess::Sheets(listed + 1).into());
    }
    Ok(())
}

/// A name as messages show it.
pub(super) fn show_name(name: &str) -> String {
    clean(name).trim().to_owned()
}

fn strip_case(name: &str) -> String {
    show_name(name).to_lowercase().split_whitespace().collect()
}

fn strip_marks(name: &str) -> String {
    to_key(name).replace('_', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(names: &[&str]) -> Vec<ListedSheet> {
        let listed = |name: &&str| ListedSheet {
            name: name.trim_start_matches('-').to_owned(),
            visible: !name.starts_with('-'),
        };
        names.iter().map(listed).collect()
    }

    #[test]
    fn a_name_without_case_spaces_and_marks_is_found() {
        let sheets = sheets(&["Hộ nghèo", "Hộ cận nghèo", "-Nháp"]);
        for wanted in
            ["Hộ nghèo", "HỘ NGHÈO", "hộnghèo", "ho ngheo", "ho_ngheo", " Hộ  nghèo"]
        {
            assert_eq!(find_sheet(wanted, &sheets).unwrap(), 0, "{wanted}");
        }
        assert_eq!(find_sheet("Nháp", &sheets).unwrap(), 2);
        assert!(matches!(
            find_sheet("nhap", &sheets),
            Err(SheetError::UnknownSheet { .. })
        ));
    }

    #[test]
    fn marks_decide_where_names_differ_by_them_only() {
        let sheets = sheets(&["Hộ", "Hồ", "HỒ"]);
        assert_eq!(find_sheet("hộ", &sheets).unwrap(), 0);
        assert_eq!(find_sheet("HỒ", &sheets).unwrap(), 2);
        for (wanted, fits) in [("hồ", vec!["Hồ", "HỒ"]), ("ho", vec!["Hộ", "Hồ", "HỒ"])]
        {
            let Err(SheetError::AmbiguousSheet { names, .. }) =
                find_sheet(wanted, &sheets)
            else {
                panic!("{wanted}");
            };
            assert_eq!(names, fits);
        }
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let sheets = sheets(&["Hộ nghèo", "Dân số", "-Hộ nghèo cũ"]);
        let Err(SheetError::UnknownSheet { nearest, names, .. }) =
            find_sheet("Hộ ngheof", &sheets)
        else {
            panic!();
        };
        assert_eq!(nearest.as_deref(), Some("Hộ nghèo"));
        assert_eq!(names, ["Hộ nghèo", "Dân số"]);
    }

    #[test]
    fn the_only_filled_sheet_needs_no_choice() {
        let sheets = sheets(&["a", "b", "-c"]);
        assert_eq!(find_only_filled(&sheets, |i| Ok(i > 0)).unwrap(), 1);
        assert!(matches!(
            find_only_filled(&sheets, |i| Ok(i == 2)),
            Err(SheetError::Empty(None))
        ));
        let several = find_only_filled(&sheets, |_| Ok(true));
        assert!(matches!(several, Err(SheetError::SeveralSheets(n)) if n == ["a", "b"]));
    }
}

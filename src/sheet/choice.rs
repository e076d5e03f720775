//! Which sheet of a workbook is meant.

use super::Excess;
use super::MAX_SHEETS;
use super::SheetError;
use crate::language::clean;
use crate::language::key;
use crate::language::nearest;

/// A sheet as its workbook lists it.
#[derive(Debug)]
pub(super) struct Listed {
    /// As the workbook has it.
    pub(super) name: String,
    /// Whether a person sees it.
    pub(super) visible: bool,
}

/// The index of the sheet with the name `wanted`. A name without case and spaces, and
/// then one without marks, is taken where it fits one sheet only. Hidden sheets can be
/// chosen, but only by their exact name.
pub(super) fn named(wanted: &str, sheets: &[Listed]) -> Result<usize, SheetError> {
    if let Some(exact) = sheets.iter().position(|s| shown(&s.name) == shown(wanted)) {
        return Ok(exact);
    }
    for same in [without_case, without_marks] {
        let fits = |s: &Listed| s.visible && same(&s.name) == same(wanted);
        let found: Vec<_> = (0..sheets.len()).filter(|&i| fits(&sheets[i])).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            _ => {
                let names = found.iter().map(|&i| shown(&sheets[i].name)).collect();
                return Err(SheetError::AmbiguousSheet {
                    wanted: wanted.to_owned(),
                    names,
                });
            }
        }
    }
    let names: Vec<_> =
        sheets.iter().filter(|s| s.visible).map(|s| shown(&s.name)).collect();
    let nearest = nearest(wanted, names.iter().map(String::as_str)).map(str::to_owned);
    Err(SheetError::UnknownSheet { wanted: wanted.to_owned(), nearest, names })
}

/// The index of the only visible sheet for which `filled` says that it holds something.
pub(super) fn only(
    sheets: &[Listed],
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
            let names = found.iter().map(|&i| shown(&sheets[i].name)).collect();
            Err(SheetError::SeveralSheets(names))
        }
    }
}

/// Refuses more sheets than the limit.
pub(super) fn counted(sheets: Vec<Listed>) -> Result<Vec<Listed>, SheetError> {
    if sheets.len() > MAX_SHEETS {
        return Err(Excess::Sheets(sheets.len()).into());
    }
    Ok(sheets)
}

/// A name as messages show it.
pub(super) fn shown(name: &str) -> String {
    clean(name).trim().to_owned()
}

fn without_case(name: &str) -> String {
    shown(name).to_lowercase().split_whitespace().collect()
}

fn without_marks(name: &str) -> String {
    key(name).replace('_', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(names: &[&str]) -> Vec<Listed> {
        let listed = |name: &&str| Listed {
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
            assert_eq!(named(wanted, &sheets).unwrap(), 0, "{wanted}");
        }
        assert_eq!(named("Nháp", &sheets).unwrap(), 2);
        assert!(matches!(named("nhap", &sheets), Err(SheetError::UnknownSheet { .. })));
    }

    #[test]
    fn marks_decide_where_names_differ_by_them_only() {
        let sheets = sheets(&["Hộ", "Hồ", "HỒ"]);
        assert_eq!(named("hộ", &sheets).unwrap(), 0);
        assert_eq!(named("HỒ", &sheets).unwrap(), 2);
        for (wanted, fits) in [("hồ", vec!["Hồ", "HỒ"]), ("ho", vec!["Hộ", "Hồ", "HỒ"])]
        {
            let Err(SheetError::AmbiguousSheet { names, .. }) = named(wanted, &sheets)
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
            named("Hộ ngheof", &sheets)
        else {
            panic!();
        };
        assert_eq!(nearest.as_deref(), Some("Hộ nghèo"));
        assert_eq!(names, ["Hộ nghèo", "Dân số"]);
    }

    #[test]
    fn the_only_filled_sheet_needs_no_choice() {
        let sheets = sheets(&["a", "b", "-c"]);
        assert_eq!(only(&sheets, |i| Ok(i > 0)).unwrap(), 1);
        assert!(matches!(only(&sheets, |i| Ok(i == 2)), Err(SheetError::Empty(None))));
        let several = only(&sheets, |_| Ok(true));
        assert!(matches!(several, Err(SheetError::SeveralSheets(n)) if n == ["a", "b"]));
    }
}

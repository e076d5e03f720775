//! Which units a run is for: `--only`, `--except`, `--shard`.

use std::fmt;
use std::str::FromStr;

use crate::language::{
    clean, describe_name_difference, find_nearest, is_same_name, normalize_spaces,
};

/// Most parts that a set can be run in.
const MAX_SHARDS: usize = 100_000;

/// One part of a set that is run in several: `3/16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Number of this part, from 1.
    index: usize,
    /// How many parts there are.
    count: usize,
}

impl Shard {
    /// Whether a unit is of this part, by its row in the sheet, from 0. Every unit is of
    /// one part; a unit that is added below shifts no other.
    #[must_use]
    pub fn contains_row(self, row: usize) -> bool {
        row % self.count == self.index - 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

impl FromStr for Shard {
    type Err = String;

    /// Reads `3/16`; the error says in Vietnamese what is wrong with it.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(index, count)| {
            Some((index.trim().parse().ok()?, count.trim().parse().ok()?))
        });
        match parts {
            None => Err(format!(
                "“{text}” không phải là một phần của bộ; cần viết như 3/16: phần thứ 3 trong 16 phần"
            )),
            Some((_, 0)) => Err("không thể chia bộ thành 0 phần".to_owned()),
            Some((_, count)) if count > MAX_SHARDS => {
                Err(format!("chia bộ nhiều nhất thành {MAX_SHARDS} phần"))
            }
            Some((0, count)) => {
                Err(format!("phần đếm từ 1: cần từ 1/{count} đến {count}/{count}"))
            }
            Some((index, count)) if index > count => Err(format!(
                "không có phần thứ {index} trong {count} phần: cần từ 1/{count} đến {count}/{count}"
            )),
            Some((index, count)) => Ok(Self { index, count }),
        }
    }
}

/// What the command line asks for; the default is all units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Keys or names of the units to do; none: all.
    pub only: Vec<String>,
    /// Keys or names of the units to leave out.
    pub except: Vec<String>,
    /// The part to do. It is a part of the whole set, not of what is selected, so that
    /// the runs of all parts with one selection do each selected unit once.
    pub shard: Option<Shard>,
}

impl Selection {
    /// Whether all units of the set are to be done.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.only.is_empty() && self.except.is_empty() && self.shard.is_none()
    }
}

/// Why units cannot be selected as asked: a sentence and advice, in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectionError {
    /// One sentence without full stop.
    pub message: String,
    /// Advice on what to type instead.
    pub hint: String,
}

/// How a unit is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitName<'a> {
    /// Its cell in the key column.
    pub key: &'a str,
    /// Its cell in the name column; the key where the set names none.
    pub name: &'a str,
}

/// Whether each unit is to be done, from the keys and names of all units in the order of
/// the sheet.
///
/// A word stands for the unit whose key it is; else for all units of that name. Case does
/// not matter, save between keys that differ in nothing else.
///
/// # Errors
///
/// Every word that stands for no unit; or that no unit is left.
pub fn select_units(
    units: &[UnitName<'_>],
    selection: &Selection,
) -> Result<Vec<bool>, Vec<SelectionError>> {
    let known: Vec<_> = units.iter().map(ComparableName::new).collect();
    // All unknown words are reported before anything else: the other two errors may only
    // follow from them.
    let mut faults = Vec::new();
    let only = mark_units(units, &known, &selection.only, &mut faults);
    let except = mark_units(units, &known, &selection.except, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let is_for_all = selection.only.is_empty();
    // `--only ""` of a script whose variable is empty must not mean all.
    if !is_for_all && selection.only.iter().all(|word| word.trim().is_empty()) {
        return Err(vec![SelectionError {
            message: "cần mã hoặc tên đơn vị sau `--only`".to_owned(),
            hint: "làm mọi đơn vị thì bỏ `--only`".to_owned(),
        }]);
    }
    let chosen: Vec<_> = only
        .iter()
        .zip(&except)
        .map(|(only, except)| (is_for_all || *only) && !except)
        .collect();
    if !units.is_empty() && !chosen.contains(&true) {
        let hint = if is_for_all {
            "mọi đơn vị đều bị bỏ ở `--except`; bớt đơn vị nêu ở đó"
        } else {
            "mọi đơn vị nêu ở `--only` đều bị bỏ ở `--except`; bớt một trong hai"
        };
        return Err(vec![SelectionError {
            message: "không còn đơn vị nào để làm".to_owned(),
            hint: hint.to_owned(),
        }]);
    }
    // A shard that has none of the chosen units is no error: other shards have them.
    let mut res = chosen;
    if let Some(shard) = selection.shard {
        for (row, chosen) in res.iter_mut().enumerate() {
            *chosen &= shard.contains_row(row);
        }
    }
    Ok(res)
}

/// Which units some words stand for.
fn mark_units(
    units: &[UnitName<'_>],
    known: &[ComparableName],
    words: &[String],
    faults: &mut Vec<SelectionError>,
) -> Vec<bool> {
    let mut res = vec![false; units.len()];
    for word in words.iter().filter(|word| !word.trim().is_empty()) {
        let rows = find_rows(known, word);
        if rows.is_empty() {
            faults.push(report_unknown_word(units, word));
        }
        for row in rows {
            res[row] = true;
        }
    }
    res
}

/// A word as it is compared: exactly, and without regard to case.
struct ComparableText {
    exact: String,
    lower: String,
}

impl ComparableText {
    fn new(text: &str) -> Self {
        let exact = normalize_spaces(&clean(text));
        let lower = clean(&exact.to_lowercase());
        Self { exact, lower }
    }
}

/// Key and name of a unit, as they are compared.
struct ComparableName {
    key: ComparableText,
    name: ComparableText,
}

impl ComparableName {
    fn new(unit: &UnitName<'_>) -> Self {
        Self { key: ComparableText::new(unit.key), name: ComparableText::new(unit.name) }
    }
}

/// The rows that a word stands for: by key, then by key in any case, then by name; then by
/// either in another spelling.
fn find_rows(known: &[ComparableName], word: &str) -> Vec<usize> {
    let word = ComparableText::new(word);
    let by_key = filter_rows(known, |unit| unit.key.exact == word.exact);
    if !by_key.is_empty() {
        return by_key;
    }
    let by_key = filter_rows(known, |unit| unit.key.lower == word.lower);
    if !by_key.is_empty() {
        return by_key;
    }
    let by_name = filter_rows(known, |unit| unit.name.lower == word.lower);
    if !by_name.is_empty() {
        return by_name;
    }
    let by_key = filter_rows(known, |unit| is_same_name(&unit.key.exact, &word.exact));
    if !by_key.is_empty() {
        return by_key;
    }
    filter_rows(known, |unit| is_same_name(&unit.name.exact, &word.exact))
}

fn filter_rows(
    known: &[ComparableName],
    is_meant: impl Fn(&ComparableName) -> bool,
) -> Vec<usize> {
    (0..known.len()).filter(|row| is_meant(&known[*row])).collect()
}

fn report_unknown_word(units: &[UnitName<'_>], word: &str) -> SelectionError {
    let word = normalize_spaces(&clean(word));
    let among = units.iter().flat_map(|unit| [unit.key, unit.name]);
    let hint = match find_nearest(&word, among) {
        Some(nearest) => match describe_name_difference(&word, nearest) {
            Some(words) => format!("có phải là “{nearest}” không? ({words})"),
            None => format!("có phải là “{nearest}” không?"),
        },
        None => "ghi mã hoặc tên đơn vị đúng như trong bảng đơn vị".to_owned(),
    };
    let message = format!("bảng đơn vị không có mã hay tên nào là “{word}”");
    SelectionError { message, hint }
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert_eq, proptest};

    use super::*;

    const UNITS: [UnitName<'_>; 5] = [
        UnitName { key: "a-luoi", name: "A Lưới" },
        UnitName { key: "1", name: "Tân Tiến" },
        UnitName { key: "2", name: "Tân Tiến" },
        UnitName { key: "tân tiến", name: "Huế" },
        UnitName { key: "HUE", name: "Phú Lộc" },
    ];

    fn rows_of(only: &[&str], except: &[&str], shard: Option<&str>) -> Vec<usize> {
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let shard = shard.map(|text| text.parse().unwrap());
        let selection = Selection { only: owned(only), except: owned(except), shard };
        let chosen = select_units(&UNITS, &selection).unwrap();
        (0..UNITS.len()).filter(|row| chosen[*row]).collect()
    }

    #[test]
    fn nothing_said_means_all() {
        assert_eq!(rows_of(&[], &[], None), [0, 1, 2, 3, 4]);
        assert_eq!(rows_of(&[], &["2", "hue"], None), [0, 1, 3]);
    }

    #[test]
    fn a_unit_is_named_by_key_or_by_name_in_any_case() {
        assert_eq!(rows_of(&["A-LUOI", "phú  lộc"], &[], None), [0, 4]);
        assert_eq!(rows_of(&["A Lu\u{31b}ới"], &[], None), [0]);
        assert_eq!(rows_of(&["TÂN TIẾN"], &[], None), [3], "a key goes before names");
        assert_eq!(rows_of(&["hue"], &[], None), [4]);
    }

    #[test]
    fn a_name_that_units_share_means_all_of_them() {
        let units = [("1", "Tân Tiến"), ("2", "Tân Tiến"), ("3", "Huế")]
            .map(|(key, name)| UnitName { key, name });
        let selection =
            Selection { only: vec!["tân tiến".to_owned()], ..Selection::default() };
        assert_eq!(select_units(&units, &selection).unwrap(), [true, true, false]);
    }

    #[test]
    fn unknown_words_are_told_all_with_what_is_near() {
        let only = ["a-lươi", "Hà Nội", "2"].map(str::to_owned).to_vec();
        let except = vec!["Phu Lôc".to_owned()];
        let errors =
            select_units(&UNITS, &Selection { only, except, shard: None }).unwrap_err();
        let texts: Vec<_> =
            errors.iter().map(|t| (t.message.as_str(), t.hint.as_str())).collect();
        assert_eq!(
            texts,
            [
                (
                    "bảng đơn vị không có mã hay tên nào là “a-lươi”",
                    "có phải là “A Lưới” không?"
                ),
                (
                    "bảng đơn vị không có mã hay tên nào là “Hà Nội”",
                    "ghi mã hoặc tên đơn vị đúng như trong bảng đơn vị"
                ),
                (
                    "bảng đơn vị không có mã hay tên nào là “Phu Lôc”",
                    "có phải là “Phú Lộc” không?"
                ),
            ]
        );
    }

    #[test]
    fn no_unit_left_is_told() {
        let words = vec!["2".to_owned()];
        let selection = Selection { only: words.clone(), except: words, shard: None };
        let errors = select_units(&UNITS, &selection).unwrap_err();
        assert!(errors[0].hint.contains("`--only`"), "{errors:?}");
        let except = UNITS.map(|unit| unit.key.to_owned()).to_vec();
        let errors = select_units(&UNITS, &Selection { except, ..Selection::default() });
        let errors = errors.unwrap_err();
        assert!(!errors[0].hint.contains("`--only`"), "{errors:?}");
        assert_eq!(select_units(&[], &Selection::default()), Ok(Vec::new()));
    }

    #[test]
    fn an_empty_word_does_not_mean_all() {
        let only = |words: &[&str]| Selection {
            only: words.iter().map(|&word| word.to_owned()).collect(),
            ..Selection::default()
        };
        for words in [&[""][..], &["", " "]] {
            let errors = select_units(&UNITS, &only(words)).unwrap_err();
            assert_eq!(errors[0].message, "cần mã hoặc tên đơn vị sau `--only`");
        }
        assert_eq!(rows_of(&["2", ""], &[], None), [2]);
    }

    #[test]
    fn a_shard_is_of_the_whole_set() {
        assert_eq!(rows_of(&[], &[], Some("2/2")), [1, 3]);
        assert_eq!(rows_of(&["1", "2"], &[], Some("2/2")), [1]);
        assert_eq!(rows_of(&["1"], &[], Some("1/2")), [0; 0], "which is no fault");
    }

    #[test]
    fn a_shard_is_read_or_refused_with_a_reason() {
        let parse = |text: &str| text.parse::<Shard>().map(|shard| shard.to_string());
        assert_eq!(parse(" 3 / 16 "), Ok("3/16".to_owned()));
        assert_eq!(parse("1/1"), Ok("1/1".to_owned()));
        for (text, reason) in [
            ("3", "cần viết như 3/16"),
            ("a/b", "cần viết như 3/16"),
            ("-1/4", "cần viết như 3/16"),
            ("0/16", "phần đếm từ 1: cần từ 1/16 đến 16/16"),
            ("17/16", "không có phần thứ 17 trong 16 phần"),
            ("1/0", "0 phần"),
            ("1/1000000", "nhiều nhất"),
        ] {
            let message = parse(text).unwrap_err();
            assert!(message.contains(reason), "{text}: {message}");
        }
    }

    proptest! {
        #[test]
        fn every_unit_is_of_one_shard(row in 0_usize..100_000, count in 1_usize..200) {
            let shards = (1..=count).map(|index| Shard { index, count });
            prop_assert_eq!(shards.filter(|shard| shard.contains_row(row)).count(), 1);
        }
    }
}

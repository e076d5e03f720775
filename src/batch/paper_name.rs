//! Names of papers: every system takes them, and no two are alike on any.

use std::collections::BTreeMap;

use crate::build::make_portable_name;
use crate::language::{clean, normalize_spaces, to_name_key};
use crate::source::hash_bytes;

/// Names that the run itself writes under.
const OWN: [&str; 3] = ["bao-cao", "tong-hop", "tat-ca"];

/// Longest name, in bytes. Most systems take 255 for one with its ending; the rest is for
/// `-9999.moi.png`, and for the folders on systems that count a whole path.
const MAX_BYTES: usize = 200;

/// Longest part of a name that is taken from the key of its unit, in bytes.
const MAX_KEY_BYTES: usize = 60;

/// How much of its unit's key a name ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum KeyTail {
    /// Nothing: the name that the pattern gives.
    None,
    /// The key, as far as a name of a file can have it.
    Key,
    /// The key, and the beginning of its hash: `a/b` and `a:b` are alike in a name, and
    /// so are `A` and `a` on some systems.
    Marked,
    /// The whole hash.
    Hash,
}

/// A unit that asks for a name for its paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameRequest<'a> {
    /// Its cell in the key column.
    pub key: &'a str,
    /// The name that the set's pattern gives; a blank one means the key.
    pub pattern: &'a str,
}

/// The names of the papers of all units of a set. Names in `taken` are not given,
/// nor are those of the run's own files.
///
/// Units that would share a name all get their key after it; so do those whose names look
/// the same, as `Hoà An` and `Hòa An`, which no system takes for one and every reader does.
/// What a unit gets depends on
/// the whole set, and not on the order of its units. Keys must differ.
///
/// Names are composed in rounds. In each, all units of a name that is shared or taken get
/// one more step of `KeyTail`; a name made longer may meet another unit's, hence the next
/// round. Tails only grow and end in a hash of the key, so the rounds end.
#[must_use]
pub fn name_papers(units: &[NameRequest<'_>], taken: &[&str]) -> Vec<String> {
    let taken: Vec<String> =
        OWN.iter().chain(taken).map(|name| fold_look(name)).collect();
    let mut tails = vec![KeyTail::None; units.len()];
    loop {
        let names: Vec<String> = units
            .iter()
            .zip(&tails)
            .map(|(unit, tail)| compose_name(*unit, *tail))
            .collect();
        let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (unit, name) in names.iter().enumerate() {
            holders.entry(fold_look(name)).or_default().push(unit);
        }
        let mut is_settled = true;
        for (name, units) in holders {
            if units.len() == 1 && !taken.contains(&name) {
                continue;
            }
            for unit in units {
                // After the whole hash only a key that two units have would ask for more.
                let longer = widen_tail(tails[unit]);
                is_settled &= longer == tails[unit];
                tails[unit] = longer;
            }
        }
        if is_settled {
            return names;
        }
    }
}

fn widen_tail(tail: KeyTail) -> KeyTail {
    match tail {
        KeyTail::None => KeyTail::Key,
        KeyTail::Key => KeyTail::Marked,
        KeyTail::Marked | KeyTail::Hash => KeyTail::Hash,
    }
}

fn compose_name(unit: NameRequest<'_>, tail: KeyTail) -> String {
    let NameRequest { key, pattern } = unit;
    let pattern = clean_name_part(pattern);
    let key_part = clean_name_part(key);
    let base = match (pattern.is_empty(), key_part.is_empty()) {
        (false, _) => pattern,
        (true, false) => key_part.clone(),
        (true, true) => "ke-hoach".to_owned(),
    };
    let short_key = cut_to_bytes(&key_part, MAX_KEY_BYTES);
    let tail = match tail {
        KeyTail::None => String::new(),
        KeyTail::Key => format!("-{short_key}"),
        KeyTail::Marked => format!("-{short_key}-{}", &hash_bytes(key.as_bytes())[..8]),
        KeyTail::Hash => format!("-{}", hash_bytes(key.as_bytes())),
    };
    let name = format!("{}{tail}", cut_to_bytes(&base, MAX_BYTES - tail.len()));
    // Reserved names such as `con.1` are recognised by all that stands before the first
    // dot, so this looks at the name with its tail.
    let name = make_portable_name(&name);
    // `x.moi.pdf` is where a paper goes while `x.pdf` is open elsewhere.
    let split = name.len().checked_sub(4).and_then(|start| name.split_at_checked(start));
    match split {
        Some((stem, ending)) if ending.eq_ignore_ascii_case(".moi") => {
            format!("{stem}-moi")
        }
        _ => name,
    }
}

/// A text as a part of a name: composed, without what no system takes, without dots and
/// spaces at its ends.
fn clean_name_part(text: &str) -> String {
    let text = normalize_spaces(&clean(text));
    let text: String =
        text.chars().map(|c| if is_reserved(c) { '-' } else { c }).collect();
    text.trim_matches(['.', ' ']).to_owned()
}

/// Whether some system keeps a character for itself.
fn is_reserved(c: char) -> bool {
    "<>:\"/\\|?*".contains(c) || c.is_control()
}

/// The beginning of a text, at most so many bytes, without dots and spaces at its end.
fn cut_to_bytes(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text[..end.unwrap_or(0)].trim_end_matches(['.', ' '])
}

/// What is the same of names that some system or a reader takes for one.
fn fold_look(name: &str) -> String {
    let folded = fold_file_name(name);
    let key = to_name_key(&folded);
    if key.is_empty() { folded } else { key }
}

/// What is the same of names that some system takes for one. More are taken for one here
/// than on any system: `ß` is `ss`.
pub(super) fn fold_file_name(name: &str) -> String {
    clean(&name.to_uppercase().to_lowercase())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::{btree_set, vec};
    use proptest::prelude::{Strategy, any};
    use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest};

    use super::*;

    fn name_all(units: &[(&str, &str)]) -> Vec<String> {
        let units: Vec<_> =
            units.iter().map(|&(key, pattern)| NameRequest { key, pattern }).collect();
        name_papers(&units, &["ke-hoach-tinh"])
    }

    #[test]
    fn a_name_is_what_the_set_says() {
        assert_eq!(
            name_all(&[("1", "a-luoi-A Lưới"), ("2", "Huế")]),
            ["a-luoi-A Lưới", "Huế"]
        );
        assert_eq!(
            name_all(&[("a-luoi", " ")]),
            ["a-luoi"],
            "the key where it says nothing"
        );
    }

    #[test]
    fn units_of_one_name_get_their_keys() {
        let units =
            [("1", "Tân Tiến"), ("2", "TÂN TIẾN"), ("3", "Ta\u{302}n Tiê\u{301}n")];
        assert_eq!(name_all(&units), ["Tân Tiến-1", "TÂN TIẾN-2", "Tân Tiến-3"]);
    }

    #[test]
    fn units_whose_names_look_the_same_get_their_keys() {
        let units =
            [("1", "Hoà An"), ("2", "Hòa An"), ("3", "Hóa An"), ("4", "Cư M’gar")];
        assert_eq!(name_all(&units), ["Hoà An-1", "Hòa An-2", "Hóa An", "Cư M’gar"]);
    }

    #[test]
    fn a_name_that_arises_by_a_key_is_kept_apart_too() {
        let names = name_all(&[("1", "a"), ("2", "a"), ("3", "a-1")]);
        assert_eq!(names[1], "a-2");
        assert_eq!(names[2], "a-1-3");
        assert!(names[0].starts_with("a-1-") && names[0] != names[2], "{names:?}");
        let alike = name_all(&[("x/y", "a"), ("x:y", "a"), ("X-y", "A")]);
        assert!(
            alike.iter().all(|n| n.to_lowercase().starts_with("a-x-y-")),
            "{alike:?}"
        );
    }

    #[test]
    fn names_of_the_run_itself_are_not_given() {
        let units = [
            ("1", "bao-cao"),
            ("2", "Tong-Hop"),
            ("3", "tat-ca"),
            ("4", "ke-hoach-tinh"),
        ];
        assert_eq!(
            name_all(&units),
            ["bao-cao-1", "Tong-Hop-2", "tat-ca-3", "ke-hoach-tinh-4"]
        );
        assert_eq!(name_all(&[("tat-ca", "")]).len(), 1);
        assert_ne!(name_all(&[("tat-ca", "")]), ["tat-ca"]);
        assert_eq!(name_all(&[("1", "a.moi")]), ["a-moi"]);
    }

    #[test]
    fn every_system_takes_a_name() {
        assert_eq!(name_all(&[("1", "xã A/B: “C”?")]), ["xã A-B- “C”-"]);
        assert_eq!(name_all(&[("1", "../..")]), ["-"]);
        assert_eq!(name_all(&[("1", ".kehoach-bo")]), ["kehoach-bo"]);
        assert_eq!(
            name_all(&[("1", "con"), ("2", "Aux.1")]),
            ["ke-hoach-con", "ke-hoach-Aux.1"]
        );
        let long = "Ủy ban nhân dân xã ".repeat(30);
        let names = name_all(&[("1", &long), ("2", &long)]);
        assert!(names.iter().all(|name| name.len() <= MAX_BYTES), "{names:?}");
        assert!(names[0].ends_with("-1") && names[1].ends_with("-2"), "{names:?}");
    }

    /// Texts that come near each other in many ways.
    fn text() -> impl Strategy<Value = String> {
        let near = vec(
            prop_oneof![
                "[aAbB1]",
                "[-. /:]",
                "moi",
                "con",
                "ß|ss|SS",
                "ê|e\u{302}",
                "bao-cao",
                "Ủy ban nhân dân xã Tân Tiến ".prop_map(|s| s.repeat(8))
            ],
            0..4,
        );
        prop_oneof![4 => near.prop_map(|parts| parts.concat()), 1 => any::<String>()]
    }

    fn units() -> impl Strategy<Value = Vec<(String, String)>> {
        (btree_set(text(), 0..12), vec(text(), 12))
            .prop_map(|(keys, said)| keys.into_iter().zip(said).collect())
    }

    fn name_owned(units: &[(String, String)]) -> Vec<String> {
        let units: Vec<_> = units.iter().map(|(k, s)| (k.as_str(), s.as_str())).collect();
        name_all(&units)
    }

    proptest! {
        #[test]
        fn no_two_papers_have_one_name_and_every_system_takes_each(units in units()) {
            let names = name_owned(&units);
            let mut seen: BTreeSet<_> = OWN.iter().map(|own| (*own).to_owned()).collect();
            for name in &names {
                prop_assert!(seen.insert(fold_file_name(name)), "{name} is given twice");
                prop_assert!(!name.is_empty() && name.len() <= MAX_BYTES + 9, "{name}");
                prop_assert!(!name.chars().any(is_reserved), "{name}");
                prop_assert!(!name.ends_with(['.', ' ']) && !name.starts_with('.'));
                prop_assert!(!name.to_lowercase().ends_with(".moi"), "{name}");
                prop_assert_eq!(&make_portable_name(name), name);
                prop_assert_eq!(&clean(name), name);
            }
        }

        #[test]
        fn a_name_does_not_depend_on_the_order_of_units(units in units()) {
            let there = name_owned(&units);
            let back: Vec<_> = units.iter().rev().cloned().collect();
            let mut back = name_owned(&back);
            back.reverse();
            prop_assert_eq!(there, back);
        }
    }
}

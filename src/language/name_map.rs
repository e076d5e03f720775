//! Things by their names: looked up by the spelling of the name, else by its key.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::clean::normalize_spaces;
use super::name::to_name_key;

/// Things by their names. A name finds what is written as it is, capitals and blanks
/// apart; where nothing is, what has the same [key](to_name_key).
///
/// So a table that tells `Hoà An` from `Hòa An` by their spelling alone is read by
/// spelling, and one that has only one of them is read whichever is asked for.
#[derive(Debug, Clone)]
pub struct NameMap<T> {
    written: HashMap<String, Vec<T>>,
    /// By key; made when a name is first asked for that nothing is written as, since in
    /// most tables none ever is.
    keyed: OnceLock<HashMap<String, Vec<T>>>,
}

impl<T> Default for NameMap<T> {
    fn default() -> Self {
        Self { written: HashMap::new(), keyed: OnceLock::new() }
    }
}

impl<T: Copy + Ord> NameMap<T> {
    /// What has a name: all that is written so, or else all that has its key; nothing
    /// where nothing has.
    #[must_use]
    pub fn find(&self, name: &str) -> &[T] {
        match self.written.get(&to_written(name)) {
            Some(things) => things,
            None => self.find_alike(name),
        }
    }

    /// All that has the key of a name, however it is written.
    #[must_use]
    pub fn find_alike(&self, name: &str) -> &[T] {
        self.keyed().get(&to_lookup_key(name)).map_or(&[], Vec::as_slice)
    }

    /// The things that share a key with others, key by key, in the order of their first.
    #[must_use]
    pub fn list_repeated(&self) -> Vec<&[T]> {
        let keyed = self.keyed().values().filter(|things| things.len() > 1);
        let mut res: Vec<_> = keyed.map(Vec::as_slice).collect();
        res.sort_unstable();
        res
    }

    fn keyed(&self) -> &HashMap<String, Vec<T>> {
        self.keyed.get_or_init(|| {
            let mut res: HashMap<_, Vec<T>> = HashMap::with_capacity(self.written.len());
            self.written.iter().for_each(|(name, things)| {
                res.entry(to_lookup_key(name)).or_default().extend(things);
            });
            res.values_mut().for_each(|things| things.sort_unstable());
            res
        })
    }
}

impl<N: AsRef<str>, T> FromIterator<(N, T)> for NameMap<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(things: I) -> Self {
        let things = things.into_iter();
        let mut written: HashMap<_, Vec<T>> =
            HashMap::with_capacity(things.size_hint().0);
        for (name, thing) in things {
            written.entry(to_written(name.as_ref())).or_default().push(thing);
        }
        Self { written, keyed: OnceLock::new() }
    }
}

/// Whether two texts are one name.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    // Most names differ in a letter near their beginning, which costs nothing to see.
    let is_far =
        !super::name::list_base_letters(one).eq(super::name::list_base_letters(other));
    !is_far && to_lookup_key(one) == to_lookup_key(other)
}

/// A name as it is written: without case and with single blanks.
fn to_written(name: &str) -> String {
    normalize_spaces(name).to_lowercase()
}

/// The key of a name. A text of nothing but signs has itself as its key, so that `'` is
/// not taken for an empty cell.
fn to_lookup_key(name: &str) -> String {
    let key = to_name_key(name);
    if key.is_empty() { to_written(name) } else { key }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn names(names: &[&str]) -> NameMap<usize> {
        names.iter().zip(0..).collect()
    }

    #[test]
    fn an_exact_spelling_goes_before_one_that_is_alike() {
        let both = names(&["Hoà An", "Hòa An", "Tân An"]);
        assert_eq!(both.find("HÒA  AN"), [1]);
        assert_eq!(both.find("Hoà An"), [0]);
        assert_eq!(both.find("Hoà  An'"), [0, 1], "neither is written so");
        assert_eq!(both.find_alike("Hoà An"), [0, 1]);
        assert_eq!(both.list_repeated(), [[0, 1]]);
        let one = names(&["Hoà An", "Cư M’gar"]);
        assert_eq!((one.find("Hòa An"), one.find("Cư M'gar")), (&[0][..], &[1][..]));
        assert_eq!(one.find("Hóa An"), [0; 0]);
        assert_eq!(one.list_repeated(), [[0; 0]; 0]);
    }

    #[test]
    fn a_sign_is_not_an_empty_name() {
        assert!(!is_same_name("'", ""));
        assert!(!is_same_name("’", "'"));
        assert!(is_same_name(" ", ""));
        assert_eq!(names(&["", "'"]).find("’"), [0; 0]);
    }

    #[test]
    fn names_are_compared_as_they_are_looked_up() {
        assert!(is_same_name("Cư M’gar", "cư m'gar"));
        assert!(is_same_name("Thuỷ Xuân", "Thủy\u{A0}Xuân"));
        assert!(!is_same_name("Thủy Xuân", "Thúy Xuân"));
        assert!(!is_same_name("Thôn 1", "Thôn 2"));
    }

    proptest! {
        #[test]
        fn a_name_is_found_by_itself_and_by_all_that_is_the_same(
            known in proptest::collection::vec("[HhoòóôàaAn '’-]{0,5}|Hoà|Hòa", 1..6),
            asked in "[HhoòóôàaAn '’-]{0,5}|Hoà|Hòa",
        ) {
            let map: NameMap<usize> = known.iter().zip(0..).collect();
            for (index, name) in known.iter().enumerate() {
                prop_assert!(map.find(name).contains(&index));
                prop_assert_eq!(
                    is_same_name(name, &asked),
                    map.find_alike(&asked).contains(&index)
                );
            }
        }

        #[test]
        fn blanks_around_a_name_make_no_other(text in any::<String>()) {
            let wide = [" ", &text, "\u{A0}"].concat();
            prop_assert!(is_same_name(&text, &wide));
        }
    }
}

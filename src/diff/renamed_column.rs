//! Columns that have another id in the new version, and formulas that call them by it: such
//! a formula says what it said.

use crate::form::{ColumnId, TableSpec};

/// The columns of a table that have another id now.
#[derive(Debug, Default)]
pub(super) struct ColumnRenames {
    /// The old id of each and the new one.
    ids: Vec<[String; 2]>,
}

impl ColumnRenames {
    /// Those of two tables, by their columns that are one, each the old one and the new one.
    pub(super) fn new(
        old: &TableSpec,
        new: &TableSpec,
        columns: impl IntoIterator<Item = [ColumnId; 2]>,
    ) -> Self {
        let ids = columns.into_iter().filter_map(|[old_column, new_column]| {
            let old_id = old.columns[old_column].id.as_ref()?.value.clone();
            let new_id = new.columns[new_column].id.as_ref()?.value.clone();
            (old_id != new_id).then_some([old_id, new_id])
        });
        Self { ids: ids.collect() }
    }

    /// Whether a formula of the table itself differs, and only by ids of its columns.
    pub(super) fn is_followed_by(&self, old: &str, new: &str) -> bool {
        old != new && self.rewrite(old, true) == new
    }

    /// The same of a formula that stands elsewhere, and names the table before the column:
    /// `ngheo.tong.ho`.
    pub(super) fn is_followed_elsewhere(&self, old: &str, new: &str) -> bool {
        old != new && self.rewrite(old, false) == new
    }

    /// Whether a formula of the table names one of its columns by this old id.
    pub(super) fn has_word(formula: &str, id: &str) -> bool {
        split_words(formula).into_iter().any(|part| part.text == id && !part.quoted)
    }

    /// A formula with the new ids in place of the old ones, all at once, so that two columns
    /// may have changed ids with each other; `alone` where a column is named without its table.
    fn rewrite(&self, formula: &str, alone: bool) -> String {
        let mut res = String::with_capacity(formula.len());
        for FormulaPart { text, quoted } in split_words(formula) {
            let renamed = self.ids.iter().find(|[old, _]| old == text);
            let is_column = !quoted && (alone || res.ends_with('.'));
            match renamed.filter(|_| is_column) {
                Some([_, new]) => res.push_str(new),
                None => res.push_str(text),
            }
        }
        res
    }
}

/// A word of a formula, or what stands between two.
struct FormulaPart<'f> {
    text: &'f str,
    /// Whether it is of a text or of a name in quotation marks.
    quoted: bool,
}

/// A formula as words and signs, which together are all of it.
fn split_words(formula: &str) -> Vec<FormulaPart<'_>> {
    let mut res: Vec<FormulaPart<'_>> = Vec::new();
    let mut quote = None;
    let mut start = 0;
    let mut was_word = false;
    for (offset, c) in formula.char_indices() {
        let is_word = c.is_alphanumeric() || c == '_';
        if !(is_word && was_word) && start < offset {
            let text = formula.get(start..offset).unwrap_or_default();
            res.push(FormulaPart { text, quoted: quote.is_some() });
            start = offset;
        }
        was_word = is_word;
        quote = match (quote, c) {
            (None, '"' | '\'') => Some(c),
            (None, '“') => Some('”'),
            (None, '‘') => Some('’'),
            (Some(end), _) if end == c => None,
            (quote, _) => quote,
        };
    }
    let text = formula.get(start..).unwrap_or_default();
    res.push(FormulaPart { text, quoted: quote.is_some() });
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renames(ids: &[[&str; 2]]) -> ColumnRenames {
        let ids = ids.iter().map(|pair| pair.map(str::to_owned));
        ColumnRenames { ids: ids.collect() }
    }

    #[test]
    fn only_whole_names_of_columns_are_others() {
        let renames = renames(&[["ho", "so_ho"]]);
        assert!(renames.is_followed_by("ngheo / ho", "ngheo / so_ho"));
        assert!(renames.is_followed_by("tong(ho) - ho", "tong(so_ho) - so_ho"));
        // Another word, a text, and what is another formula besides.
        assert!(!renames.is_followed_by("ho_ngheo / 2", "so_ho_ngheo / 2"));
        assert!(!renames.is_followed_by("neu(a, \"ho\", b)", "neu(a, \"so_ho\", b)"));
        assert!(!renames.is_followed_by("ngheo / ho", "can_ngheo / so_ho"));
        assert!(!renames.is_followed_by("ngheo / ho", "ngheo / ho"));
    }

    #[test]
    fn elsewhere_a_column_stands_behind_its_table() {
        let renames = renames(&[["ho", "so_ho"]]);
        assert!(renames.is_followed_elsewhere("g.tong.ho / 2", "g.tong.so_ho / 2"));
        assert!(!renames.is_followed_elsewhere("ho / 2", "so_ho / 2"));
    }

    #[test]
    fn two_columns_may_have_changed_ids_with_each_other() {
        let renames = renames(&[["a", "b"], ["b", "a"]]);
        assert!(renames.is_followed_by("a - b", "b - a"));
    }
}

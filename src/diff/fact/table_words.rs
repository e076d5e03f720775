//! The words of a table of the form that stand around its rows: its title, its notes.
//!
//! They are told as they print, with the values that they read. What differs in such a value
//! alone follows from other edits.

use crate::document::Table;
use crate::form::{TableId, TableSpec};
use crate::prose::Plain;

use super::super::change::{Change, ChangeCause, Detail};
use super::super::pair::{Pair, Pairing};
use super::super::side::Side;
use super::super::tree::render_plain;
use super::super::words;
use super::{ChangeCollector, describe_difference};

/// The label of the title of a table.
const CAPTION: &str = "tên bảng";

/// The label of a note below a table.
const NOTE: &str = "ghi chú";

impl ChangeCollector<'_> {
    /// What differs in the title and the notes of a table; `about` is a change of it.
    pub(super) fn compare_table_words(
        &self,
        pair: Pair<TableId>,
        about: &Change,
    ) -> Vec<Change> {
        let old = TableWords::new(self.old, pair.old);
        let new = TableWords::new(self.new, pair.new);
        let mut edits = Vec::new();
        let mut following = Vec::new();
        if old.caption != new.caption {
            let [shown_old, shown_new] = [&old, &new]
                .map(|side| side.caption.as_ref().map(|text| text.shown.clone()));
            let found = describe_difference(CAPTION, shown_old, shown_new);
            let is_same = is_typed_alike(old.caption.as_ref(), new.caption.as_ref());
            if is_same { &mut following } else { &mut edits }.extend(found);
        }
        compare_notes(&old.notes, &new.notes, &mut edits, &mut following);
        let causes =
            [(edits, ChangeCause::Edit), (following, ChangeCause::Follows(Vec::new()))];
        let causes = causes.into_iter().filter(|(details, _)| !details.is_empty());
        causes
            .map(|(details, cause)| Change { cause, details, ..about.clone() })
            .collect()
    }
}

/// A text of the form: as it is typed, and as it prints.
#[derive(PartialEq, Eq)]
struct TypedText<'a> {
    typed: &'a str,
    shown: String,
}

/// The words of a table in one version.
struct TableWords<'a> {
    caption: Option<TypedText<'a>>,
    notes: Vec<TypedText<'a>>,
}

impl<'a> TableWords<'a> {
    fn new(side: &'a Side<'a>, table: TableId) -> Self {
        let spec = &side.form().tables[table];
        let printed = find_printed_table(side, spec);
        let read = |plain: &Plain, shown: Option<String>| TypedText {
            typed: side.version.written(plain.span),
            shown: shown.unwrap_or_else(|| plain.collect_words()),
        };
        let shown = printed.and_then(|table| table.caption.clone());
        let caption = spec.caption.as_ref().map(|caption| read(caption, shown));
        let notes = spec.notes.iter().enumerate().map(|(index, note)| {
            // Those of the form come first; those on rounding follow them.
            let shown = printed.and_then(|table| table.notes.get(index));
            read(note, shown.map(|note| render_plain(note)))
        });
        Self { caption, notes: notes.collect() }
    }
}

/// A table of the form as it prints where it first does.
pub(super) fn find_printed_table<'a>(
    side: &Side<'a>,
    table: &TableSpec,
) -> Option<&'a Table> {
    side.tree.table(side.node_of_table(table)?)
}

fn is_typed_alike(old: Option<&TypedText<'_>>, new: Option<&TypedText<'_>>) -> bool {
    old.zip(new).is_some_and(|(old, new)| old.typed == new.typed)
}

/// Whether two texts have more than half of their words in common.
fn has_common_words(old: &str, new: &str) -> bool {
    let old: Vec<_> = old.split_whitespace().collect();
    let new: Vec<_> = new.split_whitespace().collect();
    let shared = old.iter().filter(|word| new.contains(word)).count();
    shared * 2 > old.len().max(new.len())
}

/// Notes are one by what is typed, then by what prints, then by most of their words, then by
/// their place among the others.
fn compare_notes(
    old: &[TypedText<'_>],
    new: &[TypedText<'_>],
    edits: &mut Vec<Detail>,
    following: &mut Vec<Detail>,
) {
    let mut pairing = Pairing::new(old.len(), new.len());
    pairing.pair_by_key(|i| Some(old[i].typed), |i| Some(new[i].typed));
    pairing.pair_by_key(|i| Some(&old[i].shown), |i| Some(&new[i].shown));
    for old_index in pairing.free_old() {
        let alike = pairing.free_new().into_iter().find(|new_index| {
            has_common_words(&old[old_index].shown, &new[*new_index].shown)
        });
        if let Some(new_index) = alike {
            pairing.join(old_index, new_index);
        }
    }
    pairing.pair_in_gaps();
    let matching = pairing.matching();
    for pair in &matching.pairs {
        let (old, new) = (&old[pair.old], &new[pair.new]);
        if old.shown == new.shown {
            continue;
        }
        let words = words::compare_texts(&old.shown, &new.shown);
        let detail = Detail { label: NOTE.to_owned(), ..Detail::words(words) };
        if old.typed == new.typed { &mut *following } else { &mut *edits }.push(detail);
    }
    let removed = matching.removed.iter().map(|index| old[*index].shown.clone());
    edits.extend(removed.filter_map(|text| describe_difference(NOTE, Some(text), None)));
    let added = matching.added.iter().map(|index| new[*index].shown.clone());
    edits.extend(added.filter_map(|text| describe_difference(NOTE, None, Some(text))));
    if matching.staying().len() < matching.pairs.len() {
        edits.push(Detail::note("các ghi chú theo thứ tự khác"));
    }
}

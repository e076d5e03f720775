//! The names by which a column of a table is looked for in a sheet.

use crate::form::{ByColumn, ColumnSpec, DataFile, Header, TableSpec};
use crate::language;

use super::grid::{Name, SEPARATOR};

/// How a column of a table is looked for.
#[derive(Debug)]
pub(super) enum Wanted {
    /// By its letters in the sheet, from zero.
    Letters(usize),
    /// By names, the first that fits.
    Names(Vec<WantedName>),
}

/// A name under which a column may stand.
#[derive(Debug)]
pub(super) struct WantedName {
    /// The names from the group to the column; of most there is one.
    pub(super) parts: Vec<Name>,
    /// The groups of the form in which the column stands, where the name is its label.
    pub(super) groups: Vec<Name>,
    /// Whether no other name is looked for where this one is found: it is what the form
    /// writes for the file, or all that stands over the column.
    pub(super) is_sure: bool,
}

impl WantedName {
    fn new(text: &str) -> Self {
        Self { parts: vec![Name::new(text)], groups: Vec::new(), is_sure: false }
    }

    /// The parts of `Hộ nghèo / Số hộ`, or of `Hộ nghèo/Số hộ`; `None` where there is one
    /// only.
    fn split(text: &str) -> Option<Self> {
        let separator = if text.contains(SEPARATOR) { SEPARATOR } else { "/" };
        let parts: Vec<_> = text.split(separator).map(Name::new).collect();
        let is_path = parts.len() > 1 && parts.iter().all(|part| !part.exact.is_empty());
        is_path.then(|| Self { parts, groups: Vec::new(), is_sure: true })
    }
}

impl Wanted {
    /// How a name of the form is looked for: letters, one name, or a path of names.
    pub(super) fn named(text: &str) -> Self {
        match parse_letters(text) {
            Some(column) => Self::Letters(column),
            // A cell may itself hold `/`.
            None => Self::Names(
                std::iter::once(WantedName { is_sure: true, ..WantedName::new(text) })
                    .chain(WantedName::split(text))
                    .collect(),
            ),
        }
    }

    /// How a column of a table is looked for: `trong_tep` is the only name where there is
    /// one; else its label below the labels of its groups, its id, its label alone.
    fn column(column: &ColumnSpec, groups: &[String]) -> Self {
        if let Some(name) = &column.in_file {
            return Self::named(&name.value);
        }
        let label = column.label.collect_words();
        let groups: Vec<_> = groups.iter().map(|group| Name::new(group)).collect();
        let mut res = Vec::new();
        if !groups.is_empty() {
            let parts = groups.iter().cloned().chain([Name::new(&label)]).collect();
            res.push(WantedName { parts, groups: Vec::new(), is_sure: true });
        }
        res.extend(column.id.iter().map(|id| WantedName::new(&id.value)));
        res.push(WantedName { groups, ..WantedName::new(&label) });
        Self::Names(res)
    }

    /// The column that is called by its letters.
    pub(super) fn letters(&self) -> Option<usize> {
        match self {
            Self::Letters(column) => Some(*column),
            Self::Names(_) => None,
        }
    }

    /// Whether any of its names, or a part of one, is this.
    pub(super) fn has_part(&self, name: &Name) -> bool {
        let Self::Names(names) = self else { return false };
        let mut parts = names.iter().flat_map(|wanted| &wanted.parts);
        parts.any(|part| Likeness::ALL.iter().any(|likeness| likeness.fits(part, name)))
    }
}

/// How like a name of the form is to one of the sheet.
#[derive(Debug, Clone, Copy)]
pub(super) enum Likeness {
    /// Case and spaces apart.
    Exact,
    /// The same name in another spelling: `Hoà An` is not `Hoa An` beside `Hòa An`.
    Alike,
    /// Marks and underscores apart too, so that `Cống` is not taken for `Cộng` beside it.
    Folded,
    /// The mark of a footnote apart: `Hộ nghèo (*)`, `Hộ nghèo (1)`. A unit in brackets
    /// stays: `Hộ nghèo (%)` is not `Hộ nghèo`.
    Unmarked,
}

impl Likeness {
    /// From the surest to the least sure.
    pub(super) const ALL: [Self; 4] =
        [Self::Exact, Self::Alike, Self::Folded, Self::Unmarked];

    /// Whether a name of the form is in this way one of the sheet.
    pub(super) fn fits(self, wanted: &Name, name: &Name) -> bool {
        if wanted.exact.is_empty() || name.exact.is_empty() {
            return false;
        }
        match self {
            Self::Exact => wanted.exact == name.exact,
            Self::Alike => wanted.key == name.key,
            Self::Folded => wanted.folded == name.folded,
            Self::Unmarked => wanted.exact == strip_note_mark(&name.exact),
        }
    }

    /// Whether a name of the form is in this way several of the sheet, one after another.
    pub(super) fn fits_joined(self, wanted: &Name, names: &[&Name]) -> bool {
        let parts = names.iter().map(|name| match self {
            Self::Exact => name.exact.as_str(),
            Self::Alike => name.key.as_str(),
            Self::Folded => name.folded.as_str(),
            Self::Unmarked => strip_note_mark(&name.exact),
        });
        let wanted = match self {
            Self::Alike => &wanted.key,
            Self::Folded => &wanted.folded,
            Self::Exact | Self::Unmarked => &wanted.exact,
        };
        !wanted.is_empty() && parts.collect::<String>() == *wanted
    }
}

/// A name without the mark of a footnote at its end.
fn strip_note_mark(name: &str) -> &str {
    let is_mark = |text: &str| {
        !text.is_empty()
            && (text.bytes().all(|b| b == b'*')
                || text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()))
    };
    if let Some((before, mark)) = name.strip_suffix(')').and_then(|n| n.rsplit_once('('))
        && is_mark(mark)
    {
        return before;
    }
    name.trim_end_matches('*')
}

/// What is looked for in a sheet.
#[derive(Debug)]
pub(super) struct WantedColumns {
    /// For each column of the table.
    pub(super) columns: ByColumn<Wanted>,
    /// Whether the file must have the column: one that is not computed.
    pub(super) needed: ByColumn<bool>,
    /// The column that says whose a row is, where the table has the rows of one unit.
    pub(super) unit: Option<Wanted>,
}

impl WantedColumns {
    /// What a table looks for in its file.
    pub(super) fn new(table: &TableSpec, file: &DataFile) -> Self {
        let mut groups = ByColumn::filled(Vec::new(), table.columns.len());
        collect_groups(&table.header, &mut Vec::new(), &mut groups);
        let mut columns = ByColumn::new();
        for (id, column) in table.columns.enumerate() {
            columns.push(Wanted::column(column, &groups[id]));
        }
        Self {
            columns,
            needed: table.columns.iter().map(|c| c.formula.is_none()).collect(),
            unit: file.by_unit.as_ref().map(|label| Wanted::named(&label.value)),
        }
    }

    /// What the file must have, by whatever it is called.
    pub(super) fn required(&self) -> impl Iterator<Item = &Wanted> {
        let columns = self.columns.enumerate();
        let columns =
            columns.filter(|(id, _)| self.needed[*id]).map(|(_, wanted)| wanted);
        columns.chain(&self.unit)
    }

    /// What the file must have under a name.
    pub(super) fn named(&self) -> impl Iterator<Item = &Wanted> {
        self.required().filter(|wanted| matches!(wanted, Wanted::Names(_)))
    }

    /// The columns that the file must have, where all are called by their letters.
    pub(super) fn has_only_letters(&self) -> bool {
        self.named().next().is_none() && self.required().next().is_some()
    }

    /// Whether any column is called by its letters.
    pub(super) fn has_letters(&self) -> bool {
        self.required().any(|wanted| matches!(wanted, Wanted::Letters(_)))
    }
}

/// The labels of the groups above each column, from the top.
fn collect_groups(
    header: &[Header],
    above: &mut Vec<String>,
    groups: &mut ByColumn<Vec<String>>,
) {
    for part in header {
        match part {
            Header::Column(id) => groups[*id].clone_from(above),
            Header::Group { label, children } => {
                above.push(label.collect_words());
                collect_groups(children, above, groups);
                above.pop();
            }
        }
    }
}

/// The column that `cột C` names, from zero.
pub(super) fn parse_letters(name: &str) -> Option<usize> {
    let folded = language::fold(name);
    let letters = folded.strip_prefix("cot ")?.trim();
    if !matches!(letters.len(), 1..=2) || !letters.bytes().all(|b| b.is_ascii_lowercase())
    {
        return None;
    }
    // A number of base 26 whose digits go from 1 to 26.
    let number = letters.bytes().fold(0, |n, b| n * 26 + usize::from(b - b'a') + 1);
    Some(number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_named_by_its_letters() {
        assert_eq!(parse_letters("cột C"), Some(2));
        assert_eq!(parse_letters("Cột AB"), Some(27));
        assert_eq!(parse_letters("Cột mốc"), None);
        assert_eq!(parse_letters("Tên thôn"), None);
    }

    #[test]
    fn the_mark_of_a_footnote_is_no_part_of_a_name() {
        for name in ["hộnghèo(*)", "hộnghèo(1)", "hộnghèo*", "hộnghèo(**)"] {
            assert_eq!(strip_note_mark(name), "hộnghèo", "{name}");
        }
        for name in ["hộnghèo(%)", "năm(2025)", "diệntích(ha)", "hộnghèo()"] {
            assert_eq!(strip_note_mark(name), name, "{name}");
        }
    }
}

//! Where a sheet has a column that a table looks for, once the rows of names are known.

use super::grid::{Name, NameBlock};
use super::wanted::{Likeness, Wanted, WantedName};

/// Where a column of a table stands in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HeaderMatch {
    Found(usize),
    Several(Vec<usize>),
    Missing,
}

impl HeaderMatch {
    fn new(columns: Vec<usize>) -> Self {
        match columns[..] {
            [] => Self::Missing,
            [column] => Self::Found(column),
            _ => Self::Several(columns),
        }
    }
}

/// Where the block names a column. A name that several columns have is no match yet: the
/// next one may be one column's alone. Where id and label are the names of two columns it
/// is not known which is meant.
pub(super) fn find_column(wanted: &Wanted, block: &NameBlock<'_>) -> HeaderMatch {
    let names = match wanted {
        Wanted::Letters(column) if *column < block.paths.len() => {
            return HeaderMatch::Found(*column);
        }
        Wanted::Letters(_) => return HeaderMatch::Missing,
        Wanted::Names(names) => names,
    };
    let mut several = HeaderMatch::Missing;
    let mut found = Vec::new();
    for name in names {
        match find_name(name, block) {
            HeaderMatch::Missing => {}
            HeaderMatch::Found(column) if name.is_sure => {
                return HeaderMatch::Found(column);
            }
            HeaderMatch::Found(column) if !found.contains(&column) => found.push(column),
            HeaderMatch::Found(_) => {}
            columns @ HeaderMatch::Several(_) => several = columns,
        }
    }
    if found.is_empty() { several } else { HeaderMatch::new(found) }
}

/// Which columns have a name, in the surest way in which any has it.
fn find_name(wanted: &WantedName, block: &NameBlock<'_>) -> HeaderMatch {
    for likeness in Likeness::ALL {
        for fits in [is_whole_path, is_joined_path, is_path_to_column, has_path] {
            let columns = (0..block.paths.len()).filter(|column| {
                let path = &block.paths[*column];
                !path.is_empty()
                    && fits(wanted, likeness, path)
                    && is_in_groups(wanted, path)
            });
            let columns: Vec<_> = columns.collect();
            if !columns.is_empty() {
                return HeaderMatch::new(columns);
            }
        }
    }
    HeaderMatch::Missing
}

/// Whether the name is all that stands over a column.
fn is_whole_path(wanted: &WantedName, likeness: Likeness, path: &[&Name]) -> bool {
    wanted.parts.len() == path.len()
        && wanted.parts.iter().zip(path).all(|(part, name)| likeness.fits(part, name))
}

/// Whether the name is all that stands over a column, read in one: `Hộ nghèo` above
/// `đầu năm`.
fn is_joined_path(wanted: &WantedName, likeness: Likeness, path: &[&Name]) -> bool {
    path.len() > 1
        && wanted.parts.len() == 1
        && likeness.fits_joined(&wanted.parts[0], path)
}

/// Whether a path of names leads to a column, groups between them left out. A single name
/// leads to the column of that name and to all in the group of that name.
fn is_path_to_column(wanted: &WantedName, likeness: Likeness, path: &[&Name]) -> bool {
    let [.., last] = &wanted.parts[..] else { return false };
    let leads = path.last().is_some_and(|name| likeness.fits(last, name));
    (wanted.parts.len() == 1 || leads) && has_path(wanted, likeness, path)
}

/// Whether a path of names leads to a column or to a group that it stands in.
fn has_path(wanted: &WantedName, likeness: Likeness, path: &[&Name]) -> bool {
    let mut names = path.iter();
    wanted.parts.iter().all(|part| names.any(|name| likeness.fits(part, name)))
}

/// Whether the groups of the form do not speak against those of the sheet: `Số hộ` of
/// `Đầu năm` is not that of `Cuối năm`. A column of the sheet in no group may be either.
fn is_in_groups(wanted: &WantedName, path: &[&Name]) -> bool {
    let groups = &path[..path.len() - 1];
    if wanted.groups.is_empty() || groups.is_empty() {
        return true;
    }
    let mut named = wanted.groups.iter();
    let is_within = groups.iter().all(|group| named.any(|n| n.folded == group.folded));
    let mut filed = groups.iter();
    let has_within =
        wanted.groups.iter().all(|n| filed.any(|group| n.folded == group.folded));
    is_within || has_within
}

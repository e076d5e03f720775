//! Numbers of tables, columns and rows, each kind a type, and lists that only numbers of
//! their kind read: a row is never looked for among the columns, and no number stands for
//! "none".

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};
use std::slice;
use std::vec;

/// The place of something in its list. `K` says in which list: numbers of two kinds
/// cannot be compared, or put in each other's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<K> {
    index: usize,
    kind: PhantomData<K>,
}

/// Marks what has to do with the tables of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableTag {}

/// Marks what has to do with the columns of a table, printed or hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnTag {}

/// Marks what has to do with the rows of a table, the total apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowTag {}

/// A table of a form, by its place in [`Form::tables`](super::Form::tables).
pub type TableId = Id<TableTag>;

/// A column of a table, by its place in [`TableSpec::columns`](super::TableSpec::columns).
/// Neither a column of a sheet nor one of those that a paper prints.
pub type ColumnId = Id<ColumnTag>;

/// A row of a computed table, as read: neither a row of a sheet, nor the order in which
/// rows are printed.
pub type RowId = Id<RowTag>;

/// Something for each table of a form.
pub type ByTable<T> = IdVec<TableTag, T>;

/// Something for each column of a table.
pub type ByColumn<T> = IdVec<ColumnTag, T>;

/// Something for each row of a table.
pub type ByRow<T> = IdVec<RowTag, T>;

/// A list that is read by numbers of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdVec<K, T> {
    items: Vec<T>,
    kind: PhantomData<K>,
}

/// A column of a table of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TableColumn {
    /// The table among those of the form.
    pub table: TableId,
    /// The column within that table.
    pub column: ColumnId,
}

impl<K> Id<K> {
    /// The one at an index of its list.
    #[must_use]
    pub const fn new(index: usize) -> Self {
        Self { index, kind: PhantomData }
    }

    /// Its index in its list.
    #[must_use]
    pub const fn index(self) -> usize {
        self.index
    }
}

impl<K, T> IdVec<K, T> {
    /// A list with nothing in it.
    #[must_use]
    pub const fn new() -> Self {
        Self { items: Vec::new(), kind: PhantomData }
    }

    /// A list with room for so many.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Vec::with_capacity(capacity).into()
    }

    /// How many it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Puts one at the end, and gives its number.
    pub fn push(&mut self, item: T) -> Id<K> {
        self.items.push(item);
        Id::new(self.items.len() - 1)
    }

    /// The one with a number; `None` where the list is shorter.
    #[must_use]
    pub fn get(&self, id: Id<K>) -> Option<&T> {
        self.items.get(id.index)
    }

    /// The numbers of all. They do not hold on to the list.
    pub fn ids(
        &self,
    ) -> impl DoubleEndedIterator<Item = Id<K>> + ExactSizeIterator + use<K, T> {
        (0..self.items.len()).map(Id::new)
    }

    /// All, in order.
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.items.iter()
    }

    /// All, in order, to be changed.
    pub fn iter_mut(&mut self) -> slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// All, in order, with their numbers.
    pub fn enumerate(&self) -> impl DoubleEndedIterator<Item = (Id<K>, &T)> {
        self.items.iter().enumerate().map(|(index, item)| (Id::new(index), item))
    }

    /// Those that stand before one.
    #[must_use]
    pub fn before(&self, id: Id<K>) -> &[T] {
        &self.items[..id.index]
    }

    /// The number of the first that is as wanted.
    #[must_use]
    pub fn position(&self, is_wanted: impl FnMut(&T) -> bool) -> Option<Id<K>> {
        self.items.iter().position(is_wanted).map(Id::new)
    }
}

impl<K, T: Clone> IdVec<K, T> {
    /// The same for each of so many.
    #[must_use]
    pub fn filled(item: T, len: usize) -> Self {
        vec![item; len].into()
    }
}

impl<K, T> Default for IdVec<K, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, T> From<Vec<T>> for IdVec<K, T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, kind: PhantomData }
    }
}

impl<K, T> FromIterator<T> for IdVec<K, T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<K, T> Extend<T> for IdVec<K, T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.items.extend(items);
    }
}

impl<K, T> Index<Id<K>> for IdVec<K, T> {
    type Output = T;

    fn index(&self, id: Id<K>) -> &T {
        &self.items[id.index]
    }
}

impl<K, T> IndexMut<Id<K>> for IdVec<K, T> {
    fn index_mut(&mut self, id: Id<K>) -> &mut T {
        &mut self.items[id.index]
    }
}

impl<K, T> IntoIterator for IdVec<K, T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, K, T> IntoIterator for &'a IdVec<K, T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

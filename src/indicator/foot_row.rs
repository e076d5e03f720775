//! A row below the sum of a table, as it is computed.

use crate::form::ByColumn;
use crate::formula::Value;

/// A row below the sum of a table.
#[derive(Debug, Clone)]
pub struct FootRow {
    /// What it says.
    pub part: FootPart,
    /// What tells it from others, also in another version of the form.
    pub key: String,
    /// How it is called: as the form names it, else as the paper does.
    pub name: String,
    /// Its figures; `None` where a column has none.
    pub(super) values: ByColumn<Option<Value>>,
}

/// What a row below the sum of a table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FootPart {
    /// An amount that is added, by its index in the form.
    Added(usize),
    /// The last total: the sum with what is added, rounded where the form asks for it.
    Last,
    /// The line over the sources.
    SourcesHead,
    /// A source, by its index in the form.
    Source(usize),
    /// The last total in words.
    Words,
}

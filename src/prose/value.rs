//! Values that print themselves: a figure in a sentence always stands in the form of
//! its own type, never in that of the template engine.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use crate::quantity::{Day, Figure};

/// A dotted blank within a sentence.
pub const BLANK: &str = "…………";

/// A value of the plan.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What it is.
    pub content: Content,
    /// Which way it counts, where it is a change of an indicator.
    pub change: Option<Change>,
    /// Its unit, where it has one that the figure itself does not print.
    pub unit: Option<String>,
    /// Other things to ask it for: `ten`, `don_vi`, `giam`.
    pub fields: BTreeMap<&'static str, Value>,
}

/// Which way a change counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// What grows is above nought.
    Rise,
    /// What falls is above nought.
    Drop,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A figure.
    Figure(Figure),
    /// A day.
    Date(NaiveDate),
    /// Known to be open: it prints a blank.
    Open,
}

impl Shown {
    /// A value without a unit and without anything else to ask it for.
    #[must_use]
    pub fn new(content: Content) -> Self {
        Self { content, change: None, unit: None, fields: BTreeMap::new() }
    }

    /// Its figure, if it is one that is known.
    #[must_use]
    pub fn figure(&self) -> Option<&Figure> {
        match &self.content {
            Content::Figure(figure) => Some(figure),
            Content::Date(_) | Content::Open => None,
        }
    }
}

impl Object for Shown {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.fields.get(key.as_str()?).cloned()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Content::Figure(figure) => write!(f, "{figure}"),
            Content::Date(date) => write!(f, "{}", Day(*date)),
            Content::Open => f.write_str(BLANK),
        }
    }
}

/// A group of values with a name of its own: `chi_tieu`, `co_quan`.
#[derive(Debug, Clone, Default)]
pub struct Named(pub BTreeMap<String, Value>);

impl Object for Named {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_str()?).cloned()
    }
}

//! Values that print themselves: a figure in a sentence always stands in the form of
//! its own type, never in that of the template engine.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use crate::quantity::Quantity;

/// A dotted blank within a sentence.
pub const BLANK: &str = "…………";

/// A figure with its unit.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The figure; `None` where it is known to be open, which prints a blank.
    pub quantity: Option<Quantity>,
    /// Its unit, where it has one that the figure itself does not print.
    pub unit: Option<String>,
    /// Other things to ask it for: `ten`, `don_vi`.
    pub fields: BTreeMap<&'static str, String>,
}

impl Object for Shown {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.fields.get(key.as_str()?).map(|text| Value::from(text.clone()))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.quantity {
            Some(quantity) => write!(f, "{quantity}"),
            None => f.write_str(BLANK),
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

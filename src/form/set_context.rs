//! What a form of a set has from outside: the tables of the set, and the row of its unit.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::formula::Expression;
use crate::language;
use crate::prose;
use crate::source::{Source, Span};
use crate::yaml::YamlNode;

use super::Form;
use super::fields::get_value;
use super::id::{ByTable, TableId};
use super::key_place::KeyPlaces;
use super::kind::KINDS;
use super::page::PageSetup;
use super::reader::FormReader;
use super::set_values::{SetValues, UnitValues};
use super::spanned::Spanned;
use super::standing::{IssuedKeys, Standing};
use super::table::TableSpec;
use super::value::{self, Formula};

/// The table of the units, in the forms of a set: it is the first. In the form of a unit
/// it has the row of that unit alone.
pub const UNITS: TableId = TableId::new(0);

/// What a set gives to a form of it.
#[derive(Debug, Default)]
pub struct SetContext {
    /// Tables that are computed already; they become the first of the form.
    pub tables: ByTable<TableSpec>,
    /// What is asked of the form.
    pub inputs: SetInputs,
    /// The values of the unit, for the fields that other values are made from and that are
    /// read at once. `None` in the plan of the office.
    pub unit_values: Option<UnitValues>,
    /// The number that the set gives to the paper.
    pub number: Option<Spanned<String>>,
}

/// What a form has from its set; nothing in a form that stands by itself.
#[derive(Debug, Clone, Default)]
pub struct SetInputs {
    /// How many of the first tables are the set's and computed already.
    pub tables: usize,
    /// Key of the unit: the name of the only row of the first table.
    pub unit: Option<String>,
    /// Figures that the set wants to know of the plan.
    pub rollup_queries: Vec<Formula>,
    /// What must hold over the whole set.
    pub assertions: Vec<Formula>,
    /// Conditions on each row of the first table.
    pub conditions: Vec<Formula>,
}

impl SetContext {
    /// What the texts of the form may take.
    pub(super) fn values(&self) -> SetValues<'_> {
        self.unit_values.as_ref().map_or(SetValues::Office, SetValues::Unit)
    }
}

impl Form {
    /// A form that has nothing but tables, for what a set computes by itself.
    #[must_use]
    pub fn from_tables(
        tables: ByTable<TableSpec>,
        set_inputs: SetInputs,
        span: Span,
    ) -> Self {
        Self {
            kind: &KINDS[0],
            year: None,
            period: None,
            medium: super::Medium::Paper,
            agency: None,
            head: None,
            standing: Standing::Issued(IssuedKeys::default()),
            page: PageSetup::default(),
            bases: None,
            papers: Vec::new(),
            indicators: Vec::new(),
            tables,
            set_inputs,
            sections: Vec::new(),
            closing: None,
            notes: Vec::new(),
            appendices: Vec::new(),
            change_notes: Vec::new(),
            suppressions: Vec::new(),
            keys: KeyPlaces::default(),
            unreadable_ids: Vec::new(),
            span,
        }
    }

    /// The tables of the form itself, with their numbers.
    pub fn own_tables(&self) -> impl Iterator<Item = (TableId, &TableSpec)> {
        self.tables.enumerate().skip(self.set_inputs.tables)
    }
}

/// Who issues the paper of a form, and when.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// The agency, by its full name.
    pub agency: String,
    /// The agency directly above it; empty where the form names none.
    pub parent: String,
    /// Its year.
    pub year: i32,
    /// The values that the name of the agency is made with, as they are written.
    pub values: Vec<Arc<Expression>>,
}

/// Who issues the paper of a tree; `None` where the tree does not say so, which has
/// findings when the form is read.
#[must_use]
pub fn read_issuer(
    source: &Source,
    root: &YamlNode,
    context: &SetContext,
) -> Option<Issuer> {
    // A paper that is attached to a decision has no number of its own.
    if get_value(root, "kem_theo").is_some() {
        return None;
    }
    let mut reader = FormReader::with(source, context.values());
    let node = get_value(root, "co_quan")?;
    let agency = super::head::read_agency(&mut reader, node)?;
    let year = value::read_year(&mut reader, get_value(root, "nam")?)?.value;
    let name = get_value(node, "ten").and_then(YamlNode::scalar)?;
    let values = prose::find_expressions(&name.text);
    // What could not be read is a fault of the form, which has no paper then.
    let mut pieces = agency.name.lines.iter().flatten();
    if pieces.any(prose::ProsePiece::is_value) {
        return None;
    }
    let parent = agency.parent.map(|parent| reader.substitute(parent));
    let parent = parent.map_or(String::new(), |parent| parent.collect_words());
    Some(Issuer {
        agency: language::normalize_spaces(&agency.name.collect_words()),
        parent: language::normalize_spaces(&parent),
        year,
        values,
    })
}

/// A formula of a tree that no form is read from as yet: what stands under `khi`.
#[must_use]
pub fn read_condition(
    source: &Source,
    node: &YamlNode,
) -> (Option<Formula>, Vec<Diagnostic>) {
    let mut reader = FormReader::new(source);
    let formula = value::read_formula(&mut reader, node);
    (formula, reader.diagnostics)
}

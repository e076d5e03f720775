//! The money of the tasks: by task, by source, in all.

use std::collections::BTreeMap;
use std::fmt;

use crate::form::{Agency, Budget, Form, SourceKind, SourceName, Task};
use crate::formula::Value;
use crate::language;
use crate::quantity::{Money, Number, Pending};

use super::amount::{self, AmountValues, BudgetAmounts};
use super::names::BudgetPick;

/// The money of the tasks. An amount that is pending leaves every sum pending that it
/// would be part of.
#[derive(Debug, Clone, Default)]
pub struct Budgets {
    /// Over all tasks with an amount.
    total: Option<Pending<Money>>,
    /// By the id of the task.
    tasks: BTreeMap<String, Pending<Money>>,
    /// By the key of [`Budgets::source`].
    sources: BTreeMap<String, Pending<Money>>,
    /// The usual sources by their names in this form, normalized.
    names: BTreeMap<String, SourceKind>,
}

impl Budgets {
    /// The money of the tasks of a form; `values` has what formulas of amounts come to.
    pub(super) fn from_form(form: &Form, values: &AmountValues) -> Self {
        let names = collect_usual_names(form.agency.as_ref());
        let mut res = Self { names, ..Self::default() };
        // What stands in a file that could not be read is not known.
        res.total = form.has_unread_tasks().then_some(Pending::Unknown);
        for task in form.tasks() {
            let Some(budget) = &task.budget else { continue };
            res.add(task, budget, &amount::resolve_budget(budget, values));
        }
        res
    }

    /// Adds the money of a task to every sum that it belongs to.
    fn add(&mut self, task: &Task, budget: &Budget, amounts: &BudgetAmounts) {
        let Some(amount) = amounts.amount else { return };
        self.total = Some(add_amount(self.total, amount));
        if let Some(id) = &task.id {
            let old = self.tasks.get(&id.value).copied();
            self.tasks.insert(id.value.clone(), add_amount(old, amount));
        }
        // Parts by source are not held against the amount here; a rule does that.
        for (source, amount) in budget.sources.iter().zip(&amounts.sources) {
            let name = match &source.name {
                SourceName::Custom(name) => self.source(&name.collect_words()),
                SourceName::Usual(kind) => self.source(kind.value.key()),
            };
            let old = self.sources.get(&name).copied();
            self.sources.insert(name, add_amount(old, *amount));
        }
    }

    /// A sum; `None` where no task gives an amount to it.
    #[must_use]
    pub fn value(&self, pick: &BudgetPick) -> Option<Value> {
        let sum = match pick {
            BudgetPick::Total => self.total,
            BudgetPick::Task(id) => self.tasks.get(id).copied(),
            BudgetPick::Source(name) => self.sources.get(&self.source(name)).copied(),
        };
        sum.map(to_value)
    }

    /// The key of a source among the sums: of a usual one its key in the form, whatever it
    /// is called.
    pub(super) fn source(&self, name: &str) -> String {
        let name = normalize_source(name);
        let usual = self.names.get(&name).map(|kind| normalize_source(kind.key()));
        usual.unwrap_or(name)
    }

    /// Ids of the tasks that have an amount.
    pub fn tasks(&self) -> impl Iterator<Item = &str> {
        self.tasks.keys().map(String::as_str)
    }
}

/// A sum, if there is one as yet, with an amount more.
fn add_amount(sum: Option<Pending<Money>>, amount: Pending<Money>) -> Pending<Money> {
    sum.map_or(amount, |sum| sum.zip(amount).map(|(sum, amount)| sum + amount))
}

/// An amount as formulas read it.
pub(super) fn to_value(sum: Pending<Money>) -> Value {
    match sum {
        Pending::Known(money) => Value::Number(Number::from(money.dong())),
        Pending::Unknown => Value::Pending,
    }
}

/// The usual sources by all their names, normalized: with and without the agency.
fn collect_usual_names(agency: Option<&Agency>) -> BTreeMap<String, SourceKind> {
    let mut res = BTreeMap::new();
    for (kind, _) in SourceKind::ALL {
        for agency in [None, agency] {
            res.insert(normalize_source(kind.name(agency)), kind);
        }
    }
    res
}

/// A name as sources are compared: as names are, and without marks.
fn normalize_source(name: &str) -> String {
    language::fold(&language::to_name_key(&name.replace('_', " ")))
}

impl fmt::Display for BudgetPick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Total => f.write_str("kinh_phi.tong"),
            Self::Task(id) => f.write_str(id),
            Self::Source(name) => f.write_str(name),
        }
    }
}

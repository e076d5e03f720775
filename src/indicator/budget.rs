//! The money of the tasks: by task, by source, in all.

use std::collections::BTreeMap;
use std::fmt;

use crate::form::{Agency, Budget, Form, Open, SourceKind, SourceName, Task};
use crate::formula::Value;
use crate::language;
use crate::quantity::{Money, Number};

use super::name::BudgetPick;

/// The money of the tasks. An amount that is known to be open leaves every sum open that
/// it would be part of.
#[derive(Debug, Clone, Default)]
pub struct Budgets {
    total: Option<Sum>,
    tasks: BTreeMap<String, Sum>,
    sources: BTreeMap<String, Sum>,
    /// The usual sources by what they are called here.
    names: BTreeMap<String, SourceKind>,
}

/// A sum of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sum {
    Known(Money),
    Open,
}

impl Sum {
    fn of(amount: Open<Money>) -> Self {
        match amount {
            Open::Known(money) => Self::Known(money),
            Open::Unknown => Self::Open,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Known(a), Self::Known(b)) => Self::Known(a + b),
            _ => Self::Open,
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Known(money) => Value::Number(Number::from(money.dong())),
            Self::Open => Value::Open,
        }
    }
}

impl Budgets {
    /// The money of the tasks of a form.
    #[must_use]
    pub fn of(form: &Form) -> Self {
        let names = usual_names(form.agency.as_ref());
        let mut res = Self { names, ..Self::default() };
        for task in form.tasks() {
            let Some(budget) = &task.budget else { continue };
            res.add(task, budget);
        }
        res
    }

    fn add(&mut self, task: &Task, budget: &Budget) {
        let Some(amount) = &budget.amount else { return };
        let sum = Sum::of(match amount {
            Open::Known(at) => Open::Known(at.value),
            Open::Unknown => Open::Unknown,
        });
        let join = |old: Option<Sum>| old.map_or(sum, |old| old.and(sum));
        self.total = Some(join(self.total));
        if let Some(id) = &task.id {
            let old = self.tasks.get(&id.value).copied();
            self.tasks.insert(id.value.clone(), join(old));
        }
        for source in &budget.sources {
            let name = match &source.name {
                SourceName::Given(name) => self.source(&name.words()),
                SourceName::Usual(kind) => self.source(kind.value.key()),
            };
            let amount = Sum::of(source.amount.clone());
            let old = self.sources.get(&name).copied();
            self.sources.insert(name, old.map_or(amount, |old| old.and(amount)));
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
        sum.map(Sum::value)
    }

    /// What a source is held by: a usual one by its key, however it is called.
    pub(super) fn source(&self, name: &str) -> String {
        let name = source_key(name);
        let usual = self.names.get(&name).map(|kind| source_key(kind.key()));
        usual.unwrap_or(name)
    }

    /// Ids of the tasks that have an amount.
    pub fn tasks(&self) -> impl Iterator<Item = &str> {
        self.tasks.keys().map(String::as_str)
    }
}

/// The usual sources by their names, as they are held.
fn usual_names(issuer: Option<&Agency>) -> BTreeMap<String, SourceKind> {
    let called = |(kind, _): (SourceKind, _)| {
        [None, issuer].map(|issuer| (source_key(kind.name(issuer)), kind))
    };
    SourceKind::ALL.into_iter().flat_map(called).collect()
}

/// Sources are the same without case and marks.
fn source_key(name: &str) -> String {
    language::fold(name).replace('_', " ")
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

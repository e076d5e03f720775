//! The tables that a set gives to a form of it, already computed. They are the first tables of
//! that form; which is which is known here alone.

use crate::form::{self, ByTable, TableId, UNITS};
use crate::indicator::{ComputedTable, Figures};

/// The table of the figures read out of the units' plans, in the office's own form.
const ROLLUP: TableId = TableId::new(1);

/// Tables of a set, each as it is written and as it is computed.
pub(super) struct ReadyTables {
    /// As the form has them, by table.
    pub(super) written: ByTable<form::TableSpec>,
    /// The same tables with their figures, in the same order.
    pub(super) computed: Vec<ComputedTable>,
}

impl ReadyTables {
    /// The table of units alone.
    pub(super) fn with_units(written: form::TableSpec, computed: ComputedTable) -> Self {
        Self { written: vec![written].into(), computed: vec![computed] }
    }

    /// With the figures read out of the units' plans after it.
    pub(super) fn with_rollup(
        mut self,
        written: form::TableSpec,
        computed: ComputedTable,
    ) -> Self {
        self.written.push(written);
        self.computed.push(computed);
        self
    }
}

/// The table of units, in the figures of a set or of a form of it.
pub(super) fn select_units_table(figures: &Figures) -> &ComputedTable {
    figures.table(UNITS)
}

/// The figures read out of the units' plans, in those of the roll-up.
pub(super) fn select_rollup_table(figures: &Figures) -> &ComputedTable {
    figures.table(ROLLUP)
}

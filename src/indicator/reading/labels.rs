//! The names of columns in the header of a table of the form, with those of their groups.

use crate::form::{ByColumn, Header, TableSpec};
use crate::language;
use crate::prose::Plain;

/// The names of each column, from the outermost group down to its own.
pub(in crate::indicator) fn collect_labels(table: &TableSpec) -> ByColumn<Vec<String>> {
    let mut labels = ByColumn::filled(Vec::new(), table.columns.len());
    for header in &table.header {
        add_labels(header, &[], table, &mut labels);
    }
    labels
}

fn add_labels(
    header: &Header,
    above: &[String],
    table: &TableSpec,
    labels: &mut ByColumn<Vec<String>>,
) {
    match header {
        Header::Column(column) => {
            labels[*column] = append_label(above, &table.columns[*column].label);
        }
        Header::Group { label, children } => {
            let above = append_label(above, label);
            children.iter().for_each(|child| add_labels(child, &above, table, labels));
        }
    }
}

/// The names above a header cell, and its own.
fn append_label(above: &[String], label: &Plain) -> Vec<String> {
    let mut labels = above.to_vec();
    labels.push(language::normalize_spaces(&label.collect_words()));
    labels
}

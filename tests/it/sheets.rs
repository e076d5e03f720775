//! Workbooks as offices have them: what is read of them, and that a clerk can see it.

use std::path::Path;
use std::sync::Arc;

use kehoach::diagnostic::{Severity, format_readings};
use kehoach::form::TableId;
use kehoach::indicator::{self, Computed, RowPlace};
use kehoach::quantity::Number;
use kehoach::sheet::{self, SheetChoice};
use kehoach::source::Source;
use kehoach::{form, formula};

use super::driver::{Folder, form_with};
use super::shapes::{Shape, make_shapes};

/// A shape as it was read.
struct ReadShape {
    computed: Computed,
    /// What is said of the reading.
    account: String,
    /// The codes of all errors, each once.
    errors: Vec<&'static str>,
}

fn read_shape(shape: &Shape) -> ReadShape {
    let source = Source::new(Path::new("ke-hoach.yaml"), &shape.form);
    let (form, found) = form::read(&source);
    assert!(found.is_empty(), "{}: {found:?}", shape.name);
    let form = form.unwrap();
    let choice = SheetChoice { sheet: shape.sheet, header: None };
    let sheet = sheet::read(Path::new(shape.file), shape.bytes.clone(), choice).unwrap();
    let computed =
        indicator::compute_figures(&form, &vec![Some(Arc::new(sheet))].into(), &[]);
    let in_files = computed.files.iter().map(|found| &found.finding);
    let mut errors: Vec<_> = computed
        .form
        .iter()
        .chain(in_files)
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.code.id)
        .collect();
    errors.dedup();
    let account = format_readings(&computed.figures.file_readings(&form));
    ReadShape { computed, account, errors }
}

/// What a shape is read as; `None` where all is right.
fn find_wrong(shape: &Shape, read: &ReadShape) -> Option<String> {
    let table = read.computed.figures.table(TableId::new(0));
    if table.len() != shape.taken {
        return Some(format!("{} rows for {}", table.len(), shape.taken));
    }
    for (id, sum) in &shape.sums {
        let column = table.column(id).unwrap();
        let total = table.computed(RowPlace::Total, column);
        let wanted = formula::Value::Number(Number::from(*sum));
        if total != Some(&wanted) {
            return Some(format!("{id}: {total:?} for {sum}"));
        }
    }
    None
}

#[test]
fn each_shape_is_read_right_or_asked_about() {
    let mut wrong = String::new();
    for count in [12, 1_000] {
        for shape in make_shapes(count).unwrap() {
            let read = read_shape(&shape);
            println!("{} ({count}): {:?}\n{}", shape.name, read.errors, read.account);
            if let (Some(fault), true) = (find_wrong(&shape, &read), read.errors.is_empty()) {
                wrong += &format!("{} ({count}): {fault}\n{}", shape.name, read.account);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

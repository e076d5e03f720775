//! How the time of each shape of workbook grows with its rows: from a file in memory to
//! all its figures and the account of the reading.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use kehoach::source::Source;
use kehoach::{form, indicator, sheet};

use super::shapes::{Shape, make_shapes};
use super::{GROWTH, Result, print_ratio, print_times};

/// Rows of the tables.
const ROWS: [usize; 3] = [1_000, 10_000, 100_000];

/// Runs of the smallest to one of the largest.
const SMALL_RUNS: [usize; 3] = [9, 3, 1];

/// Measures every shape at every size; each is ten times the one before.
pub(super) fn measure_shapes(runs: usize) -> Result<()> {
    let mut names = Vec::new();
    let mut medians: Vec<Vec<f64>> = Vec::new();
    for (rows, times) in ROWS.into_iter().zip(SMALL_RUNS) {
        let shapes = make_shapes(rows)?;
        names = shapes.iter().map(|shape| shape.name).collect();
        println!("\nshapes of {rows} rows");
        let mut of_size = Vec::new();
        for shape in &shapes {
            of_size.push(measure_shape(shape, runs.div_ceil(9) * times)?);
        }
        medians.push(of_size);
    }
    println!();
    for (index, name) in names.iter().enumerate() {
        let letter = name.split(',').next().unwrap_or_default();
        for (sizes, rows) in medians.windows(2).zip(ROWS.windows(2)) {
            let what = format!("shape {letter}: growth from {} to {}", rows[0], rows[1]);
            print_ratio(&what, sizes[1][index] / sizes[0][index], GROWTH);
        }
    }
    Ok(())
}

/// The median of some runs on one file.
fn measure_shape(shape: &Shape, runs: usize) -> Result<f64> {
    let source = Source::new(Path::new("ke-hoach.yaml"), &shape.form);
    let mut times = Vec::with_capacity(runs);
    let mut wrong = None;
    for _ in 0..runs {
        let bytes = shape.bytes.clone();
        let start = Instant::now();
        let (form, _) = form::read(&source);
        let form = form.ok_or("the form is no form")?;
        let choice = sheet::SheetChoice { sheet: shape.sheet, header: None };
        let sheet = sheet::read(Path::new(shape.file), bytes, choice);
        let sheet = sheet.map_err(|error| format!("{error:?}"))?;
        let computed =
            indicator::compute_figures(&form, &vec![Some(Arc::new(sheet))].into(), &[]);
        black_box(computed.figures.file_readings(&form));
        times.push(start.elapsed());
        wrong = shape.find_wrong(&computed.figures);
    }
    if let Some(wrong) = wrong {
        println!("  {}: {wrong}", shape.name);
    }
    let letter = shape.name.split(',').next().unwrap_or_default();
    Ok(print_times(letter, &mut times))
}

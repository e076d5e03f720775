//! How long a table takes from a file in memory to all its figures, computed and
//! checked, beside `calamine` alone reading the same workbook into its range; and how
//! that grows from 10,000 rows to 100,000. How the time of indicators grows that stand on
//! each other. And how that of each shape of real workbooks grows with its rows.
//!
//! `cargo bench --bench table` runs it. `RUNS` sets how many times the smaller table is
//! made; the larger one is made a third as often.

#![expect(clippy::disallowed_methods, reason = "a bench reads its settings")]
#![expect(clippy::print_stdout, reason = "a bench prints what it has measured")]

#[path = "../../tests/shared/base.rs"]
mod base;
mod data;
mod growth;
#[path = "../../tests/shared/shapes.rs"]
mod shapes;

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calamine::{Data, Range, Reader as _, Xlsx};
use kehoach::form::TableId;
use kehoach::source::Source;
use kehoach::{form, indicator, sheet};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Rows of the smaller table and of the larger one.
const ROWS: [usize; 2] = [10_000, 100_000];

/// Runs of the smaller table to one of the larger.
const SMALL_RUNS: usize = 3;

/// At most so many times what `calamine` alone takes.
const RATIO: f64 = 3.0;

/// At most so many times longer for ten times the rows: linear, and a little for memory
/// that no cache holds any more.
const GROWTH: f64 = 11.0;

/// Indicators of the shorter chain and of the longer one.
const CHAINED: [usize; 2] = [800, 8_000];

/// What is measured on a table of one size.
struct Case {
    name: &'static str,
    form: Source,
    file: &'static str,
    bytes: Vec<u8>,
    times: Vec<Duration>,
}

/// Everything that is measured on tables of one size.
struct Size {
    rows: usize,
    workbook: Vec<u8>,
    alone: Vec<Duration>,
    cases: [Case; 4],
}

/// Medians in milliseconds: `calamine` alone first, then the cases.
type Medians = Vec<(&'static str, f64)>;

fn main() -> Result<()> {
    let runs: usize = env::var("RUNS").ok().and_then(|n| n.parse().ok()).unwrap_or(21);
    let [mut small, mut large] = [make_size(ROWS[0])?, make_size(ROWS[1])?];
    // By turns, so that a busy machine slows all of them alike.
    for _ in 0..runs.div_ceil(SMALL_RUNS) {
        for _ in 0..SMALL_RUNS {
            measure_size(&mut small)?;
        }
        measure_size(&mut large)?;
    }
    let (small, large) = (print_medians(&mut small), print_medians(&mut large));
    println!();
    let alone = small[0].1;
    for (name, ms) in &small[1..] {
        if name.starts_with("xlsx") {
            let what = format!("{name}: times calamine alone, {} rows", ROWS[0]);
            print_ratio(&what, ms / alone, RATIO);
        }
    }
    let yardstick = large[0].1 / alone;
    println!("calamine alone grows {yardstick:.2} times: how even the machine was");
    for ((name, small), (_, large)) in small.iter().zip(&large).skip(1) {
        let what = format!("{name}: growth from {} to {} rows", ROWS[0], ROWS[1]);
        print_ratio(&what, large / small, GROWTH);
    }
    let [short, long] =
        [measure_chain(CHAINED[0], runs)?, measure_chain(CHAINED[1], runs)?];
    let what = format!("chain: growth from {} to {} indicators", CHAINED[0], CHAINED[1]);
    print_ratio(&what, long / short, GROWTH);
    growth::measure_shapes(runs)
}

/// Prints a ratio beside its aim.
fn print_ratio(what: &str, ratio: f64, most: f64) {
    let verdict = if ratio <= most { "" } else { "  MISSED" };
    println!("{what:<52} {ratio:>6.2} (at most {most}){verdict}");
}

/// The tables of `rows` rows.
fn make_size(rows: usize) -> Result<Size> {
    let (workbook, csv) = (data::write_workbook(rows)?, data::write_csv(rows));
    let cases = [
        make_case("xlsx", "thon.xlsx", &workbook, false),
        make_case("xlsx, groups", "thon.xlsx", &workbook, true),
        make_case("csv", "thon.csv", &csv, false),
        make_case("csv, groups", "thon.csv", &csv, true),
    ];
    Ok(Size { rows, workbook, alone: Vec::new(), cases })
}

/// One run of each, in turn.
fn measure_size(size: &mut Size) -> Result<()> {
    size.alone.push(measure_calamine(&size.workbook, size.rows)?);
    for case in &mut size.cases {
        let time = measure_case(case, size.rows)?;
        case.times.push(time);
    }
    Ok(())
}

fn print_medians(size: &mut Size) -> Medians {
    println!("{} rows, {} runs of each", size.rows, size.alone.len());
    let mut medians = vec![("calamine", print_times("calamine", &mut size.alone))];
    for case in &mut size.cases {
        medians.push((case.name, print_times(case.name, &mut case.times)));
    }
    medians
}

fn make_case(
    name: &'static str,
    file: &'static str,
    bytes: &[u8],
    grouped: bool,
) -> Case {
    let form = Source::new(Path::new("ke-hoach.yaml"), &data::write_form(file, grouped));
    Case { name, form, file, bytes: bytes.to_vec(), times: Vec::new() }
}

/// The workbook into the range of its sheet, and nothing more.
fn measure_calamine(bytes: &[u8], rows: usize) -> Result<Duration> {
    let bytes = bytes.to_vec();
    let start = Instant::now();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let range: Range<Data> = workbook.worksheet_range(data::SHEET)?;
    let time = start.elapsed();
    assert_eq!(black_box(range).height(), rows + 1);
    Ok(time)
}

/// The form, its file, every column, total and check.
fn measure_case(case: &Case, rows: usize) -> Result<Duration> {
    let bytes = case.bytes.clone();
    let start = Instant::now();
    let (form, _) = form::read(&case.form);
    let form = form.ok_or("the form is no form")?;
    let sheet = sheet::read(Path::new(case.file), bytes, sheet::SheetChoice::default());
    let sheet = sheet.map_err(|error| format!("{error:?}"))?;
    let computed =
        indicator::compute_figures(&form, &vec![Some(Arc::new(sheet))].into(), &[]);
    let time = start.elapsed();
    assert!(computed.form.is_empty() && computed.files.is_empty(), "{:?}", computed.form);
    let figures = black_box(computed.figures);
    assert_eq!(
        (figures.table(TableId::new(0)).len(), figures.failures().len()),
        (rows, 0)
    );
    Ok(time)
}

/// The median of a form of so many indicators, each the one before and one.
fn measure_chain(indicators: usize, runs: usize) -> Result<f64> {
    let form = Source::new(Path::new("ke-hoach.yaml"), &data::write_chain(indicators));
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let start = Instant::now();
        let (form, _) = form::read(&form);
        let form = form.ok_or("the form is no form")?;
        let computed = indicator::compute_figures(&form, &Vec::new().into(), &[]);
        times.push(start.elapsed());
        assert!(computed.form.is_empty(), "{:?}", computed.form);
        black_box(computed.figures);
    }
    Ok(print_times(&format!("chain {indicators}"), &mut times))
}

/// Prints least, median and most; gives the median in milliseconds.
fn print_times(name: &str, times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    let ms = |index: usize| times[index].as_secs_f64() * 1000.0;
    let (min, median, max) = (ms(0), ms(times.len() / 2), ms(times.len() - 1));
    println!(
        "  {name:<13} min {min:>8.1} ms   median {median:>8.1} ms   max {max:>8.1} ms"
    );
    median
}

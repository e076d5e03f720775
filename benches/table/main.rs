//! How long a table takes from a file in memory to all its figures, computed and
//! checked, beside `calamine` alone reading the same workbook into its range; and how
//! that grows from 10,000 rows to 100,000.
//!
//! `cargo bench --bench table` runs it. `RUNS` sets how many times the smaller table is
//! made; the larger one is made a third as often.

#![expect(clippy::disallowed_methods, reason = "a bench reads its settings")]
#![expect(clippy::print_stdout, reason = "a bench prints what it has measured")]

#[path = "../../tests/shared/base.rs"]
mod base;
mod data;

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calamine::{Data, Range, Reader as _, Xlsx};
use kehoach::source::Source;
use kehoach::{form, indicator, sheet};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Rows of the smaller table and of the larger one.
const ROWS: [usize; 2] = [10_000, 100_000];

/// At most so many times what `calamine` alone takes.
const RATIO: f64 = 3.0;

/// At most so many times longer for ten times the rows: linear, and a little for memory
/// that no cache holds any more.
const GROWTH: f64 = 11.0;

/// What is measured on a table of one size.
struct Case {
    name: &'static str,
    form: Source,
    file: &'static str,
    bytes: Vec<u8>,
    times: Vec<Duration>,
}

/// Medians in milliseconds, in the order of the cases; that of `calamine` first.
type Medians = Vec<(&'static str, f64)>;

fn main() -> Result<()> {
    let runs: usize = env::var("RUNS").ok().and_then(|n| n.parse().ok()).unwrap_or(21);
    let small = measure(ROWS[0], runs.max(1))?;
    let large = measure(ROWS[1], runs.div_ceil(3))?;
    println!();
    let alone = small[0].1;
    for (name, ms) in &small[1..] {
        if name.starts_with("xlsx") {
            tell(
                &format!("{name}: times calamine alone, {} rows", ROWS[0]),
                ms / alone,
                RATIO,
            );
        }
    }
    for ((name, small), (_, large)) in small.iter().zip(&large).skip(1) {
        tell(
            &format!("{name}: growth from {} to {} rows", ROWS[0], ROWS[1]),
            large / small,
            GROWTH,
        );
    }
    Ok(())
}

/// Prints a ratio beside its aim.
fn tell(what: &str, ratio: f64, most: f64) {
    let verdict = if ratio <= most { "" } else { "  MISSED" };
    println!("{what:<52} {ratio:>6.2} (at most {most}){verdict}");
}

/// Measures everything on tables of `rows` rows, alternating.
fn measure(rows: usize, runs: usize) -> Result<Medians> {
    let (xlsx, csv) = (data::workbook(rows)?, data::csv(rows));
    println!(
        "{rows} rows, {runs} runs of each, alternating; xlsx {} kB, csv {} kB",
        xlsx.len() / 1024,
        csv.len() / 1024
    );
    let mut alone = Vec::new();
    let mut cases = [
        case("xlsx", "thon.xlsx", &xlsx, false),
        case("xlsx, groups", "thon.xlsx", &xlsx, true),
        case("csv", "thon.csv", &csv, false),
        case("csv, groups", "thon.csv", &csv, true),
    ];
    for _ in 0..runs {
        alone.push(calamine_alone(&xlsx, rows)?);
        for case in &mut cases {
            let time = whole(case, rows)?;
            case.times.push(time);
        }
    }
    let mut medians = vec![("calamine", print_times("calamine", &mut alone))];
    for case in &mut cases {
        medians.push((case.name, print_times(case.name, &mut case.times)));
    }
    Ok(medians)
}

fn case(name: &'static str, file: &'static str, bytes: &[u8], grouped: bool) -> Case {
    let form = Source::new(Path::new("ke-hoach.yaml"), &data::form(file, grouped));
    Case { name, form, file, bytes: bytes.to_vec(), times: Vec::new() }
}

/// The workbook into the range of its sheet, and nothing more.
fn calamine_alone(bytes: &[u8], rows: usize) -> Result<Duration> {
    let bytes = bytes.to_vec();
    let start = Instant::now();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let range: Range<Data> = workbook.worksheet_range(data::SHEET)?;
    let time = start.elapsed();
    assert_eq!(black_box(range).height(), rows + 1);
    Ok(time)
}

/// The form, its file, every column, total and check.
fn whole(case: &Case, rows: usize) -> Result<Duration> {
    let bytes = case.bytes.clone();
    let start = Instant::now();
    let (form, _) = form::read(&case.form);
    let form = form.ok_or("the form is no form")?;
    let sheet = sheet::read(Path::new(case.file), bytes, sheet::Choice::default());
    let sheet = sheet.map_err(|error| format!("{error:?}"))?;
    let computed = indicator::compute(&form, &[Some(Arc::new(sheet))]);
    let time = start.elapsed();
    assert!(computed.form.is_empty() && computed.files.is_empty(), "{:?}", computed.form);
    let figures = black_box(computed.figures);
    assert_eq!((figures.table(0).len(), figures.failures().len()), (rows, 0));
    Ok(time)
}

/// Prints least, median and most; gives the median in milliseconds.
fn print_times(name: &str, times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    let ms = |at: usize| times[at].as_secs_f64() * 1000.0;
    let (min, median, max) = (ms(0), ms(times.len() / 2), ms(times.len() - 1));
    println!(
        "  {name:<13} min {min:>8.1} ms   median {median:>8.1} ms   max {max:>8.1} ms"
    );
    median
}

//! Writes a set of plans for the 3,321 communes of the country, or fewer, to try `batch`
//! with: `cargo run --release --example bo-xa -- out/bo-xa [COUNT] [--xlsx|--odd|--slips]`.
//!
//! Names and figures are made up, in the shape of the register; the same count gives the
//! same files. With `--xlsx` both sheets stand in one workbook, with `--odd` in one with
//! all that real workbooks have, with `--slips` some of its rows are wrong besides.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool of ours: it reads its arguments and writes plain files"
)]

#[path = "../tests/shared/communes.rs"]
mod communes_set;
#[path = "../tests/shared/communes/odd_book.rs"]
mod odd_book;

use std::error::Error;
use std::fs;
use std::path::Path;

use communes_set::{Cell, Communes, REGISTER, SET, Sheet, files};
use odd_book::{Slip, odd_files};
use rust_xlsxwriter::{Workbook, Worksheet};

/// The workbook of `--xlsx`.
const BOOK: &str = "so-lieu.xlsx";

const USAGE: &str = "bo-xa FOLDER [COUNT] [--xlsx|--odd|--slips]";

fn main() -> Result<(), Box<dyn Error>> {
    let (options, plain): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let (Some(folder), true) = (plain.first(), options.len() <= 1 && plain.len() <= 2)
    else {
        return Err(USAGE.into());
    };
    let count = plain.get(1).map_or(Ok(REGISTER), |n| n.parse())?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let written = match options.first().map(String::as_str) {
        None => to_bytes(files(count)),
        Some("--xlsx") => to_bytes(write_with_workbook(folder, count)?),
        Some("--odd") => odd_files(count, &[])?,
        Some("--slips") => odd_files(count, &Slip::ALL)?,
        Some(_) => return Err(USAGE.into()),
    };
    for (name, bytes) in written {
        fs::write(folder.join(name), bytes)?;
    }
    println!("{}", folder.join(SET).display());
    Ok(())
}

fn to_bytes(files: Vec<(&'static str, String)>) -> Vec<(&'static str, Vec<u8>)> {
    files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
}

/// Writes the workbook, and gives the forms that read it.
fn write_with_workbook(
    folder: &Path,
    count: usize,
) -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
    let communes = Communes::new(count);
    let mut book = Workbook::new();
    write_sheet(book.add_worksheet().set_name("Đơn vị")?, &communes.units)?;
    write_sheet(book.add_worksheet().set_name("Thôn")?, &communes.villages)?;
    book.save(folder.join(BOOK))?;
    let units = format!("{{ tep: {BOOK}, trang: Đơn vị }}");
    let villages = format!("{{ tep: {BOOK}, trang: Thôn, theo_don_vi: ma_xa }}");
    Ok(communes.forms(&units, &villages))
}

fn write_sheet(to: &mut Worksheet, from: &Sheet) -> Result<(), Box<dyn Error>> {
    for (column, name) in (0..).zip(from.header) {
        to.write(0, column, *name)?;
    }
    for (row, cells) in (1..).zip(&from.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => to.write(row, column, text)?,
                Cell::Count(count) => to.write(row, column, *count)?,
            };
        }
    }
    Ok(())
}

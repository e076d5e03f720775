//! Writes a set of plans for the 3,321 communes of the country, or fewer, to try `batch`
//! with: `cargo run --release --example bo-xa -- out/bo-xa [COUNT] [--xlsx]`.
//!
//! Names and figures are made up, in the shape of the register; the same count gives the
//! same files. With `--xlsx` both sheets stand in one workbook.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool of ours: it reads its arguments and writes plain files"
)]

#[path = "../tests/shared/communes.rs"]
mod communes;

use std::error::Error;
use std::fs;
use std::path::Path;

use communes::{Cell, Communes, REGISTER, SET, Sheet, files};
use rust_xlsxwriter::{Workbook, Worksheet};

/// The workbook of `--xlsx`.
const BOOK: &str = "so-lieu.xlsx";

fn main() -> Result<(), Box<dyn Error>> {
    let (options, plain): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let as_book = options.iter().any(|o| o == "--xlsx");
    let (Some(folder), true) =
        (plain.first(), options.len() == usize::from(as_book) && plain.len() <= 2)
    else {
        return Err("bo-xa FOLDER [COUNT] [--xlsx]".into());
    };
    let count = plain.get(1).map_or(Ok(REGISTER), |n| n.parse())?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let written =
        if as_book { write_with_workbook(folder, count)? } else { files(count) };
    for (name, text) in written {
        fs::write(folder.join(name), text)?;
    }
    println!("{}", folder.join(SET).display());
    Ok(())
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

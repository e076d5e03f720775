//! The set of communes as one workbook with all that real ones have: titles, a header of
//! two storeys, rows of column numbers, sums of provinces and of all, hidden rows, codes
//! as numbers, figures as text, formulas, a foot and a second table. None of it is a
//! fault; [`Slip`]s are.

use rust_xlsxwriter::{Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use super::communes_set::{Cell, Communes, SET, Sheet};

/// The workbook.
pub(crate) const BOOK: &str = "so-lieu.xlsx";

/// Row of the sheet of units with the first commune or province, from 0.
const FIRST: u32 = 7;

/// Columns of the sheet of units; its first is the number of the row.
const CODE: u16 = 1;
const PROVINCE: u16 = 2;
const NAME: u16 = 4;
const FIRST_COUNT: u16 = 10;

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// A cell of a figure is empty.
    Empty,
    /// Words stand in the cell of a figure.
    Words,
    /// A formula that Excel could not compute.
    BrokenFormula,
    /// The row stands twice.
    Twice,
    /// More households leave poverty than are poor.
    TooMany,
    /// A village has the code of no commune.
    StrayVillage,
    /// Words stand in the cell of a village's figure.
    VillageWords,
}

impl Slip {
    pub(crate) const ALL: [Self; 7] = [
        Self::Empty,
        Self::Words,
        Self::BrokenFormula,
        Self::Twice,
        Self::TooMany,
        Self::StrayVillage,
        Self::VillageWords,
    ];

    /// The commune that has it, by its index among so many.
    pub(crate) fn commune(self, count: usize) -> usize {
        let place = Self::ALL.iter().position(|slip| *slip == self).unwrap_or(0);
        (place + 1) * count / (Self::ALL.len() + 1)
    }
}

/// The files of the set with its workbook, names and bytes.
pub(crate) fn odd_files(
    count: usize,
    slips: &[Slip],
) -> Result<Vec<(&'static str, Vec<u8>)>, XlsxError> {
    let communes = Communes::new(count);
    let mut book = Workbook::new();
    let writer = OddWriter { slips, count };
    writer.write_units(book.add_worksheet().set_name("Biểu số 1")?, &communes.units)?;
    writer.write_villages(book.add_worksheet().set_name("Biểu số 2")?, &communes)?;
    let units = format!("{{ tep: {BOOK}, trang: Biểu số 1 }}");
    let villages = format!("{{ tep: {BOOK}, trang: Biểu số 2, theo_don_vi: Mã xã }}");
    let mut res = Vec::new();
    for (name, text) in communes.forms(&units, &villages) {
        let text = if name == SET { rename_columns(&text) } else { rename_rows(&text) };
        res.push((name, text.into_bytes()));
    }
    res.push((BOOK, book.save_to_buffer()?));
    Ok(res)
}

/// The set file, with the names that the columns have in the workbook.
fn rename_columns(set: &str) -> String {
    let mut res = set.replace(
        "\n  khoa: ma\n",
        "\n  khoa: ma\n  bo_hang: ma = \"\" va tinh <> \"\"\n",
    );
    for (id, label) in [
        ("dau", "Hộ nghèo / Đầu năm"),
        ("giam", "Hộ nghèo / Giảm trong năm"),
        ("ma", "Mã số"),
        ("ten", "Tên xã, phường, đặc khu"),
    ] {
        let key = format!("{{ ma: {id}, ");
        // The first is that of the table, others are queries and formulas.
        res = res.replacen(&key, &format!("{key}trong_tep: \"{label}\", "), 1);
    }
    res.replacen(
        "{ ma: kinh_phi, ",
        "{ ma: kinh_phi, trong_tep: Kinh phí / Triệu đồng, don_vi_tinh: triệu đồng, ",
        1,
    )
}

/// The master, with the names that the columns of villages have in the workbook.
fn rename_rows(master: &str) -> String {
    let mut res = master.to_owned();
    for (id, label) in
        [("ho", "Số hộ"), ("dau", "Hộ nghèo / Đầu năm"), ("giam", "Hộ nghèo / Giảm")]
    {
        let key = format!("{{ ma: {id}, ");
        res = res.replacen(&key, &format!("{key}trong_tep: \"{label}\", "), 1);
    }
    res
}

struct OddWriter<'a> {
    slips: &'a [Slip],
    count: usize,
}

impl OddWriter<'_> {
    /// The slip of a commune, by its index.
    fn slip(&self, commune: usize) -> Option<Slip> {
        let has = |slip: &&Slip| slip.commune(self.count) == commune;
        self.slips.iter().find(has).copied()
    }

    fn write_units(&self, to: &mut Worksheet, units: &Sheet) -> Result<(), XlsxError> {
        write_unit_header(to)?;
        let mut row = FIRST;
        let mut province = "";
        let mut provinces = 0;
        let mut sums = [0; 5];
        for (index, cells) in units.rows.iter().enumerate() {
            let of = text_of(&cells[1]);
            if of != province {
                province = of;
                provinces += 1;
                let own = units.rows.iter().filter(|r| text_of(&r[1]) == of);
                write_sums(to, row, &roman(provinces), of, &sum_rows(own))?;
                row += 1;
            }
            let slip = self.slip(index);
            write_unit(to, row, index, cells, slip)?;
            row += 1;
            if slip == Some(Slip::Twice) {
                write_unit(to, row, index, cells, None)?;
                row += 1;
            }
            for (sum, cell) in sums.iter_mut().zip(&cells[9..]) {
                *sum += count_of(cell);
            }
        }
        let bold = Format::new().set_bold();
        to.write_with_format(row, NAME, "Tổng cộng", &bold)?;
        write_figures(to, row, &sums)?;
        to.write(row + 2, NAME, "Người lập biểu")?;
        to.write(row + 2, FIRST_COUNT, "Thủ trưởng đơn vị")?;
        to.write(row + 3, NAME, "(Ký, ghi rõ họ tên)")?;
        to.write(row + 6, NAME, "Nguyễn Thị Hoà")?;
        Ok(())
    }

    fn write_villages(
        &self,
        to: &mut Worksheet,
        communes: &Communes,
    ) -> Result<(), XlsxError> {
        let center = Format::new().set_align(FormatAlign::Center);
        to.write(0, 0, "SỐ LIỆU CÁC THÔN, TỔ DÂN PHỐ")?;
        for (column, name) in (0..).zip(["Mã xã", "Thôn", "Số hộ"]) {
            to.merge_range(2, column, 3, column, name, &center)?;
        }
        to.merge_range(2, 3, 2, 4, "Hộ nghèo", &center)?;
        to.write(3, 3, "Đầu năm")?;
        to.write(3, 4, "Giảm")?;
        let code = Format::new().set_num_format("00000");
        let mut index = 0;
        let mut last = text_of(&communes.villages.rows[0][0]);
        for (row, cells) in (4..).zip(&communes.villages.rows) {
            let is_first = last != text_of(&cells[0]);
            index += usize::from(is_first);
            last = text_of(&cells[0]);
            let slip = self.slip(index).filter(|_| is_first);
            let number: u32 = last.parse().unwrap_or(0);
            match (slip, row % 3) {
                (Some(Slip::StrayVillage), _) => to.write(row, 0, "99999")?,
                (_, 0) => to.write(row, 0, last)?,
                _ => to.write_with_format(row, 0, number, &code)?,
            };
            to.write(row, 1, text_of(&cells[1]))?;
            for (column, cell) in (2..).zip(&cells[2..]) {
                to.write(row, column, count_of(cell))?;
            }
            if slip == Some(Slip::VillageWords) {
                to.write(row, 2, "ba mươi")?;
            }
        }
        Ok(())
    }
}

/// Title, header of two storeys and the numbers of the columns.
fn write_unit_header(to: &mut Worksheet) -> Result<(), XlsxError> {
    let center = Format::new().set_align(FormatAlign::Center).set_text_wrap();
    to.merge_range(0, 0, 0, 14, "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", &center)?;
    to.merge_range(2, 0, 2, 14, "BIỂU TỔNG HỢP SỐ LIỆU CÁC XÃ NĂM 2026", &center)?;
    to.merge_range(3, 0, 3, 14, "(Kèm theo Công văn của Sở)", &center)?;
    let single = [
        "TT",
        "Mã số",
        "Tỉnh",
        "Loại",
        "Tên  xã, phường,\nđặc khu",
        "Địa danh",
        "Cấp tỉnh",
        "Gọi thôn là",
        "Phòng kinh tế",
        "Đặc điểm",
        "Số thôn",
        "Tổng số hộ",
    ];
    for (column, name) in (0..).zip(single) {
        to.merge_range(4, column, 5, column, name, &center)?;
    }
    to.merge_range(4, 12, 4, 13, "Hộ nghèo", &center)?;
    to.write(5, 12, "Đầu năm")?;
    to.write(5, 13, "Giảm trong năm")?;
    to.write(4, 14, "Kinh phí")?;
    to.write(5, 14, "Triệu đồng")?;
    for column in 0..15 {
        to.write(6, column, format!("({})", column + 1))?;
    }
    Ok(())
}

/// A commune; its index decides how its cells are typed.
fn write_unit(
    to: &mut Worksheet,
    row: u32,
    index: usize,
    cells: &[Cell],
    slip: Option<Slip>,
) -> Result<(), XlsxError> {
    to.write(row, 0, u32::try_from(index).unwrap_or(0) + 1)?;
    let code = text_of(&cells[0]);
    match index % 3 {
        0 => to.write(row, CODE, code)?,
        _ => {
            let format = Format::new().set_num_format("00000");
            to.write_with_format(row, CODE, code.parse::<u32>().unwrap_or(0), &format)?
        }
    };
    for (column, cell) in (2..).zip(&cells[1..9]) {
        let text = text_of(cell);
        match index % 7 {
            // As a Mac types it, with no-break blanks, with a blank too many.
            0 => to.write(row, column, decompose(text))?,
            1 => to.write(row, column, text.replace(' ', "\u{a0}"))?,
            2 => to.write(row, column, format!(" {text}  "))?,
            _ => to.write(row, column, text)?,
        };
    }
    let figures: Vec<u64> = cells[9..].iter().map(count_of).collect();
    write_figures(to, row, &figures)?;
    if index % 11 == 5 {
        to.write(row, FIRST_COUNT + 1, group_digits(figures[1], "."))?;
    }
    if index % 13 == 6 {
        to.write(row, FIRST_COUNT + 2, format!(" {} ", figures[2]))?;
    }
    if index % 17 == 3 {
        let formula = format!("={}+0", figures[1]);
        let formula = Formula::new(formula).set_result(figures[1].to_string());
        to.write_formula(row, FIRST_COUNT + 1, formula)?;
    }
    if index % 101 == 50 {
        to.set_row_hidden(row)?;
    }
    write_slip(to, row, &figures, slip)
}

fn write_slip(
    to: &mut Worksheet,
    row: u32,
    figures: &[u64],
    slip: Option<Slip>,
) -> Result<(), XlsxError> {
    match slip {
        Some(Slip::Empty) => to.write_blank(row, FIRST_COUNT + 1, &Format::new())?,
        Some(Slip::Words) => to.write(row, FIRST_COUNT + 2, "hai mươi")?,
        Some(Slip::BrokenFormula) => {
            let formula = Formula::new("=Sheet9!A1").set_result("#REF!");
            to.write_formula(row, FIRST_COUNT + 3, formula)?
        }
        Some(Slip::TooMany) => to.write(row, FIRST_COUNT + 3, figures[2] + 1)?,
        Some(Slip::Twice | Slip::StrayVillage | Slip::VillageWords) | None => to,
    };
    Ok(())
}

/// The sums of a province, which are those of no commune.
fn write_sums(
    to: &mut Worksheet,
    row: u32,
    number: &str,
    province: &str,
    sums: &[u64],
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    to.write_with_format(row, 0, number, &bold)?;
    to.write_with_format(row, PROVINCE, province, &bold)?;
    to.write_with_format(row, NAME, province, &bold)?;
    write_figures(to, row, sums)
}

/// Counts with the format of accounts, and money in millions.
fn write_figures(to: &mut Worksheet, row: u32, figures: &[u64]) -> Result<(), XlsxError> {
    let format = Format::new().set_num_format("#,##0");
    let (money, counts) = figures.split_last().unwrap_or((&0, &[]));
    for (column, figure) in (FIRST_COUNT..).zip(counts) {
        to.write_with_format(row, column, *figure, &format)?;
    }
    // Half a million is the smallest step, so that one decimal says it all.
    let tenths = money / 100_000;
    let millions = f64::from(u32::try_from(tenths).unwrap_or(u32::MAX)) / 10.0;
    let format = Format::new().set_num_format("#,##0.0");
    to.write_with_format(row, 14, millions, &format)?;
    Ok(())
}

fn sum_rows<'a>(rows: impl Iterator<Item = &'a Vec<Cell>>) -> [u64; 5] {
    let mut res = [0; 5];
    for cells in rows {
        for (sum, cell) in res.iter_mut().zip(&cells[9..]) {
            *sum += count_of(cell);
        }
    }
    res
}

fn text_of(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        Cell::Count(_) => "",
    }
}

fn count_of(cell: &Cell) -> u64 {
    match cell {
        Cell::Text(_) => 0,
        Cell::Count(count) => *count,
    }
}

fn roman(number: i128) -> String {
    kehoach::language::to_roman(usize::try_from(number).unwrap_or(1))
}

fn group_digits(count: u64, sign: &str) -> String {
    kehoach::language::group_digits(i128::from(count)).replace('.', sign)
}

fn decompose(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfd().collect()
}

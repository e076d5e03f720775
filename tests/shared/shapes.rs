//! Workbooks as offices really have them, by their shape, of any number of rows: each with
//! a form that reads it, and what must come of it.

use std::fmt::Write as _;

use kehoach::form::TableId;
use kehoach::formula::Value;
use kehoach::indicator::{Figures, RowPlace};
use kehoach::quantity::Number;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};

use super::base::form_with;

type Written = Result<Vec<u8>, XlsxError>;

/// A file of one shape.
pub(crate) struct Shape {
    /// What it is: `A, mười một trang`.
    pub(crate) name: &'static str,
    /// The form that reads it.
    pub(crate) form: String,
    /// Name of the file, as the form has it.
    pub(crate) file: &'static str,
    /// Its sheet, where the form names one.
    pub(crate) sheet: Option<&'static str>,
    pub(crate) bytes: Vec<u8>,
    /// How many rows must be taken.
    pub(crate) taken: usize,
    /// Sums of columns, by their ids.
    pub(crate) sums: Vec<(&'static str, i64)>,
}

impl Shape {
    /// What was read wrong; `None` where all is right.
    pub(crate) fn find_wrong(&self, figures: &Figures) -> Option<String> {
        let table = figures.table(TableId::new(0));
        if table.len() != self.taken {
            return Some(format!("{} rows for {}", table.len(), self.taken));
        }
        for (id, sum) in &self.sums {
            let total = table
                .column(id)
                .and_then(|column| table.computed(RowPlace::Total, column));
            if total != Some(&Value::Number(Number::from(*sum))) {
                return Some(format!("{id}: {total:?} for {sum}"));
            }
        }
        None
    }
}

/// Every shape that is made here, of `count` rows of data.
pub(crate) fn make_shapes(count: usize) -> Result<Vec<Shape>, XlsxError> {
    Ok(vec![
        make_sheets(count)?,
        make_formulas(count)?,
        make_codes(count)?,
        make_census(count)?,
        make_mergers(count),
        make_communes(count)?,
        make_units(count)?,
    ])
}

/// The same figures at every run, by xorshift64.
struct Random(u64);

impl Random {
    fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// A figure from 0 up to below `below`.
    fn next(&mut self, below: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(below.max(1))).expect("less than a u32")
    }
}

/// A form with one table `t` that reads a file: the lines under the table.
fn write_form(lines: &str) -> String {
    let mut yaml = "bang:\n  t:\n".to_owned();
    for line in lines.lines() {
        let _ = writeln!(yaml, "    {line}");
    }
    form_with(&yaml)
}

/// A row number of a worksheet.
fn line(index: usize) -> u32 {
    u32::try_from(index).expect("fewer rows than a sheet has")
}

/// `3,048,000,000`
fn write_english(figure: i64) -> String {
    let digits = figure.to_string();
    let mut res = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            res.push(',');
        }
        res.push(digit);
    }
    res
}

fn village(index: usize) -> String {
    const NAMES: [&str; 8] = [
        "Mai Hà",
        "Sơn Trung",
        "Cộng Hòa",
        "Toàn Thắng",
        "Ia Krêl",
        "Tân Lập",
        "Đông Hải",
        "Ea Súp",
    ];
    format!("Thôn {} {}", NAMES[index % NAMES.len()], index + 1)
}

/// A: eleven sheets; amounts as text in English fashion, rates right below the table.
fn make_sheets(count: usize) -> Result<Shape, XlsxError> {
    let mut workbook = Workbook::new();
    let mut figures = Random::new();
    let mut sum = 0;
    for number in 1..=11 {
        let sheet = workbook.add_worksheet();
        sheet.set_name(format!("Biểu {number:02}"))?;
        sheet.write(0, 0, format!("BIỂU SỐ {number:02}"))?;
        let rows = if number == 4 { count } else { 3 };
        sheet.write_row(2, 0, ["STT", "Nội dung", "Số tiền", "Ghi chú"])?;
        for index in 0..rows {
            let amount = i64::from(figures.next(2_000_000)) * 1_000 + 882_041;
            sum += if number == 4 { amount } else { 0 };
            let row = line(index + 3);
            sheet.write(row, 0, line(index + 1))?;
            sheet.write(row, 1, village(index))?;
            sheet.write(row, 2, write_english(amount))?;
        }
        sheet.write_row(line(rows + 3), 1, ["Tỷ lệ giải ngân", "45,3%"])?;
        sheet.write_row(line(rows + 4), 1, ["Tỷ lệ hoàn thành", "97,1%"])?;
    }
    Ok(Shape {
        name: "A, mười một trang, số tiền viết kiểu Anh",
        form: write_form(
            "du_lieu: { tep: a.xlsx, trang: Biểu 04 }\nkhoa: nd\ncot:\n  - { ma: nd, nhan: Nội dung }\n  - { ma: tien, nhan: Số tiền, kieu: tien }\ntong: {}",
        ),
        file: "a.xlsx",
        sheet: Some("Biểu 04"),
        bytes: workbook.save_to_buffer()?,
        taken: count,
        sums: vec![("tien", sum)],
    })
}

/// B: totals and differences as formulas, with their results.
fn make_formulas(count: usize) -> Result<Shape, XlsxError> {
    let mut workbook = Workbook::new();
    let mut figures = Random::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["TT", "Đơn vị", "Đầu năm", "Giảm", "Cuối năm"])?;
    let mut sums = [0_i64; 3];
    for index in 0..count {
        let start = 20 + figures.next(400);
        let less = figures.next(start);
        let row = line(index + 1);
        sheet.write(row, 0, row)?.write(row, 1, village(index))?;
        sheet.write(row, 2, start)?.write(row, 3, less)?;
        let formula = Formula::new(format!("=C{0}-D{0}", row + 1));
        sheet.write(row, 4, formula.set_result((start - less).to_string()))?;
        for (sum, figure) in sums.iter_mut().zip([start, less, start - less]) {
            *sum += i64::from(figure);
        }
    }
    let row = line(count + 1);
    sheet.write(row, 1, "Tổng số")?;
    for (column, (letter, sum)) in (2_u16..).zip(["C", "D", "E"].into_iter().zip(sums)) {
        let formula = Formula::new(format!("=SUM({letter}2:{letter}{row})"));
        sheet.write(row, column, formula.set_result(sum.to_string()))?;
    }
    Ok(Shape {
        name: "B, tổng và hiệu là công thức",
        form: write_form(
            "du_lieu: b.xlsx\nkhoa: dv\ncot:\n  - { ma: dv, nhan: Đơn vị }\n  - { ma: dau, nhan: Đầu năm }\n  - { ma: giam, nhan: Giảm }\n  - { ma: cuoi, nhan: Cuối năm, cong_thuc: dau - giam }\ntong: {}",
        ),
        file: "b.xlsx",
        sheet: None,
        bytes: workbook.save_to_buffer()?,
        taken: count,
        sums: vec![("dau", sums[0]), ("giam", sums[1]), ("cuoi", sums[2])],
    })
}

/// C: units with codes that are numbers shown with their noughts.
fn make_codes(count: usize) -> Result<Shape, XlsxError> {
    let mut workbook = Workbook::new();
    let mut figures = Random::new();
    let code = Format::new().set_num_format("00000");
    let grouped = Format::new().set_num_format("#,##0");
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Mã", "Tên", "Cấp", "Dân số"])?;
    let mut sum = 0;
    for index in 0..count {
        let people = 1_000 + figures.next(90_000);
        sum += i64::from(people);
        let row = line(index + 1);
        sheet.write_with_format(row, 0, row * 3 + 1, &code)?;
        sheet.write(row, 1, format!("Xã {}", village(index)))?.write(row, 2, "Xã")?;
        sheet.write_with_format(row, 3, people, &grouped)?;
    }
    Ok(Shape {
        name: "C, mã số có số 0 ở đầu",
        form: write_form(
            "du_lieu: c.xlsx\nkhoa: ten\ncot:\n  - { ma: ma, nhan: Mã }\n  - { ma: ten, nhan: Tên }\n  - { ma: dan, nhan: Dân số }\ntong: {}",
        ),
        file: "c.xlsx",
        sheet: None,
        bytes: workbook.save_to_buffer()?,
        taken: count,
        sums: vec![("dan", sum)],
    })
}

/// Villages to a commune, and communes to a district.
const LEVELS: [usize; 2] = [7, 5];

/// D: a pivot of the statistics office: no names over the first columns, the total on top
/// under the same word as in the header, sums of three levels, figures as text.
fn make_census(count: usize) -> Result<Shape, XlsxError> {
    let mut workbook = Workbook::new();
    let mut figures = Random::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Dân số chia theo đơn vị hành chính và giới tính")?;
    sheet.write_row(2, 3, ["Tổng số", "Nam", "Nữ"])?;
    let counts: Vec<[u32; 2]> =
        (0..count).map(|_| [60 + figures.next(900), 50 + figures.next(900)]).collect();
    let sums = write_census_rows(sheet, &counts)?;
    Ok(Shape {
        name: "D, bảng nhiều cấp của cơ quan thống kê",
        form: write_form(
            "du_lieu: { tep: d.xlsx, dong_tieu_de: 3 }\nkhoa: thon\ncot:\n  - { ma: huyen, nhan: Huyện, trong_tep: cột A, kieu: chu }\n  - { ma: xa, nhan: Xã, trong_tep: cột B, kieu: chu }\n  - { ma: thon, nhan: Thôn, trong_tep: cột C, kieu: chu }\n  - { ma: so, nhan: Tổng số }\n  - { ma: nam, nhan: Nam }\n  - { ma: nu, nhan: Nữ }\ntong: {}",
        ),
        file: "d.xlsx",
        sheet: None,
        bytes: workbook.save_to_buffer()?,
        taken: count,
        sums: vec![("so", sums[0]), ("nam", sums[1]), ("nu", sums[2])],
    })
}

/// The rows of the census: the total, and each district and commune before its parts.
fn write_census_rows(
    sheet: &mut Worksheet,
    counts: &[[u32; 2]],
) -> Result<[i64; 3], XlsxError> {
    let [villages, communes] = LEVELS;
    let mut row = 3;
    let all = write_census_row(sheet, row, 0, "Tổng số", counts)?;
    for (district, counts) in counts.chunks(villages * communes).enumerate() {
        row += 1;
        write_census_row(sheet, row, 0, &format!("Huyện {}", district + 1), counts)?;
        for (commune, counts) in counts.chunks(villages).enumerate() {
            row += 1;
            let name = format!("Xã {}.{}", district + 1, commune + 1);
            write_census_row(sheet, row, 1, &name, counts)?;
            for (index, count) in counts.iter().enumerate() {
                row += 1;
                let name = format!("Thôn {}.{}.{}", district + 1, commune + 1, index + 1);
                write_census_row(sheet, row, 2, &name, &[*count])?;
            }
        }
    }
    Ok(all)
}

/// A row of the census: its name in a column, and sums as text.
fn write_census_row(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    name: &str,
    counts: &[[u32; 2]],
) -> Result<[i64; 3], XlsxError> {
    let men: i64 = counts.iter().map(|count| i64::from(count[0])).sum();
    let women: i64 = counts.iter().map(|count| i64::from(count[1])).sum();
    let sums = [men + women, men, women];
    sheet.write(row, column, name)?;
    for (column, sum) in (3_u16..).zip(sums) {
        sheet.write(row, column, sum.to_string())?;
    }
    Ok(sums)
}

/// Rows to a group of E and G.
const GROUP: usize = 30;

/// E: old communes and new ones: two rows of names, rows with the name of a province, CSV
/// with commas.
fn make_mergers(count: usize) -> Shape {
    let mut figures = Random::new();
    let mut text = "TT,Đơn vị mới,Đơn vị cũ,\n,,Tên,Dân số\n".to_owned();
    let mut sum = 0;
    for index in 0..count {
        if index.is_multiple_of(GROUP) {
            let _ = writeln!(text, "Tỉnh {},,,", index / GROUP + 1);
        }
        let people = 1_000 + figures.next(30_000);
        sum += i64::from(people);
        let _ = writeln!(
            text,
            "{},Phường {},{},{people}",
            index + 1,
            index / 3 + 1,
            village(index)
        );
    }
    Shape {
        name: "E, hai dòng tên cột, dòng tên tỉnh, CSV dấu phẩy",
        form: write_form(
            "du_lieu: e.csv\nkhoa: cu\ncot:\n  - { ma: moi, nhan: Đơn vị mới }\n  - { ma: cu, nhan: Đơn vị cũ, trong_tep: Tên }\n  - { ma: dan, nhan: Dân số }\ntong: {}",
        ),
        file: "e.csv",
        sheet: None,
        bytes: text.into_bytes(),
        taken: count,
        sums: vec![("dan", sum)],
    }
}

/// G: communes with their district and province; nothing is odd.
fn make_communes(count: usize) -> Result<Shape, XlsxError> {
    let mut workbook = Workbook::new();
    let mut figures = Random::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["STT", "Tên xã", "Huyện", "Tỉnh", "Dân số"])?;
    let mut sum = 0;
    for index in 0..count {
        let people = 1_000 + figures.next(90_000);
        sum += i64::from(people);
        let row = line(index + 1);
        sheet.write(row, 0, row)?.write(row, 1, village(index))?;
        sheet.write(row, 2, format!("Huyện {}", index / GROUP + 1))?;
        sheet.write(row, 3, format!("Tỉnh {}", index / GROUP / 10 + 1))?;
        sheet.write(row, 4, people)?;
    }
    Ok(Shape {
        name: "G, danh sách xã có huyện và tỉnh",
        form: write_form(
            "du_lieu: g.xlsx\nkhoa: xa\ncot:\n  - { ma: xa, nhan: Tên xã }\n  - { ma: huyen, nhan: Huyện }\n  - { ma: dan, nhan: Dân số }\nnhom: { theo: huyen }\ntong: {}",
        ),
        file: "g.xlsx",
        sheet: None,
        bytes: workbook.save_to_buffer()?,
        taken: count,
        sums: vec![("dan", sum)],
    })
}

/// H: a table of units: the total row without a code, then a blank row and who made it.
fn make_units(count: usize) -> Result<Shape, XlsxError> {
    Ok(Shape {
        name: "H, bảng đơn vị, hàng tổng không có mã, có người lập biểu",
        form: write_form(
            "du_lieu: h.xlsx\nkhoa: ma\ncot:\n  - { ma: ma, nhan: Mã }\n  - { ma: ten, nhan: Tên đơn vị }\n  - { ma: ho, nhan: Số hộ }\n  - { ma: ngheo, nhan: Hộ nghèo }\ntong: {}",
        ),
        file: "h.xlsx",
        sheet: None,
        bytes: write_units(count)?,
        taken: count,
        sums: list_unit_sums(count).to_vec(),
    })
}

/// Households and poor ones of each unit.
fn list_unit_counts(count: usize) -> Vec<[u32; 2]> {
    let mut figures = Random::new();
    (0..count)
        .map(|_| {
            let homes = 80 + figures.next(900);
            [homes, figures.next(homes / 5)]
        })
        .collect()
}

fn list_unit_sums(count: usize) -> [(&'static str, i64); 2] {
    let counts = list_unit_counts(count);
    [("ho", 0), ("ngheo", 1)]
        .map(|(id, index)| (id, counts.iter().map(|count| i64::from(count[index])).sum()))
}

fn write_units(count: usize) -> Written {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "BIỂU TỔNG HỢP HỘ NGHÈO")?;
    sheet.write_row(2, 0, ["Mã", "Tên đơn vị", "Số hộ", "Hộ nghèo"])?;
    for (index, [homes, poor]) in list_unit_counts(count).into_iter().enumerate() {
        let row = line(index + 3);
        sheet.write(row, 0, format!("dv-{}", index + 1))?;
        sheet.write(row, 1, village(index))?;
        sheet.write(row, 2, homes)?.write(row, 3, poor)?;
    }
    let row = line(count + 3);
    sheet.write_with_format(row, 1, "Tổng cộng", &bold)?;
    for (column, (_, sum)) in (2_u16..).zip(list_unit_sums(count)) {
        sheet.write_with_format(row, column, sum, &bold)?;
    }
    sheet.write(row + 2, 1, "Người lập biểu")?.write(row + 2, 3, "Chủ tịch")?;
    sheet.write(row + 6, 1, "Nguyễn Văn An")?.write(row + 6, 3, "Trần Thị Bình")?;
    workbook.save_to_buffer()
}

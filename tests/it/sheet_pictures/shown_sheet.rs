//! Sheets of the guide: what their cells hold, how they are shown, and what is read.

use rust_xlsxwriter::{Format, FormatAlign, Workbook};

/// What a row, or a cell of it, is to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Above the table.
    Title,
    /// Names of columns.
    Names,
    /// Rows of the table.
    Data,
    /// The total row of the file.
    Total,
    /// Read by nobody, and said.
    Passed,
    /// Read, and said, since a person does not see it.
    Hidden,
    /// What is asked about.
    Asked,
    /// Nothing stands there.
    Blank,
}

/// A row of a sheet, with what is said of it beside the picture.
pub(super) struct ShownRow {
    pub(super) role: Role,
    /// Each cell as it is typed, fields parted by `|`.
    pub(super) cells: &'static str,
    pub(super) remark: &'static str,
}

/// Cells that are shown as one: first and last row, first and last column.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShownArea {
    pub(super) rows: [usize; 2],
    pub(super) columns: [usize; 2],
}

/// A sheet of the guide.
pub(super) struct ShownSheet {
    /// Of the picture and of the workbook, without an ending.
    pub(super) name: &'static str,
    /// What the picture is of, for who cannot see it.
    pub(super) title: &'static str,
    /// Width of each column in characters.
    pub(super) widths: &'static [usize],
    /// Number format of each column below the names.
    pub(super) formats: &'static [&'static str],
    pub(super) merged: &'static [ShownArea],
    pub(super) rows: &'static [ShownRow],
    /// Cells of which something of their own is to be seen: row, column, role.
    pub(super) marked: &'static [(usize, usize, Role)],
}

const fn row(role: Role, cells: &'static str, remark: &'static str) -> ShownRow {
    ShownRow { role, cells, remark }
}

const fn area(rows: [usize; 2], columns: [usize; 2]) -> ShownArea {
    ShownArea { rows, columns }
}

/// The three sheets of the guide.
pub(super) fn list_sheets() -> Vec<ShownSheet> {
    vec![HEADER, CELLS, QUESTIONS]
}

const HEADER: ShownSheet = ShownSheet {
    name: "bang-tinh-1",
    title: "Trang tính có tên biểu, tên cột hai tầng, hàng số thứ tự cột, hàng cộng của nhóm, hàng tổng và chân bảng",
    widths: &[5, 22, 8, 9, 8, 9],
    formats: &["", "", "#,##0", "#,##0", "#,##0", "#,##0"],
    merged: &[
        area([0, 0], [0, 5]),
        area([1, 2], [0, 0]),
        area([1, 2], [1, 1]),
        area([1, 1], [2, 3]),
        area([1, 1], [4, 5]),
    ],
    rows: &[
        row(Role::Title, "BIỂU 1. HỘ NGHÈO NĂM 2026", "tên biểu: không thuộc bảng"),
        row(Role::Names, "TT|Thôn|Đầu năm||Cuối năm|", "tên cột, tầng trên"),
        row(Role::Names, "||Số hộ|Hộ nghèo|Số hộ|Hộ nghèo", "tên cột, tầng dưới"),
        row(Role::Passed, "A|B|1|2|3|4", "số thứ tự cột: bỏ qua"),
        row(Role::Passed, "I|Vùng thấp|632|20|640|16", "số cộng của nhóm: bỏ qua"),
        row(Role::Data, "1|Thượng|187|6|190|4", "hàng số liệu"),
        row(Role::Data, "2|Trung|205|9|207|7", "hàng số liệu"),
        row(Role::Data, "3|Hạ|240|5|243|5", "hàng số liệu"),
        row(Role::Passed, "II|Vùng cao|350|41|355|33", "số cộng của nhóm: bỏ qua"),
        row(Role::Data, "4|Đông|160|18|162|15", "hàng số liệu"),
        row(Role::Data, "5|Đoài|190|23|193|18", "hàng số liệu"),
        row(Role::Total, "|Tổng cộng|982|61|995|49", "hàng tổng: đem so"),
        row(Role::Blank, "", ""),
        row(Role::Passed, "|Người lập biểu", "chân bảng: bỏ qua"),
        row(Role::Passed, "|Nguyễn Văn An", "chân bảng: bỏ qua"),
    ],
    marked: &[],
};

const CELLS: ShownSheet = ShownSheet {
    name: "bang-tinh-2",
    title: "Trang tính có mã giữ số 0 ở đầu, số có dấu ngăn hàng nghìn, ô phần trăm, ô gạch ngang và số trong ngoặc đơn",
    widths: &[9, 14, 9, 13, 25],
    formats: &["00000", "", "#,##0", "0.0%", "#,##0"],
    merged: &[],
    rows: &[
        row(Role::Names, "Mã xã|Tên xã|Số hộ|Tỷ lệ nghèo|Tăng, giảm (nghìn đồng)", ""),
        row(Role::Data, "4|Trúc Sơn|1205|0.033|(9.000)", "(9.000) là âm 9.000"),
        row(Role::Data, "13|Quán Hành|980|0.051|-", "gạch ngang là 0"),
        row(Role::Data, "17|Hạ Sơn|1310|0.024|12500", "0,024 hiện 2,4%: là 2,4%"),
        row(Role::Data, "25|Kim Liên|1 040|0.04|700", "1 040 là 1.040"),
        row(Role::Total, "|Tổng cộng|4535||4200", "mã không cộng"),
    ],
    marked: &[
        (1, 4, Role::Asked),
        (2, 4, Role::Asked),
        (3, 3, Role::Asked),
        (4, 2, Role::Asked),
    ],
};

const QUESTIONS: ShownSheet = ShownSheet {
    name: "bang-tinh-3",
    title: "Trang tính có một tên trên hai cột, một hàng ẩn và một bảng khác ở bên phải",
    widths: &[14, 9, 8, 8, 4, 12, 13],
    formats: &["", "#,##0", "#,##0", "0.0%", "", "", "#,##0"],
    merged: &[area([0, 1], [0, 0]), area([0, 1], [1, 1]), area([0, 0], [2, 3])],
    rows: &[
        row(
            Role::Names,
            "Thôn|Số hộ|Hộ nghèo|||Thôn|Hộ cận nghèo",
            "“Hộ nghèo” ở trên hai cột: máy hỏi",
        ),
        row(Role::Names, "||Số hộ|Tỷ lệ|||", "tên cột, tầng dưới"),
        row(
            Role::Data,
            "Thượng|187|6|0.032||Thượng|12",
            "bên phải là bảng khác: không lấy",
        ),
        row(Role::Data, "Trung|205|9|0.044||Trung|15", "hàng số liệu"),
        row(Role::Hidden, "Hạ|240|5|0.021||Hạ|9", "hàng ẩn: vẫn lấy, và nói"),
        row(Role::Data, "Đông|160|18|0.113||Đông|20", "hàng số liệu"),
    ],
    marked: &[(0, 2, Role::Asked)],
};

impl ShownSheet {
    /// A cell as it is typed.
    pub(super) fn cell(&self, row: usize, column: usize) -> &'static str {
        self.rows[row].cells.split('|').nth(column).unwrap_or("")
    }

    /// The merged area that a cell is one of.
    pub(super) fn area(&self, row: usize, column: usize) -> Option<ShownArea> {
        let areas = self.merged.iter().copied();
        areas.into_iter().find(|area| {
            (area.rows[0]..=area.rows[1]).contains(&row)
                && (area.columns[0]..=area.columns[1]).contains(&column)
        })
    }

    /// A cell as a spreadsheet shows it.
    pub(super) fn shown(&self, row: usize, column: usize) -> String {
        let text = self.cell(row, column);
        let is_data = matches!(
            self.rows[row].role,
            Role::Data | Role::Hidden | Role::Total | Role::Passed
        );
        match (text.parse::<u32>(), self.formats[column]) {
            (Ok(number), "00000") if is_data => format!("{number:05}"),
            (Ok(number), "#,##0") if number >= 1000 => {
                format!("{}.{:03}", number / 1000, number % 1000)
            }
            (Err(_), "0.0%") if text.starts_with("0.") => show_percent(text),
            _ => text.to_owned(),
        }
    }

    /// The sheet as a workbook.
    pub(super) fn write_workbook(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let center = Format::new().set_align(FormatAlign::Center);
        for area in self.merged {
            let rows = area.rows.map(|row| u32::try_from(row).unwrap());
            let columns = area.columns.map(|column| u16::try_from(column).unwrap());
            sheet
                .merge_range(rows[0], columns[0], rows[1], columns[1], "", &center)
                .unwrap();
        }
        for (index, row) in self.rows.iter().enumerate() {
            let at = u32::try_from(index).unwrap();
            if row.role == Role::Hidden {
                sheet.set_row_hidden(at).unwrap();
            }
            for (column, text) in row.cells.split('|').enumerate() {
                let format = Format::new().set_num_format(self.formats[column]);
                let column = u16::try_from(column).unwrap();
                match text.parse::<f64>() {
                    Ok(number) => {
                        sheet.write_with_format(at, column, number, &format).unwrap();
                    }
                    Err(_) if text.is_empty() => {}
                    Err(_) => {
                        sheet.write(at, column, text).unwrap();
                    }
                }
            }
        }
        book.save_to_buffer().unwrap()
    }
}

/// `0.033` → `3,3%`.
fn show_percent(text: &str) -> String {
    let thousandths: u32 = format!("{:0<3}", &text[2..]).parse().unwrap();
    format!("{},{}%", thousandths / 10, thousandths % 10)
}

//! `du_lieu` of `nhiem_vu`: tasks that are read from a data file. What a form says of the
//! file is read here; its rows come back as `TaskSheets`, and are tasks like those that
//! are typed.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::Plain;
use crate::source::Span;
use crate::yaml::YamlNode;

use super::column::{CellKind, ColumnSpec};
use super::fields::Fields;
use super::reader::FormReader;
use super::rows::{self, DataFile, Rows};
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;
use super::table::TableSpec;

/// The keys of `cot_du_lieu`.
pub(super) static TASK_COLUMNS: Shape = Shape {
    name: "cot_du_lieu",
    doc: "Cột nào của tệp ghi điều gì của nhiệm vụ: tên cột như trong tệp, hoặc chữ của cột (B).",
    keys: &[
        KeySpec::optional("ma", KeyKind::Plain, "Mã của nhiệm vụ."),
        KeySpec::optional("nhom", KeyKind::Plain, "Tên nhóm nhiệm vụ của mỗi hàng."),
        KeySpec::required("tieu_de", KeyKind::Plain, "Tên nhiệm vụ."),
        KeySpec::optional("noi_dung", KeyKind::Plain, "Nội dung, hoạt động."),
        KeySpec::optional("chu_tri", KeyKind::Plain, "Đơn vị chủ trì."),
        KeySpec::optional("phoi_hop", KeyKind::Plain, "Đơn vị phối hợp."),
        KeySpec::optional("thuc_hien", KeyKind::Plain, "Đơn vị thực hiện."),
        KeySpec::optional("thoi_gian", KeyKind::Plain, "Thời gian thực hiện."),
        KeySpec::optional("dia_diem", KeyKind::Plain, "Địa điểm."),
        KeySpec::optional("hinh_thuc", KeyKind::Plain, "Hình thức thực hiện."),
        KeySpec::optional("ket_qua", KeyKind::Plain, "Sản phẩm, kết quả phải có."),
        KeySpec::optional("kinh_phi", KeyKind::Plain, "Kinh phí: số tiền, hoặc lời văn."),
        KeySpec::optional("ghi_chu", KeyKind::Plain, "Ghi chú."),
    ],
};

/// What a column of a file says of tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetField {
    /// Its id.
    Id,
    /// The name of the group that it is of.
    Group,
    /// Its title.
    Title,
    /// What is done.
    Activities,
    /// Who is in charge.
    Lead,
    /// Who helps.
    Partners,
    /// Who does it.
    Doers,
    /// When it is done.
    Time,
    /// Where it is done.
    Place,
    /// In what form it is done.
    Form,
    /// What there must be in the end.
    Output,
    /// What it costs.
    Budget,
    /// A note on it.
    Note,
}

impl SheetField {
    /// All, with their keys in a form, in the order of `TASK_COLUMNS`.
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::Id, "ma"),
        (Self::Group, "nhom"),
        (Self::Title, "tieu_de"),
        (Self::Activities, "noi_dung"),
        (Self::Lead, "chu_tri"),
        (Self::Partners, "phoi_hop"),
        (Self::Doers, "thuc_hien"),
        (Self::Time, "thoi_gian"),
        (Self::Place, "dia_diem"),
        (Self::Form, "hinh_thuc"),
        (Self::Output, "ket_qua"),
        (Self::Budget, "kinh_phi"),
        (Self::Note, "ghi_chu"),
    ];

    /// Its key in a form.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// The data file from which tasks are read.
#[derive(Debug, Clone)]
pub struct TaskFile {
    /// The file.
    pub file: DataFile,
    /// Which columns of it are read, by what they are called there; empty where the form
    /// leaves that to the usual names.
    pub columns: Vec<(SheetField, Spanned<String>)>,
    /// What stands under `du_lieu`.
    pub span: Span,
}

impl TaskFile {
    /// The file as a table with the columns that the form names.
    #[must_use]
    pub fn named_table(&self) -> TableSpec {
        self.table(&self.columns)
    }

    /// The columns as a table reads them, in the order of these. All are of words, those of
    /// amounts too: many tasks have words there, and such rows are like the others.
    #[must_use]
    pub fn table(&self, columns: &[(SheetField, Spanned<String>)]) -> TableSpec {
        self.describe_table(columns.iter().map(|(_, label)| label), CellKind::Text)
    }

    /// The column of amounts as a table reads it.
    #[must_use]
    pub fn amounts(&self, label: &Spanned<String>) -> TableSpec {
        self.describe_table(std::iter::once(label), CellKind::Money)
    }

    fn describe_table<'a>(
        &self,
        labels: impl Iterator<Item = &'a Spanned<String>>,
        kind: CellKind,
    ) -> TableSpec {
        let columns = labels.map(|label| describe_column(kind, label)).collect();
        TableSpec::new(columns, Rows::File(self.file.clone()), self.span)
    }
}

fn describe_column(kind: CellKind, label: &Spanned<String>) -> ColumnSpec {
    let name = Plain::text(&label.value, label.span);
    let in_file = Some(label.clone());
    ColumnSpec { id: None, in_file, ..ColumnSpec::new(label.clone(), name, kind) }
}

/// Where the tasks of a list come from.
#[derive(Debug)]
pub(super) enum TaskSource<'a> {
    /// They are typed, under `danh_sach`.
    Typed,
    /// They are rows of a file, empty while it is not read.
    File(Box<TaskFile>, &'a [YamlNode]),
}

/// Where the tasks come from: `danh_sach`, or `du_lieu`. Both, or neither, is a fault.
pub(super) fn read_task_source<'a>(
    r: &mut FormReader<'a>,
    f: &Fields<'_>,
) -> Option<TaskSource<'a>> {
    let file =
        r.optional(f, "du_lieu", |r, n| Some((rows::read_data_file(r, n)?, n.span)));
    let columns = r.optional(f, "cot_du_lieu", read_task_columns);
    let typed = f.get("danh_sach");
    let Some(entry) = f.get("du_lieu") else {
        r.report_idle_key(f, "cot_du_lieu", "`du_lieu`");
        if typed.is_none() {
            report_no_tasks(r, f.span);
        }
        return Some(TaskSource::Typed);
    };
    if let Some(typed) = typed {
        let message = "nhiệm vụ có cả `du_lieu` và `danh_sach`; chỉ lấy từ một nơi";
        r.error(
            Diagnostic::error(&code::form::TABLE_ROWS, typed.key_span, message)
                .label("bỏ một trong hai khóa")
                .related(entry.key_span, "nơi thứ nhất"),
        );
        return None;
    }
    let (file, span) = file?;
    let columns = match columns {
        Some(columns) => columns,
        None if f.get("cot_du_lieu").is_some() => return None,
        None => Vec::new(),
    };
    if let Some(by_unit) = file.by_unit.as_ref().filter(|_| columns.is_empty()) {
        let message = "`theo_don_vi` cần `cot_du_lieu` để biết các cột của tệp";
        r.error(
            Diagnostic::error(&code::form::MISSING_KEY, by_unit.span, message)
                .label("cần thêm `cot_du_lieu:` cạnh `du_lieu`")
                .hint("ghi ít nhất cột tên nhiệm vụ: cot_du_lieu: { tieu_de: Nội dung công việc }"),
        );
        return None;
    }
    let rows = r.task_sheets.find(span).map_or(&[][..], |sheet| &sheet.items);
    let file = Box::new(TaskFile { file, columns, span });
    Some(TaskSource::File(file, rows))
}

fn report_no_tasks(r: &mut FormReader<'_>, span: Span) {
    let span = r.source.first_line(span);
    r.error(
        Diagnostic::error(&code::form::MISSING_KEY, span, "chưa có nhiệm vụ nào ở đây")
            .label("cần thêm `danh_sach:` hoặc `du_lieu:`")
            .hint("`danh_sach:` ghi các nhiệm vụ ngay tại đây; `du_lieu: ten-tep.xlsx` lấy từ tệp đặt cạnh biểu"),
    );
}

fn read_task_columns(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<(SheetField, Spanned<String>)>> {
    let f = r.fields(node, &TASK_COLUMNS)?;
    let mut res = Vec::new();
    for (column, key) in SheetField::ALL {
        let name = r.optional(&f, key, FormReader::literal_at);
        res.extend(name.map(|name| (column, name)));
    }
    res.iter().any(|(column, _)| *column == SheetField::Title).then_some(res)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_columns_are_those_that_the_form_may_name() {
        let named: Vec<_> = TASK_COLUMNS.names().collect();
        let known: Vec<_> = SheetField::ALL.iter().map(|(_, key)| *key).collect();
        assert_eq!(named, known);
        for (index, (column, key)) in SheetField::ALL.into_iter().enumerate() {
            assert_eq!((column as usize, column.key()), (index, key));
        }
    }
}

//! How tasks are printed: under titles with labelled parts, or as the rows of a table. The
//! keys of one way have no place in the other.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::Plain;
use crate::yaml::{YamlNode, YamlValue};

use super::assignment::{UnitsKey, report_both_units};
use super::fields::Fields;
use super::numbering::{self, Numbering, TitleEmphasis};
use super::reader::{FormReader, WordEnd};
use super::shape::{KeyKind, KeySpec, Shape};
use super::task_field::TaskField;
use super::task_table::{self, TaskTable};

/// What keys of titles and labels need.
pub(super) const TITLES: &str = "các nhiệm vụ in thành mục, không có `bang`";

/// The keys of `nhan`.
pub(super) static LABELS: Shape = Shape {
    name: "nhan",
    doc: "Nhãn của các phần trong mỗi nhiệm vụ; thứ tự ghi ở đây là thứ tự in.",
    keys: &[
        KeySpec::optional("noi_dung", KeyKind::Plain, "Mặc định: Nội dung."),
        KeySpec::optional("hinh_thuc", KeyKind::Plain, "Mặc định: Hình thức thực hiện."),
        KeySpec::optional("dia_diem", KeyKind::Plain, "Mặc định: Địa điểm."),
        KeySpec::optional("thoi_gian", KeyKind::Plain, "Mặc định: Thời gian thực hiện."),
        KeySpec::optional("ket_qua", KeyKind::Plain, "Mặc định: Sản phẩm."),
        KeySpec::optional("kinh_phi", KeyKind::Plain, "Mặc định: Kinh phí thực hiện."),
        KeySpec::optional("phan_cong", KeyKind::Plain, "Mặc định: Phân công thực hiện."),
        KeySpec::optional(
            "chu_tri",
            KeyKind::Plain,
            "Nhãn riêng cho đơn vị chủ trì, ví dụ: Đơn vị chủ trì. Có `chu_tri`, `thuc_hien` hoặc `phoi_hop` thì không có `phan_cong`.",
        ),
        KeySpec::optional(
            "thuc_hien",
            KeyKind::Plain,
            "Nhãn riêng cho các đơn vị thực hiện. Mặc định: Đơn vị thực hiện.",
        ),
        KeySpec::optional(
            "phoi_hop",
            KeyKind::Plain,
            "Nhãn riêng cho các đơn vị phối hợp. Mặc định: Đơn vị phối hợp.",
        ),
        KeySpec::optional("ghi_chu", KeyKind::Plain, "Mặc định: Ghi chú."),
    ],
};

/// How the tasks of a part are printed.
#[derive(Debug, Clone)]
pub enum TaskLayout {
    /// Each under its title, its parts under labels.
    Labelled(TaskLabels),
    /// As the rows of one table.
    Table(Box<TaskTable>),
}

impl Default for TaskLayout {
    fn default() -> Self {
        Self::Labelled(TaskLabels::default())
    }
}

impl TaskLayout {
    /// The table, where tasks are printed as one.
    #[must_use]
    pub fn table(&self) -> Option<&TaskTable> {
        match self {
            Self::Labelled(_) => None,
            Self::Table(table) => Some(table),
        }
    }

    /// How words end that nobody set as a sentence.
    pub(super) fn word_end(&self) -> WordEnd {
        match self {
            Self::Labelled(_) => WordEnd::FullStop,
            Self::Table(_) => WordEnd::AsWritten,
        }
    }

    /// The labels that tasks have in common; none where they are rows of a table.
    #[must_use]
    pub fn labels(&self) -> &[(TaskField, Plain)] {
        match self {
            Self::Labelled(labels) => &labels.labels,
            Self::Table(_) => &[],
        }
    }
}

/// The labels that tasks have in common, and how they are set.
#[derive(Debug, Clone)]
pub struct TaskLabels {
    /// Labels, in the order in which they are printed.
    pub labels: Vec<(TaskField, Plain)>,
    /// What stands before each label: `-` where the form names nothing else.
    pub marker: Numbering,
    /// How the labels are set, where the form says.
    pub emphasis: Option<TitleEmphasis>,
}

impl Default for TaskLabels {
    fn default() -> Self {
        Self { labels: Vec::new(), marker: Numbering::Dash, emphasis: None }
    }
}

impl TaskLabels {
    /// Whether units have labels of their own, in place of one for all.
    #[must_use]
    pub fn splits_units(&self) -> bool {
        self.labels.iter().any(|(field, _)| TaskField::UNITS.contains(field))
    }

    /// The parts in the order of the labels, then those without a label of the paper's.
    #[must_use]
    pub fn order(&self) -> Vec<TaskField> {
        let splits = self.splits_units();
        let mut res: Vec<_> = self.labels.iter().map(|(field, _)| *field).collect();
        for field in TaskField::ALL {
            let is_used = match field {
                TaskField::Assignment => !splits,
                _ => splits || !TaskField::UNITS.contains(&field),
            };
            if is_used && !res.contains(&field) {
                res.push(field);
            }
        }
        res
    }
}

/// The layout that the keys of `nhiem_vu` ask for.
pub(super) fn read_layout(r: &mut FormReader<'_>, f: &Fields<'_>) -> TaskLayout {
    let labels = r.optional(f, "nhan", read_labels).unwrap_or_default();
    let marker = r.optional(f, "danh_so_nhan", numbering::read_numbering);
    let emphasis = r.optional(f, "chu_nhan", numbering::read_emphasis);
    let table = r.optional(f, "bang", task_table::read_task_table);
    let Some(table) = table else {
        let marker = marker.unwrap_or(Numbering::Dash);
        return TaskLayout::Labelled(TaskLabels { labels, marker, emphasis });
    };
    for key in ["nhan", "danh_so_nhan", "chu_nhan"] {
        r.report_idle_key(f, key, TITLES);
    }
    TaskLayout::Table(Box::new(table))
}

fn read_labels(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<(TaskField, Plain)>> {
    let f = r.fields(node, &LABELS)?;
    let mut res = Vec::new();
    for (name, node) in f.in_order() {
        let label = r.required(&f, name, |r, _| r.plain(node));
        res.extend(TaskField::from_key(name).zip(label));
    }
    let entries = TaskField::UNITS.iter().filter_map(|field| f.get(field.key()));
    if let (Some(all), Some(one)) = (f.get("phan_cong"), entries.into_iter().next()) {
        let [all, one] =
            [all, one].map(|entry| UnitsKey { key: &entry.name, span: entry.key_span });
        report_both_units(r, &all, &one);
        res.retain(|(field, _)| *field != TaskField::Assignment);
    }
    Some(res)
}

/// Labels that a task gives to its parts where the paper has no place for them: in a table
/// the columns have names, and units that are told one by one have labels in common.
pub(super) fn report_idle_labels(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    layout: &TaskLayout,
) {
    let is_split = match layout {
        TaskLayout::Labelled(labels) => labels.splits_units(),
        TaskLayout::Table(_) => true,
    };
    let is_table = layout.table().is_some();
    for (key, node) in f.in_order() {
        let YamlValue::Mapping { entries, .. } = &node.value else { continue };
        let is_idle = is_table || is_split && key == "phan_cong";
        let needs = if is_table { TITLES } else { "nhãn `phan_cong` trong `nhan`" };
        for entry in entries.iter().filter(|_| is_idle) {
            let is_label = matches!(entry.name.as_str(), "nhan" | "noi_lien")
                || is_table && key == "kinh_phi" && entry.name == "bang_chu";
            if is_label {
                let message = format!("khóa `{}` ở đây không có tác dụng", entry.name);
                r.error(
                    Diagnostic::error(&code::form::IDLE_KEY, entry.key_span, message)
                        .label(format!("cần {needs}"))
                        .hint("xóa khóa này; tên cột, nhãn chung ghi ở `nhiem_vu`"),
                );
            }
        }
    }
}

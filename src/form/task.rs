//! `nhiem_vu`: tasks with activities, time, output, money and assignment, each under
//! the label that the paper uses, or all of them as the rows of a table.

use crate::prose::{Plain, Prose};
use crate::quantity::Pending;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::assignment::{self, ASSIGNMENT, Assignment};
use super::budget::{self, BUDGET, Budget};
use super::fields::{Fields, has_entry};
use super::numbering::{self, EMPHASIS_WORDS, Numbering, TitleEmphasis};
use super::reader::{FormReader, WordEnd};
use super::rows::DATA;
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;
use super::task_field::TaskField;
use super::task_file::{TASK_COLUMNS, TaskFile, TaskSource, read_task_source};
use super::task_layout::{self, LABELS, TaskLayout};
use super::task_table::TASK_TABLE;
use super::time::{self, TIME, TaskTime};

/// The keys of `nhiem_vu` written as a group.
pub(super) static TASKS: Shape = Shape {
    name: "nhiem_vu",
    doc: "Các nhiệm vụ. Có thể ghi thẳng danh sách nhiệm vụ, hoặc nhóm khóa này để đặt nhãn chung.",
    keys: &[
        KeySpec::optional(
            "nhan",
            KeyKind::Map(&LABELS),
            "Nhãn của các phần, in theo thứ tự ghi ở đây.",
        ),
        KeySpec::optional(
            "danh_so_nhan",
            KeyKind::Plain,
            "Dấu trước các nhãn: \"-\" (mặc định), \"*\", \"+\", \"1.1.\", \"a)\", khong.",
        ),
        KeySpec::optional(
            "chu_nhan",
            KeyKind::Choice(EMPHASIS_WORDS),
            "Kiểu chữ của các nhãn. Mặc định: chữ thường sau \"-\", \"+\"; chữ đậm sau các dấu khác.",
        ),
        KeySpec::optional(
            "bang",
            KeyKind::Either(&[KeyKind::YesNo, KeyKind::Map(&TASK_TABLE)]),
            "In các nhiệm vụ thành một bảng, không in thành mục. `co` là bảng có các cột thường dùng; chọn cột, đặt tên cột thì ghi thành nhóm khóa.",
        ),
        KeySpec::optional(
            "danh_sach",
            KeyKind::List(&KeyKind::Either(&[KeyKind::Map(&TASK), KeyKind::Map(&GROUP)])),
            "Danh sách nhiệm vụ hoặc nhóm nhiệm vụ.",
        ),
        KeySpec::optional(
            "du_lieu",
            KeyKind::Either(&[KeyKind::Plain, KeyKind::Map(&DATA)]),
            "Tệp có danh sách nhiệm vụ, thay cho `danh_sach`: mỗi hàng một nhiệm vụ.",
        ),
        KeySpec::optional(
            "cot_du_lieu",
            KeyKind::Map(&TASK_COLUMNS),
            "Tên các cột trong tệp. Không ghi thì máy nhận các tên cột thường gặp.",
        ),
    ],
};

/// The keys of a group of tasks.
pub(super) static GROUP: Shape = Shape {
    name: "nhóm nhiệm vụ",
    doc: "Một nhóm nhiệm vụ: có tiêu đề và các nhiệm vụ bên trong.",
    keys: &[
        KeySpec::optional("ma", KeyKind::Id, "Mã của nhóm."),
        KeySpec::required(
            "tieu_de",
            KeyKind::Plain,
            "Tiêu đề của nhóm, không gõ số thứ tự.",
        ),
        KeySpec::optional(
            "danh_so",
            KeyKind::Plain,
            "Kiểu đánh số các nhiệm vụ trong nhóm.",
        ),
        KeySpec::required(
            "nhiem_vu",
            KeyKind::List(&KeyKind::Either(&[KeyKind::Map(&TASK), KeyKind::Map(&GROUP)])),
            "Các nhiệm vụ của nhóm.",
        ),
    ],
};

/// The keys of a task.
pub(super) static TASK: Shape = Shape {
    name: "nhiem_vu",
    doc: "Một nhiệm vụ.",
    keys: &[
        KeySpec::optional(
            "ma",
            KeyKind::Id,
            "Mã của nhiệm vụ; giữ nguyên qua các lần sửa để so sánh được.",
        ),
        KeySpec::required("tieu_de", KeyKind::Plain, "Tên nhiệm vụ, không gõ số thứ tự."),
        KeySpec::optional(
            "chu",
            KeyKind::Choice(EMPHASIS_WORDS),
            "Kiểu chữ của riêng tiêu đề này.",
        ),
        KeySpec::optional(
            "danh_so_nhan",
            KeyKind::Plain,
            "Dấu trước các nhãn của riêng nhiệm vụ này.",
        ),
        KeySpec::optional(
            "noi_dung",
            KeyKind::Either(&[KeyKind::Prose, KeyKind::Map(&TEXT)]),
            "Nội dung, hoạt động.",
        ),
        KeySpec::optional(
            "hinh_thuc",
            KeyKind::Either(&[KeyKind::Prose, KeyKind::Map(&TEXT)]),
            "Hình thức thực hiện.",
        ),
        KeySpec::optional(
            "dia_diem",
            KeyKind::Either(&[KeyKind::Prose, KeyKind::Map(&TEXT)]),
            "Địa điểm thực hiện.",
        ),
        KeySpec::optional(
            "thoi_gian",
            KeyKind::Either(&[KeyKind::Date, KeyKind::Map(&TIME)]),
            "Thời gian thực hiện.",
        ),
        KeySpec::optional(
            "ket_qua",
            KeyKind::Either(&[KeyKind::Prose, KeyKind::Map(&TEXT)]),
            "Sản phẩm, kết quả phải có.",
        ),
        KeySpec::optional(
            "kinh_phi",
            KeyKind::Either(&[KeyKind::Money, KeyKind::Prose, KeyKind::Map(&BUDGET)]),
            "Kinh phí: số tiền, hoặc lời văn.",
        ),
        KeySpec::optional(
            "phan_cong",
            KeyKind::Either(&[KeyKind::Plain, KeyKind::Map(&ASSIGNMENT)]),
            "Đơn vị chủ trì, đơn vị thực hiện và các đơn vị phối hợp.",
        ),
        KeySpec::optional(
            "ghi_chu",
            KeyKind::Either(&[KeyKind::Prose, KeyKind::Map(&TEXT)]),
            "Ghi chú của nhiệm vụ.",
        ),
    ],
};

/// The keys of a text that sets its label.
pub(super) static TEXT: Shape = Shape {
    name: "noi_dung",
    doc: "Lời văn có nhãn riêng.",
    keys: &[
        KeySpec::optional("nhan", KeyKind::Plain, "Nhãn riêng."),
        KeySpec::optional(
            "noi_lien",
            KeyKind::YesNo,
            "`khong` thì nhãn đứng riêng một dòng.",
        ),
        KeySpec::required("doan", KeyKind::Prose, "Lời văn."),
    ],
};

/// The tasks of one part, and how they are printed.
#[derive(Debug, Clone)]
pub struct Tasks {
    /// Under titles, or as a table.
    pub layout: TaskLayout,
    /// The data file that they are read from, where they are not typed.
    pub file: Option<TaskFile>,
    /// Tasks and groups, in the order of the form.
    pub items: Vec<TaskItem>,
}

impl Tasks {
    /// Every task, in order, those of groups among them.
    #[must_use]
    pub fn list(&self) -> Vec<&Task> {
        let mut res = Vec::new();
        collect_tasks(&self.items, &mut res);
        res
    }
}

/// The tasks of some items, in order.
pub(super) fn collect_tasks<'f>(items: &'f [TaskItem], found: &mut Vec<&'f Task>) {
    for item in items {
        match item {
            TaskItem::Group(group) => collect_tasks(&group.items, found),
            TaskItem::Task(task) => found.push(task),
        }
    }
}

/// A task or a group of tasks.
#[derive(Debug, Clone)]
pub enum TaskItem {
    /// Tasks under a title in common.
    Group(TaskGroup),
    /// One task.
    Task(Box<Task>),
}

/// Tasks under a title in common; a group may stand within a group.
#[derive(Debug, Clone)]
pub struct TaskGroup {
    /// What references and comparisons know it by.
    pub id: Option<Spanned<String>>,
    /// Its title, without a number.
    pub title: Plain,
    /// Numbering of its tasks, where given.
    pub numbering: Option<Numbering>,
    /// Tasks, or groups within the group.
    pub items: Vec<TaskItem>,
}

/// One task of the plan: a title, and the parts that it is told in.
#[derive(Debug, Clone)]
pub struct Task {
    /// What references and comparisons know it by.
    pub id: Option<Spanned<String>>,
    /// Its title, without a number.
    pub title: Plain,
    /// How its title is set, where the form says.
    pub emphasis: Option<TitleEmphasis>,
    /// What stands before its labels, where it differs.
    pub marker: Option<Numbering>,
    /// What is done.
    pub activities: Option<Pending<LabelledText>>,
    /// In what form it is done.
    pub manner: Option<Pending<LabelledText>>,
    /// Where it is done.
    pub place: Option<Pending<LabelledText>>,
    /// When it is done.
    pub time: Option<Pending<TaskTime>>,
    /// What there must be in the end.
    pub output: Option<Pending<LabelledText>>,
    /// What it costs; pending where the key is there and could not be read.
    pub budget: Option<Budget>,
    /// Who does it.
    pub assignment: Option<Pending<Assignment>>,
    /// What else is to be said of it.
    pub note: Option<Pending<LabelledText>>,
    /// The group of keys of the task.
    pub span: Span,
}

impl Task {
    /// Whether it says something of a part, even if only that it is not known yet.
    #[must_use]
    pub fn says(&self, field: TaskField) -> bool {
        let assignment = self.assignment.as_ref();
        let units = assignment.and_then(Pending::known);
        match field {
            TaskField::Activities => self.activities.is_some(),
            TaskField::Manner => self.manner.is_some(),
            TaskField::Place => self.place.is_some(),
            TaskField::Time => self.time.is_some(),
            TaskField::Output => self.output.is_some(),
            TaskField::Budget => self.budget.is_some(),
            TaskField::Assignment => assignment.is_some(),
            TaskField::Lead => match assignment {
                Some(Pending::Known(known)) => known.lead.is_some(),
                Some(Pending::Unknown) => true,
                None => false,
            },
            TaskField::Executors => units.is_some_and(|known| {
                known.has_open_executors || !known.executors.is_empty()
            }),
            TaskField::Partners => units.is_some_and(|known| {
                known.has_open_partners || !known.partners.is_empty()
            }),
            TaskField::Note => self.note.is_some(),
        }
    }

    /// A part of it that is said in words under a label.
    #[must_use]
    pub fn text(&self, field: TaskField) -> Option<&Pending<LabelledText>> {
        match field {
            TaskField::Activities => self.activities.as_ref(),
            TaskField::Manner => self.manner.as_ref(),
            TaskField::Place => self.place.as_ref(),
            TaskField::Output => self.output.as_ref(),
            TaskField::Note => self.note.as_ref(),
            TaskField::Time
            | TaskField::Budget
            | TaskField::Assignment
            | TaskField::Lead
            | TaskField::Executors
            | TaskField::Partners => None,
        }
    }
}

/// A part of a task in words, with the label that this task gives it.
#[derive(Debug, Clone)]
pub struct LabelledText {
    /// The label, where given.
    pub label: Option<Plain>,
    /// Whether label and text share a line, where the form says.
    pub run_in: Option<bool>,
    /// The words behind the label.
    pub text: Prose,
}

pub(super) fn read_tasks(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Tasks> {
    let tasks = read_task_list(r, node);
    r.word_end = WordEnd::AsWritten;
    tasks
}

fn read_task_list(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Tasks> {
    if matches!(node.value, YamlValue::Sequence { .. }) {
        let layout = TaskLayout::default();
        r.word_end = layout.word_end();
        let items = r.list(node, |r, n| read_item(r, n, &layout))?;
        return Some(Tasks { layout, file: None, items });
    }
    let f = r.fields(node, &TASKS)?;
    let layout = task_layout::read_layout(r, &f);
    r.word_end = layout.word_end();
    let (file, items) = match read_task_source(r, &f)? {
        TaskSource::Typed => {
            let read = |r: &mut FormReader<'_>, n: &_| read_item(r, n, &layout);
            (None, r.optional(&f, "danh_sach", |r, n| r.list(n, read))?)
        }
        TaskSource::File(file, rows) => {
            let items = rows.iter().filter_map(|row| read_item(r, row, &layout));
            (Some(*file), items.collect())
        }
    };
    Some(Tasks { layout, file, items })
}

fn read_item(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    layout: &TaskLayout,
) -> Option<TaskItem> {
    if has_entry(node, "nhiem_vu") {
        return read_task_group(r, node, layout).map(TaskItem::Group);
    }
    read_task(r, node, layout).map(|t| TaskItem::Task(Box::new(t)))
}

fn read_task_group(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    layout: &TaskLayout,
) -> Option<TaskGroup> {
    let f = r.fields(node, &GROUP)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let title = r.required(&f, "tieu_de", FormReader::plain);
    let numbering = r.optional(&f, "danh_so", numbering::read_numbering);
    if matches!(layout, TaskLayout::Table(_)) {
        r.report_idle_key(&f, "danh_so", task_layout::TITLES);
    }
    let items =
        r.required(&f, "nhiem_vu", |r, n| r.list(n, |r, n| read_item(r, n, layout)));
    Some(TaskGroup { id, title: title?, numbering, items: items? })
}

fn read_task(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    layout: &TaskLayout,
) -> Option<Task> {
    let f = r.fields(node, &TASK)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let title = r.required(&f, "tieu_de", FormReader::plain);
    let emphasis = r.optional(&f, "chu", numbering::read_emphasis);
    let marker = r.optional(&f, "danh_so_nhan", numbering::read_numbering);
    let activities = r.optional_pending(&f, "noi_dung", read_labelled_text);
    let manner = r.optional_pending(&f, "hinh_thuc", read_labelled_text);
    let place = r.optional_pending(&f, "dia_diem", read_labelled_text);
    let time = r.optional_pending(&f, "thoi_gian", time::read_task_time);
    let output = r.optional_pending(&f, "ket_qua", read_labelled_text);
    // What is given and could not be read is named already, and is no lack.
    let unread = f.get("kinh_phi").map(|e| Budget::pending(e.value.span));
    let budget = r.optional(&f, "kinh_phi", budget::read_budget).or(unread);
    let assignment = r.optional_pending(&f, "phan_cong", assignment::read_assignment);
    let note = r.optional_pending(&f, "ghi_chu", read_labelled_text);
    report_idle_keys(r, &f, layout);
    Some(Task {
        id,
        title: title?,
        emphasis,
        marker,
        activities,
        manner,
        place,
        time,
        output,
        budget,
        assignment,
        note,
        span: f.span,
    })
}

/// Keys of a task that only titles and labels have a place for.
fn report_idle_keys(r: &mut FormReader<'_>, f: &Fields<'_>, layout: &TaskLayout) {
    if let TaskLayout::Table(_) = layout {
        for key in ["chu", "danh_so_nhan"] {
            r.report_idle_key(f, key, task_layout::TITLES);
        }
    }
    task_layout::report_idle_labels(r, f, layout);
}

fn read_labelled_text(r: &mut FormReader<'_>, node: &YamlNode) -> Option<LabelledText> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let text = r.prose(node)?;
        return Some(LabelledText { label: None, run_in: None, text });
    }
    let f = r.fields(node, &TEXT)?;
    let label = r.optional(&f, "nhan", FormReader::plain);
    let run_in = r.optional(&f, "noi_lien", FormReader::yes_no);
    let text = r.required(&f, "doan", FormReader::prose)?;
    Some(LabelledText { label, run_in, text })
}

//! `nhiem_vu`: tasks with activities, time, output, money and assignment, each under
//! the label that the paper uses.

use crate::prose::{Plain, Prose};
use crate::quantity::Pending;
use crate::source::Span;
use crate::yaml::{Node, Value};

use super::budget::{self, BUDGET, Budget};
use super::fields::has_key;
use super::numbering::{self, LOOK_WORDS, Numbering, TitleLook};
use super::reader::FormReader;
use super::shape::{Key, Kind, Shape};
use super::spanned::At;
use super::time::{self, TIME, TaskTime};

/// The keys of `nhiem_vu` written as a group.
pub(super) static TASKS: Shape = Shape {
    name: "nhiem_vu",
    doc: "Các nhiệm vụ. Có thể ghi thẳng danh sách nhiệm vụ, hoặc nhóm khóa này để đặt nhãn chung.",
    keys: &[
        Key::optional(
            "nhan",
            Kind::Map(&LABELS),
            "Nhãn của các phần, in theo thứ tự ghi ở đây.",
        ),
        Key::optional(
            "danh_so_nhan",
            Kind::Plain,
            "Dấu trước các nhãn: \"-\" (mặc định), \"*\", \"+\", \"1.1.\", \"a)\", khong.",
        ),
        Key::optional(
            "chu_nhan",
            Kind::Choice(LOOK_WORDS),
            "Kiểu chữ của các nhãn. Mặc định: chữ thường sau \"-\", \"+\"; chữ đậm sau các dấu khác.",
        ),
        Key::required(
            "danh_sach",
            Kind::List(&Kind::Either(&[Kind::Map(&TASK), Kind::Map(&GROUP)])),
            "Danh sách nhiệm vụ hoặc nhóm nhiệm vụ.",
        ),
    ],
};

/// The keys of `nhan`.
pub(super) static LABELS: Shape = Shape {
    name: "nhan",
    doc: "Nhãn của các phần trong mỗi nhiệm vụ; thứ tự ghi ở đây là thứ tự in.",
    keys: &[
        Key::optional("noi_dung", Kind::Plain, "Mặc định: Nội dung."),
        Key::optional("thoi_gian", Kind::Plain, "Mặc định: Thời gian thực hiện."),
        Key::optional("ket_qua", Kind::Plain, "Mặc định: Sản phẩm."),
        Key::optional("kinh_phi", Kind::Plain, "Mặc định: Kinh phí thực hiện."),
        Key::optional("phan_cong", Kind::Plain, "Mặc định: Phân công thực hiện."),
    ],
};

/// The keys of a group of tasks.
pub(super) static GROUP: Shape = Shape {
    name: "nhóm nhiệm vụ",
    doc: "Một nhóm nhiệm vụ: có tiêu đề và các nhiệm vụ bên trong.",
    keys: &[
        Key::optional("ma", Kind::Id, "Mã của nhóm."),
        Key::required("tieu_de", Kind::Plain, "Tiêu đề của nhóm, không gõ số thứ tự."),
        Key::optional("danh_so", Kind::Plain, "Kiểu đánh số các nhiệm vụ trong nhóm."),
        Key::required(
            "nhiem_vu",
            Kind::List(&Kind::Either(&[Kind::Map(&TASK), Kind::Map(&GROUP)])),
            "Các nhiệm vụ của nhóm.",
        ),
    ],
};

/// The keys of a task.
pub(super) static TASK: Shape = Shape {
    name: "nhiem_vu",
    doc: "Một nhiệm vụ.",
    keys: &[
        Key::optional(
            "ma",
            Kind::Id,
            "Mã của nhiệm vụ; giữ nguyên qua các lần sửa để so sánh được.",
        ),
        Key::required("tieu_de", Kind::Plain, "Tên nhiệm vụ, không gõ số thứ tự."),
        Key::optional("chu", Kind::Choice(LOOK_WORDS), "Kiểu chữ của riêng tiêu đề này."),
        Key::optional(
            "danh_so_nhan",
            Kind::Plain,
            "Dấu trước các nhãn của riêng nhiệm vụ này.",
        ),
        Key::optional(
            "noi_dung",
            Kind::Either(&[Kind::Prose, Kind::Map(&TEXT)]),
            "Nội dung, hoạt động.",
        ),
        Key::optional(
            "thoi_gian",
            Kind::Either(&[Kind::Date, Kind::Map(&TIME)]),
            "Thời gian thực hiện.",
        ),
        Key::optional(
            "ket_qua",
            Kind::Either(&[Kind::Prose, Kind::Map(&TEXT)]),
            "Sản phẩm, kết quả phải có.",
        ),
        Key::optional(
            "kinh_phi",
            Kind::Either(&[Kind::Money, Kind::Prose, Kind::Map(&BUDGET)]),
            "Kinh phí: số tiền, hoặc lời văn.",
        ),
        Key::optional(
            "phan_cong",
            Kind::Either(&[Kind::Plain, Kind::Map(&ASSIGNMENT)]),
            "Đơn vị chủ trì và các đơn vị phối hợp.",
        ),
    ],
};

/// The keys of a text that sets its label.
pub(super) static TEXT: Shape = Shape {
    name: "noi_dung",
    doc: "Lời văn có nhãn riêng.",
    keys: &[
        Key::optional("nhan", Kind::Plain, "Nhãn riêng."),
        Key::optional("noi_lien", Kind::YesNo, "`khong` thì nhãn đứng riêng một dòng."),
        Key::required("doan", Kind::Prose, "Lời văn."),
    ],
};

/// The keys of an assignment.
pub(super) static ASSIGNMENT: Shape = Shape {
    name: "phan_cong",
    doc: "Phân công: ai chủ trì, ai phối hợp.",
    keys: &[
        Key::optional("nhan", Kind::Plain, "Nhãn riêng."),
        Key::optional("noi_lien", Kind::YesNo, "`khong` thì nhãn đứng riêng một dòng."),
        Key::required("chu_tri", Kind::Plain, "Đơn vị, người chủ trì."),
        Key::optional("phoi_hop", Kind::List(&Kind::Plain), "Các đơn vị phối hợp."),
        Key::optional(
            "doan",
            Kind::Prose,
            "Câu in ra thay cho câu máy tự đặt; phải nêu đủ tên các đơn vị ở trên.",
        ),
    ],
};

/// One task of the plan: a title, and up to five labelled parts.
#[derive(Debug, Clone)]
pub struct Tasks {
    /// Labels, in the order in which they are printed.
    pub labels: Vec<(Field, Plain)>,
    /// What stands before the labels.
    pub marker: Numbering,
    /// Look of the labels, where given.
    pub label_look: Option<TitleLook>,
    /// Tasks and groups.
    pub items: Vec<TaskItem>,
}

/// A labelled part of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// `noi_dung`: what is done.
    Activities,
    /// `thoi_gian`: when it is done.
    Time,
    /// `ket_qua`: what there must be in the end.
    Output,
    /// `kinh_phi`: what it costs.
    Budget,
    /// `phan_cong`: who does it.
    Assignment,
}

impl Field {
    /// All, in the order in which they are printed where the form names none, with
    /// their keys and labels.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Activities, "noi_dung", "Nội dung"),
        (Self::Time, "thoi_gian", "Thời gian thực hiện"),
        (Self::Output, "ket_qua", "Sản phẩm"),
        (Self::Budget, "kinh_phi", "Kinh phí thực hiện"),
        (Self::Assignment, "phan_cong", "Phân công thực hiện"),
    ];
}

/// A task or a group of tasks.
#[derive(Debug, Clone)]
pub enum TaskItem {
    /// Tasks under a title in common.
    Group(TaskGroup),
    /// One task.
    Task(Box<Task>),
}

/// A group of tasks.
#[derive(Debug, Clone)]
pub struct TaskGroup {
    /// What references and comparisons know it by.
    pub id: Option<At<String>>,
    /// Its title, without a number.
    pub title: Plain,
    /// Numbering of its tasks, where given.
    pub numbering: Option<Numbering>,
    /// Tasks, or groups within the group.
    pub items: Vec<TaskItem>,
}

/// A task.
#[derive(Debug, Clone)]
pub struct Task {
    /// What references and comparisons know it by.
    pub id: Option<At<String>>,
    /// Its title, without a number.
    pub title: Plain,
    /// Look of its title, where given.
    pub look: Option<TitleLook>,
    /// What stands before its labels, where it differs.
    pub marker: Option<Numbering>,
    /// What is done.
    pub activities: Option<Pending<LabelledText>>,
    /// When it is done.
    pub time: Option<Pending<TaskTime>>,
    /// What there must be in the end.
    pub output: Option<Pending<LabelledText>>,
    /// What it costs; pending where the key is there and could not be read.
    pub budget: Option<Budget>,
    /// Who does it.
    pub assignment: Option<Pending<Assignment>>,
    /// The group of keys of the task.
    pub span: Span,
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

/// Who does a task.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// The label, where given.
    pub label: Option<Plain>,
    /// Whether label and text share a line, where the form says.
    pub run_in: Option<bool>,
    /// Who is in charge.
    pub lead: Plain,
    /// Who helps; none that is still pending.
    pub partners: Vec<Plain>,
    /// Words in place of the sentence that the engine makes.
    pub text: Option<Prose>,
}

pub(super) fn read_tasks(r: &mut FormReader<'_>, node: &Node) -> Option<Tasks> {
    if matches!(node.value, Value::Sequence { .. }) {
        let items = r.list(node, read_item)?;
        return Some(Tasks {
            labels: Vec::new(),
            marker: Numbering::Dash,
            label_look: None,
            items,
        });
    }
    let f = r.fields(node, &TASKS)?;
    let labels = r.optional(&f, "nhan", read_labels).unwrap_or_default();
    let marker = r.optional(&f, "danh_so_nhan", numbering::read_numbering);
    let label_look = r.optional(&f, "chu_nhan", numbering::read_emphasis);
    let items = r.required(&f, "danh_sach", |r, n| r.list(n, read_item))?;
    let marker = marker.unwrap_or(Numbering::Dash);
    Some(Tasks { labels, marker, label_look, items })
}

fn read_labels(r: &mut FormReader<'_>, node: &Node) -> Option<Vec<(Field, Plain)>> {
    let f = r.fields(node, &LABELS)?;
    let mut res = Vec::new();
    for (name, node) in f.in_order() {
        let field = Field::ALL.iter().find(|(_, key, _)| *key == name);
        let label = r.required(&f, name, |r, _| r.plain(node));
        res.extend(field.zip(label).map(|((field, ..), label)| (*field, label)));
    }
    Some(res)
}

fn read_item(r: &mut FormReader<'_>, node: &Node) -> Option<TaskItem> {
    if has_key(node, "nhiem_vu") {
        return read_task_group(r, node).map(TaskItem::Group);
    }
    read_task(r, node).map(|t| TaskItem::Task(Box::new(t)))
}

fn read_task_group(r: &mut FormReader<'_>, node: &Node) -> Option<TaskGroup> {
    let f = r.fields(node, &GROUP)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let title = r.required(&f, "tieu_de", FormReader::plain);
    let numbering = r.optional(&f, "danh_so", numbering::read_numbering);
    let items = r.required(&f, "nhiem_vu", |r, n| r.list(n, read_item));
    Some(TaskGroup { id, title: title?, numbering, items: items? })
}

fn read_task(r: &mut FormReader<'_>, node: &Node) -> Option<Task> {
    let f = r.fields(node, &TASK)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let title = r.required(&f, "tieu_de", FormReader::plain);
    let look = r.optional(&f, "chu", numbering::read_emphasis);
    let marker = r.optional(&f, "danh_so_nhan", numbering::read_numbering);
    let activities = r.optional_pending(&f, "noi_dung", read_labelled_text);
    let time = r.optional_pending(&f, "thoi_gian", time::read_task_time);
    let output = r.optional_pending(&f, "ket_qua", read_labelled_text);
    // What is given and could not be read is named already, and is no lack.
    let unread = f.get("kinh_phi").map(|e| Budget::pending(e.value.span));
    let budget = r.optional(&f, "kinh_phi", budget::read_budget).or(unread);
    let assignment = r.optional_pending(&f, "phan_cong", read_assignment);
    Some(Task {
        id,
        title: title?,
        look,
        marker,
        activities,
        time,
        output,
        budget,
        assignment,
        span: f.span,
    })
}

fn read_labelled_text(r: &mut FormReader<'_>, node: &Node) -> Option<LabelledText> {
    if !matches!(node.value, Value::Mapping { .. }) {
        let text = r.prose(node)?;
        return Some(LabelledText { label: None, run_in: None, text });
    }
    let f = r.fields(node, &TEXT)?;
    let label = r.optional(&f, "nhan", FormReader::plain);
    let run_in = r.optional(&f, "noi_lien", FormReader::yes_no);
    let text = r.required(&f, "doan", FormReader::prose)?;
    Some(LabelledText { label, run_in, text })
}

fn read_assignment(r: &mut FormReader<'_>, node: &Node) -> Option<Assignment> {
    let mut res = if matches!(node.value, Value::Mapping { .. }) {
        let f = r.fields(node, &ASSIGNMENT)?;
        let label = r.optional(&f, "nhan", FormReader::plain);
        let run_in = r.optional(&f, "noi_lien", FormReader::yes_no);
        let lead = r.required(&f, "chu_tri", FormReader::plain);
        let partners = r.optional(&f, "phoi_hop", |r, n| r.list(n, FormReader::plain));
        let text = r.optional(&f, "doan", FormReader::prose);
        let partners = partners.unwrap_or_default();
        Assignment { label, run_in, lead: lead?, partners, text }
    } else {
        let lead = r.plain(node)?;
        Assignment { label: None, run_in: None, lead, partners: Vec::new(), text: None }
    };
    res.partners.retain(|p| !p.is_open());
    Some(res)
}

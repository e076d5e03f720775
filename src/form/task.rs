//! `nhiem_vu`: tasks with activities, time, output, money and assignment, each under
//! the label that the paper uses.

use crate::prose::{Plain, Prose};
use crate::quantity::Pending;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::budget::{self, BUDGET, Budget};
use super::fields::has_entry;
use super::numbering::{self, EMPHASIS_WORDS, Numbering, TitleEmphasis};
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;
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
        KeySpec::required(
            "danh_sach",
            KeyKind::List(&KeyKind::Either(&[KeyKind::Map(&TASK), KeyKind::Map(&GROUP)])),
            "Danh sách nhiệm vụ hoặc nhóm nhiệm vụ.",
        ),
    ],
};

/// The keys of `nhan`.
pub(super) static LABELS: Shape = Shape {
    name: "nhan",
    doc: "Nhãn của các phần trong mỗi nhiệm vụ; thứ tự ghi ở đây là thứ tự in.",
    keys: &[
        KeySpec::optional("noi_dung", KeyKind::Plain, "Mặc định: Nội dung."),
        KeySpec::optional("thoi_gian", KeyKind::Plain, "Mặc định: Thời gian thực hiện."),
        KeySpec::optional("ket_qua", KeyKind::Plain, "Mặc định: Sản phẩm."),
        KeySpec::optional("kinh_phi", KeyKind::Plain, "Mặc định: Kinh phí thực hiện."),
        KeySpec::optional("phan_cong", KeyKind::Plain, "Mặc định: Phân công thực hiện."),
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
            "Đơn vị chủ trì và các đơn vị phối hợp.",
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

/// The keys of an assignment.
pub(super) static ASSIGNMENT: Shape = Shape {
    name: "phan_cong",
    doc: "Phân công: ai chủ trì, ai phối hợp.",
    keys: &[
        KeySpec::optional("nhan", KeyKind::Plain, "Nhãn riêng."),
        KeySpec::optional(
            "noi_lien",
            KeyKind::YesNo,
            "`khong` thì nhãn đứng riêng một dòng.",
        ),
        KeySpec::required("chu_tri", KeyKind::Plain, "Đơn vị, người chủ trì."),
        KeySpec::optional(
            "phoi_hop",
            KeyKind::List(&KeyKind::Plain),
            "Các đơn vị phối hợp.",
        ),
        KeySpec::optional(
            "doan",
            KeyKind::Prose,
            "Câu in ra thay cho câu máy tự đặt; phải nêu đủ tên các đơn vị ở trên.",
        ),
    ],
};

/// The tasks of one part, with the labels that they share.
#[derive(Debug, Clone)]
pub struct Tasks {
    /// Labels, in the order in which they are printed.
    pub labels: Vec<(TaskField, Plain)>,
    /// What stands before each label: `-` where the form names nothing else.
    pub marker: Numbering,
    /// How the labels are set, where the form says.
    pub label_emphasis: Option<TitleEmphasis>,
    /// Tasks and groups, in the order of the form.
    pub items: Vec<TaskItem>,
}

/// A labelled part of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TaskField {
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

impl TaskField {
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

/// One task of the plan: a title, and up to five labelled parts.
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

/// Who does a task: one unit in charge, and those that help.
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

pub(super) fn read_tasks(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Tasks> {
    if matches!(node.value, YamlValue::Sequence { .. }) {
        let items = r.list(node, read_item)?;
        return Some(Tasks {
            labels: Vec::new(),
            marker: Numbering::Dash,
            label_emphasis: None,
            items,
        });
    }
    let f = r.fields(node, &TASKS)?;
    let labels = r.optional(&f, "nhan", read_labels).unwrap_or_default();
    let marker = r.optional(&f, "danh_so_nhan", numbering::read_numbering);
    let label_emphasis = r.optional(&f, "chu_nhan", numbering::read_emphasis);
    let items = r.required(&f, "danh_sach", |r, n| r.list(n, read_item))?;
    let marker = marker.unwrap_or(Numbering::Dash);
    Some(Tasks { labels, marker, label_emphasis, items })
}

fn read_labels(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<(TaskField, Plain)>> {
    let f = r.fields(node, &LABELS)?;
    let mut res = Vec::new();
    for (name, node) in f.in_order() {
        let field = TaskField::ALL.iter().find(|(_, key, _)| *key == name);
        let label = r.required(&f, name, |r, _| r.plain(node));
        res.extend(field.zip(label).map(|((field, ..), label)| (*field, label)));
    }
    Some(res)
}

fn read_item(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TaskItem> {
    if has_entry(node, "nhiem_vu") {
        return read_task_group(r, node).map(TaskItem::Group);
    }
    read_task(r, node).map(|t| TaskItem::Task(Box::new(t)))
}

fn read_task_group(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TaskGroup> {
    let f = r.fields(node, &GROUP)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let title = r.required(&f, "tieu_de", FormReader::plain);
    let numbering = r.optional(&f, "danh_so", numbering::read_numbering);
    let items = r.required(&f, "nhiem_vu", |r, n| r.list(n, read_item));
    Some(TaskGroup { id, title: title?, numbering, items: items? })
}

fn read_task(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Task> {
    let f = r.fields(node, &TASK)?;
    let id = r.optional(&f, "ma", FormReader::id);
    let title = r.required(&f, "tieu_de", FormReader::plain);
    let emphasis = r.optional(&f, "chu", numbering::read_emphasis);
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
        emphasis,
        marker,
        activities,
        time,
        output,
        budget,
        assignment,
        span: f.span,
    })
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

fn read_assignment(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Assignment> {
    let mut res = if matches!(node.value, YamlValue::Mapping { .. }) {
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
    res.partners.retain(|p| !p.is_pending());
    Some(res)
}

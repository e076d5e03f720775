//! What changed between two versions, in the plan's own terms: plain data, in the order of
//! the paper. Sentences are made of it by `report`.

use crate::diagnostic::Report;
use crate::redline::{Runs, TextMark};

use super::version::{UnreadableItem, list_unreadable};
use super::words;

/// What was found when two versions were compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// What the old version is called.
    pub old: String,
    /// What the new version is called.
    pub new: String,
    /// All changes, in the order of the paper.
    pub changes: Vec<Change>,
    /// What could not be read, and so is not compared.
    pub unreadable: Vec<UnreadableItem>,
}

/// One change, with all that is different about one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it is about.
    pub topic: Topic,
    /// What has happened to it.
    pub kind: ChangeKind,
    /// Who made it: a person, or the engine because of another change.
    pub cause: ChangeCause,
    /// How the paper calls the part in which it stands, in the new version where that
    /// has it: `Mục 2 Phần III`. Empty where the part has no name.
    pub place: String,
    /// What has changed, by its name: the title of a task, `ngheo · Mai Hà · Hộ nghèo`.
    pub what: String,
    /// What is different, one detail a difference; none where `kind` says all.
    pub details: Vec<Detail>,
    /// Where it stands in the order of both papers, for sorting.
    pub(super) order: usize,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// The head of the paper: agency, number, date, summary, marks of urgency and secrecy.
    Head,
    /// A name that is another one throughout the paper: of an office, a unit, a term.
    Naming,
    /// A legal basis, or a paper of the register.
    Basis,
    /// A named figure of `chi_tieu`.
    Indicator,
    /// A figure, row or column of a table, or the table itself.
    Table,
    /// A task: its title, deadline, units, output, money.
    Task,
    /// What a unit is to do.
    Assignment,
    /// Money that is no task's.
    Money,
    /// A section, or a group of tasks: its title, or all of it.
    Section,
    /// Words of a paragraph, and footnotes.
    Wording,
    /// An appendix: its title, or all of it.
    Appendix,
    /// A recipient of `noi_nhan`.
    Recipient,
    /// The signature: authority, post, name of the signer.
    Signature,
    /// Layout of the pages, and the rules that the form leaves out.
    Layout,
}

impl Topic {
    /// All, in the order of a summary, with their names for programs and for people.
    pub const ALL: [(Self, &'static str, &'static str); 14] = [
        (Self::Head, "head", "Thể thức"),
        (Self::Naming, "naming", "Tên gọi"),
        (Self::Basis, "basis", "Căn cứ"),
        (Self::Indicator, "indicator", "Chỉ tiêu"),
        (Self::Table, "table", "Bảng số liệu"),
        (Self::Task, "task", "Nhiệm vụ"),
        (Self::Assignment, "assignment", "Phân công"),
        (Self::Money, "money", "Kinh phí"),
        (Self::Section, "section", "Mục"),
        (Self::Wording, "wording", "Lời văn"),
        (Self::Appendix, "appendix", "Phụ lục"),
        (Self::Recipient, "recipient", "Nơi nhận"),
        (Self::Signature, "signature", "Chữ ký"),
        (Self::Layout, "layout", "Trình bày"),
    ];

    /// Its name for people.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        Self::ALL.iter().find(|(topic, ..)| *topic == self).map_or("", |(.., name)| name)
    }

    /// Its name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(topic, ..)| *topic == self)
            .map_or("", |(_, code, _)| code)
    }
}

/// What has happened to the thing that a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The new version has it, the old one did not.
    Added,
    /// The old version had it, the new one does not.
    Removed,
    /// Another stands in its place.
    Replaced,
    /// Both versions have it, and it is different.
    Changed,
    /// It stands elsewhere, and may be different as well.
    Moved,
    /// It has another name wherever it stands.
    Renamed,
    /// Both versions have it, and what is in it stands in another order.
    Reordered,
    /// One task of the old version is several of the new one.
    Split,
    /// Several tasks of the old version are one of the new one.
    Joined,
}

impl ChangeKind {
    /// Its name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "dropped",
            Self::Replaced => "replaced",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Renamed => "renamed",
            Self::Reordered => "reordered",
            Self::Split => "split",
            Self::Joined => "joined",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Added => "thêm",
            Self::Removed => "bỏ",
            Self::Replaced => "thay",
            Self::Changed => "sửa",
            Self::Moved => "chuyển",
            Self::Renamed => "đổi",
            Self::Reordered => "xếp lại",
            Self::Split => "tách",
            Self::Joined => "gộp",
        }
    }
}

/// Who made a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeCause {
    /// Somebody, in the form or in a file.
    Edit,
    /// The engine: the form says here what it said, and values that it computes are others.
    /// Holds the names of the changes that it follows from, as far as they are known.
    Follows(Vec<String>),
}

/// One difference: a value that was one and is another, or words of both versions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Detail {
    /// What is different: `thời gian`, `Hộ nghèo`; empty where the change says it.
    pub label: String,
    /// As it was; `None` for nothing.
    pub old: Option<String>,
    /// As it is; `None` for nothing.
    pub new: Option<String>,
    /// By how much a figure has moved: `+1.000.000 đồng; +20%`.
    pub by: Option<String>,
    /// What is to be known beside it: `tổng không đổi`.
    pub remark: Option<String>,
    /// The words of both, where they are to be read together; empty for values.
    pub words: Runs,
    /// Whether it is a figure: only these are kept by `--figures`.
    pub figure: bool,
}

impl Changes {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// A plan that one side alone has: the new one, or the old one.
    #[must_use]
    pub fn from_one_sided(old: String, new: String, is_new: bool) -> Self {
        let kind = if is_new { ChangeKind::Added } else { ChangeKind::Removed };
        let what = if is_new { new.clone() } else { old.clone() };
        let change = Change {
            topic: Topic::Head,
            kind,
            cause: ChangeCause::Edit,
            place: String::new(),
            what: format!("cả văn bản {what}"),
            details: Vec::new(),
            order: 0,
        };
        Self { old, new, changes: vec![change], unreadable: Vec::new() }
    }

    /// A plan of which one version at least has nothing that could be compared.
    #[must_use]
    pub fn from_unreadable(old: String, new: String, reports: &[Report]) -> Self {
        let unreadable =
            reports.iter().flat_map(|report| list_unreadable(&report.name, report));
        Self { old, new, changes: Vec::new(), unreadable: unreadable.collect() }
    }

    /// The same with figures alone: indicators, cells, money.
    #[must_use]
    pub fn into_figures(mut self) -> Self {
        for change in &mut self.changes {
            change.details.retain(|detail| detail.figure);
        }
        self.changes.retain(|change| !change.details.is_empty());
        self
    }
}

impl Change {
    /// Whether the engine made it.
    #[must_use]
    pub fn follows(&self) -> bool {
        matches!(self.cause, ChangeCause::Follows(_))
    }
}

impl Detail {
    /// A value that was `old` and is `new` now.
    pub(super) fn value(
        label: impl Into<String>,
        old: Option<String>,
        new: Option<String>,
    ) -> Self {
        Self { label: label.into(), old, new, ..Self::default() }
    }

    /// Something to know beside what differs: what has stayed as it was.
    pub(super) fn note(text: &str) -> Self {
        Self::words(words::mark_text(text, TextMark::Kept))
    }

    /// Words that were some and are others now.
    pub(super) fn words(words: Runs) -> Self {
        Self { words, ..Self::default() }
    }
}

//! What changed between two versions, in the plan's own terms: plain data, in the order of
//! the paper. Sentences are made of it by `report`.

use crate::diagnostic::Report;
use crate::redline::{Inline, MarkedRun, Runs, TextMark};

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
    /// What is not among `changes` because only figures were asked for; `None` where all
    /// was asked for.
    pub left_out: Option<LeftOut>,
}

/// What differs and is not told, where only figures were asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Edits of which nothing is told.
    pub edits: usize,
    /// Places that follow from edits, of which nothing is told.
    pub following: usize,
    /// Differences of changes of which the figures are told.
    pub details: usize,
    /// How many of all these may hold a figure after all: in words, as a day, or within a
    /// part that one version alone has.
    pub with_digits: usize,
}

impl LeftOut {
    /// Whether it is nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.edits + self.following + self.details == 0
    }
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

    /// Whether a thing of this kind has parts, which a change of all of it does not tell
    /// one by one.
    fn has_parts(self) -> bool {
        match self {
            Self::Table
            | Self::Task
            | Self::Assignment
            | Self::Section
            | Self::Wording
            | Self::Appendix => true,
            Self::Head
            | Self::Naming
            | Self::Basis
            | Self::Indicator
            | Self::Money
            | Self::Recipient
            | Self::Signature
            | Self::Layout => false,
        }
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
    /// Whether it is a deadline: it is named before other words, as figures are.
    pub deadline: bool,
}

impl Changes {
    /// Whether nothing that is told is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether anything is known to be different, told or left out.
    #[must_use]
    pub fn differs(&self) -> bool {
        !self.is_empty() || self.left_out.is_some_and(|left_out| !left_out.is_empty())
    }

    /// Whether all was compared, and is the same.
    #[must_use]
    pub fn is_same(&self) -> bool {
        !self.differs() && self.unreadable.is_empty()
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
        Self { old, new, changes: vec![change], unreadable: Vec::new(), left_out: None }
    }

    /// A plan of which one version at least has nothing that could be compared.
    #[must_use]
    pub fn from_unreadable(old: String, new: String, reports: &[Report]) -> Self {
        let unreadable =
            reports.iter().flat_map(|report| list_unreadable(&report.name, report));
        let unreadable = unreadable.collect();
        Self { old, new, changes: Vec::new(), unreadable, left_out: None }
    }

    /// The same with figures alone, indicators, cells, money; what else is different is
    /// counted.
    #[must_use]
    pub fn into_figures(mut self) -> Self {
        let mut left_out = LeftOut::default();
        self.changes.retain_mut(|change| {
            let is_told = change.details.iter().any(|detail| detail.figure);
            if !is_told {
                left_out.count_change(change);
                return false;
            }
            for detail in change.details.iter().filter(|detail| !detail.figure) {
                left_out.details += 1;
                left_out.with_digits += usize::from(detail.has_digits());
            }
            change.details.retain(|detail| detail.figure);
            true
        });
        self.left_out = Some(left_out);
        self
    }
}

impl LeftOut {
    /// Counts a change of which nothing is told.
    fn count_change(&mut self, change: &Change) {
        match change.follows() {
            true => self.following += 1,
            false => self.edits += 1,
        }
        self.with_digits += usize::from(change.may_hold_figure());
    }
}

impl Change {
    /// Whether the engine made it.
    #[must_use]
    pub fn follows(&self) -> bool {
        matches!(self.cause, ChangeCause::Follows(_))
    }

    /// Whether money, a target, another figure or a deadline is different, or a whole table
    /// is new or gone: what a reader must not miss.
    #[must_use]
    pub fn is_weighty(&self) -> bool {
        let is_whole = matches!(self.kind, ChangeKind::Added | ChangeKind::Removed);
        self.topic == Topic::Table && is_whole
            || self.details.iter().any(Detail::is_weighty)
    }

    /// Whether a figure may be different that no detail has as such: one in words, or one
    /// within a part that one version alone has, of which not all is told.
    #[must_use]
    pub fn may_hold_figure(&self) -> bool {
        let is_whole_part = match self.kind {
            ChangeKind::Added | ChangeKind::Removed | ChangeKind::Replaced => {
                self.topic.has_parts() || has_digit(&self.what)
            }
            ChangeKind::Changed
            | ChangeKind::Moved
            | ChangeKind::Renamed
            | ChangeKind::Reordered
            | ChangeKind::Split
            | ChangeKind::Joined => false,
        };
        is_whole_part || self.details.iter().any(Detail::has_digits)
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

    /// The same as a deadline.
    pub(super) fn into_deadline(self) -> Self {
        Self { deadline: true, ..self }
    }

    /// Whether it is a figure or a deadline.
    #[must_use]
    pub fn is_weighty(&self) -> bool {
        self.figure || self.deadline
    }

    /// Whether a digit stands in what is different.
    #[must_use]
    pub fn has_digits(&self) -> bool {
        if self.words.is_empty() {
            return [&self.old, &self.new].into_iter().flatten().any(|t| has_digit(t));
        }
        let changed = self
            .words
            .iter()
            .filter(|run| matches!(run.mark, TextMark::Removed | TextMark::Added));
        changed.into_iter().any(has_run_digits)
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

fn has_run_digits(run: &MarkedRun) -> bool {
    match &run.inline {
        Inline::Text { text, .. } => has_digit(text),
        Inline::Note { content, .. } => content.iter().any(has_run_digits),
        Inline::Gap { .. }
        | Inline::Dots
        | Inline::Leader { .. }
        | Inline::CheckBox { .. }
        | Inline::Break => false,
    }
}

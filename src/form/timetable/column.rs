//! The columns of a timetable: which part of its entries each one prints.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::Plain;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::super::column_look::{CellAlign, ColumnLook, read_align, read_share};
use super::super::fields::Fields;
use super::super::reader::FormReader;
use super::super::spanned::Spanned;
use super::keys::{COLUMN, FIELDS, OWN_KINDS};

/// A part of an entry that a column can print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimetableField {
    /// `ngay`.
    Day,
    /// `buoi`.
    Part,
    /// `buoi_ngay`: both in one cell.
    PartAndDay,
    /// `gio`.
    Hours,
    /// `noi_dung`.
    Content,
    /// `dia_diem`.
    Place,
    /// `chu_tri`.
    Lead,
    /// `thanh_phan`.
    People,
    /// `ghi_chu`.
    Note,
}

/// What a column prints.
#[derive(Debug, Clone)]
pub(super) enum ColumnSource {
    /// A part that every timetable knows.
    Field(TimetableField),
    /// A column of the author's own, by its id; its cells are words.
    OwnWords(Spanned<String>),
    /// The same, its cells are hours.
    OwnHours(Spanned<String>),
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct TimetableColumn {
    pub(super) source: ColumnSource,
    pub(super) label: Plain,
    pub(super) look: ColumnLook,
    /// Its part of the width, where the form says one (`rong`).
    pub(super) share: Option<u32>,
    pub(super) span: Span,
}

/// The columns of a timetable, in order.
#[derive(Debug, Clone)]
pub(super) struct TimetableColumns {
    pub(super) items: Vec<TimetableColumn>,
    /// Whether all could be read.
    whole: bool,
    /// Where they stand, for what is said of them all.
    pub(super) span: Span,
}

impl TimetableField {
    /// All of them, in the order of `FIELDS` and of the usual columns.
    pub const ALL: [Self; 9] = [
        Self::Day,
        Self::Part,
        Self::PartAndDay,
        Self::Hours,
        Self::Content,
        Self::Place,
        Self::Lead,
        Self::People,
        Self::Note,
    ];

    /// Its word in a form.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut words = Self::ALL.into_iter().zip(FIELDS);
        let found = words.find(|(field, _)| *field == self);
        found.map_or("", |(_, keyword)| keyword.word)
    }

    /// The name of its column, where the form says none.
    fn label(self) -> &'static str {
        match self {
            Self::Day => "Ngày",
            Self::Part | Self::PartAndDay => "Buổi",
            Self::Hours => "Giờ",
            Self::Content => "Nội dung",
            Self::Place => "Địa điểm",
            Self::Lead => "Chủ trì",
            Self::People => "Thành phần",
            Self::Note => "Ghi chú",
        }
    }

    /// Its part of the width beside columns of which the form says theirs; nought is as
    /// narrow as can be, so that words have the room.
    pub(super) fn usual_share(self) -> u32 {
        match self {
            Self::Day | Self::Part | Self::PartAndDay | Self::Hours => 0,
            Self::Content => 5,
            Self::Place | Self::Lead | Self::People => 3,
            Self::Note => 2,
        }
    }

    /// Whether it says on which day or in which part of a day something is done.
    pub(super) fn is_frame(self) -> bool {
        matches!(self, Self::Day | Self::Part | Self::PartAndDay)
    }

    /// Whether it says when something is done, in a few letters.
    pub(super) fn is_time(self) -> bool {
        self.is_frame() || self == Self::Hours
    }

    /// How its cells are set, where the form does not say: short ones in the middle, those
    /// of days and parts of days merged.
    fn look(self) -> ColumnLook {
        ColumnLook {
            align: self.is_time().then_some(CellAlign::Center),
            merges: self.is_frame(),
            ..ColumnLook::default()
        }
    }
}

impl ColumnSource {
    /// The id of a column of the author's own.
    fn own_id(&self) -> Option<&Spanned<String>> {
        match self {
            Self::Field(_) => None,
            Self::OwnWords(id) | Self::OwnHours(id) => Some(id),
        }
    }
}

impl TimetableColumn {
    /// Its id: the author's, or the word of its field.
    pub(super) fn id(&self) -> Spanned<String> {
        match &self.source {
            ColumnSource::Field(field) => {
                Spanned { value: field.word().to_owned(), span: self.span }
            }
            ColumnSource::OwnWords(id) | ColumnSource::OwnHours(id) => id.clone(),
        }
    }

    /// The column of a field as it is without a word of the form.
    fn usual(field: TimetableField, span: Span) -> Self {
        let label = Plain::text(field.label(), span);
        let source = ColumnSource::Field(field);
        Self { source, label, look: field.look(), share: None, span }
    }
}

impl TimetableColumns {
    /// The usual columns of these fields.
    pub(super) fn of_fields(
        fields: impl IntoIterator<Item = TimetableField>,
        span: Span,
    ) -> Self {
        let items = fields.into_iter().map(|field| TimetableColumn::usual(field, span));
        Self { items: items.collect(), whole: true, span }
    }

    /// Whether all could be read, so that what none of them prints is known.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// The place of the column of a field.
    pub(super) fn position(&self, wanted: TimetableField) -> Option<usize> {
        self.items.iter().position(
            |column| matches!(column.source, ColumnSource::Field(field) if field == wanted),
        )
    }

    /// Whether one of them prints a field.
    pub(super) fn has(&self, field: TimetableField) -> bool {
        self.position(field).is_some()
    }

    /// The column of the author's own with an id.
    pub(super) fn own(&self, wanted: &str) -> Option<&TimetableColumn> {
        let mut columns = self.items.iter();
        columns.find(|column| column.source.own_id().is_some_and(|id| id.value == wanted))
    }

    /// Whether the author's own column with an id has hours.
    pub(super) fn has_own_hours(&self, wanted: &str) -> bool {
        let column = self.own(wanted);
        column.is_some_and(|column| matches!(column.source, ColumnSource::OwnHours(_)))
    }

    /// Whether the form says how wide one of them is.
    pub(super) fn has_shares(&self) -> bool {
        self.items.iter().any(|column| column.share.is_some())
    }

    /// Whether one of them prints days.
    pub(super) fn has_days(&self) -> bool {
        self.has(TimetableField::Day) || self.has(TimetableField::PartAndDay)
    }

    /// Whether one of them prints hours.
    pub(super) fn has_hours(&self) -> bool {
        self.items.iter().any(|column| match column.source {
            ColumnSource::Field(field) => field == TimetableField::Hours,
            ColumnSource::OwnHours(_) => true,
            ColumnSource::OwnWords(_) => false,
        })
    }

    /// The ids of the author's own columns.
    pub(super) fn own_ids(&self) -> Vec<&str> {
        let ids = self.items.iter().filter_map(|column| column.source.own_id());
        ids.map(|id| id.value.as_str()).collect()
    }
}

/// `cot`: the columns in their order. What is lacking in them is said at once.
pub(super) fn read_columns(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<TimetableColumns> {
    let mut whole = true;
    let items = r.list(node, |r, node| {
        let column = read_column(r, node);
        whole &= column.is_some();
        column
    })?;
    let columns = TimetableColumns { items, whole, span: node.span };
    whole &= check_repeated_columns(r, &columns);
    if whole {
        check_column_order(r, &columns);
    }
    Some(TimetableColumns { whole, ..columns })
}

/// One column: the word of a field, or a group of keys.
fn read_column(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TimetableColumn> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let field = TimetableField::ALL[r.choice(node, FIELDS)?];
        return Some(TimetableColumn::usual(field, node.span));
    }
    let f = r.fields(node, &COLUMN)?;
    let field = r.optional(&f, "truong", |r, n| r.choice(n, FIELDS));
    let field = field.map(|index| TimetableField::ALL[index]);
    let id = r.optional(&f, "ma", FormReader::column_id);
    let label = r.optional(&f, "nhan", FormReader::plain);
    let kind = r.optional(&f, "kieu", |r, n| r.choice(n, OWN_KINDS));
    let merges = r.optional(&f, "gop", FormReader::yes_no);
    let align = r.optional(&f, "can", read_align);
    let share = r.optional(&f, "rong", read_share);
    let source = pick_source(r, &f, field, id, kind)?;
    let usual = match &source {
        ColumnSource::Field(field) => field.look(),
        ColumnSource::OwnHours(_) => TimetableField::Hours.look(),
        ColumnSource::OwnWords(_) => ColumnLook::default(),
    };
    let look = ColumnLook {
        align: align.or(usual.align),
        merges: usual.merges || merges.unwrap_or(false),
        ..usual
    };
    let label = match (&source, label) {
        (_, Some(label)) => label,
        (ColumnSource::Field(field), None) if f.get("nhan").is_none() => {
            Plain::text(field.label(), f.span)
        }
        (_, None) => {
            r.report_lacking_key(node, &f, &COLUMN, "nhan");
            return None;
        }
    };
    Some(TimetableColumn { source, label, look, share, span: f.span })
}

/// What a column prints: it has `truong` or `ma`, and not both.
fn pick_source(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    field: Option<TimetableField>,
    id: Option<Spanned<String>>,
    kind: Option<usize>,
) -> Option<ColumnSource> {
    match (f.get("truong"), f.get("ma")) {
        (Some(_), Some(_)) => {
            r.report_idle_key(f, "ma", "cột không có `truong`: một cột có một trong hai");
            field.map(ColumnSource::Field)
        }
        (Some(_), None) => {
            r.report_idle_key(f, "kieu", "cột có `ma`; cột có `truong` có kiểu sẵn");
            if field.is_some_and(TimetableField::is_frame) {
                r.report_idle_key(f, "gop", "cột khác: ô ngày, ô buổi máy luôn gộp");
            }
            field.map(ColumnSource::Field)
        }
        (None, Some(_)) => {
            let id = id?;
            Some(if kind == Some(1) {
                ColumnSource::OwnHours(id)
            } else {
                ColumnSource::OwnWords(id)
            })
        }
        (None, None) => {
            let span = r.source.first_line(f.span);
            let message = "cột của lịch thiếu khóa `truong` hoặc `ma`";
            r.error(
                Diagnostic::error(&code::form::MISSING_KEY, span, message)
                    .label("cần thêm `truong:` hoặc `ma:`")
                    .hint("`truong: dia_diem` in địa điểm của mỗi việc; `ma: ten_cot` là cột riêng"),
            );
            None
        }
    }
}

/// Whether each column stands there once; names one that stands there twice.
fn check_repeated_columns(r: &mut FormReader<'_>, columns: &TimetableColumns) -> bool {
    let ids: Vec<_> = columns.items.iter().map(TimetableColumn::id).collect();
    let mut single = true;
    for (index, id) in ids.iter().enumerate() {
        let first = ids[..index].iter().find(|other| other.value == id.value);
        let Some(first) = first else { continue };
        single = false;
        let message = format!("hai cột của lịch cùng là `{}`", id.value);
        r.error(
            Diagnostic::error(&code::form::DUPLICATE_ID, id.span, message)
                .label("lần thứ hai")
                .related(first.span, "lần thứ nhất"),
        );
    }
    single
}

/// A timetable says what is done; and a part of a day is one of the day on its left, or the
/// cells of two mornings would be one.
fn check_column_order(r: &mut FormReader<'_>, columns: &TimetableColumns) {
    if !columns.has(TimetableField::Content) {
        let message = "lịch không có cột nội dung";
        r.error(
            Diagnostic::error(&code::form::TIMETABLE_COLUMN, columns.span, message)
                .label("cần thêm `noi_dung`")
                .hint(
                    "cột gọi bằng tên khác thì ghi { truong: noi_dung, nhan: Môn thi }",
                ),
        );
    }
    let day = columns.position(TimetableField::Day);
    let part = columns.position(TimetableField::Part);
    if let (Some(day), Some(part)) = (day, part)
        && part < day
    {
        let message = "cột `buoi` đứng trước cột `ngay`";
        r.error(
            Diagnostic::error(
                &code::form::TIMETABLE_COLUMN,
                columns.items[part].span,
                message,
            )
            .label("buổi là buổi của một ngày")
            .hint("đặt `ngay` trước `buoi`; muốn buổi và ngày trong một ô thì thay cả hai bằng `buoi_ngay`"),
        );
    }
}

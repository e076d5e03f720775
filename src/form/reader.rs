//! Reading a tree into typed values. Every fault is noted and reading goes on: a
//! value that cannot be read is `None`, and the rest is still looked at.

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language;
use crate::prose::PENDING;
use crate::quantity::Pending;
use crate::source::{Source, Span};
use crate::yaml::{ScalarStyle, YamlEntry, YamlNode, YamlValue};

use super::fields::{Fields, SUPPRESSIONS};
use super::set_values::{CONDITION, SetValues};
use super::shape::{IssueMode, KeySpec, Shape};
use super::spanned::{Spanned, Suppression};
use super::task_sheets::{NO_SHEETS, TaskSheets};

/// How words end that nobody set as a sentence: those of a cell, and times in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordEnd {
    /// As they stand: in the cell of a table.
    AsWritten,
    /// With a full stop: behind a label, where all else is a sentence.
    FullStop,
}

/// Reads the tree of one file.
pub(super) struct FormReader<'a> {
    /// The text that the tree was parsed from, with those of the files from which tasks are
    /// read behind it.
    pub(super) source: &'a Source,
    /// What has been found so far, in the order of reading.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The `bo_qua` of the whole tree.
    pub(super) suppressions: Vec<Suppression>,
    /// Ids of what could not be read: a reference to one of them is no second fault.
    pub(super) unreadable_ids: Vec<String>,
    /// What `{{ … }}` of a field may take from the set.
    pub(super) values: SetValues<'a>,
    /// Whether the paper is issued by itself: some keys have no place elsewhere.
    pub(super) mode: IssueMode,
    /// How words end that the writer did not set as a sentence.
    pub(super) word_end: WordEnd,
    /// The rows of the files from which tasks are read.
    pub(super) task_sheets: &'a TaskSheets,
}

impl<'a> FormReader<'a> {
    /// A reader of a form that stands by itself.
    #[must_use]
    pub(super) fn new(source: &'a Source) -> Self {
        Self::with(source, SetValues::Alone)
    }

    /// A reader of a form whose texts may take these values.
    #[must_use]
    pub(super) fn with(source: &'a Source, values: SetValues<'a>) -> Self {
        Self {
            source,
            diagnostics: Vec::new(),
            suppressions: Vec::new(),
            unreadable_ids: Vec::new(),
            values,
            mode: IssueMode::Issued,
            word_end: WordEnd::AsWritten,
            task_sheets: &NO_SHEETS,
        }
    }

    /// Notes an error.
    pub(super) fn error(&mut self, finding: Diagnostic) {
        self.diagnostics.push(finding);
    }

    /// Notes that something else was expected.
    pub(super) fn report_wrong_type(&mut self, node: &YamlNode, wanted: &str) {
        let message = format!("ở đây cần {wanted}, nhưng có {}", self.describe(node));
        self.error(
            Diagnostic::error(&code::form::WRONG_TYPE, node.span, message)
                .label(format!("cần {wanted}")),
        );
    }

    fn describe(&self, node: &YamlNode) -> String {
        match node.scalar() {
            Some(scalar)
                if scalar.text.chars().count() <= 40 && !scalar.text.contains('\n') =>
            {
                format!("“{}”", scalar.text)
            }
            _ => node.kind().to_owned(),
        }
    }

    /// The fields of a mapping, after its keys are held against the shape: unknown keys
    /// first, then the ones that must be there and are not, in the order of the shape.
    /// What stands under the keys is left to the caller; `None` is for what is no mapping.
    /// A key that has no place in the paper is refused where it stands.
    pub(super) fn fields<'n>(
        &mut self,
        node: &'n YamlNode,
        shape: &'static Shape,
    ) -> Option<Fields<'n>> {
        let YamlValue::Mapping { entries, flow } = &node.value else {
            if node.value != YamlValue::Broken {
                let names: Vec<_> =
                    shape.names().take(4).map(|n| format!("`{n}`")).collect();
                self.report_wrong_type(
                    node,
                    &format!("một nhóm khóa ({} …)", names.join(", ")),
                );
            }
            return None;
        };
        if self.is_bare_template(node, *flow) {
            return None;
        }
        for entry in entries {
            let bare = entry.value.value == YamlValue::Empty
                && shape.find(&entry.name).is_none();
            if *flow && bare {
                self.report_split_value(entry);
            } else {
                self.check_key(entry, shape);
            }
        }
        let fields = Fields::new(shape, entries, node.span);
        for key in shape.keys {
            match fields.get(key.name) {
                Some(entry) if !key.need.has_place(self.mode) => {
                    self.report_key_of_issued(entry);
                }
                // A misspelt key is named as such; that it is missing adds nothing.
                None if key.need.is_required(self.mode) && !fields.has_misspelt(key) => {
                    self.report_missing_key(node, shape, key);
                }
                Some(_) | None => {}
            }
        }
        Some(fields)
    }

    /// `{{ x }}` without quotes arrives as a mapping; its fault is already named.
    fn is_bare_template(&self, node: &YamlNode, flow: bool) -> bool {
        flow && self.source.slice(node.span).starts_with("{{")
    }

    /// Notes the lack of a key that is needed where another does not stand in for it; a
    /// misspelt one is named as such.
    pub(super) fn report_lacking_key(
        &mut self,
        node: &YamlNode,
        fields: &Fields<'_>,
        shape: &'static Shape,
        name: &str,
    ) {
        let is_misspelt = shape.keys.iter().any(|key| fields.has_misspelt(key));
        let key = shape.find(name).filter(|_| !is_misspelt);
        if let Some(key) = key {
            self.report_missing_key(node, shape, key);
        }
    }

    fn report_missing_key(&mut self, node: &YamlNode, shape: &Shape, key: &KeySpec) {
        // The mark stands at the start of the group, where the key can be added.
        let text = self.source.slice(node.span);
        let width = text.find(['\n', ':']).unwrap_or(text.len());
        let span = Span::new(node.span.start, node.span.start + width);
        let place = if shape.name.is_empty() {
            "biểu".to_owned()
        } else {
            format!("nhóm `{}`", shape.name)
        };
        let message = format!("{place} thiếu khóa `{}`", key.name);
        self.error(
            Diagnostic::error(&code::form::MISSING_KEY, span, message)
                .label(format!("cần thêm `{}:`", key.name))
                .hint(format!("thêm khóa này: {}", language::lower_first(key.doc))),
        );
    }

    /// Number, date, signature, recipients of a paper that has none: those of the decision
    /// hold for it.
    fn report_key_of_issued(&mut self, entry: &YamlEntry) {
        let message =
            format!("văn bản kèm theo văn bản khác không có khóa `{}`", entry.key);
        self.error(
            Diagnostic::error(&code::form::ATTACHED_KEY, entry.key_span, message)
                .label("số, ngày, chữ ký, nơi nhận ghi ở văn bản ban hành nó")
                .hint("xóa khóa này; nếu văn bản tự có số và chữ ký thì xóa `kem_theo`"),
        );
    }

    fn check_key(&mut self, entry: &YamlEntry, shape: &'static Shape) {
        if entry.name == SUPPRESSIONS {
            return;
        }
        if entry.name == CONDITION {
            self.report_idle_condition(entry);
            return;
        }
        if shape.find(&entry.name).is_some() {
            return;
        }
        let message = format!("không có khóa nào tên là `{}` ở đây", entry.key);
        let mut finding =
            Diagnostic::error(&code::form::UNKNOWN_KEY, entry.key_span, message);
        let folded = &entry.name;
        // A guess from two letters would be no more than that.
        let nearest =
            language::find_nearest(folded, shape.names()).filter(|_| folded.len() > 2);
        finding = match nearest {
            Some(nearest) => finding.suggest(nearest),
            None => finding.label("khóa này không dùng được ở đây"),
        };
        let names: Vec<_> = shape.names().map(|n| format!("`{n}`")).collect();
        self.error(
            finding.hint(format!("các khóa dùng được ở đây: {}", names.join(", "))),
        );
    }

    /// `khi` where it is no condition: a set takes it out where it is one.
    fn report_idle_condition(&mut self, entry: &YamlEntry) {
        let message = format!("`{}` ở đây không có tác dụng", entry.key);
        self.error(
            Diagnostic::error(&code::form::ONLY_IN_SET, entry.key_span, message)
                .label("chỉ dùng trong biểu mẫu của một bộ kế hoạch")
                .hint("đặt `khi` trong một mục của danh sách, và chạy cả bộ: kehoach batch bo-ke-hoach.yaml"),
        );
    }

    /// In `{ gia_tri: 3,5, don_vi: hộ }` the comma splits the value, and its rest
    /// stands as a key without a value.
    pub(super) fn report_split_value(&mut self, entry: &YamlEntry) {
        let message = format!(
            "dấu phẩy trong ngoặc nhọn tách “{}” khỏi giá trị đứng trước",
            entry.key
        );
        self.error(
            Diagnostic::error(&code::yaml::YAML_COMMA, entry.key_span, message)
                .label("phần này bị coi là một khóa")
                .hint("đặt cả giá trị có dấu phẩy trong dấu nháy kép, hoặc viết mỗi khóa một dòng, không dùng ngoặc"),
        );
    }

    /// A key that must be there (whose lack is already named by [`Self::fields`]).
    pub(super) fn required<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl FnOnce(&mut Self, &YamlNode) -> Option<T>,
    ) -> Option<T> {
        let entry = fields.get(name)?;
        if entry.value.value == YamlValue::Empty {
            self.report_empty(entry);
            return None;
        }
        read(self, &entry.value)
    }

    /// A key that may be left out. It is read as a required one is: what is lacking is
    /// named by [`Self::fields`] from the shape, and the two names say which is meant.
    pub(super) fn optional<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl FnOnce(&mut Self, &YamlNode) -> Option<T>,
    ) -> Option<T> {
        self.required(fields, name, read)
    }

    pub(super) fn report_empty(&mut self, entry: &YamlEntry) {
        let message = format!("sau khóa `{}` chưa có gì", entry.key);
        let finding =
            Diagnostic::error(&code::form::EMPTY_VALUE, entry.key_span, message)
                .label("cần một giá trị")
                .hint(format!(
                    "nếu chưa biết, ghi `{}: {PENDING}`; nếu không dùng, xóa dòng này",
                    entry.key
                ));
        self.error(finding);
    }

    /// Notes a key that does nothing where it stands.
    pub(super) fn report_idle_key(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        needs: &str,
    ) {
        let Some(entry) = fields.get(name) else { return };
        let message = format!("khóa `{name}` ở đây không có tác dụng");
        self.error(
            Diagnostic::error(&code::form::IDLE_KEY, entry.key_span, message)
                .label(format!("cần {needs}"))
                .hint("thêm khóa còn thiếu, hoặc xóa khóa này"),
        );
    }

    /// A list; one value alone is a list of one. An item that cannot be read is left out,
    /// and the others are read all the same: `None` is for an empty list, and for one value
    /// alone that cannot be read.
    pub(super) fn list<T>(
        &mut self,
        node: &YamlNode,
        mut read: impl FnMut(&mut Self, &YamlNode) -> Option<T>,
    ) -> Option<Vec<T>> {
        let YamlValue::Sequence { items, flow } = &node.value else {
            return match node.value {
                YamlValue::Broken => None,
                _ => read(self, node).map(|item| vec![item]),
            };
        };
        if *flow {
            self.report_split_names(items);
        }
        if items.is_empty() {
            self.error(
                Diagnostic::error(
                    &code::form::EMPTY_VALUE,
                    node.span,
                    "danh sách này chưa có mục nào",
                )
                .label("cần ít nhất một mục")
                .hint("thêm một mục, hoặc xóa khóa này"),
            );
            return None;
        }
        let mut res = Vec::with_capacity(items.len());
        for item in items {
            if item.value == YamlValue::Empty {
                self.report_wrong_type(item, "một giá trị sau dấu gạch đầu dòng");
            } else {
                res.extend(read(self, item));
            }
        }
        Some(res)
    }

    /// In `[Các phòng, ban, ngành]` the commas of a name split it: a later item that
    /// begins with a small letter gives that away.
    fn report_split_names(&mut self, items: &[YamlNode]) {
        for pair in items.windows(2) {
            let (Some(left), Some(right)) = (pair[0].scalar(), pair[1].scalar()) else {
                continue;
            };
            if right.style != ScalarStyle::Plain
                || !right.text.starts_with(char::is_lowercase)
                || !left.text.starts_with(char::is_alphabetic)
                || right.text.chars().all(is_id_char)
                // A condition, not a name: `[giam <= dau, dau + them <= ho]`.
                || right.text.contains(['<', '>', '=', '≤', '≥', '≠'])
            {
                continue;
            }
            let message = format!(
                "dấu phẩy trong ngoặc vuông tách “{}” thành một mục riêng",
                right.text
            );
            self.diagnostics.push(
                Diagnostic::new(&code::yaml::YAML_COMMA, Severity::Warning, Some(pair[1].span), message)
                    .label("đây có phải là phần sau của một tên không?")
                    .hint("viết mỗi tên một dòng, mở đầu bằng `- `; hoặc đặt cả tên trong dấu nháy kép"),
            );
        }
    }

    /// A field that may say `chua_co`.
    pub(super) fn pending<T>(
        &mut self,
        node: &YamlNode,
        read: impl FnOnce(&mut Self, &YamlNode) -> Option<T>,
    ) -> Option<Pending<T>> {
        // What stands there may be pending for one unit of a set alone.
        if self.peek_text(node).is_some_and(|text| text == PENDING) {
            return Some(Pending::Unknown);
        }
        read(self, node).map(Pending::Known)
    }

    /// A key that may be left out or say `chua_co`. One that is there and cannot be
    /// read counts as pending: it is already named, and no rule need miss it as well.
    pub(super) fn optional_pending<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl FnOnce(&mut Self, &YamlNode) -> Option<T>,
    ) -> Option<Pending<T>> {
        let value = self.optional(fields, name, |r, n| r.pending(n, read));
        value.or_else(|| fields.get(name).map(|_| Pending::Unknown))
    }

    /// The entries of a mapping from ids that the writer chooses; `bo_qua` is none of them.
    pub(super) fn id_entries<'n>(
        &mut self,
        node: &'n YamlNode,
    ) -> Option<impl Iterator<Item = &'n YamlEntry> + use<'n>> {
        let YamlValue::Mapping { entries, .. } = &node.value else {
            if node.value != YamlValue::Broken {
                self.report_wrong_type(node, "các mã, mỗi mã một nhóm khóa");
            }
            return None;
        };
        Some(entries.iter().filter(|entry| entry.name != SUPPRESSIONS))
    }

    /// What a mapping has under ids that the writer chooses.
    pub(super) fn by_id<T>(
        &mut self,
        node: &YamlNode,
        mut read: impl FnMut(&mut Self, &YamlNode) -> Option<T>,
    ) -> Option<Vec<(Spanned<String>, T)>> {
        let mut res = Vec::new();
        for entry in self.id_entries(node)? {
            let id = Spanned { value: entry.key.clone(), span: entry.key_span };
            match read(self, &entry.value) {
                Some(value) => res.push((id, value)),
                None => self.unreadable_ids.push(id.value),
            }
        }
        Some(res)
    }
}

/// Whether an id, and not only a name, may have this character.
pub(super) fn is_id_char(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c)
}

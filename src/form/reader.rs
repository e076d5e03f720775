//! Reading a tree into typed values. Every fault is noted and reading goes on: a
//! value that cannot be read is `None`, and the rest is still looked at.

use crate::diagnostic::{Diagnostic, Severity};
use crate::language;
use crate::prose::{self, OPEN, Plain, Prose};
use crate::source::{Source, Span};
use crate::yaml::{Entry, Node, Scalar, Style, Value};

use super::shape::{Choice, Key, Need, Shape};

/// Something silenced beside a value, with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Code of the rule.
    pub code: String,
    /// Where the code stands.
    pub span: Span,
    /// The mapping within which the rule is silent.
    pub within: Span,
}

/// Something whose value may be known to be open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open<T> {
    /// It is given.
    Known(T),
    /// `chua_co`.
    Unknown,
}

impl<T> Open<T> {
    /// The value, if it is given.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

/// A value and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// Reads the tree of one file.
pub(super) struct Reader<'a> {
    /// The file.
    pub(super) source: &'a Source,
    /// What was found so far.
    pub(super) found: Vec<Diagnostic>,
    /// What is silenced.
    pub(super) silences: Vec<Silence>,
}

/// The entries of a mapping whose keys are known.
#[derive(Clone, Copy)]
pub(super) struct Fields<'n> {
    shape: &'static Shape,
    entries: &'n [Entry],
    /// Where the mapping stands.
    pub(super) span: Span,
}

impl<'n> Fields<'n> {
    /// The entry of a key.
    ///
    /// # Panics
    ///
    /// When the shape has no such key, which is a fault of the program that any
    /// reading of any form shows.
    #[must_use]
    pub(super) fn get(&self, name: &str) -> Option<&'n Entry> {
        assert!(self.shape.names().any(|n| n == name), "{}: {name}", self.shape.name);
        self.entries.iter().find(|e| language::key(&e.key) == name)
    }

    /// The entries with the names of their keys, in the order of the file.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&'static str, &'n Node)> {
        let shape = self.shape;
        self.entries.iter().filter_map(|e| shape.find(&e.key).map(|k| (k.name, &e.value)))
    }
}

impl<'a> Reader<'a> {
    /// A reader of one file.
    #[must_use]
    pub(super) fn new(source: &'a Source) -> Self {
        Self { source, found: Vec::new(), silences: Vec::new() }
    }

    /// Notes an error.
    pub(super) fn error(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }

    /// Notes that something else was expected.
    pub(super) fn expected(&mut self, node: &Node, wanted: &str) {
        let message = format!("ở đây cần {wanted}, nhưng có {}", self.describe(node));
        self.error(
            Diagnostic::error("wrong-type", node.span, message).label(format!("cần {wanted}")),
        );
    }

    fn describe(&self, node: &Node) -> String {
        match node.scalar() {
            Some(scalar) if scalar.text.chars().count() <= 40 && !scalar.text.contains('\n') => {
                format!("“{}”", scalar.text)
            }
            _ => node.kind().to_owned(),
        }
    }

    /// The fields of a mapping: unknown keys and missing ones are named.
    pub(super) fn fields<'n>(&mut self, node: &'n Node, shape: &'static Shape) -> Option<Fields<'n>> {
        let Value::Mapping { entries, flow } = &node.value else {
            if node.value != Value::Broken {
                let names: Vec<_> = shape.names().take(4).map(|n| format!("`{n}`")).collect();
                self.expected(node, &format!("một nhóm khóa ({} …)", names.join(", ")));
            }
            return None;
        };
        if self.is_bare_template(node, *flow) {
            return None;
        }
        for entry in entries {
            let bare = entry.value.value == Value::Empty && shape.find(&entry.key).is_none();
            if *flow && bare {
                self.split_value(entry);
            } else {
                self.known_key(entry, shape);
            }
        }
        let fields = Fields { shape, entries, span: node.span };
        for key in shape.keys.iter().filter(|k| k.need == Need::Required) {
            // A misspelt key is named as such; that it is missing adds nothing.
            let misspelt = entries.iter().any(|e| {
                let folded = language::key(&e.key);
                shape.find(&folded).is_none()
                    && language::nearest(&folded, shape.names()) == Some(key.name)
            });
            if fields.get(key.name).is_none() && !misspelt {
                self.missing(node, shape, key);
            }
        }
        Some(fields)
    }

    /// `{{ x }}` without quotes arrives as a mapping; its fault is already named.
    fn is_bare_template(&self, node: &Node, flow: bool) -> bool {
        flow && self.source.slice(node.span).starts_with("{{")
    }

    fn missing(&mut self, node: &Node, shape: &Shape, key: &Key) {
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
            Diagnostic::error("missing-key", span, message)
                .label(format!("cần thêm `{}:`", key.name))
                .hint(key.doc),
        );
    }

    fn known_key(&mut self, entry: &Entry, shape: &'static Shape) {
        if language::key(&entry.key) == "bo_qua" {
            return;
        }
        if shape.find(&entry.key).is_some() {
            return;
        }
        let message = format!("không có khóa nào tên là `{}` ở đây", entry.key);
        let mut finding = Diagnostic::error("unknown-key", entry.key_span, message);
        let folded = language::key(&entry.key);
        finding = match language::nearest(&folded, shape.names()) {
            Some(near) => finding.label(format!("có phải là `{near}`?")),
            None => finding.label("khóa này không dùng được ở đây"),
        };
        let names: Vec<_> = shape.names().map(|n| format!("`{n}`")).collect();
        self.error(finding.hint(format!("các khóa dùng được ở đây: {}", names.join(", "))));
    }

    /// In `{ gia_tri: 3,5, don_vi: hộ }` the comma splits the value, and its rest
    /// stands as a key without a value.
    fn split_value(&mut self, entry: &Entry) {
        let message =
            format!("dấu phẩy trong ngoặc nhọn tách “{}” khỏi giá trị đứng trước", entry.key);
        self.error(
            Diagnostic::error("yaml-comma", entry.key_span, message)
                .label("phần này bị coi là một khóa")
                .hint("đặt cả giá trị có dấu phẩy trong dấu nháy kép, hoặc viết mỗi khóa một dòng, không dùng ngoặc"),
        );
    }

    /// A key that must be there (whose lack is already named by [`Reader::fields`]).
    pub(super) fn required<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl FnOnce(&mut Self, &Node) -> Option<T>,
    ) -> Option<T> {
        let entry = fields.get(name)?;
        if entry.value.value == Value::Empty {
            self.empty(entry);
            return None;
        }
        read(self, &entry.value)
    }

    /// A key that may be left out. `Err` where it is there and cannot be read.
    pub(super) fn optional<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl FnOnce(&mut Self, &Node) -> Option<T>,
    ) -> Option<T> {
        self.required(fields, name, read)
    }

    fn empty(&mut self, entry: &Entry) {
        let message = format!("sau khóa `{}` chưa có gì", entry.key);
        let finding = Diagnostic::error("empty-value", entry.key_span, message)
            .label("cần một giá trị")
            .hint(format!("nếu chưa biết, ghi `{}: {OPEN}`; nếu không dùng, xóa dòng này", entry.key));
        self.error(finding);
    }

    /// Text of any kind.
    pub(super) fn scalar<'n>(&mut self, node: &'n Node) -> Option<&'n Scalar> {
        if let Some(scalar) = node.scalar() {
            return Some(scalar);
        }
        let template = matches!(node.value, Value::Mapping { flow: true, .. })
            && self.source.slice(node.span).starts_with("{{");
        if node.value != Value::Broken && !template && !self.is_cut_by_colon(node) {
            self.expected(node, "chữ");
        }
        None
    }

    /// `- UBND huyện: để báo cáo` arrives as a mapping whose key no form has. Notes
    /// the colon.
    pub(super) fn is_cut_by_colon(&mut self, node: &Node) -> bool {
        let Value::Mapping { entries, flow: false } = &node.value else { return false };
        let [entry] = &entries[..] else { return false };
        if !entry.key.contains(' ') {
            return false;
        }
        let colon = Span::new(entry.key_span.end, entry.key_span.end + 1);
        let message = "trong đoạn chữ có dấu hai chấm mà không có dấu nháy";
        self.error(
            Diagnostic::error("yaml-colon", colon, message)
                .label("máy hiểu đây là một khóa")
                .hint("đặt cả đoạn chữ trong dấu nháy kép"),
        );
        true
    }

    /// A plain field.
    pub(super) fn plain(&mut self, node: &Node) -> Option<Plain> {
        let scalar = self.scalar(node)?;
        Some(prose::plain(scalar, node.span, self.source, &mut self.found))
    }

    /// A prose field.
    pub(super) fn prose(&mut self, node: &Node) -> Option<Prose> {
        let scalar = self.scalar(node)?;
        Some(prose::prose(scalar, node.span, self.source, &mut self.found))
    }

    /// A list; one value alone is a list of one.
    pub(super) fn list<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Value::Sequence { items, flow } = &node.value else {
            return match node.value {
                Value::Broken => None,
                _ => read(self, node).map(|item| vec![item]),
            };
        };
        if *flow {
            self.split_name(items);
        }
        let mut res = Vec::with_capacity(items.len());
        for item in items {
            if item.value == Value::Empty {
                self.expected(item, "một giá trị sau dấu gạch đầu dòng");
            } else {
                res.extend(read(self, item));
            }
        }
        Some(res)
    }

    /// In `[Các phòng, ban, ngành]` the commas of a name split it: a later item that
    /// begins with a small letter tells.
    fn split_name(&mut self, items: &[Node]) {
        for pair in items.windows(2) {
            let (Some(left), Some(right)) = (pair[0].scalar(), pair[1].scalar()) else {
                continue;
            };
            let starts = |s: &Scalar, f: fn(char) -> bool| s.text.chars().next().is_some_and(f);
            if right.style != Style::Plain
                || !starts(right, char::is_lowercase)
                || !starts(left, char::is_alphabetic)
                || right.text.chars().all(is_of_id)
            {
                continue;
            }
            let message = format!("dấu phẩy trong ngoặc vuông tách “{}” thành một mục riêng", right.text);
            self.found.push(
                Diagnostic::new("yaml-comma", Severity::Warning, Some(pair[1].span), message)
                    .label("đây có phải là phần sau của một tên không?")
                    .hint("viết mỗi tên một dòng, mở đầu bằng `- `; hoặc đặt cả tên trong dấu nháy kép"),
            );
        }
    }

    /// `co` or `khong`.
    pub(super) fn yes_no(&mut self, node: &Node) -> Option<bool> {
        let scalar = self.scalar(node)?;
        match language::key(&scalar.text).as_str() {
            "co" | "true" | "yes" => Some(true),
            "khong" | "false" | "no" => Some(false),
            _ => {
                self.expected(node, "`co` hoặc `khong`");
                None
            }
        }
    }

    /// One of some words, as its index.
    pub(super) fn choice(&mut self, node: &Node, choices: &'static [Choice]) -> Option<usize> {
        let scalar = self.scalar(node)?;
        let folded = language::key(&scalar.text);
        let found = choices.iter().position(|c| c.word == folded);
        if found.is_none() {
            let words: Vec<_> = choices.iter().map(|c| format!("`{}`", c.word)).collect();
            let message = format!("“{}” không phải là một lựa chọn ở đây", scalar.text);
            let mut finding = Diagnostic::error("wrong-choice", node.span, message)
                .hint(format!("chọn một trong: {}", words.join(", ")));
            if let Some(near) = language::nearest(&folded, choices.iter().map(|c| c.word)) {
                finding = finding.label(format!("có phải là `{near}`?"));
            }
            self.error(finding);
        }
        found
    }

    /// A field that may say `chua_co`.
    pub(super) fn open<T>(
        &mut self,
        node: &Node,
        read: impl FnOnce(&mut Self, &Node) -> Option<T>,
    ) -> Option<Open<T>> {
        match node.scalar() {
            Some(scalar) if scalar.text.trim() == OPEN => Some(Open::Unknown),
            _ => read(self, node).map(Open::Known),
        }
    }

    /// A key that may be left out or say `chua_co`. One that is there and cannot be
    /// read counts as open: it is already named, and no rule need miss it as well.
    pub(super) fn given<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        read: impl FnOnce(&mut Self, &Node) -> Option<T>,
    ) -> Option<Open<T>> {
        let value = self.optional(fields, name, |r, n| r.open(n, read));
        value.or_else(|| fields.get(name).map(|_| Open::Unknown))
    }

    /// An id: letters without marks, digits, `-` and `_`.
    pub(super) fn id(&mut self, node: &Node) -> Option<At<String>> {
        let scalar = self.scalar(node)?;
        let text = scalar.text.trim();
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if text.is_empty() || !text.chars().all(fits) {
            let message = format!("mã “{text}” có ký tự không dùng được");
            self.error(
                Diagnostic::error("bad-id", node.span, message)
                    .label("cần chữ không dấu, chữ số, dấu `-` hoặc `_`"),
            );
            return None;
        }
        Some(At { value: text.to_owned(), span: node.span })
    }

    /// A mapping from ids that the writer chooses.
    pub(super) fn by_id<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Vec<(At<String>, T)>> {
        let Value::Mapping { entries, .. } = &node.value else {
            if node.value != Value::Broken {
                self.expected(node, "các mã, mỗi mã một nhóm khóa");
            }
            return None;
        };
        let mut res = Vec::new();
        for entry in entries {
            let id = At { value: entry.key.clone(), span: entry.key_span };
            res.extend(read(self, &entry.value).map(|value| (id, value)));
        }
        Some(res)
    }
}

/// Whether an id, and not only a name, may have this character.
fn is_of_id(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c)
}

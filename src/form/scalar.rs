//! Reading a scalar: as text, as a choice, as an id.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::formula::{FormulaError, RESERVED};
use crate::language;
use crate::prose::{self, PENDING, Plain, Prose, ProsePiece};
use crate::quantity::BLANK;
use crate::source::Span;
use crate::yaml::{Scalar, ScalarStyle, YamlNode, YamlValue};

use super::reader::{FormReader, WordEnd};
use super::set_values::UNIT;
use super::shape::Keyword;
use super::spanned::Spanned;

/// Names that expressions and formulas read already.
const TAKEN: [&str; 8] =
    ["nam", "co_quan", "chi_tieu", "kinh_phi", "muc", "phu_luc", "vb", "don_vi"];

/// A field that only a set can fill.
fn describe_missing_unit(span: Span) -> Diagnostic {
    let message = format!("`{UNIT}` chỉ có trong biểu mẫu của một bộ kế hoạch");
    Diagnostic::error(&code::form::ONLY_IN_SET, span, message)
        .label("biểu này đứng riêng, không có đơn vị nào")
        .hint("chạy cả bộ: kehoach batch bo-ke-hoach.yaml")
}

/// The fault of a field at `place` that prints as one run and has several lines; the mark
/// stands at the second.
pub(super) fn find_joined_lines(
    lines: &[Vec<ProsePiece>],
    place: Span,
) -> Option<Diagnostic> {
    let [_, second, ..] = lines else { return None };
    let span = prose::cover_pieces(second).unwrap_or(place);
    let message =
        format!("ở đây có {} dòng, mà chỗ này in liền, không xuống dòng", lines.len());
    let finding = Diagnostic::error(&code::text::TEXT_LINES, span, message);
    Some(finding.label("dòng này sẽ bị nối vào dòng trên").hint(
        "viết cả đoạn trên một dòng; đoạn dài thì thay dấu `|` bằng dấu `>`, máy nối các dòng làm một",
    ))
}

impl FormReader<'_> {
    /// Text of any kind.
    pub(super) fn scalar<'n>(&mut self, node: &'n YamlNode) -> Option<&'n Scalar> {
        if let Some(scalar) = node.scalar() {
            return Some(scalar);
        }
        let template = matches!(node.value, YamlValue::Mapping { flow: true, .. })
            && self.source.slice(node.span).starts_with("{{");
        if node.value != YamlValue::Broken && !template && !self.is_cut_by_colon(node) {
            self.report_wrong_type(node, "chữ");
        }
        None
    }

    /// `- UBND huyện: để báo cáo` arrives as a mapping whose key no form has. Notes
    /// the colon.
    pub(super) fn is_cut_by_colon(&mut self, node: &YamlNode) -> bool {
        let YamlValue::Mapping { entries, flow: false } = &node.value else {
            return false;
        };
        let [entry] = &entries[..] else { return false };
        if !entry.key.contains(' ') {
            return false;
        }
        let colon = Span::new(entry.key_span.end, entry.key_span.end + 1);
        let message = "trong đoạn chữ có dấu hai chấm mà không có dấu nháy";
        self.error(
            Diagnostic::error(&code::yaml::YAML_COLON, colon, message)
                .label("máy hiểu đây là một khóa")
                .hint("đặt cả đoạn chữ trong dấu nháy kép"),
        );
        true
    }

    /// Text in which something stands.
    pub(super) fn filled_scalar<'n>(&mut self, node: &'n YamlNode) -> Option<&'n Scalar> {
        let scalar = self.scalar(node)?;
        if scalar.text.trim().is_empty() {
            self.error(
                Diagnostic::error(
                    &code::form::EMPTY_VALUE,
                    node.span,
                    "giữa hai dấu nháy chưa có chữ nào",
                )
                .label("cần một giá trị")
                .hint(format!(
                    "nếu chưa biết, ghi `{PENDING}`; nếu không dùng, xóa dòng này"
                )),
            );
            return None;
        }
        Some(scalar)
    }

    /// A plain field from which others are made, so that it must stand by itself and be
    /// known. `None` where it cannot be read, which has a finding: its own, or that of the
    /// value of the unit in it.
    pub(super) fn literal(&mut self, node: &YamlNode) -> Option<String> {
        if node.scalar().is_some_and(|scalar| scalar.text.trim() == PENDING) {
            self.report_wrong_type(node, "một giá trị đã biết");
            return None;
        }
        self.literal_if_known(node)
    }

    /// A plain field that is left out where it is not known yet.
    pub(super) fn literal_if_known(&mut self, node: &YamlNode) -> Option<String> {
        let plain = self.plain(node)?;
        let plain = self.substitute(plain);
        (!plain.is_pending()).then(|| language::normalize_spaces(&plain.collect_words()))
    }

    /// A plain field that cannot be left out: a blank where it is not known yet.
    pub(super) fn literal_or_blank(&mut self, node: &YamlNode) -> Option<String> {
        let plain = self.plain(node)?;
        let plain = self.substitute(plain);
        Some(match plain.is_pending() {
            true => BLANK.to_owned(),
            false => language::normalize_spaces(&plain.collect_words()),
        })
    }

    /// The same with its place.
    pub(super) fn literal_at(&mut self, node: &YamlNode) -> Option<Spanned<String>> {
        self.literal(node).map(|value| Spanned { value, span: node.span })
    }

    /// The text of a field that is a figure, a date, a choice: trimmed, and with the
    /// values of the unit in it where the form is one of a set.
    ///
    /// Such a field is read at once, when no figure of the form is known. So only the row
    /// of the unit can stand in for its `{{ … }}`. In a form of a set every value in braces
    /// is tried; in one that stands alone a text with braces is given as it is, so that
    /// its reader says what it wants there, unless it reads the row of a unit, which has a
    /// better message.
    pub(super) fn typed_text(&mut self, node: &YamlNode) -> Option<String> {
        let scalar = self.scalar(node)?;
        let text = scalar.text.trim();
        if !text.contains("{{") {
            return Some(text.to_owned());
        }
        let mut found = Vec::new();
        let plain = prose::read_plain(scalar, node.span, self.source, &mut found);
        let mut pieces = plain.lines.iter().flatten();
        let is_substituted = match self.values.is_alone() {
            true => pieces.any(|piece| piece.reads(UNIT)),
            false => pieces.any(ProsePiece::is_value),
        };
        if !is_substituted {
            return Some(text.to_owned());
        }
        self.diagnostics.append(&mut found);
        let plain = self.substitute(plain);
        if plain.is_pending() {
            return Some(PENDING.to_owned());
        }
        let has_value = plain.lines.iter().flatten().any(ProsePiece::is_value);
        (!has_value).then(|| plain.collect_words().trim().to_owned())
    }

    /// The text of a field that may be a figure, as [`Self::typed_text`] gives it; `None`
    /// where it reads more than the unit has. Nothing is noted.
    pub(super) fn peek_text(&mut self, node: &YamlNode) -> Option<String> {
        let before = self.diagnostics.len();
        let text = node.scalar().and_then(|_| self.typed_text(node));
        self.diagnostics.truncate(before);
        text
    }

    /// A field that other values are made from: with the values of the unit in it where
    /// the form is one of a set. Every other `{{ … }}` is refused.
    pub(super) fn substitute(&mut self, mut plain: Plain) -> Plain {
        for piece in plain.lines.iter_mut().flatten() {
            let faults = self.values.substitute_piece(piece);
            self.refuse_value(piece, faults);
        }
        plain
    }

    /// Notes a `{{ … }}` of a field that other values are made from; `faults` is what is
    /// wrong with it as a value of the unit.
    fn refuse_value(&mut self, piece: &ProsePiece, faults: Vec<FormulaError>) {
        let ProsePiece::Value { expression, span, .. } = piece else { return };
        if expression.tree().is_none() {
            // Why it could not be read is reported already.
            return;
        }
        let of_unit = expression.reads(UNIT);
        if of_unit && self.values.is_alone() {
            return self.error(describe_missing_unit(*span));
        }
        if of_unit && !faults.is_empty() {
            let findings =
                faults.into_iter().map(|fault| expression.to_diagnostic(fault));
            return self.diagnostics.extend(findings);
        }
        self.error(
            Diagnostic::error(
                &code::form::VALUE_NOT_HERE,
                *span,
                "ở đây không dùng được {{ … }}",
            )
            .label("cần chữ viết sẵn")
            .hint("các chỗ khác đọc giá trị từ khóa này, nên khóa này phải ghi bằng chữ"),
        );
    }

    /// A field of plain text in one run: no paragraphs, no marks but `{{ … }}`. Where the
    /// author has set several lines, that they are joined is told.
    pub(super) fn plain(&mut self, node: &YamlNode) -> Option<Plain> {
        let plain = self.plain_lines(node)?;
        self.diagnostics.extend(find_joined_lines(&plain.lines, plain.span));
        Some(Plain { lines: vec![plain.joined()], span: plain.span })
    }

    /// A reason, which no paper prints: however many lines it has, it is one.
    pub(super) fn reason(&mut self, node: &YamlNode) -> Option<Plain> {
        let plain = self.plain_lines(node)?;
        Some(Plain { lines: vec![plain.joined()], span: plain.span })
    }

    /// A field of plain text, a line of the form as a line on paper. Its key is of the kind
    /// [`KeyKind::Lines`](super::shape::KeyKind::Lines).
    pub(super) fn plain_lines(&mut self, node: &YamlNode) -> Option<Plain> {
        let scalar = self.filled_scalar(node)?;
        Some(prose::read_plain(scalar, node.span, self.source, &mut self.diagnostics))
    }

    /// A field of running text: paragraphs, marks and `{{ … }}`.
    pub(super) fn prose(&mut self, node: &YamlNode) -> Option<Prose> {
        let scalar = self.filled_scalar(node)?;
        let read =
            prose::read_prose(scalar, node.span, self.source, &mut self.diagnostics);
        Some(match scalar.style {
            ScalarStyle::Cell => self.end_words(read),
            _ => read,
        })
    }

    /// Words that nobody set as a sentence, with the end that the others have beside them.
    pub(super) fn end_words(&self, words: Prose) -> Prose {
        match self.word_end {
            WordEnd::AsWritten => words,
            WordEnd::FullStop => words.with_full_stop(),
        }
    }

    /// `co` or `khong`.
    pub(super) fn yes_no(&mut self, node: &YamlNode) -> Option<bool> {
        let scalar = self.scalar(node)?;
        match language::to_key(&scalar.text).as_str() {
            "co" | "true" | "yes" => Some(true),
            "khong" | "false" | "no" => Some(false),
            _ => {
                self.report_wrong_type(node, "`co` hoặc `khong`");
                None
            }
        }
    }

    /// One of some words, as its index.
    pub(super) fn choice(
        &mut self,
        node: &YamlNode,
        choices: &'static [Keyword],
    ) -> Option<usize> {
        let scalar = self.scalar(node)?;
        let folded = language::to_key(&scalar.text);
        let found = choices.iter().position(|c| c.word == folded);
        if found.is_none() {
            let words: Vec<_> = choices.iter().map(|c| format!("`{}`", c.word)).collect();
            let message = format!("“{}” không phải là một lựa chọn ở đây", scalar.text);
            let mut finding =
                Diagnostic::error(&code::form::WRONG_CHOICE, node.span, message)
                    .hint(format!("chọn một trong: {}", words.join(", ")));
            if let Some(nearest) =
                language::find_nearest(&folded, choices.iter().map(|c| c.word))
            {
                finding = finding.suggest(nearest);
            }
            self.error(finding);
        }
        found
    }

    /// An id of a column, which stands in formulas.
    pub(super) fn column_id(&mut self, node: &YamlNode) -> Option<Spanned<String>> {
        let value = self.scalar(node)?.text.trim().to_owned();
        let id = Spanned { value, span: node.span };
        self.is_usable_id(&id, RESERVED).then_some(id)
    }

    /// Whether an id of a table can stand in formulas and expressions.
    pub(super) fn is_table_id(&mut self, id: &Spanned<String>) -> bool {
        self.is_usable_id(id, &[RESERVED, &TAKEN[..]].concat())
    }

    /// Whether an id can name a row below the sum of a table in formulas and expressions.
    pub(super) fn is_row_id(&mut self, id: &Spanned<String>) -> bool {
        const OF_TABLES: [&str; 3] = ["tong", "cuoi", "nhom"];
        self.is_usable_id(id, &[RESERVED, &OF_TABLES[..]].concat())
    }

    /// Whether an id can stand in formulas and expressions; notes it where it cannot.
    fn is_usable_id(&mut self, id: &Spanned<String>, taken: &[&str]) -> bool {
        let text = &id.value;
        let is_taken = taken.contains(&text.as_str());
        if text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !is_taken
        {
            return true;
        }
        let (message, label) = if is_taken {
            (format!("mã `{text}` đã có nghĩa riêng"), "cần một mã khác")
        } else {
            let message =
                format!("mã “{text}” không dùng được trong công thức và lời văn");
            (message, "cần chữ không dấu, chữ số và dấu `_`, mở đầu bằng chữ")
        };
        self.error(Diagnostic::error(&code::form::BAD_ID, id.span, message).label(label));
        false
    }

    /// An id: letters without marks, digits, `-` and `_`.
    pub(super) fn id(&mut self, node: &YamlNode) -> Option<Spanned<String>> {
        let scalar = self.scalar(node)?;
        let text = scalar.text.trim();
        if text.is_empty()
            || !text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        {
            let message = format!("mã “{text}” có ký tự không dùng được");
            self.error(
                Diagnostic::error(&code::form::BAD_ID, node.span, message)
                    .label("cần chữ không dấu, chữ số, dấu `-` hoặc `_`"),
            );
            return None;
        }
        Some(Spanned { value: text.to_owned(), span: node.span })
    }
}

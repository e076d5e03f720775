//! Layout of the pages, and what else of the form a reviewer must know of.

use crate::document::{BlockRole, Page};
use crate::form::Medium;

use super::super::change::{ChangeKind, Detail, Topic};
use super::super::order::MergeStep;
use super::super::side::Side;
use super::{ChangeCollector, build_change, describe_difference};

impl ChangeCollector<'_> {
    pub(super) fn collect_layout(&mut self) {
        let order = self.end_place() + 2;
        let mut looks =
            build_change(Topic::Layout, ChangeKind::Changed, "Trình bày trang", order);
        let old_page = &self.old.version.document().page;
        looks.details = compare_pages(old_page, &self.new.version.document().page);
        looks.details.extend(describe_difference(
            "dạng bản",
            describe_copy(self.old),
            describe_copy(self.new),
        ));
        looks.details.extend(self.compare_numbering());
        self.push_edit(looks);
        let what = "Quy tắc được bỏ qua (`bo_qua`)";
        let mut rules = build_change(Topic::Layout, ChangeKind::Changed, what, order);
        rules.details.extend(describe_difference(
            "",
            list_suppressed_rules(self.old),
            list_suppressed_rules(self.new),
        ));
        self.push_edit(rules);
    }

    /// Kinds of numbers and signs that stand for others, each once: `I.` → `1.`, `-` → `+`.
    fn compare_numbering(&self) -> Vec<Detail> {
        let mut res: Vec<Detail> = Vec::new();
        for step in self.steps {
            let MergeStep::Both { old, new } = *step else { continue };
            if !self.has_marker_of_its_own(old, new) {
                continue;
            }
            let old = normalize_marker(self.old.tree.marker(old));
            let new = normalize_marker(self.new.tree.marker(new));
            let found = describe_difference("dấu, số đầu mục", Some(old), Some(new));
            res.extend(found.filter(|detail| !res.contains(detail)));
        }
        res
    }
}

impl ChangeCollector<'_> {
    /// Whether the marks before two parts are set by the form: the label of a part of a task
    /// has one that its text has not, and an objective has one where it is one of several.
    fn has_marker_of_its_own(&self, old: usize, new: usize) -> bool {
        let is_label = [(self.old, old), (self.new, new)].map(|(side, node)| {
            let role = side.tree.role(node);
            let before = node.checked_sub(1).map(|before| side.tree.role(before));
            !matches!(role, BlockRole::Field(_)) || before != Some(role)
        });
        let counts = [(self.old, old), (self.new, new)].map(|(side, node)| {
            let parent = side.tree.nodes[node].parent;
            let is_objective = side.tree.role(parent) == BlockRole::Objective;
            is_objective.then(|| side.tree.nodes[parent].children.len().min(2))
        });
        is_label[0] == is_label[1] && counts[0] == counts[1]
    }
}

/// On paper or as a file.
fn describe_copy(side: &Side<'_>) -> Option<String> {
    let is_paper = side.draft().medium() == Medium::Paper;
    Some(if is_paper { "bản giấy" } else { "bản điện tử" }.to_owned())
}

/// The rules that the form suppresses.
fn list_suppressed_rules(side: &Side<'_>) -> Option<String> {
    let suppressions = side.form().suppressions.iter();
    let mut codes: Vec<_> =
        suppressions.map(|suppression| format!("`{}`", suppression.code)).collect();
    codes.sort();
    Some(codes.join(", "))
}

/// A number or a sign as the first of its kind: `I.`, `1.`, `a)`, `1.1.`, `-`.
fn normalize_marker(marker: &str) -> String {
    let Some(end) = marker.chars().last().filter(|c| matches!(c, '.' | ')')) else {
        return marker.split(' ').next().unwrap_or_default().to_owned();
    };
    let parts = marker.trim_end_matches(['.', ')']).split('.').map(normalize_number);
    format!("{}{end}", parts.collect::<Vec<_>>().join("."))
}

/// A number as the first of its kind: `1`, `I`, `a`; empty for another kind.
fn normalize_number(part: &str) -> &str {
    if part.is_empty() {
        ""
    } else if part.chars().all(|c| c.is_ascii_digit()) {
        "1"
    } else if part.chars().all(|c| "IVXLC".contains(c)) {
        "I"
    } else if part.chars().all(char::is_lowercase) {
        "a"
    } else {
        ""
    }
}

/// A measure of a page as it is shown.
struct ShownMeasure {
    label: &'static str,
    text: String,
}

/// The measures of a page.
fn list_measures(page: &Page) -> [ShownMeasure; 8] {
    let Page { top, bottom, left, right, size, line, gap, indent } = page;
    [
        format_measure("lề trên", *top, 10, "mm"),
        format_measure("lề dưới", *bottom, 10, "mm"),
        format_measure("lề trái", *left, 10, "mm"),
        format_measure("lề phải", *right, 10, "mm"),
        format_measure("cỡ chữ", *size, 2, "pt"),
        format_measure("cách dòng", *line, 100, "dòng"),
        format_measure("khoảng cách đoạn", *gap, 10, "pt"),
        format_measure("lùi đầu dòng", *indent, 10, "mm"),
    ]
}

/// A measure that is given in so many parts of its unit: `parts` is 10 for tenths.
fn format_measure(
    label: &'static str,
    value: u32,
    parts: u32,
    unit: &str,
) -> ShownMeasure {
    let (integer, hundredths) = (value / parts, value % parts * 100 / parts);
    let number = format!("{integer},{hundredths:02}");
    let number = number.trim_end_matches('0').trim_end_matches(',');
    ShownMeasure { label, text: format!("{number} {unit}") }
}

/// The measures of two page set-ups that differ.
fn compare_pages(old: &Page, new: &Page) -> Vec<Detail> {
    let both = list_measures(old).into_iter().zip(list_measures(new));
    both.filter_map(|(old, new)| {
        describe_difference(new.label, Some(old.text), Some(new.text))
    })
    .collect()
}

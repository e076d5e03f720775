//! How the pages look, and what else of the form a reviewer must know of.

use crate::document::Page;
use crate::form::Copy;

use super::super::change::{Detail, Kind, Topic};
use super::super::order::Step;
use super::super::side::Side;
use super::{Facts, change, differs};

impl Facts<'_> {
    pub(super) fn layout(&mut self) {
        let order = self.end() + 2;
        let mut looks = change(Topic::Layout, Kind::Changed, "Trình bày trang", order);
        let old_page = &self.old.version.document().page;
        looks.details = page(old_page, &self.new.version.document().page);
        looks.details.extend(differs("dạng bản", copy(self.old), copy(self.new)));
        looks.details.extend(self.numbering());
        self.edit(looks);
        let what = "Quy tắc được bỏ qua (`bo_qua`)";
        let mut rules = change(Topic::Layout, Kind::Changed, what, order);
        rules.details.extend(differs("", silenced(self.old), silenced(self.new)));
        self.edit(rules);
    }

    /// Kinds of numbers and signs that stand for others, each once: `I.` → `1.`, `-` → `+`.
    fn numbering(&self) -> Vec<Detail> {
        let mut res: Vec<Detail> = Vec::new();
        for step in self.steps {
            let Step::Both { old, new } = *step else { continue };
            let old = marker_kind(self.old.tree.marker(old));
            let new = marker_kind(self.new.tree.marker(new));
            let found = differs("dấu, số đầu mục", Some(old), Some(new));
            res.extend(found.filter(|detail| !res.contains(detail)));
        }
        res
    }
}

/// On paper or as a file.
fn copy(side: &Side<'_>) -> Option<String> {
    let is_paper = side.draft().copy() == Copy::Paper;
    Some(if is_paper { "bản giấy" } else { "bản điện tử" }.to_owned())
}

/// The rules that the form silences.
fn silenced(side: &Side<'_>) -> Option<String> {
    let silences = side.form().silences.iter();
    let mut codes: Vec<_> =
        silences.map(|silence| format!("`{}`", silence.code)).collect();
    codes.sort();
    Some(codes.join(", "))
}

/// A number or a sign as the first of its kind: `I.`, `1.`, `a)`, `1.1.`, `-`.
fn marker_kind(marker: &str) -> String {
    let Some(end) = marker.chars().last().filter(|c| matches!(c, '.' | ')')) else {
        return marker.split(' ').next().unwrap_or_default().to_owned();
    };
    let parts = marker.trim_end_matches(['.', ')']).split('.').map(first_of_its_kind);
    format!("{}{end}", parts.collect::<Vec<_>>().join("."))
}

fn first_of_its_kind(part: &str) -> &str {
    let all = |is: fn(char) -> bool| !part.is_empty() && part.chars().all(is);
    if all(|c| c.is_ascii_digit()) {
        "1"
    } else if all(|c| "IVXLC".contains(c)) {
        "I"
    } else if all(char::is_lowercase) {
        "a"
    } else {
        ""
    }
}

/// A measure of a page as it is shown.
struct Measure {
    label: &'static str,
    text: String,
}

/// The measures of a page.
fn measures(page: &Page) -> [Measure; 8] {
    let Page { top, bottom, left, right, size, line, gap, indent } = page;
    [
        measure("lề trên", *top, 10, "mm"),
        measure("lề dưới", *bottom, 10, "mm"),
        measure("lề trái", *left, 10, "mm"),
        measure("lề phải", *right, 10, "mm"),
        measure("cỡ chữ", *size, 2, "pt"),
        measure("cách dòng", *line, 100, "dòng"),
        measure("khoảng cách đoạn", *gap, 10, "pt"),
        measure("lùi đầu dòng", *indent, 10, "mm"),
    ]
}

/// A measure that is told in so many parts of its unit.
fn measure(label: &'static str, value: u32, parts: u32, unit: &str) -> Measure {
    let (whole, rest) = (value / parts, value % parts * 100 / parts);
    let number = format!("{whole},{rest:02}");
    let number = number.trim_end_matches('0').trim_end_matches(',');
    Measure { label, text: format!("{number} {unit}") }
}

/// The measures of two page set-ups that differ.
fn page(old: &Page, new: &Page) -> Vec<Detail> {
    let both = measures(old).into_iter().zip(measures(new));
    both.filter_map(|(old, new)| differs(new.label, Some(old.text), Some(new.text)))
        .collect()
}

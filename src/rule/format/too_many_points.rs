//! `too-many-points`: the letters of điểm end at `y)`.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{
    Appendix, BasisStyle, Form, Numbering, Objectives, Section, SectionPart, TaskItem,
};
use crate::language::to_diem;
use crate::plan::LEVELS;
use crate::rule::{Context, Rule, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "too-many-points",
        summary: "một cấp đánh số a) có nhiều nhất 23 điểm: từ a) đến y)",
        explanation: "Điểm đánh số bằng chữ cái tiếng Việt theo thứ tự bảng chữ cái, không dùng ă, â, ê, ô, ơ, ư: từ a) đến y) có 23 chữ, và không có cách ghi nào cho điểm tiếp theo. Chia các điểm thành nhiều khoản, hoặc đánh số cấp ấy bằng chữ số: `danh_so: \"1.\"` ở mục cha.",
    },
    severity: Severity::Error,
    clause: Some("điểm đ khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: None,
    wrong: "noi_dung:\n  - tieu_de: Các thôn tham gia\n    danh_so: \"a)\"\n    doan_danh_so: [ Thôn 1, Thôn 2, Thôn 3, Thôn 4, Thôn 5, Thôn 6, Thôn 7, Thôn 8,\n      Thôn 9, Thôn 10, Thôn 11, Thôn 12, Thôn 13, Thôn 14, Thôn 15, Thôn 16,\n      Thôn 17, Thôn 18, Thôn 19, Thôn 20, Thôn 21, Thôn 22, Thôn 23, Thôn 24 ]\n",
    right: "noi_dung:\n  - tieu_de: Các thôn tham gia\n    danh_so: \"1.\"\n    doan_danh_so: [ Thôn 1, Thôn 2, Thôn 3, Thôn 4, Thôn 5, Thôn 6, Thôn 7, Thôn 8,\n      Thôn 9, Thôn 10, Thôn 11, Thôn 12, Thôn 13, Thôn 14, Thôn 15, Thôn 16,\n      Thôn 17, Thôn 18, Thôn 19, Thôn 20, Thôn 21, Thôn 22, Thôn 23, Thôn 24 ]\n",
    check,
};

/// The parts of one level, as `document` numbers them.
struct PointLevel {
    style: Numbering,
    depth: usize,
    count: usize,
    /// The first part that has no letter.
    beyond: Option<Span>,
}

/// A walk over the numbered parts of a form.
struct PointWalk<'f> {
    levels: &'f [Numbering],
    /// Levels with too many parts: how many, and the first without a letter.
    found: Vec<(usize, Span)>,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (count, place) in find_overfull_levels(context.form) {
        let message = format!("cấp này có {count} điểm, quá 23 chữ từ a) đến y)");
        found.push(
            rule.finding(place, message).label("điểm thứ 24, không còn chữ cái").hint(
                "chia các điểm thành nhiều khoản, hoặc ghi `danh_so: \"1.\"` ở mục cha",
            ),
        );
    }
}

fn find_overfull_levels(form: &Form) -> Vec<(usize, Span)> {
    let levels = match &form.page.levels[..] {
        [] => &LEVELS[..],
        levels => levels,
    };
    let mut points = PointWalk { levels, found: Vec::new() };
    points.walk_body(form);
    form.appendices.iter().for_each(|a| points.walk_appendix(a));
    points.found.sort_unstable_by_key(|(_, place)| place.start);
    points.found
}

impl PointLevel {
    fn top(style: Numbering) -> Self {
        Self { style, depth: 0, count: 0, beyond: None }
    }

    fn add_point(&mut self, place: Span) {
        self.count += 1;
        if self.style == Numbering::Letter && to_diem(self.count).is_none() {
            self.beyond.get_or_insert(place);
        }
    }
}

impl<'f> PointWalk<'f> {
    fn walk_body(&mut self, form: &'f Form) {
        let mut top = PointLevel::top(self.top_style());
        let bases = form.bases.as_ref().map(|b| &b.style);
        if let Some(BasisStyle::Section(title)) = bases {
            top.add_point(title.as_ref().map_or(form.span, |t| t.span));
        }
        form.sections.iter().for_each(|s| self.walk_section(s, &mut top));
        self.close_level(&top);
    }

    fn walk_appendix(&mut self, appendix: &'f Appendix) {
        let mut top =
            PointLevel::top(appendix.numbering.unwrap_or_else(|| self.top_style()));
        appendix.parts.iter().for_each(|p| self.walk_part(p, &mut top));
        self.close_level(&top);
    }

    fn top_style(&self) -> Numbering {
        self.levels.first().copied().unwrap_or(Numbering::Roman)
    }

    /// The level below, numbered as `document` does: the section's own style, else the
    /// next of the form's levels, else what usually follows.
    fn level_below(&self, level: &PointLevel, chosen: Option<Numbering>) -> PointLevel {
        let on_track = self.levels.get(level.depth) == Some(&level.style);
        let next = self.levels.get(level.depth + 1).filter(|_| on_track).copied();
        let style = chosen.or(next).unwrap_or_else(|| level.style.below());
        PointLevel { depth: level.depth + 1, ..PointLevel::top(style) }
    }

    fn close_level(&mut self, level: &PointLevel) {
        self.found.extend(level.beyond.map(|place| (level.count, place)));
    }

    fn walk_section(&mut self, section: &'f Section, level: &mut PointLevel) {
        let Some(title) = &section.title else {
            section.parts.iter().for_each(|p| self.walk_part(p, level));
            return;
        };
        level.add_point(title.text.span);
        let mut child = self.level_below(level, section.numbering);
        section.parts.iter().for_each(|p| self.walk_part(p, &mut child));
        self.close_level(&child);
    }

    fn walk_part(&mut self, part: &'f SectionPart, level: &mut PointLevel) {
        match part {
            SectionPart::Numbered(proses) => {
                proses.iter().for_each(|p| level.add_point(p.span));
            }
            SectionPart::Sections(sections) => {
                sections.iter().for_each(|s| self.walk_section(s, level));
            }
            SectionPart::Objectives(objectives) => walk_objectives(objectives, level),
            SectionPart::Tasks(tasks) if tasks.layout.table().is_none() => {
                self.walk_items(&tasks.items, level);
            }
            SectionPart::Units(units) => {
                units.iter().for_each(|u| level.add_point(u.name.span));
            }
            // The rows of a table are no points.
            SectionPart::Tasks(_)
            | SectionPart::Prose(_)
            | SectionPart::Budget(_)
            | SectionPart::Table(_)
            | SectionPart::FromTasks(_)
            | SectionPart::FromTargets(_)
            | SectionPart::Specimen(_) => {}
        }
    }

    fn walk_items(&mut self, items: &'f [TaskItem], level: &mut PointLevel) {
        for item in items {
            match item {
                TaskItem::Group(group) => {
                    level.add_point(group.title.span);
                    let mut child = self.level_below(level, group.numbering);
                    self.walk_items(&group.items, &mut child);
                    self.close_level(&child);
                }
                TaskItem::Task(task) => level.add_point(task.title.span),
            }
        }
    }
}

fn walk_objectives(objectives: &Objectives, level: &mut PointLevel) {
    for item in &objectives.items {
        let label = item.label.as_ref().map(|label| label.span);
        let text = item.text.first().map(|text| text.span);
        // An empty list without a label has no place.
        level.add_point(label.or(text).unwrap_or(Span::new(0, 0)));
    }
}

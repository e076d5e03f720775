//! `all-capitals`: names and titles that the paper prints in small letters are not typed in
//! capitals.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Numbering, Role, Section, SectionPart, Task, TaskItem};
use crate::language;
use crate::prose::Plain;
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "all-capitals",
        summary: "tên, tiêu đề in chữ thường thì không gõ toàn chữ hoa",
        explanation: "Tên cơ quan, địa danh, tên đơn vị, nơi nhận, tiêu đề của mục nhỏ in đúng như gõ, nên gõ toàn chữ hoa thì in toàn chữ hoa, cả ở giữa câu: “ĐẠI VIỆT, ngày …”. Chỗ nào thể thức cần chữ hoa (tên cơ quan ở đầu trang, tiêu đề lớn, chức vụ người ký) máy tự đổi. Chữ viết tắt như UBND, HĐND, TP thì giữ nguyên.",
    },
    severity: Severity::Warning,
    clause: Some("điểm c khoản 4 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("tên gọi đúng là viết như vậy"),
    wrong: "co_quan: { ten: Ủy ban nhân dân xã Kim Liên, dia_danh: KIM LIÊN }\n",
    right: "co_quan: { ten: Ủy ban nhân dân xã Kim Liên, dia_danh: Kim Liên }\n",
    check,
};

/// A name or a title, and what it is in a message.
struct NamedText<'f> {
    what: &'static str,
    text: &'f Plain,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(agency) = &context.form.agency {
        let place = language::normalize_spaces(&agency.place.collect_words());
        if language::is_place_in_capitals(&place) {
            let message = format!("địa danh viết toàn chữ hoa: {place}");
            found.push(
                rule.finding(agency.place.span, message)
                    .label("cần viết hoa chữ cái đầu mỗi tiếng")
                    .hint(format!("viết `{}`", capitalize_words(&place))),
            );
        }
    }
    for NamedText { what, text } in list_names(context) {
        found.extend(judge_name(rule, what, &text.collect_words(), text.span));
    }
    for (role, line) in context.lines() {
        if role == Role::Recipient {
            found.extend(judge_name(rule, "nơi nhận", &line.text, line.span));
        }
    }
}

/// A name that is typed in capitals; the clause is about the place alone.
fn judge_name(rule: &Rule, what: &str, words: &str, span: Span) -> Option<Diagnostic> {
    if !language::is_in_capitals(&language::normalize_spaces(words)) {
        return None;
    }
    let message = format!("{what} viết toàn chữ hoa, in ra toàn chữ hoa");
    let mut finding = rule.finding(span, message);
    finding.clause = None;
    Some(finding.label("cần chữ thường").hint("chỉ viết hoa chữ đầu và tên riêng"))
}

/// Every syllable with a capital: `ĐẠI VIỆT` → `Đại Việt`.
fn capitalize_words(place: &str) -> String {
    let words: Vec<_> =
        place.to_lowercase().split(' ').map(language::capitalize_first).collect();
    words.join(" ")
}

/// What prints just as it is typed. Posts of the signature, the agency above, titles of
/// appendices and of the largest parts print in capitals; heads of columns are often typed
/// so on purpose.
fn list_names<'f>(context: &Context<'f>) -> Vec<NamedText<'f>> {
    let form = context.form;
    let mut names = Vec::new();
    if let Some(agency) = &form.agency {
        names.push(NamedText { what: "tên cơ quan", text: &agency.name });
        let short = agency.short.iter();
        names.extend(short.map(|text| NamedText { what: "tên ngắn của cơ quan", text }));
    }
    let indicators = form.indicators.iter();
    names.extend(
        indicators
            .map(|(_, i)| NamedText { what: "tên của chỉ tiêu", text: &i.name }),
    );
    let mut walk = NameCollector { levels: &form.page.levels, names };
    for section in &form.sections {
        walk.section(section, walk.style(0, None), 0);
    }
    for appendix in &form.appendices {
        let style = appendix.numbering.unwrap_or(Numbering::Roman);
        walk.parts(&appendix.parts, style, APPENDIX_DEPTH);
    }
    walk.names
}

/// Levels below those of the plan: an appendix counts for itself.
const APPENDIX_DEPTH: usize = 9;

/// Collects the names in the parts of a form, by the levels that it sets.
struct NameCollector<'f> {
    levels: &'f [Numbering],
    names: Vec<NamedText<'f>>,
}

impl<'f> NameCollector<'f> {
    /// How a level is numbered, as far as it matters: with capitals or without.
    fn style(&self, depth: usize, given: Option<Numbering>) -> Numbering {
        let usual = if depth == 0 { Numbering::Roman } else { Numbering::Arabic };
        given.or(self.levels.get(depth).copied()).unwrap_or(usual)
    }

    fn push(&mut self, what: &'static str, text: &'f Plain) {
        self.names.push(NamedText { what, text });
    }

    /// A title of a level: those of parts and of `I.` print in capitals.
    fn push_title(&mut self, what: &'static str, title: &'f Plain, style: Numbering) {
        if !matches!(style, Numbering::Part | Numbering::Roman) {
            self.push(what, title);
        }
    }

    /// A section of a level that is numbered in this style.
    fn section(&mut self, section: &'f Section, style: Numbering, depth: usize) {
        if let Some(title) = &section.title {
            self.push_title("tiêu đề", &title.text, style);
        }
        let below = self.style(depth + 1, section.numbering);
        self.parts(&section.parts, below, depth + 1);
    }

    /// The parts of a section, at a level that is numbered in this style.
    fn parts(&mut self, parts: &'f [SectionPart], style: Numbering, depth: usize) {
        for part in parts {
            match part {
                SectionPart::Sections(sections) => {
                    sections.iter().for_each(|s| self.section(s, style, depth));
                }
                SectionPart::Units(units) => {
                    for unit in units {
                        self.push_title("tên đơn vị", &unit.name, style);
                    }
                }
                SectionPart::Tasks(tasks) => {
                    // In a table no title is set in capitals.
                    let is_table = tasks.layout.table().is_some();
                    let style = if is_table { Numbering::Arabic } else { style };
                    self.items(&tasks.items, style);
                }
                SectionPart::Prose(_)
                | SectionPart::Numbered(_)
                | SectionPart::Objectives(_)
                | SectionPart::Budget(_)
                | SectionPart::Table(_)
                | SectionPart::FromTasks(_)
                | SectionPart::FromTargets(_)
                | SectionPart::Specimen(_) => {}
            }
        }
    }

    fn items(&mut self, items: &'f [TaskItem], style: Numbering) {
        for item in items {
            match item {
                TaskItem::Group(group) => {
                    self.push_title("tiêu đề", &group.title, style);
                    self.items(
                        &group.items,
                        group.numbering.unwrap_or(Numbering::Arabic),
                    );
                }
                TaskItem::Task(task) => self.task(task, style),
            }
        }
    }

    fn task(&mut self, task: &'f Task, style: Numbering) {
        self.push_title("tên nhiệm vụ", &task.title, style);
        let Some(Pending::Known(assignment)) = &task.assignment else { return };
        for unit in assignment.units() {
            self.push("tên đơn vị", unit);
        }
    }
}

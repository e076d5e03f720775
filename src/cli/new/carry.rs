//! A form carried over to the next year: small edits at their places, so that
//! comments and layout stay as they are.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::prose::PENDING;
use crate::quantity::{Moment, PlanTime};
use crate::source::{Source, Span};
use crate::yaml::{self, YamlEntry, YamlNode, YamlValue};

use super::carry_targets::{self, collect_target_years};

/// The key that says in which row of a file a table ends.
const LAST_ROW: &str = "het_o_dong";

/// Longest part of a line that is shown.
const SHOWN: usize = 90;

/// A form of the next year.
pub(super) struct Carried {
    /// The form with its edits made.
    pub(super) text: String,
    /// The year that the form was for.
    pub(super) year: i32,
    /// The first and the last year of a plan for several.
    pub(super) period: Option<(i32, i32)>,
    /// By how many years it has moved.
    pub(super) step: i32,
    /// The lines in which that year still stands.
    pub(super) remaining: Vec<RemainingLine>,
    /// The lines with the years of targets of a plan for one year, which do not move.
    pub(super) target_years: Vec<RemainingLine>,
    /// The lines that say where a table of the old file ends.
    pub(super) table_ends: Vec<RemainingLine>,
    /// The lines that name files with tasks, whose deadlines are still those of that year.
    pub(super) task_files: Vec<RemainingLine>,
}

/// A line that is to be looked at again.
pub(super) struct RemainingLine {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Its text, cut to what is shown.
    pub(super) text: String,
}

/// What comes in the place of a part of the form.
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) text: String,
}

/// The form as it is carried over.
struct NewForm {
    source: Source,
    /// Its tree, where it has one.
    root: Option<YamlNode>,
}

impl NewForm {
    /// The lines that a search of the tree finds, cut where they are long.
    fn find_lines(
        &self,
        collect: impl Fn(&Source, &YamlNode, &mut BTreeSet<usize>),
        shorten: impl Fn(&str) -> String,
    ) -> Vec<RemainingLine> {
        let mut numbers = BTreeSet::new();
        self.root.iter().for_each(|root| collect(&self.source, root, &mut numbers));
        let lines = numbers.into_iter().map(|number| RemainingLine {
            number,
            text: shorten(self.source.slice(self.source.line(number))),
        });
        lines.collect()
    }
}

/// Carries a form over: the year, an open number and day, the deadlines of tasks; where it is
/// for a period, to the next one as long.
///
/// # Errors
///
/// When the form names no year.
pub(super) fn move_to_next_year(
    source: &Source,
    root: &YamlNode,
) -> Result<Carried, Vec<Diagnostic>> {
    let (year_span, year) = find_year(source, root)?;
    let period = carry_targets::read_period(root);
    let step = period.map_or(1, |(first, last)| last - first + 1);
    let next = (year + step).to_string();
    let mut edits = vec![Edit { span: year_span, text: next.clone() }];
    // An attached paper has its number and date where its decision is named.
    let heads =
        ["van_ban", "kem_theo"].into_iter().filter_map(|key| get_value(root, key));
    for head in heads {
        let number = get_value(head, "so").filter(|node| node.scalar().is_some());
        let pending = PENDING.to_owned();
        edits.extend(number.map(|node| Edit { span: node.span, text: pending }));
        let date = get_value(head, "ngay").filter(|node| node.scalar().is_some());
        edits.extend(date.map(|node| Edit { span: node.span, text: next.clone() }));
    }
    for part in ["noi_dung", "phu_luc"] {
        get_value(root, part)
            .into_iter()
            .for_each(|n| shift_deadlines(source, n, step, &mut edits));
    }
    if period.is_some() {
        carry_targets::move_targets(source, root, step, &mut edits);
    }
    let text = apply_edits(source.text(), edits);
    let new = Source::new(source.path(), &text);
    let (root, _) = yaml::parse(&new);
    let new = NewForm { source: new, root };
    let (first, last) = period.unwrap_or((year, year));
    let years = first..=last;
    Ok(Carried {
        text,
        year,
        period,
        step,
        remaining: new.find_lines(
            |source, root, lines| collect_mentions(source, root, &years, lines),
            |line| shorten_line(line, &years),
        ),
        target_years: new.find_lines(
            |source, root, lines| collect_target_years(source, root, year, lines),
            |line| shorten_around(line, "nam"),
        ),
        table_ends: new.find_lines(collect_table_ends, |l| shorten_around(l, LAST_ROW)),
        task_files: new.find_lines(collect_task_files, |l| shorten_around(l, "du_lieu")),
    })
}

fn find_year(source: &Source, root: &YamlNode) -> Result<(Span, i32), Vec<Diagnostic>> {
    let node = get_value(root, "nam").filter(|n| n.scalar().is_some());
    let Some(node) = node else {
        let finding = Diagnostic::error(
            &code::form::MISSING_KEY,
            source.line(1),
            "biểu thiếu khóa `nam`",
        )
        .label("cần thêm `nam:`");
        return Err(vec![finding]);
    };
    let text = node.scalar().map(|s| s.text.trim()).unwrap_or_default();
    let year = text.parse().ok().filter(|_| text.len() == 4);
    year.map(|year| (node.span, year)).ok_or_else(|| {
        let message = format!("ở đây cần một năm bốn chữ số, nhưng có “{text}”");
        vec![Diagnostic::error(&code::form::WRONG_TYPE, node.span, message)]
    })
}

/// The value of a key.
pub(super) fn get_value<'n>(node: &'n YamlNode, key: &str) -> Option<&'n YamlNode> {
    list_entries(node).iter().find(|e| e.name == key).map(|e| &e.value)
}

pub(super) fn list_entries(node: &YamlNode) -> &[YamlEntry] {
    match &node.value {
        YamlValue::Mapping { entries, .. } => entries,
        _ => &[],
    }
}

pub(super) fn list_children(node: &YamlNode) -> Box<dyn Iterator<Item = &YamlNode> + '_> {
    match &node.value {
        YamlValue::Sequence { items, .. } => Box::new(items.iter()),
        YamlValue::Mapping { entries, .. } => Box::new(entries.iter().map(|e| &e.value)),
        YamlValue::Empty | YamlValue::Scalar(_) | YamlValue::Broken => {
            Box::new(std::iter::empty())
        }
    }
}

/// The typed times of all tasks below a node. The label of that key is no time, and is
/// not read as one.
fn shift_deadlines(source: &Source, node: &YamlNode, step: i32, edits: &mut Vec<Edit>) {
    for entry in list_entries(node) {
        match entry.name.as_str() {
            "thoi_gian" => shift_time(source, &entry.value, step, edits),
            "lich" => open_days(&entry.value, edits),
            _ => {}
        }
    }
    list_children(node).for_each(|child| shift_deadlines(source, child, step, edits));
}

/// Leaves the days of a timetable open: a year on they are other days of the week.
fn open_days(timetable: &YamlNode, edits: &mut Vec<Edit>) {
    let days = get_value(timetable, "ngay").into_iter().flat_map(list_children);
    for day in days {
        let dates = ["ngay", "tu", "den"].into_iter().filter_map(|k| get_value(day, k));
        let dates = dates.filter(|node| node.scalar().is_some());
        edits
            .extend(dates.map(|node| Edit { span: node.span, text: PENDING.to_owned() }));
    }
}

fn shift_time(source: &Source, node: &YamlNode, step: i32, edits: &mut Vec<Edit>) {
    edits.extend(shift_year(source, node, step, |t| PlanTime::read_words(t).is_ok()));
    for entry in list_entries(node) {
        match entry.name.as_str() {
            "han" => shift_time(source, &entry.value, step, edits),
            "tu" | "den" | "truoc" => {
                edits.extend(shift_year(source, &entry.value, step, |t| {
                    Moment::read(t).is_ok()
                }));
            }
            "quy" => edits.extend(shift_year(source, &entry.value, step, |text| {
                Moment::read_quarter(text).is_ok()
            })),
            _ => {}
        }
    }
}

/// The same time so many years on; `None` for what is no time, or names no year.
fn shift_year(
    source: &Source,
    node: &YamlNode,
    step: i32,
    fits: impl Fn(&str) -> bool,
) -> Option<Edit> {
    let text = node.scalar()?.text.as_str();
    if !fits(text) {
        return None;
    }
    // The text says whether it is a time; the source, with quotes and escapes, is edited.
    let raw = source.slice(node.span);
    let mut edited = replace_years(raw, step);
    if !fits(&replace_years(text, step)) {
        // The 29th of February has no next year: of the places where a 29 may stand for
        // the day, the one that gives a day of the calendar is it.
        edited = shift_leap_day(&edited, fits)?;
    }
    (edited != raw).then_some(Edit { span: node.span, text: edited })
}

/// A text with every year in it so many years on.
fn replace_years(text: &str, step: i32) -> String {
    let mut res = text.to_owned();
    for (start, year) in find_lone_years(text).into_iter().rev() {
        res.replace_range(start..start + 4, &(year + step).to_string());
    }
    res
}

/// The same date with 28 for the 29 that is its day.
fn shift_leap_day(written: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    written.match_indices("29").find_map(|(start, _)| {
        let end = start + 2;
        let is_number = !written[..start].ends_with(|c: char| c.is_ascii_digit())
            && !written[end..].starts_with(|c: char| c.is_ascii_digit());
        let mut res = written.to_owned();
        res.replace_range(start..end, "28");
        let bare = res.trim_matches(['"', '\'']);
        (is_number && fits(bare)).then_some(res)
    })
}

/// Years standing by themselves: four digits between what is no digit.
pub(super) fn find_lone_years(text: &str) -> Vec<(usize, i32)> {
    let mut res = Vec::new();
    let mut start = 0;
    for run in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        // Each run but the last ends with what is no digit.
        let digits = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        if digits.len() == 4
            && let Ok(year) = digits.parse()
        {
            res.push((start, year));
        }
        start += run.len();
    }
    res
}

/// A text with its edits made, the last one first.
fn apply_edits(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span.start);
    let mut res = text.to_owned();
    for Edit { span, text } in edits.into_iter().rev() {
        res.replace_range(span.range(), &text);
    }
    res
}

/// The lines that say in which row of a file a table ends: the file of the new year may
/// have more rows.
fn collect_table_ends(source: &Source, node: &YamlNode, lines: &mut BTreeSet<usize>) {
    for entry in list_entries(node).iter().filter(|entry| entry.name == LAST_ROW) {
        lines.insert(source.position(entry.value.span.start).line);
    }
    list_children(node).for_each(|child| collect_table_ends(source, child, lines));
}

/// The lines that name files from which tasks are read.
fn collect_task_files(source: &Source, node: &YamlNode, lines: &mut BTreeSet<usize>) {
    for entry in list_entries(node).iter().filter(|entry| entry.name == "nhiem_vu") {
        let files = list_entries(&entry.value).iter().filter(|e| e.name == "du_lieu");
        lines.extend(files.map(|file| source.position(file.key_span.start).line));
    }
    list_children(node).for_each(|child| collect_task_files(source, child, lines));
}

/// The lines with an old year in a value; comments do not count.
fn collect_mentions(
    source: &Source,
    node: &YamlNode,
    years: &RangeInclusive<i32>,
    lines: &mut BTreeSet<usize>,
) {
    if node.scalar().is_some() {
        for (start, found) in find_lone_years(source.slice(node.span)) {
            if years.contains(&found) {
                lines.insert(source.position(node.span.start + start).line);
            }
        }
    }
    // The year of a start has moved: to the last one of the old period.
    let has_moved = years.start() != years.end();
    for child in list_children(node) {
        let start = get_value(node, "dau").filter(|_| has_moved);
        let is_start = start.is_some_and(|start| start.span == child.span);
        let figure = get_value(child, "gia_tri").filter(|_| is_start);
        collect_mentions(source, figure.unwrap_or(child), years, lines);
    }
}

/// The part of a line around the first of some years.
fn shorten_line(line: &str, years: &RangeInclusive<i32>) -> String {
    let found = find_lone_years(line).into_iter().find(|(_, year)| years.contains(year));
    let word = found.map(|(_, year)| year.to_string());
    shorten_around(line, &word.unwrap_or_default())
}

/// The part of a line around a word.
fn shorten_around(line: &str, word: &str) -> String {
    let line = line.trim();
    let total = line.chars().count();
    if total <= SHOWN {
        return line.to_owned();
    }
    let word_start = line.find(word).unwrap_or(0);
    let before = line[..word_start].chars().count();
    let start = before.saturating_sub(SHOWN / 2).min(total - SHOWN);
    let part: String = line.chars().skip(start).take(SHOWN).collect();
    let head = if start > 0 { "… " } else { "" };
    let tail = if start + SHOWN < total { " …" } else { "" };
    format!("{head}{}{tail}", part.trim())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn carried(text: &str) -> Carried {
        let source = Source::new(Path::new("a.yaml"), text);
        let (root, found) = yaml::parse(&source);
        assert!(found.is_empty(), "{found:?}");
        move_to_next_year(&source, &root.unwrap()).unwrap()
    }

    #[test]
    fn the_head_and_the_deadlines_move_and_nothing_else() {
        let old = "\
# kế hoạch năm 2023
nam: 2023     # năm
van_ban: { so: \"05\", ngay: 20/5/2023 }
noi_dung:
  - tieu_de: Năm 2023
    nhiem_vu:
      nhan: { thoi_gian: Thời gian }
      danh_sach:
        - thoi_gian: 2023-07
        - thoi_gian: { tu: 2023-04, den: 2023-06, doan: đến tháng 6/2023 }
        - thoi_gian: { quy: III/2023 }
        - thoi_gian:
            han: { truoc: 30/11/2023 }
        - thoi_gian: { lap_lai: hang_thang }
";
        let new = carried(old);
        let expected = old
            .replace("nam: 2023 ", "nam: 2024 ")
            .replace("\"05\", ngay: 20/5/2023", "chua_co, ngay: 2024")
            .replace("thoi_gian: 2023-07", "thoi_gian: 2024-07")
            .replace("2023-04, den: 2023-06", "2024-04, den: 2024-06")
            .replace("III/2023", "III/2024")
            .replace("30/11/2023", "30/11/2024");
        assert_eq!(new.text, expected);
        let lines: Vec<_> = new.remaining.iter().map(|line| line.number).collect();
        assert_eq!(lines, [5, 10]);
    }

    #[test]
    fn the_decision_of_an_attached_plan_is_open_again() {
        let old = "nam: 2025\nkem_theo: { so: 228/QĐ-UBND, ngay: 20/5/2025 }\n";
        let new = "nam: 2026\nkem_theo: { so: chua_co, ngay: 2026 }\n";
        assert_eq!(carried(old).text, new);
    }

    #[test]
    fn the_days_of_a_timetable_are_open_again_and_its_hours_stay() {
        let old = "\
nam: 2026
noi_dung:
  - lich:
      kieu_ngay: ngay
      ngay:
        - ngay: \"Thứ Sáu, 10/4/2026\" # khai mạc
          sang: [{ gio: 7:30, noi_dung: Khai mạc }]
        - { tu: 2026-04-11, den: 2026-04-12, viec: [Trưng bày] }
";
        let expected = old
            .replace("nam: 2026", "nam: 2027")
            .replace("\"Thứ Sáu, 10/4/2026\"", "chua_co")
            .replace("2026-04-11, den: 2026-04-12", "chua_co, den: chua_co");
        let new = carried(old);
        assert_eq!(new.text, expected);
        let source = Source::new(Path::new("a.yaml"), &new.text);
        let (_, found) = crate::form::read(&source);
        let of_days = found.iter().filter(|found| found.code.id != "missing-key");
        assert_eq!(of_days.count(), 0, "{found:?}");
    }

    #[test]
    fn a_day_that_next_year_lacks_becomes_the_day_before() {
        for (old, new) in [
            ("29/2/2028", "28/2/2029"),
            ("2028-02-29", "2029-02-28"),
            ("\"29/02/2028\"", "\"28/02/2029\""),
        ] {
            let form = carried(&format!("nam: 2028\nnoi_dung:\n  - thoi_gian: {old}\n"));
            assert!(form.text.contains(new), "{}", form.text);
        }
        let new = carried("nam: 2024\nnoi_dung:\n  - thoi_gian: 29/2/2024\n");
        assert!(new.text.ends_with("thoi_gian: 28/2/2025\n"), "{}", new.text);
    }

    #[test]
    fn a_form_without_a_year_is_not_carried() {
        let source = Source::new(Path::new("a.yaml"), "kehoach: 1\n");
        let (root, _) = yaml::parse(&source);
        assert!(move_to_next_year(&source, &root.unwrap()).is_err());
    }

    #[test]
    fn where_a_table_of_the_old_file_ends_is_named() {
        let form = carried(
            "nam: 2024\nbang:\n  a:\n    du_lieu: { tep: a.csv, het_o_dong: 14 }\n  b:\n    du_lieu:\n      tep: b.csv\n      het_o_dong: 9\n",
        );
        let lines: Vec<_> = form.table_ends.iter().map(|line| line.number).collect();
        assert_eq!(lines, [4, 8]);
        assert_eq!(form.table_ends[1].text, "het_o_dong: 9");
        let form = carried("nam: 2024\nbang:\n  a:\n    du_lieu: { tep: a.csv }\n");
        assert!(form.table_ends.is_empty());
    }

    #[test]
    fn a_time_in_words_moves_and_a_file_with_tasks_is_named() {
        let form = carried(
            "nam: 2026\nnoi_dung:\n  - nhiem_vu:\n      - thoi_gian: Xong trong quý II/2026\nphu_luc:\n  - nhiem_vu:\n      du_lieu: viec.xlsx\n",
        );
        assert!(form.text.contains("thoi_gian: Xong trong quý II/2027"), "{}", form.text);
        let lines: Vec<_> = form.task_files.iter().map(|line| line.number).collect();
        assert_eq!(lines, [7]);
    }

    #[test]
    fn a_year_stands_by_itself() {
        assert_eq!(
            find_lone_years("12023 2023-07 năm2024, 20231"),
            [(6, 2023), (18, 2024)]
        );
    }

    #[test]
    fn a_long_line_is_shown_around_the_year() {
        let line = format!("{} năm 2023 {}", "chữ ".repeat(40), "chữ ".repeat(40));
        let short = shorten_line(&line, &(2023..=2023));
        assert!(
            short.starts_with("… ")
                && short.ends_with(" …")
                && short.contains("năm 2023")
        );
        assert!(short.chars().count() <= SHOWN + 4);
    }
}

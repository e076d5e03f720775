//! The targets of a plan for several years, carried over to the next period: the years move
//! on, and what was set for the old ones is open again.

use std::collections::BTreeSet;

use crate::prose::PENDING;
use crate::source::{Source, Span};
use crate::yaml::YamlNode;

use super::carry::{Edit, find_lone_years, get_value, list_children, list_entries};

/// The period of a form, as its first and its last year; `None` where the plan is for one
/// year, or says no period that can be read.
pub(super) fn read_period(root: &YamlNode) -> Option<(i32, i32)> {
    let node = get_value(root, "giai_doan")?;
    let years: Vec<i32> = match node.scalar() {
        Some(scalar) => {
            find_lone_years(&scalar.text).into_iter().map(|(_, y)| y).collect()
        }
        None => ["tu", "den"]
            .into_iter()
            .filter_map(|key| get_value(node, key)?.scalar()?.text.trim().parse().ok())
            .collect(),
    };
    match years[..] {
        [first, last] if first < last => Some((first, last)),
        _ => None,
    }
}

/// Moves the period and all that is said by its years.
pub(super) fn move_targets(
    source: &Source,
    root: &YamlNode,
    step: i32,
    edits: &mut Vec<Edit>,
) {
    let shift = YearShift { source, step };
    if let Some(period) = get_value(root, "giai_doan") {
        shift.move_years(period, edits);
    }
    if let Some(indicators) = get_value(root, "chi_tieu") {
        for indicator in list_entries(indicators) {
            shift.move_indicator(&indicator.value, edits);
        }
    }
    shift.move_references(root, edits);
    shift.move_columns(root, edits);
}

/// The lines that name the old year, or one before it, as that of a target. Those of a
/// plan for a period have moved.
pub(super) fn collect_target_years(
    source: &Source,
    root: &YamlNode,
    old_year: i32,
    lines: &mut BTreeSet<usize>,
) {
    if read_period(root).is_some() {
        return;
    }
    for place in list_year_places(root) {
        let years = find_lone_years(source.slice(place));
        if years.iter().any(|(_, year)| *year <= old_year) {
            lines.insert(source.position(place.start).line);
        }
    }
}

/// Where the form names the years of its targets.
fn list_year_places(root: &YamlNode) -> Vec<Span> {
    let mut res = Vec::new();
    let indicators = get_value(root, "chi_tieu").into_iter().flat_map(list_entries);
    for indicator in indicators {
        let years = get_value(&indicator.value, "nam");
        res.extend(years.into_iter().flat_map(list_entries).map(|entry| entry.key_span));
        let start = get_value(&indicator.value, "dau");
        let year = start.and_then(|start| get_value(start, "nam"));
        res.extend(year.map(|year| year.span));
    }
    res
}

/// By how many years a form moves on.
struct YearShift<'s> {
    source: &'s Source,
    step: i32,
}

impl YearShift<'_> {
    fn move_year_at(&self, start: usize, year: i32) -> Edit {
        let text = (year + self.step).to_string();
        Edit { span: Span::new(start, start + 4), text }
    }

    /// Every year that stands in a place.
    fn move_years_in(&self, place: Span, edits: &mut Vec<Edit>) {
        let years = find_lone_years(self.source.slice(place)).into_iter();
        edits.extend(
            years.map(|(offset, year)| self.move_year_at(place.start + offset, year)),
        );
    }

    /// Every year of the scalars of a node.
    fn move_years(&self, node: &YamlNode, edits: &mut Vec<Edit>) {
        if node.scalar().is_some() {
            self.move_years_in(node.span, edits);
        }
        list_children(node).for_each(|child| self.move_years(child, edits));
    }

    /// The years of an indicator, with open figures in place of typed ones: what the new
    /// period has to reach is not what the old one had. A formula says what it said.
    fn move_indicator(&self, indicator: &YamlNode, edits: &mut Vec<Edit>) {
        let Some(years) = get_value(indicator, "nam") else { return };
        for entry in list_entries(years) {
            self.move_years_in(entry.key_span, edits);
            edits.extend(open_figure(&entry.value));
        }
        edits.extend(get_value(indicator, "muc_tieu").and_then(open_figure));
        let Some(start) = get_value(indicator, "dau") else { return };
        if let Some(year) = get_value(start, "nam") {
            self.move_years(year, edits);
        }
        edits.extend(open_figure(get_value(start, "gia_tri").unwrap_or(start)));
    }

    /// What texts and formulas read by year: `chi_tieu.ngheo["2026"]`.
    fn move_references(&self, node: &YamlNode, edits: &mut Vec<Edit>) {
        const HEAD: &str = "chi_tieu.";
        if node.scalar().is_some() {
            let text = self.source.slice(node.span);
            for (place, _) in text.match_indices(HEAD) {
                let after = &text[place + HEAD.len()..];
                let id = after
                    .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
                let year = id.trim_start_matches(['[', '"', '\\', ' ']);
                let digits = year.bytes().take_while(u8::is_ascii_digit).count();
                if id.starts_with('[')
                    && digits == 4
                    && let Ok(value) = year[..digits].parse()
                {
                    let start = node.span.start + text.len() - year.len();
                    edits.push(self.move_year_at(start, value));
                }
            }
        }
        list_children(node).for_each(|child| self.move_references(child, edits));
    }

    /// The columns of single years of tables made from targets.
    fn move_columns(&self, node: &YamlNode, edits: &mut Vec<Edit>) {
        for entry in list_entries(node) {
            let columns = (entry.name == "tu_chi_tieu")
                .then(|| get_value(&entry.value, "cot"))
                .flatten();
            for column in columns.into_iter().flat_map(list_children) {
                let field = get_value(column, "truong").unwrap_or(column);
                if field.scalar().is_some() {
                    self.move_years(field, edits);
                }
            }
        }
        list_children(node).for_each(|child| self.move_columns(child, edits));
    }
}

/// The edit that opens a typed figure; `None` for a formula, and for what is open.
fn open_figure(node: &YamlNode) -> Option<Edit> {
    let text = node.scalar()?.text.trim();
    let is_typed = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    is_typed.then(|| Edit { span: node.span, text: PENDING.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::carry::move_to_next_year;
    use super::*;
    use crate::yaml;

    #[test]
    fn a_period_moves_on_by_its_length_and_its_targets_are_open() {
        let old = "\
nam: 2026
giai_doan: 2026-2028
van_ban: { so: 5, ngay: 6/2/2026, trich_yeu: Giảm nghèo giai đoạn 2026-2028 }
chi_tieu:
  ngheo:
    dau: { nam: 2025, gia_tri: \"8,5%\" }
    nam: { 2026: 7%, 2027: 'chi_tieu.ngheo[\"2026\"] - 1%', 2028: chua_co }
    muc_tieu: 5%
  lop: { gia_tri: 6 }
noi_dung:
  - doan: \"Năm 2027 còn {{ chi_tieu.ngheo[\\\"2027\\\"] }}, mở {{ chi_tieu.lop }} lớp.\"
    tu_chi_tieu: { danh_sach: ngheo, cot: [ten, 2028, { truong: 2026, nhan: Năm đầu }] }
    nhiem_vu:
      - thoi_gian: { tu: 2026-03, den: 2028-12 }
";
        let source = Source::new(Path::new("a.yaml"), old);
        let (root, _) = yaml::parse(&source);
        let new = move_to_next_year(&source, &root.unwrap()).unwrap();
        let expected = old
            .replace("nam: 2026\n", "nam: 2029\n")
            .replace("giai_doan: 2026-2028", "giai_doan: 2029-2031")
            .replace("so: 5, ngay: 6/2/2026", "so: chua_co, ngay: 2029")
            .replace("nam: 2025, gia_tri: \"8,5%\"", "nam: 2028, gia_tri: chua_co")
            .replace("{ 2026: 7%, 2027:", "{ 2029: chua_co, 2030:")
            .replace("ngheo[\"2026\"] - 1%', 2028:", "ngheo[\"2029\"] - 1%', 2031:")
            .replace("muc_tieu: 5%", "muc_tieu: chua_co")
            .replace("ngheo[\\\"2027\\\"]", "ngheo[\\\"2030\\\"]")
            .replace("[ten, 2028, { truong: 2026", "[ten, 2031, { truong: 2029")
            .replace("tu: 2026-03, den: 2028-12", "tu: 2029-03, den: 2031-12");
        assert_eq!(new.text, expected);
        let lines: Vec<_> = new.remaining.iter().map(|line| line.number).collect();
        assert_eq!(lines, [3, 11]);
    }

    #[test]
    fn a_plan_for_one_year_keeps_the_years_of_its_targets() {
        let old = "nam: 2026\nchi_tieu:\n  a: { nam: { 2026: 7%, 2027: 6% } }\n";
        let source = Source::new(Path::new("a.yaml"), old);
        let (root, _) = yaml::parse(&source);
        let new = move_to_next_year(&source, &root.unwrap()).unwrap();
        assert_eq!(new.text, old.replace("nam: 2026", "nam: 2027"));
        let lines: Vec<_> = new.target_years.iter().map(|line| line.number).collect();
        assert_eq!(lines, [3]);
    }

    #[test]
    fn the_old_years_of_targets_are_named_and_no_later_ones() {
        let old = "\
nam: 2026
chi_tieu:
  a:
    dau: { nam: 2025, gia_tri: 8% }
    nam:
      2026: 7%
      2027: 6%
  b:
    nam: { 2030: 6% }
  c: { dau: 5, muc_tieu: 7 }
";
        let source = Source::new(Path::new("a.yaml"), old);
        let (root, _) = yaml::parse(&source);
        let new = move_to_next_year(&source, &root.unwrap()).unwrap();
        let lines: Vec<_> = new.target_years.iter().map(|line| line.number).collect();
        assert_eq!(lines, [4, 6]);
    }
}

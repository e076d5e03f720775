//! Another unit's name in the texts of a unit: left there when they were copied.

use std::collections::{BTreeMap, BTreeSet};

use crate::build::data_file;
use crate::code::{self, Code};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::formula::Value;
use crate::indicator::RowPlace;
use crate::source::{Source, Span};
use crate::yaml::ScalarPlaces;

use super::OpenSet;
use super::cell::{FindingKind, UnitCell, name_column, report_at_cell};
use super::finding::CrossUnitDiagnostic;
use super::former_names::{FormerNames, is_old_column};
use super::texts::{FormText, TextGroup, collect_groups};
use super::unit_files::{
    FileCell, UnitFiles, UnitOverride, list_file_cells, list_old_columns,
};
use super::unit_names::{NameHit, UnitNames};

/// Code of these findings.
pub(super) const CODE: &Code = &code::batch::STRANGER_NAME;

/// Code and severity of these findings.
const KIND: FindingKind = FindingKind { code: CODE, severity: Severity::Warning };

/// Texts that name more units than these are a list of units.
const MOST_NAMED: usize = 3;

pub(super) fn find_foreign_names(set: &OpenSet) -> Vec<CrossUnitDiagnostic> {
    let names = UnitNames::new(set.units.iter().map(|unit| unit.name.as_str()));
    let files = UnitFiles::new(set);
    let former = FormerNames::new(set, &names, &files);
    let known = KnownNames { names, former };
    let mut res = check_master(set, &known);
    for unit_override in &files.overrides {
        res.extend(check_override(set, unit_override, &known));
    }
    res.extend(check_units_table(set, &known));
    res.extend(check_data_rows(set, &files, &known));
    res
}

/// The names of all units, and those that are of former units too.
struct KnownNames {
    names: UnitNames,
    former: FormerNames,
}

impl KnownNames {
    /// The names of other units in a text of a unit, or of all.
    fn find(&self, unit: Option<usize>, text: &str) -> Vec<NameHit> {
        let mut hits = self.names.find(text);
        hits.retain(|hit| Some(hit.unit) != unit && !self.former.covers(unit, text, hit));
        hits
    }
}

/// The texts of a form, and the file in which they have their places.
struct FormTexts<'a> {
    source: &'a Source,
    groups: Vec<TextGroup<'a>>,
}

/// A unit's name in a text of a tree.
struct FoundName<'a> {
    text: &'a FormText<'a>,
    hit: NameHit,
    span: Span,
}

impl FoundName<'_> {
    /// The name as it is written.
    fn name(&self) -> &str {
        &self.text.scalar.text[self.hit.range.clone()]
    }
}

/// The names of other units in the texts of a tree; the name of `unit` itself is none.
///
/// Texts are judged by groups, since a list of neighbouring communes names many units on
/// purpose, an item each: a group with more than [`MOST_NAMED`] of them has no finding. A
/// name that stands several times in one text is found once.
fn find_names_in_texts<'a>(
    texts: &'a FormTexts<'a>,
    known: &KnownNames,
    unit: Option<usize>,
) -> Vec<FoundName<'a>> {
    let mut res = Vec::new();
    for group in &texts.groups {
        let mut hits = Vec::new();
        for text in group {
            let found = known.find(unit, &text.scalar.text).into_iter();
            hits.extend(found.map(|hit| (text, hit)));
        }
        let units: BTreeSet<_> = hits.iter().map(|(_, hit)| hit.unit).collect();
        if units.len() > MOST_NAMED {
            continue;
        }
        let mut seen = BTreeSet::new();
        for (text, hit) in hits {
            if !seen.insert((text.span, hit.unit)) {
                continue;
            }
            // The hit counts in the text as read; a folded or quoted scalar stands otherwise
            // in its file.
            let scalar = text.scalar;
            let places = ScalarPlaces::new(
                &scalar.text,
                scalar.style,
                texts.source.text(),
                text.span,
            );
            let span = places.span(hit.range.start, hit.range.end);
            res.push(FoundName { text, hit, span });
        }
    }
    res
}

fn check_override(
    set: &OpenSet,
    unit_override: &UnitOverride,
    known: &KnownNames,
) -> Vec<CrossUnitDiagnostic> {
    let UnitOverride { unit, source, tree } = unit_override;
    let texts = FormTexts { source, groups: collect_groups(tree) };
    let mut res = Vec::new();
    for found in find_names_in_texts(&texts, known, Some(*unit)) {
        let message = describe_foreign_name(found.name());
        let finding = Diagnostic::new(CODE, Severity::Warning, Some(found.span), message);
        let finding = add_advice(finding, set, *unit);
        let report = Report::new(source.clone(), vec![finding], 0);
        res.push(CrossUnitDiagnostic::new(*unit, report));
    }
    res
}

fn check_master(set: &OpenSet, known: &KnownNames) -> Vec<CrossUnitDiagnostic> {
    let texts =
        FormTexts { source: &set.sources.joined, groups: collect_groups(&set.master) };
    let mut res = Vec::new();
    for found in find_names_in_texts(&texts, known, None) {
        let named = found.hit.unit;
        let printing = count_printing_units(set, named, &found.text.conditions);
        if let Some(count) = printing {
            let finding = report_name_in_master(set, &found, count);
            let reports =
                Report::new(set.sources.joined.clone(), vec![finding], 0).split();
            let report = reports.into_iter().find(|report| !report.findings.is_empty());
            res.extend(report.map(|report| CrossUnitDiagnostic {
                unit: None,
                about: named,
                report,
            }));
        }
    }
    res
}

/// The finding of a name in the master, which so many other units print too.
fn report_name_in_master(
    set: &OpenSet,
    found: &FoundName<'_>,
    count: usize,
) -> Diagnostic {
    let message = format!(
        "biểu mẫu ghi “{}”, tên của một đơn vị; {count} đơn vị khác cũng in chữ này",
        found.name()
    );
    Diagnostic::new(CODE, Severity::Warning, Some(found.span), message)
        .label("tên này thành tên của nơi khác")
        .hint("tên của đơn vị đang làm thì đọc từ bảng đơn vị, ví dụ: {{ don_vi.ten }}")
        .hint(format!(
            "nếu mọi văn bản đều phải nhắc đến đơn vị này thì ghi ở tệp bộ, dưới `bo_qua`: {{ ma: {CODE}, don_vi: {}, ly_do: … }}",
            set.units[found.hit.unit].key
        ))
}

/// How many other units print what stands under these conditions, if any.
fn count_printing_units(
    set: &OpenSet,
    named: usize,
    conditions: &[Span],
) -> Option<usize> {
    let conditions: Vec<_> = set
        .conditions
        .iter()
        .filter(|condition| conditions.contains(&condition.span))
        .collect();
    let mut count = 0;
    for (index, unit) in set.units.iter().enumerate() {
        let is_printed = conditions.iter().all(|condition| condition.is_met(unit.row));
        count += usize::from(index != named && is_printed);
    }
    (count > 0).then_some(count)
}

/// The findings in the columns of a table, without columns that name other units on
/// purpose, such as the neighbours of each: those where more than [`MOST_NAMED`] units and
/// more than one in ten have one. `count` is how many units there are.
fn exclude_listing_columns<C: Ord>(
    count: usize,
    mut by_column: BTreeMap<C, Vec<CrossUnitDiagnostic>>,
) -> Vec<CrossUnitDiagnostic> {
    by_column.retain(|_, findings| {
        let units: BTreeSet<_> =
            findings.iter().filter_map(|finding| finding.unit).collect();
        units.len() <= MOST_NAMED || units.len() * 10 <= count
    });
    by_column.into_values().flatten().collect()
}

/// The first name in a cell of a unit that is another unit's; none where the cell names
/// so many that it lists them.
fn find_in_cell<'t>(known: &KnownNames, unit: usize, text: &'t str) -> Option<&'t str> {
    let hits = known.find(Some(unit), text);
    let units: BTreeSet<_> = hits.iter().map(|hit| hit.unit).collect();
    if units.len() > MOST_NAMED {
        return None;
    }
    hits.into_iter().next().map(|hit| &text[hit.range])
}

fn check_units_table(set: &OpenSet, known: &KnownNames) -> Vec<CrossUnitDiagnostic> {
    let table = set.units_table();
    let mut by_column: BTreeMap<_, Vec<CrossUnitDiagnostic>> = BTreeMap::new();
    let columns = set.set.units.columns.ids();
    for column in columns.filter(|column| !is_old_column(set, *column)) {
        for unit in 0..set.units.len() {
            let row = RowPlace::Row(set.units[unit].row);
            let value = table.value(row, column);
            let Some(Value::Text(text)) = value else { continue };
            if let Some(name) = find_in_cell(known, unit, text) {
                let message = format!(
                    "cột “{}”: {}",
                    name_column(set, column),
                    describe_foreign_name(name)
                );
                let cell = UnitCell { unit, column };
                let report = report_at_cell(set, cell, KIND, message, |finding| {
                    add_advice(finding, set, unit)
                });
                let found = by_column.entry(column).or_default();
                found.push(CrossUnitDiagnostic::new(unit, report));
            }
        }
    }
    exclude_listing_columns(set.units.len(), by_column)
}

/// The names in the rows that units have in other files.
fn check_data_rows(
    set: &OpenSet,
    files: &UnitFiles,
    known: &KnownNames,
) -> Vec<CrossUnitDiagnostic> {
    let mut res = Vec::new();
    for split in &files.splits {
        let old_columns = list_old_columns(split);
        let mut by_column: BTreeMap<usize, Vec<CrossUnitDiagnostic>> = BTreeMap::new();
        for cell in list_file_cells(set, split) {
            if !old_columns[cell.column] {
                let found = check_data_cell(set, &cell, known);
                by_column.entry(cell.column).or_default().extend(found);
            }
        }
        res.extend(exclude_listing_columns(set.units.len(), by_column));
    }
    res
}

/// The name of another unit in a cell of a unit's row.
fn check_data_cell(
    set: &OpenSet,
    cell: &FileCell<'_>,
    known: &KnownNames,
) -> Option<CrossUnitDiagnostic> {
    let FileCell { unit, sheet, row, column, text } = *cell;
    let message = describe_foreign_name(find_in_cell(known, unit, text)?);
    // A workbook has no lines: the message says which cell it is.
    let message = match sheet.source() {
        Some(_) => message,
        None => format!("{}: {message}", sheet.address(row, column)),
    };
    let place = sheet.place(row, column);
    let finding = Diagnostic::new(CODE, Severity::Warning, place, message);
    let finding = add_advice(finding, set, unit);
    let report = data_file::report_sheet_findings(sheet, vec![finding]);
    Some(CrossUnitDiagnostic::new(unit, report))
}

fn describe_foreign_name(name: &str) -> String {
    format!("“{name}” là tên của một đơn vị khác")
}

fn add_advice(finding: Diagnostic, set: &OpenSet, unit: usize) -> Diagnostic {
    let unit = &set.units[unit];
    finding.label(format!("đây là phần của {}", unit.name)).hint(format!(
        "thường do chép từ đơn vị khác; nếu đúng là nhắc đến nơi ấy thì ghi ở tệp bộ, dưới `bo_qua`: {{ ma: {CODE}, don_vi: {}, ly_do: … }}",
        unit.key
    ))
}

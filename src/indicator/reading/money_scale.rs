//! In what the amounts of each column are counted: as its name says, the table, its title,
//! the names in its file, or a line above them. Two that disagree are a question.

use std::ops::{Range, RangeInclusive};

use crate::code;
use crate::diagnostic::{self, Diagnostic};
use crate::form::{ByColumn, CellKind, ColumnId, Rows, TableSpec};
use crate::quantity::{MoneyScale, MoneyUnit, read_money_unit};
use crate::sheet::Sheet;
use crate::source::Span;

use super::format_unit;
use super::labels;
use super::raw_cell::{CellDiagnostic, RawCell};
use super::unit_text::{find_in_label, find_in_list, find_in_marked_cell, find_in_title};

/// Characters of a cell above the names that may be a unit; a longer one is a title.
const LONGEST: usize = 300;

/// In what the amounts of a column are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::indicator) struct ColumnScale {
    /// In its cells as typed or read.
    pub(in crate::indicator) read: MoneyScale,
    /// On paper: where nothing there names a unit, in đồng.
    pub(in crate::indicator) printed: MoneyScale,
    /// Of plain numbers, in the form or in the file: they print as they stand.
    pub(in crate::indicator) counted: Option<MoneyScale>,
}

impl Default for ColumnScale {
    fn default() -> Self {
        Self { read: MoneyScale::Dong, printed: MoneyScale::Dong, counted: None }
    }
}

/// A unit of money as it stands somewhere.
#[derive(Debug, Clone)]
struct FoundUnit {
    unit: MoneyUnit,
    text: String,
    place: UnitPlace,
}

/// Where a unit stands, from the nearest to its figures on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnitPlace {
    /// In the name of the column, or of a group above it.
    Label,
    /// In a cell of the file that names the column: its row and column.
    Names(usize, usize),
    /// In the format of a cell of the column: its row and column.
    Format(usize, usize),
    /// At `don_vi_tinh` of the table.
    Table,
    /// In the title of the table.
    Caption,
    /// In a line of the file above the names: its row and column.
    Above(usize, usize),
}

/// The scales of a table, and what was found about them.
#[derive(Debug, Default)]
pub(super) struct TableScales {
    pub(super) columns: ByColumn<ColumnScale>,
    /// In what the columns of money are counted, each scale once.
    pub(super) money: Vec<MoneyScale>,
    pub(super) found: Vec<CellDiagnostic>,
}

/// What stands around the cells of a table.
#[derive(Clone, Copy)]
pub(super) struct TableSurroundings<'a> {
    pub(super) table: &'a TableSpec,
    /// The sheet, and the rows in it that name the columns from the first to the last.
    pub(super) sheet: Option<(&'a Sheet, [usize; 2])>,
    pub(super) filed: &'a ByColumn<Option<usize>>,
    pub(super) kinds: &'a ByColumn<Option<CellKind>>,
}

/// A question that columns share.
struct ScaleQuestion {
    columns: Vec<ColumnId>,
    units: [FoundUnit; 2],
    scales: [MoneyScale; 2],
}

/// Decides in what the amounts of each column are counted.
pub(super) fn decide_scales(around: TableSurroundings<'_>) -> TableScales {
    let table = around.table;
    let columns = ByColumn::filled(ColumnScale::default(), table.columns.len());
    let mut res = TableScales { columns, ..TableScales::default() };
    let is_money = |id: &ColumnId| around.kinds[*id] == Some(CellKind::Money);
    let money: Vec<_> = table.columns.ids().filter(is_money).collect();
    let labels = labels::collect_labels(table);
    let numbers = around.find_money_numbers(&labels);
    let common = around.find_common_units();
    around.count_numbers(&labels, &common, &mut res.columns);
    if money.is_empty() && numbers.is_empty() {
        return res;
    }
    let mut questions: Vec<ScaleQuestion> = Vec::new();
    let mut refused: Vec<UnitPlace> = Vec::new();
    for id in money {
        let mut units = around.find_column_units(id, &labels[id]);
        units.extend(common.iter().cloned());
        // One that its name and its file both have is one finding.
        for unit in around.list_unknown_units(id, &units).into_iter().take(1) {
            if !(refused.contains(&unit.place) && unit.place.is_common()) {
                refused.push(unit.place);
                res.found.push(around.report_unknown_unit(id, unit));
            }
        }
        let scale = around.choose_scale(id, &units);
        res.columns[id] = scale;
        if !res.money.contains(&scale.read) {
            res.money.push(scale.read);
        }
        if let Some(question) = around.find_question(id, &units) {
            // Until it is answered its cells are read by the larger unit, so that one that
            // is no whole number of the smaller is no fault of its own.
            let larger = question.scales.into_iter().max_by_key(|scale| scale.power());
            res.columns[id].read = larger.unwrap_or(scale.read);
            add_question(&mut questions, question);
        }
    }
    // A number prints as it stands in the file, under the unit that the paper says.
    for id in numbers {
        let mut units = around.find_column_units(id, &labels[id]);
        units.extend(common.iter().cloned());
        if let Some(question) = find_paper_question(id, &units) {
            add_question(&mut questions, question);
        }
    }
    res.found.extend(questions.iter().map(|q| around.report_two_units(q, &labels)));
    res
}

/// The unit of the paper and one of the file that does not agree with it.
fn find_paper_question(id: ColumnId, units: &[FoundUnit]) -> Option<ScaleQuestion> {
    let known = || units.iter().filter(|unit| unit.scale().is_some());
    let paper = known().find(|unit| unit.place.is_on_paper())?;
    let nearest = known().find(|unit| !unit.place.is_on_paper());
    let shown = known().filter(|unit| matches!(unit.place, UnitPlace::Format(..)));
    let file =
        nearest.into_iter().chain(shown).find(|unit| unit.scale() != paper.scale())?;
    Some(ScaleQuestion {
        columns: vec![id],
        units: [paper.clone(), file.clone()],
        scales: [paper.scale()?, file.scale()?],
    })
}

/// Adds a question, to the same one of another column where there is one.
fn add_question(questions: &mut Vec<ScaleQuestion>, question: ScaleQuestion) {
    let same = questions.iter_mut().find(|known| {
        known.scales == question.scales
            && known.units.iter().zip(&question.units).all(|(a, b)| {
                a.place == b.place
                    || matches!(
                        (a.place, b.place),
                        (UnitPlace::Names(..), UnitPlace::Names(..))
                            | (UnitPlace::Format(..), UnitPlace::Format(..))
                    )
            })
    });
    match same {
        Some(known) => known.columns.extend(question.columns),
        None => questions.push(question),
    }
}

impl UnitPlace {
    /// Whether a reader of the paper sees it.
    fn is_on_paper(self) -> bool {
        matches!(self, Self::Label | Self::Table | Self::Caption)
    }

    /// Whether it is one for all columns of the table.
    fn is_common(self) -> bool {
        matches!(self, Self::Table | Self::Caption | Self::Above(..))
    }
}

impl FoundUnit {
    fn scale(&self) -> Option<MoneyScale> {
        match self.unit {
            MoneyUnit::Known { scale, .. } => Some(scale),
            MoneyUnit::Unknown => None,
        }
    }
}

impl TableSurroundings<'_> {
    /// Columns of plain numbers that are money by their names, and come from a file.
    fn find_money_numbers(&self, labels: &ByColumn<Vec<String>>) -> Vec<ColumnId> {
        if self.sheet.is_none() {
            return Vec::new();
        }
        let is_number = |id: &ColumnId| {
            matches!(self.kinds[*id], Some(CellKind::Number | CellKind::Decimal))
                && self.filed.get(*id).is_some_and(Option::is_some)
        };
        let is_named = |id: &ColumnId| {
            let units = self.find_column_units(*id, &labels[*id]);
            units.iter().any(|unit| unit.scale().is_some())
        };
        self.table.columns.ids().filter(is_number).filter(is_named).collect()
    }

    /// Notes in what plain numbers are counted.
    fn count_numbers(
        &self,
        labels: &ByColumn<Vec<String>>,
        common: &[FoundUnit],
        columns: &mut ByColumn<ColumnScale>,
    ) {
        for id in self.table.columns.ids() {
            if !matches!(
                self.kinds[id],
                Some(CellKind::Number | CellKind::Decimal) | None
            ) {
                continue;
            }
            if self.table.columns[id].formula.is_some() {
                continue;
            }
            let units = self.find_column_units(id, &labels[id]);
            let nearest = units.first().or(common.first());
            columns[id].counted = nearest.and_then(FoundUnit::scale);
        }
    }

    /// The units of a column that are not known. Where the form gives the unit of the
    /// cells, only what is on paper must still be right.
    fn list_unknown_units<'u>(
        &self,
        id: ColumnId,
        units: &'u [FoundUnit],
    ) -> Vec<&'u FoundUnit> {
        let is_given = self.table.columns[id].unit.is_some();
        let unknown = units.iter().filter(|unit| unit.unit == MoneyUnit::Unknown);
        unknown.filter(|unit| !is_given || unit.place.is_on_paper()).collect()
    }

    /// In what a column is counted by its nearest unit, and by the nearest on paper.
    fn choose_scale(&self, id: ColumnId, units: &[FoundUnit]) -> ColumnScale {
        let nearest = units.iter().find_map(FoundUnit::scale);
        let printed = units
            .iter()
            .filter(|unit| unit.place.is_on_paper())
            .find_map(FoundUnit::scale);
        ColumnScale {
            read: self.table.columns[id].unit.or(nearest).unwrap_or(MoneyScale::Dong),
            printed: printed.unwrap_or(MoneyScale::Dong),
            counted: None,
        }
    }

    /// The nearest unit of a column and one that does not agree with it, where the form
    /// does not answer which it is.
    fn find_question(&self, id: ColumnId, units: &[FoundUnit]) -> Option<ScaleQuestion> {
        let column = &self.table.columns[id];
        if column.unit.is_some() || column.formula.is_some() {
            return None;
        }
        let mut known = units.iter().filter(|unit| unit.scale().is_some());
        let near = known.next()?;
        let far = known.find(|unit| unit.scale() != near.scale())?;
        Some(ScaleQuestion {
            columns: vec![id],
            units: [near.clone(), far.clone()],
            scales: [near.scale()?, far.scale()?],
        })
    }

    /// The units in the names of a column: in the form, then in its file.
    fn find_column_units(&self, id: ColumnId, labels: &[String]) -> Vec<FoundUnit> {
        let mut res = Vec::new();
        let named = labels.iter().rev().find_map(|label| find_in_label(label));
        if let Some((unit, text)) = named {
            res.push(FoundUnit { unit, text, place: UnitPlace::Label });
        }
        let column = self.filed.get(id).copied().flatten();
        if let (Some((sheet, names)), Some(column)) = (self.sheet, column) {
            res.extend(find_in_names(sheet, names, column));
            let shown = format_unit::find_format_units(sheet, names[1] + 1, column);
            res.extend(shown.into_iter().map(|shown| FoundUnit {
                unit: shown.unit,
                text: shown.text,
                place: UnitPlace::Format(shown.row, column),
            }));
        }
        res
    }

    /// The units that are those of all columns, the nearest first.
    fn find_common_units(&self) -> Vec<FoundUnit> {
        let mut res = Vec::new();
        let table = self.table.unit.as_ref().map(|unit| unit.collect_words());
        if let Some((unit, text)) = table.as_deref().and_then(find_in_list) {
            res.push(FoundUnit { unit, text, place: UnitPlace::Table });
        }
        let caption = self.table.caption.as_ref().map(|c| c.collect_words());
        if let Some((unit, text)) = caption.as_deref().and_then(find_in_title) {
            res.push(FoundUnit { unit, text, place: UnitPlace::Caption });
        }
        let Some((sheet, [first, last])) = self.sheet else { return res };
        res.extend(self.find_spare_unit(sheet, first..=last));
        let cells = (0..first)
            .rev()
            .flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
        let above = cells.into_iter().find_map(|(row, column)| {
            let text = sheet.text(row, column);
            if text.is_empty() || text.len() > LONGEST {
                return None;
            }
            // A cell that is a unit and no more needs no mark.
            let alone = || Some((read_money_unit(&text)?, text.trim().to_owned()));
            let (unit, text) = find_in_title(&text).or_else(alone)?;
            Some(FoundUnit { unit, text, place: UnitPlace::Above(row, column) })
        });
        res.extend(above);
        res
    }

    /// A unit beside the names, in a cell that names no column of the table.
    fn find_spare_unit(
        &self,
        sheet: &Sheet,
        names: RangeInclusive<usize>,
    ) -> Option<FoundUnit> {
        let cells =
            names.flat_map(|row| (0..sheet.width()).map(move |column| (row, column)));
        let mut spare = cells.filter(|(_, column)| {
            !self.filed.iter().flatten().any(|filed| filed == column)
        });
        spare.find_map(|(row, column)| {
            let (unit, text) = find_in_marked_cell(&sheet.text(row, column))?;
            Some(FoundUnit { unit, text, place: UnitPlace::Above(row, column) })
        })
    }

    /// Where a unit stands, as a message says it.
    fn describe(&self, unit: &FoundUnit) -> String {
        let place = match (unit.place, self.sheet) {
            (UnitPlace::Label, _) => "tên cột".to_owned(),
            (UnitPlace::Table, _) => "`don_vi_tinh` của bảng".to_owned(),
            (UnitPlace::Caption, _) => "tên bảng".to_owned(),
            (UnitPlace::Format(row, column), Some((sheet, _))) => {
                let (file, cell) = (sheet.file_name(), sheet.address(row, column));
                return format!("tệp {file}, kiểu của {cell} hiện “{}”", unit.text);
            }
            (UnitPlace::Format(..), None) => String::new(),
            (UnitPlace::Names(row, column) | UnitPlace::Above(row, column), sheet) => {
                let (file, cell) = sheet.map_or_else(Default::default, |(sheet, _)| {
                    (sheet.file_name().to_owned(), sheet.address(row, column))
                });
                format!("tệp {file}, {cell}")
            }
        };
        format!("{place} ghi “{}”", unit.text)
    }

    /// A unit that looks like one of money and is not known.
    fn report_unknown_unit(&self, id: ColumnId, unit: &FoundUnit) -> CellDiagnostic {
        let code = &code::indicator::UNKNOWN_MONEY_UNIT;
        let message = format!("“{}” không phải là đơn vị tiền máy biết", unit.text);
        let form_span = match unit.place {
            UnitPlace::Label => Some(self.table.columns[id].label.span),
            UnitPlace::Table => self.table.unit.as_ref().map(|unit| unit.span),
            UnitPlace::Caption => self.table.caption.as_ref().map(|c| c.span),
            UnitPlace::Names(..) | UnitPlace::Format(..) | UnitPlace::Above(..) => None,
        };
        let mut finding = match (unit.place, self.sheet) {
            (
                UnitPlace::Names(row, column)
                | UnitPlace::Format(row, column)
                | UnitPlace::Above(row, column),
                Some((sheet, _)),
            ) => RawCell::FromSheet(sheet, row, column).error(code, &message),
            _ => {
                let span = form_span.unwrap_or(self.table.span);
                CellDiagnostic::in_form(Diagnostic::error(code, span, message))
            }
        };
        finding.diagnostic.set_label("chưa rõ số tiền tính theo đơn vị nào".to_owned());
        finding.diagnostic.push_hint(
            "máy biết: đồng, nghìn đồng, triệu đồng, tỷ đồng và các cách viết tắt như 1.000đ, tr.đ, VNĐ"
                .to_owned(),
        );
        if !unit.place.is_on_paper() {
            finding.diagnostic.push_hint(
                "hoặc ghi ở cột ấy, ví dụ: `don_vi_tinh: triệu đồng`".to_owned(),
            );
        }
        finding
    }

    /// Units that do not agree, for all columns that read them.
    fn report_two_units(
        &self,
        question: &ScaleQuestion,
        labels: &ByColumn<Vec<String>>,
    ) -> CellDiagnostic {
        let names: Vec<_> = question
            .columns
            .iter()
            .map(|id| format!("“{}”", labels[*id].join(" / ")))
            .collect();
        let [near, far] = question.units.each_ref().map(|unit| self.describe(unit));
        let [first, second] = question.scales.map(MoneyScale::name);
        let message = format!(
            "số tiền ở cột {} đọc được hai cách: {near}, {far}",
            diagnostic::list_names(&names)
        );
        let span = self.find_question_span(question);
        let finding = Diagnostic::error(&code::indicator::AMBIGUOUS_UNIT, span, message)
            .label(format!("tính theo {first} hay {second}?"))
            .hint(format!(
                "ghi ở cột đơn vị của các ô: `don_vi_tinh: {first}` hoặc `don_vi_tinh: {second}`"
            ))
            .hint("chỗ ghi sai thì sửa cho hai chỗ cùng một đơn vị");
        CellDiagnostic::in_form(finding)
    }

    fn find_question_span(&self, question: &ScaleQuestion) -> Span {
        match question.columns.first() {
            Some(id) => self.table.columns[*id].label.span,
            None => self.table.span,
        }
    }
}

/// The unit in the cells of a file that name a column, from its own up to its group's.
fn find_in_names(sheet: &Sheet, names: [usize; 2], column: usize) -> Option<FoundUnit> {
    let [first, last] = names;
    (first..=last).rev().find_map(|row| {
        let place = find_name_cell(sheet, row, column, row < last);
        let text = sheet.text(row, place);
        let (unit, text) = find_in_label(&text).filter(|_| text.len() <= LONGEST)?;
        Some(FoundUnit { unit, text, place: UnitPlace::Names(row, place) })
    })
}

/// The cell of a row of names that stands over a column: the first of those merged with
/// it; in a row of groups the last one before it that says something.
fn find_name_cell(sheet: &Sheet, row: usize, column: usize, is_group: bool) -> usize {
    if let Some(area) = sheet.merged(row, column) {
        return *area.columns.start();
    }
    let is_filled = |column: &usize| !sheet.text(row, *column).trim().is_empty();
    match is_group {
        true => (0..=column).rev().find(is_filled).unwrap_or(column),
        false => column,
    }
}

/// The scale that a table names for all its columns on paper.
pub(in crate::indicator) fn find_table_scale(table: &TableSpec) -> Option<MoneyScale> {
    let unit = table.unit.as_ref().and_then(|unit| find_in_list(&unit.collect_words()));
    let caption = || find_in_title(&table.caption.as_ref()?.collect_words());
    match unit.or_else(caption)?.0 {
        MoneyUnit::Known { scale, .. } => Some(scale),
        MoneyUnit::Unknown => None,
    }
}

/// Where the rows of a table come from a file, its first and last row of names. A file
/// without names has rows above the table all the same: the last is then before the first.
pub(super) fn locate_names<'a>(
    table: &TableSpec,
    sheet: Option<&'a Sheet>,
    names: &Range<usize>,
) -> Option<(&'a Sheet, [usize; 2])> {
    let is_filed = matches!(table.rows, Rows::File(_));
    let last = names.end.checked_sub(1).filter(|_| is_filed)?;
    Some((sheet?, [names.start, last]))
}

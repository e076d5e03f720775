//! How tables and their columns are set up: what is said of them that is no cell.

use crate::form::{
    CellKind, ColumnId, ColumnLook, ColumnSpec, ColumnTotal, Formula, GroupNumbers,
    Grouping, Rounding, RowId, SumPlace, TableLook, TableSpec, TotalRow, ZeroStyle,
};
use crate::formula::Value;
use crate::indicator::{ComputedTable, RowPlace};
use crate::prose::Plain;
use crate::quantity::Style;

use super::super::change::{Change, ChangeKind, Detail};
use super::super::pair::Matching;
use super::super::renamed_column::ColumnRenames;
use super::describe_difference;

/// The label of the kind of a column. As with the next two, another one of it makes other
/// figures in the column.
const KIND: &str = "kiểu";

/// The label of the formula of a column.
const FORMULA: &str = "công thức";

/// The label of what stands in the total row of a column.
const TOTAL: &str = "ô hàng tổng";

/// The label of the column of order numbers that the engine makes.
pub(super) const ORDER: &str = "nhãn cột số thứ tự";

/// The label of where the total row stands.
const PLACE_OF_TOTAL: &str = "vị trí hàng tổng";

/// The label of how the total row is called.
pub(super) const TOTAL_LABEL: &str = "nhãn hàng tổng";

/// The label of the name of a column.
pub(super) const NAME: &str = "tên cột";

/// The label of the conditions that a table must meet.
const CHECKS: &str = "điều kiện kiểm tra";

/// The label of what prints in place of 0.
const ZERO: &str = "số 0 in thành";

/// Something that a table or a column says of itself, with its label in a change.
struct SetupItem {
    label: &'static str,
    text: Option<String>,
}

impl SetupItem {
    fn new(label: &'static str, text: Option<String>) -> Self {
        Self { label, text }
    }
}

/// A table, and how its columns are called: as in the new version, where that has them.
/// Another name of a column is told with the column.
#[derive(Clone, Copy)]
pub(super) struct NamedTable<'a> {
    pub(super) table: &'a TableSpec,
    /// The new table and its columns, for the old one.
    pub(super) new: Option<(&'a TableSpec, &'a Matching<ColumnId>)>,
}

impl NamedTable<'_> {
    /// How a column is called that the table names by its id.
    fn column_name(self, id: &str) -> String {
        let Some(column) = self.table.column(id) else { return format!("`{id}`") };
        let renamed = self.new.and_then(|(new, columns)| {
            columns.new_of(column).map(|column| &new.columns[column])
        });
        renamed.unwrap_or(&self.table.columns[column]).label.collect_words()
    }
}

/// What two tables say differently of themselves, columns and rows apart; `renames` has the
/// columns with another id.
pub(super) fn compare_table_setup(
    old: NamedTable<'_>,
    new: NamedTable<'_>,
    renames: &ColumnRenames,
) -> Vec<Detail> {
    let mut res = compare_items(list_table_items(old), list_table_items(new));
    let (old, new) = (old.table, new.table);
    res.retain(|detail| !is_following(CHECKS, detail, renames));
    res.extend(compare_items(list_look_items(old.look), list_look_items(new.look)));
    if old.total.is_none() || new.total.is_none() {
        // A row of totals that was added or removed has not been put elsewhere.
        res.retain(|detail| detail.label != PLACE_OF_TOTAL);
    }
    res
}

/// What two columns say differently of themselves; `is_set` where the figures of the new
/// one are set otherwise. A formula that only calls other columns by their new ids, as
/// `renames` has them, says what it said.
pub(super) fn compare_column_setup(
    old: SideColumn<'_>,
    new: SideColumn<'_>,
    is_set: bool,
    renames: &ColumnRenames,
) -> Vec<Detail> {
    let mut res = compare_items(list_column_items(old), list_column_items(new));
    res.retain(|detail| {
        !is_following(FORMULA, detail, renames) && !is_following(TOTAL, detail, renames)
    });
    // An id that was added or removed is of the form alone.
    let renamed = old.id().zip(new.id());
    let renamed =
        renamed.and_then(|(old, new)| describe_difference("mã", Some(old), Some(new)));
    let after_name = res.iter().take_while(|detail| detail.label == NAME).count();
    res.splice(after_name..after_name, renamed);
    if is_set {
        res.extend(describe_difference(KIND, Some(old.kind()), Some(new.kind())));
    }
    let are_rates = old.cells() == CellKind::Percent && new.cells() == CellKind::Percent;
    if are_rates && old.written().sign != new.written().sign {
        res.extend(describe_difference("dấu %", Some(old.sign()), Some(new.sign())));
    }
    res
}

/// Whether a detail of this label has a formula that only follows the ids of columns.
fn is_following(label: &str, detail: &Detail, renames: &ColumnRenames) -> bool {
    let formulas = detail.old.as_deref().zip(detail.new.as_deref());
    detail.label == label
        && formulas.is_some_and(|(old, new)| renames.is_followed_by(old, new))
}

/// Whether a change of a column may make other figures of it.
pub(super) fn has_figure_change(change: &Change) -> bool {
    let mut labels = change.details.iter().map(|detail| detail.label.as_str());
    matches!(change.kind, ChangeKind::Added | ChangeKind::Removed)
        || labels.any(|label| [KIND, FORMULA, TOTAL].contains(&label))
}

/// Whether the figures of a column were set otherwise by an edit: of its type, or of what
/// stands in it. A computed column that takes its style from others was not; nor was one
/// whose figures have more decimals because they are others.
pub(super) fn is_set_otherwise(
    old: SideColumn<'_>,
    new: SideColumn<'_>,
    rows: &Matching<RowId>,
) -> bool {
    if old.written().kind != new.written().kind || old.places() != new.places() {
        return true;
    }
    let is_typed = old.written().formula.is_none() && new.written().formula.is_none();
    is_typed
        && (old.cells() != new.cells()
            || old.style() != new.style() && !has_other_figures(old, new, rows))
}

/// Whether other figures stand in a column of the new version: in other rows, or in rows
/// that both have.
fn has_other_figures(
    old: SideColumn<'_>,
    new: SideColumn<'_>,
    rows: &Matching<RowId>,
) -> bool {
    !rows.removed.is_empty()
        || !rows.added.is_empty()
        || rows.pairs.iter().any(|pair| old.value(pair.old) != new.value(pair.new))
}

/// The total of a column that the form gives, as it is written.
pub(super) fn find_typed_total(column: SideColumn<'_>) -> Option<&str> {
    let id = column.written().id.as_ref()?;
    let mut given = column.table.total.as_ref()?.given.iter();
    let total = given.find(|(column, _)| column.value == id.value);
    total.map(|(_, cell)| cell.text.as_str())
}

/// A column of a table and of its figures.
#[derive(Clone, Copy)]
pub(super) struct SideColumn<'a> {
    pub(super) table: &'a TableSpec,
    pub(super) figures: &'a ComputedTable,
    pub(super) column: ColumnId,
}

impl<'a> SideColumn<'a> {
    fn written(self) -> &'a ColumnSpec {
        &self.table.columns[self.column]
    }

    pub(super) fn id(self) -> Option<String> {
        self.written().id.as_ref().map(|id| id.value.clone())
    }

    /// Its formula as the form writes it.
    pub(super) fn formula(self) -> Option<&'a str> {
        self.written().formula.as_ref().map(|formula| formula.text.as_str())
    }

    /// Decimal places that the form sets for it, or for its table.
    fn places(self) -> Option<u32> {
        self.written().places.or(self.table.places)
    }

    /// What its cells hold.
    fn cells(self) -> CellKind {
        self.figures.columns()[self.column].kind
    }

    /// Its kind and decimal places in words.
    fn kind(self) -> String {
        let kind = match self.cells() {
            CellKind::Text => "chữ",
            CellKind::Number => "số",
            CellKind::Decimal => "số thập phân",
            CellKind::Percent => "phần trăm",
            CellKind::Money => "số tiền",
            CellKind::Date => "ngày",
        };
        let places = match self.style() {
            Some(
                Style::Number { places }
                | Style::Percent { places }
                | Style::Points { places },
            ) => places,
            Some(Style::Money { places, .. }) => places.unwrap_or(0),
            Some(Style::Year) | None => 0,
        };
        match places {
            0 => kind.to_owned(),
            places => format!("{kind}, {places} chữ số lẻ"),
        }
    }

    /// How its figures print.
    fn style(self) -> Option<Style> {
        self.figures.columns()[self.column].style
    }

    pub(super) fn value(self, row: RowId) -> Option<&'a Value> {
        self.figures.value(RowPlace::Row(row), self.column)
    }

    fn sign(self) -> String {
        spell_yes_no(self.figures.columns()[self.column].sign)
    }
}

/// What two lists of the same labels say differently.
fn compare_items<const N: usize>(
    old: [SetupItem; N],
    new: [SetupItem; N],
) -> Vec<Detail> {
    let items = old.into_iter().zip(new);
    items
        .filter_map(|(old, new)| describe_difference(new.label, old.text, new.text))
        .collect()
}

/// What a table says of itself.
fn list_table_items(named: NamedTable<'_>) -> [SetupItem; 9] {
    let TableSpec {
        // By the id tables are one.
        id: _,
        // Compared as it prints.
        caption: _,
        unit,
        // Rows and columns are compared one by one.
        rows: _,
        timetable: _,
        key: _,
        order_label,
        places,
        // Compared by itself.
        look: _,
        columns: _,
        header: _,
        grouping,
        // Compared with the order of the rows.
        sort: _,
        total,
        checks,
        // What they leave out shows in the rows.
        total_rule: _,
        skip_rule: _,
        // Compared as they print.
        notes: _,
        rounding,
        // The orientation of its page is no word of it.
        orientation: _,
        span: _,
    } = named.table;
    let checks: Vec<_> = checks.iter().map(|check| check.text.clone()).collect();
    [
        SetupItem::new("đơn vị tính", unit.as_ref().map(Plain::collect_words)),
        SetupItem::new(ORDER, order_label.as_ref().map(Plain::collect_words)),
        SetupItem::new("số chữ số lẻ", places.map(|places| places.to_string())),
        SetupItem::new(
            "nhóm các hàng",
            grouping.as_ref().map(|grouping| describe_grouping(named, grouping)),
        ),
        SetupItem::new("nhãn hàng cộng của nhóm", grouping.as_ref().and_then(name_sums)),
        SetupItem::new(TOTAL_LABEL, total.as_ref().map(name_total)),
        SetupItem::new(PLACE_OF_TOTAL, total.as_ref().map(describe_total_place)),
        SetupItem::new(CHECKS, Some(checks.join("; "))),
        SetupItem::new("số làm tròn không khớp tổng", describe_spread(*rounding)),
    ]
}

/// What a table prints beside its figures and words.
fn list_look_items(look: TableLook) -> [SetupItem; 3] {
    // How tall a row is, is no word of it.
    let TableLook { blank, column_numbers, zero } = look;
    let rows = blank.map(|blank| blank.count.to_string());
    [
        SetupItem::new("số hàng trống", rows),
        SetupItem::new("dòng số của các cột", Some(spell_yes_no(column_numbers))),
        SetupItem::new(ZERO, describe_zero(zero.unwrap_or_default())),
    ]
}

/// What a column says of itself.
fn list_column_items(column: SideColumn<'_>) -> [SetupItem; 6] {
    let ColumnSpec {
        // Reported where both have one.
        id: _,
        // Reported with the names over it.
        label: _,
        // Reported by what its cells hold.
        kind: _,
        places: _,
        formula,
        hidden,
        // How a file is read shows in the cells.
        in_file: _,
        scale: _,
        divided: _,
        grouping: _,
        unit: _,
        total,
        // Reported by what prints.
        sign: _,
        // Of the layout of a column only what prints other words is reported.
        look: ColumnLook { align: _, share: _, merges, zero },
        span: _,
    } = column.written();
    let formula = formula.as_ref().map(|formula: &Formula| formula.text.clone());
    let total = match total {
        ColumnTotal::Auto => None,
        ColumnTotal::None => Some("để trống".to_owned()),
        ColumnTotal::Sum => Some("cộng các hàng".to_owned()),
        ColumnTotal::Formula(formula) => Some(formula.text.clone()),
    };
    [
        SetupItem::new(NAME, Some(join_column_labels(column.figures, column.column))),
        SetupItem::new(FORMULA, formula),
        SetupItem::new("in ra", Some(spell_yes_no(!hidden))),
        SetupItem::new(TOTAL, total),
        SetupItem::new(ZERO, zero.and_then(describe_zero)),
        SetupItem::new("gộp ô giống nhau", Some(spell_yes_no(*merges))),
    ]
}

/// The names over a column, in one line.
pub(super) fn join_column_labels(figures: &ComputedTable, column: ColumnId) -> String {
    figures.columns()[column].labels.join(" / ")
}

pub(super) fn spell_yes_no(yes: bool) -> String {
    if yes { "có" } else { "không" }.to_owned()
}

fn describe_grouping(named: NamedTable<'_>, grouping: &Grouping) -> String {
    let Grouping { by, sums, sums_label: _, numbers } = grouping;
    let sums = match sums {
        SumPlace::WithName => "cộng trên dòng tên nhóm",
        SumPlace::Below => "cộng ở dòng riêng",
        SumPlace::Nowhere => "không cộng",
    };
    let numbers = match numbers {
        Some(GroupNumbers::Roman) => ", số La Mã",
        Some(GroupNumbers::Letter) => ", chữ cái",
        Some(GroupNumbers::None) => ", không đánh số",
        None => "",
    };
    format!("theo {}, {sums}{numbers}", named.column_name(&by.value))
}

/// What a row of sums is called, where groups have one.
fn name_sums(grouping: &Grouping) -> Option<String> {
    let is_printed = grouping.sums == SumPlace::Below;
    let label = grouping.sums_label.as_ref().map(Plain::collect_words);
    is_printed.then(|| label.unwrap_or_else(|| "Cộng".to_owned()))
}

fn name_total(total: &TotalRow) -> String {
    // Its place and its cells are compared by themselves.
    let TotalRow { label, first: _, given: _, foot: _, span: _ } = total;
    let usual = total.usual_name();
    label.as_ref().map_or_else(|| usual.to_owned(), Plain::collect_words)
}

fn describe_zero(zero: ZeroStyle) -> Option<String> {
    match zero {
        ZeroStyle::Figure => None,
        ZeroStyle::Dash => Some("dấu -".to_owned()),
        ZeroStyle::Blank => Some("ô trống".to_owned()),
    }
}

fn describe_total_place(total: &TotalRow) -> String {
    if total.first { "trên các hàng" } else { "dưới các hàng" }.to_owned()
}

fn describe_spread(rounding: Rounding) -> Option<String> {
    match rounding {
        Rounding::Note => None,
        Rounding::Distribute => Some("phân bổ phần chênh".to_owned()),
    }
}

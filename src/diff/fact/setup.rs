//! How tables and their columns are set up: what is said of them that is no cell.

use crate::form::{
    CellKind, ColumnId, ColumnLook, ColumnSpec, ColumnTotal, Formula, GroupNumbers,
    Grouping, Rounding, RowId, Sort, SumPlace, TableLook, TableSpec, TotalRow, ZeroStyle,
};
use crate::formula::Value;
use crate::indicator::{ComputedTable, RowPlace};
use crate::prose::Plain;
use crate::quantity::Style;

use super::super::change::{Change, ChangeKind, Detail};
use super::super::pair::Matching;
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

/// What two tables say differently of themselves, columns and rows apart.
pub(super) fn compare_table_setup(old: &TableSpec, new: &TableSpec) -> Vec<Detail> {
    let mut res = compare_items(list_table_items(old, new), list_table_items(new, new));
    res.extend(compare_items(list_look_items(old.look), list_look_items(new.look)));
    if old.total.is_none() || new.total.is_none() {
        // A row of totals that was added or removed has not been put elsewhere.
        res.retain(|detail| detail.label != PLACE_OF_TOTAL);
    }
    res
}

/// What two columns say differently of themselves; `is_set` where the figures of the new
/// one are set otherwise.
pub(super) fn compare_column_setup(
    old: SideColumn<'_>,
    new: SideColumn<'_>,
    is_set: bool,
) -> Vec<Detail> {
    // An id that was added or removed is of the form alone.
    let renamed = old.id().zip(new.id());
    let renamed =
        renamed.and_then(|(old, new)| describe_difference("mã", Some(old), Some(new)));
    let mut res: Vec<Detail> = renamed.into_iter().collect();
    res.extend(compare_items(list_column_items(old), list_column_items(new)));
    if is_set {
        res.extend(describe_difference(KIND, Some(old.kind()), Some(new.kind())));
    }
    let are_rates = old.cells() == CellKind::Percent && new.cells() == CellKind::Percent;
    if are_rates && old.written().sign != new.written().sign {
        res.extend(describe_difference("dấu %", Some(old.sign()), Some(new.sign())));
    }
    res
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

    fn id(self) -> Option<String> {
        self.written().id.as_ref().map(|id| id.value.clone())
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

    fn value(self, row: RowId) -> Option<&'a Value> {
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

/// What a table says of itself. Columns are called as in `names`: another label of one is
/// reported with the column.
fn list_table_items(table: &TableSpec, names: &TableSpec) -> [SetupItem; 12] {
    let TableSpec {
        id: _,
        caption,
        unit,
        // By the id tables are one; rows and columns are compared one by one.
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
        sort,
        total,
        checks,
        // What they leave out shows in the rows.
        total_rule: _,
        skip_rule: _,
        notes,
        rounding,
        // The orientation of its page is no word of it.
        orientation: _,
        span: _,
    } = table;
    let tables = [names, table];
    let notes: Vec<_> = notes.iter().map(Plain::collect_words).collect();
    let checks: Vec<_> = checks.iter().map(|check| check.text.clone()).collect();
    [
        SetupItem::new("tên bảng", caption.as_ref().map(Plain::collect_words)),
        SetupItem::new("đơn vị tính", unit.as_ref().map(Plain::collect_words)),
        SetupItem::new(ORDER, order_label.as_ref().map(Plain::collect_words)),
        SetupItem::new("số chữ số lẻ", places.map(|places| places.to_string())),
        SetupItem::new(
            "nhóm các hàng",
            grouping.as_ref().map(|grouping| describe_grouping(tables, grouping)),
        ),
        SetupItem::new("nhãn hàng cộng của nhóm", grouping.as_ref().and_then(name_sums)),
        SetupItem::new(
            "sắp xếp các hàng",
            sort.as_ref().map(|sort| describe_sort(tables, sort)),
        ),
        SetupItem::new("nhãn hàng tổng", total.as_ref().map(name_total)),
        SetupItem::new(PLACE_OF_TOTAL, total.as_ref().map(describe_total_place)),
        SetupItem::new("ghi chú", Some(notes.join("; "))),
        SetupItem::new("điều kiện kiểm tra", Some(checks.join("; "))),
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
        SetupItem::new(
            "tên cột",
            Some(join_column_labels(column.figures, column.column)),
        ),
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

/// A column by its name in the first of some tables that has it, else by its id.
fn find_column_name(tables: [&TableSpec; 2], id: &str) -> String {
    let mut having =
        tables.iter().filter_map(|table| Some(&table.columns[table.column(id)?]));
    let name = having.next().map(|column| column.label.collect_words());
    name.unwrap_or_else(|| format!("`{id}`"))
}

fn describe_grouping(tables: [&TableSpec; 2], grouping: &Grouping) -> String {
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
    format!("theo {}, {sums}{numbers}", find_column_name(tables, &by.value))
}

/// What a row of sums is called, where groups have one.
fn name_sums(grouping: &Grouping) -> Option<String> {
    let is_printed = grouping.sums == SumPlace::Below;
    let label = grouping.sums_label.as_ref().map(Plain::collect_words);
    is_printed.then(|| label.unwrap_or_else(|| "Cộng".to_owned()))
}

fn describe_sort(tables: [&TableSpec; 2], sort: &Sort) -> String {
    let Sort { by, descending } = sort;
    let way =
        if *descending { "từ lớn đến nhỏ" } else { "từ nhỏ đến lớn" };
    format!("theo {}, {way}", find_column_name(tables, &by.value))
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

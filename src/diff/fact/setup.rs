//! How tables and their columns are set up: what is said of them that is no cell.

use crate::form::{
    CellKind, Column, ColumnId, ColumnTotal, Formula, GroupNumbers, Grouping, Rounding,
    RowId, Sort, SumPlace, Table as Written, TotalRow,
};
use crate::formula::Value;
use crate::indicator::{Place, Table};
use crate::prose::Plain;
use crate::quantity::Style;

use super::super::change::{Change, Detail, Kind};
use super::super::pair::{Matching, Pair};
use super::compare_values;

/// Labels of what makes the figures of a column: another one of these makes others.
const KIND: &str = "kiểu";
const FORMULA: &str = "công thức";
const TOTAL: &str = "ô hàng tổng";

/// The label of the column of order numbers that the engine makes.
pub(super) const ORDER: &str = "nhãn cột số thứ tự";

const PLACE_OF_TOTAL: &str = "vị trí hàng tổng";

/// Something that a table or a column says of itself.
struct SetupItem {
    label: &'static str,
    text: Option<String>,
}

impl SetupItem {
    fn new(label: &'static str, text: Option<String>) -> Self {
        Self { label, text }
    }
}

/// What of two tables is different that is no column and no row.
pub(super) fn compare_table_setup(old: &Written, new: &Written) -> Vec<Detail> {
    let mut res = compare_items(list_table_items(old, new), list_table_items(new, new));
    if old.total.is_none() || new.total.is_none() {
        // A row that comes or goes has not been put elsewhere.
        res.retain(|detail| detail.label != PLACE_OF_TOTAL);
    }
    res
}

/// What a column says otherwise of itself; `is_set` where its figures are set otherwise.
pub(super) fn compare_column_setup(
    old: SideColumn<'_>,
    new: SideColumn<'_>,
    is_set: bool,
) -> Vec<Detail> {
    let ids = |of: SideColumn<'_>| of.written().id.as_ref().map(|id| id.value.clone());
    // One that comes or goes is of the form alone.
    let renamed = ids(old).zip(ids(new));
    let renamed =
        renamed.and_then(|(old, new)| compare_values("mã", Some(old), Some(new)));
    let mut res: Vec<Detail> = renamed.into_iter().collect();
    res.extend(compare_items(list_column_items(old), list_column_items(new)));
    if is_set {
        res.extend(compare_values(KIND, Some(old.kind()), Some(new.kind())));
    }
    let are_rates = [old, new].iter().all(|of| of.cells() == CellKind::Percent);
    if are_rates && old.written().sign != new.written().sign {
        res.extend(compare_values("dấu %", Some(old.sign()), Some(new.sign())));
    }
    res
}

/// Whether a change of a column may make other figures of it.
pub(super) fn is_figure_making(change: &Change) -> bool {
    let makes = |detail: &Detail| [KIND, FORMULA, TOTAL].contains(&detail.label.as_str());
    matches!(change.kind, Kind::Added | Kind::Dropped) || change.details.iter().any(makes)
}

/// Whether somebody has set the figures of a column otherwise: by its type, or by what
/// stands in it. A computed one that takes after others is set by nobody; nor is one in
/// which other figures stand that have more decimals.
pub(super) fn is_set_otherwise(
    old: SideColumn<'_>,
    new: SideColumn<'_>,
    rows: &Matching<RowId>,
) -> bool {
    let places = |of: SideColumn<'_>| of.written().places.or(of.table.places);
    let typed = |of: SideColumn<'_>| (of.written().kind, places(of));
    if typed(old) != typed(new) {
        return true;
    }
    let is_typed = old.written().formula.is_none() && new.written().formula.is_none();
    let is_edited = |pair: &Pair<RowId>| old.value(pair.old) != new.value(pair.new);
    let has_others = || {
        let rows_differ = !rows.removed.is_empty() || !rows.added.is_empty();
        rows_differ || rows.pairs.iter().any(is_edited)
    };
    is_typed
        && (old.cells() != new.cells() || old.style() != new.style() && !has_others())
}

/// The total of a column that the form gives, as it is written.
pub(super) fn find_given_total(of: SideColumn<'_>) -> Option<&str> {
    let id = of.written().id.as_ref()?;
    let mut given = of.table.total.as_ref()?.given.iter();
    let found = given.find(|(column, _)| column.value == id.value);
    found.map(|(_, cell)| cell.text.as_str())
}

/// A column of a table and of its figures.
#[derive(Clone, Copy)]
pub(super) struct SideColumn<'a> {
    pub(super) table: &'a Written,
    pub(super) figures: &'a Table,
    pub(super) column: ColumnId,
}

impl<'a> SideColumn<'a> {
    fn written(self) -> &'a Column {
        &self.table.columns[self.column]
    }

    /// What its cells hold.
    fn cells(self) -> CellKind {
        self.figures.columns()[self.column].kind
    }

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
        self.figures.value(Place::Row(row), self.column)
    }

    fn sign(self) -> String {
        spell_yes_no(self.figures.columns()[self.column].sign)
    }
}

fn compare_items<const N: usize>(
    old: [SetupItem; N],
    new: [SetupItem; N],
) -> Vec<Detail> {
    let both = old.into_iter().zip(new);
    both.filter_map(|(old, new)| compare_values(new.label, old.text, new.text)).collect()
}

/// What a table says of itself. Columns are called as in `names`: that one has another
/// label is told with the column.
fn list_table_items(table: &Written, names: &Written) -> [SetupItem; 12] {
    let Written {
        // By it tables are one.
        id: _,
        caption,
        unit,
        // Rows and columns are compared one by one.
        rows: _,
        key: _,
        order,
        places,
        columns: _,
        header: _,
        grouping,
        sort,
        total,
        checks,
        notes,
        rounding,
        // How a page lies is no word of it.
        turn: _,
        span: _,
    } = table;
    let name = |id: &str| find_column_name([names, table], id);
    let words = |plain: &Option<Plain>| plain.as_ref().map(Plain::words);
    let notes: Vec<_> = notes.iter().map(Plain::words).collect();
    let checks: Vec<_> = checks.iter().map(|check| check.text.clone()).collect();
    [
        SetupItem::new("tên bảng", words(caption)),
        SetupItem::new("đơn vị tính", words(unit)),
        SetupItem::new(ORDER, words(order)),
        SetupItem::new("số chữ số lẻ", places.map(|places| places.to_string())),
        SetupItem::new(
            "nhóm các hàng",
            grouping.as_ref().map(|by| describe_grouping(&name, by)),
        ),
        SetupItem::new("nhãn hàng cộng của nhóm", grouping.as_ref().and_then(name_sums)),
        SetupItem::new(
            "sắp xếp các hàng",
            sort.as_ref().map(|by| describe_sort(&name, by)),
        ),
        SetupItem::new("nhãn hàng tổng", total.as_ref().map(name_total)),
        SetupItem::new(PLACE_OF_TOTAL, total.as_ref().map(describe_total_place)),
        SetupItem::new("ghi chú", Some(notes.join("; "))),
        SetupItem::new("điều kiện kiểm tra", Some(checks.join("; "))),
        SetupItem::new("số làm tròn không khớp tổng", describe_rounding(*rounding)),
    ]
}

fn list_column_items(of: SideColumn<'_>) -> [SetupItem; 4] {
    let Column {
        // Told where both have one.
        id: _,
        // Told with the names over it.
        label: _,
        // Told by what its cells hold.
        kind: _,
        places: _,
        formula,
        hidden,
        // How a file is read shows in the cells.
        in_file: _,
        scale: _,
        total,
        // Told by what prints.
        sign: _,
        // How a column lies is no word of it.
        align: _,
        share: _,
        span: _,
    } = of.written();
    let formula = formula.as_ref().map(|formula: &Formula| formula.text.clone());
    let total = match total {
        ColumnTotal::Auto => None,
        ColumnTotal::None => Some("để trống".to_owned()),
        ColumnTotal::Formula(formula) => Some(formula.text.clone()),
    };
    [
        SetupItem::new("tên cột", Some(join_column_labels(of.figures, of.column))),
        SetupItem::new(FORMULA, formula),
        SetupItem::new("in ra", Some(spell_yes_no(!hidden))),
        SetupItem::new(TOTAL, total),
    ]
}

/// The names over a column, in one line.
pub(super) fn join_column_labels(figures: &Table, column: ColumnId) -> String {
    figures.columns()[column].labels.join(" / ")
}

fn spell_yes_no(yes: bool) -> String {
    if yes { "có" } else { "không" }.to_owned()
}

/// A column by its name in the first of some tables that has it, else by its id.
fn find_column_name(tables: [&Written; 2], id: &str) -> String {
    let mut having =
        tables.iter().filter_map(|table| Some(&table.columns[table.column(id)?]));
    let name = having.next().map(|column| column.label.words());
    name.unwrap_or_else(|| format!("`{id}`"))
}

fn describe_grouping(name: &impl Fn(&str) -> String, grouping: &Grouping) -> String {
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
    format!("theo {}, {sums}{numbers}", name(&by.value))
}

/// What a row of sums is called, where groups have one.
fn name_sums(grouping: &Grouping) -> Option<String> {
    let is_printed = grouping.sums == SumPlace::Below;
    let label = grouping.sums_label.as_ref().map(Plain::words);
    is_printed.then(|| label.unwrap_or_else(|| "Cộng".to_owned()))
}

fn describe_sort(name: &impl Fn(&str) -> String, sort: &Sort) -> String {
    let Sort { by, descending } = sort;
    let way =
        if *descending { "từ lớn đến nhỏ" } else { "từ nhỏ đến lớn" };
    format!("theo {}, {way}", name(&by.value))
}

fn name_total(total: &TotalRow) -> String {
    // Its place and its cells are told apart.
    let TotalRow { label, first: _, given: _, span: _ } = total;
    label.as_ref().map_or_else(|| "Tổng cộng".to_owned(), Plain::words)
}

fn describe_total_place(total: &TotalRow) -> String {
    if total.first { "trên các hàng" } else { "dưới các hàng" }.to_owned()
}

fn describe_rounding(rounding: Rounding) -> Option<String> {
    match rounding {
        Rounding::Note => None,
        Rounding::Spread => Some("phân bổ phần chênh".to_owned()),
    }
}

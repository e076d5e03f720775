//! Tables in place of which one of another kind stands: one that was typed where the engine
//! makes one of the tasks or targets now, or the other way round.
//!
//! Such tables share no columns by which they would be paired, and a reader would take the
//! old one for gone. What both say of one thing is compared by its name.

use crate::document::{ORDER_COLUMN, RowRole, Table};
use crate::form::{Rows, SectionPart, TableId, TaskSummary};
use crate::indicator::is_order_label;
use crate::language;
use crate::quantity::{Money, Shown};

use super::super::change::{Change, ChangeKind, Detail, Topic};
use super::super::header;
use super::super::pair::{Matching, Pair, Pairing};
use super::super::side::Side;
use super::super::tree::{PaperTree, TreeItem, render_plain};
use super::made_table::compare_notes;
use super::wording::name_part;
use super::{ChangeCollector, build_change, describe_difference, figure};

/// Where the rows of a table come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TableSource {
    /// They are typed in the form.
    Typed,
    /// They stand in a data file.
    File,
    /// The engine makes them of the tasks.
    Tasks(TaskSummary),
    /// The engine makes them of the targets.
    Targets,
}

impl TableSource {
    /// What of the form a node prints; `None` where it is no table, or one of tasks that
    /// are told one by one.
    fn find(side: &Side<'_>, node: usize) -> Option<Self> {
        side.tree.table(node)?;
        if let Some(table) = side.table_of(node) {
            return Some(match side.form().tables[table].rows {
                Rows::Typed(_) => Self::Typed,
                Rows::File(_) | Rows::Ready(_) => Self::File,
            });
        }
        let span = side.tree.origin(node)?.span;
        side.form().parts().into_iter().find_map(|part| match part {
            SectionPart::FromTasks(summary) if summary.span == span => {
                Some(Self::Tasks(summary.value))
            }
            SectionPart::FromTargets(table) if table.span == span => Some(Self::Targets),
            _ => None,
        })
    }

    /// Whether two tables are compared as one, column by column and row by row.
    fn is_of_one_kind(self, other: Self) -> bool {
        let is_of_form = |source| matches!(source, Self::Typed | Self::File);
        self == other || is_of_form(self) && is_of_form(other)
    }

    fn describe(self) -> &'static str {
        match self {
            Self::Typed => "bảng gõ tay",
            Self::File => "bảng từ tệp số liệu",
            Self::Tasks(TaskSummary::Budget) => "bảng kinh phí máy lập từ nhiệm vụ",
            Self::Tasks(TaskSummary::Assignments) => "bảng phân công máy lập từ nhiệm vụ",
            Self::Tasks(TaskSummary::Deadlines) => "bảng thời hạn máy lập từ nhiệm vụ",
            Self::Targets => "bảng máy lập từ chỉ tiêu",
        }
    }
}

/// A table and the one of another kind that stands in its place.
struct ReplacedTable {
    nodes: Pair,
    old: TableSource,
    new: TableSource,
}

impl ChangeCollector<'_> {
    /// Tells of tables that were replaced, and gives those of the old form that were: they
    /// are no tables that were removed; and those of the new form, which were not added.
    pub(super) fn collect_replaced_tables(&mut self) -> ReplacedTables {
        let mut res = ReplacedTables::default();
        for replaced in self.find_replaced_tables() {
            let nodes = replaced.nodes;
            let change = self.compare_replaced_table(&replaced);
            let keeps_figures = !change.details.iter().any(|detail| detail.figure);
            res.old.extend(self.old.table_of(nodes.old));
            res.new.extend(self.new.table_of(nodes.new));
            let kept = self.old.table_of(nodes.old).filter(|_| keeps_figures);
            res.unchanged.extend(kept);
            self.changes.push(change);
        }
        res
    }

    /// Under one title or in one appendix: the nodes that are one though of other kinds,
    /// and what both versions have one of there that is in no pair.
    fn find_replaced_tables(&self) -> Vec<ReplacedTable> {
        let mut res = Vec::new();
        for new_parent in 0..self.new.tree.len() {
            let Some(old_parent) = self.nodes.old[new_parent] else { continue };
            let old = list_tables(self.old.tree, old_parent);
            let new = list_tables(self.new.tree, new_parent);
            let free_old: Vec<_> =
                old.iter().filter(|node| self.nodes.new[**node].is_none()).collect();
            let free_new: Vec<_> =
                new.iter().filter(|node| self.nodes.old[**node].is_none()).collect();
            let paired = new.iter().filter_map(|new| {
                let old = self.nodes.old[*new]?;
                Some(Pair { old, new: *new })
            });
            let mut found: Vec<Pair> = paired.collect();
            if let ([old], [new]) = (&free_old[..], &free_new[..]) {
                found.push(Pair { old: **old, new: **new });
            }
            for nodes in found {
                let old = TableSource::find(self.old, nodes.old);
                let new = TableSource::find(self.new, nodes.new);
                if let (Some(old), Some(new)) = (old, new)
                    && !old.is_of_one_kind(new)
                {
                    res.push(ReplacedTable { nodes, old, new });
                }
            }
        }
        res
    }

    /// What was replaced by what, and what of its figures has stayed.
    fn compare_replaced_table(&self, replaced: &ReplacedTable) -> Change {
        let ReplacedTable { nodes, old, new } = replaced;
        let what = self.name_replaced_table(nodes.new);
        let order = self.new.places[nodes.new];
        let mut res = build_change(Topic::Table, ChangeKind::Replaced, what, order);
        res.place = self.new.place(nodes.new);
        res.details.extend(describe_difference(
            "",
            Some(old.describe().to_owned()),
            Some(new.describe().to_owned()),
        ));
        let tables = self.old.tree.table(nodes.old).zip(self.new.tree.table(nodes.new));
        if let Some((old_table, new_table)) = tables {
            let old = ReadTable::new(self.old, nodes.old, old_table, *old);
            let new = ReadTable::new(self.new, nodes.new, new_table, *new);
            res.details.extend(ReadTables::new(&old, &new).compare());
            res.details.extend(compare_notes(&old_table.notes, &new_table.notes));
        }
        res
    }

    /// By its title, else by the part in which it stands.
    fn name_replaced_table(&self, node: usize) -> String {
        let tree = self.new.tree;
        if let Some(caption) = tree.table(node).and_then(|table| table.caption.as_ref()) {
            return format!("Bảng “{caption}”");
        }
        let parent = tree.nodes[node].parent;
        match tree.nodes[parent].item {
            TreeItem::Appendix(_) => format!("Bảng của {}", name_part(self.new, parent)),
            TreeItem::Block(_) => {
                format!("Bảng của mục “{}”", name_part(self.new, parent))
            }
            TreeItem::Paper | TreeItem::Body => "Bảng".to_owned(),
        }
    }
}

/// The tables of the forms that are replaced.
#[derive(Default)]
pub(super) struct ReplacedTables {
    /// Those of the old form.
    pub(super) old: Vec<TableId>,
    /// Those of the new form.
    pub(super) new: Vec<TableId>,
    /// Those of the old form all of whose figures the new table has.
    pub(super) unchanged: Vec<TableId>,
}

/// The tables that stand right below a node.
fn list_tables(tree: &PaperTree<'_>, parent: usize) -> Vec<usize> {
    let children = tree.nodes[parent].children.iter().copied();
    children.filter(|node| tree.table(*node).is_some()).collect()
}

/// A table of either kind as a reader reads it.
struct ReadTable {
    /// The names over its columns, but for that of the names of rows and of order numbers.
    labels: Vec<String>,
    rows: Vec<ReadRow>,
    /// The last row of sums.
    total: Option<ReadRow>,
}

/// A row with its name.
struct ReadRow {
    name: String,
    /// Whether it is the name of a group, with its sums: these follow from the rows.
    is_group: bool,
    /// A cell for each label.
    cells: Vec<Option<Shown>>,
}

impl ReadTable {
    fn new(side: &Side<'_>, node: usize, table: &Table, source: TableSource) -> Self {
        let all_labels = header::list_column_labels(table);
        let naming = table.columns.iter().position(|column| column.names);
        let columns: Vec<usize> = (0..table.columns.len())
            .filter(|index| Some(*index) != naming)
            .filter(|index| table.columns[*index].id.as_deref() != Some(ORDER_COLUMN))
            .filter(|index| !is_order_label(&all_labels[*index]))
            .collect();
        let reader = CellReader { side, table, form_table: side.table_of(node), source };
        let read = |index: usize| ReadRow {
            is_group: table.rows[index].role == RowRole::Group,
            name: naming.map(|naming| reader.text(index, naming)).unwrap_or_default(),
            cells: columns.iter().map(|column| reader.shown(index, *column)).collect(),
        };
        let with_roles = |roles: &'static [RowRole]| {
            let rows = table.rows.iter().enumerate();
            rows.filter(|(_, row)| roles.contains(&row.role)).map(|(index, _)| index)
        };
        let labels =
            columns.iter().map(|index| all_labels[*index].replace('\u{1f}', " / "));
        Self {
            labels: labels.collect(),
            rows: with_roles(&[RowRole::Plain, RowRole::Group]).map(read).collect(),
            total: with_roles(&[RowRole::Total]).next_back().map(read),
        }
    }

    /// Whether a column has figures.
    fn has_figures(&self, column: usize) -> bool {
        let rows = self.rows.iter().chain(&self.total);
        let mut cells = rows.map(|row| row.cells[column].as_ref());
        cells.any(|cell| matches!(cell, Some(Shown::Figure(_))))
    }

    fn total_of(&self, column: usize) -> Option<&Shown> {
        self.total.as_ref()?.cells[column].as_ref()
    }
}

/// Reads the cells of a table on paper.
struct CellReader<'a> {
    side: &'a Side<'a>,
    table: &'a Table,
    form_table: Option<TableId>,
    source: TableSource,
}

impl CellReader<'_> {
    /// What a row says in a column; empty where its cell is one with another.
    fn text(&self, row: usize, column: usize) -> String {
        let mut begin = 0;
        for cell in &self.table.rows[row].cells {
            if begin == column {
                return render_plain(&cell.content);
            }
            begin += cell.columns as usize;
        }
        String::new()
    }

    /// The same as a figure, where it is known to be one: of a table of the form, and of the
    /// money of tasks.
    fn shown(&self, row: usize, column: usize) -> Option<Shown> {
        let place = self.table.rows[row].place;
        let index = self.table.columns[column].index;
        if let (Some(table), Some(place), Some(index)) = (self.form_table, place, index) {
            return self.side.draft().figures().table(table).shown(place, index);
        }
        let text = self.text(row, column);
        if text.is_empty() {
            return None;
        }
        if text.chars().all(|c| c == '…') {
            return Some(Shown::Pending);
        }
        let amount = match self.source {
            TableSource::Tasks(TaskSummary::Budget) => Money::read(&text).ok(),
            _ => None,
        };
        Some(amount.map_or(Shown::Text(text), figure::build_money_figure))
    }
}

/// Two tables with what is one in them.
struct ReadTables<'a> {
    old: &'a ReadTable,
    new: &'a ReadTable,
    columns: Matching,
    rows: Matching,
}

impl<'a> ReadTables<'a> {
    fn new(old: &'a ReadTable, new: &'a ReadTable) -> Self {
        let columns = match_columns(old, new);
        let mut rows = Pairing::new(old.rows.len(), new.rows.len());
        rows.pair_by_key(
            |index| Some(language::fold(&old.rows[index].name)),
            |index| Some(language::fold(&new.rows[index].name)),
        );
        Self { old, new, columns, rows: rows.matching() }
    }

    /// What differs: totals, rows, columns; and what has stayed as it was.
    fn compare(&self) -> Vec<Detail> {
        let mut res = self.compare_totals();
        let cells = self.compare_cells();
        let removed = self.rows.removed.iter().map(|row| &self.old.rows[*row]);
        let mut removed = removed.filter(|row| !row.is_group).peekable();
        let added = self.rows.added.iter().map(|row| &self.new.rows[*row]);
        let mut added = added.filter(|row| !row.is_group).peekable();
        let is_same = cells.is_empty()
            && removed.peek().is_none()
            && added.peek().is_none()
            && !self.columns.pairs.is_empty();
        res.extend(cells);
        res.extend(
            removed
                .map(|row| Detail { old: Some(row.describe()), ..row.describe_alone() }),
        );
        res.extend(
            added.map(|row| Detail { new: Some(row.describe()), ..row.describe_alone() }),
        );
        res.extend(describe_difference(
            "cột",
            Some(join_labels(self.old, &self.columns.removed)),
            Some(join_labels(self.new, &self.columns.added)),
        ));
        if is_same {
            let count = self.rows.pairs.len();
            res.push(Detail::note(&format!("{count} hàng như cũ")));
        }
        res
    }

    /// The totals of all columns of figures.
    fn compare_totals(&self) -> Vec<Detail> {
        let count =
            self.columns.pairs.iter().filter(|pair| self.old.has_figures(pair.old));
        let is_alone = count.count() == 1;
        let mut res = Vec::new();
        for pair in &self.columns.pairs {
            let (old, new) = (self.old.total_of(pair.old), self.new.total_of(pair.new));
            let label = match is_alone {
                true => "tổng".to_owned(),
                false => format!("tổng · {}", self.new.labels[pair.new]),
            };
            res.extend(match (old, new) {
                (Some(old), Some(new)) if is_same_cell(Some(old), Some(new)) => {
                    Some(Detail::note(&format!("{label} {new} không đổi")))
                }
                (Some(_), Some(_)) => figure::compare_figures(&label, old, new),
                (old, new) => note_sum(&label, old, new),
            });
        }
        for column in &self.columns.removed {
            let label = format!("tổng · {}", self.old.labels[*column]);
            res.extend(note_sum(&label, self.old.total_of(*column), None));
        }
        for column in &self.columns.added {
            let label = format!("tổng · {}", self.new.labels[*column]);
            res.extend(note_sum(&label, None, self.new.total_of(*column)));
        }
        res
    }

    /// The cells of rows that both have, in columns that both have.
    fn compare_cells(&self) -> Vec<Detail> {
        let mut res = Vec::new();
        for row in &self.rows.pairs {
            let (old, new) = (&self.old.rows[row.old], &self.new.rows[row.new]);
            for column in &self.columns.pairs {
                let (old_cell, new_cell) =
                    (old.cells[column.old].as_ref(), new.cells[column.new].as_ref());
                if !is_same_cell(old_cell, new_cell) {
                    let label = format!("{} · {}", new.name, self.new.labels[column.new]);
                    res.extend(figure::compare_figures(&label, old_cell, new_cell));
                }
            }
        }
        res
    }
}

impl ReadRow {
    /// What is said of a row of one version, but for the row itself.
    fn describe_alone(&self) -> Detail {
        let mut cells = self.cells.iter().flatten();
        let figure = cells.any(|cell| matches!(cell, Shown::Figure(_)));
        Detail { label: "hàng".to_owned(), figure, ..Detail::default() }
    }

    /// Its name and what it says.
    fn describe(&self) -> String {
        let cells = self.cells.iter().flatten().map(ToString::to_string);
        let cells: Vec<_> = cells.filter(|text| !text.is_empty()).collect();
        match cells.is_empty() {
            true => self.name.clone(),
            false => format!("{}: {}", self.name, cells.join("; ")),
        }
    }
}

/// A sum that one of the tables prints: what it is of need not have gone with it.
fn note_sum(label: &str, old: Option<&Shown>, new: Option<&Shown>) -> Option<Detail> {
    let text = match (old, new) {
        (Some(old @ Shown::Figure(_)), None) => {
            format!("{label}: {old}, nay không in ở bảng này")
        }
        (None, Some(new @ Shown::Figure(_))) => {
            format!("{label}: {new}, nay in ở bảng này")
        }
        _ => return None,
    };
    Some(Detail { figure: true, ..Detail::note(&text) })
}

/// Columns are one by their names; and the last columns of figures that are left are one:
/// what all comes to stands there.
fn match_columns(old: &ReadTable, new: &ReadTable) -> Matching {
    let mut res = Pairing::new(old.labels.len(), new.labels.len());
    res.pair_by_key(
        |index| Some(language::fold(&old.labels[index])),
        |index| Some(language::fold(&new.labels[index])),
    );
    let free = res.matching();
    let old_last = free.removed.iter().rfind(|column| old.has_figures(**column));
    let new_last = free.added.iter().rfind(|column| new.has_figures(**column));
    if let (Some(old_column), Some(new_column)) = (old_last, new_last) {
        res.join(*old_column, *new_column);
    }
    res.matching()
}

/// Whether two cells say the same, each in its own way: `14.000.000` and `14 triệu đồng`.
fn is_same_cell(old: Option<&Shown>, new: Option<&Shown>) -> bool {
    let text = |shown: Option<&Shown>| shown.map(ToString::to_string).unwrap_or_default();
    text(old) == text(new) || figure::is_same_value(old, new)
}

fn join_labels(table: &ReadTable, columns: &[usize]) -> String {
    let labels: Vec<_> =
        columns.iter().map(|column| table.labels[*column].as_str()).collect();
    labels.join("; ")
}

//! The list of changes and the redline say the same of tables: which columns and rows have
//! come, gone, been renamed, and which cells are others.

use std::collections::BTreeSet;
use std::fs;

use kehoach::diff::{
    self, Change, ChangeKind, Detail, PlanComparison, PlanVersion, Topic,
};
use kehoach::document::{Block, BlockRole, Document, RowRole};
use kehoach::redline::{
    BlockContent, BlockMark, Inline, MarkedRun, Redline, Row, Table, TextMark,
};

use crate::diff::{cases, version, versions};
use crate::driver::{Folder, form_with};

/// What is said of the tables of two versions, each as one line.
type Said = BTreeSet<String>;

/// The text that one version has of some runs.
fn text(runs: &[MarkedRun], has: fn(TextMark) -> bool) -> String {
    let runs = runs.iter().filter(|run| has(run.mark));
    runs.map(|run| match &run.inline {
        Inline::Text { text, .. } => text.as_str(),
        Inline::Break => " ",
        _ => "",
    })
    .collect()
}

fn is_changed(runs: &[MarkedRun]) -> bool {
    runs.iter().any(|run| run.mark.is_change())
}

/// The labels over a column in one version, as they are told.
fn label(table: &Table, column: u32, has: fn(TextMark) -> bool) -> String {
    let cells = table.header.iter().flatten();
    let over = cells.filter(|cell| (cell.at..cell.at + cell.columns).contains(&column));
    let labels =
        over.map(|cell| text(&cell.label, has)).filter(|label| !label.is_empty());
    labels.collect::<Vec<_>>().join(" / ")
}

/// The tables of the form that both versions print, as the redline has them: those that
/// the engine makes of the tasks are told with the tasks.
fn tables<'a>(redline: &'a Redline, new: &Document) -> Vec<&'a Table> {
    let blocks = new.body.iter().chain(new.appendices.iter().flat_map(|a| &a.body));
    let of_form = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table.origin.role == BlockRole::Table),
        Block::Heading(_) | Block::Paragraph(_) | Block::Specimen(_) => None,
    });
    let appendices = redline.appendices.iter().filter(|a| a.mark.is_new());
    let blocks = redline.body.iter().chain(appendices.flat_map(|a| &a.body));
    let marked = blocks.filter(|block| block.mark.is_new()).filter_map(|block| {
        let BlockContent::Table(table) = &block.part else { return None };
        Some((table, matches!(block.mark, BlockMark::Kept | BlockMark::MovedTo)))
    });
    of_form
        .zip(marked)
        .filter(|(of_form, (_, in_both))| *of_form && *in_both)
        .map(|(_, (table, _))| table)
        .collect()
}

/// What the redline marks in a table.
fn marked(table: &Table) -> Said {
    let mut res = Said::new();
    for (at, column) in (0..).zip(&table.columns) {
        let (old, new) =
            (label(table, at, TextMark::is_old), label(table, at, TextMark::is_new));
        match column.mark {
            TextMark::Removed => res.insert(format!("bỏ cột {old}")),
            TextMark::Added => res.insert(format!("thêm cột {new}")),
            _ if old != new => res.insert(format!("đổi tên cột {old} thành {new}")),
            _ => continue,
        };
    }
    for row in &table.rows {
        match (row.mark, row.role) {
            (BlockMark::Removed, RowRole::Plain) => {
                res.insert(format!("bỏ hàng {}", name(table, row, TextMark::is_old)));
            }
            (BlockMark::Added, RowRole::Plain) => {
                res.insert(format!("thêm hàng {}", name(table, row, TextMark::is_new)));
            }
            (BlockMark::Kept | BlockMark::MovedTo, _) => {
                res.extend(changed_cells(table, row));
            }
            _ => {}
        }
    }
    res
}

/// The name of a row: its cell in the column of names; where there is none, or the row has no
/// cell of its own there, its first cell that is no number of order.
fn name(table: &Table, row: &Row, has: fn(TextMark) -> bool) -> String {
    let mut at = 0;
    for cell in &row.cells {
        let column = &table.columns[at as usize];
        if column.names && cell.columns == 1 && row.role == RowRole::Plain {
            return text(&cell.content, has);
        }
        at += cell.columns;
    }
    let texts = row.cells.iter().map(|cell| text(&cell.content, has));
    let mut names = texts.filter(|text| !text.bytes().all(|byte| byte.is_ascii_digit()));
    names.next().unwrap_or_default()
}

fn changed_cells(table: &Table, row: &Row) -> Said {
    let mut res = Said::new();
    let mut at = 0;
    let (old_name, new_name) =
        (name(table, row, TextMark::is_old), name(table, row, TextMark::is_new));
    if row.role == RowRole::Plain && old_name != new_name {
        res.insert(format!("đổi tên hàng {old_name} thành {new_name}"));
    }
    for cell in &row.cells {
        let column = at;
        at += cell.columns;
        let is_name = text(&cell.content, TextMark::is_new) == new_name;
        let kept = table.columns[column as usize].mark == TextMark::Kept;
        // The name of a row below the sum is told with how it is made.
        let has_name = matches!(row.role, RowRole::Plain | RowRole::BelowSum);
        if !kept || !is_changed(&cell.content) || has_name && is_name {
            continue;
        }
        let is_sum = row.role != RowRole::Plain;
        let row = match row.role {
            RowRole::Plain | RowRole::Blank => new_name.clone(),
            RowRole::Group | RowRole::Subtotal => "nhóm".to_owned(),
            RowRole::Total => "tổng".to_owned(),
            RowRole::BelowSum => new_name.trim_start_matches("- ").to_owned(),
        };
        // The label of a sum is the table's, and told with it.
        let has_figure = text(&cell.content, TextMark::is_new).contains(char::is_numeric)
            || text(&cell.content, TextMark::is_old).contains(char::is_numeric);
        if is_sum && !has_figure {
            continue;
        }
        res.insert(format!("ô {row} · {}", label(table, column, TextMark::is_new)));
    }
    res
}

/// What the list of changes says of tables.
fn listed(changes: &[Change]) -> Said {
    let mut res = Said::new();
    // One of another kind in place of a table is marked as removed and added.
    let tables = changes.iter().filter(|change| change.topic == Topic::Table);
    for change in tables.filter(|change| change.kind != ChangeKind::Replaced) {
        if let Some((_, column)) = change.what.split_once(" · cột “") {
            res.extend(listed_column(change, column.trim_end_matches('”')));
        } else if let Some((_, row)) = change.what.split_once(" · hàng “") {
            res.extend(listed_row(change, row.trim_end_matches('”')));
        } else {
            res.extend(change.details.iter().filter_map(listed_order));
            let cells = change.details.iter().map(|detail| detail.label.as_str());
            res.extend(cells.clone().flat_map(listed_entries));
            res.extend(cells.filter(|label| label.contains(" · ")).map(listed_cell));
        }
    }
    res
}

/// The entries of a day that are at another time are told in one line: `Ngày của 2 việc (…)`.
fn listed_entries(label: &str) -> Vec<String> {
    let Some((column, rest)) = label.split_once(" của ") else { return Vec::new() };
    let Some((_, entries)) = rest.split_once(" việc (") else { return Vec::new() };
    let entries = entries.trim_end_matches(')').split("; ");
    entries.map(|entry| format!("ô {entry} · {column}")).collect()
}

/// The column of order numbers that the engine makes is told with its table.
fn listed_order(detail: &Detail) -> Option<String> {
    match (detail.label == "nhãn cột số thứ tự", &detail.old, &detail.new) {
        (true, Some(old), None) => Some(format!("bỏ cột {old}")),
        (true, None, Some(new)) => Some(format!("thêm cột {new}")),
        (true, Some(old), Some(new)) => Some(format!("đổi tên cột {old} thành {new}")),
        _ => None,
    }
}

fn listed_column(change: &Change, column: &str) -> Said {
    let renamed = change.details.iter().filter(|detail| detail.label == "tên cột");
    let renamed = renamed.map(|detail| {
        let (old, new) = (detail.old.as_ref().unwrap(), detail.new.as_ref().unwrap());
        format!("đổi tên cột {old} thành {new}")
    });
    // One that is no longer printed is gone from the paper.
    let printed = change.details.iter().find(|detail| detail.label == "in ra");
    if let Some(printed) = printed {
        let is_new = printed.new.as_deref() == Some("có");
        return [format!("{} cột {column}", if is_new { "thêm" } else { "bỏ" })].into();
    }
    match change.kind {
        ChangeKind::Added => [format!("thêm cột {column}")].into(),
        ChangeKind::Removed => [format!("bỏ cột {column}")].into(),
        // The redline has it twice, where it stood and where it stands.
        ChangeKind::Moved => {
            [format!("bỏ cột {column}"), format!("thêm cột {column}")].into()
        }
        ChangeKind::Changed
        | ChangeKind::Replaced
        | ChangeKind::Renamed
        | ChangeKind::Reordered
        // Tasks alone are split and joined.
        | ChangeKind::Split
        | ChangeKind::Joined => renamed.collect(),
    }
}

/// The columns whose figures are set otherwise: that is told once, and not of each cell.
fn set_otherwise(changes: &[Change]) -> Vec<&str> {
    let is_set = |change: &&Change| {
        let mut labels = change.details.iter().map(|detail| detail.label.as_str());
        labels.any(|label| matches!(label, "kiểu" | "dấu %"))
    };
    let columns = changes.iter().filter(is_set);
    columns
        .filter_map(|change| change.what.split_once(" · cột “"))
        .map(|(_, column)| column.trim_end_matches('”'))
        .collect()
}

fn listed_row(change: &Change, row: &str) -> Said {
    let renamed = change.details.iter().filter(|detail| detail.label == "tên hàng");
    let renamed = renamed.map(|detail| {
        let (old, new) = (detail.old.as_ref().unwrap(), detail.new.as_ref().unwrap());
        format!("đổi tên hàng {old} thành {new}")
    });
    match change.kind {
        ChangeKind::Added => [format!("thêm hàng {row}")].into(),
        ChangeKind::Removed => [format!("bỏ hàng {row}")].into(),
        _ => renamed.collect(),
    }
}

fn listed_cell(label: &str) -> String {
    match label.split_once(" · ") {
        Some((row, column)) if row.starts_with("nhóm “") => {
            format!("ô nhóm · {column}")
        }
        // On paper both rows are totals.
        Some(("tổng cuối", column)) => format!("ô tổng · {column}"),
        _ => format!("ô {label}"),
    }
}

/// Compares what both say; gives how much that is.
#[track_caller]
fn both_say_the_same(name: &str, old: &PlanVersion, new: &PlanVersion) -> usize {
    let PlanComparison { changes, redline, .. } = diff::compare_versions(old, new);
    let tables = tables(&redline, new.document());
    let set = set_otherwise(&changes.changes);
    let is_told_once = |said: &String| {
        let in_column = |column: &&str| said.ends_with(&format!(" · {column}"));
        said.starts_with("ô ") && set.iter().any(in_column)
    };
    let mut marked: Said = tables.into_iter().flat_map(marked).collect();
    let mut listed = listed(&changes.changes);
    marked.retain(|said| !is_told_once(said));
    listed.retain(|said| !is_told_once(said));
    assert_eq!(listed, marked, "{name}: listed, and marked");
    listed.len()
}

#[test]
fn what_is_told_of_tables_in_planned_edits_is_what_the_redline_marks() {
    let mut count = 0;
    for case in &cases() {
        let folder = versions(case);
        let read = |side: &str| {
            let path = folder.path(&format!("{side}/ke-hoach.yaml"));
            version(&path, &fs::read_to_string(&path).unwrap()).unwrap()
        };
        let (old, new) = (read("cu"), read("moi"));
        count += both_say_the_same(&case.name, &old, &new);
        count += both_say_the_same(&format!("{} undone", case.name), &new, &old);
    }
    assert!(count > 80, "{count} columns, rows and cells only");
}

#[test]
fn a_made_table_that_gets_columns_is_drawn_once_with_these_marked() {
    let cases = cases();
    let case = cases.iter().find(|case| case.name == "78-them-hai-nguon").unwrap();
    let folder = versions(case);
    let read = |side: &str| {
        let path = folder.path(&format!("{side}/ke-hoach.yaml"));
        version(&path, &fs::read_to_string(&path).unwrap()).unwrap()
    };
    let redline = diff::compare_versions(&read("cu"), &read("moi")).redline;
    let blocks = redline.appendices.iter().flat_map(|appendix| &appendix.body);
    let tables = blocks.filter_map(|block| match &block.part {
        BlockContent::Table(table) => Some(table),
        _ => None,
    });
    let [table] = tables.collect::<Vec<_>>()[..] else { panic!("one table") };
    let marks: Vec<_> = table.columns.iter().map(|column| column.mark).collect();
    let [kept, added] = [TextMark::Kept, TextMark::Added];
    assert_eq!(marks, [kept, kept, added, added, kept]);
    assert!(table.rows.iter().all(|row| row.mark == BlockMark::Kept));
}

#[test]
fn rows_that_another_column_names_are_not_renamed() {
    let table = "\
noi_dung:
  - tieu_de: Bảng
    bang:
      cot: [{ ma: cum, nhan: Cụm }, { ma: thon, nhan: Thôn }, { ma: ho, nhan: Số hộ }]
      hang: [[Bắc, Sen, 10], [Bắc, Mai, 12], [Nam, Cau, 14]]
      nhom: { theo: cum, tong: khong }
";
    let folder = Folder::new();
    folder.put("cu.yaml", form_with(table));
    let grouping = "      nhom: { theo: cum, tong: khong }\n";
    folder.put("moi.yaml", form_with(&table.replace(grouping, "")));
    let run = folder.run(["diff", "cu.yaml", "moi.yaml"]).code(1);
    assert!(run.out.contains("Tóm tắt: 1 thay đổi\n"), "{}", run.out);
    assert!(run.out.contains("nhóm các hàng: bỏ"), "{}", run.out);
}

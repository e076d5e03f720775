//! Which rows of the data are rows of the table: total rows are taken out, and a row of
//! figures without a name is a finding.

use crate::code;
use crate::diagnostic::Severity;
use crate::form::{ColumnId, TableSpec};
use crate::language;

use super::LoadedTable;
use super::account::GivenTotal;
use super::cell_kind::has_figure;
use super::raw_cell::{CellDiagnostic, RawCell, RawRow};

/// Names of total rows in use, in small letters. Marks tell `Cộng` from the hamlet Cống.
const TOTALS: [&str; 12] = [
    "tổng cộng",
    "tổng số",
    "tổng",
    "cộng",
    "toàn tỉnh",
    "toàn xã",
    "toàn huyện",
    "toàn phường",
    "toàn thành phố",
    "toàn thị xã",
    "toàn quận",
    "tổng toàn tỉnh",
];

/// The rows of a table, and its total row, as they come.
pub(super) struct SplitRows<'a> {
    pub(super) rows: Vec<RawRow<'a>>,
    pub(super) total: Option<RawRow<'a>>,
}

/// Takes the total row out, and rows that are none.
///
/// A row without a name stays where it is typed in the form, on purpose. In a file it is
/// left out, and is a finding where it has figures. A total row that the form does not
/// declare stays a row, with a warning, since it prints as it is. Of two total rows neither
/// is taken: nothing can be compared.
pub(super) fn split_total_row<'a>(
    table: &TableSpec,
    key: Option<ColumnId>,
    all: Vec<RawRow<'a>>,
    res: &mut LoadedTable,
) -> SplitRows<'a> {
    let Some(key) = key else { return SplitRows { rows: all, total: None } };
    let label = table.total.as_ref().and_then(|t| t.label.as_ref());
    let label =
        label.map(|l| language::normalize_spaces(&l.collect_words()).to_lowercase());
    let mut rows = Vec::with_capacity(all.len());
    let mut total = None;
    let mut has_several = false;
    for row in all {
        let Some(named) = row.cells.get(key).filter(|raw| !raw.is_nameless()) else {
            if row.cells.iter().any(RawCell::is_typed) {
                rows.push(row);
            } else if let Some(raw) = row.cells.iter().find(|raw| has_figure(*raw)) {
                res.found.push(report_nameless_row(table, key, raw));
            }
            continue;
        };
        if !is_total_name(&named.text(), label.as_deref()) {
            rows.push(row);
        } else if total.is_some() {
            has_several = true;
            res.found.push(report_second_total(named));
        } else if table.total.is_some() {
            res.account.total = Some(GivenTotal {
                row: row.origin,
                name: named.text().trim().to_owned(),
            });
            total = Some(row);
        } else {
            res.found.push(report_unmarked_total(named, table.id.is_some()));
            rows.push(row);
        }
    }
    // Of several it is not known which one is the table's.
    if has_several {
        res.account.total = None;
    }
    SplitRows { rows, total: total.filter(|_| !has_several) }
}

/// Whether a name is that of a total row. A name without any marks may be typed without
/// them: `Tong cong`.
pub(super) fn is_total_name(name: &str, label: Option<&str>) -> bool {
    // Most names differ in their first letter.
    let first = name.trim_start().chars().next().map(|c| c.to_ascii_lowercase());
    let may_be_label = label.is_some_and(|l| {
        l.chars().next() == name.trim_start().to_lowercase().chars().next()
    });
    if !may_be_label && !matches!(first, Some('t' | 'c')) {
        return false;
    }
    let name = language::normalize_spaces(name).to_lowercase();
    let name = name.trim_end_matches([':', '.', ' ']);
    Some(name) == label
        || TOTALS.contains(&name)
        || name.is_ascii()
            && name.contains(' ')
            && TOTALS.iter().any(|total| language::fold(total) == name)
}

/// A second row of sums, as of a group: it would be counted with the rows.
fn report_second_total(named: RawCell<'_>) -> CellDiagnostic {
    let name = named.text();
    let message =
        format!("số liệu có hơn một hàng tổng; hàng “{}” là hàng thứ hai", name.trim());
    let mut finding = named.error(&code::indicator::SECOND_TOTAL, &message);
    finding.diagnostic.label = "hàng này không phải số liệu".to_owned();
    finding.diagnostic.hints.push(
        "xóa các hàng cộng khỏi số liệu: số cộng của nhóm và của bảng do máy tính; hàng này là một đơn vị thì thêm phần phân biệt vào tên".to_owned(),
    );
    finding
}

/// A row of figures without a name, in a file.
fn report_nameless_row(
    table: &TableSpec,
    key: ColumnId,
    raw: RawCell<'_>,
) -> CellDiagnostic {
    let message = "hàng này có số liệu mà không có tên hàng";
    let mut finding = raw.error(&code::indicator::ROW_WITHOUT_NAME, message);
    let name = language::normalize_spaces(&table.columns[key].label.collect_words());
    finding.diagnostic.label = format!("ô của cột “{name}” để trống");
    finding.diagnostic.hints.push(format!(
        "ghi tên hàng vào cột “{name}” của tệp; không phải số liệu của bảng thì xóa hàng này"
    ));
    finding
}

/// A total among the rows of a table that says nothing of a total: it prints as it is,
/// but nothing is checked, and what adds up the rows would count it too.
fn report_unmarked_total(named: RawCell<'_>, is_read: bool) -> CellDiagnostic {
    let name = named.text();
    let name = name.trim();
    let message =
        format!("hàng “{name}” có vẻ là hàng tổng, nhưng bảng không khai `tong`");
    let mut finding = named.error(&code::indicator::UNMARKED_TOTAL, &message);
    finding.diagnostic.severity =
        if is_read { Severity::Warning } else { Severity::Hint };
    finding.diagnostic.hints.push(format!(
        "ghi `tong: {{ nhan: {name} }}` ở bảng: máy tính hàng này và so với số đã ghi"
    ));
    finding
}

/// `(3)`, as official tables number their columns.
pub(super) fn is_column_number(text: &str) -> bool {
    let inside = text.trim().strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    inside.is_some_and(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()))
}

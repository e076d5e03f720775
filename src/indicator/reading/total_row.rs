//! Which rows of the data are rows of the table: total rows and sums of groups are taken
//! out, and a row of figures without a name is a finding.

use crate::code;
use crate::diagnostic::Severity;
use crate::form::{ByColumn, CellKind, ColumnId, Rows, TableSpec, UNIT};
use crate::language;
use crate::sheet::Sheet;

use super::account::{GivenTotal, NamedRow, PassReason};
use super::cell_kind::{has_figure, is_order_label, is_summed};
use super::foot_words::{Remark, find_remark};
use super::raw_cell::{CellDiagnostic, RawCell, RawRow};
use super::row_condition::select_rows;
use super::row_name::{find_merged_name, find_name_cell, find_total_beside};
use super::row_question::NamedRows;
use super::row_roles::{Doubt, DoubtKind, KnownRows, RowRoles};
use super::row_rules::{RuleKind, decide_roles, skip_no_total};
use super::row_signs::{Numeral, RowSigns};
use super::row_sums::RowSums;
use super::total_name::{NameKind, classify_cell, classify_name, is_label};
use super::{LoadedTable, RawRows};

/// The rows of a table, and its total row, as they come.
pub(super) struct SplitRows<'a> {
    pub(super) rows: Vec<RawRow<'a>>,
    pub(super) total: Option<RawRow<'a>>,
    /// Which of the rows are sums of others and print all the same, since the form declares
    /// no total.
    pub(super) uncounted: Vec<usize>,
}

/// Takes total rows, sums of groups and rows that are none out of the data.
///
/// A row without a name stays where it is typed in the form, on purpose. In a file it is
/// left out, and is a finding where it has figures. A total row that the form does not
/// declare stays a row, with a warning, since it prints as it is; no sum counts it. Of
/// totals that differ none is taken: nothing can be compared.
pub(super) fn split_total_row<'a>(
    table: &TableSpec,
    sheet: Option<&'a Sheet>,
    key: Option<ColumnId>,
    raw: RawRows<'a>,
    res: &mut LoadedTable,
) -> SplitRows<'a> {
    let mut rows = raw.rows;
    // Without words in any column rows are told apart by what stands in the first one.
    let has_names = key.is_some();
    let Some(key) = key.or_else(|| find_first_given(table)) else {
        return SplitRows { rows, total: None, uncounted: Vec::new() };
    };
    rows.iter_mut().for_each(|row| find_merged_name(key, row));
    if is_summed(table) && RuleKind::read(table.skip_rule.as_ref()) != RuleKind::Nothing {
        let kept = list_named_rows(table, &rows, res);
        cut_remarks(key, &kept, &mut rows, res);
        cut_rates(key, &kept, &mut rows, res);
    }
    let mut known = look_at_rows(table, sheet, key, &rows, res);
    if !has_names {
        known.nameless.fill(false);
    }
    let is_asked = res.is_summed && known.is_filed;
    let roles = if is_summed(table) || is_asked {
        let sums = RowSums::read(table, &rows, res);
        let signs = RowSigns::read(table, key, sheet, &rows, &known.remarks, res);
        known.titles = find_titles(&known, &signs, table, &rows, res);
        let roles = decide_roles(&known, &sums, &signs);
        if is_summed(table) { roles } else { make_questions(&known, roles) }
    } else {
        decide_by_names(&known)
    };
    let skipped = &known.skipped;
    let named = NamedRows { table, key, rows: &rows, loaded: res, skipped };
    let questions: Vec<_> =
        roles.doubts.iter().filter_map(|doubt| named.ask(doubt)).collect();
    res.found.extend(questions);
    let splitting = Splitting { table, sheet, key, known, roles };
    splitting.split(rows, res)
}

/// The first column that is not computed.
fn find_first_given(table: &TableSpec) -> Option<ColumnId> {
    table.columns.ids().find(|column| table.columns[*column].formula.is_none())
}

/// What the names of the rows say, and what the form says of them.
fn look_at_rows(
    table: &TableSpec,
    sheet: Option<&Sheet>,
    key: ColumnId,
    rows: &[RawRow<'_>],
    res: &mut LoadedTable,
) -> KnownRows {
    let label = table.total.as_ref().and_then(|t| t.label.as_ref());
    let label =
        label.map(|l| language::normalize_spaces(&l.collect_words()).to_lowercase());
    let mut names = Vec::with_capacity(rows.len());
    let mut nameless = Vec::with_capacity(rows.len());
    for row in rows {
        let cell = find_name_cell(key, sheet, row);
        let cell = find_total_beside(table, key, row).or(cell);
        let text = cell.map(RawCell::text).unwrap_or_default();
        let is_label = is_label(&text, label.as_deref());
        names.push(if is_label { NameKind::Total } else { classify_name(&text) });
        nameless.push(row.cells.get(key).is_none_or(RawCell::is_nameless));
    }
    let [total_rule, skip_rule] = [&table.total_rule, &table.skip_rule];
    let mut found = Vec::new();
    let totals =
        select_rows(table, "hang_tong", total_rule.as_ref(), rows, res, &mut found);
    let mut skipped =
        select_rows(table, "bo_hang", skip_rule.as_ref(), rows, res, &mut found);
    skip_no_total(&names, &mut skipped);
    if sheet.is_some_and(|sheet| sheet.head() < sheet.rows()) {
        // Another unit of the set may have the rows that the rule speaks of.
        let unmet = code::indicator::NO_ROW_MEETS.id;
        found.retain(|found| found.diagnostic.code.id != unmet);
    }
    res.found.extend(found);
    KnownRows {
        headed: find_headed(table, &nameless, &res.kinds, rows),
        remarks: find_remarks(key, sheet, rows),
        titles: Vec::new(),
        names,
        nameless,
        skipped,
        form_totals: totals,
        plain: Vec::new(),
        total_rule: RuleKind::read(total_rule.as_ref()),
        skip_rule: RuleKind::read(skip_rule.as_ref()),
        has_end: table.file().is_some_and(|file| file.last_row.is_some()),
        is_part: sheet.is_some_and(|sheet| sheet.head() < sheet.rows()),
        is_filed: table.file().is_some(),
    }
}

/// The rows that `bo_hang` names, by their places in the file: they are told as such.
fn list_named_rows(
    table: &TableSpec,
    rows: &[RawRow<'_>],
    res: &LoadedTable,
) -> Vec<usize> {
    let rule = table.skip_rule.as_ref();
    let mut found = Vec::new();
    let skipped = select_rows(table, "bo_hang", rule, rows, res, &mut found);
    let mut skipped: Vec<_> = skipped.into_iter().map(|row| rows[row].origin).collect();
    skipped.sort_unstable();
    skipped
}

/// Rows below the total that set its figures beside others: `Tỷ lệ`, `Trong đó`.
fn cut_remarks(
    key: ColumnId,
    kept: &[usize],
    rows: &mut Vec<RawRow<'_>>,
    res: &mut LoadedTable,
) {
    let total = rows.iter().rposition(|row| {
        row.cells.iter().any(|raw| classify_cell(raw) == NameKind::Total)
    });
    let Some(total) = total.filter(|total| *total > 0) else { return };
    let mut index = 0;
    rows.retain(|row| {
        index += 1;
        let Some(raw @ RawCell::FromSheet(..)) = row.cells.get(key) else { return true };
        let is_below = index > total + 1
            && find_remark(&raw.text()).is_some()
            && kept.binary_search(&row.origin).is_err();
        if is_below {
            res.account.pass(row.origin, raw.text().into_owned(), PassReason::Foot);
        }
        !is_below
    });
}

/// Rates and averages at the end of a file, below rows that have no total.
fn cut_rates(
    key: ColumnId,
    kept: &[usize],
    rows: &mut Vec<RawRow<'_>>,
    res: &mut LoadedTable,
) {
    let is_rate = |row: &RawRow<'_>| match row.cells.get(key) {
        Some(raw @ RawCell::FromSheet(..))
            if kept.binary_search(&row.origin).is_err() =>
        {
            find_remark(&raw.text()) == Some(Remark::Rate)
        }
        _ => false,
    };
    let Some(last) = rows.iter().rposition(|row| !is_rate(row)) else { return };
    for row in rows.drain(last + 1..) {
        let text = row.cells.get(key).map(|raw| raw.text().into_owned());
        res.account.pass(row.origin, text.unwrap_or_default(), PassReason::Foot);
    }
}

/// Rows in the midst of others that say that they are parts of them or rates; below
/// `Trong đó` without a figure also the rows that begin with a dash.
fn find_remarks(key: ColumnId, sheet: Option<&Sheet>, rows: &[RawRow<'_>]) -> Vec<usize> {
    let mut res = Vec::new();
    let mut is_listing = false;
    for (index, row) in rows.iter().enumerate().skip(1) {
        let text = row.cells.get(key).map(|raw| raw.text().into_owned());
        let text = text.unwrap_or_default();
        let is_part = sheet.is_some_and(|sheet| is_marked_part(sheet, row.origin));
        match find_remark(&text).or(is_part.then_some(Remark::Part)) {
            Some(Remark::Part) => {
                is_listing = !row.cells.iter().any(has_figure);
                res.push(index);
            }
            Some(Remark::Rate) => res.push(index),
            Some(Remark::Comparison) | None => {
                is_listing &= text.trim_start().starts_with(['-', '+', '–', '•']);
                if is_listing {
                    res.push(index);
                }
            }
        }
    }
    res
}

/// Whether `Trong đó` stands in a cell of its own: in the column of numbers.
fn is_marked_part(sheet: &Sheet, row: usize) -> bool {
    (0..sheet.width()).any(|column| {
        let text = sheet.text(row, column);
        text.starts_with(['T', 't', '-'])
            && matches!(
                language::fold(&text).trim_matches([' ', ':', '-', '.']),
                "trong do" | "tr.do" | "tr. do" | "tr.d"
            )
    })
}

/// Rows of a file without a name that have words in another column.
fn find_headed(
    table: &TableSpec,
    nameless: &[bool],
    kinds: &ByColumn<Option<CellKind>>,
    rows: &[RawRow<'_>],
) -> Vec<usize> {
    if table.file().is_none() {
        return Vec::new();
    }
    let has_words = |row: &RawRow<'_>| {
        kinds.enumerate().any(|(column, kind)| {
            *kind == Some(CellKind::Text)
                && row.cells.get(column).is_some_and(|raw| !raw.is_nameless())
        })
    };
    let nameless = nameless.iter().enumerate().filter(|(_, nameless)| **nameless);
    nameless.map(|(row, _)| row).filter(|row| has_words(&rows[*row])).collect()
}

/// Names of groups without a figure: in a list whose rows are numbered, each with a Roman
/// numeral or a letter. A village of which nothing is known yet is none.
fn find_titles(
    known: &KnownRows,
    signs: &RowSigns,
    table: &TableSpec,
    rows: &[RawRow<'_>],
    res: &LoadedTable,
) -> Vec<usize> {
    if !known.is_filed || known.skip_rule == RuleKind::Nothing || !signs.is_numbered {
        return Vec::new();
    }
    let figures = res.kinds.enumerate().filter(|(column, kind)| {
        let label = table.columns[*column].label.collect_words();
        **kind != Some(CellKind::Text) && !is_order_label(&label)
    });
    let figures: Vec<_> = figures.map(|(column, _)| column).collect();
    let is_bare = |row: &RawRow<'_>| {
        figures.iter().all(|column| row.cells.get(*column).is_none_or(RawCell::is_empty))
    };
    let bare: Vec<_> = (0..rows.len())
        .filter(|row| is_bare(&rows[*row]) && !known.nameless[*row])
        .collect();
    let headed: Vec<_> = (0..rows.len())
        .filter(|row| {
            matches!(signs.numeral(*row), Numeral::Roman(_) | Numeral::Letter(_))
        })
        .collect();
    // With figures beside some of them these are sums, of which one is not there yet.
    let are_titles =
        bare == headed && bare.last().is_some_and(|row| row + 1 < rows.len());
    if !figures.is_empty() && are_titles { bare } else { Vec::new() }
}

/// Roles where no sums are shown: what is called a total is one.
fn decide_by_names(known: &KnownRows) -> RowRoles {
    let mut res = RowRoles::default();
    res.passed.extend(known.skipped.iter().map(|row| (*row, PassReason::ByForm)));
    res
}

/// Roles where a text adds up rows that all print: what would be taken out is asked about.
fn make_questions(known: &KnownRows, roles: RowRoles) -> RowRoles {
    let mut res = decide_by_names(known);
    res.doubts = roles.doubts;
    let unnamed = roles.total.filter(|row| known.names[*row] != NameKind::Total);
    let mut groups: Vec<_> = roles
        .passed
        .iter()
        .filter(|(_, reason)| *reason == PassReason::GroupSum)
        .map(|(row, _)| *row)
        .collect();
    groups.sort_unstable();
    for (kind, rows) in
        [(DoubtKind::Total, unnamed.into_iter().collect()), (DoubtKind::Groups, groups)]
    {
        let rows: Vec<_> = rows;
        let rule = match kind {
            DoubtKind::Total => known.total_rule,
            _ => known.skip_rule,
        };
        if !rows.is_empty() && rule == RuleKind::None {
            res.doubts.push(Doubt { kind, rows, summed: None });
        }
    }
    res
}

/// The rows are split by their roles.
struct Splitting<'s> {
    table: &'s TableSpec,
    sheet: Option<&'s Sheet>,
    key: ColumnId,
    known: KnownRows,
    roles: RowRoles,
}

impl<'s> Splitting<'s> {
    fn split<'a>(mut self, all: Vec<RawRow<'a>>, res: &mut LoadedTable) -> SplitRows<'a> {
        self.roles.passed.sort_by_key(|(row, _)| *row);
        self.roles.second_totals.sort_unstable();
        let mut split = SplitRows {
            rows: Vec::with_capacity(all.len()),
            total: None,
            uncounted: Vec::new(),
        };
        for (index, row) in all.into_iter().enumerate() {
            let passed = &self.roles.passed;
            if let Ok(position) = passed.binary_search_by_key(&index, |(row, _)| *row) {
                self.pass(&row, passed[position].1, res);
            } else if self.roles.total == Some(index) {
                self.take_total(row, &mut split, res);
            } else if self.roles.second_totals.binary_search(&index).is_ok() {
                let named = self.name_cell(&row);
                res.found.extend(named.map(report_second_total));
            } else {
                self.take_row(index, row, &mut split, res);
            }
        }
        // Of several it is not known which one is the table's; with a question on its rows
        // there is nothing yet to compare it with.
        if !self.roles.second_totals.is_empty() {
            res.account.total = None;
        }
        if !self.roles.second_totals.is_empty() || !self.roles.doubts.is_empty() {
            split.total = None;
        }
        split
    }

    /// A row of the table, or one that is none for it has no name.
    fn take_row<'a>(
        &self,
        index: usize,
        row: RawRow<'a>,
        split: &mut SplitRows<'a>,
        res: &mut LoadedTable,
    ) {
        let is_typed = row.cells.iter().any(RawCell::is_typed);
        if self.known.names[index] == NameKind::Total && !is_summed(self.table) {
            let named = self.name_cell(&row);
            res.found.extend(
                named.map(|named| report_unmarked_total(named, self.table.id.is_some())),
            );
            // The table of units has a paper for each row.
            if self.table.id.as_ref().is_some_and(|id| id.value == UNIT) {
                self.note_total(&row, res);
                return;
            }
            self.note_uncounted(&row, res);
            split.uncounted.push(split.rows.len());
            split.rows.push(row);
        } else if !self.known.nameless[index] || is_typed {
            split.rows.push(row);
        } else if let Some(raw) = row.cells.iter().find(|raw| has_figure(*raw)) {
            res.found.push(report_nameless_row(self.table, self.key, raw));
        } else {
            self.pass(&row, PassReason::Nameless, res);
        }
    }

    fn take_total<'a>(
        &self,
        row: RawRow<'a>,
        split: &mut SplitRows<'a>,
        res: &mut LoadedTable,
    ) {
        if self.table.total.is_some() {
            self.note_total(&row, res);
            split.total = Some(row);
        } else {
            // A table with sums of groups alone: the total prints as it is.
            let named = self.name_cell(&row);
            res.found.extend(
                named.map(|named| report_unmarked_total(named, self.table.id.is_some())),
            );
            self.note_uncounted(&row, res);
            split.uncounted.push(split.rows.len());
            split.rows.push(row);
        }
    }

    /// Notes a row that prints and that no sum counts.
    fn note_uncounted(&self, row: &RawRow<'_>, res: &mut LoadedTable) {
        let name = self.name_cell(row).map(|raw| raw.text().trim().to_owned());
        let name = name.unwrap_or_default();
        res.account.uncounted.push(NamedRow { row: row.origin, name });
    }

    fn note_total(&self, row: &RawRow<'_>, res: &mut LoadedTable) {
        let name = self.name_cell(row).map(|raw| raw.text().trim().to_owned());
        let name = name.unwrap_or_default();
        res.account.total =
            Some(GivenTotal { row: row.origin, name, figures: Vec::new() });
    }

    fn pass(&self, row: &RawRow<'_>, reason: PassReason, res: &mut LoadedTable) {
        if matches!(self.table.rows, Rows::File(_)) {
            let text = self.name_cell(row).map(|raw| raw.text().trim().to_owned());
            res.account.pass(row.origin, text.unwrap_or_default(), reason);
        }
    }

    /// What a person recognizes a row by: its name, else the first of its cells.
    fn name_cell<'c>(&self, row: &RawRow<'c>) -> Option<RawCell<'c>>
    where
        's: 'c,
    {
        let named = find_total_beside(self.table, self.key, row)
            .or_else(|| find_name_cell(self.key, self.sheet, row));
        named.or_else(|| row.cells.iter().find(|raw| !raw.is_empty()))
    }
}

/// A second row of sums, as of a group: it would be counted with the rows.
fn report_second_total(named: RawCell<'_>) -> CellDiagnostic {
    let name = named.text();
    let message =
        format!("số liệu có hơn một hàng tổng; hàng “{}” là hàng thứ hai", name.trim());
    let mut finding = named.error(&code::indicator::SECOND_TOTAL, &message);
    finding.diagnostic.set_label("hàng này không phải số liệu".to_owned());
    finding.diagnostic.push_hint(
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
    finding.diagnostic.set_label(format!("ô của cột “{name}” để trống"));
    finding.diagnostic.push_hint(format!(
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
    finding.diagnostic.push_hint(format!(
        "ghi `tong: {{ nhan: {name} }}` ở bảng: máy tính hàng này và so với số đã ghi"
    ));
    finding
}

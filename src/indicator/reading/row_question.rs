//! The questions on rows that can be read in two ways: a row or a sum of rows.

use crate::code;
use crate::code::Code;
use crate::diagnostic::MessageText;
use crate::form::{ColumnId, TableSpec};
use crate::language;

use super::LoadedTable;
use super::cell_kind::{has_figure, is_order_label};
use super::raw_cell::{CellDiagnostic, RawCell, RawRow};
use super::row_answer::write_answer;
use super::row_roles::{Doubt, DoubtKind};

/// Rows that a question names one by one.
const MOST_NAMED: usize = 5;

/// The rows of a table, as a question names them.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedRows<'q, 'a> {
    pub(super) table: &'q TableSpec,
    pub(super) key: ColumnId,
    pub(super) rows: &'q [RawRow<'a>],
    pub(super) loaded: &'q LoadedTable,
    /// Rows that the form leaves out already.
    pub(super) skipped: &'q [usize],
}

impl<'a> NamedRows<'_, 'a> {
    /// Asks about rows: once for all of them, at the first.
    pub(super) fn ask(self, doubt: &Doubt) -> Option<CellDiagnostic> {
        let first = *doubt.rows.first()?;
        let code: &'static Code = match doubt.kind {
            DoubtKind::Behind => &code::indicator::AMBIGUOUS_END,
            DoubtKind::Total
            | DoubtKind::Groups
            | DoubtKind::Differing
            | DoubtKind::Named
            | DoubtKind::Details
            | DoubtKind::Remarks => &code::indicator::AMBIGUOUS_TOTAL,
        };
        let raw = self.find_cell(first)?;
        let mut finding = raw.error(code, &self.describe(doubt));
        finding.diagnostic.set_label(
            match doubt.kind {
                DoubtKind::Behind => "chưa rõ bảng hết ở đâu",
                DoubtKind::Total | DoubtKind::Named => {
                    "là hàng tổng hay một hàng số liệu?"
                }
                DoubtKind::Details | DoubtKind::Remarks => {
                    "đã tính trong hàng khác hay là một hàng số liệu?"
                }
                DoubtKind::Groups | DoubtKind::Differing => {
                    "là hàng cộng của nhóm hay một hàng số liệu?"
                }
            }
            .to_owned(),
        );
        if doubt.kind != DoubtKind::Behind {
            let answer = write_answer(self, self.loaded, &doubt.rows);
            finding.diagnostic.hints.extend(answer.first.map(MessageText::from));
        }
        let advice = self.advise(doubt).into_iter().map(MessageText::from);
        finding.diagnostic.hints.extend(advice);
        Some(finding)
    }

    fn describe(self, doubt: &Doubt) -> String {
        let names = self.list_names(&doubt.rows);
        let several = doubt.rows.len() > 1;
        match doubt.kind {
            DoubtKind::Total if several => format!(
                "các hàng {names} đều bằng tổng các hàng còn lại, mà tên không nói là hàng tổng"
            ),
            DoubtKind::Total => format!(
                "hàng {names} bằng tổng {}, mà tên không nói là hàng tổng",
                self.describe_summed(doubt)
            ),
            DoubtKind::Named => format!(
                "hàng {names} có tên như hàng tổng mà không bằng tổng các hàng còn lại"
            ),
            DoubtKind::Details if several => format!(
                "các hàng {names} đứng dưới hàng khác như số chi tiết của nó mà cộng lại không bằng, tính cả thì số bị cộng hai lần"
            ),
            DoubtKind::Details => format!(
                "hàng {names} đứng dưới hàng khác như số chi tiết của nó mà không bằng, tính cả thì số bị cộng hai lần"
            ),
            DoubtKind::Remarks if several => format!(
                "các hàng {names} có tên như số chi tiết của hàng khác, tính cả thì số bị cộng hai lần"
            ),
            DoubtKind::Remarks => format!(
                "hàng {names} có tên như số chi tiết của hàng khác, tính cả thì số bị cộng hai lần"
            ),
            DoubtKind::Groups if several => format!(
                "các hàng {names} đều bằng tổng các hàng liền kề, tính cả thì số bị cộng hai lần"
            ),
            DoubtKind::Groups => format!(
                "hàng {names} bằng tổng {}, tính cả thì số bị cộng hai lần",
                self.describe_summed(doubt)
            ),
            DoubtKind::Differing if several => format!(
                "các hàng {names} giống hàng cộng của nhóm nhưng không bằng tổng các hàng của nhóm"
            ),
            DoubtKind::Differing => format!(
                "hàng {names} giống hàng cộng của nhóm nhưng không bằng tổng các hàng của nhóm"
            ),
            DoubtKind::Behind => format!(
                "hàng tổng bằng tổng các hàng bên trên, nhưng bên dưới còn hàng có số liệu: {names}"
            ),
        }
    }

    /// The rows that add up to the one that is asked about.
    fn describe_summed(self, doubt: &Doubt) -> String {
        let others = match doubt.kind {
            DoubtKind::Groups => "các hàng liền kề",
            _ => "các hàng còn lại",
        };
        let addresses = doubt.summed.map(|rows| {
            rows.map(|row| self.find_cell(row).and_then(locate_cell).unwrap_or_default())
        });
        match addresses {
            Some([first, last]) if !first.is_empty() && first != last => {
                format!("các hàng từ {first} đến {last}")
            }
            Some([first, _]) if !first.is_empty() => format!("hàng ở {first}"),
            _ => others.to_owned(),
        }
    }

    /// The keys that answer, one hint for each reading.
    fn advise(self, doubt: &Doubt) -> Vec<String> {
        match doubt.kind {
            DoubtKind::Total => vec![
                format!(
                    "là hàng tổng thì ghi ở bảng: `hang_tong: {}`",
                    self.write_condition(doubt)
                ),
                "là một hàng số liệu thì ghi ở bảng: `hang_tong: khong`".to_owned(),
            ],
            DoubtKind::Named => vec![
                format!(
                    "là hàng tổng thì sửa số liệu cho khớp, hoặc ghi ở bảng: `hang_tong: {}`",
                    self.write_condition(doubt)
                ),
                "là một hàng số liệu thì ghi ở bảng: `hang_tong: khong`".to_owned(),
            ],
            DoubtKind::Details => vec![
                format!(
                    "là số chi tiết của hàng trên, không cộng vào, thì ghi ở bảng: `bo_hang: {}`; hàng trên là hàng cộng thì sửa số liệu cho khớp",
                    self.write_condition(doubt)
                ),
                "là hàng số liệu thì ghi ở bảng: `bo_hang: khong`".to_owned(),
            ],
            DoubtKind::Remarks => vec![
                format!(
                    "không cộng vào thì ghi ở bảng: `bo_hang: {}`",
                    self.write_condition(doubt)
                ),
                "là hàng số liệu thì ghi ở bảng: `bo_hang: khong`".to_owned(),
            ],
            DoubtKind::Groups => vec![
                format!(
                    "là hàng cộng thì ghi ở bảng: `bo_hang: {}`",
                    self.write_condition(doubt)
                ),
                "là hàng số liệu thì ghi ở bảng: `bo_hang: khong`".to_owned(),
            ],
            DoubtKind::Differing => vec![
                format!(
                    "là hàng cộng thì sửa số liệu cho khớp, hoặc ghi ở bảng: `bo_hang: {}`",
                    self.write_condition(doubt)
                ),
                "là hàng số liệu thì ghi ở bảng: `bo_hang: khong`".to_owned(),
            ],
            DoubtKind::Behind => self.advise_end(doubt),
        }
    }

    /// Where the table ends, one hint for each reading.
    fn advise_end(self, doubt: &Doubt) -> Vec<String> {
        let first = doubt.rows[0];
        let lines = [first.saturating_sub(1), self.rows.len() - 1].map(|row| match self
            .find_cell(row)
        {
            Some(RawCell::FromSheet(sheet, row, _)) => sheet.file_row(row) + 1,
            _ => row + 1,
        });
        vec![format!(
            "ghi ở `du_lieu` dòng cuối cùng của bảng: `het_o_dong: {}` nếu bảng hết ở hàng tổng, `het_o_dong: {}` nếu các hàng ấy vẫn là của bảng",
            lines[0], lines[1]
        )]
    }

    /// The condition that these rows meet.
    fn write_condition(self, doubt: &Doubt) -> String {
        // A rule that the form has already stays.
        let skipped = match doubt.kind {
            DoubtKind::Total | DoubtKind::Named | DoubtKind::Behind => &[],
            _ => self.skipped,
        };
        let mut rows = [skipped, &doubt.rows].concat();
        rows.sort_unstable();
        rows.dedup();
        write_answer(self, self.loaded, &rows).condition
    }

    fn list_names(self, rows: &[usize]) -> String {
        let mut res = Vec::new();
        for row in rows.iter().take(MOST_NAMED) {
            let address = self.find_cell(*row).and_then(locate_cell);
            let figure = self.find_figure(*row).map(|figure| format!("ghi {figure}"));
            let facts: Vec<_> = address.into_iter().chain(figure).collect();
            res.push(format!("“{}” ({})", self.name(*row), facts.join("; ")));
        }
        let more = rows.len().saturating_sub(MOST_NAMED);
        let more =
            if more > 0 { format!(" và {more} hàng nữa") } else { String::new() };
        res.join(", ") + &more
    }

    /// The first figure of a row, as it is written; its name and its number are none.
    fn find_figure(self, row: usize) -> Option<String> {
        let cells = &self.rows.get(row)?.cells;
        let columns = self.table.columns.enumerate().filter(|(id, column)| {
            *id != self.key && !is_order_label(&column.label.collect_words())
        });
        let mut raws = columns.filter_map(|(id, _)| cells.get(id));
        let figure = raws.find(|raw| has_figure(*raw))?;
        Some(figure.text().into_owned())
    }

    fn name(self, row: usize) -> String {
        let raw = self.find_cell(row);
        raw.map(|raw| language::normalize_spaces(&raw.text())).unwrap_or_default()
    }

    /// The cell that names a row, else its first one.
    fn find_cell(self, row: usize) -> Option<RawCell<'a>> {
        let cells = &self.rows.get(row)?.cells;
        let named = cells.get(self.key).filter(|raw| !raw.is_empty());
        named.or_else(|| cells.iter().find(|raw| !raw.is_empty()))
    }
}

/// Where a cell of a file stands.
fn locate_cell(raw: RawCell<'_>) -> Option<String> {
    match raw {
        RawCell::FromSheet(sheet, row, column) => Some(sheet.address(row, column)),
        RawCell::FromForm(_) => None,
    }
}

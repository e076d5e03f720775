//! Findings of the tables: which does not fit on its page, even with the smallest
//! letters.

use crate::code;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::document::{Document, Table};
use crate::fit::{TableLayouts, WidthShortage};

/// One finding for each table that is wider than its page.
pub(super) fn report_wide_tables(
    document: &Document,
    layouts: &TableLayouts,
) -> Vec<Diagnostic> {
    layouts
        .shortages(document)
        .map(|(table, shortage)| report_wide_table(table, shortage))
        .collect()
}

fn report_wide_table(table: &Table, shortage: &WidthShortage) -> Diagnostic {
    let name = match &table.caption {
        Some(caption) => format!("bảng “{caption}”"),
        None => "bảng này".to_owned(),
    };
    let need = format_millimetres(shortage.need);
    let have = format_millimetres(shortage.have);
    let message = format!("{name} cần rộng {need} mm, trang giấy chỉ có {have} mm");
    let columns: Vec<_> =
        shortage.columns.iter().map(|label| format!("“{label}”")).collect();
    let hint = format!(
        "các cột rộng nhất: {}; rút ngắn chữ trong các cột này, bớt cột, hoặc tách thành hai bảng",
        diagnostic::list_names(&columns)
    );
    Diagnostic::new(
        &code::layout::TABLE_TOO_WIDE,
        Severity::Warning,
        Some(table.origin.span),
        message,
    )
    .label("cỡ chữ 9 cũng không vừa, chữ trong ô bị ngắt giữa từ")
    .hint(hint)
}

/// Tenths of a millimetre as an office writes them: `377,8`.
fn format_millimetres(tenths: u32) -> String {
    format!("{},{}", tenths / 10, tenths % 10)
}

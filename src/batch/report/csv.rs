//! The table of units as CSV, for Excel as it is set up in Vietnam.
//!
//! UTF-8 with its mark, or Excel reads another alphabet; `;` between cells, since the
//! comma is the decimal sign; text always in quotes; lines end as RFC 4180 has them.
//!
//! A cell of text that a spreadsheet would take for a formula gets an apostrophe before
//! it, as OWASP advises: quotes alone do not help, Excel takes them off and computes all
//! the same; a tab hides in the cell and is lost when it is saved; `="…"` is a formula
//! itself. The apostrophe is seen, stays when the file is saved again, and a program can
//! take it off. Figures are written bare by this module alone, so that `-5` stays one.

use super::{HeadlineFigure, RunSummary, SummaryRow, words};
use crate::batch::SavedDiagnostic;
use crate::language;

/// The mark of UTF-8, without which Excel reads another alphabet.
const MARK: char = '\u{feff}';

/// Characters with which a formula begins, also as East Asian keyboards type them.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// No cell of Excel holds more than 32,767 characters.
const MOST_CHARS: usize = 32_000;

/// Decimal places of a figure that has no end in decimals.
const PLACES: u32 = 6;

/// The report as CSV.
#[must_use]
pub fn render_csv(summary: &RunSummary<'_>) -> String {
    let mut res = String::from(MARK);
    let heads = list_heads(summary);
    append_row(&mut res, &heads.iter().map(|head| quote_text(head)).collect::<Vec<_>>());
    for row in &summary.rows {
        append_row(&mut res, &list_cells(summary, row));
    }
    res
}

/// The heads of the table of units, those of the workbook too.
pub(super) fn list_heads(summary: &RunSummary<'_>) -> Vec<String> {
    let mut heads: Vec<_> = [
        "STT",
        "Mã",
        "Đơn vị",
        "Số văn bản",
        "Tình trạng",
        "Lỗi",
        "Cảnh báo",
        "Gợi ý",
        "Số trang",
    ]
    .map(str::to_owned)
    .into();
    if let Some(indicator) = summary.run.indicator {
        heads.push(indicator.head());
    }
    heads.extend(["Tệp", "Nội dung"].map(str::to_owned));
    heads
}

fn list_cells(summary: &RunSummary<'_>, row: &SummaryRow<'_>) -> Vec<String> {
    let unit = row.unit;
    let mut cells = vec![
        row.ordinal.to_string(),
        quote_text(&unit.key),
        quote_text(&unit.name),
        unit.number.map_or_else(String::new, |n| n.to_string()),
        quote_text(words::name_state(unit.state)),
        (row.found.errors + row.shared.errors).to_string(),
        (row.found.warnings + row.shared.warnings).to_string(),
        (row.found.hints + row.shared.hints).to_string(),
        unit.pages.to_string(),
    ];
    if summary.run.indicator.is_some() {
        cells.push(row.measure.map_or_else(String::new, format_figure));
    }
    cells.push(quote_text(&describe_files(row)));
    cells.push(quote_text(&describe_findings(row)));
    cells
}

/// The files of a unit: `a-luoi.pdf | a-luoi.txt`.
pub(super) fn describe_files(row: &SummaryRow<'_>) -> String {
    let files: Vec<_> = row.unit.files.iter().map(|file| file.name.as_str()).collect();
    files.join(" | ")
}

/// All findings of a unit in one cell.
pub(super) fn describe_findings(row: &SummaryRow<'_>) -> String {
    let findings = row.unit.findings.iter().chain(row.met.iter().copied());
    findings.map(describe_finding).collect::<Vec<_>>().join(" | ")
}

/// `Lỗi: a-luoi.yaml:12: …`
fn describe_finding(finding: &SavedDiagnostic) -> String {
    format!(
        "{}: {}: {}",
        words::name_severity(finding),
        words::describe_finding_place(finding),
        finding.message
    )
}

/// A figure as Excel reads it: no dots, decimal comma.
fn format_figure(measure: &HeadlineFigure) -> String {
    let value = &measure.figure.value;
    let text = value.exact_text().unwrap_or_else(|| value.text(PLACES));
    text.replace('.', "")
}

fn append_row(res: &mut String, cells: &[String]) {
    res.push_str(&cells.join(";"));
    res.push_str("\r\n");
}

/// What a cell has before its text: an apostrophe where the text would be a formula, else
/// nothing.
pub(in crate::batch) fn choose_guard(text: &str) -> &'static str {
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    if begins.starts_with(FORMULA) { "'" } else { "" }
}

/// A text as a cell: in quotes, guarded, and cut where Excel would cut it.
fn quote_text(text: &str) -> String {
    let guard = choose_guard(text);
    // Whoever looks at the file on a terminal sees what it would obey.
    let shown = language::show_hidden(text);
    let mut kept: String = shown.chars().take(MOST_CHARS).collect();
    if kept.len() < shown.len() {
        kept.push('…');
    }
    format!("\"{guard}{}\"", kept.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Figure, Number, Style};

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for begins in ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\r\n=1", "＝1"] {
            let shown = language::show_hidden(begins);
            assert_eq!(quote_text(begins), format!("\"'{shown}\""), "{begins:?}");
        }
        assert_eq!(quote_text("A = B"), "\"A = B\"");
        assert_eq!(quote_text("a;\"=1\""), "\"a;\"\"=1\"\"\"");
    }

    #[test]
    fn a_long_cell_is_cut_where_excel_would() {
        let cell = quote_text(&"ữ".repeat(40_000));
        assert_eq!(cell.chars().count(), MOST_CHARS + 3);
        assert!(cell.ends_with("ữ…\""));
    }

    #[test]
    fn figures_are_figures_in_excel() {
        let shown = |value| {
            let figure = Figure { value, style: Style::Number { places: 0 } };
            format_figure(&HeadlineFigure { text: String::new(), figure })
        };
        assert_eq!(shown(Number::from(-1_234_567)), "-1234567");
        assert_eq!(shown(Number::from(33).div(&Number::from(10)).unwrap()), "3,3");
        assert_eq!(shown(Number::from(1).div(&Number::from(3)).unwrap()), "0,333333");
    }
}

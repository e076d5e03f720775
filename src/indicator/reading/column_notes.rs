//! What is said of a column as a whole: in what way its figures were read that could be
//! taken for something else, and that figures became words.

use crate::code;
use crate::form::{CellKind, ColumnId, ColumnSpec, DigitGrouping, DividedFigure};
use crate::language::Notation;

use super::account::{ReadingAccount, ReadingNote};
use super::column_vote::CellVotes;
use super::figure_style::{Brackets, SheetFractions, is_fraction};
use super::figure_text;
use super::parse_cell::ColumnType;
use super::raw_cell::{CellContent, RawCell};
use super::repeated::CellFinding;

/// Notes in the account how the figures of a column were read. Cells of the form stand
/// before their writer's eyes; only those of a file are told.
pub(super) fn note_readings(
    column: ColumnId,
    column_type: ColumnType,
    cells: &[RawCell<'_>],
    account: &mut ReadingAccount,
) {
    if matches!(column_type.kind, CellKind::Text | CellKind::Date) {
        return;
    }
    let style = column_type.style;
    let filed: Vec<_> = cells.iter().copied().filter(|raw| !raw.is_typed()).collect();
    if style.takes_marks {
        let cells = count_texts(&filed, |text| {
            figure_text::find_marked(text).is_some()
                || figure_text::find_counted(text).is_some()
        });
        add_note(account, ReadingNote::Marks { column, cells }, cells);
    }
    let bracketed = filed.iter().filter(|raw| is_bracketed(**raw, style.brackets));
    let cells = bracketed.count();
    add_note(account, ReadingNote::Brackets { column, cells }, cells);
    if style.grouping == Some(DigitGrouping::Comma) {
        let cells = count_texts(&filed, |text| {
            let notation = Notation::read(text);
            matches!(notation, Some(Notation::OneComma | Notation::English))
        });
        add_note(account, ReadingNote::Commas { column, cells }, cells);
    }
    if style.fractions == SheetFractions::Thousands {
        let cells = filed.iter().filter(|raw| is_fraction(**raw)).count();
        add_note(account, ReadingNote::TypedThousands { column, cells }, cells);
    }
    if let Some(divided) = style.divided {
        let shown = divided == DividedFigure::Shown;
        for power in [3, 6, 9] {
            let cells = filed.iter().filter(|raw| is_shown_divided(**raw, power)).count();
            let note = ReadingNote::Divided { column, cells, power, shown };
            add_note(account, note, cells);
        }
    }
    note_merged_figures(column, &filed, account);
}

/// Adds a note that is about some cells.
fn add_note(account: &mut ReadingAccount, note: ReadingNote, cells: usize) {
    if cells > 0 {
        account.notes.push(note);
    }
}

fn count_texts(cells: &[RawCell<'_>], is_wanted: fn(&str) -> bool) -> usize {
    let texts = cells.iter().filter(
        |raw| matches!(raw.content(), CellContent::Text(text) if is_wanted(text)),
    );
    texts.count()
}

fn is_bracketed(raw: RawCell<'_>, brackets: Brackets) -> bool {
    matches!(raw.content(), CellContent::Text(text) if brackets.find_figure(text).is_some())
}

fn is_shown_divided(raw: RawCell<'_>, power: i32) -> bool {
    matches!(raw.content(), CellContent::Number(number) if !number.is_zero())
        && raw.shown_power().min(9) == power
}

/// Notes each figure that stands in merged cells: it counts once.
fn note_merged_figures(
    column: ColumnId,
    cells: &[RawCell<'_>],
    account: &mut ReadingAccount,
) {
    let mut noted = None;
    for raw in cells {
        let merged = raw.is_counted_above().then(|| raw.merged_rows()).flatten();
        let Some(rows) = merged.filter(|rows| noted.as_ref() != Some(rows)) else {
            continue;
        };
        noted = Some(rows.clone());
        account.notes.push(ReadingNote::MergedFigure { column, rows });
    }
}

/// A column that became one of words though a good part of it are figures, in a table of
/// which the paper shows sums: it loses its own.
pub(super) fn report_mixed<'a>(
    column: &ColumnSpec,
    cells: &[RawCell<'a>],
) -> Option<CellFinding<'a>> {
    let label = column.label.collect_words();
    let votes = CellVotes::count(&label, cells.iter().copied());
    if votes.decide(true) != CellKind::Text || !votes.is_mixed() {
        return None;
    }
    // At the first cell that is no figure.
    let raw = cells.iter().copied().find(|raw| {
        !raw.is_empty() && !super::cell_kind::has_figure(*raw) && !is_pending(*raw)
    })?;
    let (text, meant) = (raw.text(), votes.meant());
    let message = format!("cột “{label}” có {meant} ô là số, nhưng ô này ghi “{text}”");
    let mut finding = raw.error(&code::indicator::AMBIGUOUS_KIND, &message);
    finding.diagnostic.set_label("là cột số hay là cột chữ?".to_owned());
    finding.diagnostic.push_hint(
        "ghi ở cột này trong biểu: `kieu: so` nếu là cột số, khi ấy sửa các ô chữ; `kieu: chu` nếu là cột chữ, không cộng".to_owned(),
    );
    Some(CellFinding { raw, finding })
}

fn is_pending(raw: RawCell<'_>) -> bool {
    match raw.content() {
        CellContent::Pending => true,
        CellContent::Text(text) => figure_text::is_pending_words(text),
        _ => false,
    }
}

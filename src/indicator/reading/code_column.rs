//! Columns of codes: figures that are names and no numbers. A code is known by the name of
//! its column or by a leading nought, never by its length alone.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::form::{ByColumn, CellKind, ColumnId, ColumnSpec, TableSpec};
use crate::language;
use crate::sheet::{DataCell, NumberFormat};

use super::label_words;
use super::raw_cell::{CellContent, CellDiagnostic, RawCell, RawRow};

/// Digits of a figure with a leading nought that is surely no count: `05` is how officials
/// write a small number.
const CODE_DIGITS: usize = 3;

/// Digits of a number that a sheet keeps.
const SHEET_DIGITS: usize = 15;

/// Digits of a code of which one may be missed.
const LONG_CODE: usize = 5;

/// Words of the name of a column of the numbers of persons, which have twelve digits.
const IDENTITIES: &[&str] = &["cccd", "căn cước", "định danh"];

/// Cells that a question names at most.
const MOST_CELLS: usize = 5;

/// Names of codes. One may begin with `số`, and go on with whose it is.
const CODES: &[&str] = &[
    "mã",
    "cccd",
    "cmnd",
    "cmtnd",
    "cmt",
    "căn cước",
    "căn cước công dân",
    "chứng minh nhân dân",
    "định danh",
    "định danh cá nhân",
    "hộ chiếu",
    "tài khoản",
    "stk",
    "tk",
    "điện thoại",
    "đt",
    "sđt",
    "đtdđ",
    "di động",
    "fax",
    "hotline",
    "mst",
    "hiệu",
    "sổ",
    "sổ bhxh",
    "thẻ",
    "thẻ bhyt",
    "bhxh",
    "biển số",
    "thửa",
    "thửa đất",
    "tờ bản đồ",
    "tờ",
    "seri",
    "sê ri",
    "ký hiệu",
    "zalo",
];

/// Names of codes that are the whole name of their column.
const WHOLE_CODES: &[&str] =
    &["chương", "loại", "khoản", "mục", "tiểu mục", "loại - khoản", "loại khoản"];

/// Words of a name that make it one of a count: `Số tài khoản đã mở`.
const COUNTED: &[&str] = &[
    "đã",
    "được",
    "mới",
    "mở",
    "cấp",
    "phát",
    "tổng",
    "lượng",
    "kích hoạt",
    "thông minh",
    "lắp",
    "lắp đặt",
    "đăng ký",
    "có",
    "tăng",
    "giảm",
    "cố định",
    "hoạt động",
    "bán",
    "thu",
    "hộ có",
    "trồng",
    "vùng",
];

/// What rows are called by: two digits with a nought among such are a code.
const CLASSES: &[&str] = &[
    "tỉnh",
    "huyện",
    "xã",
    "phường",
    "thôn",
    "xóm",
    "bản",
    "tổ",
    "khu",
    "ấp",
    "đơn vị",
    "địa bàn",
    "nhóm",
    "lớp",
    "ngành",
    "phòng",
    "khối",
    "vùng",
    "cụm",
    "đội",
];

/// Makes words of the columns of codes that look like numbers, and gives which they are:
/// they name no row.
pub(super) fn mark_codes(
    table: &TableSpec,
    rows: &[RawRow<'_>],
    kinds: &mut ByColumn<Option<CellKind>>,
    found: &mut Vec<CellDiagnostic>,
) -> ByColumn<bool> {
    let mut res = ByColumn::filled(false, table.columns.len());
    for (id, column) in table.columns.enumerate() {
        if column.kind.is_some() || column.formula.is_some() {
            continue;
        }
        let label = to_words(column);
        if kinds[id] == Some(CellKind::Number) && is_code_column(&label, id, rows) {
            kinds[id] = Some(CellKind::Text);
            res[id] = true;
        }
        if kinds[id] == Some(CellKind::Text) && is_code_label(&label) {
            found.extend(report_lost_digits(column, id, rows));
            found.extend(report_lost_noughts(column, id, rows));
        }
    }
    res
}

/// The name of a column in small letters, brackets and signs apart.
fn to_words(column: &ColumnSpec) -> String {
    let label = column.label.collect_words().to_lowercase();
    let label = label.split('(').next().unwrap_or_default();
    let words = label.replace(['.', ',', ':', '*', '/', '"'], " ");
    language::normalize_spaces(&words)
}

/// Whether the numbers of a column are codes.
fn is_code_column(label: &str, id: ColumnId, rows: &[RawRow<'_>]) -> bool {
    if is_code_label(label) {
        return true;
    }
    let is_count = ["số", "tổng"].iter().any(|word| has_start(label, word));
    let is_class = CLASSES.iter().any(|word| has_start(label, word));
    let mut numbers = 0;
    let mut padded = 0;
    for raw in rows.iter().filter_map(|row| row.cells.get(id)) {
        numbers += 1;
        let digits = count_padded_digits(raw);
        match raw.content() {
            // One is enough: nobody types `007` for seven.
            CellContent::Text(_) if digits >= CODE_DIGITS && !is_count => return true,
            CellContent::Text(_) if digits > 0 && is_class => return true,
            // `Số hộ` counts, however many digits a sheet shows.
            CellContent::Number(_)
                if digits >= CODE_DIGITS && !label_words::is_sure_count_label(label) =>
            {
                padded += 1;
            }
            CellContent::Number(_) if digits > 1 && is_class => padded += 1,
            CellContent::Empty
            | CellContent::Pending
            | CellContent::Uncomputed
            | CellContent::Covered
            | CellContent::Error(_) => {
                numbers -= 1;
            }
            CellContent::Text(_) | CellContent::Number(_) | CellContent::Date(_) => {}
        }
    }
    padded > 0 && padded * 2 >= numbers
}

/// How many digits a figure has that is written, or shown, with a leading nought; nought
/// where it has none.
fn count_padded_digits(raw: RawCell<'_>) -> usize {
    match (raw, raw.content()) {
        (_, CellContent::Text(text))
            if text.len() > 1
                && text.starts_with('0')
                && text.bytes().all(|b| b.is_ascii_digit()) =>
        {
            text.len()
        }
        (RawCell::FromSheet(sheet, row, column), CellContent::Number(_)) => {
            match sheet.format(row, column) {
                NumberFormat::Number { least_digits, places: 0, .. } => {
                    usize::from(*least_digits)
                }
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// Whether a column is by its name one of codes.
pub(super) fn is_code_label(label: &str) -> bool {
    if WHOLE_CODES.iter().any(|name| is_name(label, name)) {
        return true;
    }
    let counted = label.strip_prefix("số ").or_else(|| label.strip_prefix("so "));
    let name = counted.unwrap_or(label);
    let code = CODES.iter().filter(|code| has_start(name, code)).max_by_key(|c| c.len());
    let Some(code) = code else { return false };
    // `Hiệu quả`, `Sổ tay`, `Thẻ`: only what is a number of one.
    let needs_number =
        matches!(*code, "hiệu" | "sổ" | "thẻ" | "thửa" | "tờ" | "hộ chiếu" | "bhxh");
    if needs_number && counted.is_none() {
        return false;
    }
    // Typed without marks it is as long in characters, not in bytes.
    let length = if name.is_ascii() { code.chars().count() } else { code.len() };
    let after = format!("{} ", name.get(length..).unwrap_or_default());
    !COUNTED.iter().any(|word| {
        let word =
            if name.is_ascii() { language::fold(word) } else { (*word).to_owned() };
        after.contains(&format!(" {word} "))
    })
}

/// Whether two names are one; one without marks may be typed so.
fn is_name(label: &str, name: &str) -> bool {
    label == name || label.is_ascii() && label == language::fold(name)
}

/// Whether a name begins with a word or words.
fn has_start(label: &str, words: &str) -> bool {
    let folded;
    let words = if label.is_ascii() {
        folded = language::fold(words);
        folded.as_str()
    } else {
        words
    };
    label
        .strip_prefix(words)
        .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

/// The question of a column whose codes may not be whole: a sheet keeps fifteen digits of
/// a number.
fn report_lost_digits(
    column: &ColumnSpec,
    id: ColumnId,
    rows: &[RawRow<'_>],
) -> Option<CellDiagnostic> {
    let mut too_long = Vec::new();
    let mut file = None;
    for raw in rows.iter().filter_map(|row| row.cells.get(id)) {
        let RawCell::FromSheet(sheet, row, place) = raw else { continue };
        let DataCell::Number(number) = sheet.cell(row, place) else { continue };
        let text = number.exact_text().unwrap_or_default().replace('.', "");
        file = Some(sheet.file_name());
        if text.len() > SHEET_DIGITS {
            too_long.push(format!("{text} ({})", sheet.address(row, place)));
        }
    }
    let file = file.filter(|_| !too_long.is_empty())?;
    let name = language::normalize_spaces(&column.label.collect_words());
    let cells = join_cells(&too_long);
    let message = format!(
        "mã ở cột “{name}” của tệp {file} dài hơn {SHEET_DIGITS} chữ số mà ô kiểu số chỉ giữ {SHEET_DIGITS}: {cells}"
    );
    let finding =
        Diagnostic::error(&code::indicator::AMBIGUOUS_CODE, column.label.span, message)
            .label("mã đúng như vậy, hay các chữ số cuối đã mất?")
            .hint("mất chữ số thì mở tệp, đặt cột ấy kiểu Text (chữ), gõ lại mã, lưu thành .xlsx; mã đúng như vậy thì ghi ở cột: `kieu: chu`; là số để tính thì ghi `kieu: so`");
    Some(CellDiagnostic::in_form(finding))
}

/// The question of a column of telephone numbers, of papers, of codes: one that is a digit
/// shorter than those which begin with a nought may have lost its own, as a cell of
/// numbers keeps none.
fn report_lost_noughts(
    column: &ColumnSpec,
    id: ColumnId,
    rows: &[RawRow<'_>],
) -> Option<CellDiagnostic> {
    let label = to_words(column);
    let is_account = ["tài khoản", "tk", "stk"].iter().any(|word| label.contains(word));
    if is_account {
        return None;
    }
    let is_person = IDENTITIES.iter().any(|word| label.contains(word));
    let mut codes = Vec::new();
    let mut padded = Vec::new();
    for raw in rows.iter().filter_map(|row| row.cells.get(id)) {
        let RawCell::FromSheet(sheet, row, place) = raw else { continue };
        let text = raw.text();
        if text.len() + 1 < LONG_CODE || !text.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        match text.starts_with('0') {
            true => padded.push(text.len()),
            false => codes.push((sheet, row, place, text)),
        }
    }
    codes.retain(|(.., text)| {
        let is_short = is_person && matches!(text.len(), 10 | 11);
        is_short || padded.contains(&(text.len() + 1))
    });
    let (sheet, ..) = codes.first()?;
    let file = sheet.file_name();
    let cells = codes.iter().map(|(sheet, row, place, text)| {
        format!("{text} ({})", sheet.address(*row, *place))
    });
    let cells = join_cells(&cells.collect::<Vec<_>>());
    let name = language::normalize_spaces(&column.label.collect_words());
    let message = format!(
        "mã ở cột “{name}” của tệp {file} ngắn hơn mã bình thường, có thể đã mất số 0 ở đầu: {cells}"
    );
    let finding =
        Diagnostic::error(&code::indicator::AMBIGUOUS_CODE, column.label.span, message)
            .label("mã đúng như vậy, hay số 0 ở đầu đã mất?")
            .hint("mất số 0 thì mở tệp, đặt cột ấy kiểu Text (chữ), gõ lại mã; mã đúng như vậy thì ghi ở cột: `kieu: chu`");
    Some(CellDiagnostic::in_form(finding))
}

/// Some cells of a list, and a sign that there are more.
fn join_cells(cells: &[String]) -> String {
    let more = if cells.len() > MOST_CELLS { ", …" } else { "" };
    let shown: Vec<_> = cells.iter().take(MOST_CELLS).map(String::as_str).collect();
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_by_the_name_of_their_column() {
        for label in [
            "mã tỉnh",
            "mã",
            "mã số",
            "mã số thuế",
            "số cccd",
            "cccd",
            "số cmnd",
            "số tài khoản",
            "tài khoản ngân hàng",
            "số tài khoản chủ hộ",
            "điện thoại",
            "số điện thoại",
            "sđt",
            "sđt liên hệ",
            "mã định danh",
            "mst",
            "số hiệu",
            "ma tinh",
            "so dien thoai",
            "số thẻ bhyt",
            "căn cước công dân",
            "số thửa",
            "chương",
            "tiểu mục",
            "số sổ bhxh",
            "ma so thue",
        ] {
            assert!(is_code_label(label), "{label}");
        }
    }

    #[test]
    fn counts_of_what_has_codes_are_no_codes() {
        for label in [
            "số hộ",
            "số tài khoản đã mở",
            "số thẻ bhyt được cấp",
            "số cccd đã cấp",
            "mã số vùng trồng",
            "hiệu quả",
            "sổ tay",
            "mục tiêu",
            "má",
            "số điện thoại thông minh",
            "số hộ có điện thoại",
            "khoản chi",
            "loại hộ",
            "chương trình",
            "tk",
            "số lượng",
        ] {
            assert_eq!(is_code_label(label), label == "tk", "{label}");
        }
    }
}

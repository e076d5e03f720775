//! `figure-differs`: what is given and can be computed is what is computed: a figure, and
//! a word or a date of a computed column.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{
    ColumnSpec, Form, IndicatorValue, RowId, Rows, TableId, TableSpec, WholePeriod,
};
use crate::formula::Value;
use crate::indicator::{
    ComputedTable, Disagreement, Figures, IndicatorPart, RowPlace, TotalGap,
};
use crate::quantity::{BLANK, Day, Figure, Pending, Shown, Style};
use crate::rule::{Context, Rule, Validity};
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    code: &Code {
        id: "figure-differs",
        summary: "số ghi sẵn phải bằng số tính được",
        explanation: "Cột có `cong_thuc` mà vẫn ghi sẵn số (hay chữ, ngày), hàng tổng ghi sẵn trong số liệu hay ở `gia_tri`: máy tính lại và so, theo số chữ số lẻ đã ghi. Bỏ số ghi sẵn để máy tự tính, hoặc sửa số liệu gốc. Chỉ tiêu có `nam` mà ghi thêm `muc_tieu` thì phải bằng số của năm cuối. Số tổng cộng dựa trên số liệu không in trong bảng thì ghi ở cột: `tong: khong`, rồi cho số ở `gia_tri` của `tong`.",
    },
    severity: Severity::Error,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: None,
    wrong: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Đầu năm }\n      - { ma: giam, nhan: Giảm }\n      - { ma: cuoi, nhan: Cuối năm, cong_thuc: dau - giam }\n    hang:\n      - [Mai Hà, 5, 3, 3]\n",
    right: "bang:\n  ngheo:\n    cot:\n      - { ma: thon, nhan: Thôn }\n      - { ma: dau, nhan: Đầu năm }\n      - { ma: giam, nhan: Giảm }\n      - { ma: cuoi, nhan: Cuối năm, cong_thuc: dau - giam }\n    hang:\n      - [Mai Hà, 5, 3, 2]\nnoi_dung:\n  - tieu_de: Thực trạng\n    bang: ngheo\n",
    check,
};

/// Differing figures of one table that are reported one by one.
const MOST: usize = 20;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut by_table: BTreeMap<TableId, Vec<&Disagreement>> = BTreeMap::new();
    for differs in context.figures.disagreements() {
        by_table.entry(differs.table).or_default().push(differs);
    }
    for cells in by_table.into_values() {
        let more = cells.len().saturating_sub(MOST);
        for (index, differs) in cells.into_iter().take(MOST).enumerate() {
            let mut finding =
                describe_disagreement(rule, context.form, context.figures, differs);
            if has_split_figure(context, differs) {
                finding = finding.hint(
                    "số có dấu phẩy trong ngoặc vuông phải đặt trong dấu nháy, ví dụ \"2,5\"; không thì mỗi bên dấu phẩy là một ô",
                );
            }
            if index + 1 == MOST && more > 0 {
                finding = finding.hint(format!(
                    "còn {more} ô nữa trong bảng này cũng khác số tính được"
                ));
            }
            found.push(finding);
        }
    }
    check_targets(rule, context, found);
}

/// A target typed by itself is what the years of its indicator come to.
fn check_targets(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (index, (id, indicator)) in context.form.indicators.iter().enumerate() {
        let (Some(years), Some(target)) = (&indicator.years, &indicator.target) else {
            continue;
        };
        let (part, name) = match years.whole {
            WholePeriod::Last => {
                (IndicatorPart::Year(years.last()), format!("năm {}", years.last()))
            }
            WholePeriod::Sum => (IndicatorPart::Sum, "các năm cộng lại".to_owned()),
        };
        let given = context.figures.indicator(index, IndicatorPart::Goal);
        let (Some(Shown::Figure(given)), Some(Shown::Figure(computed))) =
            (given, context.figures.indicator(index, part))
        else {
            continue;
        };
        if given.value == computed.value {
            continue;
        }
        let span = match target {
            Pending::Known(IndicatorValue::Given(given)) => given.span,
            Pending::Known(IndicatorValue::Formula(formula)) => formula.span,
            Pending::Unknown => id.span,
        };
        let message = format!(
            "chỉ tiêu “{}”: `muc_tieu` ghi {given}, {name} là {computed}",
            indicator.name.collect_words()
        );
        found.push(
            rule.finding(span, message)
                .label(format!("cần {computed}, nếu các năm đã đúng"))
                .hint("bỏ `muc_tieu`: mục tiêu lấy từ các năm ghi ở `nam`"),
        );
    }
}

/// Whether a typed row has a comma between two digits, outside quotes: in square brackets
/// `2,5` is two cells, and a row with a cell too many has one for a computed column.
fn has_split_figure(context: &Context<'_>, differs: &Disagreement) -> bool {
    let written = &context.form.tables[differs.table];
    let (Rows::Typed(rows), RowPlace::Row(row)) = (&written.rows, differs.place) else {
        return false;
    };
    let table = context.figures.table(differs.table);
    let Some(row) = table.typed_row(row).and_then(|index| rows.get(index)) else {
        return false;
    };
    let mut bare = context.source.slice(row.span).split(['"', '\'']).step_by(2);
    bare.any(|part| {
        let bytes = part.as_bytes();
        bytes.windows(3).any(|three| {
            three[1] == b',' && three[0].is_ascii_digit() && three[2].is_ascii_digit()
        })
    })
}

/// The finding of one cell.
pub(crate) fn describe_disagreement(
    rule: &Rule,
    form: &Form,
    figures: &Figures,
    differs: &Disagreement,
) -> Diagnostic {
    let table = figures.table(differs.table);
    let column = &table.columns()[differs.column];
    let row = table.place_name(differs.place);
    let given = match (&differs.given, column.style) {
        (Value::Number(value), Some(style)) => {
            let figure = Figure { value: value.clone(), style };
            // A figure typed with more places than are shown is named as typed.
            if figure.shown() == *value {
                figure.bare()
            } else {
                show_all_places(&figure)
            }
        }
        (given, style) => show_value(given, style),
    };
    let computed = show_value(&differs.computed, column.style);
    let name = column.labels.join(" / ");
    let written = &form.tables[differs.table];
    let address = find_address(written, table, differs);
    let place = address.as_ref().map(|(file, cell)| format!(" (tệp {file}, {cell})"));
    let message = format!(
        "{row}, cột “{name}”{}: ghi {given}, tính ra {computed}",
        place.unwrap_or_default()
    );
    let finding = rule.finding(find_place(written, table, differs), message);
    match figures.explain_gap(differs) {
        Some(gap) => describe_gap(finding, figures, differs, &gap),
        None => finding
            .label(format!("cần {computed}, nếu các số khác đã đúng"))
            .hint(suggest_remedy(written, differs, address)),
    }
}

/// Where a given figure stands in a file: the file and its cell.
fn find_address(
    written: &TableSpec,
    table: &ComputedTable,
    differs: &Disagreement,
) -> Option<(String, String)> {
    match differs.place {
        RowPlace::Row(row) => table.address(row, differs.column),
        RowPlace::Total => {
            let column = &written.columns[differs.column];
            let typed = find_typed_total(written, column);
            table.total_address(differs.column).filter(|_| typed.is_none())
        }
        RowPlace::Group(_) | RowPlace::Foot(_) => None,
    }
}

/// What to do about a figure that differs. One of a file is mended there.
fn suggest_remedy(
    written: &TableSpec,
    differs: &Disagreement,
    address: Option<(String, String)>,
) -> String {
    let column = &written.columns[differs.column];
    let sources = match differs.place {
        RowPlace::Total if column.formula.is_none() => "các số được cộng",
        _ => "các số mà nó được tính từ đó",
    };
    match address {
        Some((file, cell)) => format!("sửa {cell} trong tệp {file}, hoặc sửa {sources}"),
        None => format!("bỏ số ghi sẵn để máy tự tính, hoặc sửa {sources}"),
    }
}

/// Rows that are named one by one.
const MOST_NAMED: usize = 5;

/// Why a given total differs. It may be the right one, so that nobody is told to delete it.
fn describe_gap(
    finding: Diagnostic,
    figures: &Figures,
    differs: &Disagreement,
    gap: &TotalGap,
) -> Diagnostic {
    match gap {
        TotalGap::Twice(sums) if sums.is_empty() => finding
            .label("số tính ra gấp đúng hai lần số đã ghi")
            .hint("thường là vì trong các hàng có hàng cộng (của nhóm hoặc của cả bảng) cũng được cộng vào: bỏ các hàng ấy bằng `bo_hang` ở bảng; số đã ghi có thể đúng, đừng xóa"),
        TotalGap::Twice(sums) => {
            let names = list_row_names(figures.table(differs.table), sums);
            finding
                .label("số tính ra gấp đúng hai lần số đã ghi")
                .hint(format!(
                    "các hàng {names} là hàng cộng mà cũng được cộng vào: bỏ các hàng ấy bằng `bo_hang` ở bảng; số đã ghi có thể đúng, đừng xóa"
                ))
        }
        TotalGap::Rows(rows) => {
            let table = figures.table(differs.table);
            let names = list_row_names(table, rows);
            let hint = match rows.len() {
                1 => format!("số tính ra hơn số đã ghi đúng bằng hàng {names}: hàng ấy là hàng cộng của nhóm thì bỏ nó bằng `bo_hang` ở bảng; là số liệu thì sửa số đã ghi"),
                _ => format!("số tính ra hơn số đã ghi đúng bằng các hàng {names} cộng lại: các hàng ấy là hàng cộng của nhóm thì bỏ chúng bằng `bo_hang` ở bảng; là số liệu thì sửa số đã ghi"),
            };
            finding.label("số đã ghi có thể đúng, đừng vội xóa").hint(hint)
        }
        TotalGap::Hidden(rows) => {
            let lines = figures.file_rows(differs.table, rows);
            let mut lines: Vec<_> =
                lines.iter().take(MOST_NAMED).map(ToString::to_string).collect();
            if rows.len() > MOST_NAMED {
                lines.push("…".to_owned());
            }
            finding
                .label("chênh đúng bằng các hàng đang ẩn trong tệp")
                .hint(format!(
                    "dòng {} của tệp đang ẩn mà vẫn được cộng: không tính thì ghi ở `du_lieu` `hang_an: bo`; có tính thì sửa số đã ghi",
                    lines.join(", ")
                ))
        }
    }
}

/// The first of some rows by their names.
fn list_row_names(table: &ComputedTable, rows: &[RowId]) -> String {
    let names = rows.iter().take(MOST_NAMED);
    let mut names: Vec<_> = names.map(|row| format!("“{}”", table.name(*row))).collect();
    if rows.len() > MOST_NAMED {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// A cell as a message has it.
fn show_value(value: &Value, style: Option<Style>) -> String {
    match (value, style) {
        (Value::Number(value), Some(style)) => {
            Figure { value: value.clone(), style }.bare()
        }
        (Value::Number(value), None) => value.text(0),
        (Value::Text(text), _) => format!("“{text}”"),
        (Value::Date(date), _) => Day(*date).short(),
        (Value::Pending, _) => BLANK.to_owned(),
    }
}

/// The figure with all the decimal places that it was typed with.
fn show_all_places(figure: &Figure) -> String {
    let places = (0..=8).find(|p| figure.clone().with_places(*p).shown() == figure.value);
    places.map_or_else(|| figure.bare(), |p| figure.clone().with_places(p).bare())
}

/// The cell in the form; where it stands in a file, the total typed for its column, or the
/// column.
fn find_place(
    written: &TableSpec,
    table: &ComputedTable,
    differs: &Disagreement,
) -> Span {
    let column = &written.columns[differs.column];
    let of_column = column.id.as_ref().map_or(column.label.span, |id| id.span);
    let of_total = find_typed_total(written, column);
    let Rows::Typed(rows) = &written.rows else { return of_total.unwrap_or(of_column) };
    let row = match differs.place {
        RowPlace::Row(row) => table.typed_row(row).and_then(|index| rows.get(index)),
        RowPlace::Total if of_total.is_some() => return of_total.unwrap_or(of_column),
        // The total row is the one that is no row of the table.
        RowPlace::Total => {
            let used: Vec<_> =
                table.rows().filter_map(|row| table.typed_row(row)).collect();
            (0..rows.len())
                .find(|index| !used.contains(index))
                .and_then(|index| rows.get(index))
        }
        RowPlace::Group(_) | RowPlace::Foot(_) => None,
    };
    let Some(row) = row else { return of_column };
    written.typed_cell(row, differs.column).map_or(row.span, |cell| cell.span)
}

/// Where `tong` of the table gives the total of a column.
fn find_typed_total(written: &TableSpec, column: &ColumnSpec) -> Option<Span> {
    let id = column.id.as_ref()?;
    let given = &written.total.as_ref()?.given;
    given.iter().find(|(name, _)| name.value == id.value).map(|(_, cell)| cell.span)
}

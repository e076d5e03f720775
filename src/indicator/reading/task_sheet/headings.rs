//! The usual names of the columns in a list of tasks: which column says what, where the
//! form does not say it.

use crate::code;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::form::{SheetField, Spanned, TaskFile};
use crate::language::normalize_spaces;
use crate::sheet::Sheet;

use super::super::cell_kind::is_order_label;

/// Rows at the top of a sheet among which the names of the columns are looked for.
const DEPTH: usize = 40;

/// Rows of names at most, one above another.
const STOREYS: usize = 4;

/// Words at which the name of a column begins, or that stand anywhere in it.
struct UsualName {
    column: SheetField,
    starts: &'static [&'static str],
    holds: &'static [&'static str],
}

const USUAL: [UsualName; 12] = [
    UsualName { column: SheetField::Lead, starts: &[], holds: &["chủ trì"] },
    UsualName { column: SheetField::Partners, starts: &[], holds: &["phối hợp"] },
    UsualName {
        column: SheetField::Time,
        starts: &["thời gian", "thời hạn", "tiến độ", "hạn hoàn thành", "thời điểm"],
        holds: &[],
    },
    UsualName {
        column: SheetField::Place,
        starts: &["địa điểm", "nơi tổ chức"],
        holds: &[],
    },
    UsualName { column: SheetField::Form, starts: &["hình thức"], holds: &[] },
    UsualName {
        column: SheetField::Output,
        starts: &["sản phẩm", "kết quả", "dự kiến sản phẩm", "dự kiến kết quả"],
        holds: &[],
    },
    UsualName {
        column: SheetField::Budget,
        starts: &["kinh phí", "dự toán", "dự kiến kinh phí"],
        holds: &[],
    },
    UsualName { column: SheetField::Note, starts: &["ghi chú"], holds: &[] },
    UsualName {
        column: SheetField::Id,
        starts: &["mã nhiệm vụ", "mã số nhiệm vụ", "mã công việc", "mã nv"],
        holds: &[],
    },
    UsualName {
        column: SheetField::Group,
        starts: &["nhóm nhiệm vụ", "lĩnh vực", "nhóm công việc"],
        holds: &[],
    },
    UsualName {
        column: SheetField::Doers,
        starts: &["phụ trách", "phân công"],
        holds: &[
            "đơn vị thực hiện",
            "cơ quan thực hiện",
            "người thực hiện",
            "bộ phận thực hiện",
            "cá nhân thực hiện",
            "đơn vị phụ trách",
            "người phụ trách",
        ],
    },
    UsualName {
        column: SheetField::Title,
        starts: &[
            "nhiệm vụ",
            "tên nhiệm vụ",
            "tên công việc",
            "công việc",
            "hoạt động",
            "nội dung công việc",
            "nội dung nhiệm vụ",
            "nội dung hoạt động",
            "nội dung công tác",
            "tên hoạt động",
        ],
        holds: &[],
    },
];

/// The columns of a list of tasks by their names.
pub(super) struct UsualColumns {
    pub(super) columns: Vec<(SheetField, Spanned<String>)>,
    /// Findings in the form: columns of which it cannot be told what they say.
    pub(super) found: Vec<Diagnostic>,
}

/// A name over a column of the sheet, and what it says of tasks.
struct NamedColumn {
    name: String,
    says: Option<SheetField>,
}

/// Looks for the row that names the columns of a list of tasks.
///
/// # Errors
///
/// The finding in the form where no row does, or where two columns say the same.
pub(super) fn find_usual_columns(
    file: &TaskFile,
    sheet: &Sheet,
) -> Result<UsualColumns, Vec<Diagnostic>> {
    let rows = match &file.file.header_row {
        // The row that the form gives may be the last of several.
        Some(row) => row.value.saturating_sub(STOREYS)..row.value,
        None => 0..sheet.head().min(DEPTH),
    };
    let named = rows.map(|row| read_names(sheet, row));
    let best = named.rev().max_by_key(|names| count_known(names));
    let names = best.unwrap_or_default();
    let is_titled = names.iter().any(|n| n.says == Some(SheetField::Title));
    if !is_titled {
        return Err(vec![report_no_title(file, sheet, &names)]);
    }
    let mut columns = Vec::new();
    let mut twins = Vec::new();
    for (column, _) in SheetField::ALL {
        let mut alike = names.iter().filter(|n| n.says == Some(column));
        let Some(first) = alike.next() else { continue };
        if let Some(second) = alike.next() {
            twins.push(report_twins(file, sheet, column, [&first.name, &second.name]));
        }
        let label = Spanned { value: first.name.clone(), span: file.span };
        columns.push((column, label));
    }
    if !twins.is_empty() {
        return Err(twins);
    }
    let left = names.iter().filter(|n| n.says.is_none() && !is_order_label(&n.name));
    let left: Vec<_> = left.map(|n| n.name.as_str()).collect();
    let found = (!left.is_empty()).then(|| report_left(file, sheet, &left));
    Ok(UsualColumns { columns, found: found.into_iter().collect() })
}

/// The names in a row, and below a name that several of them share, those of the next.
fn read_names(sheet: &Sheet, row: usize) -> Vec<NamedColumn> {
    let mut names = Vec::new();
    for column in 0..sheet.width() {
        let text = normalize_spaces(&sheet.text(row, column));
        let area = sheet.merged(row, column);
        let shared = area.filter(|area| area.columns.end() > area.columns.start());
        let Some(area) = shared else {
            names.extend(Some(text).filter(|text| !text.is_empty()));
            continue;
        };
        let lower = normalize_spaces(&sheet.text(area.rows.end() + 1, column));
        // Names below one that several columns share say more, where they are names; a
        // title is merged over all columns and names none.
        let is_name = lower.chars().filter(|c| c.is_alphabetic()).count() > 2;
        names.extend(if classify_name(&lower).is_some() {
            Some(lower)
        } else if classify_name(&text).is_some() {
            Some(text)
        } else {
            Some(lower).filter(|_| is_name)
        });
    }
    let names = names.into_iter();
    let mut res: Vec<_> =
        names.map(|name| NamedColumn { says: classify_name(&name), name }).collect();
    assign_contents(&mut res);
    res
}

/// `Nội dung` is the title of a task, or what is done where another column has that.
fn assign_contents(names: &mut [NamedColumn]) {
    let is_titled = names.iter().any(|n| n.says == Some(SheetField::Title));
    for named in names.iter_mut().filter(|n| n.says.is_none()) {
        if trim_name(&named.name).starts_with("nội dung") {
            let column =
                if is_titled { SheetField::Activities } else { SheetField::Title };
            named.says = Some(column);
        }
    }
}

/// What a column says by its name; `None` where that is not known.
fn classify_name(name: &str) -> Option<SheetField> {
    let name = trim_name(name);
    if name == "mã" {
        return Some(SheetField::Id);
    }
    let fits = |usual: &&UsualName| {
        usual.starts.iter().any(|start| {
            name.strip_prefix(start)
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        }) || usual.holds.iter().any(|part| name.contains(part))
    };
    let mut found = USUAL.iter().filter(fits);
    let first = found.next()?;
    // `Đơn vị chủ trì, phối hợp` says two things.
    let is_double = first.column == SheetField::Lead
        && found.any(|usual| usual.column == SheetField::Partners);
    (!is_double).then_some(first.column)
}

/// A name in small letters.
fn trim_name(name: &str) -> String {
    normalize_spaces(&name.to_lowercase())
}

/// How many things the names of a row say; none where they name a single column.
fn count_known(names: &[NamedColumn]) -> usize {
    let columns = SheetField::ALL.iter().map(|(column, _)| Some(*column));
    let known = columns.filter(|column| names.iter().any(|n| n.says == *column)).count();
    if known < 2 { 0 } else { known }
}

fn report_no_title(file: &TaskFile, sheet: &Sheet, names: &[NamedColumn]) -> Diagnostic {
    let message = format!("không nhận ra cột tên nhiệm vụ của tệp {}", sheet.file_name());
    let finding = Diagnostic::error(&code::task_sheet::TASK_COLUMN, file.span, message)
        .label("cần thêm `cot_du_lieu:` cạnh `du_lieu`")
        .hint("ghi tên các cột như trong tệp, hoặc chữ của cột: cot_du_lieu: { tieu_de: Việc cần làm, chu_tri: cột D }");
    if names.is_empty() {
        return finding;
    }
    let names: Vec<_> = names.iter().map(|named| named.name.as_str()).collect();
    finding.hint(format!("các cột của tệp: {}", diagnostic::list_names(&names)))
}

fn report_twins(
    file: &TaskFile,
    sheet: &Sheet,
    column: SheetField,
    names: [&str; 2],
) -> Diagnostic {
    let key = column.key();
    let message = format!(
        "tệp {} có hai cột cùng có thể là `{key}`: {}",
        sheet.file_name(),
        diagnostic::list_names(&names)
    );
    Diagnostic::error(&code::task_sheet::AMBIGUOUS_TASK_COLUMN, file.span, message)
        .label("chưa rõ lấy cột nào")
        .hint(format!(
            "ghi tên các cột cần lấy ở `cot_du_lieu`, cạnh `du_lieu`: cot_du_lieu: {{ tieu_de: …, {key}: {} }}",
            names[0]
        ))
}

/// Columns whose names say nothing that a task has.
fn report_left(file: &TaskFile, sheet: &Sheet, names: &[&str]) -> Diagnostic {
    let message = format!(
        "không lấy cột {} của tệp {}: chưa rõ là điều gì của nhiệm vụ",
        diagnostic::list_names(names),
        sheet.file_name()
    );
    let code = &code::task_sheet::TASK_COLUMN_LEFT;
    Diagnostic::new(code, Severity::Warning, Some(file.span), message)
        .label("cột này không vào văn bản")
        .hint("ghi các cột cần lấy ở `cot_du_lieu`, cạnh `du_lieu`; cột không ghi ở đó thì máy không nhắc nữa")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_real_plans_are_known_by_their_names() {
        for (name, column) in [
            ("Tên nhiệm vụ", SheetField::Title),
            ("Nội dung công việc", SheetField::Title),
            ("Nhiệm vụ, giải pháp", SheetField::Title),
            ("Sở, ngành chủ trì tham mưu", SheetField::Lead),
            ("Cơ quan chủ trì", SheetField::Lead),
            ("Chủ trì thực hiện", SheetField::Lead),
            ("Đơn vị phối hợp thực hiện", SheetField::Partners),
            ("Đơn vị thực hiện", SheetField::Doers),
            ("Thời gian thực hiện", SheetField::Time),
            ("Thời gian hoàn thành", SheetField::Time),
            ("Kinh phí (triệu đồng)", SheetField::Budget),
            ("Sản phẩm/kết quả", SheetField::Output),
            ("Ghi chú", SheetField::Note),
            ("Mã", SheetField::Id),
            ("Lĩnh vực", SheetField::Group),
        ] {
            assert_eq!(classify_name(name), Some(column), "{name}");
        }
        for name in ["Mức độ", "TT", "Đơn vị chủ trì, phối hợp", "Kinh phíx", ""]
        {
            assert_eq!(classify_name(name), None, "{name}");
        }
    }
}

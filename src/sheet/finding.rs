//! Errors of data files in the words of a clerk who has Excel open and not this program.

use crate::code::{self, Code};
use crate::diagnostic::{Diagnostic, Severity, report_old_bytes};
use crate::git::{CONFLICT_HINT, CONFLICT_LABEL, Conflict};
use crate::language::group_digits;
use crate::source::{NotUtf8, Source, Span};

use super::{
    CountedRow, Damage, Disguise, Excess, MAX_CELL_CHARS, MAX_CELLS, MAX_COLUMNS,
    MAX_ROWS, MAX_SHEETS, MAX_TEXT, MAX_UNPACKED, SheetError,
};

/// Names that a message lists at most.
const LISTED: usize = 12;

impl SheetError {
    /// The finding. Its message names the line or the sheet, and so is clear where the
    /// file is not shown; its place is in [`SheetError::source`].
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Format(extension) => report_format(extension),
            Self::OldExcel => report_whole_file(&code::sheet::SHEET_FORMAT, "tệp của Excel 95 trở về trước, không đọc được")
                .hint("mở bằng Excel rồi lưu thành .xlsx (Excel Workbook)"),
            Self::Disguised(disguise) => report_disguise(*disguise),
            Self::Encrypted => report_whole_file(&code::sheet::SHEET_ENCRYPTED, "tệp có mật khẩu, không đọc được")
                .hint("mở bằng Excel, vào Tệp (File), Thông tin (Info), Bảo vệ (Protect Workbook), xóa mật khẩu rồi lưu lại"),
            Self::Broken(damage) => report_broken(damage),
            Self::NoSheets => report_whole_file(&code::sheet::SHEET_UNKNOWN, "tệp dạng CSV không có trang nào để chọn")
                .hint("bỏ `trang`, hoặc dùng tệp .xlsx"),
            Self::UnknownSheet { wanted, nearest, names } => {
                report_unknown_sheet(wanted, nearest.as_deref(), names)
            }
            Self::AmbiguousSheet { wanted, names } => {
                let message = format!("tên trang “{wanted}” khớp với nhiều trang: {}", list_names(names));
                report_whole_file(&code::sheet::SHEET_UNKNOWN, message).hint("viết đúng tên trang, đủ dấu")
            }
            Self::SeveralSheets(names) => {
                let message = format!("tệp có {} trang có số liệu, chưa chọn trang nào", names.len());
                report_whole_file(&code::sheet::SHEET_SEVERAL, message)
                    .hint(format!("chọn một trang bằng `trang`: {}", list_names(names)))
            }
            Self::TooLarge(excess) => report_too_large(*excess),
            Self::LongCell(address) => report_long_cell(address.as_deref()),
            Self::NotUtf8(not_utf8) => report_not_utf8(not_utf8),
            Self::Conflict { conflicts, .. } => report_conflicts(conflicts),
            Self::OpenQuote { source, open } => report_open_quote(source, *open),
            Self::TextAfterQuote { source, open, close } => {
                report_text_after_quote(source, *open, *close)
            }
            Self::Fields { source, row, header } => report_uneven_fields(source, *row, *header),
            Self::Empty(title) => report_empty(title.as_deref()),
        }
    }
}

fn report_whole_file(code: &'static Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, None, message)
}

fn report_format(extension: &str) -> Diagnostic {
    let message = match extension {
        "" => "tên tệp số liệu không có đuôi".to_owned(),
        _ => format!("không đọc được số liệu từ tệp .{extension}"),
    };
    report_whole_file(&code::sheet::SHEET_FORMAT, message).hint(
        "dùng tệp .xlsx, .xlsb, .xls, .ods hoặc .csv; tệp khác thì mở bằng Excel rồi lưu thành .xlsx",
    )
}

fn report_disguise(disguise: Disguise) -> Diagnostic {
    let (message, hint) = match disguise {
        Disguise::Workbook => (
            "tệp mang đuôi .csv nhưng bên trong là bảng tính",
            "đổi đuôi tệp thành .xlsx, hoặc mở bằng Excel rồi lưu thành “CSV UTF-8”",
        ),
        Disguise::Text => (
            "tệp mang đuôi bảng tính nhưng bên trong là văn bản",
            "nhiều phần mềm báo cáo xuất tệp như vậy: mở bằng Excel rồi lưu thành .xlsx (Excel Workbook)",
        ),
    };
    report_whole_file(&code::sheet::SHEET_FORMAT, message).hint(hint)
}

fn report_broken(damage: &Damage) -> Diagnostic {
    let finding = report_whole_file(&code::sheet::SHEET_UNREADABLE, "tệp bị hỏng, không đọc được")
        .hint("mở bằng Excel hoặc LibreOffice rồi lưu lại; không mở được thì xin lại tệp ở nơi gửi");
    // What a library says is English, and for whoever is asked for help.
    match damage {
        Damage::Reader(detail) => finding.hint(format!("máy báo: {detail}")),
        damage => finding.hint(format!("chỗ hỏng: {}", describe_damage(damage))),
    }
}

/// What is wrong with a workbook.
fn describe_damage(damage: &Damage) -> &str {
    match damage {
        Damage::Reader(detail) => detail,
        Damage::Address => "một ô ghi địa chỉ không thể có",
        Damage::CellType => "một ô khai một loại không có",
        Damage::Chain => "các khối dữ liệu của tệp không nối được với nhau",
        Damage::CutOff => "tệp bị cắt ngang, thiếu phần cuối",
        Damage::Depth => "các phần của tệp lồng vào nhau quá sâu",
        Damage::DocumentType => {
            "tệp tự khai một loại văn bản riêng, không phải bảng tính"
        }
        Damage::Entity => "tệp có ký hiệu không thay cho chữ nào",
        Damage::Formats => "tệp khai nhiều kiểu ô hơn một bảng tính có thể có",
        Damage::MergedCells => "tệp khai nhiều ô gộp hơn một trang tính có thể có",
        Damage::MissingSheet => "một trang tính có tên mà không có nội dung trong tệp",
        Damage::MissingText => "một ô chỉ đến đoạn chữ không có trong tệp",
        Damage::NameLength => "một cái tên trong tệp dài quá mức có thể",
        Damage::NoWorkbook => "trong tệp không có bảng tính nào",
        Damage::RecordLength => "một đoạn dữ liệu khai dài quá mức có thể",
        Damage::Relations => {
            "tệp khai nhiều phần nối với nhau hơn một bảng tính có thể có"
        }
        Damage::SharedPart => "nhiều trang tính cùng chỉ đến một phần của tệp",
        Damage::Style => "một ô ghi sai số hiệu của kiểu ô",
        Damage::Texts => "tệp khai nhiều đoạn chữ hơn mọi bảng tính có thể có",
        Damage::TwinParts => "trong tệp có hai phần cùng một tên",
    }
}

fn report_unknown_sheet(
    wanted: &str,
    nearest: Option<&str>,
    names: &[String],
) -> Diagnostic {
    let finding = report_whole_file(
        &code::sheet::SHEET_UNKNOWN,
        format!("tệp không có trang “{wanted}”"),
    );
    let finding = match nearest {
        Some(nearest) => finding.hint(format!("có phải “{nearest}” không?")),
        None => finding,
    };
    finding.hint(format!("các trang của tệp: {}", list_names(names)))
}

fn report_too_large(excess: Excess) -> Diagnostic {
    let mega = 1024 * 1024;
    let (found, limit) = match excess {
        Excess::Rows(rows) => (
            format!("có dòng {}", group_size(rows)),
            format!("{} dòng", group_size(MAX_ROWS)),
        ),
        Excess::Columns(columns) => (
            format!("có cột thứ {}", group_size(columns)),
            format!("{} cột", group_size(MAX_COLUMNS)),
        ),
        Excess::Cells => {
            ("có quá nhiều ô".to_owned(), format!("{} ô", group_size(MAX_CELLS)))
        }
        Excess::Text => (
            "các ô có quá nhiều chữ".to_owned(),
            format!("{} MB chữ", group_size(MAX_TEXT / (1024 * 1024))),
        ),
        Excess::Sheets(sheets) => (
            format!("có {} trang", group_size(sheets)),
            format!("{} trang", group_size(MAX_SHEETS)),
        ),
        Excess::Unpacked(bytes) => (
            format!("mở nén ra {} MB", group_digits(bytes.div_ceil(mega))),
            format!("{} MB", group_digits(MAX_UNPACKED / mega)),
        ),
    };
    report_whole_file(&code::sheet::SHEET_TOO_LARGE, format!("bảng số liệu quá lớn: {found}"))
        .hint(format!("nhiều nhất được đọc là {limit}; giữ lại phần cần cho kế hoạch trong một tệp riêng"))
}

fn report_long_cell(address: Option<&str>) -> Diagnostic {
    let most = group_size(MAX_CELL_CHARS);
    let message = match address {
        Some(address) => format!("{address} dài hơn {most} ký tự"),
        None => format!("tệp có một đoạn chữ quá dài: hơn {most} ký tự"),
    };
    report_whole_file(&code::sheet::SHEET_TOO_LARGE, message)
        .hint("không ô nào của Excel dài như vậy: mở tệp, xóa nội dung thừa trong ô rồi lưu lại; không mở được thì xin lại tệp ở nơi gửi")
}

fn report_not_utf8(not_utf8: &NotUtf8) -> Diagnostic {
    if let Some(finding) = report_old_bytes(not_utf8) {
        return finding;
    }
    let finding = if not_utf8.utf16 {
        report_whole_file(
            &code::file::NOT_UTF8,
            "tệp CSV lưu bằng mã UTF-16, cần mã UTF-8",
        )
    } else {
        let line = not_utf8.source.position(not_utf8.offset).line;
        let span = Span::new(not_utf8.offset, not_utf8.offset + '\u{fffd}'.len_utf8());
        let message = format!("từ dòng {line} tệp CSV không phải là mã UTF-8");
        Diagnostic::error(&code::file::NOT_UTF8, span, message)
            .label("ký tự này không đọc được")
    };
    finding.hint("mở bằng Excel, chọn Lưu thành (Save as), kiểu “CSV UTF-8 (Comma delimited)”; hoặc dùng thẳng tệp .xlsx; chữ gõ bằng mã TCVN3 hay VNI phải chuyển sang Unicode trước")
}

/// A table is read whole or not at all: one finding names all of its conflicts.
fn report_conflicts(conflicts: &[Conflict]) -> Diagnostic {
    let Some((first, others)) = conflicts.split_first() else {
        return report_whole_file(
            &code::file::CONFLICT_MARKER,
            "tệp còn dấu xung đột của git",
        );
    };
    let finding =
        Diagnostic::error(&code::file::CONFLICT_MARKER, first.span, &*first.message)
            .label(CONFLICT_LABEL)
            .hint(CONFLICT_HINT);
    others
        .iter()
        .take(LISTED)
        .fold(finding, |finding, other| finding.related(other.span, "chỗ này cũng vậy"))
}

fn report_open_quote(source: &Source, open: usize) -> Diagnostic {
    let line = source.line_number(open);
    let message = format!("dấu ngoặc kép mở ở dòng {line} không được đóng");
    Diagnostic::error(&code::sheet::CSV_QUOTE, Span::new(open, open + 1), message)
        .label("ngoặc kép mở ở đây")
        .hint("đóng ngoặc kép ở cuối ô; ngoặc kép trong ô viết hai lần: \"\"")
}

fn report_text_after_quote(source: &Source, open: usize, close: usize) -> Diagnostic {
    let line = source.line_number(close);
    let message = format!("dòng {line}: còn chữ sau dấu ngoặc kép đóng ô");
    Diagnostic::error(&code::sheet::CSV_QUOTE, Span::new(close, close + 1), message)
        .label("sau dấu này phải là ô tiếp theo")
        .related(Span::new(open, open + 1), "ngoặc kép mở ở đây")
        .hint("đặt cả ô trong ngoặc kép; ngoặc kép trong ô viết hai lần: \"\"Toàn dân\"\" đoàn kết")
}

fn report_uneven_fields(
    source: &Source,
    row: CountedRow,
    header: CountedRow,
) -> Diagnostic {
    let (found, expected) = (row.fields, header.fields);
    let line = source.line_number(row.span.start);
    let top = source.line_number(header.span.start);
    let message =
        format!("dòng {line} có {found} ô, hàng tiêu đề (dòng {top}) có {expected} ô");
    let finding = Diagnostic::error(&code::sheet::CSV_FIELDS, row.span, message)
        .label(format!("cần {expected} ô"))
        .related(header.span, "hàng tiêu đề");
    let finding = if found > expected {
        finding.hint("ô có dấu ngăn cách bên trong (như 4,08) phải đặt trong ngoặc kép; hoặc lưu tệp với dấu chấm phẩy giữa các ô")
    } else {
        finding.hint("ô để trống cũng phải giữ dấu ngăn cách")
    };
    finding.hint(format!(
        "nếu dòng {top} chưa phải hàng tiêu đề, ghi `dong_tieu_de` là số thứ tự của hàng tiêu đề"
    ))
}

fn report_empty(title: Option<&str>) -> Diagnostic {
    let message = match title {
        Some(title) => format!("trang “{title}” không có số liệu nào"),
        None => "tệp không có số liệu nào".to_owned(),
    };
    report_whole_file(&code::sheet::SHEET_EMPTY, message)
        .hint("xem có nhầm tệp, nhầm trang, hoặc chưa lưu số liệu không")
}

/// A number of rows, columns or sheets with its dots.
fn group_size(size: usize) -> String {
    group_digits(i64::try_from(size).unwrap_or(i64::MAX))
}

/// Names as a message lists them.
fn list_names(names: &[String]) -> String {
    let quoted: Vec<_> =
        names.iter().take(LISTED).map(|name| format!("“{name}”")).collect();
    let more = if names.len() > LISTED { ", …" } else { "" };
    format!("{}{more}", quoted.join(", "))
}

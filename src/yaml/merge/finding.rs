//! What cannot be merged, in the words of a clerk.

use super::super::YamlNode;
use super::find_id;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::source::Span;

/// An item without an id, among others that have one.
pub(super) fn report_missing_id(item: &YamlNode) -> Diagnostic {
    let message = "mục này không có `ma`, các mục khác của danh sách thì có";
    Diagnostic::error(&code::form::MISSING_KEY, item.span, message)
        .label("không rõ ghép vào hay thay cả danh sách của biểu mẫu")
        .hint("thêm `ma` cho mọi mục để ghép vào danh sách; muốn thay cả danh sách thì không mục nào có `ma`")
}

pub(super) fn report_whole_form(span: Span) -> Diagnostic {
    let message = "`bo` ở cấp ngoài cùng của tệp riêng không bỏ được cả biểu";
    Diagnostic::error(&code::yaml::REMOVES_NOTHING, span, message)
        .label("không có gì để bỏ")
        .hint("đơn vị không cần văn bản thì xóa hàng của đơn vị ấy trong bảng đơn vị")
}

pub(super) fn report_no_entry<'a>(
    key: &str,
    span: Span,
    names: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("biểu mẫu không có khóa `{key}` ở nhóm này để bỏ");
    let finding = Diagnostic::error(&code::yaml::REMOVES_NOTHING, span, message);
    match language::find_nearest(key, names) {
        Some(near) => finding.suggest(near),
        None => finding.label("không có gì để bỏ"),
    }
    .hint("sửa tên khóa cho khớp với biểu mẫu, hoặc xóa chỗ này")
}

pub(super) fn report_no_item<'a>(
    id: &str,
    span: Span,
    below: impl IntoIterator<Item = &'a YamlNode>,
) -> Diagnostic {
    let message =
        format!("biểu mẫu không có mục nào mang mã `{id}` ở danh sách này để bỏ");
    let finding = Diagnostic::error(&code::yaml::REMOVES_NOTHING, span, message);
    match language::find_nearest(id, below.into_iter().filter_map(find_id)) {
        Some(near) => finding.suggest(near),
        None => finding.label("không có gì để bỏ"),
    }
    .hint("sửa `ma` cho khớp với biểu mẫu, hoặc xóa chỗ này")
}

pub(super) fn report_nothing_here(span: Span) -> Diagnostic {
    Diagnostic::error(&code::yaml::REMOVES_NOTHING, span, "ở chỗ này biểu mẫu không có gì để bỏ")
        .label("không có gì để bỏ")
        .hint("mục của danh sách được bỏ theo `ma`: mọi mục ghi trong danh sách ấy phải có `ma`; danh sách không có `ma` thì ghi lại cả danh sách")
}

pub(super) fn report_undecided(key: &str, span: Span) -> Diagnostic {
    let message = format!("`bo` đứng cùng khóa `{key}`, chưa rõ là bỏ hay sửa");
    Diagnostic::error(&code::yaml::REMOVES_AND_CHANGES, span, message)
        .label("`bo` bỏ cả nhóm khóa này")
        .hint(
            "muốn bỏ thì chỉ giữ `bo` (ở danh sách giữ thêm `ma`); muốn sửa thì xóa `bo`",
        )
}

pub(super) fn report_duplicate_id(id: &str, span: Span) -> Diagnostic {
    let message = format!("tệp riêng có hai mục cùng mang mã `{id}` trong danh sách này");
    Diagnostic::error(&code::form::DUPLICATE_ID, span, message)
        .label("gộp hai mục làm một")
}

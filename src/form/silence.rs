//! `bo_qua`: rules silenced beside a value, each with a reason.

use crate::diagnostic::Diagnostic;
use crate::yaml::{Node, Value};

use super::reader::{Reader, Silence};
use super::shape::{Kind, Shape, required};

/// The keys of `bo_qua`.
pub(super) static SILENCE: Shape = Shape {
    name: "bo_qua",
    doc: "Bỏ qua một quy tắc ở chỗ này, có nêu lý do. Đặt trong bất kỳ nhóm khóa nào; chỉ có tác dụng trong nhóm ấy.",
    keys: &[
        required("ma", Kind::Id, "Mã của quy tắc, như máy in ra trong ngoặc vuông."),
        required("ly_do", Kind::Plain, "Lý do bỏ qua, để người xem lại hiểu."),
    ],
};

/// Finds every `bo_qua` of a tree.
pub(super) fn collect(reader: &mut Reader<'_>, node: &Node) {
    match &node.value {
        Value::Sequence { items, .. } => {
            for item in items {
                collect(reader, item);
            }
        }
        Value::Mapping { entries, .. } => {
            for entry in entries {
                if entry.name == "bo_qua" {
                    reader.list(&entry.value, |r, n| one(r, n, node));
                } else {
                    collect(reader, &entry.value);
                }
            }
        }
        Value::Empty | Value::Scalar(_) | Value::Broken => {}
    }
}

fn one(reader: &mut Reader<'_>, node: &Node, within: &Node) -> Option<()> {
    let fields = reader.fields(node, &SILENCE)?;
    let code = reader.required(&fields, "ma", Reader::id)?;
    let reason = reader.required(&fields, "ly_do", Reader::plain)?;
    if reason.words().trim().is_empty() || reason.is_open() {
        let message = "`bo_qua` phải nêu lý do";
        reader.error(Diagnostic::error("silence-without-reason", reason.span, message));
    }
    let (code, span) = (code.value, code.span);
    reader.silences.push(Silence { code, span, within: within.span });
    Some(())
}

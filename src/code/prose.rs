//! Marks and `{{ … }}` that are opened in a text and not closed.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[&MARK_UNCLOSED, &VALUE_UNCLOSED];

pub(crate) static MARK_UNCLOSED: Code = Code {
    id: "mark-unclosed",
    summary: "dấu `*` hoặc `**` mở mà không đóng",
    explanation: "Chữ nghiêng đặt giữa hai dấu `*`, chữ đậm đặt giữa hai dấu `**`, trên cùng một dòng. Dấu sao của chính văn bản thì viết `\\*`.",
};

pub(crate) static VALUE_UNCLOSED: Code = Code {
    id: "value-unclosed",
    summary: "`{{` không có `}}`",
    explanation: "Mỗi {{ phải có }} đóng trên cùng một dòng. Hai dấu ngoặc của chính văn bản thì viết `\\{{`.",
};

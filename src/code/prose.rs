//! Marks and `{{ … }}` of a text that are not closed or can be read in two ways.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[&MARK_TWO_READINGS, &MARK_UNCLOSED, &VALUE_UNCLOSED];

pub(crate) static MARK_TWO_READINGS: Code = Code {
    id: "mark-two-readings",
    summary: "dấu `*` đọc được hai cách",
    explanation: "Dấu `*` chỉ mở chữ nghiêng ở đầu một từ (đầu dòng, sau dấu cách, sau dấu ngoặc hay dấu nháy mở) và đóng ở cuối một từ; `**` của chữ đậm còn đứng được ở giữa một từ. Ở chỗ khác dấu sao in như gõ: (*), 20*40 m, 205*. Có chỗ vẫn hiểu được hai cách, như `*Nguồn* và 205*`: sao cuối là chú thích hay là dấu đóng? Dấu sao của văn bản thì viết `\\*`.",
};

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

//! `bo_qua` that names no rule, or that suppresses nothing.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[&SILENCE_UNUSED, &UNKNOWN_RULE];

pub(crate) static SILENCE_UNUSED: Code = Code {
    id: "silence-unused",
    summary: "`bo_qua` không bỏ qua điều gì",
    explanation: "Chỗ này không còn lỗi mà `bo_qua` nêu. Xóa đi để lần sau có lỗi thật thì máy nhắc.",
};

pub(crate) static UNKNOWN_RULE: Code = Code {
    id: "unknown-rule",
    summary: "`bo_qua` nêu mã không có",
    explanation: "Mã sau `bo_qua` phải là mã của một quy tắc, in trong ngoặc vuông ở mỗi thông báo.",
};

//! Codes of rules that the reader of a form raises too. All other rules have theirs in
//! their file.

use super::Code;

pub(crate) static IMPOSSIBLE_DATE: Code = Code {
    id: "impossible-date",
    summary: "ngày viết trong lời văn phải có trong lịch",
    explanation: "Ngày như 0/12/2020 hay 31/4/2023 không có trong lịch, thường do gõ nhầm; văn bản viện dẫn một ngày như vậy là viện dẫn sai. Đối chiếu bản gốc và sửa lại; chưa rõ ngày thì chỉ ghi tháng và năm.",
};

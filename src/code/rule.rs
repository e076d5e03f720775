//! Codes of rules that the reader of a form raises too. All other rules have theirs in
//! their file.

use super::Code;

pub(crate) static IMPOSSIBLE_DATE: Code = Code {
    id: "impossible-date",
    summary: "ngày viết trong lời văn phải có trong lịch",
    explanation: "Ngày như 0/12/2020 hay 31/4/2023 không có trong lịch, thường do gõ nhầm; văn bản viện dẫn một ngày như vậy là viện dẫn sai. Đối chiếu bản gốc và sửa lại; chưa rõ ngày thì chỉ ghi tháng và năm.",
};

pub(crate) static WEEKDAY_DIFFERS: Code = Code {
    id: "weekday-differs",
    summary: "thứ trong tuần phải đúng với ngày",
    explanation: "“Thứ Sáu, ngày 11/4/2026” mà ngày ấy là thứ Bảy thì người đọc không biết đến hôm nào. Thường do đổi ngày mà quên đổi thứ, hoặc chép lịch của năm trước. Xem lại ngày rồi sửa một trong hai. Trong `lich` thì chỉ ghi ngày, thứ máy tự tính. Ngày không ghi năm thì máy chỉ báo khi thứ ấy không đúng ở cả năm của kế hoạch, năm trước và năm sau.",
};

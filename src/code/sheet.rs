//! Data files that are no table, or none that is safe to read.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &CSV_FIELDS,
    &CSV_QUOTE,
    &SHEET_EMPTY,
    &SHEET_ENCRYPTED,
    &SHEET_FORMAT,
    &SHEET_SEVERAL,
    &SHEET_TOO_LARGE,
    &SHEET_UNKNOWN,
    &SHEET_UNREADABLE,
];

pub(crate) static CSV_FIELDS: Code = Code {
    id: "csv-fields",
    summary: "dòng của tệp CSV thừa hoặc thiếu ô",
    explanation: "Mỗi dòng của tệp CSV có đúng số ô bằng dòng ghi tên các cột. Thường là do số thập phân viết dấu phẩy (`4,08`) trong tệp ngăn ô bằng dấu phẩy: lưu tệp với dấu chấm phẩy giữa các ô, đặt ô ấy trong ngoặc kép, hoặc dùng thẳng tệp .xlsx.",
};

pub(crate) static CSV_QUOTE: Code = Code {
    id: "csv-quote",
    summary: "ngoặc kép trong tệp CSV không đủ đôi",
    explanation: "Ô mở đầu bằng dấu ngoặc kép thì phải đóng ngoặc kép ở cuối ô. Ngoặc kép của chính nội dung thì viết hai lần.",
};

pub(crate) static SHEET_EMPTY: Code = Code {
    id: "sheet-empty",
    summary: "tệp số liệu trống",
    explanation: "Tệp, hoặc trang tính đã chọn, không có ô nào có nội dung. Xem có nhầm tệp, nhầm trang, hoặc chưa lưu.",
};

pub(crate) static SHEET_ENCRYPTED: Code = Code {
    id: "sheet-encrypted",
    summary: "tệp số liệu có mật khẩu",
    explanation: "Máy không đọc được tệp đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu rồi lưu lại.",
};

pub(crate) static SHEET_FORMAT: Code = Code {
    id: "sheet-format",
    summary: "tệp số liệu không thuộc loại đọc được",
    explanation: "Máy đọc tệp .csv, .xlsx, .xlsb, .xls (Excel 97 trở đi) và .ods. Tệp do phần mềm báo cáo xuất ra thường là trang web mang đuôi .xls: mở bằng Excel rồi lưu thành .xlsx (Excel Workbook). Chỉ đổi đuôi tệp thì không được.",
};

pub(crate) static SHEET_SEVERAL: Code = Code {
    id: "sheet-several",
    summary: "tệp có nhiều trang có số liệu",
    explanation: "Máy không tự chọn trang thay người lập biểu. Ghi tên trang: `du_lieu: { tep: so-lieu.xlsx, trang: Tên trang }`.",
};

pub(crate) static SHEET_TOO_LARGE: Code = Code {
    id: "sheet-too-large",
    summary: "tệp số liệu quá lớn",
    explanation: "Bảng của một kế hoạch không lớn như vậy; thường là chọn nhầm tệp, hoặc tệp có định dạng kéo đến hết trang tính. Chép phần cần dùng sang một tệp riêng. Một ô dài quá 32.767 ký tự, mức nhiều nhất của Excel, cũng bị từ chối.",
};

pub(crate) static SHEET_UNKNOWN: Code = Code {
    id: "sheet-unknown",
    summary: "tệp không có trang tính ấy",
    explanation: "Tên ghi ở `trang` phải là tên một trang của tệp, in ở mép dưới cửa sổ Excel. Tệp CSV không có trang.",
};

pub(crate) static SHEET_UNREADABLE: Code = Code {
    id: "sheet-unreadable",
    summary: "tệp bảng tính bị hỏng",
    explanation: "Tệp tải về dở dang, hoặc đã bị sửa hỏng. Mở bằng Excel hoặc LibreOffice rồi lưu lại; không mở được thì xin lại tệp.",
};

//! Files that are not there or cannot be read.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &CONFLICT_MARKER,
    &FILE_TOO_LARGE,
    &MISSING_FILE,
    &NO_FORM,
    &NOT_UTF8,
    &UNREADABLE_FILE,
];

pub(crate) static CONFLICT_MARKER: Code = Code {
    id: "conflict-marker",
    summary: "tệp còn dấu xung đột của git",
    explanation: "Hai người cùng sửa một chỗ thì git không tự gộp được: nó để cả hai bản trong tệp, giữa các dòng `<<<<<<<`, `=======` và `>>>>>>>`. Giữ lại một bản hoặc gộp bằng tay, xóa các dòng dấu ấy, rồi `git add`. Chưa xong thì tệp chưa được đọc, vì không rõ bản nào đúng.",
};

pub(crate) static FILE_TOO_LARGE: Code = Code {
    id: "file-too-large",
    summary: "tệp quá lớn",
    explanation: "Biểu của một kế hoạch hiếm khi quá một phần mười MB, tệp số liệu hiếm khi quá vài MB. Tệp lớn như vậy thường là chọn nhầm tệp.",
};

pub(crate) static MISSING_FILE: Code = Code {
    id: "missing-file",
    summary: "không có tệp",
    explanation: "Không có tệp nào ở đường dẫn đã ghi. Xem lại tên tệp, tên thư mục, và thư mục đang đứng. Tệp số liệu ghi ở `du_lieu` tính từ thư mục của biểu.",
};

pub(crate) static NO_FORM: Code = Code {
    id: "no-form",
    summary: "thư mục không có biểu",
    explanation: "Lệnh nhận tệp biểu, hoặc thư mục có tệp `ke-hoach.yaml`, hoặc thư mục chứa các thư mục như vậy.",
};

pub(crate) static NOT_UTF8: Code = Code {
    id: "not-utf8",
    summary: "tệp không phải là mã UTF-8",
    explanation: "Biểu và tệp CSV phải lưu bằng mã UTF-8. Trong trình soạn thảo chọn Lưu thành, mục Mã hóa chọn UTF-8; trong Excel chọn kiểu tệp “CSV UTF-8”. Chữ gõ bằng mã TCVN3 (ABC) hoặc VNI phải chuyển sang Unicode trước.",
};

pub(crate) static UNREADABLE_FILE: Code = Code {
    id: "unreadable-file",
    summary: "không đọc được tệp",
    explanation: "Máy không cho đọc tệp: tệp đang bị khóa, hoặc tài khoản không có quyền.",
};

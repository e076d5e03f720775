//! Files that are not there or cannot be read.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &CONFLICT_MARKER,
    &FILE_TOO_LARGE,
    &MISSING_FILE,
    &NO_FORM,
    &NOT_A_FILE,
    &NOT_UTF8,
    &PATH_OUTSIDE,
    &TOO_MANY_FINDINGS,
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

pub(crate) static NOT_A_FILE: Code = Code {
    id: "not-a-file",
    summary: "không phải là một tệp thường",
    explanation: "Đường dẫn dẫn đến một thư mục, hoặc đến một thiết bị, một kênh nối của máy: những thứ này không có chỗ kết thúc, hoặc phải chờ người khác ghi vào. Chương trình chỉ đọc tệp thường, kể cả khi đi qua liên kết.",
};

pub(crate) static NOT_UTF8: Code = Code {
    id: "not-utf8",
    summary: "tệp không phải là mã UTF-8",
    explanation: "Biểu và tệp CSV phải lưu bằng mã UTF-8. Trong trình soạn thảo chọn Lưu thành, mục Mã hóa chọn UTF-8; trong Excel chọn kiểu tệp “CSV UTF-8”. Chữ gõ bằng mã TCVN3 (ABC) hoặc VNI phải chuyển sang Unicode trước.",
};

pub(crate) static PATH_OUTSIDE: Code = Code {
    id: "path-outside",
    summary: "đường dẫn ra ngoài các thư mục được đọc",
    explanation: "Biểu nhận từ nơi khác có thể ghi đường dẫn đến tệp riêng của máy này. Vì vậy tệp mà biểu, bộ kế hoạch hay tệp riêng nêu tên phải ở trong kho git chứa biểu; không có kho git thì trong thư mục ghi ở lệnh, hoặc thư mục của biểu. Xét theo chỗ đến sau khi đi hết các liên kết. Tệp ở nơi khác thì chép vào, hoặc cho phép bằng `--allow THƯ_MỤC`, ghi được nhiều lần. Thư mục ghi ở `-o`, `--templates`, `--fonts` là của người chạy lệnh nên không bị hạn chế.",
};

pub(crate) static TOO_MANY_FINDINGS: Code = Code {
    id: "too-many-findings",
    summary: "nhiều lỗi quá, máy không nêu hết",
    explanation: "Một tệp có hơn 20.000 lỗi thì thường là chọn nhầm tệp, hoặc một chỗ sai ở đầu làm sai cả phần sau. Máy nêu 20.000 chỗ, lỗi trước, cảnh báo và gợi ý sau, rồi cho biết còn bao nhiêu; các số đếm ở cuối tính đủ. Sửa các chỗ đã nêu rồi kiểm tra lại.",
};

pub(crate) static UNREADABLE_FILE: Code = Code {
    id: "unreadable-file",
    summary: "không đọc được tệp",
    explanation: "Máy không cho đọc tệp: tệp đang bị khóa, hoặc tài khoản không có quyền.",
};

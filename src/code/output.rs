//! Files that cannot be written.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[&CANNOT_WRITE, &DISK_FULL, &OUTPUT_HELD, &SAME_OUTPUT];

pub(crate) static CANNOT_WRITE: Code = Code {
    id: "cannot-write",
    summary: "không ghi được văn bản ra đĩa",
    explanation: "Máy không cho ghi vào thư mục đã chọn, hoặc không lập được thư mục ấy. Chọn thư mục khác bằng `-o`, hoặc hỏi người quản trị máy. Tệp cũ, nếu có, còn nguyên.",
};

pub(crate) static DISK_FULL: Code = Code {
    id: "disk-full",
    summary: "đĩa đầy",
    explanation: "Đĩa, hoặc phần đĩa dành cho tài khoản, không còn chỗ. Tệp đã có còn nguyên, không có tệp nào ghi dở. Dọn chỗ, hoặc chọn thư mục ở đĩa khác bằng `-o`, rồi chạy lại lệnh.",
};

pub(crate) static OUTPUT_HELD: Code = Code {
    id: "output-held",
    summary: "văn bản cũ đang mở",
    explanation: "Không thay được tệp cũ vì chương trình khác đang mở. Bản mới đã ghi bên cạnh, tên có thêm `.moi`. Đóng tệp cũ rồi làm lại.",
};

pub(crate) static SAME_OUTPUT: Code = Code {
    id: "same-output",
    summary: "hai biểu cùng tên văn bản",
    explanation: "Văn bản lấy tên theo thư mục của biểu. Hai biểu cùng tên sẽ ghi đè lên nhau, nên máy không làm cả hai.",
};

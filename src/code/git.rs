//! Git as a source of versions, and its settings.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] =
    &[&GIT_REFUSED, &GIT_SETUP, &NO_GIT, &NO_REPOSITORY, &UNKNOWN_REVISION];

pub(crate) static GIT_REFUSED: Code = Code {
    id: "git-refused",
    summary: "git không làm được việc được giao",
    explanation: "Chương trình git báo lỗi khi được hỏi về kho. Điều git báo in ở dưới thông báo: thường là kho thuộc tài khoản khác, hoặc kho bị hỏng. Chạy thử `git status` trong thư mục ấy.",
};

pub(crate) static GIT_SETUP: Code = Code {
    id: "git-setup",
    summary: "không ghi được cách so sánh vào kho git",
    explanation: "Lệnh `kehoach git-setup` không thay giá trị mà người khác đã đặt trong cấu hình git, và không sửa phần của kehoach trong .gitattributes khi phần ấy thiếu dòng mở hoặc dòng đóng. Máy nêu chỗ vướng và chưa ghi gì; sửa chỗ ấy rồi chạy lại lệnh.",
};

pub(crate) static NO_GIT: Code = Code {
    id: "no-git",
    summary: "máy chưa có chương trình git",
    explanation: "Lấy một bản cũ của biểu từ kho thì cần chương trình git, cài từ https://git-scm.com. So sánh hai tệp, hai thư mục có sẵn trên đĩa thì không cần git.",
};

pub(crate) static NO_REPOSITORY: Code = Code {
    id: "no-repository",
    summary: "không có kho git ở đây",
    explanation: "Tên phiên bản chỉ có nghĩa trong một kho git, và đường dẫn phải nằm trong thư mục của kho. Chuyển vào thư mục của kho rồi chạy lại lệnh.",
};

pub(crate) static UNKNOWN_REVISION: Code = Code {
    id: "unknown-revision",
    summary: "kho git không có phiên bản ấy",
    explanation: "Phiên bản là tên nhánh, tên thẻ (tag), hoặc mã của một lần ghi; viết được như với lệnh git: `HEAD~1`, `main`, `v1.0`, `main@{yesterday}`. Nhánh của máy chủ ghi cả tên máy chủ: `origin/main`.",
};

//! What stands in a text in another code or another character than is meant, or is more
//! than a paper can hold.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] =
    &[&LOOK_ALIKE_LETTER, &ODD_HYPHEN, &OLD_ENCODING, &TEXT_LINES, &TEXT_TOO_LONG];

pub(crate) static LOOK_ALIKE_LETTER: Code = Code {
    id: "look-alike-letter",
    summary: "chữ trông giống chữ tiếng Việt mà là chữ khác",
    explanation: "Một số bộ gõ và phông chữ cũ để lại những chữ trông giống chữ tiếng Việt mà là chữ khác: “Ð” (U+00D0) thay cho “Đ”, “Ƣ” (U+01A2) thay cho “Ư”, chữ Nga hay chữ Hy Lạp lẫn trong từ tiếng Việt. Trên giấy trông như nhau, nhưng tìm kiếm không thấy và hai tên giống hệt không khớp nhau. Máy đọc các chữ ấy là chữ tiếng Việt; nên thay luôn trong tệp. Từ viết toàn chữ Nga, chữ Hy Lạp và các ký hiệu như α, μ, Ω giữ nguyên.",
};

pub(crate) static ODD_HYPHEN: Code = Code {
    id: "odd-hyphen",
    summary: "gạch nối của Word",
    explanation: "Word có gạch nối không ngắt (U+2011), gạch nối mềm (U+00AD) và tự đổi gạch nối thành gạch dài; chép sang tệp khác thì số, ký hiệu văn bản không còn giống như gõ: “39/2016/NĐ‑CP”. Máy đọc là dấu “-” của bàn phím; nên thay luôn trong tệp. Gạch nối mềm ở giữa một từ chỉ cho biết chỗ ngắt dòng nên được bỏ đi.",
};

pub(crate) static OLD_ENCODING: Code = Code {
    id: "old-encoding",
    summary: "chữ gõ bằng mã TCVN3 (ABC) hoặc VNI",
    explanation: "Chữ gõ bằng mã TCVN3 (phông .VnTime) hay VNI (phông VNI-Times) chỉ đọc được với đúng phông của nó: “C«ng t¸c”, “Coâng taùc” là “Công tác”. Biểu và tệp số liệu phải là Unicode. Máy nêu chỗ ấy và chữ Unicode của nó; chuyển cả tệp bằng công cụ chuyển mã của UniKey: chép đoạn chữ, bấm Ctrl+Shift+F6, chọn mã nguồn và mã đích Unicode, chuyển rồi dán lại.",
};

pub(crate) static TEXT_LINES: Code = Code {
    id: "text-lines",
    summary: "nhiều dòng ở chỗ chỉ in một dòng",
    explanation: "Khóa loại “chữ, giữ dòng” in mỗi dòng của biểu thành một dòng trên giấy; khóa loại “chữ” in liền, máy tự xuống dòng theo bề rộng. Chỗ in liền mà ghi nhiều dòng sau dấu `|` thì các dòng bị nối vào nhau: có khi đúng ý, có khi làm sai một tên hay một chức vụ, nên máy hỏi lại. Viết cả đoạn trên một dòng, hoặc thay dấu `|` bằng dấu `>` để máy nối.",
};

pub(crate) static TEXT_TOO_LONG: Code = Code {
    id: "text-too-long",
    summary: "từ, tiêu đề hay tên quá dài, không in được",
    explanation: "Dòng chỉ ngắt ở dấu cách: một từ dài hơn 1.000 ký tự không có dòng nào chứa hết. Tiêu đề và trích yếu còn là mục lục và tên của tệp PDF, dài nhất 5.000 ký tự. Tên cơ quan, địa danh, chức vụ, họ tên người ký đứng gọn trong một trang, dài nhất 1.000 ký tự. Thường là chép nhầm cả đoạn hay dữ liệu của máy vào một ô; thêm dấu cách hoặc rút ngắn.",
};

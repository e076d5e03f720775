//! Fonts and pages, and a paper that the program itself fails at.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] =
    &[&FONTS, &INTERNAL, &PAST_MARGIN, &TABLE_TOO_WIDE, &TEMPLATE_FAULT, &WORKER_TIMEOUT];

pub(crate) static FONTS: Code = Code {
    id: "fonts",
    summary: "thư mục phông chữ không dùng được",
    explanation: "Thư mục sau `--fonts` phải có Times New Roman đủ bốn kiểu: thường, đậm, nghiêng, đậm nghiêng.",
};

pub(crate) static INTERNAL: Code = Code {
    id: "internal",
    summary: "lỗi của chương trình",
    explanation: "Biểu không có lỗi nhưng chương trình không dàn được trang. Đây là lỗi của chương trình. Báo cho người viết chương trình, kèm tệp biểu.",
};

pub(crate) static PAST_MARGIN: Code = Code {
    id: "past-margin",
    summary: "chữ vượt ra ngoài lề",
    explanation: "Chỉ khi dàn trang mới thấy: một từ hay một mã quá dài, hoặc bảng quá rộng, không vừa giữa hai lề. Văn bản vẫn được làm ra, nhưng phải sửa trước khi trình ký. Rút ngắn chữ, bớt cột, hoặc đưa bảng vào phụ lục ngang.",
};

pub(crate) static TABLE_TOO_WIDE: Code = Code {
    id: "table-too-wide",
    summary: "bảng rộng hơn trang giấy",
    explanation: "Máy đã xoay ngang trang (nếu biểu không ghi `huong`) và hạ chữ xuống cỡ 9 mà bảng vẫn không vừa, nên chữ trong ô phải ngắt giữa từ. Rút ngắn tên cột và chữ trong ô, bớt cột, hoặc tách thành hai bảng.",
};

pub(crate) static TEMPLATE_FAULT: Code = Code {
    id: "template-fault",
    summary: "mẫu trình bày riêng có lỗi",
    explanation: "Thư mục sau `--templates` có mẫu do cơ quan tự lập. Mẫu ấy viết sai, dùng thứ không có, hoặc làm quá nhiều việc so với độ dài của văn bản. Biểu không có lỗi; sửa mẫu ở dòng được nêu, hoặc bỏ `--templates` để dùng mẫu có sẵn.",
};

pub(crate) static WORKER_TIMEOUT: Code = Code {
    id: "worker-timeout",
    summary: "dàn trang một văn bản quá lâu",
    explanation: "Chỉ có ở lệnh `batch`. Một văn bản dàn trang lâu hơn thời gian cho phép (120 giây) thì máy dừng văn bản ấy và làm tiếp các văn bản khác; lần chạy sau máy làm lại nó. Thường do máy đang bận hoặc thiếu bộ nhớ, văn bản dài hàng nghìn trang, hay mẫu trình bày riêng lặp mãi không dứt. Cho thêm thời gian bằng `--worker-timeout`, tính bằng giây; hoặc giảm số việc làm cùng lúc bằng `--jobs`.",
};

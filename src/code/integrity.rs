//! What makes a paper impossible though every value could be read.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &MERGED_CELL,
    &MISSING_GLYPH,
    &NOTE_IN_NOTE,
    &NOTHING_TO_SUMMARISE,
    &UNIT_CONTRADICTS,
    &UNIT_REPEATED,
    &UNKNOWN_NOTE,
    &UNKNOWN_PAPER,
    &UNUSED_NOTE,
    &UNUSED_TABLE,
];

pub(crate) static MERGED_CELL: Code = Code {
    id: "merged-cell",
    summary: "ô gộp ở cột không gộp được",
    explanation: "Cột có `gop: co` và ô ghi `{ chu: …, gop: 3 }` chỉ dùng cho lời: gộp ô số thì người đọc không biết con số là của hàng nào, và hàng tổng không khớp với các ô nhìn thấy. Cột số thứ tự, số hiệu không phải con số để cộng thì ghi `kieu: chu`. Ô gộp ngang chỉ trùm lên các cột chữ in ra liền nhau, trừ cột gọi tên hàng đứng sau nó.",
};

pub(crate) static MISSING_GLYPH: Code = Code {
    id: "missing-glyph",
    summary: "phông chữ không có ký tự",
    explanation: "Ký tự này sẽ in thành ô trống nên máy không làm văn bản. Thường là ký hiệu chép từ trang mạng hay từ Word; thay bằng chữ thường. Ký tự điều khiển không nhìn thấy thì xóa đi.",
};

pub(crate) static NOTE_IN_NOTE: Code = Code {
    id: "note-in-note",
    summary: "chú thích nằm trong chú thích",
    explanation: "Trong lời của một chú thích không đặt thêm dấu chú thích. Gộp hai chú thích làm một.",
};

pub(crate) static NOTHING_TO_SUMMARISE: Code = Code {
    id: "nothing-to-summarise",
    summary: "bảng do máy lập không có gì để lập",
    explanation: "`tu_nhiem_vu` lập bảng từ các nhiệm vụ ghi ở `nhiem_vu`. Bảng kinh phí cần ít nhất một nhiệm vụ có số tiền; bảng tiến độ cần ít nhất một nhiệm vụ có thời hạn ghi thành ngày, tháng, quý, năm; bảng phân công không lặp lại nhiệm vụ đã in trong bảng nhiệm vụ có đủ phân công. Hàng tổng của bảng nhiệm vụ cũng cần số tiền để cộng. Thêm phần còn thiếu, hoặc bỏ bảng này. `tu_chi_tieu` lập bảng từ `chi_tieu`: cột nào của bảng cũng cần ít nhất một chỉ tiêu có số để in.",
};

pub(crate) static UNIT_CONTRADICTS: Code = Code {
    id: "unit-contradicts",
    summary: "đơn vị ghi sau số khác đơn vị của bảng",
    explanation: "Cột số không in đơn vị, lời văn tự ghi. Tên cột hoặc `don_vi_tinh` của bảng nói số ấy tính theo một đơn vị tiền (triệu đồng), lời văn lại ghi đơn vị khác (đồng): con số trên giấy sai đi nhiều lần. Sửa lời văn, hoặc ghi `kieu: tien` ở cột để máy in kèm đơn vị.",
};

pub(crate) static UNIT_REPEATED: Code = Code {
    id: "unit-repeated",
    summary: "đơn vị ghi hai lần",
    explanation: "Số tiền, tỷ lệ phần trăm, số có `co_don_vi` hay `thay_doi`, số tiền `bang_chu` in ra đã có đơn vị. Ghi thêm đơn vị ở sau thì trên giấy thành “17 triệu đồng triệu đồng”, “3,3%%”. Bỏ đơn vị ghi sau dấu `}}`; muốn in theo đơn vị khác thì dùng `theo(\"triệu đồng\")`.",
};

pub(crate) static UNKNOWN_NOTE: Code = Code {
    id: "unknown-note",
    summary: "chú thích không có",
    explanation: "Dấu [^mã] trong lời văn phải có lời chú thích cùng mã trong `chu_thich`.",
};

pub(crate) static UNKNOWN_PAPER: Code = Code {
    id: "unknown-paper",
    summary: "văn bản viện dẫn không có",
    explanation: "Mã trong `can_cu` phải có trong `van_ban_lien_quan`.",
};

pub(crate) static UNUSED_NOTE: Code = Code {
    id: "unused-note",
    summary: "chú thích không dùng",
    explanation: "Lời chú thích này không được dấu nào trong văn bản gọi đến nên không in ra.",
};

pub(crate) static UNUSED_TABLE: Code = Code {
    id: "unused-table",
    summary: "bảng không in và không ai đọc",
    explanation: "Bảng trong `bang` chỉ in ra ở chỗ ghi `bang: <mã>`. Bảng này không được in, cũng không có công thức hay {{ … }} nào đọc số của nó. Ghi mã của bảng vào mục hoặc phụ lục cần in, hoặc xóa bảng.",
};

//! Rows, columns and cells of tables.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &AMBIGUOUS_COLUMN,
    &AMBIGUOUS_HEADER,
    &AMBIGUOUS_TABLE,
    &EMPTY_CELL,
    &PERCENT_SCALE,
    &PERCENT_TIMES_100,
    &ROW_LENGTH,
    &ROW_TWICE,
    &ROW_WITHOUT_NAME,
    &SECOND_TOTAL,
    &SHEET_COLUMN,
    &SHEET_ERROR,
    &UNMARKED_TOTAL,
];

pub(crate) static AMBIGUOUS_COLUMN: Code = Code {
    id: "ambiguous-column",
    summary: "tên cột khớp với hơn một cột của tệp",
    explanation: "Máy không lấy cột đầu tiên gặp được. Đầu bảng hai tầng, ba tầng thì ghi tên nhóm rồi tên cột, giữa hai tên là dấu gạch chéo có dấu cách hai bên: `trong_tep: Hộ nghèo / Số hộ`. Hoặc ghi chữ của cột, in ở mép trên cửa sổ Excel: `trong_tep: cột C`.",
};

pub(crate) static AMBIGUOUS_HEADER: Code = Code {
    id: "ambiguous-header",
    summary: "chưa rõ tệp có dòng tên các cột hay không",
    explanation: "Mọi cột của bảng gọi bằng chữ của cột (`cột B`), nên không tên nào cho biết dòng tên các cột. Máy không bỏ một dòng có thể là số liệu. Dòng được nêu là dòng tên các cột thì ghi số của dòng ấy: `du_lieu: { tep: so-lieu.csv, dong_tieu_de: 1 }`; tệp không có dòng tên các cột thì ghi `dong_tieu_de: 0`.",
};

pub(crate) static AMBIGUOUS_TABLE: Code = Code {
    id: "ambiguous-table",
    summary: "tệp có hai bảng cạnh nhau, bảng nào cũng có các cột cần lấy",
    explanation: "Trang tính có bảng thứ hai ở bên phải, cùng tên cột với bảng thứ nhất. Lấy một bảng thì ghi chữ của cột ở từng cột: `trong_tep: cột B`. Lấy cả hai thì chuyển số liệu của bảng bên phải xuống dưới bảng bên trái, rồi lưu tệp.",
};

pub(crate) static EMPTY_CELL: Code = Code {
    id: "empty-cell",
    summary: "ô để trống mà phải có số để tính",
    explanation: "Công thức hoặc hàng tổng cần số của ô này. Không có thì ghi 0; chưa biết thì ghi `chua_co`, mọi số tính từ ô ấy sẽ in dòng chấm. Cột không cần số tổng thì ghi ở cột `tong: khong`.",
};

pub(crate) static PERCENT_SCALE: Code = Code {
    id: "percent-scale",
    summary: "chưa rõ tệp ghi phần trăm thế nào",
    explanation: "Ô không có dấu %: `3,3` có thể là 3,3%, cũng có thể là 330%. Ghi ở cột ấy trong biểu: `tep_ghi: phan_tram` khi tệp ghi 3,3 cho 3,3%; `tep_ghi: ti_so` khi tệp ghi 0,033 cho 3,3%.",
};

pub(crate) static PERCENT_TIMES_100: Code = Code {
    id: "percent-times-100",
    summary: "công thức của cột phần trăm nhân 100 thừa",
    explanation: "Cột kiểu `phan_tram` tự nhân 100 khi in. Công thức chỉ ghi phép chia: `giam / ho`.",
};

pub(crate) static ROW_LENGTH: Code = Code {
    id: "row-length",
    summary: "hàng của bảng thừa hoặc thiếu ô",
    explanation: "Mỗi hàng có đúng số ô bằng số cột không có `cong_thuc`; hoặc đủ ô cho mọi cột, khi ấy ô của cột có công thức được so với số tính được. Ô trống ghi \"\". Ô có dấu phẩy đặt trong dấu nháy kép, nếu không dấu phẩy tách thành hai ô.",
};

pub(crate) static ROW_TWICE: Code = Code {
    id: "row-twice",
    summary: "hai hàng của bảng cùng tên",
    explanation: "Cột ghi ở `khoa` dùng để gọi từng hàng nên mỗi tên chỉ có ở một hàng. Thêm phần phân biệt vào tên, hoặc chọn cột khác ở `khoa`.",
};

pub(crate) static ROW_WITHOUT_NAME: Code = Code {
    id: "row-without-name",
    summary: "hàng của tệp có số liệu mà không có tên",
    explanation: "Ô ở cột gọi tên hàng để trống nên không biết số liệu là của ai, và máy không lấy hàng này. Ghi tên hàng; nếu là dòng thừa (dòng cộng không tên, ghi chú) thì xóa khỏi tệp.",
};

pub(crate) static SECOND_TOTAL: Code = Code {
    id: "second-total",
    summary: "số liệu có hơn một hàng tổng",
    explanation: "Số liệu chỉ cần các hàng của từng đơn vị: số cộng của nhóm và của cả bảng do máy tính. Tệp có các hàng Cộng, Tổng cộng thì xóa đi, hoặc chỉ để lại một hàng tổng của cả bảng để máy so. Hàng ấy là tên một đơn vị thì thêm phần phân biệt vào tên.",
};

pub(crate) static SHEET_COLUMN: Code = Code {
    id: "sheet-column",
    summary: "tệp số liệu không có cột của bảng",
    explanation: "Máy tìm cột trong tệp theo `trong_tep`, rồi theo mã và tên cột, không kể chữ hoa, dấu cách. Tên trong tệp khác thì ghi thêm ở cột ấy `trong_tep: tên cột`, hoặc chữ của cột: `trong_tep: cột C`; cột trong một nhóm cột thì ghi cả tên nhóm: `trong_tep: Hộ nghèo / Số hộ`. Dòng tên cột mà máy không tự tìm thấy thì ghi `dong_tieu_de` ở `du_lieu`.",
};

pub(crate) static SHEET_ERROR: Code = Code {
    id: "sheet-error",
    summary: "ô của bảng tính báo lỗi",
    explanation: "Công thức trong tệp cho ra lỗi như #DIV/0!, #N/A, #REF!. Mở tệp, sửa công thức của ô được nêu rồi lưu lại; hoặc xóa cột ấy khỏi tệp và để máy tính bằng `cong_thuc`.",
};

pub(crate) static UNMARKED_TOTAL: Code = Code {
    id: "unmarked-total",
    summary: "bảng có hàng tổng ghi sẵn mà không khai `tong`",
    explanation: "Hàng tên là Tổng cộng, Tổng số … đang được coi như một hàng thường: số của nó không được kiểm tra, và nếu có chỗ cộng cả cột thì bị cộng hai lần. Ghi thêm `tong` ở bảng: máy tính hàng này và so với số đã ghi.",
};

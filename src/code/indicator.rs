//! Rows, columns and cells of tables.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &AMBIGUOUS_CODE,
    &AMBIGUOUS_COLUMN,
    &AMBIGUOUS_END,
    &AMBIGUOUS_HEADER,
    &AMBIGUOUS_KIND,
    &AMBIGUOUS_MARK,
    &AMBIGUOUS_SCALE,
    &AMBIGUOUS_TABLE,
    &AMBIGUOUS_THOUSANDS,
    &AMBIGUOUS_TOTAL,
    &AMBIGUOUS_UNIT,
    &EMPTY_CELL,
    &FORMULA_NOT_COMPUTED,
    &NO_AMOUNT_COLUMN,
    &NO_ROW_MEETS,
    &NOT_AN_AMOUNT,
    &OPEN_TOTAL,
    &PENDING_WORDS,
    &PERCENT_SCALE,
    &PERCENT_TIMES_100,
    &ROW_LENGTH,
    &ROW_TWICE,
    &ROW_WITHOUT_NAME,
    &SECOND_TOTAL,
    &SHEET_COLUMN,
    &SHEET_ERROR,
    &UNKNOWN_MONEY_UNIT,
    &UNMARKED_TOTAL,
];

pub(crate) static AMBIGUOUS_CODE: Code = Code {
    id: "ambiguous-code",
    summary: "mã trong tệp có thể đã mất chữ số",
    explanation: "Ô kiểu số của bảng tính chỉ giữ 15 chữ số: mã dài hơn thì các chữ số cuối thành 0. Mở tệp, đặt cột ấy kiểu Text (chữ), gõ lại mã rồi lưu. Mã đúng như trong tệp thì ghi ở cột `kieu: chu`; không phải mã mà là số để tính thì ghi `kieu: so`.",
};

pub(crate) static AMBIGUOUS_COLUMN: Code = Code {
    id: "ambiguous-column",
    summary: "tên cột khớp với hơn một cột của tệp",
    explanation: "Máy không lấy cột đầu tiên gặp được. Đầu bảng hai tầng, ba tầng thì ghi tên nhóm rồi tên cột, giữa hai tên là dấu gạch chéo có dấu cách hai bên: `trong_tep: Hộ nghèo / Số hộ`. Hoặc ghi chữ của cột, in ở mép trên cửa sổ Excel: `trong_tep: cột C`.",
};

pub(crate) static AMBIGUOUS_END: Code = Code {
    id: "ambiguous-end",
    summary: "chưa rõ bảng trong tệp hết ở dòng nào",
    explanation: "Dưới chỗ trông như chân bảng (ghi chú, người lập biểu, hàng tổng) còn hàng có số liệu: có thể là của bảng khác, có thể vẫn là của bảng này. Ghi ở `du_lieu` số của dòng cuối cùng thuộc bảng, đếm như Excel: `het_o_dong: 12`.",
};

pub(crate) static AMBIGUOUS_HEADER: Code = Code {
    id: "ambiguous-header",
    summary: "chưa rõ tệp có dòng tên các cột hay không",
    explanation: "Mọi cột của bảng gọi bằng chữ của cột (`cột B`), nên không tên nào cho biết dòng tên các cột. Máy không bỏ một dòng có thể là số liệu. Dòng được nêu là dòng tên các cột thì ghi số của dòng ấy: `du_lieu: { tep: so-lieu.csv, dong_tieu_de: 1 }`; tệp không có dòng tên các cột thì ghi `dong_tieu_de: 0`.",
};

pub(crate) static AMBIGUOUS_KIND: Code = Code {
    id: "ambiguous-kind",
    summary: "chưa rõ cột là số hay là chữ",
    explanation: "Một phần khá lớn các ô của cột là số, các ô khác là chữ; coi là cột chữ thì cột không có số tổng. Ghi ở cột ấy trong biểu: `kieu: so` khi là cột số, rồi sửa các ô chữ trong tệp; `kieu: chu` khi là cột chữ, không cộng.",
};

pub(crate) static AMBIGUOUS_MARK: Code = Code {
    id: "ambiguous-mark",
    summary: "ô của cột số có dấu đi kèm con số",
    explanation: "Ô ghi `205*`, `~240`, `205 (1)`: có thể là con số kèm dấu của một chú thích, cũng có thể là chữ cần in nguyên. Ghi ở cột ấy trong biểu: `kieu: so` để lấy con số không kèm dấu (dấu không in ra); `kieu: chu` để giữ nguyên chữ, khi ấy cột không cộng.",
};

pub(crate) static AMBIGUOUS_SCALE: Code = Code {
    id: "ambiguous-scale",
    summary: "bảng tính hiện số đã chia cho nghìn, triệu",
    explanation: "Kiểu của ô (như `#,##0.0,,`) làm bảng tính hiện 5,0 trong khi tệp lưu 5.000.000, nên số đọc được hai cách. Ghi ở cột ấy trong biểu: `tep_ghi: nhu_luu` để lấy số như tệp lưu; `tep_ghi: nhu_hien` để lấy số như bảng tính hiện, tính theo đơn vị của cột.",
};

pub(crate) static AMBIGUOUS_TABLE: Code = Code {
    id: "ambiguous-table",
    summary: "tệp có hai bảng cạnh nhau, bảng nào cũng có các cột cần lấy",
    explanation: "Trang tính có bảng thứ hai ở bên phải, cùng tên cột với bảng thứ nhất. Lấy một bảng thì ghi chữ của cột ở từng cột: `trong_tep: cột B`. Lấy cả hai thì chuyển số liệu của bảng bên phải xuống dưới bảng bên trái, rồi lưu tệp.",
};

pub(crate) static AMBIGUOUS_THOUSANDS: Code = Code {
    id: "ambiguous-thousands",
    summary: "chưa rõ dấu phẩy, dấu chấm ngăn hàng nghìn hay ngăn phần lẻ",
    explanation: "Tệp làm trên máy đặt theo tiếng Anh ghi một nghìn hai trăm năm mươi là `1,250`; theo cách viết của Việt Nam đó là 1,25. Gõ `1.205` trong Excel tiếng Anh thì tệp lưu số 1,205. Ghi ở cột ấy trong biểu: `dau_phan_nghin: phay` khi dấu phẩy ngăn hàng nghìn; `dau_phan_nghin: cham` khi dấu chấm ngăn hàng nghìn và dấu phẩy ngăn phần lẻ, hoặc khi số đã gõ có dấu chấm; `kieu: thap_phan` khi đúng là số thập phân.",
};

pub(crate) static AMBIGUOUS_TOTAL: Code = Code {
    id: "ambiguous-total",
    summary: "chưa rõ một hàng là hàng cộng hay hàng số liệu",
    explanation: "Hàng có tên như một đơn vị nhưng số của nó bằng tổng các hàng khác, hoặc đứng đầu một nhóm mà số không khớp. Tính cả thì số bị cộng hai lần, bỏ đi thì có thể mất một đơn vị, nên máy hỏi. Hàng tổng của bảng: ghi ở bảng `hang_tong: thon = \"Cả xã\"`, hoặc `hang_tong: khong`. Hàng cộng của nhóm: ghi `bo_hang: thon = \"Vùng thấp\" hoac thon = \"Vùng cao\"`, hoặc `bo_hang: khong` khi mọi hàng đều là số liệu.",
};

pub(crate) static AMBIGUOUS_UNIT: Code = Code {
    id: "ambiguous-unit",
    summary: "hai chỗ ghi đơn vị tiền không khớp nhau",
    explanation: "Đơn vị của số tiền lấy ở tên cột, `don_vi_tinh` của bảng, tên bảng, tên cột trong tệp và dòng ghi đơn vị phía trên trong tệp. Khi hai chỗ ghi khác nhau, cùng một con số đọc được hai cách. Sửa chỗ ghi sai; hoặc ghi ở cột `don_vi_tinh: …` là đơn vị của các số trong ô, máy đổi sang đơn vị in trên bảng. Công thức cũng vậy: số tiền (cột `kieu: tien`, chỉ tiêu `don_vi: đồng`) tính bằng đồng, không cộng, trừ, so sánh với số ghi theo nghìn đồng, triệu đồng; kết quả phải cùng đơn vị với cột hay chỉ tiêu có công thức ấy. Cột số tiền và cột đơn giá ghi `kieu: tien` thì máy tự đổi.",
};

pub(crate) static EMPTY_CELL: Code = Code {
    id: "empty-cell",
    summary: "ô để trống mà phải có số để tính",
    explanation: "Công thức hoặc hàng tổng cần số của ô này. Không có thì ghi 0; chưa biết thì ghi `chua_co`, mọi số tính từ ô ấy sẽ in dòng chấm. Cột không cần số tổng thì ghi ở cột `tong: khong`.",
};

pub(crate) static FORMULA_NOT_COMPUTED: Code = Code {
    id: "formula-not-computed",
    summary: "ô có công thức mà tệp chưa có kết quả",
    explanation: "Tệp do một phần mềm xuất ra chỉ ghi công thức, hoặc ghi tạm số 0 để chờ tính. Mở tệp bằng Excel hoặc LibreOffice cho máy tính, lưu lại rồi chạy lại. Máy không tự tính công thức của bảng tính.",
};

pub(crate) static NO_AMOUNT_COLUMN: Code = Code {
    id: "no-amount-column",
    summary: "hàng tổng chưa rõ cột số tiền",
    explanation: "Khoản cộng thêm, số tiền bằng chữ và nguồn kinh phí dưới hàng tổng là của một cột tiền có số tổng. Cột số tiền ghi `kieu: tien`; bảng có nhiều cột tiền thì ghi mã của cột ấy ở `tong`: `cot_tien: thanh_tien`.",
};

pub(crate) static NO_ROW_MEETS: Code = Code {
    id: "no-row-meets",
    summary: "không hàng nào thỏa `hang_tong` hoặc `bo_hang`",
    explanation: "Điều kiện ở `hang_tong`, `bo_hang` được xét trên từng hàng của số liệu, theo mã cột, ví dụ: `thon = \"Cả xã\"`. Không có hàng nào như vậy thì thường là gõ sai tên, hoặc tệp đã đổi. Không có hàng tổng, không có hàng phải bỏ thì ghi `khong`.",
};

pub(crate) static NOT_AN_AMOUNT: Code = Code {
    id: "not-an-amount",
    summary: "công thức ở `so_tien` không cho một số tiền",
    explanation: "Số tiền tính bằng đồng và không âm. Công thức phải đọc cột `kieu: tien` (bảng ghi nghìn đồng, triệu đồng thì máy tự đổi ra đồng) hoặc chỉ tiêu `don_vi: đồng`; số người, số lượng chỉ dùng để nhân với một số tiền.",
};

pub(crate) static OPEN_TOTAL: Code = Code {
    id: "open-total",
    summary: "tổng của cột để ngỏ",
    explanation: "Số bình quân, đơn giá, mật độ, tốc độ, thứ hạng, số tính trên một người hay một héc ta, số lượng của nhiều thứ khác nhau không cộng lại được. Ô của hàng tổng để trống; chỗ nào đọc ô ấy là lỗi. Ghi ở cột `tong: khong` nếu không cần, hoặc một công thức, ví dụ `tong: tien / nguoi`. Vẫn muốn cộng các hàng thì ghi `tong: co`.",
};

pub(crate) static PENDING_WORDS: Code = Code {
    id: "pending-words",
    summary: "ô của cột số ghi bằng chữ là chưa có số liệu",
    explanation: "Ô ghi “Chưa có dữ liệu”, “đang cập nhật”, “…”. Chưa có số thì ghi `chua_co` vào ô: giấy in dòng chấm, số tổng để ngỏ. Không có gì thì ghi 0.",
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

pub(crate) static UNKNOWN_MONEY_UNIT: Code = Code {
    id: "unknown-money-unit",
    summary: "đơn vị tiền máy không biết",
    explanation: "Bảng có cột tiền mà đơn vị ghi ở đó (ví dụ “trăm triệu đồng”, “USD”) không phải là đồng, nghìn đồng, triệu đồng hay tỷ đồng, cũng không phải cách viết tắt quen dùng (1.000đ, tr.đ, VNĐ). Đổi số liệu sang một đơn vị máy biết. Cột không phải tiền Việt Nam thì ghi `kieu: so`.",
};

pub(crate) static UNMARKED_TOTAL: Code = Code {
    id: "unmarked-total",
    summary: "bảng có hàng tổng ghi sẵn mà không khai `tong`",
    explanation: "Hàng tên là Tổng cộng, Tổng số … đang được coi như một hàng thường: số của nó không được kiểm tra, và nếu có chỗ cộng cả cột thì bị cộng hai lần. Ghi thêm `tong` ở bảng: máy tính hàng này và so với số đã ghi.",
};

//! Formulas, conditions and `{{ … }}`: what cannot be read, and what has no value.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &DIVISION_BY_ZERO,
    &FORMULA_CYCLE,
    &FORMULA_SYNTAX,
    &FORMULA_TYPE,
    &NUMBER_TOO_LONG,
    &UNKNOWN_NAME,
    &UNKNOWN_ROW,
    &UNKNOWN_VALUE,
];

pub(crate) static DIVISION_BY_ZERO: Code = Code {
    id: "division-by-zero",
    summary: "công thức chia cho 0",
    explanation: "Ở hàng được nêu, số chia bằng 0 nên không có kết quả. Xem lại số liệu của hàng ấy; nếu số 0 là đúng thì ghi rõ khi ấy lấy giá trị nào: `neu(ho = 0, 0, giam / ho)`.",
};

pub(crate) static FORMULA_CYCLE: Code = Code {
    id: "formula-cycle",
    summary: "công thức tính vòng tròn",
    explanation: "Cột này tính từ cột kia, cột kia lại tính từ cột này, nên không tính được cột nào. Một trong các cột phải là số ghi sẵn.",
};

pub(crate) static FORMULA_SYNTAX: Code = Code {
    id: "formula-syntax",
    summary: "công thức viết chưa đúng",
    explanation: "Công thức gồm mã của các cột, con số và các dấu `+ - * / ( )`: `dau - giam`, `giam / ho`, `(a + b) * 2,5`. Không mở đầu bằng dấu `=`, không gọi ô theo địa chỉ như B7. Các hàm: tong, tb, lon_nhat, nho_nhat, dem, lam_tron, neu. So sánh chỉ dùng trong `kiem_tra` và ở phần đầu của `neu`.",
};

pub(crate) static FORMULA_TYPE: Code = Code {
    id: "formula-type",
    summary: "công thức tính với thứ không phải là số",
    explanation: "Chữ và ngày tháng không cộng trừ được; chữ chỉ so bằng nhau hay khác nhau. Xem có gọi nhầm cột không, hoặc cột ấy có ô ghi chữ.",
};

pub(crate) static NUMBER_TOO_LONG: Code = Code {
    id: "number-too-long",
    summary: "phép tính cho ra một số quá dài",
    explanation: "Công thức nhân nhiều lần một số với chính nó, hoặc nối nhiều công thức như vậy, cho ra một số có quá nhiều chữ số, không văn bản nào in được. Xem lại các phép nhân trong công thức.",
};

pub(crate) static UNKNOWN_NAME: Code = Code {
    id: "unknown-name",
    summary: "công thức gọi một mã không có",
    explanation: "Trong công thức chỉ gọi được: cột của bảng (`dau`), bảng khác (`dan_so.tong.ho`, `dan_so[thon].ho`), chỉ tiêu (`chi_tieu.mã`), kinh phí của các nhiệm vụ (`kinh_phi.tong`) và `nam`. Thường là gõ sai mã, hoặc gọi tên cột thay cho mã.",
};

pub(crate) static UNKNOWN_ROW: Code = Code {
    id: "unknown-row",
    summary: "công thức gọi một hàng không có",
    explanation: "Bảng được gọi không có hàng nào tên như vậy, hoặc có hai hàng cùng tên. So lại tên ở hai bảng: chỉ khác chữ hoa, dấu cách thì máy vẫn hiểu.",
};

pub(crate) static UNKNOWN_VALUE: Code = Code {
    id: "unknown-value",
    summary: "{{ … }} không có giá trị",
    explanation: "Giữa {{ và }} là tên một giá trị của biểu: `nam`, `co_quan.ten`, `chi_tieu.mã`; một ô của bảng: `ngheo.tong.dau`, `ngheo[\"Mai Hà\"].dau`; `kinh_phi.tong`; một phép tính với các số ấy, viết như công thức; hoặc một viện dẫn: muc(\"mã\"), phu_luc(\"mã\"), vb(\"mã\"). Chữ và viện dẫn chỉ để in, không tính toán hay so sánh được.",
};

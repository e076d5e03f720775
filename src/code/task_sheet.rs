//! Tasks that are read from a data file.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &AMBIGUOUS_TASK_COLUMN,
    &AMBIGUOUS_TASK_ROW,
    &TASK_COLUMN,
    &TASK_COLUMN_LEFT,
    &TASK_ROW,
    &TASK_TIME_WORDS,
    &TASK_TOTAL,
];

pub(crate) static AMBIGUOUS_TASK_COLUMN: Code = Code {
    id: "ambiguous-task-column",
    summary: "hai cột của tệp nhiệm vụ cùng có thể là một điều",
    explanation: "Khi biểu không ghi `cot_du_lieu`, máy nhận các cột của tệp theo tên thường gặp. Hai cột cùng hợp với một điều (hai cột thời gian, hai cột đơn vị …) thì máy không chọn hộ: ghi ở `cot_du_lieu` tên của cột cần lấy.",
};

pub(crate) static AMBIGUOUS_TASK_ROW: Code = Code {
    id: "ambiguous-task-row",
    summary: "một hàng của tệp nhiệm vụ hiểu được hai cách",
    explanation: "Hàng này có thể là tên nhóm, là một nhiệm vụ, hay là phần tiếp của hàng trên; mỗi cách in ra một văn bản khác. Sửa trong tệp cho rõ: hàng tên nhóm thì chỉ ghi tên, có I, II hoặc A, B ở cột số thứ tự; mỗi nhiệm vụ thì ghi đủ trên một hàng.",
};

pub(crate) static TASK_COLUMN: Code = Code {
    id: "task-column",
    summary: "không thấy cột tên nhiệm vụ trong tệp",
    explanation: "Mỗi hàng của tệp là một nhiệm vụ, nên tệp phải có cột ghi tên nhiệm vụ. Tên cột khác thường thì ghi ở `cot_du_lieu`, ví dụ: cot_du_lieu: { tieu_de: Việc cần làm, chu_tri: Ai lo }.",
};

pub(crate) static TASK_COLUMN_LEFT: Code = Code {
    id: "task-column-left",
    summary: "một cột của tệp nhiệm vụ không được lấy",
    explanation: "Khi biểu không ghi `cot_du_lieu`, cột nào có tên máy không nhận ra thì không vào văn bản, và được nhắc ở đây. Ghi `cot_du_lieu` với đủ các cột cần lấy; cột không ghi ở đó là cột cố ý bỏ, máy không nhắc nữa.",
};

pub(crate) static TASK_ROW: Code = Code {
    id: "task-row",
    summary: "một hàng của tệp nhiệm vụ thiếu điều phải có",
    explanation: "Hàng của nhiệm vụ phải có tên nhiệm vụ; có đơn vị phối hợp thì phải có đơn vị chủ trì; hàng tên nhóm phải có nhiệm vụ ở dưới; ô ghi “nt”, “như trên” thì ô ấy ở nhiệm vụ trên phải có chữ.",
};

pub(crate) static TASK_TIME_WORDS: Code = Code {
    id: "task-time-words",
    summary: "cột thời gian của tệp có lời không rõ là thời hạn nào",
    explanation: "Lời như “Theo hướng dẫn của tỉnh”, “Trước mùa mưa” in nguyên văn, nhưng không cho biết hạn nào, nên máy không kiểm tra và không tổng hợp thời hạn của nhiệm vụ ấy. Đó có thể là điều muốn nói. Ô có nhiều mốc thời gian, mốc nào cũng đủ, thì cũng in nguyên văn. Lời có ngày, tháng, quý, năm mà máy không đọc được thì là cảnh báo: có thể ngày thiếu năm.",
};

pub(crate) static TASK_TOTAL: Code = Code {
    id: "task-total",
    summary: "hàng cộng trong tệp nhiệm vụ khác tổng kinh phí các nhiệm vụ",
    explanation: "Tệp có hàng tổng cộng, hoặc có số tiền ở hàng tên nhóm, mà các nhiệm vụ cộng lại không bằng số ấy. Xem hàng nào trong tệp ghi thiếu hoặc ghi sai.",
};

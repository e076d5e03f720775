//! Keys and values of a form, of a set and of an override.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &ATTACHED_KEY,
    &BACKWARD_RANGE,
    &BAD_ID,
    &CHANGE_WITHOUT_REASON,
    &COLUMN_TWICE,
    &DUPLICATE_ID,
    &EMPTY_FORM,
    &EMPTY_VALUE,
    &FORM_VERSION,
    &HEADER_DEPTH,
    &HOUR_OUTSIDE,
    &IDLE_KEY,
    &LATE_BASELINE,
    &MISSING_KEY,
    &NOT_A_DATE,
    &NOT_A_NUMBER,
    &NOT_A_TIME,
    &ONE_KEY_EACH,
    &ONLY_IN_SET,
    &PERCENT_IN_LABEL,
    &RUN_IN_WITHOUT_TEXT,
    &SHARE_WITHOUT_AMOUNT,
    &SILENCE_WITHOUT_REASON,
    &TABLE_ROWS,
    &TASK_COLUMNS,
    &TIMETABLE_COLUMN,
    &TIMETABLE_DAY_TWICE,
    &TOO_MANY_SIGNERS,
    &TWO_ASSIGNMENTS,
    &TWO_READINGS,
    &TWO_TIMES,
    &TWO_VALUES,
    &UNKNOWN_COLUMN,
    &UNKNOWN_KEY,
    &UNKNOWN_TABLE,
    &VALUE_NOT_HERE,
    &WRONG_CHOICE,
    &WRONG_TYPE,
];

pub(crate) static ATTACHED_KEY: Code = Code {
    id: "attached-key",
    summary: "khóa chỉ dùng cho văn bản ban hành riêng, mà biểu có `kem_theo`",
    explanation: "Kế hoạch ban hành kèm theo quyết định hay nghị quyết không có số, ngày, chữ ký, nơi nhận của mình: những phần ấy ở quyết định, nghị quyết. Biểu có `kem_theo` thì không ghi `ky`, `noi_nhan`, và trong `van_ban` không ghi `so`, `ky_hieu`, `ngay`, `kinh_gui`, `nguoi_soan`, `so_ban`; số và ngày của quyết định ghi trong `kem_theo`. Kế hoạch ban hành riêng thì xóa `kem_theo`.",
};

pub(crate) static BACKWARD_RANGE: Code = Code {
    id: "backward-range",
    summary: "khoảng thời gian kết thúc trước khi bắt đầu",
    explanation: "`den` phải cùng lúc hoặc sau `tu`; lời như “Từ tháng 3 đến tháng 5/2026” cũng vậy. Xem có gõ nhầm tháng hay nhầm năm không; khoảng qua hai năm thì ghi năm ở cả hai mốc.",
};

pub(crate) static BAD_ID: Code = Code {
    id: "bad-id",
    summary: "mã có ký tự không dùng được",
    explanation: "Mã của mục, phụ lục, văn bản gồm chữ không dấu, chữ số, dấu `-` và `_`. Mã của chỉ tiêu, của bảng và của cột còn dùng trong công thức và {{ … }} nên không có dấu `-`, mở đầu bằng chữ, và không trùng với từ có nghĩa riêng (`nam`, `va`, `hoac`, `khong` …).",
};

pub(crate) static CHANGE_WITHOUT_REASON: Code = Code {
    id: "change-without-reason",
    summary: "mục của `thay_doi` không có lý do",
    explanation: "Mỗi mục của `thay_doi` phải có `ly_do` viết thành lời, không để trống, không ghi `chua_co`.",
};

pub(crate) static COLUMN_TWICE: Code = Code {
    id: "column-twice",
    summary: "hai cột của bảng do máy lập in cùng một thứ",
    explanation: "Mỗi thứ của một dòng chỉ in ở một cột. Xóa một trong hai cột, hoặc đổi sang thứ khác.",
};

pub(crate) static DUPLICATE_ID: Code = Code {
    id: "duplicate-id",
    summary: "hai chỗ cùng mang một mã",
    explanation: "Mã để chỗ khác viện dẫn nên mỗi mã chỉ đặt cho một chỗ. Đổi một trong hai mã, và sửa các chỗ viện dẫn theo.",
};

pub(crate) static EMPTY_FORM: Code = Code {
    id: "empty-form",
    summary: "biểu chưa có gì",
    explanation: "Tệp trống, hoặc chỉ có ghi chú. Lập biểu mẫu bằng lệnh `kehoach new`.",
};

pub(crate) static EMPTY_VALUE: Code = Code {
    id: "empty-value",
    summary: "sau khóa chưa có gì",
    explanation: "Khóa đã ghi thì phải có giá trị. Chưa biết thì ghi `chua_co`; không dùng thì xóa cả dòng.",
};

pub(crate) static FORM_VERSION: Code = Code {
    id: "form-version",
    summary: "phiên bản của biểu khác với chương trình",
    explanation: "Dòng `kehoach: 1` cho biết biểu viết theo phiên bản nào. Chương trình cũ không đọc được biểu mới hơn.",
};

pub(crate) static HEADER_DEPTH: Code = Code {
    id: "header-depth",
    summary: "đầu bảng có quá nhiều tầng",
    explanation: "Đầu bảng có nhiều nhất ba tầng: nhóm cột, nhóm nhỏ, cột. Bỏ bớt một tầng, hoặc gộp tên hai tầng làm một.",
};

pub(crate) static HOUR_OUTSIDE: Code = Code {
    id: "hour-outside",
    summary: "giờ của một việc trong lịch không thuộc buổi ghi việc ấy",
    explanation: "Trong `lich`, việc ghi dưới `sang` bắt đầu trước 12:00 và xong trước 13:00; `trua` từ 10:00 đến 15:00; `chieu` từ 12:00 đến 19:00; `toi` từ 17:00 đến 24:00. Giờ ngoài khoảng ấy thường là ghi nhầm buổi, hoặc ghi 2:00 cho 14:00. Việc qua nhiều buổi thì ghi dưới `ca_ngay`, hoặc dưới `viec` nếu không nói buổi.",
};

pub(crate) static IDLE_KEY: Code = Code {
    id: "idle-key",
    summary: "khóa không có tác dụng",
    explanation: "Khóa này chỉ có nghĩa khi đi cùng một khóa khác, hoặc ở một kiểu trình bày khác. Để lại thì người đọc biểu tưởng là có.",
};

pub(crate) static LATE_BASELINE: Code = Code {
    id: "late-baseline",
    summary: "giá trị đầu kỳ không phải của năm trước kỳ",
    explanation: "`dau` là số đã đạt trước khi kế hoạch bắt đầu, nên năm của nó phải trước năm đầu tiên ghi ở `nam` của chỉ tiêu. Xem có gõ nhầm năm không; số phải đạt của một năm trong kỳ thì ghi ở năm ấy.",
};

pub(crate) static MISSING_KEY: Code = Code {
    id: "missing-key",
    summary: "thiếu một khóa bắt buộc",
    explanation: "Văn bản không thể thiếu phần này. Chưa biết giá trị thì vẫn ghi khóa, sau đó ghi `chua_co`.",
};

pub(crate) static NOT_A_DATE: Code = Code {
    id: "not-a-date",
    summary: "không đọc được ngày tháng",
    explanation: "Ngày ghi 2023-05-20 hoặc 20/5/2023; tháng ghi 2023-05; quý ghi quý III/2023; năm ghi 2023.",
};

pub(crate) static NOT_A_NUMBER: Code = Code {
    id: "not-a-number",
    summary: "không đọc được con số",
    explanation: "Số viết bằng chữ số; dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân; không có dấu cách ở giữa. Số tiền có thể ghi đồng, nghìn đồng, triệu đồng, tỷ đồng.",
};

pub(crate) static NOT_A_TIME: Code = Code {
    id: "not-a-time",
    summary: "giờ trong lịch không đọc được",
    explanation: "Giờ ghi 7:30, 7h30, 7 giờ 30 hoặc 7 giờ 30 phút; có giờ kết thúc thì thêm dấu gạch: 7:30 - 9:00. In ra thế nào do `kieu_gio` của lịch. Chưa biết giờ thì ghi chua_co; không có giờ thì bỏ khóa `gio`.",
};

pub(crate) static ONE_KEY_EACH: Code = Code {
    id: "one-key-each",
    summary: "một mục của `mau` có nhiều khóa",
    explanation: "Các phần của `mau` in theo đúng thứ tự ghi trong biểu, nên mỗi phần là một mục riêng của danh sách: mở đầu bằng `- ` và chỉ có một khóa.",
};

pub(crate) static ONLY_IN_SET: Code = Code {
    id: "only-in-set",
    summary: "phần chỉ dùng trong bộ kế hoạch",
    explanation: "Biểu này có chỗ chỉ có nghĩa khi làm cả bộ văn bản cho nhiều đơn vị, như `theo_don_vi` (bảng chỉ lấy các hàng của đơn vị đang làm). Kiểm tra và làm cả bộ từ tệp `bo-ke-hoach.yaml`.",
};

pub(crate) static PERCENT_IN_LABEL: Code = Code {
    id: "percent-in-label",
    summary: "tên khoản cộng thêm ghi một phần trăm khác",
    explanation: "Tên khoản ở `cong_them` có phần trăm thì phải là phần trăm đã tính (`phan_tram`). Sửa tên khoản hoặc sửa `phan_tram`.",
};

pub(crate) static RUN_IN_WITHOUT_TEXT: Code = Code {
    id: "run-in-without-text",
    summary: "nối liền mà không có đoạn văn",
    explanation: "`noi_lien: co` đặt tiêu đề và đoạn đầu trên một dòng, nên phần đầu của mục phải là `doan`.",
};

pub(crate) static SHARE_WITHOUT_AMOUNT: Code = Code {
    id: "share-without-amount",
    summary: "nguồn kinh phí ghi theo phần trăm mà không có số tiền",
    explanation: "Phần trăm của một nguồn là phần trăm của `so_tien` cùng nhóm. Ghi tổng số tiền ở `so_tien`; chưa có tổng thì ghi mỗi nguồn bằng số tiền, nguồn chưa biết ghi `chua_co`.",
};

pub(crate) static SILENCE_WITHOUT_REASON: Code = Code {
    id: "silence-without-reason",
    summary: "`bo_qua` không nêu lý do",
    explanation: "Bỏ qua một quy tắc phải có lý do, để người xem lại hiểu vì sao.",
};

pub(crate) static TABLE_ROWS: Code = Code {
    id: "table-rows",
    summary: "bảng không có số liệu, hoặc có ở hai nơi",
    explanation: "Mỗi bảng lấy số liệu từ một nơi: `hang` ghi ngay trong biểu, hoặc `du_lieu` đọc từ tệp đặt cạnh biểu.",
};

pub(crate) static TASK_COLUMNS: Code = Code {
    id: "task-columns",
    summary: "các cột của bảng nhiệm vụ không đúng",
    explanation: "Bảng nhiệm vụ phải có cột `tieu_de` để in tên nhiệm vụ; mỗi khóa của nhiệm vụ in ở một cột, không in hai lần.",
};

pub(crate) static TIMETABLE_COLUMN: Code = Code {
    id: "timetable-column",
    summary: "lịch thiếu cột, nên giấy không nói được việc nào làm lúc nào",
    explanation: "`cot` của `lich` chọn và xếp các cột. Lịch nào cũng có cột `noi_dung`; lịch nhiều ngày có cột `ngay` hoặc `buoi_ngay`; việc ghi dưới `sang`, `chieu` … mà không có `gio` cần cột `buoi` hoặc `buoi_ngay`. Cột `buoi` đứng sau cột `ngay`, vì các ô giống nhau của cột gộp làm một. Không ghi `cot` thì lịch có cột của mọi khóa đã dùng.",
};

pub(crate) static TIMETABLE_DAY_TWICE: Code = Code {
    id: "timetable-day-twice",
    summary: "một ngày đứng hai lần trong một lịch",
    explanation: "Mỗi ngày của `lich` ghi một lần, với mọi việc của ngày ấy. Ngày ghi hai lần thường là chép cả khối của ngày trước mà quên sửa ngày.",
};

pub(crate) static TOO_MANY_SIGNERS: Code = Code {
    id: "too-many-signers",
    summary: "văn bản có quá ba người ký",
    explanation: "Chữ ký của văn bản liên tịch đặt ngang hàng, nhiều nhất ba chữ ký: bề ngang trang giấy không đủ cho chữ ký thứ tư. Cơ quan còn lại thì ghi ở lời văn, hoặc ký ở bản riêng.",
};

pub(crate) static TWO_ASSIGNMENTS: Code = Code {
    id: "two-assignments",
    summary: "phân công in hai lần",
    explanation: "`phan_cong` in cả câu phân công; `chu_tri`, `thuc_hien`, `phoi_hop` in riêng từng loại đơn vị. Nhãn của nhiệm vụ (`nhan`) hay cột của bảng nhiệm vụ (`cot`) theo một trong hai cách, nếu không thì tên các đơn vị in hai lần.",
};

pub(crate) static TWO_READINGS: Code = Code {
    id: "two-readings",
    summary: "con số đọc được hai cách",
    explanation: "Ở chỗ nhận số thập phân, hoặc trong một cột có số thập phân, `1.250` có thể là một nghìn hai trăm năm mươi, cũng có thể là một phẩy hai lăm. Ghi 1250, hoặc ghi 1,25.",
};

pub(crate) static TWO_TIMES: Code = Code {
    id: "two-times",
    summary: "thời gian ghi theo hai cách",
    explanation: "Một nhiệm vụ ghi thời gian theo một cách: `han`, hoặc `tu` và `den`, hoặc `quy`, hoặc `truoc`, hoặc `lap_lai`.",
};

pub(crate) static TWO_VALUES: Code = Code {
    id: "two-values",
    summary: "chỉ tiêu có cả `gia_tri` và chỉ tiêu từng năm",
    explanation: "Chỉ tiêu hoặc có một giá trị (`gia_tri`), hoặc có giá trị của từng năm (`nam`). Giá trị đã đạt trước kỳ ghi ở `dau`; giá trị phải đạt của một năm ghi ở năm ấy, dưới `nam`.",
};

pub(crate) static UNKNOWN_COLUMN: Code = Code {
    id: "unknown-column",
    summary: "bảng không có cột ấy",
    explanation: "Mã ghi ở `khoa`, `nhom`, `sap_xep`, `kieu` hay `gia_tri` phải là mã (`ma`) của một cột trong bảng.",
};

pub(crate) static UNKNOWN_KEY: Code = Code {
    id: "unknown-key",
    summary: "khóa lạ",
    explanation: "Không có khóa nào tên như vậy ở nhóm này. Thường là gõ sai, hoặc lùi đầu dòng sai nên khóa rơi vào nhóm khác.",
};

pub(crate) static UNKNOWN_TABLE: Code = Code {
    id: "unknown-table",
    summary: "không có bảng mang mã ấy",
    explanation: "Ở mục và phụ lục, `bang: mã` in một bảng đã khai trong khóa `bang` của biểu. Cũng có thể ghi thẳng cả bảng tại chỗ.",
};

pub(crate) static VALUE_NOT_HERE: Code = Code {
    id: "value-not-here",
    summary: "{{ … }} ở chỗ không đọc được giá trị",
    explanation: "Tên cơ quan, tên chỉ tiêu và các phần của văn bản được viện dẫn là nguồn để chỗ khác đọc, nên phải ghi bằng chữ. Tên tệp của bộ kế hoạch (`ten_tep`) chỉ đọc được hàng của đơn vị: {{ don_vi.ma }}.",
};

pub(crate) static WRONG_CHOICE: Code = Code {
    id: "wrong-choice",
    summary: "từ không có trong các lựa chọn",
    explanation: "Khóa này chỉ nhận một số từ định sẵn; máy liệt kê các từ ấy ở dưới thông báo.",
};

pub(crate) static WRONG_TYPE: Code = Code {
    id: "wrong-type",
    summary: "không đúng loại giá trị",
    explanation: "Chỗ này cần một loại giá trị khác: chữ, danh sách (mỗi mục một dòng, mở đầu bằng `- `), hay nhóm khóa (lùi vào hai dấu cách).",
};

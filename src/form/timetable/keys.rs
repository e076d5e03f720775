//! The keys of a timetable and their words.

use super::super::column_look::ALIGNS;
use super::super::orientation::ORIENTATIONS;
use super::super::shape::{KeyKind, KeySpec, Keyword, Shape};

/// The keys of `lich`.
pub(in crate::form) static TIMETABLE: Shape = Shape {
    name: "lich",
    doc: "Một lịch theo ngày, buổi, giờ; in thành bảng, ô ngày và ô buổi tự gộp. Thứ trong tuần máy tự tính.",
    keys: &[
        KeySpec::optional("tieu_de", KeyKind::Plain, "Tên lịch, in phía trên."),
        KeySpec::optional(
            "so_thu_tu",
            KeyKind::Plain,
            "Tên cột số thứ tự đứng đầu lịch, ví dụ: TT. Cột đứng cạnh có ô gộp thì mỗi ô gộp một số.",
        ),
        KeySpec::optional(
            "kieu_ngay",
            KeyKind::Choice(DAY_STYLES),
            "Ngày in thế nào. Không ghi thì cột `ngay` in cả thứ và ngày, cột `buoi_ngay` chỉ in ngày.",
        ),
        KeySpec::optional("kieu_gio", KeyKind::Choice(CLOCK_STYLES), "Giờ in thế nào."),
        KeySpec::optional(
            "cot",
            KeyKind::List(&KeyKind::Either(&[
                KeyKind::Choice(FIELDS),
                KeyKind::Map(&COLUMN),
            ])),
            "Các cột, từ trái sang phải. Không ghi thì lịch có cột của những khóa đã dùng.",
        ),
        KeySpec::required(
            "ngay",
            KeyKind::List(&KeyKind::Map(&DAY)),
            "Các ngày của lịch; máy xếp theo ngày.",
        ),
        KeySpec::optional(
            "hang_so_cot",
            KeyKind::YesNo,
            "`co` thì dưới đầu bảng có thêm dòng số của các cột: (1), (2), (3) …",
        ),
        KeySpec::optional(
            "ghi_chu",
            KeyKind::List(&KeyKind::Plain),
            "Ghi chú, in dưới lịch.",
        ),
        KeySpec::optional(
            "huong",
            KeyKind::Choice(ORIENTATIONS),
            "Chiều của trang giấy có lịch. Không ghi thì lịch rộng quá, hoặc ở phụ lục mà có từ năm cột chữ, mới nằm ngang.",
        ),
    ],
};

/// The keys of a column.
pub(super) static COLUMN: Shape = Shape {
    name: "cot",
    doc: "Một cột của lịch: `truong` lấy một phần của mỗi việc; hoặc `ma` là cột của riêng lịch này, mỗi việc ghi ô của nó trong `khac`.",
    keys: &[
        KeySpec::optional(
            "truong",
            KeyKind::Choice(FIELDS),
            "Cột in phần nào của mỗi việc.",
        ),
        KeySpec::optional(
            "ma",
            KeyKind::Id,
            "Mã của cột riêng, để mỗi việc ghi ô của nó: khac: { ma_cot: chữ }.",
        ),
        KeySpec::optional(
            "nhan",
            KeyKind::Plain,
            "Tên cột trên giấy. Cột có `ma` phải có.",
        ),
        KeySpec::optional(
            "kieu",
            KeyKind::Choice(OWN_KINDS),
            "Ô của cột riêng là gì. Không ghi thì là chữ.",
        ),
        KeySpec::optional(
            "gop",
            KeyKind::YesNo,
            "`co` thì các ô giống nhau liền nhau của cột gộp làm một, trong phạm vi ô gộp của cột đứng trước. Cột ngày, cột buổi máy luôn gộp.",
        ),
        KeySpec::optional("can", KeyKind::Choice(ALIGNS), "Căn chữ trong cột."),
        KeySpec::optional(
            "rong",
            KeyKind::Number("số nguyên"),
            "Phần bề ngang của cột so với các cột khác có `rong`.",
        ),
    ],
};

/// The keys of a day.
pub(super) static DAY: Shape = Shape {
    name: "ngay",
    doc: "Một ngày, hoặc các ngày từ `tu` đến `den`, với các việc của từng buổi.",
    keys: &[
        KeySpec::optional(
            "ngay",
            KeyKind::Date,
            "Ngày của các việc này: 2026-04-10. Ghi cả thứ (\"Thứ Sáu, 10/4/2026\") thì máy đối chiếu với lịch. Chưa biết thì ghi chua_co.",
        ),
        KeySpec::optional("tu", KeyKind::Date, "Ngày đầu, khi việc kéo dài nhiều ngày."),
        KeySpec::optional("den", KeyKind::Date, "Ngày cuối, đi cùng `tu`."),
        KeySpec::optional("viec", ENTRIES, "Các việc không ghi buổi."),
        KeySpec::optional("ca_ngay", ENTRIES, "Các việc làm cả ngày."),
        KeySpec::optional("sang", ENTRIES, "Các việc buổi sáng."),
        KeySpec::optional("trua", ENTRIES, "Các việc buổi trưa."),
        KeySpec::optional("chieu", ENTRIES, "Các việc buổi chiều."),
        KeySpec::optional("toi", ENTRIES, "Các việc buổi tối."),
    ],
};

const ENTRIES: KeyKind =
    KeyKind::List(&KeyKind::Either(&[KeyKind::Lines, KeyKind::Map(&ENTRY)]));

/// The keys of an entry.
pub(super) static ENTRY: Shape = Shape {
    name: "viec",
    doc: "Một việc của lịch; chỉ có nội dung thì viết thẳng nội dung cũng được.",
    keys: &[
        KeySpec::optional(
            "gio",
            KeyKind::Plain,
            "Giờ bắt đầu, hoặc từ giờ nào đến giờ nào: 7:30 - 9:00. Chưa biết thì ghi chua_co.",
        ),
        KeySpec::required("noi_dung", KeyKind::Lines, "Việc làm gì; mỗi dòng một đoạn."),
        KeySpec::optional("dia_diem", KeyKind::Lines, "Ở đâu."),
        KeySpec::optional("chu_tri", KeyKind::Lines, "Ai chủ trì."),
        KeySpec::optional("thanh_phan", KeyKind::Lines, "Ai dự."),
        KeySpec::optional("ghi_chu", KeyKind::Lines, "Ghi chú của việc này."),
        KeySpec::optional(
            "khac",
            KeyKind::ById(&KeyKind::Lines),
            "Ô của các cột riêng, theo mã cột.",
        ),
    ],
};

/// The words under `truong`, in the order of [`TimetableField::ALL`].
///
/// [`TimetableField::ALL`]: super::TimetableField::ALL
pub(super) static FIELDS: &[Keyword] = &[
    Keyword::new("ngay", "Ngày, hoặc các ngày."),
    Keyword::new("buoi", "Buổi: Sáng, Trưa, Chiều, Tối, Cả ngày."),
    Keyword::new("buoi_ngay", "Buổi và ngày trong một ô: Sáng 30/7/2026."),
    Keyword::new("gio", "Giờ."),
    Keyword::new("noi_dung", "Nội dung."),
    Keyword::new("dia_diem", "Địa điểm."),
    Keyword::new("chu_tri", "Chủ trì."),
    Keyword::new("thanh_phan", "Thành phần."),
    Keyword::new("ghi_chu", "Ghi chú."),
];

/// The words under `kieu` of a column.
pub(super) static OWN_KINDS: &[Keyword] = &[
    Keyword::new("chu", "Chữ."),
    Keyword::new("gio", "Giờ; máy đọc, in như `kieu_gio` và đối chiếu với buổi."),
];

/// The words under `kieu_ngay`, in the order of [`DayStyle::ALL`].
///
/// [`DayStyle::ALL`]: super::day::DayStyle::ALL
pub(super) static DAY_STYLES: &[Keyword] = &[
    Keyword::new("thu_ngay", "Thứ Sáu, 10/4/2026."),
    Keyword::new("thu_ngay_thang", "Thứ Sáu, 10/4."),
    Keyword::new("day_du", "Thứ Sáu, ngày 10 tháng 4 năm 2026."),
    Keyword::new("ngay", "10/4/2026."),
    Keyword::new("ngay_thang", "10/4."),
    Keyword::new("thu", "Thứ Sáu."),
];

/// The words under `kieu_gio`.
pub(super) static CLOCK_STYLES: &[Keyword] = &[
    Keyword::new("chu_h", "7h30 - 9h00. Đây là mặc định."),
    Keyword::new("hai_cham", "7:30 - 9:00."),
    Keyword::new("gio", "7 giờ 30 - 9 giờ 00."),
    Keyword::new("gio_phut", "7 giờ 30 phút - 9 giờ 00 phút."),
];

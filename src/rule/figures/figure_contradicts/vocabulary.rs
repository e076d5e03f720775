//! Words that say how a name and a number belong together, without case and marks.

/// Words that may stand within a name and between a name and its number.
pub(super) const FILLING: &[&str] =
    &["toan", "xa", "phuong", "tren", "dia", "ban", "den", "vao", "tinh", "trong"];

/// Words that join a name and its number.
pub(super) const JOINING: &[&str] = &[
    "la", "co", "con", "dat", "chiem", "xuong", "len", "giam", "tang", "them", "tu", "o",
    "muc", "bang", "hien", "nay", "nam", "cuoi", "dau", "gom", "uoc", "thanh", "tong",
    "so", "cong", "ty", "ti", "le", "ke", "hoach", "chi", "tieu", "phan", "muon", "se",
    "duoc", "ghi", "nhan", "thuc", "hien", "va", "ho",
];

/// Words before a name that speak of a part of it.
pub(super) const OF_IT: &[&str] =
    &["thuoc", "cua", "cho", "cac", "tung", "moi", "nhung", "voi", "khoi"];

/// Words after a number that speak of a part of it.
pub(super) const NARROWING: &[&str] = &[
    "thuoc", "la", "khong", "do", "co", "duoc", "chua", "da", "moi", "trong", "o", "tai",
    "gia", "dan", "nu", "nguoi",
];

/// Words of another time or another place than the plan's.
pub(super) const ELSEWHERE: &[&str] = &[
    "ca nuoc",
    "toan quoc",
    "binh quan",
    "trung binh",
    "cung ky",
    "nam truoc",
    "nam ngoai",
    "giai doan",
    "hang nam",
    "moi nam",
    "hang quy",
    "quy i",
    "quy ii",
    "quy iii",
    "quy iv",
    "6 thang",
    "sau thang",
    "9 thang",
    "chin thang",
];

/// Levels of government, each with the words that speak of all of it.
pub(super) const LEVELS: &[&str] =
    &["xa", "phuong", "thi tran", "huyen", "quan", "thi xa", "thanh pho", "tinh"];

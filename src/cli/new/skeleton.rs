//! The forms that `kehoach new` starts from, and the data files that some of them bring.

use std::fmt::Write as _;

/// A form to start from.
pub(super) struct Skeleton {
    /// The word behind `--template`.
    pub(super) name: &'static str,
    /// What it has, in Vietnamese; on one line of a terminal, so that lists are not broken.
    summary: &'static str,
    /// The form itself.
    pub(super) form: &'static str,
    /// The data files that the form reads, written beside it.
    pub(super) data: &'static [SkeletonData],
}

/// A data file that a form brings.
pub(super) struct SkeletonData {
    /// Its name, as the form has it.
    pub(super) name: &'static str,
    /// What it holds.
    pub(super) bytes: &'static [u8],
}

/// Those of every kind of plan first, then those of one kind each.
pub(super) const SKELETONS: &[Skeleton] = &[
    Skeleton {
        name: "day-du",
        summary: "có mọi phần của một kế hoạch, giải thích mọi khóa",
        form: include_str!("../../../skeletons/day-du.yaml"),
        data: &[],
    },
    Skeleton {
        name: "gon",
        summary: "chỉ các phần chính",
        form: include_str!("../../../skeletons/gon.yaml"),
        data: &[],
    },
    Skeleton {
        name: "kem-theo",
        summary: "ban hành kèm theo quyết định: không có số, ngày, chữ ký, nơi nhận",
        form: include_str!("../../../skeletons/kem-theo.yaml"),
        data: &[],
    },
    Skeleton {
        name: "giam-ngheo",
        summary: "giảm nghèo: chỉ tiêu từng năm, chỉ tiêu giao các xóm, bảng nhiệm vụ, kinh phí",
        form: include_str!("../../../skeletons/giam-ngheo.yaml"),
        data: &[],
    },
    Skeleton {
        name: "cai-cach-hanh-chinh",
        summary: "cải cách hành chính: chỉ tiêu, bảng nhiệm vụ đọc từ tệp kèm theo",
        form: include_str!("../../../skeletons/cai-cach-hanh-chinh.yaml"),
        data: &[SkeletonData {
            name: "nhiem-vu-cai-cach-hanh-chinh.csv",
            bytes: include_bytes!("../../../skeletons/nhiem-vu-cai-cach-hanh-chinh.csv"),
        }],
    },
    Skeleton {
        name: "kiem-tra",
        summary: "kiểm tra theo chuyên đề: lịch kiểm tra, đề cương báo cáo, mẫu biên bản",
        form: include_str!("../../../skeletons/kiem-tra.yaml"),
        data: &[],
    },
    Skeleton {
        name: "le-hoi",
        summary: "tổ chức lễ hội: chương trình, các tiểu ban, dự toán, phương án an ninh",
        form: include_str!("../../../skeletons/le-hoi.yaml"),
        data: &[],
    },
    Skeleton {
        name: "chuyen-doi-so",
        summary: "chuyển đổi số: chỉ tiêu, nhiệm vụ, giải pháp, kinh phí",
        form: include_str!("../../../skeletons/chuyen-doi-so.yaml"),
        data: &[],
    },
];

/// The names of all, each with what it has, a line each.
pub(in crate::cli) fn list_skeletons() -> String {
    let width = SKELETONS.iter().map(|skeleton| skeleton.name.len()).max().unwrap_or(0);
    let mut res = String::from("Các mẫu:");
    for Skeleton { name, summary, .. } in SKELETONS {
        // Writing to a string does not fail.
        let _ = write!(res, "\n  {name:<width$}  {summary}");
    }
    res
}

//! Synthetic plans of many tasks, and the same with edits all over them.

use std::fmt::Write as _;

const WORDS: [&str; 40] = [
    "rà", "soát", "hộ", "nghèo", "cận", "thôn", "xã", "tổ", "chức", "hội", "nghị",
    "truyền", "thông", "hỗ", "trợ", "sản", "xuất", "vay", "vốn", "nhà", "nước", "sạch",
    "bảo", "hiểm", "giáo", "dục", "đào", "tạo", "nghề", "việc", "giám", "sát", "đánh",
    "giá", "báo", "cáo", "kinh", "phí", "mô", "hình",
];

/// A plan of so many tasks, one in two with an id. Edited, some are reworded, some have
/// other deadlines, some are removed and some new.
pub(super) fn write_plan(tasks: usize, edited: bool) -> String {
    let mut res = String::from(
        "kehoach: 1\nnam: 2025\n\
         co_quan: { ten: Ủy ban nhân dân xã Kim Liên, dia_danh: Kim Liên }\n\
         van_ban: { so: 5, ngay: 2025-02-01, trich_yeu: Đo tốc độ so sánh }\nnoi_dung:\n",
    );
    for index in 0..tasks {
        if index % 100 == 0 {
            let _ = write!(
                res,
                "  - tieu_de: Nhóm việc {}\n    nhiem_vu:\n",
                index / 100 + 1
            );
        }
        let is_removed = edited && index % 53 == 9;
        if !is_removed {
            write_task(&mut res, index, edited);
        }
        if edited && index % 97 == 3 {
            let title = make_words(tasks + index, 8);
            let _ = write!(res, "      - tieu_de: {title}\n        thoi_gian: 2025-10\n");
        }
    }
    res.push_str(
        "noi_nhan: [ Các thôn, { luu: VT } ]\n\
         ky: { thay_mat: co, chuc_vu: Chủ tịch, ho_ten: chua_co }\n",
    );
    res
}

fn write_task(res: &mut String, index: usize, edited: bool) {
    let _ = writeln!(res, "      - tieu_de: {}", make_words(index, 8));
    if index % 2 == 1 {
        let _ = writeln!(res, "        ma: nv-{index}");
    }
    let more = if edited && index % 37 == 5 { " và bổ sung" } else { "" };
    let late = usize::from(edited && index % 41 == 7);
    let _ = write!(
        res,
        "        noi_dung: |\n          - {}{more}.\n          - {}.\n        \
         thoi_gian: 2025-{:02}\n        kinh_phi: {}.000.000 đồng\n        \
         phan_cong: {{ chu_tri: Phòng Kinh tế, phoi_hop: [ Các thôn ] }}\n",
        make_words(index * 3 + 1, 20),
        make_words(index * 5 + 2, 20),
        (index + late) % 12 + 1,
        index % 89 + 1,
    );
}

/// Words that depend on `seed` alone, and on nothing of the machine.
fn make_words(seed: usize, count: usize) -> String {
    let mut state = seed as u64 * 2 + 1;
    let mut res = String::new();
    for i in 0..count {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let word = WORDS[(state >> 33) as usize % WORDS.len()];
        if i == 0 {
            res.push_str(&kehoach::language::capitalize_first(word));
        } else {
            let _ = write!(res, " {word}");
        }
    }
    res
}

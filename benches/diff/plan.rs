//! Made-up plans of many tasks, and the same with edits all over them.

use std::fmt::Write as _;

const WORDS: [&str; 40] = [
    "rà", "soát", "hộ", "nghèo", "cận", "thôn", "xã", "tổ", "chức", "hội", "nghị",
    "truyền", "thông", "hỗ", "trợ", "sản", "xuất", "vay", "vốn", "nhà", "nước", "sạch",
    "bảo", "hiểm", "giáo", "dục", "đào", "tạo", "nghề", "việc", "giám", "sát", "đánh",
    "giá", "báo", "cáo", "kinh", "phí", "mô", "hình",
];

/// A plan of so many tasks, one in two with an id. Edited, some are reworded, some have
/// other deadlines, some are gone and some new.
pub(super) fn write_plan(tasks: usize, edited: bool) -> String {
    let mut res = String::from(
        "kehoach: 1\nnam: 2025\n\
         co_quan: { ten: Ủy ban nhân dân xã Kim Liên, dia_danh: Kim Liên }\n\
         van_ban: { so: 5, ngay: 2025-02-01, trich_yeu: Đo tốc độ so sánh }\nnoi_dung:\n",
    );
    for at in 0..tasks {
        if at % 100 == 0 {
            let _ =
                write!(res, "  - tieu_de: Nhóm việc {}\n    nhiem_vu:\n", at / 100 + 1);
        }
        let gone = edited && at % 53 == 9;
        if !gone {
            write_task(&mut res, at, edited);
        }
        if edited && at % 97 == 3 {
            let title = make_words(tasks + at, 8);
            let _ = write!(res, "      - tieu_de: {title}\n        thoi_gian: 2025-10\n");
        }
    }
    res.push_str(
        "noi_nhan: [ Các thôn, { luu: VT } ]\n\
         ky: { thay_mat: co, chuc_vu: Chủ tịch, ho_ten: chua_co }\n",
    );
    res
}

fn write_task(res: &mut String, at: usize, edited: bool) {
    let _ = writeln!(res, "      - tieu_de: {}", make_words(at, 8));
    if at % 2 == 1 {
        let _ = writeln!(res, "        ma: nv-{at}");
    }
    let more = if edited && at % 37 == 5 { " và bổ sung" } else { "" };
    let late = usize::from(edited && at % 41 == 7);
    let _ = write!(
        res,
        "        noi_dung: |\n          - {}{more}.\n          - {}.\n        \
         thoi_gian: 2025-{:02}\n        kinh_phi: {}.000.000 đồng\n        \
         phan_cong: {{ chu_tri: Phòng Kinh tế, phoi_hop: [ Các thôn ] }}\n",
        make_words(at * 3 + 1, 20),
        make_words(at * 5 + 2, 20),
        (at + late) % 12 + 1,
        at % 89 + 1,
    );
}

/// Words that hang on `seed` alone, and on nothing of the machine.
fn make_words(seed: usize, count: usize) -> String {
    let mut state = seed as u64 * 2 + 1;
    let mut res = String::new();
    for i in 0..count {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let word = WORDS[(state >> 33) as usize % WORDS.len()];
        if i == 0 {
            res.push_str(&kehoach::language::capitalise_first(word));
        } else {
            let _ = write!(res, " {word}");
        }
    }
    res
}

//! A small right plan, of which a test replaces some keys.

use std::fmt::Write as _;

/// A small right plan; a test replaces some of its keys.
pub(crate) const BASE: &str = "\
kehoach: 1
nam: 2023
co_quan:
  ten: Ủy ban nhân dân xã Kim Liên
  dia_danh: Kim Liên
van_ban:
  so: 5
  ngay: 2023-05-20
  trich_yeu: Triển khai công tác giảm nghèo năm 2023
noi_dung:
  - tieu_de: Mục đích, yêu cầu
    doan: Thực hiện tốt công tác giảm nghèo.
noi_nhan:
  - Các thôn
  - luu: VT, VHXH
ky:
  thay_mat: co
  chuc_vu: Chủ tịch
  ho_ten: Nguyễn Văn An
";

/// The base with the top-level keys of `keys` in place of its own.
pub(crate) fn form_with(keys: &str) -> String {
    fn key(line: &str) -> Option<&str> {
        line.split_once(':').map(|(k, _)| k).filter(|k| !k.starts_with([' ', '-', '#']))
    }
    let replaced: Vec<&str> = keys.lines().filter_map(key).collect();
    let mut res = String::new();
    let mut keep = true;
    for line in BASE.lines() {
        keep = key(line).map_or(keep, |key| !replaced.contains(&key));
        if keep {
            let _ = writeln!(res, "{line}");
        }
    }
    res + keys
}

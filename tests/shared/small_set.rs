//! A small right set of three units, for tests of runs.

/// Three units of a set; its form is the base with [`MASTER`].
pub(crate) const SET: &str = "\
kehoach: 1
bieu_mau: mau.yaml
don_vi:
  khoa: ma
  cot:
    - { ma: ma, nhan: Mã }
    - { ma: ten, nhan: Đơn vị }
    - { ma: giam, nhan: Số hộ giảm }
  hang:
    - [mh, xã Mai Hà, 13]
    - [kl, xã Kim Liên, 11]
    - [nl, xã Nam Liên, 12]
ten_don_vi: ten
";

/// What the form of [`SET`] has in the place of the keys of the base.
pub(crate) const MASTER: &str = "\
co_quan:
  ten: Ủy ban nhân dân {{ don_vi.ten }}
  dia_danh: Kim Liên
noi_dung:
  - ma: muc-tieu
    tieu_de: Mục tiêu
    doan: Năm 2023, {{ don_vi.ten }} giảm {{ don_vi.giam }} hộ nghèo.
";

/// A set that gives numbers, from a ledger beside it.
pub(crate) fn numbered_set() -> String {
    format!("{SET}danh_so: {{ tu: 15, so_sach: so.csv }}\n")
}

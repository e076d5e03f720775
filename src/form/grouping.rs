//! What a table does with its rows: groups and their sums, and their order.

use crate::prose::Plain;
use crate::yaml::{YamlNode, YamlValue};

use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;

/// The keys of `nhom`.
pub(super) static GROUPING: Shape = Shape {
    name: "nhom",
    doc: "Nhóm các hàng có cùng giá trị ở một cột. Cột ấy không in riêng: giá trị của nó là tên nhóm.",
    keys: &[
        KeySpec::required("theo", KeyKind::Id, "Mã của cột để nhóm, ví dụ: huyen."),
        KeySpec::optional(
            "tong",
            KeyKind::Choice(PLACES_OF_SUMS),
            "Số cộng của nhóm đứng ở đâu.",
        ),
        KeySpec::optional(
            "nhan_tong",
            KeyKind::Plain,
            "Nhãn của dòng cộng, khi có dòng riêng. Mặc định: Cộng.",
        ),
        KeySpec::optional(
            "danh_so",
            KeyKind::Choice(GROUP_NUMBERS),
            "Số thứ tự của các nhóm.",
        ),
    ],
};

/// The words under `tong` of a grouping.
pub(super) static PLACES_OF_SUMS: &[Keyword] = &[
    Keyword::new("cung_dong", "Trên dòng tên nhóm. Đây là mặc định."),
    Keyword::new("dong_rieng", "Ở một dòng riêng, sau các hàng của nhóm."),
    Keyword::new("khong", "Không có số cộng."),
];

/// The words under `danh_so` of a grouping.
pub(super) static GROUP_NUMBERS: &[Keyword] = &[
    Keyword::new("la_ma", "I, II, III … Đây là mặc định khi bảng có cột số thứ tự."),
    Keyword::new("chu_cai", "A, B, C …"),
    Keyword::new(
        "khong",
        "Không đánh số. Đây là mặc định khi bảng không có cột số thứ tự.",
    ),
];

/// The keys of `sap_xep`.
pub(super) static SORT: Shape = Shape {
    name: "sap_xep",
    doc: "Thứ tự các hàng.",
    keys: &[
        KeySpec::required("theo", KeyKind::Id, "Mã của cột."),
        KeySpec::optional("chieu", KeyKind::Choice(DIRECTIONS), "Chiều sắp xếp."),
    ],
};

/// The words under `chieu`.
pub(super) static DIRECTIONS: &[Keyword] = &[
    Keyword::new("tang", "Từ nhỏ đến lớn; chữ theo thứ tự tiếng Việt. Đây là mặc định."),
    Keyword::new("giam", "Từ lớn đến nhỏ."),
];

/// How the rows of a table are grouped (`nhom`).
#[derive(Debug, Clone)]
pub struct Grouping {
    /// Id of the column whose values are the groups.
    pub by: Spanned<String>,
    /// Where the sums of a group stand.
    pub sums: SumPlace,
    /// Label of a row of sums.
    pub sums_label: Option<Plain>,
    /// How groups are numbered, where given.
    pub numbers: Option<GroupNumbers>,
}

/// Where the sums of a group stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SumPlace {
    /// On the row of its name.
    WithName,
    /// On a separate row, below the rows of the group.
    Below,
    /// The groups have names and no sums.
    Nowhere,
}

/// How the groups of a table are numbered (`danh_so`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupNumbers {
    /// I, II, III.
    Roman,
    /// A, B, C.
    Letter,
    /// `khong`: the groups have names alone.
    None,
}

/// By what the rows of a table are sorted (`sap_xep`).
#[derive(Debug, Clone)]
pub struct Sort {
    /// Id of the column whose values are compared.
    pub by: Spanned<String>,
    /// Whether the largest comes first.
    pub descending: bool,
}

pub(super) fn read_grouping(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Grouping> {
    const SUMS: [SumPlace; 3] = [SumPlace::WithName, SumPlace::Below, SumPlace::Nowhere];
    const NUMBERS: [GroupNumbers; 3] =
        [GroupNumbers::Roman, GroupNumbers::Letter, GroupNumbers::None];
    let f = r.fields(node, &GROUPING)?;
    let by = r.required(&f, "theo", FormReader::id);
    let sums = r.optional(&f, "tong", |r, n| r.choice(n, PLACES_OF_SUMS));
    let sums_label = r.optional(&f, "nhan_tong", FormReader::plain);
    let numbers = r.optional(&f, "danh_so", |r, n| r.choice(n, GROUP_NUMBERS));
    if sums != Some(1) {
        r.report_idle_key(&f, "nhan_tong", "`tong: dong_rieng`");
    }
    Some(Grouping {
        by: by?,
        sums: sums.map_or(SumPlace::WithName, |i| SUMS[i]),
        sums_label,
        numbers: numbers.map(|i| NUMBERS[i]),
    })
}

pub(super) fn read_sort(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Sort> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        return r.id(node).map(|by| Sort { by, descending: false });
    }
    let f = r.fields(node, &SORT)?;
    let by = r.required(&f, "theo", FormReader::id);
    let direction = r.optional(&f, "chieu", |r, n| r.choice(n, DIRECTIONS));
    Some(Sort { by: by?, descending: direction == Some(1) })
}

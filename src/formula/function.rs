//! The functions of a formula, and what the functions of a spreadsheet are called here.

use crate::language::to_key;

/// The functions of a formula as they are written, and what they do, in Vietnamese.
pub const FUNCTIONS: &[(&str, &str)] = &[
    ("tong", "cộng cả một cột: tong(dau)"),
    ("tb", "trung bình cộng của một cột: tb(dau)"),
    ("lon_nhat", "số lớn nhất của một cột: lon_nhat(dau)"),
    ("nho_nhat", "số nhỏ nhất của một cột: nho_nhat(dau)"),
    ("dem", "đếm các ô có số liệu của một cột: dem(dau)"),
    ("lam_tron", "làm tròn đến một số chữ số thập phân: lam_tron(giam / ho, 4)"),
    ("neu", "chọn một trong hai giá trị: neu(ho = 0, 0, giam / ho)"),
];

/// Words that no column can be named by.
pub const RESERVED: &[&str] = &["va", "hoac", "khong"];

/// A function over a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aggregate {
    /// `tong`; 0 over no rows.
    Sum,
    /// `tb`; none over no rows.
    Mean,
    /// `lon_nhat`; none over no rows.
    Greatest,
    /// `nho_nhat`; none over no rows.
    Least,
    /// `dem`: how many cells hold something; one that is known to be pending holds
    /// something.
    Count,
}

impl Aggregate {
    /// As it is written: `tong`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sum => "tong",
            Self::Mean => "tb",
            Self::Greatest => "lon_nhat",
            Self::Least => "nho_nhat",
            Self::Count => "dem",
        }
    }
}

/// A function of formulas, over a column or over values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Aggregate(Aggregate),
    Round,
    If,
}

impl Function {
    const ALL: [Self; 7] = [
        Self::Aggregate(Aggregate::Sum),
        Self::Aggregate(Aggregate::Mean),
        Self::Aggregate(Aggregate::Greatest),
        Self::Aggregate(Aggregate::Least),
        Self::Aggregate(Aggregate::Count),
        Self::Round,
        Self::If,
    ];

    /// Finds a function by its name, without case and marks: `tong`, `Tổng`.
    pub(super) fn named(name: &str) -> Option<Self> {
        let wanted = to_key(name);
        Self::ALL.into_iter().find(|function| function.name() == wanted)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Aggregate(aggregate) => aggregate.name(),
            Self::Round => "lam_tron",
            Self::If => "neu",
        }
    }

    /// How many parts stand between its brackets.
    pub(super) fn arity(self) -> usize {
        match self {
            Self::Aggregate(_) => 1,
            Self::Round => 2,
            Self::If => 3,
        }
    }

    /// What it does, with an example.
    pub(super) fn description(self) -> &'static str {
        let entry = FUNCTIONS.iter().find(|(name, _)| *name == self.name());
        entry.map_or("", |(_, description)| description)
    }
}

/// What a function of a spreadsheet is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ForeignFunction {
    /// The same under another name.
    Same(Function),
    /// Something else, as advised.
    Advice(&'static str),
}

/// Finds a function by the name that a spreadsheet has for it.
pub(super) fn find_foreign(name: &str) -> Option<ForeignFunction> {
    use Aggregate::{Count, Greatest, Least, Mean, Sum};
    let function = match to_key(name).as_str() {
        "sum" | "total" | "cong" | "tong_cong" => Function::Aggregate(Sum),
        "average" | "avg" | "mean" | "trung_binh" => Function::Aggregate(Mean),
        "max" | "lon" => Function::Aggregate(Greatest),
        "min" | "nho" => Function::Aggregate(Least),
        "count" | "counta" | "so_luong" => Function::Aggregate(Count),
        "round" => Function::Round,
        "if" => Function::If,
        other => return find_advice(other).map(ForeignFunction::Advice),
    };
    Some(ForeignFunction::Same(function))
}

/// What to do without a function that a spreadsheet has and a formula has not.
fn find_advice(name: &str) -> Option<&'static str> {
    let advice = match name {
        "and" => "ghi `va` giữa hai so sánh: `a > 0 va b > 0`",
        "or" => "ghi `hoac` giữa hai so sánh: `a > 0 hoac b > 0`",
        "not" => "ghi `khong` trước so sánh: `khong a = 0`",
        "iferror" | "ifna" | "iserror" => {
            "hỏi trước khi chia: `neu(ho = 0, 0, giam / ho)`"
        }
        "vlookup" | "hlookup" | "xlookup" | "lookup" | "index" | "match" => {
            "số liệu của bảng khác lấy theo tên hàng: `dan_so[thon].ho`"
        }
        "sumif" | "sumifs" | "countif" | "countifs" | "averageif" => {
            "cộng theo từng nhóm thì khai `nhom` cho bảng, không cần công thức"
        }
        "product" => "nhân các cột bằng dấu `*`: `a * b`",
        "roundup" | "rounddown" | "int" | "trunc" => {
            "chỉ có phép làm tròn thông thường: `lam_tron(x, 0)`"
        }
        "percent" | "phan_tram" => {
            "ghi phép chia (`giam / ho`); cột kiểu `phan_tram` tự nhân 100 khi in"
        }
        _ => return None,
    };
    Some(advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_listed_once_and_found_with_and_without_marks() {
        let listed: Vec<_> = FUNCTIONS.iter().map(|(name, _)| *name).collect();
        assert_eq!(Function::ALL.map(Function::name).to_vec(), listed);
        for (written, name) in
            [("Tổng", "tong"), ("LÀM_TRÒN", "lam_tron"), ("nếu", "neu")]
        {
            assert_eq!(Function::named(written).map(Function::name), Some(name));
        }
        assert_eq!(Function::named("tongs"), None);
    }

    #[test]
    fn every_description_shows_its_function() {
        for (name, description) in FUNCTIONS {
            let (_, example) = description.split_once(": ").unwrap();
            assert!(example.starts_with(&format!("{name}(")), "{name}");
            assert!(super::super::parse_formula(example).is_ok(), "{example}");
        }
    }
}

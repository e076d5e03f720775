//! What is said about formulas that are wrong: `faults.txt`, a formula a line, and under
//! it what is said about each of its faults.

use crate::formula::{FormulaError, parse_condition, parse_formula};

/// The table. A line that begins with `?` is a condition.
const TABLE: &str = include_str!("faults.txt");

fn told(text: &str, errors: &[FormulaError]) -> String {
    let mut lines = String::new();
    for error in errors {
        lines += &format!("    ‹{}› {}", &text[error.range.clone()], error.message);
        if !error.label.is_empty() {
            lines += &format!(" ⟶ {}", error.label);
        }
        if let Some(hint) = &error.hint {
            lines += &format!(" ✎ {hint}");
        }
        lines += "\n";
    }
    lines
}

#[test]
fn every_fault_is_told_at_its_place() {
    let mut right = String::new();
    for line in TABLE.lines() {
        if line.starts_with("    ") {
            continue;
        }
        right += &format!("{line}\n");
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let (text, read) = match line.strip_prefix("? ") {
            Some(text) => (text, parse_condition(text)),
            None => (line, parse_formula(line)),
        };
        right += &told(text, &read.expect_err(text));
    }
    assert!(right == TABLE, "the table should be:\n{right}");
}

#[test]
fn an_unknown_name_gets_the_advice_that_fits() {
    let known = ["dau", "giam", "ti-le", "ho"];
    for (text, name, wanted) in [
        (
            "giamm / ho",
            "giamm",
            "‹giamm› không có cột nào mang mã `giamm` ⟶ có phải là `giam`?",
        ),
        (
            "x / ho",
            "x",
            "‹x› không có cột nào mang mã `x` ✎ các mã dùng được: `dau`, `giam`, `ti-le`, `ho`",
        ),
        (
            "B7 / ho",
            "B7",
            "‹B7› `B7` là địa chỉ ô của bảng tính ⟶ cần mã của một cột ✎ công thức gọi cột theo mã, không theo ô: ô của cột `dau` cùng hàng là `dau`",
        ),
        (
            "1 - ti-le * 2",
            "le",
            "‹ti-le› mã `ti-le` có dấu gạch nối, máy hiểu là phép trừ ⟶ là một mã hay một phép trừ? ✎ đổi mã thành `ti_le`; nếu là phép trừ, ghi dấu cách hai bên dấu `-`",
        ),
    ] {
        let start = text.find(name).unwrap();
        let error =
            FormulaError::unknown_name(text, start..start + name.len(), "cột", known);
        assert_eq!(told(text, &[error]).trim(), wanted, "{text}");
    }
}

#[test]
fn what_is_too_long_or_too_deep_is_told_once() {
    let deep =
        |open: &str, close: &str| format!("{}a{}", open.repeat(150), close.repeat(150));
    for (text, wanted) in [
        ("a + ".repeat(2_000), "công thức dài quá"),
        ("a + ".repeat(300), "công thức dài quá"),
        (deep("(", ")"), "công thức lồng nhau quá sâu"),
        (deep("-", ""), "công thức lồng nhau quá sâu"),
        (deep("tong(", ")"), "công thức dài quá"),
        (deep("khong ", ""), "công thức lồng nhau quá sâu"),
        (deep("khong (", ""), "công thức lồng nhau quá sâu"),
        (deep("a = khong ", ""), "công thức dài quá"),
    ] {
        let errors = parse_formula(&text).unwrap_err();
        let said: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
        assert_eq!(said, [wanted], "{text}");
    }
    let long = format!("a{}", " + a".repeat(190));
    assert!(parse_formula(&long).is_ok());
}

#[test]
fn a_formula_without_a_sign_is_told() {
    for text in ["", "  "] {
        assert_eq!(parse_formula(text).unwrap_err()[0].message, "công thức chưa có gì");
    }
}

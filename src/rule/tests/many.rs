//! What fails in many rows is reported in some, with how many more there are.

use super::{examine, form_with};

/// The hints of each finding of a rule.
fn hints(code: &str, keys: &str) -> Vec<String> {
    let findings = examine(&form_with(keys));
    let of_rule = findings.into_iter().filter(|d| d.code.id == code);
    of_rule.map(|d| d.hints.join("; ")).collect()
}

/// Two tables with so many rows each.
fn tables(counts: [usize; 2], column: &str, row: &str, keys: &str) -> String {
    let mut res = "bang:\n".to_owned();
    for (table, count) in counts.into_iter().enumerate() {
        res += &format!(
            "  b{table}:\n    cot: [ {{ ma: t, nhan: Thôn }}, {{ ma: a, nhan: A }}, {column} ]\n{keys}    hang:\n"
        );
        for row_index in 0..count {
            res += &format!("      - [Thôn {row_index}, {row}]\n");
        }
    }
    res
}

#[test]
fn rows_that_fail_a_condition_are_counted_for_each_condition_of_each_table() {
    let column = "{ ma: b, nhan: B }";
    let keys = "    kiem_tra: [a < b, a = b]\n";
    let hints = hints("check-failed", &tables([24, 9], column, "5, 3", keys));
    assert_eq!(hints.len(), 38);
    let more: Vec<_> = hints.into_iter().filter(|hint| !hint.is_empty()).collect();
    assert_eq!(more, ["còn 14 hàng nữa cũng không đúng"; 2]);
}

#[test]
fn cells_that_differ_are_counted_for_each_table() {
    let column = "{ ma: b, nhan: B, cong_thuc: a + 1 }";
    let hints = hints("figure-differs", &tables([25, 20], column, "5, 3", ""));
    assert_eq!(hints.len(), 40);
    let more: Vec<_> = hints.into_iter().filter(|hint| hint.contains("còn")).collect();
    assert_eq!(more.len(), 1, "{more:?}");
    assert!(more[0].contains("còn 5 ô nữa trong bảng này"), "{more:?}");
}

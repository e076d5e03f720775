//! The report of a set says how its files were read, each table once.

use serde_json::{Value, json};

use super::Bo;

const ROWS: &str = "nhom-ho-tro.csv";

/// A sum below the rows of all units, which belongs to none.
fn with_foot(bo: &Bo) {
    let text = bo.text(ROWS);
    bo.put(ROWS, (text + ";Tổng cộng;1595;;\n").as_bytes());
}

/// What the report says of the files, by the ids of their tables.
fn tables(bo: &Bo) -> Vec<Value> {
    bo.report()["data"].as_array().unwrap().clone()
}

#[test]
fn each_table_is_in_the_report_once_with_the_rows_of_all_units() {
    let bo = Bo::nine();
    let run = bo.batch(&["--to", "txt"]).code(0);
    assert!(!run.err.contains("số liệu bo/"), "{}", run.err);
    let rows = bo.text(ROWS).lines().count() - 1;
    let tables = tables(&bo);
    assert_eq!(tables.len(), 2, "{tables:?}");
    let units = &tables[0];
    assert_eq!((&units["table"], &units["rows"]), (&json!("don_vi"), &json!(9)));
    assert_eq!(units["file"], "bo/don-vi.csv");
    let groups = &tables[1];
    assert_eq!(groups["table"], "nhom_ho_tro");
    assert_eq!((&groups["rows"], &groups["readers"]), (&json!(rows), &json!(9)));
    assert_eq!((&groups["odd"], &groups["notes"]), (&json!(false), &json!([])));
}

#[test]
fn a_row_that_no_unit_takes_is_in_the_report_also_when_nothing_is_built_again() {
    let bo = Bo::nine();
    with_foot(&bo);
    let line = bo.text(ROWS).lines().count();
    for state in ["built", "kept"] {
        let _ = bo.batch(&["--to", "txt"]).code(0);
        assert_eq!(bo.in_state(state).len(), 9);
        let groups = &tables(&bo)[1];
        let text = format!("bỏ qua dòng {line} (không của đơn vị nào, “Tổng cộng”)");
        assert_eq!(groups["notes"], json!([{ "text": text, "units": [] }]));
        assert_eq!(groups["odd"], true);
        let page = String::from_utf8(bo.0.read("out/bo/bao-cao.html")).unwrap();
        assert!(page.contains(&text), "{page}");
    }
}

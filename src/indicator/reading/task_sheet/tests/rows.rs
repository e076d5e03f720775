//! What the rows of lists say of one another: groups and those beside them, cells that say
//! the same as those above, parts of amounts, totals.

use super::*;

/// The titles of tasks and groups, a group with those that it holds in brackets.
fn show_titles(items: &[YamlNode]) -> String {
    let mut res = Vec::new();
    for item in items {
        let YamlValue::Mapping { entries, .. } = &item.value else { panic!() };
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        let title = find("tieu_de").map(|entry| show(&entry.value)).unwrap_or_default();
        let inner = find("nhiem_vu").map(|entry| match &entry.value.value {
            YamlValue::Sequence { items, .. } => format!("({})", show_titles(items)),
            _ => panic!(),
        });
        res.push(title + &inner.unwrap_or_default());
    }
    res.join(" ")
}

#[test]
fn a_task_beside_a_numbered_group_does_not_stand_in_it() {
    for (rows, wanted) in [
        // Below the group stand numbers with dots, letters or dashes.
        (
            "1;Một;\n1.1;A;X\n1.2;B;X\n2;C;X\n3;D;X\n4;Hai;\n4.1;E;X\n",
            "Một(A B) C D Hai(E)",
        ),
        (
            "I;Phần;\n1;Một;\na;A;X\nb;B;X\n2;C;X\nII;Sau;\n1;D;X\n",
            "Phần(Một(A B) C) Sau(D)",
        ),
        ("1;Một;\n-;A;X\n-;B;X\n2;C;X\n", "Một(A B) C"),
        ("1;Một;\n;- A;X\n;- B;X\n2;C;X\n", "Một(A B) C"),
        // Numbers begin anew below it.
        ("1;Một;\n1;A;X\n2;B;X\n3;C;X\n2;D;X\n", "Một(A B C) D"),
        ("1;Một;\n1;A;X\n2;Hai;\n1;B;X\n3;Ba;\n1;C;X\n", "Một(A) Hai(B) Ba(C)"),
        ("1;Một;\n1;A;X\n2;B;X\n2;Hai;\n1;C;X\n", "Một(A B) Hai(C)"),
        // Groups in groups.
        ("1;Một;\n1.1;Trong;\n1.1.1;A;X\n1.2;B;X\n2;C;X\n", "Một(Trong(A) B) C"),
        // A Roman numeral with all that a task has, behind groups of that kind.
        ("I;Một;\n1;A;X\n2;B;X\nII;C;X\nIII;Ba;\n1;D;X\n", "Một(A B) C Ba(D)"),
        // A letter above numbered groups.
        ("A;Một;\n1;Trong;\n1.1;A;X\nB;Hai;\n1;C;X\n2;D;X\n", "Một(Trong(A)) Hai(C D)"),
    ] {
        let read = read_csv(&format!("TT;Nhiệm vụ;Chủ trì\n{rows}")).unwrap();
        assert_eq!(show_titles(&read.items), wanted, "{rows}");
        assert_eq!(list_codes(&read), Vec::<&str>::new(), "{rows}");
    }
}

#[test]
fn numbers_typed_before_names_are_those_of_the_list_and_no_part_of_the_name() {
    for (name, wanted) in [
        ("1. Họp", "Họp"),
        ("1.2. Họp", "Họp"),
        ("1.2 Họp", "1.2 Họp"),
        ("a) Họp", "Họp"),
        ("IV. Họp", "Họp"),
        ("- Họp", "Họp"),
        ("BHYT: mở rộng", "BHYT: mở rộng"),
        ("2026 - 2030", "2026 - 2030"),
        ("5 - 7 lớp tập huấn", "5 - 7 lớp tập huấn"),
        ("TP. Lào Cai", "TP. Lào Cai"),
        ("3", "3"),
    ] {
        assert_eq!(strip_number(name), wanted, "{name}");
    }
}

#[test]
fn an_amount_that_cannot_be_right_is_asked_and_no_key_that_is_not_there_is_named() {
    let list = |unit: &str, amount: &str| {
        read_csv(&format!(
            "TT;Nhiệm vụ;Chủ trì;Kinh phí{unit}\n1;A;X;{amount}\n2;B;X;2,5 triệu đồng\n"
        ))
        .unwrap()
    };
    for (unit, amount, code) in [
        ("", "5", "ambiguous-unit"),
        (" (đồng)", "999", "ambiguous-unit"),
        (" (triệu đồng)", "5-7", "not-a-number"),
        ("", "7,5", "not-a-number"),
        (" (triệu đồng)", "-3", "not-a-number"),
    ] {
        let read = list(unit, amount);
        assert_eq!(list_codes(&read), [code], "{unit} {amount}");
        let hints: Vec<_> = read.in_file[0].hints.iter().map(|h| h.as_str()).collect();
        assert!(!hints.is_empty(), "{unit} {amount}");
        assert!(!hints.iter().any(|hint| hint.contains('`')), "{hints:?}");
    }
    for (unit, amount) in [("", "5000"), ("", "0"), (" (triệu đồng)", "5")] {
        assert_eq!(
            list_codes(&list(unit, amount)),
            Vec::<&str>::new(),
            "{unit} {amount}"
        );
    }
}

#[test]
fn a_cell_that_says_the_same_says_what_stands_above() {
    for sign in ["-nt-", "nt", "Như trên", "”", "- nt -"] {
        let read = read_csv(&format!(
            "TT;Lĩnh vực;Nhiệm vụ;Chủ trì;Phối hợp;Thời gian\n1;Y;A;X;Z;Quý I\n2;{sign};B;{sign};{sign};{sign}\n3;{sign};C;{sign};;{sign}\n"
        ))
        .unwrap();
        assert_eq!(list_codes(&read), Vec::<&str>::new(), "{sign}");
        assert_eq!(
            show_all(&read),
            [
                "{tieu_de: Y, nhiem_vu: [{tieu_de: A, thoi_gian: Quý I, phan_cong: {chu_tri: X, phoi_hop: [Z]}}; {tieu_de: B, thoi_gian: Quý I, phan_cong: {chu_tri: X, phoi_hop: [Z]}}; {tieu_de: C, thoi_gian: Quý I, phan_cong: {chu_tri: X}}]}"
            ],
            "{sign}"
        );
    }
    for (rows, code) in [
        ("1;A;;5000000\n2;B;nt;5000000\n", "task-row"),
        ("1;A;nt;5000000\n", "task-row"),
        ("1;A;X;5000000\n2;B;X;nt\n", "ambiguous-task-row"),
    ] {
        let read = read_csv(&format!("TT;Nhiệm vụ;Chủ trì;Kinh phí\n{rows}")).unwrap();
        assert_eq!(list_codes(&read), [code], "{rows}");
    }
}

#[test]
fn a_part_of_the_money_of_a_task_is_no_task() {
    let head = "TT;Nhiệm vụ;Chủ trì;Kinh phí\n1;A;X;3000000\n2;B;X;2000000\n";
    for row in [
        ";Trong đó: ngân sách xã;;1000000",
        ";Trong đó:;;",
        ";Ngân sách xã;;1000000",
        "-;Ngân sách xã;;1000000",
        ";- Ngân sách xã;;1000000",
    ] {
        let read = read_csv(&format!("{head}{row}\n;Tổng cộng;;9000000\n")).unwrap();
        assert_eq!(list_codes(&read), ["ambiguous-task-row"], "{row}");
    }
    let read = read_xlsx(|sheet| {
        write_two(sheet);
        sheet.merge_range(3, 0, 3, 2, "Nhóm sau", &Format::new()).unwrap();
        for (column, text) in (0..).zip(["", "", "", "7000000"]) {
            if !text.is_empty() {
                sheet.write(3, column, text).unwrap();
            }
        }
        for (column, text) in (0..).zip(["3", "C", "X", "7000000"]) {
            sheet.write(4, column, text).unwrap();
        }
    });
    assert_eq!(show_titles(&read.items), "A B Nhóm sau(C)");
    assert_eq!(list_codes(&read), Vec::<&str>::new());
}

#[test]
fn a_total_behind_an_empty_row_is_compared_too() {
    for (total, codes) in [("3500000", &[][..]), ("3600000", &["task-total"])] {
        let read = read_csv(&format!(
            "TT;Nhiệm vụ;Chủ trì;Kinh phí\n1;A;X;1500000\n2;B;X;2000000\n;;;\n;Tổng cộng;;{total}\n;;;\n;Ghi chú: tạm tính;;\n"
        ))
        .unwrap();
        assert_eq!(list_codes(&read), codes);
        assert_eq!(read.reading.taken, 2);
        assert_eq!(read.reading.total.map(|total| total.line), Some(5));
    }
}

//! Tasks that are read from a data file: what the paper of the forty tasks says, recomputed
//! from the same list as plain text.

use std::fmt::Write as _;
use std::fs;

use super::driver::{Folder, form_with, root};
use super::reckoning::{group_digits, list_rows, read_decimal};

/// A line of the list: its number, id, title and amount as they stand there.
struct ListedTask {
    number: String,
    id: String,
    title: String,
    amount: String,
}

/// The tasks of `nhiem-vu.csv`, letter by letter: no field has a quote of its own.
fn list_tasks() -> Vec<ListedTask> {
    let text =
        fs::read_to_string(root().join("tests/forms/so-lieu/nhiem-vu.csv")).unwrap();
    let mut is_quoted = false;
    let mut lines = vec![vec![String::new()]];
    for c in text.trim_end().chars() {
        let fields = lines.last_mut().unwrap();
        match c {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted => fields.push(String::new()),
            '\n' if !is_quoted => lines.push(vec![String::new()]),
            c => fields.last_mut().unwrap().push(c),
        }
    }
    let mut res = Vec::new();
    for fields in &lines[1..] {
        if !fields[1].is_empty() {
            let [number, id, title] = [0, 1, 2].map(|index| fields[index].clone());
            res.push(ListedTask { number, id, title, amount: fields[7].clone() });
        }
    }
    res
}

/// The form of the forty tasks, in a folder with both files.
fn forty(change: impl Fn(String) -> String) -> Folder {
    let folder = Folder::new();
    let forms = root().join("tests/forms");
    for name in ["nhiem-vu.xlsx", "nhiem-vu.csv"] {
        let bytes = fs::read(forms.join("so-lieu").join(name)).unwrap();
        folder.put(&format!("ke/so-lieu/{name}"), bytes);
    }
    let form = fs::read_to_string(forms.join("nhiem-vu-tep.yaml")).unwrap();
    folder.put("ke/ke-hoach.yaml", change(form));
    folder
}

fn from_csv(form: String) -> String {
    form.replace(
        "{ tep: so-lieu/nhiem-vu.xlsx, trang: Nhiệm vụ }",
        "so-lieu/nhiem-vu.csv",
    )
}

#[test]
fn forty_tasks_of_a_workbook_are_those_of_the_list_as_text() {
    let tasks = list_tasks();
    assert_eq!(tasks.len(), 40);
    // Tenths of a million đồng.
    let priced = tasks.iter().filter(|task| task.amount.starts_with(char::is_numeric));
    let sum: u64 = priced.map(|task| read_decimal(&task.amount, 1)).sum();
    let mut cited = String::new();
    for task in &tasks {
        writeln!(cited, "      - {}: {{{{ muc(\"{}\") }}}}.", task.id, task.id).unwrap();
    }
    let folder = forty(|form| {
        let place = "  - tieu_de: Kinh phí\n    doan: |\n";
        assert!(form.contains(place));
        form.replace(place, &format!("{place}{cited}"))
    });
    let text = folder.run(["text", "ke"]).code(0).out;
    for (index, task) in tasks.iter().enumerate() {
        assert_eq!(task.number, (index + 1).to_string());
        let row = format!("\n{}\t{}\t", task.number, task.title);
        assert!(text.contains(&row), "{row}");
        // A task is found by its id, under the number that it has in the list.
        let cite = format!("- {}: nhiệm vụ số {} ", task.id, task.number);
        assert!(text.contains(&cite), "{cite}\n{text}");
    }
    let rows = list_rows(&text).into_iter().filter(|row| row.len() == 7);
    let rows = rows.filter(|row| row[0].starts_with(|c: char| c.is_ascii_digit()));
    assert_eq!(rows.count(), 40);
    let amount = group_digits(sum * 100_000);
    assert!(text.contains(&format!("các nhiệm vụ là {amount} đồng")), "{amount}");
}

#[test]
fn a_workbook_and_a_text_file_with_the_same_tasks_give_the_same_paper() {
    let workbook = forty(|form| form).run(["text", "ke"]).code(0);
    let text = forty(from_csv).run(["text", "ke"]).code(0);
    assert_eq!(workbook.out, text.out);
}

#[test]
fn how_the_file_was_read_is_told() {
    let run = forty(|form| form).run(["check", "ke"]).code(0);
    assert!(
        run.err.contains("nhiem-vu.xlsx: lấy 40 hàng; hàng “Tổng cộng” (dòng 51) khớp")
    );
    assert!(run.err.contains("tiền tính theo triệu đồng"), "{}", run.err);
}

#[test]
fn a_changed_cell_is_an_edit_and_rows_in_another_order_are_moves() {
    let folder = forty(from_csv);
    let form = folder.read("ke/ke-hoach.yaml");
    let list = String::from_utf8(folder.read("ke/so-lieu/nhiem-vu.csv")).unwrap();
    let changed = list.replace("Tháng 7/2026;01 cuộc", "Tháng 8/2026;01 cuộc");
    assert_ne!(list, changed);
    folder.put("sua/ke-hoach.yaml", &form).put("sua/so-lieu/nhiem-vu.csv", changed);
    let run = folder.run(["diff", "ke", "sua"]);
    assert!(run.out.contains("1 thay đổi"), "{}", run.out);
    assert!(run.out.contains("tháng 7/2026 → tháng 8/2026"), "{}", run.out);
    let mut lines: Vec<_> = list.lines().collect();
    let [first, second] =
        ["dien-tap", "pano"].map(|id| lines.iter().position(|l| l.contains(id)).unwrap());
    lines.swap(first, second);
    folder.put("doi/ke-hoach.yaml", &form);
    folder.put("doi/so-lieu/nhiem-vu.csv", lines.join("\n"));
    let run = folder.run(["diff", "ke", "doi"]);
    assert!(run.out.contains("chuyển"), "{}", run.out);
    for word in ["thêm", "bỏ", "sửa"] {
        let told = run.out.lines().any(|line| line.trim_start().starts_with(word));
        assert!(!told, "{word}\n{}", run.out);
    }
}

#[test]
fn a_fault_in_a_cell_names_file_and_cell_in_every_format() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Kinh phí (đồng)"],
        ["1", "Họp", "Phòng Kinh tế", "Trước ngày 31/11/2026", "5.000.000"],
        ["2", "Khám", "Trạm Y tế", "Quý I/2026", "5.000.000"],
        ["", "Tổng cộng", "", "", "12.000.000"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).unwrap();
        }
    }
    let folder = Folder::new();
    let keys = "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      du_lieu: a.xlsx\n";
    folder.put("ke/ke-hoach.yaml", form_with(keys));
    folder.put("ke/a.xlsx", book.save_to_buffer().unwrap());
    for format in ["human", "short", "json", "github"] {
        let run = folder.run(["check", "ke", "--format", format]).code(1);
        let told = run.out + &run.err;
        assert!(told.contains("ke/a.xlsx"), "{format}\n{told}");
        assert!(told.contains("ô D2: không có ngày 31 tháng 11 năm 2026"), "{told}");
        assert!(told.contains("ô E4: hàng “Tổng cộng” ghi 12.000.000 đồng"), "{told}");
    }
}

#[test]
fn next_years_form_takes_the_file_with_it() {
    let folder = forty(|form| form);
    let _ = folder.run(["new", "sau", "--from", "ke"]).code(0);
    assert!(folder.files().contains(&"sau/so-lieu/nhiem-vu.xlsx".to_owned()));
    let form = String::from_utf8(folder.read("sau/ke-hoach.yaml")).unwrap();
    assert!(form.contains("nam: 2027") && !form.contains("Sửa ngầm tràn"), "{form}");
}

#[test]
fn where_the_money_of_a_task_stands_is_traced_to_its_cell() {
    let run = forty(|form| form).run(["trace", "ke", "kinh_phi.tong"]).code(0);
    assert!(run.out.contains("1.440.600.000"), "{}", run.out);
    let cell = "kinh_phi[\"pano\"] = 25.200.000 đồng (ke/so-lieu/nhiem-vu.xlsx, ô H20)";
    assert!(run.out.contains(cell), "{}", run.out);
    assert!(!run.out.contains("ke-hoach.yaml:51"), "{}", run.out);
}

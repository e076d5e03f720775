//! What a report of changes tells first, what it never leaves unnamed, and how much it
//! says that it has left out.

use serde_json::Value;

use super::diff::{cases, versions};
use super::driver::{Folder, Run, form_with};

/// The comparison of the two versions of a folder as JSON.
#[track_caller]
fn json(folder: &Folder, args: &[&str]) -> Value {
    let run = folder.run(["diff", "cu", "moi", "--to", "json"].iter().chain(args));
    let all: Value = serde_json::from_str(&run.code(1).err("").out).unwrap();
    all[0].clone()
}

fn count(of: &Value) -> u64 {
    of.as_u64().unwrap()
}

/// How many details its changes have that are no figures, of those that have one.
fn count_other_details(whole: &Value) -> u64 {
    let changes = whole["changes"].as_array().unwrap();
    let details = changes.iter().map(|change| change["details"].as_array().unwrap());
    let is_figure = |detail: &Value| detail["figure"] == true;
    let told = details.filter(|details| details.iter().any(is_figure));
    told.flatten().filter(|detail| !is_figure(detail)).count() as u64
}

#[test]
fn figures_alone_and_what_they_leave_out_are_all_that_differs() {
    for case in &cases() {
        let folder = versions(case);
        let (whole, figures) = (json(&folder, &[]), json(&folder, &["--figures"]));
        assert_eq!(whole["left_out"], Value::Null, "{}", case.name);
        assert_eq!((&whole["same"], &figures["same"]), (&false.into(), &false.into()));
        let left_out = &figures["left_out"];
        for key in ["edits", "following"] {
            let sum = count(&figures[key]) + count(&left_out[key]);
            assert_eq!(sum, count(&whole[key]), "{}: {key}", case.name);
        }
        assert_eq!(count(&left_out["details"]), count_other_details(&whole));
        let text = folder.run(["diff", "cu", "moi", "--figures"]).code(1).out;
        let is_left_out = ["edits", "following", "details"]
            .iter()
            .any(|key| count(&left_out[*key]) > 0);
        assert_eq!(text.contains("không in ra"), is_left_out, "{}: {text}", case.name);
        assert!(!text.contains("như nhau"), "{}: {text}", case.name);
    }
}

/// A form with a task, whose content and deadline are these.
fn task(content: &str, time: &str) -> String {
    form_with(&format!(
        "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - tieu_de: Giám sát\n        \
         noi_dung: {content}\n        thoi_gian: {time}\n        phan_cong: Phòng A\n"
    ))
}

#[track_caller]
fn diff(old: &str, new: &str, args: &[&str]) -> Run {
    let folder = Folder::new();
    folder.put("cu.yaml", old).put("moi.yaml", new);
    folder.run(["diff", "cu.yaml", "moi.yaml"].iter().chain(args))
}

#[test]
fn that_no_figure_has_changed_is_said_only_where_none_can_have() {
    let old = task("Kiểm tra định kỳ.", "2023-07");
    let asked = |new: &str, format: &str| {
        diff(&old, new, &["--figures", "--to", format]).code(1).err("").out
    };
    let words = task("Kiểm tra hằng quý.", "2023-07");
    let told =
        "không có con số nào đổi; 1 thay đổi khác không in ra (bỏ `--figures` để xem)";
    for format in ["human", "md"] {
        let said = asked(&words, format);
        assert!(said.contains(told), "{said}");
    }
    // A number in words, and a day, are figures to a reader.
    for new in [
        task("Kiểm tra 2 lần.", "2023-07"),
        task("Kiểm tra định kỳ.", "2023-08"),
        form_with("noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Làm.\n"),
    ] {
        let said = asked(&new, "human");
        assert!(said.contains("không có chỉ tiêu, ô của bảng, số tiền nào"), "{said}");
        assert!(said.contains("chỗ có thể có số"), "{said}");
        assert!(!said.contains("không có con số nào đổi"), "{said}");
    }
    let same = diff(&old, &old, &["--figures"]).code(0).out;
    assert!(same.contains("Tóm tắt: hai phiên bản như nhau"), "{same}");
}

#[test]
fn what_could_not_be_compared_is_told_before_all_else() {
    let old = task("Kiểm tra.", "2023-07");
    let unread = |text: String| text.replace("ngay: 2023-05-20", "ngay: 2023-05-32");
    let reworded = unread(task("Kiểm tra kỹ.", "2023-07"));
    for args in [&[][..], &["--figures"], &["--to", "md"], &["--to", "md", "--figures"]] {
        let said = diff(&old, &reworded, args);
        assert_eq!(said.code, Some(1), "{}{}", said.out, said.err);
        let (place, rest) = said.out.split_once("Không so sánh được").unwrap();
        assert!(!place.contains("thay đổi"), "{}", said.out);
        assert!(
            rest.contains("ở những chỗ đọc được") || rest.contains("ở phần đọc được")
        );
        assert!(!rest.contains("Không so sánh được"), "told once: {}", said.out);
    }
    // Where all else is the same, nothing is known.
    let said = diff(&old, &unread(old.clone()), &["--figures"]).code(2);
    assert!(said.out.contains("những chỗ đọc được của hai phiên bản"), "{}", said.out);
}

/// Twelve tasks; in the new version the first are reworded, then moved, and the last have
/// other deadlines and other money.
fn twelve_tasks(is_new: bool) -> String {
    let mut tasks: Vec<String> = Vec::new();
    for number in 0..20 {
        let title = match (is_new, number) {
            (true, 0..8) => format!("Nhiệm vụ {number} nói lại"),
            _ => format!("Nhiệm vụ {number}"),
        };
        let month = if is_new && number >= 12 { 9 } else { 7 };
        let money = if is_new && number == 19 { 8 } else { 5 };
        tasks.push(format!(
            "      - {{ ma: nv-{number}, tieu_de: {title}, thoi_gian: 2023-{month:02}, \
             kinh_phi: {money}.000.000 đồng, phan_cong: Phòng A }}\n"
        ));
    }
    if is_new {
        tasks.swap(8, 11);
    }
    form_with(&format!(
        "noi_dung:\n  - tieu_de: Mở {} đầu\n    doan: Làm.\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n{}",
        if is_new { "phần" } else { "lời" },
        tasks.concat()
    ))
}

#[test]
fn money_targets_and_deadlines_are_all_named_and_come_before_moves() {
    let run = diff(&twelve_tasks(false), &twelve_tasks(true), &[]).code(1).err("");
    let (_, summary) = run.out.split_once("Tóm tắt:").unwrap();
    let (summary, _) = summary.split_once("Chi tiết").unwrap();
    let place = |text: &str| {
        summary.find(text).unwrap_or_else(|| panic!("{text} is not in\n{}", run.out))
    };
    let last_weighty = (12..20)
        .map(|number| place(&format!("sửa Nhiệm vụ {number}: thời gian: tháng 7")))
        .max()
        .unwrap();
    assert!(place("kinh phí: 5.000.000 đồng →") > place("sửa Nhiệm vụ 19"));
    let others = ["chuyển Nhiệm vụ", "nói lại", "  Mục\n"];
    for other in others.iter().filter(|other| summary.contains(**other)) {
        assert!(last_weighty < place(other), "{other}\n{summary}");
    }
    assert!(summary.contains("thay đổi nữa"), "{summary}");
    assert!(summary.contains("  Mục\n"), "{summary}");
}

/// A task of which all is edited at once: the line has no room for all of it.
#[test]
fn a_line_that_has_no_room_names_money_and_deadline() {
    let old = form_with(
        "noi_dung:\n  - tieu_de: Nhiệm vụ\n    nhiem_vu:\n      - { ma: a, tieu_de: Giám sát, \
         dia_diem: Xã, hinh_thuc: Nghe, phan_cong: { chu_tri: Phòng A, thuc_hien: [Tổ B] }, \
         ket_qua: Báo cáo, thoi_gian: 2023-07, kinh_phi: 5.000.000 đồng }\n",
    );
    let mut new = old.clone();
    for (from, to) in [
        ("Giám sát", "Kiểm tra"),
        ("dia_diem: Xã", "dia_diem: Thôn"),
        ("Nghe", "Xem"),
        ("Phòng A", "Phòng C"),
        ("Tổ B", "Tổ D"),
        ("Báo cáo", "Biên bản"),
        ("2023-07", "2023-08"),
        ("5.000.000", "6.000.000"),
    ] {
        assert!(new.contains(from), "{from}");
        new = new.replace(from, to);
    }
    let run = diff(&old, &new, &[]).code(1).err("");
    let (summary, _) = run.out.split_once("Chi tiết").unwrap();
    let words = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in ["tháng 7/2023 → tháng 8/2023", "5.000.000 đồng → 6.000.000 đồng"]
    {
        assert!(words.contains(told), "{told}\n{}", run.out);
    }
    assert!(words.contains("điểm nữa"), "{}", run.out);
}

//! Clauses of the norm that the words of a paper keep, whatever the form says.

use kehoach::form::KINDS;

use crate::driver::{form_with, paper};

/// The lines of the text of a form's paper.
fn lines(keys: &str) -> Vec<String> {
    paper(&form_with(keys)).text.lines().map(str::to_owned).collect()
}

#[track_caller]
fn has_line(lines: &[String], line: &str) {
    assert!(lines.iter().any(|l| l == line), "no line {line:?} in\n{}", lines.join("\n"));
}

#[test]
fn number_place_and_date_are_worded_as_the_decree_has_them() {
    let cases = [
        ("5", "2023-03-05", "Số: 05/KH-UBND", "Kim Liên, ngày 05 tháng 3 năm 2023"),
        ("12", "2023-01-31", "Số: 12/KH-UBND", "Kim Liên, ngày 31 tháng 01 năm 2023"),
        ("120", "2023-12-10", "Số: 120/KH-UBND", "Kim Liên, ngày 10 tháng 12 năm 2023"),
    ];
    for (number, date, printed_number, printed_date) in cases {
        let head = format!(
            "van_ban:\n  so: {number}\n  ngay: {date}\n  trich_yeu: Triển khai công tác\n"
        );
        let lines = lines(&head);
        has_line(&lines, printed_number);
        has_line(&lines, printed_date);
    }
    let open =
        lines("van_ban:\n  so: chua_co\n  ngay: 2023-02\n  trich_yeu: Triển khai\n");
    let blank = |start: &str, end: &str| {
        let between =
            |l: &str| Some(l.strip_prefix(start)?.strip_suffix(end)?.to_owned());
        open.iter()
            .filter_map(|l| between(l))
            .any(|gap| gap.len() > 2 && gap.trim().is_empty())
    };
    assert!(blank("Số:", "/KH-UBND"), "{open:?}");
    assert!(blank("Kim Liên, ngày", "tháng 02 năm 2023"), "{open:?}");
}

#[test]
fn types_of_paper_have_the_abbreviations_of_the_decree() {
    // Phụ lục III, Mục I: all types of the decree, so that a new row of `KINDS` is held
    // against it too.
    const DECREE: [(&str, &str); 27] = [
        ("Nghị quyết", "NQ"),
        ("Quyết định", "QĐ"),
        ("Chỉ thị", "CT"),
        ("Quy chế", "QC"),
        ("Quy định", "QyĐ"),
        ("Thông cáo", "TC"),
        ("Thông báo", "TB"),
        ("Hướng dẫn", "HD"),
        ("Chương trình", "CTr"),
        ("Kế hoạch", "KH"),
        ("Phương án", "PA"),
        ("Đề án", "ĐA"),
        ("Dự án", "DA"),
        ("Báo cáo", "BC"),
        ("Biên bản", "BB"),
        ("Tờ trình", "TTr"),
        ("Hợp đồng", "HĐ"),
        ("Công điện", "CĐ"),
        ("Bản ghi nhớ", "BGN"),
        ("Bản thỏa thuận", "BTT"),
        ("Giấy ủy quyền", "GUQ"),
        ("Giấy mời", "GM"),
        ("Giấy giới thiệu", "GGT"),
        ("Giấy nghỉ phép", "GNP"),
        ("Phiếu gửi", "PG"),
        ("Phiếu chuyển", "PC"),
        ("Phiếu báo", "PB"),
    ];
    for kind in KINDS {
        let row = (kind.name, kind.abbreviation);
        assert!(DECREE.contains(&row), "{row:?} is not of the decree");
    }
    let lines = lines("loai: chuong_trinh\n");
    has_line(&lines, "Số: 05/CTr-UBND");
    has_line(&lines, "CHƯƠNG TRÌNH");
}

const PAPERS: &str = "\
van_ban_lien_quan:
  luat: { loai: Luật, ten: Tổ chức chính quyền địa phương, ngay: 2015-06-19 }
  nd: { loai: Nghị định, so: 30/2020/NĐ-CP, ngay: 2020-03-05, co_quan: Chính phủ, trich_yeu: về công tác văn thư }
";

#[test]
fn a_lead_in_typed_with_the_paper_stands_once() {
    let lines =
        lines("can_cu:\n  van_ban: [ \"Căn cứ Luật Đất đai;\", Căn cứ Luật Nhà ở ]\n");
    has_line(&lines, "Căn cứ Luật Đất đai;");
    has_line(&lines, "Căn cứ Luật Nhà ở.");
}

#[test]
fn legal_bases_end_in_semicolons_and_a_stop() {
    let lines = lines(&format!("can_cu:\n  van_ban: [ luat, nd ]\n{PAPERS}"));
    has_line(
        &lines,
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    );
    has_line(
        &lines,
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.",
    );
}

#[test]
fn a_paper_is_cited_in_full_first_and_short_after() {
    let text = "noi_dung:\n  - tieu_de: Mục đích\n    doan: |\n      Thực hiện {{ vb(\"nd\") }}.\n      \
                Theo {{ vb(\"nd\") }} và {{ vb(\"luat\") }}.\n";
    let lines = lines(&format!("{text}{PAPERS}"));
    has_line(
        &lines,
        "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.",
    );
    has_line(
        &lines,
        "Theo Nghị định số 30/2020/NĐ-CP và Luật Tổ chức chính quyền địa phương./.",
    );
}

#[test]
fn authority_to_sign_is_worded_as_the_decree_has_it() {
    let cases: [(&str, &[&str]); 5] = [
        ("thay_mat: co, chuc_vu: Chủ tịch", &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (
            "thay_mat: co, ky_thay: Chủ tịch, chuc_vu: Phó Chủ tịch",
            &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        (
            "thay_mat: co, quyen: co, chuc_vu: Chủ tịch",
            &["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"],
        ),
        (
            "thua_lenh: Chủ tịch, chuc_vu: Chánh Văn phòng, bo_qua: { ma: collective-signature, ly_do: thừa lệnh }",
            &["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
        ),
        (
            "thua_uy_quyen: Chủ tịch, chuc_vu: Chánh Văn phòng, bo_qua: { ma: collective-signature, ly_do: ủy quyền }",
            &["TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
        ),
    ];
    for (keys, printed) in cases {
        let lines = lines(&format!("ky: {{ {keys}, ho_ten: Nguyễn Văn An }}\n"));
        let end = [printed, &["", "Nguyễn Văn An"]].concat();
        // An empty line before it: no line of authority more than these.
        let whole = [&[""], &end[..]].concat();
        let found = lines.windows(whole.len()).any(|w| w == whole);
        assert!(found, "{whole:?} is not in\n{}", lines.join("\n"));
    }
}

#[test]
fn recipients_end_in_semicolons_and_a_stop() {
    let lines = lines("noi_nhan:\n  - Các thôn;\n  - Trạm Y tế.\n  - luu: VT, VHXH\n");
    let at = lines.iter().position(|l| l == "Nơi nhận:").expect("recipients have a head");
    assert_eq!(
        lines[at + 1..at + 4],
        ["- Các thôn;", "- Trạm Y tế;", "- Lưu: VT, VHXH."]
    );
}

/// A body that announces so many appendices, and these.
fn appendices(count: usize) -> String {
    let ids: Vec<_> = (1..=count).map(|i| format!("pl-{i}")).collect();
    let calls: Vec<_> =
        ids.iter().map(|id| format!("{{{{ phu_luc(\"{id}\") }}}}")).collect();
    let body = format!(
        "noi_dung:\n  - tieu_de: Mục đích\n    doan: Xem {}.\nphu_luc:\n",
        calls.join(" và ")
    );
    ids.iter().fold(body, |body, id| {
        body + &format!("  - {{ ma: {id}, tieu_de: Biểu chi tiết, doan: Theo biểu. }}\n")
    })
}

#[test]
fn appendices_are_numbered_only_where_there_are_several() {
    let one = lines(&appendices(1));
    has_line(&one, "Phụ lục");
    has_line(&one, "Xem Phụ lục./.");
    let two = lines(&appendices(2));
    has_line(&two, "Phụ lục I");
    has_line(&two, "Phụ lục II");
    has_line(&two, "Xem Phụ lục I và Phụ lục II./.");
}

#[test]
fn only_a_paper_copy_fills_in_number_and_date_of_its_appendix() {
    let on_paper = lines(&appendices(1));
    has_line(
        &on_paper,
        "(Kèm theo Kế hoạch số 05/KH-UBND ngày 20 tháng 5 năm 2023 của Ủy ban nhân dân xã Kim Liên)",
    );
    let electronic = lines(&format!("ban: dien_tu\n{}", appendices(1)));
    let source =
        electronic.iter().find(|l| l.starts_with("(Kèm theo")).expect("a source line");
    assert!(source.ends_with("của Ủy ban nhân dân xã Kim Liên)"), "{source}");
    assert!(!source.contains("05") && !source.contains("20 "), "{source}");
}

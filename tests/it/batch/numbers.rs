//! Whose series a paper takes its number from: the form says who issues it, in many ways.

use super::{Bo, said};

/// A set of a few units, of one master: its agency and what else `danh_so` says.
struct Numbered {
    agency: &'static str,
    answer: &'static str,
    /// Rows `key;name;district`.
    rows: &'static [&'static str],
    /// Files of units, by key: what they write of the agency.
    overrides: &'static [(&'static str, &'static str)],
}

const NUMBERED: Numbered = Numbered { agency: "", answer: "", rows: &[], overrides: &[] };

impl Numbered {
    fn put(&self) -> Bo {
        let bo = Bo(super::Folder::new());
        let rows = self.rows.join("\n");
        bo.put("ds.csv", format!("Mã;Tên;Huyện\n{rows}\n").as_bytes());
        let set = format!(
            "kehoach: 1\nbieu_mau: mau.yaml\ndon_vi:\n  du_lieu: ds.csv\n  khoa: ma\n  cot:\n    \
             - {{ ma: ma, nhan: Mã }}\n    - {{ ma: ten, nhan: Tên }}\n    \
             - {{ ma: huyen, nhan: Huyện }}\nten_don_vi: ten\n{}\
             danh_so: {{ tu: 5{} }}\n",
            if self.overrides.is_empty() { "" } else { "rieng: rieng\n" },
            self.answer
        );
        bo.put("bo-ke-hoach.yaml", set.as_bytes());
        let master = format!(
            "kehoach: 1\nnam: 2026\nco_quan:\n  dia_danh: Tân An\n{}\n\
             van_ban: {{ so: chua_co, ky_hieu: KH-UBND, ngay: 2026-01, trich_yeu: Giảm nghèo năm 2026 }}\n\
             noi_dung:\n  - {{ tieu_de: Mục tiêu, doan: \"Giảm nghèo ở {{{{ don_vi.ten }}}}.\" }}\n\
             noi_nhan: [ Các thôn, {{ luu: VT }} ]\n\
             ky: {{ thay_mat: co, chuc_vu: Chủ tịch, ho_ten: chua_co }}\n",
            self.agency
        );
        bo.put("mau.yaml", master.as_bytes());
        for (key, text) in self.overrides {
            let text = format!("co_quan:\n{text}\n");
            bo.put(&format!("rieng/{key}.yaml"), text.as_bytes());
        }
        bo
    }

    /// The number of each unit in the ledger, `1=5`, in its order; what is asked, where
    /// nothing was given.
    fn numbers(&self) -> String {
        let bo = self.put();
        let run = bo.batch(&["--to", "txt"]);
        let told = said(&run);
        if told.contains("ambiguous-series") {
            assert!(bo.made().is_empty() && !bo.0.path("bo/so-van-ban.csv").exists());
            return "hỏi".to_owned();
        }
        assert_eq!(run.code, Some(0), "{told}");
        let ledger = bo.ledger();
        let rows = ledger.lines().skip(1).map(|row| {
            let cells: Vec<_> = row.split(';').collect();
            format!("{}={}", cells[3], cells[2])
        });
        let res = rows.collect::<Vec<_>>().join(" ");
        let again = bo.batch(&["--to", "txt"]);
        assert!(again.code == Some(0) && bo.ledger() == ledger, "{}", said(&again));
        res
    }
}

const TWINS: &[&str] = &["1;Xã Tân An;A", "2;Xã Tân An;B"];
const COMMUNES: &[&str] = &["1;Xã Một;A", "2;Xã Hai;A", "3;Xã Ba;B"];

#[test]
fn an_agency_that_reads_the_unit_in_whatever_way_is_that_unit() {
    for agency in [
        "  ten: Ủy ban nhân dân {{ don_vi.ten }}",
        "  ten: Ủy ban nhân dân {{don_vi.ten}} {{ don_vi.huyen }}",
        "  ten: Ủy ban nhân dân {{ don_vi.ten }}\n  chu_quan: UBND huyện {{ don_vi.huyen }}",
        "  ten: |\n    Ủy ban nhân dân\n    {{ don_vi.ten }}",
    ] {
        let set = Numbered { agency, rows: TWINS, ..NUMBERED };
        assert_eq!(set.numbers(), "1=5 2=5", "{agency}");
    }
    let agency = "  ten: Ủy ban nhân dân cụm {{ don_vi.ma }}";
    assert_eq!(Numbered { agency, rows: COMMUNES, ..NUMBERED }.numbers(), "1=5 2=5 3=5");
}

#[test]
fn an_agency_that_reads_nothing_of_the_unit_is_one_office_of_its_superior() {
    let agency = "  ten: Phòng Kinh tế";
    let set = Numbered { agency, rows: COMMUNES, ..NUMBERED };
    assert_eq!(set.numbers(), "1=5 2=6 3=7");
    let agency = "  ten: Phòng Kinh tế\n  chu_quan: UBND huyện {{ don_vi.huyen }}";
    let set = Numbered { agency, rows: COMMUNES, ..NUMBERED };
    assert_eq!(set.numbers(), "1=5 2=6 3=5");
}

#[test]
fn a_column_that_units_share_is_asked_about_and_the_answer_holds() {
    let agency = "  ten: Ủy ban nhân dân huyện {{ don_vi.huyen }}";
    let set = Numbered { agency, rows: COMMUNES, ..NUMBERED };
    assert_eq!(set.numbers(), "hỏi");
    let answered = Numbered { answer: ", day_so: co_quan", ..set };
    assert_eq!(answered.numbers(), "1=5 2=6 3=5");
    let answered = Numbered { answer: ", day_so: don_vi", ..answered };
    assert_eq!(answered.numbers(), "1=5 2=5 3=5");
    // Each unit has a value of its own: there is nothing to ask.
    let apart = Numbered { agency, rows: &["1;Xã Một;A", "2;Xã Hai;B"], ..NUMBERED };
    assert_eq!(apart.numbers(), "1=5 2=5");
}

#[test]
fn a_name_that_the_file_of_a_unit_writes_is_that_unit_unless_others_have_it() {
    let agency = "  ten: Ủy ban nhân dân {{ don_vi.ten }}";
    let overrides: &[_] = &[
        ("1", "  ten: Ủy ban nhân dân xã Tân An"),
        ("2", "  ten: ỦY BAN NHÂN DÂN XÃ TÂN  AN"),
    ];
    let set = Numbered { agency, rows: TWINS, overrides, ..NUMBERED };
    assert_eq!(set.numbers(), "1=5 2=5");
    let overrides: &[_] = &[("1", "  ten: Ban Quản lý"), ("2", "  ten: Ban Quản lý")];
    let set = Numbered { agency, rows: COMMUNES, overrides, ..NUMBERED };
    assert_eq!(set.numbers(), "hỏi");
    // A master that names one office, and units that name another: one office each.
    let set = Numbered { agency: "  ten: Phòng Kinh tế", ..set };
    assert_eq!(set.numbers(), "1=5 2=6 3=5");
}

#[test]
fn nothing_is_asked_while_all_in_doubt_have_their_numbers() {
    let agency = "  ten: Ủy ban nhân dân huyện {{ don_vi.huyen }}";
    let bo = Numbered { agency, rows: COMMUNES, ..NUMBERED }.put();
    let row = |number, key| format!("2026;UBND huyện A;{number};{key};\n");
    let ledger = [
        "Năm;Cơ quan ban hành;Số;Mã đơn vị;Tên đơn vị\n".to_owned(),
        row(5, 1),
        row(6, 2),
    ];
    bo.put("so-van-ban.csv", ledger.concat().as_bytes());
    let run = bo.batch(&["--to", "txt"]);
    assert_eq!(run.code, Some(0), "{}", said(&run));
    assert!(
        bo.ledger().contains(";huyện B;5;3;") || bo.ledger().contains("huyện B;5;3;")
    );
}

#[test]
fn a_question_and_the_faults_of_the_ledger_are_told_at_once() {
    let agency = "  ten: Ủy ban nhân dân huyện {{ don_vi.huyen }}";
    let bo = Numbered { agency, rows: COMMUNES, ..NUMBERED }.put();
    let ledger =
        "Năm;Cơ quan ban hành;Số;Mã đơn vị;Tên đơn vị\n2026;X;5;1;\n2026;Y;6;1;\n";
    bo.put("so-van-ban.csv", ledger.as_bytes());
    let told = said(&bo.batch(&["--to", "txt"]));
    assert!(told.contains("ambiguous-series") && told.contains("ledger-twice"), "{told}");
    assert_eq!(bo.ledger(), ledger);
}

#[test]
fn another_set_of_the_folder_with_the_same_ledger_is_told() {
    let agency = "  ten: Phòng Kinh tế";
    let bo = Numbered { agency, rows: COMMUNES, ..NUMBERED }.put();
    let set = bo.text("bo-ke-hoach.yaml");
    // A master, a set with a ledger of its own and one that gives no numbers are none.
    let own = set.replace("{ tu: 5 }", "{ tu: 50, so_sach: so-khac.csv }");
    bo.put("bo-khac.yaml", own.as_bytes());
    bo.put("bo-khong-so.yaml", set.replace("danh_so: { tu: 5 }", "").as_bytes());
    let run = bo.batch(&["--to", "txt"]).code(0);
    assert!(!run.err.contains("ledger-twice"), "{}", run.err);
    bo.put("bo-hai.yaml", set.as_bytes());
    let run = bo.batch(&["--to", "txt"]).code(0);
    assert_eq!(run.err.matches("cảnh báo[ledger-twice]").count(), 1, "{}", run.err);
    assert!(
        run.err.contains("bo-hai.yaml cũng lấy số ở sổ so-van-ban.csv"),
        "{}",
        run.err
    );
}

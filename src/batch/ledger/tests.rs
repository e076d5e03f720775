//! The ledger through its life: given numbers, opened by clerks, read again.

mod history;
mod series;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::{prop_assert, prop_assert_eq, proptest};

use crate::form::NumberSeries;

use super::*;

const UBND: &str = "UBND tỉnh Thừa Thiên Huế";

const SAMPLE: NumberRequest<'_> = NumberRequest {
    year: 2026,
    agency: UBND,
    parent: "",
    series: NumberSeries::Agency,
    key: "a",
    name: "A",
};

fn path() -> &'static Path {
    Path::new("so-van-ban.csv")
}

fn read(text: &str) -> Result<Ledger, Box<Report>> {
    Ledger::read(path(), text.as_bytes().to_vec())
}

fn reread(ledger: &Ledger) -> Ledger {
    read(&ledger.text()).unwrap()
}

fn paper<'a>(key: &'a str, name: &'a str) -> NumberRequest<'a> {
    NumberRequest { year: 2026, agency: UBND, key, name, ..SAMPLE }
}

/// A ledger with rows `year;agency;number;key;name` below the header.
fn with(rows: &str) -> Result<Ledger, Box<Report>> {
    read(&format!("Năm;Cơ quan ban hành;Số;Mã đơn vị;Tên đơn vị\n{rows}"))
}

/// `4: message` of each fault.
fn messages(report: &Report) -> Vec<String> {
    let line = |finding: &Diagnostic| {
        let source = report.source.as_ref()?;
        Some(source.position(finding.span?.start).line)
    };
    let findings = report.findings.iter();
    findings.map(|f| format!("{}: {}", line(f).unwrap_or_default(), f.message)).collect()
}

#[test]
fn what_excel_would_compute_is_text_in_the_ledger_and_is_read_back_as_it_was() {
    let mut ledger = Ledger::new(path());
    let names = ["=1+1", "-A", "'=2", "''+3", "'a", "A = B"];
    let papers: Vec<_> = names.iter().map(|name| paper(name, name)).collect();
    let given = ledger.assign(1, &papers, &[]).unwrap();
    let text = ledger.text();
    for cell in [";'=1+1;'=1+1\r", ";'-A;'-A\r", ";''=2;''=2\r", ";'a;'a\r"] {
        assert!(text.contains(cell), "{cell}: {text}");
    }
    let mut again = reread(&ledger);
    assert_eq!(again.assign(1, &papers, &[]).unwrap(), given);
    assert!(!again.is_changed(), "every unit is known again");
}

#[test]
fn a_new_ledger_numbers_in_the_order_of_the_sheet() {
    let mut ledger = Ledger::new(path());
    let given =
        ledger.assign(15, &[paper("b", "Huế"), paper("a", "A Lưới")], &[]).unwrap();
    assert_eq!(given, [15, 16]);
    assert!(ledger.is_changed());
    assert_eq!(
        ledger.text(),
        "\u{feff}Năm;Cơ quan ban hành;Số;Mã đơn vị;Tên đơn vị\r\n\
         2026;UBND tỉnh Thừa Thiên Huế;15;b;Huế\r\n\
         2026;UBND tỉnh Thừa Thiên Huế;16;a;A Lưới\r\n"
    );
}

#[test]
fn a_unit_keeps_its_number_in_whatever_order_and_company() {
    let mut ledger = Ledger::new(path());
    ledger.assign(15, &[paper("b", "Huế"), paper("a", "A Lưới")], &[]).unwrap();
    let mut ledger = reread(&ledger);
    let more = [paper("c", "Phú Lộc"), paper("a", "Tên mới"), paper("b", "Huế")];
    assert_eq!(ledger.assign(1, &more, &[]).unwrap(), [1, 16, 15]);
    let mut ledger = reread(&ledger);
    assert_eq!(ledger.assign(15, &more[1..], &[]).unwrap(), [16, 15]);
    assert!(!ledger.is_changed(), "nothing new is nothing to write");
}

#[test]
fn each_agency_has_its_own_numbers_in_each_year() {
    let mut ledger = Ledger::new(path());
    let request = |year, agency, key| NumberRequest { year, agency, key, ..SAMPLE };
    let papers = [
        request(2026, "UBND xã A", "a"),
        request(2026, "UBND xã B", "c"),
        request(2027, "UBND xã A", "a"),
    ];
    assert_eq!(ledger.assign(1, &papers, &[]).unwrap(), [1, 1, 1]);
    let same = NumberRequest { agency: "ubnd  XÃ a", key: "b", ..papers[0] };
    let papers = [papers[0], same];
    assert_eq!(
        ledger.assign(1, &papers, &[]).unwrap(),
        [1, 2],
        "case and spaces do not matter"
    );
}

#[test]
fn a_number_taken_by_hand_is_jumped_over() {
    let rows =
        format!("2026;{UBND};16/KH-UBND;;Họp báo\n2026;{UBND};200;;\n2025;{UBND};15;;\n");
    let mut ledger = with(&rows).unwrap();
    let papers = [paper("a", "A"), paper("b", "B"), paper("c", "C")];
    assert_eq!(ledger.assign(15, &papers, &[]).unwrap(), [15, 17, 18]);
}

#[test]
fn rows_and_columns_of_clerks_stay() {
    let text = "SỔ VĂN BẢN;;;;;\n;;;;;\nSố;Ghi chú;Năm;Mã đơn vị;Tên đơn vị;Cơ quan ban hành\n\
                3;\"ký; \"\"gấp\"\"\";2026;a;A;UBND xã\n;xem lại;;;;\n";
    let mut ledger = read(text).unwrap();
    let request =
        |key| NumberRequest { year: 2026, agency: "UBND xã", key, name: "", ..SAMPLE };
    assert_eq!(ledger.assign(3, &[request("b"), request("a")], &[]).unwrap(), [4, 3]);
    let written = format!("{text}4;;2026;b;;UBND xã\n").replace('\n', "\r\n");
    assert_eq!(ledger.text(), format!("\u{feff}{written}"));
}

#[test]
fn a_number_or_a_unit_that_is_there_twice_is_told_with_both_lines() {
    let rows = "2026;UBND xã;15;a;A\n2026;ubnd xã;15;;Giấy mời\n2026;UBND xã;16;a;A\n";
    let report = with(rows).unwrap().assign(1, &[paper("b", "B")], &[]).unwrap_err();
    assert_eq!(
        messages(&report),
        [
            "3: số 15 của ubnd xã năm 2026 có ở hai dòng 2 và 3",
            "4: đơn vị “a” có hai số trong năm 2026 ở hai dòng 2 và 4",
        ]
    );
    assert!(report.findings.iter().all(|f| f.code.id == "ledger-twice"));
    assert!(report.findings.iter().all(|f| f.related.len() == 1));
}

#[test]
fn a_row_that_cannot_be_read_stops_the_numbering() {
    let rows =
        "26;UBND;1;a;A\n2026;;2;b;B\n2026;UBND;ba;c;C\n2026;UBND;;d;D\n;;;;ghi chú\n";
    assert_eq!(
        messages(&with(rows).unwrap_err()),
        [
            "2: dòng 2: “26” không phải là năm",
            "3: dòng 3: số 2 chưa ghi cơ quan ban hành",
            "4: dòng 4: “ba” không phải là số văn bản",
            "5: dòng 5: đơn vị “d” chưa có số",
        ]
    );
}

#[test]
fn a_file_that_is_no_ledger_is_told() {
    let messages_of = |text: &str| messages(&read(text).unwrap_err());
    assert_eq!(
        messages_of("Năm;Cơ quan ban hành;Mã đơn vị;Tên đơn vị\n2026;a;b;c\n"),
        ["1: sổ số văn bản không có cột “Số”"]
    );
    assert_eq!(
        messages_of("Năm;Cơ quan ban hành;Số;SỐ;Mã đơn vị;Tên đơn vị\n"),
        ["1: sổ số văn bản có hai cột “Số”"]
    );
    assert_eq!(messages_of("một;hai\nba;bốn\n"), ["1: sổ số văn bản không có cột “Năm”"]);
    assert_eq!(messages_of("").len(), 1);
    let workbook = Ledger::read(Path::new("so.xlsx"), b"x".to_vec()).unwrap_err();
    assert_eq!(workbook.findings.len(), 1);
}

#[test]
fn a_ledger_that_is_not_there_is_new_and_one_that_is_no_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-van-ban.csv");
    let mut ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.assign(3, &[paper("a", "A")], &[]).unwrap(), [3]);
    crate::output::write_file(&path, ledger.text().as_bytes()).unwrap();
    assert_eq!(Ledger::open(&path).unwrap().text(), ledger.text());
    assert_eq!(Ledger::open(folder.path()).unwrap_err().findings.len(), 1);
}

#[test]
fn noughts_that_excel_took_from_a_key_are_put_back() {
    let mut ledger =
        with("2026;UBND;15;13;Cẩm Lương\n2026;UBND;16;00040;Kim Liên\n").unwrap();
    let request =
        |key, name| NumberRequest { year: 2026, agency: "UBND", key, name, ..SAMPLE };
    let papers = [request("00013", "Cẩm Lương"), request("00040", "Kim Liên")];
    assert_eq!(ledger.assign(15, &papers, &[]).unwrap(), [15, 16]);
    assert!(ledger.is_changed() && ledger.text().contains(";15;00013;"));
    // Where two keys have these figures, it is not known whose the row is.
    let mut ledger = with("2026;UBND;15;13;Cẩm Lương\n").unwrap();
    let papers = [request("013", "Nam Liên"), request("0013", "Cẩm Lương")];
    let report = ledger.assign(15, &papers, &[]).unwrap_err();
    assert_eq!(report.findings.len(), 1, "{report:?}");
}

#[test]
fn a_unit_whose_key_has_changed_gets_no_second_number() {
    let mut ledger = with("2026;UBND;15;1-2;A Lưới\n2026;UBND;16;x;Huế\n").unwrap();
    let before = ledger.text();
    let request =
        |key, name| NumberRequest { year: 2026, agency: "UBND", key, name, ..SAMPLE };
    let report = ledger
        .assign(15, &[request("02-thg1", "A LƯỚI"), request("x", "Huế")], &[])
        .unwrap_err();
    assert_eq!(
        messages(&report),
        [
            "2: dòng 2 cấp số cho “A Lưới” với mã “1-2”, trong bảng đơn vị “A LƯỚI” có mã “02-thg1”"
        ]
    );
    assert!(ledger.text() == before && !ledger.is_changed(), "nothing is given then");
    // Two units of one name: the one that has its row holds up no other.
    assert_eq!(
        ledger.assign(15, &[request("x", "Huế"), request("y", "Huế")], &[]).unwrap(),
        [16, 17]
    );
}

#[test]
fn a_key_is_known_in_any_spelling() {
    let mut ledger =
        with("2026;UBND;15;Hoà An;Hoà An\n2026;UBND;16;Cư M’gar;Cư M’gar\n").unwrap();
    let request = |key| NumberRequest { agency: "UBND", key, name: key, ..SAMPLE };
    let papers = [request("Hòa An"), request("Cư M'gar")];
    assert_eq!(ledger.assign(15, &papers, &[]).unwrap(), [15, 16]);
    assert!(!ledger.is_changed());
    let rows = "2026;UBND;15;Hoà An;\n2026;UBND;16;Hòa An;\n";
    assert!(with(rows).unwrap().assign(15, &papers, &[]).is_err(), "one unit twice");
}

#[test]
fn keys_that_only_count_rows_are_asked_about_when_they_have_moved() {
    let rows = "2026;UBND;5;1;Xã Một\n2026;UBND;6;2;Xã Hai\n2026;UBND;7;3;Xã Ba\n";
    let request = |key, name| NumberRequest { agency: "UBND", key, name, ..SAMPLE };
    let [new, one, two, three] =
        ["Xã Mới", "Xã Một", "XÃ  HAI", "Xã Ba"].map(|name| request("", name));
    let at = |key, paper| NumberRequest { key, ..paper };
    let shifted = [at("1", new), at("2", one), at("3", two), at("4", three)];
    let mut ledger = with(rows).unwrap();
    let report = ledger.assign(5, &shifted, &[]).unwrap_err();
    assert_eq!(messages(&report).len(), 3);
    assert_eq!(
        messages(&report)[0],
        "2: dòng 2 cấp số 5 cho “Xã Một” với mã “1”; trong bảng đơn vị mã “1” là “Xã Mới”, còn “Xã Một” có mã “2”"
    );
    assert!(!ledger.is_changed());
    // The clerk gives the rows their keys, or the names that the units have now.
    let keyed = rows.replace(";3;", ";4;").replace(";2;", ";3;").replace(";1;", ";2;");
    assert_eq!(with(&keyed).unwrap().assign(5, &shifted, &[]).unwrap(), [8, 5, 6, 7]);
    let swapped = [at("1", two), at("2", one), at("3", three)];
    assert_eq!(
        with(rows).unwrap().assign(5, &swapped, &[]).unwrap_err().findings.len(),
        2
    );
    let named = rows.replace("Xã Một", "Xã hai").replace("2;Xã Hai", "2;Xã Một");
    assert_eq!(with(&named).unwrap().assign(5, &swapped, &[]).unwrap(), [5, 6, 7]);
    // A unit that was renamed, and one of two units of one name, are no question.
    let renamed = [at("1", new), at("2", two), at("3", three)];
    assert_eq!(with(rows).unwrap().assign(5, &renamed, &[]).unwrap(), [5, 6, 7]);
    let twins = rows.replace("Xã Hai", "Xã Một");
    let renamed = [at("1", new), at("2", one), at("3", three)];
    assert_eq!(with(&twins).unwrap().assign(5, &renamed, &[]).unwrap(), [5, 6, 7]);
}

#[test]
fn when_all_keys_have_changed_the_first_rows_are_named_and_the_others_counted() {
    let rows: String =
        (1..=40).map(|n| format!("2026;UBND;{n};cũ {n}x;Xã số {n}\n")).collect();
    let units: Vec<_> =
        (1..=40).map(|n| (format!("{n:05}"), format!("Xã số {n}"))).collect();
    let papers = units.iter().map(|(key, name)| NumberRequest {
        agency: "UBND",
        key,
        name,
        ..SAMPLE
    });
    let papers: Vec<_> = papers.collect();
    let report = with(&rows).unwrap().assign(1, &papers, &[]).unwrap_err();
    assert_eq!(report.findings.len(), 5);
    let last = report.findings[4].hints.last().unwrap();
    assert_eq!(last, "còn 35 dòng nữa của sổ như thế");
}

#[test]
fn units_without_keys_of_their_own_are_told() {
    let mut ledger = Ledger::new(path());
    let papers = [paper("a", "A"), paper(" a ", "B"), paper("", "C")];
    let report = ledger.assign(1, &papers, &[]).unwrap_err();
    assert_eq!(
        messages(&report),
        ["0: hai đơn vị cùng có mã “a”", "0: đơn vị “C” không có mã"]
    );
}

#[test]
fn no_number_beyond_the_largest_is_given() {
    let mut ledger = Ledger::new(path());
    let papers = [paper("a", "A"), paper("b", "B")];
    let report = ledger.assign(MAX_NUMBER, &papers, &[]).unwrap_err();
    assert_eq!(
        messages(&report),
        [format!("0: không còn số nào để cấp từ số {MAX_NUMBER}")]
    );
    assert_eq!(ledger.assign(MAX_NUMBER, &papers[..1], &[]).unwrap(), [MAX_NUMBER]);
    assert_eq!(Ledger::new(path()).assign(0, &papers[..1], &[]).unwrap(), [1]);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        if let Ok(ledger) = with(&text) {
            let written = ledger.text();
            prop_assert_eq!(read(&written).map(|l| l.text()).ok(), Some(written));
        }
    }

    #[test]
    fn any_key_and_name_come_back(units in vec((any::<String>(), any::<String>()), 1..6)) {
        let papers: Vec<_> = units.iter().map(|(k, n)| paper(k, n)).collect();
        let mut ledger = Ledger::new(path());
        if let Ok(given) = ledger.assign(7, &papers, &[]) {
            let mut again = reread(&ledger);
            prop_assert_eq!(again.assign(7, &papers, &[]).ok(), Some(given));
            prop_assert!(!again.is_changed());
        }
    }
}

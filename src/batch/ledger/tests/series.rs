//! Whose numbers a paper takes: those of its unit or of its agency, whatever either is
//! called now.

use super::*;

fn unit<'a>(agency: &'a str, key: &'a str, name: &'a str) -> NumberRequest<'a> {
    NumberRequest { agency, key, name, series: NumberSeries::Unit, ..SAMPLE }
}

fn office<'a>(parent: &'a str, key: &'a str) -> NumberRequest<'a> {
    NumberRequest { agency: "Phòng Kinh tế", parent, key, name: key, ..SAMPLE }
}

#[test]
fn a_unit_keeps_its_number_whatever_its_agency_is_called_now() {
    let rows = "2026;UBND Phường 1;5;;\n2026;UBND Phường 1;6;32005;Phường 1\n";
    let mut ledger = with(rows).unwrap();
    let papers = [unit("UBND Phường Một", "32005", "Phường Một")];
    assert_eq!(ledger.assign(5, &papers, &[]).unwrap(), [6]);
    assert!(!ledger.is_changed());
}

#[test]
fn units_that_are_offices_of_their_own_share_a_name_and_no_numbers() {
    let mut ledger = Ledger::new(path());
    let papers = [
        unit("UBND Xã Tân An", "1", "Xã Tân An"),
        unit("UBND Xã Tân An", "2", "Xã Tân An"),
    ];
    assert_eq!(ledger.assign(5, &papers, &[]).unwrap(), [5, 5]);
    let mut ledger = reread(&ledger);
    assert_eq!(ledger.assign(5, &papers, &[]).unwrap(), [5, 5]);
    // A number that a clerk took is of either of them, since no one can tell.
    let mut ledger = with("2026;UBND xã Tân An;5;;Giấy mời\n").unwrap();
    assert_eq!(ledger.assign(5, &papers, &[]).unwrap(), [6, 6]);
    // What an earlier version gave in one series stays.
    let rows = "2026;UBND Xã Tân An;5;1;Xã Tân An\n2026;UBND Xã Tân An;6;2;Xã Tân An\n";
    assert_eq!(with(rows).unwrap().assign(5, &papers, &[]).unwrap(), [5, 6]);
}

#[test]
fn agencies_of_two_superiors_are_two_offices() {
    let mut ledger = Ledger::new(path());
    let papers = [
        office("UBND huyện A", "1"),
        office("ubnd Huyện A", "2"),
        office("UBND huyện B", "3"),
    ];
    assert_eq!(ledger.assign(5, &papers, &[]).unwrap(), [5, 6, 5]);
    let mut ledger = reread(&ledger);
    let more = [papers[0], papers[1], papers[2], office("UBND huyện B", "4")];
    assert_eq!(ledger.assign(5, &more, &[]).unwrap(), [5, 6, 5, 6]);
}

#[test]
fn an_agency_that_was_renamed_goes_on_with_its_numbers() {
    let rows = "2026;Phòng Kinh tế;5;1;A\n2026;Phòng Kinh tế;6;;Giấy mời\n2026;Phòng Kinh tế;7;9;Đã bỏ\n";
    let mut ledger = with(rows).unwrap();
    let agency = "Phòng Kinh tế và Hạ tầng";
    let request = |key| NumberRequest { agency, key, name: key, ..SAMPLE };
    assert_eq!(ledger.assign(5, &[request("1"), request("2")], &[]).unwrap(), [5, 8]);
}

#[test]
fn one_number_of_two_papers_of_an_office_is_told_and_of_two_offices_is_right() {
    let rows = "2026;Phòng Kinh tế;5;1;A\n2026;Phòng Kinh tế;5;2;B\n";
    let mut ledger = with(rows).unwrap();
    let report =
        ledger.assign(5, &[office("A", "1"), office("A", "2")], &[]).unwrap_err();
    assert_eq!(
        messages(&report),
        ["3: số 5 của Phòng Kinh tế năm 2026 có ở hai dòng 2 và 3"]
    );
    assert_eq!(
        ledger.assign(5, &[office("A", "1"), office("B", "2")], &[]).unwrap(),
        [5, 5]
    );
    // Two agencies that became one have issued 5 each.
    let rows = "2026;Phòng X;5;1;A\n2026;Phòng Y;5;2;B\n";
    let report =
        with(rows).unwrap().assign(5, &[office("A", "1"), office("A", "2")], &[]);
    assert_eq!(report.unwrap_err().findings.len(), 1);
    // One that left counts where its agency is one office of the set.
    let rows = "2026;Phòng Kinh tế;5;1;A\n2026;Phòng Kinh tế;5;9;Đã bỏ\n";
    let mut ledger = with(rows).unwrap();
    assert!(ledger.assign(5, &[office("A", "1")], &[]).is_err());
    assert_eq!(ledger.assign(5, &[unit("Phòng Kinh tế", "1", "A")], &[]).unwrap(), [5]);
    // The number of a clerk is of the agency, under its old name and its new one.
    let rows = "2026;Phòng Kinh tế;5;;Giấy mời\n2026;Phòng Cũ;5;1;A\n";
    let report = with(rows).unwrap().assign(5, &[office("A", "1")], &[]).unwrap_err();
    assert_eq!(
        messages(&report),
        ["3: số 5 của Phòng Kinh tế năm 2026 có ở hai dòng 2 và 3"]
    );
}

#[test]
fn a_unit_with_two_numbers_in_a_year_is_asked_about_whatever_its_agency() {
    let rows = "2026;UBND Phường 1;6;a;Phường 1\n2026;UBND Phường Một;5;a;Phường Một\n2025;UBND P1;5;a;\n2025;UBND P2;6;a;\n";
    let mut ledger = with(rows).unwrap();
    let report =
        ledger.assign(5, &[unit("UBND Phường Một", "a", "Phường Một")], &[]).unwrap_err();
    assert_eq!(
        messages(&report),
        ["3: đơn vị “a” có hai số trong năm 2026 ở hai dòng 2 và 3"]
    );
    assert_eq!(report.findings[0].code.id, "ledger-twice");
    // It is no unit of this set: nothing is asked.
    assert_eq!(ledger.assign(5, &[unit("UBND B", "b", "B")], &[]).unwrap(), [5]);
}

#[test]
fn a_row_whose_key_has_left_is_asked_about_before_its_agency_gets_a_new_number() {
    let rows = "2026;UBND Xã Tân An;5;1;Xã Tân An\n2026;UBND Xã Tân Lập;5;2;Xã Tân Lập\n";
    let mut ledger = with(rows).unwrap();
    let joined = [unit("Ủy ban nhân dân xã Tân An", "9", "Tân An")];
    let report = ledger.assign(5, &joined, &[]).unwrap_err();
    assert_eq!(
        messages(&report),
        [
            "2: dòng 2 cấp số cho “Xã Tân An” với mã “1”, trong bảng đơn vị “Tân An” có mã “9”"
        ]
    );
    let hints = report.findings[0].hints.join("; ");
    assert!(hints.contains("thành “9”") && hints.contains("để trống ô mã"), "{hints}");
    // Each remedy is enough.
    let mut kept = with(&rows.replacen(";1;", ";9;", 1)).unwrap();
    assert_eq!(kept.assign(5, &joined, &[]).unwrap(), [5]);
    let mut left = with(&rows.replacen(";1;", ";;", 1)).unwrap();
    assert_eq!(left.assign(5, &joined, &[]).unwrap(), [6]);
    // The unit is there and its form cannot be read: its row is not lost.
    for other in ["1", "001"] {
        assert_eq!(with(rows).unwrap().assign(5, &joined, &[other]).unwrap(), [6]);
    }
}

#[test]
fn nothing_is_asked_of_rows_that_no_new_paper_can_be_meant_by() {
    // One office lets a paper fall and gets another: no number is at stake.
    let mut ledger = with("2026;Phòng Kinh tế;5;1;A\n").unwrap();
    assert_eq!(ledger.assign(5, &[office("", "2")], &[]).unwrap(), [6]);
    // The unit has its number already, and another year is another series.
    let rows =
        "2026;UBND Xã A;5;1;Xã A\n2026;UBND Xã A;6;2;Xã A\n2025;UBND Xã A;5;3;Xã A\n";
    let mut ledger = with(rows).unwrap();
    assert_eq!(ledger.assign(5, &[unit("UBND Xã A", "2", "Xã A")], &[]).unwrap(), [6]);
    // Units called after their district, answered for as offices: the name says nothing.
    let mut ledger = with("2026;UBND huyện A;5;1;Xã Một\n").unwrap();
    let papers =
        [unit("UBND huyện A", "2", "Xã Hai"), unit("UBND huyện A", "3", "Xã Ba")];
    assert_eq!(ledger.assign(5, &papers, &[]).unwrap(), [6, 6]);
}

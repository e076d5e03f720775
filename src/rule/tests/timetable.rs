//! Days of the week beside dates, and what of a timetable can and cannot be.

use super::codes;

/// The codes found in a paragraph.
fn of_text(text: &str) -> Vec<&'static str> {
    codes(&format!("noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      {text}\n"))
}

#[test]
fn a_day_of_the_week_that_may_be_right_is_let_be() {
    for text in [
        "Khai mạc thứ Sáu, ngày 10/4/2026, bế mạc Chủ nhật, ngày 12/4/2026.",
        "Nghị quyết của kỳ họp thứ Năm, ngày 10/4/2026.",
        "Hội nghị lần thứ hai, ngày 10/4/2026; phiên họp thứ 2 ngày 10/4/2026.",
        "Công văn của UBND thị trấn Thứ Ba, ngày 10/4/2026.",
        "Trực từ thứ Hai đến thứ Bảy, ngày 10/4/2026 nghỉ.",
        "Tiếp công dân thứ Năm hằng tuần, ngày 10/4/2026 không tiếp.",
    ] {
        assert_eq!(of_text(text), [""; 0], "{text}");
    }
    let wrong = "Khai mạc 8 giờ **thứ Sáu**, ngày 11 tháng 4 năm 2026.";
    assert_eq!(of_text(wrong), ["weekday-differs"]);
}

/// The codes found in a timetable of these lines.
fn of_timetable(subject: &str, days: &str) -> Vec<&'static str> {
    codes(&format!(
        "nam: 2026\nvan_ban:\n  so: 5\n  ngay: 2026-01-20\n  trich_yeu: {subject}\nnoi_dung:\n  - tieu_de: Lịch\n    lich:\n      ngay:\n{days}"
    ))
}

#[test]
fn what_can_be_at_once_in_a_timetable_is_let_be() {
    let subject = "Tổ chức ngày hội năm 2026";
    let lines = |entries: &[&str]| {
        let entries: String =
            entries.iter().map(|e| format!("            - {e}\n")).collect();
        format!("        - ngay: 2026-04-10\n          sang:\n{entries}")
    };
    for entries in [
        // One after the other, and what has no hours.
        [
            "{ gio: 7:30 - 9:00, noi_dung: A, dia_diem: Sân, chu_tri: Ông Lò Văn Dân }",
            "{ gio: 9:00 - 10:00, noi_dung: B, dia_diem: Chợ, chu_tri: Ông Lò Văn Dân }",
        ],
        [
            "{ noi_dung: A, dia_diem: Sân, chu_tri: Ông Lò Văn Dân }",
            "{ gio: 9:00, noi_dung: B, dia_diem: Chợ, chu_tri: Ông Lò Văn Dân }",
        ],
        // Agencies and places that do many things at once.
        [
            "{ gio: 7:30 - 9:00, noi_dung: A, dia_diem: Sân, chu_tri: Công an xã }",
            "{ gio: 8:00 - 9:00, noi_dung: B, dia_diem: Chợ, chu_tri: Công an xã }",
        ],
        [
            "{ gio: 7:30 - 9:00, noi_dung: A, dia_diem: Các xã }",
            "{ gio: 8:00 - 9:00, noi_dung: B, dia_diem: Các xã }",
        ],
        [
            "{ gio: 7:30 - 9:00, noi_dung: A, thanh_phan: Chủ tịch UBND các xã, dia_diem: Sân }",
            "{ gio: 8:00 - 9:00, noi_dung: B, thanh_phan: Chủ tịch UBND các xã, dia_diem: Chợ }",
        ],
        // A post of which each commune has one, and deputies, of whom there are two.
        [
            "{ gio: 7:30 - 9:00, noi_dung: A, dia_diem: Sân, chu_tri: Giám đốc sở }",
            "{ gio: 8:00 - 9:00, noi_dung: B, dia_diem: Chợ, chu_tri: Giám đốc sở }",
        ],
        [
            "{ gio: 7:30 - 9:00, noi_dung: A, dia_diem: Sân, chu_tri: Phó Chủ tịch UBND xã }",
            "{ gio: 8:00 - 9:00, noi_dung: B, dia_diem: Chợ, chu_tri: Phó Chủ tịch UBND xã }",
        ],
        // The same place by another name, and one subject in two groups.
        [
            "{ gio: 7:30 - 9:00, noi_dung: A, dia_diem: Hội trường xã, chu_tri: Ông Lò Văn Dân }",
            "{ gio: 8:00, noi_dung: B, dia_diem: Như trên, chu_tri: Ông Lò Văn Dân }",
        ],
        [
            "{ gio: 7:30 - 9:00, noi_dung: Toán, dia_diem: Phòng họp 1 }",
            "{ gio: 7:30 - 9:30, noi_dung: Toán, dia_diem: Phòng họp 1 }",
        ],
    ] {
        assert_eq!(of_timetable(subject, &lines(&entries)), [""; 0], "{entries:?}");
    }
    let whole_day = "        - tu: 2026-04-10\n          den: 2026-04-11\n          ca_ngay: [{ noi_dung: A, dia_diem: Sân, chu_tri: Ông Lò Văn Dân }]\n        - ngay: 2026-04-11\n          sang: [{ gio: 8:00, noi_dung: B, dia_diem: Chợ, chu_tri: ông Lò Văn Dân }]\n";
    assert_eq!(of_timetable(subject, whole_day), ["timetable-overlap"]);
}

#[test]
fn a_timetable_may_go_on_over_the_new_year_and_over_the_years_of_the_summary() {
    let day = |date: &str| format!("        - ngay: {date}\n          sang: [Họp]\n");
    let year = "Tổ chức lễ hội năm 2026";
    let school = "Tổ chức các kỳ thi năm học 2026 - 2027";
    for (subject, days) in [
        (year, day("2026-12-31") + &day("2027-02-20")),
        (school, day("2027-05-20")),
        (year, day("2026-01-05")),
    ] {
        assert_eq!(of_timetable(subject, &days), [""; 0], "{subject} {days}");
    }
    for (subject, days) in [
        (year, day("2026-05-31") + &day("2027-02-20")),
        (year, day("2025-04-10")),
        (school, day("2028-05-20")),
    ] {
        assert_eq!(
            of_timetable(subject, &days),
            ["timetable-period"],
            "{subject} {days}"
        );
    }
}

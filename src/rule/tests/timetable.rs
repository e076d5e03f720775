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
        "Ngày thứ nhất (10/4/2026): khai mạc; ngày thứ hai (11/4/2026): thi đấu.",
        "- Thứ nhất, ngày 10/4/2026 họp.\n      - Thứ hai, ngày 11/4/2026 kiểm tra.",
        "Cúng đình thứ Hai, ngày 10/3/2026 (âm lịch).",
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

#[test]
fn two_entries_are_at_once_for_a_person_by_name_and_a_post_that_one_man_holds() {
    let at_once = |cells: [&str; 2]| {
        let lines = cells.map(|cell| {
            format!("            - {{ gio: 8:00 - 9:00, noi_dung: {cell} }}\n")
        });
        let days =
            format!("        - ngay: 2026-04-10\n          sang:\n{}", lines.concat());
        of_timetable("Tổ chức ngày hội năm 2026", &days)
    };
    let leads = |first: &str, second: &str| {
        let first = format!("A, dia_diem: Sân, chu_tri: \"{first}\"");
        at_once([&first, &format!("B, dia_diem: Chợ, chu_tri: \"{second}\"")])
    };
    for (first, second) in [
        ("Ông Lò Văn Dân, Chủ tịch UBND", "Trưởng ban; ông Lò Văn Dân - Tổ trưởng"),
        ("Ông Lò Dân và bà Mai", "Bà Mai"),
        ("Đ/c Mai", "Đồng chí Mai (Trưởng ban)"),
        (
            "Giám đốc Sở Nông nghiệp và Môi trường",
            "Giám đốc Sở Nông nghiệp và Môi trường",
        ),
        ("Chủ tịch UBND xã Na Sang", "Đồng chí Chủ tịch UBND xã Na Sang"),
    ] {
        assert_eq!(leads(first, second), ["timetable-overlap"], "{first}, {second}");
    }
    for name in [
        "Chủ tịch UBND xã Na Sang hoặc Phó Chủ tịch",
        "Chủ tịch UBND xã Na Sang (ủy quyền Phó Chủ tịch)",
        "Bí thư chi bộ thôn",
        "Bí thư chi bộ",
        "Giám đốc Trung tâm",
        "Giám đốc hợp tác xã",
        "Đồng chí bí thư chi bộ",
        "Đồng chí Phó Chủ tịch",
        "Đồng chí phụ trách địa bàn",
        "Ông bà, anh chị em",
        "Trưởng đoàn kiểm tra",
    ] {
        assert_eq!(leads(name, name), [""; 0], "{name}");
    }
    assert_eq!(leads("Ông Lê Tú", "Ông Lê Tư"), [""; 0]);
    let rooms = |place: &str| {
        let first = format!("A, dia_diem: \"{place}\", chu_tri: Ông Lò Dân");
        at_once([&first, &format!("B, dia_diem: \"{place}\", chu_tri: Bà Mai")])
    };
    assert_eq!(rooms("Phòng họp số 2"), ["timetable-overlap"]);
    for place in ["Hội trường", "Hội trường, tầng 1", "Phòng họp trực tuyến", "Sân"]
    {
        assert_eq!(rooms(place), [""; 0], "{place}");
    }
}

#[test]
fn parts_of_a_conference_and_days_on_end_leave_room_for_other_things() {
    let subject = "Tổ chức ngày hội năm 2026";
    let days =
        |entries: &str| format!("        - ngay: 2026-04-10\n          sang:\n{entries}");
    let entry = |hours: &str, content: &str, lead: &str| {
        format!(
            "            - {{ gio: {hours}, noi_dung: {content}, dia_diem: Hội trường xã, chu_tri: {lead} }}\n"
        )
    };
    let whole = entry("8:00 - 11:00", "Hội nghị", "Ông Lò Dân");
    let first = entry("8:00 - 8:15", "Văn nghệ", "Đoàn Thanh niên");
    let second = entry("8:15 - 8:30", "Khai mạc", "Bà Mai");
    let third = entry("8:20 - 9:00", "Họp tổ", "Ông Hà");
    let parts = days(&format!("{whole}{first}{second}"));
    assert_eq!(of_timetable(subject, &parts), [""; 0]);
    // One alone within the hours of another is no part of it, nor are two parts at once.
    for entries in [format!("{whole}{second}"), format!("{whole}{first}{second}{third}")]
    {
        let days = days(&entries);
        assert_eq!(of_timetable(subject, &days), ["timetable-overlap"], "{days}");
    }
    let range = |last: &str| {
        format!(
            "        - tu: 2026-04-06\n          den: {last}\n          sang: [{{ noi_dung: A, dia_diem: Bản Pá, chu_tri: Ông Lò Dân }}]\n        - ngay: 2026-04-07\n          sang: [{{ gio: 10:00, noi_dung: B, dia_diem: Chợ, chu_tri: Ông Lò Dân }}]\n"
        )
    };
    assert_eq!(of_timetable(subject, &range("2026-04-30")), [""; 0]);
    assert_eq!(of_timetable(subject, &range("2026-04-08")), ["timetable-overlap"]);
}

#[test]
fn a_timetable_may_be_as_long_as_the_period_and_as_early_as_the_plan_may_be_signed() {
    let find = |head: &str, day: &str| {
        codes(&format!(
            "{head}noi_dung:\n  - tieu_de: Lịch\n    lich:\n      ngay:\n        - ngay: {day}\n          sang: [Họp]\n"
        ))
    };
    let head = |year: &str, signed: &str| {
        format!(
            "nam: {year}\nvan_ban:\n  so: 5\n  ngay: {signed}\n  trich_yeu: Tổ chức tập huấn\n"
        )
    };
    let period = head("2026\ngiai_doan: 2026 - 2030", "2026-01-20");
    for (head, day) in [
        (&period, "2028-05-05"),
        (&head("2027", "chua_co"), "2026-12-15"),
        (&head("2026", "2026-12-15"), "2027-01-10"),
    ] {
        let found = find(head, day);
        assert!(!found.contains(&"timetable-period"), "{head} {day}: {found:?}");
    }
    for (head, day) in [
        (&period, "2032-05-05"),
        (&head("2027", "chua_co"), "2026-05-15"),
        (&head("2026", "2026-12-15"), "2027-05-10"),
    ] {
        assert!(find(head, day).contains(&"timetable-period"), "{head} {day}");
    }
}

//! Which words are a time, and which are none.

use proptest::prelude::any;
use proptest::{prop_assert_eq, proptest};

use super::*;

fn read(text: &str) -> Option<String> {
    PlanTime::read_words(text).ok().map(PlanTime::to_text)
}

#[test]
fn times_of_real_plans_are_read() {
    for (text, time) in [
        ("Xong trong Quý II/2026", "quý II/2026"),
        ("Trong quý II/2026", "quý II/2026"),
        ("Trong năm 2026", "năm 2026"),
        ("Xong trong tháng 5/2026", "tháng 5/2026"),
        ("Hoàn thành trước ngày 30/6/2026.", "trước ngày 30/6/2026"),
        (
            "Hoàn thành đầu tư, lắp đặt và vận hành xong trước ngày 01/01/2030",
            "trước ngày 01/01/2030",
        ),
        ("Xong trước ngày 01/01/2030", "trước ngày 01/01/2030"),
        ("Từ tháng 3 đến tháng 5/2026", "từ tháng 3 đến hết tháng 5/2026"),
        ("Tháng 3-5/2026", "từ tháng 3 đến hết tháng 5/2026"),
        ("Tháng 3 – tháng 5/2026", "từ tháng 3 đến hết tháng 5/2026"),
        ("Quý I, II/2026", "từ quý I đến hết quý II/2026"),
        ("Quý I và quý III năm 2026", "từ quý I đến hết quý III/2026"),
        ("Giai đoạn 2026-2030", "từ năm 2026 đến năm 2030"),
        ("2026 - 2030", "từ năm 2026 đến năm 2030"),
        ("Ngày 10-12/4/2026", "từ ngày 10/4/2026 đến ngày 12/4/2026"),
        ("Từ ngày 10/4 đến ngày 12/4/2026", "từ ngày 10/4/2026 đến ngày 12/4/2026"),
        ("Chậm nhất là ngày 15/12/2026", "ngày 15/12/2026"),
        ("Cuối tháng 12/2026", "tháng 12/2026"),
        ("Quý IV/2026 (sau khi có hướng dẫn)", "quý IV/2026"),
        ("Thường xuyên", "thường xuyên"),
        ("Thường xuyên, liên tục", "thường xuyên"),
        ("Thường xuyên trong năm", "thường xuyên"),
        ("Hàng năm", "hàng năm"),
        ("Hằng năm (trước ngày 15/12)", "hàng năm"),
        ("Trước ngày 15/12 hàng năm", "hàng năm"),
        ("Định kỳ hàng quý", "hàng quý"),
        ("Ngày 20 hàng tháng", "hàng tháng"),
        ("Cả năm", "từ tháng 01 đến hết tháng 12"),
        ("6 tháng đầu năm", "từ tháng 01 đến hết tháng 6"),
        ("Trong 06 tháng cuối năm 2026", "từ tháng 7 đến hết tháng 12/2026"),
        ("09 tháng đầu năm 2026", "từ tháng 01 đến hết tháng 9/2026"),
        ("Ba tháng cuối năm", "từ tháng 10 đến hết tháng 12"),
        ("15-20/3/2026", "từ ngày 15/3/2026 đến ngày 20/3/2026"),
        ("Từ 15/3 đến 20/3/2026", "từ ngày 15/3/2026 đến ngày 20/3/2026"),
        ("01/3 - 30/6/2026", "từ ngày 01/3/2026 đến ngày 30/6/2026"),
        ("Từ nay đến hết ngày 30/6/2026", "ngày 30/6/2026"),
        ("Tháng 4÷6/2026", "từ tháng 4 đến hết tháng 6/2026"),
        ("Quý I & II/2026", "từ quý I đến hết quý II/2026"),
        ("Hằng ngày", "thường xuyên"),
        ("Quý IV/2025 - Quý II/2026", "từ quý IV/2025 đến hết quý II/2026"),
    ] {
        assert_eq!(read(text).as_deref(), Some(time), "{text}");
    }
}

#[test]
fn what_names_no_time_or_two_is_none() {
    for text in [
        "",
        "Theo hướng dẫn của tỉnh",
        "Theo Kế hoạch năm 2026",
        "Sau ngày 15/3/2026",
        "Từ năm 2026",
        "Quý I: họp; quý II: báo cáo",
        "Trước ngày 15/3",
        "Không quá 03 ngày",
        "03 ngày sau khi nhận hồ sơ",
        "Quý III, I/2026",
        "Hàng năm từ 2026",
        "Hoàn thành theo tiến độ năm 2026",
        "Trước mắt",
        "3-5/2026",
        "6 tháng đầu",
        "4 tháng đầu năm",
        "20-15/3/2026",
        "15-20/3",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn words_that_may_be_meant_as_a_time_are_told_from_others() {
    for text in ["Trước 15/3", "Trước mùa mưa năm 2026", "Quý I: họp; quý II: báo cáo"]
    {
        assert!(PlanTime::is_spoken_of(text), "{text}");
    }
    for text in ["Theo hướng dẫn của tỉnh", "Từ tháng 3/2026", "Từ năm 2026 trở đi"]
    {
        assert!(!PlanTime::is_spoken_of(text), "{text}");
    }
}

#[test]
fn several_times_in_one_text_are_seen_where_each_is_whole() {
    for text in [
        "Quý I/2026; Quý III/2026",
        "Tháng 6/2026 (lần 1), tháng 11/2026 (lần 2)",
        "Trước ngày 15/6/2026 và trước ngày 15/12/2026",
        "Thường xuyên; báo cáo trước 15/12/2026",
    ] {
        assert!(PlanTime::is_list(text), "{text}");
    }
    for text in ["", "Quý I/2026", "Trước ngày 15/6; ngày 15/12/2026", "A; B", ";"]
    {
        assert!(!PlanTime::is_list(text), "{text}");
    }
}

#[test]
fn other_words_for_a_time_are_kept_as_typed() {
    for (text, is_official) in [
        ("Hàng tháng", true),
        ("Hằng tháng", false),
        ("hang thang", true),
        ("THƯỜNG XUYÊN", true),
        ("Thường xuyên, liên tục", false),
    ] {
        let time = PlanTime::read_words(text).unwrap();
        assert_eq!(is_official_wording(text, time), is_official, "{text}");
    }
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_named_in_words_too() {
    let error = DateError::Impossible { day: 31, month: 11, year: 2026 };
    assert_eq!(PlanTime::read_words("Xong trước ngày 31/11/2026"), Err(error));
    let error = DateError::ImpossibleMonth { month: 13 };
    assert_eq!(PlanTime::read_words("Trong tháng 13/2026"), Err(error));
}

proptest! {
    #[test]
    fn any_words_are_read_or_refused(
        text in any::<String>(),
        near in "(từ |trước |đến |hết |xong |trong |tháng |quý |ngày |năm |hàng |5|2026|/|-|, | và |III| ){0,12}",
    ) {
        for text in [text, near] {
            let read = PlanTime::read_words(&text);
            prop_assert_eq!(read, PlanTime::read_words(&text.to_uppercase().to_lowercase()));
            if let Ok(time) = read {
                prop_assert_eq!(PlanTime::read(&time.to_text()), Ok(time));
            }
        }
    }
}

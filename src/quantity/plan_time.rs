//! When a task is done: at a time, over a range, before a time, or again and again.

use chrono::NaiveDate;

use crate::language::{normalize_spaces, to_key};
use crate::quantity::{DateError, Moment};

/// When a task is done, as the plan says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanTime {
    /// On a day, in a month, quarter or year.
    At(Moment),
    /// From the first moment to the end of the second. Which of them is earlier is not
    /// checked here.
    Range(Moment, Moment),
    /// Before the moment begins.
    Before(Moment),
    /// At no time in particular, but over and over.
    Recurring(Recurrence),
}

/// How often a recurring task is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recurrence {
    /// Every week: `hàng tuần`.
    Weekly,
    /// Every month: `hàng tháng`.
    Monthly,
    /// Every quarter: `hàng quý`.
    Quarterly,
    /// Every year: `hàng năm`.
    Yearly,
    /// All the time, without dates: `thường xuyên`.
    Regular,
}

impl PlanTime {
    /// Reads what [`PlanTime::to_text`] writes, and every moment and recurrence alone.
    pub fn read(text: &str) -> Result<Self, DateError> {
        if let Some(recurrence) = Recurrence::read(text) {
            return Ok(Self::Recurring(recurrence));
        }
        let text = normalize_spaces(&text.to_lowercase());
        if let Some(moment) = text.strip_prefix("trước ") {
            return Moment::read(moment).map(Self::Before);
        }
        if let Some((from, to)) =
            text.strip_prefix("từ ").and_then(|r| r.split_once(" đến "))
        {
            let to = Moment::read(to.strip_prefix("hết ").unwrap_or(to))?;
            return Ok(Self::Range(fill_year(Moment::read(from)?, to), to));
        }
        Moment::read(&text).map(Self::At)
    }

    /// The official wording, in small letters: `tháng 7/2023`, `từ tháng 7 đến hết tháng
    /// 9/2023`, `quý III/2023`, `trước ngày 30/11/2023`, `hàng tháng`, `thường xuyên`.
    pub fn to_text(self) -> String {
        match self {
            Self::At(moment) => moment.to_text(),
            Self::Range(from, to) => format_range(from, to),
            Self::Before(moment) => format!("trước {}", moment.to_text()),
            Self::Recurring(recurrence) => recurrence.to_text().to_owned(),
        }
    }

    /// The first possible day; `None` where there is none (before, recurring).
    pub fn start(&self, plan_year: i32) -> Option<NaiveDate> {
        match self {
            Self::At(moment) => moment.start(plan_year),
            Self::Range(from, to) => fill_year(*from, *to).start(plan_year),
            Self::Before(_) | Self::Recurring(_) => None,
        }
    }

    /// The last possible day, by which two times compare; a year that is not written is
    /// the plan's. `None` for what recurs.
    pub fn end(&self, plan_year: i32) -> Option<NaiveDate> {
        match self {
            Self::At(moment) | Self::Range(_, moment) => moment.end(plan_year),
            Self::Before(moment) => moment.start(plan_year)?.pred_opt(),
            Self::Recurring(_) => None,
        }
    }
}

impl Recurrence {
    /// All of them, for lists of what may be written.
    pub const ALL: [Self; 5] =
        [Self::Weekly, Self::Monthly, Self::Quarterly, Self::Yearly, Self::Regular];

    /// Reads `hang_thang`, `hàng tháng`, `hằng tháng`, `thường xuyên` and the like.
    pub fn read(text: &str) -> Option<Self> {
        let wanted = to_key(text);
        Self::ALL.into_iter().find(|recurrence| to_key(recurrence.to_text()) == wanted)
    }

    /// The official wording: `hàng tháng`.
    pub fn to_text(self) -> &'static str {
        match self {
            Self::Weekly => "hàng tuần",
            Self::Monthly => "hàng tháng",
            Self::Quarterly => "hàng quý",
            Self::Yearly => "hàng năm",
            Self::Regular => "thường xuyên",
        }
    }
}

/// The year that both ends share is said once, but days are always whole; only whole
/// months, quarters and years can be worked through "to the end".
fn format_range(from: Moment, to: Moment) -> String {
    let from = match (from, to) {
        (Moment::Month { month, year }, Moment::Month { year: last, .. })
            if year == last =>
        {
            Moment::Month { month, year: None }
        }
        (Moment::Quarter { quarter, year }, Moment::Quarter { year: last, .. })
            if year == last =>
        {
            Moment::Quarter { quarter, year: None }
        }
        _ => from,
    };
    let until = match to {
        Moment::Month { .. } | Moment::Quarter { .. } => "đến hết",
        Moment::Day(_) | Moment::Year(_) => "đến",
    };
    format!("từ {} {until} {}", from.to_text(), to.to_text())
}

/// `from` in the year of `to` where it is written without one.
fn fill_year(from: Moment, to: Moment) -> Moment {
    match from {
        Moment::Month { month, year: None } => {
            Moment::Month { month, year: to.written_year() }
        }
        Moment::Quarter { quarter, year: None } => {
            Moment::Quarter { quarter, year: to.written_year() }
        }
        Moment::Day(_)
        | Moment::Month { .. }
        | Moment::Quarter { .. }
        | Moment::Year(_) => from,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any};
    use proptest::sample::select;
    use proptest::{prop_assert_eq, prop_oneof, proptest};

    use super::*;
    use crate::quantity::Day;

    fn moments() -> impl Strategy<Value = Moment> {
        let year = 1900..2100_i32;
        prop_oneof![
            (693_596_i32..767_010).prop_map(|n| {
                Moment::Day(NaiveDate::from_num_days_from_ce_opt(n).unwrap())
            }),
            (1_u32..=12, year.clone())
                .prop_map(|(month, year)| Moment::Month { month, year: Some(year) }),
            (1_u32..=4, year.clone()).prop_map(|(quarter, year)| Moment::Quarter {
                quarter,
                year: Some(year)
            }),
            year.prop_map(Moment::Year),
            Just(Moment::Quarter { quarter: 3, year: None }),
        ]
    }

    #[test]
    fn times_are_worded_as_in_papers() {
        for text in [
            "tháng 7/2023",
            "từ tháng 7 đến hết tháng 9/2023",
            "từ tháng 11/2023 đến hết tháng 02/2024",
            "từ quý I đến hết quý III/2023",
            "từ ngày 01/7/2023 đến ngày 30/9/2023",
            "từ năm 2021 đến năm 2025",
            "quý III/2023",
            "quý III",
            "trước ngày 30/11/2023",
            "hàng tháng",
            "thường xuyên",
        ] {
            assert_eq!(PlanTime::read(text).map(PlanTime::to_text), Ok(text.to_owned()));
        }
    }

    #[test]
    fn recurrences_are_read_as_keys_and_as_words() {
        for text in ["hang_thang", "hàng tháng", "Hằng tháng", "HANG-THANG"] {
            assert_eq!(Recurrence::read(text), Some(Recurrence::Monthly), "{text}");
        }
        assert_eq!(Recurrence::read("thuong_xuyen"), Some(Recurrence::Regular));
        assert_eq!(Recurrence::read("thỉnh thoảng"), None);
    }

    #[test]
    fn what_is_no_time_says_why() {
        let no_day = DateError::Impossible { day: 31, month: 11, year: 2023 };
        assert_eq!(PlanTime::read("trước ngày 31/11/2023"), Err(no_day));
        for text in ["", "sớm", "từ tháng 7", "từ đến", "trước", "đến hết tháng 9/2023"]
        {
            assert_eq!(PlanTime::read(text), Err(DateError::NotADate), "{text}");
        }
    }

    #[test]
    fn times_compare_by_their_last_day() {
        let end = |text: &str| {
            PlanTime::read(text).unwrap().end(2023).map(|date| Day(date).short())
        };
        assert_eq!(end("tháng 7").as_deref(), Some("31/7/2023"));
        assert_eq!(end("quý III").as_deref(), Some("30/9/2023"));
        assert_eq!(end("từ tháng 7 đến hết tháng 9/2024").as_deref(), Some("30/9/2024"));
        assert_eq!(end("trước ngày 01/12/2023").as_deref(), Some("30/11/2023"));
        assert_eq!(end("hàng tháng"), None);
        let range = PlanTime::read("từ tháng 11 đến hết tháng 12/2024").unwrap();
        assert_eq!(range.start(2023), NaiveDate::from_ymd_opt(2024, 11, 1));
    }

    proptest! {
        #[test]
        fn a_time_reads_back(
            from in moments(),
            to in moments(),
            recurrence in select(Recurrence::ALL.to_vec()),
        ) {
            for time in [
                PlanTime::At(to),
                PlanTime::Before(to),
                PlanTime::Range(fill_year(from, to), to),
                PlanTime::Recurring(recurrence),
            ] {
                prop_assert_eq!(PlanTime::read(&time.to_text()), Ok(time));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(
            text in any::<String>(),
            near in "(từ |trước |đến |hết |tháng |quý |5|2023|/|III| ){0,12}",
        ) {
            for text in [text, near] {
                if let Ok(time) = PlanTime::read(&text) {
                    prop_assert_eq!(PlanTime::read(&time.to_text()), Ok(time));
                }
            }
        }
    }
}

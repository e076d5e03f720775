//! Hours of a day, as a timetable has them: a time, a span of time, a half of the day.

use crate::language::normalize_spaces;

/// A time of day in minutes since midnight; 24:00 is the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(
    /// From 0 to 1440: nothing outside this file makes one but by [`ClockTime::read`].
    u32,
);

/// A time, or from one time to a later one, of the same day or of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClockSpan {
    start: ClockTime,
    /// Later than `start`, unless it is a time of the next day.
    end: Option<ClockTime>,
    /// Whether it ends on the next day.
    past_midnight: bool,
}

/// Why a text is no span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockError {
    /// It does not say a time.
    NotATime,
    /// No day has such an hour or minute.
    Impossible,
    /// It ends before it begins, or as it begins.
    Backward,
}

/// How times print.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ClockStyle {
    /// `7h30`, `9h00`.
    #[default]
    Letter,
    /// `7:30`, `9:00`.
    Colon,
    /// `7 giờ 30`, `9 giờ 00`.
    Word,
    /// `7 giờ 30 phút`, `9 giờ 00 phút`.
    Words,
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayPart {
    /// `Cả ngày`.
    Whole,
    /// `Sáng`.
    Morning,
    /// `Trưa`.
    Noon,
    /// `Chiều`.
    Afternoon,
    /// `Tối`.
    Evening,
}

impl ClockTime {
    /// The last minute that a time can be: midnight at the end of the day.
    const END: u32 = 24 * 60;

    /// A time of these figures; `None` where no day has it.
    fn at(hour: u32, minute: u32) -> Option<Self> {
        let total = hour.checked_mul(60)?.checked_add(minute)?;
        (minute < 60 && total <= Self::END).then_some(Self(total))
    }

    /// Reads `7:30`, `7h30`, `7h30’`, `7h`, `7g30`, `7 giờ`, `7 giờ 30`, `07 giờ 30 phút`.
    pub fn read(text: &str) -> Result<Self, ClockError> {
        let text = normalize_spaces(&text.to_lowercase());
        let mut marks = ["phút", "ph", "'", "’", "′"].into_iter();
        let text = marks.find_map(|mark| text.strip_suffix(mark)).unwrap_or(&text);
        let text = text.trim_end();
        let (hour, after) = split_digits(text).ok_or(ClockError::NotATime)?;
        let after = after.trim_start();
        let minute = ["giờ", "h", "g", ":"].iter().find_map(|sign| {
            let minute = after.strip_prefix(sign)?.trim();
            // `7:` alone says nothing of its minutes.
            (!minute.is_empty() || *sign != ":").then_some(minute)
        });
        let minute = match minute.ok_or(ClockError::NotATime)? {
            "" => 0,
            digits => match split_digits(digits) {
                Some((minute, "")) if digits.len() == 2 => minute,
                _ => return Err(ClockError::NotATime),
            },
        };
        Self::at(hour, minute).ok_or(ClockError::Impossible)
    }

    /// As it prints in a style.
    #[must_use]
    pub fn to_text(self, style: ClockStyle) -> String {
        let (hour, minute) = (self.0 / 60, self.0 % 60);
        match style {
            ClockStyle::Letter => format!("{hour}h{minute:02}"),
            ClockStyle::Colon => format!("{hour}:{minute:02}"),
            ClockStyle::Word => format!("{hour} giờ {minute:02}"),
            ClockStyle::Words => format!("{hour} giờ {minute:02} phút"),
        }
    }
}

/// The figures of one or two digits with which a text begins, and what follows them.
fn split_digits(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok()?;
    (1..=2).contains(&length).then(|| (number, &text[length..]))
}

/// What says after a time that it is one of the next day; the first is how it prints.
const NEXT_DAY: [&str; 3] = [" hôm sau", " ngày hôm sau", " sáng hôm sau"];

/// A text without the words at its end that say that it is of the next day; `None` where it
/// has none.
fn strip_next_day(text: &str) -> Option<&str> {
    // The longer ones end with the first.
    NEXT_DAY.iter().rev().find_map(|words| text.strip_suffix(words))
}

impl ClockSpan {
    /// Reads a time, or two: `7:30 - 9:00`, `7h30–9h`, `từ 7 giờ 30 đến 9 giờ`,
    /// `22:00 - 1:30 hôm sau`.
    pub fn read(text: &str) -> Result<Self, ClockError> {
        let text = normalize_spaces(&text.to_lowercase());
        let text = text.strip_prefix("từ ").unwrap_or(&text);
        let parts = text.split_once(" đến ").or_else(|| text.split_once(['-', '–', '—']));
        let Some((start, end)) = parts else {
            let start = ClockTime::read(text)?;
            return Ok(Self { start, end: None, past_midnight: false });
        };
        let next = strip_next_day(end);
        let start = ClockTime::read(start)?;
        let end = ClockTime::read(next.unwrap_or(end))?;
        let past_midnight = next.is_some();
        if !past_midnight && end <= start {
            return Err(ClockError::Backward);
        }
        Ok(Self { start, end: Some(end), past_midnight })
    }

    /// When it begins.
    #[must_use]
    pub fn start(self) -> ClockTime {
        self.start
    }

    /// When it ends on the day on which it begins, where an end is said.
    #[must_use]
    pub fn end(self) -> Option<ClockTime> {
        let end = self.end?;
        Some(if self.past_midnight { ClockTime(ClockTime::END) } else { end })
    }

    /// Whether the other begins and ends within this one.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        let ends = self.end().zip(other.end());
        self.start <= other.start && ends.is_some_and(|(end, inner)| inner <= end)
    }

    /// Whether the two have a time in common. One whose end is not said has its first
    /// moment alone, so that two such have it only where both begin at once.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start == other.start
            || self.start < other.start && self.end().is_some_and(|end| other.start < end)
            || other.start < self.start && other.end().is_some_and(|end| self.start < end)
    }

    /// As it prints in a style: `7h30 - 9h00`.
    #[must_use]
    pub fn to_text(self, style: ClockStyle) -> String {
        let start = self.start.to_text(style);
        match self.end {
            Some(end) => {
                let next = if self.past_midnight { NEXT_DAY[0] } else { "" };
                format!("{start} - {}{next}", end.to_text(style))
            }
            None => start,
        }
    }
}

impl DayPart {
    /// As a timetable prints it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Whole => "Cả ngày",
            Self::Morning => "Sáng",
            Self::Noon => "Trưa",
            Self::Afternoon => "Chiều",
            Self::Evening => "Tối",
        }
    }

    /// The hours within which what is called so begins and ends, as people say it: a
    /// morning may last past noon, and an evening begin before it is dark.
    fn hours(self) -> [ClockTime; 2] {
        let [from, to] = match self {
            Self::Whole => [0, 24],
            Self::Morning => [0, 13],
            Self::Noon => [10, 15],
            Self::Afternoon => [12, 19],
            Self::Evening => [17, 24],
        };
        [ClockTime(from * 60), ClockTime(to * 60)]
    }

    /// Whether a span of time can be called so: it begins before a morning is over, and
    /// ends when the part can have ended. Only an evening or a whole day ends on the next.
    #[must_use]
    pub fn holds(self, span: ClockSpan) -> bool {
        let [from, to] = self.hours();
        let latest = match self {
            Self::Morning => ClockTime(12 * 60),
            _ => to,
        };
        from <= span.start
            && span.start < latest
            && span.end().is_none_or(|end| end <= to)
    }

    /// Whether the two have hours in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self == other || self == Self::Whole || other == Self::Whole
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert_eq, proptest};

    use super::*;

    #[test]
    fn a_time_is_read_in_every_usual_form() {
        for text in [
            "7:30",
            "07:30",
            "7h30",
            "7H30",
            "7g30",
            "7 giờ 30",
            "07 giờ 30 phút",
            "7giờ30",
            "7h30’",
            "7h30'",
            "7h30 ph",
        ] {
            assert_eq!(ClockTime::read(text), Ok(ClockTime(450)), "{text}");
        }
        for text in ["7h", "7 giờ", "7:00", "7 h 00"] {
            assert_eq!(ClockTime::read(text), Ok(ClockTime(420)), "{text}");
        }
        assert_eq!(ClockTime::read("24:00"), Ok(ClockTime(1440)));
    }

    #[test]
    fn what_is_no_time_says_why() {
        for text in ["", "7", "730", "7:", "7:3", "sáng", "7.30", "7:30:00", "-7:30"] {
            assert_eq!(ClockTime::read(text), Err(ClockError::NotATime), "{text}");
        }
        for text in ["25:00", "7:60", "24:01"] {
            assert_eq!(ClockTime::read(text), Err(ClockError::Impossible), "{text}");
        }
        for text in ["9:00 - 7:30", "9h-9h"] {
            assert_eq!(ClockSpan::read(text), Err(ClockError::Backward), "{text}");
        }
    }

    #[test]
    fn a_span_is_read_and_printed() {
        for text in
            ["7:30 - 9:00", "7h30–9h", "từ 7 giờ 30 đến 9 giờ", "Từ 7:30 đến 9:00"]
        {
            let span = ClockSpan::read(text).unwrap();
            assert_eq!(span.to_text(ClockStyle::Letter), "7h30 - 9h00", "{text}");
            assert_eq!(span.to_text(ClockStyle::Colon), "7:30 - 9:00", "{text}");
        }
        for text in
            ["22:00 - 1:30 hôm sau", "22h đến 1h30 ngày hôm sau", "22h-1h30 sáng hôm sau"]
        {
            let span = ClockSpan::read(text).unwrap();
            let shown = span.to_text(ClockStyle::Letter);
            assert_eq!(shown, "22h00 - 1h30 hôm sau", "{text}");
            assert_eq!(ClockSpan::read(&shown), Ok(span), "{text}");
        }
        let span = ClockSpan::read("7:20").unwrap();
        assert_eq!(span.to_text(ClockStyle::Words), "7 giờ 20 phút");
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        let overlap = |a: &str, b: &str| {
            let (a, b) = (ClockSpan::read(a).unwrap(), ClockSpan::read(b).unwrap());
            assert_eq!(a.overlaps(b), b.overlaps(a));
            a.overlaps(b)
        };
        assert!(overlap("7:30 - 9:00", "8:00"));
        assert!(overlap("7:30", "7:30"));
        assert!(overlap("7:30 - 9:00", "8:30 - 10:00"));
        assert!(!overlap("7:30 - 9:00", "9:00 - 10:00"));
        assert!(!overlap("7:30", "8:00 - 9:00"));
        assert!(overlap("22:00 - 1:30 hôm sau", "23:00"));
        assert!(!overlap("22:00 - 1:30 hôm sau", "1:00 - 2:00"));
    }

    #[test]
    fn a_part_of_the_day_has_the_hours_that_people_call_so() {
        for (part, span, holds) in [
            (DayPart::Morning, "7:30 - 11:30", true),
            (DayPart::Morning, "10:00 - 12:30", true),
            (DayPart::Morning, "14:00", false),
            (DayPart::Afternoon, "13:30 - 17:00", true),
            (DayPart::Afternoon, "9:00", false),
            (DayPart::Evening, "19:30 - 22:00", true),
            (DayPart::Evening, "7:30", false),
            (DayPart::Evening, "22:00 - 1:30 hôm sau", true),
            (DayPart::Afternoon, "16:00 - 1:30 hôm sau", false),
            (DayPart::Whole, "7:30 - 17:00", true),
        ] {
            assert_eq!(
                part.holds(ClockSpan::read(span).unwrap()),
                holds,
                "{part:?} {span}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_time_reads_back_in_every_style(minutes in 0_u32..=1440) {
            let time = ClockTime(minutes);
            for style in
                [ClockStyle::Letter, ClockStyle::Colon, ClockStyle::Word, ClockStyle::Words]
            {
                prop_assert_eq!(ClockTime::read(&time.to_text(style)), Ok(time));
            }
        }
    }
}

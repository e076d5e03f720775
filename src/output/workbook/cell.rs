//! What the file keeps of a cell: digits and the format that shows them, a day, a text
//! within the limits of Excel.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, XlsxError};

use super::BookCell;
use crate::quantity::{Day, Figure, MoneyScale, Number, Style, count_needed_places};

/// Digits that Excel keeps of a number. What has more would be another number.
const MOST_DIGITS: usize = 15;

/// Most characters of a text, in units of UTF-16, as Excel counts: it opens no file in
/// which a cell has more than 32,767.
const MOST_CHARS: usize = 32_000;

/// Most decimal places of a format of Excel.
const MOST_PLACES: u32 = 30;

/// Most characters of an address.
const MOST_ADDRESS: usize = 2_000;

/// What the file keeps of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum KeptCell {
    Empty,
    Pending,
    Text(String),
    Number(KeptNumber),
    /// A figure that has too many digits to be kept as one.
    LongFigure(String),
    Day(KeptDay),
    Link {
        text: String,
        target: String,
    },
}

/// A number of at most [`MOST_DIGITS`] digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptNumber {
    /// As the file has it: `-1234.5`.
    pub(super) digits: String,
    /// How Excel shows it: `#,##0.0`. Dots and commas become those of the user's own
    /// settings.
    pub(super) format: String,
    /// How it is read on the screen of an office, to measure it.
    pub(super) shown: String,
}

/// A day that Excel knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptDay {
    year: u16,
    month: u8,
    day: u8,
    /// How it is read, to measure it.
    pub(super) shown: String,
}

/// What a pending figure is read as: it is no number, so that no sum takes it for nought.
pub(super) const PENDING: &str = "chưa có";

impl KeptCell {
    pub(super) fn new(cell: &BookCell) -> Self {
        match cell {
            BookCell::Empty => Self::Empty,
            BookCell::Pending => Self::Pending,
            BookCell::Text(text) => Self::Text(shorten_text(text)),
            BookCell::Figure(figure) => keep_figure(figure)
                .map_or_else(|| Self::LongFigure(figure.bare()), Self::Number),
            BookCell::Day(date) => {
                keep_day(*date).map_or_else(|| Self::Text(Day(*date).short()), Self::Day)
            }
            BookCell::Link { text, file } => {
                let text = shorten_text(text);
                match encode_target(file) {
                    Some(target) if !text.is_empty() => Self::Link { text, target },
                    _ => Self::Text(text),
                }
            }
        }
    }

    /// What is read in the cell.
    pub(super) fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Pending => PENDING,
            Self::Text(text) | Self::LongFigure(text) | Self::Link { text, .. } => text,
            Self::Number(number) => &number.shown,
            Self::Day(day) => &day.shown,
        }
    }
}

/// A figure as a number of the file: rounded as it prints, so that what a user sums up
/// there is what the papers sum up; `None` where it has too many digits.
fn keep_figure(figure: &Figure) -> Option<KeptNumber> {
    let shown = figure.shown();
    let (value, format) = match figure.style {
        Style::Number { places } => (shown, format_places("#,##0", places)),
        Style::Year => (shown, "0".to_owned()),
        // A ratio: the sign of the format multiplies it.
        Style::Percent { places } => (shown, format_places("0", places) + "%"),
        Style::Points { places } => {
            (shown.times_pow10(2), format_places("#,##0", places))
        }
        Style::Money { scale, places } => {
            let value = convert_money(&shown, scale);
            let places = places.unwrap_or_else(|| count_needed_places(&value));
            (value, format_places("#,##0", places))
        }
    };
    let digits = format_digits(&value)?;
    let sign = if matches!(figure.style, Style::Percent { .. }) { "%" } else { "" };
    Some(KeptNumber { digits, format, shown: figure.bare() + sign })
}

/// An amount in the scale in which its column is counted.
fn convert_money(dong: &Number, scale: MoneyScale) -> Number {
    dong.times_pow10(-scale.power())
}

fn format_places(whole: &str, places: u32) -> String {
    match places.min(MOST_PLACES) {
        0 => whole.to_owned(),
        places => format!("{whole}.{}", "0".repeat(places as usize)),
    }
}

/// A number as a file has it, without dots and with a decimal point; `None` where it has
/// more digits than Excel keeps.
fn format_digits(value: &Number) -> Option<String> {
    let digits = value.exact_text()?.replace('.', "").replace(',', ".");
    let counted = digits.trim_start_matches(['-', '0', '.']);
    // Zeros that end a whole number are no digits to be kept.
    let counted = match digits.contains('.') {
        true => counted,
        false => counted.trim_end_matches('0'),
    };
    let count = counted.chars().filter(char::is_ascii_digit).count();
    (count <= MOST_DIGITS).then_some(digits)
}

/// A day as Excel counts it; `None` where it knows no such day: before 1900.
fn keep_day(date: NaiveDate) -> Option<KeptDay> {
    let year = u16::try_from(date.year()).ok()?;
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    let shown = format!("{day:02}/{month:02}/{year}");
    let day = KeptDay { year, month, day, shown };
    day.to_excel().is_ok().then_some(day)
}

impl KeptDay {
    /// The day as the library takes it.
    pub(super) fn to_excel(&self) -> Result<ExcelDateTime, XlsxError> {
        ExcelDateTime::from_ymd(self.year, self.month, self.day)
    }
}

/// A text that is not too long for a cell.
pub(super) fn shorten_text(text: &str) -> String {
    let mut units = 0;
    for (start, c) in text.char_indices() {
        units += c.len_utf16();
        if units > MOST_CHARS {
            return format!("{}…", &text[..start]);
        }
    }
    text.to_owned()
}

/// The address of a file beside the workbook; `None` where a name cannot be made one.
/// Letters stay, as Excel writes them itself; signs are written by their bytes, the colon
/// too, so that no name becomes the address of another place.
fn encode_target(file: &str) -> Option<String> {
    if file.is_empty() || file.starts_with('/') {
        return None;
    }
    let mut res = String::new();
    for c in file.chars() {
        if c.is_alphanumeric() || "-._~/".contains(c) {
            res.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            res += &format!("%{byte:02X}");
        }
    }
    (res.len() <= MOST_ADDRESS).then_some(res)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(value: &str, style: Style) -> Option<(String, String, String)> {
        let value = Number::from_ratio(value).unwrap();
        let kept = keep_figure(&Figure { value, style })?;
        Some((kept.digits, kept.format, kept.shown))
    }

    #[track_caller]
    fn check(value: &str, style: Style, expected: [&str; 3]) {
        let [digits, format, shown] = expected.map(str::to_owned);
        assert_eq!(keep(value, style), Some((digits, format, shown)));
    }

    #[test]
    fn a_figure_is_a_number_that_looks_as_on_paper() {
        let number = |places| Style::Number { places };
        check("1545", number(0), ["1545", "#,##0", "1.545"]);
        check("-5/2", number(1), ["-2.5", "#,##0.0", "-2,5"]);
        check("2026", Style::Year, ["2026", "0", "2026"]);
        // What prints is what is kept.
        check("1/3", number(2), ["0.33", "#,##0.00", "0,33"]);
        check("33/1000", Style::Percent { places: 2 }, ["0.033", "0.00%", "3,30%"]);
        check("1/3", Style::Percent { places: 1 }, ["0.333", "0.0%", "33,3%"]);
        check("78/10000", Style::Points { places: 2 }, ["0.78", "#,##0.00", "0,78"]);
    }

    #[test]
    fn money_is_counted_as_its_column_is() {
        let money = |scale, places| Style::Money { scale, places };
        let million = MoneyScale::Million;
        check("12500000", money(million, Some(0)), ["13", "#,##0", "13"]);
        check("12500000", money(million, None), ["12.5", "#,##0.0", "12,5"]);
        let dong = money(MoneyScale::Dong, Some(0));
        check("12500000", dong, ["12500000", "#,##0", "12.500.000"]);
    }

    #[test]
    fn a_figure_of_more_digits_than_excel_keeps_is_text() {
        let number = Style::Number { places: 0 };
        check(
            "123456789012345",
            number,
            ["123456789012345", "#,##0", "123.456.789.012.345"],
        );
        assert_eq!(keep("1234567890123456", number), None);
        let long = Number::from_ratio("1234567890123456").unwrap();
        let kept =
            KeptCell::new(&BookCell::Figure(Figure { value: long, style: number }));
        assert_eq!(kept, KeptCell::LongFigure("1.234.567.890.123.456".to_owned()));
        // Zeros at the end are kept whatever their number.
        assert!(keep("12000000000000000000", number).is_some());
        let places = Style::Number { places: 6 };
        assert_eq!(keep("1234567890123/1000000", places).unwrap().0, "1234567.890123");
        assert_eq!(keep("12345678901234567/1000000", places), None);
    }

    #[test]
    fn the_digits_kept_are_those_that_the_file_gives_back() {
        // The writer takes a float and writes its shortest decimal.
        for digits in
            ["0.1", "0.033", "123456789012345", "0.00000123456789012345", "-2.5"]
        {
            let float: f64 = digits.parse().unwrap();
            assert_eq!(float.to_string(), digits);
        }
    }

    #[test]
    fn a_long_text_ends_where_excel_would_refuse_it() {
        let text = shorten_text(&"😀".repeat(20_000));
        assert_eq!(text.encode_utf16().count(), MOST_CHARS + 1);
        assert!(text.ends_with("😀…"));
        assert_eq!(shorten_text("Đồng Tâm"), "Đồng Tâm");
    }

    #[test]
    fn a_day_that_excel_does_not_know_is_text() {
        let cell = |year| {
            let date = NaiveDate::from_ymd_opt(year, 9, 2).unwrap();
            KeptCell::new(&BookCell::Day(date))
        };
        assert_eq!(cell(2026).shown(), "02/09/2026");
        assert!(matches!(cell(2026), KeptCell::Day(_)));
        assert_eq!(cell(1899), KeptCell::Text("02/9/1899".to_owned()));
    }

    #[test]
    fn a_link_leads_to_a_file_beside_and_nowhere_else() {
        let target = |file| encode_target(file).unwrap();
        assert_eq!(target("xa/1-A Lưới.pdf"), "xa/1-A%20Lưới.pdf");
        assert_eq!(target("50%#1?.pdf"), "50%25%231%3F.pdf");
        assert_eq!(target("javascript:alert(1)"), "javascript%3Aalert%281%29");
        assert_eq!(target("\\\\may\\a"), "%5C%5Cmay%5Ca");
        assert_eq!(encode_target("//may-khac/a.pdf"), None);
        assert_eq!(encode_target(&"a".repeat(3_000)), None);
    }
}

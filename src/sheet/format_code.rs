//! Number formats of Excel: `#,##0.0,,;[Red](#,##0)` → [`NumberFormat`].

use super::NumberFormat;

/// Most characters of a format that is looked at; Excel lets nobody type more.
const MAX_CODE: usize = 255;

/// The format of a code, as far as it is known.
pub(super) fn parse_format(code: &str) -> NumberFormat {
    if code.chars().take(MAX_CODE + 1).count() > MAX_CODE {
        return NumberFormat::General;
    }
    let sections = read_sections(code);
    let first = &sections[0];
    let format = first.format();
    let NumberFormat::Number { places, grouped, thousands, least_digits, .. } = format
    else {
        return format;
    };
    // Where figures of different size have sections of their own, one that divides counts.
    let most = sections.iter().take(3).map(Section::thousands).max();
    let nought = sections.get(2);
    NumberFormat::Number {
        places,
        grouped,
        thousands: most.map_or(thousands, |most| most.max(thousands)),
        divided_from: find_divided_from(&sections),
        least_digits,
        accounting: nought.is_some_and(Section::is_dash),
    }
}

/// From what size on the sections divide a figure. Each is for those that meet its
/// condition, one without for all that are left.
fn find_divided_from(sections: &[Section]) -> u64 {
    let mut left = 0;
    for section in sections {
        if section.thousands() > 0 {
            return match section.bound {
                Some(SizeBound { is_upper: false, size }) => size,
                Some(_) => 0,
                None => left,
            };
        }
        if let Some(SizeBound { is_upper: true, size }) = section.bound {
            left = size;
        }
    }
    0
}

/// The condition of a section: the size from which on a figure meets it, or up to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SizeBound {
    /// Whether smaller figures meet it.
    pub(super) is_upper: bool,
    /// The first size above it, or the least that meets it.
    pub(super) size: u64,
}

impl SizeBound {
    /// `<1000`, `>=1000000`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let size_text = text.trim_start_matches(['<', '>', '=']);
        let size: u64 = size_text.trim().parse().ok()?;
        let sign = &text[..text.len() - size_text.len()];
        match sign {
            "<" => Some(Self { is_upper: true, size }),
            "<=" => Some(Self { is_upper: true, size: size.saturating_add(1) }),
            ">" => Some(Self { is_upper: false, size: size.saturating_add(1) }),
            ">=" => Some(Self { is_upper: false, size }),
            _ => None,
        }
    }
}

/// Whether a code shows a time that goes on counting beyond a day: `[h]:mm`.
pub(super) fn is_elapsed(code: &str) -> bool {
    read_sections(code)[0].elapsed
}

/// What a code shows beside a figure that it does not divide: `đ` of `#,##0" đ"`.
pub(super) fn find_unit(code: &str) -> Option<Box<str>> {
    if code.chars().take(MAX_CODE + 1).count() > MAX_CODE {
        return None;
    }
    let section = read_sections(code).swap_remove(0);
    let is_figure = matches!(section.format(), NumberFormat::Number { thousands: 0, .. })
        || section.general;
    let words = section.words.trim();
    let is_unit = words.contains(char::is_alphabetic) || words == "₫";
    (is_figure && is_unit).then(|| words.into())
}

/// The format with a number of those that a workbook need not write out.
pub(super) fn find_builtin(id: u32) -> NumberFormat {
    match id {
        17 => NumberFormat::Month,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => NumberFormat::Date,
        1 => parse_format("0"),
        2 => parse_format("0.00"),
        3 | 37 | 38 => parse_format("#,##0"),
        4 | 39 | 40 => parse_format("#,##0.00"),
        5..=6 => parse_format("#,##0"),
        7..=8 => parse_format("#,##0.00"),
        9 => parse_format("0%"),
        10 => parse_format("0.00%"),
        41 | 42 => parse_format(r##"#,##0;-#,##0;"-""##),
        43 | 44 => parse_format(r##"#,##0.00;-#,##0.00;"-"??"##),
        49 => NumberFormat::Text,
        _ => NumberFormat::General,
    }
}

/// What one section of a code, of those between `;`, is made of.
#[derive(Debug, Default)]
struct Section {
    /// `0`, `#`, `?` before the decimal point, and behind it.
    whole: u8,
    places: u8,
    /// `0` before the decimal point.
    noughts: u8,
    point: bool,
    grouped: bool,
    /// Commas since the last digit: they divide, unless another digit follows.
    commas: u8,
    thousands: u8,
    percent: bool,
    literal_percent: bool,
    /// For figures of which size it is.
    bound: Option<SizeBound>,
    /// Letters of a date or of a time.
    date: bool,
    /// Some of them that a month of a year has not.
    day: bool,
    month: bool,
    year: bool,
    elapsed: bool,
    /// `@`.
    text: bool,
    general: bool,
    /// `E+` or a fraction: shown in a way that no table is read in.
    special: bool,
    dash: bool,
    /// What is shown beside the figure.
    words: String,
}

/// The sections of a code, at least one.
fn read_sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        if c == ';' {
            sections.push(Section::default());
            continue;
        }
        let section = sections.last_mut().expect("one to begin with");
        match c {
            '"' => section.add_literal(rest.by_ref().take_while(|c| *c != '"')),
            '\\' => section.add_literal(rest.next().into_iter()),
            // As wide as the next character, or filled up with it.
            '_' | '*' => drop(rest.next()),
            '[' => section.add_bracket(
                &rest.by_ref().take_while(|c| *c != ']').collect::<String>(),
            ),
            'G' | 'g' if skip_general(&mut rest) => section.general = true,
            'E' | 'e' if matches!(rest.clone().next(), Some('+' | '-')) => {
                section.special = true;
            }
            _ => section.add_sign(c),
        }
    }
    sections.iter_mut().for_each(Section::take_commas);
    sections
}

/// Passes the rest of the word `General`, if it is there.
fn skip_general(rest: &mut std::str::Chars<'_>) -> bool {
    let word = rest.as_str().get(..6);
    let is_general = word.is_some_and(|word| word.eq_ignore_ascii_case("eneral"));
    if is_general {
        *rest = rest.as_str()[6..].chars();
    }
    is_general
}

impl Section {
    /// Characters that are shown as they are.
    fn add_literal(&mut self, text: impl Iterator<Item = char>) {
        for c in text {
            self.literal_percent |= c == '%';
            self.dash |= is_dash(c);
            self.words.push(c);
        }
    }

    /// What stands in brackets: a colour, a condition, a currency, hours without end.
    fn add_bracket(&mut self, text: &str) {
        if let Some(currency) = text.strip_prefix('$') {
            self.words += currency.split('-').next().unwrap_or_default();
        }
        self.bound = self.bound.or_else(|| SizeBound::read(text));
        let mut letters = text.chars().map(|c| c.to_ascii_lowercase());
        if let Some(first @ ('h' | 'm' | 's')) = letters.next() {
            self.elapsed |= letters.all(|c| c == first);
        }
    }

    fn add_sign(&mut self, c: char) {
        if c.is_alphabetic() || c == ' ' {
            self.words.push(c);
        }
        match c {
            '0' | '#' | '?' => self.add_digit(c),
            '.' => {
                self.point = true;
                self.take_commas();
            }
            ',' => self.commas = self.commas.saturating_add(1),
            '%' => self.percent = true,
            '@' => self.text = true,
            '/' => self.special = true,
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' => {
                self.date = true;
                self.day |= !matches!(c, 'm' | 'M' | 'y' | 'Y');
                self.month |= matches!(c, 'm' | 'M');
                self.year |= matches!(c, 'y' | 'Y');
            }
            _ => self.dash |= is_dash(c),
        }
    }

    /// The commas so far divide: no digit follows them before the decimal point or the end.
    fn take_commas(&mut self) {
        self.thousands = self.thousands.saturating_add(self.commas);
        self.commas = 0;
    }

    fn add_digit(&mut self, c: char) {
        if self.point {
            // Those of `?` hold a place that may stay blank.
            self.places = self.places.saturating_add(1);
        } else {
            self.whole = self.whole.saturating_add(1);
            self.noughts = self.noughts.saturating_add(u8::from(c == '0'));
            self.grouped |= self.commas > 0;
        }
        self.commas = 0;
    }

    fn has_digits(&self) -> bool {
        self.whole > 0 || self.places > 0
    }

    fn thousands(&self) -> u8 {
        if self.has_digits() { self.thousands } else { 0 }
    }

    /// Whether it is a dash and no figure, as accountants write nought.
    fn is_dash(&self) -> bool {
        self.dash && self.noughts == 0 && !self.grouped && !self.point
    }

    /// What the section alone says.
    fn format(&self) -> NumberFormat {
        let places = self.places;
        // `ss.00` has digits behind its point only.
        if self.date && self.whole == 0 && self.month && self.year && !self.day {
            return NumberFormat::Month;
        }
        if self.elapsed || (self.date && self.whole == 0) {
            return NumberFormat::Date;
        }
        if self.percent {
            return NumberFormat::Percent { places };
        }
        if self.literal_percent && (self.has_digits() || self.general) {
            return NumberFormat::LiteralPercent { places };
        }
        if self.text && !self.has_digits() {
            return NumberFormat::Text;
        }
        if self.general || self.special || !self.has_digits() {
            return NumberFormat::General;
        }
        NumberFormat::Number {
            places,
            grouped: self.grouped,
            thousands: self.thousands,
            divided_from: 0,
            least_digits: self.noughts,
            accounting: false,
        }
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number without an accountant's dash.
    fn number(
        places: u8,
        grouped: bool,
        thousands: u8,
        least_digits: u8,
    ) -> NumberFormat {
        NumberFormat::Number {
            places,
            grouped,
            thousands,
            divided_from: 0,
            least_digits,
            accounting: false,
        }
    }

    #[test]
    fn a_section_divides_figures_of_its_size() {
        for (code, size) in [
            ("[<1000]0;#,##0,", 1000),
            ("[>=1000]#,##0,\"K\";0", 1000),
            ("[>999]#,##0,;0", 1000),
            ("[<=999]0;#,##0,", 1000),
            ("#,##0,", 0),
            ("[Red]#,##0,;[Blue]-#,##0,", 0),
        ] {
            let format = parse_format(code);
            let NumberFormat::Number { divided_from, thousands: 1, .. } = format else {
                panic!("{code} {format:?}");
            };
            assert_eq!(divided_from, size, "{code}");
        }
    }

    #[test]
    fn a_month_of_a_year_is_no_day() {
        for code in ["mm/yyyy", "[$-42A]mmmm\\ yyyy", "\"tháng \"m/yyyy", "mm-yy"] {
            assert_eq!(parse_format(code), NumberFormat::Month, "{code}");
        }
        assert_eq!(find_builtin(17), NumberFormat::Month);
    }

    #[test]
    fn numbers_are_known_by_their_digits() {
        for (code, format) in [
            ("0", number(0, false, 0, 1)),
            ("#", number(0, false, 0, 0)),
            ("0.00", number(2, false, 0, 1)),
            ("#,##0", number(0, true, 0, 1)),
            ("#,##0.0#", number(2, true, 0, 1)),
            ("00000", number(0, false, 0, 5)),
            ("0000\\-000", number(0, false, 0, 7)),
            ("#,##0_);[Red](#,##0)", number(0, true, 0, 1)),
            ("#,##0\\ \"đồng\"", number(0, true, 0, 1)),
            ("#,##0\" m2; kể cả\"", number(0, true, 0, 1)),
            ("#,##0 VND", number(0, true, 0, 1)),
            ("#,##0.00\\ [$₫-42A]", number(2, true, 0, 1)),
            ("[$-1010000]#,##0", number(0, true, 0, 1)),
            ("[Color10]0;[Blue]-0", number(0, false, 0, 1)),
            ("#.##0", number(3, false, 0, 0)),
        ] {
            assert_eq!(parse_format(code), format, "{code}");
        }
    }

    #[test]
    fn commas_behind_the_last_digit_divide() {
        for (code, format) in [
            ("#,##0,", number(0, true, 1, 1)),
            ("#,##0.0,,", number(1, true, 2, 1)),
            ("0,", number(0, false, 1, 1)),
            ("0,,.0", number(1, false, 2, 1)),
            ("0.0,,,\" tỷ\"", number(1, false, 3, 1)),
            ("#,##0,\\ ;(#,##0,)", number(0, true, 1, 1)),
            ("0\",\"", number(0, false, 0, 1)),
            ("0\\,", number(0, false, 0, 1)),
        ] {
            assert_eq!(parse_format(code), format, "{code}");
        }
    }

    #[test]
    fn percent_signs_multiply_unless_they_are_quoted() {
        for code in ["0%", "#,##0%", "0 %", "[Red]0%;-0%", "_(0%_)"] {
            assert_eq!(parse_format(code), NumberFormat::Percent { places: 0 }, "{code}");
        }
        assert_eq!(parse_format("0.00%"), NumberFormat::Percent { places: 2 });
        for code in ["0.0\"%\"", "0.0\\%", "#,##0.0\" %\"", "0.0\\ \"%\";\\-0.0\"%\""] {
            let format = NumberFormat::LiteralPercent { places: 1 };
            assert_eq!(parse_format(code), format, "{code}");
        }
        assert_eq!(
            parse_format("General\"%\""),
            NumberFormat::LiteralPercent { places: 0 }
        );
        assert_eq!(parse_format("@\"%\""), NumberFormat::Text);
    }

    #[test]
    fn words_beside_a_figure_are_its_unit() {
        for (code, unit) in [
            ("#,##0\" đ\"", "đ"),
            ("0\" triệu\"", "triệu"),
            ("#,##0.0\\ \"tỷ đồng\"", "tỷ đồng"),
            ("#,##0 VND", "VND"),
            ("#,##0\\ [$₫-42A]", "₫"),
            ("_-* #,##0\\ \"₫\"_-;\\-* #,##0\\ \"₫\"_-", "₫"),
            ("General\" người\"", "người"),
        ] {
            assert_eq!(find_unit(code).as_deref(), Some(unit), "{code}");
        }
        for code in
            ["#,##0", "0.0,,\" tr\"", "dd/mm/yyyy", "0%", "General", "@", "0\"-\""]
        {
            assert_eq!(find_unit(code), None, "{code}");
        }
    }

    #[test]
    fn accountants_write_nought_as_a_dash() {
        for code in [
            r##"_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)"##,
            r##"_-* #,##0\ _₫_-;\-* #,##0\ _₫_-;_-* "-"\ _₫_-;_-@_-"##,
            r##"_-* #,##0\ _₫_-;\-* #,##0\ _₫_-;_-* "-"??\ _₫_-;_-@_-"##,
            "#,##0;-#,##0;-",
            "#,##0;(#,##0);\\–",
        ] {
            let format = parse_format(code);
            assert!(
                matches!(format, NumberFormat::Number { accounting: true, .. }),
                "{code}: {format:?}"
            );
        }
        for code in ["#,##0;-#,##0", "#,##0;-#,##0;0", "#,##0;(#,##0);", "0;-0;;@"] {
            let format = parse_format(code);
            assert!(
                matches!(format, NumberFormat::Number { accounting: false, .. }),
                "{code}: {format:?}"
            );
        }
        assert_eq!(find_builtin(43), parse_format("#,##0.00;-#,##0.00;\"-\""));
    }

    #[test]
    fn letters_of_days_and_hours_make_a_date() {
        for code in [
            "dd/mm/yyyy",
            "[$-42A]dddd, d mmmm yyyy;@",
            "\"ngày \"dd\" tháng \"mm\" năm \"yyyy",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "hh:mm:ss.00",
            "h:mm AM/PM",
            "[h]:mm",
            "yyyy",
            "DD\\-MM\\-YYYY",
        ] {
            assert_eq!(parse_format(code), NumberFormat::Date, "{code}");
        }
        assert!(is_elapsed("[h]:mm") && is_elapsed("[mm]:ss") && !is_elapsed("h:mm"));
        assert!(
            !is_elapsed("[Red]0") && !is_elapsed("[Magenta]0") && !is_elapsed("[hm]")
        );
        for id in [14, 22, 45, 46, 47, 30, 57] {
            assert_eq!(find_builtin(id), NumberFormat::Date);
        }
    }

    #[test]
    fn text_is_text_and_all_else_is_general() {
        assert_eq!(parse_format("@"), NumberFormat::Text);
        assert_eq!(parse_format("[Blue]@"), NumberFormat::Text);
        for code in [
            "General",
            "GENERAL",
            "",
            ";;;",
            "0.00E+00",
            "# ?/?",
            "\"đ\"",
            "General;-General",
        ] {
            assert_eq!(parse_format(code), NumberFormat::General, "{code}");
        }
        let long = format!("0.0{}%", " ".repeat(300));
        assert_eq!(parse_format(&long), NumberFormat::General);
    }
}

//! The figures of a line with what they count, whether they are typed or read by
//! `{{ … }}`: `63 hộ nghèo`, `{{ ngheo.tong.dau }} hộ nghèo`.

use std::ops::Range;

use crate::form::Role;
use crate::language::format_exact;
use crate::quantity::Number;

use super::scan::{FigureBound, MeasureKind, TypedFigure, find_figures};

/// A line that says figures.
#[derive(Debug)]
pub(crate) struct QuantityLine {
    /// Which of the lines of the form it is.
    pub(crate) index: usize,
    /// What the line is for.
    pub(crate) role: Role,
    /// Its text, each `{{ … }}` replaced by what it prints.
    pub(crate) text: String,
    /// Its figures, in order.
    pub(crate) quantities: Vec<Quantity>,
    swaps: Vec<Swap>,
}

/// A figure and what it counts.
#[derive(Debug)]
pub(crate) struct Quantity {
    /// The figure; its place is one of the text with values printed.
    pub(crate) figure: TypedFigure,
    /// What a count counts: the word after it, two where one says nothing (`học sinh`).
    pub(crate) unit: String,
}

/// What a `{{ … }}` prints.
#[derive(Debug)]
pub(crate) struct PrintedValue {
    /// The `{{ … }}` in the text as typed.
    pub(crate) typed: Range<usize>,
    /// What stands on paper.
    pub(crate) text: String,
}

/// A `{{ … }}` in both texts.
#[derive(Debug)]
struct Swap {
    typed: Range<usize>,
    printed: Range<usize>,
}

/// Words that count nothing by themselves: the next one belongs to them.
const HALF_WORDS: &[&str] = &[
    "học",
    "cơ",
    "dự",
    "đồng",
    "công",
    "cán",
    "đơn",
    "chỉ",
    "nhiệm",
    "đại",
    "thành",
    "hợp",
    "doanh",
    "giáo",
    "vận",
    "lao",
    "giải",
    "chương",
    "nhân",
    "hội",
    "thí",
    "sinh",
    "trường",
    "tổ",
    "đối",
    "hộ",
    "điểm",
    "nhà",
    "phòng",
    "khu",
    "cụm",
    "người",
    "hồ",
    "văn",
    "thủ",
    "đề",
    "kế",
    "phương",
    "tài",
    "dịch",
    "mô",
    "sản",
    "tiêu",
    "đảng",
    "đoàn",
];

/// Words that follow one of [`HALF_WORDS`] that counts by itself and make another word of it.
const SECOND_HALVES: &[&str] = &[
    "hợp",
    "chức",
    "kinh",
    "tượng",
    "văn",
    "máy",
    "vệ",
    "phố",
    "nghiệp",
    "trường",
    "thi",
    "sơ",
    "viên",
];

/// Those of [`HALF_WORDS`] that count by themselves as well.
const WHOLE_WORDS: &[&str] =
    &["trường", "tổ", "hộ", "điểm", "nhà", "phòng", "khu", "cụm", "người", "hồ", "đoàn"];

impl QuantityLine {
    /// Of a line without `{{ … }}` and the figures that are typed in it.
    pub(super) fn new(
        index: usize,
        role: Role,
        typed: &str,
        figures: Vec<TypedFigure>,
    ) -> Self {
        let (text, swaps) = (typed.to_owned(), Vec::new());
        let quantities = read_quantities(&text, figures);
        Self { index, role, text, quantities, swaps }
    }

    /// Of a line that says at least one figure.
    pub(super) fn read(
        index: usize,
        role: Role,
        typed: &str,
        values: &[PrintedValue],
    ) -> Option<Self> {
        if values.is_empty() && !typed.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let (text, swaps) = print_values(typed, values);
        let quantities = read_quantities(&text, find_figures(&text));
        (!quantities.is_empty()).then_some(Self { index, role, text, quantities, swaps })
    }

    /// Whether figures of such a text are read: of a paragraph, of a title, of a cell that
    /// says whole clauses.
    pub(super) fn may_be(role: Role, text: &str) -> bool {
        const MOST_BLANKS: usize = 8;
        let is_long = || text.bytes().filter(|byte| *byte == b' ').nth(MOST_BLANKS);
        match role {
            Role::Body | Role::Title => true,
            Role::Other => is_long().is_some(),
            _ => false,
        }
    }

    /// Whether it is running text and no title.
    pub(crate) fn is_prose(&self) -> bool {
        self.role != Role::Title
    }

    /// The place in the text as typed of one in the text with values printed.
    pub(crate) fn find_typed(&self, printed: &Range<usize>) -> Range<usize> {
        let start = self.move_back(printed.start, |swap| swap.typed.start);
        let end = self.move_back(printed.end, |swap| swap.typed.end);
        start..end.max(start)
    }

    /// Whether a figure is read by a `{{ … }}`.
    pub(crate) fn is_read(&self, quantity: &Quantity) -> bool {
        let start = quantity.figure.start;
        self.swaps.iter().any(|swap| swap.printed.contains(&start))
    }

    /// The words of a figure with its unit.
    pub(crate) fn quote(&self, quantity: &Quantity) -> String {
        let Quantity { figure, unit } = quantity;
        let typed = self.text[figure.start..figure.end].trim();
        match figure.kind {
            MeasureKind::Count if !unit.is_empty() => format!("{typed} {unit}"),
            _ => typed.to_owned(),
        }
    }

    /// A place of the printed text in the typed one; `inside` chooses one for a place
    /// within a value.
    fn move_back(&self, place: usize, inside: impl Fn(&Swap) -> usize) -> usize {
        let swaps = self.swaps.iter();
        let Some(swap) = swaps.take_while(|swap| swap.printed.start < place).last()
        else {
            return place;
        };
        match place.checked_sub(swap.printed.end) {
            Some(after) => swap.typed.end + after,
            None => inside(swap),
        }
    }
}

impl Quantity {
    /// Whether two figures count the same.
    pub(crate) fn is_alike(&self, other: &Self) -> bool {
        self.figure.kind == other.figure.kind
            && self.unit == other.unit
            && (self.figure.kind != MeasureKind::Count || !self.unit.is_empty())
    }

    /// Whether it stands for itself: no limit and no estimate.
    pub(crate) fn is_exact(&self) -> bool {
        self.figure.bound == FigureBound::Exact
    }

    /// A value written as this figure is.
    pub(crate) fn describe(&self, value: &Number) -> String {
        let TypedFigure { kind, scale, .. } = self.figure;
        let (value, unit) = match kind {
            MeasureKind::Count => (value.clone(), self.unit.as_str()),
            MeasureKind::Percent => (value.times_pow10(2), "%"),
            MeasureKind::Points => (value.times_pow10(2), "điểm phần trăm"),
            MeasureKind::Money => (value.times_pow10(-scale.power()), scale.name()),
        };
        let text = match value.decimal(6) {
            Some(decimal) => format_exact(&decimal.normalize()),
            None => value.text(0),
        };
        match unit {
            "" => text,
            "%" => format!("{text}%"),
            _ => format!("{text} {unit}"),
        }
    }
}

/// The figures of a text with what each counts.
fn read_quantities(text: &str, figures: Vec<TypedFigure>) -> Vec<Quantity> {
    let figures = figures.into_iter();
    figures.map(|figure| Quantity { unit: read_unit(text, &figure), figure }).collect()
}

/// A text with what its values print, and where each stands in both.
fn print_values(typed: &str, values: &[PrintedValue]) -> (String, Vec<Swap>) {
    let mut text = String::with_capacity(typed.len());
    let mut swaps = Vec::with_capacity(values.len());
    let mut end = 0;
    for value in values {
        text.push_str(&typed[end..value.typed.start]);
        let start = text.len();
        text.push_str(&value.text);
        swaps.push(Swap { typed: value.typed.clone(), printed: start..text.len() });
        end = value.typed.end;
    }
    text.push_str(&typed[end..]);
    (text, swaps)
}

/// What a count counts, in small letters; nothing for all else.
fn read_unit(text: &str, figure: &TypedFigure) -> String {
    if figure.kind != MeasureKind::Count {
        return String::new();
    }
    let mut words = text[figure.end..].trim_start_matches([' ', '\u{A0}']).split(' ');
    let typed = words.next().unwrap_or_default();
    let first = take_unit_word(typed);
    let unit = first.to_lowercase();
    // A sign behind the first word parts it from the next: `5 phòng), trường`.
    let is_half = HALF_WORDS.contains(&unit.as_str()) && first.len() == typed.len();
    let Some(second) = words.next().filter(|_| is_half && !first.is_empty()) else {
        return unit;
    };
    let second = take_unit_word(second).to_lowercase();
    let joins =
        !WHOLE_WORDS.contains(&unit.as_str()) || SECOND_HALVES.contains(&second.as_str());
    if second.is_empty() || !joins { unit } else { format!("{unit} {second}") }
}

/// The letters, digits and signs of a unit with which a word begins: `m3/s`, `m²`.
fn take_unit_word(word: &str) -> &str {
    if !word.starts_with(char::is_alphabetic) {
        return "";
    }
    let end = word.find(|c: char| !c.is_alphanumeric() && c != '/');
    word[..end.unwrap_or(word.len())].trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn read(typed: &str, values: &[PrintedValue]) -> Option<QuantityLine> {
        QuantityLine::read(0, Role::Body, typed, values)
    }

    fn list_units(text: &str) -> Vec<String> {
        let line = read(text, &[]);
        line.map_or_else(Vec::new, |line| {
            line.quantities.into_iter().map(|quantity| quantity.unit).collect()
        })
    }

    #[test]
    fn a_figure_counts_what_stands_behind_it() {
        for (text, units) in [
            ("có 63 hộ nghèo, 113 khẩu.", &["hộ", "khẩu"][..]),
            ("70 học sinh, 12 học viên", &["học sinh", "học viên"]),
            ("5 trường hợp, 6 trường học", &["trường hợp", "trường"]),
            ("20 m3/s và 14,5 ha; 35hộ", &["m3/s", "ha", "hộ"]),
            ("4,08 %; 63.", &["", ""]),
            ("giải quyết 305.712 hồ sơ, nông thôn 44 hộ", &["hồ sơ", "hộ"]),
            ("12 hồ điều hòa, 5 văn bản", &["hồ", "văn bản"]),
            ("5 phòng, trường học 6 nhà; máy móc", &["phòng", "nhà"]),
            (
                "5 đoàn kiểm tra, 6 đoàn viên, 7 đảng viên",
                &["đoàn", "đoàn viên", "đảng viên"],
            ),
        ] {
            assert_eq!(list_units(text), units, "{text}");
        }
    }

    #[test]
    fn a_value_is_read_as_it_prints_and_found_where_it_is_typed() {
        let typed = "Có {{ a }} hộ, {{ b }} hộ, 5 hộ.";
        let place = |text: &str| {
            let start = typed.find(text).unwrap();
            start..start + text.len()
        };
        let values = [("{{ a }}", "1.545"), ("{{ b }}", "7")]
            .map(|(value, text)| PrintedValue { typed: place(value), text: text.into() });
        let line = read(typed, &values).unwrap();
        let found = line.quantities.iter().map(|quantity| {
            let figure = &quantity.figure;
            &typed[line.find_typed(&(figure.start..figure.end))]
        });
        assert_eq!(found.collect::<Vec<_>>(), ["{{ a }}", "{{ b }}", "5"]);
        let read: Vec<_> = line.quantities.iter().map(|q| line.is_read(q)).collect();
        assert_eq!(read, [true, true, false]);
        assert_eq!(line.quote(&line.quantities[0]), "1.545 hộ");
    }

    proptest! {
        #[test]
        fn any_text_with_values_is_read(
            text in any::<String>(),
            figures in "((hộ|%|đồng|học|m3/s|ế|²| |,|\\.|[0-9]{1,4}){1,3}){0,12}",
            value in any::<String>(),
        ) {
            for text in [text, figures] {
                let end = text.chars().next().map_or(0, char::len_utf8);
                let values = [PrintedValue { typed: 0..end, text: value.clone() }];
                let Some(line) = read(&text, &values) else { continue };
                prop_assert!(line.text.starts_with(&value));
                for quantity in &line.quantities {
                    let figure = &quantity.figure;
                    let typed = line.find_typed(&(figure.start..figure.end));
                    prop_assert!(text.get(typed).is_some());
                    prop_assert_eq!(quantity.unit.contains(char::is_whitespace), quantity.unit.contains(' '));
                    line.quote(quantity);
                    quantity.describe(&figure.value);
                }
            }
        }
    }
}

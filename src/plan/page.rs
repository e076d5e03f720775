//! Page set-up in the units of the document, and the decree's ranges.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::form::{MeasureEntry, PageSetup};

/// Page set-up. Units as in [`crate::document::Page`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDimensions {
    /// Margins in tenths of a millimetre: top, bottom, left, right.
    pub margins: [u32; 4],
    /// Size of the text in half points.
    pub size: u32,
    /// Line spacing in hundredths of a single line.
    pub line: u32,
    /// Space between paragraphs in tenths of a point.
    pub gap: u32,
    /// First-line indent in tenths of a millimetre.
    pub indent: u32,
}

/// What the decree allows for one measure.
pub struct PageRange {
    /// What is measured, in the Vietnamese of a message.
    pub name: &'static str,
    /// `mm`, `pt` or `dòng`.
    pub unit: &'static str,
    /// Takes the measure out of a page set-up.
    pub get: fn(&PageSetup) -> MeasureEntry,
    /// Whether the decree allows a value.
    pub allows: fn(Decimal) -> bool,
    /// What is allowed, in Vietnamese.
    pub words: &'static str,
    /// The clause of the decree that says so.
    pub clause: &'static str,
}

fn is_between(value: Decimal, low: i64, high: i64) -> bool {
    (Decimal::from(low)..=Decimal::from(high)).contains(&value)
}

/// All measures with their ranges.
pub const PAGE_RANGES: &[PageRange] = &[
    PageRange {
        name: "lề trên",
        unit: "mm",
        get: |p| p.top,
        allows: |v| is_between(v, 20, 25),
        words: "từ 20 đến 25 mm",
        clause: MARGIN,
    },
    PageRange {
        name: "lề dưới",
        unit: "mm",
        get: |p| p.bottom,
        allows: |v| is_between(v, 20, 25),
        words: "từ 20 đến 25 mm",
        clause: MARGIN,
    },
    PageRange {
        name: "lề trái",
        unit: "mm",
        get: |p| p.left,
        allows: |v| is_between(v, 30, 35),
        words: "từ 30 đến 35 mm",
        clause: MARGIN,
    },
    PageRange {
        name: "lề phải",
        unit: "mm",
        get: |p| p.right,
        allows: |v| is_between(v, 15, 20),
        words: "từ 15 đến 20 mm",
        clause: MARGIN,
    },
    PageRange {
        name: "cỡ chữ",
        unit: "pt",
        get: |p| p.size,
        allows: |v| is_between(v, 13, 14) && (v * Decimal::TWO).fract().is_zero(),
        words: "13; 13,5 hoặc 14",
        clause: BODY,
    },
    PageRange {
        name: "cách dòng",
        unit: "dòng",
        get: |p| p.line,
        allows: |v| v >= Decimal::ONE && v <= Decimal::new(15, 1),
        words: "từ 1 đến 1,5 dòng",
        clause: BODY,
    },
    PageRange {
        name: "khoảng cách giữa các đoạn",
        unit: "pt",
        get: |p| p.gap,
        allows: |v| is_between(v, 6, 24),
        words: "từ 6 pt (chương trình nhận đến 24 pt)",
        clause: BODY,
    },
    PageRange {
        name: "lùi đầu dòng",
        unit: "mm",
        get: |p| p.indent,
        allows: |v| v == Decimal::TEN || v == Decimal::new(127, 1),
        words: "10 mm hoặc 12,7 mm",
        clause: BODY,
    },
];

const MARGIN: &str = "khoản 3 Mục I Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP";
const BODY: &str = "điểm e khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP";

impl PageDimensions {
    /// The measures of a form, with the defaults for those it leaves out.
    pub(super) fn from_setup(setup: &PageSetup) -> Self {
        Self {
            margins: [
                convert_measure(setup.top, 10, 200),
                convert_measure(setup.bottom, 10, 200),
                convert_measure(setup.left, 10, 300),
                convert_measure(setup.right, 10, 200),
            ],
            size: convert_measure(setup.size, 2, 28),
            line: convert_measure(setup.line, 100, 100),
            gap: convert_measure(setup.gap, 10, 60),
            indent: convert_measure(setup.indent, 10, 100),
        }
    }
}

/// A measure in units of which `factor` make one of the form's; `default`, in those units
/// already, where the form gives none.
fn convert_measure(given: MeasureEntry, factor: i64, default: u32) -> u32 {
    let scaled = given.map(|measure| measure.value * Decimal::from(factor));
    scaled.and_then(|value| value.round().to_u32()).unwrap_or(default)
}

#[cfg(test)]
mod tests {
    use super::super::tests::draft_of;
    use crate::base::form_with;

    #[test]
    fn measures_are_those_of_the_form_and_else_the_usual_ones() {
        let page = draft_of(&form_with("")).page().clone();
        assert_eq!(page.margins, [200, 200, 300, 200]);
        assert_eq!((page.size, page.line, page.gap, page.indent), (28, 100, 60, 100));
        let keys =
            "trinh_bay: { co_chu: \"13,5\", thut_dong: \"12,7\", le: { trai: 35 } }\n";
        let page = draft_of(&form_with(keys)).page().clone();
        assert_eq!(page.margins, [200, 200, 350, 200]);
        assert_eq!((page.size, page.indent), (27, 127));
    }
}

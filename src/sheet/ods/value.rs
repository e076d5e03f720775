//! What a cell holds besides the text that it shows.

use quick_xml::events::BytesStart;

use super::super::moment::read_iso_date;
use super::super::xml::{check_name, unescape_value};
use super::super::{DataCell, NumberFormat, SheetError, archive, exact};

/// What the tag of a cell says.
#[derive(Debug, Default)]
pub(super) struct OdsValue {
    kind: ValueKind,
    /// The value, where it is kept apart from the text.
    value: Option<String>,
    formula: bool,
    pub(super) style: Option<String>,
    /// Over how many columns it is repeated.
    pub(super) columns: usize,
    /// Over how many rows and columns it is shown.
    pub(super) spans: [usize; 2],
}

/// The type of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum ValueKind {
    /// It says none: the text is all.
    #[default]
    Shown,
    Error,
    Number,
    Percent,
    Truth,
    Date,
    Text,
}

impl OdsValue {
    /// The cell that begins so.
    pub(super) fn from_start(start: &BytesStart<'_>) -> Result<Self, SheetError> {
        let mut cell = Self { columns: 1, spans: [1, 1], ..Self::default() };
        let mut error = false;
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|err| archive::to_broken_error(&err))?;
            let name = attribute.key.as_ref();
            let value = unescape_value(&attribute)?;
            match name {
                "office:value-type" => cell.kind = ValueKind::from_word(&value),
                "office:value"
                | "office:boolean-value"
                | "office:date-value"
                | "office:string-value" => cell.value = Some(value.into_owned()),
                "calcext:value-type" => error = value == "error",
                "table:formula" => cell.formula = true,
                "table:style-name" => {
                    cell.style = Some(check_name(value.into_owned())?);
                }
                "table:number-columns-repeated" => cell.columns = parse_repeat(&value)?,
                "table:number-rows-spanned" => cell.spans[0] = parse_repeat(&value)?,
                "table:number-columns-spanned" => cell.spans[1] = parse_repeat(&value)?,
                _ => {}
            }
        }
        if error {
            cell.kind = ValueKind::Error;
        }
        Ok(cell)
    }

    /// What the cell holds; `shown` is its text.
    pub(super) fn cell(&self, shown: &str) -> DataCell {
        let Some(value) = self.value.as_deref().filter(|_| self.kind != ValueKind::Error)
        else {
            return match self.kind {
                ValueKind::Error => DataCell::Error(shown.trim().to_owned()),
                _ if self.formula && is_error_text(shown) => {
                    DataCell::Error(shown.trim().to_owned())
                }
                _ => DataCell::text(shown),
            };
        };
        // A program that knows no type of errors keeps a nought beside the text.
        if self.formula && is_error_text(shown) {
            return DataCell::Error(shown.trim().to_owned());
        }
        match self.kind {
            ValueKind::Number | ValueKind::Percent => exact::from_text(value)
                .map_or_else(|| DataCell::text(value), DataCell::Number),
            ValueKind::Truth => DataCell::Text(value.to_uppercase()),
            ValueKind::Date => read_iso_date(value),
            ValueKind::Text => DataCell::text(value),
            ValueKind::Shown | ValueKind::Error => DataCell::text(shown),
        }
    }

    /// Whether it is a formula and nothing says what comes of it; an empty text does. A
    /// figure is what its value says, and not what is shown.
    pub(super) fn lacks_result(&self, shown: &str) -> bool {
        let lacks_value = self.formula && self.value.is_none();
        match self.kind {
            ValueKind::Shown => lacks_value && shown.is_empty(),
            ValueKind::Number | ValueKind::Percent | ValueKind::Date => {
                lacks_value && !is_error_text(shown)
            }
            ValueKind::Error | ValueKind::Truth | ValueKind::Text => false,
        }
    }

    /// The format that its type alone asks for, where its style says nothing.
    pub(super) fn format(&self) -> NumberFormat {
        match self.kind {
            ValueKind::Percent => NumberFormat::Percent { places: 0 },
            ValueKind::Date => NumberFormat::Date,
            _ => NumberFormat::General,
        }
    }
}

/// Whether a formula shows that it has failed: `Err:502`, `#DIV/0!`.
fn is_error_text(shown: &str) -> bool {
    let shown = shown.trim();
    let number = shown.strip_prefix("Err:");
    number.is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit()))
        || shown == "#N/A"
        || shown.starts_with('#') && shown.ends_with(['!', '?'])
}

impl ValueKind {
    fn from_word(word: &str) -> Self {
        match word {
            "float" | "currency" => Self::Number,
            "percentage" => Self::Percent,
            "boolean" => Self::Truth,
            "date" => Self::Date,
            "string" => Self::Text,
            _ => Self::Shown,
        }
    }
}

/// A number of rows or columns.
pub(super) fn parse_repeat(written: &str) -> Result<usize, SheetError> {
    written.trim().parse().map_err(|err| archive::to_broken_error(&err))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_formula_is_an_error_and_one_without_value_lacks_its_result() {
        let formula = |kind, value: Option<&str>| OdsValue {
            kind,
            value: value.map(str::to_owned),
            formula: true,
            ..OdsValue::default()
        };
        for (kind, value) in [
            (ValueKind::Number, Some("0")),
            (ValueKind::Number, None),
            (ValueKind::Text, Some("")),
        ] {
            let cell = formula(kind, value);
            assert_eq!(cell.cell("Err:502"), DataCell::Error("Err:502".to_owned()));
            assert!(!cell.lacks_result("Err:502"));
        }
        assert!(formula(ValueKind::Number, None).lacks_result("0"));
        let whole = formula(ValueKind::Number, Some("12"));
        assert!(!whole.lacks_result("12"));
        assert!(matches!(whole.cell("12"), DataCell::Number(_)));
    }
}

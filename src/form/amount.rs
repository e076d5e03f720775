//! An amount of money as the form says it: typed, or a formula of what the plan computes.

use crate::formula::parse_formula;
use crate::quantity::{Money, Pending};
use crate::source::Span;
use crate::yaml::YamlNode;

use super::reader::FormReader;
use super::shape::KeyKind;
use super::spanned::Spanned;
use super::value::{self, Formula};

/// What is written under `so_tien`.
pub(super) const AMOUNT: KeyKind = KeyKind::Either(&[
    KeyKind::Money,
    KeyKind::Number("một công thức, ví dụ du_toan.cuoi.thanh_tien"),
]);

/// An amount of money: what it comes to is asked of the figures of the plan.
#[derive(Debug, Clone)]
pub enum Amount {
    /// Typed in the form.
    Given(Spanned<Money>),
    /// Computed from tables, indicators and the money of other tasks.
    Formula(Formula),
    /// What the sources of the budget come to: the form gives nothing else. They stand here.
    OfSources(Span),
}

impl Amount {
    /// Where it stands in the form.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Given(money) => money.span,
            Self::Formula(formula) => formula.span,
            Self::OfSources(span) => *span,
        }
    }

    /// How it is computed, if the form says so.
    #[must_use]
    pub fn formula(&self) -> Option<&Formula> {
        match self {
            Self::Formula(formula) => Some(formula),
            Self::Given(_) | Self::OfSources(_) => None,
        }
    }
}

/// The formula of an amount that may be pending.
pub(super) fn find_formula(amount: &Pending<Amount>) -> Option<&Formula> {
    amount.as_ref().known().and_then(|amount| amount.formula())
}

/// An amount, which is not negative, or the formula of one.
pub(super) fn read_amount(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Amount> {
    if r.peek_text(node).is_some_and(|text| is_formula(&text)) {
        return value::read_formula(r, node).map(Amount::Formula);
    }
    value::read_money(r, node).map(Amount::Given)
}

/// Whether a text is meant as a formula: it reads something by its name, `du_toan.cuoi.…`,
/// `du_toan["…"].…`, `tong(…)`. Words with an amount do not: what begins with a digit must
/// reckon with what it reads.
fn is_formula(text: &str) -> bool {
    let is_figure = text.starts_with(|c: char| c.is_ascii_digit());
    (!is_figure || value::has_operator(text)) && has_reference(text)
}

/// Whether a text is a formula from its beginning to its end: it may stand where words may
/// stand too.
pub(super) fn is_whole_formula(text: &str) -> bool {
    is_formula(text) && parse_formula(text).is_ok()
}

/// Whether a name of the form is followed at once by a part of what it names.
fn has_reference(text: &str) -> bool {
    // What stands in quotes is the name of a row.
    text.split('"').step_by(2).any(|part| {
        let mut words = part.split(|c: char| !c.is_alphanumeric() && c != '_');
        let mut end = 0;
        words.any(|word| {
            let start = end;
            end = start + word.len();
            let rest = &part[end..];
            end += rest.chars().next().map_or(0, char::len_utf8);
            is_name(word) && is_opening(rest)
        })
    })
}

/// Whether a word can be a name: letters without marks, digits and `_`.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Whether what follows a name opens a part of it: `.cuoi`, `["…`, `(…`.
fn is_opening(rest: &str) -> bool {
    let mut signs = rest.chars();
    match signs.next() {
        Some('[' | '(') => true,
        Some('.') => signs.next().is_some_and(|c| c.is_ascii_lowercase()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_reference_is_a_formula_and_words_are_none() {
        for text in [
            "du_toan.cuoi.thanh_tien",
            "du_toan[\"Thuê xe\"].thanh_tien",
            "tong(du_toan.thanh_tien)",
            "2 * du_toan.tong.thanh_tien",
            "kinh_phi[\"a\"] + kinh_phi[\"b\"]",
            "chi_tieu.muc_chi*3",
        ] {
            assert!(is_formula(text), "{text}");
        }
        for text in [
            "5.000.000 đồng",
            "5.000.000",
            "5.000.000 đồng/năm",
            "5.000.000 đồng (năm triệu đồng)",
            "2,5 tỷ đồng",
            "khoảng 5 triệu",
            "5 tr.đ",
            "chua_co",
            "theo dự toán được duyệt",
            "",
        ] {
            assert!(!is_formula(text), "{text}");
        }
    }

    #[test]
    fn words_that_name_a_table_are_no_formula() {
        assert!(is_whole_formula("du_toan.cuoi.thanh_tien"));
        assert!(is_whole_formula("du_toan[\"Thuê xe\"].tien + du_toan.cuoi.tien"));
        for text in ["Ngân sách xã.", "theo du_toan.cuoi.thanh_tien", "v.v.", "TP.HCM"]
        {
            assert!(!is_whole_formula(text), "{text}");
        }
    }
}

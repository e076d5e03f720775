//! Units behind `{{ … }}`: one that the value prints already, and one that is not that of
//! the value.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::formula::{ExprKind, Expression, ExpressionTree, FilterKind};
use crate::indicator::{FormNames, PrintedExpression, ShownUnit};
use crate::prose::ProsePiece;
use crate::quantity::{MoneyScale, MoneyUnit, read_money_unit};
use crate::running_text::Context;
use crate::source::Span;

/// Characters behind a value in which a unit is looked for.
const REACH: usize = 60;

/// Words that make another word of `đồng` before them.
const AFTER_DONG: &[&str] = &[
    "thời",
    "bộ",
    "bào",
    "chí",
    "ý",
    "đều",
    "hành",
    "lòng",
    "tình",
    "thuận",
    "loạt",
    "ruộng",
    "bằng",
    "quản",
    "chủ",
    "tài",
    "nghiệp",
    "đội",
    "hồ",
    "phục",
    "thau",
    "hóa",
    "nhất",
    "đẳng",
    "hương",
    "minh",
    "nội",
    "quê",
    "dao",
    "khởi",
    "tổ",
    "trưởng",
    "tác",
    "phạm",
    "cỏ",
    "muối",
    "sức",
    "tâm",
    "cảm",
    "diễn",
    "dạng",
    "giá",
    "cấp",
    "thanh",
];

/// A unit as it stands behind a value.
#[derive(Debug, PartialEq, Eq)]
enum TypedUnit<'a> {
    Money(MoneyScale, &'a str),
    Percent(&'a str),
    Named(&'a str),
}

impl TypedUnit<'_> {
    /// As it stands there.
    fn text(&self) -> &str {
        let (Self::Money(_, text) | Self::Percent(text) | Self::Named(text)) = self;
        text
    }

    /// Whether a unit of letters follows its value without a blank, as part of a word.
    fn is_glued(&self, behind: &str) -> bool {
        matches!(self, Self::Named(unit) if behind.starts_with(*unit)
            && unit.starts_with(char::is_alphanumeric))
    }
}

/// Looks at what stands behind every `{{ … }}`.
pub(super) fn check_units(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let names = context.figures.names(context.form);
    for text in &context.texts {
        for (index, piece) in text.pieces.iter().enumerate() {
            let ProsePiece::Value { expression, span, .. } = piece else { continue };
            let behind = read_behind(context, &names, &text.pieces[index + 1..]);
            if !is_unit_likely(&behind, expression) {
                continue;
            }
            let Some(unit) = context.figures.shown_unit(&names, expression) else {
                continue;
            };
            let printed = context.figures.printed(&names, expression);
            let Ok(PrintedExpression::Text(printed)) = printed else { continue };
            let value = ShownValue { expression, span: *span, printed, unit };
            found.extend(value.judge(&behind));
        }
    }
}

/// The words behind a value, as they print.
fn read_behind(
    context: &Context<'_>,
    names: &FormNames<'_>,
    pieces: &[ProsePiece],
) -> String {
    let mut res = String::new();
    for piece in pieces {
        match piece {
            ProsePiece::Text { text, .. } => res.push_str(text),
            ProsePiece::Note { .. } => {}
            // What stands there decides, and no value behind it.
            ProsePiece::Value { .. } if !res.trim().is_empty() => break,
            ProsePiece::Value { expression, .. } => {
                match context.figures.printed(names, expression) {
                    Ok(PrintedExpression::Text(text)) => res.push_str(&text),
                    Ok(_) | Err(_) => break,
                }
            }
            ProsePiece::Pending
            | ProsePiece::Leader { .. }
            | ProsePiece::CheckBox { .. } => break,
        }
        if res.len() > REACH {
            break;
        }
    }
    res.chars().take(REACH).collect()
}

/// Whether what stands behind a value may be a unit: a look at words alone, since most
/// values need no more.
fn is_unit_likely(behind: &str, expression: &Expression) -> bool {
    let Some(ExpressionTree::Value { filters, .. }) = expression.tree() else {
        return false;
    };
    let is_worded = filters
        .iter()
        .any(|filter| matches!(filter.kind, FilterKind::WithUnit | FilterKind::Change));
    let words = find_bracketed(behind).unwrap_or(behind);
    !behind.trim().is_empty()
        && (is_worded
            || find_money_unit(words).is_some()
            || find_percent_unit(words).is_some())
}

/// The words in brackets with which a text begins: ` (triệu đồng)`.
fn find_bracketed(behind: &str) -> Option<&str> {
    let (inside, _) = behind.trim_start().strip_prefix('(')?.split_once(')')?;
    Some(inside.trim())
}

/// A value of a text with its unit.
struct ShownValue<'a> {
    expression: &'a Expression,
    span: Span,
    printed: String,
    unit: ShownUnit,
}

impl ShownValue<'_> {
    /// The finding on what stands behind it, if there is one.
    fn judge(&self, behind: &str) -> Option<Diagnostic> {
        let typed = match find_bracketed(behind) {
            // Words in brackets are a unit only as a whole.
            Some(words) => self.find_unit(words).filter(|unit| unit.text() == words)?,
            None => self.find_unit(behind).filter(|unit| !unit.is_glued(behind))?,
        };
        match (&self.unit, typed) {
            (ShownUnit::Counted(scale), TypedUnit::Money(typed, text)) => {
                (*scale != typed).then(|| self.report_other_unit(*scale, text))
            }
            (ShownUnit::Money(scale), TypedUnit::Money(typed, text)) => {
                Some(self.report_repeated(text, *scale != typed))
            }
            (_, TypedUnit::Percent(text) | TypedUnit::Named(text)) => {
                Some(self.report_repeated(text, false))
            }
            (_, TypedUnit::Money(..)) => None,
        }
    }

    /// The unit with which a text begins, of the kind of its own.
    fn find_unit<'t>(&self, text: &'t str) -> Option<TypedUnit<'t>> {
        match &self.unit {
            ShownUnit::Named(unit) => find_named_unit(text, unit),
            ShownUnit::Money(_) | ShownUnit::Counted(_) => find_money_unit(text),
            ShownUnit::Percent | ShownUnit::Points => find_percent_unit(text),
        }
    }

    /// The two braces that close it.
    fn find_braces(&self) -> Span {
        Span::new(self.span.end.saturating_sub(2), self.span.end)
    }

    fn report_repeated(&self, typed: &str, is_other: bool) -> Diagnostic {
        let message = format!(
            "`{{{{ {} }}}}` in ra “{}”, đã có đơn vị, mà sau đó lại ghi “{typed}”",
            self.expression.text(),
            self.printed
        );
        let finding = Diagnostic::error(
            &code::integrity::UNIT_REPEATED,
            self.find_braces(),
            message,
        )
        .label(format!("bỏ “{typed}” ở sau"));
        if is_other {
            return finding.hint(
                "muốn in theo đơn vị khác thì ghi, ví dụ: `{{ kp.tong.kp | theo(\"triệu đồng\") }}`",
            );
        }
        finding
    }

    fn report_other_unit(&self, scale: MoneyScale, typed: &str) -> Diagnostic {
        let message = format!(
            "`{{{{ {} }}}}` in ra “{}”, bảng tính số này theo {}, mà sau đó lại ghi “{typed}”",
            self.expression.text(),
            self.printed,
            scale.name()
        );
        let finding = Diagnostic::error(
            &code::integrity::UNIT_CONTRADICTS,
            self.find_braces(),
            message,
        )
        .label(format!("sau số này ghi “{}”", scale.name()));
        match self.expression.tree() {
            Some(ExpressionTree::Value { value, .. })
                if matches!(value.kind, ExprKind::Ref(_)) =>
            {
                finding.hint("ghi `kieu: tien` ở cột thì máy tự in số tiền kèm đơn vị")
            }
            _ => finding,
        }
    }
}

/// The unit of money with which a text begins.
fn find_money_unit(behind: &str) -> Option<TypedUnit<'_>> {
    let text = behind.trim_start();
    // `({{ … }}) triệu đồng`: the bracket that closes around the value.
    let text = text.strip_prefix(')').map_or(text, str::trim_start);
    // A capital begins a name; `VNĐ` is all capitals, and `Triệu đồng` a unit.
    let is_capital = text.starts_with(char::is_uppercase) && !text.starts_with("VN");
    if is_capital {
        // `Triệu đồng`, not `Triệu Đồng Tiến`.
        let is_unit = ["riệu đồng", "ghìn đồng", "gàn đồng", "ỷ đồng", "ỉ đồng"]
            .iter()
            .any(|unit| text.chars().skip(1).collect::<String>().starts_with(unit));
        if !is_unit {
            return None;
        }
    }
    if text.starts_with('(') {
        return None;
    }
    let ends: Vec<_> = text
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(index, _)| index)
        .chain([text.len()])
        .take(3)
        .collect();
    for end in ends.into_iter().rev() {
        let words = &text[..end];
        // What follows `,` or `/` is no part of the unit.
        let stop = words.find([',', ';', ':', ')', '/']).unwrap_or(words.len());
        let words = words[..stop].trim_end_matches(['.', ' ']);
        let Some(MoneyUnit::Known { scale, .. }) = read_money_unit(words) else {
            continue;
        };
        let after = &text[words.len()..];
        let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next()?;
        let is_joined = after.starts_with(char::is_alphanumeric);
        let ends_with_dong = words.ends_with("đồng");
        let is_word = match words {
            // `tỷ lệ`, `triệu hộ`; alone it is money.
            "nghìn" | "ngàn" | "triệu" | "tỷ" | "tỉ" => next.is_empty(),
            // `điểm a, b, c, d, đ)`
            "đ" => !after.starts_with(')'),
            _ => !(ends_with_dong && AFTER_DONG.contains(&next)),
        };
        return (!is_joined && is_word).then_some(TypedUnit::Money(scale, words));
    }
    None
}

/// The sign or the word for percents with which a text begins.
fn find_percent_unit(behind: &str) -> Option<TypedUnit<'_>> {
    const UNITS: [&str; 6] =
        ["điểm phần trăm", "điểm %", "phần trăm", "%", "‰", "phần nghìn"];
    let text = behind.trim_start();
    let unit = UNITS.iter().find(|unit| text.starts_with(*unit))?;
    Some(TypedUnit::Percent(&text[..unit.len()]))
}

/// The unit with which a text begins, where it is this one.
fn find_named_unit<'a>(behind: &'a str, unit: &str) -> Option<TypedUnit<'a>> {
    let text = behind.trim_start();
    let head = text.get(..unit.len())?;
    let is_whole = !text[unit.len()..].starts_with(char::is_alphanumeric);
    (head == unit && is_whole).then_some(TypedUnit::Named(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Option<MoneyScale> {
        match find_money_unit(text)? {
            TypedUnit::Money(scale, _) => Some(scale),
            TypedUnit::Percent(_) | TypedUnit::Named(_) => None,
        }
    }

    #[test]
    fn a_unit_of_money_behind_a_value_is_seen() {
        for (text, wanted) in [
            (" triệu đồng; bằng chữ", MoneyScale::Million),
            (" triệu đồng.", MoneyScale::Million),
            (" đồng", MoneyScale::Dong),
            (" đồng/hộ", MoneyScale::Dong),
            ("đ.", MoneyScale::Dong),
            (" tr.đ cho các hộ", MoneyScale::Million),
            (" VNĐ", MoneyScale::Dong),
            (" nghìn đồng cho", MoneyScale::Thousand),
            (" tỷ.", MoneyScale::Billion),
            (" triệu, trong đó", MoneyScale::Million),
            (" 1.000đ", MoneyScale::Thousand),
            (" Triệu đồng", MoneyScale::Million),
            (") triệu đồng", MoneyScale::Million),
        ] {
            assert_eq!(money(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_word_that_begins_like_a_unit_is_none() {
        for text in [
            " đồng thời giao",
            " đồng bào",
            " Đồng Tháp",
            " tỷ lệ",
            " triệu hộ",
            " cho",
            " (triệu đồng)",
            " đ) nội dung",
            ", đồng thời",
            ") đồng thời",
            " Triệu Đồng Tiến",
            " Triệu Phong",
            "",
            ".",
            " đồngbằng",
            " hộ",
            "/người/năm",
        ] {
            assert_eq!(money(text), None, "{text}");
        }
    }

    #[test]
    fn words_in_brackets_right_behind_are_found() {
        assert_eq!(find_bracketed(" ( triệu đồng), trong đó"), Some("triệu đồng"));
        assert_eq!(find_bracketed("(%)"), Some("%"));
        for text in [" triệu đồng (hai)", " (triệu đồng", ""] {
            assert_eq!(find_bracketed(text), None, "{text}");
        }
    }

    #[test]
    fn a_unit_of_the_form_is_a_whole_word() {
        assert!(find_named_unit(" hộ nghèo", "hộ").is_some());
        assert!(find_named_unit(" hội", "hộ").is_none());
        assert!(find_named_unit(" người", "hộ").is_none());
        assert!(find_percent_unit("%").is_some());
        assert!(find_percent_unit(" phần trăm").is_some());
        assert!(find_percent_unit(" phần").is_none());
    }
}

//! Whether a part is of the kind that its place wants: a value, a number, a truth.

use super::cursor::{ParsedPart, Parser};
use super::error::{FormulaError, shorten_quote};
use super::expr::{CompareOp, ExprKind};
use super::lex::FormulaPlacement;

/// Where comparisons may stand.
const COMPARISONS: &str = "so sánh chỉ dùng trong `kiem_tra` và ở phần đầu của `neu`: `neu(ho = 0, 0, giam / ho)`";

impl Parser<'_> {
    /// A value, as the whole of a formula.
    pub(super) fn require_whole_value(&mut self, part: ParsedPart) -> ParsedPart {
        let expr = part?;
        if !expr.is_truth() {
            return Some(expr);
        }
        let message = match self.placement {
            FormulaPlacement::Field => {
                "công thức phải cho ra một giá trị, không phải một so sánh"
            }
            FormulaPlacement::Text => {
                "giữa `{{` và `}}` cần một giá trị, không phải một so sánh"
            }
        };
        let error = FormulaError::new(expr.range.clone(), message);
        let error = match &expr.kind {
            _ if self.placement == FormulaPlacement::Text => error.hint(COMPARISONS),
            ExprKind::Compare(CompareOp::Equal, sides)
                if matches!(&sides.left.kind, ExprKind::Ref(_)) =>
            {
                let right = self.quote(&sides.right.range);
                error.label(format!("chỉ ghi vế phải: `{right}`"))
            }
            _ => error.hint(COMPARISONS),
        };
        self.report(error);
        None
    }

    /// A value of any kind.
    pub(super) fn require_value(&mut self, part: ParsedPart) -> ParsedPart {
        let expr = part?;
        if !expr.is_truth() {
            return Some(expr);
        }
        let message = format!(
            "`{}` là một so sánh, không phải một giá trị",
            self.quote(&expr.range)
        );
        self.report(
            FormulaError::new(expr.range, message)
                .label("ở đây cần một giá trị")
                .hint(COMPARISONS),
        );
        None
    }

    /// A value that may be a number: a text or a day as such is none.
    pub(super) fn require_number(&mut self, part: ParsedPart) -> ParsedPart {
        let expr = self.require_value(part)?;
        let message = match &expr.kind {
            ExprKind::Text(text) => {
                format!("“{}” là chữ, không tính toán được", shorten_quote(text))
            }
            ExprKind::Date(_) => {
                format!("{} là ngày, không tính toán được", self.quote(&expr.range))
            }
            _ => return Some(expr),
        };
        self.report(FormulaError::new(expr.range, message).label("ở đây cần một số"));
        None
    }

    /// A comparison, or several joined.
    pub(super) fn require_condition(&mut self, part: ParsedPart) -> ParsedPart {
        let expr = part?;
        if expr.is_truth() {
            return Some(expr);
        }
        let written = self.quote(&expr.range);
        let error =
            FormulaError::new(expr.range, format!("`{written}` chưa so sánh với gì"))
                .label("ở đây cần một so sánh")
                .hint("mỗi so sánh ghi đủ hai vế, ví dụ: `giam <= dau`");
        self.report(error);
        None
    }

    /// `a < b < c`
    pub(super) fn report_chained(
        &mut self,
        first: ParsedPart,
        links: Vec<(CompareOp, ParsedPart)>,
    ) -> ParsedPart {
        let start = first.as_ref().map_or(0, |first| first.range.start);
        let mut end = start;
        let mut left = first;
        let mut pairs = Vec::new();
        for (comparison, right) in links {
            let (one, other) = (left?, right?);
            let (l, r) = (self.quote(&one.range), self.quote(&other.range));
            pairs.push(format!("{l} {} {r}", comparison.sign()));
            end = other.range.end;
            left = Some(other);
        }
        let error = FormulaError::new(start..end, "không so sánh liền ba vế được")
            .label("mỗi so sánh có hai vế")
            .hint(format!("ghi `{}`", pairs.join(" va ")));
        self.report(error);
        None
    }
}

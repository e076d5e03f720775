//! The figures of an indicator by year: `chi_tieu.ngheo["2026"]`,
//! `chi_tieu.ngheo["2026"].giam`.

use std::ops::Range;

use crate::diagnostic;
use crate::form::{Indicator, Spanned};
use crate::formula::{FormulaError, Ident, RowSelector};

use super::resolver::Resolver;
use super::{IndicatorPart, YearStep};

impl Resolver<'_, '_> {
    /// The figure of a year; of the year of the start, that at the start.
    pub(super) fn year_part(
        &self,
        index: usize,
        selector: &RowSelector,
    ) -> Result<IndicatorPart, Option<FormulaError>> {
        let (id, indicator) = &self.form().indicators[index];
        let (text, range) = self.read_year_selector(selector)?;
        let year: Option<i32> = text.trim().parse().ok();
        let start = indicator.start.as_ref().and_then(|start| start.year.as_ref());
        match (year, &indicator.years) {
            (Some(year), Some(years)) if years.get(year).is_some() => {
                Ok(IndicatorPart::Year(year))
            }
            (Some(year), _) if start.is_some_and(|start| start.value == year) => {
                Ok(IndicatorPart::Start)
            }
            _ => Err(Some(explain_no_year(id, indicator, &text, &range))),
        }
    }

    /// The year in brackets as written, or `nam`, that of the plan.
    fn read_year_selector(
        &self,
        selector: &RowSelector,
    ) -> Result<(String, Range<usize>), Option<FormulaError>> {
        match selector {
            RowSelector::Text { text, range } => Ok((text.clone(), range.clone())),
            RowSelector::Column(name) if name.name == "nam" => {
                // That it cannot be read is a finding there.
                let year = self.form().year.as_ref().ok_or(None::<FormulaError>)?;
                Ok((year.value.to_string(), name.range.clone()))
            }
            RowSelector::Column(name) => {
                let message = format!("`{}` không phải là một năm", name.name);
                Err(Some(
                    FormulaError::new(name.range.clone(), message).label(
                        "năm đặt trong dấu nháy kép, ví dụ [\"2026\"]; năm của kế hoạch là [nam]",
                    ),
                ))
            }
        }
    }

    /// By how much a year differs from the one before it, or from the start.
    pub(super) fn year_change(
        &self,
        index: usize,
        selector: &RowSelector,
        named: &Ident,
    ) -> Result<IndicatorPart, Option<FormulaError>> {
        let part = self.year_part(index, selector)?;
        let (id, indicator) = &self.form().indicators[index];
        let is_drop = match named.name.as_str() {
            "giam" => true,
            "tang" => false,
            _ => {
                return Err(Some(FormulaError::unknown_name(
                    self.text,
                    named.range.clone(),
                    "giá trị của một năm",
                    ["giam", "tang"],
                )));
            }
        };
        let step = match (part, &indicator.years) {
            (IndicatorPart::Year(year), Some(years)) => {
                Some(YearStep { year, before: years.before(year) })
            }
            _ => None,
        };
        let has_before =
            |step: &YearStep| step.before.is_some() || indicator.start.is_some();
        match step.filter(has_before) {
            Some(step) if is_drop => Ok(IndicatorPart::YearDrop(step)),
            Some(step) => Ok(IndicatorPart::YearRise(step)),
            None => Err(Some(explain_no_year_before(id, named))),
        }
    }

    /// The whole of an indicator whose years add up is their sum.
    pub(super) fn sums_up(&self, id: &Spanned<String>, named: &Ident) -> FormulaError {
        let message = format!(
            "chỉ tiêu `{}` tính cả giai đoạn bằng các năm cộng lại, không có mức tăng, giảm của cả giai đoạn",
            id.value
        );
        FormulaError::new(named.range.clone(), message).label("đọc `tong`").hint(format!(
            "tổng các năm là `chi_tieu.{0}.tong`; mức tăng của một năm là `chi_tieu.{0}[\"…\"].tang`",
            id.value
        ))
    }

    pub(super) fn lacks_sum(&self, id: &Spanned<String>, named: &Ident) -> FormulaError {
        let message = format!("chỉ tiêu `{}` không cộng các năm lại", id.value);
        FormulaError::new(named.range.clone(), message)
            .label("chỉ tiêu này không có tổng")
            .hint(format!(
                "các năm cộng lại được thì ghi chỉ tiêu từng năm ở `nam`, và thêm `ca_giai_doan: tong` vào chỉ tiêu `{}`",
                id.value
            ))
    }
}

/// A year that an indicator does not have, with those that it has.
fn explain_no_year(
    id: &Spanned<String>,
    indicator: &Indicator,
    text: &str,
    range: &Range<usize>,
) -> FormulaError {
    let start = indicator.start.as_ref().and_then(|start| start.year.as_ref());
    let years = indicator.years.iter().flat_map(|years| years.years());
    let years: Vec<_> = start
        .map(|year| year.value)
        .into_iter()
        .chain(years)
        .map(|year| year.to_string())
        .collect();
    let message = format!("chỉ tiêu `{}` không có số của năm “{text}”", id.value);
    let error = FormulaError::new(range.clone(), message);
    if years.is_empty() {
        return error.label("chỉ tiêu này chưa ghi theo năm").hint(format!(
            "ghi chỉ tiêu từng năm ở `nam` của chỉ tiêu `{}`, ví dụ `nam: {{ 2026: 500 }}`",
            id.value
        ));
    }
    error
        .label("cần một năm mà chỉ tiêu có")
        .hint(format!("các năm đã có: {}", diagnostic::list_names(&years)))
}

fn explain_no_year_before(id: &Spanned<String>, named: &Ident) -> FormulaError {
    let message = format!("chỉ tiêu `{}` không có số của năm trước để so sánh", id.value);
    FormulaError::new(named.range.clone(), message)
        .label("chưa tính được giá trị này")
        .hint(format!("thêm `dau:` vào chỉ tiêu `{}`", id.value))
}

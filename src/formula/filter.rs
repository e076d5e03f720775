//! What stands after `|`: how a value prints, how a paper is cited.

use std::ops::Range;

use super::expr::{Expr, ExprKind, Ref};
use super::fault::FormulaError;
use super::lex::TokenKind;
use super::parse::Parser;
use super::pointer::{CitationForm, Destination, Pointer};
use crate::language::{find_nearest, to_key};
use crate::quantity::MoneyScale;

/// Most decimal places that a text can ask for.
const MAX_PLACES: u32 = 6;

/// The filters and what they do, in Vietnamese.
pub const FILTERS: &[(&str, &str)] = &[
    ("hai_chu_so", "viết số bằng ít nhất hai chữ số: 05"),
    ("bang_chu", "viết số bằng chữ: mười bảy"),
    ("co_don_vi", "thêm đơn vị sau số: 17 hộ"),
    ("so_le", "viết với số chữ số lẻ này: {{ ngheo.tong.tl_dau | so_le(1) }} thành 4,1%"),
    ("thay_doi", "viết mức tăng, giảm của một chỉ tiêu: giảm 0,78 điểm phần trăm"),
    (
        "theo",
        "viết số tiền theo đơn vị khác: {{ kinh_phi.tong | theo(\"triệu đồng\") }} thành 26 triệu đồng",
    ),
    ("ngay_dai", "viết ngày đầy đủ: ngày 20 tháng 4 năm 2023"),
    ("day_du", "viện dẫn đầy đủ, dù đã viện dẫn ở trên"),
    ("ngan", "viện dẫn ngắn: tên loại và số"),
];

/// A way in which a value prints, and where it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The way.
    pub kind: FilterKind,
    /// Where it stands, its brackets included: bytes of the expression's text.
    pub range: Range<usize>,
}

/// A way in which a value prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterKind {
    /// `hai_chu_so`
    TwoDigits,
    /// `bang_chu`
    InWords,
    /// `co_don_vi`
    WithUnit,
    /// `so_le(2)`
    Places(u32),
    /// `thay_doi`
    Change,
    /// `theo("triệu đồng")`
    Scale(MoneyScale),
    /// `ngay_dai`
    LongDate,
}

impl FilterKind {
    /// As it is written: `so_le`.
    pub fn name(self) -> &'static str {
        match self {
            Self::TwoDigits => "hai_chu_so",
            Self::InWords => "bang_chu",
            Self::WithUnit => "co_don_vi",
            Self::Places(_) => "so_le",
            Self::Change => "thay_doi",
            Self::Scale(_) => "theo",
            Self::LongDate => "ngay_dai",
        }
    }
}

/// A filter of either kind.
pub(super) enum AnyFilter {
    Print(Filter),
    Cite { form: CitationForm, at: Range<usize> },
}

impl Parser<'_> {
    /// All filters, to the end; `None` after the fault of one was told.
    pub(super) fn parse_filters(&mut self) -> Option<Vec<AnyFilter>> {
        let mut res = Some(Vec::new());
        while *self.kind() == TokenKind::Pipe {
            let pipe = self.take().at;
            match (self.parse_filter(&pipe), &mut res) {
                (Some(filter), Some(filters)) => filters.push(filter),
                _ => res = None,
            }
        }
        if *self.kind() != TokenKind::End {
            self.report_after_filter();
            res = None;
        }
        res
    }

    fn parse_filter(&mut self, pipe: &Range<usize>) -> Option<AnyFilter> {
        if *self.kind() != TokenKind::Name {
            let fault =
                FormulaError::new(pipe.clone(), "sau dấu `|` thiếu tên một cách in");
            self.fault(fault.hint(list_filters()));
            // What stands there instead is read, so that its faults are told too.
            if self.kind().begins_value() {
                self.parse_inside();
            }
            return None;
        }
        let name = self.take().at;
        let (parts, end) = match self.kind() {
            TokenKind::Open => self.parse_brackets(),
            _ => (Vec::new(), Some(name.end)),
        };
        let written = to_key(&self.text[name.clone()]);
        if FILTERS.iter().all(|(known, _)| *known != written) {
            self.report_unknown_filter(name);
            return None;
        }
        let at = name.start..end?;
        let parts: Vec<_> = parts.into_iter().collect::<Option<_>>()?;
        let plain = match written.as_str() {
            "so_le" => return self.places(at, &parts).map(AnyFilter::Print),
            "theo" => return self.scale(at, &parts).map(AnyFilter::Print),
            "day_du" => AnyFilter::Cite { form: CitationForm::Full, at: at.clone() },
            "ngan" => AnyFilter::Cite { form: CitationForm::Short, at: at.clone() },
            "hai_chu_so" => make_print_filter(FilterKind::TwoDigits, &at),
            "bang_chu" => make_print_filter(FilterKind::InWords, &at),
            "co_don_vi" => make_print_filter(FilterKind::WithUnit, &at),
            "thay_doi" => make_print_filter(FilterKind::Change, &at),
            _ => make_print_filter(FilterKind::LongDate, &at),
        };
        if parts.is_empty() {
            return Some(plain);
        }
        let message = format!("phép `{written}` không có gì trong ngoặc");
        self.fault(FormulaError::new(at, message).label(format!("chỉ ghi `{written}`")));
        None
    }

    fn report_unknown_filter(&mut self, name: Range<usize>) {
        let written = self.quote(&name);
        let message = format!("không có phép nào tên là `{written}` sau dấu `|`");
        let fault = FormulaError::new(name, message);
        let near = find_nearest(&written, FILTERS.iter().map(|(name, _)| *name));
        self.fault(match near {
            Some(near) => {
                fault.label(format!("có phải là `{near}`?")).hint(list_filters())
            }
            None => fault.hint(list_filters()),
        });
    }

    fn places(&mut self, at: Range<usize>, parts: &[Expr<Ref>]) -> Option<Filter> {
        let [part] = parts else {
            let message = "trong ngoặc của `so_le` cần số chữ số lẻ";
            self.fault(FormulaError::new(at, message).hint("ví dụ: `so_le(2)`"));
            return None;
        };
        let whole = match &part.kind {
            ExprKind::Number(number) => number.to_i128(),
            _ => None,
        };
        let Some(places) = whole.and_then(|n| u32::try_from(n).ok()) else {
            let message =
                format!("`{}` không phải là số chữ số lẻ", self.quote(&part.range));
            let label = format!("cần một số từ 0 đến {MAX_PLACES}");
            self.fault(FormulaError::new(part.range.clone(), message).label(label));
            return None;
        };
        if places > MAX_PLACES {
            let message = format!("phép `so_le` cho nhiều nhất {MAX_PLACES} chữ số lẻ");
            self.fault(FormulaError::new(part.range.clone(), message));
            return None;
        }
        Some(Filter { kind: FilterKind::Places(places), range: at })
    }

    fn scale(&mut self, at: Range<usize>, parts: &[Expr<Ref>]) -> Option<Filter> {
        let names = MoneyScale::ALL.map(|(_, name)| format!("“{name}”")).join(", ");
        let [part] = parts else {
            let message = "trong ngoặc của `theo` cần tên một đơn vị tiền";
            self.fault(
                FormulaError::new(at, message).hint(format!("dùng được: {names}")),
            );
            return None;
        };
        let fault = match &part.kind {
            ExprKind::Text(unit) => match MoneyScale::from_unit(unit) {
                Some(scale) => {
                    return Some(Filter { kind: FilterKind::Scale(scale), range: at });
                }
                None => format!("không có đơn vị tiền “{unit}”"),
            },
            _ => {
                let written = self.quote(&part.range);
                format!("`{written}` không phải là tên một đơn vị tiền trong dấu nháy")
            }
        };
        let fault = FormulaError::new(part.range.clone(), fault);
        self.fault(fault.hint(format!("dùng được: {names}")));
        None
    }

    /// What cannot stand after a filter.
    fn report_after_filter(&mut self) {
        if matches!(
            self.kind(),
            TokenKind::Close | TokenKind::CloseRow | TokenKind::Separator
        ) {
            self.report_loose_end();
        } else if !self.skip_foreign_part() {
            let message = format!(
                "sau dấu `|` không tính tiếp được, nhưng có `{}`",
                self.quote(&self.at())
            );
            let fault = FormulaError::new(self.at(), message);
            self.fault(fault.hint("phép tính đứng cả trước dấu `|`"));
        }
        self.stop();
    }

    /// `day_du` or `ngan` where no paper is cited.
    pub(super) fn report_only_after_paper(&mut self, at: Range<usize>) {
        let message = format!("phép `{}` chỉ dùng sau `vb(…)`", self.quote(&at));
        self.fault(
            FormulaError::new(at, message).label("ở đây không viện dẫn văn bản nào"),
        );
    }

    /// A filter of figures after a pointer.
    pub(super) fn report_not_after_pointer(
        &mut self,
        filter: &Filter,
        pointer: &Pointer,
    ) {
        let (name, function) = (filter.kind.name(), pointer.to.function());
        let message = format!("phép `{name}` không dùng sau `{function}(…)`");
        let fault = FormulaError::new(filter.range.clone(), message);
        self.fault(match pointer.to {
            Destination::Paper => fault.hint("sau `vb(…)` dùng được: `day_du`, `ngan`"),
            Destination::Section | Destination::Appendix => fault.label("bỏ chỗ này"),
        });
    }
}

fn make_print_filter(way: FilterKind, at: &Range<usize>) -> AnyFilter {
    AnyFilter::Print(Filter { kind: way, range: at.clone() })
}

/// All filters, as advice.
fn list_filters() -> String {
    let names: Vec<_> = FILTERS.iter().map(|(n, d)| format!("`{n}` ({d})")).collect();
    format!("dùng được: {}", names.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_listed_under_its_name() {
        let ways = [
            FilterKind::TwoDigits,
            FilterKind::InWords,
            FilterKind::WithUnit,
            FilterKind::Places(1),
            FilterKind::Change,
            FilterKind::Scale(MoneyScale::Million),
            FilterKind::LongDate,
        ];
        let listed: Vec<_> = FILTERS.iter().map(|(name, _)| *name).collect();
        assert_eq!(ways.map(FilterKind::name)[..], listed[..7]);
        assert_eq!(listed[7..], ["day_du", "ngan"]);
    }
}

//! What stands after `|`: how a value prints, how a paper is cited.

use std::ops::Range;

use super::cursor::Parser;
use super::error::FormulaError;
use super::expr::{Expr, ExprKind, Ref};
use super::lex::TokenKind;
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

/// A filter of a value, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Which filter it is.
    pub kind: FilterKind,
    /// Where it stands, its brackets included: bytes of the expression's text.
    pub range: Range<usize>,
}

/// A way in which a value prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterKind {
    /// `hai_chu_so`: 5 prints as `05`.
    TwoDigits,
    /// `bang_chu`: 17 prints as `mười bảy`.
    InWords,
    /// `co_don_vi`: the unit stands after the figure.
    WithUnit,
    /// `so_le(2)`: as many decimal places, at most six.
    Places(u32),
    /// `thay_doi`: `tăng 5 hộ`, by the sign of a change.
    Change,
    /// `theo("triệu đồng")`: an amount in another scale.
    Scale(MoneyScale),
    /// `ngay_dai`: `ngày 20 tháng 4 năm 2023`.
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
    Cite { form: CitationForm, range: Range<usize> },
}

impl Parser<'_> {
    /// All filters, to the end; `None` after an error in one was reported.
    pub(super) fn parse_filters(&mut self) -> Option<Vec<AnyFilter>> {
        let mut res = Some(Vec::new());
        while *self.kind() == TokenKind::Pipe {
            let pipe = self.take().range;
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

    /// The filter after a `|`. Its brackets are read before its name is looked up, so that
    /// an unknown filter leaves nothing behind that would be an error again.
    fn parse_filter(&mut self, pipe: &Range<usize>) -> Option<AnyFilter> {
        if *self.kind() != TokenKind::Name {
            let error =
                FormulaError::new(pipe.clone(), "sau dấu `|` thiếu tên một cách in");
            self.report(error.hint(list_filters()));
            // What stands there instead is read, so that its errors are reported too.
            if self.kind().begins_value() {
                self.parse_inside();
            }
            return None;
        }
        let name = self.take().range;
        let (parts, end) = match self.kind() {
            TokenKind::Open => self.parse_brackets(),
            _ => (Vec::new(), Some(name.end)),
        };
        let written = to_key(&self.text[name.clone()]);
        if FILTERS.iter().all(|(known, _)| *known != written) {
            self.report_unknown_filter(name);
            return None;
        }
        let range = name.start..end?;
        let parts: Vec<_> = parts.into_iter().collect::<Option<_>>()?;
        let plain = match written.as_str() {
            "so_le" => return self.build_places(range, &parts).map(AnyFilter::Print),
            "theo" => return self.build_scale(range, &parts).map(AnyFilter::Print),
            "day_du" => {
                AnyFilter::Cite { form: CitationForm::Full, range: range.clone() }
            }
            "ngan" => AnyFilter::Cite { form: CitationForm::Short, range: range.clone() },
            "hai_chu_so" => make_print_filter(FilterKind::TwoDigits, &range),
            "bang_chu" => make_print_filter(FilterKind::InWords, &range),
            "co_don_vi" => make_print_filter(FilterKind::WithUnit, &range),
            "thay_doi" => make_print_filter(FilterKind::Change, &range),
            _ => make_print_filter(FilterKind::LongDate, &range),
        };
        if parts.is_empty() {
            return Some(plain);
        }
        let message = format!("phép `{written}` không có gì trong ngoặc");
        self.report(
            FormulaError::new(range, message).label(format!("chỉ ghi `{written}`")),
        );
        None
    }

    fn report_unknown_filter(&mut self, name: Range<usize>) {
        let written = self.quote(&name);
        let message = format!("không có phép nào tên là `{written}` sau dấu `|`");
        let error = FormulaError::new(name, message);
        let near = find_nearest(&written, FILTERS.iter().map(|(name, _)| *name));
        self.report(match near {
            Some(near) => {
                error.label(format!("có phải là `{near}`?")).hint(list_filters())
            }
            None => error.hint(list_filters()),
        });
    }

    fn build_places(
        &mut self,
        range: Range<usize>,
        parts: &[Expr<Ref>],
    ) -> Option<Filter> {
        let [part] = parts else {
            let message = "trong ngoặc của `so_le` cần số chữ số lẻ";
            self.report(FormulaError::new(range, message).hint("ví dụ: `so_le(2)`"));
            return None;
        };
        let number = match &part.kind {
            ExprKind::Number(number) => number.to_i128(),
            _ => None,
        };
        let Some(places) = number.and_then(|n| u32::try_from(n).ok()) else {
            let message =
                format!("`{}` không phải là số chữ số lẻ", self.quote(&part.range));
            let label = format!("cần một số từ 0 đến {MAX_PLACES}");
            self.report(FormulaError::new(part.range.clone(), message).label(label));
            return None;
        };
        if places > MAX_PLACES {
            let message = format!("phép `so_le` cho nhiều nhất {MAX_PLACES} chữ số lẻ");
            self.report(FormulaError::new(part.range.clone(), message));
            return None;
        }
        Some(Filter { kind: FilterKind::Places(places), range })
    }

    fn build_scale(
        &mut self,
        range: Range<usize>,
        parts: &[Expr<Ref>],
    ) -> Option<Filter> {
        let names = MoneyScale::ALL.map(|(_, name)| format!("“{name}”")).join(", ");
        let [part] = parts else {
            let message = "trong ngoặc của `theo` cần tên một đơn vị tiền";
            self.report(
                FormulaError::new(range, message).hint(format!("dùng được: {names}")),
            );
            return None;
        };
        let message = match &part.kind {
            ExprKind::Text(unit) => match MoneyScale::from_unit(unit) {
                Some(scale) => {
                    return Some(Filter { kind: FilterKind::Scale(scale), range });
                }
                None => format!("không có đơn vị tiền “{unit}”"),
            },
            _ => {
                let written = self.quote(&part.range);
                format!("`{written}` không phải là tên một đơn vị tiền trong dấu nháy")
            }
        };
        let error = FormulaError::new(part.range.clone(), message);
        self.report(error.hint(format!("dùng được: {names}")));
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
                self.quote(&self.range())
            );
            let error = FormulaError::new(self.range(), message);
            self.report(error.hint("phép tính đứng cả trước dấu `|`"));
        }
        self.stop();
    }

    /// `day_du` or `ngan` where no paper is cited.
    pub(super) fn report_only_after_paper(&mut self, range: Range<usize>) {
        let message = format!("phép `{}` chỉ dùng sau `vb(…)`", self.quote(&range));
        self.report(
            FormulaError::new(range, message).label("ở đây không viện dẫn văn bản nào"),
        );
    }

    /// A filter of figures after a pointer.
    pub(super) fn report_not_after_pointer(
        &mut self,
        filter: &Filter,
        pointer: &Pointer,
    ) {
        let name = filter.kind.name();
        let function = pointer.to.function();
        let message = format!("phép `{name}` không dùng sau `{function}(…)`");
        let error = FormulaError::new(filter.range.clone(), message);
        self.report(match pointer.to {
            Destination::Paper => error.hint("sau `vb(…)` dùng được: `day_du`, `ngan`"),
            Destination::Section | Destination::Appendix => error.label("bỏ chỗ này"),
        });
    }
}

fn make_print_filter(kind: FilterKind, range: &Range<usize>) -> AnyFilter {
    AnyFilter::Print(Filter { kind, range: range.clone() })
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

//! `chi_tieu`: named figures of the plan.

use crate::language::{Reading, fold, read_decimal};
use crate::prose::Plain;
use crate::quantity::{Count, Money, NumberError, Percent, Quantity};
use crate::yaml::Node;

use super::reader::{Open, Reader};
use super::shape::{Kind, Shape, optional, required};
use super::value;

/// The keys of an indicator.
pub(super) static INDICATOR: Shape = Shape {
    name: "chi_tieu",
    doc: "Một con số có tên; trong lời văn đọc bằng {{ chi_tieu.mã }}.",
    keys: &[
        required("ten", Kind::Plain, "Tên chỉ tiêu."),
        required(
            "gia_tri",
            Kind::Number("số nguyên, số thập phân hoặc số tiền, theo đơn vị"),
            "Giá trị.",
        ),
        optional(
            "don_vi",
            Kind::Plain,
            "Đơn vị: hộ, người, lớp …; `%` là phần trăm; `đồng` là số tiền.",
        ),
    ],
};

/// A named figure.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its name.
    pub name: Plain,
    /// Its value.
    pub value: Open<Quantity>,
    /// Its unit, where the figure itself does not print one.
    pub unit: Option<String>,
}

pub(super) fn indicator(r: &mut Reader<'_>, node: &Node) -> Option<Indicator> {
    let f = r.fields(node, &INDICATOR)?;
    let name = r.required(&f, "ten", Reader::plain);
    name.iter().for_each(|plain| r.refuse_values(plain));
    let unit = r.optional(&f, "don_vi", Reader::literal).flatten();
    let value = r.required(&f, "gia_tri", |r, n| {
        r.open(n, |r, n| quantity(r, n, unit.as_deref()))
    });
    let own_unit = |u: &String| u != "%" && fold(u) != "dong";
    Some(Indicator { name: name?, value: value?, unit: unit.filter(own_unit) })
}

/// A figure of the kind that its unit says: `%` a percent, `đồng` money, else a whole
/// number, or one with decimals where it is written with a comma.
fn quantity(r: &mut Reader<'_>, node: &Node, unit: Option<&str>) -> Option<Quantity> {
    let text = r.scalar(node)?.text.trim().to_owned();
    let read = match unit {
        Some("%") => Percent::read(&text).map(Quantity::from),
        Some(unit) if fold(unit) == "dong" => Money::read(&text).map(Quantity::from),
        _ if text.contains(',') => match read_decimal(&text) {
            Reading::Exact(value) => Ok(Quantity::from(value)),
            _ => Err(NumberError::NotANumber),
        },
        _ => Count::read(&text).map(Quantity::from),
    };
    match read {
        Ok(quantity) => Some(quantity),
        Err(error) => {
            let wanted = "một số; số thập phân viết dấu phẩy: 3,5";
            r.error(value::number_fault(&text, node.span, error, wanted));
            None
        }
    }
}

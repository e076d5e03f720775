//! What may stand after `|` in `{{ … }}`, for figures and days.

use std::cmp::Ordering;

use minijinja::{Error, ErrorKind, Value};

use super::value::{BLANK, Change, Content, Shown};
use crate::language;
use crate::quantity::{Day, Number, Scale, Style};

/// A fault of our own functions: message and hint in one text.
pub(super) fn ours(message: String) -> Error {
    Error::new(ErrorKind::CannotUnpack, message)
}

/// A value of the plan; what is none comes back as it is known not to be.
fn shown(value: &Value) -> Option<&Shown> {
    value.downcast_object_ref::<Shown>()
}

/// Whether a value is known to be open: every filter leaves its blank.
fn is_open(value: &Value) -> bool {
    shown(value).is_some_and(|s| s.content == Content::Open)
}

/// The whole number of a value.
fn whole(value: &Value) -> Result<i128, Error> {
    let number = match shown(value).map(|s| &s.content) {
        Some(Content::Figure(figure)) => match figure.style {
            Style::Number { .. } | Style::Money { .. } => figure.shown().to_i128(),
            Style::Percent { .. } | Style::Points { .. } => None,
        },
        Some(Content::Date(_) | Content::Open) => None,
        None => value.as_i64().map(i128::from),
    };
    number.ok_or_else(|| ours(format!("“{value}” không phải là số nguyên")))
}

/// `hai_chu_so`: at least two digits.
pub(super) fn two_digits(value: Value) -> Result<Value, Error> {
    if is_open(&value) {
        return Ok(value);
    }
    let number = whole(&value)?;
    Ok(Value::from(if (0..10).contains(&number) {
        format!("0{number}")
    } else {
        value.to_string()
    }))
}

/// `bang_chu`: in words.
pub(super) fn in_words(value: Value) -> Result<Value, Error> {
    if is_open(&value) {
        return Ok(value);
    }
    let words = shown(&value).and_then(|s| s.figure()?.in_words());
    let words = match words {
        Some(words) => words,
        None => language::words(whole(&value)?),
    };
    Ok(Value::from(words))
}

/// `co_don_vi`: with its unit.
pub(super) fn with_unit(value: Value) -> Result<Value, Error> {
    let shown = shown(&value)
        .ok_or_else(|| ours("phép `co_don_vi` chỉ dùng sau một chỉ tiêu".to_owned()))?;
    let figure = match &shown.content {
        Content::Figure(figure) => {
            if shown.unit.is_none() && matches!(figure.style, Style::Number { .. }) {
                return Err(ours(format!(
                    "số {figure} không có đơn vị\nghi đơn vị ngay sau số trong câu"
                )));
            }
            figure.to_string()
        }
        Content::Date(date) => Day(*date).short(),
        Content::Open => BLANK.to_owned(),
    };
    Ok(Value::from(match &shown.unit {
        Some(unit) => format!("{figure} {unit}"),
        None => figure,
    }))
}

/// `so_le(1)`: with so many decimal places.
pub(super) fn places(value: Value, places: u32) -> Result<Value, Error> {
    const MOST: u32 = 6;
    if is_open(&value) {
        return Ok(value);
    }
    if places > MOST {
        return Err(ours(format!("phép `so_le` cho nhiều nhất {MOST} chữ số lẻ")));
    }
    let shown = figure(&value, "so_le")?;
    let mut res = shown.clone();
    if let Content::Figure(figure) = res.content {
        res.content = Content::Figure(figure.with_places(places));
    }
    Ok(Value::from_object(res))
}

/// `thay_doi`: `giảm 0,78 điểm phần trăm`, `tăng 5 hộ`, `không đổi`.
pub(super) fn change(value: Value) -> Result<Value, Error> {
    if is_open(&value) {
        return Ok(value);
    }
    let shown = figure(&value, "thay_doi")?;
    let (Content::Figure(figure), Some(change)) = (&shown.content, shown.change) else {
        return Err(ours(
            "phép `thay_doi` chỉ dùng sau mức tăng, giảm của một chỉ tiêu\nví dụ: {{ chi_tieu.ty_le.giam | thay_doi }}".to_owned(),
        ));
    };
    let grows = match (figure.shown().cmp(&Number::ZERO), change) {
        (Ordering::Equal, _) => return Ok(Value::from("không đổi")),
        (Ordering::Greater, Change::Rise) | (Ordering::Less, Change::Drop) => true,
        (Ordering::Less, Change::Rise) | (Ordering::Greater, Change::Drop) => false,
    };
    let word = if grows { "tăng" } else { "giảm" };
    let amount = figure.changed_by(figure.value.abs());
    let unit = shown.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    Ok(Value::from(format!("{word} {amount}{unit}")))
}

/// `theo("triệu đồng")`: an amount in another scale.
pub(super) fn in_scale(value: Value, unit: String) -> Result<Value, Error> {
    if is_open(&value) {
        return Ok(value);
    }
    let names = || Scale::ALL.map(|(_, name)| format!("“{name}”")).join(", ");
    let scale = Scale::of_unit(&unit).ok_or_else(|| {
        ours(format!("không có đơn vị tiền “{unit}”\ndùng được: {}", names()))
    })?;
    let shown = figure(&value, "theo")?;
    let mut res = shown.clone();
    match &mut res.content {
        Content::Figure(figure) if matches!(figure.style, Style::Money { .. }) => {
            let places = if scale == Scale::Dong { Some(0) } else { None };
            figure.style = Style::Money { scale, places };
        }
        _ => return Err(ours("phép `theo` chỉ dùng sau một số tiền".to_owned())),
    }
    Ok(Value::from_object(res))
}

/// `ngay_dai`: `ngày 20 tháng 4 năm 2023`.
pub(super) fn long_date(value: Value) -> Result<Value, Error> {
    if is_open(&value) {
        return Ok(value);
    }
    match shown(&value).map(|s| &s.content) {
        Some(Content::Date(date)) => Ok(Value::from(Day(*date).long())),
        _ => Err(ours(format!("“{value}” không phải là một ngày"))),
    }
}

fn figure<'v>(value: &'v Value, filter: &str) -> Result<&'v Shown, Error> {
    shown(value).filter(|s| s.figure().is_some()).ok_or_else(|| {
        ours(format!("phép `{filter}` chỉ dùng sau một con số của kế hoạch"))
    })
}

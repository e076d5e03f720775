//! What a column counts by its name: what adds up from row to row, and what does not, as
//! averages, prices, densities, ranks.
//!
//! Names of counts begin with what is counted (`Số hộ có thu nhập bình quân …`), and
//! nothing behind that changes it. What is not surely a rate adds up.
//!
//! | file | what it does |
//! |---|---|
//! | `name_words` | the words of a name, as phrases are sought in them |

mod name_words;

use crate::language::{fold, list_brackets, normalize_spaces};
use crate::quantity::{MoneyUnit, is_time, read_money_unit};

use name_words::NameWords;

/// What to write at a column whose total is open.
pub(super) const HOW_TO_CLOSE: &str = "ghi ở cột: `tong: khong` nếu không cần số tổng; một công thức, ví dụ `tong: tien / nguoi`; hoặc `tong: co` nếu vẫn cộng các hàng";

/// Why the cells of a column do not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RateKind {
    /// `Thu nhập bình quân`.
    Average,
    /// `Đơn giá`.
    Price,
    /// `Mật độ dân số`, `Tốc độ tăng`, `Năng suất`, `Tỷ lệ` that is no percent.
    Measure,
    /// `Xếp hạng`.
    Rank,
    /// `(triệu đồng/người)`.
    PerThing,
    /// `Số lượng` of different things, which have prices.
    Quantity,
    /// Computed from totals that are open.
    FromOpen,
}

/// What columns of one table say of each other.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PricedTable {
    /// Whether a column has prices.
    pub(super) has_price: bool,
    /// Whether a column has amounts: quantity times price.
    pub(super) has_amount: bool,
    /// Whether all rows count one thing, by the column of their units.
    pub(super) is_of_one_unit: bool,
}

/// Names that begin so count, whatever follows.
const COUNTS: &[&str] = &[
    "số",
    "tổng",
    "tổng số",
    "hộ",
    "người",
    "khẩu",
    "nhân khẩu",
    "dân số",
    "lao động",
    "trẻ em",
    "học sinh",
    "xã",
    "thôn",
    "lượt",
];

/// Words of which one in a name of a count makes the rate behind it a condition: `Số hộ
/// có thu nhập bình quân dưới …`.
const CONDITIONS: &[&str] =
    &["có", "đạt", "thuộc", "mức", "dưới", "trên", "với", "theo", "từ"];

/// What has an average: `trung bình` alone is a class of pupils or of households.
const AVERAGED: &[&str] = &[
    "thu nhập",
    "điểm",
    "giá",
    "năng suất",
    "chi phí",
    "diện tích",
    "tuổi",
    "lương",
    "nhiệt độ",
    "lượng mưa",
    "sản lượng",
    "khoảng cách",
    "mức",
    "chiều cao",
    "cân nặng",
    "chi tiêu",
    "số",
];

/// Names that begin so are measures that do not add up.
const MEASURES: &[&str] = &[
    "mật độ",
    "tốc độ",
    "năng suất",
    "định mức",
    "hệ số",
    "chỉ số",
    "tỷ lệ",
    "tỉ lệ",
    "tỷ suất",
    "tỉ suất",
    "tỷ giá",
    "tỉ giá",
    "lãi suất",
    "nhiệt độ",
    "độ tuổi",
    "độ che phủ",
    "độ cao",
    "độ dốc",
    "mức lương",
    "mức thu nhập",
    "mức đóng",
    "mức khoán",
    "mức sống",
    "tuổi thọ",
    "quy mô hộ",
    "quy mô gia đình",
];

const RANKS: &[&str] = &["xếp hạng", "thứ hạng", "xếp thứ", "thứ bậc", "vị thứ"];

/// What follows `giá` where it is a price for one thing: `Giá trị`, `Giá gói thầu` add up.
const PRICES: &[&str] = &[
    "thành",
    "bán",
    "mua",
    "thu mua",
    "bình quân",
    "thị trường",
    "cả",
    "đất",
    "vé",
    "điện",
    "nước",
    "xăng",
    "thuê",
    "cho thuê",
    "nhân công",
    "một",
    "mỗi",
    "đơn vị",
];

/// Names of amounts that are a quantity times a price.
const AMOUNTS: &[&str] = &["thành tiền", "số tiền", "kinh phí", "tổng tiền", "cộng tiền"];

/// What stands behind `/` outside brackets, for each of which something is.
const PERSONS: &[&str] = &[
    "người",
    "đầu người",
    "hộ",
    "khẩu",
    "lao động",
    "lớp",
    "ha",
    "km2",
    "km²",
    "m2",
    "m²",
    "vạn dân",
    "1000 dân",
    "10000 dân",
    "100000 dân",
];

/// What stands behind `/` in brackets: a unit.
const THINGS: &[&str] = &[
    "người",
    "đầu người",
    "hộ",
    "khẩu",
    "nhân khẩu",
    "lao động",
    "lớp",
    "ha",
    "km2",
    "km²",
    "km",
    "m2",
    "m²",
    "m3",
    "m³",
    "m",
    "vạn dân",
    "1000 dân",
    "10000 dân",
    "100000 dân",
    "dân",
    "thôn",
    "xóm",
    "xã",
    "con",
    "kg",
    "tấn",
    "tạ",
    "yến",
    "lít",
    "cây",
    "suất",
    "công",
    "ngày công",
    "buổi",
    "lượt",
    "chuyến",
    "cái",
    "bộ",
    "chiếc",
    "h",
    "giờ",
    "nhà",
    "căn",
    "mô hình",
    "học sinh",
    "em",
    "cháu",
    "bài",
    "tờ",
    "cuốn",
    "quyển",
    "đơn vị",
    "sản phẩm",
    "giường",
    "vé",
    "kwh",
    "số",
    "sào",
    "công trình",
];

impl RateKind {
    /// What the cells are, for a message.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Average => "số bình quân",
            Self::Price => "đơn giá",
            Self::Measure => "tỷ lệ, mức độ",
            Self::Rank => "thứ hạng",
            Self::PerThing => "số tính trên một đơn vị",
            Self::Quantity => "số lượng của nhiều thứ khác nhau",
            Self::FromOpen => "số tính từ các tổng để ngỏ",
        }
    }
}

/// What a column is by its names, from the outermost group to its own, where its cells do
/// not add up.
pub(super) fn find_rate_kind(labels: &[String]) -> Option<RateKind> {
    let (label, groups) = labels.split_last()?;
    if let Some(kind) = classify_label(label) {
        return Some(kind);
    }
    // `Thu nhập bình quân` over `Năm 2025`; not over `Số hộ`.
    if is_count(&NameWords::new(label)) {
        return None;
    }
    groups.iter().rev().find_map(|group| classify_label(group))
}

fn classify_label(label: &str) -> Option<RateKind> {
    let words = NameWords::new(label);
    if is_average(&words) {
        return Some(RateKind::Average);
    }
    if is_per_thing(label, &words) {
        return Some(if is_price(&words) { RateKind::Price } else { RateKind::PerThing });
    }
    if is_count(&words) {
        return None;
    }
    if is_price(&words) {
        return Some(RateKind::Price);
    }
    if words.begins_any(RANKS) || words.is("hạng") {
        return Some(RateKind::Rank);
    }
    let is_ratio = words.ends_any(&["lần"])
        && ["so với", "tăng", "giảm", "gấp"].iter().any(|word| words.has(word))
        && list_brackets(label)
            .last()
            .is_some_and(|unit| normalize_spaces(unit) == "lần");
    (words.begins_any(MEASURES) || words.is("tuổi") || words.has("‰") || is_ratio)
        .then_some(RateKind::Measure)
}

/// Whether a name is of what is counted.
fn is_count(words: &NameWords) -> bool {
    words.begins_any(COUNTS)
}

fn is_average(words: &NameWords) -> bool {
    let is_condition = |before: &NameWords| {
        is_count(words) && CONDITIONS.iter().any(|word| before.has(word))
    };
    for phrase in ["bình quân", "bq", "tnbq", "bqđn", "tnbqđn"] {
        if let Some(before) = words.before(phrase) {
            return !is_condition(&before);
        }
    }
    for phrase in ["trung bình", "tb"] {
        let Some(before) = words.before(phrase) else { continue };
        let is_of_each = words.after(phrase).is_some_and(|after| {
            phrase == "trung bình" && after.begins("/")
                || after.begins("mỗi")
                || after.begins("một")
        });
        let is_measured = !is_count(words) && before.ends_any(AVERAGED);
        // `mức sống trung bình`, `hộ trung bình` are classes.
        return !is_condition(&before) && (is_of_each || is_measured);
    }
    false
}

/// Whether something is for each of another: `/người` outside brackets, a unit in them,
/// `mỗi hộ`, `trên một hộ`.
fn is_per_thing(label: &str, words: &NameWords) -> bool {
    if has_unit_per_thing(label) {
        return true;
    }
    let outside = strip_brackets(label).to_lowercase();
    if let Some((left, right)) = outside.split_once('/') {
        let right = right.split('/').find(|part| !is_time(part)).unwrap_or_default();
        let right = normalize_spaces(&right.replace('.', ""));
        let is_person = PERSONS.iter().any(|p| *p == right || fold(p) == right);
        // `Số hộ/người` may be two counts; persons for each household are a measure.
        let left = NameWords::new(left);
        if right == "hộ" && left.begins("số") && left.ends_any(&["người", "khẩu"])
        {
            return true;
        }
        if is_person && !left.begins("hộ") && !left.ends_any(&["hộ", "người", "khẩu"])
        {
            return true;
        }
    }
    let is_for_each = ["mỗi", "trên một", "trên mỗi", "trên 1", "cho một", "cho 1"]
        .iter()
        .any(|phrase| {
            // Without marks `mỗi` is `môi` too; `Số hộ trên 1 ha` is a condition.
            let is_sure = *phrase == "mỗi" && !words.is_plain || !is_count(words);
            is_sure && words.after(phrase).is_some_and(|after| after.begins_any(THINGS))
        });
    is_for_each || words.has("đầu người")
}

/// Whether a bracket of a label holds a unit for each of something: `(tạ/ha)`.
fn has_unit_per_thing(label: &str) -> bool {
    list_brackets(label).iter().any(|unit| {
        if let Some(MoneyUnit::Known { is_rate, .. }) = read_money_unit(unit) {
            return is_rate;
        }
        let unit = unit.to_lowercase();
        let Some((left, per)) = unit.split_once('/') else { return false };
        let is_unit = left.split_whitespace().count() <= 2;
        is_unit
            && per.split('/').any(|part| {
                let part = normalize_spaces(&part.replace('.', ""));
                let part = part.trim_start_matches("1 ").trim_start_matches("một ");
                THINGS.iter().any(|t| *t == part || fold(t) == part)
            })
    })
}

fn is_price(words: &NameWords) -> bool {
    words.has("đơn giá")
        || words.is("giá")
        || words.begins("mức giá")
        || words.begins("giá")
            && words.after("giá").is_some_and(|after| after.begins_any(PRICES))
}

/// A label without its brackets.
fn strip_brackets(label: &str) -> String {
    let mut depth = 0_u32;
    let mut res = String::with_capacity(label.len());
    for c in label.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => res.push(c),
            _ => {}
        }
    }
    normalize_spaces(&res)
}

/// Whether a column has the prices of single things.
pub(super) fn is_price_label(label: &str) -> bool {
    is_price(&NameWords::new(label))
}

/// Whether a column has how many of the thing of its row.
pub(super) fn is_quantity_label(label: &str) -> bool {
    let words = NameWords::new(&strip_brackets(label));
    words.begins_any(&["số lượng", "khối lượng"]) || words.is("sl") || words.is("kl")
}

/// Whether a column has amounts of money.
pub(super) fn is_amount_label(label: &str) -> bool {
    NameWords::new(label).begins_any(AMOUNTS)
}

/// Whether a column has the unit of each row.
pub(super) fn is_unit_label(label: &str) -> bool {
    let words = NameWords::new(label);
    ["đvt", "đv tính", "đơn vị tính", "đơn vị"].iter().any(|name| words.is(name))
}

/// What a column is beside the others of its table, where its cells do not add up: how
/// many of different things, and `Mức …` for one of them.
pub(super) fn find_priced_kind(label: &str, table: PricedTable) -> Option<RateKind> {
    if table.has_price && !table.is_of_one_unit && is_quantity_label(label) {
        return Some(RateKind::Quantity);
    }
    let words = NameWords::new(label);
    let is_change = ["mức tăng", "mức giảm"].iter().any(|name| words.begins(name));
    (words.begins("mức") && table.has_amount && !is_change).then_some(RateKind::Price)
}

#[cfg(test)]
mod tests;

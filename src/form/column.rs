//! A column of a table: its name, its type, where its cells come from.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::prose::Plain;
use crate::quantity::MoneyScale;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::blank::ZEROS;
use super::column_look::{self, ALIGNS, ColumnLook};
use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::value::{self, Formula};

/// The keys of a column or of columns with a name in common.
pub(super) static COLUMN: Shape = Shape {
    name: "cot",
    doc: "Một cột của bảng; có khóa `cot` bên trong thì là một nhóm cột có tên chung.",
    keys: &[
        KeySpec::required(
            "nhan",
            KeyKind::Plain,
            "Tên cột, hoặc tên chung của nhóm cột.",
        ),
        KeySpec::optional(
            "ma",
            KeyKind::Id,
            "Mã của cột, để công thức và lời văn gọi. Mã gồm chữ không dấu, chữ số, dấu `_`.",
        ),
        KeySpec::optional(
            "kieu",
            KeyKind::Either(&[KeyKind::Choice(TYPE_WORDS), KeyKind::Map(&TYPE)]),
            "Kiểu của các ô. Không ghi thì máy xét theo số liệu và tên cột: số, phần trăm, ngày, còn lại là chữ.",
        ),
        KeySpec::optional(
            "cong_thuc",
            KeyKind::Plain,
            "Công thức tính các ô từ các cột khác, ví dụ: dau - giam. Viết không có dấu `=` ở đầu.",
        ),
        KeySpec::optional(
            "an",
            KeyKind::YesNo,
            "`co` thì cột không in ra, chỉ để cột khác tính.",
        ),
        KeySpec::optional(
            "trong_tep",
            KeyKind::Plain,
            "Tên cột trong tệp số liệu, nếu khác `ma` và `nhan`; trong một nhóm cột thì ghi cả tên nhóm: Hộ nghèo / Số hộ; hoặc chữ của cột: cột C.",
        ),
        KeySpec::optional(
            "tep_ghi",
            KeyKind::Choice(SCALES),
            "Tệp ghi phần trăm thế nào, khi ô không có dấu %; hoặc lấy số nào của ô mà bảng tính hiện ra đã chia cho nghìn, triệu.",
        ),
        KeySpec::optional(
            "dau_phan_nghin",
            KeyKind::Choice(GROUPINGS),
            "Dấu ngăn hàng nghìn trong số liệu của cột, khi `1,250` hoặc `1.250` đọc được hai cách.",
        ),
        KeySpec::optional(
            "don_vi_tinh",
            KeyKind::Plain,
            "Số tiền ghi trong các ô tính theo đơn vị nào, khi khác với đơn vị in ra hoặc khi các chỗ ghi đơn vị không khớp nhau: đồng, nghìn đồng, triệu đồng, tỷ đồng.",
        ),
        KeySpec::optional(
            "tong",
            KeyKind::Plain,
            "Ô của hàng tổng: `khong` thì để trống; `co` thì cộng các hàng; hoặc một công thức. Không ghi thì máy cộng, hoặc tính lại tỷ lệ từ các số tổng; số bình quân, đơn giá, mật độ, thứ hạng … thì để ngỏ.",
        ),
        KeySpec::optional(
            "ky_hieu",
            KeyKind::YesNo,
            "`khong` thì ô phần trăm không in dấu %. Mặc định: không in khi tên cột đã có dấu %.",
        ),
        KeySpec::optional(
            "so_khong",
            KeyKind::Choice(ZEROS),
            "Ô số bằng 0 của cột in thế nào, nếu khác với cả bảng.",
        ),
        KeySpec::optional(
            "gop",
            KeyKind::YesNo,
            "`co` thì các ô liền nhau từ trên xuống, cùng một nội dung, in thành một ô. Cột gộp đứng sau chỉ gộp trong phạm vi ô gộp của cột đứng trước.",
        ),
        KeySpec::optional(
            "can",
            KeyKind::Choice(ALIGNS),
            "Căn lề, nếu muốn khác với kiểu.",
        ),
        KeySpec::optional(
            "rong",
            KeyKind::Number("số nguyên"),
            "Phần chiều rộng của cột so với các cột khác; không ghi thì vừa với nội dung.",
        ),
        KeySpec::optional(
            "cot",
            KeyKind::List(&KeyKind::Map(&COLUMN)),
            "Các cột của nhóm, hoặc các nhóm nhỏ hơn; đầu bảng có nhiều nhất ba tầng.",
        ),
    ],
};

/// The keys of a column that a group of columns does not have.
pub(super) const OF_ONE: [&str; 14] = [
    "ma",
    "kieu",
    "cong_thuc",
    "an",
    "trong_tep",
    "tep_ghi",
    "dau_phan_nghin",
    "don_vi_tinh",
    "tong",
    "ky_hieu",
    "so_khong",
    "gop",
    "can",
    "rong",
];

/// The keys of a type with decimal places.
pub(super) static TYPE: Shape = Shape {
    name: "kieu",
    doc: "Kiểu của cột, kèm số chữ số lẻ.",
    keys: &[
        KeySpec::optional(
            "phan_tram",
            KeyKind::Number(PLACES_WORDS),
            "Phần trăm, với số chữ số lẻ này.",
        ),
        KeySpec::optional(
            "thap_phan",
            KeyKind::Number(PLACES_WORDS),
            "Số thập phân, với số chữ số lẻ này.",
        ),
        KeySpec::optional(
            "tien",
            KeyKind::Number(PLACES_WORDS),
            "Số tiền của bảng tính theo nghìn, triệu, tỷ đồng, in ra với số chữ số lẻ này.",
        ),
    ],
};

const PLACES_WORDS: &str = "số nguyên từ 0 đến 6";

/// The words under `kieu`.
pub(super) static TYPE_WORDS: &[Keyword] = &[
    Keyword::new("chu", "Chữ; căn trái."),
    Keyword::new("so", "Số; căn phải. Số lẻ viết dấu phẩy: 3,5."),
    Keyword::new("thap_phan", "Số thập phân; căn phải, mọi ô cùng số chữ số lẻ."),
    Keyword::new(
        "phan_tram",
        "Phần trăm; căn phải. Công thức `giam / ho` in ra 3,30%, không nhân 100.",
    ),
    Keyword::new(
        "tien",
        "Số tiền; căn phải. Bảng tính theo nghìn, triệu, tỷ đồng thì chỉ ghi con số theo đơn vị ấy.",
    ),
    Keyword::new("ngay", "Ngày; căn giữa."),
];

const KINDS: [CellKind; 6] = [
    CellKind::Text,
    CellKind::Number,
    CellKind::Decimal,
    CellKind::Percent,
    CellKind::Money,
    CellKind::Date,
];

/// The words under `tep_ghi`.
pub(super) static SCALES: &[Keyword] = &[
    Keyword::new("phan_tram", "Tệp ghi 3,3 nghĩa là 3,3%."),
    Keyword::new("ti_so", "Tệp ghi 0,033 nghĩa là 3,3%."),
    Keyword::new("nhu_luu", "Lấy số như tệp lưu: 5.000.000, dù bảng tính hiện 5,0."),
    Keyword::new("nhu_hien", "Lấy số như bảng tính hiện: 5,0, dù tệp lưu 5.000.000."),
];

/// The words under `dau_phan_nghin`.
pub(super) static GROUPINGS: &[Keyword] = &[
    Keyword::new(
        "cham",
        "Dấu chấm: 1.250 là một nghìn hai trăm năm mươi; 1,25 có phần lẻ.",
    ),
    Keyword::new(
        "phay",
        "Dấu phẩy: 1,250 là một nghìn hai trăm năm mươi; 1.25 có phần lẻ.",
    ),
];

/// A column as written: its name, what its cells hold, and where they come from.
#[derive(Debug, Clone)]
pub struct ColumnSpec {
    /// What formulas and texts know it by; `None` for one that nothing reads.
    pub id: Option<Spanned<String>>,
    /// What stands in the header: `nhan`.
    pub label: Plain,
    /// What its cells hold, where given.
    pub kind: Option<CellKind>,
    /// Its decimal places, where given.
    pub places: Option<u32>,
    /// How its cells are computed; `None` where they are typed or read from a file.
    pub formula: Option<Formula>,
    /// Whether formulas may read it and no paper prints it.
    pub hidden: bool,
    /// Its name or letter in the data file, where it differs from `nhan`.
    pub in_file: Option<Spanned<String>>,
    /// How the file writes percents, where given.
    pub scale: Option<PercentScale>,
    /// Which figure is meant of a cell that is shown divided, where given.
    pub divided: Option<DividedFigure>,
    /// What groups the digits of its figures, where given.
    pub grouping: Option<DigitGrouping>,
    /// In what the amounts in its cells are counted, where given.
    pub unit: Option<MoneyScale>,
    /// Its cell of the total row.
    pub total: ColumnTotal,
    /// Whether percents print their sign, where given.
    pub sign: Option<bool>,
    /// How its cells are set.
    pub look: ColumnLook,
    /// The group of keys that describes it.
    pub span: Span,
}

/// What the cells of a column hold (`kieu`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Words, set on the left; no formula counts with them.
    Text,
    /// A number: whole, or with decimals where some cell of the column has them.
    Number,
    /// A number with decimals, all cells with as many.
    Decimal,
    /// A rate; a formula reads 3,3 % as 33/1000.
    Percent,
    /// An amount of money, counted in the scale of the table.
    Money,
    /// A calendar date.
    Date,
}

/// How a file writes percents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentScale {
    /// 3,3 for 3,3 %.
    Percent,
    /// 0,033 for 3,3 %.
    Ratio,
}

/// Which figure is meant of a cell of a workbook that is shown divided by thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DividedFigure {
    /// The one that the file keeps: `nhu_luu`.
    Stored,
    /// The one that a person sees: `nhu_hien`.
    Shown,
}

/// What groups the digits of figures by three; the other sign is the decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitGrouping {
    /// `1.250`, as Vietnam writes.
    Dot,
    /// `1,250`, as English does.
    Comma,
}

/// What stands in a column's cell of the total row.
#[derive(Debug, Clone)]
pub enum ColumnTotal {
    /// What its type and its name ask for: a sum, the rate of the totals, or nothing.
    Auto,
    /// The sum of the rows, whatever its name says: `tong: co`.
    Sum,
    /// The cell stays empty: `tong: khong`.
    None,
    /// What a formula over the cells of the total row gives.
    Formula(Formula),
}

/// A type by pattern of ids.
#[derive(Debug, Clone, Copy)]
pub(super) struct TypePattern {
    /// What the cells of the columns hold whose ids match.
    pub(super) kind: CellKind,
    /// Its decimal places, where given.
    pub(super) places: Option<u32>,
}

/// A column. Its type is `None` where the form names none: patterns of ids are applied
/// when all columns are read, and the cells decide where no pattern matches.
pub(super) fn read_column(r: &mut FormReader<'_>, node: &YamlNode) -> Option<ColumnSpec> {
    let f = r.fields(node, &COLUMN)?;
    let id = r.optional(&f, "ma", FormReader::column_id);
    let label = r.required(&f, "nhan", FormReader::plain);
    let kind = r.optional(&f, "kieu", read_type);
    let formula = r.optional(&f, "cong_thuc", value::read_formula);
    let hidden = r.optional(&f, "an", FormReader::yes_no).unwrap_or(false);
    let in_file = r.optional(&f, "trong_tep", FormReader::literal_at);
    let written = r.optional(&f, "tep_ghi", |r, n| r.choice(n, SCALES));
    let grouping = r.optional(&f, "dau_phan_nghin", |r, n| r.choice(n, GROUPINGS));
    let unit = r.optional(&f, "don_vi_tinh", read_money_scale);
    if kind.is_some_and(|k| k.kind != CellKind::Money) {
        r.report_idle_key(&f, "don_vi_tinh", "cột kiểu `tien`");
    }
    let total = r.optional(&f, "tong", read_column_total).unwrap_or(ColumnTotal::Auto);
    let sign = r.optional(&f, "ky_hieu", FormReader::yes_no);
    let look = column_look::read_column_look(r, &f, hidden);
    Some(ColumnSpec {
        id,
        label: label?,
        kind: kind.map(|k| k.kind),
        places: kind.and_then(|k| k.places),
        formula,
        hidden,
        in_file,
        scale: match written {
            Some(0) => Some(PercentScale::Percent),
            Some(1) => Some(PercentScale::Ratio),
            _ => None,
        },
        divided: match written {
            Some(2) => Some(DividedFigure::Stored),
            Some(3) => Some(DividedFigure::Shown),
            _ => None,
        },
        grouping: grouping.map(|i| match i {
            0 => DigitGrouping::Dot,
            _ => DigitGrouping::Comma,
        }),
        unit,
        total,
        sign,
        look,
        span: f.span,
    })
}

impl ColumnSpec {
    /// Whether its cells are computed, so that no row of the form has one for it.
    pub(super) fn is_computed(&self) -> bool {
        self.formula.is_some()
    }

    /// A column of a table that no form has written: what is given, and no more.
    pub(super) fn new(id: Spanned<String>, label: Plain, kind: CellKind) -> Self {
        let span = id.span;
        Self {
            id: Some(id),
            label,
            kind: Some(kind),
            places: None,
            formula: None,
            hidden: false,
            in_file: None,
            scale: None,
            divided: None,
            grouping: None,
            unit: None,
            total: ColumnTotal::Auto,
            sign: None,
            look: ColumnLook::default(),
            span,
        }
    }
}

/// A type: a word, or a word with decimal places.
pub(super) fn read_type(r: &mut FormReader<'_>, node: &YamlNode) -> Option<TypePattern> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let kind = KINDS[r.choice(node, TYPE_WORDS)?];
        return Some(TypePattern { kind, places: None });
    }
    let f = r.fields(node, &TYPE)?;
    let percent = r.optional(&f, "phan_tram", read_decimal_places);
    let decimal = r.optional(&f, "thap_phan", read_decimal_places);
    let money = r.optional(&f, "tien", read_decimal_places);
    let (kind, places) = match (percent, decimal, money) {
        (Some(places), None, None) => (CellKind::Percent, places),
        (None, Some(places), None) => (CellKind::Decimal, places),
        (None, None, Some(places)) => (CellKind::Money, places),
        (None, None, None) if !f.is_empty() => return None,
        _ => {
            r.report_wrong_type(node, "một kiểu, ví dụ `phan_tram: 2`");
            return None;
        }
    };
    Some(TypePattern { kind, places: Some(places) })
}

/// A number of decimal places.
pub(super) fn read_decimal_places(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<u32> {
    const MOST: u32 = 6;
    let count = value::read_count(r, node)?;
    let places = u32::try_from(count).ok().filter(|p| *p <= MOST);
    if places.is_none() {
        r.report_wrong_type(node, PLACES_WORDS);
    }
    places
}

fn read_column_total(r: &mut FormReader<'_>, node: &YamlNode) -> Option<ColumnTotal> {
    match language::to_key(r.scalar(node)?.text.trim()).as_str() {
        "khong" => Some(ColumnTotal::None),
        "co" => Some(ColumnTotal::Sum),
        _ => value::read_formula(r, node).map(ColumnTotal::Formula),
    }
}

/// A unit in which money is counted.
fn read_money_scale(r: &mut FormReader<'_>, node: &YamlNode) -> Option<MoneyScale> {
    let unit = r.literal_at(node)?;
    let scale = MoneyScale::from_unit(&unit.value);
    if scale.is_none() {
        let message = format!("`{}` không phải là một đơn vị tiền", unit.value);
        r.error(
            Diagnostic::error(&code::indicator::UNKNOWN_MONEY_UNIT, unit.span, message)
                .label("cần đồng, nghìn đồng, triệu đồng hoặc tỷ đồng"),
        );
    }
    scale
}

/// Whether an id fits a pattern in which `*` stands for anything.
pub(super) fn match_pattern(pattern: &str, id: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut unmatched) = id.strip_prefix(first) else { return false };
    let parts: Vec<_> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return unmatched.is_empty() };
    // Each part between two stars is taken at its first place, which leaves the most to
    // the parts after it, so that nothing need be tried twice.
    for part in middle {
        let Some((_, after)) = unmatched.split_once(part) else { return false };
        unmatched = after;
    }
    unmatched.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_part_of_an_id() {
        for (pattern, id, fit) in [
            ("tl_*", "tl_dau", true),
            ("tl_*", "tl_", true),
            ("tl_*", "dau", false),
            ("*_2023", "tl_2023", true),
            ("t*_*3", "tl_2023", true),
            ("ho", "ho", true),
            ("ho", "ho_ngheo", false),
        ] {
            assert_eq!(match_pattern(pattern, id), fit, "{pattern} {id}");
        }
    }
}

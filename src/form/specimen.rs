//! `mau`: a form that others fill in, as it is printed: an application, a note, the outline
//! of a report. Its parts stand on the paper in the order of the list.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::prose::{self, ProsePiece};
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::fields::Fields;
use super::reader::FormReader;
use super::scalar::find_joined_lines;
use super::section::SectionPart;
use super::shape::{KeyKind, KeySpec, Shape};
use super::table::TABLE;
use super::table_collector::TableCollector;

/// The keys of an entry of `mau`, of which each entry has one.
pub(super) static SPECIMEN: Shape = Shape {
    name: "mau",
    doc: "Một phần của mẫu, in theo đúng thứ tự ghi trong biểu. Mỗi phần mở đầu bằng `- ` và chỉ có một khóa. Trong các dòng của mẫu, dấu chấm gõ liền nhau (`…` hoặc `...`) in thành đường chấm để điền, `[ ]` thành ô để đánh dấu, `[x]` thành ô đã đánh dấu.",
    keys: &[
        KeySpec::optional(
            "quoc_hieu",
            KeyKind::Either(&[KeyKind::YesNo, KeyKind::Map(&HEAD)]),
            "`co` thì in Quốc hiệu và Tiêu ngữ ở giữa trang. Mẫu có tên cơ quan thì ghi nhóm khóa: tên cơ quan in bên trái, Quốc hiệu bên phải. Phần này bắt đầu một trang mới, trừ khi đứng ngay đầu phụ lục.",
        ),
        KeySpec::optional(
            "giua",
            KeyKind::Prose,
            "Các dòng in ở giữa trang, như tên của mẫu. Mỗi dòng của biểu là một dòng trên giấy.",
        ),
        KeySpec::optional(
            "phai",
            KeyKind::Prose,
            "Các dòng in ở giữa nửa trang bên phải, như địa danh và ngày tháng.",
        ),
        KeySpec::optional(
            "dong",
            KeyKind::Prose,
            "Các dòng in từ lề trái, không lùi đầu dòng. Mỗi dòng của biểu là một dòng trên giấy.",
        ),
        KeySpec::optional(
            "khung",
            KeyKind::Map(&FRAME),
            "Khung để dán ảnh hoặc để trống. Các dòng ghi sau khung in bên cạnh khung cho đến hết chiều cao của khung.",
        ),
        KeySpec::optional(
            "ky",
            KeyKind::List(&KeyKind::Map(&SIGNATURE)),
            "Chỗ ký: từ một đến ba chỗ, xếp ngang nhau.",
        ),
        KeySpec::optional(
            "doan",
            KeyKind::Prose,
            "Các đoạn văn, ghi như ở mọi chỗ khác.",
        ),
        KeySpec::optional(
            "bang",
            KeyKind::Either(&[KeyKind::Id, KeyKind::Map(&TABLE)]),
            "Một bảng: mã của một bảng trong `bang` của biểu, hoặc ghi thẳng bảng tại đây.",
        ),
    ],
};

/// The keys of `quoc_hieu` where a specimen names an agency.
pub(super) static HEAD: Shape = Shape {
    name: "quoc_hieu",
    doc: "Phần đầu của mẫu: tên cơ quan bên trái, Quốc hiệu bên phải.",
    keys: &[
        KeySpec::optional("chu_quan", KeyKind::Lines, "Tên cơ quan chủ quản."),
        KeySpec::required(
            "co_quan",
            KeyKind::Lines,
            "Tên cơ quan, tổ chức dùng mẫu; chưa rõ thì gõ dấu chấm để điền.",
        ),
        KeySpec::optional(
            "so",
            KeyKind::Plain,
            "Dòng số, ký hiệu, ví dụ: \"Số: …/BC-…\".",
        ),
        KeySpec::optional(
            "noi_ngay",
            KeyKind::Plain,
            "Địa danh và ngày tháng, ví dụ: \"…, ngày … tháng … năm …\".",
        ),
    ],
};

/// The keys of `khung`.
pub(super) static FRAME: Shape = Shape {
    name: "khung",
    doc: "Khung để dán ảnh hoặc để trống.",
    keys: &[
        KeySpec::optional("chu", KeyKind::Lines, "Chữ in trong khung, ví dụ: Ảnh 3 × 4."),
        KeySpec::required(
            "rong",
            KeyKind::Number("5 đến 100 mm"),
            "Chiều rộng, tính bằng mm. Ảnh 3 × 4: 30.",
        ),
        KeySpec::required(
            "cao",
            KeyKind::Number("5 đến 150 mm"),
            "Chiều cao, tính bằng mm. Ảnh 3 × 4: 40.",
        ),
    ],
};

/// The keys of a place for a signature in a specimen.
pub(super) static SIGNATURE: Shape = Shape {
    name: "ky",
    doc: "Một chỗ ký của mẫu.",
    keys: &[
        KeySpec::optional(
            "noi_ngay",
            KeyKind::Plain,
            "Địa danh và ngày tháng in trên chỗ ký, ví dụ: \"…, ngày … tháng … năm …\".",
        ),
        KeySpec::required(
            "chuc_vu",
            KeyKind::Lines,
            "Ai ký, ví dụ: NGƯỜI LÀM ĐƠN. Viết sau dấu `|` thì mỗi dòng của biểu là một dòng trên giấy.",
        ),
        KeySpec::optional(
            "ghi_chu",
            KeyKind::Lines,
            "Lời dặn in nghiêng, ví dụ: (Ký tên, đóng dấu).",
        ),
        KeySpec::optional("ho_ten", KeyKind::Plain, "Họ và tên in dưới chỗ ký, nếu có."),
    ],
};

/// How many signatures stand side by side at most.
const MOST_SIGNATURES: usize = 3;

/// The lines of a field of a specimen: each one of the paper.
#[derive(Debug, Clone)]
pub struct SpecimenText {
    /// What stands in each line.
    pub lines: Vec<Vec<ProsePiece>>,
    /// Where the field stands.
    pub span: Span,
}

/// Where the lines of a specimen stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinePlace {
    /// In the middle.
    Middle,
    /// In the middle of the right half.
    Right,
    /// From the left margin.
    Left,
}

/// A part of a specimen.
#[derive(Debug, Clone)]
pub enum SpecimenItem {
    /// State name and motto alone.
    State(Span),
    /// The names of an agency, and state name and motto beside them.
    Head(SpecimenHead),
    /// Lines that stand in one place.
    Lines(LinePlace, SpecimenText),
    /// A frame for a photo.
    Frame(SpecimenFrame),
    /// Places for signatures, side by side: one to three.
    Signatures(Vec<SpecimenSignature>),
    /// Running text, or a table, as everywhere.
    Part(SectionPart),
}

/// The head of a specimen that names an agency.
#[derive(Debug, Clone)]
pub struct SpecimenHead {
    /// The agency above.
    pub parent: Option<SpecimenText>,
    /// The agency that uses the specimen.
    pub agency: SpecimenText,
    /// Number and symbol.
    pub number: Option<SpecimenText>,
    /// Place and date.
    pub place_date: Option<SpecimenText>,
    /// The group of keys.
    pub span: Span,
}

/// A frame for a photo.
#[derive(Debug, Clone)]
pub struct SpecimenFrame {
    /// What stands in it.
    pub text: Option<SpecimenText>,
    /// Its width in tenths of a millimetre.
    pub width: u32,
    /// Its height in tenths of a millimetre.
    pub height: u32,
    /// The group of keys.
    pub span: Span,
}

/// A place for a signature.
#[derive(Debug, Clone)]
pub struct SpecimenSignature {
    /// Place and date over it.
    pub place_date: Option<SpecimenText>,
    /// Who signs.
    pub post: SpecimenText,
    /// What the signer is told: `(Ký tên, đóng dấu)`.
    pub note: Option<SpecimenText>,
    /// The name under it.
    pub name: Option<SpecimenText>,
    /// The group of keys.
    pub span: Span,
}

impl SpecimenHead {
    /// Its texts, in the order of the paper.
    pub fn texts(&self) -> impl Iterator<Item = &SpecimenText> {
        let Self { parent, agency, number, place_date, span: _ } = self;
        parent.iter().chain([agency]).chain(number).chain(place_date)
    }
}

impl SpecimenSignature {
    /// Its texts, in the order of the paper.
    pub fn texts(&self) -> impl Iterator<Item = &SpecimenText> {
        let Self { place_date, post, note, name, span: _ } = self;
        place_date.iter().chain([post]).chain(note).chain(name)
    }
}

/// The parts of a specimen; the tables that stand in them join `tables`.
pub(super) fn read_specimen(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    node: &YamlNode,
) -> Option<Vec<SpecimenItem>> {
    let items = r.list(node, |r, node| read_item(r, tables, node))?;
    Some(items.into_iter().flatten().collect())
}

/// An entry of the list; `Some(None)` for one that prints nothing, `quoc_hieu: khong`.
fn read_item(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    node: &YamlNode,
) -> Option<Option<SpecimenItem>> {
    let f = r.fields(node, &SPECIMEN)?;
    let keys: Vec<_> = f.in_order().map(|(name, _)| name).collect();
    match keys[..] {
        [name] => {
            r.required(&f, name, |r, value| read_item_value(r, tables, name, value))
        }
        [] => {
            if f.is_empty() {
                r.report_wrong_type(node, "một khóa (`giua`, `dong`, `ky` …)");
            }
            None
        }
        [first, second, ..] => {
            report_second_key(r, &f, first, second);
            None
        }
    }
}

fn report_second_key(r: &mut FormReader<'_>, f: &Fields<'_>, first: &str, second: &str) {
    let (Some(first_entry), Some(entry)) = (f.get(first), f.get(second)) else { return };
    let message = format!("mục này của `mau` có cả `{first}` và `{second}`");
    r.error(
        Diagnostic::error(&code::form::ONE_KEY_EACH, entry.key_span, message)
            .label("mỗi mục chỉ có một khóa")
            .hint(format!("gõ `- ` trước `{second}:` để thành một mục riêng"))
            .related(first_entry.key_span, "khóa thứ nhất"),
    );
}

fn read_item_value(
    r: &mut FormReader<'_>,
    tables: &mut TableCollector,
    name: &str,
    node: &YamlNode,
) -> Option<Option<SpecimenItem>> {
    Some(Some(match name {
        "quoc_hieu" => return read_head(r, node),
        "giua" => SpecimenItem::Lines(LinePlace::Middle, r.specimen_text(node)?),
        "phai" => SpecimenItem::Lines(LinePlace::Right, r.specimen_text(node)?),
        "dong" => SpecimenItem::Lines(LinePlace::Left, r.specimen_text(node)?),
        "khung" => SpecimenItem::Frame(read_frame(r, node)?),
        "ky" => SpecimenItem::Signatures(read_signatures(r, node)?),
        "doan" => SpecimenItem::Part(SectionPart::Prose(r.prose(node)?)),
        _ => SpecimenItem::Part(SectionPart::Table(tables.read_printed(r, node)?)),
    }))
}

fn read_head(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Option<SpecimenItem>> {
    if !matches!(node.value, YamlValue::Mapping { .. }) {
        let is_wanted = r.yes_no(node)?;
        return Some(is_wanted.then_some(SpecimenItem::State(node.span)));
    }
    let f = r.fields(node, &HEAD)?;
    let parent = r.optional(&f, "chu_quan", FormReader::specimen_text);
    let agency = r.required(&f, "co_quan", FormReader::specimen_text);
    let number = r.optional(&f, "so", FormReader::specimen_line);
    let place_date = r.optional(&f, "noi_ngay", FormReader::specimen_line);
    let head = SpecimenHead { parent, agency: agency?, number, place_date, span: f.span };
    Some(Some(SpecimenItem::Head(head)))
}

fn read_frame(r: &mut FormReader<'_>, node: &YamlNode) -> Option<SpecimenFrame> {
    let f = r.fields(node, &FRAME)?;
    let text = r.optional(&f, "chu", FormReader::specimen_text);
    let width = r.required(&f, "rong", |r, n| read_side(r, n, 100));
    let height = r.required(&f, "cao", |r, n| read_side(r, n, 150));
    Some(SpecimenFrame { text, width: width?, height: height?, span: f.span })
}

/// The side of a frame in tenths of a millimetre: 5 mm to `most`.
fn read_side(r: &mut FormReader<'_>, node: &YamlNode, most: u32) -> Option<u32> {
    let measure = r.typed_text(node).map(|text| language::read_decimal(&text));
    if let Some(language::Reading::Exact(side)) = measure
        && side >= Decimal::from(5)
        && side <= Decimal::from(most)
    {
        return (side * Decimal::from(10)).round().to_u32();
    }
    // What two readings would be is no measure of a frame either way.
    if measure.is_some() {
        r.report_wrong_type(node, &format!("một số từ 5 đến {most} (mm)"));
    }
    None
}

fn read_signatures(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<SpecimenSignature>> {
    let signatures = r.list(node, read_signature)?;
    if signatures.len() > MOST_SIGNATURES {
        let message = format!("ở đây có {} chỗ ký, nhiều hơn ba", signatures.len());
        r.error(
            Diagnostic::error(&code::form::WRONG_TYPE, node.span, message)
                .label("cần từ một đến ba chỗ ký")
                .hint(
                    "thêm một mục `- ky:` cho các chỗ ký còn lại: chúng in ở hàng dưới",
                ),
        );
        return None;
    }
    Some(signatures)
}

fn read_signature(r: &mut FormReader<'_>, node: &YamlNode) -> Option<SpecimenSignature> {
    let f = r.fields(node, &SIGNATURE)?;
    let place_date = r.optional(&f, "noi_ngay", FormReader::specimen_line);
    let post = r.required(&f, "chuc_vu", FormReader::specimen_text);
    let note = r.optional(&f, "ghi_chu", FormReader::specimen_text);
    let name = r.optional(&f, "ho_ten", FormReader::specimen_line);
    Some(SpecimenSignature { place_date, post: post?, note, name, span: f.span })
}

impl FormReader<'_> {
    /// The lines of a field of a specimen.
    fn specimen_text(&mut self, node: &YamlNode) -> Option<SpecimenText> {
        let scalar = self.filled_scalar(node)?;
        let found = &mut self.diagnostics;
        let lines = prose::read_specimen_lines(scalar, node.span, self.source, found);
        Some(SpecimenText { lines, span: node.span })
    }

    /// A field of a specimen that is one line of the paper.
    fn specimen_line(&mut self, node: &YamlNode) -> Option<SpecimenText> {
        let text = self.specimen_text(node)?;
        self.diagnostics.extend(find_joined_lines(&text.lines, text.span));
        Some(text)
    }
}

/// Whether parts end in a specimen, or in a part of one.
#[must_use]
pub fn has_specimen_at_end(parts: &[SectionPart]) -> bool {
    match parts.last() {
        Some(SectionPart::Specimen(_)) => true,
        Some(SectionPart::Sections(sections)) => {
            sections.last().is_some_and(|section| has_specimen_at_end(&section.parts))
        }
        _ => false,
    }
}

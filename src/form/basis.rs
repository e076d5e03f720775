//! Legal bases, and the register of legal papers that they and the text refer to.

use crate::citation::{LegalPaper, PaperNumber};
use crate::prose::{Plain, Prose};
use crate::quantity::OpenDate;
use crate::source::Span;
use crate::yaml::YamlNode;

use super::reader::{FormReader, is_id_char};
use super::shape::{KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::value;

/// The keys of `can_cu`.
pub(super) static BASES: Shape = Shape {
    name: "can_cu",
    doc: "Căn cứ ban hành, và câu mở đầu.",
    keys: &[
        KeySpec::optional(
            "kieu",
            KeyKind::Choice(BASIS_STYLES),
            "Cách trình bày căn cứ.",
        ),
        KeySpec::optional(
            "tieu_de",
            KeyKind::Plain,
            "Tiêu đề của mục căn cứ; chỉ dùng khi `kieu: muc`.",
        ),
        KeySpec::optional(
            "nhom",
            KeyKind::List(&KeyKind::Map(&GROUP)),
            "Các nhóm căn cứ, mỗi nhóm có lời dẫn riêng. Chỉ có một nhóm thì ghi thẳng `dan` và `van_ban`.",
        ),
        KeySpec::optional(
            "dan",
            KeyKind::Plain,
            "Lời dẫn: Căn cứ (mặc định), Thực hiện, Theo đề nghị của …",
        ),
        KeySpec::optional(
            "van_ban",
            KeyKind::List(&KeyKind::Plain),
            "Các văn bản: mã trong `van_ban_lien_quan`, hoặc viết thẳng tên văn bản.",
        ),
        KeySpec::optional(
            "noi",
            KeyKind::Plain,
            "Kiểu `doan_van`: dấu nối văn bản cuối với câu mở đầu: \". \" (mặc định) hoặc \", \" rồi viết liền; \".\" hoặc \";\" rồi xuống đoạn.",
        ),
        KeySpec::optional(
            "ket",
            KeyKind::Prose,
            "Câu mở đầu, thường kết thúc bằng “như sau:”.",
        ),
    ],
};

/// The keys of a group of bases.
pub(super) static GROUP: Shape = Shape {
    name: "nhom",
    doc: "Một nhóm căn cứ.",
    keys: &[
        KeySpec::optional("dan", KeyKind::Plain, "Lời dẫn của nhóm."),
        KeySpec::required(
            "van_ban",
            KeyKind::List(&KeyKind::Plain),
            "Các văn bản của nhóm.",
        ),
    ],
};

/// The words under `kieu`.
pub(super) static BASIS_STYLES: &[Keyword] = &[
    Keyword::new(
        "danh_sach",
        "Mỗi căn cứ một dòng, chữ nghiêng; máy thêm dấu chấm phẩy và dấu chấm. Đây là mặc định.",
    ),
    Keyword::new("doan_van", "Đoạn văn nối liền với câu mở đầu."),
    Keyword::new("muc", "Một mục riêng, có đánh số, đứng đầu nội dung."),
];

/// How the bases stand on paper (`kieu`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BasisStyle {
    /// `danh_sach`: one a line, in italic.
    List,
    /// A running opening, joined to the opening sentence by this.
    Running(BasisJoin),
    /// A numbered section, before the first one of the form.
    Section(Option<Plain>),
}

/// What stands between the last basis and the opening sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BasisJoin {
    /// `. `
    Stop,
    /// `, `
    Comma,
    /// `.` and a new paragraph.
    StopAndParagraph,
    /// `;` and a new paragraph.
    NewParagraph,
}

/// Under which papers the plan is issued, and the sentence that opens it (`can_cu`).
#[derive(Debug, Clone)]
pub struct Bases {
    /// How they stand on paper.
    pub style: BasisStyle,
    /// Groups with a lead-in each.
    pub groups: Vec<BasisGroup>,
    /// The opening sentence, which mostly ends in “như sau:”.
    pub opening: Option<Prose>,
}

/// Bases under one lead-in, as in “Căn cứ …; Thực hiện …”.
#[derive(Debug, Clone)]
pub struct BasisGroup {
    /// `Căn cứ`, `Thực hiện`, `Theo đề nghị của …`.
    pub lead: Option<Plain>,
    /// The papers, in the order of the form.
    pub items: Vec<Basis>,
}

/// One paper under which the plan is issued.
#[derive(Debug, Clone)]
pub enum Basis {
    /// By its id in the register `van_ban_lien_quan`, which cites it in full.
    Registered(Spanned<String>),
    /// As the form words it.
    Text(Plain),
}

/// The legal bases. One group may stand without `nhom`: its `dan` and `van_ban` then stand
/// beside the other keys, and it comes first.
pub(super) fn read_bases(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Bases> {
    let f = r.fields(node, &BASES)?;
    let kind = r.optional(&f, "kieu", |r, n| r.choice(n, BASIS_STYLES)).unwrap_or(0);
    let title = r.optional(&f, "tieu_de", FormReader::plain);
    let join = r.optional(&f, "noi", read_join).unwrap_or(BasisJoin::Stop);
    let mut groups =
        r.optional(&f, "nhom", |r, n| r.list(n, read_basis_group)).unwrap_or_default();
    let lead = r.optional(&f, "dan", FormReader::plain);
    if let Some(items) = r.optional(&f, "van_ban", |r, n| r.list(n, read_basis)) {
        groups.insert(0, BasisGroup { lead, items });
    }
    let opening = r.optional(&f, "ket", FormReader::prose);
    if kind != 1 {
        r.report_idle_key(&f, "noi", "`kieu: doan_van`");
    }
    if kind != 2 {
        r.report_idle_key(&f, "tieu_de", "`kieu: muc`");
    }
    if f.get("van_ban").is_none() {
        r.report_idle_key(&f, "dan", "`van_ban` trong cùng nhóm");
    }
    let style = match kind {
        1 => BasisStyle::Running(join),
        2 => BasisStyle::Section(title),
        _ => BasisStyle::List,
    };
    Some(Bases { style, groups, opening })
}

fn read_basis_group(r: &mut FormReader<'_>, node: &YamlNode) -> Option<BasisGroup> {
    let f = r.fields(node, &GROUP)?;
    let lead = r.optional(&f, "dan", FormReader::plain);
    let items = r.required(&f, "van_ban", |r, n| r.list(n, read_basis))?;
    Some(BasisGroup { lead, items })
}

/// A scalar of small letters, digits and hyphens is an id; anything else is text.
fn read_basis(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Basis> {
    let text = r.scalar(node)?.text.trim();
    if text.chars().all(is_id_char) && text.starts_with(|c: char| c.is_ascii_lowercase())
    {
        let value = text.to_owned();
        return Some(Basis::Registered(Spanned { value, span: node.span }));
    }
    r.plain(node).map(Basis::Text)
}

fn read_join(r: &mut FormReader<'_>, node: &YamlNode) -> Option<BasisJoin> {
    let text = &r.scalar(node)?.text;
    // A blank behind the stop says that the sentence goes on in the same paragraph.
    match text.trim() {
        "." if text.ends_with(' ') => Some(BasisJoin::Stop),
        "." => Some(BasisJoin::StopAndParagraph),
        "," => Some(BasisJoin::Comma),
        ";" => Some(BasisJoin::NewParagraph),
        _ => {
            r.report_wrong_type(node, "\". \", \", \", \".\" hoặc \";\"");
            None
        }
    }
}

/// The keys of a paper of the register.
pub(super) static PAPER: Shape = Shape {
    name: "van_ban_lien_quan",
    doc: "Một văn bản được viện dẫn.",
    keys: &[
        KeySpec::required(
            "loai",
            KeyKind::Plain,
            "Tên loại: Kế hoạch, Nghị quyết, Nghị định, Luật …",
        ),
        KeySpec::optional(
            "so",
            KeyKind::Plain,
            "Số, ký hiệu, viết liền: 91/KH-UBND. Luật, Pháp lệnh không ghi.",
        ),
        KeySpec::optional(
            "ten",
            KeyKind::Plain,
            "Tên của Luật, Pháp lệnh, ví dụ: Bảo hiểm y tế.",
        ),
        KeySpec::optional("ngay", KeyKind::Date, "Ngày ban hành."),
        KeySpec::optional(
            "co_quan",
            KeyKind::Plain,
            "Cơ quan ban hành, in sau chữ “của”. Luật, Pháp lệnh không ghi.",
        ),
        KeySpec::optional(
            "trich_yeu",
            KeyKind::Plain,
            "Trích yếu, in nguyên như ghi ở đây, ví dụ: về việc …",
        ),
    ],
};

/// A paper of the register.
#[derive(Debug, Clone)]
pub struct RegisteredPaper {
    /// Type, number, date, agency and subject, as citations need them.
    pub citation: LegalPaper,
    /// The number as typed, and where.
    pub number: Option<Spanned<String>>,
    /// The date and its place, for what a rule finds in it.
    pub date: Option<Spanned<OpenDate>>,
    /// The group of keys of the paper.
    pub span: Span,
}

/// The register: papers by the ids that the text cites them by.
pub(super) fn read_register(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<(Spanned<String>, RegisteredPaper)>> {
    r.by_id(node, read_registered_paper)
}

fn read_registered_paper(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<RegisteredPaper> {
    let f = r.fields(node, &PAPER)?;
    let kind = r.required(&f, "loai", FormReader::literal_or_blank);
    let number = r.optional(&f, "so", |r, n| {
        let value = r.typed_text(n)?;
        Some(Spanned { value, span: n.span })
    });
    let name = r.optional(&f, "ten", FormReader::literal_if_known);
    let date = r.optional(&f, "ngay", value::read_date);
    let agency = r.optional(&f, "co_quan", FormReader::literal_if_known);
    let subject = r.optional(&f, "trich_yeu", FormReader::literal_if_known);
    let citation = LegalPaper {
        kind: kind?,
        number: number.as_ref().map(|n| PaperNumber::as_typed(&n.value)),
        name,
        date: date.as_ref().map_or(OpenDate::Unknown, |d| d.value),
        agency,
        subject,
    };
    Some(RegisteredPaper { citation, number, date, span: f.span })
}

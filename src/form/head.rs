//! The issuing agency, or several of them, and the head of the paper.

use crate::code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::Plain;
use crate::quantity::{OpenDate, Pending};
use crate::source::Span;
use crate::yaml::YamlNode;

use super::fields::Fields;
use super::reader::FormReader;
use super::shape::{IssueMode, KeyKind, KeySpec, Keyword, Shape};
use super::spanned::Spanned;
use super::value;

/// The keys of `co_quan`.
pub(super) static AGENCY: Shape = Shape {
    name: "co_quan",
    doc: "Cơ quan ban hành văn bản.",
    keys: &[
        KeySpec::required(
            "ten",
            KeyKind::Lines,
            "Tên đầy đủ của cơ quan ban hành, ví dụ: Ủy ban nhân dân xã Cẩm Lương. Tên dài muốn xuống dòng ở chỗ nhất định thì viết sau dấu `|`, mỗi dòng một hàng.",
        ),
        KeySpec::optional(
            "chu_quan",
            KeyKind::Lines,
            "Tên cơ quan chủ quản trực tiếp, nếu có. Ủy ban nhân dân không ghi khóa này; phòng, trung tâm thì ghi, ví dụ: UBND xã Kim Liên.",
        ),
        KeySpec::optional(
            "ten_tat",
            KeyKind::Plain,
            "Tên ngắn dùng trong câu, ví dụ: UBND xã Cẩm Lương. Không ghi thì máy tự rút từ tên đầy đủ.",
        ),
        KeySpec::required(
            "dia_danh",
            KeyKind::Plain,
            "Địa danh ghi trước ngày tháng, ví dụ: Cẩm Lương.",
        ),
        KeySpec::optional(
            "cung_ban_hanh",
            KeyKind::List(&KeyKind::Map(&JOINT_AGENCY)),
            "Các cơ quan cùng ban hành một văn bản liên tịch, cơ quan chủ trì ghi ở `ten`. Mỗi cơ quan một người ký trong `ky`.",
        ),
    ],
};

/// The keys of an agency of `cung_ban_hanh`.
pub(super) static JOINT_AGENCY: Shape = Shape {
    name: "cung_ban_hanh",
    doc: "Một cơ quan cùng ban hành văn bản liên tịch.",
    keys: &[
        KeySpec::required("ten", KeyKind::Lines, "Tên đầy đủ của cơ quan."),
        KeySpec::optional(
            "chu_quan",
            KeyKind::Lines,
            "Tên cơ quan chủ quản trực tiếp; cùng với cơ quan trên thì in một lần.",
        ),
    ],
};

/// An agency that issues a paper with another one.
#[derive(Debug, Clone)]
pub struct JointAgency {
    /// Full name: `Sở Y tế`.
    pub name: Plain,
    /// The agency directly above it.
    pub parent: Option<Plain>,
}

/// The agency that issues the paper (`co_quan`).
#[derive(Debug, Clone)]
pub struct Agency {
    /// Full name: `Ủy ban nhân dân xã Cẩm Lương`.
    pub name: Plain,
    /// The agency directly above it; none for a people's committee.
    pub parent: Option<Plain>,
    /// Short name, where the form gives one.
    pub short: Option<Plain>,
    /// Place of issue, which stands before the date.
    pub place: Plain,
    /// Those that issue a joint paper with it, which is in charge.
    pub joint: Vec<JointAgency>,
}

impl Agency {
    /// The agency of a draft that names none.
    #[must_use]
    pub fn blank(span: Span) -> Self {
        let blank = Plain::text("", span);
        Self {
            name: blank.clone(),
            parent: None,
            short: None,
            place: blank,
            joint: Vec::new(),
        }
    }

    /// The names of all that issue the paper, the one in charge first.
    pub fn names(&self) -> impl Iterator<Item = &Plain> {
        std::iter::once(&self.name).chain(self.joint.iter().map(|joint| &joint.name))
    }
}

pub(super) fn read_agency(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Agency> {
    let f = r.fields(node, &AGENCY)?;
    let name = r.required(&f, "ten", FormReader::plain_lines);
    let parent = r.optional(&f, "chu_quan", FormReader::plain_lines);
    let short = r.optional(&f, "ten_tat", FormReader::plain);
    let place = r.required(&f, "dia_danh", FormReader::plain);
    let joint = r.optional(&f, "cung_ban_hanh", |r, n| r.list(n, read_joint_agency));
    // In the order of the keys, so that findings are: a name that fails stops no other.
    let name = name.map(|plain| r.substitute(plain));
    let short = short.map(|plain| r.substitute(plain));
    let place = place.map(|plain| r.substitute(plain));
    let joint = joint.unwrap_or_default();
    Some(Agency { name: name?, parent, short, place: place?, joint })
}

fn read_joint_agency(r: &mut FormReader<'_>, node: &YamlNode) -> Option<JointAgency> {
    let f = r.fields(node, &JOINT_AGENCY)?;
    let name = r.required(&f, "ten", FormReader::plain_lines);
    let parent = r.optional(&f, "chu_quan", FormReader::plain_lines);
    let name = name.map(|plain| r.substitute(plain));
    Some(JointAgency { name: name?, parent })
}

/// The keys of `van_ban`.
pub(super) static HEAD: Shape = Shape {
    name: "van_ban",
    doc: "Số, ngày, trích yếu và các dấu của văn bản.",
    keys: &[
        KeySpec::required_if_issued(
            "so",
            KeyKind::Number("số do văn thư cấp"),
            "Số của văn bản, ví dụ: 5. Chưa được cấp số thì ghi `chua_co`, giấy để trống chỗ ấy.",
        ),
        KeySpec::optional_if_issued(
            "ky_hieu",
            KeyKind::Plain,
            "Ký hiệu đứng sau số. Không ghi thì máy lấy chữ viết tắt của loại văn bản và `UBND`: KH-UBND.",
        ),
        KeySpec::required_if_issued(
            "ngay",
            KeyKind::Date,
            "Ngày ban hành: 2023-05-20 hoặc 20/5/2023. Mới biết tháng thì ghi 2023-05, mới biết năm thì ghi 2023, chưa biết gì thì ghi `chua_co`.",
        ),
        KeySpec::required(
            "trich_yeu",
            KeyKind::Lines,
            "Trích yếu: một câu ngắn nêu nội dung, không có dấu chấm cuối. Viết sau dấu `|` thì mỗi dòng của biểu là một dòng trên giấy.",
        ),
        KeySpec::optional_if_issued(
            "kinh_gui",
            KeyKind::List(&KeyKind::Plain),
            "Cơ quan cấp trên mà báo cáo gửi lên, in sau chữ Kính gửi, dưới trích yếu. Một nơi hoặc danh sách; chỉ báo cáo có.",
        ),
        KeySpec::optional(
            "do_khan",
            KeyKind::Choice(URGENCY),
            "Dấu chỉ mức độ khẩn, nếu có.",
        ),
        KeySpec::optional("do_mat", KeyKind::Choice(SECRECY), "Dấu chỉ độ mật, nếu có."),
        KeySpec::optional(
            "luu_hanh",
            KeyKind::Plain,
            "Chỉ dẫn phạm vi lưu hành, ví dụ: Lưu hành nội bộ.",
        ),
        KeySpec::optional_if_issued(
            "nguoi_soan",
            KeyKind::Plain,
            "Ký hiệu người soạn thảo, ví dụ: PL. In dưới phần nơi nhận.",
        ),
        KeySpec::optional_if_issued(
            "so_ban",
            KeyKind::Number("số nguyên"),
            "Số lượng bản phát hành, in trong ngoặc sau ký hiệu người soạn thảo.",
        ),
        KeySpec::optional(
            "lien_he",
            KeyKind::Plain,
            "Địa chỉ, thư điện tử, trang thông tin, số điện thoại; in ở chân trang đầu.",
        ),
    ],
};

/// The words under `do_khan`.
pub(super) static URGENCY: &[Keyword] = &[
    Keyword::new("hoa_toc", "HỎA TỐC"),
    Keyword::new("thuong_khan", "THƯỢNG KHẨN"),
    Keyword::new("khan", "KHẨN"),
];

/// The words under `do_mat`.
pub(super) static SECRECY: &[Keyword] = &[
    Keyword::new("tuyet_mat", "TUYỆT MẬT"),
    Keyword::new("toi_mat", "TỐI MẬT"),
    Keyword::new("mat", "MẬT"),
];

/// What the head of every paper says (`van_ban`).
#[derive(Debug, Clone)]
pub struct Head {
    /// `Trích yếu`: what the paper is about, in one sentence.
    pub subject: Plain,
    /// `HỎA TỐC` and the like.
    pub urgency: Option<&'static str>,
    /// `MẬT` and the like.
    pub secrecy: Option<&'static str>,
    /// A line on how far the paper may circulate.
    pub circulation: Option<Plain>,
    /// Addresses at the foot of the first page.
    pub contact: Option<Plain>,
    /// The group of keys under `van_ban`.
    pub span: Span,
}

/// What the head of a paper says that is issued by itself.
#[derive(Debug, Clone)]
pub struct Registration {
    /// The number as typed; pending until the office gives one.
    pub number: Pending<Spanned<String>>,
    /// What follows the number, where the form gives it: `KH-UBND`.
    pub symbol: Option<Plain>,
    /// The day of issue, or as much of it as is known.
    pub date: Spanned<OpenDate>,
    /// Those to whom a report is addressed; none for most papers.
    pub addressees: Vec<Plain>,
    /// The sign of its drafter, set below the recipients.
    pub drafter: Option<Plain>,
    /// How many copies are issued, set behind the drafter's sign.
    pub copies: Option<i64>,
}

/// What is read of `van_ban`: `None` for what is not there or cannot be read.
#[derive(Debug, Default)]
pub(super) struct HeadKeys {
    pub(super) head: Option<Head>,
    pub(super) registration: Option<Registration>,
}

impl Head {
    /// The head of a draft that has none.
    #[must_use]
    pub fn blank(span: Span) -> Self {
        Self {
            subject: Plain::text("", span),
            urgency: None,
            secrecy: None,
            circulation: None,
            contact: None,
            span,
        }
    }
}

impl Registration {
    /// That of a draft that says nothing of it.
    #[must_use]
    pub fn blank(span: Span) -> Self {
        Self {
            number: Pending::Unknown,
            symbol: None,
            date: Spanned { value: OpenDate::Unknown, span },
            addressees: Vec::new(),
            drafter: None,
            copies: None,
        }
    }
}

/// The head; `given` is the number that a set gives to the paper. Keys are read in the order
/// of the shape, so that findings come in it.
pub(super) fn read_head(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    given: Option<&Spanned<String>>,
) -> Option<HeadKeys> {
    let f = r.fields(node, &HEAD)?;
    let is_issued = r.mode == IssueMode::Issued;
    let numbered = is_issued.then(|| read_numbered(r, &f, given));
    let subject = r.required(&f, "trich_yeu", FormReader::plain_lines);
    let addressees = if is_issued { read_addressees(r, &f) } else { Vec::new() };
    let urgency = r.optional(&f, "do_khan", |r, n| r.choice(n, URGENCY));
    let secrecy = r.optional(&f, "do_mat", |r, n| r.choice(n, SECRECY));
    let circulation = r.optional(&f, "luu_hanh", FormReader::plain);
    let registration =
        numbered.and_then(|numbered| read_drafter(r, &f, numbered, addressees));
    let contact = r.optional(&f, "lien_he", FormReader::plain);
    let head = subject.map(|subject| Head {
        subject,
        urgency: urgency.map(|i| URGENCY[i].doc),
        secrecy: secrecy.map(|i| SECRECY[i].doc),
        circulation,
        contact,
        span: f.span,
    });
    Some(HeadKeys { head, registration })
}

/// The first keys of a paper that is issued by itself.
struct Numbered {
    number: Option<Pending<Spanned<String>>>,
    symbol: Option<Plain>,
    date: Option<Spanned<OpenDate>>,
}

/// Number, symbol and date. The number that a set gives comes before the one that is typed,
/// which has a warning then: who types it expects it to count.
fn read_numbered(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    given: Option<&Spanned<String>>,
) -> Numbered {
    let number = r.required(f, "so", |r, n| {
        r.pending(n, |r, n| {
            let text = r.typed_text(n)?;
            Some(Spanned { value: text, span: n.span })
        })
    });
    if let (Some(_), Some(Pending::Known(typed))) = (given, &number) {
        let message =
            format!("số {} ghi ở đây không dùng: bộ cấp số theo sổ", typed.value);
        r.error(
            Diagnostic::new(
                &code::form::IDLE_KEY,
                Severity::Warning,
                Some(typed.span),
                message,
            )
            .label("nên là `chua_co`")
            .hint("muốn đặt số bằng tay thì sửa ở sổ số văn bản của bộ (`so_sach`)"),
        );
    }
    // `so` must be there all the same: the form says with `chua_co` that it waits for one.
    let number = given.cloned().map(Pending::Known).or(number);
    let symbol = r.optional(f, "ky_hieu", FormReader::plain);
    let date = r.required(f, "ngay", value::read_date);
    Numbered { number, symbol, date }
}

/// Those to whom a report is addressed.
fn read_addressees(r: &mut FormReader<'_>, f: &Fields<'_>) -> Vec<Plain> {
    let names = r.optional(f, "kinh_gui", |r, n| r.list(n, FormReader::plain));
    names.unwrap_or_default()
}

/// The last keys of such a paper, and all of them together.
fn read_drafter(
    r: &mut FormReader<'_>,
    f: &Fields<'_>,
    numbered: Numbered,
    addressees: Vec<Plain>,
) -> Option<Registration> {
    let Numbered { number, symbol, date } = numbered;
    let drafter = r.optional(f, "nguoi_soan", FormReader::plain);
    let copies = r.optional(f, "so_ban", value::read_count);
    if f.get("nguoi_soan").is_none() {
        r.report_idle_key(f, "so_ban", "`nguoi_soan`");
    }
    Some(Registration {
        number: number?,
        symbol,
        date: date?,
        addressees,
        drafter,
        copies,
    })
}

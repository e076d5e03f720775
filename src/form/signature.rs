//! `ky`: who signs, and by which right.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::prose::Plain;
use crate::quantity::Pending;
use crate::source::Span;
use crate::yaml::{YamlNode, YamlValue};

use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};

/// Signatures that stand side by side on a page at most.
const MOST_SIGNERS: usize = 3;

/// The keys of `ky`.
pub(super) static SIGNATURE: Shape = Shape {
    name: "ky",
    doc: "Quyền hạn, chức vụ và họ tên của một người ký.",
    keys: &[
        KeySpec::optional(
            "thay_mat",
            KeyKind::Either(&[KeyKind::YesNo, KeyKind::Lines]),
            "`co` khi ký thay mặt tập thể cơ quan ban hành: in TM. ỦY BAN NHÂN DÂN. Tập thể khác thì ghi tên, ví dụ: Ban Chỉ đạo.",
        ),
        KeySpec::optional(
            "quyen",
            KeyKind::YesNo,
            "`co` khi người ký được giao quyền cấp trưởng: in Q. trước chức vụ.",
        ),
        KeySpec::optional(
            "thua_lenh",
            KeyKind::Lines,
            "Chức vụ người ra lệnh, khi ký thừa lệnh: in TL. trước chức vụ ấy.",
        ),
        KeySpec::optional(
            "thua_uy_quyen",
            KeyKind::Lines,
            "Chức vụ người ủy quyền, khi ký thừa ủy quyền: in TUQ. trước chức vụ ấy.",
        ),
        KeySpec::optional(
            "ky_thay",
            KeyKind::Lines,
            "Chức vụ cấp trưởng, khi cấp phó ký thay: in KT. trước chức vụ ấy; chức vụ cấp phó ghi ở `chuc_vu`.",
        ),
        KeySpec::required(
            "chuc_vu",
            KeyKind::Lines,
            "Chức vụ của người ký. Hai chức vụ thì viết sau dấu `|`, mỗi chức vụ một dòng.",
        ),
        KeySpec::required(
            "ho_ten",
            KeyKind::Plain,
            "Họ và tên người ký, không ghi học hàm, học vị. Chưa biết thì ghi `chua_co`.",
        ),
    ],
};

/// On whose behalf a paper is signed.
#[derive(Debug, Clone)]
pub enum Behalf {
    /// The collective of the issuing agency.
    Agency,
    /// A collective that is not the issuing agency: `Ban Chỉ đạo`.
    Named(Plain),
}

/// All who sign a paper: one, or one for each agency of a joint paper.
#[derive(Debug, Clone)]
pub struct Signatures {
    /// The signer of the agency in charge, or the only one.
    pub first: Signature,
    /// Those of the other agencies, in the order of the form.
    pub others: Vec<Signature>,
}

impl Signatures {
    /// All of them, that of the agency in charge first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Signature> {
        let Self { first, others } = self;
        std::iter::once(first).chain(others)
    }
}

/// Who signs, and by which right (`ky`).
#[derive(Debug, Clone)]
pub struct Signature {
    /// `TM.`
    pub behalf: Option<Behalf>,
    /// `Q.`
    pub acting: bool,
    /// `TL.` and the post by whose order it is signed.
    pub by_order: Option<Plain>,
    /// `TUQ.` and the post that authorised it.
    pub by_authority: Option<Plain>,
    /// `KT.` and the post in whose place it is signed.
    pub in_place: Option<Plain>,
    /// The signer's post, without the abbreviations before it.
    pub post: Plain,
    /// The signer's name; pending where it is not known.
    pub name: Plain,
    /// The group of keys under `ky`.
    pub span: Span,
}

/// What a text of the signature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureText {
    /// The collective on whose behalf it is signed.
    Collective,
    /// A post: the signer's, or one before it.
    Post,
    /// The signer's name.
    Name,
}

impl Signature {
    /// Its texts, in the order in which they stand on paper.
    pub fn texts(&self) -> impl Iterator<Item = (SignatureText, &Plain)> {
        let Self {
            behalf,
            acting: _,
            by_order,
            by_authority,
            in_place,
            post,
            name,
            span: _,
        } = self;
        let collective = match behalf {
            Some(Behalf::Named(collective)) => Some(collective),
            Some(Behalf::Agency) | None => None,
        };
        let posts = by_order.iter().chain(by_authority).chain(in_place).chain([post]);
        let collective = collective.map(|text| (SignatureText::Collective, text));
        let posts = posts.map(|text| (SignatureText::Post, text));
        collective.into_iter().chain(posts).chain([(SignatureText::Name, name)])
    }
}

/// One signature, or a list of those of a joint paper.
pub(super) fn read_signatures(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Pending<Signatures>> {
    r.pending(node, |r, node| {
        let all = r.list(node, read_signature)?;
        if let YamlValue::Sequence { items, .. } = &node.value
            && let Some(surplus) = items.get(MOST_SIGNERS)
        {
            r.error(describe_surplus_signer(surplus.span, items.len()));
            return None;
        }
        let mut all = all.into_iter();
        Some(Signatures { first: all.next()?, others: all.collect() })
    })
}

fn describe_surplus_signer(span: Span, count: usize) -> Diagnostic {
    let message = format!("văn bản có {count} người ký");
    Diagnostic::error(&code::form::TOO_MANY_SIGNERS, span, message)
        .label(format!("nhiều nhất {MOST_SIGNERS} chữ ký ngang hàng"))
        .hint("bớt người ký, hoặc tách thành hai văn bản")
}

fn read_signature(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Signature> {
    let f = r.fields(node, &SIGNATURE)?;
    let behalf = r.optional(&f, "thay_mat", read_behalf);
    let acting = r.optional(&f, "quyen", FormReader::yes_no).unwrap_or(false);
    let by_order = r.optional(&f, "thua_lenh", FormReader::plain_lines);
    let by_authority = r.optional(&f, "thua_uy_quyen", FormReader::plain_lines);
    let in_place = r.optional(&f, "ky_thay", FormReader::plain_lines);
    let post = r.required(&f, "chuc_vu", FormReader::plain_lines);
    let name = r.required(&f, "ho_ten", FormReader::plain);
    Some(Signature {
        behalf,
        acting,
        by_order,
        by_authority,
        in_place,
        post: post?,
        name: name?,
        span: f.span,
    })
}

/// `co`, `khong`, or the name of a collective.
fn read_behalf(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Behalf> {
    let scalar = r.scalar(node)?;
    match language::to_key(&scalar.text).as_str() {
        "co" | "true" => Some(Behalf::Agency),
        "khong" | "false" => None,
        _ => r.plain_lines(node).map(Behalf::Named),
    }
}

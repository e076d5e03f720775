//! `kem_theo`: the decision with which a paper is issued.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language;
use crate::prose::Plain;
use crate::quantity::{OpenDate, Pending};
use crate::source::Span;
use crate::yaml::YamlNode;

use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;
use super::value;

/// The keys of `kem_theo`.
pub(super) static ATTACHMENT: Shape = Shape {
    name: "kem_theo",
    doc: "Văn bản mà kế hoạch được ban hành kèm theo, in dưới trích yếu: (Kèm theo Quyết định số … ngày … của …).",
    keys: &[
        KeySpec::optional(
            "dan",
            KeyKind::Plain,
            "Lời dẫn. Không ghi thì là: Kèm theo; với nghị quyết là: Ban hành kèm theo.",
        ),
        KeySpec::optional(
            "loai",
            KeyKind::Plain,
            "Tên loại của văn bản ấy. Không ghi thì là Quyết định.",
        ),
        KeySpec::required(
            "so",
            KeyKind::Plain,
            "Số và ký hiệu, viết liền: 2280/QĐ-UBND. Chưa được cấp số thì ghi `chua_co`, giấy để trống chỗ ấy.",
        ),
        KeySpec::optional(
            "ky_hieu",
            KeyKind::Plain,
            "Ký hiệu đứng sau chỗ trống khi chưa có số. Không ghi thì máy lấy chữ viết tắt của tên loại và `UBND`: QĐ-UBND.",
        ),
        KeySpec::required(
            "ngay",
            KeyKind::Date,
            "Ngày của văn bản ấy, ghi như `ngay` của `van_ban`; chưa biết thì ghi phần đã biết, hoặc `chua_co`.",
        ),
        KeySpec::optional(
            "co_quan",
            KeyKind::Plain,
            "Cơ quan ban hành văn bản ấy, in sau chữ “của”. Không ghi thì là cơ quan ở `co_quan`.",
        ),
    ],
};

/// The paper that a plan is attached to.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The words before its type, where the form gives them: `Kèm theo`.
    pub lead: Option<Plain>,
    /// Its type, where it is no decision: `Nghị quyết`.
    pub kind: Option<Plain>,
    /// Number and symbol as typed; pending until the office gives them.
    pub number: Pending<Spanned<String>>,
    /// What follows the blank while the number is open, where the form gives it.
    pub symbol: Option<Plain>,
    /// Its day, or as much of it as is known.
    pub date: Spanned<OpenDate>,
    /// Who issues it, where that is not the agency of the plan.
    pub agency: Option<Plain>,
    /// The group of keys under `kem_theo`.
    pub span: Span,
}

/// A type of paper that plans are attached to.
struct AttachingKind {
    name: &'static str,
    abbreviation: &'static str,
    lead: &'static str,
}

/// The types that are known; the first is that of a form which names none.
const KINDS: [AttachingKind; 2] = [
    AttachingKind { name: "Quyết định", abbreviation: "QĐ", lead: "Kèm theo" },
    AttachingKind {
        name: "Nghị quyết", abbreviation: "NQ", lead: "Ban hành kèm theo"
    },
];

impl Attachment {
    /// That of a draft that says nothing of it.
    #[must_use]
    pub fn blank(span: Span) -> Self {
        Self {
            lead: None,
            kind: None,
            number: Pending::Unknown,
            symbol: None,
            date: Spanned { value: OpenDate::Unknown, span },
            agency: None,
            span,
        }
    }

    /// The type of that paper where the form names none.
    #[must_use]
    pub fn usual_kind() -> &'static str {
        KINDS[0].name
    }

    /// The words before a type where the form gives none.
    #[must_use]
    pub fn usual_lead(kind: &str) -> &'static str {
        find_kind(kind).unwrap_or(&KINDS[0]).lead
    }

    /// The symbol of a paper of a type and an agency, where both are known here: `QĐ-UBND`.
    #[must_use]
    pub fn usual_symbol(kind: &str, agency: &str) -> Option<String> {
        let kind = find_kind(kind)?.abbreviation;
        // A chairman’s paper bears the symbol of his committee.
        let agency = agency.strip_prefix("Chủ tịch ").unwrap_or(agency);
        let body = language::find_collective_abbreviation(agency)
            .or_else(|| find_short_body(agency))?;
        Some(format!("{kind}-{body}"))
    }
}

/// The body of an agency that is named by its short name: `UBND Thành phố`.
fn find_short_body(agency: &str) -> Option<&'static str> {
    let first = agency.split_whitespace().next()?;
    ["UBND", "HĐND"].into_iter().find(|body| *body == first)
}

fn find_kind(name: &str) -> Option<&'static AttachingKind> {
    let key = language::to_key(name);
    KINDS.iter().find(|kind| language::to_key(kind.name) == key)
}

pub(super) fn read_attachment(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Attachment> {
    let f = r.fields(node, &ATTACHMENT)?;
    let lead = r.optional(&f, "dan", |r, n| read_beside(r, n, &LEAD));
    let kind = r.optional(&f, "loai", |r, n| read_beside(r, n, &KIND));
    let number = r.required(&f, "so", |r, n| r.pending(n, read_whole_number));
    let symbol = r.optional(&f, "ky_hieu", |r, n| read_beside(r, n, &SYMBOL));
    let date = r.required(&f, "ngay", value::read_date);
    let agency = r.optional(&f, "co_quan", |r, n| read_beside(r, n, &AGENCY));
    if let Some(Pending::Known(_)) = &number {
        r.report_idle_key(&f, "ky_hieu", "`so: chua_co`");
    }
    let (number, date) = (number?, date?);
    Some(Attachment { lead, kind, number, symbol, date, agency, span: f.span })
}

/// What the line prints itself right before and right behind a text.
struct Printed {
    before: &'static [&'static str],
    after: &'static [&'static str],
}

static LEAD: Printed =
    Printed { before: &["("], after: &[" quyết định", " nghị quyết"] };
static KIND: Printed = Printed { before: &[], after: &[" số"] };
static NUMBER: Printed = Printed { before: &["số ", "số:"], after: &[] };
static SYMBOL: Printed = Printed { before: &["/"], after: &[] };
static AGENCY: Printed = Printed { before: &["của "], after: &[] };

impl Printed {
    /// What of it a text says again.
    fn find(&self, text: &str) -> Option<&'static str> {
        let text = text.trim().to_lowercase();
        let before = self.before.iter().find(|words| text.starts_with(**words));
        let found = before.or_else(|| self.after.iter().find(|w| text.ends_with(**w)))?;
        Some(found.trim_matches([' ', ':']))
    }
}

/// A text that does not say again what the line prints beside it.
fn read_beside(
    r: &mut FormReader<'_>,
    node: &YamlNode,
    printed: &Printed,
) -> Option<Plain> {
    let plain = r.plain(node)?;
    if let Some(words) = printed.find(&plain.collect_words()) {
        r.error(describe_printed_words(node.span, words));
        return None;
    }
    Some(plain)
}

fn describe_printed_words(span: Span, words: &str) -> Diagnostic {
    let message = format!("“{words}” sẽ in hai lần");
    Diagnostic::error(&code::form::WRONG_TYPE, span, message)
        .label(format!("máy tự in “{words}” ở chỗ này"))
        .hint(format!("bỏ “{words}” ở đây"))
}

/// A number with its symbol: the number alone does not say of which paper it is.
fn read_whole_number(r: &mut FormReader<'_>, node: &YamlNode) -> Option<Spanned<String>> {
    let text = r.typed_text(node)?;
    if let Some(words) = NUMBER.find(&text) {
        r.error(describe_printed_words(node.span, words));
        return None;
    }
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        let message = format!("số của văn bản ban hành ghi “{text}”, thiếu ký hiệu");
        r.error(
            Diagnostic::error(&code::form::WRONG_TYPE, node.span, message)
                .label(format!("cần cả ký hiệu, ví dụ {text}/QĐ-UBND"))
                .hint("ghi đủ số và ký hiệu, viết liền; chưa có số thì ghi `chua_co`"),
        );
        return None;
    }
    Some(Spanned { value: text, span: node.span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_symbol_of_a_known_type_and_body_is_made_and_no_other_is_guessed() {
        let symbol = |kind, agency| Attachment::usual_symbol(kind, agency);
        for agency in ["Ủy ban nhân dân xã A", "UBND Thành phố", "Chủ tịch UBND tỉnh A"]
        {
            assert_eq!(
                symbol("Quyết định", agency).as_deref(),
                Some("QĐ-UBND"),
                "{agency}"
            );
        }
        let council = symbol("nghị quyết", "Hội đồng nhân dân xã A");
        assert_eq!(council.as_deref(), Some("NQ-HĐND"));
        assert_eq!(symbol("Quyết định", "Sở Y tế"), None);
        assert_eq!(symbol("Thông báo", "UBND xã A"), None);
        assert_eq!(Attachment::usual_lead("Nghị quyết"), "Ban hành kèm theo");
        assert_eq!(Attachment::usual_lead("Thông báo"), "Kèm theo");
    }
}

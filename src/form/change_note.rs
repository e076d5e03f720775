//! `thay_doi`: why a target, a total or a deadline is another than in the version before.

use crate::code;
use crate::diagnostic::Diagnostic;
use crate::language::normalize_spaces;
use crate::source::Span;
use crate::yaml::YamlNode;

use super::reader::FormReader;
use super::shape::{KeyKind, KeySpec, Shape};
use super::spanned::Spanned;

/// The keys of `thay_doi`.
pub(super) static CHANGE_NOTE: Shape = Shape {
    name: "thay_doi",
    doc: "Lý do của một thay đổi so với phiên bản trước, không in ra giấy. `kehoach check BIỂU --against BẢN` đòi lý do này khi một chỉ tiêu, một số tổng hoặc một thời hạn đã đổi.",
    keys: &[
        KeySpec::required(
            "ma",
            KeyKind::Plain,
            "Tên của điều đã đổi, như biểu gọi: `chi_tieu.mã`, `mã_bảng.tong.cột`, `kinh_phi.tong`, `kinh_phi.nguon.xa`, hoặc mã của nhiệm vụ.",
        ),
        KeySpec::required("ly_do", KeyKind::Plain, "Vì sao đổi, để người duyệt hiểu."),
    ],
};

/// Why something is another than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeNote {
    /// What it is about, as the form calls it.
    pub about: Spanned<String>,
    /// Why it has changed, in one line.
    pub reason: String,
    /// Where the note stands.
    pub span: Span,
}

pub(super) fn read_change_notes(
    r: &mut FormReader<'_>,
    node: &YamlNode,
) -> Option<Vec<ChangeNote>> {
    r.list(node, read_change_note)
}

fn read_change_note(r: &mut FormReader<'_>, node: &YamlNode) -> Option<ChangeNote> {
    let f = r.fields(node, &CHANGE_NOTE)?;
    let about = r.required(&f, "ma", |r, n| Some((r.plain(n)?, n.span)));
    let reason = r.required(&f, "ly_do", FormReader::reason);
    let ((about, span), reason) = (about?, reason?);
    if reason.is_pending() || reason.collect_words().trim().is_empty() {
        let message = "`thay_doi` phải nêu lý do";
        r.error(
            Diagnostic::error(&code::form::CHANGE_WITHOUT_REASON, reason.span, message)
                .label("cần một câu nói vì sao đổi")
                .hint("chưa có lý do thì chưa ghi mục này: máy sẽ nhắc chỗ đổi"),
        );
        return None;
    }
    let about = Spanned { value: normalize_spaces(&about.collect_words()), span };
    Some(ChangeNote {
        about,
        reason: normalize_spaces(&reason.collect_words()),
        span: node.span,
    })
}

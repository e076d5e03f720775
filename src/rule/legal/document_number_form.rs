//! `document-number-form`: numbers of papers are written as numbers are.

use crate::citation::{self, Issuer, IssuingBody, PaperNumber, PaperNumberError};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::prose::Plain;
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::CitedPaper;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "document-number-form",
        summary: "số, ký hiệu văn bản viết liền, đúng dấu gạch chéo và gạch nối: 91/KH-UBND",
        explanation: "Giữa số và ký hiệu có dấu gạch chéo (/), giữa các nhóm chữ của ký hiệu có dấu gạch nối (-), không cách chữ. Văn bản của Đảng ghi số, gạch nối, tên loại, rồi gạch chéo và cơ quan: 89-NQ/ĐU. Chữ viết tắt của tên loại và cơ quan giữ đúng chữ hoa, chữ thường và dấu: QĐ-TTg, NQ-HĐND, TTr-UBND. Năm trong số có bốn chữ số. Số viết sai dạng thì không tra lại được văn bản. Máy xét số của cơ quan nhà nước, nhận ra theo tên cơ quan ban hành ghi ở chỗ viện dẫn (của UBND tỉnh …) hoặc theo ký hiệu (KH-UBND, QĐ-TTg, TTr-SNV), và của cơ quan Đảng. Văn bản của công ty, viện, trường, trung tâm, ngân hàng, hội, tổ chức nước ngoài đánh số theo cách riêng thì dẫn đúng như bản gốc, máy không xét.",
    },
    severity: Severity::Error,
    clause: Some("khoản 3 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("bản gốc ghi đúng như vậy"),
    wrong: "van_ban_lien_quan:\n  kh-91:\n    loai: Kế hoạch\n    so: 91/KH – UBND\n",
    right: "van_ban_lien_quan:\n  kh-91:\n    loai: Kế hoạch\n    so: 91/KH-UBND\n",
    check,
};

/// A number as it is cited, and whose it is by the words beside it.
struct CitedNumber<'a> {
    /// As it is typed.
    number: &'a PaperNumber,
    /// The issuer whom the citation names.
    issuer: Option<Issuer>,
    /// Whether the citation names its issuer at all.
    is_named: bool,
    /// The number as the type and the issuer beside it make it, where its letters are of
    /// neither.
    expected: Option<PaperNumber>,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (_, paper) in &context.form.papers {
        if let Some(typed) = &paper.number {
            let agency = paper.citation.agency.as_deref();
            let number = PaperNumber::as_typed(&typed.value);
            let issuer = agency.and_then(citation::classify_issuer);
            let is_named = agency.is_some();
            let expected = agency
                .and_then(IssuingBody::from_name)
                .and_then(|body| number.respelt_for(&body));
            let cited = CitedNumber { number: &number, issuer, is_named, expected };
            found.extend(check_paper_number(rule, &cited, || typed.span));
        }
    }
    if let Some(attachment) = context.form.attachment()
        && let Pending::Known(typed) = &attachment.number
    {
        // A plan is attached to a paper of its own agency, where the form names no other.
        let issuing = context.form.agency.as_ref().map(|agency| &agency.name);
        let agency = attachment.agency.as_ref().or(issuing).map(Plain::collect_words);
        let number = PaperNumber::as_typed(&typed.value);
        let issuer = agency.as_deref().and_then(citation::classify_issuer);
        let expected = None;
        let cited = CitedNumber { number: &number, issuer, is_named: true, expected };
        found.extend(check_paper_number(rule, &cited, || typed.span));
    }
    for paper in context.citations().iter().filter(|paper| !paper.is_registered()) {
        let Some(typed) = &paper.citation.number else { continue };
        if !typed.number.has_symbol() {
            continue;
        }
        let text = paper.text(context);
        // Who stands before a number may be its reader; only that nobody is bound by
        // the decree is learnt from there.
        let other = citation::find_issuer_before(&text[..paper.citation.range.start]);
        let issuer = paper.issuer(context).and_then(citation::classify_issuer);
        let issuer = issuer.or_else(|| citation::find_issuer_after(&text[typed.end..]));
        let issuer = issuer.or_else(|| other.filter(|issuer| *issuer == Issuer::Other));
        let number = &typed.number;
        // Numbers of before 1998 had forms of their own: `73-CP`, `47/SL`.
        let is_old = paper.citation.date.is_some_and(|date| date.year < 1998);
        if is_old && number.error() == Some(PaperNumberError::Shape) {
            continue;
        }
        let is_named = paper.issuer(context).is_some();
        let expected = expect_number(context, paper, number);
        let cited = CitedNumber { number, issuer, is_named, expected };
        found.extend(check_paper_number(rule, &cited, || paper.place_name(context)));
    }
}

/// The number as the issuer and the type beside it make it, where it is nearly that.
fn expect_number(
    context: &Context<'_>,
    paper: &CitedPaper,
    number: &PaperNumber,
) -> Option<PaperNumber> {
    let body = paper.issuer(context).and_then(IssuingBody::from_name);
    let kind = paper.citation.kind.as_ref().map(|written| written.kind);
    let respelt = body.and_then(|body| number.respelt_for(&body));
    // `Tờ trình số 36/TT-BNV` has the letters of another type, and lacks no year.
    let is_of_symbol = kind.is_none_or(|kind| {
        number.symbol_kind().is_some_and(|by_symbol| by_symbol.name == kind.name)
    });
    let dated = paper.citation.date.filter(|_| is_of_symbol);
    respelt
        .or_else(|| number.reordered_for(kind?))
        .or_else(|| number.with_year(dated?.year))
}

/// How bad a wrong form is; `None` where nobody can say that it is wrong.
///
/// The letters of an agency that the decree binds are known by its name in the citation or
/// by the symbol: an error, but for an odd symbol that only the name makes one of the
/// State, which may stand so on the paper, and for a number as the Government's were
/// before 1997 (`73-CP`). The Party's are known by what is mended. Of an
/// issuer that nobody knows, what is told is a dash or a space behind a type of paper: a
/// hint where none is named, since it may be a company.
fn judge_severity(
    cited: &CitedNumber<'_>,
    error: PaperNumberError,
    mended: Option<&PaperNumber>,
) -> Option<Severity> {
    let is_typing = error != PaperNumberError::Shape;
    if error == PaperNumberError::Letters {
        return Some(Severity::Warning);
    }
    match cited.issuer {
        _ if cited.number.is_of_state() => Some(if cited.number.is_without_kind() {
            Severity::Warning
        } else {
            Severity::Error
        }),
        Some(Issuer::Other) => None,
        _ if mended.is_some_and(PaperNumber::is_party) => Some(Severity::Error),
        Some(Issuer::State) if mended.is_some() => Some(Severity::Error),
        Some(Issuer::State) => Some(Severity::Warning),
        None if is_typing && mended.is_some() && cited.number.has_known_kind() => {
            Some(if cited.is_named { Severity::Warning } else { Severity::Hint })
        }
        None => None,
    }
}

fn check_paper_number(
    rule: &Rule,
    cited: &CitedNumber<'_>,
    place: impl FnOnce() -> Span,
) -> Option<Diagnostic> {
    let text = cited.number.text();
    if text == crate::prose::PENDING {
        let message = "số của văn bản được viện dẫn còn để ngỏ";
        let finding = rule.finding(place(), message).label("cần số, ký hiệu");
        return Some(finding.hint("chưa biết số thì xóa dòng `so`"));
    }
    let expected = cited.expected.clone();
    let error = cited.number.error();
    let error =
        error.or_else(|| expected.is_some().then_some(PaperNumberError::Letters))?;
    let mended = if error == PaperNumberError::Letters && expected.is_some() {
        expected
    } else {
        cited.number.mended()
    };
    let severity = judge_severity(cited, error, mended.as_ref())?;
    let message = describe_error(cited.number, error, mended.as_ref());
    let mut finding = rule.finding(place(), message);
    finding.severity = severity;
    // Papers of the Party follow the Party's own rules, not the decree.
    if mended.as_ref().is_some_and(PaperNumber::is_party) {
        finding.clause = None;
    }
    Some(match mended {
        Some(mended) => {
            let mended = mended.text();
            let finding = finding.label(format!("cần viết {mended}"));
            finding.hint(format!("sửa thành {mended}, sau khi đối chiếu bản gốc"))
        }
        None => finding
            .label("cần dạng 91/KH-UBND, 61/2015/NĐ-CP hoặc 77-NQ/TU")
            .hint("đối chiếu số, ký hiệu với bản gốc"),
    })
}

/// What is wrong with a number, in words.
fn describe_error(
    number: &PaperNumber,
    error: PaperNumberError,
    mended: Option<&PaperNumber>,
) -> String {
    let text = number.text();
    match error {
        PaperNumberError::LongDash => {
            format!("số văn bản “{text}” dùng dấu gạch dài thay cho gạch nối")
        }
        PaperNumberError::Spaced => format!("số văn bản “{text}” có khoảng trắng"),
        PaperNumberError::Shape => format!("số văn bản “{text}” không đúng dạng"),
        PaperNumberError::Letters
            if mended.and_then(PaperNumber::year) > number.year() =>
        {
            format!("số văn bản “{text}” thiếu năm ban hành")
        }
        PaperNumberError::Letters => {
            format!("ký hiệu văn bản “{text}” sai chữ viết tắt tên loại, cơ quan")
        }
    }
}

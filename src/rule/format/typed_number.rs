//! `typed-number`: no number is typed where the engine numbers.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Role, SectionPart};
use crate::language;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::TextLine;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "typed-number",
        summary: "tiêu đề không gõ sẵn số thứ tự: máy tự đánh số",
        explanation: "Máy đánh số phần, mục, nhiệm vụ, phụ lục theo thứ tự trong biểu, cùng một kiểu cho mỗi cấp; số gõ sẵn trong tiêu đề thì in ra thành hai số, và sai khi thêm bớt mục. Xóa số thứ tự, chỉ để lời của tiêu đề. Muốn kiểu đánh số khác thì ghi `cap` trong `trinh_bay`, hoặc `danh_so` ở mục cha.",
    },
    severity: Severity::Error,
    clause: Some("điểm đ khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("số ấy thuộc về tên gọi"),
    wrong: "noi_dung:\n  - tieu_de: I. Mục đích, yêu cầu\n    doan: Thực hiện tốt công tác giảm nghèo.\n",
    right: "noi_dung:\n  - tieu_de: Mục đích, yêu cầu\n    doan: Thực hiện tốt công tác giảm nghèo.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (role, line) in context.lines() {
        if role == Role::Title {
            found.extend(check_start(rule, context, line, "tiêu đề"));
        }
    }
    for part in context.form.parts() {
        let SectionPart::Numbered(proses) = part else { continue };
        for prose in proses {
            let line =
                prose.paras.first().map(|p| TextLine::from_pieces(&p.pieces, prose.span));
            found.extend(line.and_then(|l| check_start(rule, context, &l, "đoạn")));
        }
    }
}

/// A number that is typed at the start of a line which is numbered anyway.
fn check_start(
    rule: &Rule,
    context: &Context<'_>,
    line: &TextLine<'_>,
    what: &str,
) -> Option<Diagnostic> {
    let len = measure_typed_number(&line.text)?;
    let number = &line.text[..len];
    let message =
        format!("{what} có số thứ tự “{number}” gõ sẵn, máy lại đánh số lần nữa");
    Some(
        rule.finding(line.place(context, 0, len), message)
            .label("không gõ số ở đây")
            .hint(format!("xóa “{number}”: máy tự đánh số theo thứ tự trong biểu")),
    )
}

/// Length of a number at the start of a title.
fn measure_typed_number(text: &str) -> Option<usize> {
    let found = [
        measure_bullet(text),
        measure_named_level(text),
        measure_bracketed(text),
        measure_counter(text),
    ];
    found.into_iter().flatten().next()
}

/// `- `, `+ `, `* `.
fn measure_bullet(text: &str) -> Option<usize> {
    let sign =
        text.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '+' | '*' | '•'))?;
    text[sign.len_utf8()..].starts_with(' ').then_some(sign.len_utf8())
}

/// `Phần I`, `Phụ lục II`, `Mục 1.`.
fn measure_named_level(text: &str) -> Option<usize> {
    if !text.starts_with(['P', 'p', 'M', 'm']) {
        return None;
    }
    let word = ["phần ", "phụ lục ", "mục "].iter().find(|word| {
        let head = text.get(..word.len());
        head.is_some_and(|head| language::to_lower(head) == **word)
    })?;
    let rest = &text[word.len()..];
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let number = &rest[..len];
    let is_number = is_roman(number) || (is_figures(number) && len <= 2);
    let closed = rest[len..].is_empty() || rest[len..].starts_with(['.', ':', '/', ')']);
    let spaced = *word != "mục " && is_roman(number) && rest[len..].starts_with(' ');
    (is_number && (closed || spaced)).then_some(word.len() + len)
}

/// `(1) `, `(a) `.
fn measure_bracketed(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(')?;
    let close = inside.find(')')?;
    let counter = &inside[..close];
    let fits =
        (is_figures(counter) && close <= 2) || is_roman(counter) || is_letter(counter);
    (fits && inside[close + 1..].starts_with(' ')).then_some(close + 2)
}

/// `I.`, `1.`, `1.1.`, `1.1 `, `a)`, `a.`, `a Tiểu dự án`.
///
/// The counter is one or more groups of figures, a Roman number or a letter of điểm; what
/// follows decides. A stop makes it a number in any case; without one, a title that begins
/// with a capital must follow, and the counter must be none that may be a word of it.
fn measure_counter(text: &str) -> Option<usize> {
    let len =
        text.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(text.len());
    let (head, rest) = text.split_at(len);
    // `1.Mục đích`: the dot is followed by the title at once.
    let glued = head.find(|c: char| !c.is_ascii_digit() && c != '.');
    if let Some(end) = glued.filter(|end| *end > 1 && head[..*end].ends_with('.')) {
        let figures = head[..end].split('.').all(|g| g.len() <= 2);
        return (figures && head[end..].starts_with(char::is_uppercase)).then_some(end);
    }
    let bare = head.trim_end_matches('.');
    let stopped = head.len() > bare.len();
    let groups = bare.split('.').count();
    let figures = bare.split('.').all(|g| is_figures(g) && g.len() <= 2);
    if !(figures || is_roman(bare) || is_letter(bare)) {
        return None;
    }
    let mut chars = rest.chars();
    let sign = chars.next();
    let next = chars.as_str().trim_start();
    let capital = next.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    match sign {
        Some(')') if !stopped => Some(len + 1),
        Some('/') if !stopped && capital => Some(len + 1),
        Some(' ') if stopped => Some(len),
        Some(' ') if figures && groups > 1 && capital => Some(len),
        // A capital alone may be part of a name: `A Lưới`.
        Some(' ')
            if is_letter(bare) && bare.starts_with(char::is_lowercase) && capital =>
        {
            Some(len)
        }
        Some(' ') if !is_letter(bare) => is_dashed(next).then_some(len),
        Some('-') if capital && !is_letter(bare) => Some(len + 1),
        _ => None,
    }
}

/// `- Mục đích` after a number.
fn is_dashed(next: &str) -> bool {
    let rest = next.strip_prefix(['-', '–']).and_then(|r| r.strip_prefix(' '));
    rest.is_some_and(|r| r.starts_with(char::is_uppercase))
}

fn is_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_roman(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b"IVX".contains(&b))
        && language::from_roman(text).is_some()
}

fn is_letter(text: &str) -> bool {
    let one = text.chars().count() == 1;
    one && language::from_diem(&text.to_lowercase()).is_some()
}

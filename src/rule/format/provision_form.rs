//! `provision-form`: parts of a legal paper are called as Phụ lục II has it: `điểm a khoản 2
//! Điều 5`.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::language::SoughtWord;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::TextLine;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "provision-form",
        summary: "viện dẫn điều khoản: viết hoa Điều, viết thường khoản, điểm",
        explanation: "Khi viện dẫn các phần của văn bản, Phần, Chương, Mục, Tiểu mục, Điều viết hoa chữ đầu; khoản, điểm viết thường: “điểm a khoản 2 Điều 5 Nghị định số …”. Chữ đầu câu thì vẫn viết hoa. Máy chỉ xét chỗ chắc chắn là viện dẫn: sau “Điều” là số rồi đến tên văn bản, hoặc trước nó có khoản; “khoản”, “điểm” đứng giữa câu và nối với Điều.",
    },
    severity: Severity::Warning,
    clause: Some("khoản 7 Mục V Phụ lục II Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("lời trích nguyên văn viết như vậy"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Thực hiện theo khoản 2 điều 5 của Quy chế.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Thực hiện theo khoản 2 Điều 5 của Quy chế.\n",
    check,
};

/// Types of papers that have articles, as they follow a provision.
const PAPERS: [&str; 10] = [
    "Luật",
    "Bộ luật",
    "Pháp lệnh",
    "Nghị định",
    "Nghị quyết",
    "Thông tư",
    "Quyết định",
    "Quy chế",
    "Quy định",
    "Hiến pháp",
];

/// A word of a provision that has the wrong first letter.
struct WrongWord<'c, 'a> {
    line: &'c TextLine<'a>,
    start: usize,
    written: &'static str,
    right: &'static str,
}

/// All of a paper are one fault: who writes so does it throughout.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut words = Vec::new();
    for (role, line) in context.lines() {
        if matches!(role, Role::Body | Role::Title | Role::Other) {
            find_words(line, &mut words);
        }
    }
    let [first, others @ ..] = &words[..] else { return };
    let WrongWord { line, start, written, right } = first;
    let place = line.place(context, *start, start + written.len());
    let message = format!("“{written}” trong lời viện dẫn viết là “{right}”");
    let mut finding = rule
        .finding(place, message)
        .label(format!("cần `{right}`"))
        .hint("viết như: điểm a khoản 2 Điều 5");
    if !others.is_empty() {
        finding.push_hint(format!("còn {} chỗ nữa như vậy", others.len()));
    }
    found.push(finding);
}

/// An article with a small letter.
const ARTICLE: SoughtWord = SoughtWord::exactly("điều ");

/// Parts of an article with a capital, and as they are written.
const PARTS: [(SoughtWord, &str, &str); 2] = [
    (SoughtWord::exactly("Khoản"), "Khoản", "khoản"),
    (SoughtWord::exactly("Điểm"), "Điểm", "điểm"),
];

/// `khoản 2 điều 5`, `điều 5 Nghị định`, `theo Khoản 2 Điều 5`.
fn find_words<'c, 'a>(line: &'c TextLine<'a>, words: &mut Vec<WrongWord<'c, 'a>>) {
    let text = &line.text;
    for start in ARTICLE.find_in(text) {
        let after = skip_numbers(&text[start + "điều ".len()..]);
        let before = text[..start].trim_end_matches([' ', ',']);
        let is_article = after.is_some_and(|after| {
            let after = after.trim_start_matches([' ', ',', '.', ';']);
            is_clause_end(before)
                || PAPERS.iter().any(|paper| {
                    after.strip_prefix("của ").unwrap_or(after).starts_with(paper)
                })
        });
        if is_article && !text[..start].ends_with(char::is_alphanumeric) {
            words.push(WrongWord { line, start, written: "điều", right: "Điều" });
        }
    }
    for (sought, written, right) in PARTS {
        for start in sought.find_in(text) {
            let (before, after) = (&text[..start], &text[start + written.len()..]);
            if is_inside_sentence(before) && is_part_of_article(after)
                || is_behind_part(before) && is_part(after)
            {
                words.push(WrongWord { line, start, written, right });
            }
        }
    }
    words.sort_by_key(|word| (word.line.span.start, word.start));
}

/// Behind the number of an article, or the numbers of several: ` 5`, ` 5, 6 và 7`, ` 5a`.
fn skip_numbers(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let rest = &text[digits..];
    let letter = rest.chars().next().filter(|c| c.is_lowercase());
    let rest = &rest[letter.map_or(0, char::len_utf8)..];
    (!rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '%')))
        .then_some(rest)
}

/// Whether a text ends in the number of a clause: `khoản 2`, `Khoản 2`.
fn is_clause_end(before: &str) -> bool {
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    head.len() < before.len()
        && head
            .strip_suffix(' ')
            .is_some_and(|head| head.ends_with("khoản") || head.ends_with("Khoản"))
}

/// Whether a text ends in the number of an article or a clause and perhaps a comma, behind
/// which the smaller part stands: `Điều 12, Khoản 3`.
fn is_behind_part(before: &str) -> bool {
    let before = before.trim_end_matches(' ').trim_end_matches(',');
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let words = ["Điều ", "điều ", "Khoản ", "khoản "];
    head.len() < before.len() && words.iter().any(|word| head.ends_with(word))
}

/// Whether the number of a clause or the letter of a point stands at the start of a text.
fn is_part(after: &str) -> bool {
    let word = after.strip_prefix(' ').unwrap_or_default();
    let word = word.split([' ', ',', ';', '.']).next().unwrap_or_default();
    // A word of two letters or one with a tone is no point: `Điểm số 5`, `Điểm ở đầu làng`.
    let is_number = matches!(
        word.as_bytes(),
        [b'0'..=b'9' | b'a'..=b'z'] | [b'0'..=b'9', b'0'..=b'9' | b'a'..=b'z']
    );
    is_number || word == "đ"
}

/// Whether a word stands behind another of its sentence.
fn is_inside_sentence(before: &str) -> bool {
    let word = before.trim_end_matches(' ');
    word.len() < before.len() && word.ends_with(|c: char| c.is_lowercase() || c == ',')
}

/// Whether what follows `khoản` or `điểm` leads to an article: ` 2 Điều 5`, ` a khoản 2
/// Điều 5`, ` a, b Khoản 1, Điều 7`.
fn is_part_of_article(after: &str) -> bool {
    let mut words = after.split_whitespace().take(8).skip_while(|word| {
        let bare = word.trim_end_matches([',', ';']);
        bare == "và"
            || bare.chars().count() <= 2 && bare.chars().all(char::is_alphanumeric)
    });
    match words.next() {
        Some("Điều" | "điều") => true,
        Some("khoản" | "Khoản") => {
            let mut rest = words.skip_while(|word| {
                word.trim_end_matches([',', ';']).bytes().all(|b| b.is_ascii_digit())
            });
            matches!(rest.next(), Some("Điều" | "điều"))
        }
        _ => false,
    }
}

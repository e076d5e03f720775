//! `appendix-unannounced`: the text points to every appendix.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Appendix, Role};
use crate::language::{self, SoughtWord, to_lower};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    AppendixName, TextLine, collect_appendix_pointers, find_mentions,
};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "appendix-unannounced",
        summary: "mỗi phụ lục phải được nhắc đến trong nội dung",
        explanation: "Văn bản có phụ lục kèm theo thì trong nội dung phải có chỉ dẫn về phụ lục ấy. Đặt `ma` cho phụ lục và ghi {{ phu_luc(\"mã\") }} ở chỗ cần nhắc; máy tự ghi số của phụ lục.",
    },
    severity: Severity::Error,
    clause: Some("điểm a khoản 1 Mục III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("nội dung đã nhắc đến phụ lục bằng lời khác"),
    wrong: "phu_luc:\n  - ma: chi-tieu\n    tieu_de: Phân bổ chỉ tiêu\n    doan: Mỗi thôn giảm một hộ nghèo.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Giao chỉ tiêu cho các thôn (chi tiết tại {{ phu_luc(\"chi-tieu\") }} kèm theo).\nphu_luc:\n  - ma: chi-tieu\n    tieu_de: Phân bổ chỉ tiêu\n    doan: Mỗi thôn giảm một hộ nghèo.\n",
    check,
};

/// An appendix has to be named somewhere outside itself: by `{{ phu_luc(…) }}`, by its
/// number or its title, or, where there is only one, by any word that something is enclosed.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let appendices = &context.form.appendices;
    if appendices.is_empty() {
        return;
    }
    let asked = collect_appendix_pointers(context);
    let lines = context
        .lines()
        .filter(|(role, _)| matches!(role, Role::Body | Role::Other | Role::Title));
    let lines: Vec<_> = lines.filter_map(|(_, line)| MentioningLine::new(line)).collect();
    for (i, appendix) in appendices.iter().enumerate() {
        let by_id = appendix.id.as_ref().is_some_and(|id| asked.contains(&id.value));
        if by_id || is_mentioned(&lines, appendix, i + 1, appendices.len() == 1) {
            continue;
        }
        let name = match appendices.len() {
            1 => "phụ lục kèm theo".to_owned(),
            _ => format!("Phụ lục {}", language::to_roman(i + 1)),
        };
        let message = format!("nội dung không có chỗ nào nhắc đến {name}");
        let id = appendix.id.as_ref().map_or("mã", |id| id.value.as_str());
        let hint = format!(
            "ghi “(chi tiết tại {{{{ phu_luc(\"{id}\") }}}} kèm theo)” ở chỗ cần nhắc"
        );
        let finding = rule
            .finding(locate_appendix(context, appendix), message)
            .label("cần một lời chỉ dẫn trong nội dung")
            .hint(hint);
        found.push(match appendix.id {
            Some(_) => finding,
            None => finding.hint("đặt `ma` cho phụ lục này trước"),
        });
    }
}

/// Words of which each line that speaks of appendices has one.
const SPEAKING: [SoughtWord; 3] = [
    SoughtWord::new("phụ", "PHỤ"),
    SoughtWord::new("kèm theo", "KÈM THEO"),
    SoughtWord::new("đính kèm", "ĐÍNH KÈM"),
];

/// A line that speaks of appendices.
struct MentioningLine {
    span: Span,
    /// Whether it speaks of all of them.
    all: bool,
    /// Whether it says that something goes with the paper.
    enclosure: bool,
    /// Its text in small letters, where it says so of whatever it is.
    enclosing: Option<String>,
    /// How it names appendices of this paper.
    named: Vec<AppendixName>,
}

impl MentioningLine {
    /// `None` where the line speaks of none.
    fn new(line: &TextLine<'_>) -> Option<Self> {
        // Most lines speak of none, and are not put into small letters.
        if !SPEAKING.iter().any(|word| word.is_in(&line.text)) {
            return None;
        }
        let text = to_lower(&line.text);
        let mentions = find_mentions(&line.text).into_iter();
        let mentions = mentions.filter(|mention| !mention.of_other_paper);
        let line = Self {
            span: line.span,
            all: text.contains("các phụ lục"),
            enclosure: has_enclosure(&text),
            enclosing: is_enclosing(&text).then(|| text.clone()),
            named: mentions.map(|mention| mention.named).collect(),
        };
        let has_mention = line.all || line.enclosing.is_some() || !line.named.is_empty();
        has_mention.then_some(line)
    }
}

/// Whether the text names the appendix by hand.
fn is_mentioned(
    lines: &[MentioningLine],
    appendix: &Appendix,
    number: usize,
    is_only_one: bool,
) -> bool {
    lines.iter().filter(|line| !appendix.span.holds(line.span)).any(|line| {
        line.all
            || is_only_one && line.enclosure
            || line.enclosing.as_ref().is_some_and(|text| has_title(text, appendix))
            || line.named.iter().any(|named| match named {
                AppendixName::Numbers(numbers) => numbers.contains(&number),
                AppendixName::Words(words) => is_only_one || is_named_by(appendix, words),
            })
    })
}

/// Whether a text in small letters says that something goes with the paper.
fn has_enclosure(text: &str) -> bool {
    is_enclosing(text)
        && ["phụ lục", "biểu", "bảng", "danh mục", "danh sách"]
            .iter()
            .any(|w| text.contains(w))
}

/// Whether a text in small letters says of something that it goes with the paper.
fn is_enclosing(text: &str) -> bool {
    text.contains("kèm theo") || text.contains("đính kèm")
}

/// Whether a text in small letters has the first words of a title: `(có phân công nhiệm vụ
/// kèm theo)`.
fn has_title(text: &str, appendix: &Appendix) -> bool {
    const WORDS: usize = 3;
    let title = appendix.title.as_ref().map(|title| title.collect_words());
    let title = title.unwrap_or_default().to_lowercase();
    let words: Vec<_> = title.split_whitespace().take(WORDS).collect();
    words.len() == WORDS && text.contains(&words.join(" "))
}

/// Whether these words begin the title of the appendix, or the title begins them.
fn is_named_by(appendix: &Appendix, words: &str) -> bool {
    let title = appendix
        .title
        .as_ref()
        .map(|t| language::to_key(&t.collect_words()))
        .unwrap_or_default();
    let words = language::to_key(words);
    !title.is_empty()
        && !words.is_empty()
        && (title.starts_with(&words) || words.starts_with(&title))
}

/// The title of an appendix, its id, or its first line.
fn locate_appendix(context: &Context<'_>, appendix: &Appendix) -> Span {
    let title = appendix.title.as_ref().map(|t| t.span);
    title.or_else(|| appendix.id.as_ref().map(|id| id.span)).unwrap_or_else(|| {
        let line = context.source.line(appendix.span.start);
        Span::new(appendix.span.start, line.end.max(appendix.span.start))
    })
}

//! `sentence-stop`: a paragraph or an item ends with its stop.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Form, Section, SectionPart};
use crate::language::is_syllable;
use crate::prose::{Marker, Para, Prose, ProsePiece};
use crate::quantity::Pending;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{FaultPlaces, take_word_before};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "sentence-stop",
        summary: "đoạn văn, gạch đầu dòng, chú thích hết câu thì có dấu chấm câu",
        explanation: "Đoạn văn kết thúc bằng dấu chấm; gạch đầu dòng kết thúc bằng dấu chấm phẩy hoặc dấu chấm, như các gạch cùng danh sách. Thiếu dấu thì không biết câu đã hết hay chữ bị rơi. Máy xét đoạn văn dài, và gạch đầu dòng, chú thích thiếu dấu bên những dòng có dấu; dòng ngắn như tiêu đề thì bỏ qua. Dấu ./. cuối văn bản máy tự đặt. Thêm dấu còn thiếu.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("dòng ấy không phải là câu"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      - Rà soát hộ nghèo, hộ cận nghèo ở các thôn;\n      - Tổ chức tập huấn cho cán bộ thôn\n      - Công khai danh sách hộ nghèo.\n  - tieu_de: Tổ chức thực hiện\n    doan: Các thôn báo cáo kết quả.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: |\n      - Rà soát hộ nghèo, hộ cận nghèo ở các thôn;\n      - Tổ chức tập huấn cho cán bộ thôn;\n      - Công khai danh sách hộ nghèo.\n  - tieu_de: Tổ chức thực hiện\n    doan: Các thôn báo cáo kết quả.\n",
    check,
};

/// Words of a paragraph that is a sentence for certain, and no title.
const LONG: usize = 14;

/// Words of a paragraph that is a sentence where another ends in it.
const SEVERAL: usize = 6;

/// Words of a last item that is more than a name.
const SHORT: usize = 4;

/// What a group of paragraphs is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GroupKind {
    /// Running text: long paragraphs are sentences.
    Text,
    /// Paragraphs that are a list without signs.
    List,
    /// What stands behind a label: only its items are compared.
    Labelled,
}

/// Paragraphs that follow each other.
struct ParaGroup<'f> {
    kind: GroupKind,
    paras: Vec<&'f Para>,
    /// Whether the engine sets the mark `./.` behind the last.
    has_end_mark: bool,
}

/// How a paragraph ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ParaEnd {
    /// With a sign.
    Sign,
    /// Without one; the place of its last word.
    Bare { part: PartOfText, span: Span },
    /// With something that is filled in, or in brackets: nobody can say.
    Open,
}

/// Bytes of the last run of text of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PartOfText {
    start: usize,
    end: usize,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut places = FaultPlaces::default();
    for group in collect_groups(context.form) {
        for para in find_bare(&group) {
            if let Some(place) = locate_end(context, para) {
                places.push_place(place);
            }
        }
    }
    let Some(place) = places.first() else { return };
    found.push(
        rule.finding(place, "đoạn văn hoặc gạch đầu dòng hết mà không có dấu chấm câu")
            .label(format!("cần dấu chấm hoặc chấm phẩy{}", places.list_more(context)))
            .hint("thêm dấu chấm; giữa các gạch đầu dòng của một danh sách là dấu chấm phẩy"),
    );
}

/// The paragraphs of a form by their groups.
fn collect_groups(form: &Form) -> Vec<ParaGroup<'_>> {
    let mut groups = Vec::new();
    form.sections.iter().for_each(|section| collect_section(section, &mut groups));
    if let Some(closing) = &form.closing {
        groups.push(make_group(GroupKind::Text, [closing]));
    }
    set_end(&mut groups);
    for appendix in &form.appendices {
        let first = groups.len();
        appendix.parts.iter().for_each(|part| collect_part(part, &mut groups));
        set_end(&mut groups[first..]);
    }
    for task in form.tasks() {
        let texts = [&task.activities, &task.manner, &task.output, &task.note];
        for text in texts.into_iter().flatten().filter_map(Pending::known) {
            groups.push(make_group(GroupKind::Labelled, [&text.text]));
        }
    }
    let notes = form.notes.iter().map(|(_, note)| note);
    groups.push(make_group(GroupKind::List, notes));
    groups
}

fn set_end(groups: &mut [ParaGroup<'_>]) {
    if let Some(group) = groups.last_mut() {
        group.has_end_mark = true;
    }
}

fn make_group<'f>(
    kind: GroupKind,
    proses: impl IntoIterator<Item = &'f Prose>,
) -> ParaGroup<'f> {
    let paras = proses.into_iter().flat_map(|prose| &prose.paras).collect();
    ParaGroup { kind, paras, has_end_mark: false }
}

fn collect_section<'f>(section: &'f Section, groups: &mut Vec<ParaGroup<'f>>) {
    section.parts.iter().for_each(|part| collect_part(part, groups));
}

fn collect_part<'f>(part: &'f SectionPart, groups: &mut Vec<ParaGroup<'f>>) {
    match part {
        SectionPart::Prose(prose) => groups.push(make_group(GroupKind::Text, [prose])),
        SectionPart::Numbered(proses) => {
            groups.push(make_group(GroupKind::List, proses));
        }
        SectionPart::Sections(sections) => {
            sections.iter().for_each(|section| collect_section(section, groups));
        }
        SectionPart::Objectives(objectives) => {
            for objective in &objectives.items {
                groups.push(make_group(GroupKind::List, &objective.text));
            }
        }
        SectionPart::Units(units) => {
            for unit in units {
                groups.push(make_group(GroupKind::Text, [&unit.text]));
            }
        }
        SectionPart::Tasks(_)
        | SectionPart::Budget(_)
        | SectionPart::Table(_)
        | SectionPart::FromTasks(_)
        | SectionPart::FromTargets(_)
        | SectionPart::Specimen(_) => {
            // What ends here is no paragraph of running text.
            groups.push(make_group(GroupKind::Labelled, []));
        }
    }
}

/// The paragraphs of a group that lack their stop.
fn find_bare<'f>(group: &ParaGroup<'f>) -> Vec<&'f Para> {
    let judged = match group.has_end_mark {
        true => &group.paras[..group.paras.len().saturating_sub(1)],
        false => &group.paras[..],
    };
    let mut bare = Vec::new();
    for marker in [Marker::None, Marker::Dash, Marker::Plus] {
        if marker != Marker::None || group.kind == GroupKind::List {
            bare.extend(find_bare_items(&group.paras, judged, marker));
        } else if group.kind == GroupKind::Text {
            bare.extend(find_bare_sentences(&group.paras, judged));
        }
    }
    bare
}

/// Items without a sign beside others that have one.
fn find_bare_items<'f>(
    paras: &[&'f Para],
    judged: &[&'f Para],
    marker: Marker,
) -> Vec<&'f Para> {
    let is_item = |para: &&&Para| para.marker == marker;
    let signs = paras.iter().filter(is_item).filter(|p| find_end(p) == ParaEnd::Sign);
    let signs = signs.count();
    let mut bare = Vec::new();
    for (index, para) in judged.iter().enumerate() {
        if para.marker != marker {
            continue;
        }
        // An item that others follow one step deeper is a title of theirs.
        let is_title = paras
            .get(index + 1)
            .is_some_and(|next| next.marker != marker && next.marker != Marker::None)
            && marker != Marker::Plus;
        if !is_title && matches!(find_end(para), ParaEnd::Bare { .. }) {
            bare.push(*para);
        }
    }
    let is_last = |para: &&Para| {
        let last = paras.iter().rev().find(|other| other.marker == marker);
        last.is_some_and(|last| std::ptr::eq(*last, *para))
    };
    let is_alone = bare.len() == 1
        && signs >= 1
        && bare.first().is_some_and(|para| is_last(para) && count_words(para) >= SHORT);
    if is_alone || signs >= 2 && signs >= 2 * bare.len() { bare } else { Vec::new() }
}

/// Long paragraphs without a stop; one that goes on in the next line is told by another
/// rule.
fn find_bare_sentences<'f>(paras: &[&'f Para], judged: &[&'f Para]) -> Vec<&'f Para> {
    let goes_on = |index: usize| {
        let next = paras.get(index + 1).filter(|next| next.marker == Marker::None);
        next.and_then(|next| next.pieces.first()).is_some_and(|piece| {
            piece.is_value()
                || take_text(piece).is_some_and(|t| t.starts_with(char::is_lowercase))
        })
    };
    let judged = judged.iter().copied().enumerate();
    judged
        .filter(|(index, para)| is_bare_sentence(para) && !goes_on(*index))
        .map(|(_, para)| para)
        .collect()
}

/// Whether a paragraph is a sentence by its length, in ordinary type, and lacks its stop.
fn is_bare_sentence(para: &Para) -> bool {
    let is_title = para.pieces.iter().all(|piece| match piece {
        ProsePiece::Text { style, text, .. } => style.bold || text.trim().is_empty(),
        _ => true,
    });
    para.marker == Marker::None
        && !is_title
        && matches!(find_end(para), ParaEnd::Bare { .. })
        && (count_words(para) >= LONG
            || count_words(para) >= SEVERAL && has_sentence(para))
        && !is_typed_title(para)
}

/// Whether a sentence ends within a paragraph: a word of small letters, a stop, a capital.
fn has_sentence(para: &Para) -> bool {
    let has_stop = |text: &str| {
        text.match_indices(". ").any(|(place, stop)| {
            let word = take_word_before(text, place);
            word.chars().count() > 1
                && word.chars().all(char::is_lowercase)
                && is_syllable(word)
                && text[place + stop.len()..].starts_with(char::is_uppercase)
        })
    };
    para.pieces.iter().filter_map(take_text).any(has_stop)
}

/// Whether a paragraph is a title typed as one: most of it in capitals, or an article with
/// its number.
fn is_typed_title(para: &Para) -> bool {
    let texts = || para.pieces.iter().filter_map(take_text);
    let count = |is_wanted: fn(char) -> bool| -> usize {
        texts().map(|text| text.chars().filter(|c| is_wanted(*c)).count()).sum()
    };
    let number = texts().next().and_then(|text| text.trim_start().strip_prefix("Điều "));
    let is_article = number
        .and_then(|text| text.split_once('.'))
        .is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    is_article || count(char::is_uppercase) > count(char::is_lowercase)
}

fn take_text(piece: &ProsePiece) -> Option<&str> {
    match piece {
        ProsePiece::Text { text, .. } => Some(text),
        _ => None,
    }
}

fn count_words(para: &Para) -> usize {
    let texts = para.pieces.iter().filter_map(take_text);
    texts.map(|text| text.split(' ').filter(|word| !word.is_empty()).count()).sum()
}

/// How a paragraph ends; a note behind its last word is none of it.
fn find_end(para: &Para) -> ParaEnd {
    let mut pieces = para.pieces.iter().rev().filter(|piece| {
        !matches!(piece, ProsePiece::Note { .. })
            && take_text(piece).is_none_or(|text| !text.trim().is_empty())
    });
    match pieces.next() {
        Some(ProsePiece::Text { text, span, .. }) => classify_end(para, text, *span),
        // What a value ends with is not known here.
        _ => ParaEnd::Open,
    }
}

fn classify_end(para: &Para, text: &str, span: Span) -> ParaEnd {
    let text = text.trim_end();
    // What is to be filled in may end as it likes.
    if text.chars().rev().take(24).any(|c| c == '…') || has_dots(text) {
        return ParaEnd::Open;
    }
    let core = text.trim_end_matches([')', '”', '"', '’', ']']);
    let is_sign =
        |text: &str| text.ends_with(['.', ';', ':', ',', '!', '?', '…', '/', '_', '-']);
    if is_sign(text) || is_sign(core.trim_end()) {
        return ParaEnd::Sign;
    }
    let begins_in_bracket = para
        .pieces
        .iter()
        .find_map(take_text)
        .is_some_and(|text| text.trim_start().starts_with(['(', '[', '“', '*']));
    if core.len() < text.len() && begins_in_bracket {
        return ParaEnd::Open;
    }
    let start = text.rfind(' ').map_or(0, |blank| blank + 1);
    ParaEnd::Bare { part: PartOfText { start, end: text.len() }, span }
}

/// Whether four dots stand together in a text: of four bytes, one is asked first.
fn has_dots(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut fourths = bytes.iter().enumerate().skip(3).step_by(4);
    fourths.any(|(place, byte)| {
        let reach = &bytes[place - 3..bytes.len().min(place + 4)];
        *byte == b'.' && reach.windows(4).any(|four| four == b"....")
    })
}

/// The place of the last word of a paragraph.
fn locate_end(context: &Context<'_>, para: &Para) -> Option<Span> {
    let ParaEnd::Bare { part, span } = find_end(para) else { return None };
    let text = para.pieces.iter().rev().find_map(|piece| match piece {
        ProsePiece::Text { text, span: other, .. } if *other == span => Some(text),
        _ => None,
    })?;
    let PartOfText { start, end } = part;
    Some(context.place(text, span, start, end))
}

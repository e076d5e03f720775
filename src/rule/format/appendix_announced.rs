//! `appendix-announced`: an appendix that the text announces is there.

use std::collections::BTreeSet;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    AppendixName, collect_appendix_pointers, find_mentions, shorten_text,
};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "appendix-announced",
        summary: "phụ lục được nhắc đến trong nội dung phải có trong biểu",
        explanation: "Nội dung ghi “Phụ lục … kèm theo” mà văn bản không có phụ lục ấy thì người nhận không có tài liệu để thực hiện. Thêm phụ lục vào `phu_luc`, hoặc bỏ lời nhắc. Phụ lục của văn bản khác thì nêu rõ của văn bản nào, ví dụ: Phụ lục I kèm theo Nghị định số 30/2020/NĐ-CP.",
    },
    severity: Severity::Error,
    clause: Some("điểm a khoản 1 Mục III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("phụ lục ấy gửi riêng, hoặc là của văn bản khác"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Giao chỉ tiêu cho các thôn (Phụ lục phân bổ chỉ tiêu đính kèm).\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Giao chỉ tiêu cho các thôn (chi tiết tại {{ phu_luc(\"chi-tieu\") }} kèm theo).\nphu_luc:\n  - ma: chi-tieu\n    tieu_de: Phân bổ chỉ tiêu\n    doan: Mỗi thôn giảm một hộ nghèo.\n",
    check,
};

/// An appendix is meant by its number, by `{{ phu_luc(…) }}`, or by words of its title. What
/// no title repeats is collected first: such words may still mean an appendix that nothing
/// else means, and only beyond the number of those is one missing.
fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let count = context.form.appendices.len();
    let mut known = list_pointed_appendices(context);
    let mut unknown: Vec<(String, Span)> = Vec::new();
    let mut beyond: Vec<(usize, Span)> = Vec::new();
    for (role, line) in context.lines() {
        if !matches!(role, Role::Body | Role::Other) {
            continue;
        }
        for mention in find_mentions(&line.text).iter().filter(|m| !m.of_other_paper) {
            let place = line.place(context, mention.start, mention.end);
            match &mention.named {
                AppendixName::Numbers(numbers) => {
                    known.extend(numbers.iter().filter(|n| **n <= count).map(|n| n - 1));
                    let missing = numbers.iter().filter(|n| **n > count);
                    beyond.extend(missing.map(|number| (*number, place)));
                }
                AppendixName::Words(words) if mention.announced => {
                    match find_by_title(context, words) {
                        Some(index) => {
                            known.insert(index);
                        }
                        None => unknown.push((words.clone(), place)),
                    }
                }
                AppendixName::Words(_) => {}
            }
        }
    }
    let groups = group_by_place(&beyond);
    found.extend(groups.iter().map(|group| describe_beyond(rule, group, count)));
    find_unmatched(rule, &unknown, count, count - known.len(), found);
}

/// Appendices that are not there, as the place tells of them that names them first.
struct Beyond {
    numbers: Vec<usize>,
    place: Span,
    /// The places that name them again.
    again: BTreeSet<usize>,
}

fn group_by_place(beyond: &[(usize, Span)]) -> Vec<Beyond> {
    let mut groups: Vec<Beyond> = Vec::new();
    for &(number, place) in beyond {
        let known = groups.iter_mut().find(|group| group.numbers.contains(&number));
        if let Some(group) = known {
            if group.place != place {
                group.again.insert(place.start);
            }
        } else if let Some(group) = groups.last_mut().filter(|g| g.place == place) {
            group.numbers.push(number);
        } else {
            let again = BTreeSet::new();
            groups.push(Beyond { numbers: vec![number], place, again });
        }
    }
    groups
}

/// Words that no title repeats may still mean an appendix that nothing else means:
/// `free` is how many of these there are.
fn find_unmatched(
    rule: &Rule,
    unknown: &[(String, Span)],
    count: usize,
    free: usize,
    found: &mut Vec<Diagnostic>,
) {
    let mut distinct: Vec<&str> = Vec::new();
    for (words, place) in unknown {
        // `Phụ lục kèm theo` alone may be any.
        if words.is_empty() && count > 0 {
            continue;
        }
        let nth = distinct.iter().position(|w| w == words).unwrap_or_else(|| {
            distinct.push(words);
            distinct.len() - 1
        });
        if nth >= free {
            found.push(describe_missing(rule, words, *place, count));
        }
    }
}

/// The appendices that a `{{ phu_luc("…") }}` names, by index.
fn list_pointed_appendices(context: &Context<'_>) -> BTreeSet<usize> {
    let asked = collect_appendix_pointers(context);
    let ids = context.form.appendices.iter().map(|a| a.id.as_ref());
    ids.enumerate()
        .filter(|(_, id)| id.is_some_and(|id| asked.contains(&id.value)))
        .map(|(i, _)| i)
        .collect()
}

/// The appendix whose title shares most words with what the text says of it.
fn find_by_title(context: &Context<'_>, words: &str) -> Option<usize> {
    let spoken = split_word_set(words);
    let mut best = None;
    let mut most_shared = 0;
    for (index, appendix) in context.form.appendices.iter().enumerate() {
        let Some(title) = &appendix.title else { continue };
        let title = split_word_set(&title.collect_words());
        let shared = title.intersection(&spoken).count();
        if shared > most_shared {
            (best, most_shared) = (Some(index), shared);
        }
    }
    best.filter(|_| most_shared * 2 >= spoken.len())
}

fn split_word_set(text: &str) -> BTreeSet<String> {
    let folded = crate::language::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn describe_beyond(rule: &Rule, group: &Beyond, count: usize) -> Diagnostic {
    let names = group.numbers.iter().map(|number| crate::language::to_roman(*number));
    let names = names.collect::<Vec<_>>().join(", ");
    let others = match group.again.len() {
        0 => String::new(),
        more => format!("; còn {more} chỗ nữa như vậy"),
    };
    let message = format!(
        "nội dung nhắc đến Phụ lục {names}, nhưng biểu {}{others}",
        describe_count(count)
    );
    let hint =
        "thêm phụ lục ấy vào `phu_luc`; nếu là của văn bản khác, nêu rõ của văn bản nào";
    rule.finding(group.place, message).label("không có phụ lục này").hint(hint)
}

fn describe_missing(rule: &Rule, words: &str, place: Span, count: usize) -> Diagnostic {
    let name = match shorten_text(words) {
        words if words.is_empty() => "phụ lục kèm theo".to_owned(),
        words => format!("“Phụ lục {words}”"),
    };
    let elsewhere = if count > 0 { ", đã được nhắc ở chỗ khác" } else { "" };
    let message = format!(
        "nội dung nhắc đến {name}, nhưng biểu {}{elsewhere}",
        describe_count(count)
    );
    rule.finding(place, message)
        .label("không có phụ lục này")
        .hint("thêm phụ lục ấy vào `phu_luc`, hoặc bỏ lời nhắc này")
}

fn describe_count(count: usize) -> String {
    match count {
        0 => "không có phụ lục nào".to_owned(),
        _ => format!("chỉ có {count} phụ lục"),
    }
}

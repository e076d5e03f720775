//! `paragraph-repeated`: a paper says nothing twice, nearly word for word.

use std::collections::{BTreeMap, HashMap};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{TextLine, list_words};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "paragraph-repeated",
        summary: "một đoạn văn chỉ viết một lần",
        explanation: "Đoạn dài giống một đoạn khác gần từng chữ thường là do chép từ phần này sang phần kia: người đọc phải tự so xem khác ở đâu, và sửa một nơi thì nơi kia sót. Máy so các đoạn từ 25 chữ trở lên, theo từng cụm bốn chữ liền nhau. Giữ đoạn ở một nơi, nơi kia dẫn lại, hoặc bỏ.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("hai nơi phải nói đủ như nhau"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Tổ chức rà soát hộ nghèo, hộ cận nghèo đúng quy trình, công khai danh sách tại nhà văn hóa thôn, lấy ý kiến của người dân trước khi trình Ủy ban nhân dân xã phê duyệt.\n  - tieu_de: Giải pháp\n    doan: Tổ chức rà soát hộ nghèo, hộ cận nghèo đúng quy trình, công khai danh sách tại nhà văn hóa thôn, lấy ý kiến của người dân trước khi trình Ủy ban nhân dân xã quyết định.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Tổ chức rà soát hộ nghèo, hộ cận nghèo đúng quy trình, công khai danh sách tại nhà văn hóa thôn, lấy ý kiến của người dân trước khi trình Ủy ban nhân dân xã phê duyệt.\n  - tieu_de: Giải pháp\n    doan: Cử cán bộ cùng các thôn rà soát từng hộ.\n",
    check,
};

/// Words of the shortest paragraph that is compared: shorter ones are formulas that every
/// paper repeats.
const SHORTEST: usize = 25;

/// Words of a run that is compared.
const RUN: usize = 4;

/// A paragraph by its runs of words.
struct ComparedPara<'l, 'a> {
    line: &'l TextLine<'a>,
    runs: Vec<u64>,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let paras: Vec<_> = context
        .lines()
        .filter(|(role, _)| *role == Role::Body)
        .filter_map(|(_, line)| read_para(line))
        .collect();
    // The first paragraph in which each run stands.
    let mut owners: HashMap<u64, usize> = HashMap::new();
    let mut pairs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, para) in paras.iter().enumerate() {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for run in &para.runs {
            let owner = *owners.entry(*run).or_insert(index);
            if owner != index {
                *counts.entry(owner).or_default() += 1;
            }
        }
        let nearest = counts.into_iter().max_by_key(|(_, count)| *count);
        if let Some((owner, count)) = nearest
            && is_same(count, paras[owner].runs.len(), para.runs.len())
        {
            pairs.entry(owner).or_default().push(index);
        }
    }
    for (owner, others) in pairs {
        found.push(describe(rule, context, &paras, owner, &others));
    }
}

/// Whether paragraphs of so many runs that share so many say the same: nine tenths of the
/// shorter one, and most of the longer.
fn is_same(shared: usize, first: usize, second: usize) -> bool {
    shared * 10 >= first.min(second) * 8 && shared * 10 >= first.max(second) * 6
}

fn read_para<'l, 'a>(line: &'l TextLine<'a>) -> Option<ComparedPara<'l, 'a>> {
    // A word has two bytes and a blank at the least.
    if line.text.len() < SHORTEST * 3 {
        return None;
    }
    let words: Vec<u64> =
        list_words(&line.text).into_iter().map(|word| hash_word(&line.text[word])).collect();
    if words.len() < SHORTEST {
        return None;
    }
    let mut runs: Vec<_> = words.windows(RUN).map(join_hashes).collect();
    runs.sort_unstable();
    runs.dedup();
    Some(ComparedPara { line, runs })
}

/// A number for a word; that of `Các` is that of `các`.
fn hash_word(word: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3);
    }
    hash
}

fn join_hashes(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash, word| {
        (hash.rotate_left(21) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

fn describe(
    rule: &Rule,
    context: &Context<'_>,
    paras: &[ComparedPara<'_, '_>],
    owner: usize,
    others: &[usize],
) -> Diagnostic {
    let place = |index: usize| paras[index].line.place_all(context);
    let number = |index: usize| context.source.line_number(place(index).start);
    let first = others.first().copied().unwrap_or(owner);
    let more = match others.len() {
        0 | 1 => String::new(),
        count => format!(", và {} đoạn nữa", count - 1),
    };
    let message = format!(
        "đoạn này lặp lại gần từng chữ đoạn ở dòng {}: “{}”",
        number(owner),
        crate::running_text::shorten_text(&paras[first].line.text)
    );
    let mut finding = rule
        .finding(place(first), message)
        .label(format!("đã viết ở dòng {}{more}", number(owner)))
        .related(place(owner), "viết lần đầu ở đây")
        .hint("giữ ở một nơi; nơi kia bỏ, hoặc dẫn lại phần đã nêu");
    for other in others.iter().skip(1) {
        finding = finding.related(place(*other), "cũng lặp lại");
    }
    finding
}

//! `paragraph-repeated`: a paper says nothing twice, nearly word for word.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::{Form, Role, SectionPart};
use crate::language::is_letter_or_figure;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{FaultPlaces, TextLine, WordHashes, list_words, shorten_text};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "paragraph-repeated",
        summary: "một đoạn văn chỉ viết một lần",
        explanation: "Đoạn dài giống một đoạn khác gần từng chữ thường là do chép từ phần này sang phần kia: người đọc phải tự so xem khác ở đâu, và sửa một nơi thì nơi kia sót. Máy so các đoạn từ 25 chữ trở lên, theo từng cụm bốn chữ liền nhau, và đoạn ngắn hơn chép đúng đoạn ngay trên; hai đoạn khác số liệu, hoặc nằm dưới hai đề mục cùng tên thì chỉ gợi ý. Giữ đoạn ở một nơi, nơi kia dẫn lại, hoặc bỏ.",
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
    /// The title above it.
    title: &'l str,
    /// Each run of words, as often as it stands there.
    runs: Vec<u64>,
}

/// Where a run of words stands.
#[derive(Clone, Copy)]
struct RunOwner {
    /// The first paragraph that has it.
    first: usize,
    /// The last so far.
    last: usize,
}

/// A paragraph that says again what another has said.
#[derive(Clone, Copy)]
struct RepeatedPair {
    /// The first, by its number among those compared.
    first: usize,
    /// The one that repeats it.
    second: usize,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let paras = read_paras(context);
    let chains = group_chains(find_pairs(&paras));
    let apart = list_parallel_spans(context.form);
    let appendices: Vec<_> = context.form.appendices.iter().map(|a| a.span).collect();
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for pair in chains.iter().flatten() {
        *counts.entry(pair.first).or_default() += 1;
    }
    // An appendix hands on to others what the plan itself says.
    let chains = chains
        .into_iter()
        .filter(|chain| !is_of_other_part(context, &paras, chain, &appendices));
    for chain in &join_chains(context, &paras, chains) {
        let mut finding = describe(rule, context, &paras, chain, &apart);
        // What a paper says of one after another is its pattern.
        let is_pattern = chain
            .iter()
            .any(|pair| counts[&pair.first] > 1 || is_parallel(&paras, *pair));
        if let Some(finding) = finding.as_mut().filter(|_| is_pattern) {
            finding.severity = Severity::Hint;
        }
        found.extend(finding);
    }
    find_copies(rule, context, found);
}

/// Words of the shortest paragraph that is told as a copy of the one above it.
const SHORTEST_COPY: usize = 7;

/// Short sentences that stand once more right below themselves: one finding for all.
fn find_copies(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lines: Vec<_> = context.lines().collect();
    let mut places = FaultPlaces::default();
    let mut original = None;
    for pair in lines.windows(2) {
        let [(Role::Body, line), (Role::Body, copy)] = pair else { continue };
        if line.text != copy.text || line.span != copy.span || !is_sentence(&line.text) {
            continue;
        }
        let count = list_words(&line.text).len();
        if (SHORTEST_COPY..SHORTEST).contains(&count) {
            places.push_place(copy.place_all(context));
            original.get_or_insert(line);
        }
    }
    let (Some(place), Some(line)) = (places.first(), original) else { return };
    let first = line.place_all(context);
    let number = context.source.line_number(first.start);
    let words = shorten_text(&line.text);
    found.push(
        rule.finding(place, format!("đoạn này chép lại đúng đoạn ngay trên: “{words}”"))
            .label(format!("đã viết ở dòng {number}{}", places.list_more(context)))
            .related(first, "viết lần đầu ở đây")
            .hint("bỏ một đoạn, hoặc sửa cho khác nhau"),
    );
}

/// Whether a text is a sentence in small letters: no name in a list, no line to be filled in.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_end();
    let is_blank = text.contains(['…', '_']) || text.contains("..");
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    text.ends_with(['.', ';']) && !is_blank && capitals * 4 < text.chars().count()
}

/// The paragraphs of a form that are long enough, each with the title above it.
fn read_paras<'c, 'a>(context: &'c Context<'a>) -> Vec<ComparedPara<'c, 'a>> {
    let mut title = "";
    let mut paras = Vec::new();
    for (role, line) in context.lines() {
        match role {
            Role::Title => title = line.text.as_str(),
            Role::Body => paras.extend(read_para(line, title)),
            _ => {}
        }
    }
    paras
}

/// Whether two paragraphs say the same of different things: under titles of one wording, or
/// each with figures that the other lacks.
fn is_parallel(paras: &[ComparedPara<'_, '_>], pair: RepeatedPair) -> bool {
    let (first, second) = (&paras[pair.first], &paras[pair.second]);
    let is_titled_alike = !first.title.is_empty()
        && !std::ptr::eq(first.title, second.title)
        && first.title == second.title;
    let (one, other) = (list_figures(first.line), list_figures(second.line));
    is_titled_alike
        || one.iter().any(|figure| !other.contains(figure))
            && other.iter().any(|figure| !one.contains(figure))
}

/// The figures of a line, each once.
fn list_figures<'l>(line: &'l TextLine<'_>) -> BTreeSet<&'l str> {
    let words = list_words(&line.text).into_iter().map(|word| &line.text[word]);
    words.filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect()
}

/// Whether the second paragraph of a chain stands in an appendix in which the first does not.
fn is_of_other_part(
    context: &Context<'_>,
    paras: &[ComparedPara<'_, '_>],
    chain: &[RepeatedPair],
    appendices: &[Span],
) -> bool {
    chain.first().is_some_and(|pair| {
        let start = |index: usize| paras[index].line.place_all(context).start;
        let (first, second) = (start(pair.first), start(pair.second));
        appendices.iter().any(|appendix| {
            let range = appendix.start..appendix.end;
            range.contains(&second) && !range.contains(&first)
        })
    })
}

/// The pairs of paragraphs that say the same, in the order of the second.
fn find_pairs(paras: &[ComparedPara<'_, '_>]) -> Vec<RepeatedPair> {
    let count = paras.iter().map(|para| para.runs.len()).sum();
    let mut owners: HashMap<u64, RunOwner, _> =
        HashMap::with_capacity_and_hasher(count, WordHashes::default());
    // How many runs each paragraph has that differ.
    let mut sizes = Vec::new();
    let mut pairs = Vec::new();
    for (index, para) in paras.iter().enumerate() {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        let mut size = 0;
        for run in &para.runs {
            match owners.entry(*run) {
                Entry::Vacant(entry) => {
                    entry.insert(RunOwner { first: index, last: index });
                }
                Entry::Occupied(mut entry) => {
                    let owner = entry.get_mut();
                    // What stands twice in a paragraph counts once.
                    if owner.last == index {
                        continue;
                    }
                    owner.last = index;
                    *counts.entry(owner.first).or_default() += 1;
                }
            }
            size += 1;
        }
        sizes.push(size);
        let nearest = counts.into_iter().max_by_key(|(_, count)| *count);
        if let Some((first, count)) = nearest
            && is_same(count, sizes[first], size)
        {
            pairs.push(RepeatedPair { first, second: index });
        }
    }
    pairs
}

/// Pairs that follow each other on both sides: two parts that are built alike.
fn group_chains(pairs: Vec<RepeatedPair>) -> Vec<Vec<RepeatedPair>> {
    const FARTHEST: usize = 20;
    let mut chains: Vec<Vec<RepeatedPair>> = Vec::new();
    for pair in pairs {
        let last = chains.last_mut();
        let last = last.filter(|chain| {
            chain.last().is_some_and(|last| {
                last.first < pair.first
                    && pair.first - last.first <= FARTHEST
                    && pair.second - last.second <= FARTHEST
            })
        });
        match last {
            Some(chain) => chain.push(pair),
            None => chains.push(vec![pair]),
        }
    }
    chains
}

/// The repetitions of one paragraph as one chain, in the place of the first of them: one
/// finding lists their lines. Parts that repeat whole parts stay apart, and so does what the
/// form excuses, which says nothing of the other repetitions.
fn join_chains(
    context: &Context<'_>,
    paras: &[ComparedPara<'_, '_>],
    chains: impl Iterator<Item = Vec<RepeatedPair>>,
) -> Vec<Vec<RepeatedPair>> {
    let mut joined: Vec<Vec<RepeatedPair>> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    for chain in chains {
        let single = match chain[..] {
            [pair] if !is_excused(context, &paras[pair.second]) => Some(pair),
            _ => None,
        };
        let Some(pair) = single else {
            joined.push(chain);
            continue;
        };
        match known.entry(pair.first) {
            Entry::Occupied(entry) => joined[*entry.get()].push(pair),
            Entry::Vacant(entry) => {
                entry.insert(joined.len());
                joined.push(chain);
            }
        }
    }
    joined
}

/// Whether the form says that a paragraph may repeat another.
fn is_excused(context: &Context<'_>, para: &ComparedPara<'_, '_>) -> bool {
    let place = para.line.place_all(context);
    let mut suppressions = context.form.suppressions.iter();
    suppressions.any(|suppression| {
        suppression.code == RULE.code.id
            && suppression.scope.iter().any(|scope| scope.holds(place))
    })
}

/// The places whose paragraphs may well say the same: what each of several units is to do,
/// and what an appendix hands on to others.
fn list_parallel_spans(form: &Form) -> Vec<Span> {
    let mut spans: Vec<_> =
        form.appendices.iter().map(|appendix| appendix.span).collect();
    for part in form.parts() {
        if let SectionPart::Units(units) = part {
            spans.extend(units.iter().map(|unit| unit.text.span));
        }
    }
    spans
}

/// Whether paragraphs of so many runs that share so many say the same: eight tenths of
/// the shorter one, and most of the longer.
fn is_same(shared: usize, first: usize, second: usize) -> bool {
    shared * 10 >= first.min(second) * 8 && shared * 10 >= first.max(second) * 6
}

fn read_para<'l, 'a>(
    line: &'l TextLine<'a>,
    title: &'l str,
) -> Option<ComparedPara<'l, 'a>> {
    // A word has two bytes and a blank at the least.
    if line.text.len() < SHORTEST * 3 {
        return None;
    }
    let words = hash_words(&line.text);
    if words.len() < SHORTEST {
        return None;
    }
    let runs = words.windows(RUN).map(join_hashes).collect();
    Some(ComparedPara { line, title, runs })
}

/// A number for each word of letters and figures; that of `Các` is that of `các`.
fn hash_words(text: &str) -> Vec<u64> {
    const START: u64 = 0xCBF2_9CE4_8422_2325;
    let mut words = Vec::with_capacity(text.len() / 4);
    let mut hash = START;
    for c in text.chars() {
        if is_letter_or_figure(c) {
            let letter = u64::from(u32::from(c.to_ascii_lowercase()));
            hash = (hash ^ letter).wrapping_mul(0x0100_0000_01B3);
        } else if hash != START {
            words.push(std::mem::replace(&mut hash, START));
        }
    }
    words.extend((hash != START).then_some(hash));
    words
}

fn join_hashes(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash, word| {
        (hash.rotate_left(21) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// One finding for a chain: a warning for a paragraph alone, a hint where two parts are
/// built alike.
fn describe(
    rule: &Rule,
    context: &Context<'_>,
    paras: &[ComparedPara<'_, '_>],
    chain: &[RepeatedPair],
    apart: &[Span],
) -> Option<Diagnostic> {
    let RepeatedPair { first, second } = *chain.first()?;
    let place = |index: usize| paras[index].line.place_all(context);
    let number = |index: usize| context.source.line_number(place(index).start);
    let mut places = FaultPlaces::default();
    chain.iter().for_each(|pair| places.push_place(place(pair.second)));
    let message = format!(
        "đoạn này lặp lại gần từng chữ đoạn ở dòng {}: “{}”",
        number(first),
        shorten_text(&paras[second].line.text)
    );
    let mut finding = rule
        .finding(place(second), message)
        .label(format!("đã viết ở dòng {}{}", number(first), places.list_more(context)))
        .related(place(first), "viết lần đầu ở đây")
        .hint("giữ ở một nơi; nơi kia bỏ, hoặc dẫn lại phần đã nêu");
    let is_apart = |index: usize| {
        let start = place(index).start;
        apart.iter().any(|span| span.start <= start && start < span.end)
    };
    if chain.len() > 1 || is_apart(second) {
        finding.severity = Severity::Hint;
    }
    Some(finding)
}

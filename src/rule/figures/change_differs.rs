//! `change-differs`: a change that is told from its start to its end goes the way that is
//! said, and comes to what is said.
//!
//! | file | what it does |
//! |---|---|
//! | `balance` | a change between the start and the end of a year, told without `từ` |

mod balance;

use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::fold;
use crate::quantity::Number;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    MeasureKind, Quantity, QuantityLine, list_named_figures, split_at_stops,
};

use balance::find_wrong_balance;

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "change-differs",
        summary: "mức tăng, giảm phải khớp với số đầu và số cuối nêu trong câu",
        explanation: "Câu nêu số đầu, số cuối và mức thay đổi: “từ 63 hộ xuống còn 51 hộ, giảm 12 hộ”, “từ 5,2% xuống 3,5%, giảm 1,7 điểm phần trăm”, “đầu năm có 63 hộ, cuối năm còn 51 hộ, giảm 12 hộ”. Số cuối phải nhỏ hơn số đầu khi viết “xuống”, lớn hơn khi viết “lên”; mức thay đổi phải đúng bằng hiệu hai số, hoặc bằng phần trăm của hiệu trên số đầu. Xem lại ba số rồi sửa số sai.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("mức thay đổi này tính theo cách khác"),
    wrong: "noi_dung:\n  - tieu_de: Mục tiêu\n    doan: Số hộ nghèo từ 63 hộ xuống còn 51 hộ, giảm 13 hộ.\n",
    right: "noi_dung:\n  - tieu_de: Mục tiêu\n    doan: Số hộ nghèo từ 63 hộ xuống còn 51 hộ, giảm 12 hộ.\n",
    check,
};

/// Words between the start and the end of a change, with the way they say.
const JOINS: &[(&str, Option<Direction>)] = &[
    ("xuống", Some(Direction::Fall)),
    ("lên", Some(Direction::Rise)),
    ("còn", Some(Direction::Fall)),
    ("đến", None),
    ("thành", None),
];

/// Words that say how much a change is.
const VERBS: &[(&str, Direction)] =
    &[("giảm", Direction::Fall), ("tăng", Direction::Rise)];

/// Words of a change that is not the one from start to end.
const EACH: &[&str] =
    &["mỗi", "bình quân", "hằng năm", "hàng năm", "trung bình", "so với", "/năm"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Rise,
    Fall,
}

impl Direction {
    /// The verb that says it.
    fn verb(self) -> &'static str {
        match self {
            Self::Rise => "tăng",
            Self::Fall => "giảm",
        }
    }
}

/// A change told from its start to its end.
struct ToldChange<'l> {
    line: &'l QuantityLine,
    starts: Vec<&'l Quantity>,
    ends: Vec<&'l Quantity>,
    direction: Option<Direction>,
    /// From `từ` to the first figure of the end.
    place: Range<usize>,
    /// The sentence in which it stands.
    sentence: Range<usize>,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for line in context.quantity_lines() {
        if !line.is_prose() || line.quantities.len() < 2 {
            continue;
        }
        for change in find_changes(line) {
            let wrong = find_wrong_way(&change)
                .or_else(|| find_wrong_verb(&change))
                .or_else(|| find_wrong_amount(&change))
                .or_else(|| find_wrong_count(context, &change));
            found.extend(wrong.map(|(quantity, message)| {
                describe(rule, context, line, quantity, message)
            }));
        }
        let spans = split_at_stops(&line.text).into_iter();
        let wrong = spans.filter_map(|sentence| find_wrong_balance(line, &sentence));
        found.extend(
            wrong.map(|(quantity, message)| {
                describe(rule, context, line, quantity, message)
            }),
        );
    }
}

fn describe(
    rule: &Rule,
    context: &Context<'_>,
    line: &QuantityLine,
    quantity: &Quantity,
    message: String,
) -> Diagnostic {
    let figure = &quantity.figure;
    let place = context.place_quantity(line, &(figure.start..figure.end));
    rule.finding(place, message)
        .label("không khớp với số đầu và số cuối")
        .hint("xem lại số đầu, số cuối và mức thay đổi, rồi sửa số sai")
}

/// The changes of a line.
fn find_changes(line: &QuantityLine) -> Vec<ToldChange<'_>> {
    let text = &line.text;
    let mut found = Vec::new();
    for stretch in split_at_stops(text) {
        let mut start = stretch.start;
        for part in text[stretch].split(';') {
            let sentence = start..start + part.len();
            start = sentence.end + 1;
            for from in find_words(text, &sentence, &["từ", "Từ"]) {
                found.extend(read_change(line, &sentence, from));
            }
        }
    }
    found
}

/// Where words stand in a part of a text.
fn find_words(text: &str, part: &Range<usize>, words: &[&str]) -> Vec<usize> {
    let mut found = Vec::new();
    for word in words {
        for (place, _) in text[part.clone()].match_indices(word) {
            let (start, end) = (part.start + place, part.start + place + word.len());
            let is_free = !text[..start].ends_with(char::is_alphanumeric)
                && !text[end..].starts_with(char::is_alphanumeric);
            found.extend(is_free.then_some(end));
        }
    }
    found.sort_unstable();
    found
}

/// The change that a `từ` opens, which ends at `from`.
fn read_change<'l>(
    line: &'l QuantityLine,
    sentence: &Range<usize>,
    from: usize,
) -> Option<ToldChange<'l>> {
    const MOST_WORDS: usize = 3;
    let text = &line.text;
    let after = list_between(line, &(from..sentence.end));
    let start = after.first()?;
    let opening = &text[from..start.figure.start];
    if opening.split_whitespace().count() > MOST_WORDS || opening.contains([',', '(']) {
        return None;
    }
    let rest = start.figure.end..sentence.end;
    let joins = JOINS.iter().filter_map(|(word, way)| {
        find_words(text, &rest, &[*word]).first().map(|end| (*end, *way))
    });
    let (join, direction) = joins.min_by_key(|(end, _)| *end)?;
    let starts = list_between(line, &(from..join));
    let ends = list_between(line, &(join..sentence.end));
    let end = *ends.first()?;
    let is_close = text[join..end.figure.start].split_whitespace().count() <= MOST_WORDS;
    let between = &text[start.figure.end..join];
    let is_whole = is_close && !between.contains(',') && starts.len() <= 2;
    is_whole.then(|| ToldChange {
        line,
        starts,
        direction,
        place: from..end.figure.end,
        ends,
        sentence: sentence.clone(),
    })
}

fn list_between<'l>(line: &'l QuantityLine, part: &Range<usize>) -> Vec<&'l Quantity> {
    let quantities = line.quantities.iter();
    quantities
        .filter(|q| part.start <= q.figure.start && q.figure.end <= part.end)
        .collect()
}

/// A start and its end, which count the same; a start may leave its unit to the end:
/// `từ 63 xuống 51 hộ`.
fn find_pair<'l>(
    change: &ToldChange<'l>,
    is_wanted: impl Fn(&Quantity) -> bool,
) -> Option<[&'l Quantity; 2]> {
    let ends = change.ends.iter().take(change.starts.len());
    ends.zip(&change.starts).find_map(|(end, start)| {
        let is_bare = JOINS.iter().any(|(word, _)| *word == start.unit);
        let is_alike =
            start.is_alike(end) || is_bare && end.figure.kind == MeasureKind::Count;
        let is_told = is_alike && start.is_exact() && end.is_exact();
        (is_told && is_wanted(end)).then_some([*start, *end])
    })
}

/// An end that lies on the wrong side of its start.
fn find_wrong_way<'l>(change: &ToldChange<'l>) -> Option<(&'l Quantity, String)> {
    let direction = change.direction?;
    let [start, end] = find_pair(change, |_| true)?;
    let is_wrong = match direction {
        Direction::Fall => end.figure.value > start.figure.value,
        Direction::Rise => end.figure.value < start.figure.value,
    };
    let [from, to] = [start, end].map(|quantity| change.line.quote(quantity));
    let words = match direction {
        Direction::Fall => "xuống",
        Direction::Rise => "lên",
    };
    is_wrong.then(|| {
        let other = match direction {
            Direction::Fall => "lớn",
            Direction::Rise => "nhỏ",
        };
        (end, format!("câu viết từ {from} {words} {to}, mà {to} {other} hơn"))
    })
}

/// An end on the other side than the verb before `từ` says: `giảm tỷ lệ từ 3,5% lên 5,2%`.
fn find_wrong_verb<'l>(change: &ToldChange<'l>) -> Option<(&'l Quantity, String)> {
    const MOST_WORDS: usize = 6;
    let direction = change.direction?;
    let [start, end] = find_pair(change, |_| true)?;
    let text = &change.line.text;
    let before = change.sentence.start..change.place.start - "từ".len();
    let clause = text[before.clone()].rfind([',', ':', '(']).map_or(0, |sign| sign + 1);
    let clause = before.start + clause..before.end;
    let verbs = VERBS.iter().filter_map(|(word, way)| {
        let found = find_words(text, &clause, &[*word, &capitalize_word(word)]);
        found.last().map(|end| (*end, *way))
    });
    let (verb, way) = verbs.max_by_key(|(end, _)| *end)?;
    let between = text[verb..clause.end].trim();
    let named = text[clause.start..verb].split_whitespace().rev().nth(1);
    let is_plain = between.split_whitespace().count() <= MOST_WORDS
        && !between.contains(|c: char| c.is_ascii_digit())
        && !OF_OTHER_VERBS.iter().any(|word| between.starts_with(word))
        && !between.split(' ').any(|word| OF_OTHER_THINGS.contains(&word))
        && !named.is_some_and(|word| NAMES_OF_CHANGES.contains(&word));
    let [from, to] = [start, end].map(|quantity| change.line.quote(quantity));
    let joined = if direction == Direction::Fall { "xuống" } else { "lên" };
    (is_plain && way != direction).then(|| {
        (end, format!("câu viết {}, mà lại từ {from} {joined} {to}", way.verb()))
    })
}

/// Words that make another verb of `giảm`, `tăng`.
const OF_OTHER_VERBS: &[&str] = &["cường", "thiểu", "tốc", "ca", "nhẹ"];

/// Words between a verb and `từ` behind which something else changes: `giảm nghèo và nâng
/// thu nhập từ 40 triệu đồng lên 50 triệu đồng`.
const OF_OTHER_THINGS: &[&str] =
    &["và", "nâng", "đưa", "để", "nhằm", "phấn", "góp", "hạ", "với", "nhờ", "do"];

/// Words before `giảm`, `tăng` that make a name of them: `mức giảm từ 3% lên 4%`.
const NAMES_OF_CHANGES: &[&str] = &["mức", "lệ", "độ", "sự", "việc", "số", "Mức", "Tỷ"];

/// A change that is not the difference of its start and its end.
fn find_wrong_amount<'l>(change: &ToldChange<'l>) -> Option<(&'l Quantity, String)> {
    let (amount, verb) = find_amount(change)?;
    let kind = amount.figure.kind;
    let is_rate = matches!(kind, MeasureKind::Percent | MeasureKind::Points);
    let alike = find_pair(change, |end| match kind {
        MeasureKind::Points => end.figure.kind == MeasureKind::Percent,
        _ => end.is_alike(amount),
    });
    let pair = alike.or_else(|| find_pair(change, |_| kind == MeasureKind::Percent));
    let [start, end] = pair?;
    let gap = end.figure.value.checked_sub(&start.figure.value);
    let is_falling = gap.is_negative();
    let is_same_way = is_falling == (verb == Direction::Fall);
    let powers = [start, end, amount].map(|quantity| quantity.figure.power);
    let slack = powers.into_iter().max().unwrap_or(0);
    let is_equal = is_within(&gap.abs(), &amount.figure.value, slack);
    let share = gap.abs().div(&start.figure.value);
    let is_share = kind == MeasureKind::Percent
        && share
            .is_some_and(|s| is_within(&s, &amount.figure.value, amount.figure.power));
    let is_difference = alike.is_some() && is_equal;
    if is_same_way && (is_difference || is_share) {
        return None;
    }
    // What goes the other way and is no difference is told of something else.
    if !(is_same_way || is_difference || is_share) {
        return None;
    }
    let [from, to] = [start, end].map(|quantity| change.line.quote(quantity));
    let way = if is_falling { Direction::Fall } else { Direction::Rise }.verb();
    let difference = describe_gap(&gap.abs(), start, amount, is_rate);
    let typed = change.line.quote(amount);
    Some((
        amount,
        format!(
            "từ {from} đến {to} là {way} {difference}, mà câu ghi {} {typed}",
            verb.verb()
        ),
    ))
}

/// A count that a fall or a rise of a rate is said to be, where the paper says of how many
/// the rate is: `từ 5,2% xuống 3,5%, giảm 46 hộ`. The whole may well change a little over
/// the years, so that only what is far off is told.
fn find_wrong_count<'l>(
    context: &Context<'_>,
    change: &ToldChange<'l>,
) -> Option<(&'l Quantity, String)> {
    let (amount, verb) = find_amount(change)?;
    if amount.figure.kind != MeasureKind::Count
        || find_pair(change, |end| end.is_alike(amount)).is_some()
    {
        return None;
    }
    let [start, end] = find_pair(change, |end| end.figure.kind == MeasureKind::Percent)?;
    let whole = find_whole(context, amount)?;
    let gap = end.figure.value.checked_sub(&start.figure.value).abs();
    let wanted = gap.checked_mul(&whole);
    let slack = wanted.div(&Number::from(5)).unwrap_or(Number::ZERO);
    let slack = slack.checked_add(&Number::ONE);
    let off = wanted.checked_sub(&amount.figure.value).abs();
    (off > slack).then(|| {
        let [from, to] = [start, end].map(|quantity| change.line.quote(quantity));
        let message = format!(
            "từ {from} đến {to} của {} là khoảng {}, mà câu ghi {} {}",
            amount.describe(&whole),
            amount.describe(&wanted.rounded(0)),
            verb.verb(),
            change.line.quote(amount)
        );
        (amount, message)
    })
}

/// How many there are in all of what a count counts, as the paper says: `tổng số hộ toàn
/// xã là 1.545 hộ`, or the total of the column of that name.
fn find_whole(context: &Context<'_>, amount: &Quantity) -> Option<Number> {
    let lines = context.quantity_lines().iter();
    let written = lines
        .flat_map(|line| line.quantities.iter().map(move |quantity| (line, quantity)))
        .find(|(line, quantity)| {
            quantity.is_alike(amount)
                && quantity.is_exact()
                && is_called_whole(&line.text[..quantity.figure.start])
        })
        .map(|(_, quantity)| quantity.figure.value.clone());
    let unit = fold(&amount.unit);
    written.or_else(|| {
        let named = list_named_figures(context);
        let total = named.into_iter().find(|named| {
            named.kind == MeasureKind::Count
                && named.name.contains(&unit)
                && named.name.iter().any(|word| word == "tong")
                && named
                    .name
                    .iter()
                    .all(|word| *word == unit || OF_ALL.contains(&word.as_str()))
        })?;
        Some(total.figure.value)
    })
}

/// Words of a name that is of all there are, folded.
const OF_ALL: &[&str] = &[
    "tong", "so", "gia", "dinh", "dan", "toan", "xa", "phuong", "huyen", "tinh", "la",
    "co", "cua", "tren", "dia", "ban", "hien", "nay",
];

/// Whether the words before a figure call it all there are.
fn is_called_whole(before: &str) -> bool {
    const MOST_WORDS: usize = 8;
    let words: Vec<_> = before
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .rev()
        .take(MOST_WORDS)
        .map(fold)
        .collect();
    let Some(total) = words.iter().position(|word| word == "tong") else { return false };
    words[..total].iter().all(|word| word == "ho" || OF_ALL.contains(&word.as_str()))
}

/// What lies between a start and its end, in words.
fn describe_gap(
    gap: &Number,
    start: &Quantity,
    amount: &Quantity,
    is_rate: bool,
) -> String {
    if is_rate && start.figure.kind == MeasureKind::Percent {
        let places = u32::try_from(-start.figure.power - 2).unwrap_or(0);
        return format!("{} điểm phần trăm", gap.times_pow10(2).text(places.max(1)));
    }
    if is_rate {
        let share = gap.div(&start.figure.value).unwrap_or(Number::ZERO);
        return format!("{}%", share.times_pow10(2).text(1));
    }
    amount.describe(gap)
}

/// Whether two values differ by less than one unit of a digit.
fn is_within(one: &Number, other: &Number, power: i32) -> bool {
    one.checked_sub(other).abs() < Number::ONE.times_pow10(power)
}

/// How much the change is said to be: behind its end, or right before its bracket.
fn find_amount<'l>(change: &ToldChange<'l>) -> Option<(&'l Quantity, Direction)> {
    const MOST_WORDS: usize = 8;
    let text = &change.line.text;
    let sentence = &change.sentence;
    let behind = change.place.end..sentence.end;
    let verbs = VERBS.iter().filter_map(|(word, way)| {
        find_words(text, &behind, &[*word]).first().map(|end| (*end, *way))
    });
    if let Some((verb, way)) = verbs.min_by_key(|(end, _)| *end) {
        let words = &text[behind.start..verb];
        let is_close = words.split_whitespace().count() <= MOST_WORDS;
        let amount = read_amount(change.line, verb, sentence.end);
        return amount
            .filter(|_| is_close && !has_each(words) && !is_of_larger(words))
            .map(|amount| (amount, way));
    }
    let before = sentence.start..change.place.start;
    let verbs = VERBS.iter().filter_map(|(word, way)| {
        let found = find_words(text, &before, &[*word, &capitalize_word(word)]);
        found.last().map(|end| (*end, *way))
    });
    let (verb, way) = verbs.max_by_key(|(end, _)| *end)?;
    let amount = read_amount(change.line, verb, before.end)?;
    let between = text[amount.figure.end..before.end].trim();
    let is_close =
        between.contains(['(', ',']) && between.split_whitespace().count() <= 4;
    (is_close && !has_each(&text[sentence.start..verb])).then_some((amount, way))
}

/// Whether words speak of more than what has changed: `góp phần cùng toàn tỉnh giảm 1.595
/// hộ`.
fn is_of_larger(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "toàn" | "cả" | "chung" | "riêng"))
}

fn capitalize_word(word: &str) -> String {
    let (head, tail) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    head.to_uppercase() + tail
}

/// The figure right behind a verb, where nothing says that it is of something else.
fn read_amount(line: &QuantityLine, verb: usize, end: usize) -> Option<&Quantity> {
    const MOST_WORDS: usize = 3;
    let amount = *list_between(line, &(verb..end)).first()?;
    let between = &line.text[verb..amount.figure.start];
    let after = line.text[amount.figure.end..].trim_start();
    let rest = after.split([',', ';', '.', ')']).next().unwrap_or_default();
    let is_rate =
        matches!(amount.figure.kind, MeasureKind::Percent | MeasureKind::Points);
    let is_of_other = is_rate && after.starts_with(char::is_alphabetic);
    let is_told = between.split_whitespace().count() <= MOST_WORDS
        && !between.contains([',', ';', '('])
        && !["từ", "xuống", "lên", "còn"].iter().any(|w| between.contains(w))
        && amount.is_exact()
        && !has_each(between)
        && !has_each(rest)
        && !is_of_other;
    is_told.then_some(amount)
}

fn has_each(words: &str) -> bool {
    EACH.iter().any(|each| words.contains(each))
}

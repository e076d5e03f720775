//! `percent-differs`: a percentage beside the two counts that it is of is their ratio.

use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::{Reading, read_count, read_decimal};
use crate::quantity::Number;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    MeasureKind, Quantity, QuantityLine, TypedFigure, is_year, split_at_stops,
};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "percent-differs",
        summary: "tỷ lệ phần trăm phải khớp với hai số đếm đứng cạnh nó",
        explanation: "Câu nêu một phần, một tổng và tỷ lệ của phần trong tổng: “190/200 hộ, đạt 95%”, “63 hộ trên tổng số 1.545 hộ, chiếm 4,08%”, “1.545 hộ, trong đó có 63 hộ nghèo, chiếm 4,08%”, “63 hộ nghèo, chiếm 4,08% tổng số 1.545 hộ”. Máy chia lại; tỷ lệ lệch từ một đơn vị của chữ số cuối trở lên thì báo. Sửa tỷ lệ, hoặc sửa số đếm sai. Nếu tỷ lệ tính trên một tổng khác thì viết rõ tổng ấy.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("tỷ lệ này tính trên một tổng khác"),
    wrong: "noi_dung:\n  - tieu_de: Thực trạng\n    doan: Đã cấp thẻ cho 190/200 hộ, đạt 96%.\n",
    right: "noi_dung:\n  - tieu_de: Thực trạng\n    doan: Đã cấp thẻ cho 190/200 hộ, đạt 95%.\n",
    check,
};

/// Words that join counts and their percentage.
const JOINS: &[&str] =
    &["đạt", "chiếm", "tỷ lệ", "tỉ lệ", "tương đương", "tương ứng", "bằng", "(", "="];

/// Words between counts and a percentage that is of something else.
const OTHER: &[&str] = &[
    "tăng",
    "giảm",
    "vượt",
    "hơn",
    "thiếu",
    "còn lại",
    "so với",
    "trong khi",
    "từ",
    "phấn đấu",
    "dự kiến",
    "năm trước",
];

/// Words for what is aimed at: a percentage behind them is of that, unless it is they that
/// are counted: `18/20 chỉ tiêu, đạt 90%`.
const AIMS: &[&str] = &["mục tiêu", "chỉ tiêu", "kế hoạch", "yêu cầu"];

/// Words behind a percentage that is of something else.
const OF_OTHER: &[&str] = &["kế hoạch", "chỉ tiêu", "so với", "cùng kỳ", "dự toán"];

/// A part and the whole that it is of.
struct Ratio {
    part: Number,
    whole: Number,
    /// Where they stand.
    place: Range<usize>,
    /// How they are written.
    words: String,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for line in context.quantity_lines() {
        let has_percent = line.quantities.iter().any(is_percent);
        if !has_percent || !line.is_prose() {
            continue;
        }
        let mut ratios = find_fractions(&line.text);
        ratios.extend(find_shares(line));
        let fractions = ratios
            .iter()
            .filter_map(|ratio| Some((find_percent(line, &ratio.place)?, ratio)));
        let mut wrong: Vec<(&Quantity, String)> = fractions
            .filter(|(percent, ratio)| {
                !is_ratio(ratio, &percent.figure)
                    && is_comparable(ratio, &percent.figure)
                    && !is_of_neighbour(line, ratio, percent)
            })
            .map(|(percent, ratio)| (percent, describe_ratio(ratio, &percent.figure)))
            .collect();
        wrong.extend(find_wrong_parts(line));
        wrong.extend(find_wrong_middles(line));
        for (percent, computed) in wrong {
            let figure = &percent.figure;
            let place = context.place_quantity(line, &(figure.start..figure.end));
            let message = format!("câu ghi {}, mà {computed}", line.quote(percent));
            found.push(
                rule.finding(place, message)
                    .label("không khớp với hai số đếm")
                    .hint("sửa tỷ lệ, hoặc sửa số đếm sai; tỷ lệ của một tổng khác thì viết rõ tổng ấy"),
            );
        }
    }
}

fn is_percent(quantity: &Quantity) -> bool {
    quantity.figure.kind == MeasureKind::Percent
}

/// Two numbers with a stroke between that are no date and no number of a paper:
/// `190/200 hộ`.
fn find_fractions(text: &str) -> Vec<Ratio> {
    let strokes = text.match_indices('/').map(|(stroke, _)| stroke);
    strokes.filter_map(|stroke| read_fraction(text, stroke)).collect()
}

fn read_fraction(text: &str, stroke: usize) -> Option<Ratio> {
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let (left, right) = (&text[..stroke], &text[stroke + 1..]);
    let length = right.len() - right.trim_start_matches(is_sign).len();
    let left = strip_counted(left, &right[length..]);
    let start = left.trim_end_matches(is_sign).len();
    let part = &left[start..];
    let whole = right[..length].trim_end_matches(['.', ',']);
    let end = stroke + 1 + whole.len();
    let before = &text[..start];
    let is_bare = !before.ends_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '/' | '-' | '–' | '_' | ':')
    });
    let after = &text[end..];
    let is_closed = after.starts_with([' ', ')', ',', ';', '\u{A0}']);
    let last = before.trim_end().rsplit([' ', '(']).next().unwrap_or_default();
    let is_named = ["ngày", "số", "tháng", "quý", "năm", "đến", "từ", "hết", "trước"]
        .contains(&last.to_lowercase().as_str());
    if !is_bare || !is_closed || is_named || is_year(whole) {
        return None;
    }
    let [part_value, whole_value] = [part, whole].map(read_number);
    let (part_value, whole_value) = (part_value?, whole_value?);
    (!whole_value.is_zero()).then(|| Ratio {
        part: part_value,
        whole: whole_value,
        place: start..end,
        words: format!("{part}/{whole}"),
    })
}

/// A text without what its last number counts, where the number behind the stroke counts the
/// same: `63 hộ nghèo/1.545 hộ`.
fn strip_counted<'t>(left: &'t str, behind: &str) -> &'t str {
    const MOST_WORDS: usize = 4;
    let unit = behind.split_whitespace().next().unwrap_or_default();
    let unit = unit.trim_end_matches(|c: char| !c.is_alphanumeric());
    let end = left.rfind(|c: char| c.is_ascii_digit()).map_or(0, |digit| digit + 1);
    let mut words = left[end..].split_whitespace();
    let is_same = !unit.is_empty() && words.next() == Some(unit);
    if is_same && words.count() < MOST_WORDS { &left[..end] } else { left }
}

fn read_number(token: &str) -> Option<Number> {
    match read_count(token) {
        Reading::Exact(count) => Some(Number::from(count)),
        _ => match read_decimal(token) {
            Reading::Exact(value) => Some(Number::from(value)),
            _ => None,
        },
    }
}

/// Two counts of which the text says that one is out of the other: `63 hộ trên tổng số
/// 1.545 hộ`.
fn find_shares(line: &QuantityLine) -> Vec<Ratio> {
    let pairs = line.quantities.windows(2);
    pairs
        .filter_map(|pair| {
            let [part, whole] = pair else { return None };
            let between = &line.text[part.figure.end..whole.figure.start];
            let is_out_of = ["trên tổng", "trong tổng số", "/tổng số", "trên tổng số"]
                .iter()
                .any(|words| between.contains(words));
            // `63 hộ trên 1.545 hộ`: there the word before the whole sets no limit.
            let is_plain = between.trim() == format!("{} trên", part.unit);
            let is_alike =
                part.is_alike(whole) || matches!(part.unit.as_str(), "trên" | "trong");
            let is_short = between.split_whitespace().count() <= 8
                && !between.contains([';', '.', '(']);
            let is_told = (is_out_of && whole.is_exact() || is_plain)
                && is_alike
                && is_short
                && part.is_exact()
                && !whole.figure.value.is_zero();
            is_told.then(|| Ratio {
                part: part.figure.value.clone(),
                whole: whole.figure.value.clone(),
                place: part.figure.start..whole.figure.end,
                words: format!(
                    "{} trên {}",
                    &line.text[part.figure.start..part.figure.end],
                    line.quote(whole)
                ),
            })
        })
        .collect()
}

/// The percentage that is told of a ratio: the next figure behind it, or the one right
/// before its bracket.
fn find_percent<'l>(
    line: &'l QuantityLine,
    place: &Range<usize>,
) -> Option<&'l Quantity> {
    let next = line.quantities.iter().find(|q| q.figure.start >= place.end);
    let after = next.filter(|next| {
        let between = &line.text[place.end..next.figure.start];
        let is_of_other = is_of_other(&line.text[next.figure.end..]);
        is_percent(next) && next.is_exact() && is_joined(between) && !is_of_other
    });
    after.or_else(|| {
        let before = line.quantities.iter().rfind(|q| q.figure.end <= place.start)?;
        let between = line.text[before.figure.end..place.start].trim();
        let is_bracket = between.ends_with('(')
            && between.split_whitespace().count() <= 6
            && !has_other(between);
        (is_percent(before) && before.is_exact() && is_bracket).then_some(before)
    })
}

/// Whether words join counts and a percentage of them.
fn is_joined(between: &str) -> bool {
    const MOST_WORDS: usize = 9;
    !between.contains([';', '.'])
        && between.split_whitespace().count() <= MOST_WORDS
        && JOINS.iter().any(|words| between.contains(words))
        && !has_other(skip_counted(between))
}

/// What stands behind the aims that are counted, if any are.
fn skip_counted(between: &str) -> &str {
    let words = between.trim_start();
    AIMS.iter().find_map(|aim| words.strip_prefix(aim)).unwrap_or(between)
}

fn has_other(between: &str) -> bool {
    OTHER.iter().chain(AIMS).any(|words| between.contains(words))
}

/// Whether a percentage is this ratio, as far as it is written out.
fn is_ratio(ratio: &Ratio, percent: &TypedFigure) -> bool {
    let Some(computed) = ratio.part.div(&ratio.whole) else { return true };
    is_written(&computed, percent)
}

/// Whether a percentage is this value, as far as it is written out.
fn is_written(computed: &Number, percent: &TypedFigure) -> bool {
    let gap = computed.checked_sub(&percent.value).abs();
    gap < Number::ONE.times_pow10(percent.power)
}

/// Whether a ratio and a percentage can be of the same two things: one that is twenty times
/// the other is of some number that only stands there, `mức 1, 2 trên tổng số 2.775.718`.
fn is_comparable(ratio: &Ratio, percent: &TypedFigure) -> bool {
    const MOST: i64 = 20;
    let Some(computed) = ratio.part.div(&ratio.whole) else { return false };
    let most = Number::from(MOST);
    computed.checked_mul(&most) >= percent.value
        && percent.value.checked_mul(&most) >= computed
}

/// Whether another figure of the sentence, in place of the part or of the whole, makes the
/// percentage right.
fn is_of_neighbour(line: &QuantityLine, ratio: &Ratio, percent: &Quantity) -> bool {
    let sentences = split_at_stops(&line.text);
    let start = percent.figure.start;
    let Some(sentence) = sentences.into_iter().find(|s| s.contains(&start)) else {
        return false;
    };
    let inside = line.quantities.iter().filter(|other| {
        sentence.contains(&other.figure.start)
            && other.figure.start < start
            && other.figure.kind == MeasureKind::Count
            && !other.figure.value.is_zero()
    });
    let mut pairs = inside.flat_map(|other| {
        let value = &other.figure.value;
        [(&ratio.part, value), (value, &ratio.whole)]
    });
    pairs.any(|(part, whole)| {
        let computed = part.div(whole);
        computed.is_some_and(|c| is_written(&c, &percent.figure))
    })
}

/// What a ratio comes to, with the places that are written and one more.
fn describe_ratio(ratio: &Ratio, percent: &TypedFigure) -> String {
    let computed = ratio.part.div(&ratio.whole).unwrap_or(Number::ZERO);
    let places = u32::try_from(-percent.power - 2).unwrap_or(0).max(1);
    format!("{} là {}%", ratio.words, computed.times_pow10(2).text(places))
}

/// Percentages of parts that stand behind their whole: `1.545 hộ, trong đó có 63 hộ nghèo,
/// chiếm 5%`. A sentence may well have another whole in mind: what any figure before the
/// part explains is right, and what is far off is of something else.
fn find_wrong_parts(line: &QuantityLine) -> Vec<(&Quantity, String)> {
    let text = &line.text;
    let mut wrong = Vec::new();
    for sentence in split_at_stops(text) {
        let inside =
            line.quantities.iter().filter(|q| sentence.contains(&q.figure.start));
        let inside: Vec<_> = inside.collect();
        for nth in 2..inside.len() {
            let (before, from) = inside.split_at(nth - 1);
            let [part, percent, ..] = from else { continue };
            let between = &text[part.figure.end..percent.figure.start];
            let is_told = is_percent(percent)
                && percent.is_exact()
                && part.is_exact()
                && part.figure.kind == MeasureKind::Count
                && is_joined(between)
                && has_free_end(&text[percent.figure.end..], &part.unit)
                && !has_ratio_end(&text[..part.figure.start]);
            if is_told && let Some(ratio) = find_whole(line, before, part) {
                let is_wrong = !is_explained(before, part, &percent.figure)
                    && !is_ratio(&ratio, &percent.figure)
                    && is_near(&ratio, &percent.figure);
                wrong.extend(
                    is_wrong.then(|| (*percent, describe_ratio(&ratio, &percent.figure))),
                );
            }
        }
    }
    wrong
}

/// Percentages between their part and their whole: `63 hộ nghèo, chiếm 5% tổng số 1.545 hộ`.
fn find_wrong_middles(line: &QuantityLine) -> Vec<(&Quantity, String)> {
    const MOST_WORDS: usize = 5;
    let wrong = line.quantities.windows(3).filter_map(|three| {
        let [part, percent, whole] = three else { return None };
        let [before, behind] = [(part, percent), (percent, whole)]
            .map(|(one, other)| &line.text[one.figure.end..other.figure.start]);
        let words = behind.trim_start();
        let lead = ["trên ", "trong ", "của "].iter().find_map(|w| words.strip_prefix(w));
        let is_total = lead.unwrap_or(words).starts_with("tổng số");
        let is_told = is_percent(percent)
            && part.figure.kind == MeasureKind::Count
            && part.is_alike(whole)
            && [part, percent, whole].iter().all(|one| one.is_exact())
            && is_joined(before)
            && is_total
            && behind.split_whitespace().count() <= MOST_WORDS
            && !behind.contains([',', ';', '.', '('])
            && !whole.figure.value.is_zero();
        if !is_told {
            return None;
        }
        let ratio = Ratio {
            part: part.figure.value.clone(),
            whole: whole.figure.value.clone(),
            place: part.figure.start..whole.figure.end,
            words: format!("{} trên {}", line.quote(part), line.quote(whole)),
        };
        let is_wrong =
            !is_ratio(&ratio, &percent.figure) && is_comparable(&ratio, &percent.figure);
        is_wrong.then(|| (percent, describe_ratio(&ratio, &percent.figure)))
    });
    wrong.collect()
}

/// The only larger figure before a part that counts the same and leads to it.
fn find_whole(
    line: &QuantityLine,
    before: &[&Quantity],
    part: &Quantity,
) -> Option<Ratio> {
    let mut larger = before
        .iter()
        .filter(|whole| whole.is_alike(part) && whole.figure.value > part.figure.value);
    let whole = larger.next().filter(|_| larger.next().is_none())?;
    let between = &line.text[whole.figure.end..part.figure.start];
    let before = line.text[..whole.figure.start].trim_end();
    let is_led = ["trong đó", "gồm", "(", ":"].iter().any(|lead| between.contains(lead))
        || ["rong tổng số", "rong số"].iter().any(|lead| before.ends_with(lead));
    (is_led && whole.is_exact()).then(|| Ratio {
        part: part.figure.value.clone(),
        whole: whole.figure.value.clone(),
        place: whole.figure.start..part.figure.end,
        words: format!("{} trên {}", line.quote(part), line.quote(whole)),
    })
}

/// Whether some figure before a part makes the percentage right.
fn is_explained(before: &[&Quantity], part: &Quantity, percent: &TypedFigure) -> bool {
    before.iter().any(|whole| {
        let ratio = Ratio {
            part: part.figure.value.clone(),
            whole: whole.figure.value.clone(),
            place: 0..0,
            words: String::new(),
        };
        !whole.figure.value.is_zero() && is_ratio(&ratio, percent)
    })
}

/// Whether a percentage is within a third of the ratio: a slip, and of that whole.
fn is_near(ratio: &Ratio, percent: &TypedFigure) -> bool {
    let Some(computed) = ratio.part.div(&ratio.whole) else { return false };
    let gap = computed.checked_sub(&percent.value).abs();
    gap.checked_mul(&Number::from(3)) <= computed
}

/// Whether words behind a percentage say that it is of something else.
fn is_of_other(after: &str) -> bool {
    let after = after.trim_start();
    OF_OTHER.iter().any(|words| after.starts_with(words))
}

/// Whether nothing behind a percentage says of what else it is.
fn has_free_end(after: &str, unit: &str) -> bool {
    let after = after.trim_start();
    let is_other = is_of_other(after);
    let is_same = after.starts_with(&format!("tổng số {unit}"))
        || after.starts_with("tổng số")
        || after.starts_with("toàn");
    !is_other && (is_same || !after.starts_with(char::is_alphanumeric))
}

/// Whether a figure is the second of a ratio.
fn has_ratio_end(before: &str) -> bool {
    before.trim_end().ends_with('/')
}

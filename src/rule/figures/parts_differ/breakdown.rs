//! Where a text takes a figure apart: the whole, the words that lead, the parts.

use std::ops::Range;

use crate::prose::Marker;
use crate::rule::Context;
use crate::running_text::{MeasureKind, Quantity, QuantityLine, split_at_stops};
use crate::source::Span;

use super::lead::{Lead, LeadKind, find_leads, find_words};

/// Bytes before the words that open a list of parts within which its whole is looked for.
const REACH: usize = 2_000;

/// A figure in its line.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedQuantity<'l> {
    pub(super) line: &'l QuantityLine,
    pub(super) quantity: &'l Quantity,
}

/// A figure that is taken apart.
#[derive(Debug)]
pub(super) struct Breakdown<'l> {
    pub(super) lead: LeadKind,
    /// Figures before the lead that count the same; the last one is as a rule the whole.
    pub(super) wholes: Vec<PlacedQuantity<'l>>,
    /// Whether they stand in the sentence of the lead.
    pub(super) is_near: bool,
    /// The parts, as far as the sentence reaches.
    pub(super) parts: Vec<PlacedQuantity<'l>>,
    /// The parts with those of the sentences behind.
    pub(super) all_parts: Vec<PlacedQuantity<'l>>,
    /// The words before the lead, from the start of its sentence.
    pub(super) before: &'l str,
    /// The words of the parts, from the lead to the end of the last.
    pub(super) scope: &'l str,
    /// Whether other things that are counted in the same way make their whole.
    pub(super) has_twin: bool,
    /// Whether each part is an item of a list.
    pub(super) is_list: bool,
    /// Whether other things stand among the parts that may be parts as well: `31 đơn vị,
    /// gồm 28 ban, 02 đơn vị`.
    pub(super) has_others: bool,
}

impl PlacedQuantity<'_> {
    /// Its words with the unit.
    pub(super) fn quote(&self) -> String {
        self.line.quote(self.quantity)
    }

    /// Its place in the file.
    pub(super) fn place(&self, context: &Context<'_>) -> Span {
        let figure = &self.quantity.figure;
        let unit = match figure.kind {
            MeasureKind::Count => &self.quantity.unit,
            _ => "",
        };
        // The unit stands behind its figure, with or without a space.
        let after = &self.line.text[figure.end..];
        let spaces = after.len() - after.trim_start().len();
        let named = after.get(spaces..spaces + unit.len());
        let is_named = named.is_some_and(|named| named.to_lowercase() == *unit);
        let end = if is_named { figure.end + spaces + unit.len() } else { figure.end };
        context.place_quantity(self.line, &(figure.start..end))
    }
}

/// The figures of a line that are taken apart. `before` are the lines before it, `from`
/// those from it on.
pub(super) fn list_breakdowns<'l>(
    context: &Context<'_>,
    before: &'l [QuantityLine],
    from: &'l [QuantityLine],
) -> Vec<Breakdown<'l>> {
    let Some(line) = from.first() else { return Vec::new() };
    let mut leads = find_leads(&line.text);
    leads.extend(find_totals(line));
    leads.sort_by_key(|lead| lead.place.start);
    let sentences = split_at_stops(&line.text);
    let sentences = sentences.as_slice();
    let mut found = Vec::new();
    for (nth, lead) in leads.iter().enumerate() {
        let next = leads[nth + 1..].iter().find(|next| {
            next.kind != LeadKind::Bracket && next.place.start >= lead.place.end
        });
        let finder =
            PartFinder { context, line, sentences, following: &from[1..], lead, next };
        let (wholes, is_near) = finder.find_wholes(before);
        let mut kinds: Vec<&Quantity> = Vec::new();
        for whole in wholes.iter().rev() {
            if kinds.iter().any(|other| other.is_alike(whole.quantity)) {
                continue;
            }
            kinds.push(whole.quantity);
            found.extend(finder.break_down(&wholes, *whole, is_near));
        }
    }
    found
}

/// Leads that hold their whole: `trong tổng số 63 hộ nghèo`, and `Trong 63 hộ nghèo` at the
/// head of a sentence.
fn find_totals(line: &QuantityLine) -> Vec<Lead> {
    const MOST_WORDS: usize = 3;
    let text = &line.text;
    let words = [("trong tổng số", MOST_WORDS), ("trong số", MOST_WORDS), ("trong", 0)];
    let mut leads = Vec::new();
    for (words, most) in words {
        let places = find_words(text, words);
        leads.extend(places.filter_map(|place| {
            let nth = line.quantities.partition_point(|one| one.figure.start < place.end);
            let whole = line.quantities.get(nth)?;
            let between = &text[place.end..whole.figure.start];
            let is_close = between.split_whitespace().count() <= most
                && !between.contains([',', ';', '.', '(', ':']);
            let is_head = most > 0 || text[place.start..].starts_with('T');
            let place = place.start..whole.figure.end;
            (is_close && is_head).then_some(Lead { place, kind: LeadKind::OutOf })
        }));
    }
    leads
}

/// What is asked of one lead.
struct PartFinder<'a, 'l> {
    context: &'a Context<'a>,
    line: &'l QuantityLine,
    /// The sentences of the line.
    sentences: &'a [Range<usize>],
    /// The lines behind.
    following: &'l [QuantityLine],
    lead: &'a Lead,
    /// The next words that lead.
    next: Option<&'a Lead>,
}

impl<'l> PartFinder<'_, 'l> {
    /// The figures that may be the whole, and whether they stand in the sentence. What a
    /// bracket before the lead says is of something else.
    fn find_wholes(&self, before: &'l [QuantityLine]) -> (Vec<PlacedQuantity<'l>>, bool) {
        let (mut wholes, is_near) = self.find_all_wholes(before);
        let lead = self.lead.place.start;
        wholes.retain(|whole| {
            let end = whole.quantity.figure.end.min(lead);
            !is_near || !is_bracketed(&self.line.text[end..lead])
        });
        (wholes, is_near)
    }

    fn find_all_wholes(
        &self,
        before: &'l [QuantityLine],
    ) -> (Vec<PlacedQuantity<'l>>, bool) {
        let text = &self.line.text;
        let lead = self.lead.place.start;
        let sentences = self.sentences;
        let nth = sentences.partition_point(|s| s.end <= lead);
        if nth == sentences.len() {
            return (Vec::new(), false);
        }
        // A sentence may be as long as a text; what is far before is no whole of it.
        let near = text.floor_char_boundary(lead.saturating_sub(REACH));
        let start = sentences[nth].start.max(near);
        match self.lead.kind {
            LeadKind::Bracket => return (self.find_bracketed(start), true),
            LeadKind::OutOf => return (list_in(self.line, &self.lead.place), true),
            LeadKind::All | LeadKind::Among => {}
        }
        let is_first = text[start..lead].split_whitespace().count() <= 2;
        if !is_first || !list_in(self.line, &(start..lead)).is_empty() {
            return (list_in(self.line, &(start..lead)), true);
        }
        if let Some(previous) = nth.checked_sub(1) {
            return (list_in(self.line, &sentences[previous]), false);
        }
        let spans = &self.context.texts;
        let previous = before.last().filter(|previous| {
            previous.index + 1 == self.line.index
                && spans[previous.index].span == spans[self.line.index].span
        });
        let all = |line: &'l QuantityLine| list_in(line, &(0..line.text.len()));
        (previous.map(all).unwrap_or_default(), false)
    }

    /// The figure right before a bracket.
    fn find_bracketed(&self, start: usize) -> Vec<PlacedQuantity<'l>> {
        const MOST_WORDS: usize = 6;
        let lead = self.lead.place.start;
        let mut found = list_in(self.line, &(start..lead));
        let Some(last) = found.pop() else { return found };
        let between = &self.line.text[last.quantity.figure.end..lead];
        let is_right_before = between.split_whitespace().count() <= MOST_WORDS
            && !between.contains([',', ';', ':', '(', ')']);
        if is_right_before { vec![last] } else { Vec::new() }
    }

    /// What stands behind the lead and counts as `whole` does.
    fn break_down(
        &self,
        wholes: &[PlacedQuantity<'l>],
        whole: PlacedQuantity<'l>,
        is_near: bool,
    ) -> Option<Breakdown<'l>> {
        let wholes: Vec<_> = list_alike(wholes, whole.quantity);
        let scope = self.measure_scope(whole.quantity.figure.kind);
        let inside = self.list_parts(&scope);
        let has_others = inside.iter().any(|other| {
            other.quantity.figure.kind == whole.quantity.figure.kind
                && !other.quantity.is_alike(whole.quantity)
                && super::judge::is_part(other)
        });
        let alike = list_alike(&inside, whole.quantity);
        let sexes = if alike.is_empty() { find_sexes(&inside, &whole) } else { None };
        let lead = if sexes.is_some() { LeadKind::All } else { self.lead.kind };
        let (parts, is_list) = match (sexes, alike.is_empty()) {
            (Some(sexes), _) => (sexes.to_vec(), false),
            (None, true) => (self.list_items(whole.quantity)?, true),
            (None, false) => (alike, false),
        };
        let end = self.next.map_or(self.line.text.len(), |next| next.place.start);
        let rest = self.lead.place.end..end.max(scope.end);
        let all_parts = match self.lead.kind {
            LeadKind::Bracket => Vec::new(),
            _ => list_alike(&self.list_parts(&rest), whole.quantity),
        };
        Some(Breakdown {
            lead,
            is_near,
            has_twin: !is_list && self.has_twin(&scope, whole.quantity, parts.len()),
            wholes,
            parts,
            all_parts,
            before: self.take_before(),
            scope: &self.line.text[scope],
            is_list,
            has_others,
        })
    }

    /// The words of the sentence before the lead.
    fn take_before(&self) -> &'l str {
        let text = &self.line.text;
        let lead = self.lead.place.start;
        let nth = self.sentences.partition_point(|s| s.end <= lead);
        let sentence = self.sentences.get(nth);
        &text[sentence.map_or(0, |sentence| sentence.start.min(lead))..lead]
    }

    /// From the lead to where its parts end.
    fn measure_scope(&self, kind: MeasureKind) -> Range<usize> {
        let text = &self.line.text;
        let start = self.lead.place.end;
        let before = &text[..self.lead.place.end];
        let is_in_bracket = before.rfind('(').is_some_and(|o| !before[o..].contains(')'));
        let close = if is_in_bracket { find_close(&text[start..]) } else { None };
        let nth = self.sentences.partition_point(|s| s.end < start);
        let sentence = self.sentences.get(nth);
        let mut end = sentence.map_or(text.len(), |sentence| sentence.end);
        end = close.map_or(end, |close| start + close);
        if let Some(next) = self.next {
            end = end.min(next.place.start);
        }
        let is_listed = text[start..].trim_start().starts_with([':', '-'])
            || text[start..].trim_start().starts_with("như sau")
            || self.lead.kind == LeadKind::Bracket
            || kind == MeasureKind::Money;
        let end = end.max(start);
        let stop = text[start..end].find(';').filter(|_| !is_listed);
        start..stop.map_or(end, |stop| start + stop)
    }

    /// The figures of a part of the line that stand in no bracket of it.
    fn list_parts(&self, scope: &Range<usize>) -> Vec<PlacedQuantity<'l>> {
        let text = &self.line.text;
        let mut parts = list_in(self.line, scope);
        parts.retain(|part| {
            let before = &text[scope.start..part.quantity.figure.start];
            before.matches('(').count() <= before.matches(')').count()
        });
        parts
    }

    /// The items of the list that the line opens, each with its one figure; `None` where
    /// it opens none, or one of them has none or several.
    fn list_items(&self, whole: &Quantity) -> Option<Vec<PlacedQuantity<'l>>> {
        let after = &self.line.text[self.lead.place.end..];
        if !after.trim_end().ends_with(':') || after.split_whitespace().count() > 6 {
            return None;
        }
        let texts = &self.context.texts;
        let opening = &texts[self.line.index];
        let first = texts.get(self.line.index + 1)?;
        if first.marker == Marker::None || first.marker == opening.marker {
            return None;
        }
        let mut items = Vec::new();
        for (index, text) in texts.iter().enumerate().skip(self.line.index + 1) {
            if text.span != opening.span || text.marker == opening.marker {
                break;
            }
            if text.marker != first.marker {
                continue;
            }
            let line = self.following.iter().find(|line| line.index == index)?;
            let all = list_in(line, &(0..line.text.len()));
            let [item] = list_alike(&all, whole)[..] else { return None };
            items.push(item);
        }
        Some(items)
    }

    /// Whether other things of the sentence that have as many parts make their whole.
    fn has_twin(&self, scope: &Range<usize>, whole: &Quantity, count: usize) -> bool {
        let all = list_in(self.line, &(0..self.lead.place.start));
        let parts = self.list_parts(scope);
        all.iter().any(|other| {
            if other.quantity.is_alike(whole) {
                return false;
            }
            let twins = list_alike(&parts, other.quantity);
            let values = twins.iter().map(|twin| &twin.quantity.figure.value);
            twins.len() == count
                && count > 1
                && super::judge::sum_values(values) == other.quantity.figure.value
        })
    }
}

/// What men and women are counted among.
const PERSONS: &[&str] = &[
    "khẩu",
    "người",
    "học sinh",
    "học viên",
    "em",
    "cháu",
    "lao động",
    "cán bộ",
    "đại biểu",
    "đảng viên",
    "hội viên",
    "đoàn viên",
    "thành viên",
    "công chức",
    "viên chức",
];

/// Two counts that are all there is of persons: `200 khẩu (98 nam, 102 nữ)`, `nam: 98,
/// nữ: 102`.
fn find_sexes<'l>(
    inside: &[PlacedQuantity<'l>],
    whole: &PlacedQuantity<'l>,
) -> Option<[PlacedQuantity<'l>; 2]> {
    let [first, second] = inside else { return None };
    let is_of_persons = PERSONS.contains(&whole.quantity.unit.as_str());
    let are_both = matches!(
        (read_sex(first), read_sex(second)),
        (Some("nam"), Some("nữ")) | (Some("nữ"), Some("nam"))
    );
    (is_of_persons && are_both).then_some([*first, *second])
}

/// Whether a count is of men or of women, by the word behind it or else before it.
fn read_sex(count: &PlacedQuantity<'_>) -> Option<&'static str> {
    let Quantity { figure, unit } = count.quantity;
    let before = count.line.text[..figure.start].trim_end_matches([' ', ':']);
    let before = before.rsplit([' ', '(', ',']).next().unwrap_or_default().to_lowercase();
    let word = if unit.is_empty() { before.as_str() } else { unit.as_str() };
    ["nam", "nữ"].into_iter().find(|sex| *sex == word)
}

/// Whether a bracket closes in a text that was open before it.
fn is_bracketed(text: &str) -> bool {
    let mut depth = 0_i32;
    text.bytes().any(|byte| {
        depth += match byte {
            b'(' => 1,
            b')' => -1,
            _ => 0,
        };
        depth < 0
    })
}

/// The figures of a part of a line.
fn list_in<'l>(line: &'l QuantityLine, part: &Range<usize>) -> Vec<PlacedQuantity<'l>> {
    let quantities = line.quantities.iter();
    quantities
        .filter(|q| part.start <= q.figure.start && q.figure.end <= part.end)
        .map(|quantity| PlacedQuantity { line, quantity })
        .collect()
}

fn list_alike<'l>(
    all: &[PlacedQuantity<'l>],
    quantity: &Quantity,
) -> Vec<PlacedQuantity<'l>> {
    all.iter().filter(|other| other.quantity.is_alike(quantity)).copied().collect()
}

/// Where the bracket that is open at the start of a text closes.
fn find_close(text: &str) -> Option<usize> {
    let mut depth = 1_usize;
    for (place, sign) in text.match_indices(['(', ')']) {
        depth = if sign == "(" { depth + 1 } else { depth - 1 };
        if depth == 0 {
            return Some(place);
        }
    }
    None
}

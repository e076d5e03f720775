//! The words after which the parts of a figure stand.

use std::ops::Range;

/// Words after which parts stand.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// Where they stand in the text.
    pub(super) place: Range<usize>,
    pub(super) kind: LeadKind,
}

/// What words say of the parts behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeadKind {
    /// They are all: `gồm`.
    All,
    /// There may be others: `trong đó`.
    Among,
    /// The whole stands in the lead: `trong tổng số 63 hộ`.
    OutOf,
    /// They stand in a bracket right behind the whole: `63 hộ (48 hộ …, 15 hộ …)`.
    Bracket,
}

/// Words that lead, in small letters; the first is of ASCII.
const WORDS: &[(&str, LeadKind)] = &[
    ("trong đó", LeadKind::Among),
    ("trong số đó", LeadKind::Among),
    ("trong số này", LeadKind::Among),
    ("phân theo", LeadKind::Among),
    ("chia theo", LeadKind::Among),
    ("xét theo", LeadKind::Among),
    ("phân cấp", LeadKind::Among),
    ("phân loại", LeadKind::Among),
    ("gồm", LeadKind::All),
    ("chia ra", LeadKind::All),
    ("chia làm", LeadKind::All),
    ("chia thành", LeadKind::All),
    ("phân ra", LeadKind::All),
    ("phân thành", LeadKind::All),
    ("cụ thể", LeadKind::All),
    ("bao hàm", LeadKind::All),
    ("từ các nguồn", LeadKind::All),
];

/// The leads of a text, in order.
pub(super) fn find_leads(text: &str) -> Vec<Lead> {
    let mut found = Vec::new();
    for (words, kind) in WORDS {
        for place in find_words(text, words) {
            found.push(Lead { place, kind: *kind });
        }
    }
    found.extend(
        find_brackets(text)
            .into_iter()
            .map(|open| Lead { place: open..open + 1, kind: LeadKind::Bracket }),
    );
    found.sort_by_key(|lead| lead.place.start);
    found
}

/// Where words stand in a text, whether or not they begin with a capital.
pub(super) fn find_words<'t>(
    text: &'t str,
    words: &'t str,
) -> impl Iterator<Item = Range<usize>> + use<'t> {
    let head = words.as_bytes().first().copied().unwrap_or_default();
    let tail = words.get(1..).unwrap_or_default();
    text.match_indices(tail).filter_map(move |(place, _)| {
        let start = place.checked_sub(1)?;
        let is_head = text.as_bytes()[start].eq_ignore_ascii_case(&head);
        let end = place + tail.len();
        let is_free = is_head
            && !text[..start].ends_with(char::is_alphanumeric)
            && !text[end..].starts_with(char::is_alphanumeric);
        is_free.then_some(start..end)
    })
}

/// The brackets that begin with a figure or with words right before one, and that no other
/// lead begins.
fn find_brackets(text: &str) -> Vec<usize> {
    let opens = text.match_indices('(').map(|(open, _)| open);
    opens
        .filter(|open| {
            let inside = &text[open + 1..];
            let is_led = WORDS.iter().any(|(words, _)| {
                let start = inside.trim_start();
                start.starts_with(words) || start.starts_with("bao gồm")
            });
            !is_led
        })
        .collect()
}

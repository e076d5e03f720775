//! Names of laws, by which they are cited.

use std::ops::Range;

use super::head::{skip_blanks, skip_word};
use super::kind::{PaperKind, match_words};
use crate::register::find_laws;

/// The name of a law behind its type: from a capital to what cannot be of it, or as far as
/// the register has it (`Luật Đầu tư theo phương thức đối tác công tư`).
pub(super) fn measure_law_name(text: &str, kind: &Range<usize>) -> Option<Range<usize>> {
    let start = skip_blanks(text, kind.end);
    if match_words(text, start, "sửa đổi").is_some() {
        return Some(start..measure_amendment(text, start));
    }
    if !text[start..].starts_with(char::is_uppercase) {
        // `Luật đất đai`, `Luật ngân sách Nhà nước`: as far as the register has it. Of
        // `pháp luật`, which is everywhere, nothing is looked up.
        let is_named = text[kind.start..].starts_with(char::is_uppercase);
        let end = is_named.then(|| measure_known_name(text, kind.start, kind.end))??;
        return Some(start..end);
    }
    let mut last = start;
    let mut place = start;
    while text[place..].starts_with(char::is_alphabetic) {
        if place > start && is_law_name_end(text, place) {
            break;
        }
        last = skip_word(text, place);
        let after = skip_blanks(text, last);
        // `Luật Phòng, chống tham nhũng`
        let next = text[after..].strip_prefix(',').map_or("", str::trim_start);
        let goes_on = next.starts_with(char::is_lowercase);
        place = if goes_on { text.len() - next.len() } else { after };
    }
    let known = measure_known_name(text, kind.start, last).unwrap_or(last);
    (last > start).then_some(start..known)
}

/// Where a longer name of the register ends, of which the one that is found is the
/// beginning. Looked for only where words follow that a name may have.
fn measure_known_name(text: &str, start: usize, last: usize) -> Option<usize> {
    /// So many more words a name may have, and they so many letters.
    const MOST_WORDS: usize = 10;
    const MOST_LETTERS: usize = 90;
    const OTHERS: [&str; 4] = ["ngày", "năm", "số", "quy định"];
    let next = skip_blanks(text, last);
    if next == last
        || !text[next..].starts_with(char::is_lowercase)
        || OTHERS.iter().any(|word| match_words(text, next, word).is_some())
    {
        return None;
    }
    let rest = &text[next..];
    let rest =
        rest.char_indices().nth(MOST_LETTERS).map_or(rest, |(end, _)| &rest[..end]);
    let stop = rest.find(|c: char| !(c.is_alphabetic() || matches!(c, ' ' | ',' | '-')));
    let rest = &rest[..stop.unwrap_or(rest.len())];
    let blanks = rest.match_indices(' ').map(|(place, _)| place);
    let ends: Vec<_> = blanks.chain([rest.len()]).take(MOST_WORDS).collect();
    let mut ends = ends.into_iter().rev().map(|end| next + end);
    ends.find(|end| !find_laws(text[start..*end].trim_end_matches(',')).is_empty())
}

/// Whether the name of a law cannot go on with the words at a place.
fn is_law_name_end(text: &str, place: usize) -> bool {
    const ENDS: [&str; 19] = [
        "ngày",
        "năm",
        "của",
        "quy",
        "có",
        "được",
        "đã",
        "đối",
        "tại",
        "theo",
        "trên",
        "khi",
        "để",
        "thì",
        "hiện",
        "là",
        "đến",
        "cho",
        "bảo đảm",
    ];
    const OTHERS: [&str; 5] = ["các", "những", "hướng dẫn", "pháp luật", "một số"];
    // `Luật Hôn nhân và Gia đình`; `Luật Bảo hiểm y tế và các văn bản`.
    let next = match_words(text, place, "và").map(|end| skip_blanks(text, end));
    // `Luật Công nghiệp công nghệ số số 71/2025/QH15`
    let number = match_words(text, place, "số").map(|end| skip_blanks(text, end));
    ENDS.iter().any(|word| match_words(text, place, word).is_some())
        || number.is_some_and(|next| {
            text[next..].starts_with(|c: char| c.is_ascii_digit() || c == ':')
        })
        || PaperKind::match_at(text, next.unwrap_or(place)).is_some()
        || next.is_some_and(|next| {
            OTHERS.iter().any(|word| match_words(text, next, word).is_some())
        })
}

/// Where the name of an amending law ends: `sửa đổi, bổ sung một số điều của Luật Xây dựng`.
fn measure_amendment(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let signs = rest.find([';', '.', '\n', '(', ')']).unwrap_or(rest.len());
    let words = ["ngày ", "năm "].iter().filter_map(|word| rest.find(word));
    let number = rest.match_indices("số ").find(|(place, word)| {
        rest[place + word.len()..].starts_with(|c: char| c.is_ascii_digit())
    });
    let length = words.chain(number.map(|(place, _)| place)).fold(signs, usize::min);
    start + rest[..length].trim_end_matches([' ', ',']).len()
}

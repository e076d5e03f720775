//! Names of units that are no more, told by the words around them: a commune was made of
//! several, and a neighbour may have taken the name of one of those.
//!
//! Only the words of one sentence count, and only on the side on which they speak of the
//! name: in `xã Tân An thành lập từ xã Hòa An` the second name is an old one.

use std::ops::Range;

use crate::language;

/// Words before the names of former units.
const ORIGINS: &[&str] = &[
    "trên cơ sở",
    "sáp nhập",
    "hợp nhất",
    "sắp xếp toàn bộ",
    "sắp xếp nguyên trạng",
    "sắp xếp các",
    "sắp xếp xã",
    "sắp xếp phường",
    "sắp xếp thị",
    "sắp xếp từ",
    "nguyên trạng",
    "nhập toàn bộ",
    "nhập nguyên",
    "nhập một phần",
    "nhập thêm",
    "nhập các",
    "nhập xã",
    "nhập phường",
    "nhập thị",
    "tách từ",
    "tách ra từ",
    "trước là",
    "trước đây là",
    "trước đây gồm",
    "trước đây thuộc",
    "trước đây của",
    "trước khi sắp xếp",
    "trước khi sáp nhập",
    "trước khi hợp nhất",
    "trước khi thành lập",
    "trước sắp xếp",
    "trước sáp nhập",
    "trước ngày 1 / 7 / 2025",
    "trước ngày 01 / 7 / 2025",
    "trước ngày 01 / 07 / 2025",
    "trước ngày 1 tháng 7 năm 2025",
    "trước ngày 01 tháng 7 năm 2025",
    "trước kia là",
    "nguyên là",
    "tiền thân",
    "tên cũ",
    "tên gọi cũ",
    "xã cũ",
    "phường cũ",
    "thị trấn cũ",
    "đơn vị cũ",
    "địa bàn cũ",
];

/// Words that make `từ` one of [`ORIGINS`] when it comes after them: a road leads `từ` a
/// commune too.
const MADE: &[&str] = &["thành lập", "hình thành", "được lập", "chia tách", "nhập"];

/// Words behind which a name is not an old one, whatever stands before them: what the old
/// units became, and where something is done.
const ENDS: &[&str] = &[
    "thành xã",
    "thành phường",
    "thành đặc khu",
    "thành đơn vị",
    "thành một",
    "thành 01",
    "vào xã",
    "vào phường",
    "vào đặc khu",
    "vào địa bàn",
    "tên là",
    "tên gọi là",
    "tên gọi mới",
    "lấy tên",
    "mang tên",
    "đặt tên",
    "nay là",
    "nay thuộc",
    "tại",
    "ở",
    "cho",
    "đến",
    "tới",
    "do",
];

/// Words of [`ENDS`] when the name begins right behind them, with its kind.
const RIGHT_BEFORE: [&str; 2] = ["thành", "vào"];

/// Words right behind the name of a former unit, or behind a list that ends in it.
const MARKS: &[&str] = &[
    "cũ",
    "trước đây",
    "trước kia",
    "trước sắp xếp",
    "trước sáp nhập",
    "trước khi sắp xếp",
    "trước khi sáp nhập",
    "trước khi hợp nhất",
    "trước ngày 1 / 7 / 2025",
    "trước ngày 01 / 7 / 2025",
    "trước ngày 01 / 07 / 2025",
    "trước ngày 1 tháng 7 năm 2025",
    "trước ngày 01 tháng 7 năm 2025",
    "nay là",
    "nay thuộc",
    "nay sáp nhập",
    "nay nhập",
    "sáp nhập thành",
    "sáp nhập vào",
    "sáp nhập với",
    "sáp nhập lại",
    "hợp nhất thành",
    "hợp nhất với",
    "hợp nhất lại",
    "nhập thành",
    "nhập vào xã",
    "nhập vào phường",
    "nhập vào đặc khu",
    "nhập vào đơn vị",
    "nhập với",
    "giải thể",
];

/// Words that a list of units has beside their names.
const IN_LISTS: &[&str] = &[
    "xã",
    "phường",
    "thị",
    "trấn",
    "huyện",
    "quận",
    "thành",
    "phố",
    "tỉnh",
    "đặc",
    "khu",
    "và",
    "với",
    "cùng",
    "các",
    "một",
    "phần",
    "toàn",
    "bộ",
    "được",
    "đã",
    "thuộc",
    "hai",
    "ba",
];

/// Words that stand between [`ORIGINS`] and the names, besides [`IN_LISTS`], in the phrases
/// of the resolutions that made the units. Behind any other word something else is spoken
/// of: `trên cơ sở kế hoạch của xã Hòa An`.
const IN_PHRASES: &str = "đơn vị hành chính cấp địa giới bàn trên cơ sở diện tích tự nhiên \
    quy mô dân số người nhân khẩu của từ cũ là gồm bao có thêm lại còn nguyên trạng sáp nhập \
    sắp xếp hợp nhất điều chỉnh lập hình tách chia ra thôn bản ấp xóm buôn làng tổ ban bốn \
    sáu bảy cả chuyển vực này trước đây kia khi trong đó km km2 km² ha";

/// Words before `nhập` with which it says nothing of units: `thu nhập xã Hòa An`.
const BEFORE_ENTRY: &[&str] = &["thu", "thâm", "xâm", "gia", "hội", "đăng"];

/// Kinds of units, as names begin with them.
const KINDS: &[&str] = &["xã", "phường", "thị", "đặc"];

/// Kinds of units that are no more since 1/7/2025.
const FORMER_KINDS: &[&str] = &["thị trấn", "huyện", "quận", "thị xã"];

/// Words over a column of former units.
const HEADINGS: &[&str] = &[
    "cũ",
    "trước đây",
    "trước kia",
    "trước sắp xếp",
    "trước sáp nhập",
    "trước khi",
    "trước ngày",
    "trước 1",
    "trước 01",
    "sáp nhập",
    "hợp nhất",
    "hình thành từ",
    "thành lập từ",
    "hợp thành",
    "nhập từ",
    "lập từ",
    "nguyên trạng",
    "trên cơ sở",
    "tiền thân",
    "nguyên là",
];

/// Whether the sentence that a name stands in tells it to be that of a former unit.
pub(super) fn is_old_name(text: &str, name: &Range<usize>) -> bool {
    let before = &text[..name.start];
    let start = find_sentence_ends(before).last().unwrap_or(0);
    let after = &text[name.end..];
    let end = find_sentence_ends(after).next().unwrap_or(after.len());
    let is_origin = is_origin_before(&before[start..], &text[name.clone()]);
    is_origin || is_marked_behind(&after[..end])
}

/// Whether the heading of a column says that it holds names of former units. `Tên sau sáp
/// nhập` is over the new ones.
pub(super) fn is_old_heading(heading: &str) -> bool {
    let words = split_words(heading);
    HEADINGS.iter().any(|phrase| {
        let start = find_last(&words, phrase);
        start.is_some_and(|start| {
            !words[..start].ends_with(&["sau".to_owned()])
                && !words[..start].ends_with(&["sau".to_owned(), "khi".to_owned()])
        })
    })
}

/// Whether the word before a name says a kind of unit that is no more since 1/7/2025.
pub(super) fn is_of_former_kind(text: &str, name: &Range<usize>) -> bool {
    let words = split_words(&text[..name.start]);
    FORMER_KINDS.iter().any(|phrase| {
        let count = phrase.split(' ').count();
        words.len() >= count && has_start(&words[words.len() - count..], phrase)
    })
}

/// Whether the last words of a kind before a name are of those that lead to old names.
fn is_origin_before(before: &str, name: &str) -> bool {
    let cleaned = language::clean(before);
    let written: Vec<&str> = cut_into_words(&cleaned).collect();
    let mut words = split_words(before);
    if words.last().is_some_and(|word| RIGHT_BEFORE.contains(&word.as_str())) {
        return false;
    }
    // The name of a unit may begin with its kind, to which such words lead as well.
    let kind = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let has_kind = KINDS.contains(&kind.as_str());
    words.extend(has_kind.then_some(kind));
    let made = MADE.iter().filter_map(|phrase| find_last(&words, phrase)).min();
    let from =
        find_last(&words, "từ").filter(|from| made.is_some_and(|made| made < *from));
    let from = from.map(|start| start..start + 1);
    let origins = ORIGINS.iter().filter_map(|phrase| find_origin(&words, phrase));
    let mut origins = origins.chain(from).filter(|origin| {
        let between = origin.end.min(written.len())..written.len();
        written[between].iter().all(|word| is_in_phrase(word))
    });
    origins.any(|origin| {
        let mut ends = ENDS.iter().filter_map(|phrase| find_last(&words, phrase));
        ends.all(|end| end <= origin.start)
    })
}

/// Where such words stand last. With a comma behind them they say when and not what:
/// `Sau sáp nhập, xã Tân An …`.
fn find_origin(words: &[String], phrase: &str) -> Option<Range<usize>> {
    let start = find_last(words, phrase)?;
    let end = start + phrase.split(' ').count();
    let is_time = words.get(end).is_some_and(|word| word == ",");
    let is_before = phrase.starts_with("trước");
    let is_entry = phrase.starts_with("nhập ")
        && start
            .checked_sub(1)
            .is_some_and(|i| BEFORE_ENTRY.contains(&words[i].as_str()));
    ((!is_time || is_before) && !is_entry).then_some(start..end)
}

/// Whether a word stands in a list of units, or in the phrase that leads to one.
fn is_in_phrase(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.chars().all(is_sign)
        || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || IN_LISTS.contains(&lower.as_str())
        || IN_PHRASES.split(' ').any(|known| known == lower)
}

/// Whether such words stand behind a name, or behind the names of a list that it is in.
fn is_marked_behind(text: &str) -> bool {
    let written: Vec<&str> = cut_into_words(text).collect();
    let is_listed = |word: &&&str| {
        matches!(**word, "," | "(" | "-" | "–" | ";" | "/" | "+")
            || word.starts_with(char::is_uppercase)
            || word.starts_with(|c: char| c.is_ascii_digit())
            || IN_LISTS.contains(&word.to_lowercase().as_str())
    };
    let mut start = written.iter().take_while(is_listed).count();
    let words: Vec<_> = written.iter().map(|word| word.to_lowercase()).collect();
    // `thành` and `được` are of a list and of what is looked for.
    loop {
        if MARKS.iter().any(|phrase| has_start(&words[start..], phrase)) {
            return true;
        }
        let Some(before) = start.checked_sub(1) else { return false };
        if !IN_LISTS.contains(&words[before].as_str()) {
            return false;
        }
        start = before;
    }
}

/// Where sentences end in a text, and the paragraphs.
fn find_sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(|(place, c)| {
        let behind = &text[place + c.len_utf8()..];
        let mut next = behind.chars();
        let is_end = match c {
            '.' | '!' | '?' => {
                next.next().is_none_or(char::is_whitespace)
                    && next.find(|c| !c.is_whitespace()).is_none_or(char::is_uppercase)
                    && !is_abbreviated(&text[..place])
            }
            '\n' => next.next() == Some('\n'),
            _ => false,
        };
        is_end.then_some(place + c.len_utf8())
    })
}

/// Whether a text ends in what is shortened with a dot, as `TP.`, `TT.`, `P.`.
fn is_abbreviated(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let letters = word.chars().count();
    (1..=2).contains(&letters) && word.chars().all(char::is_uppercase)
}

/// The words of a text, and its signs as words of their own. The first word, and one
/// behind a sign, is in small letters; elsewhere a capital is that of a name: `Giáp Bát` is
/// nowhere `giáp`.
fn split_words(text: &str) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    for word in cut_into_words(&language::clean(text)) {
        let is_after_sign =
            res.last().is_none_or(|last| last != "," && last.chars().all(is_sign));
        res.push(if is_after_sign {
            language::lower_first(word)
        } else {
            word.to_owned()
        });
    }
    res
}

fn cut_into_words(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split_whitespace().flat_map(|piece| {
        piece.split_inclusive(is_sign).flat_map(|part| {
            match part.char_indices().next_back().filter(|(_, c)| is_sign(*c)) {
                Some((end, _)) => [&part[..end], &part[end..]],
                None => [part, ""],
            }
        })
    });
    pieces.filter(|piece| !piece.is_empty())
}

fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '\'' | '`') || matches!(c, '–' | '“' | '”')
}

/// Where the words of a phrase stand for the last time.
fn find_last(words: &[String], phrase: &str) -> Option<usize> {
    (0..words.len()).rev().find(|start| has_start(&words[*start..], phrase))
}

fn has_start(words: &[String], phrase: &str) -> bool {
    let mut words = words.iter();
    phrase.split(' ').all(|part| words.next().is_some_and(|word| word == part))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether `Hòa An`, which stands once in a text, is an old name there.
    fn is_old(text: &str) -> bool {
        let start = text.find("Hòa An").unwrap();
        is_old_name(text, &(start..start + "Hòa An".len()))
    }

    #[test]
    fn names_that_a_commune_was_made_of_are_old() {
        for text in [
            "Xã mới được thành lập từ xã Tân Lập, xã Hòa An, một phần xã Mỹ Đức.",
            "Thành lập trên cơ sở sáp nhập xã Hòa An và xã Tân Lập.",
            "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Tân Lập và xã Hòa An thành xã mới.",
            "Địa bàn xã Hòa An (cũ) có 3 thôn.",
            "Các thôn của xã Hòa An cũ.",
            "xã Hòa An, xã Tân Lập và thị trấn Mỹ Đức trước đây",
            "Xã Hòa An và xã Tân Lập sáp nhập thành một xã.",
            "xã Hòa An (nay là thôn 3)",
            "Nhập xã Tân Lập, Hòa An.",
            "Thành lập từ phường Ở Đến, phường Hòa An.",
            "xã trước đây là xã Hòa An",
            "Trước khi sắp xếp, xã Hòa An có 300 hộ.",
            "hợp nhất TT. Mỹ Đức với xã Hòa An",
            "Nguyên trạng xã Tân Lập và nhập thêm 02 thôn của xã Hòa An.",
            "Trước ngày 01/7/2025 gồm: Xã Tân Lập; Xã Hòa An.",
            "nay là xã Tân Lập, trước là xã Hòa An",
            "Sáp nhập 15,5 km2 diện tích tự nhiên và 3.200 người của xã Hòa An",
        ] {
            assert!(is_old(text), "{text}");
        }
    }

    #[test]
    fn a_name_may_begin_with_its_kind() {
        let is_old = |text: &str| {
            let start = text.find("xã Hòa An").unwrap();
            is_old_name(text, &(start..start + "xã Hòa An".len()))
        };
        assert!(is_old("Nhập xã Hòa An, xã Tân Lập.") && is_old("Sắp xếp xã Hòa An"));
        assert!(!is_old("Sáp nhập xã Tân Lập vào xã Hòa An"));
        assert!(!is_old("Thu nhập xã Hòa An tăng"));
    }

    #[test]
    fn names_that_are_only_mentioned_are_not() {
        for text in [
            "Cán bộ xã Hòa An phụ trách.",
            "Xã Hòa An được thành lập từ xã Tân Lập.",
            "Xã Hòa An thành lập trên cơ sở sáp nhập xã Tân Lập và xã Mỹ Đức.",
            "Sáp nhập xã Tân Lập và xã Mỹ Đức thành xã Hòa An.",
            "Sáp nhập hai xã thành Hòa An.",
            "Xã Tân Lập (cũ). Các thôn của xã Hòa An rà soát hộ nghèo.",
            "Sau sáp nhập, xã Hòa An có 300 hộ.",
            "Đường từ xã Hòa An đến xã Tân Lập.",
            "Xã thành lập từ xã Mỹ Đức, giao nhiệm vụ tại xã Hòa An.",
            "Công tác sáp nhập thôn tại xã Hòa An.",
            "Xã Hòa An rà soát các thôn cũ.",
            "Trên cơ sở kế hoạch của xã Hòa An, xã lập danh sách.",
            "Ông Tám, nguyên là Chủ tịch Ủy ban nhân dân xã Hòa An.",
            "Ban Chỉ đạo được thành lập từ thành viên của xã Hòa An.",
            "Hợp nhất số liệu của xã Hòa An.",
            "Gửi báo cáo về xã Hòa An trước ngày 15/12/2026.",
            "Thu nhập xã Hòa An tăng.",
            "Xã Hòa An nhập vào phần mềm các hộ mới.",
            "Trước đây là vùng khó, nay xã Hòa An giảm nghèo.",
        ] {
            assert!(!is_old(text), "{text}");
        }
    }

    #[test]
    fn a_heading_says_that_names_are_old() {
        for heading in [
            "Xã cũ",
            "Tên đơn vị trước sắp xếp",
            "Được thành lập từ",
            "Các xã hợp nhất",
            "Trước 1/7/2025",
            "Các xã hợp thành",
        ] {
            assert!(is_old_heading(heading), "{heading}");
        }
        for heading in [
            "Kết nghĩa với",
            "Dân cư",
            "Ghi chú",
            "Ứng cử",
            "Tên xã sau sáp nhập",
            "Xã sau khi hợp nhất",
        ] {
            assert!(!is_old_heading(heading), "{heading}");
        }
    }

    #[test]
    fn a_kind_that_is_no_more_stands_right_before_the_name() {
        let is_former = |text: &str| {
            let start = text.find("Hòa An").unwrap();
            is_of_former_kind(text, &(start..start + "Hòa An".len()))
        };
        assert!(is_former("Thị trấn Hòa An") && is_former("các thôn của huyện Hòa An"));
        assert!(!is_former("xã Hòa An") && !is_former("thị trấn, Hòa An"));
    }
}

//! Where a text points to a part of its own paper by a number that is typed: `tại mục 5,
//! phần II`.

use std::ops::Range;

use crate::language::{SoughtWord, is_letter_or_figure};

use super::mention::{is_citing_paper, is_citing_within};

/// Words before `mục`, `phần` that make one word with it: `hạng mục 2`, `thành phần 3`.
const JOINED: &[&str] = &[
    "hạng", "danh", "chuyên", "thành", "cổ", "học", "một", "hai", "ba", "lĩnh", "chương",
    "phụ", "cương", "bài", "tỷ", "gói", "góp", "hợp", "từng", "mỗi", "các", "những",
];

/// Words behind a number that make it one of another paper or of a law.
const OTHERS: &[&str] = &["chương", "điều", "luật", "bộ luật", "phụ lục", "mẫu", "biểu"];

/// The numbers of parts that a text types, `mục 5, phần II` as one; those of a sentence that
/// cites another paper are left out.
pub(crate) fn find_typed_references(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in find_words(text) {
        let Some(end) = read_reference(text, start) else { continue };
        let joined = found.last_mut().filter(|last| {
            let between = text.get(last.end..start).unwrap_or("…");
            matches!(between.trim_matches([' ', ',']), "" | "của" | "và" | "thuộc")
        });
        match joined {
            Some(last) => last.end = end,
            None => found.push(start..end),
        }
    }
    found.retain(|place| is_own(text, place));
    found
}

/// Where `mục` or `phần` begins as a word.
fn find_words(text: &str) -> Vec<usize> {
    const WORDS: [SoughtWord; 2] =
        [SoughtWord::new("mục", "MỤC"), SoughtWord::new("phần", "PHẦN")];
    let starts = WORDS.iter().flat_map(|word| word.find_in(text));
    let starts = starts.filter(|start| !text[..*start].ends_with(is_letter_or_figure));
    let mut found: Vec<_> = starts.collect();
    found.sort_unstable();
    found
}

/// Where a reference ends that begins at a place: the word, a blank, a number.
fn read_reference(text: &str, start: usize) -> Option<usize> {
    const BLANKS: [char; 2] = [' ', '\u{a0}'];
    let rest = &text[start..];
    let word = rest.find(|c: char| !c.is_alphabetic())?;
    if !matches!(rest[..word].to_lowercase().as_str(), "mục" | "phần") {
        return None;
    }
    let before = text[..start].trim_end().rsplit(|c: char| !c.is_alphanumeric()).next();
    if JOINED.contains(&before.unwrap_or_default().to_lowercase().as_str()) {
        return None;
    }
    let number = rest[word..].trim_start_matches(BLANKS);
    let number = number.strip_prefix("số ").unwrap_or(number);
    let length = number
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '.')))
        .unwrap_or(number.len());
    let name = number[..length].trim_end_matches('.');
    let after = &number[name.len()..];
    let is_year = name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit());
    let is_whole = !name.is_empty()
        && !name.starts_with('.')
        && !is_year
        && !after.starts_with(char::is_alphanumeric)
        && !after.starts_with(['%', '/']);
    is_whole.then(|| text.len() - after.len())
}

/// Whether a reference is to the paper in which it stands.
fn is_own(text: &str, place: &Range<usize>) -> bool {
    let before = &text[..place.start];
    let after = &text[place.end..];
    let starts = [before.rfind(". ").map(|i| i + 2), before.rfind(';').map(|i| i + 1)];
    let start = starts.into_iter().flatten().max().unwrap_or(0);
    let end = [after.find(". "), after.find([';', ')'])].into_iter().flatten().min();
    let after = &after[..end.unwrap_or(after.len())];
    let next = after.trim_start_matches([' ', ',']).to_lowercase();
    let is_other = OTHERS.iter().any(|word| next.starts_with(word));
    !is_other && !is_citing_within(&before[start..]) && !is_citing_paper(after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    fn show(text: &str) -> Vec<&str> {
        find_typed_references(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn a_number_that_points_to_a_part_is_found() {
        for (text, found) in [
            ("các hoạt động tại mục 5, phần II; theo dõi", "mục 5, phần II"),
            ("Hướng dẫn thực hiện các hoạt động tại mục 5, phần II", "mục 5, phần II"),
            ("Như các đơn vị nêu tại mục V", "mục V"),
            ("theo Mục II.3 Kế hoạch này", "Mục II.3"),
            ("nhiệm vụ ở điểm a mục 2.1 phần III.", "mục 2.1 phần III"),
            ("tại MỤC SỐ 4, Mục 3", "Mục 3"),
            ("(xem phần II)", "phần II"),
        ] {
            assert_eq!(show(text), [found], "{text}");
        }
    }

    #[test]
    fn what_only_sounds_like_it_is_none() {
        for text in [
            "hạng mục 2, danh mục 3, thành phần 4",
            "mục tiêu 5 hộ, mục đích, phần 30%",
            "Mục 2 Chương III Nghị định số 30/2020/NĐ-CP",
            "theo mục 5 Kế hoạch số 12/KH-UBND ngày 05/01/2026",
            "Kế hoạch số 12/KH-UBND, tại mục II",
            "Mục 1 Luật Đất đai",
            "một phần 3 diện tích",
        ] {
            assert_eq!(show(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_references_at_their_places(
            text in any::<String>(),
            near in "(mục|Mục|phần|PHẦN|số|hạng|II|5|[-/–.,;:() ]){1,14}",
        ) {
            for text in [text, near] {
                for place in find_typed_references(&text) {
                    prop_assert!(text.get(place.clone()).is_some(), "{place:?}");
                }
            }
        }
    }
}

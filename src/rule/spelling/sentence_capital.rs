//! `sentence-capital`: a sentence begins with a capital.

use std::ops::Range;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::Role;
use crate::language::ByteSet;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    FaultPlaces, find_values, is_in_value, take_token, take_word_after, take_word_before,
};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "sentence-capital",
        summary: "viết hoa chữ đầu câu, sau dấu chấm",
        explanation: "Chữ cái đầu âm tiết thứ nhất của một câu viết hoa, sau dấu chấm, dấu chấm hỏi, dấu chấm than. Chữ thường sau dấu chấm là quên viết hoa, hoặc dấu chấm gõ nhầm vào chỗ của dấu phẩy. Máy bỏ qua chữ viết tắt có dấu chấm (TP., v.v.) và dấu ba chấm.",
    },
    severity: Severity::Warning,
    clause: Some("Mục I Phụ lục II Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("dấu chấm ấy không hết câu"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Tổ chức lớp đào tạo. tập huấn cho cán bộ thôn về rà soát hộ nghèo.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Tổ chức lớp đào tạo. Tập huấn cho cán bộ thôn về rà soát hộ nghèo.\n",
    check,
};

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut places = FaultPlaces::default();
    let mut first = None;
    for (role, line) in context.lines() {
        if !matches!(role, Role::Body | Role::Other | Role::Title) {
            continue;
        }
        for part in find_small_starts(&line.text) {
            if context.dictionary.covers(&line.text, &part) {
                continue;
            }
            places.push(context, line, &part);
            first.get_or_insert_with(|| line.text[part].to_owned());
        }
    }
    let (Some(place), Some(words)) = (places.first(), first) else { return };
    found.push(
        rule.finding(place, format!("chữ thường sau dấu chấm: `{words}`"))
            .label(format!("chữ đầu câu viết hoa{}", places.list_more(context)))
            .hint("viết hoa chữ ấy, hoặc thay dấu chấm bằng dấu phẩy nếu câu chưa hết"),
    );
}

/// What may end a sentence.
static STOPS: ByteSet = ByteSet::new(b".!?");

/// Where a small letter follows a stop: the word before it to the word behind it.
fn find_small_starts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let values = find_values(text);
    let bytes = text.as_bytes();
    for place in STOPS.places(text) {
        if bytes.get(place + 1) != Some(&b' ') {
            continue;
        }
        let next = take_word_after(text, place + 2);
        if !is_small_word(next) || !has_sentence_end(text, place) {
            continue;
        }
        let end = place + 2 + next.len();
        // `e-mail`, `iPhone`, an address, the number of a paper.
        let is_plain = !text[end..].starts_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '@' | ')')
        }) || text[end..].starts_with(". ")
            || text[end..] == *".";
        if is_plain && !is_in_value(&values, place) {
            let before = take_word_before(text, place);
            parts.push(place - before.len()..end);
        }
    }
    parts
}

/// Whether a word is one of small letters, not the letter of `a.` or `b)`.
fn is_small_word(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
        && (word.chars().count() > 1 || word.bytes().any(|b| b >= 0x80))
        && has_vowel(word)
}

/// Short forms with a vowel that are written with a stop.
const SHORT_FORMS: [&str; 6] = ["vs", "sđd", "cit", "ibid", "etc", "al"];

/// Whether a stop ends a sentence: behind a word in small letters with a vowel, a year or
/// amount, a bracket, a quotation or a percent sign.
fn has_sentence_end(text: &str, place: usize) -> bool {
    let word = take_word_before(text, place);
    if word.is_empty() {
        let token = take_token(text, place);
        let figures = token.trim_end_matches('.');
        let is_amount = figures.len() >= 3
            && figures.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'%'))
            && !figures.contains('.');
        return is_amount || text[..place].ends_with([')', '”', '%']);
    }
    let is_close = text[..place - word.len()].ends_with(['.', '/', '@']);
    word.chars().all(char::is_lowercase)
        && word.chars().count() > 1
        && has_vowel(word)
        && !is_close
        && !SHORT_FORMS.contains(&word)
}

/// Whether a word has a vowel: `tp`, `tx`, `ths` are short forms.
fn has_vowel(word: &str) -> bool {
    word.chars().any(|c| {
        matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ă' | 'ĩ' | 'ũ' | 'ơ' | 'ư')
            || matches!(c, 'à'..='ý' | 'ạ'..='ỹ')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::{prop_assert, proptest};

    use super::*;

    #[test]
    fn a_small_letter_after_a_stop_is_found_and_short_forms_are_left_alone() {
        for (text, marks) in [
            ("đào tạo. tập huấn", vec!["tạo. tập"]),
            ("hết năm 2024. các thôn", vec![". các"]),
            ("(gồm A). ở thôn", vec![". ở"]),
            ("tp. huế, TP. huế, v.v. và, ths. an", vec![]),
            ("mục a. khoản b. và 1. rà soát", vec![]),
            ("windy.com, yr.no... đưa ra; v.v... nhằm", vec![]),
            ("hết hạn. e-mail; hạn. Các thôn", vec![]),
        ] {
            let found: Vec<_> =
                find_small_starts(text).into_iter().map(|part| &text[part]).collect();
            assert_eq!(found, marks, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([ .!?)”%0-9a-zđờ…-]|\\{\\{|\\}\\}){0,40}", odd in any::<String>()) {
            for text in [text.clone() + &odd, odd + &text] {
                for part in find_small_starts(&text) {
                    prop_assert!(text.get(part).is_some());
                }
            }
        }
    }
}

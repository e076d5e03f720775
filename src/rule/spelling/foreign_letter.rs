//! `foreign-letter`: a Vietnamese word has Vietnamese letters alone. Letters that only look
//! otherwise in the file and are put right when it is read are told there
//! (`look-alike-letter`).

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::is_syllable;
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{VocabularyWord, WordRun};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "foreign-letter",
        summary: "chữ tiếng Việt không lẫn chữ cái của tiếng khác",
        explanation: "“nǎm” với chữ “ǎ” của tiếng khác, chữ có dấu rời không ghép được, chữ rộng gấp đôi: trên giấy gần giống mà máy tìm không thấy, phông chữ có khi thiếu. Thường do chép từ tệp PDF hoặc đổi mã sai. Bảng chữ cái tiếng Việt là của bộ mã TCVN 6909:2001 mà Nghị định 30 yêu cầu. Gõ lại từ ấy. Chữ trông giống hẳn (`Ð`, chữ Nga) thì máy tự sửa khi đọc và báo ở `look-alike-letter`.",
    },
    severity: Severity::Warning,
    clause: Some("khoản 4 Mục I Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"),
    valid: Validity::DECREE_30,
    excuse: Some("chỗ này là tên hoặc lời của tiếng khác"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Hoàn thành trong nǎm 2023.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Hoàn thành trong năm 2023.\n",
    check,
};

/// Letters of other languages with those that they are taken for.
const TWINS: &[(&str, &str)] = &[
    ("ǎäåāăȁ", "ăaâ"),
    ("ëēĕěė", "êe"),
    ("ïīĭǐıİ", "i"),
    ("öōŏǒőø", "ôơo"),
    ("üūŭǔű", "ưu"),
    ("ÿȳ", "y"),
    ("ďđḍ", "đ"),
    ("ñńňņ", "n"),
    ("çćč", "c"),
    ("śšş", "s"),
    ("ţť", "t"),
    ("ğģ", "g"),
    ("ĺľł", "l"),
    ("ŕř", "r"),
    ("ḥħ", "h"),
];

/// Marks of Vietnamese as characters of their own.
const MARKS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36F}';

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let vocabulary = context.vocabulary();
    for (word, places) in vocabulary.list_places(has_foreign_letter) {
        let word = &vocabulary.words[word];
        let Some(right) = find_vietnamese(word) else { continue };
        let runs: Vec<WordRun> = places.into_iter().map(|nth| nth..=nth).collect();
        let runs: Vec<_> = runs
            .into_iter()
            .filter(|run| !context.is_listed(run))
            // A capital within a sentence may begin a name of another language.
            .filter(|run| !word.is_capitalized() || !vocabulary.follows(*run.start()))
            .collect();
        let Some(first) = runs.first() else { continue };
        let others = context.list_lines_of_runs(&runs);
        let text = &word.text;
        let message = format!("“{text}” có chữ cái không phải của tiếng Việt");
        found.push(
            rule.finding(context.place_run(first), message)
                .label(format!("có lẽ là “{right}”{others}"))
                .hint(format!("gõ lại thành “{right}”")),
        );
    }
}

/// Whether a word has a letter that Vietnamese lacks.
fn has_foreign_letter(word: &VocabularyWord) -> bool {
    word.has_marks() && !word.is_syllable && word.lower.chars().any(is_foreign)
}

fn is_foreign(c: char) -> bool {
    MARKS.contains(&c)
        || ('\u{FF21}'..='\u{FF5A}').contains(&c)
        || c != 'đ' && c != 'ă' && list_twins(c).is_some()
}

/// The letters of Vietnamese that one of another language is taken for.
fn list_twins(c: char) -> Option<&'static str> {
    TWINS.iter().find(|(foreign, _)| foreign.contains(c)).map(|(_, twins)| *twins)
}

/// The word with Vietnamese letters, where that makes a syllable.
fn find_vietnamese(word: &VocabularyWord) -> Option<String> {
    let plain: String = word.lower.chars().filter(|c| !MARKS.contains(c)).collect();
    let mut candidates = vec![String::new()];
    for c in plain.chars() {
        let wide = u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32);
        let wide = wide.filter(|_| ('\u{FF21}'..='\u{FF5A}').contains(&c));
        let letters: Vec<char> = match list_twins(c).filter(|_| is_foreign(c)) {
            Some(twins) => twins.chars().collect(),
            None => vec![wide.unwrap_or(c).to_ascii_lowercase()],
        };
        let longer = candidates.iter().flat_map(|before| {
            letters.iter().map(move |letter| format!("{before}{letter}"))
        });
        // A word of Vietnamese has seven letters at most.
        candidates = longer.take(200).collect();
    }
    candidates.into_iter().find(|word| is_syllable(word))
}

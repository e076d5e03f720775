//! `word-twice`: a word or a phrase is not written twice by mistake.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::register::{self, RightDoubling, find_right_doublings};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{Vocabulary, VocabularyWord, WordRun};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "word-twice",
        summary: "không viết thừa một từ, một cụm từ hai lần liền nhau",
        explanation: "“Của của Ban Chỉ đạo”, “trong trong việc”, “ở địa địa bàn”, “Dự án Dự án đầu tư”: từ viết hai lần liền nhau, thường do sửa câu mà sót chữ cũ. Từ láy (“luôn luôn”, “ngày ngày”) và chỗ hai từ gặp nhau (“hành vi vi phạm”, “tồn tại tại cơ sở”) thì máy không báo. Bỏ bớt một lần.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("viết hai lần là đúng ý"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Phân công nhiệm vụ cho các thành viên của của Ban Chỉ đạo.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Phân công nhiệm vụ cho các thành viên của Ban Chỉ đạo; xử lý hành vi vi phạm.\n",
    check,
};

/// Words that join others: nobody means two of them.
const JOINING_WORDS: &[&str] = &[
    "bị", "bằng", "các", "cho", "có", "của", "cũng", "cùng", "do", "dưới", "đã", "đang",
    "để", "đến", "được", "giữa", "hoặc", "khi", "không", "là", "mà", "mỗi", "mọi", "nên",
    "nếu", "này", "nhằm", "những", "như", "phải", "sẽ", "tại", "theo", "thì", "thuộc",
    "trên", "trong", "và", "vào", "về", "việc", "vì", "với", "ở",
];

/// Words behind which a new word begins, so that what stands twice there is no end of one
/// word and beginning of the next.
const BEGINNING_WORDS: &[&str] = &[
    "của", "hoặc", "nhằm", "ở", "tại", "theo", "trên", "trong", "từ", "và", "về", "với",
];

/// Single syllables that are words of their own before the same syllable: `xã xã hội hóa`.
const WHOLE_WORDS: &[&str] = &[
    "ban",
    "bộ",
    "chi",
    "công",
    "cây",
    "cục",
    "đất",
    "đoàn",
    "đội",
    "đường",
    "hàng",
    "hội",
    "hộ",
    "huyện",
    "lớp",
    "luật",
    "nhà",
    "phòng",
    "phường",
    "sở",
    "số",
    "thi",
    "thu",
    "tỉnh",
    "tổ",
    "trường",
    "vốn",
    "vụ",
    "xã",
    "năm",
    "người",
    "nước",
    "học",
];

/// Words that name a body, behind which a verb may have the letters of its name: `đoàn
/// kiểm tra kiểm tra các xã`, `các tổ chức tổ chức hội nghị`.
const DOERS: &[&str] = &[
    "ban", "các", "công", "cơ", "của", "đoàn", "đội", "hội", "người", "nhóm", "những",
    "quan", "quỹ", "sau", "theo", "tâm", "tác", "tổ", "và", "viên", "vụ", "xã",
];

/// Phrases whose second time begins another: `xã hội xã hội chủ nghĩa`.
const MEETING_PHRASES: &[&str] =
    &["xã hội", "từng bước", "tổ chức", "hằng ngày", "càng ngày"];

/// Names of things that are no verb: behind a body as well they are one too many.
const NOUNS: &[&str] = &[
    "nhân dân",
    "nhiệm vụ",
    "địa bàn",
    "danh sách",
    "kinh phí",
    "đơn vị",
    "giải pháp",
    "hộ nghèo",
];

/// Syllables of the longest phrase that is looked for.
const LONGEST: usize = 6;

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let vocabulary = context.vocabulary();
    let mut groups: Vec<(String, Vec<WordRun>)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut nth = 0;
    while nth + 1 < vocabulary.places.len() {
        let Some(length) = measure_doubling(vocabulary, nth) else {
            nth += 1;
            continue;
        };
        let run = nth..=nth + 2 * length - 1;
        nth += 2 * length - 1;
        if context.is_listed(&run) {
            continue;
        }
        let once = context.run_words(&(*run.start()..=run.start() + length - 1));
        let index = *known.entry(once.to_lowercase()).or_insert_with(|| {
            groups.push((once.to_owned(), Vec::new()));
            groups.len() - 1
        });
        groups[index].1.push(run);
    }
    for (once, runs) in groups {
        let Some(first) = runs.first() else { continue };
        let others = context.list_lines_of_runs(&runs);
        found.push(
            rule.finding(
                context.place_run(first),
                format!("“{once}” viết hai lần liền nhau"),
            )
            .label(format!("thừa một lần{others}"))
            .hint(format!("bỏ một lần “{once}”")),
        );
    }
}

/// How many words begin at the nth place and stand there twice by mistake.
fn measure_doubling(vocabulary: &Vocabulary, nth: usize) -> Option<usize> {
    let first = vocabulary.at(vocabulary.places[nth]).twin;
    let next = vocabulary.places.get(nth + 1..).unwrap_or_default();
    // Over what parts two words no phrase goes on.
    let next = next.iter().take(LONGEST).take_while(|place| place.follows);
    let mut lengths = next
        .zip(1..)
        .filter(|(place, _)| vocabulary.at(**place).twin == first)
        .map(|(_, length)| length);
    lengths.find(|length| {
        has_phrase_twice(vocabulary, nth, *length)
            && match length {
                1 => is_wrong_word(vocabulary, nth),
                2 => is_wrong_pair(vocabulary, nth),
                _ => true,
            }
    })
}

/// Whether as many words from the nth place stand there twice, blanks alone between them.
fn has_phrase_twice(vocabulary: &Vocabulary, nth: usize, length: usize) -> bool {
    (nth..nth + length).all(|nth| {
        let pair = [vocabulary.places.get(nth), vocabulary.places.get(nth + length)];
        let [Some(one), Some(other)] = pair else { return false };
        other.follows && vocabulary.at(*one).twin == vocabulary.at(*other).twin
    }) && (nth + 1..nth + length).all(|nth| vocabulary.follows(nth))
}

/// Whether a word that stands twice is one too many.
fn is_wrong_word(vocabulary: &Vocabulary, nth: usize) -> bool {
    let word = vocabulary.at(vocabulary.places[nth]);
    let second = vocabulary.at(vocabulary.places[nth + 1]);
    let (before, after) = (vocabulary.before(nth), vocabulary.after(nth + 1));
    // Behind a small letter a capital begins a name or a sentence.
    let is_meeting = word.is_small() && !second.is_small();
    if is_abbreviation(word) && word.text == second.text {
        return true;
    }
    let is_right = |doubling: RightDoubling| {
        is_word_of(doubling.before, before) && is_word_of(doubling.after, after)
    };
    if is_meeting || !word.is_syllable || find_right_doublings(&word.lower).any(is_right)
    {
        return false;
    }
    if JOINING_WORDS.contains(&&*word.lower) {
        // `tất cả các`, `thu được | được`: the first may end a word.
        return !before.is_some_and(|before| is_compound(before, word));
    }
    let begins_word = before.is_some_and(|before| {
        BEGINNING_WORDS.contains(&&*before.lower)
            // The word before ends a word of its own.
            || !is_compound(before, word)
                && vocabulary
                    .before(nth - 1)
                    .is_some_and(|first| is_compound(first, before))
    });
    begins_word
        && !WHOLE_WORDS.contains(&&*word.lower)
        && after.is_some_and(|after| is_compound(word, after))
}

/// Whether a word is an abbreviation: capitals that are no syllable and no number.
fn is_abbreviation(word: &VocabularyWord) -> bool {
    let is_number = || word.text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    !word.is_syllable
        && word.text.chars().count() >= 3
        && word.text.chars().all(char::is_uppercase)
        && !is_number()
}

/// Whether a word is the one that is given; any, where none is.
fn is_word_of(given: &str, word: Option<&VocabularyWord>) -> bool {
    given.is_empty() || word.is_some_and(|word| word.lower == given)
}

/// Whether two syllables are a word.
fn is_compound(first: &VocabularyWord, second: &VocabularyWord) -> bool {
    register::is_compound(&first.folded, &first.lower, &second.lower)
}

/// Whether a phrase of two words that stands twice is one too many.
fn is_wrong_pair(vocabulary: &Vocabulary, nth: usize) -> bool {
    let words: Vec<_> = vocabulary.places[nth..nth + 4]
        .iter()
        .map(|place| vocabulary.at(*place))
        .collect();
    // What is written with a capital once is a name and then a verb, or the other way
    // round; a kind of paper before its name is written twice.
    // Only at the start of a line: behind a hyphen a name may end (`Kế hoạch - Tổng hợp`).
    let begins_text = words[0].is_capitalized() && vocabulary.places[nth].start == 0;
    let is_same_case = begins_text || words[0].is_small() == words[2].is_small();
    let phrase = format!("{} {}", words[0].lower, words[1].lower);
    let is_kind = ["dự án", "kế hoạch", "chương trình", "đề án"].contains(&&*phrase);
    let is_doer = vocabulary
        .before(nth)
        .is_some_and(|before| DOERS.contains(&&*before.lower) && words[2].is_small());
    words.iter().all(|word| word.is_syllable)
        && (is_same_case || is_kind)
        && (!is_doer || NOUNS.contains(&&*phrase))
        && !MEETING_PHRASES.contains(&&*phrase)
}

//! `impossible-syllable`: a word is a syllable that Vietnamese can have.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, list_names};
use crate::language::{fold, is_syllable, move_tone};
use crate::register::{is_compound, is_loan_word};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{
    Vocabulary, VocabularyWord, WordRun, copy_capitals, find_near_compound,
    find_near_syllables,
};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "impossible-syllable",
        summary: "mỗi chữ là một tiếng có trong tiếng Việt",
        explanation: "“Phhosi hợp”, “điểm ngẽn”, “thưc hiện”: tiếng Việt không có âm tiết nào viết như vậy (sai phụ âm đầu, sai vần, thiếu dấu thanh ở vần có âm cuối c, ch, p, t), nên chắc là gõ nhầm; hoặc hai tiếng dính vào nhau. Máy nêu chữ gần nhất; xem lại rồi sửa. Tên riêng, từ vay mượn thì ghi vào `tu-dien.yaml` để máy không hỏi nữa.",
    },
    severity: Severity::Warning,
    clause: Some("Quyết định số 240/QĐ ngày 05/3/1984 của Bộ trưởng Bộ Giáo dục"),
    valid: Validity::ALWAYS,
    excuse: Some("đây là tên riêng hoặc từ của tiếng khác"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Phhosi hợp với các thôn rà soát hộ nghèo.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Phối hợp với các thôn ở Krông Pắc, Đắk Lắk rà soát hộ nghèo qua website.\n",
    check,
};

/// Words that are looked at in one form: each takes a look at all words of the register.
const MOST: usize = 60;

/// Places of a word whose neighbours are asked what it should be.
const MOST_PLACES: usize = 5;

/// Letters of the longest word that is looked at: two or three words without a blank.
const LONGEST: usize = 24;

/// What an impossible word should be.
enum Remedy {
    /// This word, by the word beside it or as two words.
    Word(String),
    /// One of these, or nothing that is near.
    Near(Vec<&'static str>),
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let vocabulary = context.vocabulary();
    for (word, places) in vocabulary.list_places(is_suspect).into_iter().take(MOST) {
        let runs = places.iter().map(|nth| *nth..=*nth);
        let word = &vocabulary.words[word];
        let runs: Vec<WordRun> = runs
            .filter(|run| !context.is_listed(run))
            // A capital within a sentence may begin a name.
            .filter(|run| !word.is_capitalized() || !vocabulary.follows(*run.start()))
            .collect();
        let Some(first) = runs.first() else { continue };
        let Some(remedy) = find_remedy(vocabulary, word, &runs) else { continue };
        let others = context.list_lines_of_runs(&runs);
        let text = &word.text;
        let message = format!("tiếng Việt không có chữ “{text}”");
        let finding = rule.finding(context.place_run(first), message);
        found.push(match remedy {
            Remedy::Word(right) => finding
                .label(format!("có lẽ là “{right}”{others}"))
                .hint(format!("xem lại, gõ lại thành “{right}”")),
            Remedy::Near(near) if near.is_empty() => {
                finding.label(format!("xem lại chữ này{others}")).hint(
                    "gõ lại cho đúng; tên riêng, từ vay mượn thì ghi vào `tu-dien.yaml`",
                )
            }
            Remedy::Near(near) => {
                let near = near.iter().map(|word| format!("“{word}”"));
                let near = list_names(&near.collect::<Vec<_>>());
                finding.label(format!("có lẽ là {near}{others}")).hint(
                    "gõ lại cho đúng; tên riêng, từ vay mượn thì ghi vào `tu-dien.yaml`",
                )
            }
        });
    }
}

/// Whether a word cannot be a syllable, and is none of those that need not: abbreviations,
/// names in odd capitals, words of other languages, a tone mark in the wrong place.
fn is_suspect(word: &VocabularyWord) -> bool {
    if word.is_syllable
        || word.text.contains('&')
        || !(2..=LONGEST).contains(&word.text.chars().count())
    {
        return false;
    }
    // A capital within a word is a fault of blanks.
    let is_plain = word.is_small()
        || word.is_capitalized()
        || word.text.chars().all(char::is_uppercase);
    is_plain
        && word.lower.chars().all(is_vietnamese)
        && !is_loan_word(&word.lower)
        && move_tone(&word.text).is_none()
}

/// Whether a word in capitals may be an abbreviation: it has no tone mark.
fn is_like_abbreviation(word: &VocabularyWord) -> bool {
    word.text.chars().all(char::is_uppercase) && !has_tone(&word.lower)
}

fn has_tone(lower: &str) -> bool {
    lower.chars().any(|c| {
        "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ".contains(c)
    })
}

fn is_vietnamese(c: char) -> bool {
    c.is_ascii_lowercase()
        || has_tone(c.encode_utf8(&mut [0; 4]))
        || "ăâđêôơư".contains(c)
}

/// What a word should be; `None` where it may be right all the same: a name, or a word of
/// another language that no word beside it explains.
fn find_remedy(
    vocabulary: &Vocabulary,
    word: &VocabularyWord,
    runs: &[WordRun],
) -> Option<Remedy> {
    let is_foreign = word.lower.contains(['f', 'j', 'w', 'z']);
    let is_sure = word.has_marks()
        && !word.is_capitalized()
        && !is_foreign
        && !is_like_abbreviation(word);
    // A name may be made of two syllables.
    let may_join =
        word.has_marks() && !word.is_capitalized() && !is_like_abbreviation(word);
    let joined = find_joined_words(&word.text).filter(|_| may_join);
    if let Some(joined) = joined.as_ref().filter(|joined| joined.rank == SeamRank::Word) {
        return Some(Remedy::Word(joined.words.clone()));
    }
    let near = runs
        .iter()
        .take(MOST_PLACES)
        .find_map(|run| find_near_compound(vocabulary, *run.start()));
    // Of an abbreviation, and of two words joined, no other letters are meant.
    let is_exact = is_like_abbreviation(word) || joined.is_some();
    let near = near.filter(|near| !is_exact || fold(near.right()) == word.folded);
    if let Some(near) = near {
        return Some(Remedy::Word(copy_capitals(&word.text, near.right())));
    }
    let is_wrong = is_sure && !is_loan_like(&word.lower);
    if !is_wrong && joined.is_none() {
        return None;
    }
    let near = find_near_syllables(&word.lower);
    let is_alone = near.len() == 1 && near.iter().all(|near| fold(near) == word.folded);
    if is_alone && is_wrong && joined.is_none() {
        return near.first().map(|near| Remedy::Word(copy_capitals(&word.text, near)));
    }
    // The same letters with other marks are nearer than two words.
    let has_same_letters = near.first().is_some_and(|near| fold(near) == word.folded);
    match joined.filter(|_| !has_same_letters) {
        Some(joined) => Some(Remedy::Word(joined.words)),
        None => is_wrong.then_some(Remedy::Near(near)),
    }
}

/// A text as two words.
struct JoinedWords {
    rank: SeamRank,
    /// Both, with a blank.
    words: String,
}

/// Two words that have no blank between them: the halves of a usual word, or two syllables
/// that no word of another language is made of.
fn find_joined_words(text: &str) -> Option<JoinedWords> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let seams: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
    // No half is a single letter.
    let seams = seams.get(2..seams.len().saturating_sub(1)).unwrap_or_default();
    let mut best: Option<(SeamRank, usize)> = None;
    for seam in seams {
        let rank = rank_seam(&lower, *seam);
        if let Some(rank) = rank
            && best.is_none_or(|(known, _)| rank < known)
        {
            best = Some((rank, *seam));
        }
    }
    best.map(|(rank, seam)| {
        let words = format!("{} {}", &text[..seam], &text[seam..]);
        JoinedWords { rank, words }
    })
}

/// How well two words part at a place, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SeamRank {
    /// Into the halves of a usual word.
    Word,
    /// Into two syllables, before a consonant.
    Consonant,
    /// Into two syllables, before a vowel.
    Vowel,
}

/// How well a text parts into two words at a place; `None` where it does not.
fn rank_seam(lower: &str, seam: usize) -> Option<SeamRank> {
    let (first, second) = lower.split_at(seam);
    if !is_syllable(first) || !is_syllable(second) {
        return None;
    }
    if is_compound(&fold(first), first, second) {
        return Some(SeamRank::Word);
    }
    let has_vowel = fold(second).starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
    let rank = if has_vowel { SeamRank::Vowel } else { SeamRank::Consonant };
    (!is_loan_like(lower)).then_some(rank)
}

/// Whether a word is made like those taken from other languages: syllables joined, each
/// with the level or the sharp tone (`xê-mi-na`).
fn is_loan_like(lower: &str) -> bool {
    let is_level = |part: &str| {
        is_syllable(part)
            && !part
                .chars()
                .any(|c| "àảãạằẳẵặầẩẫậèẻẽẹềểễệìỉĩịòỏõọồổỗộờởỡợùủũụừửữựỳỷỹỵ".contains(c))
    };
    is_made_of(lower, &is_level, 4)
}

/// Whether a text is made of at most so many parts of a kind.
fn is_made_of(text: &str, is_part: &impl Fn(&str) -> bool, most: usize) -> bool {
    if text.is_empty() {
        return true;
    }
    let ends = text.char_indices().map(|(place, c)| place + c.len_utf8()).take(7);
    most > 0
        && ends.into_iter().any(|end| {
            is_part(&text[..end]) && is_made_of(&text[end..], is_part, most - 1)
        })
}

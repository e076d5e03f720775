//! `misspelt-word`: a usual word is written as it is.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::fold;
use crate::register::{
    Compound, CompoundStanding, Misspelling, find_compounds, find_compounds_by_second,
    find_misspellings, find_other_compounds, is_compound, make_key,
};
use crate::rule::{Context, Rule, Validity};
use crate::running_text::{Vocabulary, VocabularyWord, WordRun, copy_capitals};

pub(super) static RULE: Rule = Rule {
    code: &Code {
        id: "misspelt-word",
        summary: "từ thông dụng viết đúng chính tả",
        explanation: "“Bổ xung”, “sát nhập”, “quy đinh”, “phối với Sở”: từng tiếng thì có trong tiếng Việt, nhưng từ thì sai; thường do gõ sót dấu, lẫn hỏi với ngã, s với x, ch với tr, hoặc sót một tiếng. Máy cảnh báo khi dạng sai gần như không gặp trong văn bản đã công bố, hoặc có chữ không đứng trong từ nào; chỉ gợi ý khi hai chữ ấy có thể là hai từ đứng cạnh nhau. Sửa như máy nêu; nếu chữ ấy là tên riêng thì ghi vào `tu-dien.yaml`.",
    },
    severity: Severity::Warning,
    clause: None,
    valid: Validity::ALWAYS,
    excuse: Some("chỗ này chép nguyên văn hoặc là tên riêng"),
    wrong: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Rà soát, bổ xung danh sách hộ nghèo.\n",
    right: "noi_dung:\n  - tieu_de: Nhiệm vụ\n    doan: Rà soát, bổ sung danh sách hộ nghèo; quá trình đô thị hóa.\n",
    check,
};

/// Words that stand for themselves and are rarely half of a word: with them two words meet
/// by chance.
const LONE_WORDS: &[&str] = &[
    "ai", "ba", "bị", "các", "cả", "chỉ", "cho", "có", "của", "do", "gì", "hai", "hay",
    "khi", "là", "làm", "mà", "mỗi", "mọi", "một", "nào", "này", "năm", "nếu", "như",
    "những", "ở", "phải", "qua", "sẽ", "tại", "theo", "thì", "từ", "và", "vào", "về",
    "với", "đã", "đang", "để", "đến", "đó", "được",
];

/// What is found in a form, by the number of its first word.
type FoundWords = BTreeMap<usize, FoundWord>;

/// A word that is most likely misspelt.
struct FoundWord {
    run: WordRun,
    right: &'static str,
    /// Whether the register lists it as a misspelling.
    is_listed: bool,
}

/// One misspelling with all its places.
struct FoundGroup {
    right: &'static str,
    is_listed: bool,
    runs: Vec<WordRun>,
}

fn check(rule: &Rule, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut words = find_listed(context.vocabulary());
    find_other_marks(context.vocabulary(), &mut words);
    for group in group_by_words(context, words) {
        let Some(first) = group.runs.first() else { continue };
        let wrong = context.run_words(first);
        let others = context.list_lines_of_runs(&group.runs);
        let right = copy_capitals(wrong, group.right);
        let is_sure = group.is_listed || !is_of_halves(wrong, group.right);
        let message = match is_sure {
            true => format!("“{wrong}” viết sai chính tả"),
            false => format!("“{wrong}” có lẽ viết sai chính tả"),
        };
        let mut finding = rule
            .finding(context.place_run(first), message)
            .label(format!("viết là “{right}”{others}"))
            .hint(format!("sửa thành “{right}”"));
        if !is_sure {
            finding.severity = Severity::Hint;
        }
        found.push(finding);
    }
}

/// Whether the syllable that is wrong is one of which words are made: it may belong to a
/// word that no list has.
fn is_of_halves(wrong: &str, right: &str) -> bool {
    let wrong = make_key(wrong);
    let mut pairs = wrong.split_whitespace().zip(right.split(' '));
    pairs.all(|(wrong, right)| wrong == right || is_half(wrong))
}

/// Whether words are made of a syllable.
fn is_half(syllable: &str) -> bool {
    let folded = fold(syllable);
    let is_word = |word: &Compound| word.standing != CompoundStanding::Chance;
    find_compounds(&folded).any(|word| word.first == syllable && is_word(&word))
        || find_compounds_by_second(&folded)
            .any(|word| word.second == syllable && is_word(&word))
}

/// The misspellings of the register, with what each should be, by their first words.
fn find_listed(vocabulary: &Vocabulary) -> FoundWords {
    let mut res = BTreeMap::new();
    let words = vocabulary.words.iter();
    let list = |word: &VocabularyWord| match word.is_syllable || is_abbreviation(word) {
        true => find_misspellings(&word.lower).collect(),
        false => Vec::new(),
    };
    let listed: Vec<Vec<Misspelling>> = words.map(list).collect();
    for (nth, place) in vocabulary.places.iter().enumerate() {
        for misspelling in &listed[place.word] {
            if let Some(run) = match_listed(vocabulary, nth, misspelling) {
                let right = misspelling.right;
                res.insert(*run.start(), FoundWord { run, right, is_listed: true });
            }
        }
    }
    res
}

/// Whether a word may be an abbreviation. Other words that are no syllables are judged by
/// rules of their own.
fn is_abbreviation(word: &VocabularyWord) -> bool {
    word.text.contains('&')
        || word.text.is_ascii() && word.text.chars().all(char::is_uppercase)
}

/// The words of a misspelling around its wrong syllable, the nth word, if they are there and
/// no word beside them makes them right.
fn match_listed(
    vocabulary: &Vocabulary,
    nth: usize,
    misspelling: &Misspelling,
) -> Option<WordRun> {
    let word = vocabulary.at(vocabulary.places[nth]);
    let wrong = &word.lower;
    let is_alone = !misspelling.wrong.contains(' ');
    // What is no syllable is listed by itself or told by another rule; a capital within a
    // sentence may begin a name.
    let is_name = is_alone && word.is_capitalized() && vocabulary.follows(nth);
    if is_name || !is_alone && !word.is_syllable {
        return None;
    }
    let parts: Vec<&str> = misspelling.wrong.split(' ').collect();
    let start = nth.checked_sub(parts.iter().position(|part| part == wrong)?)?;
    let end = start + parts.len() - 1;
    let places = vocabulary.places.get(start..=end)?;
    let are_there =
        places.iter().zip(&parts).enumerate().all(|(index, (place, part))| {
            (index == 0 || place.follows) && vocabulary.at(*place).lower == *part
        });
    let makes_right = |list: &str, word: Option<&VocabularyWord>| {
        word.is_some_and(|word| list.split(',').any(|listed| listed == word.lower))
    };
    let is_right = makes_right(misspelling.right_after, vocabulary.before(start))
        || makes_right(misspelling.right_before, vocabulary.after(end));
    (are_there && !is_right).then_some(start..=end)
}

/// Words of two syllables that have the letters of a frequent word and another mark in one
/// of them, where neither syllable belongs to the word beside it.
fn find_other_marks(vocabulary: &Vocabulary, res: &mut FoundWords) {
    let is_word = |first: &VocabularyWord, second: &VocabularyWord| {
        is_compound(&first.folded, &first.lower, &second.lower)
    };
    for (nth, pair) in vocabulary.places.windows(2).enumerate() {
        if !pair[1].follows || res.contains_key(&nth) {
            continue;
        }
        let (first, second) = (vocabulary.at(pair[0]), vocabulary.at(pair[1]));
        let Some(right) = find_frequent(first, second) else { continue };
        let is_wrong_first = right.first != first.lower;
        let wrong = if is_wrong_first { first } else { second };
        let is_name = wrong.is_capitalized()
            && (pair[0].follows || !is_wrong_first || second.is_capitalized());
        if is_name || !wrong.is_syllable || LONE_WORDS.contains(&&*wrong.lower) {
            continue;
        }
        let belongs_before = vocabulary.before(nth).is_some_and(|w| is_word(w, first));
        let belongs_after = vocabulary.after(nth + 1).is_some_and(|w| is_word(second, w));
        if !belongs_before && !belongs_after {
            let (run, right) = (nth..=nth + 1, right.word);
            res.insert(nth, FoundWord { run, right, is_listed: false });
        }
    }
}

/// A frequent word that two syllables are most likely meant as.
struct FrequentWord {
    first: &'static str,
    word: &'static str,
}

/// The frequent word with the letters of two syllables that differs from them in the marks
/// of one, unless they are a word as they stand.
fn find_frequent(
    first: &VocabularyWord,
    second: &VocabularyWord,
) -> Option<FrequentWord> {
    let folded: [&str; 2] = [&first.folded, &second.folded];
    let mut words = find_other_compounds(folded, [&first.lower, &second.lower])?;
    let word = words.find(|word| {
        word.standing == CompoundStanding::Frequent
            && (word.first == first.lower || word.second == second.lower)
    })?;
    Some(FrequentWord { first: word.first, word: word.word })
}

/// The same faults together, in the order of their first places, without those that the
/// dictionary of the office has.
fn group_by_words(context: &Context<'_>, words: FoundWords) -> Vec<FoundGroup> {
    let mut res: Vec<FoundGroup> = Vec::new();
    let mut known: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
    for FoundWord { run, right, is_listed } in words.into_values() {
        if context.is_listed(&run) {
            continue;
        }
        let wrong = context.run_words(&run).to_lowercase();
        let index = *known.entry((wrong, right)).or_insert_with(|| {
            res.push(FoundGroup { right, is_listed, runs: Vec::new() });
            res.len() - 1
        });
        res[index].runs.push(run);
    }
    res
}

//! Which two words belong on one line.

use std::borrow::Cow;

use super::word::Word;
use crate::language::letter::diem_index;
use crate::language::letter::roman_value;

/// The most characters that ties may hold together, so that a line can still be filled.
pub(super) const LONGEST_CHAIN: usize = 40;

/// Words that a number, a code or a date completes: `số 5`, `Điều 5`, `quý III`.
const BEFORE_NUMBER: [&str; 36] = [
    "số",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "tuần",
    "điểm",
    "khoản",
    "điều",
    "mục",
    "phần",
    "chương",
    "lục",
    "án",
    "đoạn",
    "kỳ",
    "khóa",
    "khoá",
    "thứ",
    "lần",
    "thôn",
    "tổ",
    "khu",
    "phố",
    "xóm",
    "ấp",
    "quận",
    "phường",
    "đội",
    "đợt",
    "bước",
    "bảng",
    "biểu",
    "mẫu",
    "trang",
    "cột",
];

/// First words of names of two and three words, tied only when a number follows:
/// `Phụ lục I`, `Tiểu dự án 2`.
const NAMES: [&[&str]; 4] =
    [&["phụ", "lục"], &["dự", "án"], &["tiểu", "dự", "án"], &["khu", "phố"]];

/// Words that stand for a size before `đồng` or another unit.
const SCALES: [&str; 6] = ["nghìn", "ngàn", "triệu", "tỷ", "tỉ", "trăm"];

/// Words that make a number an amount: `17 hộ`.
const UNITS: [&str; 54] = [
    "đồng", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "vnđ", "vnd", "hộ", "người", "khẩu",
    "nhân", "lao", "%", "‰", "điểm", "ngày", "tháng", "năm", "quý", "tuần", "giờ",
    "phút", "tuổi", "lớp", "lượt", "buổi", "cuộc", "hội", "km", "m", "cm", "mm", "m2",
    "m²", "m3", "m³", "km2", "km²", "ha", "kg", "tấn", "tạ", "lít", "kw", "kwh", "con",
    "cây", "suất", "căn", "nhà", "bộ", "cái", "tờ",
];

/// Abbreviations before a name or a title.
const BEFORE_NAME: [&str; 9] =
    ["TM.", "KT.", "TL.", "TUQ.", "Q.", "TP.", "Tp.", "TX.", "TT."];

/// How firmly two neighbours hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// The line may break.
    Free,
    /// Better not, unless the chain grows too long: `điểm a | khoản 2`.
    Weak,
    /// The line must not break.
    Firm,
}

/// For each word its bond to the next; the last one is free.
pub(super) fn bonds(text: &str, words: &[Word<'_>]) -> Vec<Bond> {
    let lower: Vec<Cow<'_, str>> = words.iter().map(|word| lower(word.core())).collect();
    let keywords: Vec<&str> =
        words.iter().zip(&lower).map(|(word, lower)| keyword(word, lower)).collect();
    let line = Line { words, lower: &lower, keywords: &keywords };
    let mut bonds: Vec<Bond> = (0..words.len())
        .map(|at| if is_one_space(text, words, at) { line.bond(at) } else { Bond::Free })
        .collect();
    shorten(words, &mut bonds);
    bonds
}

/// In small letters; most words are already.
fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

fn is_one_space(text: &str, words: &[Word<'_>], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| &text[words[at].end()..next.start] == " ")
}

/// Words with what they are compared by.
struct Line<'a> {
    words: &'a [Word<'a>],
    /// The core of each word in lower case.
    lower: &'a [Cow<'a, str>],
    /// What each word is where it leads to the next.
    keywords: &'a [&'a str],
}

/// A word in lower case if it can lead to the next: nothing closes it, save the colon of
/// `Số:`. Else nothing.
fn keyword<'a>(word: &Word<'_>, lower: &'a str) -> &'a str {
    let opened = word.opened();
    let is_so = matches!(opened, "Số:" | "số:");
    let is_closed = opened != word.core() && !is_blank(word.text);
    if is_closed && !is_so { "" } else { lower }
}

impl Line<'_> {
    /// The bond between word `at` and the next, which exists.
    fn bond(&self, at: usize) -> Bond {
        let firm = self.is_dash_bond(at)
            || self.is_mark_bond(at)
            || self.is_number_bond(at)
            || self.is_name_bond(at)
            || self.is_unit_bond(at)
            || self.is_person_bond(at);
        if firm {
            Bond::Firm
        } else if self.is_provision_bond(at) {
            Bond::Weak
        } else {
            Bond::Free
        }
    }

    /// `kinh tế ~- xã hội`; `2026 ~–~ 2030`, `2026 ~-2030`; a dash that opens an item.
    fn is_dash_bond(&self, at: usize) -> bool {
        let (this, next) = (self.words[at].text, self.words[at + 1].text);
        let begins_in_figure =
            |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let ends_in_figure =
            |at: usize| self.words[at].text.ends_with(|c: char| c.is_ascii_digit());
        if let Some(rest) = next.strip_prefix(['-', '–', '—']) {
            return rest.is_empty() || (begins_in_figure(rest) && ends_in_figure(at));
        }
        is_dash(this) && (at == 0 || (ends_in_figure(at - 1) && begins_in_figure(next)))
    }

    /// `a)`, `(1)`, `TM.` anywhere; `1.`, `I.`, `+` where the text begins.
    fn is_mark_bond(&self, at: usize) -> bool {
        let word = self.words[at].text;
        if BEFORE_NAME.contains(&word) {
            return true;
        }
        if let Some(mark) = word.strip_suffix(')') {
            return is_mark(mark.strip_prefix('(').unwrap_or(mark));
        }
        let head = word.strip_suffix('.').filter(|head| {
            let figures = head.split('.').all(|n| is_figures(n) && n.len() <= 2);
            figures || roman_value(head).is_some()
        });
        at == 0 && (head.is_some() || matches!(word, "+" | "*" | "•"))
    }

    /// `số 68/KH-UBND`, `tháng 4`, `Điều 5`, `điểm a`, `quý III`.
    fn is_number_bond(&self, at: usize) -> bool {
        let keyword = self.keyword(at);
        BEFORE_NUMBER.contains(&keyword) && self.is_number(at + 1, keyword)
    }

    /// `Phụ ~lục~ I`.
    fn is_name_bond(&self, at: usize) -> bool {
        NAMES
            .iter()
            .any(|name| (0..name.len() - 1).any(|place| self.is_name(at, place, name)))
    }

    /// Whether word `at` is the `place`th of this name, and a number follows the name.
    fn is_name(&self, at: usize, place: usize, name: &[&str]) -> bool {
        let Some(first) = at.checked_sub(place) else { return false };
        let last = first + name.len() - 1;
        last + 1 < self.words.len()
            && (first..=last).all(|word| self.keyword(word) == name[word - first])
            && self.is_number(last + 1, name[name.len() - 1])
    }

    /// `17 ~hộ`, `26 ~triệu~ đồng`, `0,5 ~điểm~ phần~ trăm`, `20 ~tháng`.
    fn is_unit_bond(&self, at: usize) -> bool {
        let next = self.lower[at + 1].as_ref();
        let unit = next.split('/').next().unwrap_or(next);
        let plain_next = self.words[at + 1].opened() == self.words[at + 1].text;
        let is_year = at > 0 && self.keyword(at - 1) == "năm";
        if !plain_next || is_year || self.is_closed(at) {
            return false;
        }
        let this = self.lower[at].as_ref();
        if is_amount(self.words[at].opened()) || is_blank(self.words[at].text) {
            return UNITS.contains(&unit);
        }
        let after_number = |back: usize| {
            at.checked_sub(back).is_some_and(|number| {
                is_amount(self.words[number].opened()) && !self.is_closed(number)
            })
        };
        match this {
            "điểm" => after_number(1) && next == "phần",
            "phần" => after_number(2) && self.lower[at - 1] == "điểm" && next == "trăm",
            _ => SCALES.contains(&this) && after_number(1) && UNITS.contains(&unit),
        }
    }

    /// `ông ~Nguyễn`, `đồng ~chí~ Lê`.
    fn is_person_bond(&self, at: usize) -> bool {
        let is_named = |at: usize| {
            self.words.get(at).is_some_and(|w| w.text.starts_with(char::is_uppercase))
        };
        match self.keyword(at) {
            "ông" | "bà" | "ông/bà" => is_named(at + 1),
            "chí" => at > 0 && self.keyword(at - 1) == "đồng" && is_named(at + 1),
            "đồng" => self.keyword(at + 1) == "chí" && is_named(at + 2),
            _ => false,
        }
    }

    /// `điểm a ~khoản 2 ~Điều 5`.
    fn is_provision_bond(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        !self.is_closed(at)
            && self.is_number(at, self.keyword(before))
            && matches!(
                (self.keyword(before), self.keyword(at + 1)),
                ("điểm", "khoản" | "điều" | "mục") | ("khoản", "điều" | "mục")
            )
    }

    fn keyword(&self, at: usize) -> &str {
        self.keywords[at]
    }

    fn is_closed(&self, at: usize) -> bool {
        self.words[at].opened() != self.words[at].core() && !is_blank(self.words[at].text)
    }

    /// Whether word `at` is a number as it follows `keyword`.
    fn is_number(&self, at: usize, keyword: &str) -> bool {
        let word = self.words[at];
        if word.text != word.opened() {
            return false;
        }
        let core = word.core();
        let head = core.split(['/', '-', '–']).next().unwrap_or(core);
        core.starts_with(|c: char| c.is_ascii_digit())
            || is_blank(word.text)
            || roman_value(head).is_some()
            || (keyword == "điểm" && diem_index(core).is_some())
            || (keyword == "số" && core.contains('/'))
    }
}

/// Opens the chains that would be longer than [`LONGEST_CHAIN`]: first at weak bonds,
/// then wherever the limit is reached.
fn shorten(words: &[Word<'_>], bonds: &mut [Bond]) {
    for weakest in [Bond::Weak, Bond::Firm] {
        let mut first = 0;
        while first < words.len() {
            let last = (first..words.len())
                .find(|at| bonds[*at] == Bond::Free)
                .unwrap_or(words.len() - 1);
            if last > first && chain_length(words, first, last) > LONGEST_CHAIN {
                open(words, &mut bonds[..=last], first, weakest);
            }
            first = last + 1;
        }
    }
}

/// Frees the bonds up to `weakest` of the chain that begins at `first`, each only where
/// the words since the last free place and the next word are too long together.
fn open(words: &[Word<'_>], bonds: &mut [Bond], first: usize, weakest: Bond) {
    let mut from = first;
    for at in first..bonds.len() - 1 {
        let next_open = (at + 1..bonds.len())
            .find(|next| bonds[*next] <= weakest)
            .unwrap_or(bonds.len() - 1);
        if bonds[at] <= weakest && chain_length(words, from, next_open) > LONGEST_CHAIN {
            bonds[at] = Bond::Free;
            from = at + 1;
        }
    }
}

fn chain_length(words: &[Word<'_>], first: usize, last: usize) -> usize {
    let letters: usize = words[first..=last].iter().map(Word::longest_part).sum();
    letters + (last - first)
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—")
}

/// A place left open: `…`, `...`, `___`.
fn is_blank(word: &str) -> bool {
    word.trim_matches(['.', '…', '_']).is_empty() && word.chars().count() != 1
        || word == "…"
}

/// `5.000.000`, `4,08`, `10-15`: digits, and signs between them only.
fn is_amount(word: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    word.starts_with(is_digit)
        && word.ends_with(is_digit)
        && word.chars().all(|c| is_digit(c) || matches!(c, '.' | ',' | '-' | '–'))
}

fn is_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `a`, `12`, `iv`: what a bracket after it makes a list mark.
fn is_mark(mark: &str) -> bool {
    diem_index(mark).is_some()
        || (is_figures(mark) && mark.len() <= 2)
        || (mark.len() <= 4 && roman_value(&mark.to_uppercase()).is_some())
}

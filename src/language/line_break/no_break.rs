//! Which two words belong on one line.

use std::borrow::Cow;

use super::word::LineWord;
use crate::language::letter::{from_diem, from_roman};

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
pub(super) fn find_bonds(text: &str, words: &[LineWord<'_>]) -> Vec<Bond> {
    let lower: Vec<Cow<'_, str>> =
        words.iter().map(|word| lower_word(word.core())).collect();
    let keywords: Vec<&str> =
        words.iter().zip(&lower).map(|(word, lower)| find_keyword(word, lower)).collect();
    let phones = mark_phones(words);
    let line = WordRow { words, lower: &lower, keywords: &keywords, phones: &phones };
    let mut bonds: Vec<Bond> =
        (0..words.len())
            .map(|index| {
                if is_one_space(text, words, index) {
                    line.bond(index)
                } else {
                    Bond::Free
                }
            })
            .collect();
    shorten_chains(words, &mut bonds);
    bonds
}

/// In small letters; most words are already.
fn lower_word(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

fn is_one_space(text: &str, words: &[LineWord<'_>], index: usize) -> bool {
    words.get(index + 1).is_some_and(|next| &text[words[index].end()..next.start] == " ")
}

/// Words with what they are compared by.
struct WordRow<'a> {
    words: &'a [LineWord<'a>],
    /// The core of each word in lower case.
    lower: &'a [Cow<'a, str>],
    /// What each word is where it leads to the next.
    keywords: &'a [&'a str],
    /// For each word, whether a telephone number goes on after it.
    phones: &'a [bool],
}

/// A word in lower case if it can lead to the next: nothing closes it, save the colon of
/// `Số:`. Else nothing.
fn find_keyword<'a>(word: &LineWord<'_>, lower: &'a str) -> &'a str {
    let opened = word.opened();
    let is_so = matches!(opened, "Số:" | "số:");
    let is_closed = opened != word.core() && !is_blank(word.text);
    if is_closed && !is_so { "" } else { lower }
}

impl WordRow<'_> {
    /// The bond between word `index` and the next, which exists. The tests of what holds
    /// firmly come first: `điểm a khoản 2` is weak only where no unit or name ties it.
    fn bond(&self, index: usize) -> Bond {
        let firm = self.is_dash_bond(index)
            || self.is_mark_bond(index)
            || self.is_number_bond(index)
            || self.is_name_bond(index)
            || self.is_unit_bond(index)
            || self.is_time_bond(index)
            || self.is_size_bond(index)
            || self.phones[index]
            || self.is_person_bond(index);
        if firm {
            Bond::Firm
        } else if self.is_provision_bond(index) {
            Bond::Weak
        } else {
            Bond::Free
        }
    }

    /// `kinh tế ~- xã hội`; `2026 ~–~ 2030`, `2026 ~-2030`; a dash that opens an item.
    fn is_dash_bond(&self, index: usize) -> bool {
        let (this, next) = (self.words[index].text, self.words[index + 1].text);
        if let Some(after_dash) = next.strip_prefix(['-', '–', '—']) {
            return after_dash.is_empty()
                || (has_digit_first(after_dash) && has_digit_last(this));
        }
        is_dash(this)
            && (index == 0
                || (has_digit_last(self.words[index - 1].text) && has_digit_first(next))
                || (from_roman(self.words[index - 1].opened()).is_some()
                    && self.is_number(index + 1, "")))
    }

    /// `14 giờ ~05~ phút`, `7 giờ ~30`; the units themselves are `is_unit_bond`.
    fn is_time_bond(&self, index: usize) -> bool {
        matches!(self.keyword(index), "giờ" | "phút")
            && self.follows_number(index, 1)
            && is_minutes(self.words[index + 1].core())
    }

    /// `20 ~x~ 30`, `3 ~×~ 4`.
    fn is_size_bond(&self, index: usize) -> bool {
        let is_sign = |place: usize| {
            let before = place.checked_sub(1).map(|before| self.words[before].text);
            let after = self.words.get(place + 1).map(|word| word.text);
            matches!(self.words[place].text, "x" | "×")
                && before.is_some_and(has_digit_last)
                && after.is_some_and(has_digit_first)
        };
        is_sign(index) || is_sign(index + 1)
    }

    /// `a)`, `(1)`, `TM.` anywhere; `1.`, `I.`, `+` where the text begins.
    fn is_mark_bond(&self, index: usize) -> bool {
        let word = self.words[index].text;
        if BEFORE_NAME.contains(&word) {
            return true;
        }
        if let Some(mark) = word.strip_suffix(')') {
            return is_mark(mark.strip_prefix('(').unwrap_or(mark));
        }
        let head = word.strip_suffix('.').filter(|head| {
            let figures = head.split('.').all(|n| is_figures(n) && n.len() <= 2);
            figures || from_roman(head).is_some()
        });
        index == 0 && (head.is_some() || matches!(word, "+" | "*" | "•"))
    }

    /// `số 68/KH-UBND`, `tháng 4`, `Điều 5`, `điểm a`, `quý III`.
    fn is_number_bond(&self, index: usize) -> bool {
        let keyword = self.keyword(index);
        BEFORE_NUMBER.contains(&keyword) && self.is_number(index + 1, keyword)
    }

    /// `Phụ ~lục~ I`.
    fn is_name_bond(&self, index: usize) -> bool {
        NAMES
            .iter()
            .any(|name| (0..name.len() - 1).any(|place| self.is_name(index, place, name)))
    }

    /// Whether word `index` is the `place`th of this name, and a number follows the name.
    fn is_name(&self, index: usize, place: usize, name: &[&str]) -> bool {
        let Some(first) = index.checked_sub(place) else { return false };
        let last = first + name.len() - 1;
        last + 1 < self.words.len()
            && (first..=last).all(|word| self.keyword(word) == name[word - first])
            && self.is_number(last + 1, name[name.len() - 1])
    }

    /// `17 ~hộ`, `26 ~triệu~ đồng`, `0,5 ~điểm~ phần~ trăm`, `20 ~tháng`.
    fn is_unit_bond(&self, index: usize) -> bool {
        let next = self.lower[index + 1].as_ref();
        let unit = next.split('/').next().unwrap_or(next);
        let plain_next = self.words[index + 1].opened() == self.words[index + 1].text;
        let is_year = index > 0 && self.keyword(index - 1) == "năm";
        if !plain_next || is_year || self.is_closed(index) {
            return false;
        }
        let this = self.lower[index].as_ref();
        if is_amount(self.words[index].opened()) || is_blank(self.words[index].text) {
            return UNITS.contains(&unit);
        }
        match this {
            "điểm" => self.follows_number(index, 1) && next == "phần",
            "phần" => {
                self.follows_number(index, 2)
                    && self.lower[index - 1] == "điểm"
                    && next == "trăm"
            }
            _ => {
                SCALES.contains(&this)
                    && self.follows_number(index, 1)
                    && UNITS.contains(&unit)
            }
        }
    }

    /// Whether the word `back` words before `index` is a number with nothing closing it.
    fn follows_number(&self, index: usize, back: usize) -> bool {
        index.checked_sub(back).is_some_and(|number| {
            is_amount(self.words[number].opened()) && !self.is_closed(number)
        })
    }

    /// `ông ~Nguyễn`, `đồng ~chí~ Lê`.
    fn is_person_bond(&self, index: usize) -> bool {
        match self.keyword(index) {
            "ông" | "bà" | "ông/bà" => self.has_capital(index + 1),
            "chí" => {
                index > 0
                    && self.keyword(index - 1) == "đồng"
                    && self.has_capital(index + 1)
            }
            "đồng" => self.keyword(index + 1) == "chí" && self.has_capital(index + 2),
            _ => false,
        }
    }

    /// Whether there is such a word and it begins with a capital, as a name does.
    fn has_capital(&self, index: usize) -> bool {
        self.words
            .get(index)
            .is_some_and(|word| word.text.starts_with(char::is_uppercase))
    }

    /// `điểm a ~khoản 2 ~Điều 5`.
    fn is_provision_bond(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return false };
        !self.is_closed(index)
            && self.is_number(index, self.keyword(before))
            && matches!(
                (self.keyword(before), self.keyword(index + 1)),
                ("điểm", "khoản" | "điều" | "mục") | ("khoản", "điều" | "mục")
            )
    }

    fn keyword(&self, index: usize) -> &str {
        self.keywords[index]
    }

    fn is_closed(&self, index: usize) -> bool {
        self.words[index].opened() != self.words[index].core()
            && !is_blank(self.words[index].text)
    }

    /// Whether word `index` is a number as it follows `keyword`.
    fn is_number(&self, index: usize, keyword: &str) -> bool {
        let word = self.words[index];
        if word.text != word.opened() {
            return false;
        }
        let core = word.core();
        let head = core.split(['/', '-', '–']).next().unwrap_or(core);
        core.starts_with(|c: char| c.is_ascii_digit())
            || is_blank(word.text)
            || from_roman(head).is_some()
            || (keyword == "điểm" && from_diem(core).is_some())
            || (keyword == "số" && core.contains('/'))
    }
}

/// Breaks the chains that would be longer than [`LONGEST_CHAIN`]: first at weak bonds
/// only, then, where a chain is still too long, at firm ones too. A chain is a run of
/// words with no free bond between them, and so a run of letters that a line must hold.
fn shorten_chains(words: &[LineWord<'_>], bonds: &mut [Bond]) {
    for weakest in [Bond::Weak, Bond::Firm] {
        let mut first = 0;
        while first < words.len() {
            let last = (first..words.len())
                .find(|index| bonds[*index] == Bond::Free)
                .unwrap_or(words.len() - 1);
            if last > first && measure_chain(words, first, last) > LONGEST_CHAIN {
                break_chain(words, &mut bonds[..=last], first, weakest);
            }
            first = last + 1;
        }
    }
}

/// Frees the bonds up to `weakest` of the chain that begins at `first`, each only where
/// the words since the last free place and the next word are too long together.
fn break_chain(words: &[LineWord<'_>], bonds: &mut [Bond], first: usize, weakest: Bond) {
    let mut from = first;
    for index in first..bonds.len() - 1 {
        let next_open = (index + 1..bonds.len())
            .find(|next| bonds[*next] <= weakest)
            .unwrap_or(bonds.len() - 1);
        if bonds[index] <= weakest
            && measure_chain(words, from, next_open) > LONGEST_CHAIN
        {
            bonds[index] = Bond::Free;
            from = index + 1;
        }
    }
}

fn measure_chain(words: &[LineWord<'_>], first: usize, last: usize) -> usize {
    let letters: usize = words[first..=last].iter().map(LineWord::longest_part).sum();
    letters + (last - first)
}

/// For each word, whether a telephone number goes on after it: groups of figures that
/// begin with `0`, `+` or `1900`, nine to twelve figures in all, or eight after `1900`.
fn mark_phones(words: &[LineWord<'_>]) -> Vec<bool> {
    let mut res = vec![false; words.len()];
    let mut first = 0;
    while first < words.len() {
        let mut last = first;
        while last + 1 < words.len()
            && is_phone_group(words[last].text.trim_start_matches('+'))
            && is_phone_group(words[last + 1].core())
            && words[last + 1].opened() == words[last + 1].text
        {
            last += 1;
        }
        if last > first && is_phone(&words[first..=last]) {
            res[first..last].fill(true);
        }
        first = last + 1;
    }
    res
}

/// Whether groups of figures are a telephone number.
fn is_phone(groups: &[LineWord<'_>]) -> bool {
    let figures: String = groups
        .iter()
        .flat_map(|group| group.text.chars().filter(char::is_ascii_digit))
        .collect();
    let start = groups[0].text.trim_start_matches('(');
    let is_service =
        ["1900", "1800"].contains(&start) && (8..=10).contains(&figures.len());
    is_service || (start.starts_with(['0', '+']) && (9..=12).contains(&figures.len()))
}

/// `0237`, `(0237)`, `3.852`: a part of a telephone number, nothing closing it.
fn is_phone_group(text: &str) -> bool {
    let text =
        text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    has_digit_first(text)
        && has_digit_last(text)
        && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// `05`, `30`.
fn is_minutes(text: &str) -> bool {
    is_figures(text) && text.len() <= 2
}

fn has_digit_first(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn has_digit_last(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
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
    has_digit_first(word)
        && has_digit_last(word)
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–'))
}

fn is_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `a`, `12`, `iv`: what a bracket after it makes a list mark.
fn is_mark(mark: &str) -> bool {
    from_diem(mark).is_some()
        || (is_figures(mark) && mark.len() <= 2)
        || (mark.len() <= 4 && from_roman(&mark.to_uppercase()).is_some())
}

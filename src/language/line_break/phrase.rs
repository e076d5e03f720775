//! How well a title may be broken at each of its spaces.
//!
//! A line of a title ends where a phrase does: before `của`, `về`, `năm 2026`, after a
//! comma; never within `giảm nghèo`, and not within `xã Sơn Trung` where it can be helped.
//! This is weighed by whoever measures the lines, with how alike they are in width; running
//! text is not looked at so.

use super::compound::{Segment, split_segments};
use super::no_break::{Bond, find_bonds};
use super::word::{LineWord, split_words};

/// What stands at a space between two words of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seam {
    /// A phrase ends or begins: the best place for the end of a line.
    Phrase,
    /// Two words, of which nothing is known.
    Plain,
    /// Two single syllables, which may be one word.
    Loose,
    /// The word before leads to the word after: `của | xã`, `các | hộ`.
    Bound,
    /// Within a name, a short quotation, a long compound.
    Name,
    /// Within a word of several syllables, a date, an amount.
    Compound,
}

/// A seam, and the space where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedSeam {
    /// Where the space begins in the text.
    pub place: usize,
    /// What it parts.
    pub seam: Seam,
}

/// Words and compounds that open a phrase: a line may well end before one, never after.
const OPENERS: &[&str] = &[
    "về",
    "của",
    "và",
    "hoặc",
    "tại",
    "cho",
    "theo",
    "trong",
    "để",
    "nhằm",
    "thuộc",
    "với",
    "từ",
    "đến",
    "tới",
    "trên",
    "do",
    "bằng",
    "giữa",
    "dưới",
    "sau",
    "trước",
    "khi",
    "ở",
    "bởi",
    "vì",
    "qua",
    "như",
    "vào",
    "cùng",
    "nhân",
    "lên",
    "bị",
    "gồm",
    "có",
    "là",
    "trên địa bàn",
    "đối với",
    "giai đoạn",
    "phục vụ",
    "nhân dịp",
    "liên quan",
    "kèm theo",
    "về việc",
    "trước khi",
    "sau khi",
    "thông qua",
    "bao gồm",
    "trên cơ sở",
];

/// Words that lead to the next one: a line never ends after one.
const LEADERS: &[&str] = &[
    "các",
    "những",
    "một",
    "mỗi",
    "từng",
    "mọi",
    "không",
    "chưa",
    "được",
    "đã",
    "sẽ",
    "đang",
    "sự",
    "việc",
    "cuộc",
    "người",
    "nhà",
    "số",
    "tỷ",
    "tỉ",
    "ban",
    "sở",
    "bộ",
    "phòng",
    "tổ",
    "đội",
    "trường",
    "chi",
    "cục",
    "vụ",
    "viện",
    "hội",
    "đoàn",
    "ngành",
    "cấp",
    "nhóm",
    "lớp",
    "khối",
    "đợt",
    "kỳ",
    "mức",
    "giá",
    "quỹ",
    "luật",
    "thuế",
    "đất",
    "vốn",
    "nguồn",
    "chủ",
    "công",
    "khu",
    "vùng",
    "miền",
    "lần",
    "thứ",
    "tháng",
    "ngày",
    "năm",
    "quý",
    "tuần",
    "hộ",
    "cây",
    "con",
    "trạm",
    "đồn",
    "hạt",
    "liên",
    "phó",
    "trưởng",
    "một số",
    "toàn",
    "ông",
    "bà",
    "bệnh viện",
    "trung tâm",
    "tiếng",
    "sổ",
    "thẻ",
    "giấy",
    "phí",
    "xe",
    "trực thuộc",
    "rừng",
    "sông",
    "hồ",
    "đường",
    "cầu",
    "cảng",
    "chợ",
    "phố",
    "cụm",
    "nước",
];

/// Units of the land: they lead to their names, and open a phrase.
const PLACES: &[&str] = &[
    "xã",
    "phường",
    "thị trấn",
    "huyện",
    "quận",
    "thị xã",
    "thành phố",
    "tỉnh",
    "thôn",
    "bản",
    "ấp",
    "xóm",
    "làng",
    "đặc khu",
    "buôn",
];

/// Words that say which one is meant of what stands before them.
const FOLLOWERS: &[&str] = &[
    "này", "đó", "kia", "ấy", "khác", "mới", "cũ", "chung", "riêng", "nhất", "hơn",
    "nghèo", "lại", "trở", "số",
];

/// Words that open a phrase where a number follows: `năm 2026`, `lần thứ hai`.
const BEFORE_NUMBER: &[&str] =
    &["năm", "tháng", "ngày", "quý", "tuần", "lần", "đợt", "kỳ"];

/// The most words of a quotation, or in brackets, that are held together.
const LONGEST_QUOTATION: usize = 5;

/// What stands at each space of a title at which a line may end. What is [`Seam::Plain`] is
/// left out.
pub fn find_seams(text: &str) -> Vec<PlacedSeam> {
    let words = split_words(text);
    let title = Title {
        bonds: find_bonds(text, &words),
        segments: split_segments(&words),
        is_quoted: mark_quotations(&words),
        has_small: text.chars().any(char::is_lowercase),
        words: &words,
    };
    let seams = title.judge();
    words
        .iter()
        .zip(seams)
        .filter(|(_, seam)| *seam != Seam::Plain)
        .map(|(word, seam)| PlacedSeam { place: word.end(), seam })
        .collect()
}

/// A title with what its seams are judged by.
struct Title<'a> {
    words: &'a [LineWord<'a>],
    segments: Vec<Segment>,
    bonds: Vec<Bond>,
    /// For each word, whether a short quotation goes on after it.
    is_quoted: Vec<bool>,
    /// Whether capitals tell a name.
    has_small: bool,
}

impl Title<'_> {
    /// The seam after each word but the last.
    fn judge(&self) -> Vec<Seam> {
        let mut seams = Vec::with_capacity(self.words.len());
        for (index, segment) in self.segments.iter().enumerate() {
            seams.extend_from_slice(segment.seams);
            if let Some(next) = self.segments.get(index + 1) {
                seams.push(self.judge_between(segment, next));
            }
        }
        for (index, seam) in seams.iter_mut().enumerate() {
            *seam = (*seam).max(self.least_seam(index));
        }
        // No title ends in one syllable on a line of its own.
        if self.words.len() > 2
            && let Some(last) = seams.last_mut()
        {
            *last = Seam::Compound;
        }
        seams
    }

    /// What the seam after a word is at least, whatever the words mean.
    fn least_seam(&self, index: usize) -> Seam {
        match self.bonds[index] {
            Bond::Firm => Seam::Compound,
            Bond::Weak => Seam::Name,
            Bond::Free if self.is_quoted[index] => Seam::Bound,
            Bond::Free => Seam::Phrase,
        }
    }

    /// The seam between two segments.
    fn judge_between(&self, segment: &Segment, next: &Segment) -> Seam {
        let end = segment.first + segment.length - 1;
        let (word, after) = (&self.words[end], &self.words[next.first]);
        if has_closing(word) || after.opened() != after.text {
            return Seam::Phrase;
        }
        if is_dash(word.text) {
            return Seam::Plain;
        }
        let key = segment.words.as_str();
        let leads = [OPENERS, LEADERS, PLACES].iter().any(|list| list.contains(&key));
        if leads {
            return Seam::Bound;
        }
        if self.opens_phrase(next) {
            return Seam::Phrase;
        }
        if has_digit(word) || has_digit(after) || FOLLOWERS.contains(&next.words.as_str())
        {
            return Seam::Bound;
        }
        if self.is_within_name(segment, next) {
            return Seam::Name;
        }
        if segment.length == 1 && next.length == 1 { Seam::Loose } else { Seam::Plain }
    }

    fn opens_phrase(&self, segment: &Segment) -> bool {
        let key = segment.words.as_str();
        let following = self.words.get(segment.first + segment.length);
        OPENERS.contains(&key)
            || (PLACES.contains(&key) && following.is_some_and(|word| is_name(word)))
            || (BEFORE_NUMBER.contains(&key)
                && following.is_some_and(|word| has_digit(word) || word.core() == "thứ"))
    }

    /// Whether two segments are parts of one name: by their capitals, or, where all is in
    /// capitals, two syllables after a unit of the land.
    fn is_within_name(&self, segment: &Segment, next: &Segment) -> bool {
        let word = &self.words[segment.first + segment.length - 1];
        let after = &self.words[next.first];
        if self.has_small {
            return is_name(word) && is_name(after);
        }
        segment.length == 1
            && next.length == 1
            && self.place_before(segment)
            && is_name(after)
    }

    /// Whether a unit of the land stands before a segment.
    fn place_before(&self, segment: &Segment) -> bool {
        let before = self.segments.iter().take_while(|other| other.first < segment.first);
        before.last().is_some_and(|other| PLACES.contains(&other.words.as_str()))
    }
}

/// For each word, whether the line is within a short quotation, or within short brackets,
/// after it.
fn mark_quotations(words: &[LineWord<'_>]) -> Vec<bool> {
    let mut res = vec![false; words.len()];
    let mut opened = None;
    for (index, word) in words.iter().enumerate() {
        if word.opened() != word.text {
            opened = Some(index);
        }
        if word.text.contains([')', '”', '"', '»', ']'])
            && word.opened().contains([')', '”', '"', '»', ']'])
            && let Some(first) = opened.take()
            && index - first < LONGEST_QUOTATION
        {
            res[first..index].fill(true);
        }
    }
    res
}

/// Whether punctuation ends a phrase after the word.
fn has_closing(word: &LineWord<'_>) -> bool {
    word.text.ends_with([',', ';', ':', '.', '!', '?', ')', '”', '"', '»', ']'])
}

/// Whether a word may be part of a name.
fn is_name(word: &LineWord<'_>) -> bool {
    word.core().starts_with(char::is_uppercase)
}

fn has_digit(word: &LineWord<'_>) -> bool {
    word.core().starts_with(|c: char| c.is_ascii_digit())
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a sign for each seam: `|` a phrase, `~` a word or a name, `_` what is
    /// bound, `^` two syllables.
    fn shown(text: &str) -> String {
        let mut res = text.to_owned();
        for PlacedSeam { place, seam } in find_seams(text).into_iter().rev() {
            let sign = match seam {
                Seam::Phrase => "|",
                Seam::Plain => " ",
                Seam::Loose => "^",
                Seam::Bound => "_",
                Seam::Name | Seam::Compound => "~",
            };
            res.replace_range(place..=place, sign);
        }
        res
    }

    #[track_caller]
    fn is_shown(cases: &[&str]) {
        for case in cases {
            assert_eq!(shown(&case.replace(['|', '~', '_', '^'], " ")), **case);
        }
    }

    #[test]
    fn a_title_parts_where_its_phrases_do() {
        is_shown(&[
            "Triển~khai thực~hiện công~tác giảm~nghèo~bền~vững|năm~2026|trên~địa~bàn_xã_Sơn~Trung",
            "TRƯỜNG_TRUNG~HỌC~CƠ~SỞ NGUYỄN~DU",
            "TỔ~CÔNG~TÁC CHUYỂN~ĐỔI~SỐ|XÃ_SƠN~TRUNG",
            "Ủy~ban~nhân~dân|xã_Hoà~An",
            "Phòng~cháy,~chữa~cháy|và_cứu~nạn,~cứu~hộ|của_các_hộ~dân",
            "Sửa~đổi,~bổ~sung Nghị~định_số~58/2016/NĐ-CP|ngày~01~tháng~7~năm~2016|của_Chính~phủ",
            "Phong~trào|“xanh_sạch_đẹp”|giai~đoạn~2021~-~2030",
            "Hội~nghị|lần_thứ~9|về_công~tác~nữ",
        ]);
    }

    #[test]
    fn a_last_syllable_is_never_left_alone() {
        is_shown(&["Nâng~cao đất~mới", "xã_A"]);
    }
}

//! The names of bodies in a text, `Sở Tài chính; UBND xã Kim Liên`, as one list of them is
//! held against another: who is given work, and who receives the plan.

use crate::language::{fold, normalize_spaces};

/// Folded words with which the name of a body begins that is no part of the office itself.
const BEGINNINGS: &[&str] = &[
    "so ",
    "phong ",
    "cong an ",
    "hoi ",
    "doan thanh nien",
    "doan tncs",
    "tram ",
    "truong ",
    "trung tam ",
    "ubnd ",
    "uy ban ",
    "bo ",
    "kho bac ",
    "ngan hang ",
    "chi cuc ",
    "cuc ",
    "bao ",
    "dai ",
    "benh vien ",
    "toa an ",
    "vien ",
    "lien doan ",
    "mat tran ",
    "ubmttq",
    "thanh tra ",
    "buu dien ",
    "dien luc ",
    "hat kiem lam",
];

/// Beginnings that only look like these: posts, parts of an office, groups of people.
const NOT_BODIES: &[&str] = &[
    "bo phan",
    "truong thon",
    "truong ban",
    "truong phong",
    "truong cac",
    "truong khu",
    "truong doan",
    "truong xom",
    "truong bon",
    "vien chuc",
    "hoi dong",
    "hoi nghi",
    "bao dam",
    "bao cao",
    "doan vien",
    "phong trao",
    "phong chong",
    "dai dien",
    "dai bieu",
    "uy ban nay",
];

/// Folded words of a line that stands for bodies which it does not name.
const COLLECTIVE: &[&str] = &[
    "don vi",
    "co quan",
    "nganh",
    "to chuc",
    "doan the",
    "lien quan",
    "thanh vien",
    "nhu ",
    "phong, ban",
    "phong ban",
    "cac phong",
    "cac ban",
    "cac so",
    "cac bo",
    "toan the",
    "dia phuong",
];

/// What a name is shortened to, folded, and in full.
const SHORT: &[(&str, &str)] = &[
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban mat tran to quoc viet nam", "mttq"),
    ("uy ban mat tran to quoc", "mttq"),
    ("mat tran to quoc viet nam", "mttq"),
    ("mat tran to quoc", "mttq"),
    ("ubmttqvn", "mttq"),
    ("ubmttq viet nam", "mttq"),
    ("ubmttq", "mttq"),
    ("ub mttq", "mttq"),
];

/// The name of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BodyName {
    /// As it is written, without what stands in brackets.
    pub(crate) written: String,
    /// Folded, with the usual short forms.
    key: String,
    /// The first letters of its words: `stc` of `Sở Tài chính`.
    initials: String,
    /// All bodies of its kind: `cac so`.
    kind: String,
    /// The two words behind its kind, which tell it from others: `tai chinh`.
    telling: String,
}

/// A line that may mean a body.
#[derive(Debug)]
pub(crate) struct BodyLine {
    /// As it is written.
    pub(crate) written: String,
    /// Folded, with the usual short forms.
    key: String,
    /// The same without blanks.
    letters: String,
}

impl BodyLine {
    /// A line as it is written.
    pub(crate) fn new(written: String) -> Self {
        let key = make_key(&written);
        let letters = key.chars().filter(|c| c.is_alphanumeric()).collect();
        Self { written, key, letters }
    }
}

impl BodyName {
    fn new(written: &str) -> Self {
        let written = normalize_spaces(written);
        let key = make_key(&written);
        let initials = key.split(' ').filter_map(|word| word.chars().next()).collect();
        let mut words = key.split(' ');
        let kind = format!("cac {}", words.next().unwrap_or_default());
        let telling = words.take(2).collect::<Vec<_>>().join(" ");
        Self { written, key, initials, kind, telling }
    }

    /// Whether it is an office within another body: `Phòng Kinh tế`.
    pub(crate) fn is_office(&self) -> bool {
        self.key.starts_with("phong ")
    }

    /// Whether a line means it: names it or a part of it, by all its words or by their first
    /// letters, or is of all bodies of its kind (`các trường`).
    pub(crate) fn is_meant_by(&self, line: &BodyLine) -> bool {
        line.key.contains(&self.key)
            || self.key.contains(&line.key)
            || line.key.contains(&self.kind)
            || self.initials.len() > 2 && line.letters.contains(&self.initials)
            || !self.telling.is_empty() && line.key.contains(&self.telling)
    }
}

/// A name folded, with what is usually shortened as it is shortened, and without signs.
fn make_key(text: &str) -> String {
    let without = strip_brackets(text);
    let folded = fold(&without);
    let mut key = normalize_spaces(&folded.replace(|c: char| !c.is_alphanumeric(), " "));
    for (long, short) in SHORT {
        if key.contains(long) {
            key = key.replace(long, short);
        }
    }
    key
}

/// A text without what stands in brackets: `UBND tỉnh (để báo cáo)`.
fn strip_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut res = String::new();
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => res.push(letter),
            _ => {}
        }
    }
    res
}

/// The bodies that a text names one by one; posts, parts of an office and groups are none.
pub(crate) fn find_body_names(text: &str) -> Vec<BodyName> {
    let text = strip_brackets(text);
    let names =
        text.split([',', ';', '\n']).map(|name| name.trim_matches([' ', '-', '.']));
    let names = names.map(|name| name.strip_prefix("và ").unwrap_or(name));
    names.filter(|name| is_body(name)).map(BodyName::new).collect()
}

fn is_body(name: &str) -> bool {
    let folded = fold(name) + " ";
    let is_group = folded.starts_with("cac ") || folded.contains(" cac ");
    !is_group
        && BEGINNINGS.iter().any(|word| folded.starts_with(word))
        && !NOT_BODIES.iter().any(|word| folded.starts_with(word))
}

/// Whether a line stands for bodies that it does not name: `Các phòng, ban`, `Như mục II`.
pub(crate) fn is_collective(line: &str) -> bool {
    let folded = fold(line) + " ";
    COLLECTIVE.iter().any(|word| folded.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_named_one_by_one_and_posts_are_none() {
        let text = "Sở Tài chính, Công an xã (đầu mối), các thôn, Trưởng thôn, Bộ phận Một cửa; và Trạm Y tế xã";
        let found = find_body_names(text);
        let found: Vec<_> = found.iter().map(|name| name.written.as_str()).collect();
        assert_eq!(found, ["Sở Tài chính", "Công an xã", "Trạm Y tế xã"]);
    }

    #[test]
    fn a_line_means_a_body_by_its_name_its_letters_or_its_kind() {
        let body = |text: &str| find_body_names(text).remove(0);
        for (name, line) in [
            ("Sở Tài chính", "Sở Tài chính (phối hợp)"),
            ("Ủy ban nhân dân xã Kim Liên", "UBND xã Kim Liên"),
            ("Trường THCS Kim Liên", "Các trường học"),
            ("Ủy ban Mặt trận Tổ quốc Việt Nam xã", "UBMTTQ xã"),
            ("Sở Tài chính", "Các sở: STC, SXD"),
        ] {
            let line = BodyLine::new(line.to_owned());
            assert!(body(name).is_meant_by(&line), "{name}: {line:?}");
        }
        for (name, line) in [("Sở Tài chính", "Sở Y tế"), ("Công an xã", "Các thôn")]
        {
            assert!(!body(name).is_meant_by(&BodyLine::new(line.to_owned())));
        }
    }
}

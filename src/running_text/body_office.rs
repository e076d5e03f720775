//! Offices in a text: by the register, in lists behind the word in the plural, and the
//! beginnings of names that no register has.

use crate::register::{find_office, has_office_beginning, make_office_key};

use super::body::{BodyScan, FunctionMention, MOST_WORDS, OfficeMention};

/// Words with which the names of offices begin.
pub(super) fn is_office_head(word: &str) -> bool {
    matches!(
        word,
        "Bộ" | "BỘ"
            | "Sở"
            | "SỞ"
            | "Phòng"
            | "PHÒNG"
            | "Ủy"
            | "Uỷ"
            | "ủy"
            | "uỷ"
            | "Hội"
            | "hội"
            | "Mặt"
            | "mặt"
            | "Đoàn"
            | "Liên"
            | "Tổng"
            | "Ban"
            | "Tòa"
            | "Toà"
            | "Kho"
            | "Bảo"
            | "Ngân"
            | "Thanh"
            | "Văn"
            | "Thủ"
            | "Chính"
            | "Quốc"
            | "Công"
            | "Đảng"
            | "MTTQ"
            | "UBDT"
    )
}

impl BodyScan<'_> {
    /// The beginning of the name of a body that begins at a word.
    pub(super) fn read_function(&self, index: usize) -> Option<FunctionMention> {
        let count = match (self.word(index), self.word(index + 1)) {
            ("Trung", "tâm")
            | ("Hội", "đồng")
            | ("Văn", "phòng")
            | ("Chi", "cục")
            | ("Bộ", "phận")
            | ("Tiểu", "ban") => 2,
            ("Đoàn" | "Tổ" | "Ban" | "Đội" | "Đài" | "Trạm" | "Cục" | "Phòng", _) => {
                1
            }
            _ => return None,
        };
        let joined = (1..=count + 1).all(|step| self.gap(index + step) == " ");
        let function = self.word(index + count);
        let is_word = !function.chars().skip(1).any(char::is_uppercase)
            && function.starts_with(char::is_alphabetic)
            && self.read_unit_word(index + count).is_none();
        (joined && is_word && index + count + 1 < self.words.len()).then(|| {
            let range = self.words[index].start..self.words[index + count + 1].end;
            let has_capital = function.starts_with(char::is_uppercase);
            FunctionMention { range, has_capital }
        })
    }

    /// Whether a word is `sở`, `bộ`, `phòng` in small letters before the field of an office,
    /// and not the end of another word: `cán bộ Y tế`.
    pub(super) fn is_small_office_head(&self, index: usize) -> bool {
        matches!(self.word(index), "sở" | "bộ" | "phòng")
            && self.gap(index + 1) == " "
            && self.word(index + 1).starts_with(char::is_uppercase)
            && (index == 0
                || self.gap(index) != " "
                || matches!(
                    self.word(index - 1),
                    "của"
                        | "với"
                        | "cho"
                        | "giao"
                        | "do"
                        | "gửi"
                        | "đốc"
                        | "cáo"
                        | "nghị"
                        | "hợp"
                        | "về"
                        | "và"
                        | "theo"
                        | "từ"
                        | "tại"
                        | "đến"
                        | "trình"
                        | "mưu"
                        | "kiến"
                        | "phép"
                ))
    }

    /// Pushes the offices of a list behind a word in the plural, `các Sở: Tài chính, Y tế`.
    /// Where to go on.
    pub(super) fn push_listed_offices(
        &self,
        index: usize,
        found: &mut Vec<OfficeMention>,
    ) -> Option<usize> {
        let head = self.word(index);
        let is_head = matches!(head, "Sở" | "sở" | "Bộ" | "bộ" | "Phòng" | "phòng");
        if !is_head || !self.is_in_plural(index) {
            return None;
        }
        let key = make_office_key(head);
        let mut next = index + 1;
        loop {
            let is_first = next == index + 1;
            let skipped = match self.gap(next) {
                " " | ": " | ":" if is_first => 0,
                ", " | "; " | "," if !is_first => 0,
                " " if self.word(next) == "và" => 1,
                _ => break,
            };
            let Some((mut mention, count)) =
                self.read_office(key.clone(), next + skipped)
            else {
                break;
            };
            if is_first && self.gap(next) == " " && head.starts_with(char::is_uppercase) {
                mention.range.start = self.words[index].start;
                mention.is_listed = false;
            }
            found.push(mention);
            next += skipped + count;
        }
        (next > index + 1).then_some(next)
    }

    /// The office whose name begins at a word, behind the key of its words before, by the
    /// longest name that the register has, and how many words it takes.
    pub(super) fn read_office(
        &self,
        before: String,
        index: usize,
    ) -> Option<(OfficeMention, usize)> {
        let is_listed = !before.is_empty();
        let mut key = before;
        let mut best = None;
        for count in 0..MOST_WORDS {
            let place = index + count;
            let joins = |c: char| matches!(c, ' ' | '-' | '–' | '&' | ',' | '/');
            if place >= self.words.len()
                || count > 0 && !self.gap(place).chars().all(joins)
            {
                break;
            }
            key.push_str(&make_office_key(self.word(place)));
            if !has_office_beginning(&key) {
                break;
            }
            if self.word(place) != "và"
                && let Some(office) = find_office(&key)
            {
                let range = self.words[index].start..self.words[place].end;
                best = Some((OfficeMention { range, office, is_listed }, count + 1));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::super::body::find_bodies;

    #[test]
    fn offices_are_found_by_their_longest_name() {
        let text = "Sở Nông nghiệp & PTNT, Phòng Kinh tế, Hạ tầng và Đô thị và Sở TN&MT.";
        let found: Vec<_> =
            find_bodies(text).offices.into_iter().map(|o| &text[o.range]).collect();
        assert_eq!(
            found,
            ["Sở Nông nghiệp & PTNT", "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở TN&MT"]
        );
    }

    #[test]
    fn offices_of_a_list_are_found_without_their_word() {
        for (text, expected) in [
            (
                "các Sở: Tài chính, Kế hoạch và Đầu tư, Xây dựng và UBND tỉnh",
                &["Tài chính", "Kế hoạch và Đầu tư", "Xây dựng"][..],
            ),
            ("Các Sở Y tế, Nội vụ và Xây dựng", &["Sở Y tế", "Nội vụ", "Xây dựng"]),
            ("giao sở Y tế; cán bộ Y tế, cơ sở Y tế", &["sở Y tế"]),
        ] {
            let offices = find_bodies(text).offices.into_iter();
            let found: Vec<_> = offices.map(|office| &text[office.range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! Where a line of Vietnamese text must not break: inside codes and dates, between a
//! number and its unit, between `số` and its number, before a dash.
//!
//! No hyphenation patterns exist for Vietnamese, and the Unicode rules would break
//! `68/KH-UBND` after its `/`. So a text is cut into pieces before it is typeset: `word`
//! closes the places inside a word, `no_break` those between two words. A title is broken
//! with more care: `phrase` says how well it breaks at each space, `compound` knows the
//! words of several syllables.

mod compound;
mod no_break;
mod phrase;
mod word;

use no_break::Bond;

pub use phrase::{PlacedSeam, Seam, find_seams};

/// A piece of a text. The pieces of a text, [`TextPiece::Tie`] read as one space, are the
/// text again.
///
/// A line may break at the spaces of a [`TextPiece::Text`], and between two
/// [`TextPiece::NoBreak`] that stand side by side; nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextPiece<'a> {
    /// Ordinary text, spaces included; the typesetter breaks it as it does any text.
    Text(&'a str),
    /// A word, punctuation included, inside which the line must not break: `68/KH-UBND`,
    /// `2021-2025`, `20/4/2023`.
    NoBreak(&'a str),
    /// One space (U+0020) at which the line must not break.
    Tie,
}

impl<'a> TextPiece<'a> {
    /// What the piece stands for in the text.
    pub fn as_str(&self) -> &'a str {
        match self {
            Self::Text(text) | Self::NoBreak(text) => text,
            Self::Tie => " ",
        }
    }
}

/// Cuts a paragraph of [clean](crate::language::clean()) text into pieces. No text is lost
/// or changed; no two [`TextPiece::Text`] stand side by side; no piece is empty.
pub fn split_pieces(text: &str) -> Vec<TextPiece<'_>> {
    let words = word::split_words(text);
    let bonds = no_break::find_bonds(text, &words);
    let mut pieces = Vec::new();
    let mut written = 0;
    for (word, bond) in words.iter().zip(bonds) {
        // A typesetter ends a line after a dash, whatever space follows it.
        if word.is_fragile() || (bond != Bond::Free && word.ends_in_dash()) {
            push_text(&mut pieces, &text[written..word.start]);
            pieces.extend(
                word::split_fragile(word.text).into_iter().map(TextPiece::NoBreak),
            );
            written = word.end();
        }
        if bond != Bond::Free {
            push_text(&mut pieces, &text[written..word.end()]);
            pieces.push(TextPiece::Tie);
            written = word.end() + 1;
        }
    }
    push_text(&mut pieces, &text[written..]);
    pieces
}

fn push_text<'a>(pieces: &mut Vec<TextPiece<'a>>, text: &'a str) {
    if !text.is_empty() {
        pieces.push(TextPiece::Text(text));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    /// The text with `~` for a tie, `‹…›` for a word that must not break.
    fn shown(text: &str) -> String {
        let show = |piece: &TextPiece<'_>| match piece {
            TextPiece::Text(text) => (*text).to_owned(),
            TextPiece::NoBreak(text) => format!("‹{text}›"),
            TextPiece::Tie => "~".to_owned(),
        };
        split_pieces(text).iter().map(show).collect()
    }

    #[track_caller]
    fn is_shown(cases: &[&str]) {
        for case in cases {
            let text = case.replace(['‹', '›'], "").replace('~', " ");
            assert_eq!(shown(&text), **case);
        }
    }

    #[test]
    fn codes_stay_with_the_word_so() {
        is_shown(&[
            "Kế hoạch số~‹68/KH-UBND› của xã",
            "(số~‹1040/UBND-LĐTĐ);›",
            "Số:~‹30/KH-UBND›",
            "giai đoạn~‹2021-2025,›",
            "các xã ‹và/hoặc› thị trấn",
        ]);
    }

    #[test]
    fn a_very_long_code_may_break_after_a_slash() {
        is_shown(&["số~‹42/2013/›‹TTLT-›‹BGDĐT-›‹BLĐTBXH-›‹BTC› ngày~‹31/12/2013›"]);
    }

    #[test]
    fn dates_hold_together() {
        is_shown(&[
            "ngày~20~tháng~4~năm~2023 của",
            "ngày~‹20/4/2023› của",
            "trong tháng~5, năm~2023, quý~III.",
            "quý~‹III/2023› và tháng~‹7/2023›",
            "ngày~…~tháng~…~năm~2023",
        ]);
    }

    #[test]
    fn hours_hold_their_minutes() {
        is_shown(&[
            "từ 14~giờ~05~phút, ngày~05~tháng~01~năm~2026",
            "lúc 7~giờ~30~‹-›~11~giờ~30 tại xã",
            "lúc 7~giờ~30, 12~người",
            "trong 24~giờ tại 5 xã",
        ]);
    }

    #[test]
    fn spans_of_years_and_sizes_hold_together() {
        is_shown(&[
            "giai đoạn~2021~‹-›~2030;",
            "(2021~‹-›~2030)",
            "quý~I~‹-›~‹III/2026›",
            "khổ 20~x~30~cm, ảnh 3~×~4",
            "cộng x 30",
        ]);
    }

    #[test]
    fn a_telephone_number_holds_together() {
        is_shown(&[
            "gọi 0237~3~852~123, hoặc",
            "ĐT: (0237)~3852~123.",
            "số~0912~345~678 của",
            "+84~912~345~678",
            "0912.345.678 và 1900~1234",
            "các năm~2021 2022 2023, thửa 012 345",
        ]);
    }

    #[test]
    fn amounts_hold_their_units() {
        is_shown(&[
            "là 5.000.000~đồng (năm triệu đồng)",
            "là 26~triệu~đồng, gồm 17~hộ nghèo",
            "đạt 4,08~% (63~hộ), tăng 0,5~điểm~phần~trăm",
            "mức 5.000.000~‹đồng/hộ›",
            "trong 5~năm, 12~tháng, từ 16~tuổi",
        ]);
    }

    #[test]
    fn a_number_holds_nothing_but_a_unit() {
        is_shown(&[
            "có 17 thôn,",
            "năm~2023 tỷ lệ",
            "năm~2023 xã có",
            "Điều~5, đồng chí",
        ]);
    }

    #[test]
    fn a_person_holds_the_first_word_of_the_name() {
        is_shown(&[
            "Giao ông~Nguyễn Văn A, đồng~chí~Lê B",
            "các ông, bà ở thôn",
            "các đồng chí trong Ban",
            "‹Ông/Bà›~Trần C",
        ]);
    }

    #[test]
    fn provisions_and_parts_hold_their_numbers() {
        is_shown(&[
            "theo điểm~a~khoản~2~Điều~5 Nghị định",
            "tại điểm~đ, e khoản~1 Luật",
            "Mục~5 Phần~II và Phụ~lục~I.",
            "Dự~án~6 và Tiểu~dự~án~2: truyền thông; Chương~XII",
            "các dự án thuộc phần mềm, mục tiêu, điều kiện, số hộ",
        ]);
    }

    #[test]
    fn a_line_never_begins_with_a_dash() {
        is_shown(&[
            "kinh tế~- xã hội",
            "giai đoạn~2026~‹–›~2030",
            "giai đoạn~2023~‹-2025›",
            "Quốc phòng~— An ninh",
            "‹-›~Tổ chức hội nghị",
        ]);
    }

    #[test]
    fn list_marks_hold_their_first_word() {
        is_shown(&[
            "a)~Mục tiêu",
            "1.~Mục đích",
            "1.1.~Nội dung",
            "gồm (1)~xã; (ii)~thôn",
            "TM.~ỦY BAN NHÂN DÂN",
            "KT.~CHỦ TỊCH",
            "Hết năm~2023. Xã có 5. Thôn",
        ]);
    }

    #[test]
    fn space_that_is_not_one_plain_space_is_left_alone() {
        is_shown(&["số  5", "số\u{A0}5", "số\n5", " -  x"]);
    }

    #[test]
    fn a_chain_of_ties_is_opened_where_it_grows_too_long() {
        is_shown(&["điểm~a~khoản~2~Điều~103 Mục~5 Chương~XII Phần~I"]);
        let long = "ngày 20 tháng 4 năm 2023 - 20 tháng 4 năm 2024 - 20 tháng 4 năm 2025";
        assert!(longest_run(long) <= no_break::LONGEST_CHAIN, "{}", shown(long));
    }

    /// The most characters between two places where the line may break.
    fn longest_run(text: &str) -> usize {
        let (mut longest, mut run) = (0, 0);
        let mut may_break = false;
        for piece in split_pieces(text) {
            if may_break && matches!(piece, TextPiece::NoBreak(_)) {
                run = 0;
            }
            may_break = matches!(piece, TextPiece::NoBreak(_));
            for c in piece.as_str().chars() {
                let opens = c == ' ' && matches!(piece, TextPiece::Text(_));
                run = if opens { 0 } else { run + 1 };
                longest = longest.max(run);
            }
        }
        longest
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(
            text in any::<String>(),
            near in "((số|ngày|tháng|điểm|a|đồng|ông|A|20/4|5|II|-|–|%|TM\\.|,| |\n|dự|án) ?){0,30}",
        ) {
            for text in [text, near] {
                let pieces = split_pieces(&text);
                let back: String = pieces.iter().map(TextPiece::as_str).collect();
                prop_assert_eq!(&back, &text);
                prop_assert!(pieces.iter().all(|piece| !piece.as_str().is_empty()));
            }
        }

        #[test]
        fn no_chain_grows_too_long(
            text in "((số|ngày|tháng|điểm|khoản|a|đồng|20/4|5|II|-|–|%|TM\\.) ){0,40}",
        ) {
            prop_assert!(longest_run(text.trim()) <= no_break::LONGEST_CHAIN);
        }
    }
}

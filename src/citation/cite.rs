//! Papers as a running text cites them: type, number, date, issuer, subject, and where each
//! of these stands.

use std::ops::Range;

use chrono::NaiveDate;

use super::PaperNumber;
use super::head::{
    NumberHead, make_found_number, read_number, read_number_without_word, skip_attribute,
    skip_blanks, skip_word,
};
use super::hole::read_hole;
use super::kind::{PaperKind, WrittenKind};
use super::law_name::measure_law_name;
use super::scan::{FoundDate, FoundNumber, measure_number};
use super::tail::{CitationTail, read_tail};
use crate::language::{is_letter_or_figure, to_lower};

/// A paper cited in a text. What the citation leaves out is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// From its type, or its number where no type stands, to the last of number, date and
    /// issuer; the subject apart.
    pub range: Range<usize>,
    /// Its type, and where it is written. One that shares its type with those before it
    /// (`các Nghị định số 1/2020/NĐ-CP, số 2/2021/NĐ-CP`) has none of its own.
    pub kind: Option<WrittenKind>,
    /// The name of a law: `Điện lực`.
    pub name: Option<Range<usize>>,
    /// Where the word `số` stands.
    pub number_word: Option<Range<usize>>,
    /// Its number as written: whole (`90/QĐ-TTg`), or what there is of it (`02`, `81/2021`).
    pub number: Option<FoundNumber>,
    /// Where a number is left out behind its word: `số … /QĐ-UBND`, `số  ngày`.
    pub gap: Option<Range<usize>>,
    /// Its date as written; it may be impossible.
    pub date: Option<FoundDate>,
    /// A year or month that stands in place of the date: `năm 2026`.
    pub year_words: Option<Range<usize>>,
    /// The name of its issuer behind `của`.
    pub issuer: Option<Range<usize>>,
    /// Its subject, as far as the sentence goes.
    pub subject: Option<Range<usize>>,
}

impl Citation {
    /// Its date, where there is such a day.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.date.and_then(FoundDate::to_day)
    }

    /// Its number, where that has a symbol: `90/QĐ-TTg`, never `02`.
    #[must_use]
    pub fn symbol_number(&self) -> Option<&PaperNumber> {
        let number = self.number.as_ref().map(|found| &found.number);
        number.filter(|number| number.has_symbol())
    }

    /// Its type by its words, or where there are none by its symbol.
    #[must_use]
    pub fn stated_kind(&self) -> Option<&'static PaperKind> {
        let by_words = self.kind.as_ref().map(|written| written.kind);
        by_words.or_else(|| self.number.as_ref()?.number.symbol_kind())
    }

    /// Whether it is a law, which is cited by name and date.
    #[must_use]
    pub fn is_law(&self) -> bool {
        self.kind.as_ref().is_some_and(|written| written.kind.is_law)
    }
}

/// All citations of a text, in their order.
///
/// A citation has a number, or its date right behind its type, or is that of a law by its
/// name. A text is read once from its beginning to its end.
#[must_use]
pub fn find_citations(text: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(start) = find_beginning(text, place) {
        let is_figure = text.as_bytes()[start].is_ascii_digit();
        place = if is_figure { skip_word(text, start) } else { start + 1 };
        if let Some(citation) = read_citation(text, start) {
            place = place.max(citation.range.end);
            found.push(citation);
        }
    }
    found
}

/// Where the next word begins that a citation may begin with, at or behind a place. Every
/// text is searched, so bytes are looked at, and letters only where one may begin.
fn find_beginning(text: &str, place: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut places = place..bytes.len();
    places.find(|place| {
        is_beginning(bytes[*place])
            && match place.checked_sub(1).map(|before| bytes[before]) {
                None => true,
                Some(before) if before.is_ascii() => !before.is_ascii_alphanumeric(),
                Some(_) => !text[..*place].ends_with(is_letter_or_figure),
            }
            && is_maybe_beginning(
                [0, 1, 2].map(|nth| bytes.get(place + nth).copied().unwrap_or_default()),
            )
    })
}

/// Whether a byte is a figure, or the first of `số` or of a type of paper in either case.
fn is_beginning(byte: u8) -> bool {
    const BEGINNINGS: [bool; 256] = {
        let mut beginnings = [false; 256];
        let bytes = b"0123456789nqgptclbkvhsNQGPTCLBKVHS\xC4";
        let mut index = 0;
        while index < bytes.len() {
            beginnings[bytes[index] as usize] = true;
            index += 1;
        }
        beginnings
    };
    BEGINNINGS[usize::from(byte)]
}

/// Whether bytes may be the first of `số` or of a type of paper, in either case: most words
/// that begin with the same letter go on with another. The first byte of a letter with a
/// mark is the same in either case.
fn is_maybe_beginning(bytes: [u8; 3]) -> bool {
    let bytes = bytes.map(|byte| byte.to_ascii_lowercase());
    bytes[0].is_ascii_digit()
        || matches!(
            bytes,
            [b'n', b'g', b'h'] | [b'q', b'u', b'y']
                // `Giấy`, `Luật`, `Chỉ thị`, `Đề án`
                | [b'g', b'i', 0xE1] | [b'l', b'u', 0xE1] | [b'c', b'h', 0xE1]
                | [0xC4, 0x90 | 0x91, 0xE1]
                // `Phiếu`, `Pháp lệnh`, `Phương án`
                | [b'p', b'h', b'i' | 0xC3 | 0xC6]
                // `Thông tư`, `Thư`, `Chương trình`, `Biên bản`
                | [b't', b'h', 0xC3 | 0xC6] | [b'c', b'h', 0xC6] | [b'b', b'i', 0xC3]
                | [b't' | b'l' | b'k' | b's', 0xE1, _]
                // `Công văn`, and not `các`, which no paper is without.
                | [b'c', 0xC3, 0x94 | 0xB4]
                | [b'b', 0xE1 | 0xC3, _] | [b'v', 0xC4, _] | [b'h', 0xC6 | 0xE1, _]
        )
}

fn read_citation(text: &str, start: usize) -> Option<Citation> {
    let first = text[start..].chars().next()?;
    if first.is_ascii_digit() {
        return read_bare_number(text, start);
    }
    if matches!(first, 's' | 'S')
        && !is_of_other(&text[..start])
        && let Some(head) = read_number(text, start)
        && head.is_whole()
    {
        return Some(compose_citation(text, start, None, head));
    }
    let (kind, end) = PaperKind::match_at(text, start)?;
    let written = WrittenKind { kind, range: start..end };
    if kind.is_law {
        return read_law(text, written);
    }
    let from = skip_attribute(text, end);
    let head = read_number(text, from)
        .or_else(|| read_number_without_word(text, from))
        .or_else(|| read_hole(text, &written))?;
    // `chương trình 135`, `Đề án 06` are names and no numbers of papers.
    let has_year = head.number.as_ref().is_some_and(|n| n.number.text().contains('/'));
    let is_name =
        kind.is_common || !text[start..].starts_with(char::is_uppercase) && !has_year;
    if is_name && !head.is_whole() && head.word.is_none() {
        return None;
    }
    Some(compose_citation(text, start, Some(written), head))
}

/// Whether the word before `số` says that no paper is numbered: `Mẫu số 01/LĐ`, `lô số 2/B`.
fn is_of_other(before: &str) -> bool {
    const OTHERS: [&str; 14] = [
        "mẫu",
        "biểu",
        "nhà",
        "lô",
        "thửa",
        "tổ",
        "ngõ",
        "bảng",
        "đồ",
        "phiếu",
        "thầu",
        "đường",
        "tài",
        "một",
    ];
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphabetic());
    let word = to_lower(word);
    OTHERS.contains(&word.as_str())
}

/// A number that no type stands before: the letters must be known.
fn read_bare_number(text: &str, start: usize) -> Option<Citation> {
    if text[..start].ends_with(['/', '-', '–', '.', ',']) {
        return None;
    }
    let length = measure_number(&text[start..]);
    let found = (length > 0).then(|| make_found_number(text, start, start + length))?;
    let is_known = found.number.is_of_state() || found.number.is_party();
    (is_known && found.number.error().is_none()).then(|| {
        let head = NumberHead {
            number: Some(found),
            end: start + length,
            ..NumberHead::default()
        };
        compose_citation(text, start, None, head)
    })
}

/// A law by its name, with or without its number: `Luật Điện lực số 61/2024/QH15`.
fn read_law(text: &str, kind: WrittenKind) -> Option<Citation> {
    let Range { start, end } = kind.range.clone();
    let name = measure_law_name(text, &kind.range);
    let from = name.as_ref().map_or(end, |name| name.end);
    let head = read_number(text, from).or_else(|| read_number_without_word(text, from));
    let head = head.or_else(|| read_number_in_brackets(text, from));
    let head = head.filter(NumberHead::is_whole);
    if name.is_none() && head.is_none() {
        return None;
    }
    let head = head.unwrap_or(NumberHead { end: from, ..NumberHead::default() });
    let mut citation = compose_citation(text, start, Some(kind), head);
    citation.name = name;
    Some(citation)
}

/// The number of a law in brackets behind its name: `Luật Điện lực (Luật số 61/2024/QH15)`.
fn read_number_in_brackets(text: &str, from: usize) -> Option<NumberHead> {
    let start = skip_blanks(text, from);
    let inside = text[start..].strip_prefix('(').map(|_| start + 1)?;
    // `Luật Đất đai (Nghị định số …)` has a paper of another type there.
    let inside = match PaperKind::match_at(text, inside) {
        Some((kind, end)) => kind.is_law.then_some(end)?,
        None => inside,
    };
    let head = read_number(text, inside)?;
    let end = head.end + text[head.end..].strip_prefix(')').map(|_| 1)?;
    Some(NumberHead { end, ..head })
}

fn compose_citation(
    text: &str,
    start: usize,
    kind: Option<WrittenKind>,
    head: NumberHead,
) -> Citation {
    let NumberHead { word, number, gap, end } = head;
    let CitationTail { date, year_words, issuer, subject, end } = read_tail(text, end);
    Citation {
        range: start..end,
        kind,
        name: None,
        number_word: word,
        number,
        gap,
        date,
        year_words,
        issuer,
        subject,
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::*;

    #[test]
    fn whatever_begins_a_citation_is_looked_at() {
        let names = PaperKind::all().map(|kind| kind.name).chain(["số"]);
        for name in names {
            let upper = name.to_uppercase();
            let mixed = name.chars().take(1).chain(upper.chars().skip(1)).collect();
            for text in [name.to_lowercase(), upper, name.to_owned(), mixed] {
                assert_eq!(find_beginning(&text, 0), Some(0), "{text}");
            }
        }
        assert_eq!(find_beginning("12/KH-UBND", 0), Some(0));
        assert_eq!(find_beginning("người thực hiện các trường hợp", 0), Some(38));
    }

    /// The parts of each citation: type, number, date, issuer, first words of the subject.
    fn show(text: &str) -> Vec<String> {
        let found = find_citations(text).into_iter();
        let found = found.map(|citation| {
            let Citation { kind, name, number, date, issuer, subject, .. } = citation;
            let kind = kind.map_or("?", |written| written.kind.name);
            let subject = subject.map(|s| text[s].split(' ').next().unwrap().to_owned());
            let parts = [
                name.map(|name| text[name].to_owned()),
                number.map(|number| number.number.text().to_owned()),
                date.map(|date| format!("{}/{}/{}", date.day, date.month, date.year)),
                issuer.map(|issuer| text[issuer].to_owned()),
                subject,
            ];
            let parts = parts.map(|part| part.unwrap_or_else(|| "–".to_owned()));
            format!("{kind}|{}", parts.join("|"))
        });
        found.collect()
    }

    #[test]
    fn a_full_citation_is_read_with_all_its_parts() {
        for (text, found) in [
            (
                "Căn cứ Nghị định số 61/2015/NĐ-CP ngày 09/7/2015 của Chính phủ quy định chính sách;",
                "Nghị định|–|61/2015/NĐ-CP|9/7/2015|Chính phủ|quy",
            ),
            (
                "Quyết định số 1050/QĐ-SCT ngày 06 tháng 3 năm 2026 của Giám đốc Sở Công Thương tỉnh Lào Cai về việc kiểm tra",
                "Quyết định|–|1050/QĐ-SCT|6/3/2026|Giám đốc Sở Công Thương tỉnh Lào Cai|về",
            ),
            (
                "Nghị quyết số 77-NQ/TU, ngày 12/12/2023 của Ban Chấp hành Đảng bộ Thành phố.",
                "Nghị quyết|–|77-NQ/TU|12/12/2023|Ban Chấp hành Đảng bộ Thành phố|–",
            ),
            (
                "kế hoạch số: 91/KH – UBND của UBND huyện Cẩm Thủy ngày 20/04/2023 Về Kế hoạch triển khai",
                "Kế hoạch|–|91/KH – UBND|20/4/2023|UBND huyện Cẩm Thủy|Về",
            ),
            (
                "Thông tư liên tịch số 42/2013/TTLT-BGDĐT-BLĐTBXH-BTC ngày 31/12/2013 của liên Bộ Giáo dục và Đào tạo",
                "Thông tư liên tịch|–|42/2013/TTLT-BGDĐT-BLĐTBXH-BTC|31/12/2013|liên Bộ Giáo dục và Đào tạo|–",
            ),
            (
                "Thông tư số 01/2020/TT-BVHTTDL ngày 01/01/2020 của Bộ Văn hóa, Thể thao và Du lịch hướng dẫn",
                "Thông tư|–|01/2020/TT-BVHTTDL|1/1/2020|Bộ Văn hóa, Thể thao và Du lịch|hướng",
            ),
            (
                "Quy chế phối hợp số 924/QC-SNNMT-SXD ngày 14/4/2026 giữa hai sở",
                "Quy chế|–|924/QC-SNNMT-SXD|14/4/2026|–|giữa",
            ),
            (
                "Luật Điện lực số 61/2024/QH15 ngày 30/11/2024;",
                "Luật|Điện lực|61/2024/QH15|30/11/2024|–|–",
            ),
            (
                "Luật Công nghiệp công nghệ số số 71/2025/QH15 ngày 14/6/2025",
                "Luật|Công nghiệp công nghệ số|71/2025/QH15|14/6/2025|–|–",
            ),
            (
                "Chỉ thị số 30 -CT/TU ngày 07 tháng 8 năm 2023",
                "Chỉ thị|–|30 -CT/TU|7/8/2023|–|–",
            ),
            (
                "Căn cứ Luật Phòng, chống tham nhũng ngày 20 tháng 11 năm 2018;",
                "Luật|Phòng, chống tham nhũng|–|20/11/2018|–|–",
            ),
            ("Luật số 72/2025/QH15", "Luật|–|72/2025/QH15|–|–|–"),
            (
                "Luật Đầu tư theo phương thức đối tác công tư ngày 18/6/2020",
                "Luật|Đầu tư theo phương thức đối tác công tư|–|18/6/2020|–|–",
            ),
            ("Luật Đầu tư theo quy định của pháp luật", "Luật|Đầu tư|–|–|–|theo"),
        ] {
            assert_eq!(show(text), [found], "{text}");
        }
    }

    #[test]
    fn several_citations_in_a_line_are_each_read() {
        let text = "Nghị định số 81/2021/NĐ-CP và Nghị định số 105/2020/NĐ-CP của Chính phủ; \
            các Quyết định 1883/QĐ-UBND, số 866/QĐ-Tg, 02/2021/QĐ-TTg; Luật Bảo hiểm y tế, \
            Nghị định số 146/2018/NĐ-CP ngày 17/10/2018 của Chính phủ và Nghị quyết số 14/NQ-HĐND";
        assert_eq!(
            show(text),
            [
                "Nghị định|–|81/2021/NĐ-CP|–|–|–",
                "Nghị định|–|105/2020/NĐ-CP|–|Chính phủ|–",
                "Quyết định|–|1883/QĐ-UBND|–|–|–",
                "?|–|866/QĐ-Tg|–|–|–",
                "?|–|02/2021/QĐ-TTg|–|–|–",
                "Luật|Bảo hiểm y tế|–|–|–|–",
                "Nghị định|–|146/2018/NĐ-CP|17/10/2018|Chính phủ|–",
                "Nghị quyết|–|14/NQ-HĐND|–|–|–",
            ]
        );
        let text = "Nghị định số 74/2019/NĐ-CP ngày 23/9/2019 của Chính phủ sửa đổi, bổ sung một \
            số điều của Nghị định số 61/2015/NĐ-CP ngày 09/7/2015; Thông tư 01/12011/TT-BNV";
        assert_eq!(
            show(text),
            [
                "Nghị định|–|74/2019/NĐ-CP|23/9/2019|Chính phủ|sửa",
                "Nghị định|–|61/2015/NĐ-CP|9/7/2015|–|–",
                "Thông tư|–|01/12011/TT-BNV|–|–|–",
            ]
        );
    }

    #[test]
    fn what_lacks_a_part_is_found_with_its_gap() {
        for (text, found) in [
            ("Văn bản số 02 ngày 21/4/2026 của Sở", "Văn bản|–|02|21/4/2026|Sở|–"),
            ("theo Nghị quyết 72.", "Nghị quyết|–|72|–|–|–"),
            ("Nghị định 81/2021 về học phí", "Nghị định|–|81/2021|–|–|về"),
            ("tại Văn bản  năm 2026)", "Văn bản|–|–|–|–|–"),
            (
                "Công văn ngày 12/3/2026 của UBND tỉnh",
                "Công văn|–|–|12/3/2026|UBND tỉnh|–",
            ),
            ("Quyết định số …/QĐ-UBND ngày 01/3/2026", "Quyết định|–|–|1/3/2026|–|–"),
            ("Quyết định số   ngày 01/3/2026", "Quyết định|–|–|1/3/2026|–|–"),
        ] {
            assert_eq!(show(text), [found], "{text}");
            let citation = find_citations(text).remove(0);
            assert_eq!(citation.gap.is_some(), citation.number.is_none(), "{text}");
        }
    }

    #[test]
    fn every_type_is_found_in_either_case() {
        for kind in PaperKind::all() {
            for name in [kind.name.to_owned(), kind.name.to_uppercase()] {
                let text = format!("({name} số 12/2026/QĐ-UBND)");
                let found = find_citations(&text).remove(0).kind;
                assert_eq!(
                    found.map(|written| written.kind.name),
                    Some(kind.name),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn words_that_sound_like_citations_are_none() {
        for text in [
            "Kế hoạch 5 năm 2021-2025, kế hoạch năm 2026, Kế hoạch ngày mai",
            "các văn bản năm 2026; một số điều; số 5 - Ủy ban; Tổ số 3",
            "Chương trình 135, Đề án 06, báo cáo 6 tháng, Chương trình 30a",
            "Mẫu số 01/LĐ-TB, lô số 12/B-C, số 5 - Ủy ban",
            "pháp luật, luật sư, luật chơi; công suất 5 - 30KVA; 24/24 giờ; ngày 20/4/2023",
            "Km30+00 - Km40+00; 1.800m3/h; 21/8/2023; 1/2 quy định",
            "thông tư này; Quyết định của Chủ tịch; văn bản chỉ đạo; lệnh 2 chiều",
            "Nghị quyết {{ vb(\"nq\") }} ngày 5",
        ] {
            assert_eq!(show(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_at_all_is_read(text in ".{0,80}") {
            for citation in find_citations(&text) {
                prop_assert!(text.get(citation.range.clone()).is_some(), "{citation:?}");
            }
        }

        #[test]
        fn citations_of_any_words_have_their_places_in_order(
            text in "(Nghị định|luật|Luật Điện|VĂN BẢN|Bộ luật|số|Số|:|của|ngày|năm|tháng|và|Chính phủ|12|2026|01/3/2026|61/2015/NĐ-CP|77-NQ/TU|/QĐ-Tg|…|về|quy định|đ|[-/–.,;()“” \u{a0}]){1,16}",
        ) {
            let mut end = 0;
            for citation in find_citations(&text) {
                prop_assert!(citation.range.start >= end, "{citation:?}");
                prop_assert!(text.get(citation.range.clone()).is_some(), "{citation:?}");
                end = citation.range.end;
                let Citation { name, number_word, gap, year_words, issuer, subject, .. } = citation;
                let parts = [name, number_word, gap, year_words, issuer, subject];
                for part in parts.into_iter().flatten() {
                    prop_assert!(text.get(part.clone()).is_some(), "{part:?}");
                }
            }
        }
    }
}

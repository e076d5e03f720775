//! Figures of running text, and the parts of a text in which they stand.

use proptest::prelude::any;
use proptest::proptest;
use proptest::{prop_assert, prop_assert_eq};

use super::*;
use crate::running_text::FoldedLine;

#[test]
fn figures_of_running_text_are_read_with_their_kind() {
    use MeasureKind::{Count, Money, Percent, Points};
    for (text, wanted) in [
        ("có 63 hộ nghèo, có: 113 khẩu", &[("63", Count), ("113", Count)][..]),
        ("chiếm tỷ lệ: 4,08 %.", &[("4,08 %", Percent)]),
        (
            "từ 5,2% xuống còn 3.5% vào cuối năm 2024",
            &[("5,2%", Percent), ("3.5%", Percent)],
        ),
        (
            "giảm 1,7 điểm phần trăm, còn 80 phần trăm",
            &[("1,7 điểm phần trăm", Points), ("80 phần trăm", Percent)],
        ),
        (
            "mở 05 lớp, 1.545 người, 4,5 ha",
            &[("05", Count), ("1.545", Count), ("4,5", Count)],
        ),
        (
            "5 triệu đồng; 5.000.000đ; 2,5 tỷ đồng",
            &[("5 triệu đồng", Money), ("5.000.000đ", Money), ("2,5 tỷ đồng", Money)],
        ),
        (
            "BTXH 35hộ; tổng số 63 hộ; 16 hộ.Hộ nghèo",
            &[("35", Count), ("63", Count), ("16", Count)],
        ),
        ("- 63 đồng chí, 12 đồng bào", &[("63", Count), ("12", Count)]),
        ("năm 2022, giai đoạn 2021-2025, 2021 - 2025, đến 2030", &[]),
        ("ngày 20/4/2023, ngày 5 tháng 9, 15/11, 7h30, 7:30", &[]),
        ("số 72/2022/NQ-HĐND, Nghị quyết số 05, NQ 72, khoản 2 Điều 5, Dự án 6", &[]),
        ("10-15 hộ, 3 - 5 lớp, 51/63 hộ, 20.000 đồng/người, 5%/năm", &[]),
        ("1,545 hộ, 1.250%, 1.54.5 hộ, 2 triệu hộ, mức -5%", &[]),
        ("{{ ngheo.tong.tl_dau | so_le(1) }} và {{ ngheo[\"Tổ 12\"].dau }}", &[]),
    ] {
        let found = find_figures(text);
        let found: Vec<_> =
            found.iter().map(|f| (&text[f.start..f.end], f.kind)).collect();
        assert_eq!(found, wanted, "{text}");
    }
    for text in ["1. Có", "1.1. Có", "12) Có", "nội dung (1) và"] {
        assert_eq!(find_figures(text), [], "{text}");
    }
}

#[test]
fn a_figure_has_its_value_whatever_its_writing() {
    for (left, right) in [
        ("4,08 %", "4.08%"),
        ("5 triệu đồng", "5.000.000đ"),
        ("05 hộ", "5 hộ"),
        ("1.545 hộ", "1545 hộ"),
        ("3,30%", "3,3%"),
        ("0,5 tỷ đồng", "500 triệu VNĐ"),
    ] {
        assert_eq!(find_figures(left)[0].value, find_figures(right)[0].value, "{left}");
    }
}

#[test]
fn a_threshold_is_no_figure_of_its_own() {
    for (text, bound) in [
        ("còn 12 hộ", FigureBound::Exact),
        ("trên 25%", FigureBound::Rough),
        ("khoảng 60 hộ", FigureBound::Rough),
        ("không quá 3%", FigureBound::Rough),
        ("ít nhất 80%", FigureBound::Least),
        ("giảm 17 hộ nghèo trở lên", FigureBound::Least),
    ] {
        assert_eq!(find_figures(text)[0].bound, bound, "{text}");
    }
}

#[test]
fn clauses_end_at_signs_but_not_within_numbers_and_values() {
    let text = "Có 1.545 hộ, còn 4,08%; {{ a.tong.b }} hộ.Trong đó: 63 (hộ)";
    assert_eq!(
        list_clauses(text),
        ["Có 1.545 hộ", "còn 4,08%", "{{ a.tong.b }} hộ", "Trong đó", "63", "hộ", ""]
    );
    let text = "Có {{ a[\"Tổ }} 5, 6 hộ\"].b }} hộ, còn 7 hộ";
    assert_eq!(list_clauses(text), ["Có {{ a[\"Tổ }} 5, 6 hộ\"].b }} hộ", "còn 7 hộ"]);
}

fn list_clauses(text: &str) -> Vec<&str> {
    let line = FoldedLine::new(text);
    line.clauses().iter().map(|clause| text[clause.range.clone()].trim()).collect()
}

#[test]
fn a_limit_is_said_behind_a_figure_in_its_own_clause() {
    for (text, bound) in [
        ("17 hộ và 18 người trở lên", FigureBound::Least),
        ("17 hộ, 18 người trở lên", FigureBound::Exact),
        ("17 hộ và 18 người trở xuống", FigureBound::Rough),
        ("ít nhất 17 hộ", FigureBound::Least),
        ("trong đó hỗ trợ tối thiểu 17 hộ", FigureBound::Least),
        ("xã có hơn 17 hộ", FigureBound::Rough),
        ("trở lên 17 hộ", FigureBound::Exact),
    ] {
        assert_eq!(find_figures(text)[0].bound, bound, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_has_figures_clauses_and_words_or_none(
        odd in any::<String>(),
        text in "((hộ|tỷ|triệu|đồng|đ|điểm|%|số|\\{\\{|\\}\\}|\\(|\\)|:|;|,|\\.|/|-|–|ế| |[0-9]{1,4}){1,3}){0,16}",
    ) {
        for text in [odd, text] {
            for figure in find_figures(&text) {
                prop_assert!(text[figure.start..figure.end].starts_with(|c: char| c.is_ascii_digit()));
            }
            let line = FoldedLine::new(&text);
            for clause in line.clauses() {
                for word in clause.words() {
                    prop_assert!(clause.range.start <= word.start && word.end <= clause.range.end);
                    prop_assert!(!text[word.start..word.end].is_empty());
                    prop_assert!(clause.says(&word.folded));
                    prop_assert_eq!(&line.clause_at(word.start).range, &clause.range);
                    let sentence = line.sentence_at(word.start);
                    prop_assert!(sentence.words().contains(word));
                    prop_assert_eq!(
                        clause.words_before(word.start).len() + 1 + clause.words_after(word.end).len(),
                        clause.words().len()
                    );
                }
            }
        }
    }
}

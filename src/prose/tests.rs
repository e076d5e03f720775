//! The inline grammar of fields, and the places of what is read.

use proptest::prelude::any;
use proptest::{prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::formula::ExpressionTree;

/// Marks of a line that no hand types.
const MANY: usize = 20_000;

/// The pieces of a prose field of one line that is a file of its own, as they are best
/// compared, and the findings with the text that each is at.
fn read(text: &str) -> (String, Vec<(&'static str, String)>) {
    let (prose, findings) = read_field(text);
    let paras = prose.paras.iter().map(|para| show(&para.pieces));
    (paras.collect::<Vec<_>>().join("¶"), findings)
}

fn read_field(text: &str) -> (Prose, Vec<(&'static str, String)>) {
    let source = Source::new(Path::new("a.yaml"), text);
    let span = Span::new(0, source.text().len());
    let scalar =
        Scalar { text: source.text().to_owned(), style: yaml::ScalarStyle::Literal };
    let mut found = Vec::new();
    let prose = read_prose(&scalar, span, &source, &mut found);
    (prose, findings(&source, &found))
}

fn findings(source: &Source, found: &[Diagnostic]) -> Vec<(&'static str, String)> {
    let mut res = Vec::new();
    for finding in found {
        let span = finding.span.expect("every finding of a text has a place");
        res.push((finding.code.id, source.slice(span).to_owned()));
    }
    res
}

/// `b<…>` is bold, `i<…>` italic, `bi<…>` both, `{…}` a value, `^…` a note, `…` a blank.
fn show(pieces: &[ProsePiece]) -> String {
    let mut res = String::new();
    for piece in pieces {
        match piece {
            ProsePiece::Text { text, style, .. } => {
                res.push_str(&show_styled(text, *style));
            }
            ProsePiece::Value { expression, style, .. } => {
                res.push_str(&show_styled(&format!("{{{}}}", expression.text()), *style));
            }
            ProsePiece::Note { id, .. } => res.push_str(&format!("^{id}")),
            ProsePiece::Pending => res.push('…'),
            ProsePiece::Leader { .. } | ProsePiece::CheckBox { .. } => {
                panic!("in a specimen alone")
            }
        }
    }
    res
}

fn show_styled(text: &str, style: TextStyle) -> String {
    match (style.bold, style.italic) {
        (false, false) => text.to_owned(),
        (true, false) => format!("b<{text}>"),
        (false, true) => format!("i<{text}>"),
        (true, true) => format!("bi<{text}>"),
    }
}

/// The same with the signs of items, as they are typed.
fn read_typed(text: &str) -> (String, Vec<(&'static str, String)>) {
    let (prose, findings) = read_field(text);
    let paras = prose.paras.iter().map(|para| {
        let sign = para.marker.sign();
        format!("{sign}{}{}", if sign.is_empty() { "" } else { " " }, show(&para.pieces))
    });
    (paras.collect::<Vec<_>>().join("¶"), findings)
}

#[track_caller]
fn reads_as(text: &str, expected: &str) {
    assert_eq!(read(text), (expected.to_owned(), Vec::new()), "{text}");
}

#[test]
fn marks_that_are_never_closed_are_not_searched_for_again_and_again() {
    let line = "*a ".repeat(MANY);
    let (_, findings) = read(&line);
    assert_eq!(findings.len(), MANY);
    assert!(findings.iter().all(|(code, text)| *code == "mark-unclosed" && text == "*"));
}

#[test]
fn stars_around_words_make_them_italic_and_two_make_them_bold() {
    reads_as("là *rất* cần", "là i<rất> cần");
    reads_as("là **rất** cần", "là b<rất> cần");
    reads_as("**Mục tiêu:** giảm", "b<Mục tiêu:> giảm");
    reads_as("**đậm *cả hai* đậm**", "b<đậm >bi<cả hai>b< đậm>");
    reads_as("*nghiêng **cả hai***", "i<nghiêng >bi<cả hai>");
    reads_as("***cả hai***", "bi<cả hai>");
    reads_as("***cả hai** nghiêng*", "bi<cả hai>i< nghiêng>");
}

#[test]
fn a_star_between_spaces_is_a_star() {
    reads_as("5 * 3 = 15", "5 * 3 = 15");
    reads_as("2 ** 3", "2 ** 3");
    reads_as("* đầu dòng", "* đầu dòng");
    reads_as("cuối dòng *", "cuối dòng *");
}

#[test]
fn a_star_within_a_word_or_beside_a_bracket_prints_as_it_is_typed() {
    for text in [
        "Hộ nghèo (*) và hộ cận nghèo (*) được hỗ trợ.",
        "lô đất 20*40 m và lô 5*8 m",
        "giảm 5*, tăng 205*",
        "a * b * c",
        "(**)",
        "1* 2**",
        "2**3 và 4**5",
        "a*b*c",
        "dấu \"*\" và dấu “*”",
        "tệp *.doc và tệp *.xls",
        "mật khẩu ****",
        "{{x}}*40",
        "****",
        "***",
    ] {
        reads_as(text, &text.replace("{{x}}", "{x}"));
    }
}

#[test]
fn a_mark_stands_beside_brackets_quotation_marks_stops_values_and_notes() {
    reads_as("(*nghiêng*), rồi", "(i<nghiêng>), rồi");
    reads_as("“**đậm**” và \"*nghiêng*\"", "“b<đậm>” và \"i<nghiêng>\"");
    reads_as("**“đậm”** và *(nghiêng)*.", "b<“đậm”> và i<(nghiêng)>.");
    reads_as("**Đ**iều và Đi**ều**, a**b**c", "b<Đ>iều và Đib<ều>, ab<b>c");
    reads_as("*{{ x }}*, *a*[^1]", "i<{x}>, i<a>^1");
    reads_as("*Nguồn:*báo cáo", "i<Nguồn:>báo cáo");
    reads_as("*a*b*", "i<a*b>");
    reads_as("\\**a* *b\\**", "*i<a> i<b*>");
    reads_as("**(*a*)**", "b<(>bi<a>b<)>");
}

#[test]
fn a_star_with_two_readings_is_told_once_at_its_place() {
    for (text, expected, place) in [
        ("*Nguồn* và 205*", "i<Nguồn> và 205*", "*"),
        ("*a *b*", "i<a *b>", "*"),
        ("**a** và 2**, 3**", "b<a> và 2**, 3**", "**"),
        ("số liệu:*ước tính*", "số liệu:*ước tính*", "*"),
        ("*a***", "i<a>**", "***"),
    ] {
        let reported = vec![("mark-two-readings", place.to_owned())];
        assert_eq!(read(text), (expected.to_owned(), reported), "{text}");
    }
}

#[test]
fn a_mark_that_is_never_closed_is_text_and_is_reported_at_its_place() {
    for (text, expected, mark) in [
        ("giá *tăng", "giá *tăng", "*"),
        ("giá **tăng", "giá **tăng", "**"),
        ("giá **tăng*", "giá **tăng*", "**"),
        ("giá *tăng\\*", "giá *tăng*", "*"),
    ] {
        let reported = vec![("mark-unclosed", mark.to_owned())];
        assert_eq!(read(text), (expected.to_owned(), reported), "{text}");
    }
}

#[test]
fn a_mark_ends_with_its_line() {
    let (shown, reported) = read("một *hai\nba* bốn");
    assert_eq!(shown, "một *hai¶ba* bốn");
    assert_eq!(reported.len(), 1, "{reported:?}");
}

#[test]
fn a_backslash_makes_text_of_what_would_mean_something_and_else_prints() {
    reads_as("\\*không nghiêng\\*", "*không nghiêng*");
    reads_as("\\{{ x }}", "{{ x }}");
    reads_as("\\[^1] \\[1]", "[^1] [1]");
    reads_as("\\\\*", "\\*");
    for text in ["\\\\may-chu\\nam", "C:\\Windows", "hết\\", "\\- gạch", "a\\_b", "\\{x}"]
    {
        reads_as(text, text);
    }
}

#[test]
fn white_space_of_any_length_is_one_space() {
    reads_as("một  hai\u{a0}\tba", "một hai ba");
}

#[test]
fn a_note_has_an_id_of_letters_figures_and_hyphens() {
    reads_as("hộ nghèo[^chuan-1] giảm", "hộ nghèo^chuan-1 giảm");
    reads_as("[^nguồn_2]", "^nguồn_2");
    for text in ["[^]", "[^a b]", "[^a", "[1]", "[ ^a]"] {
        reads_as(text, text);
    }
}

#[test]
fn a_value_is_read_once_with_the_style_that_it_stands_in() {
    reads_as("còn {{ ho - giam }} hộ", "còn {ho - giam} hộ");
    reads_as("**{{ ho }}**", "b<{ho}>");
    reads_as("{{ vb(\"a }} b\") }}", "{vb(\"a }} b\")}");
    let (prose, _) = read_field("còn {{ ho - giam }} hộ");
    let values: Vec<_> = prose.pieces().filter(|piece| piece.is_value()).collect();
    assert_eq!(values.len(), 1);
    assert!(values[0].reads("giam") && !values[0].reads("tong"));
    let ProsePiece::Value { expression, .. } = values[0] else { unreachable!() };
    assert!(matches!(expression.tree(), Some(ExpressionTree::Value { .. })));
}

#[test]
fn a_value_that_is_not_closed_ends_its_line() {
    let (shown, reported) = read("còn {{ ho hộ\nvà {{ giam }}");
    assert_eq!(shown, "còn ¶và {giam}");
    assert_eq!(reported, [("value-unclosed", "{{".to_owned())]);
}

#[test]
fn what_is_wrong_in_a_value_is_reported_where_it_stands() {
    let (_, reported) = read("còn {{ ho + }} hộ");
    assert_eq!(reported, [("unknown-value", "+".to_owned())]);
    let (_, reported) = read("còn {{ }} hộ");
    assert_eq!(reported, [("unknown-value", "{{ }}".to_owned())]);
}

#[test]
fn each_line_is_a_paragraph_with_its_marker() {
    let (prose, reported) = read_field("Mở đầu\n\n- một\n  + hai\n-ba\n- *bốn*");
    let markers: Vec<_> =
        prose.paras.iter().map(|para| (para.marker, show(&para.pieces))).collect();
    let expected = [
        (Marker::None, "Mở đầu"),
        (Marker::Dash, "một"),
        (Marker::Plus, "hai"),
        (Marker::None, "-ba"),
        (Marker::Dash, "i<bốn>"),
    ];
    assert_eq!(markers, expected.map(|(marker, text)| (marker, text.to_owned())));
    assert!(reported.is_empty(), "{reported:?}");
    assert_eq!(prose.collect_words(), "Mở đầu\nmột\nhai\n-ba\nbốn");
}

#[test]
fn the_place_of_a_piece_is_where_it_stands_in_the_file() {
    let text = "- Hộ **nghèo** còn {{ ho }}[^1]";
    let (prose, _) = read_field(text);
    let mut places = Vec::new();
    for piece in prose.pieces() {
        let (ProsePiece::Text { span, .. }
        | ProsePiece::Value { span, .. }
        | ProsePiece::Note { span, .. }) = piece
        else {
            unreachable!()
        };
        places.push(&text[span.range()]);
    }
    assert_eq!(places, ["Hộ ", "nghèo", " còn ", "{{ ho }}", "[^1]"]);
}

#[test]
fn chua_co_alone_is_a_blank_and_text_among_other_words() {
    reads_as(" chua_co ", "…");
    reads_as("kinh phí chua_co", "kinh phí chua_co");
    assert!(to_plain("chua_co").is_pending() && !to_plain("chua_co rõ").is_pending());
}

#[test]
fn in_a_plain_field_only_braces_mean_something() {
    let plain = to_plain("*Hộ* [^1] \\* {{ ho }} \\{{ x }}");
    assert_eq!(show(&plain.joined()), "*Hộ* [^1] \\* {ho} {{ x }}");
    assert_eq!(plain.collect_words(), "*Hộ* [^1] \\*  {{ x }}");
}

#[test]
fn lines_of_a_plain_field_stay_and_are_joined_only_where_the_block_is_folded() {
    let text = "UBND xã\nKim Liên";
    assert_eq!(to_plain(text).lines.len(), 2);
    let source = Source::new(Path::new("a.yaml"), text);
    let scalar = Scalar { text: text.to_owned(), style: yaml::ScalarStyle::Folded };
    let folded = read_plain(&scalar, Span::new(0, text.len()), &source, &mut Vec::new());
    assert_eq!(
        (folded.lines.len(), folded.collect_words()),
        (1, "UBND xã Kim Liên".to_owned())
    );
    assert_eq!(to_plain("").lines, [Vec::new()]);
    let quoted = Scalar { text: text.to_owned(), style: yaml::ScalarStyle::Quoted };
    let quoted = read_plain(&quoted, Span::new(0, text.len()), &source, &mut Vec::new());
    assert_eq!(quoted.lines.len(), 2);
}

#[test]
fn every_expression_of_a_text_is_found_whatever_field_it_is_for() {
    let texts: Vec<_> = find_expressions("*{{ a }}* và {{ b | bang_chu }}\n\\{{ c }}")
        .iter()
        .map(|expression| expression.text().to_owned())
        .collect();
    assert_eq!(texts, ["a", "b | bang_chu"]);
    assert!(find_expressions("không có").is_empty());
}

proptest! {
    #[test]
    fn text_without_signs_is_read_as_it_stands(text in "[a-zA-ZđĐếạừỷÁÊ0-9 .,;:()\"'/|-]{0,40}") {
        let words: Vec<_> = text.split_whitespace().collect();
        let words = words.join(" ");
        if words != PENDING {
            prop_assert_eq!(read_typed(&words), (words, Vec::new()));
        }
    }

    #[test]
    fn escaped_text_is_read_as_it_stands(text in "[a-zđĐếạừỷÁÊ0-9*{}\\[\\]^_\\\\ +-]{0,30}") {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let escaped = words.replace("{{", "\\{{").replace('*', "\\*").replace('[', "\\[");
        prop_assert_eq!(read_typed(&escaped), (words, Vec::new()));
    }

    #[test]
    fn of_a_text_with_stars_nothing_but_pairs_of_marks_is_lost(text in "([aếĐ9 ().,:“”\"/+-]|\\*{1,4}){0,24}") {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (prose, reported) = read_field(&text);
        let (mut printed, mut marks, mut style) = (String::new(), 0, TextStyle::default());
        for para in &prose.paras {
            if para.marker != Marker::None {
                printed.push_str(&format!("{} ", para.marker.sign()));
            }
            for piece in &para.pieces {
                let ProsePiece::Text { text, style: next, .. } = piece else { continue };
                printed.push_str(text);
                marks += usize::from(style.italic != next.italic);
                marks += 2 * usize::from(style.bold != next.bold);
                style = *next;
            }
        }
        marks += usize::from(style.italic) + 2 * usize::from(style.bold);
        let letters = [&printed, &text].map(|text| text.replace('*', ""));
        prop_assert_eq!(letters[0].trim_end(), letters[1].trim_end());
        let lost = text.matches('*').count() - printed.matches('*').count();
        prop_assert_eq!(lost, marks, "{:?} {:?}", printed, reported);
        prop_assert!(!reported.is_empty() || lost % 2 == 0);
    }

    #[test]
    fn any_text_is_read_with_places_in_the_file(text in any::<String>(), near in "([*{}\\[^\\]\\\\a ]|\\*\\*|\\{\\{|\\}\\}|\n|- ){0,30}") {
        for text in [text, near] {
            let source = Source::new(Path::new("a.yaml"), &text);
            let (field, _) = read_field(&text);
            for piece in field.pieces() {
                let span = match piece {
                    ProsePiece::Text { span, text, .. } => {
                        prop_assert!(!text.is_empty());
                        *span
                    }
                    ProsePiece::Value { span, .. } => {
                        prop_assert!(source.slice(*span).starts_with("{{"));
                        *span
                    }
                    ProsePiece::Note { span, id } => {
                        prop_assert_eq!(source.slice(*span), format!("[^{id}]"));
                        *span
                    }
                    ProsePiece::Leader { .. } | ProsePiece::CheckBox { .. } => {
                        panic!("in a specimen alone")
                    }
                    ProsePiece::Pending => continue,
                };
                prop_assert!(source.text().get(span.range()).is_some());
            }
            let _ = to_plain(&text);
        }
    }
}

//! What is told and put right, and what stays silent.

use std::path::Path;

use proptest::prelude::{Just, Strategy, any};
use proptest::{collection, prop_assert, prop_assert_eq, proptest, sample};

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::yaml::{YamlNode, YamlValue, parse};

/// A tree without its places: `{a: [b, c]}`.
fn show(node: &YamlNode) -> String {
    match &node.value {
        YamlValue::Empty => "~".to_owned(),
        YamlValue::Broken => "?".to_owned(),
        YamlValue::Scalar(scalar) => scalar.text.trim().to_owned(),
        YamlValue::Sequence { items, .. } => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", "))
        }
        YamlValue::Mapping { entries, .. } => {
            let shown: Vec<_> = entries
                .iter()
                .map(|e| format!("{}: {}", e.key, show(&e.value)))
                .collect();
            format!("{{{}}}", shown.join(", "))
        }
    }
}

fn read(text: &str) -> (String, Vec<Diagnostic>, Source) {
    let source = Source::new(Path::new("a.yaml"), text);
    let (root, found) = parse(&source);
    (root.as_ref().map_or_else(String::new, show), found, source)
}

/// The tree is as if `text` were typed as `meant`, and this one finding marks `marked`.
fn repaired(text: &str, meant: &str, marked: &str, message: &str) {
    let (tree, found, source) = read(text);
    let told: Vec<_> = found.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(told.len(), 1, "{text:?}: {told:?}");
    assert!(told[0].contains(message), "{text:?}: {told:?}");
    assert_eq!(found[0].span.map(|span| source.slice(span)), Some(marked), "{text:?}");
    let (expected, silent, _) = read(meant);
    assert_eq!((tree, silent.len()), (expected, 0), "{text:?}");
}

/// Nothing is told.
fn silent(text: &str) {
    let (_, found, _) = read(text);
    assert_eq!(found, [], "{text:?}");
}

#[test]
fn a_blank_that_is_none_of_yaml_is_named_where_structure_needs_one() {
    for (blank, name) in [
        ("\u{A0}", "dấu cách không ngắt (U+00A0)"),
        ("\u{3000}", "dấu cách rộng (U+3000)"),
        ("\u{2009}", "dấu cách hẹp (U+2009)"),
        ("\u{202F}", "dấu cách hẹp không ngắt (U+202F)"),
    ] {
        for (text, meant) in [
            ("a:\n  b: 1\n~~c: 2\n", "a:\n  b: 1\n  c: 2\n"),
            ("a:\n  - b\n~~- c\n", "a:\n  - b\n  - c\n"),
            ("a:\n~~- b: 1\n    c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
            ("a: |\n  một\n~~hai\nb: 1\n", "a: |\n  một\n  hai\nb: 1\n"),
            ("a: |\n~~một\n  hai\n", "a: |\n  một\n  hai\n"),
            ("a: một\n~~hai\nb: 1\n", "a: một\n  hai\nb: 1\n"),
            ("a:\n  b: 1\n~~# ghi chú\n  c: 2\n", "a:\n  b: 1\n  c: 2\n"),
            ("a: [\n~~b,\n  c ]\n", "a: [ b, c ]\n"),
        ] {
            let message = format!("đầu dòng này có {name}");
            repaired(&text.replace('~', blank), meant, &blank.repeat(2), &message);
        }
        for (text, meant, place) in [
            ("a:\n  -~b\n  - c\n", "a:\n  - b\n  - c\n", "sau gạch đầu dòng"),
            (
                "a:\n  - ~b: 1\n    c: 2\n",
                "a:\n  - b: 1\n    c: 2\n",
                "sau gạch đầu dòng",
            ),
            ("so:~1\n", "so: 1\n", "sau dấu hai chấm"),
            ("so: ~[ a ]\n", "so: [ a ]\n", "sau dấu hai chấm"),
            ("so: ~\"a\"\n", "so: \"a\"\n", "sau dấu hai chấm"),
            ("a:~\n  b: 1\n", "a:\n  b: 1\n", "sau dấu hai chấm"),
            ("a: { ten:~b }\n", "a: { ten: b }\n", "sau dấu hai chấm"),
            ("a~: 1\n", "a: 1\n", "trước dấu hai chấm"),
            ("a: b~# c\n", "a: b\n", "trước dấu `#`"),
            ("a: \"b\"~\nc: 1\n", "a: \"b\"\nc: 1\n", "sau phần đã đóng"),
            ("a: [ b ]~\nc: 1\n", "a: [ b ]\nc: 1\n", "sau phần đã đóng"),
            ("a: |~\n  b\n", "a: |\n  b\n", "sau phần đã đóng"),
            ("a: { b: 1,~c: 2 }\n", "a: { b: 1, c: 2 }\n", "trong ngoặc"),
            ("a: [~{ b: 1 } ]\n", "a: [ { b: 1 } ]\n", "trong ngoặc"),
        ] {
            repaired(&text.replace('~', blank), meant, blank, place);
        }
    }
}

#[test]
fn a_sign_that_only_looks_like_one_of_yaml_is_named() {
    for (text, meant, marked, message) in [
        ("a：1\n", "a: 1\n", "：", "dấu hai chấm rộng (U+FF1A)"),
        ("noi_dung：\n  - b\n", "noi_dung:\n  - b\n", "：", "sau khóa là"),
        ("a: 1\nTiêu đề： hai\n", "a: 1\nTiêu đề: hai\n", "：", "sau khóa là"),
        ("a:\n  - doan：b\n", "a:\n  - doan: b\n", "：", "sau khóa là"),
        (
            "a:\n  - Đoạn：b\n    c: 1\n",
            "a:\n  - Đoạn: b\n    c: 1\n",
            "：",
            "sau khóa là",
        ),
        ("a: { ten：b }\n", "a: { ten: b }\n", "：", "sau khóa là"),
        ("a﹕1\n", "a: 1\n", "﹕", "(U+FE55)"),
        ("a꞉ 1\n", "a: 1\n", "꞉", "(U+A789)"),
        ("aː 1\n", "a: 1\n", "ː", "(U+02D0)"),
        ("a: [ b，c ]\n", "a: [ b, c ]\n", "，", "dấu phẩy rộng (U+FF0C)"),
        ("a: { b: 1， c: 2 }\n", "a: { b: 1, c: 2 }\n", "，", "dấu phẩy rộng"),
        ("a: ［ b, c ]\n", "a: [ b, c ]\n", "［", "ngoặc vuông mở rộng (U+FF3B)"),
        ("a: [ b, c ］\n", "a: [ b, c ]\n", "］", "ngoặc vuông đóng rộng"),
        ("a: { b: 1 ｝\nc: 2\n", "a: { b: 1 }\nc: 2\n", "｝", "ngoặc nhọn đóng rộng"),
        ("a:\n  - b\n  – c\n", "a:\n  - b\n  - c\n", "–", "dấu gạch ngang (U+2013)"),
        ("a:\n– b\n", "a:\n- b\n", "–", "không phải dấu gạch `-`"),
        ("a:\n  • b\n  - c\n", "a:\n  - b\n  - c\n", "•", "ký hiệu đầu dòng (U+2022)"),
        ("a:\n  － b: 1\n    c: 2\n", "a:\n  - b: 1\n    c: 2\n", "－", "dấu gạch rộng"),
        ("a: 1\n＃ ghi chú\n", "a: 1\n", "＃", "dấu thăng rộng (U+FF03)"),
        ("a: 1 ＃ ghi chú\n", "a: 1\n", "＃", "mở đầu ghi chú"),
    ] {
        repaired(text, meant, marked, message);
    }
}

#[test]
fn curled_quotes_are_told_where_only_straight_ones_would_do() {
    for (text, meant, marked, message) in [
        (
            "a: “Dự án 2: b”\nc: 1\n",
            "a: \"Dự án 2: b\"\nc: 1\n",
            "“",
            "nháy kép cong (U+201C)",
        ),
        ("a: ‘b: c’\n", "a: 'b: c'\n", "‘", "nháy đơn cong"),
        ("a: „b: c“\n", "a: \"b: c\"\n", "„", "(U+201E)"),
        ("a: «b: c»\n", "a: \"b: c\"\n", "«", "nháy kiểu Pháp"),
        ("a: ″b: c″\n", "a: \"b: c\"\n", "″", "(U+2033)"),
        ("a: `b`\n", "a: \"b\"\n", "`", "dấu huyền (U+0060)"),
        ("a: “Tổ # 1”\n", "a: \"Tổ # 1\"\n", "“", "không phải dấu nháy"),
        ("a: “b: \"c\" \\d”\n", "a: \"b: 'c' /d\"\n", "“", "không phải dấu nháy"),
        ("a: “b: c\"\n", "a: \"b: c\"\n", "“", "không phải dấu nháy"),
        ("a: [ “b, c”, d ]\n", "a: [ \"b, c\", d ]\n", "“", "không phải dấu nháy"),
        ("a: { b: “c: d” }\n", "a: { b: \"c: d\" }\n", "“", "không phải dấu nháy"),
        ("a: “b: c” và d\n", "a: \"“b: c” và d\"\n", "“", "không phải dấu nháy"),
        (
            "a: \"b: c”\nd: \"e\"\n",
            "a: \"b: c\"\nd: \"e\"\n",
            "”",
            "mở bằng dấu nháy thẳng",
        ),
        (
            "a: [ \"b, c”, \"d\" ]\n",
            "a: [ \"b, c\", \"d\" ]\n",
            "”",
            "mở bằng dấu nháy thẳng",
        ),
    ] {
        repaired(text, meant, marked, message);
    }
}

#[test]
fn in_running_text_these_characters_are_letters() {
    for text in [
        "a: 5\u{A0}000\u{A0}đồng\n",
        "a: \u{A0}b\n",
        "a: b\u{A0}\n",
        "a: Tổ\u{A0}#1\n",
        "a: Giờ mở cửa：7 giờ，nghỉ trưa\n",
        "a:\n  - Kết luận：b\n  - Lưu:\u{A0}VT\n",
        "a: |\n  – Một：hai\n  \u{A0}\u{A0}ba\n  • bốn\u{A0}# năm\n\nb: 1\n",
        "a: một\n  – hai\n  \u{A0}ba：bốn\n",
        "a: “Xây dựng” là b\n",
        "a: “Xây dựng”\nb: ‘Hỗ trợ’\n",
        "a: “Một” và “hai”\n",
        "a: [ “Một”, Cư M’gar, Hai “ba” ]\n",
        "a: [ \u{A0}b,\u{A0}c ]\n",
        "a: [ b – c, “d” ]\n",
        "a: { b: c，d }\n",
        "a: ［1］ Theo b\n",
        "a: Mục ［1］\n",
        "a: \"b：c， – ［d］ \u{A0}# “e: g”\"\n",
        "a: \"Một “hai”\n  ba\"\n",
        "a: 'b：\u{A0}'\n",
        "a: – b\n",
        "a: 1 # ghi chú：\u{A0}– “b: c”\n",
        "# ［ghi chú：\n\u{20}\u{20}# – “b: c”\na: 1\n",
    ] {
        silent(text);
    }
}

#[test]
fn one_finding_names_all_lines_of_its_kind() {
    let text = format!("a:\n{}", "\u{A0}\u{A0}- b\n".repeat(20));
    let (tree, found, _) = read(&text);
    assert_eq!(tree, format!("{{a: [{}]}}", ["b"; 20].join(", ")));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].label,
        "cần dấu cách thường; dòng 3, 4, 5, 6, 7, 8, 9, 10 và 11 dòng nữa cũng vậy"
    );
}

#[test]
fn what_may_be_a_list_or_text_is_told_and_read_as_neither() {
    let (tree, found, source) = read("a:\n  – Một.\n  – Hai.\nb: 1\n");
    assert_eq!(tree, "{a: ?, b: 1}");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].span.map(|span| source.slice(span)), Some("–"));
}

#[test]
fn bare_braces_in_brackets_are_told_at_their_place_and_the_rest_is_read() {
    for (text, meant) in [
        ("- { a: b, c: Có {{ d }} hộ. }\n", "- { a: b, c: \"Có {{ d }} hộ.\" }\n"),
        ("a: [ Có {{ b }} hộ ]\n", "a: [ \"Có {{ b }} hộ\" ]\n"),
        ("a: { b: {{ c }} }\n", "a: { b: \"{{ c }}\" }\n"),
        ("a: [{{ b }}]\n", "a: [\"{{ b }}\"]\n"),
        ("a: { b: {{ c }} và {{ d }}. }\n", "a: { b: \"{{ c }} và {{ d }}.\" }\n"),
        (
            "a: { b: x {{ f(c, d) }} y, e: 1 }\n",
            "a: { b: \"x {{ f(c, d) }} y\", e: 1 }\n",
        ),
        (
            "a: { b: x {{ f(\"c\") }} y, z, e: 1 }\n",
            "a: { b: \"x {{ f('c') }} y, z\", e: 1 }\n",
        ),
        ("a: {\n  b: x {{ c }} y,\n  d: 1\n}\n", "a: { b: \"x {{ c }} y\", d: 1 }\n"),
        (
            "a: {\n  b: x {{ c }}\n    y {{ d }},\n  e: 1\n}\n",
            "a: { b: \"x {{ c }} y {{ d }}\", e: 1 }\n",
        ),
        ("a: {\n  b: x\n    {{ c }}\n}\ne: 1\n", "a: { b: \"x {{ c }}\" }\ne: 1\n"),
        (
            "a: { b: [ { c: x {{ d }} } ], e: 1 }\n",
            "a: { b: [ { c: \"x {{ d }}\" } ], e: 1 }\n",
        ),
    ] {
        repaired(text, meant, "{{", "mà không có dấu nháy");
    }
    let (_, found, _) = read("a: [ x ]\nb: [ x {{ c }}, y {{ d }} ]\n");
    assert_eq!(found.len(), 2, "{found:?}");
    silent("a: { b: \"x {{ c }}\", 'd': \"{{ e }}, y\" }\n");
    silent("a: Có {{ b }} hộ\nc: |\n  [ {{ d }} ]\n");
}

#[test]
fn blanks_behind_what_is_closed_in_brackets_are_told() {
    for (text, meant) in [
        ("a: {\u{A0}b: \"c\"\u{A0}}\n", "a: { b: \"c\" }\n"),
        ("a: [ \"b\"\u{A0}, 'c'\u{A0}]\n", "a: [ \"b\" , 'c' ]\n"),
        ("a: { b: [ c ]\u{A0}, d: { e: 1 }\u{A0}}\n", "a: { b: [ c ] , d: { e: 1 } }\n"),
    ] {
        let (tree, found, _) = read(text);
        assert_eq!(tree, read(meant).0, "{text:?} {found:?}");
        assert!(found.iter().all(|d| d.code.id == "yaml-lookalike"), "{found:?}");
    }
}

#[test]
fn a_value_of_the_form_in_curled_quotes_is_told() {
    repaired("a: “2026”\nb: 1\n", "a: \"2026\"\nb: 1\n", "“", "không phải dấu nháy");
    repaired("a: ‘2026-03’\n", "a: \"2026-03\"\n", "‘", "không phải dấu nháy");
    repaired(
        "a: { b: “chua_co” }\n",
        "a: { b: \"chua_co\" }\n",
        "“",
        "không phải dấu nháy",
    );
    repaired("a: “co”\n", "a: \"co\"\n", "“", "không phải dấu nháy");
    silent("a: “Năm 2026”\nb: “khóa”\nc: “5 không”, “3 có”\n");
}

#[test]
fn an_unknown_escape_is_told_at_its_backslash_on_whatever_line_it_stands() {
    for text in [
        "a: \"x \\q\"\n",
        "a: \"x\n  y \\q\"\n",
        "ệ: [ệ, \"ệ\n  ệ \\}: ệ\" ]\n",
        "：a: [– , \"\n＃ \\}：– ，[# ",
        "a: \"\\xE2 \\uZZ\"\n",
        "a: \"\\uD800x\"\n",
        "a: \"\\uD83D\\u0041\"\n",
        "a: \"\\uDE00x\"\n",
        "ệ: 1\nb:\n- \"\\n\\U00110000\"\n",
    ] {
        let (_, found, source) = read(text);
        let told = found.iter().find(|finding| finding.code.id == "yaml-escape");
        let place = told.and_then(|finding| finding.span);
        assert_eq!(place.map(|span| source.slice(span)), Some("\\"), "{text} {found:?}");
    }
}

#[test]
fn a_bracket_that_is_never_closed_is_told_at_its_own_place() {
    let (_, found, source) = read("a: [ x ]\nb: {\n  c: 1,\n  d: 2\ne: 3\n");
    let code = found.first().map(|finding| finding.code.id);
    assert_eq!(code, Some("yaml-bracket"), "{found:?}");
    assert_eq!(found[0].span.map(|span| source.position(span.start).line), Some(2));
}

#[test]
fn a_conflict_of_git_is_all_that_is_told_of_a_form() {
    let text = "a: [\n<<<<<<< HEAD\nb: 2\n=======\nb：3\n>>>>>>> c\nd: |\n<<<<<<< HEAD\n  x\n=======\n  y\n>>>>>>> c\n";
    let (tree, found, source) = read(&text.replace('\n', "\r\n"));
    let codes: Vec<_> = found.iter().map(|finding| finding.code.id).collect();
    assert_eq!((tree.as_str(), codes), ("", vec!["conflict-marker"; 2]));
    let lines =
        found.iter().filter_map(|d| d.span).map(|s| source.position(s.start).line);
    assert_eq!(lines.collect::<Vec<_>>(), [2, 8]);
}

const WELL_FORMED: &str = "kehoach: 1\nco_quan: { ten: \"Xã A\", dia_danh: B }\nmuc:\n  - tieu_de: \"Một: hai\"\n    doan: |\n      Ba bốn # năm\n  - tieu_de: 'Sáu' # bảy\n    muc: [ Tám, 'chín, mười' ]\n";

/// A look-alike of a character of YAML, if it has one.
fn swap(c: char, pick: usize) -> Option<char> {
    let near: &[char] = match c {
        ' ' => &['\u{A0}', '\u{3000}', '\u{2003}', '\u{202F}', '\u{200A}'],
        ':' => &['：', '﹕', 'ː'],
        ',' => &['，', '、'],
        '"' | '\'' => &['“', '”', '‘', '’', '„', '«', '`', '″'],
        '-' => &['–', '—', '•', '－'],
        '#' => &['＃'],
        '[' => &['［'],
        ']' => &['］'],
        '{' => &['｛'],
        '}' => &['｝'],
        _ => return None,
    };
    near.get(pick % near.len()).copied()
}

proptest! {
    #[test]
    fn any_characters_swapped_for_their_lookalikes_leave_places_in_the_file(
        swaps in collection::vec((any::<sample::Index>(), any::<usize>()), 1..8),
    ) {
        let mut letters: Vec<char> = WELL_FORMED.chars().collect();
        for (index, pick) in &swaps {
            let at = index.index(letters.len());
            letters[at] = swap(letters[at], *pick).unwrap_or(letters[at]);
        }
        let text: String = letters.into_iter().collect();
        let (_, found, source) = read(&text);
        for finding in &found {
            let span = finding.span.unwrap();
            prop_assert!(source.text().get(span.range()).is_some(), "{finding:?}");
            if finding.code.id == "yaml-lookalike" {
                let first = source.slice(span).chars().next().unwrap();
                let number = format!("(U+{:04X})", u32::from(first));
                prop_assert!(finding.message.contains(&number), "{text:?} {finding:?}");
            }
        }
    }

    #[test]
    fn any_blanks_swapped_in_indents_are_told_and_change_nothing(
        lines in collection::vec((any::<bool>(), sample::select(&['\u{A0}', '\u{3000}', '\u{2003}'][..])), 9),
    ) {
        let mut text = String::new();
        let mut swapped = false;
        for (line, (swap, blank)) in WELL_FORMED.split_inclusive('\n').zip(&lines) {
            let body = line.trim_start_matches(' ');
            let indent = line.len() - body.len();
            swapped |= *swap && indent > 0;
            let blank = if *swap { *blank } else { ' ' };
            text.extend(std::iter::repeat_n(blank, indent));
            text.push_str(body);
        }
        let (tree, found, _) = read(&text);
        prop_assert_eq!(tree, read(WELL_FORMED).0, "{}", text);
        prop_assert_eq!(!found.is_empty(), swapped, "{} {:?}", text, found);
        prop_assert!(found.iter().all(|d| d.code.id == "yaml-lookalike"), "{:?}", found);
    }

    #[test]
    fn any_text_of_these_signs_is_read_without_harm(
        text in collection::vec(
            sample::select(&["a: ", "- ", "\n", "  ", "\u{A0}", "：", "“", "”", "\"", "'", "[", "]", "{{", "}}", "{", "}", ", ", "，", "［", "］", "|", "# ", "＃ ", "– ", "\\", "b", "`", "ệ"][..]),
            0..40,
        ).prop_flat_map(|parts| Just(parts.concat())),
    ) {
        let (_, found, source) = read(&text);
        for finding in found {
            let span = finding.span.unwrap_or_default();
            prop_assert!(source.text().get(span.range()).is_some(), "{finding:?}");
        }
    }
}

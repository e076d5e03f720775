//! What a file claims or repeats is held against a limit before it takes memory or time:
//! one test for each limit.

use super::parts::Parts;
use super::xlsb_parts::{make_cell, make_row};
use super::*;

/// An XLSX with this list of sheets and these relations, and blank rows in its one sheet.
fn listed(sheets: &str, relations: &str) -> Vec<u8> {
    let workbook = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let rows = format!("<worksheet>{}</worksheet>", "<row><c/></row>".repeat(500));
    zip(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/a.xml", rows.as_bytes()),
    ])
}

const RELATION: &str = r#"<Relationship Id="r1" Type="x/worksheet" Target="a.xml"/>"#;

/// What is said to be broken.
#[track_caller]
fn harm(result: Result<Sheet, SheetError>) -> String {
    let finding = fault(result);
    assert_eq!(finding.code.id, "sheet-unreadable", "{finding:?}");
    finding.hints.concat()
}

#[test]
fn sheets_that_lead_to_one_part_are_not_unpacked_again_and_again() {
    let sheet = |number: usize| format!(r#"<sheet name="s{number}" id="r1"/>"#);
    let sheets: String = (0..20).map(sheet).collect();
    let said = harm(plain("a.xlsx", listed(&sheets, RELATION)));
    assert!(said.contains("cùng chỉ đến một phần"), "{said}");
    let one = fault(plain("a.xlsx", listed(&sheet(0), RELATION)));
    assert_eq!(one.code.id, "sheet-empty");
}

#[test]
fn sheets_of_an_old_workbook_that_begin_at_one_place_are_refused() {
    let mut bytes = binary::HO_NGHEO.to_vec();
    let begins: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| window[..2] == [0x85, 0] && window[3] == 0)
        .map(|(start, _)| start + 4)
        .collect();
    let [one, other, ..] = begins[..] else { panic!("{begins:?}") };
    bytes.copy_within(one..one + 4, other);
    let said = harm(plain("a.xls", bytes));
    assert!(said.contains("cùng chỉ đến một phần"), "{said}");
}

#[test]
fn a_list_of_very_many_sheets_is_not_kept() {
    let many = listed(&r#"<sheet name="a" id="r1"/>"#.repeat(10_001), RELATION);
    let tables = ods("", &"<table:table/>".repeat(10_001));
    for (name, bytes) in [("a.xlsx", many), ("a.ods", tables)] {
        let finding = fault(plain(name, bytes));
        assert_eq!(finding.message, "bảng số liệu quá lớn: có 10.001 trang", "{name}");
    }
}

#[test]
fn a_list_of_very_many_relations_is_not_kept() {
    let said = harm(plain("a.xlsx", listed("", &RELATION.repeat(10_001))));
    assert!(said.contains("nhiều phần nối với nhau"), "{said}");
}

#[test]
fn a_name_longer_than_any_is_refused() {
    let long = "a".repeat(1025);
    let element = Parts::new(&format!("<{long}></{long}>")).read();
    let sheet =
        plain("a.xlsx", listed(&format!(r#"<sheet name="{long}" id="r1"/>"#), ""));
    let table =
        plain("a.ods", ods("", &format!(r#"<table:table table:name="{long}"/>"#)));
    let column = format!(
        r#"<table:table><table:table-column table:default-cell-style-name="{long}"/></table:table>"#
    );
    let column = plain("a.ods", ods("", &column));
    let style =
        plain("a.ods", ods(&format!(r#"<style:style style:name="{long}"/>"#), ""));
    for result in [element, sheet, table, column, style] {
        let said = harm(result);
        assert!(said.contains("cái tên trong tệp dài"), "{said}");
    }
}

#[test]
fn a_format_longer_than_any_is_refused() {
    let code = |length: usize| {
        let mut parts = Parts::new("<row><c><v>1</v></c></row>");
        let text = "a".repeat(length);
        parts.styles = format!(
            r#"<s><numFmts><numFmt numFmtId="9" formatCode="0&quot;{text}&quot;"/></numFmts></s>"#
        )
        .leak();
        parts.read()
    };
    assert_eq!(code(4000).unwrap().rows(), 1);
    let text = format!("<number:text>{}</number:text>", "a".repeat(5000));
    let cases =
        r#"<style:map style:condition="" style:apply-style-name="a"/>"#.repeat(65);
    let style = |inside: &str| {
        let style = format!("<number:number-style>{inside}</number:number-style>");
        plain("a.ods", ods(&style, ""))
    };
    for result in [code(5000), style(&text), style(&cases)] {
        let said = harm(result);
        assert!(said.contains("nhiều kiểu ô hơn"), "{said}");
    }
}

#[test]
fn a_list_of_very_many_styles_is_not_kept() {
    let styles = "<style:style/>".repeat((1 << 16) + 1);
    // Those of one name are one style.
    let table = r#"<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(plain("a.ods", ods(&styles, table)).unwrap().rows(), 1);
    let many: String = (0..=(1 << 16))
        .map(|number| format!(r#"<style:style style:name="{number}"/>"#))
        .collect();
    let said = harm(plain("a.ods", ods(&many, table)));
    assert!(said.contains("nhiều kiểu ô hơn"), "{said}");
}

#[test]
fn a_style_that_is_not_in_the_list_is_no_plain_one() {
    let mut parts = Parts::new(r#"<row><c s="1"><v>45108</v></c></row>"#);
    assert_eq!(parts.read().unwrap().text(0, 0), "45108");
    parts.styles = "<s><cellXfs><xf/></cellXfs></s>";
    let book = [make_row(0, false), make_cell(5, 0, 2, &1_f64.to_le_bytes())].concat();
    for result in [parts.read(), plain("a.xlsb", binary::xlsb_of(&book))] {
        let said = harm(result);
        assert!(said.contains("sai số hiệu của kiểu ô"), "{said}");
    }
}

#[test]
fn an_index_of_a_text_that_is_not_there_is_never_another_text() {
    for index in [1_u32, 7, u32::MAX] {
        let cells = [make_row(0, false), make_cell(7, 0, 0, &index.to_le_bytes())];
        let said = harm(plain("a.xlsb", binary::xlsb_of(&cells.concat())));
        assert!(said.contains("đoạn chữ không có trong tệp"), "{said}");
    }
    let mut parts =
        Parts::new(r#"<row><c t="s"><v/></c><c t="s"/><c><v>1</v></c></row>"#);
    parts.strings = "<sst><si><t>a</t></si></sst>";
    let sheet = parts.read().unwrap();
    assert_eq!(texts(&sheet), [["", "", "1"]]);
    for index in [" ", "0x0", "0.0", "1", "+"] {
        let rows = format!(r#"<row><c t="s"><v>{index}</v></c></row>"#);
        let said = harm(Parts { strings: parts.strings, ..Parts::new(&rows) }.read());
        assert!(said.contains("đoạn chữ không có trong tệp"), "{index}: {said}");
    }
}

#[test]
fn a_field_of_a_csv_is_no_longer_than_a_cell() {
    let field = |length: usize| {
        plain("a.csv", format!("thôn;hộ\nMai;5\n{};7\n", "ế".repeat(length)))
    };
    assert_eq!(field(MAX_CELL_CHARS).unwrap().rows(), 3);
    let finding = fault(field(MAX_CELL_CHARS + 1));
    assert_eq!(finding.message, "dòng 3, cột 1 dài hơn 32.767 ký tự");
    assert_eq!(finding.code.id, "sheet-too-large");
}

#[test]
fn what_a_library_says_of_a_file_is_cut() {
    let long = "ế".repeat(300);
    let said = harm(Parts::new(&format!("<a{long}></b{long}>")).read());
    assert!(said.chars().count() < 500, "{said}");
}

#[test]
fn of_letters_that_are_read_as_others_only_the_first_places_are_kept() {
    let row = format!(r#"<row><c t="str"><v>{}</v></c></row>"#, "Ð".repeat(2000));
    let sheet = Parts::new(&row.repeat(50)).read().unwrap();
    let [finding] = &sheet.report_text()[..] else { panic!("one finding") };
    assert!(finding.message.starts_with("100.000 chữ “Ð” (U+00D0) ở ô A1, A2"));
    assert!(finding.message.contains("A8, …"), "{}", finding.message);
    assert!(finding.message.len() < 200, "{}", finding.message);
}

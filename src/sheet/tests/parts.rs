//! XLSX as other programs than Excel write it, and as nobody should.

use super::*;

/// An XLSX with this text in its sheet, its list of strings, its styles and its workbook.
pub(super) struct Parts {
    pub(super) sheet: String,
    pub(super) strings: &'static str,
    pub(super) styles: &'static str,
    pub(super) workbook: &'static str,
}

impl Parts {
    pub(super) fn new(rows: &str) -> Self {
        Self {
            sheet: format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
            strings: "<sst/>",
            styles: "<styleSheet/>",
            workbook: "",
        }
    }

    fn zip(&self) -> Vec<u8> {
        let kind = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        let workbook = format!(
            r#"<workbook>{}<sheets><sheet name="Hộ" sheetId="1" d:id="r1"/></sheets></workbook>"#,
            self.workbook
        );
        let relations = format!(
            r#"<Relationships><Relationship Id="r1" Type="{kind}/worksheet" Target="/xl/a.xml"/><Relationship Id="r2" Type="{kind}/sharedStrings" Target="b.xml"/><Relationship Id="r3" Type="{kind}/styles" Target="c.xml"/></Relationships>"#
        );
        zip(&[
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/a.xml", self.sheet.as_bytes()),
            ("xl/b.xml", self.strings.as_bytes()),
            ("xl/c.xml", self.styles.as_bytes()),
        ])
    }

    pub(super) fn read(&self) -> Result<Sheet, SheetError> {
        plain("a.xlsx", self.zip())
    }
}

#[test]
fn prefixes_and_addresses_left_out_change_nothing() {
    let mut parts = Parts::new("");
    parts.sheet = r#"<x:worksheet><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t xml:space="preserve"> Mai </x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row><x:row><x:c/><x:c r="C2"><x:v>1E3</x:v></x:c><x:c><x:v>NaN</x:v></x:c></x:row></x:sheetData></x:worksheet>"#.to_owned();
    let sheet = parts.read().unwrap();
    assert_eq!(texts(&sheet), [["Mai", "7", "", ""], ["", "", "1000", "NaN"]]);
    assert_eq!(sheet.cell(1, 3), &text("NaN"));
}

#[test]
fn runs_are_joined_and_marks_of_notes_are_no_digits() {
    let mut parts = Parts::new(
        r#"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>"#,
    );
    parts.strings = r#"<sst count="7" uniqueCount="999"><si><r><t>Sơn </t></r><r><rPr><b/></rPr><t>Trung</t></r><rPh sb="0" eb="1"><t>đọc</t></rPh></si><si><r><t>205</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si><si><r><t>m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si><si><t>a_x000D_&#10;b_x0g_</t></si></sst>"#;
    let sheet = parts.read().unwrap();
    assert_eq!(texts(&sheet), [["Sơn Trung", "205¹", "m2", "a\nb_x0g_"]]);
}

#[test]
fn a_result_that_is_missing_is_no_empty_cell() {
    let rows = r#"<row><c><v>1</v></c><c><f>A1</f></c><c><f>A1</f><v/></c><c t="str"><f>A1</f><v></v></c><c><f>A1</f><v>0</v></c><c><v>0</v></c><c><f t="shared" si="0"/><v>5</v></c></row><row r="3"><c r="B3"><f>A1</f></c></row>"#;
    let mut parts = Parts::new(rows);
    let lacking = |sheet: &Sheet| {
        let places = (0..4).flat_map(|row| (0..8).map(move |column| (row, column)));
        places
            .filter(|(row, column)| sheet.lacks_result(*row, *column))
            .collect::<Vec<_>>()
    };
    let sheet = parts.read().unwrap();
    assert_eq!(lacking(&sheet), [(0, 1), (0, 2), (2, 1)]);
    assert_eq!((sheet.rows(), sheet.is_blank(1), sheet.is_blank(2)), (3, true, false));
    for workbook in [r#"<calcPr fullCalcOnLoad="1"/>"#, r#"<calcPr calcCompleted="0"/>"#]
    {
        parts.workbook = workbook;
        let sheet = parts.read().unwrap();
        assert_eq!(lacking(&sheet), [(0, 1), (0, 2), (0, 4), (2, 1)]);
    }
    parts.workbook = r#"<calcPr calcId="191029" forceFullCalc="1"/>"#;
    assert_eq!(lacking(&parts.read().unwrap()).len(), 3);
}

#[test]
fn rows_hidden_in_any_way_and_merged_cells_are_seen() {
    let row = |attributes: &str| format!("<row {attributes}><c><v>1</v></c></row>");
    let rows = [r#"r="1""#, r#"hidden="1""#, r#"ht="0""#, r#"ht="15.75" hidden="0""#];
    let rows = rows.map(row).concat();
    let mut parts = Parts::new("");
    parts.sheet = format!(
        r#"<worksheet><sheetData>{rows}</sheetData><mergeCells count="9"><mergeCell ref="A2:A3"/><mergeCell ref="A3:B4"/><mergeCell ref="A1"/></mergeCells></worksheet>"#
    );
    let sheet = parts.read().unwrap();
    assert_eq!([0, 1, 2, 3].map(|row| sheet.is_hidden(row)), [false, true, true, false]);
    let area = MergedArea { rows: 1..=2, columns: 0..=0 };
    assert_eq!(
        [0, 1, 2, 3].map(|row| sheet.merged(row, 0) == Some(area.clone())),
        [false, true, true, false]
    );
    assert_eq!(sheet.merged_cell(2, 0), Some(&number("1")));
    let unit = sheet.split(1, |row| RowOwner::Unit(row.to_string()));
    let unit = unit.unit_sheet("2").unwrap();
    assert_eq!(unit.merged(1, 0).unwrap().rows, 1..=1);
    assert_eq!((unit.merged_cell(1, 0), unit.is_hidden(1)), (Some(&number("1")), true));
}

#[test]
fn styles_give_formats_days_and_bold_type() {
    let mut parts = Parts::new(
        r#"<row><c s="1"><v>45108</v></c><c s="2"><v>0.033</v></c><c s="3"><v>4</v></c><c s=""><v>5</v></c><c><v>6</v></c></row>"#,
    );
    parts.styles = r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="dd/mm/yyyy"/><numFmt numFmtId="201" formatCode="00000"/></numFmts><fonts><font><sz val="11"/></font><font><b/></font><font><b val="0"/></font></fonts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="200" fontId="1"/><xf numFmtId="10" fontId="2"/><xf numFmtId="201"/></cellXfs><dxfs><dxf><font><b/></font></dxf></dxfs></styleSheet>"#;
    let sheet = parts.read().unwrap();
    assert_eq!(sheet.text(0, 0), "01/7/2023");
    let formats: Vec<_> = (0..5).map(|column| sheet.format(0, column).clone()).collect();
    let general = NumberFormat::General;
    let percent = NumberFormat::Percent { places: 2 };
    let code = show_number(0, false, 0, 5);
    assert_eq!(formats, [NumberFormat::Date, percent, code, general.clone(), general]);
    let bold: Vec<_> = (0..5).map(|column| sheet.is_bold(0, column)).collect();
    assert_eq!(bold, [true, false, false, false, false]);
    parts.workbook = r#"<workbookPr date1904="1"/>"#;
    assert_eq!(parts.read().unwrap().text(0, 0), "02/7/2027");
}

#[test]
fn what_no_program_writes_is_refused() {
    let deep = "<a>".repeat(100_000);
    for (rows, says) in [
        (
            r#"<row><c t="s"><v>0</v></c></row>"#,
            "một ô chỉ đến đoạn chữ không có trong tệp",
        ),
        (
            r#"<row><c t="s"><v>một</v></c></row>"#,
            "một ô chỉ đến đoạn chữ không có trong tệp",
        ),
        (
            r#"<row><c t="s"><v>-1</v></c></row>"#,
            "một ô chỉ đến đoạn chữ không có trong tệp",
        ),
        (
            r#"<row><c t="s"><v>99999999999999999999</v></c></row>"#,
            "một ô chỉ đến đoạn chữ không có trong tệp",
        ),
        (r#"<row><c r="A0"><v>1</v></c></row>"#, "một ô ghi địa chỉ không thể có"),
        (r#"<row r="x"><c><v>1</v></c></row>"#, "một ô ghi địa chỉ không thể có"),
        (r#"<row><c s="x"><v>1</v></c></row>"#, "một ô ghi sai số hiệu của kiểu ô"),
        (r#"<row><c t="shared"><v>0</v></c></row>"#, "một ô khai một loại không có"),
        (r#"<row><c t="str"><v>&la;</v></c></row>"#, "ký hiệu"),
        (deep.as_str(), "lồng vào nhau"),
    ] {
        let finding = fault(Parts::new(rows).read());
        assert_eq!(finding.code.id, "sheet-unreadable", "{says}");
        assert!(finding.hints.concat().contains(says), "{finding:?}");
    }
    let mut parts = Parts::new("<row><c><v>1</v></c></row>");
    parts.strings = r#"<!DOCTYPE a [<!ENTITY b "c">]><sst/>"#;
    assert!(fault(parts.read()).hints.concat().contains("loại văn bản riêng"));
    parts.strings = r#"<sst count="4294967295" uniqueCount="4294967295"><si/></sst>"#;
    assert!(fault(parts.read()).hints.concat().contains("nhiều đoạn chữ"));
    let merged = r#"<mergeCells><mergeCell ref="A1:Ă2"/></mergeCells>"#;
    assert!(fault(Parts::new(merged).read()).hints.concat().contains("địa chỉ"));
    let twice = zip(&[("xl/workbook.xml", b"<a/>"), ("xl/workbook.xmm", b"<b/>")]);
    let twice: Vec<_> =
        twice.iter().map(|b| if *b == b'm' { b'l' } else { *b }).collect();
    assert_eq!(fault(plain("a.xlsx", twice)).code.id, "sheet-unreadable");
}

#[test]
fn a_cell_that_is_too_long_is_named_and_not_printed() {
    let cell = |length: usize| {
        let text = "ế".repeat(length);
        Parts::new(&format!(r#"<row><c/><c t="str"><v>{text}</v></c></row>"#)).read()
    };
    assert_eq!(cell(MAX_CELL_CHARS).unwrap().width(), 2);
    for length in [MAX_CELL_CHARS + 1, 200_000] {
        let finding = fault(cell(length));
        assert_eq!(finding.message, "ô B1 dài hơn 32.767 ký tự");
        assert_eq!(finding.code.id, "sheet-too-large");
    }
    let finding = fault(cell(3_000_000));
    assert!(
        finding.message.starts_with("tệp có một đoạn chữ quá dài"),
        "{}",
        finding.message
    );
}

#[test]
fn one_long_text_in_very_many_cells_is_refused() {
    let mut parts = Parts::new(&r#"<row><c t="s"><v>0</v></c></row>"#.repeat(5_000));
    let strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(32_000));
    parts.strings = strings.leak();
    let finding = fault(parts.read());
    assert_eq!(finding.message, "bảng số liệu quá lớn: các ô có quá nhiều chữ");
}

//! ODS, as `LibreOffice` writes it.

use super::*;

const TABLE: &str = r##"
<table:tracked-changes><table:deletion><table:table-cell/></table:deletion></table:tracked-changes>
<table:table table:name="Hộ nghèo" table:style-name="ta1">
<table:shapes><draw:frame><table:table table:name="x"/></draw:frame></table:shapes>
<table:table-column table:number-columns-repeated="16384"/>
<table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table-header-rows>
<table:table-row>
 <table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>BIỂU  &amp; số<text:s text:c="2"/>1</text:p><office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>dòng <text:span>hai</text:span></text:p></table:table-cell>
 <table:covered-table-cell><text:p>bị che</text:p></table:covered-table-cell>
 <table:table-cell office:value-type="float" office:value="0.30000000000000004"><text:p>0,3</text:p></table:table-cell>
 <table:table-cell office:value-type="percentage" office:value="0.033"><text:p>3,3%</text:p></table:table-cell>
 <table:table-cell office:value-type="date" office:date-value="2023-07-01T08:00:00"><text:p>01/07/23</text:p></table:table-cell>
 <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>ĐÚNG</text:p></table:table-cell>
 <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
 <table:table-cell office:value-type="time" office:time-value="PT08H05M00S"><text:p>08:05</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell/><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>"##;

const HIDDEN: &str = r#"<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>"#;

#[test]
fn each_kind_of_cell_is_read() {
    let sheet = plain("a.ods", ods("", TABLE)).unwrap();
    assert_eq!((sheet.rows(), sheet.width(), sheet.title()), (6, 8, Some("Hộ nghèo")));
    let row: Vec<_> = (0..8).map(|column| sheet.cell(2, column).clone()).collect();
    let wanted = [
        text("BIỂU  & số  1\ndòng hai"),
        DataCell::Empty,
        number("0.3"),
        number("0.033"),
        DataCell::Date(NaiveDate::from_ymd_opt(2023, 7, 1).unwrap()),
        text("TRUE"),
        DataCell::Error("#DIV/0!".to_owned()),
        text("08:05"),
    ];
    assert_eq!(row, wanted);
    assert!(sheet.is_blank(0) && sheet.is_blank(1));
    assert_eq!(texts(&sheet)[5], ["", "7", "7", "", "", "", "", ""]);
    assert_eq!(sheet.address(5, 2), "ô C6");
}

#[test]
fn sheets_are_chosen_as_in_excel() {
    let one = |name: &str, style: &str| {
        format!(
            r#"<table:table table:name="{name}" table:style-name="{style}"><table:table-row><table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell></table:table-row></table:table>"#
        )
    };
    let tables = one("Dân số", "ta1") + &one("Nháp", "ta2");
    assert_eq!(plain("a.ods", ods(HIDDEN, &tables)).unwrap().title(), Some("Dân số"));
    let finding = fault(plain("a.ods", ods("", &tables)));
    assert_eq!(finding.hints, ["chọn một trang bằng `trang`: “Dân số”, “Nháp”"]);
    let choice = SheetChoice { sheet: Some("nhap"), header: None };
    let sheet = read(Path::new("a.ods"), ods("", &tables), choice).unwrap();
    assert_eq!(sheet.text(0, 0), "Nháp");
}

#[test]
fn an_encrypted_file_is_called_so() {
    let manifest =
        b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let bytes = zip(&[("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(fault(plain("a.ods", bytes)).code.id, "sheet-encrypted");
    let bytes = zip(&[("encrypted-package", b"\x01\x02")]);
    assert_eq!(fault(plain("a.ods", bytes)).code.id, "sheet-encrypted");
}

#[test]
fn a_table_that_is_cut_off_or_repeats_itself_is_refused() {
    let row = |rows: &str, columns: &str| {
        format!(
            r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="7"/></table:table-row></table:table>"#
        )
    };
    for (rows, columns, code) in [
        ("1000000", "1", "sheet-too-large"),
        ("1", "16384", "sheet-too-large"),
        ("100000", "400", "sheet-too-large"),
        ("18446744073709551615", "1", "sheet-too-large"),
        ("-1", "1", "sheet-unreadable"),
        ("0", "0", "sheet-empty"),
    ] {
        let finding = fault(plain("a.ods", ods("", &row(rows, columns))));
        assert_eq!(finding.code.id, code, "{rows} x {columns}");
    }
    let cut = TABLE.find("<table:table-row table:number-rows-repeated=\"3\"").unwrap();
    let content = format!("<a>{}", &TABLE[..cut]);
    let bytes = zip(&[("content.xml", content.as_bytes())]);
    assert_eq!(fault(plain("a.ods", bytes)).code.id, "sheet-unreadable");
}

#[test]
fn formats_bold_hidden_rows_and_merged_cells_are_seen() {
    let styles = r##"
<number:number-style style:name="N0"><number:number number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1" number:grouping="true" number:display-factor="1000000"/></number:number-style>
<number:number-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style>
<number:number-style style:name="N3"><number:number number:decimal-places="1"/><number:text>%</number:text></number:number-style>
<number:percentage-style style:name="N4"><number:number number:decimal-places="2"/><number:text>%</number:text></number:percentage-style>
<number:text-style style:name="N5"><number:text-content/></number:text-style>
<number:number-style style:name="N6P0"><number:number number:decimal-places="0" number:grouping="true" number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="N6"><number:text>-</number:text><style:map style:condition="value()&gt;0" style:apply-style-name="N6P0"/></number:number-style>
<style:style style:name="b" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="c0" style:data-style-name="N0"/><style:style style:name="c1" style:data-style-name="N1"/>
<style:style style:name="c2" style:data-style-name="N2" style:parent-style-name="b"/><style:style style:name="c3" style:data-style-name="N3"/>
<style:style style:name="c4" style:data-style-name="N4"/><style:style style:name="c5" style:data-style-name="N5"/>
<style:style style:name="c6" style:data-style-name="N6"/>"##;
    let figure = |style: &str| {
        format!(
            r#"<table:table-cell {style} office:value-type="float" office:value="7"/>"#
        )
    };
    let cells: String = (0..7)
        .map(|number| figure(&format!(r#"table:style-name="c{number}""#)))
        .collect();
    let table = format!(
        r#"<table:table table:name="a"><table:table-column table:default-cell-style-name="c2"/><table:table-column table:number-columns-repeated="3"/>
<table:table-row>{cells}</table:table-row>
<table:table-row table:visibility="filter" table:number-rows-repeated="2" table:default-cell-style-name="c4">{}</table:table-row>
<table:table-row table:visibility="collapse">{}<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3" office:value-type="percentage" office:value="0.5"/><table:covered-table-cell/></table:table-row>
<table:table-row><table:table-cell table:formula="of:=1"/><table:table-cell table:formula="of:=1" office:value-type="string" office:string-value=""/></table:table-row>
<table:table-row table:visibility="collapse" table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>"#,
        figure(""),
        figure("")
    );
    let sheet = plain("a.ods", ods(styles, &table)).unwrap();
    let formats: Vec<_> = (0..7).map(|column| sheet.format(0, column).clone()).collect();
    let dash = NumberFormat::Number {
        places: 0,
        grouped: true,
        thousands: 0,
        divided_from: 0,
        least_digits: 1,
        accounting: true,
    };
    let wanted = [
        NumberFormat::General,
        show_number(1, true, 2, 1),
        show_number(0, false, 0, 5),
        NumberFormat::LiteralPercent { places: 1 },
        NumberFormat::Percent { places: 2 },
        NumberFormat::Text,
        dash,
    ];
    assert_eq!(formats, wanted);
    assert!(sheet.is_bold(0, 2) && !sheet.is_bold(0, 1));
    assert_eq!(
        [0, 1, 2, 3, 4].map(|row| sheet.is_hidden(row)),
        [false, true, true, true, false]
    );
    assert_eq!(sheet.format(1, 0), &NumberFormat::Percent { places: 2 });
    assert_eq!(sheet.format(3, 0), &show_number(0, false, 0, 5));
    assert_eq!(sheet.format(3, 1), &NumberFormat::Percent { places: 0 });
    let area = MergedArea { rows: 3..=5, columns: 1..=2 };
    assert_eq!((sheet.merged(3, 2), sheet.merged(2, 1)), (Some(area), None));
    assert!(sheet.lacks_result(4, 0) && !sheet.lacks_result(4, 1));
    assert_eq!(sheet.rows(), 5);
}

#[test]
fn a_long_text_in_very_many_rows_is_refused_before_it_is_written() {
    let row = |length: usize| {
        let text = "a".repeat(length);
        format!(
            r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="199000"><table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"#
        )
    };
    let finding = fault(plain("a.ods", ods("", &row(1_000_000))));
    assert_eq!(finding.message, "ô A1 dài hơn 32.767 ký tự");
    let finding = fault(plain("a.ods", ods("", &row(30_000))));
    assert_eq!(finding.message, "bảng số liệu quá lớn: các ô có quá nhiều chữ");
    assert_eq!(plain("a.ods", ods("", &row(3))).unwrap().rows(), 199_000);
}
